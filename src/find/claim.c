/* claim: acts to claims as records want them: names with ids, the place with its coordinates, the time with its value, counts, the
 * isnad. Whoever does a speech act is its actor and no source as well; a headline's claim goes where the body has the same one. */
#include "find/acled.h"
#include "find/actor.h"
#include "find/bind.h"
#include "find/explain.h"
#include "find/link.h"

/* ---- Sources ------------------------------------------------------------------------------------------------------------------- */

/* Does the act's noun follow the saying verb and its speaker directly, nothing but times, marks and «عن» between? */
static bool announced(const isn_finder *f, const isn_act *a, const isn_chain *c) {
  bool branch = false;
  for (uint32_t i = c->cue + 1; i < a->unit; i++) {
    const isn_unit *u = &f->units[i];
    if (i >= c->speaker.first && i < c->speaker.end) continue;
    branch |= unit_is_mark(u, '-') && i == c->speaker.end;
    if (branch && u->noun && !u->verb && !u->of[K_TRIGGER]) continue; /* الهلال الأحمر - فرع الزاوية */
    if (u->type == U_TIME || u->type == U_MARK || (i > c->speaker.end && f->spot_at[i] != NONE) || (unit_is(u, WC_PREP) && f->spot_at[i + 1] != NONE) || i == a->operator_unit || unit_is(u, WC_DISTANCE)) continue; /* أعلن ما يسمى جيش العدل مهاجمة */
    if (unit_is(u, WC_PREP) && unit_value(f, u, WC_PREP) == PREP_AN && (a->event != ISNAD_ASSAULT || c->attitude == ISNAD_CLAIMS)) continue; /* كشف عن هجوم: he tells of it */
    if (unit_is(u, WC_PREP) && i == c->cue + 1 && unit_value(f, u, WC_PREP) == PREP_ILA) continue; /* مشيراً إلى ضبط */
    if (unit_is(u, WC_PREP) && f->units[i + 1].type == U_TIME) continue; /* أعلنوا في اليوم التالي إضراباً */
    if (c->attitude == ISNAD_CLAIMS && u->noun && u->pronoun) continue;   /* أعلنت السرايا مسؤوليتها عن التفجير */
    if (isn_span_inside(u->span, c->link[c->count - 1].span) || unit_is(u, WC_STATEMENT)) continue;
    if (unit_is(u, WC_PREP) && unit_is(&f->units[i + 1], WC_STATEMENT)) continue; /* تعلن في بيان تحرير المدينة */
    return false;
  }
  return a->unit > c->cue;
}

/* «أعلن مصدر أمني عن اعتقال قيادي»: a nameless source tells and does nothing. */
static bool is_mere_source(const isn_finder *f, const isn_chain *c) {
  if (c->speaker.end <= c->speaker.first) return false;
  const isn_unit *u = &f->units[c->speaker.first];
  return u->of[K_SOURCE] && !u->of[K_ACTOR] && !u->of[K_NOUN] && unit_cell(f, u, K_SOURCE, SOURCE_KIND) != ISNAD_SOURCE_STATE;
}

/* Is it done by saying so: a curfew, a strike, a boycott? Arrests, relief and withdrawals are done elsewhere and told of. */
static bool done_by_words(const isn_act *a) {
  if (a->event == ISNAD_COERCE) return a->mode != ISNAD_ARREST && a->mode != ISNAD_SEIZE;
  return a->event != ISNAD_AID && a->event != ISNAD_RETREAT && a->event != ISNAD_MOBILIZE && a->event != ISNAD_CONSULT;
}

