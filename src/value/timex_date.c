/* Days of the calendar: dates with month names, years, weekdays, day words. «الثاني من حزيران الماضي», «19 من آذار»,
 * «آذار/ مارس 2025», «تشرين الأول (أكتوبر) من العام 2015», «15 رمضان 1445هـ», «الأسبوع الأول من شهر أيلول», «ليل
 * الخميس - الجمعة». Both names of a month (آذار/مارس) are one month. A day number without a month is read only
 * beside a weekday or after يوم. */
#include <math.h>

#include "base/str.h"
#include "text/letters.h"
#include "value/calendar.h"
#include "value/timex_parts.h"

static bool whole(const isn_item *item, int from, int to) {
  return item->kind == IT_NUMBER && item->value >= from && item->value <= to && item->value == floor(item->value);
}

static bool is_month(const isn_tx *tx, uint32_t i) {
  return isn_tx_kind(tx, i, IT_MONTH) || isn_tx_kind(tx, i, IT_HIJRI);
}

/* ---- Years ------------------------------------------------------------------------------------------------------- */

static bool year_number(const isn_item *item, bool after_year_word, int *year) {
  if (!whole(item, 1, 2200)) return false;
  if (item->digits) {
    if (item->length != 4 && !(after_year_word && item->length > 2)) return false;
  } else if (item->value < (after_year_word ? 100 : 1000)) {
    return false;
  }
  *year = (int)item->value;
  return true;
}

static uint32_t era(const isn_tx *tx, uint32_t i, isn_when *when) {
  uint32_t j = isn_tx_unit(tx, i, U_YEAR) ? i + 1 : i;
  if (isn_tx_is(tx, j, TW_HIJRI)) {
    when->hijri = true;
    return j + 1 - i;
  }
  return isn_tx_is(tx, j, TW_CIVIL) || (isn_tx_is(tx, j, TW_PM) && isn_tx_at(tx, j)->glued) ||
                 (isn_tx_is(tx, j, TW_PM) && !(when->has & W_CLOCK))
             ? j + 1 - i
             : 0;
}

uint32_t isn_tx_year(const isn_tx *tx, uint32_t i, isn_when *when) {
  uint32_t j = i;
  int year;
  int8_t turn;
  bool this = isn_tx_is(tx, j, TW_THIS);
  if (this) j++;
  if (isn_tx_unit(tx, j, U_YEAR)) {
    bool definite = isn_tx_at(tx, j)->definite;
    j++;
    if (year_number(isn_tx_at(tx, j), true, &year)) {
      when->has |= W_YEAR, when->year = year;
      return j + 1 - i + era(tx, j + 1, when);
    }
    if (isn_tx_is(tx, j, TW_SAME)) return 0;
    uint32_t used = definite ? isn_tx_turn(tx, j, &turn) : 0;
    if (used == 0 && !(this && definite)) return 0;
    when->has |= W_YEAR, when->year = 0, when->year_turn = used ? turn : 0;
    return j + used - i;
  }
  if (this || !year_number(isn_tx_at(tx, j), false, &year)) return 0;
  if (!(when->has & (W_MONTH | W_HOLIDAY | W_SEASON | W_ORDER))) return 0;
  when->has |= W_YEAR, when->year = year;
  return 1 + era(tx, j + 1, when);
}

/* «، 2018», «من عام 2014», «لعام 2014», «(2011)» behind a month. */
static uint32_t year_tail(const isn_tx *tx, uint32_t i, isn_when *when) {
  uint32_t j = i;
  if (isn_tx_mark(tx, j, ',') || isn_tx_mark(tx, j, '-') || isn_tx_mark(tx, j, '/')) j++;
  else if (isn_tx_is(tx, j, TW_FROM) || isn_tx_is(tx, j, TW_IN)) j++;
  uint32_t used = isn_tx_year(tx, j, when);
  return used ? j + used - i : 0;
}

/* ---- Months ------------------------------------------------------------------------------------------------------ */

/* The other name of the month: «/ مارس», «(أكتوبر)», «يوليو تموز». */
static uint32_t twin_month(const isn_tx *tx, uint32_t i, double value) {
  uint32_t j = i;
  bool paren = isn_tx_mark(tx, j, '(');
  if (paren || isn_tx_mark(tx, j, '/') || isn_tx_mark(tx, j, '-') || isn_tx_mark(tx, j, '\\')) j++;
  const isn_item *item = isn_tx_at(tx, j);
  if (item->kind != IT_MONTH || item->value != value || (item->lead & C_WAW)) return 0;
  j++;
  if (paren) {
    if (!isn_tx_mark(tx, j, ')')) return 0;
    j++;
  }
  return j - i;
}

