/* Slots to days: what an expression says becomes a stretch of the calendar and a TIMEX3 value. With now Monday
 * 2022-01-24, weekday 4 with turn -1 and part night («ليلة الخميس الفائت») is 2022-01-20TNI, from 2022-01-20 to
 * 2022-01-21; month 6 with open turn («في يونيو») is 2021-06, for news speak of what was. Where a day word and a
 * weekday disagree («اليوم الإثنين» on a page dated Tuesday) the weekday is believed, for it was written with the
 * report. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "value/calendar.h"
#include "value/timex_stretch.h"

static isn_civil now_in(const isn_tx *tx, bool hijri) {
  return hijri ? isn_hijri_of(tx->now.day) : isn_civil_of(tx->now.day);
}

static int32_t day_in(int year, int month, int day, bool hijri) {
  int length = hijri ? isn_hijri_month_length(year, month) : isn_month_length(year, month);
  if (day > length) day = length;
  return hijri ? isn_hijri_day(year, month, day) : isn_day_of(year, month, day);
}

/* ---- Dates of a month -------------------------------------------------------------------------------------------- */

/* The year of a month (and day) that none is written for. */
static int open_year(const isn_tx *tx, const isn_when *when, uint8_t *turn) {
  isn_civil now = now_in(tx, when->hijri);
  bool day = when->has & W_MDAY;
  int mday = day ? when->mday : 1, year = now.year;
  if (when->month_turn == TURN_OPEN) {
    if ((when->has & W_WEEKDAY) && day)
      for (int step = 0; step < 3; step++) {
        int try = year + (step == 0 ? 0 : step == 1 ? -1 : 1);
        if (isn_weekday(day_in(try, when->month, mday, when->hijri)) == when->weekday) return try;
      }
    *turn = TURN_YEAR;
    if (tx->prefer == ISNAD_PREFER_FUTURE) return year;
    if (!day) return when->month > now.month ? year - 1 : year;
    for (year++; day_in(year, when->month, mday, when->hijri) > tx->now.day + NEAR_AHEAD;) year--;
    return year;
  }
  if (when->month_turn == 0) return year;
  if (day) {
    int32_t date = day_in(year, when->month, mday, when->hijri);
    if (when->month_turn < 0) return (date < tx->now.day ? year : year - 1) + when->month_turn + 1;
    return (date > tx->now.day ? year : year + 1) + when->month_turn - 1;
  }
  if (when->month_turn < 0) return (when->month < now.month ? year : year - 1) + when->month_turn + 1;
  return (when->month > now.month ? year : year + 1) + when->month_turn - 1;
}

static bool year_of(const isn_tx *tx, const isn_when *when, int *year, uint8_t *turn) {
  *turn = TURN_NONE;
  if ((when->has & W_YEAR) && when->year) return *year = when->year, true;
  if (!isn_tx_knows_now(tx)) return false;
  if (when->has & W_YEAR) *year = now_in(tx, when->hijri).year + when->year_turn;
  else if (when->has & W_SHIFT) *year = isn_civil_of(isn_day_add_months(tx->now.day, when->shift_months)).year;
  else *year = open_year(tx, when, turn);
  return *year >= 1 && *year <= 9999;
}

/* A day of the month without its month: the month where the weekday fits, else the latest one. */
static int32_t day_of_open_month(const isn_tx *tx, const isn_when *when) {
  int32_t first = tx->now.day - isn_civil_of(tx->now.day).day + 1;
  for (int step = 0; step < 5 && (when->has & W_WEEKDAY); step++) {
    static const int8_t months[] = {0, -1, 1, -2, 2};
    int32_t start = isn_day_add_months(first, months[step]), day = start + when->mday - 1;
    if (isn_civil_of(day).day == when->mday && isn_weekday(day) == when->weekday) return day;
  }
  int32_t day = first + when->mday - 1;
  if (day > tx->now.day && tx->prefer == ISNAD_PREFER_PAST && !(when->has & W_WEEKDAY))
    day = isn_day_add_months(first, -1) + when->mday - 1;
  return day;
}

