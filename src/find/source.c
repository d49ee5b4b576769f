/* source: source phrases. «بحسب X», «وفق ما نقلت A عن B», «بحسب بيان لـ X نقلته وكالة A», «بحسب شهود تحدثوا لوكالة A»: the links that they name, nearest
 * first. What a phrase covers is chain.c's. */
#include "find/speaker.h"

/* Does the phrase open with somebody or a body, not with a thing («حصيلة عملياتية»)? */
bool source_is_speaker(const isn_finder *f, isn_phrase p) {
  const isn_unit *u = &f->units[p.first];
  const uint32_t speakers = 1u << NC_PERSON | 1u << NC_FIGHTER | 1u << NC_OFFICIAL | 1u << NC_GROUP | 1u << NC_BODY | 1u << NC_CASUALTY;
  if (u->of[K_NOUN] && speakers >> unit_cell(f, u, K_NOUN, NOUN_CLASS) & 1) return true;
  return u->of[K_ACTOR] || u->of[K_OUTLET] || u->of[K_SOURCE] || unit_is(u, WC_ROLE_WORD) || unit_is(u, WC_PERSON_NAME) || unit_is(u, WC_REFER);
}

bool source_says(const isn_unit *u) {
  return u->of[K_SAYING] && (u->of[K_SAYING]->morph & M_VERB) && !u->of[K_OUTLET] && !u->of[K_SOURCE];
}

/* «وفق بيان نقلته وكالة سانا», «حسب حصيلة قدمتها الحماية المدنية»: who gave it stands in its relative clause. */
static bool carrier_behind(const isn_finder *f, uint32_t at, uint32_t end, isn_phrase *carrier) {
  if (at >= end || !f->units[at].verb || !(source_says(&f->units[at]) || f->units[at].pronoun)) return false;
  *carrier = find_phrase(f, at + 1, end);
  return link_can_speak(f, *carrier);
}

void source_lead_with(const speaker *s, isn_phrase told, uint32_t end, uint32_t at, isn_chain *out) {
  if (link_is_self(s->f, told) || out->count == 0 || out->count == LINK_MAX) return;
  memmove(out->link + 1, out->link, out->count * sizeof *out->link);
  out->link[0] = link_or_back(s, told, end, at);
  out->count++;
}

/* «لـ"الساحل الآن"», «لـ(كوردستان 24)»: a name in marks behind لـ alone. */
isn_phrase source_told(const speaker *s, uint32_t at, uint32_t end) {
  const isn_finder *f = s->f;
  enum { NAME_UNITS = 6 };
  isn_phrase none = {at, at, at};
  const isn_unit *to = &f->units[at];
  if (at + 3 >= end || !unit_is(to, WC_PREP) || to->pronoun || unit_value(f, to, WC_PREP) != PREP_LI) return none;
  bool round = unit_is_mark(to + 1, '(');
  if (!round && !unit_opens_quote(to + 1)) return none;
  for (uint32_t i = at + 3; i < end && i < at + NAME_UNITS; i++)
    if (round ? unit_is_mark(&f->units[i], ')') : unit_closes_quote(&f->units[i])) return (isn_phrase){at + 2, i, at + 2};
  return none;
}

/* «بحسب ما قال X لوكالة A», «بحسب بيان لـ X نقلته وكالة A»: the agency told carries him. Gives the unit
 * behind the one who spoke to it. */
