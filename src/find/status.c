/* status: did it happen? A future verb or «تستعد لـ» is planned, «لم» or «فشل» negates, a denying source denies, «قد» before a present
 * verb, a condition or a demand makes it possible, «ما تزال مستمرة» is ongoing. A present verb in a headline has happened. */
#include "find/finder.h"

static bool negated_before(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  for (uint32_t i = a->unit; i > c->first;) {
    const isn_unit *u = &f->units[--i];
    if (unit_opens_quote(u)) continue;
    if (unit_is(u, WC_NEG) && !u->verb) return !unit_is_operator(f, &f->units[i + 1], OC_END); /* لم يتوقف القصف */
    if (!unit_is(u, WC_QAD) && !(u->of[K_OPERATOR] && u->verb)) return false;
  }
  return false;
}

/* «يعتقد أنها»: with a pronoun of its own it speaks of the word behind it. */
static bool is_of_another(const isn_finder *f, const isn_unit *u) {
  isnad_str last = f->tokens.at[u->end - 1].form;
  return u->end > u->first + 1 && last.len > 2 && last.ptr[0] == L_ALEF && last.ptr[1] == L_NOON;
}

static bool word_before(const isn_finder *f, const isn_act *a, int class) {
  const isn_clause *c = &f->clauses[a->clause];
  for (uint32_t i = a->unit; i > c->first && i + 4 > a->unit;) {
    const isn_unit *u = &f->units[--i];
    if (unit_is(u, class)) return i + 1 == a->unit || !is_of_another(f, u); /* طائرة يعتقد أنها تركية قصفت */
    if (u->type == U_MARK || u->verb) return false;
  }
  return false;
}

/* A mark that ends what was said before it: «طائرة F-35» is one. */
static bool parts_sentence(uint32_t mark) {
  return mark == 0x060C || mark == 0x061B || mark == ',' || mark == ';' || mark == ':' || mark == '.' || mark == '!' || mark == '?' || mark == 0x061F;
}

/* «لا صحة لخبر انسحاب ...» before the act, «... عارٍ عن الصحة» behind it: neither a comma lies between nor a verb, but for that of who told it
 * («لا صحة لما أوردته الصحيفة عن توقيف»). The formula's unit, NONE: none. */
static uint32_t denial_formula(const isn_finder *f, const isn_act *a) {
  const isn_sent *s = &f->sents[a->sent];
  for (int step = -1; step <= 1; step += 2)
    for (uint32_t i = a->unit + (uint32_t)step; i >= s->first && i < s->end; i += (uint32_t)step) {
      const isn_unit *u = &f->units[i];
      if (unit_value(f, u, WC_NEG) == 2) return i;
      bool told = step < 0 && u->verb && u->pronoun && u->of[K_SAYING];
      if ((u->verb && !told) || (u->type == U_MARK && parts_sentence(u->mark))) break;
    }
  return NONE;
}

/* Is the verb at the unit negated («لم تُستأنف», «لم يتوقف»)? */
static bool has_negation(const isn_finder *f, uint32_t verb) {
  return verb > 0 && f->units[verb].verb && unit_is(&f->units[verb - 1], WC_NEG) && !f->units[verb - 1].verb;
}

/* «اتفق الطرفان على وقف لإطلاق النار»: the truce is there from the day they agreed, where that is told. */
static bool made_by_agreeing(const isn_finder *f, const isn_act *a, uint32_t op) {
  return a->mode == ISNAD_CEASEFIRE && a->time != NONE && unit_cell(f, &f->units[op], K_OPERATOR, OPERATOR_SUBJECT) == ROLE_BOTH && !has_negation(f, op);
}

static uint8_t status_by_operator(const isn_finder *f, const isn_act *a, uint32_t op, uint8_t status) {
  bool described = f->clauses[f->clause_of[op]].link == LINK_REL; /* «إضراب دعا إليه الاتحاد»: who called for it, not whether it came */
  switch (unit_cell(f, &f->units[op], K_OPERATOR, OPERATOR_CLASS)) {
    case OC_PLAN: return made_by_agreeing(f, a, op) ? status : ISNAD_PLANNED;
    case OC_ATTEMPT: case OC_FAIL: case OC_PREVENT: return ISNAD_NEGATED;
    case OC_ORDER: return described || unit_is_saying(f, &f->units[op], SC_SAY) ? status : ISNAD_POSSIBLE;
    case OC_POSSIBLE: return ISNAD_POSSIBLE;
    case OC_END: return has_negation(f, op) ? ISNAD_ONGOING : status; /* لم يتوقف القصف */
    case OC_LIGHT: case OC_OCCUR: case OC_START: case OC_MANAGE: case OC_UNDERGO: case OC_WITNESS: return has_negation(f, op) ? ISNAD_NEGATED : status;
    case OC_CONTINUE: return ISNAD_ONGOING;
    default: return status;
  }
}

