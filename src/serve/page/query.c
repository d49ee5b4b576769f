/* query: parameters as forms and links send them: after=2025-11-02&place=%D8%AF%D9%8A... Everything in it is hostile. A
 * filter is plain GET parameters, so each filter is an address and a feed. */
#include "serve/page/query.h"

#include "base/str.h"
#include "base/utf8.h"

static int digit(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

bool isn_query_decode(isn_arena *arena, isnad_str part, bool form, isnad_str *out) {
  char *to = isn_alloc(arena, part.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < part.len; i++) {
    char c = part.ptr[i];
    if (c == '%') {
      if (part.len - i < 3 || digit(part.ptr[i + 1]) < 0 || digit(part.ptr[i + 2]) < 0) return false;
      c = (char)(digit(part.ptr[i + 1]) * 16 + digit(part.ptr[i + 2]));
      i += 2;
    } else if (c == '+' && form) {
      c = ' ';
    }
    if (c == '\0') return false;
    to[len++] = c;
  }
  *out = (isnad_str){to, len};
  return isn_utf8_check(*out) == len;
}

/* Takes what stands before the sign off the rest. */
static isnad_str cut(isnad_str *rest, char sign) {
  const char *end = rest->len ? memchr(rest->ptr, sign, rest->len) : NULL;
  isnad_str part = {rest->ptr, end ? (size_t)(end - rest->ptr) : rest->len};
  size_t used = part.len + (end != NULL);
  rest->ptr += used, rest->len -= used;
  return part;
}

bool isn_query_read(isn_arena *arena, isnad_str text, isn_query *query) {
  query->count = 0;
  while (text.len) {
    isnad_str value = cut(&text, '&'), name = cut(&value, '=');
    if (name.len == 0) continue;
    if (query->count == ISN_QUERY_MAX) return false;
    if (!isn_query_decode(arena, name, true, &query->at[query->count].name)) return false;
    if (!isn_query_decode(arena, value, true, &query->at[query->count].value)) return false;
    query->count++;
  }
  return true;
}

isnad_str isn_query_get(const isn_query *query, const char *name) {
  for (size_t i = 0; i < query->count; i++)
    if (isn_str_same(query->at[i].name, isn_str(name))) return query->at[i].value;
  return (isnad_str){NULL, 0};
}

int64_t isn_query_number(const isn_query *query, const char *name, int64_t otherwise, int64_t max) {
  isnad_str value = isn_query_get(query, name);
  int64_t number = 0;
  for (size_t i = 0; i < value.len; i++) {
    if (value.ptr[i] < '0' || value.ptr[i] > '9') return otherwise;
    if (number <= max) number = number * 10 + (value.ptr[i] - '0');
  }
  return value.len == 0 ? otherwise : number > max ? max : number;
}

isnad_str isn_cookie_get(isnad_str cookies, const char *name) {
  while (cookies.len) {
    isnad_str pair = cut(&cookies, ';');
    while (pair.len && pair.ptr[0] == ' ') pair.ptr++, pair.len--;
    isnad_str key = cut(&pair, '=');
    if (isn_str_same(key, isn_str(name))) return pair;
  }
  return (isnad_str){NULL, 0};
}

const char *const isn_filter_names[] = {"q",       "event", "place",  "actor",   "source",   "status",
                                        "country", "after", "before", "origins", "disputed", NULL};

isn_filter isn_filter_of(const isn_query *query) {
  return (isn_filter){.event = isn_query_get(query, "event"),
                      .mode = isn_query_get(query, "mode"),
                      .status = isn_query_get(query, "status"),
                      .country = isn_query_get(query, "country"),
                      .place = isn_query_get(query, "place"),
                      .actor = isn_query_get(query, "actor"),
                      .source = isn_query_get(query, "source"),
                      .after = isn_query_get(query, "after"),
                      .before = isn_query_get(query, "before"),
                      .words = isn_query_get(query, "q"),
                      .min_origins = isn_query_number(query, "origins", 0, 1000000),
                      .since = isn_query_number(query, "since", 0, INT64_MAX / 100),
                      .disputed = isn_query_get(query, "disputed").len > 0};
}

static isnad_str either(isnad_str site, isnad_str reader) { return reader.len ? reader : site; }

static isnad_str later(isnad_str a, isnad_str b) {
  if (a.len == 0 || b.len == 0) return a.len ? a : b;
  return memcmp(a.ptr, b.ptr, a.len < b.len ? a.len : b.len) > 0 ? a : b;
}

static isnad_str earlier(isnad_str a, isnad_str b) {
  if (a.len == 0 || b.len == 0) return a.len ? a : b;
  return isn_str_same(later(a, b), a) ? b : a;
}

isn_filter isn_filter_both(isn_arena *arena, const isn_filter *site, const isn_filter *reader) {
  isn_filter both = *reader;
  both.event = either(site->event, reader->event), both.mode = either(site->mode, reader->mode);
  both.status = either(site->status, reader->status), both.country = either(site->country, reader->country);
  both.place = either(site->place, reader->place), both.actor = either(site->actor, reader->actor);
  both.source = either(site->source, reader->source);
  both.after = later(site->after, reader->after), both.before = earlier(site->before, reader->before);
  both.disputed = site->disputed || reader->disputed;
  if (site->min_origins > reader->min_origins) both.min_origins = site->min_origins;
  if (site->words.len && reader->words.len) {
    both.words = isn_arena_print(arena, "%.*s %.*s", (int)site->words.len, site->words.ptr, (int)reader->words.len,
                                 reader->words.ptr);
  } else {
    both.words = either(site->words, reader->words);
  }
  return both;
}
