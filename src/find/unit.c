/* unit: tokens to units. Times and numbers come first, then the longest phrase of the lexicon; all readings of that
 * length stay, for later files to choose by their kind: «القصف» is a trigger, «مسلحين» a noun, «الرقة» a place. Whether a
 * form is a verb or a noun («قتل») is decided here, from what stands beside it. */
#include "find/choose.h"

int32_t unit_value(const isn_finder *f, const isn_unit *u, int word_class) {
  for (int i = 0; i < u->reading_count; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (e->kind == K_WORD && e->word_class == word_class)
      return isn_lex_number(f->lexicon, K_WORD, e->row, WORD_VALUE);
  }
  return 0;
}

int32_t unit_cell(const isn_finder *f, const isn_unit *u, enum isn_kind kind, int column) {
  return u->of[kind] ? isn_lex_number(f->lexicon, kind, u->of[kind]->row, column) : 0;
}

bool unit_is_operator(const isn_finder *f, const isn_unit *u, int operator_class) {
  return u->of[K_OPERATOR] && unit_cell(f, u, K_OPERATOR, OPERATOR_CLASS) == operator_class;
}

const isn_entry *unit_reading(const isn_unit *u, uint32_t kinds, uint32_t morph) {
  for (int i = 0; i < u->reading_count; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (kinds >> e->kind & 1 && e->morph & morph) return e;
  }
  return NULL;
}

bool unit_may_be(const isn_finder *f, const isn_unit *u, uint32_t classes) {
  for (int i = 0; i < u->reading_count; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (e->kind == K_NOUN && classes >> isn_lex_number(f->lexicon, K_NOUN, e->row, NOUN_CLASS) & 1) return true;
  }
  return false;
}

bool unit_is_press(const isn_finder *f, const isn_unit *u) { return u->of[K_NOUN] && unit_cell(f, u, K_NOUN, NOUN_FLAGS) & (NOUN_PRESS | NOUN_NEWSWIRE); }

bool unit_is_saying(const isn_finder *f, const isn_unit *u, int saying_class) {
  return u->of[K_SAYING] && unit_cell(f, u, K_SAYING, SAYING_CLASS) == saying_class;
}

isnad_str unit_form(const isn_finder *f, const isn_unit *u) { return f->tokens.at[u->first].form; }

int unit_prep_before(const isn_finder *f, uint32_t unit, uint32_t first) {
  const isn_unit *u = &f->units[unit];
  if (u->clitics & C_BEH) return PREP_BI;
  if (u->clitics & C_LAM) return PREP_LI;
  if (u->clitics & C_KAF) return PREP_KA;
  while (unit > first) {
    const isn_unit *before = &f->units[--unit];
    if (unit_opens_quote(before)) continue;
    return unit_is(before, WC_PREP) && before->pronoun == PRON_NONE ? unit_value(f, before, WC_PREP) : PREP_NONE;
  }
  return PREP_NONE;
}

/* ---- Making units ------------------------------------------------------------------------------------------------ */

/* Byte spans of a unit of words, cut by the clitics of a reading. */
static void set_spans(const isn_finder *f, isn_unit *u, const isn_reading *r) {
  const isn_token *first = &f->tokens.at[u->first], *last = &f->tokens.at[u->end - 1];
  u->span = (isnad_span){first->span.start, last->span.end};
  if (r && r->stem_start && first->kind == TOK_WORD) {
    size_t cut = r->stem_start;
    if (r->clitics & C_AL && first->form.len >= cut && cut >= 2 && first->form.ptr[cut - 2] == L_ALEF) cut -= 2; /* ال stays with the word, but not in لل */
    u->span.start = isn_token_byte(f->text, first, cut);
  }
  u->bare = u->span;
  if (r && r->stem_end && last->kind == TOK_WORD && last->form.len > r->stem_end)
    u->bare.end = isn_token_byte(f->text, last, last->form.len - r->stem_end);
  if (u->bare.end <= u->bare.start) u->bare = u->span;
}

const isn_entry *unit_first_noun(const isn_finder *f, const isn_unit *u, uint32_t classes) {
  isn_reading readings[12];
  size_t n = isn_lex_readings(f->lexicon, f->tokens.at, u->first + 1, u->first, readings, 12);
  for (size_t i = 0; i < n; i++) {
    const isn_entry *e = readings[i].entry;
    if (e->kind == K_NOUN && classes >> isn_lex_number(f->lexicon, K_NOUN, e->row, NOUN_CLASS) & 1) return e;
  }
  return NULL;
}

