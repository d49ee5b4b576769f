/* incidents: the front door of the link room. Accounts are taken in, all that they touch is linked again on demand, and one
 * group at a time is worked out. The handle's memory lies in one capped arena; groups lie in one that each linking renews.
 *
 * Three reports on «قصف سوق حيس» go in as accounts 0, 1 and 2 and come out as a group of three members; the day beside it is
 * looked at and left alone. */
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "base/utf8.h"
#include "lex/hash.h"
#include "link/link.h"
#include "report/incident.h"

#define HANDLE_MEMORY ((size_t)8 << 30)
#define SCRATCH_MEMORY ((size_t)4 << 30)

struct isnad_incidents {
  isnad_allocator allocator;
  isn_arena *arena;
  isn_stock stock;
  uint32_t *labels;    /* of each fact, after the last link */
  uint32_t *cores;     /* of each fact: what the last link found within its day; ISN_NONE: it is new */
  uint64_t *seals;     /* of each fact that labels a group: hash of its members at the last link */
  size_t label_cap, seal_cap;
  uint32_t linked;     /* facts that the last link knew */
  uint8_t *taken;      /* by number of a pooled text: an account has this id */
  size_t taken_cap;
  isn_arena *results;  /* groups and their members */
  isnad_group *groups;
  size_t group_count;
};

typedef struct worked_out {
  isnad_incident incident; /* first: the handle is a pointer to it */
  isn_arena *arena;
  isnad_str json;
} worked_out;

static isnad_status no_memory(isnad_error *error, const char *doing) {
  return isn_error(error, ISNAD_MEMORY, 0, "out of memory while %s", doing);
}

isnad_status isnad_incidents_new(const isnad_lexicon *lexicon, const isnad_allocator *allocator, isnad_incidents **out,
                                 isnad_error *error) {
  if (out == NULL || lexicon == NULL) return isn_error(error, ISNAD_ARGUMENT, 0, "no lexicon or no place for the handle");
  *out = NULL;
  isn_arena *arena = isn_arena_new(allocator, HANDLE_MEMORY);
  if (arena == NULL) return no_memory(error, "making a handle");
  if (setjmp(*isn_arena_trap(arena))) {
    isn_arena_free(arena);
    return no_memory(error, "making a handle");
  }
  isnad_incidents *handle = isn_alloc(arena, sizeof *handle);
  handle->allocator = allocator ? *allocator : isn_malloc;
  handle->arena = arena;
  isn_stock_init(&handle->stock, arena, lexicon);
  *out = handle;
  return ISNAD_OK;
}

void isnad_incidents_free(isnad_incidents *handle) {
  if (handle == NULL) return;
  isn_arena_free(handle->results);
  isn_arena_free(handle->arena);
}

/* ---- Taking in -------------------------------------------------------------------------------------------------------- */

static isnad_status check_texts(const isnad_account *account, isnad_error *error) {
  isnad_status status = isn_text_check(account->id, "the report's id", error);
  if (status == ISNAD_OK) status = isn_text_check(account->outlet, "outlet", error);
  if (status == ISNAD_OK) status = isn_text_check(account->published, "published", error);
  if (status == ISNAD_OK) status = isn_text_check(account->dateline, "dateline", error);
  return status;
}

static bool utf8(isnad_str text) { return text.len <= ISNAD_TEXT_MAX && isn_utf8_check(text) == text.len; }

static bool names_sound(const isnad_name *names, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (!utf8(names[i].text) || !utf8(names[i].id)) return false;
  return true;
}

static bool place_sound(const isnad_place *place) { return utf8(place->text) && utf8(place->id); }

/* Rows of a store may have been damaged: codes must be of their lists and texts UTF-8. */
static bool claim_sound(const isnad_claim *claim) {
  bool sound = isnad_event_name(claim->event) != NULL && (claim->mode == ISNAD_MODE_NONE || isnad_mode_name(claim->mode) != NULL) &&
               isnad_status_name(claim->status) != NULL && isnad_attitude_name(claim->attitude) != NULL && utf8(claim->acled) &&
               utf8(claim->time.start) && utf8(claim->time.end) && utf8(claim->time.timex) && place_sound(&claim->place) &&
               place_sound(&claim->from) && place_sound(&claim->to) && names_sound(claim->actors, claim->actor_count) &&
               names_sound(claim->recipients, claim->recipient_count);
  for (size_t i = 0; sound && i < claim->count_count; i++)
    sound = isnad_what_name(claim->counts[i].what) != NULL && isnad_what_name(claim->counts[i].of) != NULL && utf8(claim->counts[i].unit);
  for (size_t i = 0; sound && i < claim->source_count; i++) {
    const isnad_link *link = &claim->sources[i];
    sound = isnad_source_kind_name(link->kind) != NULL && utf8(link->text) && utf8(link->id) && utf8(link->affiliation);
  }
  return sound;
}

