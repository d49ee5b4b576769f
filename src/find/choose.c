/* choose: which readings of a unit's letters are meant. «وأدى» is و and أدى, no valley; «بين» a preposition, and a saying in «وبين المصدر أن»;
 * «ودعت البعثة الأطراف إلى» و and دعت; «الحدث» an outlet in quotation marks only. What is not meant is not kept. */
#include "find/choose.h"

/* Words of grammar. Where one is read, other readings of the same letters («بين» he showed, «لم» he gathered) are not meant. */
const uint64_t unit_grammar =
    1ull << WC_PREP | 1ull << WC_CONJ | 1ull << WC_SUBORD | 1ull << WC_SWITCH | 1ull << WC_COMPL | 1ull << WC_REL | 1ull << WC_DEM |
    1ull << WC_NEG | 1ull << WC_FUTURE | 1ull << WC_QAD | 1ull << WC_IF | 1ull << WC_SOURCE_PREP | 1ull << WC_AGENT | 1ull << WC_CAUSE |
    1ull << WC_AFTER | 1ull << WC_BEFORE | 1ull << WC_DURING | 1ull << WC_SUBSET | 1ull << WC_PURPOSE | 1ull << WC_BACKGROUND |
    1ull << WC_FUNCTION;

static bool is_grammar(const isn_reading *r) {
  if (r->entry->kind != K_WORD) return false;
  return unit_grammar >> r->entry->word_class & 1;
}

/* Nothing but a participle. */
static bool only_participle(const isn_entry *e) {
  return (e->morph & (M_ACT_PART | M_PASS_PART)) && !(e->morph & (M_VERB | M_MASDAR | M_NOUN | M_ADJ | M_FIXED));
}

/* Does a reading of an operator or saying yield to the other readings of its letters? To words of grammar all but masdars and
 * phrases do («قد» is no order to lead); to nouns, names and words the participles do («موقع», «منظمة», «قائد»), unless
 * they stand in the accusative («مشيراً»). */
static bool yields(const isn_entry *e, bool grammar, bool named) {
  if (e->kind == K_WORD) return false;
  if (grammar) return e->kind != K_OPERATOR || !(e->morph & (M_MASDAR | M_NOUN | M_ADJ | M_FIXED));
  return named && (e->kind == K_OPERATOR || e->kind == K_SAYING) && only_participle(e) && !(e->morph & M_ACCUSATIVE);
}

static bool is_named(const isn_finder *f, const isn_entry *e) {
  if (e->kind == K_NOUN) return isn_lex_number(f->lexicon, K_NOUN, e->row, NOUN_CLASS) != NC_ADJECTIVE;
  return e->kind == K_WORD || e->kind == K_SOURCE || e->kind == K_ACTOR || e->kind == K_OUTLET;
}

/* Forms that are not meant here: «تقل» is no form of قال unless لم or لا stands before it; news gives no orders; no preposition has ال. */
static bool out_of_place(const isn_finder *f, const isn_reading *r, uint32_t at) {
  const isn_entry *e = r->entry;
  if (e->kind == K_WORD && e->word_class == WC_PREP && r->clitics & C_AL) return true; /* «منفذ العبر»: a name, and no عبر */
  const isn_unit *place = r->clitics & C_KAF && f->unit_count ? &f->units[f->unit_count - 1] : NULL;
  if (place && place->end == at && unit_is(place, WC_PLACE_WORD) && !(place->clitics & C_AL) && !place->pronoun) return true; /* «ناحية كميت»: its name, and no "like a dead man" */
  if (!(e->morph & M_VERB) || e->morph & (M_PAST | M_MASDAR | M_NOUN | M_FIXED)) return false;
  if (!(e->morph & M_PRESENT)) return true;
  if (!(e->morph & M_JUSSIVE) || r->clitics & (C_LAM | C_FEH)) return false;
  isnad_str before = at > 0 ? f->tokens.at[at - 1].form : (isnad_str){0};
  return before.len < 2 || before.ptr[before.len - 2] != L_LAM || (before.ptr[before.len - 1] != L_MEEM && before.ptr[before.len - 1] != L_ALEF);
}

