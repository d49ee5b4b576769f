/* page: what is answered to a GET: the pages of the coverage, their other forms by suffix, the stylesheet, script,
 * fonts. The door of the room. It reads the store through its door, writes nothing, asks no clock and opens no socket;
 * who serves does the rest.
 *
 *   isn_pages *pages;
 *   isn_pages_new(NULL, lexicon, coverages_tsv, &pages, &error);
 *   isn_page_ask ask = {.path = ISN_LIT("/i/0123456789abcdef"), .languages = ISN_LIT("ar")};
 *   isn_page_answer answer;
 *   isn_page_answer_of(pages, &ask, store, arena, &answer);      never fails: a fault is an answer of status 500
 *   ... send answer.status, answer.type, answer.headers, answer.body
 *   isn_pages_free(pages);
 *
 * The pages are immutable once made: any number of threads may ask, each with a store and an arena of its own. An
 * answer lives in the arena, or in the pages (assets). Where memory runs out in the arena the answer is a short 503. */
#ifndef ISN_SERVE_PAGE_PAGE_H
#define ISN_SERVE_PAGE_PAGE_H

#include "store/store.h"

typedef struct isn_pages isn_pages;

/* coverages: a TSV with the columns slug, title_ar, title_en, about_ar, about_en, filter (a query as pages take it:
 * place=...&after=...), since, ended (days; ended: empty while it goes on); empty text: one coverage of all there is.
 * It is copied; the lexicon must outlive the pages. */
isnad_status isn_pages_new(const isnad_allocator *, const isnad_lexicon *, isnad_str coverages, isn_pages **out,
                           isnad_error *);
void isn_pages_free(isn_pages *);

/* A coverage of the site, for what serves its events: false where there is no such slug. */
typedef struct isn_page_coverage {
  isnad_str slug, title_ar, title_en;
  bool ended;
} isn_page_coverage;
bool isn_pages_coverage(const isn_pages *, isnad_str slug, isn_page_coverage *);

/* ---- What the desk knows beside the store: given by who serves, shown on /admin ---------------------------------- */

typedef struct isn_desk_source {
  isnad_str url, kind;   /* kind: feed, channel, page */
  isnad_str fault;       /* why the last fetch failed; empty: it did not */
  int64_t fetched, next; /* seconds since 1970 UTC, 0: never */
  int64_t reports;       /* that came from it */
} isn_desk_source;

typedef struct isn_desk_search {
  isnad_str id, name, query, webhook;
  int64_t told;    /* entry of the log up to which it was told */
  isnad_str fault; /* why the last call failed */
} isn_desk_search;

typedef struct isn_desk_rejected {
  isnad_str from, why;
} isn_desk_rejected;

typedef struct isn_desk_import {
  bool dry, running;
  int64_t fresh, same, versions, claims, done, total;
  const isn_desk_rejected *rejected;
  size_t rejected_count;
} isn_desk_import;

typedef struct isn_desk {
  isnad_str csrf; /* the token that every form carries in the field csrf */
  bool read_only; /* shown, but nothing can be done */
  isnad_str done,
      fault; /* what the last form did: a word of the desk's words (merged, split, ... ) and why it failed */
  const isn_desk_source *sources;
  size_t source_count;
  const isn_desk_search *searches;
  size_t search_count;
  const isn_desk_import *import; /* the last one, NULL: none */
} isn_desk;

/* Forms of the desk are sent (POST, application/x-www-form-urlencoded, field csrf everywhere) to
 *   /admin/act      kind=merge|split|pin|retract|note, incident, other, claim (repeated: hashes), report, words, back
 *   /admin/undo     entry, back
 *   /admin/import   text, outlet, published, url, dry=1        (multipart where a file is sent: field file)
 *   /admin/searches name, query, webhook;  id and remove=1 to take one away
 *   /admin/sources  url;                   url and remove=1 to take one away
 *   /admin/login    token                                       (shown by isn_page_answer_of on /admin where desk is
 * NULL and may_login) back: a path on this site to go to afterwards (303). */

/* ---- Asking and answering ---------------------------------------------------------------------------------------- */

typedef struct isn_page_ask {
  isnad_str path;       /* as sent, still escaped: /i/0123.json; begins with / */
  isnad_str query;      /* as sent, without ?: after=2025-11-02&lang=en */
  isnad_str cookies;    /* the header as sent: lang=en; size=2 */
  isnad_str languages;  /* Accept-Language */
  isnad_str origin;     /* scheme and host of this site for feeds: http://127.0.0.1:8080; empty: addresses without it */
  const isn_desk *desk; /* NULL: this client may not see the desk */
  bool may_login;       /* there is a token that opens the desk */
  bool fixed; /* a page of a static site: files are linked relatively, with .html, and nothing asks for live updates */
  void (*linked)(void *context, isnad_str path); /* fixed: told each path that the page leads to */
  void *context;
} isn_page_ask;

typedef struct isn_page_header {
  const char *name;
  isnad_str value;
} isn_page_header;

enum { ISN_PAGE_HEADERS = 6 };

typedef struct isn_page_answer {
  int status;       /* 200, 204, 301, 303, 400, 404, 405, 500, 503 */
  const char *type; /* content type with charset */
  isnad_str body;
  isn_page_header headers[ISN_PAGE_HEADERS]; /* Location, Set-Cookie, Link, Content-Disposition, Vary */
  size_t header_count;
  isnad_str etag; /* bytes that stand for all that the body depends on, to be hashed; empty: hash the body */
  bool immutable; /* its name holds its digest: may be kept for a year */
  bool shared;    /* the same for every reader (no desk in it): may be kept by caches, revalidated */
  bool packed;    /* compressing it again gains nothing (fonts, pictures) */
} isn_page_answer;

/* HEAD is answered like GET without the body, by who serves. */
void isn_page_answer_of(const isn_pages *, const isn_page_ask *, isn_store *, isn_arena *, isn_page_answer *);

/* The Content-Security-Policy that the pages keep to. */
extern const char isn_page_csp[];

/* ---- A static site ----------------------------------------------------------------------------------------------- */

/* name: a path below the folder, of letters, digits, - . _ and /. False stops the walk. */
typedef bool isn_site_write(void *context, isnad_str name, isnad_str bytes);

/* Every page that can be reached from the first one, in both languages, with what it needs. files: how many were
 * written, may be NULL. */
isnad_status isn_pages_site(const isn_pages *, isn_store *, isn_site_write *, void *context, int64_t *files,
                            isnad_error *);

#endif
