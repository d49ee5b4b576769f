/* The reader of pages in its parts: what is a page, which charset, dates and JSON as they are found, the way from text to bytes and back;
 * and pages made to do harm, which cost bounded memory and time. What it makes of real shapes say test/golden/soup and page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "read/html/extract.h"
#include "read/html/markup.h"

#define SECONDS_MAX 20 /* of a hostile page, under sanitizers on a busy machine */

static isnad_lexicon *lexicon;

static isn_arena *new_arena(size_t megabytes) {
  isn_arena *arena = isn_arena_new(NULL, megabytes << 20);
  assert_non_null(arena);
  return arena;
}

static isnad_str str(const char *text) { return (isnad_str){text, strlen(text)}; }

static void assert_same(isnad_str got, const char *want) {
  if (!isn_str_same(got, str(want))) fail_msg("got «%.*s», not «%s»", (int)got.len, got.ptr ? got.ptr : "", want);
}

static void pages_are_recognised(void **state) {
  (void)state;
  const char *pages[] = {"<!DOCTYPE html>", "  \n<html lang=ar>", "<HEAD>", "\xEF\xBB\xBF<!doctype html>", "<!-- x --><html>", "<p>نص", "<div class=x>",
                         "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC>", "<a>", "<br/>"};
  const char *others[] = {"", "نص", "<", "<5 قتلى", "<تحديث> نص", "<rss>", "<?xml version=\"1.0\"?><rss>", "<address1>", "a<p>", "<pq>"};
  for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
    if (!isn_html_is(str(pages[i]))) fail_msg("%s is a page", pages[i]);
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (isn_html_is(str(others[i]))) fail_msg("%s is no page", others[i]);
}

