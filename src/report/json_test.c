/* A record as the records page shows it: field by field, missing values null or [], ids that are stable and never shared. */
#include "report/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

static isnad_str json_of(isn_arena *arena, isnad_str text, const isnad_claim *claims, size_t count) {
  static const isnad_meta meta = {.arabic = true};
  isn_record record = {.text = text, .meta = &meta, .claims = claims, .claim_count = count};
  return isn_record_json(arena, &record);
}

/* The claims, without the report before them and without their ids. */
static const char *claims_of(isn_arena *arena, const isnad_claim *claims, size_t count) {
  isnad_str json = json_of(arena, ISN_LIT("text"), claims, count);
  const char *at = strstr(json.ptr, "\"claims\":");
  assert_non_null(at);
  return at;
}

static isnad_claim strike(void) {
  static const isnad_name actor = {ISN_LIT("air force"), {7, 16}, ISN_LIT("int.x"), ISN_LIT("Coalition")};
  static const isnad_count count = {.what = ISNAD_STRIKES, .min = 6, .max = 6, .text = ISN_LIT("6 raids"), .span = {1, 8}};
  static const isnad_link link = {.text = ISN_LIT("River"), .span = {20, 25}, .kind = ISNAD_SOURCE_OUTLET, .cue = {17, 19}};
  return (isnad_claim){.event = ISNAD_ASSAULT, .mode = ISNAD_AERIAL, .acled = ISN_LIT("Air/drone strike"),
                       .trigger = {2, 5}, .evidence = {0, 30}, .actors = &actor, .actor_count = 1,
                       .place = {.text = ISN_LIT("Hay"), .span = {9, 12}, .located = true, .lat = 36.49, .lon = 40.75, .geo_precision = 1},
                       .time = {.text = ISN_LIT("dawn"), .span = {3, 7}, .timex = ISN_LIT("2022-01-24TDA"),
                                .start = ISN_LIT("2022-01-24"), .end = ISN_LIT("2022-01-24")},
                       .counts = &count, .count_count = 1, .sources = &link, .source_count = 1};
}

static void a_whole_claim(void **state) {
  (void)state;
  isn_arena *arena = isn_arena_new(NULL, 1 << 20);
  isnad_claim claim = strike();
  const char *got = strstr(claims_of(arena, &claim, 1), "\"event\"");
  assert_string_equal(
      got,
      "\"event\":\"ASSAULT\",\"mode\":\"aerial\",\"acled\":\"Air/drone strike\",\"flags\":[],\"status\":\"happened\","
      "\"attitude\":\"says\",\"trigger\":[2,5],\"evidence\":[0,30],"
      "\"actors\":[{\"text\":\"air force\",\"span\":[7,16],\"id\":\"int.x\",\"name\":\"Coalition\"}],\"recipients\":[],"
      "\"place\":{\"text\":\"Hay\",\"span\":[9,12],\"id\":null,\"name\":null,\"kind\":null,\"lat\":36.49,\"lon\":40.75,"
      "\"geo_precision\":1},\"from\":null,\"to\":null,"
      "\"time\":{\"text\":\"dawn\",\"span\":[3,7],\"timex\":\"2022-01-24TDA\",\"start\":\"2022-01-24\",\"end\":\"2022-01-24\"},"
      "\"counts\":[{\"what\":\"strikes\",\"min\":6,\"max\":6,\"bound\":\"exact\",\"unit\":null,\"text\":\"6 raids\",\"span\":[1,8]}],"
      "\"sources\":[{\"text\":\"River\",\"span\":[20,25],\"id\":null,\"name\":null,\"kind\":\"outlet\",\"cue\":[17,19]}]}]}");
  isn_arena_free(arena);
}

static void a_bare_claim(void **state) {
  (void)state;
  isn_arena *arena = isn_arena_new(NULL, 1 << 20);
  isnad_claim claim = {.event = ISNAD_ACCIDENT, .status = ISNAD_NEGATED, .flags = ISNAD_FLAG_CAPTURED, .trigger = {1, 2}};
  assert_string_equal(strstr(claims_of(arena, &claim, 1), "\"event\""),
                      "\"event\":\"ACCIDENT\",\"mode\":null,\"acled\":null,\"plover\":null,\"flags\":[\"captured\"],"
                      "\"status\":\"negated\",\"attitude\":\"says\",\"trigger\":[1,2],\"evidence\":null,\"actors\":[],"
                      "\"recipients\":[],\"place\":null,\"from\":null,\"to\":null,\"time\":null,\"counts\":[],\"sources\":[]}]}");
  isn_arena_free(arena);
}

