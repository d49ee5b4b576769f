/* page: the door: which page an address asks for, in which language and form, and what is answered where something is
 * wrong. Relies on who serves for methods, headers of safety and compression. «/i/7f3a.json?lang=ar» is an incident as
 * JSON. */
#include <stdio.h>

#include "base/sha256.h"
#include "serve/page/inner.h"

#define PAGE_MAX ((size_t)64 << 20) /* bytes of an answer */
#define SITE_MAX ((size_t)16 << 20) /* of the words and names of a site */
#define PATH_MAX_BYTES ((size_t)2048)

const char isn_page_csp[] =
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/* ---- The site ---------------------------------------------------------------------------------------------------- */

static isnad_str next_cell(isnad_str *line) {
  const char *tab = line->len ? memchr(line->ptr, '\t', line->len) : NULL;
  isnad_str cell = {line->ptr, tab ? (size_t)(tab - line->ptr) : line->len};
  size_t used = cell.len + (tab != NULL);
  line->ptr += used, line->len -= used;
  return cell;
}

static bool is_slug(isnad_str text) {
  for (size_t i = 0; i < text.len; i++)
    if (!((text.ptr[i] >= 'a' && text.ptr[i] <= 'z') || (text.ptr[i] >= '0' && text.ptr[i] <= '9') ||
          text.ptr[i] == '-'))
      return false;
  return text.len > 0 && text.len <= 64;
}

static bool read_coverage(isn_arena *arena, isnad_str line, isn_coverage *c) {
  isnad_str *cells[] = {&c->slug,     &c->title[0], &c->title[1], &c->about[0],
                        &c->about[1], &c->filter,   &c->since,    &c->ended};
  for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) *cells[i] = next_cell(&line);
  isn_query query;
  if (!is_slug(c->slug) || c->title[0].len == 0 || c->title[1].len == 0 || !isn_query_read(arena, c->filter, &query))
    return false;
  c->narrow = isn_filter_of(&query);
  return true;
}

static isnad_status read_coverages(isn_pages *pages, isnad_str tsv, isnad_error *error) {
  size_t cap = 0, number = 0;
  for (isnad_str line; isn_str_line(&tsv, &line);) {
    number++;
    if (number == 1 || line.len == 0 || line.ptr[0] == '#') continue;
    isn_arena_grow(pages->arena, &pages->coverages, pages->coverage_count, &cap, sizeof *pages->coverages);
    if (!read_coverage(pages->arena, line, &pages->coverages[pages->coverage_count]))
      return isn_error(error, ISNAD_SYNTAX, number,
                       "a coverage has a slug of [a-z0-9-], two titles, two descriptions and a filter");
    pages->coverage_count++;
  }
  return ISNAD_OK;
}

isnad_status isn_pages_new(const isnad_allocator *allocator, const isnad_lexicon *lexicon, isnad_str coverages,
                           isn_pages **out, isnad_error *error) {
  *out = NULL;
  isn_arena *arena = isn_arena_new(allocator, SITE_MAX);
  if (arena == NULL) return isn_error(error, ISNAD_MEMORY, 0, "out of memory");
  if (setjmp(*isn_arena_trap(arena))) {
    isn_arena_free(arena);
    return isn_error(error, ISNAD_MEMORY, 0, "out of memory");
  }
  isn_pages *pages = isn_alloc(arena, sizeof *pages);
  size_t line;
  pages->arena = arena;
  pages->lexicon = lexicon;
  pages->words = isn_words_read(arena, isn_words_tsv(), &line);
  isn_assets_name(arena, &pages->assets);
  isnad_status status = pages->words ? read_coverages(pages, isn_arena_copy(arena, coverages), error)
                                     : isn_error(error, ISNAD_SYNTAX, line, "the words of the interface are damaged");
  if (status == ISNAD_OK) *out = pages;
  else isn_arena_free(arena);
  return status;
}

void isn_pages_free(isn_pages *pages) {
  if (pages) isn_arena_free(pages->arena);
}

static const isn_coverage *coverage_of(const isn_pages *pages, isnad_str slug) {
  for (size_t i = 0; i < pages->coverage_count; i++)
    if (isn_str_same(pages->coverages[i].slug, slug)) return &pages->coverages[i];
  return NULL;
}

bool isn_pages_coverage(const isn_pages *pages, isnad_str slug, isn_page_coverage *out) {
  const isn_coverage *c = coverage_of(pages, slug);
  if (c) *out = (isn_page_coverage){c->slug, c->title[0], c->title[1], c->ended.len > 0};
  return c != NULL;
}

/* ---- Answers that are no page ------------------------------------------------------------------------------------ */

static void add_header(isn_page *page, const char *name, isnad_str value) {
  isn_page_answer *answer = page->answer;
  if (answer->header_count < ISN_PAGE_HEADERS) answer->headers[answer->header_count++] = (isn_page_header){name, value};
}

