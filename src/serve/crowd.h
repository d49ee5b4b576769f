/* crowd: how many connections each network address has, and how many there are. An address of IPv6 counts by its first
 * 64 bits, which one household or one machine has for itself. */
#ifndef ISN_SERVE_CROWD_H
#define ISN_SERVE_CROWD_H

#include <sys/socket.h>

#include "isnad.h"

typedef struct isn_peer {
  uint8_t key[8]; /* 0 0 0 0 and IPv4, or half of IPv6 */
  bool loopback;
} isn_peer;

isn_peer isn_peer_of(const struct sockaddr *);
/* "192.0.2.7", "2001:db8::/64"; out has room for 48. */
void isn_peer_name(const isn_peer *, char out[48]);
uint32_t isn_peer_hash(const isn_peer *);

typedef struct isn_crowd isn_crowd;

/* most: of all; most_each: of one address. */
isn_crowd *isn_crowd_new(size_t most, size_t most_each);
void isn_crowd_free(isn_crowd *);
bool isn_crowd_enter(isn_crowd *, const isn_peer *); /* false: there are too many already */
void isn_crowd_leave(isn_crowd *, const isn_peer *);
size_t isn_crowd_count(const isn_crowd *);

#endif
