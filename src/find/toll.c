/* toll: the dead and wounded are counts on the event that caused them. «غارة أسفرت عن مقتل 7», «مقتل 7 بغارة», «قصف ... ما أدى إلى إصابة
 * مدني»: the killing joins the strike. Where no cause is named («مقتل ثلاثة مدنيين») the toll is the claim. A second noun for the same
 * event («استهدفت ... وجاء الهجوم») and a toll beside a toll («مقتل 9 وإصابة 13») are joined too. */
#include "find/actor.h"
#include "find/bind.h"
#include "find/cause.h"

/* Are all recipients things without a name («سوقاً», «منزلاً»)? */
static bool only_things(const isn_finder *f, const isn_act *a) {
  for (int i = 0; i < a->recipient_count; i++) {
    const isn_party *p = &a->recipients[i];
    const isn_unit *head = &f->units[p->phrase.head];
    int class = p->phrase.end > p->phrase.first ? unit_noun_class(f, head) : -1;
    if (p->row != NONE || p->civilian || class == NC_PERSON || class == NC_FIGHTER || class == NC_OFFICIAL || class == NC_GROUP || class == NC_BODY || class == NC_CASUALTY) return false;
  }
  return a->recipient_count > 0;
}

static void join_toll(isn_finder *f, uint32_t toll, uint32_t cause) {
  isn_act *t = &f->acts[toll], *c = &f->acts[cause];
  t->cause = cause;
  t->dropped = true, t->why_dropped = "toll";
  bool fled = cause_is_flight(f, t);
  if (c->class == TC_TOLL && c->mode == ISNAD_MODE_NONE && t->event == c->event) c->mode = t->mode; /* قُتل اثنان وأُصيب ستة برصاص مسلحين */
  if (fled || c->event == ISNAD_PROTEST) t->recipient_count = 0; /* who flees was not hit */
  if (t->recipient_count && only_things(f, c)) c->recipient_count = 0; /* a market was hit: those who died there are the recipients */
  for (int i = 0; i < t->recipient_count && c->recipient_count < PARTY_MAX && c->class != TC_MUTUAL; i++) {
    bool known = false;
    for (int k = 0; k < c->recipient_count; k++)
      known |= t->recipients[i].row != NONE ? c->recipients[k].row == t->recipients[i].row
                                            : isn_str_same(c->recipients[k].name.text, t->recipients[i].name.text);
    if (!known && (c->recipient_count == 0 || t->recipients[i].row != NONE)) c->recipients[c->recipient_count++] = t->recipients[i];
  }
  if (c->actor_count == 0)
    for (int i = 0; i < t->actor_count; i++) c->actors[c->actor_count++] = t->actors[i];
}

/* ---- The same event named again ------------------------------------------------------------------------------------------- */

static void join(isn_finder *f, uint32_t i, uint32_t into) {
  isn_act *a = &f->acts[i], *event = &f->acts[into];
  for (int r = 0; r < a->recipient_count && event->recipient_count < PARTY_MAX; r++) {
    bool known = false;
    for (int k = 0; k < event->recipient_count; k++) known |= event->recipients[k].row == a->recipients[r].row && a->recipients[r].row != NONE;
    if (!known) event->recipients[event->recipient_count++] = a->recipients[r];
  }
  for (int r = 0; r < a->actor_count && event->actor_count == 0; r++) event->actors[event->actor_count++] = a->actors[r];
  if (event->place == NONE) event->place = a->place;
  bool open = act_cell(f, event, TRIGGER_FLAGS) & TRIGGER_NO_MODE;
  bool shot = event->mode == ISNAD_TARGETED && a->mode == ISNAD_FIREARMS; /* اغتيال بإطلاق النار is targeted, by a bomb it is not */
  if (a->mode != ISNAD_MODE_NONE && a->event == event->event && (event->mode == ISNAD_MODE_NONE || open) && !shot) event->mode = a->mode;
  a->dropped = true, a->why_dropped = "joined";
  a->cause = into;
}

/* A verb right behind a comma, without و and without a subject of its own: it tells of what came before it. */
static bool is_asyndetic(const isn_finder *f, const isn_act *a) {
  if (a->unit == f->sents[a->sent].first || f->units[a->unit].clitics & (C_WAW | C_FEH | C_SEEN) || !unit_is_mark(&f->units[a->unit - 1], 0x060C)) return false;
  const isn_clause *c = &f->clauses[a->clause];
  return c->verb == a->unit && (a->subject.end <= a->subject.first || a->subject.first < a->unit);
}

