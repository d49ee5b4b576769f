/* count: what is counted, and how sure the number is: «نحو 15 من النازحين», «6 غارات», «دبابتين», «عشرات الجرحى», «أكثر من 60 قذيفة»,
 * «بينهم امرأتان». A number in a name or of an age is no count; a bare singular is one only where an event says so (claim.c). */
#include <string.h>

#include "find/finder.h"

typedef struct bound_word {
  bool found;
  int bound;
  uint32_t first;
} bound_word;

/* A bound right before the number: نحو, أكثر من, ما لا يقل عن. */
static bound_word bound_before(const isn_finder *f, uint32_t at, uint32_t first) {
  bound_word b = {.bound = ISNAD_EXACT, .first = at};
  if (at > first && unit_is(&f->units[at - 1], WC_BOUND) && !f->units[at - 1].verb)
    b = (bound_word){true, unit_value(f, &f->units[at - 1], WC_BOUND), at - 1};
  return b;
}

/* «على الأقل» behind the noun. */
static bool bound_after(const isn_finder *f, uint32_t at, uint32_t end, int *bound) {
  if (at >= end || !unit_is(&f->units[at], WC_BOUND)) return false;
  *bound = unit_value(f, &f->units[at], WC_BOUND);
  return *bound == ISNAD_AT_LEAST || *bound == ISNAD_AT_MOST;
}

static void set_range(isnad_count *c, double value, int bound) {
  int64_t n = (int64_t)value;
  c->bound = (isnad_bound)bound;
  bool open_above = bound == ISNAD_AT_LEAST || bound == ISNAD_MORE_THAN || bound >= ISNAD_TENS;
  bool open_below = bound == ISNAD_AT_MOST || bound == ISNAD_LESS_THAN;
  c->min = open_below ? ISNAD_NO_NUMBER : n;
  c->max = open_above ? ISNAD_NO_NUMBER : n;
}

/* The noun counted behind the number: the next noun, over «من» and a scale word. */
static uint32_t counted_noun(const isn_finder *f, uint32_t at, uint32_t end) {
  for (int step = 0; at < end && step < 3; at++, step++) {
    const isn_unit *u = &f->units[at];
    if (u->type == U_MARK && (u->mark == '"' || u->mark == 0xAB || u->mark == '(' || (u->mark == ')' && step == 0))) continue; /* (٩) عجلات */
    if (unit_is(u, WC_PREP) && unit_value(f, u, WC_PREP) == PREP_MIN && !u->pronoun) continue;
    if (u->type != U_WORD || u->verb || !(u->noun || u->of[K_NOUN]) || (u->clitics & (C_WAW | C_BEH | C_LAM))) return NONE;
    return at;
  }
  return NONE;
}

static isn_amount *new_amount(isn_finder *f, size_t *cap) {
  isn_arena_grow(f->arena, &f->amounts, f->amount_count, cap, sizeof *f->amounts);
  isn_amount *a = &f->amounts[f->amount_count++];
  *a = (isn_amount){.noun = NONE, .owner = NONE};
  return a;
}

/* «بينهم ... وطفلان»: no act or mark stands between the word of the part and what is counted. */
static bool in_subset(const isn_finder *f, uint32_t at, uint32_t first) {
  for (uint32_t i = at; i > first && i + 8 > at;) {
    const isn_unit *u = &f->units[--i];
    if (unit_is(u, WC_SUBSET)) return unit_value(f, u, WC_SUBSET) != 1 && unit_value(f, u, WC_SUBSET) != 3; /* ثلاثة هم أحمد وحسن */
    if (u->verb || u->type == U_MARK) return false;
    if (u->of[K_TRIGGER] && (!u->of[K_NOUN] || unit_cell(f, u, K_TRIGGER, TRIGGER_CLASS) == TC_TOLL)) return false; /* وتدمير، واعتقال */
  }
  return false;
}

/* «المادة 4 إرهاب», «من طراز "هيرميس 900"»: right behind such a word, or behind the name that follows it and before nothing to count. */
static bool is_number_of_name(const isn_finder *f, uint32_t at, uint32_t first, uint32_t end) {
  if (f->units[at].clitics & C_WAW) return false;
  for (uint32_t i = at; i > first && i + 4 > at;) {
    const isn_unit *u = &f->units[--i];
    if (u->of[K_NOUN] && (unit_cell(f, u, K_NOUN, NOUN_FLAGS) & NOUN_NUMBERED)) return i + 1 == at || counted_noun(f, at + 1, end) == NONE;
    if (u->verb || unit_is_mark(u, 0x060C)) return false;
  }
  return false;
}

