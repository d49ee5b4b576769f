/* decode: text as a reader of the page sees it, with the way back kept in the mapper. «قال&nbsp;\n   مصدر &quot;» becomes «قال مصدر "»; letters without
 * a shape (ZWNJ, RLM) stay byte for byte, since words are told apart by them. Bytes that are no UTF-8 become U+FFFD. */
#include "read/html/decode.h"

#include "base/utf8.h"
#include "read/html/entity.h"

#define TAG_BYTES 1024 /* of a tag within JSON; a longer one is text */

html_decoder isn_html_decoder(const html_page *page, isn_mapper *out) {
  return (html_decoder){.out = out, .charset = page->charset, .bytes = page->bytes};
}

static void add(html_decoder *d, const char *text, size_t len, enum isn_piece_kind kind, size_t start, size_t end) {
  if (d->space_end > d->space && d->begun) {
    bool plain = d->charset == CHARSET_UTF8 && d->space_end - d->space == 1 && d->bytes.ptr[d->space] == ' ';
    isn_mapper_add(d->out, " ", 1, plain ? PIECE_SAME : PIECE_WHOLE, d->space, d->space_end);
  }
  d->space = d->space_end = 0;
  d->begun = true;
  isn_mapper_add(d->out, text, len, kind, start, end);
}

/* White space behind tags adds to what waits, but not its bytes: what stands between belongs to nobody, or to another text. */
static void add_space(html_decoder *d, size_t start, size_t end) {
  bool waits = d->space_end > d->space;
  if (!waits) d->space = start;
  if (!waits || start == d->space_end) d->space_end = end;
}

static bool is_space_letter(uint32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000 || c == 0x2028 || c == 0x2029;
}

/* A letter that was written some other way than as itself. */
static void add_letters(html_decoder *d, const char *text, size_t len, size_t start, size_t end) {
  size_t at = 0;
  uint32_t c = isn_utf8_next((isnad_str){text, len}, &at);
  if (is_space_letter(c)) add_space(d, start, end);
  else if (c != 0) add(d, text, len, PIECE_WHOLE, start, end);
}

/* Plain letters from `at` on: as many as stand for themselves. */
static size_t plain_end(isnad_str bytes, size_t at, size_t end, bool json) {
  isnad_str text = {bytes.ptr, end};
  while (at < end) {
    unsigned char c = (unsigned char)text.ptr[at];
    if (c < 0x80) {
      if (c <= ' ' || c == '&' || (json && (c == '\\' || c == '<'))) break;
      at++;
      continue;
    }
    size_t len = isn_charset_utf8(text, at), next = at;
    if (len == 0) break;
    if ((c == 0xC2 || c == 0xE2 || c == 0xE3) && is_space_letter(isn_utf8_next(text, &next))) break;
    at += len;
  }
  return at;
}

static size_t decode_byte(html_decoder *d, size_t at, size_t end) {
  unsigned char byte = (unsigned char)d->bytes.ptr[at];
  size_t len = d->charset == CHARSET_UTF8 ? isn_charset_utf8((isnad_str){d->bytes.ptr, end}, at) : 1, next = at;
  char out[4];
  uint32_t c = len == 0 ? 0xFFFD : d->charset == CHARSET_UTF8 ? isn_utf8_next(d->bytes, &next) : isn_charset_letter(d->charset, byte);
  if (len == 0) len = 1;
  if (is_space_letter(c)) add_space(d, at, at + len);
  else if (c != 0) add(d, out, isn_utf8_put(out, c), d->charset == CHARSET_UTF8 ? PIECE_WHOLE : PIECE_SINGLE, at, at + len);
  return at + len;
}

