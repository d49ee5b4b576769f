/* verify: proves a store from the bottom up. Pages have their checksums and tables their indexes (the back end tells); a report has
 * its digest; each claim its words, exactly where its spans say; an incident the claims it counts; the log its chain. «6 غارات» of a
 * claim must stand at bytes [2837, 2849) of its report, letter by letter. */
#include <stdarg.h>
#include <stdio.h>

#include "store/claim.h"
#include "store/inner.h"

typedef struct proof {
  isn_store *store;
  isn_proof *sums;
  isn_proof_fault *tell;
  isn_progress *progress;
  void *context;
  int64_t total;
} proof;

static void fault(proof *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void fault(proof *p, const char *format, ...) {
  char text[300];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  p->sums->faults++;
  p->tell(p->context, text);
}

/* ---- Claims -------------------------------------------------------------------------------------------------------------------- */

typedef struct quoted {
  proof *p;
  isnad_str text;     /* of the report: the bytes that spans count in */
  isnad_report *page; /* the page that it was read from, NULL: the bytes are the words */
  int64_t report;
  isnad_str claim; /* its hash */
} quoted;

static void prove_span(quoted *q, const char *field, isnad_span span, isnad_str words) {
  if (isn_span_empty(span)) return; /* derived: nothing is quoted */
  q->p->sums->spans++;
  if (span.end > q->text.len)
    fault(q->p, "report %lld, claim %.*s: the span of %s lies behind the end of the text", (long long)q->report, (int)q->claim.len, q->claim.ptr, field);
  else if (words.ptr && !isn_str_same(q->page ? isnad_report_words(q->page, span) : isn_str_cut(q->text, span), words))
    fault(q->p, "report %lld, claim %.*s: the span [%u, %u) of %s does not hold its words", (long long)q->report, (int)q->claim.len,
          q->claim.ptr, span.start, span.end, field);
}

static void prove_names(quoted *q, const char *field, const isnad_name *names, size_t count) {
  for (size_t i = 0; i < count; i++) prove_span(q, field, names[i].span, names[i].text);
}

static void prove_claim(quoted *q, const isnad_claim *c) {
  isnad_str any = {NULL, 0};
  q->p->sums->claims++;
  prove_span(q, "trigger", c->trigger, any);
  prove_span(q, "evidence", c->evidence, any);
  prove_names(q, "actors", c->actors, c->actor_count);
  prove_names(q, "recipients", c->recipients, c->recipient_count);
  prove_span(q, "place", c->place.span, c->place.text);
  prove_span(q, "from", c->from.span, c->from.text);
  prove_span(q, "to", c->to.span, c->to.text);
  prove_span(q, "time", c->time.span, c->time.text);
  for (size_t i = 0; i < c->count_count; i++) prove_span(q, "counts", c->counts[i].span, c->counts[i].text);
  for (size_t i = 0; i < c->source_count; i++) {
    prove_span(q, "sources", c->sources[i].span, c->sources[i].text);
    prove_span(q, "sources", c->sources[i].cue, any);
  }
}

/* Is the hash in the row that in the JSON? */
static bool same_hash(isnad_str json, isnad_str hash) {
  static const char head[] = "{\"id\":\"";
  return json.len > sizeof head + 16 && memcmp(json.ptr, head, sizeof head - 1) == 0 && memcmp(json.ptr + sizeof head - 1, hash.ptr, 16) == 0;
}

static void prove_claims(proof *p, isn_arena *arena, int64_t report, isnad_str text, isnad_report *page) {
  isn_rows rows = isn_db_ask(p->store->db, "SELECT hash, json, n FROM claim WHERE report = $1 ORDER BY n", "i", report);
  for (int64_t n = 0; isn_db_next(&rows); n++) {
    quoted q = {p, text, page, report, isn_hex(arena, isn_db_int(&rows, 0))};
    isnad_str json = isn_db_text(&rows, 1);
    const isnad_claim *claim = isn_claim_read(arena, json);
    if (claim == NULL || !same_hash(json, q.claim) || isn_db_int(&rows, 2) != n)
      fault(p, "report %lld, claim %.*s: its record is damaged", (long long)report, (int)q.claim.len, q.claim.ptr);
    else
      prove_claim(&q, claim);
  }
}

/* ---- Reports --------------------------------------------------------------------------------------------------------------------- */

typedef struct report_job {
  proof *p;
  int64_t after, last; /* from the first report after `after` some hundred on; last: the last one looked at */
} report_job;

enum { REPORTS_AT_ONCE = 100 };

/* The words of a page are what it shows: it is read again, as it was when it came. */
static isnad_report *read_page(proof *p, isn_arena *arena, int64_t id, isnad_str bytes, isnad_str given_json) {
  isnad_given given = isn_given_read(arena, given_json);
  isnad_report *page = NULL;
  isnad_error error;
  given.kind = ISNAD_KIND_HTML;
  given.no_claims = true;
  if (isnad_read(p->store->lexicon, bytes, &given, NULL, &page, &error) != ISNAD_OK)
    fault(p, "report %lld: its page cannot be read again: %s", (long long)id, error.message);
  return page;
}

static void prove_reports(isn_store *store, isn_arena *arena, void *given) {
  report_job *job = given;
  proof *p = job->p;
  isn_rows rows = isn_db_ask(store->db, "SELECT id, sha256, text, bytes, given FROM report WHERE id > $1 ORDER BY id LIMIT $2", "ii", job->after,
                             (int64_t)REPORTS_AT_ONCE);
  job->last = job->after;
  while (isn_db_next(&rows)) {
    int64_t id = job->last = isn_db_int(&rows, 0);
    bool page = !isn_db_null(&rows, 3);
    isnad_str digest = isn_db_text(&rows, 1), bytes = isn_db_text(&rows, page ? 3 : 2);
    isn_digest real = isn_sha256_of(bytes);
    p->sums->reports++;
    if (!isn_str_same(digest, (isnad_str){(const char *)real.byte, sizeof real.byte}))
      fault(p, "report %lld: its bytes do not have its SHA-256", (long long)id);
    isnad_report *read = page ? read_page(p, arena, id, bytes, isn_db_text(&rows, 4)) : NULL;
    if (read || !page) prove_claims(p, arena, id, bytes, read);
    isnad_report_free(read);
  }
}

/* ---- Incidents and the log ---------------------------------------------------------------------------------------------------------- */

static void prove_incidents(isn_store *store, isn_arena *arena, void *given) {
  proof *p = given;
  isn_rows rows = isn_db_ask(store->db, "SELECT id, claims, (SELECT count(*) FROM claim WHERE incident = incident.id) FROM incident WHERE stale = 0", "");
  while (isn_db_next(&rows))
    if (isn_db_int(&rows, 1) != isn_db_int(&rows, 2))
      fault(p, "incident %s: %lld claims are in it, not %lld", isn_hex(arena, isn_db_int(&rows, 0)).ptr, (long long)isn_db_int(&rows, 2),
            (long long)isn_db_int(&rows, 1));
  rows = isn_db_ask(store->db, "SELECT id FROM claim WHERE incident IS NOT NULL AND incident NOT IN (SELECT id FROM incident)", "");
  while (isn_db_next(&rows)) fault(p, "claim %lld: its incident is not there", (long long)isn_db_int(&rows, 0));
}

static isnad_str hex_of(isn_rows *rows, int column, char digits[17]) {
  snprintf(digits, 17, "%016llx", (unsigned long long)isn_db_int(rows, column));
  return (isnad_str){digits, isn_db_null(rows, column) ? 0 : 16};
}

static void prove_log(isn_store *store, isn_arena *arena, void *given) {
  proof *p = given;
  isn_digest before = {{0}};
  int64_t seq = 0;
  isn_rows rows = isn_db_ask(store->db, "SELECT seq, at, kind, incident, other, who, detail, digest FROM log ORDER BY seq", "");
  while (isn_db_next(&rows)) {
    char digits[2][17];
    isn_entry_of_log entry = {.seq = isn_db_int(&rows, 0), .at = isn_db_int(&rows, 1), .kind = isn_db_text(&rows, 2),
                              .incident = hex_of(&rows, 3, digits[0]), .other = hex_of(&rows, 4, digits[1]), .who = isn_db_text(&rows, 5),
                              .detail = isn_db_text(&rows, 6)};
    p->sums->entries++;
    if (entry.seq != seq + 1) fault(p, "log: entries are missing between %lld and %lld", (long long)seq, (long long)entry.seq);
    before = isn_log_digest(&before, &entry);
    isnad_str digest = isn_db_text(&rows, 7);
    if (!isn_str_same(digest, (isnad_str){(const char *)before.byte, sizeof before.byte})) {
      fault(p, "log: entry %lld was altered, or one before it", (long long)entry.seq);
      if (digest.len == sizeof before.byte) memcpy(before.byte, digest.ptr, digest.len); /* told once, not for all that follow */
    }
    seq = entry.seq;
  }
  isn_check(store, arena);
}

static void tell_finding(void *context, const char *what) { fault(context, "%s", what); }

isnad_status isn_store_verify(isn_store *store, isn_proof *sums, isn_proof_fault *tell, isn_progress *progress, void *context, isnad_error *error) {
  *sums = (isn_proof){.reports = 0};
  isnad_status status = isn_store_commit(store, error);
  proof p = {store, sums, tell, progress, context, isn_db_number(store->db, 0, "SELECT count(*) FROM report", "")};
  if (status != ISNAD_OK) return status;
  store->db.calls->prove(store->db.db, tell_finding, &p);
  report_job job = {&p, 0, 0};
  while (status == ISNAD_OK) {
    status = isn_guard(store, NULL, prove_reports, &job, error);
    if (job.last == job.after) break;
    job.after = job.last;
    if (progress) progress(context, sums->reports, p.total);
  }
  if (status == ISNAD_OK) status = isn_guard(store, NULL, prove_incidents, &p, error);
  if (status == ISNAD_OK) status = isn_guard(store, NULL, prove_log, &p, error);
  /* What cannot be read is a fault of the store, not of the proving. */
  if (status == ISNAD_IO) {
    fault(&p, "the rest cannot be read");
    store->db.calls->rescue(store->db.db);
    status = ISNAD_OK;
  }
  return status;
}
