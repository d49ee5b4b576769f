/* letters: one byte a letter. Inside isnad a word is a string of these codes, Buckwalter's transliteration after
 * folding: all alefs are A, final yeh and alef maqsura are y, and a hamza on any seat but alef is '. So «الأسلحة» is
 * "AlAslHp", «مسؤول» and «مسئول» are both "ms'wl", and a rule reads like the letters it is about. Marks, kashida and
 * invisible characters are gone. Teh marbuta stays p: a word that ends in h and is unknown is tried with p. */
#ifndef ISN_TEXT_LETTERS_H
#define ISN_TEXT_LETTERS_H

#include "isnad.h"

enum isn_letter {
  L_HAMZA = '\'', L_ALEF = 'A', L_BEH = 'b', L_TEH_MARBUTA = 'p', L_TEH = 't', L_THEH = 'v', L_JEEM = 'j',
  L_HAH = 'H', L_KHAH = 'x', L_DAL = 'd', L_THAL = '*', L_REH = 'r', L_ZAIN = 'z', L_SEEN = 's', L_SHEEN = '$',
  L_SAD = 'S', L_DAD = 'D', L_TAH = 'T', L_ZAH = 'Z', L_AIN = 'E', L_GHAIN = 'g', L_FEH = 'f', L_QAF = 'q',
  L_KAF = 'k', L_LAM = 'l', L_MEEM = 'm', L_NOON = 'n', L_HEH = 'h', L_WAW = 'w', L_YEH = 'y'
};

enum isn_char_class {
  CH_OTHER,    /* punctuation and symbols */
  CH_LETTER,   /* Arabic-script letter */
  CH_MARK,     /* Arabic mark, superscript alef, kashida, zero-width or bidi control: no part of the form */
  CH_DIGIT,    /* a digit of the three scripts */
  CH_LATIN,    /* a letter of another script */
  CH_SPACE,    /* any space but a line break */
  CH_NEWLINE   /* LF, CR, VT, FF, NEL, LS, PS */
};

/* The class of a code point; for letters *code is set to one or more letter codes (the ligature lam-alef gives two,
 * Allah four; a NUL ends them), for digits to the ASCII digit. */
enum isn_char_class isn_letter_class(uint32_t code_point, char code[8]);

/* The letters of the alphabet as they are mostly written, hamza to yeh; kashida and what other languages add are none. */
static inline bool isn_is_plain_letter(uint32_t code_point) {
  return (code_point >= 0x621 && code_point <= 0x63A) || (code_point >= 0x641 && code_point <= 0x64A);
}

/* Does the article ال stand at letter `at` of the form? */
static inline bool isn_article_at(isnad_str form, size_t at) {
  return form.len >= 2 && at <= form.len - 2 && form.ptr[at] == L_ALEF && form.ptr[at + 1] == L_LAM;
}

/* Folds UTF-8 text into codes: words parted by single spaces, punctuation dropped, Latin words lower-cased behind a
 * byte 1. This is the form of every key of the lexicon. out has room for 2 * text.len + 8 bytes; gives the length. */
size_t isn_fold(isnad_str text, char *out);
/* The codes as Arabic text again, for messages and tests: A becomes a bare alef. out: 2 * codes.len + 1 bytes. */
size_t isn_unfold(isnad_str codes, char *out);

#endif