/* Who announces what he himself does («أعلنت الإدارة فرض حظر») is the doer; an attack or arrest announced stays on his word. */
static bool is_own_act(const isn_finder *f, const isn_act *a, const isn_chain *c) {
  if (is_mere_source(f, c)) return false;
  if (c->denied || a->status == ISNAD_DENIED || c->count == 0 || a->class == TC_TOLL || a->event == ISNAD_ASSAULT) return false;
  if (c->cue != a->unit && !done_by_words(a) && !(c->cue != NONE && unit_is_saying(f, &f->units[c->cue], SC_PUBLISH))) return false;
  if (a->class == TC_SPEECH || c->cue == a->unit) return c->cue == a->unit; /* «أصدرت المحكمة حكماً» */
  return c->cue != NONE && a->noun && f->units[c->cue].of[K_SAYING] && announced(f, a, c) && (a->operator_unit == NONE || a->operator_unit == c->cue || !f->units[a->operator_unit].verb) &&
         (a->actor_count == 0 || (a->actor_count == 1 && isn_span_overlap(a->actors[0].name.span, f->units[c->speaker.first].span) && c->speaker.end > c->speaker.first));
}

/* May who announces it have done it? «أعلنت منظمة حقوقية اعتقال سبعة طلاب»: arrests and attacks are the work of forces and states. */
static bool may_have_done(const isn_finder *f, const isn_act *a, const isn_chain *c) {
  bool by_force = a->event == ISNAD_ASSAULT || (a->event == ISNAD_COERCE && (a->mode == ISNAD_ARREST || a->mode == ISNAD_SEIZE || a->mode == ISNAD_RESTRICT));
  if (!by_force) return true;
  switch (c->link[c->count - 1].kind) {
    case ISNAD_SOURCE_MONITOR: case ISNAD_SOURCE_LOCAL: case ISNAD_SOURCE_WITNESS: case ISNAD_SOURCE_MEDICAL: case ISNAD_SOURCE_OUTLET: case ISNAD_SOURCE_AGENCY:
    case ISNAD_SOURCE_ACTIVISTS: return false;
    case ISNAD_SOURCE_ORGANIZATION: return !party_is_society(f, c->speaker);
    default: return true;
  }
}

static void own_actor(isn_finder *f, isn_act *a, const isn_chain *c) {
  if (a->actor_count || !a->noun || c->count == 0 || c->speaker.end <= c->speaker.first || a->class == TC_TOLL) return;
  if (act_cell(f, a, TRIGGER_SUBJECT) != ROLE_ACTOR || (a->status == ISNAD_DENIED && (a->class != TC_ACT || a->event == ISNAD_ASSAULT))) return;
  if (a->operator_unit != NONE && f->units[a->operator_unit].verb) return;
  if (c->cue == NONE || f->clause_of[c->cue] != a->clause || !announced(f, a, c) || is_mere_source(f, c) || !may_have_done(f, a, c)) return;
  a->actor_count = (uint8_t)party_make(f, c->speaker, false, a->actors, PARTY_MAX);
  if (a->actor_count && (a->event == ISNAD_ASSAULT || a->status == ISNAD_DENIED) && (a->actors[0].row == NONE || a->actors[0].civilian)) a->actor_count = 0;
}

/* «فرض حظر كلي ... وحظر جزئي»: a second noun of the same event in one clause is the same party's. */
static void share_actor(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i];
  if (i == 0 || a->actor_count || !a->noun || a->class == TC_TOLL) return;
  const isn_act *b = &f->acts[i - 1];
  if (b->dropped || !b->noun || b->sent != a->sent || b->clause != a->clause || b->event != a->event || b->mode != a->mode) return;
  memcpy(a->actors, b->actors, sizeof a->actors);
  a->actor_count = b->actor_count;
  a->own_word = b->own_word && f->chain_at[a->unit] == f->chain_at[b->unit];
}

/* Ids that begin with x: are not on the list of actors that records share; the name tells who it is. */
static isnad_str listed_id(isnad_str id) { return id.len > 2 && id.ptr[0] == 'x' && id.ptr[1] == ':' ? (isnad_str){0} : id; }

