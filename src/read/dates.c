/* dates: a calendar date or a clock time at a token, as date lines of the Arab press write them: «2022.01.24», «24 يناير/كانون الثاني
 * 2022», «09.أيلول.2018», «٢٤ / ٨ / ٢٠١٧», «يناير 24, 2022», «12:30 م». Numbers are day first unless the year is. Months are words of
 * time.tsv. What a sentence says about time is not read here but in value/timex. */
#include "read/page.h"

#include "value/calendar.h"

#define YEAR_MIN 1900
#define YEAR_MAX 2100
#define HIJRI_MIN 1300
#define HIJRI_MAX 1500

static bool number_at(const isn_line *line, uint32_t at, int *value) {
  if (at >= line->token_count || line->tokens[at].kind != TOK_DIGITS) return false;
  isnad_str form = line->tokens[at].form;
  if (form.len > 4) return false;
  *value = 0;
  for (size_t i = 0; i < form.len; i++) *value = *value * 10 + (form.ptr[i] - '0');
  return true;
}

static bool punct_at(const isn_line *line, uint32_t at, uint32_t code_point) {
  return at < line->token_count && line->tokens[at].kind == TOK_PUNCT && line->tokens[at].code_point == code_point;
}

/* Skips one or two marks that join the parts of a date. */
static uint32_t skip_joints(const isn_line *line, uint32_t at) {
  for (int i = 0; i < 2 && at < line->token_count && line->tokens[at].kind == TOK_PUNCT; i++) {
    uint32_t c = line->tokens[at].code_point;
    if (c != '-' && c != '/' && c != '.' && c != 0x60C && c != 0x5C) break;
    at++;
  }
  return at;
}

/* A month's name, with its twin («آذار/ مارس», «أبريل (نيسان)»); gives the token behind it, or 0. */
static uint32_t month_at(const isn_page *page, const isn_line *line, uint32_t at, int *month, bool *hijri) {
  int32_t value, twin;
  uint32_t len;
  *hijri = false;
  if (at >= line->token_count) return 0;
  if (!isn_word_at(page, line, at, WC_MONTH, &value, &len)) {
    if (!isn_word_at(page, line, at, WC_MONTH_HIJRI, &value, &len)) return 0;
    *hijri = true;
  }
  *month = value;
  at += len;
  uint32_t next = at;
  while (next < line->token_count && next < at + 2 &&
         (punct_at(line, next, '/') || punct_at(line, next, '(') || punct_at(line, next, '-') || punct_at(line, next, 0x5C)))
    next++;
  if (!*hijri && next < line->token_count && isn_word_at(page, line, next, WC_MONTH, &twin, &len) && twin == value) {
    at = next + len;
    if (punct_at(line, at, ')')) at++;
  }
  return at;
}

static bool is_year(int year) {
  return (year >= YEAR_MIN && year <= YEAR_MAX) || (year >= HIJRI_MIN && year <= HIJRI_MAX);
}

/* The day, INT32_MIN for another calendar or a date without a year; false where there is no such day. */
static bool to_day(int year, int month, int day, bool hijri, int32_t *out) {
  *out = INT32_MIN;
  if (day < 1 || day > 31 || month < 1 || month > 12) return false;
  if (year == 0 || hijri || year < YEAR_MIN) return true;
  if (!isn_date_valid(year, month, day)) return false;
  *out = isn_day_of(year, month, day);
  return true;
}

/* Three numbers: «24-01-2022», «2022.01.24», «29/3/20». */
static bool numeric_date(const isn_line *line, uint32_t at, int32_t *day, uint32_t *len) {
  int a, b, c;
  uint32_t second = skip_joints(line, at + 1);
  if (second == at + 1 || !number_at(line, at, &a) || !number_at(line, second, &b)) return false;
  uint32_t third = skip_joints(line, second + 1);
  if (third == second + 1 || !number_at(line, third, &c)) return false;
  if (line->tokens[at + 1].code_point != line->tokens[second + 1].code_point) return false;
  *len = third + 1 - at;
  if (is_year(a)) return to_day(a, b, c, false, day);
  if (!is_year(c)) {
    if (line->tokens[third].form.len != 2 || c < 10) return false;
    c += 2000;
  }
  if (b > 12 && a <= 12) return to_day(c, a, b, false, day); /* month first, as some programs write */
  return to_day(c, b, a, false, day);
}

