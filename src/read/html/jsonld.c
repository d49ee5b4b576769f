/* jsonld: a reader of JSON that never fails: it takes what it can. Nodes stand in one array, each with the index behind its last
 * descendant, so that no pointers are needed and depth costs nothing. {"@graph": [{"@type": "NewsArticle", "headline": "مقتل ثلاثة",}]} is six nodes. */
#include "read/html/jsonld.h"

#include "base/str.h"

typedef struct json_reader {
  json_tree *tree;
  size_t at, end;
  uint32_t open[JSON_DEPTH_MAX];
  int depth, too_deep;
  isnad_span key;
} json_reader;

static char char_at(const json_reader *r, size_t at) { return at < r->end ? r->tree->bytes.ptr[at] : 0; }

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || c == ','; }

/* The inside of a string that opens at r->at. A quotation mark that no mark of JSON follows belongs to the text. */
static isnad_span read_string(json_reader *r) {
  size_t start = ++r->at;
  while (r->at < r->end) {
    char c = char_at(r, r->at);
    if (c == '\\') {
      r->at += 2;
      continue;
    }
    if (c == '"') {
      size_t next = r->at + 1;
      while (next < r->end && is_blank(char_at(r, next)) && char_at(r, next) != ',') next++;
      char after = char_at(r, next);
      if (after == 0 || after == ',' || after == ':' || after == '}' || after == ']' || after == '"' || after == '<') break;
    }
    r->at++;
  }
  isnad_span span = {(uint32_t)start, (uint32_t)(r->at < r->end ? r->at : r->end)};
  r->at = r->at < r->end ? r->at + 1 : r->end;
  return span;
}

static uint32_t add_node(json_reader *r, enum json_type type, isnad_span value) {
  json_tree *t = r->tree;
  if (t->count >= JSON_NODES_MAX || r->too_deep) return NO_NODE;
  isn_arena_grow(t->arena, &t->nodes, t->count, &t->cap, sizeof *t->nodes);
  t->nodes[t->count] = (json_node){.key = r->key, .value = value, .end = (uint32_t)t->count + 1, .type = (uint8_t)type, .depth = (uint8_t)r->depth};
  r->key = (isnad_span){0, 0};
  return (uint32_t)t->count++;
}

static void open_node(json_reader *r, enum json_type type) {
  if (r->depth == JSON_DEPTH_MAX || r->too_deep) {
    r->too_deep++;
    return;
  }
  uint32_t node = add_node(r, type, (isnad_span){0, 0});
  r->open[r->depth++] = node;
}

static void close_node(json_reader *r) {
  if (r->too_deep) {
    r->too_deep--;
    return;
  }
  if (r->depth == 0) return;
  uint32_t node = r->open[--r->depth];
  if (node != NO_NODE) r->tree->nodes[node].end = (uint32_t)r->tree->count;
  r->key = (isnad_span){0, 0};
}

static void read_text(json_reader *r) {
  isnad_span text = read_string(r);
  size_t next = r->at;
  while (next < r->end && is_blank(char_at(r, next)) && char_at(r, next) != ',') next++;
  if (char_at(r, next) == ':') {
    r->key = text;
    r->at = next + 1;
  } else {
    add_node(r, JSON_STRING, text);
  }
}

static void read_other(json_reader *r) {
  size_t start = r->at++;
  while (r->at < r->end && strchr(",:{}[]\" \t\r\n", char_at(r, r->at)) == NULL) r->at++;
  char c = char_at(r, start);
  if ((c >= '0' && c <= '9') || c == '-' || (c >= 'a' && c <= 'z')) add_node(r, JSON_OTHER, (isnad_span){(uint32_t)start, (uint32_t)r->at});
}

void isn_json_add(json_tree *tree, isnad_span script) {
  json_reader r = {.tree = tree, .at = script.start, .end = script.end};
  while (r.at < r.end) {
    char c = char_at(&r, r.at);
    if (c == '"') read_text(&r);
    else if (c == '{' || c == '[') open_node(&r, c == '{' ? JSON_OBJECT : JSON_ARRAY), r.at++;
    else if (c == '}' || c == ']') close_node(&r), r.at++;
    else if (is_blank(c) || c == ':' || c == ';') r.at++;
    else read_other(&r);
  }
  while (r.depth > 0 || r.too_deep > 0) close_node(&r);
}

uint32_t isn_json_first(const json_tree *t, uint32_t node) {
  while (node != NO_NODE && t->nodes[node].type == JSON_ARRAY) node = t->nodes[node].end > node + 1 ? node + 1 : NO_NODE;
  return node;
}

static uint32_t find(const json_tree *t, uint32_t object, isnad_str key) {
  if (object == NO_NODE || t->nodes[object].type != JSON_OBJECT) return NO_NODE;
  for (uint32_t i = object + 1; i < t->nodes[object].end; i = t->nodes[i].end)
    if (isn_str_same(isn_str_cut(t->bytes, t->nodes[i].key), key)) return i;
  return NO_NODE;
}

uint32_t isn_json_get(const json_tree *t, uint32_t object, const char *key) { return find(t, object, isn_str(key)); }

static bool ends_with(isnad_str text, isnad_str end) {
  return text.len >= end.len && memcmp(text.ptr + text.len - end.len, end.ptr, end.len) == 0;
}

/* Is it of a type that stands for a report? */
static bool is_article(const json_tree *t, uint32_t object) {
  uint32_t type = isn_json_get(t, object, "@type");
  if (type == NO_NODE) return false;
  for (uint32_t i = type; i < t->nodes[type].end; i++) {
    isnad_str name = isn_str_cut(t->bytes, t->nodes[i].value);
    if (ends_with(name, ISN_LIT("Article")) || ends_with(name, ISN_LIT("Posting")) || isn_str_same(name, ISN_LIT("Report"))) return true;
  }
  return false;
}

uint32_t isn_json_article(const json_tree *t) {
  uint32_t best = NO_NODE;
  int best_worth = 0;
  for (uint32_t i = 0; i < t->count; i++) {
    if (t->nodes[i].type != JSON_OBJECT || !is_article(t, i)) continue;
    uint32_t body = isn_json_get(t, i, "articleBody");
    int worth = 1 + 8 * (isn_json_get(t, i, "headline") != NO_NODE) + 4 * (isn_json_get(t, i, "datePublished") != NO_NODE) + 2 * (body != NO_NODE);
    worth = 64 * worth - t->nodes[i].depth; /* those within others are other news */
    if (worth <= best_worth) continue;
    best = i;
    best_worth = worth;
  }
  return best;
}