/* Proclitics of a word that the lexicon does not know: only و before ال or before a plain word, ب ل ك before ال, ب before a general word. */
static void guess_clitics(const isn_finder *f, isn_unit *u) {
  isnad_str w = unit_form(f, u);
  size_t at = 0;
  if (w.len > 4 && (w.ptr[0] == L_WAW || w.ptr[0] == L_FEH) && isn_article_at(w, 1))
    u->clitics |= w.ptr[0] == L_WAW ? C_WAW : C_FEH, at = 1;
  else if (w.len > 5 && w.ptr[0] == L_WAW) u->clitics |= C_WAW, at = 1;
  if (w.len > at + 4 && (w.ptr[at] == L_BEH || w.ptr[at] == L_KAF) && isn_article_at(w, at + 1))
    u->clitics |= w.ptr[at] == L_BEH ? C_BEH : C_KAF, at++;
  else if (w.len > at + 4 && w.ptr[at] == L_LAM && w.ptr[at + 1] == L_LAM) u->clitics |= C_LAM | C_AL, at += 2;
  else if (at == 0 && w.len > 4 && w.ptr[0] == L_BEH && is_general_form(f, (isnad_str){w.ptr + 1, w.len - 1}) && !is_general_form(f, w)) u->clitics |= C_BEH, at++; /* بحماية */
  if (w.len > at + 3 && isn_article_at(w, at)) u->clitics |= C_AL;
  if (at) u->span.start = u->bare.start = isn_token_byte(f->text, &f->tokens.at[u->first], at);
}

/* «أحمد علي»: behind a name, with ي written. */
static bool is_ali_behind_name(const isn_finder *f, uint32_t at) {
  isnad_str word = isn_str_cut(f->text, f->tokens.at[at].span);
  const isn_unit *before = f->unit_count ? &f->units[f->unit_count - 1] : NULL;
  return before && before->end == at && unit_is(before, WC_PERSON_NAME) && word.len == 6 && memcmp(word.ptr + 4, "\xD9\x8A", 2) == 0;
}

static void add_words(isn_finder *f, isn_unit *u, uint32_t at, uint32_t end) {
  isn_reading all[READINGS_MAX];
  size_t read = isn_lex_readings_of(f->lexicon, f->tokens, end, at, all, READINGS_MAX), count = 0;
  for (size_t i = 0; i < read; i++) { /* inside a report «المكتب الإعلامي» is no byline */
    const isn_entry *e = all[i].entry;
    if (e->kind == K_WORD && e->word_class == WC_TOPIC) u->topic = (uint8_t)isn_lex_number(f->lexicon, K_WORD, e->row, WORD_VALUE);
    else if (e->kind != K_BOILER && !(e->kind == K_OUTLET && unit_is_place_and_time(f, &all[i], at))) all[count++] = all[i];
  }
  u->type = U_WORD;
  u->first = at;
  if (count && all[0].tokens == 2 && all[0].entry->kind == K_WORD && all[0].entry->word_class == WC_COMPL && is_ali_behind_name(f, at)) /* قال أحمد علي إن: no على أن */
    for (size_t i = count, kept = count = 0; kept < i; kept++)
      if (all[kept].tokens == 1) all[count++] = all[kept];
  u->end = at + (count ? all[0].tokens : 1);
  if (count) unit_choose(f, u, all, count, all[0].tokens);
  set_spans(f, u, u->reading_count ? &u->readings[0] : NULL);
  if (!u->known && f->tokens.at[at].kind == TOK_WORD) guess_clitics(f, u);
}

/* Is token `at` the first of a time or number expression? The indexes move on with the tokens. */
static bool add_value(isn_finder *f, isn_unit *u, uint32_t at, size_t *number, size_t *time) {
  while (*time < f->time_count && f->times[*time].first < at) ++*time;
  while (*number < f->number_count && f->numbers[*number].first < at) ++*number;
  if (*time < f->time_count && f->times[*time].first == at) {
    const isn_timex *t = &f->times[*time];
    *u = (isn_unit){.type = U_TIME, .first = at, .end = t->end, .span = t->span, .bare = t->span, .known = true,
                    .number = NONE, .time = (uint32_t)*time};
  } else if (*number < f->number_count && f->numbers[*number].first == at && !f->numbers[*number].ordinal) {
    const isn_number *n = &f->numbers[*number];
    *u = (isn_unit){.type = U_NUMBER, .first = at, .end = n->end, .span = n->span, .bare = n->span, .known = true,
                    .number = (uint32_t)*number, .time = NONE};
  } else {
    return false;
  }
  isnad_str w = f->tokens.at[at].form; /* a proclitic before it: بخمس، وعشرين، لـ 3 */
  if (f->tokens.at[at].kind == TOK_WORD && u->span.start > f->tokens.at[at].span.start && w.len) {
    size_t i = 0;
    if (w.ptr[i] == L_WAW) u->clitics |= C_WAW, i++;
    else if (w.ptr[i] == L_FEH) u->clitics |= C_FEH, i++;
    if (isn_token_byte(f->text, &f->tokens.at[at], i) < u->span.start && i < w.len)
      u->clitics |= w.ptr[i] == L_BEH ? C_BEH : w.ptr[i] == L_LAM ? C_LAM : w.ptr[i] == L_KAF ? C_KAF : 0;
  }
  return true;
}

/* ---- Verb or noun -------------------------------------------------------------------------------------------------- */

static uint32_t morph_union(const isn_unit *u) {
  uint32_t m = 0;
  for (int i = 0; i < u->reading_count; i++) m |= u->readings[i].entry->morph;
  return m;
}

