/* Dates and clock times in digits. «24/8/2017», «٢٤ / ٨ / ٢٠١٧», «2017-08-24», «24.8.2017», «8/2017», «29 - 11 -
 * 2019», «14:30», «14:30:45». The day stands first, as all the Arab press writes it, unless only the other order
 * makes a date. Two digits of a year lie in the century before 2070; which of «16/04/21» is the year is settled by
 * the caller, who knows the reference. */
#include "value/calendar.h"
#include "value/timex_parts.h"

typedef struct digits {
  int value, length;
} digits;

static bool digits_at(isn_tokens tokens, uint32_t at, digits *out) {
  if (at >= tokens.count || tokens.at[at].kind != TOK_DIGITS || tokens.at[at].form.len > 4) return false;
  *out = (digits){0, (int)tokens.at[at].form.len};
  for (int i = 0; i < out->length; i++) out->value = out->value * 10 + (tokens.at[at].form.ptr[i] - '0');
  return true;
}

static uint32_t mark_at(isn_tokens tokens, uint32_t at) {
  return at < tokens.count && tokens.at[at].kind == TOK_PUNCT ? tokens.at[at].code_point : 0;
}

/* A slash or dash may have spaces about it only where it has them on both sides; a dot or colon never. */
static bool tight(isn_tokens tokens, uint32_t mark, uint32_t kind) {
  bool before = tokens.at[mark].space_before;
  bool after = mark + 1 < tokens.count && tokens.at[mark + 1].space_before;
  return kind == '/' || kind == '-' ? before == after || kind == '/' : !before && !after;
}

static int full_year(digits d) { return d.length > 2 ? d.value : d.value < 70 ? 2000 + d.value : 1900 + d.value; }

static bool set_date(isn_item *out, int year, int month, int day) {
  if (year != 0 && (year < 1000 || year > 2200)) return false; /* 1000 to 1600 may be a Hijri year */
  if (month < 1 || month > 12 || day < 0 || day > 31) return false;
  if (year > 1700 && day > 0 && !isn_date_valid(year, month, day)) return false;
  out->kind = IT_DATE;
  out->year = (int16_t)year, out->month = (uint8_t)month, out->day = (uint8_t)day;
  return true;
}

static bool three_parts(isn_item *out, digits a, digits b, digits c) {
  if (a.length == 4 && b.length <= 2 && c.length <= 2)
    return set_date(out, a.value, b.value, c.value) || set_date(out, a.value, c.value, b.value);
  if (a.length > 2 || b.length > 2) return false;
  if (c.length != 4 && c.length != 2) return false;
  int year = full_year(c);
  if (!(set_date(out, year, b.value, a.value) && a.value > 0) &&
      !(set_date(out, year, a.value, b.value) && b.value > 0))
    return false;
  if (c.length == 2 && a.length == 2) {
    /* The other order stays possible: kept as value, year * 10000 + month * 100 + day. */
    isn_item other = {0};
    if (c.value > 0 && set_date(&other, full_year(a), b.value, c.value))
      out->value = other.year * 10000.0 + other.month * 100.0 + other.day;
  }
  return true;
}

static bool two_parts(isn_item *out, digits a, digits b, uint32_t mark) {
  if (mark == '.') return false; /* 4.22 is a number */
  if (a.length <= 2 && b.length == 4) return b.value > 1300 && set_date(out, b.value, a.value, 0);
  if (a.length == 4 && b.length == 2 && a.value > 1300) return set_date(out, a.value, b.value, 0);
  if (mark != '/' || a.length > 2 || b.length > 2 || a.value == 0 || b.value == 0) return false;
  return set_date(out, 0, b.value, a.value) || set_date(out, 0, a.value, b.value);
}

static bool clock_time(isn_tokens tokens, uint32_t at, digits hour, isn_item *out) {
  digits minute, second;
  if (hour.length > 2 || hour.value > 24 || mark_at(tokens, at + 1) != ':' || !tight(tokens, at + 1, ':')) return false;
  if (!digits_at(tokens, at + 2, &minute) || minute.length != 2 || minute.value > 59) return false;
  *out = (isn_item){
      .first = at, .end = at + 3, .kind = IT_CLOCK, .value = hour.value * 60 + minute.value, .digits = true};
  out->length = (uint8_t)hour.length;
  if (mark_at(tokens, at + 3) == ':' && tight(tokens, at + 3, ':') && digits_at(tokens, at + 4, &second) &&
      second.length == 2 && second.value <= 60)
    out->end = at + 5;
  return true;
}

bool isn_tx_numeric(isn_tokens tokens, uint32_t at, isn_item *out) {
  digits a, b, c;
  if (!digits_at(tokens, at, &a)) return false;
  uint32_t mark = mark_at(tokens, at + 1);
  if (mark == ':') return clock_time(tokens, at, a, out);
  if (mark != '/' && mark != '-' && mark != '.') return false;
  if (!tight(tokens, at + 1, mark) || !digits_at(tokens, at + 2, &b)) return false;
  *out = (isn_item){.first = at, .end = at + 3, .digits = true};
  uint32_t next = mark_at(tokens, at + 3);
  if (next == mark && tight(tokens, at + 3, mark) && digits_at(tokens, at + 4, &c)) {
    out->end = at + 5;
    bool longer = mark_at(tokens, at + 5) == mark && tight(tokens, at + 5, mark) && at + 6 < tokens.count &&
                  tokens.at[at + 6].kind == TOK_DIGITS;
    return !longer && three_parts(out, a, b, c);
  }
  /* «2022 - 10:15»: the hour behind a year is no month. */
  return next != ':' && !(mark == '-' && tokens.at[at + 1].space_before) && two_parts(out, a, b, mark);
}
