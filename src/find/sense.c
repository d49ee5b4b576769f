/* sense: what an act is, by who does it and to whom. The same verb names other events with other parties: «أغلق محتجون الطريق» is a
 * protest, «أسقطت الدفاعات طائرة» an interception, «استقبل المستشفى جثتين» a toll; a word of everyday («لاحق») needs somebody hit. What
 * comes and goes is in motion.c. */
#include <string.h>

#include "find/sense.h"
#include "find/who.h"

/* The noun phrase behind a masdar: «وصول قافلة مساعدات», «إجلاء عائلات». */
isn_phrase sense_genitive(const isn_finder *f, const isn_act *a) {
  if (!a->noun || a->unit + 1 >= f->sents[a->sent].end) return (isn_phrase){0};
  isn_phrase p = find_phrase(f, a->unit + 1, f->sents[a->sent].end);
  return p.first == a->unit + 1 ? p : (isn_phrase){0};
}

/* Is it the only act of its sentence? */
bool sense_alone(const isn_finder *f, const isn_act *a) {
  for (uint32_t i = f->sents[a->sent].first_act; i < f->sents[a->sent].end_act; i++)
    if (&f->acts[i] != a && !f->acts[i].dropped) return false;
  return true;
}

/* ---- Protest ------------------------------------------------------------------------------------------------------------------ */

/* The row of a party, or of the name that its noun is of a body of another country («مستوطنون»: no civilians). */
static uint32_t row_of(const isn_finder *f, const isn_party *p) {
  if (p->row != NONE || p->phrase.end <= p->phrase.first) return p->row;
  const isn_entry *e = f->units[p->phrase.head].of[K_ACTOR];
  return e ? e->row : NONE;
}

static bool by_civilians(const isn_finder *f, const isn_act *a) {
  if (a->actor_count == 0) return false;
  for (int i = 0; i < a->actor_count; i++) {
    const isn_party *p = &a->actors[i];
    uint32_t row = row_of(f, p);
    isnad_str type = row != NONE ? isn_lex_text(f->lexicon, K_ACTOR, row, ACTOR_TYPE) : (isnad_str){0};
    bool person = row == NONE && p->phrase.end > p->phrase.first && noun_class_of(f, p->phrase.head) == NC_PERSON;
    if (!p->civilian && !person && !isn_str_holds(type, ISN_LIT("civilians")) && !isn_str_holds(type, ISN_LIT("protesters"))) return false;
  }
  return true;
}

/* «طعن شاب جندياً»: one man alone is no crowd. */
static bool is_one_man(const isn_finder *f, const isn_act *a) {
  if (a->actor_count != 1 || a->actors[0].phrase.end <= a->actors[0].phrase.first || a->actors[0].phrase.head != a->actors[0].phrase.first) return false;
  const isn_entry *e = f->units[a->actors[0].phrase.head].of[K_NOUN];
  if (e && e->morph & M_SING && unit_has_tanween(f, &f->units[a->actors[0].phrase.head])) return true; /* رجلاً, no «رجلا أمن» */
  return e && e->morph & M_SING && !(e->morph & (M_PLUR | M_DUAL)) && !(isn_lex_number(f->lexicon, K_NOUN, e->row, NOUN_FLAGS) & NOUN_COLLECTIVE);
}

/* «آلاف الإسرائيليين يتظاهرون ويغلقون شارعاً»: those who did the protest told of right before. */
static bool by_protesters(const isn_finder *f, const isn_act *a) {
  if (a == f->acts || a->actor_count != 1) return false;
  const isn_act *b = a - 1;
  return !b->dropped && b->sent == a->sent && b->event == ISNAD_PROTEST && b->actor_count == 1 && b->actors[0].phrase.first == a->actors[0].phrase.first;
}

/* Civilians who close a road, burn, throw stones or storm a building protest: PLOVER's PROTEST obstruct, vandalize, riot. */
static void protest_by_actor(const isn_finder *f, isn_act *a) {
  static const struct { uint8_t event, mode, to; } turns[] = {{ISNAD_COERCE, ISNAD_RESTRICT, ISNAD_OBSTRUCT},
                                                              {ISNAD_ASSAULT, ISNAD_DESTROY, ISNAD_VANDALIZE},
                                                              {ISNAD_ASSAULT, ISNAD_FIREARMS, ISNAD_RIOT},
                                                              {ISNAD_ASSAULT, ISNAD_PRIMITIVE, ISNAD_RIOT}};
  if (a->class == TC_TOLL || a->class == TC_MUTUAL || !(by_civilians(f, a) || by_protesters(f, a))) return;
  if (a->event == ISNAD_ASSAULT && is_one_man(f, a)) return;
  if (act_cell(f, a, TRIGGER_FLAGS) & TRIGGER_GUN) return;
  for (size_t i = 0; i < sizeof turns / sizeof *turns; i++)
    if (a->event == (isnad_event)turns[i].event && a->mode == (isnad_mode)turns[i].mode) {
      turn(a, ISNAD_PROTEST, (isnad_mode)turns[i].to);
      return;
    }
}

/* «حذر البرنامج من مجاعة»: of something, and nobody is warned. */
static bool warns_of(const isn_act *a) {
  bool of = false;
  for (int i = 0; i < a->arg_count; i++) of |= a->args[i].prep == PREP_MIN && !a->args[i].before;
  return of && (a->passive || (a->recipient_count == 0 && a->object.end <= a->object.first));
}

/* قافلة مساعدات, a noun that names goods, and any general word. */
static bool is_thing(const isn_finder *f, const isn_act *a) {
  const isn_entry *e = f->units[a->unit].of[K_TRIGGER];
  return a->class == TC_WEAK || (a->noun && e && !(e->morph & M_MASDAR) && f->units[a->unit].of[K_NOUN]);
}

