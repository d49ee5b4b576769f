/* eval_match: does a claim that was read say what the annotation says? Names are compared by letters folded as readers
 * of Arabic fold them, and a name agrees with a longer one that contains it: «المرصد السوري» and «مرصد سوري لحقوق
 * الإنسان». Each annotation is paired with at most one claim, the one whose words and fields fit best. */
#include <stdlib.h>
#include <string.h>

#include "cli/eval.h"

void *eval_memory(size_t count, size_t size) {
  void *memory = calloc(count ? count : 1, size);
  if (memory) return memory;
  cli_error((cli_place){NULL, CLI_NOWHERE, CLI_NOWHERE}, "out of memory");
  exit(CLI_FAILED);
}

const char *eval_text(const json_t *object, const char *key) {
  const char *text = json_string_value(json_object_get(object, key));
  return text ? text : "";
}

/* ---- Names ---------------------------------------------------------------------------------------------------------- */

enum { ALEF = 0x0627, LAM = 0x0644, HEH = 0x0647, YEH = 0x064A };

/* The code point at p (valid UTF-8) and its bytes. */
static uint32_t point_at(const char *p, size_t *bytes) {
  const unsigned char *u = (const unsigned char *)p;
  *bytes = u[0] < 0x80 ? 1 : u[0] < 0xE0 ? 2 : u[0] < 0xF0 ? 3 : 4;
  uint32_t point = *bytes == 1 ? u[0] : u[0] & (0x7Fu >> *bytes);
  for (size_t i = 1; i < *bytes; i++) point = point << 6 | (u[i] & 0x3F);
  return point;
}

static size_t points_of(const char *text) {
  size_t count = 0;
  for (; *text; text++) count += ((unsigned char)*text & 0xC0) != 0x80;
  return count;
}

static bool is_mark(uint32_t c) {
  return (c >= 0x064B && c <= 0x0652) || c == 0x0640 || c == 0x0670 || c == 0x200B || c == 0x200E || c == 0x200F ||
         (c >= 0x202A && c <= 0x202C);
}

static bool is_gap(uint32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F) || strchr("\"'()[]:.", (int)c);
  return c == 0x85 || c == 0xA0 || c == 0xAB || c == 0xBB || c == 0x060C || c == 0x061B || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x201C || c == 0x201D || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

static uint32_t folded_letter(uint32_t c) {
  switch (c) {
    case 0x0622: case 0x0623: case 0x0625: return ALEF;
    case 0x0649: return YEH;
    case 0x0629: return HEH;
    default: return c;
  }
}

/* Drops the article of the word from start on, where enough is left of it; gives the word's new end. */
static char *without_article(char *start, char *end) {
  *end = '\0';
  size_t alef, lam;
  if (points_of(start) <= 4 || point_at(start, &alef) != ALEF || point_at(start + alef, &lam) != LAM) return end;
  memmove(start, start + alef + lam, (size_t)(end - start) - alef - lam + 1);
  return end - alef - lam;
}

/* Words with single spaces between them, letters folded, articles dropped. No fold grows, so the input's size is enough. */
static char *fold(const char *text) {
  char *out = eval_memory(strlen(text) + 1, 1), *at = out, *word = out;
  size_t bytes;
  for (; *text; text += bytes) {
    uint32_t c = point_at(text, &bytes), letter = folded_letter(c);
    if (is_mark(c)) continue;
    if (is_gap(c)) {
      if (at == word) continue;
      at = without_article(word, at);
      *at++ = ' ';
      word = at;
    } else if (letter != c) {
      *at++ = (char)(0xC0 | letter >> 6);
      *at++ = (char)(0x80 | (letter & 0x3F));
    } else {
      memcpy(at, text, bytes);
      at += bytes;
    }
  }
  at = without_article(word, at);
  if (at > out && at == word) at[-1] = '\0';
  return out;
}

static bool holds_words(const char *text, const char *words) {
  size_t len = strlen(words);
  for (const char *at = strstr(text, words); at; at = strstr(at + 1, words))
    if ((at == text || at[-1] == ' ') && (at[len] == '\0' || at[len] == ' ')) return true;
  return false;
}

static bool same_name(const char *first, const char *second) {
  char *a = fold(first), *b = fold(second);
  size_t in_a = points_of(a), in_b = points_of(b), least = in_a < in_b ? in_a : in_b;
  bool same = least > 0 && (strcmp(a, b) == 0 || (least >= 4 && (in_a < in_b ? holds_words(b, a) : holds_words(a, b))));
  free(a);
  free(b);
  return same;
}

