/* lines: a text to the lines of a page. A line is what stands between line breaks; a page that was saved as one long line
 * («تخطي إلى المحتوى   سياسة   مقتل ...   دمشق - سانا   قال ...») is cut at its wide gaps instead. Lines without a letter or digit
 * (rows of = or emoji) only widen the gap. */
#include "read/page.h"

#include "base/str.h"
#include "base/utf8.h"
#include "text/letters.h"

#define LINE_HEAD 4096         /* bytes of a line that are made tokens at once */
#define TOKEN_BUDGET (3u << 20) /* bytes of all lines that are */
#define LINE_COST 128          /* bytes that even a short line is charged: tokens come in arrays */
#define ONE_LINE_PAGE 300      /* bytes from which a line may be cut at wide gaps */
#define SHORT_PIECE 48         /* bytes of pieces that stay together: they are cells */
#define LINES_MAX (1u << 18)   /* what comes behind is no report */
#define LONG_PIECE 200         /* bytes from which a piece without a full stop goes on behind the gap */

static bool zero_width(uint32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         c == 0xAD;
}

/* The code point that ends at byte `end`; *start is set to its first byte. */
static uint32_t before(isnad_str text, size_t end, size_t *start) {
  size_t at = end - 1;
  while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80) at--;
  *start = at;
  return isn_utf8_next(text, &at);
}

static isnad_span trim(isnad_str text, isnad_span span, bool marks) {
  char code[8];
  while (span.start < span.end) {
    size_t at = span.start;
    uint32_t c = isn_utf8_next(text, &at);
    enum isn_char_class class = isn_letter_class(c, code);
    bool go = class == CH_SPACE || class == CH_NEWLINE || class == CH_MARK ||
              (marks && class == CH_OTHER && c != '(' && c != '[');
    if (!go) break;
    span.start = (uint32_t)at;
  }
  while (span.start < span.end) {
    size_t at;
    uint32_t c = before(text, span.end, &at);
    enum isn_char_class class = isn_letter_class(c, code);
    bool go = class == CH_SPACE || class == CH_NEWLINE || zero_width(c) ||
              (marks && class == CH_OTHER && c != ')' && c != ']');
    if (!go) break;
    span.end = (uint32_t)at;
  }
  return span;
}

isnad_span isn_span_trim(isnad_str text, isnad_span span) { return trim(text, span, true); }

/* How a line ends: behind closing quotation marks and brackets. */
static void read_end(isnad_str text, isn_line *line) {
  size_t end = line->span.end, at;
  for (int i = 0; i < 4 && end > line->span.start; i++) {
    uint32_t c = before(text, end, &at);
    if (c == '-' || c == '"' || c == '\'' || c == ')' || c == ']' || c == 0xBB || c == 0x201D || c == 0x2019 || c == ' ' || c == 0xA0) {
      end = at;
      continue;
    }
    bool twice = at > line->span.start && text.ptr[at - 1] == '.';
    line->stop = (c == '.' && !twice) || c == '!' || c == '?' || c == 0x61F || c == 0x6D4;
    line->colon = c == ':';
    return;
  }
}

bool isn_is_quoted(const isn_page *page, isnad_span span) {
  size_t at;
  if (span.start == 0) return false;
  uint32_t c = before(page->text, span.start, &at);
  return c == '"' || c == '(' || c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F);
}

/* The bytes of a space within a line at `at`, or 0. */
static inline size_t space_bytes(isnad_str text, size_t at, size_t end) {
  unsigned char c = (unsigned char)text.ptr[at];
  if (c == ' ' || c == '\t') return 1;
  return c == 0xC2 && at + 1 < end && (unsigned char)text.ptr[at + 1] == 0xA0 ? 2 : 0;
}

/* The next space from byte `at` on, or the end. */
static size_t next_space(isnad_str text, size_t at, size_t end) {
  const unsigned char *p = (const unsigned char *)text.ptr;
  for (; at < end; at++)
    if ((p[at] <= ' ' || p[at] == 0xC2) && space_bytes(text, at, end)) break;
  return at;
}

static void count_words(isnad_str text, isn_line *line) {
  size_t end = line->span.end, words = 0, bytes;
  for (size_t at = line->span.start; at < end; at = next_space(text, at, end)) {
    while (at < end && (bytes = space_bytes(text, at, end)) != 0) at += bytes;
    words += at < end;
  }
  line->words = words < UINT16_MAX ? (uint16_t)words : UINT16_MAX;
}

