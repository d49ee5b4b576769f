/* pack: the finished lexicon in one piece. Keys are sorted, entries of one key and row are made one, one-word names of places that
 * are ordinary words too («نصيب», «الباب») are marked, and all is laid out as format.h says. The order depends on nothing but
 * the rows, so the same files give the same bytes. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "lex/build.h"
#include "lex/codes.h"
#include "lex/format.h"
#include "lex/hash.h"
#include "lex/inflect.h"

enum { PLACES_OF_A_KEY = 12, LARGE_LEAST = 50000, METROPOLIS_LEAST = 500000 };

static int by_key(const void *left, const void *right) {
  const isn_build_key *a = left, *b = right;
  if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  if (a->order != b->order) return a->order < b->order ? -1 : 1;
  if (a->row != b->row) return a->row < b->row ? -1 : 1;
  if (a->part != b->part) return a->part < b->part ? -1 : 1;
  return (a->morph > b->morph) - (a->morph < b->morph);
}

/* Makes keys of one row and part one, in place; gives their number. */
static size_t merge(isn_build_key *keys, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    isn_build_key *last = kept ? &keys[kept - 1] : NULL;
    if (last && last->hash == keys[i].hash && last->kind == keys[i].kind && last->row == keys[i].row && last->part == keys[i].part) {
      uint32_t both = last->morph & keys[i].morph & (M_CONSTRUCT | M_AMBIGUOUS | M_PARTISAN | M_SHORT | M_JUSSIVE);
      last->morph = ((last->morph | keys[i].morph) & ~(uint32_t)(M_CONSTRUCT | M_AMBIGUOUS | M_PARTISAN | M_SHORT | M_JUSSIVE)) | both;
      if (last->other == 0) last->other = keys[i].other;
      continue;
    }
    keys[kept++] = keys[i];
  }
  return kept;
}

static size_t group_end(const isn_build_key *keys, size_t count, size_t from) {
  size_t end = from + 1;
  while (end < count && keys[end].hash == keys[from].hash) end++;
  return end;
}

static size_t find_group(const isn_build_key *keys, size_t count, uint64_t hash) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (keys[middle].hash < hash) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* ---- Ambiguous places ----------------------------------------------------------------------------------------------- */

/* Forms that news hardly ever uses: they count only against small places. «عدن» they came back, «تعز» ascribe not, «تشاد». */
static bool is_rare(const isn_build_key *k) {
  if (k->part == PART_IMPERATIVE || k->part == PART_PARTICIPLE || k->morph & M_ACCUSATIVE) return true;
  if (k->part == PART_PAST || k->part == PART_PRESENT) {
    bool often = k->morph & M_SING || (k->morph & M_PLUR && k->morph & M_MASC);
    bool passive = k->part == PART_PRESENT && !(k->morph & M_ACTIVE);
    return !(k->morph & M_P3) || !often || passive || k->morph & M_JUSSIVE;
  }
  bool only_dual = k->morph & M_DUAL && !(k->morph & (M_SING | M_PLUR)); /* عمان: two uncles */
  return only_dual || k->morph & M_CONSTRUCT;
}

/* How well known a place is: the better, the fewer words make its name doubtful. */
enum fame { SMALL, LARGE, METROPOLIS };

static enum fame fame_of(const isn_build *b, uint32_t row) {
  static const char *const known[] = {"province", "city", "town", "region"};
  const uint32_t *cells = b->table[K_PLACE].cells + (size_t)row * (PLACE_PARENT_ROW + 1);
  isnad_str kind = isn_build_text_at(b, cells[PLACE_KIND]);
  int32_t population = (int32_t)cells[PLACE_POPULATION];
  if (population >= METROPOLIS_LEAST || isn_str_same(kind, ISN_LIT("country"))) return METROPOLIS;
  if (population >= LARGE_LEAST) return LARGE;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (cells[PLACE_FLAGS] & PLACE_CURATED && isn_str_same(kind, isn_str(known[i]))) return LARGE;
  return SMALL;
}

