/* place: place expressions, each with its place word, part and direction: «حي غويران», «محيط سجن الصناعة», «ريف حلب الغربي», «شمالي
 * المدينة». Expressions that follow one another («حي غويران بمدينة الحسكة») lie one inside the next. Names that several places
 * bear are settled by what they lie in, by the kind their place word says, by the report's country, then by size. */
#include "find/finder.h"

static bool is_quote_unit(const isn_unit *u) {
  return u->type == U_MARK && (u->mark == '"' || u->mark == 0xAB || u->mark == 0xBB);
}

static bool place_word(const isn_unit *u) { return unit_is(u, WC_PLACE_WORD) && !u->verb; }
/* A kind of place that bears a name of its own: what follows it with ال is the name («حي الميدان»), not a second kind. */
static bool names_follow(int word) {
  return word != PW_NONE && word != PW_SURROUNDINGS && word != PW_RURAL && word != PW_CENTRE && word != PW_OUTSKIRTS && word != PW_BORDER;
}

/* A checkpoint, hospital or station is a place where a name follows it. */
static bool facility_noun(const isn_finder *f, const isn_unit *u) {
  if (!u->of[K_NOUN] || u->verb || u->pronoun || (u->clitics & C_AL) || (u->of[K_NOUN]->morph & M_DUAL)) return false;
  int class = unit_cell(f, u, K_NOUN, NOUN_CLASS);
  return class == NC_FACILITY || class == NC_BUILDING || class == NC_POSITION;
}

static bool part_word(const isn_unit *u) { return (unit_is(u, WC_DIRECTION) || unit_is(u, WC_NEAR)) && !u->verb; }

/* A name from the gazetteer; an ambiguous one needs a cue before it. */
static bool place_name(const isn_unit *u, bool cue) {
  if (!u->of[K_PLACE] || u->verb || u->pronoun) return false;
  bool other = u->of[K_NOUN] || u->of[K_TRIGGER] || u->of[K_OPERATOR] || u->of[K_SAYING] || u->of[K_NATION] ||
               unit_is(u, WC_PERSON_NAME) || (u->classes & ~(1ull << WC_PLACE_WORD));
  return cue || !((u->of[K_PLACE]->morph & M_AMBIGUOUS) || other);
}

static isn_spot *new_spot(isn_finder *f, size_t *cap, uint32_t first) {
  isn_arena_grow(f->arena, &f->spots, f->spot_count, cap, sizeof *f->spots);
  isn_spot *s = &f->spots[f->spot_count];
  *s = (isn_spot){.first = first, .end = first, .row = NONE, .inside = NONE};
  return s;
}

/* A preposition of place before the unit is cue enough for an ambiguous name. */
static bool place_prep(int prep) {
  return prep == PREP_FI || prep == PREP_BI || prep == PREP_ILA || prep == PREP_NAHWA || prep == PREP_BITTIJAH || prep == PREP_DAKHIL ||
         prep == PREP_KHARIJ || prep == PREP_FAWQ || prep == PREP_ABRA || prep == PREP_IBRA;
}

/* Names behind a place word that no gazetteer has: «حي الدرجة الأولى», «قريتي سركلي وكوهرزي». */
static uint32_t unknown_name(const isn_finder *f, uint32_t at, uint32_t end, int word) {
  bool settlement = word == PW_TOWN || word == PW_VILLAGE || word == PW_QUARTER || word == PW_CITY || word == PW_CAMP || word == PW_STREET;
  uint32_t behind = at;
  while (behind < end && behind < at + 4) {
    const isn_unit *u = &f->units[behind];
    if (is_quote_unit(u) && behind + 1 < end) {
      behind++;
      continue;
    }
    if (u->type != U_WORD || u->verb || (u->clitics & (C_WAW | C_FEH | C_BEH | C_LAM | C_KAF)) || u->pronoun) break;
    bool plain = !u->known || (u->clitics & C_AL) || u->of[K_PLACE] || unit_is(u, WC_PERSON_NAME) || unit_is(u, WC_TITLE);
    if (behind > at && u->adj && !u->of[K_PLACE] && (u->clitics & C_AL)) { /* الحي السكني: an adjective is taken, then it ends */
      behind++;
      break;
    }
    if (settlement && behind == at && u->noun && !u->adj) plain = true;
    if (!plain || (behind > at && (place_word(u) || part_word(u)))) break;
    behind++;
    if ((u->clitics & C_AL) && behind < end && !(f->units[behind].clitics & C_AL)) break;
  }
  while (behind > at && is_quote_unit(&f->units[behind - 1])) behind--;
  return behind;
}

