/* cause: what brought a toll about. «مقتل 7 بغارة»: the cause stands behind it; «قصف ... ما أدى إلى إصابة مدني»: before it; «قُتلوا حين
 * انفجرت سيارة»: in a clause of time; «مقتل 9 وإصابة 13»: a toll beside a toll has the other's. «اقتحم الجيش جنين، وأصيب شاب في نابلس»
 * has none. */
#include "find/cause.h"

#include "find/bind.h"

static bool is_attack(const isn_act *a) {
  return a->event == ISNAD_ASSAULT || a->event == ISNAD_ACCIDENT || a->event == ISNAD_DISASTER || a->event == ISNAD_COERCE ||
         a->event == ISNAD_PROTEST;
}

bool cause_is_flight(const isn_finder *f, const isn_act *t) { return act_cell(f, t, TRIGGER_WHAT) == ISNAD_DISPLACED; }

static bool result_between(const isn_finder *f, uint32_t a, uint32_t b) {
  for (uint32_t i = a; i < b; i++)
    if (unit_is_operator(f, &f->units[i], OC_RESULT)) return true;
  return false;
}

/* People flee of what is no attack too: «انسحبت القوات ...، ما أدى إلى نزوح 700 أسرة». */
static bool can_cause(const isn_finder *f, const isn_act *toll, const isn_act *a) {
  if (a->dropped || a->sent != toll->sent || a->class == TC_TOLL) return false;
  bool moves = a->event == ISNAD_RETREAT || a->event == ISNAD_MOBILIZE || a->event == ISNAD_REQUEST || a->event == ISNAD_THREATEN;
  return is_attack(a) || (moves && cause_is_flight(f, toll) && result_between(f, a->unit, toll->unit));
}

/* Is there a word of the class between the two units, or before unit b right at it? */
static bool word_between(const isn_finder *f, uint32_t a, uint32_t b, int class) {
  for (uint32_t i = a; i < b; i++)
    if (unit_is(&f->units[i], class)) return true;
  return false;
}

/* «خلال محاولة مسلحين سرقة مصرف»: what was tried and not done hurts nobody; the fight over it did. */
static bool is_only_tried(const isn_finder *f, const isn_act *a) {
  if (a->operator_unit == NONE) return false;
  const isn_unit *op = &f->units[a->operator_unit];
  return !op->verb && unit_is_operator(f, op, OC_ATTEMPT) && a->event != ISNAD_ASSAULT;
}

int cause_prep_over(const isn_finder *f, uint32_t unit, uint32_t first) {
  uint32_t amount = f->amount_at[unit];
  return unit_prep_before(f, amount != NONE && f->amounts[amount].first > first ? f->amounts[amount].first : unit, first);
}

/* «قُتل الشاب برصاص مجهولين بعد الحادثة بساعة»: another event, earlier or later. */
static bool comes_before_or_after(const isn_finder *f, uint32_t unit) {
  const isn_unit *before = unit > 0 ? &f->units[unit - 1] : NULL;
  return before && (unit_is(before, WC_AFTER) || unit_is(before, WC_BEFORE)) && !unit_is(before, WC_CAUSE);
}

/* «أن جندياً جُرح ...، مشيراً إلى أن وحدات الجيش ردت بقصف»: told in a sentence of its own. */
static bool said_apart(const isn_finder *f, const isn_act *t, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  return a->clause != t->clause && c->link == LINK_CONTENT && c->first > t->unit;
}

/* «قُتل مدني جراء قنبلة ألقتها مسيّرة»: the cause is what the clause describes. */
static bool describes_cause(const isn_finder *f, const isn_act *t, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  if (a->noun || c->link != LINK_REL || c->head == NONE || c->head <= t->unit || a->event != ISNAD_ASSAULT) return false;
  if (unit_is(&f->units[c->head - 1], WC_CAUSE) || unit_is(&f->units[c->head - 1], WC_AGENT)) return true; /* برصاص مسلحين هاجموا دورية */
  int prep = cause_prep_over(f, c->head, t->unit);
  return prep == PREP_BI || prep == PREP_FI;
}

/* «نزحوا من القرية التي هاجمها مسلحون» */
static bool drove_out(const isn_finder *f, const isn_act *t, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  return cause_is_flight(f, t) && !a->noun && c->link == LINK_REL && c->head != NONE && f->spot_at[c->head] != NONE && a->event == ISNAD_ASSAULT;
}

