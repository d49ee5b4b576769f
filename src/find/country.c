/* country: the country a report is about, from the places and actors it names. It settles which army «الجيش» is and whose civilians
 * «مدنيون» are. Countries of places count double; the outlet's country breaks ties. */
#include "find/finder.h"

static uint32_t nation_row(const isn_finder *f, isnad_str country) {
  size_t nations = country.len ? isn_lex_rows(f->lexicon, K_NATION) : 0;
  for (uint32_t i = 0; i < nations; i++)
    if (isn_str_same(country, isn_lex_text(f->lexicon, K_NATION, i, NATION_COUNTRY))) return i;
  return NONE;
}

static void vote(const isn_finder *f, uint32_t *votes, size_t nations, isnad_str country, uint32_t weight) {
  if (country.len == 0) return;
  for (size_t i = 0; i < nations; i++)
    if (isn_str_same(country, isn_lex_text(f->lexicon, K_NATION, (uint32_t)i, NATION_COUNTRY))) {
      votes[i] += weight;
      return;
    }
}

static bool is_country(const isn_finder *f, const isn_entry *e) { return isn_lex_number(f->lexicon, K_PLACE, e->row, PLACE_FLAGS) & PLACE_IS_COUNTRY; }

/* A name that places of several countries bear («الروضة») says little, unless the others are hamlets beside it («بيروت»); a capital is
 * more often its government («موسكو»). */
static void vote_place(const isn_finder *f, uint32_t *votes, size_t nations, const isn_unit *u, bool leads) {
  enum { HAMLET = 50 }; /* times smaller */
  const isn_entry *first = NULL;
  bool one_country = true;
  for (int r = 0; r < u->reading_count; r++) {
    const isn_entry *e = u->readings[r].entry;
    if (e->kind != K_PLACE) continue;
    if (is_country(f, e)) { /* «لبنان» in America is not meant */
      first = e, one_country = true;
      break;
    }
    if (first == NULL) first = e;
    bool hamlet = isn_lex_number(f->lexicon, K_PLACE, e->row, PLACE_POPULATION) < isn_lex_number(f->lexicon, K_PLACE, first->row, PLACE_POPULATION) / HAMLET;
    one_country &= hamlet || isn_lex_same(f->lexicon, K_PLACE, first->row, PLACE_COUNTRY, K_PLACE, e->row, PLACE_COUNTRY);
  }
  if (first) vote(f, votes, nations, isn_lex_text(f->lexicon, K_PLACE, first->row, PLACE_COUNTRY), one_country && (is_country(f, first) || !u->of[K_ACTOR]) ? leads ? 16 : 8 : 1);
}

/* The country of an actor named, empty where its name is one of several countries' («الجيش») or of anything. */
static isnad_str country_of_actor(const isn_finder *f, const isn_unit *u) {
  isnad_str country = isn_lex_text(f->lexicon, K_ACTOR, u->of[K_ACTOR]->row, ACTOR_COUNTRY);
  for (int r = 0; r < u->reading_count; r++) {
    const isn_entry *e = u->readings[r].entry;
    if (e->kind != K_ACTOR) continue;
    if (e->morph & M_AMBIGUOUS || !isn_str_same(isn_lex_text(f->lexicon, K_ACTOR, e->row, ACTOR_COUNTRY), country)) return (isnad_str){0};
  }
  return country;
}

/* The actor that the outlet's or the byline's name holds: «المركز الإعلامي لقوات سوريا الديمقراطية». */
static uint32_t actor_in(const isn_finder *f, isnad_str name) {
  isn_tokens tokens = isn_tokenize(f->arena, name, 0, name.len);
  for (size_t at = 0; at < tokens.count; at++) {
    isn_reading readings[16];
    size_t n = tokens.at[at].kind == TOK_WORD ? isn_lex_readings(f->lexicon, tokens.at, tokens.count, at, readings, 16) : 0;
    bool place = false; /* «بغداد اليوم», «السودان الجديد»: no government */
    for (size_t r = 0; r < n; r++) place |= readings[r].entry->kind == K_PLACE;
    for (size_t r = 0; r < n && !place; r++)
      if (readings[r].entry->kind == K_ACTOR) return readings[r].entry->row;
  }
  return NONE;
}