static bool period_month(const isn_tx *tx, const isn_when *when, int *year, int *month) {
  int32_t day = isn_day_add_months(tx->now.day - isn_civil_of(tx->now.day).day + 1, when->period_turn);
  isn_civil c = isn_civil_of(day);
  *year = c.year, *month = c.month;
  return true;
}

static bool resolve_date(const isn_tx *tx, const isn_when *when, isn_stretch *out) {
  int year, month = when->month;
  uint8_t turn = TURN_NONE;
  if (when->has & W_MONTH) {
    if (!year_of(tx, when, &year, &turn)) return false;
  } else {
    if (!isn_tx_knows_now(tx)) return false;
    if (!((when->has & W_PERIOD) && when->unit == U_MONTH)) {
      *out = isn_stretch_day(day_of_open_month(tx, when));
      return true;
    }
    period_month(tx, when, &year, &month);
  }
  if (when->hijri && year < 1) return false;
  if (!(when->has & W_MDAY)) {
    *out = isn_stretch_month(year, month, when->hijri);
  } else {
    *out = isn_stretch_day(day_in(year, month, when->mday, when->hijri));
    bool one_night = when->has & W_PART && when->part == DP_NIGHT && when->mday_to == when->mday + 1;
    if (when->mday_to && !one_night) out->to = day_in(year, month, when->mday_to, when->hijri), out->grain = G_SPAN;
  }
  out->turn = turn;
  return true;
}

/* ---- Weekdays ---------------------------------------------------------------------------------------------------- */

static int32_t monday_of(int32_t day) { return day - isn_weekday(day) + 1; }

static int32_t weekday_turned(const isn_tx *tx, const isn_when *when) {
  int32_t now = tx->now.day;
  int ahead = (when->weekday - isn_weekday(now) + 7) % 7; /* days to the next such day, today 0 */
  switch (when->weekday_turn) {
    case TURN_OPEN:
      if (tx->prefer == ISNAD_PREFER_FUTURE) return now + (ahead == 0 ? 7 : ahead);
      return now - (7 - ahead) % 7;
    case 0: return tx->prefer == ISNAD_PREFER_FUTURE ? now + ahead : monday_of(now) + when->weekday - 1;
    default:
      if (when->weekday_turn < 0) return now - (ahead == 0 ? 7 : 7 - ahead) + (when->weekday_turn + 1) * 7;
      return now + (ahead == 0 ? 7 : ahead) + (when->weekday_turn - 1) * 7;
  }
}

/* ---- Periods ----------------------------------------------------------------------------------------------------- */

static isn_stretch unit_turned(const isn_tx *tx, double unit, int turn) {
  int32_t now = tx->now.day;
  isn_civil c = isn_civil_of(now);
  if (unit == U_WEEK) {
    int32_t start = monday_of(now) + turn * 7;
    return (isn_stretch){start, start + 6, G_WEEK, TURN_NONE};
  }
  if (unit == U_MONTH) {
    isn_civil m = isn_civil_of(isn_day_add_months(now - c.day + 1, turn));
    return isn_stretch_month(m.year, m.month, false);
  }
  if (unit == U_YEAR) return isn_stretch_year(c.year + turn, false);
  if (unit == U_DECADE) {
    int start = c.year / 10 * 10 + turn * 10;
    return (isn_stretch){isn_day_of(start, 1, 1), isn_day_of(start + 9, 12, 31), G_DECADE, TURN_NONE};
  }
  if (unit == U_CENTURY) {
    int start = c.year / 100 * 100 + turn * 100;
    return (isn_stretch){isn_day_of(start, 1, 1), isn_day_of(start + 99, 12, 31), G_CENTURY, TURN_NONE};
  }
  return isn_stretch_day(now + turn);
}