/* Does nothing but nouns, adjectives, marks of quotation and prepositions stand between: «تفجير إرهابي بسيارة مفخخة استهدف»? */
static bool only_words_between(const isn_finder *f, uint32_t from, uint32_t to) {
  enum { NEAR_UNITS = 8 };
  if (to > from + NEAR_UNITS) return false;
  for (uint32_t i = from + 1; i < to; i++) {
    const isn_unit *u = &f->units[i];
    bool quotation = unit_is_quote(u);
    if (!quotation && (u->type != U_WORD || u->verb || u->clitics & (C_WAW | C_FEH))) return false;
  }
  return true;
}

/* «الهجوم الذي استهدف كنيسة», «قصف طال بلدة»: a verb whose subject is an event noun adds its arguments to it. So does one that describes the
 * tool of an attack («بقصف بطائرة مسيّرة استهدف موقعاً») and one that tells how it went («شنوا هجوماً ... إذ استهدفوا أسوار السجن»). */
static void join_weak(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  const isn_clause *c = &f->clauses[a->clause];
  if ((a->noun && !(c->link == LINK_CIRCUM && c->verb == a->unit)) || a->dropped) return;
  bool weak = a->class == TC_WEAK || a->class == TC_NAME, describes = c->link == LINK_REL && c->head != NONE;
  uint32_t subject = describes ? c->head : a->subject.end > a->subject.first ? a->subject.first : NONE;
  for (uint32_t k = i; k-- > 0 && f->acts[k].sent == a->sent;) {
    isn_act *event = &f->acts[k];
    if (event->dropped) continue;
    bool assaults = a->event == ISNAD_ASSAULT && event->event == ISNAD_ASSAULT && event->class != TC_TOLL && a->class != TC_TOLL;
    bool goes_on = assaults && c->link == LINK_COORD && event->noun && event->operator_unit != NONE && is_asyndetic(f, a); /* غارتين على البلدة، استهدفتا مزرعة */
    bool is_subject = subject != NONE && event->unit == subject && (weak || assaults);
    bool tool = assaults && describes && event->noun && event->unit < c->head && event->clause == c->parent;
    bool of_it = weak || (a->subject.first >= event->unit && a->subject.first < a->unit) || a->subject.end <= a->subject.first;
    tool |= assaults && of_it && event->noun && !a->noun && a->actor_count + a->recipient_count <= 1 && only_words_between(f, event->unit, a->unit); /* قصف لفصائل "الجيش" طال */
    bool tells_how = assaults && c->link == LINK_SUB && event->noun && event->operator_unit != NONE && a->actor_count <= 1;
    bool aims = assaults && c->link == LINK_CIRCUM && a->mode == ISNAD_MODE_NONE && event->noun && event->clause == c->parent; /* شن عدواناً مستهدفاً */
    bool ruins = describes && event->unit == subject && a->event == ISNAD_ASSAULT && a->class != TC_TOLL && (event->event == ISNAD_DISASTER || event->event == ISNAD_ACCIDENT); /* سيول دمرت منازل، اجتاحت الحي */
    if (is_subject || tool || tells_how || aims || ruins || goes_on) join(f, i, k);
    return;
  }
}

/* «الضربات استهدفت فصيلاً», «أربعاً منها استهدفت»: a verb whose subject is the attack told of before is by whom that was, and as it was. */
static void take_earlier(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  if (a->dropped || a->noun || a->event != ISNAD_ASSAULT || a->class == TC_TOLL || a->actor_count || a->subject.end <= a->subject.first) return;
  const isn_unit *subject = &f->units[a->subject.first];
  const isn_entry *event = subject->of[K_TRIGGER];
  const isn_unit *next = a->subject.end < f->unit_count ? &f->units[a->subject.end] : NULL;
  bool some = next != NULL && unit_is(next, WC_SUBSET) && unit_value(f, next, WC_SUBSET) == 2;
  bool attack = event && !subject->verb && event->morph & (M_MASDAR | M_NOUN) && subject->clitics & C_AL && isn_lex_number(f->lexicon, K_TRIGGER, event->row, TRIGGER_EVENT) == ISNAD_ASSAULT;
  if (!some && !attack) return;
  int mode = attack ? isn_lex_number(f->lexicon, K_TRIGGER, event->row, TRIGGER_MODE) : ISNAD_MODE_NONE;
  if (a->mode == ISNAD_MODE_NONE) a->mode = (isnad_mode)mode;
  for (uint32_t k = i; k-- > 0 && k + 12 > i;) {
    const isn_act *b = &f->acts[k];
    if (b->dropped || b->event != ISNAD_ASSAULT || b->class == TC_TOLL || b->class == TC_MUTUAL || b->actor_count == 0 || (mode && b->mode != (isnad_mode)mode)) continue;
    memcpy(a->actors, b->actors, sizeof a->actors);
    a->actor_count = b->actor_count;
    if (a->mode == ISNAD_MODE_NONE) a->mode = b->mode;
    return;
  }
}

