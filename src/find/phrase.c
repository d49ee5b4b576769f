/* phrase: noun phrases and arguments. A phrase is a head with the nouns and adjectives that follow it: «مدفعية جيش الاحتلال
 * التركي» is one, and ends before «محيط قريتي سركلي» since a phrase made definite takes only definite adjectives. So verb,
 * subject and object stand apart without a full parse. */
#include "find/finder.h"

static bool is_quote(const isn_unit *u) {
  return unit_is_quote(u) || unit_is_mark(u, '\'');
}

static bool joined(const isn_unit *u) { return u->clitics & (C_WAW | C_FEH); }
static bool governed(const isn_unit *u) { return u->clitics & (C_BEH | C_LAM | C_KAF); }

/* «أخلت الشرطة (٣٢٠) عائلة»: a number in brackets that counts the noun behind them. */
static bool counts_noun(const isn_finder *f, uint32_t number, uint32_t limit) {
  if (f->units[number].type != U_NUMBER || number + 2 >= limit || !unit_is_mark(&f->units[number + 1], ')')) return false;
  const isn_unit *u = &f->units[number + 2];
  return u->type == U_WORD && u->of[K_NOUN] && !u->clitics && !u->adj && !u->verb;
}

/* A parenthesis behind a name, «(قسد)»: gives the unit behind it, or `at` where it is none or says more than a few words. */
static uint32_t skip_parenthesis(const isn_finder *f, uint32_t at, uint32_t limit) {
  if (at >= limit || !unit_is_mark(&f->units[at], '(')) return at;
  for (uint32_t i = at + 1; i < limit && i < at + 6; i++) {
    if (unit_is_mark(&f->units[i], ')')) return i == at + 2 && counts_noun(f, at + 1, limit) ? at : i + 1;
    if (f->units[i].verb || f->units[i].type == U_TIME) return at;
  }
  return at;
}

/* «المواطن ج. خ.», «الموقوف (م. ع. ش.)»: initials stand for a name. Gives the unit behind them, or `at`. */
static uint32_t skip_initials(const isn_finder *f, uint32_t at, uint32_t limit) {
  uint32_t i = at + (at < limit && unit_is_mark(&f->units[at], '('));
  bool bracket = i > at;
  for (uint32_t first = i; i + 1 < limit && i < at + 12 && f->units[i].type == U_WORD && unit_form(f, &f->units[i]).len == 1; i++) {
    if (unit_is_mark(&f->units[i + 1], '.')) i++;
    else if (i == first) return at;
  }
  if (i == at + bracket) return at;
  return bracket ? (i < limit && unit_is_mark(&f->units[i], ')') ? i + 1 : at) : i;
}

/* A short quotation right behind a noun is its name: «وكالة "مسار برس"». Gives the unit behind its closing mark, or `at`. */
static uint32_t quoted_name(const isn_finder *f, uint32_t at, uint32_t limit) {
  if (at + 1 >= limit || !is_quote(&f->units[at]) || f->units[at].mark == 0xBB || f->tokens.at[f->units[at + 1].first].space_before) return at;
  for (uint32_t i = at + 1; i < limit && i < at + 6; i++) {
    const isn_unit *u = &f->units[i];
    if (is_quote(u)) return i > at + 1 ? i + 1 : at;
    if (u->type != U_WORD || u->verb || (i > at + 1 && (u->clitics & (C_WAW | C_BEH | C_LAM)))) return at;
  }
  return at;
}

/* «أعلنت الوزارة "تحييد" 12 عنصراً»: a word of an event in quotation marks is no name. */
static bool names_event(const isn_unit *u) {
  const isn_entry *e = u->of[K_TRIGGER];
  return e && (e->morph & M_MASDAR) && !(u->clitics & C_AL) && !u->of[K_OUTLET] && !u->of[K_ACTOR];
}

static bool is_feminine(const isn_finder *f, const isn_unit *u) {
  isnad_str w = f->tokens.at[u->end - 1].form;
  return w.len > 2 && w.ptr[w.len - 1] == L_TEH_MARBUTA;
}

static bool may_be_person(const isn_finder *f, const isn_unit *u) { return unit_may_be(f, u, 1u << NC_PERSON | 1u << NC_FIGHTER | 1u << NC_OFFICIAL); }

static bool is_one(const isn_entry *e) { return e && e->morph & M_SING && !(e->morph & (M_PLUR | M_DUAL)); }

static bool is_oblique_plural(const isn_finder *f, const isn_unit *u) {
  isnad_str w = f->tokens.at[u->end - 1].form;
  return w.len > 5 && w.ptr[w.len - 1] == L_NOON && w.ptr[w.len - 2] == L_YEH;
}

/* «سريع بتوسيع رقعة»: an unknown word of the shape ب with a masdar of تفعيل, افتعال or استفعال is no name. */
static bool looks_governed(const isn_finder *f, const isn_unit *u) {
  if (u->known || u->type != U_WORD || u->end - u->first != 1) return false;
  isnad_str w = unit_form(f, u);
  if (w.len < 6 || w.ptr[0] != L_BEH) return false;
  bool second_form = w.len == 6 && w.ptr[1] == L_TEH && w.ptr[4] == L_YEH;
  bool eighth_form = w.ptr[1] == L_ALEF && w.ptr[w.len - 2] == L_ALEF && (w.ptr[3] == L_TEH || (w.ptr[2] == L_SEEN && w.ptr[3] == L_TEH));
  return second_form || eighth_form;
}

