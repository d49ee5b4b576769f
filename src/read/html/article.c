/* article: what was extracted from a page becomes a report's parts. An Arabic article goes line by line through the same reading as
 * plain text (dateline, byline, read-also), but what is headline, paragraph and caption the page has said. Others are only cut up. */
#include "read/html/extract.h"

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

/* Lines of a kind as values. */
static const isnad_value *values_of_kind(const html_extract *x, unsigned kinds, size_t *count) {
  isnad_value *values = isn_alloc_array(x->page->arena, x->count + 1, sizeof *values);
  *count = 0;
  for (size_t i = 0; i < x->count; i++)
    if (kinds >> x->lines[i].kind & 1) values[(*count)++] = value_of(x, x->lines[i].span);
  return values;
}

isn_article *isn_read_html(isn_arena *arena, const isnad_lexicon *lexicon, isnad_str page, isnad_str content_type, const isnad_given *given) {
  html_extract *x = isn_html_extract(arena, lexicon, page, content_type);
  isn_article *article = isn_alloc(arena, sizeof *article);
  article->text = x->map->text;
  article->map = x->map;
  article->meta.language = isn_str_cut(x->map->text, x->language);
  article->outlet_row = article->byline_row = article->dateline_row = UINT32_MAX;
  isnad_meta *meta = &article->meta;
  html_date date;
  meta->updated = date_value(x, x->updated, &date);
  meta->published = date_value(x, x->published, &date);
  article->published = date.moment;
  if (date.zone != INT32_MIN) meta->zone_minutes = date.zone, meta->zone_known = true;
  meta->title = value_of(x, x->title);
  meta->outlet = value_of(x, x->outlet);
  meta->section = value_of(x, x->section);
  meta->image = value_of(x, x->image);
  meta->authors = values_of(x, x->authors, x->author_count);
  meta->author_count = x->author_count;
  meta->url = value_of(x, x->url);
  meta->paragraphs = values_of_kind(x, 1u << KIND_PARAGRAPH | 1u << KIND_HEADING, &meta->paragraph_count);
  if (given != NULL && given->url.len) meta->url = (isnad_value){given->url, {0, 0}, true};
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
