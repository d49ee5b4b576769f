/* figures: what was counted, by whom and when. An update (the same origin gives a later figure) is shown apart from a
 * disagreement (two origins that cannot both be right); no best figure is chosen. A drawing shows each origin's figure
 * as steps in time: «9» at 10:40, «12» at 12:15, «17» the next morning. Its lines differ by dashes and numbers, not by
 * colour alone; the table beside it says the same. */
#include "serve/page/inner.h"

enum { WIDTH = 720, HEIGHT = 260, LEFT = 44, RIGHT = 30, TOP = 24, BOTTOM = 36, LINES_MAX = 6, TICKS = 4 };

/* ---- Who, when, which words -------------------------------------------------------------------------------------- */

static void put_origin_name(isn_page *page, const isn_opened *open, uint32_t origin) {
  if (origin == ISNAD_NO_INDEX) put(page, "%w", "unknown");
  else put(page, "<bdi>%t</bdi>", open->whole->origins[origin].name);
}

static void put_value(isn_page *page, const isnad_figure *f) {
  isn_say_figure(page, isn_str(isnad_what_name(f->what)), f->min, f->max);
  if (f->unit.len && f->what == ISNAD_WHAT_OTHER) put(page, " <bdi>%t</bdi>", f->unit);
  if (f->subset)
    put(page, " <small>(%w %t)</small>", "out.of",
        isn_word_of(page->pages->words, page->lang, "what", isn_str(isnad_what_name(f->of))));
}

static void put_row(isn_page *page, const isn_opened *open, const isnad_figure *f) {
  const isn_stored_claim *claim = &open->claims[f->telling];
  put(page, "<tr><td class=\"number\">");
  put_value(page, f);
  if (!f->current) put(page, " <small class=\"tag\">%w</small>", "replaced");
  put(page, "</td><td>");
  put_origin_name(page, open, f->origin);
  put(page, "</td><td>");
  isn_say_time(page, claim->published);
  put(page, "</td><td><q dir=\"auto\">%t</q> ", isn_say_short(page, claim->words, 240));
  isn_page_claim_link(page, claim);
  put(page, "</td></tr>\n");
}

static void open_table(isn_page *page, isnad_str caption) {
  put(page,
      "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"%t\"><table "
      "class=\"figures\"><caption>%t</caption><thead><tr><th scope=\"col\">%w</th><th scope=\"col\">%w</th>"
      "<th scope=\"col\">%w</th><th scope=\"col\">%w</th></tr></thead><tbody>\n",
      caption, caption, "figure", "origin", "time", "words");
}

void isn_page_disagreements(isn_page *page, const isn_opened *open) {
  const isnad_incident *whole = open->whole;
  for (size_t i = 0; i < whole->disagreement_count; i++) {
    const isnad_disagreement *d = &whole->disagreements[i];
    isnad_str what = isn_word_of(page->pages->words, page->lang, "what", isn_str(isnad_what_name(d->what)));
    isnad_str colon = isn_word(page->pages->words, page->lang, "colon"),
              dispute = isn_word(page->pages->words, page->lang, "dispute");
    open_table(page, isn_arena_print(page->arena, "%.*s%.*s %.*s", (int)dispute.len, dispute.ptr, (int)colon.len,
                                     colon.ptr, (int)what.len, what.ptr));
    for (size_t k = 0; k < d->figure_count; k++) put_row(page, open, &whole->figures[d->figures[k]]);
    put(page, "</tbody></table></div>\n");
  }
}

static void put_updates(isn_page *page, const isn_opened *open) {
  const isnad_incident *whole = open->whole;
  bool any = false;
  for (size_t i = 0; i < whole->figure_count; i++) {
    const isnad_figure *f = &whole->figures[i];
    if (f->before == ISNAD_NO_INDEX) continue;
    if (!any) put(page, "<h3>%w</h3>\n<ul class=\"updates\">\n", "update");
    any = true;
    put(page, "<li>");
    put_origin_name(page, open, f->origin);
    put(page, "%w ", "colon");
    put_value(page, &whole->figures[f->before]);
    put(page, " <span aria-hidden=\"true\">%w</span><span class=\"hidden\">%w</span> <strong>", "arrow", "then");
    put_value(page, f);
    put(page, "</strong> ");
    isn_page_claim_link(page, &open->claims[f->telling]);
    put(page, "</li>\n");
  }
  if (any) put(page, "</ul>\n");
}

