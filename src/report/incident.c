/* report/incident: an incident as JSON: what happened, then on whose word, then what was counted. Lists refer to each other by
 * index, so that a reader finds the claim behind each origin and each figure. Relies on the incident being whole.
 *
 * «قصف سوق حيس» gives {"id":"...","event":"ASSAULT",...,"origins":3,"unknown":1,"claims":[{"report":"001",...}],...}. */
#include "report/incident.h"

#include "base/json.h"
#include "base/str.h"

#define JSON_MAX ((size_t)1 << 30)

const char *isnad_why_name(isnad_why why) {
  static const char *const names[] = {"named", "unnamed", "own-voice", "relay", "copy", "publisher", "repeats", "unknown"};
  return (size_t)why < sizeof names / sizeof *names ? names[why] : NULL;
}

static void key_index(isn_json *json, const char *key, uint32_t index) {
  isn_json_key_int(json, key, index == ISNAD_NO_INDEX ? ISNAD_NO_NUMBER : (int64_t)index);
}

static void write_parties(isn_json *json, const char *key, const isnad_name *names, size_t count) {
  isn_json_key(json, key);
  isn_json_open(json, '[');
  for (size_t i = 0; i < count; i++) {
    isn_json_open(json, '{');
    isn_json_key_str(json, "text", names[i].text);
    isn_json_key_str(json, "id", names[i].id);
    isn_json_close(json, '}');
  }
  isn_json_close(json, ']');
}

static void write_what(isn_json *json, const isnad_incident *incident) {
  isn_json_key_id(json, "id", incident->id);
  isn_json_key_name(json, "event", isnad_event_name(incident->event));
  isn_json_key_name(json, "mode", isnad_mode_name(incident->mode));
  isn_json_key_str(json, "acled", incident->acled);
  isn_json_key(json, "place");
  if (incident->place.len == 0) {
    isn_json_null(json);
  } else {
    isn_json_open(json, '{');
    isn_json_key_str(json, "text", incident->place);
    isn_json_key_str(json, "id", incident->place_id);
    isn_json_key(json, "lat");
    incident->located ? isn_json_degrees(json, incident->lat) : isn_json_null(json);
    isn_json_key(json, "lon");
    incident->located ? isn_json_degrees(json, incident->lon) : isn_json_null(json);
    isn_json_key_int(json, "geo_precision", incident->geo_precision ? incident->geo_precision : ISNAD_NO_NUMBER);
    isn_json_close(json, '}');
  }
  isn_json_key_str(json, "start", incident->start);
  isn_json_key_str(json, "end", incident->end);
  write_parties(json, "actors", incident->actors, incident->actor_count);
  write_parties(json, "recipients", incident->recipients, incident->recipient_count);
}

static void write_numbers(isn_json *json, const isnad_incident *incident) {
  isn_json_key_int(json, "reports", (int64_t)incident->reports);
  isn_json_key_int(json, "outlets", (int64_t)incident->outlets);
  isn_json_key_int(json, "origins", (int64_t)incident->origin_count);
  isn_json_key_int(json, "denying", (int64_t)incident->denying);
  isn_json_key_int(json, "unknown", (int64_t)incident->unknown);
  isn_json_key_str(json, "first_report", incident->first_report);
  isn_json_key_str(json, "last_report", incident->last_report);
}

static void write_tellings(isn_json *json, const isnad_incident *incident) {
  isn_json_key(json, "claims");
  isn_json_open(json, '[');
  for (size_t i = 0; i < incident->telling_count; i++) {
    const isnad_telling *telling = &incident->tellings[i];
    isn_json_open(json, '{');
    isn_json_key_str(json, "report", telling->report);
    isn_json_key_int(json, "claim", telling->member.claim);
    isn_json_key(json, "trigger");
    isn_json_span(json, telling->trigger);
    key_index(json, "origin", telling->origin);
    isn_json_key_name(json, "why", isnad_why_name(telling->why));
    key_index(json, "of", telling->of);
    isn_json_close(json, '}');
  }
  isn_json_close(json, ']');
}