/* Is there anything to read at all? */
static bool has_content(isnad_str text, isnad_span span) {
  char code[8];
  for (size_t at = span.start; at < span.end;) {
    enum isn_char_class class = isn_letter_class(isn_utf8_next(text, &at), code);
    if (class == CH_LETTER || class == CH_DIGIT || class == CH_LATIN) return true;
  }
  return false;
}

/* A full stop, question or exclamation mark before byte `end`. */
static bool stops(isnad_str text, isnad_span span) {
  isn_line line = {.span = span};
  read_end(text, &line);
  return line.stop;
}

/* The bytes of a wide gap at `at` (three spaces or a tab), or 0. */
static size_t wide_gap(isnad_str text, size_t at, size_t end) {
  size_t from = at, spaces = 0, bytes;
  bool tab = false;
  for (; at < end && (bytes = space_bytes(text, at, end)) != 0; at += bytes) {
    tab = tab || text.ptr[at] == '\t';
    spaces++;
  }
  return spaces >= 3 || tab ? at - from : 0;
}

typedef struct splitter {
  isn_page *page;
  size_t cap;
  uint8_t gap;
} splitter;

static void add_line(splitter *s, isnad_span span) {
  isn_page *page = s->page;
  if (page->line_count >= LINES_MAX) return;
  span = trim(page->text, span, false);
  isn_line line = {.span = span};
  if (isn_span_empty(span) || !has_content(page->text, span)) {
    if (s->gap < UINT8_MAX) s->gap++;
    return;
  }
  count_words(page->text, &line);
  line.gap = s->gap;
  s->gap = 0;
  read_end(page->text, &line);
  isn_arena_grow(page->arena, &page->lines, page->line_count, &s->cap, sizeof *page->lines);
  page->lines[page->line_count++] = line;
}

/* A long line at its wide gaps: not where a sentence only paused, and short cells stay together. */
static void add_pieces(splitter *s, isnad_span span) {
  isnad_str text = s->page->text;
  isnad_span open = {span.start, span.start}; /* what is not yet added; open.end is the end of its last piece */
  size_t piece = span.start, at = span.start;
  bool small = true; /* all pieces in it are short */
  while (at <= span.end) {
    at = next_space(text, at, span.end);
    size_t gap = at < span.end ? wide_gap(text, at, span.end) : 1;
    if (gap == 0) {
      at++;
      continue;
    }
    isnad_span here = {(uint32_t)piece, (uint32_t)at};
    bool here_small = at - piece < SHORT_PIECE;
    bool first = open.end == open.start;
    bool join = first || (small && here_small) ||
                (open.end - open.start >= LONG_PIECE && at - piece >= LONG_PIECE && !stops(text, open));
    if (!join) {
      add_line(s, open);
      open.start = here.start;
      small = true;
    }
    open.end = here.end;
    small = small && here_small;
    piece = at += gap;
  }
  add_line(s, open);
}

/* The bytes of a line break at `at`, or 0. */
static size_t newline_bytes(isnad_str text, size_t at) {
  unsigned char c = (unsigned char)text.ptr[at];
  if (c >= '\n' && c <= '\r') return 1;
  if (c == 0xC2 && at + 1 < text.len && (unsigned char)text.ptr[at + 1] == 0x85) return 2;
  if (c == 0xE2 && at + 2 < text.len && (unsigned char)text.ptr[at + 1] == 0x80 &&
      ((unsigned char)text.ptr[at + 2] & 0xFE) == 0xA8)
    return 3;
  return 0;
}

