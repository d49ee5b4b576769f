/* eval_gold: loads the annotations of a report and checks them. An annotation points at its words by a context that
 * stands once in the text, «شن الطيران غارة على», and the trigger in it, «غارة», so that people need not count bytes. A claim
 * that cannot be scored is told and left out; one with a code that isnad does not know is told and scored. */
#include <stdlib.h>
#include <string.h>

#include "cli/eval.h"

enum {
  GOLD_MAX = 4 << 20, /* bytes of a file of annotations */
  CLAIMS_MAX = 4096,  /* of one report */
  ITEMS_MAX = 64,     /* actors, counts or links of one claim */
  NAME_MAX_BYTES = 4096
};

typedef struct checking {
  const char *text; /* the report as it is */
  char *flat;       /* the report with no-break spaces and line breaks as people type them */
  bool as_it_is;    /* each byte of flat is that byte of text: the rule, and quick in large texts */
  eval_fault *fault;
  void *context;
  int claim;
} checking;

static void say(const checking *check, const char *what, const char *value) {
  char whole[600];
  int len = snprintf(whole, sizeof whole, "%s%s%s", what, value ? " " : "", value ? value : "");
  if (len >= (int)sizeof whole) { /* cut between letters */
    size_t end = sizeof whole - 1;
    while (end && ((unsigned char)whole[end - 1] & 0xC0) == 0x80) end--;
    if (end && (unsigned char)whole[end - 1] >= 0xC0) end--;
    whole[end] = '\0';
  }
  check->fault(check->context, check->claim, whole);
}

/* ---- Where the words stand ------------------------------------------------------------------------------------------ */

/* How many bytes at p stand for one byte of the flat text, which is *as. */
static size_t flat_step(const char *p, char *as) {
  *as = *p;
  if ((unsigned char)p[0] == 0xC2 && (unsigned char)p[1] == 0xA0) return *as = ' ', 2;
  if (p[0] == '\r') return *as = '\n', p[1] == '\n' ? 2 : 1;
  return 1;
}

static char *flat_text(const char *text) {
  char *flat = eval_memory(strlen(text) + 1, 1), *out = flat;
  while (*text) text += flat_step(text, out++);
  return flat;
}

/* The bytes of the report that belong to len bytes of the flat text from at on. */
static isnad_span bytes_of(const checking *check, size_t at, size_t len) {
  if (check->as_it_is) return (isnad_span){(uint32_t)at, (uint32_t)(at + len)};
  const char *start = check->text, *end;
  char as;
  while (at-- && *start) start += flat_step(start, &as);
  for (end = start; len-- && *end;) end += flat_step(end, &as);
  return (isnad_span){(uint32_t)(start - check->text), (uint32_t)(end - check->text)};
}

static size_t times_in(const char *text, const char *words) {
  size_t count = 0, len = strlen(words);
  if (len == 0) return 0;
  for (const char *at = strstr(text, words); at; at = strstr(at + len, words)) count++;
  return count;
}

static bool place_words(const checking *check, eval_claim *claim) {
  const char *near = eval_text(claim->json, "near"), *trigger = eval_text(claim->json, "trigger");
  size_t times = times_in(check->flat, near);
  const char *within = strstr(near, trigger);
  if (times != 1) {
    char what[60];
    snprintf(what, sizeof what, "context stands %zu times:", times);
    say(check, what, near);
    return false;
  }
  if (within == NULL) {
    say(check, "trigger not in its context:", trigger);
    return false;
  }
  size_t at = (size_t)(strstr(check->flat, near) - check->flat), start = at + (size_t)(within - near);
  claim->near = bytes_of(check, at, strlen(near));
  claim->trigger = bytes_of(check, start, strlen(trigger));
  return true;
}

/* ---- Is it of the shape that can be scored? -------------------------------------------------------------------------- */

static bool string_fits(const json_t *value) { return json_is_string(value) && json_string_length(value) <= NAME_MAX_BYTES; }

static bool nothing(const json_t *value) { return value == NULL || json_is_null(value); }

static bool number_fits(const json_t *value) { return nothing(value) || json_is_number(value); }

/* A list (or nothing) of strings, or, where keys are named, of objects with these strings. */
static bool list_fits(const json_t *list, const char *first, const char *second) {
  if (nothing(list)) return true;
  if (!json_is_array(list) || json_array_size(list) > ITEMS_MAX) return false;
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *item = json_array_get(list, i);
    if (!string_fits(first ? json_object_get(item, first) : item)) return false;
    if (second && !string_fits(json_object_get(item, second))) return false;
  }
  return true;
}

