/* mention: whom a noun means that was named before: «التنظيم» the group last named, «الطرفان» the two that fought or talked last,
 * «القوة» the force that acted last, «السفير» the ambassador who met somebody, «المهاجمون» those who attacked, «سريع» the spokesman who was quoted with his whole name. */
#include "find/mention.h"

#include "find/actor.h"

enum { FAR_UNITS = 400, FAR_ACTS = 12, FAR_CHAINS = 64 };

static bool is_type(const isn_finder *f, uint32_t row, const char *const *types, size_t count) {
  isnad_str type = row != NONE ? isn_lex_text(f->lexicon, K_ACTOR, row, ACTOR_TYPE) : (isnad_str){0};
  for (size_t i = 0; i < count; i++)
    if (isn_str_holds(type, isn_str(types[i]))) return true;
  return false;
}

#define IS_TYPE(f, row, ...) is_type(f, row, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

uint32_t mention_group(const isn_finder *f, uint32_t unit) {
  for (uint32_t i = unit; i-- > 0 && i + FAR_UNITS > unit;) {
    const isn_unit *u = &f->units[i];
    if (!u->of[K_ACTOR] || !IS_TYPE(f, u->of[K_ACTOR]->row, "rebel", "militia", "party")) continue;
    uint32_t row = party_actor(f, u);
    if (row != NONE) return row;
  }
  return NONE;
}

uint32_t mention_by_head(const isn_finder *f, uint32_t unit) {
  const isn_unit *u = &f->units[unit];
  if (u->type != U_WORD || u->end != u->first + 1 || !(u->clitics & C_AL) || u->span.end <= u->span.start + 8) return NONE;
  if (u->of[K_NOUN] && (unit_cell(f, u, K_NOUN, NOUN_FLAGS) & (NOUN_ARMY | NOUN_POLICE | NOUN_GOVERNMENT))) return NONE;
  isnad_str noun = isn_str_cut(f->text, (isnad_span){u->span.start + 4, u->span.end}); /* ا and ل are two bytes each */
  for (uint32_t i = unit; i-- > 0 && i + FAR_UNITS > unit;) {
    const isn_unit *v = &f->units[i];
    if (!v->of[K_ACTOR] || v->end < v->first + 2) continue;
    isnad_str name = isn_str_cut(f->text, v->span);
    if (name.len > noun.len && memcmp(name.ptr, noun.ptr, noun.len) == 0 && name.ptr[noun.len] == ' ') return party_actor(f, v);
  }
  return NONE;
}

/* «في العاصمة العمانية مسقط»: a capital that is where, and no government. */
static bool is_where(const isn_finder *f, uint32_t unit) {
  uint32_t spot = f->spot_at[unit];
  return spot != NONE && f->units[unit].of[K_PLACE] && (f->spots[spot].first < unit || unit_prep_before(f, unit, 0) == PREP_FI);
}

/* Of the last clash or talks before the unit. */
static bool pair_of_act(const isn_finder *f, uint32_t unit, uint32_t rows[2]) {
  uint32_t from = f->sents[f->clauses[f->clause_of[unit]].sent].end_act;
  for (uint32_t i = from; i-- > 0;) {
    const isn_act *a = &f->acts[i];
    if (a->unit + 4000 < unit) break; /* farther than any report is long */
    if (a->unit >= unit || a->class != TC_MUTUAL || a->actor_count < 2) continue;
    if (a->actors[0].row == NONE || a->actors[1].row == NONE) continue;
    rows[0] = a->actors[1].row, rows[1] = a->actors[0].row;
    return true;
  }
  return false;
}

size_t mention_pair(const isn_finder *f, uint32_t unit, uint32_t rows[2]) {
  size_t n = 0;
  if (pair_of_act(f, unit, rows)) return 2;
  for (uint32_t i = unit; i-- > 0 && n < 2 && i + FAR_UNITS > unit;) {
    const isn_unit *u = &f->units[i];
    if (!u->of[K_ACTOR] || u->verb || is_where(f, i)) continue;
    uint32_t row = party_actor(f, u); /* relief bodies and courts are no sides */
    if (row == NONE || !IS_TYPE(f, row, "government", "forces", "rebel", "militia", "party", "coalition")) continue;
    if (n == 0 || row != rows[0]) rows[n++] = row;
  }
  return n;
}

