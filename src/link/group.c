/* group: facts to groups, each one happening. What is said of one exact day is grouped within its day: the two groups whose
 * facts fit best become one, as long as they fit well enough. Nights are then grouped and go, group by group, to the group of
 * their day that they fit best; undated news to a group of its day or the day before. What fits nothing stays a group. So no
 * chain of vague news runs from day to day, and an incident depends on its day and the days beside it alone.
 *
 * Only facts that share something rare are compared: a place or what it lies in, a party, a particular word, a pair of
 * words, a source, on a day. Everything goes by the order of content, so the order of arrival cannot show.
 *
 * «قصف سوق حيس» (Thursday) and «قصف السوق» (undated, published on Friday) share the word سوق on Thursday. */
#include <stdlib.h>
#include <string.h>

#include "lex/hash.h"
#include "link/link.h"

enum {
  KEYS_MAX = 48,     /* of one fact */
  PARTY_KEYS = 4, WORD_KEYS = 12, COPY_KEYS = 4,
  RUN_MAX = 96,      /* facts of one key that are all compared with each other; in a longer run each with the next NEAR */
  NEAR = 12,
  LINKAGE_MAX = 160, /* facts of a component that average linkage takes; a larger one is led by its first facts */
  LEADERS_MAX = 64,  /* groups that a fact of a large component is compared with */
  SAMPLE = 12        /* facts of a group that another fact is compared with */
};

/* ---- Keys ------------------------------------------------------------------------------------------------------------- */

typedef struct keyed {
  uint64_t key;
  uint32_t at; /* index in the facts given */
} keyed;

enum key_kind { KEY_PLACE, KEY_WORDS_OF_PLACE, KEY_CELL, KEY_PARTY, KEY_WORD, KEY_COPY, KEY_SOURCE, KEY_REPORT };

static uint64_t key_of(int kind, int event, int32_t day, uint64_t value) {
  uint64_t hash = isn_hash_mix((uint64_t)kind * ISN_HASH_A, (uint64_t)(uint32_t)day << 8 | (uint64_t)event);
  return isn_hash_mix(hash * ISN_HASH_A, value);
}

static size_t place_keys(const isn_stock *stock, const isn_fact *fact, int32_t day, bool asking, uint64_t *keys) {
  const isn_link_place *place = &fact->place;
  size_t count = 0;
  uint32_t province = isn_place_province(stock->lexicon, place->row), row = place->row;
  for (int i = 0; province != ISN_NONE && row != ISN_NONE && i < 4; i++) {
    keys[count++] = key_of(KEY_PLACE, fact->event, day, row);
    if (row == province) break;
    row = (uint32_t)isn_lex_number(stock->lexicon, K_PLACE, row, PLACE_PARENT_ROW);
  }
  if (place->key) keys[count++] = key_of(KEY_WORDS_OF_PLACE, fact->event, day, place->key);
  if (place->lat == ISN_NO_DEGREES || province == ISN_NONE) return count;
  int32_t cell = 10000, north = place->lat / cell, east = place->lon / cell, around = asking ? 1 : 0; /* a tenth of a degree */
  for (int32_t y = north - around; y <= north + around; y++)
    for (int32_t x = east - around; x <= east + around; x++)
      keys[count++] = key_of(KEY_CELL, fact->event, day, (uint64_t)(uint32_t)y << 32 | (uint32_t)x);
  return count;
}

static size_t print_keys(const isn_stock *stock, const isn_fact *fact, int32_t day, uint64_t *keys) {
  size_t count = 0;
  if (fact->print == ISN_NONE) return 0;
  const isn_print *print = &stock->prints[fact->print];
  for (unsigned weight = 3; weight >= 2; weight--)
    for (size_t i = 0; i < print->word_count && count < WORD_KEYS; i++)
      if ((print->words[i] & 3) == weight) keys[count++] = key_of(KEY_WORD, fact->event, day, print->words[i] >> 2);
  for (size_t i = 0; i < print->shingle_count && i < COPY_KEYS; i++)
    keys[count++] = key_of(KEY_COPY, 0, day, print->shingles[i]);
  return count;
}

