/* fuzz_charset: any bytes in any charset become valid UTF-8, and every stretch of the text leads to bytes of the page and back. */
#include "base/arena.h"
#include "base/utf8.h"
#include "read/html/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good) {
  if (!good) __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const charsets[] = {"windows-1256", "iso-8859-6", "iso-8859-1", "utf-8", ""};
  isn_arena *arena = isn_arena_new(NULL, (size_t)256 << 20);
  if (arena == NULL || setjmp(*isn_arena_trap(arena))) __builtin_trap();
  isnad_str name = {charsets[size % 5], 0};
  while (name.ptr[name.len]) name.len++;
  const isn_map *map = isn_html_text(arena, (isnad_str){(const char *)data, size}, name);
  must(isn_utf8_check(map->text) == map->text.len);
  for (size_t from = 0, step = 1; from < map->text.len; from += step++) {
    size_t to = from + step * 3 < map->text.len ? from + step * 3 : map->text.len;
    isnad_span there = isn_map_span(map, (isnad_span){(uint32_t)from, (uint32_t)to});
    must(there.start <= there.end && there.end <= size);
    isnad_span back = isn_map_back(map, there);
    must(back.end <= map->text.len && (there.start == there.end || back.end > back.start));
  }
  isn_arena_free(arena);
  return 0;
}
