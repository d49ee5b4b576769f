/* desk: what the commands on a store share: the options --store and --lexicon, opening, ids and times for people. */
#ifndef ISN_CLI_DESK_H
#define ISN_CLI_DESK_H

#include "cli/cli.h"
#include "store/store.h"

/* The first rows of the table of options of every command on a store. */
enum { DESK_STORE, DESK_LEXICON, DESK_OPTIONS };
#define DESK_OPTION_ROWS                                                                                                   \
  [DESK_STORE] = {.name = "store", .value = "FILE", .letter = 's', .help = "the store (else the environment's ISNAD_STORE)"},      \
  [DESK_LEXICON] = {.name = "lexicon", .value = "FILE", .help = "a lexicon made by isnad lexicon compile"}

#define DESK_EXITS "\nexit status: 0 done, 1 failed, 2 wrong usage, 130 interrupted\n"

typedef struct desk {
  isn_store *store;
  isnad_lexicon *lexicon;
  isn_arena *arena; /* for what is shown */
} desk;

/* The path of the store, or NULL after a message. */
const char *desk_path(const cli_command *, const cli_args *);
/* CLI_DONE, or the exit status after a message. */
int desk_open(const cli_command *, const cli_args *, isn_store_mode, desk *);
void desk_close(desk *);
/* Without memory these two end the program after a message. An arena is for calls of the store, which set its trap. */
isn_arena *desk_arena(void);
void *desk_room(void *items, size_t count, size_t size); /* items moved to where count + 1 of them have room; to be freed */
/* CLI_DONE, or after the message of a failed call CLI_FAILED; CLI_USAGE where the call was asked for what makes no sense. */
int desk_status(const cli_command *, isnad_status, const isnad_error *);

isnad_str desk_str(const char *text); /* NULL: empty */
/* A whole number of an option, in *out where the option is given; false after a message. */
bool desk_number(const cli_command *, const cli_args *, int option, int64_t *out);
/* The index of an option's choice, or that for a terminal or for a pipe. */
int desk_choice(const cli_args *, int option, const char *const *choices, int terminal, int pipe);

void desk_put_flat(isnad_str);                    /* line breaks become spaces */
void desk_put_field(const char *label, isnad_str); /* a line of a table, nothing where the value is empty */
/* "1 report", "3 reports" */
const char *desk_plural(int64_t count, const char *one, const char *many);
void desk_when(int64_t at, char out[24]); /* 2022-01-24T12:30Z */
int64_t desk_now(void);

#endif
