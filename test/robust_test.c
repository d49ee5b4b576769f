/* robust: what must hold whatever happens: memory that runs out anywhere, text that ends where the process may not read,
 * damaged lexicons, and texts that no newsroom writes. */
#define _DEFAULT_SOURCE 1 /* MAP_ANONYMOUS */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/counting_test.h"
#include "isnad.h"

static isnad_lexicon *lexicon;

static const char report_text[] =
    "غارات على حي غويران\n"
    "24 كانون الثاني 2022\n\n"
    "الحسكة - سانا: شن طيران التحالف الدولي 6 غارات منذ فجر اليوم على حي غويران، ما أدى إلى مقتل 3 مدنيين بينهم طفل، "
    "بحسب موقع نهر ميديا.\n\n"
    "وأضاف الموقع نقلاً عن مصادر مطلعة أن الاشتباكات تجددت مساء أمس بين \"قسد\" وتنظيم الدولة.\n";

/* ---- Memory that runs out --------------------------------------------------------------------------------------------- */

static const char page_text[] =
    "<!DOCTYPE html><title>غارات على حي غويران | شبكة الضفتين</title><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\","
    "\"headline\":\"غارات على حي غويران\",\"datePublished\":\"2022-01-24T12:30:00+03:00\",\"author\":[{\"name\":\"ليلى\"}]}</script>"
    "<ul class=menu><li><a href=/>الرئيسية</a></ul><h1>غارات على حي غويران</h1><figure><img src=a.jpg><figcaption>آثار الغارات</figcaption></figure>"
    "<div class=article-body><p>الحسكة &ndash; سانا: شن طيران التحالف الدولي 6 <b>غارات</b> منذ فجر اليوم على حي غويران، ما أدى إلى مقتل 3 مدنيين."
    "<table>نص<tr><td>خانة</table><p>وأضاف &quot;نهر ميديا&quot; أن الاشتباكات تجددت مساء أمس.</div><div class=tags><a>الحسكة</a></div>";

static void fail_reading(isnad_str text) {
  counting c = {0};
  isnad_allocator allocator = {counting_resize, &c};
  isnad_given given = {.explain = true};
  isnad_report *report;
  assert_int_equal(isnad_read(lexicon, text, &given, &allocator, &report, NULL), ISNAD_OK);
  isnad_report_free(report);
  assert_int_equal(c.bytes, 0);
  size_t calls = c.calls, step = calls > 400 ? calls / 400 : 1; /* a split arena has thousands */
  for (size_t fail = 1; fail <= calls; fail += fail < 50 ? 1 : step) {
    isnad_error error;
    c.calls = 0, c.fail_at = fail;
    assert_int_equal(isnad_read(lexicon, text, &given, &allocator, &report, &error), ISNAD_MEMORY);
    assert_null(report);
    assert_int_equal(error.status, ISNAD_MEMORY);
    assert_int_equal(c.bytes, 0);
  }
}

static void reading_fails_at_any_allocation(void **state) {
  (void)state;
  fail_reading((isnad_str){report_text, sizeof report_text - 1});
  fail_reading((isnad_str){page_text, sizeof page_text - 1});
}

static void json_fails_at_any_allocation(void **state) {
  (void)state;
  counting c = {0};
  isnad_allocator allocator = {counting_resize, &c};
  isnad_str text = {report_text, sizeof report_text - 1};
  for (size_t fail = 1; fail < 20; fail++) {
    isnad_report *report;
    c.fail_at = 0;
    assert_int_equal(isnad_read(lexicon, text, NULL, &allocator, &report, NULL), ISNAD_OK);
    c.calls = 0, c.fail_at = fail;
    isnad_str json = isnad_report_json(report, NULL);
    if (c.calls < fail) assert_true(json.len > 0); /* there was room left */
    else assert_int_equal(json.len, 0);
    c.fail_at = 0;
    assert_true(isnad_report_json(report, NULL).len > 0); /* the report is still sound */
    isnad_report_free(report);
    assert_int_equal(c.bytes, 0);
  }
}

