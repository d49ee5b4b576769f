/* link: the phrase after or before a saying verb to a link: its words, who it is in the lexicon, and its kind. «مصدر عسكري بالفرقة
 * السادسة مشاة» is one link of kind military with its unit; «المتحدث باسم وزارة الدفاع أحمد علي» speaks for the ministry. */
#include "find/link.h"

#include "find/actor.h"

static bool has_word(const isn_finder *f, isn_phrase p, int class) {
  for (uint32_t i = p.first; i < p.end; i++)
    if (unit_is(&f->units[i], class)) return true;
  return false;
}

static const isn_unit *first_of(const isn_finder *f, isn_phrase p, enum isn_kind kind) {
  for (uint32_t i = p.first; i < p.end; i++)
    if (f->units[i].of[kind]) return &f->units[i];
  return NULL;
}

/* «قوات الدعم السريع», «عناصر الشرطة العسكرية»: a name that begins with a word for people or bodies is no person's. */
static bool begins_with_noun(const isn_finder *f, const isn_unit *u) {
  const uint32_t bodies = 1u << NC_FIGHTER | 1u << NC_GROUP | 1u << NC_BODY | 1u << NC_AIRCRAFT | 1u << NC_WEAPON;
  return unit_first_noun(f, u, bodies) != NULL;
}

/* Does the unit name a place of a country that the report is not about? */
static bool is_abroad(const isn_finder *f, const isn_unit *u) {
  if (!u->of[K_PLACE] || f->country == NONE) return false;
  isnad_str country = isn_lex_text(f->lexicon, K_PLACE, u->of[K_PLACE]->row, PLACE_COUNTRY);
  return country.len && !isn_str_same(country, isn_lex_text(f->lexicon, K_NATION, f->country, NATION_COUNTRY));
}

static bool name_word(const isn_finder *f, uint32_t at, uint32_t limit) {
  const isn_unit *u = &f->units[at], *next = at + 1 < limit ? &f->units[at + 1] : NULL;
  if (u->type != U_WORD || u->verb || (u->pronoun && u->known) || (u->clitics & (C_WAW | C_FEH | C_BEH | C_LAM | C_KAF))) return false;
  if (unit_is(u, WC_PERSON_NAME) || unit_is(u, WC_TITLE) || !u->known) return true;
  bool behind_name = at > 0 && u[-1].type == U_WORD && (unit_is(u - 1, WC_PERSON_NAME) || (!u[-1].known && is_abroad(f, u)));
  if (u->of[K_PLACE] && !u->of[K_ACTOR] && u->end - u->first == 1 && !u->clitics && behind_name) return true; /* محمد قرشي: a surname that is a town too */
  if (at > 0 && unit_value(f, u - 1, WC_PERSON_NAME) == NAME_JOINS && u->clitics == C_AL) return true; /* عبد الحافظ */
  if (u->of[K_ACTOR] && u->end - u->first > 1 && !(u->clitics & C_AL)) return !begins_with_noun(f, u); /* a statesman of the list: «مولود جاويش أوغلو» */
  bool surname = at > 0 && next && next->type == U_WORD && next->noun && !next->known && !next->verb && !(next->clitics & ~C_AL); /* عائد الهلالي */
  return next && next->type == U_WORD && u->noun && next->noun && (unit_is(next, WC_PERSON_NAME) || (surname && !(u->clitics & C_AL) && u[-1].type == U_WORD));
}

/* «لويس فندي إن»: one name alone is half of one; a word behind it that ends the phrase is the other half, whatever else it means. */
static bool second_name(const isn_finder *f, uint32_t at, uint32_t end) {
  const isn_unit *u = &f->units[at], *name = u - 1, *next = at + 1 < end ? u + 1 : NULL;
  if (u->type != U_WORD || !(unit_is(name, WC_PERSON_NAME) || !name->known) || name->type != U_WORD || name->end - name->first > 1) return false;
  for (int i = 0; i < u->reading_count; i++)
    if (u->readings[i].entry->kind == K_SAYING) return false; /* علي فاضل قوله: */
  if (u->of[K_SAYING] || u->of[K_TRIGGER] || u->of[K_OPERATOR] || u->of[K_ACTOR] || u->of[K_OUTLET] || u->pronoun || unit_is(u, WC_COMPL) || unit_is(u, WC_PREP)) return false;
  if (unit_has_tanween(f, u) || unit_is(u, WC_NEG) || u->clitics & C_AL) return false;
  return next && (unit_is(next, WC_COMPL) || unit_is_mark(next, ':'));
}

