/* isnad list: the incidents of a store, a line each. isnad disputes: those of them on which origins disagree, with what each says. */
#include <stdlib.h>
#include <string.h>

#include "cli/coverage.h"
#include "cli/desk_filter.h"
#include "cli/opened.h"

enum { ORDER = FILTER_OPTIONS, DISPUTED, RETRACTED, FORMAT, FAIL_IF_EMPTY };

static const char *const formats[] = {"table", "ndjson", "json", NULL};
enum format { TABLE, NDJSON, JSON };
static const char *const orders[] = {"time", "last", "origins", "number", NULL};

static const cli_option options[] = {
    DESK_OPTION_ROWS,
    FILTER_OPTION_ROWS,
    [ORDER] = {.name = "order", .value = "ORDER", .choices = orders, .help = "time, last (report), origins or number (time)"},
    [DISPUTED] = {.name = "disputed", .help = "only those on which origins disagree"},
    [RETRACTED] = {.name = "retracted", .help = "only those that an editor retracted"},
    [FORMAT] = {.name = "format", .value = "FORMAT", .letter = 'f', .choices = formats, .help = "table, ndjson or json (table on a terminal, else ndjson)"},
    [FAIL_IF_EMPTY] = {.name = "fail-if-empty", .help = "exit 4 where nothing is found"},
};

typedef struct listing {
  enum format format;
  size_t shown;
} listing;

static void put_key(const char *key, isnad_str value) {
  cli_print(",\"%s\":", key);
  if (value.len) cli_put_json(stdout, value);
  else cli_puts("null");
}

/* What is listed goes before what the incident's JSON tells: {"number":12,"title":...,"id":...,"event":... */
void desk_put_incident(const isn_incident_row *row) {
  cli_print("{\"number\":%lld", (long long)row->number);
  put_key("title", row->title);
  put_key("status", row->status);
  put_key("country", row->country);
  cli_print(",\"retracted\":%s,\"changed\":%lld,", row->retracted ? "true" : "false", (long long)row->changed);
  cli_put((isnad_str){row->json.ptr + 1, row->json.len - 1});
}

static void put_line(const isn_incident_row *row) {
  cli_print("%5lld %.8s  %-10.*s %.*s%s%.*s", (long long)row->number, row->id.ptr, (int)(row->start.len ? row->start.len : 1),
            row->start.len ? row->start.ptr : "-", (int)row->event.len, row->event.ptr, row->mode.len ? " " : "", (int)row->mode.len,
            row->mode.len ? row->mode.ptr : "");
  if (strncmp(row->status.ptr, "happened", row->status.len) != 0) cli_print(" %.*s", (int)row->status.len, row->status.ptr);
  cli_print("  %lld %s, %lld %s", (long long)row->reports, desk_plural(row->reports, "report", "reports"), (long long)row->origins,
            desk_plural(row->origins, "origin", "origins"));
  if (row->unknown) cli_print(", %lld unknown", (long long)row->unknown);
  if (row->killed_min != ISNAD_NO_NUMBER && row->killed_min == row->killed_max) cli_print("  killed %lld", (long long)row->killed_min);
  else if (row->killed_min != ISNAD_NO_NUMBER) cli_print("  killed %lld to %lld", (long long)row->killed_min, (long long)row->killed_max);
  if (row->disputes) cli_puts("  disputed");
  if (row->place.len) cli_puts("  "), desk_put_flat(row->place);
  if (row->title.len) cli_puts("  "), desk_put_flat(row->title);
  cli_putc('\n');
}

static bool put_row(void *context, const isn_incident_row *row) {
  listing *list = context;
  if (list->format == TABLE) {
    put_line(row);
  } else {
    if (list->format == JSON) cli_puts(list->shown ? ",\n" : "[\n");
    desk_put_incident(row);
    if (list->format == NDJSON) cli_putc('\n');
  }
  list->shown++;
  return cli_flush();
}

static int finish(const cli_args *args, listing *list, int code) {
  if (code == CLI_DONE && list->format == JSON) cli_puts(list->shown ? "\n]\n" : "[]\n");
  if (code == CLI_DONE && list->format == TABLE) cli_print("%zu %s\n", list->shown, desk_plural((int64_t)list->shown, "incident", "incidents"));
  return code == CLI_DONE && args->values[FAIL_IF_EMPTY] && list->shown == 0 ? CLI_EMPTY : code;
}

static int run_list(const cli_command *command, const cli_args *args) {
  desk d;
  isn_filter filter;
  listing list = {(enum format)desk_choice(args, FORMAT, formats, TABLE, NDJSON), 0};
  if (args->word_count) return cli_usage(command, "it takes no words; --words looks for them");
  if (!desk_filter(command, args, &filter)) return CLI_USAGE;
  filter.disputed = args->values[DISPUTED] != NULL;
  filter.retracted = args->values[RETRACTED] != NULL;
  for (int i = 0; args->values[ORDER] && orders[i]; i++)
    if (strcmp(orders[i], args->values[ORDER]) == 0) filter.order = (isn_order)i;
  int code = desk_open(command, args, ISN_STORE_READ, &d);
  if (code != CLI_DONE) return code;
  isnad_error error;
  code = desk_status(command, isn_store_incidents(d.store, &filter, put_row, &list, &error), &error);
  code = finish(args, &list, code);
  desk_close(&d);
  return code;
}

