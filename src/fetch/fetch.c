/* fetch: see the header. Addresses become jobs; a job waits until its host is free and the host's robots.txt is known, runs, and may go
 * on elsewhere where it is redirected, by way of the same checks. «https://example.org/rss.xml» asks first for https://example.org/robots.txt.
 * No proxy is used: the address that is looked at is the one that answers. */
#include "fetch/fetch.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/str.h"
#include "fetch/cache.h"
#include "fetch/curl.h"
#include "fetch/guard.h"
#include "fetch/robots.h"

enum {
  AHEAD = 8,             /* jobs that run or wait in memory beside the one that is given next */
  REDIRECTS_MAX = 10,
  HEAD_MAX = 64 << 10,
  ROBOTS_MAX = 512 << 10,
  DELAY_MAX = 30,        /* seconds: a longer Crawl-delay is taken as this */
  CONNECT_SECONDS = 15,
  STALLED_SECONDS = 30,
  USUAL_SECONDS = 60,
  URL_MAX = 8 << 10
};
static const char agent_name[] = "isnad";

typedef struct bytes {
  char *ptr;
  size_t len, cap, max;
} bytes;

enum robots_state {
  ROBOTS_UNKNOWN,
  ROBOTS_ASKED,
  ROBOTS_KNOWN,
  ROBOTS_CLOSED /* the server fails: nothing may be fetched */
};

typedef struct host {
  char *origin;   /* https://example.org:443 */
  bytes robots;
  double free_at; /* seconds: before that no request goes out */
  uint8_t state;  /* enum robots_state */
  bool busy;
  char fault[320]; /* why its robots.txt cannot be read */
} host;

enum job_state { WAITING, RUNNING, DONE };

typedef struct job {
  isn_fetch *fetch;
  char *asked, *url;
  size_t at;      /* its host */
  size_t robots;  /* index + 1 of the host whose robots.txt it gets, 0: none */
  int redirects;
  uint8_t state;
  CURL *easy;
  struct curl_slist *fields;
  bytes body, head;
  bool too_long, unchanged;
  long status;
  char blocked[64]; /* the address that was not allowed */
  char *media_type;
  char curl_fault[CURL_ERROR_SIZE], fault[320];
} job;

struct isn_fetch {
  isn_fetch_options options;
  isn_curl curl;
  CURLM *multi;
  isn_cache *cache;
  host *hosts;
  size_t host_count, host_cap;
  job **jobs;        /* in the order in which they were added */
  size_t job_count, job_cap, given;
  job **errands;     /* robots.txt that are being fetched */
  size_t errand_count, errand_cap;
  bool no_memory;
};

/* ---- Small things ---------------------------------------------------------------------------------------------------- */

static bool add_bytes(bytes *b, const char *from, size_t len) {
  if (len > b->max - b->len) return false;
  if (b->len + len + 1 > b->cap) {
    size_t cap = b->cap ? b->cap : 4096;
    while (cap < b->len + len + 1) cap *= 2;
    char *grown = realloc(b->ptr, cap);
    if (grown == NULL) return false;
    b->ptr = grown;
    b->cap = cap;
  }
  memcpy(b->ptr + b->len, from, len);
  b->len += len;
  b->ptr[b->len] = '\0';
  return true;
}

static void free_bytes(bytes *b) {
  free(b->ptr);
  b->ptr = NULL;
  b->len = b->cap = 0;
}

