/* coverage: what the files of isnad coverage share: the incidents of a folder and the reports they come from. */
#ifndef ISN_CLI_COVERAGE_H
#define ISN_CLI_COVERAGE_H

#include "cli/cli.h"

typedef struct coverage_report {
  char *id, *outlet; /* NUL-ended; outlet "" where it is not known */
} coverage_report;

typedef struct coverage {
  isnad_incidents *incidents;
  coverage_report *reports; /* by the number of their account */
  size_t report_count, report_cap;
} coverage;

/* For people: what happened, on whose word, how many. number counts from 1. */
void coverage_table(const coverage *, size_t number, const isnad_incident *);
/* The isnad of an incident: origins, under each who tells it and why that counts or does not. */
void coverage_chain(const coverage *, size_t number, const isnad_incident *);
/* The same as a graph for Graphviz, between coverage_dot_open and coverage_dot_close. */
void coverage_dot_open(void);
void coverage_dot(const coverage *, size_t number, const isnad_incident *);
void coverage_dot_close(void);
/* Why two claims are one happening or are not, as a table or as JSON. */
void coverage_match(const isnad_match *, bool as_json);

#endif