/* «محمد المولود رمضان»: a man, and no month. */
static bool is_month_name(const isn_finder *f, uint32_t first, uint32_t at, uint32_t limit) {
  const isn_unit *u = &f->units[at];
  bool named = false;
  for (uint32_t i = first; i < at; i++) named |= unit_is(&f->units[i], WC_PERSON_NAME);
  return named && unit_is(u, WC_MONTH_HIJRI) && !u->clitics && !(at + 1 < limit && f->units[at + 1].type == U_NUMBER);
}

/* The body's head under his own name, which the list has for the body: «للأمن العام، اللواء عباس إبراهيم». */
static bool same_actor(const isn_finder *f, isn_phrase p, uint32_t at) {
  const isn_unit *actor = first_of(f, p, K_ACTOR);
  return actor && f->units[at].of[K_ACTOR] && f->units[at].of[K_ACTOR]->row == actor->of[K_ACTOR]->row;
}

/* «أبلغ المستشار قاسم الأعرجي | السفير الإيراني»: a title behind a whole name is another man's. */
static bool begins_other(const isn_finder *f, uint32_t from, uint32_t at) {
  const isn_unit *u = &f->units[at];
  return at >= from + 2 && (unit_is(u, WC_TITLE) || unit_is(u, WC_ROLE_WORD)) && u->clitics & C_AL && !unit_is(&f->units[at - 1], WC_TITLE);
}

/* A person's name in apposition: «وزير الخارجية الأميركي ماركو روبيو», «المدير العام للأمن العام، اللواء عباس إبراهيم». */
static isn_phrase widen_name(const isn_finder *f, isn_phrase p, uint32_t limit, bool open) {
  if (!open) return p;
  uint32_t at = p.end;
  bool comma = at + 1 < limit && unit_is_mark(&f->units[at], 0x060C) && (unit_is(&f->units[at + 1], WC_TITLE) || unit_is(&f->units[at + 1], WC_PERSON_NAME) || same_actor(f, p, at + 1));
  if (comma && same_actor(f, p, at + 1)) return p.end = at + 2, p;
  bool quote = at < limit && unit_closes_quote(&f->units[at]) && !f->tokens.at[f->units[at].first].space_before;
  if (comma || quote) at++;
  uint32_t from = at;
  uint32_t end = f->sents[f->clauses[f->clause_of[p.first]].sent].end;
  while (at < limit && at < from + 5 && (name_word(f, at, limit) || is_month_name(f, p.first, at, limit)) && !begins_other(f, from, at)) at++;
  if (at > 0 && at < limit && at <= from + 1 && at - 1 > p.first && !(at == from + 1 && from > 0 && unit_is(&f->units[from - 1], WC_PERSON_NAME)) && second_name(f, at, end)) at++;
  if (at > from) p.end = at;
  return p;
}

/* «الناشطة سهيلا رحماني»: a job or title with the name behind it. */
isnad_span link_person(const isn_finder *f, isn_phrase p) {
  int class = unit_cell(f, &f->units[p.head], K_NOUN, NOUN_CLASS);
  bool titled = has_word(f, p, WC_ROLE_WORD) || has_word(f, p, WC_TITLE) || (f->units[p.head].of[K_NOUN] && (class == NC_PERSON || class == NC_OFFICIAL || class == NC_CASUALTY));
  if (!titled || !f->units[p.end - 1].definite) return (isnad_span){0};
  for (uint32_t i = p.first; i < p.end; i++)
    if (unit_is(&f->units[i], WC_PERSON_NAME)) return (isnad_span){f->units[i].span.start, f->units[p.end - 1].span.end};
  uint32_t limit = f->sents[f->clauses[f->clause_of[p.first]].sent].end;
  isn_phrase wide = widen_name(f, p, limit, true);
  bool named = wide.end > p.end + 1 || (wide.end > p.end && unit_is(&f->units[wide.end - 1], WC_PERSON_NAME));
  return named ? (isnad_span){f->units[p.end].span.start, f->units[wide.end - 1].span.end} : (isnad_span){0};
}