/* «في قضية فساد»: a word of general Arabic is not ف and «prevailed». */
static bool cuts_general_word(const isn_finder *f, const isn_reading *r, uint32_t at) {
  bool cut = r->tokens == 1 && r->clitics & (C_WAW | C_FEH | C_BEH | C_LAM | C_KAF) && !(r->clitics & C_AL);
  return cut && r->entry->kind != K_WORD && is_general_form(f, f->tokens.at[at].form);
}

static bool is_quotation(const isn_finder *f, size_t token) {
  if (token >= f->tokens.count || f->tokens.at[token].kind != TOK_PUNCT) return false;
  uint32_t c = f->tokens.at[token].code_point;
  return c == '"' || c == 0xAB || c == 0xBB || c == '(' || c == ')';
}

/* «موقع "حقائق أون لاين"»: in a name in quotation marks behind a site, paper or channel nothing is done. */
static bool is_in_quoted_name(const isn_finder *f, uint32_t at) {
  enum { WORDS = 3 };
  uint32_t open = at, close = at + 1;
  while (open > 0 && open + WORDS > at && f->tokens.at[open - 1].kind == TOK_WORD) open--;
  while (close < f->tokens.count && close < at + WORDS && f->tokens.at[close].kind == TOK_WORD) close++;
  if (open == 0 || !is_quotation(f, open - 1) || !is_quotation(f, close)) return false;
  for (uint32_t i = f->unit_count; i-- > 0;) {
    const isn_unit *u = &f->units[i];
    if (u->end > open - 1) continue;
    int class = unit_noun_class(f, u);
    bool of_body = (class == NC_BODY || class == NC_GROUP || u->of[K_TRIGGER]) && !u->definite && !u->verb && !(u->clitics & C_AL); /* حملة "أوقفوا التلوث" */
    return u->end == open - 1 && (of_body || (u->of[K_NOUN] && (unit_is_press(f, u) || class == NC_POSITION)));
  }
  return false;
}

/* «شرطة كادونا»: a place as it stands is no verb that is done to us. */
static bool is_place_for_us(const isn_reading *r, const isn_reading *all, size_t count) {
  if (r->pronoun != PRON_NA || !(r->entry->morph & M_VERB)) return false;
  for (size_t i = 0; i < count; i++)
    if (all[i].tokens == r->tokens && all[i].entry->kind == K_PLACE && !all[i].clitics && all[i].pronoun == PRON_NONE) return true;
  return false;
}

/* «في بغداد اليوم»: behind في or إلى a place and a time, no «Baghdad Today». */
bool unit_is_place_and_time(const isn_finder *f, const isn_reading *r, uint32_t at) {
  const isn_unit *before = f->unit_count ? &f->units[f->unit_count - 1] : NULL;
  if (r->tokens < 2 || before == NULL || !unit_is(before, WC_PREP)) return false;
  int prep = unit_value(f, before, WC_PREP);
  for (size_t i = 0; i < f->time_count && (prep == PREP_FI || prep == PREP_ILA); i++)
    if (f->times[i].first == at + r->tokens - 1) return true;
  return false;
}

/* Does the word at the token open what is told: أن, إن, بـ? */
static bool tells_behind(const isn_finder *f, uint32_t at) {
  if (at >= f->tokens.count || f->tokens.at[at].kind != TOK_WORD) return false;
  isnad_str w = f->tokens.at[at].form;
  return w.len >= 2 && (w.ptr[0] == L_BEH || (w.len <= 4 && w.ptr[0] == L_ALEF && w.ptr[1] == L_NOON));
}

/* Does a verb of saying stand before in the sentence, within a few words: «أفادت مصادر في الدفاع المدني | للجزيرة»? */
static bool is_said_before(const isn_finder *f) {
  enum { NEAR_UNITS = 10 };
  for (uint32_t i = f->unit_count; i-- > 0 && i + NEAR_UNITS > f->unit_count;) {
    const isn_unit *u = &f->units[i];
    if (unit_is_mark(u, '.') || unit_is(u, WC_COMPL)) return false;
    if (u->of[K_SAYING] && u->of[K_SAYING]->morph & M_VERB && !(u->clitics & C_AL)) return true;
  }
  return false;
}

