/* isnad import: reports into a store. What is there already is known by its content and costs little, so that an import that was
 * killed is simply run again. Reports go in by batches, each one transaction; what comes in disorder of days is linked at the end. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/desk.h"
#include "cli/documents.h"
#include "cli/web.h"

enum { PUBLISHED = DESK_OPTIONS, OUTLET, FROM, DRY_RUN, FORMAT, WEB_OPTIONS };

static const char *const formats[] = {"text", "json", "ndjson", NULL};
enum format { TEXT, JSON, NDJSON };

static const cli_option options[] = {
    DESK_OPTION_ROWS,
    [PUBLISHED] = {.name = "published", .value = "TIME", .help = "when they were published, where nothing else says so"},
    [OUTLET] = {.name = "outlet", .value = "NAME", .help = "who published them, where nothing else says so"},
    [FROM] = {.name = "from", .value = "KIND", .choices = cli_forms, .help = "what the input is: any, text, html, rss, telegram, warc, ndjson (any: look)"},
    [DRY_RUN] = {.name = "dry-run", .help = "only say what would come in and what would be rejected"},
    [FORMAT] = {.name = "format", .value = "FORMAT", .letter = 'f', .choices = formats,
                .help = "text or json: the sums; ndjson: also a line a report (text on a terminal, else json)"},
    CLI_WEB_OPTIONS(WEB_OPTIONS),
};

enum { BATCH = 250 };
#define BATCH_BYTES ((uint64_t)32 << 20)

typedef struct importing {
  const cli_command *command;
  const cli_args *args;
  desk d;
  enum format format;
  bool dry_run, failed;
  int64_t fresh, same, versions, foreign, rejected, in_batch;
  uint64_t batch_bytes;
} importing;

static const char *added_name(isn_added added) {
  static const char *const names[] = {[ISN_ADDED_NEW] = "new", [ISN_ADDED_SAME] = "same", [ISN_ADDED_VERSION] = "version",
                                      [ISN_ADDED_FOREIGN] = "foreign"};
  return names[added];
}

/* What the input says of a report counts; the command line fills in what it leaves open. */
static isn_incoming incoming_of(const importing *run, const cli_document *from) {
  isn_incoming in = {.bytes = from->document.bytes, .given = from->document.given, .from = desk_str(from->label)};
  if (cli_kind_of(run->args->values[FROM]) != ISNAD_KIND_AUTO) in.given.kind = cli_kind_of(run->args->values[FROM]);
  if (in.given.published.len == 0) in.given.published = desk_str(run->args->values[PUBLISHED]);
  if (in.given.outlet.len == 0) in.given.outlet = desk_str(run->args->values[OUTLET]);
  return in;
}

static bool stopped(importing *run, isnad_status status, const isnad_error *error) {
  if (status == ISNAD_OK) return false;
  desk_status(run->command, status, error);
  return run->failed = true;
}

static void put_line(const importing *run, const cli_document *from, isn_added added, int64_t report) {
  if (run->format != NDJSON) return;
  cli_puts("{\"from\":");
  cli_put_json(stdout, desk_str(from->label));
  cli_print(",\"added\":\"%s\"", added_name(added));
  if (report) cli_print(",\"report\":%lld", (long long)report);
  cli_puts("}\n");
}

static bool save(importing *run) {
  isnad_error error;
  run->in_batch = 0, run->batch_bytes = 0;
  return !stopped(run, isn_store_save(run->d.store, &error), &error);
}

/* What would be done with a report, without doing it. */
static isnad_status look_at(importing *run, const isn_incoming *in, isn_added *added, isnad_error *error) {
  *added = run->d.store && isn_store_has(run->d.store, in) ? ISN_ADDED_SAME : ISN_ADDED_NEW;
  if (*added == ISN_ADDED_SAME) return ISNAD_OK;
  isnad_report *report;
  isnad_status status = isnad_read(run->d.lexicon, in->bytes, &in->given, NULL, &report, error);
  if (status == ISNAD_OK && !isnad_report_meta(report)->arabic) *added = ISN_ADDED_FOREIGN;
  isnad_report_free(report);
  return status;
}

static void take(importing *run, const cli_document *from) {
  isn_incoming in = incoming_of(run, from);
  isn_added added = ISN_ADDED_SAME;
  int64_t report = 0;
  isnad_error error;
  isnad_status status = run->dry_run ? look_at(run, &in, &added, &error) : isn_store_add(run->d.store, &in, &added, &report, &error);
  if (status == ISNAD_UTF8 || status == ISNAD_LIMIT || status == ISNAD_SYNTAX || status == ISNAD_ARGUMENT) {
    cli_library_error((cli_place){from->label, from->place.line, CLI_NOWHERE}, &error);
    run->rejected++;
    return;
  }
  if (stopped(run, status, &error)) return;
  run->fresh += added == ISN_ADDED_NEW;
  run->same += added == ISN_ADDED_SAME;
  run->versions += added == ISN_ADDED_VERSION;
  run->foreign += added == ISN_ADDED_FOREIGN;
  put_line(run, from, added, report);
  run->batch_bytes += in.bytes.len;
  if (!run->dry_run && (added == ISN_ADDED_NEW || added == ISN_ADDED_VERSION) && (++run->in_batch == BATCH || run->batch_bytes > BATCH_BYTES)) save(run);
}

