/* Calendar arithmetic without a clock or a time zone. The Gregorian part counts days in 400-year cycles that begin
 * on 1 March, so that the leap day is the last of its year. The Hijri part is a table: «1 رمضان 1445» is 2024-03-11
 * because Umm al-Qura says so, not because of arithmetic.
 *
 * The table covers 1318 to 1500 AH (1900 to 2077). It holds the month lengths of the Umm al-Qura calendar as the
 * Unicode ICU library publishes them (calendar islamic-umalqura): since 1423 the printed calendar of Saudi Arabia,
 * before that a reckoning backwards which may miss the day then announced by one (1 Muharram 1400 was kept on 20
 * November 1979, the table says the 21st), later years computed in advance. News date Muslim months by sighting as
 * well: expect a day of difference in about one month of three outside Saudi Arabia. Years outside the table follow
 * the tabular calendar (30-year cycle, leap years 2 5 7 10 13 16 18 21 24 26 29), which is off by up to two days. */
#include "value/calendar.h"

/* ---- Gregorian --------------------------------------------------------------------------------------------------- */

static int32_t floor_div(int32_t a, int32_t b) { return a / b - (a % b != 0 && (a % b < 0) != (b < 0)); }

int32_t isn_day_of(int year, int month, int day) {
  int32_t y = month <= 2 ? year - 1 : year;
  int32_t era = floor_div(y, 400);
  int32_t of_era = y - era * 400;
  int32_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

isn_civil isn_civil_of(int32_t day) {
  int32_t z = day + 719468;
  int32_t era = floor_div(z, 146097);
  int32_t of_era = z - era * 146097;
  int32_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int32_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int32_t shifted = (5 * of_year + 2) / 153;
  int month = shifted < 10 ? shifted + 3 : shifted - 9;
  return (isn_civil){year_of_era + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) / 5 + 1};
}

int isn_month_length(int year, int month) {
  static const unsigned char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return lengths[month - 1] + (month == 2 && leap);
}

bool isn_date_valid(int year, int month, int day) {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= isn_month_length(year, month);
}

int32_t isn_day_add_months(int32_t day, int months) {
  isn_civil c = isn_civil_of(day);
  int32_t total = c.year * 12 + c.month - 1 + months;
  int year = floor_div(total, 12), month = total - floor_div(total, 12) * 12 + 1;
  int length = isn_month_length(year, month);
  return isn_day_of(year, month, c.day < length ? c.day : length);
}

/* ---- Weeks ------------------------------------------------------------------------------------------------------- */

int isn_weekday(int32_t day) {
  int32_t since_monday = day + 3; /* 1970-01-01 was a Thursday */
  return since_monday - floor_div(since_monday, 7) * 7 + 1;
}

int32_t isn_iso_week_start(int year, int week) {
  int32_t fourth = isn_day_of(year, 1, 4); /* always in week 1 */
  return fourth - (isn_weekday(fourth) - 1) + (week - 1) * 7;
}

void isn_iso_week(int32_t day, int *year, int *week) {
  int32_t thursday = day - isn_weekday(day) + 4; /* an ISO week belongs to the year of its Thursday */
  *year = isn_civil_of(thursday).year;
  *week = (thursday - isn_day_of(*year, 1, 1)) / 7 + 1;
}

/* ---- Umm al-Qura ------------------------------------------------------------------------------------------------- */

enum { TABLE_FIRST = 1318, TABLE_END = 1501, TABLE_FIRST_DAY = -25448, TABLE_END_DAY = 39402 };