/* ---- Fields --------------------------------------------------------------------------------------------------------- */

static const struct field { const char *name, *key; } fields[EVAL_FIELDS] = {
    [EVAL_MODE] = {"mode", "mode"}, [EVAL_STATUS] = {"status", "status"}, [EVAL_ACTORS] = {"actors", "actors"},
    [EVAL_RECIPIENTS] = {"recipients", "recipients"}, [EVAL_PLACE] = {"place", "place"}, [EVAL_TIME] = {"time", "time"},
    [EVAL_COUNTS] = {"counts", "counts"}, [EVAL_CHAIN] = {"chain", "sources"}, [EVAL_ORIGIN] = {"origin", "sources"}};

const char *eval_field_name(enum eval_field field) { return fields[field].name; }
const char *eval_field_key(enum eval_field field) { return fields[field].key; }

bool eval_right(eval_match match) { return match.hits == match.gold && match.gold == match.got; }

static eval_match one(bool right) { return (eval_match){right, 1, 1}; }

static const char *text_or_name(const json_t *link) {
  const char *text = eval_text(link, "text");
  return *text ? text : eval_text(link, "name");
}

/* An annotated actor is an id, or «text:» and the words of one that has none. */
static bool same_actor(const char *gold, const json_t *actor) {
  const char *id = eval_text(actor, "id"), *other = *id ? id : eval_text(actor, "text");
  if (strcmp(gold, other) == 0) return true;
  if (strncmp(gold, "text:", 5) != 0) return false;
  return same_name(gold + 5, strncmp(other, "text:", 5) == 0 ? other + 5 : other);
}

static bool same_number(const json_t *a, const json_t *b) {
  if (json_is_integer(a) && json_is_integer(b)) return json_integer_value(a) == json_integer_value(b);
  if (json_is_number(a) && json_is_number(b)) return json_number_value(a) == json_number_value(b);
  return !json_is_number(a) && !json_is_number(b); /* both open */
}

static bool same_count(const json_t *gold, const json_t *got) {
  return strcmp(eval_text(gold, "what"), eval_text(got, "what")) == 0 &&
         same_number(json_object_get(gold, "min"), json_object_get(got, "min")) &&
         same_number(json_object_get(gold, "max"), json_object_get(got, "max"));
}

static bool same_item(const json_t *gold, const json_t *got) {
  return json_is_string(gold) ? same_actor(json_string_value(gold), got) : same_count(gold, got);
}

/* Two lists of actors or of counts, in any order: each item of one agrees with at most one of the other. */
static eval_match match_lists(const json_t *gold, const json_t *got) {
  eval_match match = {0, json_array_size(gold), json_array_size(got)};
  bool *used = eval_memory(match.got, sizeof *used);
  for (size_t i = 0; i < match.gold; i++) {
    size_t j = 0;
    while (j < match.got && (used[j] || !same_item(json_array_get(gold, i), json_array_get(got, j)))) j++;
    if (j == match.got) continue;
    used[j] = true;
    match.hits++;
  }
  free(used);
  return match;
}

static bool same_place(const json_t *gold, const json_t *got, const char *key) {
  const char *want = eval_text(gold, key), *name = eval_text(json_object_get(got, key), "text");
  if (*want == '\0' || *name == '\0') return *want == *name;
  return same_name(want, name);
}

static bool same_day(const json_t *gold, const json_t *got, const char *key) {
  enum { DAY = 10 }; /* 2022-01-24 */
  return strncmp(eval_text(gold, key), eval_text(got, key), DAY) == 0;
}

static bool same_time(const json_t *gold, const json_t *got) {
  if (json_object_size(gold) == 0 || json_object_size(got) == 0) return json_object_size(gold) == json_object_size(got);
  return same_day(gold, got, "start") && same_day(gold, got, "end");
}

static bool same_link(const json_t *gold, const json_t *got, size_t i, size_t j) {
  return same_name(eval_text(json_array_get(gold, i), "name"), text_or_name(json_array_get(got, j)));
}

static bool same_chain(const json_t *gold, const json_t *got) {
  if (json_array_size(gold) != json_array_size(got)) return false;
  for (size_t i = 0; i < json_array_size(gold); i++)
    if (!same_link(gold, got, i, i)) return false;
  return true;
}

static bool same_origin(const json_t *gold, const json_t *got) {
  size_t in_gold = json_array_size(gold), in_got = json_array_size(got);
  if (in_gold == 0 || in_got == 0) return in_gold == in_got;
  return same_link(gold, got, in_gold - 1, in_got - 1);
}

