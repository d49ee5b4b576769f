/* base: takes a compiled lexicon into one that is being compiled. Its rows keep their numbers and its keys their hashes (the
 * words themselves are not in it, nor needed), so that a user's «الشحيل» is found beside the places that were there. */
#include "lex/build.h"
#include "lex/format.h"
#include "lex/hash.h"
#include "lex/inflect.h"

static void take_table(isn_build *b, int kind) {
  const isn_table *table = isn_table_of(kind);
  const isn_lex_table *from = &b->base->head->table[kind];
  for (uint32_t i = 0; i < from->rows; i++) {
    const uint32_t *cells = isn_lex_row(b->base, kind, i);
    uint32_t row = isn_build_row(b, kind);
    for (int cell = 0; cell < table->width; cell++) {
      uint32_t value = cells[cell];
      if (table->text_cells >> cell & 1) value = isn_build_text(b, isn_lex_heap(b->base, value));
      isn_build_cells(b, kind, row)[cell] = value;
    }
    if (table->id >= 0)
      isn_build_put(b->arena, &b->table[kind].ids, isn_hash_word((uint64_t)kind, isn_lex_heap(b->base, cells[table->id])), row);
  }
}

static void take_keys(isn_build *b) {
  const isnad_lexicon *base = b->base;
  for (uint32_t slot = 0; slot < base->head->slots; slot++) {
    if (base->keys[slot] == 0) continue;
    uint32_t value = base->values[slot], first = value & ISN_VALUE_FIRST;
    if (value & ISN_VALUE_LONGER) isn_build_add(b, (isn_build_key){.hash = base->keys[slot]});
    for (uint32_t i = 0; i < (value >> ISN_VALUE_COUNT_SHIFT & ISN_VALUE_COUNT); i++) {
      const isn_entry *e = &base->entries[first + i];
      isn_build_add(b, (isn_build_key){.hash = base->keys[slot], .row = e->row, .morph = e->morph, .order = e->row, .kind = e->kind,
                                       .words = e->words, .part = (uint8_t)isn_part_of(e->morph)});
    }
  }
}

void isn_build_take_base(isn_build *b) {
  for (int kind = K_WORD; kind < K_COUNT; kind++) take_table(b, kind);
  take_keys(b);
}
