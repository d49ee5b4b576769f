/* number: finds numbers in two steps. First every token that may be part of a number becomes an item: digits with their
 * separators, or a number word of the lexicon with its clitics cut off. Then items that touch are put together:
 *
 *   مئتان و خمسة و ستون ألفاً و تسعمائة  =  ((200 + (5 + 60)) x 1000) + 900
 *
 * A number is a falling sum of terms, a term is a group below 1000 (or digits) times scales; what does not fall («خمسة
 * وستة») is the next number. */
#include "value/number.h"

#include <math.h>

#include "lex/codes.h"
#include "value/item.h"

/* Longer rows of digits are no quantities; what is smaller fits an int64_t. */
static const double LARGEST = 1e18;

/* Each parser takes the item where it begins and gives the one behind, or the same where nothing was found. */
typedef struct parser {
  const isn_item *items;
  size_t count;
} parser;

typedef struct term {
  double value;
  double scale; /* the least of its scales; 1 without: only smaller terms may follow */
  bool open;
} term;

static bool is(const parser *p, size_t k, int class) { return k < p->count && p->items[k].class == class; }

/* Whether item k goes on with the number of the item before it: with «و» or without. «وأحد» has one where it begins a
 * compound: «ألف وأحد عشر», but «ألف واحد». */
static bool follows(const parser *p, size_t k, bool conjunction) {
  if (k == 0 || k >= p->count) return false;
  const isn_item *item = &p->items[k];
  if (!item->touches || item->preposition) return false;
  if (item->either && conjunction && is(p, k + 1, WC_NUM_TEN) && p->items[k + 1].touches) return true;
  return item->conjunction == conjunction;
}

static bool follows_as(const parser *p, size_t k, bool conjunction, int class) {
  return is(p, k, class) && follows(p, k, conjunction);
}

static bool follows_hundred(const parser *p, size_t k) {
  return follows_as(p, k, false, WC_NUM_HUNDRED) && p->items[k].value == 100;
}

/* Below 100: «خمسة», «خمسة عشر», «خمسة وستون», and behind hundreds also digits: «مئة و20». */
static size_t parse_tens(const parser *p, size_t k, bool digits, double *value) {
  const isn_item *item = &p->items[k];
  *value = item->value;
  if (is(p, k, WC_NUM_TEN) || is(p, k, WC_NUM_TEEN)) return k + 1;
  if (digits && item->class == ITEM_DIGITS && item->value < 100 && item->value == floor(item->value)) return k + 1;
  if (!is(p, k, WC_NUM_UNIT)) return k;
  *value = fabs(item->value);
  if (follows_as(p, k + 1, false, WC_NUM_TEN) && p->items[k + 1].value == 10) return *value += 10, k + 2;
  bool agrees = k + 1 < p->count && (item->article || !p->items[k + 1].article); /* not «خمسة والعشرون الآخرون» */
  if (agrees && follows_as(p, k + 1, true, WC_NUM_TEN) && p->items[k + 1].value > 10)
    return *value += p->items[k + 1].value, k + 2;
  return item->value < 0 ? k : k + 1;
}

static size_t parse_group(const parser *p, size_t k, double *value) {
  const isn_item *item = &p->items[k];
  size_t next = k;
  *value = item->value;
  if (item->class == ITEM_DIGITS) return k + 1;
  if (is(p, k, WC_NUM_HUNDRED))
    next = k + 1;
  else if (is(p, k, WC_NUM_UNIT) && item->value > 0 && follows_hundred(p, k + 1))
    next = k + 2, *value = item->value * 100;
  else
    return parse_tens(p, k, false, value);
  double tens;
  size_t behind = follows(p, next, true) ? parse_tens(p, next, true, &tens) : next;
  if (behind > next) *value += tens;
  return behind;
}

static double power(double exponent) { return pow(10, exponent); }

static double fraction(double code) { return floor(code / 100) / fmod(code, 100); }

static size_t parse_scales(const parser *p, size_t k, term *t) {
  for (; follows_as(p, k, false, WC_NUM_SCALE); k++) {
    double scale = power(p->items[k].value);
    t->value *= scale;
    t->scale = t->scale > 1 && t->scale < scale ? t->scale : scale;
  }
  return k;
}

