/* subject: who does what a finite verb says, and to whom. The bare phrases before and behind the verb are sorted by whether they can act
 * and whether the verb may be passive: «قصفت المدفعية البلدة», «القوات قصفت البلدة», «قُتل شخصان», «وضبطت رشاشين» (the subject of the clause
 * before), «أنها قضت على» (the speaker), «الذي استهدف» (the noun described). */
#include "find/subject.h"

#include "find/actor.h"

bool subject_is_event(const isn_finder *f, isn_phrase p) {
  const isn_unit *u = &f->units[p.first];
  return u->of[K_TRIGGER] && (u->of[K_TRIGGER]->morph & (M_MASDAR | M_NOUN | M_FIXED)) && !u->verb && !u->of[K_ACTOR] && !u->of[K_NOUN];
}

/* Counted things and people without arms are acted on; forces, bodies and aircraft act. */
static bool looks_acted_on(const isn_finder *f, isn_phrase p) {
  if (f->amount_at[p.first] != NONE) return true;
  return !party_can_act(f, p);
}

/* «الإفراج عن جميع المحتجزين»: what a noun of several words with a preposition at its end rules is no argument of the verb. */
static bool is_ruled_by_noun(const isn_finder *f, isn_phrase p) {
  uint32_t at = p.first;
  while (at > 0 && f->units[at - 1].type == U_WORD && !f->units[at - 1].noun && unit_is(&f->units[at - 1], WC_VAGUE)) at--;
  const isn_unit *u = at > 0 ? &f->units[at - 1] : NULL;
  if (u && unit_value(f, u, WC_FUNCTION) == 12) return true; /* بقيادة | الولايات المتحدة */
  bool construct = u && u->type == U_WORD && !u->verb && u->noun && u->clitics & (C_BEH | C_LAM) && !(u->clitics & C_AL) && !u->pronoun && !u->definite && f->units[p.first].clitics & C_AL;
  if (construct) return true; /* بعضوية | القاضي */
  if (u == NULL || !u->of[K_TRIGGER] || u->verb || u->end - u->first < 2) return false;
  isn_reading readings[12];
  size_t n = isn_lex_readings(f->lexicon, f->tokens.at, u->end, u->end - 1, readings, 12);
  for (size_t i = 0; i < n; i++)
    if (readings[i].entry->kind == K_WORD && readings[i].entry->word_class == WC_PREP) return true;
  return false;
}

/* The subject of a clause by its words: the bare phrase before its verb, else the first behind it that can act. */
isn_phrase subject_of_clause(const isn_finder *f, uint32_t ci) {
  const isn_clause *c = &f->clauses[ci];
  isn_phrase found = {0};
  if (c->verb == NONE) return found;
  isn_arg args[ARG_MAX];
  size_t n = find_args(f, c->first, c->end, c->verb, args);
  for (size_t i = 0; i < n; i++) {
    if (args[i].prep != PREP_NONE || args[i].word_class || args[i].coord || subject_is_event(f, args[i].phrase) || is_ruled_by_noun(f, args[i].phrase)) continue;
    if (args[i].before) found = args[i].phrase;
    else if (found.end <= found.first) return party_can_act(f, args[i].phrase) ? args[i].phrase : found;
  }
  return found;
}

/* «أنها قضت», «إنه يتوقع»: the opener itself is the subject, and what follows the verb its object. */
static bool opens_with_pronoun(const isn_finder *f, const isn_clause *c) {
  const isn_unit *u = &f->units[c->first];
  if (c->link != LINK_CONTENT || !unit_is(u, WC_COMPL)) return false;
  isnad_str w = f->tokens.at[u->end - 1].form;
  if (w.len < 3) return false;
  char last = w.ptr[w.len - 1];
  return last == L_HEH || (last == L_ALEF && w.ptr[w.len - 2] != L_LAM) || last == L_MEEM || last == L_YEH;
}

/* May a later verb carry on the subject of this act? It must have done something itself: no victim, nobody in a relative clause. */
static bool leaves_subject(const isn_finder *f, const isn_act *a) {
  if (a->subject.end <= a->subject.first || a->passive || a->class == TC_TOLL || f->clauses[a->clause].link == LINK_REL) return false;
  int role = act_cell(f, a, TRIGGER_SUBJECT);
  if (role != ROLE_ACTOR && role != ROLE_BOTH) return false;
  return !a->noun || (a->operator_unit != NONE && f->units[a->operator_unit].verb && (a->actor_count || party_can_act(f, a->subject)));
}