static uint32_t carrier_told(const speaker *s, uint32_t at, uint32_t told_at, uint32_t end, bool said, isn_chain *out) {
  const isn_finder *f = s->f;
  uint32_t behind = told_at;
  if (told_at >= end) return behind;
  isn_phrase in_marks = source_told(s, told_at, end); /* على ما كشف مصدر لـ"رويترز" */
  if (in_marks.end > in_marks.first && said) {
    source_lead_with(s, in_marks, end, at, out);
    return in_marks.end;
  }
  bool aside = unit_is(&f->units[told_at], WC_REL) && !unit_is(&f->units[told_at], WC_PREP) && told_at + 1 < end; /* وفق المحافظ الذي تحدث إلى إذاعة */
  told_at += aside;
  const isn_unit *next = &f->units[told_at];
  bool relayed = next->verb && next->pronoun && next->of[K_SAYING];
  const isn_unit *to = told_at + 1 < end ? next + 1 : NULL;
  bool apart = to && unit_is(to, WC_PREP) && !to->pronoun && unit_value(f, to, WC_PREP) == PREP_ILA; /* بحسب شاهدين تحدثا إلى وكالة */
  bool spoke = !next->pronoun && !next->clitics && next->of[K_SAYING] && to && (to->clitics & C_LAM || apart); /* بحسب مصدر تحدث لوكالة */
  if (spoke) told_at += 1 + apart;
  bool bare = said && !next->clitics && next->type == U_WORD && (next->of[K_OUTLET] || unit_is_press(f, next)); /* على ما أفاد مسؤول وكالة رويترز */
  if (!spoke && (aside || (!relayed && !bare && !(next->clitics & C_LAM)))) return behind;
  isn_phrase told = find_phrase(f, told_at + relayed, end);
  if (told.end <= told.first || !carries(s, told) || link_is_self(f, told) || out->count == 0 || out->count == LINK_MAX) return behind;
  source_lead_with(s, told, end, at, out);
  return spoke || bare ? told.end : behind;
}

/* «وفق ما أورده موقع A نقلاً عن B», «ما علمته A من B», «ما نسبه A إلى B»: does the one behind the unit stand behind those before it? */
static bool hands_on(const isn_finder *f, uint32_t at, const isn_unit *saying) {
  const isn_unit *u = &f->units[at];
  if (u->pronoun) return false;
  int prep = unit_is(u, WC_PREP) ? unit_value(f, u, WC_PREP) : PREP_NONE, frame = saying && unit_is_saying(f, saying, SC_RELAY) ? unit_cell(f, saying, K_SAYING, SAYING_FRAME) : 0;
  if ((prep == PREP_MIN && frame & FRAME_MIN) || (prep == PREP_ILA && frame & FRAME_ILA)) return true;
  return prep == PREP_AN || (unit_is(u, WC_SOURCE_PREP) && unit_value(f, u, WC_SOURCE_PREP) == 3);
}

/* People («عن أسر ثلاثة محتجزين») and what the lexicon does not know («بحسب دار الخدمات») may; a deal («بحسب اتفاق ستوكهولم») may not. */
static bool may_be_source(const isn_finder *f, const isn_unit *head) {
  return head->of[K_NOUN] ? unit_cell(f, head, K_NOUN, NOUN_CLASS) == NC_PERSON : !head->of[K_TRIGGER];
}

/* «بحسبه», «على حد قوله»: the one named last; but «حسب ما نقلته إذاعة الديوان» goes on. */
static bool names_last_again(const isn_finder *f, uint32_t at, uint32_t end) {
  const isn_unit *u = &f->units[at];
  if (!u->pronoun || u->end - u->first == 1 || at + 1 >= end) return u->pronoun;
  isn_phrase who = find_phrase(f, at + 1, end);
  return who.first != at + 1 || who.end <= who.first || !link_can_speak(f, who);
}

static bool is_man(const isn_finder *f, const isn_unit *u) {
  int class = unit_noun_class(f, u);
  return u->clitics & C_AL && (class == NC_PERSON || class == NC_OFFICIAL);
}