/* What stands behind a speech act with «بـ» or «إلى», the thing demanded or threatened; NONE: nothing does. */
static uint32_t spoken_of(const isn_act *a, bool only_with) {
  for (int i = 0; i < a->arg_count; i++) {
    const isn_arg *g = &a->args[i];
    if (!g->before && (g->prep == PREP_BI || (g->prep == PREP_ILA && !only_with))) return g->phrase.first;
  }
  return NONE;
}

static const isn_entry *event_noun(const isn_finder *f, uint32_t unit) {
  const isn_unit *u = unit != NONE ? &f->units[unit] : NULL;
  const isn_entry *e = u ? u->of[K_TRIGGER] : NULL;
  if (e && e->morph & (M_MASDAR | M_NOUN | M_FIXED)) return e;
  return e && !u->verb ? unit_reading(u, 1u << K_TRIGGER, M_MASDAR) : NULL; /* إلى فتح ممرات آمنة */
}

/* «إلى التظاهر الجمعة», «إلى الخروج في مسيرات»: a call to protest. */
static bool calls_to_protest(const isn_finder *f, uint32_t unit) {
  enum { NEAR_UNITS = 4 };
  for (uint32_t i = unit; unit != NONE && i < f->unit_count && i < unit + NEAR_UNITS && f->units[i].type != U_MARK && !f->units[i].verb; i++) {
    if (i > unit && f->units[i].clitics & C_WAW) return false; /* بحماية المدنيين والسماح بالتظاهر */
    const isn_entry *e = event_noun(f, i);
    if (e && isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_EVENT) == ISNAD_PROTEST) return true;
  }
  return false;
}

/* «حث أنصاره على الخروج في مسيرات», «ناشد أنصاره الخروج»: with على, or bare behind who is called upon. */
static uint32_t urged_to(const isn_finder *f, const isn_act *a) {
  for (int i = 0; i < a->arg_count; i++) {
    const isn_arg *g = &a->args[i];
    if (g->before || g->word_class) continue;
    if (g->prep == PREP_ALA) return g->phrase.first;
    bool behind = g->prep == PREP_NONE && a->recipient_count && g->phrase.first >= a->recipients[0].phrase.end;
    if (behind && (event_noun(f, g->phrase.first) || calls_to_protest(f, g->phrase.first))) return g->phrase.first;
  }
  return NONE;
}

/* «بالتدخل», «بنشر وحدات إضافية», and not «بنشر النتائج», «إلى دخول المباني»: what stands behind the noun, if anything does, is a force. */
static bool brings_force(const isn_finder *f, uint32_t unit) {
  const isn_unit *next = unit + 1 < f->unit_count ? &f->units[unit + 1] : NULL;
  if (next == NULL || next->type != U_WORD || !next->noun || next->adj || next->clitics & (C_BEH | C_LAM)) return true;
  int class = unit_noun_class(f, next);
  return next->of[K_ACTOR] || class == NC_FIGHTER || class == NC_GROUP || class == NC_VEHICLE || class == NC_WEAPON;
}

/* What a demand is for decides its mode: to release, withdraw, accept or pay is to yield, to help is assistance, to talk is to meet. */
static void sense_of_demand(const isn_finder *f, isn_act *a) {
  uint32_t unit = spoken_of(a, false);
  if (unit == NONE) unit = urged_to(f, a);
  const isn_entry *e = event_noun(f, unit);
  if (calls_to_protest(f, unit)) {
    a->mode = ISNAD_MODE_NONE;
    return;
  }
  bool number = unit != NONE && f->units[unit].type == U_NUMBER && unit + 1 < f->unit_count;
  if (unit != NONE && noun_class_of(f, unit + number) == NC_MONEY) a->mode = ISNAD_YIELD; /* طالبوا بفدية، بمليار جنيه */
  if (unit != NONE && e == NULL && f->units[unit].of[K_OPERATOR] && unit_cell(f, &f->units[unit], K_OPERATOR, OPERATOR_FLAGS) & OPERATOR_HELPS) a->mode = ISNAD_ASSIST; /* بتوفير مساكن */
  if (unit != NONE && e == NULL && unit_is_operator(f, &f->units[unit], OC_END)) a->mode = ISNAD_YIELD; /* دعت إلى الوقف الفوري */
  for (uint32_t i = unit; e == NULL && unit != NONE && i + 1 < f->unit_count && i < unit + 3; i++) { /* إلى القبول بهدنة, إلى الالتزام بوقف إطلاق النار */
    if (f->units[i].verb || f->units[i].type == U_MARK) break;
    const isn_entry *next = event_noun(f, i + 1);
    if (next && (f->units[i + 1].clitics & C_BEH) && isn_lex_number(f->lexicon, K_TRIGGER, next->row, TRIGGER_EVENT) == ISNAD_RETREAT) e = next;
  }
  if (e == NULL) return;
  bool resign = isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_MODE) == ISNAD_RESIGN;
  switch (isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_EVENT)) {
    case ISNAD_RETREAT: a->mode = resign ? ISNAD_CHANGE : ISNAD_YIELD; break;
    case ISNAD_CONCEDE: case ISNAD_AGREE: a->mode = ISNAD_YIELD; break;
    case ISNAD_AID: case ISNAD_SUPPORT: a->mode = ISNAD_ASSIST; break;
    case ISNAD_MOBILIZE: if (brings_force(f, unit)) a->mode = ISNAD_ASSIST; break;
    case ISNAD_CONSULT: a->mode = ISNAD_MEET; break;
    default: break;
  }
}

/* «رفض دعوة أمريكية للعودة إلى مباحثات جنيف», «رفضت المشاركة في المفاوضات»: talks that somebody is called to or would go back to. What is between
 * is a call, an operator or an adjective: «رفض نتائج المفاوضات» is no refusal to meet. */
