/* isnad eval: precision and recall on reports that people annotated. Beside each NAME.gold.json of a folder stands the
 * report NAME.txt; it is read as isnad read would, and its claims are compared with the annotated ones: event, mode,
 * status, actors, places, times, counts and the chain, «نقلت رويترز عن مصدر أمني», link by link. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/eval.h"

enum { SHOW, FORMAT, LEXICON };

static const char *const formats[] = {"text", "json", NULL};

static const cli_option options[] = {
    [SHOW] = {.name = "show", .help = "list each difference: wrong, missed, extra"},
    [FORMAT] = {.name = "format", .value = "FORMAT", .letter = 'f', .choices = formats, .help = "text or json (text)"},
    [LEXICON] = {.name = "lexicon", .value = "FILE", .help = "a lexicon made by isnad lexicon compile"},
};

typedef struct scoring {
  const isnad_lexicon *lexicon;
  bool show, as_json, closed, out_of_memory;
  const char *gold_name; /* the file that is being scored, without its folder */
  const char *name;      /* its report */
  json_t *faults, *differences;
  size_t reports, rejected;
  size_t hits, golds, gots, whole;
  size_t right[EVAL_FIELDS]; /* of the pairs */
  eval_match items[EVAL_FIELDS];
} scoring;

static const char gold_ending[] = ".gold.json";

static bool has_items(size_t field) { return field == EVAL_ACTORS || field == EVAL_RECIPIENTS || field == EVAL_COUNTS; }

static json_t *fresh(json_t *value) {
  if (value) return value;
  cli_error((cli_place){NULL, CLI_NOWHERE, CLI_NOWHERE}, "out of memory");
  exit(CLI_FAILED);
}

static json_t *text_json(const char *text) {
  json_t *value = json_string(text);
  return value ? value : fresh(json_string("?")); /* a name of a file that is no UTF-8 */
}

static void note_fault(void *context, int claim, const char *what) {
  scoring *run = context;
  json_t *fault = fresh(json_object());
  json_object_set_new(fault, "file", text_json(run->gold_name));
  if (claim >= 0) json_object_set_new(fault, "claim", json_integer(claim));
  json_object_set_new(fault, "fault", text_json(what));
  json_array_append_new(run->faults, fault);
}

/* ---- Differences ---------------------------------------------------------------------------------------------------- */

static void put_value(const char *before, const json_t *value) {
  char *text = value ? json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15)) : NULL;
  cli_print("%s%s", before, text ? text : "null");
  free(text);
}

/* A difference as an object of {"report", "kind"}; both forms of the output are made of it. */
static json_t *difference(const scoring *run, const char *kind) {
  json_t *object = fresh(json_object());
  json_object_set_new(object, "report", text_json(run->name));
  json_object_set_new(object, "kind", text_json(kind));
  return object;
}

static void show_wrong(scoring *run, json_t *gold, json_t *got, const eval_match matches[EVAL_FIELDS]) {
  if (!run->as_json) cli_print("%s: %s: wrong ", run->name, eval_text(gold, "trigger"));
  json_t *object = difference(run, "wrong"), *wrong = fresh(json_object());
  json_object_set(object, "trigger", json_object_get(gold, "trigger"));
  for (size_t i = 0; i < EVAL_FIELDS; i++) {
    if (eval_right(matches[i])) continue;
    json_t *want = json_object_get(gold, eval_field_key(i)), *given = json_object_get(got, eval_field_key(i));
    if (!run->as_json) cli_print("%s%s", json_object_size(wrong) ? ", " : "", eval_field_name(i));
    json_t *values = fresh(json_object());
    json_object_set_new(values, "want", want ? json_incref(want) : json_null());
    json_object_set_new(values, "got", given ? json_incref(given) : json_null());
    json_object_set_new(wrong, eval_field_name(i), values);
  }
  const char *name;
  json_t *values;
  if (!run->as_json) {
    cli_putc('\n');
    json_object_foreach(wrong, name, values) {
      cli_print("    %s:", name);
      put_value(" want ", json_object_get(values, "want"));
      put_value(" got ", json_object_get(values, "got"));
      cli_putc('\n');
    }
  }
  json_object_set_new(object, "fields", wrong);
  if (run->as_json) json_array_append(run->differences, object);
  json_decref(object);
}

