/* bind_place: to each act its place. Of the places that the words tie to an act the most exact is taken: «في مدينة الحسكة ... في محيط
 * سجن الصناعة». Movement has «من» and «إلى» instead. An act without a place takes the one of the act it mentions again, of what its
 * clause is said with, or of the act before it in its sentence: «دخلت القوات بلدة البصيرة بعد اشتباكات». */
#include "find/bind.h"

enum { TIED = 64 }; /* the words tie it on; else it is but the best there is */

static bool is_place_prep(uint8_t prep) {
  return prep == PREP_FI || prep == PREP_BI || prep == PREP_ALA || prep == PREP_DAKHIL || prep == PREP_FAWQ || prep == PREP_AMAM ||
         prep == PREP_KHARIJ || prep == PREP_HAWL || prep == PREP_BAYN || prep == PREP_LADA;
}

/* «من اتجاه الجولان» is no goal. */
static bool comes_from(const isn_finder *f, const isn_spot *s) {
  return s->first >= 2 && unit_is(&f->units[s->first - 2], WC_PREP) && unit_value(f, &f->units[s->first - 2], WC_PREP) == PREP_MIN;
}

static bool is_goal_prep(uint8_t prep) { return prep == PREP_ILA || prep == PREP_NAHWA || prep == PREP_BITTIJAH; }

static bool in_phrase(isn_phrase p, uint32_t unit) { return p.first <= unit && unit < p.end; }

/* Within what an act says of its parties a place without a preposition tells who they are: «وجهاء محافظة السويداء». */
static bool in_party(const isn_act *a, uint32_t unit) {
  for (int i = 0; i < a->actor_count; i++)
    if (in_phrase(a->actors[i].phrase, unit)) return true;
  for (int i = 0; i < a->recipient_count; i++)
    if (in_phrase(a->recipients[i].phrase, unit)) return true;
  return in_phrase(a->subject, unit) || in_phrase(a->object, unit);
}

/* «قطع عدد من أهالي محلة البداوي الطريق»: where those who protest come from. */
static bool is_home(const isn_finder *f, const isn_act *a, const isn_spot *s) {
  if (s->prep != PREP_NONE || s->first == 0 || a->event != ISNAD_PROTEST || f->spot_at[s->first - 1] != NONE) return false;
  const isn_unit *last = &f->units[s->first - 1];
  return last->of[K_NOUN] && !last->definite && unit_cell(f, last, K_NOUN, NOUN_CLASS) == NC_PERSON;
}

/* ---- How exact, how near ------------------------------------------------------------------------------------------------ */

static int exactness_of_row(const isn_finder *f, uint32_t row) {
  static const struct { const char *kind; int value; } known[] = {{"country", 0}, {"governorate", 1}, {"province", 1}, {"region", 1},
                                                                  {"district", 2}, {"city", 3}, {"town", 4}, {"village", 5}, {"neighbourhood", 5}};
  isnad_str kind = isn_lex_text(f->lexicon, K_PLACE, row, PLACE_KIND);
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (isn_str_same(kind, isn_str(known[i].kind))) return known[i].value;
  return 6; /* facility:prison */
}

static bool is_shape_of_no_name(const isn_finder *f, const isn_unit *u) { /* مستحدث، لتصنيعها */
  isnad_str w = unit_form(f, u);
  if (u->known || u->end != u->first + 1 || w.len < 6) return false;
  bool participle = w.ptr[0] == L_MEEM && w.ptr[1] == L_SEEN && w.ptr[2] == L_TEH;
  bool bound = w.ptr[0] == L_LAM && w.ptr[w.len - 2] == L_HEH && w.ptr[w.len - 1] == L_ALEF;
  return participle || bound;
}

/* «الأحياء السكنية», «القرى الحدودية»: many, and what they are like; but «الأحياء الشرقية». */
static bool is_described_only(const isn_finder *f, const isn_spot *s) {
  const isn_unit *head = &f->units[s->first], *last = &f->units[s->end - 1];
  if (!s->definite_only || s->row != NONE || unit_is(last, WC_DIRECTION)) return false;
  if (head == last) return head->end > head->first + 1 && head->of[K_NOUN] && (head->of[K_NOUN]->morph & M_PLUR); /* one row of the lexicon */
  return unit_is(head, WC_PLACE_MANY) && last->adj;
}

/* «السوق», «معسكر مستحدث», «خزان الوقود», «مزارع المواطنين»: a target that bears no name; a named area beside it says more. */
static bool is_unnamed(const isn_finder *f, const isn_spot *s) {
  bool site = s->word == PW_FACILITY || s->word == PW_BUILDING || s->word == PW_CAMP || s->word == PW_STREET || s->word == PW_ROAD || s->word == PW_VILLAGE ||
              s->word == PW_OUTSKIRTS || s->word == PW_WATER;
  if (is_described_only(f, s)) return true;
  if (s->row != NONE || !site || s->pronoun) return false;
  if (s->definite_only && s->word == PW_WATER) return true; /* مضخات المياه */
  if (s->definite_only) return s->end == s->first + 1 + s->near && (s->word == PW_STREET || s->word == PW_ROAD || s->word == PW_VILLAGE || s->word == PW_OUTSKIRTS); /* السجن was named before */
  const isn_entry *whole = f->units[s->first].of[K_NOUN];
  if (s->name == NONE) return whole && (whole->morph & M_PLUR) && f->units[s->first].end > f->units[s->first].first + 1; /* مراكز الشرطة */
  const isn_unit *u = &f->units[s->name], *head = &f->units[s->name - 1];
  if (is_shape_of_no_name(f, u)) return true;
  if (u->of[K_PLACE] || u->of[K_ACTOR] || unit_is(u, WC_PERSON_NAME) || unit_is(u, WC_TITLE) || !u->of[K_NOUN]) return false;
  int class = unit_cell(f, u, K_NOUN, NOUN_CLASS);
  bool stuff = class == NC_GOODS || class == NC_WEAPON || class == NC_MUNITION, many = unit_is(head, WC_PLACE_MANY) || (head->of[K_NOUN] && (head->of[K_NOUN]->morph & M_PLUR));
  bool common = class != NC_BODY && class != NC_POSITION && (u->clitics & C_AL) && s->end == s->name + 1; /* منشآت الطاقة */
  return stuff || (many && (common || class == NC_PERSON || class == NC_FIGHTER || class == NC_OFFICIAL || class == NC_GROUP));
}

