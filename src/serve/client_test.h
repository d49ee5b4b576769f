/* client_test: a site on a free port of this machine with a store of its own, and a client that says exactly what a
 * test wants. Everything is bounded: a socket waits five seconds, a site goes with its test. */
#ifndef ISN_SERVE_CLIENT_TEST_H
#define ISN_SERVE_CLIENT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"
#include "serve/serve.h"
#include "store/store.h"

enum { WAIT_SECONDS = 5, ROOM = 4 << 20 };

typedef struct site {
  char folder[40], path[80];
  isn_serve_options options;
  isn_server *server;
  pthread_t thread;
  int port;
} site;

static isnad_lexicon *lexicon;

/* Reports of test/serve; a test is run from the project's root. */
static const char strikes[] = "test/serve/strikes.txt", protest[] = "test/serve/protest.txt";

/* The text of a file into room. */
static inline const char *text_of(const char *path, char *room, size_t size) {
  FILE *file = fopen(path, "r");
  if (file == NULL) fail_msg("%s cannot be read; run the test from the project's root", path);
  room[fread(room, 1, size - 1, file)] = '\0';
  fclose(file);
  return room;
}

static inline isn_store *site_store(const site *s) {
  isn_store *store;
  isnad_error error;
  if (isn_store_open(s->path, ISN_STORE_WRITE, lexicon, &store, &error) != ISNAD_OK) fail_msg("%s", error.message);
  isn_store_clock(store, 1643027400);
  return store;
}

static inline void site_add(const site *s, const char *path, const char *outlet) {
  isn_store *store = site_store(s);
  isnad_error error;
  char text[2000];
  isn_incoming in = {.bytes = isn_str(text_of(path, text, sizeof text)),
                     .given = {.outlet = isn_str(outlet), .published = ISN_LIT("2022-01-26T10:00")}};
  if (isn_store_add(store, &in, NULL, NULL, &error) != ISNAD_OK || isn_store_commit(store, &error) != ISNAD_OK ||
      isn_store_link(store, NULL, NULL, &error) != ISNAD_OK)
    fail_msg("%s", error.message);
  isn_store_close(store);
}

static inline void *site_run(void *server) {
  isn_server_run(server);
  return NULL;
}

/* A site with one report; options: what differs from the usual, may be NULL. */
static inline void site_open(site *s, const isn_serve_options *options) {
  isnad_error error;
  memset(s, 0, sizeof *s);
  snprintf(s->folder, sizeof s->folder, "/tmp/isnad-serve-XXXXXX");
  assert_non_null(mkdtemp(s->folder));
  snprintf(s->path, sizeof s->path, "%s/store", s->folder);
  if (lexicon == NULL) assert_int_equal(isnad_lexicon_builtin(NULL, &lexicon, NULL), ISNAD_OK);
  site_add(s, strikes, "One");
  if (options) s->options = *options;
  s->options.store = s->path;
  s->options.listen = "127.0.0.1:0";
  if (isn_server_new(&s->options, lexicon, &s->server, &error) != ISNAD_OK) fail_msg("%s", error.message);
  s->port = isn_server_port(s->server);
  assert_int_equal(pthread_create(&s->thread, NULL, site_run, s->server), 0);
}

static inline void site_close(site *s) {
  char command[120];
  isn_server_stop(s->server);
  pthread_join(s->thread, NULL);
  isn_server_free(s->server);
  static const char *const ends[] = {"", "-wal", "-shm", ".log"};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    snprintf(command, sizeof command, "%s%s", s->path, ends[i]);
    unlink(command);
  }
  rmdir(s->folder);
}

static inline int64_t clock_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* from: an address of this machine, NULL: 127.0.0.1; room: of the socket's buffer, 0: the usual. -1: refused. */
static inline int client_from(const site *s, const char *from, int room) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in here = {.sin_family = AF_INET}, there = {.sin_family = AF_INET,
                                                              .sin_port = htons((uint16_t)s->port),
                                                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct timeval wait = {.tv_sec = WAIT_SECONDS};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
  if (room) setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
  if (from && (inet_pton(AF_INET, from, &here.sin_addr) != 1 || bind(fd, (struct sockaddr *)&here, sizeof here) != 0))
    fail_msg("cannot be %s", from);
  if (connect(fd, (struct sockaddr *)&there, sizeof there) == 0) return fd;
  close(fd);
  return -1;
}

