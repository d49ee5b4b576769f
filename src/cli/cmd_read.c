/* isnad read: reports to claims. Files, folders and stdin go in, one report each; a table for people or a JSON object a
 * line for programs comes out, in the order of the arguments. A file that cannot be read is told on stderr and the rest
 * goes on. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

enum { PUBLISHED, OUTLET, URL, FORMAT, EXPLAIN, NO_CLAIMS, FAIL_IF_EMPTY, EXCEL_SAFE, BOM, LEXICON };

static const char *const formats[] = {"table", "ndjson", "json", "csv", NULL};

static const cli_option options[] = {
    [PUBLISHED] = {.name = "published", .value = "TIME", .help = "when it was published: 2022-01-24 or 2022-01-24T12:30"},
    [OUTLET] = {.name = "outlet", .value = "NAME", .help = "who published it, where the text does not say"},
    [URL] = {.name = "url", .value = "URL", .help = "where it was published"},
    [FORMAT] = {.name = "format", .value = "FORMAT", .letter = 'f', .choices = formats,
                .help = "table, ndjson, json or csv (table on a terminal, else ndjson)"},
    [EXPLAIN] = {.name = "explain", .help = "say which words and rules gave each value"},
    [NO_CLAIMS] = {.name = "no-claims", .help = "read the parts of the report only"},
    [FAIL_IF_EMPTY] = {.name = "fail-if-empty", .help = "exit 4 where no claim is found"},
    [EXCEL_SAFE] = {.name = "excel-safe", .help = "csv: an apostrophe before cells that begin with = + - @"},
    [BOM] = {.name = "bom", .help = "csv: begin with a byte order mark"},
    [LEXICON] = {.name = "lexicon", .value = "FILE", .help = "a lexicon made by isnad lexicon compile"},
};

enum format { TABLE, NDJSON, JSON, CSV };

typedef struct reading {
  const isnad_lexicon *lexicon;
  isnad_given given;
  enum format format;
  bool excel_safe;
  size_t reports, claims, rejected;
  bool out_of_memory, closed;
} reading;

static isnad_str str_of(const char *text) { return (isnad_str){text, text ? strlen(text) : 0}; }

/* The path goes in as the first field of the report: {"report":{"file":"a.txt", ... */
static void put_json(const char *path, isnad_str json, bool indented) {
  size_t head = strlen("{\"report\":{");
  cli_put((isnad_str){json.ptr, indented ? 0 : head});
  cli_puts(indented ? "{\n  \"report\": {\n    \"file\": " : "\"file\":");
  cli_put_json(stdout, str_of(path));
  cli_puts(indented ? ",\n    " : ",");
  isnad_str rest = {json.ptr + head, json.len - head};
  if (indented) cli_put_indented(rest, 2);
  else cli_put(rest);
}

static bool put_report(reading *run, const char *path, isnad_str text, isnad_report *report) {
  isnad_error error;
  isnad_str json;
  switch (run->format) {
    case TABLE: cli_table(path, text, report); break;
    case CSV: cli_csv(path, text, report, run->excel_safe); break;
    default:
      json = isnad_report_json(report, &error);
      if (json.len == 0) {
        cli_library_error((cli_place){path, CLI_NOWHERE, CLI_NOWHERE}, &error);
        return false;
      }
      if (run->format == JSON) cli_puts(run->reports ? ",\n" : "[\n");
      put_json(path, json, run->format == JSON);
      if (run->format == NDJSON) cli_putc('\n');
  }
  run->closed = !cli_flush();
  return true;
}

/* The library's error; bytes that are no UTF-8 are most often the old Arabic code page. */
static void tell(reading *run, cli_place place, isnad_error *error) {
  static const char hint[] = "; where it is Windows text: iconv -f WINDOWS-1256 -t UTF-8";
  size_t len = strlen(error->message);
  if (error->status == ISNAD_UTF8 && len + sizeof hint <= sizeof error->message) memcpy(error->message + len, hint, sizeof hint);
  cli_library_error(place, error);
  run->out_of_memory |= error->status == ISNAD_MEMORY;
}

