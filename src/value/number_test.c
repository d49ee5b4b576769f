/* What golden cases do not show: tokens of a number, limits, many digits, and the JSON of lines with its errors. */
#include "value/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

static const isnad_lexicon *lexicon;
static isn_arena *arena;

static isn_number *numbers_of(const char *bytes, size_t *count) {
  isnad_str text = isn_str(bytes);
  return isn_numbers_find(arena, lexicon, text, isn_tokenize(arena, text, 0, text.len), count);
}

static void a_number_knows_its_tokens(void **state) {
  (void)state;
  size_t count;
  isn_number *n = numbers_of("x 2,300 y", &count);
  assert_int_equal(count, 1);
  assert_int_equal(n->first, 1);
  assert_int_equal(n->end, 4);
  assert_true(n->digits);
  assert_int_equal(n->span.start, 2);
  assert_int_equal(n->span.end, 7);
}

static void digits_without_end_are_no_quantity(void **state) {
  (void)state;
  size_t count;
  numbers_of("99999999999999999999999", &count);
  assert_int_equal(count, 0);
  numbers_of("99999999999999999", &count);
  assert_int_equal(count, 1);
}

static void whole_numbers_are_exact(void **state) {
  (void)state;
  size_t count;
  isn_number *n = numbers_of("9007199254740991 0.1 1000000.5", &count);
  assert_int_equal(count, 3);
  assert_true(n[0].value == 9007199254740991.0 && n[1].value == 0.1 && n[2].value == 1000000.5);
}

static void lines_are_json(void **state) {
  (void)state;
  isnad_str out;
  assert_int_equal(isnad_numbers_json(lexicon, ISN_LIT("12 1.25 M4"), NULL, &out, NULL), ISNAD_OK);
  assert_string_equal(out.ptr, "{\"numbers\":[{\"value\":12,\"span\":[0,2]},{\"value\":1.25,\"span\":[3,7]}]}");
  isnad_str_free(NULL, out);
  assert_int_equal(isnad_words_json(lexicon, ISN_LIT("a, 1,5."), NULL, &out, NULL), ISNAD_OK);
  assert_string_equal(out.ptr, "{\"words\":[{\"text\":\"a\",\"span\":[0,1],\"segments\":[\"a\"]},"
                               "{\"text\":\"1,5\",\"span\":[3,6],\"segments\":[\"1,5\"]}]}");
  isnad_str_free(NULL, out);
  assert_int_equal(isnad_times_json(lexicon, ISN_LIT(""), ISN_LIT(""), ISNAD_PREFER_PAST, NULL, &out, NULL), ISNAD_OK);
  assert_string_equal(out.ptr, "{\"times\":[]}");
  isnad_str_free(NULL, out);
}

static void lines_say_what_is_wrong(void **state) {
  (void)state;
  isnad_str out = {"x", 1};
  isnad_error error;
  assert_int_equal(isnad_numbers_json(lexicon, ISN_LIT("12\xFF"), NULL, &out, &error), ISNAD_UTF8);
  assert_int_equal(error.where, 2);
  assert_null(out.ptr);
  assert_int_equal(isnad_numbers_json(NULL, ISN_LIT("12"), NULL, &out, &error), ISNAD_ARGUMENT);
  assert_int_equal(isnad_words_json(lexicon, (isnad_str){NULL, 3}, NULL, &out, &error), ISNAD_ARGUMENT);
  assert_int_equal(isnad_words_json(lexicon, ISN_LIT("a"), NULL, NULL, &error), ISNAD_ARGUMENT);
  assert_int_equal(isnad_times_json(lexicon, ISN_LIT("a"), ISN_LIT("noon"), ISNAD_PREFER_PAST, NULL, &out, &error), ISNAD_SYNTAX);
  isnad_str_free(NULL, (isnad_str){NULL, 0});
}

/* An allocator that gives memory so many times. */
static void *stingy(void *context, void *ptr, size_t old_size, size_t size) {
  (void)old_size;
  size_t *left = context;
  if (size == 0) return free(ptr), NULL;
  if (*left == 0) return NULL;
  --*left;
  return realloc(ptr, size);
}

static void lines_survive_failing_memory(void **state) {
  (void)state;
  isnad_status status = ISNAD_MEMORY;
  for (size_t given = 0; status == ISNAD_MEMORY && given < 1000; given++) {
    size_t left = given;
    isnad_allocator allocator = {stingy, &left};
    isnad_str out;
    status = isnad_words_json(lexicon, ISN_LIT("one 2 three"), &allocator, &out, NULL);
    if (status == ISNAD_OK) isnad_str_free(&allocator, out);
    else assert_null(out.ptr);
  }
  assert_int_equal(status, ISNAD_OK);
}

int main(void) {
  isnad_lexicon *builtin;
  if (isnad_lexicon_builtin(NULL, &builtin, NULL) != ISNAD_OK) return 2;
  lexicon = builtin;
  arena = isn_arena_new(NULL, (size_t)64 << 20);
  if (arena == NULL || setjmp(*isn_arena_trap(arena))) return 2;
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_number_knows_its_tokens), cmocka_unit_test(digits_without_end_are_no_quantity),
                                     cmocka_unit_test(whole_numbers_are_exact),   cmocka_unit_test(lines_are_json),
                                     cmocka_unit_test(lines_say_what_is_wrong),   cmocka_unit_test(lines_survive_failing_memory)};
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  isn_arena_free(arena);
  isnad_lexicon_free(builtin);
  return failed;
}
