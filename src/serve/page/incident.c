/* incident: one happening: the answers to who, what, to whom, where, when, how many and on whose word, each value
 * opening the words it stands on; the isnad; disagreements; how it was told in time; what may be the same; what
 * changed. «كم: 12 قتيلاً» opens «أعلنت شبكة أطباء السودان مقتل 12 مدنياً». */
#include "serve/page/inner.h"

enum { NEAR_SEEN = 12, NEAR_SHOWN = 4, HISTORY_MAX = 60 };

/* ---- Words ------------------------------------------------------------------------------------------------------- */

isnad_str isn_page_claim_cut(const isn_stored_claim *claim, isnad_span span) {
  isnad_span evidence = claim->claim->evidence;
  bool inside =
      !isn_span_empty(span) && isn_span_inside(span, evidence) && claim->words.len == evidence.end - evidence.start;
  if (!inside) return (isnad_str){NULL, 0};
  return (isnad_str){claim->words.ptr + (span.start - evidence.start), span.end - span.start};
}

void isn_page_claim_link(isn_page *page, const isn_stored_claim *claim) {
  put(page, "<a class=\"text\" href=\"%p#c%d\">%w</a>", isn_page_to_number(page, "r", claim->report),
      (int64_t)claim->n + 1, "text.link");
}

void isn_page_quote(isn_page *page, const isn_stored_claim *claim, isnad_span span) {
  isnad_str part = isn_page_claim_cut(claim, span), words = claim->words;
  if (part.len) {
    size_t before = (size_t)(part.ptr - words.ptr), after = before + part.len;
    put(page, "<q dir=\"auto\">%t<mark>%t</mark>%t</q>", (isnad_str){words.ptr, before}, part,
        (isnad_str){words.ptr + after, words.len - after});
  } else {
    put(page, "<q dir=\"auto\">%t</q>", words);
  }
  put(page, " <span class=\"by\"><bdi>%t</bdi>%w ", claim->outlet, "comma");
  isn_say_time(page, claim->published);
  put(page, " ");
  isn_page_claim_link(page, claim);
  put(page, "</span>");
}

/* ---- Values of one answer ---------------------------------------------------------------------------------------- */

typedef struct standing {
  const isn_stored_claim *claim;
  isnad_str text; /* as this claim has it */
  isnad_span span;
} standing;

typedef struct value {
  isnad_str key, text, name; /* key: by which two are one */
  int64_t min, max;          /* counts */
  isnad_str what, of;        /* of: what it is a part of */
  standing *at;
  size_t count, cap;
} value;

typedef struct values {
  value *at;
  size_t count, cap;
} values;

static value *value_of(isn_page *page, values *all, isnad_str key, isnad_str text) {
  for (size_t i = 0; i < all->count; i++)
    if (isn_str_same(all->at[i].key, key)) return &all->at[i];
  isn_arena_grow(page->arena, &all->at, all->count, &all->cap, sizeof *all->at);
  all->at[all->count] = (value){.key = key, .text = text};
  return &all->at[all->count++];
}

static value *add(isn_page *page, values *all, isnad_str key, isnad_str text, const isn_stored_claim *claim,
                  isnad_span span) {
  value *v = value_of(page, all, key, text);
  isn_arena_grow(page->arena, &v->at, v->count, &v->cap, sizeof *v->at);
  v->at[v->count++] = (standing){claim, text, span};
  return v;
}

/* What most claims call it; of equals the first. */
static isnad_str usual_text(const value *v) {
  size_t best = 0, most = 0;
  for (size_t i = 0; i < v->count; i++) {
    size_t times = 0;
    for (size_t k = 0; k < v->count; k++) times += isn_str_same(v->at[k].text, v->at[i].text);
    if (times > most) most = times, best = i;
  }
  return v->at[best].text;
}

static void add_names(isn_page *page, values *all, const isn_stored_claim *claim, const isnad_name *names,
                      size_t count) {
  for (size_t i = 0; i < count; i++)
    add(page, all, names[i].id.len ? names[i].id : names[i].text, names[i].text, claim, names[i].span)->name =
        names[i].name;
}

static void add_place(isn_page *page, values *all, const isn_stored_claim *claim, const isnad_place *place) {
  if (place->text.len == 0) return;
  add(page, all, place->id.len ? place->id : place->text, place->text, claim, place->span)->name = place->name;
}

