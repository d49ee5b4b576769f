/* frame: an act's arguments to actors, recipients, from and to. The lexicon says what a trigger's subject, object, genitive and
 * prepositions are («قصف»: subject actor, object target); this file finds them: behind the verb, before it, through an operator («شن
 * الطيران غارة»), in a relative clause («هجوم شنه مسلحون»), or as the subject carried on from the clause before. */
#include "find/actor.h"
#include "find/role.h"
#include "find/subject.h"
#include "find/who.h"

/* ---- Operators ------------------------------------------------------------------------------------------------------------------ */

static int operator_role(const isn_finder *f, uint32_t unit, int column) { return unit_cell(f, &f->units[unit], K_OPERATOR, column); }

/* Does another event, or a word that opens one (تزامناً مع), stand between the act and the unit? */
static bool other_event_between(const isn_finder *f, const isn_act *a, uint32_t unit) {
  for (uint32_t i = a->unit + 1; i <= unit; i++) {
    const isn_unit *u = &f->units[i];
    if (f->clause_of[i] != f->clause_of[a->unit]) continue;
    if (!unit_is(u, WC_AFTER) && !unit_is(u, WC_DURING) && !unit_is(u, WC_CAUSE) && !unit_is(u, WC_BEFORE)) continue;
    isn_phrase p = find_phrase(f, i + 1, unit); /* بعد ذلك opens none */
    for (uint32_t k = p.first; k < p.end; k++)
      if (f->units[k].of[K_TRIGGER]) return true;
  }
  return false;
}

static bool only_adjectives(const isn_finder *f, uint32_t from, uint32_t to) {
  while (from < to && f->units[from].adj) from++;
  return from == to;
}

/* «طال القصف بلدة كفرنبل»: what the operator's object is to the event. */
static void object_of_operator(frame *fr, const isn_arg *args, size_t count) {
  const isn_finder *f = fr->f;
  const isn_act *a = fr->a;
  int role = operator_role(f, a->operator_unit, OPERATOR_OBJECT);
  if (a->place != NONE || a->recipient_count || !(role == ROLE_PLACE || (role == ROLE_TARGET && a->unit > a->operator_unit))) return; /* انفجار يهز المدينة */
  isn_phrase event = find_phrase(f, a->unit, f->clauses[f->clause_of[a->operator_unit]].end);
  for (size_t i = 0; i < count; i++) {
    const isn_arg *g = &args[i];
    if (g->before || g->prep != PREP_NONE || g->word_class || g->coord || g->phrase.first < event.end) continue;
    if (!subject_is_event(f, g->phrase)) role_take(fr, g->phrase, role);
    return;
  }
}

/* An operator's subject becomes the event's: شن الطيران غارة; تعرضت البلدة لقصف; شهدت المدينة اشتباكات. */
static void roles_by_operator(frame *fr) {
  isn_act *a = fr->a;
  isn_finder *f = fr->f;
  uint32_t op = a->operator_unit;
  const isn_clause *c = &f->clauses[f->clause_of[op]];
  isn_arg args[ARG_MAX];
  size_t n = find_args(f, c->first, c->end, op, args);
  int subject_role = operator_role(f, op, OPERATOR_SUBJECT);
  if (subject_role == ROLE_EVENT && f->units[op].pronoun && c->link == LINK_REL && c->head == a->unit) subject_role = ROLE_ACTOR; /* القصف الذي بدأته المليشيا */
  if (!f->units[op].verb) { /* تعرض المدينة لقصف: a masdar's genitive is its subject */
    isn_phrase genitive = find_phrase(f, op + 1, a->unit);
    if (genitive.end > genitive.first) role_take(fr, genitive, subject_role);
    else if (f->units[op].pronoun && subject_role == ROLE_ACTOR) role_pronoun_actor(fr); /* أوقفت شاباً لإقدامه على خطف */
    return;
  }
  isn_phrase before = {0}, after = {0};
  for (size_t i = 0; i < n; i++) {
    const isn_arg *g = &args[i];
    if (g->prep != PREP_NONE || g->word_class || g->coord) continue;
    if ((g->phrase.first <= a->unit && a->unit < g->phrase.end) || subject_is_event(f, g->phrase)) continue;
    if (g->before && g->phrase.end < f->unit_count && unit_is_mark(&f->units[g->phrase.end], ':')) continue; /* المغرب: خاض موظفون إضراباً */
    if (!g->before && g->phrase.first == a->unit + 1) continue; /* قررت اليوم حبس | رئيس البلدية */
    if (g->before) before = g->phrase;
    else if (after.end <= after.first) after = g->phrase;
  }
  a->subject = before.end > before.first ? before : operator_role(f, op, OPERATOR_OBJECT) == ROLE_PLACE ? (isn_phrase){0} : after;
  if (a->subject.end <= a->subject.first && c->link == LINK_REL && c->head != NONE && !(c->head <= a->unit && f->units[op].pronoun)) {
    isn_phrase head = find_phrase(f, c->head, c->first);
    if (!subject_is_event(f, head)) a->subject = head;
  }
  bool passive = op == a->unit + 1 && !f->units[op].pronoun && f->units[op].of[K_OPERATOR]->morph & M_PASSIVE; /* محادثات عُقدت */
  if (a->subject.end <= a->subject.first && subject_role == ROLE_ACTOR && !passive) a->subject = subject_carried(f, a);
  bool beside = a->subject.first < op || a->subject.first == op + 1; /* not أسفر عن مقتل مهربين والقبض */
  if (subject_role == ROLE_EVENT && beside && a->class != TC_TOLL && a->subject.end <= a->unit && party_is_force(f, a->subject) && role_cell(fr, TRIGGER_SUBJECT) == ROLE_ACTOR) subject_role = ROLE_ACTOR; /* دفع الجيش بتعزيزات */
  bool marches = a->event == ISNAD_PROTEST && a->subject.end > a->subject.first && party_can_act(f, a->subject) && role_cell(fr, TRIGGER_SUBJECT) == ROLE_ACTOR;
  if (subject_role == ROLE_EVENT && beside && marches) subject_role = ROLE_ACTOR; /* خرج مواطنون في تظاهرة */
  role_take(fr, a->subject, subject_role);
  bool both = subject_role == ROLE_BOTH || (subject_role == ROLE_ACTOR && role_cell(fr, TRIGGER_SUBJECT) == ROLE_BOTH); /* عقدت مصر وقطر اتفاقاً */
  if (both || subject_role == ROLE_ACTOR) role_joined_force(fr, args, n, a->subject, both ? ROLE_BOTH : ROLE_ACTOR);
  object_of_operator(fr, args, n);
  for (size_t i = 0; i < n; i++) { /* the operator's prepositions speak of the event too: نفذت هجوماً على سجن */
    const isn_arg *g = &args[i];
    if (g->phrase.first > a->unit && other_event_between(f, a, g->phrase.first)) break;
    if (g->prep == PREP_NONE || (g->phrase.first <= a->unit && a->unit < g->phrase.end)) continue;
    int role = isn_lex_prep_role(f->lexicon, K_TRIGGER, a->row, TRIGGER_PREPS, g->prep);
    if (role == ROLE_NONE) role = isn_lex_prep_role(f->lexicon, K_OPERATOR, f->units[op].of[K_OPERATOR]->row, OPERATOR_PREPS, g->prep);
    if (role == ROLE_EVENT || role == ROLE_COUNT) role = ROLE_NONE;
    bool its_doer = role != ROLE_ACTOR && a->noun && g->prep == PREP_LI && g->phrase.first > a->unit && only_adjectives(f, a->unit + 1, g->phrase.first) && party_is_force(f, g->phrase);
    if (its_doer) continue; /* القصف المدفعي للجيش أوقع: taken up with the noun's own */
    if (role == ROLE_ACTOR && g->prep == PREP_LI && g->phrase.first != find_phrase(f, a->unit, c->end).end) continue; /* ضربتين على مضافة للتنظيم */
    if (g->prep == PREP_BAYN && role == ROLE_BOTH && g->phrase.first > a->unit) {
      role_take(fr, g->phrase, role);
      if (i + 1 < n && args[i + 1].coord) role_take(fr, args[i + 1].phrase, role);
    } else if (g->prep == PREP_MAA && role == ROLE_NONE) role_take(fr, g->phrase, subject_role); /* بالاشتراك مع: one more who does it */
    else if (role != ROLE_NONE && g->phrase.first > a->unit) role_take(fr, g->phrase, role);
  }
}

