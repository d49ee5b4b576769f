/* serve: a site as its readers meet it, and as those meet it who mean it harm. The desk has a test of its own. */
#include "serve/client_test.h"

#include <libdeflate.h>

static answer heard;

static int64_t act_on(isn_store *store, const isn_act *act) {
  int64_t entry = 0;
  isnad_error error;
  if (isn_store_act(store, act, &entry, &error) != ISNAD_OK) fail_msg("%s", error.message);
  return entry;
}

/* ---- Readers ----------------------------------------------------------------------------------------------------- */

static void test_page(void **state) {
  (void)state;
  site s;
  char value[400];
  site_open(&s, NULL);
  assert_int_equal(get(&s, "/", "", &heard), 200);
  assert_non_null(strstr(heard.body, "</html>"));
  size_t length = heard.len;
  static const struct {
    const char *name, *value;
  } wanted[] = {{"X-Content-Type-Options", "nosniff"},
                {"X-Frame-Options", "DENY"},
                {"Referrer-Policy", "same-origin"},
                {"Connection", "keep-alive"}};
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
    assert_string_equal(field(&heard, wanted[i].name, value, sizeof value), wanted[i].value);
  assert_non_null(strstr(field(&heard, "Content-Security-Policy", value, sizeof value), "default-src 'none'"));
  assert_null(strstr(value, "unsafe-inline"));
  char head[200];
  snprintf(head, sizeof head, "HEAD / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n", s.port);
  assert_int_equal(talk(&s, head, NULL, &heard), 200);
  assert_int_equal(heard.len, 0);
  assert_int_equal(strtoul(field(&heard, "Content-Length", value, sizeof value), NULL, 10), length);
  assert_int_equal(get(&s, "/nothing-there", "", &heard), 404);
  assert_non_null(strstr(field(&heard, "Content-Security-Policy", value, sizeof value), "default-src 'none'"));
  assert_int_equal(get(&s, "/healthz", "", &heard), 200);
  assert_string_equal(heard.body, "ok\n");
  assert_int_equal(get(&s, "/metrics", "", &heard), 200);
  assert_non_null(strstr(heard.body, "isnad_responses_total{class=\"4xx\"} 1\n"));
  site_close(&s);
}

static void test_compressed_and_unchanged(void **state) {
  (void)state;
  site s;
  char tag[40], packed_tag[40], fields[200];
  static char plain[ROOM], unpacked[ROOM];
  site_open(&s, NULL);
  assert_int_equal(get(&s, "/", "", &heard), 200);
  size_t length = heard.len, got = 0;
  memcpy(plain, heard.body, length);
  field(&heard, "ETag", tag, sizeof tag);
  assert_int_equal(get(&s, "/", "Accept-Encoding: br, gzip;q=0.5\r\n", &heard), 200);
  assert_string_equal(field(&heard, "Content-Encoding", packed_tag, sizeof packed_tag), "gzip");
  assert_true(heard.len < length);
  struct libdeflate_decompressor *unpacker = libdeflate_alloc_decompressor();
  assert_int_equal(libdeflate_gzip_decompress(unpacker, heard.body, heard.len, unpacked, sizeof unpacked, &got),
                   LIBDEFLATE_SUCCESS);
  libdeflate_free_decompressor(unpacker);
  assert_int_equal(got, length);
  assert_memory_equal(plain, unpacked, length);
  assert_string_not_equal(field(&heard, "ETag", packed_tag, sizeof packed_tag), tag);
  snprintf(fields, sizeof fields, "If-None-Match: \"other\", %s\r\n", tag);
  assert_int_equal(get(&s, "/", fields, &heard), 304);
  assert_int_equal(heard.len, 0);
  snprintf(fields, sizeof fields, "Accept-Encoding: gzip\r\nIf-None-Match: %s\r\n", packed_tag);
  assert_int_equal(get(&s, "/", fields, &heard), 304);
  site_add(&s, protest, "Two");
  int fd = follow(&s, "?since=0", ""); /* once the log has been followed so far the page is another */
  static char events[ROOM];
  events[0] = '\0';
  assert_true(wait_for(fd, "event: incident\ndata: {\"seq\":2", events, sizeof events));
  close(fd);
  snprintf(fields, sizeof fields, "If-None-Match: %s\r\n", tag);
  assert_int_equal(get(&s, "/", fields, &heard), 200);
  site_close(&s);
}

