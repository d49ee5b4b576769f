/* place_row: which row of the gazetteer a place expression means. Expressions that follow one another («حي غويران بمدينة الحسكة»)
 * lie one inside the next. A name that several places bear is settled by what it lies in, by the kind its place word says, by the
 * report's country, then by size; where nothing fits («حي سعد», a town of that name abroad) no row is better than a wrong one. */
#include "find/bind.h"
#include "find/place.h"

static bool lies_in(const isn_finder *f, uint32_t row, uint32_t outer) {
  isnad_str id = isn_lex_text(f->lexicon, K_PLACE, outer, PLACE_ID);
  for (int depth = 0; depth < 6 && row != NONE; depth++) {
    int32_t parent = isn_lex_number(f->lexicon, K_PLACE, row, PLACE_PARENT_ROW);
    if (parent < 0) return isn_str_same(isn_lex_text(f->lexicon, K_PLACE, row, PLACE_PARENT), id);
    row = (uint32_t)parent;
    if (row == outer) return true;
  }
  return false;
}

enum { NEAR_BY = 100000, IN_TOWN = 15000 }; /* of 100000 a degree */

/* Near enough to be in it, for gazetteers without parents. */
static bool close_by(const isn_finder *f, uint32_t a, uint32_t b, int32_t limit) {
  int32_t dlat = isn_lex_number(f->lexicon, K_PLACE, a, PLACE_LAT) - isn_lex_number(f->lexicon, K_PLACE, b, PLACE_LAT);
  int32_t dlon = isn_lex_number(f->lexicon, K_PLACE, a, PLACE_LON) - isn_lex_number(f->lexicon, K_PLACE, b, PLACE_LON);
  return dlat > -limit && dlat < limit && dlon > -limit && dlon < limit;
}

static bool kind_fits(isnad_str kind, int word) {
  static const struct { uint8_t word; const char *kind; } fits[] = {
      {PW_COUNTRY, "country"}, {PW_PROVINCE, "governorate"}, {PW_PROVINCE, "province"}, {PW_DISTRICT, "district"}, {PW_CITY, "city"}, {PW_CITY, "town"},
      {PW_TOWN, "town"}, {PW_VILLAGE, "village"}, {PW_QUARTER, "neighbourhood"}, {PW_CAMP, "facility:camp"},
      {PW_CROSSING, "facility:crossing"}, {PW_REGION, "region"}, {PW_RURAL, "governorate"}, {PW_RURAL, "province"}};
  for (size_t i = 0; i < sizeof fits / sizeof *fits; i++)
    if (fits[i].word == word && isn_str_same(kind, isn_str(fits[i].kind))) return true;
  return false;
}

static bool is_site(int word) { return word == PW_FACILITY || word == PW_BUILDING || word == PW_STREET || word == PW_CROSSING || word == PW_ROAD; }

enum { BIG_TOWN = 100000, TOWN = 20000 };

/* «استهدف الحزب مدينة نهاريا», beside the army of the country it lies in: a town of the other side. */
static bool is_of_other_side(const isn_finder *f, const isn_spot *s, uint32_t row, int32_t people) {
  if ((s->word != PW_CITY && s->word != PW_NONE) || people < TOWN || f->acts_there == NULL) return false;
  for (uint32_t i = 0, n = (uint32_t)isn_lex_rows(f->lexicon, K_NATION); i < n; i++)
    if (f->acts_there[i] && isn_lex_same(f->lexicon, K_PLACE, row, PLACE_COUNTRY, K_NATION, i, NATION_COUNTRY)) return true;
  return false;
}

static bool is_kind(const isn_finder *f, uint32_t row, const char *kind) {
  return isn_str_same(isn_lex_text(f->lexicon, K_PLACE, row, PLACE_KIND), isn_str(kind));
}

static bool is_area(const isn_finder *f, uint32_t row) {
  static const char *const kinds[] = {"governorate", "province", "region", "district", "country"};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (is_kind(f, row, kinds[i])) return true;
  return isn_lex_number(f->lexicon, K_PLACE, row, PLACE_FLAGS) & PLACE_IS_COUNTRY;
}

