/* Months, years, seasons, decades, feasts as stretches of days. «عيد الفطر 2013» is 1 Shawwal 1434, 2013-08-08; «صيف
 * 2014» is June to August; «تسعينيات القرن الماضي» 1990 to 1999. Feasts are rows of time.tsv whose value says how
 * they are reckoned. */
#include "value/calendar.h"
#include "value/timex_stretch.h"

isn_stretch isn_stretch_day(int32_t day) { return (isn_stretch){day, day, G_DAY, TURN_NONE}; }

isn_stretch isn_stretch_month(int year, int month, bool hijri) {
  if (hijri) {
    int32_t start = isn_hijri_day(year, month, 1);
    return (isn_stretch){start, start + isn_hijri_month_length(year, month) - 1, G_SPAN, TURN_NONE};
  }
  int32_t start = isn_day_of(year, month, 1);
  return (isn_stretch){start, start + isn_month_length(year, month) - 1, G_MONTH, TURN_NONE};
}

isn_stretch isn_stretch_year(int year, bool hijri) {
  if (hijri) return (isn_stretch){isn_hijri_day(year, 1, 1), isn_hijri_day(year + 1, 1, 1) - 1, G_SPAN, TURN_NONE};
  return (isn_stretch){isn_day_of(year, 1, 1), isn_day_of(year, 12, 31), G_YEAR, TURN_NONE};
}

int32_t isn_stretch_weekday(isn_stretch of, int weekday, int nth) {
  if (nth > 0) return of.from + (weekday - isn_weekday(of.from) + 7) % 7 + (nth - 1) * 7;
  return of.to - (isn_weekday(of.to) - weekday + 7) % 7;
}

bool isn_stretch_season(const isn_tx *tx, const isn_when *when, isn_stretch *out) {
  int year = when->year;
  isn_civil now = isn_tx_knows_now(tx) ? isn_civil_of(tx->now.day) : (isn_civil){0, 0, 0};
  if (!(when->has & W_YEAR) || year == 0) {
    if (!isn_tx_knows_now(tx)) return false;
    int first_month = when->season == 4 ? 12 : when->season * 3;
    year = now.year;
    if (when->has & W_YEAR) year += when->year_turn;
    else if (when->period_turn != TURN_OPEN && when->period_turn > 0) year += first_month <= now.month;
    else if (when->period_turn == TURN_OPEN || when->period_turn < 0)
      year -= first_month > now.month || (when->period_turn < 0 && first_month + 2 >= now.month);
  }
  int32_t start = isn_day_of(year, when->season == 4 ? 12 : when->season * 3, 1);
  *out = (isn_stretch){start, isn_day_add_months(start, 3) - 1, G_SEASON, TURN_NONE};
  return true;
}

bool isn_stretch_decade(const isn_when *when, isn_stretch *out) {
  if (when->century) {
    int start = (when->century - 1) * 100;
    *out = when->decade >= 0 ? (isn_stretch){isn_day_of(start + when->decade, 1, 1),
                                             isn_day_of(start + when->decade + 9, 12, 31), G_DECADE, TURN_NONE}
                             : (isn_stretch){isn_day_of(start ? start : 1, 1, 1), isn_day_of(start + 99, 12, 31),
                                             G_CENTURY, TURN_NONE};
    return true;
  }
  if (when->decade < 0) return false;
  int start = (when->decade <= 20 ? 2000 : 1900) + when->decade;
  *out = (isn_stretch){isn_day_of(start, 1, 1), isn_day_of(start + 9, 12, 31), G_DECADE, TURN_NONE};
  return true;
}

/* Holidays: MMDD of the Gregorian calendar; 1MMDD Hijri; 2xxxx Easter, 20000 the day itself, 1 day before 19999;
 * 25000 the Orthodox one; 3MMWN the Nth (9: last) weekday W of month MM. */
static bool holiday_in(int32_t code, int year, isn_stretch *out) {
  if (code < 10000) *out = isn_stretch_day(isn_day_of(year, code / 100, code % 100));
  else if (code < 15000) {
    int hijri = isn_hijri_of(isn_day_of(year, 12, 31)).year;
    int32_t day = isn_hijri_day(hijri, code / 100 % 100, code % 100);
    if (isn_civil_of(day).year > year) day = isn_hijri_day(hijri - 1, code / 100 % 100, code % 100);
    *out = isn_stretch_day(day);
  } else if (code < 22500) *out = isn_stretch_day(isn_easter(year) + code - 20000);
  else if (code < 30000) *out = isn_stretch_day(isn_easter_orthodox(year) + code - 25000);
  else {
    int nth = code % 10;
    *out = isn_stretch_day(
        isn_stretch_weekday(isn_stretch_month(year, code / 100 % 100, false), code / 10 % 10, nth == 9 ? -1 : nth));
  }
  return true;
}

bool isn_stretch_holiday(const isn_tx *tx, const isn_when *when, isn_stretch *out) {
  if ((when->has & W_YEAR) && when->year) {
    if (!when->hijri) return holiday_in(when->holiday, when->year, out);
    if (when->holiday < 10000 || when->holiday >= 15000) return false;
    *out = isn_stretch_day(isn_hijri_day(when->year, when->holiday / 100 % 100, when->holiday % 100));
    return true;
  }
  if (!isn_tx_knows_now(tx)) return false;
  int year = isn_civil_of(tx->now.day).year;
  if (when->has & W_YEAR) return holiday_in(when->holiday, year + when->year_turn, out);
  if (!holiday_in(when->holiday, year, out)) return false;
  if (tx->prefer == ISNAD_PREFER_PAST && out->from > tx->now.day + NEAR_AHEAD)
    return holiday_in(when->holiday, year - 1, out);
  if (tx->prefer == ISNAD_PREFER_FUTURE && out->from < tx->now.day) return holiday_in(when->holiday, year + 1, out);
  return true;
}