static int32_t day_moved(int32_t day, double unit, double count) {
  if (unit == U_MONTH) return isn_day_add_months(day, (int)count);
  if (unit == U_YEAR) return isn_day_add_months(day, (int)(count * 12));
  if (unit == U_DECADE) return isn_day_add_months(day, (int)(count * 120));
  return day + (int32_t)(count * (unit / U_DAY));
}

static isn_moment moment_moved(isn_moment moment, int64_t minutes) {
  int64_t total = moment.minute + minutes, days = total / 1440 - (total % 1440 < 0);
  return (isn_moment){moment.day + (int32_t)days, (int16_t)(total - days * 1440)};
}

/* «الساعات الـ24 الماضية»: whole days as days, other hours by the clock where it is known. */
static bool resolve_hours(const isn_tx *tx, const isn_when *when, isn_timex *out) {
  double hours = when->count * when->unit / U_HOUR;
  int sign = when->period_turn < 0 ? -1 : 1;
  isn_moment other = {tx->now.day, -1}, now = other;
  if (when->count_open) {
    /* the day of the reference is all that is known */
  } else if (hours >= 24 && hours / 24 == (int)(hours / 24)) {
    other.day += sign * (int32_t)(hours / 24);
  } else if (tx->now.minute >= 0) {
    now = tx->now;
    other = moment_moved(now, (int64_t)(sign * hours * 60));
  } else if (hours >= 24) {
    other.day += sign * (int32_t)(hours / 24);
  }
  out->from = sign < 0 ? other : now;
  out->to = sign < 0 ? now : other;
  out->kind = TX_RANGE;
  if (when->count == 1 && sign > 0 && !when->inside) out->from = other; /* «الساعة المقبلة» alone is when it comes */
  const char *letter = isn_tx_unit_letter(when->unit);
  if (when->count_open) isn_tx_put(out->value, 0, "PTX%s", letter);
  else isn_tx_put(out->value, 0, "PT%.0f%s", when->count, letter);
  return true;
}

static bool resolve_periods(const isn_tx *tx, const isn_when *when, isn_timex *out) {
  if (when->count_open) {
    out->kind = TX_VAGUE;
    return true;
  }
  int32_t now = tx->now.day, other = day_moved(now, when->unit, when->period_turn < 0 ? -when->count : when->count);
  out->from = (isn_moment){other < now ? other : now, -1};
  out->to = (isn_moment){other < now ? now : other, -1};
  if (other > now) out->from.day = now + 1; /* «اليومين المقبلين» begin tomorrow, the past ones end today */
  out->kind = TX_RANGE;
  const char *letter = isn_tx_unit_letter(when->unit);
  isn_tx_put(out->value, 0, "P%.0f%s", when->count, letter);
  return true;
}

/* ---- Parts of longer stretches ----------------------------------------------------------------------------------- */

static bool resolve_order(const isn_tx *tx, const isn_when *when, isn_stretch base, isn_stretch *out) {
  int n = when->order;
  (void)tx;
  if (when->order_unit == U_WEEK) {
    int32_t first = base.grain == G_YEAR ? isn_iso_week_start(isn_civil_of(base.from).year, 1)
                                         : base.from + (8 - isn_weekday(base.from)) % 7;
    int32_t last = base.grain == G_YEAR ? isn_iso_week_start(isn_civil_of(base.from).year + 1, 1) - 7
                                        : monday_of(base.to - 6);
    int32_t start = n > 0 ? first + (n - 1) * 7 : last;
    *out = (isn_stretch){start, start + 6, G_WEEK, TURN_NONE};
  } else if (when->order_unit == U_DAY) {
    *out = isn_stretch_day(n > 0 ? base.from + n - 1 : base.to);
  } else if (base.grain == G_MONTH && when->order_unit > 3.0 * U_MONTH) {
    *out = n == 1 ? (isn_stretch){base.from, base.from + 14, G_SPAN, TURN_NONE}
                  : (isn_stretch){base.from + 15, base.to, G_SPAN, TURN_NONE};
  } else {
    int months = (int)(when->order_unit / U_MONTH), parts = 12 / months;
    if (base.grain != G_YEAR || n > parts) return false;
    int32_t start = isn_day_add_months(base.from, (n < 0 ? parts - 1 : n - 1) * months);
    *out = (isn_stretch){start, isn_day_add_months(start, months) - 1,
                         months == 1   ? G_MONTH
                         : months == 3 ? G_QUARTER
                                       : G_HALF,
                         TURN_NONE};
  }
  return out->to <= base.to + 6;
}

