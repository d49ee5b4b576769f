/* bind_time: to each act its time: one in its clause, else that of the act before it in its sentence. The time of a saying verb is not the
 * time of what is said: «قال المصدر، الأحد، إن القوات انسحبت فجر السبت». */
#include <string.h>

#include "find/bind.h"

/* A clock time in digits alone stamps an entry («21:32»); in words («عند الثالثة فجراً») it dates what happened. */
static bool usable(const isn_finder *f, const isn_timex *t) {
  if (t->from.day == INT32_MIN || t->running) return false;
  if (t->kind == TX_CLOCK) return f->tokens.at[t->first].kind == TOK_WORD;
  return t->kind != TX_VAGUE && t->kind != TX_SET && t->kind != TX_DURATION;
}

/* A time in the words of saying («قال المصدر، الأحد، إن») dates the saying, unless what is announced follows as a masdar. */
static bool dates_saying(const isn_finder *f, uint32_t u) {
  const isn_clause *c = &f->clauses[f->clause_of[u]];
  if (c->verb == NONE || !f->units[c->verb].of[K_SAYING] || f->units[c->verb].of[K_TRIGGER] || unit_is_operator(f, &f->units[c->verb], OC_WITNESS)) return false;
  for (uint32_t i = c->verb + 1; i < u; i++) /* أعلنت القوى الإضراب غداً */
    if (f->clause_of[i] == f->clause_of[u] && f->units[i].of[K_TRIGGER] && !f->units[i].verb && !f->units[i].of[K_ACTOR] && !f->units[i].of[K_SOURCE] && (f->units[i].of[K_TRIGGER]->morph & (M_MASDAR | M_NOUN | M_FIXED | M_VERB))) return false; /* ضبط: a verb by its form, and none here */
  for (uint32_t i = u + 1; i < f->sents[c->sent].end; i++) {
    if (f->clause_of[i] != f->clause_of[u]) return f->clauses[f->clause_of[i]].link == LINK_CONTENT;
    if (f->units[i].of[K_TRIGGER] && !f->units[i].verb) return false;
  }
  return true;
}

/* Has an act of the clause a time already? */
static bool is_dated(const isn_finder *f, uint32_t clause) {
  const isn_sent *s = &f->sents[f->clauses[clause].sent];
  for (uint32_t i = s->first_act; i < s->end_act; i++)
    if (f->acts[i].time != NONE && f->acts[i].clause == clause) return true;
  return false;
}

/* «أحداث تموز», «ثورة يناير»: a month that names the noun before it. */
static bool names_month(const isn_finder *f, uint32_t u, const isn_timex *t) {
  const isn_unit *before = u > 0 ? &f->units[u - 1] : NULL;
  bool month = t->kind == TX_RANGE && t->to.day - t->from.day >= 27 && t->end == t->first + 1;
  return month && before && before->type == U_WORD && before->noun && !before->verb && !before->definite && !before->adj && !before->of[K_TRIGGER] && f->clause_of[u - 1] == f->clause_of[u];
}

/* «أعلنت اللجنة، اليوم، حظراً للتجوال اعتباراً من صباح غد»: when the measure starts, behind a phrase that says so, rather than the day it was told. */
static bool is_start_of(const isn_finder *f, const isn_act *a, uint32_t u) {
  const isn_unit *from = u > a->unit + 1 ? &f->units[u - 1] : NULL;
  if (from == NULL || !unit_is(from, WC_PREP) || from->end - from->first < 2 || unit_value(f, from, WC_PREP) != PREP_MUNDHU) return false;
  return a->noun && f->clause_of[u] == a->clause && f->times[a->time].end <= f->units[a->unit].first;
}

static void bind_time(isn_finder *f, uint32_t u) {
  const isn_timex *t = &f->times[f->units[u].time];
  if (t->streak && is_dated(f, f->clause_of[u])) return; /* مساء اليوم، لليوم الثاني على التوالي */
  if (!usable(f, t) || names_month(f, u, t) || dates_saying(f, u) || bind_in_slug(f, u)) return;
  if (unit_prep_before(f, u, f->sents[f->clauses[f->clause_of[u]].sent].first) == PREP_ILA) return; /* عُلقت الدراسة إلى يوم الأحد */
  uint32_t sent = f->clauses[f->clause_of[u]].sent, i = bind_owner(f, u, sent);
  if (i == NONE) return;
  isn_act *a = &f->acts[bind_root(f, i)];
  const isn_clause *c = &f->clauses[f->clause_of[u]];
  bool of_itself = c->link == LINK_REL && c->head == a->unit && c->verb != NONE && unit_is_operator(f, &f->units[c->verb], OC_OCCUR); /* توفي الأحد ... في انفجار وقع الخميس */
  if (a->time == NONE || of_itself || is_start_of(f, a, u)) a->time = f->units[u].time;
}

