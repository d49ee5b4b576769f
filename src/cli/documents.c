/* documents: see the header. «isnad read news.warc.gz» decompresses in one thread and reads in the other: a ring of documents lies between
 * them, each a copy, so that nothing else is shared. */
#include "cli/documents.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/given.h"

enum { RING = 64 };
#define RING_BYTES ((size_t)64 << 20) /* of documents that wait; one may always wait */

typedef struct slot {
  cli_document item;
  char *memory; /* everything that the document points to */
  size_t size;
} slot;

struct cli_documents {
  const cli_files *files;
  isnad_form form;
  isn_fetch *fetch;
  uint64_t total;
  pthread_t thread;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  slot ring[RING], out; /* out: the one that was given last */
  size_t first, count, bytes;
  uint64_t done;
  bool ended, stopped;  /* by the thread; by the reader */
  /* Of the thread alone: the file that is open. */
  const char *path;
  int descriptor;
  isnad_str fetched;    /* what is left of a body */
};

const char *const cli_forms[] = {"any",  "text",   "rss",  "telegram",
                                 "warc", "ndjson", "html", NULL}; /* to html in the order of isnad_form */

isnad_form cli_form_of(const char *from) {
  for (int i = 0; from && cli_forms[i] && strcmp(from, "html") != 0; i++)
    if (strcmp(cli_forms[i], from) == 0) return (isnad_form)i;
  return from ? ISNAD_FORM_TEXT : ISNAD_FORM_ANY;
}

isnad_kind cli_kind_of(const char *from) {
  if (from && strcmp(from, "html") == 0) return ISNAD_KIND_HTML;
  return from && strcmp(from, "text") == 0 ? ISNAD_KIND_TEXT : ISNAD_KIND_AUTO;
}

/* ---- The ring -------------------------------------------------------------------------------------------------------- */

/* Copies all that the document points to into one piece of memory. */
static bool copy_document(slot *s) {
  isnad_document *d = &s->item.document;
  isnad_str *parts[] = {&d->bytes,           &d->given.content_type, &d->id,        &d->language,
                        &d->given.published, &d->given.outlet,       &d->given.url, &d->given.title,
                        &d->given.author,    &d->given.via};
  size_t size = 1;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) size += parts[i]->len;
  s->memory = malloc(size);
  s->size = size;
  if (s->memory == NULL) return false;
  char *at = s->memory;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (parts[i]->len) memcpy(at, parts[i]->ptr, parts[i]->len);
    parts[i]->ptr = at;
    at += parts[i]->len;
  }
  return true;
}

/* Hands an item on; false where the reader wants no more. */
static bool hand_on(cli_documents *all, slot *s) {
  if (s->item.document.bytes.ptr && !copy_document(s)) {
    s->item.document = (isnad_document){.record = 0};
    s->item.error = (isnad_error){.status = ISNAD_MEMORY, .message = "out of memory"};
  }
  pthread_mutex_lock(&all->lock);
  while (!all->stopped && (all->count == RING || (all->count && all->bytes + s->size > RING_BYTES)))
    pthread_cond_wait(&all->changed, &all->lock);
  bool wanted = !all->stopped;
  if (wanted) {
    s->item.done = all->done;
    all->ring[(all->first + all->count++) % RING] = *s;
    all->bytes += s->size;
    pthread_cond_broadcast(&all->changed);
  }
  pthread_mutex_unlock(&all->lock);
  if (!wanted) free(s->memory);
  return wanted;
}

static bool reject(cli_documents *all, cli_place place, isnad_error error) {
  slot s = {.item = {.file = all->path, .place = place, .error = error}};
  snprintf(s.item.label, sizeof s.item.label, "%.290s", all->path);
  return hand_on(all, &s);
}

static bool reject_text(cli_documents *all, isnad_status status, const char *what, const char *why) {
  isnad_error error = {.status = status};
  snprintf(error.message, sizeof error.message, "%.80s%.150s", what, why);
  return reject(all, (cli_place){all->path, CLI_NOWHERE, CLI_NOWHERE}, error);
}

/* ---- One file -------------------------------------------------------------------------------------------------------- */

static int64_t pull_file(void *context, void *into, size_t size) {
  cli_documents *all = context;
  ssize_t got;
  do got = read(all->descriptor, into, size);
  while (got < 0 && errno == EINTR);
  if (got > 0) all->done += (uint64_t)got;
  return got;
}

static int64_t pull_fetched(void *context, void *into, size_t size) {
  cli_documents *all = context;
  size_t step = all->fetched.len < size ? all->fetched.len : size;
  if (step) memcpy(into, all->fetched.ptr, step);
  all->fetched.ptr += step, all->fetched.len -= step;
  return (int64_t)step;
}

/* What stands beside a report, or was said with it, is of that report alone and not of what a container holds. */
static void complete(isnad_document *document, const isnad_given *beside, const char *media_type) {
  if (document->record) return;
  document->given = *beside;
  if (media_type == NULL) return;
  document->given.content_type = (isnad_str){media_type, strlen(media_type)};
  if (strncasecmp(media_type, "text/html", 9) == 0) document->given.kind = ISNAD_KIND_HTML;
}

