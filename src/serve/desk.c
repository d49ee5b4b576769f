/* desk: forms that editors send: acts on incidents, undoing, imports, saved searches, sources. A form is checked here
 * and handed to the one who writes; when he is done the editor's browser is led back to where he was, and a program
 * that came with the token gets
 * {"seq": 12} or {"error": "..."}. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/fetch.h"
#include "serve/inner.h"

enum { BACK_MAX = 512, NAME_MAX_BYTES = 200, URL_MAX_BYTES = 2000, WORDS_MAX = 4000 };

/* A form that is being done, and who waits for it. */
typedef struct pending {
  isn_server *server;
  isn_conn *conn; /* NULL: gone */
  isn_request request;
  isn_session *session;
  char session_id[ISN_SECRET];
  bool bearer;
  const char *done; /* what the desk says of it */
  char back[BACK_MAX];
} pending;

/* ---- Answering --------------------------------------------------------------------------------------------------- */

void isn_desk_cookie(const isn_server *server, const isn_session *session, char out[ISN_COOKIE]) {
  bool secure = server->options.origin && strncmp(server->options.origin, "https:", 6) == 0;
  snprintf(out, ISN_COOKIE, "isnad_desk=%s; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200%s", session->id,
           secure ? "; Secure" : "");
}

static void lead_to(isn_server *server, isn_conn *conn, const isn_request *r, const char *path,
                    const isn_session *session) {
  char cookie[ISN_COOKIE];
  isn_reply reply = {.status = 303, .type = "text/plain; charset=utf-8"};
  isn_reply_add(&reply, "Location", isn_str(path));
  if (session) {
    isn_desk_cookie(server, session, cookie);
    isn_reply_add(&reply, "Set-Cookie", isn_str(cookie));
  }
  isn_reply_send(server, conn, r, &reply);
}

static void tell_program(isn_server *server, isn_conn *conn, const isn_request *r, int status, int64_t seq,
                         const char *fault) {
  json_t *said = fault ? json_pack("{s:s}", "error", fault) : json_pack("{s:I}", "seq", (json_int_t)seq);
  char *text = said ? json_dumps(said, JSON_COMPACT) : NULL;
  isn_reply reply = {
      .status = text ? status : 503, .type = "application/json", .body = isn_blob_of(isn_str(text ? text : "{}"))};
  isn_reply_send(server, conn, r, &reply);
  free(text);
  json_decref(said);
}

/* Says why a form is not done: on the page that the editor is led back to, or to the program. */
static void refuse(const pending *p, int status, const char *why) {
  if (p->session) {
    p->session->done[0] = '\0';
    snprintf(p->session->fault, sizeof p->session->fault, "%s", why);
    lead_to(p->server, p->conn, &p->request, p->back, NULL);
  } else {
    tell_program(p->server, p->conn, &p->request, status, 0, why);
  }
}

/* Says that it is done, or begun. */
static void accept_form(const pending *p, int status, int64_t seq) {
  if (p->session) snprintf(p->session->done, sizeof p->session->done, "%s", p->done), p->session->fault[0] = '\0';
  if (p->bearer) tell_program(p->server, p->conn, &p->request, status, seq, NULL);
  else lead_to(p->server, p->conn, &p->request, p->back, NULL);
}

static void on_done(void *context, isn_job *job) {
  pending *p = context;
  bool good = job->status == ISNAD_OK;
  p->server->acts += good;
  if (p->session && strcmp(p->session->id, p->session_id) != 0) p->session = NULL; /* it has ended meanwhile */
  if (p->conn) *isn_wire_note(p->conn) = NULL;
  if (p->conn && good) accept_form(p, 200, job->seq);
  else if (p->conn)
    refuse(p, job->status == ISNAD_ARGUMENT || job->status == ISNAD_SYNTAX ? 400 : 503, job->error.message);
  free(p);
}

void isn_desk_gone(isn_conn *conn) {
  pending *p = *isn_wire_note(conn);
  if (p) p->conn = NULL;
}

/* ---- Forms to jobs ----------------------------------------------------------------------------------------------- */

/* Each fills the job from its form and gives NULL, or why the form makes no sense. */

static int64_t number_in(isnad_str text) {
  int64_t number = 0;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9' || number > INT64_MAX / 100) return 0;
    number = number * 10 + (text.ptr[i] - '0');
  }
  return number;
}

