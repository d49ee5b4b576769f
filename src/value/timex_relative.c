/* Lengths of time and times relative to now. «الأسبوع الماضي», «الشهر بعد القادم», «خلال الساعات الـ24 الماضية» and
 * «آخر يومين» are periods: a unit, how many, and which way. «قبل يومين» and «بعد ثلاثة أسابيع من الآن» are shifts.
 * «شهر واحد ويومان وساعتين و30 دقيقة» is a length: months apart from minutes, for no month has a fixed number of
 * days. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "value/timex_parts.h"

/* ---- The way ----------------------------------------------------------------------------------------------------- */

uint32_t isn_tx_turn(const isn_tx *tx, uint32_t i, int8_t *turn) {
  uint32_t j = i;
  int further = 0;
  if (isn_tx_is(tx, j, TW_WHICH)) j++;
  if (isn_tx_is(tx, j, TW_BEFORE)) further = -1, j++;
  else if (isn_tx_is(tx, j, TW_AFTER)) further = 1, j++;
  else if (j > i && !isn_tx_kind(tx, j, IT_PAST) && !isn_tx_kind(tx, j, IT_NEXT)) return 0;
  const isn_item *item = isn_tx_at(tx, j);
  if (item->lead & C_WAW) return 0;
  if (item->kind == IT_PAST && further <= 0) *turn = (int8_t)(-item->value + further);
  else if (item->kind == IT_NEXT && further >= 0) *turn = (int8_t)(item->value + further);
  else if (item->kind == IT_THIS && further == 0) *turn = 0;
  else return 0;
  return j + 1 - i;
}

/* ---- Lengths ----------------------------------------------------------------------------------------------------- */

static void print_number(char *out, size_t size, double value) {
  if (value == floor(value)) snprintf(out, size, "%.0f", value);
  else snprintf(out, size, "%.2f", value);
  char *dot = strchr(out, '.');
  if (dot)
    for (char *end = out + strlen(out) - 1; end > dot && *end == '0'; end--) *end = 0;
}

const char *isn_tx_unit_letter(double unit) {
  static const struct {
    double unit;
    const char *letter;
  } letters[] = {{U_SECOND, "S"}, {U_MINUTE, "M"}, {U_HOUR, "H"},    {U_DAY, "D"},     {U_WEEK, "W"},
                 {U_MONTH, "M"},  {U_YEAR, "Y"},   {U_DECADE, "DE"}, {U_CENTURY, "CE"}};
  for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
    if (letters[i].unit == unit) return letters[i].letter;
  return "D";
}

/* A TIMEX3 duration: P4D, PT24H, P2W, P3M, P1Y; decades are DE, centuries CE. */
static void print_length(char out[20], double count, double unit, bool open) {
  char number[14] = "X";
  if (!open) print_number(number, sizeof number, count);
  snprintf(out, 20, "P%s%s%s", unit < U_DAY ? "T" : "", number, isn_tx_unit_letter(unit));
}

static void add_length(isn_length *length, double count, double unit) {
  double months = unit == U_MONTH     ? count
                  : unit == U_YEAR    ? count * 12
                  : unit == U_DECADE  ? count * 120
                  : unit == U_CENTURY ? count * 1200
                                      : 0;
  double cut = floor(months);
  length->months += (int32_t)cut;
  length->minutes += months > 0 ? (int64_t)llround((months - cut) * 30 * 1440) : (int64_t)llround(count * unit / 60);
  /* A month counts as 30 days and a year as 365 where only seconds are asked for. */
  double seconds = unit == U_MONTH     ? 30.0 * U_DAY
                   : unit == U_YEAR    ? 365.0 * U_DAY
                   : unit == U_DECADE  ? 3650.0 * U_DAY
                   : unit == U_CENTURY ? 36500.0 * U_DAY
                                       : unit;
  length->seconds += count * seconds;
  if (unit < length->smallest || length->smallest == 0) length->smallest = unit;
  if (unit > length->largest) length->largest = unit;
}

/* One count and unit at item i. */
typedef struct measure {
  double count, unit;
  bool open;
} measure;

