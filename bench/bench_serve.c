/* bench_serve: what a server costs that many follow: bench_serve PROGRAM STORE [CLIENTS]. Starts PROGRAM serve on a
 * free port of this machine, joins its events CLIENTS times from addresses of 127.0.0.0/8, and says the server's memory
 * for each and the time from an entry of the log to the last of them. Then how long the first page takes to be made,
 * and what as many half requests do. All of it ends within two minutes. */
#define _DEFAULT_SOURCE 1 /* wait4 */

#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"
#include "store/store.h"

enum { PUSHES = 10, EACH = 200 /* connections of one address */, PAGES = 20, TIME_LIMIT = 120 };

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static _Noreturn void fail(const char *what) {
  fprintf(stderr, "bench_serve: %s: %s\n", what, strerror(errno));
  exit(1);
}

/* ---- The server -------------------------------------------------------------------------------------------------- */

/* Starts it; the port stands in what it says first. */
static pid_t start(const char *program, const char *store, const char *clients, int *port) {
  int ends[2];
  if (pipe(ends) != 0) fail("pipe");
  pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDERR_FILENO);
    close(ends[0]), close(ends[1]);
    execl(program, program, "serve", "--store", store, "--listen", "127.0.0.1:0", "--max-clients", clients,
          (char *)NULL);
    _exit(127);
  }
  close(ends[1]);
  char said[300] = "";
  size_t len = 0;
  for (ssize_t got; strchr(said, '\n') == NULL && len < sizeof said - 1 &&
                    (got = read(ends[0], said + len, sizeof said - 1 - len)) > 0;)
    len += (size_t)got;
  const char *colon = strstr(said, "127.0.0.1:");
  if (colon == NULL) fail(said);
  *port = (int)strtol(colon + 10, NULL, 10);
  return child;
}

/* Bytes of a process that are its own: its heap and stacks, not files that it maps. */
static long memory_of(pid_t process) {
  char path[60], line[200];
  long kb = 0;
  snprintf(path, sizeof path, "/proc/%ld/status", (long)process);
  FILE *file = fopen(path, "r");
  while (file && fgets(line, sizeof line, file))
    if (strncmp(line, "RssAnon:", 8) == 0) kb = strtol(line + 8, NULL, 10);
  if (file) fclose(file);
  return kb * 1024;
}

/* Milliseconds that its serving thread has run: what other programs take does not count. */
static double worked_ms(pid_t process) {
  char path[60];
  double nanoseconds = 0;
  snprintf(path, sizeof path, "/proc/%ld/schedstat", (long)process);
  FILE *file = fopen(path, "r");
  if (file == NULL || fscanf(file, "%lf", &nanoseconds) != 1) nanoseconds = 0;
  if (file) fclose(file);
  return nanoseconds / 1e6;
}

/* ---- Clients ----------------------------------------------------------------------------------------------------- */

/* A connection of a client, by his number from an address of his own or a few others'. */
static int reach(int port, int number) {
  struct sockaddr_in here = {.sin_family = AF_INET,
                             .sin_addr.s_addr = htonl(0x7F000001u + (uint32_t)(number / EACH + 1) * 256)};
  struct sockaddr_in there = {
      .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0 || bind(fd, (struct sockaddr *)&here, sizeof here) != 0 ||
      connect(fd, (struct sockaddr *)&there, sizeof there) != 0)
    fail("connect");
  return fd;
}

static int join(int port, int number) {
  char head[100];
  int fd = reach(port, number);
  /* As long as a browser's. */
  int len = snprintf(head, sizeof head,
                     "GET /events HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: text/event-stream\r\nX-Padding: ", port);
  static const char padding[400] = {[0 ... 398] = 'x'};
  if (send(fd, head, (size_t)len, MSG_MORE) != len || send(fd, padding, 399, MSG_MORE) != 399 ||
      send(fd, "\r\n\r\n", 4, 0) != 4)
    fail("send");
  return fd;
}