/* «وفق ما صرح به لإذاعة الساحل الناطق باسم البلدية»: the carrier that stands before who spoke to it. */
static isn_phrase told_first(const speaker *s, uint32_t at, uint32_t end) {
  isn_phrase none = {at, at, at}, told = at < end ? source_told(s, at, end) : none;
  if (told.end > told.first) return told;
  told = at < end && s->f->units[at].clitics & C_LAM ? find_phrase(s->f, at, end) : none;
  if (told.end <= told.first || !carries(s, told)) return none;
  for (uint32_t i = told.first + 1; i < told.end; i++)
    if (unit_is(&s->f->units[i], WC_ROLE_WORD) || unit_is(&s->f->units[i], WC_TITLE) || s->f->units[i].of[K_SOURCE] || is_man(s->f, &s->f->units[i])) told.end = i; /* لموزاييك الناطق: no name of one */
  isn_phrase who = find_phrase(s->f, told.end, end);
  return who.first == told.end && who.end > who.first && link_can_speak(s->f, who) ? told : none;
}

/* «أوقف الجهاز ثلاثة، وفق منشور على صفحته»: what stands on his page he says himself, the doer before it. */
static isn_phrase page_owner(const isn_finder *f, isn_phrase document, uint32_t at, uint32_t end) {
  isn_phrase none = {at, at, at};
  const isn_unit *on = document.end < end ? &f->units[document.end] : NULL, *page = on ? on + 1 : NULL;
  if (on == NULL || document.end + 1 >= end || !unit_is(on, WC_PREP)) return none;
  bool own = unit_is(page, WC_STATEMENT) || (page->pronoun && unit_noun_class(f, page) == NC_BODY);
  if (!own) return none;
  const isn_clause *c = &f->clauses[f->clause_of[at]];
  isn_arg args[ARG_MAX];
  size_t count = c->verb == NONE ? 0 : find_args(f, c->first, at, c->verb, args);
  for (size_t i = 0; i < count; i++)
    if (args[i].prep == PREP_NONE && !args[i].coord && !args[i].word_class) return link_can_speak(f, args[i].phrase) && f->units[args[i].phrase.first].type != U_NUMBER ? args[i].phrase : none;
  return none;
}

isn_phrase source_teller(const speaker *s, uint32_t at, uint32_t end, isn_phrase *told) {
  *told = told_first(s, at, end);
  uint32_t from = told->end > told->first ? told->end : at;
  if (from > at && from < end && s->f->units[from].type == U_MARK) from++;
  return find_phrase(s->f, from, end);
}

