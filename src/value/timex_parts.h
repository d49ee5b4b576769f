/* timex_parts: what the files of timex share. Three steps, a file or two each:
 *
 *   tokens -> items    timex_words.c, timex_numeric.c   «مساء يوم أمس» is PART evening, UNIT day, DAY_WORD -1
 *   items -> when      timex_clock.c, timex_date.c, timex_relative.c   one slot for each kind of knowledge
 *   when -> timex      timex_resolve.c                  2022-01-23TEV
 *
 * timex_join.c stands above: it walks over the items once, collects slots as long as they agree, and handles what
 * binds two times or bends one (منذ، حتى، من ... إلى). */
#ifndef ISN_VALUE_TIMEX_PARTS_H
#define ISN_VALUE_TIMEX_PARTS_H

#include "lex/codes.h"
#include "value/timex.h"

enum isn_item_kind {
  IT_NONE,       /* any other word */
  IT_NUMBER,     /* value; ordinal, digits */
  IT_DATE,       /* a date in digits: year, month, day; 0: not given */
  IT_CLOCK,      /* 14:30: value is the minute of the day */
  IT_MONTH, IT_HIJRI, IT_WEEKDAY, IT_DAY_WORD, IT_PART, IT_HOLIDAY, IT_ZONE, IT_DECADE, IT_SEASON, /* value */
  IT_UNIT,       /* value: seconds; dual: two of them */
  IT_PAST, IT_NEXT, IT_THIS, /* الماضي، المقبل، الحالي; value 1, or 2 where the word itself says so */
  IT_WORD,       /* word: enum isn_time_word */
  IT_PUNCT,      /* word: the character where it is ASCII or the Arabic comma (','), else 0 */
  IT_BREAK
};

typedef struct isn_item {
  uint32_t first, end; /* tokens [first, end) */
  uint32_t start;      /* byte of the word behind its proclitics, the article included */
  double value;
  int16_t year;
  uint16_t word;
  uint8_t month, day, kind;
  uint8_t lead;      /* proclitics: C_WAW, C_FEH, C_BEH, C_LAM, C_KAF */
  bool definite, ordinal, digits, dual, plural, tanwin, weak, same, glued; /* same: of the day named before; glued: no space before it */
  uint8_t length;    /* digits: how many */
} isn_item;

/* ---- What an expression says, slot by slot ----------------------------------------------------------------------- */

enum {
  W_CLOCK = 1 << 0,    /* clock */
  W_PART = 1 << 1,     /* part, early */
  W_DAY_WORD = 1 << 2, /* days from now */
  W_WEEKDAY = 1 << 3,  /* weekday, weekday_turn, nth */
  W_MDAY = 1 << 4,     /* mday */
  W_MONTH = 1 << 5,    /* month, hijri, month_turn */
  W_YEAR = 1 << 6,     /* year, or year_turn */
  W_PERIOD = 1 << 7,   /* unit, count, period_turn: الأسبوع الماضي، الأشهر الثلاثة القادمة */
  W_SHIFT = 1 << 8,    /* shift_months, shift_days, shift_minutes */
  W_HOLIDAY = 1 << 9,
  W_EDGE = 1 << 10,    /* edge: مطلع، منتصف، أواخر، نهاية */
  W_NOW = 1 << 11,
  W_ORDER = 1 << 12,   /* order of unit in the slot above: الأسبوع الأول من، الربع الثالث */
  W_SEASON = 1 << 13,
  W_DECADE = 1 << 14,  /* decade or century */
  W_ANAPHOR = 1 << 15, /* اليوم التالي، اليوم نفسه: days from the last day named */
  W_TWIN = 1 << 16     /* a second date of another calendar was read over */
};
#define W_DAY (W_DAY_WORD | W_WEEKDAY | W_MDAY | W_HOLIDAY | W_ANAPHOR)
#define W_DATE (W_MDAY | W_MONTH | W_YEAR)

typedef struct isn_when {
  uint32_t has;
  uint32_t first, end;     /* items that were read */
  int16_t clock;           /* minute of the day */
  bool clock_24;           /* beyond doubt about the half of the day */
  bool utc;                /* ت.غ, GMT */
  uint8_t part;            /* enum isn_day_part */
  int8_t early;            /* 1 early, -1 late, 2 in the middle of it */
  int16_t days;            /* DAY_WORD, ANAPHOR */
  uint8_t weekday, weekday_to; /* weekday_to: the second of ليل الخميس الجمعة, or of a list of two */
  int8_t weekday_turn;     /* TURN_OPEN, or -1, -2 past, 1, 2 next, 0 this */
  int8_t nth;              /* nth weekday or day of the period: 1.., -1 last; 0 none */
  uint8_t mday, mday_to, month;
  bool hijri;
  int8_t month_turn, year_turn, period_turn;
  int32_t year;            /* 0: unknown */
  double unit;             /* PERIOD: seconds of the unit */
  double count;            /* PERIOD: how many, 1 for one */
  bool count_open;         /* the number is not said: الأيام الماضية */
  bool inside;             /* في، خلال before it */
  double order_unit;
  int16_t order;           /* 1.., -1 last */
  int32_t shift_months;
  int64_t shift_minutes;
  double shift_unit;       /* the smallest unit of the shift */
  double shift_largest;
  bool shift_from_now;     /* من الآن */
  bool shift_open;         /* قبل أيام */
  bool shift_event;        /* بعد 17 يوماً من خطفه */
  bool shift_that;         /* بعد ذلك بيوم، قبل يومين من ذلك */
  int8_t shift_sign;
  int32_t holiday;
  uint8_t edge;            /* enum isn_time_word */
  uint8_t season;
  int16_t decade, century;
} isn_when;