/* Is the second word of a name of two an adjective that agrees with the first? */
static bool ends_in_adjective(const isn_finder *f, const isn_unit *u) {
  isn_reading readings[12];
  size_t n = isn_lex_readings(f->lexicon, f->tokens.at, u->end, u->end - 1, readings, 12);
  for (size_t i = 0; i < n; i++) {
    const isn_entry *e = readings[i].entry;
    if (e->kind == K_NOUN && !(readings[i].clitics & C_AL) && isn_lex_number(f->lexicon, K_NOUN, e->row, NOUN_CLASS) == NC_ADJECTIVE) return true;
  }
  return false;
}

/* «مهاجراً | قبالة سواحل صفاقس», «فصيلين | وسط عفرين»: a noun with tanween or in the dual has nothing behind it that is its own. */
static bool is_no_construct(const isn_finder *f, const isn_unit *u) {
  const isn_entry *e = u->of[K_NOUN];
  if (u->type != U_WORD || e == NULL || u->clitics & C_AL) return false;
  int class = unit_cell(f, u, K_NOUN, NOUN_CLASS);
  bool thing = class == NC_AIRCRAFT || class == NC_WEAPON || class == NC_VEHICLE || class == NC_MUNITION || class == NC_SHIP;
  if (u->end == u->first + 2 && thing && ends_in_adjective(f, u)) return true; /* «طائرة مسيّرة | نقطة للأمن» */
  if (u->end != u->first + 1) return false;
  bool dual = (e->morph & M_DUAL) && !(e->morph & (M_SING | M_PLUR)) && unit_form(f, u).ptr[unit_form(f, u).len - 1] == L_NOON;
  isnad_str w = unit_form(f, u);
  bool accusative = e->morph & M_ACCUSATIVE && w.len > 3 && w.ptr[w.len - 1] == L_ALEF; /* مهاجرا, its marks unwritten */
  return dual || accusative || unit_has_tanween(f, u);
}

static bool ends_in_waw_noon(const isn_finder *f, const isn_unit *u) {
  isnad_str w = f->tokens.at[u->first].form;
  return u->end == u->first + 1 && !u->verb && w.len > 5 && w.ptr[w.len - 1] == L_NOON && w.ptr[w.len - 2] == L_WAW;
}

/* People in ون: with that ending nothing is theirs, «ناشطو المدينة» is written without ن. */
static bool has_plural_ending(const isn_finder *f, const isn_unit *u) { return ends_in_waw_noon(f, u) && may_be_person(f, u); }

/* «قتل مسلح | شرطياً»: an accusative describes no noun without its ending. */
static bool is_object_by_case(const isn_finder *f, const isn_unit *last, const isn_unit *u) {
  const isn_entry *e = last->of[K_NOUN], *object = u->of[K_NOUN];
  bool described = last->adj || last->end > last->first + 1; /* عصابة مسلحة | طبيبا */
  if (object && described && !last->definite && !u->definite && !u->adj && object->morph & M_ACCUSATIVE && object->morph & M_SING && may_be_person(f, u)) return true;
  if (e == NULL || object == NULL || last->definite || u->definite || last->end != last->first + 1 || is_feminine(f, last)) return false;
  return is_one(e) && !(e->morph & M_ACCUSATIVE) && object->morph & M_ACCUSATIVE && object->morph & M_SING && may_be_person(f, last) && may_be_person(f, u);
}

/* A country, or a capital that stands for its government. */
bool unit_names_state(const isn_finder *f, const isn_unit *u) {
  const isn_entry *e = u->of[K_PLACE];
  if (e == NULL || u->adj || u->clitics & ~C_AL) return false;
  return isn_lex_number(f->lexicon, K_PLACE, e->row, PLACE_FLAGS) & PLACE_IS_COUNTRY || u->of[K_ACTOR];
}

/* «اعتقل الحوثيون الناشط محمد»: one person describes no plural. */
static bool is_one_behind_many(const isn_finder *f, const isn_unit *last, const isn_unit *u) {
  if (!(u->clitics & C_AL) || !ends_in_waw_noon(f, last) || !u->of[K_NOUN] || u->end != u->first + 1 || !may_be_person(f, u)) return false;
  return is_one(u->of[K_NOUN]) && !is_feminine(f, u);
}

/* «أعلن مصدر أمني مقتل شرطي», «أكدت مصادر احتجاز أربع طائرات»: an event behind a source is what it tells. */
static bool is_told_of(const isn_finder *f, const isn_unit *last, const isn_unit *u) {
  const isn_entry *e = u->of[K_TRIGGER];
  if (u->of[K_OUTLET] && last->of[K_SOURCE] && last->end - last->first > 1 && !last->definite) return true; /* أبلغ مصدر أمني وكالة رويترز */
  if (!last->of[K_SOURCE] || last->definite || e == NULL || !(e->morph & (M_MASDAR | M_NOUN | M_FIXED)) || u->clitics & C_AL) return false;
  return !u->of[K_NOUN] || unit_cell(f, u, K_NOUN, NOUN_CLASS) == NC_EVENT;
}

/* «الوزارة», «وزارة النقل». */
static bool ends_definite(const isn_finder *f, const isn_unit *u) {
  isnad_str last = f->tokens.at[u->end - 1].form;
  return (u->clitics & C_AL) || (u->end > u->first + 1 && last.len > 3 && isn_article_at(last, 0));
}

