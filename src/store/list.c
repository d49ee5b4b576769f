/* list: incidents by filters, and searching the texts. Conditions that are not set are null and cost nothing; names are found by
 * their ids or by whole words: «الحسكة», «حسكه» and SY.hasakah are one. */
#include <stdio.h>

#include "base/utf8.h"
#include "store/inner.h"

/* ---- Names in filters ------------------------------------------------------------------------------------------------------- */

/* A name as it is asked for: its id, and its folded words between spaces as LIKE wants them, with and without ال. */
typedef struct wanted {
  isnad_str id, words, defined;
} wanted;

static wanted wanted_of(isn_arena *arena, isnad_str name) {
  if (name.len == 0) return (wanted){.id = {NULL, 0}};
  isnad_str folded = isn_folded(arena, name);
  return (wanted){name, isn_arena_print(arena, "%% %.*s %%", (int)folded.len, folded.ptr),
                  isn_arena_print(arena, "%% Al%.*s %%", (int)folded.len, folded.ptr)};
}

#define NAMED(id, words, defined) "SELECT id FROM name WHERE key = " id " OR folded LIKE " words " OR folded LIKE " defined
#define CLAIMS_WITH(roles, id, words, defined) \
  "SELECT claim FROM part WHERE name IN (" NAMED(id, words, defined) ") AND role IN (" roles ")"
#define INCIDENTS_WITH(roles, id, words, defined) \
  "(" id " IS NULL OR id IN (SELECT incident FROM claim WHERE id IN (" CLAIMS_WITH(roles, id, words, defined) ") AND current = 1))"

/* ---- Questions ---------------------------------------------------------------------------------------------------------------- */

enum { TERMS_MAX = 64 };

typedef struct question {
  isn_term terms[TERMS_MAX];
  size_t count, asking; /* asking: of those, that must be there */
  isnad_str place, source, after, before;
} question;

static bool begins(isnad_str text, const char *with, isnad_str *rest) {
  size_t len = strlen(with);
  if (text.len < len || memcmp(text.ptr, with, len) != 0) return false;
  *rest = (isnad_str){text.ptr + len, text.len - len};
  return true;
}

/* The next word, or what stands between quotation marks, also behind a colon: place:"دير الزور". */
static isnad_str next_part(isnad_str text, size_t *at, bool *quoted) {
  while (*at < text.len && text.ptr[*at] == ' ') ++*at;
  size_t start = *at;
  bool inside = false;
  *quoted = false;
  for (; *at < text.len && (inside || text.ptr[*at] != ' '); ++*at)
    if (text.ptr[*at] == '"') inside = !inside, *quoted = true;
  return (isnad_str){text.ptr + start, *at - start};
}

static isnad_str unquoted(isnad_str text) {
  if (text.len && text.ptr[0] == '"') text.ptr++, text.len--;
  if (text.len && text.ptr[text.len - 1] == '"') text.len--;
  return text;
}

/* Does anything of it remain when folded? Marks alone ask for nothing. */
static bool has_words(isn_arena *arena, isnad_str text) { return isn_folded(arena, text).len > 0; }

static void read_question(isn_store *store, isn_arena *arena, isnad_str text, question *q) {
  bool quoted;
  *q = (question){.count = 0};
  if (isn_utf8_check(text) != text.len) isn_refuse(store, arena, ISNAD_SYNTAX, "the question is not valid UTF-8");
  for (size_t at = 0; at < text.len;) {
    isnad_str part = next_part(text, &at, &quoted), rest;
    if (part.len == 0) continue;
    if (begins(part, "place:", &rest)) q->place = unquoted(rest);
    else if (begins(part, "source:", &rest)) q->source = unquoted(rest);
    else if (begins(part, "after:", &rest)) q->after = unquoted(rest);
    else if (begins(part, "before:", &rest)) q->before = unquoted(rest);
    else {
      bool without = part.len > 1 && part.ptr[0] == '-';
      isnad_str words = unquoted(without ? (isnad_str){part.ptr + 1, part.len - 1} : part);
      if (!has_words(arena, words)) continue;
      if (q->count == TERMS_MAX) isn_refuse(store, arena, ISNAD_SYNTAX, "more than %d words", TERMS_MAX);
      q->terms[q->count++] = (isn_term){words, without};
      q->asking += !without;
    }
  }
  if (q->count > 0 && q->asking == 0) isn_refuse(store, arena, ISNAD_SYNTAX, "only words to leave out; say one to look for");
  if (q->count == 0 && q->place.len + q->source.len + q->after.len + q->before.len == 0)
    isn_refuse(store, arena, ISNAD_SYNTAX, "nothing to look for");
}