static void sense_of_refusal(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_REJECT || a->mode != ISNAD_YIELD || a->noun || a->class != TC_SPEECH) return;
  bool open = false;
  for (uint32_t i = a->unit + 1; i < f->clauses[a->clause].end && i < a->unit + 12; i++) {
    const isn_unit *u = &f->units[i];
    if (u->type == U_MARK || u->verb || i < a->subject.end) continue;
    const isn_entry *e = event_noun(f, i);
    int event = e ? isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_EVENT) : ISNAD_EVENT_NONE;
    if (event == ISNAD_CONSULT && open) a->mode = ISNAD_MEET;
    bool calls = u->of[K_SAYING] || event == ISNAD_REQUEST, returns = u->of[K_OPERATOR] != NULL;
    if (calls || returns) open = true;
    else if (event || (!open && u->type == U_WORD && u->noun)) return;
  }
}

/* «إضراب نزلاء السجن عن الطعام»: value 10 of the class is what a hunger strike keeps from. */
static void sense_of_strike(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_PROTEST || a->mode != ISNAD_STRIKE) return;
  for (uint32_t i = a->unit + 1; i < f->clauses[a->clause].end && i < a->unit + 16 && !f->units[i].verb; i++)
    if (unit_value(f, &f->units[i], WC_FUNCTION) == 10) a->mode = ISNAD_HUNGER;
}

/* What a threat is of decides its mode: «هدد بالانسحاب من المعاهدة» is of relations, «توعد بملاحقة» of arrest, «هدد المضربين بالفصل» of no
 * kind that has a mode. */
static void sense_of_threat(const isn_finder *f, isn_act *a) {
  uint32_t unit = spoken_of(a, true);
  if (unit == NONE || a->class != TC_SPEECH) return;
  const isn_entry *e = event_noun(f, unit);
  if (e == NULL) {
    if (f->units[unit].noun && f->units[unit].known && !f->units[unit].of[K_OPERATOR] && party_weapon_mode(f, (isn_phrase){unit, unit + 1, unit}) == ISNAD_MODE_NONE) a->mode = ISNAD_MODE_NONE;
    return;
  }
  int mode = isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_MODE);
  switch (isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_EVENT)) {
    case ISNAD_RETREAT: case ISNAD_REJECT: a->mode = ISNAD_RELATIONS; break;
    case ISNAD_SANCTION: a->mode = mode == ISNAD_EXPEL ? ISNAD_EXPEL : ISNAD_RELATIONS; break;
    case ISNAD_ACCUSE: a->mode = ISNAD_ARREST; break;
    case ISNAD_COERCE: a->mode = mode == ISNAD_ARREST ? ISNAD_ARREST : ISNAD_RESTRICT; break;
    case ISNAD_ASSAULT: a->mode = ISNAD_VIOLENCE; break;
    case ISNAD_PROTEST: a->mode = ISNAD_MODE_NONE; break; /* هددت بالإضراب */
    default: break;
  }
}

static isnad_str country_of(const isn_finder *f, const isn_party *p) {
  return p->row != NONE ? isn_lex_text(f->lexicon, K_ACTOR, p->row, ACTOR_COUNTRY) : (isnad_str){0};
}

/* Talks of a body of states or of three and more; those of two where neither is at home («في مسقط، التقى الحوثيون المبعوث الأممي»). */
static void sense_of_talks(const isn_finder *f, isn_act *a) {
  if (a->mode != ISNAD_MODE_NONE || a->class == TC_SPEECH) return;
  if (a->actor_count > 2) a->mode = ISNAD_MULTILATERAL;
  for (int i = 0; a->noun && i < a->actor_count; i++)
    if (a->actors[i].row != NONE && isn_str_holds(isn_lex_text(f->lexicon, K_ACTOR, a->actors[i].row, ACTOR_TYPE), ISN_LIT("coalition"))) a->mode = ISNAD_MULTILATERAL;
  if (a->mode != ISNAD_MODE_NONE || a->actor_count < 2 || a->place == NONE || f->spots[a->place].row == NONE) return;
  isnad_str there = isn_lex_text(f->lexicon, K_PLACE, f->spots[a->place].row, PLACE_COUNTRY);
  bool homes = false;
  for (int i = 0; i < a->actor_count; i++) {
    isnad_str home = country_of(f, &a->actors[i]);
    if (a->actors[i].row == NONE || there.len == 0 || (home.len && isn_str_same(home, there))) return;
    homes |= home.len > 0;
  }
  if (homes) a->mode = ISNAD_THIRD_PARTY;
}

/* «اقتحمت القوات البلدة، وداهمت منازل»: where nothing is told but searches and arrests, troops went in and did not fight. */
static void sense_of_storming(const isn_finder *f, isn_act *a) {
  if (!(act_cell(f, a, TRIGGER_FLAGS) & TRIGGER_STORM) || a->event != ISNAD_ASSAULT || a->mode != ISNAD_FIREARMS) return;
  if (a->flags & ISNAD_FLAG_CAPTURED) return;
  for (int i = 0; i < a->amount_count; i++)
    if (f->amounts[a->amounts[i]].count.what <= ISNAD_KILLED_OR_WOUNDED && f->amounts[a->amounts[i]].count.what != ISNAD_WHAT_OTHER) return;
  bool searched = false;
  for (uint32_t i = f->sents[a->sent].first_act; i < f->sents[a->sent].end_act; i++) {
    const isn_act *b = &f->acts[i];
    if (b == a || b->event == ISNAD_EVENT_NONE) continue;
    if (b->event == ISNAD_ASSAULT && !(b->mode == ISNAD_BEAT || b->mode == ISNAD_DESTROY || b->mode == ISNAD_TORTURE)) return;
    searched |= !b->dropped && b->event == ISNAD_COERCE;
  }
  if (searched) turn(a, ISNAD_MOBILIZE, ISNAD_TROOPS);
}

/* «أدان الاعتقال الذي نفذته القوات», «أدانت العقوبات التي فرضتها واشنطن»: condemned are those who did what is condemned. */
static void sense_of_condemnation(const isn_finder *f, isn_act *a) {
  if (a->mode != ISNAD_DISAPPROVE || a->noun || a->recipient_count) return;
  const isn_act *b = a + 1;
  bool object = b < f->acts + f->act_count && b->sent == a->sent && b->clause == a->clause && b->noun && b->actor_count && b->event != ISNAD_EVENT_NONE;
  bool itself = object && a->actor_count && a->actors[0].row == b->actors[0].row;
  if (!object || itself || b->unit > a->unit + 16) return;
  memcpy(a->recipients, b->actors, sizeof a->recipients);
  a->recipient_count = b->actor_count;
}