/* «اللجنة تدعو إلى إضراب غداً»: the strike stands on the word of who calls for it. Gives the call, NULL: there is none. */
static const isn_act *call_for(const isn_finder *f, const isn_act *a) {
  if (a->event != ISNAD_PROTEST || (a->status != ISNAD_POSSIBLE && a->status != ISNAD_PLANNED)) return NULL;
  for (uint32_t i = (uint32_t)(a - f->acts); i-- > 0 && f->acts[i].sent == a->sent;) {
    const isn_act *call = &f->acts[i];
    if (!call->dropped && call->event == ISNAD_REQUEST && call->clause == a->clause && call->subject.end > call->subject.first) return call;
  }
  return NULL;
}

static void set_sources(isn_finder *f, isn_act *a, isnad_claim *out) {
  isn_chain chain = f->chains[a->denial && a->status == ISNAD_DENIED ? a->denial : f->chain_at[a->unit]];
  const isn_act *call = call_for(f, a);
  if (call && a->actor_count == 0) { /* those who are called on to protest */
    memcpy(a->actors, call->recipients, sizeof a->actors);
    a->actor_count = call->recipient_count;
  }
  if (call && chain.count == 0 && link_can_speak(f, call->subject) && !link_is_self(f, call->subject)) {
    chain.link[chain.count++] = link_make(f, call->subject, call->unit > call->subject.first ? call->unit : f->sents[a->sent].end, call->unit);
  }
  if (call && chain.count) chain.attitude = ISNAD_DEMANDS;
  bool own = a->own_word;
  if (own && a->actor_count == 0 && chain.speaker.end > chain.speaker.first) a->actor_count = (uint8_t)party_make(f, chain.speaker, false, a->actors, PARTY_MAX);
  bool ordered = !own && !call && a->noun && chain.cue != NONE && unit_is_saying(f, &f->units[chain.cue], SC_DEMAND) && f->clause_of[chain.cue] == a->clause;
  if ((own || (ordered && chain.speaker.end > chain.speaker.first)) && chain.count) chain.count--; /* «أمر الوزير بسحب القوة»: he does not tell it */
  bool aside = a->class == TC_SPEECH && f->clauses[a->clause].link == LINK_CIRCUM && f->clauses[a->clause].verb == a->unit;
  if (aside && chain.count > 1) chain.count--; /* «نقلت الصحيفة عن ضابط ...، متهماً»: it is the officer who accuses */
  else if ((a->class == TC_SPEECH || a->event == ISNAD_REJECT) && chain.cue != a->unit) /* the actor's own words are no source */
    for (int i = 0; i < a->actor_count && chain.count; i++)
      if (isn_span_overlap(chain.link[chain.count - 1].span, a->actors[i].name.span)) chain.count--;
  isnad_link *links = isn_alloc_array(f->arena, chain.count ? chain.count : 1, sizeof *links);
  memcpy(links, chain.link, chain.count * sizeof *links);
  for (int i = 0; i < chain.count; i++) links[i].id = listed_id(links[i].id), links[i].affiliation = listed_id(links[i].affiliation);
  out->sources = links;
  out->source_count = chain.count;
  out->attitude = chain.count ? (isnad_attitude)chain.attitude : ISNAD_SAYS;
  if (chain.count && a->status == ISNAD_DENIED && chain.attitude == ISNAD_SAYS) out->attitude = ISNAD_DENIES; /* لا صحة لما */
}

/* ---- Values ------------------------------------------------------------------------------------------------------------------------ */

static const isnad_name *names_of(isn_finder *f, const isn_party *p, size_t count) {
  isnad_name *names = isn_alloc_array(f->arena, count ? count : 1, sizeof *names);
  for (size_t i = 0; i < count; i++) {
    names[i] = p[i].name;
    names[i].id = listed_id(names[i].id);
  }
  return names;
}

