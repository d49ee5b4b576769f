/* blocks: shows what the reader of HTML sees in a page, a line a block: number, characters (of links), full stops, the boxes around it,
 * its text. For work on src/read/html.
 *
 *   build/blocks PAGE.html */
#include <stdio.h>
#include <stdlib.h>

#include "read/html/decode.h"
#include "read/html/markup.h"

static const char *const tag_names[] = {
    "-",
#define X(name, text, traits) text,
    HTML_TAGS(X)
#undef X
};
static const char *const mark_names[] = {
#define X(name, text) text,
    ISN_MARKUP_CLASSES(X)
#undef X
};

static void print_boxes(const html_page *page, uint32_t box) {
  if (box == NO_BOX) return;
  print_boxes(page, page->boxes[box].parent);
  printf("/%s", tag_names[page->boxes[box].tag]);
  for (int i = 0; i < MC_COUNT_; i++)
    if (page->boxes[box].marks >> i & 1) printf(".%s", mark_names[i]);
}

static void print_page(isn_arena *arena, const isnad_lexicon *lexicon, isnad_str bytes) {
  html_page *page = isn_html_page_read(arena, bytes, isn_charset_of(bytes, (isnad_str){NULL, 0}), isn_html_markup_new(arena, lexicon));
  isn_mapper out = {.arena = arena};
  for (size_t i = 0; i < page->block_count; i++) {
    const html_block *b = &page->blocks[i];
    isnad_span span = isn_html_decode_block(page, b, &out);
    printf("%zu\t%u\t%u\t%u\t%u\t%u\t", i, b->chars, b->link_chars, b->words, b->stops, b->breaks);
    print_boxes(page, b->box);
    printf("\t%.*s\n", (int)(span.end - span.start), out.text ? out.text + span.start : "");
  }
}

int main(int argc, char **argv) {
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  static char bytes[ISNAD_TEXT_MAX];
  isnad_lexicon *lexicon;
  isn_arena *arena = isn_arena_new(NULL, (size_t)1 << 30);
  if (file == NULL || arena == NULL || isnad_lexicon_builtin(NULL, &lexicon, NULL) != ISNAD_OK || setjmp(*isn_arena_trap(arena))) {
    fputs("usage: blocks PAGE.html\n", stderr);
    return 2;
  }
  size_t len = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  print_page(arena, lexicon, (isnad_str){bytes, len});
  isn_arena_free(arena);
  isnad_lexicon_free(lexicon);
  return 0;
}
