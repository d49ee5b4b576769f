/* extract: decodes what was chosen of a page, in the order in which one reads it. The headline is the one that most agree on: JSON-LD,
 * OpenGraph, the h1 of the page. «<title>مقتل ثلاثة - وكالة أ</title>» and «<h1>مقتل ثلاثة</h1>» agree on «مقتل ثلاثة». */
#include "read/html/extract.h"

#include "read/html/markup.h"
#include "read/html/title.h"

#define TOLD_TEXT_MIN 400 /* bytes of a text for machines that may stand for the page's */
#define TOLD_TIMES 12     /* and that is longer than what is shown, in letters, by so much */

static void add_line(html_extract *x, isnad_span span, enum html_kind kind) {
  if (isn_span_empty(span)) return;
  isn_arena_grow(x->page->arena, &x->lines, x->count, &x->cap, sizeof *x->lines);
  x->lines[x->count++] = (html_line){span, (uint8_t)kind};
}

/* Each link of a line of tags is one. */
static void add_tags(html_extract *x, const html_block *b, isn_mapper *out) {
  for (uint32_t i = 0; i < b->run_count; i++)
    add_line(x, isn_html_decode_value(x->page, x->page->runs[b->first_run + i], FROM_TEXT, out), KIND_TAG);
}

/* The address of the image right above a caption. */
static void add_file(html_extract *x, uint32_t block, isn_mapper *out) {
  const html_page *page = x->page;
  size_t i = page->image_count;
  while (i > 0 && page->images[i - 1].block > block) i--;
  if (i == 0 || page->images[i - 1].block != block) return;
  add_line(x, isn_html_decode_value(page, page->images[i - 1].src, FROM_ATTRIBUTE, out), KIND_FILE);
}

static void add_blocks(html_extract *x, const html_choice *choice, isn_mapper *out) {
  const html_page *page = x->page;
  for (uint32_t i = 0; i < page->block_count; i++) {
    if (choice->kinds[i] == KIND_NONE || choice->kinds[i] == KIND_TITLE) continue;
    if (choice->kinds[i] == KIND_TAG) {
      add_tags(x, &page->blocks[i], out);
      continue;
    }
    if (choice->kinds[i] == KIND_CAPTION) add_file(x, i, out);
    isnad_span span = isn_html_decode_block(page, &page->blocks[i], out);
    if (isn_span_empty(span)) continue;
    add_line(x, span, (enum html_kind)choice->kinds[i]);
    isn_html_end_line(out);
  }
}

/* A page that scripts put together shows no text, but may tell it to machines. */
static bool add_told(html_extract *x, size_t shown, isn_mapper *out) {
  html_value body = x->facts.body;
  size_t len = body.span.end - body.span.start;
  if (len < TOLD_TEXT_MIN || shown * TOLD_TIMES > len) return false;
  isnad_str bytes = x->page->bytes;
  for (uint32_t at = body.span.start, start = at; at <= body.span.end; at++) {
    bool broken = at + 1 < body.span.end && bytes.ptr[at] == '\\' && (bytes.ptr[at + 1] == 'n' || bytes.ptr[at + 1] == 'r');
    if (at < body.span.end && !broken && bytes.ptr[at] != '\n') continue;
    add_line(x, isn_html_decode_value(x->page, (isnad_span){start, at}, FROM_JSON, out), KIND_PARAGRAPH);
    at += broken;
    start = at + 1;
  }
  return true;
}

static isnad_span add_value(html_extract *x, html_value value, isn_mapper *out) {
  if (isn_span_empty(value.span)) return (isnad_span){0, 0};
  return isn_html_decode_value(x->page, value.span, (enum html_source)value.from, out);
}

static void add_values(html_extract *x, isn_mapper *out) {
  const html_facts *f = &x->facts;
  x->published = add_value(x, f->published, out);
  x->updated = add_value(x, f->updated, out);
  x->outlet = add_value(x, f->outlet, out);
  x->section = add_value(x, f->section, out);
  x->image = add_value(x, f->image, out);
  x->url = add_value(x, f->url, out);
  x->language = add_value(x, f->language, out);
  for (size_t i = 0; i < f->author_count; i++) x->authors[x->author_count++] = add_value(x, f->authors[i], out);
  for (size_t i = 0; i < f->keyword_count; i++) x->keywords[x->keyword_count++] = add_value(x, f->keywords[i], out);
}

html_extract *isn_html_extract(isn_arena *arena, const isnad_lexicon *lexicon, isnad_str bytes, isnad_str content_type) {
  html_extract *x = isn_alloc(arena, sizeof *x);
  html_page *page = isn_html_page_read(arena, bytes, isn_charset_of(bytes, content_type), isn_html_markup_new(arena, lexicon));
  x->page = page;
  isn_html_facts_read(page, &x->facts);
  html_choice choice = isn_html_choose(page, &x->facts);
  isn_mapper out = {.arena = arena};
  if (!isn_span_empty(choice.told.span)) x->title = add_value(x, choice.told, &out);
  else if (choice.title != UINT32_MAX) {
    x->title = isn_html_decode_block(page, &page->blocks[choice.title], &out);
    isn_html_end_line(&out);
  }
  add_line(x, x->title, KIND_TITLE);
  size_t shown = 0;
  for (uint32_t i = 0; i < page->block_count; i++) shown += choice.kinds[i] == KIND_PARAGRAPH ? page->blocks[i].chars : 0;
  if (!add_told(x, shown, &out)) add_blocks(x, &choice, &out);
  x->article_end = out.len;
  if (isn_span_empty(x->facts.outlet.span) && !isn_span_empty(x->title))
    x->facts.outlet = isn_html_outlet(page, (isnad_str){out.text + x->title.start, x->title.end - x->title.start});
  add_values(x, &out);
  x->map = isn_mapper_done(&out);
  return x;
}

isn_map *isn_html_text(isn_arena *arena, isnad_str html, isnad_str content_type) {
  const html_page *page = isn_html_page_read(arena, html, isn_charset_of(html, content_type), NULL);
  isn_mapper out = {.arena = arena};
  for (size_t i = 0; i < page->block_count; i++)
    if (!isn_span_empty(isn_html_decode_block(page, &page->blocks[i], &out))) isn_html_end_line(&out);
  return isn_mapper_done(&out);
}
