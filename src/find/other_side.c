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

void find_other_sides(isn_finder *f) {
  pair pairs[PAIR_MAX];
  size_t count = find_pairs(f, pairs);
  for (uint32_t i = 0; i < f->act_count && count; i++) {
    isn_act *a = &f->acts[i];
    if (!lacks_target(f, a)) continue;
    const pair *only = NULL;
    int found = 0;
    for (size_t k = 0; k < count; k++)
      if (pairs[k].a == a->actors[0].row) only = &pairs[k], found++;
    if (found == 1) a->recipients[a->recipient_count++] = (isn_party){.name = only->named, .row = only->b};
  }
}
