/* cli: what the commands share: options, messages, files, output. The command line is the first user of isnad.h and
 * sees nothing else of the library.
 *
 * stdout is data, stderr is messages. A message is a sentence on a terminal and a JSON object a line elsewhere:
 * {"file": "a.txt", "byte": 12, "error": "not valid UTF-8"}. */
#ifndef ISN_CLI_CLI_H
#define ISN_CLI_CLI_H

#include <stdio.h>

#include "isnad.h"

enum cli_exit {
  CLI_DONE = 0,
  CLI_FAILED = 1,
  CLI_USAGE = 2,
  CLI_REJECTED = 3, /* some input was rejected; the rest was read */
  CLI_EMPTY = 4,    /* nothing found, and --fail-if-empty */
  CLI_UNPROVEN = 5, /* verification failed */
  CLI_INTERRUPTED = 130
};

/* ---- Commands and their options (option.c, main.c) ------------------------------------------------------------------ */

enum { CLI_OPTIONS_MAX = 32 };

typedef struct cli_option {
  const char *name;           /* without the dashes */
  const char *value;          /* the name of its value in the help; NULL: a flag */
  const char *help;
  const char *const *choices; /* the values it takes, ended by NULL; NULL: any */
  char letter;                /* short form, or 0 */
} cli_option;

typedef struct cli_args {
  const char *values[CLI_OPTIONS_MAX]; /* by the order of the options; a flag that is set is "" */
  char **words;                        /* what is no option */
  int word_count;
} cli_args;

typedef struct cli_command {
  const char *name, *summary, *usage;
  const char *about; /* the rest of its help, examples included */
  const cli_option *options;
  size_t option_count;
  int (*run)(const struct cli_command *, const cli_args *);
} cli_command;

extern const cli_command cli_read, cli_words, cli_number, cli_time, cli_lexicon, cli_eval, cli_coverage, cli_fetch,
    cli_import, cli_link, cli_list, cli_show, cli_chain, cli_disputes, cli_search, cli_stats, cli_merge, cli_split, cli_pin,
    cli_retract, cli_note, cli_undo, cli_log, cli_export, cli_verify, cli_serve, cli_watch;

/* Sorts argv into options and words. False after a message where an option is wrong. */
bool cli_parse(const cli_command *, int argc, char **argv, cli_args *);
void cli_help(const cli_command *);
/* One line on stderr that leads to the help; gives CLI_USAGE. */
int cli_usage(const cli_command *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The name nearest to word, or NULL where none is near. next(i) gives the i-th name, NULL at the end. */
const char *cli_nearest(const char *word, const char *(*next)(const void *list, size_t i), const void *list);

/* ---- Messages (message.c) ------------------------------------------------------------------------------------------- */

#define CLI_NOWHERE UINT64_MAX

typedef struct cli_place {
  const char *file;    /* NULL: none */
  uint64_t line, byte; /* CLI_NOWHERE: not known */
} cli_place;

void cli_error(cli_place, const char *format, ...) __attribute__((format(printf, 2, 3)));
void cli_notice(cli_place, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The error of a library call, with its byte where it has one. */
void cli_library_error(cli_place, const isnad_error *);
/* How far a long run is, as a bar on stderr, where a person watches it and the data goes elsewhere; done == total ends it. What is
 * counted is any: files, or bytes of them. */
void cli_progress(uint64_t done, uint64_t total);

/* ---- Input (input.c) ------------------------------------------------------------------------------------------------ */

/* The lexicon of --lexicon, or the built-in one where path is NULL; NULL after a message. */
isnad_lexicon *cli_lexicon_open(const char *path);

typedef struct cli_files {
  char **paths;
  size_t count, cap;
  size_t faults; /* names that could not be followed, each told by a message */
} cli_files;

/* The files that words name: a folder stands for those in it that isnad reads, in order; no words for "-". */
void cli_files_of(const cli_args *, cli_files *);
void cli_files_free(cli_files *);

/* The whole file ("-": stdin), at most max + 1 bytes. NULL after a message; the caller frees it. */
char *cli_read_file(const char *path, size_t max, size_t *len);

/* Why bytes are no report, or NULL. */
const char *cli_unreadable(const char *bytes, size_t len);

typedef struct cli_line {
  char *ptr; /* without its line break; NUL-ended */
  size_t len, cap;
  bool too_long; /* the line was longer than max and is cut */
} cli_line;

/* The next line, at most max bytes of it; false at the end. */
bool cli_next_line(FILE *, size_t max, cli_line *);

/* ---- Output (output.c) ---------------------------------------------------------------------------------------------- */

void cli_put(isnad_str);
void cli_puts(const char *);
void cli_putc(char);
void cli_print(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Ends a record: what was put is written. False when nothing more need be written (a closed pipe, a full disk). */
bool cli_flush(void);
/* The exit status at the end: code, or CLI_FAILED after a message where writing failed. */
int cli_end(int code);

bool cli_colours(void); /* stdout is a terminal and NO_COLOR is not set */
int cli_columns(void);  /* width of the terminal, 100 where there is none */
/* Columns that a text takes: marks and controls none, wide characters two. */
size_t cli_width(isnad_str);
/* Bytes of text that fit into columns, cut between words where that is possible. */
size_t cli_fit(isnad_str text, size_t columns);
/* A JSON string, quoted. */
void cli_put_json(FILE *, isnad_str);
/* Compact JSON written with line breaks and two spaces a level; lists of numbers stay on one line. It may be the rest
 * of a text: depth brackets are open already. */
void cli_put_indented(isnad_str json, int depth);

/* ---- Formats of isnad read (table.c, csv.c) --------------------------------------------------------------------------- */

void cli_table(const char *path, const isnad_report *);
void cli_csv_head(bool bom);
void cli_csv(const char *path, const isnad_report *, bool excel_safe);

#endif
