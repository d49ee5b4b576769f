/* other_side: whom an attack hit where the sentence does not say. A report that tells of fighting between two sides names the other one:
 * after «اشتباكات بين الجيش والتنظيم», «اقتحم الجيش الحي» was against the organization. Only a side that the report itself sets against the
 * attacker is taken, and only when it is the one such side; a killing's victims come first. */
#include "find/actor.h"

enum { PAIR_MAX = 64 };

typedef struct pair {
  uint32_t a, b;    /* rows of K_ACTOR that fight each other */
  isnad_name named; /* how b was written */
} pair;

static bool is_armed(const isn_finder *f, uint32_t row) {
  static const char *const types[] = {"state forces", "rebel", "militia", "external forces", "police", "coalition"};
  if (row == NONE) return false;
  isnad_str type = isn_lex_text(f->lexicon, K_ACTOR, row, ACTOR_TYPE);
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (isn_str_holds(type, isn_str(types[i]))) return true;
  return false;
}

static size_t add_pair(pair *pairs, size_t count, const isn_finder *f, const isn_party *a, const isn_party *b) {
  if (a->row == b->row || !is_armed(f, a->row) || !is_armed(f, b->row)) return count;
  for (size_t i = 0; i < count; i++)
    if (pairs[i].a == a->row && pairs[i].b == b->row) return count;
  if (count < PAIR_MAX) pairs[count++] = (pair){a->row, b->row, b->name};
  return count;
}

static size_t find_pairs(const isn_finder *f, pair *pairs) {
  size_t count = 0;
  for (uint32_t i = 0; i < f->act_count; i++) {
    const isn_act *act = &f->acts[i];
    if (act->event != ISNAD_ASSAULT || (act->dropped && act->cause == NONE)) continue;
    for (int k = 0; k < act->actor_count; k++) {
      for (int m = 0; m < act->recipient_count; m++) {
        count = add_pair(pairs, count, f, &act->actors[k], &act->recipients[m]);
        count = add_pair(pairs, count, f, &act->recipients[m], &act->actors[k]);
      }
      for (int m = 0; m < act->actor_count && act->class == TC_MUTUAL; m++) count = add_pair(pairs, count, f, &act->actors[k], &act->actors[m]);
    }
  }
  return count;
}

/* A ground attack or capture whose one armed doer is known and whose target is not. */
static bool lacks_target(const isn_finder *f, const isn_act *a) {
  if (a->dropped || a->event != ISNAD_ASSAULT || a->class == TC_MUTUAL || a->class == TC_TOLL || a->recipient_count || a->actor_count == 0) return false;
  return (a->mode == ISNAD_FIREARMS || a->mode == ISNAD_ABDUCT || (a->flags & ISNAD_FLAG_CAPTURED)) && is_armed(f, a->actors[0].row);
}

/* The camps that a report may name: states' forces, and those without a state: rebels before militias, who may stand on either side. */
enum camp { CAMP_STATE, CAMP_REBEL, CAMP_MILITIA, CAMP_COUNT };

typedef struct camps {
  uint32_t one[CAMP_COUNT]; /* the only one of each, NONE where the report names none or several */
  bool several[CAMP_COUNT];
  isnad_name name[CAMP_COUNT];
} camps;

static bool is_kind(const isn_finder *f, uint32_t row, const char *kind) {
  return isn_str_holds(isn_lex_text(f->lexicon, K_ACTOR, row, ACTOR_TYPE), isn_str(kind));
}

static void enlist(const isn_finder *f, camps *c, uint32_t unit) {
  uint32_t row = party_actor(f, &f->units[unit]);
  if (row == NONE) return;
  enum camp camp = is_kind(f, row, "state forces") ? CAMP_STATE : is_kind(f, row, "rebel") ? CAMP_REBEL : is_kind(f, row, "militia") ? CAMP_MILITIA : CAMP_COUNT;
  if (camp == CAMP_COUNT) return;
  if (c->one[camp] != NONE && c->one[camp] != row) c->several[camp] = true;
  if (c->one[camp] != NONE) return;
  c->one[camp] = row;
  isnad_span span = f->units[unit].span;
  c->name[camp] = (isnad_name){.text = isn_str_cut(f->text, span), .span = span, .id = isn_lex_text(f->lexicon, K_ACTOR, row, ACTOR_ID),
                               .name = isn_lex_text(f->lexicon, K_ACTOR, row, ACTOR_NAME_EN)};
}

static camps find_camps(const isn_finder *f) {
  camps c = {.one = {NONE, NONE, NONE}};
  for (uint32_t i = 0; i < f->unit_count; i++)
    if (f->units[i].of[K_ACTOR] && !f->units[i].verb) enlist(f, &c, i);
  for (int k = 0; k < CAMP_COUNT; k++)
    if (c.several[k]) c.one[k] = NONE;
  return c;
}

/* No fight between them is told, yet each camp has one name in the report: «استعاد الجيش المدينة» was from the one group it speaks of. */
static void other_camp(const isn_finder *f, const camps *c, isn_act *a) {
  uint32_t row = a->actors[0].row;
  bool force = is_kind(f, row, "state forces") || is_kind(f, row, "police");
  enum camp other = force ? (c->one[CAMP_REBEL] != NONE || c->several[CAMP_REBEL] ? CAMP_REBEL : CAMP_MILITIA) : is_kind(f, row, "rebel") ? CAMP_STATE : CAMP_COUNT;
  if (other == CAMP_COUNT || c->one[other] == NONE) return;
  for (int i = 0; i < a->actor_count; i++)
    if (a->actors[i].row == c->one[other]) return;
  a->recipients[a->recipient_count++] = (isn_party){.name = c->name[other], .row = c->one[other]};
}

void find_other_sides(isn_finder *f) {
  pair pairs[PAIR_MAX];
  size_t count = find_pairs(f, pairs);
  camps c = find_camps(f);
  for (uint32_t i = 0; i < f->act_count; i++) {
    isn_act *a = &f->acts[i];
    if (!lacks_target(f, a)) continue;
    const pair *only = NULL;
    int found = 0;
    for (size_t k = 0; k < count; k++)
      if (pairs[k].a == a->actors[0].row) only = &pairs[k], found++;
    if (found == 1) a->recipients[a->recipient_count++] = (isn_party){.name = only->named, .row = only->b};
    else if (found == 0) other_camp(f, &c, a);
  }
}
