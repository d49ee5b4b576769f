/* finish: what a page says of itself, weighed. The outlet is what the caller says, else the name above the headline, the source line
 * («المصدر: السومرية نيوز»), the name below the text, the agency of the dateline. «13/2/2020-|آخر تحديث: 13/2/2020 09:15 م» gives a day twice
 * and a time once: they are of one moment. «آخر تحديث: 22:47» takes the day of the date line, but gives it no hour. */
#include "read/page.h"

#include "base/str.h"
#include "read/html/facts.h"

#define TODAY_REACH 4 /* tokens between «today» and its date */
#define GUESS_LINES 4 /* lines of text in which the date is looked for */

isn_parts isn_parts_new(isn_article *article) {
  isn_parts parts = {.article = article};
  isn_moment unknown = {INT32_MIN, -1};
  article->published = parts.published.moment = parts.updated.moment = unknown;
  article->outlet_row = article->byline_row = article->dateline_row = UINT32_MAX;
  parts.top_outlet.row = parts.tail_outlet.row = parts.source.row = parts.agency.row = parts.place.row = parts.guess.row = UINT32_MAX;
  return parts;
}

static void note(isn_named *slot, const isn_fact *fact) {
  if (isn_span_empty(slot->span) && !isn_span_empty(fact->span)) *slot = (isn_named){fact->span, fact->row};
}

static void note_span(isnad_span *slot, isnad_span span) {
  if (isn_span_empty(*slot)) *slot = span;
}

/* Parts of a moment that are not known yet. */
static void note_moment(isn_fact *slot, const isn_fact *fact) {
  bool has_day = slot->moment.day != INT32_MIN, has_minute = slot->moment.minute >= 0;
  bool same_day = fact->moment.day == INT32_MIN || !has_day || fact->moment.day == slot->moment.day;
  if (has_day && (has_minute || !same_day)) return;
  if (!has_day && fact->moment.day == INT32_MIN && has_minute) return;
  if (isn_span_empty(slot->span)) slot->span = fact->span;
  if (!has_day) slot->moment.day = fact->moment.day;
  if (!has_minute && same_day) slot->moment.minute = fact->moment.minute;
}

static bool has(const isn_facts *f, enum fact_kind kind) {
  for (int i = 0; i < f->count; i++)
    if (f->at[i].kind == kind) return true;
  return false;
}

static bool has_quoted(const isn_page *page, const isn_facts *f) {
  for (int i = 0; i < f->count; i++)
    if (f->at[i].kind == FACT_REST && isn_is_quoted(page, f->at[i].span)) return true;
  return false;
}

/* A place is the dateline's where an agency or author stands with it, or where it stands alone below the headline. */
static bool is_dateline(const isn_page *page, const isn_facts *f, const isn_fact *fact, enum facts_from from, bool headline) {
  if (from == FROM_DATELINE || from == FROM_SIGNATURE) return true;
  if (from == FROM_TAIL && has(f, FACT_PUBLISHED) && f->unknown == 0 && !f->labelled) return true;
  if (isn_row_is_country(page, fact->row)) return false;
  bool beside = has(f, FACT_OUTLET) || has(f, FACT_BYLINE) || has(f, FACT_AUTHOR) || has_quoted(page, f);
  bool dated = has(f, FACT_PUBLISHED) && f->unknown == 0 && !f->labelled;
  if (from == FROM_TOP || from == FROM_TAIL) return beside || (from == FROM_TAIL && dated);
  bool first = fact == &f->at[0] && f->cells == 1 && f->count <= 3 && !f->dated;
  return beside || (headline && (dated || first));
}

static void take_outlet(isn_parts *parts, const isn_facts *f, const isn_fact *fact, enum facts_from from) {
  bool dateline = from == FROM_DATELINE || (has(f, FACT_PLACE) && from != FROM_TOP);
  if (dateline) note(&parts->agency, fact);
  else note(from == FROM_TAIL ? &parts->tail_outlet : &parts->top_outlet, fact);
}

static void take_clock_place(isn_page *page, isn_parts *parts, const isn_fact *fact) {
  isnad_meta *meta = &parts->article->meta;
  if (fact->kind == FACT_CLOCK_PLACE && meta->published_place.text.len == 0)
    meta->published_place = (isnad_value){isn_str_cut(page->text, fact->span), fact->span, false};
  if (fact->zone == INT32_MIN || meta->zone_known) return;
  meta->zone_minutes = fact->zone;
  meta->zone_known = true;
}

