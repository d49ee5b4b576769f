/* charset: in which letters a page is written. Valid UTF-8 is UTF-8 whatever the page declares; else what a byte order mark, the header
 * or a meta element within the first 8 KB says; else windows-1256, the old Arabic code page. Bytes of a code page are one letter each:
 * C7 E1 is «ال» there. */
#ifndef ISN_READ_HTML_CHARSET_H
#define ISN_READ_HTML_CHARSET_H

#include "base/str.h"

enum html_charset { CHARSET_UTF8, CHARSET_ARABIC_WINDOWS, CHARSET_ARABIC_ISO, CHARSET_LATIN_WINDOWS };

/* content_type is a header's value or a charset's name, or empty. */
enum html_charset isn_charset_of(isnad_str page, isnad_str content_type);
/* The code point of a byte of a code page (0 to 255). */
uint32_t isn_charset_letter(enum html_charset, unsigned char byte);
/* Bytes of the well-formed UTF-8 letter at `at`, or 0. */
size_t isn_charset_utf8(isnad_str text, size_t at);

#endif