static const char *fill_act(isn_server *server, isn_job *job, pending *p) {
  static const struct { const char *kind, *done; } acts[] = {
      {"merge", "merged"}, {"split", "split"}, {"pin", "pinned"}, {"retract", "retracted"}, {"note", "noted"}};
  (void)server;
  isnad_str kind = isn_form_value(&job->form, "kind"), report = isn_form_value(&job->form, "report");
  for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
    if (isn_str_same(kind, isn_str(acts[i].kind))) job->act.kind = acts[i].kind, p->done = acts[i].done;
  if (job->act.kind == NULL) return "there is no such act";
  job->act.incident = isn_form_value(&job->form, "incident");
  job->act.other = isn_form_value(&job->form, "other");
  job->act.words = isn_form_value(&job->form, "words");
  job->act.who = ISN_LIT("desk");
  if (job->act.words.len > WORDS_MAX) return "the words are too long";
  if (report.len && (job->act.report = number_in(report)) == 0) return "the report is no number";
  for (size_t i = 0; i < job->form.count; i++)
    if (isn_str_same(job->form.fields[i].name, ISN_LIT("claim")))
      job->claims[job->act.claim_count++] = job->form.fields[i].value;
  job->act.claims = job->claims;
  return NULL;
}

static const char *fill_undo(isn_server *server, isn_job *job, pending *p) {
  (void)server;
  p->done = "undone";
  job->entry = number_in(isn_form_value(&job->form, "entry"));
  job->act.who = ISN_LIT("desk");
  return job->entry ? NULL : "the entry is no number";
}

static const char *fill_import(isn_server *server, isn_job *job, pending *p) {
  isnad_str file = isn_form_value(&job->form, "file"), text = isn_form_value(&job->form, "text");
  job->text = file.len ? file : text;
  job->dry = isn_form_value(&job->form, "dry").len > 0;
  job->given = (isnad_given){.outlet = isn_form_value(&job->form, "outlet"),
                             .published = isn_form_value(&job->form, "published"),
                             .url = isn_form_value(&job->form, "url")};
  p->done = job->dry ? "looked" : "importing";
  if (job->text.len == 0) return "there is neither a text nor a file";
  isnad_report *report = NULL; /* tells a wrong date before anything is read */
  isnad_error error;
  bool sound = isnad_read(server->lexicon, ISN_LIT(""), &job->given, NULL, &report, &error) == ISNAD_OK;
  isnad_report_free(report);
  return sound ? NULL : "the time of publication is none: 2022-01-24 or 2022-01-24T12:30";
}

static bool is_address(isnad_str url) {
  char room[URL_MAX_BYTES + 1];
  if (url.len == 0 || url.len > URL_MAX_BYTES) return false;
  for (size_t i = 0; i < url.len; i++)
    if ((unsigned char)url.ptr[i] <= ' ' || url.ptr[i] == 127) return false;
  memcpy(room, url.ptr, url.len);
  room[url.len] = '\0';
  return isn_fetch_is_url(room);
}

/* The value of a shelf from names and strings, kept by the job. */
static const char *make_value(isn_job *job, json_t *value) {
  job->made = value ? json_dumps(value, JSON_COMPACT) : NULL;
  json_decref(value);
  job->value = isn_str(job->made);
  return job->made ? NULL : "out of memory";
}

static bool no_hit(void *context, const isn_hit *hit) {
  (void)context, (void)hit;
  return false;
}

static const char *fill_search(isn_server *server, isn_job *job, pending *p) {
  isnad_str name = isn_form_value(&job->form, "name"), query = isn_form_value(&job->form, "query"),
            webhook = isn_form_value(&job->form, "webhook");
  job->shelf = "search";
  job->key = isn_form_value(&job->form, "id");
  bool remove = isn_form_value(&job->form, "remove").len > 0;
  p->done = remove ? "removed" : "saved";
  if (remove) return job->key.len ? NULL : "no search is named";
  if (name.len == 0 || name.len > NAME_MAX_BYTES) return "the search needs a name of at most 200 bytes";
  if (query.len > WORDS_MAX || isn_store_search(server->store, query, 1, no_hit, NULL, NULL) != ISNAD_OK)
    return "the search cannot be read";
  if (webhook.len && !is_address(webhook)) return "the webhook is no address of http or https";
  if (job->key.len == 0) {
    snprintf(job->id, sizeof job->id, "%llx-%llx", (unsigned long long)isn_now(), (unsigned long long)server->forms);
    job->key = isn_str(job->id);
  }
  return make_value(job, json_pack("{s:s%,s:s%,s:s%,s:I,s:s}", "name", name.ptr, name.len, "query", query.ptr,
                                   query.len, "webhook", webhook.ptr ? webhook.ptr : "", webhook.len, "told",
                                   (json_int_t)isn_store_last(server->store), "fault", ""));
}