static uint8_t kind_of(const isn_finder *f, isn_phrase p);

/* «المرصد اليمني للألغام», «مركز الغوطة للإعلام»: a body's name goes on with what it is for. */
static isn_phrase widen_body(const isn_finder *f, isn_phrase p, uint32_t limit) {
  const isn_unit *head = &f->units[p.head], *next = p.end < limit ? &f->units[p.end] : NULL;
  if (next == NULL || next->type != U_WORD || !(next->clitics & C_LAM) || !next->noun || next->verb || head->of[K_ACTOR] || head->of[K_OUTLET]) return p;
  if (!head->of[K_NOUN] || unit_cell(f, head, K_NOUN, NOUN_CLASS) != NC_BODY || unit_is_press(f, next) || next->of[K_OUTLET] || next->of[K_SOURCE] || unit_is(next, WC_REFER)) return p;
  int class = unit_noun_class(f, next);
  if (class == NC_PERSON || class == NC_OFFICIAL || class == NC_FIGHTER || class == NC_GROUP) return p;
  isn_phrase purpose = find_phrase(f, p.end, limit);
  if (purpose.end > purpose.first) p.end = purpose.end;
  return p;
}

/* «قيادة شرطة محافظة البصرة»: the name of the place whose word ends the phrase. */
static isn_phrase widen_place(const isn_finder *f, isn_phrase p, uint32_t limit) {
  const isn_unit *last = &f->units[p.end - 1];
  bool word = unit_is(last, WC_PLACE_WORD) && !(last->clitics & C_AL);
  isn_reading readings[12]; /* «قيادة شرطة محافظة» is one name of the list */
  size_t n = last->type == U_WORD && last->end - last->first > 1 ? isn_lex_readings(f->lexicon, f->tokens.at, last->end, last->end - 1, readings, 12) : 0;
  for (size_t i = 0; i < n; i++) word |= readings[i].entry->kind == K_WORD && readings[i].entry->word_class == WC_PLACE_WORD && !readings[i].clitics;
  uint32_t spot = word && p.end < limit ? f->spot_at[p.end] : f->spot_at[p.end - 1];
  while (spot != NONE && p.end < limit && f->spot_at[p.end] == spot) p.end++;
  return p;
}

/* «مكتب الصحة العامة والسكان», «جهاز الإسعاف والطوارئ»: what a body is for may be two things; another body or force is another speaker. */
static isn_phrase widen_joined(const isn_finder *f, isn_phrase p, uint32_t limit) {
  const isn_unit *head = &f->units[p.head], *next = p.end < limit ? &f->units[p.end] : NULL;
  bool body = unit_noun_class(f, head) == NC_BODY && p.head == p.first && p.end - p.first > 1;
  if (!body || next == NULL || next->type != U_WORD || next->verb || !next->noun || next->pronoun || !(next->clitics & C_WAW)) return p;
  if (next->of[K_ACTOR] || next->of[K_OUTLET] || next->of[K_PLACE] || unit_is(next, WC_ROLE_WORD) || unit_is(next, WC_REFER)) return p;
  const isn_unit *last = &f->units[p.end - 1];
  if (!(next->clitics & C_AL) != !(last->clitics & C_AL)) return p; /* «مجلس أعيان وحكماء المدينة» */
  int class = unit_noun_class(f, next);
  if (class == NC_BODY || class == NC_OFFICIAL || class == NC_FIGHTER || class == NC_GROUP || (next->of[K_TRIGGER] && !(next->clitics & C_AL))) return p;
  isn_phrase more = find_phrase(f, p.end, limit);
  if (more.end > more.first) p.end = more.end;
  return p;
}

/* The first unit before `limit` that closes a quotation; NONE. */
static uint32_t closing_mark(const isn_finder *f, uint32_t from, uint32_t limit) {
  for (uint32_t i = from; i < limit; i++)
    if (unit_closes_quote(&f->units[i])) return i;
  return NONE;
}