/* ---- Incidents ------------------------------------------------------------------------------------------------------------------- */

#define CONDITIONS                                                                                                            \
  "WHERE ($1 IS NULL OR event = $1) AND ($2 IS NULL OR mode = $2) AND ($3 IS NULL OR status = $3) AND ($4 IS NULL OR country = $4)" \
  " AND ($5 IS NULL OR sort_day >= $5) AND ($6 IS NULL OR sort_day <= $6) AND origins >= $7 AND changed > $8"                   \
  " AND ($9 = 0 OR disputes > 0) AND retracted = $10"                                                                          \
  " AND " INCIDENTS_WITH("5", "$11", "$12", "$13") " AND " INCIDENTS_WITH("1, 2", "$14", "$15", "$16")                          \
  " AND " INCIDENTS_WITH("3, 4", "$17", "$18", "$19")                                                                          \
  " AND ($20 = 0 OR id IN (SELECT incident FROM claim WHERE report IN (SELECT report FROM found)))"                            \
  " AND ($21 = 0 OR id = $21) AND ($22 = 0 OR id IN (SELECT incident FROM claim WHERE report = $22))"

#define CONDITION_KINDS "ttttttiiiitttttttttiii"

isn_incident_row isn_row_read(isn_rows *rows, char id[17]) {
  snprintf(id, 17, "%016llx", (unsigned long long)isn_db_int(rows, 0));
  return (isn_incident_row){
      .id = {id, 16}, .number = isn_db_int(rows, 1), .event = isn_db_text(rows, 2), .mode = isn_db_text(rows, 3),
      .acled = isn_db_text(rows, 4), .status = isn_db_text(rows, 5), .title = isn_db_text(rows, 6), .place_id = isn_db_text(rows, 7),
      .place = isn_db_text(rows, 8), .country = isn_db_text(rows, 9), .located = !isn_db_null(rows, 10), .lat = isn_db_real(rows, 10),
      .lon = isn_db_real(rows, 11), .precision = (int)isn_db_int(rows, 12), .start = isn_db_text(rows, 13), .end = isn_db_text(rows, 14),
      .first = isn_db_text(rows, 15), .last = isn_db_text(rows, 16), .reports = isn_db_int(rows, 17), .outlets = isn_db_int(rows, 18),
      .origins = isn_db_int(rows, 19), .unknown = isn_db_int(rows, 20), .claims = isn_db_int(rows, 21), .updates = isn_db_int(rows, 22),
      .disputes = isn_db_int(rows, 23), .killed_min = isn_db_int_or(rows, 24, ISNAD_NO_NUMBER),
      .killed_max = isn_db_int_or(rows, 25, ISNAD_NO_NUMBER), .retracted = isn_db_int(rows, 26) != 0, .changed = isn_db_int(rows, 27),
      .json = isn_db_text(rows, 28)};
}

typedef struct list_job {
  const isn_filter *filter;
  isn_incident_each *each;
  void *context;
  int64_t count;
} list_job;

static isnad_str or_null(isnad_str text) { return text.len ? text : (isnad_str){NULL, 0}; }

/* What a condition says, or else what the question says about the same. */
static isnad_str first_of(isnad_str condition, isnad_str asked) { return or_null(condition.len ? condition : asked); }

static isn_rows ask(isn_store *store, isn_arena *arena, const isn_filter *f, const char *statement, bool counting) {
  question q = {.count = 0};
  uint64_t first = 0, last;
  if (f->id.len && !isn_unhex(f->id, &first, &last)) isn_refuse(store, arena, ISNAD_ARGUMENT, "the id is none");
  if (f->words.len) read_question(store, arena, f->words, &q);
  if (q.count) store->db.calls->find(store->db.db, q.terms, q.count);
  wanted place = wanted_of(arena, first_of(f->place, q.place)), actor = wanted_of(arena, f->actor);
  wanted source = wanted_of(arena, first_of(f->source, q.source));
  return isn_db_ask(store->db, statement, counting ? CONDITION_KINDS : CONDITION_KINDS "ii", or_null(f->event), or_null(f->mode),
                    or_null(f->status), or_null(f->country), first_of(f->after, q.after), first_of(f->before, q.before), f->min_origins,
                    f->since, (int64_t)f->disputed, (int64_t)f->retracted, place.id, place.words, place.defined, actor.id, actor.words,
                    actor.defined, source.id, source.words, source.defined, (int64_t)(q.count > 0), (int64_t)first, f->report,
                    f->limit > 0 ? f->limit : INT64_MAX, f->offset);
}

#define LIMITS " LIMIT $23 OFFSET $24"