/* Several requests at once on one connection, and one in pieces. */
static void test_connection(void **state) {
  (void)state;
  site s;
  site_open(&s, NULL);
  int fd = client(&s);
  static const char three[] =
      "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nHEAD /healthz HTTP/1.1\r\nHost: a\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  assert_true(say(fd, three, sizeof three - 1));
  for (int i = 0; i < 3; i++) {
    hear(fd, i == 1, &heard);
    assert_int_equal(heard.status, 200);
    assert_int_equal(heard.len, i == 1 ? 0 : 3);
  }
  char byte;
  assert_int_equal(recv(fd, &byte, 1, 0), 0);
  close(fd);
  fd = client(&s);
  for (const char *at = three; at < strstr(three, "HEAD"); at++) assert_true(say(fd, at, 1)); /* byte by byte */
  hear(fd, false, &heard);
  assert_int_equal(heard.status, 200);
  close(fd);
  site_close(&s);
}

/* ---- Programs ---------------------------------------------------------------------------------------------------- */

static void test_changes(void **state) {
  (void)state;
  site s;
  char last[40], path[80], link[200];
  site_open(&s, NULL);
  site_add(&s, protest, "Two");
  assert_int_equal(get(&s, "/changes.ndjson", "", &heard), 200);
  field(&heard, "X-Isnad-Last", last, sizeof last);
  assert_true(strtoul(last, NULL, 10) >= 2);
  assert_non_null(strstr(heard.body, "\"event\":\"ASSAULT\""));
  snprintf(path, sizeof path, "/changes.ndjson?since=%s", last);
  assert_int_equal(get(&s, path, "", &heard), 200);
  assert_int_equal(heard.len, 0);
  assert_int_equal(get(&s, "/changes.ndjson?limit=1", "", &heard), 200);
  assert_non_null(strstr(field(&heard, "Link", link, sizeof link), "rel=\"next\""));
  isn_store *store = site_store(&s);
  isn_act act = {.kind = "retract", .incident = ISN_LIT("#1"), .who = ISN_LIT("test")};
  int64_t entry = act_on(store, &act);
  snprintf(path, sizeof path, "/deleted.csv?since=%s", last);
  assert_int_equal(get(&s, path, "", &heard), 200);
  assert_non_null(strstr(heard.body, ",retracted,,"));
  assert_int_equal(isn_store_undo(store, entry, ISN_LIT("test"), NULL, NULL), ISNAD_OK);
  assert_int_equal(get(&s, path, "", &heard), 200);
  assert_null(strstr(heard.body, "retracted"));
  isn_store_close(store);
  site_close(&s);
}