/* «مارس» is also a verb, «آب» also a father: such a month wants company. */
static bool weak_month_stands(const isn_tx *tx, uint32_t i, const isn_when *when) {
  const isn_item *item = &tx->at[i];
  int8_t turn;
  if (!item->weak || (when->has & (W_EDGE | W_ORDER))) return true;
  if (twin_month(tx, i + 1, item->value) || isn_tx_turn(tx, i + 1, &turn)) return true;
  int year;
  if (year_number(isn_tx_at(tx, i + 1), false, &year)) return true;
  if (isn_tx_is(tx, i + 1, TW_FROM) && isn_tx_unit(tx, i + 2, U_YEAR)) return true;
  if (i == 0) return false;
  const isn_item *before = &tx->at[i - 1];
  if (before->kind == IT_UNIT && before->value == U_MONTH) return true;
  return before->kind == IT_WORD && (before->word == TW_IN || before->word == TW_SINCE || before->word == TW_UNTIL ||
                                     before->word == TW_END || before->word == TW_START || before->word == TW_MIDDLE ||
                                     before->word == TW_LATE_PART || before->word == TW_DURING);
}

/* The month at item i, with or without شهر before it: «شهر تموز», «شهر 9», «الشهر التاسع». day_before: a day number
 * leads. */
static uint32_t month_name(const isn_tx *tx, uint32_t i, bool day_before, isn_when *when) {
  uint32_t j = i;
  bool word = isn_tx_unit(tx, j, U_MONTH) && !tx->at[j].dual && !tx->at[j].plural;
  if (word) j++;
  const isn_item *item = isn_tx_at(tx, j);
  if (is_month(tx, j)) {
    if (!day_before && !word && !weak_month_stands(tx, j, when)) return 0;
    when->has |= W_MONTH, when->month = (uint8_t)item->value, when->hijri = item->kind == IT_HIJRI;
    j++;
    if (!when->hijri) j += twin_month(tx, j, item->value);
    return j - i;
  }
  if (!word || !whole(item, 1, 12) || (item->lead & C_WAW)) return 0;
  if (item->value == 1 && !item->digits && !item->ordinal) return 0; /* شهر واحد */
  if (tx->at[j - 1].definite && !item->ordinal) return 0;
  when->has |= W_MONTH, when->month = (uint8_t)item->value, when->hijri = false;
  return j + 1 - i;
}

/* The month of a day: named, or «من الشهر الجاري», «من هذا الشهر», «الشهر الجاي». */
static uint32_t month_of_day(const isn_tx *tx, uint32_t i, isn_when *when) {
  uint32_t j = i, used;
  for (int skipped = 0; skipped < 2; skipped++) {
    bool mark = isn_tx_mark(tx, j, ',') || isn_tx_mark(tx, j, '.') || isn_tx_mark(tx, j, '/') ||
                isn_tx_mark(tx, j, '-');
    if (!mark && !isn_tx_is(tx, j, TW_FROM) && !isn_tx_is(tx, j, TW_IN)) break;
    j++;
  }
  if ((used = month_name(tx, j, true, when))) return j + used - i;
  bool this = isn_tx_is(tx, j, TW_THIS);
  if (this) j++;
  if (!isn_tx_unit(tx, j, U_MONTH) || !tx->at[j].definite || tx->at[j].plural || tx->at[j].dual) return 0;
  int8_t turn = 0;
  used = isn_tx_turn(tx, j + 1, &turn);
  if (used == 0 && !this && !isn_tx_is(tx, i, TW_FROM)) return 0;
  when->has |= W_PERIOD, when->unit = U_MONTH, when->count = 1, when->period_turn = turn;
  return j + 1 + used - i;
}

static uint32_t month_tail(const isn_tx *tx, uint32_t i, isn_when *when) {
  uint32_t j = i;
  int8_t turn;
  uint32_t used = when->has & W_MONTH ? isn_tx_turn(tx, j, &turn) : 0;
  if (used) {
    when->month_turn = turn;
    return used;
  }
  return when->has & W_MONTH ? j - i + year_tail(tx, j, when) : 0;
}

/* ---- Days of a month --------------------------------------------------------------------------------------------- */

