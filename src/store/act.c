/* act: what an editor does: merge, split, pin, retract, note; and undo. An act is an entry of the log and a few marks on claims
 * (overlay.c), never on groups, so that it holds whatever comes in later. Undoing is another entry, and the marks go. */
#include "base/json.h"
#include "store/inner.h"

#define DETAIL_MAX ((size_t)16 << 20)

typedef struct act_job {
  const isn_act *act;
  int64_t entry;    /* undo: the entry */
  isnad_str who;
  int64_t seq;
} act_job;

typedef struct id_list {
  int64_t *at;
  size_t count, cap;
} id_list;

static void add_id(isn_arena *arena, id_list *list, int64_t id) {
  isn_arena_grow(arena, &list->at, list->count, &list->cap, sizeof *list->at);
  list->at[list->count++] = id;
}

static void add_ids(isn_arena *arena, id_list *list, isn_rows rows) {
  while (isn_db_next(&rows)) add_id(arena, list, isn_db_int(&rows, 0));
}

/* ---- What an act names ------------------------------------------------------------------------------------------------------- */

static int64_t incident_of(isn_store *store, isn_arena *arena, isnad_str name) {
  int64_t id = isn_incident_find(store, name);
  if (id == 0) isn_refuse(store, arena, ISNAD_ARGUMENT, "there is no incident %.*s", (int)(name.len < 60 ? name.len : 60), name.ptr);
  return id;
}

int64_t isn_claim_find(isn_store *store, isn_arena *arena, isnad_str name) {
  uint64_t first, last;
  id_list found = {NULL, 0, 0};
  int shown = (int)(name.len < 60 ? name.len : 60);
  if (isn_unhex(name, &first, &last))
    add_ids(arena, &found, isn_db_ask(store->db, "SELECT id FROM claim WHERE hash BETWEEN $1 AND $2 AND current = 1", "ii", (int64_t)first, (int64_t)last));
  if (found.count == 0) isn_refuse(store, arena, ISNAD_ARGUMENT, "there is no claim %.*s", shown, name.ptr);
  if (found.count > 1) isn_refuse(store, arena, ISNAD_ARGUMENT, "%zu claims begin with %.*s", found.count, shown, name.ptr);
  return found.at[0];
}

static int64_t incident_with(isn_store *store, int64_t claim) {
  return isn_db_number(store->db, 0, "SELECT incident FROM claim WHERE id = $1", "i", claim);
}

/* A claim of the incident that stands for it: its first, but none of `besides`. 0 where there is no other. */
static int64_t anchor_of(isn_store *store, int64_t incident, const id_list *besides) {
  int64_t anchor = 0;
  isn_rows rows = isn_db_ask(store->db, "SELECT c.id FROM claim c JOIN report r ON r.id = c.report WHERE c.incident = $1"
                                        " ORDER BY r.published, r.key, c.n", "i", incident);
  while (anchor == 0 && isn_db_next(&rows)) {
    anchor = isn_db_int(&rows, 0);
    for (size_t i = 0; besides && i < besides->count; i++)
      if (besides->at[i] == anchor) anchor = 0;
  }
  isn_db_end(&rows);
  return anchor;
}

/* ---- Marks ---------------------------------------------------------------------------------------------------------------------- */

static void mark(isn_store *store, int64_t act, enum isn_mark_kind kind, int64_t claim, int64_t target, isnad_str words) {
  isn_db_do(store->db, "INSERT INTO mark(act, kind, claim, target, words) VALUES ($1, $2, $3, $4, $5)", "iiiot", act, (int64_t)kind, claim,
            target, words.len ? words : (isnad_str){NULL, 0});
}

/* Works out anew the incidents in which marked claims are, and those they were in. */
static void rebuild(isn_store *store, isn_arena *arena, const id_list *incidents) {
  id_list groups = {NULL, 0, 0};
  for (size_t i = 0; i < incidents->count; i++)
    add_ids(arena, &groups, isn_db_ask(store->db, "SELECT DISTINCT grp FROM claim WHERE incident = $1 AND grp IS NOT NULL", "i", incidents->at[i]));
  isn_incidents_rebuild(store, arena, groups.at, groups.count);
}