static void counts_say_what_they_are_part_of(void **state) {
  (void)state;
  isn_arena *arena = isn_arena_new(NULL, 1 << 20);
  const isnad_count counts[] = {
      {.what = ISNAD_KILLED, .bound = ISNAD_AT_LEAST, .min = 20, .max = ISNAD_NO_NUMBER, .total = true},
      {.what = ISNAD_WOUNDED, .min = 2, .max = 2, .subset = true, .of = ISNAD_KILLED}};
  isnad_claim claim = {.event = ISNAD_ASSAULT, .counts = counts, .count_count = 2};
  assert_non_null(strstr(claims_of(arena, &claim, 1),
                         "{\"what\":\"killed\",\"min\":20,\"max\":null,\"bound\":\"at-least\",\"unit\":null,\"text\":null,"
                         "\"span\":null,\"total\":true},{\"what\":\"wounded\",\"min\":2,\"max\":2,\"bound\":\"exact\","
                         "\"unit\":null,\"text\":null,\"span\":null,\"of\":\"killed\"}"));
  isn_arena_free(arena);
}

static isnad_str id_at(isnad_str json, int index) {
  const char *at = json.ptr;
  for (int i = 0; i <= index; i++) at = strstr(at, "{\"id\":\"") + 7;
  return (isnad_str){at, 16};
}

static void ids_are_stable_and_never_shared(void **state) {
  (void)state;
  isn_arena *arena = isn_arena_new(NULL, 1 << 20);
  isnad_claim claims[] = {strike(), strike(), strike()};
  claims[2].event = ISNAD_COERCE;
  isnad_str first = json_of(arena, ISN_LIT("one"), claims, 3), again = json_of(arena, ISN_LIT("one"), claims, 3);
  isnad_str other = json_of(arena, ISN_LIT("two"), claims, 3);
  assert_true(isn_str_same(first, again));
  for (int i = 0; i < 3; i++) {
    assert_false(isn_str_same(id_at(first, i), id_at(other, i)));
    for (int k = 0; k < i; k++) assert_false(isn_str_same(id_at(first, i), id_at(first, k)));
  }
  isn_arena_free(arena);
}

static void the_report_says_where_its_values_stand(void **state) {
  (void)state;
  isn_arena *arena = isn_arena_new(NULL, 1 << 20);
  const isnad_value tags[] = {{ISN_LIT("t"), {40, 41}, false}}, paragraphs[] = {{ISN_LIT("p"), {10, 30}, false}};
  const isnad_image images[] = {{.file = {ISN_LIT("a.jpg"), {1, 6}, false}}};
  isnad_meta meta = {.title = {ISN_LIT("Head"), {0, 4}, false}, .published = {ISN_LIT("2022-01-24"), {0, 0}, true},
                     .zone_known = true, .zone_minutes = 180, .images = images, .image_count = 1, .tags = tags,
                     .tag_count = 1, .paragraphs = paragraphs, .paragraph_count = 1, .arabic = true};
  isn_record record = {.text = ISN_LIT("x"), .meta = &meta};
  assert_string_equal(
      isn_record_json(arena, &record).ptr,
      "{\"report\":{\"outlet\":null,\"section\":null,\"title\":\"Head\",\"published\":\"2022-01-24\",\"updated\":null,"
      "\"published_place\":null,\"zone_minutes\":180,\"dateline\":null,\"byline\":null,"
      "\"images\":[{\"file\":\"a.jpg\",\"caption\":null,\"credit\":null,\"spans\":{\"file\":[1,6]}}],\"authors\":[],"
      "\"paragraphs\":[{\"text\":\"p\",\"span\":[10,30]}],"
      "\"tags\":[\"t\"],\"url\":null,\"image\":null,\"shown_date\":null,\"language\":\"ar\",\"notice\":null,\"counts\":[],"
      "\"spans\":{\"title\":[0,4],\"published\":\"derived\",\"tags\":[[40,41]]}},\"claims\":[]}");
  meta.arabic = false;
  assert_non_null(strstr(isn_record_json(arena, &record).ptr, "\"language\":null,\"notice\":\"not in Arabic"));
  isn_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_whole_claim), cmocka_unit_test(a_bare_claim), cmocka_unit_test(counts_say_what_they_are_part_of),
      cmocka_unit_test(ids_are_stable_and_never_shared), cmocka_unit_test(the_report_says_where_its_values_stand)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
