/* markup: what the names that authors of pages give to elements say. «class="article__body rtl"» is a body, «id="relatedPosts"» other
 * news. The words are rows of lexicon/markup.tsv. */
#ifndef ISN_READ_HTML_MARKUP_H
#define ISN_READ_HTML_MARKUP_H

#include "lex/codes.h"
#include "lex/lex.h"

typedef struct html_markup html_markup;

#define MARK(name) (UINT32_C(1) << MC_##name)
#define MARK_CONCEALED (UINT32_C(1) << MC_COUNT_) /* not shown: its style or an attribute says so, no class */

html_markup *isn_html_markup_new(isn_arena *, const isnad_lexicon *);
/* The set of classes that the names' words have: bits 1 << enum isn_markup_class. A run of words counts as one: article-body. */
uint32_t isn_html_markup_of(const html_markup *, isnad_str names);

#endif
