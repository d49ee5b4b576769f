/* place: place expressions, each with its place word, part and direction: «حي غويران», «محيط سجن الصناعة», «ريف حلب الغربي», «شمالي
 * المدينة». An expression is: what it is near to («قرب»), words of kind and part («محيط», «مدينة», «مبنى»), the name, what the name
 * is joined with («قريتي سركلي وكوهرزي», «طريق حمص - تدمر»), and directions («الغربي»). Which rows they mean is place_row.c's. */
#include "find/place.h"

enum { HEADS_MAX = 5, NAME_MAX = 4, LIST_MAX = 20 };

/* An expression while it is read: units [at, i) so far. */
typedef struct reader {
  const isn_finder *f;
  uint32_t at, i, first, end; /* it begins at `at`; its sentence is [first, end) */
  uint32_t heads, head_at;    /* place words and parts read; the last of them */
  uint32_t words_at;          /* the first unit behind «قرب» */
  uint32_t name_at;           /* the unit of the name, NONE */
  uint32_t road;              /* the token of a word for a road in the trigger before it, 0 */
  uint8_t word, precision;
  bool near, direction, definite, pronoun, many, joined, complete;
} reader;

/* ---- Words ---------------------------------------------------------------------------------------------------------- */

static bool is_dash(const isn_unit *u) { return u->type == U_MARK && (u->mark == '-' || u->mark == '/' || u->mark == 0x2013 || u->mark == 0x2014); }
static bool place_word(const isn_unit *u) { return unit_is(u, WC_PLACE_WORD) && !u->verb; }
static bool near_word(const isn_unit *u) { return unit_is(u, WC_NEAR) && !u->verb && !u->pronoun; }
static bool part_word(const isn_unit *u) { return unit_is(u, WC_DIRECTION) && !u->verb; }
static bool bound(const isn_unit *u) { return u->clitics & (C_WAW | C_FEH | C_BEH | C_LAM | C_KAF); }

/* A kind of place that bears a name of its own: what follows it with ال is the name («حي الميدان»), not a second kind. */
static bool names_follow(int word) {
  return word != PW_NONE && word != PW_SURROUNDINGS && word != PW_RURAL && word != PW_CENTRE && word != PW_OUTSKIRTS && word != PW_BORDER;
}

static bool is_settlement(int word) {
  return word == PW_TOWN || word == PW_VILLAGE || word == PW_QUARTER || word == PW_CITY || word == PW_CAMP || word == PW_STREET || word == PW_DISTRICT;
}

/* A building, crossing or post is named by the whole phrase behind it: «مبنى القنصلية الإيرانية», «حاجز منكت الحطب». */
static bool is_facility(int word) { return word == PW_FACILITY || word == PW_BUILDING || word == PW_CROSSING; }

/* A checkpoint, hospital or station is a place where a name follows it. */
static bool facility_noun(const isn_finder *f, const isn_unit *u) {
  if (!u->of[K_NOUN] || u->verb || u->pronoun || (u->clitics & C_AL) || (u->of[K_NOUN]->morph & M_DUAL)) return false;
  int class = unit_cell(f, u, K_NOUN, NOUN_CLASS);
  return class == NC_FACILITY || class == NC_BUILDING || class == NC_POSITION;
}

/* «مبنى المحافظة», «نقطة المراقبة»: one word of the lexicon, definite in itself. */
static bool whole_facility(const isn_finder *f, const isn_unit *u) {
  if (u->end - u->first < 2 || (u->clitics & C_AL)) return false;
  isnad_str last = f->tokens.at[u->end - 1].form;
  return last.len > 4 && isn_article_at(last, 0) && facility_noun(f, u);
}

/* Does every place of that name need a cue? */
static bool doubtful_name(const isn_unit *u) {
  for (int i = 0; i < u->reading_count; i++)
    if (u->readings[i].entry->kind == K_PLACE && !(u->readings[i].entry->morph & M_AMBIGUOUS)) return false;
  return true;
}

/* A name from the gazetteer; an ambiguous one needs a cue before it, a large city («الرياض») does not. */
static bool place_name(const isn_unit *u, bool cue) {
  if (!u->of[K_PLACE] || u->verb || u->pronoun) return false;
  if (cue) return true;
  if (doubtful_name(u)) return false;
  if (u->end - u->first > 1 || unit_is(u, WC_CITY_ZONE)) return true;
  return !(u->of[K_NOUN] || u->of[K_TRIGGER] || u->of[K_OPERATOR] || u->of[K_SAYING] || u->of[K_NATION] ||
           (u->classes & ~(1ull << WC_PLACE_WORD | 1ull << WC_CITY_ZONE)));
}

/* «مدينة حمص» as one name of the gazetteer: its first word is cue enough. */
static bool opens_with_place_word(const isn_finder *f, const isn_unit *u) {
  if (u->end - u->first < 2 || !u->of[K_PLACE] || u->verb) return false;
  isn_reading all[8];
  size_t n = isn_lex_readings(f->lexicon, f->tokens.at, u->first + 1, u->first, all, sizeof all / sizeof *all);
  for (size_t i = 0; i < n && i < sizeof all / sizeof *all; i++)
    if (all[i].entry->kind == K_WORD && all[i].entry->word_class == WC_PLACE_WORD && !all[i].clitics) return true;
  return false;
}

/* A preposition of place before the unit is cue enough for a name that is also a name of something else, but not for a common word
 * («في بيان»). */
static bool place_prep(int prep) {
  return prep == PREP_FI || prep == PREP_BI || prep == PREP_ILA || prep == PREP_NAHWA || prep == PREP_BITTIJAH || prep == PREP_DAKHIL ||
         prep == PREP_KHARIJ || prep == PREP_FAWQ || prep == PREP_ABRA || prep == PREP_IBRA || prep == PREP_MIN || prep == PREP_LADA;
}

