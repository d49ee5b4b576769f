/* flow: the bytes of an input as a window that moves over them. Input compressed by gzip comes out plain: each member is
 * decompressed at once by libdeflate where it lies whole in memory and is of a usual size, else piece by piece by zlib. The
 * window never holds more than ISN_FLOW_MAX bytes.
 *
 * A member that is damaged or ends too early breaks the flow: what it gave can be read, and the reader decides whether to go
 * on with the next member. */
#ifndef ISN_INPUT_FLOW_H
#define ISN_INPUT_FLOW_H

#include "isnad.h"

/* A text of the longest kind as JSON that escapes half of it, or an archive's record with its heads. */
#define ISN_FLOW_MAX (ISNAD_TEXT_MAX * 2 + ((size_t)1 << 20))

typedef struct isn_flow isn_flow;

isn_flow *isn_flow_new(isnad_pull *, void *context); /* NULL: no memory */
void isn_flow_free(isn_flow *);

/* The next bytes, at least `want` of them (at most ISN_FLOW_MAX); fewer only before a break or the end. They stay where they
 * are until the next call. */
isnad_str isn_flow_peek(isn_flow *, size_t want);
/* Moves over bytes that were peeked. */
void isn_flow_take(isn_flow *, size_t len);
/* Moves over bytes that need not have been peeked; false where the input breaks or ends before that. */
bool isn_flow_skip(isn_flow *, uint64_t len);
/* Plain bytes before the window. */
uint64_t isn_flow_at(const isn_flow *);
bool isn_flow_packed(const isn_flow *); /* comes out of gzip */

/* Why there is nothing more: ISNAD_OK at the end, else a break that error describes. */
isnad_status isn_flow_fault(const isn_flow *, isnad_error *);
/* Behind a break, or in the middle of a member that is given up: goes on with the next member that begins as one does. False
 * where none follows. */
bool isn_flow_resume(isn_flow *);

#endif
