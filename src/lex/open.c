/* open: handles over compiled lexicons. What comes from outside is proven before use: checksum, sizes, every offset and row
 * number, so that a damaged or forged file is refused and never read out of bounds. The builtin one was proven when it was made. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "lex/format.h"
#include "lex/hash.h"
#include "lex/schema.h"

/* A section of count items of width bytes, behind the header and inside the file. */
static bool section_fits(const isn_lex_header *head, uint64_t at, uint64_t count, uint64_t width) {
  if (at % 8 != 0 || at < sizeof *head || at > head->size) return false;
  return count <= (head->size - at) / width;
}

static bool sections_fit(const isn_lex_header *head) {
  if (!section_fits(head, head->keys_at, head->slots, 8) || !section_fits(head, head->values_at, head->slots, 4)) return false;
  if (!section_fits(head, head->entries_at, head->entries, sizeof(isn_entry))) return false;
  if (!section_fits(head, head->text_at, head->text_size, 1) || head->text_size < 2 || head->slots == 0) return false;
  for (int kind = K_WORD; kind < K_COUNT; kind++) {
    const isn_lex_table *table = &head->table[kind];
    if (table->width != (uint32_t)isn_table_of(kind)->width) return false;
    if (!section_fits(head, table->cells_at, table->rows, table->width * 4)) return false;
    if (table->id_count > table->rows || !section_fits(head, table->ids_at, table->id_count, 4)) return false;
  }
  return true;
}

static bool text_fits(const isnad_lexicon *lexicon, uint32_t offset) {
  uint64_t size = lexicon->head->text_size;
  return offset <= size - 2 && isn_lex_heap(lexicon, offset).len <= size - 2 - offset;
}

static bool tables_hold(const isnad_lexicon *lexicon) {
  for (int kind = K_WORD; kind < K_COUNT; kind++) {
    const isn_lex_table *table = &lexicon->head->table[kind];
    const uint32_t *ids = (const uint32_t *)(const void *)((const char *)lexicon->head + table->ids_at);
    uint32_t text_cells = isn_table_of(kind)->text_cells;
    for (uint32_t row = 0; row < table->rows; row++)
      for (uint32_t cell = 0; cell < table->width; cell++)
        if (text_cells >> cell & 1 && !text_fits(lexicon, isn_lex_row(lexicon, kind, row)[cell])) return false;
    for (uint32_t i = 0; i < table->id_count; i++)
      if (ids[i] >= table->rows) return false;
  }
  const isn_lex_table *places = &lexicon->head->table[K_PLACE];
  for (uint32_t row = 0; row < places->rows; row++) {
    uint32_t parent = isn_lex_row(lexicon, K_PLACE, row)[PLACE_PARENT_ROW];
    if (parent != UINT32_MAX && parent >= places->rows) return false;
  }
  return true;
}

static bool keys_hold(const isnad_lexicon *lexicon) {
  const isn_lex_header *head = lexicon->head;
  uint32_t empty = 0;
  for (uint32_t slot = 0; slot < head->slots; slot++) {
    uint32_t value = lexicon->values[slot], count = value >> ISN_VALUE_COUNT_SHIFT & ISN_VALUE_COUNT;
    empty += lexicon->keys[slot] == 0;
    if (count > head->entries || (value & ISN_VALUE_FIRST) > head->entries - count) return false;
  }
  for (uint32_t i = 0; i < head->entries; i++) {
    const isn_entry *e = &lexicon->entries[i];
    if (e->kind <= K_NONE || e->kind >= K_COUNT || e->row >= head->table[e->kind].rows) return false;
    if (e->kind == K_WORD && e->word_class != isn_lex_row(lexicon, K_WORD, e->row)[WORD_CLASS]) return false;
  }
  return empty > 0; /* where no slot is empty a search would not end */
}

