/* isnad serve: the live pages of a store and its desk, over HTTP. What the server needs to know of files and the
 * environment is read here; the rest is the room src/serve. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cli/desk.h"
#include "serve/serve.h"

enum { LISTEN = DESK_OPTIONS, READ_ONLY, TOKEN, LOG, COVERAGES, ORIGIN, CLIENTS, PER_ADDRESS, ALLOW_PRIVATE };

static const cli_option options[] = {
    DESK_OPTION_ROWS,
    [LISTEN] = {.name = "listen",
                .value = "ADDRESS",
                .letter = 'l',
                .help = "where to listen: 127.0.0.1:8080 (that), [::1]:8080, 0.0.0.0:80"},
    [READ_ONLY] = {.name = "read-only", .help = "no desk: nothing can be changed"},
    [TOKEN] = {.name = "token",
               .value = "FILE",
               .help = "the desk opens to who knows the token in this file (else to this machine alone)"},
    [LOG] = {.name = "log", .value = "FILE", .help = "write an access log there; - is stderr"},
    [COVERAGES] = {.name = "coverages",
                   .value = "FILE",
                   .help = "the coverages of the site, a TSV (one of all there is)"},
    [ORIGIN] = {.name = "origin", .value = "URL", .help = "the site's own address, where a proxy stands in front"},
    [CLIENTS] = {.name = "max-clients",
                 .value = "N",
                 .help = "connections at once (12000, as far as the system allows)"},
    [PER_ADDRESS] = {.name = "max-per-address", .value = "N", .help = "of them from one network address (256)"},
    [ALLOW_PRIVATE] = {.name = "allow-private", .help = "alerts may go to private and loopback addresses"},
};

enum { TOKEN_MIN = 16, TOKEN_MAX = 1000, COVERAGES_MAX = 1 << 20 };

/* A file's text, to be freed; NULL after a message. */
static char *text_of(const char *path, size_t max, size_t *len) {
  char *bytes = cli_read_file(path, max, len);
  char *text = bytes ? realloc(bytes, *len + 1) : NULL;
  if (text && *len <= max) return text[*len] = '\0', text;
  if (text) cli_error((cli_place){path, CLI_NOWHERE, CLI_NOWHERE}, "is too long");
  free(text);
  return NULL;
}

static char *token_of(const char *path) {
  size_t len;
  char *token = text_of(path, TOKEN_MAX, &len);
  if (token == NULL) return NULL;
  token[strcspn(token, "\r\n")] = '\0';
  if (strlen(token) >= TOKEN_MIN) return token;
  cli_error((cli_place){path, CLI_NOWHERE, CLI_NOWHERE},
            "a token has at least %d characters: head -c 24 /dev/urandom | base64", TOKEN_MIN);
  free(token);
  return NULL;
}

static bool is_origin(const char *url) {
  const char *host = strncmp(url, "https://", 8) == 0 ? url + 8 : strncmp(url, "http://", 7) == 0 ? url + 7 : "";
  return *host && strpbrk(host, "/?# \"'<>\\") == NULL;
}

static int serve(const cli_command *command, const isn_serve_options *o, const char *lexicon_path) {
  isnad_lexicon *lexicon = cli_lexicon_open(lexicon_path);
  isn_server *server;
  isnad_error error;
  if (lexicon == NULL) return CLI_FAILED;
  signal(SIGXFSZ, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  isnad_status status = isn_server_new(o, lexicon, &server, &error);
  if (status == ISNAD_OK) {
    const char *colon = strrchr(o->listen, ':');
    cli_notice((cli_place){NULL, CLI_NOWHERE, CLI_NOWHERE}, "serving http://%.*s:%d/ (Ctrl-C ends it)",
               (int)(colon - o->listen), o->listen, isn_server_port(server));
    isn_server_run(server);
    isn_server_free(server);
  }
  isnad_lexicon_free(lexicon);
  return desk_status(command, status, &error);
}

static int run_serve(const cli_command *command, const cli_args *args) {
  const char *path = desk_path(command, args);
  int64_t clients = 0, per_address = 0;
  if (path == NULL) return CLI_USAGE;
  if (args->word_count) return cli_usage(command, "no file is taken: %s", args->words[0]);
  if (!desk_number(command, args, CLIENTS, &clients) || !desk_number(command, args, PER_ADDRESS, &per_address))
    return CLI_USAGE;
  if (args->values[ORIGIN] && !is_origin(args->values[ORIGIN]))
    return cli_usage(command, "an origin is https://news.example.org, without a path");
  isn_serve_options o = {.store = path,
                         .listen = args->values[LISTEN] ? args->values[LISTEN] : "127.0.0.1:8080",
                         .log = args->values[LOG],
                         .origin = args->values[ORIGIN],
                         .read_only = args->values[READ_ONLY] != NULL,
                         .allow_private = args->values[ALLOW_PRIVATE] != NULL,
                         .signals = true,
                         .clients = (size_t)clients,
                         .per_address = (size_t)per_address};
  char *token = NULL, *coverages = NULL;
  if (args->values[TOKEN] && (token = token_of(args->values[TOKEN])) == NULL) return CLI_FAILED;
  int code = CLI_FAILED;
  if (args->values[COVERAGES] == NULL ||
      (coverages = text_of(args->values[COVERAGES], COVERAGES_MAX, &o.coverages.len)) != NULL) {
    o.token = token;
    o.coverages.ptr = coverages;
    code = serve(command, &o, args->values[DESK_LEXICON]);
  }
  free(token);
  free(coverages);
  return code;
}

const cli_command cli_serve = {
    .name = "serve",
    .summary = "Serve the live pages of a store and its desk over HTTP",
    .usage = "[options] --store FILE",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run_serve,
    .about =
        "Pages are at /, each also as .json, .ndjson, .csv, .geojson, .atom and .txt where that makes sense; events of the log\n"
        "at /events (server-sent, they go on after Last-Event-ID); for programs /changes.ndjson?since=N and\n"
        "/deleted.csv?since=N, /healthz and /metrics. Other programs may write to the store meanwhile (isnad import, isnad\n"
        "watch): readers are told within a second. The desk is at /admin: open to this machine, or with --token to who knows\n"
        "the token, in a browser or as Authorization: Bearer TOKEN. It speaks HTTP; for HTTPS put a proxy in front and say\n"
        "--token and --origin. A coverages file has the columns slug, title_ar, title_en, about_ar, about_en, filter, since,\n"
        "ended. SIGTERM and Ctrl-C end it when all that was asked is answered.\n"
        "\nexamples:\n"
        "  isnad serve --store news.isnad\n"
        "  isnad serve --store news.isnad --listen 0.0.0.0:8080 --read-only --log access.log\n"
        "  isnad serve --store news.isnad --token desk.token --origin https://live.example.org\n"
        "  curl -H \"Authorization: Bearer $(cat desk.token)\" -d kind=note -d incident=00c4a1 -d words=seen http://127.0.0.1:8080/admin/act\n"
        "\nexit status: 0 stopped, 1 failed, 2 wrong usage\n",
};
