/* warc: archives of what crawlers got. A record is a head, an empty line, as many bytes as the head says, two empty lines:
 *
 *   WARC/1.0 / WARC-Type: response / WARC-Target-URI: https://example.org/1 / Content-Length: 5120 /  / HTTP/1.1 200 OK ...
 *
 * Pages that were answered (status 2xx, HTML or text), resources and texts made of pages (conversion) are documents; requests,
 * metadata, revisits and other media are passed over. A wrong length shows in what follows the record: its end is then where the
 * next record begins. */
#include <stdlib.h>

#include "base/error.h"
#include "base/str.h"
#include "input/http.h"
#include "input/input.h"

enum {
  HEAD_MAX = 64 << 10,
  TAIL = 4 + 5,             /* two line ends and the next record's «WARC/» */
  SEARCH_STEP = 1 << 20
};
#define RECORD_MAX (ISNAD_TEXT_MAX + HEAD_MAX)
/* Out of gzip, records longer than this are not unpacked to their end: the member is given up. */
#define UNPACK_MAX ((uint64_t)1 << 30)
/* And where no record can be found, the next is not looked for further than this. */
#define SEARCH_MAX ((uint64_t)64 << 20)

typedef struct warc {
  isn_flow *flow;
  isn_heap room;    /* bodies that were chunked or compressed */
  size_t pending;   /* bytes of the record that the last call gave */
  uint64_t records;
  bool broken;      /* nothing more can come */
} warc;

static void *warc_make(isn_flow *flow) {
  warc *w = calloc(1, sizeof *w);
  if (w) w->flow = flow;
  return w;
}

static void warc_drop(void *state) {
  warc *w = state;
  isn_heap_free(&w->room);
  free(w);
}

/* The next «WARC/1» at the head of a line at or behind `from`; text.len where there is none. */
static size_t next_record(isnad_str text, size_t from) {
  while (from < text.len) {
    const char *found = memchr(text.ptr + from, 'W', text.len - from);
    if (found == NULL) return text.len;
    from = (size_t)(found - text.ptr);
    if (text.len - from >= 6 && memcmp(found, "WARC/1", 6) == 0 && (from == 0 || found[-1] == '\n')) return from;
    from++;
  }
  return text.len;
}

/* Does the text go on as it should behind a record: two line ends (some writers know only one kind of them), then the next? */
static bool ends_record(isnad_str text, size_t at, bool last) {
  size_t from = at;
  if (at > text.len) return false;
  while (at < text.len && at < from + 4 && (text.ptr[at] == '\r' || text.ptr[at] == '\n')) at++;
  if (at >= text.len) return last;
  return at > from && isn_str_opens((isnad_str){text.ptr + at, text.len - at}, "WARC/");
}

/* Where the content of the record at the flow's head ends: where its head says, unless something else shows there. */
static size_t content_end(warc *w, size_t head, uint64_t told, bool *cut) {
  size_t end = head + (size_t)told, step = end + TAIL;
  isnad_str text = isn_flow_peek(w->flow, step);
  bool last = text.len < step;
  if (ends_record(text, end, last)) return end;
  size_t next = next_record((isnad_str){text.ptr, end < text.len ? end : text.len}, head);
  if (next >= end || next == text.len) { /* no record begins within it */
    if (end >= text.len) return *cut = true, text.len; /* the input ends there */
    for (size_t from = end;
         (next = next_record(text, from)) == text.len && text.len <= RECORD_MAX;) { /* longer than told */
      from = text.len - 8;
      isnad_str more = isn_flow_peek(w->flow, text.len + SEARCH_STEP);
      if (more.len == text.len) break;
      text = more;
    }
    if (next == text.len && text.len > RECORD_MAX) return end;
  }
  while (next > head && (text.ptr[next - 1] == '\n' || text.ptr[next - 1] == '\r')) next--;
  return next;
}

/* Pages and texts; where no type is told, what begins with a tag. */
static bool wanted_media(isnad_str type, isnad_str body) {
  if (type.len == 0) return body.len && *isn_input_trim(body).ptr == '<';
  return isn_kind_of(type) != ISNAD_KIND_AUTO;
}