static bool take_id(isnad_incidents *handle, isnad_str id) {
  isn_text number = isn_stock_intern(&handle->stock, id);
  if (number >= handle->taken_cap) {
    size_t cap = handle->taken_cap ? handle->taken_cap : 1024;
    while (cap <= number) cap *= 2;
    uint8_t *wider = isn_alloc(handle->arena, cap);
    if (handle->taken_cap) memcpy(wider, handle->taken, handle->taken_cap);
    handle->taken = wider, handle->taken_cap = cap;
  }
  if (handle->taken[number]) return false;
  handle->taken[number] = 1;
  return true;
}

isnad_status isnad_incidents_add(isnad_incidents *handle, const isnad_account *account, isnad_error *error) {
  if (handle == NULL || account == NULL) return isn_error(error, ISNAD_ARGUMENT, 0, "no handle or no account");
  isnad_status status = check_texts(account, error);
  if (status != ISNAD_OK) return status;
  if (account->id.len == 0) return isn_error(error, ISNAD_ARGUMENT, 0, "a report without an id");
  for (size_t i = 0; i < account->claim_count; i++)
    if (!claim_sound(account->claims[i])) return isn_error(error, ISNAD_ARGUMENT, i, "a claim with an unknown code or damaged text");
  if (setjmp(*isn_arena_trap(handle->arena))) return no_memory(error, "taking in a report");
  if (!take_id(handle, account->id)) return isn_error(error, ISNAD_ARGUMENT, 0, "a second report with the same id");
  return isn_stock_add(&handle->stock, account) ? ISNAD_OK : isn_error(error, ISNAD_LIMIT, 0, "more claims than a report can have");
}

typedef struct gathered {
  const isnad_claim **claims;
  isnad_str *prints;
} gathered;

static isnad_status gather(isn_arena *arena, isnad_report *report, gathered *out, isnad_error *error) {
  size_t count = isnad_report_claim_count(report);
  if (setjmp(*isn_arena_trap(arena))) return no_memory(error, "taking in a report");
  out->claims = isn_alloc_array(arena, count + 1, sizeof *out->claims);
  out->prints = isn_alloc_array(arena, count + 1, sizeof *out->prints);
  for (size_t i = 0; i < count; i++) {
    out->claims[i] = isnad_report_claim(report, i);
    out->prints[i] = isnad_report_print(report, i, error);
    if (out->prints[i].len == 0) return ISNAD_MEMORY;
  }
  return ISNAD_OK;
}

isnad_status isnad_incidents_add_report(isnad_incidents *handle, isnad_str id, isnad_report *report, isnad_error *error) {
  if (handle == NULL || report == NULL) return isn_error(error, ISNAD_ARGUMENT, 0, "no handle or no report");
  isn_arena *arena = isn_arena_new(&handle->allocator, SCRATCH_MEMORY);
  if (arena == NULL) return no_memory(error, "taking in a report");
  const isnad_meta *meta = isnad_report_meta(report);
  gathered all;
  isnad_status status = gather(arena, report, &all, error);
  if (status == ISNAD_OK) {
    isnad_account account = {id, meta->outlet.text, meta->published.text, meta->dateline.text, all.claims, all.prints,
                             isnad_report_claim_count(report)};
    status = isnad_incidents_add(handle, &account, error);
  }
  isn_arena_free(arena);
  return status;
}

int32_t isnad_claim_day(const isnad_claim *claim, isnad_str published) {
  isn_fact fact;
  isn_fact_time(claim, published, &fact);
  return fact.day;
}

/* ---- Linking ------------------------------------------------------------------------------------------------------------ */

typedef struct day_set {
  int32_t *days; /* ascending */
  size_t count;
} day_set;

static day_set new_days(const isnad_incidents *handle, isn_arena *arena) {
  uint32_t count = handle->stock.fact_count - handle->linked;
  day_set set = {isn_alloc_array(arena, count + 1, sizeof *set.days), 0};
  for (uint32_t i = 0; i < count; i++) set.days[i] = handle->stock.facts[handle->linked + i].day;
  set.count = isn_days_once(set.days, count);
  return set;
}

