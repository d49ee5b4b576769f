/* The arena: zeroed and aligned memory, the cap, the trap, and everything given back. */
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/counting_test.h"
#include "base/str.h"

static void memory_is_zeroed_and_aligned(void **state) {
  (void)state;
  counting c = {0};
  isnad_allocator allocator = {counting_resize, &c};
  isn_arena *arena = isn_arena_new(&allocator, 64 << 20);
  for (size_t size = 0; size < 300000; size = size * 3 + 1) {
    char *got = isn_alloc(arena, size);
    assert_int_equal((uintptr_t)got % 16, 0);
    for (size_t i = 0; i < size; i++) assert_int_equal(got[i], 0);
  }
  isn_arena_free(arena);
  assert_int_equal(c.bytes, 0);
}

/* True where taking it jumps. */
static bool fails(isn_arena *arena, size_t count, size_t size) {
  if (setjmp(*isn_arena_trap(arena))) return true;
  isn_alloc_array(arena, count, size);
  return false;
}

static void the_cap_holds(void **state) {
  (void)state;
  isn_arena *arena = isn_arena_new(NULL, 1 << 20);
  assert_false(fails(arena, 1, 1 << 19));
  assert_true(fails(arena, 1, 1 << 20));
  assert_true(fails(arena, SIZE_MAX / 2, 16));
  assert_true(fails(arena, SIZE_MAX, 1));
  assert_false(fails(arena, 1, 1 << 10)); /* it is still sound */
  isn_arena_free(arena);
  isn_arena_free(NULL);
}

static void no_memory_jumps(void **state) {
  (void)state;
  counting c = {.fail_at = 1};
  isnad_allocator allocator = {counting_resize, &c};
  assert_null(isn_arena_new(&allocator, 1 << 20));
  c = (counting){.fail_at = 2};
  isn_arena *arena = isn_arena_new(&allocator, 1 << 20);
  assert_non_null(arena);
  assert_true(fails(arena, 1, 10));
  isn_arena_free(arena);
  assert_int_equal(c.bytes, 0);
}

static void items_grow(void **state) {
  (void)state;
  isn_arena *arena = isn_arena_new(NULL, 1 << 20);
  int *items = NULL;
  size_t count = 0, cap = 0;
  for (int i = 0; i < 1000; i++) {
    isn_arena_grow(arena, &items, count, &cap, sizeof *items);
    items[count++] = i;
  }
  for (int i = 0; i < 1000; i++) assert_int_equal(items[i], i);
  isn_arena_free(arena);
}

static void text_is_copied_and_printed(void **state) {
  (void)state;
  isn_arena *arena = isn_arena_new(NULL, 1 << 20);
  isnad_str copy = isn_arena_copy(arena, ISN_LIT("a\0b"));
  assert_int_equal(copy.len, 3);
  assert_memory_equal(copy.ptr, "a\0b", 4);
  assert_int_equal(isn_arena_copy(arena, (isnad_str){NULL, 0}).len, 0);
  assert_string_equal(isn_arena_print(arena, "%s %d", "x", 7).ptr, "x 7");
  isn_arena_free(arena);
}

static bool adding_fails(isn_arena *arena, isn_buf *buf, size_t len) {
  if (setjmp(*isn_arena_trap(arena))) return true;
  static const char bytes[256];
  isn_buf_add(buf, bytes, len);
  return false;
}

static void a_buffer_has_a_maximum(void **state) {
  (void)state;
  isn_arena *arena = isn_arena_new(NULL, 1 << 20);
  isn_buf buf = isn_buf_new(arena, 300);
  assert_false(adding_fails(arena, &buf, 200));
  assert_true(adding_fails(arena, &buf, 101));
  assert_false(adding_fails(arena, &buf, 100));
  assert_int_equal(isn_buf_done(&buf).len, 300);
  isn_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(memory_is_zeroed_and_aligned), cmocka_unit_test(the_cap_holds),
                                     cmocka_unit_test(no_memory_jumps),              cmocka_unit_test(items_grow),
                                     cmocka_unit_test(text_is_copied_and_printed),   cmocka_unit_test(a_buffer_has_a_maximum)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