/* Age, name, version: «(22 عاما)», «اللواء 444», «قرار 2254». */
static bool is_name_or_age(const isn_finder *f, uint32_t at, uint32_t first, uint32_t end) {
  if (is_number_of_name(f, at, first, end)) return true;
  if (at > first) {
    const isn_unit *before = &f->units[at - 1];
    int class = unit_cell(f, before, K_NOUN, NOUN_CLASS);
    bool plural = before->of[K_NOUN] && (before->of[K_NOUN]->morph & M_PLUR);
    if ((class == NC_GROUP || class == NC_BODY || class == NC_WEAPON || class == NC_MUNITION || class == NC_AIRCRAFT) && !plural &&
        !(f->units[at].clitics & C_WAW) && counted_noun(f, at + 1, end) == NONE) /* but «ضبطت الشرطة 3 بنادق» */
      return true;
  }
  uint32_t next = at + 1 < end && unit_is_mark(&f->units[at + 1], ')') ? at + 2 : at + 1;
  bool between = at > first && (unit_value(f, &f->units[at - 1], WC_PREP) == PREP_BAYN || unit_value(f, &f->units[at - 1], WC_BOUND) == ISNAD_BETWEEN);
  if (between && next < end && f->units[next].type == U_TIME) return true; /* بين خمس وعشر سنوات */
  return next < end && unit_is(&f->units[next], WC_TIME_UNIT);
}

/* What a unit's noun counts; for a name that begins with one («طائرة مسيرة أوكرانية», «آلية للجيش») what that one does. -1: nothing. */
static int noun_kind(const isn_finder *f, const isn_unit *u) {
  if (u->of[K_NOUN]) return unit_cell(f, u, K_NOUN, NOUN_WHAT);
  if (!u->of[K_ACTOR] || u->end - u->first < 2) return -1;
  isn_reading readings[12];
  size_t n = isn_lex_readings(f->lexicon, f->tokens.at, u->end, u->first, readings, 12);
  for (size_t i = 0; i < n; i++)
    if (readings[i].entry->kind == K_NOUN) return isn_lex_number(f->lexicon, K_NOUN, readings[i].entry->row, NOUN_WHAT);
  return -1;
}

static void finish(isn_finder *f, isn_amount *a, uint32_t sent_first) {
  a->subset = in_subset(f, a->first, sent_first);
  isnad_span span = {f->units[a->first].span.start, f->units[a->end - 1].span.end};
  a->count.span = span;
  a->count.text = isn_str_cut(f->text, span);
  if (a->noun != NONE) {
    const isn_unit *n = &f->units[a->noun];
    a->count.unit = isn_str_cut(f->text, n->span);
    int what = noun_kind(f, n);
    a->count.what = what >= 0 ? (isnad_what)what : ISNAD_WHAT_OTHER;
    a->others = unit_is(n, WC_OTHERS);
  }
  const isn_unit *of = a->first > sent_first ? &f->units[a->first - 1] : NULL; /* بحياة سبعة جنود، جثث ثلاثة مدنيين */
  if (of && of->of[K_NOUN] && !(of->clitics & C_AL) && a->count.what == ISNAD_WHAT_OTHER && unit_cell(f, of, K_NOUN, NOUN_WHAT) == ISNAD_KILLED)
    a->count.what = ISNAD_KILLED;
  for (uint32_t i = a->first; i < a->end; i++) f->amount_at[i] = f->amount_count - 1;
}

/* «مدنيين اثنين», «مدني واحد»: the noun before a number that only repeats its form; NONE where it has another number already. */
static uint32_t noun_before(const isn_finder *f, uint32_t at, uint32_t first) {
  for (uint32_t i = at; i > first && i + 3 > at;) {
    const isn_unit *u = &f->units[--i];
    if (u->type != U_WORD || u->verb || f->amount_at[i] != NONE) return NONE;
    if (u->of[K_TRIGGER] && unit_cell(f, u, K_TRIGGER, TRIGGER_CLASS) == TC_TOLL) return NONE; /* وإصابة اثنين */
    if (u->of[K_NOUN] && unit_cell(f, u, K_NOUN, NOUN_CLASS) != NC_ADJECTIVE) return i;
    if (!u->adj) return NONE;
  }
  return NONE;
}