/* The act's operator, or the verb behind it whose subject it is: «المفاوضات مع التنظيم لم تُستأنف». NONE. */
static uint32_t operator_of(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  if (a->operator_unit != NONE || !a->noun) return a->operator_unit;
  if (c->verb == NONE || c->verb <= a->unit || !f->units[c->verb].of[K_OPERATOR]) return NONE;
  for (uint32_t i = c->first; i < a->unit; i++)
    if (f->clause_of[i] == a->clause && f->units[i].noun) return NONE;
  return c->verb;
}

/* The verb that says when the act is: its own, its operator, or one of beginning behind it («الهجوم المضاد قد يبدأ»). NONE. */
static uint32_t carrying_verb(const isn_finder *f, const isn_act *a) {
  if (!a->noun || a->operator_unit != NONE) return a->noun ? a->operator_unit : a->unit;
  uint32_t op = operator_of(f, a);
  return op != NONE && (unit_is_operator(f, &f->units[op], OC_START) || unit_is_operator(f, &f->units[op], OC_OCCUR)) ? op : NONE;
}

static bool future_verb(const isn_finder *f, const isn_act *a) {
  uint32_t verb = carrying_verb(f, a);
  uint32_t aux = f->clauses[a->clause].aux; /* سيواصل ضرب */
  if (aux != NONE && f->units[aux].clitics & C_SEEN) return true;
  if (verb == NONE || !f->units[verb].verb) return false;
  return (f->units[verb].clitics & C_SEEN) || (verb > 0 && unit_is(&f->units[verb - 1], WC_FUTURE));
}

/* Operators over the act: its own, the aux of its clause, or one right before it («فشل محاولة اقتحام»: the nearest decides, failure
 * over all). */
static uint8_t operators(const isn_finder *f, const isn_act *a) {
  uint8_t status = ISNAD_HAPPENED;
  const isn_clause *c = &f->clauses[a->clause];
  uint32_t own = operator_of(f, a);
  if (own != NONE) status = status_by_operator(f, a, own, status);
  bool talked = a->noun && a->event == ISNAD_CONSULT && status == ISNAD_PLANNED && unit_prep_before(f, a->unit, f->sents[a->sent].first) == PREP_FI;
  if (talked && unit_is_operator(f, &f->units[own], OC_PLAN)) return ISNAD_HAPPENED; /* بحث الوزير مع نظيره في اتصال هاتفي */
  if (c->aux != NONE && !a->noun) status = status_by_operator(f, a, c->aux, status);
  uint32_t first = f->sents[a->sent].first;
  for (uint32_t i = a->unit; i > first && i + 4 > a->unit;) {
    const isn_unit *u = &f->units[--i];
    if (u->type == U_MARK && !unit_opens_quote(u)) break;
    bool document = a->class == TC_SPEECH && c->link == LINK_REL; /* قراراً يطالب بالانسحاب */
    if (!a->noun && (c->link == LINK_COORD || document) && i < c->first) break; /* نفذ تهديده وقصف */
    if (u->of[K_OPERATOR]) {
      uint8_t now = status_by_operator(f, a, i, status);
      if (now != ISNAD_HAPPENED && (status == ISNAD_HAPPENED || now == ISNAD_NEGATED)) status = now;
    } else if (!unit_is(u, WC_PREP) && !unit_is(u, WC_COMPL)) {
      break;
    }
  }
  return status;
}

/* «لا تزال الجماعة تمنع المرور»: what goes on, said before the subject of its verb. */
static bool goes_on_before(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  if (a->noun || c->verb != a->unit || a->subject.end <= a->subject.first || a->subject.end > a->unit || a->subject.first <= c->first) return false;
  const isn_unit *before = &f->units[a->subject.first - 1];
  const isn_entry *e = f->units[a->unit].of[K_TRIGGER];
  return unit_is_operator(f, before, OC_CONTINUE) && (before->of[K_OPERATOR]->morph & M_FIXED || before->verb) && e && e->morph & M_PRESENT && !(e->morph & M_PAST);
}

