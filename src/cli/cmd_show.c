/* isnad show: one incident with all that was said of it, or one report as it was received. isnad chain: the isnad of an incident, who
 * tells it after whom and why each counts as an origin or does not; as text, as a graph or as JSON. */
#include <string.h>

#include "cli/opened.h"

enum { REPORT = DESK_OPTIONS, FORMAT };

static const char *const formats[] = {"table", "json", NULL};
enum format { TABLE, JSON };

static const cli_option options[] = {
    DESK_OPTION_ROWS,
    [REPORT] = {.name = "report", .value = "NUMBER", .help = "show this report instead: its text, its claims, its versions"},
    [FORMAT] = {.name = "format", .value = "FORMAT", .letter = 'f', .choices = formats, .help = "table or json (table on a terminal, else json)"},
};

/* ---- An incident -------------------------------------------------------------------------------------------------------------- */

/* The chain as it is read: outlet, whom it names, whom that one names. */
static void put_told(const isn_stored_claim *c) {
  cli_puts("  told       ");
  desk_put_flat(c->outlet.len ? c->outlet : desk_str("?"));
  for (size_t i = 0; i < c->claim->source_count; i++) {
    cli_puts(" < ");
    desk_put_flat(c->claim->sources[i].text);
  }
  cli_print("  %.*s  report %lld, claim %.*s\n", (int)c->published.len, c->published.ptr, (long long)c->report, (int)c->hash.len, c->hash.ptr);
}

static bool put_note(void *context, int64_t entry, int64_t at, isnad_str who, isnad_str words) {
  (void)context;
  char when[24];
  desk_when(at, when);
  cli_print("  note       %s %.*s (entry %lld): ", when, (int)who.len, who.ptr, (long long)entry);
  desk_put_flat(words);
  cli_putc('\n');
  return true;
}

static void put_opened(desk *d, const isn_opened *opened) {
  coverage all = opened_coverage(opened);
  cli_print("#%lld %.16s%s  ", (long long)opened->row.number, opened->row.id.ptr, opened->row.retracted ? "  RETRACTED" : "");
  desk_put_flat(opened->row.title);
  cli_putc('\n');
  coverage_table(&all, (size_t)opened->row.number, opened->whole);
  isn_store_notes(d->store, opened->row.id, put_note, NULL, NULL);
  for (size_t i = 0; i < opened->whole->telling_count; i++) {
    put_told(&opened->claims[i]);
    desk_put_field("words", opened->claims[i].words);
  }
  opened_coverage_free(&all);
}

static void put_claim_json(const isn_stored_claim *c, bool first) {
  cli_print("%s{\"report\":%lld,\"outlet\":", first ? "" : ",", (long long)c->report);
  if (c->outlet.len) cli_put_json(stdout, c->outlet);
  else cli_puts("null");
  cli_puts(",\"published\":");
  if (c->published.len) cli_put_json(stdout, c->published);
  else cli_puts("null");
  cli_puts(",\"words\":");
  cli_put_json(stdout, c->words);
  cli_puts(",\"claim\":");
  cli_put(c->json);
  cli_putc('}');
}

static void put_opened_json(const isn_opened *opened) {
  cli_puts("{\"incident\":");
  desk_put_incident(&opened->row);
  cli_puts(",\"claims\":[");
  for (size_t i = 0; i < opened->whole->telling_count; i++) put_claim_json(&opened->claims[i], i == 0);
  cli_puts("]}\n");
}

static int no_incident(const char *name) {
  cli_error((cli_place){NULL, CLI_NOWHERE, CLI_NOWHERE}, "there is no incident %s (or more than one begins so); isnad list shows them", name);
  return CLI_FAILED;
}

/* An incident by the one word of the command line; NULL with *code where there is none. */
static isn_opened *open_word(const cli_command *command, const cli_args *args, desk *d, int *code) {
  isn_opened *opened = NULL;
  isnad_error error;
  *code = desk_status(command, isn_store_open_incident(d->store, d->arena, desk_str(args->words[0]), &opened, &error), &error);
  if (*code == CLI_DONE && opened == NULL) *code = no_incident(args->words[0]);
  return opened;
}

