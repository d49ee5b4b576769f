/* golden: parting the files, counting, and writing accepted expectations back. */
#include "golden.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

bool golden_same(isnad_str a, const char *b) { return a.len == strlen(b) && memcmp(a.ptr, b, a.len) == 0; }

isnad_str golden_trim(isnad_str text) {
  while (text.len && strchr(" \t\r\n", text.ptr[0])) text.ptr++, text.len--;
  while (text.len && strchr(" \t\r\n", text.ptr[text.len - 1])) text.len--;
  return text;
}

isnad_str golden_cut(isnad_str text, const char *mark, isnad_str *rest) {
  size_t len = strlen(mark);
  for (size_t i = 0; i + len <= text.len; i++) {
    if (memcmp(text.ptr + i, mark, len) != 0) continue;
    *rest = (isnad_str){text.ptr + i + len, text.len - i - len};
    return (isnad_str){text.ptr, i};
  }
  *rest = (isnad_str){text.ptr + text.len, 0};
  return text;
}

bool golden_line_holds(isnad_str line, bool good, FILE *explain, FILE *accepted) {
  if (!good) fprintf(explain, "    %.*s\n", (int)line.len, line.ptr);
  fprintf(accepted, "%.*s\n", (int)line.len, line.ptr);
  return good;
}

static bool agrees(isnad_str got, isnad_str want) {
  if (want.len >= 3 && memcmp(want.ptr + want.len - 3, "...", 3) == 0 && want.len - 3 <= got.len)
    return memcmp(got.ptr, want.ptr, want.len - 3) == 0;
  return isn_str_same(got, want);
}

bool golden_value_agrees(isnad_str key, isnad_str got, isnad_str want, FILE *explain, FILE *accepted) {
  if (got.len == 0) got = ISN_LIT("none");
  bool good = agrees(got, want);
  if (!good)
    fprintf(explain, "    %.*s: %.*s\n      not: %.*s\n", (int)key.len, key.ptr, (int)got.len, got.ptr, (int)want.len, want.ptr);
  if (good) got = want;
  fprintf(accepted, "%.*s: %.*s\n", (int)key.len, key.ptr, (int)got.len, got.ptr);
  return good;
}

/* The next line of *rest, without its line break. */
static isnad_str next_line(isnad_str *rest) {
  size_t len = 0;
  while (len < rest->len && rest->ptr[len] != '\n') len++;
  isnad_str line = {rest->ptr, len};
  if (len < rest->len) len++;
  rest->ptr += len, rest->len -= len;
  return line;
}

static _Noreturn void fault(const char *path, size_t line, const char *message) {
  fprintf(stderr, "%s:%zu: %s\n", path, line, message);
  exit(2);
}

/* Lines up to the one that is `mark`; *line counts them. */
static isnad_str take_until(isnad_str *rest, const char *mark, size_t *line, bool *found) {
  isnad_str taken = {rest->ptr, 0};
  *found = false;
  while (rest->len) {
    isnad_str next = next_line(rest);
    ++*line;
    if (golden_same(next, mark)) {
      *found = true;
      return taken;
    }
    taken.len = (size_t)(rest->ptr - taken.ptr);
  }
  return taken;
}

static bool given_name(isnad_str key) {
  return golden_same(key, "published") || golden_same(key, "outlet") || golden_same(key, "url") ||
         golden_same(key, "charset") || golden_same(key, "via");
}

static void take_head(golden_case *c, const char *path, isnad_str *rest, size_t *line) {
  do {
    c->title = golden_trim(next_line(rest));
    c->line = ++*line;
  } while (rest->len && (c->title.len == 0 || c->title.ptr[0] == '#'));
  while (rest->len) {
    isnad_str value, after = *rest, head = next_line(&after), key = golden_cut(head, ":", &value);
    bool given = given_name(golden_trim(key));
    if (!given && golden_trim(head).len) return; /* the text begins without an empty line */
    *rest = after;
    ++*line;
    if (!given) return;
    if (c->given_count == GOLDEN_GIVEN_MAX) fault(path, *line, "too many given values");
    c->keys[c->given_count] = golden_trim(key);
    c->values[c->given_count++] = golden_trim(value);
  }
}

static void take_expected(golden_case *c, const char *path, size_t line) {
  isnad_str rest = c->expected;
  while (rest.len) {
    isnad_str reason, next = golden_trim(next_line(&rest));
    if (next.len == 0) continue;
    if (golden_same(golden_cut(next, ":", &reason), "xfail")) {
      c->xfail = golden_trim(reason);
      if (c->xfail.len == 0) fault(path, line, "xfail without a reason");
      continue;
    }
    if (c->line_count == GOLDEN_LINES_MAX) fault(path, line, "too many expected lines");
    c->lines[c->line_count++] = next;
  }
}

