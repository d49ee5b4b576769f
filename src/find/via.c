/* via: whom the outlet took its text over from, where that was told beside the text: the channel of a forwarded post, a feed's <source>.
 * «قالت مصادر محلية إن ...» forwarded from «قناة المثال» has two links: the channel, then the sources. */
#include "base/str.h"
#include "find/find.h"

static isnad_link link_of(const isnad_lexicon *lexicon, const isn_article *article) {
  isnad_str name = article->meta.via.text;
  isnad_link l = {.name = name, .kind = article->via_kind ? article->via_kind : ISNAD_SOURCE_OUTLET};
  if (article->via_row == UINT32_MAX) return l;
  l.id = isn_lex_text(lexicon, K_OUTLET, article->via_row, OUTLET_ID);
  l.name = isn_lex_text(lexicon, K_OUTLET, article->via_row, OUTLET_NAME_AR);
  l.kind = (isnad_source_kind)isn_lex_number(lexicon, K_OUTLET, article->via_row, OUTLET_SOURCE_KIND);
  return l;
}

static bool same_source(const isnad_link *a, const isnad_link *b) {
  return a->id.len ? isn_str_same(a->id, b->id) : isn_str_same(a->name, b->name);
}

void isn_find_via(isn_arena *arena, const isnad_lexicon *lexicon, const isn_article *article, isn_findings *found) {
  if (article->meta.via.text.len == 0) return;
  isnad_link via = link_of(lexicon, article);
  for (size_t i = 0; i < found->claim_count; i++) {
    isnad_claim *claim = &found->claims[i];
    if (claim->source_count && same_source(&via, &claim->sources[0])) continue;
    isnad_link *links = isn_alloc_array(arena, claim->source_count + 1, sizeof *links);
    links[0] = via;
    for (size_t k = 0; k < claim->source_count; k++) links[k + 1] = claim->sources[k];
    claim->sources = links;
    claim->source_count++;
  }
}
