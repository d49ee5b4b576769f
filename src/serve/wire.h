/* wire: connections: who comes in, what he asks, what he is sent. Whole requests go to one function, which answers at
 * once or later; what a client may cost is bounded here: how many connections, how long a head, how much time for each
 * part, how slowly he may read.
 *
 * libevent's loop says which socket is ready. Its own HTTP server is not used: it shows a connection only when the
 * first request is whole, so that neither half requests nor the connections of one address could be bounded, and an
 * idle reader of events would cost several kilobytes. */
#ifndef ISN_SERVE_WIRE_H
#define ISN_SERVE_WIRE_H

#include <event2/event.h>

#include "serve/crowd.h"
#include "serve/http.h"

/* Bytes that several answers share; gone with the last that holds them. Of the loop's thread alone. */
typedef struct isn_blob {
  size_t refs, len;
  char bytes[];
} isn_blob;

isn_blob *isn_blob_new(size_t len); /* one reference; NULL without memory */
isn_blob *isn_blob_hold(isn_blob *);
void isn_blob_drop(isn_blob *); /* may be NULL */

typedef struct isn_wire isn_wire;
typedef struct isn_conn isn_conn;

typedef struct isn_wire_calls {
  void *context;
  /* A request with its body, or one that is refused with a status (fault, else 0). To be answered, now or later, by
   * isn_wire_answer, or the socket taken by isn_wire_take. The request lives until then. */
  void (*ask)(void *context, isn_conn *, const isn_request *, int fault, isnad_str body);
  /* 0, or the status that refuses a request of that length before its body comes. */
  int (*allow)(void *context, isn_conn *, const isn_request *);
  /* An answer is out, or as much of it as the client took. */
  void (*done)(void *context, isn_conn *, const isn_request *, int status, size_t sent);
  /* The client is gone while his answer is being made: nothing may be answered any more. */
  void (*gone)(void *context, isn_conn *);
} isn_wire_calls;

typedef struct isn_wire_limits {
  size_t clients, per_address;
  int idle, head, body; /* seconds: between requests, for a head, for a body and for an answer, these two a second more
                           for each 8 KB */
} isn_wire_limits;

/* crowd is the caller's, who may count others in it. */
isn_wire *isn_wire_new(struct event_base *, isn_crowd *, const isn_wire_limits *, const isn_wire_calls *);
void isn_wire_free(isn_wire *);
/* A socket that was accepted; closed where there are too many. */
void isn_wire_accept(isn_wire *, int fd, const struct sockaddr *);
/* Closes what is idle; what is being answered is answered first. */
void isn_wire_stop(isn_wire *);
size_t isn_wire_open(const isn_wire *);
uint64_t isn_wire_turned_away(const isn_wire *);

/* head: the status line and fields up to and with the empty line, from malloc, taken over; body: taken over, may be
 * NULL. close: this is the connection's last answer. */
void isn_wire_answer(isn_conn *, int status, char *head, size_t head_len, isn_blob *body, bool close);
/* May an answer of that many bytes go out now? What waits to be taken by slow readers is bounded, of one address and of
 * all; small answers always may, and one large one at a time. */
bool isn_wire_room(const isn_conn *, size_t len);
/* Gives up the connection and hands its socket over, which is still counted in the crowd. */
int isn_wire_take(isn_conn *, isn_peer *);
const isn_peer *isn_wire_peer(const isn_conn *);
/* Milliseconds since the request was whole. */
int64_t isn_wire_took(const isn_conn *);
/* Free for who answers later, NULL at first. */
void **isn_wire_note(isn_conn *);

int64_t isn_wire_clock(void); /* milliseconds that only grow */

#endif
