/* decode: bytes of a page to text: charset, entities, white space run together. */
#ifndef ISN_READ_HTML_DECODE_H
#define ISN_READ_HTML_DECODE_H

#include "base/map.h"
#include "read/html/page.h"

enum html_source {
  FROM_TEXT,      /* between tags */
  FROM_RAW,       /* the same without entities */
  FROM_ATTRIBUTE, /* a value */
  FROM_JSON       /* the inside of a JSON string: escapes, then entities and tags */
};

typedef struct html_decoder {
  isn_mapper *out;
  enum html_charset charset;
  isnad_str bytes; /* of the page */
  size_t space, space_end; /* white space that waits for what comes behind it */
  bool begun;              /* text was written: white space counts */
} html_decoder;

html_decoder isn_html_decoder(const html_page *, isn_mapper *out);
/* Adds the text of a span. Spans that follow each other make one text. */
void isn_html_decode(html_decoder *, isnad_span, enum html_source);
/* Adds a block's text; gives its span in the mapper's text. */
isnad_span isn_html_decode_block(const html_page *, const html_block *, isn_mapper *out);
/* Adds a value and a line break; gives its span. */
isnad_span isn_html_decode_value(const html_page *, isnad_span, enum html_source, isn_mapper *out);
/* A line break that stands for nothing. */
void isn_html_end_line(isn_mapper *);
/* The decoded text of a value that needs no way back. */
isnad_str isn_html_text_of(const html_page *, isnad_span, enum html_source);

#endif
