/* desk: what editors see: the queue, imports, sources, saved searches, the log with a way back from each act; and on an
 * incident or a report what can be done with it. Plain forms, sent by POST to who serves; nothing is done here. Every
 * form carries the token of its session (csrf) and where to go afterwards (back). */
#include "serve/page/inner.h"

enum { QUEUE = 30, LOG_SHOWN = 100 };

static void open_form(isn_page *page, const char *action, isnad_str back) {
  put(page,
      "<form method=\"post\" action=\"/admin/%c\"%z>\n<input type=\"hidden\" name=\"csrf\" value=\"%t\"><input "
      "type=\"hidden\" name=\"back\" value=\"%t\">\n",
      action, strcmp(action, "import") == 0 ? " enctype=multipart/form-data" : "", page->ask->desk->csrf, back);
}

static void put_hidden(isn_page *page, const char *name, isnad_str value) {
  put(page, "<input type=\"hidden\" name=\"%c\" value=\"%t\">", name, value);
}

static void put_input(isn_page *page, const char *form, const char *name, const char *kind, const char *label,
                      bool required) {
  put(page, "<p><label for=\"%c-%c\">%w</label><input id=\"%c-%c\" name=\"%c\" type=\"%c\" dir=\"auto\"%z></p>\n", form,
      name, label, form, name, name, kind, required ? " required" : "");
}

/* key: the physical key that presses it (event.code), so that it is the same on an Arabic layout. */
static void put_button(isn_page *page, const char *label, const char *key) {
  if (key)
    put(page, "<p><button type=\"submit\" data-key=\"%z\">%w <kbd dir=\"ltr\">%z</kbd></button></p>\n", key, label,
        key + 3);
  else put(page, "<p><button type=\"submit\">%w</button></p>\n", label);
}

static bool may_act(const isn_page *page) { return page->ask->desk && !page->ask->desk->read_only; }

/* ---- On an incident ---------------------------------------------------------------------------------------------- */

static void open_act(isn_page *page, const char *kind, const isn_incident_row *row) {
  open_form(page, "act", isn_page_to(page, "i", row->id));
  put_hidden(page, "kind", isn_str(kind));
  put_hidden(page, "incident", row->id);
}

void isn_page_act_merge(isn_page *page, const isn_incident_row *row, isnad_str other) {
  if (!may_act(page)) return;
  open_act(page, "merge", row);
  put_hidden(page, "other", other);
  put(page, "<button type=\"submit\">%w</button></form>", "desk.merge.here");
}

/* One form for both: which button is pressed says which. */
static void put_claims(isn_page *page, const isn_opened *open) {
  open_form(page, "act", isn_page_to(page, "i", open->row.id));
  put_hidden(page, "incident", open->row.id);
  put(page, "<fieldset><legend>%w</legend>\n", "desk.claims");
  for (size_t i = 0; i < open->whole->telling_count; i++) {
    const isn_stored_claim *claim = &open->claims[i];
    put(page,
        "<p class=\"check\"><input type=\"checkbox\" id=\"k%t\" name=\"claim\" value=\"%t\"><label "
        "for=\"k%t\"><bdi>%t</bdi>%w <q dir=\"auto\">%t</q></label></p>\n",
        claim->hash, claim->hash, claim->hash, claim->outlet, "colon", isn_say_short(page, claim->words, 160));
  }
  put(page,
      "</fieldset>\n<p><button type=\"submit\" name=\"kind\" value=\"split\" data-key=\"KeyS\">%w <kbd "
      "dir=\"ltr\">S</kbd></button> "
      "<button type=\"submit\" name=\"kind\" value=\"pin\" data-key=\"KeyP\">%w <kbd "
      "dir=\"ltr\">P</kbd></button></p>\n</form>\n",
      "desk.split", "desk.pin");
}

static void put_said(isn_page *page) {
  const isn_desk *desk = page->ask->desk;
  if (desk->done.len)
    put(page, "<p class=\"done\" role=\"status\">%t</p>\n",
        isn_word_of(page->pages->words, page->lang, "done", desk->done));
  if (desk->fault.len)
    put(page, "<p class=\"fault\" role=\"alert\">%w <span lang=\"en\" dir=\"ltr\">%t</span></p>\n", "desk.fault",
        desk->fault);
}

