/* Words that bind two times or bend one. «منذ أربعة أيام» runs from then to now, «حتى نهاية شباط» from now to then,
 * «من 13 تموز إلى 15 تموز» and «بين الساعة 4 و5 مساءً» from one to the other, «لليوم الخامس على التوالي» from four
 * days ago. «لمدة 48 ساعة تبدأ عند السادسة» is a length with a beginning, «كل جمعة» a habit, «لاحقاً» and «مؤخراً»
 * no time at all. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "value/calendar.h"
#include "value/timex_parts.h"

static bool later(isn_moment a, isn_moment b) {
  return a.day > b.day || (a.day == b.day && a.minute > b.minute && b.minute >= 0);
}

static void clear(isn_timex *out, uint8_t kind) {
  isn_moment unknown = {INT32_MIN, -1};
  *out = (isn_timex){.from = unknown, .to = unknown, .seconds = -1, .hour_from = -1, .hour_to = -1, .kind = kind};
}

static uint32_t vague(isn_timex *out, uint32_t used) {
  clear(out, TX_VAGUE);
  return used;
}

/* What isn_tx_collect reads at an item: asked once for all that may begin with it. */
typedef struct start_of {
  isn_when when;
  uint32_t used;
} start_of;

static start_of start_at(const isn_tx *tx, uint32_t i) {
  start_of start;
  start.used = isn_tx_collect(tx, i, &start.when);
  return start;
}

static uint32_t point_from(const isn_tx *tx, const start_of *start, isn_timex *out) {
  return start->used && isn_tx_resolve(tx, &start->when, out) ? start->used : 0;
}

static uint32_t point(const isn_tx *tx, uint32_t i, isn_timex *out) {
  start_of start = start_at(tx, i);
  return point_from(tx, &start, out);
}

static uint32_t and_word(const isn_tx *tx, uint32_t i) { return isn_tx_is(tx, i, TW_AND) ? 1 : 0; }

/* ---- Two ends ---------------------------------------------------------------------------------------------------- */

enum { DAY_SLOTS = W_DAY_WORD | W_WEEKDAY | W_DATE | W_PERIOD | W_SHIFT };

/* to gets the day of from and keeps its own hours. */
static void lend_day(const isn_when *from, isn_when *to) {
  isn_when own = *to;
  *to = *from;
  to->has = (from->has & DAY_SLOTS) | own.has;
  to->clock = own.clock, to->clock_24 = own.clock_24, to->part = own.part, to->early = own.early;
  to->first = own.first, to->end = own.end;
}

static void lend_week(const isn_when *from, isn_when *to) {
  if (!(to->has & W_WEEKDAY) || (to->has & (W_MDAY | W_PERIOD)) || !(from->has & W_PERIOD) || from->unit != U_WEEK)
    return;
  to->has |= W_PERIOD, to->unit = U_WEEK, to->count = 1, to->period_turn = from->period_turn;
}

static void lend_month(const isn_when *from, isn_when *to) {
  to->has |= from->has & (W_MONTH | W_PERIOD | W_YEAR);
  to->month = from->month, to->hijri = from->hijri, to->month_turn = from->month_turn;
  to->unit = from->unit, to->count = from->count, to->period_turn = from->period_turn;
  to->year = from->year, to->year_turn = from->year_turn;
}

/* «من الثامنة مساءً حتى السادسة من صباح غد»: is the first of the evening before the day of the second? */
static bool is_eve(const isn_when *a, const isn_when *b) {
  bool hour_alone = (a->has & W_CLOCK) && (a->has & W_PART) && !(a->has & DAY_SLOTS);
  return hour_alone && (b->has & DAY_SLOTS) && !((b->has & W_PART) && a->part <= b->part);
}