/* «ثلاثة ملايين», «ألفان», «نصف مليون», «ثلاثة أرباع المليون», «عشرات الآلاف». */
static size_t parse_term(const parser *p, size_t k, bool start, term *t) {
  const isn_item *item = &p->items[k];
  *t = (term){0, 1, false};
  if (start && item->open > 0) {
    *t = (term){item->open, 1, true};
    return parse_scales(p, k + 1, t);
  }
  if (is(p, k, WC_NUM_SCALE) || is(p, k, WC_NUM_DUAL)) {
    t->scale = power(item->value);
    t->value = is(p, k, WC_NUM_DUAL) ? 2 * t->scale : t->scale;
    return parse_scales(p, k + 1, t);
  }
  if (is(p, k, WC_NUM_FRACTION)) {
    t->value = fraction(item->value);
    size_t behind = parse_scales(p, k + 1, t);
    return behind > k + 1 ? behind : k;
  }
  size_t behind = parse_group(p, k, &t->value);
  if (behind == k) return k;
  if (follows_as(p, behind, false, WC_NUM_FRACTION) && follows_as(p, behind + 1, false, WC_NUM_SCALE)) {
    t->value *= fraction(p->items[behind].value);
    behind++;
  }
  return parse_scales(p, behind, t);
}

/* «مليون ونصف», «مليون ونصف المليون», «خمسة ونصف مليون». */
static size_t parse_half(const parser *p, size_t k, term *sum) {
  if (!follows_as(p, k, true, WC_NUM_FRACTION)) return k;
  double part = fraction(p->items[k].value);
  k++;
  sum->value += part * sum->scale;
  if (!follows_as(p, k, false, WC_NUM_SCALE)) return k;
  double scale = power(p->items[k].value);
  if (sum->scale == 1) sum->value *= scale;
  return sum->scale == 1 || sum->scale == scale ? k + 1 : k;
}

static size_t parse_cardinal(const parser *p, size_t k, term *sum) {
  size_t at = parse_term(p, k, true, sum);
  if (at == k || sum->open) return at;
  for (size_t next; sum->scale > 1 && follows(p, at, true); at = next) {
    term t;
    next = parse_term(p, at, false, &t);
    if (next == at || t.value >= sum->scale || t.value != floor(t.value)) break;
    sum->value += t.value;
    sum->scale = t.scale;
  }
  return parse_half(p, at, sum);
}

/* «الثالث», «الثالث عشر», «الثالث والعشرون». */
static size_t parse_ordinal(const parser *p, size_t k, double *value) {
  const isn_item *item = &p->items[k];
  if (item->class != WC_NUM_ORDINAL) return k;
  *value = fabs(item->value);
  if (follows_as(p, k + 1, false, WC_NUM_TEN) && p->items[k + 1].value == 10) return *value += 10, k + 2;
  if (follows_as(p, k + 1, true, WC_NUM_TEN) && p->items[k + 1].value > 10)
    return *value += p->items[k + 1].value, k + 2;
  bool seconds = item->value == 2 && item->touches && !item->article && !item->conjunction; /* «30 ثانية» */
  return item->value < 0 || seconds ? k : k + 1;
}

static isnad_bound open_bound(double least) {
  return least >= 1000 ? ISNAD_THOUSANDS : least >= 100 ? ISNAD_HUNDREDS : ISNAD_TENS;
}

/* Monday and the two: with the article it is nearly always the day. */
static bool is_monday(const isn_item *item) {
  return item->class == WC_NUM_UNIT && item->value == 2 && item->article;
}

static size_t parse_number(const parser *p, size_t k, isn_number *number) {
  term sum = {0, 1, false};
  size_t behind = k;
  *number = (isn_number){.bound = ISNAD_EXACT};
  if (is(p, k, WC_NUM_ORDINAL)) {
    behind = parse_ordinal(p, k, &sum.value);
    number->ordinal = true;
  } else {
    behind = parse_cardinal(p, k, &sum);
  }
  if (behind == k || (behind == k + 1 && (is_monday(&p->items[k]) || p->items[k].phrase))) return k;
  number->value = sum.value;
  if (sum.open) number->bound = open_bound(sum.value);
  number->dual = behind == k + 1 && is(p, k, WC_NUM_UNIT) && sum.value == 2;
  for (size_t i = k; i < behind; i++) number->digits = number->digits || p->items[i].class == ITEM_DIGITS;
  number->first = p->items[k].first;
  number->end = p->items[behind - 1].end;
  number->span = (isnad_span){p->items[k].span.start, p->items[behind - 1].span.end};
  return behind;
}

isn_number *isn_numbers_find(isn_arena *arena, const isnad_lexicon *lexicon, isnad_str text, isn_tokens tokens,
                             size_t *count) {
  parser p = {NULL, 0};
  p.items = isn_items_find(arena, lexicon, text, tokens, &p.count);
  isn_number *numbers = isn_alloc_array(arena, p.count, sizeof *numbers);
  *count = 0;
  for (size_t k = 0; k < p.count;) {
    size_t behind = parse_number(&p, k, &numbers[*count]);
    if (behind > k && numbers[*count].value < LARGEST) ++*count;
    k = behind > k ? behind : k + 1;
  }
  return numbers;
}