void isn_page_acts(isn_page *page, const isn_opened *open) {
  if (!may_act(page)) return;
  put(page, "<section class=\"acts\" aria-labelledby=\"acts\">\n<h2 id=\"acts\">%w</h2>\n", "desk");
  put_said(page);
  open_act(page, "note", &open->row);
  put(page,
      "<p><label for=\"note-words\">%w</label><textarea id=\"note-words\" name=\"words\" rows=\"3\" dir=\"auto\" "
      "required></textarea></p>\n",
      "desk.note.words");
  put_button(page, "desk.note", "KeyN");
  put(page, "</form>\n");
  open_act(page, "merge", &open->row);
  put_input(page, "merge", "other", "text", "desk.merge.other", true);
  put_button(page, "desk.merge", "KeyM");
  put(page, "</form>\n");
  put_claims(page, open);
  if (!open->row.retracted) {
    open_act(page, "retract", &open->row);
    put_input(page, "retract", "words", "text", "desk.why", true);
    put_button(page, "desk.retract", "KeyR");
    put(page, "</form>\n");
  }
  put(page, "</section>\n");
}

void isn_page_acts_report(isn_page *page, const isn_stored_report *report) {
  if (!may_act(page) || report->retracted) return;
  put(page, "<section class=\"acts\" aria-labelledby=\"acts\">\n<h2 id=\"acts\">%w</h2>\n", "desk");
  put_said(page);
  isnad_str number = isn_arena_print(page->arena, "%lld", (long long)report->id);
  open_form(page, "act", isn_page_to_number(page, "r", report->id));
  put_hidden(page, "kind", ISN_LIT("retract"));
  put_hidden(page, "report", number);
  put_input(page, "retract", "words", "text", "desk.why", true);
  put_button(page, "desk.retract.report", NULL);
  put(page, "</form>\n</section>\n");
}

/* ---- Pages of the desk ------------------------------------------------------------------------------------------- */

static void put_queue(isn_page *page) {
  isn_filter filter = {.order = ISN_BY_LAST_REPORT, .limit = QUEUE};
  isn_row_list list = isn_page_rows(page, &filter);
  put(page, "<p>%w</p>\n<ol class=\"queue\">\n", "desk.queue.about");
  for (size_t i = 0; i < list.count; i++) {
    const isn_incident_row *row = &list.at[i];
    put(page, "<li><a href=\"%p#acts\" dir=\"auto\">%t</a> <span class=\"by\"><code dir=\"ltr\">%t</code> \xC2\xB7 ",
        isn_page_to(page, "i", row->id), isn_say_title(page, row), row->id);
    isn_say_event(page, row->event, row->mode);
    put(page, " \xC2\xB7 ");
    isn_say_origins(page, row);
    put(page, "</span></li>\n");
  }
  put(page, "</ol>\n");
}

static void put_import_state(isn_page *page, const isn_desk_import *import) {
  const struct {
    const char *key;
    int64_t number;
  } sums[] = {{"import.fresh", import->fresh},
              {"import.same", import->same},
              {"import.versions", import->versions},
              {"import.claims", import->claims},
              {"import.rejected", (int64_t)import->rejected_count}};
  put(page, "<section aria-labelledby=\"last\">\n<h2 id=\"last\">%w</h2>\n",
      import->running ? "import.running"
      : import->dry   ? "import.dry"
                      : "import.last");
  if (import->running)
    put(page,
        "<p><label for=\"progress\">%w</label> <progress id=\"progress\" max=\"%d\" value=\"%d\"></progress></p>\n",
        "import.progress", import->total > 0 ? import->total : 1, import->done);
  put(page, "<dl class=\"facts\">\n");
  for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
    put(page, "<div><dt>%w</dt><dd>%d</dd></div>\n", sums[i].key, sums[i].number);
  put(page, "</dl>\n");
  if (import->rejected_count) {
    put(page,
        "<table class=\"figures\"><caption>%w</caption><thead><tr><th scope=\"col\">%w</th><th "
        "scope=\"col\">%w</th></tr></thead><tbody>\n",
        "import.rejected", "import.from", "import.why");
    for (size_t i = 0; i < import->rejected_count; i++)
      put(page, "<tr><td dir=\"auto\">%t</td><td lang=\"en\" dir=\"ltr\">%t</td></tr>\n", import->rejected[i].from,
          import->rejected[i].why);
    put(page, "</tbody></table>\n");
  }
  put(page, "</section>\n");
}