static void part(golden_file *file) {
  isnad_str rest = {file->bytes, file->len};
  size_t line = 0, cap = 0;
  while (golden_trim(rest).len) {
    if (file->case_count == cap) {
      cap = cap ? cap * 2 : 16;
      file->cases = realloc(file->cases, cap * sizeof *file->cases);
      if (file->cases == NULL) fault(file->path, line, "out of memory");
    }
    golden_case *c = &file->cases[file->case_count++];
    *c = (golden_case){.line = 0};
    bool found;
    take_head(c, file->path, &rest, &line);
    c->text = take_until(&rest, "---", &line, &found);
    if (!found) fault(file->path, c->line, "no --- behind the text");
    if (c->text.len && c->text.ptr[c->text.len - 1] == '\n') c->text.len--;
    c->expected = take_until(&rest, "===", &line, &found);
    take_expected(c, file->path, line);
  }
}

golden_file golden_open(const char *path) {
  golden_file file = {.path = path};
  FILE *in = fopen(path, "rb");
  if (in == NULL) fault(path, 0, "cannot open");
  if (fseek(in, 0, SEEK_END) != 0) fault(path, 0, "cannot read");
  long size = ftell(in);
  rewind(in);
  file.bytes = malloc((size_t)size + 1);
  if (size < 0 || file.bytes == NULL) fault(path, 0, "out of memory");
  file.len = fread(file.bytes, 1, (size_t)size, in);
  file.bytes[file.len] = 0;
  fclose(in);
  part(&file);
  return file;
}

void golden_close(golden_file *file) {
  free(file->cases);
  free(file->bytes);
}

isnad_str golden_given(const golden_case *c, const char *key) {
  for (size_t i = 0; i < c->given_count; i++)
    if (golden_same(c->keys[i], key)) return c->values[i];
  return (isnad_str){NULL, 0};
}

isnad_given golden_given_values(const golden_case *c) {
  return (isnad_given){.published = golden_given(c, "published"), .outlet = golden_given(c, "outlet"),
                       .url = golden_given(c, "url"), .via = golden_given(c, "via")};
}

typedef struct sums {
  size_t passed, failed, xfailed;
} sums;

/* One case; gives the accepted lines where they are to replace the expected ones, else NULL. */
static char *run_case(const golden_file *file, const golden_case *c, golden_check *check,
                      const isnad_lexicon *lexicon, sums *total) {
  char *why = NULL, *accepted = NULL;
  size_t why_len = 0, accepted_len = 0;
  FILE *explain = open_memstream(&why, &why_len), *accept = open_memstream(&accepted, &accepted_len);
  if (explain == NULL || accept == NULL) fault(file->path, c->line, "out of memory");
  bool good = check(lexicon, c, explain, accept);
  fclose(explain);
  fclose(accept);
  if (good && c->xfail.len == 0) total->passed++;
  else if (!good && c->xfail.len) total->xfailed++;
  else total->failed++;
  if (good && c->xfail.len)
    printf("%s:%zu: %.*s: passes now; take its xfail out\n", file->path, c->line, (int)c->title.len, c->title.ptr);
  if (!good && c->xfail.len == 0)
    printf("%s:%zu: %.*s\n%s", file->path, c->line, (int)c->title.len, c->title.ptr, why);
  free(why);
  if (!good && c->xfail.len == 0) return accepted;
  free(accepted);
  return NULL;
}

static void write_accepted(const golden_file *file, char **accepted) {
  FILE *out = fopen(file->path, "wb");
  if (out == NULL) fault(file->path, 0, "cannot write");
  const char *at = file->bytes, *end = file->bytes + file->len;
  for (size_t i = 0; i < file->case_count; i++) {
    if (accepted[i] == NULL) continue;
    isnad_str old = file->cases[i].expected;
    fwrite(at, 1, (size_t)(old.ptr - at), out);
    fputs(accepted[i], out);
    at = old.ptr + old.len;
  }
  fwrite(at, 1, (size_t)(end - at), out);
  fclose(out);
}

int golden_main(int argc, char **argv, const char *name, golden_check *check) {
  bool accepting = argc > 1 && strcmp(argv[1], "--accept") == 0;
  sums total = {0, 0, 0};
  isnad_lexicon *lexicon;
  isnad_error error;
  if (isnad_lexicon_builtin(NULL, &lexicon, &error) != ISNAD_OK) fault("the built-in lexicon", 0, error.message);
  for (int i = 1 + accepting; i < argc; i++) {
    golden_file file = golden_open(argv[i]);
    char **accepted = calloc(file.case_count + 1, sizeof *accepted);
    if (accepted == NULL) fault(argv[i], 0, "out of memory");
    size_t changed = 0;
    for (size_t k = 0; k < file.case_count; k++)
      changed += (accepted[k] = run_case(&file, &file.cases[k], check, lexicon, &total)) != NULL;
    if (accepting && changed) write_accepted(&file, accepted);
    for (size_t k = 0; k < file.case_count; k++) free(accepted[k]);
    free(accepted);
    golden_close(&file);
  }
  isnad_lexicon_free(lexicon);
  printf("%s: %zu passed, %zu failed, %zu expected to fail\n", name, total.passed, total.failed, total.xfailed);
  return total.failed && !accepting ? 1 : 0;
}
