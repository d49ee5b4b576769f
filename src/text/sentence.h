/* sentence: where sentences end. A full stop, question or exclamation mark ends one unless it stands in a number, an
 * abbreviation of one letter («شيروان ك. لساعات», «د. أحمد»), or inside an open quotation that goes on; line breaks always
 * do. Ends inside a quotation close the sentence only where the quotation closes there too. «..» parts a headline. A line
 * longer than any paper prints is still cut at full stops only; nothing is guessed without a mark. */
#ifndef ISN_TEXT_SENTENCE_H
#define ISN_TEXT_SENTENCE_H

#include "text/token.h"

typedef struct isn_sentence {
  uint32_t first, end; /* tokens [first, end), the closing mark included */
} isn_sentence;

/* Sentences of tokens [first, end), in order, none empty. */
isn_sentence *isn_sentences(isn_arena *, isn_tokens, uint32_t first, uint32_t end, size_t *count);

#endif
