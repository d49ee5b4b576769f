/* bind_one: what is counted by its singular: «مقتل مدني», «أصيب ضابط وجنديان», «أفرج عن الصيدلاني», «إصابة فلسطيني», «غارة جوية». A bare
 * singular is one only where an act is done to it; who is named is one too. */
#include "find/actor.h"
#include "find/bind.h"

static isnad_count one(const isn_finder *f, uint32_t unit, int what) {
  isnad_span span = f->units[unit].span;
  return (isnad_count){.what = (isnad_what)what, .bound = ISNAD_EXACT, .min = 1, .max = 1, .unit = isn_str_cut(f->text, span),
                       .text = isn_str_cut(f->text, span), .span = span};
}

static void give_one(isn_finder *f, uint32_t act, uint32_t unit, int what, size_t *cap) {
  isn_arena_grow(f->arena, &f->amounts, f->amount_count, cap, sizeof *f->amounts);
  f->amounts[f->amount_count] = (isn_amount){.first = unit, .end = unit + 1, .noun = unit, .owner = NONE, .count = one(f, unit, what)};
  bind_give(f, act, f->amount_count++, what);
}

/* A singular strike is one: «غارة جوية». */
static void count_strike(isn_finder *f, uint32_t i, size_t *cap) {
  const isn_act *a = &f->acts[i];
  const isn_unit *u = &f->units[a->unit];
  const isn_entry *e = u->of[K_TRIGGER];
  int what = u->of[K_NOUN] ? unit_cell(f, u, K_NOUN, NOUN_WHAT) : act_cell(f, a, TRIGGER_WHAT);
  if (!a->noun || what != ISNAD_STRIKES || e == NULL || a->dropped || f->amount_at[a->unit] != NONE) return;
  if (!(e->morph & M_SING) || (e->morph & (M_PLUR | M_DUAL)) || (u->clitics & C_AL)) return;
  give_one(f, i, a->unit, what, cap);
}

/* «إصابة فلسطيني», «اعتقل عراقياً». */
static bool is_one_of_nation(const isn_finder *f, const isn_unit *u) {
  if (u->end != u->first + 1) return false;
  isnad_str w = unit_form(f, u);
  if (w.len > 3 && w.ptr[w.len - 1] == L_ALEF) w.len--;
  return w.len > 2 && w.ptr[w.len - 1] == L_YEH;
}

/* «ضابط في الشرطة» is a row of its own, and its first word one person. */
static bool opens_with_one(const isn_finder *f, const isn_unit *u) {
  const isn_entry *e = unit_first_noun(f, u, 1u << NC_PERSON | 1u << NC_FIGHTER | 1u << NC_OFFICIAL);
  return e && (e->morph & M_SING) && !(e->morph & M_PLUR);
}

/* «أحد عناصر الأمن»: a row of the lexicon that begins so. */
static bool opens_with_one_of(const isn_finder *f, const isn_unit *u) {
  isn_reading readings[8];
  if (u->end < u->first + 2) return false;
  size_t n = isn_lex_readings(f->lexicon, f->tokens.at, u->first + 1, u->first, readings, 8);
  for (size_t i = 0; i < n && i < 8; i++) {
    const isn_entry *e = readings[i].entry;
    if (e->kind == K_WORD && isn_lex_number(f->lexicon, K_WORD, e->row, WORD_CLASS) == WC_FUNCTION && isn_lex_number(f->lexicon, K_WORD, e->row, WORD_VALUE) == 9) return true;
  }
  return false;
}

/* «أحد العسكريين», «إحدى العاملات»: right before those he is one of. */
static bool is_one_of_many(const isn_finder *f, isn_phrase p) {
  if (opens_with_one_of(f, &f->units[p.head])) return true;
  const isn_unit *before = p.first > 0 ? &f->units[p.first - 1] : NULL;
  if (before == NULL || before->type != U_WORD || unit_value(f, before, WC_FUNCTION) != 9) return false;
  const isn_unit *head = &f->units[p.head];
  int class = bind_noun_class(f, p.head);
  bool person = class == NC_PERSON || class == NC_FIGHTER || class == NC_OFFICIAL || class == NC_CASUALTY || class == NC_ADJECTIVE || unit_is(head, WC_ROLE_WORD);
  bool known_ones = head->definite || f->units[p.end - 1].definite; /* أحد منظمي الحفل */
  return person || (class == -1 && known_ones && !head->of[K_PLACE] && !head->of[K_TRIGGER]);
}

