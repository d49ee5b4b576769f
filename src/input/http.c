/* http: see the header. «Transfer-Encoding: chunked» and «Content-Encoding: gzip» say what was done to the body on its way. Archives
 * keep them under names of their own (X-Crawler-Content-Encoding) where it has been undone. */
#include "input/http.h"

#include <brotli/decode.h>
#include <zlib.h>

#include "base/str.h"
#include "input/input.h"

size_t isn_head_len(isnad_str text) {
  for (size_t at = 0; at < text.len;) {
    const char *end = memchr(text.ptr + at, '\n', text.len - at);
    if (end == NULL) return 0;
    size_t len = (size_t)(end - text.ptr) - at;
    at += len + 1;
    if (len == 0 || (len == 1 && end[-1] == '\r')) return at;
  }
  return 0;
}

isnad_str isn_head_field(isnad_str head, const char *name) {
  size_t len = strlen(name);
  isnad_str line;
  while (isn_str_line(&head, &line))
    if (line.len > len && line.ptr[len] == ':' && isn_str_opens(line, name))
      return isn_input_trim((isnad_str){line.ptr + len + 1, line.len - len - 1});
  return (isnad_str){NULL, 0};
}

static bool says(isnad_str value, const char *word) {
  for (; value.len; value.ptr++, value.len--)
    if (isn_str_opens(value, word)) return true;
  return false;
}

/* ---- What was done to the body --------------------------------------------------------------------------------------- */

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The chunks joined. False where the first is none: the body was joined before. A body that ends early gives what it has. */
static bool join_chunks(isnad_str body, isn_heap *out) {
  for (bool first = true;; first = false) {
    size_t size = 0, digits = 0;
    while (digits < body.len && digits < 8 && hex_digit(body.ptr[digits]) >= 0)
      size = size * 16 + (size_t)hex_digit(body.ptr[digits++]);
    isnad_str rest = {body.ptr + digits, body.len - digits}, extension;
    bool line = digits && rest.len && strchr(" \t;\r\n", *rest.ptr) && isn_str_line(&rest, &extension);
    if (!line) return !first;
    size_t take = size < rest.len ? size : rest.len;
    if (!isn_heap_add(out, (isnad_str){rest.ptr, take}) || size == 0) return true;
    body = (isnad_str){rest.ptr + take, rest.len - take};
    if (body.len && *body.ptr == '\r') body.ptr++, body.len--;
    if (body.len && *body.ptr == '\n') body.ptr++, body.len--;
  }
}

enum { PIECE = 64 << 10 };

/* Any of zlib's formats, by windowBits; what is damaged gives what came before it. */
static void inflate_into(isnad_str body, int bits, isn_heap *out) {
  z_stream z = {.next_in = (Bytef *)body.ptr, .avail_in = (uInt)body.len};
  if (inflateInit2(&z, bits) != Z_OK) return;
  int result = Z_OK;
  while (result == Z_OK && isn_heap_room(out, PIECE)) {
    z.next_out = (Bytef *)out->ptr + out->len;
    z.avail_out = PIECE;
    result = inflate(&z, Z_NO_FLUSH);
    out->len += PIECE - z.avail_out;
  }
  inflateEnd(&z);
}

static bool unbrotli_into(isnad_str body, isn_heap *out) {
  BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
  if (state == NULL) return false;
  const uint8_t *in = (const uint8_t *)body.ptr;
  size_t left = body.len;
  BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
  while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && isn_heap_room(out, PIECE)) {
    uint8_t *into = (uint8_t *)out->ptr + out->len;
    size_t room = PIECE;
    result = BrotliDecoderDecompressStream(state, &left, &in, &room, &into, NULL);
    out->len += PIECE - room;
  }
  BrotliDecoderDestroyInstance(state);
  return result != BROTLI_DECODER_RESULT_ERROR;
}

/* «deflate» is zlib's format; some servers send the bare data. */
static bool has_zlib_head(isnad_str body) {
  return body.len > 1 && (body.ptr[0] & 0x0F) == 8 && ((unsigned char)body.ptr[0] * 256 + (unsigned char)body.ptr[1]) % 31 == 0;
}

static bool is_text(isnad_str body) {
  body = isn_input_trim(body);
  return body.len && *body.ptr == '<';
}

/* The body without its compression, in out; false where it has none. */
static bool unpack(isnad_str body, isnad_str encoding, isn_heap *out) {
  bool gzip = body.len > 2 && memcmp(body.ptr, "\x1F\x8B\x08", 3) == 0;
  if (gzip) inflate_into(body, 15 + 16, out);
  else if (is_text(body)) return false;
  else if (says(encoding, "deflate")) inflate_into(body, has_zlib_head(body) ? 15 : -15, out);
  else return says(encoding, "br") && unbrotli_into(body, out);
  return out->len > 0;
}

bool isn_response_read(isnad_str text, isn_heap *room, isn_response *out) {
  *out = (isn_response){.status = 0};
  if (text.len < 12 || memcmp(text.ptr, "HTTP/", 5) != 0) return false;
  const char *space = memchr(text.ptr, ' ', 12);
  for (const char *p = space; p && ++p < text.ptr + text.len && *p >= '0' && *p <= '9' && out->status < 1000;)
    out->status = out->status * 10 + *p - '0';
  size_t head_len = isn_head_len(text);
  if (out->status == 0 || head_len == 0) return false;
  isnad_str head = {text.ptr, head_len};
  out->media_type = isn_head_field(head, "Content-Type");
  out->body = (isnad_str){text.ptr + head_len, text.len - head_len};
  isn_heap_clear(room);
  if (says(isn_head_field(head, "Transfer-Encoding"), "chunked") && join_chunks(out->body, room))
    out->body = isn_heap_str(room);
  isnad_str encoding = isn_head_field(head, "Content-Encoding");
  if (encoding.len == 0 || out->body.len == 0) return !room->full;
  isn_heap unpacked = {.max = room->max};
  if (unpack(out->body, encoding, &unpacked)) {
    isn_heap_free(room);
    *room = unpacked;
    out->body = isn_heap_str(room);
  } else {
    room->full |= unpacked.full;
    isn_heap_free(&unpacked);
  }
  return !room->full;
}
