/* isnad read: reports to claims. Files, folders, addresses and stdin go in, a report each or many where they are feeds, channels or
 * archives; a table for people or a JSON object a line for programs comes out, in the order of the arguments. What cannot be
 * read is told on stderr and the rest goes on. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/documents.h"
#include "cli/web.h"

enum {
  PUBLISHED, OUTLET, URL, FORMAT, EXPLAIN, NO_CLAIMS, FAIL_IF_EMPTY, EXCEL_SAFE, BOM, LEXICON, FROM, CONTENT_TYPE,
  WEB_OPTIONS
};

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
    [FROM] = {.name = "from", .value = "KIND", .choices = cli_forms,
              .help = "what the input is: any, text, html, rss, telegram, warc, ndjson (any: look)"},
    [CONTENT_TYPE] = {.name = "content-type", .value = "TYPE",
                      .help = "html: what its header declared: text/html; charset=windows-1256"},
    CLI_WEB_OPTIONS(WEB_OPTIONS),
};

enum format { TABLE, NDJSON, JSON, CSV };

typedef struct reading {
  const isnad_lexicon *lexicon;
  isnad_given given;
  enum format format;
  bool excel_safe;
  size_t reports, claims, rejected;
  size_t foreign;           /* records of the file at hand that are not in Arabic */
  const char *foreign_file;
  bool out_of_memory, closed;
} reading;

static isnad_str str_of(const char *text) { return (isnad_str){text, text ? strlen(text) : 0}; }

static void put_separator(bool indented) { cli_puts(indented ? ",\n    " : ","); }

/* Where the report came from goes in as its first fields: {"report":{"file":"a.warc.gz","record":7,"byte":5120,"id":"...", ... */
static void put_json(const cli_document *from, isnad_str json, bool indented) {
  size_t head = strlen("{\"report\":{");
  const char *colon = indented ? ": " : ":";
  cli_put((isnad_str){json.ptr, indented ? 0 : head});
  cli_print(indented ? "{\n  \"report\": {\n    \"file\"%s" : "\"file\"%s", colon);
  cli_put_json(stdout, str_of(from->file));
  if (from->document.record) {
    put_separator(indented);
    cli_print("\"record\"%s%llu", colon, (unsigned long long)from->document.record);
    put_separator(indented);
    cli_print("\"byte\"%s%llu", colon, (unsigned long long)from->document.byte);
  }
  if (from->document.id.len) {
    put_separator(indented);
    cli_print("\"id\"%s", colon);
    cli_put_json(stdout, from->document.id);
  }
  put_separator(indented);
  isnad_str rest = {json.ptr + head, json.len - head};
  if (indented) cli_put_indented(rest, 2);
  else cli_put(rest);
}