/* What one end leaves unsaid the other lends it: «من 5 إلى 6 مساءً غداً». */
static void share(isn_when *a, isn_when *b) {
  const uint32_t day = DAY_SLOTS;
  if ((a->has & W_CLOCK) && (b->has & W_CLOCK)) {
    bool in_order = a->clock % 720 < b->clock % 720;
    if ((b->has & W_PART) && !(a->has & W_PART) && in_order && !a->clock_24) a->has |= W_PART, a->part = b->part;
    else if ((a->has & W_PART) && !(b->has & W_PART) && in_order && !b->clock_24) b->has |= W_PART, b->part = a->part;
  }
  if (!(a->has & day)) {
    if ((a->has & W_CLOCK) && (b->has & day)) lend_day(b, a);
  } else if (!(b->has & day) && (b->has & W_CLOCK)) {
    lend_day(a, b);
  } else {
    if ((a->has & W_MDAY) && !(a->has & (W_MONTH | W_PERIOD)) && (b->has & (W_MONTH | W_PERIOD))) lend_month(b, a);
    if ((a->has & W_MONTH) && !(a->has & W_YEAR) && (b->has & W_YEAR) && (b->has & W_MONTH) && a->month <= b->month)
      a->has |= W_YEAR, a->year = b->year, a->year_turn = b->year_turn;
    lend_week(a, b);
    lend_week(b, a);
  }
}

static void print_range(isn_timex *out) {
  if (out->from.minute >= 0) {
    isn_tx_put_day(out->value, 0, out->from.day);
    isn_tx_put(out->value, strlen(out->value), "T%02d:%02d", out->from.minute / 60, out->from.minute % 60);
    return;
  }
  isn_tx_put_day(out->value, 0, out->from.day);
  if (out->to.day == out->from.day) return;
  isn_tx_put(out->value, strlen(out->value), "/");
  isn_tx_put_day(out->value, strlen(out->value), out->to.day);
}

static bool join(const isn_tx *tx, isn_when *a, isn_when *b, isn_timex *out) {
  isn_timex x, y;
  bool eve = is_eve(a, b);
  share(a, b);
  if (!isn_tx_resolve(tx, a, &x) || !isn_tx_resolve(tx, b, &y)) return false;
  if (x.from.day == INT32_MIN || y.to.day == INT32_MIN) return false;
  if (eve) x.from.day--;
  if (later(x.from, y.to)) {
    int32_t gap = x.from.day - y.to.day;
    bool clocks = x.kind == TX_CLOCK || y.kind == TX_CLOCK;
    if (clocks && gap == 0) y.to.day++;
    else if (y.turn == TURN_WEEK && gap < 7) y.to.day += 7;
    else if (x.turn == TURN_YEAR && gap < 366) x.from.day = isn_day_add_months(x.from.day, -12);
    else return false;
  }
  *out = x;
  out->to = y.to;
  out->kind = TX_RANGE;
  out->turn = x.turn == y.turn ? x.turn : TURN_NONE;
  out->hour_to = y.hour_to;
  print_range(out);
  return true;
}

/* ---- Bare numbers as ends ---------------------------------------------------------------------------------------- */

static bool year_like(const isn_item *item) {
  return item->kind == IT_NUMBER && item->digits && item->length == 4 && item->value >= 1000 && item->value <= 2200;
}

static void year_when(isn_when *when, const isn_item *item, uint32_t i) {
  *when = (isn_when){.has = W_YEAR, .year = (int32_t)item->value, .first = i, .end = i + 1};
}

/* An hour where only a number stands: «من الستة للسبعة». */
static uint32_t hour_end(const isn_tx *tx, uint32_t i, isn_when *when) {
  isn_tx expect = *tx;
  expect.expect_hour = true;
  uint32_t used = isn_tx_collect(&expect, i, when);
  return used && (when->has & W_CLOCK) ? used : 0;
}

static bool bare_hour(const isn_when *when) { return when->has == W_CLOCK && when->clock % 60 == 0 && when->clock > 0; }

/* Turns an hour that was a guess into the day of the month that the other end shows it to be. */
static void hour_to_day(const isn_tx *tx, isn_when *when) {
  when->has = W_MDAY;
  when->mday = (uint8_t)tx->at[when->first].value;
}

static uint32_t separator(const isn_tx *tx, uint32_t i, bool between) {
  uint32_t j = i + and_word(tx, i);
  if (between) {
    if (j > i || isn_tx_mark(tx, j, '-')) return j - i + (isn_tx_mark(tx, j, '-') ? 1 : 0);
    return 0;
  }
  if (isn_tx_is(tx, j, TW_TO) || isn_tx_is(tx, j, TW_UNTIL)) return j + 1 - i;
  return j == i && isn_tx_mark(tx, j, '-') ? 1 : 0;
}

