/* isnad search: the texts of a store. Letters are folded as Arabic readers do: hamza, ة and ه, ى and ي, marks and kashida make no
 * difference, digits of any script are one. isnad log: what changed incidents, entry by entry. */
#include <stdlib.h>
#include <string.h>

#include "cli/desk.h"

enum { LIMIT = DESK_OPTIONS, FORMAT, FAIL_IF_EMPTY };

static const char *const formats[] = {"table", "ndjson", "json", NULL};
enum format { TABLE, NDJSON, JSON };

static const cli_option options[] = {
    DESK_OPTION_ROWS,
    [LIMIT] = {.name = "limit", .value = "N", .letter = 'n', .help = "at most N (20 on a table, else all)"},
    [FORMAT] = {.name = "format", .value = "FORMAT", .letter = 'f', .choices = formats, .help = "table, ndjson or json (table on a terminal, else ndjson)"},
    [FAIL_IF_EMPTY] = {.name = "fail-if-empty", .help = "exit 4 where nothing is found"},
};

typedef struct searching {
  enum format format;
  int64_t shown;
} searching;

static void put_text(const char *key, isnad_str value) {
  cli_print(",\"%s\":", key);
  if (value.len) cli_put_json(stdout, value);
  else cli_puts("null");
}

/* Found words stand between two control characters: marked on a terminal, plain elsewhere. */
static void put_marked(isnad_str words) {
  const char *on = cli_colours() ? "\033[1m" : "", *off = cli_colours() ? "\033[0m" : "";
  for (size_t i = 0; i < words.len; i++) {
    char c = words.ptr[i];
    if (c == 2) cli_puts(on);
    else if (c == 3) cli_puts(off);
    else cli_putc((unsigned char)c < ' ' ? ' ' : c);
  }
}

/* In JSON the found words go as a list, and the stretch without marks. */
static void put_words_json(isnad_str words) {
  cli_puts(",\"found\":[");
  bool first = true;
  char plain[4096];
  size_t len = 0;
  for (size_t i = 0, start = 0; i < words.len; i++) {
    if (words.ptr[i] == 2) start = i + 1;
    if (words.ptr[i] == 3) {
      if (!first) cli_putc(',');
      cli_put_json(stdout, (isnad_str){words.ptr + start, i - start});
      first = false;
    }
    if (words.ptr[i] != 2 && words.ptr[i] != 3 && len < sizeof plain) plain[len++] = words.ptr[i];
  }
  cli_putc(']');
  put_text("words", (isnad_str){plain, len});
}

static bool put_hit(void *context, const isn_hit *hit) {
  searching *run = context;
  const isn_stored_report *r = &hit->report;
  if (run->format == TABLE) {
    cli_print("%5lld  %-16.*s  ", (long long)r->id, (int)(r->published.len ? r->published.len : 1), r->published.len ? r->published.ptr : "-");
    desk_put_flat(r->outlet);
    cli_puts("  ");
    desk_put_flat(r->title);
    cli_puts("\n       ");
    put_marked(hit->words);
    cli_putc('\n');
  } else {
    if (run->format == JSON) cli_puts(run->shown ? ",\n" : "[\n");
    cli_print("{\"report\":%lld", (long long)r->id);
    put_text("key", r->key);
    put_text("published", r->published);
    put_text("outlet", r->outlet);
    put_text("title", r->title);
    put_text("url", r->url);
    put_words_json(hit->words);
    cli_putc('}');
    if (run->format == NDJSON) cli_putc('\n');
  }
  run->shown++;
  return cli_flush();
}

/* The words of the command line as one question, to be freed; a word with spaces is a phrase, as the shell took its quotation marks
 * away. */
static char *question_of(const cli_args *args) {
  size_t len = 0, at = 0;
  for (int i = 0; i < args->word_count; i++) len += strlen(args->words[i]) + 3;
  char *all = desk_room(NULL, len, 1);
  for (int i = 0; i < args->word_count; i++) {
    const char *word = args->words[i];
    bool phrase = args->word_count > 1 && strchr(word, ' ') && strchr(word, '"') == NULL && strchr(word, ':') == NULL;
    at += (size_t)snprintf(all + at, len + 1 - at, phrase ? "\"%s\" " : "%s ", word);
  }
  return all;
}

static int run_search(const cli_command *command, const cli_args *args) {
  desk d;
  searching run = {(enum format)desk_choice(args, FORMAT, formats, TABLE, NDJSON), 0};
  int64_t limit = run.format == TABLE ? 20 : 0;
  if (args->word_count == 0) return cli_usage(command, "say what to look for");
  if (!desk_number(command, args, LIMIT, &limit)) return CLI_USAGE;
  int code = desk_open(command, args, ISN_STORE_READ, &d);
  if (code != CLI_DONE) return code;
  isnad_error error;
  char *question = question_of(args);
  code = desk_status(command, isn_store_search(d.store, desk_str(question), limit, put_hit, &run, &error), &error);
  free(question);
  if (code == CLI_DONE && run.format == JSON) cli_puts(run.shown ? "\n]\n" : "[]\n");
  if (code == CLI_DONE && args->values[FAIL_IF_EMPTY] && run.shown == 0) code = CLI_EMPTY;
  desk_close(&d);
  return code;
}

