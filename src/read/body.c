/* body: the lines from the first paragraph on: what belongs to the report. Facts, boilerplate and other news go, subheads stay as
 * such, a dateline is cut off. «إقرأ أيضاً» alone opens a list of other news that lasts until a paragraph follows again; with words behind
 * it («اقرأ أيضاً: ...») it takes its own line only. Comments and rights end the report. */
#include "read/page.h"

#include "base/str.h"

#define RESUME_WORDS 12        /* a sentence of so many words ends a list under «اقرأ أيضاً» */
#define RESUME_RELATED_WORDS 22 /* and one under «أخبار ذات صلة» */
#define SUBHEAD_WORDS 9
#define CAPTION_WORDS 20
#define TAG_WORDS 5
#define LABEL_WORDS 3 /* shorter lines at the end are labels */
#define SIGNATURE_WORDS 8
#define SIGNATURE_REACH 8 /* lines below it without text */
#define INLINE_OPENER_WORDS 2

enum skipping { SKIP_NOT, SKIP_LIST, SKIP_RELATED };

typedef struct body {
  isn_page *page;
  isn_parts *parts;
  enum skipping skipping;
  bool tags_next;     /* a label of tags stood alone */
  bool dateline_read; /* only the first paragraph has the report's */
  isnad_span file;    /* an image whose caption may follow */
  bool digest;        /* places and colons open paragraphs all along: they are frames */
  size_t last_long;   /* the last line of text that is more than a few words */
} body;

void isn_block_add(isn_page *page, isn_parts *parts, isnad_span span, enum isn_block_kind kind) {
  isn_arena_grow(page->arena, &parts->blocks, parts->block_count, &parts->block_cap, sizeof *parts->blocks);
  size_t at = parts->block_count++; /* nearly always the last: in reading order */
  for (; at > 0 && parts->blocks[at - 1].span.start > span.start; at--) parts->blocks[at] = parts->blocks[at - 1];
  parts->blocks[at] = (isn_block){span, (uint8_t)kind};
}

static isnad_value *add_value(isn_page *page, isnad_value **values, size_t *count, size_t *cap, isnad_span span) {
  isn_arena_grow(page->arena, values, *count, cap, sizeof **values);
  isnad_value *value = &(*values)[(*count)++];
  *value = (isnad_value){isn_str_cut(page->text, span), span, false};
  return value;
}

/* ---- Tags ---------------------------------------------------------------------------------------------------------- */

static bool parts_tags(const isn_page *page, const isn_line *line, uint32_t at) {
  const isn_token *t = &line->tokens[at];
  if (isn_parting_at(page, line, at) == PART_CELL) return true;
  return t->kind == TOK_PUNCT && (t->code_point == 0x60C || t->code_point == 0x61B || t->code_point == '#' || t->code_point == '-' ||
                                  t->code_point == '/' || t->code_point == ':');
}

static void read_tags(body *b, const isn_line *line, uint32_t from) {
  uint32_t first = from;
  for (uint32_t i = from; i <= line->token_count; i++) {
    bool end = i == line->token_count || (i > first && parts_tags(b->page, line, i));
    if (!end) {
      if (i == first && line->tokens[i].kind == TOK_PUNCT) first++;
      continue;
    }
    if (i > first && i - first <= TAG_WORDS + 2)
      add_value(b->page, &b->parts->tags, &b->parts->tag_count, &b->parts->tag_cap,
                isn_span_trim(b->page->text, (isnad_span){line->tokens[first].span.start, line->tokens[i - 1].span.end}));
    first = i < line->token_count && line->tokens[i].kind == TOK_PUNCT ? i + 1 : i;
  }
}

static void open_tags(body *b, const isn_line *line) {
  uint32_t len, at = line->lead;
  while (at < line->token_count && line->tokens[at].kind == TOK_PUNCT) at++;
  if (at < line->token_count && isn_boiler_at(b->page, line, at, &len) & BOILER(TAG_LABEL)) at += len;
  while (at < line->token_count && line->tokens[at].kind == TOK_PUNCT && line->tokens[at].code_point == ':') at++;
  b->tags_next = at >= line->token_count;
  if (!b->tags_next) read_tags(b, line, at);
}

/* ---- Paragraphs ---------------------------------------------------------------------------------------------------- */

static bool is_known(const isn_page *page, const isn_token *token) {
  isn_reading reading;
  return isn_lex_readings(page->lexicon, token, 1, 0, &reading, 1) > 0;
}