/* «مقر "القدس"», «كتيبة "الوطن"»: what is called like an outlet, and is none. */
static bool is_called_like_outlet(const isn_finder *f, uint32_t at) {
  const isn_unit *of = f->unit_count > 1 ? &f->units[f->unit_count - 2] : NULL; /* before the quotation mark */
  if (of == NULL || of->end + 1 != at || !of->of[K_NOUN] || of->of[K_SOURCE] || of->clitics & C_AL || unit_is_press(f, of)) return false;
  switch (unit_cell(f, of, K_NOUN, NOUN_CLASS)) {
    case NC_FACILITY: case NC_BUILDING: case NC_FIGHTER: case NC_GROUP: case NC_EVENT: case NC_SHIP: case NC_VEHICLE: case NC_WEAPON: return true;
    default: return false;
  }
}

/* An outlet with the name of an ordinary word («العربية», «الحدث») is meant in quotation marks, and where one tells it something. */
static bool is_word_not_outlet(const isn_finder *f, const isn_reading *r, uint32_t at) {
  if (r->entry->kind != K_OUTLET) return false;
  bool quoted = at > 0 && is_quotation(f, at - 1) && is_quotation(f, at + r->tokens);
  if (quoted && is_called_like_outlet(f, at)) return true;
  if (!(r->entry->morph & M_AMBIGUOUS)) return false;
  if (r->clitics & C_LAM && tells_behind(f, at + r->tokens) && is_said_before(f)) return false; /* one tells it something */
  return !quoted;
}

/* «ودعا» is و and دعا rather than "both bade farewell": a past dual of a verb with و yields where the rest is a past verb as well. */
static bool is_rare_dual(const isn_reading *r, const isn_reading *all, size_t count) {
  if (!(r->entry->morph & M_DUAL) || !(r->entry->morph & M_VERB) || r->entry->morph & (M_SING | M_PLUR | M_MASDAR | M_NOUN)) return false;
  for (size_t i = 0; i < count; i++)
    if (all[i].tokens >= r->tokens && (all[i].clitics & C_WAW) && (all[i].entry->morph & M_PAST) && (all[i].entry->morph & M_SING)) return true;
  return false;
}

/* «لم ترد الوزارة»: she did not answer, rather than strike dead. A jussive cut short yields to a verb whose letters are whole. */
static bool is_rare_jussive(const isn_reading *r, const isn_reading *all, size_t count) {
  if (!(r->entry->morph & M_JUSSIVE)) return false;
  for (size_t i = 0; i < count; i++)
    if (all[i].tokens == r->tokens && all[i].clitics == r->clitics && all[i].entry->morph & M_PRESENT && !(all[i].entry->morph & M_JUSSIVE)) return true;
  return false;
}

/* «تلقى نسخة من البيان»: he received, rather than "is thrown": what is or will be yields to what was, where that bears no event. */
static bool is_rare_present(const isn_finder *f, const isn_reading *r, const isn_reading *all, size_t count, uint32_t at) {
  const isn_entry *e = r->entry;
  if (e->kind != K_TRIGGER || !(e->morph & M_PRESENT) || e->morph & (M_PAST | M_MASDAR | M_NOUN | M_FIXED) || f->tokens.at[at].damma_first) return false;
  const isn_unit *before = f->unit_count ? &f->units[f->unit_count - 1] : NULL;
  if (before && before->type == U_WORD && unit_is(before, WC_BEFORE) && unit_is(before, WC_SUBORD)) return false; /* قبل أن تفرقهم الشرطة */
  for (size_t i = 0; i < count; i++) {
    const isn_entry *other = all[i].entry;
    if (all[i].tokens == r->tokens && all[i].clitics == r->clitics && other->kind == K_OPERATOR && other->morph & M_PAST && isn_lex_number(f->lexicon, K_OPERATOR, other->row, OPERATOR_CLASS) == OC_PLAIN)
      return true;
  }
  return false;
}

/* «ودعت البعثة الأطراف إلى وقف القتال» is و and دعت, «ودعت المدينة شهداءها» a farewell: a verb that bears no event yields to و and a speech act
 * where إلى follows. */
