/* event: which triggers are events. A finite verb is one; a noun or masdar is one where an operator carries it («شن غارة»), where a
 * saying verb announces it («أعلن مقتل»), where it stands under بعد، وسط، إثر, or where something of its own is beside it (agent,
 * target, time, count). Events inside purposes («بهدف منع التسلل») are none. */
#include "find/actor.h"
#include "find/split.h"

static bool is_participle(const isn_entry *e) {
  return (e->morph & (M_ACT_PART | M_PASS_PART)) && !(e->morph & (M_MASDAR | M_NOUN | M_FIXED));
}

/* The first verb or noun reading of kind K_TRIGGER that fits what the unit is here; a participle where there is no other («أسر»: capture
 * rather than captor), and first where it makes a clause («، مطالبةً المجلس»). */
static const isn_entry *trigger_entry(const isn_unit *u, bool makes_clause) {
  for (int i = 0; u->verb && u->clitics & C_WAW && i < u->reading_count; i++) { /* «وتسلم السفير مهامه»: he took over; «تُسلّم» is another verb's present */
    const isn_entry *e = u->readings[i].entry;
    if (e->kind == K_TRIGGER && (e->morph & M_VERB) && (e->morph & M_PAST) && (e->morph & M_P3) && (u->of[K_TRIGGER]->morph & M_PRESENT) && !(u->of[K_TRIGGER]->morph & M_PAST)) return e;
  }
  const isn_entry *participle = NULL;
  bool of_them = u->verb && u->of[K_TRIGGER]->morph & M_P3;
  for (int i = 0; i < u->reading_count; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (e->kind != K_TRIGGER || u->verb != ((e->morph & M_VERB) != 0)) continue;
    if (of_them && !(e->morph & M_P3)) continue; /* «أضرب المعلمون»: they struck work, and not "I hit" */
    if (!u->verb && !(e->morph & (M_MASDAR | M_NOUN | M_FIXED | M_ACT_PART | M_PASS_PART | M_ADJ))) continue;
    if (!u->verb && is_participle(e)) {
      if (makes_clause) return e;
      participle = participle ? participle : e;
    } else if (!makes_clause) {
      return e;
    }
  }
  return participle;
}

/* An operator of purpose by any of its readings: مقترح is a proposal, and what is proposed as well. */
static bool aims(const isn_finder *f, const isn_unit *u) {
  for (int i = 0; i < u->reading_count; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (e->kind == K_OPERATOR && isn_lex_number(f->lexicon, K_OPERATOR, e->row, OPERATOR_CLASS) == OC_PURPOSE) return true;
  }
  return false;
}

/* Nothing under a purpose, from its word to the next comma or clause, happens. */
static bool under_purpose(const isn_finder *f, uint32_t unit, uint32_t first) {
  const isn_clause *c = &f->clauses[f->clause_of[unit]];
  bool apart = false; /* «للمطالبة بصفقة، والشرطة تعتقل»: a comma and و lead out of it */
  for (uint32_t i = c->first + 1; i < unit && f->units[unit].verb; i++) apart |= unit_is_mark(&f->units[i - 1], 0x060C) && (f->units[i].clitics & C_WAW);
  if (c->link == LINK_PURPOSE) return !apart;
  for (uint32_t i = unit; i > first;) {
    const isn_unit *u = &f->units[--i];
    if (unit_is(u, WC_PURPOSE) || aims(f, u)) return true;
    if (u->type == U_MARK && !unit_is_quote(u)) return false;
    if (u->verb) return false;
  }
  return false;
}

/* «ستواصل عملياتها حتى وقف العدوان ورفع الحصار»: what one goes on until has not come; «حتى صباح اليوم» is a time. */
static bool under_until(const isn_finder *f, uint32_t unit, uint32_t first) {
  for (uint32_t i = unit; i > first;) {
    const isn_unit *u = &f->units[--i];
    if (unit_is(u, WC_PREP) && unit_value(f, u, WC_PREP) == PREP_HATTA) return true;
    if (u->verb || u->type == U_TIME || (u->type == U_MARK && !unit_is_quote(u))) return false;
  }
  return false;
}

/* «ولم تعلن أي جهة مسؤوليتها عن الهجوم»: what is said not to be known is no event. value 3 of the class says so. */
static bool under_unknown(const isn_finder *f, uint32_t unit, uint32_t first) {
  for (uint32_t i = unit; i > first;) {
    const isn_unit *u = &f->units[--i];
    if (unit_value(f, u, WC_NEG) == 3) return true;
    if (u->verb || (u->type == U_MARK && !unit_is_quote(u))) return false;
  }
  return false;
}

/* What stands before a noun trigger and carries it; the unit of the operator in *carrier. */
enum carried { CARRIED_NOT, CARRIED_OPERATOR, CARRIED_SAYING, CARRIED_ADJUNCT, CARRIED_CLAUSE };

