/* other_side: whom an attack hit, or who attacked, where the sentence does not say. A report that tells of fighting between two sides names the other one:
 * after «اشتباكات بين الجيش والتنظيم», «اقتحم الجيش الحي» was against the organization. Only a side that the report itself sets against the
 * attacker is taken, and only when it is the one such side; a killing's victims come first. */
#include "find/actor.h"
#include "find/subject.h"

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

/* Weapons among what an act seizes. */
static bool seizes_arms(const isn_finder *f, const isn_act *a) {
  for (int i = 0; i < a->amount_count; i++) {
    int what = f->amounts[a->amounts[i]].count.what;
    if (what == ISNAD_WEAPONS_COUNT) return true;
  }
  return false;
}

/* A ground attack or capture, or arms seized, whose one armed doer is known and whose target is not. */
static bool lacks_target(const isn_finder *f, const isn_act *a) {
  if (a->event == ISNAD_COERCE && a->mode == ISNAD_SEIZE && !a->dropped && a->recipient_count == 0 && a->actor_count == 1) return is_armed(f, a->actors[0].row) && seizes_arms(f, a);
  if (a->dropped || a->event != ISNAD_ASSAULT || a->class == TC_MUTUAL || a->class == TC_TOLL || a->recipient_count || a->actor_count == 0) return false;
  return (a->mode == ISNAD_FIREARMS || a->mode == ISNAD_ABDUCT || a->mode == ISNAD_EXPLOSIVES || (a->flags & ISNAD_FLAG_CAPTURED)) && is_armed(f, a->actors[0].row);
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

/* The camp against a force: «استعاد الجيش المدينة» was from the one group the report speaks of, though no fight of theirs is told. */
static enum camp camp_against(const isn_finder *f, const camps *c, uint32_t row) {
  if (is_kind(f, row, "state forces") || is_kind(f, row, "police")) return c->one[CAMP_REBEL] != NONE || c->several[CAMP_REBEL] ? CAMP_REBEL : CAMP_MILITIA;
  return is_kind(f, row, "rebel") ? CAMP_STATE : CAMP_COUNT;
}

typedef struct sides {
  const isn_finder *f;
  pair pairs[PAIR_MAX];
  size_t count;
  camps camps;
} sides;

/* The one side against that row: whom the report sets against it, else (unless only those will do) its camp's; false where none or several are. */
static bool side_against(const sides *s, uint32_t row, bool told, isn_party *out) {
  const pair *only = NULL;
  int found = 0;
  for (size_t k = 0; k < s->count; k++)
    if (s->pairs[k].a == row) only = &s->pairs[k], found++;
  enum camp camp = found || told ? CAMP_COUNT : camp_against(s->f, &s->camps, row);
  if (found == 1) *out = (isn_party){.name = only->named, .row = only->b};
  else if (camp != CAMP_COUNT && s->camps.one[camp] != NONE) *out = (isn_party){.name = s->camps.name[camp], .row = s->camps.one[camp]};
  else return false;
  return true;
}

static bool holds(const isn_party *list, int count, uint32_t row) {
  for (int i = 0; i < count; i++)
    if (list[i].row == row) return true;
  return false;
}

/* «صدت القوات هجوماً»: it was the other side's. */
static bool lacks_doer(const isn_finder *f, const isn_act *a) {
  if (a->dropped || a->event != ISNAD_ASSAULT || a->class == TC_MUTUAL || a->class == TC_TOLL || a->actor_count || a->recipient_count != 1 || a->operator_unit == NONE) return false;
  return unit_cell(f, &f->units[a->operator_unit], K_OPERATOR, OPERATOR_SUBJECT) == ROLE_RECIPIENT && is_armed(f, a->recipients[0].row);
}

/* ---- Both sides of a clash --------------------------------------------------------------------------------------------- */

/* «قوات الاحتلال تحاصر منزلا واندلاع اشتباكات مع مقاومين»: the force that acts before it in the sentence is the side that «مع» leaves unsaid. */
static void side_of_subject(const isn_finder *f, isn_act *a, uint32_t index) {
  bool with = false;
  for (int i = 0; i < a->arg_count; i++) with |= a->args[i].prep == PREP_MAA && !a->args[i].before;
  if (!with || a->event != ISNAD_ASSAULT) return;
  for (uint32_t i = index; i-- > 0 && f->acts[i].sent == a->sent;) {
    const isn_act *b = &f->acts[i];
    if (b->dropped || b->actor_count != 1) continue;
    bool same = b->actors[0].row == a->actors[0].row; /* هاجم داعش حاجزاً للجيش، واندلعت اشتباكات مع عناصر التنظيم: whom it attacked */
    const isn_party *side = !same ? &b->actors[0] : b->recipient_count == 1 ? &b->recipients[0] : NULL;
    if (side == NULL || !is_armed(f, side->row) || side->row == a->actors[0].row) continue;
    a->actors[a->actor_count++] = *side;
    return;
  }
}

static void add_once(isn_act *a, const isn_party *p) {
  if (p->row != NONE && a->actor_count < 2 && !holds(a->actors, a->actor_count, p->row)) a->actors[a->actor_count++] = *p;
}

/* «أفشلت القوات محاولة تسلل للجماعة، ودارت اشتباكات», «اختتمت المفاوضات بين الطرفين من دون اتفاق»: the two of the acts before it in the
 * sentence. One of talks or clashes has both; else all who have a part in them must be just two. */
static void sides_before(const isn_finder *f, isn_act *a, uint32_t index) {
  isn_act seen = {0};
  for (uint32_t i = index; i-- > 0 && f->acts[i].sent == a->sent;) {
    const isn_act *b = &f->acts[i];
    if (b->dropped && b->cause == NONE) continue;
    if (b->class == TC_MUTUAL && b->actor_count == 2) {
      memcpy(a->actors, b->actors, sizeof a->actors);
      a->actor_count = 2;
      return;
    }
    if (a->event != ISNAD_ASSAULT) continue;
    for (int k = 0; k < b->actor_count; k++) add_once(&seen, &b->actors[k]);
    for (int k = 0; k < b->recipient_count; k++) add_once(&seen, &b->recipients[k]);
    isn_party foiler; /* of the operator: «أفشلت القوات محاولة» */
    isn_phrase subject = b->operator_unit != NONE ? subject_of_clause(f, b->clause) : (isn_phrase){0};
    if (subject.end > subject.first && party_make(f, subject, false, &foiler, 1) == 1) add_once(&seen, &foiler);
  }
  if (seen.actor_count != 2 || !is_armed(f, seen.actors[0].row) || !is_armed(f, seen.actors[1].row)) return;
  memcpy(a->actors, seen.actors, sizeof a->actors);
  a->actor_count = 2;
}

/* «هاجموا دورية وقتلوا ثلاثة من عناصر الحرس»: a patrol, post or vehicle without a name is of those who are named beside it. */
static void drop_unnamed_things(const isn_finder *f, isn_act *a) {
  bool named = false;
  for (int i = 0; i < a->recipient_count; i++) named |= a->recipients[i].row != NONE && !a->recipients[i].civilian;
  int kept = 0;
  for (int i = 0; i < a->recipient_count && named; i++) {
    const isn_party *p = &a->recipients[i];
    int class = p->phrase.end > p->phrase.first ? unit_noun_class(f, &f->units[p->phrase.head]) : -1;
    bool thing = class == NC_GROUP || class == NC_POSITION || class == NC_VEHICLE || class == NC_BUILDING || class == NC_FACILITY || class == NC_WEAPON;
    if (p->row != NONE || !thing || f->units[p->phrase.first].clitics & C_AL) a->recipients[kept++] = *p;
  }
  if (named) a->recipient_count = (uint8_t)kept;
}

void find_other_sides(isn_finder *f) {
  sides s = {.f = f};
  s.count = find_pairs(f, s.pairs);
  s.camps = find_camps(f);
  for (uint32_t i = 0; i < f->act_count; i++) {
    isn_act *a = &f->acts[i];
    isn_party other;
    if (!a->dropped && a->event == ISNAD_ASSAULT && a->recipient_count > 1) drop_unnamed_things(f, a);
    if (lacks_target(f, a)) {
      if (side_against(&s, a->actors[0].row, a->mode == ISNAD_EXPLOSIVES, &other) && !holds(a->actors, a->actor_count, other.row)) a->recipients[a->recipient_count++] = other;
    } else if (lacks_doer(f, a)) {
      if (side_against(&s, a->recipients[0].row, false, &other)) a->actors[a->actor_count++] = other;
    } else if (!a->dropped && a->class == TC_MUTUAL && a->actor_count == 0 && a->noun) {
      sides_before(f, a, i);
    } else if (!a->dropped && a->class == TC_MUTUAL && a->actor_count == 1 && a->noun &&
               (a->operator_unit == NONE || unit_cell(f, &f->units[a->operator_unit], K_OPERATOR, OPERATOR_SUBJECT) == ROLE_EVENT)) { /* واندلعت اشتباكات مع */
      side_of_subject(f, a, i);
    }
  }
}
