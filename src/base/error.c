/* error: one formatted line into a fixed room; a longer message is cut at a character. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

isnad_status isn_error(isnad_error *error, isnad_status status, uint64_t where, const char *format, ...) {
  if (error == NULL) return status;
  va_list args;
  va_start(args, format);
  int len = vsnprintf(error->message, sizeof error->message, format, args);
  va_end(args);
  if (len >= (int)sizeof error->message) { /* never end inside a UTF-8 sequence */
    size_t end = sizeof error->message - 1;
    while (end > 0 && ((unsigned char)error->message[end - 1] & 0xC0) == 0x80) end--;
    if (end > 0 && (unsigned char)error->message[end - 1] >= 0xC0) end--;
    error->message[end] = '\0';
  }
  error->status = status;
  error->where = where;
  return status;
}