static void put_import(isn_page *page) {
  if (may_act(page)) {
    open_form(page, "import", ISN_LIT("/admin/import"));
    put(page,
        "<p><label for=\"import-text\">%w</label><textarea id=\"import-text\" name=\"text\" rows=\"10\" "
        "dir=\"auto\"></textarea></p>\n",
        "import.text");
    put_input(page, "import", "file", "file", "import.file", false);
    put_input(page, "import", "outlet", "text", "outlet", false);
    put_input(page, "import", "published", "datetime-local", "published", false);
    put_input(page, "import", "url", "url", "address", false);
    put(page,
        "<p class=\"check\"><input id=\"import-dry\" name=\"dry\" type=\"checkbox\" value=\"1\" checked><label "
        "for=\"import-dry\">%w</label></p>\n",
        "import.dry.ask");
    put_button(page, "import", "KeyI");
    put(page, "</form>\n");
  }
  if (page->ask->desk->import) put_import_state(page, page->ask->desk->import);
}

static void put_remove(isn_page *page, const char *action, const char *name, isnad_str value) {
  if (!may_act(page)) return;
  open_form(page, action, isn_arena_print(page->arena, "/admin/%s", action));
  put_hidden(page, name, value);
  put_hidden(page, "remove", ISN_LIT("1"));
  put(page, "<button type=\"submit\">%w</button></form>", "remove");
}

static void put_moment(isn_page *page, int64_t at) {
  if (at) isn_say_instant(page, at);
  else put(page, "%w", "never");
}

static void put_sources(isn_page *page) {
  const isn_desk *desk = page->ask->desk;
  if (may_act(page)) {
    open_form(page, "sources", ISN_LIT("/admin/sources"));
    put_input(page, "source", "url", "url", "address", true);
    put_button(page, "intake.add", NULL);
    put(page, "</form>\n");
  }
  put(page,
      "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"%w\"><table "
      "class=\"figures\"><caption>%w</caption><thead><tr><th scope=\"col\">%w</th><th scope=\"col\">%w</th><th "
      "scope=\"col\">%w</th>"
      "<th scope=\"col\">%w</th><th scope=\"col\">%w</th><td></td></tr></thead><tbody>\n",
      "desk.sources", "desk.sources", "address", "intake.state", "intake.fetched", "intake.next", "count.reports");
  for (size_t i = 0; i < desk->source_count; i++) {
    const isn_desk_source *s = &desk->sources[i];
    put(page, "<tr><td dir=\"ltr\">%t</td><td>", s->url);
    if (s->fault.len)
      put(page, "<span class=\"fault\">%w%w <span lang=\"en\" dir=\"ltr\">%t</span></span>", "intake.fault", "colon",
          s->fault);
    else put(page, "%w", s->fetched ? "intake.good" : "intake.new");
    put(page, "</td><td>");
    put_moment(page, s->fetched);
    put(page, "</td><td>");
    put_moment(page, s->next);
    put(page, "</td><td>%d</td><td>", s->reports);
    put_remove(page, "sources", "url", s->url);
    put(page, "</td></tr>\n");
  }
  put(page, "</tbody></table></div>\n");
}

static void put_searches(isn_page *page) {
  const isn_desk *desk = page->ask->desk;
  if (may_act(page)) {
    open_form(page, "searches", ISN_LIT("/admin/searches"));
    put_input(page, "search", "name", "text", "search.name", true);
    put_input(page, "search", "query", "text", "search.query", true);
    put_input(page, "search", "webhook", "url", "search.webhook", false);
    put_button(page, "search.save", NULL);
    put(page, "</form>\n");
  }
  put(page, "<ul class=\"queue\">\n");
  for (size_t i = 0; i < desk->search_count; i++) {
    const isn_desk_search *s = &desk->searches[i];
    put(page,
        "<li><bdi>%t</bdi>%w <a href=\"/search?q=%u\"><bdi>%t</bdi></a> \xC2\xB7 <a href=\"/search.atom?q=%u\">%w</a>",
        s->name, "colon", s->query, s->query, s->query, "feed");
    if (s->webhook.len) put(page, " \xC2\xB7 <code dir=\"ltr\">%t</code>", s->webhook);
    if (s->fault.len) put(page, " <span class=\"fault\" lang=\"en\" dir=\"ltr\">%t</span>", s->fault);
    put(page, " ");
    put_remove(page, "searches", "id", s->id);
    put(page, "</li>\n");
  }
  put(page, "</ul>\n");
}