static isnad_str detail_of(isn_arena *arena, const isn_act *act) {
  isn_buf buf = isn_buf_new(arena, DETAIL_MAX);
  isn_json json = isn_json_new(&buf);
  isn_json_open(&json, '{');
  if (act->claim_count) {
    isn_json_key(&json, "claims");
    isn_json_open(&json, '[');
    for (size_t i = 0; i < act->claim_count; i++) isn_json_str(&json, act->claims[i]);
    isn_json_close(&json, ']');
  }
  if (act->report) {
    isn_json_key(&json, "report");
    isn_json_int(&json, act->report);
  }
  if (act->words.len) {
    isn_json_key(&json, "words");
    isn_json_str(&json, act->words);
  }
  isn_json_close(&json, '}');
  return isn_buf_done(&buf);
}

/* ---- The acts --------------------------------------------------------------------------------------------------------------------- */

static isnad_str who_of(isnad_str who) { return who.len ? who : ISN_LIT("editor"); }

static int64_t write_act(isn_store *store, isn_arena *arena, const act_job *job, int64_t incident, int64_t other) {
  isn_note note = {job->act->kind, incident, other, who_of(job->act->who), detail_of(arena, job->act)};
  return isn_log_write(store, arena, &note);
}

static void merge(isn_store *store, isn_arena *arena, act_job *job, id_list *incidents) {
  int64_t into = incident_of(store, arena, job->act->incident), other = incident_of(store, arena, job->act->other);
  if (into == other) isn_refuse(store, arena, ISNAD_ARGUMENT, "both are the same incident already");
  job->seq = write_act(store, arena, job, into, other);
  mark(store, job->seq, MARK_TIE, anchor_of(store, into, NULL), anchor_of(store, other, NULL), (isnad_str){NULL, 0});
  add_id(arena, incidents, into);
  add_id(arena, incidents, other);
}

/* The claims named; all must be in one incident, which is *incident (0: not given). */
static id_list claims_of(isn_store *store, isn_arena *arena, const isn_act *act, int64_t *incident) {
  id_list claims = {NULL, 0, 0};
  if (act->claim_count == 0) isn_refuse(store, arena, ISNAD_ARGUMENT, "no claim is named");
  for (size_t i = 0; i < act->claim_count; i++) {
    int64_t claim = isn_claim_find(store, arena, act->claims[i]), in = incident_with(store, claim);
    if (*incident == 0) *incident = in;
    if (in == 0 || in != *incident)
      isn_refuse(store, arena, ISNAD_ARGUMENT, "claim %.*s is not in that incident", (int)(act->claims[i].len < 60 ? act->claims[i].len : 60), act->claims[i].ptr);
    add_id(arena, &claims, claim);
  }
  return claims;
}

static void split(isn_store *store, isn_arena *arena, act_job *job, id_list *incidents) {
  int64_t incident = incident_of(store, arena, job->act->incident);
  id_list claims = claims_of(store, arena, job->act, &incident);
  if (anchor_of(store, incident, &claims) == 0) isn_refuse(store, arena, ISNAD_ARGUMENT, "these are all its claims; one must stay");
  job->seq = write_act(store, arena, job, incident, 0);
  for (size_t i = 0; i < claims.count; i++) mark(store, job->seq, MARK_HOLD, claims.at[i], claims.at[0], (isnad_str){NULL, 0});
  add_id(arena, incidents, incident);
}

static void pin(isn_store *store, isn_arena *arena, act_job *job, id_list *incidents) {
  int64_t incident = 0;
  id_list claims = claims_of(store, arena, job->act, &incident);
  int64_t anchor = anchor_of(store, incident, &claims);
  if (anchor == 0) isn_refuse(store, arena, ISNAD_ARGUMENT, "nothing else is in that incident to pin it to");
  job->seq = write_act(store, arena, job, incident, 0);
  for (size_t i = 0; i < claims.count; i++) mark(store, job->seq, MARK_HOLD, claims.at[i], anchor, (isnad_str){NULL, 0});
  add_id(arena, incidents, incident);
}

