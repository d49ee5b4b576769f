/* route: who answers a request: pages by GET, events, what programs ask for, forms of the desk by POST. «GET
 * /events?since=12» leaves the connections of the wire and joins those who follow the log. */
#include <stdlib.h>

#include "serve/inner.h"

static bool under_admin(isnad_str path) {
  isnad_str desk = ISN_LIT("/admin");
  return path.len >= desk.len && memcmp(path.ptr, desk.ptr, desk.len) == 0 &&
         (path.len == desk.len || path.ptr[desk.len] == '/');
}

static int allow(void *context, isn_conn *conn, const isn_request *r) {
  isn_server *server = context;
  int64_t most = ISN_FORM_MAX;
  if (r->method == METHOD_POST && isn_str_same(r->path, ISN_LIT("/admin/import")) &&
      isn_gate_pass(server->gate, isn_wire_peer(conn), r, false).open)
    most = ISN_IMPORT_MAX;
  return r->length > most ? 413 : 0;
}

static void refuse(isn_server *server, isn_conn *conn, const isn_request *r, int fault) {
  char words[80];
  snprintf(words, sizeof words, "%d %s\n", fault, isn_status_words(fault));
  server->refused++;
  isn_reply_words(server, conn, r, fault, words);
}

/* ---- Events ------------------------------------------------------------------------------------------------------ */

/* The entry that the client has: as his browser says when it comes again, or as the page says that it was made; -1: he
 * says nothing. */
static int64_t entry_of(const isn_request *r) {
  char room[24];
  isnad_str said = r->last_event_id.len ? r->last_event_id : isn_query_value(r->query, "since", room, sizeof room);
  int64_t entry = said.len && said.len < 19 ? 0 : -1;
  for (size_t i = 0; i < said.len && entry >= 0; i++)
    entry = said.ptr[i] >= '0' && said.ptr[i] <= '9' ? entry * 10 + (said.ptr[i] - '0') : -1;
  return entry;
}

static void answer_events(isn_server *server, isn_conn *conn, const isn_request *r) {
  char room[80];
  isnad_str slug = isn_query_value(r->query, "c", room, sizeof room);
  isn_page_coverage coverage = {.ended = false};
  if (slug.len && !isn_pages_coverage(server->pages, slug, &coverage)) return refuse(server, conn, r, 404);
  if (coverage.ended || r->method == METHOD_HEAD) {
    isn_reply reply = {.status = coverage.ended ? 204 : 200, .type = "text/event-stream; charset=utf-8"};
    return isn_reply_send(server, conn, r, &reply);
  }
  if (server->stopping) return refuse(server, conn, r, 503);
  int64_t since = entry_of(r);
  isn_peer peer;
  isn_access_note(server, conn, r, 200, 0);
  int fd = isn_wire_take(conn, &peer);
  isn_live_join(server->live, fd, &peer, since);
}

/* ---- Everything -------------------------------------------------------------------------------------------------- */

static void ask(void *context, isn_conn *conn, const isn_request *r, int fault, isnad_str body) {
  isn_server *server = context;
  if (fault) return refuse(server, conn, r, fault);
  bool desk = under_admin(r->path);
  if (r->method == METHOD_POST && desk) {
    isn_entry entry = isn_gate_pass(server->gate, isn_wire_peer(conn), r, false);
    return isn_desk_post(server, conn, r, &entry, body);
  }
  if (r->method != METHOD_GET && r->method != METHOD_HEAD) return refuse(server, conn, r, 405);
  if (isn_str_same(r->path, ISN_LIT("/events"))) return answer_events(server, conn, r);
  isn_entry entry = isn_gate_pass(server->gate, isn_wire_peer(conn), r, desk && r->method == METHOD_GET);
  if (!isn_sync_answer(server, conn, r, entry.open || isn_wire_peer(conn)->loopback))
    isn_cache_answer(server, conn, r, &entry);
}

static void done(void *context, isn_conn *conn, const isn_request *r, int status, size_t sent) {
  isn_access_note(context, conn, r, status, sent);
}

static void gone(void *context, isn_conn *conn) {
  (void)context;
  isn_desk_gone(conn);
}

const isn_wire_calls isn_route_calls = {.ask = ask, .allow = allow, .done = done, .gone = gone};