static bool still_going(const isn_finder *f, const isn_act *a) {
  if (goes_on_before(f, a)) return true;
  uint32_t end = f->clauses[a->clause].end;
  for (uint32_t i = a->unit; i < end && i < a->unit + 10; i++) {
    const isn_unit *u = &f->units[i];
    if (i > a->unit && u->verb && (u->of[K_TRIGGER] || (u->clitics & C_WAW))) return false; /* أنقذت عشرة، ولا تزال تبحث */
    if (i > a->unit + 1 && unit_is_operator(f, u, OC_END) && has_negation(f, i) && a->noun) return true;
    if (unit_is_operator(f, u, OC_CONTINUE) && (u->clitics & C_WAW) && !a->noun) return false;
    if (u->of[K_NOUN] && !u->verb && unit_cell(f, u, K_NOUN, NOUN_CLASS) == NC_ADJECTIVE) continue; /* قافلة تابعة للبرنامج */
    bool governed = i > a->unit && unit_is(u - 1, WC_PREP) && !(u - 1)->pronoun; /* بعد دقائق على سريانه */
    if (unit_is_operator(f, u, OC_CONTINUE) && i > a->unit && !(u->clitics & C_AL) && !governed) return u->of[K_OPERATOR]->morph & (M_PRESENT | M_ACT_PART | M_FIXED | M_ADJ);
  }
  /* اشتباكات ما تزال مستمرة: the relative clause of the noun */
  for (uint32_t ci = a->clause; ci < f->clause_count && f->clauses[ci].sent == a->sent; ci++) {
    const isn_clause *c = &f->clauses[ci];
    if (c->link == LINK_REL && c->head == a->unit && c->verb != NONE && unit_is_operator(f, &f->units[c->verb], OC_CONTINUE))
      return f->units[c->verb].of[K_OPERATOR]->morph & M_PRESENT;
  }
  return false;
}

/* «تشهد البلاد احتجاجات منذ الأحد»: a verb in the present that carries the act, and since when. */
static bool goes_on_since(const isn_finder *f, const isn_act *a) {
  if (!a->noun || a->operator_unit == NONE || f->article->blocks[f->sents[a->sent].block].kind != BLOCK_PARAGRAPH) return false;
  const isn_entry *op = f->units[a->operator_unit].verb ? f->units[a->operator_unit].of[K_OPERATOR] : NULL;
  if (op == NULL || !(op->morph & M_PRESENT) || (op->morph & M_PAST) || f->units[a->operator_unit].clitics & C_SEEN || f->clauses[a->clause].aux != NONE) return false;
  for (uint32_t i = a->unit; i < f->clauses[a->clause].end; i++) {
    const isn_timex *t = f->units[i].type == U_TIME && f->clause_of[i] == a->clause ? &f->times[f->units[i].time] : NULL;
    if (t && t->kind == TX_RANGE && t->to.day != INT32_MIN && t->to.day == f->article->published.day) return true;
  }
  return false;
}

/* «سينسحب إذا لم تُستأنف الحرب»: a condition hangs on the act's clause. «سينفذون إضراباً يوم 5 فبراير ما لم تستجب الوزارة» is planned: value 1. */
static bool has_condition(const isn_finder *f, const isn_act *a) {
  for (uint32_t ci = a->clause + 1; ci < f->clause_count && f->clauses[ci].sent == a->sent; ci++)
    if (f->clauses[ci].link == LINK_IF && f->clauses[ci].parent == a->clause) return unit_value(f, &f->units[f->clauses[ci].first], WC_IF) != 1;
  return false;
}

/* «يعقد مساء اليوم جلسة طارئة», published in the morning: a present verb and a part of the day that has not begun. */
enum { MORNING = 600 }; /* minutes of the day */

static bool is_later_today(const isn_finder *f, const isn_act *a) {
  isn_moment now = f->article->published;
  uint32_t verb = a->noun ? a->operator_unit : a->unit;
  if (a->time == NONE || now.day == INT32_MIN || now.minute < 0 || verb == NONE || !f->units[verb].verb) return false;
  const isn_entry *e = a->noun ? f->units[verb].of[K_OPERATOR] : f->units[verb].of[K_TRIGGER];
  const isn_timex *t = &f->times[a->time];
  if (e == NULL || !(e->morph & M_PRESENT) || e->morph & M_PAST || !(e->morph & M_P3) || t->from.day != now.day || t->to.day < now.day) return false;
  int begins = t->from.minute >= 0 ? t->from.minute : t->hour_from;
  bool visit = begins < 0 && a->event == ISNAD_CONSULT && !a->noun && act_in_body(f, a) && t->from.day == t->to.day; /* يصل الوزير إلى مانيلا اليوم: told in the morning */
  if (visit) return now.minute < MORNING;
  return begins > now.minute;
}