/* ---- Nouns ---------------------------------------------------------------------------------------------------------------------- */

/* The role of a masdar's genitive where the lexicon leaves it open: who can act acts, unless a لـ names the object. */
static int open_genitive(const frame *fr, isn_phrase p) {
  int object = role_cell(fr, TRIGGER_OBJECT), subject = role_cell(fr, TRIGGER_SUBJECT);
  if (subject == ROLE_BOTH) return fr->f->units[p.first].of[K_PLACE] && !fr->f->units[p.first].pronoun ? ROLE_PLACE : ROLE_BOTH; /* مفاوضات مسقط */
  if (fr->f->spot_at[p.first] != NONE && !fr->f->units[p.first].of[K_ACTOR]) return object ? object : ROLE_PLACE;
  if (object == ROLE_NONE) return subject;
  int class = fr->f->units[p.head].of[K_NOUN] ? unit_cell(fr->f, &fr->f->units[p.head], K_NOUN, NOUN_CLASS) : -1;
  if (object == ROLE_TARGET && (class == NC_VEHICLE || class == NC_POSITION)) return object; /* قصف القافلة، استهداف مواقع قسد */
  bool taken = fr->a->event == ISNAD_COERCE && object == ROLE_VICTIM && !party_is_force(fr->f, p) && class != NC_BODY; /* حبس رئيس البلدية */
  if (taken) return object;
  return party_can_act(fr->f, p) && fr->f->amount_at[p.first] == NONE ? ROLE_ACTOR : object;
}

/* Does the noun that makes the trigger part its subject from its object: «إطلاق السلطات سراح عشرين», not «إصابة طفل بجروح»? */
static bool parts_object(const isn_finder *f, const isn_act *a) { return a->part != NONE && !(f->units[a->part].clitics & C_BEH); }

/* «مقتل ضابط وثلاثة من الشرطة وإصابة خمسة»: those joined by و, up to the next event. */
static void take_joined_victims(frame *fr, isn_phrase first) {
  const isn_act *a = fr->a;
  for (int i = 0; i < a->arg_count; i++) {
    const isn_arg *g = &a->args[i];
    if (g->phrase.first < first.end) continue;
    const isn_entry *event = fr->f->units[g->phrase.first].of[K_TRIGGER];
    bool counted = g->coord && fr->f->amount_at[g->phrase.first] != NONE; /* ضابط برتبة نقيب وثلاثة من الشرطة */
    if (g->word_class || (event && event->morph & (M_MASDAR | M_NOUN | M_FIXED))) return;
    if (g->prep == PREP_BI && !counted) continue;
    if (!g->coord || (g->prep != PREP_NONE && !counted)) return;
    role_take(fr, g->phrase, ROLE_VICTIM);
  }
}

/* «منعها المواطنين»: the pronoun is whose act it is, the bare phrase behind it the object. */
static bool roles_with_pronoun(frame *fr, uint32_t end) {
  isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  if (!f->units[a->unit].pronoun || role_cell(fr, TRIGGER_SUBJECT) != ROLE_ACTOR || role_cell(fr, TRIGGER_OBJECT) == ROLE_NONE) return false;
  if (a->unit + 1 >= end || !f->units[a->unit + 1].definite) return false;
  isn_phrase object = find_phrase(f, a->unit + 1, end);
  if (object.first != a->unit + 1 || object.end <= object.first) return false;
  const isn_unit *u = &f->units[object.first];
  if (u->adj || u->clitics & (C_WAW | C_BEH | C_LAM | C_KAF)) return false;
  role_pronoun_actor(fr);
  role_take(fr, object, role_cell(fr, TRIGGER_OBJECT));
  a->object = object;
  return true;
}

