/* site: the pages as files: begins at the first page and goes on to every path that a page leads to, each once in
 * Arabic and once in English, until none is left. What is written depends on the store alone. */
#include "serve/page/inner.h"

#define SITE_MEMORY ((size_t)1 << 30) /* names of the paths */
#define PAGE_MEMORY ((size_t)256 << 20)
enum { PATHS_MAX = 1 << 20, TABLE = 1 << 21 };

typedef struct walk {
  isn_arena *arena;
  isnad_str *paths;
  size_t count, cap;
  uint32_t *table; /* of paths, by hash; 0: free, else index + 1 */
  bool full;
} walk;

static uint32_t hash_of(isnad_str text) {
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < text.len; i++) hash = (hash ^ (unsigned char)text.ptr[i]) * 1099511628211u;
  return (uint32_t)(hash ^ hash >> 32);
}

static void add_path(void *context, isnad_str path) {
  walk *w = context;
  const char *anchor = memchr(path.ptr, '#', path.len);
  if (anchor) path.len = (size_t)(anchor - path.ptr);
  size_t at = hash_of(path) % TABLE;
  for (; w->table[at]; at = (at + 1) % TABLE)
    if (isn_str_same(w->paths[w->table[at] - 1], path)) return;
  if (w->count == PATHS_MAX) {
    w->full = true;
    return;
  }
  isn_arena_grow(w->arena, &w->paths, w->count, &w->cap, sizeof *w->paths);
  w->paths[w->count++] = isn_arena_copy(w->arena, path);
  w->table[at] = (uint32_t)w->count;
}

typedef struct job {
  const isn_pages *pages;
  isn_store *store;
  isn_site_write *write;
  void *context;
  int64_t files;
} job;

/* One file. A path that is gone meanwhile is none; a fault ends the walk. */
static isnad_status write_one(job *j, walk *w, isnad_str path, isn_lang lang, isnad_error *error) {
  isn_arena *arena = isn_arena_new(NULL, PAGE_MEMORY);
  if (arena == NULL) return isn_error(error, ISNAD_MEMORY, 0, "out of memory");
  isnad_status status = ISNAD_OK;
  isn_page_answer answer;
  isn_page_ask ask = {.path = path,
                      .query = lang == ISN_ENGLISH ? ISN_LIT("lang=en") : ISN_LIT("lang=ar"),
                      .fixed = true,
                      .linked = add_path,
                      .context = w};
  isn_page_answer_of(j->pages, &ask, j->store, arena, &answer);
  if (answer.status >= 500) status = isn_error(error, ISNAD_LIMIT, 0, "%.*s cannot be made", (int)path.len, path.ptr);
  isnad_str name = isn_page_file(w->arena, lang, path);
  if (status == ISNAD_OK && answer.status == 200) {
    if (j->write(j->context, name, answer.body)) j->files++;
    else status = isn_error(error, ISNAD_IO, 0, "%.*s cannot be written", (int)name.len, name.ptr);
  }
  isn_arena_free(arena);
  return status;
}

/* Pages are written in both languages; other forms and assets have none. */
static bool in_both(isnad_str path) {
  bool asset = path.len > 8 && memcmp(path.ptr, "/assets/", 8) == 0;
  return !asset && isn_page_suffix(&path).len == 0;
}

static isnad_status go(job *j, walk *w, isnad_error *error) {
  isnad_status status = ISNAD_OK;
  for (int id = 0; id < ISN_ASSET_COUNT; id++)
    add_path(w, isn_arena_print(w->arena, "/assets/%.*s", (int)j->pages->assets.at[id].name.len,
                                j->pages->assets.at[id].name.ptr));
  add_path(w, ISN_LIT("/"));
  for (size_t i = 0; i < w->count && status == ISNAD_OK; i++) {
    status = write_one(j, w, w->paths[i], ISN_ARABIC, error);
    if (status == ISNAD_OK && in_both(w->paths[i])) status = write_one(j, w, w->paths[i], ISN_ENGLISH, error);
  }
  if (status == ISNAD_OK && w->full)
    status = isn_error(error, ISNAD_LIMIT, PATHS_MAX, "the site has more pages than are written");
  return status;
}

isnad_status isn_pages_site(const isn_pages *pages, isn_store *store, isn_site_write *write, void *context,
                            int64_t *files, isnad_error *error) {
  isn_arena *arena = isn_arena_new(NULL, SITE_MEMORY);
  if (arena == NULL) return isn_error(error, ISNAD_MEMORY, 0, "out of memory");
  job j = {pages, store, write, context, 0};
  isnad_status status;
  if (setjmp(*isn_arena_trap(arena))) {
    isn_arena_free(arena);
    return isn_error(error, ISNAD_MEMORY, 0, "out of memory");
  }
  walk *w = isn_alloc(arena, sizeof *w);
  *w = (walk){.arena = arena, .table = isn_alloc_array(arena, TABLE, sizeof *w->table)};
  status = go(&j, w, error);
  if (files) *files = j.files;
  isn_arena_free(arena);
  return status;
}
