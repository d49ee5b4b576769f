/* sync: what programs ask for: incidents that changed since an entry of the log and those that are gone, so that a copy
 * can be kept up to date; whether the server is well; its sums. A program keeps the number in X-Isnad-Last and asks
 * with it the next time:
 *
 *   GET /changes.ndjson?since=120      {"seq":125,"number":12,"title":"...","id":"00c4...",...}
 *   GET /deleted.csv?since=120         id,reason,into,seq */
#include "serve/frame.h"
#include "serve/inner.h"

enum { ROWS_MAX = 10000 };
#define BODY_MAX ((size_t)8 << 20)

typedef struct syncing {
  isn_server *server;
  isn_arena *arena;
  isn_buf body;
  int64_t since, limit, rows;
  int64_t last;  /* entry of the last row */
  bool cut;      /* there is more */
  isnad_status status;
  struct gone { char id[17], into[17]; int64_t seq; } *gone;
  size_t gone_cap;
} syncing;

static int64_t number_of(isnad_str query, const char *name, int64_t otherwise) {
  char room[20];
  isnad_str text = isn_query_value(query, name, room, sizeof room);
  int64_t number = 0;
  if (text.len == 0 || text.len > 18) return otherwise;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9') return otherwise;
    number = number * 10 + (text.ptr[i] - '0');
  }
  return number;
}

/* ---- Changes ----------------------------------------------------------------------------------------------------- */

static bool put_change(void *context, const isn_incident_row *row) {
  syncing *s = context;
  /* Rows of one entry stay together, so that «since» can be said by its number. */
  s->cut = (s->rows >= s->limit && row->changed != s->last) ||
           s->body.len + row->json.len + row->title.len * 2 + 200 > BODY_MAX;
  if (s->cut) return false;
  isn_frame_incident(&s->body, row);
  isn_buf_char(&s->body, '\n');
  s->rows++;
  s->last = row->changed;
  return true;
}

static void changes(syncing *s) {
  isn_filter filter = {.since = s->since, .order = ISN_BY_CHANGE};
  s->status = isn_store_incidents(s->server->store, &filter, put_change, s, NULL);
}

/* ---- Deletions --------------------------------------------------------------------------------------------------- */

static void copy_id(char out[17], isnad_str id) {
  size_t len = id.len < 16 ? id.len : 16;
  memcpy(out, id.ptr ? id.ptr : "", len);
  out[len] = '\0';
}

static bool note_gone(void *context, const isn_entry_of_log *entry) {
  syncing *s = context;
  s->last = entry->seq;
  if (!isn_str_same(entry->kind, ISN_LIT("gone"))) return true;
  isn_arena_grow(s->arena, &s->gone, (size_t)s->rows, &s->gone_cap, sizeof *s->gone);
  struct gone *g = &s->gone[s->rows++];
  copy_id(g->id, entry->incident);
  copy_id(g->into, entry->other);
  g->seq = entry->seq;
  s->cut = s->rows >= s->limit;
  return !s->cut;
}

static bool put_retracted(void *context, const isn_incident_row *row) {
  syncing *s = context;
  isn_buf_print(&s->body, "%.*s,retracted,,%lld\r\n", (int)row->id.len, row->id.ptr, (long long)row->changed);
  return s->body.len + 100 < BODY_MAX;
}

static void deletions(syncing *s) {
  isn_store *store = s->server->store;
  isn_buf_lit(&s->body, "id,reason,into,seq\r\n");
  s->status = isn_store_log(store, s->since, (isnad_str){NULL, 0}, 0, note_gone, s, NULL);
  for (int64_t i = 0; i < s->rows && s->status == ISNAD_OK; i++) {
    const struct gone *g = &s->gone[i];
    isn_incident_row *row;
    s->status = isn_store_incident(store, s->arena, isn_str(g->id), &row, NULL);
    if (row && isn_str_same(row->id, isn_str(g->id))) continue; /* an undone act brought it back */
    isn_buf_print(&s->body, "%s,%s,%s,%lld\r\n", g->id, g->into[0] ? "merged" : "gone", g->into, (long long)g->seq);
  }
  isn_filter filter = {.since = s->since, .retracted = true, .order = ISN_BY_CHANGE};
  if (s->status == ISNAD_OK) s->status = isn_store_incidents(store, &filter, put_retracted, s, NULL);
}