static bool is_nominal(const isn_entry *e) { return e && (!(e->morph & M_VERB) || (e->morph & (M_MASDAR | M_NOUN | M_ADJ))); }

static bool common_word(const isn_finder *f, const isn_unit *u) { /* «سرت» she walked is none where it is no verb */
  const isn_entry *e = u->of[K_NOUN];
  bool other_case = e && !(u->clitics & C_AL) && ((e->morph & (M_ACCUSATIVE | M_ADJ)) || (unit_cell(f, u, K_NOUN, NOUN_CLASS) == NC_PERSON && !u->pronoun)); /* في درعا: no armour behind «في»; إلى جدة: no grandmother */
  return (e && !other_case) || is_nominal(u->of[K_TRIGGER]) || is_nominal(u->of[K_SAYING]) || is_nominal(u->of[K_OPERATOR]) ||
         unit_is(u, WC_STATEMENT) || unit_is(u, WC_DOCUMENT) || unit_is(u, WC_MONTH) || unit_is(u, WC_DAY_PART);
}

/* «القاعدة الروسية», «مقر مفوضية اللاجئين»: the lexicon has it as the name of a body, but it begins with a word for a building. */
static bool named_building(const isn_finder *f, const isn_unit *u) {
  isn_reading all[8];
  if (!u->of[K_ACTOR] || u->of[K_PLACE] || u->verb || u->end - u->first < 2) return false;
  size_t n = isn_lex_readings(f->lexicon, f->tokens.at, u->first + 1, u->first, all, sizeof all / sizeof *all);
  for (size_t i = 0; i < n && i < sizeof all / sizeof *all; i++) {
    if (all[i].entry->kind != K_WORD || isn_lex_number(f->lexicon, K_WORD, all[i].entry->row, WORD_CLASS) != WC_PLACE_WORD) continue;
    return is_facility(isn_lex_number(f->lexicon, K_WORD, all[i].entry->row, WORD_VALUE));
  }
  return false;
}

/* ---- Names ----------------------------------------------------------------------------------------------------------- */

/* May the unit be (part of) a name that no gazetteer has? */
static bool could_name(const isn_finder *f, const isn_unit *u, bool first) {
  if (u->type != U_WORD || u->verb || (u->pronoun && u->pronoun != PRON_KA) || bound(u)) return false; /* ديرك is no «your monastery» */
  if (f->tokens.at[u->first].kind != TOK_WORD || unit_has_tanween(f, u)) return false;
  if (unit_is(u, WC_PREP) && !unit_is(u, WC_PERSON_NAME)) return false; /* قطاع البناء على */
  if (!first && unit_noun_class(f, u) == NC_PERSON && (u->of[K_NOUN]->morph & M_SING)) return false; /* أوقفت في منطقة الدورة المواطن */
  if (!u->known || unit_is(u, WC_PERSON_NAME) || unit_is(u, WC_TITLE)) return true;
  if (first) return (u->clitics & C_AL) || u->noun || !u->classes;
  return u->of[K_PLACE] || ((u->clitics & C_AL) && !u->of[K_ACTOR] && !u->of[K_TRIGGER] && !u->of[K_OUTLET]);
}

/* With ال, cut off or of the name itself: الزبير. */
static bool has_article(const isn_finder *f, const isn_unit *u) { return (u->clitics & C_AL) || isn_article_at(f->tokens.at[u->first].form, 0); }

/* «سوق موقف الجنينة», «منطقة باب الزبير»: a common word that asks for a second one. */
static bool asks_for_second(const isn_unit *u) { return u->known && u->noun && !u->definite && !u->adj && !u->of[K_PLACE] && !unit_is(u, WC_PERSON_NAME) && !unit_is(u, WC_TITLE); }

/* More words of a name behind unit `at`, its last so far: «قرية خان العسل», «حي الشيخ مقصود», «حي الميدان السكني». */
static uint32_t name_goes_on(const reader *r, uint32_t at) {
  const isn_finder *f = r->f;
  uint32_t behind = at;
  while (behind < r->end && behind < at + NAME_MAX) {
    const isn_unit *last = &f->units[behind - 1], *u = &f->units[behind];
    bool half = unit_is(last, WC_TITLE) || (unit_is(last, WC_PERSON_NAME) && unit_value(f, last, WC_PERSON_NAME) == NAME_JOINS);
    if (half && u->type == U_WORD && !bound(u) && !unit_is(u, WC_PREP)) { /* الشيخ مقصود، أبو علي: half a name */
      behind++;
      continue;
    }
    bool construct = behind == at && last->of[K_NOUN] && !last->of[K_PLACE] && !last->definite && !last->adj && (u->clitics & C_AL) && place_word(u) && !bound(u);
    if (construct) return behind + 1; /* حي أولاد الريف: the first word asks for a second */
    if (unit_is_quote(u) || !could_name(f, u, false) || place_word(u) || part_word(u)) break;
    bool country = last->of[K_PLACE] && isn_lex_number(f->lexicon, K_PLACE, last->of[K_PLACE]->row, PLACE_FLAGS) & PLACE_IS_COUNTRY;
    if (country && r->heads == 0 && !(u->clitics & C_AL) && !u->of[K_PLACE] && !u->adj) break; /* قطعت بوليفيا علاقاتها */
    if (u->of[K_PLACE] && (u->end - u->first > 1 || !doubtful_name(u)) && (last->of[K_PLACE] || !(u->clitics & C_AL)) && !(behind == at && asks_for_second(last) && has_article(f, u) && u->end == u->first + 1)) break; /* الشيخ زويد | شمال سيناء */
    if (u->adj && (u->clitics & C_AL) && u->known) return behind + 1;
    bool definite = (last->clitics & C_AL) && !unit_is(last, WC_TITLE) && !unit_is(last, WC_PERSON_NAME);
    if (definite && !(u->clitics & C_AL)) break;
    if ((u->clitics & C_AL) && (u->known || !u->adj) && last->of[K_PLACE] && !(last->of[K_PLACE]->morph & M_AMBIGUOUS)) break; /* في القاهرة الأوضاع */
    behind++;
  }
  return behind;
}

