/* report/spans: spans of a decoded text led back to the bytes that were given. */
#ifndef ISN_REPORT_SPANS_H
#define ISN_REPORT_SPANS_H

#include "base/map.h"
#include "report/json.h"

void isn_meta_lead(isn_arena *, const isn_map *, isnad_meta *);
void isn_record_lead(isn_arena *, const isn_map *, isn_record *);

#endif
