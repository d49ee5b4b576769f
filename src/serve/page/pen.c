/* pen: the escaping writer. What comes from reports is hostile: «<script>» in a headline must come out as the letters
 * that the reader of the report saw. Relies on nothing but buf; invalid bytes become U+FFFD, so that what goes out is
 * always UTF-8. */
#include "serve/page/pen.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"

/* The length of the well-formed character at text[at], 0 where it is none. */
static size_t sound(isnad_str text, size_t at) {
  const unsigned char *p = (const unsigned char *)text.ptr + at;
  size_t left = text.len - at, len = p[0] < 0x80   ? 1
                                     : p[0] < 0xC2 ? 0
                                     : p[0] < 0xE0 ? 2
                                     : p[0] < 0xF0 ? 3
                                     : p[0] < 0xF5 ? 4
                                                   : 0;
  if (len == 0 || len > left) return 0;
  for (size_t i = 1; i < len; i++)
    if ((p[i] & 0xC0) != 0x80) return 0;
  if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F) || (p[0] == 0xF0 && p[1] < 0x90) ||
      (p[0] == 0xF4 && p[1] > 0x8F))
    return 0;
  return len;
}

static const char *entity_of(unsigned char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    case '\n':
    case '\t': return NULL;
    default: return c < ' ' || c == 0x7F ? "\xEF\xBF\xBD" : NULL;
  }
}

/* Writes text, each character as `written` says or as it is. */
static void write_safely(isn_pen *pen, isnad_str text, const char *(*written)(unsigned char)) {
  size_t from = 0;
  for (size_t at = 0; at < text.len;) {
    size_t len = sound(text, at);
    const char *instead = len == 0 ? "\xEF\xBF\xBD" : len == 1 ? written((unsigned char)text.ptr[at]) : NULL;
    if (instead) {
      isn_buf_add(&pen->buf, text.ptr + from, at - from);
      isn_buf_lit(&pen->buf, instead);
      from = at + (len ? len : 1);
    }
    at += len ? len : 1;
  }
  if (text.len > from) isn_buf_add(&pen->buf, text.ptr + from, text.len - from);
}

void isn_pen_text(isn_pen *pen, isnad_str text) { write_safely(pen, text, entity_of); }

static const char *json_of(unsigned char c) {
  static const char *const low[32] = {"\\u0000", "\\u0001", "\\u0002", "\\u0003", "\\u0004", "\\u0005", "\\u0006",
                                      "\\u0007", "\\b",     "\\t",     "\\n",     "\\u000b", "\\f",     "\\r",
                                      "\\u000e", "\\u000f", "\\u0010", "\\u0011", "\\u0012", "\\u0013", "\\u0014",
                                      "\\u0015", "\\u0016", "\\u0017", "\\u0018", "\\u0019", "\\u001a", "\\u001b",
                                      "\\u001c", "\\u001d", "\\u001e", "\\u001f"};
  switch (c) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '<': return "\\u003c";
    case '>': return "\\u003e";
    case '&': return "\\u0026";
    default: return c < ' ' ? low[c] : NULL;
  }
}

void isn_pen_json(isn_pen *pen, isnad_str text) {
  isn_buf_char(&pen->buf, '"');
  write_safely(pen, text, json_of);
  isn_buf_char(&pen->buf, '"');
}

void isn_pen_url(isn_pen *pen, isnad_str part) {
  for (size_t i = 0; i < part.len; i++) {
    unsigned char c = (unsigned char)part.ptr[i];
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("-._~", c));
    if (plain) isn_buf_char(&pen->buf, (char)c);
    else isn_buf_print(&pen->buf, "%%%02X", c);
  }
}

/* An address elsewhere: a reader may be led to a page, never to javascript: or data: */
static void write_address(isn_pen *pen, isnad_str address) {
  static const char *const schemes[] = {"https://", "http://"};
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
    size_t len = strlen(schemes[i]);
    if (address.len > len && memcmp(address.ptr, schemes[i], len) == 0) {
      isn_pen_text(pen, address);
      return;
    }
  }
  isn_buf_char(&pen->buf, '#');
}

static void write_class(isn_pen *pen, const char *name) {
  for (const char *c = name; *c; c++)
    if (!((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || *c == '-' || *c == ' '))
      isn_arena_fail(pen->buf.arena);
  isn_buf_lit(&pen->buf, name);
}

/* A coordinate to a tenth, as short as it can be: a map has thousands. */
static void write_tenths(isn_pen *pen, double number) {
  char room[24], *end = room + sizeof room, *at = end;
  bool below = number < 0;
  long long tenths = number < -1e15 || number > 1e15 ? 0 : (long long)(fabs(number) * 10 + 0.5);
  if (tenths % 10) *--at = (char)('0' + tenths % 10), *--at = '.';
  long long whole = tenths / 10;
  do *--at = (char)('0' + whole % 10);
  while ((whole /= 10) != 0);
  if (below && tenths) *--at = '-';
  isn_buf_add(&pen->buf, at, (size_t)(end - at));
}

void isn_pen_plural(isn_pen *pen, const char *key, int64_t count) {
  isnad_str text = isn_words_plural(pen->words, pen->lang, key, count);
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '#') isn_buf_print(&pen->buf, "%lld", (long long)count);
    else isn_buf_char(&pen->buf, text.ptr[i]);
  }
}

void isn_pen_put(isn_pen *pen, const char *format, ...) {
  va_list args;
  va_start(args, format);
  for (const char *c = format, *next; *c; c = next) {
    if (*c != '%') {
      next = strchr(c, '%');
      if (next == NULL) next = c + strlen(c);
      isn_buf_add(&pen->buf, c, (size_t)(next - c));
      continue;
    }
    next = c + 2;
    switch (c[1]) {
      case 't': isn_pen_text(pen, va_arg(args, isnad_str)); break;
      case 'z': isn_pen_text(pen, isn_str(va_arg(args, const char *))); break;
      case 'u': isn_pen_url(pen, va_arg(args, isnad_str)); break;
      case 'p': pen->path(pen->context, pen, va_arg(args, isnad_str)); break;
      case 'x': write_address(pen, va_arg(args, isnad_str)); break;
      case 'j': isn_pen_json(pen, va_arg(args, isnad_str)); break;
      case 'w': isn_pen_text(pen, isn_word(pen->words, pen->lang, va_arg(args, const char *))); break;
      case 'd': isn_buf_print(&pen->buf, "%lld", (long long)va_arg(args, int64_t)); break;
      case 'f': write_tenths(pen, va_arg(args, double)); break;
      case 'c': write_class(pen, va_arg(args, const char *)); break;
      case '%': isn_buf_char(&pen->buf, '%'); break;
      default: isn_arena_fail(pen->buf.arena);
    }
  }
  va_end(args);
}
