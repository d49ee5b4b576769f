/* filter: the form that narrows a list, by plain GET parameters, so that every filter is an address and a feed; the
 * filters that hold, each with a way to take it off; and the pages of a long list. */
#include <stdio.h>

#include "serve/page/inner.h"

isn_filter isn_page_filter(isn_page *page) {
  isn_filter reader = isn_filter_of(&page->query);
  reader.order = ISN_BY_LAST_REPORT;
  if (isn_str_same(isn_query_get(&page->query, "order"), ISN_LIT("origins"))) reader.order = ISN_BY_ORIGINS;
  if (page->coverage == NULL) return reader;
  isn_filter both = isn_filter_both(page->arena, &page->coverage->narrow, &reader);
  both.order = reader.order;
  return both;
}

/* ---- The form ---------------------------------------------------------------------------------------------------- */

static void put_field(isn_page *page, const char *name, const char *kind, const char *label) {
  put(page, "<p><label for=\"f-%c\">%w</label><input id=\"f-%c\" name=\"%c\" type=\"%c\" value=\"%t\"%z></p>\n", name,
      label, name, name, kind, isn_query_get(&page->query, name), strcmp(kind, "date") == 0 ? "" : " dir=auto");
}

static void put_option(isn_page *page, isnad_str value, isnad_str label, isnad_str chosen) {
  put(page, "<option value=\"%t\"%z>%t</option>", value, isn_str_same(value, chosen) ? " selected" : "", label);
}

static void put_events(isn_page *page) {
  isnad_str chosen = isn_query_get(&page->query, "event");
  put(page, "<p><label for=\"f-event\">%w</label><select id=\"f-event\" name=\"event\">", "filter.event");
  put_option(page, ISN_LIT(""), isn_word(page->pages->words, page->lang, "any"), chosen);
  for (int event = ISNAD_AGREE; event <= ISNAD_ELECTION; event++) {
    isnad_str code = isn_str(isnad_event_name((isnad_event)event));
    put_option(page, code, isn_word_of(page->pages->words, page->lang, "event", code), chosen);
  }
  put(page, "</select></p>\n");
}

static void put_orders(isn_page *page) {
  static const char *const orders[] = {"last", "origins"};
  isnad_str chosen = isn_query_get(&page->query, "order");
  put(page, "<p><label for=\"f-order\">%w</label><select id=\"f-order\" name=\"order\">", "filter.order");
  for (size_t i = 0; i < 2; i++)
    put_option(page, isn_str(orders[i]), isn_word_of(page->pages->words, page->lang, "order", isn_str(orders[i])),
               chosen);
  put(page, "</select></p>\n");
}

static void put_disputed(isn_page *page) {
  put(page,
      "<p class=\"check\"><input id=\"f-disputed\" name=\"disputed\" type=\"checkbox\" value=\"1\"%z><label "
      "for=\"f-disputed\">%w</label></p>\n",
      isn_query_get(&page->query, "disputed").len ? " checked" : "", "filter.disputed");
}

/* What holds now, each a link that takes it off. */
static void put_holding(isn_page *page) {
  for (size_t i = 0; isn_filter_names[i]; i++) {
    isnad_str value = isn_query_get(&page->query, isn_filter_names[i]);
    if (value.len == 0) continue;
    char key[32];
    snprintf(key, sizeof key, "filter.%s", isn_filter_names[i]);
    put(page, "<li><a href=\"");
    isn_shell_self(page, "", isn_filter_names[i], NULL);
    bool flag = strcmp(isn_filter_names[i], "disputed") == 0, event = strcmp(isn_filter_names[i], "event") == 0;
    put(page, "\">%w", key);
    if (!flag)
      put(page, "%w <bdi>%t</bdi>", "colon",
          event ? isn_word_of(page->pages->words, page->lang, "event", value) : value);
    put(page, " <span aria-hidden=\"true\">\xC3\x97</span><span class=\"hidden\">%w</span></a></li>", "filter.off");
  }
}

static bool holds_any(const isn_page *page) {
  for (size_t i = 0; isn_filter_names[i]; i++)
    if (isn_query_get(&page->query, isn_filter_names[i]).len) return true;
  return false;
}

void isn_page_filter_form(isn_page *page) {
  if (page->ask->fixed) return;
  bool any = holds_any(page);
  if (any) {
    put(page, "<ul class=\"holding\" aria-label=\"%w\">", "filter.holding");
    put_holding(page);
    put(page, "</ul>\n");
  }
  put(page, "<details class=\"filter\"%z><summary>%w</summary>\n<form method=\"get\" action=\"%t\" role=\"search\">\n",
      any ? " open" : "", "filter", page->ask->path);
  put_field(page, "q", "search", "filter.q");
  put_events(page);
  put_field(page, "place", "text", "filter.place");
  put_field(page, "actor", "text", "filter.actor");
  put_field(page, "source", "text", "filter.source");
  put_field(page, "after", "date", "filter.after");
  put_field(page, "before", "date", "filter.before");
  put_field(page, "origins", "number", "filter.origins");
  put_orders(page);
  put_disputed(page);
  put(page, "<p><button type=\"submit\">%w</button></p>\n</form>\n</details>\n", "filter.apply");
}

/* ---- Pages of a list --------------------------------------------------------------------------------------------- */

int64_t isn_page_offset(isn_page *page, int64_t total, int64_t each) {
  int64_t last = total > 0 ? (total - 1) / each : 0, here = isn_query_number(&page->query, "page", 1, 1000000) - 1;
  if (here < 0) here = 0;
  return (here > last ? last : here) * each;
}

static void put_page_link(isn_page *page, int64_t number, const char *key) {
  put(page, "<a href=\"");
  isn_shell_self(page, "", "page", number > 1 ? isn_arena_print(page->arena, "%lld", (long long)number).ptr : NULL);
  put(page, "\" rel=\"%z\">%w</a> ", strcmp(key, "newer") == 0 ? "prev" : "next", key);
}

void isn_page_pager(isn_page *page, int64_t total, int64_t each) {
  int64_t here = isn_page_offset(page, total, each) / each + 1, last = total > 0 ? (total - 1) / each + 1 : 1;
  if (last == 1) return;
  put(page, "<nav class=\"pager\" aria-label=\"%w\"><p>", "pages");
  if (here > 1) put_page_link(page, here - 1, "newer");
  put(page, "<span>%w %d / %d</span> ", "page", here, last);
  if (here < last) put_page_link(page, here + 1, "older");
  put(page, "</p></nav>\n");
}
