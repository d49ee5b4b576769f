/* serve: the whole put together: one loop with a listener, a look at the log twenty times a second, a pipe by which the
 * other threads wake it, and an orderly end. */
#include "serve/serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <event2/listener.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "serve/inner.h"

enum {
  CLIENTS = 12000,
  PER_ADDRESS = 256,
  TAPE = 1 << 20,
  SPARE_FILES = 64,
  LOOK_MS = 50,
  SOON_MS = 2,
  BACKLOG = 1024,
  LAST_SECONDS = 10
};

int64_t isn_now(void) { return (int64_t)time(NULL); }

/* ---- The loop ---------------------------------------------------------------------------------------------------- */

static void wait_ms(struct event *timer, int ms) {
  const struct timeval t = {.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000};
  event_add(timer, &t);
}

/* Tells those who follow what is new in the log, whoever wrote it. */
static bool follow(isn_server *server) {
  int64_t before = isn_live_count(server->live).last;
  bool more = isn_live_follow(server->live);
  if (server->alert && isn_live_count(server->live).last != before) isn_alert_wake(server->alert);
  return more;
}

static void on_poll(evutil_socket_t fd, short what, void *context) {
  isn_server *server = context;
  (void)fd, (void)what;
  if (server->log) fflush(server->log);
  if (server->stopping && isn_wire_open(server->wire) == 0) {
    event_base_loopbreak(server->base);
    return;
  }
  wait_ms(server->poll, !server->stopping && follow(server) ? SOON_MS : LOOK_MS);
}

static void begin_stop(isn_server *server) {
  if (server->stopping) return;
  server->stopping = true;
  evconnlistener_disable(server->listener);
  isn_live_stop(server->live);
  isn_wire_stop(server->wire);
  wait_ms(server->deadline, LAST_SECONDS * 1000);
  wait_ms(server->poll, SOON_MS);
}

static void on_woken(evutil_socket_t fd, short what, void *context) {
  isn_server *server = context;
  char bytes[256];
  (void)what;
  ssize_t got = read(fd, bytes, sizeof bytes);
  if (server->hand) isn_hand_give_back(server->hand);
  if (got > 0 && memchr(bytes, 's', (size_t)got)) begin_stop(server);
  if (!server->stopping) follow(server);
}

static void on_signal(evutil_socket_t number, short what, void *context) {
  isn_server *server = context;
  (void)number, (void)what;
  if (server->stopping) event_base_loopbreak(server->base); /* said twice: at once */
  begin_stop(server);
}

static void on_deadline(evutil_socket_t fd, short what, void *context) {
  isn_server *server = context;
  (void)fd, (void)what;
  if (server->stopping) event_base_loopbreak(server->base);
  else evconnlistener_enable(server->listener);
}

static void on_accept(struct evconnlistener *listener, evutil_socket_t fd, struct sockaddr *address, int len,
                      void *context) {
  isn_server *server = context;
  (void)listener, (void)len;
  isn_wire_accept(server->wire, fd, address);
}

/* The system has no descriptor left for the moment. */
static void on_accept_fault(struct evconnlistener *listener, void *context) {
  isn_server *server = context;
  evconnlistener_disable(listener);
  wait_ms(server->deadline, 1000);
}

/* ---- Beginning --------------------------------------------------------------------------------------------------- */

/* As many connections as are wanted, as far as the system gives descriptors. */
static size_t clients_of(const isn_serve_options *options) {
  size_t wanted = options->clients ? options->clients : CLIENTS;
  struct rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return wanted < 512 ? wanted : 512;
  if (files.rlim_cur < wanted + SPARE_FILES) {
    files.rlim_cur = files.rlim_max < wanted + SPARE_FILES ? files.rlim_max : wanted + SPARE_FILES;
    setrlimit(RLIMIT_NOFILE, &files);
    getrlimit(RLIMIT_NOFILE, &files);
  }
  size_t room = files.rlim_cur > 2 * SPARE_FILES ? files.rlim_cur - SPARE_FILES : SPARE_FILES;
  return wanted < room ? wanted : room;
}

