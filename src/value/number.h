/* number: number expressions in digits and in words to values.
 *
 * «ثلاثة وعشرين» is 23, «مئتان و خمسة و ستون ألفاً و تسعمائة» 265900, «٣٠ ألفا و320» 30320, «1.5 مليون» 1500000. The words are
 * rows of lexicon/numbers.tsv (classes num-*); this file knows how they combine. Open quantities (عشرات، مئات الآلاف) give
 * a lower bound. Duals of nouns and bare singulars are counts of nouns and belong to find/count. */
#ifndef ISN_VALUE_NUMBER_H
#define ISN_VALUE_NUMBER_H

#include "lex/lex.h"
#include "text/token.h"

typedef struct isn_number {
  uint32_t first, end; /* tokens [first, end) */
  isnad_span span;     /* without proclitics: «بخمسة» begins at the kheh */
  double value;        /* exact up to 2^53; for an open quantity its minimum */
  isnad_bound bound;   /* EXACT, or TENS, HUNDREDS, THOUSANDS for open quantities */
  bool ordinal;        /* الثالث، المرة الرابعة */
  bool digits;         /* written in digits (at least in part) */
  bool dual;           /* اثنان، اثنين، كلا */
} isn_number;

/* All number expressions of the tokens, in order, never overlapping. */
isn_number *isn_numbers_find(isn_arena *, const isnad_lexicon *, isnad_str text, isn_tokens, size_t *count);

#endif
