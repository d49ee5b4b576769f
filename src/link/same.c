/* same: are two claims one happening? Each feature gives or takes points, the sum is compared with ISN_SAME_NEEDED, and whoever
 * asks sees every point with its reason. Points are few and plain: what both say alike speaks for one happening the more, the
 * rarer it is by chance (a named village more than a province, twelve killed more than one); what cannot both be true speaks
 * against it; what one of the two does not say is no evidence.
 *
 * «غارة على سوق حيس عصر الخميس» and «قصف حوثي على سوق شعبي في حيس اليوم» (Thursday) are one: event +2, place +3, time +2,
 * words +1; the shelling of Hays on Friday is not: time -5. */
#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "base/str.h"
#include "link/link.h"

/* Points are summed in tenths, so that no machine rounds otherwise. */
static int add(isnad_match *why, const char *name, const char *reason, double points) {
  int tenths = (int)(points * 10 + (points < 0 ? -0.5 : 0.5));
  if (why != NULL && tenths != 0 && why->feature_count < ISNAD_FEATURES_MAX)
    why->features[why->feature_count++] = (isnad_feature){name, reason, tenths / 10.0};
  return tenths;
}

/* ---- What happened ------------------------------------------------------------------------------------------------- */

/* Means that reports take for each other: a shell for a rocket, a gunshot for an assassination. 0: like nothing else. */
static int means_of(int mode) {
  switch (mode) {
    case ISNAD_AERIAL: case ISNAD_DRONE: case ISNAD_HEAVY_WEAPONS: case ISNAD_DESTROY: return 1;
    case ISNAD_EXPLOSIVES: case ISNAD_SUICIDE_ATTACK: return 2;
    case ISNAD_FIREARMS: case ISNAD_TARGETED: case ISNAD_PRIMITIVE: case ISNAD_BEAT: return 3;
    case ISNAD_ABDUCT: case ISNAD_ARREST: case ISNAD_TORTURE: return 4;
    case ISNAD_DEMO: case ISNAD_STRIKE: case ISNAD_OBSTRUCT: case ISNAD_RIOT: case ISNAD_VANDALIZE: return 5;
    case ISNAD_VISIT: case ISNAD_THIRD_PARTY: case ISNAD_MULTILATERAL: return 6;
    case ISNAD_TROOPS: case ISNAD_WEAPONS: case ISNAD_POLICE: case ISNAD_MILITIA: return 7;
    default: return 0;
  }
}

static bool unreal(int status) { return status == ISNAD_PLANNED || status == ISNAD_POSSIBLE || status == ISNAD_NEGATED; }

static int of_event(const isn_fact *a, const isn_fact *b, isnad_match *why) {
  int sum = 0;
  if (a->event != b->event) {
    sum = add(why, "event", "different events", -9);
  } else if (a->mode == b->mode) {
    sum = a->mode ? add(why, "event", "the same event and manner", 2) : add(why, "event", "the same event", 1);
  } else if (a->mode == ISNAD_MODE_NONE || b->mode == ISNAD_MODE_NONE) {
    sum = add(why, "event", "the same event, the manner said once", 1);
  } else {
    int means = means_of(a->mode), other = means_of(b->mode);
    if (means && means == other) sum = add(why, "event", "the same event, manners that are taken for each other", 1);
    else if (means + other == 3 && means * other == 2) sum = add(why, "event", "a bomb that fell or was laid", -1);
    else sum = add(why, "event", "the same event in different manners", -3);
  }
  if (unreal(a->status) != unreal(b->status)) sum += add(why, "status", "one took place, the other did not", -3);
  return sum;
}

/* ---- Where ----------------------------------------------------------------------------------------------------------- */

static double km_apart(const isn_link_place *a, const isn_link_place *b) {
  double lat = (a->lat - b->lat) / 1e5, lon = (a->lon - b->lon) / 1e5;
  if (lon > 180) lon -= 360;
  if (lon < -180) lon += 360;
  double x = (a->lat + b->lat) / 2e5 * 3.14159265358979 / 180;
  double narrow = 1 - x * x / 2 + x * x * x * x / 24; /* the cosine, near enough below the polar circle */
  return 111.2 * sqrt(lat * lat + lon * lon * narrow * narrow);
}

