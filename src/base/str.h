/* str: small helpers over isnad_str and spans. */
#ifndef ISN_BASE_STR_H
#define ISN_BASE_STR_H

#include <string.h>

#include "isnad.h"

#define ISN_LIT(text) ((isnad_str){(text), sizeof(text) - 1})

static inline isnad_str isn_str(const char *text) { return (isnad_str){text, text ? strlen(text) : 0}; }

static inline bool isn_str_same(isnad_str a, isnad_str b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline isnad_str isn_str_cut(isnad_str text, isnad_span span) {
  return (isnad_str){text.ptr + span.start, span.end - span.start};
}

/* Does `text` hold `part`? An empty part is held nowhere. */
static inline bool isn_str_holds(isnad_str text, isnad_str part) {
  if (part.len == 0) return false;
  for (size_t i = 0; i + part.len <= text.len; i++)
    if (text.ptr[i] == part.ptr[0] && memcmp(text.ptr + i, part.ptr, part.len) == 0) return true;
  return false;
}

/* Does the text begin with a word of ASCII, its letters in any case? */
static inline bool isn_str_opens(isnad_str text, const char *word) {
  for (size_t i = 0; word[i]; i++) {
    char folded = (char)(word[i] | 0x20);
    bool same = i < text.len && (text.ptr[i] == word[i] || (folded >= 'a' && folded <= 'z' && (text.ptr[i] | 0x20) == folded));
    if (!same) return false;
  }
  return true;
}

/* Is the text that word of ASCII, its letters in any case? */
static inline bool isn_str_is(isnad_str text, const char *word) {
  return text.len == strlen(word) && isn_str_opens(text, word);
}

/* Takes the first line off `rest`, without its LF or CR LF; false where nothing is left. */
static inline bool isn_str_line(isnad_str *rest, isnad_str *line) {
  if (rest->len == 0) return false;
  const char *end = memchr(rest->ptr, '\n', rest->len);
  size_t len = end ? (size_t)(end - rest->ptr) : rest->len, used = len + (end != NULL);
  *line = (isnad_str){rest->ptr, len > 0 && rest->ptr[len - 1] == '\r' ? len - 1 : len};
  rest->ptr += used, rest->len -= used;
  return true;
}

/* Takes the part before the next `by` off the text, and `by` with it; all of it where there is none. */
static inline isnad_str isn_str_before(isnad_str *text, char by) {
  const char *end = text->len ? memchr(text->ptr, by, text->len) : NULL;
  size_t len = end ? (size_t)(end - text->ptr) : text->len, used = len + (end != NULL);
  isnad_str part = {text->ptr, len};
  text->ptr += used, text->len -= used;
  return part;
}

static inline bool isn_span_empty(isnad_span s) { return s.end <= s.start; }
static inline bool isn_span_overlap(isnad_span a, isnad_span b) { return a.start < b.end && b.start < a.end; }
static inline bool isn_span_inside(isnad_span inner, isnad_span outer) {
  return outer.start <= inner.start && inner.end <= outer.end;
}

#endif
