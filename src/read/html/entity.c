/* entity: references found by halving the list of names. A name with its semicolon is taken whole; without one the longest old name
 * that the letters begin with, so «&notit» is «¬it». Numbers of the old Windows page (&#150;) are what browsers make of them. */
#include "read/html/entity.h"

#include "base/str.h"
#include "base/utf8.h"
#include "read/html/charset.h"

enum { NAME_MAX_BYTES = 32, BARE_MAX_BYTES = 6, REPLACEMENT = 0xFFFD };

static bool is_alnum(char c) { return (unsigned char)((c | 0x20) - 'a') < 26 || (unsigned char)(c - '0') < 10; }

/* Is the name before, at or behind the row? */
static int compare(isnad_str name, const char *row) {
  int order = strncmp(name.ptr, row, name.len);
  return order ? order : -(row[name.len] != '\0');
}

static const isn_entity *named(isnad_str name) {
  size_t low = 0, high = isn_entity_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = compare(name, isn_entities[middle].name);
    if (order == 0) return &isn_entities[middle];
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return NULL;
}

static bool is_bare(isnad_str name) {
  size_t low = 0, high = isn_entity_bare_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = compare(name, isn_entities_bare[middle]);
    if (order == 0) return true;
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return false;
}

static size_t put(const isn_entity *e, char out[8]) {
  size_t len = isn_utf8_put(out, e->letter[0]);
  return e->letter[1] ? len + isn_utf8_put(out + len, e->letter[1]) : len;
}

static size_t read_number(isnad_str text, size_t at, char out[8], size_t *len) {
  size_t digits = at + 2;
  bool hex = digits < text.len && (text.ptr[digits] | 0x20) == 'x';
  uint32_t value = 0;
  digits += hex;
  size_t i = digits;
  for (; i < text.len; i++) {
    char c = text.ptr[i];
    uint32_t digit = (unsigned char)(c - '0') < 10 ? (uint32_t)(c - '0') : hex && (unsigned char)((c | 0x20) - 'a') < 6 ? (uint32_t)((c | 0x20) - 'a' + 10) : 99;
    if (digit == 99) break;
    if (value <= 0x10FFFF) value = value * (hex ? 16 : 10) + digit;
  }
  if (i == digits) return 0;
  if (value >= 0x80 && value < 0xA0) value = isn_charset_letter(CHARSET_LATIN_WINDOWS, (unsigned char)value);
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) value = REPLACEMENT;
  *len = isn_utf8_put(out, value);
  return i + (i < text.len && text.ptr[i] == ';') - at;
}

size_t isn_entity_read(isnad_str text, size_t at, bool attribute, char out[8], size_t *len) {
  if (at + 1 >= text.len) return 0;
  if (text.ptr[at + 1] == '#') return read_number(text, at, out, len);
  isnad_str name = {text.ptr + at + 1, 0};
  while (name.len < NAME_MAX_BYTES && at + 1 + name.len < text.len && is_alnum(name.ptr[name.len])) name.len++;
  size_t end = at + 1 + name.len;
  const isn_entity *e = end < text.len && text.ptr[end] == ';' ? named(name) : NULL;
  if (e != NULL) {
    *len = put(e, out);
    return end + 1 - at;
  }
  for (size_t most = name.len < BARE_MAX_BYTES ? name.len : BARE_MAX_BYTES; most >= 2; most--) {
    isnad_str bare = {name.ptr, most};
    if (!is_bare(bare)) continue;
    size_t behind = at + 1 + most;
    if (attribute && behind < text.len && (text.ptr[behind] == '=' || is_alnum(text.ptr[behind]))) return 0;
    *len = put(named(bare), out);
    return behind - at;
  }
  return 0;
}