static void show_missed(scoring *run, json_t *gold) {
  if (!run->as_json) {
    cli_print("%s: missed %s %s in: %s\n", run->name, eval_text(gold, "event"), eval_text(gold, "trigger"),
              eval_text(gold, "near"));
    return;
  }
  static const char *const keys[] = {"event", "trigger", "near"};
  json_t *object = difference(run, "missed");
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) json_object_set(object, keys[i], json_object_get(gold, keys[i]));
  json_array_append_new(run->differences, object);
}

static void show_extra(scoring *run, json_t *got) {
  json_t *trigger = json_object_get(got, "trigger");
  if (!run->as_json) {
    cli_print("%s: extra %s", run->name, eval_text(got, "event"));
    put_value(" ", trigger);
    cli_putc('\n');
    return;
  }
  json_t *object = difference(run, "extra");
  json_object_set(object, "event", json_object_get(got, "event"));
  json_object_set(object, "span", trigger);
  json_array_append_new(run->differences, object);
}

static void show_unpaired(scoring *run, const eval_gold *gold, json_t *got, const eval_pair *pairs, size_t count) {
  bool *used = eval_memory(json_array_size(got), sizeof *used);
  for (size_t i = 0, pair = 0; i < gold->count; i++) {
    if (pair < count && pairs[pair].gold == i) used[pairs[pair++].got] = true;
    else show_missed(run, gold->claims[i].json);
  }
  for (size_t j = 0; j < json_array_size(got); j++)
    if (!used[j]) show_extra(run, json_array_get(got, j));
  free(used);
}

/* ---- One report ----------------------------------------------------------------------------------------------------- */

static void score_pair(scoring *run, json_t *gold, json_t *got) {
  eval_match matches[EVAL_FIELDS];
  eval_compare(gold, got, matches);
  bool good = true;
  for (size_t i = 0; i < EVAL_FIELDS; i++) {
    bool right = eval_right(matches[i]);
    good &= right;
    run->right[i] += right;
    run->items[i].hits += matches[i].hits;
    run->items[i].gold += matches[i].gold;
    run->items[i].got += matches[i].got;
  }
  run->whole += good;
  if (run->show && !good) show_wrong(run, gold, got, matches);
}

static void score_claims(scoring *run, const eval_gold *gold, json_t *got) {
  eval_pair *pairs = eval_memory(gold->count, sizeof *pairs);
  size_t count = eval_pairs(gold, got, pairs);
  run->hits += count;
  run->golds += gold->count;
  run->gots += json_array_size(got);
  for (size_t i = 0; i < count; i++)
    score_pair(run, gold->claims[pairs[i].gold].json, json_array_get(got, pairs[i].got));
  if (run->show) show_unpaired(run, gold, got, pairs, count);
  free(pairs);
}

/* The report as isnad read gives it, so that what is scored is what users get. NULL after a message. */
static json_t *read_report(scoring *run, const char *path, isnad_str text, const isnad_given *given) {
  isnad_report *report = NULL;
  isnad_error error = {.status = ISNAD_OK};
  json_t *whole = NULL;
  isnad_str json = {NULL, 0};
  if (isnad_read(run->lexicon, text, given, NULL, &report, &error) == ISNAD_OK) json = isnad_report_json(report, &error);
  if (json.len) whole = json_loadb(json.ptr, json.len, 0, NULL);
  if (whole == NULL) cli_library_error((cli_place){path, CLI_NOWHERE, CLI_NOWHERE}, &error);
  run->out_of_memory |= error.status == ISNAD_MEMORY;
  isnad_report_free(report);
  return whole;
}

static void score_text(scoring *run, const char *gold_path, const char *path, isnad_str text) {
  eval_gold gold;
  if (!eval_gold_read(gold_path, text.ptr, note_fault, run, &gold)) {
    run->rejected++;
    return;
  }
  json_t *report = read_report(run, path, text, &gold.given);
  if (report) run->reports++;
  else run->rejected++;
  score_claims(run, &gold, json_object_get(report, "claims"));
  json_decref(report);
  eval_gold_free(&gold);
}

