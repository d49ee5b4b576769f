/* opened: an incident of a store for people, shared by show, chain and disputes. */
#ifndef ISN_CLI_OPENED_H
#define ISN_CLI_OPENED_H

#include "cli/coverage.h"
#include "cli/desk.h"

/* The reports of an opened incident as coverage_show names them: by their numbers in the store. */
coverage opened_coverage(const isn_opened *);
void opened_coverage_free(coverage *);
/* A figure with who gives it, when and in which words: a line, or an object of a JSON list. */
void opened_put_figure(const isn_opened *, const isnad_figure *, bool as_json, bool first);
/* A listed incident as one JSON object. */
void desk_put_incident(const isn_incident_row *);

#endif
