/* who: which actor of the list a name or a noun stands for. A name that several bear («الجيش») is that of the report's country which existed on the
 * day of publication; a noun beside a nationality stands for that state's army, police, government or civilians. */
#include "find/who.h"

#include "find/actor.h"

isnad_str who_text(const isn_finder *f, uint32_t row, int column) {
  return isn_lex_text(f->lexicon, K_ACTOR, row, column);
}

/* Of the item in a digest that the unit stands in, row of K_NATION + 1; 0: of none of its own. */
static uint32_t item_country(const isn_finder *f, uint32_t unit) { return f->clause_of ? f->sents[f->clauses[f->clause_of[unit]].sent].country : 0; }

/* Whose civilians «مدنيون» are there: the item's country, else the report's, whoever says it. */
uint32_t who_people_at(const isn_finder *f, uint32_t unit) {
  uint32_t item = item_country(f, unit);
  return item ? item - 1 : f->country;
}

/* The country of «الجيش» at that unit, a row of K_NATION: of him on whose word it stands, of the item in a digest, else the report's. */
uint32_t who_country_at(const isn_finder *f, uint32_t unit) {
  uint32_t country = f->chain_at ? f->chains[f->chain_at[unit]].country : 0;
  if (country == 0) country = item_country(f, unit);
  return country ? country - 1 : f->country;
}

static isnad_str country_of_report(const isn_finder *f) {
  return f->country != NONE ? isn_lex_text(f->lexicon, K_NATION, f->country, NATION_COUNTRY) : (isnad_str){0};
}

static isnad_str country_code(const isn_finder *f, uint32_t unit) {
  uint32_t country = who_country_at(f, unit);
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

bool who_existed(const isn_finder *f, uint32_t row) {
  int32_t day = publication_day(f), from = isn_lex_number(f->lexicon, K_ACTOR, row, ACTOR_FROM),
          to = isn_lex_number(f->lexicon, K_ACTOR, row, ACTOR_TO);
  return day == 0 || ((from == 0 || day >= from) && (to == 0 || day <= to));
}

/* «مستوطنون» in a report on Jenin that names the Israeli army: does the report name other actors of the country? */
static bool acts_there(const isn_finder *f, isnad_str country) {
  size_t nations = f->acts_there ? isn_lex_rows(f->lexicon, K_NATION) : 0;
  for (uint32_t i = 0; i < nations; i++)
    if (isn_str_same(country, isn_lex_text(f->lexicon, K_NATION, i, NATION_COUNTRY))) return f->acts_there[i];
  return false;
}

/* Among the actors of that name: the report's country first, then those that existed then, full names before labels. A name
 * of many («الجيش») or of anything (ambiguous.tsv: «القيادة العامة») stands for an actor in its own country only. */
uint32_t who_choose(const isn_finder *f, const isn_unit *u) {
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
    isnad_str home = who_text(f, e->row, ACTOR_COUNTRY);
    bool his = country.len && isn_str_same(home, country), at_home = his || (main.len && isn_str_same(home, main));
    bool generic = (u->of[K_NOUN] && u->end - u->first == 1) || e->morph & (M_AMBIGUOUS | M_SHORT);
    if (generic && elsewhere && home.len && !his) continue; /* «السلطات» in an item on another country */
    bool alone = !many && !(e->morph & (M_AMBIGUOUS | M_SHORT)) && acts_there(f, home);
    if (u->of[K_NOUN] && u->end - u->first == 1 && country.len && home.len && !at_home && !alone) continue; /* «السلطات» of another state */
    bool then = who_existed(f, e->row);
    if (u->of[K_NOUN] && u->end - u->first == 1 && !then) continue; /* «المحتجون» are those of تشرين in its years only */
    int score = (then ? 4 : 0) + (his ? 16 : at_home ? 8 : 0) + (e->morph & M_PARTISAN ? 0 : 1);
    bool homely = e->morph & M_AMBIGUOUS || (e->morph & M_SHORT && (many || unit_first_noun(f, u, 1u << NC_OFFICIAL))); /* وزير الخارجية والمغتربين */
    if (homely && home.len && !at_home && (country.len || (e->morph & M_AMBIGUOUS && !acts_there(f, home)))) continue;
    if (score > best_score) best_score = score, best = e->row;
  }
  return best;
}

uint32_t party_actor(const isn_finder *f, const isn_unit *u) { return u->of[K_ACTOR] ? who_choose(f, u) : NONE; }

/* The actor of a cell of nationalities.tsv: of several ids, parted by |, the first that existed then; NONE. */
static uint32_t first_of_its_time(const isn_finder *f, isnad_str ids) {
  uint32_t chosen = NONE;
  for (size_t at = 0; at < ids.len;) {
    const char *bar = memchr(ids.ptr + at, '|', ids.len - at);
    size_t end = bar ? (size_t)(bar - ids.ptr) : ids.len;
    uint32_t row = isn_lex_by_id(f->lexicon, K_ACTOR, (isnad_str){ids.ptr + at, end - at});
    if (row != NONE && (chosen == NONE || (!who_existed(f, chosen) && who_existed(f, row)))) chosen = row;
    at = end + 1;
  }
  return chosen;
}