static void test_events(void **state) {
  (void)state;
  site s;
  static char live[ROOM], again[ROOM], late[ROOM];
  live[0] = again[0] = late[0] = '\0';
  isnad_str coverages = ISN_LIT("slug\ttitle_ar\ttitle_en\tabout_ar\tabout_en\tfilter\tsince\tended\n"
                                "old\tAlt\tOld\t\t\t\t2022-01-01\t2022-01-02\nnew\tNeu\tNew\t\t\t\t2022-01-01\t\n");
  site_open(&s, &(isn_serve_options){.coverages = coverages});
  int fd = follow(&s, "", "");
  assert_true(wait_for(fd, "retry: 2000\n\n", live, sizeof live));
  assert_non_null(strstr(live, "Content-Type: text/event-stream"));
  site_add(&s, protest, "Two");
  int64_t began = clock_ms();
  assert_true(wait_for(fd, "event: incident\ndata: {", live, sizeof live));
  assert_in_range(clock_ms() - began, 0, 1500);
  assert_null(strstr(live, "id: 1\n")); /* what was before is not told */
  close(fd);
  fd = follow(&s, "?since=99", "Last-Event-ID: 1\r\n"); /* who comes again is told what he lacks */
  assert_true(wait_for(fd, "id: 2\n", again, sizeof again));
  assert_null(strstr(again, "id: 1\n"));
  isn_store *store = site_store(&s);
  isn_act act = {.kind = "note",
                 .incident = ISN_LIT("#1"),
                 .who = ISN_LIT("secret-editor"),
                 .words = ISN_LIT("words of the desk")};
  act_on(store, &act);
  isn_store_close(store);
  assert_true(wait_for(fd, "event: update\n", again, sizeof again));
  assert_true(wait_for(fd, "\n\n", again + (strstr(again, "event: update\n") - again), 4096));
  assert_null(strstr(again, "secret-editor")); /* who did it and what he wrote stays at the desk */
  assert_null(strstr(again, "words of"));
  close(fd);
  fd = follow(&s, "?c=new&since=0", "");
  assert_true(wait_for(fd, "id: 1\n", late, sizeof late));
  close(fd);
  assert_int_equal(get(&s, "/events?c=old", "", &heard), 204);
  assert_int_equal(get(&s, "/events?c=none", "", &heard), 404);
  site_close(&s);
}

/* ---- Who means harm ---------------------------------------------------------------------------------------------- */

