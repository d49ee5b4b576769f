/* desk: forms as editors send them, and as nobody should: without the secret, from other sites, too often; imports,
 * saved searches and their alerts. */
#include "serve/client_test.h"

static answer heard;

/* An editor's browser: what it has to send along. */
typedef struct browser {
  char cookie[80], csrf[40];
} browser;

/* The 32 digits behind the name of the field. */
static void find_csrf(const char *body, char out[40]) {
  const char *digits = "0123456789abcdef", *at = strstr(body, "name=\"csrf\"");
  out[0] = '\0';
  for (; at && *at; at++)
    if (strspn(at, digits) >= 32) {
      snprintf(out, 40, "%.32s", at);
      return;
    }
}

static void enter(const site *s, browser *b, const char *fields) {
  char set[300];
  assert_int_equal(get(s, "/admin/import", fields, &heard), 200);
  field(&heard, "Set-Cookie", set, sizeof set);
  if (set[0]) {
    assert_non_null(strstr(set, "HttpOnly"));
    assert_non_null(strstr(set, "SameSite=Strict"));
    snprintf(b->cookie, sizeof b->cookie, "%.*s", (int)strcspn(set, ";"), set);
  }
  find_csrf(heard.body, b->csrf);
  assert_int_equal(strlen(b->csrf), 32);
}

/* Sends a form; fields: further lines of the head. */
static int post(const site *s, const browser *b, const char *path, const char *fields, const char *body) {
  char head[600], whole[17000];
  snprintf(
      head, sizeof head,
      "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/x-www-form-urlencoded\r\nCookie: lang=en; %s\r\n%s",
      path, s->port, b->cookie, fields);
  snprintf(whole, sizeof whole, "csrf=%s&%s", b->csrf, body);
  return talk(s, head, whole, &heard);
}

/* What the desk says of the form before. */
static bool says(const site *s, const browser *b, const char *path, const char *words) {
  char fields[200];
  snprintf(fields, sizeof fields, "Cookie: lang=en; %s\r\n", b->cookie);
  get(s, path, fields, &heard);
  return strstr(heard.body, words) != NULL;
}

static bool note_kind(void *context, const isn_entry_of_log *entry) {
  snprintf(context, 20, "%.*s", (int)(entry->kind.len < 19 ? entry->kind.len : 19), entry->kind.ptr);
  return true;
}

/* The kind of the log's last entry. */
static const char *last_kind(const site *s) {
  static char kind[20];
  isn_store *store = site_store(s);
  kind[0] = '\0';
  isn_store_log(store, 0, (isnad_str){NULL, 0}, 0, note_kind, kind, NULL);
  isn_store_close(store);
  return kind;
}

/* ---- Acts -------------------------------------------------------------------------------------------------------- */

static void test_acts(void **state) {
  (void)state;
  site s;
  browser b = {.csrf = ""};
  char location[200];
  site_open(&s, NULL);
  enter(&s, &b, "");
  assert_int_equal(post(&s, &b, "/admin/act", "", "kind=note&incident=%231&words=%D9%86%D8%B5&back=%2Fmap%3Flang%3Den"),
                   303);
  assert_string_equal(field(&heard, "Location", location, sizeof location), "/map?lang=en");
  assert_string_equal(last_kind(&s), "note");
  assert_true(says(&s, &b, "/admin", "Noted"));
  assert_false(says(&s, &b, "/admin", "Noted.")); /* once */
  assert_int_equal(post(&s, &b, "/admin/undo", "", "entry=2"), 303);
  assert_string_equal(field(&heard, "Location", location, sizeof location), "/admin");
  assert_string_equal(last_kind(&s), "undo");
  assert_int_equal(post(&s, &b, "/admin/undo", "", "entry=2"), 303);
  assert_true(says(&s, &b, "/admin", "undone already"));
  assert_int_equal(post(&s, &b, "/admin/act", "", "kind=merge&incident=%231&other=%2399&back=//evil.example"), 303);
  assert_string_equal(field(&heard, "Location", location, sizeof location), "/admin");
  assert_true(says(&s, &b, "/admin", "no incident"));
  assert_int_equal(post(&s, &b, "/admin/act", "", "kind=burn&incident=%231"), 303);
  assert_true(says(&s, &b, "/admin", "no such act"));
  assert_int_equal(post(&s, &b, "/admin/act", "", "kind=%ff"), 400);
  assert_int_equal(post(&s, &b, "/admin/nothing", "", ""), 404);
  assert_string_equal(last_kind(&s), "undo");
  site_close(&s);
}

