/* bench: how fast each stage is, on reports made from bench/templates.txt (always the same) and on the sample files.
 *
 *   build/bench build/isnad sample/a.txt ...
 *
 * The best of several runs counts: noise only ever adds time. The stages are measured alone where they can be, so they do
 * not add up to the whole: read and find call tokenize, readings, numbers and times themselves. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "find/find.h"
#include "read/article.h"
#include "text/token.h"
#include "value/number.h"
#include "value/timex.h"

enum { RUNS = 5, REPORTS = 200, REPORT_BYTES = 6000, SLOTS_MAX = 200, SAMPLE_REPEATS = 40, TEXTS_MAX = 4000 };

enum stage { TOKENIZE, READINGS, NUMBERS, TIMES, READ, FIND, WHOLE, JSON, STAGES };
static const char *const stage_names[] = {"tokenize", "lexicon readings", "numbers", "times", "read (parts of the report)",
                                          "find (claims)", "isnad_read, all of it", "JSON"};

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static _Noreturn void die(const char *why) {
  fprintf(stderr, "bench: %s\n", why);
  exit(1);
}

/* ---- The corpus ------------------------------------------------------------------------------------------------------- */

typedef struct text_list {
  isnad_str texts[TEXTS_MAX];
  size_t count, bytes;
} text_list;

static char *read_whole(const char *path, size_t *len) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) die(path);
  char *bytes = malloc(1 << 20);
  if (bytes == NULL) die("out of memory");
  *len = fread(bytes, 1, (1 << 20) - 1, file);
  bytes[*len] = '\0';
  fclose(file);
  return bytes;
}

typedef struct slot {
  const char *name, *value;
} slot;

static slot slots[SLOTS_MAX];
static size_t slot_count;
static uint64_t seed = 20220124;

static uint64_t next_random(void) {
  seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
  return seed;
}

static void load_templates(void) {
  size_t len;
  char *text = read_whole("bench/templates.txt", &len);
  for (char *line = text, *end; *line; line = end + 1) {
    end = strchr(line, '\n');
    if (end == NULL) break;
    *end = '\0';
    char *colon = strstr(line, ": ");
    if (*line == '#' || colon == NULL) continue;
    *colon = '\0';
    if (slot_count == SLOTS_MAX) die("too many templates");
    slots[slot_count++] = (slot){line, colon + 2};
  }
}

static const char *pick(const char *name, size_t len) {
  size_t of_name = 0, at = 0;
  for (size_t i = 0; i < slot_count; i++) of_name += strlen(slots[i].name) == len && memcmp(slots[i].name, name, len) == 0;
  if (of_name == 0) die("a template names a slot that is not there");
  size_t which = next_random() % of_name;
  for (size_t i = 0; i < slot_count; i++)
    if (strlen(slots[i].name) == len && memcmp(slots[i].name, name, len) == 0 && at++ == which) return slots[i].value;
  return "";
}

static void fill(FILE *out, const char *template, int depth) {
  for (const char *p = template; *p; p++) {
    const char *end = *p == '{' && depth < 4 ? strchr(p, '}') : NULL;
    if (end == NULL) {
      putc(*p, out);
      continue;
    }
    fill(out, pick(p + 1, (size_t)(end - p - 1)), depth + 1);
    p = end;
  }
}

static void make_report(text_list *corpus) {
  char *text;
  size_t len;
  FILE *out = open_memstream(&text, &len);
  if (out == NULL) die("out of memory");
  fill(out, "{headline}\n{date}\n\n{dateline} ", 0);
  for (int sentence = 1; fflush(out) == 0 && len < REPORT_BYTES; sentence++) {
    fill(out, "{sentence}", 0);
    fputs(sentence % 3 ? " " : "\n\n", out);
  }
  fill(out, "\n{tag}\n{tag}\n", 0);
  fclose(out);
  corpus->texts[corpus->count++] = (isnad_str){text, len};
  corpus->bytes += len;
}

/* ---- The stages ------------------------------------------------------------------------------------------------------- */

static double spent[STAGES], mark;

static void start(void) { mark = now(); }
static void stop(enum stage stage) { spent[stage] += now() - mark; }

