/* find: an article's blocks to its claims. The one call that the front door makes; everything else in this room is seen by
 * this room only. */
#ifndef ISN_FIND_FIND_H
#define ISN_FIND_FIND_H

#include "read/article.h"

typedef struct isn_findings {
  isnad_claim *claims; /* in order of their triggers; whole, nothing left to fill in but for ids */
  size_t claim_count;
  isnad_count *counts; /* of standing states, tied to no claim */
  size_t count_count;
} isn_findings;

isn_findings isn_find(isn_arena *, const isnad_lexicon *, isnad_str text, const isn_article *, bool explain);

/* Puts whom the outlet took the text over from in front of every chain, where that is told and not its nearest link already. */
void isn_find_via(isn_arena *, const isnad_lexicon *, const isn_article *, isn_findings *);

#endif
