/* choose: the article among the blocks. Blocks of prose have weight; the box that holds most of it, and of these the one that its class
 * names a body, is the article's. Marks of other news, comments and menus take their boxes out, but never one around the article and
 * none that holds much of its prose: «<div class="page with-sidebar">» is no sidebar. Then its edges are sought: short paragraphs before the
 * first prose and behind the last. */
#include "read/html/choose.h"

#include "read/html/markup.h"
#include "read/html/title.h"
#include "read/html/told.h"

#define PROSE_CHARS 60      /* a block of so many is prose, if it has a mark of a sentence */
#define HEADING_CHARS 90    /* and so many in a heading, with a full stop or two commas */
#define PLAIN_CHARS 110     /* so many, without one */
#define BRIEF_WORDS 4
#define LINKED_MAX 40       /* percent of it in links */
#define CERTAIN_SHARE 90    /* percent of the prose that comments or a box that is not shown may hold; more would be the page itself */
#define STRONG_SHARE 40     /* percent of the prose that a box may hold whose class says it is comments or other news */
#define WEAK_SHARE 15       /* that one may hold whose class says something vaguer */
#define BOX_SHARE 80        /* percent of the prose that the article's box holds at least */
#define BODY_SHARE 35       /* where its class names it a body */
#define BODY_PART 5         /* percent that each of several bodies holds */
#define PARTED_SHARE 115    /* percent of what they hold together that the box around them holds at most */
#define LEAD_REACH 40       /* blocks before the text in which a summary is sought, where there is no headline */
#define LEAD_CHARS 25
#define LEAD_LETTERS 24     /* bytes that it shares with the description */
#define CAPTION_CHARS 250   /* a block right below an image that is no paragraph */
#define HEAD_CHARS 160      /* a line of date, author or place has at most so many */
#define HEAD_ABOVE 6        /* blocks above the headline in which one is sought */
#define HEAD_MAX 12
#define TAIL_REACH 40       /* blocks below the text in which tags and authors are sought */
#define OWN_SHARE 5         /* percent of the prose that the headline's own article element holds at least */
#define CARD_BLOCKS 4       /* blocks of a box that stands for another page */
#define CARD_CHARS 12       /* and of its headline, which is a link for so many percent */
#define CARD_LINKED 80
#define TEASER 8            /* its prose weighs so much less */
#define GAP_BLOCKS 5        /* blocks of no article that end one, */
#define GAP_SHARE 35        /* if at most so many percent of the prose are left behind them */
#define UNTOLD 4            /* prose that machines are not told weighs so much less, where they are told the text */
#define OBEY_SHARE 80       /* percent of the article that machines are told; less is a summary */
#define STRONG (MARK(ASIDE) | MARK(RELATED) | MARK(HIDDEN) | MARK(BIO))
#define WEAK (MARK(SHARE) | MARK(NAV) | MARK(AD) | MARK(INVITE) | MARK(TAGS) | MARK(AUTHOR) | MARK(DATE))

typedef struct chooser {
  const html_page *page;
  const html_facts *facts;
  html_choice choice;
  uint8_t *noise;  /* of each box: it or one around it is taken out */
  uint32_t *mass;  /* prose before each block: mass[end] - mass[first] is a box's */
  uint32_t box;    /* the article's, or NO_BOX: the page */
  uint32_t from, to; /* its blocks */
  bool body;       /* its class names it a body */
  bool brief;      /* no block of the page is prose: whatever is no link counts */
  const uint8_t *told; /* of each block: JSON-LD's articleBody holds it; NULL where the page tells none that fits */
} chooser;

static uint32_t linked(const html_block *b) { return b->chars ? 100 * b->link_chars / b->chars : 0; }

/* Some pages set whole paragraphs as headings; those are none. */
static bool is_heading(const html_block *b) {
  return isn_html_traits(b->tag) & IS_HEADING && !(b->chars >= HEADING_CHARS && b->stops + b->commas / 2 > 0);
}