static bool is_counted(const isn_finder *f, const isn_spot *s) { return s->definite_only && f->amount_at[s->first] != NONE; } /* عشرات المساكن */

/* From 0, a country or what bears no name, to 6, one building or street. */
static int exactness(const isn_finder *f, const isn_spot *s) {
  if (is_unnamed(f, s)) return 0;
  switch (s->word) {
    case PW_FACILITY: case PW_BUILDING: case PW_STREET: case PW_ROAD: case PW_CROSSING: case PW_AXIS: return s->definite_only ? 5 : 6;
    case PW_QUARTER: case PW_VILLAGE: case PW_CAMP: return 5;
    case PW_TOWN: return 4;
    case PW_CITY: case PW_WATER: return 3;
    case PW_DISTRICT: return 2;
    case PW_COUNTRY: return 0;
    case PW_PROVINCE: return 1;
    case PW_REGION: if (s->row == NONE && s->name != NONE) return 4; /* منطقة العامرة: a part of a town that no gazetteer has */ /* fall through */
    case PW_RURAL: case PW_BORDER: return s->row != NONE && s->word == PW_REGION ? exactness_of_row(f, s->row) : 1;
    default: return s->row != NONE ? exactness_of_row(f, s->row) : 4;
  }
}

static bool is_movement(const isn_act *a) {
  return a->class == TC_MOTION || a->event == ISNAD_MOBILIZE || a->event == ISNAD_AID ||
         (a->event == ISNAD_RETREAT && (a->mode == ISNAD_WITHDRAW || a->mode == ISNAD_ACCESS));
}

static bool takes_away(const isn_act *a) { return a->mode == ISNAD_ABDUCT || a->mode == ISNAD_ARREST; }

/* The preposition that ties it on as an end of the way; «إلى نقطة المراقبة في المجيدية» takes the one of the phrase before. */
static uint8_t way_prep(const isn_finder *f, const isn_act *a, const isn_spot *s) {
  if (s->prep != PREP_FI && s->prep != PREP_BI) return s->prep;
  uint32_t before = s->first - (s->prep == PREP_FI && s->first > 0 && unit_is(&f->units[s->first - 1], WC_PREP));
  uint32_t place = before ? f->spot_at[before - 1] : NONE; /* من مدينة جبلة في حي الوعر: a town is in no quarter */
  if (place != NONE && f->spots[place].inside != (uint32_t)(s - f->spots)) return s->prep;
  for (int i = 0; i < a->arg_count; i++)
    if (a->args[i].phrase.end == before && (a->args[i].prep == PREP_MIN || is_goal_prep(a->args[i].prep))) return a->args[i].prep;
  return s->prep;
}

/* «شهدت ساحة السير مظاهرة», «المدينة تشهد اشتباكات»: the subject of a verb that says where something takes place. */
static bool is_scene(const isn_finder *f, const isn_spot *s) {
  if (s->prep != PREP_NONE) return false;
  for (int side = 0; side < 2; side++) {
    uint32_t at = side == 0 ? s->first - 1 : s->end;
    if (at >= f->unit_count || !f->units[at].verb || !f->units[at].of[K_OPERATOR]) continue;
    if (unit_cell(f, &f->units[at], K_OPERATOR, OPERATOR_SUBJECT) == ROLE_PLACE) return true;
  }
  return false;
}

/* «عناصر حاجز السهوة اعتقلوا»: what they hold is where they do it. */
static bool names_guard(const isn_finder *f, const isn_act *a, const isn_spot *s) {
  for (int i = 0; i < a->actor_count; i++) {
    const isn_unit *head = &f->units[a->actors[i].phrase.first];
    if (s->first == a->actors[i].phrase.first + 1 && in_phrase(a->actors[i].phrase, s->first) && unit_cell(f, head, K_NOUN, NOUN_CLASS) == NC_FIGHTER) return true;
  }
  return false;
}

/* «اشتباكات بين فصيلين وسط مدينة عفرين»، «قصفت شمال غزة»: a part or direction is no party of its own and ends the phrase before it. */
static bool is_part_of_place(const isn_finder *f, const isn_spot *s) {
  return s->prep == PREP_NONE && s->name != NONE && (unit_is(&f->units[s->first], WC_DIRECTION) || s->word == PW_CENTRE);
}

/* «قصف طال قرية», «قصف من القواعد طال أطراف القرية»: right behind a verb of its clause whose object is what the act hits. */
static bool is_reached(const isn_finder *f, const isn_act *a, const isn_spot *s) {
  uint32_t verb = s->first > 0 ? s->first - 1 : NONE;
  if (verb == NONE || s->prep != PREP_NONE || !s->word || !f->units[verb].of[K_OPERATOR]) return false;
  if (verb != a->operator_unit && !(a->noun && f->clauses[f->clause_of[s->first]].link == LINK_REL && f->clauses[f->clause_of[s->first]].verb == verb)) return false;
  return unit_cell(f, &f->units[verb], K_OPERATOR, OPERATOR_OBJECT) == ROLE_TARGET;
}

/* «قضت بسجن النائب السابق»: the prison bears nobody's name, he is put into one. */
static bool jails_person(const isn_finder *f, const isn_act *a, const isn_spot *s) {
  if (s->prep != PREP_BI || a->event != ISNAD_SANCTION || s->name == NONE) return false;
  const isn_unit *name = &f->units[s->name];
  int class = unit_cell(f, name, K_NOUN, NOUN_CLASS);
  return unit_is(name, WC_ROLE_WORD) || unit_is(name, WC_TITLE) || unit_is(name, WC_PERSON_NAME) ||
         (name->of[K_NOUN] && (class == NC_PERSON || class == NC_OFFICIAL || class == NC_FIGHTER));
}

