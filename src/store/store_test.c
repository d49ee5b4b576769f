/* The store: what goes in comes out, once; acts hold and are undone; order of arrival says nothing; damage is found. The reports stand in
 * test/store/reports.txt, since code holds no Arabic. */
#include "store/store.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/str.h"

enum { REPORTS_MAX = 64 };

typedef struct fixture {
  isnad_lexicon *lexicon;
  char folder[64], path[96];
  char *text; /* of the file of reports */
  isn_incoming reports[REPORTS_MAX];
  size_t count;
} fixture;

/* ---- The reports ---------------------------------------------------------------------------------------------------------- */

static isnad_str cut_line(isnad_str *rest) {
  isnad_str line = {NULL, 0};
  isn_str_line(rest, &line);
  return line;
}

/* outlet|published|url, then the text up to a line ===. */
static void load_reports(fixture *f) {
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

static int set_up(void **state) {
  fixture *f = calloc(1, sizeof *f);
  assert_int_equal(isnad_lexicon_builtin(NULL, &f->lexicon, NULL), ISNAD_OK);
  strcpy(f->folder, "/tmp/isnad-store-XXXXXX");
  assert_non_null(mkdtemp(f->folder));
  snprintf(f->path, sizeof f->path, "%s/s.isnad", f->folder);
  load_reports(f);
  assert_true(f->count >= 8);
  *state = f;
  return 0;
}

static void remove_store(const fixture *f) {
  const char *ends[] = {"", "-wal", "-shm"};
  for (int i = 0; i < 3; i++) {
    char name[128];
    snprintf(name, sizeof name, "%s%s", f->path, ends[i]);
    remove(name);
  }
}

static int tear_down(void **state) {
  fixture *f = *state;
  remove_store(f);
  rmdir(f->folder);
  isnad_lexicon_free(f->lexicon);
  free(f->text);
  free(f);
  return 0;
}

static isn_store *open_store(const fixture *f, isn_store_mode mode) {
  isn_store *store;
  isnad_error error = {.status = ISNAD_OK};
  if (isn_store_open(f->path, mode, f->lexicon, &store, &error) != ISNAD_OK) fail_msg("%s", error.message);
  isn_store_clock(store, 1700000000);
  return store;
}

static void done(isnad_status status, const isnad_error *error) {
  if (status != ISNAD_OK) fail_msg("%s", error->message);
}

static isn_added add(isn_store *store, const isn_incoming *in) {
  isnad_error error;
  isn_added added;
  done(isn_store_add(store, in, &added, NULL, &error), &error);
  return added;
}

static void commit(isn_store *store) {
  isnad_error error;
  done(isn_store_commit(store, &error), &error);
}

static isn_store *filled(const fixture *f) {
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

static bool gather(void *context, const isn_incident_row *row) {
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

static gathered incidents(isn_store *store, const isn_filter *filter) {
  gathered g = {.count = 0};
  isnad_error error;
  isn_filter all = {.limit = 0};
  done(isn_store_incidents(store, filter ? filter : &all, gather, &g, &error), &error);
  return g;
}

static size_t count_incidents(isn_store *store, const isn_filter *filter) {
  gathered g = incidents(store, filter);
  free(g.all);
  return g.count;
}

static void no_fault(void *context, const char *what) {
  (void)context;
  fail_msg("%s", what);
}

static void count_fault(void *context, const char *what) {
  (void)what;
  ++*(size_t *)context;
}

static void assert_sound(isn_store *store) {
  isn_proof proof;
  isnad_error error;
  done(isn_store_verify(store, &proof, no_fault, NULL, NULL, &error), &error);
  assert_int_equal(proof.faults, 0);
  assert_true(proof.spans > proof.claims);
}

/* ---- Coming in ------------------------------------------------------------------------------------------------------------------ */

static void what_goes_in_comes_out_once(void **state) {
  fixture *f = *state;
  isn_store *store = filled(f);
  isn_store_stats stats;
  isnad_error error;
  isn_arena *arena = isn_arena_new(NULL, 1 << 26);
  done(isn_store_stats_of(store, arena, &stats, &error), &error);
  assert_int_equal(stats.reports, f->count);
  int64_t entries = stats.entries;
  for (size_t i = 0; i < f->count; i++) {
    assert_true(isn_store_has(store, &f->reports[i]));
    assert_int_equal(add(store, &f->reports[i]), ISN_ADDED_SAME);
  }
  commit(store);
  done(isn_store_stats_of(store, arena, &stats, &error), &error);
  assert_int_equal(stats.reports, f->count);
  assert_int_equal(stats.entries, entries);
  isn_stored_report *report;
  done(isn_store_report(store, arena, 1, &report, &error), &error);
  assert_true(isn_str_same(report->bytes, f->reports[0].bytes));
  assert_sound(store);
  isn_arena_free(arena);
  isn_store_close(store);
}

static void order_of_arrival_says_nothing(void **state) {
  fixture *f = *state;
  isn_store *store = filled(f);
  gathered first = incidents(store, NULL);
  isn_store_close(store);
  unsigned seed = 7;
  for (int round = 0; round < 4; round++) {
    size_t order[REPORTS_MAX];
    for (size_t i = 0; i < f->count; i++) order[i] = i;
    for (size_t i = f->count; i > 1; i--) {
      seed = seed * 1103515245 + 12345;
      size_t k = seed / 65536 % i, spare = order[i - 1];
      order[i - 1] = order[k], order[k] = spare;
    }
    remove_store(f);
    store = open_store(f, ISN_STORE_WRITE);
    for (size_t i = 0; i < f->count; i++) {
      add(store, &f->reports[order[i]]);
      if (round == 1 || i % 3 == 2) commit(store);
    }
    isnad_error error;
    if (round == 2) done(isn_store_save(store, &error), &error);
    done(isn_store_link(store, NULL, NULL, &error), &error);
    if (round == 3) done(isn_store_relink(store, NULL, NULL, &error), &error);
    gathered again = incidents(store, NULL);
    assert_string_equal(again.all, first.all);
    assert_sound(store);
    free(again.all);
    isn_store_close(store);
  }
  free(first.all);
}

static void another_text_of_an_address_is_a_version(void **state) {
  fixture *f = *state;
  isn_store *store = filled(f);
  isnad_error error;
  isn_arena *arena = isn_arena_new(NULL, 1 << 26);
  size_t count;
  isn_incoming changed = f->reports[0];
  changed.bytes = f->reports[f->count - 1].bytes; /* tells something else */
  isn_stored_report *versions;
  int64_t number;
  isn_added added;
  done(isn_store_add(store, &changed, &added, &number, &error), &error);
  assert_int_equal(added, ISN_ADDED_VERSION);
  commit(store);
  done(isn_store_versions(store, arena, number, &versions, &count, &error), &error);
  assert_int_equal(count, 2);
  assert_false(versions[0].current);
  assert_true(versions[1].current);
  isn_stored_claims old, new;
  done(isn_store_claims_of_report(store, arena, versions[0].id, &old, &error), &error);
  done(isn_store_claims_of_report(store, arena, versions[1].id, &new, &error), &error);
  assert_true(old.count > 0 && new.count > 0);
  for (size_t i = 0; i < old.count; i++) assert_int_equal(old.at[i].incident.len, 0);
  for (size_t i = 0; i < new.count; i++) assert_int_equal(new.at[i].incident.len, 16);
  assert_sound(store);
  isn_arena_free(arena);
  isn_store_close(store);
}

static void a_bad_report_rejects_itself_alone(void **state) {
  fixture *f = *state;
  remove_store(f);
  isn_store *store = open_store(f, ISN_STORE_WRITE);
  isn_incoming bad = {.bytes = ISN_LIT("\xFF\xFE no text")};
  isnad_error error;
  add(store, &f->reports[0]);
  assert_int_equal(isn_store_add(store, &bad, NULL, NULL, &error), ISNAD_UTF8);
  bad = (isn_incoming){.bytes = f->reports[1].bytes, .given = {.published = ISN_LIT("yesterday")}};
  assert_int_equal(isn_store_add(store, &bad, NULL, NULL, &error), ISNAD_SYNTAX);
  commit(store);
  assert_true(isn_store_has(store, &f->reports[0]));
  assert_sound(store);
  isn_store_close(store);
}

static void what_is_rolled_back_is_not_there(void **state) {
  fixture *f = *state;
  remove_store(f);
  isn_store *store = open_store(f, ISN_STORE_WRITE);
  add(store, &f->reports[0]);
  isn_store_rollback(store);
  assert_false(isn_store_has(store, &f->reports[0]));
  assert_int_equal(isn_store_last(store), 0);
  add(store, &f->reports[0]);
  isn_store_close(store); /* never committed */
  store = open_store(f, ISN_STORE_READ);
  assert_false(isn_store_has(store, &f->reports[0]));
  isn_store_close(store);
}

/* ---- Filters and search ------------------------------------------------------------------------------------------------------------ */

static void filters_choose(void **state) {
  fixture *f = *state;
  isn_store *store = filled(f);
  size_t all = count_incidents(store, NULL);
  isn_filter two = {.min_origins = 2}, assault = {.event = ISN_LIT("ASSAULT")}, nowhere = {.place = ISN_LIT("Atlantis")};
  isn_filter late = {.after = ISN_LIT("2030-01-01")}, source = {.source = f->reports[0].given.outlet}, one = {.limit = 1};
  assert_in_range(count_incidents(store, &two), 1, all - 1);
  assert_in_range(count_incidents(store, &assault), 1, all - 1);
  assert_int_equal(count_incidents(store, &nowhere), 0);
  assert_int_equal(count_incidents(store, &late), 0);
  assert_in_range(count_incidents(store, &source), 1, all);
  assert_int_equal(count_incidents(store, &one), 1);
  assert_int_equal(isn_store_count(store, &assault), count_incidents(store, &assault));
  isn_store_close(store);
}

static bool count_hit(void *context, const isn_hit *hit) {
  assert_true(hit->report.id > 0);
  ++*(size_t *)context;
  return true;
}

static size_t search(isn_store *store, const char *question) {
  size_t hits = 0;
  isnad_error error;
  done(isn_store_search(store, isn_str(question), 0, count_hit, &hits, &error), &error);
  return hits;
}

/* Letters by their code points, as code holds no Arabic: suq (market), with and without what is written onto it. */
#define SUQ "\xD8\xB3\xD9\x88\xD9\x82"
#define AL "\xD8\xA7\xD9\x84"

static void search_folds_as_readers_do(void **state) {
  fixture *f = *state;
  isn_store *store = filled(f);
  size_t bare = search(store, SUQ);
  assert_true(bare > 0);
  assert_in_range(search(store, AL SUQ), 1, bare);
  assert_int_equal(search(store, SUQ "\xD9\x92"), bare);                                   /* a mark */
  assert_int_equal(search(store, "\xD8\xB3\xD9\x80\xD9\x88\xD9\x82"), bare);              /* a kashida */
  assert_int_equal(search(store, SUQ " -" SUQ), 0);
  assert_int_equal(search(store, SUQ " after:2030-01-01"), 0);
  isnad_error error;
  size_t hits = 0;
  assert_int_equal(isn_store_search(store, isn_str("-" SUQ), 0, count_hit, &hits, &error), ISNAD_SYNTAX);
  assert_int_equal(isn_store_search(store, isn_str(" "), 0, count_hit, &hits, &error), ISNAD_SYNTAX);
  assert_int_equal(isn_store_search(store, isn_str("\xFF"), 0, count_hit, &hits, &error), ISNAD_SYNTAX);
  assert_int_equal(search(store, "\"\"\" ( ) * AND NEAR " SUQ), 0);
  isn_store_close(store);
}

/* ---- Acts ---------------------------------------------------------------------------------------------------------------------------- */

static int64_t act(isn_store *store, const isn_act *what) {
  isnad_error error;
  int64_t entry = 0;
  done(isn_store_act(store, what, &entry, &error), &error);
  assert_true(entry > 0);
  return entry;
}

static void undo(isn_store *store, int64_t entry) {
  isnad_error error;
  done(isn_store_undo(store, entry, (isnad_str){NULL, 0}, NULL, &error), &error);
}

static isnad_str id_of(const gathered *g, size_t i) { return (isnad_str){g->ids[i], 16}; }

static void merging_holds_and_is_undone(void **state) {
  fixture *f = *state;
  isn_store *store = filled(f);
  isnad_error error;
  isn_arena *arena = isn_arena_new(NULL, 1 << 26);
  gathered before = incidents(store, NULL);
  isn_act merge = {.kind = "merge", .incident = id_of(&before, 0), .other = id_of(&before, before.count - 1)};
  int64_t entry = act(store, &merge);
  assert_int_equal(count_incidents(store, NULL), before.count - 1);
  isn_incident_row *row, *other;
  done(isn_store_incident(store, arena, id_of(&before, 0), &row, &error), &error);
  done(isn_store_incident(store, arena, id_of(&before, before.count - 1), &other, &error), &error);
  assert_non_null(row);
  assert_non_null(other); /* the old id leads to where it is now */
  assert_true(isn_str_same(row->id, other->id));
  assert_int_equal(isn_store_act(store, &merge, NULL, &error), ISNAD_ARGUMENT);
  done(isn_store_relink(store, NULL, NULL, &error), &error);
  assert_int_equal(count_incidents(store, NULL), before.count - 1);
  assert_sound(store);
  undo(store, entry);
  gathered after = incidents(store, NULL);
  assert_string_equal(after.all, before.all);
  assert_int_equal(isn_store_undo(store, entry, (isnad_str){NULL, 0}, NULL, &error), ISNAD_ARGUMENT);
  assert_int_equal(isn_store_undo(store, 1, (isnad_str){NULL, 0}, NULL, &error), ISNAD_ARGUMENT);
  assert_sound(store);
  free(before.all), free(after.all);
  isn_arena_free(arena);
  isn_store_close(store);
}

static void splitting_and_pinning_hold(void **state) {
  fixture *f = *state;
  isn_store *store = filled(f);
  isnad_error error;
  isn_arena *arena = isn_arena_new(NULL, 1 << 26);
  gathered before = incidents(store, NULL);
  isn_opened *opened;
  done(isn_store_open_incident(store, arena, (isnad_str){before.biggest, 16}, &opened, &error), &error);
  assert_true(opened->whole->telling_count >= 3);
  isnad_str leaving[2] = {opened->claims[1].hash, opened->claims[2].hash}, all[512];
  for (size_t i = 0; i < opened->whole->telling_count; i++) all[i] = opened->claims[i].hash;
  isn_act split = {.kind = "split", .incident = {before.biggest, 16}, .claims = all, .claim_count = opened->whole->telling_count};
  assert_int_equal(isn_store_act(store, &split, NULL, &error), ISNAD_ARGUMENT); /* one must stay */
  split.claims = leaving, split.claim_count = 2;
  int64_t entry = act(store, &split);
  assert_int_equal(count_incidents(store, NULL), before.count + 1);
  done(isn_store_relink(store, NULL, NULL, &error), &error);
  assert_int_equal(count_incidents(store, NULL), before.count + 1);
  isn_act pin = {.kind = "pin", .claims = leaving, .claim_count = 1};
  act(store, &pin);
  assert_sound(store);
  undo(store, entry);
  gathered after = incidents(store, NULL);
  assert_int_equal(after.count, before.count);
  assert_sound(store);
  isn_store_close_incident(opened);
  free(before.all), free(after.all);
  isn_arena_free(arena);
  isn_store_close(store);
}

static bool see_note(void *context, int64_t entry, int64_t at, isnad_str who, isnad_str words) {
  assert_true(entry > 0 && at == 1700000000);
  assert_true(isn_str_same(who, ISN_LIT("Rana")));
  assert_true(isn_str_same(words, ISN_LIT("seen on video")));
  ++*(size_t *)context;
  return true;
}

static void retracting_and_noting(void **state) {
  fixture *f = *state;
  isn_store *store = filled(f);
  isnad_error error;
  gathered before = incidents(store, NULL);
  isn_act retract = {.kind = "retract", .incident = id_of(&before, 0)};
  int64_t entry = act(store, &retract);
  isn_filter retracted = {.retracted = true};
  assert_int_equal(count_incidents(store, NULL), before.count - 1);
  assert_int_equal(count_incidents(store, &retracted), 1);
  undo(store, entry);
  isn_act report = {.kind = "retract", .report = 1};
  entry = act(store, &report);
  gathered without = incidents(store, NULL);
  assert_string_not_equal(without.all, before.all);
  assert_int_equal(isn_store_act(store, &report, NULL, &error), ISNAD_ARGUMENT);
  undo(store, entry);
  gathered after = incidents(store, NULL);
  assert_string_equal(after.all, before.all);
  isn_act note = {.kind = "note", .incident = id_of(&before, 0), .who = ISN_LIT("Rana"), .words = ISN_LIT("seen on video")};
  act(store, &note);
  size_t notes = 0;
  done(isn_store_notes(store, id_of(&before, 0), see_note, &notes, &error), &error);
  assert_int_equal(notes, 1);
  isn_act nothing = {.kind = "retract", .incident = ISN_LIT("zz")};
  assert_int_equal(isn_store_act(store, &nothing, NULL, &error), ISNAD_ARGUMENT);
  assert_sound(store);
  free(before.all), free(without.all), free(after.all);
  isn_store_close(store);
}

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
      cmocka_unit_test(what_goes_in_comes_out_once), cmocka_unit_test(order_of_arrival_says_nothing),
      cmocka_unit_test(another_text_of_an_address_is_a_version), cmocka_unit_test(a_bad_report_rejects_itself_alone),
      cmocka_unit_test(what_is_rolled_back_is_not_there), cmocka_unit_test(filters_choose),
      cmocka_unit_test(search_folds_as_readers_do), cmocka_unit_test(merging_holds_and_is_undone),
      cmocka_unit_test(splitting_and_pinning_hold), cmocka_unit_test(retracting_and_noting),
      cmocka_unit_test(the_log_cannot_be_changed), cmocka_unit_test(a_flipped_byte_is_found),
      cmocka_unit_test(a_full_disk_leaves_a_good_store), cmocka_unit_test(a_file_that_is_read_only_is_read),
      cmocka_unit_test(what_is_no_store_is_left_alone), cmocka_unit_test(two_may_be_open)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
