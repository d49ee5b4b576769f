/* status: did it happen? A future verb or «تستعد لـ» is planned, «لم» or «فشل» negates, a denying source denies, «قد» before a present
 * verb, a condition or a demand makes it possible, «ما تزال مستمرة» is ongoing. A present verb in a headline has happened. */
#include "find/finder.h"

static bool negated_before(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  for (uint32_t i = a->unit; i > c->first;) {
    const isn_unit *u = &f->units[--i];
    if (u->type == U_MARK && (u->mark == '"' || u->mark == 0xAB)) continue;
    if (unit_is(u, WC_NEG) && !u->verb) return true;
    if (!unit_is(u, WC_QAD) && !(u->of[K_OPERATOR] && u->verb)) return false;
  }
  return false;
}

static bool word_before(const isn_finder *f, const isn_act *a, int class) {
  const isn_clause *c = &f->clauses[a->clause];
  for (uint32_t i = a->unit; i > c->first && i + 4 > a->unit;) {
    const isn_unit *u = &f->units[--i];
    if (unit_is(u, class)) return true;
    if (u->type == U_MARK || u->verb) return false;
  }
  return false;
}

/* «لا صحة لخبر انسحاب ...» before the act, «... عارٍ عن الصحة» behind it: neither a verb nor a comma lies between. */
static bool denial_formula(const isn_finder *f, const isn_act *a) {
  const isn_sent *s = &f->sents[a->sent];
  for (int step = -1; step <= 1; step += 2)
    for (uint32_t i = a->unit + (uint32_t)step; i >= s->first && i < s->end; i += (uint32_t)step) {
      const isn_unit *u = &f->units[i];
      if (unit_value(f, u, WC_NEG) == 2) return true;
      if (u->verb || (u->type == U_MARK && u->mark != '"' && u->mark != 0xAB && u->mark != 0xBB)) break;
    }
  return false;
}

static bool future_verb(const isn_finder *f, const isn_act *a) {
  uint32_t verb = a->noun ? a->operator_unit : a->unit;
  uint32_t aux = f->clauses[a->clause].aux; /* سيواصل ضرب */
  if (aux != NONE && f->units[aux].clitics & C_SEEN) return true;
  if (verb == NONE || !f->units[verb].verb) return false;
  return (f->units[verb].clitics & C_SEEN) || (verb > 0 && unit_is(&f->units[verb - 1], WC_FUTURE));
}

static uint8_t status_by_operator(const isn_finder *f, uint32_t op, uint8_t status) {
  switch (unit_cell(f, &f->units[op], K_OPERATOR, OPERATOR_CLASS)) {
    case OC_PLAN: return ISNAD_PLANNED;
    case OC_ATTEMPT: case OC_FAIL: case OC_PREVENT: return ISNAD_NEGATED;
    case OC_POSSIBLE: case OC_ORDER: return ISNAD_POSSIBLE;
    case OC_CONTINUE: return ISNAD_ONGOING;
    default: return status;
  }
}

/* Operators over the act: its own, the aux of its clause, or one right before it («فشل محاولة اقتحام»: the nearest decides, failure
 * over all). */
static uint8_t operators(const isn_finder *f, const isn_act *a) {
  uint8_t status = ISNAD_HAPPENED;
  const isn_clause *c = &f->clauses[a->clause];
  if (a->operator_unit != NONE) status = status_by_operator(f, a->operator_unit, status);
  if (c->aux != NONE && !a->noun) status = status_by_operator(f, c->aux, status);
  uint32_t first = f->sents[a->sent].first;
  for (uint32_t i = a->unit; i > first && i + 4 > a->unit;) {
    const isn_unit *u = &f->units[--i];
    if (u->type == U_MARK && u->mark != '"' && u->mark != 0xAB) break;
    if (u->of[K_OPERATOR]) {
      uint8_t now = status_by_operator(f, i, status);
      if (now != ISNAD_HAPPENED && (status == ISNAD_HAPPENED || now == ISNAD_NEGATED)) status = now;
    } else if (!unit_is(u, WC_PREP) && !unit_is(u, WC_COMPL)) {
      break;
    }
  }
  return status;
}

static bool still_going(const isn_finder *f, const isn_act *a) {
  uint32_t end = f->clauses[a->clause].end;
  for (uint32_t i = a->unit; i < end && i < a->unit + 10; i++) {
    const isn_unit *u = &f->units[i];
    if (i > a->unit && u->of[K_TRIGGER] && u->verb) return false;
    if (unit_is_operator(f, u, OC_CONTINUE) && i > a->unit && !(u->clitics & C_AL)) return u->of[K_OPERATOR]->morph & (M_PRESENT | M_ACT_PART | M_FIXED | M_ADJ);
  }
  /* اشتباكات ما تزال مستمرة: the relative clause of the noun */
  for (uint32_t ci = a->clause; ci < f->clause_count && f->clauses[ci].sent == a->sent; ci++) {
    const isn_clause *c = &f->clauses[ci];
    if (c->link == LINK_REL && c->head == a->unit && c->verb != NONE && unit_is_operator(f, &f->units[c->verb], OC_CONTINUE))
      return f->units[c->verb].of[K_OPERATOR]->morph & M_PRESENT;
  }
  return false;
}

void find_status(isn_finder *f) {
  for (uint32_t i = 0; i < f->act_count; i++) {
    isn_act *a = &f->acts[i];
    if (a->dropped) continue;
    const isn_chain *chain = &f->chains[f->chain_at[a->unit]];
    int flags = isn_lex_number(f->lexicon, K_TRIGGER, a->row, TRIGGER_FLAGS);
    a->status = operators(f, a);
    if (a->event == ISNAD_CONSULT && a->status == ISNAD_NEGATED) a->status = ISNAD_HAPPENED; /* talks that fail took place */
    const isn_clause *c = &f->clauses[a->clause];
    if (a->status == ISNAD_HAPPENED && still_going(f, a)) a->status = ISNAD_ONGOING;
    if (c->link == LINK_IF || word_before(f, a, WC_MAYBE)) a->status = ISNAD_POSSIBLE;
    if (future_verb(f, a) || (flags & TRIGGER_PLANNED)) a->status = ISNAD_PLANNED;
    if (negated_before(f, a) || (flags & TRIGGER_NEGATED)) a->status = ISNAD_NEGATED;
    if ((chain->denied && chain->cue < a->unit) || denial_formula(f, a)) a->status = ISNAD_DENIED;
  }
}
