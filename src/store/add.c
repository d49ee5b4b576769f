/* add: a report goes in: its bytes as they came, its parts, its claims with their spans and names. A report that is there already is
 * known by a digest over its address, outlet, time and bytes, so that an import can be killed at any point and run again. Another text of
 * an address that is there is a new version; the older one stays, but its claims count no more. */
#include <stdio.h>

#include "base/error.h"
#include "base/json.h"
#include "store/claim.h"
#include "store/inner.h"

enum { KEY_BYTES = 8 };
#define TEXTS_MAX ((size_t)64 << 20) /* bytes that the parts and claims of one report may take in JSON */

typedef struct add_job {
  const isn_incoming *in;
  isnad_report *report;
  isn_digest sha;
  isnad_str key;      /* KEY_BYTES of a digest */
  isn_added added;
  int64_t id;
} add_job;

static void add_part(isn_sha256 *sha, isnad_str text) {
  char len[24];
  isn_sha256_add(sha, len, (size_t)snprintf(len, sizeof len, "%zu:", text.len));
  isn_sha256_add(sha, text.ptr, text.len);
}

/* The outlet and the time tell two reports of one wording apart only where there is no address to do so. */
static isn_digest key_of(const isn_incoming *in, const isn_digest *sha) {
  isn_sha256 key = isn_sha256_begin();
  add_part(&key, in->given.url);
  add_part(&key, in->given.url.len ? (isnad_str){NULL, 0} : in->given.outlet);
  add_part(&key, in->given.url.len ? (isnad_str){NULL, 0} : in->given.published);
  add_part(&key, (isnad_str){(const char *)sha->byte, sizeof sha->byte});
  return isn_sha256_end(&key);
}

static int64_t known(isn_store *store, isnad_str key) {
  return isn_db_number(store->db, 0, "SELECT id FROM report WHERE key = $1", "b", key);
}

bool isn_store_has(isn_store *store, const isn_incoming *in) {
  isn_digest sha = isn_sha256_of(in->bytes), key = key_of(in, &sha);
  return known(store, (isnad_str){(const char *)key.byte, KEY_BYTES}) != 0;
}

/* ---- The row of the report ---------------------------------------------------------------------------------------------- */

static isnad_str given_json(isn_arena *arena, const isnad_given *given) {
  const struct { const char *name; isnad_str text; } parts[] = {
      {"published", given->published}, {"outlet", given->outlet}, {"url", given->url}, {"title", given->title}, {"author", given->author},
      {"via", given->via}, {"via_kind", given->via.len ? isn_str(isnad_source_kind_name(given->via_kind)) : (isnad_str){NULL, 0}},
      {"content_type", given->content_type}};
  isn_buf buf = isn_buf_new(arena, TEXTS_MAX);
  isn_json json = isn_json_new(&buf);
  isn_json_open(&json, '{');
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (parts[i].text.len == 0) continue;
    isn_json_key(&json, parts[i].name);
    isn_json_str(&json, parts[i].text);
  }
  isn_json_close(&json, '}');
  return isn_buf_done(&buf);
}

/* What people read and search: the text itself, or the headline and the paragraphs of a page. */
static isnad_str text_of(isn_arena *arena, const add_job *job) {
  if (isnad_report_kind(job->report) == ISNAD_KIND_TEXT) return job->in->bytes;
  const isnad_meta *meta = isnad_report_meta(job->report);
  isn_buf buf = isn_buf_new(arena, TEXTS_MAX);
  isn_buf_add(&buf, meta->title.text.ptr, meta->title.text.len);
  for (size_t i = 0; i < meta->paragraph_count; i++) {
    isn_buf_lit(&buf, "\n\n");
    isn_buf_add(&buf, meta->paragraphs[i].text.ptr, meta->paragraphs[i].text.len);
  }
  return isn_buf_done(&buf);
}

static isnad_str or_null(isnad_str text) { return text.len ? text : (isnad_str){NULL, 0}; }

