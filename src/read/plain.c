/* plain: a text as it was scraped or saved, read to its parts: lines, then what each is, then headline and paragraphs.
 *
 * «عاجل | عدوان إسرائيلي يستهدف حي كفرسوسة بدمشق» / «دمشق (أ ف ب) – نقلت وكالة ...» / «ماد/لين/ح ج»: a headline, one paragraph that begins at «نقلت», the
 * dateline دمشق, the outlet أ ف ب and initials. */
#include "read/article.h"

#include "read/page.h"

isn_article *isn_read_plain(isn_arena *arena, const isnad_lexicon *lexicon, isnad_str text, const isnad_given *given) {
  isn_article *article = isn_alloc(arena, sizeof *article);
  isn_parts parts = isn_parts_new(article);
  article->text = text;
  isn_page *page = isn_page_split(arena, lexicon, text);
  article->tokens = page->tokens;
  article->meta.arabic = isn_page_arabic(page);
  if (article->meta.arabic) {
    isn_page_unglue(page);
    for (size_t i = 0; i < page->line_count; i++) isn_line_read(page, &page->lines[i]);
    isn_head_read(page, &parts);
    isn_body_read(page, &parts);
  }
  isn_parts_finish(page, &parts, given);
  return article;
}