/* The weight of a block of prose, 0 for others. */
static uint32_t prose(const html_block *b) {
  if (is_heading(b) || linked(b) > LINKED_MAX || b->tag == TAG_FIGCAPTION) return 0;
  if (b->chars < (b->stops + b->commas ? PROSE_CHARS : PLAIN_CHARS)) return 0;
  if (b->stops + b->commas == 0 && b->tag != TAG_P) return 0;
  uint32_t weight = b->chars - b->link_chars;
  return b->tag == TAG_P ? weight : b->tag == TAG_LI ? weight / 2 : weight * 3 / 4;
}

/* The same where all is short: «عاجل: دوي انفجار في محيط المطار» may be all that a page says. */
static uint32_t brief_prose(const html_block *b) {
  return is_heading(b) || linked(b) > LINKED_MAX || b->words < BRIEF_WORDS ? 0 : b->chars;
}

static uint32_t mass_of(const chooser *c, uint32_t box) {
  if (box == NO_BOX) return c->mass[c->page->block_count];
  return c->mass[c->page->boxes[box].end] - c->mass[c->page->boxes[box].first];
}

static bool holds_share(const chooser *c, uint32_t box, uint32_t whole, uint32_t percent) {
  return (uint64_t)mass_of(c, box) * 100 >= (uint64_t)whole * percent;
}

static bool around(const chooser *c, uint32_t box, uint32_t inner) {
  for (; inner != NO_BOX; inner = c->page->boxes[inner].parent)
    if (inner == box) return true;
  return false;
}

/* The only prose of a small box, below a line that is all link, tells of another page: «<div><h3><a>عنوان</a></h3><p>موجز ...</p></div>». */
static bool is_teaser(const chooser *c, const html_block *b) {
  const html_page *page = c->page;
  uint32_t card = b->box == NO_BOX ? NO_BOX : page->boxes[b->box].parent;
  if (card == NO_BOX || page->boxes[card].end - page->boxes[card].first > CARD_BLOCKS) return false;
  bool headline = false;
  for (uint32_t i = page->boxes[card].first; i < page->boxes[card].end; i++) {
    const html_block *other = &page->blocks[i];
    if (other != b && prose(other)) return false;
    headline |= other < b && other->chars >= CARD_CHARS && linked(other) >= CARD_LINKED;
  }
  return headline;
}

/* Sums the prose of blocks that no noise box takes out. */
static void sum_mass(chooser *c) {
  const html_page *page = c->page;
  for (size_t i = 0; i < page->block_count; i++) {
    const html_block *b = &page->blocks[i];
    bool out = b->box != NO_BOX && c->noise[b->box];
    uint32_t weight = out ? 0 : c->brief ? brief_prose(b) : prose(b);
    if (weight && is_teaser(c, b)) weight /= TEASER;
    c->mass[i + 1] = c->mass[i] + (c->told != NULL && !c->told[i] ? weight / UNTOLD : weight);
  }
}

/* ---- Noise --------------------------------------------------------------------------------------------------------- */

/* Percent of the article's prose that a box may hold and still be taken out for its tag or class; 0: nothing speaks against it. */
static uint32_t distrust(const html_box *box, uint32_t strong, uint32_t weak) {
  if (box->marks & (MARK_CONCEALED | MARK(COMMENTS))) return CERTAIN_SHARE;
  if (box->tag == TAG_ARTICLE || box->tag == TAG_MAIN) return box->marks & strong & ~MARK(HIDDEN) ? WEAK_SHARE : 0;
  bool strong_tag = box->tag == TAG_NAV || box->tag == TAG_ASIDE || box->tag == TAG_FOOTER || box->tag == TAG_MENU;
  bool weak_tag = box->tag == TAG_FORM || box->tag == TAG_HEADER || box->tag == TAG_DIALOG;
  if (box->marks & strong || strong_tag) return STRONG_SHARE;
  return (box->marks & weak && !(box->marks & MARK(BODY))) || weak_tag ? WEAK_SHARE : 0;
}

