/* bench_html: how fast articles are extracted from pages: charset, tokens, blocks, facts, choice and decoding, without reading their language.
 *
 *   build/bench_html PAGE.html ... | GOLDEN.txt ...
 *
 * A golden file gives the page of each of its cases. The best of several runs of each page counts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "read/html/extract.h"

enum { RUNS = 5, FILE_MAX = 16 << 20 };

typedef struct tally {
  size_t pages, bytes;
  double seconds, worst;
} tally;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double extract(const isnad_lexicon *lexicon, isnad_str page) {
  double start = now();
  isn_arena *arena = isn_arena_new(NULL, (size_t)1 << 30);
  if (arena == NULL || setjmp(*isn_arena_trap(arena))) exit(1);
  isn_arena_expect(arena, page.len);
  isn_html_extract(arena, lexicon, page, (isnad_str){NULL, 0});
  isn_arena_free(arena);
  return now() - start;
}

static void measure(const isnad_lexicon *lexicon, isnad_str page, tally *sum) {
  double best = 0;
  for (int i = 0; i < RUNS; i++) {
    double seconds = extract(lexicon, page);
    if (i == 0 || seconds < best) best = seconds;
  }
  sum->pages++;
  sum->bytes += page.len;
  sum->seconds += best;
  if (best > sum->worst) sum->worst = best;
}

/* The pages between the first empty line of a case and its ---. */
static void measure_cases(const isnad_lexicon *lexicon, char *text, tally *sum) {
  for (char *at = text; at != NULL;) {
    char *page = strstr(at, "\n\n"), *end = page ? strstr(page, "\n---\n") : NULL;
    if (end == NULL) return;
    measure(lexicon, (isnad_str){page + 2, (size_t)(end - page) - 2}, sum);
    at = strstr(end, "\n===\n");
  }
}

int main(int argc, char **argv) {
  isnad_lexicon *lexicon;
  char *bytes = malloc(FILE_MAX + 1);
  tally sum = {0};
  if (bytes == NULL || isnad_lexicon_builtin(NULL, &lexicon, NULL) != ISNAD_OK) return 1;
  for (int i = 1; i < argc; i++) {
    FILE *file = fopen(argv[i], "rb");
    if (file == NULL) return 1;
    size_t len = fread(bytes, 1, FILE_MAX, file), name = strlen(argv[i]);
    fclose(file);
    bytes[len] = '\0';
    if (name > 4 && strcmp(argv[i] + name - 4, ".txt") == 0) measure_cases(lexicon, bytes, &sum);
    else measure(lexicon, (isnad_str){bytes, len}, &sum);
  }
  if (sum.pages)
    printf("pages to articles: %zu pages, %.1f MB: %.0f MB/s, %.0f pages/s, worst page %.2f ms\n", sum.pages, (double)sum.bytes / 1e6,
           (double)sum.bytes / 1e6 / sum.seconds, (double)sum.pages / sum.seconds, sum.worst * 1e3);
  isnad_lexicon_free(lexicon);
  free(bytes);
  return 0;
}