/* What is known late: where the talks are, after places are bound and sides shared, and what came of a storming. */
void find_talks(isn_finder *f) {
  for (uint32_t i = 0; i < f->act_count; i++) {
    isn_act *a = &f->acts[i];
    if (a->dropped) continue;
    if (a->event == ISNAD_CONSULT) sense_of_talks(f, a);
    else if (a->event == ISNAD_ACCUSE) sense_of_condemnation(f, a);
    else sense_of_storming(f, a);
  }
}

/* ---- Words of everyday ------------------------------------------------------------------------------------------------------ */

static bool has_force(const isn_finder *f, const isn_act *a) {
  if (a->subject.end > a->subject.first && party_is_force(f, a->subject)) return true; /* طائرات: not who acts, but a force */
  for (int i = 0; i < a->actor_count + a->recipient_count; i++) {
    const isn_party *p = i < a->actor_count ? &a->actors[i] : &a->recipients[i - a->actor_count];
    if ((p->row != NONE && !p->civilian) || (p->phrase.end > p->phrase.first && party_is_force(f, p->phrase))) return true;
  }
  return false;
}

static bool hits_somebody(const isn_finder *f, const isn_act *a) {
  if (a->recipient_count) return true;
  if (!a->noun && f->units[a->unit].pronoun && has_force(f, a)) return true; /* تفرقهم الشرطة */
  isn_phrase p = a->noun ? sense_genitive(f, a) : a->object;
  const isn_entry *crowd = p.end > p.first ? event_noun(f, p.first) : NULL;
  if (crowd && isn_lex_number(f->lexicon, K_TRIGGER, crowd->row, TRIGGER_EVENT) == ISNAD_PROTEST) return true; /* فرقت الشرطة مظاهرة */
  for (uint32_t i = p.first; i < p.end; i++)
    if (f->amount_at[i] != NONE) return true;
  for (int i = 0; i < a->arg_count && !a->noun; i++) /* تحفظت على 214 ألف حبة */
    if (!a->args[i].before && a->args[i].prep != PREP_NONE && a->args[i].phrase.first == a->unit + 2 && f->amount_at[a->args[i].phrase.first] != NONE) return true;
  return p.end > p.first && (party_is_force(f, p) || party_is_machine(f, p));
}

/* «لاحقت الشرطة ثلاثة مسلحين» and «لاحقه الحظ»: a word of everyday names an event only beside the parties that its row asks for. */
static bool lacks_party(const isn_finder *f, const isn_act *a) {
  int flags = act_cell(f, a, TRIGGER_FLAGS);
  if (flags & TRIGGER_DOER && a->actor_count == 0) return true;
  bool talks = a->event == ISNAD_CONSULT && a->class == TC_WEAK && !a->noun && act_cell(f, a, TRIGGER_SUBJECT) == ROLE_BOTH;
  if (talks && a->actor_count < 2) return true; /* بحث المجتمعون الأوضاع */
  if (flags & TRIGGER_PATIENT && !hits_somebody(f, a)) return true;
  return flags & TRIGGER_FORCE && !has_force(f, a);
}

/* ---- What the parties make of it ---------------------------------------------------------------------------------------------- */

/* «استقبل المستشفى أربع جثث و12 جريحاً»: the dead and wounded whom a hospital takes in are a toll, not guests. */
static void sense_of_reception(const isn_finder *f, isn_act *a) {
  bool hosts = act_cell(f, a, TRIGGER_SUBJECT) == ROLE_RECIPIENT;
  if (a->event != ISNAD_CONSULT || a->noun || !hosts) return;
  for (uint32_t i = a->unit + 1; i < f->clauses[a->clause].end && i < a->unit + 8; i++) { /* استقبلت مستشفيات عمان 15 جريحاً لعلاجهم */
    bool counted = f->amount_at[i] != NONE && f->amounts[f->amount_at[i]].noun == i;
    if (f->units[i].verb || f->units[i].type == U_MARK) break;
    if (!counted || noun_class_of(f, i) != NC_CASUALTY || unit_cell(f, &f->units[i], K_NOUN, NOUN_WHAT) > ISNAD_KILLED_OR_WOUNDED) continue;
    bool helped = false;
    for (uint32_t k = i + 1; k < f->clauses[a->clause].end && k < i + 8; k++) helped |= unit_value(f, &f->units[k], WC_FUNCTION) == 11;
    if (helped) turn(a, ISNAD_AID, ISNAD_MODE_NONE);
    else turn(a, ISNAD_ASSAULT, ISNAD_MODE_NONE), a->class = TC_TOLL;
    a->actor_count = a->recipient_count = 0;
    return;
  }
  if (a->object.end <= a->object.first) return;
  bool at_place = a->subject.end > a->subject.first && (unit_is(&f->units[a->subject.head], WC_PLACE_WORD) || noun_class_of(f, a->subject.head) == NC_FACILITY); /* استقبل المستشفى الحالات الحرجة */
  bool hurt = false;
  for (uint32_t i = a->object.first; i < a->object.end; i++) hurt |= noun_class_of(f, i) == NC_CASUALTY && unit_cell(f, &f->units[i], K_NOUN, NOUN_WHAT) <= ISNAD_KILLED_OR_WOUNDED;
  if (!hurt && at_place) drop(a, "a place");
  if (!hurt) return;
  turn(a, ISNAD_ASSAULT, ISNAD_MODE_NONE);
  a->class = TC_TOLL;
  a->actor_count = a->recipient_count = 0;
}

/* The first of the dead or wounded in the phrase; NONE. */
static uint32_t casualty_in(const isn_finder *f, isn_phrase p) {
  for (uint32_t i = p.first; i < p.end; i++)
    if (noun_class_of(f, i) == NC_CASUALTY) return i;
  return NONE;
}

