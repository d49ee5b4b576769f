/* reply: an answer put together: status line, fields, what keeps browsers from being used against their readers;
 * compressed where the client takes that. «404 Not Found» with a sentence in it is the shortest. */
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "serve/inner.h"

enum { HEAD_ROOM = 12 << 10, PACK_FROM = 600 /* bytes; a packet holds as many */, PACK_LEVEL = 6 };

static const char safety[] =
    "X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nReferrer-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n";

/* ---- Bodies ------------------------------------------------------------------------------------------------------ */

isn_blob *isn_blob_of(isnad_str text) {
  isn_blob *blob = isn_blob_new(text.len);
  if (blob && text.len) memcpy(blob->bytes, text.ptr, text.len);
  return blob;
}

isn_blob *isn_blob_gzip(isnad_str text) {
  struct libdeflate_compressor *packer = libdeflate_alloc_compressor(PACK_LEVEL);
  isn_blob *blob = packer ? isn_blob_new(libdeflate_gzip_compress_bound(packer, text.len)) : NULL;
  if (blob) {
    blob->len = libdeflate_gzip_compress(packer, text.ptr, text.len, blob->bytes, blob->len);
    isn_blob *fitting = blob->len ? realloc(blob, sizeof *blob + blob->len) : NULL;
    if (fitting) blob = fitting;
    else if (blob->len == 0) isn_blob_drop(blob), blob = NULL;
  }
  libdeflate_free_compressor(packer);
  return blob;
}

bool isn_type_packs(const char *type) {
  static const char *const kinds[] = {"text/",
                                      "application/json",
                                      "application/x-ndjson",
                                      "application/geo+json",
                                      "application/atom+xml",
                                      "image/svg+xml",
                                      "application/manifest+json"};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (strncmp(type, kinds[i], strlen(kinds[i])) == 0) return true;
  return false;
}

void isn_tag_of(isnad_str text, bool packed, char out[24]) {
  isn_digest digest = isn_sha256_of(text);
  char hex[65];
  isn_digest_hex(&digest, hex);
  snprintf(out, 24, "\"%.16s%s\"", hex, packed ? "-gz" : "");
}

/* ---- Heads ------------------------------------------------------------------------------------------------------- */

typedef struct head {
  char *ptr;
  size_t len;
} head;

static void add(head *h, const char *text, size_t len) {
  if (len > HEAD_ROOM - h->len) len = HEAD_ROOM - h->len; /* fields are checked before; no head of ours is so long */
  memcpy(h->ptr + h->len, text, len);
  h->len += len;
}

static void add_field(head *h, const char *name, isnad_str value) {
  add(h, name, strlen(name));
  add(h, ": ", 2);
  add(h, value.ptr, value.len);
  add(h, "\r\n", 2);
}

void isn_reply_add(isn_reply *reply, const char *name, isnad_str value) {
  if (value.len > HEAD_ROOM / 8 || reply->header_count == sizeof reply->headers / sizeof *reply->headers) return;
  for (size_t i = 0; i < value.len; i++)
    if ((unsigned char)value.ptr[i] < ' ' || value.ptr[i] == 127) return; /* a value that would end its line is none */
  reply->headers[reply->header_count++] = (isn_page_header){name, value};
}

static void add_first(head *h, int status) {
  char line[100], date[30];
  isn_http_date(isn_now(), date);
  int len = snprintf(line, sizeof line, "HTTP/1.1 %d %s\r\nDate: %s\r\n", status, isn_status_words(status), date);
  add(h, line, (size_t)len);
}

static void refuse_heavy(isn_reply *reply) {
  isn_blob_drop(reply->body);
  *reply = (isn_reply){.status = 503,
                       .type = "text/plain; charset=utf-8",
                       .body = isn_blob_of(ISN_LIT("You have not taken what you asked for before.\n"))};
  isn_reply_add(reply, "Retry-After", ISN_LIT("10"));
}

void isn_reply_send(isn_server *server, isn_conn *conn, const isn_request *request, isn_reply *reply) {
  if (reply->body && request->method != METHOD_HEAD && !isn_wire_room(conn, reply->body->len)) refuse_heavy(reply);
  head h = {malloc(HEAD_ROOM), 0};
  char length[24];
  bool close = server->stopping || !request->keep || h.ptr == NULL;
  bool bare = reply->status == 204 || reply->status == 304;
  snprintf(length, sizeof length, "%zu", reply->body ? reply->body->len : 0);
  if (h.ptr) {
    add_first(&h, reply->status);
    if (!bare) add_field(&h, "Content-Length", isn_str(length));
    if (reply->type && !bare) add_field(&h, "Content-Type", isn_str(reply->type));
    if (reply->encoding && !bare) add_field(&h, "Content-Encoding", isn_str(reply->encoding));
    if (reply->type && isn_type_packs(reply->type)) add_field(&h, "Vary", ISN_LIT("Accept-Encoding"));
    if (reply->tag[0]) add_field(&h, "ETag", isn_str(reply->tag));
    add_field(&h, "Cache-Control", isn_str(reply->keeping ? reply->keeping : "no-store"));
    add_field(&h, "Content-Security-Policy", isn_str(isn_page_csp));
    for (size_t i = 0; i < reply->header_count; i++) add_field(&h, reply->headers[i].name, reply->headers[i].value);
    add(&h, safety, sizeof safety - 1);
    add_field(&h, "Connection", close ? ISN_LIT("close") : ISN_LIT("keep-alive"));
    add(&h, "\r\n", 2);
  }
  bool silent = bare || request->method == METHOD_HEAD || h.ptr == NULL;
  if (silent) isn_blob_drop(reply->body);
  isn_wire_answer(conn, reply->status, h.ptr, h.len, silent ? NULL : reply->body, close);
}

void isn_reply_words(isn_server *server, isn_conn *conn, const isn_request *request, int status, const char *words) {
  isn_reply reply = {.status = status, .type = "text/plain; charset=utf-8", .body = isn_blob_of(isn_str(words))};
  if (status == 405) isn_reply_add(&reply, "Allow", ISN_LIT("GET, HEAD"));
  isn_reply_send(server, conn, request, &reply);
}

void isn_reply_wait(isn_server *server, isn_conn *conn, const isn_request *request, int wait) {
  char seconds[12];
  snprintf(seconds, sizeof seconds, "%d", wait);
  isn_reply reply = {.status = 429,
                     .type = "text/plain; charset=utf-8",
                     .body = isn_blob_of(ISN_LIT("Too much at once; wait a moment.\n"))};
  isn_reply_add(&reply, "Retry-After", isn_str(seconds));
  isn_reply_send(server, conn, request, &reply);
}

void isn_reply_fresh(isn_server *server, isn_conn *conn, const isn_request *request, isn_reply *reply, isnad_str body) {
  if (body.len >= PACK_FROM && isn_type_packs(reply->type) && isn_field_takes(request->encodings, "gzip")) {
    reply->body = isn_blob_gzip(body);
    reply->encoding = reply->body ? "gzip" : NULL;
  }
  if (reply->body == NULL) reply->body = isn_blob_of(body);
  isn_reply_send(server, conn, request, reply);
}