/* The subject of the clause, or of one that it goes on from or describes. */
static isn_phrase subject_above(const isn_finder *f, uint32_t ci) {
  isn_phrase found = {0};
  for (int step = 0; step < 4 && ci != NONE; step++, ci = f->clauses[ci].parent) {
    int link = f->clauses[ci].link;
    uint32_t verb = f->clauses[ci].verb;
    bool fell = verb != NONE && f->units[verb].of[K_TRIGGER] && unit_has_damma(f, &f->units[verb]); /* قُتل عشرة منهم */
    found = link == LINK_REL || fell ? (isn_phrase){0} : subject_of_clause(f, ci);
    if ((found.end > found.first && party_can_act(f, found)) || (link != LINK_COORD && link != LINK_REL)) return found;
  }
  return found;
}

/* «مداهمات أوقفت خلالها 11 مسلحاً»: the noun described is when or where, not who. */
static bool happens_in_head(const isn_finder *f, const isn_act *a) {
  for (uint32_t i = a->unit + 1; i < a->unit + 3 && i < f->unit_count; i++) {
    const isn_unit *u = &f->units[i];
    if (u->pronoun && (unit_is(u, WC_DURING) || (unit_is(u, WC_PREP) && unit_value(f, u, WC_PREP) == PREP_FI))) return true;
  }
  return false;
}

/* «نفت الوزارة أن تكون قد طردت السفير»: she who denies it is she of whom it is said, where the verbs agree. */
static bool denies_of_himself(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  const isn_chain *said = &f->chains[f->chain_at[a->unit]];
  if (c->link != LINK_CONTENT || c->aux == NONE || !unit_is_operator(f, &f->units[c->aux], OC_HAVE) || !said->denied || said->cue == NONE) return false;
  return units_agree(&f->units[said->cue], &f->units[c->aux]);
}

/* «قال المتحدث إن الجيش اعتقل ثلاثة، وناشد الصليب الأحمر»: behind a comma and و, he who said it appeals, where the verbs agree. */
static bool speaks_on(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  const isn_chain *said = &f->chains[f->chain_at[a->unit]];
  if (a->class != TC_SPEECH || c->link != LINK_COORD || c->first != a->unit || a->unit <= f->sents[a->sent].first) return false;
  if (!(f->units[a->unit].clitics & C_WAW) || !unit_is_mark(&f->units[a->unit - 1], 0x060C)) return false;
  uint32_t morph = f->units[a->unit].of[K_TRIGGER]->morph;
  if (morph & (M_PLUR | M_DUAL) && !(morph & M_SING)) return false; /* وطالبوا */
  bool told_here = said->count && said->speaker.end > said->speaker.first && said->cue != NONE && said->cue >= f->sents[a->sent].first && said->cue < a->unit && f->units[said->cue].verb;
  return told_here && units_agree(&f->units[said->cue], &f->units[a->unit]);
}

/* «السفير الفرنسي لدى بغداد باتريك دوريل، الذي حثّ»: the phrase of the head of a relative clause; of a bare name, the noun phrase that names his office. */
static isn_phrase named_by_head(const isn_finder *f, uint32_t head, uint32_t end) {
  isn_phrase p = find_phrase(f, head, end);
  uint32_t at = head;
  while (at > 0 && f->clause_of[at] == f->clause_of[head] && f->units[at].type == U_WORD && (!f->units[at].known || unit_is(&f->units[at], WC_PERSON_NAME))) at--;
  if (at == head) return p;
  for (uint32_t i = at + 1; i-- > 0 && i + 6 > at && f->clause_of[i] == f->clause_of[head];) {
    const isn_unit *u = &f->units[i];
    if (u->verb || u->type != U_WORD) break;
    if (f->spot_at[i] == NONE && (u->of[K_ACTOR] || unit_first_noun(f, u, 1u << NC_OFFICIAL | 1u << NC_PERSON | 1u << NC_FIGHTER))) return find_phrase(f, i, end);
    if (f->spot_at[i] == NONE && u->of[K_NOUN] && !u->adj) break; /* السفير الفرنسي | لدى العراق */
  }
  return p;
}