static void charsets_are_told(void **state) {
  (void)state;
  static const struct {
    const char *page, *type;
    enum html_charset charset;
  } cases[] = {
      {"<p>نص", "", CHARSET_UTF8},
      {"<p>نص", "text/html; charset=windows-1256", CHARSET_UTF8}, /* valid UTF-8 wins */
      {"<meta charset=windows-1256><p>نص", "", CHARSET_UTF8},
      {"<p>\xE4\xD5", "", CHARSET_ARABIC_WINDOWS},
      {"<p>\xE4\xD5", "utf-8", CHARSET_UTF8}, /* declared, and damaged */
      {"<p>\xE4\xD5", "text/html; charset=iso-8859-6", CHARSET_ARABIC_ISO},
      {"<meta charset='ISO-8859-6'><p>\xE4\xD5", "", CHARSET_ARABIC_ISO},
      {"<meta http-equiv=Content-Type content=\"text/html; charset=Windows-1256\"><p>\xE4\xD5", "", CHARSET_ARABIC_WINDOWS},
      {"<meta charset=iso-8859-6><p>\xE4\xD5", "windows-1256", CHARSET_ARABIC_WINDOWS}, /* the header before the page */
      {"\xEF\xBB\xBF<meta charset=windows-1256><p>\xE4", "", CHARSET_UTF8},
      {"<meta charset=latin1><p>caf\xE9", "", CHARSET_LATIN_WINDOWS},
      {"<p>نص طويل من حروف كثيرة جدا جدا جدا جدا جدا جدا \xE4", "", CHARSET_UTF8}, /* one fault in much that is valid */
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (isn_charset_of(str(cases[i].page), str(cases[i].type)) != cases[i].charset) fail_msg("case %zu: %s", i, cases[i].page);
}

static void code_pages_become_letters(void **state) {
  (void)state;
  isn_arena *arena = new_arena(64);
  const isn_map *map = isn_html_text(arena, str("<p>\xC7\xE1\xCD\xD3\xDF\xC9 \x97 3&nbsp;\xDE\xCA\xE1\xEC"), str("windows-1256"));
  assert_same(map->text, "الحسكة — 3 قتلى\n");
  isnad_span hasaka = isn_map_span(map, (isnad_span){0, 12});
  assert_int_equal(hasaka.start, 3);
  assert_int_equal(hasaka.end, 9);
  isnad_span back = isn_map_back(map, (isnad_span){3, 9});
  assert_int_equal(back.start, 0);
  assert_int_equal(back.end, 12);
  map = isn_html_text(arena, str("\xE2\xE4 \xFF"), str("utf-8"));
  assert_same(map->text, "\xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBF\xBD\n");
  isn_arena_free(arena);
}

static void spans_cover_markup(void **state) {
  (void)state;
  isn_arena *arena = new_arena(64);
  const char *page = "<p>قال &quot;<b>مصدر</b>&quot;  محلي";
  const isn_map *map = isn_html_text(arena, str(page), str(""));
  assert_same(map->text, "قال \"مصدر\" محلي\n");
  size_t from = strlen("قال ");
  isnad_span there = isn_map_span(map, (isnad_span){(uint32_t)from, (uint32_t)(from + strlen("\"مصدر\""))});
  assert_same(isn_str_cut(str(page), there), "&quot;<b>مصدر</b>&quot;");
  isnad_span back = isn_map_back(map, there);
  assert_same(isn_str_cut(map->text, back), "\"مصدر\"");
  assert_int_equal(isn_map_back(map, (isnad_span){0, 3}).end, 0); /* a tag shows nothing */
  isn_arena_free(arena);
}

static void dates_are_read(void **state) {
  (void)state;
  static const struct {
    const char *text, *want;
    int zone;
  } cases[] = {
      {"2024-05-03T17:47:42+02:00", "2024-05-03T17:47", 120}, {"2024-05-03T15:47:42.389Z", "2024-05-03T15:47", 0},
      {"2024-05-03 15:47", "2024-05-03T15:47", INT32_MIN},    {"2024-05-03", "2024-05-03", INT32_MIN},
      {"20240503", "2024-05-03", INT32_MIN},                  {"2024/5/3", "2024-05-03", INT32_MIN},
      {"Fri, 03 May 2024 15:47:42 GMT", "2024-05-03T15:47", 0}, {"May 3, 2024 3:47 PM", "2024-05-03T15:47", INT32_MIN},
      {"Fri Apr 28 19:20:36 CEST 2023", "2023-04-28T19:20", INT32_MIN}, {"03.05.2024", "2024-05-03", INT32_MIN},
      {"2024-05-03T17:47:42-0330", "2024-05-03T17:47", -210}, {"2024-02-30", "", INT32_MIN},
      {"", "", INT32_MIN}, {"yesterday", "", INT32_MIN}, {"24-13-2022", "", INT32_MIN}, {"9999999999", "", INT32_MIN},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    html_date date = isn_html_date(str(cases[i].text));
    char iso[24] = "";
    isnad_str got = {iso, date.moment.day == INT32_MIN ? 0 : isn_moment_print(date.moment, iso)};
    if (!isn_str_same(got, str(cases[i].want)) || date.zone != cases[i].zone) fail_msg("%s: %.*s %d", cases[i].text, (int)got.len, got.ptr, date.zone);
  }
}

static void addresses_hold_days(void **state) {
  (void)state;
  const char *dated[] = {"https://a.example/2022/01/24/x", "/news/2022-01-24-x", "https://a.example/20220124", "a/2022/1/24"};
  const char *others[] = {"", "https://a.example/news/825076", "https://a.example/2022", "/2022/13/24/", "/202201245", "/2022/01"};
  for (size_t i = 0; i < sizeof dated / sizeof *dated; i++) assert_int_equal(isn_html_address_date(str(dated[i])).moment.day, 19016);
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (isn_html_address_date(str(others[i])).moment.day != INT32_MIN) fail_msg("%s holds no day", others[i]);
}

static isnad_str fact(isn_arena *arena, const char *json, const char *key) {
  isnad_str bytes = isn_arena_copy(arena, str(json));
  json_tree tree = {.arena = arena, .bytes = bytes};
  isn_json_add(&tree, (isnad_span){0, (uint32_t)bytes.len});
  uint32_t node = isn_json_first(&tree, isn_json_get(&tree, isn_json_article(&tree), key));
  return node == NO_NODE ? (isnad_str){NULL, 0} : isn_str_cut(bytes, tree.nodes[node].value);
}

static void json_is_read_as_found(void **state) {
  (void)state;
  isn_arena *arena = new_arena(64);
  const char *sound[] = {
      "{\"@type\":\"NewsArticle\",\"headline\":\"مقتل\"}",
      "{\"@type\":\"NewsArticle\",\"headline\":\"مقتل\",}",                       /* a comma too many */
      "{\"@type\":[\"NewsArticle\",\"Thing\"],\"headline\":[\"مقتل\",\"ب\"]}",     /* lists */
      "{\"@graph\":[{\"@type\":\"WebPage\",\"headline\":\"لا\"},{\"@type\":\"Article\",\"headline\":\"مقتل\"}]}",
      "[{\"@type\":\"Organization\"},{\"@type\":\"BlogPosting\",\"headline\":\"مقتل\"}]",
      "<!-- {\"@type\":\"NewsArticle\",\"headline\":\"مقتل\"} -->",
      "{\"@type\":\"NewsArticle\",\"articleBody\":\"سطر\nسطر\tآخر\",\"headline\":\"مقتل\"}", /* raw control characters */
      "{\"@type\":\"NewsArticle\",\"headline\":\"مقتل\"",                          /* never closed */
      "{\"@type\":\"NewsArticle\",\"description\":\"قال \"نعم\" وتابع\",\"headline\":\"مقتل\"}", /* quotes not escaped */
      "{ \"@type\" : \"ReportageNewsArticle\" , \"isPartOf\":{\"@type\":\"Article\",\"headline\":\"لا\"}, \"headline\" : \"مقتل\" };",
      "]]}{\"@type\":\"NewsArticle\",\"headline\":\"مقتل\"}",
      "/*<![CDATA[*/{\"@type\":\"NewsArticle\",\"headline\":\"مقتل\"}/*]]>*/",
  };
  for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
    isnad_str got = fact(arena, sound[i], "headline");
    if (!isn_str_same(got, str("مقتل"))) fail_msg("%s gives «%.*s»", sound[i], (int)got.len, got.ptr ? got.ptr : "");
  }
  assert_int_equal(fact(arena, "{\"@type\":\"WebSite\",\"headline\":\"لا\"}", "headline").len, 0);
  assert_int_equal(fact(arena, "", "headline").len, 0);
  isn_arena_free(arena);
}

