/* actor: who a phrase is. «طيران التحالف الدولي» is the coalition, «مدفعية تركية» Turkey's army, «التنظيم» the group last named,
 * «الطرفان» the two last named together, «مدنيون» the country's civilians. A name that several actors bear («الجيش») goes to the
 * one of the report's country that existed on the day of publication. */
#include "find/actor.h"

static isnad_str actor_text(const isn_finder *f, uint32_t row, int column) {
  return isn_lex_text(f->lexicon, K_ACTOR, row, column);
}

static isnad_str country_code(const isn_finder *f) {
  return f->country != NONE ? isn_lex_text(f->lexicon, K_NATION, f->country, NATION_COUNTRY) : (isnad_str){0};
}

/* The day of publication as 20220124; 0: not known. */
static int32_t publication_day(const isn_finder *f) {
  isnad_str iso = f->article->meta.published.text;
  int32_t day = 0;
  for (size_t i = 0; i < iso.len && i < 10; i++)
    if (iso.ptr[i] >= '0' && iso.ptr[i] <= '9') day = day * 10 + (iso.ptr[i] - '0');
  return iso.len >= 10 ? day : 0;
}

static bool existed(const isn_finder *f, uint32_t row) {
  int32_t day = publication_day(f), from = isn_lex_number(f->lexicon, K_ACTOR, row, ACTOR_FROM),
          to = isn_lex_number(f->lexicon, K_ACTOR, row, ACTOR_TO);
  return day == 0 || ((from == 0 || day >= from) && (to == 0 || day <= to));
}

/* Among the actors of that name: the report's country first, then those that existed then, full names before labels. */
static uint32_t choose_actor(const isn_finder *f, const isn_unit *u) {
  uint32_t best = NONE;
  int best_score = -1;
  isnad_str country = country_code(f);
  for (int i = 0; i < u->reading_count; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (e->kind != K_ACTOR) continue;
    int score = (existed(f, e->row) ? 4 : 0) + (country.len && isn_str_same(actor_text(f, e->row, ACTOR_COUNTRY), country) ? 8 : 0) +
                (e->morph & M_PARTISAN ? 0 : 1);
    if (score > best_score) best_score = score, best = e->row;
  }
  return best;
}

static void set_actor(const isn_finder *f, isn_party *p, uint32_t row) {
  p->row = row;
  p->name.id = actor_text(f, row, ACTOR_ID);
  p->name.name = actor_text(f, row, ACTOR_NAME_EN);
}

static bool set_by_id(const isn_finder *f, isn_party *p, isnad_str id) {
  if (id.len == 0) return false;
  uint32_t row = isn_lex_by_id(f->lexicon, K_ACTOR, id);
  if (row == NONE) return false;
  set_actor(f, p, row);
  return true;
}

static int noun_class(const isn_finder *f, const isn_unit *u) {
  return u->of[K_NOUN] ? unit_cell(f, u, K_NOUN, NOUN_CLASS) : -1;
}

bool party_can_act(const isn_finder *f, isn_phrase p) {
  for (uint32_t i = p.first; i < p.end; i++) {
    const isn_unit *u = &f->units[i];
    if (i > p.first && f->spot_at[i] != NONE && f->spot_at[p.first] == f->spot_at[i]) continue;
    if (u->of[K_ACTOR] || u->of[K_SOURCE] || unit_is(u, WC_ROLE_WORD) || unit_is(u, WC_PERSON_NAME) || unit_is(u, WC_REFER)) return true;
    switch (noun_class(f, u)) {
      case NC_PERSON: case NC_FIGHTER: case NC_OFFICIAL: case NC_GROUP: case NC_BODY: case NC_AIRCRAFT: return true;
      case NC_WEAPON: case NC_VEHICLE: if (i == p.head) return true; break;
      default: break;
    }
  }
  return f->units[p.first].of[K_NATION] != NULL;
}

bool party_is_force(const isn_finder *f, isn_phrase p) {
  for (uint32_t i = p.first; i < p.end; i++) {
    const isn_unit *u = &f->units[i];
    if (u->of[K_ACTOR] || (unit_is(u, WC_REFER) && unit_value(f, u, WC_REFER) == REFER_GROUP)) return true;
    int class = noun_class(f, u);
    if (class == NC_FIGHTER || class == NC_GROUP || class == NC_AIRCRAFT) return true;
  }
  return false;
}

isnad_mode party_weapon_mode(const isn_finder *f, isn_phrase p) {
  for (uint32_t i = p.first; i < p.end; i++) {
    const isn_unit *u = &f->units[i];
    for (int r = 0; r < u->reading_count; r++) {
      const isn_entry *e = u->readings[r].entry;
      if (e->kind != K_NOUN) continue;
      int mode = isn_lex_number(f->lexicon, K_NOUN, e->row, NOUN_MODE);
      if (mode) return (isnad_mode)mode;
    }
  }
  return ISNAD_MODE_NONE;
}

