/* actor: who a phrase is. «طيران التحالف الدولي» is the coalition, «مدفعية تركية» Turkey's army, «التنظيم» the group last named,
 * «الطرفان» the two last named together, «مدنيون» the country's civilians. A name that several actors bear («الجيش») goes to the
 * one of the report's country that existed on the day of publication. */
#include "find/actor.h"

#include "find/link.h"
#include "find/mention.h"
#include "find/tie.h"
#include "find/who.h"

/* Does some word of the phrase behind its head name one who acts? Places and their names do not count. */
static bool names_actor(const isn_finder *f, isn_phrase p) {
  for (uint32_t i = p.first; i < p.end; i++) {
    const isn_unit *u = &f->units[i];
    if (i > p.first && f->spot_at[i] != NONE && f->spot_at[p.first] == f->spot_at[i]) continue;
    if (u->of[K_ACTOR] || u->of[K_SOURCE] || unit_is(u, WC_ROLE_WORD) || unit_is(u, WC_PERSON_NAME) || unit_is(u, WC_REFER)) return true;
  }
  return false;
}

/* «بارجة أمريكية»: a ship that fights. */
static bool is_warship(const isn_finder *f, const isn_unit *u) { return who_class(f, u) == NC_SHIP && who_flags(f, u) & NOUN_ARMY; }

/* The head decides: «قافلة إغاثة» can act, «مرور قافلة» and «منزل الأسير» cannot, whoever is named in them. */
bool party_can_act(const isn_finder *f, isn_phrase p) {
  const isn_unit *first = &f->units[p.first], *head = &f->units[p.head];
  if (first->of[K_ACTOR] || first->of[K_SOURCE] || first->of[K_OUTLET] || first->of[K_NATION] || who_takes_part(head)) return true;
  if (head->of[K_NATION] && head->of[K_NATION]->morph & M_PLUR) return true; /* عشرات البحرينيين */
  switch (who_class(f, head)) {
    case NC_PERSON: case NC_FIGHTER: case NC_OFFICIAL: case NC_GROUP: case NC_BODY: case NC_AIRCRAFT: case NC_WEAPON: case NC_VEHICLE: return true;
    case NC_FACILITY: case NC_BUILDING: case NC_POSITION: case NC_GOODS: case NC_MEASURE: case NC_MONEY: case NC_EVENT: return false;
    case NC_SHIP: if (is_warship(f, head)) return true; /* fall through */
    default: break;
  }
  bool event = head->of[K_TRIGGER] && (head->of[K_TRIGGER]->morph & M_MASDAR) && !head->of[K_NOUN];
  return !event && names_actor(f, p);
}

bool party_is_machine(const isn_finder *f, isn_phrase p) {
  int class = who_class(f, &f->units[p.head]);
  return class == NC_AIRCRAFT || class == NC_WEAPON || class == NC_VEHICLE || class == NC_MUNITION || is_warship(f, &f->units[p.head]);
}

/* What is built or drives. */
bool party_is_thing(const isn_finder *f, isn_phrase p) {
  int class = who_class(f, &f->units[p.head]);
  return class == NC_FACILITY || class == NC_BUILDING || class == NC_VEHICLE;
}

bool party_is_force(const isn_finder *f, isn_phrase p) {
  for (uint32_t i = p.first; i < p.end; i++) {
    const isn_unit *u = &f->units[i];
    if (u->of[K_ACTOR] || (unit_is(u, WC_REFER) && unit_value(f, u, WC_REFER) == REFER_GROUP)) return true;
    int class = who_class(f, u);
    if (class == NC_FIGHTER || class == NC_GROUP || class == NC_AIRCRAFT) return true;
  }
  return false;
}

/* The mode of a name's first words, the longest noun that they make: «طيران التحالف الدولي» flies, «طائرة مسيّرة تركية» is a drone. */
static isnad_mode mode_of_first_words(const isn_finder *f, const isn_unit *u) {
  isn_reading readings[12];
  if (u->type != U_WORD || u->end - u->first < 2) return ISNAD_MODE_NONE;
  size_t n = isn_lex_readings(f->lexicon, f->tokens.at, u->end - 1, u->first, readings, 12);
  int mode = ISNAD_MODE_NONE;
  uint32_t longest = 0;
  for (size_t r = 0; r < n; r++) {
    if (readings[r].entry->kind != K_NOUN || readings[r].tokens <= longest) continue;
    int m = isn_lex_number(f->lexicon, K_NOUN, readings[r].entry->row, NOUN_MODE);
    if (m) mode = m, longest = readings[r].tokens;
  }
  return (isnad_mode)mode;
}