/* The second number of a range: «ما بين 20 و25 عنصراً», «20 إلى 25 قتيلاً», «20-25»; NONE where the number stands alone. */
static uint32_t range_end(const isn_finder *f, uint32_t at, uint32_t end, bool between) {
  uint32_t next = at + 1;
  if (next < end && f->units[next].type == U_NUMBER) return between && (f->units[next].clitics & C_WAW) ? next : NONE;
  if (next + 1 >= end || f->units[next + 1].type != U_NUMBER) return NONE;
  const isn_unit *u = &f->units[next];
  bool to = unit_is_mark(u, '-') || (unit_is(u, WC_PREP) && unit_value(f, u, WC_PREP) == PREP_ILA);
  bool higher = f->numbers[f->units[next + 1].number].value > f->numbers[f->units[at].number].value;
  bool joined = between && u->type == U_WORD && unit_is(u, WC_CONJ);
  return higher && (joined || (to && counted_noun(f, next + 2, end) != NONE)) ? next + 1 : NONE;
}

/* «300 طالب»: who is counted neither demands nor speaks. */
static void name_counted(isn_finder *f, uint32_t noun) {
  isn_unit *u = &f->units[noun];
  if (u->verb || u->of[K_NOUN] == NULL || unit_cell(f, u, K_NOUN, NOUN_CLASS) != NC_PERSON || !(u->of[K_NOUN]->morph & M_SING)) return;
  u->of[K_OPERATOR] = u->of[K_SAYING] = NULL;
}

static int vague_bound(double value) {
  return value >= 2000 ? ISNAD_THOUSANDS : value >= 200 ? ISNAD_HUNDREDS : value >= 20 ? ISNAD_TENS : ISNAD_SOME;
}

static uint32_t read_number(isn_finder *f, size_t *cap, uint32_t at, const isn_sent *s) {
  const isn_unit *u = &f->units[at];
  bool number = u->type == U_NUMBER, vague = !number && unit_is(u, WC_VAGUE) && !u->verb;
  if ((!number && !vague) || (u->clitics & C_KAF)) return at; /* كمية is no «مية» */
  bool named = number && f->spot_at[at] != NONE && f->spots[f->spot_at[at]].first < at; /* ميدان السبعين */
  if (number && (named || is_name_or_age(f, at, s->first, s->end))) return at + 1;
  double value = number ? f->numbers[u->number].value : unit_value(f, u, WC_VAGUE);
  if (vague && value == 0) return at + 1; /* سلسلة غارات */
  bound_word before = bound_before(f, at, s->first);
  uint32_t high = number ? range_end(f, at, s->end, before.found && before.bound == ISNAD_BETWEEN) : NONE, last = high != NONE ? high : at;
  if (high == NONE && before.bound == ISNAD_BETWEEN) before = (bound_word){.bound = ISNAD_EXACT, .first = at}; /* اشتباكات بين 3 فصائل */
  bool out_of = number && last + 2 < s->end && unit_value(f, &f->units[last + 1], WC_FUNCTION) == 10 && f->units[last + 2].type == U_NUMBER; /* 54 من أصل 60 مسيّرة */
  uint32_t noun = counted_noun(f, last + (out_of ? 3 : 1), s->end), end = noun == NONE ? last + 1 : noun + 1;
  if (vague && noun == NONE && value == 2 && u->end - u->first == 1) return at + 1; /* بمذكرات عدة */
  uint32_t told = number && !before.found && !(u->clitics & C_WAW) && (value == 1 || value == 2) ? noun_before(f, at, s->first) : NONE;
  if (told != NONE && value == 1 && unit_prep_before(f, told, s->first) != PREP_NONE) return at + 1; /* من عائلة واحدة */
  if (told != NONE) noun = told, before.first = told, end = at + 1;
  isn_amount *a = new_amount(f, cap);
  a->first = before.first;
  a->noun = noun;
  int bound = number ? (int)f->numbers[u->number].bound : vague_bound(value);
  if (before.found && bound == ISNAD_EXACT) bound = before.bound;
  int after;
  uint32_t behind = end;
  while (behind < s->end && f->units[behind].adj) behind++;
  if (bound_after(f, behind, s->end, &after)) bound = after, end = behind + 1;
  set_range(&a->count, value, bound);
  if (high != NONE) a->count.bound = ISNAD_BETWEEN, a->count.min = (int64_t)value, a->count.max = (int64_t)f->numbers[f->units[high].number].value;
  a->end = end;
  finish(f, a, s->first);
  if (noun != NONE) name_counted(f, noun);
  return end;
}