static void class_words_are_parted(void **state) {
  (void)state;
  isn_arena *arena = new_arena(64);
  html_markup *m = isn_html_markup_new(arena, lexicon);
  assert_true(isn_html_markup_of(m, str("articleBody")) & MARK(BODY));
  assert_true(isn_html_markup_of(m, str("c-article__body rtl")) & MARK(BODY));
  assert_true(isn_html_markup_of(m, str("x ARTICLE_BODY")) & MARK(BODY));
  assert_false(isn_html_markup_of(m, str("article body")) & MARK(BODY)); /* two names, not one of two words */
  assert_true(isn_html_markup_of(m, str("related-posts")) & MARK(RELATED));
  assert_true(isn_html_markup_of(m, str("RelatedPosts")) & MARK(RELATED));
  assert_false(isn_html_markup_of(m, str("unrelated shareholder")) & (MARK(RELATED) | MARK(SHARE)));
  assert_int_equal(isn_html_markup_of(m, str("")), 0);
  isn_arena_free(arena);
}

static isnad_str headline(isn_arena *arena, const char *page) {
  html_extract *x = isn_html_extract(arena, lexicon, str(page), str(""));
  return isn_str_cut(x->map->text, x->title);
}

static void headlines_are_voted_for(void **state) {
  (void)state;
  isn_arena *arena = new_arena(256);
#define TEXT "<p>قتل ثلاثة مدنيين، اليوم، في قصف على بلدة في ريف إدلب الجنوبي، بحسب الدفاع المدني السوري."
  assert_same(headline(arena, "<title>مقتل ثلاثة في إدلب | وكالة أ</title><h1>مقتل ثلاثة في إدلب</h1>" TEXT), "مقتل ثلاثة في إدلب");
  assert_same(headline(arena, "<meta property=og:title content=\"مقتل ثلاثة في إدلب - وكالة أ\"><meta property=og:site_name content=\"وكالة أ\">" TEXT),
              "مقتل ثلاثة في إدلب");
  assert_same(headline(arena, "<meta property=og:title content=\"مقتل ثلاثة في إدلب\"><h1>الأخبار المحلية اليوم</h1><h2>مقتل ثلاثة في إدلب</h2>" TEXT),
              "مقتل ثلاثة في إدلب");
  assert_same(headline(arena, TEXT), "");
#undef TEXT
  isn_arena_free(arena);
}

/* ---- Pages made to do harm ----------------------------------------------------------------------------------------- */

typedef struct page {
  char *ptr;
  size_t len;
} page;

/* head, then `unit` again and again up to `size` bytes, then tail. */
static page build(const char *head, const char *unit, size_t size, const char *tail) {
  size_t unit_len = strlen(unit), count = size / unit_len;
  page p = {malloc(strlen(head) + count * unit_len + strlen(tail) + 1), 0};
  assert_non_null(p.ptr);
  memcpy(p.ptr, head, p.len = strlen(head));
  for (size_t i = 0; i < count; i++, p.len += unit_len) memcpy(p.ptr + p.len, unit, unit_len);
  memcpy(p.ptr + p.len, tail, strlen(tail));
  p.len += strlen(tail);
  return p;
}

/* Reads it within so many megabytes and SECONDS_MAX; the text must still end with the words of the tail. */
static void read_hostile(const char *head, const char *unit, size_t size, const char *tail, size_t megabytes, const char *last) {
  page p = build(head, unit, size, tail);
  isn_arena *arena = new_arena(megabytes);
  if (setjmp(*isn_arena_trap(arena))) fail_msg("«%s» again and again takes more than %zu MB", unit, megabytes);
  clock_t start = clock();
  const isn_map *map = isn_html_text(arena, (isnad_str){p.ptr, p.len}, str(""));
  html_extract *x = isn_html_extract(arena, lexicon, (isnad_str){p.ptr, p.len}, str(""));
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  if (seconds > SECONDS_MAX) fail_msg("«%s» again and again takes %.1f seconds", unit, seconds);
  assert_true(x->map->text.len <= p.len * 4 + 16);
  size_t len = strlen(last);
  assert_true(map->text.len >= len && memcmp(map->text.ptr + map->text.len - len, last, len) == 0);
  isn_arena_free(arena);
  free(p.ptr);
}

