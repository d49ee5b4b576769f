/* lexc: the lexicon's compiler and the looking glass of those who write it.
 *
 *   lexc DIR OUT [PLACES...]         compiles; lists bad rows as file:line: message and exits 1
 *   lexc --check DIR [PLACES...]     only checks the rows
 *   lexc --find LEXICON TEXT...      every reading of every word: «lexc --find build/lexicon.bin 'شن غارات جوية'»
 *   lexc --forms LEMMA ROOT PATTERN  the forms of a verb: «lexc --forms استهدف هدف X»
 *   lexc --forms LEMMA [PLURAL...]   the forms of a noun */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/names.h"
#include "base/str.h"
#include "lex/codes.h"
#include "lex/inflect.h"
#include "lex/schema.h"
#include "text/letters.h"
#include "text/token.h"

static const char usage[] = "usage: lexc DIR OUT [PLACES...]\n"
                            "       lexc --check DIR [PLACES...]\n"
                            "       lexc --find LEXICON TEXT...\n"
                            "       lexc --forms LEMMA ROOT PATTERN | LEMMA [PLURAL...]\n";

static void print_fault(void *context, const char *file, uint64_t line, const char *message) {
  fprintf(stderr, "%s:%llu: %s\n", file, (unsigned long long)line, message);
  (void)context;
}

static int compile(const char *dir, const char *out, char **places, int place_count) {
  isnad_error error;
  const char *const *files = (const char *const *)places;
  if (isnad_lexicon_compile(dir, files, (size_t)place_count, NULL, out, print_fault, NULL, &error) == ISNAD_OK) return 0;
  fprintf(stderr, "lexc: %s\n", error.message);
  return 1;
}

static void print_morph(uint32_t morph) {
  static const char *const names[] = {"past", "present", "imperative", "active", "passive", "1", "2", "3", "m", "f", "sing", "dual",
                                      "plur", "masdar", "act-part", "pass-part", "noun", "adj", "fixed", "construct", "accusative",
                                      "partisan", "ambiguous", "short", "jussive"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (morph >> i & 1) printf(" %s", names[i]);
}

static void print_codes(isnad_str codes) {
  char text[512];
  if (codes.len * 2 >= sizeof text) return;
  printf("%.*s", (int)isn_unfold(codes, text), text);
}

static void print_class(const isnad_lexicon *lexicon, const isn_entry *e) {
  const char *class = NULL;
  switch (e->kind) {
    case K_WORD: class = isn_word_class_name(isn_lex_number(lexicon, K_WORD, e->row, WORD_CLASS)); break;
    case K_TRIGGER: class = isn_trigger_class_name(isn_lex_number(lexicon, K_TRIGGER, e->row, TRIGGER_CLASS)); break;
    case K_OPERATOR: class = isn_operator_class_name(isn_lex_number(lexicon, K_OPERATOR, e->row, OPERATOR_CLASS)); break;
    case K_SAYING: class = isn_saying_class_name(isn_lex_number(lexicon, K_SAYING, e->row, SAYING_CLASS)); break;
    case K_NOUN: class = isn_noun_class_name(isn_lex_number(lexicon, K_NOUN, e->row, NOUN_CLASS)); break;
    case K_SOURCE: class = isnad_source_kind_name((isnad_source_kind)isn_lex_number(lexicon, K_SOURCE, e->row, SOURCE_KIND)); break;
    case K_BOILER: class = isn_boiler_class_name(isn_lex_number(lexicon, K_BOILER, e->row, BOILER_CLASS)); break;
    default: break;
  }
  if (class != NULL) printf(" %s", class);
  if (e->kind == K_TRIGGER) {
    const char *mode = isnad_mode_name((isnad_mode)isn_lex_number(lexicon, K_TRIGGER, e->row, TRIGGER_MODE));
    const char *event = isnad_event_name((isnad_event)isn_lex_number(lexicon, K_TRIGGER, e->row, TRIGGER_EVENT));
    printf(" %s%s%s", event ? event : "-", mode ? "/" : "", mode ? mode : "");
  }
  if (e->kind == K_WORD) printf(" %d", isn_lex_number(lexicon, K_WORD, e->row, WORD_VALUE));
}

static void print_reading(const isnad_lexicon *lexicon, const isn_reading *r) {
  static const char *const clitics[] = {"w+", "f+", "b+", "l+", "k+", "s+", "Al+", "A+"};
  static const char *const pronouns[] = {"", "+h", "+hA", "+hm", "+hn", "+hmA", "+ny", "+nA", "+k", "+km", "+y"};
  const isn_entry *e = r->entry;
  isnad_str lemma = isn_lex_text(lexicon, e->kind, e->row, e->kind == K_ACTOR || e->kind == K_OUTLET || e->kind == K_PLACE ? 1 : 0);
  printf("    %u ", r->tokens);
  for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++)
    if (r->clitics >> i & 1) printf("%s", clitics[i]);
  printf("%.*s%s  [%s", (int)lemma.len, lemma.ptr, pronouns[r->pronoun], isn_table_of(e->kind)->name);
  print_class(lexicon, e);
  printf("]");
  print_morph(e->morph);
  if (e->kind == K_ACTOR || e->kind == K_OUTLET || e->kind == K_PLACE) {
    isnad_str id = isn_lex_text(lexicon, e->kind, e->row, 0);
    printf(" %.*s", (int)id.len, id.ptr);
  }
  printf("\n");
}