static bool shape_fits(const checking *check, const json_t *claim) {
  static const char *const needed[] = {"near", "trigger", "event", "status"};
  static const char *const optional[] = {"mode", "attitude", "place", "from", "to"};
  if (!json_is_object(claim)) return say(check, "no object", NULL), false;
  for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
    if (!string_fits(json_object_get(claim, needed[i]))) return say(check, "no text as", needed[i]), false;
  for (size_t i = 0; i < sizeof optional / sizeof *optional; i++) {
    const json_t *value = json_object_get(claim, optional[i]);
    if (!nothing(value) && !string_fits(value)) return say(check, "no text as", optional[i]), false;
  }
  static const struct list { const char *key, *first, *second; } lists[] = {
      {"actors", NULL, NULL}, {"recipients", NULL, NULL}, {"sources", "name", "kind"}, {"counts", "what", NULL}};
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    if (!list_fits(json_object_get(claim, lists[i].key), lists[i].first, lists[i].second))
      return say(check, "not as it should be:", lists[i].key), false;
  if (!json_is_array(json_object_get(claim, "sources"))) return say(check, "no sources; [] says that there are none", NULL), false;
  const json_t *time = json_object_get(claim, "time");
  if (!nothing(time) && !json_is_object(time)) return say(check, "not as it should be:", "time"), false;
  return true;
}

/* ---- Are its codes and words known? ---------------------------------------------------------------------------------- */

static const struct event_modes { isnad_event event; const char *modes; } modes_of[] = {
    {ISNAD_CONSULT, " visit third-party multilateral phone "},
    {ISNAD_RETREAT, " withdraw release disarm ceasefire access resign "},
    {ISNAD_REQUEST, " assist change yield meet "},
    {ISNAD_ACCUSE, " disapprove investigate allege "},
    {ISNAD_REJECT, " assist change yield meet "},
    {ISNAD_THREATEN, " restrict arrest relations expel territory violence "},
    {ISNAD_PROTEST, " demo riot strike hunger boycott obstruct vandalize "},
    {ISNAD_SANCTION, " convict expel withdraw discontinue "},
    {ISNAD_MOBILIZE, " troops weapons police militia "},
    {ISNAD_COERCE, " seize restrict censor curfew martial-law arrest deport withhold misinformation cyber "},
    {ISNAD_ASSAULT, " abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone"
                    " heavy-weapons crowd-control unconventional "}};

static int event_of(const char *name) {
  for (int event = ISNAD_AGREE; event <= ISNAD_ELECTION; event++)
    if (strcmp(name, isnad_event_name((isnad_event)event)) == 0) return event;
  return ISNAD_EVENT_NONE;
}

static bool mode_known(int event, const char *mode) {
  char word[64];
  if ((size_t)snprintf(word, sizeof word, " %s ", mode) >= sizeof word) return false;
  for (size_t i = 0; i < sizeof modes_of / sizeof *modes_of; i++)
    if ((int)modes_of[i].event == event) return strstr(modes_of[i].modes, word) != NULL;
  return false;
}

static const char *status_name(int i) { return isnad_status_name((isnad_claim_status)i); }
static const char *attitude_name(int i) { return isnad_attitude_name((isnad_attitude)i); }
static const char *kind_name(int i) { return isnad_source_kind_name((isnad_source_kind)i); }
static const char *what_name(int i) { return isnad_what_name((isnad_what)i); }
static const char *bound_name(int i) { return isnad_bound_name((isnad_bound)i); }

static bool known(const char *word, const char *(*name)(int), int last) {
  for (int i = 0; i <= last; i++)
    if (strcmp(word, name(i)) == 0) return true;
  return false;
}

static void check_lists(const checking *check, const json_t *claim) {
  const json_t *links = json_object_get(claim, "sources"), *counts = json_object_get(claim, "counts");
  for (size_t i = 0; i < json_array_size(links); i++) {
    const char *kind = eval_text(json_array_get(links, i), "kind"), *name = eval_text(json_array_get(links, i), "name");
    if (!known(kind, kind_name, ISNAD_SOURCE_CORRESPONDENT)) say(check, "kind", kind);
    if (strstr(check->flat, name) == NULL) say(check, "source not in the text:", name);
  }
  for (size_t i = 0; i < json_array_size(counts); i++) {
    const json_t *count = json_array_get(counts, i), *bound = json_object_get(count, "bound");
    bool sound = number_fits(json_object_get(count, "min")) && number_fits(json_object_get(count, "max"));
    if (sound && known(eval_text(count, "what"), what_name, ISNAD_MONEY) &&
        (bound == NULL || known(eval_text(count, "bound"), bound_name, ISNAD_SOME)))
      continue;
    char *whole = json_dumps(count, 0);
    say(check, "count", whole);
    free(whole);
  }
}