static void huge_tokens_cost_little(void **state) {
  (void)state;
  const size_t huge = (size_t)100 << 20;
  read_hostile("<p title=\"", "x", huge, "\">قال", 8, "قال\n");
  read_hostile("<p>قبل<!--", "x", huge, "--><p>قال", 8, "قال\n");
  read_hostile("<script>", "if (a<b) ", huge, "</script><p>قال", 8, "قال\n");
  read_hostile("<p ", "x", (size_t)32 << 20, ">قال", 8, "قال\n");
  read_hostile("<script><!--", "<", (size_t)16 << 20, "--></script><p>قال", 8, "قال\n");
  read_hostile("<title>", "- ", (size_t)16 << 20, "</title><p>قال", 8, "قال\n");
}

static void many_tags_cost_little(void **state) {
  (void)state;
  const size_t million = 1000 * 1000;
  read_hostile("", "<div>", 5 * million, "قال", 256, "قال\n");
  read_hostile("", "<p><b><a href=x>", 16 * million, "قال", 256, "قال\n");
  read_hostile("", "<table><tr><td>", 15 * million, "قال", 256, "قال\n");
  read_hostile("<p>", "</div></x>", 10 * million, "قال", 256, "قال\n");
  read_hostile("<p>", "<i x=1 y=2 z=3 x=4>", 16 * million, "قال", 256, "قال\n");
  read_hostile("<div class=\"", "article-body ", 8 * million, "\">قال", 256, "قال\n");
  read_hostile("<p>", "&quot;", 6 * million, "قال", 256, "قال\n");
  read_hostile("<p>", "&amp &#x41 ", 8 * million, "قال", 512, "قال\n");
  read_hostile("<script type=application/ld+json>", "[{\"@type\":\"Article\",\"x\":", 8 * million, "</script><p>قال", 256, "قال\n");
  read_hostile("<script type=application/ld+json>{\"@type\":\"Article\",\"articleBody\":\"", "قتل ثلاثة. ", 4 * million, "\"}</script><p>قال", 256, "قال\n");
  read_hostile("<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"", "<a", 8 * million, "\"}</script><p>قال", 256, "قال\n");
  read_hostile("<script type=application/ld+json>{\"@type\":\"Article\",\"articleBody\":\"", "aaaa", 4 * million,
               "\"}</script><p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab<p>قال", 256, "قال\n");
  read_hostile("<script type=application/ld+json>{\"@type\":\"Article\",\"articleBody\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
               "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
               "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}</script>",
               "<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", 8 * million, "<p>قال", 256, "قال\n");
  read_hostile("<div>", "<table>aaa<tr>", 8 * million, "<td>قال", 256, "");
  read_hostile("", "<meta name=author content=x><time datetime=2022-01-24><img src=x>", 8 * million, "<p>قال", 256, "قال\n");
}

static void blocks_have_a_maximum(void **state) {
  (void)state;
  page p = build("", "<p>قال", 16u << 20, "");
  isn_arena *arena = new_arena(512);
  if (setjmp(*isn_arena_trap(arena))) fail_msg("a million paragraphs take more than 512 MB");
  const html_page *got = isn_html_page_read(arena, (isnad_str){p.ptr, p.len}, CHARSET_UTF8, NULL);
  assert_int_equal(got->block_count, BLOCKS_MAX);
  assert_true(got->box_count <= BOXES_MAX);
  isn_arena_free(arena);
  free(p.ptr);
}

static int open_lexicon(void **state) {
  (void)state;
  return isnad_lexicon_builtin(NULL, &lexicon, NULL) != ISNAD_OK;
}

static int close_lexicon(void **state) {
  (void)state;
  isnad_lexicon_free(lexicon);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pages_are_recognised),    cmocka_unit_test(charsets_are_told),      cmocka_unit_test(code_pages_become_letters),
      cmocka_unit_test(spans_cover_markup),      cmocka_unit_test(dates_are_read),         cmocka_unit_test(json_is_read_as_found),
      cmocka_unit_test(class_words_are_parted),  cmocka_unit_test(headlines_are_voted_for), cmocka_unit_test(huge_tokens_cost_little),
      cmocka_unit_test(many_tags_cost_little),   cmocka_unit_test(blocks_have_a_maximum),
      cmocka_unit_test(addresses_hold_days),
  };
  return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