/* The report of this address whose claims count, or 0; *version is the last one's number. */
static int64_t current_of(isn_store *store, isn_arena *arena, isnad_str address, int64_t *version, isnad_str *published) {
  int64_t current = 0;
  *version = 0;
  if (address.len == 0) return 0;
  isn_rows rows = isn_db_ask(store->db, "SELECT id, version, current, published FROM report WHERE address = $1 ORDER BY version", "t", address);
  while (isn_db_next(&rows)) {
    *version = isn_db_int(&rows, 1);
    if (isn_db_int(&rows, 2) == 0) continue;
    current = isn_db_int(&rows, 0);
    *published = isn_db_copy(arena, &rows, 3);
  }
  return current;
}

void isn_claims_count_no_more(isn_store *store, int64_t report) {
  isn_window_drop(store);
  isn_db_do(store->db, "INSERT INTO stale(day) SELECT DISTINCT day FROM claim WHERE report = $1 AND current = 1 ON CONFLICT DO NOTHING", "i", report);
  isn_db_do(store->db, "UPDATE incident SET stale = 1 WHERE id IN (SELECT incident FROM claim WHERE report = $1)", "i", report);
  isn_db_do(store->db, "UPDATE claim SET current = 0, grp = NULL, incident = NULL WHERE report = $1", "i", report);
}

void isn_claims_count_again(isn_store *store, int64_t report) {
  isn_window_drop(store);
  isn_db_do(store->db, "UPDATE claim SET current = 1 WHERE report = $1", "i", report);
  isn_db_do(store->db, "INSERT INTO stale(day) SELECT DISTINCT day FROM claim WHERE report = $1 ON CONFLICT DO NOTHING", "i", report);
}

