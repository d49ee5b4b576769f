/* What golden cases cannot hold: compressed inputs made here, inputs far larger than memory should become, and dates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

#include "base/str.h"
#include "input/input.h"

/* ---- Inputs ---------------------------------------------------------------------------------------------------------- */

/* A head, then one byte again and again, then a tail; or bytes as they are. */
typedef struct source {
  isnad_str head, tail;
  uint64_t filler, at;
  char fill;
  bool fails; /* at the end */
} source;

static int64_t pull(void *context, void *into, size_t size) {
  source *s = context;
  uint64_t middle = s->head.len, end = middle + s->filler;
  size_t len = 0;
  if (s->at < middle) {
    len = size < middle - s->at ? size : (size_t)(middle - s->at);
    memcpy(into, s->head.ptr + s->at, len);
  } else if (s->at < end) {
    len = size < end - s->at ? size : (size_t)(end - s->at);
    memset(into, s->fill, len);
  } else if (s->at < end + s->tail.len) {
    len = size < end + s->tail.len - s->at ? size : (size_t)(end + s->tail.len - s->at);
    memcpy(into, s->tail.ptr + (s->at - end), len);
  } else if (s->fails) {
    return -1;
  }
  s->at += len;
  return (int64_t)len;
}

typedef struct told {
  size_t documents, rejected, cut, bytes;
  isnad_error last;
  char first[64]; /* the beginning of the first document */
} told;

static told read_all(source s, isnad_form form) {
  told t = {.documents = 0};
  isnad_input *input;
  const isnad_document *d;
  assert_int_equal(isnad_input_open(pull, &s, form, &input, &t.last), ISNAD_OK);
  for (;;) {
    isnad_error error = {.status = ISNAD_OK};
    isnad_status status = isnad_input_next(input, &d, &error);
    if (status == ISNAD_OK && d == NULL) break;
    assert_true(t.documents + t.rejected < 100000);
    if (status != ISNAD_OK) {
      assert_null(d);
      assert_int_equal(error.status, status);
      t.rejected++;
      t.last = error;
      continue;
    }
    if (t.documents++ == 0) snprintf(t.first, sizeof t.first, "%.*s", (int)d->bytes.len, d->bytes.ptr);
    t.cut += d->cut;
    t.bytes += d->bytes.len;
  }
  isnad_input_close(input);
  return t;
}

/* gzip of head and filler, behind what `out` holds. */
static void pack(isn_heap *out, const char *head, size_t filler) {
  static char piece[1 << 16];
  z_stream z = {.next_in = (Bytef *)head, .avail_in = (uInt)strlen(head)};
  assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  memset(piece, 'a', sizeof piece);
  int result = Z_OK;
  while (result != Z_STREAM_END) {
    if (z.avail_in == 0 && filler) {
      z.next_in = (Bytef *)piece;
      z.avail_in = (uInt)(filler < sizeof piece ? filler : sizeof piece);
      filler -= z.avail_in;
    }
    assert_true(isn_heap_room(out, 1 << 16));
    z.next_out = (Bytef *)out->ptr + out->len;
    z.avail_out = 1 << 16;
    result = deflate(&z, filler ? Z_NO_FLUSH : Z_FINISH);
    out->len += (1 << 16) - z.avail_out;
  }
  deflateEnd(&z);
}

#define RECORD(length, page) "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: " length "\r\n\r\n" page "\r\n\r\n"

static isnad_str packed_records(isn_heap *out, size_t count) {
  for (size_t i = 0; i < count; i++) pack(out, RECORD("11", "<p>page</p>"), 0);
  return isn_heap_str(out);
}

/* ---- gzip ------------------------------------------------------------------------------------------------------------- */

static void members_are_read_one_after_the_other(void **state) {
  (void)state;
  isn_heap gz = {.ptr = NULL};
  told t = read_all((source){.head = packed_records(&gz, 300), .tail = {"\0\0\0\0", 4}}, ISNAD_FORM_ANY);
  assert_int_equal(t.documents, 300);
  assert_int_equal(t.rejected, 0);
  assert_string_equal(t.first, "<p>page</p>");
  isn_heap_free(&gz);
}

static void a_cut_member_gives_what_it_has(void **state) {
  (void)state;
  isn_heap gz = {.ptr = NULL};
  pack(&gz, RECORD("11", "<p>page</p>"), 0);
  size_t whole = gz.len;
  pack(&gz, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 900000\r\n\r\n<p>",
       900000 - 3);
  told t = read_all((source){.head = {gz.ptr, whole + (gz.len - whole) / 2}}, ISNAD_FORM_ANY);
  assert_int_equal(t.documents, 2);
  assert_int_equal(t.cut, 1);
  assert_int_equal(t.rejected, 1);
  assert_non_null(strstr(t.last.message, "ends in the middle"));
  isn_heap_free(&gz);
}