/* Everything that a fact shares with those it may be one with. Who asks looks into the cells around its own too. */
static size_t keys_of(const isn_stock *stock, const isn_fact *fact, int32_t day, bool asking, uint64_t keys[KEYS_MAX]) {
  size_t count = place_keys(stock, fact, day, asking, keys), parties = (size_t)fact->actor_count + fact->recipient_count;
  for (size_t i = 0; i < parties && i < PARTY_KEYS; i++)
    if (stock->parties[fact->parties + i].key)
      keys[count++] = key_of(KEY_PARTY, fact->event, day, stock->parties[fact->parties + i].key);
  if (fact->end_key) keys[count++] = key_of(KEY_SOURCE, fact->event, day, fact->end_key);
  keys[count++] = key_of(KEY_REPORT, fact->event, day, fact->account);
  return count + print_keys(stock, fact, day, keys + count);
}

static int by_key(const void *a, const void *b) {
  const keyed *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return (x->at > y->at) - (x->at < y->at);
}

/* ---- Components: facts that are one with some other ------------------------------------------------------------------------ */

typedef struct grouping {
  const isn_stock *stock;
  isn_arena *arena;
  const uint32_t *facts;
  uint32_t *parent; /* union-find over indices; the root is the smallest */
  uint32_t *group;  /* of each index: the smallest index of its group, ISN_NONE: in none yet */
  uint32_t *marks;  /* of each group: who looked at it last */
  const isn_grouped *before; /* what the last linking found, by fact */
  uint32_t *index_of; /* of each fact: its index, where it was given */
  int32_t *stirred; /* days of which dated facts came in since, ascending */
  uint32_t stirred_count;
  int32_t *asked;   /* days that vague facts are looked for on, ascending */
  uint32_t asked_count;
  int bar;          /* tenths of a point that tie two facts to a component */
  /* Room that is used again and again: for the keys of a day, and for the sums of a component. */
  keyed *pairs, *spare, *places;
  uint32_t *limits; /* of each pair: up to which it is compared */
  size_t pair_cap, spare_cap, place_cap, limit_cap;
  uint32_t *seen;   /* of each index: the turn in which something was compared with it last */
  uint32_t turn;
  int32_t *sums;
  keyed *index;     /* of facts that are grouped, by key */
  size_t index_count, index_cap;
} grouping;

/* Sorts by key and at, of items whose `at` ascends: a digit of the key at a time, the lowest first, as often as digits differ. */
static void sort_keyed(grouping *g, keyed *items, size_t count) {
  enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };
  isn_arena_room(g->arena, &g->spare, count, &g->spare_cap, sizeof *g->spare);
  keyed *from = items, *to = g->spare;
  for (int shift = 0; shift < 64 && count > 1; shift += DIGIT_BITS) {
    size_t place[DIGITS] = {0}, sum = 0;
    for (size_t i = 0; i < count; i++) place[from[i].key >> shift & (DIGITS - 1)]++;
    if (place[from[0].key >> shift & (DIGITS - 1)] == count) continue;
    for (int d = 0; d < DIGITS; d++) {
      size_t own = place[d];
      place[d] = sum, sum += own;
    }
    for (size_t i = 0; i < count; i++) to[place[from[i].key >> shift & (DIGITS - 1)]++] = from[i];
    keyed *swap = from;
    from = to, to = swap;
  }
  if (from != items) memcpy(items, from, count * sizeof *items);
}

static uint32_t root_of(uint32_t *parent, uint32_t at) {
  while (parent[at] != at) at = parent[at] = parent[parent[at]];
  return at;
}

static void join(uint32_t *parent, uint32_t a, uint32_t b) {
  a = root_of(parent, a), b = root_of(parent, b);
  if (a < b) parent[b] = a;
  else parent[a] = b;
}

static int fit(const grouping *g, uint32_t a, uint32_t b) { return isn_same(g->stock, g->facts[a], g->facts[b], NULL); }

