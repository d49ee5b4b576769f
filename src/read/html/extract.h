/* extract: a page to the lines of its article, without any reading of their language. The text has the headline first, then what stands
 * around it, then the blocks of the article, each a line; below them values that the page tells machines. */
#ifndef ISN_READ_HTML_EXTRACT_H
#define ISN_READ_HTML_EXTRACT_H

#include "read/html/choose.h"

typedef struct html_line {
  isnad_span span; /* of the text */
  uint8_t kind;    /* enum html_kind */
} html_line;

typedef struct html_extract {
  const html_page *page;
  html_facts facts;
  const isn_map *map;
  html_line *lines;
  size_t count, cap;
  size_t article_end; /* bytes of the text that are lines */
  /* Spans of the text, empty where not told. */
  isnad_span title, published, updated, outlet, section, image, url, language;
  isnad_span authors[AUTHORS_MAX], keywords[KEYWORDS_MAX];
  size_t author_count, keyword_count;
} html_extract;

html_extract *isn_html_extract(isn_arena *, const isnad_lexicon *, isnad_str bytes, isnad_str content_type);

#endif