/* «قياديَّين», «مفقودَين»: a fatha before the ending parts the dual from the plural. */
static bool has_dual_mark(const isn_finder *f, const isn_unit *u) {
  static const char fatha[] = "\xD9\x8E", shadda[] = "\xD9\x91", ending[] = "\xD9\x8A\xD9\x86";
  isnad_str word = isn_str_cut(f->text, u->span);
  if (word.len < 8 || memcmp(word.ptr + word.len - 4, ending, 4) != 0) return false;
  const char *mark = word.ptr + word.len - 6;
  return memcmp(mark, fatha, 2) == 0 || (memcmp(mark, shadda, 2) == 0 && memcmp(mark - 2, fatha, 2) == 0);
}

/* «ضابطا شرطة», «عنصرا الفرقة»: the ending of two in the construct; one officer as an object («ضابطاً سابقاً») is in none. */
static bool is_pair_in_construct(const isn_finder *f, uint32_t at) {
  const uint32_t bodies = 1u << NC_GROUP | 1u << NC_BODY;
  const isn_unit *u = &f->units[at], *next = at + 1 < f->unit_count ? u + 1 : NULL;
  if (unit_noun_class(f, u) == NC_OFFICIAL || !u->of[K_NOUN] || !(u->of[K_NOUN]->morph & M_DUAL) || !(u->of[K_NOUN]->morph & M_ACCUSATIVE) || u->clitics & (C_AL | C_BEH | C_LAM)) return false;
  bool phrase = u->end > u->first + 1;
  if (!phrase && (next == NULL || next->type != U_WORD || !next->of[K_NOUN] || next->verb || next->adj || next->clitics || unit_has_tanween(f, u) || !(bodies >> unit_noun_class(f, next) & 1))) return false;
  isnad_str head = f->tokens.at[u->first].form, genitive = f->tokens.at[phrase ? u->first + 1 : u->end].form;
  return head.len > 2 && genitive.len > 2 && head.ptr[head.len - 1] == L_ALEF && genitive.ptr[genitive.len - 1] != L_ALEF;
}

/* «استشهد فلسطينيان»: two of a nation. */
static bool is_nation_pair(const isn_finder *f, const isn_unit *u) {
  if (!u->of[K_NATION] || u->end != u->first + 1 || (u->clitics & C_AL)) return false;
  isnad_str w = unit_form(f, u);
  return w.len > 4 && w.ptr[w.len - 1] == L_NOON && w.ptr[w.len - 2] == L_ALEF && (w.ptr[w.len - 3] == L_YEH || w.ptr[w.len - 3] == L_TEH);
}

/* Right behind a dual, adjectives between, a dual only tells more of the same two. */
static bool follows_dual(const isn_finder *f, uint32_t at, uint32_t first) {
  if (f->units[at].clitics & (C_WAW | C_FEH | C_BEH | C_LAM)) return false;
  while (at > first && f->units[at - 1].adj && f->amount_at[at - 1] == NONE) at--;
  uint32_t before = at > first ? f->amount_at[at - 1] : NONE;
  return before != NONE && f->amounts[before].count.min == 2 && f->amounts[before].count.max == 2 && f->amounts[before].end == at;
}

