/* buf: doubling storage; the old storage stays in the arena, at most as much again as the text. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

isn_buf isn_buf_new(isn_arena *arena, size_t max) { return (isn_buf){.arena = arena, .max = max}; }

static void make_room(isn_buf *buf, size_t more) {
  if (more > buf->max - buf->len) isn_arena_fail(buf->arena);
  size_t need = buf->len + more + 1;
  if (need <= buf->cap) return;
  size_t cap = buf->cap ? buf->cap * 2 : 256;
  while (cap < need) cap *= 2;
  char *grown = isn_alloc(buf->arena, cap);
  if (buf->len) memcpy(grown, buf->ptr, buf->len);
  buf->ptr = grown;
  buf->cap = cap;
}

void isn_buf_add(isn_buf *buf, const char *bytes, size_t len) {
  make_room(buf, len);
  if (len) memcpy(buf->ptr + buf->len, bytes, len);
  buf->len += len;
}

void isn_buf_lit(isn_buf *buf, const char *text) { isn_buf_add(buf, text, strlen(text)); }
void isn_buf_char(isn_buf *buf, char c) { isn_buf_add(buf, &c, 1); }

void isn_buf_print(isn_buf *buf, const char *format, ...) {
  char small[512];
  va_list args;
  va_start(args, format);
  int len = vsnprintf(small, sizeof small, format, args);
  va_end(args);
  if (len < 0 || len >= (int)sizeof small) isn_arena_fail(buf->arena);
  isn_buf_add(buf, small, (size_t)len);
}

isnad_str isn_buf_done(isn_buf *buf) {
  make_room(buf, 0);
  buf->ptr[buf->len] = '\0';
  return (isnad_str){buf->ptr, buf->len};
}