/* «فصيل يطلق على نفسه "كتائب قاصم"»: what it calls itself. */
static isn_phrase widen_called(const isn_finder *f, isn_phrase p) {
  enum { NAME_UNITS = 8 };
  uint32_t end = f->sents[f->clauses[f->clause_of[p.first]].sent].end, at = p.end;
  if (at + 2 >= end || !f->units[at].of[K_OPERATOR] || !(unit_cell(f, &f->units[at], K_OPERATOR, OPERATOR_FLAGS) & OPERATOR_CALLED)) return p;
  if (unit_opens_quote(&f->units[at + 1])) {
    uint32_t close = closing_mark(f, at + 2, end < at + NAME_UNITS ? end : at + NAME_UNITS);
    if (close != NONE) p.end = close + 1;
    return p;
  }
  isn_phrase name = find_phrase(f, at + 1, end);
  if (name.end > at + 1) p.end = name.end;
  return p;
}

/* «صحيفة المدينة بلس», «وكالة المدينة نيوز»: a bare word that the lexicon does not know goes on the outlet's name. */
static isn_phrase widen_outlet(const isn_finder *f, isn_phrase p, uint32_t limit) {
  const isn_unit *next = p.end < limit ? &f->units[p.end] : NULL;
  if (next == NULL || next->type != U_WORD || next->known || next->verb || next->clitics) return p;
  uint8_t kind = f->units[p.end - 1].of[K_OUTLET] ? ISNAD_SOURCE_OUTLET : kind_of(f, p);
  if (kind == ISNAD_SOURCE_OUTLET || kind == ISNAD_SOURCE_AGENCY) p.end++;
  return p;
}

/* «هددت إيران بالرد»: one word that is a state and its place, and no man with an office. */
static bool is_state(const isn_finder *f, isn_phrase p) {
  const isn_unit *u = &f->units[p.head];
  return p.end == p.first + 1 && u->of[K_ACTOR] && u->of[K_PLACE] && !u->of[K_NOUN];
}

/* «النائب عن محافظة نينوى»: a deputy sits for a place. */
static bool sits_for(const isn_finder *f, isn_phrase p, uint32_t place) {
  return place < f->unit_count && f->spot_at[place] != NONE && unit_cell(f, &f->units[p.first], K_NOUN, NOUN_CLASS) == NC_OFFICIAL;
}

/* «الناطق باسم حملة "أوقفوا التلوث" خير الدين دبية»: the name in marks of the body that he speaks for, with his own behind it. */
static isn_phrase widen_marked(const isn_finder *f, isn_phrase p, uint32_t limit) {
  enum { NAME_UNITS = 6 };
  const isn_unit *last = &f->units[p.end - 1];
  uint32_t at = p.end;
  if (at + 3 >= limit || last->definite || !unit_opens_quote(&f->units[at])) return p;
  uint32_t close = closing_mark(f, at + 1, limit < at + NAME_UNITS ? limit : at + NAME_UNITS);
  bool named = close != NONE && close + 1 < limit && name_word(f, close + 1, limit);
  return named ? (isn_phrase){p.first, close + 1, p.head} : p;
}

