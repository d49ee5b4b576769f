/* Collects what belongs to one time. «مساء يوم أمس الأحد (22 شباط 2021) عند الساعة الثالثة» fills the slots part,
 * day word, weekday, date and clock, in whatever order they stand; a slot that is full already, or one that makes no
 * sense beside the others («أمس الشهر الماضي»), begins another time. A date of the Hijri calendar beside its
 * Gregorian twin is read over. */
#include "value/timex_parts.h"

/* ---- Components that are one word -------------------------------------------------------------------------------- */

/* مطلع، منتصف، أواخر، نهاية، بقية, and «آخر الشهر», «أول العام». */
static uint32_t edge(const isn_tx *tx, uint32_t i, isn_when *when) {
  const isn_item *item = isn_tx_at(tx, i), *next = isn_tx_at(tx, i + 1);
  if (item->kind != IT_WORD && !(item->kind == IT_NUMBER && item->ordinal && item->value == 1)) return 0;
  int word = item->kind == IT_NUMBER ? TW_FIRST : item->word;
  bool long_unit = next->kind == IT_UNIT && next->definite && !next->plural && next->value >= U_WEEK;
  switch (word) {
    case TW_START:
    case TW_MIDDLE:
    case TW_LATE_PART:
    case TW_END:
    case TW_REST: break;
    case TW_FIRST:
      if (!long_unit || item->definite) return 0;
      word = TW_START;
      break;
    case TW_LAST:
      if (!long_unit) return 0;
      word = TW_END;
      break;
    default: return 0;
  }
  uint32_t j = i + 1 + (isn_tx_is(tx, i + 1, TW_FROM) ? 1 : 0);
  next = isn_tx_at(tx, j);
  bool period = (next->kind == IT_UNIT &&
                 (next->definite || word == TW_REST || isn_tx_kind(tx, j + 1, IT_NUMBER) ||
                  isn_tx_kind(tx, j + 1, IT_MONTH) || isn_tx_kind(tx, j + 1, IT_HIJRI) ||
                  isn_tx_kind(tx, j + 1, IT_WEEKDAY) || isn_tx_kind(tx, j + 1, IT_DAY_WORD))) ||
                next->kind == IT_MONTH || next->kind == IT_HIJRI || next->kind == IT_DAY_WORD ||
                next->kind == IT_DECADE || isn_tx_is(tx, j, TW_THIS) ||
                (next->kind == IT_NUMBER && next->digits && next->length == 4);
  if (!period) return 0;
  when->has |= W_EDGE, when->edge = (uint8_t)word;
  if (word == TW_REST && isn_tx_unit(tx, j, U_DAY)) when->has |= W_DAY_WORD, when->days = 0, j++;
  return j - i;
}

static uint32_t holiday(const isn_tx *tx, uint32_t i, isn_when *when) {
  if (!isn_tx_kind(tx, i, IT_HOLIDAY)) return 0;
  when->has |= W_HOLIDAY, when->holiday = (int32_t)tx->at[i].value;
  return 1;
}

static uint32_t season(const isn_tx *tx, uint32_t i, isn_when *when) {
  int8_t turn;
  if (!isn_tx_kind(tx, i, IT_SEASON)) return 0;
  uint32_t used = tx->at[i].definite ? isn_tx_turn(tx, i + 1, &turn) : 0;
  const isn_item *next = isn_tx_at(tx, i + 1);
  bool year = (next->kind == IT_NUMBER && next->digits && next->length == 4) || isn_tx_unit(tx, i + 1, U_YEAR) ||
              (isn_tx_is(tx, i + 1, TW_FROM) && isn_tx_unit(tx, i + 2, U_YEAR)) || isn_tx_is(tx, i + 1, TW_THIS);
  if (!used && !year) return 0;
  when->has |= W_SEASON, when->season = (uint8_t)tx->at[i].value;
  if (used) when->period_turn = turn;
  return 1 + used;
}