/* «قراراً يطالب القوات»: does a document say what the act does, which its authors do? */
static bool in_document(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  if (a->class != TC_SPEECH || c->link != LINK_REL || c->head == NONE || c->head + 1 != c->first || c->first != a->unit || c->parent == NONE) return false;
  const isn_unit *head = &f->units[c->head];
  return unit_is(head, WC_DOCUMENT) || unit_is(head, WC_STATEMENT) || (unit_is_operator(f, head, OC_PLAN) && !head->verb); /* قرار */
}

/* The subject that a clause without one carries on: of the clause it hangs on, or the speaker of the content it stands in. */
isn_phrase subject_carried(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  isn_phrase none = {0};
  if (denies_of_himself(f, a) || speaks_on(f, a)) return f->chains[f->chain_at[a->unit]].speaker;
  if (c->link == LINK_REL && c->head != NONE) {
    bool his = f->units[a->unit].pronoun && !unit_is(&f->units[c->first], WC_REL); /* عن طبيب أسنان اختطفه: he is whom */
    isn_phrase p = his ? find_phrase(f, c->head, c->first) : named_by_head(f, c->head, c->first);
    if (subject_is_event(f, p) || (f->spot_at[c->head] != NONE && happens_in_head(f, a))) return c->parent != NONE && happens_in_head(f, a) ? subject_above(f, c->parent) : none;
    bool describes = c->parent != NONE && f->clauses[c->parent].verb != NONE && unit_is_operator(f, &f->units[f->clauses[c->parent].verb], OC_PLAIN);
    isn_phrase described = describes ? subject_of_clause(f, c->parent) : none;
    return described.end > described.first && described.first < f->clauses[c->parent].verb ? described : p; /* رتل يضم 40 آلية انسحب */
  }
  if (c->link == LINK_CIRCUM && c->parent != NONE) {
    isn_phrase p = subject_of_clause(f, c->parent);
    const isn_chain *said = &f->chains[f->chain_at[a->unit]];
    bool speech = said->count && a->class == TC_SPEECH;
    if (speech && said->speaker.end > said->speaker.first && said->cue != NONE && said->cue >= f->sents[a->sent].first && said->cue < a->unit)
      return said->speaker; /* أعلن الناطق أن القوة أطلقت صاروخاً، متوعداً: he who says it threatens */
    if (p.end > p.first && (party_can_act(f, p) || !speech)) return p; /* قالت ... إن الحصيلة ارتفعت، داعيةً: she who says it calls */
  }
  if (opens_with_pronoun(f, c)) {
    const isn_chain *said = &f->chains[f->chain_at[a->unit]];
    if (said->count && said->speaker.end > said->speaker.first) return said->speaker;
  }
  for (uint32_t i = (uint32_t)(a - f->acts); i-- > 0 && f->acts[i].sent == a->sent;)
    if (leaves_subject(f, &f->acts[i])) return f->acts[i].subject;
  bool goes_on = f->units[c->first].clitics & C_WAW || c->first == a->unit; /* مسلحون يستقلون دراجة اغتالوا */
  if (c->link == LINK_COORD && goes_on && c->parent != NONE) { /* رحب المبعوث بما وصفه ...، ودعا */
    isn_phrase above = subject_above(f, c->parent);
    if (above.end > above.first && party_can_act(f, above)) return above;
  }
  const isn_chain *chain = &f->chains[f->chain_at[a->unit]];
  if (chain->count && chain->speaker.end > chain->speaker.first && chain->cue < a->unit) return chain->speaker;
  return none;
}

/* Words before a verb that are known and no one's name: «الأولى استهدفت», «أربعاً». The subject is then carried on. */
static bool is_no_agent(const isn_finder *f, isn_phrase p) {
  if (p.end - p.first > 2 || f->spot_at[p.first] != NONE || f->amount_at[p.first] != NONE) return false;
  const isn_unit *u = &f->units[p.head];
  if (phrase_is_field(f, p)) return true;
  int class = unit_noun_class(f, u);
  return u->known && !party_can_act(f, p) && !u->of[K_TRIGGER] && (class == NC_ADJECTIVE || (class < 0 && u->adj) || (class < 0 && !unit_is(u, WC_PERSON_NAME) && unit_is(u, WC_NUM_ORDINAL)));
}

