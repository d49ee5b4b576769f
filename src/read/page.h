/* page: a text as lines, before one knows which of them are the report. Seen by the read room only.
 *
 * «التغطية الحية» / «قسد تتحضر لاقتحام سجن الصناعة» / «2022.01.24 | 12:30 دمشق» / «إسطنبول - متابعات» / «+A حجم الخط -A» / «تستعد قوات ...»: every line is
 * first read on its own (label.c: what is it made of?), then by its place between the others (head.c, body.c). Only the first
 * part of a long line and only so many lines are made tokens: what a line is shows in its first words. */
#ifndef ISN_READ_PAGE_H
#define ISN_READ_PAGE_H

#include "lex/codes.h"
#include "read/article.h"

enum line_kind {
  LINE_TEXT,      /* words of the report, or what looks so */
  LINE_FACTS,     /* made of dates, places, outlets, names, labels: see the facts */
  LINE_DROP,      /* boilerplate */
  LINE_FILE,      /* the file name of an image */
  LINE_CLOCK,     /* a time alone: 22:40 above an entry */
  LINE_READ_ALSO, /* opens other news: inline, or alone above a list */
  LINE_RELATED,   /* opens a list of other news at the end */
  LINE_COMMENTS,  /* the report ends here */
  LINE_CREDIT,    /* rights reserved: ends the report where it has begun */
  LINE_TAGS,      /* tags follow, here or on the next line */
  LINE_MENU,      /* many short cells */
  LINE_SUBHEAD,   /* a known heading of a part: خلفية */
  LINE_CAPTION,   /* a caption behind its label */
  LINE_PHOTO,     /* the credit of an image behind its label */
  LINE_INITIALS   /* initials of editors: ماد/لين/ح ج */
};

/* What a page of HTML says that a line is. LAYOUT_OPEN: nobody says, the text itself must tell. */
enum isn_layout { LAYOUT_OPEN, LAYOUT_TITLE, LAYOUT_HEAD, LAYOUT_TEXT, LAYOUT_SUBHEAD, LAYOUT_CAPTION, LAYOUT_TAG,
                  LAYOUT_FILE, LAYOUT_ASIDE /* tables, posts */ };

enum fact_kind {
  FACT_PUBLISHED, FACT_UPDATED, FACT_CLOCK_PLACE, FACT_ZONE, FACT_PLACE, FACT_OUTLET, FACT_SOURCE, FACT_AUTHOR, FACT_BYLINE,
  FACT_SECTION, FACT_FLASH, FACT_CREDIT_WORD, FACT_REST /* a run of words that are none of these */
};

typedef struct isn_fact {
  isnad_span span;
  isn_moment moment; /* PUBLISHED, UPDATED: either part may be missing */
  int32_t zone;      /* CLOCK_PLACE, ZONE: minutes from UTC; INT32_MIN unknown */
  uint32_t row;      /* PLACE, OUTLET, CLOCK_PLACE; UINT32_MAX unknown */
  uint8_t kind;
} isn_fact;

#define FACTS_MAX 12

typedef struct isn_facts {
  isn_fact at[FACTS_MAX + 1]; /* the last is never read */
  uint8_t count;
  uint8_t unknown;      /* words that are none of these */
  uint8_t longest;      /* the longest run of them between marks that part */
  uint8_t beside;       /* those in one run with a date */
  uint8_t prose;        /* those in one run with a name: «في السوق الشعبي بمدينة سراقب» */
  uint8_t latin;        /* words in another script */
  uint8_t cells;        /* parts between | and wide gaps */
  uint8_t boilers;      /* phrases that make a line boilerplate */
  uint8_t sections;     /* section words: many of them make a menu */
  bool home;            /* begins a path */
  bool dated, labelled; /* holds a date or clock; behind a label */
  bool statement, subhead, issuer; /* a phrase of that class opens it */
  uint64_t opener;      /* classes that open a cell and take the line: read-also ... */
  uint32_t opener_len;  /* words of the line up to the end of that phrase */
  uint32_t last_cell;   /* token at which the last cell begins */
} isn_facts;

typedef struct isn_line {
  isnad_span span;   /* without the spaces around */
  isn_token *tokens; /* of the line's head */
  uint16_t token_count;
  uint16_t words;    /* of the whole line, counted by spaces; at most UINT16_MAX */
  uint8_t kind;      /* enum line_kind */
  uint8_t layout;    /* enum isn_layout */
  uint8_t gap;       /* blank lines before it */
  uint16_t facts;    /* index + 1 into isn_page.facts; 0: none */
  uint8_t lead;      /* tokens of a bullet, number or clock that opens it */
  bool stop;         /* ends with a full stop, question or exclamation mark */
  bool colon;        /* ends with a colon */
  bool bullet;       /* opens with a bullet or an emoji */
  bool flash;        /* opens with عاجل */
  bool whole;        /* all of it is tokens */
  bool of_page;      /* the tokens are some of the page's */
  bool read;         /* has been looked at */
} isn_line;

#define PAGE_FACTS_MAX 4000

typedef struct isn_page {
  isn_arena *arena;
  const isnad_lexicon *lexicon;
  isnad_str text;
  isn_line *lines; /* none blank */
  size_t line_count;
  isn_facts *facts; /* of LINE_FACTS and other short lines */
  size_t fact_count, fact_cap;
  size_t budget; /* bytes that may still be made tokens */
  isn_tokens tokens; /* of the whole text; none where it is too long */
} isn_page;

