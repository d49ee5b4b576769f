/* kind: what each line of a page is, by its words alone: «20220122-original.jpg» is an image's file, «(ل م/ش)» initials, «22:40» a
 * clock, «الوسوم: إدلب، عفرين» tags, «أرسل لصديق   طباعة» boilerplate. What only the lines around can tell (headline, caption) is left
 * to head.c and body.c. */
#include "read/page.h"

#include "base/str.h"

#define LABEL_WORDS 44      /* longer lines are text */
#define ANYWHERE_WORDS 60   /* longer lines are text even if they speak of cookies or rights */
#define CREDIT_WORDS 25
#define FACT_RUN 3          /* unknown words together that a line of facts may hold */
#define FACT_UNKNOWN 5      /* and in all */
#define MENU_CELLS 4
#define ISSUER_WORDS 6
#define OPENER_REST 3       /* words behind an opener that stands for a heading */

#define ANYWHERE (BOILER(CREDIT) | BOILER(COOKIE) | BOILER(EMBED))

/* Bullets, numbers of a list and clocks that open a line: «🔴 », «١- », «22:40 | ». */
static void read_lead(const isn_page *page, isn_line *line) {
  uint32_t at = 0, len;
  int16_t minute;
  int32_t day;
  while (at < line->token_count) {
    const isn_token *t = &line->tokens[at];
    if (t->kind != TOK_PUNCT) break;
    uint32_t c = t->code_point;
    bool list = c == '*' || c == '-' || c == 0x2022 || c == 0x2190 || c >= 0x2191;
    if (!list && c != '=' && c != '>' && c != '+') break;
    line->bullet = line->bullet || (list && (c != '-' || (at + 1 < line->token_count && line->tokens[at + 1].space_before)));
    at++;
  }
  if (at + 2 < line->token_count && line->tokens[at].kind == TOK_DIGITS && line->tokens[at].form.len <= 2 &&
      line->tokens[at + 1].kind == TOK_PUNCT && line->tokens[at + 2].space_before && line->tokens[at + 2].kind != TOK_DIGITS &&
      !isn_date_at(page, line, at, &day, &len)) {
    uint32_t c = line->tokens[at + 1].code_point;
    if (c == '-' || c == ')' || c == '.') {
      line->bullet = true;
      at += 2;
    }
  } else if (at < line->token_count && isn_clock_at(page, line, at, &minute, &len) && at + len + 1 < line->token_count &&
             line->tokens[at + len].kind == TOK_PUNCT && line->tokens[at + len + 1].kind == TOK_WORD) {
    uint32_t c = line->tokens[at + len].code_point;
    if (c == '|' || c == '-' || c == ':') {
      line->bullet = true;
      at += len + 1;
    }
  }
  line->lead = at < UINT8_MAX && at < line->token_count ? (uint8_t)at : 0;
}

static bool ends_with(isnad_str s, const char *end) {
  size_t len = strlen(end);
  if (s.len < len) return false;
  for (size_t i = 0; i < len; i++) {
    char c = s.ptr[s.len - len + i];
    if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != end[i]) return false;
  }
  return true;
}

static bool is_file(const isn_page *page, const isn_line *line) {
  static const char *const ends[] = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".svg", ".mp4"};
  isnad_str s = isn_str_cut(page->text, line->span);
  if (s.len > 300 || memchr(s.ptr, ' ', s.len) != NULL) return false;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (s.len > strlen(ends[i]) && ends_with(s, ends[i])) return true;
  return false;
}

/* Initials: few letters between points and strokes. */
static bool is_initials(const isn_line *line) {
  int words = 0, marks = 0;
  if (line->token_count - line->lead > 14) return false;
  for (uint32_t i = line->lead; i < line->token_count; i++) {
    const isn_token *t = &line->tokens[i];
    if (t->kind == TOK_PUNCT) marks += t->code_point == '/' || t->code_point == '.' || t->code_point == '(' || t->code_point == '-';
    else if (t->kind != TOK_WORD || t->form.len > 3) return false;
    else words++;
  }
  return words >= 2 && words <= 6 && (marks > 0 || line->lead > 0);
}

