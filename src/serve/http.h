/* http: the head of a request taken apart, and the small things of HTTP that need no socket: dates, names of a status,
 * fields that list values. Strict: what two programs could read differently is refused, so that nothing slips past a
 * proxy in front.
 *
 *   size_t len = isn_head_len(bytes);              0: not whole yet
 *   int status = isn_request_read(head, &request); 0, or the status that refuses it */
#ifndef ISN_SERVE_HTTP_H
#define ISN_SERVE_HTTP_H

#include "isnad.h"

enum { ISN_HEAD_MAX = 16 << 10, ISN_TARGET_MAX = 8 << 10, ISN_FIELDS_MAX = 64 };

typedef enum isn_method { METHOD_OTHER, METHOD_GET, METHOD_HEAD, METHOD_POST } isn_method;

/* All strings point into the head. */
typedef struct isn_request {
  isn_method method;
  isnad_str verb, target, path, query; /* as sent; query without ? */
  isnad_str host, cookies, languages, encodings, if_none_match, last_event_id, type, accept, origin, fetch_site,
      authorization, referer, agent;
  bool forwarded; /* a proxy says that it stands between */
  bool keep;      /* the connection may serve another request */
  bool expects;   /* Expect: 100-continue */
  int64_t length; /* of the body */
} isn_request;

/* Bytes of the head up to and with its empty line; 0 where it has no end yet. Looks from byte `from` on. */
size_t isn_request_len(isnad_str bytes, size_t from);
/* 0, or 400, 404, 411, 414, 431, 501, 505. What could be read is filled in all the same (for the access log). */
int isn_request_read(isnad_str head, isn_request *);

/* Is the path what a site can have: escapes that are whole, valid UTF-8 without controls when unescaped (else 400); no
 * empty, «.» or «..» segments, no escaped or turned slash (else 404). 0: it is. */
int isn_path_check(isnad_str path);

/* Undoes %41 (and + for a space, where plus) into out, which has room for as many bytes and may be where the text lies;
 * false where an escape is broken. */
bool isn_unescape(isnad_str, bool plus, char *out, size_t *len);

/* "Not Found" */
const char *isn_status_words(int status);
/* Does a field that lists values («gzip;q=0.8, br») take this one? «*» takes all, q=0 refuses. */
bool isn_field_takes(isnad_str field, const char *value);
/* The value of a cookie; empty where there is none. */
isnad_str isn_cookie(isnad_str cookies, const char *name);
/* Do an If-None-Match and a tag («"3f2a"») meet? */
bool isn_tag_meets(isnad_str if_none_match, isnad_str tag);
/* "Mon, 24 Jan 2022 12:30:00 GMT"; out has room for 30. */
void isn_http_date(int64_t seconds, char out[30]);

#endif
