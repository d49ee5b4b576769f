/* overlay: what editors did, laid over the groups that linking found. A hold says that a claim is where another claim is (its own
 * target: it stands apart), a tie that two claims are in one incident. So groups may change as they will: acts stay in force. */
#ifndef ISN_STORE_OVERLAY_H
#define ISN_STORE_OVERLAY_H

#include "store/inner.h"

/* A label names what becomes one incident unless ties join it to others: a group, or what an editor set apart. */
typedef struct isn_hold {
  int64_t claim, group, label; /* the group linking put it into; where it is instead */
} isn_hold;

typedef struct isn_tie {
  int64_t a, b; /* labels */
} isn_tie;

typedef struct isn_overlay {
  isn_hold *holds;
  isn_tie *ties;
  size_t hold_count, tie_count;
} isn_overlay;

isn_overlay isn_overlay_load(isn_store *, isn_arena *);
/* All labels that are touched where these groups are, in components: component[i] is the first label of that of labels[i]. */
typedef struct isn_labels {
  int64_t *labels, *component;
  size_t count;
} isn_labels;
isn_labels isn_overlay_labels(isn_arena *, const isn_overlay *, const int64_t *groups, size_t count);
const isn_hold *isn_overlay_hold(const isn_overlay *, int64_t claim); /* NULL: none */

#endif