static int compare_text(isnad_str a, isnad_str b) {
  size_t least = a.len < b.len ? a.len : b.len;
  int order = least ? memcmp(a.ptr, b.ptr, least) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* Puts the row in; gives whether its claims count: a text that was published before the one at hand is an older version. */
static bool put_report(isn_store *store, isn_arena *arena, add_job *job, isnad_str head) {
  const isnad_meta *meta = isnad_report_meta(job->report);
  isnad_str address = or_null(meta->url.text), before = {NULL, 0};
  isnad_str when = meta->updated.text.len ? meta->updated.text : meta->published.text;
  int64_t version, current = current_of(store, arena, address, &version, &before);
  bool counts = current == 0 || compare_text(when, before) >= 0;
  if (current && counts) {
    isn_claims_count_no_more(store, current);
    isn_db_do(store->db, "UPDATE report SET current = 0 WHERE id = $1", "i", current);
  }
  job->added = version ? ISN_ADDED_VERSION : ISN_ADDED_NEW;
  bool page = isnad_report_kind(job->report) == ISNAD_KIND_HTML;
  isnad_str text = text_of(arena, job);
  isn_db_do(store->db,
            "INSERT INTO report(key, sha256, address, outlet, published, title, dateline, given, kind, came_from, received, version, current,"
            " head, text, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
            "bbttttttttiiittb", job->key, (isnad_str){(const char *)job->sha.byte, sizeof job->sha.byte}, address,
            or_null(meta->outlet.text), or_null(when), or_null(meta->title.text), or_null(meta->dateline.text),
            given_json(arena, &job->in->given), page ? ISN_LIT("html") : ISN_LIT("text"), or_null(job->in->from), store->now, version + 1,
            (int64_t)counts, head, text, page ? job->in->bytes : (isnad_str){NULL, 0});
  job->id = store->db.calls->last_row(store->db.db);
  isn_db_do(store->db, "INSERT INTO report_words(rowid, text) VALUES ($1, $2)", "it", job->id, text);
  return counts;
}

/* ---- Its claims ------------------------------------------------------------------------------------------------------------ */

static int64_t hash_of(isn_store *store, isn_arena *arena, isnad_str claim_json) {
  static const char head[] = "{\"id\":\"";
  uint64_t first = 0, last;
  size_t at = sizeof head - 1;
  if (claim_json.len < at + 16 || memcmp(claim_json.ptr, head, at) != 0 || !isn_unhex((isnad_str){claim_json.ptr + at, 16}, &first, &last))
    isn_refuse(store, arena, ISNAD_SYNTAX, "a claim without an id");
  return (int64_t)first;
}

static int64_t put_claim(isn_store *store, isn_arena *arena, const add_job *job, size_t n, isnad_str json, isnad_str print, bool counts) {
  const isnad_claim *claim = isnad_report_claim(job->report, n);
  const isnad_meta *meta = isnad_report_meta(job->report);
  int32_t day = isnad_claim_day(claim, meta->published.text);
  isn_db_do(store->db,
            "INSERT INTO claim(report, n, hash, day, status, current, json, print, words) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            "iiiiiitbt", job->id, (int64_t)n, hash_of(store, arena, json), (int64_t)day, (int64_t)claim->status, (int64_t)counts, json, print,
            isnad_report_kind(job->report) == ISNAD_KIND_HTML ? isnad_report_words(job->report, claim->evidence) : (isnad_str){NULL, 0});
  int64_t id = store->db.calls->last_row(store->db.db);
  isn_names_note(store, arena, id, claim, meta->outlet.text);
  if (counts) isn_db_do(store->db, "INSERT INTO stale(day) VALUES ($1) ON CONFLICT DO NOTHING", "i", (int64_t)day);
  return id;
}

/* {"report":HEAD,"claims":[...]}: where the head ends and the list begins. */
static isnad_str cut_head(isnad_str json, size_t *list) {
  size_t at = strlen("{\"report\":");
  isnad_str head = isn_json_element(json, &at);
  *list = at + strlen(",\"claims\":[");
  return head;
}

/* The days around its claims come to hand before the report does, which is then taken straight from memory. */
static void cover(isn_store *store, isn_arena *arena, isnad_report *report) {
  for (size_t i = 0; i < isnad_report_claim_count(report); i++) {
    if (isn_window_over(store) && !isn_window_worth(store)) store->deferred = true;
    if (store->deferred) return;
    if (isn_window_over(store)) isn_window_move(store, arena);
    isn_window_cover(store, arena, isnad_claim_day(isnad_report_claim(report, i), isnad_report_meta(report)->published.text));
  }
}

static void add_report(isn_store *store, isn_arena *arena, void *given) {
  add_job *job = given;
  isnad_error error;
  isnad_report *report = job->report;
  isnad_str json = isnad_report_json(report, &error);
  if (json.len == 0) isn_pass(store, arena, &error);
  size_t list, count = isnad_report_claim_count(report);
  isnad_str head = cut_head(json, &list);
  cover(store, arena, report);
  bool counts = put_report(store, arena, job, head);
  int64_t *claims = isn_alloc_array(arena, count, sizeof *claims);
  isnad_str *prints = isn_alloc_array(arena, count, sizeof *prints);
  const isnad_claim **read = isn_alloc_array(arena, count, sizeof *read);
  for (size_t i = 0; i < count; i++) {
    prints[i] = isnad_report_print(report, i, &error);
    read[i] = isnad_report_claim(report, i);
    claims[i] = put_claim(store, arena, job, i, isn_json_element(json, &list), prints[i], counts);
  }
  const isnad_meta *meta = isnad_report_meta(report);
  isnad_account account = isn_account_of(arena, job->key, meta->outlet.text, meta->published.text, meta->dateline.text);
  account.claims = read, account.prints = prints, account.claim_count = count;
  if (counts && !store->deferred) isn_window_take(store, arena, job->id, &account, claims);
  isn_check(store, arena);
}

isnad_status isn_store_add(isn_store *store, const isn_incoming *in, isn_added *added, int64_t *id, isnad_error *error) {
  add_job job = {.in = in, .sha = isn_sha256_of(in->bytes)};
  isn_digest key = key_of(in, &job.sha);
  job.key = (isnad_str){(const char *)key.byte, KEY_BYTES};
  isn_begin(store);
  job.id = known(store, job.key);
  isnad_status status = store->db.calls->fault(store->db.db, error);
  job.added = ISN_ADDED_SAME;
  if (status == ISNAD_OK && job.id == 0) {
    status = isnad_read(store->lexicon, in->bytes, &in->given, NULL, &job.report, error);
    if (status != ISNAD_OK) return status; /* this report is rejected; the transaction goes on */
    job.added = ISN_ADDED_FOREIGN;
    if (isnad_report_meta(job.report)->arabic) status = isn_guard(store, NULL, add_report, &job, error);
    isnad_report_free(job.report);
  }
  if (status != ISNAD_OK) isn_store_rollback(store);
  if (added) *added = job.added;
  if (id) *id = job.id;
  return status;
}
