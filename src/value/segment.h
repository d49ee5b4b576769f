/* segment: a word as written, cut into its clitics and its stem: «وللقوات» is و+ل+لقوات, «بلادهم» بلاد+هم. The cuts fall
 * between letters; nothing is restored. «الـ» stays with its word. */
#ifndef ISN_VALUE_SEGMENT_H
#define ISN_VALUE_SEGMENT_H

#include "lex/lex.h"
#include "text/token.h"

enum { ISN_SEGMENTS_MAX = 6 };

/* The segments of one WORD token, in order, covering its span; gives their number, at least 1. */
size_t isn_segment(const isnad_lexicon *, isnad_str text, const isn_token *, isnad_span out[ISN_SEGMENTS_MAX]);

#endif