/* دبابتين، شخصان: a dual noun is two. */
static uint32_t read_dual(isn_finder *f, size_t *cap, uint32_t at, const isn_sent *s) {
  const isn_unit *u = &f->units[at];
  const isn_entry *noun = u->of[K_NOUN], *trigger = u->of[K_TRIGGER];
  const isn_entry *e = noun && (noun->morph & M_DUAL) ? noun : trigger && (trigger->morph & M_DUAL) && (trigger->morph & (M_NOUN | M_MASDAR)) ? trigger : NULL;
  if (e == NULL && is_nation_pair(f, u) && !(at > s->first && f->units[at - 1].of[K_NOUN] && !f->units[at - 1].of[K_TRIGGER])) e = u->of[K_NATION];
  bool marked = noun && (has_dual_mark(f, u) || is_pair_in_construct(f, at));
  if (marked) e = noun;
  for (int i = 0; i < u->reading_count; i++) /* كمين: an ambush, no pair */
    if (!marked && (u->readings[i].entry->kind == K_NOUN || u->readings[i].entry->kind == K_TRIGGER) && !(u->readings[i].entry->morph & M_DUAL)) return at;
  if (e == NULL || u->verb || ((e->morph & (M_SING | M_PLUR)) && !marked && e != u->of[K_NATION]) || (u->classes & 1ull << WC_PLACE_WORD)) return at;
  if (noun && unit_cell(f, u, K_NOUN, NOUN_CLASS) == NC_ADJECTIVE) return at;
  if (unit_is(u, WC_REFER) || follows_dual(f, at, s->first)) return at; /* الطرفان; الراعيين الشقيقين */
  if (u->of[K_PLACE] && !u->clitics && f->spot_at[at] != NONE) return at; /* عمان: no two uncles */
  if (at > s->first && unit_is(&f->units[at - 1], WC_PERSON_NAME) && unit_is(u, WC_PERSON_NAME)) return at; /* محمد قحطان */
  isn_amount *a = new_amount(f, cap);
  a->first = at;
  a->noun = at;
  a->end = at + 1;
  a->definite = (u->clitics & C_AL) != 0;
  set_range(&a->count, 2, ISNAD_EXACT);
  if (a->end < s->end && f->units[a->end].type == U_NUMBER && f->numbers[f->units[a->end].number].dual) a->end++; /* مدنيين اثنين */
  finish(f, a, s->first);
  return a->end;
}

static uint32_t add_one(isn_finder *f, size_t *cap, uint32_t at, uint32_t noun, const isn_sent *s) {
  isn_amount *a = new_amount(f, cap);
  a->first = at;
  a->noun = noun;
  a->end = at + 1;
  set_range(&a->count, 1, ISNAD_EXACT);
  finish(f, a, s->first);
  return a->end;
}

/* «بينهم امرأة وطفلان», «بينهم القيادية سلوى»: a singular person right behind the word of the part, or joined on, is one. */
static uint32_t read_part(isn_finder *f, size_t *cap, uint32_t at, const isn_sent *s) {
  const isn_unit *u = &f->units[at];
  if (at == s->first || u->type != U_WORD || u->verb || (u->clitics & (C_BEH | C_LAM)) || !in_subset(f, at, s->first)) return at;
  bool next = unit_is(&f->units[at - 1], WC_SUBSET), joined = (u->clitics & C_WAW) && !(u->clitics & C_AL);
  if (!next && !joined) return at;
  const isn_entry *e = u->of[K_NOUN];
  if (e == NULL) return next && (unit_is(u, WC_PERSON_NAME) || unit_is(u, WC_TITLE) || unit_is(u, WC_ROLE_WORD) || (u->of[K_SOURCE] && (u->of[K_SOURCE]->morph & M_SING))) ? add_one(f, cap, at, NONE, s) : at;
  if (!(e->morph & M_SING) || (e->morph & (M_PLUR | M_DUAL)) || (unit_cell(f, u, K_NOUN, NOUN_FLAGS) & NOUN_COLLECTIVE)) return at;
  int class = unit_cell(f, u, K_NOUN, NOUN_CLASS);
  bool prisoner = class == NC_CASUALTY && unit_cell(f, u, K_NOUN, NOUN_WHAT) == ISNAD_HELD; /* بينهم أسير محرر */
  return class == NC_PERSON || class == NC_FIGHTER || class == NC_OFFICIAL || prisoner ? add_one(f, cap, at, at, s) : at;
}

/* «أفرجوا عن أحدهما», «3 جنود أحدهم بحالة خطرة»: one of those; a part unless an act takes it. */
static uint32_t read_one_of(isn_finder *f, size_t *cap, uint32_t at, const isn_sent *s) {
  const isn_unit *u = &f->units[at];
  if (unit_value(f, u, WC_SUBSET) != 1 || at == s->first) return at;
  const isn_unit *before = &f->units[at - 1];
  bool taken = before->verb || before->of[K_TRIGGER] || unit_is(before, WC_PREP);
  uint32_t end = add_one(f, cap, at, NONE, s);
  f->amounts[f->amount_count - 1].subset = !taken;
  return end;
}

