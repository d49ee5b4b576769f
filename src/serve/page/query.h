/* query: what the address asks for: its parameters, cookies, and the filter they make. */
#ifndef ISN_SERVE_PAGE_QUERY_H
#define ISN_SERVE_PAGE_QUERY_H

#include "serve/page/words.h"
#include "store/store.h"

enum { ISN_QUERY_MAX = 32 };

typedef struct isn_query {
  struct {
    isnad_str name, value; /* decoded */
  } at[ISN_QUERY_MAX];
  size_t count;
} isn_query;

/* False where it has a broken escape, a NUL, broken UTF-8 or more parameters than ISN_QUERY_MAX. */
bool isn_query_read(isn_arena *, isnad_str text, isn_query *);
isnad_str isn_query_get(const isn_query *, const char *name); /* empty where it is not there */
int64_t isn_query_number(const isn_query *, const char *name, int64_t otherwise, int64_t max);
/* One part of an address decoded; false where it is broken. */
bool isn_query_decode(isn_arena *, isnad_str part, bool form, isnad_str *out);
isnad_str isn_cookie_get(isnad_str cookies, const char *name);

/* The parameters that a filter is made of, in the order of the form. */
extern const char *const isn_filter_names[]; /* ended by NULL */
isn_filter isn_filter_of(const isn_query *);
/* Narrows a filter by another: what the second says counts, where the first says nothing. */
isn_filter isn_filter_both(isn_arena *, const isn_filter *site, const isn_filter *reader);

#endif
