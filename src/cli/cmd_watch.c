/* isnad watch: keeps fetching feeds, channels and pages and puts what is new into a store, where isnad serve tells its
 * readers. The sources and how they fare lie on a shelf of the store, so that the desk shows them and adds to them; the
 * ETags of the web lie beside it. A source is asked at its own pace: sooner while it has news, later while it has none,
 * later still while it fails. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/desk.h"
#include "cli/web.h"
#include "fetch/sources.h"

enum { EVERY = DESK_OPTIONS, ONCE, FORMAT, WEB_OPTIONS };

static const char *const formats[] = {"text", "ndjson", NULL};
enum format { TEXT, NDJSON };

static const cli_option options[] = {
    DESK_OPTION_ROWS,
    [EVERY] = {.name = "every", .value = "SECONDS", .help = "how often a source that has news is asked (300)"},
    [ONCE] = {.name = "once", .help = "ask each source once, then end"},
    [FORMAT] = {.name = "format",
                .value = "FORMAT",
                .letter = 'f',
                .choices = formats,
                .help = "text or ndjson, a line an answer (text on a terminal, else ndjson)"},
    CLI_WEB_OPTIONS(WEB_OPTIONS),
};

enum {
  USUAL_EVERY = 300,
  QUIET_TIMES = 4 /* a source without news is asked that much less often at most */,
  FAULT_MOST = 6 * 3600,
  TIMEOUT = 20,
  SOURCES_MAX = 10000,
  LOOK_MS = 500,
  HANDLE_SECONDS = 3600 /* then every robots.txt is read anew */
};

static const cli_place nowhere = {NULL, CLI_NOWHERE, CLI_NOWHERE};

typedef struct source {
  char *url, kind[12], fault[240];
  int64_t fetched, next, reports, every, faults; /* seconds since 1970 UTC; every: its present pace */
  bool asked, shelved;
} source;

typedef struct watching {
  const cli_command *command;
  desk d;
  enum format format;
  isn_fetch_options web;
  isn_fetch *fetch;
  int64_t every, fetch_since;
  bool once, failed;
  source *sources;
  size_t count, rejected;
  /* Of the answer at hand. */
  int64_t fresh, same, versions, refused;
} watching;

/* ---- Sources and their shelf ------------------------------------------------------------------------------------- */

static source *find_source(watching *w, isnad_str url) {
  for (size_t i = 0; i < w->count; i++)
    if (strlen(w->sources[i].url) == url.len && memcmp(w->sources[i].url, url.ptr, url.len) == 0) return &w->sources[i];
  return NULL;
}

/* The source of an address, made where it is new; NULL after a message. */
static source *source_of(watching *w, isnad_str url) {
  source *found = find_source(w, url);
  if (found) return found;
  if (w->count == SOURCES_MAX) return cli_error(nowhere, "more than %d sources", SOURCES_MAX), NULL;
  w->sources = desk_room(w->sources, w->count, sizeof *w->sources);
  found = &w->sources[w->count++];
  *found = (source){.url = desk_room(NULL, url.len, 1), .every = w->every};
  memcpy(found->url, url.ptr, url.len);
  found->url[url.len] = '\0';
  return found;
}

static void drop_source(watching *w, size_t at) {
  free(w->sources[at].url);
  memmove(w->sources + at, w->sources + at + 1, (--w->count - at) * sizeof *w->sources);
}

static bool take_from_shelf(void *context, isnad_str key, isnad_str value) {
  watching *w = context;
  bool known = find_source(w, key) != NULL;
  source *s = source_of(w, key);
  if (s == NULL) return false;
  s->shelved = true;
  if (known) return true; /* what is in memory is as new */
  json_t *v = json_loadb(value.ptr, value.len, 0, NULL);
  const char *kind = json_string_value(json_object_get(v, "kind"));
  int64_t every = json_integer_value(json_object_get(v, "every"));
  snprintf(s->kind, sizeof s->kind, "%s", kind ? kind : "");
  s->fetched = json_integer_value(json_object_get(v, "fetched"));
  s->next = json_integer_value(json_object_get(v, "next"));
  s->reports = json_integer_value(json_object_get(v, "reports"));
  s->faults = json_integer_value(json_object_get(v, "faults"));
  if (every > w->every && every <= FAULT_MOST) s->every = every;
  json_decref(v);
  return true;
}

