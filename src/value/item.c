/* item: the parts of numbers. «وبالـ2,300 و خمسةوعشرين» has the items 2300 (preposition, article), 5 and 20.
 *
 * Digits: groups of three parted by commas or full stops are thousands, unless a scale follows («1.345 مليون»); other stops
 * and commas are decimal. Digits that hang on a word or a Latin letter are part of a name («قدس2», «M4», «F-35»), but not
 * behind a proclitic («و320», «الـ24»). Words: the forms are rows of the lexicon; only proclitics are cut off here. */
#include "value/item.h"

#include <string.h>

#include "base/utf8.h"
#include "text/letters.h"

enum { ALEF_HAMZA_ABOVE = 0x623, ALEF_HAMZA_BELOW = 0x625, THOUSANDS_MARK = 0x66C, DECIMAL_MARK = 0x66B, COMMA = 0x60C,
       ITEM_NONE = -1, LEAST_OPEN = 20, DECIMALS_MAX = 15, SHORTEST_SPLIT = 7, PHRASES_MAX = 16, GROUPS_MAX = 6,
       LONGEST_WORD = 16 };

typedef struct finder {
  const isnad_lexicon *lexicon;
  isn_arena *arena;
  isnad_str text;
  isn_tokens tokens;
  isn_item *items;
  size_t count, cap;
} finder;

/* Where the stem of a form may begin, the proclitics [و ف] [ب ل ك] [ال] cut off one after another. */
typedef struct cuts {
  size_t joined, preposition, article;
} cuts;

static cuts cut_proclitics(isnad_str form) {
  const char *p = form.ptr, *end = p + form.len;
  cuts c;
  if (p < end && (*p == L_WAW || *p == L_FEH)) p++;
  c.joined = (size_t)(p - form.ptr);
  bool lam = p < end && *p == L_LAM;
  if (p < end && (*p == L_BEH || *p == L_LAM || *p == L_KAF)) p++;
  c.preposition = (size_t)(p - form.ptr);
  if (end - p >= 2 && p[0] == L_ALEF && p[1] == L_LAM)
    p += 2;
  else if (lam && p < end && *p == L_LAM) /* للمئة: the article's alef is not written */
    p++;
  c.article = (size_t)(p - form.ptr);
  return c;
}

/* What the proclitics before `stem` say; فـ too begins a new number, as a preposition does. */
static void note_proclitics(isn_item *item, isnad_str form, cuts c, size_t stem) {
  if (c.joined > 0 && stem >= c.joined) {
    if (form.ptr[0] == L_WAW)
      item->conjunction = true;
    else
      item->preposition = true;
  }
  if (c.preposition > c.joined && stem >= c.preposition) item->preposition = true;
  if (c.article > c.preposition && stem >= c.article) item->article = true;
}

static bool is_proclitic(const isn_token *token) {
  return token->kind == TOK_WORD && cut_proclitics(token->form).article == token->form.len;
}

/* Adds an item that begins at token `at`; a proclitic that stands alone before it («و», «الـ») belongs to it. */
static isn_item *add_item(finder *f, const isn_item *made, uint32_t at) {
  isn_arena_grow(f->arena, &f->items, f->count, &f->cap, sizeof *f->items);
  isn_item *item = &f->items[f->count++];
  *item = *made;
  uint32_t lead = at;
  if (at > 0 && is_proclitic(&f->tokens.at[at - 1])) {
    isnad_str form = f->tokens.at[--lead].form;
    note_proclitics(item, form, cut_proclitics(form), form.len);
  }
  item->touches = f->count > 1 && item[-1].end == lead;
  return item;
}

/* ---- Words --------------------------------------------------------------------------------------------------------- */

static bool is_number_class(int class) { return class >= WC_NUM_UNIT && class <= WC_NUM_DUAL; }

/* Looks a form up; the item is filled where it is a number. True where it is any word of a closed class or of the vocabulary:
 * then no preposition is cut off it, «لست» is not six and «كمية» not as a hundred. */
