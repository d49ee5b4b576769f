/* isnad export: incidents in the forms that others read. */
#include <string.h>

#include "cli/desk_filter.h"
#include "cli/site.h"
#include "export/export.h"

enum { AS = FILTER_OPTIONS, FORMAT, BOM, EXCEL_SAFE, TITLE, BASE, COVERAGES };

static const char *const forms[] = {"acled", "ucdp", "geojson", "csv", "ndjson", "atom", "jsonfeed", "ninjs", "html", NULL};

static const cli_option options[] = {
    DESK_OPTION_ROWS,
    FILTER_OPTION_ROWS,
    [AS] = {.name = "as", .value = "FORM", .choices = forms, .help = "acled, ucdp, geojson, csv, ndjson, atom, jsonfeed, ninjs, or html: a site in a folder (csv)"},
    [FORMAT] = {.name = "format", .value = "FORM", .letter = 'f', .choices = forms, .help = "the same as --as"},
    [BOM] = {.name = "bom", .help = "tables: begin with a byte order mark"},
    [EXCEL_SAFE] = {.name = "excel-safe", .help = "tables: an apostrophe before cells that begin with = + - @"},
    [TITLE] = {.name = "title", .value = "TEXT", .help = "feeds: the title of the feed"},
    [BASE] = {.name = "base", .value = "URL", .help = "feeds: where the pages of isnad serve are, for links"},
    [COVERAGES] = {.name = "coverages", .value = "FILE", .help = "html: the coverages of the site, as isnad serve takes them"},
};

static bool put(void *context, isnad_str bytes) {
  (void)context;
  cli_put(bytes);
  return cli_flush();
}

static int run_export(const cli_command *command, const cli_args *args) {
  desk d;
  isn_filter filter;
  const char *const *v = args->values;
  isn_export_options export = {.bom = v[BOM] != NULL, .excel_safe = v[EXCEL_SAFE] != NULL, .title = desk_str(v[TITLE]), .address = desk_str(v[BASE])};
  const char *form = v[AS] ? v[AS] : v[FORMAT] ? v[FORMAT] : "csv";
  bool site = strcmp(form, "html") == 0;
  if (site && args->word_count != 1) return cli_usage(command, "--as html takes the folder to write to");
  if (!site && args->word_count) return cli_usage(command, "it takes no words; --words looks for them");
  if (!desk_filter(command, args, &filter)) return CLI_USAGE;
  int code = desk_open(command, args, ISN_STORE_READ, &d);
  if (code != CLI_DONE) return code;
  isnad_error error;
  if (site) {
    code = cli_site(&d, args->words[0], v[COVERAGES]);
    desk_close(&d);
    return code;
  }
  code = desk_status(command, isn_export(d.store, d.lexicon, form, &filter, &export, put, NULL, &error), &error);
  desk_close(&d);
  return code;
}

const cli_command cli_export = {
    .name = "export",
    .summary = "Incidents in the forms that others read",
    .usage = "[options] [FOLDER]",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run_export,
    .about = "acled has ACLED's 31 columns and the incidents that have one of its sub-events and happened; ucdp UCDP's columns and\n"
             "those with dead. Unknown cells are empty, never 0; fatalities are the lowest figure that somebody gives, and notes\n"
             "say who gives which. These are candidates, no data of ACLED or UCDP. geojson has points where the place or its\n"
             "surroundings are known. ninjs is an item a line. html is every page of the coverages as files that need no server.\n"
             "\nexamples:\n"
             "  isnad export --store news.isnad --as acled --after 2022-01-20 > events.csv\n"
             "  isnad export --store news.isnad --as geojson --country SY > syria.geojson\n"
             "  isnad export --store news.isnad --as atom --limit 50 --base https://news.example.org > feed.xml\n"
             "  isnad export --store news.isnad --as ndjson --since 1200 | jq -r .title\n"
             "  isnad export --store news.isnad --as html --coverages coverages.tsv site/\n" DESK_EXITS,
};
