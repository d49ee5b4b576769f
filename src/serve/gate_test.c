/* gate and crowd: who is let in, who may send a form, how often, and how many come from one address. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <netinet/in.h>
#include <stdio.h>

#include "base/str.h"
#include "serve/gate.h"

static isn_peer peer_of(uint32_t address) {
  struct sockaddr_in in = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(address)};
  return isn_peer_of((const struct sockaddr *)&in);
}

enum { HERE = 0x7F000001, ELSEWHERE = 0x05060708 };

static void test_this_machine(void **state) {
  (void)state;
  isn_gate *gate = isn_gate_new(NULL);
  isn_peer here = peer_of(HERE), far = peer_of(ELSEWHERE);
  isn_request r = {.host = ISN_LIT("127.0.0.1:8080")};
  assert_false(isn_gate_pass(gate, &here, &r, false).open);
  isn_entry entry = isn_gate_pass(gate, &here, &r, true);
  assert_true(entry.open && entry.fresh && entry.session);
  char cookies[100];
  snprintf(cookies, sizeof cookies, "lang=ar; isnad_desk=%s", entry.session->id);
  r.cookies = isn_str(cookies);
  entry = isn_gate_pass(gate, &here, &r, false);
  assert_true(entry.open && !entry.fresh);
  assert_true(isn_gate_csrf(entry.session, isn_str(entry.session->csrf)));
  assert_false(isn_gate_csrf(entry.session, ISN_LIT("")));
  assert_false(isn_gate_csrf(entry.session, isn_str(entry.session->id)));
  assert_false(isn_gate_pass(gate, &far, &r, true).open);
  r.forwarded = true; /* by a proxy: who is behind it is not this machine */
  assert_false(isn_gate_pass(gate, &here, &r, true).open);
  r.forwarded = false;
  r.host = ISN_LIT("evil.example:8080"); /* a name that was made to lead here */
  assert_false(isn_gate_pass(gate, &here, &r, true).open);
  r.host = ISN_LIT("127.0.0.1.evil.example");
  assert_false(isn_gate_pass(gate, &here, &r, true).open);
  r.host = ISN_LIT("localhost");
  isn_gate_logout(entry.session);
  assert_false(isn_gate_pass(gate, &here, &r, false).open);
  assert_null(isn_gate_login(gate, ISN_LIT("")));
  isn_gate_free(gate);
}

static void test_token(void **state) {
  (void)state;
  isn_gate *gate = isn_gate_new("a token of the desk");
  isn_peer here = peer_of(HERE), far = peer_of(ELSEWHERE);
  isn_request r = {.host = ISN_LIT("127.0.0.1")};
  assert_false(isn_gate_pass(gate, &here, &r, true).open);
  assert_null(isn_gate_login(gate, ISN_LIT("a token of the des")));
  assert_null(isn_gate_login(gate, ISN_LIT("")));
  isn_session *session = isn_gate_login(gate, ISN_LIT("a token of the desk"));
  assert_non_null(session);
  char cookie[60];
  snprintf(cookie, sizeof cookie, "isnad_desk=%s", session->id);
  r.cookies = isn_str(cookie);
  assert_true(isn_gate_pass(gate, &far, &r, false).open);
  cookie[20] ^= 1;
  assert_false(isn_gate_pass(gate, &far, &r, false).open);
  r.cookies = (isnad_str){NULL, 0};
  r.authorization = ISN_LIT("Bearer a token of the desk");
  isn_entry entry = isn_gate_pass(gate, &far, &r, false);
  assert_true(entry.open && entry.bearer && entry.session == NULL);
  r.authorization = ISN_LIT("Bearer another");
  assert_false(isn_gate_pass(gate, &far, &r, false).open);
  for (int i = 0; i < 200; i++)
    assert_non_null(isn_gate_login(gate, ISN_LIT("a token of the desk"))); /* old ones make room */
  isn_gate_free(gate);
}