static void read_one(reading *run, const char *path) {
  cli_place place = {path, CLI_NOWHERE, CLI_NOWHERE};
  if (strcmp(path, "-") == 0 && isatty(STDIN_FILENO)) cli_notice(place, "reading the terminal; Ctrl-D ends the text");
  size_t len;
  char *bytes = cli_read_file(path, ISNAD_TEXT_MAX, &len);
  const char *fault = bytes ? cli_unreadable(bytes, len) : NULL;
  isnad_report *report = NULL;
  isnad_error error;
  if (fault) {
    cli_error(place, "%s", fault);
  } else if (bytes && isnad_read(run->lexicon, (isnad_str){bytes, len}, &run->given, NULL, &report, &error) != ISNAD_OK) {
    tell(run, place, &error);
  }
  if (report && !isnad_report_meta(report)->arabic) cli_notice(place, "not in Arabic: no claims are read");
  if (report && put_report(run, path, (isnad_str){bytes, len}, report)) {
    run->claims += isnad_report_claim_count(report);
    run->reports++;
  } else {
    run->rejected++;
  }
  isnad_report_free(report);
  free(bytes);
}

/* Tells a wrong --published before any file is opened. */
static bool given_sound(const cli_command *command, const reading *run) {
  isnad_report *report;
  isnad_error error;
  isnad_status status = isnad_read(run->lexicon, (isnad_str){"", 0}, &run->given, NULL, &report, &error);
  isnad_report_free(report);
  if (status == ISNAD_OK) return true;
  cli_usage(command, "%s", error.message);
  return false;
}

static enum format choose_format(const char *name) {
  for (int i = 0; name && formats[i]; i++)
    if (strcmp(formats[i], name) == 0) return (enum format)i;
  return isatty(STDOUT_FILENO) ? TABLE : NDJSON;
}

static int run_read(const cli_command *command, const cli_args *args) {
  reading run = {.format = choose_format(args->values[FORMAT]), .excel_safe = args->values[EXCEL_SAFE] != NULL};
  run.given = (isnad_given){.published = str_of(args->values[PUBLISHED]), .outlet = str_of(args->values[OUTLET]),
                            .url = str_of(args->values[URL]), .explain = args->values[EXPLAIN] != NULL,
                            .no_claims = args->values[NO_CLAIMS] != NULL};
  isnad_lexicon *lexicon = cli_lexicon_open(args->values[LEXICON]);
  if (lexicon == NULL) return CLI_FAILED;
  run.lexicon = lexicon;
  if (!given_sound(command, &run)) {
    isnad_lexicon_free(lexicon);
    return CLI_USAGE;
  }
  cli_files files;
  cli_files_of(args, &files);
  run.rejected = files.faults;
  if (run.format == CSV) cli_csv_head(args->values[BOM] != NULL);
  for (size_t i = 0; i < files.count && !run.closed; i++) {
    read_one(&run, files.paths[i]);
    cli_progress(i + 1, files.count);
  }
  if (run.format == JSON) cli_puts(run.reports ? "\n]\n" : "[]\n");
  cli_files_free(&files);
  isnad_lexicon_free(lexicon);
  if (run.out_of_memory) return CLI_FAILED;
  if (run.rejected) return CLI_REJECTED;
  return args->values[FAIL_IF_EMPTY] && run.claims == 0 ? CLI_EMPTY : CLI_DONE;
}

const cli_command cli_read = {
    .name = "read",
    .summary = "Read Arabic news reports into claims: who did what to whom, where, when, how many, on whose word",
    .usage = "[options] [FILE | FOLDER | -]...",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run_read,
    .about = "A file is one report as plain UTF-8 text, as it was copied or scraped: headline, date line, captions and\n"
             "tags are told apart from the paragraphs. A folder stands for its *.txt; without a file stdin is read.\n"
             "ndjson is one object a report: {\"report\": {...}, \"claims\": [...]}; spans are bytes of the file.\n"
             "\nexamples:\n"
             "  isnad read report.txt\n"
             "  isnad read --published 2022-01-24T12:30 --outlet SANA report.txt\n"
             "  isnad read reports/ | jq -r '.claims[] | [.event, .place.name, .time.start] | @tsv'\n"
             "  isnad read --format csv reports/ > claims.csv\n"
             "  curl -s https://example.org/report.txt | isnad read -\n"
             "\nexit status: 0 done, 1 failed, 2 wrong usage, 3 some input rejected (told on stderr),\n"
             "4 nothing found with --fail-if-empty, 130 interrupted\n",
};
