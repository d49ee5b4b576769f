/* report/json: a report and its claims as one JSON object, fields in the order of the records page. Relies on the
 * findings being whole and in the order of their triggers; spans are bytes of the text as it was given.
 *
 * For «شن طيران التحالف 6 غارات» a claim begins {"id":"5f0c...","event":"ASSAULT","mode":"aerial",...}. The id is a hash of
 * the text, the trigger, the event and the chain: the same report always gives the same ids, and two reports never share
 * one. */
#include "report/json.h"

#include "base/json.h"
#include "base/str.h"

/* A report's JSON repeats names and adds about 600 bytes a claim; nothing sound comes near this. */
#define JSON_MAX ((size_t)1 << 30)

/* ---- Ids ------------------------------------------------------------------------------------------------------------ */

#define FNV_START 14695981039346656037u

static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t len) {
  const unsigned char *p = bytes;
  for (size_t i = 0; i < len; i++) hash = (hash ^ p[i]) * 1099511628211u;
  return hash;
}

static uint64_t hash_number(uint64_t hash, uint64_t number) {
  for (int i = 0; i < 8; i++) hash = (hash ^ (number >> 8 * i & 255)) * 1099511628211u; /* the same on every machine */
  return hash;
}

static uint64_t claim_hash(uint64_t text_hash, const isnad_claim *claim) {
  uint64_t hash = hash_number(hash_number(text_hash, claim->trigger.start), claim->trigger.end);
  hash = hash_number(hash, (uint64_t)claim->event);
  for (size_t i = 0; i < claim->source_count; i++) {
    isnad_str text = claim->sources[i].text;
    hash = hash_number(hash_bytes(hash, text.ptr, text.len), text.len);
  }
  return hash;
}

/* Two claims on one trigger, of one event and one chain, are told apart by their order. */
static uint64_t claim_id(uint64_t text_hash, const isnad_claim *claims, size_t index) {
  uint64_t hash = claim_hash(text_hash, &claims[index]), twins = 0;
  for (size_t i = index; i > 0 && claims[i - 1].trigger.start == claims[index].trigger.start; i--)
    twins += claim_hash(text_hash, &claims[i - 1]) == hash;
  return twins ? hash_number(hash, twins) : hash;
}

/* ---- A claim -------------------------------------------------------------------------------------------------------- */

static void write_names(isn_json *json, const char *key, const isnad_name *names, size_t count) {
  isn_json_key(json, key);
  isn_json_open(json, '[');
  for (size_t i = 0; i < count; i++) {
    isn_json_open(json, '{');
    isn_json_key_str(json, "text", names[i].text);
    isn_json_key_span(json, "span", names[i].span);
    isn_json_key_str(json, "id", names[i].id);
    isn_json_key_str(json, "name", names[i].name);
    isn_json_close(json, '}');
  }
  isn_json_close(json, ']');
}

static void write_place(isn_json *json, const char *key, const isnad_place *place) {
  isn_json_key(json, key);
  if (place->text.len == 0) {
    isn_json_null(json);
    return;
  }
  isn_json_open(json, '{');
  isn_json_key_str(json, "text", place->text);
  isn_json_key_span(json, "span", place->span);
  isn_json_key_str(json, "id", place->id);
  isn_json_key_str(json, "name", place->name);
  isn_json_key_str(json, "kind", place->kind);
  isn_json_key(json, "lat");
  if (place->located) isn_json_degrees(json, place->lat);
  else isn_json_null(json);
  isn_json_key(json, "lon");
  if (place->located) isn_json_degrees(json, place->lon);
  else isn_json_null(json);
  isn_json_key_int(json, "geo_precision", place->geo_precision ? place->geo_precision : ISNAD_NO_NUMBER);
  isn_json_close(json, '}');
}

static void write_time(isn_json *json, const isnad_time *time) {
  isn_json_key(json, "time");
  if (time->text.len == 0) {
    isn_json_null(json);
    return;
  }
  isn_json_open(json, '{');
  isn_json_key_str(json, "text", time->text);
  isn_json_key_span(json, "span", time->span);
  isn_json_key_str(json, "timex", time->timex);
  isn_json_key_str(json, "start", time->start);
  isn_json_key_str(json, "end", time->end);
  isn_json_close(json, '}');
}