bool party_is_society(const isn_finder *f, isn_phrase p) {
  const isn_unit *u = &f->units[p.head];
  const isn_entry *e = u->of[K_NOUN] ? u->of[K_NOUN] : unit_first_noun(f, u, 1u << NC_BODY); /* «منظمة سام» is one name */
  return e && isn_lex_number(f->lexicon, K_NOUN, e->row, NOUN_FLAGS) & NOUN_SOCIETY;
}

isnad_mode party_weapon_mode(const isn_finder *f, isn_phrase p) {
  for (uint32_t i = p.first; i < p.end; i++) {
    const isn_unit *u = &f->units[i];
    isnad_mode first = u->of[K_ACTOR] ? mode_of_first_words(f, u) : ISNAD_MODE_NONE;
    if (first != ISNAD_MODE_NONE) return first;
    for (int r = 0; r < u->reading_count; r++) {
      const isn_entry *e = u->readings[r].entry;
      if (e->kind != K_NOUN) continue;
      int mode = isn_lex_number(f->lexicon, K_NOUN, e->row, NOUN_MODE);
      if (mode) return (isnad_mode)mode;
    }
  }
  return ISNAD_MODE_NONE;
}

static isn_party plain_party(const isn_finder *f, isn_phrase p) {
  isn_party party = {.phrase = p, .row = NONE};
  isn_phrase wide = p;
  int class = who_class(f, &f->units[p.head]);
  const isn_unit *next = p.end < f->unit_count ? &f->units[p.end] : NULL;
  if (next && (class == NC_GROUP || class == NC_FIGHTER || class == NC_PERSON || unit_is(&f->units[p.head], WC_OTHERS)) && f->clause_of[p.end] == f->clause_of[p.first] && unit_is(next, WC_PREP) && !next->pronoun &&
      unit_value(f, next, WC_PREP) == PREP_MIN) { /* «قوة من اللواء 52 مشاة» is named by both */
    isn_phrase of = find_phrase(f, p.end + 1, p.end + 8 < f->unit_count ? p.end + 8 : f->unit_count);
    const isn_unit *what = &f->units[p.end + 1 < f->unit_count ? p.end + 1 : p.end];
    bool deed = what->of[K_TRIGGER] && what->of[K_TRIGGER]->morph & M_MASDAR && !what->of[K_NOUN]; /* منع متظاهرين من الوصول */
    bool kept = p.first > 0 && f->units[p.head].definite && f->units[p.head].clitics & C_AL && class == NC_PERSON && who_class(f, what) != NC_GROUP && !what->of[K_ACTOR] && !what->of[K_PLACE]; /* منعت الناشط | من السفر */
    if (of.end > of.first && !deed && !kept) wide.end = of.end;
  }
  if (next && next->clitics & C_LAM && (who_flags(f, &f->units[p.head]) | who_flags(f, &f->units[p.end - 1])) & NOUN_SIDES) { /* «قوات موالية للحكومة» */
    isn_phrase whom = find_phrase(f, p.end, p.end + 6 < f->unit_count ? p.end + 6 : f->unit_count);
    if (whom.end > whom.first) wide.end = whom.end;
  }
  party.name.span = phrase_span(f, wide);
  party.name.text = isn_str_cut(f->text, party.name.span);
  return party;
}

static bool by_nation(const isn_finder *f, isn_phrase p, uint32_t nation, bool victim, isn_party *party) {
  int column = who_column(f, &f->units[p.head], victim);
  return column >= 0 && who_set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, nation, column));
}

/* «شرطة ولاية القضارف», «شرطة البصرة»: a force named by its town is its state's. */
static bool by_town(const isn_finder *f, isn_phrase p, isn_party *party) {
  const isn_unit *head = &f->units[p.head];
  int column = who_flags(f, head) & (NOUN_ARMY | NOUN_POLICE) && who_class(f, head) == NC_GROUP ? who_column(f, head, false) : -1;
  uint32_t spot = p.end > p.head + 1 ? f->spot_at[p.head + 1] : NONE;
  if (column < 0 || spot == NONE || head->clitics & C_AL || head->pronoun) return false;
  for (uint32_t i = p.head + 1; i < p.end; i++)
    if (f->spot_at[i] != spot) return false;
  uint32_t row = f->spots[spot].row, country = who_country_at(f, p.head);
  if (row != NONE) return who_set_by_country(f, party, isn_lex_text(f->lexicon, K_PLACE, row, PLACE_COUNTRY), column);
  return country != NONE && who_set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, country, column));
}

