/* lines: NDJSON, a report a line: {"text": "شن الطيران ...", "published": "2022-01-24", "outlet": "SANA"}. A line that cannot be read is rejected with
 * its number; the lines behind it go on. */
#include <stdlib.h>

#include "base/error.h"
#include "base/str.h"
#include "input/record.h"

typedef struct lines {
  isn_flow *flow;
  isn_item item;
  uint64_t line;    /* of the last line taken, the first being 1 */
  uint64_t records;
  bool told;        /* the flow's break */
} lines;

static void *lines_make(isn_flow *flow) {
  lines *l = calloc(1, sizeof *l);
  if (l) l->flow = flow;
  return l;
}

static void lines_drop(void *state) {
  lines *l = state;
  isn_item_free(&l->item);
  free(l);
}

enum { FIRST_PEEK = 64 << 10 };

/* The next line with its line break, as the flow's head; *whole false where it is longer than the flow holds. */
static isnad_str head_line(isn_flow *flow, bool *whole) {
  for (size_t want = FIRST_PEEK, seen = 0;; want = want < ISN_FLOW_MAX / 2 ? want * 2 : ISN_FLOW_MAX) {
    isnad_str text = isn_flow_peek(flow, want);
    const char *end = text.len > seen ? memchr(text.ptr + seen, '\n', text.len - seen) : NULL;
    *whole = end != NULL || text.len < want;
    if (end) return (isnad_str){text.ptr, (size_t)(end - text.ptr) + 1};
    if (*whole || want == ISN_FLOW_MAX) return text;
    seen = text.len;
  }
}

/* Over a line that is too long. */
static void pass_line(isn_flow *flow) {
  for (;;) {
    isnad_str text = isn_flow_peek(flow, FIRST_PEEK);
    const char *end = text.len ? memchr(text.ptr, '\n', text.len) : NULL;
    isn_flow_take(flow, end ? (size_t)(end - text.ptr) + 1 : text.len);
    if (end || text.len == 0) return;
  }
}

/* What is wrong with a line is told with its number. */
static isnad_status reject(const lines *l, const isnad_error *fault, isnad_error *error) {
  return isn_error(error, fault->status, l->line, "%s", fault->message);
}

static isnad_status lines_next(void *state, isnad_document *out, bool *found, isnad_error *error) {
  lines *l = state;
  isnad_error fault;
  for (;;) {
    uint64_t at = isn_flow_at(l->flow);
    bool whole, empty;
    isnad_str line = head_line(l->flow, &whole);
    if (line.len == 0) {
      isnad_status status = l->told ? ISNAD_OK : isn_flow_fault(l->flow, &fault);
      l->told = true;
      return status == ISNAD_OK ? status : reject(l, &fault, error);
    }
    l->line++;
    if (!whole) {
      pass_line(l->flow);
      return isn_too_long(0, l->line, error);
    }
    if (l->line == 1 && line.len >= 3 && memcmp(line.ptr, "\xEF\xBB\xBF", 3) == 0)
      line.ptr += 3, line.len -= 3, isn_flow_take(l->flow, 3);
    isnad_str json = isn_input_trim(line);
    isn_flow_take(l->flow, line.len); /* its bytes stay until the next peek */
    if (json.len == 0) continue;
    l->records++;
    *out = (isnad_document){.record = l->records, .line = l->line, .byte = at};
    if (!isn_record_read(RECORD_LINE, json, NULL, &l->item, &empty, &fault) ||
        !isn_item_document(&l->item, out, &fault))
      return reject(l, &fault, error);
    *found = true;
    return ISNAD_OK;
  }
}

const isn_form isn_form_lines = {lines_make, lines_next, lines_drop};
