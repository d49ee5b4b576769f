/* facts: what a page tells machines of itself, weighed: JSON-LD before OpenGraph before other meta elements before <time>. */
#ifndef ISN_READ_HTML_FACTS_H
#define ISN_READ_HTML_FACTS_H

#include "read/html/decode.h"
#include "read/html/jsonld.h"

#define AUTHORS_MAX 16
#define KEYWORDS_MAX 40

typedef struct html_value {
  isnad_span span; /* bytes of the page; empty: not told */
  uint8_t from;    /* enum html_source */
} html_value;

typedef struct html_facts {
  html_value headline;               /* of JSON-LD */
  html_value og_title, other_title;  /* of OpenGraph; of Twitter's cards and others */
  html_value published, updated, outlet, section, language, image, url;
  html_value body, lead;             /* articleBody, description */
  html_value authors[AUTHORS_MAX], keywords[KEYWORDS_MAX];
  size_t author_count, keyword_count;
} html_facts;

void isn_html_facts_read(const html_page *, html_facts *);

typedef struct html_date {
  isn_moment moment; /* day INT32_MIN: no date */
  int zone;          /* minutes from UTC; INT32_MIN: not said */
} html_date;

/* A date as machines write it: 2024-05-03T17:47:42+02:00, 20240503, 2024/5/3 17:47, Fri, 03 May 2024 17:47:42 GMT. */
html_date isn_html_date(isnad_str text);
/* The day that an address holds: /2024/05/03/, /2024-05-03-, /20240503. */
html_date isn_html_address_date(isnad_str url);

#endif
