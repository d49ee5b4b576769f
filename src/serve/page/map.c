/* map: where it happened, as far as it is known: the drawing, what its circles mean, and the same incidents as a list,
 * those without a place that is known to the gazetteer too. */
#include "serve/page/draw.h"

enum { DRAWN_MAX = 2000 };

static void put_item(isn_page *page, const isn_incident_row *row) {
  put(page, "<li><a href=\"%p\" dir=\"auto\">%t</a> ", isn_page_to(page, "i", row->id), isn_say_title(page, row));
  put(page, "<span class=\"by\">");
  isn_say_event(page, row->event, row->mode);
  if (row->place.len) put(page, " \xC2\xB7 <bdi>%t</bdi>", row->place);
  put(page, " \xC2\xB7 ");
  isn_say_day(page, row->start.len ? row->start : row->last);
  put(page, " \xC2\xB7 %t</span></li>\n",
      isn_word_of(page->pages->words, page->lang, "precision", isn_arena_print(page->arena, "%d", row->precision)));
}

static void put_list(isn_page *page, const isn_row_list *list, const isn_cluster_list *all) {
  put(page, "<section aria-labelledby=\"map-list\">\n<h2 id=\"map-list\">%w</h2>\n", "map.list");
  for (size_t i = 0; i < all->count; i++) {
    put(page, "<h3 id=\"g%d\"><bdi>%t</bdi></h3>\n<ul class=\"map-list\">\n", (int64_t)i + 1,
        all->at[i].rows[0]->place);
    for (size_t k = 0; k < all->at[i].count; k++) put_item(page, all->at[i].rows[k]);
    put(page, "</ul>\n");
  }
  bool any = false;
  for (size_t i = 0; i < list->count; i++) {
    if (list->at[i].located) continue;
    if (!any) put(page, "<h3>%w</h3>\n<ul class=\"map-list\">\n", "map.nowhere");
    any = true;
    put_item(page, &list->at[i]);
  }
  put(page, any ? "</ul>\n</section>\n" : "</section>\n");
}

void isn_page_map_write(isn_page *page) {
  isn_frame frame = {.title = isn_word(page->pages->words, page->lang, "map"),
                     .here = "map",
                     .forms = "geojson json ndjson csv atom txt"};
  isn_filter filter = isn_page_filter(page);
  filter.limit = DRAWN_MAX;
  isn_row_list list = isn_page_rows(page, &filter);
  isn_shell_open(page, &frame);
  put(page, "<header class=\"lead\"><h1>%w</h1><p class=\"about\">%w</p></header>\n", "map", "map.about");
  isn_page_filter_form(page);
  isn_cluster_list all = isn_page_clusters(page, &list, false);
  if (!page->lite) {
    put(page, "<div class=\"wide map-frame\" tabindex=\"0\" role=\"group\" aria-label=\"%w\">\n", "map");
    isn_page_map_draw(page, &list, false);
    put(page, "</div>\n");
    put(page, "<ul class=\"legend\">");
    for (int p = 1; p <= 3; p++)
      put(page,
          "<li><svg viewBox=\"0 0 44 44\" aria-hidden=\"true\"><circle class=\"at precision-%d\" cx=\"22\" cy=\"22\" "
          "r=\"%d\"/></svg>%t</li>",
          (int64_t)p,
          (int64_t)(p == 1   ? 7
                    : p == 2 ? 12
                             : 20),
          isn_word_of(page->pages->words, page->lang, "precision", isn_arena_print(page->arena, "%d", p)));
    put(page, "</ul>\n<p class=\"by\">%w</p>\n", "map.credit");
  }
  if (list.count == DRAWN_MAX) put(page, "<p>%w</p>\n", "map.more");
  put_list(page, &list, &all);
  isn_shell_close(page, &frame);
}
