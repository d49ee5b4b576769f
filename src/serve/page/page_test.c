/* The pages over a store: every address in both languages, other forms, what is refused, markup in reports, the desk,
 * small memory, and a site in which every link leads to a file. Reports stand in test/page, since code holds no Arabic. */
#include "serve/page/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"

#define ROOM ((size_t)128 << 20)

static isnad_lexicon *lexicon;
static isn_store *store;
static isn_pages *pages;
static char folder[] = "/tmp/isnad-page-XXXXXX";
static char hostile_text[8 << 10]; /* a text with markup in it; a page with the same comes as the third report */
static const char page_head[] =
    "<!doctype html><html><head><title>x</title></head><body><article><p onclick=\"alert(5)\">";

static const char coverages[] = "slug\ttitle_ar\ttitle_en\tabout_ar\tabout_en\tfilter\tsince\tended\nall\t<A>\t<E>"
                                "\ta\te\torigins=1\t2025-11-02\t\nover\tB\tC\t\t\torigins=2\t2025-11-02\t2025-11-03\n";

static void add_report(const char *text, size_t len, const char *outlet, const char *published, const char *url) {
  isn_incoming in = {.bytes = {text, len},
                     .given = {.outlet = isn_str(outlet), .published = isn_str(published), .url = isn_str(url)}};
  isn_added added;
  assert_int_equal(isn_store_add(store, &in, &added, NULL, NULL), ISNAD_OK);
}

static int set_up(void **state) {
  char path[64];
  (void)state;
  isnad_error error;
  FILE *file = fopen("test/page/hostile.txt", "rb");
  size_t len = file ? fread(hostile_text, 1, sizeof hostile_text - 1, file) : 0;
  if (file) fclose(file);
  if (len == 0 || mkdtemp(folder) == NULL) return -1;
  snprintf(path, sizeof path, "%s/s.isnad", folder);
  if (isnad_lexicon_builtin(NULL, &lexicon, &error) != ISNAD_OK ||
      isn_store_open(path, ISN_STORE_WRITE, lexicon, &store, &error) != ISNAD_OK ||
      isn_pages_new(NULL, lexicon, ISN_LIT(coverages), &pages, &error) != ISNAD_OK)
    return -1;
  isn_store_clock(store, 1762100000);
  add_report(hostile_text, len, "<i>Outlet \"one\"</i>", "2025-11-02T10:40", "javascript:alert(4)");
  add_report(hostile_text, len - 60, "Outlet two / ../..", "2025-11-02T12:15",
             "https://two.example/?a=1&b=\"><script>");
  char page[10 << 10];
  int page_len = snprintf(page, sizeof page, "%s%s</article></body></html>", page_head, hostile_text);
  add_report(page, (size_t)page_len, "Outlet three", "2025-11-03T08:00", "https://three.example/1");
  return isn_store_commit(store, &error) == ISNAD_OK ? 0 : -1;
}

static int tear_down(void **state) {
  char command[64];
  (void)state;
  isn_pages_free(pages);
  isn_store_close(store);
  isnad_lexicon_free(lexicon);
  static const char *const endings[] = {"", "-wal", "-shm"};
  for (size_t i = 0; i < 3; i++) snprintf(command, sizeof command, "%s/s.isnad%s", folder, endings[i]), unlink(command);
  return rmdir(folder);
}

/* ---- Asking ------------------------------------------------------------------------------------------------------ */

typedef struct got {
  isn_arena *arena;
  isn_page_answer answer;
} got;

static got ask_as(isn_page_ask ask) {
  got g = {.arena = isn_arena_new(NULL, ROOM)};
  isn_page_answer_of(pages, &ask, store, g.arena, &g.answer);
  return g;
}

static got ask(const char *path, const char *query) {
  return ask_as((isn_page_ask){.path = isn_str(path), .query = isn_str(query)});
}

