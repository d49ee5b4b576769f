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
  return (a->mode == ISNAD_FIREARMS || (a->flags & ISNAD_FLAG_CAPTURED)) && is_armed(f, a->actors[0].row);
}

/* The two camps that a report may name: a state's forces, and those without a state. */
typedef struct camps {
  uint32_t state, group; /* the one of each, NONE where it names none or several */
  isnad_name state_name, group_name;
} camps;

static void enlist(const isn_finder *f, uint32_t unit, uint32_t row, uint32_t *one, isnad_name *name, bool *several) {
  if (*one != NONE && *one != row) *several = true;
  if (*one != NONE) return;
  *one = row;
  isnad_span span = f->units[unit].span;
  *name = (isnad_name){.text = isn_str_cut(f->text, span), .span = span, .id = isn_lex_text(f->lexicon, K_ACTOR, row, ACTOR_ID),
                       .name = isn_lex_text(f->lexicon, K_ACTOR, row, ACTOR_NAME_EN)};
}

static bool is_kind(const isn_finder *f, uint32_t row, const char *kind) {
  return isn_str_holds(isn_lex_text(f->lexicon, K_ACTOR, row, ACTOR_TYPE), isn_str(kind));
}

static camps find_camps(const isn_finder *f) {
  camps c = {.state = NONE, .group = NONE};
  bool states = false, groups = false;
  for (uint32_t i = 0; i < f->act_count; i++) {
    const isn_act *a = &f->acts[i];
    if (a->dropped && a->cause == NONE) continue;
    for (int k = 0; k < a->actor_count + a->recipient_count; k++) {
      const isn_party *p = k < a->actor_count ? &a->actors[k] : &a->recipients[k - a->actor_count];
      if (p->row == NONE || p->phrase.end <= p->phrase.first) continue;
      if (is_kind(f, p->row, "state forces")) enlist(f, p->phrase.first, p->row, &c.state, &c.state_name, &states);
      else if (is_kind(f, p->row, "rebel") || is_kind(f, p->row, "militia")) enlist(f, p->phrase.first, p->row, &c.group, &c.group_name, &groups);
    }
  }
  if (states) c.state = NONE;
  if (groups) c.group = NONE;
  return c;
}

/* No fight between them is told, yet each camp has one name in the report: «استعاد الجيش المدينة» was from the one group it speaks of. */
static void other_camp(const isn_finder *f, const camps *c, isn_act *a) {
  uint32_t row = a->actors[0].row;
  bool force = is_kind(f, row, "state forces") || is_kind(f, row, "police");
  if (force && c->group != NONE) a->recipients[a->recipient_count++] = (isn_party){.name = c->group_name, .row = c->group};
  else if (is_kind(f, row, "rebel") && c->state != NONE) a->recipients[a->recipient_count++] = (isn_party){.name = c->state_name, .row = c->state};
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