bool place_is_elsewhere(const isn_finder *f, uint32_t a, uint32_t b) {
  enum { FAR = 25000 };
  return a != b && !is_area(f, a) && !is_area(f, b) && !lies_in(f, a, b) && !lies_in(f, b, a) && !close_by(f, a, b, FAR);
}

/* Is the row what the words can mean? A quarter is no town elsewhere, a checkpoint bears the name of a town only where that is the
 * name's one meaning; what lies abroad is a large city, or a thing with a name of several words. */
static bool row_fits(const isn_finder *f, const isn_spot *s, uint32_t row, uint32_t outer, isnad_str country) {
  const isn_unit *name = &f->units[s->name];
  bool town = is_kind(f, row, "city") || is_kind(f, row, "town") || is_kind(f, row, "village");
  int32_t people = isn_lex_number(f->lexicon, K_PLACE, row, PLACE_POPULATION);
  bool within = outer != NONE && (lies_in(f, row, outer) || close_by(f, row, outer, NEAR_BY)), large = people >= BIG_TOWN;
  if (outer != NONE && !within && !large && town) return false;
  if ((s->word == PW_QUARTER || s->word == PW_STREET) && !is_kind(f, row, "neighbourhood") &&
      (outer == NONE || !close_by(f, row, outer, IN_TOWN)))
    return false; /* حي الروضة، شارع بغداد */
  if (s->word == PW_VILLAGE && large) return false;
  if ((s->word == PW_FACILITY || s->word == PW_BUILDING) && (name->of[K_ACTOR] || name->of[K_NOUN]) && name->end - name->first == 1 && !within && !large) return false;
  if (is_kind(f, row, "country") || !country.len || large || within) return true;
  isnad_str own = isn_lex_text(f->lexicon, K_PLACE, row, PLACE_COUNTRY);
  if (!own.len || isn_str_same(own, country)) return true;
  return name->end - name->first > 1 || is_of_other_side(f, s, row, people) || is_kind(f, row, "governorate") || is_kind(f, row, "province") || is_kind(f, row, "region");
}

static int place_score(const isn_finder *f, const isn_spot *s, uint32_t row, uint32_t outer, isnad_str country) {
  int score = 0;
  if (outer != NONE && lies_in(f, row, outer)) score += 40;
  else if (outer != NONE && close_by(f, row, outer, NEAR_BY)) score += 25;
  if (s->word && kind_fits(isn_lex_text(f->lexicon, K_PLACE, row, PLACE_KIND), s->word)) score += 10;
  if (country.len && isn_str_same(isn_lex_text(f->lexicon, K_PLACE, row, PLACE_COUNTRY), country)) score += 15;
  int32_t people = isn_lex_number(f->lexicon, K_PLACE, row, PLACE_POPULATION);
  if (unit_is(&f->units[s->name], WC_CITY_ZONE) && people >= 3 * BIG_TOWN) score += 20; /* الدوحة is Qatar's */
  for (int32_t step = 1000; step <= people && step < 100000000; step *= 10) score++;
  return score;
}

static void settle(isn_finder *f, isn_spot *s, isnad_str country) {
  if (s->row == NONE) return;
  const isn_unit *u = &f->units[s->row];
  uint32_t outer = NONE, best = NONE, at = s->inside;
  for (int depth = 0; depth < 4 && at != NONE && outer == NONE; depth++) { /* the nearest of those round it that has a row */
    outer = f->spots[at].row;
    at = f->spots[at].inside;
  }
  int best_score = -1;
  for (int i = 0; i < u->reading_count; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (e->kind != K_PLACE || !row_fits(f, s, e->row, outer, country)) continue;
    int score = place_score(f, s, e->row, outer, country);
    if (score > best_score) best_score = score, best = e->row;
  }
  s->row = best;
}

/* The town that a province is called after: «محافظة السويداء ... داخل المدينة». */
static uint32_t town_of(const isn_finder *f, const isn_spot *t) {
  const isn_unit *u = &f->units[t->name];
  for (int i = 0; i < u->reading_count; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (e->kind != K_PLACE || !(is_kind(f, e->row, "city") || is_kind(f, e->row, "town"))) continue;
    if (lies_in(f, e->row, t->row) || close_by(f, e->row, t->row, NEAR_BY)) return e->row;
  }
  return NONE;
}

