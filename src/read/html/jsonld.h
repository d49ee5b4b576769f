/* jsonld: what a page says of itself to machines, in scripts of JSON. Read as it is found on pages: commas too many, line breaks within
 * strings, brackets that are never closed, comments of HTML around it. Values stay bytes of the page. */
#ifndef ISN_READ_HTML_JSONLD_H
#define ISN_READ_HTML_JSONLD_H

#include "base/arena.h"

#define JSON_NODES_MAX (1u << 15) /* values of all scripts of a page; what comes behind is not read */
#define JSON_DEPTH_MAX 64         /* objects within objects; deeper ones are passed over */
#define NO_NODE UINT32_MAX

enum json_type { JSON_OBJECT, JSON_ARRAY, JSON_STRING, JSON_OTHER };

typedef struct json_node {
  isnad_span key, value; /* within their quotation marks, escapes undone by whoever reads them */
  uint32_t end;          /* the node behind all nodes within it */
  uint8_t type, depth;
} json_node;

typedef struct json_tree {
  isn_arena *arena;
  isnad_str bytes; /* of the page */
  json_node *nodes; /* each before those within it */
  size_t count, cap;
} json_tree;

/* Adds what a script holds. */
void isn_json_add(json_tree *, isnad_span script);
/* The value of a key of an object; the first value where it is a list. NO_NODE where there is none. */
uint32_t isn_json_get(const json_tree *, uint32_t object, const char *key);
/* The object that describes the page's article, or NO_NODE. */
uint32_t isn_json_article(const json_tree *);
/* The first value of a list, the value itself where it is none. */
uint32_t isn_json_first(const json_tree *, uint32_t node);

#endif
