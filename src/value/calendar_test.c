/* Tests of the calendar: known days, and that every day goes there and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "value/calendar.h"

static void gregorian_days_are_known(void **state) {
  (void)state;
  assert_int_equal(isn_day_of(1970, 1, 1), 0);
  assert_int_equal(isn_day_of(2000, 2, 29), 11016);
  assert_int_equal(isn_day_of(1969, 12, 31), -1);
  assert_int_equal(isn_day_of(2022, 1, 24), 19016);
  assert_false(isn_date_valid(2023, 2, 29));
  assert_true(isn_date_valid(2024, 2, 29));
  assert_false(isn_date_valid(1900, 2, 29));
  assert_false(isn_date_valid(2024, 13, 1));
  assert_false(isn_date_valid(0, 1, 1));
}

static void days_go_there_and_back(void **state) {
  (void)state;
  for (int32_t day = -719000; day < 2900000; day += 17) {
    isn_civil c = isn_civil_of(day);
    assert_true(isn_date_valid(c.year, c.month, c.day));
    assert_int_equal(isn_day_of(c.year, c.month, c.day), day);
  }
  for (int32_t day = -490000; day < 300000; day += 7) {
    isn_civil c = isn_hijri_of(day);
    assert_in_range(c.month, 1, 12);
    assert_in_range(c.day, 1, 30);
    assert_int_equal(isn_hijri_day(c.year, c.month, c.day), day);
  }
}

static void months_are_added(void **state) {
  (void)state;
  assert_int_equal(isn_day_add_months(isn_day_of(2024, 1, 31), 1), isn_day_of(2024, 2, 29));
  assert_int_equal(isn_day_add_months(isn_day_of(2024, 1, 31), -2), isn_day_of(2023, 11, 30));
  assert_int_equal(isn_day_add_months(isn_day_of(2024, 6, 15), -100), isn_day_of(2016, 2, 15));
  assert_int_equal(isn_day_add_months(isn_day_of(2024, 12, 1), 1), isn_day_of(2025, 1, 1));
}

static void weeks_follow_iso(void **state) {
  (void)state;
  int year, week;
  assert_int_equal(isn_weekday(isn_day_of(2022, 1, 24)), 1);
  assert_int_equal(isn_weekday(isn_day_of(1969, 12, 28)), 7);
  isn_iso_week(isn_day_of(2021, 1, 3), &year, &week);
  assert_int_equal(year, 2020);
  assert_int_equal(week, 53);
  isn_iso_week(isn_day_of(2024, 12, 30), &year, &week);
  assert_int_equal(year, 2025);
  assert_int_equal(week, 1);
  assert_int_equal(isn_iso_week_start(2015, 53), isn_day_of(2015, 12, 28));
}

/* Days that the Umm al-Qura authority announced. */
static void umm_al_qura_days_are_known(void **state) {
  (void)state;
  static const struct {
    int hijri[3], civil[3];
  } known[] = {
      {{1445, 9, 1}, {2024, 3, 11}},  {{1446, 1, 1}, {2024, 7, 7}},    {{1446, 10, 1}, {2025, 3, 30}},
      {{1434, 10, 1}, {2013, 8, 8}},  {{1434, 12, 10}, {2013, 10, 15}}, {{1441, 1, 1}, {2019, 8, 31}},
      {{1442, 6, 5}, {2021, 1, 18}},  {{1443, 9, 1}, {2022, 4, 2}},
  };
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    const int *h = known[i].hijri, *c = known[i].civil;
    assert_int_equal(isn_hijri_day(h[0], h[1], h[2]), isn_day_of(c[0], c[1], c[2]));
  }
}

static void easter_is_known(void **state) {
  (void)state;
  assert_int_equal(isn_easter(2013), isn_day_of(2013, 3, 31));
  assert_int_equal(isn_easter(2025), isn_day_of(2025, 4, 20));
  assert_int_equal(isn_easter_orthodox(2013), isn_day_of(2013, 5, 5));
  assert_int_equal(isn_easter_orthodox(2025), isn_day_of(2025, 4, 20));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(gregorian_days_are_known), cmocka_unit_test(days_go_there_and_back),
      cmocka_unit_test(months_are_added),         cmocka_unit_test(weeks_follow_iso),
      cmocka_unit_test(umm_al_qura_days_are_known), cmocka_unit_test(easter_is_known),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