/* «إطلاق السلطات سراح 13 موقوفاً» */
static bool roles_of_parts(frame *fr) {
  isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  if (!parts_object(f, a) || a->part <= a->unit + 1) return false;
  role_take(fr, find_phrase(f, a->unit + 1, a->part), role_cell(fr, TRIGGER_SUBJECT));
  a->object = find_phrase(f, a->part + 1, f->sents[a->sent].end);
  role_take(fr, a->object, role_cell(fr, TRIGGER_OBJECT));
  return true;
}

/* «طرد دبلوماسي», «استدعاء السفير»: the trigger ends with an envoy. */
static bool ends_with_envoy(const isn_finder *f, const isn_unit *u) {
  isn_reading readings[12];
  size_t n = u->end - u->first > 1 ? isn_lex_readings(f->lexicon, f->tokens.at, u->end, u->end - 1, readings, 12) : 0;
  for (size_t i = 0; i < n; i++)
    if (readings[i].entry->kind == K_NOUN && isn_lex_number(f->lexicon, K_NOUN, readings[i].entry->row, NOUN_CLASS) == NC_OFFICIAL) return true;
  return false;
}

/* «قصف إسرائيلي», «عقوبات أمريكية»: the nation beside the noun did it; «طرد دبلوماسي روسي»: it was done to that state. */
static void nation_beside(frame *fr, isn_phrase whole) {
  isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  if (role_cell(fr, TRIGGER_FLAGS) & TRIGGER_DOWNS) return; /* إسقاط مسيّرة تركية: whose it is */
  bool envoy = (a->event == ISNAD_SANCTION || a->event == ISNAD_ACCUSE) && ends_with_envoy(f, &f->units[a->unit]);
  for (uint32_t i = a->unit + 1; i < whole.end; i++) {
    isn_party party;
    if (!f->units[i].of[K_NATION]) continue;
    if (envoy) {
      if (!party_government(f, isn_lex_text(f->lexicon, K_NATION, f->units[i].of[K_NATION]->row, NATION_COUNTRY), (isn_phrase){i, i + 1, i}, &party)) return;
      party.name.span.start = f->tokens.at[f->units[a->unit].end - 1].span.start;
      party.name.text = isn_str_cut(f->text, party.name.span);
      if (a->mode == ISNAD_WITHDRAW) role_add(a->actors, &a->actor_count, &party, 1); /* سحب السفير الجزائري من باريس */
      else role_add(a->recipients, &a->recipient_count, &party, 1);
      return;
    }
    bool penalty = a->event == ISNAD_SANCTION;
    if (penalty && f->units[a->unit].end - f->units[a->unit].first > 1) return; /* إغلاق القنصلية الروسية: whose it is, and not who closes it */
    isn_phrase own = {a->unit, whole.end, a->unit};
    bool made = penalty ? party_government(f, isn_lex_text(f->lexicon, K_NATION, f->units[i].of[K_NATION]->row, NATION_COUNTRY), own, &party) : party_make(f, own, false, &party, 1);
    if (made && party.row != NONE) role_add(a->actors, &a->actor_count, &party, 1);
    return;
  }
}

/* «إفراج دمشق عن عشرة»: whom it is done to stands behind a preposition, so the genitive is who does it. */
static bool has_object_behind(const frame *fr, isn_phrase genitive) {
  const isn_act *a = fr->a;
  if (fr->f->units[a->unit].end - fr->f->units[a->unit].first > 1 || fr->f->amount_at[genitive.first] != NONE || !party_can_act(fr->f, genitive)) return false;
  for (int i = 0; i < a->arg_count; i++) {
    const isn_arg *g = &a->args[i];
    if (g->before || g->phrase.first != genitive.end + 1 || (g->prep != PREP_AN && g->prep != PREP_ALA)) continue;
    int role = isn_lex_prep_role(fr->f->lexicon, K_TRIGGER, a->row, TRIGGER_PREPS, g->prep);
    if (role == ROLE_VICTIM || role == ROLE_RECIPIENT) return true;
  }
  return false;
}

/* «استهداف مواقع قسد»: what a force holds, and not the force. */
static bool is_things_of_force(const isn_finder *f, isn_phrase p) {
  const isn_unit *head = &f->units[p.head];
  int class = unit_noun_class(f, head);
  return class == NC_POSITION || class == NC_VEHICLE || class == NC_BUILDING || class == NC_FACILITY || (head->of[K_NOUN] && unit_cell(f, head, K_NOUN, NOUN_FLAGS) & NOUN_COLLECTIVE);
}

/* «رد الجيش باستهداف تجمعات قسد»: does the verb over the noun name who acts? */
static bool operator_has_doer(const isn_finder *f, const isn_act *a) {
  uint32_t op = a->operator_unit;
  return op != NONE && op < a->unit && f->units[op].verb && f->units[a->unit].clitics & C_BEH && operator_role(f, op, OPERATOR_SUBJECT) == ROLE_ACTOR;
}

