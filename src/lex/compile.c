/* compile: the public call: reads a directory of TSV files and gazetteers, writes one file. The new file takes the place of an
 * old one only when it is whole. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "lex/build.h"
#include "lex/format.h"

#define FILE_MAX ((size_t)1 << 30)   /* bytes of one input */
#define MEMORY_MAX ((size_t)8 << 30) /* bytes of the compiler's arena */

/* The whole file, in the arena. ISNAD_IO with errno set where it cannot be read. */
static isnad_status read_file(isn_arena *arena, const char *path, isnad_str *out) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return ISNAD_IO;
  size_t cap = 1 << 16, len = 0;
  char *bytes = isn_alloc(arena, cap);
  for (;;) {
    size_t got = fread(bytes + len, 1, cap - len, file);
    len += got;
    if (got == 0) break;
    if (len < cap) continue;
    if (cap >= FILE_MAX) {
      fclose(file);
      return ISNAD_LIMIT;
    }
    char *grown = isn_alloc(arena, cap * 4);
    memcpy(grown, bytes, len);
    bytes = grown;
    cap *= 4;
  }
  bool failed = ferror(file) != 0;
  fclose(file);
  *out = (isnad_str){bytes, len};
  return failed ? ISNAD_IO : ISNAD_OK;
}

static isnad_status write_file(isn_arena *arena, const char *path, isnad_str bytes, isnad_error *error) {
  const char *part = isn_arena_print(arena, "%s.part", path).ptr;
  FILE *file = fopen(part, "wb");
  if (file == NULL) return isn_error(error, ISNAD_IO, 0, "cannot write %s: %s", part, strerror(errno));
  bool good = fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len;
  good = fclose(file) == 0 && good;
  if (good && rename(part, path) == 0) return ISNAD_OK;
  isn_error(error, ISNAD_IO, 0, "cannot write %s: %s", path, strerror(errno));
  remove(part);
  return ISNAD_IO;
}

static isnad_status read_dir(isn_build *b, const char *dir, isnad_error *error) {
  size_t found = 0;
  isnad_str bytes;
  for (int kind = K_WORD; kind < K_COUNT; kind++) {
    const isn_table *table = isn_table_of(kind);
    uint32_t first = (uint32_t)b->table[kind].rows;
    for (int i = 0; table->files[i] != NULL; i++) {
      const char *path = isn_arena_print(b->arena, "%s/%s", dir, table->files[i]).ptr;
      errno = 0;
      isnad_status status = read_file(b->arena, path, &bytes);
      if (status != ISNAD_OK && errno == ENOENT) continue; /* a user's directory holds what the user adds */
      if (status != ISNAD_OK) return isn_error(error, status, 0, "cannot read %s: %s", path, strerror(errno));
      found++;
      isn_rows_read(b, kind, table->files[i], bytes);
    }
    for (uint32_t row = first; kind == K_PLACE && row < b->table[kind].rows; row++)
      isn_build_cells(b, K_PLACE, row)[PLACE_FLAGS] |= PLACE_CURATED;
  }
  if (read_file(b->arena, isn_arena_print(b->arena, "%s/ambiguous.tsv", dir).ptr, &bytes) == ISNAD_OK)
    isn_rows_ambiguous(b, "ambiguous.tsv", bytes);
  return found ? ISNAD_OK : isn_error(error, ISNAD_IO, 0, "no lexicon files in %s", dir);
}

static isnad_status read_place_file(isn_build *b, const char *path, isnad_error *error) {
  isnad_str bytes = {NULL, 0};
  errno = 0;
  isnad_status status = read_file(b->arena, path, &bytes);
  if (status != ISNAD_OK) return isn_error(error, status, 0, "cannot read %s: %s", path, strerror(errno));
  if (isn_places_is_dump(bytes)) isn_places_dump(b, path, bytes);
  else isn_rows_read(b, K_PLACE, path, bytes);
  return ISNAD_OK;
}

static isnad_status build(isn_build *b, const char *dir, const char *const *place_files, size_t place_file_count,
                          const char *out_path, isnad_error *error) {
  isnad_status status = ISNAD_OK;
  isn_build_text(b, (isnad_str){NULL, 0}); /* offset 0 is the empty string */
  if (b->base != NULL) isn_build_take_base(b);
  if (dir != NULL) status = read_dir(b, dir, error);
  for (size_t i = 0; i < place_file_count && status == ISNAD_OK; i++) status = read_place_file(b, place_files[i], error);
  if (status != ISNAD_OK) return status;
  if (b->faults > 0)
    return isn_error(error, ISNAD_SYNTAX, b->faults, "%llu bad rows", (unsigned long long)b->faults);
  if (out_path == NULL) return ISNAD_OK;
  isn_places_finish(b);
  return write_file(b->arena, out_path, isn_build_pack(b), error);
}

isnad_status isnad_lexicon_compile(const char *dir, const char *const *place_files, size_t place_file_count,
                                   const isnad_lexicon *base, const char *out_path, isnad_row_fault *fault, void *context,
                                   isnad_error *error) {
  if (dir == NULL && place_file_count == 0) return isn_error(error, ISNAD_ARGUMENT, 0, "nothing to compile");
  isn_arena *arena = isn_arena_new(NULL, MEMORY_MAX);
  if (arena == NULL) return isn_error(error, ISNAD_MEMORY, 0, "no memory");
  if (setjmp(*isn_arena_trap(arena))) {
    isn_arena_free(arena);
    return isn_error(error, ISNAD_MEMORY, 0, "no memory to compile the lexicon");
  }
  isn_build *b = isn_alloc(arena, sizeof *b);
  b->arena = arena;
  b->base = base;
  b->fault = fault;
  b->fault_context = context;
  isnad_status status = build(b, dir, place_files, place_file_count, out_path, error);
  isn_arena_free(arena);
  return status;
}
