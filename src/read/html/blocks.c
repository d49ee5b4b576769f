/* blocks: tokens to blocks of text, as a browser's tree would have them, without the tree. A stack of the open elements knows which end
 * tags are implied; where a block element or a part of a table begins or ends, a block of text does.
 *
 * «<p>قال <a href=x>المصدر</a>: نعم<p>وأضاف<table><tr><td>خانة» is three blocks: both paragraphs, though none is closed, and the cell. Formatting
 * elements may overlap others, so they are no part of the stack: only whether a link or bold type is open counts. */
#include "read/html/markup.h"
#include "read/html/page.h"

typedef struct open_element {
  isnad_span name; /* to match the end tags of unknown elements */
  uint32_t box;    /* NO_BOX: makes none */
  uint32_t before; /* where its text stands: see html_block.before */
  uint16_t traits;
  uint8_t tag;
  bool link, bold; /* formatting that was open around an element that formatting does not reach into */
} open_element;

typedef struct builder {
  html_page *page;
  const html_markup *markup;
  html_scan scan;
  html_token token;
  open_element stack[DEPTH_MAX];
  size_t depth;
  uint32_t box;      /* the innermost */
  int open_p;        /* open paragraphs */
  int hidden;        /* open elements whose text is not the page's */
  int foreign;       /* open elements from svg or math on */
  bool link, bold, new_block, fostered;
  uint8_t breaks;    /* br since the last text of the element */
  bool in_select, in_form;
} builder;

static open_element *top(builder *b) { return b->depth ? &b->stack[b->depth - 1] : NULL; }

static bool breaks_text(unsigned traits) { return traits & (IS_BLOCK | IS_TABLE); }

static void new_block(builder *b) {
  b->new_block = true;
  b->breaks = 0;
}

/* ---- Boxes --------------------------------------------------------------------------------------------------------- */

static bool is_concealed(isnad_str style) {
  for (size_t i = 0; i + 12 <= style.len; i++)
    if (style.ptr[i] == 'd' && memcmp(style.ptr + i, "display:", 8) == 0)
      return isn_str_holds((isnad_str){style.ptr + i, style.len - i < 16 ? style.len - i : 16}, ISN_LIT("none"));
  return false;
}

static uint32_t marks_of(const builder *b) {
  const html_token *t = &b->token;
  const uint32_t named = 1u << ATTR_CLASS | 1u << ATTR_ID | 1u << ATTR_ITEMPROP | 1u << ATTR_ROLE;
  uint32_t marks = 0;
  if (b->markup == NULL) return 0;
  if (t->has & named) {
    marks |= isn_html_markup_of(b->markup, isn_html_attr(&b->scan, t, ATTR_CLASS));
    marks |= isn_html_markup_of(b->markup, isn_html_attr(&b->scan, t, ATTR_ID));
    marks |= isn_html_markup_of(b->markup, isn_html_attr(&b->scan, t, ATTR_ITEMPROP));
    marks |= isn_html_markup_of(b->markup, isn_html_attr(&b->scan, t, ATTR_ROLE));
  }
  if (t->has & 1u << ATTR_HIDDEN || is_concealed(isn_html_attr(&b->scan, t, ATTR_STYLE))) marks |= MARK_CONCEALED;
  return marks;
}

static uint32_t add_box(builder *b, enum html_tag tag, uint32_t marks) {
  html_page *page = b->page;
  if (page->box_count >= BOXES_MAX) return NO_BOX;
  isn_arena_grow(page->arena, &page->boxes, page->box_count, &page->box_cap, sizeof *page->boxes);
  uint32_t first = (uint32_t)page->block_count;
  page->boxes[page->box_count] = (html_box){.parent = b->box, .first = first, .end = first, .marks = marks, .tag = (uint8_t)tag};
  return b->box = (uint32_t)page->box_count++;
}

/* ---- The stack ----------------------------------------------------------------------------------------------------- */