static bool yields_to_speech(const isn_finder *f, const isn_reading *all, size_t count, uint32_t at, uint16_t length) {
  bool plain = false, speech = false;
  for (size_t i = 0; i < count; i++) {
    const isn_entry *e = all[i].entry;
    if (all[i].tokens != length || !(e->morph & M_VERB)) continue;
    plain |= !all[i].clitics && e->kind == K_OPERATOR && isn_lex_number(f->lexicon, K_OPERATOR, e->row, OPERATOR_CLASS) == OC_PLAIN;
    speech |= all[i].clitics == C_WAW && e->kind == K_TRIGGER && isn_lex_number(f->lexicon, K_TRIGGER, e->row, TRIGGER_CLASS) == TC_SPEECH;
  }
  for (uint32_t t = at + length; plain && speech && t < f->tokens.count && t < at + 10; t++) {
    isnad_str w = f->tokens.at[t].form;
    if (f->tokens.at[t].kind == TOK_PUNCT && !is_quotation(f, t)) return false;
    if (w.len == 3 && w.ptr[0] == L_ALEF && w.ptr[1] == L_LAM && w.ptr[2] == L_YEH) return true;
  }
  return false;
}

/* Does a reading at the token have those clitics and one of the classes of words, or (class NONE) a masdar of the triggers? */
static bool reads_as(const isn_finder *f, uint32_t at, uint32_t clitics, uint64_t classes) {
  isn_reading readings[12];
  size_t n = at < f->tokens.count && f->tokens.at[at].kind == TOK_WORD ? isn_lex_readings(f->lexicon, f->tokens.at, f->tokens.count, at, readings, 12) : 0;
  for (size_t i = 0; i < n; i++) {
    const isn_entry *e = readings[i].entry;
    if (classes ? e->kind == K_WORD && classes >> e->word_class & 1 : e->kind == K_TRIGGER && (e->morph & M_MASDAR) && (readings[i].clitics & clitics) == clitics) return true;
  }
  return false;
}

/* «وردت روسيا بطرد دبلوماسي» is و and ردت, «وردت أنباء عن» what came in: with a deed under بـ behind its subject somebody answers. */
static bool yields_to_answer(const isn_finder *f, const isn_reading *all, size_t count, uint32_t at, uint16_t length) {
  bool appears = false, answers = false;
  for (size_t i = 0; i < count; i++) {
    const isn_entry *e = all[i].entry;
    if (all[i].tokens != length || !(e->morph & M_VERB)) continue;
    appears |= !all[i].clitics && e->kind == K_SAYING && isn_lex_number(f->lexicon, K_SAYING, e->row, SAYING_CLASS) == SC_APPEAR;
    answers |= all[i].clitics == C_WAW && e->kind == K_OPERATOR && isn_lex_number(f->lexicon, K_OPERATOR, e->row, OPERATOR_CLASS) == OC_LIGHT;
  }
  if (!appears || !answers || reads_as(f, at + 1, 0, 1ull << WC_STATEMENT | 1ull << WC_DOCUMENT)) return false;
  for (uint32_t t = at + 2; t < f->tokens.count && t < at + 6 && f->tokens.at[t].kind == TOK_WORD; t++)
    if (reads_as(f, t, C_BEH, 0)) return true;
  return false;
}

/* «وأدى» is و and أدى, no valley: a hamza written behind و begins the word, and so does a second و («ووصلت» is no passive of واصل). */
static bool hamza_behind_waw(const isn_finder *f, uint32_t token) {
  isnad_str word = isn_str_cut(f->text, f->tokens.at[token].span), form = f->tokens.at[token].form;
  if (form.len > 3 && form.ptr[0] == L_WAW && form.ptr[1] == L_WAW) return true;
  return word.len > 6 && memcmp(word.ptr, "\xD9\x88", 2) == 0 && (memcmp(word.ptr + 2, "\xD8\xA3", 2) == 0 || memcmp(word.ptr + 2, "\xD8\xA5", 2) == 0);
}

static bool all_whole(const isn_reading *all, size_t count, uint16_t length) {
  for (size_t i = 0; i < count; i++)
    if (all[i].tokens == length && (all[i].clitics & C_WAW)) return false;
  return true;
}

/* «أجرى» he held, or «أجري» I run, «أضرب» they struck, I beat, or beat!, spelled alike: news seldom says I and orders nobody. */
static bool is_i_or_you(const isn_entry *e) { return (e->morph & M_VERB) && (e->morph & (M_P1 | M_P2)) && !(e->morph & (M_P3 | M_PLUR)); }

