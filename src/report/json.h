/* report/json: a report as the records page shows it, and the id of a claim. */
#ifndef ISN_REPORT_JSON_H
#define ISN_REPORT_JSON_H

#include "base/arena.h"

typedef struct isn_record {
  isnad_str text; /* the whole report */
  const isnad_meta *meta;
  const isnad_claim *claims;
  size_t claim_count;
  const isnad_count *counts; /* of standing states */
  size_t count_count;
} isn_record;

/* {"report": {...}, "claims": [...]} in the arena, without a newline. */
isnad_str isn_record_json(isn_arena *, const isn_record *);

#endif
