/* buf: output that grows in an arena, with a maximum at birth. Writing past the maximum fails the arena. */
#ifndef ISN_BASE_BUF_H
#define ISN_BASE_BUF_H

#include "base/arena.h"

typedef struct isn_buf {
  isn_arena *arena;
  char *ptr;
  size_t len, cap, max; /* bytes */
} isn_buf;

isn_buf isn_buf_new(isn_arena *, size_t max);
void isn_buf_add(isn_buf *, const char *bytes, size_t len);
void isn_buf_lit(isn_buf *, const char *text);
void isn_buf_char(isn_buf *, char);
void isn_buf_print(isn_buf *, const char *format, ...) __attribute__((format(printf, 2, 3)));
isnad_str isn_buf_done(isn_buf *); /* what was written, NUL-ended, still in the arena */

#endif
