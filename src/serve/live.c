/* live: see the header. The tape is a ring of bytes counted from the beginning of the program; marks say where each of
 * the latest entries begins on it. A push goes round the clients from the last to the first, a thousand in a turn of
 * the loop, so that pages are served in between. */
#include "serve/live.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/str.h"
#include "serve/frame.h"
#include "serve/wire.h"

enum {
  MARKS = 8192,
  SEND_ROOM = 32 << 10,  /* that the system may hold for one client */
  TURN = 1000,           /* clients served in one turn of the loop */
  CHUNK = 200,           /* entries that are read from the store at once */
  CHUNK_MAX = 4 << 20,   /* bytes of them */
  REPLAY_MAX = 10000,    /* who lacks more is told to begin anew */
  BEAT = 20,             /* seconds between comments that keep connections open */
  LATE_MS = 60000        /* who takes nothing for so long is dropped */
};

typedef struct client {
  isn_live *live;
  struct event *reads, *writes; /* writes: while he is behind, else NULL */
  size_t index;                 /* his place among the clients */
  uint64_t at;                  /* his place on the tape */
  int64_t since;                /* the last entry of his own bytes */
  int64_t late;                 /* milliseconds: since when he has taken nothing of what waits; 0: nothing waits */
  char *own;                    /* what comes before the tape, NULL: nothing */
  size_t own_len, own_sent;
  isn_peer peer;
  int fd;
} client;

struct isn_live {
  struct event_base *base;
  struct event *round, *beat;
  isn_crowd *crowd;
  isn_store *store;
  client **clients;
  size_t count, cap, most, turn; /* turn: the clients before it are still to be served */
  uint64_t events, dropped, end;
  int64_t first, last;           /* entries: the first that was put on the tape, the last */
  uint64_t marks[MARKS];         /* where entry n begins: marks[n % MARKS] */
  size_t size;                   /* of the tape */
  char tape[];
};

/* ---- The tape ---------------------------------------------------------------------------------------------------- */

static void put(isn_live *live, isnad_str text) {
  for (size_t done = 0; done < text.len;) {
    size_t at = live->end % live->size, step = text.len - done < live->size - at ? text.len - done : live->size - at;
    memcpy(live->tape + at, text.ptr + done, step);
    live->end += step;
    done += step;
  }
}

/* Where the entry after `since` begins on the tape; false where it does not any more, or never did. */
static bool find_mark(const isn_live *live, int64_t since, uint64_t *at) {
  *at = live->end;
  if (since >= live->last) return true;
  int64_t entry = since + 1;
  if (entry < live->first || entry <= live->last - MARKS) return false;
  *at = live->marks[entry % MARKS];
  return live->end - *at <= live->size;
}

/* ---- Clients ----------------------------------------------------------------------------------------------------- */

static void drop(client *c) {
  isn_live *live = c->live;
  event_free(c->reads);
  if (c->writes) event_free(c->writes);
  close(c->fd);
  isn_crowd_leave(live->crowd, &c->peer);
  free(c->own);
  client *moved = live->clients[--live->count]; /* it was served already, or is served once more */
  live->clients[c->index] = moved;
  moved->index = c->index;
  free(c);
}

static void drop_slow(client *c) {
  c->live->dropped++;
  drop(c);
}

typedef struct chunk {
  isn_buf buf;
  int64_t last, most; /* most: what is on the tape already; who is told more would ask for pages that are still kept as
                         they were */
  size_t count;
} chunk;

static bool add_frame(void *context, const isn_entry_of_log *entry) {
  chunk *c = context;
  if (entry->seq > c->most) return false;
  isn_frame_put(&c->buf, entry);
  c->last = entry->seq;
  c->count++;
  return true;
}

/* The next entries from the store as the client's own bytes; none where memory runs out or the store fails: he is
 * dropped. */
static bool load_own(client *c) {
  isn_arena *arena = isn_arena_new(NULL, 2 * CHUNK_MAX);
  if (arena == NULL) return false;
  volatile bool good = false;
  if (setjmp(*isn_arena_trap(arena)) == 0) {
    chunk *got = isn_alloc(arena, sizeof *got);
    *got = (chunk){.buf = isn_buf_new(arena, CHUNK_MAX), .last = c->since, .most = c->live->last};
    good = isn_store_log(c->live->store, c->since, (isnad_str){NULL, 0}, CHUNK, add_frame, got, NULL) == ISNAD_OK &&
           got->count && (c->own = malloc(got->buf.len)) != NULL;
    if (good) {
      memcpy(c->own, got->buf.ptr, got->buf.len);
      c->own_len = got->buf.len, c->own_sent = 0, c->since = got->last;
    }
  }
  isn_arena_free(arena);
  return good;
}

