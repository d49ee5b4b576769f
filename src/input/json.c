/* json: a JSON document with a list of reports in it, walked without being held in memory: a JSON Feed's "items", the "messages" of a
 * Telegram export (of one channel, or of all under "chats"), or a bare list of records. Only one element at a time is whole:
 *
 *   {"name": "قناة المثال", "type": "public_channel", "messages": [ {"id": 7, ...}, {"id": 8, ...} ]} */
#include <stdlib.h>

#include "base/error.h"
#include "base/str.h"
#include "input/record.h"

enum { DEPTH_MAX = 16, KEY_MAX = 64, FIRST_PEEK = 64 << 10 };

typedef struct walk {
  isn_flow *flow;
  isn_item item;
  isn_around around;
  char open[DEPTH_MAX]; /* the brackets that are open; 'e': a list of reports */
  uint8_t kind[DEPTH_MAX]; /* enum isn_record_kind of a list of reports */
  int depth;
  isnad_form form;      /* of the list of reports that was seen last */
  char key[KEY_MAX];    /* of the value that comes next; "" in a list */
  uint64_t records;
  bool done, told;
} walk;

static void *walk_make(isn_flow *flow) {
  walk *w = calloc(1, sizeof *w);
  if (w) w->flow = flow;
  return w;
}

static void walk_drop(void *state) {
  walk *w = state;
  isn_item_free(&w->item);
  isn_heap_free(&w->around.title);
  isn_heap_free(&w->around.name);
  isn_heap_free(&w->around.language);
  free(w);
}

static isnad_status broken(walk *w, isnad_error *error, const char *why) {
  w->done = true;
  isnad_status status = isn_flow_fault(w->flow, error);
  return status != ISNAD_OK ? status : isn_error(error, ISNAD_SYNTAX, isn_flow_at(w->flow), "%s", why);
}

/* The next byte that is no white space, not taken; 0 at the end. */
static char head(walk *w) {
  for (;;) {
    isnad_str text = isn_flow_peek(w->flow, FIRST_PEEK);
    size_t blank = 0;
    while (blank < text.len && strchr(" \t\r\n", text.ptr[blank]) && text.ptr[blank]) blank++;
    isn_flow_take(w->flow, blank);
    if (blank < text.len) return text.ptr[blank];
    if (text.len == 0) return 0;
  }
}

/* How far a value is scanned, across peeks. */
typedef struct scan {
  size_t at;
  uint64_t depth;
  bool in_string, escaped;
} scan;

/* Goes on to the end of the value; false where the text ends before it. */
static bool scan_value(scan *s, isnad_str text) {
  for (; s->at < text.len; s->at++) {
    char c = text.ptr[s->at];
    if (s->in_string) {
      if (s->escaped) s->escaped = false;
      else if (c == '\\') s->escaped = true;
      else if (c == '"') s->in_string = false;
      else continue;
      if (s->in_string || s->depth) continue;
      return s->at++, true;
    }
    if (c == '"') s->in_string = true;
    else if (c == '{' || c == '[') s->depth++;
    else if ((c == '}' || c == ']') && s->depth) {
      if (--s->depth == 0) return s->at++, true;
    } else if (s->depth == 0 && (c == ',' || c == '}' || c == ']' || c == ' ' || c == '\n' || c == '\r' || c == '\t')) {
      return true; /* behind a number or a word */
    }
  }
  return false;
}

/* The value at the flow's head, whole; *fits false where it is longer than the flow holds: it has been passed over. */
static isnad_str value(walk *w, bool *fits) {
  scan s = {.at = 0};
  *fits = true;
  for (size_t want = FIRST_PEEK;; want = want < ISN_FLOW_MAX / 2 ? want * 2 : ISN_FLOW_MAX) {
    isnad_str text = isn_flow_peek(w->flow, want);
    bool ends = scan_value(&s, text);
    if (ends || text.len < want) return (isnad_str){text.ptr, ends ? s.at : text.len};
    if (want == ISN_FLOW_MAX) break;
  }
  *fits = false;
  for (;;) {
    isn_flow_take(w->flow, s.at);
    s.at = 0;
    isnad_str text = isn_flow_peek(w->flow, FIRST_PEEK);
    if (text.len && !scan_value(&s, text)) continue;
    isn_flow_take(w->flow, s.at);
    return (isnad_str){NULL, 0};
  }
}

/* The kind of reports in the list that begins here, -1 where it is another list. */
static int list_kind(const walk *w) {
  if (w->depth == 0) return RECORD_LINE;
  if (strcmp(w->key, "messages") == 0) return RECORD_MESSAGE;
  return w->depth == 1 && strcmp(w->key, "items") == 0 ? RECORD_FEED_ITEM : -1;
}

