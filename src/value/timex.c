/* The door of time expressions: one walk over a text's items, the turning of what may turn, and moments as ISO 8601.
 *
 * «قُتل ثلاثة مساء أمس، وكان اثنان أصيبا قبل يومين» with now 2022-01-24 gives 2022-01-23TEV and 2022-01-22. */
#include "value/timex.h"

#include <stdio.h>
#include <string.h>

#include "value/calendar.h"
#include "value/timex_parts.h"

enum { SAID_MAX = 120 }; /* words that a day named is kept in mind */

/* What a later اليوم التالي or بعد ساعتين may lean on. */
static void remember(isn_tx *tx, const isn_timex *found) {
  if (found->running || found->from.day == INT32_MIN) return;
  if (found->kind != TX_DATE && found->kind != TX_TIME && found->kind != TX_CLOCK) return;
  tx->last_day = tx->said_day = found->from.day;
  if (found->from.minute >= 0) tx->last_time = found->from;
}

static void forget(isn_tx *tx) {
  tx->last_day = INT32_MIN;
  tx->last_time = (isn_moment){INT32_MIN, -1};
}

isn_timex *isn_times_find(isn_arena *arena, const isnad_lexicon *lexicon, isnad_str text, isn_tokens tokens,
                          const isn_number *numbers, size_t number_count, isn_moment now, isnad_prefer prefer,
                          size_t *count) {
  isn_tx tx = {.arena = arena, .lexicon = lexicon, .text = text, .tokens = tokens, .now = now, .prefer = prefer};
  tx.at = isn_tx_items(arena, lexicon, text, tokens, numbers, number_count, &tx.count);
  forget(&tx);
  tx.said_day = INT32_MIN;
  uint32_t said_at = 0;
  isn_timex *times = NULL;
  size_t n = 0, cap = 0;
  for (uint32_t i = 0; i < tx.count;) {
    isn_timex found;
    uint32_t first = i, used = isn_tx_expression(&tx, i, &first, &found);
    if (tx.at[i].kind == IT_BREAK) forget(&tx);
    if (i > said_at + SAID_MAX) tx.said_day = INT32_MIN;
    if (used == 0) {
      i++;
      continue;
    }
    const isn_item *last = &tx.at[i + used - 1];
    found.first = tx.at[first].first, found.end = last->end;
    found.span = (isnad_span){tx.at[first].start, tokens.at[last->end - 1].span.end};
    isn_arena_grow(arena, &times, n, &cap, sizeof *times);
    times[n++] = found;
    remember(&tx, &found);
    if (found.from.day != INT32_MIN) said_at = i;
    i += used;
  }
  *count = n;
  return times;
}

/* ---- Turning ----------------------------------------------------------------------------------------------------- */

static void move_days(isn_timex *time, int32_t days) {
  time->from.day += days;
  time->to.day += days;
}

/* The day at the front of a value, written anew; what follows it (part, clock) stays. */
static void rewrite_day(isn_timex *time, size_t digits) {
  char day[VALUE_SIZE];
  if (strlen(time->value) < digits) return;
  isn_tx_put_day(day, 0, time->from.day);
  memcpy(time->value, day, digits);
}

enum { EARLY = 30 }; /* minutes that «ظهراً» may be told of before it begins */

void isn_timex_turn_part(isn_timex *time, isn_moment now) {
  int begins = time->from.minute >= 0 ? time->from.minute : time->hour_from >= 0 ? time->hour_from : time->hour_to - 120; /* قبيل غروب الشمس */
  if (!time->part_bare || time->turn != TURN_NONE || now.day == INT32_MIN || now.minute < 0 || time->from.day != now.day || begins <= now.minute + EARLY) return;
  move_days(time, -1);
  rewrite_day(time, 10);
}

