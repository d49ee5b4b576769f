/* alert: see the header. «قصف place:إدلب» is a saved search; once a report of shelling in Idlib has come in, its
 * webhook gets
 *
 *   {"search": {"id": "...", "name": "...", "query": "..."}, "incidents": [{"url": ".../i/00c4...", "incident": {"seq":
 * 125, ...}}], "seq": 125} */
#include "serve/alert.h"

#include <jansson.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/error.h"
#include "base/json.h"
#include "base/str.h"
#include "fetch/post.h"
#include "serve/frame.h"
#include "serve/wire.h"

enum {
  SEARCHES_MAX = 500,
  AT_ONCE = 50,
  CALLS_MAX = 3 /* one after the other */,
  WAIT_FIRST = 15000,
  WAIT_MOST = 3600000,
  LOOK_SECONDS = 30
};
#define BODY_MAX ((size_t)8 << 20)

/* What is known of a search beside its shelf, so that it holds until the shelf does. */
typedef struct memory {
  char id[40];
  int64_t told, wait, again; /* milliseconds: the last wait, and until when */
} memory;

typedef struct search {
  isnad_str id, value; /* in the arena of a round */
} search;

struct isn_alert {
  isn_store *store;
  isn_hand *hand;
  const char *origin;
  bool allow_private, stopping, woken; /* the last two under the lock */
  pthread_t thread;
  pthread_mutex_t lock;
  pthread_cond_t more;
  memory memories[SEARCHES_MAX];
  size_t memory_count;
};

typedef struct round {
  isn_alert *alert;
  isn_arena *arena;
  search *searches;
  size_t count, cap;
} round_of;

/* ---- One search -------------------------------------------------------------------------------------------------- */

typedef struct telling {
  isn_alert *alert;
  isn_buf body;
  isn_json json;
  int64_t rows, last;
} telling;

static bool add_incident(void *context, const isn_incident_row *row) {
  telling *t = context;
  if (t->body.len + row->json.len + row->title.len * 2 + 1000 > BODY_MAX) return false;
  isn_json_open(&t->json, '{');
  isn_json_key(&t->json, "url");
  isn_json_str(&t->json, isn_arena_print(t->body.arena, "%s/i/%.*s", t->alert->origin ? t->alert->origin : "",
                                         (int)row->id.len, row->id.ptr));
  isn_json_key(&t->json, "incident");
  isn_frame_incident(&t->body, row);
  t->json.comma = true;
  isn_json_close(&t->json, '}');
  t->rows++;
  t->last = row->changed;
  return true;
}

static void put_text(isn_json *json, const char *name, const char *text) {
  isn_json_key(json, name);
  isn_json_str(json, isn_str(text));
}

/* The body of an alert, empty where the search finds nothing new. */
static isnad_str find_news(round_of *r, const char *id, const char *name, const char *query, int64_t *told) {
  telling t = {.alert = r->alert, .body = isn_buf_new(r->arena, BODY_MAX + 1000)};
  isn_filter filter = {.words = isn_str(query), .since = *told, .order = ISN_BY_CHANGE, .limit = AT_ONCE};
  t.json = isn_json_new(&t.body);
  isn_json_open(&t.json, '{');
  isn_json_key(&t.json, "search");
  isn_json_open(&t.json, '{');
  put_text(&t.json, "id", id);
  put_text(&t.json, "name", name);
  put_text(&t.json, "query", query);
  isn_json_close(&t.json, '}');
  isn_json_key(&t.json, "incidents");
  isn_json_open(&t.json, '[');
  if (isn_store_incidents(r->alert->store, &filter, add_incident, &t, NULL) != ISNAD_OK || t.rows == 0)
    return (isnad_str){NULL, 0};
  isn_json_close(&t.json, ']');
  isn_json_key(&t.json, "seq");
  isn_json_int(&t.json, t.last);
  isn_json_close(&t.json, '}');
  *told = t.last;
  return isn_buf_done(&t.body);
}

static memory *memory_of(isn_alert *alert, isnad_str id) {
  for (size_t i = 0; i < alert->memory_count; i++)
    if (isn_str_same(isn_str(alert->memories[i].id), id)) return &alert->memories[i];
  if (alert->memory_count == SEARCHES_MAX || id.len >= sizeof alert->memories->id) return NULL;
  memory *m = &alert->memories[alert->memory_count++];
  memcpy(m->id, id.ptr, id.len);
  return m;
}

/* Puts what became of it on the shelf. */
static void keep(isn_alert *alert, const memory *m, json_t *value, const char *fault) {
  json_object_set_new(value, "told", json_integer(m->told));
  json_object_set_new(value, "fault", json_string(fault));
  isn_job *job = isn_job_new(JOB_PUT);
  if (job == NULL) return;
  job->shelf = "search";
  snprintf(job->id, sizeof job->id, "%s", m->id);
  job->key = isn_str(job->id);
  job->made = json_dumps(value, JSON_COMPACT);
  job->value = isn_str(job->made);
  if (job->made == NULL || !isn_hand_take(alert->hand, job)) isn_job_free(job);
}

