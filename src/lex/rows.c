/* rows: TSV files to rows. The first line that is no comment names the columns; every fault is told with its line and the rest
 * of the file is read on, so that an editor sees all at once: «triggers.tsv:17: event: 'ASAULT' is no name of this list». */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "lex/build.h"
#include "lex/codes.h"
#include "lex/hash.h"

typedef struct reader {
  isn_build *b;
  int kind;
  isnad_str rest;
  int order[ISN_COLUMNS_MAX]; /* the schema's column of each column of the file */
  int columns;
} reader;

/* The next line that is no comment and not empty. */
static bool next_line(reader *r, isnad_str *line) {
  while (isn_str_line(&r->rest, line)) {
    r->b->line++;
    if (line->len > 0 && line->ptr[0] != '#') return true;
  }
  return false;
}

/* Cells of a line, trimmed of spaces; gives their number, at most max are written. */
static int split(isnad_str line, isnad_str *cells, int max) {
  int count = 0;
  for (size_t at = 0; at <= line.len; count++) {
    const char *tab = memchr(line.ptr + at, '\t', line.len - at);
    size_t end = tab ? (size_t)(tab - line.ptr) : line.len;
    isnad_str cell = {line.ptr + at, end - at};
    while (cell.len > 0 && cell.ptr[0] == ' ') cell.ptr++, cell.len--;
    while (cell.len > 0 && cell.ptr[cell.len - 1] == ' ') cell.len--;
    if (count < max) cells[count] = cell;
    at = end + 1;
  }
  return count;
}

static bool read_header(reader *r) {
  const isn_table *table = isn_table_of(r->kind);
  isnad_str line, cells[ISN_COLUMNS_MAX];
  bool seen[ISN_COLUMNS_MAX] = {false}, good = true;
  if (!next_line(r, &line)) return false;
  r->columns = split(line, cells, ISN_COLUMNS_MAX);
  if (r->columns > ISN_COLUMNS_MAX) {
    isn_build_fault(r->b, "more than %d columns", ISN_COLUMNS_MAX);
    return false;
  }
  for (int i = 0; i < r->columns; i++) {
    int column = isn_column_named(table, cells[i]);
    r->order[i] = column;
    if (column < 0 || seen[column]) {
      isn_build_fault(r->b, "%s column '%.*s'", column < 0 ? "unknown" : "second", (int)cells[i].len, cells[i].ptr);
      good = false;
    } else seen[column] = true;
  }
  for (int i = 0; i < table->column_count; i++)
    if (table->columns[i].required && !seen[i]) {
      isn_build_fault(r->b, "the column '%s' is missing", table->columns[i].name);
      good = false;
    }
  return good;
}

/* ---- Cells -------------------------------------------------------------------------------------------------------- */

static bool bad(reader *r, const isn_column *column, isnad_str cell, const char *why) {
  isn_build_fault(r->b, "%s: '%.*s' %s", column->name, (int)cell.len, cell.ptr, why);
  return false;
}

/* The next part of a list parted by commas. */
static bool next_part(isnad_str *list, isnad_str *part) {
  if (list->len == 0) return false;
  const char *comma = memchr(list->ptr, ',', list->len);
  size_t len = comma ? (size_t)(comma - list->ptr) : list->len;
  *part = (isnad_str){list->ptr, len};
  size_t used = len + (comma != NULL);
  list->ptr += used, list->len -= used;
  while (part->len > 0 && part->ptr[0] == ' ') part->ptr++, part->len--;
  while (part->len > 0 && part->ptr[part->len - 1] == ' ') part->len--;
  return true;
}

static bool parse_flags(reader *r, const isn_column *column, isnad_str cell, uint32_t *out) {
  isnad_str list = cell, part;
  while (next_part(&list, &part)) {
    int code = column->code(part);
    if (code < 0) return bad(r, column, part, "is no name of this list");
    *out |= (uint32_t)code;
  }
  return true;
}

/* «ala:target,li:recipient» as bytes: preposition, role, preposition, role. */
static bool parse_preps(reader *r, const isn_column *column, isnad_str cell, uint32_t *out) {
  char pairs[2 * 32];
  size_t n = 0;
  isnad_str list = cell, part;
  while (next_part(&list, &part)) {
    const char *colon = memchr(part.ptr, ':', part.len);
    if (colon == NULL || n == sizeof pairs) return bad(r, column, part, "is no preposition:role");
    isnad_str name = {part.ptr, (size_t)(colon - part.ptr)};
    int prep = isn_prep_code(name), role = isn_role_code((isnad_str){colon + 1, part.len - name.len - 1});
    if (prep < 0) return bad(r, column, part, "names no known preposition");
    if (role < 0) return bad(r, column, part, "names no known role");
    pairs[n++] = (char)prep, pairs[n++] = (char)role;
  }
  *out = isn_build_text(r->b, (isnad_str){pairs, n});
  return true;
}

