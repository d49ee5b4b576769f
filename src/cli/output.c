/* output: stdout with its failures kept in mind, widths of text on a terminal, and JSON for people.
 *
 * A closed pipe (isnad read ... | head) ends quietly; a full disk does not. «حيّ غويران» takes 9 columns: the mark none.
 * Right-to-left text is written in logical order and without controls: the terminal knows its job. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/cli.h"

/* errno of the first write that failed; the one thing that outlives a call here, as stdout itself does. */
static int write_fault;

static void note_fault(void) {
  if (write_fault == 0) write_fault = errno ? errno : EIO;
}

void cli_put(isnad_str text) {
  if (write_fault == 0 && text.len && fwrite(text.ptr, 1, text.len, stdout) != text.len) note_fault();
}

void cli_puts(const char *text) { cli_put((isnad_str){text, strlen(text)}); }
void cli_putc(char c) { cli_put((isnad_str){&c, 1}); }

void cli_print(const char *format, ...) {
  va_list args;
  va_start(args, format);
  if (write_fault == 0 && vfprintf(stdout, format, args) < 0) note_fault();
  va_end(args);
}

bool cli_flush(void) {
  if (write_fault == 0 && fflush(stdout) != 0) note_fault();
  return write_fault == 0;
}

int cli_end(int code) {
  cli_flush();
  if (write_fault == 0 || write_fault == EPIPE) return code;
  cli_error((cli_place){NULL, CLI_NOWHERE, CLI_NOWHERE}, "cannot write: %s", strerror(write_fault));
  return CLI_FAILED;
}

/* ---- The terminal --------------------------------------------------------------------------------------------------- */

bool cli_colours(void) {
  const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
  return isatty(STDOUT_FILENO) && (no == NULL || *no == '\0') && term != NULL && strcmp(term, "dumb") != 0;
}

int cli_columns(void) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return 100;
}

/* One code point of valid UTF-8 at *at. */
static uint32_t next_point(isnad_str text, size_t *at) {
  const unsigned char *p = (const unsigned char *)text.ptr + *at;
  size_t len = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
  uint32_t point = len == 1 ? p[0] : p[0] & (0x7Fu >> len);
  if (len > text.len - *at) len = text.len - *at;
  for (size_t i = 1; i < len; i++) point = point << 6 | (p[i] & 0x3F);
  *at += len;
  return point;
}

static const struct range { uint32_t first, last; } no_width[] = {
    {0x0000, 0x001F}, {0x007F, 0x009F}, {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05BF},
    {0x05C1, 0x05C2}, {0x05C4, 0x05C5}, {0x0610, 0x061A}, {0x061C, 0x061C}, {0x064B, 0x065F}, {0x0670, 0x0670},
    {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x06E7, 0x06E8}, {0x06EA, 0x06ED}, {0x08D3, 0x08FF}, {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0000, 0xE0FFF}};
static const struct range two_wide[] = {{0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF},
                                        {0x4E00, 0x9FFF}, {0xA000, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},
                                        {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F},
                                        {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

static bool within(const struct range *ranges, size_t count, uint32_t point) {
  for (size_t i = 0; i < count; i++)
    if (ranges[i].first <= point && point <= ranges[i].last) return true;
  return false;
}

static size_t point_width(uint32_t point) {
  if (within(no_width, sizeof no_width / sizeof *no_width, point)) return 0;
  return within(two_wide, sizeof two_wide / sizeof *two_wide, point) ? 2 : 1;
}

size_t cli_width(isnad_str text) {
  size_t width = 0;
  for (size_t at = 0; at < text.len;) width += point_width(next_point(text, &at));
  return width;
}

size_t cli_fit(isnad_str text, size_t columns) {
  size_t width = 0, at = 0, word_end = 0;
  while (at < text.len) {
    size_t from = at;
    uint32_t point = next_point(text, &at);
    width += point_width(point);
    if (width > columns) return word_end ? word_end : from ? from : at;
    if (point == ' ') word_end = at;
  }
  return at;
}

/* ---- JSON ----------------------------------------------------------------------------------------------------------- */

/* Bytes of the well-formed letter at p, or 0; names of files may be any bytes. */
static size_t letter_bytes(const unsigned char *p, size_t left) {
  size_t len = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;
  if (len > left) return 0;
  for (size_t i = 1; i < len; i++)
    if ((p[i] & 0xC0) != 0x80) return 0;
  return len;
}

void cli_put_json(FILE *out, isnad_str text) {
  putc('"', out);
  for (size_t i = 0, len; i < text.len; i += len ? len : 1) {
    unsigned char c = (unsigned char)text.ptr[i];
    len = letter_bytes((const unsigned char *)text.ptr + i, text.len - i);
    if (len == 0) fputs("\\ufffd", out);
    else if (c == '"' || c == '\\') fprintf(out, "\\%c", c);
    else if (c < 0x20) fprintf(out, "\\u%04x", c);
    else fwrite(text.ptr + i, 1, len, out);
  }
  putc('"', out);
}

static void new_line(int depth) {
  cli_putc('\n');
  for (int i = 0; i < depth; i++) cli_puts("  ");
}

/* The end of a list without lists, objects or text in it, or 0: [2839,2849]. */
static size_t short_list(isnad_str json, size_t at) {
  for (size_t i = at + 1; i < json.len; i++) {
    if (json.ptr[i] == ']') return i + 1;
    if (strchr("[{\"", json.ptr[i])) return 0;
  }
  return 0;
}

void cli_put_indented(isnad_str json, int depth) {
  for (size_t i = 0; i < json.len; i++) {
    char c = json.ptr[i];
    size_t end = 0;
    if (c == '"') {
      for (end = i + 1; end < json.len && json.ptr[end] != '"'; end++) end += json.ptr[end] == '\\';
      end++;
    } else if (c == '[') {
      end = short_list(json, i);
    } else if (c == '{' && i + 1 < json.len && json.ptr[i + 1] == '}') {
      end = i + 2;
    }
    if (end) {
      cli_put((isnad_str){json.ptr + i, end - i});
      i = end - 1;
      continue;
    }
    if (c == ']' || c == '}') new_line(--depth);
    cli_putc(c);
    if (c == '[' || c == '{') new_line(++depth);
    if (c == ',') new_line(depth);
    if (c == ':') cli_putc(' ');
  }
}
