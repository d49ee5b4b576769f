/* read: incidents, claims and reports as they are kept. An incident that is opened is worked out anew from its claims, so that the
 * pages see the same structures as the link room makes: origins, figures, who copies whom. */
#include <stdlib.h>

#include "store/claim.h"
#include "store/inner.h"

/* ---- Which incident ----------------------------------------------------------------------------------------------------------- */

/* The digits that end the text behind a sign: 123 of "ISN-SYR-000123" or "#123"; 0 where it ends otherwise. */
static int64_t number_at_end(isnad_str text) {
  size_t at = text.len;
  while (at > 0 && text.ptr[at - 1] >= '0' && text.ptr[at - 1] <= '9') at--;
  bool sign = at > 0 && (text.ptr[at - 1] == '-' || text.ptr[at - 1] == '#');
  int64_t number = 0;
  for (; sign && at < text.len && number < INT64_MAX / 10 - 9; at++) number = number * 10 + (text.ptr[at] - '0');
  return number;
}

int64_t isn_incident_find(isn_store *store, isnad_str text) {
  uint64_t first, last;
  int64_t number = number_at_end(text);
  if (number) return isn_db_number(store->db, 0, "SELECT id FROM incident WHERE number = $1", "i", number);
  if (!isn_unhex(text, &first, &last)) return 0;
  int64_t from = (int64_t)first, to = (int64_t)last;
  if (isn_db_number(store->db, 0, "SELECT count(*) FROM incident WHERE id BETWEEN $1 AND $2", "ii", from, to) == 1)
    return isn_db_number(store->db, 0, "SELECT id FROM incident WHERE id BETWEEN $1 AND $2", "ii", from, to);
  if (isn_db_number(store->db, 0, "SELECT count(DISTINCT incident) FROM alias WHERE old BETWEEN $1 AND $2", "ii", from, to) == 1)
    return isn_db_number(store->db, 0, "SELECT incident FROM alias WHERE old BETWEEN $1 AND $2", "ii", from, to);
  return 0;
}

/* ---- Claims ----------------------------------------------------------------------------------------------------------------------- */

#define CLAIM                                                                                                              \
  "SELECT c.id, c.report, c.hash, c.incident, c.json, c.print, c.n, r.key, r.outlet, r.title, r.published, r.address, r.dateline," \
  " r.text, c.words FROM claim c JOIN report r ON r.id = c.report "

static isn_stored_claim *read_claims(isn_store *store, isn_arena *arena, isn_rows *rows, size_t *count) {
  isn_stored_claim *claims = NULL;
  size_t cap = 0;
  *count = 0;
  while (isn_db_next(rows)) {
    isn_arena_grow(arena, &claims, *count, &cap, sizeof *claims);
    isn_stored_claim *c = &claims[(*count)++];
    *c = (isn_stored_claim){.id = isn_db_int(rows, 0), .report = isn_db_int(rows, 1), .n = (uint32_t)isn_db_int(rows, 6),
                            .hash = isn_hex(arena, isn_db_int(rows, 2)), .json = isn_db_copy(arena, rows, 4),
                            .print = isn_db_copy(arena, rows, 5), .key = isn_db_copy(arena, rows, 7), .outlet = isn_db_copy(arena, rows, 8),
                            .title = isn_db_copy(arena, rows, 9), .published = isn_db_copy(arena, rows, 10),
                            .url = isn_db_copy(arena, rows, 11), .dateline = isn_db_copy(arena, rows, 12)};
    if (!isn_db_null(rows, 3)) c->incident = isn_hex(arena, isn_db_int(rows, 3));
    c->claim = isn_claim_read(arena, c->json);
    isnad_str text = isn_db_text(rows, 13);
    c->words = isn_db_copy(arena, rows, 14);
    if (c->claim == NULL || (c->words.ptr == NULL && c->claim->evidence.end > text.len))
      isn_refuse(store, arena, ISNAD_IO, "claim %.*s is damaged; isnad verify tells more", (int)c->hash.len, c->hash.ptr);
    if (c->words.ptr == NULL) c->words = isn_arena_copy(arena, isn_str_cut(text, c->claim->evidence));
  }
  isn_check(store, arena);
  return claims;
}

typedef struct claims_job {
  int64_t report;
  isn_stored_claims *out;
} claims_job;

static void claims_of_report(isn_store *store, isn_arena *arena, void *given) {
  claims_job *job = given;
  isn_rows rows = isn_db_ask(store->db, CLAIM "WHERE c.report = $1 ORDER BY c.n", "i", job->report);
  job->out->at = read_claims(store, arena, &rows, &job->out->count);
}