/* «على مسافة كيلومترين من قرية كوكجلي»: near it. */
static bool is_at_distance(const isn_finder *f, const isn_spot *s) {
  if (s->prep != PREP_MIN || s->first < 3) return false;
  const isn_unit *measure = &f->units[s->first - 2];
  bool counted = f->amount_at[s->first - 2] != NONE || measure->type == U_NUMBER;
  return unit_noun_class(f, measure) == NC_MEASURE && counted;
}

static bool names_victim(const isn_act *a, uint32_t unit) {
  for (int i = 0; i < a->recipient_count; i++)
    if (in_phrase(a->recipients[i].phrase, unit)) return true;
  return false;
}

/* How strongly the words tie the spot to the act; 0: not at all. */
static int tie(const isn_finder *f, const isn_act *a, const isn_spot *s) {
  if (s->prep == PREP_BI && s->definite_only && s->row == NONE && s->end == s->first + 1) return 0; /* حكمت عليه بالسجن */
  if (jails_person(f, a, s)) return 0; /* قضت بسجن النائب السابق */
  if (a->event == ISNAD_ASSAULT && !takes_away(a) && way_prep(f, a, s) != s->prep && way_prep(f, a, s) == PREP_MIN) return 1; /* من مواقعها في جبل سمعان */
  if (is_place_prep(s->prep) || s->near || is_at_distance(f, s) || is_scene(f, s) || is_reached(f, a, s)) return 3;
  bool part = unit_is(&f->units[s->first], WC_DIRECTION) || s->word == PW_CENTRE || s->word == PW_SURROUNDINGS || s->word == PW_RURAL || s->word == PW_OUTSKIRTS ||
              (s->word == PW_WATER && !s->definite_only); /* انقطاع المياه */
  if (s->prep == PREP_NONE && part && (!in_party(a, s->first) || is_part_of_place(f, s))) return 3;
  bool staff = s->prep == PREP_NONE && a->event == ISNAD_PROTEST && (a->mode == ISNAD_STRIKE || a->mode == ISNAD_HUNGER);
  if (staff && in_party(a, s->first) && (s->word == PW_FACILITY || s->word == PW_BUILDING) && !s->definite_only) return 3; /* طلاب جامعة أصفهان يواصلون إضرابهم */
  if (is_home(f, a, s)) return 1;
  bool road = s->word == PW_ROAD || s->word == PW_STREET || s->word == PW_CROSSING, told = f->units[s->end - 1].end > f->units[s->first].first + 1;
  if (s->prep == PREP_NONE && road && told && a->event == ISNAD_PROTEST && a->mode == ISNAD_OBSTRUCT && !in_phrase(a->subject, s->first)) return 3; /* قطعوا الأوتوستراد الدولي */
  bool target_verb = a->event == ISNAD_ASSAULT || a->event == ISNAD_COERCE || a->event == ISNAD_PROTEST || a->event == ISNAD_DISASTER || a->event == ISNAD_ACCIDENT;
  bool nature = a->event == ISNAD_DISASTER || a->event == ISNAD_ACCIDENT;
  bool of_event = a->event == ISNAD_ASSAULT && a->noun && a->class == TC_MUTUAL && !in_party(a, s->first); /* اشتباكات الزاوية */
  bool by_whom = !a->noun && (in_phrase(a->subject, s->first) || (s->row != NONE && in_party(a, s->first) && f->units[s->first].of[K_ACTOR])); /* قطعت إسرائيل الكهرباء */
  if (s->prep == PREP_AN && a->event == ISNAD_COERCE) return 3; /* قطعت الإنترنت عن المدينة */
  if (s->prep == PREP_NONE && !by_whom && (nature || a->mode == ISNAD_ACCESS || a->event == ISNAD_COERCE || of_event) && s->first == a->unit + 1) return 3; /* انهار سد مأرب */
  if (s->prep == PREP_NONE && s->word && !s->definite_only && target_verb && (nature || !in_party(a, s->first))) return 2;
  bool freed = a->event == ISNAD_RETREAT && a->mode == ISNAD_RELEASE && (s->word == PW_FACILITY || s->word == PW_BUILDING || exactness(f, s) == 6);
  uint32_t who = s->first >= 2 ? s->first - 2 : 0; /* before «من»: «الفارين من سجن» came from there, no more */
  bool left = f->units[who].of[K_TRIGGER] || f->units[who].of[K_OPERATOR];
  if (s->prep == PREP_MIN && ((takes_away(a) && (s->word || exactness(f, s) >= 5) && (!left || who == a->unit)) || freed || s->word == PW_AXIS)) return 2; /* اختطفوا من قرية، أفرج من سجن */
  if (s->prep == PREP_ABRA && exactness(f, s) == 6) return 3; /* عبر معبر رفح */
  if (s->prep == PREP_NONE && exactness(f, s) == 6 && !s->definite_only && names_guard(f, a, s)) return 1;
  if (s->prep == PREP_NONE && s->word && !s->definite_only && a->event == ISNAD_ASSAULT && !a->noun && names_victim(a, s->first)) return 1; /* اغتالوا مختار قرية تل الورد */
  if (is_goal_prep(s->prep) && a->event == ISNAD_ASSAULT && a->class != TC_TOLL && f->clause_of[s->first] == a->clause && !comes_from(f, s)) return 1; /* أطلق باتجاه الكرمل */
  return 0;
}

static bool lies_within(const isn_finder *f, uint32_t spot, uint32_t outer) {
  if (outer == NONE) return false;
  for (int depth = 0; depth < 6 && spot != NONE; depth++, spot = f->spots[spot].inside)
    if (f->spots[spot].inside == outer) return true;
  return false;
}

