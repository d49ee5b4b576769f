/* isnad coverage: a folder of reports on one subject to its incidents, without a store. NNN.txt is a report; NNN.given.json
 * beside it says what its text does not: {"published": "2022-01-24T12:30", "outlet": "سانا", "url": "..."}. The order of the
 * files' names changes no incident, only their content does. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/coverage.h"

enum { FORMAT, INCIDENT, MIN_REPORTS, EXPLAIN, FAIL_IF_EMPTY, LEXICON };

static const char *const formats[] = {"table", "chain", "dot", "ndjson", "json", NULL};
enum format { TABLE, CHAIN, DOT, NDJSON, JSON };

static const cli_option options[] = {
    [FORMAT] = {.name = "format", .value = "FORMAT", .letter = 'f', .choices = formats,
                .help = "table, chain, dot, ndjson or json (table on a terminal, else ndjson)"},
    [INCIDENT] = {.name = "incident", .value = "NUMBER", .help = "only the incident of that number or id"},
    [MIN_REPORTS] = {.name = "min-reports", .value = "N", .help = "only incidents that at least N reports tell"},
    [EXPLAIN] = {.name = "explain", .help = "why two claims are one happening or are not: DIR 001:0 004:2"},
    [FAIL_IF_EMPTY] = {.name = "fail-if-empty", .help = "exit 4 where no incident is found"},
    [LEXICON] = {.name = "lexicon", .value = "FILE", .help = "a lexicon made by isnad lexicon compile"},
};

enum { GIVEN_MAX = 64 << 10, NAME_ROOM = 4096 };

typedef struct reading {
  coverage all;
  const isnad_lexicon *lexicon;
  size_t rejected;
  bool failed;
} reading;

static isnad_str str_of(const char *text) { return (isnad_str){text, text ? strlen(text) : 0}; }
static cli_place in_file(const char *path) { return (cli_place){path, CLI_NOWHERE, CLI_NOWHERE}; }

static void *checked(void *memory) {
  if (memory) return memory;
  cli_error(in_file(NULL), "out of memory");
  exit(CLI_FAILED);
}

static char *copy_of(isnad_str text) {
  char *copy = checked(malloc(text.len + 1));
  if (text.len) memcpy(copy, text.ptr, text.len);
  copy[text.len] = '\0';
  return copy;
}

/* ---- What is given beside a report --------------------------------------------------------------------------------------- */

/* Loads NNN.given.json; NULL with *fault where it is there and wrong, an empty object where it is not there. */
static json_t *load_given(const char *report_path, bool *fault) {
  char path[NAME_ROOM];
  size_t stem = strlen(report_path) - strlen(".txt"), len;
  struct stat info;
  *fault = false;
  int size = snprintf(path, sizeof path, "%.*s.given.json", (int)stem, report_path);
  if (size < 0 || (size_t)size >= sizeof path || stat(path, &info) != 0) return json_object();
  *fault = true;
  char *bytes = cli_read_file(path, GIVEN_MAX, &len);
  if (bytes == NULL) return NULL;
  json_error_t error;
  json_t *given = len <= GIVEN_MAX ? json_loadb(bytes, len, 0, &error) : NULL;
  free(bytes);
  const char *key;
  json_t *value;
  json_object_foreach(given, key, value) {
    if (json_is_string(value)) continue;
    json_decref(given);
    given = NULL;
    break;
  }
  if (json_is_object(given)) return *fault = false, given;
  cli_error(in_file(path), "no JSON object of texts: {\"published\": \"2022-01-24T12:30\", \"outlet\": \"...\"}");
  json_decref(given);
  return NULL;
}

static isnad_str given_text(const json_t *given, const char *key) { return str_of(json_string_value(json_object_get(given, key))); }

/* ---- Reading the folder ------------------------------------------------------------------------------------------------------ */

/* The name of the file without folder and ending: the report's id. */
static isnad_str id_of(const char *path) {
  const char *slash = strrchr(path, '/');
  isnad_str id = str_of(slash ? slash + 1 : path);
  id.len -= strlen(".txt");
  return id;
}

static void note_report(coverage *all, isnad_str id, isnad_str outlet) {
  if (all->report_count == all->report_cap) {
    all->report_cap = all->report_cap ? all->report_cap * 2 : 64;
    all->reports = checked(realloc(all->reports, all->report_cap * sizeof *all->reports));
  }
  all->reports[all->report_count++] = (coverage_report){copy_of(id), copy_of(outlet)};
}

static void take_report(reading *run, const char *path, isnad_str text, const json_t *given) {
  isnad_given known = {.published = given_text(given, "published"), .outlet = given_text(given, "outlet"), .url = given_text(given, "url")};
  isnad_report *report = NULL;
  isnad_error error;
  bool taken = isnad_read(run->lexicon, text, &known, NULL, &report, &error) == ISNAD_OK &&
               isnad_incidents_add_report(run->all.incidents, id_of(path), report, &error) == ISNAD_OK;
  if (taken) {
    note_report(&run->all, id_of(path), isnad_report_meta(report)->outlet.text);
  } else {
    cli_library_error(in_file(path), &error);
    run->rejected++;
    run->failed |= error.status == ISNAD_MEMORY;
  }
  isnad_report_free(report);
}