/* «اقتحمت القوات المخيم وسط إطلاق كثيف للرصاص»: what goes on around an attack, in a word that says no manner. */
static void join_amid(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  if (a->dropped || !a->noun || a->event != ISNAD_ASSAULT || a->class != TC_WEAK || a->mode != ISNAD_MODE_NONE || a->actor_count || a->unit == f->sents[a->sent].first) return;
  if (!unit_is(&f->units[a->unit - 1], WC_DURING)) return;
  for (uint32_t k = i; k-- > 0 && f->acts[k].sent == a->sent;) {
    const isn_act *event = &f->acts[k];
    if (event->dropped || event->event != ISNAD_ASSAULT || event->class == TC_TOLL) continue;
    if (bind_same_sources(f, a->unit, event->unit)) join(f, i, k);
    return;
  }
}

/* «اغتال مجهولون الشاب بإطلاق النار عليه»: how the attack of its clause was done. */
static void join_manner(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  if (a->dropped || !a->noun || a->event != ISNAD_ASSAULT || a->class == TC_TOLL) return;
  bool with = (f->units[a->unit].clitics & ~C_AL) == C_BEH || cause_prep_over(f, a->unit, f->sents[a->sent].first) == PREP_BI;
  for (uint32_t k = i; k-- > 0 && f->acts[k].sent == a->sent;) {
    isn_act *event = &f->acts[k];
    if (event->dropped) continue;
    bool bare_noun = event->noun && f->units[event->unit].pronoun && event->unit + 3 >= a->unit && (event->mode == ISNAD_MODE_NONE || event->mode == a->mode); /* استهدافه بثلاث غارات */
    bool same = event->event == ISNAD_ASSAULT && event->class != TC_TOLL && (!event->noun || bare_noun) && event->clause == a->clause;
    bool struck_down = event->mode == ISNAD_TARGETED && cause_prep_over(f, a->unit, event->unit) == PREP_FI; /* اغتيل في غارة */
    if (!with && !struck_down) return;
    bool alone = f->units[a->unit].clitics & C_AL; /* استهدف بالغارة «مجمع قيادة»: it rules nobody */
    bool other = !alone && a->actor_count && event->actor_count && a->actors[0].row != event->actors[0].row;
    if (same && alone) a->actor_count = a->recipient_count = 0;
    if (same && bare_noun && !other) event->recipient_count = 0; /* its pronoun means what was hit, and is no one to guess */
    if (same && !other) join(f, i, k);
    return;
  }
}

/* «مسيّرة أُطلقت من اليمن تنفجر في المطار»: how the thing that hit was sent, told of it by the clause between it and the verb. */
static void join_launch(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  const isn_clause *c = &f->clauses[a->clause];
  if (a->dropped || a->noun || a->event != ISNAD_ASSAULT || a->class != TC_WEAK || c->verb != a->unit) return;
  bool describes = c->link == LINK_REL && c->head != NONE;
  for (uint32_t k = i + 1; k < f->sents[a->sent].end_act; k++) {
    const isn_act *b = &f->acts[k];
    if (b->dropped) continue;
    const isn_clause *next = &f->clauses[b->clause]; /* «اليمن تنفجر»: no clause about a place */
    bool goes_on = a->passive && next->link == LINK_REL && next->parent == a->clause && next->head != NONE && f->spot_at[next->head] != NONE;
    bool same = (describes || goes_on) && !b->noun && b->event == ISNAD_ASSAULT && b->class != TC_TOLL && b->unit < a->unit + 8 && bind_same_sources(f, a->unit, b->unit);
    for (uint32_t u = a->unit + 1; u < b->unit; u++) same &= !unit_is_mark(&f->units[u], 0x060C) && !(f->units[b->unit].clitics & C_WAW);
    if (same) a->recipient_count = 0;
    if (same) join(f, i, k);
    return;
  }
}

static bool is_thrown(const isn_finder *f, uint32_t unit) {
  int class = unit_noun_class(f, &f->units[unit]);
  return class == NC_MUNITION || class == NC_EXPLOSIVE;
}

/* «جراء سقوط قذيفتي هاون»: no people fell; it is the attack itself. */
static void fall_of_shells(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  if (a->dropped || !a->noun || a->class != TC_TOLL || act_cell(f, a, TRIGGER_SUBJECT) != ROLE_COUNT) return;
  uint32_t what = a->unit + 1;
  if (what < f->unit_count && f->units[what].type == U_NUMBER) what++;
  if (what < f->unit_count && is_thrown(f, what)) a->class = TC_ACT;
}