/* The phrase behind a masdar. Who can act does, of what is done to things: «إغلاق "قسد" الطرق». */
static void role_of_genitive(frame *fr, isn_phrase genitive) {
  isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  int role = role_cell(fr, TRIGGER_GENITIVE);
  const isn_unit *only = genitive.end == genitive.first + 1 ? &f->units[genitive.first] : NULL;
  if (only && !only->known && only->type == U_WORD && !(only->clitics & C_AL) && a->class != TC_TOLL && a->event == ISNAD_ASSAULT) return; /* هجوم معاكس: how, rather than whom */
  bool on_things = role == ROLE_PLACE || role == ROLE_TARGET || role == ROLE_COUNT;
  bool may_act = on_things && role_cell(fr, TRIGGER_SUBJECT) == ROLE_ACTOR && f->spot_at[genitive.first] == NONE && f->amount_at[genitive.first] == NONE && party_is_force(f, genitive);
  if (may_act && !is_things_of_force(f, genitive) && !operator_has_doer(f, a)) role = ROLE_ACTOR;
  if (role == ROLE_BOTH && f->units[genitive.first].of[K_PLACE] && !f->units[genitive.first].pronoun) role = ROLE_PLACE; /* مفاوضات مسقط */
  if ((role == ROLE_VICTIM || role == ROLE_RECIPIENT) && has_object_behind(fr, genitive)) role = ROLE_ACTOR;
  const isn_arg *object = role_agent_with_object(fr, genitive, role);
  if (object) { /* احتجاز الجماعة أربع طائرات */
    role_take(fr, genitive, ROLE_ACTOR);
    role_take(fr, object->phrase, role_cell(fr, TRIGGER_OBJECT));
    a->object = object->phrase;
    return;
  }
  role_take(fr, genitive, role != ROLE_NONE ? role : open_genitive(fr, genitive));
  if (role == ROLE_VICTIM) take_joined_victims(fr, genitive);
  if (role_cell(fr, TRIGGER_OBJECT) == ROLE_VICTIM || role == ROLE_VICTIM) a->object = genitive;
}

/* «استهداف مدنيين»: persons in the plural describe no masdar. */
static bool are_persons(const isn_finder *f, uint32_t unit) {
  const isn_entry *e = f->units[unit].of[K_NOUN];
  return e && !(f->units[unit].clitics & C_AL) && e->morph & M_PLUR && !(e->morph & M_SING) && who_class(f, &f->units[unit]) == NC_PERSON;
}

static bool is_toll_verb(const isn_finder *f, const isn_unit *u) { return u->verb && u->of[K_TRIGGER] && unit_cell(f, u, K_TRIGGER, TRIGGER_CLASS) == TC_TOLL; }

static void roles_by_noun(frame *fr, uint32_t end) {
  const isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  if (roles_of_parts(fr) || roles_with_pronoun(fr, end)) return;
  const isn_unit *u = &f->units[a->unit];
  isn_phrase whole = find_phrase(f, a->unit, end);
  fr->weapon = party_weapon_mode(f, (isn_phrase){a->unit, whole.end, a->unit});
  uint32_t next = a->unit + 1;
  bool genitive = u->end - u->first == 1 && !(u->clitics & C_AL) && next < whole.end && (f->units[next].clitics & C_AL); /* احتجاز الحوثيين */
  bool adjective = next < whole.end && !genitive && f->units[next].adj && f->amount_at[next] == NONE && !are_persons(f, next); /* not إصابة مدنيين اثنين */
  if (adjective) nation_beside(fr, whole);
  bool bare = next < end && !(f->units[next].clitics & (C_WAW | C_BEH | C_LAM));
  bool counted = bare && (f->units[next].type == U_NUMBER || unit_is(&f->units[next], WC_BOUND) || unit_is(&f->units[next], WC_VAGUE)); /* اعتقال نحو 33 سجيناً */
  if (counted && a->unit > 0 && is_toll_verb(f, &f->units[a->unit - 1])) counted = false; /* قتلت غارة جوية | سبعة عناصر */
  if (counted && unit_is(&f->units[next], WC_BOUND) && next + 1 < end) next++;
  bool one_of = bare && next + 1 < end && role_cell(fr, TRIGGER_OBJECT) == ROLE_VICTIM && unit_value(f, &f->units[next], WC_FUNCTION) == 9; /* اعتقال أحد قادة الكتيبة */
  if (one_of) counted = true, next++;
  bool takes_on = u->end - u->first > 1 && bare && role_cell(fr, TRIGGER_OBJECT) == ROLE_VICTIM; /* القبض على سبعة */
  bool by_actor = role_cell(fr, TRIGGER_GENITIVE) == ROLE_ACTOR || role_cell(fr, TRIGGER_GENITIVE) == ROLE_BOTH;
  bool named = by_actor && next + 1 < end && unit_opens_quote(&f->units[next]) && !f->units[next + 1].of[K_ACTOR]; /* مناورات «درع الجزيرة» */
  bool ruled = !adjective && !named && !(u->clitics & C_AL) && !u->pronoun && (next < whole.end || counted);
  if (ruled || (takes_on && f->units[next].noun)) role_of_genitive(fr, find_phrase(f, next, counted || takes_on ? end : whole.end));
}

/* ---- One act ----------------------------------------------------------------------------------------------------------------------- */

/* The other side of «بين»: joined by و, perhaps behind words of place («بين مسلحين من باب التبانة وآخرين»). */
static void take_second(frame *fr, int first) {
  isn_act *a = fr->a;
  for (int i = first + 1; i < a->arg_count && i < first + 4; i++) {
    const isn_arg *g = &a->args[i];
    if (!(fr->f->units[g->phrase.first].clitics & C_WAW || g->coord) || (g->prep != PREP_NONE && g->prep != PREP_BAYN && !g->coord)) continue; /* بين دورية للأمن وعناصر */
    role_take(fr, g->phrase, ROLE_BOTH);
    return;
  }
}

/* Is the phrase the speaker of what stands here? */
static bool is_told_by(const isn_finder *f, isn_phrase p) {
  for (uint32_t at = p.first > 8 ? p.first - 8 : 0; at < p.end; at++) {
    const isn_chain *c = &f->chains[f->chain_at[at]];
    for (int k = 0; k < c->count; k++)
      if (isn_span_overlap(c->link[k].span, f->units[p.first].span)) return true;
  }
  return false;
}