/* A word the lexicon does not know: is it shaped like a finite verb? */
static bool shaped_like_verb(const isn_finder *f, const isn_unit *u) {
  if (f->tokens.at[u->first].kind != TOK_WORD || (u->clitics & (C_AL | C_BEH | C_KAF))) return false;
  isnad_str w = unit_form(f, u);
  size_t at = u->clitics & (C_WAW | C_FEH) ? 1 : 0;
  const char *p = w.ptr + at;
  size_t n = w.len - at;
  if (n < 4) return false;
  if (p[0] == L_SEEN && (p[1] == L_YEH || p[1] == L_TEH) && n >= 5) return true;
  if (p[0] == L_YEH && p[n - 1] != L_TEH_MARBUTA && p[n - 1] != L_YEH) return true;
  if (n >= 5 && p[n - 2] == L_WAW && p[n - 1] == L_ALEF) return true;
  return false;
}

static bool opens_noun(const isn_finder *f, const isn_unit *u) {
  if (u->type == U_NUMBER) return true;
  const uint64_t governs = 1ull << WC_PREP | 1ull << WC_SOURCE_PREP | 1ull << WC_CAUSE | 1ull << WC_AFTER | 1ull << WC_BEFORE |
                           1ull << WC_DURING | 1ull << WC_AGENT | 1ull << WC_DEM | 1ull << WC_NEAR | 1ull << WC_PURPOSE;
  if ((u->classes & governs) && u->pronoun == PRON_NONE) return true;
  if (u->of[K_OPERATOR] && !unit_is_operator(f, u, OC_CONTINUE) && !unit_is_operator(f, u, OC_HAVE) &&
      !unit_is_operator(f, u, OC_PLAIN))
    return true;
  return u->verb && u->of[K_SAYING];
}

/* «إن رتلاً عسكرياً ... توجه إلى»: a content clause whose subject stands before and whose verb is still to come. */
static bool lacks_verb(const isn_finder *f, uint32_t at, uint32_t first) {
  if (at <= first + 1 || !f->units[at - 1].noun || (f->units[at].clitics & (C_WAW | C_FEH | C_AL))) return false;
  for (uint32_t i = at; i > first;) {
    const isn_unit *u = &f->units[--i];
    if (u->verb || unit_is(u, WC_REL) || unit_is(u, WC_SUBORD) || unit_is_mark(u, 0x060C)) return false;
    if (unit_is(u, WC_COMPL)) return i + 1 < at && f->units[i + 1].noun;
  }
  return false;
}

/* «أدانت مصر قصف»: a verb whose object is what it speaks of. */
static bool judges(const isn_finder *f, const isn_unit *u) {
  return u->verb && u->of[K_TRIGGER] && unit_cell(f, u, K_TRIGGER, TRIGGER_CLASS) == TC_SPEECH && unit_cell(f, u, K_TRIGGER, TRIGGER_OBJECT) == ROLE_TOPIC;
}

/* «حاول مسلحون خطف طبيب»: a verb whose object is an event, its subject, and nothing else before the form. */
static bool awaits_event(const isn_finder *f, uint32_t at, uint32_t first) {
  bool of_somebody = false; /* طلب العراق من تركيا سحب */
  for (uint32_t i = at; i > first && i + 9 > at;) {
    const isn_unit *u = &f->units[--i];
    if (unit_is(u, WC_PREP) && unit_value(f, u, WC_PREP) == PREP_FI && !u->pronoun) continue; /* قررت محكمة في إسطنبول حبس */
    if (u->type == U_TIME || (u->type == U_MARK && (f->units[i + 1].type == U_TIME || (i > first && f->units[i - 1].type == U_TIME)))) continue; /* قررت النيابة، الأحد، حبس */
    if (unit_is(u, WC_PREP) && unit_value(f, u, WC_PREP) == PREP_MIN && !u->pronoun) {
      of_somebody = true;
      continue;
    }
    bool takes = u->verb && i + 1 < at && u->of[K_OPERATOR] && (u->of[K_OPERATOR]->morph & M_VERB) && unit_cell(f, u, K_OPERATOR, OPERATOR_OBJECT) == ROLE_EVENT;
    bool tells = u->verb && i + 1 < at && !f->units[at].pronoun && u->of[K_SAYING] && unit_cell(f, u, K_SAYING, SAYING_FRAME) & FRAME_MASDAR; /* أعلنت ألمانيا، الثلاثاء، طرد 40 */
    if ((tells || (i + 1 < at && judges(f, u))) && !of_somebody) return true;
    if (u->verb) return takes && (!of_somebody || isn_lex_prep_role(f->lexicon, K_OPERATOR, u->of[K_OPERATOR]->row, OPERATOR_PREPS, PREP_MIN) != ROLE_NONE);
    if (u->type != U_WORD || !u->noun || (u->clitics & (C_WAW | C_FEH | C_BEH | C_LAM))) return false;
  }
  return false;
}

/* «الوزير اتهم، في تغريدة، الجماعة»: a comma, and behind it a time or a preposition. */
static bool parenthesis_behind(const isn_finder *f, uint32_t comma) {
  if (!unit_is_mark(&f->units[comma], 0x060C) || comma + 1 >= f->unit_count) return false;
  const isn_unit *u = &f->units[comma + 1];
  return u->type == U_TIME || ((unit_is(u, WC_PREP) || unit_is(u, WC_SOURCE_PREP)) && !u->verb);
}