static isnad_place place_of(const isn_finder *f, uint32_t spot) {
  isnad_place p = {0};
  if (spot == NONE) return p;
  const isn_spot *s = &f->spots[spot];
  p.span = s->span;
  p.text = isn_str_cut(f->text, s->span);
  p.geo_precision = s->precision;
  if (s->row == NONE) return p;
  p.id = isn_lex_text(f->lexicon, K_PLACE, s->row, PLACE_ID);
  p.name = isn_lex_text(f->lexicon, K_PLACE, s->row, PLACE_NAME_EN);
  p.kind = isn_lex_text(f->lexicon, K_PLACE, s->row, PLACE_KIND);
  int32_t lat = isn_lex_number(f->lexicon, K_PLACE, s->row, PLACE_LAT), lon = isn_lex_number(f->lexicon, K_PLACE, s->row, PLACE_LON);
  p.located = lat != ISN_NO_DEGREES && lon != ISN_NO_DEGREES;
  if (p.located) p.lat = lat / 1e5, p.lon = lon / 1e5;
  if (isn_str_same(p.kind, ISN_LIT("country")) || isn_str_same(p.kind, ISN_LIT("governorate")) || isn_str_same(p.kind, ISN_LIT("region")))
    p.geo_precision = 3;
  return p;
}

static isnad_str moment_text(isn_finder *f, isn_moment m) {
  char text[24];
  size_t n = isn_moment_print(m, text);
  return isn_arena_copy(f->arena, (isnad_str){text, n});
}

/* «على أن تُسحب الآليات قبل منتصف ليل الخميس»: from now to the end of that day. */
static void make_deadline(const isn_finder *f, isn_timex *x) {
  size_t n = isn_str(x->value).len;
  bool night = n > 3 && isn_str_same((isnad_str){x->value + n - 3, 3}, ISN_LIT("TNI")), before = false;
  isn_reading readings[8];
  size_t count = night ? isn_lex_readings(f->lexicon, f->tokens.at, x->first + 1, x->first, readings, sizeof readings / sizeof *readings) : 0;
  for (size_t i = 0; i < count && i < sizeof readings / sizeof *readings; i++)
    before |= readings[i].entry->kind == K_WORD && readings[i].entry->word_class == WC_BEFORE;
  if (!before || f->article->published.day == INT32_MIN || x->from.day < f->article->published.day) return;
  x->to = x->from = (isn_moment){x->from.day, -1};
  isn_moment_print(x->to, x->value);
  x->from.day = f->article->published.day;
}

/* What is still to come takes the next الثلاثاء, not the last one. */
static isnad_time time_of(isn_finder *f, const isn_act *a) {
  isnad_time t = {0};
  if (a->time == NONE) return t;
  isn_timex x = f->times[a->time];
  int status = a->status;
  bool deed = a->event == ISNAD_ASSAULT || a->event == ISNAD_COERCE || a->event == ISNAD_PROTEST || a->event == ISNAD_ACCIDENT || a->event == ISNAD_DISASTER;
  if (status == ISNAD_PLANNED || status == ISNAD_POSSIBLE)
    isn_timex_turn(&x, f->article->published, ISNAD_PREFER_FUTURE), make_deadline(f, &x);
  else if (status == ISNAD_HAPPENED) {
    isn_timex_turn(&x, f->article->published, ISNAD_PREFER_PAST);
    if (deed) isn_timex_turn_part(&x, f->article->published); /* a truce may be of the hour to come */
  }
  t.span = x.span;
  t.text = isn_str_cut(f->text, x.span);
  t.timex = isn_arena_copy(f->arena, isn_str(x.value));
  t.start = moment_text(f, x.from);
  t.end = moment_text(f, x.to);
  return t;
}

static const isnad_count *counts_of(isn_finder *f, const isn_act *a) {
  isnad_count *counts = isn_alloc_array(f->arena, a->amount_count ? a->amount_count : 1, sizeof *counts);
  for (int i = 0; i < a->amount_count; i++) counts[i] = f->amounts[a->amounts[i]].count;
  return counts;
}

