/* What may happen to a store: bytes that flip, a log that is tampered with, a full disk, a file that can only be read, another program's file,
 * two writers. It is told, and what was committed stays good. */
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "store/fixture_test.h"

/* ---- The log ---------------------------------------------------------------------------------------------------------------------------- */

static bool see_entry(void *context, const isn_entry_of_log *entry) {
  int64_t *last = context;
  assert_int_equal(entry->seq, *last + 1);
  *last = entry->seq;
  return true;
}

static void the_log_cannot_be_changed(void **state) {
  fixture *f = *state;
  isn_store *store = filled(f);
  isnad_error error;
  int64_t last = 0;
  done(isn_store_log(store, 0, (isnad_str){NULL, 0}, 0, see_entry, &last, &error), &error);
  assert_int_equal(last, isn_store_last(store));
  int64_t since = last - 2;
  done(isn_store_log(store, since, (isnad_str){NULL, 0}, 0, see_entry, &since, &error), &error);
  assert_int_equal(since, last);
  isn_store_close(store);
  sqlite3 *db;
  assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, "UPDATE log SET kind = 'x' WHERE seq = 1", NULL, NULL, NULL), SQLITE_CONSTRAINT);
  assert_int_equal(sqlite3_exec(db, "DELETE FROM log WHERE seq = 1", NULL, NULL, NULL), SQLITE_CONSTRAINT);
  /* Who takes the triggers away is found out. */
  assert_int_equal(sqlite3_exec(db, "DROP TRIGGER log_is_never_changed; UPDATE log SET detail = '{}' WHERE seq = 2", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
  store = open_store(f, ISN_STORE_READ);
  isn_proof proof;
  size_t faults = 0;
  done(isn_store_verify(store, &proof, count_fault, NULL, &faults, &error), &error);
  assert_true(faults > 0);
  isn_store_close(store);
}

/* ---- Damage ------------------------------------------------------------------------------------------------------------------------------- */

static size_t faults_of(const fixture *f) {
  isn_store *store;
  isnad_error error;
  size_t faults = 0;
  isn_proof proof;
  if (isn_store_open(f->path, ISN_STORE_READ, f->lexicon, &store, &error) != ISNAD_OK) return 1; /* it says so when it is opened */
  isnad_status status = isn_store_verify(store, &proof, count_fault, NULL, &faults, &error);
  isn_store_close(store);
  return faults + (status != ISNAD_OK);
}

static void flip(const fixture *f, long at) {
  FILE *file = fopen(f->path, "r+b");
  assert_non_null(file);
  fseek(file, at, SEEK_SET);
  int c = getc(file);
  fseek(file, at, SEEK_SET);
  putc(c ^ 0x10, file);
  fclose(file);
}

static void a_flipped_byte_is_found(void **state) {
  fixture *f = *state;
  isn_store_close(filled(f));
  struct stat info;
  assert_int_equal(stat(f->path, &info), 0);
  assert_int_equal(faults_of(f), 0);
  unsigned seed = 11;
  for (int i = 0; i < 60; i++) {
    seed = seed * 1103515245 + 12345;
    long at = (long)((double)(seed >> 8 & 0xFFFFFF) / 0x1000000 * (double)info.st_size);
    flip(f, at);
    if (faults_of(f) == 0) fail_msg("byte %ld was flipped and nobody saw it", at);
    flip(f, at);
  }
  assert_int_equal(faults_of(f), 0);
}

/* Runs the work in a child, so that its limits are its own; gives its exit status. */
static int in_child(const fixture *f, int (*work)(const fixture *)) {
  pid_t child = fork();
  if (child == 0) _exit(work(f));
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int fill_to_the_limit(const fixture *f) {
  struct rlimit limit = {200 << 10, 200 << 10};
  signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &limit);
  isn_store *store;
  isnad_error error;
  isnad_status status = isn_store_open(f->path, ISN_STORE_WRITE, f->lexicon, &store, &error);
  if (status != ISNAD_OK) return 2;
  for (int round = 0; round < 100 && status == ISNAD_OK; round++) {
    for (size_t i = 0; i < f->count && status == ISNAD_OK; i++) {
      char url[60];
      isn_incoming in = f->reports[i];
      in.given.url = (isnad_str){url, (size_t)snprintf(url, sizeof url, "https://example.org/%d/%zu", round, i)};
      status = isn_store_add(store, &in, NULL, NULL, &error);
    }
    if (status == ISNAD_OK) status = isn_store_commit(store, &error);
  }
  isn_store_close(store);
  if (status == ISNAD_IO && strstr(error.message, f->path)) return 0;
  fprintf(stderr, "%s\n", status == ISNAD_OK ? "no fault" : error.message);
  return 3;
}

static void a_full_disk_leaves_a_good_store(void **state) {
  fixture *f = *state;
  remove_store(f);
  isn_store *store = open_store(f, ISN_STORE_WRITE);
  add(store, &f->reports[0]);
  commit(store);
  isn_store_close(store);
  assert_int_equal(in_child(f, fill_to_the_limit), 0);
  store = open_store(f, ISN_STORE_WRITE);
  assert_true(isn_store_has(store, &f->reports[0]));
  assert_sound(store);
  for (size_t i = 0; i < f->count; i++) add(store, &f->reports[i]);
  commit(store);
  assert_sound(store);
  isn_store_close(store);
}

static int write_as_nobody(const fixture *f) {
  if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) return 4;
  isn_store *store;
  isnad_error error;
  if (isn_store_open(f->path, ISN_STORE_READ, f->lexicon, &store, &error) != ISNAD_OK) return 5;
  isn_filter all = {.limit = 0};
  int64_t seen = isn_store_count(store, &all);
  isn_store_close(store);
  if (seen == 0) return 6;
  if (isn_store_open(f->path, ISN_STORE_WRITE, f->lexicon, &store, &error) != ISNAD_OK) return error.status == ISNAD_IO ? 0 : 7;
  isnad_status status = isn_store_add(store, &f->reports[0], NULL, NULL, &error);
  isn_store_close(store);
  return status == ISNAD_IO ? 0 : 8;
}