/* ---- The drawing ------------------------------------------------------------------------------------------------- */

typedef struct chart {
  isnad_what what;
  int64_t from, to, most; /* minutes; the highest figure */
  uint32_t origins[LINES_MAX];
  size_t count;
} chart;

static int64_t high(const isnad_figure *f) { return f->max != ISNAD_NO_NUMBER ? f->max : f->min; }
static int64_t told(const isn_opened *open, const isnad_figure *f) {
  return isn_say_minutes_of(open->claims[f->telling].published);
}

static bool drawn(const isn_opened *open, const isnad_figure *f, isnad_what what) {
  return f->what == what && !f->subset && high(f) != ISNAD_NO_NUMBER && f->origin != ISNAD_NO_INDEX &&
         told(open, f) != INT64_MIN;
}

/* False where there are not two figures to compare. */
static bool chart_of(const isn_opened *open, isnad_what what, chart *c) {
  *c = (chart){.what = what, .from = INT64_MAX, .to = INT64_MIN};
  size_t figures = 0;
  for (size_t i = 0; i < open->whole->figure_count; i++) {
    const isnad_figure *f = &open->whole->figures[i];
    if (!drawn(open, f, what)) continue;
    size_t k = 0;
    while (k < c->count && c->origins[k] != f->origin) k++;
    if (k == LINES_MAX) continue;
    if (k == c->count) c->origins[c->count++] = f->origin;
    int64_t at = told(open, f);
    if (at < c->from) c->from = at;
    if (at > c->to) c->to = at;
    if (high(f) > c->most) c->most = high(f);
    figures++;
  }
  if (figures < 2 || c->most == 0) return false;
  c->to += (c->to - c->from) / 12 + 60; /* the last step is seen as one */
  return true;
}

/* Time runs as the language is read. */
static double x_of(const isn_page *page, const chart *c, int64_t at) {
  double part = (double)(at - c->from) / (double)(c->to - c->from), width = WIDTH - LEFT - RIGHT;
  return page->lang == ISN_ARABIC ? WIDTH - LEFT - part * width : LEFT + part * width;
}

static double y_of(const chart *c, int64_t value) {
  return HEIGHT - BOTTOM - (double)value / (double)c->most * (HEIGHT - TOP - BOTTOM);
}

static void put_axes(isn_page *page, const chart *c) {
  bool arabic = page->lang == ISN_ARABIC;
  double foot = HEIGHT - BOTTOM, axis = arabic ? WIDTH - LEFT : LEFT, end = arabic ? RIGHT : WIDTH - RIGHT;
  put(page, "<line class=\"axis\" x1=\"%f\" y1=\"%f\" x2=\"%f\" y2=\"%f\"/>", axis, foot, end, foot);
  for (int i = 1; i <= TICKS; i++) {
    int64_t value = c->most * i / TICKS;
    if (value == c->most * (i - 1) / TICKS) continue;
    put(page, "<line class=\"grid\" x1=\"%f\" y1=\"%f\" x2=\"%f\" y2=\"%f\"/>", axis, y_of(c, value), end,
        y_of(c, value));
    put(page, "<text class=\"scale\" x=\"%f\" y=\"%f\" text-anchor=\"%z\">%d</text>\n", axis + (arabic ? 8.0 : -8.0),
        y_of(c, value) + 5, arabic ? "start" : "end", value);
  }
}

/* Below the axis: when the first figure was told, and the last. */
static void put_times(isn_page *page, const isn_opened *open, const chart *c) {
  isnad_str first = {NULL, 0}, last = {NULL, 0};
  for (size_t i = 0; i < open->whole->figure_count; i++) {
    const isnad_figure *f = &open->whole->figures[i];
    if (!drawn(open, f, c->what)) continue;
    isnad_str when = open->claims[f->telling].published;
    if (first.len == 0 || told(open, f) < isn_say_minutes_of(first)) first = when;
    if (last.len == 0 || told(open, f) > isn_say_minutes_of(last)) last = when;
  }
  const isnad_str whens[] = {first, last};
  for (int i = 0; i < 2 && !(i == 1 && isn_str_same(first, last)); i++) {
    bool at_left = (page->lang == ISN_ARABIC) == (i == 1);
    isnad_str text = isn_arena_print(page->arena, "%.*s", (int)whens[i].len, whens[i].ptr);
    if (text.len > 10) text = isn_arena_print(page->arena, "%.10s %.*s", text.ptr, (int)text.len - 11, text.ptr + 11);
    double x = x_of(page, c, isn_say_minutes_of(whens[i]));
    put(page, "<text class=\"scale\" x=\"%f\" y=\"%f\" text-anchor=\"%z\">%t</text>\n", x, HEIGHT - BOTTOM + 20.0,
        i == 0 ? (at_left ? "start" : "end") : "middle", text);
  }
}

