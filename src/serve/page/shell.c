/* shell: what stands around every page: head, name of the paper, navigation, other forms, foot; and how pages lead to
 * each other, which a live site does by /i/0123?lang=en and a static one by ../en/i/0123.html. No inline script and no
 * style attribute: the policy of the pages (isn_page_csp) forbids both. */
#include "base/sha256.h"
#include "serve/page/inner.h"

/* ---- Addresses --------------------------------------------------------------------------------------------------- */

static bool is_asset(isnad_str path) { return path.len > 8 && memcmp(path.ptr, "/assets/", 8) == 0; }

/* Is it a page, and not another form of one or a file? */
static bool is_page(isnad_str path) { return !is_asset(path) && isn_page_suffix(&path).len == 0; }

/* From the folder of this page to the first: ../../ */
static void put_root(isn_page *page) {
  size_t depth = page->lang == ISN_ENGLISH;
  for (size_t i = 1; i < page->path.len; i++) depth += page->path.ptr[i] == '/';
  for (size_t i = 0; i < depth; i++) put(page, "../");
}

/* Servers and browsers make more of / \ and a leading . than a part of an address: these are written ~2F, whatever
 * stands around them. */
isnad_str isn_page_named(isn_page *page, const char *kind, isnad_str name) {
  isn_buf safe = isn_buf_new(page->arena, 64 << 10);
  for (size_t i = 0; i < name.len; i++) {
    char c = name.ptr[i];
    if (c == '/' || c == '\\' || c == '~' || (c == '.' && i == 0)) isn_buf_print(&safe, "~%02X", c);
    else isn_buf_char(&safe, c);
  }
  isn_pen path = {.buf = isn_buf_new(page->arena, 256 << 10), .words = page->pages->words};
  isn_pen_put(&path, "/%c/%u", kind, isn_buf_done(&safe));
  return isn_buf_done(&path.buf);
}

isnad_str isn_page_to(isn_page *page, const char *kind, isnad_str id) {
  return isn_arena_print(page->arena, "/%s/%.*s", kind, (int)id.len, id.ptr);
}

isnad_str isn_page_to_number(isn_page *page, const char *kind, int64_t number) {
  return isn_arena_print(page->arena, "/%s/%lld", kind, (long long)number);
}

isnad_str isn_page_name_in(isn_page *page, isnad_str part) {
  char *name = isn_alloc(page->arena, part.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < part.len; i++) {
    static const struct {
      const char *code;
      char is;
    } codes[] = {{"~2F", '/'}, {"~5C", '\\'}, {"~7E", '~'}, {"~2E", '.'}};
    char c = part.ptr[i];
    for (size_t k = 0; c == '~' && part.len - i > 2 && k < 4; k++)
      if (memcmp(part.ptr + i, codes[k].code, 3) == 0) {
        c = codes[k].is, i += 2;
        break;
      }
    name[len++] = c;
  }
  return (isnad_str){name, len};
}

isnad_str isn_page_file(isn_arena *arena, isn_lang lang, isnad_str path) {
  if (path.len < 2) path = ISN_LIT("/index");
  if (is_asset(path)) return (isnad_str){path.ptr + 1, path.len - 1};
  isnad_str stem = path, suffix = isn_page_suffix(&stem);
  const char *folder = lang == ISN_ENGLISH && suffix.len == 0 ? "en/" : "";
  if (suffix.len == 0) suffix = ISN_LIT("html");
  bool named = stem.len > 3 && (stem.ptr[1] == 's' || stem.ptr[1] == 'o') && stem.ptr[2] == '/';
  if (!named)
    return isn_arena_print(arena, "%s%.*s.%.*s", folder, (int)stem.len - 1, stem.ptr + 1, (int)suffix.len, suffix.ptr);
  char hex[65];
  isn_digest digest = isn_sha256_of(stem);
  isn_digest_hex(&digest, hex);
  return isn_arena_print(arena, "%s%c/%.16s.%.*s", folder, stem.ptr[1], hex, (int)suffix.len, suffix.ptr);
}

void isn_shell_path(isn_page *page, isn_lang lang, isnad_str path) {
  if (!page->ask->fixed) {
    put(page, "%t", path);
    bool asked = memchr(path.ptr, '?', path.len) != NULL;
    if (page->carry.len && is_page(path)) put(page, asked ? "&amp;%t" : "?%t", page->carry);
    return;
  }
  put_root(page);
  put(page, "%t", isn_page_file(page->arena, lang, path));
  if (page->ask->linked) page->ask->linked(page->ask->context, path);
}

static void put_parameter(isn_page *page, bool *first, isnad_str name, isnad_str value) {
  put(page, *first ? "?%u=%u" : "&amp;%u=%u", name, value);
  *first = false;
}

