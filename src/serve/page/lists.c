/* lists: the smaller pages: search, disagreements, and what this is about. */
#include "serve/page/inner.h"

enum { EACH = 30, HITS = 60, STX = 2, ETX = 3, SITE_ALL = 1000000 };

/* ---- Disagreements ----------------------------------------------------------------------------------------------- */

void isn_page_disputes_write(isn_page *page) {
  isn_frame frame = {.title = isn_word(page->pages->words, page->lang, "disputes"),
                     .here = "disputes",
                     .live = true,
                     .forms = "json ndjson csv geojson atom txt"};
  isn_filter filter = isn_page_filter(page);
  filter.disputed = true;
  int64_t total = isn_store_count(page->store, &filter), each = page->ask->fixed ? SITE_ALL : EACH;
  filter.limit = each, filter.offset = isn_page_offset(page, total, each);
  isn_row_list list = isn_page_rows(page, &filter);
  isn_shell_open(page, &frame);
  put(page, "<header class=\"lead\">\n<h1>%w</h1>\n<p class=\"about\">%w</p>\n<p class=\"since\">", "disputes",
      "dispute.about");
  isn_pen_plural(&page->pen, "n.incidents", total);
  put(page, "</p>\n</header>\n<div class=\"disputes\">\n");
  for (size_t i = 0; i < list.count; i++) {
    isn_page_check(page, isn_store_open_incident(page->store, page->arena, list.at[i].id, &page->open, &page->error));
    if (page->open == NULL) continue;
    put(page, "<article class=\"disputed\">\n<h2 dir=\"auto\"><a href=\"%p\">%t</a></h2>\n",
        isn_page_to(page, "i", list.at[i].id), isn_say_title(page, &list.at[i]));
    isn_page_disagreements(page, page->open);
    put(page, "</article>\n");
    isn_store_close_incident(page->open);
    page->open = NULL;
  }
  if (list.count == 0) put(page, "<p class=\"nothing\">%w</p>\n", "nothing");
  put(page, "</div>\n");
  isn_page_pager(page, total, each);
  isn_shell_close(page, &frame);
}

/* ---- Search ------------------------------------------------------------------------------------------------------ */

typedef struct hits {
  isn_page *page;
  int64_t count;
} hits;

/* Found words stand between U+0002 and U+0003. */
static void put_stretch(isn_page *page, isnad_str words) {
  bool inside = false;
  size_t from = 0;
  for (size_t i = 0; i < words.len; i++) {
    if (words.ptr[i] != STX && words.ptr[i] != ETX) continue;
    put(page, "%t", (isnad_str){words.ptr + from, i - from});
    bool opens = words.ptr[i] == STX;
    if (opens != inside) put(page, opens ? "<mark>" : "</mark>");
    inside = opens;
    from = i + 1;
  }
  put(page, inside ? "%t</mark>" : "%t", (isnad_str){words.ptr + from, words.len - from});
}

static void put_hit(isn_page *page, void *context, const void *item) {
  const isn_hit *hit = item;
  ((hits *)context)->count++;
  put(page, "<article class=\"entry\"><p class=\"when\">");
  isn_say_clock(page, hit->report.published);
  put(page, "</p><div><p class=\"kicker\"><bdi>%t</bdi> \xC2\xB7 ", hit->report.outlet);
  isn_say_day(page, hit->report.published);
  put(page, "</p>\n<h3 dir=\"auto\"><a href=\"%p\">%t</a></h3>\n<p class=\"stretch\" dir=\"auto\">",
      isn_page_to_number(page, "r", hit->report.id), hit->report.title.len ? hit->report.title : hit->report.outlet);
  put_stretch(page, hit->words);
  put(page, "</p></div></article>\n");
}

static bool on_hit(void *context, const isn_hit *hit) {
  hits *all = context;
  return isn_page_visited(all->page, put_hit, all, hit);
}

