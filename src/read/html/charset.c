/* charset: which it is, and the letters of code pages. A page that declares windows-1256 and is valid UTF-8 was declared wrong; one with
 * a handful of faulty bytes in much valid UTF-8 was cut or damaged, and is UTF-8 all the same. */
#include "read/html/charset.h"

#define META_REACH 8192
#define VALID_PER_FAULT 16 /* letters of several bytes for each fault that UTF-8 may have */

/* Code points of the bytes from 0x80 on, as the WHATWG's Encoding Standard lists them. */
static const uint16_t arabic_windows[128] = {
    0x20AC, 0x067E, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0679, 0x2039, 0x0152, 0x0686,
    0x0698, 0x0688, 0x06AF, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x06A9, 0x2122, 0x0691, 0x203A,
    0x0153, 0x200C, 0x200D, 0x06BA, 0x00A0, 0x060C, 0x00A2, 0x00A3, 0x00A4, 0x00A5, 0x00A6, 0x00A7, 0x00A8, 0x00A9,
    0x06BE, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF, 0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x00B4, 0x00B5, 0x00B6, 0x00B7,
    0x00B8, 0x00B9, 0x061B, 0x00BB, 0x00BC, 0x00BD, 0x00BE, 0x061F, 0x06C1, 0x0621, 0x0622, 0x0623, 0x0624, 0x0625,
    0x0626, 0x0627, 0x0628, 0x0629, 0x062A, 0x062B, 0x062C, 0x062D, 0x062E, 0x062F, 0x0630, 0x0631, 0x0632, 0x0633,
    0x0634, 0x0635, 0x0636, 0x00D7, 0x0637, 0x0638, 0x0639, 0x063A, 0x0640, 0x0641, 0x0642, 0x0643, 0x00E0, 0x0644,
    0x00E2, 0x0645, 0x0646, 0x0647, 0x0648, 0x00E7, 0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x0649, 0x064A, 0x00EE, 0x00EF,
    0x064B, 0x064C, 0x064D, 0x064E, 0x00F4, 0x064F, 0x0650, 0x00F7, 0x0651, 0x00F9, 0x0652, 0x00FB, 0x00FC, 0x200E,
    0x200F, 0x06D2,};
static const uint16_t arabic_iso[128] = {
    0x0080, 0x0081, 0x0082, 0x0083, 0x0084, 0x0085, 0x0086, 0x0087, 0x0088, 0x0089, 0x008A, 0x008B, 0x008C, 0x008D,
    0x008E, 0x008F, 0x0090, 0x0091, 0x0092, 0x0093, 0x0094, 0x0095, 0x0096, 0x0097, 0x0098, 0x0099, 0x009A, 0x009B,
    0x009C, 0x009D, 0x009E, 0x009F, 0x00A0, 0xFFFD, 0xFFFD, 0xFFFD, 0x00A4, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD,
    0xFFFD, 0xFFFD, 0x060C, 0x00AD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD,
    0xFFFD, 0xFFFD, 0xFFFD, 0x061B, 0xFFFD, 0xFFFD, 0xFFFD, 0x061F, 0xFFFD, 0x0621, 0x0622, 0x0623, 0x0624, 0x0625,
    0x0626, 0x0627, 0x0628, 0x0629, 0x062A, 0x062B, 0x062C, 0x062D, 0x062E, 0x062F, 0x0630, 0x0631, 0x0632, 0x0633,
    0x0634, 0x0635, 0x0636, 0x0637, 0x0638, 0x0639, 0x063A, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0x0640, 0x0641,
    0x0642, 0x0643, 0x0644, 0x0645, 0x0646, 0x0647, 0x0648, 0x0649, 0x064A, 0x064B, 0x064C, 0x064D, 0x064E, 0x064F,
    0x0650, 0x0651, 0x0652, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD,
    0xFFFD, 0xFFFD,};
/* The bytes 0x80 to 0x9F; the others are their own number. */
static const uint16_t latin_windows[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
    0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0x009D, 0x017E, 0x0178,};