static void find_noise(chooser *c, uint32_t strong, uint32_t weak, uint32_t article) {
  const html_page *page = c->page;
  uint32_t whole = mass_of(c, article);
  for (uint32_t i = 0; i < page->box_count; i++) {
    const html_box *box = &page->boxes[i];
    bool outer = box->parent != NO_BOX && c->noise[box->parent];
    uint32_t percent = distrust(box, strong, weak);
    if (percent && article != NO_BOX && around(c, i, article)) percent = 0;
    bool outside = article != NO_BOX && !around(c, article, i);
    c->noise[i] = outer || (percent && (outside || !holds_share(c, i, whole ? whole : 1, percent)));
  }
  sum_mass(c);
}

/* Marks that hold much of the article's prose when all their boxes are taken together say nothing on this page. */
static uint32_t credible(const chooser *c, uint32_t marks, uint32_t percent) {
  const html_page *page = c->page;
  uint64_t mass[MC_COUNT_] = {0}, whole = mass_of(c, c->box) + 1;
  for (uint32_t i = c->from; i < c->to; i++) {
    uint32_t found = isn_html_marks_up(page, page->blocks[i].box, c->box) & marks;
    for (int m = 0; found && m < MC_COUNT_; m++)
      if (found >> m & 1) mass[m] += c->mass[i + 1] - c->mass[i];
  }
  for (int m = 0; m < MC_COUNT_; m++)
    if (mass[m] * 100 > whole * percent) marks &= ~(UINT32_C(1) << m);
  return marks;
}

/* ---- The article's box --------------------------------------------------------------------------------------------- */

static bool may_be_body(const html_box *box) {
  return box->marks & MARK(BODY) && box->tag != TAG_P && box->tag != TAG_LI && !(box->marks & MARK(CAPTION)) && box->tag != TAG_FIGCAPTION &&
         !(isn_html_traits(box->tag) & IS_HEADING);
}

static uint32_t common_box(const chooser *c, uint32_t a, uint32_t b) {
  while (a != NO_BOX && !around(c, a, b)) a = c->page->boxes[a].parent;
  return a;
}

/* The box that bodies are, or the one around them where there are several: ads part a text. */
static uint32_t find_body(const chooser *c, uint32_t whole) {
  const html_page *page = c->page;
  uint32_t all = NO_BOX, best = NO_BOX, sum = 0, end = 0;
  for (uint32_t i = 0; i < page->box_count; i++) {
    if (c->noise[i] || !may_be_body(&page->boxes[i]) || !holds_share(c, i, whole, BODY_PART) || mass_of(c, i) == 0) continue;
    if (best == NO_BOX || mass_of(c, i) > mass_of(c, best) || (around(c, best, i) && holds_share(c, i, mass_of(c, best), 97))) best = i;
    if (page->boxes[i].first < end) continue; /* within another body */
    end = page->boxes[i].end;
    sum += mass_of(c, i);
    all = all == NO_BOX ? i : common_box(c, all, i);
  }
  if (best == NO_BOX) return NO_BOX;
  bool parted = all != NO_BOX && sum > mass_of(c, best) && !around(c, best, all);
  if (parted && (uint64_t)mass_of(c, all) * 100 <= (uint64_t)sum * PARTED_SHARE) return all;
  return holds_share(c, best, whole, BODY_SHARE) ? best : NO_BOX;
}