static void test_shut(void **state) {
  (void)state;
  site s;
  browser b = {.csrf = ""}, none = b, old;
  char fields[200];
  site_open(&s, NULL);
  const char *note = "kind=note&incident=%231&words=x";
  assert_int_equal(post(&s, &none, "/admin/act", "", note), 403);
  enter(&s, &b, "");
  old = b;
  old.csrf[3] ^= 1;
  assert_int_equal(post(&s, &old, "/admin/act", "", note), 403);
  old.csrf[0] = '\0';
  assert_int_equal(post(&s, &old, "/admin/act", "", note), 403);
  assert_int_equal(post(&s, &b, "/admin/act", "Origin: https://evil.example\r\n", note), 403);
  assert_int_equal(post(&s, &b, "/admin/act", "Sec-Fetch-Site: cross-site\r\n", note), 403);
  assert_int_equal(post(&s, &b, "/admin/act", "X-Forwarded-For: 5.6.7.8\r\n", note), 403);
  assert_string_equal(last_kind(&s), "incident");
  snprintf(fields, sizeof fields, "Origin: http://127.0.0.1:%d\r\nSec-Fetch-Site: same-origin\r\n", s.port);
  assert_int_equal(post(&s, &b, "/admin/act", fields, note), 303);
  assert_string_equal(last_kind(&s), "note");
  char head[200];
  snprintf(head, sizeof head, "GET /admin HTTP/1.1\r\nHost: evil.example:%d\r\n", s.port); /* a name that leads here */
  talk(&s, head, NULL, &heard);
  assert_null(strstr(heard.body, "csrf"));
  assert_null(strstr(heard.head, "Set-Cookie: isnad_desk"));
  int refused = 0;
  for (int i = 0; i < 60; i++) refused += post(&s, &b, "/admin/undo", "", "entry=999") == 429;
  assert_in_range(refused, 20, 40);
  assert_non_null(strstr(heard.head, "Retry-After: "));
  site_close(&s);
}

static void test_read_only(void **state) {
  (void)state;
  site s;
  browser b = {.csrf = ""};
  site_open(&s, &(isn_serve_options){.read_only = true});
  assert_int_equal(post(&s, &b, "/admin/act", "", "kind=note&incident=%231&words=x"), 403);
  assert_int_equal(get(&s, "/", "", &heard), 200);
  assert_string_equal(last_kind(&s), "incident");
  site_close(&s);
}

static void test_token(void **state) {
  (void)state;
  site s;
  browser b = {.csrf = ""}, none = b;
  char set[300];
  site_open(&s, &(isn_serve_options){.token = "sixteen characters and more", .origin = "https://news.example"});
  get(&s, "/admin", "", &heard);
  assert_null(strstr(heard.body, "csrf"));
  assert_int_equal(post(&s, &none, "/admin/act", "", "kind=note&incident=%231&words=x"), 403);
  assert_int_equal(post(&s, &none, "/admin/login", "", "token=sixteen"), 403);
  assert_int_equal(post(&s, &none, "/admin/login", "", "token=sixteen+characters+and+more"), 303);
  field(&heard, "Set-Cookie", set, sizeof set);
  assert_non_null(strstr(set, "; Secure"));
  snprintf(b.cookie, sizeof b.cookie, "%.*s", (int)strcspn(set, ";"), set);
  char fields[200];
  snprintf(fields, sizeof fields, "Cookie: %s\r\n", b.cookie);
  enter(&s, &b, fields);
  assert_int_equal(post(&s, &b, "/admin/act", "", "kind=note&incident=%231&words=x"), 303);
  assert_string_equal(last_kind(&s), "note");
  assert_int_equal(post(&s, &none, "/admin/act", "Authorization: Bearer sixteen characters and more\r\n",
                        "kind=note&incident=%231&words=y"),
                   200);
  assert_non_null(strstr(heard.body, "{\"seq\":3}"));
  assert_int_equal(post(&s, &none, "/admin/act", "Authorization: Bearer sixteen characters and more\r\n",
                        "kind=note&incident=%23999&words=y"),
                   400);
  assert_non_null(strstr(heard.body, "\"error\":\"there is no incident"));
  int status = 0;
  for (int i = 0; i < 10; i++) status = post(&s, &none, "/admin/login", "", "token=guess");
  assert_int_equal(status, 429);
  assert_int_equal(post(&s, &b, "/admin/logout", "", ""), 303);
  assert_int_equal(post(&s, &b, "/admin/act", "", "kind=note&incident=%231&words=x"), 403);
  site_close(&s);
}

/* ---- Imports ----------------------------------------------------------------------------------------------------- */

