/* say: numbers, days and names as a newspaper writes them. Western digits; months in both usages of the Arab press
 * («تشرين الثاني/نوفمبر»); a range is said in words («بين 12 و15»), since «12-15» turns around between right and left. */
#include <stdio.h>
#include <time.h>

#include "serve/page/inner.h"

/* ---- Days -------------------------------------------------------------------------------------------------------- */

typedef struct moment {
  int year, month, day, hour, minute; /* hour -1: not known */
} moment;

static int digits(isnad_str text, size_t at, size_t len) {
  int number = 0;
  if (at + len > text.len) return -1;
  for (size_t i = at; i < at + len; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9') return -1;
    number = number * 10 + (text.ptr[i] - '0');
  }
  return number;
}

static bool moment_of(isnad_str iso, moment *m) {
  *m = (moment){digits(iso, 0, 4), digits(iso, 5, 2), digits(iso, 8, 2), -1, 0};
  if (m->year < 1 || m->month < 1 || m->month > 12 || m->day < 1 || m->day > 31) return false;
  int hour = digits(iso, 11, 2), minute = digits(iso, 14, 2);
  if (hour >= 0 && minute >= 0) m->hour = hour, m->minute = minute;
  return true;
}

/* Days since 1970-01-01 of the Gregorian calendar. */
static int64_t day_number(const moment *m) {
  int64_t y = m->year - (m->month <= 2), era = y / 400, of_era = y - era * 400;
  int64_t of_year = (153 * (m->month + (m->month > 2 ? -3 : 9)) + 2) / 5 + m->day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

isnad_str isn_say_date(isnad_str iso) { return iso.len > 10 ? (isnad_str){iso.ptr, 10} : iso; }

int64_t isn_say_minutes_of(isnad_str iso) {
  moment m;
  if (!moment_of(iso, &m)) return INT64_MIN;
  return day_number(&m) * 1440 + (m.hour < 0 ? 0 : m.hour * 60 + m.minute);
}

static void put_day(isn_page *page, const moment *m) {
  char key[16], month[16];
  snprintf(key, sizeof key, "day.%d", (int)((day_number(m) % 7 + 11) % 7)); /* 0 is Sunday */
  snprintf(month, sizeof month, "month.%d", m->month);
  put(page, "%w %d %w %d", key, (int64_t)m->day, month, (int64_t)m->year);
}

void isn_say_day(isn_page *page, isnad_str iso) {
  moment m;
  if (!moment_of(iso, &m)) {
    put(page, "%t", iso);
    return;
  }
  put(page, "<time datetime=\"%t\">", isn_say_date(iso));
  put_day(page, &m);
  put(page, "</time>");
}

static void put_clock(isn_page *page, const moment *m) {
  char clock[16];
  snprintf(clock, sizeof clock, "%02d:%02d", m->hour % 100, m->minute % 100);
  put(page, "%z", clock);
}

void isn_say_time(isn_page *page, isnad_str iso) {
  moment m;
  if (!moment_of(iso, &m)) {
    put(page, "%t", iso);
    return;
  }
  put(page, "<time datetime=\"%t\">", iso);
  put_day(page, &m);
  if (m.hour >= 0) {
    put(page, "%w ", "comma");
    put_clock(page, &m);
  }
  put(page, "</time>");
}

void isn_say_clock(isn_page *page, isnad_str iso) {
  moment m;
  if (!moment_of(iso, &m) || m.hour < 0) return;
  put(page, "<time datetime=\"%t\">", iso);
  put_clock(page, &m);
  put(page, "</time>");
}

void isn_say_days(isn_page *page, isnad_str from, isnad_str to) {
  isn_say_day(page, from);
  if (to.len == 0 || isn_str_same(isn_say_date(from), isn_say_date(to))) return;
  put(page, " %w ", "until");
  isn_say_day(page, to);
}

void isn_say_instant(isn_page *page, int64_t at) {
  time_t seconds = (time_t)at;
  struct tm parts;
  char iso[32];
  if (gmtime_r(&seconds, &parts) == NULL || strftime(iso, sizeof iso, "%Y-%m-%dT%H:%M", &parts) == 0) return;
  moment m;
  if (!moment_of(isn_str(iso), &m)) return;
  put(page, "<time datetime=\"%zZ\">", iso);
  put_day(page, &m);
  put(page, "%w ", "comma");
  put_clock(page, &m);
  put(page, " UTC</time>");
}

/* ---- Numbers ----------------------------------------------------------------------------------------------------- */

/* A phrase with # for the first number and @ for the second. */
static isnad_str fill(isn_page *page, isnad_str phrase, int64_t first, int64_t second) {
  isn_buf buf = isn_buf_new(page->arena, 4096);
  for (size_t i = 0; i < phrase.len; i++) {
    if (phrase.ptr[i] == '#') isn_buf_print(&buf, "%lld", (long long)first);
    else if (phrase.ptr[i] == '@') isn_buf_print(&buf, "%lld", (long long)second);
    else isn_buf_char(&buf, phrase.ptr[i]);
  }
  return isn_buf_done(&buf);
}

static isnad_str range_text(isn_page *page, int64_t min, int64_t max) {
  bool low = min != ISNAD_NO_NUMBER, high = max != ISNAD_NO_NUMBER;
  const char *key = low && high ? (min == max ? "range.one" : "range.between")
                    : low       ? "range.least"
                    : high      ? "range.most"
                                : "range.none";
  return fill(page, isn_word(page->pages->words, page->lang, key), low ? min : max, max);
}

void isn_say_range(isn_page *page, int64_t min, int64_t max) { put(page, "%t", range_text(page, min, max)); }

/* The noun follows the last number: «بين 9 و17 قتيلاً». Where the noun holds the number itself (قتيلان) and there are
 * two of them, its name stands before them. */
void isn_say_figure(isn_page *page, isnad_str what, int64_t min, int64_t max) {
  isnad_str key = isn_arena_print(page->arena, "n.%.*s", (int)what.len, what.ptr);
  int64_t last = max != ISNAD_NO_NUMBER ? max : min;
  isnad_str form = isn_words_plural(page->pages->words, page->lang, key.ptr, last == ISNAD_NO_NUMBER ? 100 : last);
  const char *sign = form.len ? memchr(form.ptr, '#', form.len) : NULL;
  if (min == max && sign == NULL) {
    put(page, "%t", form);
  } else if (sign) {
    put(page, "%t%t%t", (isnad_str){form.ptr, (size_t)(sign - form.ptr)}, range_text(page, min, max),
        (isnad_str){sign + 1, form.len - (size_t)(sign - form.ptr) - 1});
  } else {
    put(page, "%t%w ", isn_word_of(page->pages->words, page->lang, "what", what), "colon");
    isn_say_range(page, min, max);
  }
}

void isn_say_origins(isn_page *page, const isn_incident_row *row) {
  isn_pen_plural(&page->pen, "n.reports", row->reports);
  put(page, " <span class=\"arrow\" aria-hidden=\"true\">%w</span> ", "arrow");
  if (row->origins > 0) isn_pen_plural(&page->pen, "n.origins", row->origins);
  if (row->origins > 0 && row->unknown > 0) put(page, "%w ", "comma");
  if (row->unknown > 0) isn_pen_plural(&page->pen, "n.unknown", row->unknown);
  if (row->origins + row->unknown == 0) put(page, "%w", "unknown");
}

int64_t isn_say_number_of(isnad_str text) {
  int64_t number = 0;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9' || number > INT64_MAX / 100) return 0;
    number = number * 10 + (text.ptr[i] - '0');
  }
  return number;
}

