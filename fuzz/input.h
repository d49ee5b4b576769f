/* input: any bytes as an input of a form. What comes out has sound fields, bytes that can be read, and an end. */
#ifndef FUZZ_INPUT_H
#define FUZZ_INPUT_H

#include <string.h>

#include "base/utf8.h"
#include "isnad.h"

typedef struct fuzz_bytes {
  const uint8_t *data;
  size_t size, at;
} fuzz_bytes;

/* Pieces of uneven length, so that every boundary falls somewhere. */
static inline int64_t fuzz_pull(void *context, void *into, size_t size) {
  fuzz_bytes *b = context;
  size_t left = b->size - b->at, step = b->at % 5 == 0 ? 700 : 3;
  if (step > left) step = left;
  if (step > size) step = size;
  memcpy(into, b->data + b->at, step);
  b->at += step;
  return (int64_t)step;
}

static inline void fuzz_must(bool good) {
  if (!good) __builtin_trap();
}

static inline void fuzz_text(isnad_str text) {
  fuzz_must(text.len == 0 || text.ptr != NULL);
  fuzz_must(isn_utf8_check(text) == text.len);
}

static inline void fuzz_input(const uint8_t *data, size_t size, isnad_form form) {
  fuzz_bytes bytes = {data, size, 0};
  isnad_input *input;
  isnad_error error;
  fuzz_must(isnad_input_open(fuzz_pull, &bytes, form, &input, &error) == ISNAD_OK);
  const isnad_document *d;
  for (size_t steps = 0;; steps++) {
    error.message[0] = '\0';
    isnad_status status = isnad_input_next(input, &d, &error);
    fuzz_must(steps <= size + 16); /* each step takes something off the input */
    if (status != ISNAD_OK) {
      fuzz_must(d == NULL && error.status == status && error.message[0] != '\0');
      continue;
    }
    if (d == NULL) break;
    fuzz_must(d->bytes.len <= ISNAD_TEXT_MAX && d->bytes.ptr != NULL);
    uint8_t sum = 0;
    for (size_t i = 0; i < d->bytes.len; i++) sum ^= (uint8_t)d->bytes.ptr[i];
    fuzz_must(sum == 0 || d->bytes.len > 0);
    fuzz_text(d->given.title);
    fuzz_text(d->given.published);
    fuzz_text(d->given.via);
    fuzz_text(d->given.outlet);
    fuzz_text(d->given.url);
    fuzz_text(d->id);
  }
  isnad_input_close(input);
}

#endif