/* The cause named behind the toll: «مقتل 7 في غارة / بقصف / جراء انفجار». */
uint32_t cause_behind(const isn_finder *f, uint32_t toll) {
  const isn_act *t = &f->acts[toll];
  for (uint32_t i = toll + 1; i < f->act_count && f->acts[i].sent == t->sent; i++) {
    const isn_act *a = &f->acts[i];
    if (a->class == TC_TOLL) continue; /* مقتل وإصابة ... في */
    if (a->noun && !is_attack(a) && a->clause == t->clause) continue; /* مقتل خمسة من طاقم قافلة مساعدات في هجوم */
    const isn_clause *c = &f->clauses[a->clause];
    bool beside = !a->noun && (a->event == ISNAD_AID || a->mode == ISNAD_ABDUCT) && f->clauses[a->clause].link == LINK_COORD;
    if (beside) continue; /* انتشلت تسع جثث وأنقذت 27 إثر غرق مركب; قُتل عشرة وأُسر آخرون في كمين */
    if (!a->dropped && drove_out(f, t, a)) return i;
    if (!a->noun && a->dropped && c->link == LINK_REL && c->head != NONE && c->head > t->unit) continue; /* قتل طبيب كان يسعف الجرحى في قصف */
    if (!a->dropped && describes_cause(f, t, a)) return i;
    if (!is_attack(a) || !a->noun || is_only_tried(f, a)) return NONE;
    if (a->event == ISNAD_PROTEST && (t->actor_count || t->mode)) return NONE; /* أصيب أربعة برصاص قوات الأمن خلال احتجاجات */
    if (!t->noun && a->unit == t->unit + 1 && !(f->units[a->unit].clitics & ~C_AL)) return i; /* أودى تفجير بحياة ستة, أودت السيول */
    const isn_unit *u = &f->units[a->unit];
    int prep = cause_prep_over(f, a->unit, t->unit);
    bool holds_prep = a->unit == t->unit + 1 && f->units[t->unit].end - f->units[t->unit].first > 1; /* قضوا في / كمين */
    bool under = holds_prep || prep == PREP_BI || prep == PREP_FI || prep == PREP_MIN || word_between(f, t->unit, a->unit, WC_CAUSE) ||
                 word_between(f, t->unit, a->unit, WC_AGENT) ||
                 (word_between(f, t->unit, a->unit, WC_DURING) && f->clauses[t->clause].link != LINK_RESULT); /* ما أدى إلى مقتل اثنين، بالتزامن مع نسف */
    bool apart = (f->units[a->unit - 1].clitics & C_WAW) && a->unit > t->unit + 2 && unit_is_mark(&f->units[a->unit - 2], 0x060C); /* قُتل خمسة، وفي حريق أصيب عشرة */
    bool joined = (u->clitics & C_WAW) || apart;
    if (!under || joined || comes_before_or_after(f, a->unit) || said_apart(f, t, a)) return NONE;
    for (uint32_t k = t->unit + 1; k < a->unit; k++)
      if (f->units[k].verb && f->clauses[f->clause_of[k]].link != LINK_REL && !f->units[k].of[K_TRIGGER]) return NONE;
    return i;
  }
  return NONE;
}

/* «اندلعت إثر مقتل قائد»: a toll that is itself a cause, or comes first, was not brought about by what stands before it. */
static bool comes_first(const isn_finder *f, const isn_act *t) {
  if (!t->noun || t->unit <= f->sents[t->sent].first) return false;
  const isn_unit *before = &f->units[t->unit - 1];
  return unit_is(before, WC_CAUSE) || unit_is(before, WC_AFTER);
}

/* «فيما قتل شخص في حماة»: elsewhere; «فيما استشهد اثنان من رفاقنا»: there. */
static bool has_own_place(const isn_finder *f, const isn_clause *c) {
  for (uint32_t i = c->first; i < c->end; i++)
    if (f->spot_at[i] != NONE || f->units[i].type == U_TIME) return true;
  return false;
}

/* The row of the first place in [first, end); NONE. */
static uint32_t first_row(const isn_finder *f, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++)
    if (f->spot_at[i] != NONE && f->spots[f->spot_at[i]].row != NONE) return f->spots[f->spot_at[i]].row;
  return NONE;
}

