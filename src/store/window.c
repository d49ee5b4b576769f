/* window: the days that are being linked, in a handle of the link room. A claim decides on the groups within
 * ISNAD_REACH_DAYS of its day and on no more, so a stretch of days around the new ones gives the groups that all of the store would. Reports are
 * loaded by day from the rows of the store and stay at hand while what comes in is near: then one more costs what it
 * touches. Where the window has grown too large it moves on: the days around what came in last stay, the others go. */
#include <stdlib.h>

#include "store/claim.h"
#include "store/inner.h"

#ifdef ISN_ARENA_SPLIT /* the build with sanitizers: small stores meet what large ones do */
#define WINDOW_FULL ((size_t)1 << 18)
#else
#define WINDOW_FULL ((size_t)128 << 20) /* bytes in the handle after which it moves on */
#endif
enum { LOAD_AT_ONCE = 128 };            /* reports that share an arena while they are read back */

typedef struct kept {
  int64_t id, grp; /* row of the claim; the group it is in, 0: none yet */
  int32_t day;     /* under which it is linked */
} kept;

typedef struct taken {
  int64_t report;
  uint32_t first, count; /* its claims in `claims` */
} taken;

struct isn_window {
  isn_window *before; /* the one that it takes over from, as long as it does */
  isnad_incidents *handle;
  size_t bytes;      /* that the handle has from the allocator */
  taken *accounts;
  kept *claims;
  int32_t *days;     /* those of which every claim is at hand, ascending */
  uint32_t *by_report; /* account + 1 by report, open addressing; 0: free */
  size_t unlinked, fresh; /* claims that are in no group yet; those that were taken in and not loaded */
  size_t account_count, account_cap, claim_count, claim_cap, day_count, day_cap, slots;
};

/* ---- Memory: the handle's is counted, the rest fails like an arena ---------------------------------------------------------- */

static void *counted(void *context, void *ptr, size_t old_size, size_t size) {
  isn_window *window = context;
  window->bytes += size - (ptr ? old_size : 0);
  return isn_malloc.resize(NULL, ptr, old_size, size);
}

static void grow(isn_arena *arena, void *items_ptr, size_t count, size_t *cap, size_t size) {
  if (count < *cap) return;
  void **items = items_ptr;
  size_t more = *cap ? *cap * 2 : 64;
  void *grown = realloc(*items, more * size);
  if (grown == NULL) isn_arena_fail(arena);
  *items = grown;
  *cap = more;
}

static void free_window(isn_window *window) {
  if (window == NULL) return;
  free_window(window->before);
  isnad_incidents_free(window->handle);
  free(window->accounts);
  free(window->claims);
  free(window->days);
  free(window->by_report);
  free(window);
}

void isn_window_drop(isn_store *store) {
  free_window(store->window);
  store->window = NULL;
}

static isn_window *window_of(isn_store *store, isn_arena *arena) {
  if (store->window) return store->window;
  isn_window *window = store->window = calloc(1, sizeof *window);
  if (window == NULL) isn_arena_fail(arena);
  isnad_allocator allocator = {counted, window};
  isnad_error error;
  if (isnad_incidents_new(store->lexicon, &allocator, &window->handle, &error) != ISNAD_OK) {
    isn_window_drop(store);
    isn_pass(store, arena, &error);
  }
  return window;
}

bool isn_window_worth(const isn_store *store) { return store->window && store->window->fresh * 3 > store->window->claim_count; }

bool isn_window_over(const isn_store *store) { return store->window && store->window->bytes > WINDOW_FULL / 2 * 5; }

bool isn_window_full(const isn_store *store) {
  const isn_window *window = store->window;
  if (window == NULL || window->bytes <= WINDOW_FULL) return false;
  return isn_window_worth(store) || isn_window_over(store); /* what the days around need is not too much */
}

size_t isn_window_size(const isn_store *store, size_t *fresh) {
  const isn_window *window = store->window;
  *fresh = window ? window->unlinked : 0;
  return window ? window->claim_count : 0;
}

/* ---- Reports in the window ---------------------------------------------------------------------------------------------------- */

static uint32_t *slot_of(isn_window *window, int64_t report) {
  size_t at = (size_t)((uint64_t)report * 0x9E3779B97F4A7C15u >> 32) & (window->slots - 1);
  while (window->by_report[at] && window->accounts[window->by_report[at] - 1].report != report) at = (at + 1) & (window->slots - 1);
  return &window->by_report[at];
}