/* How much it says that two events share a place: a village much, a province little, a state nothing. */
static double place_worth(const isn_stock *stock, const isn_link_place *place) {
  if (isn_place_province(stock->lexicon, place->row) == ISN_NONE) return 0;
  isnad_str kind = isn_lex_text(stock->lexicon, K_PLACE, place->row, PLACE_KIND);
  if (isn_str_same(kind, ISN_LIT("province"))) return 0.5;
  return isn_str_same(kind, ISN_LIT("region")) || place->precision == 3 ? 1.5 : 3;
}

static int by_distance(const isn_link_place *a, const isn_link_place *b, isnad_match *why) {
  if (a->lat == ISN_NO_DEGREES || b->lat == ISN_NO_DEGREES) return add(why, "place", "different places", -2);
  double km = km_apart(a, b), blur = a->precision == 3 || b->precision == 3 ? 40 : 3;
  if (km <= blur) return add(why, "place", blur > 3 ? "areas that touch" : "places less than three kilometres apart", 0.5);
  if (km <= blur + 15) return add(why, "place", "neighbouring places", -7);
  return add(why, "place", "places far apart", km > 100 ? -9 : -8);
}

/* «أبو شوك» is «أبوشوك». */
static bool same_letters(isnad_str a, isnad_str b) {
  size_t i = 0, j = 0;
  for (;;) {
    while (i < a.len && a.ptr[i] == ' ') i++;
    while (j < b.len && b.ptr[j] == ' ') j++;
    if (i == a.len || j == b.len) return i == a.len && j == b.len;
    if (a.ptr[i++] != b.ptr[j++]) return false;
  }
}

/* Places of which one is in no gazetteer: «سوق القات» and «سوق القات في حيس», «طريق كفردجال» and «كفردجال». */
static int of_place_words(const isn_stock *stock, const isn_link_place *a, const isn_link_place *b, isnad_match *why) {
  if (a->key == 0 || b->key == 0) return 0;
  isnad_str x = isn_stock_text(stock, a->key), y = isn_stock_text(stock, b->key);
  if (a->key == b->key || same_letters(x, y)) return add(why, "place", "the same words for the place", 2.5);
  if (isn_words_inside(x, y) || isn_words_inside(y, x)) return add(why, "place", "words of one place in the other", 2);
  return add(why, "place", "different words for the place", -0.5);
}

static int of_place(const isn_stock *stock, const isn_link_place *a, const isn_link_place *b, isnad_match *why) {
  if (a->text == 0 || b->text == 0) return 0;
  if (a->row == ISN_NONE || b->row == ISN_NONE) return of_place_words(stock, a, b, why);
  if (a->row == b->row) {
    double worth = place_worth(stock, a);
    return add(why, "place", "the same place", worth);
  }
  bool nested = isn_place_inside(stock->lexicon, a->row, b->row), holds = isn_place_inside(stock->lexicon, b->row, a->row);
  if (nested || holds) {
    double worth = place_worth(stock, nested ? b : a);
    return add(why, "place", "one place inside the other", worth > 2 ? 2 : worth / 2);
  }
  return by_distance(a, b, why);
}

/* ---- When ------------------------------------------------------------------------------------------------------------- */

static int of_dated(const isn_fact *a, const isn_fact *b, isnad_match *why) {
  if (a->from == b->from && a->to == b->to && a->time_class != TIME_LONG) {
    int apart = a->part && b->part ? abs(a->part - b->part) : 0;
    if (apart >= 3) return add(why, "time", "the same day at different hours", -1);
    return add(why, "time", "the same day", apart >= 2 ? 1 : 2);
  }
  int32_t gap = a->from > b->to ? a->from - b->to : b->from > a->to ? b->from - a->to : 0;
  if (gap > 1) return add(why, "time", "days apart", -8);
  if (gap == 1) return add(why, "time", "the next day", a->time_class == TIME_DAY && b->time_class == TIME_DAY ? -5 : -3);
  if (a->time_class == TIME_LONG && b->time_class == TIME_LONG)
    return a->from == b->from ? add(why, "time", "the same stretch of time", 1.5) : add(why, "time", "different stretches of time", -2);
  if (a->time_class == TIME_LONG || b->time_class == TIME_LONG) return add(why, "time", "a day within a longer stretch", -1.5);
  return add(why, "time", "a night and one of its days", 1);
}

/* What befell in the evening is not told at noon. */
static bool later_than_told(const isn_fact *dated, const isn_fact *told) {
  return dated->time_class == TIME_DAY && dated->day == told->told_day && dated->part && told->told_part && dated->part > told->told_part;
}