typedef struct entries {
  isn_page *page;
  isn_entry_of_log at[LOG_SHOWN]; /* a ring: the last ones */
  int64_t count;
} entries;

static void keep_entry(isn_page *page, void *context, const void *item) {
  const isn_entry_of_log *entry = item;
  entries *all = context;
  isn_entry_of_log *copy = &all->at[all->count++ % LOG_SHOWN];
  isnad_str *texts[] = {&copy->kind, &copy->incident, &copy->other, &copy->who};
  *copy = *entry;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = isn_arena_copy(page->arena, *texts[i]);
}

static bool on_entry(void *context, const isn_entry_of_log *entry) {
  entries *all = context;
  return isn_page_visited(all->page, keep_entry, all, entry);
}

static void put_log(isn_page *page) {
  entries *all = isn_alloc(page->arena, sizeof *all);
  all->page = page;
  int64_t last = isn_store_last(page->store);
  isn_page_check(page, isn_store_log(page->store, last > LOG_SHOWN ? last - LOG_SHOWN : 0, (isnad_str){NULL, 0},
                                     LOG_SHOWN, on_entry, all, &page->error));
  put(page, "<ol class=\"history\">\n");
  for (int64_t i = all->count - 1; i >= 0 && i >= all->count - LOG_SHOWN; i--) {
    const isn_entry_of_log *e = &all->at[i % LOG_SHOWN];
    put(page, "<li value=\"%d\"><span class=\"when\">", e->seq);
    isn_say_instant(page, e->at);
    put(page, "</span> %t", isn_word_of(page->pages->words, page->lang, "log", e->kind));
    if (e->incident.len)
      put(page, " <a href=\"%p\"><code>%t</code></a>", isn_page_to(page, "i", e->incident), e->incident);
    if (e->who.len) put(page, " \xC2\xB7 <bdi>%t</bdi> ", e->who);
    if (e->who.len && may_act(page) && !isn_str_same(e->kind, ISN_LIT("undo"))) {
      open_form(page, "undo", ISN_LIT("/admin/log"));
      put_hidden(page, "entry", isn_arena_print(page->arena, "%lld", (long long)e->seq));
      put(page, "<button type=\"submit\">%w</button></form>", "desk.undo");
    }
    put(page, "</li>\n");
  }
  put(page, "</ol>\n");
}

static void put_login(isn_page *page) {
  isn_frame frame = {.title = isn_word(page->pages->words, page->lang, "desk")};
  isn_shell_open(page, &frame);
  put(page,
      "<header class=\"lead\"><h1>%w</h1></header>\n<form class=\"ask\" method=\"post\" "
      "action=\"/admin/login\"><p><label for=\"token\">%w</label>"
      "<input id=\"token\" name=\"token\" type=\"password\" autocomplete=\"current-password\" required><button "
      "type=\"submit\">%w</button></p></form>\n",
      "desk", "login.token", "login");
  isn_shell_close(page, &frame);
}

void isn_page_desk_write(isn_page *page) {
  static const struct {
    const char *path, *word;
    void (*write)(isn_page *);
  } parts[] = {{"/admin", "desk.queue", put_queue},
               {"/admin/import", "import", put_import},
               {"/admin/sources", "desk.sources", put_sources},
               {"/admin/searches", "desk.searches", put_searches},
               {"/admin/log", "desk.log", put_log}};
  if (page->ask->desk == NULL) {
    if (!page->ask->may_login) isn_page_refuse(page, 404);
    put_login(page);
    return;
  }
  size_t here = 0;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (isn_str_same(page->path, isn_str(parts[i].path))) here = i;
  isn_frame frame = {.title = isn_word(page->pages->words, page->lang, parts[here].word), .here = "desk"};
  isn_shell_open(page, &frame);
  put(page,
      "<header class=\"lead\"><p class=\"kicker\">%w</p><h1>%w</h1></header>\n<nav class=\"parts\" "
      "aria-label=\"%w\"><ul>",
      "desk", parts[here].word, "desk");
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    put(page, "<li><a href=\"%p\"%z>%w</a></li>", isn_str(parts[i].path), i == here ? " aria-current=page" : "",
        parts[i].word);
  put(page, "</ul></nav>\n");
  if (page->ask->desk->read_only) put(page, "<p>%w</p>\n", "desk.read.only");
  put_said(page);
  parts[here].write(page);
  isn_shell_close(page, &frame);
}