/* «توقيف ثلاثة مهربين وضبط 50 كلغ»: in a headline that begins with a masdar what و joins to it is one too. */
static bool goes_on_by_masdar(const isn_finder *f, uint32_t at, uint32_t first) {
  const isn_unit *u = &f->units[at];
  if (!(u->clitics & C_WAW) || !u->of[K_TRIGGER] || !(morph_union(u) & M_MASDAR) || u->pronoun) return false;
  while (first < at && f->units[first].type == U_MARK) first++;
  const isn_entry *e = f->units[first].of[K_TRIGGER];
  if (first == at || e == NULL || f->units[first].verb || !(e->morph & (M_MASDAR | M_FIXED | M_NOUN)) || f->units[first].clitics) return false;
  for (uint32_t i = first; i < at; i++)
    if (f->units[i].verb || f->units[i].type == U_TIME || unit_is_mark(&f->units[i], 0x060C)) return false;
  return true;
}

bool unit_has_damma(const isn_finder *f, const isn_unit *u) {
  const isn_token *t = &f->tokens.at[u->first];
  return t->damma_first || (u->clitics & (C_WAW | C_FEH) && t->damma_joined);
}

/* Decides u->verb for a form that may be both: قتل، قصف، تظاهر. */
static bool ambiguous_verb(const isn_finder *f, uint32_t at, uint32_t first) {
  const isn_unit *u = &f->units[at], *before = NULL, *after = NULL;
  for (uint32_t i = at; i > first && before == NULL;) /* times and the commas round them are passed over: أعلنت، مساء أمس، فرض */
    if (f->units[--i].type != U_TIME && !(f->units[i].type == U_MARK && ((i > first && f->units[i - 1].type == U_TIME) || i + 1 == at))) before = &f->units[i];
  if (at > first && unit_is_mark(&f->units[at - 1], 0x060C) && !(at > first + 1 && f->units[at - 2].type == U_TIME)) before = &f->units[at - 1];
  if (at + 1 < f->unit_count) after = &f->units[at + 1];
  if (unit_has_damma(f, u)) return true;
  if (before) {
    isnad_str last = f->tokens.at[before->end - 1].form; /* من المنتظر أن تدخل */
    if (before->end > before->first + 1 && last.len == 2 && last.ptr[0] == L_ALEF && last.ptr[1] == L_NOON && (morph_union(u) & M_PRESENT)) return true;
    if (before + 1 == u && unit_is(before, WC_COMPL) && last.len >= 3 && (last.ptr[last.len - 1] == L_HEH || (last.ptr[last.len - 1] == L_ALEF && last.ptr[last.len - 2] == L_HEH)) &&
        !(u->clitics & (C_BEH | C_LAM | C_KAF)))
      return true; /* أنه قصف، أمس، مواقع */
    bool own_object = before->pronoun && before->of[K_OPERATOR] && (u->clitics & (C_WAW | C_FEH)); /* نفذ تهديده وقصف */
    if (opens_noun(f, before) && !own_object) return false;
    if (unit_is(before, WC_NEG) && unit_value(f, before, WC_NEG) == 4) return false; /* عدم كشف اسمه */
    if (unit_is(before, WC_NEG) || unit_is(before, WC_QAD) || unit_is(before, WC_FUTURE) || unit_is(before, WC_REL)) return true;
  }
  bool victim = u->of[K_NOUN] && (1u << unit_cell(f, u, K_NOUN, NOUN_CLASS) & (1u << NC_PERSON | 1u << NC_OFFICIAL | 1u << NC_FIGHTER));
  if (before && before + 1 == u && victim && before->of[K_TRIGGER] && !before->verb && !before->definite && !u->clitics && unit_cell(f, before, K_TRIGGER, TRIGGER_CLASS) == TC_TOLL)
    return false; /* مقتل آمر الفوج */
  bool deed = before && before + 1 == u && before->verb && !u->clitics && !u->pronoun && before->of[K_TRIGGER] && !before->of[K_OPERATOR] && !before->of[K_SAYING];
  if (deed && u->of[K_NOUN]) return false; /* أتلفت فرق المشروع: teams, no verb right behind a verb */
  if (after == NULL) return false;
  if (u->of[K_TRIGGER] && !(u->clitics & (C_WAW | C_FEH)) && awaits_event(f, at, first)) return false;
  if (goes_on_by_masdar(f, at, first)) return false;
  if (lacks_verb(f, at, first)) return true;
  if (after->adj && !(after->clitics & C_AL)) return false; /* قصف مدفعي */
  if (before && before->noun && !before->definite && !before->adj && u->end == u->first + 1 && unit_cell(f, before, K_NOUN, NOUN_CLASS) == NC_OTHER && before->of[K_NOUN] && !u->pronoun && !unit_is(before, WC_PLACE_WORD))
    return false; /* مسؤولية قصف */
  if (after->type == U_MARK) return parenthesis_behind(f, at + 1) && before != NULL && before->noun && (before->definite || !before->known || unit_is(before, WC_ROLE_WORD));
  bool joined = u->clitics & (C_WAW | C_FEH);
  if (unit_is(after, WC_PREP) && joined && (before == NULL || after->pronoun)) return true; /* وقتل في الاشتباكات عنصران؛ ، وقتل فيها عنصران */
  if (after->clitics & (C_BEH | C_LAM)) return before != NULL && before->noun && before->definite;
  if (unit_is(after, WC_PREP)) return before != NULL && before->noun && before->definite;
  return true;
}

