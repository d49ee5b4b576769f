/* overlay: see overlay.h. Marks are few (an editor's hand made them), so they are read whole and looked through in order.
 *
 * Split off by an editor, a claim of group 7 has a label of its own; pinned to a claim of group 9 it has the label 9. Tied, the labels 7
 * and 9 are one component. */
#include "store/overlay.h"

#include <stdlib.h>

static int64_t group_of(isn_store *store, int64_t claim) {
  return isn_db_number(store->db, 0, "SELECT grp FROM claim WHERE id = $1", "i", claim);
}

/* The label of what an editor set apart: no group has it. */
static int64_t own_label(int64_t claim) { return (int64_t)(((uint64_t)claim + 1) * 0x9E3779B97F4A7C15u ^ 0xA0761D6478BD642Fu); }

typedef struct mark {
  int64_t kind, claim, target;
} mark;

const isn_hold *isn_overlay_hold(const isn_overlay *overlay, int64_t claim) {
  for (size_t i = overlay->hold_count; i > 0; i--) /* the last act holds */
    if (overlay->holds[i - 1].claim == claim) return &overlay->holds[i - 1];
  return NULL;
}

/* Where a claim is: by its hold, else its group. The target of a hold is taken as it lies; acts resolve chains when they are made. */
static int64_t label_of(isn_store *store, const isn_overlay *overlay, int64_t claim) {
  const isn_hold *hold = isn_overlay_hold(overlay, claim);
  return hold ? hold->label : group_of(store, claim);
}

isn_overlay isn_overlay_load(isn_store *store, isn_arena *arena) {
  mark *marks = NULL;
  size_t count = 0, cap = 0;
  isn_rows rows = isn_db_ask(store->db, "SELECT kind, claim, target FROM mark WHERE kind <= 2 ORDER BY id", "");
  while (isn_db_next(&rows)) {
    isn_arena_grow(arena, &marks, count, &cap, sizeof *marks);
    marks[count++] = (mark){isn_db_int(&rows, 0), isn_db_int(&rows, 1), isn_db_int(&rows, 2)};
  }
  isn_overlay overlay = {.holds = isn_alloc_array(arena, count, sizeof(isn_hold)), .ties = isn_alloc_array(arena, count, sizeof(isn_tie))};
  for (size_t i = 0; i < count; i++) {
    const mark *m = &marks[i];
    if (m->kind != MARK_HOLD) continue;
    int64_t label = m->target == m->claim ? own_label(m->claim) : label_of(store, &overlay, m->target);
    if (label) overlay.holds[overlay.hold_count++] = (isn_hold){m->claim, group_of(store, m->claim), label}; /* 0: the target is retracted */
  }
  for (size_t i = 0; i < count; i++)
    if (marks[i].kind == MARK_TIE)
      overlay.ties[overlay.tie_count++] = (isn_tie){label_of(store, &overlay, marks[i].claim), label_of(store, &overlay, marks[i].target)};
  return overlay;
}

/* ---- Components ----------------------------------------------------------------------------------------------------------- */

static int by_number(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

static bool has(const isn_labels *all, int64_t label) {
  for (size_t i = 0; i < all->count; i++)
    if (all->labels[i] == label) return true;
  return false;
}

static void join(isn_labels *all, int64_t a, int64_t b) {
  int64_t to = 0, from = 0;
  for (size_t i = 0; i < all->count; i++) {
    if (all->labels[i] == a) to = all->component[i];
    if (all->labels[i] == b) from = all->component[i];
  }
  for (size_t i = 0; i < all->count; i++)
    if (all->component[i] == from) all->component[i] = to;
}

static void add(isn_labels *all, int64_t label) {
  if (label == 0) return;
  all->labels[all->count] = all->component[all->count] = label;
  all->count++;
}

isn_labels isn_overlay_labels(isn_arena *arena, const isn_overlay *overlay, const int64_t *groups, size_t count) {
  size_t most = count + overlay->hold_count + 2 * overlay->tie_count;
  isn_labels all = {isn_alloc_array(arena, most, sizeof(int64_t)), isn_alloc_array(arena, most, sizeof(int64_t)), 0};
  int64_t *sorted = isn_alloc_array(arena, count, sizeof *sorted);
  if (count) memcpy(sorted, groups, count * sizeof *sorted), qsort(sorted, count, sizeof *sorted, by_number);
  for (size_t i = 0; i < count; i++) { /* each once, in the order given */
    int64_t *found = bsearch(&groups[i], sorted, count, sizeof *sorted, by_number);
    while (found > sorted && found[-1] == *found) found--;
    bool taken = found + 1 < sorted + count && found[1] == *found ? has(&all, groups[i]) : false;
    if (!taken) add(&all, groups[i]);
  }
  if (overlay->hold_count + overlay->tie_count == 0) return all;
  for (size_t i = 0; i < overlay->hold_count; i++)
    if (has(&all, overlay->holds[i].group) && !has(&all, overlay->holds[i].label)) add(&all, overlay->holds[i].label);
  for (bool more = true; more;) { /* what ties join to something touched is touched */
    more = false;
    for (size_t i = 0; i < overlay->tie_count; i++) {
      bool a = has(&all, overlay->ties[i].a), b = has(&all, overlay->ties[i].b);
      if (a && !b) add(&all, overlay->ties[i].b);
      if (b && !a) add(&all, overlay->ties[i].a);
      more |= a != b;
    }
  }
  for (size_t i = 0; i < overlay->tie_count; i++)
    if (has(&all, overlay->ties[i].a)) join(&all, overlay->ties[i].a, overlay->ties[i].b);
  return all;
}