/* ---- Movement -------------------------------------------------------------------------------------------------------------- */

/* A bare argument of a verb of motion is where it goes («دخل بلدة البصيرة») or leaves («غادر دمشق»). */
static bool is_bare_argument(const isn_act *a, const isn_spot *s) {
  for (int i = 0; i < a->arg_count; i++)
    if (a->args[i].prep == PREP_NONE && a->args[i].word_class == 0 && !a->args[i].before && a->args[i].phrase.first == s->first) return true;
  return false;
}

/* «سحبت روسيا عناصرها»: the state that moves others, named right behind the verb and before what it moves. */
static bool moves_itself(const isn_finder *f, const isn_act *a, const isn_spot *s) {
  if (s->row == NONE || !f->units[s->first].of[K_ACTOR] || s->first != a->unit + 1) return false;
  const isn_unit *next = s->end < f->unit_count ? &f->units[s->end] : NULL;
  bool its_own = next && next->type == U_WORD && next->noun && next->pronoun && !(next->clitics & (C_WAW | C_BEH | C_LAM));
  return its_own || (a->object.end > a->object.first && a->object.first == s->end);
}

/* Gives the spot to the act as from or to; false where it is neither. */
static bool bind_way(const isn_finder *f, isn_act *a, uint32_t spot) {
  const isn_spot *s = &f->spots[spot];
  uint32_t *end = NULL;
  uint8_t prep = way_prep(f, a, s);
  if (prep == PREP_MIN || (is_goal_prep(prep) && comes_from(f, s))) end = &a->from;
  else if (is_goal_prep(prep)) end = &a->to;
  else if (s->prep == PREP_NONE && !a->noun && !moves_itself(f, a, s) && a->event != ISNAD_AID && a->mode != ISNAD_ACCESS && is_bare_argument(a, s) && !unit_is(&f->units[s->first], WC_DIRECTION))
    end = act_cell(f, a, TRIGGER_OBJECT) == ROLE_FROM ? &a->from : &a->to;
  else if (s->prep == PREP_ALA && a->mode == ISNAD_WITHDRAW && a->from == NONE) end = &a->from; /* انسحبت من نقاطها على محور السيدة زينب */
  if (end == NULL) return false;
  if (*end == NONE && a->place != spot) *end = spot;
  if (lies_within(f, *end, a->place)) a->place = NONE;
  return true;
}

/* «زار موسكو», «زيارة إلى بيروت» */
static bool is_visited(const isn_finder *f, const isn_act *a, const isn_spot *s) {
  if (a->event != ISNAD_CONSULT || a->mode != ISNAD_VISIT) return false;
  if (s->prep == PREP_ILA || s->prep == PREP_LI) return true;
  bool of_host = a->subject.first < s->first && s->first < a->subject.end && unit_is(&f->units[a->subject.first], WC_ROLE_WORD); /* استقبل محافظ المحافظة */
  if (s->prep != PREP_NONE || s->first <= a->unit || of_host) return false;
  if (s->first == a->unit + 1 || is_bare_argument(a, s)) return true;
  for (int i = 0; i < a->arg_count; i++) /* يزور غروندبرغ الرياض */
    if (a->args[i].prep == PREP_NONE && a->args[i].phrase.end == s->end) return true;
  return false;
}

/* ---- Binding ------------------------------------------------------------------------------------------------------------------ */

/* A noun that hardly names an event («الاحتلال») leaves the place to a better act before it in its clause. */
static uint32_t strong_owner(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i];
  if (!a->noun || (a->class != TC_WEAK && a->class != TC_NAME) || a->operator_unit != NONE) return i;
  for (uint32_t k = i; k-- > f->sents[a->sent].first_act;) {
    const isn_act *b = &f->acts[k];
    if (!b->dropped && b->clause == a->clause && b->class != TC_WEAK && b->class != TC_NAME) return k;
  }
  return i;
}

/* «في محيط السجن بعد فشل المفاوضات»: what follows بعد happened before, perhaps elsewhere. */
static bool comes_after(const isn_finder *f, const isn_act *a, const isn_spot *s) {
  if (f->clauses[a->clause].verb == a->unit) return false;
  for (uint32_t i = s->end; i < a->unit; i++)
    if (unit_is(&f->units[i], WC_AFTER) || unit_is(&f->units[i], WC_BEFORE)) return true;
  return false;
}

/* «النيابة العامة في إسطنبول فتحت تحقيقاً»: the seat of the body that acts, not where what it looks into took place. */
static bool is_seat(const isn_finder *f, const isn_act *a, const isn_spot *s) {
  if (s->prep != PREP_FI && s->prep != PREP_BI) return false;
  uint32_t before = s->first - (s->prep == PREP_FI && s->first > 0 && unit_is(&f->units[s->first - 1], WC_PREP));
  isn_phrase p = a->subject, speaker = f->chains[f->chain_at[a->unit]].speaker;
  if (a->class == TC_SPEECH && p.end != before && speaker.end == before) p = speaker;
  if (p.end <= p.first || p.end != before || !f->units[p.head].of[K_NOUN]) return false;
  return unit_cell(f, &f->units[p.head], K_NOUN, NOUN_CLASS) == NC_BODY && 
         (a->event == ISNAD_ACCUSE || a->event == ISNAD_COERCE || a->event == ISNAD_REQUEST || a->event == ISNAD_REJECT || a->event == ISNAD_THREATEN || a->event == ISNAD_SUPPORT);
}

static bool is_country(const isn_finder *f, const isn_spot *s) {
  return s->row != NONE && isn_str_same(isn_lex_text(f->lexicon, K_PLACE, s->row, PLACE_KIND), ISN_LIT("country"));
}

/* Who meets, accuses or punishes does it not there where it is about: «عقوبات على روسيا», «وساطة بين روسيا وأوكرانيا», «سفيرها لدى الصومال»;
 * a call and an attack over the net have no place at all. */