/* «بيان صادر عن حزب الله», «بيان لحركة حماس»: a heading that is a statement and who issued it, and no more. */
static uint32_t issuer_of_title(const isn_finder *f) {
  if (f->sent_count < 2) return NONE;
  const isn_sent *s = &f->sents[0];
  uint32_t end = s->end;
  while (end > s->first && f->units[end - 1].type == U_MARK) end--;
  if (end != s->first + 2 || f->sents[1].paragraph == s->paragraph || !unit_is(&f->units[s->first], WC_STATEMENT)) return NONE;
  const isn_unit *u = &f->units[s->first + 1];
  return u->of[K_ACTOR] ? u->of[K_ACTOR]->row : NONE;
}

/* «وزارة الشؤون الخارجية»: is the text's outlet a body of a state, which issues it at home? */
static bool is_issued_by_state(const isn_finder *f) {
  isnad_str name = f->article->meta.outlet.text;
  isn_tokens tokens = isn_tokenize(f->arena, name, 0, name.len);
  isn_reading readings[16];
  size_t n = tokens.count && tokens.at[0].kind == TOK_WORD ? isn_lex_readings(f->lexicon, tokens.at, 1, 0, readings, 16) : 0;
  for (size_t r = 0; r < n; r++) {
    const isn_entry *e = readings[r].entry;
    if (e->kind == K_NOUN && isn_lex_number(f->lexicon, K_NOUN, e->row, NOUN_FLAGS) & (NOUN_GOVERNMENT | NOUN_ARMY | NOUN_POLICE)) return true;
  }
  return false;
}

void find_country(isn_finder *f) {
  enum { DECIDES = 1000 };
  f->voice = actor_in(f, f->article->meta.outlet.text);
  if (f->voice == NONE) f->voice = issuer_of_title(f);
  size_t nations = isn_lex_rows(f->lexicon, K_NATION);
  f->country = NONE;
  if (nations == 0) return;
  uint32_t *votes = isn_alloc_array(f->arena, nations, sizeof *votes);
  for (uint32_t i = 0; i < f->spot_count; i++) {
    const isn_spot *s = &f->spots[i];
    if (s->row == NONE) continue;
    const isn_unit *u = &f->units[s->row];
    vote_place(f, votes, nations, u, f->sent_count > 2 && s->row < f->sents[1].end);
  }
  f->acts_there = isn_alloc_array(f->arena, nations, sizeof *f->acts_there);
  for (uint32_t i = 0; i < f->unit_count; i++) {
    const isn_unit *u = &f->units[i];
    if (u->of[K_ACTOR]) {
      uint32_t row = nation_row(f, country_of_actor(f, u));
      if (row == NONE) continue;
      votes[row] += 4;
      f->acts_there[row] = true;
    } else if (u->of[K_NATION]) vote(f, votes, nations, isn_lex_text(f->lexicon, K_NATION, u->of[K_NATION]->row, NATION_COUNTRY), 2);
  }
  if (f->article->dateline_row != NONE && is_issued_by_state(f)) vote(f, votes, nations, isn_lex_text(f->lexicon, K_PLACE, f->article->dateline_row, PLACE_COUNTRY), DECIDES);
  if (f->article->outlet_row != NONE)
    vote(f, votes, nations, isn_lex_text(f->lexicon, K_OUTLET, f->article->outlet_row, OUTLET_COUNTRY), 3);
  uint32_t best = 0;
  for (uint32_t i = 1; i < nations; i++)
    if (votes[i] > votes[best]) best = i;
  if (votes[best]) f->country = best;
}

/* The country of a link: of the actor or body he is or speaks for, of a channel or paper; agencies report from everywhere. */
static isnad_str country_of_link(const isn_finder *f, const isnad_link *l) {
  uint32_t actor = l->affiliation.len ? isn_lex_by_id(f->lexicon, K_ACTOR, l->affiliation) : l->id.len ? isn_lex_by_id(f->lexicon, K_ACTOR, l->id) : NONE;
  if (actor != NONE) return isn_lex_text(f->lexicon, K_ACTOR, actor, ACTOR_COUNTRY);
  uint32_t outlet = l->id.len && l->kind == ISNAD_SOURCE_OUTLET ? isn_lex_by_id(f->lexicon, K_OUTLET, l->id) : NONE;
  return outlet != NONE ? isn_lex_text(f->lexicon, K_OUTLET, outlet, OUTLET_COUNTRY) : (isnad_str){0};
}