/* Waits until each client has read something that ends as an event does; gives the time of the last. */
static double wait_all(int poll, size_t count) {
  struct epoll_event ready[256];
  char waste[8192];
  double until = now_ms() + 20000;
  while (count > 0) {
    int got = epoll_wait(poll, ready, 256, 1000);
    if (now_ms() > until) fail("clients wait in vain");
    for (int i = 0; i < got; i++) {
      ssize_t len = recv(ready[i].data.fd, waste, sizeof waste, MSG_DONTWAIT);
      if (len == 0) fail("a client was closed");
      if (len >= 2 && memcmp(waste + len - 2, "\n\n", 2) == 0 && !(len == 3 && waste[0] == ':')) count--;
    }
  }
  return now_ms();
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void measure_events(pid_t server, int port, const char *path, size_t clients) {
  int poll = epoll_create1(0), *fds = calloc(clients, sizeof *fds);
  if (fds == NULL) fail("memory");
  long before = memory_of(server);
  for (size_t i = 0; i < clients; i++) {
    int fd = fds[i] = join(port, (int)i);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    if (epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event) != 0) fail("epoll_ctl");
    if (i % 100 == 99) wait_all(poll, 100);
  }
  wait_all(poll, clients % 100);
  printf("%zu clients follow: %.0f bytes of memory each\n", clients,
         (double)(memory_of(server) - before) / (double)clients);
  isnad_lexicon *lexicon;
  isn_store *store;
  isnad_error error;
  double times[PUSHES];
  if (isnad_lexicon_builtin(NULL, &lexicon, &error) != ISNAD_OK ||
      isn_store_open(path, ISN_STORE_WRITE, lexicon, &store, &error) != ISNAD_OK)
    fail(error.message);
  for (int i = 0; i < PUSHES; i++) {
    isn_act act = {.kind = "note", .incident = ISN_LIT("#1"), .who = ISN_LIT("bench"), .words = ISN_LIT("bench")};
    double began = now_ms();
    if (isn_store_act(store, &act, NULL, &error) != ISNAD_OK) fail(error.message);
    times[i] = wait_all(poll, clients) - began;
  }
  qsort(times, PUSHES, sizeof *times, by_size);
  printf("an entry of another program's reaches the last of them after %.0f ms (median), %.0f ms (slowest of %d)\n",
         times[PUSHES / 2], times[PUSHES - 1], PUSHES);
  printf("memory then: %.0f bytes each\n", (double)(memory_of(server) - before) / (double)clients);
  for (size_t i = 0; i < clients; i++) close(fds[i]);
  free(fds);
  close(poll);
  isn_store_close(store);
  isnad_lexicon_free(lexicon);
}

/* ---- Pages ------------------------------------------------------------------------------------------------------- */

/* A page that is not kept yet, since its address is new. */
static void measure_page(pid_t server, int port, const char *path) {
  double times[PAGES], before = worked_ms(server);
  size_t bytes = 0;
  for (int i = 0; i < PAGES; i++) {
    char head[200], waste[65536];
    struct sockaddr_in there = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(fd, (struct sockaddr *)&there, sizeof there) != 0) fail("connect");
    int len = snprintf(head, sizeof head,
                       "GET %s%cn=%d HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n", path,
                       strchr(path, '?') ? '&' : '?', i);
    double began = now_ms();
    if (send(fd, head, (size_t)len, 0) != len) fail("send");
    bytes = 0;
    for (ssize_t got; (got = recv(fd, waste, sizeof waste, 0)) > 0; bytes += (size_t)got)
      if (bytes == 0 && strncmp(waste, "HTTP/1.1 200", 12) != 0) fail(path);
    times[i] = now_ms() - began;
    close(fd);
  }
  qsort(times, PAGES, sizeof *times, by_size);
  printf(
      "%s is made, compressed and sent in %.2f ms of work, after %.2f ms (median), %.2f ms (slowest of %d); %zu KB\n",
      path, (worked_ms(server) - before) / PAGES, times[PAGES / 2], times[PAGES - 1], PAGES, bytes >> 10);
}

/* Clients who begin a request and never end it, and a page for somebody else meanwhile. */
static void measure_half(pid_t server, int port, size_t clients) {
  int *fds = calloc(clients, sizeof *fds);
  if (fds == NULL) fail("memory");
  sleep(2); /* those who followed are gone */
  long before = memory_of(server);
  for (size_t i = 0; i < clients; i++) {
    fds[i] = reach(port, (int)i);
    if (send(fds[i], "GET / HTTP/1.1\r\nHost: a\r\nX-", 28, 0) != 28) fail("send");
  }
  printf("%zu half requests: ", clients);
  measure_page(server, port, "/healthz");
  printf("memory then: %.0f bytes each\n", (double)(memory_of(server) - before) / (double)clients);
  for (size_t i = 0; i < clients; i++) close(fds[i]);
  free(fds);
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: bench_serve PROGRAM STORE [CLIENTS]\n");
    return 2;
  }
  alarm(TIME_LIMIT);
  struct rlimit files;
  size_t clients = argc > 3 ? strtoul(argv[3], NULL, 10) : 10000;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  if (clients + 100 > files.rlim_max) {
    printf("the system allows %ld open files: %ld clients instead of %zu\n", (long)files.rlim_max,
           (long)files.rlim_max - 100, clients);
    clients = files.rlim_max - 100;
  }
  char most[24];
  int port, status;
  snprintf(most, sizeof most, "%zu", clients + 100);
  pid_t server = start(argv[1], argv[2], most, &port);
  measure_events(server, port, argv[2], clients);
  measure_page(server, port, "/");
  measure_half(server, port, clients);
  kill(server, SIGTERM);
  waitpid(server, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : 1;
}