static void read_one(reading *run, const char *path) {
  size_t len;
  bool fault;
  char *bytes = cli_read_file(path, ISNAD_TEXT_MAX, &len);
  const char *why = bytes ? cli_unreadable(bytes, len) : NULL;
  json_t *given = load_given(path, &fault);
  if (why) cli_error(in_file(path), "%s", why);
  if (bytes == NULL || why || given == NULL || fault) run->rejected++;
  else take_report(run, path, (isnad_str){bytes, len}, given);
  json_decref(given);
  free(bytes);
}

static bool read_folder(reading *run, char *folder) {
  isnad_error error;
  if (isnad_incidents_new(run->lexicon, NULL, &run->all.incidents, &error) != ISNAD_OK) {
    cli_library_error(in_file(NULL), &error);
    return false;
  }
  cli_args folder_only = {.words = &folder, .word_count = 1};
  cli_files files;
  cli_files_of(&folder_only, &files);
  run->rejected = files.faults;
  for (size_t i = 0; i < files.count && !run->failed; i++) {
    read_one(run, files.paths[i]);
    cli_progress(i + 1, files.count);
  }
  cli_files_free(&files);
  if (run->failed) return false;
  if (isnad_incidents_link(run->all.incidents, &error) == ISNAD_OK) return true;
  cli_library_error(in_file(NULL), &error);
  return false;
}

static void free_all(coverage *all) {
  for (size_t i = 0; i < all->report_count; i++) free(all->reports[i].id), free(all->reports[i].outlet);
  free(all->reports);
  isnad_incidents_free(all->incidents);
}

/* ---- Output -------------------------------------------------------------------------------------------------------------------- */

typedef struct showing {
  enum format format;
  const char *only; /* a number or an id, NULL: all */
  size_t min_reports, shown;
} showing;

static bool wanted(const showing *show, size_t number, const isnad_incident *incident) {
  char text[24];
  if (incident->reports < show->min_reports) return false;
  if (show->only == NULL) return true;
  snprintf(text, sizeof text, "%zu", number);
  if (strcmp(text, show->only) == 0) return true;
  snprintf(text, sizeof text, "%016llx", (unsigned long long)incident->id);
  return strcmp(text, show->only) == 0;
}

static bool put_json(const showing *show, isnad_incident *incident) {
  isnad_error error;
  isnad_str json = isnad_incident_json(incident, &error);
  if (json.len == 0) return cli_library_error(in_file(NULL), &error), false;
  if (show->shown) cli_putc(',');
  if (show->format == JSON) {
    cli_puts("\n    ");
    cli_put_indented(json, 2);
  } else {
    cli_put(json);
  }
  return true;
}

static bool put_incident(const coverage *all, showing *show, size_t number, isnad_incident *incident) {
  switch (show->format) {
    case TABLE: coverage_table(all, number, incident); break;
    case CHAIN: coverage_chain(all, number, incident); break;
    case DOT: coverage_dot(all, number, incident); break;
    default:
      if (!put_json(show, incident)) return false;
  }
  show->shown++;
  return true;
}

static void put_opening(const showing *show, const char *folder) {
  if (show->format == DOT) coverage_dot_open();
  if (show->format != JSON && show->format != NDJSON) return;
  cli_puts(show->format == JSON ? "{\n  \"folder\": " : "{\"folder\":");
  cli_put_json(stdout, str_of(folder));
  cli_puts(show->format == JSON ? ",\n  \"incidents\": [" : ",\"incidents\":[");
}

static void put_closing(const showing *show) {
  if (show->format == DOT) coverage_dot_close();
  if (show->format == JSON) cli_puts(show->shown ? "\n  ]\n}\n" : "]\n}\n");
  if (show->format == NDJSON) cli_puts("]}\n");
  if (show->format == TABLE) cli_print("%zu %s\n", show->shown, show->shown == 1 ? "incident" : "incidents");
}

static bool put_all(const coverage *all, showing *show, const char *folder) {
  bool good = true;
  put_opening(show, folder);
  for (size_t i = 0; good && i < isnad_incidents_count(all->incidents); i++) {
    const isnad_group *group = isnad_incidents_group(all->incidents, i);
    isnad_incident *incident = NULL;
    isnad_error error;
    if (isnad_incident_of(all->incidents, group->members, group->member_count, &incident, &error) != ISNAD_OK) {
      cli_library_error(in_file(NULL), &error);
      good = false;
    } else if (wanted(show, i + 1, incident)) {
      good = put_incident(all, show, i + 1, incident);
    }
    isnad_incident_free(incident);
    if (!cli_flush()) break;
  }
  put_closing(show);
  cli_flush();
  return good;
}

/* ---- --explain ------------------------------------------------------------------------------------------------------------------- */

