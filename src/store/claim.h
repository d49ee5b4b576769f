/* claim: a claim as it was printed, read back. */
#ifndef ISN_STORE_CLAIM_H
#define ISN_STORE_CLAIM_H

#include "base/arena.h"

/* The claim that the JSON of report/json.c tells; its strings lie in the arena. NULL where the JSON is damaged. */
isnad_claim *isn_claim_read(isn_arena *, isnad_str json);

/* What was said with a report, as add.c wrote it. */
isnad_given isn_given_read(isn_arena *, isnad_str json);

/* One element of the list that begins at json[*at] behind its bracket or comma: {"a":1} of [{"a":1},{"b":2}]. Moves *at behind it; empty at
 * the end. The JSON must be well formed. */
isnad_str isn_json_element(isnad_str json, size_t *at);

#endif
