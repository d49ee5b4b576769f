/* head: the lines above the text: which is the headline, what the others say. Above «تستعد "قوات سوريا الديمقراطية" ...» the seed report has
 * an icon, a section, the headline, a date, an image with its caption, a dateline and the font size. The first paragraph is found
 * first; the headline is the first line of some length above it that is not made of facts. Without such a line there is none. */
#include "read/page.h"

#include "base/str.h"

#define PARAGRAPH_WORDS 26  /* so many words are a paragraph even without a full stop */
#define BELOW_WORDS 19      /* so many, where a line that may be the headline stands above */
#define SENTENCE_WORDS 8    /* so many with one */
#define BULLET_WORDS 5
#define FRAME_WORDS 9
#define TITLE_WORDS_MAX 25
#define TITLE_WORDS 4       /* shorter lines are headlines only where nothing else is */
#define MASTHEAD_RUN 3      /* words of a cell */
#define MASTHEAD_WORDS 8
#define SIGNATURE_WORDS 8
#define HEAD_LINES 120      /* above the first paragraph */
#define CREDIT_WORDS 6

static isnad_value value_of(const isn_page *page, isnad_span span) {
  return isn_span_empty(span) ? (isnad_value){{NULL, 0}, {0, 0}, false} : (isnad_value){isn_str_cut(page->text, span), span, false};
}

static bool is_text(const isn_line *line) { return line->kind == LINE_TEXT; }

/* Looks like a paragraph of a report, by itself. */
static bool is_paragraph(const isn_page *page, const isn_line *line) {
  isn_facts facts;
  uint32_t cut;
  if (!is_text(line)) return false;
  if (line->token_count == 0) return line->words >= SENTENCE_WORDS;
  if (line->words >= PARAGRAPH_WORDS || (line->stop && line->words >= SENTENCE_WORDS)) return true;
  if (line->bullet && line->words >= BULLET_WORDS) return true;
  if (line->colon && line->words >= SENTENCE_WORDS) return true;
  return line->words >= SENTENCE_WORDS && isn_dateline_read(page, line, false, &facts, &cut) && cut > line->lead;
}

static size_t next_text(const isn_page *page, size_t i) {
  for (i++; i < page->line_count; i++)
    if (is_text(&page->lines[i])) return i;
  return page->line_count;
}

static bool is_date_line(const isn_page *page, const isn_line *line) {
  const isn_facts *f = line->kind == LINE_FACTS ? isn_line_facts(page, line) : NULL;
  for (int i = 0; f != NULL && i < f->count; i++)
    if (f->at[i].kind == FACT_PUBLISHED || f->at[i].kind == FACT_UPDATED || f->at[i].kind == FACT_AUTHOR) return true;
  return false;
}

/* A headline that ends with a full stop: the lines of date and author come between it and the text. */
static bool is_stopped_title(const isn_page *page, size_t i) {
  const isn_line *line = &page->lines[i];
  size_t next = next_text(page, i);
  if (line->bullet || line->words > TITLE_WORDS_MAX || next == page->line_count) return false;
  for (size_t k = i + 1; k < next; k++)
    if (is_date_line(page, &page->lines[k])) return page->lines[next].words > line->words;
  return false;
}

/* Opens a post: «🔴 #عاجل | ريف دير الزور», a frame for the lines below it. */
static bool is_frame(const isn_page *page, const isn_line *line) {
  const isn_facts *f = isn_line_facts(page, line);
  if (!line->bullet || line->stop || line->words > FRAME_WORDS) return false;
  if (line->words <= BULLET_WORDS && line->token_count && line->tokens[0].code_point > 0x2190) return true;
  if (f == NULL) return false;
  bool flash = false, place = false;
  for (int i = 0; i < f->count; i++) {
    flash = flash || f->at[i].kind == FACT_FLASH;
    place = place || f->at[i].kind == FACT_PLACE;
  }
  return (flash && f->unknown <= 4) || (place && f->unknown <= 1);
}

/* Lines that all begin with عاجل are a digest, not a headline and its text. */
static bool is_flash_row(const isn_page *page, size_t i) {
  size_t next = next_text(page, i);
  return page->lines[i].flash && next < page->line_count && page->lines[next].flash;
}