static void pop(builder *b) {
  open_element *e = &b->stack[--b->depth];
  if (e->traits & IS_HIDDEN) b->hidden--;
  if (e->tag == TAG_P) b->open_p--;
  if (b->foreign) b->foreign--;
  b->scan.foreign = b->foreign > 0;
  if (e->tag == TAG_SELECT) b->in_select = false;
  if (e->traits & IS_SCOPE) b->link = e->link, b->bold = e->bold;
  if (breaks_text(e->traits) && !b->hidden) new_block(b);
  if (e->box == NO_BOX) return;
  b->page->boxes[e->box].end = (uint32_t)b->page->block_count;
  b->box = b->page->boxes[e->box].parent;
}

static void pop_to(builder *b, size_t depth) {
  while (b->depth > depth) pop(b);
}

static bool is_table_level(const open_element *e) {
  return e && (e->tag == TAG_TABLE || (e->traits & IS_TABLE && !(e->traits & IS_SCOPE)));
}

static void push(builder *b) {
  const html_token *t = &b->token;
  unsigned traits = isn_html_traits(t->tag);
  if (breaks_text(traits) && !b->hidden) new_block(b);
  if (b->depth == DEPTH_MAX) return;
  open_element e = {.name = t->name, .box = NO_BOX, .before = UINT32_MAX, .traits = (uint16_t)traits, .tag = t->tag};
  const open_element *around = top(b);
  e.before = around ? around->before : UINT32_MAX;
  if (is_table_level(around) && !(traits & IS_TABLE)) { /* stands before the table around it */
    size_t i = b->depth;
    while (i > 0 && b->stack[i - 1].tag != TAG_TABLE) i--;
    uint32_t table = i ? b->stack[i - 1].box : NO_BOX;
    if (table != NO_BOX) e.before = b->page->boxes[table].first;
  }
  uint32_t marks = marks_of(b);
  if (breaks_text(traits) || marks) e.box = add_box(b, t->tag, marks);
  else if (t->has & 1u << ATTR_HIDDEN) e.traits = (uint16_t)(traits |= IS_HIDDEN); /* a word that is not shown */
  if (traits & IS_SCOPE) e.link = b->link, e.bold = b->bold, b->link = b->bold = false;
  if (traits & IS_HIDDEN) b->hidden++;
  if (t->tag == TAG_P) b->open_p++;
  if (traits & IS_FOREIGN || b->foreign) b->foreign++;
  b->scan.foreign = b->foreign > 0;
  if (t->tag == TAG_SELECT) b->in_select = true;
  b->stack[b->depth++] = e;
}

/* How far up an end tag looks for its element: it does not leave a cell, nor a list where it ends an item. */
enum reach { REACH_BLOCK, REACH_BUTTON, REACH_LIST, REACH_TABLE };

static bool bounds(const open_element *e, enum reach reach) {
  if (reach == REACH_TABLE) return e->tag == TAG_TABLE || e->tag == TAG_TEMPLATE;
  return e->traits & (IS_SCOPE | IS_FOREIGN) || (reach == REACH_BUTTON && e->tag == TAG_BUTTON) ||
         (reach == REACH_LIST && (e->tag == TAG_OL || e->tag == TAG_UL));
}

#define NOT_OPEN SIZE_MAX

/* The place in the stack of the nearest open element of a tag, or NOT_OPEN. */
static size_t open_at(const builder *b, enum html_tag tag, enum reach reach) {
  for (size_t i = b->depth; i-- > 0;) {
    if (b->stack[i].tag == tag) return i;
    if (bounds(&b->stack[i], reach)) break;
  }
  return NOT_OPEN;
}

static bool close_nearest(builder *b, enum html_tag tag, enum reach reach) {
  size_t at = open_at(b, tag, reach);
  if (at != NOT_OPEN) pop_to(b, at);
  return at != NOT_OPEN;
}

/* ---- Text ---------------------------------------------------------------------------------------------------------- */