static bool leads(const isn_tx *tx, uint32_t i, uint8_t clitic) { return (isn_tx_at(tx, i)->lead & clitic) != 0; }

/* Both ends at item i: A, a separator (or a proclitic و, ل on B), B. day, if given, was said before: «غداً بين
 * الساعة 8 و10». */
static uint32_t two_ends(const isn_tx *tx, uint32_t i, bool between, const isn_when *day, isn_timex *out) {
  isn_when a, b;
  if (isn_tx_unit(tx, i, U_YEAR) && tx->at[i].dual && year_like(isn_tx_at(tx, i + 1))) { /* بين عامي 2014 و2018 */
    uint32_t years = two_ends(tx, i + 1, between, day, out);
    return years ? years + 1 : 0;
  }
  uint32_t used = isn_tx_collect(tx, i, &a);
  if (used == 0 && year_like(isn_tx_at(tx, i))) year_when(&a, isn_tx_at(tx, i), i), used = 1;
  bool guess = used == 0;
  if (guess) used = hour_end(tx, i, &a);
  if (used == 0) return 0;
  uint32_t j = i + used, sep = separator(tx, j, between);
  if (sep == 0 && !leads(tx, j, between ? C_WAW : C_LAM)) return 0;
  j += sep;
  used = isn_tx_collect(tx, j, &b);
  if (used == 0 && year_like(isn_tx_at(tx, j))) year_when(&b, isn_tx_at(tx, j), j), used = 1;
  bool plain_digits = isn_tx_at(tx, j)->digits && isn_tx_kind(tx, j, IT_NUMBER) && guess;
  bool cardinal = guess && isn_tx_kind(tx, j, IT_NUMBER) && !isn_tx_at(tx, i)->definite && !isn_tx_at(tx, j)->definite; /* بين خمسة وعشرة قتلى */
  if (used == 0 && (a.has & W_CLOCK)) used = hour_end(tx, j, &b);
  if (used == 0 || ((plain_digits || cardinal) && b.has == W_CLOCK && !day)) return 0;
  bool days_of_month = day && (day->has & (W_MDAY | W_MONTH)) == W_MONTH; /* «من شهر نوفمبر بين 19 و20» */
  if (days_of_month && (!plain_digits || !bare_hour(&a) || !bare_hour(&b))) return 0;
  if (days_of_month) hour_to_day(tx, &a), hour_to_day(tx, &b), lend_month(day, &a), lend_month(day, &b);
  if (guess && bare_hour(&a) && (b.has & W_MDAY) && !(b.has & W_CLOCK) && tx->at[a.first].kind == IT_NUMBER)
    hour_to_day(tx, &a);
  else if (guess && !days_of_month && !(b.has & W_CLOCK)) return 0;
  if (day && !days_of_month) {
    lend_week(day, &a), lend_week(day, &b);
    if (!(a.has & DAY_SLOTS) && !(b.has & DAY_SLOTS)) lend_day(day, &a);
    else if (!(day->has & W_PERIOD)) return 0;
  }
  return join(tx, &a, &b, out) ? j + used - i : 0;
}

/* «2 أكتوبر إلى 22 أكتوبر», «الجمعة - الأحد»: a range that no من opens. */
static uint32_t plain_range(const isn_tx *tx, uint32_t i, const start_of *start, isn_timex *out) {
  isn_when a = start->when, b;
  uint32_t used = start->used;
  bool guess = used == 0 && isn_tx_kind(tx, i, IT_NUMBER) && isn_tx_kind(tx, i + 1, IT_PART);
  if (guess) used = hour_end(tx, i, &a);
  if (used == 0 || (a.has & W_NOW)) return 0;
  uint32_t j = i + used, sep = separator(tx, j, false);
  bool dash = sep && isn_tx_mark(tx, j, '-');
  if (sep == 0) return 0;
  j += sep;
  uint32_t more = isn_tx_collect(tx, j, &b);
  bool hours = (a.has & W_CLOCK) && (!dash || isn_tx_kind(tx, j + 1, IT_PART));
  if (more == 0 && hours) more = hour_end(tx, j, &b);
  if (more == 0 || ((b.has & W_CLOCK) && !(a.has & W_CLOCK) && !(a.has & W_DAY))) return 0;
  if (dash && (a.has & (W_WEEKDAY | W_DAY_WORD)) != (b.has & (W_WEEKDAY | W_DAY_WORD))) return 0;
  return join(tx, &a, &b, out) ? j + more - i : 0;
}

