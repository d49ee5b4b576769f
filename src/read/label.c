/* label: what a line is made of. Its head is walked once and everything known in it becomes a fact: dates, places, outlets,
 * authors, section words; what is left over is counted. «المدن - لبنان | الأربعاء 23/10/2024 - آخر تحديث 21:41» is all facts;
 * «شارك القصة   انسخ الرابط   A+ A-» all boilerplate; «حصاد أحداث الساحة السورية ليوم الأحد 09-09-2018» leaves five words: text. */
#include "read/page.h"

#include "base/str.h"

#define AUTHOR_WORDS 6
#define OUTLET_WORDS 6
#define REST_WORDS 4 /* longer runs are no name */

/* Boilerplate that only fills a line. */
#define FILLERS (BOILER(NAV) | BOILER(SHARE) | BOILER(COUNTER) | BOILER(AD) | BOILER(END_MARK) | BOILER(FORMULA) | BOILER(INVITE) | \
                 BOILER(COMMENT) | BOILER(COOKIE) | BOILER(EMBED) | BOILER(CREDIT) | BOILER(TAG_LABEL) | BOILER(READ_ALSO) | \
                 BOILER(RELATED))
/* What takes the rest of its line where it opens a cell. */
#define OPENERS (BOILER(INVITE) | BOILER(COMMENT) | BOILER(TAG_LABEL) | BOILER(READ_ALSO) | BOILER(RELATED))

typedef struct walk {
  const isn_page *page;
  const isn_line *line;
  isn_facts *facts;
  uint32_t at;
  uint32_t cell;      /* token at which this cell begins */
  uint8_t run;        /* unknown words since the last mark that parts */
  uint32_t run_first, run_end; /* their tokens */
  bool run_dated;     /* a date stands in this run */
  bool run_named;     /* a place or outlet stands in this run */
  bool updated;       /* dates that follow are of an update */
  bool zone_next;     /* بتوقيت: a place follows */
} walk;

static isnad_span tokens_span(const isn_line *line, uint32_t first, uint32_t end) {
  return (isnad_span){line->tokens[first].span.start, line->tokens[end - 1].span.end};
}

static isn_fact *add_fact(walk *w, enum fact_kind kind, uint32_t first, uint32_t end) {
  isn_fact *fact = &w->facts->at[w->facts->count];
  if (w->facts->count < FACTS_MAX) w->facts->count++;
  *fact = (isn_fact){.kind = (uint8_t)kind, .row = UINT32_MAX, .moment = {INT32_MIN, -1}, .zone = INT32_MIN};
  if (end > first) fact->span = tokens_span(w->line, first, end);
  return fact;
}

/* A place or outlet inside a run of other words is part of a sentence. */
static void note_name(walk *w) {
  if (w->run && w->facts->prose < UINT8_MAX) w->facts->prose++;
  w->run_named = true;
}

static void end_run(walk *w) {
  if (w->run > w->facts->longest) w->facts->longest = w->run;
  if (w->run && w->run <= REST_WORDS) add_fact(w, FACT_REST, w->run_first, w->run_end);
  w->run = 0;
  w->run_dated = w->run_named = false;
}

static isn_fact *dated_fact(walk *w) {
  enum fact_kind kind = w->updated ? FACT_UPDATED : FACT_PUBLISHED;
  for (int i = w->facts->count - 1; i >= 0; i--)
    if (w->facts->at[i].kind == kind) return &w->facts->at[i];
  return NULL;
}

static void add_unknown(walk *w, uint32_t words) {
  isn_facts *f = w->facts;
  if (w->run == 0) w->run_first = w->at;
  w->run_end = w->at + words;
  f->unknown = f->unknown + words < UINT8_MAX ? (uint8_t)(f->unknown + words) : UINT8_MAX;
  if (w->run + words < UINT8_MAX) w->run = (uint8_t)(w->run + words);
  if (w->run_named && f->prose < UINT8_MAX) f->prose++;
  if (w->run_dated && f->beside < UINT8_MAX) f->beside++;
}

/* ---- Dates and clocks ---------------------------------------------------------------------------------------------- */

