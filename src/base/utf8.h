/* utf8: decoding and checking. */
#ifndef ISN_BASE_UTF8_H
#define ISN_BASE_UTF8_H

#include "isnad.h"

/* The byte of the first fault, or text.len where all is valid (no surrogates, no overlong forms). */
size_t isn_utf8_check(isnad_str text);
/* Is text what the library takes: bytes where it has a length, at most ISNAD_TEXT_MAX of them, valid UTF-8? `what` names
 * it in the error. */
isnad_status isn_text_check(isnad_str text, const char *what, isnad_error *);
/* Decodes one code point of valid text at *at and moves on. */
static inline uint32_t isn_utf8_next(isnad_str text, size_t *at) {
  const unsigned char *p = (const unsigned char *)text.ptr + *at;
  if (p[0] < 0x80) return *at += 1, p[0];
  if (p[0] < 0xE0) return *at += 2, (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
  if (p[0] < 0xF0) return *at += 3, (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
  return *at += 4, (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 |
                   (p[3] & 0x3F);
}
/* Writes one code point; gives its length, 1 to 4. */
size_t isn_utf8_put(char out[4], uint32_t code_point);

#endif
