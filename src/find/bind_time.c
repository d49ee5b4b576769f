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
  if (c->verb == NONE || !f->units[c->verb].of[K_SAYING] || f->units[c->verb].of[K_TRIGGER]) return false;
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

/* An act without a time takes the one of the act before it in its sentence; a noun under بعد or عقب does not. */
static void inherit_times(isn_finder *f) {
  for (uint32_t i = 0; i < f->act_count; i++) {
    isn_act *a = &f->acts[i];
    if (a->dropped) continue;
    if (a->refers != NONE && f->sents[f->acts[a->refers].sent].paragraph == f->sents[a->sent].paragraph) {
      if (a->time == NONE) a->time = f->acts[a->refers].time;
    }
    if (a->time != NONE) continue;
    if (bind_under_before_or_after(f, a)) continue;
    for (uint32_t k = i; k-- > 0 && f->acts[k].sent == a->sent;) {
      const isn_act *b = &f->acts[k];
      if (b->dropped || b->time == NONE) continue;
      if (f->chain_at[b->unit] == f->chain_at[a->unit]) a->time = b->time;
      break;
    }
  }
}

void bind_times(isn_finder *f) {
  for (uint32_t u = 0; u < f->unit_count; u++)
    if (f->units[u].time != NONE) bind_time(f, u);
  inherit_times(f);
}