/* From the first to the last unit of the trigger's clause, marks at the ends left out. */
static isnad_span evidence_of(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  uint32_t first = c->first < a->unit ? c->first : a->unit, end = c->end > a->unit ? c->end : a->unit + 1;
  while (first < a->unit && f->units[first].type == U_MARK) first++;
  while (end > a->unit + 1 && f->units[end - 1].type == U_MARK) end--;
  return (isnad_span){f->units[first].span.start, f->units[end - 1].span.end};
}

/* ---- Which acts are claims ----------------------------------------------------------------------------------------------------------- */

/* Do both name who did it, and none of them the same or of the same country («تركيا» above, «الجيش التركي» below)? */
static bool other_doers(const isn_finder *f, const isn_act *a, const isn_act *b) {
  bool named = false;
  for (int i = 0; i < a->actor_count; i++)
    for (int k = 0; k < b->actor_count; k++) {
      if (a->actors[i].row == NONE || b->actors[k].row == NONE) continue;
      isnad_str home = isn_lex_text(f->lexicon, K_ACTOR, a->actors[i].row, ACTOR_COUNTRY);
      if (a->actors[i].row == b->actors[k].row || isn_str_same(home, isn_lex_text(f->lexicon, K_ACTOR, b->actors[k].row, ACTOR_COUNTRY))) return false;
      named = true;
    }
  return named;
}

static bool lies_within(const isn_finder *f, uint32_t row, uint32_t outer) {
  for (int depth = 0; depth < 6 && row != NONE; depth++) {
    if (row == outer) return true;
    int32_t parent = isn_lex_number(f->lexicon, K_PLACE, row, PLACE_PARENT_ROW);
    row = parent < 0 ? NONE : (uint32_t)parent;
  }
  return false;
}

/* Has the headline's act a time of its own, as items of a channel have and headlines have not, and are both at places of the gazetteer neither of
 * which lies in the other? */
static bool other_places(const isn_finder *f, const isn_act *a, const isn_act *b) {
  if (a->place == NONE || b->place == NONE || a->time == NONE) return false;
  uint32_t x = f->spots[a->place].row, y = f->spots[b->place].row;
  return x != NONE && y != NONE && !lies_within(f, x, y) && !lies_within(f, y, x);
}

/* «التحالف يقصف» above, «غارات للتحالف» below: one who shells from the air does both. */
static bool same_mode(const isn_act *a, const isn_act *b) {
  if (a->mode == b->mode || !a->mode || !b->mode) return true;
  bool shells = a->mode == ISNAD_HEAVY_WEAPONS || b->mode == ISNAD_HEAVY_WEAPONS;
  bool flies = a->mode == ISNAD_AERIAL || b->mode == ISNAD_AERIAL || a->mode == ISNAD_DRONE || b->mode == ISNAD_DRONE;
  return shells && flies && a->actor_count && b->actor_count && a->actors[0].row != NONE && a->actors[0].row == b->actors[0].row;
}

/* Two acts tell the same: event, mode where both have one (what is demanded aside), and no party of one that the other contradicts. */
static bool tells_same(const isn_finder *f, const isn_act *a, const isn_act *b) {
  if (a->event != b->event || (!same_mode(a, b) && a->event != ISNAD_REQUEST) || other_doers(f, a, b) || other_places(f, a, b)) return false;
  if (a->status == ISNAD_DENIED || b->status == ISNAD_DENIED) return a->status == b->status;
  return true;
}

static bool repeats_body(const isn_finder *f, uint32_t i) {
  for (uint32_t k = 0; k < f->act_count; k++)
    if (!f->acts[k].dropped && act_in_body(f, &f->acts[k]) && tells_same(f, &f->acts[i], &f->acts[k])) return true;
  return false;
}

/* «متوعداً إياهم بضربات تطال منشآتهم», «رفضه أي هدنة تسبق الانسحاب»: what describes the thing that is threatened, demanded or refused. */
static bool describes_object(const isn_finder *f, const isn_act *a, const isn_act *speech) {
  const isn_clause *c = &f->clauses[a->clause];
  bool of_itself = speech->event == ISNAD_THREATEN || speech->event == ISNAD_REQUEST || speech->event == ISNAD_REJECT;
  return of_itself && c->link == LINK_REL && c->head != NONE && c->head > speech->unit && f->clause_of[c->head] == speech->clause && !f->units[c->head].definite;
}