static void grow_slots(isn_window *window, isn_arena *arena) {
  if (window->slots > window->account_count * 2) return;
  free(window->by_report);
  window->slots = window->slots ? window->slots * 2 : 256;
  window->by_report = calloc(window->slots, sizeof *window->by_report);
  if (window->by_report == NULL) window->slots = 0, isn_arena_fail(arena);
  for (uint32_t i = 0; i < window->account_count; i++) *slot_of(window, window->accounts[i].report) = i + 1;
}

static bool at_hand(isn_window *window, int64_t report) { return window->slots && *slot_of(window, report) != 0; }

static void take(isn_store *store, isn_arena *arena, int64_t report, const isnad_account *account, const int64_t *claims, const int64_t *groups) {
  isn_window *window = window_of(store, arena);
  isnad_error error;
  if (isnad_incidents_add(window->handle, account, &error) != ISNAD_OK) isn_pass(store, arena, &error);
  grow(arena, &window->accounts, window->account_count, &window->account_cap, sizeof *window->accounts);
  grow_slots(window, arena);
  window->accounts[window->account_count] = (taken){report, (uint32_t)window->claim_count, (uint32_t)account->claim_count};
  *slot_of(window, report) = (uint32_t)++window->account_count;
  for (size_t i = 0; i < account->claim_count; i++) {
    grow(arena, &window->claims, window->claim_count, &window->claim_cap, sizeof *window->claims);
    window->claims[window->claim_count++] = (kept){claims[i], groups ? groups[i] : 0, isnad_claim_day(account->claims[i], account->published)};
    window->unlinked += groups == NULL || groups[i] == 0;
  }
}

void isn_window_take(isn_store *store, isn_arena *arena, int64_t report, const isnad_account *account, const int64_t *claims) {
  if (store->window == NULL) return;
  take(store, arena, report, account, claims, NULL);
  store->window->fresh += account->claim_count;
}

isnad_str isn_key_hex(isn_arena *arena, isnad_str key) {
  uint64_t number = 0;
  for (size_t i = 0; i < key.len && i < 8; i++) number = number << 8 | (unsigned char)key.ptr[i];
  return isn_hex(arena, (int64_t)number);
}

isnad_account isn_account_of(isn_arena *arena, isnad_str key, isnad_str outlet, isnad_str published, isnad_str dateline) {
  return (isnad_account){.id = isn_key_hex(arena, key), .outlet = outlet, .published = published, .dateline = dateline};
}

/* ---- Loading ---------------------------------------------------------------------------------------------------------------------- */

typedef struct loaded {
  isnad_account account;
  int64_t *ids, *groups;
} loaded;

static void add_claim(isn_arena *arena, loaded *l, size_t *cap, const isnad_claim *claim, isnad_str print, int64_t id, int64_t group) {
  size_t n = l->account.claim_count, caps[4] = {*cap, *cap, *cap, *cap};
  const isnad_claim **claims = (const isnad_claim **)(uintptr_t)l->account.claims;
  isnad_str *prints = (isnad_str *)(uintptr_t)l->account.prints;
  isn_arena_grow(arena, &claims, n, &caps[0], sizeof *claims);
  isn_arena_grow(arena, &prints, n, &caps[1], sizeof *prints);
  isn_arena_grow(arena, &l->ids, n, &caps[2], sizeof *l->ids);
  isn_arena_grow(arena, &l->groups, n, &caps[3], sizeof *l->groups);
  *cap = caps[0];
  claims[n] = claim, prints[n] = print, l->ids[n] = id, l->groups[n] = group;
  l->account.claims = claims, l->account.prints = prints;
  l->account.claim_count++;
}

static void load(isn_store *store, isn_arena *arena, int64_t report) {
  loaded l = {.ids = NULL};
  isn_rows rows = isn_db_ask(store->db, "SELECT key, outlet, published, dateline FROM report WHERE id = $1", "i", report);
  if (isn_db_next(&rows))
    l.account = isn_account_of(arena, isn_db_text(&rows, 0), isn_db_copy(arena, &rows, 1), isn_db_copy(arena, &rows, 2), isn_db_copy(arena, &rows, 3));
  isn_db_end(&rows);
  size_t cap = 0;
  rows = isn_db_ask(store->db, "SELECT id, grp, json, print FROM claim WHERE report = $1 ORDER BY n", "i", report);
  while (isn_db_next(&rows)) {
    const isnad_claim *claim = isn_claim_read(arena, isn_db_text(&rows, 2));
    if (claim == NULL) isn_refuse(store, arena, ISNAD_IO, "claim %lld is damaged; isnad verify tells more", (long long)isn_db_int(&rows, 0));
    add_claim(arena, &l, &cap, claim, isn_db_copy(arena, &rows, 3), isn_db_int(&rows, 0), isn_db_int(&rows, 1));
  }
  isn_check(store, arena);
  take(store, arena, report, &l.account, l.ids, l.groups);
}