static const char *fill_source(isn_server *server, isn_job *job, pending *p) {
  (void)server;
  job->shelf = "source";
  job->key = isn_form_value(&job->form, "url");
  bool remove = isn_form_value(&job->form, "remove").len > 0;
  p->done = remove ? "removed" : "saved";
  if (!is_address(job->key)) return "the source is no address of http or https";
  return remove ? NULL
                : make_value(job, json_pack("{s:s,s:s,s:I,s:I,s:I}", "kind", "", "fault", "", "fetched", (json_int_t)0,
                                            "next", (json_int_t)0, "reports", (json_int_t)0));
}

static const struct desk_form {
  const char *path;
  enum isn_job_kind kind;
  const char *(*fill)(isn_server *, isn_job *, pending *);
} forms[] = {{"/admin/act", JOB_ACT, fill_act},
             {"/admin/undo", JOB_UNDO, fill_undo},
             {"/admin/import", JOB_IMPORT, fill_import},
             {"/admin/searches", JOB_PUT, fill_search},
             {"/admin/sources", JOB_PUT, fill_source}};

/* ---- Posts ------------------------------------------------------------------------------------------------------- */

/* A path of this site, else the desk itself. */
static void note_back(pending *p, isnad_str back) {
  bool ours = back.len > 0 && back.len < BACK_MAX && back.ptr[0] == '/' &&
              !(back.len > 1 && (back.ptr[1] == '/' || back.ptr[1] == '\\'));
  for (size_t i = 0; i < back.len && ours; i++)
    ours = (unsigned char)back.ptr[i] > ' ' && (unsigned char)back.ptr[i] < 127;
  snprintf(p->back, sizeof p->back, "%.*s", ours ? (int)back.len : 6, ours ? back.ptr : "/admin");
}

static void log_in(isn_server *server, isn_conn *conn, const isn_request *r, isnad_str body) {
  isn_form form;
  int status = isn_form_read(r->type, body, &form);
  isn_session *session = status ? NULL : isn_gate_login(server->gate, isn_form_value(&form, "token"));
  if (status == 0) isn_form_free(&form);
  if (session) lead_to(server, conn, r, "/admin", session);
  else
    isn_reply_words(server, conn, r, status ? status : 403,
                    status ? "The form cannot be read.\n" : "This is not the token of the desk.\n");
}

static bool too_often(isn_server *server, isn_conn *conn, const isn_request *r, enum isn_rate rate) {
  int wait = isn_gate_rate(server->gate, rate, isn_wire_peer(conn));
  if (wait) isn_reply_wait(server, conn, r, wait);
  return wait > 0;
}

/* Reads the form, checks that one of our pages sent it, and hands it on. */
static void take_form(isn_server *server, isn_conn *conn, const isn_request *r, const isn_entry *entry,
                      const struct desk_form *kind, isnad_str body) {
  isn_job *job = isn_job_new(kind->kind);
  pending *p = job ? calloc(1, sizeof *p) : NULL;
  int status = p ? isn_form_read(r->type, body, &job->form) : 503;
  if (status == 0 && !entry->bearer && !isn_gate_csrf(entry->session, isn_form_value(&job->form, "csrf"))) status = 403;
  if (status) {
    isn_job_free(job);
    free(p);
    return isn_reply_words(server, conn, r, status,
                           status == 403 ? "The form is too old, or no page of this site sent it. Load the page anew.\n"
                                         : "The form cannot be read.\n");
  }
  *p = (pending){.server = server, .conn = conn, .request = *r, .session = entry->session, .bearer = entry->bearer};
  if (entry->session) snprintf(p->session_id, sizeof p->session_id, "%s", entry->session->id);
  note_back(p, isn_form_value(&job->form, "back"));
  server->forms++;
  const char *why = kind->fill(server, job, p);
  bool import = kind->kind == JOB_IMPORT; /* goes on by itself; the desk shows how it fares */
  if (!import) job->done = on_done, job->context = p;
  if (why == NULL && isn_hand_take(server->hand, job)) {
    if (!import) {
      *isn_wire_note(conn) = p;
      return;
    }
    accept_form(p, 202, 0);
  } else {
    refuse(p, why ? 400 : 503, why ? why : import ? "another import goes on" : "too much waits to be done");
    isn_job_free(job);
  }
  free(p);
}

