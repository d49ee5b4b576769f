/* hand: see the header. An import is an input that is taken document by document, «{"text": "قصف ...", "outlet": ...}»
 * a line of it; its sums are copied to where the loop reads them after each stretch. */
#include "serve/hand.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"

enum { QUEUE_MAX = 64, STRETCH = 50, REJECTED_MAX = 200, REJECTED_TEXT = 300 };

typedef struct rejected {
  char from[60], why[REJECTED_TEXT];
} rejected;

typedef struct importing {
  bool known, dry, running;
  int64_t fresh, same, versions, claims, rejected;
  size_t done, total; /* bytes */
  rejected list[REJECTED_MAX]; /* the first of those rejected */
} importing;

struct isn_hand {
  isn_store *store;
  const isnad_lexicon *lexicon;
  int wake;
  pthread_t thread;
  pthread_mutex_t lock;
  pthread_cond_t more;
  isn_job *first, **last, *finished, **finished_last; /* under the lock, as what follows */
  size_t waiting;
  bool stopping, import_asked;
  importing shown;
  /* Of the thread alone. */
  isn_job *import;
  isnad_input *input;
  size_t pulled;
  importing now;
};

/* ---- Jobs -------------------------------------------------------------------------------------------------------- */

isn_job *isn_job_new(enum isn_job_kind kind) {
  isn_job *job = calloc(1, sizeof *job);
  if (job) job->kind = kind;
  return job;
}

void isn_job_free(isn_job *job) {
  if (job == NULL) return;
  isn_form_free(&job->form);
  free(job->made);
  free(job);
}

bool isn_hand_take(isn_hand *hand, isn_job *job) {
  pthread_mutex_lock(&hand->lock);
  bool taken = hand->waiting < QUEUE_MAX && !hand->stopping &&
               !(job->kind == JOB_IMPORT && (hand->import_asked || hand->shown.running));
  if (taken) {
    job->next = NULL;
    *hand->last = job;
    hand->last = &job->next;
    hand->waiting++;
    hand->import_asked |= job->kind == JOB_IMPORT;
    pthread_cond_signal(&hand->more);
  }
  pthread_mutex_unlock(&hand->lock);
  return taken;
}

static void wake_loop(isn_hand *hand) {
  ssize_t written = write(hand->wake, "", 1); /* where the pipe is full the loop is awake anyway */
  (void)written;
}

static void give(isn_hand *hand, isn_job *job) {
  pthread_mutex_lock(&hand->lock);
  job->next = NULL;
  *hand->finished_last = job;
  hand->finished_last = &job->next;
  pthread_mutex_unlock(&hand->lock);
  wake_loop(hand);
}

void isn_hand_give_back(isn_hand *hand) {
  pthread_mutex_lock(&hand->lock);
  isn_job *job = hand->finished;
  hand->finished = NULL;
  hand->finished_last = &hand->finished;
  pthread_mutex_unlock(&hand->lock);
  for (isn_job *next; job; job = next) {
    next = job->next;
    if (job->done) job->done(job->context, job);
    isn_job_free(job);
  }
}

/* ---- Imports ----------------------------------------------------------------------------------------------------- */

static void show(isn_hand *hand) {
  pthread_mutex_lock(&hand->lock);
  hand->shown = hand->now;
  hand->import_asked = false;
  pthread_mutex_unlock(&hand->lock);
  wake_loop(hand);
}

static int64_t pull(void *context, void *into, size_t size) {
  isn_hand *hand = context;
  isnad_str text = hand->import->text;
  size_t left = text.len - hand->pulled, step = left < size ? left : size;
  if (step) memcpy(into, text.ptr + hand->pulled, step);
  hand->pulled += step;
  return (int64_t)step;
}

/* Notes why a record was not taken; where: its number, 0: the whole. */
static void reject(isn_hand *hand, uint64_t where, const char *why) {
  importing *now = &hand->now;
  if (now->rejected < REJECTED_MAX) {
    rejected *r = &now->list[now->rejected];
    r->from[0] = '\0';
    if (where) snprintf(r->from, sizeof r->from, "#%llu", (unsigned long long)where);
    snprintf(r->why, sizeof r->why, "%s", why);
  }
  now->rejected++;
}

