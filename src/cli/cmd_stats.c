/* isnad stats: what a store holds, in numbers. */
#include "cli/desk.h"

enum { FORMAT = DESK_OPTIONS };

static const char *const formats[] = {"text", "json", NULL};
enum format { TEXT, JSON };

static const cli_option options[] = {
    DESK_OPTION_ROWS,
    [FORMAT] = {.name = "format", .value = "FORMAT", .letter = 'f', .choices = formats, .help = "text or json (text on a terminal, else json)"},
};

static void put_stats(const isn_store_stats *s, enum format format) {
  const struct { const char *name, *text; int64_t number; } rows[] = {
      {"reports", "reports", s->reports}, {"versions", "texts, older versions and retracted ones with them", s->versions},
      {"outlets", "outlets", s->outlets}, {"claims", "claims", s->claims}, {"incidents", "incidents", s->incidents},
      {"two_origins", "of them with two independent origins or more", s->origins_two}, {"disputed", "of them with disagreements", s->disputed},
      {"log", "entries of the log", s->entries}, {"acts", "of them by editors", s->acts}, {"waiting", "days that wait to be linked", s->waiting}};
  if (format == JSON) cli_putc('{');
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    if (format == JSON) cli_print("\"%s\":%lld,", rows[i].name, (long long)rows[i].number);
    else cli_print("%10lld  %s\n", (long long)rows[i].number, rows[i].text);
  }
  if (format == TEXT) {
    if (s->first.len) cli_print("published %.*s to %.*s\n", (int)s->first.len, s->first.ptr, (int)s->last.len, s->last.ptr);
    return;
  }
  cli_puts("\"first\":");
  s->first.len ? cli_put_json(stdout, s->first) : cli_puts("null");
  cli_puts(",\"last\":");
  s->last.len ? cli_put_json(stdout, s->last) : cli_puts("null");
  cli_puts("}\n");
}

static int run_stats(const cli_command *command, const cli_args *args) {
  desk d;
  if (args->word_count) return cli_usage(command, "it takes no words");
  int code = desk_open(command, args, ISN_STORE_READ, &d);
  if (code != CLI_DONE) return code;
  isn_store_stats stats;
  isnad_error error;
  code = desk_status(command, isn_store_stats_of(d.store, d.arena, &stats, &error), &error);
  if (code == CLI_DONE) put_stats(&stats, (enum format)desk_choice(args, FORMAT, formats, TEXT, JSON));
  desk_close(&d);
  return code;
}

const cli_command cli_stats = {
    .name = "stats",
    .summary = "What a store holds, in numbers",
    .usage = "[options]",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run_stats,
    .about = "examples:\n"
             "  isnad stats --store news.isnad\n"
             "  isnad stats --store news.isnad --format json | jq .incidents\n" DESK_EXITS,
};