static void compare(grouping *g, uint32_t a, uint32_t b) {
  if (root_of(g->parent, a) != root_of(g->parent, b) && isn_same_reaches(g->stock, g->facts[a], g->facts[b], g->bar)) join(g->parent, a, b);
}

/* Compares each fact of a run, which all share a key, with the next one only: copies share every key, and one step ties them. Gives the
 * pairs of runs that hold facts of more than one component yet: by fact (key) the number of the pair (at). */
static size_t compare_neighbours(grouping *g, const keyed *pairs, size_t count, uint32_t *limits) {
  isn_arena_room(g->arena, &g->places, count, &g->place_cap, sizeof *g->places);
  keyed *places = g->places;
  size_t placed = 0;
  for (size_t i = 1; i < count; i++)
    if (pairs[i - 1].key == pairs[i].key) compare(g, pairs[i - 1].at, pairs[i].at);
  for (size_t first = 0, end; first < count; first = end) {
    bool parted = false;
    for (end = first + 1; end < count && pairs[end].key == pairs[first].key; end++)
      parted |= root_of(g->parent, pairs[end].at) != root_of(g->parent, pairs[first].at);
    size_t reach = end - first <= RUN_MAX ? end - first : NEAR;
    for (size_t i = first; parted && i < end; i++) {
      limits[i] = (uint32_t)(i + reach + 1 < end ? i + reach + 1 : end);
      places[placed++] = (keyed){pairs[i].at, (uint32_t)i};
    }
  }
  return placed;
}

/* Unions the facts of each run that fit. Two facts share many keys and are compared once: all runs of one fact, then those of the next. */
static void compare_runs(grouping *g, const keyed *pairs, size_t count) {
  isn_arena_room(g->arena, &g->limits, count, &g->limit_cap, sizeof *g->limits);
  size_t placed = compare_neighbours(g, pairs, count, g->limits);
  keyed *places = g->places;
  sort_keyed(g, places, placed);
  for (size_t p = 0; p < placed; p++) {
    uint32_t i = places[p].at, a = pairs[i].at;
    if (p == 0 || places[p - 1].key != places[p].key) g->turn++;
    for (uint32_t j = i + 1; j < g->limits[i]; j++) {
      uint32_t b = pairs[j].at;
      if (g->seen[b] == g->turn) continue;
      g->seen[b] = g->turn;
      compare(g, a, b);
    }
  }
}

/* ---- Groups within a component ----------------------------------------------------------------------------------------------- */

typedef struct linkage {
  int32_t *sum, *best; /* of the points between the facts of two groups, [i * n + j] */
  uint32_t *size;      /* facts of a group; 0: it went into another */
  uint32_t n;
} linkage;

/* How well two groups fit: half by all their facts, half by the two that fit best, since most facts say little. */
static int64_t how_well(int64_t sum, int64_t pairs, int64_t best) { return (2 * (sum * 16 / pairs) + best * 16) / 3; }

enum { WELL_ENOUGH = ISN_SAME_NEEDED * 16 };

/* The pair of groups that fit best, the earliest of equals; false where none fits well enough. */
static bool best_pair(const linkage *l, uint32_t *a, uint32_t *b) {
  int64_t best = WELL_ENOUGH - 1;
  for (uint32_t i = 0; i < l->n; i++) {
    for (uint32_t j = i + 1; l->size[i] && j < l->n; j++) {
      size_t at = (size_t)i * l->n + j;
      if (l->size[j] == 0 || 16 * l->best[at] <= best) continue;
      int64_t fits = how_well(l->sum[at], (int64_t)l->size[i] * l->size[j], l->best[at]);
      if (fits > best) best = fits, *a = i, *b = j;
    }
  }
  return best >= WELL_ENOUGH;
}

static void merge_pair(linkage *l, uint32_t a, uint32_t b) {
  l->size[a] += l->size[b], l->size[b] = 0;
  for (uint32_t j = 0; j < l->n; j++) {
    size_t at = (size_t)a * l->n + j, from = (size_t)b * l->n + j;
    l->sum[at] += l->sum[from];
    if (l->best[from] > l->best[at]) l->best[at] = l->best[from];
    l->sum[(size_t)j * l->n + a] = l->sum[at], l->best[(size_t)j * l->n + a] = l->best[at];
  }
}

