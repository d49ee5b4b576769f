/* language: is the page Arabic? Half of the letters must be of the Arabic script; then letters that Arabic does not have (پ گ ک ی ے ە) and
 * small words of other languages («است»، «که»، «ہے») are weighed against the small words of Arabic («في»، «من»، «على»). */
#include "read/page.h"

#include "base/str.h"
#include "base/utf8.h"
#include "text/letters.h"

#define SAMPLE_BYTES (64 << 10)
#define SAMPLE_LINES 200

/* Letters that Arabic words lack: 2 those of Urdu, Kurdish, Pashto and Uyghur, 1 those that Persian has too and Arabic pages
 * borrow for names (peh, tcheh, jeh, gaf). Keheh and Farsi yeh only tell which keyboard was used. */
static int foreign_weight(uint32_t c) {
  if (c == 0x67E || c == 0x686 || c == 0x6AF || c == 0x698) return 1;
  if (c == 0x671 || c == 0x6A2 || c == 0x6A4 || c == 0x6A7 || c == 0x6A9 || c == 0x6CC || c == 0x6AA || c == 0x6C0) return 0;
  if ((c >= 0x672 && c <= 0x6D3) || c == 0x6D5) return 2;
  return 0;
}

typedef struct tally {
  size_t arabic, latin, persian, foreign; /* letters */
  size_t arabic_words, foreign_words;
} tally;

static void count_letters(isnad_str text, tally *t) {
  size_t at = 0, end = text.len < SAMPLE_BYTES ? text.len : SAMPLE_BYTES;
  char code[8];
  while (at < end) {
    if (text.ptr[at] == ' ') {
      at++;
      continue;
    }
    uint32_t c = isn_utf8_next(text, &at);
    if (isn_is_plain_letter(c)) {
      t->arabic++;
      continue;
    }
    enum isn_char_class class = isn_letter_class(c, code);
    int weight = class == CH_LETTER ? foreign_weight(c) : 0;
    t->arabic += class == CH_LETTER;
    t->latin += class == CH_LATIN;
    t->persian += weight == 1;
    t->foreign += weight == 2;
  }
}

static void count_foreign_words(const isn_page *page, tally *t) {
  uint32_t len;
  for (size_t i = 0; i < page->line_count && i < SAMPLE_LINES; i++) {
    const isn_line *line = &page->lines[i];
    for (uint32_t k = 0; k < line->token_count; k++)
      if (line->tokens[k].kind == TOK_WORD && isn_boiler_at(page, line, k, &len) & BOILER(FOREIGN)) t->foreign_words++;
  }
}

/* Asked only where foreign words are there to be weighed against: nearly no page has any. */
static void count_arabic_words(const isn_page *page, tally *t) {
  uint32_t len;
  int32_t value;
  for (size_t i = 0; i < page->line_count && i < SAMPLE_LINES; i++) {
    const isn_line *line = &page->lines[i];
    for (uint32_t k = 0; k < line->token_count; k++) {
      if (line->tokens[k].kind != TOK_WORD || isn_boiler_at(page, line, k, &len) & BOILER(FOREIGN)) continue;
      t->arabic_words += isn_word_at(page, line, k, WC_PREP, &value, &len) || isn_word_at(page, line, k, WC_REL, &value, &len) ||
                         isn_word_at(page, line, k, WC_COMPL, &value, &len);
    }
  }
}

bool isn_page_arabic(isn_page *page) {
  tally t = {0};
  count_letters(page->text, &t);
  if (t.arabic == 0 || t.arabic < t.latin) return false;
  if (t.foreign * 30 > t.arabic || t.persian * 40 > t.arabic) return false;
  count_foreign_words(page, &t);
  if (t.foreign_words < 2) return true;
  count_arabic_words(page, &t);
  bool letters = (t.foreign + t.persian) * 150 > t.arabic;
  return !(t.foreign_words > t.arabic_words || (letters && t.foreign_words * 3 > t.arabic_words));
}