/* «الاشتباكات ما تزال مستمرة»: an operator behind the noun whose subject is the event. */
static bool carries_subject(const isn_finder *f, uint32_t unit) {
  const isn_unit *u = &f->units[unit];
  if (!u->of[K_OPERATOR] || unit_is_operator(f, u, OC_PLAIN)) return false;
  if (u->verb && u->pronoun && !u->clitics && unit_is_operator(f, u, OC_LIGHT)) return true; /* الضربة نفذها الجهاز */
  uint32_t morph = u->of[K_OPERATOR]->morph;
  bool passive = u->verb && morph & M_PASSIVE && !(morph & M_ACTIVE) && unit_cell(f, u, K_OPERATOR, OPERATOR_OBJECT) == ROLE_EVENT; /* القصف استؤنف */
  return passive || unit_is_operator(f, u, OC_CONTINUE) || unit_cell(f, u, K_OPERATOR, OPERATOR_SUBJECT) == ROLE_EVENT;
}

/* «إن المحادثات ستعقد في جنيف»: opens what is told, and its verb has no other subject, so that it is in the passive. */
static bool is_held_by_nobody(const isn_finder *f, uint32_t unit, uint32_t verb, const isn_clause *c) {
  const isn_unit *u = &f->units[verb], *before = unit > c->first ? &f->units[unit - 1] : NULL, *next = verb + 1 < c->end ? &f->units[verb + 1] : NULL;
  if (!u->verb || u->pronoun || !unit_is_operator(f, u, OC_LIGHT) || !(u->of[K_OPERATOR]->morph & M_PASSIVE) || unit_cell(f, u, K_OPERATOR, OPERATOR_OBJECT) != ROLE_EVENT) return false;
  bool opens = before == NULL || before->type == U_MARK || unit_is(before, WC_COMPL);
  return opens && (next == NULL || next->type != U_WORD || (unit_is(next, WC_PREP) && !next->noun) || next->clitics & C_BEH);
}

/* «إطالة عمر الاشتباكات»: a definite event as genitive of another noun is not what the clause's verb carries. */
static bool is_buried(const isn_finder *f, uint32_t unit, uint32_t first) {
  const isn_unit *u = &f->units[unit];
  if (!(u->clitics & C_AL) || (u->clitics & (C_WAW | C_BEH | C_LAM)) || unit == first) return false;
  const isn_unit *b = &f->units[unit - 1];
  int class = unit_noun_class(f, b);
  bool people = class == NC_PERSON || class == NC_CASUALTY || class == NC_FIGHTER; /* من معتقلي الاحتجاجات */
  return b->type == U_WORD && b->noun && !b->definite && !b->adj && !b->of[K_OPERATOR] && (!b->of[K_TRIGGER] || people) && !unit_is(b, WC_VAGUE);
}

/* «أمر الوزير بسحب القوات»: the clause's verb plans or orders what stands under its preposition. */
static bool orders(const isn_finder *f, const isn_clause *c, uint32_t unit, uint32_t first) {
  if (c->verb == NONE || c->verb >= unit || !f->units[c->verb].of[K_OPERATOR] || !unit_is_operator(f, &f->units[c->verb], OC_PLAN)) return false;
  int prep = unit_prep_before(f, unit, first);
  return prep != PREP_NONE && isn_lex_prep_role(f->lexicon, K_OPERATOR, f->units[c->verb].of[K_OPERATOR]->row, OPERATOR_PREPS, prep) == ROLE_EVENT;
}

/* «بعد القصف», «بعد أسابيع من احتجازهم», «أوقفت رجلاً بتهمة السرقة»: a time, cause or pretext. */
static bool opens_adjunct(const isn_finder *f, const isn_unit *u) {
  if (u->type == U_TIME && u->time != NONE && f->times[u->time].apart) return true;
  return unit_is(u, WC_AFTER) || unit_is(u, WC_DURING) || unit_is(u, WC_CAUSE) || unit_is(u, WC_BEFORE) || unit_value(f, u, WC_DISTANCE) == 3;
}

/* «أوقفت الشرطة أربعة متورطين في الهجوم»: a verb that stops events or people, with people before the preposition of the event. */
static bool acts_on_people(const isn_finder *f, const isn_clause *c, uint32_t unit, uint32_t first) {
  if (c->verb == NONE || c->verb >= unit || !unit_is_operator(f, &f->units[c->verb], OC_END) || !f->units[c->verb].of[K_TRIGGER]) return false;
  int prep = unit_prep_before(f, unit, first);
  if (prep == PREP_NONE || isn_lex_prep_role(f->lexicon, K_OPERATOR, f->units[c->verb].of[K_OPERATOR]->row, OPERATOR_PREPS, prep) == ROLE_EVENT) return false;
  for (uint32_t i = c->verb + 1; i < unit; i++)
    if (f->units[i].of[K_NOUN] && !f->units[i].verb && unit_cell(f, &f->units[i], K_NOUN, NOUN_CLASS) == NC_PERSON) return true;
  return false;
}