static void write_origins(isn_json *json, const isnad_incident *incident) {
  isn_json_key(json, "origin_list");
  isn_json_open(json, '[');
  for (size_t i = 0; i < incident->origin_count; i++) {
    const isnad_origin *origin = &incident->origins[i];
    isn_json_open(json, '{');
    isn_json_key_str(json, "name", origin->name);
    isn_json_key_str(json, "id", origin->id);
    isn_json_key_name(json, "kind", isnad_source_kind_name(origin->kind));
    isn_json_key_str(json, "carrier", origin->carrier);
    isn_json_key(json, "denies");
    isn_json_bool(json, origin->denies);
    isn_json_key_int(json, "claims", origin->tellings);
    isn_json_close(json, '}');
  }
  isn_json_close(json, ']');
}

static void write_range(isn_json *json, const char *key, const isnad_figure *figure) {
  isn_json_key(json, key);
  isn_json_open(json, '[');
  isn_json_int_or_null(json, figure->min);
  isn_json_int_or_null(json, figure->max);
  isn_json_close(json, ']');
}

static void write_scope(isn_json *json, const isnad_figure *figure) {
  isn_json_key_name(json, "what", isnad_what_name(figure->what));
  if (figure->subset) isn_json_key_name(json, "of", isnad_what_name(figure->of));
  if (figure->unit.len) isn_json_key_str(json, "unit", figure->unit);
}

static void write_figures(isn_json *json, const isnad_incident *incident) {
  isn_json_key(json, "figures");
  isn_json_open(json, '[');
  for (size_t i = 0; i < incident->figure_count; i++) {
    const isnad_figure *figure = &incident->figures[i];
    isn_json_open(json, '{');
    write_scope(json, figure);
    write_range(json, "value", figure);
    key_index(json, "origin", figure->origin);
    key_index(json, "claim", figure->telling);
    isn_json_key(json, "current");
    isn_json_bool(json, figure->current);
    isn_json_close(json, '}');
  }
  isn_json_close(json, ']');
}

static void write_updates(isn_json *json, const isnad_incident *incident) {
  isn_json_key(json, "updates");
  isn_json_open(json, '[');
  for (size_t i = 0; i < incident->figure_count; i++) {
    const isnad_figure *figure = &incident->figures[i];
    if (figure->before == ISNAD_NO_INDEX) continue;
    const isnad_figure *before = &incident->figures[figure->before];
    isn_json_open(json, '{');
    key_index(json, "origin", figure->origin);
    write_scope(json, figure);
    write_range(json, "from", before);
    write_range(json, "to", figure);
    isn_json_key(json, "reports");
    isn_json_open(json, '[');
    isn_json_str(json, incident->tellings[before->telling].report);
    isn_json_str(json, incident->tellings[figure->telling].report);
    isn_json_close(json, ']');
    isn_json_close(json, '}');
  }
  isn_json_close(json, ']');
}

static void write_disagreements(isn_json *json, const isnad_incident *incident) {
  isn_json_key(json, "disagreements");
  isn_json_open(json, '[');
  for (size_t i = 0; i < incident->disagreement_count; i++) {
    const isnad_disagreement *d = &incident->disagreements[i];
    isn_json_open(json, '{');
    write_scope(json, &incident->figures[d->figures[0]]);
    isn_json_key(json, "values");
    isn_json_open(json, '[');
    for (size_t k = 0; k < d->figure_count; k++) {
      const isnad_figure *figure = &incident->figures[d->figures[k]];
      isn_json_open(json, '{');
      key_index(json, "origin", figure->origin);
      write_range(json, "value", figure);
      key_index(json, "claim", figure->telling);
      isn_json_close(json, '}');
    }
    isn_json_close(json, ']');
    isn_json_close(json, '}');
  }
  isn_json_close(json, ']');
}

isnad_str isn_incident_json(isn_arena *arena, const isnad_incident *incident) {
  isn_buf buf = isn_buf_new(arena, JSON_MAX);
  isn_json json = isn_json_new(&buf);
  isn_json_open(&json, '{');
  write_what(&json, incident);
  write_numbers(&json, incident);
  write_tellings(&json, incident);
  write_origins(&json, incident);
  write_figures(&json, incident);
  write_updates(&json, incident);
  write_disagreements(&json, incident);
  isn_json_close(&json, '}');
  return isn_buf_done(&buf);
}
