/* find: placeholder of the order of work; each step is a file of this room. */
#include "find/find.h"

isn_findings isn_find(isn_arena *arena, const isnad_lexicon *lexicon, isnad_str text, const isn_article *article,
                      bool explain) {
  (void)arena, (void)lexicon, (void)text, (void)article, (void)explain;
  return (isn_findings){0};
}