static double fraction_of(const isn_tx *tx, uint32_t i) {
  if (isn_tx_is(tx, i, TW_HALF)) return 0.5;
  if (isn_tx_is(tx, i, TW_QUARTER)) return 0.25;
  return isn_tx_is(tx, i, TW_THIRD) ? 1.0 / 3 : 0;
}

static bool plain_number(const isn_item *item) {
  return item->kind == IT_NUMBER && item->value >= 0 && item->value < 100000 && !item->ordinal;
}

/* Ten thousand years and more are no news. */
static bool too_long(double count, double unit) { return count * unit > 9000.0 * U_YEAR; }

/* «واحد» and «كامل» behind a unit add nothing; «ونصف» adds half of it. */
static uint32_t measure_tail(const isn_tx *tx, uint32_t i, measure *m) {
  uint32_t j = i;
  const isn_item *item = isn_tx_at(tx, j);
  if (item->kind == IT_NUMBER && !item->digits && !(item->lead & C_WAW) &&
      (item->value == 1 || (item->value == 2 && m->count == 2)) && !item->ordinal)
    j++;
  if (isn_tx_is(tx, j, TW_COMPLETE)) j++;
  uint32_t k = isn_tx_is(tx, j, TW_AND) ? j + 1 : j;
  double part = fraction_of(tx, k);
  if (part > 0 && (k > j || (isn_tx_at(tx, k)->lead & C_WAW)) && !isn_tx_kind(tx, k + 1, IT_UNIT))
    m->count += part, j = k + 1;
  return j - i;
}

/* «عام 2012», «شهر تموز», «يوم الأحد»: the unit is named, not counted. */
static bool names_one(const isn_tx *tx, uint32_t i) {
  const isn_item *item = isn_tx_at(tx, i);
  switch (item->kind) {
    case IT_MONTH:
    case IT_HIJRI:
    case IT_WEEKDAY:
    case IT_DAY_WORD:
    case IT_DATE: return true;
    case IT_NUMBER: return item->digits && !(item->lead & C_WAW);
    default: return false;
  }
}

static uint32_t one_measure(const isn_tx *tx, uint32_t i, bool bare, measure *m) {
  uint32_t j = i;
  if (isn_tx_is(tx, j, TW_ABOUT)) j++;
  const isn_item *item = isn_tx_at(tx, j), *next = isn_tx_at(tx, j + 1);
  double part = fraction_of(tx, j);
  *m = (measure){0};
  if (part > 0 && next->kind == IT_UNIT && !next->plural && !next->definite) {
    m->count = part, m->unit = next->value;
    return j + 2 - i;
  }
  if (plain_number(item) && next->kind == IT_UNIT && !next->dual && !(next->lead)) {
    m->count = item->value, m->unit = next->value;
    return j + 2 - i + measure_tail(tx, j + 2, m);
  }
  if (isn_tx_is(tx, j, TW_FEW) && next->kind == IT_UNIT) {
    m->open = true, m->count = 3, m->unit = next->value;
    return j + 2 - i;
  }
  if (item->kind != IT_UNIT) return 0;
  if (item->dual && item->weak) return 0;
  if (item->dual) m->count = 2;
  else if (item->plural && !item->definite) m->open = true, m->count = 3;
  else if (!item->plural && !item->definite && !names_one(tx, j + 1) &&
           (bare || isn_tx_kind(tx, j + 1, IT_NUMBER) || isn_tx_is(tx, j + 1, TW_COMPLETE)))
    m->count = 1;
  else return 0;
  m->unit = item->value;
  j++;
  if (m->open && isn_tx_is(tx, j, TW_FEW)) j++;
  return j - i + measure_tail(tx, j, m);
}

uint32_t isn_tx_length(const isn_tx *tx, uint32_t i, isn_length *length) {
  uint32_t j = i;
  *length = (isn_length){0};
  measure m;
  for (int parts = 0; parts < 6; parts++) {
    uint32_t k = j;
    if (parts > 0) {
      bool and = isn_tx_is(tx, k, TW_AND);
      if (and) k++;
      if (!and&&!(isn_tx_at(tx, k)->lead & C_WAW)) break;
    }
    uint32_t used = one_measure(tx, k, true, &m);
    if (used == 0 || too_long(m.count, m.unit)) break;
    if (parts == 0) length->count = m.count, print_length(length->value, m.count, m.unit, m.open);
    length->open |= m.open;
    add_length(length, m.count, m.unit);
    j = k + used;
  }
  return j - i;
}