static uint32_t decade(const isn_tx *tx, uint32_t i, isn_when *when) {
  if (!isn_tx_kind(tx, i, IT_DECADE)) return 0;
  uint32_t j = i + 1;
  when->has |= W_DECADE, when->decade = (int16_t)tx->at[i].value;
  if (isn_tx_is(tx, j, TW_FROM)) j++;
  const isn_item *order = isn_tx_at(tx, j + 1);
  if (!isn_tx_unit(tx, j, U_CENTURY)) return 1;
  if (order->kind == IT_NUMBER && order->ordinal && order->value <= 21) when->century = (int16_t)order->value, j += 2;
  else if (order->kind == IT_PAST) when->century = 20, j += 2;
  else return 1;
  return j - i;
}

/* «في 2011», «منذ 1970»: four digits behind a preposition of time. */
static uint32_t bare_year(const isn_tx *tx, uint32_t i, isn_when *when) {
  const isn_item *item = isn_tx_at(tx, i);
  if (item->kind != IT_NUMBER || !item->digits || item->length != 4 || item->value < 1900 || item->value > 2100 ||
      item->end - item->first > 1)
    return 0;
  bool led = (when->has & W_EDGE) != 0;
  if (i > 0 && tx->at[i - 1].kind == IT_WORD) {
    int word = tx->at[i - 1].word;
    led |= word == TW_IN || word == TW_SINCE || word == TW_UNTIL || word == TW_FROM || word == TW_BY ||
           word == TW_BETWEEN || word == TW_DURING;
  }
  bool round = item->value == 2000 && isn_tx_kind(tx, i + 1, IT_NONE);
  if (!led || round || isn_tx_kind(tx, i + 1, IT_UNIT)) return 0;
  when->has |= W_YEAR, when->year = (int32_t)item->value;
  return 1;
}

static uint32_t now(const isn_tx *tx, uint32_t i, isn_when *when) {
  if (!isn_tx_is(tx, i, TW_NOW)) return 0;
  when->has |= W_NOW;
  return 1;
}

/* «بتوقيت دمشق», «بالتوقيت المحلي», «ت.غ»: read over; Greenwich is kept. */
static uint32_t zone(const isn_tx *tx, uint32_t i, isn_when *when) {
  if (!(when->has & W_CLOCK)) return 0;
  if (isn_tx_mark(tx, i, '(') && isn_tx_kind(tx, i + 1, IT_CLOCK) && isn_tx_is(tx, i + 2, TW_UTC) &&
      isn_tx_mark(tx, i + 3, ')'))
    return 4;
  uint32_t j = i;
  bool word = isn_tx_is(tx, j, TW_ZONE);
  if (word) j++;
  if (isn_tx_is(tx, j, TW_UTC)) {
    when->utc = true;
    return j + 1 - i;
  }
  if (!word) return 0;
  return j + (isn_tx_kind(tx, j, IT_ZONE) ? 1 : 0) - i;
}

/* ---- Which slots may stand together ------------------------------------------------------------------------------ */

static bool day_known(uint32_t has) { return has & (W_DAY | W_SHIFT | W_ORDER | W_PART | W_CLOCK); }

static bool weekday_fits(uint32_t old, const isn_when *with) {
  if (old & (W_SEASON | W_ANAPHOR | W_EDGE | W_DECADE)) return false;
  if ((old & W_MONTH) && !(old & W_MDAY) && with->nth == 0) return false;
  if ((old & W_YEAR) && !(old & W_MDAY) && with->nth == 0) return false;
  if ((old & W_PERIOD) && !(old & W_MDAY) && with->unit != U_WEEK && with->nth == 0) return false;
  return !(old & W_DAY_WORD) || with->weekday_turn == TURN_OPEN;
}