/* «منطقة وارأوار»: no «and» behind a word for a place that asks for its name. */
static bool begins_with_waw(const isn_finder *f, const isn_unit *u) {
  return u->type == U_WORD && !u->known && !u->verb && !u->pronoun && (u->clitics & (C_WAW | C_FEH | C_BEH | C_LAM | C_KAF | C_AL)) == C_WAW && f->tokens.at[u->first].form.len > 4;
}

/* «مبنى | وزارة المالية»: a body whose name is one word of the lexicon. */
static bool is_whole_body(const isn_finder *f, const isn_unit *u) {
  return u->end - u->first > 1 && unit_noun_class(f, u) == NC_BODY && isn_article_at(f->tokens.at[u->end - 1].form, 0);
}

/* «مبنى شركة نفط | الشمال»: the second word of the name before it, and no direction. */
static bool completes(const isn_finder *f, uint32_t at) {
  const isn_unit *before = &f->units[at - 1];
  return f->units[at].clitics == C_AL && before->of[K_NOUN] && !before->definite && !before->adj && !isn_article_at(f->tokens.at[before->end - 1].form, 0);
}

static bool general_word(const isn_finder *, const isn_unit *);
static bool is_abstract(const isn_finder *, const isn_unit *);

/* The name behind a word of kind; gives the unit behind it, or r->i where none follows. */
static uint32_t read_name(reader *r) {
  const isn_finder *f = r->f;
  uint32_t i = r->i, behind = i;
  while (i < r->end && unit_is_quote(&f->units[i])) i++;
  if (i >= r->end) return r->i;
  const isn_unit *u = &f->units[i];
  if ((is_settlement(r->word) || r->word == PW_REGION) && i == r->head_at + 1 && !r->many && begins_with_waw(f, u)) {
    r->name_at = i;
    return i + 1;
  }
  if (bound(u)) return r->i;
  if (is_facility(r->word) && u->type == U_TIME && f->tokens.at[u->first].kind == TOK_DIGITS) { /* جسر 17 تموز */
    r->name_at = i;
    return i + 1;
  }
  if (is_facility(r->word)) {
    isn_phrase p = find_phrase(f, i, i + NAME_MAX + 1 < r->end ? i + NAME_MAX + 1 : r->end);
    bool definite = false;
    for (behind = i; behind < p.end && !(behind > i && part_word(&f->units[behind]) && !completes(f, behind)); behind++)
      definite |= f->units[behind].definite || !f->units[behind].known || is_whole_body(f, &f->units[behind]);
    if (behind == i || !definite || f->units[i].type != U_WORD) return r->i;
    r->name_at = i;
    return name_goes_on(r, behind);
  }
  int class = unit_noun_class(f, u);
  bool people = class == NC_PERSON || class == NC_FIGHTER || class == NC_OFFICIAL || class == NC_CASUALTY;
  if (r->word == PW_CENTRE && r->heads == 1 && !u->of[K_PLACE] && (people || is_abstract(f, u) || general_word(f, u))) return r->i; /* وسط إقبال كثيف، وسط النازحين */
  bool numbered = (r->word == PW_STREET || r->word == PW_MOUNTAIN) && (u->type == U_NUMBER || u->type == U_TIME || unit_is(u, WC_WEEKDAY)); /* شارع الثلاثين، شارع 17 تموز، تل جمعة */
  bool construct = (r->word == PW_REGION || r->word == PW_DISTRICT) && asks_for_second(u) && !u->of[K_TRIGGER] && i + 1 < r->end &&
                   has_article(f, &f->units[i + 1]) && !bound(&f->units[i + 1]) && could_name(f, &f->units[i + 1], false) &&
                   (f->units[i + 1].of[K_PLACE] || !f->units[i + 1].known); /* منطقة باب الزبير */
  bool taken = numbered || construct || place_name(u, true) || (could_name(f, u, true) && (is_settlement(r->word) || !u->known || unit_is(u, WC_PERSON_NAME) || (u->clitics & C_AL)));
  isnad_str head = unit_form(f, &f->units[r->head_at]);
  bool by_case = u->adj && u->of[K_NOUN] && (u->of[K_NOUN]->morph & M_ACCUSATIVE) && !unit_has_tanween(f, u) && head.len && head.ptr[head.len - 1] != L_ALEF; /* طريق أثريا: no «ancient» one */
  if (by_case) {
    r->name_at = i;
    return i + 1;
  }
  if (!taken || (is_settlement(r->word) && u->adj && u->known && !u->of[K_PLACE] && !(u->clitics & C_AL))) return r->i;
  r->name_at = i;
  behind = numbered ? i + 1 : name_goes_on(r, i + 1);
  return behind < r->end && unit_is_quote(&f->units[behind]) && unit_is_quote(&f->units[i - 1]) ? behind + 1 : behind;
}