/* ---- Periods ----------------------------------------------------------------------------------------------------- */

static uint32_t set_period(isn_when *when, uint32_t used, double unit, double count, int8_t turn, bool open) {
  if (too_long(count, unit)) return 0;
  when->has |= W_PERIOD;
  when->unit = unit, when->count = count, when->period_turn = turn, when->count_open = open;
  return used;
}

/* «آخر 24 ساعة», «آخر يومين» */
static uint32_t last_units(const isn_tx *tx, uint32_t i, isn_when *when) {
  measure m;
  if (!isn_tx_is(tx, i, TW_LAST)) return 0;
  uint32_t used = one_measure(tx, i + 1, false, &m);
  if (used == 0 || m.count < 2) return 0;
  return set_period(when, used + 1, m.unit, m.count, -1, m.open);
}

/* «الـ24 ساعة الماضية», «24 ساعة الماضية», «الثلاثة أيام الأخيرة» */
static uint32_t number_first(const isn_tx *tx, uint32_t i, isn_when *when) {
  const isn_item *item = isn_tx_at(tx, i), *unit = isn_tx_at(tx, i + 1);
  int8_t turn;
  if (!plain_number(item) || unit->kind != IT_UNIT) return 0;
  uint32_t used = isn_tx_turn(tx, i + 2, &turn);
  return used && turn != 0 ? set_period(when, used + 2, unit->value, item->value, turn, false) : 0;
}

/* «الساعات الأربع والعشرين الماضية», «الأيام القليلة الماضية», «الأيام الماضية» */
static uint32_t plural_first(const isn_tx *tx, uint32_t i, isn_when *when) {
  const isn_item *unit = isn_tx_at(tx, i), *number = isn_tx_at(tx, i + 1);
  int8_t turn;
  if (unit->kind != IT_UNIT || !unit->plural || !unit->definite) return 0;
  bool counted = number->kind == IT_NUMBER && number->value >= 2, few = isn_tx_is(tx, i + 1, TW_FEW);
  uint32_t j = i + 1 + (counted || few);
  uint32_t used = isn_tx_turn(tx, j, &turn);
  if (used == 0 && few) return set_period(when, 2, unit->value, 3, -1, true);
  if (used == 0 || turn == 0) {
    /* «الماضية الست» stands behind now and then: الساعات الماضية الست is not written, الساعات الـ24 is. */
    return 0;
  }
  return set_period(when, j + used - i, unit->value, counted ? number->value : 3, turn, !counted);
}

/* «الأسبوع الأول من», «الربع الثالث من», «النصف الثاني من», «الأسبوع الأخير من»: the nth part of what follows. */
static uint32_t order_of(const isn_tx *tx, uint32_t i, isn_when *when) {
  const isn_item *head = isn_tx_at(tx, i), *order = isn_tx_at(tx, i + 1);
  bool quarter = isn_tx_is(tx, i, TW_QUARTER) && head->definite, half = isn_tx_is(tx, i, TW_HALF) && head->definite;
  bool week = (isn_tx_unit(tx, i, U_WEEK) || isn_tx_unit(tx, i, U_DAY) || isn_tx_unit(tx, i, U_MONTH)) &&
              head->definite && !head->plural;
  bool day = isn_tx_kind(tx, i, IT_DAY_WORD) && head->value == 0;
  bool last = order->kind == IT_PAST && order->ordinal;
  bool nth = order->kind == IT_NUMBER && order->ordinal && order->definite && order->value >= 1 && order->value <= 53;
  uint32_t j = i + 2;
  if (!(quarter || half || week || day) || !(last || nth)) return 0;
  bool joined = isn_tx_is(tx, j, TW_FROM) || isn_tx_is(tx, j, TW_IN);
  if (joined) j++;
  if (isn_tx_is(tx, j, TW_THIS)) j++;
  const isn_item *whole = isn_tx_at(tx, j);
  bool whole_follows = whole->kind == IT_MONTH || whole->kind == IT_HIJRI || isn_tx_unit(tx, j, U_MONTH) ||
                       isn_tx_unit(tx, j, U_YEAR) ||
                       (quarter && whole->kind == IT_NUMBER && whole->digits && whole->length == 4);
  bool feast = whole->kind == IT_HOLIDAY && (joined || (whole->lead & C_LAM)) && nth; /* اليوم الثاني من عيد الفطر */
  if (!(feast && (day || isn_tx_unit(tx, i, U_DAY))) && (!whole_follows || !(joined || quarter || half))) return 0;
  when->has |= W_ORDER;
  when->order_unit = quarter ? 3.0 * U_MONTH : half ? 6.0 * U_MONTH : day ? U_DAY : head->value;
  when->order = last ? -1 : (int16_t)order->value;
  return 2;
}

