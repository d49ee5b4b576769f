/* fuzz_feed: any bytes as a feed, then as whatever they look like. */
#include "input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_input(data, size, ISNAD_FORM_FEED);
  fuzz_input(data, size, ISNAD_FORM_ANY);
  return 0;
}
