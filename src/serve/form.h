/* form: what a form of the desk sends: names with values, as application/x-www-form-urlencoded or, where a file comes
 * along, multipart/form-data. */
#ifndef ISN_SERVE_FORM_H
#define ISN_SERVE_FORM_H

#include "isnad.h"

enum { ISN_FORM_FIELDS = 256 };

typedef struct isn_form_field {
  isnad_str name, value;
} isn_form_field;

typedef struct isn_form {
  char *memory; /* what the fields point into */
  isn_form_field fields[ISN_FORM_FIELDS];
  size_t count;
} isn_form;

/* Copies the body and takes it apart. 0, or the status that refuses it: 400, 413 (too many fields), 415 (another type),
 * 503. type: the Content-Type. Names and values are valid UTF-8 without NUL, but for the value of a file, which is
 * bytes. */
int isn_form_read(isnad_str type, isnad_str body, isn_form *);
void isn_form_free(isn_form *);
/* The first value of that name; empty where there is none. */
isnad_str isn_form_value(const isn_form *, const char *name);
/* A value of a query («since=12&c=raqqa») that is unescaped into room; empty where there is none, or it does not fit.
 */
isnad_str isn_query_value(isnad_str query, const char *name, char *room, size_t size);

#endif