static bool near_day(day_set set, int32_t day, int32_t reach) {
  size_t low = 0, high = set.count;
  while (low < high) { /* the first day that is not before day - reach */
    size_t middle = low + (high - low) / 2;
    if ((int64_t)set.days[middle] < (int64_t)day - reach) low = middle + 1;
    else high = middle;
  }
  return low < set.count && (int64_t)set.days[low] <= (int64_t)day + reach;
}

static void relabel(isnad_incidents *handle, isn_arena *scratch) {
  isn_stock *stock = &handle->stock;
  day_set days = new_days(handle, scratch);
  uint32_t *near = isn_alloc_array(scratch, stock->fact_count + 1, sizeof *near), count = 0;
  uint32_t *labels = isn_alloc_array(scratch, stock->fact_count + 1, sizeof *labels);
  for (uint32_t i = 0; i < stock->fact_count; i++)
    if (near_day(days, stock->facts[i].day, 2 * ISNAD_REACH_DAYS)) near[count++] = i;
  isn_facts_sort(stock, scratch, near, count);
  isn_grouped before = {handle->cores, handle->labels};
  isn_group(stock, scratch, near, count, &before, labels);
  for (uint32_t i = 0; i < count; i++)
    if (near_day(days, stock->facts[near[i]].day, ISNAD_REACH_DAYS)) handle->labels[near[i]] = labels[near[i]];
}

static uint64_t group_id(const isn_stock *stock, uint32_t fact) {
  isnad_str id = isn_stock_text(stock, stock->tellers[stock->facts[fact].account].id);
  return isn_hash_mix(isn_hash_word(ISN_HASH_A, id) * ISN_HASH_A, stock->facts[fact].claim);
}

static isnad_group make_group(isnad_incidents *handle, isnad_member *members, uint32_t *facts, uint32_t count, uint32_t label) {
  isn_stock *stock = &handle->stock;
  uint64_t seal = count;
  isn_facts_sort(stock, handle->results, facts, count);
  for (uint32_t i = 0; i < count; i++) {
    members[i] = (isnad_member){stock->facts[facts[i]].account, stock->facts[facts[i]].claim};
    seal = isn_hash_mix(seal * ISN_HASH_A, facts[i]);
  }
  isnad_group group = {group_id(stock, facts[0]), stock->facts[label].day, seal != handle->seals[label], members, count};
  handle->seals[label] = seal;
  return group;
}

static int compare_groups(const isnad_incidents *handle, const isnad_group *a, const isnad_group *b) {
  const isn_stock *stock = &handle->stock;
  if (a->day != b->day) return a->day < b->day ? -1 : 1;
  return isn_fact_order(stock, stock->tellers[a->members[0].account].first + a->members[0].claim,
                        stock->tellers[b->members[0].account].first + b->members[0].claim);
}

/* Bottom-up merge sort, since the order needs the handle. */
static void sort_groups(isnad_incidents *handle, isn_arena *scratch) {
  isnad_group *from = handle->groups, *to = isn_alloc_array(scratch, handle->group_count + 1, sizeof *to);
  for (size_t width = 1; width < handle->group_count; width *= 2) {
    for (size_t low = 0; low < handle->group_count; low += 2 * width) {
      size_t middle = low + width < handle->group_count ? low + width : handle->group_count;
      size_t high = middle + width < handle->group_count ? middle + width : handle->group_count;
      for (size_t i = low, j = middle, k = low; k < high; k++)
        to[k] = j >= high || (i < middle && compare_groups(handle, &from[i], &from[j]) <= 0) ? from[i++] : from[j++];
    }
    isnad_group *other = from;
    from = to, to = other;
  }
  if (from != handle->groups) memcpy(handle->groups, from, handle->group_count * sizeof *from);
}

/* Facts by their labels, each label's in one stretch. */
static void regroup(isnad_incidents *handle, isn_arena *scratch) {
  uint32_t count = handle->stock.fact_count;
  uint32_t *ends = isn_alloc_array(scratch, (size_t)count + 2, sizeof *ends);
  uint32_t *facts = isn_alloc_array(scratch, (size_t)count + 1, sizeof *facts);
  isnad_member *members = isn_alloc_array(handle->results, (size_t)count + 1, sizeof *members);
  for (uint32_t i = 0; i < count; i++) ends[handle->labels[i] + 1]++;
  handle->group_count = 0;
  for (uint32_t i = 0; i < count; i++) handle->group_count += ends[i + 1] > 0, ends[i + 1] += ends[i];
  handle->groups = isn_alloc_array(handle->results, handle->group_count + 1, sizeof *handle->groups);
  uint32_t *at = isn_alloc_array(scratch, (size_t)count + 1, sizeof *at);
  memcpy(at, ends, count * sizeof *at);
  for (uint32_t i = 0; i < count; i++) facts[at[handle->labels[i]]++] = i;
  size_t made = 0;
  for (uint32_t label = 0; label < count; label++) {
    uint32_t first = ends[label], size = ends[label + 1] - first;
    if (size) handle->groups[made++] = make_group(handle, members + first, facts + first, size, label);
    else handle->seals[label] = 0; /* should it come back with the members that it had, it has changed all the same */
  }
  sort_groups(handle, scratch);
}