/* The first line of the text, and whether the page is a post. */
static void find_body(isn_page *page, isn_parts *parts) {
  size_t first = page->line_count, texts = 0;
  parts->title_line = parts->body_line = page->line_count;
  for (size_t i = 0; i < page->line_count; i++) {
    isn_line *line = &page->lines[i];
    if (!is_text(line) && !(line->kind == LINE_FACTS && line->bullet)) continue;
    if (is_frame(page, line) && first == page->line_count) {
      parts->post = true;
      line->kind = LINE_SUBHEAD;
      continue;
    }
    if (!is_text(line)) continue;
    texts++;
    if (first == page->line_count) first = i;
    bool below = first != i && line->words >= BELOW_WORDS;
    bool posted = parts->post && line->words >= TITLE_WORDS;
    if (below || posted || is_flash_row(page, i) ||
        (is_paragraph(page, line) && !(i == first && is_stopped_title(page, i)))) {
      parts->body_line = i;
      return;
    }
    if (texts > HEAD_LINES) break;
  }
  if (first == page->line_count) return;
  size_t next = next_text(page, first);
  const isn_line *line = &page->lines[first];
  bool title = next < page->line_count && !line->bullet && !line->flash && !parts->post && line->words <= TITLE_WORDS_MAX;
  parts->body_line = title ? next : first;
}

/* ---- Headline ------------------------------------------------------------------------------------------------------ */

static bool opens_statement(const isn_page *page, const isn_line *line) {
  const isn_facts *f = isn_line_facts(page, line);
  return f != NULL && f->statement && line->words <= 8;
}

/* A line in brackets, as a verse above a statement. */
static bool is_bracketed(const isn_line *line) {
  return line->token_count > 2 && line->tokens[0].code_point == '(' && line->tokens[line->token_count - 1].code_point == ')';
}

/* «بوابة الوسط | صوت ليبيا الدولي»: short cells above the headline. */
static bool is_masthead(const isn_page *page, const isn_line *line) {
  const isn_facts *f = isn_line_facts(page, line);
  if (f == NULL || f->cells < 2 || f->longest > MASTHEAD_RUN || line->words > MASTHEAD_WORDS || line->stop) return false;
  for (int i = 0; i < f->count; i++)
    if (f->at[i].kind == FACT_FLASH) return false;
  return true;
}

static bool may_be_title(const isn_page *page, const isn_line *line) {
  if (!is_text(line) || line->bullet || is_bracketed(line)) return false;
  const isn_facts *f = isn_line_facts(page, line);
  return f == NULL || f->statement || !f->issuer || line->words > 5;
}

/* «حصاد اليوم من سوريا: الجمعة 17-12-2021»: all known words, and still the headline where no other is. */
static bool is_dated_title(const isn_page *page, const isn_line *line) {
  const isn_facts *f = line->kind == LINE_FACTS ? isn_line_facts(page, line) : NULL;
  return f != NULL && f->dated && !f->labelled && f->cells == 1 && f->count > 1 && f->at[0].kind == FACT_SECTION && line->words > TITLE_WORDS;
}

static void find_title(isn_page *page, isn_parts *parts) {
  size_t best = page->line_count;
  for (size_t i = 0; i < parts->body_line && !parts->post; i++) {
    const isn_line *line = &page->lines[i];
    if (!may_be_title(page, line)) continue;
    if (opens_statement(page, line) || (line->words >= TITLE_WORDS && !is_masthead(page, line))) {
      best = i;
      break;
    }
    if (best == page->line_count || line->words > page->lines[best].words) best = i;
  }
  for (size_t i = 0; i < parts->body_line && best == page->line_count && !parts->post; i++)
    if (is_dated_title(page, &page->lines[i])) best = i;
  parts->title_line = best;
  for (size_t i = 0; i < best && best < page->line_count; i++)
    if (is_text(&page->lines[i]) && is_masthead(page, &page->lines[i])) page->lines[i].kind = LINE_FACTS;
}

/* Marks that part the names of a dateline. */
static int count_partings(const isn_page *page, const isn_line *line) {
  int partings = 0;
  for (uint32_t i = line->lead; i < line->token_count; i++)
    partings += line->tokens[i].kind == TOK_PUNCT && (line->tokens[i].code_point == ':' || isn_parting_at(page, line, i) >= PART_DASH);
  return partings;
}