/* May the head of a victim's phrase be one person? */
static bool is_one_person(const isn_finder *f, isn_phrase p) {
  for (uint32_t k = p.first; k < p.end; k++)
    if (f->amount_at[k] != NONE) return false;
  const isn_unit *head = &f->units[p.head];
  if (is_one_of_many(f, p)) return true;
  if (unit_is(head, WC_OTHERS)) return unit_value(f, head, WC_OTHERS) == 1; /* وإصابة آخر */
  if (unit_is(head, WC_NUM_ORDINAL) && !(head->clitics & C_AL)) return p.end == p.first + 1; /* وإصابة ثالث */
  if (unit_is(head, WC_PERSON_NAME) || unit_is(head, WC_TITLE)) return true;
  int class = bind_noun_class(f, p.head);
  if (class == -1 && head->of[K_NATION] && !(head->clitics & C_AL)) return is_one_of_nation(f, head);
  if (class == -1 && head->of[K_SOURCE] && ((head->of[K_SOURCE]->morph & M_SING) || opens_with_one(f, head))) return true; /* ناشط مدني، مراسل القناة */
  bool prisoner = class == NC_CASUALTY && unit_cell(f, head, K_NOUN, NOUN_WHAT) == ISNAD_HELD;
  if (class != NC_PERSON && class != NC_FIGHTER && class != NC_OFFICIAL && !prisoner) return class == -1 && unit_is(head, WC_ROLE_WORD);
  if (unit_cell(f, head, K_NOUN, NOUN_FLAGS) & NOUN_COLLECTIVE) return false;
  return (head->of[K_NOUN]->morph & (M_SING | M_FIXED)) && !(head->of[K_NOUN]->morph & M_PLUR);
}

static bool part_between(const isn_finder *f, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++)
    if (unit_is(&f->units[i], WC_SUBSET)) return true;
  return false;
}

/* «لقي ضابط وجندي مصرعهما»: between the verb and the noun that names it. */
static void count_before_noun(isn_finder *f, uint32_t i, int what, size_t *cap) {
  const isn_act *a = &f->acts[i];
  uint32_t op = a->operator_unit, end = a->unit;
  if (!a->noun || !f->units[end].pronoun || op == NONE || !f->units[op].verb || op >= end) return;
  for (uint32_t at = op + 1; at < end;) {
    isn_phrase p = find_phrase(f, at, end);
    if (p.end <= p.first || (at > op + 1 && !(f->units[at].clitics & C_WAW))) return;
    if (is_one_person(f, p)) give_one(f, i, p.head, what, cap);
    at = p.end;
  }
}

/* «ضبط سائق»: a thing is seized, a person arrested. */
static void count_seized(isn_finder *f, uint32_t i, size_t *cap) {
  const isn_act *a = &f->acts[i];
  if (a->event != ISNAD_COERCE || (a->mode != ISNAD_SEIZE && a->mode != ISNAD_ARREST) || !a->noun || !bind_usable(a) || a->arg_count == 0) return;
  isn_phrase p = a->args[0].phrase;
  if (p.first == a->unit + 1 && is_one_person(f, p)) give_one(f, i, p.head, ISNAD_ARRESTED, cap);
}

/* «90 أسيراً وأسيرة»: the number before it counts both. */
static bool is_under_number(const isn_finder *f, uint32_t unit) {
  uint32_t amount = unit ? f->amount_at[unit - 1] : NONE;
  if (amount == NONE || f->amounts[amount].noun != unit - 1) return false;
  const isn_entry *e = f->units[unit - 1].of[K_NOUN];
  return e && (e->morph & M_SING) && !(e->morph & M_PLUR) && f->amounts[amount].count.min > 2;
}

/* «الأسيرين المحررين أيمن زكارنة ومحمد كميل»: names of those who are counted already. */
static bool names_counted(const isn_finder *f, isn_phrase counted, isn_phrase name) {
  const isn_unit *head = &f->units[name.head];
  if (head->of[K_NOUN] || (head->known && !unit_is(head, WC_PERSON_NAME))) return false;
  bool amount = false;
  for (uint32_t i = counted.first; i < counted.end; i++) {
    amount |= f->amount_at[i] != NONE && f->amounts[f->amount_at[i]].count.min >= 2;
    if (amount && f->amount_at[i] == NONE && (unit_is(&f->units[i], WC_PERSON_NAME) || !f->units[i].known)) return true;
  }
  return false;
}

/* Whom the act is done to: its object or genitive, or the subject of استشهد. */
static isn_phrase victim_phrase(const isn_finder *f, const isn_act *a) {
  int object = a->noun ? ROLE_VICTIM : act_cell(f, a, TRIGGER_OBJECT), subject = act_cell(f, a, TRIGGER_SUBJECT);
  if (a->object.end > a->object.first && (object == ROLE_VICTIM || object == ROLE_RECIPIENT)) return a->object;
  if (a->subject.end > a->subject.first && (a->object.end <= a->object.first || object == ROLE_NONE) && (subject == ROLE_VICTIM || subject == ROLE_RECIPIENT)) return a->subject;
  return (isn_phrase){0};
}

