/* fuzz_json: any bytes as lines of NDJSON and as a channel: an export where they begin as JSON, else a page. */
#include "input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_input(data, size, ISNAD_FORM_NDJSON);
  fuzz_input(data, size, ISNAD_FORM_TELEGRAM);
  return 0;
}