static bool stopped(watching *w, isnad_status status, const isnad_error *error) {
  if (status == ISNAD_OK) return false;
  desk_status(w->command, status, error);
  return w->failed = true;
}

static void shelve(watching *w, source *s) {
  isnad_error error;
  json_t *v = json_pack("{s:s,s:s,s:I,s:I,s:I,s:I,s:I}", "kind", s->kind, "fault", s->fault, "fetched",
                        (json_int_t)s->fetched, "next", (json_int_t)s->next, "reports", (json_int_t)s->reports, "every",
                        (json_int_t)s->every, "faults", (json_int_t)s->faults);
  char *text = v ? json_dumps(v, JSON_COMPACT) : NULL;
  json_decref(v);
  s->shelved = true;
  if (text) stopped(w, isn_store_put(w->d.store, "source", desk_str(s->url), desk_str(text), &error), &error);
  free(text);
}

/* What the desk added and took away. */
static void look_at_shelf(watching *w) {
  isnad_error error;
  for (size_t i = 0; i < w->count; i++) w->sources[i].shelved = false;
  if (stopped(w, isn_store_shelf(w->d.store, "source", take_from_shelf, w, &error), &error)) return;
  for (size_t i = w->count; i-- > 0;)
    if (!w->sources[i].shelved && !w->sources[i].asked) drop_source(w, i);
}

static void add_word(void *context, const char *url) {
  watching *w = context;
  if (isn_fetch_is_url(url)) {
    source_of(w, desk_str(url));
    return;
  }
  cli_error((cli_place){url, CLI_NOWHERE, CLI_NOWHERE}, "no address of http or https");
  w->rejected++;
}

/* Addresses among the words, and those in the lists that the others name. */
static void take_words(watching *w, const cli_args *args) {
  for (int i = 0; i < args->word_count; i++) {
    const char *word = args->words[i];
    size_t len;
    isnad_error error;
    if (isn_fetch_is_url(word)) {
      source_of(w, desk_str(word));
      continue;
    }
    char *list = cli_read_file(word, ISN_SOURCES_MAX, &len);
    if (list && isn_sources_read((isnad_str){list, len}, add_word, w, &error) != ISNAD_OK) {
      cli_library_error((cli_place){word, CLI_NOWHERE, CLI_NOWHERE}, &error);
      free(list);
      list = NULL;
    }
    w->rejected += list == NULL;
    free(list);
  }
}

/* ---- An answer --------------------------------------------------------------------------------------------------- */

typedef struct body {
  isnad_str left;
} body;

static int64_t pull(void *context, void *into, size_t size) {
  body *b = context;
  size_t step = b->left.len < size ? b->left.len : size;
  if (step) memcpy(into, b->left.ptr, step);
  b->left.ptr += step, b->left.len -= step;
  return (int64_t)step;
}

static const char *kind_of(isnad_form form) {
  return form == ISNAD_FORM_FEED       ? "feed"
         : form == ISNAD_FORM_TELEGRAM ? "channel"
         : form == ISNAD_FORM_TEXT     ? "page"
                                       : "archive";
}

static void take_document(watching *w, const isn_fetched *got, const isnad_document *document) {
  isn_incoming in = {.bytes = document->bytes, .given = document->given, .from = desk_str(got->asked)};
  isn_added added = ISN_ADDED_SAME;
  isnad_error error;
  if (document->record == 0) in.given.url = desk_str(got->url), in.given.content_type = desk_str(got->media_type);
  isnad_status status =
      isn_store_has(w->d.store, &in) ? ISNAD_OK : isn_store_add(w->d.store, &in, &added, NULL, &error);
  if (status == ISNAD_UTF8 || status == ISNAD_LIMIT || status == ISNAD_SYNTAX || status == ISNAD_ARGUMENT) {
    cli_library_error((cli_place){got->asked, CLI_NOWHERE, CLI_NOWHERE}, &error);
    w->refused++;
    return;
  }
  if (stopped(w, status, &error)) return;
  w->fresh += added == ISN_ADDED_NEW;
  w->versions += added == ISN_ADDED_VERSION;
  w->same += added == ISN_ADDED_SAME;
}

