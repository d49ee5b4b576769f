/* entry: an incident as it stands in a list: when, where, its sentence, how many tell it after whom, the toll, one
 * quotation with the way to its text. Relies on the store's order; days head the list. «10:40 · الأبيض · قصف: 9 تقارير
 * ← 4 أصول مستقلة». */
#include "serve/page/inner.h"

enum { SENTENCE_MAX = 260, QUOTE_MAX = 420 }; /* bytes: some 140 and 230 Arabic letters */

typedef struct rows_job {
  isn_page *page;
  isn_row_list list;
} rows_job;

static void keep(isn_arena *arena, isnad_str *text) { *text = isn_arena_copy(arena, *text); }

static void add_row(isn_page *page, void *context, const void *item) {
  isn_row_list *list = context;
  isn_arena *arena = page->arena;
  isn_arena_grow(arena, &list->at, list->count, &list->cap, sizeof *list->at);
  isn_incident_row *copy = &list->at[list->count++];
  *copy = *(const isn_incident_row *)item;
  isnad_str *texts[] = {&copy->id,    &copy->event,    &copy->mode,  &copy->acled,   &copy->status,
                        &copy->title, &copy->place_id, &copy->place, &copy->country, &copy->start,
                        &copy->end,   &copy->first,    &copy->last};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) keep(arena, texts[i]);
}

static bool on_row(void *context, const isn_incident_row *row) {
  rows_job *job = context;
  return isn_page_visited(job->page, add_row, &job->list, row);
}

isn_row_list isn_page_rows(isn_page *page, const isn_filter *filter) {
  rows_job job = {.page = page};
  isn_filter brief = *filter;
  brief.brief = true;
  isn_page_check(page, isn_store_incidents(page->store, &brief, on_row, &job, &page->error));
  return job.list;
}

/* ---- One entry --------------------------------------------------------------------------------------------------- */

/* Does the headline of the first report tell of this incident? It does of what the report tells first. */
static bool is_headed(const isn_stored_claim *first, const isn_incident_row *row) {
  return row->title.len && (first->n == 0 || (first->claim->flags & ISNAD_FLAG_HEADLINE));
}

static void put_kicker(isn_page *page, const isn_incident_row *row) {
  put(page, "<p class=\"kicker\">");
  isn_say_event(page, row->event, row->mode);
  if (row->place.len) put(page, " \xC2\xB7 <bdi>%t</bdi>", row->place);
  isnad_str country = isn_word_of(page->pages->words, page->lang, "country", row->country);
  bool named = country.len && !isn_str_same(country, row->country); /* a code is no name */
  if (named && !isn_str_same(row->country, row->place_id)) put(page, "%w %t", "comma", country);
  if (!isn_str_same(row->status, ISN_LIT("happened")))
    put(page, " \xC2\xB7 <strong class=\"status\">%t</strong>",
        isn_word_of(page->pages->words, page->lang, "status", row->status));
  if (row->retracted) put(page, " \xC2\xB7 <strong class=\"status\">%w</strong>", "retracted");
  put(page, "</p>\n");
}

static void put_weight(isn_page *page, const isn_incident_row *row) {
  isnad_str path = isn_page_to(page, "i", row->id);
  put(page, "<p class=\"weight\">");
  if (row->killed_min != ISNAD_NO_NUMBER || row->killed_max != ISNAD_NO_NUMBER) {
    put(page, "<span class=\"toll\">");
    isn_say_figure(page, ISN_LIT("killed"), row->killed_min, row->killed_max);
    put(page, "</span> ");
  }
  put(page, "<a class=\"origins%z\" href=\"%p\">", row->origins > 1 ? " several" : "", path);
  isn_say_origins(page, row);
  put(page, "</a>");
  if (row->disputes) put(page, " <span class=\"tag dispute\">%w</span>", "dispute");
  if (row->updates) put(page, " <span class=\"tag\">%w</span>", "update");
  put(page, "</p>\n");
}

static void put_quotation(isn_page *page, const isn_stored_claim *claim) {
  const isnad_claim *c = claim->claim;
  isnad_str report = isn_page_to_number(page, "r", claim->report);
  put(page, "<blockquote><p dir=\"auto\">%t</p><footer>", isn_say_short(page, claim->words, QUOTE_MAX));
  if (c->source_count) put(page, "<bdi>%t</bdi> \xC2\xB7 ", c->sources[c->source_count - 1].text);
  put(page, "<bdi>%t</bdi> <a class=\"text\" href=\"%p#c%d\">%w</a></footer></blockquote>\n", claim->outlet, report,
      (int64_t)claim->n + 1, "text.link");
}

void isn_page_entry(isn_page *page, const isn_incident_row *row, bool full) {
  isnad_str path = isn_page_to(page, "i", row->id);
  isn_stored_claim ends[2];
  size_t count;
  isn_page_check(page, isn_store_ends_of_incident(page->store, page->arena, row->id, ends, &count, &page->error));
  if (count == 0) return; /* gone since the list was made */
  bool headed = is_headed(&ends[0], row);
  isnad_str sentence = headed ? row->title : ends[0].words;
  put(page, "<article class=\"entry\" id=\"i%u\">\n<p class=\"when\">", row->id);
  isn_say_clock(page, row->last);
  put(page, "</p>\n<div>\n");
  put_kicker(page, row);
  put(page,
      headed ? "<h3 dir=\"auto\"><a href=\"%p\">%t</a></h3>\n" : "<h3 dir=\"auto\"><a href=\"%p\"><q>%t</q></a></h3>\n",
      path, isn_say_short(page, sentence, SENTENCE_MAX));
  put_weight(page, row);
  /* The latest words that are not the sentence itself. */
  while (count && isn_str_same(ends[count - 1].words, sentence)) count--;
  if (count && full && !page->lite) put_quotation(page, &ends[count - 1]);
  put(page, "</div>\n</article>\n");
}

void isn_page_entries(isn_page *page, const isn_row_list *list, bool full) {
  for (size_t i = 0; i < list->count; i++) {
    isnad_str day = isn_say_date(list->at[i].last);
    if (i == 0 || !isn_str_same(day, isn_say_date(list->at[i - 1].last))) {
      put(page, "<h2 class=\"day\">");
      isn_say_day(page, day);
      put(page, "</h2>\n");
    }
    isn_page_entry(page, &list->at[i], full);
  }
  if (list->count == 0) put(page, "<p class=\"nothing\">%w</p>\n", "nothing");
}