/* مطلع، منتصف، أواخر، نهاية of a month, year, week or day. The bounds are a convention; the press has none. */
static isn_stretch edge_of(const isn_tx *tx, const isn_when *when, isn_stretch of) {
  int32_t length = of.to - of.from + 1;
  isn_stretch out = {of.from, of.to, G_SPAN, of.turn};
  bool week = of.grain == G_WEEK, month = length >= 28 && length <= 31;
  switch (when->edge) {
    case TW_WEEKEND: return (isn_stretch){of.from + 5, of.to, G_WEEKEND, TURN_NONE};
    case TW_REST:
      if (isn_tx_knows_now(tx) && tx->now.day > of.from && tx->now.day <= of.to) out.from = tx->now.day;
      break;
    case TW_START: out.to = of.from + (week ? 2 : month ? 9 : length / 4); break;
    case TW_MIDDLE:
      if (month) return (isn_stretch){of.from + 14, of.from + 14, G_DAY, of.turn};
      out.from = of.from + (week ? 1 : length / 3), out.to = of.to - (week ? 2 : length / 3);
      break;
    case TW_LATE_PART: out.from = week ? of.from + 3 : month ? of.from + 20 : of.to - length / 4; break;
    default: /* END */
      if (month) return (isn_stretch){of.to, of.to, G_DAY, of.turn};
      out.from = week ? of.from + 5 : of.to - length / 12;
      if (week) out.grain = G_WEEKEND;
  }
  return out;
}

/* ---- Which slot rules -------------------------------------------------------------------------------------------- */

/* The stretch that a weekday's or a part's number counts in: a month, a year, a period; false where none is said. */
static bool resolve_base(const isn_tx *tx, const isn_when *when, isn_stretch *out) {
  if (when->has & (W_MONTH | W_MDAY)) return resolve_date(tx, when, out);
  int year;
  uint8_t turn;
  if (when->has & W_PERIOD) {
    if (!isn_tx_knows_now(tx)) return false;
    *out = unit_turned(tx, when->unit, when->period_turn);
    return true;
  }
  if (!(when->has & W_YEAR) || !year_of(tx, when, &year, &turn)) return false;
  if (when->hijri && (year < 1 || year > 3000)) return false;
  *out = isn_stretch_year(year, when->hijri);
  return true;
}

static bool resolve_weekday(const isn_tx *tx, const isn_when *when, isn_stretch *out) {
  isn_stretch base;
  if (when->nth != 0) {
    if (!resolve_base(tx, when, &base)) {
      if (!isn_tx_knows_now(tx) || (when->has & (W_MONTH | W_YEAR | W_PERIOD))) return false;
      base = unit_turned(tx, U_MONTH, 0);
    }
    *out = isn_stretch_day(isn_stretch_weekday(base, when->weekday, when->nth));
    return true;
  }
  if (!isn_tx_knows_now(tx)) return false;
  if (when->has & W_PERIOD) {
    base = unit_turned(tx, U_WEEK, when->period_turn);
    *out = isn_stretch_day(base.from + when->weekday - 1);
  } else if (when->has & W_SHIFT) {
    int32_t day = isn_day_add_months(tx->now.day, when->shift_months) + (int32_t)(when->shift_minutes / 1440);
    *out = isn_stretch_day(monday_of(day) + when->weekday - 1);
  } else {
    *out = isn_stretch_day(weekday_turned(tx, when));
    if (when->weekday_turn == TURN_OPEN) out->turn = TURN_WEEK;
  }
  return true;
}