/* «انتشلت وحدات الحرس تسع جثث», «نُقل خمسة مصابين إلى المستشفى»: the dead who are found, and the wounded whom nobody in particular brings in, are
 * the toll of what hit them. */
static void sense_of_recovery(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_AID || a->noun) return;
  uint32_t object = casualty_in(f, a->object), doer = a->actor_count == 1 ? casualty_in(f, a->actors[0].phrase) : casualty_in(f, a->subject);
  uint32_t at = object != NONE ? object : doer;
  int what = at != NONE ? unit_cell(f, &f->units[at], K_NOUN, NOUN_WHAT) : -1;
  bool found = what == ISNAD_KILLED && at == object, brought_in = what == ISNAD_WOUNDED && object == NONE; /* a hospital that takes them in helps */
  if (!found && !brought_in) return;
  turn(a, ISNAD_ASSAULT, ISNAD_MODE_NONE);
  a->class = TC_TOLL;
  a->actor_count = a->recipient_count = 0;
}

/* «وفاة شاب متأثراً بجراحه»: who dies of wounds is of the toll of what wounded him. value 5 of the class says so. */
static void sense_of_death(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_ACCIDENT || a->class != TC_TOLL) return;
  isn_phrase who = sense_genitive(f, a);
  for (uint32_t i = who.first; i < who.end; i++) /* وفاة جريح */
    if (noun_class_of(f, i) == NC_CASUALTY && unit_cell(f, &f->units[i], K_NOUN, NOUN_WHAT) == ISNAD_WOUNDED) {
      turn(a, ISNAD_ASSAULT, ISNAD_MODE_NONE);
      return;
    }
  for (uint32_t i = a->unit + 1; i < f->sents[a->sent].end && i < a->unit + 10; i++) {
    if (f->units[i].verb) return;
    if (unit_value(f, &f->units[i], WC_FUNCTION) == 5) turn(a, ISNAD_ASSAULT, ISNAD_MODE_NONE);
  }
}

/* «الدعم السريع أغلق الطرق المؤدية إلى المطار»: a force that commands arms closes, storms and burns, and does not protest. */
static void force_by_actor(const isn_finder *f, isn_act *a) {
  static const struct { uint8_t mode, event, to; } turns[] = {{ISNAD_OBSTRUCT, ISNAD_COERCE, ISNAD_RESTRICT}, {ISNAD_VANDALIZE, ISNAD_ASSAULT, ISNAD_DESTROY}, {ISNAD_RIOT, ISNAD_ASSAULT, ISNAD_PRIMITIVE}};
  uint32_t row = a->actor_count ? row_of(f, &a->actors[0]) : NONE;
  if (a->event != ISNAD_PROTEST || row == NONE || a->actors[0].civilian || !party_commands(f, row)) return;
  for (size_t i = 0; i < sizeof turns / sizeof *turns; i++)
    if (a->mode == (isnad_mode)turns[i].mode) {
      turn(a, (isnad_event)turns[i].event, (isnad_mode)turns[i].to);
      return;
    }
}

static bool is_court(const isn_finder *f, isn_phrase p) {
  if (p.end <= p.first) return false;
  const isn_unit *u = &f->units[p.head];
  const isn_entry *first = unit_first_noun(f, u, 1u << NC_BODY | 1u << NC_OFFICIAL | 1u << NC_PERSON);
  if (u->of[K_NOUN] && unit_cell(f, u, K_NOUN, NOUN_FLAGS) & NOUN_COURT) return true;
  return first && isn_lex_number(f->lexicon, K_NOUN, first->row, NOUN_FLAGS) & NOUN_COURT;
}

/* «أدانته محكمة الثورة بالتجسس»: whom a court condemns is convicted. */
static void sense_of_verdict(const isn_finder *f, isn_act *a) {
  bool sentenced = a->event == ISNAD_ASSAULT && a->mode == ISNAD_TARGETED && a->noun && f->units[a->unit].clitics & C_AL && a->operator_unit == NONE; /* الإعدام لثلاثة متهمين */
  if (sentenced && a->unit + 1 < f->sents[a->sent].end && f->units[a->unit + 1].clitics & C_LAM) turn(a, ISNAD_SANCTION, ISNAD_CONVICT);
  if (a->event != ISNAD_ACCUSE || a->mode != ISNAD_DISAPPROVE || a->noun || !is_court(f, a->subject)) return;
  turn(a, ISNAD_SANCTION, ISNAD_CONVICT), a->class = TC_ACT;
  if (a->recipient_count == 0 && !f->units[a->unit].pronoun && a->object.end > a->object.first && party_can_act(f, a->object)) a->recipient_count = (uint8_t)party_make(f, a->object, false, a->recipients, 1); /* أدانت المحكمة نائباً سابقاً */
}

/* «هاجم الوزير القرار», «شن النائب هجوماً على القضاء»: a man of politics attacks in words, unless a weapon or the hurt are told. */
static void sense_of_attack_in_words(const isn_finder *f, isn_act *a) {
  bool may_be = a->event == ISNAD_ASSAULT && act_cell(f, a, TRIGGER_FLAGS) & TRIGGER_IN_WORDS;
  if (!may_be || a->mode != ISNAD_FIREARMS || a->amount_count || a->actor_count != 1) return;
  isn_phrase who = a->subject.end > a->subject.first ? a->subject : a->actors[0].phrase;
  if (who.end <= who.first) return;
  const isn_unit *first = &f->units[who.first];
  int class = who_class(f, first);
  bool office = class == NC_OFFICIAL || unit_is(first, WC_ROLE_WORD) || unit_first_noun(f, first, 1u << NC_OFFICIAL) || (unit_is(first, WC_TITLE) && class != NC_FIGHTER);
  if (!office || class == NC_FIGHTER) return;
  turn(a, ISNAD_ACCUSE, ISNAD_DISAPPROVE), a->class = TC_SPEECH;
}

