/* link: when what came in is linked. At once while days come in some order: the days around them are at hand. Where they come in
 * disorder, days are only noted as stale, and isn_store_link goes through them in order, so that each is loaded once. Either way the
 * same groups come out. */
#include "store/inner.h"

typedef struct stale_job {
  int64_t from;  /* days before it are done */
  int64_t done;  /* how many were */
  bool more;
} stale_job;

typedef struct day_list {
  int64_t *days;
  size_t count, cap;
} day_list;

/* Stale days from job->from on, until the window is full. */
static day_list cover_some(isn_store *store, isn_arena *arena, stale_job *job) {
  day_list list = {NULL, 0, 0};
  isn_rows rows = isn_db_ask(store->db, "SELECT day FROM stale WHERE day >= $1 ORDER BY day", "i", job->from);
  job->more = false;
  while (isn_db_next(&rows)) {
    if (list.count && isn_window_full(store) && !isn_window_covers(store, (int32_t)isn_db_int(&rows, 0))) {
      job->more = true;
      isn_db_end(&rows);
      break;
    }
    isn_arena_grow(arena, &list.days, list.count, &list.cap, sizeof *list.days);
    list.days[list.count++] = isn_db_int(&rows, 0);
    isn_window_cover(store, arena, (int32_t)list.days[list.count - 1]);
  }
  return list;
}

/* Groups of the days at hand that changed, and those of incidents that lost a report. */
static int64_t *touched(isn_store *store, isn_arena *arena, size_t *count) {
  int64_t *groups = isn_window_groups(store, arena, count);
  size_t cap = *count;
  isn_rows rows = isn_db_ask(store->db, "SELECT DISTINCT grp FROM claim WHERE incident IN (SELECT id FROM incident WHERE stale = 1) AND grp IS NOT NULL", "");
  while (isn_db_next(&rows)) {
    isn_arena_grow(arena, &groups, *count, &cap, sizeof *groups);
    groups[(*count)++] = isn_db_int(&rows, 0);
  }
  return groups;
}

static void link_some(isn_store *store, isn_arena *arena, void *given) {
  stale_job *job = given;
  day_list list = cover_some(store, arena, job);
  size_t count;
  int64_t *groups = touched(store, arena, &count);
  isn_incidents_rebuild(store, arena, groups, count);
  for (size_t i = 0; i < list.count; i++) isn_db_do(store->db, "DELETE FROM stale WHERE day = $1", "i", list.days[i]);
  if (list.count) job->from = list.days[list.count - 1] + 1;
  job->done += (int64_t)list.count;
  isn_check(store, arena);
}

static void end_job(isn_store *store, isn_arena *arena, void *job) {
  (void)job;
  isn_end(store, arena);
}

static void move_job(isn_store *store, isn_arena *arena, void *job) {
  (void)job;
  isn_window_move(store, arena);
}

/* All is linked and written: with days in order, those behind can go. Where memory does not allow that, all go. */
static void let_days_go(isn_store *store) {
  if (store->deferred || !isn_window_full(store)) return;
  if (isn_guard(store, NULL, move_job, NULL, NULL) != ISNAD_OK) isn_window_drop(store);
}

isnad_status isn_store_commit(isn_store *store, isnad_error *error) {
  if (!store->open) return ISNAD_OK;
  isnad_status status = ISNAD_OK;
  stale_job job = {.from = INT64_MIN, .more = !store->deferred};
  while (status == ISNAD_OK && job.more) {
    status = isn_guard(store, NULL, link_some, &job, error);
    if (job.more) isn_window_drop(store);
  }
  if (status == ISNAD_OK) status = isn_guard(store, NULL, end_job, NULL, error);
  if (status != ISNAD_OK) isn_store_rollback(store);
  else let_days_go(store);
  return status;
}

/* Linking looks at all that is at hand, so a few reports more wait until they are a part of that worth the while. */
enum { WORTH_LINKING = 2000, PART_WORTH_LINKING = 4 };

isnad_status isn_store_save(isn_store *store, isnad_error *error) {
  size_t fresh, all = isn_window_size(store, &fresh);
  bool worth = fresh >= WORTH_LINKING && fresh * PART_WORTH_LINKING >= all;
  if (!store->deferred && (worth || (fresh && isn_window_full(store)))) return isn_store_commit(store, error);
  isnad_status status = store->open ? isn_guard(store, NULL, end_job, NULL, error) : ISNAD_OK;
  if (status != ISNAD_OK) isn_store_rollback(store);
  return status;
}

int64_t isn_store_waiting(isn_store *store) { return isn_db_number(store->db, 0, "SELECT count(*) FROM stale", ""); }

isnad_status isn_store_link(isn_store *store, isn_progress *progress, void *context, isnad_error *error) {
  isnad_status status = isn_store_save(store, error);
  stale_job job = {.from = INT64_MIN, .more = true};
  int64_t all = isn_store_waiting(store);
  if (store->deferred) isn_window_drop(store); /* days in order need no others */
  while (status == ISNAD_OK && all && job.more) {
    isn_begin(store);
    status = isn_guard(store, NULL, link_some, &job, error);
    if (status == ISNAD_OK) status = isn_guard(store, NULL, end_job, NULL, error);
    if (job.more) isn_window_drop(store);
    if (progress) progress(context, job.done, all);
  }
  if (status != ISNAD_OK) isn_store_rollback(store);
  else store->deferred = false;
  return status;
}

static void all_stale(isn_store *store, isn_arena *arena, void *job) {
  (void)job;
  isn_begin(store);
  isn_db_do(store->db, "INSERT INTO stale(day) SELECT DISTINCT day FROM claim WHERE current = 1 ON CONFLICT DO NOTHING", "");
  isn_end(store, arena);
}

isnad_status isn_store_relink(isn_store *store, isn_progress *progress, void *context, isnad_error *error) {
  isnad_status status = isn_store_commit(store, error);
  if (status == ISNAD_OK) status = isn_guard(store, NULL, all_stale, NULL, error);
  return status == ISNAD_OK ? isn_store_link(store, progress, context, error) : status;
}