/* «الرئيس محمد», «الوزير التركي علي»: a name behind a definite noun is of a person or an office, not «السلطات مالك العقار». */
static bool bears_name(const isn_finder *f, const isn_unit *last) {
  return last->adj || unit_is(last, WC_ROLE_WORD) || last->end - last->first > 1 || may_be_person(f, last) || last->of[K_PLACE] || last->of[K_SOURCE];
}

/* «المدينة», «المنزل»: a place or a thing with the article, which describes no noun before it. */
static bool is_place_or_thing(const isn_finder *f, const isn_unit *u) {
  if (u->end - u->first != 1 || !(unit_is(u, WC_PLACE_WORD) || u->of[K_NOUN])) return false;
  if (unit_is(u, WC_PLACE_WORD)) return true;
  for (int i = 0; i < u->reading_count; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (e->morph & (M_ACT_PART | M_PASS_PART | M_ADJ)) return false;
    if (e->kind == K_NOUN && isn_lex_number(f->lexicon, K_NOUN, e->row, NOUN_CLASS) == NC_ADJECTIVE) return false;
  }
  int class = unit_noun_class(f, u);
  return class == NC_BUILDING || class == NC_FACILITY || class == NC_POSITION || class == NC_VEHICLE;
}

/* A person by name: «بارزاني», or a statesman of the list, «مسرور بارزاني». */
static bool is_person_name(const isn_finder *f, const isn_unit *u) {
  if (unit_is(u, WC_PERSON_NAME)) return true;
  return u->of[K_ACTOR] && u->end - u->first > 1 && !(u->clitics & C_AL) && unit_first_noun(f, u, ~0u) == NULL;
}

/* «الشرطة», «الشرطة المصرية»: a force or body with the article bears no person's name. */
static bool is_body(const isn_finder *f, const isn_unit *u) {
  const isn_entry *e = u->of[K_NOUN] ? u->of[K_NOUN] : u->of[K_ACTOR] && u->end - u->first > 1 ? unit_first_noun(f, u, 1u << NC_GROUP | 1u << NC_BODY) : NULL;
  if (e == NULL || !((u->clitics & C_AL) || isn_article_at(f->tokens.at[u->first].form, 0)) || unit_is(u, WC_ROLE_WORD)) return false;
  int class = isn_lex_number(f->lexicon, K_NOUN, e->row, NOUN_CLASS);
  return class == NC_GROUP || class == NC_BODY;
}

/* «استهدفت مسيّرة | نقطة للجيش», «غارة | مبنى»: an aircraft or a strike is of no post, building or vehicle; «طائرة ركاب» is of its kind. */
static bool is_hit_by(const isn_finder *f, const isn_unit *means, const isn_unit *u) {
  const isn_entry *e = means->of[K_TRIGGER];
  bool flies = unit_noun_class(f, means) == NC_AIRCRAFT;
  bool attacks = flies && means > f->units && means[-1].verb && means[-1].of[K_TRIGGER] && unit_cell(f, means - 1, K_TRIGGER, TRIGGER_EVENT) == ISNAD_ASSAULT; /* استهدفت مسيّرات | المطار */
  bool aircraft = flies && (attacks || means->of[K_NOUN]->morph & M_SING);
  bool strike = e && !means->verb && e->morph & M_NOUN && !(e->morph & M_MASDAR) && unit_cell(f, means, K_TRIGGER, TRIGGER_EVENT) == ISNAD_ASSAULT && unit_cell(f, means, K_TRIGGER, TRIGGER_CLASS) == TC_ACT;
  if ((!aircraft && !strike) || means->clitics & C_AL) return false;
  if (attacks && u->clitics & C_AL && !u->adj && unit_is(u, WC_PLACE_WORD)) return true;
  if (u->adj || !u->of[K_NOUN] || u->clitics & C_AL) return false;
  switch (unit_cell(f, u, K_NOUN, NOUN_CLASS)) {
    case NC_POSITION: case NC_VEHICLE: case NC_BUILDING: case NC_FACILITY: case NC_GROUP: case NC_FIGHTER: return true;
    case NC_PERSON: return !(u->of[K_NOUN]->morph & M_PLUR);
    default: return false;
  }
}

/* «رشق شبان | جنود الاحتلال», «شبان | قوات الاحتلال»: people without arms are no soldiers' and no force's; families may be. */
static bool is_met_by(const isn_finder *f, const isn_unit *people, const isn_unit *u) {
  const isn_entry *e = people->of[K_NOUN];
  if (e == NULL || people->clitics & C_AL || people->pronoun || unit_cell(f, people, K_NOUN, NOUN_CLASS) != NC_PERSON) return false;
  int flags = unit_cell(f, people, K_NOUN, NOUN_FLAGS);
  if (!(flags & NOUN_CIVILIAN)) return false;
  const isn_entry *arms = u->of[K_NOUN] ? u->of[K_NOUN] : u->end - u->first > 1 ? unit_first_noun(f, u, 1u << NC_FIGHTER) : NULL;
  bool soldiers = arms && !(u->clitics & C_AL) && !u->adj && isn_lex_number(f->lexicon, K_NOUN, arms->row, NOUN_CLASS) == NC_FIGHTER;
  if (soldiers && e->morph & M_PLUR) return true;
  const isn_entry *force = u->of[K_ACTOR] ? unit_first_noun(f, u, 1u << NC_GROUP) : NULL;
  bool armed = force && isn_lex_number(f->lexicon, K_NOUN, force->row, NOUN_FLAGS) & (NOUN_ARMY | NOUN_POLICE);
  return armed && !people->definite && !(e->morph & M_SING) && !(flags & NOUN_COLLECTIVE);
}

