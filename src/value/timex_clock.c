/* Clock times and parts of the day. «الساعة الثالثة والنصف عصراً» is clock 3:30 and part afternoon, which together
 * make 15:30 when they are resolved; «عند السادسة إلا ربعاً من صباح اليوم» is 5:45 and morning. A number is an hour
 * only where something says so: الساعة before it, a fraction, or a part of the day behind it. «مقتل 7 صباح اليوم»
 * counts the dead. */
#include <math.h>

#include "text/letters.h"
#include "value/timex_parts.h"

/* ---- Hours ------------------------------------------------------------------------------------------------------- */

static bool feminine(const isn_tx *tx, const isn_item *item) {
  isnad_str form = tx->tokens.at[item->first].form;
  if (form.len == 0) return false;
  char last = form.ptr[form.len - 1];
  return last == L_TEH_MARBUTA || last == L_HEH || (item->value == 1 && last == L_YEH);
}

/* «المرة الثالثة مساءً»: the ordinal describes the noun before it. */
static bool describes_noun(const isn_tx *tx, uint32_t i) {
  if (i == 0 || tx->at[i - 1].kind != IT_NONE) return false;
  const isn_token *before = &tx->tokens.at[tx->at[i - 1].end - 1];
  isnad_str form = before->form;
  if (before->kind != TOK_WORD || form.len < 4) return false;
  for (size_t at = 0; at < 2; at++)
    if (isn_article_at(form, at)) return true;
  return form.ptr[0] == L_LAM && form.ptr[1] == L_LAM;
}

static bool part_follows(const isn_tx *tx, uint32_t i) {
  if (isn_tx_mark(tx, i, ',')) i++;
  if (isn_tx_is(tx, i, TW_FROM) || isn_tx_is(tx, i, TW_IN)) i++;
  if (isn_tx_is(tx, i, TW_EARLY) || isn_tx_is(tx, i, TW_LATE)) i++;
  return isn_tx_kind(tx, i, IT_PART) || isn_tx_is(tx, i, TW_AM) || isn_tx_is(tx, i, TW_PM);
}

static int fraction_minutes(const isn_tx *tx, uint32_t i) {
  if (isn_tx_is(tx, i, TW_HALF)) return 30;
  if (isn_tx_is(tx, i, TW_QUARTER)) return 15;
  return isn_tx_is(tx, i, TW_THIRD) ? 20 : 0;
}

static bool whole(const isn_item *item, int from, int to) {
  return item->kind == IT_NUMBER && item->value >= from && item->value <= to && item->value == floor(item->value);
}

/* «والنصف», «و18 دقيقة», «إلا ربعاً»: minutes to add at item i; gives the items used. */
static uint32_t minutes_tail(const isn_tx *tx, uint32_t i, bool strong, int *minutes) {
  uint32_t j = i;
  if (isn_tx_is(tx, j, TW_MINUS)) {
    j++;
    int part = fraction_minutes(tx, j);
    if (part == 0 && whole(isn_tx_at(tx, j), 1, 59)) part = (int)tx->at[j].value;
    if (part == 0) return 0;
    *minutes -= part;
    return j + 1 - i + (isn_tx_unit(tx, j + 1, U_MINUTE) ? 1 : 0);
  }
  bool and = isn_tx_is(tx, j, TW_AND);
  if (and) j++;
  const isn_item *item = isn_tx_at(tx, j);
  if (!and&&!(item->lead & C_WAW)) return 0;
  int part = fraction_minutes(tx, j);
  if (part) {
    *minutes += part;
    return j + 1 - i + minutes_tail(tx, j + 1, strong, minutes);
  }
  if (!whole(item, 1, 59)) return 0;
  uint32_t unit = isn_tx_unit(tx, j + 1, U_MINUTE) ? 1 : 0;
  bool ends = isn_tx_kind(tx, j + 1, IT_BREAK) || isn_tx_kind(tx, j + 1, IT_PUNCT);
  if (!unit && (item->value < 10 || !(part_follows(tx, j + 1) || (strong && ends && !item->digits)))) return 0;
  *minutes += (int)item->value;
  return j + 1 + unit - i;
}

/* The hour at item i as minutes; number words of two digits are hour and minutes: «خمسة وخمسين» is 5:50. */
static bool hour_minutes(const isn_tx *tx, uint32_t i, bool strong, int *minutes) {
  const isn_item *item = isn_tx_at(tx, i);
  if (item->kind != IT_NUMBER || item->value < 0 || (item->value == 0 && !strong)) return false;
  double hour = floor(item->value), rest = item->value - hour;
  if (rest > 0) {
    if (!strong || hour > 24) return false;
    *minutes = (int)(hour * 60 + (item->digits ? floor(rest * 100 + 0.5) : floor(rest * 60 + 0.5)));
    return *minutes < 24 * 60;
  }
  if (item->ordinal && hour > 12) {
    /* «الرابعة وأربعون دقيقة»: the number reader made one ordinal of it */
    if (!strong || hour > 99 || (int)hour % 10 == 0 || !feminine(tx, item)) return false;
    *minutes = (int)hour % 10 * 60 + (int)hour / 10 * 10;
  } else if (item->ordinal) {
    if (hour > 12 || !feminine(tx, item) || (!strong && describes_noun(tx, i))) return false;
  } else if (hour > 24) {
    if (item->digits || hour > 99 || (!strong && !part_follows(tx, i + 1))) return false;
    *minutes = (int)hour % 10 * 60 + (int)hour / 10 * 10;
    return (int)hour % 10 > 0;
  }
  if (!(item->ordinal && hour > 12)) *minutes = (int)hour * 60;
  return true;
}

