/* places: names of places to keys, and GeoNames' dump format: 19 columns, no header, all names of all languages in one cell.
 *
 *   98182 TAB Baghdad TAB Baghdad TAB BGW,Bagdad,...,بغداد,بەغداد,... TAB 33.34 TAB 44.40 TAB P TAB PPLC TAB IQ ...
 *
 * Of a cell's names in Arabic letters those with Persian, Kurdish or Urdu letters go where an Arabic one stands beside them;
 * of the rest the most Arabic is the name, the others («امان» beside «عمّان») are names that need a cue. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "lex/build.h"
#include "lex/codes.h"
#include "lex/hash.h"
#include "text/letters.h"

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
static void add_name(isn_build *b, uint32_t row, isnad_str name, uint32_t morph) {
  add_one(b, row, name, morph);
  const char *open = memchr(name.ptr, '(', name.len);
  if (open == NULL) return;
  isnad_str before = {name.ptr, (size_t)(open - name.ptr)};
  while (before.len > 0 && before.ptr[before.len - 1] == ' ') before.len--;
  if (before.len > 0) add_one(b, row, before, morph);
}

void isn_places_add(isn_build *b, uint32_t row, isnad_str name, isnad_str alternatives) {
  isnad_str one;
  while (isn_next_alternative(&name, &one)) add_name(b, row, one, 0);
  while (isn_next_alternative(&alternatives, &one)) add_name(b, row, one, 0);
}

/* ---- GeoNames' dump ------------------------------------------------------------------------------------------------ */

enum { D_ID, D_NAME, D_ASCII, D_ALTERNATES, D_LAT, D_LON, D_CLASS, D_CODE, D_COUNTRY, D_POPULATION = 14, D_COLUMNS = 19 };

static int split_tabs(isnad_str line, isnad_str cells[D_COLUMNS]) {
  int count = 0;
  for (size_t at = 0; at <= line.len; count++) {
    const char *tab = memchr(line.ptr + at, '\t', line.len - at);
    size_t end = tab ? (size_t)(tab - line.ptr) : line.len;
    if (count < D_COLUMNS) cells[count] = (isnad_str){line.ptr + at, end - at};
    at = end + 1;
  }
  return count;
}

static bool next_line(isnad_str *rest, isnad_str *line) {
  if (rest->len == 0) return false;
  const char *end = memchr(rest->ptr, '\n', rest->len);
  size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
  *line = (isnad_str){rest->ptr, len};
  size_t used = len + (end != NULL);
  rest->ptr += used, rest->len -= used;
  if (line->len > 0 && line->ptr[line->len - 1] == '\r') line->len--;
  return true;
}

bool isn_places_is_dump(isnad_str bytes) {
  isnad_str line, cells[D_COLUMNS];
  int32_t number;
  return next_line(&bytes, &line) && split_tabs(line, cells) == D_COLUMNS && isn_parse_int(cells[0], &number);
}

/* How Arabic a name looks: -1 not in Arabic letters, 0 with foreign letters, more for each letter that the neighbours' spellings
 * of Arabic names lose (ع ة ص ...) and for the article. */
static int arabic_score(isnad_str name) {
  int score = 10, letters = 0;
  bool foreign = false;
  for (size_t at = 0; at < name.len;) {
    uint32_t c = isn_utf8_next(name, &at);
    char code[8];
    enum isn_char_class class = isn_letter_class(c, code);
    if (class == CH_MARK || class == CH_SPACE || c == '-' || c == '\'') continue;
    if (class != CH_LETTER) return -1;
    letters++;
    if (c > 0x064A || (c >= 0x063B && c <= 0x063F)) foreign = true;
    if (c == 0x0626 && letters == 1) foreign = true; /* Uighur and Kurdish open vowels with yeh-hamza */
    if (c == 0x0639 || c == 0x0629 || (c >= 0x0635 && c <= 0x0638) || c == 0x062D || (c >= 0x0621 && c <= 0x0625)) score++;
  }
  char folded[64]; /* ALEF ALEF is a slip of the key, ALEF LAM the article */
  if (letters == 0) return -1;
  if (name.len > 24) return foreign ? 0 : score;
  size_t len = isn_fold(name, folded);
  if (len > 2 && folded[0] == L_ALEF) score += folded[1] == L_LAM ? 1 : folded[1] == L_ALEF ? -5 : 0;
  return foreign ? 0 : score;
}

/* The next name in Arabic letters, without marks; of «Khartún - الخرطوم» the Arabic end. */
static bool next_name(isn_arena *arena, isnad_str *names, isnad_str *out) {
  while (names->len > 0) {
    const char *comma = memchr(names->ptr, ',', names->len);
    size_t len = comma ? (size_t)(comma - names->ptr) : names->len, from = 0;
    const char *name = names->ptr;
    size_t used = len + (comma != NULL);
    names->ptr += used, names->len -= used;
    while (from < len && ((unsigned char)name[from] < 0xD8 || (unsigned char)name[from] > 0xDB)) from++; /* to U+0600 or on */
    if (len - from < 4) continue;
    char *clean = isn_alloc(arena, len);
    *out = (isnad_str){clean, 0};
    for (isnad_str rest = {name, len}; from < len;) {
      size_t start = from;
      char code[8];
      if (isn_letter_class(isn_utf8_next(rest, &from), code) == CH_MARK) continue;
      memcpy(clean + out->len, name + start, from - start);
      out->len += from - start;
    }
    return true;
  }
  return false;
}

static isnad_str best_name(isn_arena *arena, isnad_str names, int *best) {
  isnad_str name, found = {NULL, 0};
  *best = -1;
  while (next_name(arena, &names, &name)) {
    int score = arabic_score(name);
    if (score > *best) *best = score, found = name;
  }
  return found;
}