/* «قبل الإفراج عنه», «قبل انسحابهم»: how the same episode ended. */
static bool ends_episode(const isn_finder *f, const isn_act *a) {
  const isn_unit *next = a->unit + 1 < f->unit_count ? &f->units[a->unit + 1] : NULL;
  return f->units[a->unit].pronoun || (next && unit_is(next, WC_PREP) && next->pronoun);
}

/* Under بعد or عقب the noun came earlier than what the sentence dates, under قبل later: «قبل التوصل إلى هدنة». */
static bool is_under_other_time(const isn_finder *f, const isn_act *a) {
  if (!a->noun) return false;
  for (uint32_t i = a->unit; i > f->sents[a->sent].first && i + 7 > a->unit;) {
    const isn_unit *u = &f->units[--i];
    if (unit_is(u, WC_AFTER) || (unit_is(u, WC_BEFORE) && !ends_episode(f, a))) return true;
    if (u->verb || unit_is_mark(u, 0x060C) || u->of[K_TRIGGER]) return false;
  }
  return false;
}

/* ---- A distance from what the sentence tells ---------------------------------------------------------------------------------- */

enum { MASDARS_MAX = 3 }; /* nouns before the act's own: «بعد يوم من إعلان تنفيذ عملية» */

/* The unit that puts the act's noun apart from the sentence's day: «بعد يومين من» before «زيارة», «غداة» before «قصف»; NONE. */
static uint32_t distance_before(const isn_finder *f, const isn_act *a) {
  if (!a->noun) return NONE;
  uint32_t first = f->sents[a->sent].first, at = a->unit;
  for (int step = 0; step < MASDARS_MAX && at > first; step++, at--) {
    const isn_unit *before = &f->units[at - 1];
    if ((unit_is(before, WC_AFTER) && unit_value(f, before, WC_AFTER) == 1) || (unit_is(before, WC_BEFORE) && unit_value(f, before, WC_BEFORE) == 1)) return at - 1;
    if (unit_is(before, WC_PREP)) return at >= first + 2 && f->units[at - 2].time != NONE && f->times[f->units[at - 2].time].apart ? at - 2 : NONE;
    if (before->type != U_WORD || before->verb || !before->noun || (before->clitics & (C_WAW | C_AL | C_BEH | C_LAM))) return NONE;
  }
  return NONE;
}

/* Minutes from the lead event to the act behind the distance; 0: not said, or no number. */
static int32_t minutes_apart(const isn_finder *f, uint32_t unit) {
  const isn_unit *u = &f->units[unit];
  if (u->time != NONE) return -f->times[u->time].lean_minutes;
  return unit_is(u, WC_AFTER) ? -1440 : 1440;
}

/* «يأتي ذلك بعد يومين من»: told of today, which may not be the day of the lead event; then nobody can know. */
static bool told_of_another_day(const isn_finder *f, const isn_act *a, uint32_t lead) {
  const isn_clause *c = &f->clauses[a->clause];
  if (c->verb == NONE || c->verb > a->unit || f->article->published.day == INT32_MIN) return false;
  bool present = false;
  for (int i = 0; i < f->units[c->verb].reading_count; i++) present |= (f->units[c->verb].readings[i].entry->morph & M_PRESENT) != 0;
  return present && f->times[lead].from.day != f->article->published.day;
}

/* The dated act that the distance is told of: the one before it in its sentence, the one behind it, or, where the sentence has no other
 * («وجاء ذلك بعد يوم من»), the lead of its paragraph or of the one before. */
static uint32_t lead_of(const isn_finder *f, uint32_t act, uint32_t unit) {
  const isn_sent *s = &f->sents[f->acts[act].sent];
  bool alone = true;
  for (uint32_t k = act; k-- > s->first_act;) {
    if (f->acts[k].dropped) continue;
    if (f->acts[k].unit < unit) return f->acts[k].time;
    alone = false;
  }
  for (uint32_t k = act + 1; k < s->end_act; k++) /* بعد يوم من هجوم على البلدة قصفت */
    if (!f->acts[k].dropped && f->clauses[f->acts[k].clause].link != LINK_REL && f->acts[k].clause != f->acts[act].clause) return f->acts[k].time;
  if (!alone) return NONE;
  uint32_t time = NONE;
  for (uint32_t k = act; k-- > 0 && k + 32 > act && f->sents[f->acts[k].sent].paragraph + 1 >= s->paragraph;) {
    if (f->sents[f->acts[k].sent].paragraph < s->paragraph && time != NONE && f->sents[f->acts[k + 1].sent].paragraph == s->paragraph) break;
    if (!f->acts[k].dropped && f->acts[k].time != NONE) time = f->acts[k].time;
  }
  return time != NONE && told_of_another_day(f, &f->acts[act], time) ? NONE : time;
}

