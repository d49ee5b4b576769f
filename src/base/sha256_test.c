/* SHA-256 against the examples of the standard, and in pieces of every size. */
#include "base/sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

static void assert_digest(isn_digest digest, const char *want) {
  char hex[65];
  isn_digest_hex(&digest, hex);
  assert_string_equal(hex, want);
}

static void the_examples_of_the_standard(void **state) {
  (void)state;
  assert_digest(isn_sha256_of(isn_str("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  assert_digest(isn_sha256_of(isn_str("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert_digest(isn_sha256_of(isn_str("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void pieces_make_no_difference(void **state) {
  (void)state;
  char text[300];
  memset(text, 'a', sizeof text);
  isn_digest whole = isn_sha256_of((isnad_str){text, sizeof text});
  for (size_t size = 1; size < sizeof text; size++) {
    isn_sha256 sha = isn_sha256_begin();
    for (size_t at = 0; at < sizeof text; at += size)
      isn_sha256_add(&sha, text + at, size < sizeof text - at ? size : sizeof text - at);
    isn_digest digest = isn_sha256_end(&sha);
    assert_memory_equal(digest.byte, whole.byte, sizeof whole.byte);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(the_examples_of_the_standard), cmocka_unit_test(pieces_make_no_difference)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
