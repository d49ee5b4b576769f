/* chains: the isnad view: who is at the head of each chain, who carried his words, by which verb, and why a carrier
 * does not count as an origin of his own. A nested list, origins on top: «شبكة أطباء السودان · أعلنت ← وكالة النيلين»,
 * and below it who copied that. */
#include "serve/page/inner.h"

enum { DEPTH_MAX = 6, REPORTS_MAX = 64 };

/* Reports that were looked up for the verbs in them. */
typedef struct texts {
  int64_t id[REPORTS_MAX];
  isnad_str bytes[REPORTS_MAX];
  size_t count;
} texts;

/* The text that the spans of a report count in; empty for a page of HTML, whose bytes are no words. */
static isnad_str text_of(isn_page *page, texts *known, int64_t report) {
  for (size_t i = 0; i < known->count; i++)
    if (known->id[i] == report) return known->bytes[i];
  if (known->count == REPORTS_MAX) return (isnad_str){NULL, 0};
  isn_stored_report *stored;
  isn_page_check(page, isn_store_report(page->store, page->arena, report, &stored, &page->error));
  bool plain = stored && isn_str_same(stored->kind, ISN_LIT("text"));
  known->id[known->count] = report;
  known->bytes[known->count] = plain ? stored->bytes : (isnad_str){NULL, 0};
  return known->bytes[known->count++];
}

static void put_verb(isn_page *page, isnad_str text, isnad_span cue) {
  if (isn_span_empty(cue) || cue.end > text.len) return;
  put(page, " <span class=\"verb\">\xC2\xAB<bdi>%t</bdi>\xC2\xBB</span>", isn_str_cut(text, cue));
}

/* From the head of the chain down to the outlet that the report is of. */
static void put_chain(isn_page *page, texts *known, const isn_stored_claim *claim) {
  const isnad_claim *c = claim->claim;
  isnad_str text = text_of(page, known, claim->report);
  for (size_t i = c->source_count; i > 0; i--) {
    const isnad_link *link = &c->sources[i - 1];
    put(page, "<bdi>%t</bdi>", link->text);
    put_verb(page, text, link->cue);
    put(page, " <span class=\"arrow\" aria-hidden=\"true\">%w</span> ", "arrow");
  }
  put(page, "<a href=\"%p\"><bdi>%t</bdi></a>", isn_page_named(page, "s", claim->outlet), claim->outlet);
}

static void put_telling(isn_page *page, texts *known, const isn_opened *open, size_t t, int depth);

/* Tellings that copy, relay or repeat this one. */
static void put_followers(isn_page *page, texts *known, const isn_opened *open, size_t t, int depth) {
  bool any = false;
  for (size_t i = 0; i < open->whole->telling_count; i++) {
    if (open->whole->tellings[i].of != t || i == t) continue;
    if (!any) put(page, "<ul>\n");
    any = true;
    put_telling(page, known, open, i, depth + 1);
  }
  if (any) put(page, "</ul>\n");
}

static void put_telling(isn_page *page, texts *known, const isn_opened *open, size_t t, int depth) {
  const isn_stored_claim *claim = &open->claims[t];
  const char *why = isnad_why_name(open->whole->tellings[t].why);
  bool counts = open->whole->tellings[t].why <= ISNAD_WHY_OWN_VOICE;
  put(page, "<li class=\"telling%z\"><p class=\"chain\">", counts ? " counts" : "");
  put_chain(page, known, claim);
  put(page, "</p><p class=\"by\">");
  isn_say_time(page, claim->published);
  put(page, " ");
  isn_page_claim_link(page, claim);
  put(page, "</p><p class=\"because\"><strong>%w</strong>%w %w</p>\n", counts ? "counts" : "counts.not", "colon",
      isn_arena_print(page->arena, "because.%s", why).ptr);
  if (depth < DEPTH_MAX) put_followers(page, known, open, t, depth);
  put(page, "</li>\n");
}

/* Does it stand below another of the same list? Deeper than DEPTH_MAX everything stands on one level. */
static bool stands_below(const isn_opened *open, size_t t) {
  const isnad_incident *whole = open->whole;
  size_t at = t;
  int depth = 0;
  while (whole->tellings[at].of != ISNAD_NO_INDEX && whole->tellings[at].of != at &&
         whole->tellings[at].of < whole->telling_count &&
         whole->tellings[whole->tellings[at].of].origin == whole->tellings[t].origin && depth <= DEPTH_MAX + 1)
    at = whole->tellings[at].of, depth++;
  return depth > 0 && depth <= DEPTH_MAX;
}

static void put_tellings(isn_page *page, texts *known, const isn_opened *open, uint32_t origin) {
  put(page, "<ul>\n");
  for (size_t t = 0; t < open->whole->telling_count; t++)
    if (open->whole->tellings[t].origin == origin && !stands_below(open, t)) put_telling(page, known, open, t, 0);
  put(page, "</ul>\n");
}

static void put_origin(isn_page *page, texts *known, const isn_opened *open, uint32_t i) {
  const isnad_origin *origin = &open->whole->origins[i];
  put(page, "<li class=\"origin%z\"><h3><a href=\"%p\"><bdi>%t</bdi></a> <small>%t</small>",
      origin->denies ? " denies" : "", isn_page_named(page, "o", origin->id.len ? origin->id : origin->name),
      origin->name,
      isn_word_of(page->pages->words, page->lang, "source", isn_str(isnad_source_kind_name(origin->kind))));
  if (origin->carrier.len) put(page, " <small>%w <bdi>%t</bdi></small>", "as.told.to", origin->carrier);
  if (origin->denies) put(page, " <strong class=\"tag dispute\">%w</strong>", "denies");
  put(page, "</h3>\n");
  put_tellings(page, known, open, i);
  put(page, "</li>\n");
}

void isn_page_chains(isn_page *page, const isn_opened *open) {
  const isnad_incident *whole = open->whole;
  texts known = {.count = 0};
  put(page, "<section aria-labelledby=\"isnad\">\n<h2 id=\"isnad\">%w</h2>\n<p class=\"sum\">", "isnad");
  isn_say_origins(page, &open->row);
  if (whole->denying) {
    put(page, "%w ", "comma");
    isn_pen_plural(&page->pen, "n.denying", (int64_t)whole->denying);
  }
  put(page, "</p>\n<ol class=\"isnad\">\n");
  for (uint32_t i = 0; i < whole->origin_count; i++) put_origin(page, &known, open, i);
  bool unknown = false;
  for (size_t t = 0; t < whole->telling_count; t++) unknown |= whole->tellings[t].origin == ISNAD_NO_INDEX;
  if (unknown) {
    put(page, "<li class=\"origin unknown\"><h3>%w</h3>\n", "unknown");
    put_tellings(page, &known, open, ISNAD_NO_INDEX);
    put(page, "</li>\n");
  }
  put(page, "</ol>\n</section>\n");
}
