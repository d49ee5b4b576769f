/* report: one text exactly as it was received, with the words of each claim marked and numbered; then the claims, each
 * with what its words are; the digest; the versions of its address and what changed between them. «[1] قصفت طائرة مسيّرة
 * سوق الأبيض» is the first claim. */
#include <stdio.h>
#include <stdlib.h>

#include "serve/page/inner.h"

enum { LINES_MAX = 600, CLAIMS_MAX = 4096 };

/* ---- The text and its marks -------------------------------------------------------------------------------------- */

static int by_size(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* Where marks begin and end, in order, each once. */
static size_t edges_of(isn_page *page, const isn_stored_claims *claims, size_t len, uint32_t **out) {
  uint32_t *edges = isn_alloc_array(page->arena, claims->count * 2 + 2, sizeof *edges);
  size_t count = 0, kept = 0;
  edges[count++] = 0, edges[count++] = (uint32_t)len;
  for (size_t i = 0; i < claims->count; i++) {
    isnad_span span = claims->at[i].claim->evidence;
    if (isn_span_empty(span) || span.end > len) continue;
    edges[count++] = span.start, edges[count++] = span.end;
  }
  qsort(edges, count, sizeof *edges, by_size);
  for (size_t i = 0; i < count; i++)
    if (i == 0 || edges[i] != edges[i - 1]) edges[kept++] = edges[i];
  *out = edges;
  return kept;
}

/* The numbers of the claims that begin here, as links to what is said of them; each is also where links to the claim
 * lead. */
static void put_numbers(isn_page *page, const isn_stored_claims *claims, uint32_t at) {
  for (size_t i = 0; i < claims->count; i++) {
    isnad_span span = claims->at[i].claim->evidence;
    if (span.start != at || isn_span_empty(span)) continue;
    int64_t n = (int64_t)claims->at[i].n + 1;
    put(page, "<sup class=\"number\" id=\"c%d\"><a href=\"#claim%d\" aria-label=\"%w %d\">%d</a></sup>", n, n, "claim",
        n, n);
  }
}

/* A mark for each stretch between two edges that belongs to a claim; data-claims names all it belongs to. */
static void put_marked(isn_page *page, isnad_str text, const isn_stored_claims *claims) {
  uint32_t *edges;
  size_t count = edges_of(page, claims, text.len, &edges);
  for (size_t e = 0; e + 1 < count; e++) {
    isnad_str part = {text.ptr + edges[e], edges[e + 1] - edges[e]};
    bool marked = false;
    put_numbers(page, claims, edges[e]);
    for (size_t i = 0; i < claims->count; i++) {
      isnad_span span = claims->at[i].claim->evidence;
      if (span.start > edges[e] || span.end < edges[e + 1] || isn_span_empty(span)) continue;
      put(page, marked ? " %d" : "<mark data-claims=\"%d", (int64_t)claims->at[i].n + 1);
      marked = true;
    }
    put(page, marked ? "\">%t</mark>" : "%t", part);
  }
}

/* ---- The claims -------------------------------------------------------------------------------------------------- */

enum { PARTS_MAX = 64 };

typedef struct part {
  isnad_span span;
  const char *label;
} part;

typedef struct parts {
  part at[PARTS_MAX];
  size_t count;
} parts;

static void add_part(parts *all, isnad_span span, const char *label) {
  if (isn_span_empty(span) || all->count == PARTS_MAX) return;
  for (size_t i = 0; i < all->count; i++)
    if (isn_span_overlap(all->at[i].span, span)) return; /* what was named first keeps its words */
  size_t to = all->count++;
  while (to > 0 && all->at[to - 1].span.start > span.start) all->at[to] = all->at[to - 1], to--;
  all->at[to] = (part){span, label};
}

static void collect_parts(const isnad_claim *c, parts *all) {
  add_part(all, c->trigger, "ask.what");
  for (size_t i = 0; i < c->count_count; i++) add_part(all, c->counts[i].span, "ask.count");
  for (size_t i = 0; i < c->actor_count; i++) add_part(all, c->actors[i].span, "ask.who");
  for (size_t i = 0; i < c->recipient_count; i++) add_part(all, c->recipients[i].span, "ask.whom");
  add_part(all, c->place.span, "ask.where");
  add_part(all, c->from.span, "ask.from");
  add_part(all, c->to.span, "ask.to");
  add_part(all, c->time.span, "ask.when");
  for (size_t i = 0; i < c->source_count; i++) add_part(all, c->sources[i].span, "ask.whose");
}

/* The clause with what each part of it answers written before the part. */
static void put_clause(isn_page *page, const isn_stored_claim *claim) {
  parts all = {.count = 0};
  collect_parts(claim->claim, &all);
  isnad_str words = claim->words;
  size_t at = 0;
  put(page, "<blockquote class=\"clause\" dir=\"auto\" data-claim=\"%d\">", (int64_t)claim->n + 1);
  for (size_t i = 0; i < all.count; i++) {
    isnad_str cut = isn_page_claim_cut(claim, all.at[i].span);
    if (cut.len == 0) continue;
    size_t start = (size_t)(cut.ptr - words.ptr);
    put(page, "%t<span class=\"part\"><span class=\"label\">%w</span>%t</span>",
        (isnad_str){words.ptr + at, start - at}, all.at[i].label, cut);
    at = start + cut.len;
  }
  put(page, "%t</blockquote>\n", (isnad_str){words.ptr + at, words.len - at});
}

static void put_sources(isn_page *page, const isn_stored_claim *claim) {
  const isnad_claim *c = claim->claim;
  put(page, "<p class=\"chain\">%w%w ", "ask.whose", "colon");
  for (size_t i = c->source_count; i > 0; i--) {
    const isnad_link *link = &c->sources[i - 1];
    put(page, "<a href=\"%p\"><bdi>%t</bdi></a> <span class=\"arrow\" aria-hidden=\"true\">%w</span> ",
        isn_page_named(page, "o", link->id.len ? link->id : link->text), link->text, "arrow");
  }
  put(page, "<a href=\"%p\"><bdi>%t</bdi></a></p>\n", isn_page_named(page, "s", claim->outlet), claim->outlet);
}

static void put_claim(isn_page *page, const isn_stored_claim *claim) {
  const isnad_claim *c = claim->claim;
  int64_t n = (int64_t)claim->n + 1;
  put(page, "<li id=\"claim%d\" value=\"%d\"><p class=\"kicker\"><a class=\"number\" href=\"#c%d\">%d</a> ", n, n, n,
      n);
  isn_say_event(page, isn_str(isnad_event_name(c->event)), isn_str(isnad_mode_name(c->mode)));
  put(page, " \xC2\xB7 <strong class=\"status\">%t</strong>",
      isn_word_of(page->pages->words, page->lang, "status", isn_str(isnad_status_name(c->status))));
  if (claim->incident.len)
    put(page, " \xC2\xB7 <a href=\"%p\">%w</a>", isn_page_to(page, "i", claim->incident), "to.incident");
  put(page, "</p>\n");
  put_clause(page, claim);
  put_sources(page, claim);
  put(page, "</li>\n");
}

/* ---- Versions ---------------------------------------------------------------------------------------------------- */

static size_t lines_of(isnad_str text, isnad_str lines[LINES_MAX]) {
  size_t count = 0;
  for (isnad_str line; count < LINES_MAX && isn_str_line(&text, &line);)
    if (line.len) lines[count++] = line;
  return count;
}

/* The longest common lines, by the usual table; texts of more lines are cut at LINES_MAX, which the page says. */
static void put_difference(isn_page *page, isnad_str before, isnad_str after) {
  isnad_str *a = isn_alloc_array(page->arena, LINES_MAX, sizeof *a),
            *b = isn_alloc_array(page->arena, LINES_MAX, sizeof *b);
  size_t n = lines_of(before, a), m = lines_of(after, b), width = m + 1;
  uint16_t *best = isn_alloc_array(page->arena, (n + 1) * width, sizeof *best);
  for (size_t i = n; i-- > 0;)
    for (size_t j = m; j-- > 0;) {
      uint16_t down = best[(i + 1) * width + j], right = best[i * width + j + 1];
      best[i * width + j] = isn_str_same(a[i], b[j]) ? (uint16_t)(best[(i + 1) * width + j + 1] + 1)
                            : down > right           ? down
                                                     : right;
    }
  put(page, "<div class=\"difference\">\n");
  for (size_t i = 0, j = 0; i < n || j < m;) {
    if (i < n && j < m && isn_str_same(a[i], b[j])) put(page, "<p dir=\"auto\">%t</p>\n", a[i]), i++, j++;
    else if (i < n && (j == m || best[(i + 1) * width + j] >= best[i * width + j + 1]))
      put(page, "<p dir=\"auto\"><del><span class=\"label\">%w</span>%t</del></p>\n", "removed", a[i++]);
    else put(page, "<p dir=\"auto\"><ins><span class=\"label\">%w</span>%t</ins></p>\n", "added", b[j++]);
  }
  if (n == LINES_MAX || m == LINES_MAX) put(page, "<p>%w</p>\n", "difference.cut");
  put(page, "</div>\n");
}

static void put_versions(isn_page *page, const isn_stored_report *report) {
  isn_stored_report *versions, *before = NULL;
  size_t count;
  isn_page_check(page, isn_store_versions(page->store, page->arena, report->id, &versions, &count, &page->error));
  if (count < 2) return;
  put(page, "<section aria-labelledby=\"versions\">\n<h2 id=\"versions\">%w</h2>\n<ol class=\"versions\">\n",
      "versions");
  for (size_t i = 0; i < count; i++) {
    bool here = versions[i].id == report->id;
    put(page, "<li><a href=\"%p\"%z>%w %d</a> \xC2\xB7 ", isn_page_to_number(page, "r", versions[i].id),
        here ? " aria-current=page" : "", "version", versions[i].version);
    isn_say_time(page, versions[i].published);
    put(page, " \xC2\xB7 %w</li>\n", versions[i].current ? "version.current" : "version.old");
    if (here && i > 0)
      isn_page_check(page, isn_store_report(page->store, page->arena, versions[i - 1].id, &before, &page->error));
  }
  put(page, "</ol>\n");
  if (before) {
    put(page, "<h3>%w %d</h3>\n", "difference", before->version);
    put_difference(page, before->text, report->text);
  }
  put(page, "</section>\n");
}

/* ---- The page ---------------------------------------------------------------------------------------------------- */

static void put_facts(isn_page *page, const isn_stored_report *report) {
  put(page, "<dl class=\"facts\">\n<div><dt>%w</dt><dd><a href=\"%p\"><bdi>%t</bdi></a></dd></div>\n", "outlet",
      isn_page_named(page, "s", report->outlet), report->outlet);
  put(page, "<div><dt>%w</dt><dd>", "published");
  isn_say_time(page, report->published);
  put(page, "</dd></div>\n<div><dt>%w</dt><dd>", "received");
  isn_say_instant(page, report->received);
  put(page, "</dd></div>\n");
  if (report->url.len)
    put(page,
        "<div><dt>%w</dt><dd><a href=\"%x\" rel=\"noopener noreferrer nofollow external\" "
        "dir=\"ltr\">%t</a></dd></div>\n",
        "address", report->url, report->url);
  put(page, "<div class=\"whole\"><dt>SHA-256</dt><dd><code dir=\"ltr\">%t</code></dd></div>\n</dl>\n", report->sha256);
}

static void put_text(isn_page *page, const isn_stored_report *report, const isn_stored_claims *claims) {
  bool html = isn_str_same(report->kind, ISN_LIT("html"));
  put(page, "<section aria-labelledby=\"text\">\n<h2 id=\"text\">%w</h2>\n", "text");
  if (html)
    put(page, "<div class=\"received\" dir=\"auto\">%t</div>\n<details><summary>%w</summary>\n", report->text,
        "text.page");
  put(page, "<div class=\"received%z\" dir=\"%z\">", html ? " source" : "", html ? "ltr" : "auto");
  put_marked(page, report->bytes, claims);
  put(page, html ? "</div>\n</details>\n</section>\n" : "</div>\n</section>\n");
}

const isn_stored_report *isn_page_report(isn_page *page, isn_stored_claims *claims) {
  int64_t id = isn_say_number_of(page->id);
  isn_stored_report *report = NULL;
  if (id > 0) isn_page_check(page, isn_store_report(page->store, page->arena, id, &report, &page->error));
  if (report == NULL) isn_page_refuse(page, 404);
  isn_page_check(page, isn_store_claims_of_report(page->store, page->arena, id, claims, &page->error));
  return report;
}

void isn_page_report_write(isn_page *page) {
  isn_stored_claims claims;
  const isn_stored_report *report = isn_page_report(page, &claims);
  if (claims.count > CLAIMS_MAX) isn_page_refuse(page, 500);
  isnad_str title = report->title.len ? report->title : report->outlet;
  isn_frame frame = {.title = title, .forms = "json ndjson csv geojson atom txt"};
  isn_shell_open(page, &frame);
  put(page, "<header class=\"lead\">\n<p class=\"kicker\">%w", "report");
  if (report->retracted) put(page, " \xC2\xB7 <strong class=\"status\">%w</strong>", "retracted");
  if (!report->current) put(page, " \xC2\xB7 <strong class=\"status\">%w</strong>", "version.old");
  put(page, "</p>\n<h1 dir=\"auto\">%t</h1>\n</header>\n", title);
  put_facts(page, report);
  put_text(page, report, &claims);
  put(page, "<section aria-labelledby=\"claims\">\n<h2 id=\"claims\">%w</h2>\n<p>", "claims");
  isn_pen_plural(&page->pen, "n.claims", (int64_t)claims.count);
  put(page, "</p>\n<ol class=\"claims\">\n");
  for (size_t i = 0; i < claims.count; i++) put_claim(page, &claims.at[i]);
  put(page, "</ol>\n</section>\n");
  put_versions(page, report);
  isn_page_acts_report(page, report);
  isn_shell_close(page, &frame);
}