/* 127.0.0.1:8080, [::1]:8080, localhost:8080 as an address; gives its length, 0: it is none. */
static int address_of(const char *where, struct sockaddr_storage *out) {
  char host[64];
  const char *colon = strrchr(where, ':');
  char *end;
  long port = colon ? strtol(colon + 1, &end, 10) : -1;
  if (port < 0 || port > 65535 || end == colon + 1 || *end || colon - where >= (long)sizeof host) return 0;
  snprintf(host, sizeof host, "%.*s", (int)(colon - where), where);
  *out = (struct sockaddr_storage){.ss_family = AF_INET};
  struct sockaddr_in *four = (struct sockaddr_in *)out;
  struct sockaddr_in6 *six = (struct sockaddr_in6 *)out;
  if (inet_pton(AF_INET, strcmp(host, "localhost") == 0 ? "127.0.0.1" : host, &four->sin_addr) == 1) {
    four->sin_port = htons((uint16_t)port);
    return sizeof *four;
  }
  size_t len = strlen(host);
  if (len < 2 || host[0] != '[' || host[len - 1] != ']') return 0;
  host[len - 1] = '\0';
  *out = (struct sockaddr_storage){.ss_family = AF_INET6};
  six->sin6_port = htons((uint16_t)port);
  return inet_pton(AF_INET6, host + 1, &six->sin6_addr) == 1 ? (int)sizeof *six : 0;
}

static isnad_status listen_on(isn_server *server, const char *where, isnad_error *error) {
  struct sockaddr_storage address;
  int len = address_of(where, &address);
  if (len == 0)
    return isn_error(error, ISNAD_ARGUMENT, 0,
                     "no address to listen on: %.60s (127.0.0.1:8080, [::1]:8080, 0.0.0.0:80)", where);
  server->listener = evconnlistener_new_bind(server->base, on_accept, server,
                                             LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC | LEV_OPT_REUSEABLE, BACKLOG,
                                             (struct sockaddr *)&address, len);
  if (server->listener == NULL)
    return isn_error(error, ISNAD_IO, 0, "cannot listen on %.60s: %s", where, strerror(errno));
  evconnlistener_set_error_cb(server->listener, on_accept_fault);
  return ISNAD_OK;
}

static bool make_pipe(int ends[2]) {
  if (pipe(ends) != 0) return false;
  for (int i = 0; i < 2; i++)
    if (evutil_make_socket_nonblocking(ends[i]) != 0 || evutil_make_socket_closeonexec(ends[i]) != 0) return false;
  return true;
}

static bool make_events(isn_server *server) {
  struct event_base *base = server->base;
  server->poll = event_new(base, -1, 0, on_poll, server);
  server->deadline = event_new(base, -1, 0, on_deadline, server);
  server->woken = event_new(base, server->wake[0], EV_READ | EV_PERSIST, on_woken, server);
  if (server->poll == NULL || server->deadline == NULL || server->woken == NULL || event_add(server->woken, NULL) != 0)
    return false;
  const int numbers[] = {SIGTERM, SIGINT};
  for (int i = 0; i < 2 && server->options.signals; i++)
    if ((server->signals[i] = evsignal_new(base, numbers[i], on_signal, server)) == NULL ||
        event_add(server->signals[i], NULL) != 0)
      return false;
  wait_ms(server->poll, LOOK_MS);
  return true;
}

/* What serves, once there is a loop and a store. */
static bool make_parts(isn_server *server) {
  const isn_serve_options *o = &server->options;
  size_t clients = clients_of(o);
  isn_wire_limits limits = {.clients = clients,
                            .per_address = o->per_address ? o->per_address : PER_ADDRESS,
                            .idle = o->idle_seconds ? o->idle_seconds : 30,
                            .head = o->head_seconds ? o->head_seconds : 10,
                            .body = o->body_seconds ? o->body_seconds : 60};
  isn_wire_calls calls = isn_route_calls;
  calls.context = server;
  server->crowd = isn_crowd_new(clients, limits.per_address);
  server->gate = isn_gate_new(o->token);
  server->cache = isn_cache_of_pages_new();
  server->wire = server->crowd ? isn_wire_new(server->base, server->crowd, &limits, &calls) : NULL;
  server->live = server->crowd ? isn_live_new(server->base, server->crowd, server->store, clients,
                                              o->tape ? o->tape : (size_t)TAPE)
                               : NULL;
  return server->gate && server->cache && server->wire && server->live && make_events(server);
}