/* «الجيش», «الحكومة» alone: those of the report's country. */
static bool by_country(const isn_finder *f, isn_phrase p, isn_party *party) {
  const isn_unit *head = &f->units[p.head];
  uint32_t country = who_country_at(f, p.head);
  int class = who_class(f, head);
  isnad_str ending = f->tokens.at[head->end - 1].form;
  bool whole = head->end - head->first > 1 && ending.len > 3 && (isn_article_at(ending, 0) || head->clitics & C_AL); /* not «طائرة مسيّرة» */
  bool alone = p.end - p.first == 1 && (head->clitics & C_AL || whole);
  for (uint32_t i = p.head + 1; i < p.end && !alone; i++) { /* وحدات الجيش، عناصر الشرطة */
    const isn_unit *u = &f->units[i];
    if (who_is_state_force(f, u) && ((u->clitics & C_AL) || u->end - u->first > 1) && who_class(f, u) != NC_FIGHTER && country != NONE && who_class(f, head) != NC_PERSON)
      return who_set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, country, who_column(f, u, false)));
  }
  if (!alone || country == NONE || head->pronoun || (class != NC_GROUP && class != NC_BODY)) return false;
  int column = who_column(f, head, false);
  return column >= 0 && who_set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, country, column));
}

/* «وزير الإعلام بول مرقص», «رئيس الوزراء»: who governs where nobody else's country is named is of the report's. */
static bool by_office(const isn_finder *f, isn_phrase p, isn_party *party) {
  const isn_unit *head = &f->units[p.head];
  uint32_t country = who_country_at(f, p.head);
  if (country == NONE || head->pronoun || !(who_flags(f, head) & NOUN_CABINET)) return false;
  for (uint32_t i = p.head; i < p.end; i++)
    if (f->units[i].of[K_NATION]) return false; /* وزير الدفاع البلغاري, where the list has no Bulgaria */
  bool office = head->end - head->first > 1 || (p.end > p.head + 1 && !unit_is(&f->units[p.head + 1], WC_PERSON_NAME) && f->units[p.head + 1].known);
  return office && who_set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, country, NATION_GOVERNMENT));
}

/* «من تنظيم داعش»: من and a name. */
static bool names_group_behind(const isn_finder *f, uint32_t at) {
  if (at + 1 >= f->unit_count || unit_value(f, &f->units[at], WC_PREP) != PREP_MIN || f->units[at].pronoun) return false;
  return f->units[at + 1].of[K_ACTOR] != NULL;
}

