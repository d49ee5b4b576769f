/* date: the dates of feeds. RFC 822 («Mon, 24 Jan 2022 12:30:00 +0300», its weekday, seconds and zone left out by some) becomes ISO 8601;
 * «2022-01-24T12:30:00+03:00» stays with its seconds left out. The clock is kept as it was written: it is the outlet's. */
#include <stdio.h>
#include <strings.h>

#include "base/str.h"
#include "input/input.h"

typedef struct scanner {
  isnad_str rest;
} scanner;

static void pass_blanks(scanner *s) {
  while (s->rest.len && (*s->rest.ptr == ' ' || *s->rest.ptr == '\t' || *s->rest.ptr == ',' || *s->rest.ptr == '-')) s->rest.ptr++, s->rest.len--;
}

static bool pass(scanner *s, char c) {
  if (s->rest.len == 0 || *s->rest.ptr != c) return false;
  s->rest.ptr++, s->rest.len--;
  return true;
}

/* A number of least to most digits. */
static bool number(scanner *s, size_t least, size_t most, int *out) {
  size_t len = 0;
  *out = 0;
  while (len < most && len < s->rest.len && s->rest.ptr[len] >= '0' && s->rest.ptr[len] <= '9') *out = *out * 10 + (s->rest.ptr[len++] - '0');
  s->rest.ptr += len, s->rest.len -= len;
  return len >= least;
}

/* The letters at the head, at most 9 of them. */
static size_t word(scanner *s, char out[10]) {
  size_t len = 0;
  while (len < 9 && len < s->rest.len && ((s->rest.ptr[len] | 0x20) >= 'a' && (s->rest.ptr[len] | 0x20) <= 'z')) out[len] = s->rest.ptr[len], len++;
  out[len] = '\0';
  s->rest.ptr += len, s->rest.len -= len;
  return len;
}

static int month_of(const char *name) {
  static const char names[][4] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  for (int i = 0; i < 12; i++)
    if (strncasecmp(name, names[i], 3) == 0) return i + 1;
  return 0;
}

/* +0300, +03:00, +3, Z, GMT, EST; minutes from UTC. */
static bool zone(scanner *s, int *minutes) {
  static const struct { char name[4]; int minutes; } named[] = {
      {"z", 0}, {"ut", 0}, {"utc", 0}, {"gmt", 0}, {"est", -300}, {"edt", -240}, {"cst", -360}, {"cdt", -300}, {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420}};
  while (pass(s, ' ')) {
  }
  bool east = pass(s, '+'), west = !east && pass(s, '-');
  int hours, rest = 0;
  if (east || west) {
    if (!number(s, 1, 2, &hours)) return false;
    pass(s, ':');
    number(s, 2, 2, &rest);
    *minutes = (hours * 60 + rest) * (west ? -1 : 1);
    return hours < 15 && rest < 60;
  }
  char name[10];
  word(s, name);
  for (size_t i = 0; i < sizeof named / sizeof *named; i++)
    if (strcasecmp(name, named[i].name) == 0) return *minutes = named[i].minutes, true;
  return false;
}

/* «24 Jan 2022», behind a weekday or not, «Jan 24, 2022», or «2022-01-24». */
static bool date(scanner *s, int *year, int *month, int *day) {
  char name[10];
  scanner iso = *s;
  if (number(&iso, 4, 4, year) && pass(&iso, '-') && number(&iso, 2, 2, month) && pass(&iso, '-') && number(&iso, 2, 2, day)) return *s = iso, true;
  *month = word(s, name) ? month_of(name) : 0;
  pass_blanks(s);
  if (*month == 0 && word(s, name)) *month = month_of(name), pass_blanks(s); /* behind a weekday */
  if (!number(s, 1, 2, day)) return false;
  pass_blanks(s);
  if (*month == 0 && (word(s, name) < 3 || (*month = month_of(name)) == 0)) return false;
  pass_blanks(s);
  if (!number(s, 2, 4, year)) return false;
  if (*year < 100) *year += *year < 70 ? 2000 : 1900;
  return true;
}

size_t isn_date_iso(isnad_str text, char out[32]) {
  scanner s = {isn_input_trim(text)};
  int year, month, day, hour, minute, second, offset;
  if (!date(&s, &year, &month, &day) || month < 1 || month > 12 || day < 1 || day > 31 || year < 1000) return 0;
  int len = snprintf(out, 32, "%04d-%02d-%02d", year, month, day);
  pass(&s, 'T');
  while (pass(&s, ' ') || pass(&s, ',')) {
  }
  if (!number(&s, 1, 2, &hour) || !pass(&s, ':') || !number(&s, 2, 2, &minute) || hour > 23 || minute > 59) return (size_t)len;
  len += snprintf(out + len, 32 - (size_t)len, "T%02d:%02d", hour, minute);
  if (pass(&s, ':')) number(&s, 1, 2, &second);
  if (pass(&s, '.')) number(&s, 1, 9, &second);
  if (!zone(&s, &offset)) return (size_t)len;
  int away = offset < 0 ? -offset : offset;
  return (size_t)(len + snprintf(out + len, 32 - (size_t)len, "%c%02d:%02d", offset < 0 ? '-' : '+', away / 60 % 100, away % 60));
}
