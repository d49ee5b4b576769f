/* token: text to words, digits, marks and line breaks, each with the bytes it came from.
 *
 * «وقالت: 14 عربة» gives WORD "wqAlt", PUNCT ':', DIGITS "14", WORD "Erbp". A change between letters and digits ends a
 * token, so «السبت14سبتمبر» is three; space_before tells that nothing stood between them. No form is longer than 240 bytes:
 * a longer run of letters is cut. */
#ifndef ISN_TEXT_TOKEN_H
#define ISN_TEXT_TOKEN_H

#include "base/arena.h"

enum isn_token_kind {
  TOK_WORD,   /* Arabic letters: form holds their codes (letters.h) */
  TOK_DIGITS, /* digits of any of three scripts: form holds ASCII digits, nothing else */
  TOK_LATIN,  /* another script: form is byte 1 and the lower-cased UTF-8 */
  TOK_PUNCT,  /* one character: code_point */
  TOK_BREAK   /* a run of line breaks and spaces: lines tells how many breaks */
};

typedef struct isn_token {
  isnad_span span;     /* original bytes, marks included */
  isnad_str form;      /* see the kinds; empty for PUNCT and BREAK */
  uint32_t code_point; /* PUNCT: the character, folded: all quotation marks that open are U+00AB, that close
                          U+00BB, straight ones '"'; all dashes, and a kashida on no word, '-'; commas, semicolons and question
                          marks of any script as U+060C, U+061B, U+061F; ellipsis U+2026 */
  uint16_t lines;      /* BREAK: number of line breaks */
  uint8_t kind;
  bool space_before;   /* white space (or the start of text) before it */
  bool damma_first;    /* the first letter carries damma, or the third behind a joining alef: قُتل، اختُطف are passive */
  bool damma_joined;   /* the one behind a first و or ف does: «وقُتل» may be */
  bool shadda;         /* some letter carries shadda */
} isn_token;

struct isn_lex_memo; /* lex/lex.h */

typedef struct isn_tokens {
  isn_token *at;
  size_t count;
  struct isn_lex_memo *memo; /* what the lexicon was asked about them before; NULL: nothing is kept */
} isn_tokens;

/* Tokens of text[from, to); spans count from the start of text. */
isn_tokens isn_tokenize(isn_arena *, isnad_str text, size_t from, size_t to);

/* The original byte at which the folded form's letter number `letter` of a token begins (marks before it belong to the
 * letter before). letter == form.len gives span.end. For cutting clitics off with their true bytes. */
uint32_t isn_token_byte(isnad_str text, const isn_token *, size_t letter);

#endif