/* One says a time, the other is known by its publication only: today's news, or yesterday's. */
static int of_undated(const isn_fact *dated, const isn_fact *told, isnad_match *why) {
  if (told->from == ISN_NO_DAY) return 0;
  if (dated->time_class == TIME_LONG) return add(why, "time", "undated news beside a longer stretch", -1.5);
  if (dated->to < told->from) return add(why, "time", "older than the report that tells it without a date", -2.5 - (told->from - dated->to > 1));
  if (dated->from > told->to || later_than_told(dated, told)) return add(why, "time", "later than the report", -6);
  if (told->small_hours && dated->from == told->told_day) return add(why, "time", "news of the small hours is more often of the day before", -1.5);
  return add(why, "time", "no date in one, published when the other was news", 0.5);
}

static int of_time(const isn_fact *a, const isn_fact *b, isnad_match *why) {
  if (a->time_class && b->time_class) return of_dated(a, b, why);
  if (a->time_class || b->time_class) return a->time_class ? of_undated(a, b, why) : of_undated(b, a, why);
  if (a->day == ISN_NO_DAY || b->day == ISN_NO_DAY) return 0;
  int32_t gap = abs(a->day - b->day);
  if (gap == 0 && a->small_hours != b->small_hours) return add(why, "time", "no dates, one published before dawn", -1.5);
  return gap <= 1 ? 0 : add(why, "time", "no dates, published days apart", -3);
}

/* ---- Who, and how many -------------------------------------------------------------------------------------------------- */

static int of_parties(const isn_stock *stock, uint32_t a, size_t a_count, uint32_t b, size_t b_count, const char *name,
                         isnad_match *why) {
  size_t known_a = 0, known_b = 0;
  for (size_t i = 0; i < a_count; i++) known_a += stock->parties[a + i].id != 0;
  for (size_t j = 0; j < b_count; j++) known_b += stock->parties[b + j].id != 0;
  for (size_t i = 0; i < a_count; i++)
    for (size_t j = 0; j < b_count; j++)
      if (stock->parties[a + i].key && stock->parties[a + i].key == stock->parties[b + j].key) return add(why, name, "one of them is the same", 1);
  return known_a && known_b ? add(why, name, "none of them is the same", -1) : 0;
}

/* 1 where both give one number, the more the larger it is; -1 where they are far apart. */
static double count_agrees(const isnad_count *a, const isnad_count *b) {
  bool exact = a->min == a->max && b->min == b->max && a->min != ISNAD_NO_NUMBER && b->min != ISNAD_NO_NUMBER;
  if (!exact || a->min < 0 || b->min < 0) return 0;
  if (a->min == b->min) return a->min >= 10 ? 2 : a->min >= 3 ? 1.5 : a->min == 2 ? 1 : 0.5;
  double low = (double)(a->min < b->min ? a->min : b->min), high = (double)(a->min < b->min ? b->min : a->min);
  return high > 3 * low + 3 ? -1 : high > 2 * low ? -0.5 : 0;
}

static int of_counts(const isn_stock *stock, const isn_fact *a, const isn_fact *b, isnad_match *why) {
  double best = 0, worst = 0;
  for (size_t i = 0; i < a->tally_count; i++) {
    for (size_t j = 0; j < b->tally_count; j++) {
      const isnad_count *x = &stock->tallies[a->tallies + i].count, *y = &stock->tallies[b->tallies + j].count;
      if (x->what != y->what || x->what == ISNAD_WHAT_OTHER || x->subset != y->subset) continue;
      double points = count_agrees(x, y);
      best = points > 0 ? best + points : best;
      worst = points < worst ? points : worst;
    }
  }
  if (best > 0) return add(why, "counts", "the same numbers", best < 3 ? best : 3);
  return add(why, "counts", "numbers far apart", worst);
}

/* ---- In whose words -------------------------------------------------------------------------------------------------------- */

enum { MOST_OF_WORDS = 50, OF_COPY = 20 }; /* tenths */

