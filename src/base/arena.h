/* arena: all memory of one report. Allocation moves a pointer; one call frees everything. When memory or the
 * cap is used up, isn_alloc does not return: it jumps to the trap that the public call has set, so that
 * nothing between read and find checks for NULL.
 *
 *   isn_arena *arena = isn_arena_new(allocator, 256 << 20);
 *   if (arena == NULL) return ISNAD_MEMORY;
 *   if (setjmp(*isn_arena_trap(arena))) { isn_arena_free(arena); return ISNAD_MEMORY; }
 *
 * A build with ISN_ARENA_SPLIT (the sanitizer build) makes one allocation an object, so that overflows show. */
#ifndef ISN_BASE_ARENA_H
#define ISN_BASE_ARENA_H

#include <setjmp.h>

#include "isnad.h"

typedef struct isn_arena isn_arena;

isn_arena *isn_arena_new(const isnad_allocator *, size_t cap);
void isn_arena_free(isn_arena *);
jmp_buf *isn_arena_trap(isn_arena *);

/* The bytes that the owner thinks he will need, so that they come in few chunks; to be said before the first allocation. */
void isn_arena_expect(isn_arena *, size_t size);

/* Zeroed memory of size bytes, aligned for any type. */
void *isn_alloc(isn_arena *, size_t size);
/* Zeroed memory for count items of size bytes. */
void *isn_alloc_array(isn_arena *, size_t count, size_t size);
/* Makes room for one more item: *items has *cap items of size bytes, count of them in use. The items move to
 * twice the room when it is full (the old room stays until the arena goes). */
void isn_arena_grow(isn_arena *, void *items_ptr, size_t count, size_t *cap, size_t size);
/* Makes room for count items at once, with some to spare; what was in *items is not kept. */
void isn_arena_room(isn_arena *, void *items_ptr, size_t count, size_t *cap, size_t size);
/* A copy of the bytes, NUL-ended for convenience; len does not count the NUL. */
isnad_str isn_arena_copy(isn_arena *, isnad_str);
/* Text made like sprintf. */
isnad_str isn_arena_print(isn_arena *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Gives up: as if memory were used up. */
_Noreturn void isn_arena_fail(isn_arena *);

/* The allocator that NULL stands for: malloc, realloc and free. */
extern const isnad_allocator isn_malloc;

#endif