/* Answers with what `fill` writes. */
static void answer(isn_server *server, isn_conn *conn, const isn_request *r, const char *type,
                   void (*fill)(syncing *)) {
  isn_arena *arena = isn_arena_new(NULL, ISN_ANSWER_MAX);
  isn_reply reply = {.status = 200, .type = type, .keeping = "no-cache"};
  if (arena == NULL || setjmp(*isn_arena_trap(arena))) {
    if (arena) isn_arena_free(arena);
    return isn_reply_words(server, conn, r, 503, "There is not enough memory at the moment.\n");
  }
  syncing *s = isn_alloc(arena, sizeof *s);
  int64_t limit = number_of(r->query, "limit", ROWS_MAX);
  *s = (syncing){.server = server,
                 .arena = arena,
                 .body = isn_buf_new(arena, BODY_MAX + (64 << 10)),
                 .since = number_of(r->query, "since", 0),
                 .limit = limit < 1 || limit > ROWS_MAX ? ROWS_MAX : limit};
  int64_t last = isn_store_last(server->store);
  fill(s);
  if (s->status == ISNAD_OK) {
    isnad_str next = isn_arena_print(arena, "%lld", (long long)(s->cut ? s->last : last));
    isn_reply_add(&reply, "X-Isnad-Last", next);
    if (s->cut)
      isn_reply_add(&reply, "Link",
                    isn_arena_print(arena, "<%.*s?since=%lld&limit=%lld>; rel=\"next\"", (int)r->path.len, r->path.ptr,
                                    (long long)s->last, (long long)s->limit));
    isn_reply_fresh(server, conn, r, &reply, isn_buf_done(&s->body));
  } else {
    isn_reply_words(server, conn, r, 503, "The store cannot be read at the moment.\n");
  }
  isn_arena_free(arena);
}

/* ---- Health and sums --------------------------------------------------------------------------------------------- */

static bool see_entry(void *context, const isn_entry_of_log *entry) {
  (void)context, (void)entry;
  return false;
}

static void health(isn_server *server, isn_conn *conn, const isn_request *r) {
  bool well =
      !server->stopping && isn_store_log(server->store, 0, (isnad_str){NULL, 0}, 1, see_entry, NULL, NULL) == ISNAD_OK;
  isn_reply_words(server, conn, r, well ? 200 : 503,
                  well ? "ok\n" : "the store cannot be read, or the server is stopping\n");
}

static void metrics(syncing *s) {
  isn_server *server = s->server;
  isn_live_sums live = isn_live_count(server->live);
  isn_buf *b = &s->body;
  isn_buf_lit(b, "# TYPE isnad_responses_total counter\n");
  for (int i = 1; i < 6; i++)
    isn_buf_print(b, "isnad_responses_total{class=\"%dxx\"} %llu\n", i, (unsigned long long)server->by_class[i]);
  const struct { const char *name, *type; long long value; } rows[] = {
      {"isnad_response_bytes_total", "counter", (long long)server->bytes},
      {"isnad_refused_requests_total", "counter", (long long)server->refused},
      {"isnad_refused_connections_total", "counter", (long long)isn_wire_turned_away(server->wire)},
      {"isnad_connections", "gauge", (long long)isn_crowd_count(server->crowd)},
      {"isnad_pages_made_total", "counter", (long long)server->made},
      {"isnad_pages_kept_total", "counter", (long long)server->cached},
      {"isnad_pages_milliseconds_total", "counter", (long long)server->making},
      {"isnad_events_clients", "gauge", (long long)live.clients},
      {"isnad_events_total", "counter", (long long)live.events},
      {"isnad_events_dropped_clients_total", "counter", (long long)live.dropped},
      {"isnad_log_last", "gauge", (long long)live.last},
      {"isnad_desk_acts_total", "counter", (long long)server->acts},
      {"isnad_start_time_seconds", "gauge", (long long)server->began}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    isn_buf_print(b, "# TYPE %s %s\n%s %lld\n", rows[i].name, rows[i].type, rows[i].name, rows[i].value);
}

bool isn_sync_answer(isn_server *server, isn_conn *conn, const isn_request *r, bool trusted) {
  if (isn_str_same(r->path, ISN_LIT("/changes.ndjson"))) answer(server, conn, r, "application/x-ndjson", changes);
  else if (isn_str_same(r->path, ISN_LIT("/deleted.csv")))
    answer(server, conn, r, "text/csv; charset=utf-8", deletions);
  else if (isn_str_same(r->path, ISN_LIT("/healthz"))) health(server, conn, r);
  else if (isn_str_same(r->path, ISN_LIT("/metrics")) && trusted)
    answer(server, conn, r, "text/plain; version=0.0.4; charset=utf-8", metrics);
  else return false;
  return true;
}