/* Is the first word one of those numbers, in ن with the letter before it? */
static bool ends_in_case(const isn_finder *f, isn_phrase p, char letter, uint32_t numbers) {
  const isn_unit *u = &f->units[p.first];
  if (u->type != U_WORD || u->end - u->first != 1 || u->pronoun) return false;
  isnad_str w = unit_form(f, u);
  if (w.len < 5 || w.ptr[w.len - 1] != L_NOON || w.ptr[w.len - 2] != letter) return false;
  if (unit_is(u, WC_REFER)) return unit_value(f, u, WC_REFER) == REFER_BOTH;
  const isn_entry *e = u->of[K_NOUN] ? u->of[K_NOUN] : u->of[K_TRIGGER] ? u->of[K_TRIGGER] : u->of[K_NATION];
  return e && (e->morph & numbers) && !(e->morph & M_SING);
}

bool subject_is_oblique(const isn_finder *f, isn_phrase p) { return ends_in_case(f, p, L_YEH, M_PLUR | M_DUAL); }

/* «ودعا الوزيران»: the form of a subject. */
static bool is_nominative(const isn_finder *f, isn_phrase p) { return ends_in_case(f, p, L_ALEF, M_DUAL) || ends_in_case(f, p, L_WAW, M_PLUR); }

/* «14 مدنياً، معظمهم نساء»: a part of those named before it, no argument of its own. */
static bool is_part(const isn_finder *f, isn_phrase p) { return p.first > 0 && unit_is(&f->units[p.first - 1], WC_SUBSET); }

static bool colon_between(const isn_finder *f, uint32_t from, uint32_t to) {
  for (uint32_t i = from; i < to; i++)
    if (unit_is_mark(&f->units[i], ':')) return true;
  return false;
}

/* The bare phrases of a verb: the one before it that can act, and up to two behind it. */
typedef struct bare {
  isn_phrase before, after[2];
  int behind;
  bool takes_object, can_passive, only_passive, victim_verb;
  uint8_t behind_type; /* of the unit right behind the verb */
  bool many; /* هاجموا، قصفتا: in Arabic such a verb stands behind its subject */
} bare;

static bool is_some(isn_phrase p) { return p.end > p.first; }

/* «داهمت منزل الأسير», «طالبت برحيل الحكومة»: the last word of the trigger rules the phrase behind it, which is acted on. */
static bool is_ruled(const isn_finder *f, const isn_act *a, isn_phrase p) {
  const isn_unit *u = &f->units[a->unit];
  if (u->end - u->first < 2 || p.first != a->unit + 1 || u->pronoun) return false;
  isnad_str last = f->tokens.at[u->end - 1].form;
  isn_reading readings[12];
  size_t n = last.len > 2 && !isn_article_at(last, 0) ? isn_lex_readings(f->lexicon, f->tokens.at, u->end, u->end - 1, readings, 12) : 0;
  for (size_t i = 0; i < n; i++)
    if (readings[i].entry->kind == K_WORD && readings[i].entry->word_class == WC_PREP && act_cell(f, a, TRIGGER_OBJECT) != ROLE_NONE) return true; /* قضت على مسؤول */
  for (size_t i = 0; i < n; i++)
    if (readings[i].entry->kind == K_NOUN || (readings[i].entry->kind == K_TRIGGER && readings[i].entry->morph & (M_MASDAR | M_NOUN))) return f->units[p.first].definite;
  return false;
}

static bool is_masdar(const isn_unit *u) { return !u->verb && unit_reading(u, 1u << K_TRIGGER, M_MASDAR); }