static enum carried carried_by(const isn_finder *f, uint32_t unit, uint32_t first, uint32_t *carrier) {
  *carrier = NONE;
  bool passed = false; /* the operator's own subject: توصل الطرفين إلى هدنة */
  for (uint32_t i = unit; i > first && i + 8 > unit;) {
    const isn_unit *b = &f->units[--i];
    if (unit_is_quote(b) || unit_is_mark(b, '(')) continue;
    if (passed && !(b->of[K_OPERATOR] && !b->verb)) {
      if (b->type == U_WORD && b->noun && !b->of[K_TRIGGER]) continue;
      break;
    }
    if (passed && isn_lex_prep_role(f->lexicon, K_OPERATOR, b->of[K_OPERATOR]->row, OPERATOR_PREPS, unit_prep_before(f, unit, first)) != ROLE_EVENT) break;
    if (b->of[K_OPERATOR] && !unit_is_operator(f, b, OC_PLAIN) && !unit_is_operator(f, b, OC_HAVE)) {
      *carrier = i;
      return CARRIED_OPERATOR;
    }
    if (opens_adjunct(f, b)) return CARRIED_ADJUNCT;
    if (unit_is(b, WC_PREP) && !b->pronoun) continue; /* أسفر عن، تعرض لـ */
    if (b->of[K_SAYING]) {
      *carrier = i;
      return CARRIED_SAYING;
    }
    if (b->verb || b->type != U_WORD || !b->noun) break;
    if (unit_prep_before(f, unit, first) == PREP_NONE) { /* محاولة مسلحين سرقة مصرف */
      const isn_unit *tried = i > first ? &f->units[i - 1] : NULL;
      if (tried == NULL || tried->verb || !unit_is_operator(f, tried, OC_ATTEMPT) || (b->of[K_TRIGGER] && !b->of[K_NOUN])) break;
      *carrier = i - 1;
      return CARRIED_OPERATOR;
    }
    passed = true;
  }
  const isn_clause *c = &f->clauses[f->clause_of[unit]];
  uint32_t behind = find_phrase(f, unit, c->end).end;
  while (behind > unit && behind + 1 < c->end && (unit_is(&f->units[behind], WC_QAD) || unit_is(&f->units[behind], WC_FUTURE))) behind++; /* الهجوم المضاد قد يبدأ */
  const isn_unit *light = behind == unit + 1 && behind < c->end ? &f->units[behind] : NULL; /* رغم اجتماع عُقد ظهراً */
  const isn_unit *governor = unit > first ? &f->units[unit - 1] : NULL;
  bool tells = light && light->verb && !light->clitics && unit_is_operator(f, light, OC_LIGHT) && !f->units[unit].definite && governor && governor->type == U_WORD && !governor->noun && !governor->verb;
  if (behind > unit && behind < c->end && (tells || carries_subject(f, behind) || is_held_by_nobody(f, unit, behind, c))) {
    *carrier = behind;
    return CARRIED_OPERATOR;
  }
  const isn_chain *said = &f->chains[f->chain_at[unit]]; /* بعد إعلان الجهاز إسقاط مسيّرة */
  if (said->cue != NONE && said->cue < unit && f->clause_of[said->cue] == f->clause_of[unit] && (c->verb == NONE || said->cue > c->verb) &&
      f->units[said->cue].of[K_SAYING] && !f->units[said->cue].verb) {
    *carrier = said->cue;
    return CARRIED_SAYING;
  }
  if (is_buried(f, unit, first) || acts_on_people(f, c, unit, first)) return CARRIED_NOT;
  if (orders(f, c, unit, first)) {
    *carrier = c->verb;
    return CARRIED_OPERATOR;
  }
  bool sees = c->verb != NONE && unit_is_operator(f, &f->units[c->verb], OC_WITNESS); /* شهدت المدينة احتجاجات: no witness who speaks */
  if (c->verb != NONE && c->verb < unit && f->units[c->verb].of[K_SAYING] && !sees) {
    *carrier = c->verb;
    return CARRIED_SAYING;
  }
  bool has_own_act = c->verb != NONE && c->verb < unit && f->units[c->verb].of[K_TRIGGER] && unit_cell(f, &f->units[c->verb], K_TRIGGER, TRIGGER_CLASS) == TC_MUTUAL;
  if (has_own_act && unit_prep_before(f, unit, first) == PREP_FI) return CARRIED_ADJUNCT; /* اتفق الطرفان على خريطة في اجتماع */
  if (c->verb != NONE && f->units[c->verb].of[K_OPERATOR] && !unit_is_operator(f, &f->units[c->verb], OC_PLAIN) &&
      (c->verb < unit || unit_cell(f, &f->units[c->verb], K_OPERATOR, OPERATOR_SUBJECT) == ROLE_EVENT)) {
    *carrier = c->verb;
    return CARRIED_OPERATOR;
  }
  return c->verb == NONE ? CARRIED_CLAUSE : CARRIED_NOT;
}

/* Has the noun an agent, target, number or adjective of its own right beside it? */
static bool has_own_words(const isn_finder *f, uint32_t unit, uint32_t end) {
  isn_phrase p = find_phrase(f, unit, end);
  for (uint32_t i = p.first; i < p.end; i++) {
    const isn_unit *u = &f->units[i];
    if (i != unit && (u->of[K_ACTOR] || u->of[K_NATION] || u->of[K_SOURCE] || u->type == U_NUMBER || f->spot_at[i] != NONE)) return true;
    if (i != unit && u->of[K_NOUN] && unit_cell(f, u, K_NOUN, NOUN_CLASS) != NC_ADJECTIVE && unit_cell(f, u, K_NOUN, NOUN_CLASS) != NC_OTHER) return true;
  }
  if (p.end >= end) return false;
  const isn_unit *next = &f->units[p.end];
  if (next->adj && !next->clitics && !next->definite && p.end + 1 < end) next++; /* اعترافها رسمياً بدولة فلسطين */
  if (p.end > p.first && f->spot_at[p.end] != NONE) return true; /* كمين قرب تدمر */
  if (unit_is(next, WC_AGENT) || unit_is(next, WC_CAUSE)) return true; /* مقتل ضابط برصاص مجهولين */
  return next->type == U_TIME || next->type == U_NUMBER || (next->clitics & (C_BEH | C_LAM)) || (unit_is(next, WC_PREP) && !next->pronoun);
}

