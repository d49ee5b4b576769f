/* title: JSON-LD, OpenGraph, <title> and the headings of a page each name it, now and then with the outlet's name behind. What two of
 * them say is the headline. «مقتل ثلاثة | وكالة أ» in <title> and an h1 «مقتل ثلاثة» are two. */
#include "read/html/title.h"

#include "base/utf8.h"

#define SAME_LETTERS_MIN 6  /* a headline that only begins another has so many letters */
#define TITLE_BYTES 4096    /* what is longer is no headline */
#define OUTLET_TRIES 24     /* marks at which a headline is parted from an outlet */
#define OUTLET_LETTERS 64   /* bytes of an outlet's name beside a headline in <title> */
#define OUTLET_MORE 8       /* bytes by which it may be longer there than told elsewhere */
#define HEADINGS_BEFORE 400 /* blocks before the prose among which the headline is sought */
#define HEADINGS_BEHIND 60  /* and behind its first block, which may be a notice about cookies */
#define HEADLINE_CHARS 14   /* an h1 that nobody else says has so many, or it is a logo */

static bool is_letter(uint32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  return !(c >= 0x80 && c < 0xC0) && !(c >= 0x2000 && c < 0x2070) && !(c >= 0x3000 && c < 0x3020) && c != 0x60C && c != 0x61B && c != 0x61F &&
         !(c >= 0x64B && c <= 0x652) && c != 0x640 && c != 0xFEFF && !(c >= 0xFE00 && c < 0xFE10) && !(c >= 0xFF01 && c <= 0xFF0F);
}