/* needed: tenths from which on the words still matter; what is certain to stay below is not looked at to the end. */
static int of_words(const isn_stock *stock, const isn_fact *a, const isn_fact *b, int needed, isnad_match *why) {
  if (needed > MOST_OF_WORDS + OF_COPY || a->print == ISN_NONE || b->print == ISN_NONE) return 0;
  const isn_print *x = &stock->prints[a->print], *y = &stock->prints[b->print];
  double shared, poorer;
  isn_print_shared(x, y, &shared, &poorer);
  int sum = 0;
  if (shared >= 2) sum = add(why, "words", "particular words in both", shared * 0.5 < MOST_OF_WORDS / 10.0 ? shared * 0.5 : MOST_OF_WORDS / 10.0);
  else if (poorer >= 6) sum = add(why, "words", "hardly a particular word in both", -1);
  if (needed <= sum + OF_COPY && a->account != b->account && isn_fact_copied(stock, a, b)) sum += add(why, "copy", "one text repeats the other", OF_COPY / 10.0);
  return sum;
}

/* A copy repeats the words and the numbers; the same phrase with another number is another's. */
bool isn_fact_copied(const isn_stock *stock, const isn_fact *a, const isn_fact *b) {
  if (a->print == ISN_NONE || b->print == ISN_NONE) return false;
  for (size_t i = 0; i < a->tally_count; i++) {
    for (size_t j = 0; j < b->tally_count; j++) {
      const isnad_count *x = &stock->tallies[a->tallies + i].count, *y = &stock->tallies[b->tallies + j].count;
      if (x->what == y->what && x->subset == y->subset && (x->min != y->min || x->max != y->max) && i == j) return false;
    }
  }
  return isn_print_copied(&stock->prints[a->print], &stock->prints[b->print]) >= ISN_COPIED;
}

static bool same_chain(const isn_stock *stock, const isn_fact *a, const isn_fact *b) {
  if (a->link_count != b->link_count) return false;
  for (size_t i = 0; i < a->link_count; i++)
    if (stock->links[a->links + i].text != stock->links[b->links + i].text) return false;
  return true;
}

/* One source, carried by two reports, tells its news once. */
static int of_source(const isn_fact *a, const isn_fact *b, isnad_match *why) {
  return a->account != b->account && a->end_key && a->end_key == b->end_key ? add(why, "source", "one source in two reports", 1) : 0;
}

/* One report that tells an event twice on one word means two; on the word of two it more likely sets them beside each other. */
static int of_teller(const isn_stock *stock, const isn_fact *a, const isn_fact *b, isnad_match *why) {
  if (a->account != b->account || (a->flags | b->flags) & ISNAD_FLAG_HEADLINE || a->event != b->event) return 0;
  if (same_chain(stock, a, b)) return add(why, "teller", "one source in one report tells both, so they are two", -2);
  return a->mode == b->mode ? add(why, "teller", "one report gives two sources for such an event", 1.5) : 0;
}

/* The same manner on the same day is common; one happening has more than that in common. */
static int of_nothing(int particular, isnad_match *why) {
  return particular > 0 ? 0 : add(why, "nothing", "neither place nor words, numbers or source in common", -2);
}

/* The points, or, as soon as that is certain, any sum below `floor`. */
static int points_of(const isn_stock *stock, const isn_fact *a, const isn_fact *b, int floor, isnad_match *why) {
  int sum = of_event(a, b, why) + of_time(a, b, why);
  sum += of_parties(stock, a->parties, a->actor_count, b->parties, b->actor_count, "actors", why);
  sum += of_parties(stock, a->parties + a->actor_count, a->recipient_count, b->parties + b->actor_count, b->recipient_count,
                    "recipients", why);
  int particular = 0;
  int parts[] = {of_place(stock, &a->place, &b->place, why), of_counts(stock, a, b, why), 0, of_source(a, b, why), of_teller(stock, a, b, why)};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) sum += parts[i];
  sum += parts[2] = of_words(stock, a, b, floor - sum, why);
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (parts[i] > 0) particular += parts[i];
  return sum + of_nothing(particular, why);
}

int isn_same(const isn_stock *stock, uint32_t first, uint32_t second, isnad_match *why) {
  if (why != NULL) *why = (isnad_match){.needed = ISN_SAME_NEEDED / 10.0};
  int sum = points_of(stock, &stock->facts[first], &stock->facts[second], INT_MIN / 2, why);
  if (why != NULL) why->points = sum / 10.0;
  return sum;
}

bool isn_same_reaches(const isn_stock *stock, uint32_t first, uint32_t second, int bar) {
  return points_of(stock, &stock->facts[first], &stock->facts[second], bar, NULL) >= bar;
}
