/* arena: chunks of growing size in a list, each object aligned to 16 bytes and zeroed. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGN = 16, FIRST_CHUNK = 64 << 10, LARGEST_CHUNK = 4 << 20 };

typedef struct chunk {
  struct chunk *next;
  size_t size; /* bytes of the whole chunk, this head included */
} chunk;

struct isn_arena {
  isnad_allocator allocator;
  jmp_buf trap;
  chunk *chunks;
  char *at, *end;
  size_t used, cap; /* bytes taken from the allocator; the most that may be */
  size_t next_size;
};

static void *malloc_resize(void *context, void *ptr, size_t old_size, size_t size) {
  (void)context;
  (void)old_size;
  if (size == 0) {
    free(ptr);
    return NULL;
  }
  return realloc(ptr, size);
}

const isnad_allocator isn_malloc = {malloc_resize, NULL};

static size_t round_up(size_t n) { return (n + ALIGN - 1) & ~(size_t)(ALIGN - 1); }

isn_arena *isn_arena_new(const isnad_allocator *allocator, size_t cap) {
  if (allocator == NULL) allocator = &isn_malloc;
  isn_arena *arena = allocator->resize(allocator->context, NULL, 0, sizeof *arena);
  if (arena == NULL) return NULL;
  memset(arena, 0, sizeof *arena);
  arena->allocator = *allocator;
  arena->cap = cap;
  arena->next_size = FIRST_CHUNK;
  return arena;
}

void isn_arena_expect(isn_arena *arena, size_t size) {
  if (size > LARGEST_CHUNK) size = LARGEST_CHUNK;
  if (size > arena->next_size) arena->next_size = size;
}

void isn_arena_free(isn_arena *arena) {
  if (arena == NULL) return;
  isnad_allocator allocator = arena->allocator;
  for (chunk *c = arena->chunks, *next; c != NULL; c = next) {
    next = c->next;
    allocator.resize(allocator.context, c, c->size, 0);
  }
  allocator.resize(allocator.context, arena, sizeof *arena, 0);
}

jmp_buf *isn_arena_trap(isn_arena *arena) { return &arena->trap; }

_Noreturn void isn_arena_fail(isn_arena *arena) { longjmp(arena->trap, 1); }

/* A new chunk with room for at least size bytes after its head. */
static void add_chunk(isn_arena *arena, size_t size) {
  size_t head = round_up(sizeof(chunk));
  if (size > arena->cap) isn_arena_fail(arena);
  size_t whole = head + size;
#ifndef ISN_ARENA_SPLIT
  if (whole < arena->next_size) whole = arena->next_size;
  if (arena->next_size < LARGEST_CHUNK) arena->next_size *= 2;
#endif
  if (whole > arena->cap - arena->used) whole = head + size;
  if (whole > arena->cap - arena->used) isn_arena_fail(arena);
  chunk *c = arena->allocator.resize(arena->allocator.context, NULL, 0, whole);
  if (c == NULL) isn_arena_fail(arena);
  c->next = arena->chunks;
  c->size = whole;
  arena->chunks = c;
  arena->used += whole;
  arena->at = (char *)c + head;
  arena->end = (char *)c + whole;
}

void *isn_alloc(isn_arena *arena, size_t size) {
#ifdef ISN_ARENA_SPLIT
  add_chunk(arena, size ? size : 1);
#else
  size = round_up(size ? size : 1);
  if (size > (size_t)(arena->end - arena->at)) add_chunk(arena, size);
#endif
  void *got = arena->at;
  arena->at += size;
  memset(got, 0, size);
  return got;
}

void *isn_alloc_array(isn_arena *arena, size_t count, size_t size) {
  if (size != 0 && count > SIZE_MAX / 2 / size) isn_arena_fail(arena);
  return isn_alloc(arena, count * size);
}

void isn_arena_grow(isn_arena *arena, void *items_ptr, size_t count, size_t *cap, size_t size) {
  if (count < *cap) return;
  size_t more = *cap ? *cap * 2 : 8;
  void *items, *grown = isn_alloc_array(arena, more, size);
  memcpy(&items, items_ptr, sizeof items);
  if (count) memcpy(grown, items, count * size);
  memcpy(items_ptr, &grown, sizeof grown);
  *cap = more;
}

void isn_arena_room(isn_arena *arena, void *items_ptr, size_t count, size_t *cap, size_t size) {
  if (count <= *cap) return;
  *cap = count + count / 2;
  void *items = isn_alloc_array(arena, *cap, size);
  memcpy(items_ptr, &items, sizeof items);
}

isnad_str isn_arena_copy(isn_arena *arena, isnad_str text) {
  char *copy = isn_alloc(arena, text.len + 1);
  if (text.len) memcpy(copy, text.ptr, text.len);
  return (isnad_str){copy, text.len};
}

isnad_str isn_arena_print(isn_arena *arena, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int len = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (len < 0) len = 0;
  char *text = isn_alloc(arena, (size_t)len + 1);
  vsnprintf(text, (size_t)len + 1, format, again);
  va_end(again);
  return (isnad_str){text, (size_t)len};
}
