/* golden_text: the language layer on the cases of test/golden/text. Each expected line begins with what it is about, and only
 * what a case has lines for is compared:
 *
 *   form: $n gArAt                the folded text (letters.h)
 *   tokens: شن 14 <60C> / M       tokens as written, marks by code point, / a line break; ~ before one that touches the last
 *   sentence: ...                 sentences as written, in their order
 *   number: 30320 30 ألفا و320    value, bound and flags where there are any, the span as written
 *   words: و+قوات ل+لجيش          words cut into segments */
#include <stdlib.h>
#include <string.h>

#include "golden.h"
#include "text/letters.h"
#include "text/sentence.h"
#include "value/number.h"
#include "value/segment.h"

typedef struct layer {
  const isnad_lexicon *lexicon;
  isn_arena *arena;
  isnad_str text;
  isn_tokens tokens;
} layer;

static void put(FILE *out, isnad_str text, isnad_span span) {
  for (uint32_t i = span.start; i < span.end; i++) fputc(text.ptr[i] == '\n' ? ' ' : text.ptr[i], out);
}

static void write_form(const layer *l, FILE *out) {
  char *form = malloc(2 * l->text.len + 8);
  if (form == NULL) exit(2);
  fprintf(out, "form: %.*s\n", (int)isn_fold(l->text, form), form);
  free(form);
}

static void write_tokens(const layer *l, FILE *out) {
  fputs("tokens:", out);
  for (size_t i = 0; i < l->tokens.count; i++) {
    const isn_token *t = &l->tokens.at[i];
    fputs(t->space_before ? " " : " ~", out);
    if (t->kind == TOK_BREAK) {
      for (int n = 0; n < t->lines; n++) fputc('/', out);
    } else if (t->kind == TOK_PUNCT) {
      fprintf(out, t->code_point < 0x80 ? "%c" : "<%X>", t->code_point);
    } else {
      put(out, l->text, t->span);
      fputs(t->damma_first ? "(u)" : "", out);
    }
  }
  fputc('\n', out);
}

static void write_sentences(const layer *l, FILE *out) {
  size_t count;
  isn_sentence *sentences = isn_sentences(l->arena, l->tokens, 0, (uint32_t)l->tokens.count, &count);
  for (size_t i = 0; i < count; i++) {
    fputs("sentence: ", out);
    put(out, l->text, (isnad_span){l->tokens.at[sentences[i].first].span.start, l->tokens.at[sentences[i].end - 1].span.end});
    fputc('\n', out);
  }
}

static void write_numbers(const layer *l, FILE *out) {
  size_t count;
  isn_number *numbers = isn_numbers_find(l->arena, l->lexicon, l->text, l->tokens, &count);
  if (count == 0) fputs("number: none\n", out);
  for (size_t i = 0; i < count; i++) {
    const isn_number *n = &numbers[i];
    fprintf(out, "number: %.15g ", n->value);
    if (n->bound != ISNAD_EXACT) fprintf(out, "%s ", isnad_bound_name(n->bound));
    if (n->ordinal) fputs("ordinal ", out);
    if (n->dual) fputs("dual ", out);
    put(out, l->text, n->span);
    fputc('\n', out);
  }
}

static void write_words(const layer *l, FILE *out) {
  fputs("words:", out);
  for (size_t i = 0; i < l->tokens.count; i++) {
    if (l->tokens.at[i].kind != TOK_WORD) continue;
    isnad_span parts[ISN_SEGMENTS_MAX];
    size_t count = isn_segment(l->lexicon, l->text, &l->tokens.at[i], parts);
    for (size_t k = 0; k < count; k++) {
      fputc(k ? '+' : ' ', out);
      put(out, l->text, parts[k]);
    }
  }
  fputc('\n', out);
}

static const struct aspect {
  const char *name;
  void (*write)(const layer *, FILE *);
} aspects[] = {{"form:", write_form}, {"tokens:", write_tokens}, {"sentence:", write_sentences},
               {"number:", write_numbers}, {"words:", write_words}};

static bool begins(isnad_str line, const char *name) {
  return line.len >= strlen(name) && memcmp(line.ptr, name, strlen(name)) == 0;
}

/* The expected lines of one aspect, or nothing where there are none. */
static char *wanted_lines(const golden_case *c, const char *name) {
  char *text = NULL;
  size_t len = 0;
  FILE *out = open_memstream(&text, &len);
  if (out == NULL) exit(2);
  for (size_t i = 0; i < c->line_count; i++)
    if (begins(c->lines[i], name)) fprintf(out, "%.*s\n", (int)c->lines[i].len, c->lines[i].ptr);
  fclose(out);
  return text;
}

static bool check(const isnad_lexicon *lexicon, const golden_case *c, FILE *explain, FILE *accepted) {
  layer l = {.lexicon = lexicon, .text = c->text, .arena = isn_arena_new(NULL, (size_t)64 << 20)};
  if (l.arena == NULL || setjmp(*isn_arena_trap(l.arena))) exit(2);
  l.tokens = isn_tokenize(l.arena, l.text, 0, l.text.len);
  bool good = true, any = false;
  for (size_t i = 0; i < sizeof aspects / sizeof *aspects; i++) {
    char *wanted = wanted_lines(c, aspects[i].name), *got = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&got, &len);
    if (out == NULL) exit(2);
    aspects[i].write(&l, out);
    fclose(out);
    if (*wanted) {
      any = true;
      fputs(got, accepted);
      if (strcmp(wanted, got) != 0) good = false, fprintf(explain, "  expected\n%s  got\n%s", wanted, got);
    }
    free(wanted);
    free(got);
  }
  if (!any) fputs("  nothing is expected\n", explain);
  isn_arena_free(l.arena);
  return good && any;
}

int main(int argc, char **argv) { return golden_main(argc, argv, "golden text", check); }
