/* isnad: the front door. A report goes through the rooms in the order in which one understands it:
 *
 *     bytes -> read (its parts: headline, date, paragraphs) -> find (its claims) -> record
 *
 * «شن طيران التحالف غارات على حي غويران، بحسب نهر ميديا» comes in as bytes and goes out as a claim with its chain. All memory
 * of a report lies in one capped arena; whatever fails inside jumps to the one trap that the call here has set. */
#include "isnad.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "base/utf8.h"
#include "find/find.h"
#include "link/link.h"
#include "read/article.h"
#include "read/html/html.h"
#include "report/json.h"
#include "report/spans.h"

struct isnad_report {
  isn_arena *arena; /* holds this struct too */
  const isnad_lexicon *lexicon;
  isn_record record;
  isnad_meta meta;
  isnad_str text;     /* what was read: the input, or what a page's was decoded to */
  const isn_map *map; /* from there to the input; NULL: it is the input */
  isnad_str json;     /* made on demand */
};

/* Bytes that most reports take, a byte of text. */
enum { USUAL_MEMORY = 80 };

/* What a report may take: enough for any text, not enough to harm the machine. */
static size_t memory_cap(size_t text_len) { return ((size_t)256 << 20) + text_len * 256; }

static isnad_status check_given(const isnad_given *given, isnad_error *error) {
  isnad_status status = isn_text_check(given->published, "published", error);
  if (status == ISNAD_OK) status = isn_text_check(given->outlet, "outlet", error);
  if (status == ISNAD_OK) status = isn_text_check(given->url, "url", error);
  if (status == ISNAD_OK) status = isn_text_check(given->content_type, "content_type", error);
  if (status == ISNAD_OK) status = isn_text_check(given->title, "title", error);
  if (status == ISNAD_OK) status = isn_text_check(given->author, "author", error);
  if (status == ISNAD_OK) status = isn_text_check(given->via, "via", error);
  isn_moment moment;
  if (status == ISNAD_OK && given->published.len && !isn_moment_parse(given->published, &moment))
    return isn_error(error, ISNAD_SYNTAX, 0, "published is no ISO 8601 date (2022-01-24 or 2022-01-24T12:30)");
  return status;
}

static bool is_page(isnad_str text, const isnad_given *given) {
  if (given->kind != ISNAD_KIND_AUTO) return given->kind == ISNAD_KIND_HTML;
  return text.len > 0 && isn_html_is(text);
}

/* A page may be of any charset that has ASCII in it; other text is UTF-8. */
static isnad_status check_text(isnad_str text, const isnad_given *given, isnad_error *error) {
  const isnad_given none = {.explain = false};
  bool sound = text.len == 0 || (text.ptr != NULL && text.len <= ISNAD_TEXT_MAX);
  if (sound && is_page(text, given ? given : &none)) return ISNAD_OK;
  return isn_text_check(text, "the text", error);
}

/* Everything that allocates: may jump to the trap. */
static isnad_report *read_report(isn_arena *arena, const isnad_lexicon *lexicon, isnad_str text, isnad_given given) {
  text = isn_arena_copy(arena, text); /* the report may outlive the caller's bytes */
  given.published = isn_arena_copy(arena, given.published);
  given.outlet = isn_arena_copy(arena, given.outlet);
  given.url = isn_arena_copy(arena, given.url);
  given.content_type = isn_arena_copy(arena, given.content_type);
  given.title = isn_arena_copy(arena, given.title);
  given.author = isn_arena_copy(arena, given.author);
  given.via = isn_arena_copy(arena, given.via);
  isnad_report *report = isn_alloc(arena, sizeof *report);
  report->arena = arena;
  report->lexicon = lexicon;
  bool page = is_page(text, &given);
  isn_article *article = page ? isn_read_html(arena, lexicon, text, given.content_type, &given) : isn_read_plain(arena, lexicon, text, &given);
  isn_article_complete(arena, lexicon, article, &given);
  report->meta = article->meta;
  report->map = article->map;
  report->text = article->text;
  report->record = (isn_record){.text = text, .meta = &report->meta};
  if (report->map != NULL) isn_meta_lead(arena, report->map, &report->meta);
  if (given.no_claims || !article->meta.arabic) return report;
  isn_findings found = isn_find(arena, lexicon, article->text, article, given.explain);
  isn_find_via(arena, lexicon, article, &found);
  report->record.claims = found.claims;
  report->record.claim_count = found.claim_count;
  report->record.counts = found.counts;
  report->record.count_count = found.count_count;
  if (report->map != NULL) isn_record_lead(arena, report->map, &report->record);
  return report;
}