/* Words that belong to the name behind the phrase: «في قيادة الشرطة», «من سكان القرية», «باسم الجيش» and a name in apposition. */
static isn_phrase widen(const isn_finder *f, isn_phrase p, uint32_t limit) {
  const isn_unit *first = &f->units[p.first];
  bool office = first->of[K_ACTOR] && first->end - first->first > 1 && unit_first_noun(f, first, 1u << NC_OFFICIAL); /* the list has him for his government */
  bool open = office || first_of(f, p, K_SOURCE) || has_word(f, p, WC_ROLE_WORD) || unit_cell(f, &f->units[p.head], K_NOUN, NOUN_CLASS) == NC_OFFICIAL ||
              (unit_cell(f, &f->units[p.head], K_NOUN, NOUN_CLASS) == NC_PERSON && !is_state(f, p)) || unit_cell(f, &f->units[p.head], K_NOUN, NOUN_CLASS) == NC_FIGHTER;
  p = widen_called(f, widen_joined(f, widen_place(f, p, limit), limit));
  if (p.end > limit) return p;
  p = widen_outlet(f, open ? widen_marked(f, p, limit) : p, limit);
  p = open ? widen_name(f, p, limit, open) : widen_body(f, p, limit);
  for (int step = 0; step < 3 && open && p.end < limit; step++) {
    const isn_unit *u = &f->units[p.end];
    uint32_t from = p.end;
    if (u->type != U_WORD || u->verb || (u->clitics & (C_WAW | C_FEH))) break;
    int prep = u->clitics & C_BEH ? PREP_BI : u->clitics & C_LAM ? PREP_LI : unit_is(u, WC_PREP) && !u->noun ? unit_value(f, u, WC_PREP) : PREP_NONE;
    if (prep != PREP_BI && prep != PREP_FI && prep != PREP_MIN && prep != PREP_LADA && prep != PREP_LI && prep != PREP_ALA && prep != PREP_NONE && !(prep == PREP_AN && step == 0 && sits_for(f, p, from + 1))) break;
    if (prep == PREP_NONE && step == 0) break;
    if (prep == PREP_BI && f->units[p.first].of[K_ACTOR] && !office && f->spot_at[p.end] == NONE && !f->units[p.end].of[K_ACTOR]) break; /* «رحبت الحكومة السودانية بقرار» */
    if (prep == PREP_ALA && f->units[p.first].of[K_ACTOR]) break; /* «لم تعلق القيادة المركزية على الغارة» */
    if (u->pronoun && !u->noun) break;
    if (!(u->clitics & (C_BEH | C_LAM)) && prep != PREP_NONE) from++;
    isn_phrase more = find_phrase(f, from, limit);
    if (more.end <= more.first) break;
    if (prep == PREP_LI && (link_is_carrier(f, more) || unit_is_press(f, &f->units[more.first]) || kind_of(f, more) == ISNAD_SOURCE_CORRESPONDENT || unit_is(&f->units[more.first], WC_REFER))) break; /* «قال شاهد للوكالة» */
    const isn_entry *told = f->units[more.first].of[K_TRIGGER];
    if (prep == PREP_NONE && told && (told->morph & (M_MASDAR | M_FIXED)) && !(f->units[more.first].clitics & C_AL)) break; /* «نفى مصدر بالوزارة اختطاف»: what he denies */
    if (prep == PREP_BI && told && (!f->units[more.first].of[K_NOUN] || (told->morph & M_MASDAR && !(f->units[more.first].clitics & C_AL)))) break; /* «أمر الوزير بسحب القوة»، «أفاد مصدر بإصابة خمسة» */
    if (unit_is(&f->units[more.first], WC_STATEMENT) || unit_is(&f->units[more.first], WC_DOCUMENT) || f->units[more.first].of[K_OUTLET]) break;
    p.end = more.end;
  }
  return widen_name(f, p, limit, open);
}

/* «قال مصدر لـ"الساحل الآن"»: a name in quotation marks behind لـ alone, of no party, is the paper that was told. */
static bool is_told_by_name(const isn_finder *f, isn_phrase p) {
  if (p.first < 3 || p.end <= p.first) return false;
  const isn_unit *quote = &f->units[p.first - 1], *to = quote - 1, *before = quote - 2;
  if (!(unit_opens_quote(quote) || unit_is_mark(quote, '(')) || !unit_is(to, WC_PREP) || to->noun || to->pronoun || unit_value(f, to, WC_PREP) != PREP_LI) return false;
  for (uint32_t i = p.first; i < p.end; i++)
    if ((f->units[i].of[K_ACTOR] && !f->units[i].of[K_PLACE]) || f->units[i].verb) return false;
  return before->of[K_SOURCE] || before->of[K_SAYING] || before->pronoun || unit_is(before, WC_PERSON_NAME) || !before->known || unit_is(before, WC_ROLE_WORD) || before->definite || before->type == U_MARK;
}