/* «القناة 12 الإسرائيلية: ... والشرطة تعتقل»: the police of the channel's country, where the report names forces of that country. */
void find_countries_of_chains(isn_finder *f) {
  size_t nations = isn_lex_rows(f->lexicon, K_NATION);
  f->at_arms = isn_alloc_array(f->arena, nations + 1, sizeof *f->at_arms);
  for (uint32_t i = 0; i < f->unit_count; i++) {
    const isn_entry *e = f->units[i].of[K_ACTOR];
    if (e == NULL || !isn_str_holds(isn_lex_text(f->lexicon, K_ACTOR, e->row, ACTOR_TYPE), ISN_LIT("forces"))) continue;
    uint32_t row = nation_row(f, isn_lex_text(f->lexicon, K_ACTOR, e->row, ACTOR_COUNTRY));
    if (row != NONE) f->at_arms[row] = true;
  }
  for (uint32_t i = 1; i < f->chain_count; i++) {
    isn_chain *c = &f->chains[i];
    for (int k = c->count; k-- > 0 && c->country == 0;) {
      uint32_t row = nation_row(f, country_of_link(f, &c->link[k]));
      for (uint32_t u = c->speaker.first; row == NONE && k == c->count - 1 && u < c->speaker.end; u++) /* وسائل إعلام إسرائيلية */
        if (f->units[u].of[K_NATION]) row = f->units[u].of[K_NATION]->row;
      if (row != NONE && row != f->country && f->at_arms[row]) c->country = row + 1;
    }
  }
}

/* ---- Items of a digest --------------------------------------------------------------------------------------------------- */

/* «أنقرة - لقي ستة أشخاص», «الجزائر:»: the country of the place that heads a paragraph, row of K_NATION + 1; 0: none heads it. */
static uint32_t country_of_slug(const isn_finder *f, const isn_sent *s) {
  uint32_t at = s->first;
  while (at < s->end && f->units[at].type == U_MARK) at++;
  if (at >= s->end || f->spot_at[at] == NONE) return 0;
  const isn_spot *spot = &f->spots[f->spot_at[at]];
  if (spot->row == NONE || spot->first != at || spot->end != at + 1) return 0;
  const isn_unit *next = at + 1 < s->end ? &f->units[at + 1] : NULL;
  bool heads = next && (unit_is_mark(next, '-') || unit_is_mark(next, 0x2013) || unit_is_mark(next, '/') || unit_is_mark(next, ':'));
  if (!heads) return 0;
  uint32_t row = nation_row(f, isn_lex_text(f->lexicon, K_PLACE, spot->row, PLACE_COUNTRY));
  return row == NONE ? 0 : row + 1;
}

/* «وفي إيران، قال الحرس», «وفي الشأن اليمني، زار المبعوث»: the country that a paragraph goes over to, row of K_NATION + 1; 0: it goes over to none. */
static uint32_t country_gone_to(const isn_finder *f, const isn_sent *s) {
  const isn_unit *in = &f->units[s->first], *what = in + 1;
  if (s->first + 3 >= s->end || !unit_is(in, WC_PREP) || in->pronoun || unit_value(f, in, WC_PREP) != PREP_FI || what->type != U_WORD) return 0;
  if (unit_is_mark(what + 1, 0x060C)) {
    if (!what->of[K_PLACE] || !is_country(f, what->of[K_PLACE])) return 0;
    return nation_row(f, isn_lex_text(f->lexicon, K_PLACE, what->of[K_PLACE]->row, PLACE_COUNTRY)) + 1;
  }
  bool matter = what->clitics & C_AL && what[1].of[K_NATION] && what[1].clitics & C_AL && s->first + 3 < s->end && unit_is_mark(what + 2, 0x060C);
  return matter ? what[1].of[K_NATION]->row + 1 : 0;
}

/* Where a report goes from country to country («طهران - ...», «أنقرة - ...»), «السلطات» are those of the item's. */
void find_countries_of_items(isn_finder *f) {
  uint32_t first = 0, now = 0;
  bool several = false;
  for (uint32_t i = 0; i < f->sent_count; i++) {
    isn_sent *s = &f->sents[i];
    bool opens = i == 0 || f->sents[i - 1].paragraph != s->paragraph;
    uint32_t headed = opens && f->article->blocks[s->block].kind == BLOCK_PARAGRAPH ? country_of_slug(f, s) : 0;
    if (headed) now = headed;
    if (headed && first == 0) first = headed;
    several |= headed && headed != first;
    s->country = now;
  }
  for (uint32_t i = 0; i < f->sent_count && !several; i++) f->sents[i].country = 0;
  uint32_t gone = 0;
  for (uint32_t i = 0; i < f->sent_count; i++) {
    isn_sent *s = &f->sents[i];
    if (i == 0 || f->sents[i - 1].paragraph != s->paragraph) gone = f->article->blocks[s->block].kind == BLOCK_PARAGRAPH ? country_gone_to(f, s) : 0;
    if (gone) s->country = gone;
  }
}
