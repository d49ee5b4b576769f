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

void bind_places(isn_finder *); /* bind_place.c */
void bind_times(isn_finder *);  /* bind_time.c */
void bind_counts(isn_finder *); /* bind_count.c */

#endif