/* «أدى الحريق إلى إصابة ثلاثة باختناق»: how they were hurt by what is told before is no other event. */
static void manner_of_hurt(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  const isn_act *toll = i > 0 ? a - 1 : NULL;
  if (a->dropped || !a->noun || !(f->units[a->unit].clitics & C_BEH) || toll == NULL || toll->sent != a->sent || toll->clause != a->clause || toll->class != TC_TOLL || toll->dropped) return;
  bool weak = a->class == TC_WEAK && a->event == ISNAD_ACCIDENT;
  if (!weak && a->class != TC_TOLL) return;
  for (uint32_t k = i - 1; k-- > f->sents[a->sent].first_act;) {
    const isn_act *b = &f->acts[k];
    if (b->dropped || b->class == TC_TOLL) continue;
    if (b->event != ISNAD_ACCIDENT && b->event != ISNAD_DISASTER && b->event != ISNAD_ASSAULT) return;
    a->dropped = true, a->why_dropped = "manner of hurt", a->cause = k;
    return;
  }
}

/* «استُهدف المشفى ببراميل ألقتها مروحيات», «سقوط قذيفتين أطلقهما مسلحون»: who sent what hit, told of it by the clause behind it, did the act. */
static void join_thrown(isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i];
  const isn_clause *c = &f->clauses[a->clause];
  if (a->dropped || a->noun || a->event != ISNAD_ASSAULT || a->class == TC_TOLL || c->link != LINK_REL || c->head == NONE || !f->units[a->unit].pronoun) return;
  if (!is_thrown(f, c->head) && !is_thrown(f, c->head - (c->head > 0))) return; /* قذيفتي هاون */
  for (uint32_t k = i; k-- > f->sents[a->sent].first_act;) {
    isn_act *b = &f->acts[k];
    if (b->dropped) continue;
    bool fell = b->class == TC_TOLL && c->head <= b->unit + 2; /* سقوط قذيفتين أطلقهما مسلحون: no people fell */
    if (b->event != ISNAD_ASSAULT || (b->class == TC_TOLL && !fell) || b->class == TC_MUTUAL || b->actor_count || b->unit >= c->head || !bind_same_sources(f, a->unit, b->unit)) return;
    for (int m = 0; m < a->actor_count; m++) b->actors[b->actor_count++] = a->actors[m];
    if (b->mode == ISNAD_MODE_NONE) b->mode = a->mode;
    join(f, i, k);
    return;
  }
}

/* The bare phrase right behind another one: «قتلت غارة إسرائيلية / ثلاثة أشخاص»; empty: none. */
static isn_phrase object_behind(const isn_finder *f, isn_phrase subject, uint32_t end) {
  if (subject.end >= end) return (isn_phrase){0};
  if (f->units[subject.end].clitics & C_LAM && f->units[subject.end].of[K_ACTOR]) subject.end = find_phrase(f, subject.end, end).end; /* غارة | للتحالف */
  if (subject.end >= end) return (isn_phrase){0};
  const isn_unit *u = &f->units[subject.end];
  if (u->type == U_TIME || u->verb || u->clitics & (C_WAW | C_BEH | C_LAM) || unit_is(u, WC_PREP)) return (isn_phrase){0};
  isn_phrase p = find_phrase(f, subject.end, end);
  return p.first == subject.end ? p : (isn_phrase){0};
}

/* «استهدفت غارة منزلاً»: the verb has its manner from the strike behind it. */
static bool says_no_more(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i], *event = i + 1 < f->act_count ? &f->acts[i + 1] : NULL;
  return event && event->unit == a->unit + 1 && event->mode == a->mode && a->subject.first == event->unit && act_cell(f, a, TRIGGER_MODE) == 0;
}

/* «استهدفت غارة شقة», «منزلهم الذي دمّرته غارة», «قتل القصف ثلاثة»: an attack right behind a verb that says no manner of its own is the verb's
 * subject, and what stands behind it the object. */
static void join_to_subject(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  bool kills = a->class == TC_TOLL && act_cell(f, a, TRIGGER_SUBJECT) == ROLE_ACTOR;
  bool ruins = a->mode == ISNAD_DESTROY && a->part == NONE;
  if (a->noun || a->dropped || a->event != ISNAD_ASSAULT || !(a->mode == ISNAD_MODE_NONE || ruins || kills || says_no_more(f, i) || f->units[a->unit].pronoun) || (a->class == TC_TOLL && !kills) || i + 1 >= f->act_count) return;
  isn_act *event = &f->acts[i + 1];
  if (event->dropped || !event->noun || event->event != ISNAD_ASSAULT || event->class == TC_TOLL || event->unit != a->unit + 1) return;
  if (f->units[event->unit].clitics & (C_WAW | C_BEH | C_LAM)) return;
  bool definite = f->units[event->unit].definite; /* استهدف القصف الإسرائيلي سيارة إسعاف */
  a->recipient_count = a->actor_count = 0;
  if (ruins) a->mode = ISNAD_MODE_NONE; /* the strike says how */
  if (ruins || kills || definite || event->recipient_count == 0) {
    a->subject = find_phrase(f, event->unit, f->sents[a->sent].end);
    a->object = object_behind(f, a->subject, f->clauses[a->clause].end);
    if (a->object.end > a->object.first && event->recipient_count == 0) a->recipient_count = (uint8_t)party_make(f, a->object, true, a->recipients, PARTY_MAX);
  }
  join(f, i, i + 1);
}