/* Bit m-1 of a year: month m has 30 days, else 29. */
static const uint16_t month_bits[TABLE_END - TABLE_FIRST] = {
    0x56d, 0xb5a, 0x752, 0xf25, 0xe8a, 0xd16, 0xa56, 0xab5, 0x6b4, 0xda9, 0xb92, 0xb25, 0x64b, 0xa9b, 0x35a, 0x6d9,
    0x5d4, 0xda5, 0xd4a, 0xa95, 0x536, 0x975, 0x2f4, 0x6e9, 0x6d4, 0x6a9, 0x535, 0x25d, 0x4bd, 0x9ba, 0x3b4, 0xb69,
    0xb2a, 0xa55, 0x4ad, 0xa5d, 0x2da, 0x6d9, 0xeaa, 0xe94, 0xd2a, 0xc56, 0x4ae, 0xa6d, 0x56a, 0xd55, 0xd4a, 0xa93,
    0x52b, 0xa5b, 0x53a, 0x6b5, 0xea9, 0xd52, 0xd29, 0xa55, 0x4ad, 0x56d, 0xaea, 0x6e4, 0xed1, 0xda2, 0xaaa, 0x95a,
    0x2da, 0x5b9, 0xbb2, 0x764, 0x6c9, 0x555, 0x2ab, 0x4db, 0xaba, 0x5b4, 0xda9, 0xd52, 0xaa5, 0x92d, 0x26d, 0x8ed,
    0x2da, 0xad5, 0xaa5, 0xa4b, 0x497, 0x937, 0x2b6, 0x975, 0xd69, 0xd52, 0xc95, 0x92b, 0x25b, 0x4db, 0x9d5, 0x5d2,
    0xda5, 0xd4a, 0xa95, 0x54d, 0xaad, 0x3aa, 0xbd2, 0xbc4, 0xb89, 0xa95, 0x52d, 0x5ad, 0xb6a, 0x6d4, 0xdc9, 0xd92,
    0xaa6, 0x956, 0x2ae, 0x56d, 0x36a, 0xb55, 0xaaa, 0x94d, 0x49d, 0x95d, 0x2ba, 0x5b5, 0x5aa, 0xd55, 0xa9a, 0x92e,
    0x26e, 0x55d, 0xada, 0x6d4, 0x6a5, 0xb27, 0xa4d, 0x4ad, 0x56d, 0xb5a, 0x754, 0xf49, 0xe92, 0xd26, 0xa56, 0x356,
    0x6b5, 0xbaa, 0xb92, 0xb25, 0x68b, 0xa9b, 0x55a, 0xada, 0x5b4, 0xda9, 0xb52, 0xa9a, 0x536, 0x276, 0x575, 0xaf2,
    0x6d4, 0x6a9, 0x555, 0x2ad, 0x4bd, 0x9ba, 0x574, 0xb69, 0xb52, 0xa95, 0x52d, 0xa5d, 0x4da, 0xad9, 0x6b2, 0xe95,
    0xe2a, 0xc96, 0x92e, 0xaad, 0x56a, 0xd65, 0xd4a};

static bool in_table(int year) { return year >= TABLE_FIRST && year < TABLE_END; }

static bool tabular_leap(int year) { return (11 * year + 14) % 30 < 11; }

static int32_t tabular_year_start(int year) {
  /* 1 Muharram 1 AH in the civil reckoning is 16 July 622 (Julian), day -492148. */
  return -492148 + (year - 1) * 354 + (3 + 11 * year) / 30;
}

int isn_hijri_month_length(int year, int month) {
  if (in_table(year)) return 29 + (month_bits[year - TABLE_FIRST] >> (month - 1) & 1);
  return 29 + (month % 2) + (month == 12 && tabular_leap(year));
}

static int hijri_year_length(int year) {
  int length = 0;
  for (int month = 1; month <= 12; month++) length += isn_hijri_month_length(year, month);
  return length;
}

/* Sums of year lengths are at most 183 steps; news rarely ask, so no second table. */
static int32_t hijri_year_start(int year) {
  if (!in_table(year)) return tabular_year_start(year);
  int32_t day = TABLE_FIRST_DAY;
  for (int y = TABLE_FIRST; y < year; y++) day += hijri_year_length(y);
  return day;
}

int32_t isn_hijri_day(int year, int month, int day) {
  int32_t result = hijri_year_start(year);
  for (int m = 1; m < month; m++) result += isn_hijri_month_length(year, m);
  return result + day - 1;
}

isn_civil isn_hijri_of(int32_t day) {
  int year;
  int32_t start;
  if (day >= TABLE_FIRST_DAY && day < TABLE_END_DAY) {
    year = TABLE_FIRST, start = TABLE_FIRST_DAY;
    for (int length; day - start >= (length = hijri_year_length(year)); year++) start += length;
  } else {
    year = (int)floor_div(30 * (day + 492148) + 10646, 10631);
    start = tabular_year_start(year);
    if (in_table(year))
      year += year - TABLE_FIRST < 90 ? TABLE_FIRST - 1 - year : TABLE_END - year, start = tabular_year_start(year);
  }
  int32_t left = day - start < 0 ? 0 : day - start;
  int month = 1;
  for (int length; month < 12 && left >= (length = isn_hijri_month_length(year, month)); month++) left -= length;
  return (isn_civil){year, month, (int)left + 1};
}

/* ---- Easter ------------------------------------------------------------------------------------------------------ */

int32_t isn_easter(int year) { /* Meeus, Jones, Butcher */
  int a = year % 19, b = year / 100, c = year % 100;
  int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  int m = (a + 11 * h + 22 * l) / 451;
  int n = h + l - 7 * m + 114;
  return isn_day_of(year, n / 31, n % 31 + 1);
}

int32_t isn_easter_orthodox(int year) { /* Meeus, on the Julian calendar */
  int d = (19 * (year % 19) + 15) % 30;
  int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  int n = d + e + 114;
  return isn_day_of(year, n / 31, n % 31 + 1) + year / 100 - year / 400 - 2;
}