/* ---- Words of records -------------------------------------------------------------------------------------------- */

static isnad_str event_words(isn_page *page, isnad_str event, isnad_str mode) {
  const isn_words *words = page->pages->words;
  isnad_str code = isn_arena_print(page->arena, "%.*s.%.*s", (int)event.len, event.ptr, (int)mode.len, mode.ptr);
  isnad_str both = mode.len ? isn_word_of(words, page->lang, "event", code) : code;
  return mode.len && !isn_str_same(both, code) ? both : isn_word_of(words, page->lang, "event", event);
}

void isn_say_event(isn_page *page, isnad_str event, isnad_str mode) { put(page, "%t", event_words(page, event, mode)); }

isnad_str isn_say_title(isn_page *page, const isn_incident_row *row) {
  return row->title.len ? row->title : event_words(page, row->event, row->mode);
}

void isn_say_name(isn_page *page, isnad_str text, isnad_str name) {
  put(page, "<bdi>%t</bdi>", page->lang == ISN_ENGLISH && name.len ? name : text);
}

isnad_str isn_say_short(isn_page *page, isnad_str text, size_t max) {
  if (text.len <= max) return text;
  size_t end = max;
  while (end > 0 && text.ptr[end] != ' ') end--;
  if (end < max / 2)
    for (end = max; end > 0 && ((unsigned char)text.ptr[end] & 0xC0) == 0x80; end--) continue;
  return isn_arena_print(page->arena, "%.*s \xE2\x80\xA6", (int)end, text.ptr);
}