static void put_search_form(isn_page *page, isnad_str question) {
  put(page,
      "<form class=\"ask\" method=\"get\" action=\"/search\" role=\"search\"><p><label for=\"q\">%w</label><input "
      "id=\"q\" name=\"q\" type=\"search\" value=\"%t\" dir=\"auto\" "
      "aria-describedby=\"q-help\"><button type=\"submit\">%w</button></p><p id=\"q-help\">%w <code "
      "dir=\"ltr\">%w</code> <code dir=\"ltr\">%w</code> <code dir=\"ltr\">%w</code></p></form>\n",
      "search.label", question, "search", "search.help", "search.sample.1", "search.sample.2", "search.sample.3");
}

void isn_page_search_write(isn_page *page) {
  isnad_str question = isn_query_get(&page->query, "q");
  isn_frame frame = {.title = isn_word(page->pages->words, page->lang, "search"),
                     .here = "search",
                     .forms = question.len ? "json ndjson csv geojson atom txt" : NULL};
  isn_shell_open(page, &frame);
  put(page, "<header class=\"lead\"><h1>%w</h1></header>\n", "search");
  put_search_form(page, question);
  if (question.len) {
    hits all = {page, 0};
    put(page, "<section class=\"stream\" aria-label=\"%w\">\n", "search.found");
    isnad_status status = isn_store_search(page->store, question, HITS, on_hit, &all, &page->error);
    if (status == ISNAD_SYNTAX)
      put(page, "<p class=\"fault\" role=\"alert\">%w <span lang=\"en\" dir=\"ltr\">%z</span></p>\n", "search.fault",
          page->error.message);
    else isn_page_check(page, status);
    if (status == ISNAD_OK && all.count == 0) put(page, "<p class=\"nothing\">%w</p>\n", "nothing");
    if (all.count == HITS) put(page, "<p>%w</p>\n", "search.more");
    put(page, "</section>\n");
  }
  isn_shell_close(page, &frame);
}

/* ---- About ------------------------------------------------------------------------------------------------------- */

static void put_part(isn_page *page, const char *heading, const char *const *paragraphs) {
  put(page, "<section>\n<h2>%w</h2>\n", heading);
  for (size_t i = 0; paragraphs[i]; i++) put(page, "<p>%w</p>\n", paragraphs[i]);
  put(page, "</section>\n");
}

void isn_page_about_write(isn_page *page) {
  static const char *const what[] = {"about.what.1", "about.what.2", "about.what.3", NULL};
  static const char *const accuracy[] = {"about.accuracy.1", "about.accuracy.2", NULL};
  static const char *const limits[] = {"about.limits.1", "about.limits.2", "about.limits.3", "about.limits.4", NULL};
  static const char *const data[] = {"about.data.1", "about.data.2", "about.data.3", "about.data.4", NULL};
  static const char *const counts[] = {"count.reports",   "count.versions", "count.outlets", "count.claims",
                                       "count.incidents", "count.two",      "count.disputed"};
  isn_frame frame = {.title = isn_word(page->pages->words, page->lang, "about"), .here = "about"};
  isn_store_stats stats;
  isn_page_check(page, isn_store_stats_of(page->store, page->arena, &stats, &page->error));
  const int64_t numbers[] = {stats.reports,   stats.versions,    stats.outlets, stats.claims,
                             stats.incidents, stats.origins_two, stats.disputed};
  isn_shell_open(page, &frame);
  put(page, "<div class=\"prose\">\n<header class=\"lead\"><h1>%w</h1></header>\n", "about.title");
  put_part(page, "about.what", what);
  put_part(page, "about.accuracy", accuracy);
  put_part(page, "about.limits", limits);
  put_part(page, "about.data", data);
  put(page, "<section>\n<h2>%w</h2>\n<dl class=\"facts\">\n", "about.now");
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    put(page, "<div><dt>%w</dt><dd>%d</dd></div>\n", counts[i], numbers[i]);
  put(page, "</dl>\n</section>\n</div>\n");
  isn_shell_close(page, &frame);
}