static bool look_up_form(const finder *f, isnad_str form, isn_item *item) {
  isn_key key = ISN_KEY_START;
  const isn_entry *entries = NULL;
  size_t count = 0;
  bool word = false, joins = form.len > 0 && (form.ptr[0] == L_WAW || form.ptr[0] == L_FEH);
  if (form.len == 0 || !isn_lex_step(f->lexicon, &key, form, &entries, &count)) return false;
  for (size_t i = 0; i < count; i++) {
    word = word || entries[i].kind == K_WORD || (entries[i].kind == K_STEM && !joins);
    if (entries[i].kind != K_WORD) continue;
    int class = entries[i].word_class;
    if (!is_number_class(class) && class != WC_VAGUE) continue;
    double value = isn_lex_number(f->lexicon, K_WORD, entries[i].row, WORD_VALUE);
    bool open = class == WC_VAGUE && value >= LEAST_OPEN;
    if (open) item->open = value;
    if (is_number_class(class) || (open && item->class == ITEM_NONE)) item->class = class, item->value = value;
  }
  return word;
}

/* Also with teh marbuta for a final heh: «خمسه». */
static bool look_up(const finder *f, isnad_str form, isn_item *item) {
  char copy[256];
  if (look_up_form(f, form, item)) return true;
  if (form.len < 3 || form.len > sizeof copy || form.ptr[form.len - 1] != L_HEH) return false;
  memcpy(copy, form.ptr, form.len);
  copy[form.len - 1] = L_TEH_MARBUTA;
  return look_up_form(f, (isnad_str){copy, form.len}, item);
}

static isnad_str tail(isnad_str form, size_t from) { return (isnad_str){form.ptr + from, form.len - from}; }

/* «كانون الثاني», «أول أمس»: an ordinal in a longer entry is no number of its own. */
static bool in_phrase(const finder *f, uint32_t at) {
  isn_reading readings[PHRASES_MAX];
  for (uint32_t from = at > 0 ? at - 1 : 0; from <= at; from++) {
    size_t n = isn_lex_readings_of(f->lexicon, f->tokens, f->tokens.count, from, readings, PHRASES_MAX);
    for (size_t i = 0; i < n && i < PHRASES_MAX; i++)
      if (readings[i].tokens > 1 && from + readings[i].tokens > at) return true;
  }
  return false;
}

/* The end of the longest number word in the form from letter `from` on, up to a waw or the form's end; from: none. */
static size_t longest_number(const finder *f, isnad_str form, size_t from, isn_item *item) {
  size_t most = from + LONGEST_WORD < form.len ? from + LONGEST_WORD : form.len;
  for (size_t end = most; end > from + 1; end--) {
    if (end < form.len && form.ptr[end] != L_WAW) continue;
    look_up(f, (isnad_str){form.ptr + from, end - from}, item);
    if (item->class != ITEM_NONE) return end;
  }
  return from;
}

/* Two or more numbers written as one word, «مئةوخمسةوعشرون»: items for all of them or none. */
static void split_word(finder *f, uint32_t at) {
  const isn_token *token = &f->tokens.at[at];
  size_t before = f->count, from = 0;
  while (from < token->form.len) {
    isn_item item = {.first = at, .end = at + 1, .class = ITEM_NONE};
    size_t end = longest_number(f, token->form, from, &item);
    if (end == from) break;
    item.span = (isnad_span){isn_token_byte(f->text, token, from), isn_token_byte(f->text, token, end)};
    isn_item *added = add_item(f, &item, at);
    if (f->count > before + 1) added->touches = added->conjunction = true;
    from = end + 1;
  }
  if (from != token->form.len + 1) f->count = before;
}

/* «وأحد» and «واحد» have one form; a hamza that is written tells them apart. */
static bool has_hamza_behind_waw(const finder *f, const isn_token *token) {
  if (token->form.len < 2 || token->form.ptr[0] != L_WAW || token->form.ptr[1] != L_ALEF) return false;
  size_t at = isn_token_byte(f->text, token, 1);
  uint32_t c = isn_utf8_next(f->text, &at);
  return c == ALEF_HAMZA_ABOVE || c == ALEF_HAMZA_BELOW;
}