/* Further names under one place word: «قرى تل جمعة والطويلة وتل كيفجي», «طريق قامشلو - عامودا». */
static void read_list(reader *r) {
  const isn_finder *f = r->f;
  for (int n = 0; n < LIST_MAX && r->i + 1 < r->end; n++) {
    const isn_unit *u = &f->units[r->i];
    uint32_t next = r->i;
    bool road = r->word == PW_ROAD || r->word == PW_AXIS || r->word == PW_STREET;
    if ((road && is_dash(u)) || (r->many && unit_is_mark(u, 0x060C))) next++;
    else if (!(u->clitics & C_WAW)) return;
    const isn_unit *name = &f->units[next];
    bool kunya = r->many && unit_is(name, WC_CONJ) && name->end == name->first + 1 && next + 1 < r->end && f->units[next + 1].of[K_PLACE] && !bound(&f->units[next + 1]); /* وأم بنين: no «or» behind و */
    if (kunya) {
      r->i = name_goes_on(r, next + 2);
      r->joined = true;
      continue;
    }
    if (name->type != U_WORD || name->verb || name->pronoun || (name->clitics & (C_FEH | C_BEH | C_LAM | C_KAF))) return;
    if (place_word(name) || part_word(name) || facility_noun(f, name)) return;
    bool between = !common_word(f, name) && !unit_is(name, WC_PERSON_NAME); /* النبطية وصور: no pictures there */
    bool known_name = place_name(name, r->many || next > r->i || between);
    bool plain = !name->known && f->tokens.at[name->first].kind == TOK_WORD;
    if (unit_is_mark(u, 0x060C) && !known_name) return;
    if (!known_name && !((r->many || (road && next > r->i)) && plain) && !(r->many && (name->clitics & C_AL) && name->noun)) return;
    r->i = name_goes_on(r, next + 1);
    r->joined = true;
  }
}

/* «الطريق الواصل بين بلدتي المزيريب واليادودة», «الطريق المؤدي إلى حلب»: what a definite road or border joins. */
static void read_joined(reader *r) {
  const isn_finder *f = r->f;
  uint32_t i = r->i;
  if (r->word != PW_ROAD && r->word != PW_BORDER && r->word != PW_AXIS) return;
  while (i < r->end && i < r->i + 2 && (unit_value(f, &f->units[i], WC_FUNCTION) == 3 || (f->units[i].adj && (f->units[i].clitics & C_AL)))) i++;
  if (i + 1 >= r->end || !unit_is(&f->units[i], WC_PREP)) return;
  int prep = unit_value(f, &f->units[i], WC_PREP);
  if (prep != PREP_BAYN && !(prep == PREP_ILA && i > r->i)) return;
  i++;
  bool many = r->many;
  while (i < r->end && place_word(&f->units[i]) && !bound(&f->units[i])) i++;
  if (i >= r->end || !(place_name(&f->units[i], true) || could_name(f, &f->units[i], true))) return;
  r->i = name_goes_on(r, i + 1);
  r->many = prep == PREP_BAYN;
  read_list(r);
  r->many = many;
  r->joined = true;
}

/* ---- One expression ----------------------------------------------------------------------------------------------------- */

/* Words of kind, part and direction: «محيط», «مدخل مقر», «شمال غربي مدينة». */
static void read_heads(reader *r) {
  const isn_finder *f = r->f;
  while (r->i < r->end && r->heads < HEADS_MAX) {
    const isn_unit *u = &f->units[r->i];
    if (r->i > r->words_at && bound(u)) return;
    if (unit_is_quote(u) && r->heads) {
      r->i++;
      continue;
    }
    bool facility = facility_noun(f, u) && !place_word(u);
    if (!place_word(u) && !part_word(u) && !facility) return;
    if (u->of[K_PLACE] && u->end - u->first > 1) return; /* a name that begins with a place word */
    if (r->heads && names_follow(r->word) && (u->clitics & C_AL)) return;
    int value = facility ? PW_FACILITY : unit_value(f, u, WC_PLACE_WORD);
    if (place_word(u) || facility) r->word = (uint8_t)value;
    if (part_word(u) || value == PW_SURROUNDINGS || value == PW_OUTSKIRTS || value == PW_RURAL) r->precision = 2;
    if (part_word(u)) r->direction = true;
    r->many |= unit_is(u, WC_PLACE_MANY);
    r->pronoun = u->pronoun != PRON_NONE;
    r->definite = u->clitics & C_AL;
    r->complete = whole_facility(f, u);
    r->head_at = r->i;
    r->i++, r->heads++;
    if (r->complete || r->pronoun || (r->definite && !(r->i < r->end && (f->units[r->i].clitics & C_AL)))) return;
  }
}

/* «ريف حلب الغربي», «ريفي إدلب الجنوبي والشرقي» */
static void read_directions(reader *r) {
  for (; r->i < r->end; r->i++) {
    const isn_unit *u = &r->f->units[r->i];
    if (!unit_is(u, WC_DIRECTION) || !(u->clitics & C_AL) || (u->clitics & (C_BEH | C_LAM | C_FEH)) || ((u->clitics & C_WAW) && !r->many)) return;
  }
}

/* «المربع 18», «الحي 14»: a number behind a definite word is its name, where it counts nothing. */
static void read_number_name(reader *r) {
  const isn_finder *f = r->f;
  if (r->i >= r->end || r->i != r->head_at + 1 || f->units[r->i].type != U_NUMBER || bound(&f->units[r->i])) return;
  if (f->tokens.at[f->units[r->i].first].kind != TOK_DIGITS || (r->i + 1 < r->end && f->units[r->i + 1].noun && !f->units[r->i + 1].definite)) return;
  r->i++;
  r->complete = true;
}

/* «أدانت المحكمة | الصحفي»: behind a feminine word a man, and no word that describes it. */
static bool is_man_behind(const isn_finder *f, const isn_unit *place, const isn_unit *u) {
  isnad_str head = f->tokens.at[place->end - 1].form, w = f->tokens.at[u->end - 1].form;
  if (head.len < 2 || head.ptr[head.len - 1] != L_TEH_MARBUTA || w.len < 2 || w.ptr[w.len - 1] == L_TEH_MARBUTA) return false;
  return unit_may_be(f, u, 1u << NC_PERSON);
}