static int64_t reports_of(const site *s) {
  isn_store *store = site_store(s);
  isn_arena *arena = isn_arena_new(NULL, 1 << 20);
  isn_store_stats stats = {0};
  isn_store_stats_of(store, arena, &stats, NULL);
  isn_arena_free(arena);
  isn_store_close(store);
  return stats.reports;
}

static bool wait_reports(const site *s, int64_t count) {
  int64_t until = clock_ms() + WAIT_SECONDS * 1000;
  while (reports_of(s) != count && clock_ms() < until) nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
  return reports_of(s) == count;
}

static void test_import(void **state) {
  (void)state;
  site s;
  browser b = {.csrf = ""};
  static char room[ROOM];
  site_open(&s, NULL);
  enter(&s, &b, "");
  const char *two =
      "text=%7B%22text%22%3A%22%D9%82%D8%AA%D9%84+%D8%B4%D8%AE%D8%B5%D8%A7%D9%86+%D9%81%D9%8A+%D8%AD%D9%84%D8%A8%22%7D%0Anonsense%0A";
  char form[400];
  snprintf(form, sizeof form, "dry=1&%s", two);
  assert_int_equal(post(&s, &b, "/admin/import", "", form), 303);
  assert_int_equal(reports_of(&s), 1); /* a dry run writes nothing */
  int fd = follow(&s, "", "");
  room[0] = '\0';
  assert_true(wait_for(fd, "retry", room, sizeof room));
  for (int i = 0;
       i < 20 && post(&s, &b, "/admin/import", "", two) == 303 && says(&s, &b, "/admin/import", "another import"); i++)
    nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
  assert_true(wait_reports(&s, 2));
  assert_true(wait_for(fd, "event: incident", room, sizeof room));
  close(fd);
  assert_int_equal(post(&s, &b, "/admin/import", "", "text="), 303);
  assert_true(says(&s, &b, "/admin/import", "neither a text nor a file"));
  assert_int_equal(post(&s, &b, "/admin/import", "", "text=x&published=yesterday"), 303);
  assert_true(says(&s, &b, "/admin/import", "2022-01-24"));
  char head[400], body[3000], text[2000];
  snprintf(
      head, sizeof head,
      "POST /admin/import HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: multipart/form-data; boundary=xyz\r\nCookie: %s\r\n",
      s.port, b.cookie);
  snprintf(
      body, sizeof body,
      "--xyz\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s\r\n--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n%s\r\n--xyz--\r\n",
      b.csrf, text_of(protest, text, sizeof text));
  assert_int_equal(talk(&s, head, body, &heard), 303);
  assert_true(wait_reports(&s, 3));
  site_close(&s);
}

/* ---- Sources and searches ---------------------------------------------------------------------------------------- */

typedef struct shelf {
  int count;
  char key[200], value[1000];
} shelf;

static bool note_shelf(void *context, isnad_str key, isnad_str value) {
  shelf *on = context;
  on->count++;
  snprintf(on->key, sizeof on->key, "%.*s", (int)key.len, key.ptr);
  snprintf(on->value, sizeof on->value, "%.*s", (int)value.len, value.ptr);
  return true;
}

static shelf shelf_of(const site *s, const char *name) {
  shelf on = {.count = 0};
  isn_store *store = site_store(s);
  assert_int_equal(isn_store_shelf(store, name, note_shelf, &on, NULL), ISNAD_OK);
  isn_store_close(store);
  return on;
}

static void test_sources(void **state) {
  (void)state;
  site s;
  browser b = {.csrf = ""};
  site_open(&s, NULL);
  enter(&s, &b, "");
  assert_int_equal(post(&s, &b, "/admin/sources", "", "url=https%3A%2F%2Fexample.org%2Frss.xml"), 303);
  assert_string_equal(shelf_of(&s, "source").key, "https://example.org/rss.xml");
  assert_true(says(&s, &b, "/admin/sources", "https://example.org/rss.xml"));
  assert_int_equal(post(&s, &b, "/admin/sources", "", "url=javascript%3Aalert(1)"), 303);
  assert_int_equal(post(&s, &b, "/admin/sources", "", "url=http%3A%2F%2Fa%0Ab"), 303);
  assert_int_equal(shelf_of(&s, "source").count, 1);
  assert_int_equal(post(&s, &b, "/admin/sources", "", "url=https%3A%2F%2Fexample.org%2Frss.xml&remove=1"), 303);
  assert_int_equal(shelf_of(&s, "source").count, 0);
  site_close(&s);
}

/* A server for one alert. */
typedef struct hook {
  int fd, port;
} hook;

