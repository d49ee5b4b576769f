/* actor: who a phrase is. «طيران التحالف الدولي» is the coalition, «مدفعية تركية» Turkey's army, «التنظيم» the group last named,
 * «الطرفان» the two last named together, «مدنيون» the country's civilians. A name that several actors bear («الجيش») goes to the
 * one of the report's country that existed on the day of publication. */
#include "find/actor.h"

#include "find/link.h"
#include "find/mention.h"

static isnad_str actor_text(const isn_finder *f, uint32_t row, int column) {
  return isn_lex_text(f->lexicon, K_ACTOR, row, column);
}

/* Of the item in a digest that the unit stands in, row of K_NATION + 1; 0: of none of its own. */
static uint32_t item_country(const isn_finder *f, uint32_t unit) { return f->clause_of ? f->sents[f->clauses[f->clause_of[unit]].sent].country : 0; }

/* Whose civilians «مدنيون» are there: the item's country, else the report's, whoever says it. */
static uint32_t people_at(const isn_finder *f, uint32_t unit) {
  uint32_t item = item_country(f, unit);
  return item ? item - 1 : f->country;
}

/* The country of «الجيش» at that unit, a row of K_NATION: of him on whose word it stands, of the item in a digest, else the report's. */
static uint32_t country_at(const isn_finder *f, uint32_t unit) {
  uint32_t country = f->chain_at ? f->chains[f->chain_at[unit]].country : 0;
  if (country == 0) country = item_country(f, unit);
  return country ? country - 1 : f->country;
}

static isnad_str country_of_report(const isn_finder *f) {
  return f->country != NONE ? isn_lex_text(f->lexicon, K_NATION, f->country, NATION_COUNTRY) : (isnad_str){0};
}

