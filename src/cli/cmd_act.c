/* isnad merge, split, pin, retract, note, undo: what an editor does to incidents. Each act is an entry of the log that names who did it
 * and why, holds whatever comes in later, and can be taken back. isnad link: links everything anew, or says why two claims are one. */
#include <stdlib.h>
#include <string.h>

#include "cli/coverage.h"
#include "cli/desk.h"

enum { BY = DESK_OPTIONS, WHY, REPORT };

#define ACT_ROWS                                                                                            \
  DESK_OPTION_ROWS, [BY] = {.name = "by", .value = "NAME", .help = "who does it (editor)"},                  \
                    [WHY] = {.name = "why", .value = "TEXT", .help = "the reason, for the log"}

static const cli_option options[] = {ACT_ROWS};
static const cli_option retract_options[] = {
    ACT_ROWS, [REPORT] = {.name = "report", .value = "NUMBER", .help = "retract this report: its claims count no more"}};

static int do_act(const cli_command *command, const cli_args *args, isn_act *act) {
  desk d;
  int code = desk_open(command, args, ISN_STORE_WRITE, &d);
  if (code != CLI_DONE) return code;
  int64_t entry = 0;
  isnad_error error;
  act->kind = command->name;
  act->who = desk_str(args->values[BY]);
  if (act->words.len == 0) act->words = desk_str(args->values[WHY]);
  code = desk_status(command, isn_store_act(d.store, act, &entry, &error), &error);
  if (code == CLI_DONE) cli_print("%lld\n", (long long)entry);
  desk_close(&d);
  return code;
}

static int run_merge(const cli_command *command, const cli_args *args) {
  if (args->word_count != 2) return cli_usage(command, "give two incidents");
  isn_act act = {.incident = desk_str(args->words[0]), .other = desk_str(args->words[1])};
  return do_act(command, args, &act);
}

enum { CLAIMS_MAX = 1000 };

/* Claims from the words first to the last. */
static int act_on_claims(const cli_command *command, const cli_args *args, int first) {
  isnad_str claims[CLAIMS_MAX];
  isn_act act = {.incident = first ? desk_str(args->words[0]) : desk_str(NULL), .claims = claims};
  if (args->word_count > CLAIMS_MAX) return cli_usage(command, "at most %d claims at once", CLAIMS_MAX);
  for (int i = first; i < args->word_count; i++) claims[act.claim_count++] = desk_str(args->words[i]);
  return do_act(command, args, &act);
}

static int run_split(const cli_command *command, const cli_args *args) {
  if (args->word_count < 2) return cli_usage(command, "give an incident and the claims that leave it");
  return act_on_claims(command, args, 1);
}

static int run_pin(const cli_command *command, const cli_args *args) {
  if (args->word_count < 1) return cli_usage(command, "give the claims that stay where they are");
  return act_on_claims(command, args, 0);
}

static int run_retract(const cli_command *command, const cli_args *args) {
  isn_act act = {.report = 0};
  if (!desk_number(command, args, REPORT, &act.report)) return CLI_USAGE;
  if (args->word_count != (args->values[REPORT] ? 0 : 1)) return cli_usage(command, "give one incident, or --report NUMBER");
  if (args->word_count) act.incident = desk_str(args->words[0]);
  return do_act(command, args, &act);
}

static int run_note(const cli_command *command, const cli_args *args) {
  if (args->word_count != 2) return cli_usage(command, "give an incident and a text");
  isn_act act = {.incident = desk_str(args->words[0]), .words = desk_str(args->words[1])};
  return do_act(command, args, &act);
}

static int run_undo(const cli_command *command, const cli_args *args) {
  desk d;
  char *end;
  if (args->word_count != 1) return cli_usage(command, "give the number of an entry; isnad log --acts shows them");
  long long entry = strtoll(args->words[0], &end, 10), done;
  if (*end || entry <= 0) return cli_usage(command, "%s is no number of an entry", args->words[0]);
  int code = desk_open(command, args, ISN_STORE_WRITE, &d);
  if (code != CLI_DONE) return code;
  int64_t seq = 0;
  isnad_error error;
  code = desk_status(command, isn_store_undo(d.store, entry, desk_str(args->values[BY]), &seq, &error), &error);
  done = seq;
  if (code == CLI_DONE) cli_print("%lld\n", done);
  desk_close(&d);
  return code;
}

#define ACT(variable, name_, summary_, usage_, options_, run_, about_)                                              \
  const cli_command variable = {.name = name_, .summary = summary_, .usage = usage_, .options = options_,          \
                                .option_count = sizeof options_ / sizeof *options_, .run = run_,                   \
                                .about = about_ "The entry's number in the log is printed; isnad undo takes it.\n" DESK_EXITS}