/* One origin: a step at each of its figures, a dot with the number, its own number at the end. */
static void put_steps(isn_page *page, const isn_opened *open, const chart *c, size_t line) {
  char kind[] = "line line-1";
  kind[10] = (char)('1' + line);
  double x = 0, y = 0;
  bool any = false;
  put(page, "<path class=\"%c\" d=\"", kind);
  for (size_t i = 0; i < open->whole->figure_count; i++) {
    const isnad_figure *f = &open->whole->figures[i];
    if (!drawn(open, f, c->what) || f->origin != c->origins[line]) continue;
    double to_x = x_of(page, c, told(open, f)), to_y = y_of(c, high(f));
    put(page, any ? "H%f V%f " : "M%f %f ", to_x, to_y);
    x = to_x, y = to_y, any = true;
  }
  put(page, "H%f\"/>\n", x_of(page, c, c->to));
  for (size_t i = 0; i < open->whole->figure_count; i++) {
    const isnad_figure *f = &open->whole->figures[i];
    if (!drawn(open, f, c->what) || f->origin != c->origins[line]) continue;
    x = x_of(page, c, told(open, f)), y = y_of(c, high(f));
    put(page,
        "<circle class=\"dot line-%d\" cx=\"%f\" cy=\"%f\" r=\"4\"/><text x=\"%f\" y=\"%f\" "
        "text-anchor=\"middle\">%d</text>\n",
        (int64_t)line + 1, x, y, x, y - 9, high(f));
  }
  put(page, "<text class=\"end\" x=\"%f\" y=\"%f\" text-anchor=\"%z\">(%d)</text>\n", x_of(page, c, c->to), y + 5,
      page->lang == ISN_ARABIC ? "end" : "start", (int64_t)line + 1);
}

static void put_chart(isn_page *page, const isn_opened *open, const chart *c) {
  isnad_str what = isn_word_of(page->pages->words, page->lang, "what", isn_str(isnad_what_name(c->what)));
  put(page,
      "<figure class=\"chart\"><figcaption>%w%w %t</figcaption>\n<svg viewBox=\"0 0 %d %d\" role=\"img\" "
      "direction=\"ltr\" aria-label=\"%w%w %t\">\n",
      "chart", "colon", what, (int64_t)WIDTH, (int64_t)HEIGHT, "chart", "colon", what);
  put_axes(page, c);
  put_times(page, open, c);
  for (size_t i = 0; i < c->count; i++) put_steps(page, open, c, i);
  put(page, "</svg>\n<ol class=\"key\">");
  for (size_t i = 0; i < c->count; i++) {
    put(page, "<li class=\"line-%d\">", (int64_t)i + 1);
    put_origin_name(page, open, c->origins[i]);
    put(page, "</li>");
  }
  put(page, "</ol></figure>\n");
}

void isn_page_figures(isn_page *page, const isn_opened *open) {
  const isnad_incident *whole = open->whole;
  static const isnad_what charts[] = {ISNAD_KILLED, ISNAD_WOUNDED, ISNAD_ARRESTED, ISNAD_DISPLACED};
  if (whole->figure_count == 0) return;
  put(page, "<section aria-labelledby=\"figures\">\n<h2 id=\"figures\">%w</h2>\n", "figures");
  if (whole->disagreement_count) put(page, "<p>%w</p>\n", "dispute.about");
  isn_page_disagreements(page, open);
  put_updates(page, open);
  for (size_t i = 0; i < sizeof charts / sizeof *charts && !page->lite; i++) {
    chart c;
    if (chart_of(open, charts[i], &c)) put_chart(page, open, &c);
  }
  if (whole->disagreement_count == 0) {
    open_table(page, isn_word(page->pages->words, page->lang, "figures.all"));
    for (size_t i = 0; i < whole->figure_count; i++) put_row(page, open, &whole->figures[i]);
    put(page, "</tbody></table></div>\n");
  }
  put(page, "</section>\n");
}