static void add_counts(isn_page *page, values *all, const isn_stored_claim *claim) {
  for (size_t i = 0; i < claim->claim->count_count; i++) {
    const isnad_count *c = &claim->claim->counts[i];
    isnad_str key = isn_arena_print(page->arena, "%d %d %d %lld %lld", (int)c->what, (int)c->subset, (int)c->of,
                                    (long long)c->min, (long long)c->max);
    value *v = add(page, all, key, c->text, claim, c->span);
    v->min = c->min, v->max = c->max, v->what = isn_str(isnad_what_name(c->what));
    if (c->subset) v->of = isn_str(isnad_what_name(c->of));
  }
}

enum answer { WHO, WHAT, WHOM, WHERE, WHEN, HOW_MANY, ANSWERS };

static void collect(isn_page *page, const isn_opened *open, values answers[ANSWERS]) {
  for (size_t i = 0; i < open->whole->telling_count; i++) {
    const isn_stored_claim *claim = &open->claims[i];
    const isnad_claim *c = claim->claim;
    add_names(page, &answers[WHO], claim, c->actors, c->actor_count);
    add_names(page, &answers[WHOM], claim, c->recipients, c->recipient_count);
    const char *mode = isnad_mode_name(c->mode), *event = isnad_event_name(c->event);
    isnad_str code = isn_arena_print(page->arena, "%s.%s", event, mode ? mode : "");
    add(page, &answers[WHAT], code, isn_str(event), claim, c->trigger)->name = isn_str(mode);
    add_place(page, &answers[WHERE], claim, &c->place);
    add_place(page, &answers[WHERE], claim, &c->from);
    add_place(page, &answers[WHERE], claim, &c->to);
    if (c->time.text.len)
      add(page, &answers[WHEN],
          isn_arena_print(page->arena, "%.*s %.*s", (int)c->time.start.len, c->time.start.ptr, (int)c->time.end.len,
                          c->time.end.ptr),
          c->time.start, claim, c->time.span)
          ->name = c->time.end;
    add_counts(page, &answers[HOW_MANY], claim);
  }
}

static void put_value(isn_page *page, enum answer answer, const value *v) {
  switch (answer) {
    case WHAT: isn_say_event(page, v->text, v->name); break;
    case WHEN: isn_say_days(page, v->text, v->name); break;
    case HOW_MANY:
      isn_say_figure(page, v->what, v->min, v->max);
      if (v->of.len)
        put(page, " <small>(%w %t)</small>", "out.of", isn_word_of(page->pages->words, page->lang, "what", v->of));
      put(page, " <small>\xC2\xAB<bdi>%t</bdi>\xC2\xBB</small>", v->text);
      break;
    default: isn_say_name(page, usual_text(v), v->name);
  }
}

static void put_answer(isn_page *page, enum answer answer, const values *all) {
  static const char *const keys[ANSWERS] = {"ask.who", "ask.what", "ask.whom", "ask.where", "ask.when", "ask.count"};
  put(page, "<tr><th scope=\"row\">%w</th><td>", keys[answer]);
  for (size_t i = 0; i < all->count; i++) {
    const value *v = &all->at[i];
    put(page, "<details class=\"value\"><summary>");
    put_value(page, answer, v);
    put(page, " <span class=\"times\">");
    isn_pen_plural(&page->pen, "n.claims", (int64_t)v->count);
    put(page, "</span></summary>\n<ul>");
    for (size_t k = 0; k < v->count; k++) {
      put(page, "<li>");
      isn_page_quote(page, v->at[k].claim, v->at[k].span);
      put(page, "</li>\n");
    }
    put(page, "</ul></details>\n");
  }
  if (all->count == 0) put(page, "<span class=\"none\">%w</span>", "unsaid");
  put(page, "</td></tr>\n");
}

static void put_whose(isn_page *page, const isn_opened *open) {
  put(page, "<tr><th scope=\"row\">%w</th><td><a href=\"#isnad\">", "ask.whose");
  isn_say_origins(page, &open->row);
  put(page, "</a></td></tr>\n");
}

static void put_answers(isn_page *page, const isn_opened *open) {
  values answers[ANSWERS] = {{NULL, 0, 0}};
  collect(page, open, answers);
  put(page, "<section aria-labelledby=\"answers\">\n<h2 id=\"answers\">%w</h2>\n<table class=\"answers\"><tbody>\n",
      "answers");
  for (int i = 0; i < ANSWERS; i++) put_answer(page, (enum answer)i, &answers[i]);
  put_whose(page, open);
  put(page, "</tbody></table>\n</section>\n");
}