isnad_status isn_store_claims_of_report(isn_store *store, isn_arena *arena, int64_t report, isn_stored_claims *out, isnad_error *error) {
  *out = (isn_stored_claims){NULL, 0};
  claims_job job = {report, out};
  return isn_guard(store, arena, claims_of_report, &job, error);
}

typedef struct ends_job {
  isnad_str id;
  isn_stored_claim *ends;
  size_t count;
} ends_job;

static void ends_of_incident(isn_store *store, isn_arena *arena, void *given) {
  static const char *const statements[] = {CLAIM "WHERE c.incident = $1 ORDER BY r.published, r.key, c.n LIMIT 1",
                                           CLAIM "WHERE c.incident = $1 ORDER BY r.published DESC, r.key DESC, c.n DESC LIMIT 1"};
  ends_job *job = given;
  int64_t id = isn_incident_find(store, job->id);
  for (int i = 0; i < 2 && id; i++) {
    size_t count;
    isn_rows rows = isn_db_ask(store->db, statements[i], "i", id);
    isn_stored_claim *claims = read_claims(store, arena, &rows, &count);
    bool other = count && (job->count == 0 || claims->id != job->ends[0].id);
    if (other) job->ends[job->count++] = *claims;
  }
}

isnad_status isn_store_ends_of_incident(isn_store *store, isn_arena *arena, isnad_str id, isn_stored_claim ends[2], size_t *count, isnad_error *error) {
  ends_job job = {id, ends, 0};
  isnad_status status = isn_guard(store, arena, ends_of_incident, &job, error);
  *count = status == ISNAD_OK ? job.count : 0;
  return status;
}

/* ---- One incident ------------------------------------------------------------------------------------------------------------------- */

typedef struct incident_job {
  isnad_str id;
  isn_incident_row *row;
  isn_opened *opened;
} incident_job;

static void keep(isn_arena *arena, isnad_str *text) {
  if (text->ptr) *text = isn_arena_copy(arena, *text);
}

static bool read_row(isn_store *store, isn_arena *arena, int64_t id, isn_incident_row *out) {
  isn_rows rows = isn_db_ask(store->db, ISN_ROW "WHERE id = $1", "i", id);
  char digits[17];
  bool found = isn_db_next(&rows);
  if (found) {
    *out = isn_row_read(&rows, digits);
    isnad_str *texts[] = {&out->id, &out->event, &out->mode, &out->acled, &out->status, &out->title, &out->place_id, &out->place,
                          &out->country, &out->start, &out->end, &out->first, &out->last, &out->json};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) keep(arena, texts[i]);
  }
  isn_db_end(&rows);
  isn_check(store, arena);
  return found;
}

static void find_incident(isn_store *store, isn_arena *arena, void *given) {
  incident_job *job = given;
  int64_t id = isn_incident_find(store, job->id);
  isn_incident_row *row = isn_alloc(arena, sizeof *row);
  if (id && read_row(store, arena, id, row)) job->row = row;
}

isnad_status isn_store_incident(isn_store *store, isn_arena *arena, isnad_str id, isn_incident_row **out, isnad_error *error) {
  incident_job job = {.id = id};
  isnad_status status = isn_guard(store, arena, find_incident, &job, error);
  *out = status == ISNAD_OK ? job.row : NULL;
  return status;
}

/* All claims of the reports as accounts; members[i] is where claim i is. */
static void add_accounts(isn_store *store, isn_arena *arena, isn_opened *opened, size_t count, isnad_member *members) {
  isnad_error error;
  opened->reports = isn_alloc_array(arena, count, sizeof *opened->reports);
  for (size_t i = 0, end; i < count; i = end) {
    for (end = i; end < count && opened->claims[end].report == opened->claims[i].report; end++) continue;
    const isn_stored_claim *first = &opened->claims[i];
    isnad_account account = isn_account_of(arena, first->key, first->outlet, first->published, first->dateline);
    const isnad_claim **claims = isn_alloc_array(arena, end - i, sizeof *claims);
    isnad_str *prints = isn_alloc_array(arena, end - i, sizeof *prints);
    for (size_t k = i; k < end; k++) {
      claims[k - i] = opened->claims[k].claim, prints[k - i] = opened->claims[k].print;
      members[k] = (isnad_member){(uint32_t)opened->report_count, (uint32_t)(k - i)};
    }
    account.claims = claims, account.prints = prints, account.claim_count = end - i;
    if (isnad_incidents_add(opened->handle, &account, &error) != ISNAD_OK) isn_pass(store, arena, &error);
    opened->reports[opened->report_count++] = first->report;
  }
}