/* «قتل جندي في جبهة كرش شمالي لحج»: what the place right before it lies in is nobody. */
static bool tells_where(const isn_finder *f, const isn_arg *g) {
  uint32_t first = g->phrase.first, spot = f->spot_at[first], before = !g->before && first > 0 ? f->spot_at[first - 1] : NONE;
  if (before == NONE && !g->before && first > 1 && unit_is_mark(&f->units[first - 1], '-')) before = f->spot_at[first - 2]; /* محلة الشراونة - بعلبك */
  if (first > 0 && unit_names_state(f, &f->units[first - 1]) && unit_names_state(f, &f->units[first])) return false; /* حذرت إيران إسرائيل */
  return spot != NONE && before != NONE && before != spot && f->spots[before].inside == spot && f->spots[spot].first == first;
}

static bare read_bare(const isn_finder *f, const isn_act *a) {
  bare b = {0};
  bool charged = false;
  for (int i = 0; i < a->arg_count; i++) {
    const isn_arg *g = &a->args[i];
    charged |= !g->before && g->prep == PREP_BI && a->mode == ISNAD_ALLEGE;
    if (charged && g->prep == PREP_NONE) continue; /* اتهم الجيش باتخاذ المرضى | دروعاً */
    if (g->prep != PREP_NONE || g->word_class || g->coord || is_part(f, g->phrase) || tells_where(f, g)) continue;
    if (is_ruled_by_noun(f, g->phrase)) continue;
    const isn_arg *last = i > 0 && !g->before ? &a->args[i - 1] : NULL;
    bool of_event = last && last->prep != PREP_NONE && last->phrase.end == g->phrase.first && last->phrase.end > last->phrase.first + 1 && is_masdar(&f->units[last->phrase.first]);
    if (of_event) continue; /* قتلوا في قصف طائرة | موقعاً: what the shelling hit */
    bool of_thing = b.behind == 1 && unit_is(&f->units[g->phrase.first - 1], WC_BOUND) && b.after[0].end == g->phrase.first - 1 && !party_can_act(f, b.after[0]);
    if (of_thing) continue; /* سرقوا ثمار نحو 60 شجرة */
    if (g->before) {
      if (f->units[a->unit].clitics & (C_WAW | C_FEH) && a->class == TC_SPEECH) continue; /* إن الوضع صعب | وحثت بغداد على */
      if (f->units[g->phrase.end].type == U_MARK && f->units[g->phrase.end].mark == ':') continue; /* درعا: اعتقلت دورية */
      if (f->chain_at[g->phrase.first] != f->chain_at[a->unit] && colon_between(f, g->phrase.end, a->unit)) continue; /* رويترز عن مسؤول: حاملة الطائرات غادرت */
      if (f->spot_at[g->phrase.first] != NONE && !f->units[g->phrase.first].of[K_ACTOR]) continue; /* إلى الغرب من العاصمة، ألقى */
      if (!is_some(b.before) || party_can_act(f, g->phrase) || !party_can_act(f, b.before)) b.before = g->phrase; /* the last that can act */
    } else if (b.behind < 2 && !(a->class == TC_SPEECH && subject_is_event(f, g->phrase))) {
      b.after[b.behind++] = g->phrase;
    }
  }
  if (is_some(b.before) && is_no_agent(f, b.before)) b.before = (isn_phrase){0};
  const isn_entry *e = f->units[a->unit].of[K_TRIGGER];
  int object = act_cell(f, a, TRIGGER_OBJECT);
  b.takes_object = object != ROLE_NONE;
  b.can_passive = b.takes_object && (e->morph & M_PASSIVE);
  bool damma = f->tokens.at[f->units[a->unit].first].damma_first && (e->morph & M_PAST);
  b.only_passive = (!(e->morph & M_ACTIVE) && (e->morph & M_PASSIVE)) || (damma && b.can_passive);
  uint32_t next = a->unit + 1;
  while (next < f->sents[a->sent].end && (f->units[next].type == U_TIME || unit_is_mark(&f->units[next], 0x060C))) next++; /* اغتالوا، مساء أمس، مختار القرية */
  b.behind_type = next < f->unit_count ? f->units[next].type : U_MARK;
  b.many = e->morph & (M_PLUR | M_DUAL) && !(e->morph & (M_SING | M_P1));
  b.victim_verb = object == ROLE_VICTIM || object == ROLE_RECIPIENT;
  return b;
}

