/* fuzz_text: any bytes as text, down to tokens, sentences, numbers and segments. What must hold: tokens lie in order inside the
 * text, forms and folds keep to their room, sentences and segments leave nothing out and overlap nowhere. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "text/letters.h"
#include "text/sentence.h"
#include "text/token.h"
#include "value/number.h"
#include "value/segment.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good) {
  if (!good) __builtin_trap();
}

static void check_token(isnad_str text, const isn_token *t) {
  must(t->span.start < t->span.end && t->span.end <= text.len && t->form.len <= 240);
  must((t->form.len != 0) == (t->kind == TOK_WORD || t->kind == TOK_DIGITS || t->kind == TOK_LATIN));
  must((t->lines != 0) == (t->kind == TOK_BREAK) && (t->code_point != 0) == (t->kind == TOK_PUNCT));
  uint32_t last = t->span.start;
  for (size_t i = 0; i <= t->form.len; i++) {
    uint32_t byte = isn_token_byte(text, t, i);
    must(byte >= last && byte <= t->span.end);
    last = byte;
  }
  must(last == t->span.end || t->form.len == 0);
}

static void check_fold(isn_arena *arena, isnad_str text) {
  char *codes = isn_alloc(arena, 2 * text.len + 8);
  size_t len = isn_fold(text, codes);
  must(len <= 2 * text.len + 8);
  char *back = isn_alloc(arena, 2 * len + 1);
  must(isn_unfold((isnad_str){codes, len}, back) <= 2 * len);
}

static void check_sentences(isn_arena *arena, isn_tokens tokens) {
  size_t count, covered = 0, breaks = 0;
  isn_sentence *sentences = isn_sentences(arena, tokens, 0, (uint32_t)tokens.count, &count);
  for (size_t i = 0; i < count; i++) {
    must(sentences[i].first < sentences[i].end && sentences[i].end <= tokens.count);
    must(i == 0 || sentences[i].first >= sentences[i - 1].end);
    covered += sentences[i].end - sentences[i].first;
  }
  for (size_t i = 0; i < tokens.count; i++) breaks += tokens.at[i].kind == TOK_BREAK;
  must(covered + breaks == tokens.count);
}

static void check_numbers(isn_arena *arena, const isnad_lexicon *lexicon, isnad_str text, isn_tokens tokens) {
  size_t count;
  isn_number *numbers = isn_numbers_find(arena, lexicon, text, tokens, &count);
  for (size_t i = 0; i < count; i++) {
    const isn_number *n = &numbers[i];
    must(n->first < n->end && n->end <= tokens.count && n->value >= 0 && n->value < 1e18);
    must(n->span.start < n->span.end && n->span.end <= text.len);
    must(i == 0 || n->span.start >= n[-1].span.end);
  }
}

static void check_segments(const isnad_lexicon *lexicon, isnad_str text, const isn_token *t) {
  isnad_span parts[ISN_SEGMENTS_MAX];
  size_t count = isn_segment(lexicon, text, t, parts);
  must(count >= 1 && count <= ISN_SEGMENTS_MAX);
  must(parts[0].start == t->span.start && parts[count - 1].end == t->span.end);
  for (size_t i = 0; i < count; i++) must(parts[i].start < parts[i].end && (i == 0 || parts[i].start == parts[i - 1].end));
}

static void check_text(isn_arena *arena, const isnad_lexicon *lexicon, isnad_str text) {
  if (setjmp(*isn_arena_trap(arena))) __builtin_trap();
  isn_tokens tokens = isn_tokenize(arena, text, 0, text.len);
  for (size_t i = 0; i < tokens.count; i++) {
    must(i == 0 || tokens.at[i].span.start >= tokens.at[i - 1].span.end);
    check_token(text, &tokens.at[i]);
    if (tokens.at[i].kind == TOK_WORD) check_segments(lexicon, text, &tokens.at[i]);
  }
  check_fold(arena, text);
  check_sentences(arena, tokens);
  check_numbers(arena, lexicon, text, tokens);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static isnad_lexicon *lexicon;
  if (lexicon == NULL && isnad_lexicon_builtin(NULL, &lexicon, NULL) != ISNAD_OK) __builtin_trap();
  isnad_str text = {(const char *)data, size};
  text.len = isn_utf8_check(text); /* up to the first fault */
  isn_arena *arena = isn_arena_new(NULL, (size_t)256 << 20);
  must(arena != NULL);
  check_text(arena, lexicon, text);
  isn_arena_free(arena);
  return 0;
}