/* «الجبهة الجنوبية», «القاعدة الروسية», «محيطها الغربي», «المنطقة الثالثة»: adjectives of a place word. */
static void read_adjectives(reader *r) {
  const isn_finder *f = r->f;
  for (; r->i < r->end && !bound(&f->units[r->i]) && (f->units[r->i].clitics & C_AL); r->i++) {
    const isn_unit *u = &f->units[r->i];
    bool ordinal = unit_is(u, WC_NUM_ORDINAL) && r->i == r->head_at + 1;
    if (u->type != U_WORD || u->of[K_ACTOR] || !(unit_is(u, WC_DIRECTION) || u->adj || ordinal) || is_man_behind(f, &f->units[r->head_at], u)) return;
  }
}

bool is_general_form(const isn_finder *f, isnad_str form) {
  isn_key key = ISN_KEY_START;
  const isn_entry *entries = NULL;
  size_t count = 0;
  if (!isn_lex_step(f->lexicon, &key, form, &entries, &count)) return false;
  for (size_t i = 0; i < count; i++)
    if (entries[i].kind == K_STEM) return true;
  return false;
}

/* Is the word one of general Arabic: «في جلسة», «في سياق»? */
static bool general_word(const isn_finder *f, const isn_unit *u) {
  isnad_str form = unit_form(f, u);
  if (u->clitics & C_AL && form.len > 4) form = (isnad_str){form.ptr + 2, form.len - 2};
  return is_general_form(f, form);
}

/* «في مناطق متفرقة في الجبلية»: an adjective with nothing to describe, behind a word for places, is a name. */
static bool names_area(const reader *r) {
  const isn_finder *f = r->f;
  const isn_unit *u = &f->units[r->i];
  if (!u->adj || !(u->clitics & C_AL) || u->of[K_NATION] || u->of[K_ACTOR] || u->verb || bound(u) || r->at < r->first + 2 || unit_prep_before(f, r->at, r->first) != PREP_FI) return false;
  if (r->i + 1 < r->end && f->units[r->i + 1].noun && !f->units[r->i + 1].verb && !bound(&f->units[r->i + 1])) return false;
  uint32_t i = r->at - 2;
  while (i > r->first && f->units[i].adj && !f->units[i].definite) i--;
  return i + 4 > r->at && place_word(&f->units[i]) && unit_is(&f->units[i], WC_PLACE_MANY) && f->spot_at[i] == NONE;
}

/* «الإنتاج», «الاستهلاك», «الانكماش»: a masdar of the patterns IV, VII, VIII and X, by its letters. */
static bool is_abstract(const isn_finder *f, const isn_unit *u) {
  isnad_str w = unit_form(f, u), written = isn_str_cut(f->text, u->span);
  if (isn_article_at(w, 0)) w = (isnad_str){w.ptr + 2, w.len - 2};
  if (w.len < 5 || w.len > 7 || w.ptr[0] != L_ALEF || w.ptr[w.len - 2] != L_ALEF) return false;
  if (w.len == 5) /* إفعال, with its hamza */
    for (size_t i = 0; i + 1 < written.len; i++)
      if ((unsigned char)written.ptr[i] == 0xD8 && (unsigned char)written.ptr[i + 1] == 0xA5) return true;
  bool tenth = w.len == 7 && w.ptr[1] == L_SEEN && w.ptr[2] == L_TEH;
  return tenth || (w.len == 6 && (w.ptr[1] == L_NOON || w.ptr[2] == L_TEH));
}

/* A word behind «في» that the lexicon does not know at all is a name in most cases: «في ببيلا», «قرب كفركلا». */
static bool guessed_name(const reader *r) {
  const isn_unit *u = &r->f->units[r->i];
  int prep = unit_prep_before(r->f, r->at, r->first);
  bool cue = r->near || prep == PREP_FI || prep == PREP_DAKHIL || prep == PREP_BITTIJAH || prep == PREP_NAHWA || prep == PREP_FAWQ || prep == PREP_LADA;
  bool describes = u->adj && ((u->clitics & C_AL) || prep != PREP_FI || r->at == r->first || !unit_is(u - 1, WC_PREP)); /* right behind «في» no adjective stands: «في دوكري» */
  if (!cue || u->known || u->type != U_WORD || u->verb || u->pronoun || describes || bound(u)) return false;
  const isn_token *t = &r->f->tokens.at[u->first];
  if (t->kind != TOK_WORD || t->form.len < 3 || unit_has_tanween(r->f, u)) return false;
  bool pronoun = t->form.len >= 6 && !(u->clitics & C_AL) && t->form.ptr[t->form.len - 2] == L_HEH && t->form.ptr[t->form.len - 1] == L_ALEF; /* ملابساتها */
  bool masdar = t->form.len == 5 && t->form.ptr[0] == L_TEH && t->form.ptr[3] == L_YEH; /* تشييع */
  bool abstract = is_abstract(r->f, u);
  bool construct = !(u->clitics & C_AL) && r->i + 1 < r->end && (r->f->units[r->i + 1].clitics & C_AL) && !bound(&r->f->units[r->i + 1]) &&
                   r->f->units[r->i + 1].known; /* سفك الدم */
  bool elative = t->form.len == 4 && t->form.ptr[0] == L_ALEF && r->i + 1 < r->end && r->f->units[r->i + 1].known && r->f->units[r->i + 1].noun && !r->f->units[r->i + 1].definite; /* في أعنف هجوم */
  return !pronoun && !masdar && !abstract && !construct && !elative && !general_word(r->f, u);
}

