/* incident: one group worked out: what most of its tellings say, on whose word, and what they count. Nothing is invented: each
 * value is one that a telling gives, the one given most often, and of equals the more exact, then the earlier.
 *
 * Of three tellings in «حيس» and one on «سوق القات» the place is Hays. */
#include <stdlib.h>

#include "base/str.h"
#include "link/link.h"

typedef struct summary {
  isn_stock *stock;
  isn_arena *arena;
  const uint32_t *facts;
  uint32_t count;
} summary;

static const isn_fact *fact_at(const summary *s, uint32_t i) { return &s->stock->facts[s->facts[i]]; }

/* How a value is weighed: equal keys are one value; the exactness decides between equally frequent ones. Key 0: none. */
typedef uint64_t value_key(const isn_fact *, int *exactness);

static uint64_t event_key(const isn_fact *fact, int *exactness) {
  *exactness = fact->mode != 0;
  return (uint64_t)fact->event << 8 | fact->mode;
}

static uint64_t acled_key(const isn_fact *fact, int *exactness) {
  *exactness = 0;
  return fact->acled;
}

static uint64_t place_key(const isn_fact *fact, int *exactness) {
  *exactness = fact->place.precision ? 4 - fact->place.precision : 0;
  return fact->place.row != ISN_NONE ? (uint64_t)fact->place.row + 1 : 0;
}

static uint64_t place_words_key(const isn_fact *fact, int *exactness) {
  *exactness = 0;
  return fact->place.key;
}

static uint64_t time_key(const isn_fact *fact, int *exactness) {
  *exactness = fact->time_class ? 4 - fact->time_class : 0;
  return fact->time_class ? (uint64_t)fact->start << 32 | fact->end : 0;
}

typedef struct vote {
  uint64_t key;
  uint32_t at;
} vote;

static int by_vote(const void *a, const void *b) {
  const vote *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return (x->at > y->at) - (x->at < y->at);
}

/* The first fact with the value that most give; NULL where none gives one. A headline has half a vote. */
static const isn_fact *most_said(const summary *s, value_key *key_of) {
  vote *votes = isn_alloc_array(s->arena, s->count, sizeof *votes);
  int exactness, best_exactness = -1;
  for (uint32_t i = 0; i < s->count; i++) votes[i] = (vote){key_of(fact_at(s, i), &exactness), i};
  qsort(votes, s->count, sizeof *votes, by_vote);
  const vote *best = NULL;
  uint32_t best_sum = 0;
  for (uint32_t first = 0, end; first < s->count; first = end) {
    uint32_t sum = 0;
    for (end = first; end < s->count && votes[end].key == votes[first].key; end++)
      sum += fact_at(s, votes[end].at)->flags & ISNAD_FLAG_HEADLINE ? 1 : 2;
    key_of(fact_at(s, votes[first].at), &exactness);
    if (votes[first].key == 0 || sum < best_sum) continue;
    if (sum == best_sum && (exactness < best_exactness || (exactness == best_exactness && votes[first].at > best->at))) continue;
    best = &votes[first], best_sum = sum, best_exactness = exactness;
  }
  return best ? fact_at(s, best->at) : NULL;
}

typedef struct ballot {
  isn_text key;
  uint32_t votes;
  isnad_name name;
} ballot;

/* All parties of one side, most named first; those with an id, or where none has one, as written. */
static isnad_name *parties_of(const summary *s, bool recipients, size_t *count) {
  size_t most = 0, made = 0;
  for (uint32_t i = 0; i < s->count; i++) most += recipients ? fact_at(s, i)->recipient_count : fact_at(s, i)->actor_count;
  ballot *ballots = isn_alloc_array(s->arena, most + 1, sizeof *ballots);
  for (uint32_t i = 0; i < s->count; i++) {
    const isn_fact *fact = fact_at(s, i);
    const isn_party *parties = s->stock->parties + fact->parties + (recipients ? fact->actor_count : 0);
    for (size_t k = 0; k < (recipients ? fact->recipient_count : fact->actor_count); k++) {
      size_t at = 0;
      while (at < made && ballots[at].key != parties[k].key) at++;
      if (at == made)
        ballots[made++] = (ballot){parties[k].key, 0, {isn_stock_text(s->stock, parties[k].text), {0, 0}, isn_stock_text(s->stock, parties[k].id), {NULL, 0}}};
      ballots[at].votes++;
    }
  }
  isnad_name *names = isn_alloc_array(s->arena, made + 1, sizeof *names);
  for (*count = 0; *count < made; (*count)++) {
    size_t best = 0;
    for (size_t i = 1; i < made; i++)
      if (ballots[i].votes > ballots[best].votes) best = i;
    names[*count] = ballots[best].name;
    ballots[best].votes = 0;
  }
  return names;
}