static hook hook_open(void) {
  hook h = {.fd = socket(AF_INET, SOCK_STREAM, 0)};
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t len = sizeof here;
  struct timeval wait = {.tv_sec = WAIT_SECONDS};
  setsockopt(h.fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  assert_int_equal(bind(h.fd, (struct sockaddr *)&here, sizeof here), 0);
  assert_int_equal(listen(h.fd, 4), 0);
  getsockname(h.fd, (struct sockaddr *)&here, &len);
  h.port = ntohs(here.sin_port);
  return h;
}

/* What it is sent, answered with a status; false where nothing came. */
static bool hook_hear(const hook *h, int status, char *room, size_t size) {
  int fd = accept(h->fd, NULL, NULL);
  char reply[100];
  room[0] = '\0';
  if (fd < 0) return false;
  bool whole = wait_for(fd, "]", room, size) && wait_for(fd, "\"seq\":", strstr(room, "\r\n\r\n"), size / 2);
  int len = snprintf(reply, sizeof reply, "HTTP/1.1 %d Done\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", status);
  say(fd, reply, (size_t)len);
  close(fd);
  return whole;
}

static void test_alerts(void **state) {
  (void)state;
  site s;
  browser b = {.csrf = ""};
  hook h = hook_open();
  char form[300];
  static char room[ROOM];
  site_open(&s, &(isn_serve_options){.allow_private = true, .origin = "http://news.example"});
  snprintf(
      form, sizeof form,
      "name=%%D8%%A7%%D8%%AD%%D8%%AA%%D8%%AC%%D8%%A7%%D8%%AC&query=%%D8%%AA%%D8%%B8%%D8%%A7%%D9%%87%%D8%%B1%%D8%%A9&webhook=http%%3A%%2F%%2F127.0.0.1%%3A%d%%2Fhook",
      h.port);
  enter(&s, &b, "");
  assert_int_equal(post(&s, &b, "/admin/searches", "", form), 303);
  assert_int_equal(shelf_of(&s, "search").count, 1);
  site_add(&s, protest, "Two");
  assert_true(hook_hear(&h, 200, room, sizeof room));
  assert_non_null(strstr(room, "POST /hook HTTP/1.1\r\n"));
  assert_non_null(strstr(room, "\"name\":\"\xD8\xA7\xD8\xAD"));
  assert_non_null(strstr(room, "\"url\":\"http://news.example/i/"));
  assert_non_null(strstr(room, "\"event\":\"PROTEST\""));
  assert_null(strstr(room, "\"event\":\"ASSAULT\"")); /* it was there when the search was saved */
  for (int i = 0; i < 100 && strstr(shelf_of(&s, "search").value, "\"told\":1,"); i++)
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
  assert_null(strstr(shelf_of(&s, "search").value, "\"told\":1,"));
  assert_non_null(strstr(shelf_of(&s, "search").value, "\"fault\":\"\""));
  close(h.fd);
  snprintf(form, sizeof form, "id=%s&remove=1", shelf_of(&s, "search").key);
  assert_int_equal(post(&s, &b, "/admin/searches", "", form), 303);
  assert_int_equal(shelf_of(&s, "search").count, 0);
  assert_int_equal(post(&s, &b, "/admin/searches", "", "name=x&query=-a"), 303);
  assert_true(says(&s, &b, "/admin/searches", "cannot be read"));
  site_close(&s);
}

/* An alert reaches no private address where that is not allowed. */
static void test_private_alert(void **state) {
  (void)state;
  site s;
  browser b = {.csrf = ""};
  hook h = hook_open();
  char form[200];
  site_open(&s, NULL);
  enter(&s, &b, "");
  snprintf(form, sizeof form,
           "name=x&query=%%D8%%AA%%D8%%B8%%D8%%A7%%D9%%87%%D8%%B1%%D8%%A9&webhook=http%%3A%%2F%%2Flocalhost%%3A%d%%2F",
           h.port);
  assert_int_equal(post(&s, &b, "/admin/searches", "", form), 303);
  site_add(&s, protest, "Two");
  bool told = false;
  for (int i = 0; i < 200 && !told; i++) {
    told = strstr(shelf_of(&s, "search").value, "its address is not public") != NULL;
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
  }
  assert_true(told);
  struct pollfd p = {.fd = h.fd, .events = POLLIN};
  assert_int_equal(poll(&p, 1, 0), 0);
  close(h.fd);
  site_close(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_acts),      cmocka_unit_test(test_shut),
                                     cmocka_unit_test(test_read_only), cmocka_unit_test(test_token),
                                     cmocka_unit_test(test_import),    cmocka_unit_test(test_sources),
                                     cmocka_unit_test(test_alerts),    cmocka_unit_test(test_private_alert)};
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  isnad_lexicon_free(lexicon);
  return failed;
}