static int hex4(isnad_str text, size_t at) {
  int value = 0;
  if (at + 4 > text.len) return -1;
  for (size_t i = at; i < at + 4; i++) {
    char c = text.ptr[i];
    int digit = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/* An escape of JSON at a backslash; gives the byte behind it. */
static size_t decode_escape(html_decoder *d, size_t at, size_t end) {
  isnad_str text = {d->bytes.ptr, end};
  if (at + 1 >= end) return end;
  char c = text.ptr[at + 1], out[4];
  if ((unsigned char)c >= 0x80) return at + 1;
  if (c != 'u') {
    if (c == 'n' || c == 'r' || c == 't' || c == 'b' || c == 'f') add_space(d, at, at + 2);
    else add(d, text.ptr + at + 1, 1, PIECE_WHOLE, at, at + 2);
    return at + 2;
  }
  int value = hex4(text, at + 2), low = -1;
  size_t next = at + 6;
  if (value < 0) return at + 2;
  if (value >= 0xD800 && value < 0xDC00 && next + 6 <= end && text.ptr[next] == '\\' && text.ptr[next + 1] == 'u') low = hex4(text, next + 2);
  uint32_t letter = (uint32_t)value;
  if (low >= 0xDC00 && low < 0xE000) {
    letter = 0x10000 + ((uint32_t)(value - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
    next += 6;
  } else if (value >= 0xD800 && value < 0xE000) letter = 0xFFFD;
  add_letters(d, out, isn_utf8_put(out, letter), at, next);
  return next;
}

/* Behind a tag within a JSON string, or `at` where «<» opens none. */
static size_t skip_tag(isnad_str bytes, size_t at, size_t end) {
  if (at + 1 >= end || !(bytes.ptr[at + 1] == '/' || (unsigned char)((bytes.ptr[at + 1] | 0x20) - 'a') < 26)) return at;
  const char *found = memchr(bytes.ptr + at, '>', end - at < TAG_BYTES ? end - at : TAG_BYTES);
  return found ? (size_t)(found - bytes.ptr) + 1 : at;
}

void isn_html_decode(html_decoder *d, isnad_span span, enum html_source source) {
  bool json = source == FROM_JSON;
  for (size_t at = span.start, next; at < span.end; at = next) {
    char c = d->bytes.ptr[at], out[8];
    size_t len;
    if (d->charset == CHARSET_UTF8 && (next = plain_end(d->bytes, at, span.end, json)) > at) {
      add(d, d->bytes.ptr + at, next - at, PIECE_SAME, at, next);
    } else if (c == '&' && source != FROM_RAW) {
      size_t used = isn_entity_read((isnad_str){d->bytes.ptr, span.end}, at, source == FROM_ATTRIBUTE, out, &len);
      next = at + (used ? used : 1);
      if (used) add_letters(d, out, len, at, next);
      else add(d, "&", 1, d->charset == CHARSET_UTF8 ? PIECE_SAME : PIECE_SINGLE, at, next);
    } else if (json && c == '\\') {
      next = decode_escape(d, at, span.end);
    } else if (json && c == '<' && (next = skip_tag(d->bytes, at, span.end)) > at) {
      add_space(d, at, next);
    } else {
      next = decode_byte(d, at, span.end);
    }
  }
}

isnad_span isn_html_decode_block(const html_page *page, const html_block *block, isn_mapper *out) {
  html_decoder d = isn_html_decoder(page, out);
  uint32_t start = (uint32_t)out->len;
  for (uint32_t i = 0; i < block->run_count; i++) isn_html_decode(&d, page->runs[block->first_run + i], block->raw ? FROM_RAW : FROM_TEXT);
  return (isnad_span){start, (uint32_t)out->len};
}

void isn_html_end_line(isn_mapper *out) {
  uint32_t at = out->count ? out->pieces[out->count - 1].end : 0;
  isn_mapper_add(out, "\n", 1, PIECE_WHOLE, at, at);
}

isnad_span isn_html_decode_value(const html_page *page, isnad_span value, enum html_source source, isn_mapper *out) {
  html_decoder d = isn_html_decoder(page, out);
  uint32_t start = (uint32_t)out->len;
  isn_html_decode(&d, value, source);
  isnad_span span = {start, (uint32_t)out->len};
  if (span.end > start) isn_html_end_line(out);
  return span;
}

isnad_str isn_html_text_of(const html_page *page, isnad_span value, enum html_source source) {
  isn_mapper out = {.arena = page->arena};
  html_decoder d = isn_html_decoder(page, &out);
  isn_html_decode(&d, value, source);
  return (isnad_str){out.text, out.len};
}