/* «أعلنت حظراً يبدأ غداً»: what has a day that is still to come is planned. */
static bool is_to_come(const isn_finder *f, const isn_act *a) {
  int32_t now = f->article->published.day;
  return a->time != NONE && now != INT32_MIN && f->times[a->time].from.day != INT32_MIN && f->times[a->time].from.day > now;
}

/* «حذر من مجاعة», «يخشون هجوماً»: what somebody warns of or expects, named by a noun of the saying's own clause. */
static bool is_feared(const isn_finder *f, const isn_act *a, const isn_chain *chain) {
  if (!a->noun || chain->count == 0 || chain->cue == NONE || chain->cue > a->unit || a->operator_unit != NONE) return false;
  if (chain->attitude != ISNAD_WARNS && chain->attitude != ISNAD_EXPECTS) return false;
  return f->clause_of[chain->cue] == a->clause && unit_prep_before(f, a->unit, f->clauses[a->clause].first) != PREP_FI;
}

/* «توقع محللون أن تهاجم القوات»: a present verb first in what somebody expects or warns of. */
static bool is_expected(const isn_finder *f, const isn_act *a, const isn_chain *chain) {
  const isn_clause *c = &f->clauses[a->clause];
  const isn_entry *e = f->units[a->unit].of[K_TRIGGER];
  if (a->noun || c->link != LINK_CONTENT || c->head == NONE || c->head != chain->cue || e == NULL || !(e->morph & M_PRESENT) || (e->morph & M_PAST)) return false;
  return chain->attitude == ISNAD_WARNS || chain->attitude == ISNAD_EXPECTS;
}

/* «دعا الاتحاد إلى إضراب عام يوم الجمعة», «طلب العراق من تركيا سحب قواتها»: what is called for, by a noun under the verb's preposition or as
 * its object. */
static bool is_called_for(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i];
  int prep = unit_prep_before(f, a->unit, f->sents[a->sent].first);
  if (!a->noun || (prep != PREP_ILA && prep != PREP_BI && prep != PREP_NONE)) return false;
  for (uint32_t k = i; k-- > f->sents[a->sent].first_act;) {
    const isn_act *call = &f->acts[k];
    const isn_unit *verb = &f->units[call->unit];
    if (call->clause != a->clause || (call->dropped && prep != PREP_NONE)) continue;
    bool asks = prep != PREP_NONE ? call->class == TC_SPEECH : unit_is_operator(f, verb, OC_ORDER) && unit_cell(f, verb, K_OPERATOR, OPERATOR_OBJECT) == ROLE_EVENT;
    return call->event == ISNAD_REQUEST && asks && !call->noun && call->unit < a->unit;
  }
  return false;
}

/* ---- Denials ------------------------------------------------------------------------------------------------------------------- */

static bool is_denial(const isn_finder *f, uint32_t unit) { return unit != NONE && unit_is_saying(f, &f->units[unit], SC_DENY); }

/* «نفى ... اعتقال مدنيين، متهماً خلايا بمهاجمة نقاطه», «نفى أن يكون الجيش سيطر، وقال إن قواته صدت الهجوم»: what is said beside a denial, by a
 * verb or participle of its own, is not denied. */
static bool speaks_for_itself(const isn_finder *f, const isn_clause *c) {
  if (c->verb == NONE || is_denial(f, c->verb)) return false;
  const isn_unit *u = &f->units[c->verb];
  bool speech = u->of[K_TRIGGER] && unit_cell(f, u, K_TRIGGER, TRIGGER_CLASS) == TC_SPEECH;
  if (c->link == LINK_CIRCUM) return u->of[K_SAYING] || speech;
  return (c->link == LINK_COORD || c->link == LINK_SWITCH) && u->of[K_SAYING] && (!u->of[K_TRIGGER] || speech);
}

/* The denying verb over the act, NONE: through content («نفى أن يكون قد انسحب») and through what others told («نفى ما نقلته القناة عن
 * أسر ثلاثة», «نفى أنباء تحدثت عن تحريك قوات»). What is joined to the denial by و («نفى ... ودعا») is not denied. */