/* «19-20 نوفمبر», «من 2 إلى 7 فبراير»: the second number, if a month follows it. */
static uint32_t second_day(const isn_tx *tx, uint32_t i, double first, isn_when *when) {
  uint32_t j = i;
  bool joins = isn_tx_mark(tx, j, '-') || isn_tx_mark(tx, j, '/') || isn_tx_is(tx, j, TW_TO) ||
               isn_tx_is(tx, j, TW_UNTIL) || isn_tx_is(tx, j, TW_AND) ||
               (isn_tx_is(tx, j, TW_ONTO) && (when->has & W_PART));
  if (joins) j++;
  const isn_item *item = isn_tx_at(tx, j);
  if (!joins && !(item->lead & C_WAW)) return 0;
  if (!whole(item, 1, 31) || item->value <= first) return 0;
  uint32_t used = month_of_day(tx, j + 1, when);
  if (used == 0) return 0;
  when->mday_to = (uint8_t)item->value;
  return j + 1 + used - i;
}

static bool number_ends(const isn_tx *tx, uint32_t i) {
  const isn_item *item = isn_tx_at(tx, i);
  return item->kind != IT_NONE && item->kind != IT_UNIT && item->kind != IT_NUMBER && item->kind != IT_MONTH;
}

static uint32_t day_number(const isn_tx *tx, uint32_t i, bool after_day_word, isn_when *when) {
  const isn_item *item = isn_tx_at(tx, i);
  isn_when try = *when;
  bool first = isn_tx_is(tx, i, TW_FIRST), last = isn_tx_is(tx, i, TW_LAST);
  if (first && is_month(tx, i + 1)) {
    uint32_t used = month_name(tx, i + 1, true, when);
    when->has |= W_MDAY, when->mday = 1;
    return 1 + used + month_tail(tx, i + 1 + used, when);
  }
  if (first || last || !whole(item, 1, 31)) return 0;
  uint32_t used = second_day(tx, i + 1, item->value, &try);
  if (used == 0) used = month_of_day(tx, i + 1, &try);
  if (used) {
    if (!item->ordinal && !item->digits && !item->definite && isn_tx_is(tx, i + 1, TW_IN)) return 0; /* قُتل مهندسان اثنان في نيسان */
    *when = try;
    when->has |= W_MDAY, when->mday = (uint8_t)item->value;
    return 1 + used + month_tail(tx, i + 1 + used, when);
  }
  bool beside_weekday = (when->has & W_WEEKDAY) && when->weekday_turn == TURN_OPEN &&
                        (item->definite || item->digits) && !(item->lead & C_WAW);
  bool before_clock = i > 0 && isn_tx_is(tx, i - 1, TW_IN) &&
                      (isn_tx_is(tx, i + 1, TW_CLOCK) || isn_tx_kind(tx, i + 1, IT_CLOCK));
  if (!after_day_word && !beside_weekday && !before_clock) return 0;
  if (isn_tx_is(tx, i + 1, TW_FROM) && isn_tx_kind(tx, i + 2, IT_NONE)) return 0; /* اعتقلت يوم الإثنين 18 من الناشطين */
  if (!number_ends(tx, i + 1) && !(isn_tx_unit(tx, i + 1, U_MONTH))) return 0;
  if (item->ordinal && after_day_word) return 0; /* اليوم الثالث: the third day of something */
  when->has |= W_MDAY, when->mday = (uint8_t)item->value;
  return 1;
}

/* «تموز 13», «شباط الرابع عشر»: the day after its month. Digits there may count something else. */
static uint32_t day_after_month(const isn_tx *tx, uint32_t i, isn_when *when) {
  uint32_t j = i + (isn_tx_mark(tx, i, '-') ? 1 : 0);
  const isn_item *item = isn_tx_at(tx, j);
  if (!whole(item, 1, 31) || (item->lead & C_WAW)) return 0;
  const isn_item *next = isn_tx_at(tx, j + 1);
  bool ends = next->kind == IT_BREAK || next->kind == IT_PUNCT || isn_tx_is(tx, j + 1, TW_TO) ||
              isn_tx_is(tx, j + 1, TW_UNTIL) || isn_tx_is(tx, j + 1, TW_FROM);
  if (item->ordinal ? !item->definite : !ends) return 0;
  when->has |= W_MDAY, when->mday = (uint8_t)item->value;
  return j + 1 - i + year_tail(tx, j + 1, when);
}

/* ---- Dates in digits --------------------------------------------------------------------------------------------- */

