/* gate: see the header. Secrets are compared in a time that does not tell where they differ, and never as themselves
 * but by their digests, so that not even their lengths show. Randomness is the system's. */
#include "serve/gate.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/sha256.h"
#include "base/str.h"
#include "serve/wire.h"

enum { SESSIONS = 64, SESSION_MS = 12 * 3600 * 1000, BUCKETS = 1024 };

/* What may be done at once, and how long one takes to grow again. */
static const struct {
  int64_t most, each;
} rates[] = {[RATE_FORMS] = {30, 1000}, [RATE_LOGINS] = {5, 12000}, [RATE_PAGES] = {100, 100}};

typedef struct bucket {
  int64_t full_at; /* milliseconds: when it will be full again */
} bucket;

struct isn_gate {
  bool has_token;
  isn_digest token;
  isn_session sessions[SESSIONS];
  bucket buckets[RATES][BUCKETS]; /* by the hash of an address; those that meet in one share it */
};

static bool same_digest(const isn_digest *a, const isn_digest *b) {
  unsigned difference = 0;
  for (size_t i = 0; i < sizeof a->byte; i++) difference |= (unsigned)(a->byte[i] ^ b->byte[i]);
  return difference == 0;
}

static bool same_secret(isnad_str given, const char *secret) {
  isn_digest a = isn_sha256_of(given), b = isn_sha256_of(isn_str(secret));
  return same_digest(&a, &b);
}

isn_gate *isn_gate_new(const char *token) {
  isn_gate *gate = calloc(1, sizeof *gate);
  if (gate == NULL) return NULL;
  gate->has_token = token != NULL;
  if (token) gate->token = isn_sha256_of(isn_str(token));
  return gate;
}

void isn_gate_free(isn_gate *gate) { free(gate); }

bool isn_gate_has_token(const isn_gate *gate) { return gate->has_token; }

/* ---- Sessions ---------------------------------------------------------------------------------------------------- */

static bool draw_secret(char out[ISN_SECRET]) {
  unsigned char bytes[(ISN_SECRET - 1) / 2];
  int file = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
  bool drawn = file >= 0 && read(file, bytes, sizeof bytes) == (ssize_t)sizeof bytes;
  if (file >= 0) close(file);
  for (size_t i = 0; drawn && i < sizeof bytes; i++) snprintf(out + 2 * i, 3, "%02x", bytes[i]);
  return drawn;
}

/* A session in a free place, or in that of the one that would end first. */
static isn_session *begin_session(isn_gate *gate) {
  isn_session *s = &gate->sessions[0];
  for (size_t i = 1; i < SESSIONS; i++)
    if (gate->sessions[i].until < s->until) s = &gate->sessions[i];
  *s = (isn_session){.until = isn_wire_clock() + SESSION_MS};
  if (draw_secret(s->id) && draw_secret(s->csrf)) return s;
  s->until = 0;
  return NULL;
}

static isn_session *find_session(isn_gate *gate, isnad_str id) {
  isn_session *found = NULL;
  if (id.len != ISN_SECRET - 1) return NULL;
  for (size_t i = 0; i < SESSIONS; i++)
    if (gate->sessions[i].until > isn_wire_clock() && same_secret(id, gate->sessions[i].id)) found = &gate->sessions[i];
  return found;
}

isn_session *isn_gate_login(isn_gate *gate, isnad_str token) {
  isn_digest digest = isn_sha256_of(token);
  return gate->has_token && same_digest(&digest, &gate->token) ? begin_session(gate) : NULL;
}

void isn_gate_logout(isn_session *session) { *session = (isn_session){.until = 0}; }

/* ---- Passing ----------------------------------------------------------------------------------------------------- */

/* A name of this machine: no page of another site reaches us under one (names can be made to lead to 127.0.0.1). */
static bool names_this_machine(isnad_str host) {
  static const char *const names[] = {"localhost", "127.0.0.1", "[::1]"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    size_t len = strlen(names[i]);
    if (host.len >= len && strncasecmp(host.ptr, names[i], len) == 0 && (host.len == len || host.ptr[len] == ':'))
      return true;
  }
  return false;
}

isn_entry isn_gate_pass(isn_gate *gate, const isn_peer *peer, const isn_request *r, bool make) {
  static const char bearer[] = "Bearer ";
  size_t len = sizeof bearer - 1;
  if (gate->has_token && r->authorization.len > len && strncasecmp(r->authorization.ptr, bearer, len) == 0) {
    isn_digest digest = isn_sha256_of((isnad_str){r->authorization.ptr + len, r->authorization.len - len});
    return (isn_entry){.open = same_digest(&digest, &gate->token), .bearer = true};
  }
  bool here = peer->loopback && !r->forwarded && names_this_machine(r->host);
  if (!gate->has_token && !here) return (isn_entry){.open = false};
  isn_session *session = find_session(gate, isn_cookie(r->cookies, "isnad_desk"));
  bool fresh = session == NULL && !gate->has_token && make;
  if (fresh) session = begin_session(gate);
  return (isn_entry){.open = session != NULL, .session = session, .fresh = fresh && session};
}

bool isn_gate_same_site(const isn_request *r) {
  if (r->fetch_site.len && !isn_str_same(r->fetch_site, ISN_LIT("same-origin")) &&
      !isn_str_same(r->fetch_site, ISN_LIT("none")))
    return false;
  if (r->origin.len == 0) return true; /* no browser of these days */
  static const char *const schemes[] = {"http://", "https://"};
  for (size_t i = 0; i < 2; i++) {
    size_t len = strlen(schemes[i]);
    if (r->origin.len > len && memcmp(r->origin.ptr, schemes[i], len) == 0)
      return isn_str_same((isnad_str){r->origin.ptr + len, r->origin.len - len}, r->host);
  }
  return false;
}

bool isn_gate_csrf(const isn_session *session, isnad_str csrf) { return same_secret(csrf, session->csrf); }

int isn_gate_rate(isn_gate *gate, enum isn_rate rate, const isn_peer *peer) {
  bucket *b = &gate->buckets[rate][isn_peer_hash(peer) % BUCKETS];
  int64_t now = isn_wire_clock(), room = rates[rate].most * rates[rate].each;
  if (b->full_at < now) b->full_at = now;
  if (b->full_at + rates[rate].each > now + room) return (int)((b->full_at + rates[rate].each - now - room) / 1000) + 1;
  b->full_at += rates[rate].each;
  return 0;
}
