/* dateline: the words at the head of a paragraph that say where it was written and who wired it: «دمشق-سانا»، «بغداد ـ «القدس العربي»:»،
 * «أربيل (العراق) 4 فبراير شباط (رويترز) -»، «شفق نيوز/»، «وطنية - حاصبيا -»، «الفاشر 9 يوليو 2025 –». The report's words begin behind them. An
 * outlet or place before a bare colon is no dateline but a speaker or a frame («الجيش: هاجمنا»، «إدلب: قصف»), and stays. */
#include "read/page.h"

#include "base/str.h"

#define UNKNOWN_WORDS 2
#define ELEMENTS_MAX 8
#define BRACE_TOKENS 12

typedef struct head {
  const isn_page *page;
  const isn_line *line;
  isn_facts *facts;
  uint32_t at;
  uint32_t mark;   /* the last mark that parted: '-', '/', ':', or 0 */
  bool spaced;     /* it stands between spaces */
  bool comma;      /* a comma stands last */
  bool place_colon;
  int places, agencies, dates, unknown;
} head;

static isn_fact *add(head *h, enum fact_kind kind, uint32_t first, uint32_t end, uint32_t row) {
  isn_fact *fact = &h->facts->at[h->facts->count];
  if (h->facts->count < FACTS_MAX) h->facts->count++;
  *fact = (isn_fact){.kind = (uint8_t)kind, .row = row, .moment = {INT32_MIN, -1}};
  fact->span = (isnad_span){h->line->tokens[first].span.start, h->line->tokens[end - 1].span.end};
  h->at = end;
  return fact;
}

static bool is_verb(const isn_page *page, const isn_line *line, uint32_t at) {
  isn_reading readings[16];
  size_t count = isn_lex_readings(page->lexicon, line->tokens, line->token_count, at, readings, 16);
  for (size_t i = 0; i < count && i < 16; i++) {
    int kind = readings[i].entry->kind;
    if ((kind == K_TRIGGER || kind == K_OPERATOR || kind == K_SAYING) && readings[i].entry->morph & M_VERB) return true;
  }
  return false;
}

/* Marks between two elements. */
static void skip_marks(head *h) {
  h->mark = 0;
  h->comma = false;
  while (h->at < h->line->token_count && h->line->tokens[h->at].kind == TOK_PUNCT) {
    const isn_token *t = &h->line->tokens[h->at];
    uint32_t c = t->code_point;
    bool wire = c == '.' && h->agencies && h->places; /* «موسكو، 24 يناير – سبوتنيك. قال ...» */
    bool sign = c == '-' || c == '/' || c == ':' || c == '|' || wire;
    bool passes = sign || c == '(' || c == ')' || c == '[' || c == ']' || c == '"' || c == 0xAB || c == 0xBB || c == 0x60C;
    if (!passes) return;
    h->comma = c == 0x60C;
    if (sign && h->mark != '-') {
      h->mark = c == '|' ? '/' : wire ? '-' : c;
      h->spaced = h->at + 1 < h->line->token_count && h->line->tokens[h->at + 1].space_before;
    }
    /* an opening mark behind a dash belongs to the text: «دمشق - "قسد" تعلن» */
    int32_t day;
    uint32_t len;
    bool opens = c == '"' || c == 0xAB || (c == '(' && !(h->at + 1 < h->line->token_count && isn_date_at(h->page, h->line, h->at + 1, &day, &len)));
    if (opens && h->mark && h->agencies) return;
    h->at++;
  }
}

static bool place_element(head *h, uint32_t row, uint32_t len) {
  isn_fact *last = h->facts->count ? &h->facts->at[h->facts->count - 1] : NULL;
  bool joined = last && last->kind == FACT_PLACE && (h->mark || h->comma) && h->agencies == 0 && h->dates == 0;
  if (joined && last->row == UINT32_MAX) { /* «وطنية - حاصبيا -»: what nobody knew is the agency */
    last->kind = FACT_REST;
    h->agencies++;
    joined = false;
  }
  if (joined) {
    last->span.end = h->line->tokens[h->at + len - 1].span.end;
    h->at += len;
    return true;
  }
  h->places++;
  add(h, FACT_PLACE, h->at, h->at + len, row);
  return true;
}

