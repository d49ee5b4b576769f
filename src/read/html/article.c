/* article: what was extracted from a page becomes a report's parts. An Arabic article goes line by line through the same reading as
 * plain text (dateline, byline, read-also), but what is headline, paragraph and caption the page has said. Others are only cut up. */
#include "read/html/extract.h"
#include "read/page.h"

#define SNIFF_BYTES 512

static isnad_value value_of(const html_extract *x, isnad_span span) {
  return isn_span_empty(span) ? (isnad_value){{NULL, 0}, {0, 0}, false} : (isnad_value){isn_str_cut(x->map->text, span), span, false};
}

static isnad_value date_value(const html_extract *x, isnad_span span, html_date *date) {
  *date = (html_date){{INT32_MIN, -1}, INT32_MIN};
  if (isn_span_empty(span)) return value_of(x, span);
  *date = isn_html_date(isn_str_cut(x->map->text, span));
  char iso[24];
  size_t len = isn_moment_print(date->moment, iso);
  return (isnad_value){isn_arena_copy(x->page->arena, (isnad_str){iso, len}), span, false};
}

static const isnad_value *values_of(const html_extract *x, const isnad_span *spans, size_t count) {
  isnad_value *values = isn_alloc_array(x->page->arena, count + 1, sizeof *values);
  for (size_t i = 0; i < count; i++) values[i] = value_of(x, spans[i]);
  return values;
}

/* Lines of kinds as values. */
static const isnad_value *values_of_kind(const html_extract *x, unsigned kinds, size_t *count) {
  isnad_value *values = isn_alloc_array(x->page->arena, x->count + 1, sizeof *values);
  *count = 0;
  for (size_t i = 0; i < x->count; i++)
    if (kinds >> x->lines[i].kind & 1) values[(*count)++] = value_of(x, x->lines[i].span);
  return values;
}

/* ---- An Arabic article -------------------------------------------------------------------------------------------- */

/* Are there as many Arabic letters as Latin ones? Only then the words are looked at. */
static bool may_be_arabic(isnad_str text) {
  size_t arabic = 0, latin = 0;
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    arabic += c >= 0xD8 && c <= 0xDB;
    latin += (unsigned char)((c | 0x20) - 'a') < 26;
  }
  return arabic > 0 && arabic >= latin;
}

static enum isn_layout layout_of(enum html_kind kind) {
  switch (kind) {
    case KIND_TITLE: return LAYOUT_TITLE;
    case KIND_PARAGRAPH: return LAYOUT_TEXT;
    case KIND_HEADING: return LAYOUT_SUBHEAD;
    case KIND_CAPTION: return LAYOUT_CAPTION;
    case KIND_TAG: return LAYOUT_TAG;
    case KIND_FILE: return LAYOUT_FILE;
    case KIND_HEAD: return LAYOUT_HEAD;
    default: return LAYOUT_ASIDE;
  }
}

/* Tells the lines of the text what the page says they are. */
static void lay_out(const html_extract *x, isn_page *page, isn_parts *parts) {
  parts->title_line = parts->body_line = page->line_count;
  for (size_t i = 0, k = 0; i < page->line_count; i++) {
    isn_line *line = &page->lines[i];
    while (k + 1 < x->count && x->lines[k + 1].span.start <= line->span.start) k++;
    line->layout = (uint8_t)layout_of((enum html_kind)x->lines[k].kind);
    if (line->layout == LAYOUT_TITLE && parts->title_line == page->line_count) parts->title_line = i;
    bool text = line->layout == LAYOUT_TEXT || line->layout == LAYOUT_SUBHEAD || line->layout == LAYOUT_ASIDE;
    if (text && parts->body_line == page->line_count) parts->body_line = i;
  }
}

/* Reads an article whose letters are Arabic; false where its language is not. */
static bool read_arabic(const html_extract *x, const isnad_lexicon *lexicon, isn_article *article, const isnad_given *given) {
  isnad_str text = {x->map->text.ptr, x->article_end};
  isn_page *page = isn_page_split(x->page->arena, lexicon, text);
  if (!isn_page_arabic(page)) return false;
  article->tokens = page->tokens;
  article->meta.arabic = true;
  isn_parts parts = isn_parts_new(article);
  lay_out(x, page, &parts);
  for (size_t i = 0; i < page->line_count; i++) isn_line_read(page, &page->lines[i]);
  isn_head_laid_out(page, &parts);
  isn_body_read(page, &parts);
  isn_parts_finish(page, &parts, given);
  bool told = given != NULL && given->outlet.len > 0;
  if (!told && !isn_span_empty(x->outlet)) {
    article->meta.outlet = value_of(x, x->outlet);
    article->outlet_row = isn_outlet_row(page, article->meta.outlet.text);
  }
  return true;
}

/* ---- What machines are told ---------------------------------------------------------------------------------------- */

#define HALF_HOUR 30
#define DAY_MINUTES 1440
#define ZONE_MAX (14 * 60)

/* The clock that the page shows beside a time in UTC is the local one, if the two differ by a zone. */
static bool is_same_moment(isn_moment shown, html_date utc, int *zone) {
  if (utc.zone != 0 || shown.minute < 0 || utc.moment.minute < 0) return false;
  int64_t apart = ((int64_t)shown.day - utc.moment.day) * DAY_MINUTES + shown.minute - utc.moment.minute;
  *zone = (int)(apart < -ZONE_MAX || apart > ZONE_MAX ? INT32_MIN : apart);
  return *zone != INT32_MIN && apart % HALF_HOUR == 0;
}

