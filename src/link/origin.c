/* origin: on whose word an incident stands, by the rules of the records page. The origin of a telling is the last link of its
 * chain; two tellings have one origin where that is the same named source, where it is unnamed and has the same carrier,
 * where one text repeats the other, and where both outlets are of one house. An outlet without a source speaks for itself
 * where it was there, else its origin is unknown: a number of its own that confirms nothing.
 *
 * «شفق نيوز عن مصدر أمني», then «بغداد اليوم عن شفق نيوز عن مصدر أمني» and a copy on a third site: three tellings, one origin. */
#include "base/str.h"
#include "link/link.h"
#include "text/letters.h"

typedef struct tracing {
  isn_stock *stock;
  isn_arena *arena;
  const uint32_t *facts;
  isnad_incident *incident;
  isnad_telling *tellings;
  isnad_origin *origins;
  isn_end *origin_ends; /* of the telling that each began with */
  isn_end *ends;
  size_t origin_count;
} tracing;

static const isn_fact *fact_of(const tracing *t, size_t i) { return &t->stock->facts[t->facts[i]]; }
static const isn_teller *teller_of(const tracing *t, size_t i) { return &t->stock->tellers[fact_of(t, i)->account]; }

/* ---- Was the outlet there? ------------------------------------------------------------------------------------------------ */

enum { THERE_KM = 40 };

static bool same_area(const isnad_lexicon *lexicon, uint32_t a, const isn_link_place *b) {
  uint32_t province = isn_place_province(lexicon, a);
  if (province == ISN_NONE || b->row == ISN_NONE) return false;
  if (province == isn_place_province(lexicon, b->row)) return true;
  if (b->lat == ISN_NO_DEGREES) return false;
  int32_t lat = isn_lex_number(lexicon, K_PLACE, a, PLACE_LAT), lon = isn_lex_number(lexicon, K_PLACE, a, PLACE_LON);
  if (lat == ISN_NO_DEGREES) return false;
  int64_t reach = THERE_KM * 900, north = lat - b->lat, east = lon - b->lon; /* 1e-5 degrees; a kilometre is about 900 */
  return north * north + east * east <= reach * reach;
}

static bool dateline_there(const tracing *t, const isn_teller *teller) {
  char folded[512];
  isnad_str dateline = isn_stock_text(t->stock, teller->dateline);
  if (dateline.len == 0 || 2 * dateline.len + 8 > sizeof folded) return false;
  for (size_t i = 0; i < t->incident->telling_count; i++) { /* the clause itself names the town */
    uint32_t number = fact_of(t, i)->print;
    if (number != ISN_NONE && isn_print_names(&t->stock->prints[number], dateline)) return true;
  }
  size_t count;
  const isn_entry *entries = isn_lex_find(t->stock->lexicon, (isnad_str){folded, isn_fold(dateline, folded)}, &count);
  for (size_t e = 0; e < count; e++)
    for (size_t i = 0; entries[e].kind == K_PLACE && i < t->incident->telling_count; i++)
      if (same_area(t->stock->lexicon, entries[e].row, &fact_of(t, i)->place)) return true;
  return false;
}

static bool has_correspondent(const tracing *t, const isn_teller *teller) {
  for (uint32_t i = 0; i < teller->count; i++)
    if (isn_chain_end(t->stock, &t->stock->facts[teller->first + i]).kind == END_CORRESPONDENT) return true;
  return false;
}

static bool was_there(const tracing *t, const isn_teller *teller) {
  return teller->documents || has_correspondent(t, teller) || dateline_there(t, teller);
}

/* ---- Which telling goes back to which -------------------------------------------------------------------------------------- */

enum { COMPARED_MAX = 500 }; /* texts that are no copies: an incident of more is told by so many that one more copy tells nothing */

/* The first telling of another report that this one repeats nearly word for word, or ISNAD_NO_INDEX. */
static uint32_t copied_from(const tracing *t, size_t i) {
  const isn_fact *fact = fact_of(t, i);
  for (size_t j = 0, compared = 0; j < i && compared < COMPARED_MAX; j++) {
    const isn_fact *earlier = fact_of(t, j);
    if (t->tellings[j].why == ISNAD_WHY_COPY) continue; /* who copies a copy copies what it copied */
    compared++;
    if (earlier->account != fact->account && isn_fact_copied(t->stock, earlier, fact)) return (uint32_t)j;
  }
  return ISNAD_NO_INDEX;
}