/* «المستشفى» is no bridge named before. */
static bool same_head(const isn_finder *f, const isn_spot *s, const isn_spot *t) {
  isnad_str a = unit_form(f, &f->units[s->first]), b = unit_form(f, &f->units[t->first]);
  if (a.len > b.len && b.len >= 3) a = (isnad_str){a.ptr + (a.len - b.len), b.len};
  return isn_str_same(a, b);
}

enum { BACK_MAX = 11 }; /* places back that «المدينة» may mean */

/* «مراسل الشبكة في درعا»: where who tells it is. */
static bool is_of_carrier(const isn_finder *f, const isn_spot *t) {
  uint32_t before = t->prep == PREP_FI && t->first > 0 && unit_is(&f->units[t->first - 1], WC_PREP) ? t->first - 1 : t->first;
  if (before == 0 || f->clause_of[before - 1] != f->clause_of[t->first]) return false;
  const isn_unit *u = &f->units[before - 1];
  return (u->of[K_OUTLET] && !u->of[K_ACTOR]) || (u->of[K_SOURCE] && unit_cell(f, u, K_SOURCE, SOURCE_KIND) == ISNAD_SOURCE_CORRESPONDENT);
}

/* The capital that «العاصمة» means: that of the nationality it is told with («العاصمة العمانية»), else of the report's country. */
static bool resolve_capital(const isn_finder *f, isn_spot *s) {
  uint32_t nation = f->country;
  bool capital = false;
  for (uint32_t i = s->first; i < s->end; i++) {
    const isn_unit *u = &f->units[i];
    for (int k = 0; k < u->reading_count; k++)
      capital |= u->readings[k].entry->kind == K_WORD && isn_str_same(isn_lex_text(f->lexicon, K_WORD, u->readings[k].entry->row, WORD_NOTE), ISN_LIT("capital"));
    if (u->of[K_NATION]) nation = u->of[K_NATION]->row;
  }
  if (!capital) return false;
  uint32_t row = nation != NONE ? isn_lex_by_id(f->lexicon, K_PLACE, isn_lex_text(f->lexicon, K_NATION, nation, NATION_CAPITAL)) : UINT32_MAX;
  s->row = row != UINT32_MAX ? row : NONE;
  return true;
}

/* «السواحل الليبية» is no place of another country. */
static bool is_abroad_of(const isn_finder *f, const isn_spot *s, uint32_t row) {
  for (uint32_t i = s->first; i < s->end; i++) {
    const isn_entry *nation = f->units[i].adj ? f->units[i].of[K_NATION] : NULL;
    if (nation && !isn_str_same(isn_lex_text(f->lexicon, K_NATION, nation->row, NATION_COUNTRY), isn_lex_text(f->lexicon, K_PLACE, row, PLACE_COUNTRY))) return true;
  }
  return false;
}

/* المدينة, محيطه: the last spot before it that fits. */
static void resolve_back(isn_finder *f, uint32_t at) {
  isn_spot *s = &f->spots[at];
  if ((!s->definite_only && !s->pronoun) || (s->definite_only && resolve_capital(f, s))) return;
  for (uint32_t k = 0; k < 2 * BACK_MAX; k++) { /* first what was called so («مدينة نوى»), then what is of that kind */
    uint32_t back = k % BACK_MAX + 1, i = at - back;
    bool called = k < BACK_MAX;
    if (back > at) continue;
    const isn_spot *t = &f->spots[i];
    bool same_sentence = f->clauses[f->clause_of[t->first]].sent == f->clauses[f->clause_of[s->first]].sent;
    if (s->pronoun && !called && t->definite_only && t->row != NONE && same_sentence) { /* شهد المعسكر قصفاً على سوقه */
      s->row = t->row;
      return;
    }
    if (t->definite_only || t->pronoun || t->row == NONE || t->name == NONE || t->prep == PREP_MIN || is_of_carrier(f, t) || bind_in_slug(f, t->first) || is_abroad_of(f, s, t->row)) continue;
    if (called && (s->pronoun || t->word != s->word || is_site(s->word))) continue;
    isnad_str kind = isn_lex_text(f->lexicon, K_PLACE, t->row, PLACE_KIND);
    bool province = isn_str_same(kind, ISN_LIT("governorate")) || isn_str_same(kind, ISN_LIT("province"));
    if (s->word == PW_CITY && !s->pronoun && province) {
      if (called) continue; /* عاصمة ولاية جنوب دارفور */
      s->row = town_of(f, t);
      return;
    }
    if (s->pronoun || kind_fits(kind, s->word) || (t->word == s->word && (!is_site(s->word) || same_head(f, s, t)))) {
      s->row = t->row;
      return;
    }
  }
}

