/* facts: names of meta elements and of JSON-LD to the fields of a report. Of each field the first in the order of trust is kept: what
 * «datePublished» says beats «article:published_time», and that beats «pubdate». */
#include "read/html/facts.h"

#include "value/calendar.h"

enum field { TITLE, OTHER_TITLE, PUBLISHED, UPDATED, AUTHOR, OUTLET, SECTION, LANGUAGE, IMAGE, URL, LEAD, KEYWORD, FIELDS };

/* Names of meta elements, those trusted most first. */
static const struct meta_name {
  const char *name;
  uint8_t field;
} names[] = {
    {"og:title", TITLE}, {"twitter:title", OTHER_TITLE}, {"dc.title", OTHER_TITLE}, {"headline", OTHER_TITLE}, {"title", OTHER_TITLE},
    {"article:published_time", PUBLISHED}, {"datepublished", PUBLISHED}, {"og:published_time", PUBLISHED}, {"article:published", PUBLISHED},
    {"article.published", PUBLISHED}, {"parsely-pub-date", PUBLISHED}, {"sailthru.date", PUBLISHED}, {"pubdate", PUBLISHED},
    {"publish-date", PUBLISHED}, {"publishdate", PUBLISHED}, {"publish_date", PUBLISHED}, {"publication_date", PUBLISHED},
    {"date.issued", PUBLISHED}, {"dc.date.issued", PUBLISHED}, {"dcterms.created", PUBLISHED}, {"dcterms.date", PUBLISHED},
    {"dc.date", PUBLISHED}, {"datecreated", PUBLISHED}, {"article:created", PUBLISHED}, {"article.created", PUBLISHED}, {"date", PUBLISHED}, {"dc:date", PUBLISHED}, {"dc:created", PUBLISHED},
    {"og:article:published_time", PUBLISHED}, {"cxenseparse:recs:publishtime", PUBLISHED}, {"displaydate", PUBLISHED}, {"created", PUBLISHED},
    {"article:modified_time", UPDATED}, {"datemodified", UPDATED}, {"og:updated_time", UPDATED}, {"last-modified", UPDATED},
    {"lastmod", UPDATED}, {"dcterms.modified", UPDATED}, {"article.updated", UPDATED},
    {"author", AUTHOR}, {"article:author", AUTHOR}, {"dc.creator", AUTHOR}, {"parsely-author", AUTHOR}, {"sailthru.author", AUTHOR},
    {"og:site_name", OUTLET}, {"application-name", OUTLET}, {"dc.publisher", OUTLET},
    {"article:section", SECTION}, {"parsely-section", SECTION}, {"og:locale", LANGUAGE}, {"content-language", LANGUAGE},
    {"og:image", IMAGE}, {"twitter:image", IMAGE}, {"og:url", URL}, {"og:description", LEAD}, {"description", LEAD},
    {"twitter:description", LEAD}, {"article:tag", KEYWORD}, {"keywords", KEYWORD}, {"news_keywords", KEYWORD},
};
enum { NAME_COUNT = sizeof names / sizeof *names, NAME_BYTES = 40, YEAR_FIRST = 1900, YEAR_LAST = 2100 };

static bool same_name(isnad_str key, const char *name) {
  size_t i = 0;
  for (; i < key.len && name[i]; i++) {
    char c = key.ptr[i];
    if ((c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c) != name[i]) return false;
  }
  return i == key.len && name[i] == '\0';
}

static bool is_blank(isnad_str text) {
  for (size_t i = 0; i < text.len; i++)
    if ((unsigned char)text.ptr[i] > ' ') return false;
  return true;
}

static bool is_address(isnad_str text) { return text.len > 4 && memcmp(text.ptr, "http", 4) == 0; }

static void keep(html_value *slot, isnad_span span, enum html_source from) {
  if (isn_span_empty(slot->span)) *slot = (html_value){span, (uint8_t)from};
}

static void add_to(html_value *list, size_t *count, size_t max, isnad_span span, enum html_source from) {
  if (*count < max) list[(*count)++] = (html_value){span, (uint8_t)from};
}

/* ---- Meta elements ------------------------------------------------------------------------------------------------- */

/* «سوريا, الحسكة, قسد»: keywords part at commas. */
static void add_keywords(const html_page *page, html_facts *f, isnad_span span, enum html_source from) {
  for (uint32_t at = span.start, start = at; at <= span.end; at++) {
    bool arabic = at + 1 < span.end && (unsigned char)page->bytes.ptr[at] == 0xD8 && (unsigned char)page->bytes.ptr[at + 1] == 0x8C;
    if (at < span.end && page->bytes.ptr[at] != ',' && page->bytes.ptr[at] != '|' && !arabic) continue;
    isnad_span part = {start, at};
    if (!is_blank(isn_str_cut(page->bytes, part))) add_to(f->keywords, &f->keyword_count, KEYWORDS_MAX, part, from);
    at += arabic;
    start = at + 1;
  }
}