static isnad_status open_log(isn_server *server, isnad_error *error) {
  const char *path = server->options.log;
  if (path == NULL) return ISNAD_OK;
  server->log = strcmp(path, "-") == 0 ? stderr : fopen(path, "ae");
  return server->log ? ISNAD_OK
                     : isn_error(error, ISNAD_IO, 0, "cannot write the log %.100s: %s", path, strerror(errno));
}

/* The store is opened for writing first, which makes it or brings it up to date. */
static isnad_status open_stores(isn_server *server, isnad_error *error) {
  const isn_serve_options *o = &server->options;
  if (!o->read_only && (server->hand = isn_hand_new(o->store, server->lexicon, server->wake[1], error)) == NULL)
    return error->status;
  isnad_status status = isn_store_open(o->store, ISN_STORE_READ, server->lexicon, &server->store, error);
  if (status != ISNAD_OK || o->read_only) return status;
  server->alert = isn_alert_new(o->store, server->lexicon, server->hand, o->origin, o->allow_private, error);
  return server->alert ? ISNAD_OK : error->status;
}

isnad_status isn_server_new(const isn_serve_options *options, const isnad_lexicon *lexicon, isn_server **out,
                            isnad_error *error) {
  *out = NULL;
  isn_server *server = calloc(1, sizeof *server);
  if (server == NULL) return isn_error(error, ISNAD_MEMORY, 0, "out of memory");
  *server = (isn_server){.options = *options, .lexicon = lexicon, .wake = {-1, -1}, .began = isn_now()};
  isnad_error told;
  server->base = event_base_new();
  isnad_status status = server->base && make_pipe(server->wake)
                            ? isn_pages_new(NULL, lexicon, options->coverages, &server->pages, &told)
                            : isn_error(&told, ISNAD_MEMORY, 0, "out of memory");
  if (status == ISNAD_OK) status = open_log(server, &told);
  if (status == ISNAD_OK) status = open_stores(server, &told);
  if (status == ISNAD_OK && !make_parts(server)) status = isn_error(&told, ISNAD_MEMORY, 0, "out of memory");
  if (status == ISNAD_OK) status = listen_on(server, options->listen, &told);
  if (status == ISNAD_OK) return *out = server, ISNAD_OK;
  if (error) *error = told;
  isn_server_free(server);
  return status;
}

int isn_server_port(const isn_server *server) {
  struct sockaddr_storage address;
  socklen_t len = sizeof address;
  if (getsockname(evconnlistener_get_fd(server->listener), (struct sockaddr *)&address, &len) != 0) return 0;
  if (address.ss_family == AF_INET6) return ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
  return ntohs(((struct sockaddr_in *)&address)->sin_port);
}

void isn_server_run(isn_server *server) { event_base_dispatch(server->base); }

void isn_server_stop(isn_server *server) {
  ssize_t written = write(server->wake[1], "s", 1);
  (void)written;
}

void isn_server_free(isn_server *server) {
  if (server == NULL) return;
  isn_alert_free(server->alert); /* before the hand, to whom it gives what it keeps */
  isn_wire_free(server->wire);
  isn_live_free(server->live);
  isn_hand_free(server->hand);
  if (server->listener) evconnlistener_free(server->listener);
  struct event *events[] = {server->poll, server->woken, server->deadline, server->signals[0], server->signals[1]};
  for (size_t i = 0; i < sizeof events / sizeof *events; i++)
    if (events[i]) event_free(events[i]);
  isn_store_close(server->store);
  isn_cache_of_pages_free(server->cache);
  isn_gate_free(server->gate);
  isn_crowd_free(server->crowd);
  isn_pages_free(server->pages);
  for (int i = 0; i < 2; i++)
    if (server->wake[i] >= 0) close(server->wake[i]);
  if (server->log && server->log != stderr) fclose(server->log);
  if (server->base) event_base_free(server->base);
  free(server);
}