static isnad_str country_code(const isn_finder *f, uint32_t unit) {
  uint32_t country = country_at(f, unit);
  return country != NONE ? isn_lex_text(f->lexicon, K_NATION, country, NATION_COUNTRY) : (isnad_str){0};
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

/* Among the actors of that name: the report's country first, then those that existed then, full names before labels. A name
 * of many («الجيش») or of anything (ambiguous.tsv: «القيادة العامة») stands for an actor in its own country only. */
static uint32_t choose_actor(const isn_finder *f, const isn_unit *u) {
  uint32_t best = NONE;
  int best_score = -1;
  isnad_str country = country_code(f, (uint32_t)(u - f->units)), main = country_of_report(f);
  bool many = false; /* several bear the name */
  bool elsewhere = item_country(f, (uint32_t)(u - f->units)) != 0 && !isn_str_same(country, main);
  for (int i = 0; i < u->reading_count; i++)
    if (u->readings[i].entry->kind == K_ACTOR && u->readings[i].entry->row != u->of[K_ACTOR]->row) many = true;
  for (int i = 0; i < u->reading_count; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (e->kind != K_ACTOR) continue;
    isnad_str home = actor_text(f, e->row, ACTOR_COUNTRY);
    bool his = country.len && isn_str_same(home, country), at_home = his || (main.len && isn_str_same(home, main));
    bool generic = (u->of[K_NOUN] && u->end - u->first == 1) || e->morph & (M_AMBIGUOUS | M_SHORT);
    if (generic && elsewhere && home.len && !his) continue; /* «السلطات» in an item on another country */
    if (u->of[K_NOUN] && u->end - u->first == 1 && country.len && home.len && !at_home) continue; /* «السلطات» of another state */
    int score = (existed(f, e->row) ? 4 : 0) + (his ? 16 : at_home ? 8 : 0) + (e->morph & M_PARTISAN ? 0 : 1);
    bool homely = e->morph & M_AMBIGUOUS || (e->morph & M_SHORT && many);
    if (homely && home.len && country.len && !at_home) continue;
    if (score > best_score) best_score = score, best = e->row;
  }
  return best;
}

uint32_t party_actor(const isn_finder *f, const isn_unit *u) { return u->of[K_ACTOR] ? choose_actor(f, u) : NONE; }

/* The actor of a cell of nationalities.tsv: of several ids, parted by |, the first that existed then; NONE. */
static uint32_t first_of_its_time(const isn_finder *f, isnad_str ids) {
  uint32_t chosen = NONE;
  for (size_t at = 0; at < ids.len;) {
    const char *bar = memchr(ids.ptr + at, '|', ids.len - at);
    size_t end = bar ? (size_t)(bar - ids.ptr) : ids.len;
    uint32_t row = isn_lex_by_id(f->lexicon, K_ACTOR, (isnad_str){ids.ptr + at, end - at});
    if (row != NONE && (chosen == NONE || (!existed(f, chosen) && existed(f, row)))) chosen = row;
    at = end + 1;
  }
  return chosen;
}

/* Ids that begin with x: are of this project alone. */
static bool is_unlisted(isnad_str id) { return id.len > 2 && id.ptr[0] == 'x' && id.ptr[1] == ':'; }

/* A unit that the shared list of actors lacks takes its army's id: «الفرقة 15», «الكتيبة 166». */
static uint32_t army_of_unit(const isn_finder *f, uint32_t row) {
  int32_t kind = isn_lex_number(f->lexicon, K_ACTOR, row, ACTOR_SOURCE_KIND);
  if (!is_unlisted(actor_text(f, row, ACTOR_ID)) || kind != ISNAD_SOURCE_MILITARY || !isn_str_same(actor_text(f, row, ACTOR_TYPE), ISN_LIT("state forces"))) return row;
  isnad_str country = actor_text(f, row, ACTOR_COUNTRY);
  size_t nations = country.len ? isn_lex_rows(f->lexicon, K_NATION) : 0;
  for (uint32_t i = 0; i < nations; i++) {
    if (!isn_str_same(country, isn_lex_text(f->lexicon, K_NATION, i, NATION_COUNTRY))) continue;
    uint32_t army = first_of_its_time(f, isn_lex_text(f->lexicon, K_NATION, i, NATION_ARMY));
    return army == NONE ? row : army;
  }
  return row;
}

static void set_actor(const isn_finder *f, isn_party *p, uint32_t row) {
  if (row == NONE) return;
  row = army_of_unit(f, row);
  p->row = row;
  p->name.id = actor_text(f, row, ACTOR_ID);
  p->name.name = actor_text(f, row, ACTOR_NAME_EN);
}

static bool set_by_id(const isn_finder *f, isn_party *p, isnad_str ids) {
  uint32_t chosen = first_of_its_time(f, ids);
  if (chosen == NONE) return false;
  set_actor(f, p, chosen);
  return true;
}

/* «ناشط مدني» as one name of a source: what its first word is. */
static const isn_entry *noun_of_first_word(const isn_finder *f, const isn_unit *u) {
  isn_reading readings[12];
  size_t n = u->end - u->first > 1 ? isn_lex_readings(f->lexicon, f->tokens.at, u->first + 1, u->first, readings, 12) : 0;
  for (size_t i = 0; i < n; i++)
    if (readings[i].entry->kind == K_NOUN) return readings[i].entry;
  return NULL;
}

/* A cell of the unit as a noun: of «ناشط», an activist or active, the activist; `otherwise` where it is none. */
static int noun_cell(const isn_finder *f, const isn_unit *u, int column, int otherwise) {
  const isn_entry *e = u->of[K_NOUN] ? u->of[K_NOUN] : u->of[K_SOURCE] ? noun_of_first_word(f, u) : NULL;
  for (int i = 0; i < u->reading_count && e && isn_lex_number(f->lexicon, K_NOUN, e->row, NOUN_CLASS) == NC_ADJECTIVE; i++)
    if (u->readings[i].entry->kind == K_NOUN) e = u->readings[i].entry;
  return e ? isn_lex_number(f->lexicon, K_NOUN, e->row, column) : otherwise;
}

static int noun_class(const isn_finder *f, const isn_unit *u) { return noun_cell(f, u, NOUN_CLASS, -1); }
static int noun_flags(const isn_finder *f, const isn_unit *u) { return noun_cell(f, u, NOUN_FLAGS, 0); }

/* المحتجون، المهاجمون، المعتقلون: who does or suffers what a trigger names. */
static bool is_participant(const isn_unit *u) {
  const isn_entry *e = u->of[K_TRIGGER];
  return e && !u->verb && (e->morph & (M_ACT_PART | M_PASS_PART)) && !(e->morph & (M_MASDAR | M_NOUN | M_FIXED)) && (u->clitics & C_AL || e->morph & (M_PLUR | M_DUAL));
}

/* Does some word of the phrase behind its head name one who acts? Places and their names do not count. */
static bool names_actor(const isn_finder *f, isn_phrase p) {
  for (uint32_t i = p.first; i < p.end; i++) {
    const isn_unit *u = &f->units[i];
    if (i > p.first && f->spot_at[i] != NONE && f->spot_at[p.first] == f->spot_at[i]) continue;
    if (u->of[K_ACTOR] || u->of[K_SOURCE] || unit_is(u, WC_ROLE_WORD) || unit_is(u, WC_PERSON_NAME) || unit_is(u, WC_REFER)) return true;
  }
  return false;
}

/* The head decides: «قافلة إغاثة» can act, «مرور قافلة» and «منزل الأسير» cannot, whoever is named in them. */
bool party_can_act(const isn_finder *f, isn_phrase p) {
  const isn_unit *first = &f->units[p.first], *head = &f->units[p.head];
  if (first->of[K_ACTOR] || first->of[K_SOURCE] || first->of[K_OUTLET] || first->of[K_NATION] || is_participant(head)) return true;
  if (head->of[K_NATION] && head->of[K_NATION]->morph & M_PLUR) return true; /* عشرات البحرينيين */
  switch (noun_class(f, head)) {
    case NC_PERSON: case NC_FIGHTER: case NC_OFFICIAL: case NC_GROUP: case NC_BODY: case NC_AIRCRAFT: case NC_WEAPON: case NC_VEHICLE: return true;
    case NC_FACILITY: case NC_BUILDING: case NC_POSITION: case NC_GOODS: case NC_MEASURE: case NC_MONEY: case NC_EVENT: return false;
    default: break;
  }
  bool event = head->of[K_TRIGGER] && (head->of[K_TRIGGER]->morph & M_MASDAR) && !head->of[K_NOUN];
  return !event && names_actor(f, p);
}

bool party_is_machine(const isn_finder *f, isn_phrase p) {
  int class = noun_class(f, &f->units[p.head]);
  return class == NC_AIRCRAFT || class == NC_WEAPON || class == NC_VEHICLE || class == NC_MUNITION;
}

/* What is built or drives. */
bool party_is_thing(const isn_finder *f, isn_phrase p) {
  int class = noun_class(f, &f->units[p.head]);
  return class == NC_FACILITY || class == NC_BUILDING || class == NC_VEHICLE;
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

static bool is_state_force(const isn_finder *f, const isn_unit *u) {
  return u->of[K_NOUN] && (unit_cell(f, u, K_NOUN, NOUN_FLAGS) & (NOUN_ARMY | NOUN_POLICE | NOUN_GOVERNMENT));
}

/* The actor that nationalities.tsv has for a country (as its code) in that column. */
static bool set_by_country(const isn_finder *f, isn_party *p, isnad_str country, int column) {
  size_t nations = country.len ? isn_lex_rows(f->lexicon, K_NATION) : 0;
  for (uint32_t i = 0; i < nations; i++)
    if (isn_str_same(country, isn_lex_text(f->lexicon, K_NATION, i, NATION_COUNTRY))) return set_by_id(f, p, isn_lex_text(f->lexicon, K_NATION, i, column));
  return false;
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
  int class = noun_class(f, &f->units[p.head]);
  const isn_unit *next = p.end < f->unit_count ? &f->units[p.end] : NULL;
  if (next && (class == NC_GROUP || class == NC_FIGHTER || class == NC_PERSON || unit_is(&f->units[p.head], WC_OTHERS)) && f->clause_of[p.end] == f->clause_of[p.first] && unit_is(next, WC_PREP) && !next->pronoun &&
      unit_value(f, next, WC_PREP) == PREP_MIN) { /* «قوة من اللواء 52 مشاة» is named by both */
    isn_phrase of = find_phrase(f, p.end + 1, p.end + 8 < f->unit_count ? p.end + 8 : f->unit_count);
    const isn_unit *what = &f->units[p.end + 1 < f->unit_count ? p.end + 1 : p.end];
    bool deed = what->of[K_TRIGGER] && what->of[K_TRIGGER]->morph & M_MASDAR && !what->of[K_NOUN]; /* منع متظاهرين من الوصول */
    if (of.end > of.first && !deed) wide.end = of.end;
  }
  if (next && next->clitics & C_LAM && (noun_flags(f, &f->units[p.head]) | noun_flags(f, &f->units[p.end - 1])) & NOUN_SIDES) { /* «قوات موالية للحكومة» */
    isn_phrase whom = find_phrase(f, p.end, p.end + 6 < f->unit_count ? p.end + 6 : f->unit_count);
    if (whom.end > whom.first) wide.end = whom.end;
  }
  party.name.span = phrase_span(f, wide);
  party.name.text = isn_str_cut(f->text, party.name.span);
  return party;
}

/* Whom a noun stands for beside a nationality, a column of K_NATION or -1: طائرة تركية the army, مدنيون سوريون the civilians,
 * الشرطة العراقية the police. */
static int nation_column(const isn_finder *f, const isn_unit *head, bool victim) {
  int flags = noun_flags(f, head);
  if (flags & NOUN_ARMY) return NATION_ARMY;
  if (flags & NOUN_POLICE) return NATION_POLICE;
  if (flags & NOUN_GOVERNMENT || unit_is(head, WC_ROLE_WORD)) return NATION_GOVERNMENT;
  if (flags & NOUN_CIVILIAN) return NATION_CIVILIANS;
  if (noun_class(f, head) == NC_OFFICIAL) return NATION_GOVERNMENT;
  int own = noun_class(f, head);
  if (head->of[K_TRIGGER] && (own < 0 || own == NC_EVENT || own == NC_MUNITION || own == NC_OTHER)) return NATION_ARMY; /* قصف تركي، غارات باكستانية */
  return head->of[K_NATION] && victim ? NATION_CIVILIANS : -1;               /* 49 فلسطينياً */
}

static bool by_nation(const isn_finder *f, isn_phrase p, uint32_t nation, bool victim, isn_party *party) {
  int column = nation_column(f, &f->units[p.head], victim);
  return column >= 0 && set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, nation, column));
}