isnad_status isnad_read(const isnad_lexicon *lexicon, isnad_str text, const isnad_given *given,
                        const isnad_allocator *allocator, isnad_report **out, isnad_error *error) {
  if (out == NULL) return isn_error(error, ISNAD_ARGUMENT, 0, "no place for the report");
  *out = NULL;
  if (lexicon == NULL) return isn_error(error, ISNAD_ARGUMENT, 0, "no lexicon");
  isnad_status status = check_text(text, given, error);
  if (status == ISNAD_OK && given != NULL) status = check_given(given, error);
  if (status != ISNAD_OK) return status;
  isn_arena *arena = isn_arena_new(allocator, memory_cap(text.len));
  if (arena == NULL) return isn_error(error, ISNAD_MEMORY, 0, "out of memory");
  isn_arena_expect(arena, text.len * USUAL_MEMORY);
  if (setjmp(*isn_arena_trap(arena))) {
    isn_arena_free(arena);
    return isn_error(error, ISNAD_MEMORY, 0, "out of memory: a text of %zu bytes may take %zu MB", text.len,
                     memory_cap(text.len) >> 20);
  }
  *out = read_report(arena, lexicon, text, given ? *given : (isnad_given){.explain = false});
  return ISNAD_OK;
}

void isnad_report_free(isnad_report *report) {
  if (report != NULL) isn_arena_free(report->arena);
}

const isnad_meta *isnad_report_meta(const isnad_report *report) { return &report->meta; }
size_t isnad_report_claim_count(const isnad_report *report) { return report->record.claim_count; }
size_t isnad_report_count_count(const isnad_report *report) { return report->record.count_count; }

const isnad_claim *isnad_report_claim(const isnad_report *report, size_t index) {
  return index < report->record.claim_count ? &report->record.claims[index] : NULL;
}

const isnad_count *isnad_report_count(const isnad_report *report, size_t index) {
  return index < report->record.count_count ? &report->record.counts[index] : NULL;
}

isnad_kind isnad_report_kind(const isnad_report *report) { return report->map ? ISNAD_KIND_HTML : ISNAD_KIND_TEXT; }

isnad_str isnad_report_words(const isnad_report *report, isnad_span span) {
  if (span.end > report->record.text.len || span.end < span.start) return (isnad_str){NULL, 0};
  return isn_str_cut(report->text, isn_map_back(report->map, span));
}

isnad_str isnad_report_json(isnad_report *report, isnad_error *error) {
  if (report->json.len) return report->json;
  if (setjmp(*isn_arena_trap(report->arena))) {
    isn_error(error, ISNAD_MEMORY, 0, "out of memory while writing JSON");
    return (isnad_str){NULL, 0};
  }
  report->json = isn_record_json(report->arena, &report->record);
  return report->json;
}

isnad_str isnad_report_print(isnad_report *report, size_t claim, isnad_error *error) {
  isnad_str none = {NULL, 0};
  if (claim >= report->record.claim_count) return isn_error(error, ISNAD_ARGUMENT, claim, "no such claim"), none;
  if (setjmp(*isn_arena_trap(report->arena))) return isn_error(error, ISNAD_MEMORY, 0, "out of memory while making a print"), none;
  const isnad_claim *it = &report->record.claims[claim];
  return isn_print_make(report->arena, report->lexicon, report->text, isn_map_back(report->map, it->trigger),
                        isn_map_back(report->map, it->evidence));
}