static void find_word(finder *f, uint32_t at) {
  const isn_token *token = &f->tokens.at[at];
  cuts c = cut_proclitics(token->form);
  const size_t stems[] = {0, c.joined, c.preposition, c.article};
  bool known = false;
  for (size_t i = has_hamza_behind_waw(f, token); i < 4 && !known; i++) {
    if (i > 0 && stems[i] == stems[i - 1]) continue;
    isn_item item = {.first = at, .end = at + 1, .class = ITEM_NONE};
    known = look_up(f, tail(token->form, stems[i]), &item);
    if (item.class == ITEM_NONE) continue;
    /* The span holds the article, not the letters before it. */
    size_t start = stems[i] > c.preposition && token->form.ptr[c.preposition] == L_ALEF ? c.preposition : stems[i];
    item.span = (isnad_span){isn_token_byte(f->text, token, start), token->span.end};
    note_proclitics(&item, token->form, c, stems[i]);
    isn_item shorter = {.class = ITEM_NONE};
    if (i == 0 && token->form.ptr[0] == L_WAW) look_up(f, tail(token->form, 1), &shorter);
    item.either = shorter.class != ITEM_NONE;
    if (item.class == WC_NUM_ORDINAL) item.phrase = in_phrase(f, at);
    add_item(f, &item, at);
    return;
  }
  if (!known && token->form.len >= SHORTEST_SPLIT && memchr(token->form.ptr + 2, L_WAW, token->form.len - 3)) split_word(f, at);
}

/* ---- Digits -------------------------------------------------------------------------------------------------------- */

static const isn_token *token_at(const finder *f, size_t at) { return at < f->tokens.count ? &f->tokens.at[at] : NULL; }

static bool is_glued(const isn_token *t, int kind) { return t != NULL && t->kind == kind && !t->space_before; }

/* Digits at `at` that belong to the name before them. */
static bool hangs_before(const finder *f, uint32_t at) {
  if (at == 0 || f->tokens.at[at].space_before) return false;
  const isn_token *before = &f->tokens.at[at - 1];
  if (before->kind == TOK_LATIN) return true;
  if (before->kind == TOK_WORD) return !is_proclitic(before);
  if (before->kind != TOK_PUNCT || before->space_before || at < 2) return false;
  if (before->code_point == '@') return true;
  if (before->code_point != '-' && before->code_point != '_' && before->code_point != '.') return false;
  const isn_token *name = &f->tokens.at[at - 2];
  return name->kind == TOK_LATIN || (name->kind == TOK_WORD && before->code_point != '.' && !is_proclitic(name));
}

/* The token behind digits makes them part of a name: «4G», «24.com», «4ب». */
static bool hangs_behind(const finder *f, uint32_t end) {
  const isn_token *t = token_at(f, end);
  if (is_glued(t, TOK_LATIN)) return true;
  if (is_glued(t, TOK_WORD)) return t->form.len == 1;
  return is_glued(t, TOK_PUNCT) && t->code_point == '.' && is_glued(token_at(f, (size_t)end + 1), TOK_LATIN);
}

/* Whether the word at `at` is a scale: «1.345 مليون». */
static bool is_scale(const finder *f, uint32_t at) {
  const isn_token *t = token_at(f, at);
  isn_item item = {.class = ITEM_NONE};
  if (t != NULL && t->kind == TOK_WORD) look_up(f, t->form, &item);
  return item.class == WC_NUM_SCALE;
}

/* A separator and digits that touch on both sides, at token `at`. Gives the separator, 0 where there is none. A comma of
 * Arabic shape gives COMMA, one of Latin shape ','. */
static uint32_t separator(const finder *f, size_t at) {
  const isn_token *mark = token_at(f, at);
  if (!is_glued(mark, TOK_PUNCT) || !is_glued(token_at(f, at + 1), TOK_DIGITS)) return 0;
  uint32_t c = mark->code_point;
  if (c == COMMA && f->text.ptr[mark->span.start] == ',') return ',';
  return c == COMMA || c == '.' || c == THOUSANDS_MARK || c == DECIMAL_MARK ? c : 0;
}