/* «شاحنات محملة بالأغذية دخلت ظهر اليوم إلى ببيلا»: a verb with a time or a known place behind it tells of an event and describes no noun. */
static bool has_own_setting(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  for (uint32_t i = a->unit + 1; i < c->end; i++) {
    if (f->units[i].verb) return false;
    if (f->clause_of[i] != a->clause) continue;
    if (f->units[i].type == U_TIME || (f->spot_at[i] != NONE && f->spots[f->spot_at[i]].row != NONE)) return true;
  }
  return false;
}

static isn_act *add_act(isn_finder *f, size_t *cap, uint32_t unit, uint32_t sent, const isn_entry *e) {
  isn_arena_grow(f->arena, &f->acts, f->act_count, cap, sizeof *f->acts);
  isn_act *a = &f->acts[f->act_count++];
  *a = (isn_act){.unit = unit, .sent = sent, .clause = f->clause_of[unit], .row = e->row, .place = NONE, .from = NONE, .to = NONE,
                 .time = NONE, .operator_unit = NONE, .maker = NONE, .part = NONE, .cause = NONE, .refers = NONE};
  a->event = (isnad_event)isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_EVENT);
  a->mode = (isnad_mode)isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_MODE);
  a->class = (uint8_t)isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_CLASS);
  if (isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_FLAGS) & TRIGGER_CAPTURED) a->flags |= ISNAD_FLAG_CAPTURED;
  a->noun = !f->units[unit].verb;
  return a;
}

/* A word of a person's name: «السياسي محمد قحطان»; and what stands behind «أبو», «البو», «بن» is one whatever it means («عشيرة البو حرب»). */
static bool in_person_name(const isn_finder *f, uint32_t unit, const isn_sent *s) {
  const isn_unit *u = &f->units[unit];
  if (!u->verb && unit > s->first && unit_value(f, u - 1, WC_PERSON_NAME) == NAME_JOINS && !(u->clitics & ~C_AL) && u->end - u->first == 1) return true;
  if (!unit_is(&f->units[unit], WC_PERSON_NAME)) return false;
  bool before = unit > s->first && unit_is(&f->units[unit - 1], WC_PERSON_NAME);
  return before || (unit + 1 < s->end && unit_is(&f->units[unit + 1], WC_PERSON_NAME));
}

/* «نفت صحة الإشاعات الرائجة حول اختطاف تلميذة»: what a rumour that is denied tells of. */
static bool is_denied_rumour(const isn_finder *f, const isn_act *a, const isn_sent *s) {
  const isn_clause *c = &f->clauses[a->clause];
  if (c->verb == NONE || c->verb >= a->unit || !unit_is_saying(f, &f->units[c->verb], SC_DENY)) return false;
  for (uint32_t i = a->unit; i > s->first + 1 && i + 5 > a->unit && i - 1 > c->verb;) {
    const isn_unit *u = &f->units[--i];
    if (u->of[K_SAYING] && !u->verb) return true;
    if (u->type != U_WORD || (u->of[K_TRIGGER] && !u->adj)) return false;
  }
  return false;
}

/* «أعلنت استدعاء سفيرها للتشاور»: an event told by a noun between the verb and the unit, which is what it is for. */
static bool serves_noun(const isn_finder *f, uint32_t verb, uint32_t unit) {
  for (uint32_t i = unit; i-- > verb + 1;) {
    const isn_unit *u = &f->units[i];
    if (u->verb || (u->type == U_MARK && !unit_is_quote(u))) return false;
    if (u->of[K_OPERATOR] && !u->of[K_TRIGGER]) return false; /* نفت نية لاعتقال أحد */
    const isn_entry *e = u->of[K_TRIGGER];
    if (e && e->morph & M_MASDAR && !(u->clitics & C_AL)) return isn_lex_prep_role(f->lexicon, K_TRIGGER, e->row, TRIGGER_PREPS, PREP_LI) == ROLE_NONE;
  }
  return false;
}