typedef struct load_job {
  const int64_t *reports;
  size_t count;
} load_job;

static void load_some(isn_store *store, isn_arena *arena, void *given) {
  const load_job *job = given;
  for (size_t i = 0; i < job->count; i++)
    if (!at_hand(window_of(store, arena), job->reports[i])) load(store, arena, job->reports[i]);
}

/* What is read back lives only until the handle has copied it. */
static void load_all(isn_store *store, isn_arena *arena, const int64_t *reports, size_t count) {
  for (size_t i = 0; i < count; i += LOAD_AT_ONCE) {
    load_job job = {reports + i, count - i < LOAD_AT_ONCE ? count - i : LOAD_AT_ONCE};
    isnad_error error;
    if (isn_guard(store, NULL, load_some, &job, &error) != ISNAD_OK) isn_pass(store, arena, &error);
  }
}

static size_t place_of_day(const isn_window *window, int32_t day) {
  size_t at = 0, end = window->day_count;
  while (at < end) {
    size_t middle = (at + end) / 2;
    if (window->days[middle] < day) at = middle + 1;
    else end = middle;
  }
  return at;
}

static bool has_day(const isn_window *window, int32_t day) {
  size_t at = place_of_day(window, day);
  return at < window->day_count && window->days[at] == day;
}

static void load_day(isn_store *store, isn_arena *arena, int32_t day) {
  isn_window *window = window_of(store, arena);
  if (has_day(window, day)) return;
  size_t count = 0, cap = 0;
  int64_t *reports = NULL;
  isn_rows rows = isn_db_ask(store->db, "SELECT DISTINCT report FROM claim WHERE day = $1 AND current = 1", "i", (int64_t)day);
  while (isn_db_next(&rows)) {
    isn_arena_grow(arena, &reports, count, &cap, sizeof *reports);
    reports[count++] = isn_db_int(&rows, 0);
  }
  load_all(store, arena, reports, count);
  grow(arena, &window->days, window->day_count, &window->day_cap, sizeof *window->days);
  size_t at = place_of_day(window, day);
  memmove(window->days + at + 1, window->days + at, (window->day_count - at) * sizeof *window->days);
  window->days[at] = day;
  window->day_count++;
}

/* Is day - days .. day + days at hand, or, with an arena, brought to hand? A claim of no day is near to its like only. */
static bool each_near(isn_store *store, isn_arena *arena, int32_t day, int32_t days) {
  if (day == ISN_NO_DAY) days = 0;
  for (int64_t near = (int64_t)day - days; near <= (int64_t)day + days; near++) {
    if (near < INT32_MIN || near > INT32_MAX) continue;
    if (arena) load_day(store, arena, (int32_t)near);
    else if (!has_day(store->window, (int32_t)near)) return false;
  }
  return true;
}

/* A new claim changes the groups within the reach of its day, and those depend on what is within their reach. */
void isn_window_cover(isn_store *store, isn_arena *arena, int32_t day) { each_near(store, arena, day, 2 * ISNAD_REACH_DAYS); }

bool isn_window_covers(isn_store *store, int32_t day) { return store->window && each_near(store, NULL, day, 2 * ISNAD_REACH_DAYS); }

/* ---- Moving on ------------------------------------------------------------------------------------------------------------------- */

static bool between(int64_t day, int64_t first, int64_t last) { return day >= first && day <= last; }

/* Which accounts have a claim within [first, last]. */
static bool *mark_near(const isn_window *window, isn_arena *arena, int64_t first, int64_t last) {
  bool *near = isn_alloc_array(arena, window->account_count + 1, sizeof *near);
  for (uint32_t i = 0; i < window->account_count; i++)
    for (uint32_t k = 0; k < window->accounts[i].count && !near[i]; k++)
      near[i] = between(window->claims[window->accounts[i].first + k].day, first, last);
  return near;
}

static int by_day(const void *a, const void *b) {
  int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
  return (x > y) - (x < y);
}

/* The day in the middle of those of the claims that came in last. */
static int32_t day_of_last(const isn_window *window) {
  enum { LAST = 1000 };
  int32_t days[LAST];
  size_t count = window->claim_count < LAST ? window->claim_count : LAST;
  for (size_t i = 0; i < count; i++) days[i] = window->claims[window->claim_count - count + i].day;
  qsort(days, count, sizeof *days, by_day);
  return days[count / 2];
}

