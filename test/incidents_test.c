/* incidents: what must hold of linking whatever comes in: the order of arrival shows nowhere, a day depends on the days
 * beside it alone, a copy never adds an origin, damaged rows are refused, memory may run out anywhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/counting_test.h"
#include "isnad.h"

static isnad_lexicon *lexicon;

typedef struct sample {
  const char *id, *published, *outlet, *text;
} sample;

/* Two days, three places, copies, an update, a denial, undated background and a night. */
static const sample samples[] = {
    {"a1", "2023-03-09T18:05", "موقع الساحل",
     "قُتل ثلاثة مدنيين عصر اليوم الخميس بقصف مدفعي للحوثيين على سوق القات في مدينة حيس، بحسب مصدر طبي في مستشفى المدينة.\n"},
    {"a2", "2023-03-09T19:00", "شبكة تهامة",
     "قُتل ثلاثة مدنيين عصر اليوم الخميس بقصف مدفعي للحوثيين على سوق القات في مدينة حيس.\n"},
    {"a3", "2023-03-09T21:30", "صوت المخا",
     "قالت منظمة مواطنة لحقوق الإنسان إن أربعة مدنيين قتلوا بقصف مدفعي للحوثيين على سوق القات في حيس اليوم الخميس.\n"},
    {"a4", "2023-03-10T09:15", "صوت المخا",
     "نفت جماعة الحوثي قصف سوق القات في مدينة حيس أمس الخميس.\n"},
    {"a5", "2023-03-10T12:00", "موقع الساحل",
     "قالت منظمة مواطنة لحقوق الإنسان إن عدد قتلى القصف المدفعي للحوثيين على سوق القات في حيس أمس الخميس ارتفع إلى ستة قتلى.\n"},
    {"b1", "2023-03-10T13:00", "موقع الساحل",
     "أصيبت امرأة صباح اليوم الجمعة بقصف مدفعي للحوثيين على حي الربع في مدينة حيس، وفق مصدر محلي.\n"},
    {"b2", "2023-03-10T14:20", "شبكة تهامة",
     "أصيبت امرأة صباح الجمعة في قصف مدفعي للحوثيين على حي الربع بمدينة حيس، وذلك بعد يوم من قصف سوق القات.\n"},
    {"c1", "2023-03-09T20:00", "عدن السلام",
     "أفاد مراسل عدن السلام بانفجار لغم أرضي صباح اليوم الخميس بدراجة نارية في منطقة بيت بيش غرب حيس، ما أدى إلى مقتل شقيقين.\n"},
    {"c2", "2023-03-10T08:00", "بريد الجنوب",
     "قتل شقيقان أمس الخميس بانفجار لغم بدراجتهما النارية في بيت بيش، بحسب المرصد اليمني للألغام.\n"},
    {"d1", "2023-03-09T23:40", "عدن السلام",
     "شن طيران التحالف غارتين على مزرعة في مديرية الجراحي ليل الخميس، ما أدى إلى مقتل مواطن، بحسب مصدر أمني.\n"},
    {"d2", "2023-03-10T06:40", "بريد الجنوب",
     "مقتل مواطن بغارتين لطيران التحالف على مزرعة في الجراحي.\n\nقتل مواطن بغارتين شنهما طيران التحالف على مزرعة في مديرية الجراحي.\n"},
    {"e1", "2023-03-20T10:00", "صوت المخا",
     "قُتل ثلاثة مدنيين ظهر اليوم الاثنين بقصف مدفعي للحوثيين على سوق القات في مدينة حيس، بحسب مصدر محلي.\n"},
};
enum { SAMPLES = sizeof samples / sizeof *samples };

static isnad_str str(const char *text) { return (isnad_str){text, strlen(text)}; }

static isnad_report *read_sample(const sample *s) {
  isnad_report *report;
  isnad_given given = {.published = str(s->published), .outlet = str(s->outlet)};
  assert_int_equal(isnad_read(lexicon, str(s->text), &given, NULL, &report, NULL), ISNAD_OK);
  return report;
}

