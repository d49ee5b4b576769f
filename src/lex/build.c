/* build: the growing parts of a lexicon that is being compiled. Everything lies in one arena, which falls as a whole; the same
 * string («غارة» as lemma of two rows) is kept once. */
#include "lex/build.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "lex/hash.h"

void isn_build_fault(isn_build *b, const char *format, ...) {
  char message[400];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  b->faults++;
  if (b->fault != NULL) b->fault(b->fault_context, b->file, b->line, message);
}

static size_t slot_of(const isn_build_map *map, uint64_t key) {
  size_t at = (size_t)(key & (map->slots - 1));
  while (map->keys[at] != 0 && map->keys[at] != key) at = (at + 1) & (map->slots - 1);
  return at;
}

uint32_t *isn_build_find(const isn_build_map *map, uint64_t key) {
  if (map->slots == 0) return NULL;
  size_t at = slot_of(map, key);
  return map->keys[at] ? &map->values[at] : NULL;
}

void isn_build_put(isn_arena *arena, isn_build_map *map, uint64_t key, uint32_t value) {
  if (map->count * 2 >= map->slots) {
    isn_build_map more = {.slots = map->slots ? map->slots * 2 : 1024};
    more.keys = isn_alloc_array(arena, more.slots, sizeof *more.keys);
    more.values = isn_alloc_array(arena, more.slots, sizeof *more.values);
    for (size_t i = 0; i < map->slots; i++)
      if (map->keys[i]) isn_build_put(arena, &more, map->keys[i], map->values[i]);
    *map = more;
  }
  size_t at = slot_of(map, key);
  if (map->keys[at] == 0) map->count++;
  map->keys[at] = key;
  map->values[at] = value;
}

isnad_str isn_build_text_at(const isn_build *b, uint32_t offset) {
  const unsigned char *p = (const unsigned char *)b->text + offset;
  return (isnad_str){(const char *)p + 2, (size_t)(p[0] | p[1] << 8)};
}

static void text_room(isn_build *b, size_t more) {
  if (b->text_len + more <= b->text_cap) return;
  size_t cap = b->text_cap ? b->text_cap : 1 << 16;
  while (cap < b->text_len + more) cap *= 2;
  if (cap > UINT32_MAX) isn_arena_fail(b->arena);
  char *grown = isn_alloc(b->arena, cap);
  if (b->text_len) memcpy(grown, b->text, b->text_len);
  b->text = grown;
  b->text_cap = cap;
}

uint32_t isn_build_text(isn_build *b, isnad_str text) {
  if (text.len > UINT16_MAX) {
    isn_build_fault(b, "a cell of %zu bytes is too long", text.len);
    text.len = 0;
  }
  uint64_t hash = isn_hash_word(0, text);
  uint32_t *found = isn_build_find(&b->texts, hash);
  if (found != NULL && isn_str_same(isn_build_text_at(b, *found), text)) return *found;
  text_room(b, text.len + 2);
  uint32_t offset = (uint32_t)b->text_len;
  b->text[b->text_len++] = (char)(text.len & 0xFF);
  b->text[b->text_len++] = (char)(text.len >> 8);
  if (text.len) memcpy(b->text + b->text_len, text.ptr, text.len);
  b->text_len += text.len;
  isn_build_put(b->arena, &b->texts, hash, offset);
  return offset;
}

uint32_t isn_build_row(isn_build *b, int kind) {
  isn_build_table *table = &b->table[kind];
  size_t width = (size_t)isn_table_of(kind)->width;
  isn_arena_grow(b->arena, &table->cells, table->rows, &table->cap, width * sizeof *table->cells);
  memset(table->cells + table->rows * width, 0, width * sizeof *table->cells);
  return (uint32_t)table->rows++;
}

uint32_t *isn_build_cells(isn_build *b, int kind, uint32_t row) {
  return b->table[kind].cells + (size_t)row * (size_t)isn_table_of(kind)->width;
}

void isn_build_add(isn_build *b, isn_build_key key) {
  isn_arena_grow(b->arena, &b->keys, b->key_count, &b->key_cap, sizeof *b->keys);
  b->keys[b->key_count++] = key;
}
