/* told: looks for the letters of blocks in those of articleBody. Blocks come in the order of the text, so the search goes on where the last
 * one ended; that a block is not there shows a table of which eight bytes stand in the text at all.
 *
 * «قتل ثلاثة.</p><p>اقرأ أيضا: ...</p>» and an articleBody «قتل ثلاثة. وأضاف ...» say that the second paragraph is no part of the article. */
#include "read/html/told.h"

#include "read/html/title.h"

#define TOLD_BYTES 300    /* shorter texts are summaries */
#define EDGE_LETTERS 48   /* bytes at both ends of a block that must stand in the text */
#define TOLD_SHARE 60     /* percent of the text that the page must show */
#define SEARCH_BYTES (16u << 20) /* looked through in all, so that a page made for it cannot take hours */
#define WINDOW 8
#define BITS (1u << 17)

typedef struct told_text {
  isnad_str text;
  size_t at;      /* behind the block that was found last */
  uint64_t *bits; /* of each window of the text */
  size_t budget;  /* bytes that may still be looked through */
} told_text;

static uint64_t window_at(const char *p) {
  uint64_t value;
  memcpy(&value, p, WINDOW);
  return value;
}

static uint32_t bit_of(uint64_t window) { return (uint32_t)((window * 0x9E3779B97F4A7C15u) >> 40) & (BITS - 1); }

/* Where the bytes stand in the text from `from` on, or text.len. */
static size_t find(told_text *t, size_t from, const char *bytes, size_t len) {
  uint64_t window = window_at(bytes);
  for (size_t at = from; at + len <= t->text.len && t->budget > 0; at++, t->budget--)
    if (window_at(t->text.ptr + at) == window && memcmp(t->text.ptr + at, bytes, len) == 0) return at;
  return t->text.len;
}

static bool holds(told_text *t, const html_letters *block) {
  size_t edge = block->len < EDGE_LETTERS ? block->len : EDGE_LETTERS;
  uint32_t bit = bit_of(window_at(block->text));
  if (!(t->bits[bit / 64] >> bit % 64 & 1)) return false;
  size_t found = find(t, t->at, block->text, edge);
  if (found == t->text.len && t->at > 0) found = find(t, 0, block->text, edge);
  if (found == t->text.len || found + block->len > t->text.len) return false;
  if (memcmp(t->text.ptr + found + block->len - edge, block->text + block->len - edge, edge) != 0) return false;
  t->at = found + block->len;
  return true;
}

const uint8_t *isn_html_told(const html_page *page, const html_facts *facts) {
  if (facts->body.span.end - facts->body.span.start < TOLD_BYTES) return NULL;
  told_text t = {.text = isn_html_letters_of_text(page->arena, isn_html_text_of(page, facts->body.span, (enum html_source)facts->body.from))};
  t.budget = SEARCH_BYTES;
  t.bits = isn_alloc_array(page->arena, BITS / 64, sizeof *t.bits);
  for (size_t at = 0; at + WINDOW <= t.text.len; at++) {
    uint32_t bit = bit_of(window_at(t.text.ptr + at));
    t.bits[bit / 64] |= UINT64_C(1) << bit % 64;
  }
  uint8_t *told = isn_alloc(page->arena, page->block_count + 1);
  size_t sum = 0;
  for (uint32_t i = 0; i < page->block_count; i++) {
    html_letters letters;
    if (page->blocks[i].chars < TOLD_CHARS) continue;
    isn_html_letters_of_block(page, &page->blocks[i], &letters);
    if (letters.len < WINDOW || !holds(&t, &letters)) continue;
    told[i] = 1;
    sum += letters.whole;
  }
  return sum * 100 >= t.text.len * TOLD_SHARE ? told : NULL;
}