static int status_of(const char *path, const char *query) {
  got g = ask(path, query);
  isn_arena_free(g.arena);
  return g.answer.status;
}

static bool holds(const got *g, const char *part) { return isn_str_holds(g->answer.body, isn_str(part)); }

static const char *header(const got *g, const char *name) {
  for (size_t i = 0; i < g->answer.header_count; i++)
    if (strcmp(g->answer.headers[i].name, name) == 0) return isn_arena_copy(g->arena, g->answer.headers[i].value).ptr;
  return NULL;
}

typedef struct ids {
  char at[64][17];
  int count;
} ids;

static bool add_id(void *context, const isn_incident_row *row) {
  ids *all = context;
  memcpy(all->at[all->count++], row->id.ptr, 16);
  return all->count < 64;
}

static ids all_ids(void) {
  ids all = {.count = 0};
  isn_filter none = {.limit = 0};
  assert_int_equal(isn_store_incidents(store, &none, add_id, &all, NULL), ISNAD_OK);
  assert_true(all.count > 1);
  return all;
}

/* ---- Tests ------------------------------------------------------------------------------------------------------- */

/* What is planted is text everywhere: no element, attribute or address of it is left. */
static void check_harmless(const got *g, const char *path) {
  static const char *const never[] = {"<script>",
                                      "<img",
                                      "<b ",
                                      "<svg onload",
                                      "href=\"javascript",
                                      "onerror=alert(1)>",
                                      "<i>Outlet",
                                      "style=\"",
                                      "<A>",
                                      "<E>",
                                      "evil.example/x.js\"></script>"};
  for (size_t i = 0; i < sizeof never / sizeof *never; i++)
    if (holds(g, never[i])) fail_msg("%s: %s", path, never[i]);
}

static void every_page_in_both_languages(void **state) {
  (void)state;
  static const char *const paths[] = {"/",         "/c/all", "/c/over", "/map", "/search",
                                      "/disputes", "/about", "/r/1",    "/r/2", "/r/3"};
  static const char *const queries[] = {
      "lang=ar", "lang=en", "lang=en&lite=1&size=3",
      "lang=ar&q=%22x&event=%3Cscript%3E&place=%22%3E%3Cimg&after=x&page=99&order=%3Cb%3E"};
  ids all = all_ids();
  for (size_t p = 0; p < sizeof paths / sizeof *paths + (size_t)all.count; p++)
    for (size_t q = 0; q < sizeof queries / sizeof *queries; q++) {
      char incident[32];
      size_t fixed = sizeof paths / sizeof *paths;
      if (p >= fixed) snprintf(incident, sizeof incident, "/i/%s", all.at[p - fixed]);
      const char *path = p < fixed ? paths[p] : incident;
      got g = ask(path, queries[q]);
      if (g.answer.status != 200) fail_msg("%s?%s: %d", path, queries[q], g.answer.status);
      assert_string_equal(g.answer.type, "text/html; charset=utf-8");
      check_harmless(&g, path);
      assert_true(holds(&g, q == 0 || q == 3 ? "<html lang=\"ar\" dir=\"rtl\"" : "<html lang=\"en\" dir=\"ltr\""));
      isn_arena_free(g.arena);
    }
}

static void names_of_any_letters(void **state) {
  (void)state;
  got source = ask("/s/%3Ci%3EOutlet%20%22one%22%3C~2Fi%3E", "");
  assert_int_equal(source.answer.status, 200);
  check_harmless(&source, "source");
  isn_arena_free(source.arena);
  assert_int_equal(status_of("/s/Outlet%20two%20~2F%20..~2F..", ""), 200);
  assert_int_equal(status_of("/s/nobody", ""), 404);
  assert_int_equal(status_of("/o/nobody", ""), 404);
}