/* «قرية تقل بقل», «مدينة إزرع», «بلدات يلدا»: what stands right behind a word for a settlement is its name, unless it is a verb of the
 * lexicon that nothing unknown follows («في قرية تقع شرقي»). */
static bool names_settlement(const isn_finder *f, uint32_t at, uint32_t first) {
  const isn_unit *u = &f->units[at];
  const isn_unit *next = at + 1 < f->unit_count ? u + 1 : NULL;
  bool future = (u->clitics & C_SEEN) && (u->known || (next && next->type == U_WORD)); /* but «في شارع ستارخان.» */
  if (at <= first || u->pronoun || future || (u->clitics & (C_WAW | C_FEH))) return false;
  const isn_unit *before = &f->units[at - 1];
  if (!unit_is(before, WC_PLACE_WORD) || before->pronoun || (before->clitics & C_AL)) return false;
  int32_t word = unit_value(f, before, WC_PLACE_WORD);
  if (word != PW_CITY && word != PW_TOWN && word != PW_VILLAGE && word != PW_QUARTER && word != PW_CAMP && word != PW_ROAD && word != PW_STREET && word != PW_DISTRICT &&
      word != PW_PROVINCE && word != PW_FACILITY)
    return false;
  if (word == PW_FACILITY) return u->known && next && next->type == U_WORD && !next->clitics && (next->of[K_PLACE] || unit_is(next, WC_PERSON_NAME)); /* مطار آدن عدي */
  if (!u->known || u->of[K_PLACE]) return true;
  return at + 1 < f->unit_count && !f->units[at + 1].known && f->units[at + 1].type == U_WORD;
}

/* «لم تعلن أي جهة», «لم تستبعد» are one word of the lexicon, with the verb in it. */
static bool holds_verb(const isn_finder *f, const isn_unit *u) {
  isnad_str w = f->tokens.at[u->first].form;
  return u->end > u->first + 1 && w.len >= 2 && w.ptr[w.len - 2] == L_LAM && w.ptr[w.len - 1] == L_MEEM;
}

bool unit_has_tanween(const isn_finder *f, const isn_unit *u) {
  for (uint32_t at = u->span.start; at + 1 < u->span.end; at++)
    if ((unsigned char)f->text.ptr[at] == 0xD9 && (unsigned char)f->text.ptr[at + 1] == 0x8B) return true;
  return false;
}

/* «استقالته»: his resignation; a verb without an object has no pronoun behind it. «ومنعها المواطنين»: and that it kept them out; an object behind
 * the pronoun («ين») is not whose act it is. */
static bool is_masdar_of(const isn_finder *f, const isn_unit *u, uint32_t morph) {
  if (!u->pronoun || !u->of[K_TRIGGER] || !(morph & M_MASDAR)) return false;
  const isn_token *next = u->end < f->tokens.count ? &f->tokens.at[u->end] : NULL;
  bool object = next && next->kind == TOK_WORD && next->form.len > 5 && isn_article_at(next->form, 0) && next->form.ptr[next->form.len - 1] == L_NOON && next->form.ptr[next->form.len - 2] == L_YEH;
  return object || unit_cell(f, u, K_TRIGGER, TRIGGER_OBJECT) == ROLE_NONE;
}

/* «أصدرت المحكمة حكماً بالإعدام» without its tanween: a form that is a verb of two only, where no two stand before it («الوزيران وقّعا»). */
static bool is_dual_of_nobody(const isn_finder *f, uint32_t at, uint32_t first) {
  const isn_unit *u = &f->units[at];
  if (u->clitics || at == first) return false;
  bool masdar = false;
  for (int i = 0; i < u->reading_count; i++) {
    uint64_t m = u->readings[i].entry->morph;
    if ((m & M_VERB) && !(m & M_DUAL)) return false;
    masdar |= (m & (M_MASDAR | M_NOUN)) != 0;
  }
  for (uint32_t i = at; masdar && i-- > first;) {
    isnad_str w = f->units[i].type == U_WORD ? f->tokens.at[f->units[i].end - 1].form : (isnad_str){0};
    if (w.len > 3 && w.ptr[w.len - 1] == L_NOON && (w.ptr[w.len - 2] == L_ALEF || w.ptr[w.len - 2] == L_YEH)) return false;
  }
  return masdar;
}

/* «القصف تجدد» it was renewed, «تجدد القوات» she renews: behind a masculine noun the verb of the past is meant. */
static void choose_past(const isn_finder *f, uint32_t at, uint32_t first) {
  isn_unit *u = &f->units[at];
  const isn_entry *now = u->of[K_OPERATOR];
  const isn_unit *before = at > first ? u - 1 : NULL;
  if (!u->verb || now == NULL || now->morph & M_PAST || before == NULL || before->type != U_WORD || !before->noun) return;
  isnad_str w = f->tokens.at[before->end - 1].form;
  if (w.len > 1 && (w.ptr[w.len - 1] == L_TEH_MARBUTA || w.ptr[w.len - 1] == L_TEH)) return;
  for (int i = 0; i < u->reading_count; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (e->kind == K_OPERATOR && e->morph & M_PAST && e->morph & M_MASC && e->morph & M_SING && u->readings[i].clitics == u->readings[0].clitics) u->of[K_OPERATOR] = e;
  }
}