static void take_meta(const html_page *page, html_facts *f, enum field field, isnad_span value) {
  html_value *slots[FIELDS] = {
      [TITLE] = &f->og_title, [OTHER_TITLE] = &f->other_title, [PUBLISHED] = &f->published, [UPDATED] = &f->updated, [OUTLET] = &f->outlet,
      [SECTION] = &f->section, [LANGUAGE] = &f->language, [IMAGE] = &f->image, [URL] = &f->url, [LEAD] = &f->lead};
  isnad_str text = isn_str_cut(page->bytes, value);
  if (is_blank(text)) return;
  if (field == AUTHOR) {
    if (!is_address(text)) add_to(f->authors, &f->author_count, AUTHORS_MAX, value, FROM_ATTRIBUTE);
  } else if (field == KEYWORD) add_keywords(page, f, value, FROM_ATTRIBUTE);
  else if ((field != PUBLISHED && field != UPDATED) || isn_html_date(text).moment.day != INT32_MIN) keep(slots[field], value, FROM_ATTRIBUTE);
}

static void read_metas(const html_page *page, html_facts *f) {
  uint8_t found[METAS_MAX];
  for (size_t i = 0; i < page->meta_count; i++) {
    isnad_str key = isn_str_cut(page->bytes, page->metas[i].key);
    const char *blank = key.len ? memchr(key.ptr, ' ', key.len) : NULL;
    if (blank) key.len = (size_t)(blank - key.ptr); /* the first of several names */
    uint8_t name = 0;
    while (name < NAME_COUNT && (key.len >= NAME_BYTES || !same_name(key, names[name].name))) name++;
    found[i] = name;
  }
  for (uint8_t name = 0; name < NAME_COUNT; name++) {
    if (names[name].field == AUTHOR && f->author_count) continue; /* a name trusted more has told them */
    if (names[name].field == KEYWORD && f->keyword_count) continue;
    for (size_t i = 0; i < page->meta_count; i++)
      if (found[i] == name) take_meta(page, f, (enum field)names[name].field, page->metas[i].value);
  }
}

/* ---- JSON-LD ------------------------------------------------------------------------------------------------------- */

static bool is_text(const json_tree *t, uint32_t node) {
  return node != NO_NODE && t->nodes[node].type == JSON_STRING && !is_blank(isn_str_cut(t->bytes, t->nodes[node].value));
}

/* The text of a value, or of the name (for images: url) of an object. */
static isnad_span text_of(const json_tree *t, uint32_t node, const char *inner) {
  node = isn_json_first(t, node);
  if (node != NO_NODE && t->nodes[node].type == JSON_OBJECT) node = isn_json_first(t, isn_json_get(t, node, inner));
  return is_text(t, node) ? t->nodes[node].value : (isnad_span){0, 0};
}

static void take(const json_tree *t, uint32_t article, const char *key, const char *inner, html_value *slot) {
  isnad_span span = text_of(t, isn_json_get(t, article, key), inner);
  if (!isn_span_empty(span)) keep(slot, span, FROM_JSON);
}

static void take_authors(const json_tree *t, uint32_t node, html_facts *f) {
  if (node == NO_NODE) return;
  uint32_t end = t->nodes[node].end;
  for (uint32_t i = t->nodes[node].type == JSON_ARRAY ? node + 1 : node; i < end; i = t->nodes[i].end) {
    isnad_span name = text_of(t, i, "name");
    if (!isn_span_empty(name) && !is_address(isn_str_cut(t->bytes, name))) add_to(f->authors, &f->author_count, AUTHORS_MAX, name, FROM_JSON);
  }
}

static void take_keywords(const html_page *page, const json_tree *t, uint32_t node, html_facts *f) {
  if (node == NO_NODE) return;
  for (uint32_t i = node; i < t->nodes[node].end; i++)
    if (is_text(t, i)) add_keywords(page, f, t->nodes[i].value, FROM_JSON);
}

static void take_date(const json_tree *t, uint32_t article, const char *key, html_value *slot) {
  isnad_span span = text_of(t, isn_json_get(t, article, key), "@value");
  if (!isn_span_empty(span) && isn_html_date(isn_str_cut(t->bytes, span)).moment.day != INT32_MIN) keep(slot, span, FROM_JSON);
}