static uint8_t kind_of(const isn_finder *f, isn_phrase p) {
  const isn_unit *source = first_of(f, p, K_SOURCE), *outlet = first_of(f, p, K_OUTLET), *actor = first_of(f, p, K_ACTOR);
  const isn_unit *head = &f->units[p.first];
  if (head->of[K_SOURCE]) return (uint8_t)unit_cell(f, head, K_SOURCE, SOURCE_KIND);
  if (head->of[K_OUTLET]) return (uint8_t)unit_cell(f, head, K_OUTLET, OUTLET_SOURCE_KIND);
  if (is_told_by_name(f, p)) return ISNAD_SOURCE_OUTLET;
  int32_t flags = p.end - p.first > 1 && head->of[K_NOUN] ? unit_cell(f, head, K_NOUN, NOUN_FLAGS) : 0;
  if (flags & (NOUN_PRESS | NOUN_NEWSWIRE) && actor != head) actor = NULL; /* «إذاعة مقديشو» speaks for no government */
  uint32_t row = actor ? party_actor(f, actor) : NONE;
  if (row == NONE && actor) row = actor->of[K_ACTOR]->row; /* another country's: its kind all the same */
  int32_t kind = row != NONE ? isn_lex_number(f->lexicon, K_ACTOR, row, ACTOR_SOURCE_KIND) : 0;
  if (kind) return (uint8_t)kind;
  if (flags & NOUN_NEWSWIRE) return ISNAD_SOURCE_AGENCY; /* «وكالة الضفتين»: an outlet that the lexicon does not know */
  if (flags & NOUN_PRESS) return ISNAD_SOURCE_OUTLET;
  for (uint32_t i = p.first; i < p.end; i++)
    if (unit_is(&f->units[i], WC_ROLE_WORD)) return (uint8_t)unit_value(f, &f->units[i], WC_ROLE_WORD);
  if (source && !(source->clitics & C_WAW)) return (uint8_t)unit_cell(f, source, K_SOURCE, SOURCE_KIND);
  if (outlet) return (uint8_t)unit_cell(f, outlet, K_OUTLET, OUTLET_SOURCE_KIND);
  if (p.end - p.first > 1 && unit_is_outlet_word(f, &f->units[p.end - 1])) return ISNAD_SOURCE_OUTLET; /* شبكة خبر برس */
  if (has_word(f, p, WC_DOCUMENT) || has_word(f, p, WC_STATEMENT)) return ISNAD_SOURCE_DOCUMENT;
  if (has_word(f, p, WC_PERSON_NAME) || has_word(f, p, WC_TITLE)) return ISNAD_SOURCE_PERSON;
  switch (unit_cell(f, &f->units[p.head], K_NOUN, NOUN_CLASS)) {
    case NC_BODY: return ISNAD_SOURCE_ORGANIZATION;
    case NC_OFFICIAL: return ISNAD_SOURCE_STATE;
    case NC_FIGHTER: case NC_GROUP: return ISNAD_SOURCE_ARMED_GROUP;
    case NC_PERSON: return ISNAD_SOURCE_LOCAL;
    default: return ISNAD_SOURCE_UNKNOWN;
  }
}

/* Of several outlets of that name («صحيفة الوطن») the one of the report's country. */
static uint32_t outlet_row(const isn_finder *f, const isn_unit *u) {
  isnad_str country = f->country != NONE ? isn_lex_text(f->lexicon, K_NATION, f->country, NATION_COUNTRY) : (isnad_str){0};
  for (int i = 0; i < u->reading_count && country.len; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (e->kind == K_OUTLET && isn_str_same(isn_lex_text(f->lexicon, K_OUTLET, e->row, OUTLET_COUNTRY), country)) return e->row;
  }
  return u->of[K_OUTLET]->row;
}

/* «للمرصد» is لـ and المرصد, whose article is not written out: the name has it. */
static isnad_str with_article(const isn_finder *f, const isn_unit *first, isnad_str text) {
  static const char article[] = "\xD8\xA7\xD9\x84"; /* ال */
  enum { ARTICLE_BYTES = sizeof article - 1 };
  if ((first->clitics & (C_LAM | C_AL)) != (C_LAM | C_AL)) return text;
  char *name = isn_alloc_array(f->arena, text.len + ARTICLE_BYTES, 1);
  memcpy(name, article, ARTICLE_BYTES);
  memcpy(name + ARTICLE_BYTES, text.ptr, text.len);
  return (isnad_str){name, text.len + ARTICLE_BYTES};
}

/* «الناطق باسم الجيش» is one name of an office: the army in it is that of the report's country. */
static isnad_str body_of(const isn_finder *f, const isn_unit *office) {
  isn_party body = {.row = NONE};
  for (uint32_t t = office->first + 1; t < office->end; t++) {
    isn_reading readings[12];
    size_t n = isn_lex_readings(f->lexicon, f->tokens.at, t + 1, t, readings, 12);
    for (size_t i = 0; i < n; i++)
      if (readings[i].entry->kind == K_NOUN && party_force(f, isn_lex_number(f->lexicon, K_NOUN, readings[i].entry->row, NOUN_FLAGS), &body)) return body.name.id;
  }
  return (isnad_str){0};
}

