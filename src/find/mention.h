/* mention: whom a noun means that was named before. Each gives a row of K_ACTOR, NONE where nobody fits. */
#ifndef ISN_FIND_MENTION_H
#define ISN_FIND_MENTION_H

#include "find/finder.h"

/* «التنظيم», «الحركة»: the last group named before the unit. */
uint32_t mention_group(const isn_finder *, uint32_t unit);
/* «التنظيم»: the last whose name begins with that noun, «تنظيم القاعدة»; no army or government. */
uint32_t mention_by_head(const isn_finder *, uint32_t unit);
/* «الأخيرة»: the one named last. */
uint32_t mention_last(const isn_finder *, uint32_t unit);
/* «الطرفان»: the two of the last clash or talks, else the two sides named last; the later one first. Gives their number. */
size_t mention_pair(const isn_finder *, uint32_t unit, uint32_t rows[2]);
/* «القوة», «القوات»: the force of the last act that one had a part in. */
uint32_t mention_force(const isn_finder *, uint32_t unit);
/* «المهاجمون»: who attacked last. */
uint32_t mention_attacker(const isn_finder *, uint32_t unit);
/* «السفير», «الوزير»: the state of the last one in that office who acted or was met. */
uint32_t mention_office(const isn_finder *, uint32_t unit);
/* «سريع», «الدبيبة»: the actor, or body, of the source whose name ends so. */
uint32_t mention_person(const isn_finder *, isn_phrase);

#endif