/* «احتجت باريس على القرار»: a state that protests blames. */
static void sense_of_protest(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_PROTEST || a->mode != ISNAD_DEMO || a->noun || a->class != TC_WEAK || a->actor_count != 1) return;
  if (a->actors[0].row != NONE && !a->actors[0].civilian && who_is_government(f, a->actors[0].row)) turn(a, ISNAD_ACCUSE, ISNAD_DISAPPROVE), a->class = TC_SPEECH;
}

/* «حاصرتهم السيول», «رفعوا لافتات تندد بالتهجير»: waters lay no siege, and banners blame nobody. */
static void sense_of_things(const isn_finder *f, isn_act *a) {
  if (a->noun || a->actor_count) return;
  const isn_clause *c = &f->clauses[a->clause];
  bool of_goods = a->class == TC_SPEECH && c->link == LINK_REL && c->head != NONE && noun_class_of(f, c->head) == NC_GOODS;
  const isn_unit *s = a->subject.end > a->subject.first ? &f->units[a->subject.head] : NULL;
  int event = s && s->of[K_TRIGGER] && !s->verb ? unit_cell(f, s, K_TRIGGER, TRIGGER_EVENT) : ISNAD_EVENT_NONE;
  if (of_goods || (a->event == ISNAD_COERCE && (event == ISNAD_DISASTER || event == ISNAD_ACCIDENT))) drop(a, "a thing does it");
  for (isn_act *b = a + 1; of_goods && b < f->acts + f->act_count && b->clause == a->clause; b++) drop(b, "what a thing says");
}

/* «مناورات مشتركة بين القوات القطرية والكويتية»: a drill of two. The row of a drill says that both sides of بين and مع are parties. */
static void sense_of_drill(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_MOBILIZE || !a->noun || isn_lex_prep_role(f->lexicon, K_TRIGGER, a->row, TRIGGER_PREPS, PREP_BAYN) != ROLE_BOTH) return;
  for (int i = 0; i < a->arg_count; i++)
    if (!a->args[i].before && (a->args[i].prep == PREP_BAYN || a->args[i].prep == PREP_MAA)) turn(a, ISNAD_COOPERATE, ISNAD_MODE_NONE);
}

/* Who moves decides: police are MOBILIZE police. */
static void sense_of_police(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_MOBILIZE || a->mode != ISNAD_TROOPS || a->actor_count == 0) return;
  for (int i = 0; i < a->actor_count; i++)
    if (a->actors[i].row == NONE || !isn_str_same(isn_lex_text(f->lexicon, K_ACTOR, a->actors[i].row, ACTOR_TYPE), ISN_LIT("police"))) return;
  a->mode = ISNAD_POLICE;
}

/* «اعترضت القوة سيارة»: missiles and drones are shot down; ships are seized, and people and cars stopped. */
static void sense_of_interception(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_ASSAULT || a->mode != ISNAD_HEAVY_WEAPONS || a->noun) return;
  if (act_cell(f, a, TRIGGER_WHAT) != ISNAD_MUNITIONS) return;
  isn_phrase what = a->object;
  for (uint32_t i = a->unit + 1; what.end <= what.first && i < f->clauses[a->clause].end; i++) /* اعترض مسلحون على الطريق مركبة */
    if (noun_class_of(f, i) == NC_VEHICLE && !f->units[i].definite && i >= a->subject.end && unit_prep_before(f, i, a->unit) == PREP_NONE) what = (isn_phrase){i, i + 1, i};
  if (what.end <= what.first) return;
  if (by_civilians(f, a)) { /* اعترض أهالي البلدة دورية */
    turn(a, ISNAD_PROTEST, ISNAD_OBSTRUCT);
    return;
  }
  switch (noun_class_of(f, what.head)) {
    case NC_PERSON: case NC_FIGHTER: case NC_OFFICIAL: case NC_GROUP: case NC_VEHICLE: turn(a, ISNAD_COERCE, ISNAD_RESTRICT); break;
    case NC_SHIP: turn(a, ISNAD_COERCE, ISNAD_SEIZE); break;
    default: break;
  }
}

/* «أطلقت السعودية قمراً», «تلقى "ناس" نسخة منه» whose letters are "is thrown" too: what is fired or thrown is a weapon, or has its mode. */
static void sense_of_throwing(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_ASSAULT || a->class != TC_WEAK || a->mode != ISNAD_MODE_NONE || a->noun || act_cell(f, a, TRIGGER_OBJECT) != ROLE_COUNT) return;
  isn_phrase what = a->object.end > a->object.first ? a->object : a->passive ? a->subject : (isn_phrase){0};
  if (what.end <= what.first || f->units[what.head].type != U_WORD || f->units[a->unit].pronoun) return; /* قذيفة أطلقتها قوات */
  switch (noun_class_of(f, what.head)) {
    case NC_MUNITION: case NC_EXPLOSIVE: case NC_WEAPON: case NC_AIRCRAFT: case NC_VEHICLE: break;
    default: drop(a, "nothing thrown");
  }
}

/* «طالت صواريخ المدينة», «أصابت قذيفة السوق»: the munition that hits says how. */
static void sense_of_hit(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_ASSAULT || a->mode != ISNAD_MODE_NONE || a->noun || a->passive) return;
  isn_phrase what = a->subject.end > a->subject.first ? a->subject : find_phrase(f, a->unit + 1, f->clauses[a->clause].end);
  if (what.end <= what.first || (what.first > a->unit + 1 && what.first > a->unit)) return;
  int class = noun_class_of(f, what.head);
  if (class == NC_MUNITION || class == NC_EXPLOSIVE) a->mode = party_weapon_mode(f, what);
}

/* «انهار عقار»: a building, bridge or mine that falls is an accident, a truce or talks that do are called off; «انهارت الليرة» is neither. The
 * row has what collapses for its subject, and no one who does it. */