static void link_by_average(grouping *g, const uint32_t *members, uint32_t n) {
  linkage l = {.n = n};
  if (g->sums == NULL) g->sums = isn_alloc_array(g->arena, (size_t)2 * LINKAGE_MAX * LINKAGE_MAX, sizeof *g->sums);
  l.sum = g->sums, l.best = g->sums + (size_t)LINKAGE_MAX * LINKAGE_MAX;
  l.size = isn_alloc_array(g->arena, n, sizeof *l.size);
  uint32_t *head = isn_alloc_array(g->arena, n, sizeof *head), a, b;
  for (uint32_t i = 0; i < n; i++) {
    l.size[i] = 1, head[i] = i;
    for (uint32_t j = i + 1; j < n; j++) {
      size_t at = (size_t)i * n + j, mirror = (size_t)j * n + i;
      l.sum[at] = l.sum[mirror] = l.best[at] = l.best[mirror] = fit(g, members[i], members[j]);
    }
  }
  while (best_pair(&l, &a, &b)) merge_pair(&l, a, b), head[b] = a;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t at = i;
    while (head[at] != at) at = head[at];
    g->group[members[i]] = members[at];
  }
}

typedef struct flock { /* a group that grows */
  uint32_t first, count, sample[SAMPLE]; /* index of its first fact; its facts; the first of them */
} flock;

static uint32_t sample_size(const flock *f) { return f->count < SAMPLE ? f->count : SAMPLE; }

static int64_t fit_flocks(const grouping *g, const flock *a, const flock *b) {
  uint32_t n = sample_size(a), m = sample_size(b);
  int64_t sum = 0, best = INT32_MIN;
  for (uint32_t i = 0; i < n; i++) {
    for (uint32_t j = 0; j < m; j++) {
      int points = fit(g, a->sample[i], b->sample[j]);
      sum += points;
      if (points > best) best = points;
    }
  }
  return how_well(sum, (int64_t)n * m, best);
}

static void join_flock(grouping *g, flock *f, uint32_t at) {
  if (f->count == 0) f->first = at;
  if (f->count < SAMPLE) f->sample[f->count] = at;
  f->count++;
  g->group[at] = f->first;
}

/* A component of hundreds: each fact goes to the group whose first facts it fits best. */
static void link_by_leaders(grouping *g, const uint32_t *members, uint32_t n) {
  flock *flocks = isn_alloc_array(g->arena, LEADERS_MAX, sizeof *flocks);
  uint32_t made = 0;
  for (uint32_t i = 0; i < n; i++) {
    flock *best = NULL;
    flock alone = {.first = members[i], .count = 1, .sample = {members[i]}};
    int64_t best_fit = WELL_ENOUGH - 1;
    for (uint32_t k = 0; k < made && k < LEADERS_MAX; k++) {
      int64_t points = fit_flocks(g, &flocks[k], &alone);
      if (points > best_fit) best = &flocks[k], best_fit = points;
    }
    if (best == NULL) *(best = &flocks[made++ % LEADERS_MAX]) = (flock){.count = 0};
    join_flock(g, best, members[i]);
  }
}

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* Unions facts of one day that share a key and fit at g->bar. */
static void tie(grouping *g, const uint32_t *at, uint32_t count, int32_t day) {
  uint64_t keys[KEYS_MAX];
  size_t pair_count = 0;
  for (uint32_t i = 0; i < count; i++) {
    g->parent[at[i]] = at[i];
    size_t key_count = keys_of(g->stock, &g->stock->facts[g->facts[at[i]]], day, true, keys);
    for (size_t k = 0; k < key_count; k++) {
      isn_arena_grow(g->arena, &g->pairs, pair_count, &g->pair_cap, sizeof *g->pairs);
      g->pairs[pair_count++] = (keyed){keys[k], at[i]};
    }
  }
  sort_keyed(g, g->pairs, pair_count);
  compare_runs(g, g->pairs, pair_count);
}

enum { BAR_STEP = 20, BAR_MAX = ISN_SAME_NEEDED + 5 * BAR_STEP };