/* The day so far from the lead; hours only where the lead has its hour. INT32_MIN: nobody can know. */
static int32_t day_apart(const isn_timex *lead, int32_t minutes) {
  int32_t nights = lead->kind == TX_DATE && lead->to.day == lead->from.day + 1; /* ليل الخميس */
  if (minutes == 0 || lead->from.day == INT32_MIN || lead->running || (lead->to.day != lead->from.day && !nights)) return INT32_MIN;
  if (minutes % 1440 == 0) return lead->from.day + minutes / 1440;
  if (lead->from.minute < 0 || minutes > 1440 || minutes < -1440) return INT32_MIN;
  int32_t at = lead->from.minute + minutes;
  return lead->from.day + (at < 0 ? -1 : at >= 1440 ? 1 : 0);
}

static uint32_t add_time(isn_finder *f, isn_timex x, size_t *cap) {
  isn_arena_grow(f->arena, &f->times, f->time_count, cap, sizeof *f->times);
  f->times[f->time_count] = x;
  return (uint32_t)f->time_count++;
}

/* «مساء السبت، بعد ساعات من المصادقة فجراً»: a part of the day that comes earlier, and so of the same day; NONE. */
static uint32_t earlier_part(isn_finder *f, const isn_act *a, const isn_timex *lead, size_t *cap) {
  int hour = lead->from.minute >= 0 ? lead->from.minute : lead->hour_from;
  for (uint32_t i = a->unit + 1; i < f->sents[a->sent].end && i < a->unit + 8 && f->clause_of[i] == a->clause; i++) {
    if (f->units[i].time == NONE || !f->times[f->units[i].time].part_bare) continue;
    isn_timex x = f->times[f->units[i].time];
    if (x.kind != TX_DATE || x.turn == TURN_NIGHT || x.hour_to < 0 || x.hour_to > hour) return NONE;
    char day[24];
    x.from = x.to = (isn_moment){lead->from.day, -1};
    memcpy(x.value, day, isn_moment_print(x.from, day));
    return add_time(f, x, cap);
  }
  return NONE;
}

/* «بعد يومين من زيارة»: two days before the lead event; what lasts («بعد يومين من المعارك») has no day so. */
static void bind_apart(isn_finder *f, uint32_t act, uint32_t unit, size_t *cap) {
  isn_act *a = &f->acts[act];
  uint32_t lead = a->class == TC_MUTUAL && f->units[unit].time != NONE ? NONE : lead_of(f, act, unit);
  int32_t day = lead == NONE ? INT32_MIN : day_apart(&f->times[lead], minutes_apart(f, unit));
  bool hours = f->units[unit].time != NONE && f->times[f->units[unit].time].seconds < 86400;
  if (day == INT32_MIN && hours && lead != NONE) a->time = earlier_part(f, a, &f->times[lead], cap);
  if (day == INT32_MIN) return;
  isn_moment at = {day, -1};
  isn_timex x = {.first = f->units[unit].first, .end = f->units[unit].end, .span = f->units[unit].span, .from = at, .to = at, .seconds = -1,
                 .kind = TX_DATE, .hour_from = -1, .hour_to = -1};
  isn_moment_print(at, x.value);
  a->time = add_time(f, x, cap);
}

/* «... غداة يوم دامٍ أحرق خلاله محتجون مقار»: what is told in the past is not of a day to come. */
static bool is_past_of_future(const isn_finder *f, const isn_act *a, uint32_t time) {
  const isn_entry *e = a->noun ? NULL : f->units[a->unit].of[K_TRIGGER];
  int32_t now = f->article->published.day;
  return e && (e->morph & M_PAST) && !(e->morph & M_PRESENT) && now != INT32_MIN && f->times[time].from.day > now;
}