void isn_desk_post(isn_server *server, isn_conn *conn, const isn_request *r, const isn_entry *entry, isnad_str body) {
  if (server->hand == NULL) return isn_reply_words(server, conn, r, 403, "This server is read only.\n");
  if (!isn_gate_same_site(r)) return isn_reply_words(server, conn, r, 403, "The form was sent from another site.\n");
  if (isn_str_same(r->path, ISN_LIT("/admin/login"))) {
    if (!too_often(server, conn, r, RATE_LOGINS)) log_in(server, conn, r, body);
    return;
  }
  if (!entry->open && r->authorization.len && too_often(server, conn, r, RATE_LOGINS)) return;
  if (!entry->open) return isn_reply_words(server, conn, r, 403, "The desk is not open to you.\n");
  if (too_often(server, conn, r, RATE_FORMS)) return;
  if (isn_str_same(r->path, ISN_LIT("/admin/logout")) && entry->session) {
    isn_gate_logout(entry->session);
    return lead_to(server, conn, r, "/", NULL);
  }
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
    if (isn_str_same(r->path, isn_str(forms[i].path))) return take_form(server, conn, r, entry, &forms[i], body);
  isn_reply_words(server, conn, r, 404, "There is no such form.\n");
}

/* ---- What the pages show ----------------------------------------------------------------------------------------- */

typedef struct shelf_view {
  isn_arena *arena;
  isn_desk_source *sources;
  isn_desk_search *searches;
  size_t count, cap;
} shelf_view;

static isnad_str text_in(isn_arena *arena, json_t *value, const char *name) {
  json_t *text = json_object_get(value, name);
  return json_is_string(text) ? isn_arena_copy(arena, (isnad_str){json_string_value(text), json_string_length(text)})
                              : (isnad_str){NULL, 0};
}

static int64_t int_in(json_t *value, const char *name) { return json_integer_value(json_object_get(value, name)); }

static bool add_source(void *context, isnad_str key, isnad_str value) {
  shelf_view *view = context;
  json_t *v = json_loadb(value.ptr, value.len, 0, NULL);
  isn_arena_grow(view->arena, &view->sources, view->count, &view->cap, sizeof *view->sources);
  view->sources[view->count++] = (isn_desk_source){.url = isn_arena_copy(view->arena, key),
                                                   .kind = text_in(view->arena, v, "kind"),
                                                   .fault = text_in(view->arena, v, "fault"),
                                                   .fetched = int_in(v, "fetched"),
                                                   .next = int_in(v, "next"),
                                                   .reports = int_in(v, "reports")};
  json_decref(v);
  return true;
}

static bool add_search(void *context, isnad_str key, isnad_str value) {
  shelf_view *view = context;
  json_t *v = json_loadb(value.ptr, value.len, 0, NULL);
  isn_arena_grow(view->arena, &view->searches, view->count, &view->cap, sizeof *view->searches);
  view->searches[view->count++] = (isn_desk_search){.id = isn_arena_copy(view->arena, key),
                                                    .name = text_in(view->arena, v, "name"),
                                                    .query = text_in(view->arena, v, "query"),
                                                    .webhook = text_in(view->arena, v, "webhook"),
                                                    .fault = text_in(view->arena, v, "fault"),
                                                    .told = int_in(v, "told")};
  json_decref(v);
  return true;
}

isn_desk *isn_desk_view(isn_server *server, isn_arena *arena, const isn_entry *entry) {
  isn_desk *desk = isn_alloc(arena, sizeof *desk);
  isn_desk_import *import = NULL;
  shelf_view sources = {.arena = arena}, searches = {.arena = arena};
  isn_store_shelf(server->store, "source", add_source, &sources, NULL);
  isn_store_shelf(server->store, "search", add_search, &searches, NULL);
  if (server->hand) isn_hand_import(server->hand, arena, &import);
  *desk = (isn_desk){.read_only = server->hand == NULL,
                     .sources = sources.sources,
                     .source_count = sources.count,
                     .searches = searches.searches,
                     .search_count = searches.count,
                     .import = import};
  isn_session *session = entry->session;
  if (session) {
    desk->csrf = isn_arena_copy(arena, isn_str(session->csrf));
    desk->done = isn_arena_copy(arena, isn_str(session->done));
    desk->fault = isn_arena_copy(arena, isn_str(session->fault));
    session->done[0] = session->fault[0] = '\0';
  }
  return desk;
}