/* Classes of boilerplate that take a line wherever they stand in it. */
static uint64_t anywhere(const isn_page *page, const isn_line *line) {
  uint64_t found = 0;
  for (uint32_t i = line->lead; i < line->token_count; i++) {
    uint32_t len;
    if (line->tokens[i].kind == TOK_PUNCT) {
      if (line->tokens[i].code_point == 0xA9) found |= BOILER(CREDIT);
      continue;
    }
    found |= isn_boiler_at(page, line, i, &len) & ANYWHERE;
  }
  return found;
}

static bool has_fact(const isn_facts *f, enum fact_kind kind) {
  for (int i = 0; i < f->count; i++)
    if (f->at[i].kind == kind) return true;
  return false;
}

static enum line_kind opener_kind(const isn_line *line, const isn_facts *f) {
  uint32_t rest = line->words > f->opener_len ? line->words - f->opener_len : 0;
  if (f->opener & BOILER(TAG_LABEL)) return LINE_TAGS;
  if (f->opener & BOILER(COMMENT) && rest <= OPENER_REST) return LINE_COMMENTS;
  if (f->opener & BOILER(RELATED) && (rest <= OPENER_REST || f->unknown == 0)) return LINE_RELATED;
  if (f->opener & BOILER(READ_ALSO)) return LINE_READ_ALSO;
  if (f->opener & BOILER(INVITE) && !line->stop) return LINE_DROP;
  if (f->opener & BOILER(INVITE) && line->words <= 24) return LINE_DROP;
  return LINE_TEXT;
}

static int has_rest(const isn_facts *f) {
  int runs = 0;
  for (int i = 0; i < f->count; i++) runs += f->at[i].kind == FACT_REST;
  return runs;
}

static bool has_known(const isn_facts *f) {
  for (int i = 0; i < f->count; i++)
    if (f->at[i].kind != FACT_REST) return true;
  return false;
}

static bool only_places(const isn_facts *f) {
  for (int i = 0; i < f->count; i++)
    if (f->at[i].kind != FACT_PLACE) return false;
  return f->count > 0;
}

/* A line of which nothing is left over. */
static enum line_kind known_kind(const isn_line *line, const isn_facts *f) {
  bool menu = f->sections + f->boilers >= MENU_CELLS && f->sections >= 2 && !f->dated;
  if (f->statement) return LINE_TEXT;
  if (f->subhead && f->count == 0) return LINE_SUBHEAD;
  if (line->colon && only_places(f)) return LINE_SUBHEAD; /* «إدلب::» */
  if (menu) return LINE_MENU;
  if (f->count == 1 && f->at[0].kind == FACT_PUBLISHED && f->at[0].moment.day == INT32_MIN && !f->labelled && f->boilers == 0)
    return LINE_CLOCK;
  if (f->count > 0 || f->home) return LINE_FACTS;
  if (f->dated) return LINE_FACTS;
  return f->boilers || f->latin || line->token_count ? LINE_DROP : LINE_TEXT;
}

/* «طرابلس ـ "المستقبل"»: a place and a quoted name that nobody knows. */
static bool is_quoted_agency(const isn_page *page, const isn_facts *f) {
  return f->count == 2 && f->at[0].kind == FACT_PLACE && f->at[1].kind == FACT_REST && f->unknown <= FACT_RUN &&
         f->at[0].span.end <= f->at[1].span.start && isn_is_quoted(page, f->at[1].span);
}

/* A line of which some words are left over. */
static enum line_kind mixed_kind(const isn_page *page, const isn_line *line, const isn_facts *f) {
  bool short_runs = f->longest <= FACT_RUN && f->unknown <= FACT_UNKNOWN;
  if (is_initials(line)) return LINE_INITIALS;
  if (f->home && (f->cells > 1 || line->words <= 6)) return LINE_FACTS;
  if (line->stop) return LINE_TEXT;
  if (is_quoted_agency(page, f)) return LINE_FACTS;
  if (f->dated && f->labelled && f->unknown <= 2 * FACT_UNKNOWN) return LINE_FACTS;
  if (f->dated && short_runs && f->beside <= 1 && (f->prose == 0 || f->unknown <= 1)) return LINE_FACTS;
  if (has_fact(f, FACT_AUTHOR) && f->unknown <= 2) return LINE_FACTS;
  if (has_fact(f, FACT_SOURCE) && f->unknown <= FACT_UNKNOWN) return LINE_FACTS;
  if (f->boilers >= 2 && f->unknown <= f->boilers) return LINE_DROP;
  if (f->cells == MENU_CELLS - 1 && f->longest <= FACT_RUN && f->unknown <= 2 * f->cells && f->count && has_rest(f) >= 2)
    return LINE_MENU;
  if (f->cells >= MENU_CELLS && f->longest <= FACT_RUN && f->unknown <= 3 * f->cells) return LINE_MENU;
  if (f->sections + f->boilers >= MENU_CELLS && f->unknown <= 2 * (f->sections + f->boilers)) return LINE_MENU;
  return LINE_TEXT;
}