/* Sends what is new; false where nothing is, or it was not taken. */
static bool send_news(round_of *r, memory *m, json_t *value, const char *webhook) {
  int64_t told = json_integer_value(json_object_get(value, "told"));
  if (told < m->told) told = m->told;
  isnad_str body = find_news(r, m->id, json_string_value(json_object_get(value, "name")),
                             json_string_value(json_object_get(value, "query")), &told);
  if (body.len == 0) return false;
  char fault[300] = "";
  isn_post post = {.url = webhook, .type = "application/json", .body = body, .allow_private = r->alert->allow_private};
  bool taken = isn_post_send(&post, fault, sizeof fault);
  if (taken) {
    m->told = told;
    m->wait = m->again = 0;
  } else {
    m->wait = m->wait == 0 ? WAIT_FIRST : m->wait * 2 > WAIT_MOST ? WAIT_MOST : m->wait * 2;
    m->again = isn_wire_clock() + m->wait;
  }
  keep(r->alert, m, value, fault);
  return taken;
}

/* ---- The thread -------------------------------------------------------------------------------------------------- */

static bool note_search(void *context, isnad_str key, isnad_str value) {
  round_of *r = context;
  isn_arena_grow(r->arena, &r->searches, r->count, &r->cap, sizeof *r->searches);
  r->searches[r->count++] = (search){isn_arena_copy(r->arena, key), isn_arena_copy(r->arena, value)};
  return r->count < SEARCHES_MAX;
}

static bool stopping(isn_alert *alert) {
  pthread_mutex_lock(&alert->lock);
  bool stop = alert->stopping;
  pthread_mutex_unlock(&alert->lock);
  return stop;
}

/* Tells one search's news, in an arena of its own, so that one that is too large costs no other. */
static void tell(isn_alert *alert, memory *m, json_t *value, const char *webhook) {
  isn_arena *arena = isn_arena_new(NULL, 4 * BODY_MAX);
  if (arena && setjmp(*isn_arena_trap(arena)) == 0) {
    round_of *r = isn_alloc(arena, sizeof *r);
    *r = (round_of){.alert = alert, .arena = arena};
    for (int i = 0; i < CALLS_MAX && send_news(r, m, value, webhook); i++) continue;
  }
  if (arena) isn_arena_free(arena);
}

static void look_at(isn_alert *alert, const search *s) {
  json_t *value = json_loadb(s->value.ptr, s->value.len, 0, NULL);
  const char *webhook = json_string_value(json_object_get(value, "webhook"));
  bool whole = json_is_string(json_object_get(value, "name")) && json_is_string(json_object_get(value, "query"));
  memory *m = webhook && *webhook && whole ? memory_of(alert, s->id) : NULL;
  if (m && isn_wire_clock() >= m->again) tell(alert, m, value, webhook);
  json_decref(value);
}

static void go_round(isn_alert *alert) {
  isn_arena *arena = isn_arena_new(NULL, BODY_MAX);
  if (arena && setjmp(*isn_arena_trap(arena)) == 0) {
    round_of *r = isn_alloc(arena, sizeof *r);
    *r = (round_of){.alert = alert, .arena = arena};
    isn_store_shelf(alert->store, "search", note_search, r, NULL);
    for (size_t i = 0; i < r->count && !stopping(alert); i++) look_at(alert, &r->searches[i]);
  }
  if (arena) isn_arena_free(arena);
}

static void *work(void *context) {
  isn_alert *alert = context;
  for (bool stop = false; !stop;) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += LOOK_SECONDS; /* for those that wait to be tried again */
    pthread_mutex_lock(&alert->lock);
    while (!alert->woken && !alert->stopping && pthread_cond_timedwait(&alert->more, &alert->lock, &until) == 0)
      continue;
    alert->woken = false;
    stop = alert->stopping;
    pthread_mutex_unlock(&alert->lock);
    if (!stop) go_round(alert);
  }
  return NULL;
}

isn_alert *isn_alert_new(const char *path, const isnad_lexicon *lexicon, isn_hand *hand, const char *origin,
                         bool allow_private, isnad_error *error) {
  isn_alert *alert = calloc(1, sizeof *alert);
  if (alert == NULL) return isn_error(error, ISNAD_MEMORY, 0, "out of memory"), NULL;
  alert->hand = hand, alert->origin = origin, alert->allow_private = allow_private;
  if (isn_store_open(path, ISN_STORE_READ, lexicon, &alert->store, error) != ISNAD_OK) {
    free(alert);
    return NULL;
  }
  pthread_mutex_init(&alert->lock, NULL);
  pthread_cond_init(&alert->more, NULL);
  if (pthread_create(&alert->thread, NULL, work, alert) == 0) return alert;
  isn_error(error, ISNAD_IO, 0, "cannot start a thread");
  isn_store_close(alert->store);
  free(alert);
  return NULL;
}

void isn_alert_wake(isn_alert *alert) {
  pthread_mutex_lock(&alert->lock);
  alert->woken = true;
  pthread_cond_signal(&alert->more);
  pthread_mutex_unlock(&alert->lock);
}

void isn_alert_free(isn_alert *alert) {
  if (alert == NULL) return;
  pthread_mutex_lock(&alert->lock);
  alert->stopping = true;
  pthread_cond_signal(&alert->more);
  pthread_mutex_unlock(&alert->lock);
  pthread_join(alert->thread, NULL);
  isn_store_close(alert->store);
  pthread_cond_destroy(&alert->more);
  pthread_mutex_destroy(&alert->lock);
  free(alert);
}
