/* bind: to each act its place, time and counts. A place behind في or ب in the act's own words comes first, then one in its clause; an
 * act without a time takes that of the sentence's act before it. A count belongs to the act whose victim, object or tool it counts:
 * «قصف بأربع قذائف ... ما تسبب بإصابة طفل» has munitions 4 and wounded 1. */
#include "find/actor.h"

#include <stdlib.h>

static int trigger_cell(const isn_finder *f, const isn_act *a, int column) {
  return isn_lex_number(f->lexicon, K_TRIGGER, a->row, column);
}

/* The act that a joined one stands for. */
static uint32_t root(const isn_finder *f, uint32_t i) {
  for (int depth = 0; depth < 8 && f->acts[i].dropped && f->acts[i].cause != NONE; depth++) i = f->acts[i].cause;
  return i;
}

/* ---- Places ------------------------------------------------------------------------------------------------------------------ */

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

/* The act that owns the words around unit u: the last act of its clause before it, else the first behind it, else the clause's parent's. */
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

static uint32_t owner(const isn_finder *f, uint32_t u, uint32_t sent) {
  uint32_t clause = f->clause_of[u], found = NONE;
  for (int up = 0; up < 4 && clause != NONE && found == NONE; up++) { /* كانوا محتجزين في: the clause it describes */
    found = owner_in(f, u, sent, clause);
    if (f->clauses[clause].link != LINK_REL && f->clauses[clause].link != LINK_CIRCUM && f->clauses[clause].link != LINK_RESULT) break;
    clause = f->clauses[clause].parent;
  }
  return found;
}

static void bind_place(isn_finder *f, const source_words *sources, uint32_t spot) {
  const isn_spot *s = &f->spots[spot];
  if (in_source(sources, s->span)) return;
  bool has_prep = is_place_prep(s->prep) || (s->precision == 2 && s->prep == PREP_NONE) || (s->word && s->prep == PREP_NONE);
  if (!has_prep) return;
  uint32_t sent = f->clauses[f->clause_of[s->first]].sent, i = owner(f, s->first, sent);
  if (i == NONE) return;
  isn_act *a = &f->acts[root(f, i)];
  for (int r = 0; r < a->recipient_count; r++)
    if (a->place != NONE && in_phrase(a->recipients[r].phrase, s->first)) return;
  if (a->place == NONE && a->from != spot && a->to != spot) a->place = spot;
}

/* ---- Times --------------------------------------------------------------------------------------------------------------------- */

static bool usable(const isn_timex *t) { return t->kind != TX_VAGUE && t->kind != TX_SET && t->kind != TX_DURATION && t->kind != TX_CLOCK && t->from.day != INT32_MIN; }

/* A time in the words of saying («قال المصدر، الأحد، إن») dates the saying, unless what is announced follows as a masdar. */
static bool dates_saying(const isn_finder *f, uint32_t u) {
  const isn_clause *c = &f->clauses[f->clause_of[u]];
  if (c->verb == NONE || !f->units[c->verb].of[K_SAYING] || f->units[c->verb].of[K_TRIGGER]) return false;
  for (uint32_t i = u + 1; i < f->sents[c->sent].end; i++) {
    if (f->clause_of[i] != f->clause_of[u]) return f->clauses[f->clause_of[i]].link == LINK_CONTENT;
    if (f->units[i].of[K_TRIGGER] && !f->units[i].verb) return false;
  }
  return true;
}

static void bind_time(isn_finder *f, uint32_t u) {
  const isn_timex *t = &f->times[f->units[u].time];
  if (!usable(t) || dates_saying(f, u)) return;
  uint32_t sent = f->clauses[f->clause_of[u]].sent, i = owner(f, u, sent);
  if (i == NONE) return;
  isn_act *a = &f->acts[root(f, i)];
  if (a->time == NONE) a->time = f->units[u].time;
}

