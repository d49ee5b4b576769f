/* counting_test: an allocator for tests that counts what is in use, fills fresh memory with noise, and can run out. */
#ifndef ISN_BASE_COUNTING_TEST_H
#define ISN_BASE_COUNTING_TEST_H

#include <stdlib.h>
#include <string.h>

#include "isnad.h"

typedef struct counting {
  size_t calls, fail_at; /* the call, counted from 1, that gives nothing; 0: none */
  size_t bytes;          /* in use */
} counting;

static inline void *counting_resize(void *context, void *ptr, size_t old_size, size_t size) {
  counting *c = context;
  if (size == 0) {
    free(ptr);
    c->bytes -= ptr ? old_size : 0;
    return NULL;
  }
  if (++c->calls == c->fail_at) return NULL;
  size_t kept = ptr ? old_size : 0;
  void *got = realloc(ptr, size);
  if (got == NULL) return NULL;
  if (size > kept) memset((char *)got + kept, 0xA5, size - kept);
  c->bytes += size - kept;
  return got;
}

#endif