/* «نشب حريق», «نهب»: it broke out, rather than that we light. */
static bool is_we_for_past(const isn_entry *we, const isn_entry *e) {
  bool of_us = (we->morph & M_VERB) && (we->morph & M_P1) && (we->morph & M_PRESENT) && !(we->morph & M_P3);
  return of_us && (e->morph & M_VERB) && (e->morph & M_PAST) && (e->morph & M_P3);
}

/* «قال والي شمال دارفور»: behind a word of saying an office is no و with a preposition. */
static bool is_office_told(const isn_finder *f, const isn_reading *all, size_t count, uint16_t length) {
  const isn_unit *before = f->unit_count ? &f->units[f->unit_count - 1] : NULL;
  if (before == NULL || !(before->of[K_SAYING] || unit_is(before, WC_SOURCE_PREP))) return false;
  for (size_t i = 0; i < count; i++)
    if (all[i].tokens == length && all[i].clitics == 0 && all[i].entry->kind == K_WORD && all[i].entry->word_class == WC_ROLE_WORD) return true;
  return false;
}

/* «وبين المصدر أن»: a saying spelled like a word of grammar, with أن behind its definite subject, or with its shadda. */
static bool is_shown(const isn_finder *f, const isn_reading *r, uint32_t at) {
  if (r->entry->kind != K_SAYING || r->pronoun || r->clitics & ~(C_WAW | C_FEH)) return false;
  if (!(isn_lex_number(f->lexicon, K_SAYING, r->entry->row, SAYING_FLAGS) & SAYING_CONTENT)) return false;
  if (f->tokens.at[at].shadda) return true;
  for (uint32_t t = at + 1; t < f->tokens.count && t < at + 7; t++) {
    isnad_str w = f->tokens.at[t].form;
    if (f->tokens.at[t].kind != TOK_WORD || w.len < 2 || w.ptr[0] == L_WAW) return false;
    if (w.ptr[0] == L_ALEF && w.ptr[1] == L_NOON && (w.len == 2 || (w.len == 3 && w.ptr[2] == L_HEH))) return true; /* أن, أنه */
    if (t == at + 1 && !isn_article_at(w, 0)) return false;
  }
  return false;
}

/* «هنأ أمير قطر الرئيس»: a word of grammar does not end in أ, and هنا is another. */
static bool ends_in_hamza(const isn_finder *f, uint32_t at) {
  isnad_span s = f->tokens.at[at].span;
  return s.end >= s.start + 2 && (unsigned char)f->text.ptr[s.end - 2] == 0xD8 && (unsigned char)f->text.ptr[s.end - 1] == 0xA3;
}

/* «وهنأه», «المستشفيات الخاصة»: an adverb takes neither pronoun nor article, so that the letters are a verb's or an adjective's. */
static bool is_no_adverb(const isn_reading *r, const isn_reading *all, size_t count) {
  if (r->entry->kind != K_WORD || r->entry->word_class != WC_FUNCTION || !(r->pronoun || r->clitics & C_AL)) return false;
  for (size_t i = 0; i < count; i++) {
    const isn_entry *e = all[i].entry;
    if (all[i].tokens != r->tokens || all[i].pronoun != r->pronoun) continue;
    if (r->pronoun ? e->kind == K_TRIGGER && e->morph & M_PAST : e->kind == K_NOUN && all[i].clitics & C_AL) return true;
  }
  return false;
}

/* «مقراً لحزب الله»: with لـ behind it a noun in the accusative is whose seat it is, rather than "admitting". */
static bool is_owned_noun(const isn_finder *f, const isn_entry *e, bool named, uint32_t next) {
  if (!named || e->kind != K_SAYING || !only_participle(e) || next >= f->tokens.count || f->tokens.at[next].kind != TOK_WORD) return false;
  isnad_str w = f->tokens.at[next].form;
  return w.len > 2 && w.ptr[0] == L_LAM;
}

