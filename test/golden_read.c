/* golden_read: what the reader makes of the texts of test/golden/read. An expected line is one value:
 *
 *   title: ...        section outlet published updated clock zone dateline byline url file caption credit tags subhead
 *   paragraphs: 3     how many; arabic: no
 *   first: ...        the first and the last paragraph as written, starts: the block of the first behind its dateline;
 *   last: ...         a value that ends with ... is compared as far as it goes
 *   has: ...          some block holds these words; not: none does
 *
 * «none» is an empty value. file, caption, credit and subhead may stand several times, in the order of the text. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "golden.h"
#include "read/article.h"

typedef struct reading {
  isnad_str text;
  const isn_article *article;
  size_t files, captions, credits, subheads; /* how many of each were compared */
} reading;

static isnad_str image_part(const reading *r, size_t *next, int part) {
  const isnad_meta *meta = &r->article->meta;
  for (size_t i = *next; i < meta->image_count; i++) {
    const isnad_image *image = &meta->images[i];
    isnad_str value = part == 0 ? image->file.text : part == 1 ? image->caption.text : image->credit.text;
    *next = i + 1;
    if (value.len) return value;
  }
  return (isnad_str){NULL, 0};
}

static isnad_str block_text(const reading *r, enum isn_block_kind kind, size_t *next) {
  for (size_t i = *next; i < r->article->block_count; i++) {
    if (r->article->blocks[i].kind != kind) continue;
    *next = i + 1;
    return isn_str_cut(r->text, r->article->blocks[i].span);
  }
  return (isnad_str){NULL, 0};
}

static isnad_str paragraph(const reading *r, bool last) {
  const isnad_meta *meta = &r->article->meta;
  if (meta->paragraph_count == 0) return (isnad_str){NULL, 0};
  return meta->paragraphs[last ? meta->paragraph_count - 1 : 0].text;
}

static isnad_str tags(const isnad_meta *meta, char *out, size_t size) {
  size_t len = 0;
  for (size_t i = 0; i < meta->tag_count && len < size; i++) {
    int more = snprintf(out + len, size - len, "%s%.*s", i ? " | " : "", (int)meta->tags[i].text.len, meta->tags[i].text.ptr);
    if (more < 0 || (size_t)more >= size - len) break;
    len += (size_t)more;
  }
  return (isnad_str){out, len};
}

static isnad_str value_of(reading *r, isnad_str key, char *out, size_t size) {
  const isnad_meta *meta = &r->article->meta;
  const struct { const char *key; const isnad_value *value; } plain[] = {
      {"title", &meta->title}, {"section", &meta->section}, {"outlet", &meta->outlet}, {"published", &meta->published},
      {"updated", &meta->updated}, {"clock", &meta->published_place}, {"dateline", &meta->dateline}, {"byline", &meta->byline},
      {"url", &meta->url}};
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
    if (golden_same(key, plain[i].key)) return plain[i].value->text;
  size_t zero = 0;
  if (golden_same(key, "file")) return image_part(r, &r->files, 0);
  if (golden_same(key, "caption")) return image_part(r, &r->captions, 1);
  if (golden_same(key, "credit")) return image_part(r, &r->credits, 2);
  if (golden_same(key, "subhead")) return block_text(r, BLOCK_SUBHEAD, &r->subheads);
  if (golden_same(key, "starts")) return block_text(r, BLOCK_PARAGRAPH, &zero);
  if (golden_same(key, "first")) return paragraph(r, false);
  if (golden_same(key, "last")) return paragraph(r, true);
  if (golden_same(key, "tags")) return tags(meta, out, size);
  if (golden_same(key, "arabic")) return meta->arabic ? ISN_LIT("yes") : ISN_LIT("no");
  int len = 0;
  if (golden_same(key, "paragraphs")) len = snprintf(out, size, "%zu", meta->paragraph_count);
  else if (golden_same(key, "zone")) len = meta->zone_known ? snprintf(out, size, "%d", meta->zone_minutes) : 0;
  else return ISN_LIT("(no such key)");
  return (isnad_str){out, (size_t)len};
}

static bool in_blocks(const reading *r, isnad_str words) {
  for (size_t i = 0; i < r->article->block_count; i++)
    if (isn_str_holds(isn_str_cut(r->text, r->article->blocks[i].span), words)) return true;
  return false;
}

/* Spans must hold what the values say. */
static bool spans_hold(const reading *r, FILE *explain) {
  const isnad_meta *meta = &r->article->meta;
  bool good = true;
  for (size_t i = 0; i < meta->paragraph_count; i++)
    good &= isn_str_same(isn_str_cut(r->text, meta->paragraphs[i].span), meta->paragraphs[i].text);
  for (size_t i = 0; i < r->article->block_count; i++) {
    isnad_span span = r->article->blocks[i].span;
    good &= span.start < span.end && span.end <= r->text.len;
    good &= i == 0 || r->article->blocks[i - 1].span.start <= span.start;
  }
  if (!good) fputs("    a span does not hold its words, or blocks are out of order\n", explain);
  return good;
}

static bool compare_line(reading *r, isnad_str line, FILE *explain, FILE *accepted) {
  char out[2048];
  isnad_str rest, key = golden_trim(golden_cut(line, ":", &rest)), want = golden_trim(rest);
  bool has = golden_same(key, "has");
  if (has || golden_same(key, "not")) return golden_line_holds(line, in_blocks(r, want) == has, explain, accepted);
  return golden_value_agrees(key, value_of(r, key, out, sizeof out), want, explain, accepted);
}

static bool check(const isnad_lexicon *lexicon, const golden_case *c, FILE *explain, FILE *accepted) {
  isnad_given given = golden_given_values(c);
  isn_arena *arena = isn_arena_new(NULL, (size_t)64 << 20);
  if (arena == NULL) exit(2);
  if (setjmp(*isn_arena_trap(arena))) exit(2);
  reading r = {.text = c->text, .article = isn_read_plain(arena, lexicon, c->text, &given)};
  bool good = spans_hold(&r, explain);
  for (size_t i = 0; i < c->line_count; i++) good &= compare_line(&r, c->lines[i], explain, accepted);
  isn_arena_free(arena);
  return good;
}

int main(int argc, char **argv) { return golden_main(argc, argv, "golden read", check); }
