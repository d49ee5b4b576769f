/* crowd: see the header. A table of cells found by hash and then in a row; it has twice as many cells as there may be
 * connections, so that rows stay short, and is never moved. «127.0.0.1» with three connections is one cell that says 3.
 */
#include "serve/crowd.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct cell {
  uint8_t key[8];
  uint32_t count; /* 0: free */
} cell;

struct isn_crowd {
  size_t most, most_each, count, cells; /* cells: a power of two */
  cell table[];
};

isn_peer isn_peer_of(const struct sockaddr *address) {
  static const uint8_t mapped[12] = {[10] = 0xFF, [11] = 0xFF};
  isn_peer peer = {.loopback = address->sa_family == AF_UNIX};
  if (address->sa_family == AF_INET) {
    struct sockaddr_in in;
    memcpy(&in, address, sizeof in);
    memcpy(peer.key + 4, &in.sin_addr, 4);
    peer.loopback = peer.key[4] == 127;
  } else if (address->sa_family == AF_INET6) {
    struct sockaddr_in6 in;
    memcpy(&in, address, sizeof in);
    bool four = memcmp(&in.sin6_addr, mapped, sizeof mapped) == 0;
    if (four) memcpy(peer.key + 4, (const uint8_t *)&in.sin6_addr + 12, 4);
    else memcpy(peer.key, &in.sin6_addr, 8);
    peer.loopback = four ? peer.key[4] == 127 : IN6_IS_ADDR_LOOPBACK(&in.sin6_addr);
  }
  return peer;
}

void isn_peer_name(const isn_peer *peer, char out[48]) {
  static const uint8_t zero[4] = {0};
  const uint8_t *k = peer->key;
  if (memcmp(k, zero, 4) == 0 && memcmp(k + 4, zero, 4) != 0) snprintf(out, 48, "%u.%u.%u.%u", k[4], k[5], k[6], k[7]);
  else if (peer->loopback) snprintf(out, 48, "::1");
  else snprintf(out, 48, "%x:%x:%x:%x::/64", k[0] << 8 | k[1], k[2] << 8 | k[3], k[4] << 8 | k[5], k[6] << 8 | k[7]);
}

uint32_t isn_peer_hash(const isn_peer *peer) {
  uint64_t word;
  memcpy(&word, peer->key, sizeof word);
  word ^= word >> 32;
  word *= 0x9E3779B97F4A7C15u;
  return (uint32_t)(word >> 32);
}

isn_crowd *isn_crowd_new(size_t most, size_t most_each) {
  size_t cells = 64;
  while (cells < 2 * most) cells *= 2;
  isn_crowd *crowd = calloc(1, sizeof *crowd + cells * sizeof(cell));
  if (crowd) crowd->most = most, crowd->most_each = most_each, crowd->cells = cells;
  return crowd;
}

void isn_crowd_free(isn_crowd *crowd) { free(crowd); }

/* The cell of a key, or the free one where it would be. */
static size_t cell_of(const isn_crowd *crowd, const uint8_t key[8]) {
  isn_peer peer;
  memcpy(peer.key, key, sizeof peer.key);
  size_t at = isn_peer_hash(&peer) & (crowd->cells - 1);
  while (crowd->table[at].count && memcmp(crowd->table[at].key, key, 8) != 0) at = (at + 1) & (crowd->cells - 1);
  return at;
}

bool isn_crowd_enter(isn_crowd *crowd, const isn_peer *peer) {
  cell *c = &crowd->table[cell_of(crowd, peer->key)];
  if (crowd->count == crowd->most || c->count == crowd->most_each) return false;
  memcpy(c->key, peer->key, sizeof c->key);
  c->count++;
  crowd->count++;
  return true;
}

void isn_crowd_leave(isn_crowd *crowd, const isn_peer *peer) {
  size_t at = cell_of(crowd, peer->key), mask = crowd->cells - 1;
  if (crowd->table[at].count == 0) return;
  crowd->count--;
  if (--crowd->table[at].count) return;
  for (size_t next = (at + 1) & mask; crowd->table[next].count;
       next = (next + 1) & mask) { /* those behind it close up */
    cell moved = crowd->table[next];
    crowd->table[next].count = 0;
    crowd->table[cell_of(crowd, moved.key)] = moved;
  }
}

size_t isn_crowd_count(const isn_crowd *crowd) { return crowd->count; }