/* Reads the spot that begins at `at`; gives the unit behind it, or `at` where none begins. */
static uint32_t read_spot(isn_finder *f, size_t *cap, uint32_t at, uint32_t first, uint32_t end) {
  uint32_t i = at, words = 0;
  int word = PW_NONE, precision = 1;
  bool pronoun = false, definite = false, direction = false;
  while (i < end && i < at + 4) {
    const isn_unit *u = &f->units[i];
    if (i > at && (u->clitics & (C_WAW | C_FEH | C_BEH | C_LAM | C_KAF))) break;
    if (is_quote_unit(u) && words) {
      i++;
      continue;
    }
    bool facility = facility_noun(f, u) && !place_word(u);
    if (!place_word(u) && !part_word(u) && !facility) break;
    if (u->of[K_PLACE] && u->end - u->first > 1) break; /* a name that begins with a place word */
    if (words && names_follow(word) && (u->clitics & C_AL)) break;
    int value = facility ? PW_FACILITY : unit_value(f, u, WC_PLACE_WORD);
    if (place_word(u) || facility) word = value;
    if (part_word(u) || value == PW_SURROUNDINGS || value == PW_OUTSKIRTS || value == PW_RURAL) precision = 2;
    if (part_word(u)) direction = true;
    pronoun = u->pronoun != PRON_NONE;
    definite = u->clitics & C_AL;
    i++, words++;
    if (pronoun || (definite && !(i < end && (f->units[i].clitics & C_AL)))) break;
  }
  uint32_t name_at = i;
  bool cue = words > 0 || place_prep(unit_prep_before(f, at, first));
  if (!pronoun && i < end && !(words && (f->units[i].clitics & (C_WAW | C_FEH | C_BEH | C_LAM | C_KAF))) && place_name(&f->units[i], cue)) i++;
  else if (words && word != PW_NONE && !pronoun) i = unknown_name(f, i, end, word);
  bool named = i > name_at;
  if (!named && !pronoun && facility_noun(f, &f->units[at]) && !place_word(&f->units[at])) return at;
  if (!named && !pronoun && !(definite && word != PW_NONE)) return at;
  if (!named && direction && word == PW_NONE) return at;
  while (i < end && unit_is(&f->units[i], WC_DIRECTION) && (f->units[i].clitics & C_AL) && !(f->units[i].clitics & C_WAW)) i++;
  isn_spot *s = new_spot(f, cap, at);
  s->end = i;
  s->word = (uint8_t)word;
  s->precision = (uint8_t)precision;
  s->definite_only = !named && !pronoun;
  s->pronoun = pronoun;
  s->prep = (uint8_t)unit_prep_before(f, at, first);
  s->span = (isnad_span){f->units[at].span.start, f->units[i - 1].span.end};
  if (named && f->units[name_at].of[K_PLACE]) s->row = name_at;  /* a unit for now: settle() makes it a row */
  f->spot_count++;
  return i;
}

/* ---- Which place of that name ---------------------------------------------------------------------------------------- */

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

/* Near enough to be in it: one degree, for gazetteers without parents. */
static bool close_by(const isn_finder *f, uint32_t a, uint32_t b) {
  int32_t dlat = isn_lex_number(f->lexicon, K_PLACE, a, PLACE_LAT) - isn_lex_number(f->lexicon, K_PLACE, b, PLACE_LAT);
  int32_t dlon = isn_lex_number(f->lexicon, K_PLACE, a, PLACE_LON) - isn_lex_number(f->lexicon, K_PLACE, b, PLACE_LON);
  return dlat > -100000 && dlat < 100000 && dlon > -100000 && dlon < 100000;
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

static int place_score(const isn_finder *f, const isn_spot *s, uint32_t row, uint32_t outer, isnad_str country) {
  int score = 0;
  if (outer != NONE && lies_in(f, row, outer)) score += 40;
  else if (outer != NONE && close_by(f, row, outer)) score += 25;
  if (s->word && kind_fits(isn_lex_text(f->lexicon, K_PLACE, row, PLACE_KIND), s->word)) score += 10;
  if (country.len && isn_str_same(isn_lex_text(f->lexicon, K_PLACE, row, PLACE_COUNTRY), country)) score += 15;
  int32_t people = isn_lex_number(f->lexicon, K_PLACE, row, PLACE_POPULATION);
  for (int32_t step = 1000; step <= people && step < 100000000; step *= 10) score++;
  return score;
}

static void settle(isn_finder *f, isn_spot *s, isnad_str country) {
  if (s->row == NONE) return;
  const isn_unit *u = &f->units[s->row];
  uint32_t outer = s->inside != NONE ? f->spots[s->inside].row : NONE, best = NONE;
  int best_score = -1;
  for (int i = 0; i < u->reading_count; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (e->kind != K_PLACE) continue;
    int score = place_score(f, s, e->row, outer, country);
    if (score > best_score) best_score = score, best = e->row;
  }
  s->row = best;
}

/* المدينة, محيطه: the last spot before it that fits. */
static void resolve_back(isn_finder *f, uint32_t at) {
  isn_spot *s = &f->spots[at];
  if (!s->definite_only && !s->pronoun) return;
  for (uint32_t i = at; i-- > 0 && i + 12 > at;) {
    const isn_spot *t = &f->spots[i];
    if (t->definite_only || t->pronoun || t->row == NONE) continue;
    isnad_str kind = isn_lex_text(f->lexicon, K_PLACE, t->row, PLACE_KIND);
    if (s->pronoun || t->word == s->word || kind_fits(kind, s->word)) {
      s->row = t->row;
      return;
    }
  }
}

/* Spots that follow one another directly, or behind ب or في, are nested: the later holds the earlier. */
static void nest(isn_finder *f, uint32_t from) {
  for (uint32_t i = from; i + 1 < f->spot_count; i++) {
    isn_spot *s = &f->spots[i], *t = &f->spots[i + 1];
    uint32_t gap = t->first - s->end;
    const isn_unit *u = &f->units[t->first];
    bool joined = u->clitics & (C_WAW | C_FEH | C_LAM);
    if (gap == 0 && !joined) s->inside = i + 1;
    else if (gap == 1 && t->prep == PREP_FI && unit_is(&f->units[s->end], WC_PREP)) s->inside = i + 1;
  }
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
      for (uint32_t i = at; i < behind; i++) f->spot_at[i] = f->spot_count - 1;
      at = behind;
    }
    nest(f, from);
  }
  find_country(f);
  isnad_str country = f->country != NONE ? isn_lex_text(f->lexicon, K_NATION, f->country, NATION_COUNTRY) : (isnad_str){0};
  for (uint32_t i = f->spot_count; i-- > 0;) settle(f, &f->spots[i], country); /* outer ones come later: settle them first */
  for (uint32_t i = 0; i < f->spot_count; i++) resolve_back(f, i);
}