/* The innermost box that holds most of the prose. */
static void find_box(chooser *c) {
  const html_page *page = c->page;
  uint32_t whole = mass_of(c, NO_BOX);
  c->box = NO_BOX;
  for (uint32_t i = 0; i < page->box_count; i++)
    if (!c->noise[i] && mass_of(c, i) > 0 && holds_share(c, i, whole, BOX_SHARE)) c->box = i;
  uint32_t body = find_body(c, whole);
  c->body = body != NO_BOX && (c->box == NO_BOX || page->boxes[body].end > page->boxes[c->box].first);
  if (c->body) c->box = body;
  while (c->box != NO_BOX && !(isn_html_traits(page->boxes[c->box].tag) & (IS_BLOCK | IS_TABLE))) c->box = page->boxes[c->box].parent;
  if (c->box != NO_BOX && page->boxes[c->box].tag == TAG_P) c->box = page->boxes[c->box].parent;
  c->from = c->box == NO_BOX ? 0 : page->boxes[c->box].first;
  c->to = c->box == NO_BOX ? (uint32_t)page->block_count : page->boxes[c->box].end;
}

/* Pages that load one article below another: of several article elements the one that has the headline is meant. */
static void leave_others(chooser *c) {
  const html_page *page = c->page;
  uint32_t mine = NO_BOX;
  if (c->choice.title == UINT32_MAX) return;
  for (uint32_t box = page->blocks[c->choice.title].box; box != NO_BOX; box = page->boxes[box].parent)
    if (page->boxes[box].tag == TAG_ARTICLE) mine = box;
  if (mine == NO_BOX || !holds_share(c, mine, mass_of(c, NO_BOX), OWN_SHARE)) return;
  for (uint32_t i = 0; i < page->box_count; i++) {
    const html_box *box = &page->boxes[i];
    bool other = box->tag == TAG_ARTICLE && !around(c, mine, i) && !around(c, i, mine);
    c->noise[i] |= other || (box->parent != NO_BOX && c->noise[box->parent]);
  }
  sum_mass(c);
}

/* ---- What each block is -------------------------------------------------------------------------------------------- */

/* Is the block within a box of a mark or tag, inside the article's box? */
static bool within(const chooser *c, const html_block *b, uint32_t marks, uint8_t tag) {
  for (uint32_t box = b->box; box != NO_BOX && box != c->box; box = c->page->boxes[box].parent)
    if (c->page->boxes[box].marks & marks || c->page->boxes[box].tag == tag) return true;
  return false;
}

/* Does an image stand right before the block? */
static bool below_image(const chooser *c, const html_block *b) {
  const html_page *page = c->page;
  uint32_t at = (uint32_t)(b - page->blocks);
  size_t low = 0, high = page->image_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (page->images[middle].block < at) low = middle + 1;
    else high = middle;
  }
  if (low == page->image_count || page->images[low].block != at || b->box == NO_BOX) return false;
  uint32_t image = page->images[low].box, parent = page->boxes[b->box].parent;
  return (b->tag != TAG_P && (image == b->box || image == b->inner)) || (image == parent && parent != NO_BOX && page->boxes[parent].end - page->boxes[parent].first <= 2);
}

static bool is_caption(const chooser *c, const html_block *b) {
  if (b->inner != NO_BOX && c->page->boxes[b->inner].marks & MARK(CAPTION)) return true;
  return within(c, b, MARK(CAPTION), TAG_FIGCAPTION) || (within(c, b, 0, TAG_FIGURE) && prose(b) == 0);
}

/* Is it all that its box holds, and the box no body? */
static bool stands_alone(const chooser *c, const html_block *b) {
  return b->box != NO_BOX && c->page->boxes[b->box].end - c->page->boxes[b->box].first <= 2 && !(c->page->boxes[b->box].marks & MARK(BODY));
}