/* «دانت الحكومة قصف الجيش التركي ريف عين عيسى»: an attack with its doer and its town. */
static bool is_deed_at_place(const isn_finder *f, const isn_act *a) {
  enum { GEO_PART_OF_REGION = 2 };
  const isn_spot *spot = a->place != NONE ? &f->spots[a->place] : NULL;
  return a->event == ISNAD_ASSAULT && a->actor_count && spot && spot->row != NONE && spot->first > a->unit && spot->precision <= GEO_PART_OF_REGION;
}

/* What a demand, threat or warning speaks of is no claim of its own; what an accusation speaks of is. */
static bool is_topic(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i];
  if (a->class == TC_SPEECH && a->noun == false) return false;
  for (uint32_t k = i; k-- > 0 && f->acts[k].sent == a->sent;) {
    const isn_act *s = &f->acts[k];
    if (s->class != TC_SPEECH || s->dropped) continue;
    if (s->event == ISNAD_ACCUSE && s->mode == ISNAD_ALLEGE) return false;
    const isn_clause *c = &f->clauses[a->clause];
    bool same_clause = a->clause == s->clause, content = c->link == LINK_CONTENT && c->parent == s->clause;
    if (!same_clause && !content && !describes_object(f, a, s)) continue;
    bool own_time = a->time != NONE && a->time != s->time && f->times[a->time].first >= f->units[s->unit].end; /* دعا إلى إضراب الجمعة */
    return !own_time && !(s->event == ISNAD_ACCUSE && is_deed_at_place(f, a));
  }
  return false;
}

static bool same_claim(const isn_finder *f, const isn_act *a, const isn_act *b) {
  if (a->row != b->row || a->event != b->event || a->mode != b->mode || a->place != b->place || a->time != b->time || a->status != b->status) return false;
  return f->chain_at[a->unit] == f->chain_at[b->unit] && a->sent == b->sent && a->amount_count == 0;
}

/* «وثق مكتب التوثيق خلال نيسان مقتل 39 شخصاً»: the dead of weeks, where no one event killed them. */
static bool is_toll_of_weeks(const isn_finder *f, const isn_act *a) {
  if (a->class != TC_TOLL || a->status != ISNAD_HAPPENED) return false;
  bool many = false, very = false;
  for (int i = 0; i < a->amount_count; i++) many |= f->amounts[a->amounts[i]].count.min >= 5, very |= f->amounts[a->amounts[i]].count.min >= 50;
  const isn_clause *c = &f->clauses[a->clause];
  for (uint32_t i = c->first; very && i + 1 < c->end; i++) /* قُتل 40 ألفاً منذ بدء الحرب */
    if (unit_is(&f->units[i], WC_PREP) && unit_value(f, &f->units[i], WC_PREP) == PREP_MUNDHU && f->units[i + 1].type == U_WORD && f->units[i + 1].noun) return true;
  if (a->time == NONE) return false;
  const isn_timex *t = &f->times[a->time];
  return many && t->from.day != INT32_MIN && t->to.day != INT32_MIN && t->to.day - t->from.day > 2;
}

/* «أوقفت المصالح أزيد من 300 مهاجر منذ مطلع جانفي», «منذ نيسان 2023 حرباً خلّفت 20 ألف قتيل»: hundreds in more than a week. */
static bool is_sum_of_weeks(const isn_finder *f, const isn_act *a) {
  enum { HUNDRED = 100, DAYS = 7 };
  if (a->time == NONE || a->status != ISNAD_HAPPENED || (a->event != ISNAD_COERCE && a->event != ISNAD_ASSAULT)) return false;
  const isn_timex *t = &f->times[a->time];
  if (t->from.day == INT32_MIN || t->to.day == INT32_MIN || t->to.day - t->from.day < DAYS) return false;
  for (int i = 0; i < a->amount_count; i++)
    if (f->amounts[a->amounts[i]].count.min >= HUNDRED && bind_counts_persons(f->amounts[a->amounts[i]].count.what)) return true;
  return false;
}

