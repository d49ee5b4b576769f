/* bind: to each act its place, time and counts, in three files. Here is what they share: which act owns the words around a unit. */
#include <stdlib.h>

#include "find/bind.h"

uint32_t bind_root(const isn_finder *f, uint32_t i) {
  for (int depth = 0; depth < 8 && f->acts[i].dropped && f->acts[i].cause != NONE; depth++) i = f->acts[i].cause;
  return i;
}

/* In one clause: the last act before the unit, else the first behind it. */
static uint32_t owner_in(const isn_finder *f, uint32_t u, uint32_t sent, uint32_t clause) {
  uint32_t before = NONE, after = NONE;
  for (uint32_t i = f->sents[sent].first_act; i < f->sents[sent].end_act; i++) {
    const isn_act *a = &f->acts[i];
    if (a->dropped && a->cause == NONE) continue;
    bool near = a->clause == clause || (a->operator_unit != NONE && f->clause_of[a->operator_unit] == clause);
    if (!near) continue;
    if (a->unit <= u) before = i;
    else if (after == NONE) after = i;
  }
  return before != NONE ? before : after;
}

uint32_t bind_owner(const isn_finder *f, uint32_t u, uint32_t sent) {
  uint32_t clause = f->clause_of[u], found = NONE;
  for (int up = 0; up < 4 && clause != NONE && found == NONE; up++) { /* كانوا محتجزين في: the clause it describes */
    found = owner_in(f, u, sent, clause);
    if (f->clauses[clause].link != LINK_REL && f->clauses[clause].link != LINK_CIRCUM && f->clauses[clause].link != LINK_RESULT) break;
    clause = f->clauses[clause].parent;
  }
  return found;
}

bool bind_under_before_or_after(const isn_finder *f, const isn_act *a) {
  if (!a->noun) return false;
  for (uint32_t i = a->unit; i > f->sents[a->sent].first && i + 7 > a->unit;) {
    const isn_unit *u = &f->units[--i];
    if (unit_is(u, WC_AFTER) || unit_is(u, WC_BEFORE)) return true;
    if (u->verb || unit_is_mark(u, 0x060C) || u->of[K_TRIGGER]) return false;
  }
  return false;
}

/* The noun by which the act may mention an earlier one. */
static uint32_t mentioning_noun(const isn_finder *f, const isn_act *a) {
  uint32_t noun = a->noun ? a->unit : a->subject.end > a->subject.first ? a->subject.first : NONE;
  if (noun != NONE && f->units[noun].of[K_TRIGGER]) return noun;
  for (int i = 0; i < a->arg_count && !a->noun; i++)
    if (a->args[i].prep == PREP_BI && f->units[a->args[i].phrase.first].of[K_TRIGGER]) return a->args[i].phrase.first;
  return NONE;
}

/* With ال, or bound to a definite noun: «غارة العدو». */
static bool is_definite_noun(const isn_finder *f, uint32_t noun) {
  const isn_unit *u = &f->units[noun];
  if (u->clitics & C_AL) return true;
  const isn_unit *next = noun + 1 < f->unit_count ? u + 1 : NULL;
  bool one = (u->of[K_TRIGGER]->morph & M_SING) && (u->of[K_TRIGGER]->morph & M_NOUN) && u->end == u->first + 1;
  return one && next && next->type == U_WORD && next->definite && next->noun && !next->adj && !next->verb && !(next->clitics & (C_WAW | C_BEH | C_LAM));
}

static bool mode_agrees(isnad_mode a, isnad_mode b) {
  bool air = (a == ISNAD_AERIAL || a == ISNAD_DRONE) && (b == ISNAD_AERIAL || b == ISNAD_DRONE);
  return a == b || a == ISNAD_MODE_NONE || air;
}

uint32_t bind_mentioned(const isn_finder *f, uint32_t act) {
  const isn_act *a = &f->acts[act];
  uint32_t noun = a->event == ISNAD_ASSAULT ? mentioning_noun(f, a) : NONE;
  if (noun == NONE || !is_definite_noun(f, noun)) return NONE;
  for (uint32_t k = act; k-- > 0 && k + 8 > act && f->sents[f->acts[k].sent].paragraph == f->sents[a->sent].paragraph;) {
    const isn_act *b = &f->acts[k];
    if (b->dropped || b->event != a->event || b->place == NONE) continue;
    return mode_agrees(a->mode, b->mode) ? k : NONE;
  }
  return NONE;
}

enum { SLUG_MAX = 14 }; /* units */

static bool parts_slug(const isn_unit *u) {
  return u->type == U_MARK && (u->mark == '-' || u->mark == '/' || u->mark == '|' || u->mark == 0x2013 || u->mark == 0x2014 || u->mark == 0x2500);
}

/* Names of places and outlets, times, marks and words that nobody knows: «وال». */
static bool may_be_of_slug(const isn_finder *f, uint32_t unit) {
  const isn_unit *u = &f->units[unit];
  if (u->type != U_WORD || f->spot_at[unit] != NONE || u->of[K_OUTLET] || u->of[K_PLACE]) return true;
  return !u->verb && (!u->known || u->adj) && !(u->clitics & (C_WAW | C_BEH | C_LAM));
}

bool bind_in_slug(const isn_finder *f, uint32_t unit) {
  const isn_sent *s = &f->sents[f->clauses[f->clause_of[unit]].sent];
  if (unit >= s->first + SLUG_MAX || (s > f->sents && s[-1].paragraph == s->paragraph)) return false;
  for (uint32_t i = s->first; i < s->end && i < s->first + SLUG_MAX && may_be_of_slug(f, i); i++)
    if (i > unit && i + 1 < s->end && parts_slug(&f->units[i]) && f->spot_at[i] == NONE) return true;
  return false;
}

void find_bindings(isn_finder *f) {
  bind_places(f);
  bind_times(f);
  bind_counts(f);
}

/* ---- Words of sources ------------------------------------------------------------------------------------------------ */

bool bind_same_sources(const isn_finder *f, uint32_t a, uint32_t b) {
  const isn_chain *x = &f->chains[f->chain_at[a]], *y = &f->chains[f->chain_at[b]];
  if (x == y) return true;
  if (x->count != y->count || x->denied != y->denied) return false;
  for (int i = 0; i < x->count; i++)
    if (!isn_str_same(x->link[i].text, y->link[i].text)) return false;
  return true;
}

static int by_start(const void *a, const void *b) {
  uint32_t x = ((const isnad_span *)a)->start, y = ((const isnad_span *)b)->start;
  return (x > y) - (x < y);
}

isn_source_words bind_source_words(const isn_finder *f) {
  isn_source_words words = {NULL, 0};
  for (uint32_t i = 1; i < f->chain_count; i++) words.count += f->chains[i].count;
  words.spans = isn_alloc_array(f->arena, words.count + 1, sizeof *words.spans);
  size_t at = 0;
  for (uint32_t i = 1; i < f->chain_count; i++)
    for (int k = 0; k < f->chains[i].count; k++) words.spans[at++] = f->chains[i].link[k].span;
  qsort(words.spans, words.count, sizeof *words.spans, by_start);
  for (size_t i = 1; i < words.count; i++)
    if (words.spans[i].end < words.spans[i - 1].end) words.spans[i].end = words.spans[i - 1].end;
  return words;
}

bool bind_in_source(const isn_source_words *words, isnad_span span) {
  size_t low = 0, high = words->count; /* spans[0 .. low) begin at or before it */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (words->spans[middle].start <= span.start) low = middle + 1;
    else high = middle;
  }
  return low > 0 && words->spans[low - 1].end >= span.end;
}