static void begin_import(isn_hand *hand, isn_job *job) {
  isnad_error error;
  memset(&hand->now, 0, sizeof hand->now);
  hand->now.known = hand->now.running = true;
  hand->now.dry = job->dry;
  hand->now.total = job->text.len;
  hand->import = job;
  hand->pulled = 0;
  if (isnad_input_open(pull, hand, ISNAD_FORM_ANY, &hand->input, &error) != ISNAD_OK) {
    reject(hand, 0, error.message);
    hand->input = NULL;
  }
  show(hand);
}

/* What the form says fills in what the input leaves open. */
static isn_incoming incoming_of(const isn_job *job, const isnad_document *document) {
  isn_incoming in = {.bytes = document->bytes, .given = document->given, .from = ISN_LIT("desk")};
  if (in.given.published.len == 0) in.given.published = job->given.published;
  if (in.given.outlet.len == 0) in.given.outlet = job->given.outlet;
  if (in.given.url.len == 0 && document->record == 0) in.given.url = job->given.url;
  return in;
}

static isnad_status look_at(isn_hand *hand, const isn_incoming *in, isn_added *added, isnad_error *error) {
  isnad_report *report;
  *added = isn_store_has(hand->store, in) ? ISN_ADDED_SAME : ISN_ADDED_NEW;
  isnad_status status = isnad_read(hand->lexicon, in->bytes, &in->given, NULL, &report, error);
  if (status == ISNAD_OK && *added == ISN_ADDED_NEW) hand->now.claims += (int64_t)isnad_report_claim_count(report);
  isnad_report_free(report);
  return status;
}

/* Takes one document; false where no more can be taken. */
static bool take_document(isn_hand *hand, const isnad_document *document) {
  isn_incoming in = incoming_of(hand->import, document);
  isn_added added = ISN_ADDED_SAME;
  isnad_error error;
  isnad_status status =
      hand->now.dry ? look_at(hand, &in, &added, &error) : isn_store_add(hand->store, &in, &added, NULL, &error);
  if (status == ISNAD_OK) {
    hand->now.fresh += added == ISN_ADDED_NEW;
    hand->now.same += added == ISN_ADDED_SAME;
    hand->now.versions += added == ISN_ADDED_VERSION;
    return true;
  }
  reject(hand, document->record, error.message);
  return status == ISNAD_UTF8 || status == ISNAD_LIMIT || status == ISNAD_SYNTAX || status == ISNAD_ARGUMENT;
}

static void end_import(isn_hand *hand) {
  isnad_error error;
  if (!hand->now.dry && (isn_store_commit(hand->store, &error) != ISNAD_OK ||
                         isn_store_link(hand->store, NULL, NULL, &error) != ISNAD_OK))
    reject(hand, 0, error.message);
  if (hand->input) isnad_input_close(hand->input);
  hand->input = NULL;
  hand->now.running = false;
  hand->now.done = hand->now.total;
  show(hand);
  isn_job_free(hand->import);
  hand->import = NULL;
}

static void go_on_importing(isn_hand *hand) {
  const isnad_document *document;
  isnad_error error;
  bool more = hand->input != NULL;
  isn_store_clock(hand->store, (int64_t)time(NULL));
  for (int i = 0; i < STRETCH && more; i++) {
    if (isnad_input_next(hand->input, &document, &error) != ISNAD_OK) {
      reject(hand, error.where, error.message);
      more = error.status != ISNAD_MEMORY;
    } else {
      more = document != NULL && take_document(hand, document);
    }
  }
  hand->now.done = hand->pulled;
  if (more && !hand->now.dry && isn_store_commit(hand->store, &error) != ISNAD_OK)
    reject(hand, 0, error.message), more = false;
  if (more) show(hand);
  else end_import(hand);
}