/* «منذ نوفمبر شنت الجماعة عشرات الهجمات»: a number of acts over more than two days is a sum and no act. */
static bool is_running_total(const isn_finder *f, const isn_act *a) {
  if (is_toll_of_weeks(f, a) || is_sum_of_weeks(f, a)) return true;
  if (f->amount_at[a->unit] == NONE || f->amounts[f->amount_at[a->unit]].first == a->unit) return false;
  for (uint32_t i = a->unit; i < f->clauses[a->clause].end; i++) /* منذ مطلع العام */
    if (f->units[i].type == U_TIME && f->clause_of[i] == a->clause && f->times[f->units[i].time].running) return true;
  if (a->time == NONE) return false;
  const isn_timex *t = &f->times[a->time]; /* 41 عملية اغتيال خلال نيسان */
  return t->from.day != INT32_MIN && t->to.day - t->from.day > 2;
}

/* «نرحب بكم»: a word of "us" where nobody issued the text and nobody is quoted, unless it tells of an attack («- استهدفنا فجر اليوم مطار اللد»). */
static bool is_nobodys(const isn_finder *f, const isn_act *a) {
  const isn_entry *e = f->units[a->unit].of[K_TRIGGER];
  if (a->noun || a->actor_count || f->voice != NONE || f->chains[f->chain_at[a->unit]].count) return false;
  bool attacked = a->event == ISNAD_ASSAULT && e && e->morph & M_PAST && (a->recipient_count || a->place != NONE || a->amount_count);
  return e && (e->morph & M_P1) && !(e->morph & (M_P2 | M_P3)) && !attacked;
}

static bool is_claim(const isn_finder *f, uint32_t i) {
  const isn_act *a = &f->acts[i];
  if (a->dropped || a->event == ISNAD_EVENT_NONE || is_nobodys(f, a)) return false;
  if ((a->class == TC_WEAK || a->class == TC_NAME) && a->actor_count == 0 && a->recipient_count == 0 && a->place == NONE && a->to == NONE && a->from == NONE && a->amount_count == 0) return false;
  if (a->class == TC_STATE && a->time == NONE && a->noun) return false;
  if (!act_in_body(f, a) && repeats_body(f, i)) return false;
  if (is_topic(f, i) || is_running_total(f, a)) return false;
  for (uint32_t k = i; k-- > 0 && f->acts[k].sent == a->sent;)
    if (!f->acts[k].dropped && same_claim(f, a, &f->acts[k])) return false;
  return true;
}

/* The word that names the event: the verb, or the event noun of a verb that only carries it («نفذت السلطات حكم الإعدام»). */
static isnad_span trigger_of(const isn_finder *f, const isn_act *a) {
  const isn_unit *u = &f->units[a->part != NONE ? a->part : a->unit];
  bool carries = a->class != TC_SPEECH && a->class != TC_MUTUAL && unit_is_operator(f, &f->units[a->unit], OC_LIGHT);
  bool call = a->class == TC_MUTUAL && a->mode == ISNAD_PHONE; /* تلقى اتصالاً هاتفياً */
  const isn_entry *e = a->part != NONE && (carries || call) ? u->of[K_TRIGGER] : NULL;
  bool sentence = e && a->event == ISNAD_SANCTION && isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_EVENT) == ISNAD_ASSAULT; /* حكمت بالإعدام: the verb names it */
  return e && !sentence && e->morph & (M_MASDAR | M_NOUN | M_FIXED) ? u->span : f->units[a->unit].span;
}