static int find(const char *path, char **texts, int count) {
  isnad_lexicon *lexicon;
  isnad_error error;
  isn_reading readings[64];
  isn_arena *arena = isn_arena_new(NULL, (size_t)64 << 20);
  if (isnad_lexicon_open(path, NULL, &lexicon, &error) != ISNAD_OK) {
    fprintf(stderr, "lexc: %s\n", error.message);
    isn_arena_free(arena);
    return 1;
  }
  for (int i = 0; i < count; i++) {
    isnad_str text = isn_str(texts[i]);
    isn_tokens tokens = isn_tokenize(arena, text, 0, text.len);
    for (size_t at = 0; at < tokens.count; at++) {
      size_t n = isn_lex_readings(lexicon, tokens.at, tokens.count, at, readings, 64);
      isnad_str word = isn_str_cut(text, tokens.at[at].span);
      printf("%.*s%s\n", (int)word.len, word.ptr, n ? "" : "  -");
      for (size_t k = 0; k < n; k++) print_reading(lexicon, &readings[k]);
    }
  }
  isnad_lexicon_free(lexicon);
  isn_arena_free(arena);
  return 0;
}

static isnad_str fold(isn_arena *arena, const char *text) {
  char *out = isn_alloc(arena, 2 * strlen(text) + 8);
  return (isnad_str){out, isn_fold(isn_str(text), out)};
}

static const char *verb_forms(isn_arena *arena, isn_forms *list, char **args) {
  char given[ISN_SOUND_MAX], masdars[2][ISN_SOUND_MAX];
  size_t len = strlen(args[0]);
  isn_verb verb = {.lemma = fold(arena, args[0]), .yeh = len > 2 && memcmp(args[0] + len - 2, "\xD9\x8A", 2) == 0};
  const char *fault = isn_verb_parse(&verb, fold(arena, args[1]), isn_str(args[2]));
  if (fault != NULL) return fault;
  fault = isn_inflect_verb(list, &verb, given);
  int masdar_count = isn_verb_masdars(&verb, masdars);
  for (int i = 0; i < masdar_count; i++) isn_forms_add(list, isn_str(masdars[i]), M_MASDAR);
  return fault;
}

static int forms(char **args, int count) {
  isn_arena *arena = isn_arena_new(NULL, (size_t)64 << 20);
  isn_forms list = {.arena = arena};
  const char *fault;
  if (count == 3 && strspn(args[2], "IVXQaiu-") == strlen(args[2])) fault = verb_forms(arena, &list, args);
  else {
    isnad_str plurals[16];
    isn_noun noun = {.singular = fold(arena, args[0]), .plurals = plurals, .morph = M_NOUN};
    for (int i = 1; i < count && i < 16; i++) plurals[noun.plural_count++] = fold(arena, args[i]);
    fault = isn_inflect_noun(&list, &noun);
  }
  if (fault != NULL) fprintf(stderr, "lexc: %s\n", fault);
  for (size_t i = 0; i < list.count; i++) {
    print_codes(list.at[i].text);
    printf("\t");
    print_morph(list.at[i].morph);
    printf("\n");
  }
  isn_arena_free(arena);
  return fault != NULL;
}

int main(int argc, char **argv) {
  if (argc >= 3 && strcmp(argv[1], "--check") == 0) return compile(argv[2], NULL, argv + 3, argc - 3);
  if (argc >= 4 && strcmp(argv[1], "--find") == 0) return find(argv[2], argv + 3, argc - 3);
  if (argc >= 3 && strcmp(argv[1], "--forms") == 0) return forms(argv + 2, argc - 2);
  if (argc >= 3 && argv[1][0] != '-') return compile(argv[1], argv[2], argv + 3, argc - 3);
  fputs(usage, stderr);
  return 2;
}
