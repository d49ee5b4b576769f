/* pen: writes pages. Literal parts of a format are the markup; everything else goes through a directive that makes it
 * harmless where it stands. There is no directive that writes a string as it is.
 *
 *   isn_pen_put(&pen, "<a href=\"%p\">%t</a> %w", ISN_LIT("/i/0123"), title, "live.pause");
 *
 *   %t isnad_str     text or value of a quoted attribute: & < > " ' become entities, controls and broken UTF-8 U+FFFD
 *   %z const char *  the same
 *   %u isnad_str     one part of an address: all but letters, digits and - . _ ~ as %XX
 *   %p isnad_str     a path of this site (parts already written with %u), as this page leads to it
 *   %x isnad_str     an address elsewhere: http and https only, anything else becomes #
 *   %j isnad_str     a JSON string within <script type="application/ld+json">: no <, >, & nor line separators
 *   %w const char *  a word of the interface by its key, in the language of the page
 *   %d int64_t       a number
 *   %f double        a coordinate of a drawing, one decimal
 *   %c const char *  a class or an id of our own: a literal of the program; anything but [a-z0-9- ] stops the page
 *   %%               % */
#ifndef ISN_SERVE_PAGE_PEN_H
#define ISN_SERVE_PAGE_PEN_H

#include "base/buf.h"
#include "serve/page/words.h"

typedef struct isn_pen {
  isn_buf buf;
  const isn_words *words;
  isn_lang lang;
  void (*path)(void *context, struct isn_pen *, isnad_str path); /* writes what %p stands for, by the calls below */
  void *context;
} isn_pen;

void isn_pen_put(isn_pen *, const char *format, ...);
void isn_pen_text(isn_pen *, isnad_str);
void isn_pen_url(isn_pen *, isnad_str part);
void isn_pen_json(isn_pen *, isnad_str);
/* A text with the places of its numbers filled in: "%d1 of %d2" is no format: # stands for the number. */
void isn_pen_plural(isn_pen *, const char *key, int64_t count);

#endif
