/* incident: groups and what editors did make incidents. One that is touched is worked out anew by the link room, its row is
 * written, and what changed is logged: a new one (other: out of which its claims came), an update (other: the id it had before), one that
 * is gone (other: where its id leads from now on).
 *
 * Three passes, since an id that is gone can be told only when all claims have moved: work out, find what is gone, number and log. */
#include <math.h>
#include <stdlib.h>

#include "base/json.h"
#include "store/overlay.h"

#define DETAIL_MAX ((size_t)256 << 20) /* bytes of one entry's detail: 24 a claim that came */

typedef struct member {
  int64_t id, report, hash, incident; /* incident: where it was, 0: nowhere */
  uint32_t n;
  isnad_claim_status status;
} member;

typedef struct members {
  member *at;
  size_t count, cap;
} members;

/* An incident that was worked out in this pass. */
typedef struct outcome {
  int64_t id, from, heir_of; /* from: where its claims came from; heir_of: the one that is gone and whose number it takes */
  bool fresh;                /* its row is new */
  isnad_str detail;
} outcome;

typedef struct moved {
  int64_t old, to; /* a claim went from one incident to another */
  size_t order;
} moved;

typedef struct pass {
  isn_store *store;
  isn_arena *arena;
  isn_overlay overlay;
  outcome *outcomes;
  moved *moves;
  size_t outcome_count, outcome_cap, move_count, move_cap;
} pass;

/* ---- Members ---------------------------------------------------------------------------------------------------------------- */

static void add_rows(pass *p, members *list, isn_rows *rows, bool held_too) {
  while (isn_db_next(rows)) {
    member m = {.id = isn_db_int(rows, 0), .report = isn_db_int(rows, 1), .n = (uint32_t)isn_db_int(rows, 2), .hash = isn_db_int(rows, 3),
                .incident = isn_db_int(rows, 4), .status = (isnad_claim_status)isn_db_int(rows, 5)};
    if (!held_too && p->overlay.hold_count && isn_overlay_hold(&p->overlay, m.id)) continue;
    isn_arena_grow(p->arena, &list->at, list->count, &list->cap, sizeof *list->at);
    list->at[list->count++] = m;
  }
}

#define MEMBER "SELECT id, report, n, hash, incident, status FROM claim WHERE current = 1 AND "

static void add_label(pass *p, members *list, int64_t label) {
  isn_rows rows = isn_db_ask(p->store->db, MEMBER "grp = $1", "i", label);
  add_rows(p, list, &rows, false);
  for (size_t i = 0; i < p->overlay.hold_count; i++) {
    const isn_hold *hold = &p->overlay.holds[i];
    if (hold->label != label || isn_overlay_hold(&p->overlay, hold->claim) != hold) continue;
    rows = isn_db_ask(p->store->db, MEMBER "id = $1", "i", hold->claim);
    add_rows(p, list, &rows, true);
  }
}

/* ---- Its row ------------------------------------------------------------------------------------------------------------------ */

/* One that somebody says has happened has; else what most say. */
static isnad_claim_status status_of(const members *list) {
  size_t counts[ISNAD_DENIED + 1] = {0};
  isnad_claim_status most = ISNAD_HAPPENED;
  for (size_t i = 0; i < list->count; i++)
    if (list->at[i].status <= ISNAD_DENIED) counts[list->at[i].status]++;
  if (counts[ISNAD_HAPPENED] + counts[ISNAD_ONGOING]) return counts[ISNAD_ONGOING] > counts[ISNAD_HAPPENED] ? ISNAD_ONGOING : ISNAD_HAPPENED;
  for (int s = ISNAD_PLANNED; s <= ISNAD_DENIED; s++)
    if (counts[s] > counts[most]) most = (isnad_claim_status)s;
  return most;
}

static bool struck(pass *p, const members *list) {
  for (size_t i = 0; i < list->count; i++)
    if (isn_db_number(p->store->db, 0, "SELECT 1 FROM mark WHERE claim = $1 AND kind = 3", "i", list->at[i].id)) return true;
  return false;
}