static bool date_fits(uint32_t old, const isn_when *with) {
  bool day = with->has & W_MDAY;
  if (old & (W_ANAPHOR | W_DECADE | W_SEASON | W_PERIOD | W_NOW)) return false;
  if ((old & W_WEEKDAY) && with->nth == 0 && !day) return false;
  if ((old & (W_DAY_WORD | W_SHIFT | W_HOLIDAY)) && !day) return false;
  return !((old & (W_EDGE | W_ORDER)) && day) && !((old & (W_CLOCK | W_PART)) && !day && !(old & (W_ORDER | W_DAY)));
}

/* Whether what a component added agrees with what was there. */
static bool fits(uint32_t old, uint32_t added, const isn_when *with) {
  if (old == 0) return true;
  if (old & W_NOW || added & W_NOW) return false;
  if ((added & (W_CLOCK | W_PART)) && !(added & (W_DAY | W_MONTH)) && !day_known(old)) return false;
  if ((added & (W_DAY_WORD | W_ANAPHOR)) &&
      (old & (W_DAY_WORD | W_MDAY | W_MONTH | W_PERIOD | W_SHIFT | W_HOLIDAY | W_ANAPHOR | W_YEAR | W_ORDER)))
    return false;
  if ((added & W_WEEKDAY) && !weekday_fits(old, with)) return false;
  if ((added & (W_MDAY | W_MONTH)) && !date_fits(old, with)) return false;
  if ((added & W_YEAR) && !(added & W_MONTH) && !(old & (W_MONTH | W_HOLIDAY | W_SEASON | W_ORDER | W_EDGE)))
    return false;
  if ((added & W_PERIOD) && !(added & W_MDAY) && !(old & (W_ORDER | W_EDGE)) &&
      !((old & W_WEEKDAY) && !(old & (W_MDAY | W_DAY_WORD))))
    return false;
  if ((added & W_SHIFT) && ((old & ~(uint32_t)W_WEEKDAY) || with->shift_event)) return false; /* الأحد، قبل يومين من الهجوم */
  if ((added & (W_SEASON | W_DECADE)) && (old & ~(uint32_t)W_EDGE)) return false;
  if ((added & W_HOLIDAY) && (old & ~(uint32_t)(W_WEEKDAY | W_PART | W_EDGE | W_DAY_WORD | W_ORDER))) return false;
  return !((added & W_EDGE) && (old & ~(uint32_t)W_SHIFT)) || (added & W_PERIOD);
}

typedef uint32_t reader(const isn_tx *, uint32_t, isn_when *);

static uint32_t component(const isn_tx *tx, uint32_t i, isn_when *when) {
  static reader *const readers[] = {zone,          isn_tx_clock, isn_tx_part, isn_tx_day_word, isn_tx_weekday,
                                    edge,          isn_tx_date,  holiday,     season,          decade,
                                    isn_tx_period, isn_tx_shift, isn_tx_year, bare_year,       now};
  static const uint32_t slots[] = {0,        W_CLOCK,  W_PART,   W_DAY_WORD | W_ANAPHOR, W_WEEKDAY, W_EDGE, W_MONTH, W_HOLIDAY,
                                   W_SEASON, W_DECADE, W_PERIOD, W_SHIFT,    W_YEAR,    W_YEAR, W_NOW};
  const isn_item *item = isn_tx_at(tx, i);
  if (item->kind == IT_NONE || item->kind == IT_BREAK) return 0;
  if (when->has && (item->lead & (C_WAW | C_FEH))) return 0;
  isn_when with = *when; /* a reader that finds nothing leaves it as it is */
  for (size_t r = 0; r < sizeof readers / sizeof *readers; r++) {
    if (when->has & slots[r]) continue;
    uint32_t used = readers[r](tx, i, &with);
    if (used == 0) continue;
    if (fits(when->has, with.has & ~when->has, &with)) {
      *when = with;
      return used;
    }
    with = *when;
  }
  return 0;
}

/* ---- The loop ---------------------------------------------------------------------------------------------------- */