/* Date and clock of one label make one moment, in whichever order they stand. */
static void take_moment(walk *w, int32_t day, int16_t minute, uint32_t len) {
  isn_facts *f = w->facts;
  if (w->run && !w->run_dated && f->beside + w->run < UINT8_MAX) f->beside = (uint8_t)(f->beside + w->run);
  f->dated = w->run_dated = true;
  isnad_span span = tokens_span(w->line, w->at, w->at + len);
  w->at += len;
  if (day == INT32_MIN && minute < 0) return;
  isn_fact *fact = dated_fact(w);
  bool fits = fact != NULL && (day == INT32_MIN || fact->moment.day == INT32_MIN) && (minute < 0 || fact->moment.minute < 0);
  if (fact != NULL && !fits) return; /* the first of each kind is meant */
  if (fact == NULL) {
    fact = add_fact(w, w->updated ? FACT_UPDATED : FACT_PUBLISHED, 0, 0);
    fact->span = span;
  }
  if (span.end > fact->span.end) fact->span.end = span.end;
  if (day != INT32_MIN) fact->moment.day = day;
  if (minute >= 0) fact->moment.minute = minute;
}

/* A «T» between date and clock. */
static bool is_time_sign(const isn_token *t) {
  return t->kind == TOK_LATIN && t->form.len == 2 && (t->form.ptr[1] == 't' || t->form.ptr[1] == 'z');
}

static bool step_time(walk *w) {
  int32_t day = INT32_MIN, value;
  int16_t minute = -1;
  uint32_t len;
  const isn_page *page = w->page;
  if (is_time_sign(&w->line->tokens[w->at]) && w->facts->dated) return w->at++, true;
  if (isn_clock_at(page, w->line, w->at, &minute, &len) || isn_date_at(page, w->line, w->at, &day, &len)) {
    take_moment(w, day, minute, len);
    return true;
  }
  if (isn_word_at(page, w->line, w->at, WC_WEEKDAY, &value, &len)) return w->at += len, true;
  if (isn_word_at(page, w->line, w->at, WC_TIME_MISC, &value, &len) &&
      (value == TW_ZONE || value == TW_UTC || value == TW_HIJRI || value == TW_CIVIL || value == TW_CLOCK ||
       value == TW_MATCHING || value == TW_DATED || ((value == TW_IN || value == TW_AT) && w->run == 0))) {
    w->zone_next = value == TW_ZONE;
    if (value == TW_UTC) add_fact(w, FACT_ZONE, w->at, w->at + len)->zone = 0;
    w->at += len;
    return true;
  }
  if (w->facts->dated && w->line->tokens[w->at].kind == TOK_LATIN &&
      isn_word_at(page, w->line, w->at, WC_CITY_ZONE, &value, &len)) {
    add_fact(w, FACT_ZONE, w->at, w->at + len)->zone = value;
    w->at += len;
    return true;
  }
  return false;
}

/* ---- Names --------------------------------------------------------------------------------------------------------- */

/* Does the rest of a name end at this token? */
static bool name_ends(walk *w, uint32_t at) {
  uint32_t len;
  int32_t day;
  int16_t minute;
  const isn_token *t = &w->line->tokens[at];
  enum isn_parting parting = isn_parting_at(w->page, w->line, at);
  if (parting == PART_CELL || parting == PART_DASH) return true;
  if (t->kind == TOK_PUNCT && t->code_point != '.' && t->code_point != '"' && t->code_point != 0xAB && t->code_point != 0xBB)
    return true;
  if (isn_clock_at(w->page, w->line, at, &minute, &len) || isn_date_at(w->page, w->line, at, &day, &len)) return true;
  int32_t value;
  if (isn_word_at(w->page, w->line, at, WC_WEEKDAY, &value, &len)) return true;
  if (t->form.len == 1) return false; /* «تحرير: م. ع» */
  return (isn_boiler_at(w->page, w->line, at, &len) & (FILLERS | BOILER(DATE_LABEL) | BOILER(UPDATED_LABEL) | BOILER(DATE_WORD))) != 0;
}

