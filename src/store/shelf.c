/* shelf: small things that a desk keeps beside its reports: the sources it watches and how they fare, its saved searches. A shelf has a
 * name, what lies on it a key and a value of JSON: «source», https://example.org/rss.xml, {"kind":"feed","fetched":1643020200}. */
#include "store/inner.h"

typedef struct shelf_job {
  const char *shelf;
  isnad_str key, value;
  isn_shelf_each *each;
  void *context;
} shelf_job;

static void put(isn_store *store, isn_arena *arena, void *given) {
  const shelf_job *job = given;
  isn_begin(store);
  if (job->value.len)
    isn_db_do(store->db, "INSERT INTO shelf(shelf, key, value) VALUES ($1, $2, $3) ON CONFLICT (shelf, key) DO UPDATE SET value = $3", "ttt",
              isn_str(job->shelf), job->key, job->value);
  else
    isn_db_do(store->db, "DELETE FROM shelf WHERE shelf = $1 AND key = $2", "tt", isn_str(job->shelf), job->key);
  isn_check(store, arena);
}

isnad_status isn_store_put(isn_store *store, const char *shelf, isnad_str key, isnad_str value, isnad_error *error) {
  shelf_job job = {.shelf = shelf, .key = key, .value = value};
  isnad_status status = isn_store_commit(store, error); /* what came in before it */
  if (status == ISNAD_OK) status = isn_guard(store, NULL, put, &job, error);
  if (status == ISNAD_OK) status = isn_store_commit(store, error);
  else isn_store_rollback(store);
  return status;
}

static void walk(isn_store *store, isn_arena *arena, void *given) {
  const shelf_job *job = given;
  isn_rows rows = isn_db_ask(store->db, "SELECT key, value FROM shelf WHERE shelf = $1 ORDER BY key", "t", isn_str(job->shelf));
  for (bool on = true; on && isn_db_next(&rows);) on = job->each(job->context, isn_db_text(&rows, 0), isn_db_text(&rows, 1));
  isn_db_end(&rows);
  isn_check(store, arena);
}

isnad_status isn_store_shelf(isn_store *store, const char *shelf, isn_shelf_each *each, void *context, isnad_error *error) {
  shelf_job job = {.shelf = shelf, .each = each, .context = context};
  return isn_guard(store, NULL, walk, &job, error);
}