/* «أمس الأحد»: the day so named that is nearest to what the day word says, rather before it than after. */
static int32_t day_word_day(const isn_tx *tx, const isn_when *when) {
  int32_t day = tx->now.day + when->days;
  if (!(when->has & W_WEEKDAY)) return day;
  int back = (isn_weekday(day) - when->weekday + 7) % 7;
  if (when->days > 0) return day - back > tx->now.day ? day - back : day - back + 7;
  return back <= 4 ? day - back : day + 7 - back;
}

/* A feast, «اليوم الثاني من عيد الفطر», «أول جمعة بعد عيد الفطر». */
static bool resolve_feast(const isn_tx *tx, const isn_when *when, isn_stretch *out) {
  if (!isn_stretch_holiday(tx, when, out)) return false;
  bool counted = when->has & W_ORDER, behind = (when->has & W_WEEKDAY) && when->nth > 0;
  if (counted) *out = isn_stretch_day(out->from + when->order - 1);
  if (behind) *out = isn_stretch_day(isn_stretch_weekday(isn_stretch_day(out->to + 1), when->weekday, when->nth));
  return true;
}

static bool resolve_days(const isn_tx *tx, const isn_when *when, isn_stretch *out) {
  if (when->has & W_HOLIDAY) return resolve_feast(tx, when, out);
  if (when->has & W_SEASON) return isn_stretch_season(tx, when, out);
  if (when->has & W_DECADE) return isn_stretch_decade(when, out);
  if (when->has & W_ORDER) {
    isn_stretch base;
    return resolve_base(tx, when, &base) && resolve_order(tx, when, base, out);
  }
  if ((when->has & W_WEEKDAY) && when->nth != 0 && !(when->has & W_MDAY)) return resolve_weekday(tx, when, out);
  if (when->has & (W_MDAY | W_MONTH)) return resolve_date(tx, when, out);
  if (when->has & W_DAY_WORD) {
    if (!isn_tx_knows_now(tx)) return false;
    *out = isn_stretch_day(day_word_day(tx, when));
    return true;
  }
  if (when->has & W_ANAPHOR) {
    int32_t said = when->days == 0 ? tx->said_day : tx->last_day, day = said != INT32_MIN ? said : tx->now.day;
    *out = isn_stretch_day(day + when->days);
    return day != INT32_MIN;
  }
  if (when->has & W_WEEKDAY) return resolve_weekday(tx, when, out);
  return resolve_base(tx, when, out);
}

/* ---- Clock and part ---------------------------------------------------------------------------------------------- */

typedef struct day_part {
  const char *suffix;
  int16_t from, to; /* minutes of the day; a convention (fajr to sunrise, then quarters of the day) */
} day_part;

static const day_part parts[] = {
    [DP_DAWN] = {"TDA", 180, 360},      [DP_MORNING] = {"TMO", 480, 720},  [DP_MIDDAY] = {"TMI", 720, 960},
    [DP_AFTERNOON] = {"TAF", 720, 960}, [DP_EVENING] = {"TEV", 960, 1200}, [DP_NIGHT] = {"TNI", 1200, 300},
    [DP_MIDNIGHT] = {"TNI", 0, 0},      [DP_NOON] = {"TMI", 720, 720},
};

static int clock_minute(const isn_when *when) {
  int minute = when->clock, hour = minute / 60;
  if (when->clock_24 || !(when->has & W_PART)) return minute;
  switch (when->part) {
    case DP_DAWN:
    case DP_MORNING:
    case DP_MIDNIGHT: return hour == 12 ? minute - 720 : minute;
    case DP_MIDDAY:
    case DP_NOON: return hour < 6 ? minute + 720 : minute;
    case DP_AFTERNOON:
    case DP_EVENING: return hour < 12 ? minute + 720 : minute;
    case DP_NIGHT: return hour == 12 ? minute - 720 : hour >= 5 && hour < 12 ? minute + 720 : minute;
    default: return minute;
  }
}

