/* split: phrases of verb and object with the subject between them. The lexicon has «فتح النار», «أطلق سراح», «سير دورية»; the text has
 * «فتحت قوات أمنية النار», «أطلقت السلطات سراح», «سيرت الشرطة دورية». The verb is looked up again with each noun behind its subject. */
#include "find/actor.h"
#include "find/split.h"

enum { FAR = 12, PHRASE_MAX = 4 };

/* The row of the kind that the verb makes with the words from `part`, in *words how many it has; NULL. */
static const isn_entry *phrase_of(const isn_finder *f, uint32_t verb, uint32_t part, enum isn_kind kind, uint32_t *words) {
  bool plain = !f->units[verb].verb && f->units[verb].of[K_TRIGGER] == NULL;
  uint32_t wanted = f->units[verb].verb ? M_VERB : plain ? M_ACT_PART : M_MASDAR | M_NOUN; /* محمّلاً إسرائيل مسؤولية؛ إطلاق السلطات سراح، وفاة محتجز تحت التعذيب */
  isn_token tokens[PHRASE_MAX];
  size_t count = 0;
  tokens[count++] = f->tokens.at[f->units[verb].first];
  for (uint32_t t = f->units[part].first; t < f->tokens.count && count < PHRASE_MAX; t++) tokens[count++] = f->tokens.at[t];
  isn_reading readings[16];
  size_t n = isn_lex_readings(f->lexicon, tokens, count, 0, readings, 16);
  const isn_entry *found = NULL; /* the past before «أُسقط», I shall drop */
  for (size_t i = 0; i < n; i++) {
    const isn_entry *e = readings[i].entry;
    if (readings[i].tokens < 2 || e->kind != kind || !(e->morph & wanted)) continue;
    if (found == NULL || ((e->morph & M_PAST) && !(found->morph & M_PAST))) found = e, *words = (uint32_t)readings[i].tokens;
  }
  return found;
}

bool split_is_speech(const isn_finder *f, uint32_t participle) {
  if (!unit_is_operator(f, &f->units[participle], OC_PLAIN)) return false;
  for (uint32_t i = participle + 2; i < f->unit_count && i < participle + FAR; i++) {
    const isn_unit *w = &f->units[i];
    if (w->type == U_MARK || w->verb) return false;
    uint32_t words;
    const isn_entry *e = w->type == U_WORD && w->noun && w->end - w->first == 1 ? phrase_of(f, participle, i, K_TRIGGER, &words) : NULL;
    if (e) return isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_CLASS) == TC_SPEECH;
  }
  return false;
}

int split_attitude(const isn_finder *f, uint32_t verb) {
  const isn_unit *u = &f->units[verb];
  if (u->end - u->first != 1 || !u->verb) return -1;
  for (uint32_t i = verb + 2; i < f->unit_count && i < verb + FAR && f->clause_of[i] == f->clause_of[verb]; i++) {
    const isn_unit *w = &f->units[i];
    if (w->type == U_MARK || w->verb) return -1;
    if (w->type != U_WORD || w->end - w->first != 1) continue;
    uint32_t words;
    const isn_entry *e = phrase_of(f, verb, i, K_SAYING, &words);
    if (e) return isn_lex_number(f->lexicon, K_SAYING, e->row, SAYING_ATTITUDE);
  }
  return -1;
}

/* «قضى الجيش على ثلاثة», «خرج المئات في مسيرة»: the verb with a preposition behind its subject; a verb that carries events makes one only with
 * the noun under it. */