/* Ids that begin with x: are of this project alone. */
static bool is_unlisted(isnad_str id) { return id.len > 2 && id.ptr[0] == 'x' && id.ptr[1] == ':'; }

/* A unit that the shared list of actors lacks takes its army's id: «الفرقة 15», «الكتيبة 166». */
static uint32_t army_of_unit(const isn_finder *f, uint32_t row) {
  int32_t kind = isn_lex_number(f->lexicon, K_ACTOR, row, ACTOR_SOURCE_KIND);
  if (!is_unlisted(who_text(f, row, ACTOR_ID)) || kind != ISNAD_SOURCE_MILITARY || !isn_str_same(who_text(f, row, ACTOR_TYPE), ISN_LIT("state forces"))) return row;
  isnad_str country = who_text(f, row, ACTOR_COUNTRY);
  size_t nations = country.len ? isn_lex_rows(f->lexicon, K_NATION) : 0;
  for (uint32_t i = 0; i < nations; i++) {
    if (!isn_str_same(country, isn_lex_text(f->lexicon, K_NATION, i, NATION_COUNTRY))) continue;
    uint32_t army = first_of_its_time(f, isn_lex_text(f->lexicon, K_NATION, i, NATION_ARMY));
    return army == NONE ? row : army;
  }
  return row;
}

void who_set(const isn_finder *f, isn_party *p, uint32_t row) {
  if (row == NONE) return;
  row = army_of_unit(f, row);
  p->row = row;
  p->name.id = who_text(f, row, ACTOR_ID);
  p->name.name = who_text(f, row, ACTOR_NAME_EN);
}

bool who_set_by_id(const isn_finder *f, isn_party *p, isnad_str ids) {
  uint32_t chosen = first_of_its_time(f, ids);
  if (chosen == NONE) return false;
  who_set(f, p, chosen);
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

int who_class(const isn_finder *f, const isn_unit *u) { return noun_cell(f, u, NOUN_CLASS, -1); }
int who_flags(const isn_finder *f, const isn_unit *u) { return noun_cell(f, u, NOUN_FLAGS, 0); }

/* The actor that nationalities.tsv has for a country (as its code) in that column. */
bool who_set_by_country(const isn_finder *f, isn_party *p, isnad_str country, int column) {
  size_t nations = country.len ? isn_lex_rows(f->lexicon, K_NATION) : 0;
  for (uint32_t i = 0; i < nations; i++)
    if (isn_str_same(country, isn_lex_text(f->lexicon, K_NATION, i, NATION_COUNTRY))) return who_set_by_id(f, p, isn_lex_text(f->lexicon, K_NATION, i, column));
  return false;
}

/* A government or what is of it: whom a capital may stand for. */
bool who_is_government(const isn_finder *f, uint32_t row) {
  isnad_str type = row != NONE ? who_text(f, row, ACTOR_TYPE) : (isnad_str){0};
  return isn_str_holds(type, ISN_LIT("government")) || isn_str_holds(type, ISN_LIT("institution"));
}

/* The force of a state body is its army: «وزارة الدفاع ... مدفعيتها». */
void who_set_force(const isn_finder *f, isn_party *p, uint32_t row) {
  who_set(f, p, row);
  if (row == NONE) return;
  if (who_is_government(f, row)) who_set_by_country(f, p, who_text(f, row, ACTOR_COUNTRY), NATION_ARMY);
}

/* Whom a noun stands for beside a nationality, a column of K_NATION or -1: طائرة تركية the army, مدنيون سوريون the civilians,
 * الشرطة العراقية the police. */
int who_column(const isn_finder *f, const isn_unit *head, bool victim) {
  int flags = who_flags(f, head);
  if (flags & NOUN_ARMY) return NATION_ARMY;
  if (flags & NOUN_POLICE) return NATION_POLICE;
  if (flags & NOUN_GOVERNMENT || unit_is(head, WC_ROLE_WORD)) return NATION_GOVERNMENT;
  if (flags & NOUN_CIVILIAN) return NATION_CIVILIANS;
  if (who_class(f, head) == NC_OFFICIAL) return NATION_GOVERNMENT;
  int own = who_class(f, head);
  if (head->of[K_TRIGGER] && (own < 0 || own == NC_EVENT || own == NC_MUNITION || own == NC_OTHER)) return NATION_ARMY; /* قصف تركي، غارات باكستانية */
  return head->of[K_NATION] && victim ? NATION_CIVILIANS : -1;               /* 49 فلسطينياً */
}

/* A noun that stands for an army, police or government. */
bool who_is_state_force(const isn_finder *f, const isn_unit *u) {
  return u->of[K_NOUN] && (unit_cell(f, u, K_NOUN, NOUN_FLAGS) & (NOUN_ARMY | NOUN_POLICE | NOUN_GOVERNMENT));
}

/* المحتجون، المهاجمون، المعتقلون: who does or suffers what a trigger names. */
bool who_takes_part(const isn_unit *u) {
  const isn_entry *e = u->of[K_TRIGGER];
  return e && !u->verb && (e->morph & (M_ACT_PART | M_PASS_PART)) && !(e->morph & (M_MASDAR | M_NOUN | M_FIXED)) && (u->clitics & C_AL || e->morph & (M_PLUR | M_DUAL));
}