static bool short_date_stands(const isn_tx *tx, uint32_t i, const isn_when *when) {
  if (when->has) return true;
  const isn_item *next = isn_tx_at(tx, i + 1);
  bool ends = next->kind == IT_BREAK || next->kind == IT_PUNCT || isn_tx_is(tx, i + 1, TW_CLOCK) ||
              next->kind == IT_CLOCK || isn_tx_is(tx, i + 1, TW_TO) || isn_tx_is(tx, i + 1, TW_DURING) ||
              isn_tx_is(tx, i + 1, TW_IN);
  if (i == 0) return ends;
  const isn_item *before = &tx->at[i - 1];
  if (before->kind == IT_UNIT) return before->value == U_DAY;
  if (before->kind != IT_WORD) return ends && before->kind == IT_NONE && next->kind == IT_BREAK;
  switch (before->word) {
    case TW_DATED:
    case TW_MATCHING: return true;
    case TW_IN:
    case TW_FROM:
    case TW_TO:
    case TW_SINCE:
    case TW_UNTIL: return ends;
    default: return false;
  }
}

static uint32_t date_in_digits(const isn_tx *tx, uint32_t i, isn_when *when) {
  const isn_item *item = isn_tx_at(tx, i);
  int year = item->year, month = item->month, day = item->day;
  if (year == 0 && !short_date_stands(tx, i, when)) return 0;
  if (item->value != 0 && isn_tx_knows_now(tx)) {
    /* «16/04/21»: read with the year first where the other way lies more than a year ahead. */
    int other = (int)item->value;
    if (isn_day_of(year, month, day) > tx->now.day + 366 &&
        isn_day_of(other / 10000, other / 100 % 100, other % 100) <= tx->now.day)
      year = other / 10000, month = other / 100 % 100, day = other % 100;
  }
  when->has |= W_MONTH, when->month = (uint8_t)month, when->hijri = year > 1300 && year < 1600;
  if (year) when->has |= W_YEAR, when->year = year;
  if (day) when->has |= W_MDAY, when->mday = (uint8_t)day;
  uint32_t used = 1;
  if (!year) used += year_tail(tx, i + 1, when);
  else used += era(tx, i + 1, when);
  return used;
}

uint32_t isn_tx_date(const isn_tx *tx, uint32_t i, isn_when *when) {
  uint32_t j = i, used;
  if (isn_tx_is(tx, j, TW_DATED)) j++;
  bool day_word = (isn_tx_unit(tx, j, U_DAY) && !tx->at[j].dual && !tx->at[j].plural) ||
                  (isn_tx_kind(tx, j, IT_DAY_WORD) && tx->at[j].value == 0);
  if (day_word) j++;
  if (isn_tx_kind(tx, j, IT_DATE)) {
    used = date_in_digits(tx, j, when);
    return used ? j + used - i : 0;
  }
  if ((used = day_number(tx, j, day_word, when))) return j + used - i;
  if (day_word) return 0;
  if (!(used = month_name(tx, j, false, when))) return 0;
  j += used;
  used = isn_tx_turn(tx, j, &when->month_turn) ? 0 : day_after_month(tx, j, when);
  j += used ? used : month_tail(tx, j, when);
  return j - i;
}

/* ---- Weekdays ---------------------------------------------------------------------------------------------------- */

/* «ثالث», «أول», «آخر» before a weekday or before يوم: the nth of a month. */
static uint32_t nth_before(const isn_tx *tx, uint32_t i, int8_t *nth) {
  const isn_item *item = isn_tx_at(tx, i);
  if (isn_tx_is(tx, i, TW_LAST)) return *nth = -1, 1;
  if (isn_tx_is(tx, i, TW_FIRST)) return *nth = 1, 1;
  if (whole(item, 1, 31) && item->ordinal && !item->definite) return *nth = (int8_t)item->value, 1;
  return 0;
}

static bool period_follows(const isn_tx *tx, uint32_t i) {
  if (isn_tx_is(tx, i, TW_FROM) || isn_tx_is(tx, i, TW_IN)) i++;
  else if (!(isn_tx_at(tx, i)->lead & (C_BEH | C_LAM))) return false;
  if (isn_tx_is(tx, i, TW_THIS)) i++;
  return is_month(tx, i) || isn_tx_unit(tx, i, U_MONTH) || isn_tx_unit(tx, i, U_YEAR);
}

/* «ليل الخميس - الجمعة», «ليل (الأربعاء الخميس)», «ليلة السبت على الأحد»: the second day of one night. */
static uint32_t night_to(const isn_tx *tx, uint32_t i, isn_when *when) {
  uint32_t j = i;
  bool joins = isn_tx_mark(tx, j, '-') || isn_tx_mark(tx, j, '/') || isn_tx_is(tx, j, TW_TO) ||
               isn_tx_is(tx, j, TW_AND) || isn_tx_mark(tx, j, ',') || isn_tx_is(tx, j, TW_ONTO);
  if (joins) j++;
  const isn_item *item = isn_tx_at(tx, j);
  if (item->kind != IT_WEEKDAY || item->value != when->weekday % 7 + 1) return 0;
  when->weekday_to = (uint8_t)item->value;
  return j + 1 - i;
}