static void fill(isn_finder *f, isn_act *a, isnad_claim *out) {
  out->event = a->event;
  out->mode = a->mode;
  out->status = (isnad_claim_status)a->status;
  out->flags = a->flags | (act_in_body(f, a) ? 0 : ISNAD_FLAG_HEADLINE);
  out->trigger = trigger_of(f, a);
  out->evidence = evidence_of(f, a);
  set_sources(f, a, out);
  if (a->status == ISNAD_DENIED) out->attitude = ISNAD_DENIES;
  out->acled = acled_sub_event(f, a);
  out->actors = names_of(f, a->actors, a->actor_count), out->actor_count = a->actor_count;
  out->recipients = names_of(f, a->recipients, a->recipient_count), out->recipient_count = a->recipient_count;
  out->place = place_of(f, a->place);
  out->from = place_of(f, a->from);
  out->to = place_of(f, a->to);
  out->time = time_of(f, a);
  out->counts = counts_of(f, a), out->count_count = a->amount_count;
  if (f->explain) explain_claim(f, a, out);
}

/* Is he who told what is denied named («القناة 12», «صفحات تابعة للجماعة»), not some pages and rumours? */
static bool has_named_carrier(const isn_finder *f, const isn_act *a) {
  const isn_chain *told = &f->chains[f->chain_at[a->unit]];
  if (!a->denial || told->denied || told->count == 0 || told->cue == NONE || told->cue < f->chains[a->denial].cue) return false;
  for (uint32_t i = told->cue + 1; i < a->unit; i++)
    if (unit_is(&f->units[i], WC_VAGUE)) return false; /* «بعض صفحات الفيسبوك»: a rumour */
    else if (f->units[i].of[K_OUTLET] || f->units[i].of[K_ACTOR] || unit_is(&f->units[i], WC_PERSON_NAME) || unit_opens_quote(&f->units[i])) return true; /* صفحة "أخبار الشعيطات" */
  return false;
}

/* «نفى الحزب ما أوردته القناة 12 عن أسر ثلاثة»: the party denies it, and the channel says that it happened, not the party. */
static void fill_told(isn_finder *f, isn_act *a, isnad_claim *out) {
  a->status = ISNAD_HAPPENED;
  fill(f, a, out);
  a->status = ISNAD_DENIED;
  const isn_chain *denier = &f->chains[a->denial];
  while (out->source_count > 1) {
    bool his = false;
    for (int k = 0; k < denier->count; k++) his |= isn_span_overlap(denier->link[k].span, out->sources[0].span);
    if (!his) return;
    out->sources++, out->source_count--;
  }
}

/* «قالت كييف إن روسيا قصفت المحطة، وهو ما نفته موسكو»: told by the one and denied by the other. */
static void fill_answer(isn_finder *f, isn_act *a, isnad_claim *out) {
  const isn_act told = *a;
  a->status = ISNAD_DENIED, a->denial = a->answer, a->own_word = false;
  fill(f, a, out);
  *a = told;
}

isn_findings find_claims(isn_finder *f) {
  isn_findings found = {0};
  for (uint32_t i = 0; i < f->act_count; i++) {
    isn_act *a = &f->acts[i];
    if (a->dropped) continue;
    if (a->event == ISNAD_DISASTER) a->actor_count = 0; /* الزلزال الذي ضرب المغرب: nobody does it */
    const isn_chain *chain = &f->chains[f->chain_at[a->unit]];
    a->own_word = is_own_act(f, a, chain);
    own_actor(f, a, chain);
    share_actor(f, i);
  }
  found.claims = isn_alloc_array(f->arena, 2 * (size_t)f->act_count + 1, sizeof *found.claims);
  for (uint32_t i = 0; i < f->act_count; i++) {
    if (!is_claim(f, i)) continue;
    if (has_named_carrier(f, &f->acts[i])) fill_told(f, &f->acts[i], &found.claims[found.claim_count++]);
    fill(f, &f->acts[i], &found.claims[found.claim_count++]);
    if (f->acts[i].answer) fill_answer(f, &f->acts[i], &found.claims[found.claim_count++]);
  }
  found.counts = find_holdings(f, &found.count_count);
  return found;
}
