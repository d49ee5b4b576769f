/* glue: a page that lost its line breaks. «الرئيسية أخبار سياسة مقتل جنديين جنوبي الحسكة 2020-05-11 14:20 الحسكة - متابعات قتل جنديان ...»: the date with its clock
 * parts the headline from the text. A date inside a sentence («في 11 أيار») has no clock or label beside it and parts nothing. */
#include "read/page.h"

#define HEAD_TOKENS 70    /* in which the date must stand */
#define TEXT_WORDS 20     /* that must follow it */
#define HEAD_WORDS_MAX 40 /* words of menu and headline before it */

/* Is there a full stop between tokens? Then the date belongs to the text. */
static bool stops_before(const isn_line *line, uint32_t end) {
  for (uint32_t i = 0; i + 1 < end; i++)
    if (line->tokens[i].kind == TOK_PUNCT && line->tokens[i].code_point == '.' && line->tokens[i + 1].space_before &&
        line->tokens[i - (i > 0)].form.len > 1)
      return true;
  return false;
}

/* Weekday, label and marks right before the date belong to it. */
static uint32_t date_start(const isn_page *page, const isn_line *line, uint32_t at, bool *labelled) {
  uint32_t start = at, len;
  int32_t value;
  *labelled = false;
  for (uint32_t back = 1; back <= 5 && back <= at; back++) {
    uint32_t i = at - back;
    if (line->tokens[i].kind == TOK_PUNCT) continue;
    bool label = (isn_boiler_at(page, line, i, &len) & (BOILER(DATE_LABEL) | BOILER(UPDATED_LABEL))) != 0;
    if (!label && !isn_word_at(page, line, i, WC_WEEKDAY, &value, &len)) continue;
    if (i + len + 1 < start) continue; /* something else stands between */
    *labelled = *labelled || label;
    start = i;
  }
  return start;
}

/* The clock beside the date; *end is moved behind it. */
static bool clock_beside(const isn_page *page, const isn_line *line, uint32_t *end) {
  int16_t minute;
  uint32_t len;
  for (uint32_t i = *end; i < line->token_count && i < *end + 3; i++) {
    if (isn_clock_at(page, line, i, &minute, &len)) {
      *end = i + len;
      return true;
    }
    if (line->tokens[i].kind == TOK_WORD) return false;
  }
  return false;
}

void isn_page_unglue(isn_page *page) {
  if (page->line_count == 0 || page->line_count > 2) return;
  const isn_line *line = &page->lines[0];
  for (uint32_t i = 0; i < line->token_count && i < HEAD_TOKENS; i++) {
    int32_t day;
    uint32_t len;
    bool labelled;
    if (line->tokens[i].kind == TOK_PUNCT || !isn_date_at(page, line, i, &day, &len)) continue;
    uint32_t end = i + len;
    if (day == INT32_MIN) continue;
    uint32_t start = date_start(page, line, i, &labelled);
    bool clock = clock_beside(page, line, &end);
    if ((!clock && !labelled) || stops_before(line, start) || end >= line->token_count) return;
    if (start > HEAD_WORDS_MAX || line->token_count - end < TEXT_WORDS) return;
    uint32_t cuts[2] = {line->tokens[start].span.start, line->tokens[end].span.start};
    isn_line_part(page, 0, start ? cuts : cuts + 1, start ? 2 : 1);
    return;
  }
}