/* «اعتقلت راعيين، قبل أن تفرج عنهما بعد ساعتين», «ثم أفرجت عنهما بعد ساعتين»: told as what followed, of an hour counted from what the sentence tells. */
static bool follows_in_hours(const isn_finder *f, const isn_act *a, const isn_timex *t) {
  const isn_clause *c = &f->clauses[a->clause];
  const isn_unit *opener = c->first > 0 ? &f->units[c->first == a->unit ? c->first - 1 : c->first] : NULL;
  if (a->noun || t->lean_minutes % 1440 == 0 || t->lean_minutes >= 1440) return false;
  uint32_t morph = f->units[a->unit].of[K_TRIGGER]->morph;
  isn_moment now = f->article->published;
  bool past = morph & M_PAST && !(morph & M_PRESENT) && t->from.day == now.day && t->from.minute > now.minute;
  return past || (opener && unit_is(opener, WC_BEFORE) && unit_is(opener, WC_SUBORD));
}

/* The last day that the paragraph names before the time; INT32_MIN. */
static int32_t day_named_before(const isn_finder *f, const isn_act *a) {
  uint32_t paragraph = f->sents[a->sent].paragraph, first = f->times[a->time].first;
  int32_t day = INT32_MIN;
  for (size_t i = 0; i < f->time_count && f->times[i].first < first; i++) {
    const isn_timex *t = &f->times[i];
    bool dated = t->from.day != INT32_MIN && t->from.day == t->to.day && !t->running;
    for (uint32_t u = a->unit; dated && u-- > 0 && f->units[u].span.start >= t->span.start && f->sents[f->clauses[f->clause_of[u]].sent].paragraph == paragraph;)
      if (f->units[u].type == U_TIME && f->units[u].time == i) day = t->from.day;
  }
  return day;
}

/* «قصفت الطائرات حمص الأربعاء، وبعد يومين انسحبت القوات»: what is told in the past is counted from the day named before, not from today. */
static void count_from_before(isn_finder *f, isn_act *a, size_t *cap) {
  isn_timex x = f->times[a->time];
  int32_t now = f->article->published.day;
  bool hours = follows_in_hours(f, a, &x);
  if (!x.leans || x.lean_minutes <= 0 || !(hours || (x.lean_minutes % 1440 == 0 && is_past_of_future(f, a, a->time)))) return;
  int32_t day = day_named_before(f, a);
  a->time = NONE;
  if (day == INT32_MIN || day + x.lean_minutes / 1440 > now) return;
  x.from = x.to = (isn_moment){day + x.lean_minutes / 1440, -1};
  x.kind = TX_DATE;
  char value[24];
  memcpy(x.value, value, isn_moment_print(x.from, value) + 1);
  a->time = add_time(f, x, cap);
}

/* ---- Times taken over ----------------------------------------------------------------------------------------------------------- */

/* «دارت بعد ذلك»: the day of the paragraph's first dated act. A word of time without a value of its own stands in the act's clause. */
static bool follows_lead(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  uint32_t first = c->first < a->unit ? c->first : a->unit, end = c->end;
  for (uint32_t i = first; i < end && i < first + 40; i++) {
    const isn_unit *u = &f->units[i];
    if (unit_is(u, WC_AFTER) && i + 1 < end && (unit_is(&f->units[i + 1], WC_DEM) || u->pronoun)) return true;
    if (unit_is(u, WC_AFTER) && u->end - u->first > 1 && find_phrase(f, i + 1, end).end <= i + 1) return true; /* بعد ذلك as one */
  }
  return false;
}

static uint32_t lead_time(const isn_finder *f, uint32_t act) {
  uint32_t paragraph = f->sents[f->acts[act].sent].paragraph, time = NONE;
  for (uint32_t k = act; k-- > 0 && f->sents[f->acts[k].sent].paragraph == paragraph && k + 64 > act;)
    if (!f->acts[k].dropped && f->acts[k].time != NONE) time = f->acts[k].time;
  return time;
}

/* What somebody says of an act has not the act's time; a participle («مطالبين») has its clause's. */
static bool speaks_apart(const isn_finder *f, const isn_act *a) {
  for (uint32_t i = a->unit + 1; i < f->unit_count && i < a->unit + 3; i++) /* طالبوا خلالها */
    if (unit_is(&f->units[i], WC_DURING) && f->units[i].pronoun && f->clause_of[i] == a->clause) return false;
  return a->class == TC_SPEECH && f->clauses[a->clause].link != LINK_CIRCUM && f->clauses[a->clause].link != LINK_MAIN;
}

static uint32_t content_above(const isn_finder *f, uint32_t clause) {
  for (int up = 0; up < 6 && clause != NONE; up++, clause = f->clauses[clause].parent)
    if (f->clauses[clause].link == LINK_CONTENT) return clause;
  return NONE;
}

