/* choose: the article among the blocks. Blocks of prose have weight; the box that holds most of it, and of these the one that its class
 * names a body, is the article's. Marks of other news, comments and menus take their boxes out, but never a box that holds most of
 * the page's prose: «<div class="page with-sidebar">» is no sidebar. */
#include "read/html/choose.h"

#include "read/html/markup.h"

#define PROSE_CHARS 60      /* a block of so many is prose, if it has a mark of a sentence */
#define LINKED_MAX 35       /* percent of it in links */
#define TRUSTED_SHARE 40    /* percent of all prose that a box marked as no text may hold at most */
#define BOX_SHARE 70        /* percent of all prose that the article's box holds at least */
#define BODY_SHARE 35       /* the same where its class names it a body */
#define NOISE (MARK(SHARE) | MARK(RELATED) | MARK(COMMENTS) | MARK(NAV) | MARK(AD) | MARK(INVITE) | MARK(HIDDEN) | MARK(BIO) | MARK(TAGS) | MARK(AUTHOR))

typedef struct chooser {
  const html_page *page;
  const html_facts *facts;
  html_choice choice;
  uint8_t *noise;  /* of each box: it or one around it is taken out */
  uint32_t *mass;  /* prose before each block: mass[end] - mass[first] is a box's */
  uint32_t box;    /* the article's, or NO_BOX: the page */
  uint32_t from, to; /* its blocks */
} chooser;

static uint32_t linked(const html_block *b) { return b->chars ? 100 * b->link_chars / b->chars : 0; }

static bool is_heading(const html_block *b) { return isn_html_traits(b->tag) & IS_HEADING; }

/* The weight of a block of prose, 0 for others. */
static uint32_t prose(const html_block *b) {
  if (is_heading(b) || b->chars < PROSE_CHARS || linked(b) > LINKED_MAX || b->stops + b->commas == 0) return 0;
  uint32_t weight = b->chars - b->link_chars;
  return b->tag == TAG_P ? weight : b->tag == TAG_LI ? weight / 2 : b->tag == TAG_FIGCAPTION ? 0 : weight * 3 / 4;
}

static bool is_noise_tag(uint8_t tag) {
  return tag == TAG_NAV || tag == TAG_ASIDE || tag == TAG_FOOTER || tag == TAG_FORM || tag == TAG_HEADER || tag == TAG_DIALOG || tag == TAG_MENU;
}

static uint32_t mass_of(const chooser *c, const html_box *box) { return c->mass[box->end] - c->mass[box->first]; }

/* Sums the prose of blocks that no noise box takes out. */
static void sum_mass(chooser *c) {
  const html_page *page = c->page;
  for (size_t i = 0; i < page->block_count; i++) {
    const html_block *b = &page->blocks[i];
    bool out = b->box != NO_BOX && c->noise[b->box];
    c->mass[i + 1] = c->mass[i] + (out ? 0 : prose(b));
  }
}

static void find_noise(chooser *c) {
  const html_page *page = c->page;
  sum_mass(c);
  uint32_t all = c->mass[page->block_count];
  for (size_t i = 0; i < page->box_count; i++) {
    const html_box *box = &page->boxes[i];
    bool around = box->parent != NO_BOX && c->noise[box->parent];
    bool marked = box->marks & NOISE || is_noise_tag(box->tag);
    if (marked && box->tag != TAG_ARTICLE && box->tag != TAG_MAIN) marked = (uint64_t)mass_of(c, box) * 100 <= (uint64_t)all * TRUSTED_SHARE;
    else marked = false;
    c->noise[i] = around || marked;
  }
  sum_mass(c);
}

/* The innermost box that holds most of the prose. */
static void find_box(chooser *c) {
  const html_page *page = c->page;
  uint32_t all = c->mass[page->block_count], body_mass = 0, body = NO_BOX;
  c->box = NO_BOX;
  for (uint32_t i = 0; i < page->box_count; i++) {
    const html_box *box = &page->boxes[i];
    if (c->noise[i]) continue;
    uint32_t mass = mass_of(c, box);
    if ((uint64_t)mass * 100 >= (uint64_t)all * BOX_SHARE && mass > 0) c->box = i;
    if (box->marks & MARK(BODY) && mass > body_mass && (uint64_t)mass * 100 >= (uint64_t)all * BODY_SHARE) body = i, body_mass = mass;
  }
  if (body != NO_BOX && (c->box == NO_BOX || page->boxes[body].first >= page->boxes[c->box].first)) c->box = body;
  c->from = c->box == NO_BOX ? 0 : page->boxes[c->box].first;
  c->to = c->box == NO_BOX ? (uint32_t)page->block_count : page->boxes[c->box].end;
}

/* Is the block within a box of a mark or tag, inside the article's box? */
static bool within(const chooser *c, const html_block *b, uint32_t marks, uint8_t tag) {
  for (uint32_t box = b->box; box != NO_BOX && box != c->box; box = c->page->boxes[box].parent)
    if (c->page->boxes[box].marks & marks || c->page->boxes[box].tag == tag) return true;
  return false;
}

static enum html_kind kind_of(const chooser *c, const html_block *b) {
  if (b->box != NO_BOX && c->noise[b->box]) return KIND_NONE;
  if (within(c, b, MARK(CAPTION), TAG_FIGCAPTION) || within(c, b, 0, TAG_FIGURE)) return KIND_CAPTION;
  if (within(c, b, MARK(EMBED), TAG_COUNT)) return KIND_EMBED;
  if (is_heading(b)) return linked(b) > 50 ? KIND_NONE : KIND_HEADING;
  if (linked(b) > 60) return KIND_NONE;
  if (within(c, b, 0, TAG_TABLE)) return KIND_TABLE;
  return KIND_PARAGRAPH;
}

html_choice isn_html_choose(const html_page *page, const html_facts *facts) {
  chooser c = {.page = page, .facts = facts};
  c.noise = isn_alloc(page->arena, page->box_count + 1);
  c.mass = isn_alloc_array(page->arena, page->block_count + 1, sizeof *c.mass);
  c.choice = (html_choice){.kinds = isn_alloc(page->arena, page->block_count + 1), .first = 1, .last = 0, .title = UINT32_MAX};
  find_noise(&c);
  find_box(&c);
  uint32_t first = c.to, last = c.from;
  for (uint32_t i = c.from; i < c.to; i++) {
    if (c.mass[i + 1] == c.mass[i]) continue;
    if (first == c.to) first = i;
    last = i;
  }
  for (uint32_t i = first; i < c.to && i <= last; i++) c.choice.kinds[i] = (uint8_t)kind_of(&c, &page->blocks[i]);
  c.choice.first = first;
  c.choice.last = last;
  return c.choice;
}
