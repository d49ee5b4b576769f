/* The writer: commas, escapes, numbers without a locale. */
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/str.h"

typedef void write_it(isn_json *);

static void expect(write_it *write, const char *wanted) {
  isn_arena *arena = isn_arena_new(NULL, 1 << 20);
  isn_buf buf = isn_buf_new(arena, 1 << 16);
  isn_json json = isn_json_new(&buf);
  write(&json);
  isnad_str got = isn_buf_done(&buf);
  assert_string_equal(got.ptr, wanted);
  assert_int_equal(got.len, strlen(wanted));
  isn_arena_free(arena);
}

static void write_nested(isn_json *json) {
  isn_json_open(json, '{');
  isn_json_key(json, "a");
  isn_json_open(json, '[');
  isn_json_int(json, 1);
  isn_json_open(json, '{');
  isn_json_close(json, '}');
  isn_json_open(json, '[');
  isn_json_close(json, ']');
  isn_json_null(json);
  isn_json_close(json, ']');
  isn_json_key(json, "b");
  isn_json_bool(json, true);
  isn_json_close(json, '}');
}

static void write_text(isn_json *json) {
  isn_json_open(json, '[');
  isn_json_str(json, ISN_LIT("a\"b\\c\n\t\r\x01\x7f\0z"));
  isn_json_str(json, ISN_LIT("\xD8\xB4\xD9\x86"));
  isn_json_str(json, (isnad_str){NULL, 0});
  isn_json_str_or_null(json, (isnad_str){NULL, 0});
  isn_json_name_or_null(json, NULL);
  isn_json_close(json, ']');
}

static void write_numbers(isn_json *json) {
  isn_json_open(json, '[');
  isn_json_int(json, INT64_MAX);
  isn_json_int_or_null(json, ISNAD_NO_NUMBER);
  isn_json_degrees(json, 36.49);
  isn_json_degrees(json, -0.000001);
  isn_json_degrees(json, -1.5);
  isn_json_degrees(json, 40);
  isn_json_degrees(json, 179.999999);
  isn_json_span(json, (isnad_span){3, 9});
  isn_json_span(json, (isnad_span){0, 0});
  isn_json_close(json, ']');
}

static void commas_stand_between_values(void **state) {
  (void)state;
  expect(write_nested, "{\"a\":[1,{},[],null],\"b\":true}");
}

static void text_is_escaped(void **state) {
  (void)state;
  expect(write_text, "[\"a\\\"b\\\\c\\n\\t\\r\\u0001\x7f\\u0000z\",\"\xD8\xB4\xD9\x86\",\"\",null,null]");
}

static void numbers_are_the_same_everywhere(void **state) {
  (void)state;
  expect(write_numbers, "[9223372036854775807,null,36.49,0,-1.5,40,180,[3,9],null]");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(commas_stand_between_values), cmocka_unit_test(text_is_escaped),
                                     cmocka_unit_test(numbers_are_the_same_everywhere)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