/* «رتل عسكري توجه إلى»: a noun that is the subject of a verb of the same event; the verb keeps what the noun brings. */
static void join_subject(isn_finder *f, uint32_t i) {
  isn_act *verb = &f->acts[i];
  if (verb->noun || verb->dropped || i == 0) return;
  isn_act *noun = &f->acts[i - 1];
  if (!noun->noun || noun->dropped || noun->sent != verb->sent || noun->event != verb->event || noun->clause != verb->clause) return;
  if (verb->class != TC_MOTION && verb->class != TC_WEAK) return;
  for (int r = 0; r < noun->actor_count && verb->actor_count == 0; r++) verb->actors[verb->actor_count++] = noun->actors[r];
  if (verb->to == NONE) verb->to = noun->to;
  if (verb->from == NONE) verb->from = noun->from;
  noun->dropped = true, noun->why_dropped = "subject", noun->cause = i;
}

/* «تدخل دوريات مشتركة إلى المدينة»: the noun right behind a verb of motion of its own event is who moves. */
static void join_mover(isn_finder *f, uint32_t i) {
  isn_act *verb = &f->acts[i], *noun = i + 1 < f->act_count ? &f->acts[i + 1] : NULL;
  if (noun == NULL || verb->noun || verb->dropped || noun->dropped || !noun->noun || noun->unit != verb->unit + 1 || noun->event != verb->event) return;
  if (f->units[noun->unit].clitics & ~C_AL || (verb->class != TC_MOTION && verb->class != TC_WEAK && verb->event != ISNAD_DISASTER)) return; /* تفشت حمى الضنك */
  noun->dropped = true, noun->why_dropped = "subject", noun->cause = i;
}

/* «في حادث مرور أليم لقيت 3 عاملات مصرعهن في انقلاب شاحنة»: the accident that its sentence goes on to describe, under a preposition or cause. */
static void join_incident(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  const isn_sent *s = &f->sents[a->sent];
  if (a->dropped || !a->noun || a->event != ISNAD_ACCIDENT || a->class == TC_TOLL || a->recipient_count) return;
  if (unit_prep_before(f, a->unit, s->first) != PREP_FI || f->units[a->unit].definite) return;
  for (uint32_t k = i + 1; k < s->end_act; k++) {
    const isn_act *b = &f->acts[k];
    if (b->dropped || b->class == TC_TOLL) continue;
    if (b->event != ISNAD_ACCIDENT || !b->noun || f->units[b->unit].clitics & C_WAW || !bind_same_sources(f, a->unit, b->unit)) return;
    const isn_unit *before = &f->units[b->unit - 1];
    if (before->clitics & C_WAW) return; /* وفي حريق آخر */
    bool under = unit_is(before, WC_AFTER) || unit_is(before, WC_CAUSE) || cause_prep_over(f, b->unit, a->unit) == PREP_FI || f->units[b->unit].clitics & C_BEH;
    if (under) join(f, i, k);
    return;
  }
}

static bool same_parties(const isn_act *a, const isn_act *b) {
  for (int i = 0; i < a->actor_count; i++) {
    bool found = b->actor_count == 0;
    for (int k = 0; k < b->actor_count; k++)
      found |= a->actors[i].row == b->actors[k].row && (a->actors[i].row != NONE || isn_str_same(a->actors[i].name.text, b->actors[k].name.text));
    if (!found) return false;
  }
  return true;
}

/* Nothing of its own beside it, under a preposition or قبل and the like: «قبيل الهجوم». */
static bool bare_mention(const isn_finder *f, const isn_act *a) {
  uint32_t first = f->sents[a->sent].first;
  if (a->unit == first || a->actor_count || a->recipient_count) return false;
  const isn_unit *before = &f->units[a->unit - 1];
  if (a->operator_unit != NONE) return a->operator_unit + 1 == a->unit && !before->verb && unit_is_operator(f, before, OC_END); /* في ختام الزيارة */
  return unit_is(before, WC_AFTER) || unit_is(before, WC_BEFORE) || unit_is(before, WC_DURING) || unit_prep_before(f, a->unit, first) != PREP_NONE;
}