static void test_tricks(void **state) {
  (void)state;
  static const struct {
    int status;
    const char *path;
  } tricks[] = {{404, "/../../etc/passwd"},
                {404, "/%2e%2e/%2e%2e/etc/passwd"},
                {404, "/a/..%2f..%2fetc"},
                {404, "//evil.example/"},
                {404, "/\\..\\"},
                {400, "/%00"},
                {400, "/%0d%0aSet-Cookie:%20a=b"},
                {400, "/%ff%fe"},
                {400, "/%"},
                {400, "/i/%c0%af"},
                {404, "/i/'%20OR%201=1--"},
                {404, "/r/99999999999999999999"},
                {404, "/i/%3Cscript%3E"}};
  site s;
  site_open(&s, NULL);
  for (size_t i = 0; i < sizeof tricks / sizeof *tricks; i++) {
    if (get(&s, tricks[i].path, "", &heard) != tricks[i].status) fail_msg("%s gives %d", tricks[i].path, heard.status);
    assert_null(strstr(heard.body, "<script>"));
    assert_null(strstr(heard.head, "\r\nSet-Cookie: a=b"));
  }
  get(&s, "/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22%27", "", &heard);
  assert_null(strstr(heard.body, "<script>alert"));
  assert_int_equal(get(&s, "/search?q=%ff", "", &heard) / 100, 4);
  assert_int_equal(talk(&s, "DELETE / HTTP/1.1\r\nHost: a\r\n", NULL, &heard), 405);
  assert_int_equal(talk(&s, "POST / HTTP/1.1\r\nHost: a\r\n", "x", &heard), 405);
  assert_int_equal(talk(&s, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n", NULL, &heard), 411);
  assert_int_equal(talk(&s, "POST /admin/import HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n", NULL, &heard),
                   413);
  assert_int_equal(talk(&s, "nonsense\r\n", NULL, &heard), 400);
  assert_int_equal(get(&s, "/healthz", "", &heard), 200);
  site_close(&s);
}

static void test_long_head(void **state) {
  (void)state;
  enum { MEGABYTE = 1 << 20 };
  site s;
  site_open(&s, NULL);
  char *much = malloc(MEGABYTE);
  memset(much, 'a', MEGABYTE);
  int fd = client(&s);
  say(fd, "GET / HTTP/1.1\r\nHost: a\r\nX: ", 29);
  say(fd, much, MEGABYTE);
  hear(fd, false, &heard);
  assert_int_equal(heard.status, 431);
  close(fd);
  free(much);
  assert_int_equal(get(&s, "/healthz", "", &heard), 200);
  site_close(&s);
}

static void test_half_requests(void **state) {
  (void)state;
  site s;
  site_open(&s, &(isn_serve_options){.head_seconds = 1, .body_seconds = 1, .idle_seconds = 1});
  int half = client(&s), body = client(&s), silent = client(&s), drip = client(&s);
  say(half, "GET / HT", 8);
  say(body, "POST /admin/act HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nkind=", 62);
  int64_t began = clock_ms();
  for (int i = 0; i < 8; i++) { /* a byte now and then keeps no connection */
    say(drip, "G", 1);
    assert_int_equal(get(&s, "/healthz", "", &heard), 200);
    nanosleep(&(struct timespec){.tv_nsec = 250000000}, NULL);
  }
  hear(half, false, &heard);
  assert_int_equal(heard.status, 408);
  hear(body, false, &heard);
  assert_int_equal(heard.status, 408);
  hear(drip, false, &heard);
  assert_int_equal(heard.status, 408);
  char byte;
  assert_int_equal(recv(silent, &byte, 1, 0), 0);
  assert_in_range(clock_ms() - began, 1000, 6000);
  close(half), close(body), close(silent), close(drip);
  site_close(&s);
}

static void test_many_connections(void **state) {
  (void)state;
  enum { EACH = 20, TRIED = 200 };
  site s;
  int fds[TRIED], refused = 0;
  site_open(&s, &(isn_serve_options){.per_address = EACH, .clients = 100});
  for (int i = 0; i < TRIED; i++) fds[i] = client(&s);
  for (int i = EACH; i < TRIED; i++) {
    hear(fds[i], false, &heard);
    refused += heard.status == 503;
    close(fds[i]);
  }
  assert_int_equal(refused, TRIED - EACH);
  int other = client_from(&s, "127.0.0.2", 0); /* hurts nobody else */
  assert_true(say(other, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", 35));
  hear(other, false, &heard);
  assert_int_equal(heard.status, 200);
  close(other);
  for (int i = 0; i < EACH; i++) close(fds[i]);
  for (int i = 0; i < 50 && get(&s, "/healthz", "", &heard) != 200; i++)
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
  assert_int_equal(heard.status, 200); /* those who go make room */
  site_close(&s);
}

/* Asks for much and takes nothing. */
static void test_slow_reader(void **state) {
  (void)state;
  site s;
  site_open(&s, &(isn_serve_options){.body_seconds = 1, .idle_seconds = 1});
  enum { READERS = 10 };
  int fds[READERS];
  for (int i = 0; i < READERS; i++) {
    fds[i] = client_from(&s, NULL, 1024);
    for (int j = 0; j < 150; j++) say(fds[i], "GET / HTTP/1.1\r\nHost: a\r\n\r\n", 27);
  }
  int64_t began = clock_ms();
  for (int i = 0; i < 20; i++) assert_int_equal(get(&s, "/healthz", "", &heard), 200);
  assert_in_range(clock_ms() - began, 0, 2000);
  for (int i = 0; i < 100; i++) { /* their connections are closed in the end */
    get(&s, "/metrics", "", &heard);
    if (strstr(heard.body, "isnad_connections 1\n")) break;
    nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
  }
  assert_non_null(strstr(heard.body, "isnad_connections 1\n"));
  for (int i = 0; i < READERS; i++) close(fds[i]);
  site_close(&s);
}

/* One who follows and takes nothing is dropped when he is a tape behind; the others get all of it. */
static void test_slow_follower(void **state) {
  (void)state;
  site s;
  static char room[ROOM];
  site_open(&s, &(isn_serve_options){.tape = 32 << 10});
  int slow = client_from(&s, NULL, 1024), good = follow(&s, "", "");
  say(slow, "GET /events HTTP/1.1\r\nHost: a\r\n\r\n", 34);
  room[0] = '\0';
  assert_true(wait_for(good, "retry: 2000\n\n", room, sizeof room));
  isn_store *store = site_store(&s);
  enum { NOTES = 3000, ROUND = 100 };
  isn_act act = {.kind = "note", .incident = ISN_LIT("#1"), .who = ISN_LIT("t"), .words = ISN_LIT("x")};
  bool dropped = false;
  for (int i = 1; i <= NOTES && !dropped; i++) {
    int64_t last = act_on(store, &act);
    if (i % ROUND) continue;
    char wanted[40];
    snprintf(wanted, sizeof wanted, "id: %lld\n", (long long)last);
    room[0] = '\0';
    assert_true(wait_for(good, wanted, room, sizeof room));
    get(&s, "/metrics", "", &heard);
    dropped = strstr(heard.body, "isnad_events_dropped_clients_total 1\n") != NULL;
  }
  isn_store_close(store);
  assert_true(dropped);
  assert_non_null(strstr(heard.body, "isnad_events_clients 1\n"));
  close(slow), close(good);
  site_close(&s);
}

/* ---- The end ----------------------------------------------------------------------------------------------------- */

static void *stop(void *context) {
  site *s = context;
  isn_server_stop(s->server);
  return NULL;
}

static void test_graceful_stop(void **state) {
  (void)state;
  site s;
  pthread_t thread;
  static char room[ROOM];
  site_open(&s, NULL);
  int follower = follow(&s, "", ""), half = client(&s), idle = client(&s);
  room[0] = '\0';
  assert_true(wait_for(follower, "retry", room, sizeof room));
  say(half, "GET /healthz HTTP/1.1\r\nHo", 25);
  assert_int_equal(get(&s, "/healthz", "", &heard), 200);
  pthread_create(&thread, NULL, stop, &s);
  pthread_join(thread, NULL);
  char byte;
  assert_int_equal(recv(idle, &byte, 1, 0), 0);
  while (recv(follower, room, sizeof room, 0) > 0) continue;
  say(half, "st: a\r\n\r\n", 9); /* what was begun is answered */
  hear(half, false, &heard);
  assert_int_equal(heard.status, 503);
  assert_string_equal(field(&heard, "Connection", room, sizeof room), "close");
  close(follower), close(half), close(idle);
  int64_t began = clock_ms();
  site_close(&s);
  assert_in_range(clock_ms() - began, 0, 5000);
}

static void test_access_log(void **state) {
  (void)state;
  site s;
  char log[120], line[2000];
  snprintf(log, sizeof log, "/tmp/isnad-access-%ld.log", (long)getpid());
  site_open(&s, &(isn_serve_options){.log = log});
  assert_int_equal(get(&s, "/healthz?\x01\"", "User-Agent: a\"b\\c\xD8\xB3\r\n", &heard), 400);
  assert_int_equal(get(&s, "/healthz", "User-Agent: a\"b\\c\xD8\xB3\r\nReferer: x\r\n", &heard), 200);
  site_close(&s);
  FILE *file = fopen(log, "r");
  assert_non_null(file);
  assert_non_null(fgets(line, sizeof line, file));
  assert_non_null(strstr(line, "GET /healthz?\\x01\\x22\" 400 "));
  assert_non_null(fgets(line, sizeof line, file));
  assert_non_null(strstr(line, "127.0.0.1 - - ["));
  assert_non_null(strstr(line, "\"GET /healthz\" 200 "));
  assert_non_null(strstr(line, "\"x\" \"a\\x22b\\x5cc\\xd8\\xb3\" "));
  assert_null(fgets(line, sizeof line, file));
  fclose(file);
  unlink(log);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_page),
                                     cmocka_unit_test(test_compressed_and_unchanged),
                                     cmocka_unit_test(test_connection),
                                     cmocka_unit_test(test_changes),
                                     cmocka_unit_test(test_events),
                                     cmocka_unit_test(test_tricks),
                                     cmocka_unit_test(test_long_head),
                                     cmocka_unit_test(test_half_requests),
                                     cmocka_unit_test(test_many_connections),
                                     cmocka_unit_test(test_slow_reader),
                                     cmocka_unit_test(test_slow_follower),
                                     cmocka_unit_test(test_graceful_stop),
                                     cmocka_unit_test(test_access_log)};
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  isnad_lexicon_free(lexicon);
  return failed;
}
