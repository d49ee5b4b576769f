/* claim: from JSON back to isnad_claim, so that what a store kept goes through the same calls as what was just read. Relies on
 * jansson for the grammar and on base/names for the codes; a value of the wrong kind is taken as missing, since verifying is
 * another's work.
 *
 * {"event":"ASSAULT","actors":[{"text":"طيران التحالف","span":[5,30],...}],...} gives a claim with one actor. */
#include "store/claim.h"

#include <jansson.h>

#include "base/names.h"
#include "base/str.h"

static isnad_str text_of(isn_arena *arena, const json_t *object, const char *key) {
  const json_t *value = json_object_get(object, key);
  if (!json_is_string(value)) return (isnad_str){NULL, 0};
  return isn_arena_copy(arena, (isnad_str){json_string_value(value), json_string_length(value)});
}

/* The code of a name, 0 where it is missing or unknown. */
static int code_of(const json_t *object, const char *key, int (*code)(isnad_str)) {
  const json_t *value = json_object_get(object, key);
  int got = json_is_string(value) ? code((isnad_str){json_string_value(value), json_string_length(value)}) : -1;
  return got < 0 ? 0 : got;
}

static isnad_span span_of(const json_t *object, const char *key) {
  const json_t *value = json_object_get(object, key);
  if (json_array_size(value) != 2) return (isnad_span){0, 0};
  json_int_t start = json_integer_value(json_array_get(value, 0)), end = json_integer_value(json_array_get(value, 1));
  if (start < 0 || end < start || end > UINT32_MAX) return (isnad_span){0, 0};
  return (isnad_span){(uint32_t)start, (uint32_t)end};
}

static int64_t number_of(const json_t *object, const char *key) {
  const json_t *value = json_object_get(object, key);
  return json_is_integer(value) ? (int64_t)json_integer_value(value) : ISNAD_NO_NUMBER;
}

static const isnad_name *names_of(isn_arena *arena, const json_t *claim, const char *key, size_t *count) {
  const json_t *list = json_object_get(claim, key);
  *count = json_array_size(list);
  isnad_name *names = isn_alloc_array(arena, *count, sizeof *names);
  for (size_t i = 0; i < *count; i++) {
    const json_t *name = json_array_get(list, i);
    names[i] = (isnad_name){text_of(arena, name, "text"), span_of(name, "span"), text_of(arena, name, "id"),
                            text_of(arena, name, "name")};
  }
  return names;
}

static isnad_place place_of(isn_arena *arena, const json_t *claim, const char *key) {
  const json_t *value = json_object_get(claim, key), *lat = json_object_get(value, "lat"), *lon = json_object_get(value, "lon");
  isnad_place place = {.text = text_of(arena, value, "text"), .span = span_of(value, "span"), .id = text_of(arena, value, "id"),
                       .name = text_of(arena, value, "name"), .kind = text_of(arena, value, "kind")};
  place.located = json_is_number(lat) && json_is_number(lon);
  if (place.located) place.lat = json_number_value(lat), place.lon = json_number_value(lon);
  int64_t precision = number_of(value, "geo_precision");
  place.geo_precision = precision < 0 || precision > 3 ? 0 : (int)precision;
  return place;
}

static const isnad_count *counts_of(isn_arena *arena, const json_t *claim, size_t *count) {
  const json_t *list = json_object_get(claim, "counts");
  *count = json_array_size(list);
  isnad_count *counts = isn_alloc_array(arena, *count, sizeof *counts);
  for (size_t i = 0; i < *count; i++) {
    const json_t *value = json_array_get(list, i);
    counts[i] = (isnad_count){.what = (isnad_what)code_of(value, "what", isn_what_code),
                              .bound = (isnad_bound)code_of(value, "bound", isn_bound_code),
                              .min = number_of(value, "min"), .max = number_of(value, "max"),
                              .total = json_is_true(json_object_get(value, "total")),
                              .subset = json_is_string(json_object_get(value, "of")),
                              .of = (isnad_what)code_of(value, "of", isn_what_code), .unit = text_of(arena, value, "unit"),
                              .text = text_of(arena, value, "text"), .span = span_of(value, "span")};
  }
  return counts;
}

