/* live: those who follow the log as it grows (server-sent events). What happened is written once, on a tape that all
 * clients read from; a client is a socket and its place on the tape, a few hundred bytes, and nothing is copied for
 * him. Who asks for what lies before the tape is sent it from the store first. Who falls a whole tape behind, or takes
 * nothing for a minute, is dropped: he comes again with the number of the last entry that he has. */
#ifndef ISN_SERVE_LIVE_H
#define ISN_SERVE_LIVE_H

#include <event2/event.h>

#include "serve/crowd.h"
#include "store/store.h"

typedef struct isn_live isn_live;

/* crowd: where the clients are counted; store: must outlive it; most: clients; tape: bytes. NULL without memory. */
isn_live *isn_live_new(struct event_base *, isn_crowd *, isn_store *, size_t most, size_t tape);
void isn_live_free(isn_live *);
/* Takes over a socket. since: the last entry that the client has; -1: from now on. */
void isn_live_join(isn_live *, int fd, const isn_peer *, int64_t since);
/* Looks for new entries and sends them out, each client in his turn. True: there may be more of them. */
bool isn_live_follow(isn_live *);
void isn_live_stop(isn_live *); /* closes all */

typedef struct isn_live_sums {
  size_t clients;
  uint64_t events, dropped;
  int64_t last; /* entry of the log that was told last */
} isn_live_sums;
isn_live_sums isn_live_count(const isn_live *);

#endif