static void write_counts(isn_json *json, const isnad_count *counts, size_t count) {
  isn_json_key(json, "counts");
  isn_json_open(json, '[');
  for (size_t i = 0; i < count; i++) {
    const isnad_count *c = &counts[i];
    isn_json_open(json, '{');
    isn_json_key_name(json, "what", isnad_what_name(c->what));
    isn_json_key_int(json, "min", c->min);
    isn_json_key_int(json, "max", c->max);
    isn_json_key_name(json, "bound", isnad_bound_name(c->bound));
    isn_json_key_str(json, "unit", c->unit);
    isn_json_key_str(json, "text", c->text);
    isn_json_key_span(json, "span", c->span);
    if (c->total) {
      isn_json_key(json, "total");
      isn_json_bool(json, true);
    }
    if (c->subset) isn_json_key_name(json, "of", isnad_what_name(c->of));
    isn_json_close(json, '}');
  }
  isn_json_close(json, ']');
}

static void write_sources(isn_json *json, const isnad_link *links, size_t count) {
  isn_json_key(json, "sources");
  isn_json_open(json, '[');
  for (size_t i = 0; i < count; i++) {
    isn_json_open(json, '{');
    isn_json_key_str(json, "text", links[i].text);
    isn_json_key_span(json, "span", links[i].span);
    isn_json_key_str(json, "id", links[i].id);
    isn_json_key_str(json, "name", links[i].name);
    isn_json_key_name(json, "kind", isnad_source_kind_name(links[i].kind));
    isn_json_key_span(json, "cue", links[i].cue);
    if (links[i].affiliation.len) isn_json_key_str(json, "affiliation", links[i].affiliation);
    isn_json_close(json, '}');
  }
  isn_json_close(json, ']');
}

static void write_flags(isn_json *json, uint32_t flags) {
  isn_json_key(json, "flags");
  isn_json_open(json, '[');
  if (flags & ISNAD_FLAG_CAPTURED) isn_json_name_or_null(json, "captured");
  if (flags & ISNAD_FLAG_HEADLINE) isn_json_name_or_null(json, "headline");
  isn_json_close(json, ']');
}

static void write_claim(isn_json *json, uint64_t id, const isnad_claim *claim) {
  isn_json_open(json, '{');
  isn_json_key_id(json, "id", id);
  isn_json_key_name(json, "event", isnad_event_name(claim->event));
  isn_json_key_name(json, "mode", isnad_mode_name(claim->mode));
  isn_json_key_str(json, "acled", claim->acled);
  /* Events of isnad's own say so; the others are PLOVER's under the same name. */
  if (claim->event >= ISNAD_ACCIDENT) isn_json_key_name(json, "plover", NULL);
  write_flags(json, claim->flags);
  isn_json_key_name(json, "status", isnad_status_name(claim->status));
  isn_json_key_name(json, "attitude", isnad_attitude_name(claim->attitude));
  isn_json_key_span(json, "trigger", claim->trigger);
  isn_json_key_span(json, "evidence", claim->evidence);
  write_names(json, "actors", claim->actors, claim->actor_count);
  write_names(json, "recipients", claim->recipients, claim->recipient_count);
  write_place(json, "place", &claim->place);
  write_place(json, "from", &claim->from);
  write_place(json, "to", &claim->to);
  write_time(json, &claim->time);
  write_counts(json, claim->counts, claim->count_count);
  write_sources(json, claim->sources, claim->source_count);
  if (claim->reason_count) {
    isn_json_key(json, "reasons");
    isn_json_open(json, '[');
    for (size_t i = 0; i < claim->reason_count; i++) isn_json_str(json, claim->reasons[i]);
    isn_json_close(json, ']');
  }
  isn_json_close(json, '}');
}

/* ---- The report ----------------------------------------------------------------------------------------------------- */

static void write_images(isn_json *json, const isnad_meta *meta) {
  isn_json_key(json, "images");
  isn_json_open(json, '[');
  for (size_t i = 0; i < meta->image_count; i++) {
    const isnad_image *image = &meta->images[i];
    isn_json_open(json, '{');
    isn_json_key_str(json, "file", image->file.text);
    isn_json_key_str(json, "caption", image->caption.text);
    isn_json_key_str(json, "credit", image->credit.text);
    isn_json_key(json, "spans");
    isn_json_open(json, '{');
    if (image->file.text.len) isn_json_key_span(json, "file", image->file.span);
    if (image->caption.text.len) isn_json_key_span(json, "caption", image->caption.span);
    if (image->credit.text.len) isn_json_key_span(json, "credit", image->credit.span);
    isn_json_close(json, '}');
    isn_json_close(json, '}');
  }
  isn_json_close(json, ']');
}

