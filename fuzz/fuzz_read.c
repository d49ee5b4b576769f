/* fuzz_read: any bytes as a report. Text that is read must give spans inside itself, on the words that it names, and JSON
 * that can be written; bytes that change a date or a claim must not change memory. */
#include <string.h>

#include "isnad.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good) {
  if (!good) __builtin_trap();
}

static void check_span(isnad_str text, isnad_span span) { must(span.start <= span.end && span.end <= text.len); }

static void check_text(isnad_str text, isnad_str words, isnad_span span) {
  check_span(text, span);
  if (span.end > span.start)
    must(words.len == span.end - span.start && memcmp(words.ptr, text.ptr + span.start, words.len) == 0);
}

static void check_claim(isnad_str text, const isnad_claim *claim) {
  must(isnad_event_name(claim->event) != NULL && isnad_status_name(claim->status) != NULL);
  must(claim->trigger.start < claim->trigger.end);
  check_span(text, claim->trigger);
  check_span(text, claim->evidence);
  for (size_t i = 0; i < claim->actor_count; i++) check_text(text, claim->actors[i].text, claim->actors[i].span);
  for (size_t i = 0; i < claim->recipient_count; i++) check_text(text, claim->recipients[i].text, claim->recipients[i].span);
  for (size_t i = 0; i < claim->source_count; i++) check_text(text, claim->sources[i].text, claim->sources[i].span);
  for (size_t i = 0; i < claim->count_count; i++) check_text(text, claim->counts[i].text, claim->counts[i].span);
  check_text(text, claim->place.text, claim->place.span);
  check_text(text, claim->from.text, claim->from.span);
  check_text(text, claim->to.text, claim->to.span);
  check_text(text, claim->time.text, claim->time.span);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static isnad_lexicon *lexicon;
  if (lexicon == NULL && isnad_lexicon_builtin(NULL, &lexicon, NULL) != ISNAD_OK) __builtin_trap();
  isnad_str text = {(const char *)data, size};
  isnad_given given = {.published = {"2022-01-24T12:30", 16}, .explain = size & 1, .kind = ISNAD_KIND_TEXT};
  isnad_report *report;
  isnad_error error;
  if (isnad_read(lexicon, text, &given, NULL, &report, &error) != ISNAD_OK) {
    must(report == NULL && error.message[0] != '\0');
    return 0;
  }
  for (size_t i = 0; i < isnad_report_claim_count(report); i++) check_claim(text, isnad_report_claim(report, i));
  must(isnad_report_json(report, NULL).len > 0);
  isnad_report_free(report);
  return 0;
}