const cli_command cli_search = {
    .name = "search",
    .summary = "Search the reports of a store, the latest first",
    .usage = "[options] [--] WORDS...",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run_search,
    .about = "All words must be in a report. \"several words\" are a phrase, -word must not be in it (behind --), place:NAME and\n"
             "source:NAME ask for what its claims name, after:DAY and before:DAY for its date. Spellings that readers take for one\n"
             "are one: hamza, teh marbuta and heh, marks, digits; a word is found behind the article and the particles too.\n"
             "\nexamples:\n"
             "  isnad search --store news.isnad market Saraqib\n"
             "  isnad search --store news.isnad -- '\"air raids\" -drill place:Idlib after:2019-12-01'\n"
             "  isnad search --store news.isnad --format ndjson source:Reuters | jq -r .title\n"
             "\nexit status: 0 done, 1 failed, 2 wrong usage, 4 nothing found with --fail-if-empty, 130 interrupted\n",
};

/* ---- log -------------------------------------------------------------------------------------------------------------------------- */

enum { LOG_SINCE = DESK_OPTIONS, LOG_INCIDENT, LOG_ACTS, LOG_LIMIT, LOG_FORMAT };

static const cli_option log_options[] = {
    DESK_OPTION_ROWS,
    [LOG_SINCE] = {.name = "since", .value = "ENTRY", .help = "only entries after this one"},
    [LOG_INCIDENT] = {.name = "incident", .value = "INCIDENT", .help = "only those about this incident"},
    [LOG_ACTS] = {.name = "acts", .help = "only what editors did"},
    [LOG_LIMIT] = {.name = "limit", .value = "N", .letter = 'n', .help = "at most N"},
    [LOG_FORMAT] = {.name = "format", .value = "FORMAT", .letter = 'f', .choices = formats, .help = "table, ndjson or json (table on a terminal, else ndjson)"},
};

typedef struct logging {
  enum format format;
  bool acts;
  int64_t shown, limit;
} logging;

static bool put_entry(void *context, const isn_entry_of_log *e) {
  logging *run = context;
  char when[24];
  if (run->acts && e->who.len == 0) return true;
  desk_when(e->at, when);
  if (run->format == TABLE) {
    cli_print("%6lld  %s  %-8.*s %.*s %.*s  ", (long long)e->seq, when, (int)e->kind.len, e->kind.ptr, (int)e->incident.len, e->incident.ptr,
              (int)e->other.len, e->other.ptr);
    desk_put_flat(e->who);
    cli_puts("  ");
    desk_put_flat(e->who.len ? e->detail : (isnad_str){NULL, 0});
    cli_putc('\n');
  } else {
    if (run->format == JSON) cli_puts(run->shown ? ",\n" : "[\n");
    cli_print("{\"seq\":%lld,\"at\":\"%s\"", (long long)e->seq, when);
    put_text("kind", e->kind);
    put_text("incident", e->incident);
    put_text("other", e->other);
    put_text("who", e->who);
    cli_puts(",\"detail\":");
    if (e->detail.len) cli_put(e->detail);
    else cli_puts("null");
    cli_putc('}');
    if (run->format == NDJSON) cli_putc('\n');
  }
  return ++run->shown != run->limit && cli_flush();
}

static int run_log(const cli_command *command, const cli_args *args) {
  desk d;
  logging run = {.format = (enum format)desk_choice(args, LOG_FORMAT, formats, TABLE, NDJSON), .acts = args->values[LOG_ACTS] != NULL};
  int64_t since = 0;
  if (args->word_count) return cli_usage(command, "it takes no words");
  if (!desk_number(command, args, LOG_SINCE, &since) || !desk_number(command, args, LOG_LIMIT, &run.limit)) return CLI_USAGE;
  int code = desk_open(command, args, ISN_STORE_READ, &d);
  if (code != CLI_DONE) return code;
  isnad_error error;
  code = desk_status(command, isn_store_log(d.store, since, desk_str(args->values[LOG_INCIDENT]), 0, put_entry, &run, &error), &error);
  if (code == CLI_DONE && run.format == JSON) cli_puts(run.shown ? "\n]\n" : "[]\n");
  desk_close(&d);
  return code;
}

const cli_command cli_log = {
    .name = "log",
    .summary = "What changed the incidents of a store, in order; nothing is ever taken out of it",
    .usage = "[options]",
    .options = log_options,
    .option_count = sizeof log_options / sizeof *log_options,
    .run = run_log,
    .about = "incident is a new one, update a change, gone says where its claims are now; merge, split, pin, retract, note and undo\n"
             "are what editors did. isnad undo takes an entry's number.\n"
             "\nexamples:\n"
             "  isnad log --store news.isnad --acts\n"
             "  isnad log --store news.isnad --incident '#12'\n"
             "  isnad log --store news.isnad --since 1200 --format ndjson\n" DESK_EXITS,
};
