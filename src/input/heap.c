/* heap: see the header. «<p>شن</p>» in three pieces is one text; a gigabyte in a million pieces stops at the maximum. */
#include "input/heap.h"

#include <stdlib.h>

#include "base/str.h"

enum { FIRST_ROOM = 256 };

bool isn_heap_room(isn_heap *heap, size_t size) {
  size_t max = heap->max ? heap->max : ISNAD_TEXT_MAX;
  if (size <= heap->cap - heap->len) return true;
  if (heap->full || size > max - heap->len) return heap->full = true, false;
  size_t cap = heap->cap ? heap->cap : FIRST_ROOM;
  while (cap - heap->len < size) cap = cap > max / 2 ? max : cap * 2;
  char *grown = realloc(heap->ptr, cap);
  if (grown == NULL) return heap->full = true, false;
  heap->ptr = grown;
  heap->cap = cap;
  return true;
}

bool isn_heap_add(isn_heap *heap, isnad_str text) {
  if (heap->full || !isn_heap_room(heap, text.len)) return false;
  if (text.len) memcpy(heap->ptr + heap->len, text.ptr, text.len);
  heap->len += text.len;
  return true;
}

bool isn_heap_add_escaped(isn_heap *heap, isnad_str text) {
  size_t from = 0;
  for (size_t i = 0; i < text.len; i++) {
    const char *as = text.ptr[i] == '<' ? "&lt;" : text.ptr[i] == '>' ? "&gt;" : text.ptr[i] == '&' ? "&amp;" : NULL;
    if (as == NULL) continue;
    if (!isn_heap_add(heap, (isnad_str){text.ptr + from, i - from}) || !isn_heap_add(heap, isn_str(as))) return false;
    from = i + 1;
  }
  return isn_heap_add(heap, (isnad_str){text.ptr + from, text.len - from});
}

void isn_heap_clear(isn_heap *heap) {
  heap->len = 0;
  heap->full = false;
}

void isn_heap_free(isn_heap *heap) {
  free(heap->ptr);
  *heap = (isn_heap){.max = heap->max};
}
