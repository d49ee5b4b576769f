/* The pen: nothing that a report holds becomes markup, in text, attributes, addresses and JSON; words and their
 * numbers; parameters. */
#include "serve/page/pen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"
#include "serve/page/query.h"

static const char tsv[] =
    "key\tar\ten\n# a comment\nplain\t<A>\tB & C\nn.x\tz|o|t|# f|# m|# r\t# one|# many\nkind.code\tK\tL\n";

static isn_arena *arena;
static isn_words *words;

static int set_up(void **state) {
  size_t line;
  (void)state;
  arena = isn_arena_new(NULL, 64 << 20);
  words = isn_words_read(arena, ISN_LIT(tsv), &line);
  return arena && words ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  isn_arena_free(arena);
  return 0;
}

static void to_path(void *context, isn_pen *pen, isnad_str path) {
  (void)context;
  isn_pen_put(pen, "[%t]", path);
}

static isn_pen new_pen(isn_lang lang) {
  return (isn_pen){.buf = isn_buf_new(arena, 1 << 20), .words = words, .lang = lang, .path = to_path};
}

static const char *done(isn_pen *pen) { return isn_buf_done(&pen->buf).ptr; }

static void text_and_attributes(void **state) {
  (void)state;
  isn_pen pen = new_pen(ISN_ENGLISH);
  isn_pen_put(&pen, "<p title=\"%t\">%t</p>%z%%", ISN_LIT("\"'><b>"), ISN_LIT("<script>&amp;</script>"), "a<b");
  assert_string_equal(done(&pen),
                      "<p title=\"&quot;&#39;&gt;&lt;b&gt;\">&lt;script&gt;&amp;amp;&lt;/script&gt;</p>a&lt;b%");
}