/* «الخميس من الساعة التاسعة حتى الحادية عشرة», «الأسبوع المقبل بين الأربعاء والجمعة»: a day or week, then hours or
 * days of it. */
static uint32_t range_within(const isn_tx *tx, uint32_t i, const start_of *start, isn_timex *out) {
  isn_when day = start->when;
  uint32_t used = start->used;
  if (used == 0 || (day.has & (W_CLOCK | W_NOW)) || !(day.has & (W_DAY | W_PERIOD | W_MONTH))) return 0;
  uint32_t j = i + used + (isn_tx_mark(tx, i + used, ',') ? 1 : 0);
  bool between = isn_tx_is(tx, j, TW_BETWEEN);
  if (!between && !isn_tx_is(tx, j, TW_FROM)) return 0;
  used = two_ends(tx, j + 1, between, &day, out);
  if (used == 0 && between) used = two_ends(tx, j + 1, false, &day, out);
  return used ? j + 1 + used - i : 0;
}

/* ---- Since, until ------------------------------------------------------------------------------------------------ */

/* «وحتى إشعار آخر», «وحتى فجر الجمعة» behind a beginning. */
static uint32_t end_tail(const isn_tx *tx, uint32_t i, isn_moment *to) {
  uint32_t j = i + (isn_tx_mark(tx, i, ',') ? 1 : 0);
  j += and_word(tx, j);
  if (!isn_tx_is(tx, j, TW_UNTIL) && !isn_tx_is(tx, j, TW_TO) && !isn_tx_is(tx, j, TW_SO_FAR)) return 0;
  if (isn_tx_is(tx, j, TW_SO_FAR) || isn_tx_is(tx, j + 1, TW_OPEN_END) || isn_tx_is(tx, j + 1, TW_NOW)) {
    *to = (isn_moment){tx->now.day, -1};
    return j + (isn_tx_is(tx, j, TW_SO_FAR) ? 1 : 2) - i;
  }
  isn_timex end;
  uint32_t used = point(tx, j + 1, &end);
  if (used == 0 || end.to.day == INT32_MIN) return 0;
  *to = end.to;
  return j + 1 + used - i;
}

static uint32_t since_length(const isn_tx *tx, uint32_t i, isn_timex *out) {
  isn_length length;
  uint32_t used = isn_tx_length(tx, i, &length);
  if (used == 0) return 0;
  clear(out, TX_VAGUE);
  out->since = true;
  if (!isn_tx_knows_now(tx)) return used;
  isn_when when = {.has = W_SHIFT,
                   .shift_sign = -1,
                   .shift_months = -length.months,
                   .shift_minutes = -length.minutes,
                   .shift_from_now = true,
                   .shift_unit = length.smallest,
                   .shift_largest = length.largest,
                   .shift_open = length.open};
  if (!isn_tx_resolve(tx, &when, out)) return 0;
  out->since = true;
  if (out->kind == TX_VAGUE) return used;
  if (!length.open) isn_tx_put(out->value, 0, "%s", length.value);
  out->kind = TX_RANGE;
  out->to = (isn_moment){tx->now.day, -1};
  if (isn_tx_is(tx, i + used, TW_FROM) && isn_tx_is(tx, i + used + 1, TW_NOW)) used += 2;
  return used;
}

