/* bind_time: to each act its time: one in its clause, else that of the act before it in its sentence. The time of a saying verb is not the
 * time of what is said: «قال المصدر، الأحد، إن القوات انسحبت فجر السبت». */
#include "find/bind.h"

/* A clock time in digits alone stamps an entry («21:32»); in words («عند الثالثة فجراً») it dates what happened. */
static bool usable(const isn_finder *f, const isn_timex *t) {
  if (t->from.day == INT32_MIN || t->running) return false;
  if (t->kind == TX_CLOCK) return f->tokens.at[t->first].kind == TOK_WORD;
  return t->kind != TX_VAGUE && t->kind != TX_SET && t->kind != TX_DURATION;
}

/* A time in the words of saying («قال المصدر، الأحد، إن») dates the saying, unless what is announced follows as a masdar. */
static bool dates_saying(const isn_finder *f, uint32_t u) {
  const isn_clause *c = &f->clauses[f->clause_of[u]];
  if (c->verb == NONE || !f->units[c->verb].of[K_SAYING] || f->units[c->verb].of[K_TRIGGER] || unit_is_operator(f, &f->units[c->verb], OC_WITNESS)) return false;
  for (uint32_t i = c->verb + 1; i < u; i++) /* أعلنت القوى الإضراب غداً */
    if (f->clause_of[i] == f->clause_of[u] && f->units[i].of[K_TRIGGER] && !f->units[i].verb && !f->units[i].of[K_ACTOR] && !f->units[i].of[K_SOURCE] && (f->units[i].of[K_TRIGGER]->morph & (M_MASDAR | M_NOUN | M_FIXED))) return false;
  for (uint32_t i = u + 1; i < f->sents[c->sent].end; i++) {
    if (f->clause_of[i] != f->clause_of[u]) return f->clauses[f->clause_of[i]].link == LINK_CONTENT;
    if (f->units[i].of[K_TRIGGER] && !f->units[i].verb) return false;
  }
  return true;
}

static void bind_time(isn_finder *f, uint32_t u) {
  const isn_timex *t = &f->times[f->units[u].time];
  if (!usable(f, t) || dates_saying(f, u)) return;
  uint32_t sent = f->clauses[f->clause_of[u]].sent, i = bind_owner(f, u, sent);
  if (i == NONE) return;
  isn_act *a = &f->acts[bind_root(f, i)];
  if (a->time == NONE) a->time = f->units[u].time;
}

/* Under بعد or عقب the noun came earlier than what the sentence dates. */
static bool is_under_after(const isn_finder *f, const isn_act *a) {
  if (!a->noun) return false;
  for (uint32_t i = a->unit; i > f->sents[a->sent].first && i + 7 > a->unit;) {
    const isn_unit *u = &f->units[--i];
    if (unit_is(u, WC_AFTER)) return true;
    if (u->verb || unit_is_mark(u, 0x060C) || u->of[K_TRIGGER]) return false;
  }
  return false;
}

/* «دارت بعد ذلك»: the day of the paragraph's first dated act. A word of time without a value of its own stands in the act's clause. */
static bool follows_lead(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  uint32_t first = c->first < a->unit ? c->first : a->unit, end = c->end;
  for (uint32_t i = first; i < end && i < first + 40; i++) {
    const isn_unit *u = &f->units[i];
    if (unit_is(u, WC_AFTER) && i + 1 < end && (unit_is(&f->units[i + 1], WC_DEM) || u->pronoun)) return true;
    if (unit_is(u, WC_AFTER) && u->end - u->first > 1 && find_phrase(f, i + 1, end).end <= i + 1) return true; /* بعد ذلك as one */
  }
  return false;
}

static uint32_t lead_time(const isn_finder *f, uint32_t act) {
  uint32_t paragraph = f->sents[f->acts[act].sent].paragraph, time = NONE;
  for (uint32_t k = act; k-- > 0 && f->sents[f->acts[k].sent].paragraph == paragraph && k + 64 > act;)
    if (!f->acts[k].dropped && f->acts[k].time != NONE) time = f->acts[k].time;
  return time;
}

/* What somebody says of an act has not the act's time; a participle («مطالبين») has its clause's. */
static bool speaks_apart(const isn_finder *f, const isn_act *a) {
  return a->class == TC_SPEECH && f->clauses[a->clause].link != LINK_CIRCUM && f->clauses[a->clause].link != LINK_MAIN;
}

/* An act without a time takes the one of the act before it in its sentence. */
static void inherit_times(isn_finder *f) {
  for (uint32_t i = 0; i < f->act_count; i++) {
    isn_act *a = &f->acts[i];
    if (a->dropped) continue;
    if (a->refers != NONE && f->sents[f->acts[a->refers].sent].paragraph == f->sents[a->sent].paragraph) {
      if (a->time == NONE) a->time = f->acts[a->refers].time;
    }
    if (a->time == NONE && follows_lead(f, a)) a->time = lead_time(f, i);
    if (a->time != NONE || is_under_after(f, a) || speaks_apart(f, a)) continue;
    for (uint32_t k = i; k-- > 0 && f->acts[k].sent == a->sent;) {
      const isn_act *b = &f->acts[k];
      if (b->dropped || b->time == NONE) continue;
      if (f->chain_at[b->unit] == f->chain_at[a->unit]) a->time = b->time;
      break;
    }
  }
}

void bind_times(isn_finder *f) {
  for (uint32_t u = 0; u < f->unit_count; u++) {
    bool named = f->spot_at[u] != NONE && f->spots[f->spot_at[u]].first < u; /* جسر 17 تموز */
    if (f->units[u].time != NONE && !named) bind_time(f, u);
  }
  inherit_times(f);
}