/* ---- How it was told in time ------------------------------------------------------------------------------------- */

static void put_timeline(isn_page *page, const isn_opened *open) {
  put(page, "<section aria-labelledby=\"timeline\">\n<h2 id=\"timeline\">%w</h2>\n<ol class=\"timeline\">\n",
      "timeline");
  for (size_t i = 0; i < open->whole->telling_count; i++) {
    const isn_stored_claim *claim = &open->claims[i];
    const isnad_telling *telling = &open->whole->tellings[i];
    put(page, "<li><p class=\"when\">");
    isn_say_time(page, claim->published);
    put(page, "</p><p><a href=\"%p\"><bdi>%t</bdi></a> <span class=\"tag\">%w</span> <q dir=\"auto\">%t</q> ",
        isn_page_named(page, "s", claim->outlet), claim->outlet,
        isn_arena_print(page->arena, "why.%s", isnad_why_name(telling->why)).ptr,
        isn_say_short(page, claim->words, 300));
    isn_page_claim_link(page, claim);
    put(page, "</p></li>\n");
  }
  put(page, "</ol>\n</section>\n");
}

/* ---- What may be the same ---------------------------------------------------------------------------------------- */

typedef struct near {
  const isn_incident_row *row;
  isnad_match match;
} near;

static isnad_str day_before(isn_page *page, isnad_str day, int days) {
  int64_t number = isn_say_minutes_of(day) / 1440 + days + 719468; /* the inverse of the calendar in say.c */
  int64_t era = number / 146097, of_era = number - era * 146097;
  int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365,
          of_year = of_era - (365 * year + year / 4 - year / 100);
  int64_t month = (5 * of_year + 2) / 153, date = of_year - (153 * month + 2) / 5 + 1;
  month += month < 10 ? 3 : -9;
  return isn_arena_print(page->arena, "%04d-%02d-%02d", (int)(year + era * 400 + (month <= 2)), (int)month, (int)date);
}

/* Those of the same event within a day that do not match by little: at least half of what is needed. */
static size_t find_near(isn_page *page, const isn_opened *open, near found[NEAR_SHOWN]) {
  isnad_str day = isn_say_date(open->row.start.len ? open->row.start : open->row.first);
  if (isn_say_minutes_of(day) == INT64_MIN) return 0;
  isn_filter filter = {.event = open->row.event,
                       .after = day_before(page, day, -1),
                       .before = day_before(page, day, 1),
                       .limit = NEAR_SEEN};
  isn_row_list list = isn_page_rows(page, &filter);
  size_t count = 0;
  for (size_t i = 0; i < list.count && count < NEAR_SHOWN; i++) {
    isn_opened *other;
    if (isn_str_same(list.at[i].id, open->row.id)) continue;
    if (isn_store_open_incident(page->store, page->arena, list.at[i].id, &other, NULL) != ISNAD_OK || other == NULL)
      continue;
    isnad_str hash = other->claims[0].hash;
    isn_store_close_incident(other);
    near *n = &found[count];
    n->row = &list.at[i];
    if (isn_store_match(page->store, open->claims[0].hash, hash, &n->match, NULL) == ISNAD_OK &&
        n->match.points * 2 >= n->match.needed)
      count++;
  }
  return count;
}

static void put_near(isn_page *page, const isn_opened *open) {
  near found[NEAR_SHOWN];
  size_t count = find_near(page, open, found);
  if (count == 0) return;
  put(page, "<section aria-labelledby=\"near\">\n<h2 id=\"near\">%w</h2>\n<p>%w</p>\n<ul class=\"near\">\n", "near",
      "near.about");
  for (size_t i = 0; i < count; i++) {
    const near *n = &found[i];
    put(page, "<li><a href=\"%p\" dir=\"auto\">%t</a> <span class=\"reasons\">", isn_page_to(page, "i", n->row->id),
        isn_say_title(page, n->row));
    for (size_t k = 0; k < n->match.feature_count; k++)
      put(page, "%z%t%w %t", k ? " \xC2\xB7 " : "",
          isn_word_of(page->pages->words, page->lang, "feature", isn_str(n->match.features[k].name)), "colon",
          isn_word_of(page->pages->words, page->lang, "reason", isn_str(n->match.features[k].reason)));
    put(page, "</span>");
    isn_page_act_merge(page, &open->row, n->row->id);
    put(page, "</li>\n");
  }
  put(page, "</ul>\n</section>\n");
}

