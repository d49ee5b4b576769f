/* Tokens to items: what each word of a text is to a time expression.
 *
 * «مساء يوم أمس الأحد» gives PART evening, UNIT day, DAY_WORD -1, WEEKDAY 7; every other word is an item NONE, which
 * ends any expression. A phrase of the lexicon is one item (كانون الثاني، أول من أمس، بعد منتصف الليل), and so is a
 * number of any length. Names that hold a time word (سد تشرين، صحيفة اليوم) are taken out here: rows of class
 * not-time, and names of outlets, actors and places. */
#include <string.h>

#include "base/str.h"
#include "text/letters.h"
#include "value/timex_parts.h"

enum { READINGS = 24 };

typedef struct words {
  const isnad_lexicon *lexicon;
  isnad_str text;
  isn_tokens tokens;
  isn_item *items;
  uint32_t count;
  bool after_in; /* the word before is في or إلى: a name of an outlet is unlikely */
} words;

/* ---- Lexicon ----------------------------------------------------------------------------------------------------- */

static int class_kind(int class) {
  switch (class) {
    case WC_MONTH: return IT_MONTH;
    case WC_MONTH_HIJRI: return IT_HIJRI;
    case WC_WEEKDAY: return IT_WEEKDAY;
    case WC_DAY_WORD: return IT_DAY_WORD;
    case WC_DAY_PART: return IT_PART;
    case WC_TIME_UNIT:
    case WC_TIME_UNIT_DUAL: return IT_UNIT;
    case WC_TIME_PAST: return IT_PAST;
    case WC_TIME_NEXT: return IT_NEXT;
    case WC_TIME_THIS: return IT_THIS;
    case WC_TIME_MISC: return IT_WORD;
    case WC_HOLIDAY: return IT_HOLIDAY;
    case WC_CITY_ZONE: return IT_ZONE;
    case WC_TIME_DECADE: return IT_DECADE;
    case WC_TIME_SEASON: return IT_SEASON;
    default: return IT_NONE;
  }
}

/* Function words that other tables list already. */
static int prep_word(int prep) {
  switch (prep) {
    case PREP_FI:
    case PREP_BI: return TW_IN;
    case PREP_MIN: return TW_FROM;
    case PREP_ILA: return TW_TO;
    case PREP_BAYN: return TW_BETWEEN;
    case PREP_HATTA: return TW_UNTIL;
    case PREP_ALA: return TW_ONTO;
    case PREP_MUNDHU: return TW_SINCE;
    default: return TW_NONE;
  }
}

static int other_word(int class, int value) {
  switch (class) {
    case WC_PREP: return prep_word(value);
    case WC_BOUND: return value == ISNAD_BETWEEN ? TW_NONE : TW_ABOUT; /* منذ أكثر من عامين */
    default: return TW_NONE;
  }
}

/* Is the row anything to a time? Most function words are nothing. */
static bool may_be_time(const words *w, const isn_entry *entry) {
  if (class_kind(entry->word_class) != IT_NONE) return true;
  if (entry->word_class != WC_PREP && entry->word_class != WC_BOUND) return false;
  return other_word(entry->word_class, isn_lex_number(w->lexicon, K_WORD, entry->row, WORD_VALUE)) != TW_NONE;
}

/* «لليوم»: the article has lost its alef behind the preposition, and the key has it. */
static bool lam_lam(isnad_str form, size_t letter) {
  return letter > 1 && letter <= form.len && form.ptr[letter - 1] == L_LAM && form.ptr[letter - 2] == L_LAM;
}

/* «مساءً»: the mark of the accusative, which the folded form has not. */
static bool has_fathatan(const words *w, const isn_token *t) {
  isnad_str word = isn_str_cut(w->text, t->span);
  return word.len >= 2 && (unsigned char)word.ptr[word.len - 2] == 0xD9 && (unsigned char)word.ptr[word.len - 1] == 0x8B;
}

