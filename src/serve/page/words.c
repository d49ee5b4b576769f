/* words: the words of the interface, sorted by key. Forms of a number are parted by |: «لا تقارير|تقرير واحد|تقريران|#
 * تقارير|# تقريراً|# تقرير». */
#include "serve/page/words.h"

#include <assert.h>
#include <stdlib.h>

#include "base/str.h"

typedef struct row {
  isnad_str key, text[2];
} row;

struct isn_words {
  row *rows;
  size_t count;
};

static int by_key(const void *a, const void *b) {
  isnad_str x = ((const row *)a)->key, y = ((const row *)b)->key;
  size_t len = x.len < y.len ? x.len : y.len;
  int order = len ? memcmp(x.ptr, y.ptr, len) : 0;
  return order ? order : (x.len > y.len) - (x.len < y.len);
}

static isnad_str cell_of(isnad_str *rest) {
  const char *tab = memchr(rest->ptr, '\t', rest->len);
  isnad_str cell = {rest->ptr, tab ? (size_t)(tab - rest->ptr) : rest->len};
  size_t used = cell.len + (tab != NULL);
  rest->ptr += used, rest->len -= used;
  return cell;
}

isn_words *isn_words_read(isn_arena *arena, isnad_str tsv, size_t *line) {
  isn_words *words = isn_alloc(arena, sizeof *words);
  size_t cap = 0;
  isnad_str text;
  for (*line = 1; isn_str_line(&tsv, &text); ++*line) {
    if (text.len == 0 || text.ptr[0] == '#' || *line == 1) continue;
    isnad_str key = cell_of(&text), ar = cell_of(&text), en = cell_of(&text);
    if (key.len == 0 || ar.len == 0 || en.len == 0 || text.len) return NULL;
    isn_arena_grow(arena, &words->rows, words->count, &cap, sizeof *words->rows);
    words->rows[words->count++] = (row){key, {ar, en}};
  }
  if (words->count) qsort(words->rows, words->count, sizeof *words->rows, by_key);
  for (size_t i = 1; i < words->count; i++)
    if (isn_str_same(words->rows[i].key, words->rows[i - 1].key)) return NULL;
  return words;
}

static const row *find(const isn_words *words, isnad_str key) {
  row wanted = {.key = key};
  return words->count == 0 ? NULL : bsearch(&wanted, words->rows, words->count, sizeof *words->rows, by_key);
}

isnad_str isn_word(const isn_words *words, isn_lang lang, const char *key) {
  const row *found = find(words, isn_str(key));
  assert(found && "words.tsv lacks a key"); /* keys are the program's own */
  return found ? found->text[lang] : isn_str(key);
}

isnad_str isn_word_of(const isn_words *words, isn_lang lang, const char *kind, isnad_str code) {
  char key[64];
  size_t len = strlen(kind);
  if (len + 1 + code.len > sizeof key) return code;
  memcpy(key, kind, len);
  key[len] = '.';
  if (code.len) memcpy(key + len + 1, code.ptr, code.len);
  const row *found = find(words, (isnad_str){key, len + 1 + code.len});
  return found ? found->text[lang] : code;
}

/* CLDR's rule: zero, one, two, few, many, other. */
static int form_of(isn_lang lang, int64_t count) {
  if (lang == ISN_ENGLISH) return count == 1 ? 0 : 1;
  int64_t last = count % 100;
  return count >= 0 && count <= 2 ? (int)count : last >= 3 && last <= 10 ? 3 : last >= 11 ? 4 : 5;
}

isnad_str isn_words_plural(const isn_words *words, isn_lang lang, const char *key, int64_t count) {
  isnad_str text = isn_word(words, lang, key);
  size_t start = 0, end;
  for (int form = form_of(lang, count);; form--) {
    for (end = start; end < text.len && text.ptr[end] != '|'; end++) continue;
    if (form == 0 || end == text.len) break;
    start = end + 1;
  }
  return (isnad_str){text.ptr + start, end - start};
}

bool isn_words_row(const isn_words *words, size_t i, isnad_str *key, isnad_str *ar, isnad_str *en) {
  if (i >= words->count) return false;
  *key = words->rows[i].key, *ar = words->rows[i].text[0], *en = words->rows[i].text[1];
  return true;
}