/* All documents of one input; false where the reader wants no more. */
static bool take_input(cli_documents *all, isnad_pull *pull, const isnad_given *beside, const char *media_type) {
  isnad_input *input;
  slot s = {.item = {.file = all->path}};
  if (isnad_input_open(pull, all, all->form, &input, &s.item.error) != ISNAD_OK)
    return reject(all, (cli_place){all->path, CLI_NOWHERE, CLI_NOWHERE}, s.item.error);
  bool more = true, lines = isnad_input_form(input) == ISNAD_FORM_NDJSON;
  while (more) {
    const isnad_document *document;
    s = (slot){.item = {.file = all->path, .place = {all->path, CLI_NOWHERE, CLI_NOWHERE}}};
    isnad_status status = isnad_input_next(input, &document, &s.item.error);
    if (status != ISNAD_OK) {
      if (lines) s.item.place.line = s.item.error.where;
      else if (isnad_input_form(input) != ISNAD_FORM_TEXT) s.item.place.byte = s.item.error.where;
      more = reject(all, s.item.place, s.item.error);
      continue;
    }
    if (document == NULL) break;
    s.item.document = *document;
    if (document->line) s.item.place.line = document->line;
    if (document->record)
      snprintf(s.item.label, sizeof s.item.label, "%.270s#%llu", all->path, (unsigned long long)document->record);
    else snprintf(s.item.label, sizeof s.item.label, "%.290s", all->path);
    complete(&s.item.document, beside, media_type);
    more = hand_on(all, &s);
  }
  isnad_input_close(input);
  return more;
}

static bool take_file(cli_documents *all) {
  bool standard = strcmp(all->path, "-") == 0;
  all->descriptor = standard ? STDIN_FILENO : open(all->path, O_RDONLY | O_CLOEXEC);
  if (all->descriptor < 0) return reject_text(all, ISNAD_IO, "cannot open: ", strerror(errno));
  isnad_given beside = {.explain = false};
  void *held = NULL;
  char fault[240], *given = standard ? NULL : cli_given_path(all->path);
  bool more = true;
  if (given && !cli_given_read(given, &beside, &held, fault, sizeof fault))
    more = reject_text(all, ISNAD_SYNTAX, "", fault);
  else more = take_input(all, pull_file, &beside, NULL);
  cli_given_free(held);
  free(given);
  if (!standard) close(all->descriptor);
  return more;
}

static bool take_url(cli_documents *all) {
  isn_fetched got;
  if (!isn_fetch_next(all->fetch, &got)) return true;
  if (got.unchanged) return reject_text(all, ISNAD_OK, "not changed since it was fetched last", "");
  if (got.fault) return reject_text(all, ISNAD_IO, "", got.fault);
  all->fetched = got.body;
  isnad_given beside = {.url = {got.url, strlen(got.url)}};
  return take_input(all, pull_fetched, &beside, got.media_type);
}

static void *take_all(void *context) {
  cli_documents *all = context;
  bool more = true;
  for (size_t i = 0; i < all->files->count && more; i++) {
    all->path = all->files->paths[i];
    more = isn_fetch_is_url(all->path) ? take_url(all) : take_file(all);
  }
  pthread_mutex_lock(&all->lock);
  all->ended = true;
  pthread_cond_broadcast(&all->changed);
  pthread_mutex_unlock(&all->lock);
  return NULL;
}

/* ---- The door -------------------------------------------------------------------------------------------------------- */

static const cli_place nowhere = {NULL, CLI_NOWHERE, CLI_NOWHERE};

/* Sends for the addresses among the words and adds up the files. */
static bool prepare(cli_documents *all, const isn_fetch_options *options) {
  isnad_error error;
  for (size_t i = 0; i < all->files->count; i++) {
    const char *path = all->files->paths[i];
    struct stat info;
    if (!isn_fetch_is_url(path)) {
      if (strcmp(path, "-") != 0 && stat(path, &info) == 0 && S_ISREG(info.st_mode)) all->total += (uint64_t)info.st_size;
      continue;
    }
    if (all->fetch == NULL && (all->fetch = isn_fetch_new(options, &error)) == NULL)
      return cli_library_error(nowhere, &error), false;
    if (!isn_fetch_add(all->fetch, path)) return cli_error(nowhere, "out of memory"), false;
  }
  return true;
}

cli_documents *cli_documents_open(const cli_files *files, isnad_form form, const isn_fetch_options *options) {
  cli_documents *all = calloc(1, sizeof *all);
  if (all == NULL) return cli_error(nowhere, "out of memory"), NULL;
  all->files = files;
  all->form = form;
  pthread_mutex_init(&all->lock, NULL);
  pthread_cond_init(&all->changed, NULL);
  if (prepare(all, options)) {
    if (pthread_create(&all->thread, NULL, take_all, all) == 0) return all;
    cli_error(nowhere, "cannot start a thread");
  }
  isn_fetch_free(all->fetch);
  free(all);
  return NULL;
}

bool cli_documents_next(cli_documents *all, const cli_document **out) {
  free(all->out.memory);
  all->out.memory = NULL;
  pthread_mutex_lock(&all->lock);
  while (all->count == 0 && !all->ended) pthread_cond_wait(&all->changed, &all->lock);
  bool any = all->count > 0;
  if (any) {
    all->out = all->ring[all->first];
    all->first = (all->first + 1) % RING;
    all->count--;
    all->bytes -= all->out.size;
    pthread_cond_broadcast(&all->changed);
  }
  pthread_mutex_unlock(&all->lock);
  *out = &all->out.item;
  return any;
}

uint64_t cli_documents_total(const cli_documents *all) { return all->total; }

void cli_documents_close(cli_documents *all) {
  if (all == NULL) return;
  pthread_mutex_lock(&all->lock);
  all->stopped = true;
  pthread_cond_broadcast(&all->changed);
  pthread_mutex_unlock(&all->lock);
  pthread_join(all->thread, NULL);
  for (size_t i = 0; i < all->count; i++) free(all->ring[(all->first + i) % RING].memory);
  free(all->out.memory);
  isnad_error error;
  if (all->fetch && isn_fetch_save(all->fetch, &error) != ISNAD_OK) cli_library_error(nowhere, &error);
  isn_fetch_free(all->fetch);
  pthread_cond_destroy(&all->changed);
  pthread_mutex_destroy(&all->lock);
  free(all);
}