/* The lowest and the highest figure of the dead that somebody gives and nobody took back. */
static void killed(const isnad_incident *incident, int64_t *min, int64_t *max) {
  *min = *max = ISNAD_NO_NUMBER;
  for (size_t i = 0; i < incident->figure_count; i++) {
    const isnad_figure *f = &incident->figures[i];
    if (f->what != ISNAD_KILLED || f->subset || !f->current) continue;
    int64_t low = f->min == ISNAD_NO_NUMBER ? f->max : f->min, high = f->max == ISNAD_NO_NUMBER ? f->min : f->max;
    if (low != ISNAD_NO_NUMBER && (*min == ISNAD_NO_NUMBER || low < *min)) *min = low;
    if (high != ISNAD_NO_NUMBER && (*max == ISNAD_NO_NUMBER || high > *max)) *max = high;
  }
}

static int64_t updates(const isnad_incident *incident) {
  int64_t count = 0;
  for (size_t i = 0; i < incident->figure_count; i++) count += incident->figures[i].before != ISNAD_NO_INDEX;
  return count;
}

static isnad_str or_null(isnad_str text) { return text.len ? text : (isnad_str){NULL, 0}; }

/* What the row says beside the incident itself. */
typedef struct row_facts {
  isnad_str json, title, sort_day, country;
  isnad_claim_status status;
  bool retracted;
} row_facts;

static void write_row(pass *p, const isnad_incident *in, const row_facts *facts) {
  int64_t low, high;
  killed(in, &low, &high);
  isn_db_do(p->store->db,
            "INSERT INTO incident(id, stale, retracted, event, mode, acled, status, title, place_id, place, country, lat, lon, precision,"
            " start_day, end_day, sort_day, first, last, reports, outlets, origins, unknown, claims, updates, disputes, killed_min,"
            " killed_max, changed, json) VALUES ($1, 0, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,"
            " $20, $21, $22, $23, $24, $25, $26, $27, 0, $28) ON CONFLICT(id) DO UPDATE SET stale = 0, retracted = $2, event = $3,"
            " mode = $4, acled = $5, status = $6, title = $7, place_id = $8, place = $9, country = $10, lat = $11, lon = $12,"
            " precision = $13, start_day = $14, end_day = $15, sort_day = $16, first = $17, last = $18, reports = $19, outlets = $20,"
            " origins = $21, unknown = $22, claims = $23, updates = $24, disputes = $25, killed_min = $26, killed_max = $27, json = $28",
            "iittttttttrritttttiiiiiiimmt", (int64_t)in->id, (int64_t)facts->retracted,
            isn_str(isnad_event_name(in->event)), or_null(isn_str(isnad_mode_name(in->mode))), or_null(in->acled),
            isn_str(isnad_status_name(facts->status)), or_null(facts->title), or_null(in->place_id), or_null(in->place),
            or_null(facts->country), in->located ? in->lat : NAN, in->located ? in->lon : NAN, (int64_t)in->geo_precision, or_null(in->start), or_null(in->end),
            or_null(facts->sort_day), or_null(in->first_report), or_null(in->last_report), (int64_t)in->reports, (int64_t)in->outlets,
            (int64_t)in->origin_count, (int64_t)in->unknown, (int64_t)in->telling_count, updates(in), (int64_t)in->disagreement_count, low, high,
            facts->json);
}

/* ---- Working one out ------------------------------------------------------------------------------------------------------------ */

static isnad_str detail_of(pass *p, const isnad_incident *in, const members *list) {
  isn_buf buf = isn_buf_new(p->arena, DETAIL_MAX);
  isn_json json = isn_json_new(&buf);
  const struct { const char *name; size_t count; } numbers[] = {
      {"reports", in->reports}, {"outlets", in->outlets}, {"origins", in->origin_count}, {"unknown", in->unknown},
      {"disagreements", in->disagreement_count}};
  isn_json_open(&json, '{');
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    isn_json_key(&json, numbers[i].name);
    isn_json_int(&json, (int64_t)numbers[i].count);
  }
  isn_json_key(&json, "came");
  isn_json_open(&json, '[');
  for (size_t i = 0; i < list->count; i++)
    if (list->at[i].incident != (int64_t)in->id) isn_json_str(&json, isn_hex(p->arena, list->at[i].hash));
  isn_json_close(&json, ']');
  isn_json_close(&json, '}');
  return isn_buf_done(&buf);
}