void isn_facts_take(isn_page *page, isn_parts *parts, const isn_facts *f, enum facts_from from) {
  for (int i = 0; i < f->count; i++) {
    const isn_fact *fact = &f->at[i];
    switch (fact->kind) {
      case FACT_PUBLISHED:
        if (from != FROM_DATELINE || fact->moment.day != INT32_MIN) note_moment(&parts->published, fact);
        break;
      case FACT_UPDATED: note_moment(&parts->updated, fact); break;
      case FACT_CLOCK_PLACE:
      case FACT_ZONE: take_clock_place(page, parts, fact); break;
      case FACT_PLACE:
        if (is_dateline(page, f, fact, from, parts->title_line < page->line_count)) note(&parts->place, fact);
        break;
      case FACT_OUTLET: take_outlet(parts, f, fact, from); break;
      case FACT_SOURCE: note(&parts->source, fact); break;
      case FACT_AUTHOR: note_span(&parts->author, fact->span); break;
      case FACT_BYLINE: note_span(&parts->byline, fact->span); break;
      case FACT_SECTION:
        if (from == FROM_HEAD && parts->article->meta.section.text.len == 0 && f->unknown == 0)
          parts->article->meta.section = (isnad_value){isn_str_cut(page->text, fact->span), fact->span, false};
        break;
      case FACT_REST:
        if (from == FROM_SIGNATURE && f->count == 2 && f->at[0].kind == FACT_OUTLET && fact->span.start - f->at[0].span.end <= 1)
          break; /* the rest of an outlet's name */
        if (from == FROM_SIGNATURE && i > 0 && i + 1 < f->count && f->at[i - 1].kind == FACT_PLACE && f->at[i + 1].kind == FACT_OUTLET) {
          note_span(&parts->author, fact->span); /* «إدلب / محمد العلي / الأناضول» */
          break;
        }
        if (from == FROM_SIGNATURE && !has(f, FACT_PLACE) && isn_span_empty(parts->place.span) && (i == 0 || has(f, FACT_OUTLET)) && !has(f, FACT_BYLINE))
          note(&parts->place, fact);
        else if (from == FROM_SIGNATURE || (has(f, FACT_PLACE) && isn_is_quoted(page, fact->span))) note(&parts->agency, fact);
        else if (i > 0 && f->at[i - 1].kind == FACT_AUTHOR) note(&parts->place, fact); /* «كتب محمود السيد - الغربية» */
        else if (i == 0 && f->cells + f->count > 2 && (f->dated || from == FROM_TOP) && from != FROM_TAIL) note(&parts->guess, fact);
        break;
      default: break;
    }
  }
}

/* ---- Weighing ------------------------------------------------------------------------------------------------------ */

static isnad_value value_of(const isn_page *page, isnad_span span) {
  if (isn_span_empty(span)) return (isnad_value){{NULL, 0}, {0, 0}, false};
  return (isnad_value){isn_str_cut(page->text, span), span, false};
}

static isnad_value moment_value(const isn_page *page, isn_moment moment, isnad_span span, bool derived) {
  if (moment.day == INT32_MIN) return (isnad_value){{NULL, 0}, {0, 0}, false};
  char out[24];
  size_t len = isn_moment_print(moment, out);
  return (isnad_value){isn_arena_copy(page->arena, (isnad_str){out, len}), span, derived};
}

/* A full date in the headline («حصاد يوم الأحد 09-09-2018»), or in a paragraph right behind today's name («اليوم الاثنين (22 شباط 2021)»). */
static bool date_inside(const isn_page *page, const isn_line *line, bool today, isn_fact *found) {
  uint32_t len, near = 0; /* tokens from here on that are still beside «today» */
  int32_t value, day;
  for (uint32_t i = line->lead; i < line->token_count; i++) {
    if (line->tokens[i].kind == TOK_PUNCT) continue;
    if (today && isn_word_at(page, line, i, WC_DAY_WORD, &value, &len)) near = value == 0 ? i + len + TODAY_REACH : 0;
    if ((today && i >= near) || !isn_date_at(page, line, i, &day, &len) || day == INT32_MIN) continue;
    found->moment.day = day;
    found->span = (isnad_span){line->tokens[i].span.start, line->tokens[i + len - 1].span.end};
    return true;
  }
  return false;
}

/* Where no line of the page tells the date. True: computed from what the text speaks of. */
static bool guess_date(const isn_page *page, isn_parts *parts) {
  if (parts->title_line < page->line_count && date_inside(page, &page->lines[parts->title_line], false, &parts->published))
    return true;
  enum { HEAD_WORDS = 14 }; /* «13:30 - 01/02/2024 مغارب بريس من الرباط وتونس»: a line of the head that is more than a date */
  for (size_t i = 0; i < parts->body_line && i < page->line_count; i++)
    if (page->lines[i].words <= HEAD_WORDS && date_inside(page, &page->lines[i], false, &parts->published)) return true;
  size_t end = parts->body_line + GUESS_LINES;
  for (size_t i = parts->body_line; i < page->line_count && i < end; i++)
    if (page->lines[i].kind == LINE_TEXT && date_inside(page, &page->lines[i], true, &parts->published)) return true;
  return false;
}

