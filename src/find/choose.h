/* choose: which readings of a unit's letters are meant. Seen by unit.c only. */
#ifndef ISN_FIND_CHOOSE_H
#define ISN_FIND_CHOOSE_H

#include "find/finder.h"

enum { READINGS_MAX = 48 };

/* Word classes of grammar, as bits. Where one is read, other readings of the same letters («بين» he showed, «لم» he gathered) are not meant. */
extern const uint64_t unit_grammar;

/* «في بغداد اليوم»: behind في or إلى a place and a time, no «Baghdad Today». */
bool unit_is_place_and_time(const isn_finder *, const isn_reading *, uint32_t at);
/* Copies to the unit the readings of `length` tokens that are meant, those with the fewest clitics (ال aside) of their kind. */
void unit_choose(isn_finder *, isn_unit *, const isn_reading *all, size_t count, uint16_t length);

#endif
