/* html: pages as browsers get them, read to the article that they hold. Bytes of any charset that has ASCII in it go in; the
 * article's text is decoded UTF-8, and its map leads every span back to the bytes of the page.
 *
 * «<p>قال مصدر &quot;محلي&quot;</p>» in windows-1256 becomes the paragraph «قال مصدر "محلي"». */
#ifndef ISN_READ_HTML_HTML_H
#define ISN_READ_HTML_HTML_H

#include "read/article.h"

/* Do the bytes begin as HTML does (behind a byte order mark and white space)? */
bool isn_html_is(isnad_str bytes);

/* A page to its article: headline, dates, outlet, paragraphs ... content_type is what a header declared («text/html; charset=windows-1256»,
 * or a charset alone), or empty. article->text is the decoded text that blocks, meta spans and tokens count in. */
isn_article *isn_read_html(isn_arena *, const isnad_lexicon *, isnad_str page, isnad_str content_type, const isnad_given *);

/* All text of a piece of HTML (a feed's content, a message), nothing scored: each block a line, entities decoded, script and
 * style left out. Spans of ->text lead back by isn_map_span. */
isn_map *isn_html_text(isn_arena *, isnad_str html, isnad_str content_type);

#endif