static uint32_t since(const isn_tx *tx, uint32_t i, isn_timex *out) {
  if (isn_tx_is(tx, i + 1, TW_START) && isn_tx_is(tx, i + 2, TW_FROM)) return 0;
  uint32_t used = since_length(tx, i + 1, out);
  if (used) return used + 1;
  used = point(tx, i + 1, out);
  if (used == 0) return 0;
  out->since = true;
  if (out->kind == TX_VAGUE || out->from.day == INT32_MIN || !isn_tx_knows_now(tx)) return used + 1;
  if (out->from.day > tx->now.day) isn_timex_turn(out, tx->now, ISNAD_PREFER_PAST);
  if (out->from.day > tx->now.day) return used + 1;
  out->kind = TX_RANGE;
  out->turn = TURN_NONE, out->weekday_bare = false;
  out->to = (isn_moment){tx->now.day, -1};
  out->hour_to = -1;
  uint32_t tail = end_tail(tx, i + 1 + used, &out->to);
  return 1 + used + tail;
}

/* حتى, بحلول, قبل نهاية: from now to then; what is over already was the last moment counted. */
static uint32_t until(const isn_tx *tx, uint32_t i, isn_timex *out) {
  uint32_t j = i + 1;
  if (isn_tx_is(tx, j, TW_NOW) || (isn_tx_is(tx, j, TW_CLOCK) && isn_tx_kind(tx, j + 1, IT_NONE)) ||
      (isn_tx_is(tx, j, TW_CLOCK) && isn_tx_kind(tx, j + 1, IT_PUNCT))) { /* حتى الآن، حتى الساعة */
    clear(out, TX_TIME);
    out->from = out->to = tx->now, out->running = true;
    isn_tx_put(out->value, 0, "PRESENT_REF");
    return 2;
  }
  if (isn_tx_is(tx, j, TW_OPEN_END)) return vague(out, 2);
  uint32_t used = point(tx, j, out);
  if (used == 0 && year_like(isn_tx_at(tx, j))) {
    isn_when year;
    year_when(&year, isn_tx_at(tx, j), j);
    if (isn_tx_resolve(tx, &year, out)) used = 1;
  }
  if (used == 0) return 0;
  if (out->kind == TX_VAGUE || out->to.day == INT32_MIN || !isn_tx_knows_now(tx)) return used + 1;
  /* A deadline lies ahead: the month to come. A weekday stays as it is: «استمرت حتى فجر الجمعة» is told as often. */
  if (out->turn == TURN_YEAR) isn_timex_turn(out, tx->now, ISNAD_PREFER_FUTURE);
  if (later(out->to, tx->now) || (out->to.day == tx->now.day && out->to.minute < 0)) {
    if (out->kind == TX_DATE || out->kind == TX_RANGE || out->kind == TX_TIME || out->kind == TX_CLOCK)
      out->kind = TX_DEADLINE;
    out->from = tx->now;
    if (out->to.minute < 0) out->from.minute = -1;
    out->hour_from = -1;
  }
  out->turn = TURN_NONE, out->weekday_bare = false;
  out->until = true;
  return used + 1;
}

/* قبل: a distance, or the end of something, or a point not to be passed. */
static uint32_t before(const isn_tx *tx, uint32_t i, isn_timex *out) {
  start_of start = start_at(tx, i);
  uint32_t used = plain_range(tx, i, &start, out);
  if (used || (used = point_from(tx, &start, out))) return used;
  const isn_item *next = isn_tx_at(tx, i + 1);
  isn_when when;
  if (next->kind == IT_NUMBER && next->digits && next->length != 4 && !isn_tx_collect(tx, i + 1, &when)) return 0;
  used = until(tx, i, out);
  if (used == 0) return 0;
  if (out->kind == TX_DEADLINE || out->kind == TX_VAGUE) return used;
  return vague(out, used); /* before a time that is over: when is not said */
}

/* بعد: a distance; behind a clock time it is that time, behind any other point when is not said. */
static uint32_t after(const isn_tx *tx, uint32_t i, isn_timex *out) {
  isn_when when;
  uint32_t used = isn_tx_collect(tx, i, &when);
  if (used) return isn_tx_resolve(tx, &when, out) ? used : 0;
  used = isn_tx_collect(tx, i + 1, &when);
  if (used && (when.has & W_CLOCK)) return isn_tx_resolve(tx, &when, out) ? used + 1 : 0;
  return used ? vague(out, used + 1) : 0;
}