/* Fills the document from a record; false where it is none that is read. */
static bool take_record(warc *w, isnad_str head, isnad_str content, isnad_document *out, const char **fault) {
  isnad_str type = isn_head_field(head, "WARC-Type");
  if (isn_str_is(type, "response")) {
    isn_response response;
    bool read = isn_response_read(content, &w->room, &response);
    if (w->room.full) *fault = "unpacks to more than 16 MB, the longest text that isnad reads";
    else if (!read && isn_str_opens(content, "HTTP/")) *fault = "holds an answer whose head has no end";
    if (!read || response.status < 200 || response.status > 299 || !wanted_media(response.media_type, response.body))
      return false;
    out->bytes = response.body;
    out->given.content_type = response.media_type;
  } else if (isn_str_is(type, "resource") || isn_str_is(type, "conversion")) {
    out->given.content_type = isn_head_field(head, "Content-Type");
    out->bytes = content;
    if (!wanted_media(out->given.content_type, content)) return false;
  } else {
    return false;
  }
  isnad_str url = isn_head_field(head, "WARC-Target-URI");
  if (url.len > 1 && *url.ptr == '<' && url.ptr[url.len - 1] == '>') url.ptr++, url.len -= 2; /* as WARC 1.0 writes it */
  out->given.url = url;
  out->id = isn_head_field(head, "WARC-Record-ID");
  return out->bytes.len > 0;
}

static bool parse_length(isnad_str text, uint64_t *out) {
  *out = 0;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9' || *out > UINT64_MAX / 20) return false;
    *out = *out * 10 + (uint64_t)(text.ptr[i] - '0');
  }
  return text.len > 0;
}

static isnad_status at_end(warc *w, isnad_error *error) {
  isnad_status status = isn_flow_fault(w->flow, error);
  w->broken = status == ISNAD_OK || !isn_flow_resume(w->flow);
  return status;
}

/* No record where one should begin: to the next one that can be found. */
static isnad_status search(warc *w, const char *why, isnad_error *error) {
  uint64_t at = isn_flow_at(w->flow), skipped = 0;
  for (;;) {
    isnad_str text = isn_flow_peek(w->flow, SEARCH_STEP);
    size_t next = next_record(text, skipped ? 0 : 1), step = next < text.len ? next
                                                             : text.len > 8  ? text.len - 8
                                                                             : text.len;
    bool end = text.len < SEARCH_STEP && next == text.len;
    isn_flow_take(w->flow, end ? text.len : step);
    skipped += step;
    if (end && isn_flow_fault(w->flow, error) != ISNAD_OK)
      return at_end(w, error); /* what is no record is what is damaged */
    if (next < text.len || end) break;
    if (isn_flow_packed(w->flow) && skipped > SEARCH_MAX) {
      isn_flow_resume(w->flow);
      break;
    }
  }
  return isn_error(error, ISNAD_SYNTAX, at, "%s", why);
}

/* Passes over a record that is longer than what is kept in memory. */
static isnad_status pass_long(warc *w, uint64_t len, isnad_error *error) {
  uint64_t at = isn_flow_at(w->flow);
  if (isn_flow_packed(w->flow) && len > UNPACK_MAX) isn_flow_resume(w->flow);
  else isn_flow_skip(w->flow, len);
  return isn_too_long(w->records, at, error);
}

static isnad_status warc_next(void *state, isnad_document *out, bool *found, isnad_error *error) {
  warc *w = state;
  if (w->broken) return ISNAD_OK;
  for (;;) {
    isn_flow_take(w->flow, w->pending);
    w->pending = 0;
    isnad_str text = isn_flow_peek(w->flow, 4096);
    size_t blank = 0;
    while (blank < text.len && (text.ptr[blank] == '\r' || text.ptr[blank] == '\n')) blank++;
    isn_flow_take(w->flow, blank);
    if (blank == text.len && blank) continue;
    if (text.len == 0) return at_end(w, error);
    text = isn_flow_peek(w->flow, 4096);
    if (!isn_str_opens(text, "WARC/")) return search(w, "no WARC record where one should begin", error);
    size_t head = isn_head_len(text);
    if (head == 0) head = isn_head_len(text = isn_flow_peek(w->flow, HEAD_MAX));
    w->records++;
    uint64_t len, at = isn_flow_at(w->flow);
    if (head == 0) return search(w, "the head of a WARC record has no end", error);
    if (!parse_length(isn_head_field((isnad_str){text.ptr, head}, "Content-Length"), &len))
      return search(w, "a WARC record that does not say how long it is", error);
    if (len > RECORD_MAX) return pass_long(w, head + len, error);
    *out = (isnad_document){.record = w->records, .byte = at};
    w->pending = content_end(w, head, len, &out->cut);
    text = isn_flow_peek(w->flow, w->pending);
    const char *fault = NULL;
    *found = take_record(w, (isnad_str){text.ptr, head}, (isnad_str){text.ptr + head, w->pending - head}, out, &fault);
    if (*found && out->bytes.len > ISNAD_TEXT_MAX) fault = "is longer than 16 MB, the longest text that isnad reads";
    if (fault == NULL && !*found) continue;
    *found = fault == NULL;
    return fault ? isn_error(error, w->room.full ? ISNAD_LIMIT : ISNAD_SYNTAX, at, "record %llu %s",
                             (unsigned long long)w->records, fault)
                 : ISNAD_OK;
  }
}

const isn_form isn_form_warc = {warc_make, warc_next, warc_drop};
