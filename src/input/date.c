/* date: the dates of feeds, as ISO 8601. «Mon, 24 Jan 2022 12:30:00 +0300» is 2022-01-24T12:30+03:00: the clock is kept as it was written, since it is
 * the outlet's. */
#include <stdio.h>

#include "input/input.h"
#include "read/html/facts.h"

size_t isn_date_iso(isnad_str text, char out[32]) {
  html_date date = isn_html_date(isn_input_trim(text));
  if (date.moment.day == INT32_MIN) return 0;
  size_t len = isn_moment_print(date.moment, out);
  if (date.moment.minute < 0 || date.zone == INT32_MIN) return len;
  int away = date.zone < 0 ? -date.zone : date.zone;
  return len +
         (size_t)snprintf(out + len, 32 - len, "%c%02d:%02d", date.zone < 0 ? '-' : '+', away / 60 % 100, away % 60);
}