ACT(cli_merge, "merge", "Two incidents are one", "[options] INCIDENT INCIDENT", options, run_merge,
    "examples:\n"
    "  isnad merge --store news.isnad '#12' '#15'\n"
    "  isnad merge --store news.isnad --by Rana --why 'the same bridge' '#12' '#15'\n\n");
ACT(cli_split, "split", "Claims leave an incident and become one of their own", "[options] INCIDENT CLAIM...", options, run_split,
    "Claims are named by their ids or the beginnings of them, as isnad show prints them.\n"
    "\nexamples:\n"
    "  isnad split --store news.isnad '#12' 5f0c91aa 77b0\n\n");
ACT(cli_pin, "pin", "Claims stay in the incident in which they are, whatever linking finds later", "[options] CLAIM...", options, run_pin,
    "examples:\n"
    "  isnad pin --store news.isnad 5f0c91aa\n\n");
ACT(cli_retract, "retract", "An incident is listed no more, or a report's claims count no more",
    "[options] INCIDENT\n       isnad retract [options] --report NUMBER", retract_options, run_retract,
    "Nothing is deleted.\n"
    "\nexamples:\n"
    "  isnad retract --store news.isnad --why 'an exercise' '#12'\n"
    "  isnad retract --store news.isnad --report 7\n\n");
ACT(cli_note, "note", "A note on an incident", "[options] INCIDENT TEXT", options, run_note,
    "examples:\n"
    "  isnad note --store news.isnad '#12' 'seen on video, not placed yet'\n\n");
ACT(cli_undo, "undo", "Takes back what an editor did", "[options] ENTRY", options, run_undo,
    "The act stays in the log, and so does the undoing. isnad log --acts shows the numbers.\n"
    "\nexamples:\n"
    "  isnad undo --store news.isnad 1204\n\n");

/* ---- link -------------------------------------------------------------------------------------------------------------------------- */

enum { EXPLAIN = DESK_OPTIONS, FORMAT };

static const char *const formats[] = {"text", "json", NULL};
enum format { TEXT, JSON };

static const cli_option link_options[] = {
    DESK_OPTION_ROWS,
    [EXPLAIN] = {.name = "explain", .help = "why two claims are one happening or are not: CLAIM CLAIM"},
    [FORMAT] = {.name = "format", .value = "FORMAT", .letter = 'f', .choices = formats, .help = "text or json (text on a terminal, else json)"},
};

static void show_progress(void *context, int64_t done, int64_t total) {
  (void)context;
  cli_progress((uint64_t)done, (uint64_t)total);
}

static int run_link(const cli_command *command, const cli_args *args) {
  desk d;
  bool explain = args->values[EXPLAIN] != NULL;
  enum format format = (enum format)desk_choice(args, FORMAT, formats, TEXT, JSON);
  if (args->word_count != (explain ? 2 : 0)) return cli_usage(command, explain ? "give two claims" : "it takes no words without --explain");
  int code = desk_open(command, args, explain ? ISN_STORE_READ : ISN_STORE_WRITE, &d);
  if (code != CLI_DONE) return code;
  isnad_error error;
  isnad_match match;
  if (explain) {
    code = desk_status(command, isn_store_match(d.store, desk_str(args->words[0]), desk_str(args->words[1]), &match, &error), &error);
    if (code == CLI_DONE) coverage_match(&match, format == JSON);
  } else {
    int64_t before = isn_store_last(d.store);
    code = desk_status(command, isn_store_relink(d.store, show_progress, NULL, &error), &error);
    isn_filter all = {.limit = 0};
    if (code == CLI_DONE)
      cli_print(format == JSON ? "{\"incidents\":%lld,\"changes\":%lld}\n" : "%lld incidents, %lld changes\n",
                (long long)isn_store_count(d.store, &all), (long long)(isn_store_last(d.store) - before));
  }
  desk_close(&d);
  return code;
}

const cli_command cli_link = {
    .name = "link",
    .summary = "Link all claims of a store anew, as after a change of the rules; or say why two claims are one happening",
    .usage = "[options]\n       isnad link [options] --explain CLAIM CLAIM",
    .options = link_options,
    .option_count = sizeof link_options / sizeof *link_options,
    .run = run_link,
    .about = "Importing links by itself. What editors did stays. A store of an older isnad is brought up to date.\n"
             "\nexamples:\n"
             "  isnad link --store news.isnad\n"
             "  isnad link --store news.isnad --explain 5f0c91aa 77b0\n" DESK_EXITS,
};