/* «غربي المدينة» says little away from its report: «غربي المدينة (بارا)». */
static isnad_str place_words(const summary *s, const isn_link_place *place) {
  isnad_str text = isn_stock_text(s->stock, place->text);
  if (place->row == ISN_NONE || isn_place_is_named(s->stock->lexicon, text, place->row)) return text;
  isnad_str name = isn_lex_text(s->stock->lexicon, K_PLACE, place->row, PLACE_NAME_AR);
  if (name.len == 0 || isn_str_holds(text, name)) return text;
  return isn_arena_print(s->arena, "%.*s (%.*s)", (int)text.len, text.ptr, (int)name.len, name.ptr);
}

static void fill_place(const summary *s, isnad_incident *incident) {
  const isn_fact *fact = most_said(s, place_key);
  if (fact == NULL) fact = most_said(s, place_words_key);
  if (fact == NULL) return;
  const isn_link_place *place = &fact->place;
  incident->place = place_words(s, place);
  incident->place_id = isn_stock_text(s->stock, place->id);
  incident->geo_precision = place->precision;
  incident->located = place->lat != ISN_NO_DEGREES;
  if (incident->located) incident->lat = place->lat / 1e5, incident->lon = place->lon / 1e5;
}

static void fill_reports(const summary *s, isnad_incident *incident) {
  const isn_stock *stock = s->stock;
  vote *outlets = isn_alloc_array(s->arena, s->count, sizeof *outlets);
  for (uint32_t i = 0; i < s->count; i++) {
    const isn_teller *teller = &stock->tellers[fact_at(s, i)->account];
    incident->reports += i == 0 || fact_at(s, i - 1)->account != fact_at(s, i)->account; /* a report's facts stand together */
    outlets[i] = (vote){teller->outlet_row != ISN_NONE ? (uint64_t)teller->outlet_row << 32 : teller->outlet, i};
  }
  qsort(outlets, s->count, sizeof *outlets, by_vote);
  for (uint32_t i = 0; i < s->count; i++) incident->outlets += i == 0 || outlets[i].key != outlets[i - 1].key;
  incident->first_report = isn_stock_text(stock, stock->tellers[fact_at(s, 0)->account].published);
  incident->last_report = isn_stock_text(stock, stock->tellers[fact_at(s, s->count - 1)->account].published);
}

void isn_incident_fill(isn_stock *stock, isn_arena *arena, const uint32_t *facts, uint32_t count, isnad_incident *incident) {
  summary s = {stock, arena, facts, count};
  const isn_fact *event = most_said(&s, event_key), *acled = most_said(&s, acled_key), *time = most_said(&s, time_key);
  incident->telling_count = count;
  incident->event = (isnad_event)event->event;
  incident->mode = (isnad_mode)event->mode;
  if (acled != NULL) incident->acled = isn_stock_text(stock, acled->acled);
  if (time != NULL) incident->start = isn_stock_text(stock, time->start), incident->end = isn_stock_text(stock, time->end);
  incident->day = (time != NULL ? time : fact_at(&s, 0))->day;
  fill_place(&s, incident);
  incident->actors = parties_of(&s, false, &incident->actor_count);
  incident->recipients = parties_of(&s, true, &incident->recipient_count);
  fill_reports(&s, incident);
  isn_origins(stock, arena, facts, incident);
  isn_figures(stock, arena, facts, incident);
}
