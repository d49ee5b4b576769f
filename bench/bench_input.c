/* bench_input: how fast a web archive becomes articles, on one core. The archive is made in memory from pages, a request and a response
 * each, every record a gzip member, as crawlers write them.
 *
 *   build/bench_input PAGE.html ... */
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "isnad.h"

enum { RUNS = 5, PAGE_MAX = 8 << 20, LEVEL = 6 };
#define RAW_LEAST ((size_t)60 << 20) /* bytes of records, pages repeated as often as that takes */

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* of one thread: others on the machine do not count */
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static _Noreturn void die(const char *why) {
  fprintf(stderr, "bench: %s\n", why);
  exit(1);
}

/* ---- The archive ------------------------------------------------------------------------------------------------------ */

typedef struct archive {
  char *bytes;
  size_t len, cap, at; /* at: pulled so far */
  size_t raw, pages;
  struct libdeflate_compressor *compressor;
} archive;

static void add_member(archive *a, const char *record, size_t len) {
  size_t bound = libdeflate_gzip_compress_bound(a->compressor, len);
  if (a->len + bound > a->cap) {
    a->cap = (a->len + bound) * 2;
    a->bytes = realloc(a->bytes, a->cap);
    if (a->bytes == NULL) die("out of memory");
  }
  a->len += libdeflate_gzip_compress(a->compressor, record, len, a->bytes + a->len, bound);
  a->raw += len;
}

static void add_page(archive *a, const char *path) {
  static char page[PAGE_MAX], record[PAGE_MAX + 4096];
  static const char answer[] =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nServer: nginx\r\nX-Crawler-Content-Encoding: gzip\r\n\r\n";
  FILE *file = fopen(path, "rb");
  if (file == NULL) die(path);
  size_t len = fread(page, 1, sizeof page, file);
  fclose(file);
  int head = snprintf(record, sizeof record,
                      "WARC/1.0\r\nWARC-Type: request\r\nWARC-Target-URI: https://example.org/%zu\r\nContent-Length: "
                      "18\r\n\r\nGET / HTTP/1.1\r\n\r\n\r\n\r\n",
                      a->pages);
  add_member(a, record, (size_t)head);
  head = snprintf(record, sizeof record,
                  "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/%zu\r\nWARC-Date: 2022-01-24T09:30:00Z\r\n"
                  "Content-Type: application/http; msgtype=response\r\nContent-Length: %zu\r\n\r\n%s",
                  a->pages, sizeof answer - 1 + len, answer);
  memcpy(record + head, page, len);
  memcpy(record + head + len, "\r\n\r\n", 4);
  add_member(a, record, (size_t)head + len + 4);
  a->pages++;
}

static int64_t pull(void *context, void *into, size_t size) {
  archive *a = context;
  size_t step = a->len - a->at < size ? a->len - a->at : size;
  memcpy(into, a->bytes + a->at, step);
  a->at += step;
  return (int64_t)step;
}

/* ---- The measure ------------------------------------------------------------------------------------------------------ */

/* Seconds for the whole archive; lexicon NULL: documents only. */
static double run(archive *a, const isnad_lexicon *lexicon) {
  isnad_input *input;
  const isnad_document *document;
  size_t documents = 0;
  double from = now();
  a->at = 0;
  if (isnad_input_open(pull, a, ISNAD_FORM_ANY, &input, NULL) != ISNAD_OK) die("no input");
  while (isnad_input_next(input, &document, NULL) == ISNAD_OK && document != NULL) {
    isnad_given given = document->given;
    isnad_report *report;
    given.no_claims = true;
    documents++;
    if (lexicon == NULL) continue;
    if (isnad_read(lexicon, document->bytes, &given, NULL, &report, NULL) != ISNAD_OK) die("a page cannot be read");
    isnad_report_free(report);
  }
  isnad_input_close(input);
  if (documents != a->pages) die("pages are lost");
  return now() - from;
}

static void measure(const char *name, archive *a, const isnad_lexicon *lexicon) {
  double best = 1e9;
  for (int i = 0; i < RUNS; i++) {
    double took = run(a, lexicon);
    if (took < best) best = took;
  }
  printf("  %-28s %12.0f %9.1f %12.1f\n", name, (double)a->pages / best, (double)a->raw / 1e6 / best,
         best * 1e6 / (double)a->pages);
}

int main(int argc, char **argv) {
  archive a = {.compressor = libdeflate_alloc_compressor(LEVEL)};
  isnad_lexicon *lexicon;
  if (argc < 2) die("usage: bench_input PAGE.html...");
  if (a.compressor == NULL || isnad_lexicon_builtin(NULL, &lexicon, NULL) != ISNAD_OK) die("out of memory");
  while (a.raw < RAW_LEAST)
    for (int i = 1; i < argc; i++) add_page(&a, argv[i]);
  printf("archive: %zu pages, %.0f MB of records, %.0f MB compressed\n  %-28s %12s %9s %12s\n", a.pages,
         (double)a.raw / 1e6, (double)a.len / 1e6, "", "pages/s", "MB/s", "us a page");
  measure("archive to pages", &a, NULL);
  measure("archive to articles", &a, lexicon);
  isnad_lexicon_free(lexicon);
  libdeflate_free_compressor(a.compressor);
  free(a.bytes);
  return 0;
}