/* The year behind a month: «سبتمبر 2018», «أغسطس، 2025», «مايو من عام 2021». Gives the token behind, or `at` where there is none. */
static uint32_t year_at(const isn_page *page, const isn_line *line, uint32_t at, int *year) {
  uint32_t next = skip_joints(line, at), len;
  for (int i = 0; i < 2 && next < line->token_count && line->tokens[next].kind == TOK_WORD; i++) {
    int32_t value;
    bool joins = isn_word_at(page, line, next, WC_TIME_UNIT, &value, &len) ||
                 (isn_word_at(page, line, next, WC_PREP, &value, &len) && value == PREP_MIN);
    if (!joins) break;
    next += len;
  }
  if (number_at(line, next, year) && is_year(*year)) return next + 1;
  *year = 0;
  return at;
}

/* «24 يناير 2022», «19 من آذار 2014», «2018 أيلول 9». */
static bool named_date(const isn_page *page, const isn_line *line, uint32_t at, int32_t *day, uint32_t *len) {
  int first, month, year;
  bool hijri;
  int32_t value;
  if (!number_at(line, at, &first)) return false;
  uint32_t next = skip_joints(line, at + 1);
  if (next < line->token_count && isn_word_at(page, line, next, WC_PREP, &value, len) && value == PREP_MIN) next += *len;
  uint32_t behind = month_at(page, line, next, &month, &hijri);
  if (behind == 0) return false;
  if (is_year(first)) {
    behind = skip_joints(line, behind);
    int last;
    if (!number_at(line, behind, &last)) return false;
    *len = behind + 1 - at;
    return to_day(first, month, last, hijri, day);
  }
  behind = year_at(page, line, behind, &year);
  *len = behind - at;
  return to_day(year, month, first, hijri, day);
}

/* «يناير 24, 2022», «Feb 21, 2013». */
static bool month_first_date(const isn_page *page, const isn_line *line, uint32_t at, int32_t *day, uint32_t *len) {
  int month, date, year;
  bool hijri;
  uint32_t behind = month_at(page, line, at, &month, &hijri);
  if (behind == 0 || !number_at(line, behind, &date) || date > 31 || punct_at(line, behind + 1, ':')) return false;
  uint32_t end = year_at(page, line, behind + 1, &year);
  if (year == 0) return false;
  *len = end - at;
  return to_day(year, month, date, hijri, day);
}

bool isn_date_at(const isn_page *page, const isn_line *line, uint32_t at, int32_t *day, uint32_t *len) {
  const isn_token *t = &line->tokens[at];
  if (t->kind == TOK_DIGITS) return numeric_date(line, at, day, len) || named_date(page, line, at, day, len);
  if (t->kind == TOK_WORD || t->kind == TOK_LATIN) return month_first_date(page, line, at, day, len);
  return false;
}

/* The half of the day at a token: 1 before noon, 2 after, 0 none. */
static int half_at(const isn_page *page, const isn_line *line, uint32_t at, uint32_t *len) {
  int32_t value;
  if (at >= line->token_count) return 0;
  uint64_t classes = isn_boiler_at(page, line, at, len);
  if (classes & BOILER(AM)) return 1;
  if (classes & BOILER(PM)) return 2;
  if (!isn_word_at(page, line, at, WC_TIME_MISC, &value, len)) return 0;
  return value == TW_AM ? 1 : value == TW_PM ? 2 : 0;
}

bool isn_clock_at(const isn_page *page, const isn_line *line, uint32_t at, int16_t *minute, uint32_t *len) {
  int hours, minutes, seconds;
  if (!number_at(line, at, &hours) || !punct_at(line, at + 1, ':') || !number_at(line, at + 2, &minutes)) return false;
  if (hours > 24 || minutes > 59 || line->tokens[at].form.len > 2 || line->tokens[at + 2].form.len != 2) return false;
  uint32_t next = at + 3, half_len;
  if (punct_at(line, next, ':') && number_at(line, next + 1, &seconds)) next += 2;
  int half = half_at(page, line, next, &half_len);
  if (half) next += half_len;
  if (half == 1 && hours == 12) hours = 0;
  if (half == 2 && hours < 12) hours += 12;
  *minute = (int16_t)(hours % 24 * 60 + minutes);
  *len = next - at;
  return true;
}