/* «إعلانوقالت»: the byte behind an advertisement's label that lost its space, where the whole is no word and the rest is; else 0. */
static uint32_t behind_glue(const isn_page *page, const isn_line *line) {
  const isn_token *token = &line->tokens[line->lead];
  if (token->kind != TOK_WORD || token->form.len < 6 || is_known(page, token)) return 0;
  for (size_t cut = 3; cut + 3 <= token->form.len; cut++) {
    isn_token first = *token, rest = *token;
    uint32_t len;
    first.form.len = cut;
    rest.form = (isnad_str){token->form.ptr + cut, token->form.len - cut};
    isn_line label = {.tokens = &first, .token_count = 1};
    if (isn_boiler_at(page, &label, 0, &len) & BOILER(AD) && is_known(page, &rest)) return isn_token_byte(page->text, token, cut);
  }
  return 0;
}

/* Behind bullet, label, glued advertisement and dateline. */
static uint32_t paragraph_start(body *b, const isn_line *line) {
  isn_page *page = b->page;
  if (line->token_count == 0) return line->span.start;
  uint32_t glued = behind_glue(page, line);
  if (glued) return glued;
  uint32_t at = line->lead, len, cut;
  uint64_t classes = isn_boiler_at(page, line, at, &len);
  if (classes & BOILER(FLASH)) {
    at += len;
    while (at < line->token_count && line->tokens[at].kind == TOK_PUNCT &&
           (line->tokens[at].code_point == '|' || line->tokens[at].code_point == ':' || line->tokens[at].code_point == '-'))
      at++;
  }
  isn_line rest = *line;
  rest.lead = at < UINT8_MAX ? (uint8_t)at : line->lead;
  isn_facts facts;
  bool place_colon = !b->dateline_read && b->parts->title_line < page->line_count && !b->digest;
  if (isn_dateline_read(page, &rest, place_colon, &facts, &cut) && cut < line->token_count) {
    bool known = false;
    for (int i = 0; i < facts.count; i++) known = known || facts.at[i].kind != FACT_PLACE || facts.at[i].row != UINT32_MAX;
    if (!b->dateline_read || known) at = cut;
    if (!b->dateline_read) isn_facts_take(page, b->parts, &facts, FROM_DATELINE);
  }
  b->dateline_read = true;
  return at < line->token_count ? (at == 0 ? line->span.start : line->tokens[at].span.start) : line->span.start;
}

/* Where other news begin inside a paragraph: «... المدينة. اقرأ أيضاً: ...». */
static uint32_t paragraph_end(const isn_page *page, const isn_line *line) {
  uint32_t len;
  for (uint32_t i = line->lead + 4; i + 1 < line->token_count; i++) {
    const isn_token *before = &line->tokens[i - 1];
    bool breaks = before->kind == TOK_PUNCT && before->code_point != 0x60C;
    if (!breaks || line->tokens[i].kind == TOK_PUNCT) continue;
    if (!(isn_boiler_at(page, line, i, &len) & BOILER(READ_ALSO)) || i + len >= line->token_count) continue;
    uint32_t c = line->tokens[i + len].kind == TOK_PUNCT ? line->tokens[i + len].code_point : 0;
    if (c != ':' && c != '|' && c != '-' && c != 0x2026) continue;
    isnad_span head = {line->span.start, line->tokens[i - 1].span.end};
    return head.end;
  }
  return line->span.end;
}

static void add_paragraph(body *b, const isn_line *line) {
  isnad_span span = {paragraph_start(b, line), paragraph_end(b->page, line)};
  isn_block_add(b->page, b->parts, span, BLOCK_PARAGRAPH);
  add_value(b->page, &b->parts->paragraphs, &b->parts->paragraph_count, &b->parts->paragraph_cap,
            (isnad_span){line->span.start, span.end});
}

static const isn_line *next_line(const isn_page *page, size_t i) {
  return i + 1 < page->line_count ? &page->lines[i + 1] : NULL;
}

/* A heading of a part: short, without a full stop, right before a longer line. */
static bool is_subhead(const body *b, size_t i) {
  const isn_line *line = &b->page->lines[i], *next = next_line(b->page, i);
  if (line->kind == LINE_SUBHEAD) return true;
  if (line->stop || line->bullet || line->flash || line->words > SUBHEAD_WORDS || next == NULL) return false;
  return next->kind == LINE_TEXT && next->words > line->words && (next->stop || next->words >= 2 * line->words);
}

static bool is_doubled(const isn_page *page, size_t i) {
  return (i > 0 && isn_line_same(page, page->lines[i].span, page->lines[i - 1].span, false)) ||
         (i + 1 < page->line_count && isn_line_same(page, page->lines[i].span, page->lines[i + 1].span, false));
}