/* What waits for the client next: his own bytes, then the tape. Gives the parts; none: nothing waits. */
static int waiting(client *c, struct iovec parts[2], bool *lost) {
  isn_live *live = c->live;
  *lost = false;
  if (c->own && c->own_sent == c->own_len) {
    free(c->own);
    c->own = NULL;
    if (!find_mark(live, c->since, &c->at)) *lost = !load_own(c);
  }
  if (c->own) return parts[0] = (struct iovec){c->own + c->own_sent, c->own_len - c->own_sent}, 1;
  uint64_t behind = live->end - c->at;
  if (behind > live->size) *lost = true;
  if (*lost || behind == 0) return 0;
  size_t at = c->at % live->size, step = behind < live->size - at ? behind : live->size - at;
  parts[0] = (struct iovec){live->tape + at, step};
  parts[1] = (struct iovec){live->tape, behind - step};
  return behind > step ? 2 : 1;
}

static void serve(client *);

static void on_writable(evutil_socket_t fd, short what, void *context) {
  (void)fd, (void)what;
  serve(context);
}

static void set_late(client *c, bool late, bool moved) {
  if (!late && c->writes) event_free(c->writes), c->writes = NULL;
  if (late && c->writes == NULL && (c->writes = event_new(c->live->base, c->fd, EV_WRITE | EV_PERSIST, on_writable, c)))
    event_add(c->writes, NULL);
  if (!late) c->late = 0;
  else if (c->late == 0 || moved) c->late = isn_wire_clock();
}

/* Sends what waits, as far as the socket takes it. */
static void serve(client *c) {
  struct iovec parts[2];
  bool lost, moved = false;
  for (int steps = 0; steps < 4; steps++) {
    int count = waiting(c, parts, &lost);
    if (lost) return drop_slow(c);
    if (count == 0) return set_late(c, false, moved);
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = (size_t)count};
    ssize_t gone = sendmsg(c->fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (gone < 0 && (errno == EAGAIN || errno == EINTR)) break;
    if (gone <= 0) return drop(c);
    moved = true;
    if (c->own) c->own_sent += (size_t)gone;
    else c->at += (uint64_t)gone;
  }
  set_late(c, true, moved);
}

/* A client has nothing to say; what comes tells that he is gone. */
static void on_readable(evutil_socket_t fd, short what, void *context) {
  char waste[512];
  (void)what;
  ssize_t got = recv(fd, waste, sizeof waste, MSG_DONTWAIT);
  if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) drop(context);
}

static bool room_for_one(isn_live *live) {
  if (live->count < live->cap) return true;
  if (live->count == live->most) return false;
  size_t cap = live->cap ? live->cap * 2 : 64;
  client **grown = realloc(live->clients, cap * sizeof *grown);
  if (grown) live->clients = grown, live->cap = cap;
  return grown != NULL;
}

/* What a client is sent first, his own bytes: the head of the answer, and where too much is missing the advice to begin
 * anew. */
static bool greet(client *c, bool anew) {
  static const char head[] =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\n"
      "X-Accel-Buffering: no\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 2000\n\n";
  char extra[100] = "";
  if (anew)
    snprintf(extra, sizeof extra, "id: %lld\nevent: reset\ndata: {\"seq\":%lld}\n\n", (long long)c->since,
             (long long)c->since);
  c->own_len = sizeof head - 1 + strlen(extra);
  c->own = malloc(c->own_len);
  if (c->own == NULL) return false;
  memcpy(c->own, head, sizeof head - 1);
  memcpy(c->own + sizeof head - 1, extra, strlen(extra));
  return true;
}