static void check_codes(const checking *check, const json_t *claim) {
  static const char *const places[] = {"place", "from", "to"};
  const char *event = eval_text(claim, "event"), *status = eval_text(claim, "status");
  const json_t *mode = json_object_get(claim, "mode"), *attitude = json_object_get(claim, "attitude");
  if (event_of(event) == ISNAD_EVENT_NONE) say(check, "event", event);
  else if (!nothing(mode) && !mode_known(event_of(event), json_string_value(mode))) say(check, "mode", json_string_value(mode));
  if (!known(status, status_name, ISNAD_DENIED)) say(check, "status", status);
  if (attitude && !known(eval_text(claim, "attitude"), attitude_name, ISNAD_DEMANDS))
    say(check, "attitude", eval_text(claim, "attitude"));
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    char what[40];
    snprintf(what, sizeof what, "%s not in the text:", places[i]);
    if (strstr(check->flat, eval_text(claim, places[i])) == NULL) say(check, what, eval_text(claim, places[i]));
  }
  check_lists(check, claim);
  const json_t *time = json_object_get(claim, "time");
  if (json_object_size(time) && (!*eval_text(time, "start") || !*eval_text(time, "end")))
    say(check, "time without start and end", NULL);
}

/* ---- The file ------------------------------------------------------------------------------------------------------- */

static isnad_str given_text(const json_t *given, const char *key) {
  const char *text = eval_text(given, key);
  return (isnad_str){text, strlen(text)};
}

static void take_given(const checking *check, eval_gold *gold) {
  json_t *given = json_object_get(gold->record, "given"), *value;
  const char *key;
  json_object_foreach(given, key, value) {
    if (strcmp(key, "published") != 0 && strcmp(key, "outlet") != 0 && strcmp(key, "url") != 0)
      say(check, "given has an unknown", key);
    else if (!string_fits(value) && !nothing(value)) say(check, "given has no text as", key);
  }
  gold->given = (isnad_given){.published = given_text(given, "published"), .outlet = given_text(given, "outlet"),
                              .url = given_text(given, "url")};
}

static json_t *load(const checking *check, const char *path) {
  size_t len;
  char *bytes = cli_read_file(path, GOLD_MAX, &len);
  if (bytes == NULL) return NULL;
  json_error_t error;
  json_t *record = len <= GOLD_MAX ? json_loadb(bytes, len, 0, &error) : NULL;
  char line[40];
  if (len > GOLD_MAX) say(check, "larger than 4 MB", NULL);
  else if (record == NULL) snprintf(line, sizeof line, "line %d:", error.line), say(check, line, error.text);
  free(bytes);
  const json_t *claims = json_object_get(record, "claims");
  if (record && json_is_array(claims) && json_array_size(claims) <= CLAIMS_MAX) return record;
  if (record) say(check, json_is_array(claims) ? "more than 4096 claims" : "no \"claims\" that are a list", NULL);
  json_decref(record);
  return NULL;
}

bool eval_gold_read(const char *path, const char *text, eval_fault *fault, void *context, eval_gold *gold) {
  checking check = {.text = text, .fault = fault, .context = context, .claim = -1};
  *gold = (eval_gold){.record = load(&check, path)};
  if (gold->record == NULL) return false;
  take_given(&check, gold);
  check.flat = flat_text(text);
  check.as_it_is = strlen(check.flat) == strlen(text);
  json_t *claims = json_object_get(gold->record, "claims");
  gold->claims = eval_memory(json_array_size(claims), sizeof *gold->claims);
  for (size_t i = 0; i < json_array_size(claims); i++) {
    eval_claim claim = {.json = json_array_get(claims, i)};
    check.claim = (int)i;
    if (!shape_fits(&check, claim.json) || !place_words(&check, &claim)) continue;
    gold->claims[gold->count++] = claim;
    check_codes(&check, claim.json);
  }
  free(check.flat);
  return true;
}

void eval_gold_free(eval_gold *gold) {
  json_decref(gold->record);
  free(gold->claims);
}