static void set_part(const isn_when *when, isn_timex *out) {
  day_part part = parts[when->part];
  out->hour_from = part.from, out->hour_to = part.to;
  if (when->early == 2) out->hour_from = (int16_t)((part.from + part.to) / 2);
  if (when->early == 1) out->hour_to = (int16_t)(part.from + 120);
  if (when->early < 0) out->hour_from = (int16_t)(part.to - 120 + (part.to < 120 ? 1440 : 0));
  if (when->part == DP_NIGHT || when->part == DP_MIDNIGHT) out->to.day = out->from.day + 1;
}

/* A clock time or a part of the day on the one day that is known. */
static void set_hours(const isn_tx *tx, const isn_when *when, int32_t day, bool day_said, isn_timex *out) {
  out->from = out->to = (isn_moment){day, -1};
  out->kind = TX_DATE;
  out->part_bare = !day_said;
  if (when->has & W_CLOCK) {
    int minute = clock_minute(when);
    out->from.minute = out->to.minute = (int16_t)minute;
    out->kind = day_said ? TX_TIME : TX_CLOCK;
    if (day == INT32_MIN) isn_tx_put(out->value, 0, "T%02d:%02d", minute / 60, minute % 60);
    else
      isn_tx_put_day(out->value, 0, day),
          isn_tx_put(out->value, strlen(out->value), "T%02d:%02d%s", minute / 60, minute % 60, when->utc ? "Z" : "");
    return;
  }
  if (!day_said && when->part == DP_NIGHT) {
    out->turn = TURN_NIGHT;
    if (tx->prefer == ISNAD_PREFER_PAST) day--, out->from.day = out->to.day = day;
  }
  isn_tx_put_day(out->value, 0, day);
  isn_tx_put(out->value, strlen(out->value), "%s", parts[when->part].suffix);
  set_part(when, out);
}

/* ---- Values ------------------------------------------------------------------------------------------------------ */

void isn_tx_put(char *value, size_t at, const char *format, ...) {
  va_list list;
  if (at >= VALUE_SIZE) return;
  va_start(list, format);
  vsnprintf(value + at, VALUE_SIZE - at, format, list);
  va_end(list);
}