/* Sides or a place of its own beside it: «تتواصل الاشتباكات بين مسلحين ومجموعة في بلدة اليادودة» tells of another fight. */
static bool has_own_setting(const isn_finder *f, const isn_act *a) {
  for (int i = 0; i < a->arg_count; i++) {
    const isn_arg *g = &a->args[i];
    if (g->before) continue;
    if (g->prep == PREP_BAYN || g->prep == PREP_MAA) return true;
    if (g->prep == PREP_FI && f->spot_at[g->phrase.first] != NONE && !f->spots[f->spot_at[g->phrase.first]].definite_only) return true;
  }
  return false;
}

/* «وتبنى التنظيم الهجوم», «أعلن مسؤوليته عن الهجوم», «نفى أي علاقة له بالهجوم»: he who takes the deed on himself or off tells of it anew. */
static bool is_owned_up(const isn_finder *f, const isn_act *a) {
  const isn_chain *chain = &f->chains[f->chain_at[a->unit]];
  return chain->count && chain->cue != NONE && (chain->attitude == ISNAD_CLAIMS || chain->denied) && f->clause_of[chain->cue] == a->clause && chain->cue < a->unit;
}

/* «الحادثة», «الهجوم»: a noun that says no manner names an attack of any. */
static bool names_anew(const isn_finder *f, const isn_act *a) {
  if (a->class == TC_NAME) return true;
  if (a->event != ISNAD_ASSAULT || a->class == TC_TOLL || a->actor_count) return false;
  int mode = act_cell(f, a, TRIGGER_MODE);
  return mode == ISNAD_MODE_NONE || (mode == ISNAD_FIREARMS && act_cell(f, a, TRIGGER_FLAGS) & TRIGGER_NO_MODE);
}

/* «وقُتل الجنديان بانفجار العبوة»: the same verb of the same source on those who were named, where nothing tells of another place or day. */
static void tell_again(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  isn_phrase whom = a->object.end > a->object.first ? a->object : a->subject;
  if (a->dropped || a->noun || whom.end <= whom.first || whom.first < a->unit || !(f->units[whom.first].clitics & C_AL) || f->units[whom.first].of[K_ACTOR]) return;
  int victim = act_cell(f, a, TRIGGER_OBJECT);
  if (victim != ROLE_VICTIM && victim != ROLE_RECIPIENT) return;
  for (uint32_t k = i; k-- > 0 && k + 8 > i;) {
    isn_act *earlier = &f->acts[k];
    if (earlier->dropped || earlier->row != a->row || earlier->noun || !bind_same_sources(f, a->unit, earlier->unit) || earlier->sent == a->sent) continue;
    isn_phrase first = earlier->object.end > earlier->object.first ? earlier->object : earlier->subject;
    if (first.end <= first.first || f->units[first.first].clitics & C_AL) continue;
    uint32_t cause = a->class == TC_TOLL ? cause_behind(f, i) : NONE;
    a->refers = a->cause = k;
    a->dropped = true, a->why_dropped = "again";
    if (cause != NONE) f->acts[cause].dropped = true, f->acts[cause].why_dropped = "again", f->acts[cause].cause = k;
    return;
  }
}

/* A definite noun without anything new, by the same source, mentions the event again: «القصف», «هذا الهجوم». */
static void mention_again(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  if (a->dropped || !a->noun || !(f->units[a->unit].clitics & C_AL)) return;
  const isn_unit *before = a->unit > f->sents[a->sent].first ? &f->units[a->unit - 1] : NULL;
  if (before && !before->verb && !before->definite && before->of[K_NOUN] && f->clauses[a->clause].verb == a->unit + 1) { /* ورصاص القنص يطال الطريق: no mention */
    int class = unit_cell(f, before, K_NOUN, NOUN_CLASS);
    if (class == NC_MUNITION || class == NC_WEAPON) return;
  }
  bool own = has_own_setting(f, a);
  for (uint32_t k = i; k-- > 0 && k + 16 > i;) {
    isn_act *earlier = &f->acts[k];
    if (act_in_body(f, a) && !act_in_body(f, earlier)) return; /* the body tells what the headline names */
    if (earlier->dropped || earlier->event != a->event || (!names_anew(f, a) && earlier->row != a->row && earlier->mode != a->mode && !is_owned_up(f, a))) continue;
    if (!same_parties(a, earlier)) continue;
    bool died_of_it = earlier->class == TC_TOLL && act_cell(f, earlier, TRIGGER_EVENT) != (int)earlier->event;
    if (died_of_it) continue; /* توفي متأثراً بجروحه، ليصبح عدد قتلى الهجوم اثنين: the attack is the older */
    bool new_source = !bind_same_sources(f, a->unit, earlier->unit);
    bool in_passing = bare_mention(f, a) && !is_owned_up(f, a);
    bool elsewhere = own && f->sents[a->sent].paragraph != f->sents[earlier->sent].paragraph;
    if (elsewhere) continue;
    a->refers = k;
    if ((!new_source || in_passing) && f->sents[a->sent].paragraph - f->sents[earlier->sent].paragraph <= 2) {
      a->dropped = true, a->why_dropped = "again";
      a->cause = k;
    } else if (earlier->mode != ISNAD_MODE_NONE) {
      a->mode = earlier->mode; /* تبنى التنظيم الهجوم: the bombing */
    }
    return;
  }
}

