/* item: the parts of numbers, before they are put together. Only value/number.c needs it. */
#ifndef ISN_VALUE_ITEM_H
#define ISN_VALUE_ITEM_H

#include "lex/codes.h"
#include "lex/lex.h"
#include "text/token.h"

enum { ITEM_DIGITS = WC_COUNT_ };

typedef struct isn_item {
  uint32_t first, end; /* tokens [first, end), a «و» of its own not included */
  isnad_span span;     /* without proclitics, the article included */
  double value;        /* of digits, or of the row */
  double open;         /* the least it stands for as an open quantity (عشرات), or 0 */
  int class;           /* enum isn_word_class of the num- kind, VAGUE, or ITEM_DIGITS */
  bool touches;        /* nothing but «و» stands between the item before and this */
  bool conjunction;    /* «و» before it */
  bool preposition;    /* بـ لـ كـ or فـ before it: a new number begins */
  bool article;        /* الـ before it */
  bool either;         /* «وأحد» and «واحد» are the same letters: the «و» may be a conjunction */
  bool phrase;         /* part of a longer entry that is no number: كانون الثاني، أول أمس */
} isn_item;

isn_item *isn_items_find(isn_arena *, const isnad_lexicon *, isnad_str text, isn_tokens, size_t *count);

#endif