/* «إن القناصة قتلت سبعة خلال الساعات الماضية، وإن المجاهدين كسروا زحفاً»: told by itself. */
static bool told_apart(const isn_finder *f, const isn_act *a, const isn_act *b) {
  uint32_t of_a = content_above(f, a->clause), of_b = content_above(f, b->clause);
  return of_a != NONE && of_b != NONE && of_a != of_b;
}

/* «... مؤكداً أن الوحدات أنقذت 31»: the same source goes on by a participle. */
static bool goes_on_telling(const isn_finder *f, const isn_act *a, const isn_act *b) {
  uint32_t content = content_above(f, a->clause);
  if (content == NONE || f->clauses[content].parent == NONE || f->clauses[f->clauses[content].parent].link != LINK_CIRCUM) return false;
  return f->clauses[a->clause].link != LINK_IF && bind_same_sources(f, a->unit, b->unit);
}

/* In a quotation of several sentences: «"أطلق النار بتاريخ كذا. كما ضبطت وحدة"»; the point of an abbreviation («م. ع.») is none. */
static bool stop_between(const isn_finder *f, uint32_t first, uint32_t end) {
  for (uint32_t i = first + 1; i + 1 < end; i++)
    if (unit_is_mark(&f->units[i], '.') && f->units[i - 1].span.end - f->units[i - 1].span.start > 2) return true;
  return false;
}

/* «فيما عُلقت الدراسة إلى يوم الأحد»: an end of its own sets it apart. */
static bool has_own_end(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  for (uint32_t i = a->unit; i < c->end && i < a->unit + 24; i++)
    if (f->units[i].type == U_TIME && f->clause_of[i] == a->clause && unit_prep_before(f, i, c->first) == PREP_ILA) return true;
  return false;
}

/* An act without a time takes the one of the act before it in its sentence. */
static void inherit_times(isn_finder *f) {
  size_t cap = f->time_count;
  for (uint32_t i = 0; i < f->act_count; i++) {
    isn_act *a = &f->acts[i];
    if (a->dropped) continue;
    if (a->time != NONE) count_from_before(f, a, &cap);
    if (a->refers != NONE && f->sents[f->acts[a->refers].sent].paragraph == f->sents[a->sent].paragraph) {
      if (a->time == NONE) a->time = f->acts[a->refers].time;
    }
    uint32_t apart = a->time == NONE ? distance_before(f, a) : NONE;
    if (apart != NONE) {
      bind_apart(f, i, apart, &cap);
      continue;
    }
    if (a->time == NONE && follows_lead(f, a)) a->time = lead_time(f, i);
    uint32_t mentioned = a->time == NONE ? bind_mentioned(f, i) : NONE;
    if (mentioned != NONE && f->acts[mentioned].place == a->place) a->time = f->acts[mentioned].time;
    if (a->time != NONE || is_under_other_time(f, a) || speaks_apart(f, a) || has_own_end(f, a)) continue;
    for (uint32_t k = i; k-- > 0 && f->acts[k].sent == a->sent;) {
      const isn_act *b = &f->acts[k];
      if (b->dropped || b->time == NONE) continue;
      bool told_on = (f->chain_at[b->unit] == f->chain_at[a->unit] && !told_apart(f, a, b)) || (goes_on_telling(f, a, b) && !f->times[b->time].until);
      if (told_on && !stop_between(f, b->unit, a->unit) && !is_past_of_future(f, a, b->time)) a->time = b->time;
      break;
    }
  }
}

/* «قمعت القوات تظاهرة قرب السياج عصر الإثنين»: who is hit protests then, and so it was done then. */
static void share_with_crowd(isn_finder *f) {
  for (uint32_t i = 0; i + 1 < f->act_count; i++) {
    isn_act *a = &f->acts[i], *b = &f->acts[i + 1];
    bool hit = a->event == ISNAD_ASSAULT && !a->noun && a->object.end > a->object.first && a->object.first <= b->unit && b->unit < a->object.end;
    if (a->dropped || b->dropped || b->event != ISNAD_PROTEST || !b->noun || b->clause != a->clause || !hit) continue;
    if (a->time == NONE) a->time = b->time;
  }
}

void bind_times(isn_finder *f) {
  for (uint32_t k = 0; k < 2 * f->unit_count; k++) { /* twice: what only says how long it has gone on comes last */
    uint32_t u = k % f->unit_count;
    if (f->units[u].time == NONE || f->times[f->units[u].time].streak != (k >= f->unit_count)) continue;
    bool named = f->spot_at[u] != NONE && f->spots[f->spot_at[u]].first < u; /* جسر 17 تموز */
    if (!named) bind_time(f, u);
  }
  share_with_crowd(f);
  inherit_times(f);
}