/* «شاركوا للمطالبة», «ساعتين لإجلاء العائلات»: a masdar under لـ that no operator takes is a purpose; one under بشأن is a topic. */
static const char *only_aimed_at(const isn_finder *f, const isn_act *a, const isn_sent *s) {
  const isn_unit *u = &f->units[a->unit];
  int prep = unit_prep_before(f, a->unit, s->first);
  const isn_clause *told = &f->clauses[a->clause];
  if (prep == PREP_HAWL && told->link == LINK_REL && told->verb != NONE && f->units[told->verb].of[K_SAYING]) return NULL; /* ما نُشر بشأن تعذيب */
  if (prep == PREP_HAWL && is_denied_rumour(f, a, s)) return NULL;
  if (prep == PREP_HAWL && !unit_is(u, WC_CAUSE)) return "topic";
  uint32_t op = a->operator_unit;
  bool to_carry = op != NONE && !f->units[op].verb && f->units[op].clitics & C_LAM && unit_is_operator(f, &f->units[op], OC_LIGHT); /* يصل إلى مسقط لإجراء مباحثات */
  if (to_carry) u = &f->units[op], op = NONE, prep = PREP_LI;
  if (!(u->clitics & C_LAM)) return NULL;
  if (op != NONE && isn_lex_prep_role(f->lexicon, K_OPERATOR, f->units[op].of[K_OPERATOR]->row, OPERATOR_PREPS, PREP_LI) == ROLE_EVENT) return NULL;
  if (a->unit > s->first && unit_is(&f->units[a->unit - 1], WC_CAUSE)) return NULL;
  bool masdar = to_carry || u->of[K_TRIGGER]->morph & M_MASDAR;
  const isn_clause *c = &f->clauses[f->clause_of[a->unit]];
  if (to_carry && c->verb != NONE && (f->units[c->verb].of[K_TRIGGER] == NULL || unit_cell(f, &f->units[c->verb], K_TRIGGER, TRIGGER_CLASS) == TC_SPEECH)) return NULL; /* دعا لإجراء مفاوضات */
  return masdar && c->verb != NONE && c->verb < a->unit && (!f->units[c->verb].of[K_SAYING] || serves_noun(f, c->verb, a->unit)) ? "purpose" : NULL;
}

/* «مقتل ضابط في كمين»: what stands under بـ or في behind the dead is what killed them. */
static bool takes_toll(const isn_finder *f, uint32_t unit, uint32_t first) {
  int prep = unit_prep_before(f, unit, first);
  if ((prep != PREP_BI && prep != PREP_FI) || (f->units[unit].clitics & C_WAW)) return false;
  for (uint32_t i = unit; i > first && i + 14 > unit;) {
    const isn_unit *u = &f->units[--i];
    if (f->clause_of[i] != f->clause_of[unit] || u->type == U_MARK) return false;
    if (u->of[K_TRIGGER] && unit_cell(f, u, K_TRIGGER, TRIGGER_CLASS) == TC_TOLL) return true;
    if (u->verb || (u->of[K_TRIGGER] && !u->of[K_NOUN])) return false;
  }
  return false;
}

/* «942 إصابة جديدة بالكوليرا»: what those counted have. */
static bool is_had_by_cases(const isn_finder *f, uint32_t unit, const isn_sent *s) {
  if (!(f->units[unit].clitics & C_BEH)) return false;
  for (uint32_t i = unit; i > s->first && i + 3 > unit;)
    if (f->amount_at[--i] != NONE && unit_noun_class(f, &f->units[i]) == NC_CASUALTY) return true;
  return false;
}

/* «أوقفت خلالها 11 مسلحاً»: a weak verb with those it counts behind it tells an event. */
static bool counts_behind(const isn_finder *f, const isn_act *a) {
  if (act_cell(f, a, TRIGGER_WHAT) < 0) return false;
  for (uint32_t i = a->unit + 1; i < f->unit_count && i < a->unit + 4 && f->clause_of[i] == a->clause; i++)
    if (f->amount_at[i] != NONE) return true;
  return false;
}

/* «10 أسرى»: those counted are prisoners, nobody takes them now. */
static bool is_counted_prisoner(const isn_finder *f, uint32_t unit) {
  uint32_t amount = f->amount_at[unit];
  const isn_unit *u = &f->units[unit];
  if (u->verb || amount == NONE || f->amounts[amount].noun != unit || unit_cell(f, u, K_NOUN, NOUN_CLASS) != NC_CASUALTY) return false;
  int what = unit_cell(f, u, K_NOUN, NOUN_WHAT);
  return what == ISNAD_HELD || what == ISNAD_ABDUCTED;
}

/* «أسر الضحايا» are families, «أسر ثلاثة» is a capture: a general noun that names persons as well is an event with a number only. */
static bool is_rather_person(const isn_finder *f, uint32_t unit, const isn_sent *s, const isn_entry *e) {
  const isn_unit *u = &f->units[unit];
  if (u->verb || !u->of[K_NOUN] || isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_CLASS) != TC_WEAK) return false;
  int class = unit_cell(f, u, K_NOUN, NOUN_CLASS);
  bool person = class == NC_PERSON || class == NC_CASUALTY || class == NC_FIGHTER || class == NC_OFFICIAL;
  return person && (unit + 1 >= s->end || f->units[unit + 1].type != U_NUMBER);
}

/* «جراء قنبلة ألقتها مسيّرة»: the shell or bomb that the clause describes is what was thrown. */
static bool throws_head(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  if (c->link != LINK_REL || c->head == NONE || a->event != ISNAD_ASSAULT || f->units[c->head].definite || !f->units[c->head].of[K_NOUN]) return false;
  int class = unit_cell(f, &f->units[c->head], K_NOUN, NOUN_CLASS);
  return class == NC_MUNITION || class == NC_EXPLOSIVE;
}

/* «الفاشر المحاصرة», «القوات المهاجمة»: a participle that agrees with the definite noun before it describes that, also where its letters
 * are a masdar's. */
