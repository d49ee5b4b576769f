/* place: what place.c (reading the words) asks of place_row.c (which row of the gazetteer they mean). */
#ifndef ISN_FIND_PLACE_H
#define ISN_FIND_PLACE_H

#include "find/finder.h"

/* Spots from number `from` on, of one sentence: which lies in which. */
void place_nest(isn_finder *, uint32_t from);
/* Rows for all spots; until then isn_spot.row is the unit of the name. */
void place_rows(isn_finder *);

#endif
