/* alert: tells others what saved searches find: a thread that, whenever the log has grown, looks for incidents that a
 * search finds anew and sends them to its webhook. What cannot be sent is tried again, later each time; nothing is told
 * twice once it was taken. */
#ifndef ISN_SERVE_ALERT_H
#define ISN_SERVE_ALERT_H

#include "serve/hand.h"

typedef struct isn_alert isn_alert;

/* origin: of the links that it sends, may be NULL. NULL after an error. */
isn_alert *isn_alert_new(const char *store, const isnad_lexicon *, isn_hand *, const char *origin, bool allow_private,
                         isnad_error *);
void isn_alert_free(isn_alert *);
void isn_alert_wake(isn_alert *); /* the log has grown */

#endif