static void from_reading(const words *w, const isn_reading *r, uint32_t at, isn_item *item) {
  int class = r->entry->word_class;
  int value = isn_lex_number(w->lexicon, K_WORD, r->entry->row, WORD_VALUE);
  isnad_str note = isn_lex_text(w->lexicon, K_WORD, r->entry->row, WORD_NOTE);
  *item = (isn_item){.first = at, .end = at + r->tokens, .kind = (uint8_t)class_kind(class), .value = value};
  if (item->kind == IT_UNIT && value == 0) item->value = U_CENTURY;
  if (item->kind == IT_NONE) item->kind = IT_WORD, item->word = (uint16_t)other_word(class, value);
  else if (item->kind == IT_WORD) item->word = (uint16_t)value;
  item->lead = (uint8_t)(r->clitics & (C_WAW | C_FEH | C_BEH | C_LAM | C_KAF));
  item->definite = (r->clitics & C_AL) != 0;
  item->dual = class == WC_TIME_UNIT_DUAL;
  item->weak = note.len >= 4 && memcmp(note.ptr, "weak", 4) == 0;
  item->same = note.len >= 4 && memcmp(note.ptr, "same", 4) == 0;
  item->plural = note.len >= 6 && memcmp(note.ptr, "plural", 6) == 0;
  if (note.len >= 4 && memcmp(note.ptr, "last", 4) == 0) item->ordinal = true;
  item->tanwin = note.len >= 6 && memcmp(note.ptr, "tanwin", 6) == 0;
  if (item->kind == IT_PART && r->tokens == 1 && has_fathatan(w, &w->tokens.at[at])) item->tanwin = true;
  if (r->pronoun != PRON_NONE && item->kind != IT_UNIT) item->kind = IT_NONE;
  if (r->pronoun != PRON_NONE) item->weak = true; /* «في يومها الـ149» */
  size_t letter = r->stem_start;
  if (item->definite) letter -= letter > 1 ? 2 : letter; /* the article belongs to the span */
  else if (lam_lam(w->tokens.at[at].form, letter)) letter -= 2;
  item->start = isn_token_byte(w->text, &w->tokens.at[at], letter);
}

/* The time reading that reaches furthest; names that reach further yet hide it. */
static uint32_t look_up(words *w, uint32_t at, isn_item *item) {
  isn_reading readings[READINGS];
  size_t count = isn_lex_readings_of(w->lexicon, w->tokens, w->tokens.count, at, readings, READINGS);
  uint32_t name = 0, best = 0;
  for (size_t i = 0; i < count; i++) {
    if (best > readings[i].tokens) break;
    const isn_reading *r = &readings[i];
    int kind = r->entry->kind;
    if (kind == K_WORD) {
      if (!may_be_time(w, r->entry)) continue;
      isn_item found;
      from_reading(w, r, at, &found);
      if (found.kind == IT_NONE || (found.kind == IT_WORD && found.word == TW_NONE)) continue;
      if (name > r->tokens) break;
      bool own = class_kind(r->entry->word_class) != IT_NONE;
      if (best == 0 || own) *item = found, best = r->tokens;
      if (own) return best;
      continue;
    }
    bool outlet = kind == K_OUTLET;
    if ((outlet || kind == K_ACTOR || kind == K_PLACE) && r->tokens > 1 && !name && !(outlet && w->after_in))
      name = r->tokens;
  }
  if (best > 0 || name < 2) return best;
  *item = (isn_item){.first = at, .end = at + name, .kind = IT_NONE};
  return name;
}

/* ---- Numbers ----------------------------------------------------------------------------------------------------- */

/* Proclitics of a number are not told by its record: what stands before its span in its first token. */
static void number_lead(const words *w, const isn_number *n, isn_item *item) {
  const isn_token *token = &w->tokens.at[n->first];
  isnad_str form = token->form;
  size_t letter = 0;
  if (token->kind != TOK_WORD) return;
  while (letter < form.len && isn_token_byte(w->text, token, letter) < n->span.start) {
    char c = form.ptr[letter++];
    if (c == L_WAW && letter == 1) item->lead |= C_WAW;
    if (c == L_FEH && letter == 1) item->lead |= C_FEH;
    if (c == L_BEH) item->lead |= C_BEH;
    if (c == L_LAM && letter <= 2 && !(letter < form.len && letter > 1 && form.ptr[letter - 2] == L_ALEF))
      item->lead |= C_LAM;
  }
  item->definite = isn_article_at(form, letter) ||
                   (letter > 1 && form.ptr[letter - 1] == L_LAM &&
                    (form.ptr[letter - 2] == L_ALEF || form.ptr[letter - 2] == L_LAM));
}

