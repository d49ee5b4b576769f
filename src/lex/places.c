/* places: names of places to keys; then what each place lies in, its country, and which of several a bare name means first.
 *
 * «محافظة الرقة» is found as written and as الرقة; «معبر نصيب (الجانب السوري)» without the note too. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "lex/build.h"
#include "lex/codes.h"
#include "lex/hash.h"

/* ---- Names -------------------------------------------------------------------------------------------------------- */

/* An administrative word before a name is no part of the name: «محافظة الرقة» is «الرقة» too; «سجن الصناعة» stays whole. */
static bool is_administrative(uint32_t place_word) {
  return place_word == PW_PROVINCE || place_word == PW_DISTRICT || place_word == PW_CITY || place_word == PW_TOWN ||
         place_word == PW_VILLAGE;
}

static void add_one(isn_build *b, uint32_t row, isnad_str name, uint32_t morph) {
  isnad_str folded = isn_fold_in(b->arena, name);
  const char *space = memchr(folded.ptr, ' ', folded.len);
  if (folded.len < 2) return;
  isn_keys_fixed(b, K_PLACE, row, name, morph, false);
  const char *cut = memchr(name.ptr, ' ', name.len);
  if (space == NULL || cut == NULL) return;
  uint32_t *word = isn_build_find(&b->place_words, isn_hash_word(0, (isnad_str){folded.ptr, (size_t)(space - folded.ptr)}));
  isnad_str rest = {cut + 1, name.len - (size_t)(cut + 1 - name.ptr)};
  if (word != NULL && is_administrative(*word) && rest.len > 4) isn_keys_fixed(b, K_PLACE, row, rest, morph, false);
}

/* A name as written, and without a note in parentheses: «معبر رفح (الجانب المصري)». */
void isn_places_name(isn_build *b, uint32_t row, isnad_str name, uint32_t morph) {
  add_one(b, row, name, morph);
  const char *open = memchr(name.ptr, '(', name.len);
  if (open == NULL) return;
  isnad_str before = {name.ptr, (size_t)(open - name.ptr)};
  while (before.len > 0 && before.ptr[before.len - 1] == ' ') before.len--;
  if (before.len > 0) add_one(b, row, before, morph);
}

void isn_places_add(isn_build *b, uint32_t row, isnad_str name, isnad_str alternatives) {
  isnad_str one;
  while (isn_next_alternative(&name, &one)) isn_places_name(b, row, one, 0);
  while (isn_next_alternative(&alternatives, &one)) isn_places_name(b, row, one, 0);
}

/* ---- Parents, countries, order ------------------------------------------------------------------------------------- */

static isnad_str place_text(const isn_build *b, uint32_t row, int column) {
  return isn_build_text_at(b, b->table[K_PLACE].cells[(size_t)row * (PLACE_PARENT_ROW + 1) + (size_t)column]);
}

static bool two_capitals(isnad_str text) {
  return text.len >= 2 && text.ptr[0] >= 'A' && text.ptr[0] <= 'Z' && text.ptr[1] >= 'A' && text.ptr[1] <= 'Z';
}

/* The country of a place: up its parents, else out of an id that names it («SY0101», «x:sy:...»). */
static uint32_t country_of(isn_build *b, uint32_t row) {
  uint32_t at = row;
  for (int depth = 0; depth < 16; depth++) {
    if (isn_str_same(place_text(b, at, PLACE_KIND), ISN_LIT("country"))) return isn_build_cells(b, K_PLACE, at)[PLACE_ID];
    uint32_t up = isn_build_cells(b, K_PLACE, at)[PLACE_PARENT_ROW];
    if (up == UINT32_MAX) break;
    at = up;
  }
  isnad_str parent = place_text(b, at, PLACE_PARENT), id = place_text(b, at, PLACE_ID);
  uint32_t country = isn_build_cells(b, K_PLACE, at)[PLACE_COUNTRY];
  if (country != 0) return country;
  if (two_capitals(parent)) return isn_build_text(b, (isnad_str){parent.ptr, 2});
  if (two_capitals(id)) return isn_build_text(b, (isnad_str){id.ptr, 2});
  if (id.len > 5 && id.ptr[1] == ':' && id.ptr[4] == ':') {
    char code[2] = {(char)(id.ptr[2] & ~0x20), (char)(id.ptr[3] & ~0x20)};
    return isn_build_text(b, (isnad_str){code, 2});
  }
  return 0;
}

/* What a bare name means first: «حلب» is the city rather than its province, whatever lives there, but «الأنبار» the province
 * rather than a village. */
static int32_t weight(const isn_build *b, uint32_t row, int32_t population) {
  static const char *const areas[] = {"province", "governorate", "district", "subdistrict"};
  isnad_str kind = place_text(b, row, PLACE_KIND);
  if (population == 0 && isn_str_same(kind, ISN_LIT("region"))) return 1100; /* «البحر الأحمر» rather than its province */
  for (size_t i = 0; i < sizeof areas / sizeof *areas; i++)
    if (isn_str_same(kind, isn_str(areas[i]))) return population > 1000000 || population == 0 ? 1000 : population / 1000;
  return population;
}

typedef struct ranked {
  int32_t population;
  uint32_t row;
  isnad_str id;
} ranked;

static int by_population(const void *left, const void *right) {
  const ranked *a = left, *b = right;
  if (a->population != b->population) return a->population > b->population ? -1 : 1;
  size_t n = a->id.len < b->id.len ? a->id.len : b->id.len;
  int order = n ? memcmp(a->id.ptr, b->id.ptr, n) : 0;
  if (order != 0) return order;
  if (a->id.len != b->id.len) return a->id.len < b->id.len ? -1 : 1;
  return (a->row > b->row) - (a->row < b->row);
}

static void rank(isn_build *b, size_t rows) {
  ranked *list = isn_alloc_array(b->arena, rows + 1, sizeof *list);
  uint32_t *order = isn_alloc_array(b->arena, rows + 1, sizeof *order);
  for (uint32_t row = 0; row < rows; row++) {
    int32_t population = (int32_t)isn_build_cells(b, K_PLACE, row)[PLACE_POPULATION];
    list[row] = (ranked){weight(b, row, population), row, place_text(b, row, PLACE_ID)};
  }
  qsort(list, rows, sizeof *list, by_population);
  for (uint32_t i = 0; i < rows; i++) order[list[i].row] = i;
  for (size_t i = 0; i < b->key_count; i++)
    if (b->keys[i].kind == K_PLACE) b->keys[i].order = order[b->keys[i].row];
}

void isn_places_finish(isn_build *b) {
  size_t rows = b->table[K_PLACE].rows;
  for (uint32_t row = 0; row < rows; row++) {
    uint32_t *cells = isn_build_cells(b, K_PLACE, row);
    isnad_str parent = place_text(b, row, PLACE_PARENT);
    uint32_t *found = parent.len ? isn_build_find(&b->table[K_PLACE].ids, isn_hash_word(K_PLACE, parent)) : NULL;
    if (isn_str_same(place_text(b, row, PLACE_KIND), ISN_LIT("country"))) cells[PLACE_FLAGS] |= PLACE_IS_COUNTRY;
    cells[PLACE_PARENT_ROW] = found != NULL && *found != row ? *found : UINT32_MAX;
  }
  for (uint32_t row = 0; row < rows; row++) {
    uint32_t country = country_of(b, row); /* may move the texts, never the cells */
    isn_build_cells(b, K_PLACE, row)[PLACE_COUNTRY] = country;
  }
  rank(b, rows);
}
