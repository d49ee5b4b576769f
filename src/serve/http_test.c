/* http: heads that are requests and heads that are not, paths that lead elsewhere, fields that list values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "serve/http.h"

/* In memory of exactly its size, so that reading past it shows. */
static int status_of(const char *text, isn_request *r) {
  isnad_str head = isn_str(text);
  static char *copy;
  free(copy);
  copy = malloc(head.len);
  memcpy(copy, head.ptr, head.len);
  return isn_request_read((isnad_str){copy, head.len}, r);
}

static void test_requests(void **state) {
  (void)state;
  isn_request r;
  assert_int_equal(
      status_of(
          "GET /i/0123?lang=en&x HTTP/1.1\r\nHost: a.example:8080\r\nCookie:  lang=ar; size=2 \r\nAccept-Encoding: gzip\r\n\r\n",
          &r),
      0);
  assert_int_equal(r.method, METHOD_GET);
  assert_true(isn_str_same(r.path, ISN_LIT("/i/0123")) && isn_str_same(r.query, ISN_LIT("lang=en&x")));
  assert_true(isn_str_same(r.host, ISN_LIT("a.example:8080")) && isn_str_same(r.cookies, ISN_LIT("lang=ar; size=2")));
  assert_true(r.keep && !r.forwarded && r.length == 0);
  assert_int_equal(
      status_of(
          "POST /admin/act HTTP/1.1\r\nhost: a\r\ncontent-length: 12\r\nconnection: Close\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n",
          &r),
      0);
  assert_true(r.method == METHOD_POST && r.length == 12 && !r.keep && r.forwarded);
  assert_int_equal(status_of("GET / HTTP/1.0\r\n\r\n", &r), 0);
  assert_false(r.keep);
  assert_int_equal(status_of("GET http://a.example/map?x=1 HTTP/1.1\r\nHost: a.example\r\n\r\n", &r), 0);
  assert_true(isn_str_same(r.path, ISN_LIT("/map")) && isn_str_same(r.query, ISN_LIT("x=1")));
}

static void test_refused(void **state) {
  (void)state;
  static const struct { int status; const char *head; } heads[] = {
      {400, "GET / HTTP/1.1\r\n\r\n"},                                              /* no host */
      {400, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
      {400, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"},
      {400, "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET /\r\nHost: a\r\n\r\n"},
      {400, "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"},
      {400, "GET / HTTP/1.1\nHost: a\r\n\r\n"},
      {400, "GET / HTTP/1.1\r\nHost: a\r\nX: 1\n 2\r\n\r\n"},
      {400, "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n"},                     /* a line that goes on */
      {400, "GET / HTTP/1.1\r\nHost : a\r\n\r\n"},
      {400, "GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n"},
      {400, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n"},
      {400, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n"},
      {400, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n"},
      {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"},
      {411, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"},
      {417, "POST / HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\n\r\n"},
      {505, "GET / HTTP/2.0\r\nHost: a\r\n\r\n"},
      {400, "GET *evil HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "\r\n\r\n"}};
  isn_request r;
  for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
    int got = status_of(heads[i].head, &r);
    if (got != heads[i].status) fail_msg("%s\ngives %d, not %d", heads[i].head, got, heads[i].status);
    assert_false(r.keep);
  }
}

static void test_too_long(void **state) {
  (void)state;
  enum { ROOM = 64 << 10 };
  char *head = malloc(ROOM);
  isn_request r;
  snprintf(head, ROOM, "GET /%0*d HTTP/1.1\r\nHost: a\r\n\r\n", ISN_TARGET_MAX + 1, 0);
  assert_int_equal(status_of(head, &r), 414);
  int len = snprintf(head, ROOM, "GET / HTTP/1.1\r\nHost: a\r\n");
  for (int i = 0; i <= ISN_FIELDS_MAX; i++) len += snprintf(head + len, (size_t)(ROOM - len), "X-%d: 1\r\n", i);
  snprintf(head + len, (size_t)(ROOM - len), "\r\n");
  assert_int_equal(status_of(head, &r), 431);
  free(head);
}

/* Byte by byte, as a slow client sends it: the end is seen with its last byte, in memory of exactly that size. */
static void test_end_of_head(void **state) {
  (void)state;
  isnad_str text = ISN_LIT("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /");
  size_t end = text.len - 5;
  for (size_t len = 0; len <= end; len++) {
    char *copy = malloc(len + 1);
    memcpy(copy, text.ptr, len);
    assert_int_equal(isn_request_len((isnad_str){copy, len}, len ? len - 1 : 0), len == end ? end : 0);
    free(copy);
  }
  assert_int_equal(isn_request_len(text, 0), end);
}

static void test_paths(void **state) {
  (void)state;
  static const struct {
    int status;
    const char *path;
  } paths[] = {{0, "/"},
               {0, "/i/0123.json"},
               {0, "/s/%D8%B3%D8%A7%D9%86%D8%A7"},
               {0, "/c/raqqa/"},
               {0, "/a.b..c"},
               {0, "/%41"},
               {404, "/../etc/passwd"},
               {404, "/a/../b"},
               {404, "/a/.."},
               {404, "/./a"},
               {404, "//a"},
               {404, "/a//b"},
               {404, "/%2e%2e/a"},
               {404, "/%2E./a"},
               {404, "/a%2fb"},
               {404, "/a%2F..%2Fb"},
               {404, "/a\\b"},
               {404, "/a%5c..%5cb"},
               {400, "/%"},
               {400, "/%4"},
               {400, "/%zz"},
               {400, "/%00"},
               {400, "/a%0d%0aSet-Cookie:x"},
               {400, "/%ff"},
               {400, "/%c0%ae%c0%ae/"},
               {400, "/%ed%a0%80"},
               {400, ""},
               {400, "a"}};
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
    if (isn_path_check(isn_str(paths[i].path)) != paths[i].status)
      fail_msg("%s gives %d", paths[i].path, isn_path_check(isn_str(paths[i].path)));
}

static void test_fields(void **state) {
  (void)state;
  assert_true(isn_field_takes(ISN_LIT("deflate, gzip;q=0.8"), "gzip"));
  assert_true(isn_field_takes(ISN_LIT("*"), "gzip"));
  assert_true(isn_field_takes(ISN_LIT("GZIP"), "gzip"));
  assert_false(isn_field_takes(ISN_LIT("gzip;q=0"), "gzip"));
  assert_false(isn_field_takes(ISN_LIT("*, gzip; q=0.00"), "gzip"));
  assert_false(isn_field_takes(ISN_LIT("gzipped"), "gzip"));
  assert_false(isn_field_takes(ISN_LIT(""), "gzip"));
  assert_true(isn_str_same(isn_cookie(ISN_LIT("a=1; lang=en; lang=ar"), "lang"), ISN_LIT("en")));
  assert_int_equal(isn_cookie(ISN_LIT("xlang=en"), "lang").len, 0);
  assert_true(isn_tag_meets(ISN_LIT("\"a\", W/\"b\""), ISN_LIT("\"b\"")));
  assert_true(isn_tag_meets(ISN_LIT("*"), ISN_LIT("\"b\"")));
  assert_false(isn_tag_meets(ISN_LIT("\"bb\""), ISN_LIT("\"b\"")));
  char date[30];
  isn_http_date(1643027400, date);
  assert_string_equal(date, "Mon, 24 Jan 2022 12:30:00 GMT");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_requests), cmocka_unit_test(test_refused),
                                     cmocka_unit_test(test_too_long), cmocka_unit_test(test_end_of_head),
                                     cmocka_unit_test(test_paths),    cmocka_unit_test(test_fields)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