static void from_number(const words *w, const isn_number *n, isn_item *item) {
  *item = (isn_item){.first = n->first,
                     .end = n->end,
                     .kind = IT_NUMBER,
                     .value = n->value,
                     .ordinal = n->ordinal,
                     .digits = n->digits,
                     .dual = n->dual,
                     .start = n->span.start};
  if (n->bound != ISNAD_EXACT) item->kind = IT_NONE;
  const isn_token *token = &w->tokens.at[n->first];
  if (token->kind == TOK_DIGITS) item->length = (uint8_t)(token->form.len < 200 ? token->form.len : 200);
  number_lead(w, n, item);
}

/* A single word that is both: «الأحد» is a weekday, «أحد» a number; «نصف» and «ربع» are parts of an hour. */
static bool word_wins(const isn_item *word, const isn_item *number, bool after_order) {
  uint32_t word_length = word->end - word->first, number_length = number->end - number->first;
  if (word_length != number_length) return word_length > number_length;
  switch (word->kind) {
    case IT_WEEKDAY: return word->definite || (after_order && !(word->lead & C_WAW));
    case IT_WORD:
      return word->word == TW_HALF || word->word == TW_QUARTER || word->word == TW_THIRD || word->word == TW_LAST;
    case IT_UNIT: return !word->definite && !number->ordinal;
    default: return true;
  }
}

/* «آخر اثنين من الشهر», «يوم اثنين»: here the word is the weekday, not the number. */
static bool order_before(const words *w) {
  if (w->count == 0) return false;
  const isn_item *last = &w->items[w->count - 1];
  if (last->kind == IT_WORD) return last->word == TW_LAST;
  return (last->kind == IT_NUMBER && last->ordinal && !last->definite) ||
         (last->kind == IT_UNIT && last->value == U_DAY);
}

/* ---- Letters that no table holds --------------------------------------------------------------------------------- */

static bool form_is(const isn_token *token, const char *letters) {
  return token->kind == TOK_WORD && token->form.len == strlen(letters) &&
         memcmp(token->form.ptr, letters, token->form.len) == 0;
}

static bool and_letter(const isn_token *token, uint32_t at, isn_item *item) {
  static const char waw[] = {L_WAW, 0};
  if (!form_is(token, waw)) return false;
  *item = (isn_item){.first = at, .end = at + 1, .kind = IT_WORD, .word = TW_AND};
  return true;
}

/* «السبت14سبتمبر2019»: digits that touch letters are no quantity, but they may be a date. */
static bool glued_digits(const words *w, uint32_t at, isn_item *item) {
  const isn_token *token = &w->tokens.at[at];
  if (token->kind != TOK_DIGITS || token->form.len > 4) return false;
  bool latin_before = at > 0 && w->tokens.at[at - 1].kind == TOK_LATIN && !token->space_before;
  bool latin_after = at + 1 < w->tokens.count && w->tokens.at[at + 1].kind == TOK_LATIN &&
                     !w->tokens.at[at + 1].space_before;
  if (latin_before || latin_after) return false;
  *item = (isn_item){.first = at, .end = at + 1, .kind = IT_NUMBER, .digits = true, .length = (uint8_t)token->form.len};
  for (size_t i = 0; i < token->form.len; i++) item->value = item->value * 10 + (token->form.ptr[i] - '0');
  return true;
}

/* «ت.غ» and «ت غ»: Greenwich time; «الـ24», «و18», «بـ5»: proclitics cut off from digits. */
static bool utc_letters(const words *w, uint32_t at, isn_item *item) {
  static const char teh[] = {L_TEH, 0}, ghain[] = {L_GHAIN, 0};
  if (!form_is(&w->tokens.at[at], teh)) return false;
  uint32_t i = at + 1;
  bool dot = i < w->tokens.count && w->tokens.at[i].kind == TOK_PUNCT &&
             (w->tokens.at[i].code_point == '.' || w->tokens.at[i].code_point == '/');
  i += dot;
  if (i >= w->tokens.count || !form_is(&w->tokens.at[i], ghain)) return false;
  *item = (isn_item){.first = at, .end = i + 1, .kind = IT_WORD, .word = TW_UTC};
  return true;
}