/* The report beside the annotations: NAME.txt, or NAME.html, in the room that path offers. */
static bool report_path(const char *gold_path, char *path, size_t size) {
  static const char *const endings[] = {".txt", ".html"};
  size_t stem = strlen(gold_path) - strlen(gold_ending);
  struct stat info;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    int len = snprintf(path, size, "%.*s%s", (int)stem, gold_path, endings[i]);
    if (len >= 0 && (size_t)len < size && stat(path, &info) == 0) return true;
  }
  return false;
}

static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static void score_file(scoring *run, const char *gold_path) {
  char path[4096];
  run->gold_name = base_name(gold_path);
  if (!report_path(gold_path, path, sizeof path)) {
    note_fault(run, -1, "no report beside it");
    run->rejected++;
    return;
  }
  run->name = base_name(path);
  size_t len = 0;
  char *bytes = cli_read_file(path, ISNAD_TEXT_MAX, &len), *text = NULL;
  if (bytes && len <= ISNAD_TEXT_MAX && memchr(bytes, '\0', len) == NULL) {
    text = eval_memory(len + 1, 1);
    memcpy(text, bytes, len);
    score_text(run, gold_path, path, (isnad_str){text, len});
  } else {
    if (bytes)
      cli_error((cli_place){path, CLI_NOWHERE, CLI_NOWHERE}, len > ISNAD_TEXT_MAX ? "larger than 16 MB" : "a binary file, no text");
    run->rejected++;
  }
  free(bytes);
  free(text);
}

/* ---- Figures -------------------------------------------------------------------------------------------------------- */

typedef struct figures {
  double precision, recall, f1;
} figures;

static double share(size_t part, size_t of) { return of ? (double)part / (double)of : 0; }

static figures figures_of(size_t hits, size_t gold, size_t got) {
  figures out = {share(hits, got), share(hits, gold), 0};
  double sum = out.precision + out.recall;
  if (sum > 0) out.f1 = 2 * out.precision * out.recall / sum;
  return out;
}

static figures items_of(const scoring *run, size_t field) {
  eval_match items = run->items[field];
  return figures_of(items.hits, items.gold, items.got);
}

static void put_text(const scoring *run) {
  size_t i;
  json_t *fault;
  json_array_foreach(run->faults, i, fault) {
    cli_print("annotation: %s", eval_text(fault, "file"));
    json_t *claim = json_object_get(fault, "claim");
    if (claim) cli_print(" claim %d", (int)json_integer_value(claim));
    cli_print(": %s\n", eval_text(fault, "fault"));
  }
  figures found = figures_of(run->hits, run->golds, run->gots), whole = figures_of(run->whole, run->golds, run->gots);
  cli_print("claims        precision %.3f  recall %.3f  F1 %.3f   (%zu of %zu annotated, %zu given)\n", found.precision,
            found.recall, found.f1, run->hits, run->golds, run->gots);
  for (size_t field = 0; field < EVAL_FIELDS; field++) {
    cli_print("%-13s right %.3f of paired claims", eval_field_name(field), share(run->right[field], run->hits));
    if (has_items(field)) cli_print("   F1 %.3f", items_of(run, field).f1);
    cli_putc('\n');
  }
  cli_print("whole claims  precision %.3f  recall %.3f  F1 %.3f\n", whole.precision, whole.recall, whole.f1);
}

static json_t *figures_json(figures value) {
  return fresh(json_pack("{s:f, s:f, s:f}", "precision", value.precision, "recall", value.recall, "f1", value.f1));
}

static json_t *claims_json(size_t right, size_t gold, size_t got) {
  json_t *object = fresh(json_pack("{s:I, s:I, s:I}", "right", (json_int_t)right, "annotated", (json_int_t)gold, "given",
                                   (json_int_t)got));
  json_t *values = figures_json(figures_of(right, gold, got));
  json_object_update(object, values);
  json_decref(values);
  return object;
}

static void put_json(const scoring *run) {
  json_t *fields = fresh(json_object());
  for (size_t field = 0; field < EVAL_FIELDS; field++) {
    json_t *object = fresh(json_pack("{s:I, s:I, s:f}", "right", (json_int_t)run->right[field], "paired",
                                     (json_int_t)run->hits, "share", share(run->right[field], run->hits)));
    eval_match items = run->items[field];
    if (has_items(field)) json_object_set_new(object, "items", claims_json(items.hits, items.gold, items.got));
    json_object_set_new(fields, eval_field_name(field), object);
  }
  json_t *all = fresh(json_pack("{s:I, s:I, s:o, s:o, s:o, s:O}", "reports", (json_int_t)run->reports, "rejected",
                                (json_int_t)run->rejected, "claims", claims_json(run->hits, run->golds, run->gots), "fields",
                                fields, "whole", claims_json(run->whole, run->golds, run->gots), "faults", run->faults));
  if (run->show) json_object_set(all, "differences", run->differences);
  char *text = json_dumps(all, JSON_INDENT(2) | JSON_REAL_PRECISION(6));
  cli_print("%s\n", text ? text : "{}");
  free(text);
  json_decref(all);
}

