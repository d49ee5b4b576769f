/* who: a source (an outlet: what it carried, from whom, how late) and an origin (who is at the head of chains: what
 * goes back to him, who carried him). Stated facts only: counts and times, no score. «قناة المدار: 6 إفادات، أكثر من
 * تنقل عنه: شبكة أطباء السودان (2)». */
#include <stdlib.h>

#include "serve/page/inner.h"

enum { SEEN_MAX = 150, SHOWN_NAMES = 8 }; /* incidents that the facts are counted over */

typedef struct tally {
  isnad_str key, name;
  int64_t count;
} tally;

typedef struct facts {
  isn_row_list rows; /* the incidents in which it speaks */
  tally *with;       /* of a source: the heads of its chains; of an origin: its carriers */
  size_t with_count, with_cap;
  int64_t claims, own, carried, copied, disputes, denied;
  int64_t *delays; /* minutes behind the first report of the incident */
  size_t delay_count, delay_cap;
  isnad_str name, kind;
} facts;

static void count_with(isn_page *page, facts *f, isnad_str key, isnad_str name) {
  size_t i = 0;
  while (i < f->with_count && !isn_str_same(f->with[i].key, key)) i++;
  if (i == f->with_count) {
    isn_arena_grow(page->arena, &f->with, f->with_count, &f->with_cap, sizeof *f->with);
    f->with[f->with_count++] = (tally){key, name, 0};
  }
  f->with[i].count++;
}

static void count_delay(isn_page *page, facts *f, const isn_opened *open, const isn_stored_claim *claim) {
  int64_t first = isn_say_minutes_of(open->row.first), told = isn_say_minutes_of(claim->published);
  if (first == INT64_MIN || told == INT64_MIN || open->row.outlets < 2) return;
  isn_arena_grow(page->arena, &f->delays, f->delay_count, &f->delay_cap, sizeof *f->delays);
  f->delays[f->delay_count++] = told - first;
}

/* What the outlet told of one incident; false where it told nothing. */
static bool count_outlet(isn_page *page, facts *f, const isn_opened *open) {
  bool any = false;
  for (size_t i = 0; i < open->whole->telling_count; i++) {
    const isn_stored_claim *claim = &open->claims[i];
    const isnad_telling *t = &open->whole->tellings[i];
    if (!isn_str_same(claim->outlet, page->id)) continue;
    const isnad_claim *c = claim->claim;
    f->claims++;
    f->own += t->why == ISNAD_WHY_OWN_VOICE;
    f->copied += t->why == ISNAD_WHY_COPY;
    if (c->source_count) {
      const isnad_link *head = &c->sources[c->source_count - 1];
      f->carried++;
      count_with(page, f, head->id.len ? head->id : head->text, head->text);
    }
    if (!any) count_delay(page, f, open, claim);
    any = true;
  }
  f->name = page->id;
  return any;
}

static bool count_origin(isn_page *page, facts *f, const isn_opened *open) {
  bool any = false;
  for (size_t i = 0; i < open->whole->telling_count; i++) {
    const isnad_telling *t = &open->whole->tellings[i];
    if (t->origin == ISNAD_NO_INDEX) continue;
    const isnad_origin *origin = &open->whole->origins[t->origin];
    if (!isn_str_same(origin->id.len ? origin->id : origin->name, page->id)) continue;
    f->claims++;
    f->denied += origin->denies && !any;
    f->name = isn_arena_copy(page->arena, origin->name), f->kind = isn_str(isnad_source_kind_name(origin->kind));
    count_with(page, f, open->claims[i].outlet, open->claims[i].outlet);
    any = true;
  }
  return any;
}

static int by_count(const void *a, const void *b) {
  const tally *x = a, *y = b;
  if (x->count != y->count) return x->count < y->count ? 1 : -1;
  size_t len = x->key.len < y->key.len ? x->key.len : y->key.len;
  int order = len ? memcmp(x->key.ptr, y->key.ptr, len) : 0;
  return order ? order : (x->key.len > y->key.len) - (x->key.len < y->key.len);
}

