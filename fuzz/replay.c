/* replay: a fuzz target without a fuzzer. Runs it on each file named (a folder: on each of its files), as it is, cut at
 * many places, with stretches moved about, and with bytes changed, always in the same way, so that gcc and a minute are
 * enough in every test run. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "isnad.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CUTS = 20, CHANGES = 150, FLIPS = 10, INPUT_MAX = 1 << 20 };

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

/* The start of the letter at or before `at`: most targets refuse what is no UTF-8 before they do anything. */
static size_t letter_start(const uint8_t *data, size_t at) {
  while (at > 0 && (data[at] & 0xC0) == 0x80) at--;
  return at;
}

/* A stretch of text goes elsewhere, over another stretch; letters stay whole. */
static size_t move_stretch(uint8_t *out, const uint8_t *data, size_t size) {
  size_t from = letter_start(data, next_random() % size), len = next_random() % 80;
  if (len > size - from) len = size - from;
  len = from + len == size ? len : letter_start(data, from + len) - from;
  size_t over = letter_start(data, next_random() % size), dropped = next_random() % 40;
  if (dropped > size - over) dropped = size - over;
  size_t rest = over + dropped == size ? size : letter_start(data, over + dropped);
  memcpy(out, data, over);
  memcpy(out + over, data + from, len);
  memcpy(out + over + len, data + rest, size - rest);
  return over + len + size - rest;
}

static void run_changed(const uint8_t *data, size_t size) {
  uint8_t *one = malloc(size + CHANGES * 80), *other = malloc(size + CHANGES * 80);
  if (one == NULL || other == NULL) exit(2);
  memcpy(one, data, size);
  size_t len = size;
  for (int i = 0; i < CHANGES; i++) { /* each goes on from the one before */
    len = move_stretch(other, one, len ? len : 1);
    uint8_t *spare = one;
    one = other, other = spare;
    run_exact(one, len);
  }
  for (int i = 0; i < FLIPS && len; i++) {
    one[next_random() % len] = (uint8_t)next_random();
    run_exact(one, len);
  }
  free(one);
  free(other);
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
  for (int i = 0; i < CUTS && size; i++) run_exact(data, letter_start(data, next_random() % size));
  if (size) run_changed(data, size);
  free(data);
  return 1 + (size ? CUTS + CHANGES + FLIPS : 0);
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
