/* figure: what each origin counts. A later number of the same origin takes the place of its earlier one (an update); numbers of
 * two origins that cannot both be true disagree. Parts (بينهم طفلان) are compared with the same parts only, and no best
 * number is made of several.
 *
 * «قتيلان» and then «ارتفع العدد إلى أربعة» of the military media are an update from 2 to 4; the «ثلاثة» of a doctor disagrees. */
#include "base/str.h"
#include "link/link.h"

typedef struct counting {
  isn_stock *stock;
  const uint32_t *facts;
  const isnad_incident *incident;
  isnad_figure *figures;
  size_t count;
} counting;

static bool same_scope(const isnad_figure *a, const isnad_figure *b) {
  return a->what == b->what && a->subset == b->subset && (!a->subset || a->of == b->of) && isn_str_same(a->unit, b->unit);
}

static bool same_value(const isnad_figure *a, const isnad_figure *b) { return a->min == b->min && a->max == b->max; }

/* What is counted in units of its own (tons, dollars) is compared by unit; people are people whatever they are called. */
static bool has_units(isnad_what what) {
  return what == ISNAD_MONEY || what == ISNAD_AID_COUNT || what == ISNAD_WEAPONS_COUNT || what == ISNAD_VEHICLES ||
         what == ISNAD_MUNITIONS;
}

static isnad_figure figure_of(const isnad_count *count, uint32_t origin, uint32_t telling) {
  return (isnad_figure){.what = count->what, .subset = count->subset, .of = count->subset ? count->of : ISNAD_WHAT_OTHER,
                        .unit = has_units(count->what) ? count->unit : (isnad_str){NULL, 0}, .min = count->min,
                        .max = count->max, .origin = origin, .telling = telling, .before = ISNAD_NO_INDEX, .current = true};
}

/* Of several numbers of one scope in one claim the running total speaks, else the largest: the others are its parts. */
static bool speaks(const isn_stock *stock, const isn_fact *fact, size_t at) {
  const isnad_count *mine = &stock->tallies[fact->tallies + at].count;
  isnad_figure my_scope = figure_of(mine, 0, 0);
  for (size_t i = 0; i < fact->tally_count; i++) {
    const isnad_count *other = &stock->tallies[fact->tallies + i].count;
    isnad_figure scope = figure_of(other, 0, 0);
    if (i == at || !same_scope(&scope, &my_scope)) continue;
    if (other->total != mine->total ? other->total : other->min != mine->min ? other->min > mine->min : i < at) return false;
  }
  return true;
}

static bool given_before(const counting *c, const isnad_figure *figure) {
  for (size_t i = 0; i < c->count; i++)
    if (c->figures[i].origin == figure->origin && same_scope(&c->figures[i], figure) && same_value(&c->figures[i], figure)) return true;
  return false;
}

static uint32_t current_of(const counting *c, const isnad_figure *figure) {
  for (size_t i = c->count; i > 0; i--)
    if (c->figures[i - 1].current && c->figures[i - 1].origin == figure->origin && same_scope(&c->figures[i - 1], figure)) return (uint32_t)i - 1;
  return ISNAD_NO_INDEX;
}

/* An old number that a slow carrier brings again is no news; a smaller one in the same report is a part of the first. */
static void take(counting *c, isnad_figure figure, bool total) {
  if (figure.origin != ISNAD_NO_INDEX) {
    if (given_before(c, &figure)) return;
    uint32_t before = current_of(c, &figure);
    if (before != ISNAD_NO_INDEX) {
      const isnad_figure *old = &c->figures[before];
      const isnad_telling *mine = &c->incident->tellings[figure.telling], *its = &c->incident->tellings[old->telling];
      if (mine->member.account == its->member.account && !total && figure.min <= old->min) return;
      c->figures[before].current = false;
      figure.before = before;
    }
  }
  c->figures[c->count++] = figure;
}

static void gather(counting *c) {
  for (size_t i = 0; i < c->incident->telling_count; i++) {
    const isn_fact *fact = &c->stock->facts[c->facts[i]];
    const isnad_telling *telling = &c->incident->tellings[i];
    if (fact->status == ISNAD_DENIED || (fact->flags & ISNAD_FLAG_HEADLINE && telling->why == ISNAD_WHY_REPEATS)) continue;
    if (telling->origin == ISNAD_NO_INDEX && telling->why != ISNAD_WHY_UNKNOWN) continue; /* a copy of what is counted */
    for (size_t k = 0; k < fact->tally_count; k++) {
      const isnad_count *count = &c->stock->tallies[fact->tallies + k].count;
      if (count->what == ISNAD_WHAT_OTHER || !speaks(c->stock, fact, k)) continue;
      take(c, figure_of(count, telling->origin, (uint32_t)i), count->total);
    }
  }
}

/* ---- Disagreements -------------------------------------------------------------------------------------------------------- */

static bool below(const isnad_figure *a, const isnad_figure *b) {
  return a->max != ISNAD_NO_NUMBER && b->min != ISNAD_NO_NUMBER && a->max < b->min;
}

static bool compared(const isnad_figure *figure) { return figure->current && figure->origin != ISNAD_NO_INDEX; }

/* All current figures of the scope of figure `first`, where two of them cannot both be true; else none. */
static size_t dispute(const counting *c, size_t first, uint32_t *out) {
  size_t count = 0;
  bool disjoint = false;
  for (size_t i = first; i < c->count; i++) {
    if (!compared(&c->figures[i]) || !same_scope(&c->figures[i], &c->figures[first])) continue;
    for (size_t k = 0; k < count; k++)
      disjoint |= below(&c->figures[out[k]], &c->figures[i]) || below(&c->figures[i], &c->figures[out[k]]);
    out[count++] = (uint32_t)i;
  }
  return disjoint ? count : 0;
}

static bool first_of_scope(const counting *c, size_t at) {
  if (!compared(&c->figures[at])) return false;
  for (size_t i = 0; i < at; i++)
    if (compared(&c->figures[i]) && same_scope(&c->figures[i], &c->figures[at])) return false;
  return true;
}

void isn_figures(isn_stock *stock, isn_arena *arena, const uint32_t *facts, isnad_incident *incident) {
  size_t most = 0;
  for (size_t i = 0; i < incident->telling_count; i++) most += stock->facts[facts[i]].tally_count;
  counting c = {.stock = stock, .facts = facts, .incident = incident};
  c.figures = isn_alloc_array(arena, most + 1, sizeof *c.figures);
  gather(&c);
  isnad_disagreement *disagreements = isn_alloc_array(arena, c.count + 1, sizeof *disagreements);
  uint32_t *places = isn_alloc_array(arena, c.count + 1, sizeof *places);
  for (size_t i = 0; i < c.count; i++) {
    size_t count = first_of_scope(&c, i) ? dispute(&c, i, places) : 0;
    if (count == 0) continue;
    disagreements[incident->disagreement_count++] = (isnad_disagreement){c.figures[i].what, places, count};
    places += count; /* scopes are disjoint, so the room suffices */
  }
  incident->figures = c.figures;
  incident->figure_count = c.count;
  incident->disagreements = disagreements;
}