static enum html_kind kind_of(const chooser *c, const html_block *b) {
  bool embed = within(c, b, MARK(EMBED), TAG_COUNT);
  if (embed && within(c, b, 0, TAG_BLOCKQUOTE)) return KIND_EMBED;
  if (b->box != NO_BOX && c->noise[b->box]) return KIND_NONE;
  if (b->inner != b->box && c->page->boxes[b->inner].marks & MARK(CAPTION) && prose(b) == 0) return KIND_CAPTION;
  if (within(c, b, MARK(CAPTION), TAG_FIGCAPTION)) return KIND_CAPTION;
  if (is_heading(b)) return linked(b) > 50 ? KIND_NONE : KIND_HEADING;
  if (within(c, b, 0, TAG_TABLE) && prose(b) == 0) return KIND_TABLE;
  if (within(c, b, 0, TAG_FIGURE) && prose(b) == 0) return KIND_CAPTION;
  if (embed) return KIND_EMBED;
  if (b->tag != TAG_LI && b->chars <= CAPTION_CHARS && (b->tag == TAG_P || b->stops <= 1) && stands_alone(c, b) && below_image(c, b)) return KIND_CAPTION;
  if (linked(b) > 60) return KIND_NONE;
  return KIND_PARAGRAPH;
}

/* Do both stand in one box, or in boxes of one? */
static bool is_sibling(const chooser *c, const html_block *a, const html_block *b) {
  if (a->box == b->box) return true;
  return a->box != NO_BOX && b->box != NO_BOX && c->page->boxes[a->box].parent == c->page->boxes[b->box].parent &&
         c->page->boxes[a->box].marks == c->page->boxes[b->box].marks;
}

/* May a short block stand at the edge of an article whose nearest block of prose is `next`? */
static bool is_edge(const chooser *c, const html_block *b, const html_block *next, enum html_kind kind) {
  if (kind != KIND_PARAGRAPH || b->words < 2 || linked(b) > 30 || (!c->body && is_teaser(c, b))) return false;
  if (b->tag == TAG_P) return c->body || b->stops > 0;
  if (b->tag == TAG_LI) return c->body;
  return b->stops > 0 && b->tag == next->tag && is_sibling(c, b, next);
}

/* Headings without text below them are of something else. */
static void drop_headings(const chooser *c) {
  uint8_t *kinds = c->choice.kinds;
  bool text = false;
  for (uint32_t i = c->to; i-- > c->from;) {
    if (kinds[i] == KIND_HEADING && !text) kinds[i] = KIND_NONE;
    else if (kinds[i] != KIND_NONE && kinds[i] != KIND_CAPTION) text = true;
  }
}

/* The summary between headline and text: its class says so, or it says what the page describes itself by. */
static void find_lead(chooser *c, uint32_t first) {
  const html_page *page = c->page;
  uint8_t *kinds = c->choice.kinds;
  html_letters told, shown;
  isn_html_letters_of_value(page, c->facts->lead, &told);
  uint32_t from = c->choice.title != UINT32_MAX ? c->choice.title + 1 : first > LEAD_REACH ? first - LEAD_REACH : 0;
  for (uint32_t i = from; i < first; i++) {
    const html_block *b = &page->blocks[i];
    if (kinds[i] != KIND_NONE || b->chars < LEAD_CHARS || linked(b) > LINKED_MAX) continue;
    uint32_t marks = isn_html_marks_up(page, b->box, NO_BOX);
    isn_html_letters_of_block(page, b, &shown);
    size_t shared = isn_html_letters_shared(&told, &shown);
    bool described = shared >= LEAD_LETTERS && (shared * 10 >= shown.len * 8 || shared * 10 >= told.len * 8);
    bool named = marks & MARK(LEAD) && !(marks & (MARK(RELATED) | MARK(COMMENTS) | MARK(CAPTION))) && b->words >= 6;
    bool caption = marks & MARK(CAPTION) && !described;
    if ((described || named) && !caption) kinds[i] = KIND_PARAGRAPH;
  }
}

