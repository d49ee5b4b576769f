/* export: goes through the incidents that a filter lets pass and hands each to a form; what a form writes goes on at once, so that memory
 * does not grow with the store. */
#include "export/export.h"

#include "base/error.h"
#include "export/inner.h"

#define ENTRY_MAX ((size_t)256 << 20) /* bytes that one incident may take */

static const isn_form *const forms[] = {&isn_form_acled, &isn_form_ucdp, &isn_form_geojson, &isn_form_csv, &isn_form_ndjson, &isn_form_atom,
                                        &isn_form_jsonfeed, &isn_form_ninjs};
const char *const isn_export_forms[] = {"acled", "ucdp", "geojson", "csv", "ndjson", "atom", "jsonfeed", "ninjs", NULL};

static const isn_form *form_of(const char *name) {
  for (size_t i = 0; name && i < sizeof forms / sizeof *forms; i++)
    if (strcmp(forms[i]->name, name) == 0) return forms[i];
  return NULL;
}

const char *isn_export_type(const char *name) {
  const isn_form *form = form_of(name);
  return form ? form->type : NULL;
}

typedef struct run {
  isn_store *store;
  const isn_form *form;
  isn_exporting e;
  isn_export_put *put;
  void *context;
  isnad_error error;
} run;

/* Calls one of the form's parts, or its write, with fresh memory, and hands on what it wrote. */
static bool part(run *r, void (*edge)(isn_exporting *), const isn_incident_row *row) {
  isn_arena *arena = isn_arena_new(NULL, ENTRY_MAX);
  isn_opened *volatile opened = NULL;
  volatile bool on = false;
  if (arena && setjmp(*isn_arena_trap(arena)) == 0) {
    isn_buf out = isn_buf_new(arena, ENTRY_MAX);
    r->e.arena = arena, r->e.out = &out;
    isn_opened *got = NULL;
    isnad_status status = row && r->form->opened ? isn_store_open_incident(r->store, arena, row->id, &got, &r->error) : ISNAD_OK;
    opened = got;
    if (status == ISNAD_OK) {
      if (edge) edge(&r->e);
      if (row && r->form->write(&r->e, row, got)) r->e.written++;
      on = out.len == 0 || r->put(r->context, isn_buf_done(&out));
    }
  } else {
    isn_error(&r->error, ISNAD_MEMORY, 0, "out of memory");
  }
  isn_store_close_incident(opened);
  isn_arena_free(arena);
  return on;
}

static bool each(void *context, const isn_incident_row *row) { return part(context, NULL, row); }

isnad_status isn_export(isn_store *store, const isnad_lexicon *lexicon, const char *name, const isn_filter *filter,
                        const isn_export_options *options, isn_export_put *put, void *context, isnad_error *error) {
  run r = {.store = store, .form = form_of(name), .e = {.lexicon = lexicon, .options = options}, .put = put, .context = context};
  if (r.form == NULL) return isn_error(error, ISNAD_ARGUMENT, 0, "there is no form %s", name ? name : "without a name");
  if (r.form->begin && !part(&r, r.form->begin, NULL)) return r.error.status;
  isn_filter ordered = *filter;
  if (r.form == &isn_form_atom || r.form == &isn_form_jsonfeed) ordered.order = ISN_BY_LAST_REPORT;
  isnad_status status = isn_store_incidents(store, &ordered, each, &r, error);
  if (status == ISNAD_OK && r.error.status != ISNAD_OK) {
    if (error) *error = r.error;
    status = r.error.status;
  }
  if (status == ISNAD_OK && r.form->end) part(&r, r.form->end, NULL);
  return status;
}
