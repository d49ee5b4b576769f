/* page: one answer of the page room as it would be sent, for work on the pages: page STORE [COVERAGES] PATH [QUERY
 * [COOKIES]]. The desk is open. With -n N it is made N times, and the processor's time for one is told. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/str.h"
#include "serve/page/page.h"

static char *read_whole(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return NULL;
  char *text = calloc(1, 1 << 20);
  size_t len = text ? fread(text, 1, (1 << 20) - 1, file) : 0;
  fclose(file);
  if (text) text[len] = '\0';
  return text;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int main(int argc, char **argv) {
  int times = 1;
  if (argc > 2 && strcmp(argv[1], "-n") == 0) times = (int)strtol(argv[2], NULL, 10), argc -= 2, argv += 2;
  if (argc < 4) return fprintf(stderr, "page [-n TIMES] STORE COVERAGES PATH [QUERY [COOKIES]]\n"), 2;
  isnad_lexicon *lexicon;
  isn_store *store;
  isn_pages *pages;
  isnad_error error;
  char *coverages = read_whole(argv[2]);
  if (isnad_lexicon_builtin(NULL, &lexicon, &error) != ISNAD_OK ||
      isn_store_open(argv[1], ISN_STORE_READ, lexicon, &store, &error) != ISNAD_OK ||
      isn_pages_new(NULL, lexicon, isn_str(coverages), &pages, &error) != ISNAD_OK)
    return fprintf(stderr, "%s\n", error.message), 1;
  isn_desk desk = {.csrf = ISN_LIT("token")};
  isn_page_ask ask = {.path = isn_str(argv[3]),
                      .query = isn_str(argc > 4 ? argv[4] : ""),
                      .cookies = isn_str(argc > 5 ? argv[5] : ""),
                      .desk = strncmp(argv[3], "/admin", 6) == 0 ? &desk : NULL};
  double start = now();
  for (int i = 0; i < times; i++) {
    isn_arena *arena = isn_arena_new(NULL, (size_t)256 << 20);
    isn_page_answer answer;
    isn_page_answer_of(pages, &ask, store, arena, &answer);
    if (times == 1) fwrite(answer.body.ptr, 1, answer.body.len, stdout);
    if (i + 1 == times)
      fprintf(stderr, "%d %s, %zu bytes, %.2f ms of processor\n", answer.status, answer.type, answer.body.len,
              (now() - start) / times);
    isn_arena_free(arena);
  }
  isn_pages_free(pages);
  isn_store_close(store);
  isnad_lexicon_free(lexicon);
  free(coverages);
  return 0;
}