/* «شرطة ولاية القضارف», «شرطة البصرة»: a force named by its town is its state's. */
static bool by_town(const isn_finder *f, isn_phrase p, isn_party *party) {
  const isn_unit *head = &f->units[p.head];
  int column = noun_flags(f, head) & (NOUN_ARMY | NOUN_POLICE) && noun_class(f, head) == NC_GROUP ? nation_column(f, head, false) : -1;
  uint32_t spot = p.end > p.head + 1 ? f->spot_at[p.head + 1] : NONE;
  if (column < 0 || spot == NONE || head->clitics & C_AL || head->pronoun) return false;
  for (uint32_t i = p.head + 1; i < p.end; i++)
    if (f->spot_at[i] != spot) return false;
  uint32_t row = f->spots[spot].row, country = country_at(f, p.head);
  if (row != NONE) return set_by_country(f, party, isn_lex_text(f->lexicon, K_PLACE, row, PLACE_COUNTRY), column);
  return country != NONE && set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, country, column));
}

/* «الجيش», «الحكومة» alone: those of the report's country. */
static bool by_country(const isn_finder *f, isn_phrase p, isn_party *party) {
  const isn_unit *head = &f->units[p.head];
  uint32_t country = country_at(f, p.head);
  int class = noun_class(f, head);
  isnad_str ending = f->tokens.at[head->end - 1].form;
  bool whole = head->end - head->first > 1 && ending.len > 3 && (isn_article_at(ending, 0) || head->clitics & C_AL); /* not «طائرة مسيّرة» */
  bool alone = p.end - p.first == 1 && (head->clitics & C_AL || whole);
  for (uint32_t i = p.head + 1; i < p.end && !alone; i++) { /* وحدات الجيش، عناصر الشرطة */
    const isn_unit *u = &f->units[i];
    if (is_state_force(f, u) && ((u->clitics & C_AL) || u->end - u->first > 1) && noun_class(f, u) != NC_FIGHTER && country != NONE && noun_class(f, head) != NC_PERSON)
      return set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, country, nation_column(f, u, false)));
  }
  if (!alone || country == NONE || head->pronoun || (class != NC_GROUP && class != NC_BODY)) return false;
  int column = nation_column(f, head, false);
  return column >= 0 && set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, country, column));
}