/* Works out the incident of those claims that are in it, and puts them into the order of its tellings. */
static void work_out(isn_store *store, isn_arena *arena, isn_opened *opened, size_t count, const isnad_member *all) {
  isnad_error error;
  isnad_member *members = isn_alloc_array(arena, count, sizeof *members);
  isn_stored_claim *sorted = isn_alloc_array(arena, count, sizeof *sorted);
  size_t inside = 0;
  for (size_t i = 0; i < count; i++)
    if (isn_str_same(opened->claims[i].incident, opened->row.id)) members[inside++] = all[i];
  if (isnad_incident_of(opened->handle, members, inside, &opened->whole, &error) != ISNAD_OK) isn_pass(store, arena, &error);
  for (size_t t = 0; t < opened->whole->telling_count; t++) {
    isnad_member member = opened->whole->tellings[t].member;
    for (size_t i = 0; i < count; i++)
      if (all[i].account == member.account && all[i].claim == member.claim) sorted[t] = opened->claims[i];
  }
  opened->claims = sorted;
}

static void open_incident(isn_store *store, isn_arena *arena, void *given) {
  incident_job *job = given;
  int64_t id = isn_incident_find(store, job->id);
  isn_opened *opened = isn_alloc(arena, sizeof *opened);
  if (id == 0 || !read_row(store, arena, id, &opened->row)) return;
  job->opened = opened;
  size_t count;
  isnad_error error;
  isn_rows rows = isn_db_ask(store->db, CLAIM "WHERE c.report IN (SELECT report FROM claim WHERE incident = $1) ORDER BY c.report, c.n", "i", id);
  opened->claims = read_claims(store, arena, &rows, &count);
  if (isnad_incidents_new(store->lexicon, NULL, &opened->handle, &error) != ISNAD_OK) isn_pass(store, arena, &error);
  isnad_member *members = isn_alloc_array(arena, count, sizeof *members);
  add_accounts(store, arena, opened, count, members);
  work_out(store, arena, opened, count, members);
}

isnad_status isn_store_open_incident(isn_store *store, isn_arena *arena, isnad_str id, isn_opened **out, isnad_error *error) {
  incident_job job = {.id = id};
  isnad_status status = isn_guard(store, arena, open_incident, &job, error);
  *out = status == ISNAD_OK ? job.opened : NULL;
  if (status != ISNAD_OK) isn_store_close_incident(job.opened);
  return status;
}

void isn_store_close_incident(isn_opened *opened) {
  if (opened == NULL) return;
  isnad_incident_free(opened->whole);
  isnad_incidents_free(opened->handle);
}

/* ---- Two claims -------------------------------------------------------------------------------------------------------------------------- */

typedef struct match_job {
  isnad_str names[2];
  isnad_match *out;
} match_job;

static void match(isn_store *store, isn_arena *arena, void *given) {
  match_job *job = given;
  isnad_member members[2];
  for (int i = 0; i < 2; i++) {
    int64_t claim = isn_claim_find(store, arena, job->names[i]);
    isn_rows rows = isn_db_ask(store->db, "SELECT report, n FROM claim WHERE id = $1", "i", claim);
    int64_t report = isn_db_next(&rows) ? isn_db_int(&rows, 0) : 0, n = report ? isn_db_int(&rows, 1) : 0;
    isn_db_end(&rows);
    members[i] = isn_window_member(store, arena, report, (uint32_t)n);
  }
  isnad_incidents_match(isn_window_handle(store, arena), members[0], members[1], job->out);
}

isnad_status isn_store_match(isn_store *store, isnad_str a, isnad_str b, isnad_match *out, isnad_error *error) {
  match_job job = {{a, b}, out};
  return isn_guard(store, NULL, match, &job, error);
}

/* ---- Reports ---------------------------------------------------------------------------------------------------------------------------- */

typedef struct report_job {
  int64_t id;
  isn_stored_report *reports;
  size_t count;
} report_job;

#define REPORT                                                                                                              \
  "SELECT id, sha256, address, outlet, title, published, kind, came_from, received, version, current, retracted, head, text, bytes," \
  " given, key" \
  " FROM report "

