/* main: the table of commands. «isnad read report.txt» goes to the row named read; a word that is no command is answered
 * with the nearest that is. */
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

static const struct {
  const cli_command *command;
  const char *summary; /* in the overview */
} commands[] = {
    {&cli_read, "reports to claims"}, {&cli_coverage, "a folder of reports to incidents"},
    {&cli_fetch, "pages and feeds from the web to an archive"}, {&cli_import, "reports into a store"},
    {&cli_list, "the incidents of a store"}, {&cli_show, "an incident, or a report"}, {&cli_chain, "who tells it after whom"},
    {&cli_disputes, "figures that cannot all be true"}, {&cli_search, "the texts of a store"}, {&cli_stats, "what a store holds"},
    {&cli_merge, "two incidents are one"}, {&cli_split, "claims leave an incident"}, {&cli_pin, "claims stay in theirs"},
    {&cli_retract, "an incident or a report counts no more"}, {&cli_note, "a note on an incident"}, {&cli_undo, "take back an act"},
    {&cli_log, "what changed incidents"}, {&cli_export, "incidents for others: ACLED, GeoJSON, feeds"},
    {&cli_link, "link a store anew, or say why"}, {&cli_verify, "prove a store"},
    {&cli_serve, "live pages and the desk"}, {&cli_watch, "keep fetching feeds and channels"},
    {&cli_words, "text to words and their clitics"}, {&cli_number, "text to numbers"}, {&cli_time, "text to times"},
    {&cli_lexicon, "make and check lexicons"}, {&cli_eval, "score on annotated reports"}};

enum { COMMANDS = sizeof commands / sizeof *commands };

static const char *command_name(const void *list, size_t i) {
  (void)list;
  static const char *const others[] = {"help", "version", NULL};
  return i < COMMANDS ? commands[i].command->name : others[i - COMMANDS];
}

static void put_overview(FILE *out) {
  fputs("isnad reads Arabic news reports: who did what to whom, where, when, how many, and on whose word.\n"
        "\nusage: isnad COMMAND [options] [FILE]...\n\n",
        out);
  for (size_t i = 0; i < COMMANDS; i++) fprintf(out, "  %-9s %s\n", commands[i].command->name, commands[i].summary);
  fputs("  help      about a command\n  version   the version\n"
        "\nexamples:\n"
        "  isnad read report.txt          a table on a terminal, a JSON object a report in a pipe\n"
        "  isnad help read                all options, with examples\n",
        out);
}

static const cli_command *find_command(const char *name) {
  for (size_t i = 0; i < COMMANDS; i++)
    if (strcmp(commands[i].command->name, name) == 0) return commands[i].command;
  return NULL;
}

static int unknown_command(const char *name) {
  const char *near = cli_nearest(name, command_name, NULL);
  if (near) fprintf(stderr, "isnad: there is no command %s; did you mean %s? (see isnad --help)\n", name, near);
  else fprintf(stderr, "isnad: there is no command %s (see isnad --help)\n", name);
  return CLI_USAGE;
}

static int help(int argc, char **argv) {
  if (argc == 0) {
    put_overview(stdout);
    return CLI_DONE;
  }
  const cli_command *command = find_command(argv[0]);
  if (command == NULL) return unknown_command(argv[0]);
  cli_help(command);
  return CLI_DONE;
}

static int run(int argc, char **argv) {
  if (argc < 2) {
    put_overview(stderr);
    return CLI_USAGE;
  }
  const char *name = argv[1];
  if (strcmp(name, "help") == 0 || strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) return help(argc - 2, argv + 2);
  if (strcmp(name, "version") == 0 || strcmp(name, "--version") == 0) {
    cli_print("isnad %s\n", ISNAD_VERSION);
    return CLI_DONE;
  }
  const cli_command *command = find_command(name);
  if (command == NULL) return unknown_command(name);
  for (int i = 2; i < argc && strcmp(argv[i], "--") != 0; i++)
    if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) return help(1, argv + 1);
  cli_args args;
  if (!cli_parse(command, argc - 2, argv + 2, &args)) return CLI_USAGE;
  return command->run(command, &args);
}

static void interrupted(int number) {
  (void)number;
  _exit(CLI_INTERRUPTED);
}

int main(int argc, char **argv) {
  struct sigaction action = {.sa_handler = interrupted};
  sigaction(SIGINT, &action, NULL);
  signal(SIGPIPE, SIG_IGN); /* a closed pipe is seen where it is written to */
  return cli_end(run(argc, argv));
}