/* «المباني التي يتحصن بها عناصر التنظيم»: who holds the place in the relative clause behind it. */
static bool by_holder(const isn_finder *f, isn_phrase p, isn_party *party) {
  uint32_t end = p.end + 10 < f->unit_count ? p.end + 10 : f->unit_count;
  for (uint32_t i = p.end; i < end; i++) {
    const isn_clause *c = &f->clauses[f->clause_of[i]];
    if (c->link != LINK_REL || c->head < p.first || c->head >= p.end) {
      if (f->units[i].type == U_WORD && f->clause_of[i] != f->clause_of[p.head]) return false;
      continue;
    }
    const isn_unit *u = &f->units[i];
    bool group = unit_is(u, WC_REFER) && unit_value(f, u, WC_REFER) == REFER_GROUP;
    uint32_t row = u->of[K_ACTOR] && !u->verb ? choose_actor(f, u) : group ? mention_group(f, i) : NONE;
    if (row == NONE && noun_class(f, u) == NC_PERSON && noun_flags(f, u) & NOUN_CIVILIAN && people_at(f, i) != NONE) { /* دراجة يستقلها عاملان */
      party->civilian = true;
      return set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, people_at(f, i), NATION_CIVILIANS));
    }
    if (row == NONE) continue;
    set_actor(f, party, row);
    return true;
  }
  return false;
}

/* A government or what is of it: whom a capital may stand for. */
static bool is_government(const isn_finder *f, uint32_t row) {
  isnad_str type = row != NONE ? actor_text(f, row, ACTOR_TYPE) : (isnad_str){0};
  return isn_str_holds(type, ISN_LIT("government")) || isn_str_holds(type, ISN_LIT("institution"));
}

/* The force of a state body is its army: «وزارة الدفاع ... مدفعيتها». */
static void set_force(const isn_finder *f, isn_party *p, uint32_t row) {
  set_actor(f, p, row);
  if (row == NONE) return;
  if (is_government(f, row)) set_by_country(f, p, actor_text(f, row, ACTOR_COUNTRY), NATION_ARMY);
}

/* «بلاده», «حكومته»: the government of the country he is of who speaks. */
static bool by_his_country(const isn_finder *f, const isn_unit *u, isn_party *party) {
  isn_party speaker;
  if (!u->pronoun || !(noun_flags(f, u) & NOUN_GOVERNMENT)) return false;
  if (!party_speaker(f, &f->chains[f->chain_at[u - f->units]], &speaker) || speaker.row == NONE) return false;
  return set_by_country(f, party, actor_text(f, speaker.row, ACTOR_COUNTRY), NATION_GOVERNMENT);
}

/* Fighters, guns and posts: what a government has of them is its army's. */
static bool bears_arms(const isn_finder *f, isn_phrase p) {
  switch (noun_class(f, &f->units[p.head])) {
    case NC_FIGHTER: case NC_GROUP: case NC_AIRCRAFT: case NC_WEAPON: case NC_POSITION: return true;
    default: return false;
  }
}

/* Are there but prepositions and adjectives («التابعة») between? */
static bool only_tied(const isn_finder *f, uint32_t from, uint32_t to) {
  while (from < to && (f->units[from].adj || unit_is(&f->units[from], WC_PREP))) from++;
  return from == to;
}

/* «لنا», and behind «تابعة» «له» and «لها» as well. */
static bool is_li_pronoun(const isn_finder *f, const isn_unit *u, bool owned) {
  isnad_str w = unit_form(f, u);
  bool ours = w.len == 3 && w.ptr[1] == L_NOON && w.ptr[2] == L_ALEF;
  return w.len >= 2 && w.len <= 3 && w.ptr[0] == L_LAM && (ours || (owned && w.ptr[1] == L_HEH));
}

/* The actor that the words right behind a force's name, «للواء الثالث بيشمركة»; its unit, NONE. */
static uint32_t actor_behind(const isn_finder *f, uint32_t at) {
  for (uint32_t i = at + 1; i < at + 4 && i < f->unit_count; i++) {
    const isn_unit *u = &f->units[i];
    if (u->type != U_WORD || u->verb || u->clitics & ~C_AL || unit_is(u, WC_PREP) || f->clause_of[i] != f->clause_of[at]) return NONE;
    if (u->of[K_ACTOR]) return i;
  }
  return NONE;
}

