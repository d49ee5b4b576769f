/* scan: HTML's tokenizer without its error reports. What takes most bytes of a page (scripts, styles, comments, long attributes) is
 * jumped over by memchr. Errors are read as browsers read them: «<p class="a"b=c/d>» is a p, «< b» and «</ >» are text and a comment,
 * «<!doctype» without an end reaches to the end of the page. */
#include "read/html/scan.h"

enum { C_SPACE = 1, C_NAME_END = 2 /* of a tag: space / > */, C_ATTR_END = 4 /* of an attribute's name: those and = */ };

static const uint8_t classes[256] = {
    ['\t'] = 7, ['\n'] = 7, ['\f'] = 7, ['\r'] = 7, [' '] = 7, ['/'] = C_NAME_END | C_ATTR_END, ['>'] = C_NAME_END | C_ATTR_END, ['='] = C_ATTR_END,
};

static inline bool is(char c, unsigned class) { return classes[(unsigned char)c] & class; }
static inline bool is_letter(char c) { return (unsigned char)((c | 0x20) - 'a') < 26; }

html_scan isn_html_scan_begin(isnad_str page) {
  html_scan scan = {.page = page};
  if (page.len >= 3 && memcmp(page.ptr, "\xEF\xBB\xBF", 3) == 0) scan.at = 3;
  return scan;
}

static size_t find(isnad_str page, size_t at, char c) {
  const char *found = at < page.len ? memchr(page.ptr + at, c, page.len - at) : NULL;
  return found ? (size_t)(found - page.ptr) : page.len;
}

static bool stands(isnad_str page, size_t at, const char *text, size_t len) {
  return page.len - at >= len && memcmp(page.ptr + at, text, len) == 0;
}

/* Does the word stand at the byte, in any case? The word is lower. */
static bool stands_word(isnad_str page, size_t at, const char *word, size_t len) {
  if (page.len - at < len) return false;
  for (size_t i = 0; i < len; i++)
    if ((is_letter(page.ptr[at + i]) ? page.ptr[at + i] | 0x20 : page.ptr[at + i]) != word[i]) return false;
  return true;
}

/* ---- What is no text ----------------------------------------------------------------------------------------------- */

/* Behind a comment whose text begins at `at`. */
static size_t comment_end(isnad_str page, size_t at) {
  if (stands(page, at, ">", 1)) return at + 1;
  if (stands(page, at, "->", 2)) return at + 2;
  for (size_t end = at; (end = find(page, end, '>')) < page.len; end++) {
    if (end >= at + 2 && memcmp(page.ptr + end - 2, "--", 2) == 0) return end + 1;
    if (end >= at + 3 && memcmp(page.ptr + end - 3, "--!", 3) == 0) return end + 1;
  }
  return page.len;
}

static size_t behind(isnad_str page, size_t at) { return at < page.len ? at + 1 : at; }

/* Behind «<!...» or «<?...» at `at`. CDATA in svg is text: *text is set. */
static size_t declaration_end(const html_scan *scan, size_t at, isnad_span *text) {
  isnad_str page = scan->page;
  if (stands(page, at, "<!--", 4)) return comment_end(page, at + 4);
  if (!scan->foreign || !stands(page, at, "<![CDATA[", 9)) return behind(page, find(page, at, '>'));
  size_t end = at + 9;
  while ((end = find(page, end, ']')) < page.len && !stands(page, end, "]]>", 3)) end++;
  *text = (isnad_span){(uint32_t)(at + 9), (uint32_t)end};
  return end < page.len ? end + 3 : end;
}

/* ---- Raw text ------------------------------------------------------------------------------------------------------ */

static bool ends_name(isnad_str page, size_t at) { return at >= page.len || is(page.ptr[at], C_NAME_END); }

/* Where a comment within a script ends, whose opening stands at `at`. */
static size_t script_comment_end(isnad_str page, size_t at) {
  for (size_t end = at + 4; (end = find(page, end, '>')) < page.len; end++)
    if (memcmp(page.ptr + end - 2, "--", 2) == 0) return end;
  return page.len;
}

/* The end tag of a script. Within a comment («<!-- <script> ... </script> -->») a script's tags nest. */
static size_t script_end(isnad_str page, size_t at) {
  size_t comment_end = 0; /* of the comment that was opened last */
  bool nested = false;
  for (size_t next = at; (next = find(page, next, '<')) < page.len; next++) {
    bool comment = next < comment_end;
    nested = nested && comment;
    if (!comment && stands(page, next, "<!--", 4)) {
      comment_end = script_comment_end(page, next);
    } else if (stands_word(page, next, "</script", 8) && ends_name(page, next + 8)) {
      if (!nested) return next;
      nested = false;
    } else if (comment && stands_word(page, next, "<script", 7) && ends_name(page, next + 7)) nested = true;
  }
  return page.len;
}

static size_t raw_end(isnad_str page, size_t at, isnad_str name) {
  for (size_t next = at; (next = find(page, next, '<')) < page.len; next++)
    if (stands(page, next, "</", 2) && stands_word(page, next + 2, name.ptr, name.len) && ends_name(page, next + 2 + name.len)) return next;
  return page.len;
}