/* ---- lines.c ---- */
isn_page *isn_page_split(isn_arena *, const isnad_lexicon *, isnad_str text);
/* Parts a line at bytes of it (in order) into lines of their own. */
void isn_line_part(isn_page *, size_t index, const uint32_t *cuts, size_t cut_count);
/* Do two lines say the same, marks and spaces aside? With prefix: does the first open the second? */
bool isn_line_same(const isn_page *, isnad_span, isnad_span, bool prefix);
/* Trims spaces, quotation marks and separators. */
isnad_span isn_span_trim(isnad_str text, isnad_span);
/* Does a quotation mark or bracket stand right before it? */
bool isn_is_quoted(const isn_page *, isnad_span);

/* ---- phrase.c: what stands at a token ---- */
/* The set (bits 1 << enum isn_boiler_class) of classes of the longest phrase of boilerplate.tsv at the token. */
uint64_t isn_boiler_at(const isn_page *, const isn_line *, uint32_t at, uint32_t *len);
#define BOILER(name) ((uint64_t)1 << BC_##name)
/* The longest name of a kind at the token; its row, or UINT32_MAX. */
uint32_t isn_name_at(const isn_page *, const isn_line *, uint32_t at, enum isn_kind, uint32_t *len);
bool isn_row_is_country(const isn_page *, uint32_t place_row);
/* The longest word of words.tsv of a class at the token, its value in *value. */
bool isn_word_at(const isn_page *, const isn_line *, uint32_t at, enum isn_word_class, int32_t *value, uint32_t *len);
/* Tokens of an address, handle or mail at the token, or 0. */
uint32_t isn_address_at(const isn_line *, uint32_t at);
/* Is token `at` a mark that parts (| • - / :), or is there a wide gap or a lone kashida before it? */
enum isn_parting { PART_NONE, PART_SOFT /* : , ( */, PART_DASH /* - / */, PART_CELL /* | or a wide gap */ };
enum isn_parting isn_parting_at(const isn_page *, const isn_line *, uint32_t at);

/* ---- dates.c ---- */
/* A calendar date at the token: days since 1970. Dates of another calendar give true with *day INT32_MIN. */
bool isn_date_at(const isn_page *, const isn_line *, uint32_t at, int32_t *day, uint32_t *len);
/* A clock time with its half of the day. */
bool isn_clock_at(const isn_page *, const isn_line *, uint32_t at, int16_t *minute, uint32_t *len);

/* ---- label.c, kind.c ---- */
/* Reads what a line is on its own; facts stay with the page. */
void isn_line_read(isn_page *, isn_line *);
/* Walks a line and tells what it is made of. */
void isn_facts_read(const isn_page *, const isn_line *, isn_facts *);
const isn_facts *isn_line_facts(const isn_page *, const isn_line *);
/* A dateline at the head of a line of text; *cut is the token behind it. With place_colon a place and a colon are one. */
bool isn_dateline_read(const isn_page *, const isn_line *, bool place_colon, isn_facts *, uint32_t *cut);
/* Does the line begin with a place and a colon? */
bool isn_place_colon(const isn_page *, const isn_line *);

/* ---- glue.c ---- */
/* Parts a page that was saved as one line without gaps. */
void isn_page_unglue(isn_page *);

/* ---- language.c ---- */
bool isn_page_arabic(isn_page *);

/* ---- head.c, body.c ---- */
typedef struct isn_named {
  isnad_span span;
  uint32_t row;
} isn_named;

typedef struct isn_parts {
  isn_article *article;
  isnad_image *images;
  size_t image_count, image_cap;
  isnad_value *tags, *paragraphs;
  size_t tag_count, tag_cap, paragraph_count, paragraph_cap;
  isn_block *blocks;
  size_t block_count, block_cap;
  size_t title_line, body_line; /* line_count: none */
  isnad_span path_title;        /* the last cell of a path, where it is as long as a headline */
  bool post;                    /* a post of bullets, without a headline */
  /* What the text says of itself, before it is weighed (finish.c). */
  isn_named top_outlet, tail_outlet, source, agency, place, guess; /* guess: an unknown name that opens a date line */
  isnad_span author, byline, initials, photo; /* photo: a credit that waits for its caption */
  isn_fact published, updated;
} isn_parts;

enum facts_from { FROM_TOP, FROM_HEAD, FROM_SIGNATURE, FROM_DATELINE, FROM_TAIL };

void isn_head_read(isn_page *, isn_parts *);
/* The same where the layout has told which lines are headline and text: parts->title_line and body_line are set. */
void isn_head_laid_out(isn_page *, isn_parts *);
void isn_body_read(isn_page *, isn_parts *);
/* Caption and credit of a line: «عناصر قسد - إنترنت», «رتل تركي (الأناضول)». False: no credit shows. */
bool isn_caption_split(const isn_page *, const isn_line *, isnad_span *caption, isnad_span *credit);
void isn_image_add(isn_page *, isn_parts *, isnad_span file, const isn_line *caption);
/* The address of an image in the line above a caption, where the layout has one. */
isnad_span isn_file_above(const isn_page *, size_t line);
/* The words behind the label that opens a caption or a credit. */
isnad_span isn_label_rest(const isn_page *, const isn_line *);
void isn_block_add(isn_page *, isn_parts *, isnad_span, enum isn_block_kind);

/* ---- finish.c ---- */
/* Notes the outlet, dates, dateline and author that the facts of a line tell, where not known yet. */
void isn_facts_take(isn_page *, isn_parts *, const isn_facts *, enum facts_from);
/* No facts yet. */
isn_parts isn_parts_new(isn_article *);
/* The row of an outlet's name, or UINT32_MAX. */
uint32_t isn_outlet_row(const isn_page *, isnad_str name);
/* Weighs what was noted and fills the article's meta. */
void isn_parts_finish(isn_page *, isn_parts *, const isnad_given *);

#endif