/* «رفضت حماس | المقترح»: what is proposed, a noun by one of its readings. */
static bool is_proposal(const isn_finder *f, const isn_unit *u) {
  for (int i = 0; i < u->reading_count; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (e->kind == K_OPERATOR && e->morph & M_NOUN && isn_lex_number(f->lexicon, K_OPERATOR, e->row, OPERATOR_CLASS) == OC_PURPOSE) return true;
  }
  return false;
}

/* «نيوز», «برس»: a name that ends so is an outlet's. */
bool unit_is_outlet_word(const isn_finder *f, const isn_unit *u) {
  return u->type == U_WORD && u->end - u->first == 1 && isn_lex_holds(f->lexicon, unit_form(f, u), K_BOILER, BOILER_CLASS, BC_OUTLET_WORD);
}

/* «انتقد الوزير | الحكومة», «أدانت المنظمة | الاعتقال»: two nouns with ال side by side, neither an adjective nor a title, are two parties or a deed. */
static bool is_another_party(const isn_finder *f, const isn_unit *last, const isn_unit *u) {
  const uint32_t parties = 1u << NC_PERSON | 1u << NC_OFFICIAL | 1u << NC_BODY | 1u << NC_GROUP;
  if (!(last->clitics & C_AL) || !(u->clitics & C_AL) || u->adj || last->adj || u->end != u->first + 1 || last->end != last->first + 1) return false;
  if (!last->of[K_NOUN] || !(parties >> unit_cell(f, last, K_NOUN, NOUN_CLASS) & 1) || unit_is(last, WC_TITLE) || last->pronoun) return false;
  if (unit_is(u, WC_TITLE) || unit_is(u, WC_ROLE_WORD) || unit_is(u, WC_PERSON_NAME) || unit_is(u, WC_REFER) || u->of[K_NATION]) return false;
  isnad_str w = unit_form(f, u); /* a nisba is an adjective, though it is in the list as a noun: العسكري */
  if (w.len > 2 && (w.ptr[w.len - 1] == L_YEH || (w.ptr[w.len - 1] == L_TEH_MARBUTA && w.ptr[w.len - 2] == L_YEH))) return false;
  for (int i = 0; i < u->reading_count; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (e->kind == K_NOUN && isn_lex_number(f->lexicon, K_NOUN, e->row, NOUN_CLASS) == NC_ADJECTIVE) return false;
    if (e->morph & (M_ADJ | M_ACT_PART | M_PASS_PART)) return false;
  }
  return u->of[K_NOUN] ? parties >> unit_cell(f, u, K_NOUN, NOUN_CLASS) & 1 : u->of[K_TRIGGER] && u->of[K_TRIGGER]->morph & M_MASDAR;
}

static bool names_deed(const isn_unit *u, int kind) { return u->of[kind] && u->of[kind]->morph & (M_MASDAR | M_NOUN | M_FIXED); }

/* «أدان الوزير | العقوبات الأميركية»: behind a title stands a name, and no deed and no things. */
static bool is_thing_behind_title(const isn_finder *f, const isn_unit *last, const isn_unit *u) {
  bool titled = unit_is(last, WC_TITLE) || unit_is_office(f, last);
  if (!titled || !(last->clitics & C_AL) || last->end != last->first + 1 || !(u->clitics & C_AL) || u->end != u->first + 1 || !u->known) return false;
  if (u->adj || u->of[K_ACTOR] || u->of[K_NATION] || unit_is(u, WC_PERSON_NAME) || unit_is(u, WC_TITLE) || unit_is(u, WC_ROLE_WORD)) return false;
  isnad_str w = unit_form(f, u);
  bool things = w.len > 4 && w.ptr[w.len - 1] == L_TEH && w.ptr[w.len - 2] == L_ALEF;
  return (things || names_deed(u, K_OPERATOR) || names_deed(u, K_TRIGGER)) && !may_be_person(f, u);
}

