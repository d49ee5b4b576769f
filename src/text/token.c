/* token: all tokens of a text in one array, their forms in slabs beside it.
 *
 * «قُتل 3 مدنيين» gives WORD "qtl" (damma_first), DIGITS "3", WORD "mdnyyn". The scan does the cutting; here it gets its
 * memory. isn_token_byte goes the way back, from a letter of the form to its byte in the text. */
#include "text/token.h"

#include <string.h>

#include "base/utf8.h"
#include "text/scan.h"

enum { SLAB = 16 << 10, FIRST_TOKENS = 32, BYTES_A_TOKEN = 9 };

typedef struct slab {
  char *at;
  size_t left;
} slab;

static isnad_str keep(isn_arena *arena, slab *s, isnad_str form, size_t text_left) {
  if (form.len == 0) return (isnad_str){NULL, 0};
  if (form.len > s->left) {
    /* Twice the rest of the text holds all forms to come, so that a short text takes a small slab. */
    s->left = 2 * text_left + ISN_FORM_MAX < SLAB ? 2 * text_left + ISN_FORM_MAX : SLAB;
    s->at = isn_alloc(arena, s->left);
  }
  isnad_str kept = {s->at, form.len};
  memcpy(s->at, form.ptr, form.len);
  s->at += form.len;
  s->left -= form.len;
  return kept;
}

isn_tokens isn_tokenize(isn_arena *arena, isnad_str text, size_t from, size_t to) {
  isn_tokens tokens = {NULL, 0, NULL};
  if (to > text.len) to = text.len;
  if (from >= to) return tokens;
  size_t cap = (to - from) / BYTES_A_TOKEN + FIRST_TOKENS;
  tokens.at = isn_alloc_array(arena, cap, sizeof *tokens.at);
  isn_scan scan = isn_scan_begin(text, from, to);
  slab forms = {NULL, 0};
  while (isn_scan_next(&scan)) {
    isn_arena_grow(arena, &tokens.at, tokens.count, &cap, sizeof *tokens.at);
    isn_token *token = &tokens.at[tokens.count++];
    *token = scan.token;
    token->form = keep(arena, &forms, token->form, to - scan.at);
  }
  return tokens;
}

/* Latin: the form's byte 1 is no letter of the text, and lower case may be shorter than what was written. */
static uint32_t latin_byte(isnad_str text, const isn_token *token, size_t letter) {
  size_t at = token->span.start, len = 1;
  while (at < token->span.end && len < letter) {
    char code[8], lower[4];
    uint32_t c = isn_utf8_next(text, &at);
    if (isn_letter_class(c, code) == CH_LATIN) len += isn_utf8_put(lower, isn_scan_lower(c));
  }
  return (uint32_t)at;
}

uint32_t isn_token_byte(isnad_str text, const isn_token *token, size_t letter) {
  if (letter == 0) return token->span.start;
  if (letter >= token->form.len) return token->span.end;
  if (token->kind == TOK_LATIN) return latin_byte(text, token, letter);
  size_t at = token->span.start, start = at, len = 0;
  char code[8];
  if (token->kind == TOK_DIGITS) {
    while (len++ < letter) isn_utf8_next(text, &at);
    return (uint32_t)at;
  }
  while (isn_scan_letter(text, &at, token->span.end, &start, code)) {
    len += strlen(code);
    if (len > letter) return (uint32_t)start;
  }
  return token->span.end;
}