static void lines_fail_at_any_allocation(void **state) {
  (void)state;
  counting c = {0};
  isnad_allocator allocator = {counting_resize, &c};
  isnad_str text = {report_text, sizeof report_text - 1}, now = {"2022-01-24", 10}, out;
  for (int kind = 0; kind < 3; kind++) {
    for (size_t fail = 1;; fail += fail < 50 ? 1 : 37) {
      c.calls = 0, c.fail_at = fail;
      isnad_status status = kind == 0   ? isnad_words_json(lexicon, text, &allocator, &out, NULL)
                            : kind == 1 ? isnad_numbers_json(lexicon, text, &allocator, &out, NULL)
                                        : isnad_times_json(lexicon, text, now, ISNAD_PREFER_PAST, &allocator, &out, NULL);
      if (status == ISNAD_OK) {
        isnad_str_free(&allocator, out);
        assert_int_equal(c.bytes, 0);
        break;
      }
      assert_int_equal(status, ISNAD_MEMORY);
      assert_int_equal(c.bytes, 0);
    }
  }
}

static void builtin_lexicon_fails_at_any_allocation(void **state) {
  (void)state;
  counting c = {0};
  isnad_allocator allocator = {counting_resize, &c};
  for (size_t fail = 1;; fail++) {
    isnad_lexicon *got;
    c.calls = 0, c.fail_at = fail;
    isnad_status status = isnad_lexicon_builtin(&allocator, &got, NULL);
    if (status == ISNAD_OK) {
      isnad_lexicon_free(got);
      assert_int_equal(c.bytes, 0);
      return;
    }
    assert_int_equal(status, ISNAD_MEMORY);
    assert_null(got);
    assert_int_equal(c.bytes, 0);
  }
}

/* ---- Arguments and limits --------------------------------------------------------------------------------------------- */

static isnad_status read_text(const char *text, size_t len, isnad_error *error) {
  isnad_report *report;
  isnad_status status = isnad_read(lexicon, (isnad_str){text, len}, NULL, NULL, &report, error);
  if (status == ISNAD_OK) assert_true(isnad_report_json(report, NULL).len > 0);
  else assert_null(report);
  isnad_report_free(report);
  return status;
}

static void arguments_are_checked(void **state) {
  (void)state;
  isnad_report *report;
  isnad_error error;
  assert_int_equal(isnad_read(NULL, (isnad_str){"a", 1}, NULL, NULL, &report, &error), ISNAD_ARGUMENT);
  assert_null(report);
  assert_int_equal(isnad_read(lexicon, (isnad_str){"a", 1}, NULL, NULL, NULL, &error), ISNAD_ARGUMENT);
  assert_int_equal(isnad_read(lexicon, (isnad_str){NULL, 1}, NULL, NULL, &report, &error), ISNAD_ARGUMENT);
  assert_int_equal(isnad_read(lexicon, (isnad_str){NULL, 0}, NULL, NULL, &report, &error), ISNAD_OK);
  isnad_report_free(report);
  isnad_report_free(NULL);
  isnad_given given = {.published = {"soon", 4}};
  assert_int_equal(isnad_read(lexicon, (isnad_str){"a", 1}, &given, NULL, &report, &error), ISNAD_SYNTAX);
  given = (isnad_given){.outlet = {"\xD8", 1}};
  assert_int_equal(isnad_read(lexicon, (isnad_str){"a", 1}, &given, NULL, &report, &error), ISNAD_UTF8);
}

static void invalid_utf8_is_named_by_its_byte(void **state) {
  (void)state;
  static const struct { const char *text; size_t len, fault; } cases[] = {
      {"\xFF", 1, 0}, {"ab\xC0\xAF", 4, 2}, {"\xD8\xB4\xD9", 3, 2}, {"\xED\xA0\x80", 3, 0},
      {"\xF4\x90\x80\x80", 4, 0}, {"\xE0\x80\x80", 3, 0}, {"a\x80", 2, 1}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    isnad_error error;
    assert_int_equal(read_text(cases[i].text, cases[i].len, &error), ISNAD_UTF8);
    assert_int_equal(error.where, cases[i].fault);
  }
}

