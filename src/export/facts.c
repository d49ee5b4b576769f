/* facts: what several forms say of an incident: its country's codes, the provinces above its place, the dead by who gives them. */
#include "export/inner.h"

#define LINE_MAX ((size_t)1 << 20) /* bytes of one list */

/* ---- Countries and places ------------------------------------------------------------------------------------------------------- */

extern const char isn_countries[];

static isnad_str next_cell(isnad_str *line) {
  const char *tab = memchr(line->ptr, '\t', line->len);
  isnad_str cell = {line->ptr, tab ? (size_t)(tab - line->ptr) : line->len};
  size_t used = cell.len + (tab != NULL);
  line->ptr += used, line->len -= used;
  return cell;
}

isn_country isn_country_row(isnad_str iso2) {
  isnad_str rest = isn_str(isn_countries), line;
  while (iso2.len && isn_str_line(&rest, &line)) {
    isnad_str first = next_cell(&line);
    if (!isn_str_same(first, iso2)) continue;
    isn_country country = {.iso2 = first};
    country.iso3 = next_cell(&line);
    country.iso = next_cell(&line);
    country.name = next_cell(&line);
    country.region = next_cell(&line);
    return country;
  }
  return (isn_country){.iso2 = {NULL, 0}};
}

isnad_str isn_event_code_of(isn_arena *arena, const isn_incident_row *row) {
  isnad_str iso3 = isn_country_row(row->country).iso3;
  if (iso3.len == 0) iso3 = ISN_LIT("XXX"); /* ISO leaves it to users: no country is known */
  return isn_arena_print(arena, "ISN-%.*s-%06lld", (int)iso3.len, iso3.ptr, (long long)row->number);
}

static isnad_str name_of_place(const isnad_lexicon *lexicon, isnad_str id) {
  isnad_str name = isnad_lexicon_cell(lexicon, "place", id, "name_en");
  return name.len ? name : isnad_lexicon_cell(lexicon, "place", id, "name_ar");
}

size_t isn_admin_names(const isnad_lexicon *lexicon, isnad_str place_id, isnad_str *names, size_t max) {
  isnad_str chain[8];
  size_t depth = 0, count = 0;
  for (isnad_str id = place_id; id.len && depth < sizeof chain / sizeof *chain; id = isnad_lexicon_cell(lexicon, "place", id, "parent_id"))
    if (!isn_str_same(isnad_lexicon_cell(lexicon, "place", id, "kind"), ISN_LIT("country"))) chain[depth++] = id;
  /* The place itself is no division of its country unless it is a province. */
  size_t last = depth && !isn_str_same(isnad_lexicon_cell(lexicon, "place", chain[0], "kind"), ISN_LIT("province"));
  while (depth > last && count < max) names[count++] = name_of_place(lexicon, chain[--depth]);
  return count;
}

isnad_str isn_place_name(const isnad_lexicon *lexicon, const isn_incident_row *row) {
  isnad_str name = row->place_id.len ? name_of_place(lexicon, row->place_id) : (isnad_str){NULL, 0};
  return name.len ? name : row->place;
}

/* ---- Lists ------------------------------------------------------------------------------------------------------------------------ */

static void put_figure(isn_buf *buf, const isnad_figure *f) {
  if (f->min == ISNAD_NO_NUMBER) isn_buf_print(buf, "up to %lld", (long long)f->max);
  else if (f->max == ISNAD_NO_NUMBER) isn_buf_print(buf, "%lld or more", (long long)f->min);
  else if (f->min != f->max) isn_buf_print(buf, "%lld to %lld", (long long)f->min, (long long)f->max);
  else isn_buf_print(buf, "%lld", (long long)f->min);
}

static const char *ending(int64_t count) { return count == 1 ? "" : "s"; }

isnad_str isn_sums_of(isn_arena *arena, const isn_incident_row *row) {
  return isn_arena_print(arena, "%lld report%s of %lld outlet%s, %lld independent origin%s, %lld of unknown origin", (long long)row->reports,
                         ending(row->reports), (long long)row->outlets, ending(row->outlets), (long long)row->origins, ending(row->origins),
                         (long long)row->unknown);
}

