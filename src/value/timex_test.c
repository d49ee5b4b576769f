/* Tests of time expressions: the table test/golden/time.tsv, and moments as ISO 8601. Run from the project's root, as
 * `make test` does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "value/timex.h"

static isnad_lexicon *lexicon;

/* ---- The golden table -------------------------------------------------------------------------------------------- */

enum { TEXT, NOW, PREFER, TIMEX, START, END, SPAN, COLUMNS };

typedef struct row {
  char *cells[COLUMNS];
  isn_moment now;
  isnad_prefer prefer;
  bool turns;
  isnad_prefer turn;
  size_t count; /* expressions */
} row;

static void split(char *line, row *r) {
  static char empty[] = "";
  for (int i = 0; i < COLUMNS; i++) {
    r->cells[i] = line ? line : empty;
    line = line ? strchr(line, '\t') : NULL;
    if (line) *line++ = 0;
  }
}

static isnad_prefer prefer_of(const char *cell) {
  return strncmp(cell, "future", 6) == 0 ? ISNAD_PREFER_FUTURE : ISNAD_PREFER_PAST;
}

static row read_row(char *line) {
  row r = {.now = {INT32_MIN, -1}, .count = 1};
  split(line, &r);
  if (strcmp(r.cells[NOW], "-") != 0) assert_true(isn_moment_parse(isn_str(r.cells[NOW]), &r.now));
  r.prefer = prefer_of(r.cells[PREFER]);
  const char *turn = strchr(r.cells[PREFER], '>'), *count = strchr(r.cells[PREFER], ':');
  r.turns = turn != NULL;
  if (turn) r.turn = prefer_of(turn + 1);
  if (count) r.count = (size_t)(count[1] - '0');
  return r;
}

static bool same(const char *got, const char *cell) { return strcmp(got, strcmp(cell, "-") == 0 ? "" : cell) == 0; }

static bool time_holds(const row *r, isn_timex time, char got[200]) {
  if (r->turns) isn_timex_turn(&time, r->now, r->turn);
  char start[24], end[24];
  isn_moment_print(time.from, start);
  isn_moment_print(time.to, end);
  isnad_str span = {r->cells[TEXT] + time.span.start, time.span.end - time.span.start};
  snprintf(got, 200, "%s %s %s <%.*s>", time.value, start, end, (int)span.len, span.ptr);
  if (*r->cells[SPAN] && !isn_str_same(span, isn_str(r->cells[SPAN]))) return false;
  if (strcmp(r->cells[TIMEX], "vague") == 0) return time.kind == TX_VAGUE && *time.value == 0;
  return same(time.value, r->cells[TIMEX]) && same(start, r->cells[START]) && same(end, r->cells[END]);
}

static bool row_holds(char *line, char got[200]) {
  row r = read_row(line);
  isn_arena *arena = isn_arena_new(NULL, 16 << 20);
  isnad_str text = isn_str(r.cells[TEXT]);
  isn_tokens tokens = isn_tokenize(arena, text, 0, text.len);
  size_t number_count, count;
  isn_number *numbers = isn_numbers_find(arena, lexicon, text, tokens, &number_count);
  isn_timex *times = isn_times_find(arena, lexicon, text, tokens, numbers, number_count, r.now, r.prefer, &count);
  snprintf(got, 200, "%zu expressions", count);
  bool holds = strcmp(r.cells[TIMEX], "none") == 0 ? count == 0
                                                   : count == r.count && time_holds(&r, times[count - 1], got);
  isn_arena_free(arena);
  return holds;
}

static void golden_rows_hold(void **state) {
  (void)state;
  FILE *file = fopen("test/golden/time.tsv", "r");
  assert_non_null(file);
  char line[2048], got[200];
  int number = 0, rows = 0, bad = 0;
  while (fgets(line, sizeof line, file)) {
    number++;
    line[strcspn(line, "\n")] = 0;
    if (number == 1 || *line == 0 || *line == '#') continue;
    rows++;
    if (row_holds(line, got)) continue;
    bad++;
    print_error("test/golden/time.tsv:%d: got %s\n", number, got);
  }
  fclose(file);
  assert_true(rows >= 150);
  assert_int_equal(bad, 0);
}

/* ---- Moments ----------------------------------------------------------------------------------------------------- */

static void moments_are_read_and_written(void **state) {
  (void)state;
  static const char *const good[] = {"2022-01-24", "2022-01-24T12:30", "0001-01-01", "9999-12-31T23:59"};
  static const char *const bad[] = {"",           "2022",        "2022-13-01", "2022-02-30", "2022-01-24T24:00",
                                    "2022/01/24", "2022-01-24T1"};
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
      cmocka_unit_test(moments_are_read_and_written),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
