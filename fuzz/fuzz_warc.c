/* fuzz_warc: any bytes as a web archive, plain or compressed. */
#include "input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_input(data, size, ISNAD_FORM_WARC);
  return 0;
}