static void add_sample(isnad_incidents *incidents, const sample *s) {
  isnad_report *report = read_sample(s);
  assert_int_equal(isnad_incidents_add_report(incidents, str(s->id), report, NULL), ISNAD_OK);
  isnad_report_free(report);
}

static isnad_incidents *new_handle(void) {
  isnad_incidents *incidents;
  assert_int_equal(isnad_incidents_new(lexicon, NULL, &incidents, NULL), ISNAD_OK);
  return incidents;
}

static isnad_incident *work_out(isnad_incidents *incidents, size_t index) {
  const isnad_group *group = isnad_incidents_group(incidents, index);
  isnad_incident *incident;
  assert_non_null(group);
  assert_int_equal(isnad_incident_of(incidents, group->members, group->member_count, &incident, NULL), ISNAD_OK);
  return incident;
}

/* All incidents of the days [from, to] as JSON, one after the other; the caller frees it. */
static char *all_json(isnad_incidents *incidents, int32_t from, int32_t to) {
  size_t len = 0;
  char *text = malloc(1);
  assert_non_null(text);
  for (size_t i = 0; i < isnad_incidents_count(incidents); i++) {
    int32_t day = isnad_incidents_group(incidents, i)->day;
    if (day < from || day > to) continue;
    isnad_incident *incident = work_out(incidents, i);
    isnad_str json = isnad_incident_json(incident, NULL);
    assert_true(json.len > 0);
    text = realloc(text, len + json.len + 2);
    assert_non_null(text);
    memcpy(text + len, json.ptr, json.len);
    len += json.len;
    text[len++] = '\n';
    isnad_incident_free(incident);
  }
  text[len] = '\0';
  return text;
}

static char *linked_json(const sample *const *order, size_t count, bool one_by_one) {
  isnad_incidents *incidents = new_handle();
  for (size_t i = 0; i < count; i++) {
    add_sample(incidents, order[i]);
    if (one_by_one) assert_int_equal(isnad_incidents_link(incidents, NULL), ISNAD_OK);
  }
  assert_int_equal(isnad_incidents_link(incidents, NULL), ISNAD_OK);
  char *json = all_json(incidents, INT32_MIN, INT32_MAX);
  isnad_incidents_free(incidents);
  return json;
}

static void plain_order(const sample *order[SAMPLES]) {
  for (size_t i = 0; i < SAMPLES; i++) order[i] = &samples[i];
}

