/* http: a response as it went over the wire, head and body, to the page that it carries. */
#ifndef ISN_INPUT_HTTP_H
#define ISN_INPUT_HTTP_H

#include "input/heap.h"

/* The value of a field in a head («Content-Type: text/html»), names in any case; empty where it has none. */
isnad_str isn_head_field(isnad_str head, const char *name);
/* Bytes of a head up to and with its empty line; 0 where it has no end. */
size_t isn_head_len(isnad_str text);

typedef struct isn_response {
  int status;           /* 200 */
  isnad_str media_type; /* as told, empty where not */
  isnad_str body;       /* without chunks and compression; a part of the text or of `room` */
} isn_response;

/* Bodies that say that they are chunked or compressed and are not (many archives unpack them and keep the head) are taken as
 * they are. False: no response, or a body that would become longer than room->max. */
bool isn_response_read(isnad_str text, isn_heap *room, isn_response *);

#endif