/* ---- The folder ----------------------------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void add_path(cli_files *files, const char *folder, const char *name) {
  if (files->count == files->cap) {
    files->cap = files->cap ? files->cap * 2 : 64;
    files->paths = realloc(files->paths, files->cap * sizeof *files->paths);
    if (files->paths == NULL) fresh(NULL);
  }
  size_t size = strlen(folder) + strlen(name) + 2;
  char *path = eval_memory(size, 1);
  snprintf(path, size, "%s/%s", folder, name);
  files->paths[files->count++] = path;
}

/* The annotations of a folder in the order of their names; false after a message where there are none. */
static bool gold_files(const char *folder, cli_files *files) {
  cli_place place = {folder, CLI_NOWHERE, CLI_NOWHERE};
  DIR *dir = opendir(folder);
  if (dir == NULL) {
    cli_error(place, "cannot open the folder: %s", strerror(errno));
    return false;
  }
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
    size_t len = strlen(entry->d_name), ending = strlen(gold_ending);
    if (entry->d_name[0] != '.' && len > ending && strcmp(entry->d_name + len - ending, gold_ending) == 0)
      add_path(files, folder, entry->d_name);
  }
  closedir(dir);
  if (files->count == 0) {
    cli_error(place, "no annotated reports: a folder with NAME.gold.json beside each NAME.txt is needed");
    return false;
  }
  qsort(files->paths, files->count, sizeof *files->paths, by_name);
  return true;
}

static void score_folder(scoring *run, const cli_files *files) {
  run->faults = fresh(json_array());
  run->differences = fresh(json_array());
  for (size_t i = 0; i < files->count && !run->closed; i++) {
    score_file(run, files->paths[i]);
    run->closed = !cli_flush();
    cli_progress(i + 1, files->count);
  }
  if (run->as_json) put_json(run);
  else put_text(run);
}

static int run_eval(const cli_command *command, const cli_args *args) {
  if (args->word_count != 1) return cli_usage(command, args->word_count ? "takes one folder" : "needs a folder");
  const char *format = args->values[FORMAT];
  cli_files files = {.paths = NULL};
  if (!gold_files(args->words[0], &files)) return CLI_FAILED;
  isnad_lexicon *lexicon = cli_lexicon_open(args->values[LEXICON]);
  scoring run = {.lexicon = lexicon, .show = args->values[SHOW] != NULL, .as_json = format && strcmp(format, "json") == 0};
  if (lexicon) score_folder(&run, &files);
  bool faults = json_array_size(run.faults) > 0;
  json_decref(run.faults);
  json_decref(run.differences);
  cli_files_free(&files);
  isnad_lexicon_free(lexicon);
  if (lexicon == NULL || run.out_of_memory) return CLI_FAILED;
  return run.rejected || faults ? CLI_REJECTED : CLI_DONE;
}

const cli_command cli_eval = {
    .name = "eval",
    .summary = "Precision and recall on a folder of reports that people annotated",
    .usage = "[options] FOLDER",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run_eval,
    .about = "Beside each report NAME.txt stands NAME.gold.json with the claims that a person finds in it (docs/eval.md).\n"
             "Claims are paired by their event and words; each field is compared within the pairs.\n"
             "Faults of the annotations are listed, with the file and the number of the claim, the first being 0.\n"
             "\nexamples:\n"
             "  isnad eval annotated/\n"
             "  isnad eval --show annotated/ | grep missed\n"
             "  isnad eval --format json annotated/ | jq .claims.f1\n"
             "  isnad eval --lexicon mine.bin annotated/\n"
             "\nexit status: 0 done, 1 failed (no annotated report in the folder), 2 wrong usage,\n"
             "3 a report was rejected or an annotation has a fault, 130 interrupted\n",
};
