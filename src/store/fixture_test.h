/* fixture_test: a store in a folder of its own, filled with the reports of test/store/reports.txt, since code holds no Arabic. */
#ifndef ISN_STORE_FIXTURE_TEST_H
#define ISN_STORE_FIXTURE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"
#include "store/store.h"

enum { REPORTS_MAX = 64 };

typedef struct fixture {
  isnad_lexicon *lexicon;
  char folder[64], path[96];
  char *text; /* of the file of reports */
  isn_incoming reports[REPORTS_MAX];
  size_t count;
} fixture;

/* ---- The reports ---------------------------------------------------------------------------------------------------------- */

static inline isnad_str cut_line(isnad_str *rest) {
  isnad_str line = {NULL, 0};
  isn_str_line(rest, &line);
  return line;
}

/* outlet|published|url, then the text up to a line ===. */
static inline void load_reports(fixture *f) {
  FILE *file = fopen("test/store/reports.txt", "rb");
  assert_non_null(file);
  f->text = malloc(1 << 20);
  size_t len = fread(f->text, 1, 1 << 20, file);
  fclose(file);
  isnad_str rest = {f->text, len};
  while (rest.len && f->count < REPORTS_MAX) {
    isnad_str head = cut_line(&rest), body = {rest.ptr, 0}, line;
    isn_incoming *in = &f->reports[f->count++];
    isnad_str *parts[] = {&in->given.outlet, &in->given.published, &in->given.url};
    for (size_t p = 0, at = 0; p < 3; p++, at++) {
      size_t start = at;
      while (at < head.len && head.ptr[at] != '|') at++;
      *parts[p] = (isnad_str){head.ptr + start, at - start};
    }
    while (rest.len && (line = cut_line(&rest), !isn_str_same(line, ISN_LIT("===")))) body.len = (size_t)(rest.ptr - body.ptr);
    in->bytes = body;
  }
}

static inline int set_up(void **state) {
  fixture *f = calloc(1, sizeof *f);
  assert_int_equal(isnad_lexicon_builtin(NULL, &f->lexicon, NULL), ISNAD_OK);
  memcpy(f->folder, "/tmp/isnad-store-XXXXXX", sizeof "/tmp/isnad-store-XXXXXX");
  assert_non_null(mkdtemp(f->folder));
  snprintf(f->path, sizeof f->path, "%s/s.isnad", f->folder);
  load_reports(f);
  assert_true(f->count >= 8);
  *state = f;
  return 0;
}

static inline void remove_store(const fixture *f) {
  const char *ends[] = {"", "-wal", "-shm"};
  for (int i = 0; i < 3; i++) {
    char name[128];
    snprintf(name, sizeof name, "%s%s", f->path, ends[i]);
    remove(name);
  }
}

static inline int tear_down(void **state) {
  fixture *f = *state;
  remove_store(f);
  rmdir(f->folder);
  isnad_lexicon_free(f->lexicon);
  free(f->text);
  free(f);
  return 0;
}

static inline isn_store *open_store(const fixture *f, isn_store_mode mode) {
  isn_store *store;
  isnad_error error = {.status = ISNAD_OK};
  if (isn_store_open(f->path, mode, f->lexicon, &store, &error) != ISNAD_OK) fail_msg("%s", error.message);
  isn_store_clock(store, 1700000000);
  return store;
}

static inline void done(isnad_status status, const isnad_error *error) {
  if (status != ISNAD_OK) fail_msg("%s", error->message);
}

static inline isn_added add(isn_store *store, const isn_incoming *in) {
  isnad_error error;
  isn_added added;
  done(isn_store_add(store, in, &added, NULL, &error), &error);
  return added;
}

static inline void commit(isn_store *store) {
  isnad_error error;
  done(isn_store_commit(store, &error), &error);
}

static inline isn_store *filled(const fixture *f) {
  remove_store(f);
  isn_store *store = open_store(f, ISN_STORE_WRITE);
  for (size_t i = 0; i < f->count; i++) add(store, &f->reports[i]);
  commit(store);
  return store;
}

/* ---- What a store says --------------------------------------------------------------------------------------------------------- */

typedef struct gathered {
  char ids[512][17];
  char *all; /* the incidents' JSON, one after the other */
  size_t count, len;
  int64_t most_reports;
  char biggest[17];
} gathered;

static inline bool gather(void *context, const isn_incident_row *row) {
  gathered *g = context;
  memcpy(g->ids[g->count++], row->id.ptr, 16);
  g->all = realloc(g->all, g->len + row->json.len + 2);
  memcpy(g->all + g->len, row->json.ptr, row->json.len);
  g->len += row->json.len;
  g->all[g->len++] = '\n';
  g->all[g->len] = '\0';
  if (row->reports > g->most_reports) {
    g->most_reports = row->reports;
    memcpy(g->biggest, row->id.ptr, 16);
  }
  return true;
}

static inline gathered incidents(isn_store *store, const isn_filter *filter) {
  gathered g = {.count = 0};
  isnad_error error;
  isn_filter all = {.limit = 0};
  done(isn_store_incidents(store, filter ? filter : &all, gather, &g, &error), &error);
  return g;
}

static inline size_t count_incidents(isn_store *store, const isn_filter *filter) {
  gathered g = incidents(store, filter);
  free(g.all);
  return g.count;
}

static inline void no_fault(void *context, const char *what) {
  (void)context;
  fail_msg("%s", what);
}

static inline void count_fault(void *context, const char *what) {
  (void)what;
  ++*(size_t *)context;
}

static inline void assert_sound(isn_store *store) {
  isn_proof proof;
  isnad_error error;
  done(isn_store_verify(store, &proof, no_fault, NULL, NULL, &error), &error);
  assert_int_equal(proof.faults, 0);
  assert_true(proof.spans > proof.claims);
}

static inline int64_t act(isn_store *store, const isn_act *what) {
  isnad_error error;
  int64_t entry = 0;
  done(isn_store_act(store, what, &entry, &error), &error);
  assert_true(entry > 0);
  return entry;
}

static inline void undo(isn_store *store, int64_t entry) {
  isnad_error error;
  done(isn_store_undo(store, entry, (isnad_str){NULL, 0}, NULL, &error), &error);
}

static inline isnad_str id_of(const gathered *g, size_t i) { return (isnad_str){g->ids[i], 16}; }

#endif
