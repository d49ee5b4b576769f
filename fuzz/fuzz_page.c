/* fuzz_page: any bytes as what a report says and as what an address asks for. What the pen writes is UTF-8 and leaves
 * nothing that means something to a browser; parameters that were read are UTF-8 without NUL. */
#include <setjmp.h>
#include <stdlib.h>

#include "base/str.h"
#include "base/utf8.h"
#include "serve/page/pen.h"
#include "serve/page/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good) {
  if (!good) __builtin_trap();
}

static void no_path(void *context, isn_pen *pen, isnad_str path) {
  (void)context;
  isn_pen_put(pen, "%t", path);
}

/* What a directive makes of the text, sound and without any of the signs. */
static isnad_str written(isn_pen *pen, const char *format, isnad_str text, const char *never) {
  pen->buf = isn_buf_new(pen->buf.arena, (size_t)64 << 20);
  isn_pen_put(pen, format, text);
  isnad_str out = isn_buf_done(&pen->buf);
  must(isn_utf8_check(out) == out.len);
  for (size_t i = 0; i < out.len; i++)
    must((unsigned char)out.ptr[i] >= ' ' || out.ptr[i] == '\n' || out.ptr[i] == '\t'),
        must(strchr(never, out.ptr[i]) == NULL);
  return out;
}

static void check_pen(isn_arena *arena, isnad_str text) {
  isn_pen pen = {.buf = isn_buf_new(arena, 1 << 20), .path = no_path};
  written(&pen, "%t", text, "<>\"'");
  written(&pen, "%p", text, "<>\"'");
  written(&pen, "%u", text, "<>\"'&?#/\\ \n\t");
  isnad_str address = written(&pen, "%x", text, "<>\"'");
  must(isn_str_same(address, ISN_LIT("#")) || (address.len > 7 && memcmp(address.ptr, "http", 4) == 0));
  isnad_str json = written(&pen, "%j", text, "<>&\n\t");
  must(json.len >= 2 && json.ptr[0] == '"' && json.ptr[json.len - 1] == '"');
}

static void check_query(isn_arena *arena, isnad_str text) {
  isn_query query;
  if (!isn_query_read(arena, text, &query)) return;
  for (size_t i = 0; i < query.count; i++) {
    isnad_str parts[] = {query.at[i].name, query.at[i].value};
    for (int k = 0; k < 2; k++)
      must(isn_utf8_check(parts[k]) == parts[k].len),
          must(parts[k].len == 0 || memchr(parts[k].ptr, 0, parts[k].len) == NULL);
  }
  isn_filter filter = isn_filter_of(&query), both = isn_filter_both(arena, &filter, &filter);
  must(both.min_origins == filter.min_origins);
  isn_cookie_get(text, "lang");
  size_t line;
  isn_words *words = isn_words_read(arena, text, &line);
  if (words) isn_word_of(words, ISN_ARABIC, "kind", text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size > 1 << 20) return 0;
  isn_arena *arena = isn_arena_new(NULL, (size_t)1 << 30);
  if (arena == NULL) return 0;
  if (setjmp(*isn_arena_trap(arena)) == 0) {
    check_pen(arena, (isnad_str){(const char *)data, size});
    check_query(arena, (isnad_str){(const char *)data, size});
  }
  isn_arena_free(arena);
  return 0;
}