/* The actor behind the phrase: «عناصر من الدعم السريع», «طائرة مسيّرة تابعة لقوات الدعم السريع». */
static bool by_complement(const isn_finder *f, isn_phrase p, isn_party *party) {
  const isn_unit *last = &f->units[p.end - 1];
  if ((last->adj && unit_cell(f, last, K_NOUN, NOUN_FLAGS) & NOUN_SIDES) || noun_flags(f, &f->units[p.head]) & NOUN_SIDES) return false; /* قوات موالية للحكومة: not its own */
  int class = noun_class(f, &f->units[p.head]);
  if (class != NC_FIGHTER && class != NC_GROUP && class != NC_AIRCRAFT && class != NC_WEAPON && class != NC_VEHICLE && class != NC_POSITION &&
      class != NC_OFFICIAL && class != NC_SHIP && !unit_is(&f->units[p.head], WC_OTHERS))
    return false;
  uint32_t at = p.end, clause = f->clause_of[p.first];
  for (int step = 0; step < 6 && at < f->unit_count && f->clause_of[at] == clause; step++, at++) {
    const isn_unit *u = &f->units[at];
    if (u->type == U_MARK && u->mark != '"' && u->mark != 0xAB && u->mark != 0xBB) return false;
    if (u->verb || u->type == U_TIME || (u->clitics & (C_WAW | C_FEH | C_BEH))) return false;
    if (u->type == U_WORD && u->noun && !u->adj && unit_has_tanween(f, u)) return false; /* قصف الطيران | موقعاً لحزب الله */
    if (at == p.end && u->type == U_WORD && u->noun && !u->adj && !u->of[K_ACTOR] && !(u->clitics & C_LAM) && !unit_is(u, WC_PREP) && unit_has_tanween(f, u) == false && u->of[K_NOUN] && !u->definite) return false; /* طائرة مسيّرة | نقطة للأمن */
    if (u->of[K_ACTOR] && (u->clitics & C_LAM || unit_prep_before(f, at, p.end) == PREP_MIN || unit_prep_before(f, at, p.end) == PREP_LI ||
                           unit_prep_before(f, at, p.end) == PREP_ALA || unit_prep_before(f, at, p.end) == PREP_FI)) {
      if (bears_arms(f, p)) set_force(f, party, choose_actor(f, u));
      else set_actor(f, party, choose_actor(f, u));
      if (!only_tied(f, p.end, at)) return true;
      party->name.span = phrase_span(f, (isn_phrase){p.first, at + 1, p.head}); /* «طائرة مسيّرة تابعة لقوات الدعم السريع», to its end */
      party->name.text = isn_str_cut(f->text, party->name.span);
      return true;
    }
    if (by_his_country(f, u, party)) return true; /* وفداً من بلاده */
    bool owned = f->units[at - 1].adj && f->units[at - 1].of[K_NOUN] && unit_cell(f, &f->units[at - 1], K_NOUN, NOUN_FLAGS) & NOUN_OWNED;
    if (unit_is(u, WC_FUNCTION) && at < p.end + 2 && is_li_pronoun(f, u, owned)) { /* قوة تابعة له، دورية لنا: of him who speaks */
      isn_party speaker;
      if (!party_speaker(f, &f->chains[f->chain_at[at]], &speaker) || speaker.row == NONE) return false;
      set_force(f, party, speaker.row);
      return true;
    }
    bool force = u->clitics & C_LAM && is_state_force(f, u) && noun_class(f, u) != NC_POSITION && noun_class(f, u) != NC_FACILITY;
    uint32_t named = force ? actor_behind(f, at) : NONE;
    if (named != NONE) return set_force(f, party, choose_actor(f, &f->units[named])), true; /* نقطة للواء الثالث بيشمركة */
    if (force && country_at(f, at) != NONE) /* دورية للأمن */
      return set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, country_at(f, at), nation_column(f, u, false)));
    if (unit_is(u, WC_PREP) && unit_value(f, u, WC_PREP) != PREP_MIN && unit_value(f, u, WC_PREP) != PREP_LI && unit_value(f, u, WC_PREP) != PREP_ALA &&
        unit_value(f, u, WC_PREP) != PREP_FI)
      return false;
  }
  return false;
}

/* A group named in the sentence before its members: «خلية ... أفرادها», «مجموعة ... عناصرها»; NONE. */
static uint32_t group_before(const isn_finder *f, uint32_t unit) {
  uint32_t first = f->sents[f->clauses[f->clause_of[unit]].sent].first;
  for (uint32_t i = unit; i-- > first;) {
    const isn_unit *u = &f->units[i];
    bool group = u->type == U_WORD && u->noun && !u->verb && u->of[K_NOUN] && noun_class(f, u) == NC_GROUP && !(u->clitics & C_AL) && !u->pronoun;
    if (group && !(noun_flags(f, u) & (NOUN_ARMY | NOUN_POLICE))) return i;
  }
  return NONE;
}

/* «قواتنا», «مدفعيتها»: the force of the speaker, or of the actor named last. */
static bool by_pronoun(const isn_finder *f, isn_phrase p, isn_party *party) {
  const isn_unit *u = &f->units[p.head];
  int class = noun_class(f, u);
  if (by_his_country(f, u, party)) return true;
  bool member = class == NC_PERSON && noun_flags(f, u) & NOUN_ANYONE; /* أفرادها، أعضائنا */
  if (!u->pronoun || (!member && class != NC_FIGHTER && class != NC_GROUP && class != NC_AIRCRAFT && class != NC_WEAPON && class != NC_POSITION)) return false;
  const isn_chain *chain = &f->chains[f->chain_at[p.head]];
  uint32_t group = member ? group_before(f, p.head) : NONE;
  if (group != NONE) { /* خلية من الفلول ... أفرادها */
    isn_party its;
    if (party_make(f, find_phrase(f, group, p.head), false, &its, 1) == 1 && its.row != NONE) return set_actor(f, party, its.row), true;
  }
  if (chain->count && chain->speaker.end > chain->speaker.first && chain->cue < p.head)
    for (uint32_t i = chain->speaker.first; i < chain->speaker.end; i++)
      if (f->units[i].of[K_ACTOR]) {
        set_force(f, party, choose_actor(f, &f->units[i]));
        return true;
      }
  isn_party speaker;
  if (chain->count && chain->cue < p.head && u->pronoun != PRON_NA && party_speaker(f, chain, &speaker) && speaker.row != NONE) {
    set_force(f, party, speaker.row);
    return true;
  }
  if (u->pronoun == PRON_NA && f->voice != NONE && chain->count == 0) {
    set_actor(f, party, f->voice);
    return true;
  }
  for (uint32_t i = p.head; i-- > 0 && i + 60 > p.head;)
    if (f->units[i].of[K_ACTOR] && !f->units[i].verb) {
      set_force(f, party, choose_actor(f, &f->units[i]));
      return true;
    }
  return false;
}