void eval_compare(const json_t *gold, const json_t *got, eval_match matches[EVAL_FIELDS]) {
  const json_t *chain = json_object_get(gold, "sources"), *links = json_object_get(got, "sources");
  matches[EVAL_MODE] = one(strcmp(eval_text(gold, "mode"), eval_text(got, "mode")) == 0);
  matches[EVAL_STATUS] = one(strcmp(eval_text(gold, "status"), eval_text(got, "status")) == 0);
  matches[EVAL_PLACE] = one(same_place(gold, got, "place") && same_place(gold, got, "from") && same_place(gold, got, "to"));
  matches[EVAL_TIME] = one(same_time(json_object_get(gold, "time"), json_object_get(got, "time")));
  matches[EVAL_CHAIN] = one(same_chain(chain, links));
  matches[EVAL_ORIGIN] = one(same_origin(chain, links));
  static const enum eval_field lists[] = {EVAL_ACTORS, EVAL_RECIPIENTS, EVAL_COUNTS};
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    matches[lists[i]] = match_lists(json_object_get(gold, fields[lists[i]].key), json_object_get(got, fields[lists[i]].key));
}

/* ---- Pairs ---------------------------------------------------------------------------------------------------------- */

typedef struct edge {
  eval_pair pair;
  size_t overlap, right; /* 1 where the words overlap; the fields that agree */
} edge;

typedef struct edges {
  edge *list;
  size_t count, cap;
} edges;

static int descending(size_t a, size_t b) { return (a < b) - (a > b); }

static int better_first(const void *one_edge, const void *other) {
  const edge *a = one_edge, *b = other;
  if (a->overlap != b->overlap) return descending(a->overlap, b->overlap);
  if (a->right != b->right) return descending(a->right, b->right);
  if (a->pair.gold != b->pair.gold) return descending(b->pair.gold, a->pair.gold);
  return descending(b->pair.got, a->pair.got);
}

static int in_order(const void *one_pair, const void *other) {
  return descending(((const eval_pair *)other)->gold, ((const eval_pair *)one_pair)->gold);
}

static void add_edge(edges *all, edge new_edge) {
  if (all->count == all->cap) {
    all->cap = all->cap ? all->cap * 2 : 64;
    edge *grown = eval_memory(all->cap, sizeof *grown);
    if (all->count) memcpy(grown, all->list, all->count * sizeof *grown);
    free(all->list);
    all->list = grown;
  }
  all->list[all->count++] = new_edge;
}

/* Of the same event, and the words overlap, or those of the claim read lie in the context of the annotation. */
static void consider(edges *all, const eval_claim *gold, const json_t *got, eval_pair pair) {
  const json_t *trigger = json_object_get(got, "trigger");
  if (strcmp(eval_text(gold->json, "event"), eval_text(got, "event")) != 0 || json_array_size(trigger) != 2) return;
  json_int_t start = json_integer_value(json_array_get(trigger, 0)), end = json_integer_value(json_array_get(trigger, 1));
  bool overlap = start < gold->trigger.end && gold->trigger.start < end;
  if (!overlap && (start < gold->near.start || end > gold->near.end)) return;
  eval_match matches[EVAL_FIELDS];
  eval_compare(gold->json, got, matches);
  edge new_edge = {pair, overlap, 0};
  for (size_t i = 0; i < EVAL_FIELDS; i++) new_edge.right += eval_right(matches[i]);
  add_edge(all, new_edge);
}

size_t eval_pairs(const eval_gold *gold, const json_t *got, eval_pair *pairs) {
  edges all = {NULL, 0, 0};
  size_t given = json_array_size(got), count = 0;
  for (size_t i = 0; i < gold->count; i++)
    for (size_t j = 0; j < given; j++) consider(&all, &gold->claims[i], json_array_get(got, j), (eval_pair){i, j});
  if (all.count) qsort(all.list, all.count, sizeof *all.list, better_first);
  bool *used_gold = eval_memory(gold->count, sizeof *used_gold), *used_got = eval_memory(given, sizeof *used_got);
  for (size_t i = 0; i < all.count; i++) {
    eval_pair pair = all.list[i].pair;
    if (used_gold[pair.gold] || used_got[pair.got]) continue;
    used_gold[pair.gold] = used_got[pair.got] = true;
    pairs[count++] = pair;
  }
  if (count) qsort(pairs, count, sizeof *pairs, in_order);
  free(used_gold);
  free(used_got);
  free(all.list);
  return count;
}
