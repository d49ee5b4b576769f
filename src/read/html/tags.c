/* tags: names of elements and attributes to their numbers. Names stand in the order of the alphabet, so that a first letter leads to
 * the few that begin with it. «<ARTICLE>» and «<article>» are one. */
#include "read/html/tags.h"

#include "base/str.h"

typedef struct tag_row {
  const char *name;
  uint16_t len, traits;
} tag_row;

static const tag_row tags[TAG_COUNT] = {
    {"", 0, 0},
#define X(name, text, traits) {text, sizeof text - 1, traits},
    HTML_TAGS(X)
#undef X
};

static const tag_row attrs[ATTR_COUNT] = {
#define X(name, text) {text, sizeof text - 1, 0},
    HTML_ATTRS(X)
#undef X
};

/* The first tag of each letter; the one behind the last is TAG_COUNT. */
static const uint8_t first_tag[27] = {
    TAG_A, TAG_B, TAG_CANVAS, TAG_DATALIST, TAG_EM, TAG_FIELDSET, TAG_COUNT, TAG_H1, TAG_I, TAG_COUNT, TAG_KEYGEN, TAG_LI, TAG_MAIN,
    TAG_NAV, TAG_OBJECT, TAG_P, TAG_COUNT, TAG_COUNT, TAG_S, TAG_TABLE, TAG_U, TAG_VIDEO, TAG_WBR, TAG_XMP, TAG_COUNT, TAG_COUNT, TAG_COUNT};

static inline char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c; }

static bool same(const char *name, const tag_row *row) {
  for (size_t i = 0; i < row->len; i++)
    if (lower(name[i]) != row->name[i]) return false;
  return true;
}

enum html_tag isn_html_tag_of(isnad_str name) {
  if (name.len == 0) return TAG_OTHER;
  char first = lower(name.ptr[0]);
  if (first < 'a' || first > 'z') return TAG_OTHER;
  for (unsigned i = first_tag[first - 'a']; i < TAG_COUNT && tags[i].name[0] == first; i++)
    if (tags[i].len == name.len && same(name.ptr, &tags[i])) return (enum html_tag)i;
  return TAG_OTHER;
}

enum html_attr isn_html_attr_of(isnad_str name) {
  char first = name.len ? lower(name.ptr[0]) : 0;
  for (unsigned i = 0; i < ATTR_COUNT; i++)
    if (attrs[i].len == name.len && attrs[i].name[0] == first && same(name.ptr, &attrs[i])) return (enum html_attr)i;
  return ATTR_COUNT;
}

unsigned isn_html_traits(enum html_tag tag) { return tags[tag].traits; }
