/* open: a store's file is opened, made or brought to the present schema; transactions; and the one trap under which all work of the
 * room is done. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "store/inner.h"

#define WORK_MAX ((size_t)1 << 30) /* bytes that one piece of work may take */

extern const char isn_schema[];

/* ---- The trap ----------------------------------------------------------------------------------------------------------- */

isnad_status isn_guard(isn_store *store, isn_arena *given, isn_work *work, void *job, isnad_error *error) {
  isn_arena *arena = given ? given : isn_arena_new(NULL, WORK_MAX);
  if (arena == NULL) return isn_error(error, ISNAD_MEMORY, 0, "out of memory");
  store->refused.status = ISNAD_OK;
  jmp_buf before;
  memcpy(&before, isn_arena_trap(arena), sizeof before); /* the caller's arena keeps the caller's trap */
  volatile bool fell = true;
  if (setjmp(*isn_arena_trap(arena)) == 0) {
    work(store, arena, job);
    fell = false;
  }
  memcpy(isn_arena_trap(arena), &before, sizeof before);
  if (fell) store->db.calls->settle(store->db.db); /* a question that was being read when memory ended */
  if (given == NULL) isn_arena_free(arena);
  isnad_status status = store->refused.status;
  if (status != ISNAD_OK) {
    if (error) *error = store->refused;
  } else if ((status = store->db.calls->fault(store->db.db, error)) == ISNAD_OK && fell) {
    status = isn_error(error, ISNAD_MEMORY, 0, "out of memory");
  }
  return status;
}

void isn_refuse(isn_store *store, isn_arena *arena, isnad_status status, const char *format, ...) {
  va_list args;
  va_start(args, format);
  store->refused = (isnad_error){.status = status};
  vsnprintf(store->refused.message, sizeof store->refused.message, format, args);
  va_end(args);
  isn_arena_fail(arena);
}

void isn_pass(isn_store *store, isn_arena *arena, const isnad_error *error) {
  store->refused = *error;
  isn_arena_fail(arena);
}

void isn_check(isn_store *store, isn_arena *arena) {
  if (store->db.calls->fault(store->db.db, NULL) != ISNAD_OK) isn_arena_fail(arena);
}

/* ---- Transactions --------------------------------------------------------------------------------------------------------- */

static int64_t last_of(isn_store *store, const char *statement) { return isn_db_number(store->db, 0, statement, ""); }

int64_t isn_store_last(isn_store *store) { return last_of(store, "SELECT max(seq) FROM log"); }

static int64_t last_report(isn_store *store) { return last_of(store, "SELECT max(id) FROM report"); }

void isn_begin(isn_store *store) {
  if (store->open) return;
  store->db.calls->run(store->db.db, "BEGIN IMMEDIATE");
  store->open = true;
  /* Another writer may have been here. */
  if (store->seen_entry != isn_store_last(store) || store->seen_report != last_report(store)) isn_window_drop(store);
}

void isn_end(isn_store *store, isn_arena *arena) {
  store->seen_entry = isn_store_last(store);
  store->seen_report = last_report(store);
  store->db.calls->run(store->db.db, "COMMIT");
  isn_check(store, arena);
  store->open = false;
}

void isn_store_rollback(isn_store *store) {
  isn_window_drop(store);
  store->db.calls->rescue(store->db.db);
  store->open = false;
}

/* ---- Opening --------------------------------------------------------------------------------------------------------------- */

/* The statements of migration `number` up to the next, or NULL; *end is where they end. */
static const char *migration(int number, const char **end) {
  char head[32];
  snprintf(head, sizeof head, "\n-- migration %d\n", number);
  const char *start = strstr(isn_schema, head);
  if (start == NULL) return NULL;
  start += strlen(head);
  snprintf(head, sizeof head, "\n-- migration %d\n", number + 1);
  *end = strstr(start, head);
  if (*end == NULL) *end = start + strlen(start);
  return start;
}

static int newest(void) {
  int number = 0;
  for (const char *end; migration(number + 1, &end); number++) continue;
  return number;
}

static void migrate(isn_store *store, isn_arena *arena, void *job) {
  (void)job;
  const isn_backend *calls = store->db.calls;
  const char *end, *text;
  calls->run(store->db.db, "BEGIN IMMEDIATE"); /* isn_begin asks tables that may not be there */
  store->open = true;
  /* Asked again inside: two programs may have come at once. */
  for (int number = calls->schema(store->db.db) + 1; (text = migration(number, &end)) != NULL; number++) {
    calls->run(store->db.db, isn_arena_copy(arena, (isnad_str){text, (size_t)(end - text)}).ptr);
    calls->set_schema(store->db.db, number);
  }
  isn_end(store, arena);
}

static isnad_status bring_up(isn_store *store, const char *path, isnad_error *error) {
  int schema = store->db.calls->schema(store->db.db), known = newest();
  isnad_status status = store->db.calls->fault(store->db.db, error);
  if (status != ISNAD_OK) return status;
  if (schema < 0) return isn_error(error, ISNAD_IO, 0, "%.100s is no store of isnad", path);
  if (schema > known)
    return isn_error(error, ISNAD_IO, 0, "%.100s was written by a newer isnad (schema %d; this one knows %d)", path, schema, known);
  if (schema == known) return ISNAD_OK;
  if (store->mode == ISN_STORE_READ)
    return isn_error(error, ISNAD_IO, 0, "%.100s %s", path,
                     schema == 0 ? "is empty" : "was written by an older isnad; isnad link brings it up to date");
  return isn_guard(store, NULL, migrate, NULL, error);
}

isnad_status isn_store_open(const char *path, isn_store_mode mode, const isnad_lexicon *lexicon, isn_store **out, isnad_error *error) {
  *out = NULL;
  isn_store *store = calloc(1, sizeof *store);
  if (store == NULL) return isn_error(error, ISNAD_MEMORY, 0, "out of memory");
  *store = (isn_store){.db = {.calls = &isn_sqlite}, .lexicon = lexicon, .mode = mode};
  isnad_status status = store->db.calls->open(path, mode == ISN_STORE_READ, &store->db.db, error);
  if (status == ISNAD_OK) status = bring_up(store, path, error);
  if (status == ISNAD_OK) *out = store;
  else isn_store_close(store);
  return status;
}

void isn_store_close(isn_store *store) {
  if (store == NULL) return;
  isn_window_drop(store);
  store->db.calls->close(store->db.db);
  free(store);
}

void isn_store_clock(isn_store *store, int64_t now) { store->now = now; }

/* ---- Small things ------------------------------------------------------------------------------------------------------------ */

isnad_str isn_hex(isn_arena *arena, int64_t id) { return isn_arena_print(arena, "%016llx", (unsigned long long)id); }

bool isn_unhex(isnad_str digits, uint64_t *first, uint64_t *last) {
  if (digits.len == 0 || digits.len > 16) return false;
  *first = 0, *last = UINT64_MAX;
  for (size_t i = 0; i < digits.len; i++) {
    const char *all = "0123456789abcdef", *at = digits.ptr[i] ? strchr(all, digits.ptr[i]) : NULL;
    if (at == NULL) return false;
    *first |= (uint64_t)(at - all) << (60 - 4 * i);
  }
  if (digits.len < 16) *last = *first | UINT64_MAX >> 4 * digits.len;
  else *last = *first;
  return true;
}