/* «وإصابة ثالث», «واعتقل آخر», «وجرح آخرون»: right behind the act, an ordinal or a word for others counts. */
static bool takes_persons(const isn_finder *f, const isn_unit *u) {
  int what = u->of[K_TRIGGER] ? unit_cell(f, u, K_TRIGGER, TRIGGER_WHAT) : -1;
  return what == ISNAD_KILLED || what == ISNAD_WOUNDED || what == ISNAD_ARRESTED || what == ISNAD_ABDUCTED || what == ISNAD_RELEASED || what == ISNAD_MISSING;
}

static uint32_t read_other(isn_finder *f, size_t *cap, uint32_t at, const isn_sent *s) {
  const isn_unit *u = &f->units[at];
  if (at == s->first || !takes_persons(f, &f->units[at - 1]) || u->type != U_WORD || (u->clitics & (C_AL | C_WAW | C_BEH | C_LAM))) return at;
  int others = unit_is(u, WC_OTHERS) && !u->adj ? unit_value(f, u, WC_OTHERS) : 0;
  bool ordinal = unit_is(u, WC_NUM_ORDINAL) && counted_noun(f, at + 1, s->end) == NONE;
  if (!ordinal && others == 0) return at;
  uint32_t end = add_one(f, cap, at, NONE, s);
  isn_amount *a = &f->amounts[f->amount_count - 1];
  if (others == 2) set_range(&a->count, 2, ISNAD_SOME);
  a->others = true;
  return end;
}

static bool is_casualty(const isn_finder *f, const isn_unit *u) {
  int what = u->of[K_NOUN] ? unit_cell(f, u, K_NOUN, NOUN_WHAT) : -1;
  return unit_cell(f, u, K_NOUN, NOUN_CLASS) == NC_CASUALTY && !u->of[K_TRIGGER] && (what == ISNAD_KILLED || what == ISNAD_WOUNDED);
}

static bool is_singular(const isn_unit *u) { return u->of[K_NOUN] && (u->of[K_NOUN]->morph & M_SING) && !(u->of[K_NOUN]->morph & M_PLUR); }

static bool is_result(const isn_finder *f, const isn_unit *u) {
  for (int i = 0; i < u->reading_count; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (e->kind == K_OPERATOR && isn_lex_number(f->lexicon, K_OPERATOR, e->row, OPERATOR_CLASS) == OC_RESULT) return true;
  }
  return false;
}

/* The last verb before the unit leads to a toll, and nothing else is counted between: «أوقع القصف على المدينة قتيلاً». */
static bool is_resulting(const isn_finder *f, uint32_t at, uint32_t first) {
  for (uint32_t i = at; i > first && i + 10 > at;) {
    const isn_unit *u = &f->units[--i];
    if (u->verb) return is_result(f, u);
    if (u->type == U_MARK || f->amount_at[i] != NONE || unit_value(f, u, WC_PREP) == PREP_BAYN) return false; /* بين قتيل وجريح */
  }
  return false;
}

/* «عشرات القتلى والجرحى»: one vague number for both. */
static bool read_both(isn_finder *f, uint32_t at, const isn_sent *s) {
  const isn_unit *u = &f->units[at];
  uint32_t before = at > s->first ? f->amount_at[at - 1] : NONE;
  if (before == NONE || (u->clitics & (C_WAW | C_AL)) != (C_WAW | C_AL) || !is_casualty(f, u) || f->amounts[before].noun != at - 1) return false;
  if (f->amounts[before].count.bound < ISNAD_TENS || !is_casualty(f, &f->units[at - 1])) return false;
  f->amounts[before].count.what = ISNAD_KILLED_OR_WOUNDED;
  return true;
}

/* «قتيل وأربعة جرحى في حادث سير»: one beside those counted. */
static bool is_beside_counted(const isn_finder *f, uint32_t at, const isn_sent *s) {
  const isn_unit *next = at + 1 < s->end ? &f->units[at + 1] : NULL;
  if (next == NULL || !(next->clitics & C_WAW) || (at > s->first && unit_is(&f->units[at - 1], WC_PREP))) return false;
  if (next->type == U_NUMBER) return at + 2 < s->end && is_casualty(f, &f->units[at + 2]);
  return is_casualty(f, next) && next->of[K_NOUN]->morph & M_DUAL && !(next->of[K_NOUN]->morph & M_PLUR);
}