static void read_scripts(const html_page *page, html_facts *f) {
  json_tree tree = {.arena = page->arena, .bytes = page->bytes};
  for (size_t i = 0; i < page->script_count; i++) isn_json_add(&tree, page->scripts[i]);
  uint32_t article = isn_json_article(&tree);
  if (article == NO_NODE) return;
  take(&tree, article, "headline", "name", &f->headline);
  take(&tree, article, "articleBody", "text", &f->body);
  take(&tree, article, "description", "text", &f->lead);
  take(&tree, article, "articleSection", "name", &f->section);
  take(&tree, article, "publisher", "name", &f->outlet);
  take(&tree, article, "inLanguage", "name", &f->language);
  take(&tree, article, "image", "url", &f->image);
  take(&tree, article, "url", "@id", &f->url);
  take_date(&tree, article, "datePublished", &f->published);
  take_date(&tree, article, "dateCreated", &f->published);
  take_date(&tree, article, "dateModified", &f->updated);
  take_authors(&tree, isn_json_get(&tree, article, "author"), f);
  take_keywords(page, &tree, isn_json_get(&tree, article, "keywords"), f);
}

static int64_t instant_of(html_date date) { return ((int64_t)date.moment.day * 24 * 60) + date.moment.minute - date.zone; }

/* Machines are often told the time in UTC; where a <time> tells the same moment with the clock's own zone, that is the better one. */
static void prefer_zoned(const html_page *page, html_value *slot) {
  html_date utc = isn_html_date(isn_str_cut(page->bytes, slot->span));
  if (isn_span_empty(slot->span) || utc.zone != 0 || utc.moment.minute < 0) return;
  for (size_t i = 0; i < page->time_count; i++) {
    html_date date = isn_html_date(isn_str_cut(page->bytes, page->times[i].value));
    if (date.moment.day == INT32_MIN || date.moment.minute < 0 || date.zone == INT32_MIN || date.zone == 0) continue;
    if (instant_of(date) != instant_of(utc)) continue;
    *slot = (html_value){page->times[i].value, FROM_ATTRIBUTE};
    return;
  }
}

void isn_html_facts_read(const html_page *page, html_facts *f) {
  *f = (html_facts){.author_count = 0};
  read_scripts(page, f);
  read_metas(page, f);
  for (size_t i = 0; i < page->time_count; i++)
    if (page->times[i].published && isn_html_date(isn_str_cut(page->bytes, page->times[i].value)).moment.day != INT32_MIN)
      keep(&f->published, page->times[i].value, FROM_ATTRIBUTE);
  for (size_t i = 0; i < page->time_count; i++)
    if (isn_html_date(isn_str_cut(page->bytes, page->times[i].value)).moment.day != INT32_MIN) keep(&f->published, page->times[i].value, FROM_ATTRIBUTE);
  prefer_zoned(page, &f->published);
  prefer_zoned(page, &f->updated);
  if (!isn_span_empty(page->canonical)) f->url = (html_value){page->canonical, FROM_ATTRIBUTE};
  if (!isn_span_empty(page->lang)) keep(&f->language, page->lang, FROM_ATTRIBUTE);
}

/* ---- Dates --------------------------------------------------------------------------------------------------------- */

typedef struct cursor {
  isnad_str text;
  size_t at;
} cursor;

static char peek(const cursor *c) { return c->at < c->text.len ? c->text.ptr[c->at] : 0; }
static bool is_digit(char c) { return (unsigned char)(c - '0') < 10; }

/* A number of at most `most` digits; -1 where none stands. */
static int number(cursor *c, int most) {
  int value = 0, digits = 0;
  for (; digits < most && is_digit(peek(c)); c->at++, digits++) value = value * 10 + (peek(c) - '0');
  return digits ? value : -1;
}

static bool skip_one(cursor *c, const char *marks) {
  char mark = peek(c);
  if (mark == 0 || strchr(marks, mark) == NULL) return false;
  c->at++;
  return true;
}

static void skip_all(cursor *c, const char *marks) {
  while (skip_one(c, marks)) continue;
}

/* The English month at the cursor, 1 to 12, or 0: RFC 822 and its kin. */
static int month_name(cursor *c) {
  static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (c->at + 3 > c->text.len) return 0;
  for (int m = 0; m < 12; m++) {
    bool same = true;
    for (size_t i = 0; i < 3; i++) same = same && (c->text.ptr[c->at + i] | 0x20) == months[3 * m + (int)i];
    if (!same) continue;
    while ((unsigned char)((peek(c) | 0x20) - 'a') < 26) c->at++;
    return m + 1;
  }
  return 0;
}

