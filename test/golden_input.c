/* golden_input: containers to documents. Beside test/golden/input/rss.xml stands rss.xml.txt with every document and rejection that
 * comes out of it, in order:
 *
 *   1 at 220 id difaf-1
 *   outlet: شبكة الضفاف الإخبارية
 *   ---
 *   (the bytes of the document)
 *   ===
 *
 * The input is read twice, in large and in tiny pieces, and has to give the same both times. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "isnad.h"

enum { INPUT_MAX = 1 << 20 };

typedef struct source {
  const char *bytes;
  size_t len, at, step;
} source;

static int64_t pull(void *context, void *into, size_t size) {
  source *s = context;
  size_t left = s->len - s->at, step = size < s->step ? size : s->step;
  if (step > left) step = left;
  memcpy(into, s->bytes + s->at, step);
  s->at += step;
  return (int64_t)step;
}

static void put_field(FILE *out, const char *name, isnad_str value) {
  if (value.len) fprintf(out, "%s: %.*s\n", name, (int)value.len, value.ptr);
}

static void put_document(FILE *out, const isnad_document *d) {
  fprintf(out, "%llu at %llu", (unsigned long long)d->record, (unsigned long long)d->byte);
  if (d->line) fprintf(out, " line %llu", (unsigned long long)d->line);
  if (d->id.len) fprintf(out, " id %.*s", (int)d->id.len, d->id.ptr);
  fputs(d->cut ? " cut\n" : "\n", out);
  put_field(out, "type", d->given.content_type);
  put_field(out, "published", d->given.published);
  put_field(out, "outlet", d->given.outlet);
  put_field(out, "url", d->given.url);
  put_field(out, "title", d->given.title);
  put_field(out, "author", d->given.author);
  put_field(out, d->given.via_kind == ISNAD_SOURCE_SOCIAL ? "via (social)" : "via", d->given.via);
  put_field(out, "language", d->language);
  fprintf(out, "---\n%.*s\n===\n", (int)d->bytes.len, d->bytes.ptr);
}

/* Everything that comes out of the input, to be freed. */
static char *dump(const char *bytes, size_t len, size_t step) {
  static const char *const forms[] = {"any", "text", "feed", "telegram", "warc", "ndjson"};
  source s = {bytes, len, 0, step};
  isnad_input *input;
  isnad_error error;
  char *text = NULL;
  size_t size;
  FILE *out = open_memstream(&text, &size);
  if (out == NULL || isnad_input_open(pull, &s, ISNAD_FORM_ANY, &input, &error) != ISNAD_OK) exit(2);
  for (;;) {
    const isnad_document *d;
    isnad_status status = isnad_input_next(input, &d, &error);
    if (status == ISNAD_OK && d == NULL) break;
    if (d) put_document(out, d);
    else fprintf(out, "rejected at %llu: %s\n===\n", (unsigned long long)error.where, error.message);
  }
  fprintf(out, "form: %s\n", forms[isnad_input_form(input)]);
  isnad_input_close(input);
  fclose(out);
  return text;
}

static char *load(const char *path, size_t *len) {
  FILE *file = fopen(path, "rb");
  char *bytes = malloc(INPUT_MAX + 1);
  if (bytes == NULL) exit(2);
  *len = file ? fread(bytes, 1, INPUT_MAX, file) : 0;
  bytes[*len] = '\0';
  if (file) fclose(file);
  return bytes;
}

static void put_difference(const char *path, const char *want, const char *got) {
  size_t same = 0;
  while (want[same] && want[same] == got[same]) same++;
  while (same && want[same - 1] != '\n') same--;
  printf("%s: not as expected\n  want: %.*s\n  got:  %.*s\n", path, (int)strcspn(want + same, "\n"), want + same,
         (int)strcspn(got + same, "\n"), got + same);
}

static bool check(const char *path, bool accept) {
  size_t len, want_len, stem = strlen(path) - strlen(".txt");
  char *input = strndup(path, stem), *bytes = load(input, &len), *want = load(path, &want_len);
  char *got = dump(bytes, len, SIZE_MAX), *pieces = dump(bytes, len, 7);
  bool good = strcmp(got, want) == 0, even = strcmp(got, pieces) == 0;
  if (!even) put_difference(path, got, pieces);
  else if (!good && accept) {
    FILE *out = fopen(path, "wb");
    if (out == NULL || fputs(got, out) < 0 || fclose(out) != 0) exit(2);
  } else if (!good) put_difference(path, want, got);
  free(input), free(bytes), free(want), free(got), free(pieces);
  return good && even;
}

int main(int argc, char **argv) {
  size_t passed = 0, failed = 0;
  bool accept = argc > 1 && strcmp(argv[1], "--accept") == 0;
  for (int i = 1 + accept; i < argc; i++) *(check(argv[i], accept) ? &passed : &failed) += 1;
  printf("golden input: %zu passed, %zu failed\n", passed, failed);
  return failed > 0;
}
