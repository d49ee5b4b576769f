/* phrase: what stands at a token of a line: a phrase of boilerplate.tsv («شارك القصة»), a name («سانا»), a word of a class, an
 * address, a mark that parts. Phrases are matched as written, over quotation marks and strokes («اقرأ/ي أيضاً»). */
#include "read/page.h"

#include "base/str.h"

#define PHRASE_TOKENS 14
#define READINGS 24

static bool passed_over(const isn_line *line, uint32_t at) {
  const isn_token *t = &line->tokens[at];
  if (t->kind != TOK_PUNCT) return false;
  bool inside = !t->space_before && at + 1 < line->token_count && !line->tokens[at + 1].space_before;
  return t->code_point == '/' || t->code_point == '"' || t->code_point == 0xAB || t->code_point == 0xBB ||
         (t->code_point == '.' && inside); /* pic.twitter.com */
}

uint64_t isn_boiler_at(const isn_page *page, const isn_line *line, uint32_t at, uint32_t *len) {
  isn_key key = ISN_KEY_START;
  uint64_t best = 0;
  *len = 0;
  for (uint32_t i = at; i < line->token_count && i < at + PHRASE_TOKENS && key.longer; i++) {
    const isn_token *t = &line->tokens[i];
    if (i > at && passed_over(line, i)) continue;
    if (t->kind == TOK_PUNCT || t->kind == TOK_BREAK) break;
    const isn_entry *entries;
    size_t count;
    if (!isn_lex_step(page->lexicon, &key, t->form, &entries, &count)) break;
    uint64_t set = 0;
    for (size_t e = 0; e < count; e++)
      if (entries[e].kind == K_BOILER)
        set |= (uint64_t)1 << isn_lex_number(page->lexicon, K_BOILER, entries[e].row, BOILER_CLASS);
    if (set == 0) continue;
    best = set;
    *len = i + 1 - at;
  }
  return best;
}

static bool fits(const isn_reading *r, enum isn_kind kind, enum isn_word_class class) {
  if (r->entry->kind != kind || (r->clitics & ~C_AL) != 0 || r->pronoun != PRON_NONE) return false;
  return kind != K_WORD || r->entry->word_class == (int)class;
}

/* Of places with one name the country, else the largest: «لبنان» is also a village. */
static bool better(const isn_page *page, enum isn_kind kind, const isn_reading *r, const isn_reading *than) {
  if (r->tokens != than->tokens || kind != K_PLACE) return false;
  if (isn_row_is_country(page, than->entry->row)) return false;
  return isn_row_is_country(page, r->entry->row) || isn_lex_number(page->lexicon, K_PLACE, r->entry->row, PLACE_POPULATION) >
                                                        isn_lex_number(page->lexicon, K_PLACE, than->entry->row, PLACE_POPULATION);
}

static size_t readings_at(const isn_page *page, const isn_line *line, uint32_t at, isn_reading *readings) {
  if (!line->of_page) return isn_lex_readings(page->lexicon, line->tokens, line->token_count, at, readings, READINGS);
  size_t first = (size_t)(line->tokens - page->tokens.at);
  return isn_lex_readings_of(page->lexicon, page->tokens, first + line->token_count, first + at, readings, READINGS);
}

static const isn_reading *longest(const isn_page *page, const isn_line *line, uint32_t at, enum isn_kind kind,
                                  enum isn_word_class class, isn_reading *readings) {
  if (line->tokens[at].kind == TOK_PUNCT || line->tokens[at].kind == TOK_BREAK) return NULL;
  size_t count = readings_at(page, line, at, readings);
  const isn_reading *best = NULL;
  for (size_t i = 0; i < count && i < READINGS; i++)
    if (fits(&readings[i], kind, class) && (best == NULL || better(page, kind, &readings[i], best))) best = &readings[i];
  return best;
}

bool isn_row_is_country(const isn_page *page, uint32_t row) {
  return row != UINT32_MAX && isn_str_same(isn_lex_text(page->lexicon, K_PLACE, row, PLACE_KIND), ISN_LIT("country"));
}

uint32_t isn_name_at(const isn_page *page, const isn_line *line, uint32_t at, enum isn_kind kind, uint32_t *len) {
  isn_reading readings[READINGS];
  const isn_reading *r = longest(page, line, at, kind, WC_COUNT_, readings);
  *len = r ? r->tokens : 0;
  return r ? r->entry->row : UINT32_MAX;
}

bool isn_word_at(const isn_page *page, const isn_line *line, uint32_t at, enum isn_word_class class, int32_t *value,
                 uint32_t *len) {
  isn_reading readings[READINGS];
  const isn_reading *r = longest(page, line, at, K_WORD, class, readings);
  if (r == NULL) return false;
  *len = r->tokens;
  *value = isn_lex_number(page->lexicon, K_WORD, r->entry->row, WORD_VALUE);
  return true;
}

uint32_t isn_address_at(const isn_line *line, uint32_t at) {
  const isn_token *t = &line->tokens[at];
  bool handle = t->kind == TOK_PUNCT && t->code_point == '@';
  if (!handle && t->kind != TOK_LATIN) return 0;
  uint32_t i = at + 1;
  bool dotted = handle;
  for (; i < line->token_count && !line->tokens[i].space_before; i++) {
    const isn_token *n = &line->tokens[i];
    if (n->kind == TOK_PUNCT && (n->code_point == '.' || n->code_point == '@' || n->code_point == '/')) dotted = true;
    else if (n->kind == TOK_PUNCT && (n->code_point == '|' || n->code_point == ')' || n->code_point == '-')) break;
    else if (n->kind == TOK_WORD) break;
  }
  return dotted && i > at + 1 ? i - at : 0;
}

/* Is there a wide gap between tokens at - 1 and at? */
static bool wide_before(const isn_page *page, const isn_line *line, uint32_t at) {
  if (at == 0) return false;
  int spaces = 0;
  for (uint32_t i = line->tokens[at - 1].span.end; i < line->tokens[at].span.start; i++) {
    unsigned char c = (unsigned char)page->text.ptr[i];
    if (c == '\t') return true;
    spaces += c == ' ' || c == 0xC2; /* a no-break space begins so */
  }
  return spaces >= 2;
}

enum isn_parting isn_parting_at(const isn_page *page, const isn_line *line, uint32_t at) {
  const isn_token *t = &line->tokens[at];
  bool wide = wide_before(page, line, at);
  if (t->kind != TOK_PUNCT) return wide ? PART_CELL : PART_NONE;
  bool alone = t->space_before && at + 1 < line->token_count && line->tokens[at + 1].space_before;
  switch (t->code_point) {
    case '|': case 0x2022: case '>':
      return PART_CELL;
    case 0xBB: case 0xAB: /* between the cells of a path: no quotation mark, for it touches no word */
      return wide || alone ? PART_CELL : PART_NONE;
    case '-': case '/': case 0x5C:
      return wide ? PART_CELL : PART_DASH;
    case ':': case 0x60C: case '(': case ')': case '[': case ']': case '{': case '}':
      return wide ? PART_CELL : PART_SOFT;
    default:
      return wide ? PART_CELL : PART_NONE;
  }
}