bool source_phrase(speaker *s, uint32_t at, uint32_t end, isn_chain *out, uint32_t *behind) {
  isn_finder *f = s->f;
  const isn_unit *u = &f->units[at];
  *out = (isn_chain){.cue = at, .attitude = unit_value(f, u, WC_SOURCE_PREP) == 2 ? ISNAD_CLAIMS : ISNAD_SAYS};
  uint32_t i = at + 1;
  if (names_last_again(f, at, end)) {
    *behind = i;
    if (s->last == 0) return false;
    uint8_t attitude = out->attitude;
    *out = f->chains[s->last];
    out->attitude = attitude;
    return true;
  }
  const isn_unit *saying = NULL;
  for (; i < end && (unit_is(&f->units[i], WC_REL) || source_says(&f->units[i]) || unit_is_mark(&f->units[i], '"') || unit_is(&f->units[i], WC_FUNCTION)); i++) /* به */
    if (source_says(&f->units[i])) saying = &f->units[i];
  isn_phrase told = {0}, p = saying ? source_teller(s, i, end, &told) : find_phrase(f, i, end); /* وفقاً لمكتبه الإعلامي: who says it */
  if (p.end <= p.first) return false;
  bool thing = link_is_vehicle(f, p) || (!source_is_speaker(f, p) && !link_is_carrier(f, p) && f->units[p.first].known); /* بحسب بيان للوزارة، حصيلة للوزارة */
  if (thing && p.end < end) {
    const isn_unit *next = &f->units[p.end];
    if (next->clitics & C_LAM || (unit_is(next, WC_PREP) && unit_value(f, next, WC_PREP) == PREP_AN)) {
      isn_phrase issuer = find_phrase(f, next->clitics & C_LAM ? p.end : p.end + 1, end);
      if (issuer.end > issuer.first && (link_is_vehicle(f, p) || link_can_speak(f, issuer))) p = issuer;
    }
  }
  isn_phrase issuer = link_is_vehicle(f, p) ? find_phrase(f, p.first + 1, end) : (isn_phrase){0}; /* بيان وزارة الداخلية */
  bool issued = issuer.first == p.first + 1 && issuer.end > issuer.first && !f->units[issuer.first].adj && !(f->units[issuer.first].clitics & ~C_AL);
  if (issued && link_can_speak(f, issuer) && !link_is_vehicle(f, issuer)) p = issuer;
  if (p.end - p.first == 1 && !f->units[p.first].of[K_SOURCE] && p.end < end && f->units[p.end].type == U_NUMBER && unit_cell(f, &f->units[p.head], K_NOUN, NOUN_CLASS) == NC_PERSON)
    p.end = find_phrase(f, p.end, end).end; /* عن أسر ثلاثة محتجزين */
  isn_phrase carrier;
  uint32_t back = link_refers_back(f, p) ? refer_back(s, p) : s->last && unit_is(&f->units[p.first], WC_TITLE) ? named_again(s, p, true) : 0;
  if ((link_is_vehicle(f, p) || !source_is_speaker(f, p)) && back == 0 && carrier_behind(f, p.end, end, &carrier)) {
    if (link_is_vehicle(f, carrier) && carrier.end < end && f->units[carrier.end].clitics & C_LAM) carrier = find_phrase(f, carrier.end, end); /* أوردها بيان للوزارة */
    chain_push(out, link_make(f, carrier, end, at));
    p = carrier;
  } else if (!link_can_speak(f, p) && back == 0 && !may_be_source(f, &f->units[p.head])) {
    return false;
  } else if (back) {
    uint8_t attitude = out->attitude;
    bool behind_carrier = unit_value(f, u, WC_SOURCE_PREP) == 3; /* «A نقلاً عن المصدر ذاته»: he alone, A carries */
    *out = f->chains[back];
    out->attitude = attitude;
    if (behind_carrier && out->count > 1) out->link[0] = out->link[out->count - 1], out->count = 1;
  } else if (!link_is_self(f, p)) {
    isn_phrase owner = link_is_vehicle(f, p) ? page_owner(f, p, at, end) : (isn_phrase){0};
    chain_push(out, link_make(f, owner.end > owner.first ? owner : p, end, at));
  }
  *behind = link_end(f, p, end);
  while (*behind < end && unit_closes_quote(&f->units[*behind])) ++*behind;
  while (*behind < end && hands_on(f, *behind, saying)) { /* عن B */
    isn_phrase from = find_phrase(f, *behind + 1, end);
    if (from.end <= from.first || !link_can_speak(f, from)) break;
    chain_push(out, link_or_back(s, from, end, *behind));
    *behind = from.end;
  }
  if (told.end > told.first) source_lead_with(s, told, told.end, at, out);
  else *behind = carrier_told(s, at, *behind, end, saying != NULL, out);
  out->cue = at;
  return out->count > 0;
}

/* «نفى الناطق القصف، واتهم الجيش باستهداف المدنيين»: nobody accuses without whom he accuses, so that the one name behind the verb is of him. */
bool source_names_accused(const isn_finder *f, const isn_clause *c, uint32_t verb, const isn_arg *args, size_t count) {
  const isn_unit *u = &f->units[verb];
  if (c->link != LINK_COORD || !u->of[K_TRIGGER] || unit_cell(f, u, K_TRIGGER, TRIGGER_MODE) != ISNAD_ALLEGE || u->pronoun || f->tokens.at[u->first].damma_first) return false;
  int named = 0;
  bool of_what = false;
  for (size_t i = 0; i < count; i++) {
    if (args[i].before && args[i].prep == PREP_NONE) return false;
    of_what |= !args[i].before && args[i].prep == PREP_BI;
    named += !of_what && args[i].prep == PREP_NONE && !args[i].word_class && !args[i].coord;
  }
  return of_what && named == 1;
}