/* «أوقعت قتيلاً و22 جريحاً», «3 قتلى وجريح»: one; but «12 قتيلاً وجريحاً» is one number for both. */
static uint32_t read_casualty(isn_finder *f, size_t *cap, uint32_t at, const isn_sent *s) {
  const isn_unit *u = &f->units[at];
  if (read_both(f, at, s)) return at + 1;
  if (!is_casualty(f, u) || !is_singular(u) || (u->clitics & (C_AL | C_BEH | C_LAM))) return at;
  if (is_beside_counted(f, at, s)) return add_one(f, cap, at, at, s);
  if (at == s->first) return at;
  uint32_t before = f->amount_at[at - 1];
  bool both = (u->clitics & C_WAW) && before != NONE && f->amounts[before].noun == at - 1 && is_casualty(f, &f->units[at - 1]);
  if (both && is_singular(&f->units[at - 1]) && f->amounts[before].count.min > 2) {
    f->amounts[before].count.what = ISNAD_KILLED_OR_WOUNDED;
    return at + 1;
  }
  bool result = is_resulting(f, at, s->first) || (f->units[at - 1].of[K_TRIGGER] && !is_casualty(f, &f->units[at - 1]));
  return both || result ? add_one(f, cap, at, at, s) : at;
}

/* «12 آخرون في عداد المفقودين»: behind the number and its noun, what they are ranked among. */
static void read_rank(isn_finder *f, uint32_t end, const isn_sent *s) {
  isn_amount *a = &f->amounts[f->amount_count - 1];
  if (end + 1 >= s->end || unit_value(f, &f->units[end], WC_FUNCTION) != 5) return;
  const isn_unit *u = &f->units[end + 1];
  if (unit_noun_class(f, u) == NC_CASUALTY) a->count.what = (isnad_what)unit_cell(f, u, K_NOUN, NOUN_WHAT);
}

/* قتيل، جريح, and مصاب whose letters are a participle too. */
static bool is_one_hurt(const isn_finder *f, const isn_unit *u) {
  if (is_casualty(f, u)) return true;
  const isn_entry *e = u->of[K_TRIGGER];
  return e && !u->verb && (e->morph & M_PASS_PART) && isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_CLASS) == TC_TOLL;
}

/* «12 بين قتيل وجريح»: behind the number and its noun. */
static void read_between(isn_finder *f, uint32_t end, const isn_sent *s) {
  isn_amount *a = &f->amounts[f->amount_count - 1];
  uint32_t i = end;
  while (i < s->end && i < end + 2 && (f->units[i].adj || unit_value(f, &f->units[i], WC_SUBSET) == 2)) i++; /* 12 منهم بين */
  if (i + 2 >= s->end || unit_value(f, &f->units[i], WC_PREP) != PREP_BAYN) return;
  if (is_one_hurt(f, &f->units[i + 1]) && is_one_hurt(f, &f->units[i + 2])) a->count.what = ISNAD_KILLED_OR_WOUNDED;
}

static uint32_t read_amount(isn_finder *f, size_t *cap, uint32_t at, const isn_sent *s) {
  uint32_t behind = read_number(f, cap, at, s);
  if (behind > at && f->amount_at[at] != NONE) read_between(f, behind, s), read_rank(f, behind, s);
  if (behind == at) behind = read_dual(f, cap, at, s);
  if (behind == at) behind = read_one_of(f, cap, at, s);
  if (behind == at) behind = read_other(f, cap, at, s);
  if (behind == at) behind = read_casualty(f, cap, at, s);
  if (behind == at) behind = read_part(f, cap, at, s);
  return behind;
}

void find_amounts(isn_finder *f) {
  size_t cap = 0;
  f->amount_at = isn_alloc_array(f->arena, f->unit_count + 1, sizeof *f->amount_at);
  for (uint32_t i = 0; i < f->unit_count; i++) f->amount_at[i] = NONE;
  for (uint32_t s = 0; s < f->sent_count; s++)
    for (uint32_t at = f->sents[s].first; at < f->sents[s].end;) {
      uint32_t behind = read_amount(f, &cap, at, &f->sents[s]);
      at = behind == at ? at + 1 : behind;
    }
}