void isn_hand_import(isn_hand *hand, isn_arena *arena, isn_desk_import **out) {
  *out = NULL;
  importing *copy = isn_alloc(arena, sizeof *copy);
  pthread_mutex_lock(&hand->lock);
  *copy = hand->shown;
  pthread_mutex_unlock(&hand->lock);
  if (!copy->known) return;
  size_t kept = copy->rejected < REJECTED_MAX ? (size_t)copy->rejected : REJECTED_MAX,
         more = copy->rejected > REJECTED_MAX;
  isn_desk_rejected *list = isn_alloc_array(arena, kept + more + 1, sizeof *list);
  for (size_t i = 0; i < kept; i++)
    list[i] = (isn_desk_rejected){isn_str(copy->list[i].from), isn_str(copy->list[i].why)};
  if (more)
    list[kept] =
        (isn_desk_rejected){isn_str(""), isn_arena_print(arena, "+ %lld", (long long)(copy->rejected - REJECTED_MAX))};
  *out = isn_alloc(arena, sizeof **out);
  **out = (isn_desk_import){.dry = copy->dry,
                            .running = copy->running,
                            .fresh = copy->fresh,
                            .same = copy->same,
                            .versions = copy->versions,
                            .claims = copy->claims,
                            .done = (int64_t)copy->done,
                            .total = (int64_t)copy->total,
                            .rejected = list,
                            .rejected_count = kept + more};
}

/* ---- The thread -------------------------------------------------------------------------------------------------- */

static void do_job(isn_hand *hand, isn_job *job) {
  isn_store_clock(hand->store, (int64_t)time(NULL));
  job->error = (isnad_error){.status = ISNAD_OK};
  switch (job->kind) {
    case JOB_ACT: job->status = isn_store_act(hand->store, &job->act, &job->seq, &job->error); break;
    case JOB_UNDO: job->status = isn_store_undo(hand->store, job->entry, job->act.who, &job->seq, &job->error); break;
    case JOB_PUT: job->status = isn_store_put(hand->store, job->shelf, job->key, job->value, &job->error); break;
    case JOB_IMPORT: begin_import(hand, job); return;
  }
  give(hand, job);
}

static isn_job *next_job(isn_hand *hand, bool *stop) {
  pthread_mutex_lock(&hand->lock);
  while (hand->first == NULL && hand->import == NULL && !hand->stopping) pthread_cond_wait(&hand->more, &hand->lock);
  isn_job *job = hand->first;
  if (job) {
    if ((hand->first = job->next) == NULL) hand->last = &hand->first;
    hand->waiting--;
  }
  *stop = hand->stopping && job == NULL;
  pthread_mutex_unlock(&hand->lock);
  return job;
}

static void *work(void *context) {
  isn_hand *hand = context;
  bool stop = false;
  while (!stop) {
    isn_job *job = next_job(hand, &stop);
    if (job) do_job(hand, job);
    else if (hand->import && stop) end_import(hand);
    else if (hand->import) go_on_importing(hand);
  }
  return NULL;
}

isn_hand *isn_hand_new(const char *path, const isnad_lexicon *lexicon, int wake, isnad_error *error) {
  isn_hand *hand = calloc(1, sizeof *hand);
  if (hand == NULL) {
    *error = (isnad_error){.status = ISNAD_MEMORY, .message = "out of memory"};
    return NULL;
  }
  hand->lexicon = lexicon, hand->wake = wake;
  hand->last = &hand->first, hand->finished_last = &hand->finished;
  if (isn_store_open(path, ISN_STORE_WRITE, lexicon, &hand->store, error) != ISNAD_OK) {
    free(hand);
    return NULL;
  }
  pthread_mutex_init(&hand->lock, NULL);
  pthread_cond_init(&hand->more, NULL);
  if (pthread_create(&hand->thread, NULL, work, hand) == 0) return hand;
  *error = (isnad_error){.status = ISNAD_IO, .message = "cannot start a thread"};
  isn_store_close(hand->store);
  free(hand);
  return NULL;
}

void isn_hand_free(isn_hand *hand) {
  if (hand == NULL) return;
  pthread_mutex_lock(&hand->lock);
  hand->stopping = true;
  pthread_cond_signal(&hand->more);
  pthread_mutex_unlock(&hand->lock);
  pthread_join(hand->thread, NULL);
  isn_hand_give_back(hand);
  isn_store_close(hand->store);
  pthread_cond_destroy(&hand->more);
  pthread_mutex_destroy(&hand->lock);
  free(hand);
}