static bool parse_degrees(isnad_str cell, uint32_t *out) {
  size_t at = cell.len > 0 && cell.ptr[0] == '-';
  int64_t value = 0;
  int decimals = -1;
  if (cell.len == 0) return *out = (uint32_t)ISN_NO_DEGREES, true;
  if (at == cell.len || cell.len > 16) return false;
  for (; at < cell.len; at++) {
    char c = cell.ptr[at];
    if (c == '.' && decimals < 0) decimals = 0;
    else if (c < '0' || c > '9') return false;
    else if (decimals < 5) value = value * 10 + (c - '0'), decimals += decimals >= 0;
  }
  for (int i = decimals < 0 ? 0 : decimals; i < 5; i++) value *= 10;
  if (value > 36000000) return false;
  return *out = (uint32_t)(int32_t)(cell.ptr[0] == '-' ? -value : value), true;
}

/* 2014, 2014-08 or 2014-08-23 as one number; what is missing is the first or the last. */
static bool parse_date(isnad_str cell, bool last, uint32_t *out) {
  uint32_t parts[3] = {0, last ? 12 : 1, last ? 31 : 1};
  int part = 0, digits = 0;
  *out = 0;
  if (cell.len == 0) return true;
  for (size_t i = 0; i <= cell.len; i++) {
    char c = i < cell.len ? cell.ptr[i] : '-';
    if (c == '-') {
      if (digits != (part == 0 ? 4 : 2)) return false;
      if (i < cell.len && ++part == 3) return false;
      digits = 0;
    } else if (c < '0' || c > '9') return false;
    else parts[part] = (digits++ ? parts[part] * 10 : 0) + (uint32_t)(c - '0');
  }
  if (parts[1] < 1 || parts[1] > 12 || parts[2] < 1 || parts[2] > 31) return false;
  *out = parts[0] * 10000 + parts[1] * 100 + parts[2];
  return true;
}

static bool parse_cell(reader *r, const isn_column *column, isnad_str cell, uint32_t *out) {
  int32_t number = 0;
  switch (column->type) {
    case CELL_TEXT: *out = isn_build_text(r->b, cell); return true;
    case CELL_CODE: case CELL_WHAT:
      number = cell.len ? column->code(cell) : column->type == CELL_WHAT ? -1 : 0;
      if (cell.len && number < 0) return bad(r, column, cell, "is no name of this list");
      *out = (uint32_t)number;
      return true;
    case CELL_NUMBER:
      if (cell.len && !isn_parse_int(cell, &number)) return bad(r, column, cell, "is no integer");
      *out = (uint32_t)number;
      return true;
    case CELL_FLAGS: *out = 0; return parse_flags(r, column, cell, out);
    case CELL_PREPS: return parse_preps(r, column, cell, out);
    case CELL_DEGREES: return parse_degrees(cell, out) || bad(r, column, cell, "is no decimal number of degrees");
    case CELL_FROM: case CELL_TO:
      return parse_date(cell, column->type == CELL_TO, out) || bad(r, column, cell, "is no date");
    default: return true; /* a value waits for the class */
  }
}

/* ---- Rows --------------------------------------------------------------------------------------------------------- */

static isnad_str value_of(const reader *r, const isnad_str *values, const char *column) {
  int at = isn_column_named(isn_table_of(r->kind), isn_str(column));
  return at < 0 ? (isnad_str){NULL, 0} : values[at];
}

static void add_nation(reader *r, uint32_t row, const isnad_str *values) {
  static const struct { const char *column; uint32_t morph; } forms[] = {
      {"masc", M_MASC | M_SING}, {"fem", M_FEM | M_SING}, {"pl_nom", M_MASC | M_PLUR}, {"pl_acc", M_MASC | M_PLUR | M_DUAL},
      {"pl_fem", M_FEM | M_PLUR}};
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
    isn_keys_each_fixed(r->b, r->kind, row, value_of(r, values, forms[i].column), forms[i].morph | M_ADJ, false);
}