static void text_is_limited(void **state) {
  (void)state;
  char *text = malloc(ISNAD_TEXT_MAX + 1);
  assert_non_null(text);
  memset(text, ' ', ISNAD_TEXT_MAX + 1);
  isnad_error error;
  assert_int_equal(read_text(text, ISNAD_TEXT_MAX + 1, &error), ISNAD_LIMIT);
  assert_int_equal(read_text(text, ISNAD_TEXT_MAX, &error), ISNAD_OK);
  free(text);
}

/* ---- Texts that no newsroom writes ------------------------------------------------------------------------------------ */

/* The unit over and over, up to len bytes, cut between units. */
static void read_repeated(const char *unit, size_t len) {
  size_t unit_len = strlen(unit), count = len / unit_len;
  char *text = malloc(count * unit_len + 1);
  assert_non_null(text);
  for (size_t i = 0; i < count; i++) memcpy(text + i * unit_len, unit, unit_len);
  isnad_error error;
  isnad_status status = read_text(text, count * unit_len, &error);
  assert_true(status == ISNAD_OK || status == ISNAD_MEMORY);
  free(text);
}

static void odd_texts_are_read(void **state) {
  (void)state;
  enum { LEN = 60000 };
  static const char *const units[] = {
      "«", "»", "\"", "(", ")", "[", "،", ".", "..", ":", "-", "ـ", "ً", "\n", "\r\n", "\xE2\x80\xAB", "\xE2\x80\x8F", " ",
      "و", "ال", "وال", "بال", "من ", "في ", "شن ", "غارة ", "غارات ", "قتل ", "أن ", "قال ", "قال إن ", "نقل عن ", "بحسب ",
      "بين ", "أمس ", "منذ ", "ثلاثة و", "مليون ", "1", "1,", "٣", "ليلة ", "الخميس ", "حي ", "مدينة ", "تنظيم ", "الدولة ",
      "قوات ", "سوريا ", "مقتل 3 وجرح ", "شن طيران التحالف غارة على حي غويران. ", "قالت سانا إن ", "\xF0\x9F\x98\x80", "a", "<p>"};
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) read_repeated(units[i], LEN);
}

static void a_line_of_a_megabyte_is_read(void **state) {
  (void)state;
  read_repeated("شن طيران التحالف الدولي غارة على حي غويران وقتل ثلاثة مدنيين بحسب مصادر محلية ", (size_t)1 << 20);
}

static void nul_bytes_are_text(void **state) {
  (void)state;
  static const char text[] = "شن الطيران\0 غارة على المدينة.\0\0\n\0قتل 3 مدنيين.";
  isnad_error error;
  assert_int_equal(read_text(text, sizeof text - 1, &error), ISNAD_OK);
}

/* Every end of the text lies once before a page that may not be read. */
static void nothing_is_read_past_the_end(void **state) {
  (void)state;
  size_t page = (size_t)sysconf(_SC_PAGESIZE), len = sizeof report_text - 1;
  char *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  assert_true(pages != MAP_FAILED);
  assert_int_equal(mprotect(pages + page, page, PROT_NONE), 0);
  for (size_t cut = 0; cut <= len && cut < page; cut++) {
    char *text = pages + page - cut;
    memcpy(text, report_text, cut);
    isnad_error error;
    isnad_status status = read_text(text, cut, &error);
    assert_true(status == ISNAD_OK || status == ISNAD_UTF8);
  }
  munmap(pages, 2 * page);
}

/* ---- Threads ------------------------------------------------------------------------------------------------------------ */

enum { THREADS = 4, READS = 20 };

/* The JSON of the report, read over and over; NULL where two readings differ. */
static void *read_again_and_again(void *unused) {
  (void)unused;
  char *first = NULL;
  for (int i = 0; i < READS; i++) {
    isnad_report *report;
    isnad_str text = {report_text, sizeof report_text - 1};
    if (isnad_read(lexicon, text, NULL, NULL, &report, NULL) != ISNAD_OK) return NULL;
    isnad_str json = isnad_report_json(report, NULL);
    bool same = first == NULL || (strlen(first) == json.len && memcmp(first, json.ptr, json.len) == 0);
    if (first == NULL) first = strndup(json.ptr, json.len);
    isnad_report_free(report);
    if (!same) return free(first), NULL;
  }
  return first;
}