static bool is_epithet(const isn_finder *f, uint32_t unit, const isn_sent *s) {
  const isn_unit *u = &f->units[unit];
  if (u->verb || u->clitics != C_AL || u->pronoun || unit == s->first) return false;
  const isn_unit *before = u - 1;
  if (before->type != U_WORD || !before->noun || before->verb || !(before->definite || f->spot_at[unit - 1] != NONE)) return false;
  for (int i = 0; i < u->reading_count; i++)
    if (u->readings[i].entry->kind == K_TRIGGER && is_participle(u->readings[i].entry)) return true;
  return false;
}

/* «قصف الاحتلال مدينة صور»: the occupation is who did it, and a general noun. */
static bool is_force_by_name(const isn_finder *f, const isn_unit *u, const isn_entry *e) {
  return u->of[K_ACTOR] && !u->verb && (u->clitics & C_AL) && isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_CLASS) == TC_WEAK;
}

/* «طلب حجب اسمه», «مشترطاً عدم الكشف عن هويته»: what a source asks for himself. */
static bool is_for_own_name(const isn_finder *f, uint32_t unit, const isn_sent *s, const isn_entry *e) {
  int event = isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_EVENT);
  if (event != ISNAD_REQUEST && event != ISNAD_COERCE && event != ISNAD_REJECT) return false;
  for (uint32_t i = unit + 1; i < s->end && i < unit + 5; i++) {
    const isn_unit *u = &f->units[i];
    if (unit_value(f, u, WC_FUNCTION) == 7) return true;
    bool passed = unit_is(u, WC_NEG) || unit_is(u, WC_PREP) || (u->type == U_WORD && u->noun && !u->of[K_ACTOR]);
    if (u->verb || !passed) return false;
  }
  return false;
}

/* «ونُقلت الجثة إلى الطب العدلي»: the dead who are known already. */
static bool is_known_dead(const isn_finder *f, uint32_t unit, const isn_entry *e) {
  const isn_unit *u = &f->units[unit];
  return !u->verb && u->of[K_NOUN] && u->clitics & C_AL && f->amount_at[unit] == NONE && isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_CLASS) == TC_TOLL &&
         unit_cell(f, u, K_NOUN, NOUN_CLASS) == NC_CASUALTY;
}

/* «القيادي أمجد الزرعيني»: a name whose letters are "I glorify" as well. */
static bool is_name_of_first_person(const isn_unit *u, const isn_entry *e) {
  return u->verb && unit_is(u, WC_PERSON_NAME) && e->morph & M_P1 && !(e->morph & (M_P2 | M_P3));
}

/* «تحت غطاء ناري كثيف»: of fire, and not "my fire". */
static bool is_adjective_of_first_person(const isn_finder *f, uint32_t unit, const isn_sent *s) {
  const isn_unit *u = &f->units[unit];
  if (u->verb || !u->pronoun || u->clitics || !u->of[K_NOUN] || unit == s->first || u->end - u->first > 1) return false;
  isnad_str w = unit_form(f, u);
  return w.len > 2 && w.ptr[w.len - 1] == L_YEH && unit_cell(f, u, K_NOUN, NOUN_CLASS) == NC_ADJECTIVE && u[-1].type == U_WORD && u[-1].noun && !u[-1].definite;
}

/* «هجوم على كمين», «أطلقوا النار على تظاهرة»: an attack under على right behind an attack is what was hit, in Egypt a checkpoint, and so is a protest. */
static bool is_hit_by_attack(const isn_finder *f, uint32_t unit, const isn_sent *s, const isn_entry *e) {
  int event = isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_EVENT);
  if (f->units[unit].verb || unit < s->first + 2 || (event != ISNAD_ASSAULT && event != ISNAD_PROTEST)) return false;
  const isn_unit *prep = &f->units[unit - 1], *before = &f->units[unit - 2];
  if (!unit_is(prep, WC_PREP) || prep->pronoun || unit_value(f, prep, WC_PREP) != PREP_ALA) return false;
  for (uint32_t i = f->act_count; event == ISNAD_PROTEST && i-- > s->first_act;)
    if (f->acts[i].part == unit - 2 && f->acts[i].event == ISNAD_ASSAULT && !f->acts[i].dropped) return true; /* أطلق مسلحون النار على */
  if (f->units[unit].definite && event == ISNAD_ASSAULT) return false;
  return before->of[K_TRIGGER] && !before->of[K_SAYING] && unit_cell(f, before, K_TRIGGER, TRIGGER_EVENT) == ISNAD_ASSAULT;
}

/* «برصاص القنص»: with what it was done. */
static bool is_means(const isn_finder *f, uint32_t unit, const isn_sent *s, const isn_entry *e) {
  if (f->units[unit].verb || unit == s->first || !(f->units[unit].clitics & C_AL) || !unit_is(&f->units[unit - 1], WC_AGENT)) return false;
  int mode = isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_MODE);
  return mode && mode == unit_value(f, &f->units[unit - 1], WC_AGENT);
}