/* «قافلة تابعة لبرنامج الأغذية»: whose it is that moves does it, and is not whom it is done to. */
static bool is_owner_of_subject(frame *fr, const isn_arg *g) {
  isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  uint32_t at = g->governor != NONE && g->governor < g->phrase.first ? g->governor : g->phrase.first;
  const isn_unit *before = at > 0 ? &f->units[at - 1] : NULL;
  if (before == NULL || !before->of[K_NOUN] || !(unit_cell(f, before, K_NOUN, NOUN_FLAGS) & NOUN_OWNED)) return false;
  bool moves = a->subject.first < at && a->subject.end >= at - 1 && a->subject.end > a->subject.first, named = a->noun && a->unit + 3 > at;
  if (moves && a->actor_count == 0 && role_cell(fr, TRIGGER_SUBJECT) == ROLE_ACTOR) role_take(fr, g->phrase, ROLE_ACTOR);
  return moves || named;
}

/* «قرب الحدود مع مصر»: whom the border parts. */
static bool is_behind_border(const isn_finder *f, isn_phrase p) {
  uint32_t spot = p.first >= 2 ? f->spot_at[p.first - 2] : NONE;
  return spot != NONE && f->spots[spot].word == PW_BORDER;
}

/* Prepositional arguments and agents, in order. For a noun they end at the next verb or at a comma that encloses no time. */
static void roles_by_preps(frame *fr) {
  isn_act *a = fr->a;
  isn_finder *f = fr->f;
  for (int i = 0; i < a->arg_count; i++) {
    const isn_arg *g = &a->args[i];
    if (g->before && a->noun) continue;
    if (g->word_class == WC_AGENT) {
      int mode = g->governor != NONE ? unit_value(f, &f->units[g->governor], WC_AGENT) : 0;
      if (mode > 0 && fr->weapon == ISNAD_MODE_NONE) fr->weapon = (isnad_mode)mode;
      role_take(fr, g->phrase, ROLE_ACTOR);
    } else if (g->prep != PREP_NONE) {
      int role = isn_lex_prep_role(f->lexicon, K_TRIGGER, a->row, TRIGGER_PREPS, g->prep);
      if (a->noun && role == ROLE_ACTOR && g->prep == PREP_LI && g->phrase.first != find_phrase(f, a->unit, f->sents[a->sent].end).end) continue;
      if (role == ROLE_NONE && g->prep == PREP_BI) role = ROLE_INSTRUMENT;
      if (role == ROLE_NONE && g->prep == PREP_MAA && a->event != ISNAD_SANCTION && a->class != TC_SPEECH && unit_is(&f->units[g->phrase.first - 1], WC_AGENT)) role = ROLE_ACTOR; /* بالتعاون مع الجيش */
      if (role == ROLE_NONE && g->prep == PREP_BAYN && a->noun && a->event == ISNAD_ASSAULT && only_adjectives(f, a->unit + 1, g->phrase.first - 1) && party_is_force(f, g->phrase)) role = ROLE_BOTH; /* قصف متبادل بين الجيش والقوات */
      if ((g->prep == PREP_NAHWA || g->prep == PREP_BITTIJAH) && role == ROLE_RECIPIENT && !party_can_act(f, g->phrase)) continue; /* صوب شرفات المنازل */
      if (a->noun && g->prep == PREP_LI && a->actor_count == 0 && only_adjectives(f, a->unit + 1, g->phrase.first) && f->spot_at[g->phrase.first] == NONE && party_is_force(f, g->phrase) &&
          (role == ROLE_TARGET || role == ROLE_VICTIM || role == ROLE_RECIPIENT || role == ROLE_NONE))
        role = ROLE_ACTOR; /* قصف عنيف لطيران التحالف */
      if (g->prep == PREP_LI && g->phrase.first > 0 && unit_is(&f->units[g->phrase.first - 1], WC_STATEMENT)) continue; /* اتهم المجلس، في بيان لهيئته، الحكومة */
      if (g->prep == PREP_LI && is_owner_of_subject(fr, g)) continue;
      if (g->prep == PREP_MAA && is_behind_border(f, g->phrase)) continue;
      if (g->prep == PREP_BI && g->phrase.first > a->unit + 1 && who_takes_part(&f->units[g->phrase.first - 1])) continue; /* ضباط متهمين بتهريب البشر */
      if (g->prep == PREP_AN && is_told_by(f, g->phrase)) continue; /* وفق ما نقلت الوكالة عن مصدر */
      role_take(fr, g->phrase, role);
      if (role == ROLE_ACTOR && g->prep == PREP_LI) role_joined_force(fr, a->args, a->arg_count, g->phrase, role);
      if (g->prep == PREP_BAYN && role == ROLE_BOTH && a->actor_count < 2) take_second(fr, i);
    }
  }
}

/* The end of what a noun may take as arguments: the next verb, event noun under its own word, or comma without a time. */
static uint32_t noun_reach(const isn_finder *f, const isn_act *a) {
  uint32_t end = f->sents[a->sent].end;
  for (uint32_t i = a->unit + 1; i < end; i++) {
    const isn_unit *u = &f->units[i];
    if (u->verb || f->clause_of[i] != f->clause_of[a->unit]) return i;
    if (unit_is(u, WC_AFTER) || unit_is(u, WC_CAUSE) || unit_is(u, WC_DURING)) return i;
    bool initial = unit_is_mark(u, '.') && f->units[i - 1].type == U_WORD && unit_form(f, &f->units[i - 1]).len == 1; /* المواطن ج. خ. */
    if (u->type == U_MARK && !initial && (u->mark == 0x060C || u->mark == 0x061B || u->mark == '.')) {
      bool time_next = i + 1 < end && f->units[i + 1].type == U_TIME;
      bool time_before = f->units[i - 1].type == U_TIME;
      if (!time_next && !time_before) return i;
    }
  }
  return end;
}