static bool by_words(const isn_finder *f, isn_phrase p, bool victim, isn_party *party) {
  uint32_t nation = NONE;
  for (uint32_t i = p.first; i < p.end; i++) {
    const isn_unit *u = &f->units[i];
    uint32_t actor = u->of[K_ACTOR] && !u->verb ? who_choose(f, u) : NONE, named = p.end - p.first == 1 && u->of[K_ACTOR] ? mention_by_head(f, i) : NONE;
    if (named == NONE && unit_is(u, WC_REFER) && unit_value(f, u, WC_REFER) == REFER_LAST) named = mention_last(f, i);
    if (named != NONE) return who_set(f, party, named), true;
    bool some_of = actor != NONE && u->of[K_NOUN] && p.end - p.first == 1 && who_class(f, u) == NC_FIGHTER && names_group_behind(f, p.end) && tie_complement(f, p, party);
    if (some_of) return true; /* مسلحون من تنظيم داعش */
    bool seat = i > p.first && u->of[K_PLACE] && who_class(f, &f->units[p.first]) == NC_BODY && !(who_flags(f, &f->units[p.first]) & NOUN_GOVERNMENT);
    bool site = victim && i > p.first && u->of[K_PLACE] && u->end - u->first == 1 && f->spot_at[i] != NONE && f->spot_at[i] == f->spot_at[p.first] && who_is_government(f, actor); /* محيط مطار دمشق */
    if (seat || site) continue; /* محكمة جنايات القاهرة: where it sits */
    if (actor != NONE) {
      const isn_unit *next = i + 1 < p.end ? &f->units[i + 1] : NULL;
      isnad_str its = who_text(f, actor, ACTOR_COUNTRY);
      if (next && next->of[K_NATION] && !(next->clitics & C_WAW) && !(u->of[K_PLACE] && u->end - u->first == 1) && its.len && !isn_str_same(its, isn_lex_text(f->lexicon, K_NATION, next->of[K_NATION]->row, NATION_COUNTRY)) &&
          who_set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, next->of[K_NATION]->row, NATION_ARMY)))
        return true; /* الاحتلال التركي */
      if (next == NULL && who_set_by_id(f, party, tie_nation_elsewhere(f, u, its))) return true;
      if (i > p.first && tie_bears_arms(f, p)) who_set_force(f, party, actor); /* عناصر حاجز النظام */
      else who_set(f, party, actor);
      return true;
    }
    if (u->of[K_NATION] && nation == NONE) nation = u->of[K_NATION]->row;
    if (unit_is(u, WC_REFER) && unit_value(f, u, WC_REFER) == REFER_GROUP) {
      uint32_t row = mention_group(f, p.first);
      if (row != NONE) who_set(f, party, row);
      return true;
    }
  }
  bool hedged = p.end + 1 < f->unit_count && unit_is(&f->units[p.end], WC_MAYBE) && f->units[p.end + 1].of[K_NATION]; /* طائرات يعتقد أنها روسية */
  if (nation == NONE && hedged) nation = f->units[p.end + 1].of[K_NATION]->row;
  if (nation != NONE && by_nation(f, p, nation, victim, party)) return true;
  if (tie_complement(f, p, party) || tie_pronoun(f, p, party) || tie_people(f, p, party)) return true;
  if (nation == NONE && (tie_mention(f, p, party) || by_town(f, p, party) || by_country(f, p, party))) return true;
  if (tie_number(f, p, party) || tie_membership(f, p, party) || by_office(f, p, party)) return true;
  const isn_unit *head = &f->units[p.head];
  int class = who_class(f, head);
  bool civilian = who_flags(f, head) & NOUN_CIVILIAN;
  if (civilian && (class == NC_PERSON || (victim && class == NC_OFFICIAL))) { /* اختطفوا رئيس البلدية */
    uint32_t row = nation != NONE ? nation : who_people_at(f, p.first);
    party->civilian = true;
    bool trade = !victim && nation == NONE && who_flags(f, head) & NOUN_TRADE; /* معلمون يضربون */
    if (row != NONE && !trade) who_set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, row, NATION_CIVILIANS));
    return true;
  }
  if (victim && class == NC_FIGHTER && tie_rank(f, head, party)) return true;
  if (victim && who_flags(f, head) & NOUN_HOME) { /* غارة على منزل */
    party->civilian = true;
    uint32_t row = who_people_at(f, p.first);
    if (row != NONE) who_set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, row, NATION_CIVILIANS));
    return true;
  }
  bool anyone = who_flags(f, head) & NOUN_ANYONE;
  bool described = p.end > p.head + 1 && f->units[p.end - 1].adj && !f->units[p.end - 1].of[K_NATION] && class == NC_FIGHTER; /* عنصرين تكفيريين */
  if ((class == NC_PERSON || class == NC_FIGHTER) && anyone) return !victim || described || tie_part(f, p, party); /* أشخاص، عناصر */
  return true;
}

static bool is_definite(const isn_finder *f, isn_phrase p) {
  for (uint32_t i = p.first; i < p.end; i++)
    if (f->units[i].definite) return true;
  return false;
}

/* Without an id, only people, groups, bodies and what is built or sails is hit as a party: «منشأة طبية», not «قرية» or «16». */
static bool may_be_hit(const isn_finder *f, isn_phrase p) {
  const isn_unit *head = &f->units[p.head];
  if (head->type == U_NUMBER || unit_is(head, WC_OTHERS)) return false;
  if (who_takes_part(head)) return true;
  if (unit_is(head, WC_PERSON_NAME) || unit_is(head, WC_TITLE) || unit_is(head, WC_ROLE_WORD) || unit_is(&f->units[p.first], WC_PERSON_NAME)) return true;
  switch (who_class(f, head)) {
    case NC_PERSON: case NC_FIGHTER: case NC_OFFICIAL: case NC_GROUP: case NC_BODY: case NC_SHIP: case NC_CASUALTY: return true;
    case NC_VEHICLE: return f->amount_at[p.first] == NONE && who_flags(f, head) & NOUN_RELIEF; /* of a car those in it are hit */
    case NC_FACILITY: case NC_BUILDING: return f->spot_at[p.first] == NONE && !is_definite(f, p); /* one with a name is the place */
    case -1: return !head->known && (head->clitics & C_AL) == 0 && head->noun && !head->adj;
    default: return false;
  }
}