static bool repeats_title(const body *b, const isn_line *line) {
  if (b->parts->title_line >= b->page->line_count) return false;
  return isn_line_same(b->page, line->span, b->page->lines[b->parts->title_line].span, false);
}

/* A caption among the paragraphs: doubled, below a file name, or short with a credit. */
static bool take_caption(body *b, size_t i) {
  const isn_line *line = &b->page->lines[i];
  isnad_span caption, credit;
  if (line->words > CAPTION_WORDS || line->bullet) return false;
  bool below = !isn_span_empty(b->file), doubled = is_doubled(b->page, i);
  bool credited = !line->stop && line->words <= CAPTION_WORDS && line->token_count && line->tokens[line->token_count - 1].kind != TOK_WORD &&
                  isn_caption_split(b->page, line, &caption, &credit);
  if (!doubled && !(below && !line->stop) && !credited) return false;
  bool second = doubled && i > 0 && isn_line_same(b->page, line->span, b->page->lines[i - 1].span, false);
  if (!second) isn_image_add(b->page, b->parts, b->file, line);
  b->file = (isnad_span){0, 0};
  return true;
}

static bool resumes(const body *b, const isn_line *line) {
  size_t words = b->skipping == SKIP_RELATED ? RESUME_RELATED_WORDS : RESUME_WORDS;
  return line->stop && line->words >= words;
}

/* The body that signs a statement below it: «مكتب الناطق الرسمي باسم القوات المسلحة». */
static bool take_signature(body *b, size_t i) {
  const isn_line *line = &b->page->lines[i];
  const isn_facts *f = isn_line_facts(b->page, line);
  if (f == NULL || !f->issuer || line->stop || line->bullet || line->words > SIGNATURE_WORDS || b->parts->paragraph_count == 0)
    return false;
  for (size_t k = i + 1; k < b->page->line_count && k < i + SIGNATURE_REACH; k++)
    if (b->page->lines[k].kind == LINE_TEXT) return false;
  isnad_span name = isn_span_trim(b->page->text, line->span);
  if (!isn_span_empty(b->parts->top_outlet.span)) b->parts->initials = name; /* who signs where the outlet stands above */
  else if (isn_span_empty(b->parts->tail_outlet.span)) b->parts->tail_outlet.span = name;
  return true;
}

static void take_text(body *b, size_t i) {
  const isn_line *line = &b->page->lines[i];
  if (b->tags_next && !line->stop && line->words <= 40) {
    read_tags(b, line, line->lead);
    b->tags_next = false;
    return;
  }
  b->tags_next = false;
  if (b->skipping != SKIP_NOT && !resumes(b, line)) return;
  b->skipping = SKIP_NOT;
  if (i > b->last_long) return; /* tags without a label */
  if (take_signature(b, i)) return;
  if (repeats_title(b, line) || (i > b->parts->body_line && take_caption(b, i))) return;
  if (i > b->parts->body_line && is_subhead(b, i)) isn_block_add(b->page, b->parts, line->span, BLOCK_SUBHEAD);
  else add_paragraph(b, line);
}

/* ---- The order of lines -------------------------------------------------------------------------------------------- */

/* Places alone before a paragraph are its frame: «حلب» / «قصفت ...». */
static bool is_frame(const body *b, size_t i) {
  const isn_facts *f = isn_line_facts(b->page, &b->page->lines[i]);
  const isn_line *next = next_line(b->page, i);
  if (f == NULL || f->dated || next == NULL || next->kind != LINE_TEXT || b->skipping != SKIP_NOT) return false;
  for (int k = 0; k < f->count; k++)
    if (f->at[k].kind != FACT_PLACE) return false;
  return f->count > 0;
}

static void open_other_news(body *b, const isn_line *line) {
  const isn_token *last = line->token_count ? &line->tokens[line->token_count - 1] : NULL;
  uint32_t len = 0, at = line->lead;
  while (last && at < line->token_count && line->tokens[at].kind == TOK_PUNCT) at++;
  if (last && at < line->token_count) isn_boiler_at(b->page, line, at, &len);
  uint32_t words = 0;
  for (uint32_t i = at + len; last && i < line->token_count; i++) words += line->tokens[i].kind != TOK_PUNCT;
  if (line->kind == LINE_RELATED) b->skipping = SKIP_RELATED;
  else if (words <= INLINE_OPENER_WORDS && b->skipping == SKIP_NOT) b->skipping = SKIP_LIST;
}

