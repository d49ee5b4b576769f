/* wire: see the header. A connection goes round: HEAD (waits for a head) -> BODY -> ASKED (somebody makes the answer)
 * -> ANSWER (goes out) -> HEAD; where a client is refused while he still sends, what he sends is thrown away for a
 * moment (LINGER), so that he gets to read why. One sweep a second closes those whose time is up. */
#include "serve/wire.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"

enum {
  FIRST_ROOM = 2 << 10,
  LINGER_MS = 2000,
  LINGER_BYTES = 4 << 20,
  TURN_BYTES = 256 << 10,
  SEND_ROOM = 128 << 10, /* that the system may hold for one client */
  PACE = 8 << 10,        /* bytes a second that a client must be worth waiting for */
  HEAVY = 16 << 10,      /* answers from this size on are counted while they wait */
  HELD_EACH = 32 << 20,  /* bytes that wait for one address */
  HELD_MAX = 512 << 20   /* and for all */
};

enum state { HEAD, BODY, ASKED, ANSWER, LINGER };

struct isn_conn {
  isn_wire *wire;
  isn_conn *next, **back;
  struct event *event;
  int fd;
  short waits; /* EV_READ or EV_WRITE, 0: for nobody */
  uint8_t state;
  bool keep;
  isn_peer peer;
  int64_t deadline, asked; /* milliseconds */
  char *in;
  size_t in_len, in_cap, seen, head_len;
  isn_request request;
  void *note;
  int status;
  char *out;
  size_t out_len, sent;
  isn_blob *body;
};

struct isn_wire {
  struct event_base *base;
  struct event *sweep;
  isn_crowd *crowd;
  isn_wire_limits limits;
  isn_wire_calls calls;
  isn_conn *first;
  size_t open;
  uint64_t turned_away;
  bool stopping;
};

/* ---- Small things ------------------------------------------------------------------------------------------------ */

