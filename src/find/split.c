/* split: phrases of verb and object with the subject between them. The lexicon has «فتح النار», «أطلق سراح», «سير دورية»; the text has
 * «فتحت قوات أمنية النار», «أطلقت السلطات سراح», «سيرت الشرطة دورية». The verb is looked up again with each noun behind its subject. */
#include "find/actor.h"
#include "find/split.h"

enum { FAR = 8, PHRASE_MAX = 4 };

/* The row of the kind that the verb makes with the words from `part`; NULL. */
static const isn_entry *phrase_of(const isn_finder *f, uint32_t verb, uint32_t part, enum isn_kind kind) {
  uint32_t wanted = f->units[verb].verb ? M_VERB : M_MASDAR; /* إطلاق السلطات سراح */
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
    if (found == NULL || ((e->morph & M_PAST) && !(found->morph & M_PAST))) found = e;
  }
  return found;
}

int split_attitude(const isn_finder *f, uint32_t verb) {
  const isn_unit *u = &f->units[verb];
  if (u->end - u->first != 1 || !u->verb) return -1;
  for (uint32_t i = verb + 2; i < f->unit_count && i < verb + FAR && f->clause_of[i] == f->clause_of[verb]; i++) {
    const isn_unit *w = &f->units[i];
    if (w->type == U_MARK || w->verb) return -1;
    if (w->type != U_WORD || w->end - w->first != 1) continue;
    const isn_entry *e = phrase_of(f, verb, i, K_SAYING);
    if (e) return isn_lex_number(f->lexicon, K_SAYING, e->row, SAYING_ATTITUDE);
  }
  return -1;
}

const isn_entry *split_trigger(const isn_finder *f, uint32_t verb, uint32_t *part) {
  const isn_unit *u = &f->units[verb];
  const isn_entry *own = u->of[K_TRIGGER] ? u->of[K_TRIGGER] : u->of[K_OPERATOR] ? u->of[K_OPERATOR] : u->of[K_SAYING];
  if (own == NULL || u->end - u->first != 1 || !(u->verb || (u->of[K_TRIGGER] && own->morph & M_MASDAR && !(u->clitics & C_AL)))) return NULL;
  uint32_t end = f->sents[f->clauses[f->clause_of[verb]].sent].end;
  for (uint32_t i = verb + 2; i < end && i < verb + FAR; i++) {
    const isn_unit *w = &f->units[i];
    isnad_str form = w->type == U_WORD && w->end - w->first == 1 ? unit_form(f, w) : (isnad_str){0};
    bool accusative = form.len > 3 && form.ptr[form.len - 1] == L_ALEF && form.ptr[form.len - 2] != L_WAW; /* بحثاً: also "both sought" */
    if (w->verb && accusative) {
      const isn_entry *e = phrase_of(f, verb, i, K_TRIGGER);
      if (e) return *part = i, e;
    }
    if (w->verb || unit_is(w, WC_COMPL) || unit_is(w, WC_REL)) return NULL;
    bool by_prep = unit_is(w, WC_PREP) && !w->pronoun && !u->of[K_TRIGGER] && unit_is_operator(f, u, OC_PLAIN); /* قضى الجيش على ثلاثة */
    const isn_entry *with = by_prep ? phrase_of(f, verb, i, K_TRIGGER) : NULL;
    if (with) return *part = i, with;
    if (w->type != U_WORD || !w->noun || (f->spot_at[i] != NONE && !(w->clitics & C_BEH)) || w->of[K_ACTOR] || f->clause_of[i] != f->clause_of[verb]) continue;
    bool governed = unit_is(&f->units[i - 1], WC_PREP) && !f->units[i - 1].pronoun; /* لم ترد على طلب */
    const isn_entry *e = governed ? NULL : phrase_of(f, verb, i, K_TRIGGER);
    if (e == NULL) continue;
    bool other = w->of[K_TRIGGER] && unit_cell(f, w, K_TRIGGER, TRIGGER_CLASS) != TC_WEAK &&
                 unit_cell(f, w, K_TRIGGER, TRIGGER_EVENT) != isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_EVENT);
    if (other) continue; /* فرضت الشرطة حظر تجوال: the noun says more */
    *part = i;
    return e;
  }
  return NULL;
}
