/* cache: pages as they are asked for. A page says of what it is made (the store up to an entry of its log, the reader's
 * language and size); until something of that changes it is kept, plain and compressed, so that a thousand readers who
 * come at once for the same news cost one rendering. What a reader of the desk sees is his alone and never kept. */
#include <stdlib.h>
#include <string.h>

#include "serve/inner.h"

enum { PLACES = 64, KEY_MAX = 3000, FRESH_SECONDS = 10, PACK_FROM = 600 };
#define KEPT_MAX ((size_t)32 << 20) /* bytes of all that is kept */

typedef struct kept {
  char *key; /* NULL: a free place */
  size_t key_len;
  isn_reply reply; /* without body, encoding; its headers' values lie behind the key */
  isn_blob *plain, *packed; /* packed: NULL until somebody wants it */
  char packed_tag[24];
  bool packs, immutable, shared;
  int64_t last, at; /* the log's last entry, and the time, when it was made */
  uint64_t used;
} kept;

struct isn_cache_of_pages {
  kept places[PLACES];
  uint64_t clock;
};

isn_cache_of_pages *isn_cache_of_pages_new(void) { return calloc(1, sizeof(isn_cache_of_pages)); }

static void let_go(kept *k) {
  free(k->key);
  isn_blob_drop(k->plain);
  isn_blob_drop(k->packed);
  memset(k, 0, sizeof *k);
}

void isn_cache_of_pages_free(isn_cache_of_pages *cache) {
  if (cache == NULL) return;
  for (size_t i = 0; i < PLACES; i++) let_go(&cache->places[i]);
  free(cache);
}

/* ---- Making ------------------------------------------------------------------------------------------------------ */

/* Copies the values of the answer's headers, which live in its arena, to behind the key. */
static bool keep_headers(kept *k, const char *key, size_t key_len, const isn_page_answer *answer) {
  size_t size = key_len + 1;
  for (size_t i = 0; i < answer->header_count; i++) size += answer->headers[i].value.len;
  k->key = malloc(size);
  if (k->key == NULL) return false;
  memcpy(k->key, key, key_len);
  k->key_len = key_len;
  char *at = k->key + key_len;
  for (size_t i = 0; i < answer->header_count; i++) {
    isnad_str value = answer->headers[i].value;
    if (value.len) memcpy(at, value.ptr, value.len);
    isn_reply_add(&k->reply, answer->headers[i].name, (isnad_str){at, value.len});
    if (strcmp(answer->headers[i].name, "Set-Cookie") == 0) k->shared = false;
    at += value.len;
  }
  return true;
}

static bool keep_answer(kept *k, const char *key, size_t key_len, const isn_page_answer *answer) {
  k->immutable = answer->immutable;
  k->shared = answer->shared || answer->immutable;
  k->packs = !answer->packed && answer->type && isn_type_packs(answer->type) && answer->body.len >= PACK_FROM;
  k->reply = (isn_reply){.status = answer->status, .type = answer->type};
  k->reply.keeping = k->immutable ? "public, max-age=31536000, immutable"
                     : k->shared  ? "no-cache"
                                  : "private, no-cache";
  isnad_str stands = answer->etag.len ? answer->etag : answer->body;
  if (answer->status == 200) isn_tag_of(stands, false, k->reply.tag), isn_tag_of(stands, true, k->packed_tag);
  k->plain = isn_blob_of(answer->body);
  return k->plain && keep_headers(k, key, key_len, answer);
}

static isnad_str origin_of(const isn_server *server, isn_arena *arena, const isn_request *r) {
  if (server->options.origin) return isn_str(server->options.origin);
  return r->host.len ? isn_arena_print(arena, "http://%.*s", (int)r->host.len, r->host.ptr) : (isnad_str){NULL, 0};
}

static bool make(isn_server *server, const isn_request *r, const isn_entry *entry, const char *key, size_t key_len,
                 kept *out) {
  int64_t began = isn_wire_clock();
  isn_arena *arena = isn_arena_new(NULL, ISN_ANSWER_MAX);
  volatile bool made = false;
  if (arena && setjmp(*isn_arena_trap(arena)) == 0) {
    isn_page_answer *answer = isn_alloc(arena, sizeof *answer);
    isn_page_ask ask = {.path = r->path,
                        .query = r->query,
                        .cookies = r->cookies,
                        .languages = r->languages,
                        .origin = origin_of(server, arena, r),
                        .may_login = isn_gate_has_token(server->gate) && !server->options.read_only};
    if (entry->open) ask.desk = isn_desk_view(server, arena, entry);
    isn_page_answer_of(server->pages, &ask, server->store, arena, answer);
    if (entry->open && !answer->immutable)
      answer->etag = (isnad_str){NULL, 0}; /* what the desk shows is in the body alone */
    made = keep_answer(out, key, key_len, answer);
    if (entry->open) out->shared = out->immutable;
  }
  if (arena) isn_arena_free(arena);
  server->made++;
  server->making += isn_wire_clock() - began;
  return made;
}