/* «الفاشر: التغيير», «مسقط – يمن مونيتور – خاص»: a dateline with a name that nobody knows. Only below the headline. */
static bool is_signature(const isn_page *page, const isn_line *line) {
  const isn_facts *f = isn_line_facts(page, line);
  if (f == NULL || line->stop || line->bullet || line->words > SIGNATURE_WORDS || f->count < 2 || f->longest > MASTHEAD_RUN) return false;
  int of[FACT_REST + 1] = {0};
  for (int i = 0; i < f->count; i++) of[f->at[i].kind]++;
  int known = of[FACT_PLACE] + of[FACT_BYLINE] + of[FACT_OUTLET];
  if (of[FACT_REST] + of[FACT_SECTION] + known != f->count) return false;
  int partings = count_partings(page, line);
  if (partings == 0 && f->at[0].kind == FACT_OUTLET && line->words <= 3) return true; /* «رووداو ديجيتال» */
  if (partings == 0 || partings > 2 || f->prose > 0) return false;
  if (of[FACT_BYLINE] || of[FACT_OUTLET]) return of[FACT_REST] <= 1;
  if (of[FACT_SECTION]) return false;
  if (of[FACT_REST] == 2) return f->count == 2 && f->unknown <= 4 && partings == 1; /* «الفاشر – دارفور24» */
  return of[FACT_REST] == 1 && f->at[0].kind == FACT_PLACE && f->unknown <= 2;
}

/* Behind a menu that lost its line break: «الرئيسية أخبار سياسة مقتل ...». */
static uint32_t skip_menu(const isn_page *page, const isn_line *line) {
  const uint64_t opens = BOILER(NAV) | BOILER(HOME), goes_on = opens | BOILER(SECTION) | BOILER(SHARE) | BOILER(LIVE) | BOILER(COUNTER);
  uint32_t at = line->lead, len;
  uint64_t wanted = opens;
  while (at + TITLE_WORDS < line->token_count) {
    if (line->tokens[at].kind == TOK_PUNCT && at > line->lead && line->tokens[at].code_point != '"' && line->tokens[at].code_point != 0xAB) {
      at++;
      continue;
    }
    if (!(isn_boiler_at(page, line, at, &len) & wanted)) break;
    at += len;
    wanted = goes_on;
  }
  return at;
}

/* Behind the labels before a headline; the section that one of them names is noted. */
static uint32_t skip_labels(isn_page *page, isn_parts *parts, const isn_line *line, uint32_t *colon) {
  isnad_meta *meta = &parts->article->meta;
  uint32_t at = skip_menu(page, line), len;
  for (;;) {
    while (at < line->token_count && line->tokens[at].kind == TOK_PUNCT && line->tokens[at].code_point == '#') at++;
    if (at >= line->token_count) return at;
    uint64_t classes = isn_boiler_at(page, line, at, &len);
    bool label = classes & BOILER(FLASH), section = (classes & (BOILER(LIVE) | BOILER(SECTION))) != 0;
    if ((!label && !section) || at + len + 1 >= line->token_count || line->tokens[at + len].kind != TOK_PUNCT) return at;
    uint32_t mark = line->tokens[at + len].code_point;
    if (mark != '|' && (!label || (mark != ':' && mark != '-' && mark != '/' && mark != '.'))) return at;
    isnad_span words = {line->tokens[at].span.start, line->tokens[at + len - 1].span.end};
    if (!label && meta->section.text.len == 0) meta->section = value_of(page, words);
    if (mark == ':' && *colon == UINT32_MAX) *colon = at;
    at += len;
    while (at < line->token_count && line->tokens[at].kind == TOK_PUNCT && line->tokens[at].code_point != '"' &&
           line->tokens[at].code_point != 0xAB && line->tokens[at].code_point != '(')
      at++;
  }
}

/* Where the name of the outlet begins that ends a headline («... | سانا»), or the end of the line. */
static uint32_t outlet_behind(isn_page *page, isn_parts *parts, const isn_line *line, uint32_t at) {
  for (uint32_t i = at + 3; i + 1 < line->token_count; i++) {
    uint32_t len;
    const isn_token *mark = &line->tokens[i];
    if (mark->kind != TOK_PUNCT || (mark->code_point != '|' && mark->code_point != '-') || !mark->space_before) continue;
    uint32_t row = isn_name_at(page, line, i + 1, K_OUTLET, &len);
    if (row == UINT32_MAX || i + 1 + len != line->token_count) continue;
    isnad_span words = {line->tokens[i + 1].span.start, line->span.end};
    if (isn_span_empty(parts->top_outlet.span)) parts->top_outlet = (isn_named){words, row};
    return i;
  }
  return line->token_count;
}