static void decide_verb(isn_finder *f, uint32_t at, uint32_t first) {
  isn_unit *u = &f->units[at];
  if (u->type != U_WORD) return;
  if (holds_verb(f, u)) {
    u->verb = true;
    return;
  }
  uint32_t m = morph_union(u);
  bool can_verb = m & M_VERB, can_noun = (m & ~(M_VERB | M_ACTIVE | M_PASSIVE | M_P1 | M_P2 | M_P3 | M_MASC | M_FEM | M_SING |
                                               M_DUAL | M_PLUR)) != 0 || u->classes;
  if (u->clitics & (C_AL | C_BEH | C_KAF) || u->classes & unit_grammar || (u->end == u->first + 1 && unit_has_tanween(f, u))) can_verb = false;
  if (is_masdar_of(f, u, m) || (can_verb && can_noun && is_dual_of_nobody(f, at, first))) can_verb = false;
  if (u->clitics & C_SEEN) can_noun = false;
  bool called = u->of[K_OPERATOR] && unit_cell(f, u, K_OPERATOR, OPERATOR_FLAGS) & OPERATOR_CALLED;
  if (called && !(at > first && unit_is(u - 1, WC_REL))) can_verb = false; /* فصيل يطلق على نفسه "كتائب": of his name, no clause of its own */
  if (can_verb || !u->known) can_verb = !names_settlement(f, at, first);
  if (!u->known) u->verb = can_verb && shaped_like_verb(f, u);
  else if (can_verb && can_noun) u->verb = ambiguous_verb(f, at, first);
  else u->verb = can_verb;
}

/* Is there a noun right before the unit that it could describe? */
static bool may_describe(const isn_finder *f, uint32_t at, uint32_t first) {
  const isn_unit *before = at > first ? &f->units[at - 1] : NULL;
  if (before == NULL) return false;
  if (before->type == U_MARK) return true;
  if (before->of[K_TRIGGER]) /* قصف مدفعي; but مقتل شرطي، خطف مدني */
    return (!before->verb || before->end > before->first + 1) && unit_cell(f, before, K_TRIGGER, TRIGGER_CLASS) != TC_TOLL && unit_cell(f, before, K_TRIGGER, TRIGGER_GENITIVE) != ROLE_VICTIM;
  return before->type == U_WORD && (before->of[K_NOUN] || before->of[K_SOURCE] || before->of[K_ACTOR] || before->of[K_PLACE] || !before->known) && !before->of[K_OPERATOR];
}

static void decide_noun(isn_finder *f, uint32_t at, uint32_t first) {
  isn_unit *u = &f->units[at];
  if (u->type == U_NUMBER) u->noun = true;
  if (u->type != U_WORD || u->verb) return;
  uint32_t m = morph_union(u);
  bool name = u->of[K_ACTOR] || u->of[K_PLACE] || u->of[K_OUTLET] || u->of[K_SOURCE] || u->of[K_NOUN] || u->of[K_TRIGGER] ||
              u->of[K_NATION] || u->of[K_SAYING];
  const uint64_t nominal = 1ull << WC_PLACE_WORD | 1ull << WC_ROLE_WORD | 1ull << WC_REFER | 1ull << WC_STATEMENT | 1ull << WC_DOCUMENT |
                           1ull << WC_TITLE | 1ull << WC_PERSON_NAME | 1ull << WC_VAGUE | 1ull << WC_OTHERS | 1ull << WC_DIRECTION;
  u->noun = !u->known || name || (u->classes & nominal) || (m & (M_MASDAR | M_NOUN | M_ADJ | M_ACT_PART | M_PASS_PART));
  if ((u->classes && !(u->classes & nominal) && !name) || (u->classes & unit_grammar)) u->noun = false;
  isnad_str w = u->end - u->first == 1 ? unit_form(f, u) : (isnad_str){0};
  if (unit_is(u, WC_DIRECTION) && w.len > 3 && w.ptr[w.len - 1] == L_ALEF && !(u->clitics & C_AL)) u->noun = false; /* وفي درعا جنوباً، اختطف */
  bool nisba = !u->known && w.len > 3 && (w.ptr[w.len - 1] == L_YEH || (w.ptr[w.len - 1] == L_TEH_MARBUTA && w.ptr[w.len - 2] == L_YEH));
  bool names = u->of[K_NOUN] && unit_cell(f, u, K_NOUN, NOUN_CLASS) != NC_ADJECTIVE && !(u->clitics & C_AL) && (!may_describe(f, at, first) || (u->clitics & C_WAW && m & M_CONSTRUCT)); /* ومسلحي الشباب */
  u->adj = u->of[K_NATION] || unit_cell(f, u, K_NOUN, NOUN_CLASS) == NC_ADJECTIVE || ((m & M_ADJ) && !names) || nisba ||
           (unit_is(u, WC_DIRECTION) && unit_value(f, u, WC_DIRECTION) == 3);
  const isn_unit *before = at > first ? u - 1 : NULL; /* تفكيك عبوة أخرى; but إصابة آخر */
  u->adj |= before && before->end > before->first + 1 && before->of[K_TRIGGER] && !before->verb && unit_is(u, WC_OTHERS) && unit_value(f, u, WC_OTHERS) == 1 && !u->clitics;
  bool place = u->of[K_PLACE] && !(u->of[K_NOUN] && u->of[K_PLACE]->morph & M_AMBIGUOUS); /* بارجة أمريكية: no town */
  u->definite = (u->clitics & C_AL) || u->pronoun || u->of[K_ACTOR] || place || u->of[K_OUTLET] ||
                unit_is(u, WC_PERSON_NAME) || unit_is(u, WC_REFER);
}