static void write_values(isn_json *json, const char *key, const isnad_value *values, size_t count) {
  isn_json_key(json, key);
  isn_json_open(json, '[');
  for (size_t i = 0; i < count; i++) {
    isn_json_open(json, '{');
    isn_json_key_str(json, "text", values[i].text);
    isn_json_key_span(json, "span", values[i].span);
    isn_json_close(json, '}');
  }
  isn_json_close(json, ']');
}

/* The words a value stands on, or "derived" where it was given or computed. */
static void write_origin(isn_json *json, const char *key, const isnad_value *value) {
  if (value->text.len == 0) return;
  isn_json_key(json, key);
  if (isn_span_empty(value->span)) isn_json_name_or_null(json, "derived");
  else isn_json_span(json, value->span);
}

static void write_spans(isn_json *json, const isnad_meta *meta) {
  isn_json_key(json, "spans");
  isn_json_open(json, '{');
  write_origin(json, "outlet", &meta->outlet);
  write_origin(json, "section", &meta->section);
  write_origin(json, "title", &meta->title);
  write_origin(json, "published", &meta->published);
  write_origin(json, "updated", &meta->updated);
  write_origin(json, "published_place", &meta->published_place);
  write_origin(json, "dateline", &meta->dateline);
  write_origin(json, "byline", &meta->byline);
  write_origin(json, "url", &meta->url);
  write_origin(json, "image", &meta->image);
  write_origin(json, "shown_date", &meta->shown_date);
  isn_json_key(json, "tags");
  isn_json_open(json, '[');
  for (size_t i = 0; i < meta->tag_count; i++) isn_json_span(json, meta->tags[i].span);
  isn_json_close(json, ']');
  isn_json_close(json, '}');
}

static void write_report(isn_json *json, const isn_record *record) {
  const isnad_meta *meta = record->meta;
  isn_json_open(json, '{');
  isn_json_key_str(json, "outlet", meta->outlet.text);
  if (meta->via.text.len) isn_json_key_str(json, "via", meta->via.text);
  isn_json_key_str(json, "section", meta->section.text);
  isn_json_key_str(json, "title", meta->title.text);
  isn_json_key_str(json, "published", meta->published.text);
  isn_json_key_str(json, "updated", meta->updated.text);
  isn_json_key_str(json, "published_place", meta->published_place.text);
  isn_json_key_int(json, "zone_minutes", meta->zone_known ? meta->zone_minutes : ISNAD_NO_NUMBER);
  isn_json_key_str(json, "dateline", meta->dateline.text);
  isn_json_key_str(json, "byline", meta->byline.text);
  write_images(json, meta);
  write_values(json, "authors", meta->authors, meta->author_count);
  write_values(json, "paragraphs", meta->paragraphs, meta->paragraph_count);
  isn_json_key(json, "tags");
  isn_json_open(json, '[');
  for (size_t i = 0; i < meta->tag_count; i++) isn_json_str(json, meta->tags[i].text);
  isn_json_close(json, ']');
  isn_json_key_str(json, "url", meta->url.text);
  isn_json_key_str(json, "image", meta->image.text);
  isn_json_key_str(json, "shown_date", meta->shown_date.text);
  isn_json_key_str(json, "language", meta->arabic ? ISN_LIT("ar") : meta->language);
  isn_json_key_name(json, "notice", meta->arabic ? NULL : "not in Arabic: no claims are read");
  write_counts(json, record->counts, record->count_count);
  write_spans(json, meta);
  isn_json_close(json, '}');
}

isnad_str isn_record_json(isn_arena *arena, const isn_record *record) {
  isn_buf buf = isn_buf_new(arena, JSON_MAX);
  isn_json json = isn_json_new(&buf);
  isn_json_open(&json, '{');
  isn_json_key(&json, "report");
  write_report(&json, record);
  isn_json_key(&json, "claims");
  isn_json_open(&json, '[');
  uint64_t text_hash = hash_bytes(FNV_START, record->text.ptr, record->text.len);
  for (size_t i = 0; i < record->claim_count; i++)
    write_claim(&json, claim_id(text_hash, record->claims, i), &record->claims[i]);
  isn_json_close(&json, ']');
  isn_json_close(&json, '}');
  return isn_buf_done(&buf);
}