static void set_clock(isn_when *when, int minutes, bool sure) {
  when->has |= W_CLOCK;
  when->clock = (int16_t)((minutes + 1440) % 1440);
  when->clock_24 = sure || minutes >= 13 * 60;
}

/* «عشرين دقيقة بعد الخامسة» */
static uint32_t minutes_before_hour(const isn_tx *tx, uint32_t i, isn_when *when) {
  if (!whole(isn_tx_at(tx, i), 1, 59) || !isn_tx_unit(tx, i + 1, U_MINUTE)) return 0;
  int sign = isn_tx_is(tx, i + 2, TW_BEFORE) ? -1 : isn_tx_is(tx, i + 2, TW_AFTER) ? 1 : 0, minutes;
  const isn_item *hour = isn_tx_at(tx, i + 3);
  if (sign == 0 || !hour->ordinal || !hour_minutes(tx, i + 3, true, &minutes)) return 0;
  set_clock(when, minutes + sign * (int)tx->at[i].value, false);
  return 4;
}

/* A number without الساعة before it needs proof; digits more than words, for digits count everything. */
static bool is_hour(const isn_tx *tx, uint32_t i, uint32_t tail, bool at_word, const isn_when *when) {
  const isn_item *item = isn_tx_at(tx, i);
  bool ends = isn_tx_kind(tx, i + 1, IT_BREAK) || isn_tx_kind(tx, i + 1, IT_PUNCT);
  /* «هذا الصباح في السابعة», «الليلة في 8» */
  if ((when->has & (W_PART | W_DAY)) && i > 0 && isn_tx_is(tx, i - 1, TW_IN) && ends &&
      (item->ordinal ? item->definite : (when->has & W_PART) != 0))
    return true;
  bool part = part_follows(tx, i + 1 + tail);
  if (tail) return part || item->ordinal || at_word;
  if (item->ordinal) return part && item->definite;
  bool bound = item->definite || at_word ||
               (i > 0 && (isn_tx_is(tx, i - 1, TW_IN) || isn_tx_is(tx, i - 1, TW_TO) || isn_tx_is(tx, i - 1, TW_FROM) ||
                          isn_tx_is(tx, i - 1, TW_UNTIL) || isn_tx_is(tx, i - 1, TW_BETWEEN)));
  if (item->value > 24) return part;
  if ((when->has & W_DAY) && !(when->has & W_PART) && part && item->value <= 12) return true; /* «يوم 15، 8 مساءً» */
  return bound && (part || (at_word && ends));
}

uint32_t isn_tx_clock(const isn_tx *tx, uint32_t i, isn_when *when) {
  uint32_t j = i;
  bool at_word = false, strong = tx->expect_hour;
  while (isn_tx_is(tx, j, TW_ABOUT) || isn_tx_is(tx, j, TW_AT) || isn_tx_is(tx, j, TW_CLOCK)) {
    if (isn_tx_is(tx, j, TW_AT)) at_word = true;
    if (isn_tx_is(tx, j, TW_CLOCK)) strong = true;
    if (++j - i > 4) return 0;
  }
  const isn_item *item = isn_tx_at(tx, j);
  int minutes = 0;
  if (strong && isn_tx_mark(tx, j, '(') && isn_tx_kind(tx, j + 1, IT_CLOCK) && isn_tx_mark(tx, j + 2, ')')) {
    set_clock(when, (int)tx->at[j + 1].value, tx->at[j + 1].value >= 13 * 60); /* الساعة (9:30) */
    return j + 3 - i;
  }
  if (item->kind == IT_CLOCK) {
    set_clock(when, (int)item->value, item->value >= 13 * 60 || item->value < 60);
    return j + 1 - i + (isn_tx_is(tx, j + 1, TW_SHARP) ? 1 : 0);
  }
  if (item->kind != IT_NUMBER) return 0;
  uint32_t used = minutes_before_hour(tx, j, when);
  if (used) return j + used - i;
  bool definite_digits = item->digits && item->definite;
  if (!hour_minutes(tx, j, strong || at_word || definite_digits, &minutes)) return 0;
  uint32_t tail = minutes_tail(tx, j + 1, strong, &minutes);
  if (!strong && !is_hour(tx, j, tail, at_word, when)) return 0;
  j += 1 + tail;
  if (isn_tx_unit(tx, j, U_MINUTE) && minutes % 60) j++;
  if (isn_tx_is(tx, j, TW_SHARP)) j++;
  set_clock(when, minutes, false);
  return j - i;
}

