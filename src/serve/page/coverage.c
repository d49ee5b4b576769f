/* coverage: the live page: what it is about and since when, the main developments, the map, and everything that was
 * told, latest first. /c/<slug> is one coverage, / is all of them. It is whole without the script; the script only says
 * that there is more. */
#include "serve/page/inner.h"

enum { EACH = 40, DEVELOPMENTS = 6, LISTED_IN_DATA = 10, SITE_ALL = 1000000 };

static void put_head(isn_page *page, isnad_str title, isnad_str about, isnad_str last, int64_t total) {
  const isn_coverage *c = page->coverage;
  put(page, "<header class=\"lead\">\n<p class=\"kicker\">%w</p>\n<h1>%t</h1>\n",
      c && c->ended.len ? "coverage.ended" : "coverage", title);
  if (about.len) put(page, "<p class=\"about\">%t</p>\n", about);
  put(page, "<p class=\"since\">");
  if (c && c->since.len) {
    put(page, "%w ", "since");
    isn_say_day(page, c->since);
    put(page, " \xC2\xB7 ");
  }
  isn_pen_plural(&page->pen, "n.incidents", total);
  if (last.len) {
    put(page, " \xC2\xB7 %w ", "last.report");
    isn_say_time(page, last);
  }
  put(page, "</p>\n</header>\n");
}

static isnad_str last_told(const isn_row_list *list) {
  isnad_str last = {NULL, 0};
  for (size_t i = 0; i < list->count; i++)
    if (last.len == 0 || isn_say_minutes_of(list->at[i].last) > isn_say_minutes_of(last)) last = list->at[i].last;
  return last;
}

/* Incidents that most independent origins tell of. */
static void put_developments(isn_page *page, isn_filter filter) {
  filter.order = ISN_BY_ORIGINS;
  filter.limit = DEVELOPMENTS;
  if (filter.min_origins < 2) filter.min_origins = 2;
  isn_row_list list = isn_page_rows(page, &filter);
  if (list.count == 0) return;
  put(page,
      "<section class=\"developments\" aria-labelledby=\"developments\">\n<h2 id=\"developments\">%w</h2>\n<ol>\n",
      "developments");
  for (size_t i = 0; i < list.count; i++) {
    const isn_incident_row *row = &list.at[i];
    put(page, "<li><a href=\"%p\" dir=\"auto\">%t</a> <span class=\"origins\">", isn_page_to(page, "i", row->id),
        isn_say_short(page, isn_say_title(page, row), 200));
    isn_say_origins(page, row);
    put(page, "</span></li>\n");
  }
  put(page, "</ol>\n</section>\n");
}

static void put_map(isn_page *page, isn_filter filter) {
  if (page->lite) return;
  filter.limit = 500;
  isn_row_list list = isn_page_rows(page, &filter);
  put(page,
      "<section class=\"aside-map\" aria-labelledby=\"aside-map\">\n<h2 id=\"aside-map\"><a href=\"%p\">%w</a></h2>\n",
      ISN_LIT("/map"), "map");
  isn_page_map_draw(page, &list, true);
  put(page, "</section>\n");
}

/* schema.org's LiveBlogPosting. Never ClaimReview: nothing is reviewed here. */
static void put_data(isn_page *page, isnad_str title, const isn_row_list *list) {
  const isn_coverage *c = page->coverage;
  put(page,
      "<script "
      "type=\"application/ld+json\">{\"@context\":\"https://"
      "schema.org\",\"@type\":\"LiveBlogPosting\",\"headline\":%j,\"inLanguage\":\"%z\"",
      title, page->lang == ISN_ARABIC ? "ar" : "en");
  if (c && c->since.len) put(page, ",\"coverageStartTime\":%j", c->since);
  if (c && c->ended.len) put(page, ",\"coverageEndTime\":%j", c->ended);
  if (list->count) put(page, ",\"dateModified\":%j", list->at[0].last);
  put(page, ",\"liveBlogUpdate\":[");
  for (size_t i = 0; i < list->count && i < LISTED_IN_DATA; i++)
    put(page, "%z{\"@type\":\"BlogPosting\",\"headline\":%j,\"datePublished\":%j,\"url\":%j}", i ? "," : "",
        isn_say_title(page, &list->at[i]), list->at[i].last,
        isn_arena_print(page->arena, "%.*s/i/%.*s", (int)page->ask->origin.len,
                        page->ask->origin.ptr ? page->ask->origin.ptr : "", (int)list->at[i].id.len,
                        list->at[i].id.ptr));
  put(page, "]}</script>\n");
}

void isn_page_coverage_write(isn_page *page) {
  const isn_coverage *c = page->coverage;
  isnad_str title = c ? c->title[page->lang] : isn_word(page->pages->words, page->lang, "front.title");
  isnad_str about = c ? c->about[page->lang] : isn_word(page->pages->words, page->lang, "front.about");
  isn_frame frame = {.title = title, .about = about, .live = true, .forms = "json ndjson csv geojson atom txt"};
  isn_filter filter = isn_page_filter(page);
  int64_t total = isn_store_count(page->store, &filter), each = page->ask->fixed ? SITE_ALL : EACH;
  isn_filter shown = filter;
  shown.limit = each, shown.offset = isn_page_offset(page, total, each);
  isn_row_list list = isn_page_rows(page, &shown);
  isn_shell_open(page, &frame);
  put_head(page, title, about, last_told(&list), total);
  put(page, "<div class=\"columns\">\n<div class=\"side\">\n");
  put_developments(page, filter);
  put_map(page, filter);
  put(page, "</div>\n<section class=\"stream\" aria-label=\"%w\">\n", "stream");
  isn_page_filter_form(page);
  isn_page_entries(page, &list, true);
  isn_page_pager(page, total, each);
  put(page, "</section>\n</div>\n");
  put_data(page, title, &list);
  isn_shell_close(page, &frame);
}