static void broken_bytes_become_signs(void **state) {
  (void)state;
  isn_pen pen = new_pen(ISN_ENGLISH);
  isn_pen_put(&pen, "%t",
              ISN_LIT("a\xFFz\xC0\xAF\xED\xA0\x80"
                      "b\x01\n\xF4\x90\x80\x80"
                      "c\xE2\x82"));
  assert_string_equal(done(&pen), "a\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
                                  "b\xEF\xBF\xBD\n"
                                  "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
                                  "c\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void addresses(void **state) {
  (void)state;
  isn_pen pen = new_pen(ISN_ENGLISH);
  isn_pen_put(&pen, "%u|%x|%x|%x|%x|%p", ISN_LIT("a b/\xD8\xB4?&\"<"), ISN_LIT("https://a.example/?a=1&b=\"'<"),
              ISN_LIT("javascript:alert(1)"), ISN_LIT(" https://a"), ISN_LIT("data:text/html,x"), ISN_LIT("/i/0"));
  assert_string_equal(done(&pen),
                      "a%20b%2F%D8%B4%3F%26%22%3C|https://a.example/?a=1&amp;b=&quot;&#39;&lt;|#|#|#|[/i/0]");
}

static void json_in_a_page(void **state) {
  (void)state;
  isn_pen pen = new_pen(ISN_ENGLISH);
  isn_pen_put(&pen, "%j", ISN_LIT("</script><!--\"\\\n\x02&"));
  assert_string_equal(done(&pen), "\"\\u003c/script\\u003e\\u003c!--\\\"\\\\\\n\\u0002\\u0026\"");
}

static void classes_are_our_own(void **state) {
  (void)state;
  isn_arena *small = isn_arena_new(NULL, 1 << 20);
  volatile bool stopped = true;
  if (setjmp(*isn_arena_trap(small)) == 0) {
    isn_pen pen = {.buf = isn_buf_new(small, 1 << 10), .words = words};
    isn_pen_put(&pen, "%c", "line line-1");
    isn_pen_put(&pen, "%c", "x\" onclick=");
    stopped = false;
  }
  isn_arena_free(small);
  assert_true(stopped);
}

static void coordinates(void **state) {
  (void)state;
  isn_pen pen = new_pen(ISN_ENGLISH);
  isn_pen_put(&pen, "%f %f %f %f %f %f", 12.0, 0.25, -3.14159, -0.04, 719.96, 1e300);
  assert_string_equal(done(&pen), "12 0.3 -3.1 0 720 0");
}

static void words_in_both_languages(void **state) {
  (void)state;
  isn_pen pen = new_pen(ISN_ARABIC);
  isn_pen_put(&pen, "%w ", "plain");
  pen.lang = ISN_ENGLISH;
  isn_pen_put(&pen, "%w", "plain");
  assert_string_equal(done(&pen), "&lt;A&gt; B &amp; C");
  assert_true(isn_str_same(isn_word_of(words, ISN_ENGLISH, "kind", ISN_LIT("code")), ISN_LIT("L")));
  assert_true(isn_str_same(isn_word_of(words, ISN_ENGLISH, "kind", ISN_LIT("other")), ISN_LIT("other")));
}

static void numbers_in_arabic(void **state) {
  (void)state;
  static const struct {
    int64_t count;
    const char *form;
  } cases[] = {{0, "z"},     {1, "o"},       {2, "t"},       {3, "3 f"},     {10, "10 f"},   {11, "11 m"},
               {99, "99 m"}, {100, "100 r"}, {102, "102 r"}, {103, "103 f"}, {111, "111 m"}, {1000, "1000 r"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    isn_pen pen = new_pen(ISN_ARABIC);
    isn_pen_plural(&pen, "n.x", cases[i].count);
    assert_string_equal(done(&pen), cases[i].form);
  }
  isn_pen pen = new_pen(ISN_ENGLISH);
  isn_pen_plural(&pen, "n.x", 1), isn_pen_plural(&pen, "n.x", 2);
  assert_string_equal(done(&pen), "1 one2 many");
}

static void damaged_words(void **state) {
  (void)state;
  size_t line;
  assert_null(isn_words_read(arena, ISN_LIT("key\tar\ten\na\tb\n"), &line));
  assert_int_equal(line, 2);
  assert_null(isn_words_read(arena, ISN_LIT("key\tar\ten\na\tb\tc\td\n"), &line));
  assert_null(isn_words_read(arena, ISN_LIT("key\tar\ten\na\tb\tc\na\td\te\n"), &line));
}

static void parameters(void **state) {
  (void)state;
  isn_query q;
  assert_true(isn_query_read(arena, ISN_LIT("q=%D8%B4+x&&empty=&n=12&after=2025-11-02"), &q));
  assert_true(isn_str_same(isn_query_get(&q, "q"), ISN_LIT("\xD8\xB4 x")));
  assert_int_equal(isn_query_get(&q, "empty").len, 0);
  assert_int_equal(isn_query_number(&q, "n", 1, 10), 10);
  assert_int_equal(isn_query_number(&q, "q", 7, 10), 7);
  assert_true(isn_str_same(isn_filter_of(&q).after, ISN_LIT("2025-11-02")));
  assert_false(isn_query_read(arena, ISN_LIT("q=%zz"), &q));
  assert_false(isn_query_read(arena, ISN_LIT("q=%"), &q));
  assert_false(isn_query_read(arena, ISN_LIT("q=%00"), &q));
  assert_false(isn_query_read(arena, ISN_LIT("q=%FF"), &q));
  isn_buf many = isn_buf_new(arena, 1 << 10);
  for (int i = 0; i <= ISN_QUERY_MAX; i++) isn_buf_lit(&many, "a=1&");
  assert_false(isn_query_read(arena, isn_buf_done(&many), &q));
  assert_true(isn_str_same(isn_cookie_get(ISN_LIT("a=1; lang=en;size=2"), "size"), ISN_LIT("2")));
  assert_int_equal(isn_cookie_get(ISN_LIT("xlang=en"), "lang").len, 0);
}

static void filters_narrow(void **state) {
  (void)state;
  isn_filter site = {.words = ISN_LIT("a"), .after = ISN_LIT("2025-11-02"), .before = ISN_LIT("2025-11-09")};
  isn_filter reader = {.words = ISN_LIT("b"),
                       .after = ISN_LIT("2025-11-01"),
                       .before = ISN_LIT("2025-11-05"),
                       .place = ISN_LIT("p"),
                       .min_origins = 2};
  isn_filter both = isn_filter_both(arena, &site, &reader);
  assert_true(isn_str_same(both.words, ISN_LIT("a b")));
  assert_true(isn_str_same(both.after, site.after));
  assert_true(isn_str_same(both.before, reader.before));
  assert_true(isn_str_same(both.place, reader.place));
  assert_int_equal(both.min_origins, 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(text_and_attributes),
                                     cmocka_unit_test(broken_bytes_become_signs),
                                     cmocka_unit_test(addresses),
                                     cmocka_unit_test(json_in_a_page),
                                     cmocka_unit_test(classes_are_our_own),
                                     cmocka_unit_test(coordinates),
                                     cmocka_unit_test(words_in_both_languages),
                                     cmocka_unit_test(numbers_in_arabic),
                                     cmocka_unit_test(damaged_words),
                                     cmocka_unit_test(parameters),
                                     cmocka_unit_test(filters_narrow)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
