/* words: what the interface says, in Arabic and English, from words.tsv. A key that is missing there stops a build
 * with assertions, and shows itself in others. */
#ifndef ISN_SERVE_PAGE_WORDS_H
#define ISN_SERVE_PAGE_WORDS_H

#include "base/arena.h"

typedef enum isn_lang { ISN_ARABIC, ISN_ENGLISH } isn_lang;

typedef struct isn_words isn_words;

/* The table lives in the arena and points into the text. NULL, with *line, where a row has not three cells or a key
 * stands twice. */
isn_words *isn_words_read(isn_arena *, isnad_str tsv, size_t *line);
/* The word of a key; the key itself where there is none. */
isnad_str isn_word(const isn_words *, isn_lang, const char *key);
/* The word of "kind.code", such as event.ASSAULT; the code itself where there is none. */
isnad_str isn_word_of(const isn_words *, isn_lang, const char *kind, isnad_str code);
/* The form that a number asks for; # stands where the number goes. Arabic has six: 0, 1, 2, 3 to 10, 11 to 99, the rest
 * by the last two digits; English two. */
isnad_str isn_words_plural(const isn_words *, isn_lang, const char *key, int64_t count);
/* The key and both words of a row, for tests and the script; false behind the last. */
bool isn_words_row(const isn_words *, size_t row, isnad_str *key, isnad_str *ar, isnad_str *en);

#endif