/* A telling of the same report that names its source, or ISNAD_NO_INDEX. */
static uint32_t sourced_beside(const tracing *t, size_t i) {
  size_t first = i; /* a report's tellings stand together */
  while (first > 0 && fact_of(t, first - 1)->account == fact_of(t, i)->account) first--;
  for (size_t j = first; j < t->incident->telling_count && fact_of(t, j)->account == fact_of(t, i)->account; j++)
    if (t->ends[j].kind != END_NOTHING) return (uint32_t)j;
  return ISNAD_NO_INDEX;
}

/* «المرصد اليمني» is «المرصد اليمني للألغام», where neither is known. */
static bool short_for(const tracing *t, const isn_end *a, const isn_end *b) {
  if (a->kind != END_NAMED || b->kind != END_NAMED || a->link->id || b->link->id) return false;
  isnad_str x = isn_stock_text(t->stock, a->link->key), y = isn_stock_text(t->stock, b->link->key);
  return isn_words_inside(x, y) || isn_words_inside(y, x);
}

static uint32_t origin_of(const tracing *t, const isn_end *end) {
  for (size_t i = 0; i < t->origin_count; i++)
    if (t->origin_ends[i].key == end->key || short_for(t, &t->origin_ends[i], end)) return (uint32_t)i;
  return ISNAD_NO_INDEX;
}

static uint32_t first_of_origin(const tracing *t, uint32_t origin, size_t before) {
  for (size_t i = 0; i < before; i++)
    if (t->tellings[i].origin == origin) return (uint32_t)i;
  return ISNAD_NO_INDEX;
}

static isnad_origin describe(const tracing *t, size_t i) {
  const isn_end *end = &t->ends[i];
  const isn_stock *stock = t->stock;
  const isn_teller *teller = teller_of(t, i);
  isnad_origin origin = {.denies = true};
  if (end->link != NULL) {
    origin.name = isn_stock_text(stock, end->link->text);
    origin.id = isn_stock_text(stock, end->link->id);
    origin.kind = (isnad_source_kind)end->link->kind;
    if (end->kind == END_UNNAMED) origin.carrier = isn_stock_text(stock, end->carrier_name);
    return origin;
  }
  origin.name = isn_stock_text(stock, teller->outlet);
  origin.kind = ISNAD_SOURCE_OUTLET;
  if (teller->outlet_row == ISN_NONE) return origin;
  origin.id = isn_lex_text(stock->lexicon, K_OUTLET, teller->outlet_row, OUTLET_ID);
  origin.kind = (isnad_source_kind)isn_lex_number(stock->lexicon, K_OUTLET, teller->outlet_row, OUTLET_SOURCE_KIND);
  return origin;
}

/* Why a further telling of a known origin does not count again. */
static isnad_why why_again(const tracing *t, size_t i, uint32_t first) {
  const isn_teller *mine = teller_of(t, i), *its = teller_of(t, first);
  if (mine == its || mine->outlet == its->outlet) return ISNAD_WHY_REPEATS;
  if (t->ends[i].kind != END_NAMED && mine->key == its->key) return ISNAD_WHY_PUBLISHER;
  return ISNAD_WHY_RELAY;
}

static void count_in(tracing *t, size_t i) {
  static const isnad_why first_why[] = {ISNAD_WHY_OWN_VOICE, ISNAD_WHY_OWN_VOICE, ISNAD_WHY_NAMED, ISNAD_WHY_UNNAMED};
  isnad_telling *telling = &t->tellings[i];
  uint32_t origin = origin_of(t, &t->ends[i]);
  if (origin != ISNAD_NO_INDEX) {
    telling->origin = origin;
    telling->of = first_of_origin(t, origin, i);
    telling->why = telling->of == ISNAD_NO_INDEX ? first_why[t->ends[i].kind] : why_again(t, i, telling->of);
    return;
  }
  t->origin_ends[t->origin_count] = t->ends[i];
  t->origins[t->origin_count] = describe(t, i);
  telling->origin = (uint32_t)t->origin_count++;
  telling->why = first_why[t->ends[i].kind];
}

