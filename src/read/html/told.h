/* told: the blocks of a page that its JSON-LD tells machines as the text of the article. */
#ifndef ISN_READ_HTML_TOLD_H
#define ISN_READ_HTML_TOLD_H

#include "read/html/facts.h"

#define TOLD_CHARS 30 /* shorter blocks are not looked for */

/* Of each block: is it told? NULL where the page tells no text, or one that it does not show. */
const uint8_t *isn_html_told(const html_page *, const html_facts *);

#endif