static uint32_t block_box(const builder *b) {
  uint32_t box = b->box;
  while (box != NO_BOX && !breaks_text(isn_html_traits(b->page->boxes[box].tag))) box = b->page->boxes[box].parent;
  return box;
}

static html_block *current_block(builder *b, size_t at) {
  html_page *page = b->page;
  if (!b->new_block && page->block_count) return &page->blocks[page->block_count - 1];
  if (page->block_count >= BLOCKS_MAX) return NULL;
  isn_arena_grow(page->arena, &page->blocks, page->block_count, &page->block_cap, sizeof *page->blocks);
  html_block *block = &page->blocks[page->block_count++];
  uint32_t box = block_box(b);
  *block = (html_block){.first_run = (uint32_t)page->run_count, .box = box, .inner = b->box, .at = (uint32_t)at, .before = UINT32_MAX, .breaks = b->breaks,
                        .tag = box == NO_BOX ? TAG_OTHER : page->boxes[box].tag};
  if (top(b)) {
    block->before = top(b)->before;
    if (is_table_level(top(b))) {
      size_t i = b->depth;
      while (i > 0 && b->stack[i - 1].tag != TAG_TABLE) i--;
      if (i && b->stack[i - 1].box != NO_BOX) block->before = page->boxes[b->stack[i - 1].box].first;
    }
    b->fostered |= block->before != UINT32_MAX;
  }
  b->new_block = false;
  b->breaks = 0;
  return block;
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Counts what a run of text adds to its block. */
static void count_text(const builder *b, html_block *block, isnad_str text) {
  uint32_t chars = 0, words = 0, stops = 0, commas = 0;
  const isnad_span *before = block->run_count > 1 ? &b->page->runs[b->page->run_count - 2] : NULL;
  bool in_word = before && !is_space(b->page->bytes.ptr[before->end - 1]);
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    if (is_space((char)c)) {
      in_word = false;
      continue;
    }
    words += !in_word;
    in_word = true;
    chars += (c & 0xC0) != 0x80 || b->page->charset != CHARSET_UTF8;
    bool last = i + 1 == text.len || is_space(text.ptr[i + 1]) || strchr("\"&')", text.ptr[i + 1]) || (unsigned char)text.ptr[i + 1] >= 0x80;
    if (c == '.' || c == '!' || c == '?') stops += last;
    else if (c == ',') commas++;
    else if (c == 0xD8 && i + 1 < text.len) {
      commas += (unsigned char)text.ptr[i + 1] == 0x8C;
      stops += (unsigned char)text.ptr[i + 1] == 0x9F;
    } else if (c == 0xE0 && i + 2 < text.len && (unsigned char)text.ptr[i + 1] == 0xA5) {
      stops += (unsigned char)text.ptr[i + 2] == 0xA4; /* danda */
    } else if (c == 0xE3 && i + 2 < text.len && (unsigned char)text.ptr[i + 1] == 0x80) {
      commas += (unsigned char)text.ptr[i + 2] == 0x81;
      stops += (unsigned char)text.ptr[i + 2] == 0x82;
    } else if (c == 0xA1 && b->page->charset == CHARSET_ARABIC_WINDOWS) commas++;
    else if (c == 0xBF && b->page->charset == CHARSET_ARABIC_WINDOWS) stops++;
  }
  block->chars += chars;
  block->words += words;
  if (b->link) block->link_chars += chars;
  if (b->bold) block->bold_chars += chars;
  block->stops = (uint16_t)(block->stops + stops < UINT16_MAX ? block->stops + stops : UINT16_MAX);
  block->commas = (uint16_t)(block->commas + commas < UINT16_MAX ? block->commas + commas : UINT16_MAX);
}