static void a_damaged_member_costs_no_other(void **state) {
  (void)state;
  isn_heap gz = {.ptr = NULL};
  size_t len = packed_records(&gz, 1).len;
  packed_records(&gz, 4);
  for (size_t at = 0; at < len; at++) { /* each byte of the second member in turn */
    char *byte = gz.ptr + len + at, kept = *byte;
    *byte ^= 0x55;
    told t = read_all((source){.head = isn_heap_str(&gz)}, ISNAD_FORM_WARC);
    assert_true(t.documents >= 4 && t.documents <= 5);
    assert_true(t.documents == 5 || t.rejected > 0);
    *byte = kept;
  }
  isn_heap_free(&gz);
}

static void an_archive_may_be_one_member(void **state) {
  (void)state;
  isn_heap gz = {.ptr = NULL}, plain = {.max = 64 << 20};
  for (int i = 0; i < 30000; i++) isn_heap_add(&plain, ISN_LIT(RECORD("11", "<p>page</p>")));
  isn_heap_add(&plain, (isnad_str){"", 1});
  pack(&gz, plain.ptr, 0);
  told t = read_all((source){.head = isn_heap_str(&gz)}, ISNAD_FORM_ANY);
  assert_int_equal(t.documents, 30000);
  assert_int_equal(t.rejected, 0);
  isn_heap_free(&gz);
  isn_heap_free(&plain);
}

/* ---- Too much --------------------------------------------------------------------------------------------------------- */

static void a_bomb_of_text_is_refused(void **state) {
  (void)state;
  isn_heap gz = {.ptr = NULL};
  pack(&gz, "", (size_t)200 << 20);
  assert_true(gz.len < 1 << 20);
  told t = read_all((source){.head = isn_heap_str(&gz)}, ISNAD_FORM_ANY);
  assert_int_equal(t.documents, 0);
  assert_int_equal(t.rejected, 1);
  assert_int_equal(t.last.status, ISNAD_LIMIT);
  isn_heap_free(&gz);
}

static void a_bomb_in_an_archive_costs_its_member(void **state) {
  (void)state;
  isn_heap gz = {.ptr = NULL};
  pack(&gz, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99000000000\r\n\r\n",
       (size_t)100 << 20); /* never unpacked to its end */
  pack(&gz, "no record ", (size_t)100 << 20);
  pack(&gz, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 30000000\r\n\r\n", 30000000);
  packed_records(&gz, 2);
  told t = read_all((source){.head = isn_heap_str(&gz)}, ISNAD_FORM_ANY);
  assert_int_equal(t.documents, 2);
  assert_true(t.rejected >= 3);
  isn_heap_free(&gz);
}

static void a_page_that_unpacks_to_a_bomb_is_refused(void **state) {
  (void)state;
  isn_heap gz = {.ptr = NULL}, warc = {.ptr = NULL};
  char head[400];
  pack(&gz, "<p>", (size_t)100 << 20);
  static const char http[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
  snprintf(head, sizeof head, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %zu\r\n\r\n%s",
           sizeof http - 1 + gz.len, http);
  isn_heap_add(&warc, isn_str(head));
  isn_heap_add(&warc, isn_heap_str(&gz));
  isn_heap_add(&warc, ISN_LIT("\r\n\r\n" RECORD("11", "<p>page</p>")));
  told t = read_all((source){.head = isn_heap_str(&warc)}, ISNAD_FORM_ANY);
  assert_int_equal(t.documents, 1);
  assert_int_equal(t.rejected, 1);
  assert_int_equal(t.last.status, ISNAD_LIMIT);
  isn_heap_free(&gz);
  isn_heap_free(&warc);
}

static void feeds_have_their_limits(void **state) {
  (void)state;
  static const struct { const char *head, *tail; } feeds[] = {
      {"<rss version=\"", "\"><channel><item><title>x</title></item></channel></rss>"},
      {"<rss><channel><item><title>", "</title></item></channel></rss>"},
      {"<rss><channel><item><description><![CDATA[", "]]></description></item></channel></rss>"},
      {"<rss><!--", "--></rss>"}, {"<rss><", ""}, {"<rss>&", ";</rss>"}};
  for (size_t i = 0; i < sizeof feeds / sizeof *feeds; i++) {
    told t = read_all(
        (source){
            .head = isn_str(feeds[i].head), .tail = isn_str(feeds[i].tail), .filler = (uint64_t)100 << 20, .fill = 'a'},
        ISNAD_FORM_FEED);
    assert_int_equal(t.documents, t.cut); /* what had come of an item before it became too long */
    assert_true(t.rejected >= 1 && t.bytes < 1 << 20);
  }
}

static void json_has_its_limits(void **state) {
  (void)state;
  static const struct { const char *head, *tail; isnad_form form; size_t documents, rejected; char fill; } inputs[] = {
      {"{\"text\":\"", "\"}\n{\"text\":\"b\"}\n", ISNAD_FORM_NDJSON, 1, 1, 'a'},
      {"{\"messages\":[{\"text\":\"", "\"},{\"text\":\"b\"}]}", ISNAD_FORM_TELEGRAM, 1, 1, 'a'},
      {"{\"name\":\"", "\",\"messages\":[{\"text\":\"b\"}]}", ISNAD_FORM_TELEGRAM, 1, 0, 'a'},
      {"{\"messages\":[", "", ISNAD_FORM_TELEGRAM, 0, 1, '['},
      {"{\"messages\":", "", ISNAD_FORM_TELEGRAM, 0, 1, '['},
      {"[", "1]", ISNAD_FORM_ANY, 0, 1, ' '}};
  for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
    told t = read_all((source){.head = isn_str(inputs[i].head),
                               .tail = isn_str(inputs[i].tail),
                               .filler = (uint64_t)40 << 20,
                               .fill = inputs[i].fill},
                      inputs[i].form);
    assert_int_equal(t.documents, inputs[i].documents);
    assert_true(t.rejected >= inputs[i].rejected);
  }
}

static void what_cannot_be_read_is_told(void **state) {
  (void)state;
  static const char *const inputs[] = {"text", "<rss><channel>", "{\"text\":\"a\"}\n", RECORD("11", "<p>page</p>")};
  for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
    told t = read_all((source){.head = isn_str(inputs[i]), .fails = true}, ISNAD_FORM_ANY);
    assert_int_equal(t.rejected, 1);
    assert_int_equal(t.last.status, ISNAD_IO);
  }
  isnad_input *input;
  assert_int_equal(isnad_input_open(NULL, NULL, ISNAD_FORM_ANY, &input, NULL), ISNAD_ARGUMENT);
  assert_null(input);
}

