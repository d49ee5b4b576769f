/* fuzz_lexicon: any bytes as a compiled lexicon. What is taken must read a text without harm; the checksum keeps nearly all
 * out, so a corpus of small lexicons with a right sum is the useful start. */
#include "isnad.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  isnad_lexicon *lexicon;
  if (isnad_lexicon_use(data, size, NULL, &lexicon, NULL) != ISNAD_OK) return 0;
  static const char text[] = "\xD8\xB4\xD9\x86 \xD8\xA7\xD9\x84\xD8\xB7\xD9\x8A\xD8\xB1\xD8\xA7\xD9\x86 \xD8\xBA\xD8\xA7\xD8\xB1\xD8\xA9"; /* شن الطيران غارة */
  isnad_report *report;
  if (isnad_read(lexicon, (isnad_str){text, sizeof text - 1}, NULL, NULL, &report, NULL) == ISNAD_OK) isnad_report_free(report);
  isnad_lexicon_free(lexicon);
  return 0;
}
