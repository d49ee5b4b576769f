/* golden_soup: text blocks of tag soup. Each document of test/golden/soup is aimed at one rule of HTML's parser; the expected lines are the
 * blocks, in order, as tools/soup.py takes them from a reference tree builder. «none»: no text at all. */
#include <stdlib.h>

#include "base/str.h"
#include "golden.h"
#include "read/html/html.h"

static bool check(const isnad_lexicon *lexicon, const golden_case *c, FILE *explain, FILE *accepted) {
  (void)lexicon;
  isn_arena *arena = isn_arena_new(NULL, (size_t)64 << 20);
  if (arena == NULL || setjmp(*isn_arena_trap(arena))) exit(2);
  isnad_str rest = isn_html_text(arena, c->text, ISN_LIT("utf-8"))->text, line;
  size_t at = 0;
  bool good = true;
  while (isn_str_line(&rest, &line)) {
    good &= at < c->line_count && isn_str_same(line, c->lines[at]);
    fprintf(accepted, "%.*s\n", (int)line.len, line.ptr);
    at++;
  }
  if (at == 0) {
    good = c->line_count == 1 && golden_same(c->lines[0], "none");
    fputs("none\n", accepted);
  } else {
    good &= at == c->line_count;
  }
  if (!good) {
    rest = isn_html_text(arena, c->text, ISN_LIT("utf-8"))->text;
    fprintf(explain, "    got: %.*s\n", (int)rest.len, rest.ptr);
  }
  isn_arena_free(arena);
  return good;
}

int main(int argc, char **argv) { return golden_main(argc, argv, "golden soup", check); }
