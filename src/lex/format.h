/* format: the compiled lexicon as it lies in memory and in its file. One header, then sections at offsets that are multiples of
 * eight, in the byte order of the machine that compiled it:
 *
 *   keys     u64 a slot: the hash of a word or phrase, 0 where empty (open addressing, linear probing)
 *   values   u32 a slot: where its entries begin, how many there are, whether longer keys begin so
 *   entries  isn_entry, those of one key side by side
 *   tables   one a kind: cells of rows, u32 each, and row numbers ordered by id
 *   text     every distinct string once: two bytes of length, then UTF-8
 *
 * «غارات جوية» is found by the key of "gArAt", stepped by "jwyp". */
#ifndef ISN_LEX_FORMAT_H
#define ISN_LEX_FORMAT_H

#include "lex/hash.h"
#include "lex/lex.h"

#define ISN_LEX_MAGIC "isnadlex"
enum { ISN_LEX_VERSION = 2, ISN_LEX_ORDER = 0x01020304 };

/* A value: 25 bits of first entry, 6 of count, 1 for longer keys. */
enum { ISN_VALUE_FIRST = 0x1FFFFFF, ISN_VALUE_COUNT_SHIFT = 25, ISN_VALUE_COUNT = 63 };
#define ISN_VALUE_LONGER UINT32_C(0x80000000)

typedef struct isn_lex_table {
  uint64_t cells_at, ids_at; /* bytes from the start of the file */
  uint32_t rows, width;      /* width: cells of a row */
  uint32_t id_count, spare;
} isn_lex_table;

typedef struct isn_lex_header {
  char magic[8];
  uint32_t version, order;
  uint64_t checksum; /* of all bytes behind this field */
  uint64_t size;     /* of the whole file, in bytes */
  uint64_t keys_at, values_at, entries_at, text_at, text_size;
  uint32_t slots, entries;
  isn_lex_table table[K_COUNT];
} isn_lex_header;

enum { ISN_LEX_CHECKED_FROM = 24 }; /* offset of the first byte that the checksum covers */

/* The public handle. */
struct isnad_lexicon {
  const isn_lex_header *head;
  const uint64_t *keys;
  const uint32_t *values;
  const isn_entry *entries;
  const char *text;
  isnad_allocator allocator;
  void *map; /* a mapped file, to be unmapped; else NULL */
};

/* A string of the text section. */
static inline isnad_str isn_lex_heap(const isnad_lexicon *lexicon, uint32_t offset) {
  const unsigned char *p = (const unsigned char *)lexicon->text + offset;
  return (isnad_str){(const char *)p + 2, (size_t)(p[0] | p[1] << 8)};
}

static inline const uint32_t *isn_lex_row(const isnad_lexicon *lexicon, int kind, uint32_t row) {
  const isn_lex_table *table = &lexicon->head->table[kind];
  return (const uint32_t *)((const char *)lexicon->head + table->cells_at) + (size_t)row * table->width;
}

/* The value of a key, or NULL. */
static inline const uint32_t *isn_lex_probe(const isnad_lexicon *lexicon, uint64_t hash) {
  uint32_t slots = lexicon->head->slots;
  uint32_t at = (uint32_t)((hash >> 32) * slots >> 32);
  const uint64_t *keys = lexicon->keys;
  while (keys[at] != hash) {
    if (keys[at] == 0) return NULL;
    if (++at == slots) at = 0;
  }
  return &lexicon->values[at];
}

static inline size_t isn_value_count(uint32_t value) { return value >> ISN_VALUE_COUNT_SHIFT & ISN_VALUE_COUNT; }

/* Makes a handle over a lexicon at data. With verify, checksum and every offset are proven (lex/open.c). */
isnad_status isn_lex_attach(const void *data, size_t size, bool verify, const isnad_allocator *, isnad_lexicon **out,
                            isnad_error *);

#endif
