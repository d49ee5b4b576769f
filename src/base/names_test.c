/* Every code has a name, every name leads back, and the ends of the lists are the ends of the enumerations. */
#include "base/names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

static void names_lead_back(void **state) {
  (void)state;
  for (int i = 1; i <= ISNAD_ELECTION; i++) assert_int_equal(isn_event_code(isn_str(isnad_event_name(i))), i);
  for (int i = 1; i <= ISNAD_UNCONVENTIONAL; i++) assert_int_equal(isn_mode_code(isn_str(isnad_mode_name(i))), i);
  for (int i = 0; i <= ISNAD_SOURCE_CORRESPONDENT; i++)
    assert_int_equal(isn_source_kind_code(isn_str(isnad_source_kind_name(i))), i);
  for (int i = 0; i <= ISNAD_MONEY; i++) assert_int_equal(isn_what_code(isn_str(isnad_what_name(i))), i);
  for (int i = 0; i <= ISNAD_DEMANDS; i++) assert_int_equal(isn_attitude_code(isn_str(isnad_attitude_name(i))), i);
  for (int i = 0; i <= ISNAD_SOME; i++) assert_int_equal(isn_bound_code(isn_str(isnad_bound_name(i))), i);
}

static void names_are_the_right_ones(void **state) {
  (void)state;
  assert_string_equal(isnad_event_name(ISNAD_ASSAULT), "ASSAULT");
  assert_string_equal(isnad_event_name(ISNAD_ELECTION), "ELECTION");
  assert_string_equal(isnad_mode_name(ISNAD_HEAVY_WEAPONS), "heavy-weapons");
  assert_string_equal(isnad_mode_name(ISNAD_UNCONVENTIONAL), "unconventional");
  assert_string_equal(isnad_mode_name(ISNAD_THIRD_PARTY), "third-party");
  assert_string_equal(isnad_mode_name(ISNAD_MARTIAL_LAW), "martial-law");
  assert_string_equal(isnad_status_name(ISNAD_DENIED), "denied");
  assert_string_equal(isnad_attitude_name(ISNAD_DEMANDS), "demands");
  assert_string_equal(isnad_source_kind_name(ISNAD_SOURCE_CORRESPONDENT), "correspondent");
  assert_string_equal(isnad_source_kind_name(ISNAD_SOURCE_ARMED_GROUP), "armed-group");
  assert_string_equal(isnad_what_name(ISNAD_MONEY), "money");
  assert_string_equal(isnad_what_name(ISNAD_WEAPONS_COUNT), "weapons");
  assert_string_equal(isnad_bound_name(ISNAD_SOME), "some");
  assert_string_equal(isnad_bound_name(ISNAD_TENS), "tens");
}

static void no_name_outside_the_lists(void **state) {
  (void)state;
  assert_null(isnad_event_name(ISNAD_EVENT_NONE));
  assert_null(isnad_event_name((isnad_event)(ISNAD_ELECTION + 1)));
  assert_null(isnad_mode_name(ISNAD_MODE_NONE));
  assert_null(isnad_mode_name((isnad_mode)-1));
  assert_null(isnad_mode_name((isnad_mode)(ISNAD_UNCONVENTIONAL + 1)));
  assert_null(isnad_status_name((isnad_claim_status)(ISNAD_DENIED + 1)));
  assert_int_equal(isn_event_code(ISN_LIT("assault")), -1);
  assert_int_equal(isn_mode_code(ISN_LIT("")), -1);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(names_lead_back), cmocka_unit_test(names_are_the_right_ones),
                                     cmocka_unit_test(no_name_outside_the_lists)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