/* «001:2» is claim 2 of report 001. */
static bool find_member(const coverage *all, const char *word, isnad_member *out) {
  const char *colon = strrchr(word, ':');
  char *end;
  if (colon == NULL || colon[1] < '0' || colon[1] > '9') return false;
  unsigned long claim = strtoul(colon + 1, &end, 10);
  if (*end || claim >= UINT32_MAX) return false;
  for (size_t i = 0; i < all->report_count; i++) {
    if (strlen(all->reports[i].id) != (size_t)(colon - word) || memcmp(all->reports[i].id, word, (size_t)(colon - word)) != 0) continue;
    *out = (isnad_member){(uint32_t)i, (uint32_t)claim};
    return true;
  }
  return false;
}

static int explain(const cli_command *command, const coverage *all, const cli_args *args, bool as_json) {
  isnad_member members[2];
  isnad_match match;
  for (int i = 0; i < 2; i++)
    if (!find_member(all, args->words[i + 1], &members[i]))
      return cli_usage(command, "no claim %s in the folder; claims are named like 001:0", args->words[i + 1]);
  if (!isnad_incidents_match(all->incidents, members[0], members[1], &match))
    return cli_usage(command, "a report has fewer claims: %s, %s", args->words[1], args->words[2]);
  coverage_match(&match, as_json);
  return CLI_DONE;
}

/* ---- The command ------------------------------------------------------------------------------------------------------------------ */

static enum format choose_format(const char *name) {
  for (int i = 0; name && formats[i]; i++)
    if (strcmp(formats[i], name) == 0) return (enum format)i;
  return isatty(STDOUT_FILENO) ? TABLE : NDJSON;
}

static bool parse_count(const char *word, size_t *out) {
  char *end;
  if (word == NULL) return true;
  if (*word < '0' || *word > '9') return false;
  *out = strtoul(word, &end, 10);
  return *end == '\0';
}

static int finish(const cli_args *args, const reading *run, const showing *show) {
  if (run->rejected) return CLI_REJECTED;
  return args->values[FAIL_IF_EMPTY] && show->shown == 0 ? CLI_EMPTY : CLI_DONE;
}

static int run_coverage(const cli_command *command, const cli_args *args) {
  showing show = {.format = choose_format(args->values[FORMAT]), .only = args->values[INCIDENT]};
  bool explaining = args->values[EXPLAIN] != NULL;
  struct stat info;
  if (args->word_count != (explaining ? 3 : 1))
    return cli_usage(command, explaining ? "give a folder and two claims: DIR 001:0 004:2" : "give one folder of reports");
  if (stat(args->words[0], &info) != 0 || !S_ISDIR(info.st_mode)) return cli_usage(command, "%s is no folder", args->words[0]);
  if (!parse_count(args->values[MIN_REPORTS], &show.min_reports)) return cli_usage(command, "--min-reports needs a number");
  isnad_lexicon *lexicon = cli_lexicon_open(args->values[LEXICON]);
  if (lexicon == NULL) return CLI_FAILED;
  reading run = {.lexicon = lexicon};
  int code = CLI_FAILED;
  if (read_folder(&run, args->words[0])) {
    if (explaining) code = explain(command, &run.all, args, show.format == NDJSON || show.format == JSON);
    else if (put_all(&run.all, &show, args->words[0])) code = finish(args, &run, &show);
  }
  free_all(&run.all);
  isnad_lexicon_free(lexicon);
  return code;
}

const cli_command cli_coverage = {
    .name = "coverage",
    .summary = "A folder of reports to incidents: what happened once, who tells it, and on how many independent origins it stands",
    .usage = "[options] FOLDER\n       isnad coverage --explain FOLDER REPORT:CLAIM REPORT:CLAIM",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run_coverage,
    .about = "Each NNN.txt of the folder is a report; NNN.given.json beside it may say when and by whom it was published:\n"
             "{\"published\": \"2022-01-24T12:30\", \"outlet\": \"...\", \"url\": \"...\"}. Claims that speak of one happening become\n"
             "one incident. Copies, relays of one source and outlets of one house count as one origin; an outlet that names\n"
             "no source and was not there is unknown: its own number, which confirms nothing.\n"
             "ndjson is one line, json the same with line breaks: {\"folder\", \"incidents\": [{...}]}. chain shows each\n"
             "telling and why it counts or does not, dot draws it with Graphviz.\n"
             "\nexamples:\n"
             "  isnad coverage reports/\n"
             "  isnad coverage --min-reports 2 --format chain reports/\n"
             "  isnad coverage --incident 3 --format dot reports/ | dot -Tsvg > isnad.svg\n"
             "  isnad coverage reports/ | jq -r '.incidents[] | [.start, .place.text, .origins, .unknown] | @tsv'\n"
             "  isnad coverage --explain reports/ 001:0 004:2\n"
             "\nexit status: 0 done, 1 failed, 2 wrong usage, 3 some input rejected (told on stderr),\n"
             "4 nothing found with --fail-if-empty, 130 interrupted\n",
};