/* ---- Keeping ----------------------------------------------------------------------------------------------------- */

/* What an answer depends on beside the store: address, cookies, language, name of the site, parted by bytes that no
 * field has. */
static size_t key_of(const isn_request *r, char key[KEY_MAX]) {
  const isnad_str parts[] = {r->path, r->query, r->cookies, r->languages, r->host};
  size_t len = 0;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (parts[i].len + 1 > KEY_MAX - len) return 0;
    if (parts[i].len) memcpy(key + len, parts[i].ptr, parts[i].len);
    len += parts[i].len;
    key[len++] = '\n';
  }
  return len;
}

static size_t bytes_of(const kept *k) {
  return k->key_len + (k->plain ? k->plain->len : 0) + (k->packed ? k->packed->len : 0);
}

/* A free place for an answer of that many bytes, by letting go what was not used for longest. */
static kept *place_for(isn_cache_of_pages *cache, size_t size) {
  for (;;) {
    size_t all = 0;
    kept *free_one = NULL, *oldest = NULL;
    for (size_t i = 0; i < PLACES; i++) {
      kept *k = &cache->places[i];
      all += bytes_of(k);
      if (k->key == NULL) free_one = k;
      else if (oldest == NULL || k->used < oldest->used) oldest = k;
    }
    if (free_one && (all + 2 * size <= KEPT_MAX || oldest == NULL)) return free_one;
    let_go(oldest);
  }
}

static kept *find(isn_server *server, const char *key, size_t len) {
  int64_t last = isn_live_count(server->live).last, now = isn_now();
  for (size_t i = 0; i < PLACES; i++) {
    kept *k = &server->cache->places[i];
    if (k->key == NULL || k->key_len != len || memcmp(k->key, key, len) != 0) continue;
    if (k->immutable || (k->last == last && now - k->at < FRESH_SECONDS && now >= k->at)) return k;
    let_go(k);
  }
  return NULL;
}

/* ---- Sending ----------------------------------------------------------------------------------------------------- */

static void send_kept(isn_server *server, isn_conn *conn, const isn_request *r, kept *k, const isn_entry *entry) {
  isn_reply reply = k->reply;
  char cookie[ISN_COOKIE];
  isn_blob *body = k->plain;
  if (k->packs && isn_field_takes(r->encodings, "gzip")) {
    if (k->packed == NULL) k->packed = isn_blob_gzip((isnad_str){k->plain->bytes, k->plain->len});
    if (k->packed) {
      body = k->packed;
      reply.encoding = "gzip";
      memcpy(reply.tag, k->packed_tag, sizeof reply.tag);
    }
  }
  if (reply.tag[0] && r->if_none_match.len && isn_tag_meets(r->if_none_match, isn_str(reply.tag))) reply.status = 304;
  else reply.body = isn_blob_hold(body);
  if (entry->fresh) {
    isn_desk_cookie(server, entry->session, cookie);
    isn_reply_add(&reply, "Set-Cookie", isn_str(cookie));
  }
  isn_reply_send(server, conn, r, &reply);
}

void isn_cache_answer(isn_server *server, isn_conn *conn, const isn_request *r, const isn_entry *entry) {
  char key[KEY_MAX];
  size_t len = entry->open ? 0 : key_of(r, key);
  kept *found = len ? find(server, key, len) : NULL, fresh = {.key = NULL};
  if (found) {
    server->cached++;
    found->used = ++server->cache->clock;
    send_kept(server, conn, r, found, entry);
    return;
  }
  /* This machine itself, or a proxy in front, minds its own ways. */
  const isn_peer *peer = isn_wire_peer(conn);
  int wait = peer->loopback ? 0 : isn_gate_rate(server->gate, RATE_PAGES, peer);
  if (wait) return isn_reply_wait(server, conn, r, wait);
  int64_t last = isn_live_count(server->live).last;
  if (!make(server, r, entry, key, len, &fresh)) {
    let_go(&fresh);
    isn_reply_words(server, conn, r, 503, "There is not enough memory for this page at the moment.\n");
    return;
  }
  fresh.last = last, fresh.at = isn_now(), fresh.used = ++server->cache->clock;
  send_kept(server, conn, r, &fresh, entry);
  if (len && fresh.shared && fresh.reply.status == 200 && bytes_of(&fresh) < KEPT_MAX / 4)
    *place_for(server->cache, bytes_of(&fresh)) = fresh;
  else let_go(&fresh);
}