static uint32_t next_random(uint32_t *state) {
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

static void arrival_shows_nowhere(void **state) {
  (void)state;
  const sample *order[SAMPLES];
  plain_order(order);
  char *expected = linked_json(order, SAMPLES, false);
  uint32_t random = 7;
  for (int round = 0; round < 12; round++) {
    for (size_t i = SAMPLES - 1; i > 0; i--) {
      size_t j = next_random(&random) % (i + 1);
      const sample *other = order[i];
      order[i] = order[j], order[j] = other;
    }
    char *got = linked_json(order, SAMPLES, round % 2 == 1);
    assert_string_equal(got, expected);
    free(got);
  }
  free(expected);
}

static size_t group_of(isnad_incidents *incidents, uint32_t account, uint32_t claim) {
  for (size_t i = 0; i < isnad_incidents_count(incidents); i++) {
    const isnad_group *group = isnad_incidents_group(incidents, i);
    for (size_t k = 0; k < group->member_count; k++)
      if (group->members[k].account == account && group->members[k].claim == claim) return i;
  }
  fail_msg("claim %u of account %u is in no group", claim, account);
  return 0;
}

/* The market on Thursday is one incident, the quarter on Friday, the mine and the later market are others. */
static void happenings_stay_apart(void **state) {
  (void)state;
  isnad_incidents *incidents = new_handle();
  for (size_t i = 0; i < SAMPLES; i++) add_sample(incidents, &samples[i]);
  assert_int_equal(isnad_incidents_link(incidents, NULL), ISNAD_OK);
  size_t market = group_of(incidents, 0, 0);
  for (uint32_t i = 1; i < 5; i++) assert_int_equal(group_of(incidents, i, 0), market);
  size_t quarter = group_of(incidents, 5, 0), mine = group_of(incidents, 7, 0), farm = group_of(incidents, 9, 0);
  assert_int_equal(group_of(incidents, 6, 0), quarter);
  assert_int_equal(group_of(incidents, 8, 0), mine);
  assert_int_equal(group_of(incidents, 10, 0), farm);
  size_t later = group_of(incidents, 11, 0), all[] = {market, quarter, mine, farm, later};
  for (size_t i = 0; i < 5; i++)
    for (size_t j = 0; j < i; j++) assert_int_not_equal(all[i], all[j]);
  isnad_incident *incident = work_out(incidents, market);
  assert_int_equal(incident->origin_count, 3); /* the doctor, the organization, and who denies */
  assert_int_equal(incident->denying, 1);
  assert_int_equal(incident->unknown, 0);
  assert_int_equal(incident->reports, 6); /* b2 says «a day after the market» */
  isnad_incident_free(incident);
  isnad_incidents_free(incidents);
}

/* «four» and then «six» of the organization are an update; the doctor's three disagree with the six. */
static void updates_are_no_disagreements(void **state) {
  (void)state;
  isnad_incidents *incidents = new_handle();
  for (size_t i = 0; i < 5; i++) add_sample(incidents, &samples[i]);
  assert_int_equal(isnad_incidents_link(incidents, NULL), ISNAD_OK);
  isnad_incident *incident = work_out(incidents, group_of(incidents, 0, 0));
  assert_int_equal(incident->disagreement_count, 1);
  const isnad_disagreement *killed = &incident->disagreements[0];
  assert_int_equal(killed->what, ISNAD_KILLED);
  assert_int_equal(killed->figure_count, 2);
  const isnad_figure *first = &incident->figures[killed->figures[0]], *second = &incident->figures[killed->figures[1]];
  assert_int_equal(first->min, 3);
  assert_int_equal(second->min, 6);
  assert_int_equal(incident->figures[second->before].min, 4);
  assert_false(incident->figures[second->before].current);
  isnad_incident_free(incident);
  isnad_incidents_free(incidents);
}

static void copies_add_no_origin(void **state) {
  (void)state;
  isnad_incidents *incidents = new_handle();
  char ids[SAMPLES][8];
  for (size_t i = 0; i < SAMPLES; i++) add_sample(incidents, &samples[i]);
  assert_int_equal(isnad_incidents_link(incidents, NULL), ISNAD_OK);
  size_t count = isnad_incidents_count(incidents), origins = 0, unknown = 0;
  for (size_t i = 0; i < count; i++) {
    isnad_incident *incident = work_out(incidents, i);
    origins += incident->origin_count, unknown += incident->unknown;
    isnad_incident_free(incident);
  }
  for (size_t i = 0; i < SAMPLES; i++) {
    char published[20];
    snprintf(ids[i], sizeof ids[i], "z%zu", i);
    snprintf(published, sizeof published, "%.14s59", samples[i].published); /* later in the same hour */
    add_sample(incidents, &(sample){ids[i], published, "موقع ناقل", samples[i].text});
  }
  assert_int_equal(isnad_incidents_link(incidents, NULL), ISNAD_OK);
  assert_int_equal(isnad_incidents_count(incidents), count);
  size_t more_origins = 0, more_unknown = 0;
  for (size_t i = 0; i < count; i++) {
    isnad_incident *incident = work_out(incidents, i);
    more_origins += incident->origin_count, more_unknown += incident->unknown;
    isnad_incident_free(incident);
  }
  assert_int_equal(more_origins, origins);
  assert_int_equal(more_unknown, unknown);
  isnad_incidents_free(incidents);
}

/* A page of HTML that repeats a plain text is a copy of it: prints are of what is shown. */
static void a_page_copies_a_text(void **state) {
  (void)state;
  char page[4096];
  snprintf(page, sizeof page, "<!DOCTYPE html><html lang=ar><head><title>خبر</title></head><body><article><h1>قصف سوق القات في حيس</h1><p>%s</p></article></body></html>", samples[0].text);
  isnad_incidents *incidents = new_handle();
  add_sample(incidents, &samples[0]);
  add_sample(incidents, &(sample){"page", "2023-03-09T19:30", "موقع ناقل", page});
  assert_int_equal(isnad_incidents_link(incidents, NULL), ISNAD_OK);
  isnad_incident *incident = work_out(incidents, group_of(incidents, 0, 0));
  assert_int_equal(incident->reports, 2);
  assert_int_equal(incident->origin_count, 1);
  bool copied = false;
  for (size_t i = 0; i < incident->telling_count; i++) copied |= incident->tellings[i].why == ISNAD_WHY_COPY;
  assert_true(copied);
  isnad_incident_free(incident);
  isnad_incidents_free(incidents);
}

/* What a store relies on: the reports of a stretch of days give the incidents in its middle. */
static void days_far_apart_never_meet(void **state) {
  (void)state;
  const sample *near[SAMPLES];
  size_t count = 0;
  for (size_t i = 0; i < SAMPLES; i++)
    if (strncmp(samples[i].published, "2023-03-20", 10) != 0) near[count++] = &samples[i];
  isnad_incidents *few = new_handle(), *all = new_handle();
  for (size_t i = 0; i < count; i++) add_sample(few, near[i]);
  for (size_t i = 0; i < SAMPLES; i++) add_sample(all, &samples[i]);
  assert_int_equal(isnad_incidents_link(few, NULL), ISNAD_OK);
  assert_int_equal(isnad_incidents_link(all, NULL), ISNAD_OK);
  int32_t thursday = 19425; /* 2023-03-09 */
  char *expected = all_json(all, thursday - 1, thursday + 1), *got = all_json(few, thursday - 1, thursday + 1);
  assert_string_equal(got, expected);
  assert_true(strlen(got) > 0);
  free(expected), free(got);
  isnad_incidents_free(few), isnad_incidents_free(all);
}

static void only_what_is_touched_changes(void **state) {
  (void)state;
  isnad_incidents *incidents = new_handle();
  for (size_t i = 0; i < SAMPLES; i++) add_sample(incidents, &samples[i]);
  assert_int_equal(isnad_incidents_link(incidents, NULL), ISNAD_OK);
  for (size_t i = 0; i < isnad_incidents_count(incidents); i++) assert_true(isnad_incidents_group(incidents, i)->changed);
  uint64_t id = isnad_incidents_group(incidents, group_of(incidents, 0, 0))->id;
  add_sample(incidents, &(sample){"z", "2023-03-20T11:00", "موقع ناقل", samples[SAMPLES - 1].text});
  assert_int_equal(isnad_incidents_link(incidents, NULL), ISNAD_OK);
  for (size_t i = 0; i < isnad_incidents_count(incidents); i++)
    assert_int_equal(isnad_incidents_group(incidents, i)->changed, i == group_of(incidents, SAMPLES - 1, 0));
  assert_int_equal(isnad_incidents_group(incidents, group_of(incidents, 0, 0))->id, id);
  assert_int_equal(isnad_incidents_link(incidents, NULL), ISNAD_OK); /* nothing new */
  for (size_t i = 0; i < isnad_incidents_count(incidents); i++) assert_false(isnad_incidents_group(incidents, i)->changed);
  isnad_incidents_free(incidents);
}

static void points_are_the_same_both_ways(void **state) {
  (void)state;
  isnad_incidents *incidents = new_handle();
  for (size_t i = 0; i < SAMPLES; i++) add_sample(incidents, &samples[i]);
  for (uint32_t i = 0; i < SAMPLES; i++) {
    for (uint32_t j = 0; j < i; j++) {
      isnad_match one, other;
      assert_true(isnad_incidents_match(incidents, (isnad_member){i, 0}, (isnad_member){j, 0}, &one));
      assert_true(isnad_incidents_match(incidents, (isnad_member){j, 0}, (isnad_member){i, 0}, &other));
      assert_true(one.points == other.points);
      double sum = 0;
      for (size_t k = 0; k < one.feature_count; k++) sum += one.features[k].points;
      assert_true(sum - one.points < 0.05 && one.points - sum < 0.05);
    }
  }
  isnad_match match;
  assert_false(isnad_incidents_match(incidents, (isnad_member){0, 99}, (isnad_member){0, 0}, &match));
  assert_false(isnad_incidents_match(incidents, (isnad_member){SAMPLES, 0}, (isnad_member){0, 0}, &match));
  isnad_incidents_free(incidents);
}

/* ---- Made claims: many days, nights and undated news at few places ------------------------------------------------------ */

typedef struct made {
  char id[16], published[40], start[40], end[40];
  isnad_claim claim;
  isnad_name actor;
  isnad_count count;
  isnad_link link;
} made;

enum { MADE = 240, MADE_DAYS = 9 };

static void make_claims(made list[MADE]) {
  static const char *const places[] = {"gn:74906", "gn:164816", "gn:165997", "x:sy:province-daraa", ""};
  static const char *const actors[] = {"ye.houthi", "sy.sdf", "il.idf"};
  static const char *const sources[] = {"src.afp-com", "src.reuters-com", "sy.whitehelmets"};
  uint32_t random = 11;
  for (int i = 0; i < MADE; i++) {
    made *m = &list[i];
    *m = (made){.id = ""};
    unsigned day = 1 + next_random(&random) % MADE_DAYS, hour = next_random(&random) % 24, when = next_random(&random) % 4;
    const char *place = places[next_random(&random) % 5], *actor = actors[next_random(&random) % 3], *source = sources[next_random(&random) % 3];
    snprintf(m->id, sizeof m->id, "%d", i);
    snprintf(m->published, sizeof m->published, "2023-03-%02uT%02u:30", day, hour);
    snprintf(m->start, sizeof m->start, "2023-03-%02u", day);
    snprintf(m->end, sizeof m->end, "2023-03-%02u", day + (when == 1) + (when == 2) * 5);
    m->actor = (isnad_name){.text = str(actor), .id = str(actor)};
    m->count = (isnad_count){.what = ISNAD_KILLED, .min = 1 + i % 3, .max = 1 + i % 3};
    m->link = (isnad_link){.text = str(source), .id = str(source), .kind = ISNAD_SOURCE_AGENCY};
    m->claim = (isnad_claim){.event = ISNAD_ASSAULT, .mode = i % 2 ? ISNAD_AERIAL : ISNAD_DRONE, .actors = &m->actor, .actor_count = 1, .counts = &m->count, .count_count = 1, .sources = &m->link, .source_count = 1};
    if (*place) m->claim.place = (isnad_place){.text = str(place), .id = str(place), .geo_precision = 1};
    if (when) m->claim.time = (isnad_time){.text = str(m->start), .timex = str(m->start), .start = str(m->start), .end = str(m->end)};
  }
}

static void add_made(isnad_incidents *incidents, const made *m) {
  const isnad_claim *claims[] = {&m->claim};
  isnad_account account = {.id = str(m->id), .outlet = str(m->id), .published = str(m->published), .claims = claims, .claim_count = 1};
  assert_int_equal(isnad_incidents_add(incidents, &account, NULL), ISNAD_OK);
}

/* One by one from the last to the first, and each day out of its neighbours alone, give what all at once give. */
static void days_decide_with_those_beside_them(void **state) {
  (void)state;
  static made list[MADE];
  make_claims(list);
  isnad_incidents *all = new_handle(), *slowly = new_handle();
  for (int i = 0; i < MADE; i++) add_made(all, &list[i]);
  assert_int_equal(isnad_incidents_link(all, NULL), ISNAD_OK);
  assert_true(isnad_incidents_count(all) < MADE / 2); /* much is one */
  for (int i = MADE; i-- > 0;) {
    add_made(slowly, &list[i]);
    if (i % 3 == 0) assert_int_equal(isnad_incidents_link(slowly, NULL), ISNAD_OK);
  }
  char *expected = all_json(all, INT32_MIN, INT32_MAX), *got = all_json(slowly, INT32_MIN, INT32_MAX);
  assert_string_equal(got, expected);
  free(expected), free(got);
  int32_t first = 19417; /* 2023-03-01 */
  for (int32_t day = first; day < first + MADE_DAYS; day++) {
    isnad_incidents *few = new_handle();
    for (int i = 0; i < MADE; i++) {
      int32_t its = isnad_claim_day(&list[i].claim, str(list[i].published));
      if (its >= day - 2 * ISNAD_REACH_DAYS && its <= day + 2 * ISNAD_REACH_DAYS) add_made(few, &list[i]);
    }
    assert_int_equal(isnad_incidents_link(few, NULL), ISNAD_OK);
    expected = all_json(all, day - ISNAD_REACH_DAYS, day + ISNAD_REACH_DAYS);
    got = all_json(few, day - ISNAD_REACH_DAYS, day + ISNAD_REACH_DAYS);
    assert_string_equal(got, expected);
    free(expected), free(got);
    isnad_incidents_free(few);
  }
  isnad_incidents_free(all), isnad_incidents_free(slowly);
}

/* Who takes over only the groups that changed, as a store does, has what the last linking found, whatever came in between. */
static void changes_tell_all(void **state) {
  (void)state;
  static made list[MADE];
  make_claims(list);
  uint32_t random = 3, order[MADE];
  uint64_t taken[MADE] = {0};
  for (uint32_t i = 0; i < MADE; i++) order[i] = i;
  for (int round = 0; round < 12; round++) {
    for (uint32_t i = MADE - 1; i > 0; i--) {
      uint32_t j = next_random(&random) % (i + 1), other = order[i];
      order[i] = order[j], order[j] = other;
    }
    isnad_incidents *incidents = new_handle();
    for (int i = 0; i < MADE; i++) {
      add_made(incidents, &list[order[i]]);
      if (i % 5 && i + 1 < MADE) continue;
      assert_int_equal(isnad_incidents_link(incidents, NULL), ISNAD_OK);
      for (size_t n = 0; n < isnad_incidents_count(incidents); n++) {
        const isnad_group *group = isnad_incidents_group(incidents, n);
        for (size_t k = 0; group->changed && k < group->member_count; k++) taken[group->members[k].account] = group->id;
      }
    }
    for (size_t n = 0; n < isnad_incidents_count(incidents); n++) {
      const isnad_group *group = isnad_incidents_group(incidents, n);
      for (size_t k = 0; k < group->member_count; k++) assert_int_equal(taken[group->members[k].account], group->id);
    }
    isnad_incidents_free(incidents);
  }
}

static int by_publication(const void *a, const void *b) { return strcmp(((const made *)a)->published, ((const made *)b)->published); }

/* Days in order, the old ones let go of again and again: what is left gives the incidents that all give. */
static void days_that_go_change_nothing(void **state) {
  (void)state;
  static made list[MADE];
  make_claims(list);
  qsort(list, MADE, sizeof *list, by_publication);
  for (int i = 0; i < MADE; i++) {
    made *m = &list[i]; /* a claim points into its own row */
    m->claim.actors = &m->actor, m->claim.counts = &m->count, m->claim.sources = &m->link;
    if (m->claim.time.start.len) m->claim.time = (isnad_time){.text = str(m->start), .timex = str(m->start), .start = str(m->start), .end = str(m->end)};
  }
  isnad_incidents *all = new_handle(), *few = new_handle();
  bool keep[MADE];
  int32_t days[MADE], low = INT32_MIN;
  size_t held = 0, most = 0;
  for (int i = 0; i < MADE; i++) {
    add_made(all, &list[i]), add_made(few, &list[i]);
    days[held++] = isnad_claim_day(&list[i].claim, str(list[i].published));
    most = held > most ? held : most;
    if (i % 6) continue;
    assert_int_equal(isnad_incidents_link(all, NULL), ISNAD_OK);
    assert_int_equal(isnad_incidents_link(few, NULL), ISNAD_OK);
    int32_t from = low == INT32_MIN ? low : low + ISNAD_REACH_DAYS;
    char *expected = all_json(all, from, INT32_MAX), *got = all_json(few, from, INT32_MAX);
    assert_string_equal(got, expected);
    free(expected), free(got);
    if (i % 12) continue;
    low = days[held - 1] - 2 * ISNAD_REACH_DAYS - 1;
    size_t kept = 0;
    for (size_t k = 0; k < held; k++)
      if ((keep[k] = days[k] >= low)) days[kept++] = days[k];
    isnad_incidents *next;
    assert_int_equal(isnad_incidents_keep(few, keep, NULL, &next, NULL), ISNAD_OK);
    assert_int_equal(isnad_incidents_count(next), 0);
    isnad_incidents_free(few);
    few = next, held = kept;
  }
  assert_true(most < MADE * 3 / 4);
  isnad_incidents_free(all), isnad_incidents_free(few);
}

/* ---- Rows of a damaged store ----------------------------------------------------------------------------------------- */

static isnad_status add_claim(isnad_incidents *incidents, const char *id, const isnad_claim *claim, isnad_str print) {
  const isnad_claim *claims[] = {claim};
  isnad_account account = {.id = str(id), .published = str("2023-03-09"), .claims = claims, .prints = &print, .claim_count = 1};
  return isnad_incidents_add(incidents, &account, NULL);
}

static void damaged_rows_are_refused(void **state) {
  (void)state;
  isnad_incidents *incidents = new_handle();
  isnad_str none = {NULL, 0}, bad = {"\xFF\xFE", 2};
  isnad_claim claim = {.event = ISNAD_ASSAULT};
  assert_int_equal(add_claim(incidents, "", &claim, none), ISNAD_ARGUMENT);
  assert_int_equal(add_claim(incidents, "1", &claim, none), ISNAD_OK);
  assert_int_equal(add_claim(incidents, "1", &claim, none), ISNAD_ARGUMENT);
  claim.event = (isnad_event)99;
  assert_int_equal(add_claim(incidents, "2", &claim, none), ISNAD_ARGUMENT);
  claim = (isnad_claim){.event = ISNAD_ASSAULT, .place = {.text = bad}};
  assert_int_equal(add_claim(incidents, "2", &claim, none), ISNAD_ARGUMENT);
  claim = (isnad_claim){.event = ISNAD_ASSAULT, .place = {.text = str("x"), .id = str("no such id"), .located = true, .lat = 1e300, .lon = -1e300}};
  assert_int_equal(add_claim(incidents, "3", &claim, (isnad_str){"damaged", 7}), ISNAD_OK);
  claim = (isnad_claim){.event = ISNAD_ASSAULT, .time = {.start = str("no day"), .end = str("2023"), .timex = str("T")}};
  assert_int_equal(add_claim(incidents, "4", &claim, (isnad_str){"\1\2\3\4\5\6\7\10\120\34", 10}), ISNAD_OK);
  isnad_count count = {.what = (isnad_what)77};
  claim = (isnad_claim){.event = ISNAD_ASSAULT, .counts = &count, .count_count = 1};
  assert_int_equal(add_claim(incidents, "5", &claim, none), ISNAD_ARGUMENT);
  assert_int_equal(isnad_incidents_link(incidents, NULL), ISNAD_OK);
  assert_int_equal(isnad_incidents_count(incidents), 3);
  isnad_incident *incident;
  isnad_member strange = {7, 0};
  assert_int_equal(isnad_incident_of(incidents, &strange, 1, &incident, NULL), ISNAD_ARGUMENT);
  assert_int_equal(isnad_incident_of(incidents, &strange, 0, &incident, NULL), ISNAD_ARGUMENT);
  assert_null(incident);
  assert_null(isnad_incidents_group(incidents, 3));
  isnad_incidents_free(incidents);
}

static void an_empty_handle_has_no_incidents(void **state) {
  (void)state;
  isnad_incidents *incidents = new_handle();
  assert_int_equal(isnad_incidents_count(incidents), 0);
  assert_int_equal(isnad_incidents_link(incidents, NULL), ISNAD_OK);
  assert_int_equal(isnad_incidents_count(incidents), 0);
  isnad_incidents_free(incidents);
  isnad_incidents_free(NULL);
  isnad_incident_free(NULL);
}

/* Thousands of reports of one happening cost no more than they should and are one incident. */
static void a_flood_is_one_incident(void **state) {
  (void)state;
  enum { FLOOD = 2000 };
  isnad_incidents *incidents = new_handle();
  isnad_report *report = read_sample(&samples[0]);
  const isnad_meta *meta = isnad_report_meta(report);
  const isnad_claim *claims[] = {isnad_report_claim(report, 0)};
  isnad_str print = isnad_report_print(report, 0, NULL);
  for (int i = 0; i < FLOOD; i++) {
    char id[16];
    snprintf(id, sizeof id, "%d", i);
    isnad_account account = {str(id), meta->outlet.text, meta->published.text, meta->dateline.text, claims, &print, 1};
    assert_int_equal(isnad_incidents_add(incidents, &account, NULL), ISNAD_OK);
  }
  assert_int_equal(isnad_incidents_link(incidents, NULL), ISNAD_OK);
  assert_int_equal(isnad_incidents_count(incidents), 1);
  isnad_incident *incident = work_out(incidents, 0);
  assert_int_equal(incident->reports, FLOOD);
  assert_int_equal(incident->origin_count, 1);
  isnad_incident_free(incident);
  isnad_incidents_free(incidents);
  isnad_report_free(report);
}

/* ---- Memory that runs out ---------------------------------------------------------------------------------------------- */

static isnad_status link_samples(const isnad_allocator *allocator, isnad_report *const *reports) {
  isnad_incidents *incidents;
  isnad_status status = isnad_incidents_new(lexicon, allocator, &incidents, NULL);
  for (size_t i = 0; status == ISNAD_OK && i < 3; i++) status = isnad_incidents_add_report(incidents, str(samples[i].id), reports[i], NULL);
  if (status == ISNAD_OK) status = isnad_incidents_link(incidents, NULL);
  isnad_incidents *fewer = NULL;
  if (status == ISNAD_OK) status = isnad_incidents_keep(incidents, (const bool[]){true, false, true}, allocator, &fewer, NULL);
  if (status == ISNAD_OK) status = isnad_incidents_link(fewer, NULL);
  isnad_incidents_free(fewer);
  isnad_incident *incident = NULL;
  const isnad_group *group = status == ISNAD_OK ? isnad_incidents_group(incidents, 0) : NULL;
  if (group) status = isnad_incident_of(incidents, group->members, group->member_count, &incident, NULL);
  if (incident && isnad_incident_json(incident, NULL).len == 0) status = ISNAD_MEMORY;
  isnad_incident_free(incident);
  isnad_incidents_free(incidents);
  return status;
}

static void linking_fails_at_any_allocation(void **state) {
  (void)state;
  isnad_report *reports[3];
  for (size_t i = 0; i < 3; i++) reports[i] = read_sample(&samples[i]);
  counting c = {0};
  isnad_allocator allocator = {counting_resize, &c};
  assert_int_equal(link_samples(&allocator, reports), ISNAD_OK);
  assert_int_equal(c.bytes, 0);
  size_t calls = c.calls, step = calls / 300 + 1;
  for (size_t at = 1; at <= calls; at += step) {
    c = (counting){.fail_at = at};
    assert_int_equal(link_samples(&allocator, reports), ISNAD_MEMORY);
    assert_int_equal(c.bytes, 0);
  }
  for (size_t i = 0; i < 3; i++) isnad_report_free(reports[i]);
}

static int open_lexicon(void **state) {
  (void)state;
  return isnad_lexicon_builtin(NULL, &lexicon, NULL);
}

static int close_lexicon(void **state) {
  (void)state;
  isnad_lexicon_free(lexicon);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(arrival_shows_nowhere), cmocka_unit_test(happenings_stay_apart),
      cmocka_unit_test(updates_are_no_disagreements), cmocka_unit_test(copies_add_no_origin), cmocka_unit_test(a_page_copies_a_text),
      cmocka_unit_test(days_far_apart_never_meet), cmocka_unit_test(only_what_is_touched_changes),
      cmocka_unit_test(points_are_the_same_both_ways), cmocka_unit_test(days_decide_with_those_beside_them), cmocka_unit_test(changes_tell_all),
      cmocka_unit_test(days_that_go_change_nothing), cmocka_unit_test(damaged_rows_are_refused),
      cmocka_unit_test(an_empty_handle_has_no_incidents), cmocka_unit_test(a_flood_is_one_incident),
      cmocka_unit_test(linking_fails_at_any_allocation)};
  return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