void isn_tx_put_day(char *value, size_t at, int32_t day) {
  isn_civil c = isn_civil_of(day);
  isn_tx_put(value, at, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static void print_stretch(isn_stretch s, char out[28]) {
  isn_civil c = isn_civil_of(s.from);
  int year, week;
  static const char *const seasons[] = {"WI", "SP", "SU", "FA"};
  isn_iso_week(s.from, &year, &week);
  switch (s.grain) {
    case G_WEEK: isn_tx_put(out, 0, "%04d-W%02d", year, week); break;
    case G_WEEKEND: isn_tx_put(out, 0, "%04d-W%02d-WE", year, week); break;
    case G_MONTH: isn_tx_put(out, 0, "%04d-%02d", c.year, c.month); break;
    case G_QUARTER: isn_tx_put(out, 0, "%04d-Q%d", c.year, (c.month + 2) / 3); break;
    case G_HALF: isn_tx_put(out, 0, "%04d-H%d", c.year, c.month < 7 ? 1 : 2); break;
    case G_SEASON: isn_tx_put(out, 0, "%04d-%s", c.year, seasons[c.month % 12 / 3]); break;
    case G_YEAR: isn_tx_put(out, 0, "%04d", c.year); break;
    case G_DECADE: isn_tx_put(out, 0, "%03d", c.year / 10); break;
    case G_CENTURY: isn_tx_put(out, 0, "%02d", c.year / 100); break;
    case G_SPAN:
      isn_tx_put_day(out, 0, s.from);
      isn_tx_put(out, strlen(out), "/");
      isn_tx_put_day(out, strlen(out), s.to);
      break;
    default: isn_tx_put_day(out, 0, s.from);
  }
}

/* ---- Shifts ------------------------------------------------------------------------------------------------------ */

/* «بعد ذلك بيومين», «قبل ساعات من ذلك»: counted from the day named last, whose hours nobody knows. */
static bool shift_from_that(const isn_tx *tx, const isn_when *when, isn_timex *out) {
  bool hours = when->shift_largest < U_DAY;
  out->kind = TX_VAGUE;
  if (tx->last_day == INT32_MIN || when->shift_months || (when->shift_open && !hours)) return true;
  int64_t days = hours ? 0 : when->shift_minutes / 1440;
  if (days > 3660 || days < -3660) return true;
  out->kind = TX_DATE;
  out->from = out->to = (isn_moment){tx->last_day + (int32_t)days, -1};
  out->leans = true, out->lean_minutes = (int32_t)days * 1440;
  isn_tx_put_day(out->value, 0, out->from.day);
  return true;
}

static bool resolve_shift(const isn_tx *tx, const isn_when *when, isn_timex *out) {
  bool short_unit = when->shift_unit < U_DAY;
  if (when->shift_that) return shift_from_that(tx, when, out);
  if (when->shift_event) {
    out->kind = TX_VAGUE;
    out->apart = true;
    if (!when->shift_open && when->shift_months > -1200 && when->shift_months < 1200 && when->shift_minutes > -100000000 && when->shift_minutes < 100000000)
      out->lean_minutes = (int32_t)when->shift_minutes + when->shift_months * 30 * 1440;
    out->seconds = (double)(when->shift_minutes < 0 ? -when->shift_minutes : when->shift_minutes) * 60 +
                   (when->shift_months < 0 ? -when->shift_months : when->shift_months) * 30.0 * U_DAY;
    return true;
  }
  if (when->shift_open) {
    out->kind = TX_VAGUE;
    if (!short_unit || when->shift_sign > 0 || !isn_tx_knows_now(tx)) return true;
    out->kind = TX_DATE, out->from = out->to = (isn_moment){tx->now.day, -1};
    isn_tx_put_day(out->value, 0, tx->now.day);
    return true;
  }
  isn_moment base = tx->now;
  bool narrative = when->shift_sign > 0 && short_unit && !when->shift_from_now && tx->prefer == ISNAD_PREFER_PAST;
  if (narrative && tx->last_time.minute >= 0) base = tx->last_time;
  if (base.day == INT32_MIN) return false;
  out->leans = when->shift_sign > 0 && !when->shift_from_now;
  if (out->leans && when->shift_months < 1200 && when->shift_minutes < 1000000000)
    out->lean_minutes = (int32_t)when->shift_minutes + when->shift_months * 30 * 1440;
  base.day = isn_day_add_months(base.day, when->shift_months);
  if (base.minute >= 0) base = moment_moved(base, when->shift_minutes);
  else base.day += (int32_t)(when->shift_minutes / 1440);
  isn_stretch s = isn_stretch_day(base.day);
  if (when->shift_unit == when->shift_largest && tx->prefer == ISNAD_PREFER_PAST && !when->shift_from_now) {
    isn_civil c = isn_civil_of(base.day);
    if (when->shift_unit == U_MONTH) s = isn_stretch_month(c.year, c.month, false);
    if (when->shift_unit >= U_YEAR) s = isn_stretch_year(c.year, false);
  }
  out->from = (isn_moment){s.from, -1}, out->to = (isn_moment){s.to, -1};
  out->kind = s.grain == G_DAY ? TX_DATE : TX_RANGE;
  print_stretch(s, out->value);
  if (short_unit && base.minute >= 0) {
    out->from = out->to = base, out->kind = TX_TIME;
    isn_tx_put(out->value, strlen(out->value), "T%02d:%02d", base.minute / 60, base.minute % 60);
  }
  return true;
}

/* ---- The whole --------------------------------------------------------------------------------------------------- */

static bool nothing(isn_timex *out) {
  out->from = out->to = (isn_moment){INT32_MIN, -1};
  out->kind = TX_VAGUE;
  out->value[0] = 0;
  return true;
}

static bool end_of_day(const isn_tx *tx, const isn_when *when, int32_t day, isn_timex *out) {
  out->from = out->to = (isn_moment){day, -1};
  out->kind = TX_DATE;
  isn_tx_put_day(out->value, 0, day);
  out->hour_from = when->edge == TW_REST     ? tx->now.minute
                   : when->edge == TW_START  ? 0
                   : when->edge == TW_MIDDLE ? 720
                                             : 1439;
  out->hour_to = when->edge == TW_START ? 360 : when->edge == TW_MIDDLE ? 720 : 1439;
  return true;
}

static bool resolve(const isn_tx *tx, const isn_when *when, isn_timex *out) {
  isn_moment unknown = {INT32_MIN, -1};
  *out = (isn_timex){.from = unknown, .to = unknown, .seconds = -1, .hour_from = -1, .hour_to = -1};
  if (when->has & W_NOW) {
    out->kind = TX_TIME, out->running = true, out->from = out->to = tx->now;
    isn_tx_put(out->value, 0, "PRESENT_REF");
    return true;
  }
  if ((when->has & W_SHIFT) && !(when->has & (W_DAY | W_MONTH))) {
    if (!resolve_shift(tx, when, out)) return nothing(out);
    if (!(when->has & (W_CLOCK | W_PART)) || out->kind == TX_VAGUE) return true;
    set_hours(tx, when, out->from.day, true, out);
    return true;
  }
  if ((when->has & W_PERIOD) && !(when->has & (W_WEEKDAY | W_MDAY | W_ORDER | W_EDGE)) &&
      (when->count > 1 || when->unit < U_DAY)) {
    if (!isn_tx_knows_now(tx)) return nothing(out);
    return when->unit < U_DAY ? resolve_hours(tx, when, out) : resolve_periods(tx, when, out);
  }
  isn_stretch s;
  bool hours = when->has & (W_CLOCK | W_PART);
  if (!(when->has & ~(uint32_t)(W_CLOCK | W_PART | W_TWIN))) {
    if (!hours) return false;
    if (!isn_tx_knows_now(tx) && !(when->has & W_CLOCK)) return nothing(out);
    set_hours(tx, when, tx->now.day, false, out);
    return true;
  }
  if (!resolve_days(tx, when, &s)) return nothing(out);
  if ((when->has & W_EDGE) && s.grain == G_DAY) return end_of_day(tx, when, s.from, out);
  if (when->has & W_EDGE) s = edge_of(tx, when, s);
  if (hours && s.grain == G_DAY) {
    set_hours(tx, when, s.from, true, out);
  } else {
    out->from = (isn_moment){s.from, -1}, out->to = (isn_moment){s.to, -1};
    out->kind = s.grain == G_DAY ? TX_DATE : TX_RANGE;
    print_stretch(s, out->value);
  }
  out->leans = when->has & W_ANAPHOR;
  out->lean_minutes = out->leans ? when->days * 1440 : 0;
  out->turn = s.turn;
  out->weekday_bare = s.turn == TURN_WEEK;
  return true;
}

bool isn_tx_resolve(const isn_tx *tx, const isn_when *when, isn_timex *out) {
  if (!resolve(tx, when, out)) return false;
  if (out->from.day == INT32_MIN) return true;
  if (out->to.day < out->from.day) return nothing(out);
  bool in_years = out->from.day >= isn_day_of(1, 1, 1) && out->to.day <= isn_day_of(9999, 12, 31);
  return in_years || nothing(out);
}