static void add_names(reader *r, uint32_t row, const isnad_str *values) {
  isn_keys_each_fixed(r->b, r->kind, row, value_of(r, values, "name_ar"), 0, false);
  isn_keys_each_fixed(r->b, r->kind, row, value_of(r, values, "alt_ar"), 0, false);
  isn_keys_each_fixed(r->b, r->kind, row, value_of(r, values, "short_ar"), M_SHORT, false);
  isn_keys_each_fixed(r->b, r->kind, row, value_of(r, values, "partisan_ar"), M_PARTISAN, false);
}

static void add_word(reader *r, uint32_t row, const isnad_str *values) {
  uint32_t *cells = isn_build_cells(r->b, K_WORD, row);
  isnad_str value = value_of(r, values, "value"), forms = value_of(r, values, "form"), one;
  int class = (int)cells[WORD_CLASS];
  int32_t number;
  if (!isn_word_value(class, value, &number)) {
    isn_build_fault(r->b, "value: '%.*s' makes no sense for the class %s", (int)value.len, value.ptr, isn_word_class_name(class));
    return;
  }
  cells[WORD_VALUE] = (uint32_t)number;
  isn_keys_each_fixed(r->b, K_WORD, row, forms, 0, true);
  while (class == WC_PLACE_WORD && isn_next_alternative(&forms, &one)) {
    isnad_str folded = isn_fold_in(r->b->arena, one);
    if (memchr(folded.ptr, ' ', folded.len) == NULL)
      isn_build_put(r->b->arena, &r->b->place_words, isn_hash_word(0, folded), (uint32_t)number);
  }
}

static void add_keys(reader *r, uint32_t row, const isnad_str *values) {
  isn_lemma lemma = {value_of(r, values, "lemma"), value_of(r, values, "pos"), value_of(r, values, "root"),
                     value_of(r, values, "pattern"), value_of(r, values, "masdar"), value_of(r, values, "plural")};
  switch (r->kind) {
    case K_WORD: add_word(r, row, values); break;
    case K_TRIGGER: case K_OPERATOR: case K_SAYING: case K_NOUN: case K_SOURCE:
      isn_keys_inflected(r->b, r->kind, row, &lemma);
      break;
    case K_ACTOR: case K_OUTLET: add_names(r, row, values); break;
    case K_NATION: add_nation(r, row, values); break;
    case K_PLACE:
      isn_build_cells(r->b, K_PLACE, row)[PLACE_PARENT_ROW] = UINT32_MAX;
      isn_places_add(r->b, row, value_of(r, values, "name_ar"), value_of(r, values, "alt_ar"));
      break;
    case K_STEM: isn_keys_each_fixed(r->b, K_STEM, row, value_of(r, values, "form"), 0, false); break;
    case K_MARKUP: break;
    default: isn_keys_each_fixed(r->b, r->kind, row, value_of(r, values, "phrase"), 0, true);
  }
}

/* The row that has the id already, or UINT32_MAX. A place or name of the base may be named again to add names to it. */
static uint32_t row_with_id(reader *r, const isn_table *table, isnad_str id, uint32_t base_rows, bool *fault) {
  uint32_t *found = isn_build_find(&r->b->table[r->kind].ids, isn_hash_word((uint64_t)r->kind, id));
  *fault = false;
  if (table->id < 0 || found == NULL) return UINT32_MAX;
  *fault = *found >= base_rows && isn_str_same(isn_build_text_at(r->b, isn_build_cells(r->b, r->kind, *found)[table->id]), id);
  return *found;
}

static void add_row(reader *r, const isnad_str *values, uint32_t first_of_file) {
  const isn_table *table = isn_table_of(r->kind);
  uint32_t cells[ISN_COLUMNS_MAX] = {0}, row = UINT32_MAX;
  bool good = true;
  for (int i = 0; i < table->column_count; i++) {
    const isn_column *column = &table->columns[i];
    uint32_t cell = 0;
    if (column->required && values[i].len == 0) good = bad(r, column, values[i], "is empty");
    else if (column->cell >= 0 || column->type != CELL_TEXT) good = parse_cell(r, column, values[i], &cell) && good;
    if (column->cell >= 0) cells[column->cell] = cell;
  }
  if (!good) return;
  if (table->id >= 0) {
    isnad_str id = value_of(r, values, "id");
    bool again;
    row = row_with_id(r, table, id, first_of_file, &again);
    if (again) {
      isn_build_fault(r->b, "the id '%.*s' is there already", (int)id.len, id.ptr);
      return;
    }
  }
  if (row == UINT32_MAX) {
    row = isn_build_row(r->b, r->kind);
    memcpy(isn_build_cells(r->b, r->kind, row), cells, (size_t)table->width * sizeof *cells);
    if (table->id >= 0)
      isn_build_put(r->b->arena, &r->b->table[r->kind].ids, isn_hash_word((uint64_t)r->kind, value_of(r, values, "id")), row);
  }
  add_keys(r, row, values);
}

