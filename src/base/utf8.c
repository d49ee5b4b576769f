/* utf8: the table of RFC 3629, section 4, as code. */
#include "base/utf8.h"

#include "base/error.h"

/* Length of the valid sequence at p, or 0. */
static size_t sequence(const unsigned char *p, size_t left) {
  unsigned char c = p[0];
  if (c < 0x80) return 1;
  size_t len = c >= 0xC2 && c <= 0xDF ? 2 : c >= 0xE0 && c <= 0xEF ? 3 : c >= 0xF0 && c <= 0xF4 ? 4 : 0;
  if (len == 0 || len > left) return 0;
  for (size_t i = 1; i < len; i++)
    if ((p[i] & 0xC0) != 0x80) return 0;
  if (c == 0xE0 && p[1] < 0xA0) return 0; /* overlong */
  if (c == 0xED && p[1] > 0x9F) return 0; /* surrogate */
  if (c == 0xF0 && p[1] < 0x90) return 0; /* overlong */
  if (c == 0xF4 && p[1] > 0x8F) return 0; /* past U+10FFFF */
  return len;
}

size_t isn_utf8_check(isnad_str text) {
  const unsigned char *p = (const unsigned char *)text.ptr;
  size_t at = 0;
  while (at < text.len) {
    if (at + 1 < text.len && p[at] >= 0xC2 && p[at] <= 0xDF && (p[at + 1] & 0xC0) == 0x80) { /* nearly all of Arabic */
      at += 2;
      continue;
    }
    size_t len = sequence(p + at, text.len - at);
    if (len == 0) return at;
    at += len;
  }
  return at;
}

isnad_status isn_text_check(isnad_str text, const char *what, isnad_error *error) {
  if (text.ptr == NULL && text.len != 0) return isn_error(error, ISNAD_ARGUMENT, 0, "%s has a length but no bytes", what);
  if (text.len > ISNAD_TEXT_MAX)
    return isn_error(error, ISNAD_LIMIT, 0, "%s is larger than %zu MB", what, ISNAD_TEXT_MAX >> 20);
  size_t fault = isn_utf8_check(text);
  if (fault < text.len) return isn_error(error, ISNAD_UTF8, fault, "%s is not valid UTF-8 at byte %zu", what, fault);
  return ISNAD_OK;
}

size_t isn_utf8_put(char out[4], uint32_t c) {
  if (c < 0x80) return out[0] = (char)c, 1;
  if (c < 0x800) return out[0] = (char)(0xC0 | c >> 6), out[1] = (char)(0x80 | (c & 0x3F)), 2;
  if (c < 0x10000)
    return out[0] = (char)(0xE0 | c >> 12), out[1] = (char)(0x80 | (c >> 6 & 0x3F)), out[2] = (char)(0x80 | (c & 0x3F)), 3;
  out[0] = (char)(0xF0 | c >> 18), out[1] = (char)(0x80 | (c >> 12 & 0x3F));
  out[2] = (char)(0x80 | (c >> 6 & 0x3F)), out[3] = (char)(0x80 | (c & 0x3F));
  return 4;
}
