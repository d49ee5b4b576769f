/* replay: a fuzz target without a fuzzer. Runs it on each file named (a folder: on each of its files), as it is, cut at
 * many places, and with bytes changed, always in the same way, so that gcc and a minute are enough in every test run. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "isnad.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CUTS = 12, CHANGES = 24, INPUT_MAX = 1 << 20 };

static uint64_t random_state = 1;

static uint64_t next_random(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return random_state;
}

/* On a copy of exactly that size, so that a read past its end is seen. */
static void run_exact(const uint8_t *data, size_t size) {
  uint8_t *copy = malloc(size ? size : 1);
  if (copy == NULL) exit(2);
  memcpy(copy, data, size);
  LLVMFuzzerTestOneInput(copy, size);
  free(copy);
}

static size_t run_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    fprintf(stderr, "cannot open %s\n", path);
    exit(2);
  }
  uint8_t *data = malloc(INPUT_MAX);
  if (data == NULL) exit(2);
  size_t size = fread(data, 1, INPUT_MAX, file);
  fclose(file);
  random_state = size * 2 + 1;
  run_exact(data, size);
  for (int i = 0; i < CUTS && size; i++) run_exact(data, next_random() % size);
  for (int i = 0; i < CHANGES && size; i++) {
    for (uint64_t n = 1 + next_random() % 4; n > 0; n--) data[next_random() % size] = (uint8_t)next_random();
    run_exact(data, size);
  }
  free(data);
  return 1 + (size ? CUTS + CHANGES : 0);
}

static size_t run_path(const char *path) {
  struct stat info;
  DIR *dir = stat(path, &info) == 0 && S_ISDIR(info.st_mode) ? opendir(path) : NULL;
  if (dir == NULL) return run_file(path);
  size_t runs = 0;
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
    char inner[4096];
    if (entry->d_name[0] == '.') continue;
    snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
    runs += run_path(inner);
  }
  closedir(dir);
  return runs;
}

int main(int argc, char **argv) {
  size_t runs = 0;
  for (int i = 1; i < argc; i++) runs += run_path(argv[i]);
  printf("%zu inputs\n", runs);
  return 0;
}
