/* input: files, folders, stdin and lines, each with a maximum; every failure is told with the name of what failed. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "cli/cli.h"

static const cli_place nowhere = {NULL, CLI_NOWHERE, CLI_NOWHERE};

static cli_place in_file(const char *path) { return (cli_place){path, CLI_NOWHERE, CLI_NOWHERE}; }

isnad_lexicon *cli_lexicon_open(const char *path) {
  isnad_lexicon *lexicon = NULL;
  isnad_error error;
  isnad_status status = path ? isnad_lexicon_open(path, NULL, &lexicon, &error) : isnad_lexicon_builtin(NULL, &lexicon, &error);
  if (status != ISNAD_OK) cli_library_error(in_file(path), &error);
  return lexicon;
}

static _Noreturn void no_memory(void) {
  cli_error(nowhere, "out of memory");
  exit(CLI_FAILED);
}

static void add_file(cli_files *files, const char *folder, const char *name) {
  if (files->count == files->cap) {
    files->cap = files->cap ? files->cap * 2 : 16;
    files->paths = realloc(files->paths, files->cap * sizeof *files->paths);
    if (files->paths == NULL) no_memory();
  }
  size_t len = strlen(folder), slash = len && folder[len - 1] != '/';
  char *path = malloc(len + slash + strlen(name) + 1);
  if (path == NULL) no_memory();
  memcpy(path, folder, len);
  if (slash) path[len] = '/';
  memcpy(path + len + slash, name, strlen(name) + 1);
  files->paths[files->count++] = path;
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static bool ends(const char *name, size_t len, const char *with) {
  size_t tail = strlen(with);
  return len > tail && strncasecmp(name + len - tail, with, tail) == 0;
}

/* Files of a folder that hold reports, by their names; what stands beside a report (001.given.json, 001.gold.json) holds none. */
static bool is_input(const char *name) {
  static const char *const endings[] = {".txt", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".json", ".ndjson", ".jsonl", ".warc"};
  size_t len = strlen(name);
  if (ends(name, len, ".given.json") || ends(name, len, ".gold.json")) return false;
  if (ends(name, len, ".gz")) len -= 3;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (ends(name, len, endings[i])) return true;
  return false;
}

static void add_folder(cli_files *files, const char *folder) {
  DIR *dir = opendir(folder);
  if (dir == NULL) {
    cli_error(in_file(folder), "cannot open the folder: %s", strerror(errno));
    files->faults++;
    return;
  }
  size_t first = files->count;
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
    if (entry->d_name[0] != '.' && is_input(entry->d_name)) add_file(files, folder, entry->d_name);
  closedir(dir);
  if (files->count == first) {
    cli_error(in_file(folder), "a folder without a file that isnad reads (.txt, .html, .xml, .json, .ndjson, .warc ...)");
    files->faults++;
    return;
  }
  qsort(files->paths + first, files->count - first, sizeof *files->paths, by_name); /* the same order everywhere */
}

void cli_files_of(const cli_args *args, cli_files *files) {
  *files = (cli_files){.paths = NULL};
  if (args->word_count == 0) add_file(files, "", "-");
  for (int i = 0; i < args->word_count; i++) {
    struct stat info;
    if (strcmp(args->words[i], "-") != 0 && stat(args->words[i], &info) == 0 && S_ISDIR(info.st_mode))
      add_folder(files, args->words[i]);
    else
      add_file(files, "", args->words[i]);
  }
}

void cli_files_free(cli_files *files) {
  for (size_t i = 0; i < files->count; i++) free(files->paths[i]);
  free(files->paths);
}

char *cli_read_file(const char *path, size_t max, size_t *len) {
  FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
  if (file == NULL) {
    cli_error(in_file(path), "cannot open: %s", strerror(errno));
    return NULL;
  }
  size_t cap = 64 << 10;
  char *bytes = malloc(cap);
  *len = 0;
  while (bytes != NULL) {
    *len += fread(bytes + *len, 1, cap - *len, file);
    if (*len < cap || *len > max) break;
    cap = cap * 2 > max + 1 ? max + 1 : cap * 2;
    char *grown = realloc(bytes, cap);
    if (grown == NULL) free(bytes);
    bytes = grown;
  }
  bool failed = ferror(file) != 0;
  int fault = errno;
  if (file != stdin) fclose(file);
  if (bytes == NULL) no_memory();
  if (!failed) return bytes;
  cli_error(in_file(path), "cannot read: %s", strerror(fault));
  free(bytes);
  return NULL;
}

const char *cli_unreadable(const char *bytes, size_t len) {
  if (len > ISNAD_TEXT_MAX) return "larger than 16 MB, the longest text that isnad reads";
  if (len >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
    return "UTF-16 text; convert it first: iconv -f UTF-16 -t UTF-8";
  if (len >= 5 && memcmp(bytes, "%PDF-", 5) == 0) return "a PDF file, no text; convert it first: pdftotext FILE -";
  if (memchr(bytes, '\0', len)) return "a binary file, no text";
  if (strspn(bytes, " \t\r\n") >= len) return "empty: nothing to read";
  return NULL;
}

bool cli_next_line(FILE *file, size_t max, cli_line *line) {
  line->len = 0;
  line->too_long = false;
  int c;
  while ((c = getc_unlocked(file)) != EOF && c != '\n') {
    if (line->len >= max) {
      line->too_long = true;
      continue;
    }
    if (line->len + 1 >= line->cap) {
      line->cap = line->cap ? line->cap * 2 : 4096;
      line->ptr = realloc(line->ptr, line->cap);
      if (line->ptr == NULL) no_memory();
    }
    line->ptr[line->len++] = (char)c;
  }
  if (c == EOF && line->len == 0) return false;
  if (line->ptr == NULL && (line->ptr = malloc(line->cap = 16)) == NULL) no_memory();
  if (line->len && line->ptr[line->len - 1] == '\r') line->len--;
  line->ptr[line->len] = '\0';
  return true;
}