static void sense_of_collapse(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_REJECT || a->class != TC_WEAK || act_cell(f, a, TRIGGER_SUBJECT) != ROLE_TOPIC) return;
  isn_phrase what = a->noun ? sense_genitive(f, a) : a->subject.end > a->subject.first ? a->subject : find_phrase(f, a->unit + 1, f->clauses[a->clause].end);
  const isn_clause *c = &f->clauses[a->clause];
  for (uint32_t i = c->first; !a->noun && i < a->unit && noun_class_of(f, what.head) < 0; i++) /* أن عقاراً مكوناً من 4 طوابق انهار */
    if (f->clause_of[i] == a->clause && noun_class_of(f, i) == NC_BUILDING) what = (isn_phrase){i, i + 1, i};
  if (what.end <= what.first) return;
  const isn_unit *head = &f->units[what.head];
  int class = noun_class_of(f, what.head);
  int event = head->of[K_TRIGGER] && !head->verb ? unit_cell(f, head, K_TRIGGER, TRIGGER_EVENT) : ISNAD_EVENT_NONE;
  bool of_parties = event == ISNAD_RETREAT || event == ISNAD_AGREE || event == ISNAD_CONSULT || event == ISNAD_COOPERATE;
  if (class == NC_FACILITY || class == NC_BUILDING || (unit_is(head, WC_PLACE_WORD) && f->spot_at[what.head] != NONE)) turn(a, ISNAD_ACCIDENT, ISNAD_MODE_NONE);
  else if (!of_parties) drop(a, "no event");
}

/* «الوعود التي قطعتها الشركة»: what is closed or cut off is a place. */
static void sense_of_closing(const isn_finder *f, isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  if (a->noun || a->class != TC_WEAK || (a->mode != ISNAD_OBSTRUCT && a->mode != ISNAD_RESTRICT) || c->link != LINK_REL || c->head == NONE || !f->units[a->unit].pronoun) return;
  if (act_cell(f, a, TRIGGER_OBJECT) != ROLE_PLACE) return;
  if (f->spot_at[c->head] == NONE && !unit_is(&f->units[c->head], WC_PLACE_WORD) && f->units[c->head].of[K_NOUN] == NULL) drop(a, "no place");
}

/* «حملة تطعيم ضد شلل الأطفال», «استعمال القوة ضد المسيرة السلمية»: a disease or a march that something is done against. */
static void sense_of_aim(const isn_finder *f, isn_act *a) {
  if (!a->noun || unit_prep_before(f, a->unit, f->sents[a->sent].first) != PREP_DIDDA) return;
  if (a->event == ISNAD_DISASTER || (a->event == ISNAD_PROTEST && f->units[a->unit].clitics & C_AL)) drop(a, "against it");
}

/* «لم تمنع أجواء التفاوض استمرار التصعيد»: nobody kept anybody from anything. */
static void sense_of_hindrance(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_COERCE || a->noun || a->actor_count || a->class != TC_WEAK || a->unit == f->sents[a->sent].first) return;
  if (unit_is(&f->units[a->unit - 1], WC_NEG) && (a->subject.end > a->subject.first || a->object.end > a->object.first) && !a->passive) drop(a, "no party");
}

/* «بحث الرئيسان هاتفياً»: value 8 of the class is by phone. */
static void sense_of_call(const isn_finder *f, isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  if (a->event != ISNAD_CONSULT || a->mode != ISNAD_MODE_NONE) return;
  for (uint32_t i = a->unit + 1; i < c->end && i < a->unit + 12; i++)
    if (f->clause_of[i] == a->clause && unit_value(f, &f->units[i], WC_FUNCTION) == 8) a->mode = ISNAD_PHONE;
}

/* «أتلفت فرق مشروع مسام 1240 لغماً»: mines and bombs that are destroyed are put out of use. */
static void sense_of_disposal(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_ASSAULT && a->event != ISNAD_PROTEST) return;
  if ((a->mode != ISNAD_DESTROY && a->mode != ISNAD_VANDALIZE) || a->noun) return;
  for (uint32_t i = a->unit + 1; i < f->clauses[a->clause].end && i < a->unit + 12 && !f->units[i].verb; i++) {
    bool counted = f->amount_at[i] != NONE && f->amounts[f->amount_at[i]].noun == i;
    if (noun_class_of(f, i) == NC_EXPLOSIVE && (counted || i + 1 == a->object.end || i == a->object.head) && unit_prep_before(f, i, a->unit) == PREP_NONE) turn(a, ISNAD_COERCE, ISNAD_SEIZE);
  }
}

/* «بعد اعتراضهم في عرض البحر»: people are stopped, not shot down. */
static void sense_of_stopping(const isn_finder *f, isn_act *a) {
  const isn_unit *u = &f->units[a->unit];
  bool intercepts = a->event == ISNAD_ASSAULT && a->mode == ISNAD_HEAVY_WEAPONS && a->noun && act_cell(f, a, TRIGGER_WHAT) == ISNAD_MUNITIONS;
  if (intercepts && u->pronoun && u->of[K_TRIGGER] && u->of[K_TRIGGER]->morph & M_MASDAR && u->end == u->first + 1 && party_weapon_mode(f, (isn_phrase){a->unit, a->unit + 1, a->unit}) == ISNAD_MODE_NONE) {
    isnad_str w = f->tokens.at[u->first].form; /* هم: whom, and no thing */
    if (w.len > 2 && w.ptr[w.len - 1] == L_MEEM && w.ptr[w.len - 2] == L_HEH) drop(a, "people");
  }
}