static bool to_day(int year, int month, int day, html_date *date) {
  if (year < YEAR_FIRST || year > YEAR_LAST || !isn_date_valid(year, month, day)) return false;
  date->moment.day = isn_day_of(year, month, day);
  return true;
}

/* «2024-05-03», «20240503», «2024/5/3» */
static bool iso_day(cursor *c, html_date *date) {
  int year = number(c, 4);
  if (year < YEAR_FIRST) return false;
  bool marked = skip_one(c, "-/.");
  int month = number(c, 2);
  if (marked && !skip_one(c, "-/.")) return false;
  int day = number(c, 2);
  return !is_digit(peek(c)) && to_day(year, month, day, date);
}

/* The year behind a clock: «Fri Apr 28 19:20:36 CEST 2023». The cursor stays. */
static int year_behind(const cursor *c) {
  cursor here = *c;
  for (size_t from = here.at; peek(&here) && here.at - from < 20; here.at++) {
    bool first = here.at == 0 || !is_digit(here.text.ptr[here.at - 1]);
    cursor year = here;
    int value = first ? number(&year, 4) : -1;
    if (value >= YEAR_FIRST && value <= YEAR_LAST && !is_digit(peek(&year))) return value;
  }
  return -1;
}

/* «Fri, 03 May 2024», «May 3, 2024», «03.05.2024» */
static bool other_day(cursor *c, html_date *date) {
  size_t from = c->at;
  while (!is_digit(peek(c)) && peek(c)) { /* the weekday, or the month */
    cursor here = *c;
    int month = month_name(&here), day;
    if (month && (skip_all(&here, " ."), day = number(&here, 2)) > 0) {
      skip_all(&here, " ,");
      cursor clock = here;
      int year = number(&here, 4);
      if (year < YEAR_FIRST) here = clock, year = year_behind(&clock);
      *c = here;
      return to_day(year, month, day, date);
    }
    c->at++;
    if (c->at - from > 16) return false;
  }
  int day = number(c, 2);
  skip_all(c, " .-/");
  int month = is_digit(peek(c)) ? number(c, 2) : month_name(c);
  skip_all(c, " .-/,");
  int year = number(c, 4);
  return day > 0 && to_day(year, month, day, date);
}

/* «T17:47:42.389+02:00», « 05:47 PM GMT» */
static void read_clock(cursor *c, html_date *date) {
  skip_all(c, " ,T");
  int hour = number(c, 2);
  bool marked = skip_one(c, ":");
  int minute = number(c, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return;
  if (marked && skip_one(c, ":") && number(c, 2) >= 0 && skip_one(c, ".,")) number(c, 9);
  skip_all(c, " ");
  char half = (char)(peek(c) | 0x20);
  if ((half == 'p' || half == 'a') && c->at + 1 < c->text.len && (c->text.ptr[c->at + 1] | 0x20) == 'm') {
    hour = hour % 12 + (half == 'p' ? 12 : 0);
    c->at += 2;
    skip_all(c, " ");
  }
  date->moment.minute = (int16_t)(hour * 60 + minute);
  char sign = peek(c);
  if (sign == 'Z' || sign == 'z' || sign == 'G' || sign == 'U') date->zone = 0;
  if (sign != '+' && sign != '-') return;
  c->at++;
  int hours = number(c, 2);
  skip_one(c, ":");
  int minutes = number(c, 2);
  if (hours < 0 || hours > 14) return;
  date->zone = (hours * 60 + (minutes > 0 ? minutes : 0)) * (sign == '-' ? -1 : 1);
}

html_date isn_html_date(isnad_str text) {
  html_date date = {{INT32_MIN, -1}, INT32_MIN};
  cursor c = {text, 0};
  skip_all(&c, " \t\r\n\"");
  cursor again = c;
  if (!iso_day(&c, &date)) {
    c = again;
    if (!other_day(&c, &date)) {
      date.moment.day = INT32_MIN;
      return date;
    }
  }
  read_clock(&c, &date);
  return date;
}

html_date isn_html_address_date(isnad_str url) {
  html_date date = {{INT32_MIN, -1}, INT32_MIN};
  for (cursor c = {url, 0}; c.at + 8 <= url.len; c.at++) {
    if (url.ptr[c.at] != '/' || !is_digit(url.ptr[c.at + 1])) continue;
    cursor day = {url, c.at + 1};
    if (iso_day(&day, &date)) return date;
    date.moment.day = INT32_MIN;
  }
  return date;
}
