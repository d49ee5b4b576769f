/* bind_count: to each act its counts. A count belongs to the act whose victim, object or tool it counts: «قصف بأربع قذائف ... ما تسبب
 * بإصابة طفل» has munitions 4 and wounded 1. */
#include "find/actor.h"
#include "find/bind.h"

static int trigger_cell(const isn_finder *f, const isn_act *a, int column) {
  return isn_lex_number(f->lexicon, K_TRIGGER, a->row, column);
}

/* What has no kind of its own counts only where people, goods or measures are counted: no «لواءين», no bare number. */
static bool worth_counting(const isn_finder *f, const isn_amount *m) {
  if (m->noun == NONE || !f->units[m->noun].of[K_NOUN]) return false;
  switch (unit_cell(f, &f->units[m->noun], K_NOUN, NOUN_CLASS)) {
    case NC_PERSON: case NC_FIGHTER: case NC_GOODS: case NC_MEASURE: case NC_ANIMAL: return true;
    default: return false;
  }
}

static void give(isn_finder *f, uint32_t act, uint32_t amount, int what) {
  isn_act *a = &f->acts[bind_root(f, act)];
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

void bind_counts(isn_finder *f) {
  size_t cap = f->amount_count;
  for (uint32_t m = 0, n = f->amount_count; m < n; m++) bind_amount(f, m);
  for (uint32_t i = 0; i < f->act_count; i++) {
    count_singular(f, i, &cap);
    count_strike(f, i, &cap);
  }
  for (uint32_t i = 0; i < f->act_count; i++) civilians_by_part(f, &f->acts[i]);
}