int64_t isn_wire_clock(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

isn_blob *isn_blob_new(size_t len) {
  isn_blob *blob = malloc(sizeof *blob + len);
  if (blob) blob->refs = 1, blob->len = len;
  return blob;
}

isn_blob *isn_blob_hold(isn_blob *blob) {
  blob->refs++;
  return blob;
}

void isn_blob_drop(isn_blob *blob) {
  if (blob && --blob->refs == 0) free(blob);
}

static void free_answer(isn_conn *c) {
  free(c->out);
  isn_blob_drop(c->body);
  c->out = NULL, c->body = NULL;
  c->out_len = c->sent = 0;
}

/* Frees everything but the socket. */
static void forget(isn_conn *c) {
  if ((*c->back = c->next) != NULL) c->next->back = c->back;
  c->wire->open--;
  event_free(c->event);
  free_answer(c);
  free(c->in);
  free(c);
}

static void close_conn(isn_conn *c) {
  isn_wire_calls *calls = &c->wire->calls;
  if (c->state == ASKED) calls->gone(calls->context, c);
  if (c->state == ANSWER) calls->done(calls->context, c, &c->request, c->status, c->sent);
  close(c->fd);
  isn_crowd_leave(c->wire->crowd, &c->peer);
  forget(c);
}

static void on_ready(evutil_socket_t, short, void *);

static void wait_for(isn_conn *c, short what) {
  if (c->waits == what) return;
  event_del(c->event);
  c->waits = what;
  event_assign(c->event, c->wire->base, c->fd, (short)(what | EV_PERSIST), on_ready, c);
  if (what) event_add(c->event, NULL);
}

static void go_to(isn_conn *c, enum state state, int64_t milliseconds) {
  c->state = (uint8_t)state;
  c->deadline = isn_wire_clock() + milliseconds;
  wait_for(c, state == ASKED ? 0 : state == ANSWER ? EV_WRITE : EV_READ);
}

/* ---- Asking ------------------------------------------------------------------------------------------------------ */

static void ask(isn_conn *c, int fault) {
  isn_wire_calls *calls = &c->wire->calls;
  size_t body = c->head_len < c->in_len ? c->in_len - c->head_len : 0;
  if (body > (size_t)c->request.length) body = (size_t)c->request.length;
  c->keep = c->request.keep && !fault;
  c->asked = isn_wire_clock();
  go_to(c, ASKED, INT64_C(3600) * 1000); /* who makes the answer keeps his own time */
  calls->ask(calls->context, c, &c->request, fault, (isnad_str){c->in + c->head_len, fault ? 0 : body});
}

/* Looks whether what has come is a whole request. */
static void take_in(isn_conn *c) {
  isn_wire *wire = c->wire;
  if (c->state == HEAD) {
    c->head_len = isn_request_len((isnad_str){c->in, c->in_len}, c->seen);
    c->seen = c->in_len;
    if (c->head_len == 0 && c->in_len < ISN_HEAD_MAX) return;
    int fault = 431;
    if (c->head_len && c->head_len <= ISN_HEAD_MAX)
      fault = isn_request_read((isnad_str){c->in, c->head_len}, &c->request);
    else c->request = (isn_request){.length = 0};
    if (fault == 0 && c->request.length > 0) fault = wire->calls.allow(wire->calls.context, c, &c->request);
    if (fault) return ask(c, fault);
    go_to(c, BODY, (int64_t)wire->limits.body * 1000 + c->request.length / PACE * 1000);
    if (c->request.expects && c->in_len == c->head_len)
      if (send(c->fd, "HTTP/1.1 100 Continue\r\n\r\n", 25, MSG_NOSIGNAL | MSG_DONTWAIT) != 25) return close_conn(c);
  }
  if (c->in_len - c->head_len >= (size_t)c->request.length) ask(c, 0);
}

/* Room for what comes next: a head to its maximum, a body as it grows to its length. The request's strings move with
 * it. */
static bool make_room(isn_conn *c) {
  if (c->in_len < c->in_cap) return true;
  size_t most = c->state == BODY ? c->head_len + (size_t)c->request.length : ISN_HEAD_MAX;
  size_t cap = c->in_cap ? c->in_cap * 2 : FIRST_ROOM;
  if (cap > most) cap = most;
  if (cap <= c->in_len) return false;
  char *old = c->in, *in = malloc(cap);
  if (in == NULL) return false;
  if (c->in_len) memcpy(in, old, c->in_len);
  c->in = in;
  c->in_cap = cap;
  if (c->state == BODY) isn_request_read((isnad_str){c->in, c->head_len}, &c->request);
  free(old);
  return true;
}

/* Reads once. False: the connection is gone. */
static bool receive(isn_conn *c) {
  if (c->in_len == c->in_cap && !make_room(c)) return close_conn(c), false;
  ssize_t got = recv(c->fd, c->in + c->in_len, c->in_cap - c->in_len, MSG_DONTWAIT);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return true;
  if (got <= 0) return close_conn(c), false;
  if (c->in_len == 0 && c->state == HEAD) c->deadline = isn_wire_clock() + (int64_t)c->wire->limits.head * 1000;
  c->in_len += (size_t)got;
  return true;
}

static void throw_away(isn_conn *c) {
  char waste[16 << 10];
  ssize_t got = recv(c->fd, waste, sizeof waste, MSG_DONTWAIT);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  c->seen += got > 0 ? (size_t)got : 0;
  if (got <= 0 || c->seen > LINGER_BYTES) close_conn(c);
}

/* ---- Answering --------------------------------------------------------------------------------------------------- */

/* The next request, of which a part may have come already. */
static void go_round(isn_conn *c) {
  size_t used = c->head_len + (size_t)c->request.length, left = c->in_len > used ? c->in_len - used : 0;
  if (left) memmove(c->in, c->in + used, left);
  else free(c->in), c->in = NULL, c->in_cap = 0; /* an idle connection holds no memory */
  c->in_len = left;
  c->seen = c->head_len = 0;
  c->note = NULL;
  c->request = (isn_request){.length = 0};
  go_to(c, HEAD, (int64_t)(left ? c->wire->limits.head : c->wire->limits.idle) * 1000);
  if (left) event_active(c->event, EV_READ, 0);
}

static void finish(isn_conn *c) {
  isn_wire_calls *calls = &c->wire->calls;
  calls->done(calls->context, c, &c->request, c->status, c->sent);
  free_answer(c);
  if (c->keep && !c->wire->stopping) return go_round(c);
  c->seen = 0;
  shutdown(c->fd, SHUT_WR);
  go_to(c, LINGER, LINGER_MS);
}

static void send_on(isn_conn *c) {
  size_t body = c->body ? c->body->len : 0, turn = 0;
  while (c->sent < c->out_len + body && turn < TURN_BYTES) { /* then others have their turn */
    struct iovec parts[2];
    int count = 0;
    size_t from = c->sent > c->out_len ? c->sent - c->out_len : 0,
           most = body - from > TURN_BYTES ? TURN_BYTES : body - from;
    if (c->sent < c->out_len) parts[count++] = (struct iovec){c->out + c->sent, c->out_len - c->sent};
    if (body) parts[count++] = (struct iovec){c->body->bytes + from, most};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = (size_t)count};
    ssize_t gone = sendmsg(c->fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (gone < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (gone <= 0) return close_conn(c);
    c->sent += (size_t)gone;
    turn += (size_t)gone;
  }
  if (c->sent == c->out_len + body) finish(c);
}

void isn_wire_answer(isn_conn *c, int status, char *head, size_t head_len, isn_blob *body, bool close) {
  c->status = status;
  c->out = head;
  c->out_len = head_len;
  c->sent = 0;
  c->body = body;
  if (close) c->keep = false;
  size_t all = head_len + (body ? body->len : 0);
  go_to(c, ANSWER, (int64_t)c->wire->limits.body * 1000 + (int64_t)(all / PACE) * 1000);
  event_active(c->event, EV_WRITE, 0);
}

bool isn_wire_room(const isn_conn *c, size_t len) {
  size_t all = len, his = len;
  if (len < HEAVY) return true;
  for (const isn_conn *o = c->wire->first; o; o = o->next) {
    if (o->state != ANSWER || o->body == NULL || o->body->refs > 1 || o->body->len < HEAVY) continue;
    all += o->body->len;
    if (memcmp(o->peer.key, c->peer.key, sizeof c->peer.key) == 0) his += o->body->len;
  }
  return his == len || (his <= HELD_EACH && all <= HELD_MAX);
}

/* ---- The loop ---------------------------------------------------------------------------------------------------- */

static void on_ready(evutil_socket_t fd, short what, void *context) {
  isn_conn *c = context;
  (void)fd, (void)what;
  switch (c->state) {
    case HEAD:
    case BODY:
      if (receive(c) && c->in_len) take_in(c);
      break;
    case ANSWER: send_on(c); break;
    case LINGER: throw_away(c); break;
    default: break;
  }
}

static void on_sweep(evutil_socket_t fd, short what, void *context) {
  isn_wire *wire = context;
  int64_t now = isn_wire_clock();
  (void)fd, (void)what;
  for (isn_conn *c = wire->first, *next; c; c = next) {
    next = c->next;
    if (now < c->deadline) continue;
    if (c->state == BODY || (c->state == HEAD && c->in_len)) {
      c->request.keep = false;
      if (c->state == HEAD) c->head_len = c->in_len;
      ask(c, 408);
    } else {
      close_conn(c);
    }
  }
}

static void turn_away(isn_wire *wire, int fd) {
  static const char words[] =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  wire->turned_away++;
  if (send(fd, words, sizeof words - 1, MSG_NOSIGNAL | MSG_DONTWAIT) > 0) shutdown(fd, SHUT_WR);
  close(fd);
}

void isn_wire_accept(isn_wire *wire, int fd, const struct sockaddr *address) {
  isn_peer peer = isn_peer_of(address);
  int one = 1, room = SEND_ROOM;
  if (wire->stopping || !isn_crowd_enter(wire->crowd, &peer)) return turn_away(wire, fd);
  isn_conn *c = calloc(1, sizeof *c);
  struct event *event = c ? event_new(wire->base, fd, EV_READ | EV_PERSIST, on_ready, c) : NULL;
  if (event == NULL) {
    free(c);
    isn_crowd_leave(wire->crowd, &peer);
    return turn_away(wire, fd);
  }
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
  *c = (isn_conn){.wire = wire, .next = wire->first, .back = &wire->first, .event = event, .fd = fd, .peer = peer};
  if (c->next) c->next->back = &c->next;
  wire->first = c;
  wire->open++;
  go_to(c, HEAD, (int64_t)wire->limits.head * 1000);
}

isn_wire *isn_wire_new(struct event_base *base, isn_crowd *crowd, const isn_wire_limits *limits,
                       const isn_wire_calls *calls) {
  isn_wire *wire = calloc(1, sizeof *wire);
  if (wire == NULL) return NULL;
  *wire = (isn_wire){.base = base, .crowd = crowd, .limits = *limits, .calls = *calls};
  wire->sweep = event_new(base, -1, EV_PERSIST, on_sweep, wire);
  const struct timeval second = {.tv_sec = 1};
  if (wire->sweep && event_add(wire->sweep, &second) == 0) return wire;
  isn_wire_free(wire);
  return NULL;
}

void isn_wire_stop(isn_wire *wire) {
  wire->stopping = true;
  for (isn_conn *c = wire->first, *next; c; c = next) {
    next = c->next;
    if ((c->state == HEAD && c->in_len == 0) || c->state == LINGER) close_conn(c);
  }
}

void isn_wire_free(isn_wire *wire) {
  if (wire == NULL) return;
  while (wire->first) close_conn(wire->first);
  if (wire->sweep) event_free(wire->sweep);
  free(wire);
}

size_t isn_wire_open(const isn_wire *wire) { return wire->open; }

uint64_t isn_wire_turned_away(const isn_wire *wire) { return wire->turned_away; }

int isn_wire_take(isn_conn *c, isn_peer *peer) {
  int fd = c->fd;
  *peer = c->peer;
  forget(c);
  return fd;
}

const isn_peer *isn_wire_peer(const isn_conn *c) { return &c->peer; }

int64_t isn_wire_took(const isn_conn *c) { return isn_wire_clock() - c->asked; }

void **isn_wire_note(isn_conn *c) { return &c->note; }