static void take_body(watching *w, source *s, const isn_fetched *got) {
  body b = {got->body};
  isnad_input *input;
  isnad_error error;
  isn_store_clock(w->d.store, desk_now());
  if (isnad_input_open(pull, &b, ISNAD_FORM_ANY, &input, &error) != ISNAD_OK) {
    snprintf(s->fault, sizeof s->fault, "%s", error.message);
    return;
  }
  snprintf(s->kind, sizeof s->kind, "%s", kind_of(isnad_input_form(input)));
  while (!w->failed) {
    const isnad_document *document;
    if (isnad_input_next(input, &document, &error) != ISNAD_OK) {
      w->refused++;
      snprintf(s->fault, sizeof s->fault, "%s", error.message);
      if (error.status == ISNAD_MEMORY) stopped(w, error.status, &error);
      continue;
    }
    if (document == NULL) break;
    take_document(w, got, document);
  }
  isnad_input_close(input);
  if (!w->failed && !stopped(w, isn_store_commit(w->d.store, &error), &error) && isn_store_waiting(w->d.store) > 0)
    stopped(w, isn_store_link(w->d.store, NULL, NULL, &error), &error);
}

/* When it is asked again. */
static void set_pace(const watching *w, source *s, const isn_fetched *got) {
  int64_t wait = w->every;
  s->fetched = desk_now();
  if (got->fault) {
    s->faults++;
    for (int64_t i = 1; i < s->faults && wait < FAULT_MOST; i++) wait *= 2;
    if (wait > FAULT_MOST) wait = FAULT_MOST;
  } else {
    s->faults = 0;
    s->every = w->fresh + w->versions > 0 ? w->every : s->every * 3 / 2 + 1;
    if (s->every > w->every * QUIET_TIMES) s->every = w->every * QUIET_TIMES;
    wait = s->every;
  }
  s->next = s->fetched + wait;
}

static void tell(const watching *w, const source *s) {
  if (w->format == NDJSON) {
    cli_puts("{\"url\":");
    cli_put_json(stdout, desk_str(s->url));
    cli_print(",\"at\":%lld,\"kind\":\"%s\",\"new\":%lld,\"versions\":%lld,\"same\":%lld,\"rejected\":%lld,\"fault\":",
              (long long)s->fetched, s->kind, (long long)w->fresh, (long long)w->versions, (long long)w->same,
              (long long)w->refused);
    if (s->fault[0]) cli_put_json(stdout, desk_str(s->fault));
    else cli_puts("null");
    cli_puts("}\n");
  } else if (w->fresh + w->versions > 0 || s->fault[0]) {
    cli_print("%s: %lld new, %lld new %s%s%s\n", s->url, (long long)w->fresh, (long long)w->versions,
              desk_plural(w->versions, "version", "versions"), s->fault[0] ? "; " : "", s->fault);
  }
  cli_flush();
}

static void take_answer(watching *w, const isn_fetched *got) {
  look_at_shelf(w); /* the desk may have taken it away meanwhile */
  source *s = find_source(w, desk_str(got->asked));
  isnad_error error;
  if (s == NULL || w->failed) return;
  w->fresh = w->same = w->versions = w->refused = 0;
  s->asked = false;
  s->fault[0] = '\0';
  if (got->fault) snprintf(s->fault, sizeof s->fault, "%s", got->fault);
  else if (!got->unchanged) take_body(w, s, got);
  if (w->failed) return;
  s->reports += w->fresh + w->versions;
  set_pace(w, s, got);
  if (s->shelved) shelve(w, s);
  if (!w->failed) stopped(w, isn_fetch_save(w->fetch, &error), &error); /* now that it lasts */
  tell(w, s);
}

/* ---- Rounds ------------------------------------------------------------------------------------------------------ */

/* Asks those whose time has come. */
static void ask_due(watching *w) {
  for (size_t i = 0; i < w->count; i++) {
    source *s = &w->sources[i];
    if (!s->asked && s->next <= desk_now()) s->asked = isn_fetch_add(w->fetch, s->url);
  }
}

/* A fresh handle from time to time, so that each robots.txt is read anew. */
static bool renew_fetch(watching *w) {
  isnad_error error;
  if (w->fetch && desk_now() - w->fetch_since < HANDLE_SECONDS) return true;
  isn_fetch_free(w->fetch);
  w->fetch = isn_fetch_new(&w->web, &error);
  w->fetch_since = desk_now();
  if (w->fetch == NULL) w->failed = true, cli_library_error(nowhere, &error);
  return w->fetch != NULL;
}