/* «عملية تبادل شملت إطلاق سراح 10 أسرى»: the releases are the exchange. */
static void join_exchange(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  if (a->dropped || a->event != ISNAD_RETREAT || a->mode != ISNAD_RELEASE || a->class == TC_MUTUAL) return;
  for (uint32_t k = i; k-- > 0 && f->acts[k].sent == a->sent;) {
    const isn_act *exchange = &f->acts[k];
    if (exchange->dropped || exchange->class != TC_MUTUAL || exchange->event != a->event || exchange->mode != a->mode) continue;
    a->dropped = true, a->why_dropped = "exchange", a->cause = k;
    return;
  }
}

/* «بحث الوزير مع نظيره في اتصال هاتفي», «ناقش الرئيسان خلال اجتماع»: the call is how they talked. */
static void join_call(isn_finder *f, uint32_t i) {
  isn_act *talk = &f->acts[i], *call = i + 1 < f->act_count ? &f->acts[i + 1] : NULL;
  if (call == NULL || talk->dropped || call->dropped || talk->event != ISNAD_CONSULT || call->event != ISNAD_CONSULT) return;
  if (talk->noun || !call->noun || call->clause != talk->clause || call->operator_unit != NONE) return;
  bool during = unit_is(&f->units[call->unit - 1], WC_DURING) && !f->units[call->unit].clitics;
  if (!during && unit_prep_before(f, call->unit, talk->unit) != PREP_FI && !(f->units[call->unit].clitics & C_BEH)) return;
  if (talk->mode == ISNAD_MODE_NONE) talk->mode = call->mode;
  call->dropped = true, call->why_dropped = "again", call->cause = i;
}

/* «أسفر عن تدمير أربعة منازل», «مقتل 12 وتدمير ثلاث آليات»: what is destroyed is a count of the attack, as the dead are. */
static bool is_ruin(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i];
  if (!a->noun || a->dropped || !((a->event == ISNAD_ASSAULT && (a->mode == ISNAD_DESTROY || a->mode == ISNAD_MODE_NONE) && a->class != TC_TOLL) || (a->event == ISNAD_ACCIDENT && a->class == TC_WEAK))) return false;
  if (a->operator_unit != NONE && unit_is_operator(f, &f->units[a->operator_unit], OC_RESULT)) return true;
  const isn_act *before = i ? &f->acts[i - 1] : NULL;
  return before && (f->units[a->unit].clitics & C_WAW) && before->class == TC_TOLL && before->noun && before->clause == a->clause;
}

static void join_ruin(isn_finder *f, uint32_t i) {
  if (!is_ruin(f, i)) return;
  uint32_t cause = cause_before(f, i);
  if (cause == NONE) cause = cause_beside(f, i);
  if (cause == NONE || cause == i || f->acts[cause].event == ISNAD_COERCE || f->acts[cause].event == ISNAD_PROTEST) return;
  f->acts[i].recipient_count = f->acts[i].actor_count = 0;
  join_toll(f, i, cause);
}

/* «صدت هجوماً ودمرت 9 عربات», «دكّوا المطار ودمروا طائرة»: a verb that tells what the fight before it ruined, joined by و and without a time of its
 * own; things ruined are counts. */
static void join_ruin_told(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  const isn_clause *c = &f->clauses[a->clause];
  if (a->dropped || a->noun || a->event != ISNAD_ASSAULT || a->mode != ISNAD_DESTROY || a->passive || c->verb != a->unit || !(f->units[a->unit].clitics & C_WAW)) return;
  for (uint32_t k = c->first; k < c->end && !unit_is_mark(&f->units[k], 0x060C); k++)
    if (f->clause_of[k] == a->clause && (f->units[k].type == U_TIME || f->spot_at[k] != NONE)) return;
  for (uint32_t k = i; k-- > f->sents[a->sent].first_act;) {
    const isn_act *b = &f->acts[k];
    if (b->dropped) continue;
    bool flood = (b->event == ISNAD_DISASTER || b->event == ISNAD_ACCIDENT) && a->actor_count == 0; /* غمرت السيول مخيماً وجرفت 85 خيمة */
    bool fight = flood || (b->event == ISNAD_ASSAULT && b->class != TC_TOLL && (b->mode == ISNAD_FIREARMS || b->mode == ISNAD_HEAVY_WEAPONS || b->mode == ISNAD_AERIAL || b->mode == ISNAD_DRONE));
    if (!fight || !bind_same_sources(f, a->unit, b->unit)) return;
    a->recipient_count = a->actor_count = 0;
    join_toll(f, i, k);
    return;
  }
}

