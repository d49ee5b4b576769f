/* build: a lexicon while it is being compiled: texts, rows and keys of all kinds, not yet in their places.
 *
 * A row of triggers.tsv («شن +غارة») becomes one row of K_TRIGGER and some hundred keys: each form of its words with the
 * row's number. pack.c then sorts the keys into the hash table. */
#ifndef ISN_LEX_BUILD_H
#define ISN_LEX_BUILD_H

#include "base/arena.h"
#include "lex/schema.h"

/* One way to write one entry; kind 0: only longer keys begin so. */
typedef struct isn_build_key {
  uint64_t hash;
  uint64_t other; /* one-word place names: the key with the article, or without it, whichever it is not; else 0 */
  uint32_t row, morph;
  uint32_t order; /* among the entries of one key and kind */
  uint8_t kind, words, part;
} isn_build_key;

typedef struct isn_build_map { /* hashes to numbers, open addressing, grows */
  uint64_t *keys;
  uint32_t *values;
  size_t count, slots;
} isn_build_map;

typedef struct isn_build_table {
  uint32_t *cells;
  size_t rows, cap;
  isn_build_map ids; /* hash of the id to its row */
} isn_build_table;

typedef struct isn_build {
  isn_arena *arena;
  const isnad_lexicon *base;
  isnad_row_fault *fault;
  void *fault_context;
  uint64_t faults;
  const char *file; /* of the row at hand, for messages */
  uint64_t line;
  char *text; /* heap: two bytes of length and UTF-8 a string */
  size_t text_len, text_cap;
  isn_build_map texts; /* hash of a string to its offset */
  isn_build_table table[K_COUNT];
  isn_build_key *keys;
  size_t key_count, key_cap;
  isn_build_map ambiguous; /* hashes of names from ambiguous.tsv */
  isn_build_map place_words; /* hash of the first word of «مدينة الرقة» to enum isn_place_word */
} isn_build;

/* A bad row; formats one line. */
void isn_build_fault(isn_build *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Offset of a string, kept once. Longer than 65535 bytes: a fault, and the empty string. */
uint32_t isn_build_text(isn_build *, isnad_str);
isnad_str isn_build_text_at(const isn_build *, uint32_t offset);
/* A new row, cells zero (offset 0 is the empty string). */
uint32_t isn_build_row(isn_build *, int kind);
uint32_t *isn_build_cells(isn_build *, int kind, uint32_t row);
void isn_build_add(isn_build *, isn_build_key);

uint32_t *isn_build_find(const isn_build_map *, uint64_t key); /* NULL: not there */
void isn_build_put(isn_arena *, isn_build_map *, uint64_t key, uint32_t value);

/* keys.c: the keys of one row. Alternatives in a cell are parted by |. */
typedef struct isn_lemma {
  isnad_str lemma, pos, root, pattern, masdar, plural;
} isn_lemma;
void isn_keys_inflected(isn_build *, int kind, uint32_t row, const isn_lemma *);
/* A phrase or name that is not inflected; with notation, ? + and ~ mean what they mean in lemmas. */
void isn_keys_fixed(isn_build *, int kind, uint32_t row, isnad_str phrase, uint32_t morph, bool notation);
void isn_keys_each_fixed(isn_build *, int kind, uint32_t row, isnad_str cell, uint32_t morph, bool notation);
/* The next alternative of a cell, trimmed; false at its end. */
bool isn_next_alternative(isnad_str *cell, isnad_str *out);
isnad_str isn_fold_in(isn_arena *, isnad_str text);

/* rows.c: TSV files. values are in the order of the schema's columns, those that the file lacks empty. */
void isn_rows_read(isn_build *, int kind, const char *name, isnad_str bytes);
void isn_rows_ambiguous(isn_build *, const char *name, isnad_str bytes);

/* places.c: keys of a name; dump.c: GeoNames' dump format. */
void isn_places_name(isn_build *, uint32_t row, isnad_str name, uint32_t morph);
void isn_places_add(isn_build *, uint32_t row, isnad_str name, isnad_str alternatives);
void isn_places_dump(isn_build *, const char *name, isnad_str bytes);
bool isn_places_is_dump(isnad_str bytes);
void isn_places_finish(isn_build *); /* parents, countries, order: before packing */

/* pack.c: sorts, marks ambiguous places, lays out. base.c: takes a compiled lexicon in. */
isnad_str isn_build_pack(isn_build *);
void isn_build_take_base(isn_build *);

#endif