static int by_number(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

/* Goes through the incidents that the store finds under the name and counts those that are truly of it. */
static facts facts_of(isn_page *page, bool (*count)(isn_page *, facts *, const isn_opened *)) {
  facts f = {.claims = 0};
  isn_filter filter = {.source = page->id, .order = ISN_BY_LAST_REPORT, .limit = SEEN_MAX};
  isn_row_list all = isn_page_rows(page, &filter);
  for (size_t i = 0; i < all.count; i++) {
    isn_page_check(page, isn_store_open_incident(page->store, page->arena, all.at[i].id, &page->open, &page->error));
    if (page->open == NULL) continue;
    if (count(page, &f, page->open)) {
      isn_arena_grow(page->arena, &f.rows.at, f.rows.count, &f.rows.cap, sizeof *f.rows.at);
      f.rows.at[f.rows.count++] = all.at[i];
      f.disputes += all.at[i].disputes > 0;
    }
    isn_store_close_incident(page->open);
    page->open = NULL;
  }
  if (f.with_count) qsort(f.with, f.with_count, sizeof *f.with, by_count);
  if (f.delay_count) qsort(f.delays, f.delay_count, sizeof *f.delays, by_number);
  return f;
}

/* ---- Pages ------------------------------------------------------------------------------------------------------- */

static void put_fact(isn_page *page, const char *key, int64_t number) {
  put(page, "<div><dt>%w</dt><dd>%d</dd></div>\n", key, number);
}

static void put_with(isn_page *page, const facts *f, const char *heading, const char *kind) {
  if (f->with_count == 0) return;
  put(page, "<h2>%w</h2>\n<ol class=\"tally\">\n", heading);
  for (size_t i = 0; i < f->with_count && i < SHOWN_NAMES; i++) {
    put(page, "<li><a href=\"%p\"><bdi>%t</bdi></a> ", isn_page_named(page, kind, f->with[i].key), f->with[i].name);
    isn_pen_plural(&page->pen, "n.claims", f->with[i].count);
    put(page, "</li>\n");
  }
  put(page, "</ol>\n");
}

static void put_delay(isn_page *page, const facts *f) {
  if (f->delay_count == 0) return;
  put(page, "<div><dt>%w</dt><dd>", "delay");
  isn_pen_plural(&page->pen, "n.minutes", f->delays[f->delay_count / 2]);
  put(page, "</dd></div>\n");
}

static void open_page(isn_page *page, const facts *f, const char *kicker, const isn_frame *frame) {
  isn_shell_open(page, frame);
  put(page, "<header class=\"lead\">\n<p class=\"kicker\">%w", kicker);
  if (f->kind.len) put(page, " \xC2\xB7 %t", isn_word_of(page->pages->words, page->lang, "source", f->kind));
  put(page, "</p>\n<h1 dir=\"auto\">%t</h1>\n<p class=\"since\">%w</p>\n</header>\n<dl class=\"facts\">\n", f->name,
      "facts.about");
  put_fact(page, "fact.incidents", (int64_t)f->rows.count);
  put_fact(page, "fact.claims", f->claims);
}

static void close_page(isn_page *page, const facts *f, const isn_frame *frame) {
  put(page, "<section class=\"stream\" aria-label=\"%w\">\n", "stream");
  isn_page_entries(page, &f->rows, false);
  put(page, "</section>\n");
  isn_shell_close(page, frame);
}

void isn_page_source_write(isn_page *page) {
  facts f = facts_of(page, count_outlet);
  if (f.rows.count == 0) isn_page_refuse(page, 404);
  isn_frame frame = {.title = f.name, .forms = "json ndjson csv geojson atom txt"};
  open_page(page, &f, "carrier", &frame);
  put_fact(page, "fact.own", f.own);
  put_fact(page, "fact.carried", f.carried);
  put_fact(page, "fact.copied", f.copied);
  put_fact(page, "fact.disputes", f.disputes);
  put_delay(page, &f);
  put(page, "</dl>\n");
  put_with(page, &f, "carries.most", "o");
  close_page(page, &f, &frame);
}

void isn_page_origin_write(isn_page *page) {
  facts f = facts_of(page, count_origin);
  if (f.rows.count == 0) isn_page_refuse(page, 404);
  isn_frame frame = {.title = f.name, .forms = "json ndjson csv geojson atom txt"};
  open_page(page, &f, "origin", &frame);
  put_fact(page, "fact.denied", f.denied);
  put_fact(page, "fact.disputes", f.disputes);
  put(page, "</dl>\n");
  put_with(page, &f, "carried.by", "s");
  close_page(page, &f, &frame);
}
