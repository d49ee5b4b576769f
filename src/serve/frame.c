/* frame: see the header. Entry 12, an update, becomes
 *
 *   id: 12
 *   event: update
 *   data:
 * {"seq":12,"kind":"update","incident":"00c4...","at":"2022-01-24T12:30:00Z","detail":{"reports":5,"origins":2}} */
#include "serve/frame.h"

#include <stdio.h>
#include <time.h>

#include "base/json.h"
#include "base/str.h"

enum { DETAIL_MAX = 2 << 10 }; /* bytes; what is longer is read from the incident */

const char *isn_frame_event(isnad_str kind) {
  static const struct { const char *kind, *event; } events[] = {
      {"incident", "incident"}, {"gone", "merge"}, {"merge", "merge"}, {"split", "split"}, {"retract", "retract"}};
  for (size_t i = 0; i < sizeof events / sizeof *events; i++)
    if (isn_str_same(kind, isn_str(events[i].kind))) return events[i].event;
  return "update";
}

void isn_frame_time(int64_t at, char out[24]) {
  time_t seconds = (time_t)at;
  struct tm utc = {.tm_mday = 1};
  gmtime_r(&seconds, &utc);
  strftime(out, 24, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

void isn_frame_put(isn_buf *buf, const isn_entry_of_log *entry) {
  char at[24];
  isn_frame_time(entry->at, at);
  isn_buf_print(buf, "id: %lld\nevent: %s\ndata: ", (long long)entry->seq, isn_frame_event(entry->kind));
  isn_json json = isn_json_new(buf);
  isn_json_open(&json, '{');
  isn_json_key(&json, "seq");
  isn_json_int(&json, entry->seq);
  isn_json_key(&json, "kind");
  isn_json_str(&json, entry->kind);
  isn_json_key_str(&json, "incident", entry->incident);
  if (entry->other.len) {
    isn_json_key(&json, "other");
    isn_json_str(&json, entry->other);
  }
  isn_json_key(&json, "at");
  isn_json_str(&json, isn_str(at));
  if (entry->who.len == 0 && entry->detail.len && entry->detail.len <= DETAIL_MAX &&
      memchr(entry->detail.ptr, '\n', entry->detail.len) == NULL) {
    isn_json_key(&json, "detail");
    isn_buf_add(buf, entry->detail.ptr, entry->detail.len);
  }
  isn_json_close(&json, '}');
  isn_buf_lit(buf, "\n\n");
}

void isn_frame_incident(isn_buf *buf, const isn_incident_row *row) {
  isn_json json = isn_json_new(buf);
  isn_json_open(&json, '{');
  isn_json_key(&json, "seq");
  isn_json_int(&json, row->changed);
  isn_json_key(&json, "number");
  isn_json_int(&json, row->number);
  isn_json_key_str(&json, "title", row->title);
  isn_json_key_str(&json, "status", row->status);
  isn_json_key_str(&json, "country", row->country);
  isn_buf_char(buf, ',');
  isn_buf_add(buf, row->json.ptr + 1, row->json.len - 1);
}