/* «إن جندياً قتل في حمص», «إن شاباً اعتقل»: a deed that names no other is done to the man before it. */
static bool fell(const isn_finder *f, const isn_act *a, isn_phrase before) {
  const isn_unit *head = &f->units[before.head];
  if (!head->of[K_NOUN] || !(f->units[a->unit].of[K_TRIGGER]->morph & M_PAST)) return false;
  int class = unit_cell(f, head, K_NOUN, NOUN_CLASS);
  return class == NC_PERSON || class == NC_FIGHTER || class == NC_OFFICIAL;
}

static bool is_accusative(const isn_finder *f, isn_phrase p) { return f->units[p.head].of[K_NOUN] && f->units[p.head].of[K_NOUN]->morph & M_ACCUSATIVE; }

/* «واعتقل مسلحاً»: an object by its form; but «ضابطا شرطة» are two officers. */
static bool is_object_alone(const isn_finder *f, isn_phrase p) { return is_accusative(f, p) && (p.end == p.head + 1 || f->units[p.head + 1].adj); }

static bool place_behind(const isn_finder *f, const isn_act *a) {
  for (int i = 0; i < a->arg_count; i++)
    if (!a->args[i].before && a->args[i].prep == PREP_NONE && f->spot_at[a->args[i].phrase.first] != NONE) return true;
  return false;
}

/* «إن بلدة طفس قصفت أمس»: the place right before it is what it was done to. */
static bool is_place_acted_on(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  uint32_t at = a->unit;
  while (at > c->first && f->units[at - 1].type == U_TIME) at--;
  uint32_t spot = at > c->first ? f->spot_at[at - 1] : NONE;
  return spot != NONE && f->clause_of[f->spots[spot].first] == a->clause && f->spots[spot].prep == PREP_NONE && f->spots[spot].first == c->first + (unit_is(&f->units[c->first], WC_COMPL) ? 1 : 0);
}

/* Verbs whose subject is known by their form: «مطالبين الحكومة», «أنها قضت على», «نحذّر», «اختطفوه». True where one was found. */
static bool subject_by_form(const isn_finder *f, isn_act *a, const bare *b) {
  const isn_unit *u = &f->units[a->unit];
  const isn_clause *c = &f->clauses[a->clause];
  const isn_entry *e = u->of[K_TRIGGER];
  if (b->takes_object && (c->link == LINK_CIRCUM || opens_with_pronoun(f, c)) && b->behind && !u->pronoun && !is_some(b->before)) {
    isn_phrase who = subject_carried(f, a);
    if (is_some(who) || c->link == LINK_CIRCUM) {
      a->subject = who, a->object = b->after[0];
      return true;
    }
  }
  if ((e->morph & M_P1) && !(e->morph & (M_P2 | M_P3))) {
    const isn_chain *said = &f->chains[f->chain_at[a->unit]];
    a->subject = said->count ? said->speaker : (isn_phrase){0};
    a->object = b->after[0];
    if (said->count == 0) a->actor_count = (uint8_t)party_voice(f, &a->actors[0]);
    return true;
  }
  bool object_behind = b->many && b->behind && b->takes_object && !b->only_passive && !u->pronoun && (b->behind_type == U_WORD || b->behind_type == U_NUMBER);
  if (object_behind) { /* «مسلحون هاجموا دورية» */
    a->subject = is_some(b->before) ? b->before : subject_carried(f, a);
    a->object = b->after[0];
    return true;
  }
  if (!u->pronoun) return false;
  if (u->end - u->first > 1 && is_some(b->before) && fell(f, a, b->before)) return a->object = b->before, a->passive = true; /* إن صحفياً حُكم عليه */
  a->subject = is_some(b->before) ? b->before : b->after[0]; /* the pronoun is the object */
  return true;
}