static bool makes_ambiguous(const isn_build *b, const isn_build_key *k, enum fame fame, bool with_article) {
  bool finite = k->part == PART_PAST || k->part == PART_PRESENT || k->part == PART_IMPERATIVE;
  if (with_article && fame == METROPOLIS) return false; /* الرياض, though رياض are gardens */
  switch (k->kind) {
    case K_WORD: {
      uint32_t class = b->table[K_WORD].cells[(size_t)k->row * (WORD_NOTE + 1) + WORD_CLASS];
      return k->words == 1 && class != WC_CITY_ZONE && !(with_article && fame != SMALL && class == WC_PERSON_NAME);
    }
    case K_TRIGGER: case K_OPERATOR: case K_SAYING: case K_NOUN: return !(with_article && finite) && !(fame != SMALL && is_rare(k));
    case K_NATION: case K_ACTOR: return fame == SMALL;
    default: return false;
  }
}

static bool group_makes_ambiguous(const isn_build *b, const isn_build_key *keys, size_t count, uint64_t hash, enum fame fame,
                                  bool with_article) {
  for (size_t i = find_group(keys, count, hash); i < count && keys[i].hash == hash; i++)
    if (makes_ambiguous(b, &keys[i], fame, with_article)) return true;
  return false;
}

static void mark_ambiguous(isn_build *b, isn_build_key *keys, size_t count) {
  for (size_t i = 0; i < count; i++) {
    isn_build_key *k = &keys[i];
    const uint32_t *kinds = k->kind >= K_ACTOR ? isn_build_find(&b->ambiguous, k->hash) : NULL;
    bool listed = kinds != NULL && *kinds >> k->kind & 1;
    if (listed && (k->kind == K_ACTOR || k->kind == K_OUTLET)) k->morph |= M_AMBIGUOUS;
    if (k->kind != K_PLACE) continue;
    enum fame fame = fame_of(b, k->row);
    if (listed || (k->words == 1 && (group_makes_ambiguous(b, keys, count, k->hash, fame, false) ||
                                     (k->other && group_makes_ambiguous(b, keys, count, k->other, fame, true)))))
      k->morph |= M_AMBIGUOUS;
  }
}

/* ---- Layout --------------------------------------------------------------------------------------------------------- */

typedef struct layout {
  isn_build *b;
  char *bytes;
  isn_lex_header *head;
} layout;

static uint64_t reserve(uint64_t *size, uint64_t bytes) {
  uint64_t at = *size;
  *size = (at + bytes + 7) & ~UINT64_C(7);
  return at;
}

/* Entries of one group: prefixes have none, places at most twelve. Gives their number. */
static uint32_t write_group(isn_build *b, isn_entry *out, const isn_build_key *keys, size_t count, bool *longer) {
  uint32_t n = 0, places = 0;
  for (size_t i = 0; i < count; i++) {
    if (keys[i].kind == K_NONE) {
      *longer = true;
      continue;
    }
    if (keys[i].kind == K_PLACE && ++places > PLACES_OF_A_KEY) continue;
    if (n == ISN_VALUE_COUNT) break;
    out[n] = (isn_entry){.row = keys[i].row, .morph = keys[i].morph, .kind = keys[i].kind, .words = keys[i].words};
    if (keys[i].kind == K_WORD) out[n].word_class = (uint16_t)isn_build_cells(b, K_WORD, keys[i].row)[WORD_CLASS];
    n++;
  }
  return n;
}

static void write_keys(layout *l, const isn_build_key *keys, size_t count) {
  uint64_t *slots = (uint64_t *)(void *)(l->bytes + l->head->keys_at);
  uint32_t *values = (uint32_t *)(void *)(l->bytes + l->head->values_at);
  isn_entry *entries = (isn_entry *)(void *)(l->bytes + l->head->entries_at);
  uint32_t used = 0;
  for (size_t i = 0; i < count;) {
    size_t end = group_end(keys, count, i);
    bool longer = false;
    uint32_t n = write_group(l->b, entries + used, keys + i, end - i, &longer);
    size_t at = (size_t)((keys[i].hash >> 32) * l->head->slots >> 32);
    while (slots[at] != 0) at = at + 1 == l->head->slots ? 0 : at + 1;
    slots[at] = keys[i].hash;
    values[at] = used | n << ISN_VALUE_COUNT_SHIFT | (longer ? ISN_VALUE_LONGER : 0);
    used += n;
    i = end;
  }
  l->head->entries = used;
}

typedef struct id_row {
  isnad_str id;
  uint32_t row;
} id_row;

