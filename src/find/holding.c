/* holding: what somebody has, where nothing happens: «في المستودع 2300 بندقية و500 رشاش وخمس سيارات مدرعة» is no event, but its amounts
 * are counts of the report. An amount that an act counts is none of these, nor is one of things known before («السيارتين»). */
#include "find/finder.h"

static bool is_held(const isn_finder *f, const isn_amount *m) {
  if (m->owner != NONE || m->definite || m->subset || m->noun == NONE || m->count.bound == ISNAD_SOME) return false;
  const isn_unit *u = &f->units[m->noun];
  if (!u->of[K_NOUN]) return false;
  switch (unit_cell(f, u, K_NOUN, NOUN_CLASS)) {
    case NC_WEAPON: case NC_MUNITION: case NC_EXPLOSIVE: case NC_AIRCRAFT: case NC_VEHICLE: case NC_SHIP: return true;
    default: return m->count.what == ISNAD_HELD;
  }
}

isnad_count *find_holdings(const isn_finder *f, size_t *count) {
  isnad_count *counts = isn_alloc_array(f->arena, f->amount_count ? f->amount_count : 1, sizeof *counts);
  *count = 0;
  for (uint32_t i = 0; i < f->amount_count; i++)
    if (is_held(f, &f->amounts[i])) counts[(*count)++] = f->amounts[i].count;
  return counts;
}