/* How narrow a place is by its word; what is narrower holds nothing wider. */
static int narrowness(int word) {
  switch (word) {
    case PW_COUNTRY: return 1;
    case PW_PROVINCE: case PW_REGION: case PW_RURAL: case PW_MOUNTAIN: case PW_WATER: case PW_BORDER: return 2;
    case PW_DISTRICT: return 3;
    case PW_CITY: return 4;
    case PW_TOWN: return 5;
    case PW_VILLAGE: case PW_QUARTER: case PW_CAMP: return 6;
    default: return is_site(word) || word == PW_AXIS ? 7 : 0;
  }
}

/* What stands between two expressions one of which holds the other: nothing, «في», a comma before «مركز محافظة ذي قار», «التابعة». */
static bool holds(const isn_finder *f, const isn_spot *s, const isn_spot *t) {
  const isn_unit *u = &f->units[t->first];
  if (u->clitics & (C_WAW | C_FEH)) return false;
  const isn_unit *body = s->first > 0 && s->word == PW_NONE && s->prep == PREP_NONE ? &f->units[s->first - 1] : NULL;
  if (body && body->of[K_NOUN] && !body->definite && unit_cell(f, body, K_NOUN, NOUN_CLASS) == NC_BODY && t->first > s->end) return false; /* بوابة شركة نفط البصرة في باب الزبير */
  if (t->first == s->end && t->prep == PREP_NONE && s->word && !unit_is(u, WC_DIRECTION) && narrowness(t->word) > narrowness(s->word)) return false; /* أهالي بلدة عرسال مقر الحكومة */
  bool way = s->prep == PREP_MIN || s->prep == PREP_ILA || s->prep == PREP_NAHWA || s->prep == PREP_BITTIJAH;
  if (t->near && way) return false; /* من العراق إلى سوريا قرب البوكمال */
  if (t->first == s->end) return !(u->clitics & C_LAM) || s->definite_only;
  if (t->first != s->end + 1) return false;
  const isn_unit *between = &f->units[s->end];
  bool dash = between->type == U_MARK && (between->mark == '-' || between->mark == 0x2013);
  if (dash) return t->prep == PREP_NONE && t->name != NONE && s->name != NONE && narrowness(s->word) >= 5 && narrowness(t->word) < narrowness(s->word); /* محلة الشراونة - بعلبك */
  if (t->prep == PREP_FI && unit_is(between, WC_PREP) && s->word == PW_DISTRICT && t->word == PW_CITY && !way) return true; /* مديرية المنصورة في مدينة عدن */
  if (t->prep == PREP_FI && unit_is(between, WC_PREP)) return s->word == PW_NONE || narrowness(s->word) == 0 || narrowness(t->word) <= narrowness(s->word); /* من مدينة جبلة في حي الوعر */
  if (unit_value(f, between, WC_FUNCTION) == 3) return true;
  return unit_is_mark(between, 0x060C) && t->prep == PREP_NONE && (t->word == PW_DISTRICT || t->word == PW_PROVINCE) && !t->definite_only;
}

void place_nest(isn_finder *f, uint32_t from) {
  for (uint32_t i = from; i + 1 < f->spot_count; i++)
    if (holds(f, &f->spots[i], &f->spots[i + 1])) f->spots[i].inside = i + 1;
}

void place_rows(isn_finder *f) {
  isnad_str country = f->country != NONE ? isn_lex_text(f->lexicon, K_NATION, f->country, NATION_COUNTRY) : (isnad_str){0};
  for (uint32_t i = f->spot_count; i-- > 0;) settle(f, &f->spots[i], country); /* outer ones come later: settle them first */
  for (uint32_t i = 0; i < f->spot_count; i++) resolve_back(f, i);
}