void isn_live_join(isn_live *live, int fd, const isn_peer *peer, int64_t since) {
  client *c = room_for_one(live) ? calloc(1, sizeof *c) : NULL;
  struct event *reads = c ? event_new(live->base, fd, EV_READ | EV_PERSIST, on_readable, c) : NULL;
  bool anew = since >= 0 && live->last - since > REPLAY_MAX;
  if (c)
    *c = (client){.live = live,
                  .reads = reads,
                  .since = since < 0 || since > live->last || anew ? live->last : since,
                  .peer = *peer,
                  .fd = fd};
  if (reads == NULL || event_add(reads, NULL) != 0 || !greet(c, anew)) {
    if (reads) event_free(reads);
    free(c);
    close(fd);
    isn_crowd_leave(live->crowd, peer);
    return;
  }
  int room = SEND_ROOM;
  setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
  c->index = live->count;
  live->clients[live->count++] = c;
  serve(c);
}

/* ---- Pushing ----------------------------------------------------------------------------------------------------- */

static void soon(struct event *timer) {
  static const struct timeval now = {.tv_sec = 0};
  event_add(timer, &now);
}

static void go_round(isn_live *live) {
  live->turn = live->count;
  soon(live->round);
}

static void on_round(evutil_socket_t fd, short what, void *context) {
  isn_live *live = context;
  (void)fd, (void)what;
  if (live->turn > live->count) live->turn = live->count;
  for (int i = 0; i < TURN && live->turn > 0; i++) {
    client *c = live->clients[--live->turn];
    bool lost = c->own == NULL && live->end - c->at > live->size;
    if (c->writes == NULL || lost) serve(c); /* who is behind is served when he can take more, or dropped */
  }
  if (live->turn) soon(live->round);
}

static void on_beat(evutil_socket_t fd, short what, void *context) {
  isn_live *live = context;
  (void)fd, (void)what;
  for (size_t i = live->count; i-- > 0;) {
    client *c = live->clients[i];
    if (c->late && isn_wire_clock() - c->late > LATE_MS) drop_slow(c);
  }
  put(live, ISN_LIT(":\n\n"));
  go_round(live);
}

static bool add_to_tape(void *context, const isn_entry_of_log *entry) {
  chunk *c = context;
  isn_live *live = *(isn_live **)(void *)(c + 1);
  c->buf.len = 0;
  isn_frame_put(&c->buf, entry);
  live->marks[entry->seq % MARKS] = live->end;
  put(live, (isnad_str){c->buf.ptr, c->buf.len});
  live->last = entry->seq;
  live->events++;
  return true;
}

bool isn_live_follow(isn_live *live) {
  if (isn_store_last(live->store) <= live->last) return false;
  isn_arena *arena = isn_arena_new(NULL, 2 * CHUNK_MAX);
  if (arena == NULL) return false;
  int64_t before = live->last;
  if (setjmp(*isn_arena_trap(arena)) == 0) {
    struct { chunk chunk; isn_live *live; } *got = isn_alloc(arena, sizeof *got);
    got->chunk.buf = isn_buf_new(arena, CHUNK_MAX);
    got->live = live;
    isn_store_log(live->store, live->last, (isnad_str){NULL, 0}, CHUNK, add_to_tape, got, NULL);
  }
  isn_arena_free(arena);
  if (live->last > before) go_round(live);
  return live->last == before + CHUNK;
}

/* ---- The whole --------------------------------------------------------------------------------------------------- */

isn_live *isn_live_new(struct event_base *base, isn_crowd *crowd, isn_store *store, size_t most, size_t tape) {
  isn_live *live = calloc(1, sizeof *live + tape);
  if (live == NULL) return NULL;
  live->size = tape;
  live->base = base, live->crowd = crowd, live->store = store, live->most = most;
  live->last = isn_store_last(store);
  live->first = live->last + 1;
  live->round = event_new(base, -1, 0, on_round, live);
  live->beat = event_new(base, -1, EV_PERSIST, on_beat, live);
  const struct timeval every = {.tv_sec = BEAT};
  if (live->round && live->beat && event_add(live->beat, &every) == 0) return live;
  isn_live_free(live);
  return NULL;
}

void isn_live_stop(isn_live *live) {
  while (live->count) drop(live->clients[live->count - 1]);
}

void isn_live_free(isn_live *live) {
  if (live == NULL) return;
  isn_live_stop(live);
  if (live->round) event_free(live->round);
  if (live->beat) event_free(live->beat);
  free(live->clients);
  free(live);
}

isn_live_sums isn_live_count(const isn_live *live) {
  return (isn_live_sums){.clients = live->count, .events = live->events, .dropped = live->dropped, .last = live->last};
}