uint32_t isn_tx_weekday(const isn_tx *tx, uint32_t i, isn_when *when) {
  uint32_t j = i;
  int8_t nth = 0, turn = TURN_OPEN;
  bool this = isn_tx_is(tx, j, TW_THIS), led = this || (when->has & W_PART);
  if (this) j++;
  else j += nth_before(tx, j, &nth);
  if (isn_tx_unit(tx, j, U_DAY) && !tx->at[j].plural) j++, led = true;
  bool paren = isn_tx_mark(tx, j, '(') && (when->has & W_PART) && isn_tx_kind(tx, j + 1, IT_WEEKDAY);
  if (paren) j++;
  const isn_item *item = isn_tx_at(tx, j);
  if (item->kind != IT_WEEKDAY || !(item->definite || led || nth)) {
    if (nth == 0 || j == i + 1 || this || !period_follows(tx, j)) return 0;
    when->has |= W_ORDER, when->order_unit = U_DAY, when->order = nth; /* آخر يوم بالشهر */
    return j - i;
  }
  j++;
  when->has |= W_WEEKDAY, when->weekday = (uint8_t)item->value, when->nth = nth;
  if (isn_tx_is(tx, j, TW_THIS) && isn_tx_unit(tx, j + 1, U_DAY)) j += 2;
  if (when->has & W_PART && when->part == DP_NIGHT) j += night_to(tx, j, when);
  if (paren && isn_tx_mark(tx, j, ')')) j++;
  uint32_t used = isn_tx_turn(tx, j, &turn);
  if (this) turn = 0;
  const isn_item *next = isn_tx_at(tx, j);
  if (used == 0 && nth == 0 && whole(next, 1, 5) && next->ordinal && next->definite && period_follows(tx, j + 1))
    when->nth = (int8_t)next->value, used = 1;
  else if (used && isn_tx_at(tx, j)->kind == IT_PAST && isn_tx_at(tx, j)->ordinal && period_follows(tx, j + 1))
    when->nth = -1, turn = TURN_OPEN; /* الجمعة الأخيرة من رمضان */
  when->weekday_turn = turn;
  const isn_item *feast = isn_tx_at(tx, j + 1);
  if (nth > 0 && isn_tx_is(tx, j, TW_AFTER) && feast->kind == IT_HOLIDAY) /* أول جمعة بعد عيد الفطر */
    when->has |= W_HOLIDAY, when->holiday = (int32_t)feast->value, used = 2;
  return j + used - i;
}

/* ---- Day words --------------------------------------------------------------------------------------------------- */

uint32_t isn_tx_day_word(const isn_tx *tx, uint32_t i, isn_when *when) {
  uint32_t j = i;
  bool this = isn_tx_is(tx, j, TW_THIS);
  if (this) j++;
  if (isn_tx_unit(tx, j, U_DAY) && !tx->at[j].plural && !tx->at[j].dual && isn_tx_kind(tx, j + 1, IT_DAY_WORD)) j++;
  const isn_item *item = isn_tx_at(tx, j);
  if (item->kind != IT_DAY_WORD) return 0;
  j++;
  when->days = (int16_t)item->value;
  when->has |= W_DAY_WORD;
  if (item->value != 0 && !item->same) return j - i;
  if (item->same) { /* ذات اليوم، غداة ذلك */
    when->has = (when->has & ~(uint32_t)W_DAY_WORD) | W_ANAPHOR;
    return j - i;
  }
  /* «اليوم» may be the noun: اليوم التالي، اليوم نفسه، اليوم الماضي، اليوم الثالث. */
  int8_t turn;
  uint32_t used = isn_tx_turn(tx, j, &turn);
  const isn_item *next = isn_tx_at(tx, j);
  if (used && next->kind == IT_PAST && next->ordinal) { /* اليوم الأخير من شهر آذار، من المؤتمر */
    when->has &= ~(uint32_t)W_DAY_WORD;
    return 0;
  }
  if (used) {
    when->days = turn;
    if (next->weak && turn != 0) when->has = (when->has & ~(uint32_t)W_DAY_WORD) | W_ANAPHOR;
    return j + used - i;
  }
  if (isn_tx_is(tx, j, TW_SAME)) {
    when->has = (when->has & ~(uint32_t)W_DAY_WORD) | W_ANAPHOR;
    return j + 1 - i;
  }
  if (whole(next, 1, 400) && ((next->ordinal && next->definite) || (next->digits && next->definite))) {
    when->has &= ~(uint32_t)W_DAY_WORD;
    return 0;
  }
  return j - i;
}
