/* article: what every reader of the read room makes of its bytes: the report's parts and the blocks to be understood. */
#ifndef ISN_READ_ARTICLE_H
#define ISN_READ_ARTICLE_H

#include "base/map.h"
#include "lex/lex.h"
#include "text/token.h"
#include "value/timex.h"

enum isn_block_kind { BLOCK_TITLE, BLOCK_CAPTION, BLOCK_PARAGRAPH, BLOCK_SUBHEAD };

typedef struct isn_block {
  isnad_span span;     /* bytes of the article's text; for a paragraph with a dateline («دمشق-سانا:») begins behind it */
  uint8_t kind;
} isn_block;

typedef struct isn_article {
  isnad_str text;     /* what all spans here count in: the input itself, or what was decoded from it */
  const isn_map *map; /* the way from there to the bytes of the input; NULL: it is the input */
  isnad_meta meta;
  isn_moment published; /* meta.published as a moment; day INT32_MIN where unknown */
  uint32_t outlet_row, byline_row, dateline_row; /* rows of K_OUTLET, K_OUTLET (an agency's byline), K_PLACE; UINT32_MAX: unknown */
  uint32_t via_row;       /* of K_OUTLET: whom the text was taken over from; UINT32_MAX: unknown */
  uint8_t via_kind;       /* isnad_source_kind of a via that has no row */
  const isn_block *blocks; /* in reading order: what find reads */
  size_t block_count;
  isn_tokens tokens; /* of the whole text, where reading it has made them */
} isn_article;

/* Reads plain text as scraped or saved: lines of boilerplate, headline, date line, image file, caption, credit, dateline,
 * byline, tags and paragraphs, in any mixture; a bare paragraph is a report too. The text is valid UTF-8. */
isn_article *isn_read_plain(isn_arena *, const isnad_lexicon *, isnad_str text, const isnad_given *);

/* What the caller says and the text does not: title, author, the zone of the clock, whom the text was taken over from. */
void isn_article_complete(isn_arena *, const isnad_lexicon *, isn_article *, const isnad_given *);

#endif
