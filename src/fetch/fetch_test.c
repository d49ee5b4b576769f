/* The parts of fetching that need no network: robots.txt, addresses, the cache file. test/cli.sh fetches from a server of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <netinet/in.h>

#include "base/str.h"
#include "fetch/cache.h"
#include "fetch/fetch.h"
#include "fetch/guard.h"
#include "fetch/robots.h"

static void robots_are_kept_to(void **state) {
  (void)state;
  static const struct { const char *robots, *path; bool allowed; double delay; } cases[] = {
      {"", "/", true, 0},
      {"User-agent: *\nDisallow: /", "/a", false, 0},
      {"User-agent: *\nDisallow:", "/a", true, 0},
      {"user-agent: *\r\nDISALLOW: /private # not for robots\r\n", "/private/1", false, 0},
      {"User-agent: *\nDisallow: /private", "/public", true, 0},
      {"User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true, 0},
      {"User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c", false, 0},
      {"User-agent: *\nDisallow: /a\nAllow: /a", "/a", true, 0},
      {"User-agent: other\nDisallow: /", "/a", true, 0},
      {"User-agent: isnad\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", true, 0},
      {"User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: ISNAD/1.0\nDisallow: /a", "/b", true, 0},
      {"User-agent: isnadbot\nDisallow: /", "/b", true, 0},
      {"User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", false, 0},
      {"User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", true, 0},
      {"User-agent: *\nDisallow: /*?print=", "/a?x=1&print=2", true, 0},
      {"User-agent: *\nDisallow: /*print=", "/a?x=1&print=2", false, 0},
      {"User-agent: *\nDisallow: /a*b*c", "/aXbXXc/d", false, 0},
      {"User-agent: *\nDisallow: /a*b*c", "/aXbXX", true, 0},
      {"Disallow: /", "/a", true, 0},
      {"User-agent: *\nCrawl-delay: 2.5\nDisallow: /x", "/a", true, 2.5},
      {"User-agent: *\nSitemap: https://a.example/s.xml\nDisallow: /x", "/x", false, 0},
      {"\xEF\xBB\xBFUser-agent: *\nDisallow: /", "/a", false, 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    double delay;
    assert_int_equal(isn_robots_allow(isn_str(cases[i].robots), "isnad", isn_str(cases[i].path), &delay), cases[i].allowed);
    assert_true(delay == cases[i].delay);
  }
}

static void patterns_cost_bounded_time(void **state) {
  (void)state;
  char robots[1800] = "User-agent: *\nDisallow: /", path[8000] = "/";
  for (size_t i = strlen(robots); i + 2 < sizeof robots; i += 2) memcpy(robots + i, "a*", 3);
  memset(path + 1, 'a', sizeof path - 2);
  double delay;
  isn_robots_allow(isn_str(robots), "isnad", (isnad_str){path, sizeof path - 1}, &delay);
  assert_true(delay == 0);
}

static bool is_public(const char *text) {
  struct sockaddr_in four = {.sin_family = AF_INET};
  struct sockaddr_in6 six = {.sin6_family = AF_INET6};
  if (inet_pton(AF_INET, text, &four.sin_addr) == 1) return isn_guard_public((const struct sockaddr *)&four);
  assert_int_equal(inet_pton(AF_INET6, text, &six.sin6_addr), 1);
  return isn_guard_public((const struct sockaddr *)&six);
}

static void private_addresses_are_known(void **state) {
  (void)state;
  static const char *const closed[] = {"0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.9.9.9", "169.254.169.254", "172.16.0.1",
                                       "172.31.255.255", "192.0.0.8", "192.168.1.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "255.255.255.255",
                                       "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1",
                                       "2001:db8::1", "fc00::1", "fd12::1", "fe80::1", "ff02::1", "100::1"};
  static const char *const open[] = {"1.1.1.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.167.0.1", "223.255.255.255",
                                     "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::"};
  for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) assert_false(is_public(closed[i]));
  for (size_t i = 0; i < sizeof open / sizeof *open; i++) assert_true(is_public(open[i]));
  struct sockaddr other = {.sa_family = AF_UNIX};
  assert_false(isn_guard_public(&other));
}

static void the_cache_keeps_what_it_was_told(void **state) {
  (void)state;
  char path[] = "/tmp/isnad-cache-XXXXXX";
  int descriptor = mkstemp(path);
  assert_true(descriptor >= 0);
  close(descriptor);
  const char *etag, *modified;
  isn_cache *cache = isn_cache_open(path);
  isn_cache_set(cache, "https://b.example/", "\"1\"", "");
  isn_cache_set(cache, "https://a.example/", "", "Mon, 24 Jan 2022 09:30:00 GMT");
  isn_cache_set(cache, "https://b.example/", "\"2\"", "");
  isn_cache_set(cache, "https://c.example/\tx", "\"3\"", "");
  assert_int_equal(isn_cache_save(cache, NULL), ISNAD_OK);
  isn_cache_free(cache);
  cache = isn_cache_open(path);
  assert_true(isn_cache_find(cache, "https://b.example/", &etag, &modified));
  assert_string_equal(etag, "\"2\"");
  assert_true(isn_cache_find(cache, "https://a.example/", &etag, &modified));
  assert_string_equal(modified, "Mon, 24 Jan 2022 09:30:00 GMT");
  assert_false(isn_cache_find(cache, "https://c.example/\tx", &etag, &modified));
  assert_string_equal(etag, "");
  isn_cache_free(cache);
  unlink(path);
  cache = isn_cache_open("/nowhere/at/all");
  isnad_error error;
  assert_int_equal(isn_cache_save(cache, &error), ISNAD_IO);
  isn_cache_free(cache);
}

static void words_are_addresses_or_not(void **state) {
  (void)state;
  assert_true(isn_fetch_is_url("https://example.org/") && isn_fetch_is_url("HTTP://example.org"));
  assert_false(isn_fetch_is_url("report.txt") || isn_fetch_is_url("ftp://example.org") || isn_fetch_is_url("https:/x"));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(robots_are_kept_to), cmocka_unit_test(patterns_cost_bounded_time),
                                     cmocka_unit_test(private_addresses_are_known), cmocka_unit_test(the_cache_keeps_what_it_was_told),
                                     cmocka_unit_test(words_are_addresses_or_not)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