static char *copy_text(const char *text) {
  size_t len = strlen(text) + 1;
  char *copy = malloc(len);
  return copy ? memcpy(copy, text, len) : NULL;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

bool isn_fetch_is_url(const char *word) {
  return strncasecmp(word, "http://", 7) == 0 || strncasecmp(word, "https://", 8) == 0;
}

/* Grows a list by one; false without memory. */
static bool room_for(void *list_ptr, size_t count, size_t *cap, size_t size) {
  void **list = list_ptr;
  if (count < *cap) return true;
  size_t more = *cap ? *cap * 2 : 16;
  void *grown = realloc(*list, more * size);
  if (grown == NULL) return false;
  *list = grown;
  *cap = more;
  return true;
}

static char *url_part(const isn_curl *curl, CURLU *u, CURLUPart part, unsigned flags) {
  char *text = NULL;
  return curl->url_get(u, part, &text, flags) == CURLUE_OK ? text : NULL;
}

/* The address with its path and query written as a server takes them («/خبر 1» with each byte in hexadecimal), to be freed. Addresses
 * that make no sense stay as they are, and are told when it is their turn. */
static char *clean_url(const isn_curl *curl, const char *url) {
  CURLU *u = curl->url();
  char *whole = NULL, *copy;
  if (u && strlen(url) < URL_MAX && curl->url_set(u, CURLUPART_URL, url, CURLU_URLENCODE) == CURLUE_OK)
    whole = url_part(curl, u, CURLUPART_URL, 0);
  copy = copy_text(whole ? whole : url);
  curl->free(whole);
  curl->url_cleanup(u);
  return copy;
}

/* The origin (scheme, host, port) of an address, and its path with its query; each to be freed. */
static bool split_url(const isn_curl *curl, const char *url, char **origin, char **path) {
  CURLU *u = curl->url();
  *origin = *path = NULL;
  if (u && strlen(url) < URL_MAX && curl->url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK) {
    char *scheme = url_part(curl, u, CURLUPART_SCHEME, 0), *name = url_part(curl, u, CURLUPART_HOST, 0),
         *port = url_part(curl, u, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    char *where = url_part(curl, u, CURLUPART_PATH, 0), *query = url_part(curl, u, CURLUPART_QUERY, 0);
    if (scheme && name && port && where && (*origin = malloc(URL_MAX + 64)) && (*path = malloc(URL_MAX * 4))) {
      snprintf(*origin, URL_MAX + 64, "%s://%s:%s", scheme, name, port);
      snprintf(*path, URL_MAX * 4, "%s%s%s", where, query ? "?" : "", query ? query : "");
    }
    curl->free(scheme), curl->free(name), curl->free(port), curl->free(where), curl->free(query);
  }
  curl->url_cleanup(u);
  if (*origin && *path) return true;
  free(*origin);
  free(*path);
  *origin = *path = NULL;
  return false;
}

/* ---- Jobs and hosts -------------------------------------------------------------------------------------------------- */

static void finish(job *j, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void free_job(job *j) {
  if (j == NULL) return;
  const isn_curl *curl = &j->fetch->curl;
  if (j->easy) curl->multi_remove_handle(j->fetch->multi, j->easy), curl->easy_cleanup(j->easy);
  curl->slist_free_all(j->fields);
  free_bytes(&j->body);
  free_bytes(&j->head);
  free(j->asked);
  free(j->url);
  free(j->media_type);
  free(j);
}

static job *new_job(isn_fetch *fetch, const char *url, size_t max) {
  job *j = calloc(1, sizeof *j);
  if (j == NULL) return NULL;
  *j = (job){.fetch = fetch,
             .asked = copy_text(url),
             .url = clean_url(&fetch->curl, url),
             .body.max = max,
             .head.max = HEAD_MAX};
  if (j->asked && j->url) return j;
  free_job(j);
  return NULL;
}

/* The host of an origin, made where it is new; SIZE_MAX without memory. Takes the origin. */
static size_t host_of(isn_fetch *fetch, char *origin) {
  for (size_t i = 0; i < fetch->host_count; i++)
    if (strcmp(fetch->hosts[i].origin, origin) == 0) return free(origin), i;
  if (!room_for(&fetch->hosts, fetch->host_count, &fetch->host_cap, sizeof *fetch->hosts)) return free(origin), SIZE_MAX;
  fetch->hosts[fetch->host_count] = (host){.origin = origin,
                                           .robots.max = ROBOTS_MAX,
                                           .state = fetch->options.ignore_robots ? ROBOTS_KNOWN : ROBOTS_UNKNOWN};
  return fetch->host_count++;
}

/* Sends for the robots.txt of a host. */
static bool ask_robots(isn_fetch *fetch, size_t at) {
  char url[URL_MAX + 80];
  snprintf(url, sizeof url, "%s/robots.txt", fetch->hosts[at].origin);
  job *j = room_for(&fetch->errands, fetch->errand_count, &fetch->errand_cap, sizeof *fetch->errands)
               ? new_job(fetch, url, ROBOTS_MAX)
               : NULL;
  if (j == NULL) return false;
  j->robots = at + 1;
  fetch->errands[fetch->errand_count++] = j;
  fetch->hosts[at].state = ROBOTS_ASKED;
  return true;
}

/* ---- What curl calls ------------------------------------------------------------------------------------------------- */

static size_t on_body(char *from, size_t size, size_t count, void *context) {
  job *j = context;
  if (add_bytes(&j->body, from, size * count)) return size * count;
  j->too_long = true;
  return 0;
}

static size_t on_head(char *from, size_t size, size_t count, void *context) {
  job *j = context;
  size_t len = size * count;
  if (len >= 5 && memcmp(from, "HTTP/", 5) == 0) j->head.len = 0; /* the head of another answer */
  if (add_bytes(&j->head, from, len)) return len;
  j->too_long = true;
  return 0;
}

static curl_socket_t on_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
  job *j = context;
  (void)purpose;
  if (!j->fetch->options.allow_private && !isn_guard_public(&address->addr)) {
    const struct sockaddr *a = &address->addr;
    const void *bytes_of = a->sa_family == AF_INET
                               ? (const void *)&((const struct sockaddr_in *)(const void *)a)->sin_addr
                               : (const void *)&((const struct sockaddr_in6 *)(const void *)a)->sin6_addr;
    if (inet_ntop(a->sa_family, bytes_of, j->blocked, sizeof j->blocked) == NULL)
      snprintf(j->blocked, sizeof j->blocked, "?");
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype, address->protocol);
}

/* ---- Running --------------------------------------------------------------------------------------------------------- */

static void add_field(job *j, const char *name, const char *value) {
  char line[4096];
  int len = snprintf(line, sizeof line, "%s: %s", name, value);
  const isn_curl *curl = &j->fetch->curl;
  struct curl_slist *more = len > 0 && (size_t)len < sizeof line ? curl->slist_append(j->fields, line) : NULL;
  if (more) j->fields = more;
}

static void set_options(job *j) {
  const isn_fetch_options *o = &j->fetch->options;
  const isn_curl *curl = &j->fetch->curl;
  CURL *e = j->easy;
  curl->easy_setopt(e, CURLOPT_URL, j->url);
  curl->easy_setopt(e, CURLOPT_PRIVATE, j);
  curl->easy_setopt(e, CURLOPT_ERRORBUFFER, j->curl_fault);
  curl->easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https");
  curl->easy_setopt(e, CURLOPT_PROXY, "");
  curl->easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
  curl->easy_setopt(e, CURLOPT_ACCEPT_ENCODING, "gzip, br, deflate");
  curl->easy_setopt(e, CURLOPT_USERAGENT, o->agent ? o->agent : "isnad/" ISNAD_VERSION);
  curl->easy_setopt(e, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
  curl->easy_setopt(e, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl->easy_setopt(e, CURLOPT_LOW_SPEED_TIME, (long)STALLED_SECONDS);
  curl->easy_setopt(e, CURLOPT_TIMEOUT, o->timeout > 0 ? o->timeout : (long)USUAL_SECONDS);
  curl->easy_setopt(e, CURLOPT_WRITEFUNCTION, on_body);
  curl->easy_setopt(e, CURLOPT_WRITEDATA, j);
  curl->easy_setopt(e, CURLOPT_HEADERFUNCTION, on_head);
  curl->easy_setopt(e, CURLOPT_HEADERDATA, j);
  curl->easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, on_socket);
  curl->easy_setopt(e, CURLOPT_OPENSOCKETDATA, j);
  curl->easy_setopt(e, CURLOPT_HTTPHEADER, j->fields);
}

static void start(job *j) {
  isn_fetch *fetch = j->fetch;
  const isn_curl *curl = &fetch->curl;
  const char *etag, *modified;
  j->body.len = j->head.len = 0;
  if (!j->robots && fetch->cache && isn_cache_find(fetch->cache, j->url, &etag, &modified)) {
    if (*etag) add_field(j, "If-None-Match", etag);
    if (*modified) add_field(j, "If-Modified-Since", modified);
  }
  j->easy = curl->easy_init();
  if (j->easy == NULL) return finish(j, "out of memory");
  set_options(j);
  fetch->hosts[j->at].busy = true;
  j->state = RUNNING;
  if (curl->multi_add_handle(fetch->multi, j->easy) != CURLM_OK) finish(j, "out of memory");
}

static void finish(job *j, const char *format, ...) {
  va_list args;
  va_start(args, format);
  if (format) vsnprintf(j->fault, sizeof j->fault, format, args);
  va_end(args);
  j->state = DONE;
}

/* What a robots.txt that was fetched, or could not be, means for its host: there is none where the answer is 4xx. */
static void take_robots(job *j) {
  host *h = &j->fetch->hosts[j->robots - 1];
  h->state = ROBOTS_KNOWN;
  if (j->status >= 200 && j->status < 300) {
    free_bytes(&h->robots);
    h->robots = j->body;
    j->body = (bytes){.max = ROBOTS_MAX};
  } else if (j->status == 0 || j->status > 499) {
    h->state = ROBOTS_CLOSED;
    if (j->status == 0) snprintf(h->fault, sizeof h->fault, "%s", j->fault);
    else
      snprintf(h->fault, sizeof h->fault, "robots.txt cannot be read (%.200s), so nothing of the site may be fetched",
               j->fault);
  }
}

/* Whether a waiting job may start; it may be done instead. */
static bool may_start(job *j) {
  isn_fetch *fetch = j->fetch;
  char *origin, *path;
  if (!isn_fetch_is_url(j->url) || !split_url(&fetch->curl, j->url, &origin, &path))
    return finish(j, "no address that can be fetched: %.200s", j->url), false;
  j->at = host_of(fetch, origin);
  bool may = false;
  host *h = j->at == SIZE_MAX ? NULL : &fetch->hosts[j->at];
  if (h == NULL) finish(j, "out of memory");
  else if (h->busy || now() < h->free_at) may = false;
  else if (j->robots) may = true;
  else if (h->state == ROBOTS_UNKNOWN && !ask_robots(fetch, j->at)) finish(j, "out of memory");
  else if (h->state == ROBOTS_CLOSED) finish(j, "%s", h->fault);
  else if (h->state == ROBOTS_KNOWN) {
    double delay;
    may = isn_robots_allow((isnad_str){h->robots.ptr, h->robots.len}, agent_name, isn_str(path), &delay);
    if (!may) finish(j, "robots.txt does not allow it");
    h->free_at = now() + (delay > DELAY_MAX ? DELAY_MAX : delay);
  }
  free(path);
  return may;
}

static void redirect(job *j, const char *to) {
  char *url = clean_url(&j->fetch->curl, to);
  if (url == NULL) return finish(j, "out of memory");
  free(j->url);
  j->url = url;
  if (++j->redirects > REDIRECTS_MAX) return finish(j, "redirected more than %d times", REDIRECTS_MAX);
  j->state = WAITING;
}

static void keep_validators(job *j) {
  char *etag = NULL, *modified = NULL;
  const isn_curl *curl = &j->fetch->curl;
  struct curl_header *h;
  if (curl->easy_header(j->easy, "ETag", 0, CURLH_HEADER, -1, &h) == CURLHE_OK) etag = h->value;
  if (etag) etag = copy_text(etag);
  if (curl->easy_header(j->easy, "Last-Modified", 0, CURLH_HEADER, -1, &h) == CURLHE_OK) modified = h->value;
  if (etag || modified) isn_cache_set(j->fetch->cache, j->url, etag ? etag : "", modified ? modified : "");
  free(etag);
}

/* What came of a transfer. */
static void answered(job *j, CURLcode code) {
  const isn_curl *curl = &j->fetch->curl;
  const char *type = NULL;
  char *to = NULL;
  curl->easy_getinfo(j->easy, CURLINFO_RESPONSE_CODE, &j->status);
  curl->easy_getinfo(j->easy, CURLINFO_CONTENT_TYPE, &type);
  curl->easy_getinfo(j->easy, CURLINFO_REDIRECT_URL, &to);
  free(j->media_type);
  j->media_type = copy_text(type ? type : "");
  if (j->too_long) finish(j, "the answer is longer than %zu MB", j->body.max >> 20);
  else if (code != CURLE_OK && j->blocked[0]) finish(j, "its address is not public: %s", j->blocked);
  else if (code != CURLE_OK) finish(j, "%s", j->curl_fault[0] ? j->curl_fault : curl->easy_strerror(code));
  else if (j->status == 304) j->unchanged = true, finish(j, NULL);
  else if (to && j->status >= 300 && j->status < 400) redirect(j, to);
  else if (j->status < 200 || j->status > 299) finish(j, "the server answers %ld", j->status);
  else {
    if (j->fetch->cache && !j->robots) keep_validators(j);
    finish(j, NULL);
  }
  if (code != CURLE_OK) j->status = 0;
}

static void collect(isn_fetch *fetch) {
  const isn_curl *curl = &fetch->curl;
  int left;
  for (CURLMsg *message; (message = curl->multi_info_read(fetch->multi, &left)) != NULL;) {
    job *j = NULL;
    if (message->msg != CURLMSG_DONE) continue;
    CURLcode code = message->data.result;
    curl->easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&j);
    fetch->hosts[j->at].busy = false;
    answered(j, code);
    curl->multi_remove_handle(fetch->multi, j->easy);
    curl->easy_cleanup(j->easy);
    j->easy = NULL;
    curl->slist_free_all(j->fields);
    j->fields = NULL;
  }
}

/* robots.txt that have come, and those that may be sent for. */
static void run_errands(isn_fetch *fetch) {
  for (size_t i = 0; i < fetch->errand_count;) {
    job *j = fetch->errands[i];
    if (j->state == WAITING && may_start(j)) start(j);
    if (j->state != DONE) {
      i++;
      continue;
    }
    take_robots(j);
    free_job(j);
    fetch->errands[i] = fetch->errands[--fetch->errand_count];
  }
}

/* ---- The door -------------------------------------------------------------------------------------------------------- */

isn_fetch *isn_fetch_new(const isn_fetch_options *options, isnad_error *error) {
  isn_fetch *fetch = calloc(1, sizeof *fetch);
  if (fetch && !isn_curl_load(&fetch->curl, error)) return isn_fetch_free(fetch), NULL;
  if (fetch) {
    fetch->options = *options;
    if (fetch->options.max_bytes == 0) fetch->options.max_bytes = ISNAD_TEXT_MAX;
    fetch->multi = fetch->curl.multi_init();
    if (options->cache) fetch->cache = isn_cache_open(options->cache);
    if (fetch->multi && (fetch->cache || options->cache == NULL)) return fetch;
  }
  isn_fetch_free(fetch);
  isn_error(error, ISNAD_MEMORY, 0, "out of memory");
  return NULL;
}

bool isn_fetch_add(isn_fetch *fetch, const char *url) {
  job *j = room_for(&fetch->jobs, fetch->job_count, &fetch->job_cap, sizeof *fetch->jobs)
               ? new_job(fetch, url, fetch->options.max_bytes)
               : NULL;
  if (j) fetch->jobs[fetch->job_count++] = j;
  return j != NULL;
}

/* The job to be given next if it is done: the first, or the first of those that run that is. */
static job *next_done(isn_fetch *fetch) {
  size_t end = fetch->options.any_order ? fetch->given + AHEAD : fetch->given + 1;
  for (size_t i = fetch->given; i < end && i < fetch->job_count; i++) {
    job *j = fetch->jobs[i];
    if (j->state != DONE) continue;
    fetch->jobs[i] = fetch->jobs[fetch->given];
    return fetch->jobs[fetch->given] = j;
  }
  return NULL;
}

bool isn_fetch_next(isn_fetch *fetch, isn_fetched *out) {
  if (fetch->given) free_job(fetch->jobs[fetch->given - 1]), fetch->jobs[fetch->given - 1] = NULL;
  if (fetch->given == fetch->job_count) {
    fetch->given = fetch->job_count = 0;
    return false;
  }
  job *j;
  while ((j = next_done(fetch)) == NULL) {
    int running;
    run_errands(fetch);
    for (size_t i = fetch->given; i < fetch->job_count && i < fetch->given + AHEAD; i++)
      if (fetch->jobs[i]->state == WAITING && may_start(fetch->jobs[i])) start(fetch->jobs[i]);
    fetch->curl.multi_perform(fetch->multi, &running);
    collect(fetch);
    if (next_done(fetch) == NULL) fetch->curl.multi_poll(fetch->multi, NULL, 0, 50, NULL);
  }
  fetch->given++;
  *out = (isn_fetched){.asked = j->asked,
                       .url = j->url,
                       .body = {j->body.ptr, j->body.len},
                       .head = {j->head.ptr, j->head.len},
                       .media_type = j->media_type ? j->media_type : "",
                       .status = j->status,
                       .unchanged = j->unchanged,
                       .fault = j->fault[0] ? j->fault : NULL};
  return true;
}

isnad_status isn_fetch_save(isn_fetch *fetch, isnad_error *error) {
  return fetch->cache ? isn_cache_save(fetch->cache, error) : ISNAD_OK;
}

void isn_fetch_free(isn_fetch *fetch) {
  if (fetch == NULL) return;
  for (size_t i = 0; i < fetch->job_count; i++) free_job(fetch->jobs[i]);
  for (size_t i = 0; i < fetch->errand_count; i++) free_job(fetch->errands[i]);
  for (size_t i = 0; i < fetch->host_count; i++) free(fetch->hosts[i].origin), free_bytes(&fetch->hosts[i].robots);
  free(fetch->jobs);
  free(fetch->errands);
  free(fetch->hosts);
  if (fetch->multi) fetch->curl.multi_cleanup(fetch->multi);
  isn_cache_free(fetch->cache);
  isn_curl_unload(&fetch->curl);
  free(fetch);
}
