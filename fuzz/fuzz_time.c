/* fuzz_time: any bytes as time expressions, with a reference, without one, and turned both ways. What is found must lie in the
 * text, in order, and begin before it ends. */
#include <string.h>

#include "base/utf8.h"
#include "value/timex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const isn_timex *times, size_t count, isnad_str text, isn_moment now) {
  uint32_t at = 0;
  for (size_t i = 0; i < count; i++) {
    isn_timex t = times[i];
    if (t.span.start < at || t.span.end <= t.span.start || t.span.end > text.len) __builtin_trap();
    if (memchr(t.value, 0, sizeof t.value) == NULL) __builtin_trap();
    if (t.from.day != INT32_MIN && t.from.day > t.to.day) __builtin_trap();
    at = t.span.end;
    isn_timex_turn(&t, now, ISNAD_PREFER_FUTURE);
    isn_timex_turn(&t, now, ISNAD_PREFER_PAST);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static isnad_lexicon *lexicon;
  if (lexicon == NULL && isnad_lexicon_builtin(NULL, &lexicon, NULL) != ISNAD_OK) __builtin_trap();
  isnad_str text = {(const char *)data, size};
  isn_arena *arena = isn_arena_new(NULL, 64 << 20);
  if (arena == NULL) return 0;
  if (isn_utf8_check(text) < size || setjmp(*isn_arena_trap(arena))) {
    isn_arena_free(arena);
    return 0;
  }
  const isn_moment references[] = {{19782, 1439}, {INT32_MIN, -1}, {0, -1}};
  isn_tokens tokens = isn_tokenize(arena, text, 0, text.len);
  size_t number_count, count;
  isn_number *numbers = isn_numbers_find(arena, lexicon, text, tokens, &number_count);
  for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
    isnad_prefer prefer = i == 2 ? ISNAD_PREFER_FUTURE : ISNAD_PREFER_PAST;
    isn_timex *times = isn_times_find(arena, lexicon, text, tokens, numbers, number_count, references[i], prefer, &count);
    check(times, count, text, references[i]);
  }
  isn_arena_free(arena);
  return 0;
}