static void take_text(builder *b, isnad_span span) {
  html_page *page = b->page;
  isnad_str text = isn_str_cut(page->bytes, span);
  size_t lead = 0;
  while (lead < text.len && is_space(text.ptr[lead])) lead++;
  if (b->hidden || page->run_count >= RUNS_MAX) return;
  if (lead == text.len && b->new_block) return; /* white space begins no block */
  html_block *block = current_block(b, span.start + lead);
  if (block == NULL) return;
  isn_arena_grow(page->arena, &page->runs, page->run_count, &page->run_cap, sizeof *page->runs);
  page->runs[page->run_count++] = span;
  block->run_count++;
  if (lead < text.len) count_text(b, block, text);
}

/* ---- What the head of the page tells ------------------------------------------------------------------------------- */

static isnad_span attr_span(const html_token *t, enum html_attr attr) {
  return t->has >> attr & 1 ? t->value[attr] : (isnad_span){0, 0};
}

static void note_meta(builder *b) {
  html_page *page = b->page;
  const html_token *t = &b->token;
  const enum html_attr keys[] = {ATTR_PROPERTY, ATTR_NAME, ATTR_ITEMPROP, ATTR_HTTP_EQUIV};
  for (size_t i = 0; i < sizeof keys / sizeof *keys && page->meta_count < METAS_MAX; i++) {
    if (!(t->has >> keys[i] & 1) || !(t->has >> ATTR_CONTENT & 1)) continue;
    isn_arena_grow(page->arena, &page->metas, page->meta_count, &page->meta_cap, sizeof *page->metas);
    page->metas[page->meta_count++] = (html_meta){t->value[keys[i]], t->value[ATTR_CONTENT]};
  }
}

static void note_time(builder *b, isnad_span value) {
  html_page *page = b->page;
  if (page->time_count >= TIMES_MAX || isn_span_empty(value)) return;
  isnad_str prop = isn_html_attr(&b->scan, &b->token, ATTR_ITEMPROP);
  isn_arena_grow(page->arena, &page->times, page->time_count, &page->time_cap, sizeof *page->times);
  page->times[page->time_count++] = (html_time){value, (uint32_t)page->block_count, isn_str_holds(prop, ISN_LIT("datePublished"))};
}

static void note_image(builder *b) {
  html_page *page = b->page;
  if (page->image_count >= IMAGES_MAX || !(b->token.has >> ATTR_SRC & 1)) return;
  isn_arena_grow(page->arena, &page->images, page->image_count, &page->image_cap, sizeof *page->images);
  page->images[page->image_count++] =
      (html_image){.src = b->token.value[ATTR_SRC], .block = (uint32_t)page->block_count, .box = b->box};
}

/* Elements that tell something without holding text. */
static void note_element(builder *b) {
  const html_token *t = &b->token;
  switch (t->tag) {
    case TAG_META: note_meta(b); break;
    case TAG_TIME: note_time(b, attr_span(t, ATTR_DATETIME)); break;
    case TAG_ABBR: note_time(b, attr_span(t, ATTR_TITLE)); break; /* as microformats have it */
    case TAG_IMG: note_image(b); break;
    case TAG_HTML:
      if (isn_span_empty(b->page->lang)) b->page->lang = attr_span(t, ATTR_LANG);
      break;
    case TAG_LINK:
      if (isn_str_same(isn_html_attr(&b->scan, t, ATTR_REL), ISN_LIT("canonical")) && isn_span_empty(b->page->canonical))
        b->page->canonical = attr_span(t, ATTR_HREF);
      break;
    default:
      if (t->has >> ATTR_CONTENT & 1) note_meta(b); /* <span property="dc:date" content="..."> */
  }
}

/* The content of a raw element: of the title, of JSON in a script. */
static void take_raw(builder *b, bool json) {
  html_page *page = b->page;
  const html_token *t = &b->token;
  if (t->tag == TAG_TITLE && isn_span_empty(page->title)) page->title = t->span;
  if (t->tag == TAG_XMP || t->tag == TAG_PLAINTEXT) {
    new_block(b);
    take_text(b, t->span);
    if (!b->new_block) page->blocks[page->block_count - 1].raw = true;
    new_block(b);
  }
  if (!json || page->script_count >= SCRIPTS_MAX) return;
  isn_arena_grow(page->arena, &page->scripts, page->script_count, &page->script_cap, sizeof *page->scripts);
  page->scripts[page->script_count++] = t->span;
}

