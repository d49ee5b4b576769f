/* dump: GeoNames' dump format: 19 columns, no header, all names of all languages in one cell.
 *
 *   98182 TAB Baghdad TAB Baghdad TAB BGW,Bagdad,...,بغداد,بەغداد,... TAB 33.34 TAB 44.40 TAB P TAB PPLC TAB IQ ...
 *
 * Of a cell's names in Arabic letters those with Persian, Kurdish or Urdu letters go where an Arabic one stands beside them. Of
 * the rest the name is the one that sounds most like the place's names in Latin letters and looks most Arabic: دمشق, not «د
 * مشق»; عمّان, not امان. What falls behind it is a name that needs a cue. */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "lex/build.h"
#include "lex/hash.h"
#include "text/letters.h"

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

bool isn_places_is_dump(isnad_str bytes) {
  isnad_str line, cells[D_COLUMNS];
  int32_t number;
  return isn_str_line(&bytes, &line) && split_tabs(line, cells) == D_COLUMNS && isn_parse_int(cells[0], &number);
}

/* How Arabic a name looks: -1 not in Arabic letters, 0 with foreign letters, more for each letter that the neighbours' spellings
 * of Arabic names lose (ع ة ص ...) and for the article, less for slips. */
static int arabic_score(isnad_str name) {
  int score = 20, letters = 0;
  bool foreign = false;
  uint32_t c = 0;
  for (size_t at = 0; at < name.len;) {
    char code[8];
    c = isn_utf8_next(name, &at);
    enum isn_char_class class = isn_letter_class(c, code);
    if (class == CH_MARK || class == CH_SPACE || c == '-' || c == '\'') continue;
    if (class != CH_LETTER) return -1;
    letters++;
    if (c > 0x064A || (c >= 0x063B && c <= 0x063F)) foreign = true;
    if (c == 0x0626 && letters == 1) foreign = true; /* Uighur and Kurdish open vowels with yeh-hamza */
    if (c == 0x0639 || c == 0x0629 || (c >= 0x0635 && c <= 0x0638) || c == 0x062D || (c >= 0x0621 && c <= 0x0625)) score += 2;
  }
  char folded[64]; /* ALEF ALEF is a slip of the key, ALEF LAM the article */
  if (letters == 0) return -1;
  if (foreign) return 0;
  if (name.len > 24) return score;
  if (c == 0x0649) score--; /* دبى */
  size_t len = isn_fold(name, folded);
  if ((len > 1 && folded[1] == ' ') || (len > 2 && folded[len - 2] == ' ')) return 1; /* «د مشق»: a torn word */
  if (len > 2 && folded[0] == L_ALEF) score += folded[1] == L_LAM ? 2 : folded[1] == L_ALEF ? -10 : 0;
  return score;
}

/* ---- How alike two names sound -------------------------------------------------------------------------------------- */

enum { SKELETON_MAX = 24 };

/* The consonants of an Arabic name without its article: dm$q is "dmsk". */
static size_t arabic_skeleton(isnad_str name, char out[SKELETON_MAX]) {
  static const char from[] = "btvjHxd*rzs$SDTZgfqklmnhwy", to[] = "bttjhkddrzsssdtzgfkklmnhwy";
  char folded[2 * 120 + 8];
  size_t n = 0;
  if (name.len > 120) return 0;
  size_t len = isn_fold(name, folded), start = len > 4 && folded[0] == L_ALEF && folded[1] == L_LAM ? 2 : 0;
  for (size_t i = start; i < len && n < SKELETON_MAX; i++) {
    const char *found = memchr(from, folded[i], sizeof from - 1);
    if (found != NULL) out[n++] = to[found - from];
  }
  return n > 1 && out[n - 1] == 'h' ? n - 1 : n; /* حماه, Hamah */
}

/* Bytes of an article at the start: Al-, El, Ath. */
static size_t latin_article(isnad_str name) {
  if (name.len < 5 || !strchr("AaEe", name.ptr[0])) return 0;
  for (size_t i = 2; i < 4; i++)
    if (name.ptr[i] == ' ' || name.ptr[i] == '-') return i + 1;
  return 0;
}

/* The consonants of a Latin name, two letters for one sound made one: "Dimashq" is "dmsk". 0: not a Latin name. */
static size_t latin_skeleton(isnad_str name, char out[SKELETON_MAX]) {
  static const char from[] = "bcdfghjklmnpqrstvwxyz", to[] = "bkdfghjklmnbkrstfwkyz";
  size_t n = 0;
  for (size_t i = latin_article(name); i < name.len && n < SKELETON_MAX; i++) {
    unsigned char c = (unsigned char)name.ptr[i];
    if (c >= 0xCC) return 0; /* another script */
    c |= 0x20;
    if (c == 'h' && n > 0 && i > 0 && strchr("kstdgcKSTDGC", name.ptr[i - 1])) continue;
    const char *found = memchr(from, c, sizeof from - 1);
    if (found != NULL) out[n++] = to[found - from];
  }
  return n > 1 && out[n - 1] == 'h' ? n - 1 : n;
}

