/* serve: the live pages of a store over HTTP, the events of its log, and the desk. The door of the room.
 *
 *   isn_server *server;
 *   isn_serve_options options = {.store = "news.isnad", .listen = "127.0.0.1:8080"};
 *   if (isn_server_new(&options, lexicon, &server, &error) != ISNAD_OK) ...
 *   isn_server_run(server);       until a signal, or isn_server_stop from anywhere
 *   isn_server_free(server);
 *
 * One thread serves: it reads the store, renders and sends. A second writes what the desk does, a third calls the
 * alerts of saved searches. Other programs may write to the store meanwhile: the log is followed. */
#ifndef ISN_SERVE_SERVE_H
#define ISN_SERVE_SERVE_H

#include "isnad.h"

typedef struct isn_server isn_server;

typedef struct isn_serve_options {
  const char *store;       /* a file; made where it is not there, unless read_only */
  const char *listen;      /* ADDRESS:PORT, [ADDRESS]:PORT; port 0: any that is free */
  const char *token;       /* opens the desk; NULL: it is open to this machine */
  const char *log;         /* a file for the access log, "-": stderr; NULL: none */
  const char *origin;      /* https://news.example.org, where a proxy stands in front; NULL: as the client calls us */
  isnad_str coverages;     /* see page/page.h */
  bool read_only;          /* no desk, nothing is written */
  bool allow_private;      /* alerts may go to private addresses */
  bool signals;            /* SIGTERM and SIGINT stop it */
  size_t clients, per_address; /* connections; 0: 12000 (as far as the system allows), 256 */
  size_t tape;             /* bytes that one who follows the log may be behind; 0: 1 MB */
  int head_seconds, body_seconds, idle_seconds; /* 0: 10, 60, 30 */
} isn_serve_options;

isnad_status isn_server_new(const isn_serve_options *, const isnad_lexicon *, isn_server **, isnad_error *);
/* The port it listens on. */
int isn_server_port(const isn_server *);
/* Serves until it is stopped: what is being answered is answered first, for ten seconds at most. */
void isn_server_run(isn_server *);
/* May be called from another thread. */
void isn_server_stop(isn_server *);
void isn_server_free(isn_server *);

#endif