/* May unit u go on the phrase whose last noun is `last`? closed: the phrase has been made definite or has its adjective. */
static bool goes_on(const isn_finder *f, const isn_unit *last, const isn_unit *u, bool closed) {
  if (u->type == U_NUMBER) { /* مدنيين اثنين، اللواء 444 */
    const isn_number *n = &f->numbers[u->number];
    bool its_name = last->clitics & C_AL && last->of[K_NOUN] && unit_cell(f, last, K_NOUN, NOUN_FLAGS) & NOUN_NUMBERED;
    bool two = n->dual && !has_plural_ending(f, last) && !ends_definite(f, last); /* قتل مسلحون اثنين, أوقفت الشرطة اثنين: of two parties */
    return (two || its_name) && !joined(u) && !governed(u);
  }
  if (u->type != U_WORD || !u->noun || u->verb || joined(u) || governed(u) || looks_governed(f, u)) return false;
  if (!u->known && unit_is_outlet_word(f, u)) return true; /* شبكة القلعة ميديا */
  if (unit_value(f, last, WC_PERSON_NAME) == NAME_JOINS && unit_is(last, WC_PERSON_NAME)) return true; /* محمد بن عبدالرحمن آل ثاني */
  bool statesman = u->of[K_ACTOR] && !u->of[K_NOUN] && !u->of[K_PLACE] && u->end - u->first > 1 && !(u->clitics & C_AL) && !unit_first_noun(f, u, ~0u);
  if (statesman && unit_is(last, WC_TITLE) && last->clitics & C_AL) return true; /* الأمير | فيصل بن فرحان */
  if (unit_is(u, WC_STATEMENT) && unit_is(last, WC_ROLE_WORD)) return false; /* المصدر في حديث ل */
  if (u->of[K_SAYING] && !(u->clitics & C_AL) && !u->of[K_NOUN] && !u->of[K_TRIGGER] && !u->of[K_ACTOR]) return false;
  if (is_told_of(f, last, u)) return false;
  bool man = unit_is(last, WC_PERSON_NAME) || (last->of[K_ACTOR] && !last->of[K_NOUN] && !last->of[K_PLACE] && last->end == last->first + 1 && !(last->clitics & C_AL));
  if (man && !is_feminine(f, last) && u->clitics & C_AL && u->adj && is_feminine(f, u) && u->end == u->first + 1 && !unit_is(u, WC_PERSON_NAME)) return false; /* اتهم أردوغان | المعارضة */
  if (!u->adj && u->known && u->end - u->first == 1 && unit_has_tanween(f, u)) return false; /* استهدفت غارة | مقراً */
  if ((u->clitics & C_AL) && is_oblique_plural(f, u) && is_person_name(f, last) && may_be_person(f, u)) return false; /* دعا مسرور بارزاني المتظاهرين */
  if (is_no_construct(f, last) && !u->adj) return false;
  if (is_hit_by(f, last, u) || is_met_by(f, last, u) || is_another_party(f, last, u) || is_thing_behind_title(f, last, u)) return false;
  if (has_plural_ending(f, last) && !(last->clitics & C_AL) && !u->adj && !unit_is(u, WC_REFER)) return false; /* اتهم ناشطون عناصر الشرطة */
  if (is_object_by_case(f, last, u) || is_one_behind_many(f, last, u)) return false;
  if (unit_names_state(f, last) && unit_names_state(f, u)) return false; /* حذرت إيران | إسرائيل */
  if (!closed) return true;
  if ((u->clitics & C_AL) && (last->clitics & C_AL || last->of[K_ACTOR]) && is_feminine(f, last)) { /* اتهمت الحكومة الحوثيين، اعتقلت الشرطة الصحفي */
    if ((u->of[K_ACTOR] || u->of[K_SOURCE]) && is_oblique_plural(f, u)) return false;
    if (!is_feminine(f, u) && u->end == u->first + 1 && may_be_person(f, u)) return false;
    if (!is_feminine(f, u) && !u->adj && unit_noun_class(f, u) == NC_BODY) return false; /* تطالب الوزارة المجتمع الدولي */
  }
  int class = u->of[K_NOUN] ? unit_cell(f, u, K_NOUN, NOUN_CLASS) : NC_EVENT;
  bool told = names_deed(u, K_TRIGGER) && (class == NC_EVENT || class == NC_OTHER);
  if (told && (u->clitics & C_AL) && !u->adj && last->end - last->first == 1 && (!last->known || unit_is(last, WC_PERSON_NAME))) return false; /* أدان عمر جليك | العقوبات */
  bool one = last->clitics & C_AL && is_one(last->of[K_NOUN]) && may_be_person(f, last);
  if (one && (u->clitics & C_AL) && u->of[K_NOUN] && is_oblique_plural(f, u) && may_be_person(f, u)) return false; /* دعا الوزير المتظاهرين */
  bool complete = last->of[K_ACTOR] || last->of[K_PLACE] || (last->adj && (last->clitics & C_AL));
  bool titled = unit_is(u, WC_TITLE) || unit_is(u, WC_ROLE_WORD) || unit_is(u, WC_PERSON_NAME);
  bool people = ends_definite(f, last) && u->of[K_NOUN] && (u->of[K_NOUN]->morph & M_PLUR) && !u->adj && !titled && (u->clitics & C_AL) && may_be_person(f, u);
  if (people && !last->adj) return false; /* دعت وزارة النقل الأعوان */
  if (last->pronoun && last->noun && u->clitics & C_AL && u->known && !u->adj && !titled) return false; /* ناشد أنصاره | الخروج */
  bool event = names_deed(u, K_TRIGGER) || names_deed(u, K_OPERATOR); /* العقوبات، الإجراءات */
  if (complete && (u->clitics & C_AL) && (u->of[K_NOUN] || event || unit_is(u, WC_PLACE_WORD) || unit_is(u, WC_STATEMENT) || is_proposal(f, u)) && !u->adj && !titled) return false; /* أغلقت الشرطة العسكرية الطريق، أعلنت القوى الوطنية الإضراب */
  if (ends_definite(f, last) && (u->clitics & C_AL) && !u->adj && !titled && is_place_or_thing(f, u)) return false; /* قصف الطيران المدينة */
  bool masdar = u->of[K_TRIGGER] && (u->of[K_TRIGGER]->morph & (M_MASDAR | M_FIXED)) && u->end - u->first > 1;
  if (masdar && ends_definite(f, last) && !u->adj && !titled) return false; /* أعلنت مديرية الأمن القبض على ستة */
  if (u->clitics & C_AL) return true;
  if (unit_is(u, WC_PERSON_NAME) || unit_is(u, WC_TITLE)) return unit_is(last, WC_PERSON_NAME) || unit_is(last, WC_TITLE) || !last->known || (last->definite && bears_name(f, last));
  if (!u->known && !last->known) return true; /* a name of several unknown words */
  if (!u->known && unit_is(last, WC_PERSON_NAME)) return true;
  return u->adj && !last->definite && !ends_definite(f, last); /* منع عناصر الأمن متظاهرين */
}

