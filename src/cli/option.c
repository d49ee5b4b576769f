/* option: sorts the words of a command line into options and the rest, and writes the help from the same table, so that
 * the two cannot disagree. «isnad read --publshed 2022-01-24» is answered with the option that was meant. */
#include <stdarg.h>
#include <string.h>

#include "cli/cli.h"

static const char *option_name(const void *list, size_t i) {
  const cli_command *command = list;
  return i < command->option_count ? command->options[i].name : i == command->option_count ? "help" : NULL;
}

enum { LONGEST_NAME = 40 };

/* Edits that turn a into b: letters put in, left out, changed or swapped with their neighbour. */
static size_t edits(const char *a, const char *b) {
  size_t rows[3][LONGEST_NAME + 1], la = strlen(a), lb = strlen(b);
  if (la > LONGEST_NAME || lb > LONGEST_NAME) return LONGEST_NAME;
  size_t *before = rows[0], *last = rows[1], *row = rows[2];
  for (size_t j = 0; j <= lb; j++) last[j] = before[j] = j;
  for (size_t i = 1; i <= la; i++) {
    row[0] = i;
    for (size_t j = 1; j <= lb; j++) {
      size_t best = last[j - 1] + (a[i - 1] != b[j - 1]);
      if (last[j] + 1 < best) best = last[j] + 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < best) best = before[j - 2] + 1;
      row[j] = best;
    }
    size_t *spare = before;
    before = last, last = row, row = spare;
  }
  return last[lb];
}

const char *cli_nearest(const char *word, const char *(*next)(const void *list, size_t i), const void *list) {
  const char *best = NULL, *name;
  size_t least = strlen(word) < 4 ? 2 : strlen(word) / 3 + 2; /* farther is no misspelling */
  for (size_t i = 0; (name = next(list, i)) != NULL; i++) {
    size_t far = edits(word, name);
    if (far < least) least = far, best = name;
    else if (best == NULL && strlen(word) >= 3 && strncmp(word, name, strlen(word)) == 0) best = name;
  }
  return best;
}

int cli_usage(const cli_command *command, const char *format, ...) {
  va_list args;
  va_start(args, format);
  fprintf(stderr, "isnad %s: ", command->name);
  vfprintf(stderr, format, args);
  fprintf(stderr, " (see isnad %s --help)\n", command->name);
  va_end(args);
  return CLI_USAGE;
}

/* The option that text (len bytes) names, or -1. */
static int find_option(const cli_command *command, const char *text, size_t len) {
  for (size_t i = 0; i < command->option_count; i++)
    if (strlen(command->options[i].name) == len && memcmp(command->options[i].name, text, len) == 0) return (int)i;
  return -1;
}

static bool unknown_option(const cli_command *command, const char *word, size_t len) {
  char name[LONGEST_NAME + 1] = "";
  if (len <= LONGEST_NAME) memcpy(name, word, len), name[len] = '\0';
  const char *near = cli_nearest(name, option_name, command);
  if (near) cli_usage(command, "there is no option --%.*s; did you mean --%s?", (int)len, word, near);
  else cli_usage(command, "there is no option --%.*s", (int)len, word);
  return false;
}

static bool choice_known(const cli_command *command, const cli_option *option, const char *value) {
  if (option->choices == NULL) return true;
  char known[200] = "";
  for (const char *const *c = option->choices; *c; c++) {
    if (strcmp(*c, value) == 0) return true;
    size_t at = strlen(known);
    snprintf(known + at, sizeof known - at, "%s%s", at ? ", " : "", *c);
  }
  cli_usage(command, "--%s takes %s, not %s", option->name, known, value);
  return false;
}

static int find_letter(const cli_command *command, char letter) {
  for (size_t i = 0; i < command->option_count; i++)
    if (command->options[i].letter == letter) return (int)i;
  return -1;
}

/* One option at argv[*at]; moves *at over its value. */
static bool take_option(const cli_command *command, int argc, char **argv, int *at, cli_args *args) {
  const char *word = argv[*at], *value = NULL;
  int which;
  if (word[1] == '-') {
    size_t len = strcspn(word + 2, "=");
    which = find_option(command, word + 2, len);
    if (which < 0) return unknown_option(command, word + 2, len);
    if (word[2 + len] == '=') value = word + 2 + len + 1;
  } else {
    which = find_letter(command, word[1]);
    if (which < 0) return cli_usage(command, "there is no option -%c", word[1]), false;
    if (word[2]) value = word + 2;
  }
  const cli_option *option = &command->options[which];
  if (option->value == NULL) {
    if (value) return cli_usage(command, "--%s takes no value", option->name), false;
    args->values[which] = "";
    return true;
  }
  if (value == NULL && *at + 1 < argc) value = argv[++*at];
  if (value == NULL) return cli_usage(command, "--%s needs a value: %s", option->name, option->value), false;
  args->values[which] = value;
  return choice_known(command, option, value);
}

bool cli_parse(const cli_command *command, int argc, char **argv, cli_args *args) {
  *args = (cli_args){.words = argv};
  bool options = true;
  for (int i = 0; i < argc; i++) {
    char *word = argv[i];
    if (options && strcmp(word, "--") == 0) options = false;
    else if (!options || word[0] != '-' || word[1] == '\0') argv[args->word_count++] = word;
    else if (!take_option(command, argc, argv, &i, args)) return false;
  }
  return true;
}

void cli_help(const cli_command *command) {
  cli_print("usage: isnad %s %s\n\n%s.\n", command->name, command->usage, command->summary);
  if (command->option_count) cli_puts("\noptions:\n");
  for (size_t i = 0; i < command->option_count; i++) {
    const cli_option *option = &command->options[i];
    char left[64], letter[] = {'-', option->letter, ',', ' ', '\0'};
    snprintf(left, sizeof left, "%s--%s%s%s", option->letter ? letter : "", option->name, option->value ? " " : "",
             option->value ? option->value : "");
    cli_print("  %-22s %s\n", left, option->help);
  }
  cli_print("  %-22s %s\n", "--help", "this help");
  cli_print("\n%s", command->about);
}