enum { TURN_OPEN = 9 };

enum { /* seconds of the units, as time.tsv gives them */
  U_SECOND = 1, U_MINUTE = 60, U_HOUR = 3600, U_DAY = 86400, U_WEEK = 604800, U_MONTH = 2629746, U_YEAR = 31556952,
  U_DECADE = 315569520
};
#define U_CENTURY 3155695200.0

typedef struct isn_tx {
  isn_arena *arena;
  const isnad_lexicon *lexicon;
  isnad_str text;
  isn_tokens tokens;
  const isn_item *at;
  uint32_t count;         /* items */
  isn_moment now;
  isnad_prefer prefer;
  int32_t last_day;       /* the last day that was named, for اليوم التالي; INT32_MIN */
  int32_t said_day;       /* the same, kept over the end of a paragraph for اليوم نفسه, a bounded way; INT32_MIN */
  isn_moment last_time;   /* the last time that was named, for بعد ساعتين */
  bool expect_hour;       /* a bare number is an hour: behind من, before إلى السادسة */
} isn_tx;

/* ---- Steps ------------------------------------------------------------------------------------------------------- */

isn_item *isn_tx_items(isn_arena *, const isnad_lexicon *, isnad_str text, isn_tokens, const isn_number *,
                       size_t number_count, uint32_t *count);
/* A date or clock time in digits that begins at a token; false where there is none. */
bool isn_tx_numeric(isn_tokens, uint32_t at, isn_item *out);

/* Each reads one component at item i into when and gives the number of items used; 0: none there, when untouched. */
uint32_t isn_tx_clock(const isn_tx *, uint32_t i, isn_when *);
uint32_t isn_tx_date(const isn_tx *, uint32_t i, isn_when *);
uint32_t isn_tx_weekday(const isn_tx *, uint32_t i, isn_when *);
uint32_t isn_tx_day_word(const isn_tx *, uint32_t i, isn_when *);
uint32_t isn_tx_part(const isn_tx *, uint32_t i, isn_when *);
uint32_t isn_tx_year(const isn_tx *, uint32_t i, isn_when *);
uint32_t isn_tx_period(const isn_tx *, uint32_t i, isn_when *);
uint32_t isn_tx_shift(const isn_tx *, uint32_t i, isn_when *);
/* A length: ثلاثة أيام، ساعة ونصف، يومين. seconds and TIMEX3 value (of the first units); count is of the largest
 * unit. */
typedef struct isn_length {
  int32_t months;
  int64_t minutes;
  double seconds, smallest, largest, count;
  bool open; /* أيام, بضع ساعات: no number */
  char value[20];
} isn_length;
uint32_t isn_tx_length(const isn_tx *, uint32_t i, isn_length *);

/* The letters of a unit in a TIMEX3 duration. */
const char *isn_tx_unit_letter(double unit);
/* الماضي، قبل الماضي، القادم، بعد القادم، الحالي at item i: -1, -2, 1, 2, 0. */
uint32_t isn_tx_turn(const isn_tx *, uint32_t i, int8_t *turn);

/* All components at item i that agree with each other, joined by commas, brackets, من, في and the like. */
uint32_t isn_tx_collect(const isn_tx *, uint32_t i, isn_when *);
/* One expression at item i, with the word that binds it (منذ، حتى، خلال، من ... إلى); first is the item where it
 * begins. */
uint32_t isn_tx_expression(const isn_tx *, uint32_t i, uint32_t *first, isn_timex *);

/* Fills kind, value, from, to and the rest; false where the slots make no time. */
bool isn_tx_resolve(const isn_tx *, const isn_when *, isn_timex *);

/* ---- Small things ------------------------------------------------------------------------------------------------ */

static inline const isn_item *isn_tx_at(const isn_tx *tx, uint32_t i) {
  static const isn_item none = {.kind = IT_BREAK};
  return i < tx->count ? &tx->at[i] : &none;
}
static inline bool isn_tx_is(const isn_tx *tx, uint32_t i, int word) {
  const isn_item *item = isn_tx_at(tx, i);
  return item->kind == IT_WORD && item->word == word;
}
static inline bool isn_tx_mark(const isn_tx *tx, uint32_t i, int mark) {
  const isn_item *item = isn_tx_at(tx, i);
  return item->kind == IT_PUNCT && item->word == mark;
}
static inline bool isn_tx_kind(const isn_tx *tx, uint32_t i, int kind) { return isn_tx_at(tx, i)->kind == kind; }
static inline bool isn_tx_unit(const isn_tx *tx, uint32_t i, double seconds) {
  const isn_item *item = isn_tx_at(tx, i);
  return item->kind == IT_UNIT && item->value == seconds;
}
static inline bool isn_tx_knows_now(const isn_tx *tx) { return tx->now.day != INT32_MIN; }

/* Writes into a value behind its first `at` bytes, and cuts what does not fit. */
enum { VALUE_SIZE = sizeof ((isn_timex *)0)->value };
void isn_tx_put(char *value, size_t at, const char *format, ...) __attribute__((format(printf, 3, 4)));
void isn_tx_put_day(char *value, size_t at, int32_t day);

#endif