/* The headline without labels before it («عاجل | », «تغطية مباشرة | ») and the outlet's name behind. */
static void cut_title(isn_page *page, isn_parts *parts) {
  isn_line *line = &page->lines[parts->title_line];
  isnad_span span = line->span;
  uint32_t colon = UINT32_MAX, at = skip_labels(page, parts, line, &colon);
  uint32_t end = outlet_behind(page, parts, line, at), shown = colon < at ? colon : at;
  if (end < line->token_count) span.end = line->tokens[end - 1].span.end;
  if (shown < line->token_count && shown > 0) span.start = line->tokens[shown].span.start;
  parts->article->meta.title = value_of(page, span); /* «عاجل: ...» is shown as written and read from behind the label */
  if (at < line->token_count && at > 0) span.start = line->tokens[at].span.start;
  isn_block_add(page, parts, span, BLOCK_TITLE);
}

/* ---- Captions ------------------------------------------------------------------------------------------------------ */

static bool is_credit(const isn_page *page, const isn_line *line, uint32_t first, uint32_t end) {
  uint32_t len;
  for (uint32_t i = first; i < end; i++) {
    if (line->tokens[i].kind == TOK_PUNCT) continue;
    if (isn_boiler_at(page, line, i, &len) & (BOILER(PHOTO_LABEL) | BOILER(BYLINE) | BOILER(OUTLET_WORD))) return true;
    if (isn_name_at(page, line, i, K_OUTLET, &len) != UINT32_MAX) return true;
  }
  return false;
}

bool isn_caption_split(const isn_page *page, const isn_line *line, isnad_span *caption, isnad_span *credit) {
  *caption = line->span;
  *credit = (isnad_span){0, 0};
  if (!line->whole || line->token_count < 4) return false;
  uint32_t last = line->token_count - 1, open = last;
  if (line->tokens[last].code_point == '.') last--;
  bool bracket = line->tokens[last].kind == TOK_PUNCT && line->tokens[last].code_point == ')';
  uint32_t words = 0;
  for (open = last; open-- > 1;) {
    const isn_token *t = &line->tokens[open];
    if (bracket ? t->kind == TOK_PUNCT && t->code_point == '('
                : t->kind == TOK_PUNCT && (t->code_point == '-' || t->code_point == '|' || t->code_point == '/') && t->space_before)
      break;
    if (t->kind != TOK_PUNCT && ++words > CREDIT_WORDS) return false;
  }
  if (open == 0 || open > last) return false;
  uint32_t end = bracket ? last : last + 1, len;
  for (uint32_t i = open; bracket && i-- > 1;) /* «- تصوير: منصة الهضبة (عينة)»: the bracket belongs to the credit's name */
    if (line->tokens[i].code_point == '-' && line->tokens[i].space_before && isn_boiler_at(page, line, i + 1, &len) & BOILER(PHOTO_LABEL))
      open = i, end = line->token_count;
  if (open + 1 >= end) return false;
  if (!bracket && !is_credit(page, line, open + 1, end)) return false;
  *caption = isn_span_trim(page->text, (isnad_span){line->tokens[line->lead].span.start, line->tokens[open].span.start});
  if (line->tokens[line->lead].span.start < line->span.end) caption->start = line->tokens[line->lead].span.start;
  *credit = (isnad_span){line->tokens[open + 1].span.start, line->tokens[end - 1].span.end};
  return true;
}

isnad_span isn_label_rest(const isn_page *page, const isn_line *line) {
  uint32_t len, at = line->lead;
  isn_boiler_at(page, line, at, &len);
  for (at += len; at + 1 < line->token_count && line->tokens[at].kind == TOK_PUNCT && line->tokens[at].code_point != '"';) at++;
  return (isnad_span){line->tokens[at].span.start, line->span.end};
}

