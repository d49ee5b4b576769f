/* The store: what goes in comes out, once; acts hold and are undone; order of arrival says nothing. */
#include "store/fixture_test.h"

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

/* Days in order, more than the window holds in the build with sanitizers: what lies behind is let go of, and linking all anew changes nothing. */
static void days_that_go_by_link_alike(void **state) {
  enum { DAYS = 24, A_DAY = 20 };
  fixture *f = *state;
  remove_store(f);
  isn_store *store = open_store(f, ISN_STORE_WRITE);
  isnad_error error;
  for (int i = 0; i < DAYS * A_DAY; i++) {
    char published[48], url[48];
    snprintf(published, sizeof published, "2024-03-%02dT%02d:%02d", 1 + i / A_DAY, i % A_DAY, i % 60);
    snprintf(url, sizeof url, "https://example.org/%d", i);
    isn_incoming in = f->reports[(size_t)(i * 7) % f->count];
    in.given.published = (isnad_str){published, strlen(published)}, in.given.url = (isnad_str){url, strlen(url)};
    add(store, &in);
    if (i % 8 == 0) done(isn_store_save(store, &error), &error);
    if (i % 64 == 0) commit(store);
  }
  done(isn_store_link(store, NULL, NULL, &error), &error);
  gathered first = incidents(store, NULL);
  done(isn_store_relink(store, NULL, NULL, &error), &error);
  gathered again = incidents(store, NULL);
  assert_true(first.count > DAYS);
  assert_string_equal(again.all, first.all);
  assert_sound(store);
  free(first.all), free(again.all);
  isn_store_close(store);
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

/* ---- Acts ----------------------------------------------------------------------------------------------------------------------------- */

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

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_goes_in_comes_out_once), cmocka_unit_test(order_of_arrival_says_nothing), cmocka_unit_test(days_that_go_by_link_alike),
      cmocka_unit_test(another_text_of_an_address_is_a_version), cmocka_unit_test(a_bad_report_rejects_itself_alone),
      cmocka_unit_test(what_is_rolled_back_is_not_there), cmocka_unit_test(filters_choose),
      cmocka_unit_test(search_folds_as_readers_do), cmocka_unit_test(merging_holds_and_is_undone),
      cmocka_unit_test(splitting_and_pinning_hold), cmocka_unit_test(retracting_and_noting)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