_Noreturn static void done(isn_page *page) { longjmp(*isn_arena_trap(page->arena), 2); }

_Noreturn void isn_page_refuse(isn_page *page, int status) {
  const char *const key = status == 404 ? "fault.404" : status == 400 ? "fault.400" : "fault.500";
  isn_frame frame = {.title = isn_word(page->pages->words, page->lang, key)};
  page->pen.buf = isn_buf_new(page->arena, PAGE_MAX);
  page->answer->status = status;
  page->answer->type = "text/html; charset=utf-8";
  isn_shell_open(page, &frame);
  put(page, "<h1>%w</h1>\n", key);
  if (page->error.message[0] && status == 400) put(page, "<p lang=\"en\" dir=\"ltr\">%z</p>\n", page->error.message);
  put(page, "<p><a href=\"%p\">%w</a></p>\n", ISN_LIT("/"), "home");
  isn_shell_close(page, &frame);
  page->answer->body = isn_buf_done(&page->pen.buf);
  done(page);
}

_Noreturn void isn_page_redirect(isn_page *page, int status, isnad_str path) {
  page->answer->status = status;
  page->answer->type = "text/plain; charset=utf-8";
  page->answer->body = path;
  add_header(page, "Location", path);
  done(page);
}

bool isn_page_visited(isn_page *page, isn_page_visit *visit, void *context, const void *item) {
  jmp_buf before;
  memcpy(&before, isn_arena_trap(page->arena), sizeof before);
  if (setjmp(*isn_arena_trap(page->arena))) page->full = true;
  else visit(page, context, item);
  memcpy(isn_arena_trap(page->arena), &before, sizeof before);
  return !page->full;
}

void isn_page_check(isn_page *page, isnad_status status) {
  if (page->full) isn_arena_fail(page->arena);
  if (status != ISNAD_OK) isn_page_refuse(page, status == ISNAD_SYNTAX || status == ISNAD_ARGUMENT ? 400 : 500);
}

/* ---- Which page -------------------------------------------------------------------------------------------------- */

static const struct route {
  const char *path;
  bool id; /* something stands behind it */
  void (*write)(isn_page *);
  bool named; /* by a name of any letters */
} routes[] = {{"/", false, isn_page_coverage_write, false},
              {"/index", false, isn_page_coverage_write, false},
              {"/c/", true, isn_page_coverage_write, false},
              {"/i/", true, isn_page_incident_write, false},
              {"/r/", true, isn_page_report_write, false},
              {"/s/", true, isn_page_source_write, true},
              {"/o/", true, isn_page_origin_write, true},
              {"/map", false, isn_page_map_write, false},
              {"/search", false, isn_page_search_write, false},
              {"/disputes", false, isn_page_disputes_write, false},
              {"/about", false, isn_page_about_write, false},
              {"/admin", false, isn_page_desk_write, false},
              {"/admin/import", false, isn_page_desk_write, false},
              {"/admin/sources", false, isn_page_desk_write, false},
              {"/admin/searches", false, isn_page_desk_write, false},
              {"/admin/log", false, isn_page_desk_write, false}};

static const struct route *route_of(isn_page *page) {
  for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
    size_t len = strlen(routes[i].path);
    bool begins = page->path.len >= len && memcmp(page->path.ptr, routes[i].path, len) == 0;
    page->id = (isnad_str){page->path.ptr + len, page->path.len - (begins ? len : 0)};
    if (begins && routes[i].id == (page->path.len > len)) return &routes[i];
  }
  return NULL;
}

isnad_str isn_page_suffix(isnad_str *path) {
  static const char *const suffixes[] = {".json", ".ndjson", ".csv", ".geojson", ".atom", ".txt"};
  for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
    size_t len = strlen(suffixes[i]);
    if (path->len <= len + 1 || memcmp(path->ptr + path->len - len, suffixes[i], len) != 0) continue;
    path->len -= len;
    return (isnad_str){suffixes[i] + 1, len - 1};
  }
  return (isnad_str){NULL, 0};
}

/* ---- For whom ---------------------------------------------------------------------------------------------------- */

/* A choice by parameter, else by cookie; a choice that was made is remembered and taken along by links. */
static isnad_str choice(isn_page *page, const char *name, const char *allowed) {
  isnad_str asked = isn_query_get(&page->query, name), kept = isn_cookie_get(page->ask->cookies, name);
  bool sound = asked.len && asked.len <= 2 && isn_str_holds(isn_str(allowed), asked);
  if (sound && !isn_str_same(asked, kept))
    add_header(page, "Set-Cookie",
               isn_arena_print(page->arena, "%s=%.*s; Path=/; Max-Age=31536000; SameSite=Lax", name, (int)asked.len,
                               asked.ptr));
  if (sound && !isn_str_same(asked, kept))
    page->carry =
        isn_arena_print(page->arena, "%.*s%s%s=%.*s", (int)page->carry.len, page->carry.ptr ? page->carry.ptr : "",
                        page->carry.len ? "&" : "", name, (int)asked.len, asked.ptr);
  if (sound) return asked;
  return kept.len && kept.len <= 2 && isn_str_holds(isn_str(allowed), kept) ? kept : (isnad_str){NULL, 0};
}