/* «اتهمت قوات الدعم السريع الجيش بقصف القافلة»: whoever is accused did it. */
static void accused(frame *fr) {
  isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  uint32_t charge = a->operator_unit != NONE && a->operator_unit < a->unit && !f->units[a->operator_unit].verb ? a->operator_unit : a->unit; /* بقصف، بشن غارة */
  if (a->actor_count || !(f->units[charge].clitics & C_BEH)) return;
  for (uint32_t i = (uint32_t)(a - f->acts); i-- > 0 && f->acts[i].sent == a->sent;) {
    const isn_act *b = &f->acts[i];
    if (b->event != ISNAD_ACCUSE || (b->noun && f->clauses[b->clause].verb != b->unit)) continue; /* اتهم، متهماً */
    if (b->clause == a->clause) role_add(a->actors, &a->actor_count, b->recipients, b->recipient_count);
    return;
  }
}

/* «سحبت قسد مقاتليها بعد معارك مع القوات الحكومية»: the other side of مع is the subject of the clause. */
static void other_side(frame *fr) {
  isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  if (a->class != TC_MUTUAL || a->actor_count != 1 || !a->noun || a->operator_unit != NONE) return;
  bool with = false;
  for (int i = 0; i < a->arg_count; i++) with |= a->args[i].prep == PREP_MAA && !a->args[i].before;
  if (!with) return;
  isn_phrase who = subject_of_clause(f, a->clause);
  if (who.end > who.first && party_is_force(f, who)) role_take(fr, who, ROLE_BOTH);
}

/* A weapon named says how, where the trigger leaves it open or says less: what explodes may be a drone or shells, and what a drone
 * destroys it hits. */
static void finish_mode(frame *fr) {
  isn_act *a = fr->a;
  const isn_clause *c = &fr->f->clauses[a->clause];
  bool open = (role_cell(fr, TRIGGER_FLAGS) & TRIGGER_NO_MODE) || a->mode == ISNAD_MODE_NONE;
  if (fr->weapon == ISNAD_MODE_NONE && !a->noun && c->link == LINK_REL && c->head != NONE) fr->weapon = party_weapon_mode(fr->f, find_phrase(fr->f, c->head, c->first)); /* أعيرة نارية أطلقها الدرك */
  if (fr->weapon == ISNAD_MODE_NONE && !a->noun && role_cell(fr, TRIGGER_OBJECT) == ROLE_COUNT && a->object.end > a->object.first) fr->weapon = party_weapon_mode(fr->f, a->object); /* الرصاص أُطلق على الخيم */
  bool destroys = a->mode == ISNAD_DESTROY && (fr->weapon == ISNAD_HEAVY_WEAPONS || fr->weapon == ISNAD_DRONE || fr->weapon == ISNAD_AERIAL) && a->subject.end > a->subject.first &&
                  party_weapon_mode(fr->f, a->subject) == fr->weapon; /* الدفاعات الجوية دمرت مسيّرات */
  isn_phrase what = a->noun ? find_phrase(fr->f, a->unit, fr->f->sents[a->sent].end) : a->subject;
  bool explodes = a->mode == ISNAD_EXPLOSIVES && (fr->weapon == ISNAD_HEAVY_WEAPONS || fr->weapon == ISNAD_DRONE) && what.end > what.first &&
                  party_weapon_mode(fr->f, what) == fr->weapon; /* انفجار صاروخين، مسيّرة تنفجر */
  bool assassinates = act_cell(fr->f, a, TRIGGER_MODE) == ISNAD_TARGETED && (fr->weapon == ISNAD_FIREARMS || fr->weapon == ISNAD_PRIMITIVE); /* by gun or knife */
  if (fr->weapon != ISNAD_MODE_NONE && (open || destroys || explodes) && !assassinates && a->event == ISNAD_ASSAULT) a->mode = fr->weapon;
}

/* «أفرج عن ستة مقابل إفراج دمشق عن عشرة»: what is done in return has what stands behind it. */
static size_t before_return(const isn_finder *f, const isn_act *a, const isn_arg *args, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const isn_unit *u = &f->units[args[i].phrase.first];
    bool deed = u->of[K_TRIGGER] && !u->verb && (u->of[K_TRIGGER]->morph & M_MASDAR) && unit_cell(f, u, K_TRIGGER, TRIGGER_EVENT) == (int)a->event;
    if (args[i].prep == PREP_AMAM && !args[i].before && deed) return i;
  }
  return count;
}

static void read_args(isn_finder *f, isn_act *a, uint32_t first, uint32_t end) {
  isn_arg found[ARG_MAX];
  a->arg_count = (uint8_t)before_return(f, a, found, find_args(f, first, end, a->unit, found));
  a->args = isn_alloc_array(f->arena, a->arg_count, sizeof *found);
  memcpy(a->args, found, a->arg_count * sizeof *found);
}

/* «السفير», «القائم بالأعمال», «السفير الباكستاني» in one name. */
static bool is_official(const isn_finder *f, const isn_unit *u) {
  return unit_is_office(f, u) || (u->end - u->first > 1 && unit_first_noun(f, u, 1u << NC_OFFICIAL));
}