static isn_stored_report read_report(isn_arena *arena, isn_rows *rows, bool texts) {
  isn_digest digest = {{0}};
  isnad_str sha = isn_db_text(rows, 1);
  if (sha.len == sizeof digest.byte) memcpy(digest.byte, sha.ptr, sha.len);
  char *hex = isn_alloc(arena, 65);
  isn_digest_hex(&digest, hex);
  isn_stored_report report = {.id = isn_db_int(rows, 0), .sha256 = {hex, 64}, .url = isn_db_copy(arena, rows, 2),
                              .outlet = isn_db_copy(arena, rows, 3), .title = isn_db_copy(arena, rows, 4),
                              .published = isn_db_copy(arena, rows, 5), .kind = isn_db_copy(arena, rows, 6),
                              .from = isn_db_copy(arena, rows, 7), .received = isn_db_int(rows, 8), .version = isn_db_int(rows, 9),
                              .current = isn_db_int(rows, 10) != 0, .retracted = isn_db_int(rows, 11) != 0};
  report.key = isn_key_hex(arena, isn_db_text(rows, 16));
  if (!texts) return report;
  report.head = isn_db_copy(arena, rows, 12);
  report.text = isn_db_copy(arena, rows, 13);
  report.bytes = isn_db_null(rows, 14) ? report.text : isn_db_copy(arena, rows, 14);
  report.given = isn_given_read(arena, isn_db_text(rows, 15));
  return report;
}

static void one_report(isn_store *store, isn_arena *arena, void *given) {
  report_job *job = given;
  isn_rows rows = isn_db_ask(store->db, REPORT "WHERE id = $1", "i", job->id);
  if (isn_db_next(&rows)) {
    job->reports = isn_alloc(arena, sizeof *job->reports);
    *job->reports = read_report(arena, &rows, true);
  }
  isn_db_end(&rows);
}

isnad_status isn_store_report(isn_store *store, isn_arena *arena, int64_t id, isn_stored_report **out, isnad_error *error) {
  report_job job = {.id = id};
  isnad_status status = isn_guard(store, arena, one_report, &job, error);
  *out = status == ISNAD_OK ? job.reports : NULL;
  return status;
}

static void versions(isn_store *store, isn_arena *arena, void *given) {
  report_job *job = given;
  size_t cap = 0;
  isn_rows rows = isn_db_ask(store->db, REPORT "WHERE id = $1 OR address = (SELECT address FROM report WHERE id = $1) ORDER BY version", "i", job->id);
  while (isn_db_next(&rows)) {
    isn_arena_grow(arena, &job->reports, job->count, &cap, sizeof *job->reports);
    job->reports[job->count++] = read_report(arena, &rows, false);
  }
}

isnad_status isn_store_versions(isn_store *store, isn_arena *arena, int64_t id, isn_stored_report **out, size_t *count, isnad_error *error) {
  report_job job = {.id = id};
  isnad_status status = isn_guard(store, arena, versions, &job, error);
  *out = job.reports;
  *count = status == ISNAD_OK ? job.count : 0;
  return status;
}

/* ---- The whole ----------------------------------------------------------------------------------------------------------------------------- */

static void stats(isn_store *store, isn_arena *arena, void *given) {
  isn_store_stats *out = given;
  const struct { int64_t *into; const char *statement; } numbers[] = {
      {&out->reports, "SELECT count(*) FROM report WHERE current = 1 AND retracted = 0"},
      {&out->versions, "SELECT count(*) FROM report"},
      {&out->outlets, "SELECT count(DISTINCT outlet) FROM report"},
      {&out->claims, "SELECT count(*) FROM claim WHERE current = 1"},
      {&out->incidents, "SELECT count(*) FROM incident WHERE retracted = 0"},
      {&out->origins_two, "SELECT count(*) FROM incident WHERE retracted = 0 AND origins >= 2"},
      {&out->disputed, "SELECT count(*) FROM incident WHERE retracted = 0 AND disputes > 0"},
      {&out->entries, "SELECT count(*) FROM log"},
      {&out->acts, "SELECT count(*) FROM log WHERE who IS NOT NULL"},
      {&out->waiting, "SELECT count(*) FROM stale"}};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) *numbers[i].into = isn_db_number(store->db, 0, numbers[i].statement, "");
  isn_rows rows = isn_db_ask(store->db, "SELECT min(published), max(published) FROM report", "");
  if (isn_db_next(&rows)) out->first = isn_db_copy(arena, &rows, 0), out->last = isn_db_copy(arena, &rows, 1);
  isn_db_end(&rows);
}

isnad_status isn_store_stats_of(isn_store *store, isn_arena *arena, isn_store_stats *out, isnad_error *error) {
  *out = (isn_store_stats){.reports = 0};
  return isn_guard(store, arena, stats, out, error);
}
