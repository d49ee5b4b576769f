/* cell: a row of the lexicon by its id, for those who stand outside: the parent of a place, the type of an actor, the publisher of
 * an outlet («عنب بلدي»: its domain). */
#include "base/str.h"
#include "lex/format.h"
#include "lex/schema.h"

isnad_str isnad_lexicon_cell(const isnad_lexicon *lexicon, const char *table_name, isnad_str id, const char *column_name) {
  for (int kind = K_WORD; lexicon != NULL && kind < K_COUNT; kind++) {
    const isn_table *table = isn_table_of(kind);
    if (table->id < 0 || !isn_str_same(isn_str(table->name), isn_str(table_name))) continue;
    uint32_t row = isn_lex_by_id(lexicon, (enum isn_kind)kind, id);
    if (row == UINT32_MAX) break;
    /* A place's country and what it lies in are worked out when compiling. */
    if (kind == K_PLACE && isn_str_same(isn_str(column_name), ISN_LIT("country"))) return isn_lex_text(lexicon, K_PLACE, row, PLACE_COUNTRY);
    if (kind == K_PLACE && isn_str_same(isn_str(column_name), ISN_LIT("parent_id"))) {
      int32_t parent = isn_lex_number(lexicon, K_PLACE, row, PLACE_PARENT_ROW);
      return parent < 0 ? (isnad_str){NULL, 0} : isn_lex_text(lexicon, K_PLACE, (uint32_t)parent, PLACE_ID);
    }
    int column = isn_column_named(table, isn_str(column_name)), cell = column < 0 ? -1 : table->columns[column].cell;
    if (cell < 0 || table->columns[column].type != CELL_TEXT) break;
    return isn_lex_text(lexicon, (enum isn_kind)kind, row, cell);
  }
  return (isnad_str){NULL, 0};
}