static void what_an_input_is_shows_at_its_head(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    isnad_form form;
  } inputs[] = {{"plain", ISNAD_FORM_TEXT},
                {"", ISNAD_FORM_TEXT},
                {"[urgent] shelling", ISNAD_FORM_TEXT},
                {"{urgent} shelling", ISNAD_FORM_TEXT},
                {"[1] a\n[2] b", ISNAD_FORM_TEXT},
                {"<p>a</p>", ISNAD_FORM_TEXT},
                {"<!-- <rss --><html>", ISNAD_FORM_TEXT},
                {"<rss>", ISNAD_FORM_FEED},
                {"\xEF\xBB\xBF \n<?xml version='1.0'?><!-- > --><feed>", ISNAD_FORM_FEED},
                {"{\"text\":\"a\"}", ISNAD_FORM_NDJSON},
                {"{\"text\":\"a\"}\n{", ISNAD_FORM_NDJSON},
                {"WARC/1.1\r\n", ISNAD_FORM_WARC},
                {"<div class=\"tgme_widget_message\">", ISNAD_FORM_TELEGRAM}};
  for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
    source s = {.head = isn_str(inputs[i].bytes)};
    isnad_input *input;
    assert_int_equal(isnad_input_open(pull, &s, ISNAD_FORM_ANY, &input, NULL), ISNAD_OK);
    assert_int_equal(isnad_input_form(input), inputs[i].form);
    isnad_input_close(input);
  }
}

/* ---- Dates ------------------------------------------------------------------------------------------------------------ */

static void dates_become_iso(void **state) {
  (void)state;
  static const struct {
    const char *text, *iso;
  } dates[] = {{"Mon, 24 Jan 2022 12:30:00 +0300", "2022-01-24T12:30+03:00"},
               {"24 Jan 2022 12:30", "2022-01-24T12:30"},
               {"Monday, 24-Jan-2022 12:30:59 GMT", "2022-01-24T12:30+00:00"},
               {"Mon, 3 january 2022 9:05:00 PM", "2022-01-03T21:05"},
               {"Jan 24, 2022", "2022-01-24"},
               {"Jan 24, 2022, 12:30", "2022-01-24T12:30"},
               {"2022-01-24", "2022-01-24"},
               {"2022-01-24T12:30:00Z", "2022-01-24T12:30+00:00"},
               {"2022-01-24 12:30:00.123-0430", "2022-01-24T12:30-04:30"},
               {" 2022-01-24T12:30+3 ", "2022-01-24T12:30+03:00"},
               {"24/01/2022", "2022-01-24"},
               {"", ""},
               {"Mon", ""},
               {"24 Foo 2022", ""},
               {"soon", ""},
               {"40 Jan 2022", ""},
               {"2022-13-01", ""},
               {"24 Jan 2022 25:00", "2022-01-24"}};
  for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
    char iso[32];
    size_t len = isn_date_iso(isn_str(dates[i].text), iso);
    assert_int_equal(len, strlen(dates[i].iso));
    assert_memory_equal(iso, dates[i].iso, len);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(members_are_read_one_after_the_other), cmocka_unit_test(a_cut_member_gives_what_it_has),
      cmocka_unit_test(a_damaged_member_costs_no_other),      cmocka_unit_test(an_archive_may_be_one_member),
      cmocka_unit_test(a_bomb_of_text_is_refused),            cmocka_unit_test(a_bomb_in_an_archive_costs_its_member),
      cmocka_unit_test(a_page_that_unpacks_to_a_bomb_is_refused), cmocka_unit_test(feeds_have_their_limits),
      cmocka_unit_test(json_has_its_limits),                  cmocka_unit_test(what_cannot_be_read_is_told),
      cmocka_unit_test(what_an_input_is_shows_at_its_head),   cmocka_unit_test(dates_become_iso)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