/* «تظاهروا أمام وزارة الصحة»: behind a protest the seat of a body is where it is; «مثل أمام المحكمة» he stood trial. */
static bool is_body_to_protest_at(const reader *r) {
  const isn_finder *f = r->f;
  const isn_unit *u = &f->units[r->i];
  const isn_entry *body = unit_first_noun(f, u, 1u << NC_BODY);
  const isn_unit *next = r->i + 1 < r->end ? u + 1 : NULL; /* وزارة المالية، شركة الكهرباء */
  bool whole = u->end - u->first > 1 && isn_article_at(f->tokens.at[u->end - 1].form, 0);
  bool definite = u->definite || u->of[K_ACTOR] || whole || (next && next->type == U_WORD && next->definite && !next->verb && !bound(next));
  if (body == NULL || u->verb || u->pronoun || !definite) return false;
  for (uint32_t i = r->at; i > r->first && i + 16 > r->at;) {
    const isn_unit *b = &f->units[--i];
    bool who = !b->verb && b->of[K_TRIGGER] && b->of[K_TRIGGER]->morph & M_ACT_PART; /* أغلق المحتجون الطريق أمام حركة السير */
    if (b->of[K_TRIGGER] && !who) return unit_cell(f, b, K_TRIGGER, TRIGGER_EVENT) == ISNAD_PROTEST && unit_cell(f, b, K_TRIGGER, TRIGGER_MODE) == ISNAD_DEMO;
  }
  return false;
}

/* «عند إشارة أولاد صقر», «أمام المقر», «قرب الجسر»: behind a preposition for what stands beside something. */
static bool read_landmark(reader *r) {
  const isn_finder *f = r->f;
  const isn_unit *u = &f->units[r->i];
  int prep = unit_prep_before(f, r->at, r->first);
  if (u->type != U_WORD || bound(u)) return false;
  bool beside = r->near || prep == PREP_LADA || prep == PREP_AMAM;
  if (prep == PREP_AMAM && is_body_to_protest_at(r)) {
    isn_phrase p = find_phrase(f, r->i, r->i + NAME_MAX < r->end ? r->i + NAME_MAX : r->end);
    r->i = p.end > r->i ? p.end : r->i + 1;
    r->word = PW_BUILDING;
    return r->complete = true;
  }
  if (named_building(f, u) && (beside || place_prep(prep) || prep == PREP_ALA)) {
    r->i++;
    r->word = PW_BUILDING;
    return r->complete = true;
  }
  if (!(r->near || prep == PREP_LADA) || !u->noun || u->verb || u->pronoun || u->adj || (u->clitics & C_AL) || u->of[K_TRIGGER] || u->of[K_OPERATOR] || u->of[K_SAYING] || u->of[K_ACTOR]) return false;
  int class = unit_cell(f, u, K_NOUN, NOUN_CLASS);
  if (u->of[K_NOUN] ? class != NC_OTHER && class != NC_FACILITY && class != NC_BUILDING && class != NC_POSITION : u->known) return false;
  isn_phrase p = find_phrase(f, r->i, r->i + NAME_MAX < r->end ? r->i + NAME_MAX : r->end);
  if (p.end < r->i + 2 || !f->units[r->i + 1].noun || !(f->units[r->i + 1].definite || !f->units[r->i + 1].known)) return false;
  r->i = p.end;
  r->word = PW_BUILDING;
  return r->complete = true;
}

/* «قرى في ريف إدلب أبرزها كفرعويد وكنصفرة»: names behind a word for the first of them, and a word for villages a few words before that. */
static bool names_of_list(reader *r) {
  const isn_finder *f = r->f;
  if (r->at < r->first + 2 || !unit_is(&f->units[r->at - 1], WC_SUBSET)) return false;
  if (!place_name(&f->units[r->at], true) && (f->units[r->at].known || !could_name(f, &f->units[r->at], true))) return false;
  for (uint32_t i = r->at - 1; i > r->first && i + 8 > r->at;) {
    const isn_unit *u = &f->units[--i];
    if (u->verb || u->type == U_MARK) return false;
    if (!place_word(u) || !unit_is(u, WC_PLACE_MANY)) continue;
    r->word = (uint8_t)unit_value(f, u, WC_PLACE_WORD);
    r->many = true;
    r->name_at = r->i;
    r->i = name_goes_on(r, r->i + 1);
    read_list(r);
    return true;
  }
  return false;
}

enum { NAMED_BACK = 32 }; /* places */

/* «اشتباكات الزاوية»: right behind an event, a name that stood for a place earlier in the report does so again. */
static bool named_before(const reader *r, const isn_unit *u) {
  const isn_finder *f = r->f;
  const isn_unit *event = r->at > r->first ? u - 1 : NULL;
  if (event == NULL || !event->of[K_TRIGGER] || event->verb || event->definite || u->type != U_WORD || !u->of[K_PLACE] || u->verb || u->pronoun || bound(u)) return false;
  for (uint32_t k = f->spot_count; k-- > 0 && k + NAMED_BACK > f->spot_count;)
    if (f->spots[k].name != NONE && f->units[f->spots[k].name].of[K_PLACE] == u->of[K_PLACE]) return true;
  return false;
}

/* «درعا» in a line of its own is the town, whatever else is written so. */
static bool stands_alone(const reader *r) {
  const isn_finder *f = r->f;
  for (uint32_t i = r->first; i < r->end; i++)
    if (i != r->at && f->units[i].type == U_WORD && f->tokens.at[f->units[i].first].kind == TOK_WORD) return false;
  return place_name(&f->units[r->at], true) && !doubtful_name(&f->units[r->at]);
}