/* The first token that begins at the byte or behind it. */
static size_t token_from(isn_tokens tokens, uint32_t byte) {
  size_t low = 0, high = tokens.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (tokens.at[middle].span.start < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* The line's tokens among those of the page. Only where they are the same that the line would give alone: it is whole, and it
 * begins and ends at spaces. */
static isn_tokens page_tokens(const isn_page *page, isnad_span span) {
  isn_tokens none = {NULL, 0, NULL}, tokens = page->tokens;
  size_t first = token_from(tokens, span.start), end = token_from(tokens, span.end);
  bool spaced = span.end >= page->text.len || newline_bytes(page->text, span.end) || space_bytes(page->text, span.end, page->text.len);
  if (first >= end || end - first > UINT16_MAX || !spaced || !tokens.at[first].space_before) return none;
  if (tokens.at[first].span.start != span.start || tokens.at[end - 1].span.end > span.end) return none;
  return (isn_tokens){tokens.at + first, end - first, NULL};
}

static void make_tokens(isn_page *page, isn_line *line, bool alone) {
  size_t len = line->span.end - line->span.start, head = len < LINE_HEAD ? len : LINE_HEAD;
  size_t cost = head < LINE_COST ? LINE_COST : head;
  if (cost > page->budget) return;
  page->budget -= cost;
  size_t end = line->span.start + head;
  while (end < line->span.end && ((unsigned char)page->text.ptr[end] & 0xC0) == 0x80) end++;
  isn_tokens tokens = {NULL, 0, NULL};
  if (!alone && head == len) tokens = page_tokens(page, line->span);
  line->of_page = tokens.count > 0;
  if (!line->of_page) tokens = isn_tokenize(page->arena, page->text, line->span.start, end);
  line->tokens = tokens.at;
  line->token_count = tokens.count < UINT16_MAX ? (uint16_t)tokens.count : UINT16_MAX;
  while (line->token_count > 0 && tokens.at[line->token_count - 1].kind == TOK_BREAK) line->token_count--;
  line->whole = end == line->span.end;
}

/* The next line break from byte `at` on, or the end. */
static size_t next_newline(isnad_str text, size_t at) {
  const unsigned char *p = (const unsigned char *)text.ptr;
  for (; at < text.len; at++)
    if ((p[at] <= '\r' || p[at] == 0xC2 || p[at] == 0xE2) && newline_bytes(text, at)) break;
  return at;
}

isn_page *isn_page_split(isn_arena *arena, const isnad_lexicon *lexicon, isnad_str text) {
  isn_page *page = isn_alloc(arena, sizeof *page);
  *page = (isn_page){.arena = arena, .lexicon = lexicon, .text = text, .budget = TOKEN_BUDGET};
  splitter s = {.page = page};
  size_t start = 0, at = 0;
  while (at <= text.len) {
    at = next_newline(text, at);
    size_t end_bytes = at < text.len ? newline_bytes(text, at) : 1;
    isnad_span span = {(uint32_t)start, (uint32_t)at};
    if (at - start > ONE_LINE_PAGE) add_pieces(&s, span);
    else add_line(&s, span);
    if (end_bytes == 1 && at + 1 < text.len && text.ptr[at] == '\r' && text.ptr[at + 1] == '\n') end_bytes = 2;
    start = at += end_bytes;
  }
  if (text.len <= TOKEN_BUDGET) {
    page->tokens = isn_tokenize(arena, text, 0, text.len);
    page->tokens.memo = isn_lex_memo_new(arena, page->tokens);
  }
  for (size_t i = 0; i < page->line_count; i++) make_tokens(page, &page->lines[i], false);
  return page;
}

void isn_line_part(isn_page *page, size_t index, const uint32_t *cuts, size_t cut_count) {
  isn_line whole = page->lines[index];
  size_t old_count = page->line_count, cap = old_count + cut_count + 1;
  isn_line *old = page->lines;
  page->lines = isn_alloc_array(page->arena, cap, sizeof *page->lines);
  memcpy(page->lines, old, index * sizeof *old);
  page->line_count = index;
  splitter s = {.page = page, .cap = cap, .gap = whole.gap};
  for (size_t i = 0; i <= cut_count; i++)
    add_line(&s, (isnad_span){i ? cuts[i - 1] : whole.span.start, i < cut_count ? cuts[i] : whole.span.end});
  for (size_t i = index; i < page->line_count; i++) make_tokens(page, &page->lines[i], true);
  for (size_t i = index + 1; i < old_count; i++) {
    isn_arena_grow(page->arena, &page->lines, page->line_count, &s.cap, sizeof *page->lines);
    page->lines[page->line_count++] = old[i];
  }
}

/* ---- Comparing ---------------------------------------------------------------------------------------------------- */

typedef struct letters {
  isnad_str text;
  size_t at, end;
  char code[8];
  int next; /* of code */
} letters;

/* The next letter or digit, folded; 0 at the end. */
static unsigned next_letter(letters *l) {
  for (;;) {
    if (l->code[l->next]) return (unsigned char)l->code[l->next++];
    l->next = 0;
    l->code[0] = 0;
    if (l->at >= l->end) return 0;
    uint32_t c = isn_utf8_next(l->text, &l->at);
    char code[8] = {0};
    enum isn_char_class class = isn_letter_class(c, code);
    if (class == CH_LATIN) return c | 0x80000000u;
    if (class == CH_LETTER || class == CH_DIGIT) memcpy(l->code, code, sizeof code);
  }
}

bool isn_line_same(const isn_page *page, isnad_span a, isnad_span b, bool prefix) {
  letters x = {.text = page->text, .at = a.start, .end = a.end}, y = {.text = page->text, .at = b.start, .end = b.end};
  for (;;) {
    unsigned p = next_letter(&x), q = next_letter(&y);
    if (p == 0) return prefix || q == 0;
    if (p != q) return false;
  }
}
