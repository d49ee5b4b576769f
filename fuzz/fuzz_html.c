/* fuzz_html: any bytes as a page. Spans lie within the page; the words of a span, tags and entities taken off, are the value that stands
 * on it; JSON can be written. */
#include <string.h>

#include "isnad.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good) {
  if (!good) __builtin_trap();
}

/* Where a span is not empty its words end as the text does: a text may stand twice in a page, but never elsewhere. */
static void check_words(const isnad_report *report, size_t size, isnad_str text, isnad_span span) {
  must(span.start <= span.end && span.end <= size);
  if (span.end == span.start) return;
  isnad_str words = isnad_report_words(report, span);
  must(words.len == text.len && memcmp(words.ptr, text.ptr, text.len) == 0);
}

static void check_claim(const isnad_report *report, size_t size, const isnad_claim *c) {
  for (size_t i = 0; i < c->actor_count; i++) check_words(report, size, c->actors[i].text, c->actors[i].span);
  for (size_t i = 0; i < c->recipient_count; i++) check_words(report, size, c->recipients[i].text, c->recipients[i].span);
  for (size_t i = 0; i < c->source_count; i++) check_words(report, size, c->sources[i].text, c->sources[i].span);
  for (size_t i = 0; i < c->count_count; i++) check_words(report, size, c->counts[i].text, c->counts[i].span);
  check_words(report, size, c->place.text, c->place.span);
  check_words(report, size, c->time.text, c->time.span);
  must(c->trigger.end <= size && c->evidence.start <= c->evidence.end && c->evidence.end <= size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const types[] = {"", "text/html; charset=windows-1256", "text/html; charset=utf-8", "iso-8859-6"};
  static isnad_lexicon *lexicon;
  if (lexicon == NULL && isnad_lexicon_builtin(NULL, &lexicon, NULL) != ISNAD_OK) __builtin_trap();
  const char *type = types[size % 4];
  isnad_given given = {.kind = ISNAD_KIND_HTML, .content_type = {type, strlen(type)}, .published = {"2022-01-24T12:30", 16}};
  isnad_report *report;
  isnad_error error;
  if (isnad_read(lexicon, (isnad_str){(const char *)data, size}, &given, NULL, &report, &error) != ISNAD_OK) {
    must(report == NULL && error.message[0] != '\0');
    return 0;
  }
  const isnad_meta *meta = isnad_report_meta(report);
  check_words(report, size, meta->title.text, meta->title.span);
  for (size_t i = 0; i < meta->paragraph_count; i++) check_words(report, size, meta->paragraphs[i].text, meta->paragraphs[i].span);
  for (size_t i = 0; i < isnad_report_claim_count(report); i++) check_claim(report, size, isnad_report_claim(report, i));
  must(isnad_report_json(report, NULL).len > 0);
  isnad_report_free(report);
  return 0;
}