static bool is_subject_matter(const isn_finder *f, const isn_act *a, const isn_spot *s) {
  if (a->mode == ISNAD_PHONE || a->mode == ISNAD_CYBER) return true;
  if (a->event == ISNAD_REJECT && s->prep == PREP_NONE) return true; /* لن نسلّم السلاح شمال النهر */
  if (a->mode == ISNAD_ALLEGE && s->first < a->unit) return true; /* «وفي الدلنج، اتهمت الشبكة القوات بقصف المستشفى»: that of what is alleged */
  switch (a->event) {
    case ISNAD_SANCTION: case ISNAD_ACCUSE: case ISNAD_CONSULT: case ISNAD_AGREE: case ISNAD_SUPPORT: case ISNAD_REJECT: case ISNAD_THREATEN:
    case ISNAD_COOPERATE: case ISNAD_RETREAT: case ISNAD_CONCEDE: case ISNAD_REQUEST:
      if (a->event == ISNAD_RETREAT && a->mode == ISNAD_RESIGN && f->clause_of[s->first] != a->clause) return true; /* صفقة أثارت جدلاً في البلاد */
      return is_country(f, s) && (s->prep == PREP_ALA || s->prep == PREP_BAYN || s->prep == PREP_LADA || s->prep == PREP_HAWL);
    default: return false;
  }
}

/* «قيادة الأمن في اللاذقية»: right behind those who tell it, where they are; it happened there only if nothing else is said. */
static bool is_seat_of_source(const isn_finder *f, const isn_source_words *sources, const isn_spot *s) {
  if (s->prep != PREP_FI || s->first < 2 || !unit_is(&f->units[s->first - 1], WC_PREP)) return false;
  return bind_in_source(sources, f->units[s->first - 2].span);
}

/* «مجموعة "شباب أحياء طهران"»: within the quoted name of a group. «قيادياً في "سرايا المقاومة"»: what he is a member of. */
static bool is_in_quoted_name(const isn_finder *f, const isn_spot *s) {
  const isn_unit *u = f->units;
  uint32_t open = s->first;
  while (open > 0 && open + 5 > s->first && u[open - 1].type == U_WORD && !u[open - 1].verb && f->clause_of[open - 1] == f->clause_of[s->first]) open--;
  bool quoted = open > 0 && unit_opens_quote(&u[open - 1]) && s->end < f->unit_count && unit_closes_quote(&u[s->end]);
  if (!quoted) return false;
  if (open < s->first) return s->prep == PREP_NONE && u[open].noun && !unit_is(&u[open], WC_PREP);
  const isn_unit *member = s->prep == PREP_FI && s->first >= 3 ? &u[s->first - 3] : NULL; /* before «في "» */
  int class = member ? unit_cell(f, member, K_NOUN, NOUN_CLASS) : -1;
  bool person = member && (member->of[K_SOURCE] || (member->of[K_NOUN] && (class == NC_PERSON || class == NC_FIGHTER || class == NC_OFFICIAL)));
  return person && s->row == NONE && (s->word == PW_FACILITY || s->word == PW_BUILDING);
}

/* «غرفة التحكم المروري: قتيلان»: who speaks. */
static bool opens_speech(const isn_finder *f, const isn_spot *s, uint32_t sent) {
  uint32_t at = s->end;
  if (s->first != f->sents[sent].first || s->prep != PREP_NONE || (s->word != PW_FACILITY && s->word != PW_BUILDING)) return false;
  while (at < f->sents[sent].end && f->units[at].adj) at++;
  return at < f->sents[sent].end && unit_is_mark(&f->units[at], ':');
}

/* Do the words before the place tell of what is no event here («من دون أضرار في الأنابيب», «شلل في الأسواق»)? */
static bool is_of_no_event(const isn_finder *f, const isn_spot *s, uint32_t sent) {
  const isn_clause *c = &f->clauses[f->clause_of[s->first]];
  uint32_t before = s->prep == PREP_FI && s->first > 1 && unit_is(&f->units[s->first - 1], WC_PREP) ? s->first - 2 : NONE;
  if (s->row != NONE || before == NONE) return false;
  while (before > 0 && f->units[before].adj && f->clause_of[before] == f->clause_of[s->first]) before--;
  uint32_t told = c->link == LINK_REL && c->head != NONE && c->verb == before ? c->head : before; /* أضرار تذكر في */
  if (!f->units[told].of[K_TRIGGER] || f->units[told].verb) return false;
  for (uint32_t i = f->sents[sent].first_act; i < f->sents[sent].end_act; i++)
    if (f->acts[i].unit == told) return f->acts[i].dropped && f->acts[i].cause == NONE;
  return false;
}

