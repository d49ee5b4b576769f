/* flow: see the header. An archive of pages is a row of gzip members, a page each: libdeflate takes a member in one call,
 * three times as fast as zlib; zlib takes what does not fit, what is cut off and what may never end. */
#include "input/flow.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/error.h"

enum {
  PULL_SIZE = 256 << 10,    /* plain bytes pulled at a time */
  RAW_SIZE = 2 << 20,       /* room for compressed bytes */
  RAW_LOW = 512 << 10,      /* fewer are filled up before a member: longer members go to zlib */
  MEMBER_ROOM = 1 << 20,    /* room that a member finds at first */
  MEMBER_MAX = 16 << 20,    /* room that it may get; longer members go to zlib */
  PROOF_SIZE = 64           /* bytes that prove the beginning of a member */
};

typedef struct window {
  char *ptr;
  size_t start, end, cap;
} window;

struct isn_flow {
  isnad_pull *pull;
  void *context;
  window plain, raw;   /* raw: compressed bytes, of packed flows only */
  uint64_t at, raw_at; /* bytes before plain.start and raw.start */
  bool packed, ended;  /* ended: pull has no more */
  bool unreadable;     /* pull failed */
  bool done;           /* nothing more can come */
  const char *fault;   /* the break */
  struct libdeflate_decompressor *whole;
  z_stream pieces;
  bool in_pieces;      /* zlib is in the middle of a member */
};

static size_t held(const window *w) { return w->end - w->start; }

/* Room for `size` bytes behind the end: what was taken goes, then the window grows up to max. */
static bool make_room(window *w, size_t size, size_t max) {
  if (w->cap - w->end >= size) return true;
  if (w->start) {
    memmove(w->ptr, w->ptr + w->start, held(w));
    w->end -= w->start;
    w->start = 0;
  }
  if (w->cap - w->end >= size) return true;
  size_t cap = w->cap ? w->cap : size;
  while (cap - w->end < size) cap *= 2;
  if (cap > max) cap = max;
  if (cap < w->end + size) return false;
  char *grown = realloc(w->ptr, cap);
  if (grown == NULL) return false;
  w->ptr = grown;
  w->cap = cap;
  return true;
}

static void stop(isn_flow *flow, const char *why) {
  flow->fault = why;
  flow->done = true;
}

/* One pull into the window; false at the end. */
static bool pull_into(isn_flow *flow, window *w, size_t size) {
  if (flow->ended) return false;
  int64_t got = flow->pull(flow->context, w->ptr + w->end, size);
  if (got <= 0) {
    flow->ended = true;
    flow->unreadable = got < 0;
    return false;
  }
  w->end += (size_t)got < size ? (size_t)got : size;
  return true;
}

static void fill_raw(isn_flow *flow) {
  if (held(&flow->raw) >= RAW_LOW || flow->ended || !make_room(&flow->raw, RAW_SIZE - held(&flow->raw), RAW_SIZE)) return;
  while (flow->raw.end < flow->raw.cap && pull_into(flow, &flow->raw, flow->raw.cap - flow->raw.end)) {
  }
}

static void take_raw(isn_flow *flow, size_t len) {
  flow->raw.start += len;
  flow->raw_at += len;
}

static bool member_begins(const char *at, size_t len) {
  return len >= 3 && memcmp(at, "\x1F\x8B\x08", 3) == 0 && (len < 4 || ((unsigned char)at[3] & 0xE0) == 0);
}

/* ---- Members --------------------------------------------------------------------------------------------------------- */

/* One call for the whole member; false where zlib has to take it. */
static bool take_whole(isn_flow *flow) {
  for (size_t room = MEMBER_ROOM; room <= MEMBER_MAX; room *= 4) {
    if (!make_room(&flow->plain, room, ISN_FLOW_MAX + MEMBER_ROOM)) return false;
    size_t used, made;
    enum libdeflate_result result = libdeflate_gzip_decompress_ex(flow->whole, flow->raw.ptr + flow->raw.start,
                                                                  held(&flow->raw), flow->plain.ptr + flow->plain.end,
                                                                  flow->plain.cap - flow->plain.end, &used, &made);
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE) continue;
    if (result != LIBDEFLATE_SUCCESS) return false;
    take_raw(flow, used);
    flow->plain.end += made;
    return true;
  }
  return false;
}

static void end_pieces(isn_flow *flow) {
  if (flow->in_pieces) inflateEnd(&flow->pieces);
  flow->in_pieces = false;
}

/* The next piece of a member. */
static void take_piece(isn_flow *flow) {
  fill_raw(flow);
  if (!make_room(&flow->plain, PULL_SIZE, ISN_FLOW_MAX + MEMBER_ROOM)) return stop(flow, "out of memory");
  z_stream *z = &flow->pieces;
  z->next_in = (Bytef *)flow->raw.ptr + flow->raw.start;
  z->avail_in = (uInt)held(&flow->raw);
  z->next_out = (Bytef *)flow->plain.ptr + flow->plain.end;
  z->avail_out = PULL_SIZE;
  int result = inflate(z, Z_NO_FLUSH);
  take_raw(flow, held(&flow->raw) - z->avail_in);
  flow->plain.end += PULL_SIZE - z->avail_out;
  if (result == Z_STREAM_END) return end_pieces(flow);
  bool starved = flow->ended && held(&flow->raw) == 0 && z->avail_out > 0;
  if (result == Z_OK && !starved) return;
  end_pieces(flow);
  stop(flow, starved ? "the compressed data ends in the middle" : "the compressed data is damaged");
}