/* ---- Start tags ---------------------------------------------------------------------------------------------------- */

/* An item closes the item before it, through whatever was left open in it, but for boxes that may hold lists of their own. */
static void close_item(builder *b, enum html_tag tag, enum html_tag twin) {
  for (size_t i = b->depth; i-- > 0;) {
    const open_element *e = &b->stack[i];
    if (e->tag == tag || e->tag == twin) {
      pop_to(b, i);
      return;
    }
    bool through = !(e->traits & (IS_BLOCK | IS_TABLE | IS_SCOPE | IS_HIDDEN)) || e->tag == TAG_ADDRESS || e->tag == TAG_DIV || e->tag == TAG_P;
    if (!through) return;
  }
}

/* A part of a table: closes the parts before it. False where no table is open. */
static bool open_part(builder *b, enum html_tag tag) {
  size_t table = open_at(b, TAG_TABLE, REACH_TABLE);
  if (table == NOT_OPEN) return false;
  size_t keep = table + 1;
  bool row = tag == TAG_TR, cell = tag == TAG_TD || tag == TAG_TH;
  while ((row || cell) && keep < b->depth) {
    enum html_tag open = (enum html_tag)b->stack[keep].tag;
    bool group = open == TAG_TBODY || open == TAG_THEAD || open == TAG_TFOOT;
    if (!group && !(cell && open == TAG_TR)) break;
    keep++;
  }
  pop_to(b, keep);
  return true;
}

/* Within select only options are elements; a control or a part of a table ends it. False: the tag is nothing here. */
static bool open_in_select(builder *b, enum html_tag tag) {
  bool control = tag == TAG_INPUT || tag == TAG_KEYGEN || tag == TAG_TEXTAREA, part = isn_html_traits(tag) & IS_TABLE;
  if (tag == TAG_SELECT || control || (part && open_at(b, TAG_TABLE, REACH_TABLE) != NOT_OPEN)) {
    close_nearest(b, TAG_SELECT, REACH_TABLE);
    return tag != TAG_SELECT;
  }
  return tag == TAG_OPTION || tag == TAG_OPTGROUP || tag == TAG_SCRIPT || tag == TAG_TEMPLATE;
}

/* Tags that end svg and math, because they cannot stand in them. */
static bool breaks_out(enum html_tag tag) {
  unsigned traits = isn_html_traits(tag);
  return tag != TAG_OTHER && tag != TAG_A && tag != TAG_FONT && tag != TAG_TITLE && tag != TAG_STYLE && tag != TAG_SCRIPT &&
         (traits & (IS_BLOCK | IS_FORMAT) || tag == TAG_BODY || tag == TAG_BR || tag == TAG_EMBED || tag == TAG_HEAD || tag == TAG_IMG ||
          tag == TAG_META || tag == TAG_SPAN);
}

/* What a start tag closes. False: the tag is nothing here. */
static bool make_room(builder *b, enum html_tag tag) {
  unsigned traits = isn_html_traits(tag);
  if (b->in_select) return open_in_select(b, tag);
  if (traits & IS_TABLE) return open_part(b, tag);
  if (tag == TAG_TABLE && top(b) && is_table_level(top(b))) close_nearest(b, TAG_TABLE, REACH_TABLE);
  if (tag == TAG_LI) close_item(b, TAG_LI, TAG_LI);
  if (tag == TAG_DD || tag == TAG_DT) close_item(b, TAG_DD, TAG_DT);
  if (tag == TAG_BUTTON) close_nearest(b, TAG_BUTTON, REACH_BLOCK);
  if (tag == TAG_FORM && b->in_form) return false;
  if (traits & IS_BLOCK && b->open_p) close_nearest(b, TAG_P, REACH_BUTTON);
  if (traits & IS_HEADING && top(b) && isn_html_traits(top(b)->tag) & IS_HEADING) pop_to(b, b->depth - 1);
  if ((tag == TAG_OPTION || tag == TAG_OPTGROUP) && top(b) && top(b)->tag == TAG_OPTION) pop_to(b, b->depth - 1);
  return true;
}