/* Is the noun under بعد or قبل, whatever it is the object of: «بعد توصل الطرفين إلى هدنة»? */
static bool under_before_or_after(const isn_finder *f, const isn_act *a) {
  if (!a->noun) return false;
  for (uint32_t i = a->unit; i > f->sents[a->sent].first && i + 7 > a->unit;) {
    const isn_unit *u = &f->units[--i];
    if (unit_is(u, WC_AFTER) || unit_is(u, WC_BEFORE)) return true;
    if (u->verb || unit_is_mark(u, 0x060C) || u->of[K_TRIGGER]) return false;
  }
  return false;
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

/* An act without a time takes the one of the act before it in its sentence; a noun under بعد or عقب does not. */
static void inherit(isn_finder *f) {
  for (uint32_t i = 0; i < f->act_count; i++) {
    isn_act *a = &f->acts[i];
    if (a->dropped) continue;
    if (a->refers != NONE && f->sents[f->acts[a->refers].sent].paragraph == f->sents[a->sent].paragraph) {
      if (a->time == NONE) a->time = f->acts[a->refers].time;
      if (a->place == NONE) a->place = f->acts[a->refers].place;
    }
    inherit_place(f, i);
    if (a->time != NONE) continue;
    if (under_before_or_after(f, a)) continue;
    for (uint32_t k = i; k-- > 0 && f->acts[k].sent == a->sent;) {
      const isn_act *b = &f->acts[k];
      if (b->dropped || b->time == NONE) continue;
      if (f->chain_at[b->unit] == f->chain_at[a->unit]) a->time = b->time;
      break;
    }
  }
}

/* ---- Counts -------------------------------------------------------------------------------------------------------------------- */

/* What has no kind of its own counts only where people, goods or measures are counted: no «لواءين», no bare number. */
static bool worth_counting(const isn_finder *f, const isn_amount *m) {
  if (m->noun == NONE || !f->units[m->noun].of[K_NOUN]) return false;
  switch (unit_cell(f, &f->units[m->noun], K_NOUN, NOUN_CLASS)) {
    case NC_PERSON: case NC_FIGHTER: case NC_GOODS: case NC_MEASURE: case NC_ANIMAL: return true;
    default: return false;
  }
}

static void give(isn_finder *f, uint32_t act, uint32_t amount, int what) {
  isn_act *a = &f->acts[root(f, act)];
  isn_amount *m = &f->amounts[amount];
  if (a->amount_count >= AMOUNT_MAX) return;
  for (int i = 0; i < a->amount_count; i++)
    if (a->amounts[i] == amount) return;
  if (what >= 0) m->count.what = (isnad_what)what;
  if (m->count.what == ISNAD_WHAT_OTHER && !m->subset && !worth_counting(f, m)) return;
  if (m->subset && a->amount_count) {
    m->count.subset = true;
    m->count.of = f->amounts[a->amounts[a->amount_count - 1]].count.of ? f->amounts[a->amounts[a->amount_count - 1]].count.of
                                                                         : f->amounts[a->amounts[a->amount_count - 1]].count.what;
    if (m->count.what == ISNAD_WHAT_OTHER) m->count.what = m->count.of;
  }
  a->amounts[a->amount_count++] = amount;
}

/* What a noun without a count kind of its own counts here: the dead of a killing, those arrested. */
static int what_of(const isn_finder *f, const isn_act *a, const isn_amount *m) {
  int what = trigger_cell(f, a, TRIGGER_WHAT);
  bool taken = m->count.what == ISNAD_HELD && (what == ISNAD_ARRESTED || what == ISNAD_ABDUCTED || what == ISNAD_RELEASED || what == ISNAD_KILLED || what == ISNAD_WOUNDED);
  if (m->count.what != ISNAD_WHAT_OTHER && !taken) return -1;
  int class = m->noun != NONE && f->units[m->noun].of[K_NOUN] ? unit_cell(f, &f->units[m->noun], K_NOUN, NOUN_CLASS) : -1;
  bool person = class == -1 || class == NC_PERSON || class == NC_FIGHTER || class == NC_OFFICIAL || class == NC_CASUALTY || m->others || class == NC_OTHER;
  return person || a->class == TC_TOLL ? what : -1;
}

static void bind_amount(isn_finder *f, uint32_t m) {
  const isn_amount *amount = &f->amounts[m];
  uint32_t u = amount->first, sent = f->clauses[f->clause_of[u]].sent, best = NONE;
  /* The last toll or act before it, in its own clause or the one it hangs on. */
  for (uint32_t i = f->sents[sent].first_act; i < f->sents[sent].end_act; i++) {
    const isn_act *a = &f->acts[i];
    if (a->dropped && a->cause == NONE) continue;
    if (a->unit <= u || (best == NONE && (f->clause_of[u] == a->clause))) best = i;
    if (a->unit > u) break;
  }
  if (best == NONE && f->sents[sent].first_act < f->sents[sent].end_act) best = f->sents[sent].first_act; /* شارك الآلاف في مظاهرة */
  if (best == NONE || (f->acts[best].dropped && f->acts[best].cause == NONE)) return;
  give(f, best, m, what_of(f, &f->acts[best], amount));
}

static isnad_count one(const isn_finder *f, uint32_t unit, int what) {
  isnad_span span = f->units[unit].span;
  return (isnad_count){.what = (isnad_what)what, .bound = ISNAD_EXACT, .min = 1, .max = 1, .unit = isn_str_cut(f->text, span),
                       .text = isn_str_cut(f->text, span), .span = span};
}

/* A singular strike is one: «غارة جوية». */
static void count_strike(isn_finder *f, uint32_t i, size_t *cap) {
  const isn_act *a = &f->acts[i];
  const isn_unit *u = &f->units[a->unit];
  const isn_entry *e = u->of[K_TRIGGER];
  int what = u->of[K_NOUN] ? unit_cell(f, u, K_NOUN, NOUN_WHAT) : trigger_cell(f, a, TRIGGER_WHAT);
  if (!a->noun || what != ISNAD_STRIKES || e == NULL || a->dropped || f->amount_at[a->unit] != NONE) return;
  if (!(e->morph & M_SING) || (e->morph & (M_PLUR | M_DUAL)) || (u->clitics & C_AL)) return;
  isn_arena_grow(f->arena, &f->amounts, f->amount_count, cap, sizeof *f->amounts);
  f->amounts[f->amount_count] = (isn_amount){.first = a->unit, .end = a->unit + 1, .noun = a->unit, .count = one(f, a->unit, what)};
  give(f, i, f->amount_count++, what);
}

/* May the head of a victim's phrase be one person? */
static bool is_one_person(const isn_finder *f, isn_phrase p) {
  for (uint32_t k = p.first; k < p.end; k++)
    if (f->amount_at[k] != NONE) return false;
  const isn_unit *head = &f->units[p.head];
  if (unit_is(head, WC_PERSON_NAME) || unit_is(head, WC_TITLE)) return true;
  int class = head->of[K_NOUN] ? unit_cell(f, head, K_NOUN, NOUN_CLASS) : -1;
  if (class != NC_PERSON && class != NC_FIGHTER && class != NC_OFFICIAL) return class == -1 && unit_is(head, WC_ROLE_WORD);
  return (head->of[K_NOUN]->morph & M_SING) && !(head->of[K_NOUN]->morph & M_PLUR);
}

/* A bare singular victim is one: «مقتل مدني», «أصيب طفل», «مقتل ضابط وجنديين». */
static void count_singular(isn_finder *f, uint32_t i, size_t *cap) {
  const isn_act *a = &f->acts[i];
  int what = trigger_cell(f, a, TRIGGER_WHAT);
  if (what < 0 || what == ISNAD_WHAT_OTHER || (a->dropped && a->cause == NONE)) return;
  bool object = a->object.end > a->object.first;
  isn_phrase p = object ? a->object : a->subject;
  int role = trigger_cell(f, a, object ? TRIGGER_OBJECT : TRIGGER_SUBJECT);
  if (p.end <= p.first || (role != ROLE_VICTIM && role != ROLE_RECIPIENT)) return;
  for (int k = -1; k < a->arg_count; k++) {
    if (k >= 0 && !(a->args[k].coord && a->args[k].prep == PREP_NONE && k > 0 && a->args[k - 1].phrase.end <= a->args[k].phrase.first && a->args[k].phrase.first > p.first)) continue;
    isn_phrase one_of = k < 0 ? p : a->args[k].phrase;
    if (!is_one_person(f, one_of)) continue;
    isn_arena_grow(f->arena, &f->amounts, f->amount_count, cap, sizeof *f->amounts);
    f->amounts[f->amount_count] = (isn_amount){.first = one_of.head, .end = one_of.head + 1, .noun = one_of.head, .count = one(f, one_of.head, what)};
    give(f, i, f->amount_count++, what);
  }
}

/* «15 شخصاً بينهم ثلاث نساء»: a part that is named by age or sex makes the whole civilians. */
static void civilians_by_part(isn_finder *f, isn_act *a) {
  if (a->dropped || a->recipient_count || f->country == NONE) return;
  for (int i = 0; i < a->amount_count; i++) {
    const isn_amount *m = &f->amounts[a->amounts[i]];
    if (!m->count.subset || m->noun == NONE || !f->units[m->noun].of[K_NOUN]) continue;
    if (!(unit_cell(f, &f->units[m->noun], K_NOUN, NOUN_FLAGS) & NOUN_CIVILIAN)) continue;
    isn_phrase p = {m->noun, m->noun + 1, m->noun};
    a->recipient_count = (uint8_t)party_make(f, p, true, a->recipients, 1);
    return;
  }
}

void find_bindings(isn_finder *f) {
  source_words sources = words_of_sources(f);
  bool *outer = isn_alloc_array(f->arena, f->spot_count ? f->spot_count : 1, sizeof *outer);
  for (uint32_t i = 0; i < f->spot_count; i++) {
    if (f->spots[i].inside < f->spot_count) outer[f->spots[i].inside] = true; /* a more exact one stands before it */
    if (!outer[i]) bind_place(f, &sources, i);
  }
  for (uint32_t u = 0; u < f->unit_count; u++)
    if (f->units[u].time != NONE) bind_time(f, u);
  inherit(f);
  size_t cap = f->amount_count;
  for (uint32_t m = 0, n = f->amount_count; m < n; m++) bind_amount(f, m);
  for (uint32_t i = 0; i < f->act_count; i++) {
    count_singular(f, i, &cap);
    count_strike(f, i, &cap);
  }
  for (uint32_t i = 0; i < f->act_count; i++) civilians_by_part(f, &f->acts[i]);
}
