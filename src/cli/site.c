/* site: see the header. Folders are made as names ask for them: en/i/0123.html. */
#include "cli/site.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "serve/page/page.h"

enum { PATH_ROOM = 4096, COVERAGES_MAX = 1 << 20 };

static bool make_folders(char *path) {
  for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    bool made = mkdir(path, 0777) == 0 || errno == EEXIST;
    *slash = '/';
    if (!made) return false;
  }
  return true;
}

static bool write_file(void *context, isnad_str name, isnad_str bytes) {
  char path[PATH_ROOM];
  int len = snprintf(path, sizeof path, "%s/%.*s", (const char *)context, (int)name.len, name.ptr);
  if (len < 0 || len >= PATH_ROOM || !make_folders(path)) return false;
  FILE *file = fopen(path, "wb");
  if (file == NULL) return false;
  bool whole = fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len;
  return fclose(file) == 0 && whole;
}

int cli_site(desk *d, const char *folder, const char *coverages) {
  size_t len = 0;
  char *text = coverages ? cli_read_file(coverages, COVERAGES_MAX, &len) : NULL;
  if (coverages && text == NULL) return CLI_FAILED;
  isn_pages *pages = NULL;
  isnad_error error;
  int64_t files = 0;
  isnad_status status = isn_pages_new(NULL, d->lexicon, (isnad_str){text ? text : "", len}, &pages, &error);
  if (status == ISNAD_OK) status = isn_pages_site(pages, d->store, write_file, (void *)folder, &files, &error);
  isn_pages_free(pages);
  free(text);
  if (status != ISNAD_OK) {
    cli_library_error((cli_place){coverages, CLI_NOWHERE, CLI_NOWHERE}, &error);
    return CLI_FAILED;
  }
  cli_print("%lld\n", (long long)files);
  return CLI_DONE;
}