/* A line that the layout has told what it is. False: its words must tell. */
static bool take_laid_out(body *b, size_t i) {
  isn_page *page = b->page;
  const isn_line *line = &page->lines[i];
  isn_parts *parts = b->parts;
  const isn_facts *f = isn_line_facts(page, line);
  bool plain = line->kind == LINE_TEXT || line->kind == LINE_SUBHEAD;
  uint32_t len;
  switch (line->layout) {
    case LAYOUT_OPEN: return false;
    case LAYOUT_TEXT:
      if (line->kind == LINE_READ_ALSO || line->kind == LINE_RELATED) return true; /* its own line only: the layout knows where text goes on */
      if (line->kind == LINE_TEXT) add_paragraph(b, line);
      return line->kind == LINE_TEXT;
    case LAYOUT_SUBHEAD:
      if (plain) isn_block_add(page, parts, line->span, BLOCK_SUBHEAD);
      if (!plain && line->kind != LINE_FACTS) return true;
      add_value(page, &parts->paragraphs, &parts->paragraph_count, &parts->paragraph_cap, line->span);
      return true;
    case LAYOUT_ASIDE: add_value(page, &parts->paragraphs, &parts->paragraph_count, &parts->paragraph_cap, line->span); return true;
    case LAYOUT_CAPTION: isn_image_add(page, parts, isn_file_above(page, i), line); return true;
    case LAYOUT_TAG:
      if (!line->token_count || !(isn_boiler_at(page, line, 0, &len) & BOILER(TAG_LABEL)))
        add_value(page, &parts->tags, &parts->tag_count, &parts->tag_cap, isn_span_trim(page->text, line->span));
      return true;
    default:
      if (line->kind == LINE_FACTS && f != NULL) isn_facts_take(page, parts, f, FROM_TAIL);
      return true;
  }
}

/* False: the report ends before this line. */
static bool take_line(body *b, size_t i) {
  isn_page *page = b->page;
  const isn_line *line = &page->lines[i];
  const isn_facts *f = isn_line_facts(page, line);
  if (take_laid_out(b, i)) return true;
  if (line->kind != LINE_TEXT && line->kind != LINE_MENU && line->kind != LINE_FACTS) b->tags_next = false;
  switch (line->kind) {
    case LINE_TEXT: take_text(b, i); break;
    case LINE_SUBHEAD:
      if (b->skipping == SKIP_NOT) isn_block_add(page, b->parts, line->span, BLOCK_SUBHEAD);
      break;
    case LINE_FACTS:
      if (b->tags_next) read_tags(b, line, line->lead), b->tags_next = false;
      else if (is_frame(b, i)) isn_block_add(page, b->parts, line->span, BLOCK_SUBHEAD);
      else if (f != NULL && b->skipping == SKIP_NOT) isn_facts_take(page, b->parts, f, FROM_TAIL);
      break;
    case LINE_MENU:
      if (b->tags_next) read_tags(b, line, line->lead), b->tags_next = false;
      break;
    case LINE_FILE: b->file = line->span; break;
    case LINE_PHOTO: b->parts->photo = isn_label_rest(page, line); break;
    case LINE_CAPTION:
      if (b->skipping == SKIP_NOT) isn_image_add(page, b->parts, b->file, line);
      b->file = (isnad_span){0, 0};
      break;
    case LINE_TAGS: open_tags(b, line); break;
    case LINE_READ_ALSO:
    case LINE_RELATED: open_other_news(b, line); break;
    case LINE_INITIALS:
      if (line->lead == 0 && isn_span_empty(b->parts->initials))
        b->parts->initials = isn_span_trim(page->text, line->span);
      break;
    case LINE_COMMENTS:
    case LINE_CREDIT:
      if (f != NULL) isn_facts_take(page, b->parts, f, FROM_TAIL);
      return false;
    default: break;
  }
  return true;
}

void isn_body_read(isn_page *page, isn_parts *parts) {
  body b = {.page = page, .parts = parts};
  b.dateline_read = !isn_span_empty(parts->place.span) && !isn_span_empty(parts->agency.span);
  for (size_t i = parts->body_line; i < page->line_count; i++) {
    const isn_line *line = &page->lines[i];
    if (i > parts->body_line && line->kind == LINE_TEXT && isn_place_colon(page, line)) b.digest = true;
    if (line->kind == LINE_TEXT && (line->words > LABEL_WORDS || line->stop || line->bullet)) b.last_long = i;
  }
  if (b.last_long < parts->body_line) b.last_long = page->line_count;
  for (size_t i = parts->body_line; i < page->line_count; i++)
    if (!take_line(&b, i)) break;
}