/* Moves the claims; gives the incident that most of them left, 0 where they are new. */
static int64_t move_members(pass *p, const members *list, int64_t id) {
  int64_t from = 0;
  for (size_t i = 0; i < list->count; i++) {
    const member *m = &list->at[i];
    if (m->incident == id) continue;
    isn_db_do(p->store->db, "UPDATE claim SET incident = $1 WHERE id = $2", "ii", id, m->id);
    if (m->incident == 0) continue;
    if (from == 0) from = m->incident;
    isn_arena_grow(p->arena, &p->moves, p->move_count, &p->move_cap, sizeof *p->moves);
    p->moves[p->move_count] = (moved){m->incident, id, p->move_count};
    p->move_count++;
  }
  return from;
}

/* Is the row as it was? Then nothing is written and nothing is logged. */
static bool unchanged(pass *p, int64_t id, const row_facts *facts, bool *fresh) {
  isn_rows rows = isn_db_ask(p->store->db, "SELECT json, retracted, stale FROM incident WHERE id = $1", "i", id);
  *fresh = !isn_db_next(&rows);
  bool same = !*fresh && isn_str_same(isn_db_text(&rows, 0), facts->json) && isn_db_int(&rows, 1) == (int64_t)facts->retracted &&
              isn_db_int(&rows, 2) == 0;
  isn_db_end(&rows);
  return same;
}

static void take_down(pass *p, const members *list, isnad_incident *in) {
  isn_store *store = p->store;
  isnad_error error;
  int64_t first = isn_window_report(store, in->tellings[0].member.account), id = (int64_t)in->id;
  row_facts facts = {.json = isnad_incident_json(in, &error), .status = status_of(list), .retracted = struck(p, list),
                     .country = isn_country_of(store->lexicon, in->place_id)};
  if (facts.json.len == 0) isn_pass(store, p->arena, &error);
  isn_rows rows = isn_db_ask(store->db, "SELECT title FROM report WHERE id = $1", "i", first);
  if (isn_db_next(&rows)) facts.title = isn_db_copy(p->arena, &rows, 0);
  isn_db_end(&rows);
  facts.sort_day = in->start.len ? in->start : in->first_report;
  if (facts.sort_day.len > 10) facts.sort_day.len = 10; /* 2022-01-24T12:30: the day */
  bool fresh, same = unchanged(p, id, &facts, &fresh);
  isnad_str detail = detail_of(p, in, list);
  int64_t from = move_members(p, list, id);
  if (same) return;
  write_row(p, in, &facts);
  isn_arena_grow(p->arena, &p->outcomes, p->outcome_count, &p->outcome_cap, sizeof *p->outcomes);
  p->outcomes[p->outcome_count++] = (outcome){.id = id, .from = from, .fresh = fresh, .detail = detail};
}

static void work_out(pass *p, const members *list) {
  isnad_member *where = isn_alloc_array(p->arena, list->count, sizeof *where);
  for (size_t i = 0; i < list->count; i++) where[i] = isn_window_member(p->store, p->arena, list->at[i].report, list->at[i].n);
  isnad_incident *incident;
  isnad_error error;
  if (isnad_incident_of(isn_window_handle(p->store, p->arena), where, list->count, &incident, &error) != ISNAD_OK)
    isn_pass(p->store, p->arena, &error);
  take_down(p, list, incident);
  isnad_incident_free(incident);
}

/* ---- What is gone ------------------------------------------------------------------------------------------------------------------ */

static int by_old(const void *a, const void *b) {
  const moved *x = a, *y = b;
  if (x->old != y->old) return x->old > y->old ? 1 : -1;
  return (x->order > y->order) - (x->order < y->order);
}

static outcome *outcome_of(pass *p, int64_t id) {
  for (size_t i = 0; i < p->outcome_count; i++)
    if (p->outcomes[i].id == id) return &p->outcomes[i];
  return NULL;
}

