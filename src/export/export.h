/* export: incidents in the forms that others read: ACLED- and UCDP-shaped rows, GeoJSON, CSV, NDJSON, Atom, JSON Feed, ninjs. The rules
 * stand in docs/export.md: an unknown cell is empty and never 0, no figure is chosen where figures differ, nothing is dated by the day
 * on which it was told.
 *
 * The same store gives the same bytes: no clock is asked. */
#ifndef ISN_EXPORT_EXPORT_H
#define ISN_EXPORT_EXPORT_H

#include "store/store.h"

/* Names of the forms, ended by NULL. */
extern const char *const isn_export_forms[];

typedef struct isn_export_options {
  bool bom;          /* tables: begin with a byte order mark */
  bool excel_safe;   /* tables: an apostrophe before cells that begin with = + - @ */
  isnad_str title;   /* feeds: of the feed */
  isnad_str address; /* feeds: where the pages of a server are, https://example.org; empty: entries have no links */
} isn_export_options;

/* Takes the next bytes; false to stop. */
typedef bool isn_export_put(void *context, isnad_str bytes);

/* The media type of a form, NULL where there is no such form. */
const char *isn_export_type(const char *form);
isnad_status isn_export(isn_store *, const isnad_lexicon *, const char *form, const isn_filter *, const isn_export_options *,
                        isn_export_put *, void *context, isnad_error *);

#endif