static uint32_t starting(const isn_tx *tx, uint32_t i, uint32_t *first, isn_timex *out) {
  start_of start = start_at(tx, i + 1);
  uint32_t used = plain_range(tx, i + 1, &start, out);
  if (used == 0) {
    used = point_from(tx, &start, out);
    if (used == 0) return 0;
    isn_moment to = out->to;
    uint32_t tail = out->from.day == INT32_MIN ? 0 : end_tail(tx, i + 1 + used, &to);
    bool open = tail && isn_tx_is(tx, i + used + tail, TW_OPEN_END); /* an order is dated to its first day */
    if (tail && !open) out->kind = TX_RANGE, out->to = to;
    used += tail;
  }
  *first = i + 1;
  return used + 1;
}

/* ---- Lengths, habits --------------------------------------------------------------------------------------------- */

static void set_duration(const isn_length *length, isn_timex *out) {
  clear(out, length->open ? TX_VAGUE : TX_DURATION);
  if (length->open) return;
  out->seconds = length->seconds;
  isn_tx_put(out->value, 0, "%s", length->value);
}

/* «تبدأ عند السادسة من صباح غد», «اعتباراً من اليوم» behind a length. */
static uint32_t length_start(const isn_tx *tx, uint32_t i, const isn_length *length, isn_timex *out) {
  isn_timex start;
  uint32_t j = i + (isn_tx_mark(tx, i, ',') ? 1 : 0);
  if (!isn_tx_is(tx, j, TW_STARTING)) return 0;
  uint32_t used = point(tx, j + 1, &start);
  if (used == 0 || start.from.day == INT32_MIN || length->open) return 0;
  char value[28];
  snprintf(value, sizeof value, "%s", length->value);
  *out = start;
  out->kind = TX_RANGE, out->hour_from = out->hour_to = -1;
  int64_t total = (start.from.minute >= 0 ? start.from.minute : 0) + length->minutes;
  out->to.day = isn_day_add_months(start.from.day, length->months) + (int32_t)(total / 1440);
  out->to.minute = start.from.minute >= 0 ? (int16_t)(total % 1440) : -1;
  memcpy(out->value, value, sizeof value);
  return j + 1 + used - i;
}

static uint32_t lasting(const isn_tx *tx, uint32_t i, uint32_t lead, isn_timex *out) {
  isn_length length;
  uint32_t used = isn_tx_length(tx, i + lead, &length);
  if (used == 0 && lead && isn_tx_kind(tx, i + lead, IT_UNIT) && !isn_tx_at(tx, i + lead)->plural) {
    /* «طوال الأسبوع»: the article changes nothing */
    isn_item unit = tx->at[i + lead];
    clear(out, TX_DURATION);
    out->seconds = unit.value == U_YEAR    ? 365.0 * U_DAY
                   : unit.value == U_MONTH ? 30.0 * U_DAY
                                           : unit.value * (unit.dual ? 2 : 1);
    isn_tx_put(out->value, 0, "P%s%d%s", unit.value < U_DAY ? "T" : "", unit.dual ? 2 : 1,
               isn_tx_unit_letter(unit.value));
    return lead + 1 + (isn_tx_is(tx, i + lead + 1, TW_COMPLETE) ? 1 : 0);
  }
  if (used == 0) return 0;
  set_duration(&length, out);
  uint32_t start = length_start(tx, i + lead + used, &length, out);
  return lead + used + start;
}

/* A length that no word opens counts only where its number is said: «ثلاثة أيام», «ساعتين», not «يوم». */
static uint32_t bare_length(const isn_tx *tx, uint32_t i, isn_timex *out) {
  const isn_item *item = isn_tx_at(tx, i);
  bool counted = item->kind == IT_NUMBER || (item->kind == IT_UNIT && item->dual) || item->kind == IT_WORD;
  isn_length length;
  uint32_t used = isn_tx_length(tx, i, &length);
  if (used == 0 || (!counted && used < 2)) return 0;
  set_duration(&length, out);
  return used + length_start(tx, i + used, &length, out);
}