/* The facts at `at` (ascending), all of one day, to groups. On a day of a thousand happenings vague news tie what has nothing to do with
 * each other: a component that is too large falls apart where its facts fit least, as often as it takes. */
static void group_at(grouping *g, const uint32_t *at, uint32_t count, int32_t day, int bar) {
  g->bar = bar;
  tie(g, at, count, day);
  /* each root gathers its members; a root is its component's smallest index, so that it comes first */
  uint32_t *members = isn_alloc_array(g->arena, count + 1, sizeof *members);
  keyed *by_root = isn_alloc_array(g->arena, count + 1, sizeof *by_root);
  for (uint32_t i = 0; i < count; i++) by_root[i] = (keyed){root_of(g->parent, at[i]), at[i]};
  if (count) qsort(by_root, count, sizeof *by_root, by_key);
  for (uint32_t first = 0, end; first < count; first = end) {
    uint32_t *own = members + first;
    for (end = first; end < count && by_root[end].key == by_root[first].key; end++) members[end] = by_root[end].at;
    qsort(own, end - first, sizeof *own, by_number);
    if (end - first <= LINKAGE_MAX) link_by_average(g, own, end - first);
    else if (bar < BAR_MAX) group_at(g, own, end - first, day, bar + BAR_STEP);
    else link_by_leaders(g, own, end - first);
  }
}

/* ---- What stays as it was ------------------------------------------------------------------------------------------------- */

/* A day's facts of one class form the same groups as long as none comes in. */
static bool known(const grouping *g, const uint32_t *at, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    if (g->before->core[g->facts[at[i]]] == ISN_NONE) return false;
  return true;
}

static void group_together(grouping *g, const uint32_t *at, uint32_t count, int32_t day) {
  if (!known(g, at, count)) {
    group_at(g, at, count, day, ISN_SAME_NEEDED);
    return;
  }
  for (uint32_t i = 0; i < count; i++) g->group[at[i]] = g->index_of[g->before->core[g->facts[at[i]]]];
}

static int by_day(const void *a, const void *b) {
  int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
  return (x > y) - (x < y);
}

uint32_t isn_days_once(int32_t *days, uint32_t count) {
  uint32_t kept = 0;
  if (count) qsort(days, count, sizeof *days, by_day);
  for (uint32_t i = 0; i < count; i++)
    if (kept == 0 || days[kept - 1] != days[i]) days[kept++] = days[i];
  return kept;
}

static bool has_day(const int32_t *days, uint32_t count, int32_t day) {
  return count != 0 && bsearch(&day, days, count, sizeof *days, by_day) != NULL;
}

/* ---- Days ----------------------------------------------------------------------------------------------------------------- */

typedef struct day_list {
  uint32_t *at; /* indices, by day and then by content */
  uint32_t count;
} day_list;


/* The indices of the facts of a class, by day. */
static day_list of_class(const grouping *g, uint32_t count, enum isn_time_class class) {
  day_list list = {.at = isn_alloc_array(g->arena, count + 1, sizeof *list.at)};
  keyed *order = isn_alloc_array(g->arena, count + 1, sizeof *order);
  for (uint32_t i = 0; i < count; i++) {
    const isn_fact *fact = &g->stock->facts[g->facts[i]];
    if (fact->time_class == class) order[list.count++] = (keyed){(uint64_t)((int64_t)fact->day - INT32_MIN), i};
  }
  if (list.count) qsort(order, list.count, sizeof *order, by_key);
  for (uint32_t i = 0; i < list.count; i++) list.at[i] = order[i].at;
  return list;
}

/* ---- Vague facts to the groups of near days -------------------------------------------------------------------------------------- */