static void bind_place(isn_finder *f, const isn_source_words *sources, uint32_t spot, int *best) {
  const isn_spot *s = &f->spots[spot];
  if (bind_in_source(sources, s->span) || bind_in_slug(f, s->first) || is_counted(f, s) || is_in_quoted_name(f, s)) return;
  uint32_t sent = f->clauses[f->clause_of[s->first]].sent, i = bind_owner(f, s->first, sent);
  if (i == NONE || is_of_no_event(f, s, sent) || opens_speech(f, s, sent)) return;
  const isn_clause *within = &f->clauses[f->clause_of[s->first]];
  if (f->acts[i].unit >= s->end && within->link == LINK_REL && within->head != NONE) { /* what the clause describes, before what follows it */
    uint32_t described = bind_owner(f, within->head, sent);
    if (described != NONE && (f->acts[described].unit < s->first || comes_after(f, &f->acts[i], s))) i = described;
  }
  i = strong_owner(f, i);
  uint32_t root = bind_root(f, i);
  isn_act *a = &f->acts[root];
  if (a->place == spot && is_movement(a) && i == root && way_prep(f, a, s) != s->prep) a->place = NONE; /* باتجاه مواقع في جبهة الضباب */
  if ((a->from == spot || a->to == spot) && lies_within(f, spot, a->place)) a->place = NONE; /* من حي الشيخ مقصود بمدينة حلب */
  if (a->to == spot && is_visited(f, a, s)) a->to = NONE; /* يصل الوزير إلى العاصمة العمانية: where they meet */
  if (a->from == spot || a->to == spot || a->place == spot) return;
  bool flight = isn_lex_number(f->lexicon, K_TRIGGER, f->acts[i].row, TRIGGER_WHAT) == ISNAD_DISPLACED;
  int strength = is_seat(f, a, s) || is_subject_matter(f, a, s) ? 0 : tie(f, a, s);
  if (flight && f->acts[i].class == TC_TOLL) strength = s->prep == PREP_MIN ? 1 : 0; /* what people flee from is where it happens */
  else if (is_movement(a) && i == root && !is_visited(f, a, s) && bind_way(f, a, spot)) return;
  if (is_visited(f, a, s)) strength = 3;
  if (strength == 0) return;
  bool far = f->clause_of[s->first] != a->clause && f->clauses[f->clause_of[s->first]].verb != NONE && i == root && a->operator_unit == NONE;
  bool told_of_another = far && within->link == LINK_REL && within->head != NONE && within->head < a->unit && (!f->units[within->verb].of[K_OPERATOR] || unit_is_operator(f, &f->units[within->verb], OC_PLAIN) || unit_is_operator(f, &f->units[within->verb], OC_START)); /* الذين انطلقوا من البؤرة المقامة على جبل صبيح */
  if (told_of_another || comes_after(f, a, s)) return;
  bool bare = s->row == NONE && s->name == NONE && !s->definite_only && !s->pronoun;
  if (far && !is_reached(f, a, s) && (bare || is_unnamed(f, s))) return; /* تصادر مواد كانت مخبأة داخل خزان الوقود */
  if (far && is_movement(a)) return; /* «قوة كلّفه رئيس الوزراء برئاستها في المحافظة» */
  bool wide = a->place != NONE && s->word && s->name != NONE && exactness(f, &f->spots[a->place]) <= 1 && exactness(f, s) >= 3; /* وفي الصومال، انفجار استهدف قاعدة بضواحي مدينة بارطيرا */
  if ((far || (i != root && f->clause_of[s->first] != a->clause && !wide)) && a->place != NONE && !lies_within(f, spot, a->place)) return;
  if (a->place != NONE && strength > 1 && is_home(f, a, &f->spots[a->place])) a->place = NONE, best[root] = 0;
  bool whole_road = a->mode == ISNAD_OBSTRUCT && s->word == PW_ROAD && s->definite_only; /* الطريق الساحلي عند بوابة الحرشة */
  int value = (whole_road ? 3 : exactness(f, s)) * 4 + (i == root ? 2 : 0) + (strength > 1 ? TIED : 0);
  if (a->place != NONE && best[root] == 0) best[root] = exactness(f, &f->spots[a->place]) * 4 + 3 + TIED;
  if (a->place != NONE && value <= best[root] && !lies_within(f, spot, a->place)) return;
  a->place = spot;
  best[root] = value;
}

/* ---- Places taken over ------------------------------------------------------------------------------------------------------------ */

static bool takes_over(const isn_act *a) {
  if (a->event == ISNAD_RETREAT && a->mode == ISNAD_CEASEFIRE) return false;
  return a->place == NONE && a->from == NONE && a->to == NONE && a->class != TC_MOTION && a->class != TC_SPEECH && a->event != ISNAD_CONSULT;
}

/* A time of its own («الشهر الماضي») sets an act apart from the one before it. */
static bool has_own_time(const isn_finder *f, const isn_act *a, const isn_act *before) {
  const isn_clause *c = &f->clauses[a->clause];
  if (a->clause == before->clause || c->link == LINK_SUB || c->link == LINK_CIRCUM || c->link == LINK_REL) return false;
  for (uint32_t i = c->first; i < c->end; i++)
    if (f->clause_of[i] == a->clause && f->units[i].type == U_TIME) return true;
  return false;
}

static bool same_voice(const isn_finder *f, const isn_act *a, const isn_act *b) {
  return f->chain_at[b->unit] == f->chain_at[a->unit] && (f->clauses[a->clause].link != LINK_SWITCH || a->clause == b->clause);
}

/* Where an act leaves things for what follows it: its place, else where a movement came to, or what was left. */
static uint32_t place_after(const isn_act *a) {
  if (a->place != NONE) return a->place;
  return a->event == ISNAD_RETREAT ? a->from : a->to;
}

/* From the act before it in its sentence, if the same source tells it and it does not go elsewhere. */
static void take_from_before(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  if (!takes_over(a)) return;
  for (uint32_t k = i; k-- > 0 && f->acts[k].sent == a->sent;) {
    const isn_act *b = &f->acts[k];
    uint32_t spot = place_after(b);
    if (b->dropped || spot == NONE) continue;
    bool unknown = f->spots[spot].definite_only && f->spots[spot].row == NONE && f->units[f->spots[spot].end - 1].end == f->units[f->spots[spot].first].first + 1;
    if (a->event == ISNAD_AGREE && b->event != ISNAD_CONSULT) continue;
    if (has_own_time(f, a, b)) return;
    if (b->place == NONE && (unknown || (a->event != ISNAD_ASSAULT && a->event != ISNAD_COERCE))) continue;
    bool let_go = a->event == ISNAD_RETREAT && a->mode == ISNAD_RELEASE && takes_away(b); /* where they were taken they are not set free */
    if (same_voice(f, a, b) && !let_go && !unknown) a->place = spot;
    return;
  }
}

/* «إن الضربات استهدفت»: a definite mention takes the place from its paragraph, whoever tells it. */
static void take_from_mentioned(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  uint32_t before = takes_over(a) ? bind_mentioned(f, i) : NONE;
  if (before != NONE) a->place = f->acts[before].place;
}