/* Where nothing else tells the day, the address may: /2022/01/24/. */
static void take_address_date(const html_extract *x, isn_article *article) {
  html_date date = isn_html_address_date(isn_str_cut(x->map->text, x->url));
  char iso[24];
  if (date.moment.day == INT32_MIN) return;
  article->published = date.moment;
  article->meta.published = (isnad_value){isn_arena_copy(x->page->arena, (isnad_str){iso, isn_moment_print(date.moment, iso)}), x->url, true};
}

/* When it was published: what machines are told, in the clock that readers see; what they see instead is kept where it differs. */
static void settle_dates(const html_extract *x, isn_article *article, const isnad_given *given) {
  isnad_meta *meta = &article->meta;
  html_date published, updated;
  int zone;
  isnad_value told = date_value(x, x->published, &published), changed = date_value(x, x->updated, &updated);
  if (updated.moment.day != INT32_MIN) meta->updated = changed;
  if (given != NULL && given->published.len) return;
  if (published.moment.day == INT32_MIN) {
    if (article->published.day == INT32_MIN) take_address_date(x, article);
    return;
  }
  isnad_value shown = meta->published;
  bool seen = article->published.day != INT32_MIN && !shown.derived;
  if (seen && is_same_moment(article->published, published, &zone)) {
    meta->zone_minutes = zone;
    meta->zone_known = true;
    return;
  }
  if (seen && article->published.day != published.moment.day) meta->shown_date = shown;
  bool minutes_only_there = seen && article->published.day == published.moment.day && published.moment.minute < 0;
  if (minutes_only_there) return;
  meta->published = told;
  article->published = published.moment;
  if (published.zone != INT32_MIN) meta->zone_minutes = published.zone, meta->zone_known = true;
}

static void take_told(const html_extract *x, isn_article *article, const isnad_given *given) {
  isnad_meta *meta = &article->meta;
  if (meta->title.text.len == 0) meta->title = value_of(x, x->title);
  if (meta->outlet.text.len == 0) meta->outlet = value_of(x, x->outlet);
  if (meta->section.text.len == 0) meta->section = value_of(x, x->section);
  if (meta->url.text.len == 0) meta->url = value_of(x, x->url);
  if (given != NULL && given->outlet.len) meta->outlet = (isnad_value){given->outlet, {0, 0}, true};
  if (given != NULL && given->url.len) meta->url = (isnad_value){given->url, {0, 0}, true};
  meta->image = value_of(x, x->image);
  meta->language = isn_str_cut(x->map->text, x->language);
  meta->authors = values_of(x, x->authors, x->author_count);
  meta->author_count = x->author_count;
  if (article->byline_row == UINT32_MAX && x->author_count) meta->byline = meta->authors[0]; /* but for an agency's */
  if (meta->tag_count == 0) {
    meta->tags = values_of(x, x->keywords, x->keyword_count);
    meta->tag_count = x->keyword_count;
  }
}

isn_article *isn_read_html(isn_arena *arena, const isnad_lexicon *lexicon, isnad_str page, isnad_str content_type, const isnad_given *given) {
  html_extract *x = isn_html_extract(arena, lexicon, page, content_type);
  isn_article *article = isn_alloc(arena, sizeof *article);
  isnad_str text = {x->map->text.ptr, x->article_end};
  article->text = x->map->text;
  article->map = x->map;
  article->published = (isn_moment){INT32_MIN, -1};
  article->outlet_row = article->byline_row = article->dateline_row = UINT32_MAX;
  if (!may_be_arabic(text) || !read_arabic(x, lexicon, article, given)) {
    const unsigned kinds = 1u << KIND_PARAGRAPH | 1u << KIND_HEADING | 1u << KIND_EMBED | 1u << KIND_TABLE;
    article->meta.paragraphs = values_of_kind(x, kinds, &article->meta.paragraph_count);
    isn_moment told;
    if (given != NULL && given->published.len && isn_moment_parse(given->published, &told)) {
      article->published = told;
      article->meta.published = (isnad_value){given->published, {0, 0}, true};
    }
  }
  settle_dates(x, article, given);
  take_told(x, article, given);
  return article;
}

static bool opens(isnad_str text, size_t at, const char *word) {
  size_t i = 0;
  for (; word[i]; i++) {
    if (at + i >= text.len) return false;
    char c = text.ptr[at + i];
    if ((c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c) != word[i]) return false;
  }
  char c = at + i < text.len ? text.ptr[at + i] : '>';
  return c == '>' || c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '/';
}

bool isn_html_is(isnad_str bytes) {
  static const char *const openers[] = {"!doctype", "html", "head", "body", "title", "meta", "script", "style", "div", "table", "p", "h1", "h2",
                                        "article", "main", "section", "a", "b", "br", "font", "iframe", "span", "link", "!--", NULL};
  size_t at = bytes.len >= 3 && memcmp(bytes.ptr, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0, end = at + SNIFF_BYTES;
  while (at < bytes.len && at < end && (bytes.ptr[at] == ' ' || (bytes.ptr[at] >= '\t' && bytes.ptr[at] <= '\r'))) at++;
  if (at >= bytes.len || bytes.ptr[at] != '<') return false;
  if (bytes.len - at > 5 && memcmp(bytes.ptr + at, "<?xml", 5) == 0) { /* XHTML */
    isnad_str head = {bytes.ptr + at, bytes.len - at < SNIFF_BYTES ? bytes.len - at : SNIFF_BYTES};
    return isn_str_holds(head, ISN_LIT("<html")) || isn_str_holds(head, ISN_LIT("<!DOCTYPE html"));
  }
  for (size_t i = 0; openers[i]; i++)
    if (opens(bytes, at + 1, openers[i])) return true;
  return bytes.len - at > 4 && memcmp(bytes.ptr + at, "<!--", 4) == 0;
}