static bool put_report(reading *run, const cli_document *from, isnad_report *report) {
  const char *path = from->label;
  isnad_error error;
  isnad_str json;
  switch (run->format) {
    case TABLE: cli_table(path, report); break;
    case CSV: cli_csv(path, report, run->excel_safe); break;
    default:
      json = isnad_report_json(report, &error);
      if (json.len == 0) {
        cli_library_error((cli_place){path, CLI_NOWHERE, CLI_NOWHERE}, &error);
        return false;
      }
      if (run->format == JSON) cli_puts(run->reports ? ",\n" : "[\n");
      put_json(from, json, run->format == JSON);
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

/* What the command line says of all reports counts more than what their container says. */
static isnad_given given_for(const reading *run, const isnad_document *document) {
  isnad_given given = document->given;
  if (run->given.published.len) given.published = run->given.published;
  if (run->given.outlet.len) given.outlet = run->given.outlet;
  if (run->given.url.len) given.url = run->given.url;
  if (run->given.kind != ISNAD_KIND_AUTO) given.kind = run->given.kind;
  if (run->given.content_type.len) given.content_type = run->given.content_type;
  given.explain = run->given.explain;
  given.no_claims = run->given.no_claims;
  return given;
}

/* A record of a container is named with its number, and bytes are counted from its beginning. */
static cli_place place_of(const cli_document *from) {
  if (from->document.line) return (cli_place){from->file, from->document.line, CLI_NOWHERE};
  return (cli_place){from->label, CLI_NOWHERE, CLI_NOWHERE};
}

/* An archive of the world's news has a few Arabic pages: what it has besides is told once a file. */
static void tell_foreign(reading *run, const char *next_file) {
  if (run->foreign && run->foreign_file != next_file)
    cli_notice((cli_place){run->foreign_file, CLI_NOWHERE, CLI_NOWHERE},
               "reports not in Arabic, of which no claims are read: %zu", run->foreign);
  if (run->foreign_file != next_file) run->foreign = 0;
  run->foreign_file = next_file;
}

static void read_one(reading *run, const cli_document *from) {
  cli_place place = place_of(from);
  isnad_report *report = NULL;
  isnad_error error;
  isnad_given given = given_for(run, &from->document);
  if (from->document.cut) cli_notice(place, "the input ends in the middle of this report; what was there is read");
  if (isnad_read(run->lexicon, from->document.bytes, &given, NULL, &report, &error) != ISNAD_OK) tell(run, place, &error);
  bool foreign = report && !isnad_report_meta(report)->arabic;
  run->foreign += foreign && from->document.record > 0;
  if (foreign && from->document.record == 0) cli_notice(place, "not in Arabic: no claims are read");
  if (report && put_report(run, from, report)) {
    run->claims += isnad_report_claim_count(report);
    run->reports++;
  } else {
    run->rejected++;
  }
  isnad_report_free(report);
}

static void read_all(reading *run, cli_documents *all) {
  const cli_document *from;
  while (!run->closed && cli_documents_next(all, &from)) {
    tell_foreign(run, from->file);
    if (from->document.bytes.ptr) {
      read_one(run, from);
    } else if (from->error.status == ISNAD_OK) {
      cli_notice(from->place, "%s", from->error.message);
    } else {
      cli_error(from->place, "%s", from->error.message);
      run->out_of_memory |= from->error.status == ISNAD_MEMORY;
      run->rejected++;
    }
    cli_progress(from->done, cli_documents_total(all));
  }
  tell_foreign(run, NULL);
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
                            .no_claims = args->values[NO_CLAIMS] != NULL, .kind = cli_kind_of(args->values[FROM]),
                            .content_type = str_of(args->values[CONTENT_TYPE])};
  isn_fetch_options web;
  if (!cli_web_of(command, args, WEB_OPTIONS, &web)) return CLI_USAGE;
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
  if (isatty(STDIN_FILENO))
    for (size_t i = 0; i < files.count; i++)
      if (strcmp(files.paths[i], "-") == 0)
        cli_notice((cli_place){"-", CLI_NOWHERE, CLI_NOWHERE}, "reading the terminal; Ctrl-D ends the text");
  cli_documents *all = cli_documents_open(&files, cli_form_of(args->values[FROM]), &web);
  if (run.format == CSV) cli_csv_head(args->values[BOM] != NULL);
  if (all) read_all(&run, all);
  cli_documents_close(all);
  if (run.format == JSON) cli_puts(run.reports ? "\n]\n" : "[]\n");
  cli_files_free(&files);
  isnad_lexicon_free(lexicon);
  if (run.out_of_memory || all == NULL) return CLI_FAILED;
  if (run.rejected) return CLI_REJECTED;
  return args->values[FAIL_IF_EMPTY] && run.claims == 0 ? CLI_EMPTY : CLI_DONE;
}

const cli_command cli_read = {
    .name = "read",
    .summary = "Read Arabic news reports into claims: who did what to whom, where, when, how many, on whose word",
    .usage = "[options] [FILE | FOLDER | URL | -]...",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run_read,
    .about = "A file is one report: plain text as it was copied or scraped, or a page of HTML in any Arabic charset, whose menus,\n"
             "comments and other news are left out. Or it holds many: a feed (RSS, Atom, JSON Feed), a Telegram channel (its\n"
             "page t.me/s/NAME or the export result.json), a web archive (.warc), NDJSON of {\"text\": ..., \"published\": ...,\n"
             "\"outlet\": ..., \"url\": ..., \"via\": ...}. Each may be compressed by gzip. Beside a.txt may stand a.given.json with\n"
             "such values. A folder stands for the files of these kinds in it; without a file stdin is read; an address is\n"
             "fetched first. ndjson is one object a report: {\"report\": {...}, \"claims\": [...]}; spans are bytes of the report.\n"
             "\nexamples:\n"
             "  isnad read report.txt\n"
             "  isnad read page.html\n"
             "  isnad read --published 2022-01-24T12:30 --outlet SANA report.txt\n"
             "  isnad read reports/ | jq -r '.claims[] | [.event, .place.name, .time.start] | @tsv'\n"
             "  isnad read --format csv reports/ > claims.csv\n"
             "  isnad read CC-NEWS-20220124.warc.gz > claims.ndjson\n"
             "  isnad read https://example.org/rss.xml\n"
             "  isnad read --cache seen.tsv https://t.me/s/example\n"
             "\nexit status: 0 done, 1 failed, 2 wrong usage, 3 some input rejected (told on stderr),\n"
             "4 nothing found with --fail-if-empty, 130 interrupted\n",
};
