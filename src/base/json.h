/* json: writes JSON into a buf. Commas are kept by the writer; text is escaped as RFC 8259 asks and otherwise left as
 * UTF-8.
 *
 *   isn_json json = isn_json_new(&buf);
 *   isn_json_open(&json, '{'); isn_json_key(&json, "span"); isn_json_span(&json, span); isn_json_close(&json, '}'); */
#ifndef ISN_BASE_JSON_H
#define ISN_BASE_JSON_H

#include "base/buf.h"

typedef struct isn_json {
  isn_buf *buf;
  bool comma; /* the next value needs one before it */
} isn_json;

isn_json isn_json_new(isn_buf *);
void isn_json_open(isn_json *, char bracket);
void isn_json_close(isn_json *, char bracket);
void isn_json_key(isn_json *, const char *name);
void isn_json_str(isn_json *, isnad_str);          /* a string, "" where empty */
void isn_json_str_or_null(isn_json *, isnad_str);  /* null where empty */
void isn_json_name_or_null(isn_json *, const char *name); /* null where NULL */
void isn_json_int(isn_json *, int64_t);
void isn_json_int_or_null(isn_json *, int64_t); /* null for ISNAD_NO_NUMBER */
void isn_json_bool(isn_json *, bool);
void isn_json_null(isn_json *);
void isn_json_degrees(isn_json *, double); /* at most five decimals, no trailing zeros, no locale */
void isn_json_span(isn_json *, isnad_span); /* [start,end], null where empty */

/* A key with its value, null as above. */
void isn_json_key_str(isn_json *, const char *key, isnad_str);
void isn_json_key_name(isn_json *, const char *key, const char *name);
void isn_json_key_int(isn_json *, const char *key, int64_t);
void isn_json_key_span(isn_json *, const char *key, isnad_span);
void isn_json_key_id(isn_json *, const char *key, uint64_t id); /* 16 hexadecimal digits */

#endif