static void retract_report(isn_store *store, isn_arena *arena, act_job *job) {
  int64_t report = job->act->report;
  int64_t state = isn_db_number(store->db, -1, "SELECT retracted FROM report WHERE id = $1", "i", report);
  if (state != 0) isn_refuse(store, arena, ISNAD_ARGUMENT, state < 0 ? "there is no report %lld" : "report %lld is retracted already", (long long)report);
  job->seq = write_act(store, arena, job, 0, 0);
  isn_db_do(store->db, "UPDATE report SET retracted = 1 WHERE id = $1", "i", report);
  isn_claims_count_no_more(store, report);
}

static void retract(isn_store *store, isn_arena *arena, act_job *job, id_list *incidents) {
  if (job->act->report) {
    retract_report(store, arena, job);
    return;
  }
  int64_t incident = incident_of(store, arena, job->act->incident);
  if (isn_db_number(store->db, 0, "SELECT retracted FROM incident WHERE id = $1", "i", incident))
    isn_refuse(store, arena, ISNAD_ARGUMENT, "it is retracted already");
  job->seq = write_act(store, arena, job, incident, 0);
  mark(store, job->seq, MARK_STRIKE, anchor_of(store, incident, NULL), 0, (isnad_str){NULL, 0});
  add_id(arena, incidents, incident);
}

static void note(isn_store *store, isn_arena *arena, act_job *job, id_list *incidents) {
  int64_t incident = incident_of(store, arena, job->act->incident);
  if (job->act->words.len == 0) isn_refuse(store, arena, ISNAD_ARGUMENT, "the note is empty");
  job->seq = write_act(store, arena, job, incident, 0);
  mark(store, job->seq, MARK_NOTE, anchor_of(store, incident, NULL), 0, job->act->words);
  isn_db_do(store->db, "UPDATE incident SET changed = $1 WHERE id = $2", "ii", job->seq, incident);
  (void)incidents;
}

static void do_act(isn_store *store, isn_arena *arena, void *given) {
  static const struct {
    const char *name;
    void (*act)(isn_store *, isn_arena *, act_job *, id_list *incidents);
  } acts[] = {{"merge", merge}, {"split", split}, {"pin", pin}, {"retract", retract}, {"note", note}};
  act_job *job = given;
  id_list incidents = {NULL, 0, 0};
  isn_begin(store);
  for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
    if (strcmp(acts[i].name, job->act->kind) == 0) acts[i].act(store, arena, job, &incidents);
  if (job->seq == 0) isn_refuse(store, arena, ISNAD_ARGUMENT, "there is no act %s", job->act->kind);
  rebuild(store, arena, &incidents);
}

static isnad_status carry_out(isn_store *store, isn_work *work, act_job *job, int64_t *seq, isnad_error *error) {
  isnad_status status = isn_store_commit(store, error); /* what came in before it */
  if (status == ISNAD_OK) status = isn_guard(store, NULL, work, job, error);
  if (status == ISNAD_OK) status = isn_store_commit(store, error);
  else isn_store_rollback(store);
  if (seq) *seq = job->seq;
  return status;
}

isnad_status isn_store_act(isn_store *store, const isn_act *act, int64_t *seq, isnad_error *error) {
  act_job job = {.act = act};
  return carry_out(store, do_act, &job, seq, error);
}

/* ---- Undoing -------------------------------------------------------------------------------------------------------------------------- */

/* The report that a retraction struck, 0: it struck none. */
static int64_t report_in(isnad_str detail) {
  static const char name[] = "\"report\":";
  int64_t report = 0;
  for (size_t i = 0; i + sizeof name <= detail.len && report == 0; i++)
    if (memcmp(detail.ptr + i, name, sizeof name - 1) == 0 && (i == 0 || detail.ptr[i - 1] != '\\'))
      for (i += sizeof name - 1; i < detail.len && detail.ptr[i] >= '0' && detail.ptr[i] <= '9'; i++) report = report * 10 + (detail.ptr[i] - '0');
  return report;
}