/* Makes the facts of a list findable on their days, under the groups that they are in, where somebody asks for that day. */
static void add_to_index(grouping *g, day_list list) {
  uint64_t keys[KEYS_MAX];
  for (uint32_t i = 0; i < list.count; i++) {
    const isn_fact *fact = &g->stock->facts[g->facts[list.at[i]]];
    if (!has_day(g->asked, g->asked_count, fact->day)) continue;
    size_t key_count = keys_of(g->stock, fact, fact->day, false, keys);
    for (size_t k = 0; k < key_count; k++) {
      isn_arena_grow(g->arena, &g->index, g->index_count, &g->index_cap, sizeof *g->index);
      g->index[g->index_count++] = (keyed){keys[k], list.at[i]};
    }
  }
  if (g->index_count) qsort(g->index, g->index_count, sizeof *g->index, by_key);
}

/* The groups that share a key with a fact on a day are added to `near`, each once: `mark` is new for each asker. */
static uint32_t near_groups(grouping *g, const isn_fact *fact, int32_t day, uint32_t mark, uint32_t *near, uint32_t count) {
  uint64_t keys[KEYS_MAX];
  size_t key_count = keys_of(g->stock, fact, day, true, keys);
  for (size_t k = 0; k < key_count; k++) {
    size_t low = 0, high = g->index_count;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      if (g->index[middle].key < keys[k]) low = middle + 1;
      else high = middle;
    }
    for (size_t i = low; i < g->index_count && i < low + RUN_MAX && g->index[i].key == keys[k]; i++) {
      uint32_t group = g->group[g->index[i].at];
      if (g->marks[group] == mark) continue;
      g->marks[group] = mark;
      near[count++] = group;
    }
  }
  return count;
}

typedef struct sampled { /* groups by the index of their first fact */
  flock *flocks;
  uint32_t *of; /* number of the flock of a group, by that index */
  uint32_t count;
} sampled;

/* Where a vague group went the last time, if nothing came in on its day and the day before since; ISN_NONE: to be looked for. */
static uint32_t settled_before(const grouping *g, uint32_t first) {
  int32_t day = g->stock->facts[g->facts[first]].day;
  if (day == ISN_NO_DAY || has_day(g->stirred, g->stirred_count, day) || has_day(g->stirred, g->stirred_count, day - 1)) return ISN_NONE;
  return g->index_of[g->before->label[g->facts[first]]];
}

/* A vague group goes as a whole to the group there that it fits best; gives that one's first, or ISN_NONE. */
static uint32_t nearest(grouping *g, const sampled *there, const flock *vague, uint32_t *near) {
  uint32_t count = 0, found = ISN_NONE;
  for (uint32_t i = 0; i < sample_size(vague); i++) {
    const isn_fact *fact = &g->stock->facts[g->facts[vague->sample[i]]];
    if (fact->day == ISN_NO_DAY) continue;
    int32_t first = fact->time_class == TIME_NONE ? fact->day - 1 : fact->day; /* a night is of the day that it begins on */
    for (int32_t day = first; day <= fact->day; day++) count = near_groups(g, fact, day, vague->first + 1, near, count);
  }
  int64_t best = WELL_ENOUGH - 1;
  for (uint32_t i = 0; i < count; i++) {
    int64_t points = fit_flocks(g, &there->flocks[there->of[near[i]]], vague);
    if (points > best || (points == best && found != ISN_NONE && near[i] < found)) best = points, found = near[i];
  }
  return found;
}

/* ---- The stretch of days ----------------------------------------------------------------------------------------------------------- */

static int32_t day_at(const grouping *g, uint32_t at) { return g->stock->facts[g->facts[at]].day; }

/* Calls `each` with every day's part of the list. */
static void each_day(grouping *g, day_list list, void each(grouping *, const uint32_t *at, uint32_t count, int32_t day)) {
  for (uint32_t first = 0, end; first < list.count; first = end) {
    int32_t day = day_at(g, list.at[first]);
    for (end = first + 1; end < list.count && day_at(g, list.at[end]) == day;) end++;
    each(g, list.at + first, end - first, day);
  }
}

/* Groups of a list by their first facts, in addition to those sampled before. */
static void sample_groups(grouping *g, sampled *all, day_list list) {
  for (uint32_t i = 0; i < list.count; i++) {
    uint32_t at = list.at[i], group = g->group[at];
    if (group == at) all->of[at] = all->count++;
    join_flock(g, &all->flocks[all->of[group]], at);
  }
}