size_t party_owner(const isn_finder *f, isn_phrase p, isn_party *out) {
  int class = who_class(f, &f->units[p.first]);
  bool building = class == NC_FACILITY || class == NC_BUILDING || class == NC_POSITION || unit_is(&f->units[p.first], WC_PLACE_WORD);
  if (!building || p.end - p.first < 2) return 0;
  isn_phrase rest = {p.first + 1, p.end, p.first + 1};
  const isn_unit *of = &f->units[rest.first];
  if (rest.end - rest.first == 1 && of->of[K_PLACE] && of->end - of->first == 1 && f->spot_at[rest.first] != NONE && f->spot_at[rest.first] == f->spot_at[p.first] && who_is_government(f, party_actor(f, of)))
    return 0; /* مطار دمشق: of the city */
  isn_party party = plain_party(f, p);
  if (!by_words(f, rest, true, &party) || party.row == NONE || party.civilian) return 0;
  *out = party;
  return 1;
}

bool party_owner_behind(const isn_finder *f, uint32_t at, uint32_t end, isn_party *out) {
  enum { NEAR_UNITS = 8 };
  for (uint32_t i = at; i < end && i < at + NEAR_UNITS; i++) {
    const isn_unit *u = &f->units[i];
    if (u->verb || u->type == U_TIME || u->clitics & (C_WAW | C_FEH | C_BEH)) return false;
    if (u->type == U_MARK && !unit_is_quote(u)) return false;
    if (u->of[K_NATION] && (u->adj || i == at || f->units[i - 1].adj) && !(u->clitics & C_LAM)) {
      *out = plain_party(f, (isn_phrase){i, i + 1, i});
      return who_set_by_id(f, out, isn_lex_text(f->lexicon, K_NATION, u->of[K_NATION]->row, NATION_ARMY));
    }
    bool of = u->clitics & C_LAM || (i > at && unit_value(f, &f->units[i - 1], WC_PREP) == PREP_LI && unit_is(&f->units[i - 1], WC_PREP));
    isn_phrase whose = of && u->type == U_WORD ? find_phrase(f, i, end) : (isn_phrase){0};
    if (whose.end > whose.first) {
      if (party_make(f, whose, true, out, 1) != 1 || out->row == NONE || out->civilian) return false;
      out->name.span = phrase_span(f, whose); /* no «من نوع كذا» */
      return out->name.text = isn_str_cut(f->text, out->name.span), true;
    }
    int prep = unit_is(u, WC_PREP) ? unit_value(f, u, WC_PREP) : PREP_NONE;
    if (prep != PREP_NONE && prep != PREP_MIN && prep != PREP_LI) return false;
  }
  return false;
}

bool party_voice(const isn_finder *f, isn_party *party) {
  if (f->voice == NONE) return false;
  *party = (isn_party){.row = NONE};
  party->name.text = f->article->meta.outlet.text;
  party->name.span = f->article->meta.outlet.span;
  who_set(f, party, f->voice);
  return true;
}

bool party_commands(const isn_finder *f, uint32_t row) {
  int kind = row != NONE ? isn_lex_number(f->lexicon, K_ACTOR, row, ACTOR_SOURCE_KIND) : ISNAD_SOURCE_UNKNOWN;
  return kind == ISNAD_SOURCE_MILITARY || kind == ISNAD_SOURCE_SECURITY || kind == ISNAD_SOURCE_ARMED_GROUP;
}

bool party_force(const isn_finder *f, int flags, isn_party *party) {
  if (!(flags & (NOUN_ARMY | NOUN_POLICE)) || flags & NOUN_UNIT || f->country == NONE) return false;
  return who_set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, f->country, flags & NOUN_ARMY ? NATION_ARMY : NATION_POLICE));
}

bool party_government(const isn_finder *f, isnad_str country, isn_phrase p, isn_party *out) {
  *out = plain_party(f, p);
  return who_set_by_country(f, out, country, NATION_GOVERNMENT);
}

bool party_of_country(const isn_finder *f, isn_phrase p, int column, isn_party *party) {
  uint32_t country = who_country_at(f, p.first);
  return country != NONE && who_set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, country, column));
}

void party_as_person(const isn_finder *f, isn_phrase p, isn_party *party) {
  isnad_span name = link_person(f, p);
  if (name.end == 0) return;
  *party = (isn_party){.phrase = p, .row = NONE, .name = {.span = {f->units[p.first].span.start, name.end}}};
  party->name.text = isn_str_cut(f->text, party->name.span);
}