/* «أطلقت السلطات سراح»: the noun belongs to the verb's act. */
static bool is_part_of_verb(const isn_finder *f, const isn_sent *s, uint32_t unit) {
  for (uint32_t i = f->act_count; i-- > s->first_act;) {
    const isn_act *a = &f->acts[i];
    if (a->part == unit) return true;
    bool under = a->part != NONE && a->part + 1 == unit && unit_is(&f->units[a->part], WC_PREP) && !f->units[unit].clitics; /* وقع جنود في | كمين: who falls into it did not lay it */
    if (under && act_cell(f, a, TRIGGER_SUBJECT) != ROLE_ACTOR) return true;
  }
  return false;
}

/* «منذ انطلاق الاحتجاجات»: since when. */
static bool is_since(const isn_finder *f, uint32_t unit, const isn_sent *s) {
  if (unit < s->first + 2 || f->units[unit].clitics != C_AL) return false;
  const isn_unit *begins = &f->units[unit - 1], *since = &f->units[unit - 2];
  bool start = !begins->verb && (unit_is_operator(f, begins, OC_START) || unit_is_operator(f, begins, OC_OCCUR));
  return start && unit_is(since, WC_PREP) && unit_value(f, since, WC_PREP) == PREP_MUNDHU;
}

/* «استهدفت غارة مبنى»: a strike right behind a verb of attack that says no manner of its own. */
static bool strikes_by_verb(const isn_finder *f, uint32_t unit, const isn_sent *s) {
  if (unit == s->first || f->units[unit].clitics || f->units[unit].definite) return false;
  const isn_unit *verb = &f->units[unit - 1];
  if (!verb->verb || !verb->of[K_TRIGGER] || unit_cell(f, verb, K_TRIGGER, TRIGGER_MODE)) return false;
  return unit_cell(f, verb, K_TRIGGER, TRIGGER_EVENT) == ISNAD_ASSAULT && unit_cell(f, verb, K_TRIGGER, TRIGGER_CLASS) == TC_ACT;
}

/* «قضت المحكمة بسجن النائب»: of a verdict the jailing, no prison that bears his name. */
static void unplace(isn_finder *f, uint32_t unit) {
  uint32_t spot = f->spot_at[unit];
  for (uint32_t i = unit; spot != NONE && i < f->unit_count && f->spot_at[i] == spot; i++) f->spot_at[i] = NONE;
}

static void consider(isn_finder *f, size_t *cap, uint32_t unit, uint32_t si) {
  const isn_unit *u = &f->units[unit];
  const isn_sent *s = &f->sents[si];
  uint32_t part = NONE;
  const isn_clause *c = &f->clauses[f->clause_of[unit]];
  const isn_entry *e = split_trigger(f, unit, &part);
  if (e == NULL && u->of[K_TRIGGER] && c->link == LINK_CIRCUM && c->verb == unit) e = trigger_entry(u, true);
  if (e == NULL && u->of[K_TRIGGER]) e = trigger_entry(u, false);
  if (e == NULL || f->spot_at[unit] != NONE || is_part_of_verb(f, s, unit)) return;
  if (is_rather_person(f, unit, s, e) || is_counted_prisoner(f, unit) || is_epithet(f, unit, s) || is_hit_by_attack(f, unit, s, e) || is_means(f, unit, s, e)) return;
  if ((u->of[K_ACTOR] && u->end - u->first > 1) || is_force_by_name(f, u, e) || in_person_name(f, unit, s)) return;
  if (is_for_own_name(f, unit, s, e) || is_known_dead(f, unit, e) || is_name_of_first_person(u, e) || is_adjective_of_first_person(f, unit, s)) return;
  if (is_participle(e) && !(c->link == LINK_CIRCUM && c->verb == unit)) return;
  if (u->verb && part == NONE && unit_says(f, unit) && isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_CLASS) != TC_SPEECH) return;
  if (u->verb && u->of[K_SAYING] && unit_cell(f, u, K_SAYING, SAYING_ATTITUDE) == ISNAD_CLAIMS && unit_cell(f, u, K_TRIGGER, TRIGGER_EVENT) == ISNAD_REQUEST) return; /* يدّعي is no يُدعى */
  isn_act *a = add_act(f, cap, unit, si, e);
  a->part = part;
  if (part != NONE) f->units[unit].of[K_TRIGGER] = e;
  if (part != NONE && a->mode == ISNAD_CONVICT) unplace(f, part);
  if (part != NONE && a->noun && f->units[part].adj) a->part = NONE; /* غارة إسرائيلية عنيفة: one phrase */
  if (a->class == TC_WEAK && !a->noun && (c->link == LINK_REL || c->link == LINK_CIRCUM) && !counts_behind(f, a) && !has_own_setting(f, a) && !throws_head(f, a)) { /* «مبان يتحصن بها»: a description */
    a->dropped = true, a->why_dropped = "describes";
    return;
  }
  if (under_purpose(f, unit, s->first)) {
    a->dropped = true, a->why_dropped = "purpose";
    return;
  }
  if (!a->noun) return;
  if (is_since(f, unit, s)) {
    a->dropped = true, a->why_dropped = "since";
    return;
  }
  if (under_unknown(f, unit, s->first) || under_until(f, unit, s->first)) {
    a->dropped = true, a->why_dropped = "unknown";
    return;
  }
  enum carried by = carried_by(f, unit, s->first, &a->operator_unit);
  if (by == CARRIED_SAYING) a->operator_unit = NONE;
  const char *aim = only_aimed_at(f, a, s);
  if (aim) {
    a->dropped = true, a->why_dropped = aim;
    return;
  }
  if (a->class == TC_SPEECH && is_participle(e)) return; /* «متوعداً بأن», «مطالبين»: a verb in all but form */
  bool whole = u->end - u->first > 1 && !(u->clitics & C_AL); /* انفجار لغم: its own words are in the phrase */
  bool own = whole || has_own_words(f, unit, s->end);
  own = own || takes_toll(f, unit, s->first) || is_had_by_cases(f, unit, s) || (unit + 1 < s->end && f->amount_at[unit + 1] != NONE && unit_is(&f->units[unit + 1], WC_NUM_ORDINAL)); /* وإصابة ثالث */
  own = own || strikes_by_verb(f, unit, s);
  if (by == CARRIED_NOT && !own) a->dropped = true, a->why_dropped = "bare noun";
  if (by == CARRIED_CLAUSE && !own && f->article->blocks[s->block].kind == BLOCK_PARAGRAPH) a->dropped = true, a->why_dropped = "bare noun";
  if ((a->class == TC_WEAK || a->class == TC_NAME) && !own && by != CARRIED_OPERATOR) a->dropped = true, a->why_dropped = "weak noun";
}

