/* spell: doubled consonants are written once, short vowels not at all, and hamza takes the seat that its neighbours give it:
 * all seats but alef are one code (letters.h), so the only question is alef or not. «سأل» sAl, «سئل» s'l, «قرآن» qrAn. */
#include "lex/spell.h"

#include <string.h>

bool isn_is_vowel(char c) { return c != '\0' && strchr("aiuAIUYO", c) != NULL; }

static bool high(char c) { return c == 'i' || c == 'I' || c == 'u' || c == 'U'; }

/* A hamza inside or at the end of a word: true where alef carries it. */
static bool seat_is_alef(char before, char after, bool alef_seat) {
  if (high(before)) return false;
  if (before == 'A') return false;
  if (before == 'a') return !high(after) || (after == 'U' && alef_seat);
  if (before == 'y') return false;
  return after == 'a' || after == 'A';
}

/* The hamza that opens a word, and a second one behind its vowel (آخذ، إيمان، أوتي). Gives the sounds used up. */
static size_t spell_first_hamza(const char *s, char *out, size_t *len) {
  out[(*len)++] = 'A';
  if (s[1] == 'A') return 2;
  if (s[1] != '\0' && s[2] == '\'' && !isn_is_vowel(s[3])) {
    if (s[1] == 'i') out[(*len)++] = 'y';
    if (s[1] == 'u') out[(*len)++] = 'w';
    return 3;
  }
  return 1;
}

static char consonant(const char *s, size_t i) {
  char before = i > 0 ? s[i - 1] : '\0', after = s[i + 1];
  bool closed = !isn_is_vowel(after) && after != s[i];
  if (s[i] == 'w' && before == 'i' && closed) return 'y'; /* إيصال */
  if (s[i] == 'y' && before == 'u' && closed) return 'w'; /* يوقظ */
  return s[i];
}

size_t isn_spell(const char *s, bool alef_seat, char *out) {
  size_t len = 0, i = 0;
  if (s[0] == '\'') i = spell_first_hamza(s, out, &len);
  else if (isn_is_vowel(s[0])) out[len++] = 'A', i = 1;
  for (; s[i] != '\0'; i++) {
    switch (s[i]) {
      case 'a': case 'i': case 'u': break;
      case 'A': out[len++] = 'A'; break;
      case 'I': out[len++] = 'y'; break;
      case 'U': out[len++] = 'w'; break;
      case 'Y': out[len++] = i > 0 && s[i - 1] == 'y' ? 'A' : 'y'; break;
      case 'O': /* no second alef behind the hamza of مبدأً، بناءً */
        if (i < 2 || s[i - 1] != '\'' || (s[i - 2] != 'a' && s[i - 2] != 'A')) out[len++] = 'A';
        break;
      case '\'':
        if (s[i + 1] == '\'') break;
        if (!seat_is_alef(s[i - 1], s[i + 1], alef_seat)) out[len++] = '\'';
        else {
          out[len++] = 'A';
          if (s[i + 1] == 'A') i++; /* one alef with madda for both */
        }
        break;
      default:
        if (s[i + 1] != s[i]) out[len++] = consonant(s, i);
    }
  }
  out[len] = '\0';
  return len;
}