/* The name behind a label: «بقلم: سلافة يونس». Gives the token behind it. */
static uint32_t name_behind(walk *w, uint32_t at, int words_max, isnad_span *span) {
  while (at < w->line->token_count && w->line->tokens[at].kind == TOK_PUNCT && w->line->tokens[at].code_point != '(') at++;
  uint32_t first = at;
  int words = 0;
  while (at < w->line->token_count && (at == first || !name_ends(w, at)) && words < words_max)
    words += w->line->tokens[at++].kind != TOK_PUNCT;
  *span = at > first ? tokens_span(w->line, first, at) : (isnad_span){0, 0};
  return at;
}

static void take_author(walk *w, uint32_t len) {
  isnad_span name;
  uint32_t first = w->at;
  w->at = name_behind(w, first + len, AUTHOR_WORDS, &name);
  isn_fact *fact = add_fact(w, FACT_AUTHOR, first, first + len);
  fact->span = name;
}

/* A date behind the name: «بوابة الساحل السبت 27 يناير 2024», though «صحيفة السبت» is a name. */
static bool date_begins(walk *w, uint32_t at) {
  int32_t day, value;
  int16_t minute;
  uint32_t len;
  if (isn_clock_at(w->page, w->line, at, &minute, &len) || isn_date_at(w->page, w->line, at, &day, &len)) return true;
  if (!isn_word_at(w->page, w->line, at, WC_WEEKDAY, &value, &len)) return false;
  uint32_t next = at + len;
  while (next < w->line->token_count && w->line->tokens[next].kind == TOK_PUNCT) next++;
  return next < w->line->token_count && isn_date_at(w->page, w->line, next, &day, &len);
}

/* «المصدر: شبكة شام», «المصدر : الجزيرة + وكالات»; without a colon the word is one of prose. */
static bool take_source(walk *w, uint32_t len) {
  uint32_t first = w->at + len, row_len;
  if (first >= w->line->token_count || w->line->tokens[first].code_point != ':') return false;
  isnad_span name;
  uint32_t behind = name_behind(w, first, OUTLET_WORDS, &name);
  isn_fact *fact = add_fact(w, FACT_SOURCE, w->at, w->at + len);
  fact->span = isn_span_trim(w->page->text, name);
  for (uint32_t i = first; i < behind && fact->row == UINT32_MAX; i++)
    if (w->line->tokens[i].kind != TOK_PUNCT) fact->row = isn_name_at(w->page, w->line, i, K_OUTLET, &row_len);
  for (w->at = behind; w->at < w->line->token_count && isn_parting_at(w->page, w->line, w->at) != PART_CELL && !date_begins(w, w->at);)
    w->at++; /* «+ وكالات» */
  return true;
}

static void take_place(walk *w, uint32_t row, uint32_t len) {
  isn_fact *dated = dated_fact(w);
  bool beside = w->facts->dated && w->run == 0 && isn_parting_at(w->page, w->line, w->at) != PART_CELL && w->at != w->cell;
  bool of_clock = w->zone_next || (beside && dated && dated->moment.minute >= 0);
  isn_fact *last = w->facts->count ? &w->facts->at[w->facts->count - 1] : NULL;
  isnad_span span = tokens_span(w->line, w->at, w->at + len);
  bool joined = last && last->kind == FACT_PLACE && span.start - last->span.end <= 4 && w->run == 0 &&
                (isn_parting_at(w->page, w->line, w->at - 1) == PART_DASH || w->line->tokens[w->at - 1].code_point == 0x60C);
  int32_t zone;
  uint32_t zone_len;
  bool zoned = isn_word_at(w->page, w->line, w->at, WC_CITY_ZONE, &zone, &zone_len);
  note_name(w);
  w->at += len;
  w->zone_next = false;
  if (joined && !of_clock) {
    last->span.end = span.end; /* «إسلام آباد - كابل» */
    return;
  }
  isn_fact *fact = add_fact(w, of_clock ? FACT_CLOCK_PLACE : FACT_PLACE, 0, 0);
  fact->span = span;
  fact->row = row;
  if (zoned) fact->zone = zone;
}