static const isnad_link *sources_of(isn_arena *arena, const json_t *claim, size_t *count) {
  const json_t *list = json_object_get(claim, "sources");
  *count = json_array_size(list);
  isnad_link *links = isn_alloc_array(arena, *count, sizeof *links);
  for (size_t i = 0; i < *count; i++) {
    const json_t *value = json_array_get(list, i);
    links[i] = (isnad_link){.text = text_of(arena, value, "text"), .span = span_of(value, "span"), .id = text_of(arena, value, "id"),
                            .name = text_of(arena, value, "name"), .affiliation = text_of(arena, value, "affiliation"),
                            .kind = (isnad_source_kind)code_of(value, "kind", isn_source_kind_code),
                            .cue = span_of(value, "cue")};
  }
  return links;
}

static uint32_t flags_of(const json_t *claim) {
  const json_t *list = json_object_get(claim, "flags");
  uint32_t flags = 0;
  for (size_t i = 0; i < json_array_size(list); i++) {
    isnad_str flag = isn_str(json_string_value(json_array_get(list, i)));
    if (isn_str_same(flag, ISN_LIT("captured"))) flags |= ISNAD_FLAG_CAPTURED;
    if (isn_str_same(flag, ISN_LIT("headline"))) flags |= ISNAD_FLAG_HEADLINE;
  }
  return flags;
}

isnad_claim *isn_claim_read(isn_arena *arena, isnad_str json) {
  json_t *value = json_loadb(json.ptr, json.len, JSON_ALLOW_NUL, NULL);
  if (!json_is_object(value)) {
    json_decref(value);
    return NULL;
  }
  /* The arena jumps where memory ends; jansson's part is then lost with the process that has none left. */
  const json_t *time = json_object_get(value, "time");
  isnad_claim *claim = isn_alloc(arena, sizeof *claim);
  *claim = (isnad_claim){
      .event = (isnad_event)code_of(value, "event", isn_event_code), .mode = (isnad_mode)code_of(value, "mode", isn_mode_code),
      .acled = text_of(arena, value, "acled"), .status = (isnad_claim_status)code_of(value, "status", isn_status_code),
      .attitude = (isnad_attitude)code_of(value, "attitude", isn_attitude_code), .flags = flags_of(value),
      .trigger = span_of(value, "trigger"), .evidence = span_of(value, "evidence"), .place = place_of(arena, value, "place"),
      .from = place_of(arena, value, "from"), .to = place_of(arena, value, "to")};
  claim->time = (isnad_time){text_of(arena, time, "text"), span_of(time, "span"), text_of(arena, time, "timex"),
                             text_of(arena, time, "start"), text_of(arena, time, "end")};
  claim->actors = names_of(arena, value, "actors", &claim->actor_count);
  claim->recipients = names_of(arena, value, "recipients", &claim->recipient_count);
  claim->counts = counts_of(arena, value, &claim->count_count);
  claim->sources = sources_of(arena, value, &claim->source_count);
  json_decref(value);
  return claim;
}

isnad_given isn_given_read(isn_arena *arena, isnad_str json) {
  json_t *value = json.len ? json_loadb(json.ptr, json.len, JSON_ALLOW_NUL, NULL) : NULL;
  isnad_given given = {.published = text_of(arena, value, "published"), .outlet = text_of(arena, value, "outlet"),
                       .url = text_of(arena, value, "url"), .title = text_of(arena, value, "title"),
                       .author = text_of(arena, value, "author"), .via = text_of(arena, value, "via"),
                       .via_kind = (isnad_source_kind)code_of(value, "via_kind", isn_source_kind_code),
                       .content_type = text_of(arena, value, "content_type")};
  json_decref(value);
  return given;
}

isnad_str isn_json_element(isnad_str json, size_t *at) {
  size_t start = *at, depth = 0;
  while (start < json.len && json.ptr[start] == ',') start++;
  for (size_t i = start; i < json.len; i++) {
    char c = json.ptr[i];
    if (c == '"')
      for (i++; i < json.len && json.ptr[i] != '"'; i++) i += json.ptr[i] == '\\';
    else if (c == '{' || c == '[') depth++;
    else if (depth == 0 && (c == ']' || c == '}')) break;
    else if ((c == ']' || c == '}') && --depth == 0) return *at = i + 1, (isnad_str){json.ptr + start, i + 1 - start};
  }
  return *at = json.len, (isnad_str){NULL, 0};
}