/* Does the unit close its phrase: definite by ال, name or pronoun, or an adjective? */
static bool closes(const isn_finder *f, const isn_unit *u) {
  if (unit_is(u, WC_ROLE_WORD) && u->end - u->first > 1 && !u->of[K_ACTOR]) { /* المتحدث باسم is open, مدير المستشفى is not */
    isnad_str last = f->tokens.at[u->end - 1].form;
    return last.len > 3 && isn_article_at(last, 0);
  }
  if (u->pronoun) return true;
  if (u->of[K_SOURCE] && u->end - u->first > 1 && !(u->of[K_SOURCE]->morph & M_FIXED)) return true; /* مسؤول حكومي | وقوع القصف */
  if (u->of[K_PLACE] && !unit_is(u, WC_PLACE_WORD)) return true;
  return ends_definite(f, u) || u->of[K_ACTOR] || u->of[K_OUTLET] || u->adj || unit_is(u, WC_PERSON_NAME);
}

/* «محافظ كركوك ريبوار طه», «مستشار الأمن القومي قاسم الأعرجي»: behind a definite office the name of who holds it. Gives the unit behind it. */
static uint32_t skip_holder(const isn_finder *f, isn_phrase p, uint32_t limit) {
  const isn_unit *head = &f->units[p.head], *last = &f->units[p.end - 1];
  bool office = unit_is_office(f, head) ||
                (head->of[K_ACTOR] && head->end - head->first > 1 && unit_first_noun(f, head, 1u << NC_OFFICIAL));
  uint32_t at = p.end;
  bool named = unit_is(last, WC_PERSON_NAME); /* جوزف | عون */
  if (!office || !(last->definite || ends_definite(f, last))) return p.end;
  for (; at < limit && at < p.end + 4; at++) {
    const isn_unit *u = &f->units[at];
    bool article = u->clitics & C_AL, name = is_person_name(f, u) || unit_is(u, WC_TITLE) || !u->known;
    const isn_unit *next = at + 1 < limit ? &f->units[at + 1] : NULL;
    name |= (named || at > p.end) && u->noun && !u->adj && !u->definite && !u->of[K_TRIGGER] && (next == NULL || next->verb || next->type == U_MARK || (next->clitics & C_AL)); /* جوزف عون استقبل */
    if (u->type != U_WORD || u->verb || !name || joined(u) || governed(u) || looks_governed(f, u) || (article && at == p.end && !unit_is(u, WC_TITLE))) break;
    if (u->of[K_ACTOR] && !unit_is(u, WC_PERSON_NAME)) return at + 1; /* the name is whole */
  }
  return at;
}

/* «اعتقل الجيش | المتظاهرين», «منعت قوات الاحتلال | الصحفيين», «اعتقلت قوات الأمن | المتظاهر سامي»: people behind a force that no word
 * of theirs describes. */
static bool is_hit_by_force(const isn_finder *f, const isn_unit *head, const isn_unit *last, const isn_unit *n, const isn_unit *next) {
  if (!(n->clitics & C_AL) || governed(n) || joined(n) || n->end != n->first + 1 || !n->of[K_NOUN] || !may_be_person(f, n)) return false;
  if (last->adj || !(last->of[K_ACTOR] || last->clitics & C_AL) || last->of[K_PLACE]) return false;
  const isn_entry *e = head->of[K_NOUN];
  int class = e ? unit_cell(f, head, K_NOUN, NOUN_CLASS) : -1;
  bool force = head->of[K_ACTOR] || class == NC_GROUP || class == NC_BODY;
  if (!force || unit_is(head, WC_ROLE_WORD) || may_be_person(f, head)) return false;
  if (is_oblique_plural(f, n)) return !(e && is_oblique_plural(f, head));
  return is_one(n->of[K_NOUN]) && !is_feminine(f, n) && next && next->type == U_WORD && unit_is(next, WC_PERSON_NAME) && !unit_is(n, WC_ROLE_WORD) && !unit_is(n, WC_TITLE);
}

/* «الفرقة المدرعة الثانية»; but «أسقطت الدفاعات الجوية | الثانية»: the second of them is of no many. */
static bool is_ordinal_of(const isn_unit *head, const isn_unit *last, const isn_unit *u) {
  bool many = head->of[K_NOUN] && head->of[K_NOUN]->morph & M_PLUR && !(head->of[K_NOUN]->morph & M_SING);
  return unit_is(u, WC_NUM_ORDINAL) && u->clitics & C_AL && last->clitics & C_AL && last->noun && !last->of[K_ACTOR] && !many && !joined(u) && !governed(u);
}

/* «فرقت شرطة مكافحة الشغب | المتظاهرين»: people in the plural describe neither one body nor the one thing it is of. */
static bool is_crowd_behind(const isn_finder *f, const isn_unit *head, const isn_unit *last, const isn_unit *n) {
  if ((head == last && last->end == last->first + 1) || !(n->clitics & C_AL) || !ends_definite(f, last) || !is_one(head->of[K_NOUN]) || !is_one(last->of[K_NOUN])) return false;
  return is_oblique_plural(f, n) && unit_noun_class(f, n) == NC_PERSON;
}

