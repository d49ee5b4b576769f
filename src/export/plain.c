/* plain: incidents as they are: a row of CSV, a line of NDJSON, a feature of GeoJSON (RFC 7946: longitude first; a point only where the
 * place itself or its surroundings are known, else the geometry is null). */
#include "export/inner.h"

/* ---- CSV ---------------------------------------------------------------------------------------------------------------------------- */

static void begin_csv(isn_exporting *e) {
  static const char *const names[] = {"id", "number", "event", "mode", "acled", "status", "start", "end", "place", "place_id", "country", "latitude",
                                      "longitude", "geo_precision", "title", "reports", "outlets", "origins", "unknown", "claims", "killed_min",
                                      "killed_max", "updates", "disputes", "first_report", "last_report", NULL};
  isn_cells_head(e, names);
}

static bool write_csv(isn_exporting *e, const isn_incident_row *in, const isn_opened *opened) {
  (void)opened;
  isn_row_out row = {e, false};
  const isnad_str what[] = {in->event, in->mode, in->acled, in->status, in->start, in->end, in->place, in->place_id, in->country};
  const int64_t numbers[] = {in->reports, in->outlets, in->origins, in->unknown, in->claims, in->killed_min, in->killed_max, in->updates,
                             in->disputes};
  isn_cell(&row, in->id);
  isn_cell_number(&row, in->number);
  for (size_t i = 0; i < sizeof what / sizeof *what; i++) isn_cell(&row, what[i]);
  isn_cell_degrees(&row, in->located, in->lat);
  isn_cell_degrees(&row, in->located, in->lon);
  isn_cell_number(&row, in->precision ? in->precision : ISNAD_NO_NUMBER);
  isn_cell(&row, in->title);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) isn_cell_number(&row, numbers[i]);
  isn_cell(&row, in->first);
  isn_cell(&row, in->last);
  isn_cells_end(&row);
  return true;
}

const isn_form isn_form_csv = {"csv", "text/csv; charset=utf-8", false, begin_csv, write_csv, NULL};

/* ---- JSON ---------------------------------------------------------------------------------------------------------------------------- */

/* What is listed goes before what the incident's own JSON tells. */
static bool write_ndjson(isn_exporting *e, const isn_incident_row *in, const isn_opened *opened) {
  (void)opened;
  isn_json json = isn_json_new(e->out);
  isn_json_open(&json, '{');
  isn_json_key_int(&json, "number", in->number);
  isn_json_key_str(&json, "code", isn_event_code_of(e->arena, in));
  isn_json_key_str(&json, "title", in->title);
  isn_json_key_str(&json, "status", in->status);
  isn_json_key_str(&json, "country", in->country);
  isn_json_key_int(&json, "killed_min", in->killed_min);
  isn_json_key_int(&json, "killed_max", in->killed_max);
  isn_json_key(&json, "retracted");
  isn_json_bool(&json, in->retracted);
  isn_buf_char(e->out, ',');
  isn_buf_add(e->out, in->json.ptr + 1, in->json.len - 1); /* {"id":... without its bracket */
  isn_buf_char(e->out, '\n');
  return true;
}

const isn_form isn_form_ndjson = {"ndjson", "application/x-ndjson", false, NULL, write_ndjson, NULL};

static void begin_geojson(isn_exporting *e) { isn_buf_lit(e->out, "{\"type\":\"FeatureCollection\",\"features\":["); }

void isn_geojson_point(isn_json *json, const isn_incident_row *in) {
  isn_json_open(json, '{');
  isn_json_key_str(json, "type", ISN_LIT("Point"));
  isn_json_key(json, "coordinates");
  isn_json_open(json, '[');
  isn_json_degrees(json, in->lon);
  isn_json_degrees(json, in->lat);
  isn_json_close(json, ']');
  isn_json_close(json, '}');
}

static void put_geometry(isn_json *json, const isn_incident_row *in) {
  isn_json_key(json, "geometry");
  if (!in->located || in->precision < 1 || in->precision > 2) {
    isn_json_null(json);
    return;
  }
  isn_geojson_point(json, in);
}

static bool write_geojson(isn_exporting *e, const isn_incident_row *in, const isn_opened *opened) {
  (void)opened;
  const struct { const char *name; isnad_str text; } texts[] = {
      {"title", in->title}, {"event", in->event}, {"mode", in->mode}, {"acled", in->acled}, {"status", in->status}, {"start", in->start},
      {"end", in->end}, {"place", in->place}, {"place_id", in->place_id}, {"country", in->country}, {"first_report", in->first},
      {"last_report", in->last}};
  const struct { const char *name; int64_t number; } numbers[] = {
      {"number", in->number}, {"geo_precision", in->precision ? in->precision : ISNAD_NO_NUMBER}, {"reports", in->reports},
      {"outlets", in->outlets}, {"origins", in->origins}, {"unknown", in->unknown}, {"killed_min", in->killed_min},
      {"killed_max", in->killed_max}, {"disputes", in->disputes}};
  isn_json json = isn_json_new(e->out);
  isn_buf_lit(e->out, e->written ? ",\n" : "\n");
  isn_json_open(&json, '{');
  isn_json_key_str(&json, "type", ISN_LIT("Feature"));
  isn_json_key_str(&json, "id", in->id);
  put_geometry(&json, in);
  isn_json_key(&json, "properties");
  isn_json_open(&json, '{');
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) isn_json_key_str(&json, texts[i].name, texts[i].text);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) isn_json_key_int(&json, numbers[i].name, numbers[i].number);
  isn_json_close(&json, '}');
  isn_json_close(&json, '}');
  return true;
}

static void end_geojson(isn_exporting *e) { isn_buf_lit(e->out, "\n]}\n"); }

const isn_form isn_form_geojson = {"geojson", "application/geo+json", false, begin_geojson, write_geojson, end_geojson};