static void threads_share_a_lexicon(void **state) {
  (void)state;
  pthread_t threads[THREADS];
  char *json[THREADS];
  for (int i = 0; i < THREADS; i++) assert_int_equal(pthread_create(&threads[i], NULL, read_again_and_again, NULL), 0);
  for (int i = 0; i < THREADS; i++) {
    void *got;
    assert_int_equal(pthread_join(threads[i], &got), 0);
    json[i] = got;
    assert_non_null(json[i]);
    assert_string_equal(json[i], json[0]);
  }
  for (int i = 0; i < THREADS; i++) free(json[i]);
}

/* ---- Damaged lexicons --------------------------------------------------------------------------------------------------- */

typedef struct bytes {
  unsigned char *at;
  size_t len;
} bytes;

static bytes compile_lexicon(void) {
  char path[] = "/tmp/isnad-robust-XXXXXX";
  int handle = mkstemp(path);
  assert_true(handle >= 0);
  close(handle);
  isnad_error error;
  if (isnad_lexicon_compile("lexicon", NULL, 0, NULL, path, NULL, NULL, &error) != ISNAD_OK) fail_msg("%s", error.message);
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  bytes all = {NULL, 0};
  assert_int_equal(fseek(file, 0, SEEK_END), 0);
  all.len = (size_t)ftell(file);
  rewind(file);
  all.at = malloc(all.len);
  assert_non_null(all.at);
  assert_int_equal(fread(all.at, 1, all.len, file), all.len);
  fclose(file);
  unlink(path);
  return all;
}

static bool taken(const void *data, size_t len) {
  isnad_lexicon *got;
  isnad_error error;
  isnad_status status = isnad_lexicon_use(data, len, NULL, &got, &error);
  assert_true(status == ISNAD_OK || status == ISNAD_LEXICON);
  if (status != ISNAD_OK) assert_null(got);
  isnad_lexicon_free(got);
  return status == ISNAD_OK;
}

static void damaged_lexicons_are_refused(void **state) {
  (void)state;
  bytes whole = compile_lexicon();
  assert_true(taken(whole.at, whole.len));
  assert_false(taken(whole.at, 0));
  for (size_t cut = 1; cut < whole.len; cut = cut < 512 ? cut + 1 : cut + cut / 3) {
    unsigned char *part = malloc(cut); /* exactly that long, so that a read past its end is seen */
    assert_non_null(part);
    memcpy(part, whole.at, cut);
    assert_false(taken(part, cut));
    free(part);
  }
  for (size_t i = 0; i < whole.len; i = i < 256 ? i + 1 : i + whole.len / 40 + 1) {
    whole.at[i] ^= 0x40;
    assert_false(taken(whole.at, whole.len));
    whole.at[i] ^= 0x40;
  }
  assert_true(taken(whole.at, whole.len));
  free(whole.at);
}

int main(void) {
  isnad_error error;
  if (isnad_lexicon_builtin(NULL, &lexicon, &error) != ISNAD_OK) {
    fprintf(stderr, "%s\n", error.message);
    return 1;
  }
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reading_fails_at_any_allocation), cmocka_unit_test(json_fails_at_any_allocation),
      cmocka_unit_test(lines_fail_at_any_allocation),    cmocka_unit_test(builtin_lexicon_fails_at_any_allocation),
      cmocka_unit_test(arguments_are_checked),           cmocka_unit_test(invalid_utf8_is_named_by_its_byte),
      cmocka_unit_test(text_is_limited),                 cmocka_unit_test(odd_texts_are_read),
      cmocka_unit_test(a_line_of_a_megabyte_is_read),    cmocka_unit_test(nul_bytes_are_text),
      cmocka_unit_test(nothing_is_read_past_the_end),    cmocka_unit_test(damaged_lexicons_are_refused),
      cmocka_unit_test(threads_share_a_lexicon)};
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  isnad_lexicon_free(lexicon);
  return failed;
}