/* An incident without claims goes; its id leads to where the first of them went, and what is new there takes its number. */
static void let_go(pass *p, int64_t old, int64_t to) {
  isn_connection db = p->store->db;
  if (isn_db_number(db, 0, "SELECT 1 FROM claim WHERE incident = $1 LIMIT 1", "i", old)) return;
  int64_t number = isn_db_number(db, 0, "SELECT number FROM incident WHERE id = $1", "i", old);
  if (number == 0) return; /* it never had a row: a passing state of this pass */
  isn_db_do(db, "DELETE FROM incident WHERE id = $1", "i", old);
  isn_note note = {.kind = "gone", .incident = old, .other = to};
  if (to) {
    isn_db_do(db, "UPDATE alias SET incident = $1 WHERE incident = $2", "ii", to, old);
    isn_db_do(db, "INSERT INTO alias(old, incident, number) VALUES ($1, $2, $3) ON CONFLICT(old) DO UPDATE SET incident = $2, number = $3",
              "iii", old, to, number);
    outcome *heir = outcome_of(p, to);
    if (heir && heir->fresh && heir->heir_of == 0) {
      heir->heir_of = old;
      isn_db_do(db, "UPDATE incident SET number = $1 WHERE id = $2", "ii", number, to);
    }
  }
  isn_log_write(p->store, p->arena, &note);
}

static void let_all_go(pass *p) {
  if (p->move_count) qsort(p->moves, p->move_count, sizeof *p->moves, by_old);
  for (size_t i = 0; i < p->move_count; i++)
    if (i == 0 || p->moves[i].old != p->moves[i - 1].old) let_go(p, p->moves[i].old, p->moves[i].to);
  int64_t *waiting = NULL;
  size_t count = 0, cap = 0;
  isn_rows rows = isn_db_ask(p->store->db, "SELECT id FROM incident WHERE stale = 1", "");
  while (isn_db_next(&rows)) {
    isn_arena_grow(p->arena, &waiting, count, &cap, sizeof *waiting);
    waiting[count++] = isn_db_int(&rows, 0);
  }
  for (size_t i = 0; i < count; i++) let_go(p, waiting[i], 0); /* its reports were retracted or say it no more */
}

/* ---- Numbers and the log -------------------------------------------------------------------------------------------------------------- */

static void log_outcome(pass *p, const outcome *o) {
  isn_connection db = p->store->db;
  bool new = o->fresh && o->heir_of == 0;
  isn_note note = {.kind = new ? "incident" : "update", .incident = o->id, .other = new ? o->from : o->heir_of, .detail = o->detail};
  if (o->fresh) {
    isn_db_do(db,
              "UPDATE incident SET number = (SELECT number FROM alias WHERE old = $1) WHERE id = $1 AND number IS NULL AND NOT EXISTS"
              " (SELECT 1 FROM incident i WHERE i.number = (SELECT number FROM alias WHERE old = $1))", "i", o->id);
    isn_db_do(db, "UPDATE incident SET number = (SELECT max(n) + 1 FROM (SELECT coalesce(max(number), 0) AS n FROM incident UNION ALL"
                  " SELECT coalesce(max(number), 0) FROM alias) AS used) WHERE id = $1 AND number IS NULL", "i", o->id);
    isn_db_do(db, "DELETE FROM alias WHERE old = $1", "i", o->id);
  }
  int64_t seq = isn_log_write(p->store, p->arena, &note);
  isn_db_do(db, "UPDATE incident SET changed = $1 WHERE id = $2", "ii", seq, o->id);
}

void isn_incidents_rebuild(isn_store *store, isn_arena *arena, const int64_t *groups, size_t count) {
  pass p = {.store = store, .arena = arena, .overlay = isn_overlay_load(store, arena)};
  isn_labels labels = isn_overlay_labels(arena, &p.overlay, groups, count);
  for (size_t i = 0; i < labels.count; i++) {
    if (labels.component[i] != labels.labels[i]) continue; /* worked out with the one that names its component */
    members list = {.at = NULL};
    if (p.overlay.tie_count == 0) add_label(&p, &list, labels.labels[i]);
    for (size_t k = 0; p.overlay.tie_count && k < labels.count; k++)
      if (labels.component[k] == labels.component[i]) add_label(&p, &list, labels.labels[k]);
    if (list.count) work_out(&p, &list);
  }
  let_all_go(&p);
  for (size_t i = 0; i < p.outcome_count; i++) log_outcome(&p, &p.outcomes[i]);
  isn_check(store, arena);
}
