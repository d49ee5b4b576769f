/* What must hold of the reader whatever the text: spans inside the text and in order, no paragraph lost to boilerplate's
 * neighbourhood, time that grows with the text only. The cases of test/golden/read say what it makes of real shapes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "base/utf8.h"
#include "read/article.h"

static isnad_lexicon *lexicon;

typedef struct text {
  char *ptr;
  size_t len, cap;
} text;

static void put(text *t, const char *bytes, size_t len) {
  if (t->len + len > t->cap) {
    t->cap = 2 * t->cap + len;
    t->ptr = realloc(t->ptr, t->cap);
    assert_non_null(t->ptr);
  }
  memcpy(t->ptr + t->len, bytes, len);
  t->len += len;
}

static void put_text(text *t, const char *bytes) { put(t, bytes, strlen(bytes)); }

typedef struct outcome {
  size_t blocks, paragraphs;
  bool arabic;
} outcome;

static void check_value(isnad_str whole, isnad_value value) {
  assert_true(value.span.start <= value.span.end && value.span.end <= whole.len);
  if (value.span.end == value.span.start || value.derived) return;
  assert_true(isn_utf8_check(value.text) == value.text.len);
}

/* Reads a copy that ends where its memory ends, and checks every span. */
static outcome read_and_check(isnad_str given) {
  char *copy = malloc(given.len ? given.len : 1);
  assert_non_null(copy);
  if (given.len) memcpy(copy, given.ptr, given.len);
  isnad_str whole = {copy, given.len};
  isn_arena *arena = isn_arena_new(NULL, ((size_t)64 << 20) + whole.len * 192);
  assert_non_null(arena);
  if (setjmp(*isn_arena_trap(arena))) fail_msg("a text of %zu bytes took more than it may", whole.len);
  const isn_article *article = isn_read_plain(arena, lexicon, whole, NULL);
  const isnad_meta *meta = &article->meta;
  const isnad_value values[] = {meta->title, meta->section, meta->outlet, meta->published, meta->updated, meta->published_place,
                                meta->dateline, meta->byline};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) check_value(whole, values[i]);
  for (size_t i = 0; i < meta->paragraph_count; i++) {
    check_value(whole, meta->paragraphs[i]);
    assert_true(isn_str_same(meta->paragraphs[i].text, isn_str_cut(whole, meta->paragraphs[i].span)));
  }
  for (size_t i = 0; i < meta->tag_count; i++) check_value(whole, meta->tags[i]);
  for (size_t i = 0; i < meta->image_count; i++) {
    check_value(whole, meta->images[i].file);
    check_value(whole, meta->images[i].caption);
    check_value(whole, meta->images[i].credit);
  }
  for (size_t i = 0; i < article->block_count; i++) {
    isnad_span span = article->blocks[i].span;
    assert_true(span.start < span.end && span.end <= whole.len);
    assert_true(i == 0 || article->blocks[i - 1].span.start <= span.start);
    assert_true(isn_utf8_check(isn_str_cut(whole, span)) == span.end - span.start);
  }
  outcome out = {article->block_count, meta->paragraph_count, meta->arabic};
  isn_arena_free(arena);
  free(copy);
  return out;
}

/* U+0642 U+062A U+0644: a word of three letters. */
#define WORD "\xD9\x82\xD8\xAA\xD9\x84"

static void nothing_in(void **state) {
  (void)state;
  static const char *const texts[] = {"", " ", "\n\n\n", "\xEF\xBB\xBF", "----\n====\n", "\xF0\x9F\x94\xB4\n", "123", "a", "\r\r\n\f\v"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    outcome out = read_and_check((isnad_str){texts[i], strlen(texts[i])});
    assert_int_equal(out.blocks, 0);
    assert_false(out.arabic);
  }
  outcome out = read_and_check((isnad_str){"\0\0\0", 3});
  assert_int_equal(out.blocks, 0);
}

static void one_word(void **state) {
  (void)state;
  outcome out = read_and_check((isnad_str){WORD, strlen(WORD)});
  assert_int_equal(out.paragraphs, 1);
}

static void a_long_line(void **state) {
  (void)state;
  text t = {0};
  while (t.len < (size_t)1 << 20) put_text(&t, WORD " ");
  assert_int_equal(read_and_check((isnad_str){t.ptr, t.len}).paragraphs, 1);
  t.len = 0;
  while (t.len < (size_t)1 << 20) put_text(&t, WORD "    \"(" WORD ") | ");
  read_and_check((isnad_str){t.ptr, t.len});
  free(t.ptr);
}

static void many_lines(void **state) {
  (void)state;
  text t = {0};
  char number[32];
  for (int i = 0; i < 100000; i++) {
    put_text(&t, WORD " " WORD " " WORD " " WORD " ");
    int len = snprintf(number, sizeof number, "%d", i);
    put(&t, number, (size_t)len);
    put_text(&t, " " WORD " " WORD " " WORD " " WORD ".\n");
  }
  assert_int_equal(read_and_check((isnad_str){t.ptr, t.len}).paragraphs, 100000);
  t.len = 0;
  for (int i = 0; i < 100000; i++) put_text(&t, i % 3 ? "\"" WORD "\" -\n" : "|:\n");
  read_and_check((isnad_str){t.ptr, t.len});
  free(t.ptr);
}

/* A page cut off anywhere, and a page with anything before it, stays readable. */
static void cut_pages(void **state) {
  (void)state;
  FILE *file = fopen("sample/page-iraq.txt", "rb");
  if (file == NULL) skip();
  char page[8192];
  size_t len = fread(page, 1, sizeof page, file);
  fclose(file);
  for (size_t end = 0; end <= len; end += 7) {
    isnad_str head = {page, end};
    if (isn_utf8_check(head) == end) read_and_check(head);
    isnad_str tail = {page + end, len - end};
    if (isn_utf8_check(tail) == tail.len) read_and_check(tail);
  }
}

static int open_lexicon(void **state) {
  (void)state;
  return isnad_lexicon_builtin(NULL, &lexicon, NULL) == ISNAD_OK ? 0 : -1;
}

static int close_lexicon(void **state) {
  (void)state;
  isnad_lexicon_free(lexicon);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_in), cmocka_unit_test(one_word), cmocka_unit_test(a_long_line),
                                     cmocka_unit_test(many_lines), cmocka_unit_test(cut_pages)};
  return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