static void list(isn_store *store, isn_arena *arena, void *given) {
#define BOTH(order) {ISN_ROW CONDITIONS " ORDER BY " order LIMITS, ISN_ROW_BRIEF CONDITIONS " ORDER BY " order LIMITS}
  static const char *const statements[][2] = {[ISN_BY_TIME] = BOTH("sort_day, id"), [ISN_BY_LAST_REPORT] = BOTH("last DESC, id"),
                                              [ISN_BY_ORIGINS] = BOTH("origins DESC, reports DESC, id"), [ISN_BY_NUMBER] = BOTH("number"),
                                              [ISN_BY_CHANGE] = BOTH("changed, id")};
#undef BOTH
  list_job *job = given;
  isn_rows rows = ask(store, arena, job->filter, statements[job->filter->order][job->filter->brief], false);
  for (bool on = true; on && isn_db_next(&rows);) {
    char id[17];
    isn_incident_row row = isn_row_read(&rows, id);
    on = job->each(job->context, &row);
  }
  isn_db_end(&rows);
}

isnad_status isn_store_incidents(isn_store *store, const isn_filter *filter, isn_incident_each *each, void *context, isnad_error *error) {
  list_job job = {filter, each, context, 0};
  return isn_guard(store, NULL, list, &job, error);
}

static void count_them(isn_store *store, isn_arena *arena, void *given) {
  list_job *job = given;
  isn_rows rows = ask(store, arena, job->filter, "SELECT count(*) FROM incident " CONDITIONS, true);
  if (isn_db_next(&rows)) job->count = isn_db_int(&rows, 0);
  isn_db_end(&rows);
}

int64_t isn_store_count(isn_store *store, const isn_filter *filter) {
  list_job job = {filter, NULL, NULL, 0};
  isn_guard(store, NULL, count_them, &job, NULL);
  return job.count;
}

/* ---- Texts ---------------------------------------------------------------------------------------------------------------------------- */

typedef struct search_job {
  isnad_str text;
  int64_t limit;
  isn_hit_each *each;
  void *context;
} search_job;

#define REPORTS_WITH(roles, id, words, defined) \
  "(" id " IS NULL OR r.id IN (SELECT report FROM claim WHERE id IN (" CLAIMS_WITH(roles, id, words, defined) ")))"

static void search(isn_store *store, isn_arena *arena, void *given) {
  search_job *job = given;
  question q;
  read_question(store, arena, job->text, &q);
  wanted place = wanted_of(arena, q.place), source = wanted_of(arena, q.source);
  if (q.count) store->db.calls->find(store->db.db, q.terms, q.count);
  isn_rows rows = isn_db_ask(
      store->db,
      "SELECT r.id, r.address, r.outlet, r.title, r.published, r.kind, r.version, r.current, r.retracted, r.received, r.key FROM report r"
      " WHERE ($1 = 0 OR r.id IN (SELECT report FROM found)) AND r.current = 1 AND " REPORTS_WITH("5", "$2", "$3", "$4")
      " AND " REPORTS_WITH("3, 4", "$5", "$6", "$7") " AND ($8 IS NULL OR r.published >= $8)"
      " AND ($9 IS NULL OR substr(r.published, 1, 10) <= $9) ORDER BY r.published DESC, r.id LIMIT $10",
      "itttttttti", (int64_t)(q.count > 0), place.id, place.words, place.defined, source.id, source.words, source.defined, or_null(q.after),
      or_null(q.before), job->limit > 0 ? job->limit : INT64_MAX);
  for (bool on = true; on && isn_db_next(&rows);) {
    isn_hit hit = {.report = {.id = isn_db_int(&rows, 0), .url = isn_db_text(&rows, 1), .outlet = isn_db_text(&rows, 2),
                              .title = isn_db_text(&rows, 3), .published = isn_db_text(&rows, 4), .kind = isn_db_text(&rows, 5),
                              .version = isn_db_int(&rows, 6), .current = isn_db_int(&rows, 7) != 0,
                              .retracted = isn_db_int(&rows, 8) != 0, .received = isn_db_int(&rows, 9), .key = isn_key_hex(arena, isn_db_text(&rows, 10))}};
    if (q.count) hit.words = store->db.calls->stretch(store->db.db, q.terms, q.count, hit.report.id);
    on = job->each(job->context, &hit);
  }
  isn_db_end(&rows);
  isn_check(store, arena);
}

isnad_status isn_store_search(isn_store *store, isnad_str text, int64_t limit, isn_hit_each *each, void *context, isnad_error *error) {
  search_job job = {text, limit, each, context};
  return isn_guard(store, NULL, search, &job, error);
}