/* An outlet that the lexicon does not know, by a word of its name: «وكالة الرافد (عينة)», «صدى الجزيرة برس». */
static bool take_unknown_outlet(walk *w) {
  uint32_t end = w->at, words = 0, len;
  bool outlet_word = false;
  for (; end < w->line->token_count; end++) {
    const isn_token *t = &w->line->tokens[end];
    enum isn_parting parting = end > w->at ? isn_parting_at(w->page, w->line, end) : PART_NONE;
    if (t->kind == TOK_PUNCT && t->code_point == '(' && words > 0 && end + 2 < w->line->token_count &&
        w->line->tokens[end + 2].code_point == ')') {
      end += 2;
      continue;
    }
    if (parting != PART_NONE || t->kind == TOK_BREAK || words > OUTLET_WORDS || (words > 1 && date_begins(w, end))) break;
    if (t->kind == TOK_PUNCT) continue;
    words++;
    outlet_word = outlet_word || (isn_boiler_at(w->page, w->line, end, &len) & BOILER(OUTLET_WORD));
  }
  if (!outlet_word || words < 2 || words > OUTLET_WORDS) return false;
  add_fact(w, FACT_OUTLET, w->at, end);
  w->at = end;
  return true;
}

/* ---- Phrases ------------------------------------------------------------------------------------------------------- */

static void take_fact(walk *w, enum fact_kind kind, uint32_t len) {
  add_fact(w, kind, w->at, w->at + len);
  w->at += len;
}

static bool take_label(walk *w, uint64_t classes, uint32_t len) {
  if (classes & (BOILER(UPDATED_LABEL) | BOILER(DATE_LABEL))) {
    w->updated = (classes & BOILER(UPDATED_LABEL)) != 0;
    w->facts->labelled = true;
    w->at += len;
    return true;
  }
  if (classes & BOILER(AUTHOR_LABEL) && w->run == 0) return take_author(w, len), true;
  if (classes & BOILER(SOURCE_LABEL)) return take_source(w, len);
  return false;
}

static bool take_phrase(walk *w, uint64_t classes, uint32_t len) {
  isn_facts *f = w->facts;
  bool opens = w->at == w->cell;
  if (opens && f->opener == 0 && classes & OPENERS) {
    f->opener = classes & OPENERS;
    f->opener_len = w->at + len;
  }
  if (take_label(w, classes, len)) return true;
  if (w->at == w->line->lead) {
    f->home = f->home || classes & BOILER(HOME);
    f->statement = classes & BOILER(STATEMENT);
    f->subhead = classes & BOILER(SUBHEAD);
    f->issuer = classes & BOILER(ISSUER_WORD);
  }
  if (f->subhead && w->at == w->line->lead) return w->at += len, true;
  if (w->run && classes & (BOILER(FLASH) | BOILER(SECTION) | BOILER(LIVE) | BOILER(BYLINE) | BOILER(COUNTER))) return false;
  if (classes & BOILER(FLASH)) return take_fact(w, FACT_FLASH, len), true;
  if (classes & (BOILER(SECTION) | BOILER(LIVE))) {
    f->sections++;
    return take_fact(w, FACT_SECTION, len), true;
  }
  if (classes & BOILER(BYLINE)) return take_fact(w, FACT_BYLINE, len), true;
  if (classes & BOILER(PHOTO_LABEL)) return take_fact(w, FACT_CREDIT_WORD, len), true;
  if (classes & (FILLERS | BOILER(HOME))) {
    f->boilers++;
    w->at += len;
    return true;
  }
  bool skipped = (classes & BOILER(DATE_WORD) && (w->run == 0 || f->dated)) || (classes & (BOILER(AM) | BOILER(PM)) && f->dated);
  if (skipped) w->at += len;
  return skipped;
}

/* Does a part of the line begin at the token? */
static bool opens_part(const walk *w) {
  if (w->at == w->cell) return true;
  return w->at > 0 && w->run == 0 && w->line->tokens[w->at - 1].kind == TOK_PUNCT &&
         isn_parting_at(w->page, w->line, w->at - 1) != PART_NONE;
}