static void run_layers(isn_arena *arena, const isnad_lexicon *lexicon, isnad_str text, isn_moment when) {
  size_t count;
  isn_reading readings[64];
  start();
  isn_tokens tokens = isn_tokenize(arena, text, 0, text.len);
  stop(TOKENIZE);
  start();
  for (size_t i = 0; i < tokens.count; i++) isn_lex_readings(lexicon, tokens.at, tokens.count, i, readings, 64);
  stop(READINGS);
  start();
  isn_number *numbers = isn_numbers_find(arena, lexicon, text, tokens, &count);
  stop(NUMBERS);
  size_t times;
  start();
  isn_times_find(arena, lexicon, text, tokens, numbers, count, when, ISNAD_PREFER_PAST, &times);
  stop(TIMES);
  isnad_given given = {.explain = false};
  start();
  isn_article *article = isn_read_plain(arena, lexicon, text, &given);
  stop(READ);
  start();
  isn_find(arena, lexicon, text, article, false);
  stop(FIND);
}

static size_t run_report(const isnad_lexicon *lexicon, isnad_str text, isn_moment when) {
  isn_arena *arena = isn_arena_new(NULL, (size_t)1 << 30);
  if (arena == NULL || setjmp(*isn_arena_trap(arena))) die("out of memory");
  run_layers(arena, lexicon, text, when);
  isn_arena_free(arena);
  isnad_report *report;
  start();
  if (isnad_read(lexicon, text, NULL, NULL, &report, NULL) != ISNAD_OK) die("a report cannot be read");
  stop(WHOLE);
  start();
  isnad_report_json(report, NULL);
  stop(JSON);
  size_t claims = isnad_report_claim_count(report);
  isnad_report_free(report);
  return claims;
}

static void measure(const char *name, const isnad_lexicon *lexicon, const text_list *corpus) {
  double best[STAGES];
  size_t claims = 0;
  isn_moment when;
  isn_moment_parse((isnad_str){"2022-01-24T12:30", 16}, &when);
  for (int run = 0; run < RUNS; run++) {
    memset(spent, 0, sizeof spent);
    claims = 0;
    for (size_t i = 0; i < corpus->count; i++) claims += run_report(lexicon, corpus->texts[i], when);
    for (int s = 0; s < STAGES; s++)
      if (run == 0 || spent[s] < best[s]) best[s] = spent[s];
  }
  printf("%s: %zu reports, %.0f bytes each, %.1f claims each\n", name, corpus->count,
         (double)corpus->bytes / (double)corpus->count, (double)claims / (double)corpus->count);
  printf("  %-28s %12s %9s %12s\n", "", "reports/s", "MB/s", "us a report");
  for (int s = 0; s < STAGES; s++)
    printf("  %-28s %12.0f %9.1f %12.1f\n", stage_names[s], (double)corpus->count / best[s],
           (double)corpus->bytes / 1e6 / best[s], best[s] * 1e6 / (double)corpus->count);
}

/* ---- The program ------------------------------------------------------------------------------------------------------ */

/* From starting the program to its first byte. */
static double first_output(const char *isnad, const char *file) {
  int ends[2];
  if (pipe(ends) != 0) die("no pipe");
  double from = now();
  pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    execl(isnad, isnad, "read", file, (char *)NULL);
    _exit(127);
  }
  close(ends[1]);
  char byte;
  if (read(ends[0], &byte, 1) != 1) die("the program says nothing");
  double took = now() - from;
  while (read(ends[0], &byte, 1) == 1) continue;
  close(ends[0]);
  waitpid(child, NULL, 0);
  return took;
}

int main(int argc, char **argv) {
  static text_list made, samples;
  if (argc < 3) die("usage: bench ISNAD SAMPLE.txt...");
  isnad_lexicon *lexicon;
  double from = now();
  if (isnad_lexicon_builtin(NULL, &lexicon, NULL) != ISNAD_OK) die("no lexicon");
  double opened = now() - from;
  load_templates();
  while (made.count < REPORTS) make_report(&made);
  for (int i = 2; i < argc; i++) {
    isnad_str text;
    text.ptr = read_whole(argv[i], &text.len);
    for (int k = 0; k < SAMPLE_REPEATS && samples.count < TEXTS_MAX; k++, samples.bytes += text.len)
      samples.texts[samples.count++] = text;
  }
  measure("made from templates", lexicon, &made);
  measure("samples", lexicon, &samples);
  double best = 1e9;
  for (int run = 0; run < RUNS * 2; run++) {
    double took = first_output(argv[1], argv[2]);
    if (took < best) best = took;
  }
  struct rusage usage, child;
  getrusage(RUSAGE_SELF, &usage);
  getrusage(RUSAGE_CHILDREN, &child);
  printf("opening the lexicon: %.0f us; start of the program to its first byte: %.1f ms\n", opened * 1e6, best * 1e3);
  printf("peak memory: %.0f MB for one report in the program, %.0f MB here (lexicon pages included)\n",
         (double)child.ru_maxrss / 1024, (double)usage.ru_maxrss / 1024);
  isnad_lexicon_free(lexicon);
  return 0;
}