static void undo(isn_store *store, isn_arena *arena, void *given) {
  act_job *job = given;
  isn_begin(store);
  isn_rows rows = isn_db_ask(store->db, "SELECT kind, incident, detail, who FROM log WHERE seq = $1", "i", job->entry);
  bool found = isn_db_next(&rows), act = found && !isn_db_null(&rows, 3) && !isn_str_same(isn_db_text(&rows, 0), ISN_LIT("undo"));
  bool retraction = act && isn_str_same(isn_db_text(&rows, 0), ISN_LIT("retract"));
  int64_t incident = found ? isn_db_int(&rows, 1) : 0, report = retraction && incident == 0 ? report_in(isn_db_text(&rows, 2)) : 0;
  isn_db_end(&rows);
  if (!act) isn_refuse(store, arena, ISNAD_ARGUMENT, found ? "entry %lld is no act of an editor" : "there is no entry %lld", (long long)job->entry);
  isnad_str detail = isn_arena_print(arena, "{\"entry\":%lld}", (long long)job->entry);
  if (isn_db_number(store->db, 0, "SELECT seq FROM log WHERE kind = 'undo' AND detail = $1", "t", detail))
    isn_refuse(store, arena, ISNAD_ARGUMENT, "entry %lld is undone already", (long long)job->entry);
  id_list incidents = {NULL, 0, 0};
  add_ids(arena, &incidents, isn_db_ask(store->db, "SELECT DISTINCT incident FROM claim WHERE incident IS NOT NULL AND id IN"
                                                   " (SELECT claim FROM mark WHERE act = $1 UNION SELECT target FROM mark WHERE act = $1)", "i", job->entry));
  isn_note entry = {"undo", incidents.count ? incidents.at[0] : incident, 0, who_of(job->who), detail};
  job->seq = isn_log_write(store, arena, &entry);
  isn_db_do(store->db, "DELETE FROM mark WHERE act = $1", "i", job->entry);
  if (report) {
    isn_db_do(store->db, "UPDATE report SET retracted = 0 WHERE id = $1", "i", report);
    if (isn_db_number(store->db, 0, "SELECT current FROM report WHERE id = $1", "i", report)) isn_claims_count_again(store, report);
  }
  rebuild(store, arena, &incidents);
}

isnad_status isn_store_undo(isn_store *store, int64_t entry, isnad_str who, int64_t *seq, isnad_error *error) {
  act_job job = {.entry = entry, .who = who};
  return carry_out(store, undo, &job, seq, error);
}

/* ---- Notes ------------------------------------------------------------------------------------------------------------------------------ */

typedef struct notes_job {
  isnad_str incident;
  isn_note_each *each;
  void *context;
} notes_job;

static void read_notes(isn_store *store, isn_arena *arena, void *given) {
  notes_job *job = given;
  isn_rows rows = isn_db_ask(store->db,
                             "SELECT l.seq, l.at, l.who, m.words FROM mark m JOIN log l ON l.seq = m.act WHERE m.kind = 4 AND m.claim IN"
                             " (SELECT id FROM claim WHERE incident = $1) ORDER BY l.seq", "i", isn_incident_find(store, job->incident));
  for (bool on = true; on && isn_db_next(&rows);)
    on = job->each(job->context, isn_db_int(&rows, 0), isn_db_int(&rows, 1), isn_db_text(&rows, 2), isn_db_text(&rows, 3));
  isn_db_end(&rows);
  isn_check(store, arena);
}

isnad_status isn_store_notes(isn_store *store, isnad_str incident, isn_note_each *each, void *context, isnad_error *error) {
  notes_job job = {incident, each, context};
  return isn_guard(store, NULL, read_notes, &job, error);
}