isn_phrase find_phrase(const isn_finder *f, uint32_t at, uint32_t limit) {
  while (at < limit && is_quote(&f->units[at])) at++;
  isn_phrase p = {at, at, at};
  if (at >= limit) return p;
  const isn_unit *u = &f->units[at];
  if (u->type != U_NUMBER && (u->type != U_WORD || !u->noun)) return p;
  bool closed = u->type != U_NUMBER && closes(f, u), counting = u->type == U_NUMBER || unit_is(u, WC_VAGUE) || unit_is(u, WC_BOUND);
  uint32_t last = at;
  p.end = at + 1;
  if (at > 0 && unit_is_mark(&f->units[at - 1], '(') && counts_noun(f, at, limit)) p.end++; /* (٣٢٠) | عائلة */
  while (p.end < limit) {
    uint32_t next = p.end;
    while (next < limit && is_quote(&f->units[next])) next++;
    uint32_t quoted = quoted_name(f, p.end, limit);
    if (quoted > p.end && !counting && !(closed && names_event(&f->units[p.end + 1]))) {
      last = quoted - 2;
      p.end = quoted;
      closed = true;
      continue;
    }
    uint32_t behind = skip_parenthesis(f, next, limit);
    if (behind == next) behind = skip_initials(f, next, limit);
    if (behind > next) {
      p.end = behind;
      continue;
    }
    if (next >= limit) break;
    const isn_unit *n = &f->units[next];
    if (!counting && unit_value(f, n, WC_NEG) == 4 && !n->clitics && next + 1 < limit && (f->units[next + 1].adj || (f->units[next + 1].clitics & C_AL)) && !governed(&f->units[next + 1])) { /* الهجرة غير الشرعية */
      last = next + 1;
      p.end = next + 2;
      closed = true;
      continue;
    }
    if (counting && next + 1 < limit && unit_is(n, WC_PREP) && !n->pronoun && unit_value(f, n, WC_PREP) == PREP_MIN && f->units[next + 1].noun &&
        !governed(&f->units[next + 1])) { /* عشرات من لاجئي الفاشر */
      n = &f->units[++next];
    }
    if (counting && n->noun && n->type == U_WORD && !joined(n) && !governed(n)) {
      if (p.head == at) p.head = next;
      counting = unit_is(n, WC_VAGUE);
      closed = closes(f, n);
    } else if ((is_person_name(f, n) || (unit_is(n, WC_TITLE) && n->clitics & C_AL && may_be_person(f, n))) && p.head == at && is_body(f, u) && !unit_is(&f->units[last], WC_PERSON_NAME) && !unit_is(&f->units[last], WC_TITLE) && !may_be_person(f, &f->units[last])) {
      break; /* اعتقلت الشرطة علي حسن */
    } else if (is_crowd_behind(f, &f->units[p.head], &f->units[last], n)) {
      break;
    } else if (is_hit_by_force(f, &f->units[p.head], &f->units[last], n, next + 1 < limit ? n + 1 : NULL)) {
      break;
    } else if (goes_on(f, &f->units[last], n, closed) || is_ordinal_of(&f->units[p.head], &f->units[last], n)) {
      closed = closed || closes(f, n);
    } else {
      break;
    }
    last = next;
    p.end = next + 1;
  }
  p.end = skip_holder(f, p, limit);
  return p;
}

/* A phrase that holds an opening mark takes the closing one behind it: «موقع "باسنيوز"», «قناة «الحدث»». */
static isn_phrase close_quotes(const isn_finder *f, isn_phrase p) {
  int open = 0;
  for (uint32_t i = p.first; i < p.end; i++) {
    for (uint32_t t = f->units[i].first; t < f->units[i].end; t++) {
      if (f->tokens.at[t].kind != TOK_PUNCT) continue;
      uint32_t c = f->tokens.at[t].code_point;
      open += c == '"' ? (open > 0 ? -1 : 1) : c == 0xAB || c == '(' ? 1 : c == 0xBB || c == ')' ? -1 : 0;
    }
  }
  if (open > 0 && p.end < f->unit_count && f->units[p.end].type == U_MARK) {
    uint32_t c = f->units[p.end].mark;
    if (c == '"' || c == 0xBB || c == ')') p.end++;
  }
  return p;
}

bool phrase_is_field(const isn_finder *f, isn_phrase p) {
  const isn_unit *u = &f->units[p.first];
  if (p.end != p.first + 1 || u->type != U_WORD || u->of[K_ACTOR] || u->of[K_PLACE] || p.end >= f->unit_count || !unit_is_mark(&f->units[p.end], 0x060C)) return false;
  isnad_str w = unit_form(f, u);
  return w.len > 4 && w.ptr[w.len - 1] == L_ALEF && w.ptr[w.len - 2] == L_YEH;
}

isnad_span phrase_span(const isn_finder *f, isn_phrase p) {
  if (p.end <= p.first) return (isnad_span){0};
  p = close_quotes(f, p);
  bool bracket = p.first > 0 && unit_is_mark(&f->units[p.first - 1], '(') && counts_noun(f, p.first, p.end); /* «(٣٢٠) عائلة» with both */
  return (isnad_span){f->units[p.first - bracket].span.start, f->units[p.end - 1].span.end};
}

/* ---- Arguments ------------------------------------------------------------------------------------------------------ */

static const int governing_classes[] = {WC_SUBSET, WC_AGENT, WC_CAUSE, WC_AFTER, WC_BEFORE, WC_DURING, WC_SOURCE_PREP, WC_NEAR};

static uint8_t governing_class(const isn_unit *u) {
  if (u->type != U_WORD || (u->pronoun && !unit_is(u, WC_SUBSET))) return 0;
  for (size_t i = 0; i < sizeof governing_classes / sizeof *governing_classes; i++)
    if (unit_is(u, governing_classes[i])) return (uint8_t)governing_classes[i];
  return 0;
}