/* «طردت السفير», «طردت بوليفيا السفير»: who is expelled, in the words of the trigger or as its object. */
static void count_expelled(isn_finder *f, uint32_t i, size_t *cap) {
  const isn_act *a = &f->acts[i];
  const isn_unit *u = &f->units[a->unit];
  if (a->event != ISNAD_SANCTION || a->mode != ISNAD_EXPEL || a->dropped) return;
  isn_phrase p = victim_phrase(f, a);
  if (u->end == u->first + 2 && f->amount_at[a->unit] == NONE) give_one(f, i, a->unit, ISNAD_WHAT_OTHER, cap);
  else if (p.end > p.first && is_one_person(f, p)) give_one(f, i, p.head, ISNAD_WHAT_OTHER, cap);
}

/* «قضت المحكمة بمعاقبة الباحث أحمد سامي»: who is sentenced. */
static void count_convicted(isn_finder *f, uint32_t i, size_t *cap) {
  const isn_act *a = &f->acts[i];
  if (a->event != ISNAD_SANCTION || a->mode != ISNAD_CONVICT || a->dropped || a->amount_count || a->recipient_count != 1) return;
  if (is_one_person(f, a->recipients[0].phrase)) give_one(f, i, a->recipients[0].phrase.head, ISNAD_WHAT_OTHER, cap);
}

/* A bare singular victim is one: «مقتل مدني», «أصيب طفل», «مقتل ضابط وجنديين», «أفرج عن الصيدلاني». */
static void count_singular(isn_finder *f, uint32_t i, size_t *cap) {
  const isn_act *a = &f->acts[i];
  int what = act_cell(f, a, TRIGGER_WHAT);
  if (what < 0) count_seized(f, i, cap), count_expelled(f, i, cap);
  if (what < 0 || !bind_counts_persons(what) || what == ISNAD_PARTICIPANTS || what == ISNAD_DISPLACED || !bind_usable(a)) return;
  count_before_noun(f, i, what, cap);
  isn_phrase p = victim_phrase(f, a);
  if (p.end > p.first && is_one_person(f, p)) give_one(f, i, p.head, what, cap);
  for (int k = 0; k < a->arg_count; k++) {
    const isn_arg *g = &a->args[k];
    bool and = g->coord || (f->units[g->phrase.first].clitics & C_WAW);
    bool joined = and && k > 0 && g->prep == PREP_NONE && p.end > p.first && g->phrase.first > p.first && !part_between(f, p.end, g->phrase.first);
    int by_prep = g->prep != PREP_NONE && !g->before ? isn_lex_prep_role(f->lexicon, K_TRIGGER, a->row, TRIGGER_PREPS, g->prep) : ROLE_NONE;
    if (joined && names_counted(f, p, g->phrase)) continue;
    if ((!joined && by_prep != ROLE_VICTIM) || (and && is_under_number(f, g->phrase.first))) continue;
    if (is_one_person(f, g->phrase)) give_one(f, i, g->phrase.head, what, cap);
  }
}

/* «أطلقت النار على راعي أغنام ... ما أدى لإصابته», «هاجموا مزارعاً فأصابوه»: a toll of one by its pronoun, who is the one the attack hit. */
static void count_pronoun(isn_finder *f, uint32_t i, size_t *cap) {
  const isn_act *a = &f->acts[i], *root = &f->acts[bind_root(f, i)];
  const isn_unit *u = &f->units[a->unit];
  int what = act_cell(f, a, TRIGGER_WHAT);
  if (a == root || a->class != TC_TOLL || (what != ISNAD_KILLED && what != ISNAD_WOUNDED) || root->recipient_count != 1) return;
  if ((u->pronoun != PRON_HU && u->pronoun != PRON_HA) || victim_phrase(f, a).end > victim_phrase(f, a).first) return;
  isn_phrase p = root->recipients[0].phrase;
  if (p.first < root->unit || p.first > a->unit || !is_one_person(f, p)) return;
  for (int k = 0; k < root->amount_count; k++) {
    isn_amount *m = &f->amounts[root->amounts[k]];
    if (m->count.what == ISNAD_KILLED_OR_WOUNDED && m->noun == p.head) m->count.what = (isnad_what)what; /* دهس فتى ... ما أدى إلى إصابته */
    if (m->count.what == (isnad_what)what) return;
  }
  give_one(f, i, p.head, what, cap);
}

void bind_ones(isn_finder *f) {
  size_t cap = f->amount_count;
  for (uint32_t i = 0; i < f->act_count; i++) {
    count_singular(f, i, &cap);
    count_pronoun(f, i, &cap);
    count_convicted(f, i, &cap);
    count_strike(f, i, &cap);
  }
}