static inline int client(const site *s) {
  int fd = client_from(s, NULL, 0);
  assert_true(fd >= 0);
  return fd;
}

/* As much of it as the other side takes. */
static inline bool say(int fd, const char *text, size_t len) {
  for (size_t done = 0; done < len;) {
    ssize_t step = send(fd, text + done, len - done, MSG_NOSIGNAL);
    if (step <= 0) return false;
    done += (size_t)step;
  }
  return true;
}

/* An answer, whose strings lie in its room. */
typedef struct answer {
  int status; /* 0: none came */
  char *head, *body;
  size_t len; /* of the body */
  char room[ROOM];
} answer;

/* Reads until the head is whole and the body has its length (bodiless: there is none), or the other side closes. */
static inline void hear(int fd, bool bodiless, answer *a) {
  size_t len = 0, want = SIZE_MAX;
  a->status = 0, a->len = 0, a->head = a->body = a->room;
  a->room[0] = '\0';
  while (len < ROOM - 1 && len < want) {
    ssize_t got = recv(fd, a->room + len,
                       want < ROOM                              ? want - len
                       : want == SIZE_MAX && a->body == a->room ? 1
                                                                : ROOM - 1 - len,
                       0);
    if (got <= 0) break;
    len += (size_t)got;
    a->room[len] = '\0';
    if (a->body == a->room && len >= 4 && memcmp(a->room + len - 4, "\r\n\r\n", 4) == 0) {
      const char *length = strstr(a->room, "Content-Length: ");
      a->body = a->room + len;
      sscanf(a->room, "HTTP/1.1 %d", &a->status);
      want = len + (bodiless ? 0 : length ? strtoul(length + 16, NULL, 10) : 0);
    }
  }
  if (a->body != a->room) a->len = len - (size_t)(a->body - a->room);
}

/* One request on a connection of its own; the last line of a head is added. */
static inline int talk(const site *s, const char *head, const char *body, answer *a) {
  int fd = client(s);
  char text[20000];
  int len = body ? snprintf(text, sizeof text, "%sContent-Length: %zu\r\n\r\n%s", head, strlen(body), body)
                 : snprintf(text, sizeof text, "%s\r\n", head);
  say(fd, text, (size_t)len);
  hear(fd, strncmp(head, "HEAD", 4) == 0, a);
  close(fd);
  return a->status;
}

static inline int get(const site *s, const char *path, const char *fields, answer *a) {
  char head[18000];
  snprintf(head, sizeof head, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s", path, s->port, fields);
  return talk(s, head, NULL, a);
}

/* A field of the head into room; "" where there is none. */
static inline const char *field(const answer *a, const char *name, char *room, size_t size) {
  char wanted[80];
  snprintf(wanted, sizeof wanted, "\r\n%s: ", name);
  const char *at = strstr(a->head, wanted);
  room[0] = '\0';
  if (at && at < a->body) snprintf(room, size, "%.*s", (int)strcspn(at + strlen(wanted), "\r"), at + strlen(wanted));
  return room;
}

/* Reads from a stream until the text has come, or five seconds are over. */
static inline bool wait_for(int fd, const char *text, char *room, size_t size) {
  size_t len = strlen(room);
  int64_t until = clock_ms() + WAIT_SECONDS * 1000;
  while (strstr(room, text) == NULL && len < size - 1) {
    struct pollfd p = {.fd = fd, .events = POLLIN};
    if (clock_ms() >= until || poll(&p, 1, (int)(until - clock_ms())) <= 0) return false;
    ssize_t got = recv(fd, room + len, size - 1 - len, 0);
    if (got <= 0) return strstr(room, text) != NULL;
    len += (size_t)got;
    room[len] = '\0';
  }
  return true;
}

static inline int follow(const site *s, const char *query, const char *fields) {
  char head[400];
  int fd = client(s);
  int len =
      snprintf(head, sizeof head, "GET /events%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s\r\n", query, s->port, fields);
  say(fd, head, (size_t)len);
  return fd;
}

#endif
