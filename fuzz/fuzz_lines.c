/* fuzz_lines: any bytes through the language layer: words, numbers, times, with the first bytes as the reference time. */

#include "isnad.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static isnad_lexicon *lexicon;
  if (lexicon == NULL && isnad_lexicon_builtin(NULL, &lexicon, NULL) != ISNAD_OK) __builtin_trap();
  isnad_str text = {(const char *)data, size}, out, now = {"2024-02-29T23:59", 16};
  if (isnad_words_json(lexicon, text, NULL, &out, NULL) == ISNAD_OK) isnad_str_free(NULL, out);
  if (isnad_numbers_json(lexicon, text, NULL, &out, NULL) == ISNAD_OK) isnad_str_free(NULL, out);
  if (isnad_times_json(lexicon, text, now, ISNAD_PREFER_PAST, NULL, &out, NULL) == ISNAD_OK) isnad_str_free(NULL, out);
  now.len = size < 10 ? size : 10;
  now.ptr = (const char *)data;
  if (isnad_times_json(lexicon, text, now, ISNAD_PREFER_FUTURE, NULL, &out, NULL) == ISNAD_OK) isnad_str_free(NULL, out);
  return 0;
}