/* «قطعوا طريق حلبا - العبدة», «أغلقوا الطريق الساحلي»: the word for the road is the last of the trigger before it; its token, 0: none. */
static uint32_t road_of_trigger(const reader *r) {
  const isn_finder *f = r->f;
  const isn_unit *u = r->at > r->first ? &f->units[r->at - 1] : NULL;
  isn_reading all[8];
  if (u == NULL || u->type != U_WORD || u->end - u->first < 2 || !u->of[K_TRIGGER] || unit_cell(f, u, K_TRIGGER, TRIGGER_MODE) != ISNAD_OBSTRUCT) return 0;
  size_t n = isn_lex_readings(f->lexicon, f->tokens.at, u->end, u->end - 1, all, sizeof all / sizeof *all);
  for (size_t i = 0; i < n && i < sizeof all / sizeof *all; i++)
    if (all[i].entry->kind == K_WORD && all[i].entry->word_class == WC_PLACE_WORD && isn_lex_number(f->lexicon, K_WORD, all[i].entry->row, WORD_VALUE) == PW_ROAD) return u->end - 1;
  return 0;
}

/* What names that road: an adjective («الساحلي») or the towns that it joins. */
static bool read_road(reader *r, uint32_t token) {
  const isn_finder *f = r->f;
  bool definite = isn_article_at(f->tokens.at[token].form, 0);
  const isn_unit *u = &f->units[r->i];
  r->word = PW_ROAD, r->heads = 1, r->head_at = r->at - 1;
  if (definite) {
    read_adjectives(r);
    r->complete = r->i > r->at;
    return r->complete;
  }
  if (u->adj && !u->definite && !bound(u) && r->i + 1 < r->end) r->i++; /* طريق عام حلبا */
  uint32_t name = read_name(r);
  if (r->name_at == NONE) return false;
  r->i = name;
  read_list(r);
  return true;
}

/* «اقتحمت القوات جنين»: behind a verb and its definite subject a word that is a noun too would have the ending of an object («جنيناً»). */
static bool is_object_without_ending(const reader *r) {
  enum { SUBJECT_UNITS = 4 };
  const isn_finder *f = r->f;
  const isn_unit *u = &f->units[r->at], *next = r->at + 1 < r->end ? u + 1 : NULL;
  const isn_entry *e = u->of[K_NOUN];
  enum { TOWN = 20000 };
  if (e == NULL || !u->of[K_PLACE] || isn_lex_number(f->lexicon, K_PLACE, u->of[K_PLACE]->row, PLACE_POPULATION) < TOWN || u->clitics || u->pronoun || u->end != u->first + 1 || r->at < r->first + 2) return false;
  isnad_str w = unit_form(f, u);
  if (!(e->morph & M_SING) || e->morph & M_PLUR || w.ptr[w.len - 1] == L_TEH_MARBUTA || w.ptr[w.len - 1] == L_ALEF) return false;
  if (next && next->type == U_WORD && (next->noun || next->adj) && !unit_is(next, WC_DIRECTION)) return false;
  if (!u[-1].noun || !u[-1].definite || u[-1].verb) return false;
  for (uint32_t i = r->at - 1; i-- > r->first && i + 1 + SUBJECT_UNITS > r->at;) {
    const isn_unit *v = &f->units[i];
    if (v->verb) return v->of[K_TRIGGER] != NULL && !v->pronoun;
    if (v->type != U_WORD || !v->noun) return false;
  }
  return false;
}

/* Reads the words into *r; false where they are no place. */
static bool read_words(reader *r) {
  const isn_finder *f = r->f;
  while (r->i < r->end && near_word(&f->units[r->i]) && !(r->i > r->at && bound(&f->units[r->i]))) r->i++, r->near = true, r->precision = 2;
  r->words_at = r->i;
  r->road = r->near ? 0 : road_of_trigger(r);
  if (r->road && !bound(&f->units[r->i]) && f->units[r->i].type == U_WORD && !place_word(&f->units[r->i])) return read_road(r, r->road);
  r->road = 0;
  if (names_of_list(r)) return true;
  read_heads(r);
  if (r->pronoun) { /* محيطها; but منزله is no place to look for */
    read_adjectives(r);
    return !is_facility(r->word);
  }
  if (r->complete) return true;
  if (r->i >= r->end && !r->definite) return false;
  if (r->heads == 0 && read_landmark(r)) return true;
  bool cue = r->heads > 0 || r->near || place_prep(unit_prep_before(f, r->at, r->first)) || (r->heads == 0 && r->i < r->end && (named_before(r, &f->units[r->i]) || opens_with_place_word(f, &f->units[r->i])));
  if (r->heads && r->word != PW_NONE && !r->definite) r->i = read_name(r);
  else if (r->i < r->end) {
    const isn_unit *u = &f->units[r->i];
    if (r->heads && !r->direction && r->definite) read_number_name(r), read_adjectives(r), u = r->i < r->end ? &f->units[r->i] : NULL;
    if (u && !(r->i > r->words_at && bound(u)) && (place_name(u, (cue && !(r->heads == 0 && common_word(f, u))) || (r->heads == 0 && is_object_without_ending(r))) || (r->heads == 0 && stands_alone(r)))) r->name_at = r->i, r->i = name_goes_on(r, r->i + 1);
    else if (r->heads == 0 && (guessed_name(r) || names_area(r))) r->name_at = r->i, r->i = name_goes_on(r, r->i + 1);
    else if (r->direction && r->word == PW_NONE && u && !u->known && !u->adj && could_name(f, u, true) && r->i > r->words_at) r->name_at = r->i++;
  }
  if (r->name_at == NONE && r->definite) read_joined(r);
  if (r->name_at == NONE && !r->definite && !r->joined && r->heads) { /* طريق رابط بين */
    read_joined(r);
    if (!r->joined) return false;
  }
  read_directions(r);
  if (r->name_at != NONE) read_list(r);
  if (r->name_at == NONE && !r->joined && (r->word == PW_NONE || !r->definite)) return false;
  if (r->name_at == NONE && !r->joined && r->many && is_facility(r->word)) return false; /* المباني، المستشفيات */
  bool told_apart = r->i > r->words_at && unit_is(&f->units[r->i - 1], WC_DIRECTION); /* الأحياء الشرقية */
  isnad_str word = unit_form(f, &f->units[r->head_at]);
  bool two = word.len > 4 && word.ptr[word.len - 1] == L_NOON && (word.ptr[word.len - 2] == L_YEH || word.ptr[word.len - 2] == L_ALEF); /* في البلدتين */
  if (r->name_at == NONE && !r->joined && r->many && !two && !told_apart && is_settlement(r->word) && r->word != PW_STREET) return false; /* في الأحياء المكتظة */
  if (r->name_at == NONE && !r->joined && facility_noun(f, &f->units[r->words_at]) && !place_word(&f->units[r->words_at])) return false;
  read_directions(r);
  return r->i > r->words_at;
}

