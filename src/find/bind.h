/* bind: what the files that bind places, times and counts to acts share. */
#ifndef ISN_FIND_BIND_H
#define ISN_FIND_BIND_H

#include "find/finder.h"

/* The act that a joined one stands for. */
uint32_t bind_root(const isn_finder *, uint32_t act);
/* The act that owns the words around a unit of the sentence: the last of its clause before it, else the first behind it, else one of the
 * clause that its clause describes; NONE. */
uint32_t bind_owner(const isn_finder *, uint32_t unit, uint32_t sent);
/* Is the noun of the act under بعد or قبل, whatever it is the object of: «بعد توصل الطرفين إلى هدنة»? */
bool bind_under_before_or_after(const isn_finder *, const isn_act *);

/* Does the unit stand in the words before the dash that open a paragraph («الزاوية، 18 أكتوبر (وال) - أعلن», «البصرة / اندلع»)? They tell
 * where and when the report was written. */
bool bind_in_slug(const isn_finder *, uint32_t unit);

/* The earlier attack of its paragraph that the act mentions by a definite noun, its own, its subject's or its means («الضربات استهدفت»,
 * «استهدف بالغارة», «غارة العدو أدت»); NONE. Whoever tells it. */
uint32_t bind_mentioned(const isn_finder *, uint32_t act);

/* The words of sources, by their starts; each end is the farthest of the starts so far. They are no place of the event («مصدر في شرطة كركوك»)
 * and count nobody of it («مصدران أمنيان»). */
typedef struct isn_source_words {
  isnad_span *spans;
  size_t count;
} isn_source_words;

/* Do the same sources tell both units, however they put it («أفاد ... مؤكداً أن»)? */
bool bind_same_sources(const isn_finder *, uint32_t a, uint32_t b);

isn_source_words bind_source_words(const isn_finder *);
bool bind_in_source(const isn_source_words *, isnad_span);

void bind_places(isn_finder *); /* bind_place.c */
void bind_times(isn_finder *);  /* bind_time.c */
void bind_counts(isn_finder *); /* bind_count.c */

/* Counts: bind_count.c gives each amount to its act, bind_one.c counts singulars. */
void bind_ones(isn_finder *);
int bind_noun_class(const isn_finder *, uint32_t unit); /* -1: no noun of nouns.tsv */
bool bind_usable(const isn_act *);                      /* a claim, or part of one */
bool bind_counts_persons(int what);
void bind_give(isn_finder *, uint32_t act, uint32_t amount, int what); /* what -1: as its noun says */

#endif
