/* isnad fetch: pages and feeds from the web into a web archive (WARC 1.1), which keeps each answer as it came with its address and
 * time, and which isnad read takes. Bodies stand unpacked in it; what the head says of their packing is kept under another name, as
 * archives of the web do:
 *
 *   WARC/1.1 / WARC-Type: response / WARC-Target-URI: https://example.org/1 / ... / HTTP/1.1 200 OK / X-Crawler-Content-Encoding: gzip ... */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "cli/web.h"

enum { OUTPUT, WEB_OPTIONS };

static const cli_option options[] = {
    [OUTPUT] = {.name = "output", .value = "FILE", .letter = 'o', .help = "write the archive there, behind what it holds (stdout)"},
    CLI_WEB_OPTIONS(WEB_OPTIONS),
};

/* Heads that do not hold of the body as it is kept. */
static bool undone(const char *line, size_t len) {
  static const char *const names[] = {"content-encoding:", "transfer-encoding:", "content-length:"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (len >= strlen(names[i]) && strncasecmp(line, names[i], strlen(names[i])) == 0) return true;
  return false;
}

/* The head with such lines renamed, in room for it; gives its length. */
static size_t keep_head(isnad_str head, char *out) {
  static const char prefix[] = "X-Crawler-";
  size_t len = 0;
  while (head.len) {
    const char *end = memchr(head.ptr, '\n', head.len);
    size_t line = end ? (size_t)(end - head.ptr) + 1 : head.len;
    if (undone(head.ptr, line)) memcpy(out + len, prefix, sizeof prefix - 1), len += sizeof prefix - 1;
    memcpy(out + len, head.ptr, line);
    len += line;
    head.ptr += line, head.len -= line;
  }
  return len;
}

static size_t lines_of(isnad_str text) {
  size_t lines = 1;
  for (size_t i = 0; i < text.len; i++) lines += text.ptr[i] == '\n';
  return lines;
}

/* A number for the record that is its own: the time and its place among those of this run. */
static void put_record_head(FILE *out, const isn_fetched *got, size_t number, size_t length) {
  struct timespec t;
  struct tm utc;
  char date[32];
  clock_gettime(CLOCK_REALTIME, &t);
  gmtime_r(&t.tv_sec, &utc);
  strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &utc);
  fprintf(out, "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: %s\r\n", got->url, date);
  fprintf(out, "WARC-Record-ID: <urn:uuid:%08lx-%04x-4%03x-8%03x-%012zx>\r\n", (unsigned long)t.tv_sec & 0xFFFFFFFFul,
          (unsigned)(t.tv_nsec >> 16) & 0xFFFFu, (unsigned)(t.tv_nsec >> 4) & 0xFFFu, (unsigned)getpid() & 0xFFFu, number);
  fprintf(out, "Content-Type: application/http; msgtype=response\r\nContent-Length: %zu\r\n\r\n", length);
}

static bool put_record(FILE *out, const isn_fetched *got, size_t number) {
  char *head = malloc(got->head.len + lines_of(got->head) * 16);
  if (head == NULL) return false;
  size_t len = keep_head(got->head, head);
  put_record_head(out, got, number, len + got->body.len);
  fwrite(head, 1, len, out);
  if (got->body.len) fwrite(got->body.ptr, 1, got->body.len, out);
  fputs("\r\n\r\n", out);
  free(head);
  return fflush(out) == 0 && !ferror(out);
}

static const cli_place nowhere = {NULL, CLI_NOWHERE, CLI_NOWHERE};

static int fetch_all(isn_fetch *fetch, FILE *out, size_t total) {
  isn_fetched got;
  isnad_error error;
  size_t rejected = 0;
  for (size_t number = 1; isn_fetch_next(fetch, &got); number++) {
    cli_place place = {got.asked, CLI_NOWHERE, CLI_NOWHERE};
    if (got.unchanged) cli_notice(place, "not changed since it was fetched last");
    else if (got.fault) cli_error(place, "%s", got.fault), rejected++;
    else if (!put_record(out, &got, number)) return cli_error(nowhere, "the archive cannot be written"), CLI_FAILED;
    cli_progress(number, total);
  }
  if (isn_fetch_save(fetch, &error) != ISNAD_OK) return cli_library_error(nowhere, &error), CLI_FAILED;
  return rejected ? CLI_REJECTED : CLI_DONE;
}

static int run_fetch(const cli_command *command, const cli_args *args) {
  if (args->word_count == 0) return cli_usage(command, "no address to fetch");
  for (int i = 0; i < args->word_count; i++)
    if (!isn_fetch_is_url(args->words[i])) return cli_usage(command, "no address of http or https: %s", args->words[i]);
  isn_fetch_options web;
  if (!cli_web_of(command, args, WEB_OPTIONS, &web)) return CLI_USAGE;
  const char *path = args->values[OUTPUT];
  if (path == NULL && isatty(STDOUT_FILENO))
    return cli_usage(command, "an archive is nothing for a terminal; --output FILE writes it");
  FILE *out = path ? fopen(path, "ab") : stdout;
  if (out == NULL) return cli_error((cli_place){path, CLI_NOWHERE, CLI_NOWHERE}, "cannot be written"), CLI_FAILED;
  isnad_error error;
  isn_fetch *fetch = isn_fetch_new(&web, &error);
  int code = CLI_FAILED;
  if (fetch == NULL) {
    cli_library_error(nowhere, &error);
  } else {
    bool added = true;
    for (int i = 0; i < args->word_count && added; i++) added = isn_fetch_add(fetch, args->words[i]);
    if (added) code = fetch_all(fetch, out, (size_t)args->word_count);
    else cli_error(nowhere, "out of memory");
  }
  isn_fetch_free(fetch);
  if (path && fclose(out) != 0) code = CLI_FAILED;
  return code;
}

const cli_command cli_fetch = {
    .name = "fetch",
    .summary = "Fetch pages and feeds from the web into an archive (WARC) that isnad read takes",
    .usage = "[options] URL...",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run_fetch,
    .about = "robots.txt is kept to, one request at a time goes to a host, redirects are followed (10 at most), an answer is at\n"
             "most 16 MB. Addresses of private networks and of this machine are refused, also behind names and redirects,\n"
             "unless --allow-private is given. No proxy is used.\n"
             "\nexamples:\n"
             "  isnad fetch https://example.org/news/1 https://example.org/news/2 > pages.warc\n"
             "  isnad fetch --cache seen.tsv -o news.warc https://example.org/rss.xml\n"
             "  isnad read news.warc\n"
             "\nexit status: 0 done, 1 failed, 2 wrong usage, 3 some address could not be fetched (told on stderr),\n"
             "130 interrupted\n",
};