static void widen_labels(isnad_incidents *handle) {
  uint32_t count = handle->stock.fact_count;
  if (count <= handle->label_cap) return;
  size_t cap = handle->label_cap ? handle->label_cap : 1024;
  while (cap < count) cap *= 2;
  uint32_t *labels = isn_alloc_array(handle->arena, cap, sizeof *labels);
  uint32_t *cores = isn_alloc_array(handle->arena, cap, sizeof *cores);
  uint64_t *seals = isn_alloc_array(handle->arena, cap, sizeof *seals);
  memset(cores, 0xFF, cap * sizeof *cores);
  if (handle->linked) {
    memcpy(labels, handle->labels, handle->linked * sizeof *labels);
    memcpy(cores, handle->cores, handle->linked * sizeof *cores);
    memcpy(seals, handle->seals, handle->linked * sizeof *seals);
  }
  handle->labels = labels, handle->cores = cores, handle->seals = seals, handle->label_cap = cap;
}

static isnad_status link_all(isnad_incidents *handle, isn_arena *scratch) {
  if (setjmp(*isn_arena_trap(handle->arena))) return ISNAD_MEMORY;
  if (setjmp(*isn_arena_trap(handle->results))) return ISNAD_MEMORY;
  if (setjmp(*isn_arena_trap(scratch))) return ISNAD_MEMORY;
  widen_labels(handle);
  relabel(handle, scratch);
  regroup(handle, scratch);
  handle->linked = handle->stock.fact_count;
  return ISNAD_OK;
}

isnad_status isnad_incidents_link(isnad_incidents *handle, isnad_error *error) {
  if (handle == NULL) return isn_error(error, ISNAD_ARGUMENT, 0, "no handle");
  isn_arena_free(handle->results);
  handle->groups = NULL, handle->group_count = 0;
  handle->results = isn_arena_new(&handle->allocator, SCRATCH_MEMORY);
  isn_arena *scratch = handle->results ? isn_arena_new(&handle->allocator, SCRATCH_MEMORY) : NULL;
  isnad_status status = scratch ? link_all(handle, scratch) : ISNAD_MEMORY;
  isn_arena_free(scratch);
  if (status == ISNAD_OK) return ISNAD_OK;
  handle->groups = NULL, handle->group_count = 0;
  return no_memory(error, "linking");
}

/* ---- Going on without what lies behind ---------------------------------------------------------------------------------------- */

/* Numbers of the facts in a handle that holds only the accounts that `keep` marks; ISN_NONE: left behind. */
static uint32_t *kept_facts(const isnad_incidents *handle, isn_arena *scratch, const bool *keep) {
  const isn_stock *stock = &handle->stock;
  uint32_t *to = isn_alloc_array(scratch, (size_t)stock->fact_count + 1, sizeof *to), count = 0;
  for (uint32_t i = 0; i < stock->fact_count; i++) to[i] = keep[stock->facts[i].account] ? count++ : ISN_NONE;
  return to;
}

/* Each fact keeps what the last linking made of it, if the facts that this rests on are kept; else it is new. Of a group whose first
 * fact is left behind the next one stands for it. */
static void carry_links(isnad_incidents *to, const isnad_incidents *from, isn_arena *scratch, const uint32_t *kept) {
  uint32_t *heirs = isn_alloc_array(scratch, (size_t)from->linked + 1, sizeof *heirs);
  widen_labels(to);
  for (uint32_t i = 0; i < from->linked; i++) heirs[i] = kept[i];
  for (uint32_t i = 0; i < from->linked; i++) {
    if (kept[i] == ISN_NONE) continue;
    uint32_t label = from->labels[i], core = from->cores[i];
    if (heirs[label] == ISN_NONE) heirs[label] = kept[i];
    to->labels[kept[i]] = heirs[label];
    to->cores[kept[i]] = core != ISN_NONE && kept[label] != ISN_NONE ? kept[core] : ISN_NONE;
    to->linked = kept[i] + 1;
  }
}