/* Where the page tells its text to machines too, paragraphs that only one of the two has are something else. */
static void obey_told(chooser *c) {
  const html_page *page = c->page;
  uint8_t *kinds = c->choice.kinds;
  uint32_t first = UINT32_MAX, last = 0;
  uint64_t told = 0, all = 0;
  for (uint32_t i = 0; i < page->block_count; i++) {
    if (kinds[i] == KIND_PARAGRAPH) all += page->blocks[i].chars;
    if (!c->told[i] || is_heading(&page->blocks[i])) continue;
    if (kinds[i] == KIND_PARAGRAPH) told += page->blocks[i].chars;
    first = first == UINT32_MAX ? i : first, last = i;
  }
  if (told * 100 < all * OBEY_SHARE) return;
  for (uint32_t i = 0; i < page->block_count; i++) {
    const html_block *b = &page->blocks[i];
    bool inside = i >= first && i <= last, text = kinds[i] == KIND_PARAGRAPH;
    if (c->told[i] && kinds[i] == KIND_NONE && i >= c->from && i < c->to) kinds[i] = is_heading(b) ? KIND_HEADING : KIND_PARAGRAPH;
    else if (!c->told[i] && text && i > last) kinds[i] = KIND_NONE;
    else if (!c->told[i] && text && inside && b->chars >= TOLD_CHARS && b->tag != TAG_LI) kinds[i] = KIND_NONE;
  }
}

/* Lines that tell of the article without being its text: between headline and text, and, where their class says so, around it. */
static void find_head(chooser *c, uint32_t first, uint32_t last) {
  const html_page *page = c->page;
  const uint32_t other = MARK(SHARE) | MARK(RELATED) | MARK(AD) | MARK(COMMENTS) | MARK(INVITE) | MARK(HIDDEN) | MARK_CONCEALED;
  uint8_t *kinds = c->choice.kinds;
  uint32_t title = c->choice.title, from = title != UINT32_MAX && title > HEAD_ABOVE ? title - HEAD_ABOVE : 0;
  if (title == UINT32_MAX) from = first > HEAD_ABOVE ? first - HEAD_ABOVE : 0;
  uint32_t to = last + TAIL_REACH < page->block_count ? last + TAIL_REACH : (uint32_t)page->block_count;
  int found = 0;
  for (uint32_t i = from; i < to && found < HEAD_MAX; i++) {
    const html_block *b = &page->blocks[i];
    if (kinds[i] != KIND_NONE || b->chars > CAPTION_CHARS) continue;
    uint32_t marks = isn_html_marks_up(page, b->inner, c->box), own = b->inner == NO_BOX ? 0 : page->boxes[b->inner].marks;
    if (i < first && is_caption(c, b) && !(marks & MARK(RELATED))) {
      kinds[i] = KIND_CAPTION;
      continue;
    }
    if (b->chars > HEAD_CHARS) continue;
    bool between = title != UINT32_MAX && i > title && i < first && b->link_chars < b->chars;
    bool named = marks & (MARK(DATE) | MARK(AUTHOR)), certain = own & (MARK(DATE) | MARK(AUTHOR)) && !(own & ~(MARK(NAV) | MARK(DATE) | MARK(AUTHOR)));
    if (marks & MARK(TAGS) && i > first && b->link_chars > 0) kinds[i] = KIND_TAG;
    else if (certain || ((named || between) && !(marks & other))) kinds[i] = KIND_HEAD, found++;
  }
}

/* The first prose of the box that tells of no other page. */
static uint32_t first_prose(const chooser *c) {
  uint32_t teaser = c->to;
  for (uint32_t i = c->from; i < c->to; i++) {
    if (c->mass[i + 1] == c->mass[i]) continue;
    if (c->body || !is_teaser(c, &c->page->blocks[i])) return i;
    if (teaser == c->to) teaser = i;
  }
  return teaser; /* all of it is such: a live page whose entries have addresses */
}

/* The box in two looks: the first leaves out what is certainly something else, the second, which knows where the article is, all that its
 * class says to be. */