static void weigh_dates(isn_page *page, isn_parts *parts, const isnad_given *given) {
  isn_moment *published = &parts->published.moment, *updated = &parts->updated.moment;
  isn_article *article = parts->article;
  bool borrowed = updated->day == INT32_MIN && updated->minute >= 0;
  if (borrowed) updated->day = published->day;
  if (published->day == INT32_MIN && updated->day != INT32_MIN) {
    *published = *updated;
    parts->published.span = parts->updated.span;
  }
  if (!borrowed && published->day == updated->day && published->minute < 0 && updated->minute >= 0) {
    published->minute = updated->minute;
    parts->published.span = parts->updated.span;
  }
  article->meta.updated = moment_value(page, *updated, parts->updated.span, false);
  isn_moment told;
  if (given != NULL && given->published.len && isn_moment_parse(given->published, &told)) {
    article->published = told;
    article->meta.published = moment_value(page, told, (isnad_span){0, 0}, true);
    return;
  }
  bool derived = published->day == INT32_MIN && guess_date(page, parts);
  article->published = *published;
  article->meta.published = moment_value(page, *published, parts->published.span, derived);
}

/* The row of an outlet's name, read as a line of its own. */
uint32_t isn_outlet_row(const isn_page *page, isnad_str name) {
  isn_tokens tokens = isn_tokenize(page->arena, name, 0, name.len);
  isn_line line = {.tokens = tokens.at, .token_count = tokens.count < UINT16_MAX ? (uint16_t)tokens.count : UINT16_MAX};
  uint32_t len;
  for (uint32_t i = 0; i < line.token_count && i < 3; i++) {
    uint32_t row = isn_name_at(page, &line, i, K_OUTLET, &len);
    if (row != UINT32_MAX && i + len + 1 >= line.token_count) return row;
  }
  return UINT32_MAX;
}

static void weigh_outlet(isn_page *page, isn_parts *parts, const isnad_given *given) {
  isn_article *article = parts->article;
  const isn_named *order[] = {&parts->top_outlet, &parts->source, &parts->tail_outlet, &parts->agency, &parts->guess};
  isn_named outlet = {{0, 0}, UINT32_MAX};
  for (size_t i = 0; i < sizeof order / sizeof *order && isn_span_empty(outlet.span); i++) outlet = *order[i];
  /* «المركز الإعلامي» above, «المركز الإعلامي لقوات سوريا الديمقراطية» below: the whole name */
  if (!isn_span_empty(parts->tail_outlet.span) && outlet.row == UINT32_MAX &&
      isn_line_same(page, outlet.span, parts->tail_outlet.span, true))
    outlet = parts->tail_outlet;
  article->meta.outlet = value_of(page, outlet.span);
  article->outlet_row = outlet.row;
  if (given != NULL && given->outlet.len) {
    article->meta.outlet = (isnad_value){given->outlet, {0, 0}, true};
    article->outlet_row = isn_outlet_row(page, given->outlet);
  }
  bool same = isn_str_same(article->meta.outlet.text, isn_str_cut(page->text, parts->agency.span)) ||
              (parts->agency.row != UINT32_MAX && parts->agency.row == article->outlet_row);
  isnad_span byline = parts->author;
  if (isn_span_empty(byline)) byline = parts->byline;
  if (isn_span_empty(byline) && !same) byline = parts->agency.span;
  if (!isn_span_empty(byline) && byline.start == parts->agency.span.start) article->byline_row = parts->agency.row;
  if (isn_span_empty(byline)) byline = parts->initials;
  article->meta.byline = value_of(page, byline);
}

void isn_parts_finish(isn_page *page, isn_parts *parts, const isnad_given *given) {
  isn_article *article = parts->article;
  isnad_meta *meta = &article->meta;
  weigh_dates(page, parts, given);
  weigh_outlet(page, parts, given);
  meta->dateline = value_of(page, parts->place.span);
  article->dateline_row = parts->place.row;
  if (given != NULL && given->url.len) meta->url = (isnad_value){given->url, {0, 0}, true};
  meta->images = parts->images;
  meta->image_count = parts->image_count;
  meta->tags = parts->tags;
  meta->tag_count = parts->tag_count;
  meta->paragraphs = parts->paragraphs;
  meta->paragraph_count = parts->paragraph_count;
  article->blocks = parts->blocks;
  article->block_count = parts->block_count;
}

/* ---- What is told beside the text ------------------------------------------------------------------------------------- */

void isn_article_complete(isn_arena *arena, const isnad_lexicon *lexicon, isn_article *article, const isnad_given *given) {
  isnad_meta *meta = &article->meta;
  isn_page page = {.arena = arena, .lexicon = lexicon, .text = given->via};
  if (meta->title.text.len == 0 && given->title.len) meta->title = (isnad_value){given->title, {0, 0}, true};
  if (meta->byline.text.len == 0 && given->author.len) meta->byline = (isnad_value){given->author, {0, 0}, true};
  int zone = isn_html_date(given->published).zone;
  if (zone != INT32_MIN) meta->zone_minutes = zone, meta->zone_known = true;
  article->via_row = UINT32_MAX;
  if (given->via.len == 0) return;
  meta->via = (isnad_value){given->via, {0, 0}, true};
  article->via_kind = (uint8_t)given->via_kind;
  article->via_row = isn_outlet_row(&page, given->via);
}
