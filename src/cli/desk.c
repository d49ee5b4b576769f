/* desk: see the header. The environment and the clock are read here, for the store knows neither. */
#include "cli/desk.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SHOWN_MAX ((size_t)1 << 30) /* bytes that what one command shows may take */

isnad_str desk_str(const char *text) { return (isnad_str){text, text ? strlen(text) : 0}; }

int64_t desk_now(void) { return (int64_t)time(NULL); }

static _Noreturn void no_memory(void) {
  cli_error((cli_place){NULL, CLI_NOWHERE, CLI_NOWHERE}, "out of memory");
  exit(CLI_FAILED);
}

isn_arena *desk_arena(void) {
  isn_arena *arena = isn_arena_new(NULL, SHOWN_MAX);
  if (arena == NULL) no_memory();
  return arena;
}

void *desk_room(void *items, size_t count, size_t size) {
  void *room = realloc(items, (count + 1) * size);
  if (room == NULL) no_memory();
  return room;
}

const char *desk_path(const cli_command *command, const cli_args *args) {
  const char *path = args->values[DESK_STORE] ? args->values[DESK_STORE] : getenv("ISNAD_STORE");
  if (path && *path) return path;
  cli_usage(command, "which store? say --store FILE or set ISNAD_STORE");
  return NULL;
}

int desk_open(const cli_command *command, const cli_args *args, isn_store_mode mode, desk *out) {
  *out = (desk){.store = NULL};
  const char *path = desk_path(command, args);
  if (path == NULL) return CLI_USAGE;
  signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is told as a full disk is */
  if (mode == ISN_STORE_READ && access(path, F_OK) != 0) {
    cli_error((cli_place){path, CLI_NOWHERE, CLI_NOWHERE}, "there is no store of this name; isnad import makes one");
    return CLI_FAILED;
  }
  isnad_error error;
  out->lexicon = cli_lexicon_open(args->values[DESK_LEXICON]);
  if (out->lexicon == NULL) return CLI_FAILED;
  out->arena = desk_arena();
  if (isn_store_open(path, mode, out->lexicon, &out->store, &error) == ISNAD_OK) {
    isn_store_clock(out->store, desk_now());
    return CLI_DONE;
  }
  cli_library_error((cli_place){NULL, CLI_NOWHERE, CLI_NOWHERE}, &error);
  desk_close(out);
  return CLI_FAILED;
}

void desk_close(desk *d) {
  isn_store_close(d->store);
  isnad_lexicon_free(d->lexicon);
  isn_arena_free(d->arena);
}

int desk_status(const cli_command *command, isnad_status status, const isnad_error *error) {
  if (status == ISNAD_OK) return CLI_DONE;
  if (status == ISNAD_ARGUMENT || status == ISNAD_SYNTAX) return cli_usage(command, "%s", error->message);
  cli_library_error((cli_place){NULL, CLI_NOWHERE, CLI_NOWHERE}, error);
  return CLI_FAILED;
}

bool desk_number(const cli_command *command, const cli_args *args, int option, int64_t *out) {
  const char *value = args->values[option];
  if (value == NULL) return true;
  char *end;
  long long number = strtoll(value, &end, 10);
  if (*value < '0' || *value > '9' || *end) return cli_usage(command, "--%s takes a number, not %s", command->options[option].name, value), false;
  *out = number;
  return true;
}

int desk_choice(const cli_args *args, int option, const char *const *choices, int terminal, int pipe) {
  for (int i = 0; args->values[option] && choices[i]; i++)
    if (strcmp(args->values[option], choices[i]) == 0) return i;
  return isatty(STDOUT_FILENO) ? terminal : pipe;
}

void desk_put_flat(isnad_str text) {
  for (size_t i = 0; i < text.len; i++) cli_putc((unsigned char)text.ptr[i] < ' ' ? ' ' : text.ptr[i]);
}

void desk_put_field(const char *label, isnad_str value) {
  if (value.len == 0) return;
  cli_print("  %-10s ", label);
  desk_put_flat(value);
  cli_putc('\n');
}

const char *desk_plural(int64_t count, const char *one, const char *many) { return count == 1 ? one : many; }

void desk_when(int64_t at, char out[24]) {
  time_t seconds = (time_t)at;
  struct tm parts;
  if (gmtime_r(&seconds, &parts) == NULL || strftime(out, 24, "%Y-%m-%dT%H:%MZ", &parts) == 0) *out = '\0';
}