static isn_spot *new_spot(isn_finder *f, size_t *cap) {
  isn_arena_grow(f->arena, &f->spots, f->spot_count, cap, sizeof *f->spots);
  return &f->spots[f->spot_count++];
}

/* Positions of a force are what is hit, not where: «نقاط القوات المكلفة بحماية المخيم». */
static bool is_position_of_force(const reader *r) {
  const isn_unit *head = &r->f->units[r->head_at];
  if (!r->heads || r->name_at == NONE || !head->of[K_NOUN] || place_word(head) || unit_cell(r->f, head, K_NOUN, NOUN_CLASS) != NC_POSITION) return false;
  const isn_unit *name = &r->f->units[r->name_at];
  int class = unit_cell(r->f, name, K_NOUN, NOUN_CLASS);
  return (head->of[K_NOUN]->morph & M_PLUR) && (name->of[K_ACTOR] || class == NC_GROUP || class == NC_FIGHTER || class == NC_BODY);
}

/* «نقل موقع "الساحل الآن"», «بحسب موقع الخابور»: who says it, on the web. */
static bool is_site_of_web(const reader *r) {
  const isn_unit *head = &r->f->units[r->at];
  if (r->at == r->first || !head->of[K_NOUN] || head->clitics || !(head->of[K_NOUN]->morph & M_SING) || unit_cell(r->f, head, K_NOUN, NOUN_CLASS) != NC_POSITION) return false;
  return unit_is(head - 1, WC_SOURCE_PREP) || (head[-1].verb && head[-1].of[K_SAYING]);
}

/* The spot that begins at `at`; gives the unit behind it, or `at` where none begins. */
static uint32_t read_spot(isn_finder *f, size_t *cap, uint32_t at, uint32_t first, uint32_t end) {
  reader r = {.f = f, .at = at, .i = at, .first = first, .end = end, .head_at = at, .words_at = at, .name_at = NONE, .precision = 1};
  if (!read_words(&r) || is_position_of_force(&r) || is_site_of_web(&r)) return at;
  isn_spot *s = new_spot(f, cap);
  *s = (isn_spot){.first = at, .end = r.i, .row = NONE, .inside = NONE, .word = r.word, .precision = r.precision, .near = r.near,
                  .definite_only = r.name_at == NONE && !r.pronoun && !r.joined && !r.complete, .pronoun = r.pronoun,
                  .prep = (uint8_t)unit_prep_before(f, at, first),
                  .span = {r.road ? f->tokens.at[r.road].span.start : f->units[r.words_at].span.start, f->units[r.i - 1].span.end}};
  s->name = r.name_at;
  bool own = r.name_at != NONE && (r.i == r.name_at + 1 || f->units[r.name_at + 1].adj || r.joined || unit_is(&f->units[r.name_at + 1], WC_DIRECTION));
  if (own && f->units[r.name_at].of[K_PLACE]) s->row = r.name_at; /* a unit for now: place_rows makes it a row */
  return r.i;
}

/* «حلب وريفها», «تكريت وقضاء بيجي»: what a و joins to a spot is one with it. */
static uint32_t join_next(isn_finder *f, size_t *cap, uint32_t at, uint32_t first, uint32_t end) {
  for (int n = 0; n < LIST_MAX && at < end; n++) {
    const isn_unit *u = &f->units[at];
    if (u->type != U_WORD || (u->clitics & (C_WAW | C_FEH | C_BEH | C_LAM | C_KAF)) != C_WAW) break;
    uint32_t behind = read_spot(f, cap, at, first, end);
    if (behind == at) break;
    const isn_spot second = f->spots[--f->spot_count];
    isn_spot *s = &f->spots[f->spot_count - 1];
    if (second.definite_only || second.near) break;
    s->end = behind;
    s->span.end = second.span.end;
    at = behind;
  }
  return at;
}

void find_spots(isn_finder *f) {
  size_t cap = 0;
  f->spot_at = isn_alloc_array(f->arena, f->unit_count + 1, sizeof *f->spot_at);
  for (uint32_t i = 0; i < f->unit_count; i++) f->spot_at[i] = NONE;
  for (uint32_t s = 0; s < f->sent_count; s++) {
    uint32_t from = f->spot_count, first = f->sents[s].first, end = f->sents[s].end;
    for (uint32_t at = first; at < end;) {
      uint32_t behind = f->units[at].type == U_WORD ? read_spot(f, &cap, at, first, end) : at;
      if (behind == at) {
        at++;
        continue;
      }
      behind = join_next(f, &cap, behind, first, end);
      for (uint32_t i = at; i < behind; i++) f->spot_at[i] = f->spot_count - 1;
      at = behind;
    }
    place_nest(f, from);
  }
  find_country(f);
  place_rows(f);
}