void party_to_force(const isn_finder *f, isn_party *party) { who_set_force(f, party, party->row); }

bool party_speaker(const isn_finder *f, const isn_chain *c, isn_party *out) {
  if (c->count == 0) return false;
  const isnad_link *l = &c->link[c->count - 1];
  *out = (isn_party){.row = NONE, .phrase = c->speaker};
  out->name = (isnad_name){.text = l->text, .span = l->span};
  isnad_str id = l->affiliation.len ? l->affiliation : l->id;
  who_set(f, out, id.len ? isn_lex_by_id(f->lexicon, K_ACTOR, id) : NONE);
  const isn_unit *u = &f->units[c->speaker.first]; /* a monitor is an outlet and an actor: «منظمة العفو الدولية» */
  if (out->row == NONE && c->speaker.end > c->speaker.first && u->of[K_OUTLET] && u->of[K_ACTOR]) who_set(f, out, who_choose(f, u));
  return true;
}

/* «الطرفان الباكستاني والأفغاني», «الوزيران المصري والفرنسي», «الجيشان الأذربيجاني والأرميني», «وفدين روسي وأوكراني»: one of each state. */
static bool both_of_nations(const isn_finder *f, isn_phrase p, isn_party *out, size_t max) {
  const isn_unit *head = &f->units[p.first];
  uint32_t one = p.first + 1, other = p.first + 2;
  if (max < 2 || other >= f->unit_count || !f->units[one].of[K_NATION] || !f->units[other].of[K_NATION] || !(f->units[other].clitics & C_WAW)) return false;
  bool dual = head->of[K_NOUN] && head->of[K_NOUN]->morph & M_DUAL && (head->clitics & C_AL) == (f->units[one].clitics & C_AL);
  int column = unit_is(head, WC_REFER) ? NATION_GOVERNMENT : dual ? who_column(f, head, false) : -1, class = dual ? who_class(f, head) : -1;
  if (column < 0 && (class == NC_BODY || class == NC_GROUP || class == NC_OFFICIAL)) column = NATION_GOVERNMENT;
  if (column < 0) return false;
  for (uint32_t i = 0; i < 2; i++) {
    out[i] = plain_party(f, (isn_phrase){one + i, one + i + 1, one + i});
    isnad_str country = isn_lex_text(f->lexicon, K_NATION, f->units[one + i].of[K_NATION]->row, NATION_COUNTRY);
    if (!who_set_by_country(f, &out[i], country, column) && !who_set_by_country(f, &out[i], country, NATION_GOVERNMENT)) return false;
  }
  return true;
}

size_t party_make(const isn_finder *f, isn_phrase p, bool victim, isn_party *out, size_t max) {
  if (p.end <= p.first || max == 0) return 0;
  const isn_unit *u = &f->units[p.first];
  if (both_of_nations(f, p, out, max)) return 2;
  if (unit_is(u, WC_REFER) && unit_value(f, u, WC_REFER) == REFER_BOTH) {
    uint32_t rows[2];
    size_t n = mention_pair(f, p.first, rows);
    if (n < 2 && victim) return out[0] = plain_party(f, p), 1;
    if (n < 2 || max < 2) return 0;
    for (size_t i = 0; i < 2; i++) {
      out[i] = plain_party(f, p);
      who_set(f, &out[i], rows[1 - i]);
    }
    return 2;
  }
  isn_party party = plain_party(f, p);
  int class = who_class(f, &f->units[p.head]);
  bool held = class == NC_POSITION || class == NC_BUILDING || class == NC_FACILITY || class == NC_VEHICLE || f->spot_at[p.head] != NONE;
  if (victim && held && tie_holder(f, p, &party)) {
    out[0] = party;
    return 1;
  }
  bool judges = !victim && class == NC_BODY && who_flags(f, &f->units[p.head]) & NOUN_COURT; /* أصدرت المحكمة حكماً */
  if (f->spot_at[p.first] != NONE && !u->of[K_ACTOR] && !unit_is(u, WC_ROLE_WORD) && !judges) return 0;
  if (!by_words(f, p, victim, &party)) return 0;
  if (victim && party.row == NONE && !party.civilian && !may_be_hit(f, p)) return 0;
  party.thing = party_is_thing(f, p) && (party.row == NONE || party.civilian);
  out[0] = party;
  return 1;
}