static void other_forms(void **state) {
  (void)state;
  static const char *const suffixes[] = {"json", "ndjson", "csv", "geojson", "atom", "txt"};
  static const char *const types[] = {"application/json",     "application/x-ndjson", "text/csv",
                                      "application/geo+json", "application/atom+xml", "text/plain"};
  ids all = all_ids();
  char incident[32];
  snprintf(incident, sizeof incident, "/i/%s", all.at[0]);
  const char *const stems[] = {"/index", "/c/all", "/map", "/disputes", "/r/1", incident};
  for (size_t s = 0; s < sizeof stems / sizeof *stems; s++)
    for (size_t i = 0; i < 6; i++) {
      char path[64];
      snprintf(path, sizeof path, "%s.%s", stems[s], suffixes[i]);
      got g = ask(path, "");
      if (g.answer.status != 200 || !(strncmp(g.answer.type, types[i], strlen(types[i])) == 0 || (s == 4 && i == 2)))
        fail_msg("%s: %d %s", path, g.answer.status, g.answer.type);
      isn_arena_free(g.arena);
    }
  got text = ask("/r/1.txt", "");
  assert_memory_equal(text.answer.body.ptr, hostile_text, text.answer.body.len);
  isn_arena_free(text.arena);
  assert_int_equal(status_of("/about.csv", ""), 404);
  assert_int_equal(status_of("/admin.json", ""), 404);
}

