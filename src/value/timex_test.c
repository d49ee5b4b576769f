/* Tests of time expressions: the table test/golden/time.tsv (one expression a row), turning, moments, and what must hold for
 * any text. Run from the project's root, as `make test` does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "value/timex.h"

static isnad_lexicon *lexicon;

static isn_timex *find(isn_arena *arena, const char *text, const char *now, isnad_prefer prefer, size_t *count) {
  isn_moment reference = {INT32_MIN, -1};
  if (now) assert_true(isn_moment_parse(isn_str(now), &reference));
  isnad_str s = isn_str(text);
  isn_tokens tokens = isn_tokenize(arena, s, 0, s.len);
  size_t number_count;
  isn_number *numbers = isn_numbers_find(arena, lexicon, s, tokens, &number_count);
  return isn_times_find(arena, lexicon, s, tokens, numbers, number_count, reference, prefer, count);
}

/* ---- The golden table --------------------------------------------------------------------------------------------- */

enum { TEXT, NOW, PREFER, TIMEX, START, END, COLUMNS };

static bool split(char *line, char *cells[COLUMNS]) {
  for (int i = 0; i < COLUMNS; i++) {
    cells[i] = line;
    line += strcspn(line, "\t");
    if (*line == 0) return i == COLUMNS - 1;
    *line++ = 0;
  }
  return true;
}

static const char *dash(const char *cell) { return strcmp(cell, "-") == 0 ? "" : cell; }

static bool row_holds(char *cells[COLUMNS], char got[200]) {
  isn_arena *arena = isn_arena_new(NULL, 16 << 20);
  size_t count;
  isnad_prefer prefer = strcmp(cells[PREFER], "future") == 0 ? ISNAD_PREFER_FUTURE : ISNAD_PREFER_PAST;
  isn_timex *times = find(arena, cells[TEXT], cells[NOW], prefer, &count);
  char start[24] = "", end[24] = "";
  const char *value = "";
  if (count > 0) {
    isn_moment_print(times[0].from, start);
    isn_moment_print(times[0].to, end);
    value = times[0].value;
  }
  snprintf(got, 200, "%zu: %s %s %s", count, value, start, end);
  bool holds;
  if (strcmp(cells[TIMEX], "none") == 0)
    holds = count == 0;
  else if (strcmp(cells[TIMEX], "vague") == 0)
    holds = count == 1 && times[0].kind == TX_VAGUE && *value == 0;
  else
    holds = count == 1 && strcmp(value, dash(cells[TIMEX])) == 0 && strcmp(start, dash(cells[START])) == 0 &&
            strcmp(end, dash(cells[END])) == 0;
  isn_arena_free(arena);
  return holds;
}

static void golden_rows_hold(void **state) {
  (void)state;
  FILE *file = fopen("test/golden/time.tsv", "r");
  assert_non_null(file);
  char line[2048], got[200], *cells[COLUMNS];
  int number = 0, rows = 0, bad = 0;
  while (fgets(line, sizeof line, file)) {
    number++;
    line[strcspn(line, "\n")] = 0;
    if (number == 1 || *line == 0 || *line == '#') continue;
    rows++;
    if (split(line, cells) && row_holds(cells, got)) continue;
    bad++;
    print_error("test/golden/time.tsv:%d: got %s\n", number, got);
  }
  fclose(file);
  assert_true(rows >= 150);
  assert_int_equal(bad, 0);
}

/* ---- Turning ------------------------------------------------------------------------------------------------------ */

static void turned(const char *text, isnad_prefer prefer, const char *value, const char *from) {
  isn_arena *arena = isn_arena_new(NULL, 16 << 20);
  isn_moment now;
  size_t count;
  char start[24];
  assert_true(isn_moment_parse(isn_str("2022-01-24"), &now)); /* a Monday */
  isn_timex *times = find(arena, text, "2022-01-24", ISNAD_PREFER_PAST, &count);
  assert_int_equal(count, 1);
  isn_timex_turn(&times[0], now, prefer);
  isn_moment_print(times[0].from, start);
  assert_string_equal(times[0].value, value);
  assert_string_equal(start, from);
  isn_arena_free(arena);
}