static void a_file_that_is_read_only_is_read(void **state) {
  fixture *f = *state;
  remove_store(f);
  isn_store *store = open_store(f, ISN_STORE_WRITE);
  for (size_t i = 1; i < f->count; i++) add(store, &f->reports[i]);
  commit(store);
  isn_store_close(store);
  chmod(f->path, 0444);
  chmod(f->folder, 0555);
  assert_int_equal(in_child(f, write_as_nobody), 0);
  chmod(f->folder, 0755);
  chmod(f->path, 0644);
}

/* ---- Other files ------------------------------------------------------------------------------------------------------------------------- */

static void run_sql(const fixture *f, const char *statements) {
  sqlite3 *db;
  assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, statements, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
}

static void what_is_no_store_is_left_alone(void **state) {
  fixture *f = *state;
  isn_store *store;
  isnad_error error;
  remove_store(f);
  run_sql(f, "CREATE TABLE theirs(x)");
  assert_int_equal(isn_store_open(f->path, ISN_STORE_WRITE, f->lexicon, &store, &error), ISNAD_IO);
  assert_null(store);
  assert_non_null(strstr(error.message, "no store"));
  remove_store(f);
  isn_store_close(filled(f));
  run_sql(f, "PRAGMA user_version = 99");
  assert_int_equal(isn_store_open(f->path, ISN_STORE_WRITE, f->lexicon, &store, &error), ISNAD_IO);
  assert_non_null(strstr(error.message, "newer"));
  remove_store(f);
  FILE *file = fopen(f->path, "wb");
  for (int i = 0; i < 5000; i++) putc('x', file);
  fclose(file);
  assert_int_equal(isn_store_open(f->path, ISN_STORE_WRITE, f->lexicon, &store, &error), ISNAD_IO);
  remove_store(f);
  assert_int_equal(isn_store_open("/nowhere/at/all", ISN_STORE_WRITE, f->lexicon, &store, &error), ISNAD_IO);
  assert_int_equal(isn_store_open(f->path, ISN_STORE_READ, f->lexicon, &store, &error), ISNAD_IO);
}

static void two_may_be_open(void **state) {
  fixture *f = *state;
  isn_store *writer = filled(f), *reader = open_store(f, ISN_STORE_READ), *second = open_store(f, ISN_STORE_WRITE);
  size_t before = count_incidents(reader, NULL);
  gathered g = incidents(second, NULL);
  isn_act merge = {.kind = "merge", .incident = id_of(&g, 0), .other = id_of(&g, 1)};
  act(second, &merge);
  assert_int_equal(count_incidents(reader, NULL), before - 1);
  isn_incoming more = f->reports[0];
  more.given.url = ISN_LIT("https://example.org/once-more");
  add(writer, &more);
  commit(writer);
  assert_sound(reader);
  free(g.all);
  isn_store_close(second);
  isn_store_close(reader);
  isn_store_close(writer);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_log_cannot_be_changed), cmocka_unit_test(a_flipped_byte_is_found),
      cmocka_unit_test(a_full_disk_leaves_a_good_store), cmocka_unit_test(a_file_that_is_read_only_is_read),
      cmocka_unit_test(what_is_no_store_is_left_alone), cmocka_unit_test(two_may_be_open)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