/* «قتل شرطي، وهددت الحكومة»: one man is no subject of a feminine verb, nor one in ة of a masculine one. */
static bool is_of_other_gender(const isn_finder *f, const isn_act *a, isn_phrase p) {
  const isn_entry *e = f->units[a->unit].of[K_TRIGGER], *noun = f->units[p.head].of[K_NOUN];
  if (e == NULL || noun == NULL || !(noun->morph & M_SING) || noun->morph & (M_PLUR | M_DUAL)) return false;
  isnad_str w = f->tokens.at[f->units[p.head].first].form;
  bool feminine = w.len > 2 && w.ptr[w.len - 1] == L_TEH_MARBUTA;
  int class = unit_cell(f, &f->units[p.head], K_NOUN, NOUN_CLASS);
  bool man = !feminine && (class == NC_PERSON || class == NC_FIGHTER || class == NC_OFFICIAL || (a->class == TC_SPEECH && class == NC_BODY && noun->morph & M_MASC && !(noun->morph & M_FEM)));
  isnad_str verb = f->tokens.at[f->units[a->unit].first].form;
  size_t opens = verb.len > 1 && f->units[a->unit].clitics & (C_WAW | C_FEH) ? 1 : 0;
  bool you = (e->morph & M_PAST && verb.len && verb.ptr[verb.len - 1] == L_TEH) || (e->morph & M_PRESENT && verb.len > 2 && verb.ptr[opens] == L_TEH); /* هددت, تطالب: read as «you» as well */
  bool she = e->morph & M_FEM && (!(e->morph & M_MASC) || you);
  return (man && she) || (feminine && e->morph & M_MASC && !(e->morph & M_FEM));
}

/* «وصادرت السيارات», «وأحرقت مركبات المدنيين»: what drives or shoots neither takes nor burns down. */
static bool is_seized(const isn_finder *f, const isn_act *a, isn_phrase p) {
  int class = unit_noun_class(f, &f->units[p.head]);
  return (a->event == ISNAD_COERCE || a->mode == ISNAD_DESTROY) && !unit_has_damma(f, &f->units[a->unit]) && (class == NC_VEHICLE || class == NC_WEAPON || class == NC_MUNITION);
}

/* «أوقفت مخابرات الجيش في الغازية المدعو»: a force arrests, and is not arrested. */
static bool arrests(const isn_finder *f, const isn_act *a, isn_phrase p) {
  int class = unit_noun_class(f, &f->units[p.head]);
  bool force = class == NC_GROUP || class == NC_BODY || party_commands(f, party_actor(f, &f->units[p.head]));
  bool policed = (a->event == ISNAD_COERCE && a->mode == ISNAD_ARREST) || a->mode == ISNAD_CROWD_CONTROL;
  return policed && force && f->amount_at[p.first] == NONE && !f->tokens.at[f->units[a->unit].first].damma_first;
}

/* «وتطالب المجتمع الدولي», «وحثت بغداد على»: is the one name behind a verb of speech whom it speaks to? */
static bool is_spoken_to(const isn_finder *f, const isn_act *a, isn_phrase p) {
  if (is_of_other_gender(f, a, p)) return true;
  bool another = p.end < f->unit_count && unit_is(&f->units[p.end], WC_REFER); /* حثت واشنطن | الأطراف */
  return act_cell(f, a, TRIGGER_FLAGS) & TRIGGER_ADDRESSED && !another;
}

/* Who told what stands before, where his verb agrees with the act's. */
static isn_phrase speaker_before(const isn_finder *f, const isn_act *a) {
  const isn_chain *said = &f->chains[f->chain_at[a->unit]];
  bool told = said->count && said->cue != NONE && said->cue < a->unit && f->units[said->cue].verb && units_agree(&f->units[said->cue], &f->units[a->unit]);
  return told ? said->speaker : (isn_phrase){0};
}