static uint32_t century(const isn_tx *tx, uint32_t i, isn_when *when) {
  const isn_item *order = isn_tx_at(tx, i + 1);
  if (!isn_tx_unit(tx, i, U_CENTURY) || !isn_tx_at(tx, i)->definite) return 0;
  if (order->kind != IT_NUMBER || !order->ordinal || order->value < 1 || order->value > 21) return 0;
  when->has |= W_DECADE;
  when->century = (int16_t)order->value;
  return 2;
}

/* «الأمين العام السابق»: the general, not the year. Time adjectives proper decide; the others describe the office. */
static bool general_not_year(const isn_tx *tx, uint32_t i) {
  const isn_item *adjective = isn_tx_at(tx, i + 1);
  if (!isn_tx_unit(tx, i, U_YEAR) || i == 0 || tx->at[i - 1].kind != IT_NONE) return false;
  if (!(adjective->weak || adjective->kind == IT_THIS)) return false;
  const isn_token *before = &tx->tokens.at[tx->at[i - 1].end - 1];
  return before->kind == TOK_WORD && before->form.len > 3 &&
         (memcmp(before->form.ptr, "Al", 2) == 0 || memcmp(before->form.ptr + 1, "Al", 2) == 0);
}

static uint32_t one_unit(const isn_tx *tx, uint32_t i, isn_when *when) {
  uint32_t j = i;
  bool this = isn_tx_is(tx, j, TW_THIS);
  if (this) j++;
  const isn_item *unit = isn_tx_at(tx, j);
  int8_t turn = 0;
  when->inside = i > 0 && (isn_tx_is(tx, i - 1, TW_IN) || isn_tx_is(tx, i - 1, TW_DURING));
  if (isn_tx_is(tx, j, TW_CLOCK)) { /* الساعة is an hour here: الساعة الماضية */
    uint32_t used = isn_tx_turn(tx, j + 1, &turn);
    if (used == 0 && this) return when->has |= W_NOW, j + 1 - i;
    if (used == 0 || turn == 0) return 0;
    return set_period(when, j + 1 + used - i, U_HOUR, turn < 0 ? -turn : turn, turn, false);
  }
  bool weekend = isn_tx_is(tx, j, TW_WEEKEND);
  if (weekend) {
    bool own = isn_tx_is(tx, j + 1, TW_THIS);
    uint32_t used = own ? 0 : isn_tx_turn(tx, j + 1, &turn);
    when->has |= W_EDGE, when->edge = TW_WEEKEND;
    return set_period(when, j + 1 + used - i, U_WEEK, 1, used ? turn : 0, false);
  }
  if (unit->kind != IT_UNIT || unit->plural || !(unit->definite || unit->dual) || general_not_year(tx, j)) return 0;
  uint32_t used = isn_tx_turn(tx, j + 1, &turn);
  if (unit->dual) return used && turn != 0 ? set_period(when, j + 1 + used - i, unit->value, 2, turn, false) : 0;
  if (used == 0 && this && unit->value <= U_HOUR) return when->has |= W_NOW, j + 1 - i; /* هذه الدقيقة */
  if (used == 0 && !this && !(when->has & (W_EDGE | W_ORDER))) return 0;
  if (isn_tx_is(tx, j + 1, TW_SAME) || (isn_tx_unit(tx, j, U_YEAR) && names_one(tx, j + 1))) return 0;
  if (isn_tx_unit(tx, j, U_DAY)) {
    when->has |= W_DAY_WORD, when->days = used ? turn : 0;
    return j + 1 + used - i;
  }
  double count = unit->value < U_DAY && turn != 0 ? (turn < 0 ? -turn : turn) : 1;
  return set_period(when, j + 1 + used - i, unit->value, count, used ? turn : 0, false);
}

