/* form: what browsers send, and what they would never send. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "serve/form.h"

#define URLENCODED "application/x-www-form-urlencoded"
#define MULTIPART "multipart/form-data; boundary=----b42"

static void test_escaped(void **state) {
  (void)state;
  isn_form form;
  isnad_str body = ISN_LIT("kind=note&words=%D9%86%D8%B5+1%2B1&claim=aa&claim=bb&empty=&alone&=x");
  assert_int_equal(isn_form_read(ISN_LIT(URLENCODED "; charset=UTF-8"), body, &form), 0);
  assert_true(isn_str_same(isn_form_value(&form, "words"), ISN_LIT("\xD9\x86\xD8\xB5 1+1")));
  assert_true(isn_str_same(isn_form_value(&form, "claim"), ISN_LIT("aa")));
  assert_int_equal(form.count, 6);
  assert_int_equal(isn_form_value(&form, "nothing").len, 0);
  isn_form_free(&form);
}

static void test_parts(void **state) {
  (void)state;
  isn_form form;
  isnad_str body = ISN_LIT(
      "------b42\r\nContent-Disposition: form-data; name=\"outlet\"\r\n\r\n\xD8\xB3\xD8\xA7\r\n"
      "------b42\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nline\r\n\xFF\xFE\r\n\r\n"
      "------b42\r\nContent-Disposition: form-data; name=\"dry\"\r\n\r\n\r\n------b42--\r\n");
  assert_int_equal(isn_form_read(ISN_LIT(MULTIPART), body, &form), 0);
  assert_int_equal(form.count, 3);
  assert_true(isn_str_same(isn_form_value(&form, "outlet"), ISN_LIT("\xD8\xB3\xD8\xA7")));
  assert_true(isn_str_same(isn_form_value(&form, "file"), ISN_LIT("line\r\n\xFF\xFE\r\n")));
  assert_int_equal(isn_form_value(&form, "dry").len, 0);
  isn_form_free(&form);
}

/* Cut anywhere, in memory of its exact size: read or refused, never past its end. */
static void test_cut(void **state) {
  (void)state;
  isnad_str body = ISN_LIT("------b42\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n------b42--\r\n");
  for (size_t len = 0; len < body.len; len++) {
    char *copy = malloc(len + 1);
    isn_form form;
    memcpy(copy, body.ptr, len);
    int status = isn_form_read(ISN_LIT(MULTIPART), (isnad_str){copy, len}, &form);
    assert_int_equal(status, len + 2 >= body.len ? 0 : 400);
    if (status == 0) isn_form_free(&form);
    free(copy);
  }
}

static void test_refused(void **state) {
  (void)state;
  static const struct {
    int status;
    const char *type, *body;
  } bad[] = {{415, "text/plain", "a=1"},
             {415, "", "a=1"},
             {400, URLENCODED, "a=%"},
             {400, URLENCODED, "a=%zz"},
             {400, URLENCODED, "%ff=1"},
             {400, URLENCODED, "a=%ff"},
             {400, URLENCODED, "a=%00"},
             {400, "multipart/form-data", "--\r\n"},
             {400, "multipart/form-data; boundary=", "--\r\n"},
             {400, MULTIPART, "------b42\r\nContent-Disposition: form-data\r\n\r\n1\r\n------b42--"},
             {400, MULTIPART, "nothing of the kind"}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    isn_form form;
    int status = isn_form_read(isn_str(bad[i].type), isn_str(bad[i].body), &form);
    if (status != bad[i].status) fail_msg("%s: %s gives %d", bad[i].type, bad[i].body, status);
  }
  char many[2000] = "";
  for (int i = 0; i <= ISN_FORM_FIELDS; i++) strncat(many, "a=1&", sizeof many - strlen(many) - 1);
  isn_form form;
  assert_int_equal(isn_form_read(ISN_LIT(URLENCODED), isn_str(many), &form), 413);
}

static void test_query(void **state) {
  (void)state;
  char room[8];
  assert_true(
      isn_str_same(isn_query_value(ISN_LIT("a=1&since=12&since=13"), "since", room, sizeof room), ISN_LIT("12")));
  assert_int_equal(isn_query_value(ISN_LIT("since=123456789"), "since", room, sizeof room).len, 0);
  assert_int_equal(isn_query_value(ISN_LIT("since=%f"), "since", room, sizeof room).len, 0);
  assert_int_equal(isn_query_value(ISN_LIT(""), "since", room, sizeof room).len, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_escaped), cmocka_unit_test(test_parts),
                                     cmocka_unit_test(test_cut), cmocka_unit_test(test_refused),
                                     cmocka_unit_test(test_query)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
