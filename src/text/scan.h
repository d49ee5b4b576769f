/* scan: one token at a time, into a buffer of the scan itself. The common ground of folding (letters.h) and of tokens
 * (token.h); nothing outside the text room needs it. */
#ifndef ISN_TEXT_SCAN_H
#define ISN_TEXT_SCAN_H

#include "text/letters.h"
#include "text/token.h"

/* No form is longer: what goes on beyond is the next token. So offsets of letters fit a byte, and memory is bounded. */
enum { ISN_FORM_MAX = 240 };

typedef struct isn_scan {
  isnad_str text;
  size_t at, to;
  bool after_space;
  isn_token token; /* the last one found; its form lies in `form` */
  char form[ISN_FORM_MAX];
} isn_scan;

/* Begins at text[from); to is where the scan ends. */
isn_scan isn_scan_begin(isnad_str text, size_t from, size_t to);
/* Goes to the next token. False where none is left. */
bool isn_scan_next(isn_scan *);

/* The next letter of a word at *at: true with the byte where it begins and its codes. Marks and censors' signs are passed
 * over. False at the end. */
bool isn_scan_letter(isnad_str text, size_t *at, size_t to, size_t *start, char code[8]);
/* Lower case of a letter of another script, never longer in UTF-8. */
uint32_t isn_scan_lower(uint32_t code_point);

/* The table of U+0600 to U+06FF in letters.c: a letter's code, or one of these. Public in the room so that the scan of a word
 * need not ask letter by letter. */
enum { CELL_MARK = '~', CELL_DIGIT = '#', CELL_OTHER = '.' };
extern const char isn_arabic_cells[];

#endif