/* ---- A report -------------------------------------------------------------------------------------------------------------------- */

static void put_report(const isn_stored_report *r, const isn_stored_claims *claims, const isn_stored_report *versions, size_t count) {
  char when[24];
  desk_when(r->received, when);
  cli_print("report %lld%s\n", (long long)r->id, r->retracted ? "  RETRACTED" : r->current ? "" : "  (an older version)");
  desk_put_field("title", r->title);
  desk_put_field("outlet", r->outlet);
  desk_put_field("published", r->published);
  desk_put_field("address", r->url);
  desk_put_field("sha256", r->sha256);
  desk_put_field("received", desk_str(when));
  desk_put_field("from", r->from);
  for (size_t i = 0; count > 1 && i < count; i++)
    cli_print("  version    %lld is report %lld, sha256 %.12s%s\n", (long long)versions[i].version, (long long)versions[i].id, versions[i].sha256.ptr,
              versions[i].current ? ", the one that counts" : "");
  for (size_t i = 0; i < claims->count; i++) {
    const isn_stored_claim *c = &claims->at[i];
    cli_print("  claim      %.*s %s", (int)c->hash.len, c->hash.ptr, isnad_event_name(c->claim->event));
    if (c->incident.len) cli_print(" in incident %.*s", (int)c->incident.len, c->incident.ptr);
    cli_putc('\n');
    desk_put_field("words", c->words);
  }
  cli_putc('\n');
  cli_put(r->text);
  if (r->text.len && r->text.ptr[r->text.len - 1] != '\n') cli_putc('\n');
}

static void put_report_json(const isn_stored_report *r, const isn_stored_claims *claims) {
  cli_print("{\"number\":%lld,\"sha256\":\"%.*s\",\"version\":%lld,\"current\":%s,\"retracted\":%s,\"received\":%lld,\"report\":", (long long)r->id,
            (int)r->sha256.len, r->sha256.ptr, (long long)r->version, r->current ? "true" : "false", r->retracted ? "true" : "false",
            (long long)r->received);
  cli_put(r->head);
  cli_puts(",\"text\":");
  cli_put_json(stdout, r->text);
  cli_puts(",\"claims\":[");
  for (size_t i = 0; i < claims->count; i++) {
    if (i) cli_putc(',');
    cli_put(claims->at[i].json);
  }
  cli_puts("]}\n");
}

static int show_report(const cli_command *command, desk *d, int64_t number, enum format format) {
  isn_stored_report *report, *versions;
  isn_stored_claims claims;
  size_t count;
  isnad_error error;
  int code = desk_status(command, isn_store_report(d->store, d->arena, number, &report, &error), &error);
  if (code != CLI_DONE) return code;
  if (report == NULL) {
    cli_error((cli_place){NULL, CLI_NOWHERE, CLI_NOWHERE}, "there is no report %lld", (long long)number);
    return CLI_FAILED;
  }
  code = desk_status(command, isn_store_claims_of_report(d->store, d->arena, number, &claims, &error), &error);
  if (code == CLI_DONE) code = desk_status(command, isn_store_versions(d->store, d->arena, number, &versions, &count, &error), &error);
  if (code != CLI_DONE) return code;
  if (format == JSON) put_report_json(report, &claims);
  else put_report(report, &claims, versions, count);
  return CLI_DONE;
}