static void keep_facts(isn_page *page, isn_line *line, const isn_facts *facts) {
  if (page->fact_count == PAGE_FACTS_MAX) return;
  isn_arena_grow(page->arena, &page->facts, page->fact_count, &page->fact_cap, sizeof *page->facts);
  page->facts[page->fact_count++] = *facts;
  line->facts = (uint16_t)page->fact_count;
}

const isn_facts *isn_line_facts(const isn_page *page, const isn_line *line) {
  return line->facts ? &page->facts[line->facts - 1] : NULL;
}

static bool has_words(const isn_line *line) {
  for (uint32_t i = 0; i < line->token_count; i++)
    if (line->tokens[i].kind == TOK_WORD) return true;
  return false;
}

/* The whole line names a body: «القوات المسلحة السودانية» above a statement. */
static bool is_actor(const isn_page *page, const isn_line *line) {
  uint32_t len;
  if (line->words > ISSUER_WORDS || line->lead > 0 || line->tokens[0].kind != TOK_WORD) return false;
  return isn_name_at(page, line, 0, K_ACTOR, &len) != UINT32_MAX && len == line->token_count;
}

/* «#سراقب #إدلب_تحت_القصف»: every word hangs on a hash. */
static bool is_hashtags(const isn_line *line) {
  bool hash = false;
  for (uint32_t i = line->lead; i < line->token_count; i++) {
    const isn_token *t = &line->tokens[i];
    hash = t->kind == TOK_PUNCT && t->code_point == '#' ? true : hash && !t->space_before;
    if (!hash) return false;
  }
  return hash;
}

void isn_line_read(isn_page *page, isn_line *line) {
  line->kind = LINE_TEXT;
  if (line->token_count == 0) return;
  read_lead(page, line);
  uint32_t len_label;
  uint64_t label = isn_boiler_at(page, line, line->lead, &len_label);
  line->flash = (label & BOILER(FLASH)) != 0;
  if (is_file(page, line)) {
    line->kind = LINE_FILE;
    return;
  }
  if (line->words <= LABEL_WORDS && label & (BOILER(CAPTION_LABEL) | BOILER(CREDIT_LABEL)) && line->lead + len_label < line->token_count) {
    line->kind = label & BOILER(CAPTION_LABEL) ? LINE_CAPTION : LINE_PHOTO;
    return;
  }
  uint64_t found = line->words <= ANYWHERE_WORDS && line->whole ? anywhere(page, line) : 0;
  if (found) {
    bool credit = found & BOILER(CREDIT) && line->words <= CREDIT_WORDS;
    line->kind = credit ? LINE_CREDIT : found & ~BOILER(CREDIT) ? LINE_DROP : LINE_TEXT;
    found = line->kind == LINE_TEXT ? 0 : found;
  }
  if (line->words > LABEL_WORDS || !line->whole) return;
  isn_facts facts;
  isn_facts_read(page, line, &facts);
  if (is_actor(page, line)) facts.issuer = true;
  if (has_known(&facts) || has_rest(&facts) > 1 || facts.cells > 1 || facts.home || facts.statement || facts.issuer || facts.subhead) keep_facts(page, line, &facts);
  if (found) return;
  if (is_hashtags(line) && !facts.dated) line->kind = LINE_TAGS;
  else if (facts.opener) line->kind = (uint8_t)opener_kind(line, &facts);
  if (line->kind != LINE_TEXT) return;
  if (!has_words(line) && !facts.dated && !has_fact(&facts, FACT_OUTLET)) line->kind = LINE_DROP;
  else if (facts.unknown == 0) line->kind = (uint8_t)known_kind(line, &facts);
  else line->kind = (uint8_t)mixed_kind(page, line, &facts);
}
