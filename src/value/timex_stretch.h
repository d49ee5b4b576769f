/* timex_stretch: a stretch of the calendar, and the stretches that have names of their own. «نوفمبر 2015» is
 * 2015-11-01 to 2015-11-30 with grain month. timex_resolve.c asks for them. */
#ifndef ISN_VALUE_TIMEX_STRETCH_H
#define ISN_VALUE_TIMEX_STRETCH_H

#include "value/timex_parts.h"

enum isn_grain {
  G_NONE,
  G_DAY,
  G_WEEKEND,
  G_WEEK,
  G_MONTH,
  G_QUARTER,
  G_HALF,
  G_SEASON,
  G_YEAR,
  G_DECADE,
  G_CENTURY,
  G_LENGTH,
  G_SPAN
};

typedef struct isn_stretch {
  int32_t from, to; /* days, both included */
  enum isn_grain grain;
  uint8_t turn; /* enum isn_turn */
} isn_stretch;

/* How far ahead a date without a year may lie and still be the coming one: «في 25 أكتوبر» on the 19th. */
enum { NEAR_AHEAD = 31 };

isn_stretch isn_stretch_day(int32_t day);
isn_stretch isn_stretch_month(int year, int month, bool hijri);
isn_stretch isn_stretch_year(int year, bool hijri);
/* The nth such weekday of a stretch, or the last (-1). */
int32_t isn_stretch_weekday(isn_stretch, int weekday, int nth);

bool isn_stretch_season(const isn_tx *, const isn_when *, isn_stretch *);
bool isn_stretch_decade(const isn_when *, isn_stretch *);
bool isn_stretch_holiday(const isn_tx *, const isn_when *, isn_stretch *);

#endif
