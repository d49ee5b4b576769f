/* isnad lexicon: makes and checks the file of words, names and places that everything is read with. A bad row is told as
 * an editor understands it: lexicon/places.tsv:12: no such kind of place: vilage. */
#include <string.h>

#include "cli/cli.h"

enum { OUT, LEXICON };

static const cli_option options[] = {
    [OUT] = {.name = "output", .value = "FILE", .letter = 'o', .help = "add-places: the lexicon to write"},
    [LEXICON] = {.name = "lexicon", .value = "FILE", .help = "add-places: the lexicon to add to (the built-in one)"},
};

static void tell_row(void *context, const char *file, uint64_t line, const char *message) {
  ++*(size_t *)context;
  fprintf(stderr, "%s:%llu: %s\n", file, (unsigned long long)line, message);
}

static int compile(const char *dir, char **places, int place_count, const isnad_lexicon *base, const char *out) {
  size_t bad_rows = 0;
  isnad_error error;
  isnad_status status = isnad_lexicon_compile(dir, (const char *const *)places, (size_t)place_count, base, out, tell_row,
                                              &bad_rows, &error);
  if (status != ISNAD_OK && bad_rows == 0) cli_library_error((cli_place){NULL, CLI_NOWHERE, CLI_NOWHERE}, &error);
  if (bad_rows) fprintf(stderr, "%zu bad %s\n", bad_rows, bad_rows == 1 ? "row" : "rows");
  return bad_rows ? CLI_REJECTED : status != ISNAD_OK ? CLI_FAILED : CLI_DONE;
}

static int add_places(const cli_command *command, const cli_args *args) {
  if (args->word_count < 2) return cli_usage(command, "add-places needs a FILE.tsv");
  if (args->values[OUT] == NULL) return cli_usage(command, "add-places needs -o FILE");
  isnad_lexicon *base = cli_lexicon_open(args->values[LEXICON]);
  if (base == NULL) return CLI_FAILED;
  int code = compile(NULL, args->words + 1, args->word_count - 1, base, args->values[OUT]);
  isnad_lexicon_free(base);
  return code;
}

static const char *verb_name(const void *list, size_t i) {
  (void)list;
  static const char *const verbs[] = {"compile", "check", "add-places", NULL};
  return verbs[i];
}

static int run_lexicon(const cli_command *command, const cli_args *args) {
  if (args->word_count == 0) return cli_usage(command, "compile, check or add-places?");
  const char *verb = args->words[0];
  if (strcmp(verb, "add-places") == 0) return add_places(command, args);
  if (args->values[OUT] || args->values[LEXICON]) return cli_usage(command, "--output and --lexicon belong to add-places");
  if (strcmp(verb, "check") == 0) {
    if (args->word_count != 2) return cli_usage(command, "check needs a DIR");
    return compile(args->words[1], NULL, 0, NULL, NULL);
  }
  if (strcmp(verb, "compile") == 0) {
    if (args->word_count < 3) return cli_usage(command, "compile needs a DIR and a file to write");
    return compile(args->words[1], args->words + 3, args->word_count - 3, NULL, args->words[2]);
  }
  const char *near = cli_nearest(verb, verb_name, NULL);
  return near ? cli_usage(command, "there is no lexicon %s; did you mean %s?", verb, near)
              : cli_usage(command, "there is no lexicon %s", verb);
}

const cli_command cli_lexicon = {
    .name = "lexicon",
    .summary = "Make and check lexicons",
    .usage = "compile DIR OUT [PLACES.tsv]... | check DIR | add-places PLACES.tsv... -o OUT",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run_lexicon,
    .about = "compile     the *.tsv of DIR, and more places, to one file for --lexicon\n"
             "check       the rows of DIR, told as file:line: message; nothing is written\n"
             "add-places  to a lexicon there is; columns: id name_ar name_en alt_ar kind parent_id lat lon\n"
             "            population source, the first line names them\n"
             "\nexamples:\n"
             "  isnad lexicon check lexicon\n"
             "  isnad lexicon compile lexicon my.bin && isnad read --lexicon my.bin report.txt\n"
             "  isnad lexicon add-places villages.tsv -o with-villages.bin\n"
             "\nexit status: 0 done, 1 failed, 2 wrong usage, 3 bad rows\n",
};
