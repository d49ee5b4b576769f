/* choose: which blocks of a page are the article, and what each of them is. */
#ifndef ISN_READ_HTML_CHOOSE_H
#define ISN_READ_HTML_CHOOSE_H

#include "read/html/facts.h"

enum html_kind {
  KIND_NONE,      /* no part of the article */
  KIND_TITLE,
  KIND_HEAD,      /* stands around the headline: date, author, place */
  KIND_PARAGRAPH,
  KIND_HEADING,
  KIND_CAPTION,
  KIND_TABLE,
  KIND_EMBED,     /* a post of another site */
  KIND_READ_ALSO, /* other news within the text */
  KIND_TAG,
  KIND_FILE       /* the address of an image, above its caption */
};

typedef struct html_choice {
  uint8_t *kinds;        /* enum html_kind, of each block */
  uint32_t title;        /* the block of the headline, or UINT32_MAX */
  html_value told;       /* the headline in other words than the block's; empty: the block's */
} html_choice;

html_choice isn_html_choose(const html_page *, const html_facts *);

#endif