static sampled no_groups(grouping *g, uint32_t count) {
  return (sampled){isn_alloc_array(g->arena, (size_t)count + 1, sizeof(flock)), isn_alloc_array(g->arena, (size_t)count + 1, sizeof(uint32_t)), 0};
}

/* The groups of a vague list, each as a whole, to the groups that are there already; what fits none stays as it is. */
static void settle(grouping *g, const sampled *there, day_list list, uint32_t count) {
  sampled groups = no_groups(g, count);
  uint32_t *target = isn_alloc_array(g->arena, (size_t)count + 1, sizeof *target);
  uint32_t *near = isn_alloc_array(g->arena, (size_t)count + 1, sizeof *near); /* each group at most once */
  g->marks = isn_alloc_array(g->arena, (size_t)count + 1, sizeof *g->marks);
  sample_groups(g, &groups, list);
  for (uint32_t i = 0; i < groups.count; i++) {
    uint32_t first = groups.flocks[i].first, found = settled_before(g, first);
    if (found == ISN_NONE) found = nearest(g, there, &groups.flocks[i], near);
    target[first] = found == ISN_NONE ? first : found;
  }
  for (uint32_t i = 0; i < list.count; i++) g->group[list.at[i]] = target[g->group[list.at[i]]];
}

/* Each class by days, and kept for the next time. */
static void group_days(grouping *g, day_list list) {
  each_day(g, list, group_together);
  for (uint32_t i = 0; i < list.count; i++) g->before->core[g->facts[list.at[i]]] = g->facts[g->group[list.at[i]]];
}

static void look_back(grouping *g, uint32_t count) {
  g->index_of = isn_alloc_array(g->arena, (size_t)g->stock->fact_count + 1, sizeof *g->index_of);
  memset(g->index_of, 0xFF, ((size_t)g->stock->fact_count + 1) * sizeof *g->index_of);
  g->stirred = isn_alloc_array(g->arena, (size_t)count + 1, sizeof *g->stirred);
  for (uint32_t i = 0; i < count; i++) {
    g->index_of[g->facts[i]] = i;
    if (g->before->core[g->facts[i]] == ISN_NONE) g->stirred[g->stirred_count++] = day_at(g, i);
  }
  g->stirred_count = isn_days_once(g->stirred, g->stirred_count);
  g->asked = isn_alloc_array(g->arena, 3 * (size_t)g->stirred_count + 1, sizeof *g->asked);
  for (uint32_t i = 0; i < g->stirred_count; i++)
    for (int32_t near = -1; near <= 1; near++)
      if (g->stirred[i] != ISN_NO_DAY) g->asked[g->asked_count++] = g->stirred[i] + near;
  g->asked_count = isn_days_once(g->asked, g->asked_count);
}

void isn_group(const isn_stock *stock, isn_arena *scratch, const uint32_t *facts, uint32_t count, const isn_grouped *before, uint32_t *label) {
  grouping g = {.stock = stock, .arena = scratch, .facts = facts, .before = before};
  g.parent = isn_alloc_array(scratch, (size_t)count + 1, sizeof *g.parent);
  g.group = isn_alloc_array(scratch, (size_t)count + 1, sizeof *g.group);
  g.seen = isn_alloc_array(scratch, (size_t)count + 1, sizeof *g.seen);
  look_back(&g, count);
  sampled there = no_groups(&g, count);
  day_list days = of_class(&g, count, TIME_DAY), nights = of_class(&g, count, TIME_NIGHT);
  day_list undated = of_class(&g, count, TIME_NONE), stretches = of_class(&g, count, TIME_LONG);
  group_days(&g, days);
  add_to_index(&g, days);
  sample_groups(&g, &there, days);
  group_days(&g, nights);
  settle(&g, &there, nights, count);
  add_to_index(&g, nights);
  sample_groups(&g, &there, nights);
  group_days(&g, undated);
  settle(&g, &there, undated, count);
  group_days(&g, stretches);
  for (uint32_t i = 0; i < count; i++) label[facts[i]] = facts[g.group[i]];
}
