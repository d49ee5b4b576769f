/* find: the steps in their order. Each fills its own arrays of the finder and reads those of the steps before it. */
#include "find/finder.h"

void isn_find_steps(isn_finder *f, isn_arena *arena, const isnad_lexicon *lexicon, isnad_str text, const isn_article *article) {
  *f = (isn_finder){.arena = arena, .lexicon = lexicon, .text = text, .article = article, .country = NONE, .voice = NONE};
  f->tokens = article->tokens.count ? article->tokens : isn_tokenize(arena, text, 0, text.len);
  if (f->tokens.memo == NULL) f->tokens.memo = isn_lex_memo_new(arena, f->tokens); /* times and units ask for the same readings */
  f->numbers = isn_numbers_find(arena, lexicon, text, f->tokens, &f->number_count);
  f->times = isn_times_find(arena, lexicon, text, f->tokens, f->numbers, f->number_count, article->published, ISNAD_PREFER_PAST,
                            &f->time_count);
  find_units(f);
  find_clauses(f);
  find_spots(f);
  find_amounts(f);
  find_chains(f);
  find_countries_of_items(f);
  find_countries_of_chains(f);
  find_acts(f);
  find_frames(f);
  find_senses(f);
  find_tolls(f);
  find_bindings(f);
  find_other_sides(f);
  find_talks(f);
  find_topic(f);
  find_status(f);
  find_implied(f);
  find_asides(f);
}

isn_findings isn_find(isn_arena *arena, const isnad_lexicon *lexicon, isnad_str text, const isn_article *article,
                      bool explain) {
  isn_finder f;
  isn_find_steps(&f, arena, lexicon, text, article);
  f.explain = explain;
  return find_claims(&f);
}