static isnad_str raw_name(enum html_tag tag) {
  switch (tag) {
    case TAG_STYLE: return ISN_LIT("style");
    case TAG_TITLE: return ISN_LIT("title");
    case TAG_TEXTAREA: return ISN_LIT("textarea");
    case TAG_IFRAME: return ISN_LIT("iframe");
    case TAG_NOEMBED: return ISN_LIT("noembed");
    case TAG_NOFRAMES: return ISN_LIT("noframes");
    default: return ISN_LIT("xmp");
  }
}

static void read_raw(html_scan *scan, html_token *token) {
  isnad_str page = scan->page;
  size_t end = page.len;
  if (scan->raw == TAG_SCRIPT) end = script_end(page, scan->at);
  else if (scan->raw != TAG_PLAINTEXT) end = raw_end(page, scan->at, raw_name(scan->raw));
  *token = (html_token){.kind = HTML_RAW, .tag = scan->raw, .span = {(uint32_t)scan->at, (uint32_t)end}};
  scan->at = end;
  scan->raw = TAG_OTHER;
}

/* ---- Tags ---------------------------------------------------------------------------------------------------------- */

static size_t skip_space(isnad_str page, size_t at) {
  while (at < page.len && is(page.ptr[at], C_SPACE)) at++;
  return at;
}

/* The value behind «=»; gives the byte behind it. */
static size_t read_value(isnad_str page, size_t at, isnad_span *value) {
  at = skip_space(page, at);
  *value = (isnad_span){(uint32_t)at, (uint32_t)at};
  if (at >= page.len || page.ptr[at] == '>') return at;
  if (page.ptr[at] == '"' || page.ptr[at] == '\'') {
    size_t end = find(page, at + 1, page.ptr[at]);
    *value = (isnad_span){(uint32_t)(at + 1), (uint32_t)end};
    return behind(page, end);
  }
  while (at < page.len && page.ptr[at] != '>' && !is(page.ptr[at], C_SPACE)) at++;
  value->end = (uint32_t)at;
  return at;
}

/* Attributes from `at` to the end of the tag; the first of a name counts. Gives the byte behind «>». */
static size_t read_attrs(isnad_str page, size_t at, html_token *token) {
  while (at < page.len) {
    char c = page.ptr[at];
    if (c == '>') return at + 1;
    if (is(c, C_SPACE | C_NAME_END) && c != '>') {
      token->closed = c == '/' && at + 1 < page.len && page.ptr[at + 1] == '>';
      at++;
      continue;
    }
    size_t name = at++;
    while (at < page.len && !is(page.ptr[at], C_ATTR_END)) at++;
    isnad_str attr_name = {page.ptr + name, at - name};
    isnad_span value = {(uint32_t)at, (uint32_t)at};
    size_t next = skip_space(page, at);
    if (next < page.len && page.ptr[next] == '=') at = read_value(page, next + 1, &value);
    enum html_attr attr = isn_html_attr_of(attr_name);
    if (attr == ATTR_COUNT || token->has >> attr & 1) continue;
    token->has |= 1u << attr;
    token->value[attr] = value;
  }
  return page.len;
}

static void read_tag(html_scan *scan, html_token *token, size_t name) {
  isnad_str page = scan->page;
  size_t at = name;
  while (at < page.len && !is(page.ptr[at], C_NAME_END)) at++;
  token->name = (isnad_span){(uint32_t)name, (uint32_t)at};
  token->tag = (uint8_t)isn_html_tag_of((isnad_str){page.ptr + name, at - name});
  token->has = 0;
  token->closed = false;
  size_t end = read_attrs(page, at, token);
  token->span = (isnad_span){(uint32_t)scan->at, (uint32_t)end};
  scan->at = end;
  if (end == page.len && (end == 0 || page.ptr[end - 1] != '>')) token->kind = HTML_END; /* a tag without an end is nothing */
  if (token->kind != HTML_START || scan->foreign) return;
  if (token->tag == TAG_PLAINTEXT || isn_html_traits(token->tag) & IS_RAW) scan->raw = token->tag;
}

bool isn_html_scan_next(html_scan *scan, html_token *token) {
  isnad_str page = scan->page;
  if (scan->raw != TAG_OTHER) {
    read_raw(scan, token);
    if (!isn_span_empty(token->span)) return true;
  }
  size_t start = scan->at;
  for (size_t at = start; (at = find(page, at, '<')) < page.len; at++) {
    char c = at + 1 < page.len ? page.ptr[at + 1] : 0;
    bool stop = c == '/', tag = is_letter(stop && at + 2 < page.len ? page.ptr[at + 2] : c);
    if (!tag && c != '!' && c != '?' && (!stop || at + 2 >= page.len)) continue; /* «a < b» */
    if (at > start) { /* the text before it first */
      token->kind = HTML_TEXT;
      token->span = (isnad_span){(uint32_t)start, (uint32_t)at};
      scan->at = at;
      return true;
    }
    scan->at = at;
    if (tag) {
      token->kind = stop ? HTML_STOP : HTML_START;
      read_tag(scan, token, at + 1 + stop);
      return token->kind != HTML_END;
    }
    isnad_span text = {0, 0};
    scan->at = stop ? behind(page, find(page, at, '>')) : declaration_end(scan, at, &text);
    if (!isn_span_empty(text)) {
      token->kind = HTML_TEXT;
      token->span = text;
      return true;
    }
    start = scan->at;
    at = start - 1;
  }
  token->kind = start < page.len ? HTML_TEXT : HTML_END;
  token->span = (isnad_span){(uint32_t)start, (uint32_t)page.len};
  scan->at = page.len;
  return token->kind != HTML_END;
}