static void line_break(builder *b) {
  uint8_t breaks = b->breaks;
  if (b->hidden) return;
  new_block(b);
  b->breaks = breaks < UINT8_MAX ? breaks + 1 : breaks;
}

static void start_tag(builder *b) {
  html_token *t = &b->token;
  enum html_tag tag = (enum html_tag)t->tag;
  unsigned traits = isn_html_traits(tag);
  if (b->foreign && breaks_out(tag))
    while (b->foreign) pop_to(b, b->depth - 1);
  if (b->foreign) {
    if (!t->closed) push(b);
    return;
  }
  note_element(b);
  if (tag == TAG_HTML || tag == TAG_HEAD || tag == TAG_BODY || tag == TAG_FRAMESET || tag == TAG_FRAME) return;
  if (!make_room(b, tag)) {
    if (traits & IS_RAW && b->in_select) b->scan.raw = TAG_OTHER; /* not raw where it is not opened */
    return;
  }
  if (tag == TAG_A) b->link = true;
  if (tag == TAG_B || tag == TAG_STRONG) b->bold = true;
  if (tag == TAG_BR) line_break(b);
  if (tag == TAG_HR && !b->hidden) new_block(b);
  if (tag == TAG_FORM) b->in_form = true;
  if (traits & (IS_VOID | IS_FORMAT | IS_RAW) || (traits & IS_FOREIGN && t->closed)) return;
  push(b);
}

/* ---- End tags ------------------------------------------------------------------------------------------------------ */

static bool same_name(const builder *b, isnad_span x, isnad_span y) {
  isnad_str p = isn_str_cut(b->page->bytes, x), q = isn_str_cut(b->page->bytes, y);
  if (p.len != q.len) return false;
  for (size_t i = 0; i < p.len; i++)
    if ((p.ptr[i] | 0x20) != (q.ptr[i] | 0x20)) return false;
  return true;
}

/* The end tag of an element without rules of its own: ends the nearest, but reaches through no block. */
static void stop_any(builder *b) {
  for (size_t i = b->depth; i-- > 0;) {
    const open_element *e = &b->stack[i];
    if (e->tag == b->token.tag && (e->tag != TAG_OTHER || same_name(b, e->name, b->token.name))) {
      pop_to(b, i);
      return;
    }
    if (!b->foreign && e->traits & (IS_BLOCK | IS_TABLE | IS_SCOPE | IS_HIDDEN)) return;
  }
}

static void stop_heading(builder *b) {
  for (size_t i = b->depth; i-- > 0;) {
    if (b->stack[i].traits & IS_HEADING) {
      pop_to(b, i);
      return;
    }
    if (bounds(&b->stack[i], REACH_BLOCK)) return;
  }
}

/* A form's end tag takes the form away and leaves open what is open in it. */
static void stop_form(builder *b) {
  size_t at = open_at(b, TAG_FORM, REACH_BLOCK);
  b->in_form = false;
  if (at == NOT_OPEN) return;
  if (at + 1 == b->depth) {
    pop_to(b, at);
    return;
  }
  b->stack[at].tag = TAG_OTHER;
  b->stack[at].traits = 0;
}

