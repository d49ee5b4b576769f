/* frame: an entry of the log as those who follow it are told. */
#ifndef ISN_SERVE_FRAME_H
#define ISN_SERVE_FRAME_H

#include "base/buf.h"
#include "store/store.h"

/* What a kind of the log is called there: incident, update, merge, split, retract. */
const char *isn_frame_event(isnad_str kind);
/* id: 12 / event: update / data: {...} / and an empty line. What editors wrote stays with them. */
void isn_frame_put(isn_buf *, const isn_entry_of_log *);
/* An incident as programs are told: {"seq":125,"number":12,"title":"...", and what its JSON tells. */
void isn_frame_incident(isn_buf *, const isn_incident_row *);
/* "2022-01-24T12:30:00Z" */
void isn_frame_time(int64_t at, char out[24]);

#endif
