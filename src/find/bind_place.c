/* bind_place: to each act its place. One that a preposition of place ties to the act's own words comes first, then one in its clause; an
 * act without one takes the place of the act before it in its sentence: «دخلت القوات بلدة البصيرة بعد اشتباكات». */
#include <stdlib.h>

#include "find/bind.h"

static bool is_place_prep(uint8_t prep) {
  return prep == PREP_FI || prep == PREP_BI || prep == PREP_ALA || prep == PREP_DAKHIL || prep == PREP_FAWQ || prep == PREP_AMAM ||
         prep == PREP_KHARIJ || prep == PREP_HAWL || prep == PREP_BAYN || prep == PREP_LADA;
}

/* The words of sources, by their starts; each end is the farthest of the starts so far. */
typedef struct source_words {
  isnad_span *spans;
  size_t count;
} source_words;

static int by_start(const void *a, const void *b) {
  uint32_t x = ((const isnad_span *)a)->start, y = ((const isnad_span *)b)->start;
  return (x > y) - (x < y);
}

static source_words words_of_sources(const isn_finder *f) {
  source_words words = {NULL, 0};
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

/* The words of the source are no place of the event: «مصدر في شرطة كركوك». */
static bool in_source(const source_words *words, isnad_span span) {
  size_t low = 0, high = words->count; /* spans[0 .. low) begin at or before it */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (words->spans[middle].start <= span.start) low = middle + 1;
    else high = middle;
  }
  return low > 0 && words->spans[low - 1].end >= span.end;
}

static bool in_phrase(isn_phrase p, uint32_t unit) { return p.first <= unit && unit < p.end; }

static void bind_place(isn_finder *f, const source_words *sources, uint32_t spot) {
  const isn_spot *s = &f->spots[spot];
  if (in_source(sources, s->span)) return;
  bool has_prep = is_place_prep(s->prep) || (s->precision == 2 && s->prep == PREP_NONE) || (s->word && s->prep == PREP_NONE);
  if (!has_prep) return;
  uint32_t sent = f->clauses[f->clause_of[s->first]].sent, i = bind_owner(f, s->first, sent);
  if (i == NONE) return;
  isn_act *a = &f->acts[bind_root(f, i)];
  for (int r = 0; r < a->recipient_count; r++)
    if (a->place != NONE && in_phrase(a->recipients[r].phrase, s->first)) return;
  if (a->place == NONE && a->from != spot && a->to != spot) a->place = spot;
}

/* An act without a place takes the one of the act before it in its sentence, if the same source tells it and it does not go elsewhere. */
static void inherit_place(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  if (a->place != NONE || a->from != NONE || a->to != NONE || a->class == TC_MOTION || a->class == TC_SPEECH || a->event == ISNAD_CONSULT || a->event == ISNAD_AGREE) return;
  for (uint32_t k = i; k-- > 0 && f->acts[k].sent == a->sent;) {
    const isn_act *b = &f->acts[k];
    if (b->dropped || b->place == NONE) continue;
    if (f->chain_at[b->unit] == f->chain_at[a->unit] && f->clauses[a->clause].link != LINK_SWITCH) a->place = b->place;
    return;
  }
}

void bind_places(isn_finder *f) {
  source_words sources = words_of_sources(f);
  bool *outer = isn_alloc_array(f->arena, f->spot_count ? f->spot_count : 1, sizeof *outer);
  for (uint32_t i = 0; i < f->spot_count; i++) {
    if (f->spots[i].inside < f->spot_count) outer[f->spots[i].inside] = true; /* a more exact one stands before it */
    if (!outer[i]) bind_place(f, &sources, i);
  }
  for (uint32_t i = 0; i < f->act_count; i++) {
    isn_act *a = &f->acts[i];
    if (a->dropped) continue;
    bool again = a->refers != NONE && f->sents[f->acts[a->refers].sent].paragraph == f->sents[a->sent].paragraph;
    if (again && a->place == NONE) a->place = f->acts[a->refers].place;
    inherit_place(f, i);
  }
}