/* Proclitics that stand before digits: their set, and whether the article is among them. */
static bool loose_clitics(const isn_token *token, isn_item *into) {
  if (token->kind != TOK_WORD || token->form.len > 3 || token->form.len == 0) return false;
  const char *p = token->form.ptr, *end = p + token->form.len;
  isn_item found = {0};
  if (p < end && *p == L_WAW) found.lead |= C_WAW, p++;
  else if (p < end && *p == L_FEH) found.lead |= C_FEH, p++;
  if (p < end && *p == L_BEH) found.lead |= C_BEH, p++;
  if (end - p == 2 && p[0] == L_ALEF && p[1] == L_LAM) found.definite = true, p = end;
  else if (end - p == 2 && p[0] == L_LAM && p[1] == L_LAM) found.lead |= C_LAM, found.definite = true, p = end;
  else if (end - p == 1 && *p == L_LAM) found.lead |= C_LAM, p = end;
  if (p != end) return false;
  into->lead = found.lead, into->definite = found.definite;
  return true;
}

/* ---- The walk ---------------------------------------------------------------------------------------------------- */

static void add(words *w, isn_item item) {
  const isn_token *first = &w->tokens.at[item.first];
  bool iso_letter = first->kind == TOK_LATIN && first->form.len == 2 && first->form.ptr[1] == 't' &&
                    !first->space_before;
  if (iso_letter && w->count > 0 && w->items[w->count - 1].kind == IT_DATE) return; /* 2022-01-24T12:30 */
  item.glued = !first->space_before;
  if (item.start == 0) item.start = first->span.start;
  if (item.kind == IT_NUMBER || item.kind == IT_DATE || item.kind == IT_CLOCK) {
    /* «الـ» + «24»: the clitic's own item goes into the number's. */
    isn_item clitics = {0};
    isn_item *last = w->count > 0 ? &w->items[w->count - 1] : NULL;
    if (last && last->end == item.first && last->end - last->first == 1 &&
        loose_clitics(&w->tokens.at[last->first], &clitics) &&
        (!first->space_before || clitics.definite || (clitics.lead & C_WAW)) && first->kind == TOK_DIGITS) {
      item.first = last->first, item.lead = clitics.lead, item.definite = clitics.definite;
      item.glued = !w->tokens.at[last->first].space_before;
      w->count--;
    }
  }
  w->items[w->count++] = item;
}

static isn_item from_mark(const isn_token *token, uint32_t at) {
  isn_item item = {.first = at, .end = at + 1, .kind = token->kind == TOK_BREAK ? IT_BREAK : IT_PUNCT};
  item.word = token->code_point < 128 ? (uint16_t)token->code_point : token->code_point == 0x060C ? ',' : 0;
  return item;
}

isn_item *isn_tx_items(isn_arena *arena, const isnad_lexicon *lexicon, isnad_str text, isn_tokens tokens,
                       const isn_number *numbers, size_t number_count, uint32_t *count) {
  words w = {.lexicon = lexicon,
             .text = text,
             .tokens = tokens,
             .items = isn_alloc_array(arena, tokens.count + 1, sizeof(isn_item))};
  size_t n = 0;
  for (uint32_t at = 0; at < tokens.count;) {
    const isn_token *token = &tokens.at[at];
    while (n < number_count && numbers[n].first < at) n++;
    isn_item item = {.first = at, .end = at + 1, .kind = IT_NONE}, number;
    if (token->kind == TOK_PUNCT || token->kind == TOK_BREAK) {
      item = from_mark(token, at);
    } else if (!isn_tx_numeric(tokens, at, &item) && !utc_letters(&w, at, &item) && !and_letter(token, at, &item)) {
      item = (isn_item){.first = at, .end = at + 1, .kind = IT_NONE};
      uint32_t used = token->kind == TOK_DIGITS ? 0 : look_up(&w, at, &item);
      if (w.after_in && used && (item.lead & C_BEH)) item = (isn_item){.first = at, .end = at + 1, .kind = IT_NONE}, used = 0; /* في باب */
      if ((n == number_count || numbers[n].first != at) && glued_digits(&w, at, &item)) used = 1;
      if (n < number_count && numbers[n].first == at) {
        from_number(&w, &numbers[n], &number);
        if (used == 0 || !word_wins(&item, &number, order_before(&w))) item = number;
      }
    }
    w.after_in = item.kind == IT_WORD && (item.word == TW_IN || item.word == TW_TO);
    add(&w, item);
    at = item.end;
  }
  *count = w.count;
  return w.items;
}