/* A name that closes at a mark: an outlet known by a word of its name only. */
static bool outlet_element(head *h) {
  uint32_t end = h->at, words = 0, len;
  bool outlet_word = false;
  for (; end < h->line->token_count && h->line->tokens[end].kind != TOK_PUNCT && words < 5; end++, words++)
    outlet_word = outlet_word || isn_boiler_at(h->page, h->line, end, &len) & BOILER(OUTLET_WORD);
  if (!outlet_word || words < 2 || end >= h->line->token_count || h->line->tokens[end].kind != TOK_PUNCT) return false;
  if (h->line->tokens[end].code_point == '.' || h->line->tokens[end].code_point == 0x60C) return false;
  for (uint32_t i = h->at; i < end; i++) /* «نقلت وكالة ... (سانا)» is the text already */
    if (is_verb(h->page, h->line, i)) return false;
  h->agencies++;
  add(h, FACT_OUTLET, h->at, end, UINT32_MAX);
  return true;
}

/* One or two words that nobody knows, before a dash between spaces, a date or an agency in brackets: a village that no
 * gazetteer has. */
static bool unknown_element(head *h) {
  const isn_line *line = h->line;
  uint32_t end = h->at, words = 0, len;
  int32_t day;
  bool second = h->facts->count == 1 && h->facts->at[0].kind == FACT_PLACE && h->facts->at[0].row == UINT32_MAX && h->mark == '-';
  if (h->facts->count != 0 && !second) return false;
  for (; end < line->token_count && line->tokens[end].kind == TOK_WORD; end++)
    if (++words > UNKNOWN_WORDS || is_verb(h->page, line, end)) return false;
  if (words == 0 || end + 2 >= line->token_count) return false;
  const isn_token *t = &line->tokens[end];
  bool dash = t->kind == TOK_PUNCT && t->code_point == '-' && t->space_before && line->tokens[end + 1].space_before;
  bool agency = t->kind == TOK_PUNCT && t->code_point == '(' && isn_name_at(h->page, line, end + 1, K_OUTLET, &len) != UINT32_MAX;
  bool date = isn_date_at(h->page, line, end, &day, &len);
  if (!dash && !agency && !date) return false;
  if (second) h->facts->at[0].kind = FACT_REST; /* «وطنية - النبطية -»: agency and place */
  h->unknown++;
  h->places += agency || date;
  add(h, FACT_PLACE, h->at, end, UINT32_MAX);
  return true;
}

/* «الكويت - 24 - 1 (كونا)»: day and month in front of a bracket. */
static bool day_month(const head *h, uint32_t *len) {
  const isn_token *t = h->line->tokens + h->at;
  if (h->places == 0 || h->at + 3 >= h->line->token_count) return false;
  *len = 3;
  return t[0].kind == TOK_DIGITS && t[0].form.len <= 2 && (t[1].code_point == '-' || t[1].code_point == '/') && t[2].kind == TOK_DIGITS &&
         t[2].form.len <= 2 && t[3].code_point == '(';
}

/* Behind the date its calendar: «2023م», «1445 هـ». */
static uint32_t calendar_behind(const head *h, uint32_t at) {
  uint32_t len;
  bool calendar = at < h->line->token_count && h->line->tokens[at].kind == TOK_WORD && h->line->tokens[at].form.len <= 2 &&
                  isn_boiler_at(h->page, h->line, at, &len) & BOILER(DATE_WORD);
  return calendar ? len : 0;
}

/* «السليمانية، 14 أيار 2024 (روجنيوز):»: behind place and day a name in brackets wired it, known or not. */
static bool bracket_element(head *h) {
  enum { WORDS = 3 };
  const isn_line *line = h->line;
  if (!h->places || !h->dates || h->agencies || h->at == 0 || line->tokens[h->at - 1].code_point != '(') return false;
  uint32_t end = h->at;
  while (end < line->token_count && end < h->at + WORDS && line->tokens[end].kind != TOK_PUNCT && line->tokens[end].kind != TOK_BREAK) end++;
  if (end == h->at || end >= line->token_count || line->tokens[end].code_point != ')') return false;
  h->agencies++;
  add(h, FACT_REST, h->at, end, UINT32_MAX);
  return true;
}

