/* forms: the same incidents in other forms, by suffix: /c/basra.csv?after=2025-11-03. Lists go through the export room,
 * so that a page and isnad export give the same rows; an incident as JSON is its record with its claims, a report as
 * text is the text as it came. */
#include "export/export.h"
#include "serve/page/inner.h"

enum { LISTED_MAX = 5000, FEED_MAX = 60 };

static void add_bytes(isn_page *page, void *context, const void *item) {
  const isnad_str *bytes = item;
  (void)context;
  isn_buf_add(&page->pen.buf, bytes->ptr, bytes->len);
}

static bool on_bytes(void *page, isnad_str bytes) { return isn_page_visited(page, add_bytes, NULL, &bytes); }

static void put_export(isn_page *page, const char *form, isn_filter filter) {
  isn_export_options options = {.title = page->coverage ? page->coverage->title[page->lang]
                                                        : isn_word(page->pages->words, page->lang, "front.title"),
                                .address = page->ask->origin};
  filter.limit = strcmp(form, "atom") == 0 ? FEED_MAX : LISTED_MAX;
  filter.order = ISN_BY_LAST_REPORT;
  page->answer->type = isn_export_type(form);
  isn_page_check(page,
                 isn_export(page->store, page->pages->lexicon, form, &filter, &options, on_bytes, page, &page->error));
}

/* {"incidents": [...]} out of an incident a line. */
static void put_json_list(isn_page *page, isn_filter filter) {
  isn_buf_lit(&page->pen.buf, "{\"incidents\":[\n");
  size_t from = page->pen.buf.len;
  put_export(page, "ndjson", filter);
  char *text = page->pen.buf.ptr;
  size_t len = page->pen.buf.len;
  for (size_t i = from; i + 1 < len; i++)
    if (text[i] == '\n') text[i] = ',';
  isn_buf_lit(&page->pen.buf, "]}\n");
  page->answer->type = "application/json";
}

static void put_text_list(isn_page *page, isn_filter filter) {
  isn_buf *buf = &page->pen.buf;
  filter.limit = LISTED_MAX;
  isn_row_list list = isn_page_rows(page, &filter);
  for (size_t i = 0; i < list.count; i++) {
    const isn_incident_row *row = &list.at[i];
    isn_buf_add(buf, row->last.ptr, row->last.len);
    isn_buf_lit(buf, "  ");
    isn_buf_add(buf, row->title.ptr, row->title.len);
    isn_buf_lit(buf, "\n  ");
    isn_pen_plural(&page->pen, "n.reports", row->reports);
    isn_buf_lit(buf, ", ");
    isn_pen_plural(&page->pen, row->origins ? "n.origins" : "n.unknown", row->origins ? row->origins : row->unknown);
    isn_buf_lit(buf, "\n  ");
    isn_buf_add(buf, page->ask->origin.ptr, page->ask->origin.len);
    isn_buf_lit(buf, "/i/");
    isn_buf_add(buf, row->id.ptr, row->id.len);
    isn_buf_lit(buf, "\n\n");
  }
  page->answer->type = "text/plain; charset=utf-8";
}

static bool put_list(isn_page *page, isnad_str suffix, const isn_filter *filter) {
  static const char *const exports[] = {"ndjson", "csv", "geojson", "atom"};
  if (isn_str_same(suffix, ISN_LIT("json"))) return put_json_list(page, *filter), true;
  if (isn_str_same(suffix, ISN_LIT("txt"))) return put_text_list(page, *filter), true;
  for (size_t i = 0; i < sizeof exports / sizeof *exports; i++)
    if (isn_str_same(suffix, isn_str(exports[i]))) return put_export(page, exports[i], *filter), true;
  return false;
}

/* ---- One incident, one report ------------------------------------------------------------------------------------ */

static void put_claim_list(isn_page *page, const isn_stored_claim *claims, size_t count, const char *between) {
  for (size_t i = 0; i < count; i++) {
    if (i) isn_buf_lit(&page->pen.buf, between);
    isn_buf_add(&page->pen.buf, claims[i].json.ptr, claims[i].json.len);
  }
}

static bool put_incident(isn_page *page, isnad_str suffix) {
  isn_incident_row *row;
  isn_page_check(page, isn_store_incident(page->store, page->arena, page->id, &row, &page->error));
  if (row == NULL) isn_page_refuse(page, 404);
  if (!isn_str_same(row->id, page->id))
    isn_page_redirect(
        page, 301,
        isn_arena_print(page->arena, "/i/%.*s.%.*s", (int)row->id.len, row->id.ptr, (int)suffix.len, suffix.ptr));
  if (!isn_str_same(suffix, ISN_LIT("json"))) {
    isn_filter filter = {.id = row->id, .retracted = row->retracted, .since = isn_filter_of(&page->query).since};
    return put_list(page, suffix, &filter);
  }
  isn_page_check(page, isn_store_open_incident(page->store, page->arena, row->id, &page->open, &page->error));
  if (page->open == NULL) isn_page_refuse(page, 404);
  isn_buf *buf = &page->pen.buf;
  isn_buf_lit(buf, "{\"incident\":");
  isn_buf_add(buf, row->json.ptr, row->json.len);
  isn_buf_lit(buf, ",\n\"claims\":[\n");
  put_claim_list(page, page->open->claims, page->open->whole->telling_count, ",\n");
  isn_buf_lit(buf, "]}\n");
  page->answer->type = "application/json";
  return true;
}

static bool put_report(isn_page *page, isnad_str suffix) {
  isn_stored_claims claims;
  const isn_stored_report *report = isn_page_report(page, &claims);
  isn_buf *buf = &page->pen.buf;
  if (isn_str_same(suffix, ISN_LIT("txt"))) {
    isn_buf_add(buf, report->text.ptr, report->text.len);
    page->answer->type = "text/plain; charset=utf-8";
  } else if (isn_str_same(suffix, ISN_LIT("ndjson"))) {
    put_claim_list(page, claims.at, claims.count, "\n");
    isn_buf_lit(buf, "\n");
    page->answer->type = "application/x-ndjson";
  } else if (isn_str_same(suffix, ISN_LIT("json"))) {
    isn_buf_lit(buf, "{\"report\":");
    isn_buf_add(buf, report->head.ptr, report->head.len);
    isn_buf_lit(buf, ",\n\"claims\":[\n");
    put_claim_list(page, claims.at, claims.count, ",\n");
    isn_buf_lit(buf, "]}\n");
    page->answer->type = "application/json";
  } else {
    isn_filter filter = {.report = report->id};
    return put_list(page, suffix, &filter);
  }
  return true;
}

bool isn_page_forms(isn_page *page, isnad_str suffix) {
  char kind = page->path.len > 2 && page->path.ptr[2] == '/' ? page->path.ptr[1] : 0;
  if (kind == 'i') return put_incident(page, suffix);
  if (kind == 'r') return put_report(page, suffix);
  if (isn_str_same(page->path, ISN_LIT("/about")) || (page->path.len >= 6 && memcmp(page->path.ptr, "/admin", 6) == 0))
    return false;
  isn_filter filter = isn_page_filter(page);
  if (kind == 's' || kind == 'o') filter.source = page->id;
  if (isn_str_same(page->path, ISN_LIT("/disputes"))) filter.disputed = true;
  return put_list(page, suffix, &filter);
}