static const isn_entry *with_preposition(const isn_finder *f, uint32_t verb, uint32_t at) {
  const isn_unit *u = &f->units[verb], *w = &f->units[at];
  uint32_t words = 0;
  if (!u->verb) { /* وفاة محتجز تحت التعذيب */
    const isn_entry *noun = unit_is(w, WC_PREP) && !w->pronoun ? phrase_of(f, verb, at, K_TRIGGER, &words) : NULL;
    return noun && words > 2 ? noun : NULL;
  }
  if (!unit_is(w, WC_PREP) || w->pronoun) return NULL;
  if (u->of[K_TRIGGER] ? unit_cell(f, u, K_TRIGGER, TRIGGER_CLASS) == TC_SPEECH : !u->of[K_OPERATOR]) return NULL;
  const isn_entry *e = phrase_of(f, verb, at, K_TRIGGER, &words);
  if (u->of[K_TRIGGER]) { /* اقتادت القوات أسيراً | إلى معسكر */
    bool other = e && isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_EVENT) != unit_cell(f, u, K_TRIGGER, TRIGGER_EVENT);
    return words > 2 && other ? e : NULL;
  }
  return e && (words > 2 || unit_is_operator(f, u, OC_PLAIN)) ? e : NULL;
}

/* «فرضت الشرطة حظر تجوال»: the noun names another event and says more than its first word does; where the phrase has the noun whole («وقّعا
 * مذكرة تفاهم»), the phrase says more. */
static bool says_more(const isn_finder *f, const isn_unit *w, const isn_entry *e, uint32_t words) {
  if (!w->of[K_TRIGGER] || unit_cell(f, w, K_TRIGGER, TRIGGER_CLASS) == TC_WEAK || (words > 2 && words >= w->end - w->first)) return false;
  int event = isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_EVENT), named = unit_cell(f, w, K_TRIGGER, TRIGGER_EVENT);
  if (event == ISNAD_SANCTION && named == ISNAD_ASSAULT) return false; /* قضت المحكمة بالإعدام شنقاً */
  if (event == ISNAD_REJECT && named == ISNAD_CONSULT) return false; /* رفضت الحركة التفاوض */
  return event != named && !(event == ISNAD_SUPPORT && named == ISNAD_AGREE); /* وقّع الوزيران اتفاقاً */
}

/* «خدمة الإنترنت قُطعت»: what was done to stands before the passive. */
static const isn_entry *with_subject_before(const isn_finder *f, uint32_t verb) {
  const isn_unit *u = &f->units[verb];
  uint32_t first = f->clauses[f->clause_of[verb]].first;
  if (!u->verb || !f->tokens.at[u->first].damma_first || verb == first || !f->units[verb - 1].definite) return NULL; /* مسيّرة أُطلقت: which */
  for (uint32_t i = verb; i-- > first && i + PHRASE_MAX > verb && f->units[i].type == U_WORD && !f->units[i].verb;) {
    uint32_t words = 0;
    const isn_entry *e = f->units[i].noun && !(f->units[i].clitics & (C_BEH | C_LAM)) ? phrase_of(f, verb, i, K_TRIGGER, &words) : NULL;
    if (e) return e;
  }
  return NULL;
}

/* A word for neither people nor an amount, without an article: what a noun behind it with one is of. */
static bool is_thing(const isn_finder *f, const isn_unit *u) {
  if (u->type != U_WORD || u->definite || u->verb || u->adj || !u->known || u->pronoun || u->of[K_ACTOR] || u->of[K_SOURCE] || u->of[K_NATION]) return false;
  if (unit_is(u, WC_VAGUE) || unit_is(u, WC_BOUND) || unit_is(u, WC_PERSON_NAME) || unit_is(u, WC_PREP) || unit_is(u, WC_SUBSET)) return false;
  int class = unit_noun_class(f, u);
  return u->of[K_PLACE] || class == NC_OTHER || class == NC_EVENT || unit_is(u, WC_DOCUMENT) || unit_is(u, WC_STATEMENT);
}