static void rest(void) {
  const struct timespec moment = {.tv_nsec = LOOK_MS * 1000000L};
  nanosleep(&moment, NULL);
}

static void go_round(watching *w) {
  isn_fetched got;
  look_at_shelf(w);
  if (w->failed || !renew_fetch(w)) return;
  ask_due(w);
  while (!w->failed && isn_fetch_next(w->fetch, &got)) {
    take_answer(w, &got);
    if (!w->once && !w->failed) ask_due(w);
  }
}

/* The sources that the store knows and those that are named; all are asked at once, which costs little where nothing
 * has changed. */
static void gather(watching *w, const cli_args *args) {
  look_at_shelf(w);
  take_words(w, args);
  for (size_t i = 0; i < w->count && !w->failed; i++) {
    w->sources[i].next = 0;
    if (!w->sources[i].shelved) shelve(w, &w->sources[i]);
  }
}

/* The file of ETags: as is said, or beside the store. */
static char *cache_of(const cli_args *args, const char *store) {
  const char *said = args->values[WEB_OPTIONS + CLI_WEB_CACHE];
  size_t len = strlen(said ? said : store), room = len + 8;
  char *path = desk_room(NULL, room, 1);
  snprintf(path, room, "%s%s", said ? said : store, said ? "" : ".seen");
  return path;
}

static int run_watch(const cli_command *command, const cli_args *args) {
  watching w = {.command = command,
                .once = args->values[ONCE] != NULL,
                .format = (enum format)desk_choice(args, FORMAT, formats, TEXT, NDJSON),
                .every = USUAL_EVERY};
  if (!cli_web_of(command, args, WEB_OPTIONS, &w.web)) return CLI_USAGE;
  if (!desk_number(command, args, EVERY, &w.every)) return CLI_USAGE;
  if (w.every < 1 || w.every > FAULT_MOST) return cli_usage(command, "--every takes 1 to %d seconds", FAULT_MOST);
  int code = desk_open(command, args, ISN_STORE_WRITE, &w.d);
  if (code != CLI_DONE) return code;
  char *cache = cache_of(args, desk_path(command, args));
  w.web.cache = cache, w.web.any_order = true;
  if (w.web.timeout == 0) w.web.timeout = TIMEOUT;
  gather(&w, args);
  if (w.count == 0 && w.once) cli_notice(nowhere, "there is no source to ask");
  do {
    go_round(&w);
    if (!w.once && !w.failed) rest();
  } while (!w.once && !w.failed);
  isn_fetch_free(w.fetch);
  while (w.count) drop_source(&w, w.count - 1);
  free(w.sources);
  free(cache);
  desk_close(&w.d);
  return w.failed ? CLI_FAILED : w.rejected ? CLI_REJECTED : CLI_DONE;
}

const cli_command cli_watch = {
    .name = "watch",
    .summary = "Keep fetching feeds, channels and pages into a store",
    .usage = "[options] --store FILE [SOURCES.opml | URL]...",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run_watch,
    .about =
        "A source is a feed (RSS, Atom, JSON Feed), a channel's page (https://t.me/s/NAME) or any page. SOURCES is OPML, as readers\n"
        "of feeds export it, or has an address a line. Sources are kept in the store with how they fare: without any named,\n"
        "those are asked that it knows; the desk of isnad serve shows them, adds and removes. robots.txt is kept to, one\n"
        "request at a time goes to a host, what has not changed is not sent again (ETags lie in STORE.seen). A source\n"
        "without news is asked less often, up to four times the pace; one that fails up to every six hours. An item that was\n"
        "altered is a new version. Readers of isnad serve on the same store are told at once.\n"
        "\nexamples:\n"
        "  isnad watch --store news.isnad sources.opml\n"
        "  isnad watch --store news.isnad --every 60 https://example.org/rss.xml https://t.me/s/example\n"
        "  isnad watch --store news.isnad --once          from cron\n"
        "\nexit status: 0 done (--once), 1 failed, 2 wrong usage, 3 some source was no address, 130 interrupted\n",
};