uint32_t link_end(const isn_finder *f, isn_phrase p, uint32_t limit) { return widen(f, p, limit).end; }

/* To the closing mark: «"فلسطين الآن"», whose second word is a time. */
static isn_phrase whole_quoted(const isn_finder *f, isn_phrase p, uint32_t limit) {
  enum { NAME_UNITS = 6 };
  uint32_t end = p.end;
  while (end < limit && end < p.first + NAME_UNITS && f->units[end].type != U_MARK) end++;
  if (end < limit && (unit_closes_quote(&f->units[end]) || unit_is_mark(&f->units[end], ')'))) p.end = end;
  return p;
}

isnad_link link_make(const isn_finder *f, isn_phrase p, uint32_t limit, uint32_t cue) {
  isn_phrase wide = is_told_by_name(f, p) ? whole_quoted(f, p, limit) : widen(f, p, limit);
  isnad_link l = {.kind = (isnad_source_kind)kind_of(f, wide)};
  l.span = phrase_span(f, wide);
  l.text = isn_str_cut(f->text, l.span);
  if (cue != NONE) l.cue = f->units[cue].span;
  const isn_unit *outlet = f->units[p.first].of[K_OUTLET] ? &f->units[p.first] : first_of(f, p, K_OUTLET), *actor = first_of(f, wide, K_ACTOR);
  if (outlet && outlet + 1 < f->units + wide.end && outlet[1].type == U_WORD && !outlet[1].known && !unit_is_outlet_word(f, outlet + 1)) outlet = NULL; /* «صحيفة المدينة بلس» is another paper */
  if (outlet && (l.kind == ISNAD_SOURCE_OUTLET || l.kind == ISNAD_SOURCE_AGENCY || l.kind == ISNAD_SOURCE_MONITOR || l.kind == ISNAD_SOURCE_SOCIAL)) {
    uint32_t row = outlet_row(f, outlet);
    l.id = isn_lex_text(f->lexicon, K_OUTLET, row, OUTLET_ID);
    l.name = isn_lex_text(f->lexicon, K_OUTLET, row, OUTLET_NAME_AR);
  } else if (actor && party_actor(f, actor) != NONE) {
    uint32_t row = party_actor(f, actor);
    isnad_str id = isn_lex_text(f->lexicon, K_ACTOR, row, ACTOR_ID);
    if (actor == &f->units[p.first]) l.id = id, l.name = isn_lex_text(f->lexicon, K_ACTOR, row, ACTOR_NAME_AR);
    else l.affiliation = id;
  }
  if (l.id.len == 0 && l.affiliation.len == 0 && unit_is(&f->units[p.first], WC_ROLE_WORD)) l.affiliation = body_of(f, &f->units[p.first]);
  if (l.name.len == 0) l.name = with_article(f, &f->units[p.first], l.text);
  return l;
}

bool link_can_speak(const isn_finder *f, isn_phrase p) {
  if (p.end <= p.first) return false;
  const isn_unit *u = &f->units[p.first], *head = &f->units[p.head];
  if (p.end - p.first == 1 && unit_has_tanween(f, u)) return false; /* «أمنياً، نفى مصدر»: in what regard, nobody */
  bool site = unit_cell(f, head, K_NOUN, NOUN_CLASS) == NC_POSITION && head->of[K_NOUN] && first_of(f, p, K_OUTLET); /* موقع السومرية نيوز */
  if (site || first_of(f, p, K_OUTLET) == u || u->of[K_SOURCE] || head->of[K_SOURCE] || u->of[K_ACTOR]) return true;
  if (unit_is(u, WC_ROLE_WORD) || unit_is(u, WC_TITLE) || unit_is(u, WC_PERSON_NAME) || unit_is(u, WC_REFER)) return true;
  if (unit_is(u, WC_STATEMENT) || unit_is(u, WC_DOCUMENT)) return true;
  switch (unit_noun_class(f, head)) {
    case NC_PERSON: /* «عن أسر ثلاثة»: the capture of three, no families; «عن إجراء الرئيس اتصالاً»: no hired men */
      if (head->of[K_OPERATOR] && head->of[K_OPERATOR]->morph & M_MASDAR && !head->definite) return false;
      return !(head->of[K_TRIGGER] && !(head->of[K_TRIGGER]->morph & (M_ACT_PART | M_PASS_PART)) && p.head + 1 < f->unit_count && f->units[p.head + 1].type == U_NUMBER);
    case NC_FIGHTER: case NC_OFFICIAL: case NC_GROUP: case NC_BODY: return true;
    case -1: if (!head->known && p.end - p.first == 1 && !(head->clitics & C_AL)) return false; /* one unknown word */
      return !head->pronoun && !head->of[K_TRIGGER] && !head->of[K_OPERATOR] && f->spot_at[p.first] == NONE && !head->verb && !head->known;
    case NC_POSITION: return p.end - p.first > 1 && f->spot_at[p.first] == NONE; /* موقع الخابور: a site on the web */
    default: return f->spot_at[p.first] == NONE && first_of(f, p, K_OUTLET) != NULL;
  }
}

