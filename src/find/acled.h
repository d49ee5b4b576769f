/* acled: ACLED's sub-event type from event, mode, flags and parties (the table of records). */
#ifndef ISN_FIND_ACLED_H
#define ISN_FIND_ACLED_H

#include "find/finder.h"

isnad_str acled_sub_event(const isn_finder *, const isn_act *);

#endif
