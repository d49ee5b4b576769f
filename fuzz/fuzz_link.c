/* fuzz_link: any bytes as accounts of a store whose rows may be damaged: texts, codes, places, times, counts, chains and prints
 * are cut out of the input. Whatever is taken in must link, be worked out and be written; every claim is in one group. */
#include <string.h>

#include "isnad.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct input {
  const uint8_t *at, *end;
} input;

static uint8_t take(input *in) { return in->at < in->end ? *in->at++ : 0; }

static bool inside_letter(const input *in, size_t at) { return in->at + at < in->end && (in->at[at] & 0xC0) == 0x80; }

/* A stretch of the input, its letters whole where it has letters. */
static isnad_str take_text(input *in) {
  size_t len = take(in) % 48u, left = (size_t)(in->end - in->at);
  while (inside_letter(in, 0)) in->at++, left--;
  if (len > left) len = left;
  while (len > 0 && inside_letter(in, len)) len--;
  isnad_str text = {(const char *)in->at, len};
  in->at += len;
  return text;
}

/* Ids that the lexicon knows, so that places nest and outlets have houses; now and then any text. */
static isnad_str take_id(input *in) {
  static const char *const ids[] = {"gn:74906", "x:sy:ghuwayran-hasakah", "x:sy:province-daraa", "SY", "src.afp-com", "src.alarabiya-net",
                                    "src.alhadath-net", "sy.whitehelmets", "src.syriacivildefence-org", "il.idf", "ye.houthi"};
  uint8_t byte = take(in);
  if (byte < 60) return (isnad_str){NULL, 0};
  if (byte > 245) return take_text(in);
  const char *id = ids[byte % (sizeof ids / sizeof *ids)];
  return (isnad_str){id, strlen(id)};
}

static double take_degrees(input *in) { return (take(in) - 128) * 1.5; }

/* Dates near each other, so that days meet, and now and then no date at all. */
static isnad_str take_time(input *in, char room[20]) {
  uint8_t byte = take(in);
  if (byte > 250) return take_text(in);
  if (byte < 30) return (isnad_str){NULL, 0};
  memcpy(room, "2023-03-00T00:00", 16);
  room[8] = (char)('0' + byte % 3), room[9] = (char)('1' + byte % 9), room[12] = (char)('0' + byte / 3 % 10);
  return (isnad_str){room, byte & 1 ? 16 : 10};
}

typedef struct made_claim {
  isnad_claim claim;
  isnad_name names[4];
  isnad_count counts[2];
  isnad_link links[3];
  char start[20], end[20];
} made_claim;

static void make_claim(input *in, made_claim *m) {
  *m = (made_claim){.claim.event = (isnad_event)(take(in) % 20), .claim.mode = (isnad_mode)(take(in) % 50)};
  isnad_claim *c = &m->claim;
  c->status = (isnad_claim_status)(take(in) % 6), c->flags = take(in) % 4;
  c->trigger = (isnad_span){take(in), take(in)};
  c->place = (isnad_place){.text = take_text(in), .id = take_id(in), .located = take(in) & 1, .lat = take_degrees(in), .lon = take_degrees(in), .geo_precision = take(in) % 5};
  c->time = (isnad_time){.start = take_time(in, m->start), .end = take_time(in, m->end), .timex = take_text(in)};
  for (int i = 0; i < 4; i++) m->names[i] = (isnad_name){.text = take_text(in), .id = take_id(in)};
  c->actors = m->names, c->actor_count = take(in) % 3, c->recipients = m->names + 2, c->recipient_count = take(in) % 3;
  for (int i = 0; i < 2; i++)
    m->counts[i] = (isnad_count){.what = (isnad_what)(take(in) % 19), .min = take(in), .max = take(in) & 1 ? ISNAD_NO_NUMBER : take(in), .total = take(in) & 1, .subset = take(in) & 1};
  c->counts = m->counts, c->count_count = take(in) % 3;
  for (int i = 0; i < 3; i++) m->links[i] = (isnad_link){.text = take_text(in), .id = take_id(in), .kind = (isnad_source_kind)(take(in) % 18)};
  c->sources = m->links, c->source_count = take(in) % 4;
}

static void add_account(isnad_incidents *incidents, input *in, unsigned number) {
  made_claim made[3];
  const isnad_claim *claims[3];
  isnad_str prints[3];
  char published[20], id[2] = {(char)('a' + number % 26), (char)('a' + number / 26 % 26)};
  size_t count = take(in) % 4u;
  for (size_t i = 0; i < count; i++) {
    make_claim(in, &made[i]);
    claims[i] = &made[i].claim, prints[i] = take_text(in);
  }
  isnad_account account = {{id, 2}, take_text(in), take_time(in, published), take_text(in), claims, prints, count};
  isnad_incidents_add(incidents, &account, NULL);
}

static void check(isnad_incidents *incidents) {
  if (isnad_incidents_link(incidents, NULL) != ISNAD_OK) __builtin_trap();
  for (size_t i = 0; i < isnad_incidents_count(incidents); i++) {
    const isnad_group *group = isnad_incidents_group(incidents, i);
    isnad_incident *incident;
    if (isnad_incident_of(incidents, group->members, group->member_count, &incident, NULL) != ISNAD_OK) __builtin_trap();
    if (incident->telling_count != group->member_count || incident->origin_count + incident->unknown > incident->telling_count) __builtin_trap();
    if (isnad_incident_json(incident, NULL).len == 0) __builtin_trap();
    isnad_incident_free(incident);
    isnad_match match;
    if (!isnad_incidents_match(incidents, group->members[0], group->members[group->member_count - 1], &match)) __builtin_trap();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static isnad_lexicon *lexicon;
  if (lexicon == NULL && isnad_lexicon_builtin(NULL, &lexicon, NULL) != ISNAD_OK) __builtin_trap();
  isnad_incidents *incidents;
  if (isnad_incidents_new(lexicon, NULL, &incidents, NULL) != ISNAD_OK) return 0;
  input in = {data, data + size};
  for (unsigned i = 0; in.at < in.end && i < 60; i++) {
    add_account(incidents, &in, i);
    if (i == 20) check(incidents);
  }
  check(incidents);
  isnad_incidents_free(incidents);
  return 0;
}