static void stop_tag(builder *b) {
  enum html_tag tag = (enum html_tag)b->token.tag;
  unsigned traits = isn_html_traits(tag);
  if (b->in_select && !b->foreign) {
    if (tag == TAG_SELECT) close_nearest(b, TAG_SELECT, REACH_TABLE);
    if (!(traits & IS_TABLE) && tag != TAG_TABLE) return;
  }
  if (b->foreign && !(traits & IS_BLOCK)) {
    stop_any(b);
    return;
  }
  switch (tag) {
    case TAG_HTML: case TAG_HEAD: case TAG_BODY: return;
    case TAG_BR: line_break(b); return;
    case TAG_P:
      if (!close_nearest(b, TAG_P, REACH_BUTTON) && !b->hidden) new_block(b); /* an empty paragraph */
      return;
    case TAG_FORM: stop_form(b); return;
    case TAG_A: b->link = false; return;
    case TAG_B: case TAG_STRONG: b->bold = false; return;
    case TAG_LI: close_nearest(b, TAG_LI, REACH_LIST); return;
    default: break;
  }
  if (traits & IS_HEADING) stop_heading(b);
  else if (tag == TAG_TABLE || traits & IS_TABLE) close_nearest(b, tag, REACH_TABLE);
  else if (traits & (IS_BLOCK | IS_SCOPE) || tag == TAG_BUTTON) close_nearest(b, tag, REACH_BLOCK);
  else if (!(traits & (IS_FORMAT | IS_VOID))) stop_any(b);
}

/* ---- The page ------------------------------------------------------------------------------------------------------ */

/* Text between the parts of a table goes before the table, as browsers show it. Boxes are counted anew. */
static void put_in_order(builder *b) {
  html_page *page = b->page;
  html_block *sorted = isn_alloc_array(page->arena, page->block_count, sizeof *sorted);
  uint32_t *first = isn_alloc_array(page->arena, page->block_count + 1, sizeof *first), *next = first;
  for (size_t i = 0; i < page->block_count; i++) /* how many go before each */
    if (page->blocks[i].before != UINT32_MAX) first[page->blocks[i].before]++;
  uint32_t at = 0;
  for (size_t i = 0; i < page->block_count; i++) {
    uint32_t count = first[i];
    next[i] = at;
    at += count;
    if (page->blocks[i].before == UINT32_MAX) sorted[at++] = page->blocks[i];
  }
  for (size_t i = 0; i < page->block_count; i++)
    if (page->blocks[i].before != UINT32_MAX) sorted[next[page->blocks[i].before]++] = page->blocks[i];
  page->blocks = sorted;
  for (size_t i = 0; i < page->box_count; i++) page->boxes[i].first = page->boxes[i].end = 0;
  for (uint32_t i = 0; i < page->block_count; i++)
    for (uint32_t box = sorted[i].box; box != NO_BOX; box = page->boxes[box].parent) {
      if (page->boxes[box].end == 0) page->boxes[box].first = i;
      page->boxes[box].end = i + 1;
    }
}

html_page *isn_html_page_read(isn_arena *arena, isnad_str bytes, enum html_charset charset, const html_markup *markup) {
  html_page *page = isn_alloc(arena, sizeof *page);
  builder *b = isn_alloc(arena, sizeof *b);
  *page = (html_page){.arena = arena, .bytes = bytes, .charset = charset};
  b->page = page;
  b->markup = markup;
  b->scan = isn_html_scan_begin(bytes);
  b->box = NO_BOX;
  b->new_block = true;
  bool json = false; /* the script that was opened holds JSON */
  while (isn_html_scan_next(&b->scan, &b->token)) {
    switch (b->token.kind) {
      case HTML_TEXT: take_text(b, b->token.span); break;
      case HTML_RAW: take_raw(b, json); break;
      case HTML_START:
        json = b->token.tag == TAG_SCRIPT && isn_str_holds(isn_html_attr(&b->scan, &b->token, ATTR_TYPE), ISN_LIT("ld+json"));
        start_tag(b);
        break;
      default: stop_tag(b);
    }
  }
  pop_to(b, 0);
  if (b->fostered) put_in_order(b);
  return page;
}