/* One phrase behind the verb: its subject, or its object with the subject carried on or unsaid. */
static void subject_or_object(const isn_finder *f, isn_act *a, const bare *b) {
  bool joined = (f->units[a->unit].clitics & C_WAW) || (a->unit > f->sents[a->sent].first && unit_is(&f->units[a->unit - 1], WC_CONJ)); /* كما أوقفت */
  bool within = f->clauses[a->clause].link == LINK_REL && happens_in_head(f, a);
  isn_phrase only = b->after[0], carried = (joined || within || denies_of_himself(f, a)) && b->takes_object ? subject_carried(f, a) : (isn_phrase){0};
  bool can_carry = is_some(carried) && party_can_act(f, carried) && !is_of_other_gender(f, a, carried);
  bool speech = a->class == TC_SPEECH && act_cell(f, a, TRIGGER_OBJECT) == ROLE_RECIPIENT && (party_can_act(f, only) || !f->units[only.head].known);
  if (!b->takes_object) {
    a->subject = only;
  } else if (speech && !is_nominative(f, only) && is_spoken_to(f, a, only)) {
    isn_phrase speaker = speaker_before(f, a);
    a->subject = is_some(speaker) ? speaker : can_carry ? carried : (isn_phrase){0}, a->object = only;
  } else if (speech && can_carry && f->clauses[a->clause].link == LINK_COORD && !is_nominative(f, only)) {
    a->subject = carried, a->object = only; /* ويدعو الأهالي إلى */
  } else if (speech && !(f->units[a->unit].of[K_TRIGGER]->morph & M_PASSIVE && f->tokens.at[f->units[a->unit].first].damma_first)) {
    a->subject = only; /* توعد التنظيم بهجمات */
  } else if (arrests(f, a, only)) {
    a->subject = only;
  } else if (b->can_passive && b->victim_verb) {
    bool acted_on = looks_acted_on(f, only) || is_object_alone(f, only) || (can_carry && party_is_force(f, carried) && !party_is_force(f, only));
    if (can_carry && act_cell(f, a, TRIGGER_SUBJECT) == ROLE_ACTOR && acted_on) a->object = only;
    else a->passive = true;
  } else if (can_carry && is_seized(f, a, only)) {
    a->subject = carried, a->object = only;
  } else if (party_can_act(f, only) && f->amount_at[only.first] == NONE) {
    a->subject = only;
  } else {
    a->object = only;
  }
}

void subject_and_object(const isn_finder *f, isn_act *a) {
  bare b = read_bare(f, a);
  if (subject_by_form(f, a, &b)) return;
  if (b.behind && in_document(f, a)) { /* اعتمد المجلس قراراً يطالب القوات بالانسحاب */
    a->subject = subject_above(f, f->clauses[a->clause].parent), a->object = b.after[0];
    return;
  }
  if (b.behind && !b.only_passive && is_ruled(f, a, b.after[0])) {
    a->object = b.after[0];
    a->subject = is_some(b.before) ? b.before : subject_carried(f, a);
    return;
  }
  bool before = is_some(b.before) && !subject_is_event(f, b.before);
  if (b.only_passive || (!before && b.behind == 0 && b.can_passive && is_place_acted_on(f, a))) {
    a->passive = true;
  } else if (!before && b.behind && b.takes_object && subject_is_oblique(f, b.after[0])) {
    a->object = b.after[0];
    a->subject = subject_carried(f, a);
  } else if (before) {
    a->subject = b.before;
    a->object = b.after[0];
    bool alone = f->units[a->unit].end == f->units[a->unit].first + 1; /* no «أطلق النار», whose object stands under على */
    bool target = act_cell(f, a, TRIGGER_OBJECT) == ROLE_TARGET && !b.many && !place_behind(f, a) && (!party_is_force(f, b.before) || is_accusative(f, b.before)); /* no «مسلحون استهدفوا الحي» */
    if (b.can_passive && b.behind == 0 && ((b.victim_verb && looks_acted_on(f, b.before)) || (alone && (b.victim_verb || target) && fell(f, a, b.before)))) a->passive = true;
  } else if (b.behind == 2) {
    a->subject = b.after[0], a->object = b.after[1];
    const isn_unit *means = &f->units[b.after[0].first];
    bool kills = a->class == TC_TOLL && means->of[K_TRIGGER] && !means->verb && unit_cell(f, means, K_TRIGGER, TRIGGER_EVENT) == ISNAD_ASSAULT; /* قتلت غارة سبعة عناصر */
    bool first_acts = party_can_act(f, b.after[0]) || subject_is_oblique(f, b.after[1]) || kills; /* منع حاجز متظاهرين */
    if (b.can_passive && b.victim_verb && !first_acts) a->passive = true;
    else if (b.takes_object && !first_acts && (f->spot_at[b.after[0].first] == NONE) == party_can_act(f, b.after[1]))
      a->object = b.after[0], a->subject = (isn_phrase){0};
  } else if (b.behind == 1) {
    subject_or_object(f, a, &b);
  }
  if (a->passive) {
    a->object = before ? b.before : b.after[0];
    a->subject = (isn_phrase){0};
  }
}