uint32_t isn_tx_period(const isn_tx *tx, uint32_t i, isn_when *when) {
  uint32_t used;
  if ((used = order_of(tx, i, when))) return used;
  if ((used = last_units(tx, i, when))) return used;
  if ((used = number_first(tx, i, when))) return used;
  if ((used = plural_first(tx, i, when))) return used;
  if ((used = century(tx, i, when))) return used;
  return one_unit(tx, i, when);
}

/* ---- Shifts ------------------------------------------------------------------------------------------------------ */

/* «قبل يومين من الهجوم», «بعد عام على بدء الحرب», and no «قبل يومين من أمام منزله», «قبل يومين على يد مجهولين»: is it an event that stands behind
 * the preposition at item i? */
static bool event_behind(const isn_tx *tx, uint32_t i) {
  isn_reading all[12];
  for (uint32_t at = isn_tx_at(tx, i)->first; at <= isn_tx_at(tx, i)->end && at < tx->tokens.count; at++) {
    size_t count = isn_lex_readings(tx->lexicon, tx->tokens.at, tx->tokens.count, at, all, sizeof all / sizeof *all);
    for (size_t r = 0; r < count && r < sizeof all / sizeof *all; r++) {
      const isn_entry *e = all[r].entry;
      bool behind = at == isn_tx_at(tx, i)->end;
      if (e->kind == K_WORD && e->word_class == WC_AGENT) return false;
      if (behind && (e->kind == K_TRIGGER || e->kind == K_OPERATOR) && e->morph & (M_MASDAR | M_NOUN | M_FIXED)) return true;
      if (behind && (e->kind == K_PLACE || (e->kind == K_WORD && (e->word_class == WC_PLACE_WORD || e->word_class == WC_PREP || e->word_class == WC_NEAR)))) return false;
    }
  }
  return true;
}

uint32_t isn_tx_shift(const isn_tx *tx, uint32_t i, isn_when *when) {
  bool before = isn_tx_is(tx, i, TW_BEFORE), since = isn_tx_is(tx, i, TW_SINCE);
  if (!before && !since && !isn_tx_is(tx, i, TW_AFTER)) return 0;
  bool that = !since && isn_tx_is(tx, i + 1, TW_THAT) && isn_tx_at(tx, i + 2)->lead & C_BEH; /* بعد ذلك بيوم */
  uint32_t j = i + 1 + that;
  isn_length length;
  uint32_t used = isn_tx_length(tx, j, &length);
  if (used == 0) return 0;
  j += used;
  if (isn_tx_is(tx, j, TW_ELAPSED)) j++;
  if (!that && !since && isn_tx_is(tx, j, TW_FROM) && isn_tx_is(tx, j + 1, TW_THAT)) that = true, j += 2; /* بعد يوم من ذلك */
  int sign = before || since ? -1 : 1;
  when->has |= W_SHIFT;
  when->shift_sign = (int8_t)sign;
  when->shift_months = sign * length.months;
  when->shift_minutes = sign * length.minutes;
  when->shift_unit = length.smallest, when->shift_largest = length.largest;
  when->shift_open = length.open, when->shift_that = that;
  if (that) return j - i;
  if (isn_tx_is(tx, j, TW_FROM) && isn_tx_is(tx, j + 1, TW_NOW)) when->shift_from_now = true, j += 2;
  else if (isn_tx_is(tx, j, TW_FROM) || isn_tx_is(tx, j, TW_ONTO)) when->shift_event = event_behind(tx, j);
  return j - i;
}