/* «الاحتلال» alone, where the report says «الاحتلال التركي» elsewhere: the id of that state's army; empty: it does not. */
static isnad_str nationality_elsewhere(const isn_finder *f, const isn_unit *u, isnad_str country) {
  if (u->end - u->first != 1 || country.len == 0) return (isnad_str){0};
  isnad_str form = f->tokens.at[u->first].form;
  for (uint32_t i = 0; i + 1 < f->unit_count && i < 3000; i++) {
    const isn_unit *same = &f->units[i], *next = &f->units[i + 1];
    if (!next->of[K_NATION] || same->end - same->first != 1 || same->of[K_ACTOR] != u->of[K_ACTOR]) continue;
    if (!(next->clitics & C_AL) || !isn_str_holds(form, f->tokens.at[same->first].form)) continue;
    uint32_t nation = next->of[K_NATION]->row;
    if (!isn_str_same(country, isn_lex_text(f->lexicon, K_NATION, nation, NATION_COUNTRY))) return isn_lex_text(f->lexicon, K_NATION, nation, NATION_ARMY);
  }
  return (isnad_str){0};
}

/* «مقتل ضابط»: a soldier or policeman whose side is not said is of the force whose word it is, else of the country's. */
static bool by_rank(const isn_finder *f, const isn_unit *head, isn_party *party) {
  int flags = noun_flags(f, head);
  uint32_t country = country_at(f, (uint32_t)(head - f->units));
  if (!(flags & (NOUN_ARMY | NOUN_POLICE)) || country == NONE) return false;
  party->by_rank = true;
  return set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, country, flags & NOUN_ARMY ? NATION_ARMY : NATION_POLICE));
}

/* «تسعة أشخاص معظمهم من المارة», «سبعة أشخاص بينهم ثلاثة أطفال»: who they are by what is said of some of them. */
static bool by_part(const isn_finder *f, isn_phrase p, isn_party *party) {
  for (uint32_t at = p.end; at < p.end + 3 && at + 1 < f->unit_count; at++) {
    const isn_unit *u = &f->units[at];
    if (unit_is(u, WC_SUBSET) && u->type == U_WORD) {
      uint32_t from = at + 1 + (unit_is(&f->units[at + 1], WC_PREP) ? 1 : 0);
      isn_phrase part = find_phrase(f, from, from + 6 < f->unit_count ? from + 6 : f->unit_count);
      if (part.end <= part.first || f->country == NONE || !(noun_flags(f, &f->units[part.head]) & NOUN_CIVILIAN)) return false;
      party->civilian = true;
      return set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, f->country, NATION_CIVILIANS));
    }
    if (!unit_is_mark(u, 0x060C) && !unit_is(u, WC_BOUND)) return false;
  }
  return false;
}

/* «القوات», «المهاجمون», «سريع»: named before. */
static bool by_mention(const isn_finder *f, isn_phrase p, isn_party *party) {
  const isn_unit *u = &f->units[p.first];
  if (u->type == U_NUMBER && p.end - p.first == 2) u = &f->units[p.first + 1]; /* 14 من المهاجمين */
  else if (p.end - p.first != 1) return false;
  if (u->type != U_WORD) return false;
  uint32_t row = NONE;
  if (u->clitics & C_AL && noun_flags(f, u) & NOUN_UNIT) row = mention_force(f, p.first);
  else if (u->clitics & C_AL && is_participant(u) && isn_lex_number(f->lexicon, K_TRIGGER, u->of[K_TRIGGER]->row, TRIGGER_EVENT) == ISNAD_ASSAULT && u->of[K_TRIGGER]->morph & M_ACT_PART) row = mention_attacker(f, p.first);
  else if (!u->known || unit_is(u, WC_PERSON_NAME)) row = mention_person(f, p);
  set_actor(f, party, row);
  return row != NONE;
}

/* «الفرقة 25», «وحدات من اللواء 22 ميكا»: a unit with a number that is nobody else's is of the country's army. */
static bool by_number(const isn_finder *f, isn_phrase p, isn_party *party) {
  uint32_t country = country_at(f, p.first);
  if (country == NONE || party->phrase.end != p.end) return false;
  uint32_t end = p.end + 4 < f->unit_count ? p.end + 4 : f->unit_count;
  for (uint32_t i = p.first; i + 1 < end; i++) {
    const isn_unit *u = &f->units[i];
    if (i >= p.end && (u->type != U_WORD || u->verb || !(u->noun || unit_is(u, WC_PREP)))) return false;
    bool numbered = u->of[K_NOUN] && noun_class(f, u) == NC_GROUP && noun_flags(f, u) & NOUN_NUMBERED && u->clitics & C_AL && f->units[i + 1].type == U_NUMBER;
    if (numbered) return set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, country, NATION_ARMY));
    if (i >= p.end && !unit_is(u, WC_PREP)) return false;
  }
  return false;
}

