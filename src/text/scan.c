/* scan: cuts text into tokens, one at a time.
 *
 * «مقتـ_ـل 14 عنصراً» is WORD "mqtl", DIGITS "14", WORD "EnSrA": the censors' underscore between two kashidas is part of the
 * word. A kashida that hangs on no word («دمشق ـ سانا») is a dash. Quotation marks are turned by what stands beside them,
 * since pages mix them up: with a space before and a letter behind, every curly mark opens. */
#include "text/scan.h"

#include <string.h>

#include "base/utf8.h"

enum { KASHIDA = 0x640, DAMMA = 0x64F, SHADDA = 0x651, HAMZA_ABOVE = 0x654, OPENS = 0xAB, CLOSES = 0xBB,
       COMMA = 0x60C, SEMICOLON = 0x61B, QUESTION = 0x61F, CENSOR_MAX = 12 };

typedef struct glyph {
  uint32_t code_point;
  enum isn_char_class class;
  size_t next; /* byte behind it */
  char code[8];
} glyph;

static glyph look(const isn_scan *s, size_t at) {
  glyph g = {0, CH_NEWLINE, at, {0}}; /* the end is like the end of a line */
  if (at >= s->to) return g;
  g.code_point = isn_utf8_next(s->text, &g.next);
  g.class = isn_letter_class(g.code_point, g.code);
  return g;
}

/* Is there a plain letter of two bytes at `at`? Nearly all are, so this is asked before the full look. */
static bool at_plain_letter(const isn_scan *s, size_t at) {
  const unsigned char *p = (const unsigned char *)s->text.ptr + at;
  if (at + 1 >= s->to || (p[0] & 0xFC) != 0xD8) return false;
  char cell = isn_arabic_cells[(p[0] & 3) << 6 | (p[1] & 0x3F)];
  return cell != CELL_MARK && cell != CELL_DIGIT && cell != CELL_OTHER;
}

/* Marks that are seen on paper: vowel signs and kashida; not the controls. */
static bool is_ink(uint32_t c) {
  if (c >= 0x0300 && c <= 0x036F) return true;
  return (c >= 0x0610 && c <= 0x08FF && c != 0x061C) || (c >= 0xFC5E && c <= 0xFCF4) || (c >= 0xFE70 && c <= 0xFE7F);
}

isn_scan isn_scan_begin(isnad_str text, size_t from, size_t to) {
  isn_scan s = {.text = text, .at = from, .to = to < text.len ? to : text.len, .after_space = true};
  return s;
}

/* Spaces, controls and line breaks; true where there was a break, which is then the token. */
static bool skip_blank(isn_scan *s) {
  size_t at = s->at, lines = 0;
  for (;;) {
    if (at >= s->to) break;
    if (s->text.ptr[at] == ' ') {
      s->after_space = true;
      at++;
      continue;
    }
    if (at_plain_letter(s, at)) break;
    glyph g = look(s, at);
    if (g.class == CH_NEWLINE) {
      lines++;
      if (g.code_point == '\r' && g.next < s->to && s->text.ptr[g.next] == '\n') g.next++;
    } else if (g.class == CH_SPACE)
      s->after_space = true;
    else if (g.class != CH_MARK || g.code_point == KASHIDA)
      break;
    at = g.next;
  }
  isn_token *t = &s->token;
  t->span = (isnad_span){(uint32_t)s->at, (uint32_t)at};
  t->lines = lines < UINT16_MAX ? (uint16_t)lines : UINT16_MAX;
  t->kind = TOK_BREAK;
  s->at = at;
  return lines != 0;
}

/* Where a run of censors' signs at `at` is inside a word: the byte of the letter behind it, else 0. Underscore and star need
 * a kashida on one side («قتـ*لى»), other signs on both («قتـ.ـلى»): «حلب_المدينة» and «قال.ثم» are two words. */
static size_t censored(const isn_scan *s, size_t at, bool kashida_before) {
  bool before = kashida_before, behind = false, common = false;
  for (int i = 0; i < CENSOR_MAX; i++) {
    glyph g = look(s, at);
    if (g.class == CH_LETTER) return (common ? before && behind : before || behind) ? at : 0;
    if (g.code_point == KASHIDA)
      behind = true;
    else if (g.code_point && g.code_point < 0x80 && strchr("_*", (int)g.code_point))
      behind = false;
    else if (g.code_point && g.code_point < 0x80 && strchr("./+~^|-=", (int)g.code_point))
      behind = false, common = true;
    else if (g.class != CH_MARK)
      return 0;
    at = g.next;
  }
  return 0;
}