void isn_shell_self(isn_page *page, const char *suffix, const char *name, const char *value) {
  bool front = isn_str_same(page->path, ISN_LIT("/"));
  isnad_str sent = front && *suffix ? ISN_LIT("/index") : page->ask->path;
  if (page->ask->fixed) {
    put(page, "%p", isn_arena_print(page->arena, "%.*s%s", (int)sent.len, sent.ptr, suffix));
    return;
  }
  bool first = true;
  put(page, "%t%z", sent, suffix);
  for (size_t i = 0; i < page->query.count; i++)
    if (!isn_str_same(page->query.at[i].name, isn_str(name)) && page->query.at[i].value.len)
      put_parameter(page, &first, page->query.at[i].name, page->query.at[i].value);
  if (value) put_parameter(page, &first, isn_str(name), isn_str(value));
}

static void put_asset(isn_page *page, isn_asset_id id) {
  isnad_str name = page->pages->assets.at[id].name;
  put(page, "%p", isn_arena_print(page->arena, "/assets/%.*s", (int)name.len, name.ptr));
}

/* ---- Head -------------------------------------------------------------------------------------------------------- */

static void put_alternates(isn_page *page, const isn_frame *frame) {
  static const struct {
    const char *suffix, *type;
  } types[] = {{"atom", "application/atom+xml"}, {"json", "application/json"}, {"geojson", "application/geo+json"}};
  for (size_t i = 0; frame->forms && i < sizeof types / sizeof *types; i++) {
    if (!isn_str_holds(isn_str(frame->forms), isn_str(types[i].suffix))) continue;
    put(page, "<link rel=\"alternate\" type=\"%z\" href=\"", types[i].type);
    isn_shell_self(page, isn_arena_print(page->arena, ".%s", types[i].suffix).ptr, "page", NULL);
    put(page, "\">\n");
  }
}

static void put_head(isn_page *page, const isn_frame *frame) {
  bool arabic = page->lang == ISN_ARABIC;
  const char *sizes[] = {"", " size-2", " size-3"};
  put(page, "<!doctype html>\n<html lang=\"%z\" dir=\"%z\" class=\"%z%z\">\n<head>\n<meta charset=\"utf-8\">\n",
      arabic ? "ar" : "en", arabic ? "rtl" : "ltr", page->lite ? "lite" : "full", sizes[page->size - 1]);
  put(page, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
            "content=\"light dark\">\n");
  put(page, "<title>%t \xC2\xB7 %w</title>\n", frame->title, "site");
  if (frame->about.len)
    put(page, "<meta name=\"description\" content=\"%t\">\n", isn_say_short(page, frame->about, 280));
  put(page, "<link rel=\"stylesheet\" href=\"");
  put_asset(page, ISN_ASSET_STYLE);
  put(page, "\">\n");
  if (!page->lite) {
    put(page, "<link rel=\"stylesheet\" href=\"");
    put_asset(page, ISN_ASSET_FONTS);
    put(page, "\">\n");
    if (!page->ask->fixed) {
      put(page, "<script src=\"");
      put_asset(page, ISN_ASSET_LIVE);
      put(page, "\" defer></script>\n");
    }
  }
  put(page, "<link rel=\"icon\" type=\"image/svg+xml\" href=\"");
  put_asset(page, ISN_ASSET_ICON);
  put(page, "\">\n");
  put_alternates(page, frame);
  put(page, "</head>\n");
}

/* ---- Name and navigation ----------------------------------------------------------------------------------------- */

static void put_entry(isn_page *page, const isn_frame *frame, const char *name, const char *path, isnad_str label) {
  bool here = frame->here && strcmp(frame->here, name) == 0;
  put(page, "<li><a href=\"%p\"%z>%t</a></li>", isn_str(path), here ? " aria-current=page" : "", label);
}

static void put_navigation(isn_page *page, const isn_frame *frame) {
  const isn_pages *pages = page->pages;
  put(page, "<nav class=\"sections\" aria-label=\"%w\"><ul>", "nav");
  for (size_t i = 0; i < pages->coverage_count; i++) {
    const isn_coverage *c = &pages->coverages[i];
    bool here = page->coverage == c;
    isnad_str path = isn_arena_print(page->arena, "/c/%.*s", (int)c->slug.len, c->slug.ptr);
    put(page, "<li><a href=\"%p\"%z>%t</a></li>", path, here ? " aria-current=page" : "", c->title[page->lang]);
  }
  put_entry(page, frame, "map", "/map", isn_word(pages->words, page->lang, "map"));
  put_entry(page, frame, "disputes", "/disputes", isn_word(pages->words, page->lang, "disputes"));
  if (!page->ask->fixed) put_entry(page, frame, "search", "/search", isn_word(pages->words, page->lang, "search"));
  put_entry(page, frame, "about", "/about", isn_word(pages->words, page->lang, "about"));
  if (page->ask->desk) put_entry(page, frame, "desk", "/admin", isn_word(pages->words, page->lang, "desk"));
  put(page, "</ul></nav>\n");
}