static void carry_account(isn_window *to, const isn_window *from, isn_arena *arena, const taken *account) {
  grow(arena, &to->accounts, to->account_count, &to->account_cap, sizeof *to->accounts);
  grow_slots(to, arena);
  to->accounts[to->account_count] = (taken){account->report, (uint32_t)to->claim_count, account->count};
  *slot_of(to, account->report) = (uint32_t)++to->account_count;
  for (uint32_t i = 0; i < account->count; i++) {
    grow(arena, &to->claims, to->claim_count, &to->claim_cap, sizeof *to->claims);
    to->claims[to->claim_count++] = from->claims[account->first + i];
    to->unlinked += from->claims[account->first + i].grp == 0;
  }
}

void isn_window_move(isn_store *store, isn_arena *arena) {
  enum { REACH = 2 * ISNAD_REACH_DAYS + 1 }; /* what those of a day need, and much is told a day later */
  isn_window *old = store->window;
  if (old == NULL || old->claim_count == 0) return;
  isn_window *window = store->window = calloc(1, sizeof *window);
  if (window == NULL) store->window = old, isn_arena_fail(arena);
  window->before = old;
  int64_t day = day_of_last(old);
  bool *near = mark_near(old, arena, day - REACH, day + REACH);
  isnad_error error;
  isnad_allocator allocator = {counted, window};
  if (isnad_incidents_keep(old->handle, near, &allocator, &window->handle, &error) != ISNAD_OK) isn_pass(store, arena, &error);
  for (uint32_t i = 0; i < old->account_count; i++)
    if (near[i]) carry_account(window, old, arena, &old->accounts[i]);
  for (size_t i = 0; i < old->day_count; i++) {
    if (!between(old->days[i], day - REACH, day + REACH)) continue;
    grow(arena, &window->days, window->day_count, &window->day_cap, sizeof *window->days);
    window->days[window->day_count++] = old->days[i];
  }
  window->before = NULL;
  free_window(old);
}

/* ---- Groups ------------------------------------------------------------------------------------------------------------------------ */

typedef struct group_list {
  int64_t *ids;
  size_t count, cap;
} group_list;

static void add_group(isn_arena *arena, group_list *list, int64_t id) {
  if (id == 0) return;
  isn_arena_grow(arena, &list->ids, list->count, &list->cap, sizeof *list->ids);
  list->ids[list->count++] = id;
}

/* Writes where the members are now; true where one of them was elsewhere. */
static bool take_group(isn_store *store, isn_arena *arena, const isnad_group *group, group_list *left) {
  isn_window *window = store->window;
  int64_t id = (int64_t)group->id;
  bool differs = false;
  for (size_t i = 0; i < group->member_count; i++) {
    kept *claim = &window->claims[window->accounts[group->members[i].account].first + group->members[i].claim];
    if (claim->grp == id) continue;
    add_group(arena, left, claim->grp);
    claim->grp = id;
    isn_db_do(store->db, "UPDATE claim SET grp = $1 WHERE id = $2", "ii", id, claim->id);
    differs = true;
  }
  return differs;
}

static int by_number(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

int64_t *isn_window_groups(isn_store *store, isn_arena *arena, size_t *count) {
  isn_window *window = window_of(store, arena);
  isnad_error error;
  if (isnad_incidents_link(window->handle, &error) != ISNAD_OK) isn_pass(store, arena, &error);
  window->unlinked = 0;
  group_list changed = {NULL, 0, 0}, left = {NULL, 0, 0};
  for (size_t i = 0; i < isnad_incidents_count(window->handle); i++) {
    const isnad_group *group = isnad_incidents_group(window->handle, i);
    if (!group->changed || !each_near(store, NULL, group->day, ISNAD_REACH_DAYS)) continue;
    if (take_group(store, arena, group, &left)) add_group(arena, &changed, (int64_t)group->id);
  }
  /* New ones keep the order of their days; those that were left follow, each once. */
  if (left.count) qsort(left.ids, left.count, sizeof *left.ids, by_number);
  for (size_t i = 0; i < left.count; i++)
    if (i == 0 || left.ids[i] != left.ids[i - 1]) add_group(arena, &changed, left.ids[i]);
  *count = changed.count;
  return changed.ids;
}

isnad_incidents *isn_window_handle(isn_store *store, isn_arena *arena) { return window_of(store, arena)->handle; }

isnad_member isn_window_member(isn_store *store, isn_arena *arena, int64_t report, uint32_t n) {
  if (!at_hand(window_of(store, arena), report)) load_all(store, arena, &report, 1);
  return (isnad_member){*slot_of(store->window, report) - 1, n};
}

int64_t isn_window_report(const isn_store *store, uint32_t account) { return store->window->accounts[account].report; }