/* «سلّم الوزير نظيره رسالة»: who hands over no arms and not himself gives up nothing. */
static void sense_of_handover(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_RETREAT || a->mode != ISNAD_DISARM || a->class != TC_WEAK) return;
  bool state = a->actor_count && a->actors[0].row != NONE && who_is_government(f, a->actors[0].row), states = false; /* سلّمت مدريد ثلاثة متطرفين للسلطات المغربية */
  for (int i = 0; i < a->recipient_count && state; i++) states |= a->recipients[i].row != NONE && who_is_government(f, a->recipients[i].row);
  int handed = a->object.end > a->object.first ? noun_class_of(f, a->object.head) : -1;
  if (states && (handed == NC_FIGHTER || handed == NC_PERSON)) {
    turn(a, ISNAD_COOPERATE, ISNAD_MODE_NONE);
    return;
  }
  for (uint32_t i = a->unit + 1; i < f->clauses[a->clause].end && i < a->unit + 12; i++) {
    int class = noun_class_of(f, i);
    if (class == NC_WEAPON || class == NC_MUNITION || class == NC_EXPLOSIVE || class == NC_VEHICLE || class == NC_AIRCRAFT || class == NC_SHIP || class == NC_FIGHTER || class == NC_POSITION || class == NC_FACILITY) return;
    if (f->spot_at[i] != NONE && unit_prep_before(f, i, a->unit) == PREP_NONE) return;
  }
  drop(a, "no arms");
}

/* «وتحرر عن ذلك المحضر اللازم»: what is freed or taken is a place, a force or people. */
static void sense_of_capture(const isn_finder *f, isn_act *a) {
  if (a->class != TC_CAPTURE || a->noun || a->object.end <= a->object.first || a->place != NONE) return;
  for (uint32_t i = a->object.first; i < a->object.end; i++)
    if (f->spot_at[i] != NONE || unit_is(&f->units[i], WC_PLACE_WORD)) return;
  if (noun_class_of(f, a->object.head) == NC_OTHER) drop(a, "no place");
}

/* «رفعوا الأنقاض بحثاً عن مفقودين»: help in the accusative, which nothing carries, is what another act is for. */
static void sense_of_purpose(const isn_finder *f, isn_act *a) {
  const isn_unit *u = &f->units[a->unit];
  isnad_str w = f->tokens.at[u->first].form;
  if (a->event != ISNAD_AID || !a->noun || u->clitics || u->pronoun || sense_alone(f, a)) return;
  if (a->operator_unit != NONE && (a == f->acts || a[-1].operator_unit != a->operator_unit)) return;
  bool accusative = w.len > 2 && w.ptr[w.len - 1] == L_ALEF;
  if (accusative) drop(a, "purpose");
}

/* «عقوبات تستهدف أربعة أشخاص», «عقوبات طالت شركتين»: a verb that describes sanctions says on whom they are, and hits nobody. */
static void sense_of_sanctions(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_SANCTION || a->mode != ISNAD_DISCONTINUE) return;
  uint32_t behind = find_phrase(f, a->part != NONE ? a->part : a->unit, f->sents[a->sent].end).end;
  const isn_clause *c = behind < f->sents[a->sent].end ? &f->clauses[f->clause_of[behind]] : NULL;
  if (c == NULL || c->link != LINK_REL || c->verb == NONE || c->head == NONE || c->head < a->unit || c->verb > behind + 1) return;
  const isn_unit *verb = &f->units[c->verb];
  bool reaches = verb->of[K_TRIGGER] && unit_cell(f, verb, K_TRIGGER, TRIGGER_EVENT) == ISNAD_ASSAULT;
  if (!reaches && !unit_is_operator(f, verb, OC_LIGHT)) return;
  for (isn_act *b = a + 1; reaches && b < f->acts + f->act_count && b->unit <= c->verb; b++)
    if (b->unit == c->verb) drop(b, "sanctions");
  isn_phrase whom = find_phrase(f, c->verb + 1, f->sents[a->sent].end);
  if (a->recipient_count == 0 && whom.end > whom.first) a->recipient_count = (uint8_t)party_make(f, whom, false, a->recipients, 1);
}

static void sense_by_parties(const isn_finder *f, isn_act *a) {
  sense_of_purpose(f, a);
  sense_of_capture(f, a);
  sense_of_handover(f, a);
  sense_of_disposal(f, a);
  sense_of_stopping(f, a);
  sense_of_refusal(f, a);
  sense_of_strike(f, a);
  sense_of_aim(f, a);
  sense_of_hindrance(f, a);
  sense_of_call(f, a);
  sense_of_throwing(f, a);
  sense_of_hit(f, a);
  sense_of_collapse(f, a);
  sense_of_closing(f, a);
  sense_of_interception(f, a);
  sense_of_reception(f, a);
  sense_of_recovery(f, a);
  sense_of_death(f, a);
  force_by_actor(f, a);
  sense_of_verdict(f, a);
  sense_of_protest(f, a);
  sense_of_attack_in_words(f, a);
  sense_of_sanctions(f, a);
  sense_of_things(f, a);
  sense_of_drill(f, a);
  sense_of_police(f, a);
}

void find_senses(isn_finder *f) {
  for (uint32_t i = 0; i < f->act_count; i++) {
    isn_act *a = &f->acts[i];
    if (a->dropped) continue;
    if (lacks_party(f, a)) { /* and so it is the cause of no toll either: «استشهدوا بنيران الاحتلال» */
      turn(a, ISNAD_EVENT_NONE, ISNAD_MODE_NONE);
      drop(a, "no party");
    } else if (a->class == TC_WEAK && a->event == ISNAD_MOBILIZE) sense_of_entry(f, a);
    else if (a->class == TC_WEAK && a->event == ISNAD_RETREAT && a->mode == ISNAD_WITHDRAW) sense_of_exit(f, a);
    else if (a->class == TC_WEAK && a->event == ISNAD_THREATEN && warns_of(a)) drop(a, "warns"); /* حذر من مجاعة: no threat */
    else if (a->event == ISNAD_AID && is_thing(f, a)) sense_of_relief(f, a);
    else if (a->event == ISNAD_REQUEST) sense_of_demand(f, a);
    else if (a->event == ISNAD_THREATEN) sense_of_threat(f, a);
    else protest_by_actor(f, a);
    if (!a->dropped) sense_by_parties(f, a);
    if (!a->dropped && a->event == ISNAD_AID) sense_of_giver(f, i);
  }
}