static isnad_str dump_kind(const isnad_str *cells, int32_t population) {
  isnad_str code = cells[D_CODE];
  if (isn_str_same(code, ISN_LIT("PPLX"))) return ISN_LIT("neighbourhood");
  if (isn_str_same(code, ISN_LIT("PPLC")) || isn_str_same(code, ISN_LIT("PPLA")) || population >= 50000) return ISN_LIT("city");
  return population >= 5000 ? ISN_LIT("town") : ISN_LIT("village");
}

static int32_t degrees(isnad_str cell) {
  char number[24];
  if (cell.len == 0 || cell.len >= sizeof number) return ISN_NO_DEGREES;
  int64_t value = 0;
  int decimals = -1;
  for (size_t i = cell.ptr[0] == '-'; i < cell.len; i++) {
    if (cell.ptr[i] == '.') decimals = 0;
    else if (cell.ptr[i] >= '0' && cell.ptr[i] <= '9' && decimals < 5) value = value * 10 + (cell.ptr[i] - '0'), decimals += decimals >= 0;
  }
  for (int i = decimals < 0 ? 0 : decimals; i < 5; i++) value *= 10;
  return (int32_t)(cell.ptr[0] == '-' ? -value : value);
}

/* Countries are counted before their rows are read: where news is written in Arabic most places have an Arabic name. */
typedef struct dump {
  isn_build *b;
  isn_build_map rows, arabic; /* by country */
} dump;

enum { FOREIGN_LEAST = 5000, FOREIGN_LARGE = 100000 }; /* inhabitants */

static uint32_t number_of(const isn_build_map *map, uint64_t key) {
  uint32_t *found = isn_build_find(map, key);
  return found ? *found : 0;
}

static void count_country(dump *d, const isnad_str *cells) {
  int best;
  uint64_t country = isn_hash_word(0, cells[D_COUNTRY]);
  best_name(d->b->arena, cells[D_ALTERNATES], &best);
  isn_build_put(d->b->arena, &d->rows, country, number_of(&d->rows, country) + 1);
  if (best > 0) isn_build_put(d->b->arena, &d->arabic, country, number_of(&d->arabic, country) + 1);
}

static bool is_abroad(const dump *d, isnad_str country) {
  uint64_t key = isn_hash_word(0, country);
  return number_of(&d->arabic, key) * 3 < number_of(&d->rows, key);
}

static void add_dump_row(const dump *d, const isnad_str *cells) {
  isn_build *b = d->b;
  int best;
  isnad_str name = best_name(b->arena, cells[D_ALTERNATES], &best), names = cells[D_ALTERNATES], one;
  if (best < 0) return;
  bool abroad = is_abroad(d, cells[D_COUNTRY]);
  isnad_str id = isn_arena_print(b->arena, "gn:%.*s", (int)cells[D_ID].len, cells[D_ID].ptr);
  uint64_t hash = isn_hash_word(K_PLACE, id);
  if (isn_build_find(&b->table[K_PLACE].ids, hash) != NULL) return; /* a curated row has this place, with better names */
  int32_t population = 0;
  isn_parse_int(cells[D_POPULATION], &population);
  if (abroad && population < FOREIGN_LEAST) return; /* ليل، كيل، صيف: words far more often than places */
  uint32_t row = isn_build_row(b, K_PLACE);
  uint32_t id_at = isn_build_text(b, id), name_at = isn_build_text(b, name), english = isn_build_text(b, cells[D_NAME]);
  uint32_t kind = isn_build_text(b, dump_kind(cells, population)), country = isn_build_text(b, cells[D_COUNTRY]);
  uint32_t *row_cells = isn_build_cells(b, K_PLACE, row);
  row_cells[PLACE_ID] = id_at, row_cells[PLACE_NAME_AR] = name_at, row_cells[PLACE_NAME_EN] = english;
  row_cells[PLACE_KIND] = kind, row_cells[PLACE_PARENT] = country, row_cells[PLACE_COUNTRY] = country;
  row_cells[PLACE_LAT] = (uint32_t)degrees(cells[D_LAT]), row_cells[PLACE_LON] = (uint32_t)degrees(cells[D_LON]);
  row_cells[PLACE_POPULATION] = (uint32_t)population;
  isn_build_put(b->arena, &b->table[K_PLACE].ids, hash, row);
  add_name(b, row, name, abroad && population < FOREIGN_LARGE ? M_AMBIGUOUS : 0);
  isnad_str folded = isn_fold_in(b->arena, name);
  while (best > 0 && next_name(b->arena, &names, &one))
    if (arabic_score(one) > 0 && !isn_str_same(isn_fold_in(b->arena, one), folded)) add_name(b, row, one, M_AMBIGUOUS);
}

void isn_places_dump(isn_build *b, const char *name, isnad_str bytes) {
  isnad_str line, cells[D_COLUMNS], rest = bytes;
  dump d = {.b = b};
  b->file = name;
  b->line = 0;
  size_t fault = isn_utf8_check(bytes);
  if (fault < bytes.len) {
    isn_build_fault(b, "byte %zu is not valid UTF-8", fault);
    return;
  }
  while (next_line(&rest, &line))
    if (split_tabs(line, cells) == D_COLUMNS) count_country(&d, cells);
  while (next_line(&bytes, &line)) {
    b->line++;
    if (line.len == 0) continue;
    if (split_tabs(line, cells) != D_COLUMNS) isn_build_fault(b, "a row of a GeoNames dump has %d columns", D_COLUMNS);
    else add_dump_row(&d, cells);
  }
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
  for (uint32_t row = 0; row < rows; row++)
    list[row] = (ranked){(int32_t)isn_build_cells(b, K_PLACE, row)[PLACE_POPULATION], row, place_text(b, row, PLACE_ID)};
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