static uint32_t during(const isn_tx *tx, uint32_t i, isn_timex *out) {
  start_of start = start_at(tx, i + 1);
  uint32_t used = plain_range(tx, i + 1, &start, out);
  if (used || (used = point_from(tx, &start, out))) return used + 1;
  isn_length length;
  used = isn_tx_length(tx, i + 1, &length);
  if (used == 0) return 0;
  bool alone = i == 0 && i + 1 + used == tx->count;
  set_duration(&length, out);
  if (!alone || length.open || !isn_tx_knows_now(tx)) return used + 1;
  /* The whole text: a label of a page, «خلال 3 أيام», where it counts from now on. */
  isn_when when = {.has = W_SHIFT,
                   .shift_sign = 1,
                   .shift_months = length.months,
                   .shift_minutes = length.minutes,
                   .shift_from_now = true,
                   .shift_unit = length.smallest,
                   .shift_largest = length.largest};
  return isn_tx_resolve(tx, &when, out) ? used + 1 : 0;
}

static uint32_t set(isn_timex *out, const char *value, uint32_t used) {
  clear(out, TX_SET);
  isn_tx_put(out->value, 0, "%s", value);
  return used;
}

static uint32_t every(const isn_tx *tx, uint32_t i, isn_timex *out) {
  uint32_t j = i + 1;
  char value[28];
  if (isn_tx_unit(tx, j, U_DAY) && isn_tx_kind(tx, j + 1, IT_WEEKDAY)) j++;
  const isn_item *item = isn_tx_at(tx, j);
  if (item->kind == IT_WEEKDAY) {
    snprintf(value, sizeof value, "XXXX-WXX-%d", (int)item->value);
    return set(out, value, j + 1 - i);
  }
  if (item->kind == IT_PART) return set(out, "P1D", j + 1 - i);
  isn_length length;
  uint32_t used = isn_tx_length(tx, j, &length);
  return used ? set(out, length.value, j + used - i) : 0;
}

/* «لليوم الخامس على التوالي», «في يومها الـ149»: the day it began follows by subtraction. */
static uint32_t consecutive(const isn_tx *tx, uint32_t i, isn_timex *out) {
  const isn_item *unit = isn_tx_at(tx, i), *number = isn_tx_at(tx, i + 1);
  bool today = unit->kind == IT_DAY_WORD && unit->value == 0;
  bool day = today || (unit->kind == IT_UNIT && unit->value == U_DAY);
  bool other = unit->kind == IT_UNIT && unit->value > U_DAY && !unit->plural;
  if (!(day || other) || number->kind != IT_NUMBER || number->value < 2 || number->value > 5000 ||
      !(number->ordinal || number->digits))
    return 0;
  uint32_t used = 2;
  bool said = isn_tx_is(tx, i + used, TW_RUNNING);
  if (said) used++;
  if (!said && !(number->definite && ((unit->lead & C_LAM) || (unit->kind == IT_UNIT && unit->weak)))) return 0;
  if (isn_tx_kind(tx, i + used, IT_MONTH) || (isn_tx_is(tx, i + used, TW_FROM) && !said)) return 0;
  if (other) return set(out, unit->value == U_WEEK ? "P1W" : unit->value == U_MONTH ? "P1M" : "P1Y", used);
  clear(out, TX_VAGUE);
  if (!isn_tx_knows_now(tx)) return used;
  out->kind = TX_RANGE, out->since = out->streak = true;
  out->from = (isn_moment){tx->now.day - (int32_t)number->value + 1, -1};
  out->to = (isn_moment){tx->now.day, -1};
  isn_tx_put(out->value, 0, "P%.0fD", floor(number->value));
  return used;
}

/* «يومي الجمعة والسبت»: two days that follow each other are one stretch. */
static uint32_t two_weekdays(const isn_tx *tx, uint32_t i, isn_timex *out) {
  const isn_item *a = isn_tx_at(tx, i + 1), *b = isn_tx_at(tx, i + 2);
  if (!isn_tx_unit(tx, i, U_DAY) || !tx->at[i].dual || a->kind != IT_WEEKDAY || b->kind != IT_WEEKDAY ||
      !(b->lead & C_WAW))
    return 0;
  int8_t turn = TURN_OPEN;
  uint32_t used = isn_tx_turn(tx, i + 3, &turn);
  isn_when second = {.has = W_WEEKDAY, .weekday = (uint8_t)b->value, .weekday_turn = turn};
  if (b->value != (double)((int)a->value % 7 + 1) || !isn_tx_resolve(tx, &second, out) || out->from.day == INT32_MIN)
    return 0;
  out->from.day--;
  out->kind = TX_RANGE;
  print_range(out);
  return 3 + used;
}

