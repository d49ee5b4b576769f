/* timex: time expressions to TIMEX3 values and calendar ranges against a reference time.
 *
 * With the report published on Monday 2022-01-24: «مساء يوم أمس الأحد» is 2022-01-23TEV, «ليلة الخميس الفائت»
 * 2022-01-20TNI (start 2022-01-20, end 2022-01-21), «منذ أربعة أيام» P4D with start 2022-01-20 and end 2022-01-24.
 * Words are rows of lexicon/time.tsv; calendars (Gregorian, Umm al-Qura) are in value/calendar. Records.md fixes the
 * values. */
#ifndef ISN_VALUE_TIMEX_H
#define ISN_VALUE_TIMEX_H

#include "lex/lex.h"
#include "text/token.h"
#include "value/number.h"

typedef struct isn_moment {
  int32_t day;    /* days since 1970-01-01, local; INT32_MIN: not known */
  int16_t minute; /* of the day; -1: a date without a time */
} isn_moment;

enum isn_timex_kind {
  TX_DATE,     /* a day or a part of one */
  TX_TIME,     /* a clock time on a known day */
  TX_CLOCK,    /* a clock time whose day is only the reference's */
  TX_RANGE,    /* a longer stretch: week, month, year, from-to, since */
  TX_DURATION, /* a length without an anchor: seconds */
  TX_DEADLINE, /* حتى نهاية شباط: publication to deadline */
  TX_SET,      /* كل يوم، يومياً: habitual */
  TX_VAGUE     /* لاحقاً، قبل قليل، مؤخراً: no value */
};

typedef struct isn_timex {
  uint32_t first, end; /* tokens [first, end) */
  isnad_span span;     /* without proclitics */
  char value[28];      /* TIMEX3, NUL-ended; "" for VAGUE */
  isn_moment from, to; /* start and end, both included */
  double seconds;      /* DURATION; else -1 */
  uint8_t kind;
  bool since;          /* منذ: the start of a state that lasts to the reference */
  bool running;        /* الآن، حتى الآن */
  bool until;          /* حتى: the time of an end, also where that is over */
  bool streak;         /* لليوم الثاني على التوالي: how long it has gone on, a time only where no other is */
  bool apart;          /* بعد يومين من: VAGUE; lean_minutes is the distance from what follows, 0 where no number is said */
  bool weekday_bare;   /* a weekday alone: moved by the tense of its clause (past is the default) */
  uint8_t turn;        /* enum isn_turn: what isn_timex_turn may do */
  bool leans;          /* اليوم التالي، بعد ساعتين، الليلة نفسها: counted from the last time named before, or from the
                          reference where none was; a reader who knows better counts lean_minutes from there */
  int32_t lean_minutes;
  bool part_bare;      /* فجراً، الخامسة عصراً without a day: the reference's day until a better one is known */
  int16_t hour_from, hour_to; /* part of a day: the minutes of the day it is taken to begin and end; -1 */
} isn_timex;

/* Expressions that come round again, and so mean the last or the next one as their clause is past or future. */
enum isn_turn {
  TURN_NONE,
  TURN_WEEK,  /* الثلاثاء، مساء الجمعة */
  TURN_YEAR,  /* 25 أكتوبر، في يونيو */
  TURN_NIGHT  /* ليلاً: the night before or the night to come */
};

/* All time expressions of the tokens, in order, never overlapping. now is the reference (a report's publication);
 * with now.day INT32_MIN only absolute expressions get a value. */
isn_timex *isn_times_find(isn_arena *, const isnad_lexicon *, isnad_str text, isn_tokens, const isn_number *numbers,
                          size_t number_count, isn_moment now, isnad_prefer, size_t *count);

/* Moves an expression with a turn to the one that the tense of its clause asks for, seen from now. */
void isn_timex_turn(isn_timex *, isn_moment now, isnad_prefer);
/* «عصراً», told of in the morning as past: a part of the day without a day that is still to come now goes to the day before. */
void isn_timex_turn_part(isn_timex *, isn_moment now);
/* The bounds with conventional hours for a part of a day, as the command `time` shows them: صباح 08:00 to 12:00. */
void isn_timex_hours(const isn_timex *, isn_moment *from, isn_moment *to);

/* "2022-01-24" or "2022-01-24T12:30" (seconds and zone are passed over); false where it is neither. */
bool isn_moment_parse(isnad_str iso, isn_moment *out);
/* Writes the moment as ISO 8601, NUL-ended, and gives its length. */
size_t isn_moment_print(isn_moment, char out[24]);

#endif