/* What may stand between two components; paren: a bracket was opened. */
static uint32_t connector(const isn_tx *tx, uint32_t i, bool *paren) {
  uint32_t j = i;
  *paren = false;
  if (isn_tx_mark(tx, j, '(')) *paren = true, j++;
  else if (isn_tx_mark(tx, j, ',') || isn_tx_mark(tx, j, '-') || isn_tx_mark(tx, j, '/')) j++;
  else if ((isn_tx_mark(tx, j, ':') || isn_tx_mark(tx, j, '|')) && isn_tx_kind(tx, j + 1, IT_CLOCK)) j++;
  bool another = isn_tx_at(tx, j)->lead & (C_WAW | C_FEH); /* «في اليوم نفسه، وفي اليوم التالي» */
  if (!another && (isn_tx_is(tx, j, TW_FROM) || isn_tx_is(tx, j, TW_IN) || isn_tx_is(tx, j, TW_DURING))) j++;
  if (isn_tx_is(tx, j, TW_MATCHING)) j++;
  return j - i;
}

/* A dash joins a weekday and its date, not two things that happened: «الأحد - 12 أيار». */
static bool connector_allowed(const isn_tx *tx, uint32_t i, uint32_t old, uint32_t added) {
  if (isn_tx_mark(tx, i, '-') || isn_tx_mark(tx, i, '/')) return (added & W_MDAY) || (old & W_MDAY);
  if (isn_tx_is(tx, i, TW_FROM) && (added & W_SHIFT)) return false;
  return true;
}

/* The same day once more in the other calendar, or in other words. */
static uint32_t twin(const isn_tx *tx, uint32_t i, isn_when *when) {
  isn_when other = {.weekday_turn = TURN_OPEN, .month_turn = TURN_OPEN, .period_turn = TURN_OPEN, .decade = -1};
  if ((when->has & (W_MDAY | W_MONTH)) != (W_MDAY | W_MONTH)) return 0;
  uint32_t used = isn_tx_date(tx, i, &other);
  if (used == 0 || (other.has & (W_MDAY | W_MONTH)) != (W_MDAY | W_MONTH)) return 0;
  bool same = other.hijri == when->hijri;
  if (same && (other.mday != when->mday || other.month != when->month)) return 0;
  if (when->hijri && !other.hijri) {
    when->mday = other.mday, when->month = other.month, when->hijri = false, when->month_turn = other.month_turn;
    when->has = (when->has & ~(uint32_t)W_YEAR) | (other.has & W_YEAR);
    when->year = other.year;
  }
  when->has |= W_TWIN;
  return used;
}

uint32_t isn_tx_collect(const isn_tx *tx, uint32_t i, isn_when *when) {
  *when = (isn_when){
      .weekday_turn = TURN_OPEN, .month_turn = TURN_OPEN, .period_turn = TURN_OPEN, .decade = -1, .first = i};
  uint32_t j = i, used, outside = 0;
  isn_when before = *when; /* as it was before an open bracket */
  bool inside = false;
  if ((used = component(tx, j, when)) == 0) return 0;
  j += used;
  for (;;) {
    if (inside && isn_tx_mark(tx, j, ')')) inside = false, j++;
    bool paren = false;
    if ((used = component(tx, j, when)) == 0 && !isn_tx_kind(tx, j, IT_BREAK)) {
      uint32_t skip = connector(tx, j, &paren), old = when->has;
      isn_when with = *when;
      if (skip == 0 || (paren && inside)) break;
      used = component(tx, j + skip, &with);
      if (used == 0) used = twin(tx, j + skip, &with);
      if (used == 0 || !connector_allowed(tx, j, old, with.has & ~old)) break;
      if (paren) before = *when, outside = j, inside = true;
      *when = with;
      used += skip;
    }
    if (used == 0) break;
    j += used;
  }
  if (inside) *when = before, j = outside;
  if (when->has == W_EDGE) return 0; /* «نهاية» of something else */
  when->end = j;
  return j - i;
}