/* A text that names somebody stands for him; all else may be a copy, a second telling, or the outlet's own word. */
static void trace(tracing *t, size_t i) {
  isnad_telling *telling = &t->tellings[i];
  uint32_t of = t->ends[i].kind == END_NAMED ? ISNAD_NO_INDEX : copied_from(t, i);
  bool own_source = t->ends[i].kind == END_UNNAMED && t->ends[i].carrier != teller_of(t, i)->key; /* carried by another, by name */
  if (of != ISNAD_NO_INDEX && !own_source) {
    const isnad_telling *copied = &t->tellings[of];
    telling->why = teller_of(t, i)->key == teller_of(t, of)->key ? ISNAD_WHY_PUBLISHER : ISNAD_WHY_COPY;
    telling->origin = copied->origin, telling->of = of;
    return;
  }
  if (t->ends[i].kind == END_NOTHING) {
    if (!was_there(t, teller_of(t, i))) {
      telling->why = ISNAD_WHY_UNKNOWN;
      return;
    }
    t->ends[i].key = isn_speaker_key(teller_of(t, i)->key);
  }
  count_in(t, i);
}

static void count_unknown(tracing *t) {
  isnad_incident *incident = t->incident;
  for (size_t i = 0; i < incident->telling_count; i++) {
    if (t->tellings[i].why != ISNAD_WHY_UNKNOWN) continue;
    bool counted = false;
    for (size_t j = 0; j < incident->telling_count && !counted; j++)
      counted = teller_of(t, j)->key == teller_of(t, i)->key &&
                (t->tellings[j].origin != ISNAD_NO_INDEX || (j < i && t->tellings[j].why == ISNAD_WHY_UNKNOWN));
    incident->unknown += !counted;
  }
}

static void count_denials(tracing *t) {
  isnad_incident *incident = t->incident;
  for (size_t i = 0; i < incident->telling_count; i++) {
    if (t->tellings[i].origin == ISNAD_NO_INDEX) continue;
    isnad_origin *origin = &t->origins[t->tellings[i].origin];
    origin->tellings++;
    origin->denies &= fact_of(t, i)->status == ISNAD_DENIED;
  }
  for (size_t i = 0; i < t->origin_count; i++) incident->denying += t->origins[i].denies;
}

void isn_origins(isn_stock *stock, isn_arena *arena, const uint32_t *facts, isnad_incident *incident) {
  size_t count = incident->telling_count;
  tracing t = {.stock = stock, .arena = arena, .facts = facts, .incident = incident};
  t.tellings = isn_alloc_array(arena, count + 1, sizeof *t.tellings);
  t.origins = isn_alloc_array(arena, count + 1, sizeof *t.origins);
  t.origin_ends = isn_alloc_array(arena, count + 1, sizeof *t.origin_ends);
  t.ends = isn_alloc_array(arena, count + 1, sizeof *t.ends);
  for (size_t i = 0; i < count; i++) {
    const isn_fact *fact = fact_of(&t, i);
    t.ends[i] = isn_chain_end(stock, fact);
    t.tellings[i] = (isnad_telling){.member = {fact->account, fact->claim}, .report = isn_stock_text(stock, teller_of(&t, i)->id),
                                    .trigger = fact->trigger, .origin = ISNAD_NO_INDEX, .of = ISNAD_NO_INDEX};
  }
  for (size_t i = 0; i < count; i++) {
    uint32_t beside = t.ends[i].kind == END_NOTHING ? sourced_beside(&t, i) : ISNAD_NO_INDEX;
    if (beside == ISNAD_NO_INDEX) trace(&t, i);
    else t.tellings[i].why = ISNAD_WHY_REPEATS, t.tellings[i].of = beside;
  }
  for (size_t i = 0; i < count; i++)
    if (t.tellings[i].why == ISNAD_WHY_REPEATS && t.tellings[i].origin == ISNAD_NO_INDEX)
      t.tellings[i].origin = t.tellings[t.tellings[i].of].origin;
  incident->tellings = t.tellings;
  incident->origins = t.origins;
  incident->origin_count = t.origin_count;
  count_unknown(&t);
  count_denials(&t);
}