static void locate(chooser *c) {
  sum_mass(c);
  c->brief = mass_of(c, NO_BOX) == 0;
  find_noise(c, MARK(INVITE) | MARK(RELATED) | MARK(BIO), 0, NO_BOX);
  find_box(c);
  html_title title = isn_html_title(c->page, c->facts, first_prose(c));
  c->choice.title = title.block;
  c->choice.told = title.value;
  leave_others(c);
  find_box(c);
  memset(c->noise, 0, c->page->box_count);
  sum_mass(c);
  find_noise(c, credible(c, STRONG, STRONG_SHARE), credible(c, WEAK, STRONG_SHARE), c->box);
  leave_others(c);
  find_box(c);
}

/* The last prose before a gap of other blocks behind which little prose is left: what comes there is of something else. Where a class
 * names the body there is no such gap. */
static uint32_t last_prose(const chooser *c, uint32_t first) {
  uint32_t whole = c->mass[c->to] - c->mass[first], last = first, gap = 0;
  for (uint32_t i = first; i < c->to; i++) {
    bool none = c->mass[i + 1] == c->mass[i], teaser = !none && !c->body && i > first && is_teaser(c, &c->page->blocks[i]);
    if (none || teaser) {
      gap += teaser || kind_of(c, &c->page->blocks[i]) == KIND_NONE;
      continue;
    }
    uint64_t left = c->mass[c->to] - c->mass[i];
    if (!c->body && gap >= GAP_BLOCKS && left * 100 <= (uint64_t)whole * GAP_SHARE) break;
    last = i;
    gap = 0;
  }
  return last;
}

/* Which blocks of the box are kept: all from the first prose to the last, and at both ends what may stand there. */
static void find_kinds(chooser *c, uint32_t first, uint32_t last) {
  const html_page *page = c->page;
  uint8_t *kinds = c->choice.kinds;
  uint32_t from = first, to = last;
  if (first >= c->to) return;
  for (uint32_t i = c->from; i < c->to; i++) {
    enum html_kind kind = kind_of(c, &page->blocks[i]);
    if (i == first && kind == KIND_CAPTION && page->blocks[i].tag == TAG_P) kind = KIND_PARAGRAPH; /* the lead is never lost */
    bool inside = i >= first && i <= last, beside = c->body && (kind == KIND_HEADING || kind == KIND_TABLE);
    bool edge = is_edge(c, &page->blocks[i], &page->blocks[i < first ? first : last], kind);
    bool kept = inside || beside || kind == KIND_EMBED || edge;
    kinds[i] = kept ? (uint8_t)kind : KIND_NONE;
    if (kept && !inside) from = i < from ? i : from, to = i;
  }
  for (uint32_t i = from; i <= to && i < c->to; i++) /* captions stand alone at no edge */
    if (kinds[i] == KIND_NONE && kind_of(c, &page->blocks[i]) == KIND_CAPTION) kinds[i] = KIND_CAPTION;
  if (c->choice.title == UINT32_MAX) return;
  for (uint32_t i = c->from; i < c->choice.title && i < c->to; i++) kinds[i] = KIND_NONE;
  kinds[c->choice.title] = KIND_TITLE;
}

html_choice isn_html_choose(const html_page *page, const html_facts *facts) {
  chooser c = {.page = page, .facts = facts, .told = isn_html_told(page, facts)};
  c.noise = isn_alloc(page->arena, page->box_count + 1);
  c.mass = isn_alloc_array(page->arena, page->block_count + 1, sizeof *c.mass);
  c.choice = (html_choice){.kinds = isn_alloc(page->arena, page->block_count + 1), .title = UINT32_MAX};
  locate(&c);
  uint32_t first = first_prose(&c), last = last_prose(&c, first);
  find_kinds(&c, first, last);
  find_lead(&c, first);
  if (c.told != NULL) obey_told(&c);
  drop_headings(&c);
  find_head(&c, first, last);
  return c.choice;
}