static isnad_status carry_all(isnad_incidents *to, const isnad_incidents *from, isn_arena *scratch, const bool *keep) {
  if (setjmp(*isn_arena_trap(to->arena))) return ISNAD_MEMORY;
  if (setjmp(*isn_arena_trap(scratch))) return ISNAD_MEMORY;
  isn_stock_carry(&to->stock, &from->stock, scratch, keep);
  carry_links(to, from, scratch, kept_facts(from, scratch, keep));
  for (uint32_t i = 0; i < to->stock.teller_count; i++) take_id(to, isn_stock_text(&to->stock, to->stock.tellers[i].id));
  return ISNAD_OK;
}

isnad_status isnad_incidents_keep(const isnad_incidents *from, const bool *keep, const isnad_allocator *allocator, isnad_incidents **out, isnad_error *error) {
  if (from == NULL || keep == NULL || out == NULL) return isn_error(error, ISNAD_ARGUMENT, 0, "no handle, no marks or no place for the handle");
  isnad_status status = isnad_incidents_new(from->stock.lexicon, allocator, out, error);
  if (status != ISNAD_OK) return status;
  isn_arena *scratch = isn_arena_new(allocator, SCRATCH_MEMORY);
  status = scratch ? carry_all(*out, from, scratch, keep) : ISNAD_MEMORY;
  isn_arena_free(scratch);
  if (status == ISNAD_OK) return ISNAD_OK;
  isnad_incidents_free(*out);
  *out = NULL;
  return no_memory(error, "letting go of days");
}

size_t isnad_incidents_count(const isnad_incidents *handle) { return handle->group_count; }

const isnad_group *isnad_incidents_group(const isnad_incidents *handle, size_t index) {
  return index < handle->group_count ? &handle->groups[index] : NULL;
}

/* ---- One incident --------------------------------------------------------------------------------------------------------- */

/* The fact of a member, ISN_NONE where there is none. */
static uint32_t fact_of(const isnad_incidents *handle, isnad_member member) {
  const isn_stock *stock = &handle->stock;
  if (member.account >= stock->teller_count || member.claim >= stock->tellers[member.account].count) return ISN_NONE;
  return stock->tellers[member.account].first + member.claim;
}

static worked_out *work_out(isnad_incidents *handle, isn_arena *arena, const isnad_member *members, size_t count) {
  worked_out *out = isn_alloc(arena, sizeof *out);
  uint32_t *facts = isn_alloc_array(arena, count + 1, sizeof *facts);
  for (size_t i = 0; i < count; i++) facts[i] = fact_of(handle, members[i]);
  isn_facts_sort(&handle->stock, arena, facts, (uint32_t)count);
  out->arena = arena;
  out->incident.id = group_id(&handle->stock, facts[0]);
  isn_incident_fill(&handle->stock, arena, facts, (uint32_t)count, &out->incident);
  return out;
}

isnad_status isnad_incident_of(isnad_incidents *handle, const isnad_member *members, size_t count, isnad_incident **out,
                               isnad_error *error) {
  if (out == NULL || handle == NULL) return isn_error(error, ISNAD_ARGUMENT, 0, "no handle or no place for the incident");
  *out = NULL;
  if (count == 0 || count > handle->stock.fact_count) return isn_error(error, ISNAD_ARGUMENT, 0, "no incident has so many claims");
  for (size_t i = 0; i < count; i++)
    if (fact_of(handle, members[i]) == ISN_NONE) return isn_error(error, ISNAD_ARGUMENT, i, "a member that does not exist");
  isn_arena *arena = isn_arena_new(&handle->allocator, SCRATCH_MEMORY);
  if (arena == NULL) return no_memory(error, "working out an incident");
  if (setjmp(*isn_arena_trap(arena))) {
    isn_arena_free(arena);
    return no_memory(error, "working out an incident");
  }
  *out = &work_out(handle, arena, members, count)->incident;
  return ISNAD_OK;
}

void isnad_incident_free(isnad_incident *incident) {
  if (incident != NULL) isn_arena_free(((worked_out *)incident)->arena);
}

isnad_str isnad_incident_json(isnad_incident *incident, isnad_error *error) {
  worked_out *out = (worked_out *)incident;
  if (out->json.len) return out->json;
  if (setjmp(*isn_arena_trap(out->arena))) {
    no_memory(error, "writing JSON");
    return (isnad_str){NULL, 0};
  }
  return out->json = isn_incident_json(out->arena, incident);
}

bool isnad_incidents_match(const isnad_incidents *handle, isnad_member a, isnad_member b, isnad_match *out) {
  uint32_t first = fact_of(handle, a), second = fact_of(handle, b);
  if (first == ISN_NONE || second == ISN_NONE) return false;
  isn_same(&handle->stock, first, second, out);
  return true;
}
