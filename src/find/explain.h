/* explain: for each value of a claim, the words and the lexicon rows and rules that gave it. */
#ifndef ISN_FIND_EXPLAIN_H
#define ISN_FIND_EXPLAIN_H

#include "find/finder.h"

void explain_claim(isn_finder *, const isn_act *, isnad_claim *);

#endif