/* «اقتحم الجيش جنين، وأصيب شاب في نابلس»: joined by و alone and in another town, it is of something else; «فأصيب» would be its result. */
static bool happened_elsewhere(const isn_finder *f, const isn_act *t, const isn_act *a) {
  const isn_clause *c = &f->clauses[t->clause];
  const isn_entry *e = f->units[t->unit].of[K_TRIGGER]; /* «وقضت على قائد»: who did the first goes on */
  bool done_to = t->passive || act_cell(f, t, TRIGGER_SUBJECT) == ROLE_VICTIM || (e && e->morph & M_PASSIVE && t->subject.end <= t->subject.first);
  if (t->noun || !done_to || c->link != LINK_COORD || a->clause == t->clause || !(f->units[t->unit].clitics & C_WAW)) return false;
  uint32_t here = first_row(f, t->unit, c->end), there = first_row(f, a->unit, t->unit);
  return here != NONE && there != NONE && place_is_elsewhere(f, here, there);
}

/* The cause named before it: through a result verb, or the event of the clause that this one is joined to. */
uint32_t cause_before(const isn_finder *f, uint32_t toll) {
  const isn_act *t = &f->acts[toll];
  uint32_t best = NONE;
  if (comes_first(f, t)) return NONE;
  for (uint32_t i = toll; i-- > 0 && f->acts[i].sent == t->sent;) {
    const isn_act *a = &f->acts[i];
    if (a->class == TC_TOLL) {
      bool other = best != NONE && (f->acts[best].event == ISNAD_ACCIDENT || f->acts[best].event == ISNAD_DISASTER);
      if (a->cause != NONE && f->acts[a->cause].sent == t->sent) return other ? best : a->cause;
      continue;
    }
    if (!can_cause(f, t, a)) continue;
    const isn_clause *c = &f->clauses[t->clause];
    if (c->link == LINK_SWITCH && a->clause != t->clause && !result_between(f, a->unit, t->unit) && has_own_place(f, c)) return NONE;
    if (!bind_same_sources(f, a->unit, t->unit) || happened_elsewhere(f, t, a)) return NONE;
    if (a->event == ISNAD_ASSAULT) return i;
    bool told = best != NONE && (f->acts[best].event == ISNAD_ACCIDENT || f->acts[best].event == ISNAD_DISASTER) && !f->units[f->acts[best].unit].definite;
    if (!told) best = i; /* وفي حريق أصيب عشرة; but not هزة أرضية ...، وأدى التدافع إلى إصابة ستة */
  }
  return best;
}

/* «قتلوا وأصيب آخرون حين انفجرت سيارة»: a verb in a clause of time behind it. */
static uint32_t cause_when(const isn_finder *f, uint32_t toll) {
  const isn_act *t = &f->acts[toll];
  for (uint32_t i = toll + 1; i < f->act_count && f->acts[i].sent == t->sent; i++) {
    const isn_act *a = &f->acts[i];
    const isn_clause *c = &f->clauses[a->clause];
    if (a->class == TC_TOLL || (a->dropped && a->class == TC_WEAK)) continue; /* أطلق مسلحون النار: fire is told by its noun */
    bool verb = c->verb != NONE && (c->verb == a->unit || c->verb == a->operator_unit); /* حين فتحت قوات النار */
    bool when = c->link == LINK_SUB && verb && unit_value(f, &f->units[c->first], WC_SUBORD) == 0;
    bool harm = a->event == ISNAD_ASSAULT || a->event == ISNAD_ACCIDENT || a->event == ISNAD_DISASTER;
    return when && !a->dropped && harm && f->chain_at[a->unit] == f->chain_at[t->unit] ? i : NONE;
  }
  return NONE;
}

/* A toll beside a toll: «مقتل 9 وإصابة 13» is one claim. */
uint32_t cause_beside(const isn_finder *f, uint32_t toll) {
  const isn_act *t = &f->acts[toll];
  if (toll == 0) return NONE;
  const isn_act *a = &f->acts[toll - 1];
  if (a->sent != t->sent || a->class != TC_TOLL || a->dropped || a->event == ISNAD_EVENT_NONE) return NONE;
  if (f->chain_at[a->unit] != f->chain_at[t->unit]) return NONE;
  return a->cause != NONE ? a->cause : toll - 1;
}

uint32_t cause_of_toll(const isn_finder *f, uint32_t toll) {
  uint32_t cause = cause_behind(f, toll);
  if (cause == NONE) cause = cause_before(f, toll);
  if (cause == NONE) cause = cause_when(f, toll);
  return cause == NONE ? cause_beside(f, toll) : cause;
}
