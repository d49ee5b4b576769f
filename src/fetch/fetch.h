/* fetch: pages and feeds from the web, politely: robots.txt is kept to, one request at a time goes to a host, what has not changed is not
 * sent again, and no private or loopback address is reached unless that is allowed. Results come in the order in which addresses
 * were added, unless any order will do. The library itself opens no socket: this room is a part of the program. */
#ifndef ISN_FETCH_FETCH_H
#define ISN_FETCH_FETCH_H

#include "isnad.h"

typedef struct isn_fetch_options {
  bool allow_private; /* private, loopback and link-local addresses may be reached */
  bool ignore_robots;
  size_t max_bytes;   /* of a body, after decompression; 0: ISNAD_TEXT_MAX */
  long timeout;       /* seconds for a whole transfer; 0: 60 */
  const char *cache;  /* a file that keeps ETag and Last-Modified of each address; NULL: none */
  bool any_order;     /* give what is done first, so that a slow server holds up no other */
  const char *agent;  /* the User-Agent; NULL: isnad's own */
} isn_fetch_options;

typedef struct isn_fetched {
  const char *asked;      /* the address as it was added */
  const char *url;        /* where the answer came from, behind all redirects */
  isnad_str body, head;   /* the body decompressed; the head of the last answer as it came */
  const char *media_type; /* "" where the answer has none */
  long status;            /* 200; 0: no answer */
  bool unchanged;         /* the cache knows it and it is still the same: no body */
  const char *fault;      /* why there is no body, NULL where there is one or it is unchanged */
} isn_fetched;

typedef struct isn_fetch isn_fetch;

/* Is the word an address that can be fetched (http, https)? */
bool isn_fetch_is_url(const char *word);

isn_fetch *isn_fetch_new(const isn_fetch_options *, isnad_error *); /* NULL: an error that was told */
bool isn_fetch_add(isn_fetch *, const char *url);
/* The next result, which lives until the next call; false when all have been given. More may be added at any time. */
bool isn_fetch_next(isn_fetch *, isn_fetched *);
/* Writes the cache file, by way of a new one that takes its place. */
isnad_status isn_fetch_save(isn_fetch *, isnad_error *);
void isn_fetch_free(isn_fetch *);

#endif