/* «صورة أرشيفية من اشتباكات سابقة»: shows another day, and tells nothing of this one. */
static bool is_old(const isn_page *page, const isn_line *line) {
  uint32_t len;
  for (uint32_t i = line->lead; i < line->token_count; i++)
    if (isn_boiler_at(page, line, i, &len) & BOILER(OLD_PHOTO)) return true;
  return false;
}

void isn_image_add(isn_page *page, isn_parts *parts, isnad_span file, const isn_line *line) {
  isnad_span caption = {0, 0}, credit = {0, 0};
  if (line != NULL) isn_caption_split(page, line, &caption, &credit);
  if (line != NULL && line->kind == LINE_CAPTION) caption.start = isn_label_rest(page, line).start;
  if (caption.start >= caption.end) caption = (isnad_span){0, 0};
  if (isn_span_empty(credit)) credit = parts->photo;
  parts->photo = (isnad_span){0, 0};
  isn_arena_grow(page->arena, &parts->images, parts->image_count, &parts->image_cap, sizeof *parts->images);
  parts->images[parts->image_count++] =
      (isnad_image){value_of(page, file), value_of(page, caption), value_of(page, credit)};
  if (!isn_span_empty(caption) && !is_old(page, line)) isn_block_add(page, parts, caption, BLOCK_CAPTION);
}

/* Lines of text between headline and body: captions of the images above the text. */
static void read_captions(isn_page *page, isn_parts *parts) {
  isnad_span file = {0, 0};
  size_t last = page->line_count; /* the line of the last caption */
  bool headline = parts->title_line < page->line_count;
  for (size_t i = 0; i < parts->body_line; i++) {
    isn_line *line = &page->lines[i];
    if (line->kind == LINE_FILE) {
      if (!isn_span_empty(file)) isn_image_add(page, parts, file, NULL);
      file = line->span;
      continue;
    }
    if (line->kind == LINE_PHOTO) parts->photo = isn_label_rest(page, line);
    if (line->kind == LINE_CAPTION) {
      isn_image_add(page, parts, file, line);
      file = (isnad_span){0, 0};
    }
    if (!is_text(line) || i == parts->title_line || (headline && i < parts->title_line && isn_span_empty(file))) continue;
    isnad_span title = headline ? page->lines[parts->title_line].span : (isnad_span){0, 0};
    if (headline && (isn_line_same(page, line->span, title, true) || isn_line_same(page, title, line->span, true))) continue;
    if (last < page->line_count && isn_line_same(page, line->span, page->lines[last].span, false)) continue;
    if (is_bracketed(line)) continue;
    isn_image_add(page, parts, file, line);
    file = (isnad_span){0, 0};
    last = i;
  }
  if (!isn_span_empty(file)) isn_image_add(page, parts, file, NULL);
}

/* ---- Section and outlet above the headline ------------------------------------------------------------------------- */

static void take_section(const isn_page *page, isn_parts *parts, isnad_span span) {
  isnad_meta *meta = &parts->article->meta;
  if (isn_span_empty(span)) return;
  meta->section = value_of(page, span);
}

/* The last cell of a path or of a short line of cells above the headline. */
static void read_section(const isn_page *page, isn_parts *parts, const isn_line *line) {
  const isn_facts *f = isn_line_facts(page, line);
  if (f == NULL || f->dated) return;
  isnad_span last = {0, 0};
  for (int i = 0; i < f->count; i++) {
    const isn_fact *fact = &f->at[i];
    bool country = isn_row_is_country(page, fact->row) && line->words <= 2;
    bool place = fact->kind == FACT_PLACE && (f->cells > 1 || country);
    if (fact->kind == FACT_SECTION || place) last = fact->span;
  }
  bool whole_cell = f->cells > 1 || f->home;
  uint32_t first = f->last_cell;
  for (uint32_t i = first; f->home && i + 1 < line->token_count; i++)
    if (isn_parting_at(page, line, i) >= PART_DASH && line->tokens[i].kind == TOK_PUNCT) first = i + 1;
  if (whole_cell && first < line->token_count) {
    isnad_span cell = {line->tokens[first].span.start, line->span.end};
    bool outlet = false;
    for (int i = 0; i < f->count; i++)
      outlet = outlet || (f->at[i].kind == FACT_OUTLET && f->at[i].span.start == cell.start);
    if (!outlet && (f->home || !isn_span_empty(last))) last = isn_span_trim(page->text, cell);
  }
  uint32_t words = 0;
  for (uint32_t i = first; f->home && i < line->token_count; i++) words += line->tokens[i].kind != TOK_PUNCT;
  if (words > TITLE_WORDS) parts->path_title = last;
  else take_section(page, parts, last);
}

