/* inner: what the forms share. A form writes what stands before the incidents, one incident after the other, and what stands behind. */
#ifndef ISN_EXPORT_INNER_H
#define ISN_EXPORT_INNER_H

#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "export/export.h"

typedef struct isn_exporting {
  const isnad_lexicon *lexicon;
  const isn_export_options *options;
  isn_arena *arena; /* of the incident at hand */
  isn_buf *out;
  int64_t written;  /* incidents so far */
} isn_exporting;

typedef struct isn_form {
  const char *name, *type;
  bool opened; /* it needs claims and origins, not the row alone */
  void (*begin)(isn_exporting *);
  bool (*write)(isn_exporting *, const isn_incident_row *, const isn_opened *); /* false: it has no place for this incident */
  void (*end)(isn_exporting *);
} isn_form;

extern const isn_form isn_form_acled, isn_form_ucdp, isn_form_geojson, isn_form_csv, isn_form_ndjson, isn_form_atom, isn_form_jsonfeed,
    isn_form_ninjs;

/* ---- cell.c: rows of RFC 4180 ---- */

typedef struct isn_row_out {
  isn_exporting *e;
  bool begun;
} isn_row_out;

void isn_cells_head(isn_exporting *, const char *const *names);
void isn_cell(isn_row_out *, isnad_str);
void isn_cell_text(isn_row_out *, const char *); /* NULL: empty */
void isn_cell_number(isn_row_out *, int64_t);    /* ISNAD_NO_NUMBER: empty */
void isn_cell_degrees(isn_row_out *, bool known, double);
void isn_cells_end(isn_row_out *);

/* ---- facts.c: what several forms say of an incident ---- */

typedef struct isn_country {
  isnad_str iso2, iso3, iso, name, region;
} isn_country;

/* By the ISO code of two letters; empty strings where it is unknown. */
isn_country isn_country_row(isnad_str iso2);
/* ISN-SYR-000123 */
isnad_str isn_event_code_of(isn_arena *, const isn_incident_row *);
/* What a place lies in below its country, the province first; at most `max`. English names, else as the lexicon has them. */
size_t isn_admin_names(const isnad_lexicon *, isnad_str place_id, isnad_str *names, size_t max);
/* The English name of the lexicon, else as written. */
isnad_str isn_place_name(const isnad_lexicon *, const isn_incident_row *);
/* «12 (SANA), 15 (SOHR)»: the current figures of the dead with who gives them; empty where nobody does. */
isnad_str isn_dead_by_origin(isn_arena *, const isnad_incident *);
/* «5 reports of 5 outlets, 3 independent origins, 1 of unknown origin» */
isnad_str isn_sums_of(isn_arena *, const isn_incident_row *);
/* The names of the origins, and the outlets of the reports, joined by "; ", each once. */
isnad_str isn_origin_names(isn_arena *, const isnad_incident *);
isnad_str isn_outlet_names(isn_arena *, const isn_opened *);
/* 2022-01-24T12:30 as 2022-01-24T12:30:00Z; a day begins at midnight. Local times are given as they are: their zones are not known. */
isnad_str isn_moment_of(isn_arena *, isnad_str local);
/* Its number of seconds since 1970, ISNAD_NO_NUMBER where it is none. */
int64_t isn_seconds_of(isnad_str local);
/* Days from the first to the last, ISNAD_NO_NUMBER where either is unknown. */
int64_t isn_days_between(isnad_str start, isnad_str end);
/* A sentence in Arabic for feeds: the headline, or the words of the first claim. */
isnad_str isn_headline(const isn_incident_row *, const isn_opened *);

/* A Point of GeoJSON, longitude first; the incident is located (plain.c). */
void isn_geojson_point(isn_json *, const isn_incident_row *);

#endif