static uint32_t denial_over(const isn_finder *f, const isn_act *a) {
  bool joined = false; /* at a clause beside the one above it, not inside */
  uint32_t ci = a->clause;
  for (int depth = 0; depth < 8 && ci != NONE; depth++) {
    const isn_clause *c = &f->clauses[ci];
    if (c->verb != a->unit && c->verb != NONE && c->verb < a->unit && is_denial(f, c->verb)) return joined ? NONE : c->verb;
    if ((c->verb <= a->unit && speaks_for_itself(f, c)) || (c->link == LINK_SWITCH && depth)) return NONE;
    if (c->link == LINK_CONTENT) joined = false;
    else if (c->link != LINK_REL) joined = true;
    else if (!joined && (c->verb == NONE || c->verb == a->unit || !f->units[c->verb].of[K_SAYING])) return NONE;
    ci = c->parent;
  }
  return NONE;
}

/* «نفت اعتقال القيادي خلال العدوان على المخيم»: what the denied act is said to have gone with is not denied. */
static bool is_beside_denied(const isn_finder *f, const isn_act *a) {
  const isn_unit *u = &f->units[a->unit], *before = a->unit > f->sents[a->sent].first ? u - 1 : NULL;
  if (before == NULL || !a->noun || !(u->clitics & C_AL) || !(unit_is(before, WC_DURING) || unit_is(before, WC_AFTER))) return false;
  for (uint32_t i = (uint32_t)(a - f->acts); i-- > f->sents[a->sent].first_act;)
    if (!f->acts[i].dropped && f->acts[i].status == ISNAD_DENIED) return true;
  return false;
}

/* Sets the status of what is denied, and whose denial it is where another one's word lies between. */
static void deny(isn_finder *f, isn_act *a) {
  const isn_chain *chain = &f->chains[f->chain_at[a->unit]];
  uint32_t denial = denial_over(f, a);
  bool by_chain = chain->denied && chain->cue < a->unit;
  int link = f->clauses[a->clause].link;
  bool joined = f->units[f->clauses[a->clause].first].clitics & C_WAW;
  bool beside = (link == LINK_COORD && joined) || link == LINK_SWITCH || link == LINK_SUB || speaks_for_itself(f, &f->clauses[a->clause]);
  if (by_chain && denial == NONE && beside && f->units[chain->cue].verb) by_chain = false;
  uint32_t formula = denial == NONE && !by_chain ? denial_formula(f, a) : NONE;
  if (denial == NONE && !by_chain && formula == NONE) return;
  if (is_beside_denied(f, a)) return;
  a->status = ISNAD_DENIED;
  if (formula != NONE && formula < a->unit && f->chain_at[formula] && f->chain_at[formula] != f->chain_at[a->unit]) a->denial = f->chain_at[formula];
  if (denial == NONE || by_chain) return;
  for (uint32_t i = f->chain_count; i-- > 1;)
    if (f->chains[i].cue == denial && f->chains[i].denied) {
      a->denial = i;
      return;
    }
}

/* «..., وهو ما نفته موسكو», «لكن الجيش نفى ذلك»: is what the verb denies told before it? */
static bool denies_before(const isn_finder *f, uint32_t verb) {
  const isn_clause *c = &f->clauses[f->clause_of[verb]];
  const isn_sent *s = &f->sents[c->sent];
  const isn_unit *he = c->first > s->first ? &f->units[c->first - 1] : NULL;
  bool matter = he && he->clitics & C_AL && he->type == U_WORD && c->first > s->first + 1 && unit_is_mark(he - 1, 0x060C); /* ، الأمر الذي نفاه */
  if (f->units[verb].pronoun) return c->link == LINK_REL && c->verb == verb && he && (matter || (unit_is(he, WC_FUNCTION) && he->clitics & C_WAW));
  for (uint32_t i = verb + 1; i < s->end && i < verb + 8; i++) {
    if (f->units[i].verb || f->units[i].type == U_MARK) return false;
    if (unit_is(&f->units[i], WC_DEM)) return i + 1 >= s->end || f->units[i + 1].type != U_WORD || !f->units[i + 1].noun;
  }
  return false;
}

/* The last thing told before the verb, in its sentence or the one before; NULL: nothing that could be denied. */
static isn_act *told_before(const isn_finder *f, uint32_t verb, uint32_t chain) {
  uint32_t si = f->clauses[f->clause_of[verb]].sent;
  bool near = si > 0 && f->sents[si - 1].paragraph == f->sents[si].paragraph;
  for (uint32_t i = f->sents[si].end_act; i-- > 0 && (f->acts[i].sent == si || (near && f->acts[i].sent + 1 == si));) {
    isn_act *a = &f->acts[i];
    if (a->unit > verb || a->dropped || a->class == TC_SPEECH) continue;
    bool told = (a->status == ISNAD_HAPPENED || a->status == ISNAD_ONGOING) && f->chain_at[a->unit] != chain;
    return told ? a : NULL;
  }
  return NULL;
}