/* Plain letters of two bytes, nearly all there are; gives the byte behind them. */
static size_t scan_plain(isn_scan *s, size_t at, size_t *len) {
  const unsigned char *p = (const unsigned char *)s->text.ptr;
  size_t to = s->to, n = *len;
  for (; at + 1 < to && n < ISN_FORM_MAX && (p[at] & 0xFC) == 0xD8; at += 2) {
    char cell = isn_arabic_cells[(p[at] & 3) << 6 | (p[at + 1] & 0x3F)];
    if (cell == CELL_MARK || cell == CELL_DIGIT || cell == CELL_OTHER) break;
    s->form[n++] = cell;
  }
  *len = n;
  return at;
}

/* «اختُطف», «استُهدف»: the letter behind the alef and the one after it, and no «الشُّرطة». */
static bool is_third_of_alef(const char *form, size_t letters) { return letters == 3 && form[0] == L_ALEF && form[1] != L_LAM; }

static void scan_word(isn_scan *s) {
  isn_token *t = &s->token;
  size_t at = s->at, len = 0, letters = 0;
  bool kashida = false;
  while (at < s->to) {
    size_t plain = scan_plain(s, at, &len);
    if (plain > at) {
      letters += (plain - at) / 2;
      t->span.end = (uint32_t)(at = plain);
      kashida = false;
      continue;
    }
    if (s->text.ptr[at] == ' ') break;
    glyph g = look(s, at);
    if (g.class == CH_LETTER) {
      size_t more = g.code[1] ? strlen(g.code) : 1;
      if (len + more > ISN_FORM_MAX) break;
      for (size_t i = 0; i < more; i++) s->form[len++] = g.code[i];
      letters++;
    } else if (g.class == CH_MARK) {
      if (g.code_point == DAMMA && (letters == 1 || is_third_of_alef(s->form, letters))) t->damma_first = true;
      if (g.code_point == DAMMA && letters == 2 && (s->form[0] == L_WAW || s->form[0] == L_FEH)) t->damma_joined = true;
      if (g.code_point == SHADDA) t->shadda = true;
      /* Decomposed text: waw and yeh with a hamza of its own. */
      if (g.code_point == HAMZA_ABOVE && (s->form[len - 1] == L_WAW || s->form[len - 1] == L_YEH)) s->form[len - 1] = L_HAMZA;
    } else {
      size_t behind = g.class == CH_OTHER ? censored(s, at, kashida) : 0;
      if (behind == 0) break;
      at = behind;
      continue;
    }
    kashida = g.code_point == KASHIDA;
    at = g.next;
    if (g.class == CH_LETTER || is_ink(g.code_point)) t->span.end = (uint32_t)at;
  }
  s->at = at;
  t->kind = TOK_WORD;
  t->form.len = len;
}

static void scan_digits(isn_scan *s) {
  size_t len = 0;
  for (glyph g; len < ISN_FORM_MAX && (g = look(s, s->at)).class == CH_DIGIT; s->at = g.next) s->form[len++] = g.code[0];
  s->token.kind = TOK_DIGITS;
  s->token.form.len = len;
  s->token.span.end = (uint32_t)s->at;
}

uint32_t isn_scan_lower(uint32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c == 0x130) return 'i';
  if (c == 0x178) return 0xFF;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c & 1 ? c + 1 : c;
  if ((c >= 0x100 && c <= 0x177 && c != 0x138) || (c >= 0x460 && c <= 0x481) || (c >= 0x48A && c <= 0x4BF) ||
      (c >= 0x1E00 && c <= 0x1E95) || (c >= 0x1EA0 && c <= 0x1EFF))
    return c & 1 ? c : c + 1;
  if (c >= 0xFF21 && c <= 0xFF3A) return c + 32;
  return c;
}

