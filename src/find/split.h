/* split: phrases of verb and object with the subject between them. */
#ifndef ISN_FIND_SPLIT_H
#define ISN_FIND_SPLIT_H

#include "find/finder.h"

/* The trigger that the verb makes with a noun behind its subject («أطلقت السلطات سراح»), and that noun in *part; NULL: none. */
const isn_entry *split_trigger(const isn_finder *, uint32_t verb, uint32_t *part);
/* Does the participle of an everyday verb make a word of speech so («، محمّلاً إسرائيل مسؤولية»)? */
bool split_is_speech(const isn_finder *, uint32_t participle);
/* The attitude of the phrase of saying that the verb makes so («أعلنت السرايا مسؤوليتها عن»); -1: it makes none. */
int split_attitude(const isn_finder *, uint32_t verb);

#endif
