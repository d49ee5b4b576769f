/* inner: what the files of the room share and nobody outside sees. */
#ifndef ISN_SERVE_INNER_H
#define ISN_SERVE_INNER_H

#include <stdio.h>

#include "base/buf.h"
#include "base/str.h"
#include "serve/alert.h"
#include "serve/gate.h"
#include "serve/hand.h"
#include "serve/live.h"
#include "serve/serve.h"
#include "serve/wire.h"

#define ISN_ANSWER_MAX ((size_t)96 << 20) /* bytes of memory for one answer */
enum { ISN_FORM_MAX = 64 << 10, ISN_IMPORT_MAX = 32 << 20 };

typedef struct isn_cache_of_pages isn_cache_of_pages;

struct isn_server {
  isn_serve_options options;
  const isnad_lexicon *lexicon;
  struct event_base *base;
  struct event *poll, *woken, *signals[2], *deadline;
  struct evconnlistener *listener;
  int wake[2];        /* a byte written to [1] wakes the loop */
  isn_crowd *crowd;
  isn_wire *wire;
  isn_live *live;
  isn_store *store;   /* to read */
  isn_pages *pages;
  isn_cache_of_pages *cache;
  isn_gate *gate;
  isn_hand *hand;     /* NULL: read only */
  isn_alert *alert;   /* NULL: read only */
  FILE *log;
  bool stopping;
  int64_t began;      /* seconds since 1970 UTC */
  /* For /metrics. */
  uint64_t by_class[6], bytes, acts, forms, refused, cached, made;
  int64_t making;     /* milliseconds that pages took to be made */
};

/* ---- reply.c: answers put together ------------------------------------------------------------------------------- */

typedef struct isn_reply {
  int status;
  const char *type;     /* NULL: no body */
  const char *keeping;  /* Cache-Control */
  isn_page_header headers[ISN_PAGE_HEADERS + 2];
  size_t header_count;
  char tag[24];         /* "": none */
  const char *encoding; /* NULL: as it is */
  isn_blob *body;       /* taken over; NULL: none */
} isn_reply;

/* Sends it, or where memory is short closes the connection. */
void isn_reply_send(isn_server *, isn_conn *, const isn_request *, isn_reply *);
void isn_reply_add(isn_reply *, const char *name, isnad_str value);
/* A short answer in words. */
void isn_reply_words(isn_server *, isn_conn *, const isn_request *, int status, const char *words);
/* Too much was asked for: 429, to be tried again after that many seconds. */
void isn_reply_wait(isn_server *, isn_conn *, const isn_request *, int wait);
/* A body that was made for this request alone, compressed where that is wanted; never kept by caches. */
void isn_reply_fresh(isn_server *, isn_conn *, const isn_request *, isn_reply *, isnad_str body);
isn_blob *isn_blob_of(isnad_str); /* a copy */
isn_blob *isn_blob_gzip(isnad_str);
/* "3f2a..." with its quotes, of what stands for a body. */
void isn_tag_of(isnad_str, bool packed, char out[24]);
bool isn_type_packs(const char *type);

/* ---- cache.c: pages, made anew or kept --------------------------------------------------------------------------- */

isn_cache_of_pages *isn_cache_of_pages_new(void);
void isn_cache_of_pages_free(isn_cache_of_pages *);
/* Answers a GET or HEAD of a page. */
void isn_cache_answer(isn_server *, isn_conn *, const isn_request *, const isn_entry *);

/* ---- route.c ---- */
extern const isn_wire_calls isn_route_calls; /* context: the server */

/* ---- sync.c: what programs ask for: changes, deletions, health, sums; false: it is none of these ----------------- */
bool isn_sync_answer(isn_server *, isn_conn *, const isn_request *, bool trusted);

/* ---- desk.c: forms ----------------------------------------------------------------------------------------------- */
void isn_desk_post(isn_server *, isn_conn *, const isn_request *, const isn_entry *, isnad_str body);
/* What the desk's pages show beside the store. */
isn_desk *isn_desk_view(isn_server *, isn_arena *, const isn_entry *);
/* The Set-Cookie of a session. */
enum { ISN_COOKIE = 160 };
void isn_desk_cookie(const isn_server *, const isn_session *, char out[ISN_COOKIE]);
/* The client of a form that is being done is gone. */
void isn_desk_gone(isn_conn *);

/* ---- access.c ---- */
void isn_access_note(isn_server *, isn_conn *, const isn_request *, int status, size_t sent);

int64_t isn_now(void); /* seconds since 1970 UTC */

#endif
