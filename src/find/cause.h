/* cause: which act brought a toll about, and what toll.c asks beside that. */
#ifndef ISN_FIND_CAUSE_H
#define ISN_FIND_CAUSE_H

#include "find/finder.h"

/* The act that the toll is a count of; NONE: the toll is a claim of its own. */
uint32_t cause_of_toll(const isn_finder *, uint32_t toll);
/* The one named behind it («مقتل 7 في غارة»), or before it («قصف ...، ما أدى إلى مقتل 7»). */
uint32_t cause_behind(const isn_finder *, uint32_t toll);
uint32_t cause_before(const isn_finder *, uint32_t toll);
/* That of the toll right before it, «مقتل 9 وإصابة 13», or that toll. */
uint32_t cause_beside(const isn_finder *, uint32_t toll);
/* Does the act tell of people who fled? */
bool cause_is_flight(const isn_finder *, const isn_act *);
/* The preposition over a noun, or over the number that counts it: «في ثلاث غارات». */
int cause_prep_over(const isn_finder *, uint32_t unit, uint32_t first);

#endif
