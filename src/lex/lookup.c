/* lookup: one probe of the hash table a word. «شن غارات» is two steps; the first tells that keys go on, the second its entries. */
#include "base/str.h"
#include "lex/format.h"
#include "lex/schema.h"

bool isn_lex_step(const isnad_lexicon *lexicon, isn_key *key, isnad_str word, const isn_entry **entries, size_t *count) {
  uint64_t hash = isn_hash_word(key->hash, word);
  const uint32_t *value = isn_lex_probe(lexicon, hash);
  *entries = NULL;
  *count = 0;
  if (value == NULL) return false;
  key->hash = hash;
  key->longer = *value & ISN_VALUE_LONGER;
  *count = isn_value_count(*value);
  if (*count) *entries = lexicon->entries + (*value & ISN_VALUE_FIRST);
  return true;
}

const isn_entry *isn_lex_find(const isnad_lexicon *lexicon, isnad_str folded, size_t *count) {
  const isn_entry *entries = NULL;
  isn_key key = ISN_KEY_START;
  *count = 0;
  for (size_t at = 0; at < folded.len;) {
    const char *space = memchr(folded.ptr + at, ' ', folded.len - at);
    size_t end = space ? (size_t)(space - folded.ptr) : folded.len;
    if (!isn_lex_step(lexicon, &key, (isnad_str){folded.ptr + at, end - at}, &entries, count)) return NULL;
    at = end + 1;
  }
  return entries;
}

bool isn_lex_holds(const isnad_lexicon *lexicon, isnad_str folded, enum isn_kind kind, int class_column, int class) {
  size_t count;
  const isn_entry *entries = isn_lex_find(lexicon, folded, &count);
  for (size_t i = 0; i < count; i++)
    if (entries[i].kind == kind && isn_lex_number(lexicon, kind, entries[i].row, class_column) == class) return true;
  return false;
}

isnad_str isn_lex_text(const isnad_lexicon *lexicon, enum isn_kind kind, uint32_t row, int column) {
  if (row >= lexicon->head->table[kind].rows) return (isnad_str){NULL, 0};
  return isn_lex_heap(lexicon, isn_lex_row(lexicon, kind, row)[column]);
}

int32_t isn_lex_number(const isnad_lexicon *lexicon, enum isn_kind kind, uint32_t row, int column) {
  return row < lexicon->head->table[kind].rows ? (int32_t)isn_lex_row(lexicon, kind, row)[column] : 0;
}

bool isn_lex_same(const isnad_lexicon *lexicon, enum isn_kind a, uint32_t row_a, int column_a, enum isn_kind b, uint32_t row_b,
                  int column_b) {
  return isn_lex_row(lexicon, a, row_a)[column_a] == isn_lex_row(lexicon, b, row_b)[column_b];
}

size_t isn_lex_rows(const isnad_lexicon *lexicon, enum isn_kind kind) { return lexicon->head->table[kind].rows; }

int isn_lex_prep_role(const isnad_lexicon *lexicon, enum isn_kind kind, uint32_t row, int column, int prep) {
  isnad_str pairs = isn_lex_text(lexicon, kind, row, column);
  for (size_t i = 0; i + 1 < pairs.len; i += 2)
    if (pairs.ptr[i] == prep) return pairs.ptr[i + 1];
  return 0; /* ROLE_NONE */
}

static int compare(isnad_str a, isnad_str b) {
  size_t n = a.len < b.len ? a.len : b.len;
  int order = n ? memcmp(a.ptr, b.ptr, n) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

uint32_t isn_lex_by_id(const isnad_lexicon *lexicon, enum isn_kind kind, isnad_str id) {
  const isn_lex_table *table = &lexicon->head->table[kind];
  const uint32_t *ids = (const uint32_t *)(const void *)((const char *)lexicon->head + table->ids_at);
  int column = isn_table_of(kind)->id;
  size_t low = 0, high = table->id_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = compare(isn_lex_text(lexicon, kind, ids[middle], column), id);
    if (order == 0) return ids[middle];
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return UINT32_MAX;
}