const isn_entry *split_trigger(const isn_finder *f, uint32_t verb, uint32_t *part) {
  const isn_unit *u = &f->units[verb];
  const isn_entry *own = u->of[K_TRIGGER] ? u->of[K_TRIGGER] : u->of[K_OPERATOR] ? u->of[K_OPERATOR] : u->of[K_SAYING];
  const isn_clause *c = &f->clauses[f->clause_of[verb]];
  bool heads = u->verb || (c->link == LINK_CIRCUM && c->verb == verb && own == u->of[K_OPERATOR]); /* ، محمّلاً إسرائيل مسؤولية */
  bool named = u->of[K_TRIGGER] && own->morph & (M_MASDAR | M_NOUN) && !(u->clitics & C_AL);
  if (own == NULL || u->end - u->first != 1 || !(heads || named)) return NULL;
  uint32_t end = f->sents[f->clauses[f->clause_of[verb]].sent].end, words = 0;
  bool argued = false; /* an argument of the verb stands between */
  const isn_entry *by_prep = NULL; /* «قضت الدائرة المختصة في قضايا الإرهاب بسجن ثلاثة»: a penalty behind it says more */
  for (uint32_t i = verb + 2; i < end && i < verb + FAR; i++) {
    const isn_unit *w = &f->units[i];
    isnad_str form = w->type == U_WORD && w->end - w->first == 1 ? unit_form(f, w) : (isnad_str){0};
    bool accusative = form.len > 3 && form.ptr[form.len - 1] == L_ALEF && form.ptr[form.len - 2] != L_WAW; /* بحثاً: also "both sought" */
    if (w->verb && accusative) {
      const isn_entry *e = phrase_of(f, verb, i, K_TRIGGER, &words);
      if (e) return *part = i, e;
    }
    bool aside = u->verb && f->clause_of[i] != f->clause_of[verb] && f->clauses[f->clause_of[i]].link == LINK_REL; /* أودى الزلزال الذي ضرب المغرب | بحياة ألفين */
    if (aside) continue;
    if (w->verb || unit_is(w, WC_COMPL) || (unit_is(w, WC_REL) && !unit_is(w, WC_PREP))) break; /* من is both */
    argued |= w->type == U_WORD && w->noun && w->clitics & (C_BEH | C_LAM); /* يقضي بنشر دوريات | في المنطقة */
    const isn_entry *with = by_prep || argued ? NULL : with_preposition(f, verb, i);
    if (with) *part = i, by_prep = with;
    bool self = unit_is(w, WC_REFER) && w->pronoun; /* سلّم عشرة من العناصر أنفسهم */
    if (w->type != U_WORD || !(w->noun || self) || (f->spot_at[i] != NONE && f->spots[f->spot_at[i]].first != i && !(w->clitics & C_BEH)) || f->clause_of[i] != f->clause_of[verb]) continue;
    if (w->of[K_ACTOR] && !(w->end - w->first > 1 && unit_first_noun(f, w, 1u << NC_OFFICIAL))) continue; /* السفير الباكستاني */
    if (by_prep && !(w->clitics & C_BEH)) continue;
    const isn_unit *before = &f->units[i - 1];
    bool construct = before->noun && !before->definite && !before->adj && before->clitics & (C_BEH | C_LAM) && !(before->clitics & C_AL); /* أوقفت شاباً بجرم | إطلاق النار */
    construct |= w->clitics & C_AL && !before->definite && !before->verb && unit_reading(before, ~0u, M_MASDAR); /* قطعوا الطريق احتجاجاً على انقطاع | الكهرباء */
    construct |= w->clitics & C_AL && i > verb + 1 && is_thing(f, before); /* نشرت صور | الدبابات */
    bool governed = construct || unit_is(before, WC_DISTANCE) || (unit_is(before, WC_PREP) && !before->pronoun); /* لم ترد على طلب */
    const isn_entry *e = governed ? NULL : phrase_of(f, verb, i, K_TRIGGER, &words);
    if (e == NULL || says_more(f, w, e, words)) continue;
    *part = i;
    return e;
  }
  return by_prep ? by_prep : with_subject_before(f, verb);
}