static double add_digits(double value, isnad_str digits) {
  for (size_t i = 0; i < digits.len; i++) value = value * 10 + (digits.ptr[i] - '0');
  return value;
}

/* «10 000»: groups of three parted by a no-break space, or by a space where one of them is 000. */
static uint32_t spaced_end(const finder *f, uint32_t end) {
  uint32_t at = end;
  bool sure = false;
  for (const isn_token *t; (t = token_at(f, at)) != NULL && t->kind == TOK_DIGITS && t->form.len == 3; at++) {
    uint32_t gap = t->span.start - t[-1].span.end;
    if (gap > 3 || at - end == GROUPS_MAX) break;
    sure = sure || gap > 1 || memcmp(t->form.ptr, "000", 3) == 0;
  }
  return sure ? at : end;
}

/* Groups of thousands behind the first group; gives the token behind them. */
static uint32_t take_thousands(const finder *f, uint32_t end, double *value) {
  const isn_token *first = &f->tokens.at[end - 1];
  if (first->form.len > 3 || first->form.ptr[0] == '0') return end;
  uint32_t mark = separator(f, end), at = end;
  if (mark == 0) {
    at = spaced_end(f, end);
    for (uint32_t i = end; i < at; i++) *value = add_digits(*value, f->tokens.at[i].form);
    return at;
  }
  if (mark == DECIMAL_MARK) return end;
  while (separator(f, at) == mark && f->tokens.at[at + 1].form.len == 3 && at - end < 2 * GROUPS_MAX) at += 2;
  if (at == end || (mark == '.' && at == end + 2 && is_scale(f, at))) return end;
  for (uint32_t i = end + 1; i < at; i += 2) *value = add_digits(*value, f->tokens.at[i].form);
  return at;
}

/* A decimal part; gives the token behind it. */
static uint32_t take_decimals(const finder *f, uint32_t end, double *value) {
  uint32_t mark = separator(f, end);
  if (mark == 0 || mark == COMMA || mark == THOUSANDS_MARK) return end;
  const isn_token *behind = token_at(f, (size_t)end + 2);
  isnad_str digits = f->tokens.at[end + 1].form;
  bool percent = behind != NULL && behind->kind == TOK_PUNCT && behind->code_point == '%';
  if (digits.len > DECIMALS_MAX || (mark == ',' && !percent && !is_scale(f, end + 2))) return end;
  double scale = 1;
  for (size_t i = 0; i < digits.len; i++) scale *= 10;
  *value = add_digits(*value, digits) / scale;
  return end + 2;
}

/* Gives the token behind what was understood; a date, version or address («24.1.2022») gives no item. */
static uint32_t find_digits(finder *f, uint32_t at) {
  isn_item item = {.first = at, .class = ITEM_DIGITS};
  item.value = add_digits(0, f->tokens.at[at].form);
  uint32_t whole = take_thousands(f, at + 1, &item.value), end = take_decimals(f, whole, &item.value);
  if (separator(f, end) == '.') {
    while (separator(f, end) == '.') end += 2;
    return end;
  }
  item.end = end;
  item.span = (isnad_span){f->tokens.at[at].span.start, f->tokens.at[end - 1].span.end};
  if (!hangs_before(f, at) && !hangs_behind(f, end)) add_item(f, &item, at);
  return end;
}

isn_item *isn_items_find(isn_arena *arena, const isnad_lexicon *lexicon, isnad_str text, isn_tokens tokens, size_t *count) {
  finder f = {.lexicon = lexicon, .arena = arena, .text = text, .tokens = tokens};
  for (uint32_t at = 0; at < tokens.count;) {
    uint8_t kind = tokens.at[at].kind;
    if (kind == TOK_DIGITS) {
      at = find_digits(&f, at);
      continue;
    }
    if (kind == TOK_WORD) find_word(&f, at);
    at++;
  }
  *count = f.count;
  return f.items;
}
