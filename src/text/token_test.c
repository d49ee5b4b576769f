/* What golden cases do not show: letters back to bytes, parts of texts, words without end. */
#include "text/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "text/letters.h"

static isn_tokens tokens_of(isn_arena *arena, isnad_str text) { return isn_tokenize(arena, text, 0, text.len); }

static int set_up(void **state) {
  isn_arena *arena = isn_arena_new(NULL, (size_t)64 << 20);
  if (arena == NULL || setjmp(*isn_arena_trap(arena))) return -1;
  *state = arena;
  return 0;
}

static int tear_down(void **state) {
  isn_arena_free(*state);
  return 0;
}

static void letters_lead_back_to_bytes(void **state) {
  /* qaf damma teh kasra lam fatha: marks belong to the letter before */
  isnad_str text = ISN_LIT("\u0642\u064F\u062A\u0650\u0644\u064E");
  isn_tokens tokens = tokens_of(*state, text);
  assert_int_equal(tokens.count, 1);
  assert_memory_equal(tokens.at[0].form.ptr, "qtl", 3);
  assert_true(tokens.at[0].damma_first);
  for (size_t letter = 0; letter <= 3; letter++)
    assert_int_equal(isn_token_byte(text, &tokens.at[0], letter), 4 * letter);
}

static void a_ligature_is_one_byte_for_its_letters(void **state) {
  isnad_str text = ISN_LIT("\u0628\uFEFB\u062F"); /* beh, lam-alef, dal */
  isn_tokens tokens = tokens_of(*state, text);
  assert_memory_equal(tokens.at[0].form.ptr, "blAd", 4);
  const uint32_t bytes[] = {0, 2, 2, 5, 7};
  for (size_t letter = 0; letter <= 4; letter++)
    assert_int_equal(isn_token_byte(text, &tokens.at[0], letter), bytes[letter]);
}

static void lower_case_may_be_shorter(void **state) {
  isnad_str text = ISN_LIT("\u0130zmir"); /* a dotted capital I of two bytes */
  isn_tokens tokens = tokens_of(*state, text);
  assert_int_equal(tokens.at[0].form.len, 6);
  assert_memory_equal(tokens.at[0].form.ptr, "\1izmir", 6);
  assert_int_equal(isn_token_byte(text, &tokens.at[0], 2), 2);
}

static void a_part_of_a_text_counts_from_its_start(void **state) {
  isnad_str text = ISN_LIT("one two three");
  isn_tokens tokens = isn_tokenize(*state, text, 4, 7);
  assert_int_equal(tokens.count, 1);
  assert_int_equal(tokens.at[0].span.start, 4);
  assert_int_equal(tokens.at[0].span.end, 7);
  assert_true(tokens.at[0].space_before);
  assert_int_equal(isn_tokenize(*state, text, 9, 9).count, 0);
  assert_int_equal(isn_tokenize(*state, text, 0, 99).count, 3);
}

static void words_without_end_are_cut(void **state) {
  enum { LETTERS = 1000 };
  char *bytes = malloc(2 * LETTERS);
  assert_non_null(bytes);
  for (size_t i = 0; i < LETTERS; i++) memcpy(bytes + 2 * i, "\u0628", 2);
  isnad_str text = {bytes, 2 * LETTERS};
  isn_tokens tokens = tokens_of(*state, text);
  size_t letters = 0;
  for (size_t i = 0; i < tokens.count; i++) {
    assert_true(tokens.at[i].form.len <= 240);
    assert_true(tokens.at[i].space_before == (i == 0));
    letters += tokens.at[i].form.len;
  }
  assert_int_equal(letters, LETTERS);
  free(bytes);
}

static void folding_keeps_to_its_room(void **state) {
  (void)state;
  isnad_str text = ISN_LIT("a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1");
  char codes[2 * 32 + 8];
  assert_true(isn_fold(text, codes) <= sizeof codes);
}

static void the_class_of_a_code_point(void **state) {
  (void)state;
  char code[8];
  assert_int_equal(isn_letter_class(0x6AF, code), CH_LETTER);
  assert_string_equal(code, "k");
  assert_int_equal(isn_letter_class(0xFDF2, code), CH_LETTER);
  assert_string_equal(code, "Allh");
  assert_int_equal(isn_letter_class(0x6F7, code), CH_DIGIT);
  assert_string_equal(code, "7");
  assert_int_equal(isn_letter_class(0x640, code), CH_MARK);
  assert_int_equal(isn_letter_class(0x200F, code), CH_MARK);
  assert_int_equal(isn_letter_class(0x202F, code), CH_SPACE);
  assert_int_equal(isn_letter_class(0x2028, code), CH_NEWLINE);
  assert_int_equal(isn_letter_class(0x416, code), CH_LATIN);
  assert_int_equal(isn_letter_class(0x1F600, code), CH_OTHER);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(letters_lead_back_to_bytes),         cmocka_unit_test(a_ligature_is_one_byte_for_its_letters),
      cmocka_unit_test(lower_case_may_be_shorter),          cmocka_unit_test(a_part_of_a_text_counts_from_its_start),
      cmocka_unit_test(words_without_end_are_cut),          cmocka_unit_test(folding_keeps_to_its_room),
      cmocka_unit_test(the_class_of_a_code_point)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
