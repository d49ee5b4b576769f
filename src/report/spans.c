/* report/spans: a report that was read from a decoded text (a page of HTML) gets spans of the bytes that were given. Lists are copied,
 * since two claims may share one.
 *
 * The words «قال "مصدر"» were «قال &quot;مصدر&quot;» in the page: the text stays decoded, the span covers the entities. */
#include "report/spans.h"

#include <string.h>

typedef struct leader {
  isn_arena *arena;
  const isn_map *map;
} leader;

static void lead(const leader *l, isnad_span *span) { *span = isn_map_span(l->map, *span); }

static void *copy(const leader *l, const void *items, size_t count, size_t size) {
  if (count == 0) return NULL;
  void *copied = isn_alloc_array(l->arena, count, size);
  memcpy(copied, items, count * size);
  return copied;
}

static const isnad_name *lead_names(const leader *l, const isnad_name *names, size_t count) {
  isnad_name *led = copy(l, names, count, sizeof *led);
  for (size_t i = 0; i < count; i++) lead(l, &led[i].span);
  return led;
}

static const isnad_count *lead_counts(const leader *l, const isnad_count *counts, size_t count) {
  isnad_count *led = copy(l, counts, count, sizeof *led);
  for (size_t i = 0; i < count; i++) lead(l, &led[i].span);
  return led;
}

static const isnad_link *lead_links(const leader *l, const isnad_link *links, size_t count) {
  isnad_link *led = copy(l, links, count, sizeof *led);
  for (size_t i = 0; i < count; i++) {
    lead(l, &led[i].span);
    lead(l, &led[i].cue);
  }
  return led;
}

static const isnad_value *lead_values(const leader *l, const isnad_value *values, size_t count) {
  isnad_value *led = copy(l, values, count, sizeof *led);
  for (size_t i = 0; i < count; i++) lead(l, &led[i].span);
  return led;
}

void isn_meta_lead(isn_arena *arena, const isn_map *map, isnad_meta *meta) {
  leader l = {arena, map};
  isnad_value *values[] = {&meta->title, &meta->section, &meta->outlet, &meta->url, &meta->published, &meta->updated,
                           &meta->published_place, &meta->dateline, &meta->byline, &meta->image, &meta->shown_date};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) lead(&l, &values[i]->span);
  meta->tags = lead_values(&l, meta->tags, meta->tag_count);
  meta->authors = lead_values(&l, meta->authors, meta->author_count);
  meta->paragraphs = lead_values(&l, meta->paragraphs, meta->paragraph_count);
  isnad_image *images = copy(&l, meta->images, meta->image_count, sizeof *images);
  for (size_t i = 0; i < meta->image_count; i++) {
    lead(&l, &images[i].file.span);
    lead(&l, &images[i].caption.span);
    lead(&l, &images[i].credit.span);
  }
  meta->images = images;
}

void isn_record_lead(isn_arena *arena, const isn_map *map, isn_record *record) {
  leader l = {arena, map};
  isnad_claim *claims = copy(&l, record->claims, record->claim_count, sizeof *claims);
  for (size_t i = 0; i < record->claim_count; i++) {
    isnad_claim *c = &claims[i];
    lead(&l, &c->trigger);
    lead(&l, &c->evidence);
    lead(&l, &c->place.span);
    lead(&l, &c->from.span);
    lead(&l, &c->to.span);
    lead(&l, &c->time.span);
    c->actors = lead_names(&l, c->actors, c->actor_count);
    c->recipients = lead_names(&l, c->recipients, c->recipient_count);
    c->counts = lead_counts(&l, c->counts, c->count_count);
    c->sources = lead_links(&l, c->sources, c->source_count);
  }
  record->claims = claims;
  record->counts = lead_counts(&l, record->counts, record->count_count);
}