static void take_all(importing *run, cli_documents *all) {
  const cli_document *from;
  while (!run->failed && cli_documents_next(all, &from)) {
    if (from->document.bytes.ptr) {
      take(run, from);
    } else if (from->error.status == ISNAD_OK) {
      cli_notice(from->place, "%s", from->error.message);
    } else {
      cli_error(from->place, "%s", from->error.message);
      run->failed |= from->error.status == ISNAD_MEMORY;
      run->rejected++;
    }
    cli_progress(from->done, cli_documents_total(all));
  }
}

static void show_link(void *context, int64_t done, int64_t total) {
  (void)context;
  cli_progress((uint64_t)done, (uint64_t)total);
}

static void put_sums(const importing *run) {
  if (run->format == TEXT) {
    cli_print("%lld new %s, %lld new %s of known ones, %lld known already, %lld not in Arabic, %lld rejected%s\n", (long long)run->fresh,
              desk_plural(run->fresh, "report", "reports"), (long long)run->versions, desk_plural(run->versions, "version", "versions"),
              (long long)run->same, (long long)run->foreign, (long long)run->rejected, run->dry_run ? " (dry run: nothing was written)" : "");
    return;
  }
  cli_print("{\"new\":%lld,\"versions\":%lld,\"same\":%lld,\"foreign\":%lld,\"rejected\":%lld,\"dry_run\":%s}\n", (long long)run->fresh, (long long)run->versions,
            (long long)run->same, (long long)run->foreign, (long long)run->rejected, run->dry_run ? "true" : "false");
}

/* A dry run makes no store: where there is none, everything is new. */
static int open_store(importing *run) {
  if (!run->dry_run) return desk_open(run->command, run->args, ISN_STORE_WRITE, &run->d);
  const char *path = run->args->values[DESK_STORE] ? run->args->values[DESK_STORE] : getenv("ISNAD_STORE");
  if (path && access(path, F_OK) == 0) return desk_open(run->command, run->args, ISN_STORE_READ, &run->d);
  run->d.lexicon = cli_lexicon_open(run->args->values[DESK_LEXICON]);
  return run->d.lexicon ? CLI_DONE : CLI_FAILED;
}

/* Tells a wrong --published before anything is opened. */
static bool given_sound(const cli_command *command, const cli_args *args) {
  isnad_lexicon *lexicon = cli_lexicon_open(args->values[DESK_LEXICON]);
  isnad_given given = {.published = desk_str(args->values[PUBLISHED]), .outlet = desk_str(args->values[OUTLET])};
  isnad_report *report = NULL;
  isnad_error error;
  bool sound = lexicon && isnad_read(lexicon, (isnad_str){"", 0}, &given, NULL, &report, &error) == ISNAD_OK;
  if (lexicon && !sound) cli_usage(command, "%s", error.message);
  isnad_report_free(report);
  isnad_lexicon_free(lexicon);
  return sound;
}

static int run_import(const cli_command *command, const cli_args *args) {
  importing run = {.command = command, .args = args, .dry_run = args->values[DRY_RUN] != NULL,
                   .format = (enum format)desk_choice(args, FORMAT, formats, TEXT, JSON)};
  isn_fetch_options web;
  if (!given_sound(command, args) || !cli_web_of(command, args, WEB_OPTIONS, &web)) return CLI_USAGE;
  int code = open_store(&run);
  if (code != CLI_DONE) return code;
  cli_files files;
  cli_files_of(args, &files);
  run.rejected = (int64_t)files.faults;
  cli_documents *all = cli_documents_open(&files, cli_form_of(args->values[FROM]), &web);
  if (all) take_all(&run, all);
  else run.failed = true;
  isnad_error error;
  if (!run.failed && !run.dry_run && save(&run)) stopped(&run, isn_store_link(run.d.store, show_link, NULL, &error), &error);
  cli_documents_close(all);
  cli_files_free(&files);
  put_sums(&run);
  desk_close(&run.d);
  if (run.failed) return CLI_FAILED;
  return run.rejected ? CLI_REJECTED : CLI_DONE;
}

const cli_command cli_import = {
    .name = "import",
    .summary = "Reports into a store: their claims are read and linked into incidents",
    .usage = "[options] [FILE | FOLDER | URL | -]...",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run_import,
    .about = "Input is what isnad read takes: files, folders, feeds, channels, web archives, NDJSON. The store is one file and is\n"
             "made where it is not there. A report that is in it already is known by its bytes and passed over: an import that\n"
             "was killed is simply run again, and loses and repeats nothing. Another text of a known address is a new version.\n"
             "\nexamples:\n"
             "  isnad import --store news.isnad reports/\n"
             "  isnad import --store news.isnad --dry-run feed.xml\n"
             "  ISNAD_STORE=news.isnad isnad import CC-NEWS-20220124.warc.gz\n"
             "  jq -c '{text, published, outlet, url}' dump.json | isnad import --store news.isnad --from ndjson -\n"
             "\nexit status: 0 done, 1 failed, 2 wrong usage, 3 some input rejected (told on stderr), 130 interrupted\n",
};