static void know_reader(isn_page *page) {
  isnad_str lang = choice(page, "lang", "ar en"), size = choice(page, "size", "1 2 3"),
            lite = choice(page, "lite", "0 1");
  bool reads_english_only =
      isn_str_holds(page->ask->languages, ISN_LIT("en")) && !isn_str_holds(page->ask->languages, ISN_LIT("ar"));
  page->lang = isn_str_same(lang, ISN_LIT("en")) || (lang.len == 0 && reads_english_only) ? ISN_ENGLISH : ISN_ARABIC;
  page->pen.lang = page->lang;
  page->size = size.len ? size.ptr[0] - '0' : 1;
  page->lite = isn_str_same(lite, ISN_LIT("1"));
}

static void write_path(void *context, isn_pen *pen, isnad_str path) {
  isn_page *page = context;
  (void)pen;
  isn_shell_path(page, page->lang, path);
}

/* ---- Answering --------------------------------------------------------------------------------------------------- */

static void answer_asset(isn_page *page, isnad_str name) {
  const isn_asset *asset = isn_asset_find(&page->pages->assets, name);
  if (asset == NULL) isn_page_refuse(page, 404);
  isn_page_answer *answer = page->answer;
  answer->type = asset->type, answer->body = asset->bytes, answer->etag = asset->name;
  answer->immutable = answer->shared = true;
  answer->packed = asset->packed;
}

static void find_coverage(isn_page *page, const struct route *route) {
  if (strcmp(route->path, "/c/") == 0) {
    page->coverage = coverage_of(page->pages, page->id);
    if (page->coverage == NULL) isn_page_refuse(page, 404);
  } else if (page->pages->coverage_count == 1) {
    page->coverage = &page->pages->coverages[0];
  }
}

static void answer_page(isn_page *page) {
  const isn_page_ask *ask = page->ask;
  isnad_str path = ask->path;
  bool sound = isn_query_read(page->arena, ask->query, &page->query);
  know_reader(page);
  if (!sound || path.len == 0 || path.len > PATH_MAX_BYTES || path.ptr[0] != '/') isn_page_refuse(page, 400);
  if (path.len > 8 && memcmp(path.ptr, "/assets/", 8) == 0) {
    answer_asset(page, (isnad_str){path.ptr + 8, path.len - 8});
    return;
  }
  isnad_str suffix = isn_page_suffix(&path);
  if (!isn_query_decode(page->arena, path, false, &page->path)) isn_page_refuse(page, 400);
  const struct route *route = route_of(page);
  if (route == NULL) isn_page_refuse(page, 404);
  if (isn_str_same(page->path, ISN_LIT("/index"))) page->path = ISN_LIT("/");
  if (route->named) page->id = isn_page_name_in(page, page->id);
  find_coverage(page, route);
  add_header(page, "Vary", ISN_LIT("Cookie, Accept-Language"));
  page->answer->shared = ask->desk == NULL;
  if (suffix.len) {
    if (!isn_page_forms(page, suffix)) isn_page_refuse(page, 404);
  } else {
    page->answer->type = "text/html; charset=utf-8";
    route->write(page);
  }
  page->answer->body = isn_buf_done(&page->pen.buf);
}

void isn_page_answer_of(const isn_pages *pages, const isn_page_ask *ask, isn_store *store, isn_arena *arena,
                        isn_page_answer *answer) {
  static const char busy[] = "503\n";
  *answer = (isn_page_answer){.status = 200, .type = "text/plain; charset=utf-8"};
  jmp_buf before;
  memcpy(&before, isn_arena_trap(arena), sizeof before);
  isn_page *volatile kept = NULL;
  int fell = setjmp(*isn_arena_trap(arena));
  if (fell == 0) {
    isn_page *page = isn_alloc(arena, sizeof *page);
    *page = (isn_page){.arena = arena,
                       .pages = pages,
                       .ask = ask,
                       .store = store,
                       .answer = answer,
                       .size = 1,
                       .pen = {.buf = isn_buf_new(arena, PAGE_MAX), .words = pages->words, .path = write_path}};
    page->pen.context = page;
    kept = page;
    answer_page(page);
  }
  if (kept) isn_store_close_incident(kept->open);
  if (fell == 1)
    *answer = (isn_page_answer){.status = 503, .type = "text/plain; charset=utf-8", .body = {busy, sizeof busy - 1}};
  memcpy(isn_arena_trap(arena), &before, sizeof before);
}
