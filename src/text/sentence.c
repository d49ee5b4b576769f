/* sentence: finds the ends, line by line, quotations first.
 *
 * «قال: "لن ننسحب. سنبقى." وأضاف» is one sentence up to the closing mark, since the first full stop stands in a quotation
 * that goes on. A mark that opens counts only where its closing mark follows on the same line and no other opens between:
 * reports forget to close quotations, and the rest of the page must not become one sentence for that. */
#include "text/sentence.h"

enum { OPENS = 0xAB, CLOSES = 0xBB, QUESTION = 0x61F, ELLIPSIS = 0x2026 };

static bool is_punct(const isn_token *t, uint32_t code_point) {
  return t->kind == TOK_PUNCT && t->code_point == code_point;
}

/* Whether a straight mark at i opens (1), closes (-1) or may do either (0), by the spaces around it. */
static int straight(const isn_token *at, uint32_t i, uint32_t count) {
  bool before = at[i].space_before, behind = i + 1 >= count || at[i + 1].space_before;
  return before == behind ? 0 : before ? 1 : -1;
}

/* The tokens of one line, and which of them stand in a closed quotation (its closing mark does not). */
typedef struct line {
  const isn_token *at;
  uint32_t count;
  bool *inside;
} line;

static void mark_quotations(line l) {
  uint32_t open[2] = {UINT32_MAX, UINT32_MAX}; /* of curly and of straight marks */
  for (uint32_t i = 0; i < l.count; i++) {
    bool plain = is_punct(&l.at[i], '"');
    if (!plain && !is_punct(&l.at[i], OPENS) && !is_punct(&l.at[i], CLOSES)) continue;
    int turn = plain ? straight(l.at, i, l.count) : is_punct(&l.at[i], OPENS) ? 1 : -1;
    uint32_t *from = &open[plain];
    if (turn > 0 || (turn == 0 && *from == UINT32_MAX)) {
      *from = i;
    } else if (*from != UINT32_MAX) {
      for (uint32_t j = *from; j < i; j++) l.inside[j] = true;
      *from = UINT32_MAX;
    }
  }
}

static bool is_final(const isn_token *t) {
  return is_punct(t, '.') || is_punct(t, '!') || is_punct(t, QUESTION) || is_punct(t, ELLIPSIS);
}

/* A final mark at i that ends nothing: «(!)»; a full stop in a number or an address, behind one letter, behind the number
 * of a list. start is the first token of the sentence. */
static bool is_inner(line l, uint32_t start, uint32_t i) {
  const isn_token *t = &l.at[i], *before = t - 1, *behind = i + 1 < l.count ? t + 1 : NULL;
  if (is_punct(before, '(') || is_punct(before, '[')) return true;
  if (!is_punct(t, '.') || t->space_before) return false;
  if (before->kind == TOK_WORD) return before->form.len == 1 && behind != NULL;
  if (before->kind == TOK_LATIN && before->form.len == 2) return true;
  if (before->kind == TOK_DIGITS && i == start + 1) return true;
  if (behind == NULL || behind->space_before || before->kind == TOK_PUNCT) return false;
  return behind->kind == TOK_LATIN || behind->kind == TOK_DIGITS;
}

/* Behind the final mark at i: other final marks and what closes with them. */
static uint32_t take_closers(line l, uint32_t i) {
  for (i++; i < l.count; i++) {
    const isn_token *t = &l.at[i];
    if (is_final(t) || (l.inside[i - 1] && !l.inside[i])) continue;
    if (t->space_before || !(is_punct(t, CLOSES) || is_punct(t, ')') || is_punct(t, ']'))) break;
  }
  return i;
}

/* The end of the sentence that begins at start. */
static uint32_t sentence_end(line l, uint32_t start) {
  bool content = false; /* a sentence is more than marks: «...» at the start of a line ends nothing */
  for (uint32_t i = start; i < l.count; i++) {
    content = content || l.at[i].kind != TOK_PUNCT;
    if (!content || i == start || !is_final(&l.at[i]) || is_inner(l, start, i)) continue;
    i = take_closers(l, i) - 1;
    if (!l.inside[i]) return i + 1;
  }
  return l.count;
}

isn_sentence *isn_sentences(isn_arena *arena, isn_tokens tokens, uint32_t first, uint32_t end, size_t *count) {
  isn_sentence *found = NULL;
  size_t cap = 0;
  *count = 0;
  if (end > tokens.count) end = (uint32_t)tokens.count;
  if (first >= end) return NULL;
  bool *inside = isn_alloc(arena, end - first);
  for (uint32_t begin = first, stop; begin < end; begin = stop + 1) {
    for (stop = begin; stop < end && tokens.at[stop].kind != TOK_BREAK; stop++) {}
    line l = {tokens.at + begin, stop - begin, inside + (begin - first)};
    mark_quotations(l);
    for (uint32_t start = 0, behind; start < l.count; start = behind) {
      behind = sentence_end(l, start);
      isn_arena_grow(arena, &found, *count, &cap, sizeof *found);
      found[(*count)++] = (isn_sentence){begin + start, begin + behind};
    }
  }
  return found;
}