/* «مقتل شرطي», «ألقت مروحيات»: with no noun before it that it could describe, a word that is a noun as well is that noun. */
static void prefer_noun(const isn_finder *f, uint32_t at, uint32_t first) {
  isn_unit *u = &f->units[at];
  if (u->of[K_NOUN] == NULL || unit_cell(f, u, K_NOUN, NOUN_CLASS) != NC_ADJECTIVE || may_describe(f, at, first)) return;
  for (int i = 0; i < u->reading_count; i++) {
    const isn_entry *e = u->readings[i].entry;
    if (e->kind != K_NOUN || u->readings[i].clitics != u->readings[0].clitics || isn_lex_number(f->lexicon, K_NOUN, e->row, NOUN_CLASS) == NC_ADJECTIVE) continue;
    u->of[K_NOUN] = e;
    return;
  }
}

/* «حي كرم الزيتون»: behind a word for a settlement a ك is of the name, no preposition. */
static void undo_kaf(const isn_finder *f, uint32_t at) {
  isn_unit *u = &f->units[at];
  const isn_unit *before = u - 1;
  if (u->type != U_WORD || (u->clitics & ~C_AL) != C_KAF || (u->clitics & C_AL) || u->end != u->first + 1 || !unit_is(before, WC_PLACE_WORD) || (before->clitics & C_AL)) return;
  int word = unit_value(f, before, WC_PLACE_WORD);
  if (word != PW_QUARTER && word != PW_VILLAGE && word != PW_TOWN && word != PW_CITY && word != PW_CAMP) return;
  isnad_span span = f->tokens.at[u->first].span;
  *u = (isn_unit){.type = U_WORD, .first = u->first, .end = u->end, .span = span, .bare = span, .number = NONE, .time = NONE};
}

/* A noun in the accusative of the indefinite: «مواطنا», «جنديًا». */
static bool is_indefinite_object(const isn_finder *f, const isn_unit *u) {
  if (u->type != U_WORD || u->clitics & C_AL || u->pronoun || u->of[K_ACTOR] || u->of[K_PLACE] || u->end - u->first > 1) return false;
  isnad_str w = unit_form(f, u);
  return w.len > 2 && (unit_has_tanween(f, u) || w.ptr[w.len - 1] == L_ALEF);
}

/* «40 دبلوماسياً روسياً», «مواطنا سوريا»: written like the state's name, an adjective with tanween or behind a noun in the accusative. */
static void decide_nation(isn_finder *f, uint32_t at, uint32_t first) {
  isn_unit *u = &f->units[at];
  if (!u->of[K_NATION] || !(u->of[K_PLACE] || u->of[K_ACTOR]) || u->end - u->first > 1 || u->clitics & C_AL) return;
  isnad_str word = unit_form(f, u);
  if (word.len < 4 || word.ptr[word.len - 1] != L_ALEF) return;
  const isn_unit *before = at > first ? u - 1 : NULL;
  bool noun = before && before->of[K_NOUN] && is_indefinite_object(f, before);
  bool described = noun && (unit_cell(f, before, K_NOUN, NOUN_CLASS) != NC_ADJECTIVE || (at > first + 1 && u[-2].of[K_NOUN] && is_indefinite_object(f, u - 2)));
  bool adjective = unit_has_tanween(f, u) || (described && !u->clitics);
  isn_reading *kept = isn_alloc_array(f->arena, u->reading_count, sizeof *kept);
  uint8_t count = 0;
  for (int i = 0; i < u->reading_count; i++)
    if ((u->readings[i].entry->kind == K_NATION) == adjective) kept[count++] = u->readings[i];
  u->readings = kept, u->reading_count = count;
  if (adjective) u->of[K_PLACE] = u->of[K_ACTOR] = u->of[K_OUTLET] = NULL;
  else u->of[K_NATION] = NULL;
}

/* Do the words before, up to three, name an office: «وزير الداخلية التركي»? */
static bool names_office(const isn_finder *f, uint32_t at) {
  for (uint32_t i = at; i-- > 0 && i + 4 > at;) {
    const isn_unit *u = &f->units[i];
    if (u->type != U_WORD) return false;
    if (unit_is_office(f, u)) return true;
    if (u->of[K_ACTOR] && u->end - u->first > 1 && unit_first_noun(f, u, 1u << NC_OFFICIAL)) return true;
  }
  return false;
}