/* The last actor before `unit` that a group word («التنظيم», «الحركة») may stand for. */
static uint32_t last_group(const isn_finder *f, uint32_t unit) {
  for (uint32_t i = unit; i-- > 0 && i + 400 > unit;) {
    const isn_unit *u = &f->units[i];
    if (!u->of[K_ACTOR]) continue;
    isnad_str type = actor_text(f, u->of[K_ACTOR]->row, ACTOR_TYPE);
    if (isn_str_holds(type, ISN_LIT("rebel")) || isn_str_holds(type, ISN_LIT("militia")) || isn_str_holds(type, ISN_LIT("party")))
      return choose_actor(f, u);
  }
  return NONE;
}

/* The two parties last named before `unit`; the later one first. */
static size_t last_two(const isn_finder *f, uint32_t unit, uint32_t rows[2]) {
  size_t n = 0;
  for (uint32_t i = unit; i-- > 0 && n < 2 && i + 400 > unit;) {
    const isn_unit *u = &f->units[i];
    if (!u->of[K_ACTOR] || u->verb) continue;
    uint32_t row = choose_actor(f, u);
    if (n == 0 || row != rows[0]) rows[n++] = row;
  }
  return n;
}

static isn_party plain_party(const isn_finder *f, isn_phrase p) {
  isn_party party = {.phrase = p, .row = NONE};
  party.name.span = phrase_span(f, p);
  party.name.text = isn_str_cut(f->text, party.name.span);
  return party;
}

/* A nationality beside a noun: طائرة تركية is the army, مدنيون سوريون the civilians, الشرطة العراقية the police. */
static bool by_nation(const isn_finder *f, isn_phrase p, uint32_t nation, isn_party *party) {
  int column = NATION_ARMY, class = noun_class(f, &f->units[p.head]);
  if (class == NC_PERSON) column = NATION_CIVILIANS;
  else if (class == NC_OFFICIAL || class == NC_BODY || unit_is(&f->units[p.head], WC_ROLE_WORD)) column = NATION_GOVERNMENT;
  else if (class != NC_FIGHTER && class != NC_GROUP && class != NC_AIRCRAFT && class != NC_WEAPON && class != NC_VEHICLE && class != NC_SHIP &&
           class != NC_MUNITION && class != NC_POSITION && f->units[p.head].of[K_TRIGGER] == NULL)
    return false;
  return set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, nation, column));
}

static bool by_words(const isn_finder *f, isn_phrase p, bool victim, isn_party *party) {
  uint32_t nation = NONE;
  for (uint32_t i = p.first; i < p.end; i++) {
    const isn_unit *u = &f->units[i];
    if (u->of[K_ACTOR] && !u->verb) {
      set_actor(f, party, choose_actor(f, u));
      return true;
    }
    if (u->of[K_NATION] && nation == NONE) nation = u->of[K_NATION]->row;
    if (unit_is(u, WC_REFER) && unit_value(f, u, WC_REFER) == REFER_GROUP) {
      uint32_t row = last_group(f, p.first);
      if (row != NONE) set_actor(f, party, row);
      return true;
    }
  }
  if (nation != NONE && by_nation(f, p, nation, party)) return true;
  const isn_unit *head = &f->units[p.head];
  int class = noun_class(f, head);
  bool civilian = head->of[K_NOUN] && (unit_cell(f, head, K_NOUN, NOUN_FLAGS) & NOUN_CIVILIAN);
  if (class == NC_PERSON && civilian && (victim || !victim)) {
    uint32_t row = nation != NONE ? nation : f->country;
    party->civilian = true;
    if (row != NONE) set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, row, NATION_CIVILIANS));
    return true;
  }
  if (class == NC_PERSON) return !victim; /* أشخاص */
  return true;
}

size_t party_make(const isn_finder *f, isn_phrase p, bool victim, isn_party *out, size_t max) {
  if (p.end <= p.first || max == 0) return 0;
  const isn_unit *u = &f->units[p.first];
  if (unit_is(u, WC_REFER) && unit_value(f, u, WC_REFER) == REFER_BOTH) {
    uint32_t rows[2];
    size_t n = last_two(f, p.first, rows);
    if (n < 2 || max < 2) return 0;
    for (size_t i = 0; i < 2; i++) {
      out[i] = plain_party(f, p);
      set_actor(f, &out[i], rows[1 - i]);
    }
    return 2;
  }
  if (f->spot_at[p.first] != NONE && !u->of[K_ACTOR] && !unit_is(u, WC_ROLE_WORD)) return 0;
  isn_party party = plain_party(f, p);
  if (!by_words(f, p, victim, &party)) return 0;
  out[0] = party;
  return 1;
}