static void test_same_site(void **state) {
  (void)state;
  isn_request r = {.host = ISN_LIT("a.example:8080")};
  assert_true(isn_gate_same_site(&r));
  r.origin = ISN_LIT("http://a.example:8080");
  assert_true(isn_gate_same_site(&r));
  r.origin = ISN_LIT("https://a.example:8080");
  assert_true(isn_gate_same_site(&r));
  r.origin = ISN_LIT("http://a.example");
  assert_false(isn_gate_same_site(&r));
  r.origin = ISN_LIT("null");
  assert_false(isn_gate_same_site(&r));
  r.origin = (isnad_str){NULL, 0};
  r.fetch_site = ISN_LIT("cross-site");
  assert_false(isn_gate_same_site(&r));
  r.fetch_site = ISN_LIT("same-origin");
  assert_true(isn_gate_same_site(&r));
}

static void test_rate(void **state) {
  (void)state;
  isn_gate *gate = isn_gate_new(NULL);
  isn_peer one = peer_of(HERE), other = peer_of(ELSEWHERE);
  int passed = 0, wait = 0;
  while (passed < 100 && (wait = isn_gate_rate(gate, RATE_LOGINS, &one)) == 0) passed++;
  assert_int_equal(passed, 5);
  assert_in_range(wait, 1, 13);
  assert_int_equal(isn_gate_rate(gate, RATE_LOGINS, &other), 0);
  assert_int_equal(isn_gate_rate(gate, RATE_FORMS, &one), 0);
  for (passed = 0; passed < 1000 && isn_gate_rate(gate, RATE_PAGES, &one) == 0;) passed++;
  assert_in_range(passed, 100, 120);
  isn_gate_free(gate);
}

/* Against a plain count of each address, in an order that makes cells meet and close up. */
static void test_crowd(void **state) {
  (void)state;
  enum { ADDRESSES = 60, MOST = 100, EACH = 4 };
  isn_crowd *crowd = isn_crowd_new(MOST, EACH);
  size_t counts[ADDRESSES] = {0}, all = 0;
  uint32_t random = 1;
  for (int step = 0; step < 50000; step++) {
    random = random * 1103515245u + 12345u;
    uint32_t n = (random >> 16) % ADDRESSES;
    isn_peer peer = peer_of(0x0A000000 + n * 64);
    if (random >> 31) {
      bool fits = all < MOST && counts[n] < EACH;
      assert_int_equal(isn_crowd_enter(crowd, &peer), fits);
      if (fits) counts[n]++, all++;
    } else if (counts[n]) {
      isn_crowd_leave(crowd, &peer);
      counts[n]--, all--;
    }
    assert_int_equal(isn_crowd_count(crowd), all);
  }
  isn_crowd_free(crowd);
}

static void test_names(void **state) {
  (void)state;
  char name[48];
  isn_peer peer = peer_of(0xC0000207);
  isn_peer_name(&peer, name);
  assert_string_equal(name, "192.0.2.7");
  struct sockaddr_in6 in = {.sin6_family = AF_INET6, .sin6_addr.s6_addr = {0x20, 0x01, 0x0d, 0xb8, 0, 1, 0, 2, 9, 9}};
  peer = isn_peer_of((const struct sockaddr *)&in);
  isn_peer_name(&peer, name);
  assert_string_equal(name, "2001:db8:1:2::/64");
  struct sockaddr_in6 mapped = {.sin6_family = AF_INET6, .sin6_addr.s6_addr = {[10] = 0xFF, [11] = 0xFF, 127, 0, 0, 1}};
  peer = isn_peer_of((const struct sockaddr *)&mapped);
  isn_peer_name(&peer, name);
  assert_string_equal(name, "127.0.0.1");
  assert_true(peer.loopback);
  struct sockaddr_in6 loopback = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
  peer = isn_peer_of((const struct sockaddr *)&loopback);
  isn_peer_name(&peer, name);
  assert_string_equal(name, "::1");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_this_machine), cmocka_unit_test(test_token),
                                     cmocka_unit_test(test_same_site),    cmocka_unit_test(test_rate),
                                     cmocka_unit_test(test_crowd),        cmocka_unit_test(test_names)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
