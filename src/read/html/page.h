/* page: a page of HTML without its tags: blocks of text in reading order, and the boxes (elements) that they lie in. There is no
 * tree: a box is a range of blocks and knows its parent. Seen within read/html only.
 *
 * «<div id=story><h1>مقتل ثلاثة</h1><p>قتل <b>ثلاثة</b></div>» is two blocks in the boxes div > h1 and div > p; the second has two runs. */
#ifndef ISN_READ_HTML_PAGE_H
#define ISN_READ_HTML_PAGE_H

#include "lex/codes.h"
#include "read/html/charset.h"
#include "read/html/html.h"
#include "read/html/scan.h"

#define NO_BOX UINT32_MAX
#define BLOCKS_MAX (1u << 18) /* what comes behind is no report */
#define BOXES_MAX (1u << 18)
#define RUNS_MAX (1u << 20)
#define DEPTH_MAX 512 /* elements within elements; deeper ones are not told apart */
#define METAS_MAX 512
#define SCRIPTS_MAX 64
#define TIMES_MAX 512
#define IMAGES_MAX 1024

typedef struct html_box {
  uint32_t parent;     /* NO_BOX for the outermost */
  uint32_t first, end; /* blocks within it */
  uint32_t marks;      /* what its class, id, role ... say: bits 1 << enum isn_markup_class */
  uint8_t tag;
} html_box;

typedef struct html_block {
  uint32_t first_run, run_count;
  uint32_t box;   /* the innermost block element's, or NO_BOX */
  uint32_t inner; /* the innermost of all, where its text begins */
  uint32_t at;  /* the byte of the page where it begins */
  uint32_t chars, link_chars, bold_chars; /* code points that are no space */
  uint32_t words;
  uint32_t before;  /* text between the parts of a table stands before the table's first block; else UINT32_MAX */
  uint16_t stops, commas;
  uint8_t tag;      /* of the innermost block element around it; TAG_OTHER: none */
  uint8_t breaks;   /* line breaks (br) before it within the same element */
  bool raw;         /* the text of xmp: entities are no entities */
} html_block;

typedef struct html_meta {
  isnad_span key, value; /* of property, name or itemprop; of content */
} html_meta;

typedef struct html_time {
  isnad_span value; /* of datetime or content */
  uint32_t block;   /* the next block of text */
  bool published;   /* itemprop or pubdate says so */
} html_time;

typedef struct html_image {
  isnad_span src;
  uint32_t block; /* the next block of text */
  uint32_t box;   /* that it stands in */
} html_image;

typedef struct html_page {
  isn_arena *arena;
  const isnad_lexicon *lexicon;
  isnad_str bytes;
  enum html_charset charset;
  html_block *blocks;
  html_box *boxes;
  isnad_span *runs; /* bytes of text, undecoded */
  html_meta *metas;
  isnad_span *scripts; /* of type ld+json */
  html_time *times;
  html_image *images;
  size_t block_count, block_cap, box_count, box_cap, run_count, run_cap, meta_count, meta_cap, script_count, script_cap, time_count,
      time_cap, image_count, image_cap;
  isnad_span title, canonical, lang;
} html_page;

/* blocks.c: reads all tokens of the bytes. markup: what class words mean, or NULL where nobody asks. */
struct html_markup;
html_page *isn_html_page_read(isn_arena *, isnad_str bytes, enum html_charset, const struct html_markup *);

/* Is the box, or one around it, marked so? Up to and without box `until`. */
static inline uint32_t isn_html_marks_up(const html_page *page, uint32_t box, uint32_t until) {
  uint32_t marks = 0;
  for (; box != NO_BOX && box != until; box = page->boxes[box].parent) marks |= page->boxes[box].marks;
  return marks;
}

#endif