/* ---- What changed ------------------------------------------------------------------------------------------------ */

static void put_log_entry(isn_page *page, void *context, const void *item) {
  const isn_entry_of_log *entry = item;
  (void)context;
  put(page, "<li><span class=\"when\">");
  isn_say_instant(page, entry->at);
  put(page, "</span> %t", isn_word_of(page->pages->words, page->lang, "log", entry->kind));
  if (entry->who.len) put(page, " \xC2\xB7 <bdi>%t</bdi>", entry->who);
  if (entry->other.len)
    put(page, " \xC2\xB7 <a href=\"%p\"><code>%t</code></a>", isn_page_to(page, "i", entry->other), entry->other);
  put(page, " <small><bdi dir=\"ltr\">#%d</bdi></small></li>\n", entry->seq);
}

static bool on_log_entry(void *page, const isn_entry_of_log *entry) {
  return isn_page_visited(page, put_log_entry, NULL, entry);
}

typedef struct note {
  int64_t entry, at;
  isnad_str who, words;
} note;

static void put_note(isn_page *page, void *context, const void *item) {
  const note *n = item;
  (void)context;
  put(page, "<aside class=\"note\" id=\"n%d\"><p dir=\"auto\">%t</p><p class=\"by\">%w%w <bdi>%t</bdi> \xC2\xB7 ",
      n->entry, n->words, "note.of", "colon", n->who);
  isn_say_instant(page, n->at);
  put(page, "</p></aside>\n");
}

static bool on_note(void *page, int64_t entry, int64_t at, isnad_str who, isnad_str words) {
  note n = {entry, at, who, words};
  return isn_page_visited(page, put_note, NULL, &n);
}

static void put_history(isn_page *page, const isn_opened *open) {
  put(page, "<section aria-labelledby=\"history\">\n<h2 id=\"history\">%w</h2>\n<ol class=\"history\">\n", "history");
  isn_page_check(page, isn_store_log(page->store, 0, open->row.id, HISTORY_MAX, on_log_entry, page, &page->error));
  put(page, "</ol>\n</section>\n");
}

/* ---- The page ---------------------------------------------------------------------------------------------------- */

static void put_headline(isn_page *page, const isn_incident_row *row) {
  put(page, "<header class=\"lead\">\n<p class=\"kicker\">%w <bdi>ISN-%d</bdi> \xC2\xB7 ", "incident", row->number);
  isn_say_event(page, row->event, row->mode);
  put(page, " \xC2\xB7 <strong class=\"status\">%t</strong>",
      isn_word_of(page->pages->words, page->lang, "status", row->status));
  if (row->retracted) put(page, " \xC2\xB7 <strong class=\"status\">%w</strong>", "retracted");
  put(page, "</p>\n<h1 dir=\"auto\">%t</h1>\n<p class=\"since\">", isn_say_title(page, row));
  if (row->place.len) put(page, "<bdi>%t</bdi> \xC2\xB7 ", row->place);
  if (row->start.len) isn_say_days(page, row->start, row->end);
  else isn_say_time(page, row->first);
  put(page, "</p>\n</header>\n");
}

void isn_page_incident_write(isn_page *page) {
  isn_page_check(page, isn_store_open_incident(page->store, page->arena, page->id, &page->open, &page->error));
  const isn_opened *open = page->open;
  if (open == NULL) isn_page_refuse(page, 404);
  if (!isn_str_same(open->row.id, page->id)) isn_page_redirect(page, 301, isn_page_to(page, "i", open->row.id));
  isn_frame frame = {.title = isn_say_title(page, &open->row),
                     .about = open->claims[0].words,
                     .live = true,
                     .forms = "json ndjson csv geojson atom txt"};
  isn_shell_open(page, &frame);
  put_headline(page, &open->row);
  isn_page_check(page, isn_store_notes(page->store, open->row.id, on_note, page, &page->error));
  put_answers(page, open);
  isn_page_chains(page, open);
  isn_page_figures(page, open);
  put_timeline(page, open);
  put_near(page, open);
  put_history(page, open);
  isn_page_acts(page, open);
  isn_shell_close(page, &frame);
}