isnad_str isn_dead_by_origin(isn_arena *arena, const isnad_incident *incident) {
  isn_buf buf = isn_buf_new(arena, LINE_MAX);
  for (size_t i = 0; i < incident->figure_count; i++) {
    const isnad_figure *f = &incident->figures[i];
    if (f->what != ISNAD_KILLED || f->subset || !f->current) continue;
    isnad_str name = f->origin == ISNAD_NO_INDEX ? ISN_LIT("unknown") : incident->origins[f->origin].name;
    if (buf.len) isn_buf_lit(&buf, ", ");
    put_figure(&buf, f);
    isn_buf_lit(&buf, " (");
    isn_buf_add(&buf, name.ptr, name.len);
    isn_buf_char(&buf, ')');
  }
  return isn_buf_done(&buf);
}

static void add_once(isn_buf *buf, isnad_str name) {
  if (name.len == 0) return;
  isnad_str so_far = {buf->ptr, buf->len};
  for (size_t at = 0; at < so_far.len;) { /* names are parted by "; " */
    isnad_str rest = {so_far.ptr + at, so_far.len - at};
    size_t len = 0;
    while (len < rest.len && !(rest.ptr[len] == ';' && len + 1 < rest.len && rest.ptr[len + 1] == ' ')) len++;
    if (isn_str_same((isnad_str){rest.ptr, len}, name)) return;
    at += len + 2;
  }
  if (buf->len) isn_buf_lit(buf, "; ");
  isn_buf_add(buf, name.ptr, name.len);
}

isnad_str isn_origin_names(isn_arena *arena, const isnad_incident *incident) {
  isn_buf buf = isn_buf_new(arena, LINE_MAX);
  for (size_t i = 0; i < incident->origin_count; i++) add_once(&buf, incident->origins[i].name);
  return isn_buf_done(&buf);
}

isnad_str isn_outlet_names(isn_arena *arena, const isn_opened *opened) {
  isn_buf buf = isn_buf_new(arena, LINE_MAX);
  for (size_t i = 0; i < opened->whole->telling_count; i++) add_once(&buf, opened->claims[i].outlet);
  return isn_buf_done(&buf);
}

isnad_str isn_headline(const isn_incident_row *row, const isn_opened *opened) { return row->title.len ? row->title : opened->claims[0].words; }

/* ---- Times -------------------------------------------------------------------------------------------------------------------------- */

static bool digits(isnad_str text, size_t at, size_t count, int64_t *out) {
  *out = 0;
  for (size_t i = at; i < at + count; i++) {
    if (i >= text.len || text.ptr[i] < '0' || text.ptr[i] > '9') return false;
    *out = *out * 10 + (text.ptr[i] - '0');
  }
  return true;
}

int64_t isn_seconds_of(isnad_str local) {
  int64_t year, month, day, hour = 0, minute = 0;
  if (!digits(local, 0, 4, &year) || !digits(local, 5, 2, &month) || !digits(local, 8, 2, &day)) return ISNAD_NO_NUMBER;
  if (local.len >= 16 && (!digits(local, 11, 2, &hour) || !digits(local, 14, 2, &minute))) return ISNAD_NO_NUMBER;
  /* Days of the civil calendar: the year begins in March, so that the leap day ends it. */
  int64_t y = month <= 2 ? year - 1 : year, era = y / 400, of_era = y - era * 400, of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int64_t days = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
  return days * 86400 + hour * 3600 + minute * 60;
}

int64_t isn_days_between(isnad_str start, isnad_str end) {
  int64_t from = isn_seconds_of(start), to = isn_seconds_of(end);
  return from == ISNAD_NO_NUMBER || to == ISNAD_NO_NUMBER ? ISNAD_NO_NUMBER : to / 86400 - from / 86400;
}

isnad_str isn_moment_of(isn_arena *arena, isnad_str local) {
  if (local.len >= 16) return isn_arena_print(arena, "%.16s:00Z", local.ptr);
  return local.len == 10 ? isn_arena_print(arena, "%.10sT00:00:00Z", local.ptr) : (isnad_str){NULL, 0};
}
