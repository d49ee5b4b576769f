/* map: spans of a decoded text to bytes and back. Pieces are found by halving; within one, bytes are counted.
 *
 * Of «قتل &amp; جرح» the span of «& جرح» leads to the bytes of «&amp; جرح». */
#include "base/map.h"

#include "base/str.h"
#include "base/utf8.h"

static size_t piece_end(const isn_map *map, size_t i) { return i + 1 < map->count ? map->pieces[i + 1].text : map->text.len; }

/* The piece that holds a byte of the text. */
static size_t piece_at(const isn_map *map, size_t at) {
  size_t low = 0, high = map->count;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (map->pieces[middle].text <= at) low = middle;
    else high = middle;
  }
  return low;
}

static size_t code_points(isnad_str text, size_t from, size_t to) {
  size_t count = 0;
  for (; from < to; from++) count += ((unsigned char)text.ptr[from] & 0xC0) != 0x80;
  return count;
}

/* The byte there for byte `at` of piece i: for a WHOLE one its start or, with `end`, its end. */
static uint32_t byte_of(const isn_map *map, size_t i, size_t at, bool end) {
  const isn_piece *p = &map->pieces[i];
  if (p->kind == PIECE_SAME) return p->start + (uint32_t)(at - p->text);
  if (p->kind == PIECE_SINGLE) return p->start + (uint32_t)code_points(map->text, p->text, at);
  return end && at > p->text ? p->end : p->start;
}

isnad_span isn_map_span(const isn_map *map, isnad_span span) {
  for (; map != NULL && map->count > 0 && span.end > span.start; map = map->under) {
    size_t first = piece_at(map, span.start), last = piece_at(map, span.end - 1);
    isnad_span there = {byte_of(map, first, span.start, false), byte_of(map, last, span.end, true)};
    if (there.end < there.start) there = (isnad_span){there.start, there.start};
    span = there;
  }
  return span;
}

/* The byte of the text at byte `at` of what piece i stands for. */
static size_t text_of(const isn_map *map, size_t i, uint32_t at, bool end) {
  const isn_piece *p = &map->pieces[i];
  size_t stop = piece_end(map, i), text = p->text;
  if (at <= p->start) return text;
  if (at >= p->end) return stop;
  if (p->kind == PIECE_SAME) return text + (at - p->start);
  if (p->kind == PIECE_WHOLE) return end ? stop : text;
  for (uint32_t n = at - p->start; n > 0; n--) isn_utf8_next(map->text, &text);
  return text;
}

/* Does piece a, rather than b, stand for what begins at that byte? Of two that hold it the one that begins later: a space may stand for all
 * that was left out between two words, and a headline be told in there. */
static bool begins_nearer(const isn_piece *a, const isn_piece *b, uint32_t at) {
  bool holds_a = a->start <= at && at < a->end, holds_b = b->start <= at && at < b->end;
  if (holds_a != holds_b) return holds_a;
  return holds_a ? a->start > b->start : a->start < b->start;
}

static bool ends_nearer(const isn_piece *a, const isn_piece *b, uint32_t end) {
  bool holds_a = a->start < end && end <= a->end, holds_b = b->start < end && end <= b->end;
  if (holds_a != holds_b) return holds_a;
  return holds_a ? a->end < b->end : a->end > b->end;
}

/* From the piece that its bytes begin in to the one that they end in: other text may stand for bytes between them (a headline that was
 * told in the middle of a paragraph). */
static isnad_span back_once(const isn_map *map, isnad_span bytes) {
  size_t first = map->count, last = map->count;
  for (size_t i = 0; i < map->count; i++) {
    const isn_piece *p = &map->pieces[i];
    if (!isn_span_overlap((isnad_span){p->start, p->end}, bytes)) continue;
    if (first == map->count || begins_nearer(p, &map->pieces[first], bytes.start)) first = i;
    if (last == map->count || ends_nearer(p, &map->pieces[last], bytes.end)) last = i;
  }
  if (first == map->count) return (isnad_span){0, 0};
  if (last < first) last = first;
  return (isnad_span){(uint32_t)text_of(map, first, bytes.start, false), (uint32_t)text_of(map, last, bytes.end, true)};
}

isnad_span isn_map_back(const isn_map *map, isnad_span bytes) {
  if (map == NULL) return bytes;
  if (map->under != NULL) bytes = isn_map_back(map->under, bytes);
  return back_once(map, bytes);
}

void isn_mapper_add(isn_mapper *m, const char *text, size_t len, enum isn_piece_kind kind, size_t start, size_t end) {
  if (len == 0) return;
  while (m->len + len > m->cap) {
    size_t cap = m->cap ? m->cap * 2 : 4096;
    char *more = isn_alloc(m->arena, cap);
    if (m->len) memcpy(more, m->text, m->len);
    m->text = more;
    m->cap = cap;
  }
  const isn_piece *last = m->count ? &m->pieces[m->count - 1] : NULL;
  bool goes_on = last && kind != PIECE_WHOLE && last->kind == kind && last->end == start;
  if (goes_on) {
    m->pieces[m->count - 1].end = (uint32_t)end;
  } else {
    isn_arena_grow(m->arena, &m->pieces, m->count, &m->piece_cap, sizeof *m->pieces);
    m->pieces[m->count++] = (isn_piece){(uint32_t)m->len, (uint32_t)start, (uint32_t)end, (uint8_t)kind};
  }
  memcpy(m->text + m->len, text, len);
  m->len += len;
}

isn_map *isn_mapper_done(isn_mapper *m) {
  isn_map *map = isn_alloc(m->arena, sizeof *map);
  *map = (isn_map){.text = {m->text, m->len}, .pieces = m->pieces, .count = m->count};
  return map;
}
