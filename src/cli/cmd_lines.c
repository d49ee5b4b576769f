/* isnad words, number, time: the language layer as filters. One JSON object a line goes in, one comes out, in order:
 *
 *   {"text": "ثلاثة وعشرون قتيلاً"}  ->  {"numbers":[{"value":23,"span":[0,23]}]}
 *
 * A line that cannot be read gives {"error": ...} in its place, so that line n of the output always belongs to line n of
 * the input. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

/* A text of ISNAD_TEXT_MAX may be longer as JSON, where each byte may be an escape. */
#define LINE_MAX_BYTES (ISNAD_TEXT_MAX * 2)

enum { LEXICON, PLAIN, NOW, PREFER };

static const char *const prefers[] = {"past", "future", NULL};

#define COMMON_OPTIONS                                                                                 \
  [LEXICON] = {.name = "lexicon", .value = "FILE", .help = "a lexicon made by isnad lexicon compile"}, \
  [PLAIN] = {.name = "plain", .help = "each line is the text itself, no JSON"}

static const cli_option line_options[] = {COMMON_OPTIONS};
static const cli_option time_options[] = {
    COMMON_OPTIONS,
    [NOW] = {.name = "now", .value = "TIME", .help = "the time of lines that do not give one: 2022-01-24T12:30"},
    [PREFER] = {.name = "prefer", .value = "past|future", .choices = prefers,
                .help = "where a weekday or month without a year lies (past)"},
};

typedef struct line_filter {
  const cli_command *command;
  const isnad_lexicon *lexicon;
  isnad_prefer prefer;
  isnad_str now;
  bool plain;
  size_t rejected;
  bool closed;
} line_filter;

static isnad_status understand(const line_filter *filter, isnad_str text, isnad_str now, isnad_str *out, isnad_error *error) {
  if (filter->command == &cli_time) return isnad_times_json(filter->lexicon, text, now, filter->prefer, NULL, out, error);
  if (filter->command == &cli_number) return isnad_numbers_json(filter->lexicon, text, NULL, out, error);
  return isnad_words_json(filter->lexicon, text, NULL, out, error);
}

static void reject(line_filter *filter, cli_place place, const char *message) {
  cli_error(place, "%s", message);
  cli_print("{\"error\":");
  char whole[512];
  int len = snprintf(whole, sizeof whole, "line %llu: %s", (unsigned long long)place.line, message);
  cli_put_json(stdout, (isnad_str){whole, (size_t)len < sizeof whole ? (size_t)len : sizeof whole - 1});
  cli_print("}\n");
  filter->rejected++;
}

static void answer(line_filter *filter, cli_place place, isnad_str text, isnad_str now) {
  isnad_error error;
  isnad_str out;
  if (understand(filter, text, now, &out, &error) != ISNAD_OK) {
    reject(filter, place, error.message);
    return;
  }
  cli_put(out);
  cli_putc('\n');
  isnad_str_free(NULL, out);
}

static isnad_str member(json_t *object, const char *key) {
  json_t *value = json_object_get(object, key);
  return (isnad_str){json_string_value(value), value ? json_string_length(value) : 0};
}

static void answer_json(line_filter *filter, cli_place place, const cli_line *line) {
  json_error_t fault;
  json_t *object = json_loadb(line->ptr, line->len, JSON_ALLOW_NUL | JSON_DECODE_ANY, &fault);
  isnad_str text = member(object, "text"), now = member(object, "now");
  if (object == NULL) reject(filter, place, fault.text);
  else if (!json_is_object(object)) reject(filter, place, "no JSON object");
  else if (text.ptr == NULL) reject(filter, place, "no \"text\" that is a string");
  else answer(filter, place, text, now.len ? now : filter->now);
  json_decref(object);
}