/* ---- One expression ---------------------------------------------------------------------------------------------- */

static uint32_t just_now(const isn_tx *tx, isn_timex *out) {
  if (!isn_tx_knows_now(tx)) return vague(out, 1);
  clear(out, TX_DATE);
  out->from = out->to = (isn_moment){tx->now.day, -1};
  isn_tx_put_day(out->value, 0, tx->now.day);
  return 1;
}

static uint32_t bound_word(const isn_tx *tx, uint32_t i, uint32_t *first, isn_timex *out) {
  uint32_t used;
  switch (tx->at[i].word) {
    case TW_SINCE: return since(tx, i, out);
    case TW_UNTIL:
    case TW_BY: return until(tx, i, out);
    case TW_BEFORE: return before(tx, i, out);
    case TW_AFTER: return after(tx, i, out);
    case TW_STARTING: return starting(tx, i, first, out);
    case TW_DURING: return (used = two_weekdays(tx, i + 1, out)) ? used + 1 : during(tx, i, out); /* خلال يومي الثلاثاء والأربعاء */
    case TW_FROM:
      if ((used = two_ends(tx, i + 1, false, NULL, out))) return used + 1;
      return 0;
    case TW_BETWEEN:
      return (used = two_ends(tx, i + 1, true, NULL, out)) || (used = two_ends(tx, i + 1, false, NULL, out)) ? used + 1
                                                                                                             : 0;
    case TW_LASTING: *first = i + tx->at[i].weak; return lasting(tx, i, 1, out);
    case TW_WHOLE: return (used = point(tx, i + 1, out)) ? used + 1 : lasting(tx, i, 1, out);
    case TW_EVERY: return every(tx, i, out);
    case TW_DAILY: /* كل يوم جمعة */
      return isn_tx_kind(tx, i + 1, IT_WEEKDAY) && !tx->at[i + 1].lead ? every(tx, i, out) : set(out, "P1D", 1);
    case TW_NIGHTLY: return set(out, "P1D", 1);
    case TW_WEEKLY: return set(out, "P1W", 1);
    case TW_MONTHLY: return set(out, "P1M", 1);
    case TW_YEARLY: return set(out, "P1Y", 1);
    case TW_HOURLY: return set(out, "PT1H", 1);
    case TW_VAGUE: return vague(out, 1);
    case TW_EARLIER: {
      uint32_t j = i + 1 + (isn_tx_is(tx, i + 1, TW_FROM) ? 1 : 0);
      return (used = point(tx, j, out)) ? j + used - i : vague(out, 1);
    }
    case TW_SO_FAR:
      clear(out, TX_TIME);
      out->from = out->to = tx->now, out->running = true;
      isn_tx_put(out->value, 0, "PRESENT_REF");
      return 1;
    case TW_JUST_NOW: return just_now(tx, out);
    default: return 0;
  }
}

uint32_t isn_tx_expression(const isn_tx *tx, uint32_t i, uint32_t *first, isn_timex *out) {
  const isn_item *item = &tx->at[i];
  uint32_t used;
  *first = i;
  if (item->kind == IT_NONE || item->kind == IT_BREAK || item->kind == IT_PUNCT) return 0;
  if (item->kind == IT_WORD && (used = bound_word(tx, i, first, out))) return used;
  if ((used = consecutive(tx, i, out))) return used;
  if ((used = two_weekdays(tx, i, out))) return used;
  start_of start = start_at(tx, i);
  if ((used = plain_range(tx, i, &start, out))) return used;
  if ((used = range_within(tx, i, &start, out))) return used;
  if ((used = point_from(tx, &start, out))) return used;
  return bare_length(tx, i, out);
}