/* «قمع مسيرة شارك فيها عشرات في قرية بيت دجن»: what is done to another act is done where that is. */
static void take_from_object(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  if (!takes_over(a) || a->object.end <= a->object.first) return;
  for (uint32_t k = i + 1; k < f->sents[a->sent].end_act; k++) {
    const isn_act *b = &f->acts[k];
    if (b->dropped || b->unit != a->object.first) continue;
    if (b->place != NONE && same_voice(f, a, b)) a->place = b->place;
    return;
  }
}

/* From an act in a clause that goes on with this one: «شن عدواناً مستهدفاً شقة في حي كفرسوسة». */
static void take_from_behind(isn_finder *f, uint32_t i, const int *best) {
  isn_act *a = &f->acts[i];
  if (!takes_over(a) || a->event == ISNAD_REQUEST) return;
  for (uint32_t k = i + 1; k < f->sents[a->sent].end_act; k++) {
    const isn_act *b = &f->acts[k];
    const isn_clause *c = &f->clauses[b->clause];
    if (b->dropped) continue;
    if (a->event == ISNAD_AGREE && b->event == ISNAD_CONSULT && b->noun && b->clause == a->clause && b->place != NONE) a->place = b->place; /* اتفقا في اجتماع بجدة */
    bool joined = b->clause == a->clause && k == i + 1 && a->noun && b->noun && (f->units[b->unit].clitics & C_WAW); /* إضراب ومسيرات في طوباس */
    if (joined && b->place != NONE && same_voice(f, a, b)) a->place = b->place;
    if (b->clause == a->clause) continue;
    bool goes_on = a->event != ISNAD_AGREE && c->parent == a->clause && (c->link == LINK_CIRCUM || c->link == LINK_REL || c->link == LINK_RESULT || (c->link == LINK_COORD && !b->noun));
    bool loose = best[k] > 0 && best[k] < TIED; /* صاروخين أُطلقا باتجاه الكرمل */
    if (goes_on && b->place != NONE && !loose && same_voice(f, a, b)) a->place = b->place;
    return;
  }
}

/* One who tells of what is near him: «مصدر أمني», «شهود»; and no minister, whose words open with where he spoke. */
static bool told_on_the_spot(const isn_finder *f, uint32_t unit) {
  const isn_chain *chain = &f->chains[f->chain_at[unit]];
  if (chain->count == 0) return false;
  switch (chain->link[chain->count - 1].kind) {
    case ISNAD_SOURCE_MEDICAL: case ISNAD_SOURCE_SECURITY: case ISNAD_SOURCE_LOCAL: case ISNAD_SOURCE_WITNESS: case ISNAD_SOURCE_ACTIVISTS: case ISNAD_SOURCE_CORRESPONDENT: return true;
    default: return false;
  }
}

/* «وفي كركوك، ذكر مصدر أن القوات اعتقلت ثلاثة»: the place that opens a sentence of saying is where that happened which has no other. */
static void take_from_topic(const isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  const isn_sent *s = &f->sents[a->sent];
  if (a->dropped || !takes_over(a) || a->event == ISNAD_RETREAT || !act_in_body(f, a) || !told_on_the_spot(f, a->unit)) return;
  if (a->event != ISNAD_ASSAULT && a->event != ISNAD_COERCE && a->event != ISNAD_PROTEST && a->event != ISNAD_ACCIDENT && a->event != ISNAD_DISASTER) return;
  uint32_t at = s->first + 1 < s->end && unit_is(&f->units[s->first], WC_PREP) ? s->first + 1 : s->first, spot = at < s->end ? f->spot_at[at] : NONE;
  if (spot == NONE || f->spots[spot].prep != PREP_FI || f->spots[spot].definite_only || f->spots[spot].first != at) return;
  uint32_t behind = f->spots[spot].end + (f->spots[spot].end < s->end && unit_is_mark(&f->units[f->spots[spot].end], 0x060C));
  if (behind >= a->unit || !f->units[behind].verb || !f->units[behind].of[K_SAYING] || f->clauses[a->clause].link != LINK_CONTENT) return;
  a->place = spot;
}

/* ---- Headings --------------------------------------------------------------------------------------------------------------------- */

/* A sentence that names a place and says nothing of it: «مخيم الفارعة جنوب طوباس». */
static uint32_t heading_of(const isn_finder *f, const isn_sent *s) {
  uint32_t spot = NONE, others = 0;
  for (uint32_t i = s->first; i < s->end; i++) {
    if (f->units[i].verb) return NONE;
    if (f->spot_at[i] != NONE) {
      bool country = spot != NONE && spot != f->spot_at[i] && is_country(f, &f->spots[spot]); /* العراق/ كركوك */
      if ((spot == NONE || country) && others == 0) spot = f->spot_at[i];
    } else if (f->units[i].type == U_WORD && f->tokens.at[f->units[i].first].kind == TOK_WORD) others++;
  }
  return s->first_act == s->end_act && others <= 1 ? spot : NONE;
}

/* «غزة - مراسلنا»: where it was written. */
static bool tells_reporter(const isn_finder *f, const isn_sent *s) {
  for (uint32_t i = s->first; i < s->end; i++)
    if (f->units[i].of[K_SOURCE] && unit_cell(f, &f->units[i], K_SOURCE, SOURCE_KIND) == ISNAD_SOURCE_CORRESPONDENT) return true;
  return false;
}

/* The place before a colon that opens its sentence: «سوريا: قتلى وجرحى». */
static uint32_t place_before_colon(const isn_finder *f, const isn_sent *s) {
  uint32_t spot = f->spot_at[s->first];
  if (spot != NONE && (f->spots[spot].word == PW_FACILITY || f->spots[spot].word == PW_BUILDING)) return NONE; /* غرفة التحكم المروري: who speaks */
  if (spot == NONE || f->spots[spot].prep != PREP_NONE || f->spots[spot].end >= s->end) return NONE;
  return unit_is_mark(&f->units[f->spots[spot].end], ':') ? spot : NONE;
}

