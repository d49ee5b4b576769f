/* calendar: day numbers of the Gregorian and the Umm al-Qura calendar, weekdays, ISO weeks, Easter.
 *
 * A day is the number of days since 1970-01-01. «15 رمضان 1445» is Umm al-Qura 1445-09-15, day 19807, 2024-03-25.
 * Years are 1 to 9999; a month or day out of range is the caller's fault and is asked for with the _valid calls
 * first. */
#ifndef ISN_VALUE_CALENDAR_H
#define ISN_VALUE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

typedef struct isn_civil {
  int year, month, day; /* month 1 to 12, day 1 to 31 */
} isn_civil;

int32_t isn_day_of(int year, int month, int day); /* Gregorian, proleptic */
isn_civil isn_civil_of(int32_t day);
int isn_month_length(int year, int month);
bool isn_date_valid(int year, int month, int day);
/* The day, with the day of the month cut to the month's length: a month after 31 January is 28 or 29 February. */
int32_t isn_day_add_months(int32_t day, int months);

int isn_weekday(int32_t day); /* 1 Monday .. 7 Sunday */
/* The ISO year and week (1 to 53) of a day. */
void isn_iso_week(int32_t day, int *year, int *week);
int32_t isn_iso_week_start(int year, int week);

/* Umm al-Qura. Months observed by sighting differ from it by a day, now and then two, from country to country. */
int32_t isn_hijri_day(int year, int month, int day);
isn_civil isn_hijri_of(int32_t day);
int isn_hijri_month_length(int year, int month);

int32_t isn_easter(int year); /* of the western churches */
int32_t isn_easter_orthodox(int year);

#endif