/* «أطلقت السلطات سراح عشرين معتقلاً»: the subject ends before سراح, and the object is what follows it. */
static void split_object(const isn_finder *f, isn_act *a) {
  uint32_t end = f->sents[a->sent].end;
  if (a->class == TC_SPEECH && !f->units[a->part].pronoun) { /* حمّلت الوزارة إسرائيل مسؤولية الهجوم، محمّلاً الحكومة المسؤولية */
    isn_phrase first = find_phrase(f, a->unit + 1, a->part), second = first.end < a->part ? find_phrase(f, first.end, a->part) : (isn_phrase){0};
    bool two = second.end > second.first;
    const isn_unit *part = &f->units[a->part];
    if (first.end > first.first && !two && is_official(f, part)) { /* استدعت إسرائيل السفير النيوزيلندي */
      a->subject = first, a->object = find_phrase(f, a->part, end);
      return;
    }
    if (first.end <= first.first) { /* استُدعي، صباح اليوم، القائم بأعمال سفارة فرنسا */
      a->object = find_phrase(f, a->part, end);
      a->passive = f->tokens.at[f->units[a->unit].first].damma_first;
      return;
    }
    if (!two && act_cell(f, a, TRIGGER_OBJECT) == ROLE_NONE) { /* رفضت الحكومة طلب واشنطن */
      a->subject = first, a->object = (isn_phrase){0};
      return;
    }
    bool known = a->subject.end > a->subject.first && a->subject.first != first.first;
    a->object = two ? second : first;
    a->subject = two ? first : known ? a->subject : subject_carried(f, a);
    return;
  }
  if (is_official(f, &f->units[a->part]) && a->object.first <= a->part && a->part < a->object.end) { /* طردت فرنسا ثلاثة دبلوماسيين روس */
    a->part = NONE;
    return;
  }
  a->passive = f->tokens.at[f->units[a->unit].first].damma_first;
  if (unit_is(&f->units[a->part], WC_PREP) && f->units[a->unit].of[K_TRIGGER]->words > 2) return; /* اقتادت الشرطة شابين إلى مركز */
  if (a->subject.head == a->part && f->amount_at[a->subject.first] != NONE) { /* وفتشت عدداً من المنازل */
    a->passive = unit_has_damma(f, &f->units[a->unit]); /* ودُمّرت ثلاث عربات */
    bool joined = f->units[a->unit].clitics & C_WAW && a->unit > f->sents[a->sent].first;
    a->subject = joined && !a->passive ? subject_carried(f, a) : (isn_phrase){0};
    return;
  }
  uint32_t spot = f->spot_at[a->part];
  if (spot != NONE && a->place == NONE && !(f->units[a->part].clitics & C_BEH)) a->place = spot; /* فتحت السلطات معبر رفح */
  if (a->subject.end > a->part && a->subject.first <= a->part) a->subject.end = a->part;
  if (a->subject.end <= a->subject.first && a->part > a->unit + 1) a->subject = find_phrase(f, a->unit + 1, a->part);
  bool rules = f->units[a->part].end > f->units[a->part].first + 1; /* ألقت الشرطة | القبض على | سارق */
  isn_phrase behind = a->part + 1 < end ? find_phrase(f, a->part + 1, end) : (isn_phrase){0};
  a->object = behind.first == a->part + 1 && behind.end > behind.first && (rules || !(f->units[a->part].clitics & C_AL)) ? behind : (isn_phrase){0};
  isn_phrase between = a->subject.end > a->subject.first && a->subject.end < a->part ? find_phrase(f, a->subject.end, a->part) : (isn_phrase){0};
  if (between.end > between.first && !(f->units[between.first].clitics & ~C_AL)) a->object = between; /* حمّلت الحكومة الحوثيين مسؤولية */
}

/* A noun's pronoun is whose act it is, or whom it is done to: «سيطرتهم», «اعتقالهم». */
static void role_of_own_pronoun(frame *fr) {
  isn_act *a = fr->a;
  int genitive = role_cell(fr, TRIGGER_GENITIVE);
  bool part = a->part != NONE && fr->f->units[a->part].pronoun;
  if (!fr->f->units[a->unit].pronoun && !part) return;
  if (part && a->recipient_count == 0) role_pronoun(fr, role_cell(fr, TRIGGER_OBJECT)); /* إطلاق سراحه */
  if (a->recipient_count == 0 && genitive != ROLE_ACTOR) role_pronoun(fr, genitive);
  bool acts = genitive != ROLE_VICTIM && genitive != ROLE_RECIPIENT && a->class != TC_TOLL && role_cell(fr, TRIGGER_SUBJECT) == ROLE_ACTOR;
  if (acts && a->actor_count == 0) role_pronoun_actor(fr);
}

static void frame_noun(frame *fr) {
  isn_act *a = fr->a;
  uint32_t end = noun_reach(fr->f, a);
  read_args(fr->f, a, a->unit, end);
  roles_by_noun(fr, end);
  if (a->operator_unit != NONE) roles_by_operator(fr);
  if (a->maker != NONE && a->actor_count == 0) role_take(fr, subject_of_clause(fr->f, fr->f->clause_of[a->maker]), ROLE_ACTOR);
  accused(fr);
  roles_by_preps(fr);
  other_side(fr);
  role_company(fr);
  role_of_own_pronoun(fr);
  if (a->recipient_count == 0) role_of_prep_pronoun(fr, end);
}

/* «قضت المحكمة بسجن النائب السابق»: whom the penalty named behind «بـ» is for. */
static void convicted(frame *fr) {
  const isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  if (a->event != ISNAD_SANCTION || a->mode != ISNAD_CONVICT) return;
  if (a->part != NONE && f->units[a->part].clitics & C_BEH && a->part + 1 < f->unit_count) { /* قضت المحكمة | بسجن | النائب السابق */
    isn_phrase whom = find_phrase(f, a->part + 1, f->sents[a->sent].end);
    if (whom.end > whom.first && party_can_act(f, whom)) role_take(fr, whom, ROLE_VICTIM);
    return;
  }
  for (int i = 0; i < a->arg_count; i++) {
    const isn_arg *g = &a->args[i];
    if (g->before || g->prep != PREP_BI || g->phrase.first + 1 >= f->unit_count) continue;
    isn_phrase whom = find_phrase(f, g->phrase.first + 1, f->sents[a->sent].end);
    if (whom.first == g->phrase.first + 1 && whom.end > whom.first && party_can_act(f, whom)) role_take(fr, whom, ROLE_VICTIM);
    return;
  }
}

/* «اعتقلت الأسيرين أيمن زكارنة ومحمد كميل»: a name joined to a name tells who the people counted before are. */
static bool names_more(const isn_finder *f, isn_phrase before, isn_phrase p) {
  const isn_unit *head = &f->units[before.head];
  const isn_entry *e = head->of[K_NOUN];
  bool many = e && e->morph & (M_DUAL | M_PLUR) && !(e->morph & M_SING);
  return many && before.end > before.head + 1 && unit_is(&f->units[p.first], WC_PERSON_NAME);
}