/* Writes the letters of a text, as many as fit; gives their bytes. */
static size_t add_letters(isnad_str text, char *out, size_t max) {
  size_t len = 0;
  for (size_t at = 0; at < text.len && len + 4 <= max;) {
    uint32_t c = isn_utf8_next(text, &at);
    if (is_letter(c)) len += isn_utf8_put(out + len, c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  }
  return len;
}

static void letters_of(isnad_str text, html_letters *out) {
  out->len = add_letters(text, out->text, LETTERS_MAX);
  out->whole = text.len < LETTERS_MAX ? out->len : text.len;
}

isnad_str isn_html_letters_of_text(isn_arena *arena, isnad_str text) {
  char *out = isn_alloc(arena, text.len + 4);
  return (isnad_str){out, add_letters(text, out, text.len + 4)};
}

void isn_html_letters_of_value(const html_page *page, html_value value, html_letters *out) {
  letters_of(isn_html_text_of(page, value.span, (enum html_source)value.from), out);
}

void isn_html_letters_of_block(const html_page *page, const html_block *block, html_letters *out) {
  isn_mapper m = {.arena = page->arena};
  isn_html_decode_block(page, block, &m);
  letters_of((isnad_str){m.text, m.len}, out);
}

size_t isn_html_letters_shared(const html_letters *a, const html_letters *b) {
  size_t at = 0;
  while (at < a->len && at < b->len && a->text[at] == b->text[at]) at++;
  return at;
}

static bool same(const html_letters *a, const html_letters *b) {
  return a->len > 0 && a->len == b->len && isn_html_letters_shared(a, b) == a->len;
}

/* Is the shorter one the beginning of the longer? */
static bool begins(const html_letters *whole, const html_letters *part) {
  return part->len >= SAME_LETTERS_MIN && part->len <= whole->len && isn_html_letters_shared(whole, part) == part->len;
}

/* The bytes of a mark that parts a headline from an outlet's name at `at`, or 0: | - : and longer dashes. */
static size_t parting_at(isnad_str bytes, size_t at, size_t end) {
  unsigned char c = (unsigned char)bytes.ptr[at];
  if (c == '|' || c == '-' || c == ':') return 1;
  if (c == 0xC2 && at + 1 < end && ((unsigned char)bytes.ptr[at + 1] == 0xB7 || (unsigned char)bytes.ptr[at + 1] == 0xBB)) return 2;
  if (c == 0xE2 && at + 2 < end && (unsigned char)bytes.ptr[at + 1] == 0x80 && ((unsigned char)bytes.ptr[at + 2] & 0xFE) == 0x94) return 3;
  return c == 0xE2 && at + 2 < end && (unsigned char)bytes.ptr[at + 1] == 0x80 && (unsigned char)bytes.ptr[at + 2] == 0x93 ? 3 : 0;
}

/* The value without « - وكالة أ» at its end, where that is the outlet's name. */
static html_value without_outlet(const html_page *page, html_value value, const html_facts *facts) {
  html_letters outlet, tail;
  isn_html_letters_of_value(page, facts->outlet, &outlet);
  if (outlet.len == 0) return value;
  int tries = OUTLET_TRIES;
  for (uint32_t at = value.span.end; at-- > value.span.start + 1 && tries > 0;) {
    size_t mark = parting_at(page->bytes, at, value.span.end);
    if (mark == 0) continue;
    tries--;
    isn_html_letters_of_value(page, (html_value){{at + (uint32_t)mark, value.span.end}, value.from}, &tail);
    if (tail.len > outlet.len + OUTLET_MORE) break;
    if (tail.len && (begins(&outlet, &tail) || begins(&tail, &outlet) || same(&tail, &outlet))) return (html_value){{value.span.start, at}, value.from};
  }
  return value;
}

html_value isn_html_outlet(const html_page *page, isnad_str headline) {
  html_letters wanted, rest;
  letters_of(headline, &wanted);
  int tries = page->title.end - page->title.start <= TITLE_BYTES ? OUTLET_TRIES : 0;
  for (uint32_t at = page->title.start; wanted.len && at < page->title.end && tries > 0; at++) {
    size_t mark = parting_at(page->bytes, at, page->title.end);
    if (mark == 0) continue;
    tries--;
    html_value before = {{page->title.start, at}, FROM_TEXT}, behind = {{at + (uint32_t)mark, page->title.end}, FROM_TEXT};
    for (int k = 0; k < 2; k++) {
      html_letters said;
      isn_html_letters_of_value(page, k ? behind : before, &said);
      isn_html_letters_of_value(page, k ? before : behind, &rest);
      if (same(&said, &wanted) && rest.len > 0 && rest.len <= OUTLET_LETTERS) return k ? before : behind;
    }
  }
  return (html_value){{0, 0}, FROM_TEXT};
}

/* Who may name a page, and what each says-so is worth: any two of the first two and the block outweigh the third. */
enum { JSON_HEADLINE, OG_TITLE, CARD_TITLE, PAGE_TITLE, CANDIDATES };
static const int weights[CANDIDATES] = {[JSON_HEADLINE] = 10, [OG_TITLE] = 12, [CARD_TITLE] = 1, [PAGE_TITLE] = 2};
enum { BLOCK_WORTH = 8 };

/* Is the part the beginning or the end of the whole, and most of it? The rest is the outlet's name. */
static bool is_most(const html_letters *whole, const html_letters *part) {
  if (part->len < SAME_LETTERS_MIN || part->len > whole->len || part->len * 2 < whole->len) return false;
  return isn_html_letters_shared(whole, part) == part->len || memcmp(whole->text + whole->len - part->len, part->text, part->len) == 0;
}

/* The block that says a headline that a machine was told, best in an h1; else the last h1 before the prose. */
static uint32_t title_block(const html_page *page, const html_letters *told, size_t told_count, uint32_t first_prose) {
  uint32_t h1 = UINT32_MAX, from = first_prose > HEADINGS_BEFORE ? first_prose - HEADINGS_BEFORE : 0, best = UINT32_MAX;
  int best_worth = 0;
  for (uint32_t i = from; i <= first_prose + HEADINGS_BEHIND && i < page->block_count; i++) {
    const html_block *b = &page->blocks[i];
    bool heading = isn_html_traits(b->tag) & IS_HEADING;
    if (i > first_prose && b->tag != TAG_H1) continue;
    if (b->chars < SAME_LETTERS_MIN || b->chars > LETTERS_MAX || (!heading && b->link_chars * 2 > b->chars)) continue;
    if (b->tag == TAG_H1 && b->chars >= HEADLINE_CHARS && i <= first_prose) h1 = i;
    html_letters letters;
    isn_html_letters_of_block(page, b, &letters);
    int worth = 0;
    for (size_t k = 0; k < told_count; k++) worth += same(&letters, &told[k]) ? 4 : is_most(&told[k], &letters) ? 3 : 0;
    worth = worth ? worth * 4 + (b->tag == TAG_H1 ? 3 : heading ? 2 : 0) : 0;
    if (worth > best_worth) best = i, best_worth = worth;
  }
  return best != UINT32_MAX ? best : h1;
}

html_title isn_html_title(const html_page *page, const html_facts *facts, uint32_t first_prose) {
  html_value values[CANDIDATES] = {facts->headline, facts->og_title, facts->other_title, {page->title, FROM_TEXT}};
  html_letters letters[CANDIDATES], block;
  if (!isn_span_empty(facts->headline.span) || !isn_span_empty(facts->og_title.span)) values[CARD_TITLE].span = (isnad_span){0, 0};
  for (size_t i = 0; i < CANDIDATES; i++) {
    if (values[i].span.end - values[i].span.start > TITLE_BYTES) values[i].span = (isnad_span){0, 0};
    values[i] = without_outlet(page, values[i], facts);
    isn_html_letters_of_value(page, values[i], &letters[i]);
  }
  html_title title = {.block = title_block(page, letters, CANDIDATES, first_prose)};
  block.len = 0;
  if (title.block != UINT32_MAX) isn_html_letters_of_block(page, &page->blocks[title.block], &block);
  int best = block.len ? BLOCK_WORTH : 0;
  for (size_t k = 0; k < CANDIDATES && block.len; k++) best += same(&block, &letters[k]) ? weights[k] : 0;
  size_t chosen = CANDIDATES;
  for (size_t i = 0; i < CANDIDATES; i++) {
    int worth = letters[i].len && same(&letters[i], &block) ? BLOCK_WORTH : 0;
    for (size_t k = 0; k < CANDIDATES && letters[i].len; k++) worth += same(&letters[i], &letters[k]) ? weights[k] : 0;
    if (worth > best) chosen = i, best = worth;
  }
  if (chosen < CANDIDATES) title.value = values[chosen];
  return title;
}