static void scan_latin(isn_scan *s) {
  size_t len = 0, at = s->at;
  s->form[len++] = 1;
  while (len + 4 <= ISN_FORM_MAX) {
    glyph g = look(s, at);
    if (g.class == CH_LATIN)
      len += isn_utf8_put(s->form + len, isn_scan_lower(g.code_point));
    else if (g.class != CH_MARK || g.code_point == KASHIDA)
      break;
    at = g.next;
    if (g.class == CH_LATIN || is_ink(g.code_point)) s->token.span.end = (uint32_t)at;
  }
  s->at = at;
  s->token.kind = TOK_LATIN;
  s->token.form.len = len;
}

/* The one sign that stands for all of its kind. */
static uint32_t fold_punct(uint32_t c) {
  switch (c) {
    case 0xAB: case 0x2018: case 0x201A: case 0x201C: case 0x201E: case 0x201F: case 0x2039: case 0x301D: return OPENS;
    case 0xBB: case 0x2019: case 0x201D: case 0x203A: case 0x301E: case 0x301F: return CLOSES;
    case '\'': case 0xFF02: case 0xFF07: return '"';
    case ',': case 0xFE50: case 0xFF0C: case 0x3001: return COMMA;
    case ';': case 0xFF1B: case 0x2E35: return SEMICOLON;
    case '?': case 0xFF1F: return QUESTION;
    case 0x6D4: case 0x3002: case 0xFF0E: return '.';
    case 0x66A: case 0xFF05: return '%';
    case 0x2044: case 0x2215: case 0xFF0F: return '/';
    case 0x2022: case 0x25CF: case 0x25AA: case 0xB7: return 0x2022;
    case 0xFF01: return '!';
    case 0xFF1A: return ':';
    case 0xFD3E: case 0xFF08: return ')' - 1;
    case 0xFD3F: case 0xFF09: return ')';
    case KASHIDA: case 0x2212: case 0x2E3A: case 0x2E3B: case 0xFE58: case 0xFE63: case 0xFF0D: return '-';
    default: return c >= 0x2010 && c <= 0x2015 ? '-' : c;
  }
}

static void scan_punct(isn_scan *s, bool after_latin) {
  glyph g = look(s, s->at), behind = look(s, g.next);
  isn_token *t = &s->token;
  if (g.code_point == KASHIDA) { /* a dash however long it is drawn */
    while (behind.code_point == KASHIDA) g.next = behind.next, behind = look(s, g.next);
  }
  t->kind = TOK_PUNCT;
  t->code_point = fold_punct(g.code_point);
  bool apostrophe = g.code_point == '\'' || g.code_point == 0x2019 || g.code_point == 0x2018;
  if (apostrophe && after_latin && !t->space_before && behind.class == CH_LATIN) {
    t->code_point = '\'';
  } else if (t->code_point == OPENS || t->code_point == CLOSES) {
    bool space_behind = behind.class == CH_SPACE || behind.class == CH_NEWLINE;
    if (t->space_before && (behind.class == CH_LETTER || behind.class == CH_DIGIT)) t->code_point = OPENS;
    if (!t->space_before && space_behind) t->code_point = CLOSES;
  }
  s->at = g.next;
  t->span.end = (uint32_t)s->at;
}

bool isn_scan_next(isn_scan *s) {
  bool after_latin = s->token.kind == TOK_LATIN && s->token.form.len != 0;
  s->token = (isn_token){.form = {s->form, 0}};
  if (skip_blank(s)) {
    s->token.space_before = s->after_space;
    s->after_space = true;
    return true;
  }
  if (s->at >= s->to) return false;
  s->token.span = (isnad_span){(uint32_t)s->at, (uint32_t)s->at};
  s->token.lines = 0;
  s->token.space_before = s->after_space;
  s->after_space = false;
  switch (at_plain_letter(s, s->at) ? CH_LETTER : look(s, s->at).class) {
    case CH_LETTER: scan_word(s); break;
    case CH_DIGIT: scan_digits(s); break;
    case CH_LATIN: scan_latin(s); break;
    default: scan_punct(s, after_latin); break;
  }
  return true;
}

bool isn_scan_letter(isnad_str text, size_t *at, size_t to, size_t *start, char code[8]) {
  while (*at < to) {
    *start = *at;
    if (isn_letter_class(isn_utf8_next(text, at), code) == CH_LETTER) return true;
  }
  return false;
}