/* Reads the argument that begins at unit *at into *arg and moves *at behind it; false where none begins. */
static bool read_arg(const isn_finder *f, uint32_t *at, uint32_t end, isn_arg *arg) {
  const isn_unit *u = &f->units[*at];
  *arg = (isn_arg){.governor = NONE};
  uint32_t from = *at;
  if (u->type == U_WORD && unit_is(u, WC_BOUND) && from + 1 < end && f->units[from + 1].type == U_NUMBER) { /* أسروا نحو ثلاثين: no way to go */
    from++;
  } else if (u->type == U_WORD && !u->noun && unit_is(u, WC_PREP) && !u->pronoun) {
    arg->prep = (uint8_t)unit_value(f, u, WC_PREP);
    arg->governor = from++;
  } else if (u->type == U_WORD && !u->noun && governing_class(u)) {
    arg->word_class = governing_class(u);
    arg->governor = from++;
  } else if (u->clitics & (C_BEH | C_LAM | C_KAF)) {
    arg->prep = u->clitics & C_BEH ? PREP_BI : u->clitics & C_LAM ? PREP_LI : PREP_KA;
    arg->governor = from;
  } else if (looks_governed(f, u)) {
    arg->prep = PREP_BI;
    arg->governor = from;
  }
  if (from >= end) return false;
  arg->phrase = find_phrase(f, from, end);
  if (arg->phrase.end <= arg->phrase.first) return false;
  *at = arg->phrase.end;
  return true;
}

/* «و» before digits is a word of its own: «4 من الشرطة و3 مدنيين». */
static bool is_and(const isn_finder *f, uint32_t unit) {
  isnad_str w = f->units[unit].type == U_WORD && f->units[unit].end == f->units[unit].first + 1 ? unit_form(f, &f->units[unit]) : (isnad_str){0};
  return w.len == 1 && w.ptr[0] == L_WAW;
}

static bool only_quotes(const isn_finder *f, uint32_t from, uint32_t to) {
  while (from < to && (is_quote(&f->units[from]) || is_and(f, from))) from++;
  return from == to;
}

/* «في العاصمة العمانية مسقط», «على الفاشر آخر معاقل الجيش»: more words for the place before it, and no argument of their own. */
static bool is_apposed(const isn_finder *f, const isn_arg *before, isn_phrase p) {
  if (before->phrase.end != p.first || before->prep == PREP_NONE || f->spot_at[before->phrase.end - 1] == NONE || joined(&f->units[p.first])) return false;
  const isn_unit *head = &f->units[p.first];
  uint32_t spot = f->spot_at[p.first];
  if (spot != NONE) return f->spots[spot].first < p.first || (head->of[K_PLACE] && !head->of[K_ACTOR] && f->spots[spot].first == p.first);
  return unit_is(head, WC_OTHERS) || unit_is(head, WC_NUM_ORDINAL);
}

size_t find_args(const isn_finder *f, uint32_t first, uint32_t end, uint32_t head, isn_arg out[ARG_MAX]) {
  size_t count = 0;
  uint32_t clause = head != NONE ? f->clause_of[head] : first < end ? f->clause_of[first] : NONE;
  for (uint32_t at = first; at < end && count < ARG_MAX;) {
    const isn_unit *u = &f->units[at];
    bool of_phrase = head != NONE && at == head + 1 && u->adj && f->units[head].end - f->units[head].first > 1 && !(u->clitics & ~C_AL);
    bool describes_head = of_phrase && f->units[head].of[K_TRIGGER] && !u->of[K_NATION] && !u->definite; /* تفكيك عبوة أخرى, أسقطت مسيّرتين انتحاريتين */
    if (at == head || f->clause_of[at] != clause || u->type == U_MARK || u->type == U_TIME || u->verb || describes_head) {
      at++;
      continue;
    }
    uint32_t limit = at < head && head != NONE && head < end ? head : end;
    isn_arg arg;
    uint32_t mark = at; /* حركة "أحرار الشام" و"هيئة تحرير الشام" */
    while (mark > first && is_quote(&f->units[mark - 1])) mark--;
    bool coord = (u->clitics & C_WAW) || (mark > first && is_and(f, mark - 1));
    if (!read_arg(f, &at, limit, &arg)) {
      at++;
      continue;
    }
    arg.before = head != NONE && arg.phrase.first < head;
    const isn_unit *named = &f->units[arg.phrase.first];
    if (count && arg.prep == PREP_NONE && unit_is(named, WC_REFER) && unit_value(f, named, WC_REFER) == REFER_NONE && out[count - 1].phrase.end == arg.phrase.first) { /* المديرية نفسها */
      out[count - 1].phrase.end = arg.phrase.end;
      continue;
    }
    if (coord && count && arg.prep == PREP_NONE && arg.word_class == 0 && out[count - 1].before == arg.before &&
        only_quotes(f, out[count - 1].phrase.end, arg.phrase.first)) {
      arg.coord = true;
      arg.prep = out[count - 1].prep;
      arg.word_class = out[count - 1].word_class;
      arg.governor = out[count - 1].governor;
    } else if (count && arg.prep == PREP_NONE && arg.word_class == 0 && is_apposed(f, &out[count - 1], arg.phrase)) {
      out[count - 1].phrase.end = arg.phrase.end;
      continue;
    }
    out[count++] = arg;
  }
  return count;
}