/* Twice the longest common part over both lengths, in percent. */
static int likeness(const char *a, size_t n, const char *b, size_t m) {
  uint8_t row[SKELETON_MAX + 1] = {0};
  if (n + m == 0) return 0;
  for (size_t i = 0; i < n; i++) {
    uint8_t diagonal = 0;
    for (size_t j = 0; j < m; j++) {
      uint8_t above = row[j + 1];
      row[j + 1] = a[i] == b[j] ? (uint8_t)(diagonal + 1) : above > row[j] ? above : row[j];
      diagonal = above;
    }
  }
  return (int)(200 * row[m] / (n + m));
}

/* How much an Arabic name sounds like the Latin ones on the whole, in percent; the place's main name counts as all others. */
static int sound(isnad_str name, isnad_str main_name, isnad_str names) {
  char arabic[SKELETON_MAX], latin[SKELETON_MAX];
  size_t n = arabic_skeleton(name, arabic), m = latin_skeleton(main_name, latin);
  int sum = 0, count = 0, own = likeness(arabic, n, latin, m);
  while (names.len > 0) {
    const char *comma = memchr(names.ptr, ',', names.len);
    isnad_str one = {names.ptr, comma ? (size_t)(comma - names.ptr) : names.len};
    size_t used = one.len + (comma != NULL);
    names.ptr += used, names.len -= used;
    m = latin_skeleton(one, latin);
    if (m > 1) sum += likeness(arabic, n, latin, m), count++;
  }
  return count ? (own + sum / count) / 2 : own;
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

/* The best name of a row's, by sound and look; *look tells its arabic_score, -1 where there is none. */
static isnad_str best_name(isn_arena *arena, const isnad_str *cells, int *look) {
  isnad_str names = cells[D_ALTERNATES], name, found = {NULL, 0};
  int best = -1;
  *look = -1;
  while (next_name(arena, &names, &name)) {
    int score = arabic_score(name);
    if (score < 0) continue;
    int all = score == 0 ? 0 : score + sound(name, cells[D_ASCII], cells[D_ALTERNATES]);
    if (all > best) best = all, found = name, *look = score;
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
  isnad_str names = cells[D_ALTERNATES], one;
  uint64_t country = isn_hash_word(0, cells[D_COUNTRY]);
  int best = 0;
  while (best <= 0 && next_name(d->b->arena, &names, &one)) best = arabic_score(one);
  isn_build_put(d->b->arena, &d->rows, country, number_of(&d->rows, country) + 1);
  if (best > 0) isn_build_put(d->b->arena, &d->arabic, country, number_of(&d->arabic, country) + 1);
}

static bool is_abroad(const dump *d, isnad_str country) {
  uint64_t key = isn_hash_word(0, country);
  return number_of(&d->arabic, key) * 3 < number_of(&d->rows, key);
}

/* A name, and with teh marbuta where a final heh stands for it: «السماوه». */
static void add_spellings(isn_build *b, uint32_t row, isnad_str name, uint32_t morph) {
  isn_places_name(b, row, name, morph);
  if (name.len < 6 || memcmp(name.ptr + name.len - 2, "\xD9\x87", 2) != 0) return; /* heh */
  isn_places_name(b, row, isn_arena_print(b->arena, "%.*s\xD8\xA9", (int)name.len - 2, name.ptr), morph); /* teh marbuta */
}

static void add_dump_row(const dump *d, const isnad_str *cells) {
  isn_build *b = d->b;
  int best;
  isnad_str name = best_name(b->arena, cells, &best), names = cells[D_ALTERNATES], one;
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
  add_spellings(b, row, name, abroad && population < FOREIGN_LARGE ? M_AMBIGUOUS : 0);
  isnad_str folded = isn_fold_in(b->arena, name);
  int like = sound(name, cells[D_ASCII], cells[D_ALTERNATES]);
  while (best > 0 && next_name(b->arena, &names, &one)) {
    int score = arabic_score(one);
    if (score <= 0 || isn_str_same(isn_fold_in(b->arena, one), folded)) continue;
    bool good = !abroad && score >= best - 1 && sound(one, cells[D_ASCII], cells[D_ALTERNATES]) >= like - 15;
    add_spellings(b, row, one, good ? 0 : M_AMBIGUOUS);
  }
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
  while (isn_str_line(&rest, &line))
    if (split_tabs(line, cells) == D_COLUMNS) count_country(&d, cells);
  while (isn_str_line(&bytes, &line)) {
    b->line++;
    if (line.len == 0) continue;
    if (split_tabs(line, cells) != D_COLUMNS) isn_build_fault(b, "a row of a GeoNames dump has %d columns", D_COLUMNS);
    else add_dump_row(&d, cells);
  }
}
