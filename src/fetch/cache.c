/* cache: see the header. A line is an address, its ETag and its Last-Modified, parted by TAB: people can read it, mend it and throw it away.
 *
 *   https://example.org/rss.xml	"5f3-1a"	Mon, 24 Jan 2022 09:30:00 GMT */
#include "fetch/cache.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

enum { LINE_MAX_LEN = 8192, ENTRIES_MAX = 1 << 20 };

typedef struct entry {
  char *url, *etag, *modified; /* of one allocation, which url begins */
} entry;

struct isn_cache {
  char *path;
  entry *entries; /* in the order of their addresses */
  size_t count, cap;
};

/* Where the address is, or where it would be. */
static size_t place_of(const isn_cache *cache, const char *url, bool *there) {
  size_t low = 0, high = cache->count;
  *there = false;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = strcmp(cache->entries[middle].url, url);
    if (order == 0) return *there = true, middle;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* A value that a line can hold. */
static bool clean(const char *text) { return strpbrk(text, "\t\r\n") == NULL && strlen(text) < LINE_MAX_LEN / 4; }

void isn_cache_set(isn_cache *cache, const char *url, const char *etag, const char *modified) {
  if (!clean(url) || !clean(etag) || !clean(modified) || cache->count == ENTRIES_MAX) return;
  size_t a = strlen(url) + 1, b = strlen(etag) + 1, c = strlen(modified) + 1;
  entry new = {.url = malloc(a + b + c)};
  if (new.url == NULL) return; /* the page is fetched anew the next time */
  memcpy(new.url, url, a);
  new.etag = new.url + a;
  new.modified = new.etag + b;
  memcpy(new.etag, etag, b);
  memcpy(new.modified, modified, c);
  bool there;
  size_t at = place_of(cache, url, &there);
  if (there) {
    free(cache->entries[at].url);
    cache->entries[at] = new;
    return;
  }
  if (cache->count == cache->cap) {
    size_t cap = cache->cap ? cache->cap * 2 : 64;
    entry *grown = realloc(cache->entries, cap * sizeof *grown);
    if (grown == NULL) {
      free(new.url);
      return;
    }
    cache->entries = grown;
    cache->cap = cap;
  }
  memmove(cache->entries + at + 1, cache->entries + at, (cache->count - at) * sizeof *cache->entries);
  cache->entries[at] = new;
  cache->count++;
}

isn_cache *isn_cache_open(const char *path) {
  isn_cache *cache = calloc(1, sizeof *cache);
  if (cache == NULL || (cache->path = malloc(strlen(path) + 1)) == NULL) {
    free(cache);
    return NULL;
  }
  memcpy(cache->path, path, strlen(path) + 1);
  FILE *file = fopen(path, "r");
  char line[LINE_MAX_LEN];
  while (file && fgets(line, sizeof line, file)) {
    line[strcspn(line, "\r\n")] = '\0';
    char *etag = strchr(line, '\t'), *modified = etag ? strchr(etag + 1, '\t') : NULL;
    if (modified == NULL) continue;
    *etag++ = *modified++ = '\0';
    isn_cache_set(cache, line, etag, modified);
  }
  if (file) fclose(file);
  return cache;
}

bool isn_cache_find(const isn_cache *cache, const char *url, const char **etag, const char **modified) {
  bool there;
  size_t at = place_of(cache, url, &there);
  *etag = there ? cache->entries[at].etag : "";
  *modified = there ? cache->entries[at].modified : "";
  return there;
}

isnad_status isn_cache_save(const isn_cache *cache, isnad_error *error) {
  size_t len = strlen(cache->path);
  char *fresh = malloc(len + 5);
  if (fresh == NULL) return isn_error(error, ISNAD_MEMORY, 0, "out of memory");
  memcpy(fresh, cache->path, len);
  memcpy(fresh + len, ".new", 5);
  FILE *file = fopen(fresh, "w");
  bool good = file != NULL;
  for (size_t i = 0; i < cache->count && good; i++)
    good = fprintf(file, "%s\t%s\t%s\n", cache->entries[i].url, cache->entries[i].etag, cache->entries[i].modified) > 0;
  if (file) good &= fclose(file) == 0;
  good = good && rename(fresh, cache->path) == 0;
  isnad_status status =
      good ? ISNAD_OK : isn_error(error, ISNAD_IO, 0, "cannot write %s: %s", cache->path, strerror(errno));
  if (!good) remove(fresh);
  free(fresh);
  return status;
}

void isn_cache_free(isn_cache *cache) {
  if (cache == NULL) return;
  for (size_t i = 0; i < cache->count; i++) free(cache->entries[i].url);
  free(cache->entries);
  free(cache->path);
  free(cache);
}