/* «34 مشتبهاً بانتمائهم إلى داعش»: who is said to belong to a group is taken for its member. */
static bool by_membership(const isn_finder *f, isn_phrase p, isn_party *party) {
  const isn_unit *tie = p.end < f->unit_count ? &f->units[p.end] : NULL;
  if (tie == NULL || tie->type != U_WORD || !(tie->clitics & C_BEH) || !tie->pronoun || !tie->of[K_NOUN] || !(unit_cell(f, tie, K_NOUN, NOUN_FLAGS) & NOUN_OWNED)) return false;
  for (uint32_t i = p.end + 1; i < p.end + 5 && i < f->unit_count && f->units[i].type != U_TIME && !f->units[i].verb; i++) {
    uint32_t row = f->units[i].of[K_ACTOR] ? choose_actor(f, &f->units[i]) : NONE;
    if (row != NONE) return set_actor(f, party, row), true;
  }
  return false;
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
    uint32_t actor = u->of[K_ACTOR] && !u->verb ? choose_actor(f, u) : NONE, named = p.end - p.first == 1 && u->of[K_ACTOR] ? mention_by_head(f, i) : NONE;
    if (named == NONE && unit_is(u, WC_REFER) && unit_value(f, u, WC_REFER) == REFER_LAST) named = mention_last(f, i);
    if (named != NONE) return set_actor(f, party, named), true;
    bool some_of = actor != NONE && u->of[K_NOUN] && p.end - p.first == 1 && noun_class(f, u) == NC_FIGHTER && names_group_behind(f, p.end) && by_complement(f, p, party);
    if (some_of) return true; /* مسلحون من تنظيم داعش */
    bool seat = i > p.first && u->of[K_PLACE] && noun_class(f, &f->units[p.first]) == NC_BODY && !(noun_flags(f, &f->units[p.first]) & NOUN_GOVERNMENT);
    bool site = victim && i > p.first && u->of[K_PLACE] && u->end - u->first == 1 && f->spot_at[i] != NONE && f->spot_at[i] == f->spot_at[p.first] && is_government(f, actor); /* محيط مطار دمشق */
    if (seat || site) continue; /* محكمة جنايات القاهرة: where it sits */
    if (actor != NONE) {
      const isn_unit *next = i + 1 < p.end ? &f->units[i + 1] : NULL;
      isnad_str its = actor_text(f, actor, ACTOR_COUNTRY);
      if (next && next->of[K_NATION] && !(next->clitics & C_WAW) && !(u->of[K_PLACE] && u->end - u->first == 1) && its.len && !isn_str_same(its, isn_lex_text(f->lexicon, K_NATION, next->of[K_NATION]->row, NATION_COUNTRY)) &&
          set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, next->of[K_NATION]->row, NATION_ARMY)))
        return true; /* الاحتلال التركي */
      if (next == NULL && set_by_id(f, party, nationality_elsewhere(f, u, its))) return true;
      if (i > p.first && bears_arms(f, p)) set_force(f, party, actor); /* عناصر حاجز النظام */
      else set_actor(f, party, actor);
      return true;
    }
    if (u->of[K_NATION] && nation == NONE) nation = u->of[K_NATION]->row;
    if (unit_is(u, WC_REFER) && unit_value(f, u, WC_REFER) == REFER_GROUP) {
      uint32_t row = mention_group(f, p.first);
      if (row != NONE) set_actor(f, party, row);
      return true;
    }
  }
  bool hedged = p.end + 1 < f->unit_count && unit_is(&f->units[p.end], WC_MAYBE) && f->units[p.end + 1].of[K_NATION]; /* طائرات يعتقد أنها روسية */
  if (nation == NONE && hedged) nation = f->units[p.end + 1].of[K_NATION]->row;
  if (nation != NONE && by_nation(f, p, nation, victim, party)) return true;
  if (by_complement(f, p, party) || by_pronoun(f, p, party)) return true;
  if (nation == NONE && (by_mention(f, p, party) || by_town(f, p, party) || by_country(f, p, party))) return true;
  if (by_number(f, p, party) || by_membership(f, p, party)) return true;
  const isn_unit *head = &f->units[p.head];
  int class = noun_class(f, head);
  bool civilian = noun_flags(f, head) & NOUN_CIVILIAN;
  if (class == NC_PERSON && civilian) {
    uint32_t row = nation != NONE ? nation : people_at(f, p.first);
    party->civilian = true;
    if (row != NONE) set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, row, NATION_CIVILIANS));
    return true;
  }
  if (victim && class == NC_FIGHTER && by_rank(f, head, party)) return true;
  if (victim && noun_flags(f, head) & NOUN_HOME) { /* غارة على منزل */
    party->civilian = true;
    uint32_t row = people_at(f, p.first);
    if (row != NONE) set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, row, NATION_CIVILIANS));
    return true;
  }
  bool anyone = noun_flags(f, head) & NOUN_ANYONE;
  bool described = p.end > p.head + 1 && f->units[p.end - 1].adj && !f->units[p.end - 1].of[K_NATION] && class == NC_FIGHTER; /* عنصرين تكفيريين */
  if ((class == NC_PERSON || class == NC_FIGHTER) && anyone) return !victim || described || by_part(f, p, party); /* أشخاص، عناصر */
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
  if (is_participant(head)) return true;
  if (unit_is(head, WC_PERSON_NAME) || unit_is(head, WC_TITLE) || unit_is(head, WC_ROLE_WORD) || unit_is(&f->units[p.first], WC_PERSON_NAME)) return true;
  switch (noun_class(f, head)) {
    case NC_PERSON: case NC_FIGHTER: case NC_OFFICIAL: case NC_GROUP: case NC_BODY: case NC_SHIP: case NC_CASUALTY: return true;
    case NC_VEHICLE: return f->amount_at[p.first] == NONE && noun_flags(f, head) & NOUN_RELIEF; /* of a car those in it are hit */
    case NC_FACILITY: case NC_BUILDING: return f->spot_at[p.first] == NONE && !is_definite(f, p); /* one with a name is the place */
    case -1: return !head->known && (head->clitics & C_AL) == 0 && head->noun && !head->adj;
    default: return false;
  }
}

