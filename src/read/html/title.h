/* title: the headline of a page: which block it is, and in whose words. */
#ifndef ISN_READ_HTML_TITLE_H
#define ISN_READ_HTML_TITLE_H

#include "read/html/facts.h"

#define LETTERS_MAX 512

/* The first letters and digits of a text, so that two ways of writing it can be compared: without spaces and marks, small. */
typedef struct html_letters {
  char text[LETTERS_MAX];
  size_t len;
  size_t whole; /* about how many the whole text has */
} html_letters;

void isn_html_letters_of_value(const html_page *, html_value, html_letters *);
void isn_html_letters_of_block(const html_page *, const html_block *, html_letters *);
/* All of them. */
isnad_str isn_html_letters_of_text(isn_arena *, isnad_str text);
/* Letters that both begin with. */
size_t isn_html_letters_shared(const html_letters *, const html_letters *);

typedef struct html_title {
  uint32_t block;   /* the headline as the page shows it, or UINT32_MAX */
  html_value value; /* what to call the page by, where the block does not say it; empty: the block does */
} html_title;

/* The name that stands beside the headline in <title>: «مقتل ثلاثة | وكالة أ». */
html_value isn_html_outlet(const html_page *, isnad_str headline);
/* The headline, given the block of the first prose. */
html_title isn_html_title(const html_page *, const html_facts *, uint32_t first_prose);

#endif