/* The fight that a capture came of: behind it under بعد or إثر («سيطرت القوات على القرية إثر معارك»), or before it where it ended so («اشتباكات انتهت بإحكام
 * السيطرة»). NONE. */
static uint32_t fight_of_capture(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i];
  for (uint32_t k = i + 1; k < f->sents[a->sent].end_act; k++) {
    const isn_act *b = &f->acts[k];
    if (b->dropped) continue;
    bool attack = b->class == TC_ACT && b->actor_count == 0; /* استعادت الجبل بعد هجوم على مواقع المليشيا */
    bool fight = b->noun && b->event == ISNAD_ASSAULT && b->mode == ISNAD_FIREARMS && (b->class == TC_MUTUAL || attack) && b->clause == a->clause;
    const isn_unit *before = &f->units[b->unit - 1];
    return fight && (unit_is(before, WC_AFTER) || unit_is(before, WC_CAUSE)) ? k : NONE;
  }
  if (!a->noun || a->operator_unit == NONE || !unit_is_operator(f, &f->units[a->operator_unit], OC_RESULT)) return NONE;
  for (uint32_t k = i; k-- > f->sents[a->sent].first_act;)
    if (!f->acts[k].dropped) return f->acts[k].event == ISNAD_ASSAULT && f->acts[k].class == TC_MUTUAL && f->acts[k].unit < a->operator_unit ? k : NONE;
  return NONE;
}

static void join_capture(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  if (a->dropped || a->event != ISNAD_ASSAULT || !(a->flags & ISNAD_FLAG_CAPTURED)) return;
  uint32_t fight = fight_of_capture(f, i);
  if (fight == NONE) return;
  isn_act *b = &f->acts[fight];
  b->flags |= ISNAD_FLAG_CAPTURED;
  for (int k = 0; k < a->actor_count; k++) {
    bool known = false;
    for (int m = 0; m < b->actor_count; m++) known |= a->actors[k].row == b->actors[m].row;
    if (!known && b->actor_count < PARTY_MAX) b->actors[b->actor_count++] = a->actors[k];
  }
  for (uint32_t u = a->unit + 1; a->place == NONE && u < b->unit; u++) /* استعاد الجيش السيطرة | على الحي بعد معارك */
    if (f->spot_at[u] != NONE && (f->spots[f->spot_at[u]].prep == PREP_ALA || (a->part != NONE && u == a->part + 1))) a->place = f->spot_at[u];
  if (b->place == NONE) b->place = a->place;
  a->dropped = true, a->why_dropped = "captured", a->cause = fight;
}

/* «ارتفعت الحصيلة إلى أربعة، بعد وفاة شاب متأثراً بجراحه»: why a toll rose is no other event. */
static void join_update(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  if (a->dropped || a->class != TC_TOLL || !a->noun || a->unit == f->sents[a->sent].first || !unit_is(&f->units[a->unit - 1], WC_AFTER)) return;
  bool update = false;
  for (uint32_t k = f->sents[a->sent].first; k < a->unit; k++) update |= unit_is_operator(f, &f->units[k], OC_TOLL_UPDATE);
  for (uint32_t k = i; update && k-- > f->sents[a->sent].first_act;)
    if (!f->acts[k].dropped && f->acts[k].event == ISNAD_ASSAULT) {
      a->dropped = true, a->why_dropped = "update";
      return;
    }
}

void find_tolls(isn_finder *f) {
  for (uint32_t i = 0; i < f->act_count; i++) {
    join_exchange(f, i);
    join_call(f, i);
    join_weak(f, i);
    take_earlier(f, i);
    join_to_subject(f, i);
    join_launch(f, i);
    fall_of_shells(f, i);
    join_thrown(f, i);
    join_amid(f, i);
    join_manner(f, i);
    join_subject(f, i);
    join_mover(f, i);
    join_incident(f, i);
  }
  for (uint32_t i = 0; i < f->act_count; i++) {
    manner_of_hurt(f, i);
    tell_again(f, i);
  }
  for (uint32_t i = 0; i < f->act_count; i++) {
    isn_act *a = &f->acts[i];
    if (a->dropped || a->class != TC_TOLL) continue;
    uint32_t cause = cause_of_toll(f, i);
    if (cause != NONE && cause != i) join_toll(f, i, cause);
    else if (cause_is_flight(f, a)) a->dropped = true, a->why_dropped = "only fled"; /* a count of what drove them out, and no event */
  }
  for (uint32_t i = 0; i < f->act_count; i++) {
    join_ruin(f, i);
    join_ruin_told(f, i);
    join_capture(f, i);
    join_update(f, i);
  }
  for (uint32_t i = 0; i < f->act_count; i++) mention_again(f, i);
}