static int run_show(const cli_command *command, const cli_args *args) {
  desk d;
  int64_t report = 0;
  if (!desk_number(command, args, REPORT, &report)) return CLI_USAGE;
  if (args->word_count != (args->values[REPORT] ? 0 : 1)) return cli_usage(command, "give one incident, or --report NUMBER");
  enum format format = (enum format)desk_choice(args, FORMAT, formats, TABLE, JSON);
  int code = desk_open(command, args, ISN_STORE_READ, &d);
  if (code != CLI_DONE) return code;
  if (args->values[REPORT]) {
    code = show_report(command, &d, report, format);
  } else {
    isn_opened *opened = open_word(command, args, &d, &code);
    if (opened && format == JSON) put_opened_json(opened);
    else if (opened) put_opened(&d, opened);
    isn_store_close_incident(opened);
  }
  desk_close(&d);
  return code;
}

const cli_command cli_show = {
    .name = "show",
    .summary = "One incident with every claim, its words and who tells it after whom; or one report as it was received",
    .usage = "[options] INCIDENT\n       isnad show [options] --report NUMBER",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run_show,
    .about = "INCIDENT is #12, ISN-SYR-000012, an id or the beginning of one.\n"
             "\nexamples:\n"
             "  isnad show --store news.isnad '#12'\n"
             "  isnad show --store news.isnad --format json 3fa9 | jq '.claims[].words'\n"
             "  isnad show --store news.isnad --report 7\n" DESK_EXITS,
};

/* ---- chain ---------------------------------------------------------------------------------------------------------------------------- */

enum { CHAIN_FORMAT = DESK_OPTIONS, CHAIN_DOT, CHAIN_JSON };

static const char *const chain_formats[] = {"text", "dot", "json", NULL};
enum chain_format { AS_TEXT, AS_DOT, AS_JSON };

static const cli_option chain_options[] = {
    DESK_OPTION_ROWS,
    [CHAIN_FORMAT] = {.name = "format", .value = "FORMAT", .letter = 'f', .choices = chain_formats, .help = "text, dot or json (text)"},
    [CHAIN_DOT] = {.name = "dot", .help = "as a graph for Graphviz"},
    [CHAIN_JSON] = {.name = "json", .help = "as JSON"},
};

static void put_chain(const isn_opened *opened, enum chain_format format) {
  coverage all = opened_coverage(opened);
  size_t number = (size_t)opened->row.number;
  if (format == AS_JSON) {
    cli_put(opened->row.json);
    cli_putc('\n');
  } else if (format == AS_DOT) {
    coverage_dot_open();
    coverage_dot(&all, number, opened->whole);
    coverage_dot_close();
  } else {
    coverage_chain(&all, number, opened->whole);
  }
  opened_coverage_free(&all);
}

static int run_chain(const cli_command *command, const cli_args *args) {
  desk d;
  if (args->word_count != 1) return cli_usage(command, "give one incident");
  enum chain_format format = args->values[CHAIN_DOT] ? AS_DOT : args->values[CHAIN_JSON] ? AS_JSON
                             : (enum chain_format)desk_choice(args, CHAIN_FORMAT, chain_formats, AS_TEXT, AS_TEXT);
  int code = desk_open(command, args, ISN_STORE_READ, &d);
  if (code != CLI_DONE) return code;
  isn_opened *opened = open_word(command, args, &d, &code);
  if (opened) put_chain(opened, format);
  isn_store_close_incident(opened);
  desk_close(&d);
  return code;
}

const cli_command cli_chain = {
    .name = "chain",
    .summary = "The isnad of an incident: its origins, under each who tells it, and why that counts as an origin or does not",
    .usage = "[options] INCIDENT",
    .options = chain_options,
    .option_count = sizeof chain_options / sizeof *chain_options,
    .run = run_chain,
    .about = "12:0 is claim 0 of report 12. relay, copy, publisher and repeats do not count, and say of which claim; unknown confirms\n"
             "nothing.\n"
             "\nexamples:\n"
             "  isnad chain --store news.isnad '#12'\n"
             "  isnad chain --store news.isnad --dot '#12' | dot -Tsvg > isnad.svg\n"
             "  isnad chain --store news.isnad --json '#12' | jq '.origin_list[].name'\n" DESK_EXITS,
};