static bool begin(reader *r, const char *name) {
  r->b->file = name;
  r->b->line = 0;
  size_t fault = isn_utf8_check(r->rest);
  if (fault < r->rest.len) {
    for (size_t i = 0; i < fault; i++) r->b->line += r->rest.ptr[i] == '\n';
    r->b->line++;
    isn_build_fault(r->b, "the line is not valid UTF-8");
    return false;
  }
  if (r->rest.len >= 3 && memcmp(r->rest.ptr, "\xEF\xBB\xBF", 3) == 0) r->rest.ptr += 3, r->rest.len -= 3;
  return true;
}

void isn_rows_read(isn_build *b, int kind, const char *name, isnad_str bytes) {
  reader r = {.b = b, .kind = kind, .rest = bytes};
  isnad_str line, cells[ISN_COLUMNS_MAX], values[ISN_COLUMNS_MAX];
  if (!begin(&r, name) || !read_header(&r)) return;
  uint32_t first = (uint32_t)b->table[kind].rows;
  int needed = r.columns; /* optional cells at the end of a line may be left out */
  while (needed > 0 && !isn_table_of(kind)->columns[r.order[needed - 1]].required) needed--;
  while (next_line(&r, &line)) {
    int count = split(line, cells, ISN_COLUMNS_MAX);
    if (count > r.columns || count < needed) {
      isn_build_fault(b, "%d cells, but %d columns", count, r.columns);
      continue;
    }
    memset(values, 0, sizeof values);
    for (int i = 0; i < count; i++) values[r.order[i]] = cells[i];
    add_row(&r, values, first);
  }
}

/* Set of kinds that a row of ambiguous.tsv is about: its cell names one, or none for all. 0: no such kind. */
static uint32_t ambiguous_kinds(isnad_str cell) {
  uint32_t kinds = 0;
  for (int kind = K_WORD; kind < K_COUNT; kind++)
    if (cell.len == 0 || isn_str_same(cell, isn_str(isn_table_of(kind)->name))) kinds |= UINT32_C(1) << kind;
  return kinds;
}

static uint64_t hash_phrase(isn_arena *arena, isnad_str text) {
  isnad_str folded = isn_fold_in(arena, text);
  uint64_t hash = 0;
  for (size_t at = 0; at < folded.len;) {
    const char *space = memchr(folded.ptr + at, ' ', folded.len - at);
    size_t end = space ? (size_t)(space - folded.ptr) : folded.len;
    hash = isn_hash_word(hash, (isnad_str){folded.ptr + at, end - at});
    at = end + 1;
  }
  return hash;
}

void isn_rows_ambiguous(isn_build *b, const char *name, isnad_str bytes) {
  static const char *const columns[] = {"name", "note", "kind"};
  reader r = {.b = b, .rest = bytes};
  isnad_str line, cells[3];
  if (!begin(&r, name) || !next_line(&r, &line)) return;
  int count = split(line, cells, 3);
  for (int i = 0; i < count; i++)
    if (i >= 3 || !isn_str_same(cells[i], isn_str(columns[i]))) isn_build_fault(b, "the columns must be name, note and kind");
  while (next_line(&r, &line)) {
    cells[2] = (isnad_str){NULL, 0};
    int cell_count = split(line, cells, 3);
    uint32_t kinds = ambiguous_kinds(cells[2]);
    uint64_t hash = hash_phrase(b->arena, cells[0]);
    uint32_t *found = isn_build_find(&b->ambiguous, hash);
    if (cell_count < 2 || cell_count > 3) isn_build_fault(b, "%d cells; a row has a name, a note and perhaps a kind", cell_count);
    else if (kinds == 0) isn_build_fault(b, "kind: '%.*s' is no kind of row", (int)cells[2].len, cells[2].ptr);
    else if (hash != 0) isn_build_put(b->arena, &b->ambiguous, hash, kinds | (found ? *found : 0));
  }
}