/* What is joined by و to the subject or object has its role. */
static void roles_of_joined(frame *fr) {
  const isn_act *a = fr->a;
  for (int i = 1; i < a->arg_count; i++) {
    const isn_arg *g = &a->args[i], *before = &a->args[i - 1];
    if (!g->coord || g->prep != PREP_NONE || g->word_class || subject_is_event(fr->f, g->phrase)) continue;
    bool with_subject = before->phrase.first == a->subject.first || before->phrase.end == a->subject.end;
    if (names_more(fr->f, before->phrase, g->phrase)) continue;
    if (with_subject && role_second_office(fr, before->phrase, g->phrase, role_cell(fr, TRIGGER_SUBJECT))) continue;
    role_take(fr, g->phrase, role_cell(fr, with_subject && !a->passive ? TRIGGER_SUBJECT : TRIGGER_OBJECT));
  }
}

/* «قالت التنسيقية إن القصف دمر ثلاثة منازل»: the event right before the verb is its subject, and nobody else; empty: none stands there. */
static isn_phrase event_before(const isn_finder *f, const isn_act *a) {
  for (int i = 0; i < a->arg_count; i++) {
    const isn_arg *g = &a->args[i];
    if (g->before && g->prep == PREP_NONE && g->word_class == 0 && g->phrase.end == a->unit && subject_is_event(f, g->phrase)) return g->phrase;
  }
  return (isn_phrase){0};
}

/* «سلمت الفصائل القوات الروسية مدفعاً»: arms are given to the first object when it is a force. */
static bool handed_to_force(const frame *fr) {
  const isn_act *a = fr->a;
  return a->event == ISNAD_RETREAT && a->mode == ISNAD_DISARM && a->object.end > a->object.first && !party_is_machine(fr->f, a->object) && party_is_force(fr->f, a->object);
}

static void frame_verb(frame *fr) {
  isn_act *a = fr->a;
  isn_finder *f = fr->f;
  const isn_clause *c = &f->clauses[a->clause];
  int subject = role_cell(fr, TRIGGER_SUBJECT);
  read_args(f, a, c->first, c->end);
  subject_and_object(f, a);
  if (parts_object(f, a)) split_object(f, a);
  if (a->subject.end <= a->subject.first && !a->passive && a->actor_count == 0 && a->class != TC_TOLL) {
    isn_phrase event = event_before(f, a);
    a->subject = event.end > event.first ? event : subject_carried(f, a);
  }
  role_take(fr, a->subject, subject);
  if (a->actor_count == 0 && subject == ROLE_ACTOR) role_actors_of_subject(fr);
  if (subject == ROLE_ACTOR) role_actors_of_two(fr);
  if (subject == ROLE_ACTOR) role_actors_of_others(fr);
  role_take(fr, a->object, handed_to_force(fr) ? ROLE_RECIPIENT : role_cell(fr, TRIGGER_OBJECT));
  roles_of_joined(fr);
  if (subject == ROLE_ACTOR || subject == ROLE_BOTH) role_joined_force(fr, a->args, a->arg_count, a->subject, subject);
  roles_by_preps(fr);
  bool part_pronoun = a->part != NONE && f->units[a->part].pronoun && a->class != TC_SPEECH; /* قررت النيابة حبسه */
  if (f->units[a->unit].pronoun || part_pronoun) role_pronoun(fr, role_cell(fr, TRIGGER_OBJECT));
  if (a->recipient_count == 0) role_of_prep_pronoun(fr, c->end);
  if (a->recipient_count == 0) convicted(fr);
  if (a->maker != NONE && a->actor_count == 0) role_take(fr, subject_of_clause(f, f->clause_of[a->maker]), ROLE_ACTOR);
}

/* «ضبطت بحوزتهم رشاشين», «صادرت منهما المادة»: taken from those who were arrested before. */
static void seized_from(frame *fr) {
  const isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  if (a->event != ISNAD_COERCE || a->mode != ISNAD_SEIZE || a->recipient_count) return;
  uint32_t end = f->sents[a->sent].end;
  for (uint32_t i = a->unit + 1; i < end && i < a->unit + 16; i++) {
    const isn_unit *u = &f->units[i];
    bool of_them = i < a->unit + 3 && u->pronoun && unit_is(u, WC_PREP) && unit_value(f, u, WC_PREP) == PREP_MIN;
    if (!of_them && !unit_is(u, WC_HELD)) continue;
    role_pronoun(fr, ROLE_RECIPIENT);
    return;
  }
}

/* «وفاة معتقل تحت التعذيب»: a cause that names the manner of the killing. */
static void killed_by_cause(const isn_finder *f, isn_act *a) {
  enum { NEAR_UNITS = 8 };
  if (a->class != TC_TOLL || a->mode != ISNAD_MODE_NONE || (a->event != ISNAD_ASSAULT && a->event != ISNAD_ACCIDENT)) return;
  for (uint32_t i = a->unit + 1; i < f->clauses[a->clause].end && i < a->unit + NEAR_UNITS; i++) {
    const isn_unit *u = &f->units[i];
    if (u->verb || (u->type == U_MARK && u->mark != '"')) return;
    if (!unit_is(u, WC_CAUSE) || unit_value(f, u, WC_CAUSE) <= 0) continue;
    a->event = ISNAD_ASSAULT, a->mode = (isnad_mode)unit_value(f, u, WC_CAUSE);
    return;
  }
}

static void frame_act(isn_finder *f, isn_act *a) {
  frame fr = {f, a, ISNAD_MODE_NONE};
  if (a->noun && f->clauses[a->clause].verb != a->unit) frame_noun(&fr);
  else frame_verb(&fr);
  if (role_cell(&fr, TRIGGER_FLAGS) & TRIGGER_DOWNS) role_owner_of_downed(&fr);
  finish_mode(&fr);
  killed_by_cause(f, a);
  role_seize_or_arrest(f, a);
  seized_from(&fr);
}

void find_frames(isn_finder *f) {
  for (uint32_t i = 0; i < f->act_count; i++)
    if (!f->acts[i].dropped) frame_act(f, &f->acts[i]);
}