static void read_kickers(isn_page *page, isn_parts *parts) {
  size_t end = parts->title_line < page->line_count ? parts->title_line : parts->body_line;
  for (size_t i = 0; i < end; i++) {
    const isn_line *line = &page->lines[i];
    const isn_facts *f = isn_line_facts(page, line);
    if (line->kind == LINE_FACTS) read_section(page, parts, line);
    if (!is_text(line)) continue;
    bool issuer = f != NULL && f->issuer && !f->statement && line->words <= 5;
    if (issuer && isn_span_empty(parts->top_outlet.span))
      parts->top_outlet = (isn_named){isn_span_trim(page->text, line->span), UINT32_MAX};
    else if (!issuer && i == 0 && i + 1 < end && isn_span_empty(parts->top_outlet.span))
      parts->guess = (isn_named){isn_span_trim(page->text, line->span), UINT32_MAX}; /* the first of several labels names the outlet */
    else if (!issuer && line->words < TITLE_WORDS && parts->article->meta.section.text.len == 0)
      take_section(page, parts, isn_span_trim(page->text, line->span));
  }
}

/* Down to the first sentence: points that sum the text up may stand above the dateline. */
static void read_signatures(isn_page *page, isn_parts *parts) {
  for (size_t i = parts->title_line + 1; i < page->line_count; i++) {
    isn_line *line = &page->lines[i];
    if (!is_text(line)) continue;
    if (i >= parts->body_line && line->stop) return;
    if (!is_signature(page, line)) continue;
    line->kind = LINE_FACTS;
    isn_facts_take(page, parts, isn_line_facts(page, line), FROM_SIGNATURE);
    if (i != parts->body_line) return;
    while (parts->body_line < page->line_count && !is_text(&page->lines[parts->body_line])) parts->body_line++;
  }
}

void isn_head_read(isn_page *page, isn_parts *parts) {
  find_body(page, parts);
  find_title(page, parts);
  bool headline = parts->title_line < page->line_count;
  for (size_t i = 0; i < page->line_count && i < parts->body_line; i++) {
    const isn_facts *f = page->lines[i].kind == LINE_FACTS ? isn_line_facts(page, &page->lines[i]) : NULL;
    if (f != NULL && i != parts->title_line) isn_facts_take(page, parts, f, headline && i < parts->title_line ? FROM_TOP : FROM_HEAD);
  }
  read_kickers(page, parts);
  if (headline) cut_title(page, parts);
  if (headline) read_signatures(page, parts);
  if (!headline && !isn_span_empty(parts->path_title)) {
    parts->article->meta.title = value_of(page, parts->path_title);
    isn_block_add(page, parts, parts->path_title, BLOCK_TITLE);
  }
  read_captions(page, parts);
  for (size_t i = headline ? parts->title_line : 0; i < page->line_count && i < parts->body_line; i++)
    if (page->lines[i].kind == LINE_SUBHEAD) isn_block_add(page, parts, page->lines[i].span, BLOCK_SUBHEAD);
}

isnad_span isn_file_above(const isn_page *page, size_t i) {
  return i > 0 && page->lines[i - 1].layout == LAYOUT_FILE ? page->lines[i - 1].span : (isnad_span){0, 0};
}

void isn_head_laid_out(isn_page *page, isn_parts *parts) {
  bool headline = parts->title_line < page->line_count;
  for (size_t i = 0; i < page->line_count && i < parts->body_line; i++) {
    const isn_line *line = &page->lines[i];
    const isn_facts *f = line->kind == LINE_FACTS ? isn_line_facts(page, line) : NULL;
    if (line->layout == LAYOUT_CAPTION) isn_image_add(page, parts, isn_file_above(page, i), line);
    else if (f != NULL && i != parts->title_line) isn_facts_take(page, parts, f, headline && i < parts->title_line ? FROM_TOP : FROM_HEAD);
  }
  if (!headline) return;
  cut_title(page, parts);
  read_signatures(page, parts);
}