static void next_member(isn_flow *flow) {
  fill_raw(flow);
  const char *at = flow->raw.ptr + flow->raw.start;
  if (!member_begins(at, held(&flow->raw))) {
    while (held(&flow->raw) && flow->raw.ptr[flow->raw.start] == '\0') { /* padding of tapes and blocks */
      take_raw(flow, 1);
      fill_raw(flow);
    }
    return stop(flow, held(&flow->raw) ? "no compressed data where the next should begin" : NULL);
  }
  if (take_whole(flow)) return;
  flow->pieces = (z_stream){.next_in = NULL};
  if (inflateInit2(&flow->pieces, 15 + 16) != Z_OK) return stop(flow, "out of memory");
  flow->in_pieces = true;
  take_piece(flow);
}

static void more(isn_flow *flow) {
  if (flow->packed && flow->in_pieces) return take_piece(flow);
  if (flow->packed) return next_member(flow);
  if (!make_room(&flow->plain, PULL_SIZE, ISN_FLOW_MAX + MEMBER_ROOM)) return stop(flow, "out of memory");
  if (!pull_into(flow, &flow->plain, flow->plain.cap - flow->plain.end)) flow->done = true;
}

/* ---- The door -------------------------------------------------------------------------------------------------------- */

isn_flow *isn_flow_new(isnad_pull *pull, void *context) {
  isn_flow *flow = calloc(1, sizeof *flow);
  if (flow == NULL) return NULL;
  flow->pull = pull;
  flow->context = context;
  isnad_str first = isn_flow_peek(flow, 4);
  if (!member_begins(first.ptr, first.len)) return flow;
  flow->packed = true;
  flow->done = false;
  flow->raw = flow->plain;
  flow->plain = (window){NULL, 0, 0, 0};
  flow->whole = libdeflate_alloc_decompressor();
  if (flow->whole && make_room(&flow->raw, RAW_SIZE - held(&flow->raw), RAW_SIZE)) return flow;
  isn_flow_free(flow);
  return NULL;
}

void isn_flow_free(isn_flow *flow) {
  if (flow == NULL) return;
  end_pieces(flow);
  libdeflate_free_decompressor(flow->whole);
  free(flow->plain.ptr);
  free(flow->raw.ptr);
  free(flow);
}

isnad_str isn_flow_peek(isn_flow *flow, size_t want) {
  if (want > ISN_FLOW_MAX) want = ISN_FLOW_MAX;
  while (held(&flow->plain) < want && !flow->done) more(flow);
  return (isnad_str){flow->plain.ptr ? flow->plain.ptr + flow->plain.start : "", held(&flow->plain)};
}

void isn_flow_take(isn_flow *flow, size_t len) {
  flow->plain.start += len;
  flow->at += len;
}

bool isn_flow_skip(isn_flow *flow, uint64_t len) {
  while (len) {
    size_t got = isn_flow_peek(flow, 1).len, step = got < len ? got : (size_t)len;
    if (got == 0) return false;
    isn_flow_take(flow, step);
    len -= step;
  }
  return true;
}

uint64_t isn_flow_at(const isn_flow *flow) { return flow->at; }
bool isn_flow_packed(const isn_flow *flow) { return flow->packed; }

isnad_status isn_flow_fault(const isn_flow *flow, isnad_error *error) {
  if (flow->unreadable) return isn_error(error, ISNAD_IO, flow->at + held(&flow->plain), "cannot be read further");
  if (flow->fault == NULL) return ISNAD_OK;
  return isn_error(error, ISNAD_SYNTAX, flow->raw_at, "%s (byte %llu of the compressed data)", flow->fault,
                   (unsigned long long)flow->raw_at);
}

/* Does a member truly begin there? Three bytes stand in any data; what follows them rarely inflates. */
static bool proven(const char *at, size_t len) {
  unsigned char out[PROOF_SIZE];
  z_stream z = {.next_in = (Bytef *)at, .avail_in = (uInt)len, .next_out = out, .avail_out = sizeof out};
  if (!member_begins(at, len) || inflateInit2(&z, 15 + 16) != Z_OK) return false;
  int result = inflate(&z, Z_NO_FLUSH);
  inflateEnd(&z);
  return result == Z_STREAM_END || (result == Z_OK && z.avail_out == 0);
}

bool isn_flow_resume(isn_flow *flow) {
  isn_flow_take(flow, held(&flow->plain));
  if (!flow->packed) return false;
  end_pieces(flow);
  flow->fault = NULL;
  flow->done = true;
  for (bool first = true;; first = false) {
    fill_raw(flow);
    size_t len = held(&flow->raw);
    if (len == 0) return false;
    const char *from = flow->raw.ptr + flow->raw.start, *found = memchr(from + !first, 0x1F, len - !first);
    take_raw(flow, found ? (size_t)(found - from) : len);
    if (found == NULL) continue;
    fill_raw(flow);
    if (!proven(flow->raw.ptr + flow->raw.start, held(&flow->raw))) continue;
    flow->done = false;
    return true;
  }
}
