/* heap: a buffer that grows on the heap up to a maximum, for bytes that come in pieces from libraries that cannot be jumped
 * out of. What does not fit is not added and marks the buffer full. */
#ifndef ISN_INPUT_HEAP_H
#define ISN_INPUT_HEAP_H

#include "isnad.h"

typedef struct isn_heap {
  char *ptr;
  size_t len, cap, max; /* bytes; max 0: ISNAD_TEXT_MAX */
  bool full;            /* more was added than max, or memory ran out */
} isn_heap;

/* Room for at least `size` further bytes behind len; false where there is none. */
bool isn_heap_room(isn_heap *, size_t size);
bool isn_heap_add(isn_heap *, isnad_str);
/* The text with the letters that HTML gives a meaning written as references. */
bool isn_heap_add_escaped(isn_heap *, isnad_str);
void isn_heap_clear(isn_heap *); /* empty again; the room stays */
void isn_heap_free(isn_heap *);
static inline isnad_str isn_heap_str(const isn_heap *heap) { return (isnad_str){heap->ptr, heap->len}; }

#endif