/* «أحمد علي، وحسن», «الناشط علي حسن»: with ي written, behind a name or a person and before no noun, it is a name, no على. */
static void name_ali(const isn_finder *f, uint32_t at) {
  isn_unit *u = &f->units[at];
  const isn_unit *before = u - 1, *next = at + 1 < f->unit_count ? u + 1 : NULL;
  isnad_str word = isn_str_cut(f->text, u->span);
  if (u->type != U_WORD || !unit_is(u, WC_PREP) || u->pronoun || word.len != 6 || memcmp(word.ptr + 4, "\xD9\x8A", 2) != 0) return;
  bool person = (before->clitics & C_AL) && unit_cell(f, before, K_NOUN, NOUN_CLASS) == NC_PERSON && before->of[K_NOUN];
  bool named = unit_is(before, WC_PERSON_NAME) || unit_is(before, WC_TITLE);
  bool goes_on = next && unit_is(next, WC_PERSON_NAME);
  bool speaker = before->of[K_SAYING] && (before->of[K_SAYING]->morph & M_VERB) && (goes_on || (next && next->type == U_WORD && !next->known && (next->clitics & C_AL))); /* قال علي الساعدي */
  bool officer = at > 1 && next && next->type == U_WORD && !next->clitics && (!next->known || goes_on) && names_office(f, at); /* وزير الداخلية التركي علي يرلي كايا */
  bool ends = next == NULL || next->type == U_MARK || (next->clitics & C_WAW) || unit_is(next, WC_PREP) || unit_is(next, WC_COMPL);
  bool village = at > 1 && unit_is(&f->units[at - 2], WC_PLACE_WORD) && before->of[K_NOUN] && !before->verb && !(before->clitics & C_AL) && (ends || (next->clitics & (C_BEH | C_LAM))); /* قرية أولاد علي */
  if (!(named && (goes_on || ends)) && !(person && goes_on) && !officer && !speaker && !village) return;
  u->classes = 1ull << WC_PERSON_NAME;
}

/* Tokens of a sentence; nobody writes longer ones, and the steps that follow may look at each word from each other. */
enum { SENTENCE_MAX = 1000 };

/* ---- Sentences ------------------------------------------------------------------------------------------------------- */

static void add_sentence(isn_finder *f, size_t *unit_cap, uint32_t first, uint32_t end, size_t *number, size_t *time) {
  uint32_t begin = f->unit_count;
  for (uint32_t at = first; at < end;) {
    isn_arena_grow(f->arena, &f->units, f->unit_count, unit_cap, sizeof *f->units);
    isn_unit u = {.number = NONE, .time = NONE};
    const isn_token *t = &f->tokens.at[at];
    if (t->kind == TOK_BREAK) {
      at++;
      continue;
    }
    if (!add_value(f, &u, at, number, time)) {
      if (t->kind == TOK_PUNCT)
        u = (isn_unit){.type = U_MARK, .first = at, .end = at + 1, .span = t->span, .bare = t->span, .mark = t->code_point,
                       .number = NONE, .time = NONE};
      else add_words(f, &u, at, end);
    }
    at = u.end;
    f->units[f->unit_count++] = u;
  }
  for (uint32_t i = begin; i < f->unit_count; i++) { /* adjectives are needed to tell verbs from nouns before them */
    isn_unit *u = &f->units[i];
    if (i > begin) undo_kaf(f, i), name_ali(f, i);
    decide_nation(f, i, begin);
    prefer_noun(f, i, begin);
    u->adj = u->of[K_NATION] || unit_cell(f, u, K_NOUN, NOUN_CLASS) == NC_ADJECTIVE;
  }
  for (uint32_t i = begin; i < f->unit_count; i++) {
    decide_verb(f, i, begin);
    choose_past(f, i, begin);
    decide_noun(f, i, begin);
  }
}

void find_units(isn_finder *f) {
  size_t unit_cap = f->tokens.count, sent_cap = 0, number = 0, time = 0;
  uint32_t paragraph = 0, token = 0;
  f->units = isn_alloc_array(f->arena, unit_cap, sizeof *f->units);
  for (uint32_t b = 0; b < f->article->block_count; b++) {
    const isn_block *block = &f->article->blocks[b];
    while (token < f->tokens.count && f->tokens.at[token].span.end <= block->span.start) token++;
    uint32_t end = token;
    while (end < f->tokens.count && f->tokens.at[end].span.start < block->span.end) end++;
    size_t count;
    isn_sentence *sentences = isn_sentences(f->arena, f->tokens, token, end, &count);
    for (size_t i = 0; i < count; i++)
      for (uint32_t from = sentences[i].first, left; from < sentences[i].end; from += SENTENCE_MAX) {
        left = sentences[i].end - from;
        isn_arena_grow(f->arena, &f->sents, f->sent_count, &sent_cap, sizeof *f->sents);
        uint32_t first = f->unit_count;
        add_sentence(f, &unit_cap, from, from + (left < SENTENCE_MAX ? left : SENTENCE_MAX), &number, &time);
        if (f->unit_count > first) f->sents[f->sent_count++] = (isn_sent){.first = first, .end = f->unit_count, .block = b, .paragraph = paragraph};
      }
    paragraph++;
    token = end;
  }
}