/* A short sentence that is a paragraph: «ديالى:». */
static bool is_line(const isn_finder *f, uint32_t i) {
  const isn_sent *s = &f->sents[i];
  bool opens = i == 0 || f->sents[i - 1].paragraph != s->paragraph, ends = i + 1 == f->sent_count || f->sents[i + 1].paragraph != s->paragraph;
  return opens && ends && s->end - s->first <= 6 && i + 1 < f->sent_count;
}

/* «ديالى: | هاجم مسلحون نقطة للشرطة»: in a digest the first act of an item without a place, while none of its paragraph has one. */
static void take_from_line(isn_finder *f, const isn_sent *s, uint32_t line) {
  for (uint32_t k = s->first_act; k < s->end_act; k++) {
    isn_act *a = &f->acts[k];
    if (a->dropped) continue;
    bool happens = a->event == ISNAD_ASSAULT || a->event == ISNAD_COERCE || a->event == ISNAD_PROTEST || a->event == ISNAD_ACCIDENT || a->event == ISNAD_DISASTER;
    bool first = (s == f->sents || s[-1].paragraph != s->paragraph) && happens && takes_over(a);
    if (first) a->place = line;
    return;
  }
}

/* «الجزائر», «تونس»: a state, or its capital. */
static bool may_be_country(const isn_finder *f, const isn_spot *s) {
  if (s->name == NONE || s->word) return false;
  const isn_unit *u = &f->units[s->name];
  for (int i = 0; i < u->reading_count; i++)
    if (u->readings[i].entry->kind == K_PLACE && isn_str_same(isn_lex_text(f->lexicon, K_PLACE, u->readings[i].entry->row, PLACE_KIND), ISN_LIT("country"))) return true;
  return false;
}

/* Acts without a place take the one that the headline, or the line above them, is. */
static void take_from_headings(isn_finder *f) {
  uint32_t heading = NONE, line = NONE, line_paragraph = 0, lines = 0;
  for (uint32_t i = 0; i < f->sent_count; i++) lines += is_line(f, i) && heading_of(f, &f->sents[i]) != NONE;
  for (uint32_t i = 0; i < f->sent_count; i++) {
    const isn_sent *s = &f->sents[i];
    uint32_t own = place_before_colon(f, s), head = is_line(f, i) ? heading_of(f, s) : NONE;
    if (heading == NONE && lines < 2 && i < 2 && /* of several headings none is the report's */ s->paragraph == f->sents[0].paragraph) heading = heading_of(f, s);
    if (heading != NONE && tells_reporter(f, s)) heading = NONE;
    if (head != NONE && may_be_country(f, &f->spots[head])) head = line = NONE; /* تونس: a part of the page */
    if (head != NONE) line = head, line_paragraph = s->paragraph;
    if (line != NONE && s->paragraph == line_paragraph + 1) take_from_line(f, s, line);
    if (own == NONE) own = heading;
    for (uint32_t k = s->first_act; k < s->end_act && own != NONE; k++) {
      isn_act *a = &f->acts[k];
      if (!a->dropped && (takes_over(a) || a->class == TC_MOTION) && a->place == NONE && a->from == NONE && a->to == NONE) a->place = own;
    }
  }
}

/* Where those are who tell it, for acts that nothing else gives a place. */
static void bind_seats(isn_finder *f, const isn_source_words *sources, const bool *outer, int *best) {
  for (uint32_t i = 0; i < f->spot_count; i++) {
    const isn_spot *s = &f->spots[i];
    if (outer[i] || !is_seat_of_source(f, sources, s)) continue;
    uint32_t owner = bind_owner(f, s->first, f->clauses[f->clause_of[s->first]].sent);
    if (owner != NONE && f->acts[bind_root(f, owner)].place == NONE) bind_place(f, sources, i, best);
  }
}

void bind_places(isn_finder *f) {
  isn_source_words sources = bind_source_words(f);
  bool *outer = isn_alloc_array(f->arena, f->spot_count ? f->spot_count : 1, sizeof *outer);
  int *best = isn_alloc_array(f->arena, f->act_count ? f->act_count : 1, sizeof *best);
  for (uint32_t i = 0; i < f->act_count; i++) {
    uint32_t spot = f->acts[i].place;
    if (spot != NONE && is_counted(f, &f->spots[spot])) f->acts[i].place = NONE;
  }
  for (uint32_t i = 0; i < f->spot_count; i++) {
    bool owner = f->spots[i].prep == PREP_LI && f->spots[i].definite_only; /* نقطة تابعة للفوج في مجمع */
    if (f->spots[i].inside < f->spot_count && !owner && !is_unnamed(f, &f->spots[i]) && !is_counted(f, &f->spots[i])) outer[f->spots[i].inside] = true; /* a more exact one stands before it */
    if (!outer[i] && !is_seat_of_source(f, &sources, &f->spots[i])) bind_place(f, &sources, i, best);
  }
  bind_seats(f, &sources, outer, best);
  for (uint32_t i = 0; i < f->act_count; i++) {
    isn_act *a = &f->acts[i];
    if (a->dropped) continue;
    bool again = a->refers != NONE && f->sents[f->acts[a->refers].sent].paragraph == f->sents[a->sent].paragraph;
    if (again && a->place == NONE) a->place = f->acts[a->refers].place;
    take_from_mentioned(f, i);
    take_from_object(f, i);
    take_from_before(f, i);
    take_from_behind(f, i, best);
    take_from_topic(f, i);
  }
  take_from_headings(f);
  for (uint32_t i = 0; i < f->act_count; i++)
    if (f->acts[i].mode == ISNAD_PHONE || f->acts[i].mode == ISNAD_CYBER) f->acts[i].place = NONE; /* موقع الوزارة تعرض لهجوم سيبراني */
}
