/* aside: acts that are named in passing and are no claims: conditions («إذا توقف العدوان»), the manner of another act («حكمت بالإعدام
 * شنقاً»), what others are called («في خرق سافر للقانون»), and the parts of a deal or of a list of measures that have no time, place or
 * number of their own («عقوبات تشمل حظر السفر»). */
#include "find/actor.h"

static void drop(isn_act *a, const char *why) {
  a->dropped = true;
  a->why_dropped = why;
}

/* «إذا لم تلتزم كابل ضبط الحدود»: what a condition names, unless it says when. */
static bool is_condition(const isn_finder *f, const isn_act *a) {
  return f->clauses[a->clause].link == LINK_IF && a->time == NONE && (a->noun || a->class == TC_WEAK);
}

/* «حكمت بالإعدام شنقاً»: a bare masdar in the accusative right behind another act. */
static bool is_manner(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i], *b = i > 0 ? &f->acts[i - 1] : NULL;
  if (b == NULL || !a->noun || b->dropped || b->unit + 1 != a->unit || b->sent != a->sent || f->units[a->unit].clitics) return false;
  isnad_str w = unit_form(f, &f->units[a->unit]);
  return w.len > 2 && w.ptr[w.len - 1] == L_ALEF && f->units[a->unit].of[K_TRIGGER]->morph & M_MASDAR;
}

/* «في خرق سافر للقانون الدولي»: an indefinite noun under في says what the act before it is called. */
static bool is_what_it_is_called(const isn_finder *f, const isn_act *a) {
  if (!a->noun || a->operator_unit != NONE || (a->event != ISNAD_REJECT && a->event != ISNAD_THREATEN && a->event != ISNAD_SUPPORT)) return false;
  return !f->units[a->unit].definite && unit_prep_before(f, a->unit, f->sents[a->sent].first) == PREP_FI;
}

/* «اتفاق يقضي بفك الحصار», «عقوبات تشمل حظر السفر»: a describing verb over a noun that names an act of a kind of its own. */
static bool is_part(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i];
  if (!a->noun || a->operator_unit == NONE || a->time != NONE || a->place != NONE || a->amount_count) return false;
  const isn_unit *op = &f->units[a->operator_unit];
  const isn_clause *c = &f->clauses[f->clause_of[a->operator_unit]];
  if (!op->verb || c->link != LINK_REL || a->operator_unit > a->unit) return false;
  for (uint32_t k = i; k-- > f->sents[a->sent].first_act;) {
    const isn_act *whole = &f->acts[k];
    if (whole->unit > a->operator_unit || whole->event == a->event) continue;
    return whole->event == ISNAD_AGREE || whole->event == ISNAD_SANCTION || whole->event == ISNAD_RETREAT;
  }
  return false;
}

void find_asides(isn_finder *f) {
  for (uint32_t i = 0; i < f->act_count; i++) {
    isn_act *a = &f->acts[i];
    if (a->dropped) continue;
    if (is_condition(f, a)) drop(a, "condition");
    else if (is_manner(f, i)) drop(a, "manner");
    else if (is_what_it_is_called(f, a)) drop(a, "called");
    else if (is_part(f, i)) drop(a, "part");
  }
}