static void filter_file(line_filter *filter, const char *path, FILE *file) {
  cli_line line = {NULL, 0, 0, false};
  bool waiting = isatty(STDOUT_FILENO) || isatty(fileno(file)); /* somebody looks on: answer at once */
  for (uint64_t number = 1; !filter->closed && cli_next_line(file, LINE_MAX_BYTES, &line); number++) {
    cli_place place = {path, number, CLI_NOWHERE};
    if (line.too_long) reject(filter, place, "longer than a line may be");
    else if (filter->plain) answer(filter, place, (isnad_str){line.ptr, line.len}, filter->now);
    else answer_json(filter, place, &line);
    if (waiting) filter->closed = !cli_flush();
  }
  free(line.ptr);
  filter->closed = !cli_flush();
}

static void filter_path(line_filter *filter, const char *path) {
  if (strcmp(path, "-") == 0) {
    filter_file(filter, NULL, stdin);
    return;
  }
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    cli_error((cli_place){path, CLI_NOWHERE, CLI_NOWHERE}, "cannot open");
    filter->rejected++;
    return;
  }
  filter_file(filter, path, file);
  fclose(file);
}

static int run_lines(const cli_command *command, const cli_args *args) {
  isnad_lexicon *lexicon = cli_lexicon_open(args->values[LEXICON]);
  if (lexicon == NULL) return CLI_FAILED;
  line_filter filter = {.command = command, .lexicon = lexicon, .plain = args->values[PLAIN] != NULL};
  if (command == &cli_time) {
    const char *now = args->values[NOW], *prefer = args->values[PREFER];
    filter.now = (isnad_str){now, now ? strlen(now) : 0};
    filter.prefer = prefer && strcmp(prefer, "future") == 0 ? ISNAD_PREFER_FUTURE : ISNAD_PREFER_PAST;
  }
  if (args->word_count == 0) filter_path(&filter, "-");
  for (int i = 0; i < args->word_count && !filter.closed; i++) filter_path(&filter, args->words[i]);
  isnad_lexicon_free(lexicon);
  return filter.rejected ? CLI_REJECTED : CLI_DONE;
}

#define LINE_NOTE                                                                                   \
  "A line that cannot be read gives {\"error\": ...} in its place, a message on stderr and, at the\n" \
  "end, exit status 3.\n"

const cli_command cli_words = {
    .name = "words",
    .summary = "Cut words into what stands before and behind them: one JSON object a line in, one out",
    .usage = "[options] [FILE | -]...",
    .options = line_options,
    .option_count = sizeof line_options / sizeof *line_options,
    .run = run_lines,
    .about = "in:  {\"text\": ...}\nout: {\"words\": [{\"text\", \"span\", \"segments\"}]}\n" LINE_NOTE
             "\nexamples:\n"
             "  isnad words < lines.ndjson\n"
             "  isnad words --plain report.txt\n",
};

const cli_command cli_number = {
    .name = "number",
    .summary = "Find numbers in digits and in words: one JSON object a line in, one out",
    .usage = "[options] [FILE | -]...",
    .options = line_options,
    .option_count = sizeof line_options / sizeof *line_options,
    .run = run_lines,
    .about = "in:  {\"text\": ...}\nout: {\"numbers\": [{\"value\", \"span\"}]}\n" LINE_NOTE
             "\nexamples:\n"
             "  isnad number < lines.ndjson\n"
             "  isnad number --plain report.txt\n",
};

const cli_command cli_time = {
    .name = "time",
    .summary = "Find times and give them as TIMEX3 and calendar ranges: one JSON object a line in, one out",
    .usage = "[options] [FILE | -]...",
    .options = time_options,
    .option_count = sizeof time_options / sizeof *time_options,
    .run = run_lines,
    .about = "in:  {\"text\": ..., \"now\": \"2022-01-24T12:30\"}\n"
             "out: {\"times\": [{\"timex\", \"start\", \"end\", \"seconds\", \"span\"}]}\n" LINE_NOTE
             "\nexamples:\n"
             "  isnad time < lines.ndjson\n"
             "  isnad time --prefer future < lines.ndjson\n"
             "  isnad time --plain --now 2022-01-24 report.txt\n",
};