uint32_t mention_last(const isn_finder *f, uint32_t unit) {
  for (uint32_t i = unit; i-- > 0 && i + 40 > unit;)
    if (f->units[i].of[K_ACTOR] && !f->units[i].verb && !is_where(f, i)) return party_actor(f, &f->units[i]);
  return NONE;
}

uint32_t mention_force(const isn_finder *f, uint32_t unit) {
  for (uint32_t i = f->sents[f->clauses[f->clause_of[unit]].sent].end_act, step = 0; i-- > 0 && step < FAR_ACTS; step++) {
    const isn_act *a = &f->acts[i];
    if (a->unit >= unit) continue;
    for (int k = 0; k < a->actor_count; k++)
      if (IS_TYPE(f, a->actors[k].row, "forces", "police")) return a->actors[k].row;
    for (int k = 0; k < a->recipient_count; k++)
      if (IS_TYPE(f, a->recipients[k].row, "forces", "police")) return a->recipients[k].row;
  }
  return NONE;
}

/* «وقتلوا 14 من المهاجمين»: those whom the act hits did not do it. */
static bool is_hit_in(const isn_act *a, uint32_t unit) {
  for (int i = 0; i < a->recipient_count; i++)
    if (a->recipients[i].phrase.first <= unit && unit < a->recipients[i].phrase.end) return true;
  return false;
}

uint32_t mention_attacker(const isn_finder *f, uint32_t unit) {
  for (uint32_t i = f->sents[f->clauses[f->clause_of[unit]].sent].end_act, step = 0; i-- > 0 && step < FAR_ACTS; step++) {
    const isn_act *a = &f->acts[i];
    if (a->unit < unit && a->event == ISNAD_ASSAULT && a->class != TC_MUTUAL && a->actor_count && !is_hit_in(a, unit)) return a->actors[0].row;
  }
  return NONE;
}

/* The unit's first word without its article. */
static isnad_str first_word(const isn_finder *f, const isn_unit *u) {
  isnad_str w = f->tokens.at[u->first].form;
  return w.len > 3 && isn_article_at(w, 0) ? (isnad_str){w.ptr + 2, w.len - 2} : w;
}

static bool holds_office(const isn_finder *f, const isn_party *p, isnad_str office) {
  return p->row != NONE && p->phrase.end > p->phrase.first + (f->units[p->phrase.first].end == f->units[p->phrase.first].first + 1) && isn_str_same(first_word(f, &f->units[p->phrase.head]), office);
}

uint32_t mention_office(const isn_finder *f, uint32_t unit) {
  isnad_str office = first_word(f, &f->units[unit]);
  for (uint32_t i = f->sents[f->clauses[f->clause_of[unit]].sent].end_act, step = 0; i-- > 0 && step < FAR_ACTS; step++) {
    const isn_act *a = &f->acts[i];
    if (a->unit >= unit) continue;
    for (int k = 0; k < a->actor_count; k++)
      if (holds_office(f, &a->actors[k], office)) return a->actors[k].row;
    for (int k = 0; k < a->recipient_count; k++)
      if (holds_office(f, &a->recipients[k], office)) return a->recipients[k].row;
  }
  return NONE;
}

/* The last chain in force at the unit or before it; 0: none. */
static uint32_t chain_before(const isn_finder *f, uint32_t unit) {
  for (uint32_t i = unit + 1; i-- > 0 && i + FAR_UNITS > unit;)
    if (f->chain_at[i]) return f->chain_at[i];
  return 0;
}

uint32_t mention_person(const isn_finder *f, isn_phrase p) {
  isnad_str name = isn_str_cut(f->text, phrase_span(f, p));
  uint32_t last = chain_before(f, p.first);
  for (uint32_t i = last + 1; i-- > 1 && i + FAR_CHAINS > last;) {
    const isn_chain *c = &f->chains[i];
    for (int k = c->count; k-- > 0;) {
      isnad_str text = c->link[k].text;
      if (text.len <= name.len + 1 || text.ptr[text.len - name.len - 1] != ' ' || memcmp(text.ptr + text.len - name.len, name.ptr, name.len) != 0) continue;
      isnad_str id = c->link[k].affiliation.len ? c->link[k].affiliation : c->link[k].id;
      return id.len ? isn_lex_by_id(f->lexicon, K_ACTOR, id) : NONE;
    }
  }
  return NONE;
}