/* «هجوم شنه مسلحون», «كمين نصبه عناصر»: a relative clause whose verb has the event as its object; its subject did it. */
static void operators_of_relatives(isn_finder *f) {
  for (uint32_t ci = 0; ci < f->clause_count; ci++) {
    const isn_clause *c = &f->clauses[ci];
    if (c->link != LINK_REL || c->head == NONE || c->verb == NONE) continue;
    const isn_unit *op = &f->units[c->verb];
    bool operates = op->of[K_OPERATOR] && !unit_is_operator(f, op, OC_PLAIN); /* شنه، قام بها */
    bool hits = !op->pronoun && op->of[K_TRIGGER] && unit_cell(f, op, K_TRIGGER, TRIGGER_EVENT) == ISNAD_ASSAULT; /* حصيلة القصف الذي استهدف الحي */
    if (!operates && !hits && (!op->pronoun || op->of[K_SAYING])) continue;
    const isn_sent *s = &f->sents[c->sent];
    for (uint32_t i = s->first_act; i < s->end_act; i++) {
      isn_act *a = &f->acts[i];
      if (!a->noun && a->part != NONE && a->part + 1 == c->head) a->maker = c->verb; /* وقعت القوة في كمين نصبه مسلحون */
      if (a->unit != c->head) continue;
      if (hits && a->event != ISNAD_ASSAULT) continue;
      if (act_cell(f, a, TRIGGER_FLAGS) & TRIGGER_DOWNS) continue; /* اعتراض مسيّرة أُطلقت: the drone was */
      if (a->operator_unit == NONE || unit_has_pronoun_back(f, c->verb)) a->operator_unit = operates ? c->verb : a->operator_unit;
      if (!operates && !hits) a->maker = c->verb;
      if (a->why_dropped == NULL || isn_str_same(isn_str(a->why_dropped), ISN_LIT("bare noun")) || isn_str_same(isn_str(a->why_dropped), ISN_LIT("weak noun"))) a->dropped = false;
    }
  }
}

/* Who keeps an event out («منعت سيارة إسعاف من الوصول») does something; what was kept out is none. Who demands, refuses or agrees to one
 * («طالب بانسحاب القوات») does that; what is spoken of is left to the claims. */
static void drop_one(const isn_finder *f, isn_act *carrier, isn_act *carried) {
  if (carrier->class == TC_SPEECH && !carrier->dropped && carrier != carried) return;
  bool prevents = unit_is_operator(f, &f->units[carrier->unit], OC_PREVENT) && !carrier->dropped;
  if (prevents) carried->dropped = true, carried->why_dropped = "prevented";
  else carrier->dropped = true, carrier->why_dropped = "carries";
}

/* A verb that carries another event («تستعد لاقتحام») is its operator and no event beside it. */
static void drop_carriers(isn_finder *f) {
  for (uint32_t i = 0; i < f->act_count; i++)
    for (uint32_t k = f->sents[f->acts[i].sent].first_act; k < f->sents[f->acts[i].sent].end_act; k++)
      if (!f->acts[k].dropped && f->acts[k].operator_unit == f->acts[i].unit && f->acts[i].class != TC_TOLL) drop_one(f, &f->acts[i], &f->acts[k]);
}

void find_acts(isn_finder *f) {
  size_t cap = 0;
  for (uint32_t i = 0; i < f->unit_count; i++) cap += f->units[i].of[K_TRIGGER] != NULL;
  f->acts = isn_alloc_array(f->arena, cap, sizeof *f->acts);
  for (uint32_t s = 0; s < f->sent_count; s++) {
    f->sents[s].first_act = f->act_count;
    for (uint32_t i = f->sents[s].first; i < f->sents[s].end; i++)
      if (f->units[i].of[K_TRIGGER] || f->units[i].verb || f->clauses[f->clause_of[i]].verb == i) consider(f, &cap, i, s);
    f->sents[s].end_act = f->act_count;
  }
  operators_of_relatives(f);
  drop_carriers(f);
}