void isn_timex_turn(isn_timex *time, isn_moment now, isnad_prefer prefer) {
  if (time->turn == TURN_NONE || now.day == INT32_MIN || time->from.day == INT32_MIN) return;
  bool past = prefer == ISNAD_PREFER_PAST;
  if (time->turn == TURN_WEEK) {
    int32_t ahead = time->from.day - now.day;
    if (past && ahead > 0) move_days(time, -((ahead + 6) / 7) * 7);
    if (!past && ahead < 0) move_days(time, ((6 - ahead) / 7) * 7);
    rewrite_day(time, 10);
  } else if (time->turn == TURN_NIGHT) {
    move_days(time, now.day - time->from.day - (past ? 1 : 0));
    rewrite_day(time, 10);
  } else {
    bool month = strlen(time->value) == 7;
    int32_t edge = month && !past ? time->to.day : time->from.day;
    int months = past && edge > now.day ? -12 : !past && edge < now.day ? 12 : 0;
    if (months == 0) return;
    time->from.day = isn_day_add_months(time->from.day, months);
    if (month) {
      isn_civil c = isn_civil_of(time->from.day);
      time->to.day = time->from.day + isn_month_length(c.year, c.month) - 1;
    } else {
      time->to.day = isn_day_add_months(time->to.day, months);
    }
    rewrite_day(time, month ? 7 : 10);
  }
}

void isn_timex_hours(const isn_timex *time, isn_moment *from, isn_moment *to) {
  *from = time->from, *to = time->to;
  if (from->minute < 0 && time->hour_from >= 0) from->minute = time->hour_from;
  if (to->minute < 0 && time->hour_to >= 0) to->minute = time->hour_to;
}

/* ---- Moments ----------------------------------------------------------------------------------------------------- */

static bool digits(isnad_str text, size_t at, int length, int *value) {
  *value = 0;
  if (at + (size_t)length > text.len) return false;
  for (int i = 0; i < length; i++) {
    char c = text.ptr[at + (size_t)i];
    if (c < '0' || c > '9') return false;
    *value = *value * 10 + (c - '0');
  }
  return true;
}

bool isn_moment_parse(isnad_str iso, isn_moment *out) {
  int year, month, day, hour, minute;
  *out = (isn_moment){INT32_MIN, -1};
  if (!digits(iso, 0, 4, &year) || !digits(iso, 5, 2, &month) || !digits(iso, 8, 2, &day)) return false;
  if (iso.ptr[4] != '-' || iso.ptr[7] != '-' || !isn_date_valid(year, month, day)) return false;
  isn_moment result = {isn_day_of(year, month, day), -1};
  if (iso.len > 10) {
    if (iso.ptr[10] != 'T' && iso.ptr[10] != ' ') return false;
    if (!digits(iso, 11, 2, &hour) || !digits(iso, 14, 2, &minute) || iso.ptr[13] != ':' || hour > 23 || minute > 59)
      return false;
    result.minute = (int16_t)(hour * 60 + minute);
  }
  *out = result;
  return true;
}

/* That many digits of a number that is not negative. */
static size_t print_digits(char *out, int value, size_t count) {
  for (size_t i = count; i-- > 0; value /= 10) out[i] = (char)('0' + value % 10);
  return count;
}

static size_t print_pair(char *out, char mark, int value) {
  out[0] = mark;
  return 1 + print_digits(out + 1, value, 2);
}

size_t isn_moment_print(isn_moment moment, char out[24]) {
  if (moment.day == INT32_MIN) return out[0] = 0;
  isn_civil c = isn_civil_of(moment.day);
  bool usual = c.year >= 0 && c.year <= 9999;
  size_t length = usual ? print_digits(out, c.year, 4) : (size_t)snprintf(out, 24, "%04d", c.year);
  length += print_pair(out + length, '-', c.month);
  length += print_pair(out + length, '-', c.day);
  if (moment.minute >= 0) {
    length += print_pair(out + length, 'T', moment.minute / 60);
    length += print_pair(out + length, ':', moment.minute % 60);
  }
  out[length] = 0;
  return length;
}
