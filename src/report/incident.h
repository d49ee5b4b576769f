/* report/incident: an incident as one JSON object, and the names of the reasons why a telling counts. */
#ifndef ISN_REPORT_INCIDENT_H
#define ISN_REPORT_INCIDENT_H

#include "base/arena.h"

isnad_str isn_incident_json(isn_arena *, const isnad_incident *);

#endif