/* Copies the readings of `length` tokens that have the fewest clitics (ال aside) of their kind. */
void unit_choose(isn_finder *f, isn_unit *u, const isn_reading *all, size_t count, uint16_t length) {
  isn_reading kept[READINGS_MAX];
  uint8_t n = 0;
  bool grammar_cut = false, whole = false, grammar = false, named = false; /* some reading without a particle cut off; some word of grammar; some noun */
  for (size_t i = 0; i < count; i++)
    if (all[i].tokens == length && !(all[i].clitics & ~C_AL) && all[i].entry->kind != K_PLACE && !is_rare_dual(&all[i], all, count) && !out_of_place(f, &all[i], u->first)) whole = true;
  bool cut = (hamza_behind_waw(f, u->first) && !all_whole(all, count, length)) || (whole && (yields_to_speech(f, all, count, u->first, length) || yields_to_answer(f, all, count, u->first, length)));
  if (cut) whole = false;
  bool whole_verb = false; /* فتحت is no ف and تحت */
  for (size_t i = 0; i < count; i++)
    whole_verb |= all[i].tokens == length && !all[i].clitics && (all[i].entry->morph & M_PAST) && (all[i].entry->morph & M_FEM) && (all[i].entry->kind == K_TRIGGER || all[i].entry->kind == K_OPERATOR);
  for (size_t i = 0; i < count; i++)
    if (all[i].tokens == length && !(all[i].clitics & ~(C_WAW | C_FEH)) && is_grammar(&all[i]) && !(length == 1 && ends_in_hamza(f, u->first)) && !is_no_adverb(&all[i], all, count) && !(whole_verb && (all[i].clitics & C_FEH))) grammar = true, grammar_cut |= all[i].clitics != 0;
  for (size_t i = 0; i < count; i++)
    if (all[i].tokens == length && all[i].pronoun == PRON_NONE && is_named(f, all[i].entry) && !is_word_not_outlet(f, &all[i], u->first))
      named = true;
  bool office = is_office_told(f, all, count, length);
  bool shown = false;
  for (size_t i = 0; i < count; i++) shown |= all[i].tokens == length && is_shown(f, &all[i], u->first);
  if (office || shown) grammar = grammar_cut = false;
  for (size_t i = 0; i < count; i++) {
    if (shown && all[i].entry->kind != K_SAYING) continue;
    if (all[i].tokens != length || (office && all[i].clitics & C_WAW)) continue;
    bool particle = (all[i].clitics & ~C_AL) != 0, of_grammar = grammar && is_grammar(&all[i]);
    if ((whole && particle && !of_grammar) || is_rare_dual(&all[i], all, count) || is_rare_jussive(&all[i], all, count) || is_no_adverb(&all[i], all, count) || is_rare_present(f, &all[i], all, count, u->first)) continue;
    if (cut && !particle) continue;
    if (is_place_for_us(&all[i], all, count) || (all[i].entry->morph & M_VERB && !(all[i].entry->morph & (M_MASDAR | M_NOUN)) && is_in_quoted_name(f, u->first))) continue;
    if (grammar_cut && !of_grammar && !particle && all[i].entry->kind == K_WORD) continue;
    if (yields(all[i].entry, grammar, named) || is_owned_noun(f, all[i].entry, named, u->first + length) || out_of_place(f, &all[i], u->first) || cuts_general_word(f, &all[i], u->first) || (length == 1 && is_grammar(&all[i]) && ends_in_hamza(f, u->first)) || is_word_not_outlet(f, &all[i], u->first)) continue;
    if (n < READINGS_MAX) kept[n++] = all[i];
  }
  if (n == 0) return;
  isn_reading *copy = isn_alloc_array(f->arena, n, sizeof *copy);
  memcpy(copy, kept, n * sizeof *copy);
  u->readings = copy;
  u->reading_count = n;
  u->known = true;
  u->clitics = copy[0].clitics;
  u->pronoun = copy[0].pronoun;
  for (int i = 0; i < n; i++) {
    const isn_entry *e = copy[i].entry;
    if ((copy[i].clitics & ~C_AL) != (u->clitics & ~C_AL) || copy[i].pronoun != u->pronoun) continue;
    u->clitics |= copy[i].clitics & C_AL;
    if (e->kind == K_WORD) u->classes |= 1ull << e->word_class;
    if (u->of[e->kind] == NULL || (is_i_or_you(u->of[e->kind]) && !is_i_or_you(e)) || is_we_for_past(u->of[e->kind], e)) u->of[e->kind] = e;
  }
}