static void bare_expressions_turn(void **state) {
  (void)state;
  turned("الثلاثاء", ISNAD_PREFER_FUTURE, "2022-01-25", "2022-01-25");
  turned("الثلاثاء", ISNAD_PREFER_PAST, "2022-01-18", "2022-01-18");
  turned("مساء الجمعة", ISNAD_PREFER_FUTURE, "2022-01-28TEV", "2022-01-28");
  turned("ليلاً", ISNAD_PREFER_FUTURE, "2022-01-24TNI", "2022-01-24");
  turned("ليلاً", ISNAD_PREFER_PAST, "2022-01-23TNI", "2022-01-23");
  turned("في يونيو", ISNAD_PREFER_FUTURE, "2022-06", "2022-06-01");
  turned("في يونيو", ISNAD_PREFER_PAST, "2021-06", "2021-06-01");
  turned("في 3 شباط", ISNAD_PREFER_PAST, "2021-02-03", "2021-02-03");
  turned("يوم الثلاثاء الماضي", ISNAD_PREFER_FUTURE, "2022-01-18", "2022-01-18");
}

/* ---- Leaning on what stands before -------------------------------------------------------------------------------- */

static void leaning_times_count_from_the_last_one(void **state) {
  (void)state;
  isn_arena *arena = isn_arena_new(NULL, 16 << 20);
  size_t count;
  isn_timex *t = find(arena, "قطعوا، الإثنين، جسرين وأعلنوا في اليوم التالي إضراباً", "2019-11-29", ISNAD_PREFER_PAST, &count);
  assert_int_equal(count, 2);
  assert_string_equal(t[1].value, "2019-11-26");
  assert_true(t[1].leans);
  t = find(arena, "خطفوه عند السادسة والنصف من صباح اليوم وأفرجوا عنه بعد ساعتين", "2025-11-19", ISNAD_PREFER_PAST, &count);
  assert_int_equal(count, 2);
  assert_string_equal(t[1].value, "2025-11-19T08:30");
  isn_arena_free(arena);
}

/* ---- Moments, spans ----------------------------------------------------------------------------------------------- */

static void moments_are_read_and_written(void **state) {
  (void)state;
  static const char *const good[] = {"2022-01-24", "2022-01-24T12:30", "0001-01-01", "9999-12-31T23:59"};
  static const char *const bad[] = {"", "2022", "2022-13-01", "2022-02-30", "2022-01-24T24:00", "2022/01/24", "2022-01-24T1"};
  isn_moment moment;
  char out[24];
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    assert_true(isn_moment_parse(isn_str(good[i]), &moment));
    assert_int_equal(isn_moment_print(moment, out), strlen(good[i]));
    assert_string_equal(out, good[i]);
  }
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(isn_moment_parse(isn_str(bad[i]), &moment));
  assert_true(isn_moment_parse(isn_str("2022-01-24T12:30:59+03:00"), &moment));
  assert_int_equal(moment.minute, 750);
}

static void spans_leave_proclitics_out(void **state) {
  (void)state;
  isn_arena *arena = isn_arena_new(NULL, 16 << 20);
  const char *text = "وبمساء أمس، ولليوم الخامس على التوالي";
  size_t count;
  isn_timex *times = find(arena, text, "2022-01-24", ISNAD_PREFER_PAST, &count);
  assert_int_equal(count, 2);
  assert_int_equal(times[0].span.start, strlen("وب"));
  assert_int_equal(times[0].span.end, strlen("وبمساء أمس"));
  assert_int_equal(times[1].span.end, strlen(text));
  isn_arena_free(arena);
}

static void without_a_reference_only_full_dates_have_a_value(void **state) {
  (void)state;
  isn_arena *arena = isn_arena_new(NULL, 16 << 20);
  size_t count;
  isn_timex *t = find(arena, "أمس، في 3 شباط 2021، ومنذ الأحد، والشهر الماضي، وفي أيار", NULL, ISNAD_PREFER_PAST, &count);
  size_t valued = 0;
  for (size_t i = 0; i < count; i++) valued += t[i].from.day != INT32_MIN;
  assert_true(count >= 4);
  assert_int_equal(valued, 1);
  isn_arena_free(arena);
}

static int set_up(void **state) {
  (void)state;
  return isnad_lexicon_builtin(NULL, &lexicon, NULL) != ISNAD_OK;
}

static int tear_down(void **state) {
  (void)state;
  isnad_lexicon_free(lexicon);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(golden_rows_hold),
      cmocka_unit_test(bare_expressions_turn),
      cmocka_unit_test(leaning_times_count_from_the_last_one),
      cmocka_unit_test(moments_are_read_and_written),
      cmocka_unit_test(spans_leave_proclitics_out),
      cmocka_unit_test(without_a_reference_only_full_dates_have_a_value),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
