/* language: is the page Arabic? Half of the letters must be of the Arabic script; then letters that Arabic does not have (پ گ ک ی ے ە) and
 * small words of other languages («است»، «که»، «ہے») are weighed against the small words of Arabic («في»، «من»، «على»). */
#include "read/page.h"

#include "base/str.h"
#include "base/utf8.h"
#include "text/letters.h"

#define SAMPLE_BYTES (64 << 10)
#define SAMPLE_LINES 200

/* Letters of Persian, Urdu, Kurdish, Pashto and Uyghur in the Arabic block that Arabic words lack. Letters that Arabic pages
 * borrow for names or by a foreign keyboard (peh, tcheh, veh, gaf, keheh, Farsi yeh) count half. */
static int foreign_weight(uint32_t c) {
  if (c == 0x67E || c == 0x686 || c == 0x6A4 || c == 0x6AF || c == 0x6A9 || c == 0x6CC || c == 0x698) return 1;
  if (c == 0x671 || c == 0x6A2 || c == 0x6A7) return 0; /* of the Koran and of the Maghreb */
  if ((c >= 0x672 && c <= 0x6D3) || c == 0x6D5) return 2;
  return 0;
}

typedef struct tally {
  size_t arabic, latin, foreign; /* letters; foreign in halves */
  size_t arabic_words, foreign_words;
} tally;

static void count_letters(isnad_str text, tally *t) {
  size_t at = 0, end = text.len < SAMPLE_BYTES ? text.len : SAMPLE_BYTES;
  char code[8];
  while (at < end) {
    uint32_t c = isn_utf8_next(text, &at);
    enum isn_char_class class = isn_letter_class(c, code);
    if (class == CH_LETTER) t->arabic++, t->foreign += (size_t)foreign_weight(c);
    else if (class == CH_LATIN) t->latin++;
  }
}

static void count_words(const isn_page *page, tally *t) {
  for (size_t i = 0; i < page->line_count && i < SAMPLE_LINES; i++) {
    const isn_line *line = &page->lines[i];
    for (uint32_t k = 0; k < line->token_count; k++) {
      uint32_t len;
      int32_t value;
      if (line->tokens[k].kind != TOK_WORD) continue;
      if (isn_boiler_at(page, line, k, &len) & BOILER(FOREIGN)) t->foreign_words++;
      else if (isn_word_at(page, line, k, WC_PREP, &value, &len) || isn_word_at(page, line, k, WC_REL, &value, &len) ||
               isn_word_at(page, line, k, WC_COMPL, &value, &len))
        t->arabic_words++;
    }
  }
}

bool isn_page_arabic(isn_page *page) {
  tally t = {0};
  count_letters(page->text, &t);
  if (t.arabic == 0 || t.arabic < t.latin) return false;
  if (t.foreign * 12 > t.arabic) return false; /* one letter in six that only another language has */
  count_words(page, &t);
  if (t.foreign * 50 > t.arabic && t.arabic_words <= t.foreign_words + 2) return false;
  return t.foreign_words <= t.arabic_words + 1;
}