static void what_is_refused(void **state) {
  (void)state;
  static const struct {
    const char *path, *query;
    int status;
  } cases[] = {{"", "", 400},
               {"x", "", 400},
               {"/../../etc/passwd", "", 404},
               {"/i/%00", "", 400},
               {"/i/%zz", "", 400},
               {"/i/%FF", "", 400},
               {"//", "", 404},
               {"/i/", "", 404},
               {"/i/zzzz", "", 404},
               {"/r/0", "", 404},
               {"/r/99999999999999999999999", "", 404},
               {"/r/1x", "", 404},
               {"/c/none", "", 404},
               {"/assets/", "", 404},
               {"/assets/../page.c", "", 404},
               {"/nothing", "", 404},
               {"/", "q=%", 400},
               {"/i/x.exe", "", 404},
               {"/admin", "", 404}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (status_of(cases[i].path, cases[i].query) != cases[i].status)
      fail_msg("%s?%s: %d", cases[i].path, cases[i].query, status_of(cases[i].path, cases[i].query));
  char *long_path = calloc(1, 9000);
  memset(long_path, '/', 8999);
  assert_int_equal(status_of(long_path, ""), 400);
  free(long_path);
}

static void languages_and_cookies(void **state) {
  (void)state;
  got english = ask_as((isn_page_ask){.path = ISN_LIT("/"), .languages = ISN_LIT("en-GB,en;q=0.9")});
  assert_true(holds(&english, "<html lang=\"en\""));
  isn_arena_free(english.arena);
  got arabic = ask_as((isn_page_ask){.path = ISN_LIT("/"), .languages = ISN_LIT("en,ar;q=0.5")});
  assert_true(holds(&arabic, "<html lang=\"ar\""));
  isn_arena_free(arabic.arena);
  got kept = ask_as((isn_page_ask){.path = ISN_LIT("/"), .cookies = ISN_LIT("lang=en; size=2")});
  assert_true(holds(&kept, "<html lang=\"en\" dir=\"ltr\" class=\"full size-2\""));
  assert_null(header(&kept, "Set-Cookie"));
  isn_arena_free(kept.arena);
  got set = ask("/", "lang=en");
  assert_string_equal(header(&set, "Set-Cookie"), "lang=en; Path=/; Max-Age=31536000; SameSite=Lax");
  assert_true(holds(&set, "href=\"/map?lang=en\""));
  isn_arena_free(set.arena);
}

static void merged_incidents_lead_on(void **state) {
  (void)state;
  ids all = all_ids();
  isn_act act = {.kind = "merge", .incident = {all.at[0], 16}, .other = {all.at[1], 16}, .who = ISN_LIT("editor <x>")};
  int64_t seq;
  assert_int_equal(isn_store_act(store, &act, &seq, NULL), ISNAD_OK);
  int moved = 0;
  for (int i = 0; i < 2; i++) {
    char path[32];
    snprintf(path, sizeof path, "/i/%s", all.at[i]);
    got g = ask(path, "");
    moved += g.answer.status == 301 && header(&g, "Location") != NULL;
    isn_arena_free(g.arena);
  }
  assert_int_equal(moved, 1);
  assert_int_equal(isn_store_undo(store, seq, ISN_LIT("editor"), NULL, NULL), ISNAD_OK);
}

static void the_desk(void **state) {
  (void)state;
  static const char *const paths[] = {"/admin", "/admin/import", "/admin/sources", "/admin/searches", "/admin/log"};
  isn_desk_source source = {
      .url = ISN_LIT("https://a.example/\"><b x>"), .kind = ISN_LIT("feed"), .fault = ISN_LIT("<b x>")};
  isn_desk_search search = {.id = ISN_LIT("1"),
                            .name = ISN_LIT("<b x>"),
                            .query = ISN_LIT("\"<b x>\""),
                            .webhook = ISN_LIT("https://b.example")};
  isn_desk_rejected rejected = {ISN_LIT("<b x>"), ISN_LIT("<b x>")};
  isn_desk_import import = {.dry = true, .rejected = &rejected, .rejected_count = 1, .total = 3, .running = true};
  isn_desk desk = {.csrf = ISN_LIT("t0ken"),
                   .done = ISN_LIT("merged"),
                   .fault = ISN_LIT("<b x>"),
                   .sources = &source,
                   .source_count = 1,
                   .searches = &search,
                   .search_count = 1,
                   .import = &import};
  ids all = all_ids();
  for (size_t i = 0; i < 6; i++) {
    char incident[32];
    snprintf(incident, sizeof incident, "/i/%s", all.at[0]);
    got g = ask_as((isn_page_ask){.path = isn_str(i < 5 ? paths[i] : incident), .desk = &desk});
    assert_int_equal(g.answer.status, 200);
    assert_false(g.answer.shared);
    check_harmless(&g, paths[i % 5]);
    assert_true(i == 0 || holds(&g, "name=\"csrf\" value=\"t0ken\""));
    isn_arena_free(g.arena);
  }
  desk.read_only = true;
  got read_only = ask_as((isn_page_ask){.path = ISN_LIT("/admin/import"), .desk = &desk});
  assert_false(holds(&read_only, "<form"));
  isn_arena_free(read_only.arena);
  got login = ask_as((isn_page_ask){.path = ISN_LIT("/admin"), .may_login = true});
  assert_true(holds(&login, "action=\"/admin/login\""));
  isn_arena_free(login.arena);
}

static void assets_keep_their_names(void **state) {
  (void)state;
  got front = ask("/", "");
  const char *name = strstr(isn_arena_copy(front.arena, front.answer.body).ptr, "/assets/style-");
  assert_non_null(name);
  char path[64] = "";
  memcpy(path, name, strcspn(name, "\""));
  got style = ask(path, "");
  assert_int_equal(style.answer.status, 200);
  assert_true(style.answer.immutable);
  assert_string_equal(style.answer.type, "text/css; charset=utf-8");
  isn_arena_free(style.arena);
  isn_arena_free(front.arena);
}

static void small_memory(void **state) {
  (void)state;
  static const char *const paths[] = {"/", "/r/1", "/map", "/disputes", "/c/all.json"};
  for (size_t p = 0; p < 5; p++)
    for (size_t room = 4 << 10; room < 4 << 20; room = room * 3 / 2) {
      isn_arena *arena = isn_arena_new(NULL, room);
      isn_page_ask small = {.path = isn_str(paths[p])};
      isn_page_answer answer;
      isn_page_answer_of(pages, &small, store, arena, &answer);
      assert_true(answer.status == 200 || answer.status == 503 || answer.status == 500);
      isn_arena_free(arena);
    }
}

/* ---- The site as files ------------------------------------------------------------------------------------------- */

enum { FILES_MAX = 2000 };

typedef struct files {
  char *names[FILES_MAX], *bodies[FILES_MAX];
  size_t count;
} files;

static bool keep_file(void *context, isnad_str name, isnad_str bytes) {
  files *all = context;
  if (all->count == FILES_MAX) return false;
  for (size_t i = 0; i < name.len; i++)
    if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-._/", name.ptr[i])) return false;
  all->names[all->count] = strndup(name.ptr, name.len);
  all->bodies[all->count++] = strndup(bytes.ptr ? bytes.ptr : "", bytes.len);
  return true;
}

static bool is_file(const files *all, const char *name) {
  for (size_t i = 0; i < all->count; i++)
    if (strcmp(all->names[i], name) == 0) return true;
  return false;
}

/* ../i/0.html from en/c/all.html is en/i/0.html. */
static void resolve(const char *from, const char *href, char out[256]) {
  snprintf(out, 256, "%s", from);
  char *end = strrchr(out, '/');
  end = end ? end : out;
  *end = '\0';
  for (; strncmp(href, "../", 3) == 0; href += 3) {
    char *up = strrchr(out, '/');
    *(up ? up : out) = '\0';
  }
  size_t len = strlen(out);
  snprintf(out + len, 256 - len, "%s%.*s", len ? "/" : "", (int)strcspn(href, "#\""), href);
}

static void every_link_of_a_site(void **state) {
  (void)state;
  static files all;
  int64_t count;
  isnad_error error;
  if (isn_pages_site(pages, store, keep_file, &all, &count, &error) != ISNAD_OK) fail_msg("%s", error.message);
  assert_int_equal(count, all.count);
  size_t links = 0;
  for (size_t i = 0; i < all.count; i++)
    for (const char *c = strstr(all.names[i], ".html") ? all.bodies[i] : ""; (c = strstr(c, "href=\"")) != NULL;) {
      c += 6;
      if (*c == '#' || strncmp(c, "http", 4) == 0) continue;
      char target[256];
      resolve(all.names[i], c, target);
      if (!is_file(&all, target)) fail_msg("%s leads to %s", all.names[i], target);
      links++;
    }
  assert_true(links > 100);
  for (size_t i = 0; i < all.count; i++) free(all.names[i]), free(all.bodies[i]);
}

static void damaged_coverages(void **state) {
  (void)state;
  isn_pages *none;
  isnad_error error;
  assert_int_equal(isn_pages_new(NULL, lexicon, ISN_LIT("slug\tx\nBad Slug\tA\tB\t\t\t\t\t\n"), &none, &error),
                   ISNAD_SYNTAX);
  assert_int_equal(error.where, 2);
  assert_int_equal(isn_pages_new(NULL, lexicon, ISN_LIT("slug\tx\na\tA\tB\t\t\tq=%zz\t\t\n"), &none, &error),
                   ISNAD_SYNTAX);
  isn_page_coverage over;
  assert_true(isn_pages_coverage(pages, ISN_LIT("over"), &over) && over.ended);
  assert_false(isn_pages_coverage(pages, ISN_LIT("none"), &over));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_page_in_both_languages),
                                     cmocka_unit_test(names_of_any_letters),
                                     cmocka_unit_test(other_forms),
                                     cmocka_unit_test(what_is_refused),
                                     cmocka_unit_test(languages_and_cookies),
                                     cmocka_unit_test(merged_incidents_lead_on),
                                     cmocka_unit_test(the_desk),
                                     cmocka_unit_test(assets_keep_their_names),
                                     cmocka_unit_test(small_memory),
                                     cmocka_unit_test(every_link_of_a_site),
                                     cmocka_unit_test(damaged_coverages)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