uint32_t isn_charset_letter(enum html_charset charset, unsigned char byte) {
  if (byte < 0x80) return byte;
  if (charset == CHARSET_ARABIC_WINDOWS) return arabic_windows[byte - 0x80];
  if (charset == CHARSET_ARABIC_ISO) return arabic_iso[byte - 0x80];
  return byte < 0xA0 ? latin_windows[byte - 0x80] : byte;
}

size_t isn_charset_utf8(isnad_str text, size_t at) {
  const unsigned char *p = (const unsigned char *)text.ptr + at;
  size_t left = text.len - at, len = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;
  if (len == 0 || len > left) return 0;
  for (size_t i = 1; i < len; i++)
    if ((p[i] & 0xC0) != 0x80) return 0;
  bool overlong = (p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xF0 && p[1] < 0x90);
  bool outside = (p[0] == 0xED && p[1] > 0x9F) || (p[0] == 0xF4 && p[1] > 0x8F);
  return overlong || outside ? 0 : len;
}

/* Is it UTF-8, but for a few damaged bytes? */
static bool is_utf8(isnad_str page) {
  size_t valid = 0, faults = 0, at = 0;
  uint64_t eight;
  while (at < page.len) {
    if (at + 8 <= page.len && (memcpy(&eight, page.ptr + at, 8), (eight & 0x8080808080808080u) == 0)) {
      at += 8;
      continue;
    }
    size_t len = isn_charset_utf8(page, at);
    valid += len > 1;
    faults += len == 0;
    at += len ? len : 1;
  }
  return faults == 0 || valid / VALID_PER_FAULT > faults;
}

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c; }

static bool holds_at(isnad_str text, size_t at, const char *word) {
  for (size_t i = 0; word[i]; i++)
    if (at + i >= text.len || lower(text.ptr[at + i]) != word[i]) return false;
  return true;
}

static bool holds(isnad_str text, const char *word) {
  for (size_t i = 0; i < text.len; i++)
    if (holds_at(text, i, word)) return true;
  return false;
}

/* The charset of a name; false where it is none that is known. UTF-8 is believed only of valid UTF-8, which is settled before. */
static bool charset_named(isnad_str name, enum html_charset *charset) {
  *charset = CHARSET_ARABIC_WINDOWS;
  if (holds(name, "1256")) return true;
  if (holds(name, "8859-6") || holds(name, "arabic")) return *charset = CHARSET_ARABIC_ISO, true;
  *charset = CHARSET_LATIN_WINDOWS;
  if (holds(name, "1252") || holds(name, "8859-1") || holds(name, "latin") || holds(name, "ascii")) return true;
  *charset = CHARSET_UTF8;
  return holds(name, "utf-8") || holds(name, "utf8");
}

/* The name behind «charset=» at the head of the page. */
static isnad_str declared(isnad_str page) {
  isnad_str head = {page.ptr, page.len < META_REACH ? page.len : META_REACH};
  for (size_t i = 0; i < head.len; i++) {
    if ((head.ptr[i] | 0x20) != 'c' || !holds_at(head, i, "charset")) continue;
    size_t at = i + 7, end;
    while (at < head.len && (head.ptr[at] == ' ' || head.ptr[at] == '=' || head.ptr[at] == '"' || head.ptr[at] == '\'')) at++;
    for (end = at; end < head.len && strchr("\"'>;/ \t\r\n", head.ptr[end]) == NULL; end++) continue;
    enum html_charset charset;
    if (charset_named((isnad_str){head.ptr + at, end - at}, &charset)) return (isnad_str){head.ptr + at, end - at};
  }
  return (isnad_str){NULL, 0};
}

enum html_charset isn_charset_of(isnad_str page, isnad_str content_type) {
  enum html_charset charset;
  if (page.len >= 3 && memcmp(page.ptr, "\xEF\xBB\xBF", 3) == 0) return CHARSET_UTF8;
  if (is_utf8(page)) return CHARSET_UTF8;
  if (charset_named(content_type, &charset)) return charset;
  return charset_named(declared(page), &charset) ? charset : CHARSET_ARABIC_WINDOWS;
}