/* «الصومال الجديد», «عدن المستقبل»: a place and behind it a paper's name that is a word too are one name that nobody knows; but «دمشق سانا». */
static bool take_place_outlet(walk *w, uint32_t place_len) {
  uint32_t at = w->at + place_len, len;
  if (place_len == 0 || at >= w->line->token_count || !opens_part(w) || isn_parting_at(w->page, w->line, at) != PART_NONE) return false;
  uint32_t row = isn_name_at(w->page, w->line, at, K_OUTLET, &len);
  int32_t value;
  bool paper = row != UINT32_MAX && len == 1 && isn_lex_number(w->page->lexicon, K_OUTLET, row, OUTLET_SOURCE_KIND) != ISNAD_SOURCE_AGENCY;
  bool now = !paper && ((isn_word_at(w->page, w->line, at, WC_TIME_MISC, &value, &len) && value == TW_NOW) || (isn_word_at(w->page, w->line, at, WC_DAY_WORD, &value, &len) && value == 0)); /* القاهرة الآن */
  if (!paper && !(now && len == 1)) return false;
  if (at + len < w->line->token_count && isn_parting_at(w->page, w->line, at + len) == PART_NONE) return false;
  add_fact(w, FACT_OUTLET, w->at, at + len);
  w->at = at + len;
  return true;
}

/* The longest of what the lexicon knows at the token. */
static bool step_known(walk *w) {
  uint32_t boiler_len, outlet_len, place_len, word_len;
  int32_t value;
  uint64_t classes = isn_boiler_at(w->page, w->line, w->at, &boiler_len);
  uint32_t outlet = isn_name_at(w->page, w->line, w->at, K_OUTLET, &outlet_len);
  uint32_t place = isn_name_at(w->page, w->line, w->at, K_PLACE, &place_len);
  if (w->zone_next && place_len) return take_place(w, place, place_len), true;
  if (classes && boiler_len >= outlet_len && boiler_len >= place_len && take_phrase(w, classes, boiler_len)) return true;
  bool outlet_ends = w->at + outlet_len >= w->line->token_count || isn_parting_at(w->page, w->line, w->at + outlet_len) != PART_NONE;
  if (opens_part(w) && !outlet_ends && take_unknown_outlet(w)) return true; /* «المدى برس», though «المدى» is one too */
  bool after_author = w->facts->count && w->facts->at[w->facts->count - 1].kind == FACT_AUTHOR;
  if (outlet_len && outlet_len >= place_len + after_author) { /* «كتب ... - قنا» is the city, not the agency */
    note_name(w);
    add_fact(w, FACT_OUTLET, w->at, w->at + outlet_len)->row = outlet;
    w->at += outlet_len;
    return true;
  }
  if (opens_part(w) && take_unknown_outlet(w)) return true;
  if (take_place_outlet(w, place_len)) return true;
  if (place_len) return take_place(w, place, place_len), true;
  /* «مدينة الحسكة»: the word goes with the name */
  if (isn_word_at(w->page, w->line, w->at, WC_PLACE_WORD, &value, &word_len) && w->at + word_len < w->line->token_count &&
      (place = isn_name_at(w->page, w->line, w->at + word_len, K_PLACE, &place_len)) != UINT32_MAX)
    return take_place(w, place, word_len + place_len), true;
  return false;
}

static void step(walk *w) {
  const isn_token *t = &w->line->tokens[w->at];
  enum isn_parting parting = isn_parting_at(w->page, w->line, w->at);
  if (parting != PART_NONE || (t->kind == TOK_PUNCT && t->code_point >= 0x2190)) end_run(w);
  if (parting == PART_CELL) {
    w->facts->cells++;
    w->cell = w->at + (t->kind == TOK_PUNCT);
    w->facts->last_cell = w->cell;
  }
  if (t->kind == TOK_PUNCT || t->kind == TOK_BREAK) {
    if (w->cell == w->at && t->code_point != '#') w->cell++;
    w->at++;
    return;
  }
  uint32_t address = isn_address_at(w->line, w->at);
  if (address) {
    w->facts->boilers++;
    w->at += address;
    return;
  }
  if (step_time(w) || step_known(w)) return;
  if (t->kind == TOK_DIGITS && w->cell == w->at) w->cell++; /* «2 تعليق» */
  if (t->kind == TOK_LATIN) w->facts->latin++;
  if (t->kind == TOK_WORD) add_unknown(w, 1);
  w->at++;
}

void isn_facts_read(const isn_page *page, const isn_line *line, isn_facts *facts) {
  *facts = (isn_facts){.cells = 1, .last_cell = line->lead};
  walk w = {.page = page, .line = line, .facts = facts, .at = line->lead, .cell = line->lead};
  while (w.at < line->token_count) step(&w);
  end_run(&w);
}