/* ---- Parts of the day -------------------------------------------------------------------------------------------- */

static bool day_follows(const isn_tx *tx, uint32_t i) {
  if (isn_tx_is(tx, i, TW_FROM)) i++;
  if (isn_tx_is(tx, i, TW_THIS)) i++;
  if (isn_tx_mark(tx, i, '(')) i++;
  const isn_item *item = isn_tx_at(tx, i);
  switch (item->kind) {
    case IT_DAY_WORD:
    case IT_DATE:
    case IT_HOLIDAY: return true;
    case IT_WEEKDAY: return item->definite;
    case IT_UNIT: return item->value == U_DAY;
    case IT_NUMBER:
      if (isn_tx_is(tx, i + 1, TW_ONTO) || isn_tx_mark(tx, i + 1, '-')) return isn_tx_kind(tx, i + 2, IT_NUMBER);
      return item->value <= 31 && (isn_tx_kind(tx, i + 1, IT_MONTH) || isn_tx_kind(tx, i + 1, IT_HIJRI) ||
                                   (isn_tx_is(tx, i + 1, TW_FROM) && !isn_tx_kind(tx, i + 2, IT_NONE)));
    default: return false;
  }
}

static bool opens_part(const isn_tx *tx, uint32_t i) {
  if (tx->at[i].lead & (C_BEH | C_LAM)) return true;
  if (i == 0) return false;
  const isn_item *before = &tx->at[i - 1];
  if (before->kind != IT_WORD) return false;
  switch (before->word) {
    case TW_IN:
    case TW_DURING:
    case TW_SINCE:
    case TW_UNTIL:
    case TW_THIS:
    case TW_AT:
    case TW_BY:
    case TW_EARLY:
    case TW_LATE:
    case TW_TIME_OF:
    case TW_STARTING:
    case TW_EVERY:
    case TW_WHOLE:
    case TW_MIDDLE:
    case TW_START:
    case TW_END:
    case TW_FROM:
    case TW_TO: return true;
    default: return false;
  }
}

/* «فجر» is also a verb, «ظهر» too: a bare part must lean on a day, a clock time or a preposition, or stand in the
 * accusative. */
static bool part_stands(const isn_tx *tx, uint32_t i, uint32_t end, const isn_when *when) {
  const isn_item *item = &tx->at[i];
  if (tx->tokens.at[item->first].shadda && item->end - item->first == 1 && !item->definite) return false;
  if (when->has & (W_DAY | W_CLOCK)) return true;
  if (item->tanwin || item->weak || day_follows(tx, end)) return true;
  return (item->definite || item->end - item->first > 1) && (opens_part(tx, i) || item->end - item->first > 1);
}

static uint32_t tonight(const isn_tx *tx, uint32_t j, isn_when *when) {
  int8_t turn;
  uint32_t used = isn_tx_turn(tx, j, &turn);
  if (isn_tx_is(tx, j, TW_SAME)) {
    when->has |= W_ANAPHOR;
    return 1;
  }
  if (used == 0 && (isn_tx_kind(tx, j, IT_NUMBER) || day_follows(tx, j))) return 0;
  when->has |= W_DAY_WORD;
  when->days = used == 0 || turn > 0 ? (int16_t)(used && turn > 1) : turn;
  return used;
}

uint32_t isn_tx_part(const isn_tx *tx, uint32_t i, isn_when *when) {
  uint32_t j = i;
  int8_t early = 0;
  bool this = false;
  if (isn_tx_is(tx, j, TW_EARLY)) early = 1, j++;
  else if (isn_tx_is(tx, j, TW_LATE)) early = -1, j++;
  if (isn_tx_is(tx, j, TW_MIDDLE) && isn_tx_kind(tx, j + 1, IT_PART)) early = 2, j++;
  if (isn_tx_is(tx, j, TW_THIS)) this = true, j++;
  const isn_item *item = isn_tx_at(tx, j);
  if ((isn_tx_is(tx, j, TW_AM) || isn_tx_is(tx, j, TW_PM)) && (when->has & W_CLOCK) && j == i) {
    when->has |= W_PART;
    when->part = item->word == TW_AM ? DP_MORNING : DP_AFTERNOON;
    return 1;
  }
  if (item->kind != IT_PART) return 0;
  if (!this && early == 0 && !part_stands(tx, j, j + 1, when)) return 0;
  j++;
  when->has |= W_PART;
  when->part = (uint8_t)item->value;
  when->early = early;
  if (isn_tx_is(tx, j, TW_EARLY)) when->early = 1, j++;
  else if (isn_tx_is(tx, j, TW_LATE)) when->early = -1, j++;
  if (this && !(when->has & W_DAY)) when->has |= W_DAY_WORD, when->days = 0;
  else if (item->same && !(when->has & W_DAY)) when->has |= W_ANAPHOR; /* نفس الليلة */
  else if (item->weak && !(when->has & W_DAY)) j += tonight(tx, j, when);
  return j - i;
}