/* «بوابة المرصد» of «بوابة المرصد الليبي»: is what is said the name's first words? */
static bool opens_name(isnad_str said, isnad_str name) {
  return said.len && said.len < name.len && memcmp(name.ptr, said.ptr, said.len) == 0 && name.ptr[said.len] == ' ';
}

bool link_is_self(const isn_finder *f, isn_phrase p) {
  if (f->units[p.first].of[K_SOURCE]) return false; /* the outlet's correspondent, or who told it: «مراسلنا» */
  for (uint32_t i = p.first; i < p.end; i++) {
    const isn_unit *u = &f->units[i];
    if (u->pronoun == PRON_NA) return true;
    if (f->voice != NONE && i == p.first && u->of[K_ACTOR] && u->of[K_ACTOR]->row == f->voice) return true; /* who issued the text */
    uint32_t row = u->of[K_OUTLET] ? u->of[K_OUTLET]->row : NONE;
    if (row != NONE && (row == f->article->outlet_row || row == f->article->byline_row || row == f->article->via_row)) return true; /* or the agency that signs the reprint */
  }
  isnad_str own = f->article->meta.outlet.text, via = f->article->meta.via.text, said = isn_str_cut(f->text, phrase_span(f, is_told_by_name(f, p) ? whole_quoted(f, p, f->unit_count) : p));
  return (own.len >= 6 && isn_str_holds(said, own)) || (via.len >= 6 && isn_str_holds(said, via)) || (p.end - p.first > 1 && opens_name(said, own));
}

bool link_is_carrier(const isn_finder *f, isn_phrase p) {
  uint8_t kind = kind_of(f, p);
  return first_of(f, p, K_OUTLET) != NULL || kind == ISNAD_SOURCE_OUTLET || kind == ISNAD_SOURCE_AGENCY;
}

bool link_is_vehicle(const isn_finder *f, isn_phrase p) {
  return unit_is(&f->units[p.first], WC_STATEMENT) || unit_is(&f->units[p.first], WC_DOCUMENT);
}

/* «المركز الإعلامي لـ"قسد"»: whose it is stands behind it, so it is new and no one named before. */
static bool owner_behind(const isn_finder *f, isn_phrase p) {
  uint32_t at = p.end, end = f->sents[f->clauses[f->clause_of[p.first]].sent].end;
  if (at >= end || f->units[at].type != U_WORD) return false;
  bool apart = unit_is(&f->units[at], WC_PREP) && unit_value(f, &f->units[at], WC_PREP) == PREP_LI;
  if (!apart && !(f->units[at].clitics & C_LAM)) return false;
  while (apart && at + 1 < end && at < p.end + 2 && !f->units[at].of[K_ACTOR]) at++;
  return f->units[at].of[K_ACTOR] != NULL && !f->units[at].of[K_OUTLET];
}

bool link_refers_back(const isn_finder *f, isn_phrase p) {
  const isn_unit *u = &f->units[p.first];
  if (unit_is(u, WC_REFER)) return true;
  if (!(u->clitics & C_AL) || u->of[K_ACTOR] || u->of[K_OUTLET] || u->of[K_PLACE] || owner_behind(f, p)) return false;
  if (has_word(f, p, WC_PERSON_NAME) || has_word(f, p, WC_TITLE) || first_of(f, p, K_NATION)) return false;
  return u->of[K_SOURCE] || u->of[K_NOUN] || (p.end - p.first == 1 && !unit_is(u, WC_ROLE_WORD));
}