static int by_id(const void *left, const void *right) {
  const id_row *a = left, *b = right;
  size_t n = a->id.len < b->id.len ? a->id.len : b->id.len;
  int order = n ? memcmp(a->id.ptr, b->id.ptr, n) : 0;
  if (order != 0) return order;
  if (a->id.len != b->id.len) return a->id.len < b->id.len ? -1 : 1;
  return (a->row > b->row) - (a->row < b->row);
}

static void write_tables(layout *l) {
  isn_build *b = l->b;
  for (int kind = K_WORD; kind < K_COUNT; kind++) {
    const isn_table *table = isn_table_of(kind);
    isn_lex_table *to = &l->head->table[kind];
    if (to->rows) memcpy(l->bytes + to->cells_at, b->table[kind].cells, (size_t)to->rows * to->width * sizeof(uint32_t));
    if (to->id_count == 0) continue;
    id_row *list = isn_alloc_array(b->arena, to->rows, sizeof *list);
    for (uint32_t row = 0; row < to->rows; row++)
      list[row] = (id_row){isn_build_text_at(b, isn_build_cells(b, kind, row)[table->id]), row};
    qsort(list, to->rows, sizeof *list, by_id);
    uint32_t *ids = (uint32_t *)(void *)(l->bytes + to->ids_at);
    for (uint32_t i = 0; i < to->rows; i++) ids[i] = list[i].row;
  }
}

static isn_lex_header plan(isn_build *b, size_t key_count, size_t distinct) {
  uint64_t size = sizeof(isn_lex_header);
  isn_lex_header head = {.version = ISN_LEX_VERSION, .order = ISN_LEX_ORDER};
  memcpy(head.magic, ISN_LEX_MAGIC, sizeof head.magic);
  head.slots = (uint32_t)(distinct + distinct / 2 + 16);
  head.keys_at = reserve(&size, (uint64_t)head.slots * sizeof(uint64_t));
  head.values_at = reserve(&size, (uint64_t)head.slots * sizeof(uint32_t));
  head.entries_at = reserve(&size, (uint64_t)key_count * sizeof(isn_entry));
  for (int kind = K_WORD; kind < K_COUNT; kind++) {
    const isn_table *table = isn_table_of(kind);
    isn_lex_table *to = &head.table[kind];
    to->rows = (uint32_t)b->table[kind].rows;
    to->width = (uint32_t)table->width;
    to->id_count = table->id >= 0 ? to->rows : 0;
    to->cells_at = reserve(&size, (uint64_t)to->rows * to->width * sizeof(uint32_t));
    to->ids_at = reserve(&size, (uint64_t)to->id_count * sizeof(uint32_t));
  }
  head.text_size = b->text_len;
  head.text_at = reserve(&size, head.text_size);
  head.size = size;
  return head;
}

/* How many entries and distinct keys the sorted keys make. */
static size_t count_entries(const isn_build_key *keys, size_t count, size_t *distinct) {
  size_t entries = 0;
  *distinct = 0;
  for (size_t i = 0; i < count; i++) {
    *distinct += i == 0 || keys[i].hash != keys[i - 1].hash;
    entries += keys[i].kind != K_NONE;
  }
  return entries;
}

isnad_str isn_build_pack(isn_build *b) {
  if (b->key_count) qsort(b->keys, b->key_count, sizeof *b->keys, by_key);
  size_t count = merge(b->keys, b->key_count), distinct;
  mark_ambiguous(b, b->keys, count);
  size_t entries = count_entries(b->keys, count, &distinct);
  isn_lex_header head = plan(b, entries, distinct);
  if (entries > ISN_VALUE_FIRST || distinct > UINT32_MAX / 2) isn_arena_fail(b->arena);
  layout l = {.b = b, .bytes = isn_alloc(b->arena, head.size)};
  l.head = (isn_lex_header *)(void *)l.bytes;
  *l.head = head;
  write_keys(&l, b->keys, count);
  write_tables(&l);
  if (b->text_len) memcpy(l.bytes + head.text_at, b->text, b->text_len);
  l.head->checksum = isn_hash_bytes(l.bytes + ISN_LEX_CHECKED_FROM, head.size - ISN_LEX_CHECKED_FROM);
  return (isnad_str){l.bytes, head.size};
}