const cli_command cli_list = {
    .name = "list",
    .summary = "The incidents of a store, by filters",
    .usage = "[options]",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run_list,
    .about = "Each line: number, id, day, what happened, who tells it, the dead, place, headline of the first report. Other commands\n"
             "take the number as #12, the id or its beginning.\n"
             "\nexamples:\n"
             "  isnad list --store news.isnad --after 2022-01-20 --place Hasakah\n"
             "  isnad list --store news.isnad --event ASSAULT --min-origins 2 --order origins\n"
             "  isnad list --store news.isnad --since 1200 --format ndjson | jq -r .id\n"
             "\nexit status: 0 done, 1 failed, 2 wrong usage, 4 nothing found with --fail-if-empty, 130 interrupted\n",
};

/* ---- disputes ---------------------------------------------------------------------------------------------------------------- */

enum { DISPUTES_FORMAT = FILTER_OPTIONS, DISPUTES_EMPTY };

static const cli_option dispute_options[] = {
    DESK_OPTION_ROWS,
    FILTER_OPTION_ROWS,
    [DISPUTES_FORMAT] = {.name = "format", .value = "FORMAT", .letter = 'f', .choices = formats, .help = "table, ndjson or json (table on a terminal, else ndjson)"},
    [DISPUTES_EMPTY] = {.name = "fail-if-empty", .help = "exit 4 where nothing is found"},
};

typedef struct disputing {
  const cli_command *command;
  desk d;
  enum format format;
  size_t shown;
  int code;
  char (*ids)[17]; /* of the incidents, found first: one question at a time */
  size_t count;
} disputing;

static bool note_id(void *context, const isn_incident_row *row) {
  disputing *run = context;
  run->ids = desk_room(run->ids, run->count, sizeof *run->ids);
  memcpy(run->ids[run->count], row->id.ptr, 16);
  run->ids[run->count++][16] = '\0';
  return true;
}

static void put_disagreement(disputing *run, const isn_opened *opened, const isnad_disagreement *d) {
  const isnad_incident *whole = opened->whole;
  if (run->format == TABLE) {
    cli_print("%5lld %.8s  %s  ", (long long)opened->row.number, opened->row.id.ptr, isnad_what_name(d->what));
    desk_put_flat(opened->row.title);
    cli_putc('\n');
  } else {
    if (run->format == JSON) cli_puts(run->shown ? ",\n" : "[\n");
    cli_print("{\"incident\":\"%.16s\",\"number\":%lld,\"what\":\"%s\",\"figures\":[", opened->row.id.ptr, (long long)opened->row.number,
              isnad_what_name(d->what));
  }
  for (size_t i = 0; i < d->figure_count; i++) opened_put_figure(opened, &whole->figures[d->figures[i]], run->format != TABLE, i == 0);
  if (run->format != TABLE) cli_puts("]}");
  if (run->format == NDJSON) cli_putc('\n');
  run->shown++;
}

static int run_disputes(const cli_command *command, const cli_args *args) {
  disputing run = {.command = command, .format = (enum format)desk_choice(args, DISPUTES_FORMAT, formats, TABLE, NDJSON)};
  isn_filter filter;
  isnad_error error;
  if (args->word_count) return cli_usage(command, "it takes no words");
  if (!desk_filter(command, args, &filter)) return CLI_USAGE;
  filter.disputed = true;
  int code = desk_open(command, args, ISN_STORE_READ, &run.d);
  if (code != CLI_DONE) return code;
  code = desk_status(command, isn_store_incidents(run.d.store, &filter, note_id, &run, &error), &error);
  for (size_t i = 0; code == CLI_DONE && i < run.count && cli_flush(); i++) {
    isn_opened *opened = NULL;
    isn_arena *arena = desk_arena();
    code = desk_status(command, isn_store_open_incident(run.d.store, arena, (isnad_str){run.ids[i], 16}, &opened, &error), &error);
    for (size_t k = 0; opened && k < opened->whole->disagreement_count; k++) put_disagreement(&run, opened, &opened->whole->disagreements[k]);
    isn_store_close_incident(opened);
    isn_arena_free(arena);
  }
  if (code == CLI_DONE && run.format == JSON) cli_puts(run.shown ? "\n]\n" : "[]\n");
  if (code == CLI_DONE && args->values[DISPUTES_EMPTY] && run.shown == 0) code = CLI_EMPTY;
  free(run.ids);
  desk_close(&run.d);
  return code;
}

const cli_command cli_disputes = {
    .name = "disputes",
    .summary = "Where independent origins give figures that cannot all be true: each figure, its origin, when it was told, in which words",
    .usage = "[options]",
    .options = dispute_options,
    .option_count = sizeof dispute_options / sizeof *dispute_options,
    .run = run_disputes,
    .about = "A later figure of the same origin is an update and no dispute. No best figure is named.\n"
             "\nexamples:\n"
             "  isnad disputes --store news.isnad\n"
             "  isnad disputes --store news.isnad --place Saraqib --format ndjson | jq .figures\n"
             "\nexit status: 0 done, 1 failed, 2 wrong usage, 4 nothing found with --fail-if-empty, 130 interrupted\n",
};