static bool open_bracket(walk *w, char c) {
  if (w->depth == DEPTH_MAX) return false;
  int kind = c == '[' ? list_kind(w) : -1;
  w->open[w->depth] = kind >= 0 ? 'e' : c;
  w->kind[w->depth++] = kind >= 0 ? (uint8_t)kind : 0;
  if (kind >= 0)
    w->form = kind == RECORD_MESSAGE     ? ISNAD_FORM_TELEGRAM
              : kind == RECORD_FEED_ITEM ? ISNAD_FORM_FEED
                                         : ISNAD_FORM_ANY;
  w->key[0] = '\0';
  isn_flow_take(w->flow, 1);
  return true;
}

/* A string without its escapes undone is good enough for a key. */
static bool take_key(walk *w) {
  bool fits;
  isnad_str text = value(w, &fits);
  if (!fits || text.len < 2) return false;
  size_t len = text.len - 2 < KEY_MAX - 1 ? text.len - 2 : KEY_MAX - 1;
  memcpy(w->key, text.ptr + 1, len);
  w->key[len] = '\0';
  isn_flow_take(w->flow, text.len);
  if (head(w) != ':') return false;
  isn_flow_take(w->flow, 1);
  return true;
}

/* What a feed or channel says of itself stands beside or above its list. */
static void note_scalar(walk *w, isnad_str text) {
  isn_heap *slot = strcmp(w->key, "name") == 0                        ? &w->around.name
                   : w->depth == 1 && strcmp(w->key, "title") == 0    ? &w->around.title
                   : w->depth == 1 && strcmp(w->key, "language") == 0 ? &w->around.language
                                                                      : NULL;
  if (slot == NULL) return;
  isn_heap_clear(slot);
  isn_record_string(text, slot);
}

/* An element of a list of reports. */
static isnad_status take_report(walk *w, isnad_document *out, bool *found, isnad_error *error) {
  uint64_t at = isn_flow_at(w->flow);
  bool fits, empty;
  isnad_str json = value(w, &fits);
  isn_flow_take(w->flow, json.len);
  *out = (isnad_document){.record = ++w->records, .byte = at};
  if (!fits) return isn_too_long(w->records, at, error);
  isnad_error fault;
  if (!isn_record_read(w->kind[w->depth - 1], json, &w->around, &w->item, &empty, &fault) ||
      (!empty && !isn_item_document(&w->item, out, &fault)))
    return isn_error(error, fault.status, at, "record %llu: %s", (unsigned long long)w->records, fault.message);
  *found = !empty;
  if (w->kind[w->depth - 1] == RECORD_MESSAGE) out->given.via_kind = ISNAD_SOURCE_SOCIAL;
  return ISNAD_OK;
}

/* One step of the walk: a bracket, a key, a value. */
static isnad_status step(walk *w, isnad_document *out, bool *found, isnad_error *error) {
  char c = head(w), in = w->depth ? w->open[w->depth - 1] : 0;
  if (c == 0) return broken(w, error, "the JSON ends in the middle");
  if (c == ',') return isn_flow_take(w->flow, 1), ISNAD_OK;
  if (c == '}' || c == ']') {
    if (w->depth == 0) return broken(w, error, "a bracket too many");
    w->depth--;
    w->done = w->depth == 0;
    isn_flow_take(w->flow, 1);
    return ISNAD_OK;
  }
  if (in == 'e') return take_report(w, out, found, error);
  if (in == '{') {
    if (c != '"' || !take_key(w)) return broken(w, error, "no JSON: a key was expected");
    c = head(w);
  }
  bool fits;
  if ((c == '{' || c == '[') && open_bracket(w, c)) return ISNAD_OK;
  isnad_str scalar = value(w, &fits);
  if (fits && scalar.len == 0) return broken(w, error, "no JSON: a value was expected");
  if (fits && c == '"') note_scalar(w, scalar);
  isn_flow_take(w->flow, scalar.len);
  w->done |= w->depth == 0;
  return ISNAD_OK;
}

static isnad_status walk_next(void *state, isnad_document *out, bool *found, isnad_error *error) {
  walk *w = state;
  if (isn_flow_at(w->flow) == 0) {
    isnad_str mark = isn_flow_peek(w->flow, 3);
    if (mark.len >= 3 && memcmp(mark.ptr, "\xEF\xBB\xBF", 3) == 0) isn_flow_take(w->flow, 3);
  }
  isnad_status status = ISNAD_OK;
  while (!w->done && !*found && status == ISNAD_OK) status = step(w, out, found, error);
  if (status == ISNAD_OK && !*found && w->records == 0 && !w->told) {
    w->told = true;
    return isn_error(error, ISNAD_SYNTAX, 0,
                     "JSON without a list of reports: \"items\" of a JSON Feed, \"messages\" of a Telegram export, or "
                     "a list of {\"text\": ...}");
  }
  return status;
}

const isn_form isn_form_json = {walk_make, walk_next, walk_drop};

isnad_form isn_json_form(const void *state) { return ((const walk *)state)->form; }
