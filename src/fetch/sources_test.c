/* sources: lists as readers of feeds export them, and as somebody might who means harm. */
#include "fetch/sources.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

static char found[2000];

static void note(void *context, const char *url) {
  size_t len = strlen(found);
  (void)context;
  snprintf(found + len, sizeof found - len, "%s\n", url);
}

static isnad_status status_of(const char *list) {
  isnad_error error;
  found[0] = '\0';
  return isn_sources_read(isn_str(list), note, NULL, &error);
}

static void test_opml(void **state) {
  (void)state;
  assert_int_equal(status_of("\xEF\xBB\xBF <?xml version=\"1.0\"?><opml version=\"2.0\"><head><title>x</title></head><body>"
                             "<outline text=\"a\"><OUTLINE type=\"rss\" xmlUrl=\"https://a.example/?x=1&amp;y=2\"/></outline>"
                             "<outline text=\"no address\"/><outline xmlUrl='https://b.example/'/></body></opml>"),
                   ISNAD_OK);
  assert_string_equal(found, "https://a.example/?x=1&y=2\nhttps://b.example/\n");
}

static void test_lines(void **state) {
  (void)state;
  assert_int_equal(status_of("# feeds\r\n\r\n  https://a.example/ \r\nhttps://b.example/"), ISNAD_OK);
  assert_string_equal(found, "https://a.example/\nhttps://b.example/\n");
  assert_int_equal(status_of(""), ISNAD_OK);
  assert_string_equal(found, "");
}

/* Entities that a list declares are neither expanded nor fetched. */
static void test_entities(void **state) {
  (void)state;
  status_of("<!DOCTYPE opml [<!ENTITY a \"aaaaaaaaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
            "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
            "<opml><outline text=\"&c;&f;\">&c;&f;</outline><outline xmlUrl=\"https://a.example/\"/></opml>");
  assert_null(strstr(found, "root:"));
  assert_true(strlen(found) < 100);
}

static void test_refused(void **state) {
  (void)state;
  assert_int_equal(status_of("<opml><outline xmlUrl=\"https://a.example/\"/><outline"), ISNAD_SYNTAX);
  assert_string_equal(found, "https://a.example/\n");
  char *deep = malloc(200000);
  for (int i = 0; i < 20000; i++) memcpy(deep + 9 * i, "<outline>", 9);
  isnad_error error;
  assert_int_equal(isn_sources_read((isnad_str){deep, 180000}, note, NULL, &error), ISNAD_SYNTAX);
  free(deep);
  char *large = calloc(1, ISN_SOURCES_MAX + 1);
  assert_int_equal(isn_sources_read((isnad_str){large, ISN_SOURCES_MAX + 1}, note, NULL, &error), ISNAD_LIMIT);
  free(large);
  char *wide = malloc(5000);
  memset(wide, 'a', 5000);
  assert_int_equal(isn_sources_read((isnad_str){wide, 5000}, note, NULL, &error), ISNAD_SYNTAX);
  free(wide);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_opml), cmocka_unit_test(test_lines),
                                     cmocka_unit_test(test_entities), cmocka_unit_test(test_refused)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