static isnad_status check_header(const void *data, size_t size, isnad_error *error) {
  const isn_lex_header *head = data;
  if (size < sizeof *head || memcmp(head->magic, ISN_LEX_MAGIC, sizeof head->magic) != 0)
    return isn_error(error, ISNAD_LEXICON, 0, "this is no compiled lexicon");
  if (head->order != ISN_LEX_ORDER) return isn_error(error, ISNAD_LEXICON, 0, "the lexicon was compiled for another kind of machine");
  if (head->version != ISN_LEX_VERSION)
    return isn_error(error, ISNAD_LEXICON, 0, "the lexicon has version %u, this program reads %u", head->version, ISN_LEX_VERSION);
  if (head->size != size) return isn_error(error, ISNAD_LEXICON, 0, "the lexicon is cut off or padded");
  return ISNAD_OK;
}

isnad_status isn_lex_attach(const void *data, size_t size, bool verify, const isnad_allocator *allocator, isnad_lexicon **out,
                            isnad_error *error) {
  *out = NULL;
  if (allocator == NULL) allocator = &isn_malloc;
  isnad_status status = check_header(data, size, error);
  if (status != ISNAD_OK) return status;
  const isn_lex_header *head = data;
  const char *bytes = data;
  if (verify && (isn_hash_bytes(bytes + ISN_LEX_CHECKED_FROM, size - ISN_LEX_CHECKED_FROM) != head->checksum || !sections_fit(head)))
    return isn_error(error, ISNAD_LEXICON, 0, "the lexicon is damaged");
  isnad_lexicon made = {.head = head, .allocator = *allocator};
  made.keys = (const uint64_t *)(const void *)(bytes + head->keys_at);
  made.values = (const uint32_t *)(const void *)(bytes + head->values_at);
  made.entries = (const isn_entry *)(const void *)(bytes + head->entries_at);
  made.text = bytes + head->text_at;
  if (verify && (!tables_hold(&made) || !keys_hold(&made))) return isn_error(error, ISNAD_LEXICON, 0, "the lexicon is damaged");
  isnad_lexicon *lexicon = allocator->resize(allocator->context, NULL, 0, sizeof *lexicon);
  if (lexicon == NULL) return isn_error(error, ISNAD_MEMORY, 0, "no memory");
  *lexicon = made;
  *out = lexicon;
  return ISNAD_OK;
}

isnad_status isnad_lexicon_use(const void *data, size_t size, const isnad_allocator *allocator, isnad_lexicon **out,
                               isnad_error *error) {
  if (out == NULL) return isn_error(error, ISNAD_ARGUMENT, 0, "no place for the lexicon");
  *out = NULL;
  if (data == NULL || (uintptr_t)data % 8 != 0)
    return isn_error(error, ISNAD_ARGUMENT, 0, "a lexicon must lie at a multiple of eight bytes");
  return isn_lex_attach(data, size, true, allocator, out, error);
}

isnad_status isnad_lexicon_open(const char *path, const isnad_allocator *allocator, isnad_lexicon **out, isnad_error *error) {
  if (out == NULL) return isn_error(error, ISNAD_ARGUMENT, 0, "no place for the lexicon");
  *out = NULL;
  if (path == NULL) return isn_error(error, ISNAD_ARGUMENT, 0, "no path");
  struct stat about;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0 || fstat(file, &about) != 0) {
    isn_error(error, ISNAD_IO, 0, "cannot open %s: %s", path, strerror(errno));
    if (file >= 0) close(file);
    return ISNAD_IO;
  }
  if (!S_ISREG(about.st_mode) || about.st_size <= 0) {
    close(file);
    return isn_error(error, ISNAD_LEXICON, 0, "this is no compiled lexicon");
  }
  size_t size = (size_t)about.st_size;
  void *map = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
  close(file);
  if (map == MAP_FAILED) return isn_error(error, ISNAD_IO, 0, "cannot map %s: %s", path, strerror(errno));
  isnad_status status = isn_lex_attach(map, size, true, allocator, out, error);
  if (status != ISNAD_OK) munmap(map, size);
  else (*out)->map = map;
  return status;
}

void isnad_lexicon_free(isnad_lexicon *lexicon) {
  if (lexicon == NULL) return;
  isnad_allocator allocator = lexicon->allocator;
  if (lexicon->map != NULL) munmap(lexicon->map, lexicon->head->size);
  allocator.resize(allocator.context, lexicon, sizeof *lexicon, 0);
}
