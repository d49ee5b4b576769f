/* scan: the tokens of a page, one at a time, as HTML's tokenizer finds them: text, start tags, end tags. Comments, doctypes and
 * what stands in script and style are jumped over. Nothing is copied: a token is bytes of the page. */
#ifndef ISN_READ_HTML_SCAN_H
#define ISN_READ_HTML_SCAN_H

#include "base/str.h"
#include "read/html/tags.h"

enum html_token_kind {
  HTML_END, /* of the page */
  HTML_TEXT,
  HTML_RAW, /* the content of the raw element that was opened before it; entities count where it is RCDATA */
  HTML_START,
  HTML_STOP /* an end tag */
};

typedef struct html_token {
  isnad_span span;  /* the text, or the whole tag */
  isnad_span name;  /* of a tag */
  uint32_t has;     /* attributes that are there: bits of enum html_attr */
  isnad_span value[ATTR_COUNT]; /* their values, without quotation marks; only where has says so */
  uint8_t kind, tag;
  bool closed;      /* <svg/> */
} html_token;

typedef struct html_scan {
  isnad_str page;
  size_t at;
  uint8_t raw;  /* the raw element whose content comes next, or TAG_OTHER */
  bool foreign; /* within svg or math: CDATA is text, raw elements are not raw; the reader of the tokens keeps it */
} html_scan;

html_scan isn_html_scan_begin(isnad_str page);
/* The next token, false at the end. */
bool isn_html_scan_next(html_scan *, html_token *);

static inline isnad_str isn_html_attr(const html_scan *scan, const html_token *token, enum html_attr attr) {
  return token->has >> attr & 1 ? isn_str_cut(scan->page, token->value[attr]) : (isnad_str){NULL, 0};
}

#endif