/* Who denies what another one told, behind it: the act is told and denied. */
static void answer_told(isn_finder *f) {
  for (uint32_t i = 1; i < f->chain_count; i++) {
    const isn_chain *c = &f->chains[i];
    if (!c->denied || c->count == 0 || c->cue == NONE || !f->units[c->cue].verb || !is_denial(f, c->cue) || !denies_before(f, c->cue)) continue;
    isn_act *a = told_before(f, c->cue, i);
    if (a && !a->denial && !a->answer) a->answer = i;
  }
}

/* «أمر بسحب القوات وبفتح تحقيق»: a second noun joined to the first by و shares what the verb makes of it. */
static uint8_t status_beside(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i], *b = i > 0 ? &f->acts[i - 1] : NULL;
  if (b == NULL || b->dropped || !a->noun || !b->noun || b->sent != a->sent || b->clause != a->clause) return ISNAD_HAPPENED;
  if (!(f->units[a->unit].clitics & C_WAW) || b->status == ISNAD_ONGOING) return ISNAD_HAPPENED;
  for (uint32_t u = b->unit + 1; u < a->unit; u++)
    if (f->units[u].verb || unit_is_mark(&f->units[u], 0x060C)) return ISNAD_HAPPENED;
  return b->status;
}

/* «قد تنسحب»: قد before a present verb. */
static bool may_be(const isn_finder *f, const isn_act *a) {
  uint32_t verb = carrying_verb(f, a);
  if (verb == NONE || verb == 0 || !f->units[verb].verb || !unit_is(&f->units[verb - 1], WC_QAD)) return false;
  const isn_unit *u = &f->units[verb];
  const isn_entry *e = a->noun ? u->of[K_OPERATOR] : u->of[K_TRIGGER];
  return e && (e->morph & M_PRESENT) && !(e->morph & M_PAST) && f->clauses[a->clause].aux == NONE;
}

/* «هددت بمقاطعة المناوبات ابتداء من مارس المقبل»: when what is spoken of is to come, and not when it was said. */
static void leave_time_to_content(const isn_finder *f, isn_act *a) {
  const isn_entry *e = f->units[a->unit].of[K_TRIGGER];
  if (a->class == TC_SPEECH && !a->noun && e && e->morph & M_PAST && is_to_come(f, a)) a->time = NONE;
}

static void set_status(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  const isn_chain *chain = &f->chains[f->chain_at[a->unit]];
  const isn_clause *c = &f->clauses[a->clause];
  int flags = act_cell(f, a, TRIGGER_FLAGS);
  leave_time_to_content(f, a);
  a->status = operators(f, a);
  uint32_t own = operator_of(f, a);
  bool resumed = own != NONE && has_negation(f, own); /* المفاوضات لم تُستأنف */
  if (a->event == ISNAD_CONSULT && a->status == ISNAD_NEGATED && !resumed) a->status = ISNAD_HAPPENED; /* talks that fail took place */
  if (a->status == ISNAD_HAPPENED) a->status = status_beside(f, i);
  if (a->status == ISNAD_HAPPENED && (still_going(f, a) || goes_on_since(f, a))) a->status = ISNAD_ONGOING;
  if (c->link == LINK_IF || word_before(f, a, WC_MAYBE) || may_be(f, a)) a->status = ISNAD_POSSIBLE;
  if (a->status == ISNAD_HAPPENED && (is_feared(f, a, chain) || is_expected(f, a, chain) || is_called_for(f, i))) a->status = ISNAD_POSSIBLE;
  if (future_verb(f, a) || (flags & TRIGGER_PLANNED)) a->status = has_condition(f, a) ? ISNAD_POSSIBLE : ISNAD_PLANNED;
  if (a->status == ISNAD_HAPPENED && (is_to_come(f, a) || is_later_today(f, a))) a->status = ISNAD_PLANNED;
  if (negated_before(f, a) || (flags & TRIGGER_NEGATED)) a->status = ISNAD_NEGATED;
  deny(f, a);
}

void find_status(isn_finder *f) {
  for (uint32_t i = 0; i < f->act_count; i++) {
    f->acts[i].denial = f->acts[i].answer = 0;
    if (!f->acts[i].dropped) set_status(f, i);
  }
  answer_told(f);
}