static bool element(head *h) {
  uint32_t outlet_len, place_len, word_len, boiler_len, date_len;
  int32_t value, day;
  const isn_page *page = h->page;
  const isn_line *line = h->line;
  if (h->at >= line->token_count || line->tokens[h->at].kind == TOK_PUNCT || line->tokens[h->at].kind == TOK_BREAK) return false;
  if (isn_word_at(page, line, h->at, WC_WEEKDAY, &value, &word_len) && h->at + word_len < line->token_count && h->facts->count &&
      isn_date_at(page, line, h->at + word_len, &day, &date_len))
    h->at += word_len;
  if (h->facts->count && isn_word_at(page, line, h->at, WC_PREP, &value, &word_len) && value == PREP_FI && h->at + word_len < line->token_count && isn_date_at(page, line, h->at + word_len, &day, &date_len))
    h->at += word_len; /* «القاهرة في 5 مايو» */
  if (day_month(h, &date_len)) {
    h->dates++;
    add(h, FACT_PUBLISHED, h->at, h->at + date_len, UINT32_MAX);
    return true;
  }
  if (isn_date_at(page, line, h->at, &day, &date_len)) {
    h->dates++;
    add(h, FACT_PUBLISHED, h->at, h->at + date_len, UINT32_MAX)->moment.day = day;
    h->at += calendar_behind(h, h->at);
    return true;
  }
  uint32_t outlet = isn_name_at(page, line, h->at, K_OUTLET, &outlet_len);
  uint32_t place = isn_name_at(page, line, h->at, K_PLACE, &place_len);
  uint64_t classes = isn_boiler_at(page, line, h->at, &boiler_len);
  if (classes & BOILER(BYLINE) && boiler_len >= outlet_len && boiler_len >= place_len) {
    h->agencies++;
    add(h, FACT_BYLINE, h->at, h->at + boiler_len, UINT32_MAX);
    return true;
  }
  if (outlet_len && outlet_len >= place_len) {
    h->agencies++;
    add(h, FACT_OUTLET, h->at, h->at + outlet_len, outlet);
    return true;
  }
  if (outlet_element(h) || bracket_element(h)) return true;
  if (place_len) return place_element(h, place, place_len);
  if (isn_word_at(page, line, h->at, WC_PLACE_WORD, &value, &word_len) && h->at + word_len < line->token_count &&
      (place = isn_name_at(page, line, h->at + word_len, K_PLACE, &place_len)) != UINT32_MAX)
    return place_element(h, place, word_len + place_len);
  return unknown_element(h);
}

/* «{امنية: الفرات نيوز} صد اللواء»: everything in the braces goes. */
static void skip_braces(head *h) {
  const isn_line *line = h->line;
  if (h->at >= line->token_count || (line->tokens[h->at].code_point != '{' && line->tokens[h->at].code_point != '[')) return;
  uint32_t close = line->tokens[h->at].code_point == '{' ? '}' : ']', len;
  for (uint32_t i = h->at + 1; i < line->token_count && i < h->at + BRACE_TOKENS; i++) {
    if (line->tokens[i].kind == TOK_PUNCT && line->tokens[i].code_point == close && i + 1 < line->token_count) {
      h->at = i + 1;
      h->mark = '-';
      return;
    }
    uint32_t row = line->tokens[i].kind == TOK_PUNCT ? UINT32_MAX : isn_name_at(h->page, line, i, K_OUTLET, &len);
    if (row != UINT32_MAX && h->agencies++ == 0) {
      uint32_t at = h->at;
      add(h, FACT_OUTLET, i, i + len, row);
      h->at = at;
    }
  }
}

/* Do the elements read so far make a dateline that ends here? */
static bool complete(const head *h) {
  if (h->at >= h->line->token_count) return false;
  bool bracket = h->line->tokens[h->at - 1].code_point == ')';
  if (h->places && h->agencies) return h->mark != 0 || bracket || is_verb(h->page, h->line, h->at);
  if (h->places && h->dates) return h->mark != 0;
  if (h->places) return h->mark == '-' || (h->mark == ':' && h->place_colon);
  if (h->agencies) return h->mark == '/' || h->mark == '-' || (h->mark == ':' && h->dates);
  return h->unknown && h->mark == '-';
}

bool isn_place_colon(const isn_page *page, const isn_line *line) {
  uint32_t len;
  if (line->lead >= line->token_count || line->tokens[line->lead].kind != TOK_WORD) return false;
  if (isn_name_at(page, line, line->lead, K_PLACE, &len) == UINT32_MAX || line->lead + len >= line->token_count) return false;
  return line->tokens[line->lead + len].code_point == ':';
}

bool isn_dateline_read(const isn_page *page, const isn_line *line, bool place_colon, isn_facts *facts, uint32_t *cut) {
  isn_facts walked = {.cells = 1};
  head h = {.page = page, .line = line, .facts = &walked, .at = line->lead, .place_colon = place_colon};
  *cut = line->lead;
  skip_braces(&h);
  *facts = walked;
  if (h.agencies) *cut = h.at;
  for (int i = 0; i < ELEMENTS_MAX && element(&h); i++) {
    skip_marks(&h);
    if (!complete(&h)) continue;
    *cut = h.at;
    *facts = walked;
  }
  return facts->count > 0;
}