static void put_language(isn_page *page) {
  isn_lang other = page->lang == ISN_ARABIC ? ISN_ENGLISH : ISN_ARABIC;
  const char *code = other == ISN_ARABIC ? "ar" : "en";
  put(page, "<a class=\"language\" lang=\"%z\" hreflang=\"%z\" href=\"", code, code);
  if (page->ask->fixed) isn_shell_path(page, other, page->ask->path);
  else isn_shell_self(page, "", "lang", code);
  put(page, "\">%t</a>", isn_word(page->pages->words, other, "lang.name"));
}

/* أ أ أ: each a link that a cookie remembers. */
static void put_sizes(isn_page *page) {
  static const char *const numbers[] = {"1", "2", "3"}, *const labels[] = {"size.1", "size.2", "size.3"};
  if (page->ask->fixed) return;
  put(page, "<span class=\"sizes\" role=\"group\" aria-label=\"%w\">", "size");
  for (int i = 0; i < 3; i++) {
    put(page, "<a class=\"size-%z\"%z aria-label=\"%w\" href=\"", numbers[i],
        page->size == i + 1 ? " aria-current=true" : "", labels[i]);
    isn_shell_self(page, "", "size", numbers[i]);
    put(page, "\">%w</a>", "size.letter");
  }
  put(page, "</span>");
}

/* What the script fills: it is not there without it. Words go in as data, so that the script holds none. */
static void put_live(isn_page *page, const isn_frame *frame) {
  static const char *const words[] = {"live.new",    "live.wait",  "live.on",    "live.off",   "live.again",
                                      "live.paused", "live.ended", "live.pause", "live.resume"};
  if (!frame->live || page->lite || page->ask->fixed) return;
  put(page, "<div class=\"live\" hidden data-lang=\"%z\" data-since=\"%d\" data-worker=\"",
      page->lang == ISN_ARABIC ? "ar" : "en", isn_store_last(page->store));
  put_asset(page, ISN_ASSET_WORKER);
  put(page, "\" data-check=\"");
  isn_shell_self(page, ".ndjson", "page", NULL);
  put(page, "\"");
  if (page->coverage)
    put(page, " data-coverage=\"%t\"%z", page->coverage->slug, page->coverage->ended.len ? " data-over=true" : "");
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) put(page, " data-%z=\"%w\"", words[i] + 5, words[i]);
  put(page, "><p class=\"state\" role=\"status\"></p><button type=\"button\" class=\"pause\"></button>"
            "<button type=\"button\" class=\"fresh\" hidden></button></div>\n");
}

void isn_shell_open(isn_page *page, const isn_frame *frame) {
  put_head(page, frame);
  put(page, "<body>\n<a class=\"skip\" href=\"#main\">%w</a>\n<header class=\"masthead\">\n<div class=\"top\">",
      "skip");
  put(page, "<p class=\"name\"><a href=\"%p\">%w</a></p><p class=\"motto\">%w</p><p class=\"tools\">", ISN_LIT("/"),
      "site", "motto");
  put_sizes(page);
  put_language(page);
  put(page, "</p></div>\n");
  put_navigation(page, frame);
  put_live(page, frame);
  put(page, "</header>\n<main id=\"main\" tabindex=\"-1\">\n");
}

void isn_shell_close(isn_page *page, const isn_frame *frame) {
  put(page, "</main>\n<footer class=\"foot\"><div>\n");
  if (frame->forms) {
    isnad_str rest = isn_str(frame->forms);
    put(page, "<p class=\"forms\">%w%w ", "forms", "colon");
    while (rest.len) {
      const char *blank = memchr(rest.ptr, ' ', rest.len);
      isnad_str form = {rest.ptr, blank ? (size_t)(blank - rest.ptr) : rest.len};
      put(page, "<a href=\"");
      isn_shell_self(page, isn_arena_print(page->arena, ".%.*s", (int)form.len, form.ptr).ptr, "page", NULL);
      put(page, "\" lang=\"en\" dir=\"ltr\">%t</a> ", form);
      size_t used = form.len + (blank != NULL);
      rest.ptr += used, rest.len -= used;
    }
    put(page, "</p>\n");
  }
  put(page, "<p>%w</p>\n", "foot.limits");
  if (!page->ask->fixed) {
    put(page, "<p><a href=\"");
    isn_shell_self(page, "", "lite", page->lite ? "0" : "1");
    put(page, "\">%w</a></p>\n", page->lite ? "lite.off" : "lite.on");
  }
  put(page, "</div></footer>\n</body>\n</html>\n");
}
