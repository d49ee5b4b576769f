/* isnad verify: proves a store: every page its checksum, every report its SHA-256, every span its words, the log its chain. */
#include <string.h>

#include "cli/desk.h"

enum { FORMAT = DESK_OPTIONS };

static const char *const formats[] = {"text", "json", NULL};
enum format { TEXT, JSON };

static const cli_option options[] = {
    DESK_OPTION_ROWS,
    [FORMAT] = {.name = "format", .value = "FORMAT", .letter = 'f', .choices = formats, .help = "text or json (text on a terminal, else json)"},
};

static void tell(void *context, const char *what) {
  const cli_args *args = context;
  cli_error((cli_place){args->values[DESK_STORE], CLI_NOWHERE, CLI_NOWHERE}, "%s", what);
}

static void progress(void *context, int64_t done, int64_t total) {
  (void)context;
  cli_progress((uint64_t)done, (uint64_t)total);
}

static void put_proof(const isn_proof *p, enum format format) {
  const char *text = format == JSON
                         ? "{\"reports\":%lld,\"claims\":%lld,\"spans\":%lld,\"entries\":%lld,\"faults\":%lld}\n"
                         : "%lld reports, %lld claims, %lld spans, %lld entries of the log: %lld faults\n";
  cli_print(text, (long long)p->reports, (long long)p->claims, (long long)p->spans, (long long)p->entries, (long long)p->faults);
}

static int run_verify(const cli_command *command, const cli_args *args) {
  desk d;
  if (args->word_count) return cli_usage(command, "it takes no words");
  int code = desk_open(command, args, ISN_STORE_READ, &d);
  if (code != CLI_DONE) return code;
  isn_proof proof;
  isnad_error error;
  code = desk_status(command, isn_store_verify(d.store, &proof, tell, progress, (void *)(uintptr_t)args, &error), &error);
  if (code == CLI_DONE) put_proof(&proof, (enum format)desk_choice(args, FORMAT, formats, TEXT, JSON));
  desk_close(&d);
  return code == CLI_DONE && proof.faults ? CLI_UNPROVEN : code;
}

const cli_command cli_verify = {
    .name = "verify",
    .summary = "Prove a store: every span equals its words, every report its SHA-256, the log its chain, every page its checksum",
    .usage = "[options]",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run_verify,
    .about = "Each fault is told on stderr. Nothing is changed.\n"
             "\nexamples:\n"
             "  isnad verify --store news.isnad\n"
             "  isnad verify --store news.isnad || echo 'restore the copy of last night'\n"
             "\nexit status: 0 proven, 1 failed, 2 wrong usage, 5 faults found, 130 interrupted\n",
};