size_t party_owner(const isn_finder *f, isn_phrase p, isn_party *out) {
  int class = noun_class(f, &f->units[p.first]);
  bool building = class == NC_FACILITY || class == NC_BUILDING || class == NC_POSITION || unit_is(&f->units[p.first], WC_PLACE_WORD);
  if (!building || p.end - p.first < 2) return 0;
  isn_phrase rest = {p.first + 1, p.end, p.first + 1};
  const isn_unit *of = &f->units[rest.first];
  if (rest.end - rest.first == 1 && of->of[K_PLACE] && of->end - of->first == 1 && f->spot_at[rest.first] != NONE && f->spot_at[rest.first] == f->spot_at[p.first] && is_government(f, party_actor(f, of)))
    return 0; /* مطار دمشق: of the city */
  isn_party party = plain_party(f, p);
  if (!by_words(f, rest, true, &party) || party.row == NONE || party.civilian) return 0;
  *out = party;
  return 1;
}

bool party_voice(const isn_finder *f, isn_party *party) {
  if (f->voice == NONE) return false;
  *party = (isn_party){.row = NONE};
  party->name.text = f->article->meta.outlet.text;
  party->name.span = f->article->meta.outlet.span;
  set_actor(f, party, f->voice);
  return true;
}

bool party_commands(const isn_finder *f, uint32_t row) {
  int kind = row != NONE ? isn_lex_number(f->lexicon, K_ACTOR, row, ACTOR_SOURCE_KIND) : ISNAD_SOURCE_UNKNOWN;
  return kind == ISNAD_SOURCE_MILITARY || kind == ISNAD_SOURCE_SECURITY || kind == ISNAD_SOURCE_ARMED_GROUP;
}

bool party_force(const isn_finder *f, int flags, isn_party *party) {
  if (!(flags & (NOUN_ARMY | NOUN_POLICE)) || flags & NOUN_UNIT || f->country == NONE) return false;
  return set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, f->country, flags & NOUN_ARMY ? NATION_ARMY : NATION_POLICE));
}

bool party_government(const isn_finder *f, isnad_str country, isn_phrase p, isn_party *out) {
  *out = plain_party(f, p);
  return set_by_country(f, out, country, NATION_GOVERNMENT);
}

bool party_of_country(const isn_finder *f, isn_phrase p, int column, isn_party *party) {
  uint32_t country = country_at(f, p.first);
  return country != NONE && set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, country, column));
}

void party_as_person(const isn_finder *f, isn_phrase p, isn_party *party) {
  isnad_span name = link_person(f, p);
  if (name.end == 0) return;
  *party = (isn_party){.phrase = p, .row = NONE, .name = {.span = {f->units[p.first].span.start, name.end}}};
  party->name.text = isn_str_cut(f->text, party->name.span);
}

void party_to_force(const isn_finder *f, isn_party *party) { set_force(f, party, party->row); }

bool party_speaker(const isn_finder *f, const isn_chain *c, isn_party *out) {
  if (c->count == 0) return false;
  const isnad_link *l = &c->link[c->count - 1];
  *out = (isn_party){.row = NONE, .phrase = c->speaker};
  out->name = (isnad_name){.text = l->text, .span = l->span};
  isnad_str id = l->affiliation.len ? l->affiliation : l->id;
  set_actor(f, out, id.len ? isn_lex_by_id(f->lexicon, K_ACTOR, id) : NONE);
  const isn_unit *u = &f->units[c->speaker.first]; /* a monitor is an outlet and an actor: «منظمة العفو الدولية» */
  if (out->row == NONE && c->speaker.end > c->speaker.first && u->of[K_OUTLET] && u->of[K_ACTOR]) set_actor(f, out, choose_actor(f, u));
  return true;
}

size_t party_make(const isn_finder *f, isn_phrase p, bool victim, isn_party *out, size_t max) {
  if (p.end <= p.first || max == 0) return 0;
  const isn_unit *u = &f->units[p.first];
  if (unit_is(u, WC_REFER) && unit_value(f, u, WC_REFER) == REFER_BOTH) {
    uint32_t rows[2];
    size_t n = mention_pair(f, p.first, rows);
    if (n < 2 && victim) return out[0] = plain_party(f, p), 1;
    if (n < 2 || max < 2) return 0;
    for (size_t i = 0; i < 2; i++) {
      out[i] = plain_party(f, p);
      set_actor(f, &out[i], rows[1 - i]);
    }
    return 2;
  }
  isn_party party = plain_party(f, p);
  int class = noun_class(f, &f->units[p.head]);
  bool held = class == NC_POSITION || class == NC_BUILDING || class == NC_FACILITY || class == NC_VEHICLE || f->spot_at[p.head] != NONE;
  if (victim && held && by_holder(f, p, &party)) {
    out[0] = party;
    return 1;
  }
  bool judges = !victim && class == NC_BODY && noun_flags(f, &f->units[p.head]) & NOUN_COURT; /* أصدرت المحكمة حكماً */
  if (f->spot_at[p.first] != NONE && !u->of[K_ACTOR] && !unit_is(u, WC_ROLE_WORD) && !judges) return 0;
  if (!by_words(f, p, victim, &party)) return 0;
  if (victim && party.row == NONE && !party.civilian && !may_be_hit(f, p)) return 0;
  party.thing = party_is_thing(f, p) && (party.row == NONE || party.civilian);
  out[0] = party;
  return 1;
}
