/* bind_count: to each act its counts. A count belongs to the act whose victim, object or tool it counts: «قصف بأربع قذائف ... ما تسبب
 * بإصابة طفل» has munitions 4 and wounded 1. What is counted is said by the noun («قتلى», «غارات») or by the act that governs it
 * («اعتقال 5 أشخاص»: arrested). A part («بينهم طفلان») goes where its whole went. */
#include "find/actor.h"
#include "find/bind.h"
#include "find/who.h"

int bind_noun_class(const isn_finder *f, uint32_t unit) {
  return unit != NONE ? unit_noun_class(f, &f->units[unit]) : -1;
}

bool bind_usable(const isn_act *a) { return !a->dropped || a->cause != NONE; }

/* What may be done to persons, and so counts them. */
bool bind_counts_persons(int what) {
  switch (what) {
    case ISNAD_KILLED: case ISNAD_WOUNDED: case ISNAD_KILLED_OR_WOUNDED: case ISNAD_MISSING: case ISNAD_ARRESTED: case ISNAD_ABDUCTED:
    case ISNAD_RELEASED: case ISNAD_SURRENDERED: case ISNAD_DISPLACED: case ISNAD_PARTICIPANTS: case ISNAD_HELD: case ISNAD_WHAT_OTHER:
      return true;
    default: return false;
  }
}

static bool is_person(const isn_finder *f, const isn_amount *m) {
  int class = bind_noun_class(f, m->noun);
  bool some_of = class == NC_GROUP && m->noun > m->first && unit_is(&f->units[m->noun - 1], WC_PREP); /* أربعة من الكوادر الطبية */
  return some_of || class == -1 || class == NC_PERSON || class == NC_FIGHTER || class == NC_OFFICIAL || class == NC_CASUALTY || class == NC_OTHER || m->others;
}

static bool is_material(const isn_amount *m) {
  return m->count.what == ISNAD_VEHICLES || m->count.what == ISNAD_WEAPONS_COUNT || m->count.what == ISNAD_MUNITIONS;
}

/* ---- Whose count it is ------------------------------------------------------------------------------------------------------ */

static bool overlaps(isn_phrase p, const isn_amount *m) { return p.end > p.first && p.first < m->end && m->first < p.end; }

/* «أفرج الاحتلال عن 38 أسيرة»: the victim of a verb by its preposition. */
static bool is_under_verb(const isn_finder *f, const isn_act *a, const isn_amount *m) {
  for (int i = 0; i < a->arg_count && !a->noun; i++) {
    const isn_arg *g = &a->args[i];
    if (g->prep == PREP_NONE || g->before || !overlaps(g->phrase, m)) continue;
    if (isn_lex_prep_role(f->lexicon, K_TRIGGER, a->row, TRIGGER_PREPS, g->prep) == ROLE_VICTIM) return true;
  }
  return false;
}

/* The last act that has the amount as its object or genitive, or a verb that has it as its own, not carried on, subject. */
static uint32_t owner_by_argument(const isn_finder *f, const isn_amount *m, uint32_t sent) {
  uint32_t best = NONE;
  for (uint32_t i = f->sents[sent].first_act; i < f->sents[sent].end_act; i++) {
    const isn_act *a = &f->acts[i];
    bool subject = !a->noun && overlaps(a->subject, m) && f->clause_of[m->first] == a->clause;
    if (bind_usable(a) && (overlaps(a->object, m) || subject || is_under_verb(f, a, m))) best = i;
  }
  return best;
}

static bool in_clause(const isn_finder *f, const isn_act *a, uint32_t clause) {
  return a->clause == clause || (a->operator_unit != NONE && f->clause_of[a->operator_unit] == clause);
}

/* «اتهمت الشبكة القوات بقصف المستشفى، مما أوقع قتيلين»: the last deed that the speech act of the clause tells of. */
static uint32_t deed_told(const isn_finder *f, uint32_t speech) {
  uint32_t found = speech;
  for (uint32_t i = speech + 1; i < f->sents[f->acts[speech].sent].end_act; i++) {
    const isn_act *a = &f->acts[i];
    if (!a->dropped && a->clause == f->acts[speech].clause && a->class != TC_SPEECH && (a->event == ISNAD_ASSAULT || a->event == ISNAD_ACCIDENT)) found = i;
  }
  return found;
}

/* The act that a clause is about: at its verb, carried by its verb, else its first. */
static uint32_t main_act(const isn_finder *f, uint32_t sent, uint32_t clause) {
  uint32_t first = NONE;
  for (uint32_t i = f->sents[sent].first_act; i < f->sents[sent].end_act; i++) {
    const isn_act *a = &f->acts[i];
    if (!bind_usable(a) || !in_clause(f, a, clause)) continue;
    if (a->unit == f->clauses[clause].verb || (a->operator_unit != NONE && a->operator_unit == f->clauses[clause].verb)) return i;
    if (first == NONE) first = i;
  }
  return first;
}

static bool comma_between(const isn_finder *f, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++)
    if (unit_is_mark(&f->units[i], 0x060C) && !(i + 1 < end && f->units[i + 1].type == U_TIME) && f->units[i - 1].type != U_TIME) return true;
  return false;
}

/* In the amount's own clause: the last act before it, else the verb that it stands before, else what its verb carries. */
static uint32_t owner_beside(const isn_finder *f, uint32_t u, uint32_t sent, uint32_t clause) {
  uint32_t before = NONE, behind = NONE, verb = f->clauses[clause].verb;
  for (uint32_t i = f->sents[sent].first_act; i < f->sents[sent].end_act; i++) {
    const isn_act *a = &f->acts[i];
    if (!bind_usable(a) || !in_clause(f, a, clause)) continue;
    if (a->unit <= u) before = i;
    else if (a->unit == verb || ((verb == NONE || verb > u || a->operator_unit == verb) && !comma_between(f, u, a->unit))) behind = behind == NONE || a->unit == verb ? i : behind;
  }
  if (before == NONE && (f->units[u].clitics & C_BEH)) return NONE; /* «..., بسيارتين ملغّمتين، وسط اشتباكات»: a tool of what was said before */
  return before != NONE ? before : behind;
}

/* «وأوقعت أكثر من 250 قتيلا», «ما أدى إلى ...»: a clause without an act of its own speaks of what the clause above it is about. */
static uint32_t owner_above(const isn_finder *f, uint32_t sent, uint32_t clause) {
  for (int up = 0; up < 4 && clause != NONE; up++) {
    const isn_clause *c = &f->clauses[clause];
    uint32_t found = NONE;
    if (c->link == LINK_CONTENT) return NONE; /* what is said is not what the saying is about */
    for (uint32_t i = f->sents[sent].first_act; c->link == LINK_REL && c->head != NONE && i < f->sents[sent].end_act; i++)
      if (bind_usable(&f->acts[i]) && f->acts[i].unit == c->head) found = i;
    clause = c->parent;
    if (found == NONE && clause != NONE) found = main_act(f, sent, clause);
    if (found != NONE && f->acts[found].class == TC_SPEECH && c->verb != NONE && unit_is_operator(f, &f->units[c->verb], OC_RESULT)) found = deed_told(f, found);
    if (found != NONE) return found;
  }
  return NONE;
}

/* «23 مقاتلاً تحصنوا ... قبل أن تعتقلهم», «رتل يضم 40 آلية ينسحب»: the first act behind it in a clause that hangs on its own. */
static uint32_t owner_below(const isn_finder *f, uint32_t u, uint32_t sent, uint32_t clause) {
  for (uint32_t i = f->sents[sent].first_act; i < f->sents[sent].end_act; i++) {
    const isn_act *a = &f->acts[i];
    if (!bind_usable(a) || a->unit < u) continue;
    uint32_t c = a->clause;
    for (int up = 0; up < 4 && c != NONE && c != clause; up++) c = f->clauses[c].parent;
    if (c == clause && f->chain_at[a->unit] == f->chain_at[u]) return i;
  }
  return NONE;
}

/* «انتشال جثامين تسعة من تحت أنقاض منزل دمرته غارة»: the attack that is told of behind them; NONE. */
static uint32_t attack_behind(const isn_finder *f, uint32_t act) {
  for (uint32_t i = act + 1; i < f->sents[f->acts[act].sent].end_act; i++) {
    const isn_act *a = &f->acts[i];
    if (a->dropped || a->event != ISNAD_ASSAULT || a->class == TC_TOLL) continue;
    return f->clauses[a->clause].link == LINK_REL && f->chain_at[a->unit] == f->chain_at[f->acts[act].unit] ? i : NONE;
  }
  return NONE;
}

/* «أنقذت 27 مهاجراً إثر غرق مركب، فيما 12 آخرون في عداد المفقودين»: the dead and missing are those of what they were rescued from. */
static uint32_t rescued_from(const isn_finder *f, uint32_t act) {
  uint32_t attack = attack_behind(f, act);
  if (attack != NONE) return attack;
  for (uint32_t i = act + 1; i < f->sents[f->acts[act].sent].end_act; i++) {
    const isn_act *a = &f->acts[i];
    if (!a->dropped && a->noun && (a->event == ISNAD_ACCIDENT || a->event == ISNAD_DISASTER)) return i;
  }
  for (uint32_t i = act; i-- > f->sents[f->acts[act].sent].first_act;) { /* غرق مركب ... أنقذت 31 فيما يظل 15 في عداد المفقودين */
    const isn_act *a = &f->acts[i];
    if (!a->dropped && (a->event == ISNAD_ACCIDENT || a->event == ISNAD_DISASTER)) return i;
  }
  return act;
}

/* «942 إصابة بالكوليرا»: the disease right behind those who have it; NONE. */
static uint32_t disease_behind(const isn_finder *f, const isn_amount *m, uint32_t sent) {
  for (uint32_t i = f->sents[sent].first_act; i < f->sents[sent].end_act; i++) {
    const isn_act *a = &f->acts[i];
    if (!a->dropped && a->event == ISNAD_DISASTER && a->noun && a->unit >= m->end && a->unit <= m->end + 1 && f->units[a->unit].clitics & C_BEH) return i;
  }
  return NONE;
}

static uint32_t owner_of(const isn_finder *f, const isn_amount *m) {
  uint32_t u = m->first, clause = f->clause_of[u], sent = f->clauses[clause].sent;
  uint32_t found = owner_by_argument(f, m, sent);
  if (m->definite) return found; /* «في إحدى الشقتين» */
  if (bind_noun_class(f, m->noun) == NC_MONEY && main_act(f, sent, clause) != NONE) return main_act(f, sent, clause); /* مقابل فدية */
  if (found == NONE) found = disease_behind(f, m, sent);
  if (found == NONE) found = owner_beside(f, u, sent, clause);
  if (found == NONE) found = owner_above(f, sent, clause);
  if (found != NONE && f->acts[found].class == TC_SPEECH && is_material(m)) found = NONE; /* هدد ... وتعزيزات تضم 6 دبابات وصلت */
  bool lost = m->count.what == ISNAD_MISSING || m->count.what == ISNAD_KILLED;
  if (found == NONE) {
    found = owner_below(f, u, sent, clause);
    if (found != NONE && lost && f->acts[found].class == TC_SPEECH) return NONE; /* ارتفعت الحصيلة إلى 32، داعياً إلى تحقيق */
  }
  return found != NONE && lost && f->acts[found].event == ISNAD_AID ? rescued_from(f, found) : found;
}

/* ---- What is counted ---------------------------------------------------------------------------------------------------------- */

/* What has no kind of its own counts only where goods, measures or animals are counted: no «لواءين», no bare number, no distance. */
static bool worth_counting(const isn_finder *f, const isn_amount *m) {
  switch (bind_noun_class(f, m->noun)) {
    case NC_GOODS: case NC_ANIMAL: return true;
    case NC_MEASURE: return unit_cell(f, &f->units[m->noun], K_NOUN, NOUN_WHAT) >= 0;
    default: return false;
  }
}

/* «أجبر أكثر من 100 ألف شخص على النزوح»: a toll noun under a preposition behind those counted. */
static int toll_behind(const isn_finder *f, const isn_amount *m) {
  for (uint32_t i = m->end; i < f->unit_count && f->clause_of[i] == f->clause_of[m->first]; i++) {
    const isn_unit *u = &f->units[i];
    if (u->verb || u->type == U_MARK || (u->clitics & C_WAW)) return -1;
    if (!u->of[K_TRIGGER]) continue;
    bool under = unit_prep_before(f, i, m->end) == PREP_ALA || unit_prep_before(f, i, m->end) == PREP_ILA;
    return under && unit_cell(f, u, K_TRIGGER, TRIGGER_CLASS) == TC_TOLL ? unit_cell(f, u, K_TRIGGER, TRIGGER_WHAT) : -1;
  }
  return -1;
}

/* «تعرض ثلاثة للضرب» */
static bool undergoes(const isn_finder *f, const isn_act *a) {
  return a->noun && a->operator_unit != NONE && unit_is_operator(f, &f->units[a->operator_unit], OC_UNDERGO);
}

/* Is the amount the act's object, or what its preposition makes its victim («اعتدوا بالضرب على ثلاثة»)? */
static bool is_done_to(const isn_finder *f, const isn_act *a, const isn_amount *m) {
  if (overlaps(a->object, m) || (undergoes(f, a) && overlaps(a->subject, m))) return true;
  for (int i = 0; i < a->arg_count; i++) {
    const isn_arg *g = &a->args[i];
    if (g->before || !overlaps(g->phrase, m)) continue;
    if (g->prep == PREP_NONE) return a->noun && !g->coord && g->word_class == 0; /* منع السلطات عونين من الدخول */
    int role = isn_lex_prep_role(f->lexicon, K_TRIGGER, a->row, TRIGGER_PREPS, g->prep);
    if (role == ROLE_VICTIM || role == ROLE_RECIPIENT || role == ROLE_TARGET) return true;
  }
  return false;
}

/* What an act does to persons where its trigger does not say it: a protest and a force have those who take part, who is beaten,
 * banned or expelled is counted as other. */
static int default_kind(const isn_finder *f, const isn_act *a, const isn_amount *m) {
  bool thing = a->mode == ISNAD_SEIZE && m->noun != NONE && !m->others && (bind_noun_class(f, m->noun) == NC_OTHER || bind_noun_class(f, m->noun) == -1); /* سرقوا 20 رأساً */
  if (a->event == ISNAD_COERCE && !thing && (a->mode == ISNAD_SEIZE || a->mode == ISNAD_ARREST)) return ISNAD_ARRESTED; /* ضبط 3 آخرين */
  switch (a->event) {
    case ISNAD_PROTEST: case ISNAD_MOBILIZE: case ISNAD_COOPERATE: return ISNAD_PARTICIPANTS;
    case ISNAD_COERCE: case ISNAD_SANCTION: case ISNAD_ASSAULT: case ISNAD_AID:
      return is_done_to(f, a, m) && (a->class != TC_WEAK || a->event == ISNAD_COERCE || undergoes(f, a)) ? ISNAD_WHAT_OTHER : -1;
    default: return -1;
  }
}

/* «مقتل وإصابة 12 عنصراً»: one number for both. */
static bool is_one_for_both(const isn_finder *f, const isn_act *a) {
  if (a == f->acts || !(f->units[a->unit].clitics & C_WAW)) return false;
  const isn_act *b = a - 1;
  int x = act_cell(f, a, TRIGGER_WHAT), y = act_cell(f, b, TRIGGER_WHAT);
  bool both = (x == ISNAD_WOUNDED && y == ISNAD_KILLED) || (x == ISNAD_KILLED && y == ISNAD_WOUNDED);
  if (b->noun != a->noun || b->unit + 1 != a->unit || !both) return false;
  if ((b->subject.end > b->subject.first && b->subject.first < b->unit) || (b->object.end > b->object.first && b->object.first < b->unit)) return false;
  for (uint32_t m = 0; m < f->amount_count && f->amounts[m].first < b->unit; m++)
    if (f->amounts[m].owner == (uint32_t)(b - f->acts)) return false; /* تسعة قتلوا وأصيب عشرات */
  return true;
}

/* «الطائرتان أُطلقتا»: the drones that were counted before. */
static bool is_drone_again(const isn_finder *f, const isn_amount *m) {
  if (!m->definite || m->count.what != ISNAD_VEHICLES || bind_noun_class(f, m->noun) != NC_AIRCRAFT) return false;
  for (const isn_amount *b = m; b-- > f->amounts;)
    if (bind_noun_class(f, b->noun) == NC_AIRCRAFT && b->count.min == m->count.min) return b->count.what == ISNAD_MUNITIONS;
  return false;
}

/* What a noun with a count kind of its own counts where the act gives it another one; -1. */
static int kind_by_act(const isn_finder *f, const isn_act *a, const isn_act *root, const isn_amount *m) {
  int class = bind_noun_class(f, m->noun);
  switch (m->count.what) {
    case ISNAD_TARGETS:
      if (a->event == ISNAD_AID && (overlaps(a->object, m) || (a->object.end <= a->object.first && m->first > a->unit && unit_prep_before(f, m->first, a->unit) == PREP_NONE))) return ISNAD_AID_COUNT; /* وزع، السبت، ألف خيمة */
      return root->event == ISNAD_DISASTER || root->event == ISNAD_ACCIDENT ? ISNAD_WHAT_OTHER : -1; /* 120 منزلا */
    case ISNAD_HELD: return a->event == ISNAD_PROTEST ? ISNAD_PARTICIPANTS : -1; /* ثلاثة أسرى يواصلون إضرابهم */
    case ISNAD_MUNITIONS: return class == NC_AIRCRAFT && a->event == ISNAD_COERCE ? ISNAD_WEAPONS_COUNT : -1; /* ضبط أربع مسيّرات */
    case ISNAD_VEHICLES:
      if (is_drone_again(f, m)) return ISNAD_MUNITIONS;
      return a->event == ISNAD_SANCTION && a->mode == ISNAD_DISCONTINUE ? ISNAD_TARGETS : -1; /* عقوبات على 48 سفينة */
    case ISNAD_WHAT_OTHER: return class == NC_MEASURE && a->event == ISNAD_AID && worth_counting(f, m) ? ISNAD_AID_COUNT : -1; /* 80 طناً من الذرة */
    default: return -1;
  }
}

/* What a noun without a count kind of its own counts here: the dead of a killing, those arrested; -1: what it says itself. */
static int what_of(const isn_finder *f, const isn_act *a, const isn_amount *m) {
  int what = act_cell(f, a, TRIGGER_WHAT), behind = toll_behind(f, m);
  if (a->event == ISNAD_DISASTER && m->count.what != ISNAD_KILLED && disease_behind(f, m, a->sent) == (uint32_t)(a - f->acts)) return ISNAD_WHAT_OTHER;
  if (a->event == ISNAD_SANCTION && what == ISNAD_KILLED) what = ISNAD_WHAT_OTHER; /* الإعدام لثلاثة متهمين */
  if (a->class == TC_TOLL && !a->noun && what == ISNAD_KILLED && m->count.what == ISNAD_WOUNDED && act_cell(f, a, TRIGGER_SUBJECT) != ROLE_ACTOR && (overlaps(a->object, m) || overlaps(a->subject, m))) return what; /* توفي جريحان */
  if (behind >= 0 && is_person(f, m)) return behind;
  bool done = what == ISNAD_ARRESTED || what == ISNAD_ABDUCTED || what == ISNAD_RELEASED || (a->event == ISNAD_EVENT_NONE && what == ISNAD_WHAT_OTHER);
  bool taken = (done && bind_counts_persons(m->count.what)) || (m->count.what == ISNAD_HELD && what >= 0 && bind_counts_persons(what));
  const isn_act *root = &f->acts[bind_root(f, (uint32_t)(a - f->acts))];
  int by_act = kind_by_act(f, a, root, m);
  if (by_act >= 0) return by_act;
  if (m->count.what == ISNAD_WHAT_OTHER && m->noun != NONE && unit_is(&f->units[m->noun], WC_PLACE_WORD)) return -1; /* احتجاجات في عدة مدن */
  if (m->count.what != ISNAD_WHAT_OTHER && !taken) return -1;
  const isn_clause *c = &f->clauses[a->clause];
  bool hit = overlaps(a->object, m) || (c->link == LINK_REL && c->head != NONE && f->units[c->head].of[K_TRIGGER] && overlaps(a->subject, m));
  bool group = bind_noun_class(f, m->noun) == NC_GROUP && hit && act_cell(f, a, TRIGGER_OBJECT) == ROLE_TARGET;
  if (group) return ISNAD_TARGETS; /* استهدف دوريتين */
  if (!is_person(f, m)) return -1;
  if (is_one_for_both(f, a)) return ISNAD_KILLED_OR_WOUNDED;
  bool household = m->noun != NONE && (unit_cell(f, &f->units[m->noun], K_NOUN, NOUN_FLAGS) & (NOUN_COLLECTIVE | NOUN_CIVILIAN)) == (NOUN_COLLECTIVE | NOUN_CIVILIAN);
  if (what == ISNAD_WHAT_OTHER && a->class == TC_TOLL && household) return ISNAD_DISPLACED; /* فرار 1200 أسرة */
  if (what < 0) what = default_kind(f, a, m);
  if (what == ISNAD_STRIKES && (m->noun == NONE || !f->units[m->noun].of[K_TRIGGER])) return -1; /* غارة على مبنى من ثلاث طبقات */
  return bind_counts_persons(what) || m->noun == NONE || bind_noun_class(f, m->noun) == -1 ? what : -1;
}

/* ---- Giving ---------------------------------------------------------------------------------------------------------------------- */

/* Damage beside the dead («أضرار بعدد من السيارات») has no count, nor has what fighters fight with. */
static bool is_beside(const isn_finder *f, const isn_act *a, const isn_amount *m) {
  if (m->count.bound == ISNAD_SOME && !is_person(f, m) && a->class == TC_TOLL) return true;
  if (m->count.what == ISNAD_MISSING && a->event == ISNAD_AID) return true; /* أنقذت ... وتبحث عن ثمانية مفقودين */
  return m->count.what == ISNAD_TARGETS && a->class == TC_MUTUAL;
}

/* A running total beside a count of the same kind is of another, longer span of time. */
static bool is_other_total(const isn_finder *f, const isn_act *root, const isn_amount *m) {
  for (int i = 0; m->count.total && i < root->amount_count; i++)
    if (f->amounts[root->amounts[i]].count.what == m->count.what && !f->amounts[root->amounts[i]].count.total) return true;
  return false;
}

/* «اعتقلت المتهمين الثلاثة»: the number that the act was told with before. */
static bool is_said_again(const isn_finder *f, uint32_t act, const isn_amount *m) {
  const isn_act *root = &f->acts[bind_root(f, act)];
  for (int i = 0; f->acts[act].dropped && f->acts[act].refers != NONE && i < root->amount_count; i++) {
    const isnad_count *c = &f->amounts[root->amounts[i]].count;
    if (c->what == m->count.what && c->min == m->count.min && c->max == m->count.max) return true;
  }
  return false;
}

void bind_give(isn_finder *f, uint32_t act, uint32_t amount, int what) {
  isn_act *a = &f->acts[bind_root(f, act)];
  isn_amount *m = &f->amounts[amount];
  if (a->amount_count >= AMOUNT_MAX || is_beside(f, &f->acts[act], m) || is_other_total(f, a, m)) return;
  for (int i = 0; i < a->amount_count; i++)
    if (a->amounts[i] == amount) return;
  if (what >= 0) m->count.what = (isnad_what)what;
  if (is_said_again(f, act, m)) return;
  if (m->count.what == ISNAD_WHAT_OTHER && what != ISNAD_WHAT_OTHER && !worth_counting(f, m)) return;
  m->owner = act;
  a->amounts[a->amount_count++] = amount;
}

/* The amount that a part is part of: the last whole before it in its sentence. */
static uint32_t whole_of(const isn_finder *f, uint32_t m) {
  uint32_t sent = f->clauses[f->clause_of[f->amounts[m].first]].sent;
  for (uint32_t i = m; i-- > 0 && f->clauses[f->clause_of[f->amounts[i].first]].sent == sent;)
    if (!f->amounts[i].subset) return i;
  return NONE;
}

/* «أصيب ثلاثة، اثنان منهم في حالة حرجة»: behind a comma, with nothing done between, those are among these. */
static bool is_among(const isn_finder *f, uint32_t m) {
  const isn_amount *a = &f->amounts[m], *before = m ? &f->amounts[m - 1] : NULL;
  if (before == NULL || before->owner == NONE || f->clause_of[before->first] != f->clause_of[a->first]) return false;
  if (a->end >= f->unit_count || !unit_is(&f->units[a->end], WC_SUBSET) || !is_person(f, a) || !bind_counts_persons(before->count.what)) return false;
  bool comma = false;
  for (uint32_t i = before->end; i < a->first; i++) {
    if (f->units[i].verb || f->units[i].of[K_TRIGGER]) return false;
    comma |= unit_is_mark(&f->units[i], 0x060C);
  }
  return comma;
}

static void bind_part(isn_finder *f, uint32_t m, uint32_t whole) {
  isn_amount *part = &f->amounts[m];
  if (f->amounts[whole].owner == NONE) return;
  part->count.subset = true;
  part->count.of = f->amounts[whole].count.what;
  bind_give(f, f->amounts[whole].owner, m, (int)part->count.of);
}

/* «11 قتيلاً من الدورية وسبعة من الأسايش»: joined by و, no act between: more of the same. */
static bool bind_joined(isn_finder *f, uint32_t m) {
  const isn_amount *a = &f->amounts[m];
  if (m == 0 || !(f->units[a->first].clitics & C_WAW) || a->count.what != ISNAD_WHAT_OTHER || !is_person(f, a)) return false;
  const isn_amount *before = &f->amounts[m - 1];
  if (before->owner == NONE || before->subset || f->clause_of[before->first] != f->clause_of[a->first] || !bind_counts_persons(before->count.what)) return false;
  if (bind_noun_class(f, before->noun) == NC_CASUALTY && bind_noun_class(f, a->noun) == NC_PERSON) return false; /* آلاف القتلى وملايين النازحين */
  for (uint32_t i = before->end; i < a->first; i++)
    if (f->units[i].of[K_TRIGGER] || f->units[i].verb || f->units[i].type == U_MARK) return false;
  bind_give(f, before->owner, m, (int)before->count.what);
  return true;
}

static bool is_joined_on(const isn_finder *f, uint32_t unit) {
  return (f->units[unit].clitics & C_WAW) || (unit > 0 && unit_is(&f->units[unit - 1], WC_CONJ));
}

/* Those who do harm are not counted as harmed: «اغتال مسلحان ناشطاً». */
static bool is_doer(const isn_finder *f, const isn_act *a, const isn_amount *m) {
  int what = act_cell(f, a, TRIGGER_WHAT);
  if (a->noun) /* أقدم مسلحان على اغتيال */
    return a->operator_unit != NONE && a->class != TC_TOLL && f->units[a->operator_unit].verb && overlaps(a->subject, m) && m->first < a->unit &&
           what >= 0 && bind_counts_persons(what) && what != ISNAD_PARTICIPANTS;
  if (a->object.end <= a->object.first || is_joined_on(f, a->object.first)) return false; /* 17 عنصراً قتلوا، و6 من فصيل آخر */
  for (uint32_t i = m->end; i < a->object.first; i++)
    if (f->units[i].of[K_TRIGGER] && !f->units[i].of[K_NOUN]) return false; /* قتل 8 مسلحين واعتقال 3: the object of another act */
  if (m->noun != NONE && (unit_cell(f, &f->units[m->noun], K_NOUN, NOUN_FLAGS) & NOUN_CIVILIAN)) return false; /* قتل تسعة مدنيين */
  return overlaps(a->subject, m) && !overlaps(a->object, m) && act_cell(f, a, TRIGGER_SUBJECT) == ROLE_ACTOR && what >= 0 &&
         bind_counts_persons(what) && what != ISNAD_PARTICIPANTS;
}

/* «مسلحون على متن زورقين أطلقوا النار»: what those who act come in, no part of what they did. */
static bool carries_doer(const isn_finder *f, const isn_act *a, const isn_amount *m) {
  return m->count.what == ISNAD_VEHICLES && m->first > 0 && m->first < a->unit && unit_value(f, &f->units[m->first - 1], WC_FUNCTION) == 6;
}

/* What the words between the updating verb, its own ones included, and a bare number count: «ارتفع عدد قتلى الزلزال إلى 1200». */
static int kind_of_total(const isn_finder *f, uint32_t op, uint32_t end) {
  for (uint32_t t = f->units[op].first; t < f->units[end].first; t++) {
    isn_reading readings[8];
    size_t n = isn_lex_readings(f->lexicon, f->tokens.at, t + 1, t, readings, 8);
    for (size_t i = 0; i < n; i++) {
      if (readings[i].entry->kind != K_NOUN) continue;
      int what = isn_lex_number(f->lexicon, K_NOUN, readings[i].entry->row, NOUN_WHAT);
      if (isn_lex_number(f->lexicon, K_NOUN, readings[i].entry->row, NOUN_CLASS) == NC_CASUALTY) return what;
    }
  }
  return -1;
}

/* «ارتفعت الحصيلة إلى 15» is a total; «بعد أن كانت 12» is an earlier one and none. */
static bool is_superseded(isn_finder *f, isn_amount *m) {
  uint32_t first = f->sents[f->clauses[f->clause_of[m->first]].sent].first;
  for (uint32_t i = m->first; i > first && i + 12 > m->first;) {
    const isn_unit *u = &f->units[--i];
    if (unit_is_operator(f, u, OC_TOLL_UPDATE)) {
      m->count.total = true;
      int what = m->noun == NONE || m->count.what == ISNAD_WHAT_OTHER ? kind_of_total(f, i, m->first) : -1;
      if (what < 0 && m->noun == NONE && u->verb && f->clauses[f->clause_of[i]].first < i) what = kind_of_total(f, f->clauses[f->clause_of[i]].first, i); /* حصيلة قتلى الغارة بلغت خمسة */
      if (what >= 0) m->count.what = (isnad_what)what;
      return unit_cell(f, u, K_OPERATOR, OPERATOR_SUBJECT) == ROLE_FROM;
    }
    if (f->amount_at[i] != NONE && f->amounts[f->amount_at[i]].end <= m->first && !f->amounts[f->amount_at[i]].count.total) return false;
  }
  return false;
}

/* «سبع غارات، استهدفت أربع منها المطار»: some of the things counted right before. -1: no. */
static int kind_of_some(const isn_finder *f, uint32_t m) {
  const isn_amount *a = &f->amounts[m], *before = m ? &f->amounts[m - 1] : NULL;
  if (before == NULL || a->noun != NONE || a->end >= f->unit_count || unit_value(f, &f->units[a->end], WC_SUBSET) != 2) return -1;
  if (f->clauses[f->clause_of[before->first]].sent != f->clauses[f->clause_of[a->first]].sent || before->owner == NONE) return -1;
  bool things = before->count.what == ISNAD_STRIKES || is_material(before);
  return things && a->count.min < before->count.min ? (int)before->count.what : -1;
}

/* «عبوتين زنة كل منهما 40 كيلوغراماً»: what they weigh, no count. */
static bool is_weight(const isn_finder *f, const isn_amount *m) {
  if (bind_noun_class(f, m->noun) != NC_MEASURE) return false;
  for (uint32_t i = m->first; i > 0 && i + 4 > m->first && f->clause_of[i - 1] == f->clause_of[m->first];) {
    i--;
    if (f->units[i].type == U_MARK || f->units[i].verb) return false;
    if (bind_noun_class(f, i) == NC_MEASURE && f->amount_at[i] == NONE) return true;
  }
  return false;
}

/* «راعيين من البلدة خطفتهما قوة», «عن الإعلامي بعد ثلاثة أيام من خطفه»: the amount of the one whom the pronoun means. */
static uint32_t amount_of_hit(const isn_finder *f, const isn_act *a) {
  if (a->recipient_count != 1 || a->recipients[0].phrase.end <= a->recipients[0].phrase.first || a->recipients[0].phrase.first >= a->unit) return NONE;
  uint32_t m = f->amount_at[a->recipients[0].phrase.first];
  return m != NONE && a->noun && f->amounts[m].count.max != 1 ? NONE : m;
}

/* «الإفراج عن 137 تلميذاً كان مسلحون قد خطفوهم»: those counted whom a verb with their pronoun tells of are as many there. */
static void count_described(isn_finder *f, uint32_t i, size_t *cap) {
  const isn_act *a = &f->acts[i];
  const isn_clause *c = &f->clauses[a->clause];
  int what = act_cell(f, a, TRIGGER_WHAT);
  if (a->dropped || a->amount_count || !f->units[a->unit].pronoun || what < 0) return;
  if (what != ISNAD_ABDUCTED && what != ISNAD_ARRESTED && what != ISNAD_KILLED && what != ISNAD_RELEASED) return;
  bool described = !a->noun && c->link == LINK_REL && c->head != NONE;
  uint32_t m = described ? f->amount_at[c->head] : NONE;
  if (m == NONE || f->amounts[m].noun != c->head) m = described || a->noun ? amount_of_hit(f, a) : NONE;
  if (m == NONE || f->amounts[m].owner == NONE || !is_person(f, &f->amounts[m])) return;
  isn_arena_grow(f->arena, &f->amounts, f->amount_count, cap, sizeof *f->amounts);
  f->amounts[f->amount_count] = f->amounts[m];
  f->amounts[f->amount_count].owner = NONE;
  bind_give(f, i, f->amount_count++, what);
}

/* `speaks`: those counted are a source («مصدران أمنيان»), of whom none is hit; a crowd that speaks has come together («تظاهر العشرات مطالبين»). */
static void bind_amount(isn_finder *f, uint32_t m, bool speaks) {
  if (is_weight(f, &f->amounts[m])) return;
  int again = kind_of_some(f, m);
  if (again >= 0) f->amounts[m].count.what = (isnad_what)again, f->amounts[m].count.subset = true, f->amounts[m].count.of = (isnad_what)again;
  uint32_t whole = f->amounts[m].subset ? whole_of(f, m) : NONE;
  if (whole != NONE && is_person(f, &f->amounts[m])) {
    bind_part(f, m, whole);
    return;
  }
  if (is_among(f, m)) {
    bind_part(f, m, m - 1);
    return;
  }
  if (is_superseded(f, &f->amounts[m]) || bind_joined(f, m)) return;
  uint32_t owner = owner_of(f, &f->amounts[m]);
  if (owner == NONE || (speaks && f->acts[owner].event != ISNAD_PROTEST) || is_doer(f, &f->acts[owner], &f->amounts[m]) || carries_doer(f, &f->acts[owner], &f->amounts[m])) return;
  bind_give(f, owner, m, what_of(f, &f->acts[owner], &f->amounts[m]));
}

/* ---- Who was counted ---------------------------------------------------------------------------------------------------- */

/* Who is counted was hit, where nobody else is named: «ثمانية قتلى من المدنيين», «15 شخصاً بينهم ثلاث نساء» (a part named by age or sex
 * makes the whole civilians). */
static void hit_by_counts(isn_finder *f, isn_act *a) {
  if (a->dropped || a->recipient_count || a->class == TC_MUTUAL) return;
  for (int i = 0; i < a->amount_count && a->recipient_count == 0; i++) {
    const isn_amount *m = &f->amounts[a->amounts[i]];
    isnad_what what = m->count.what;
    if (m->noun == NONE || (what != ISNAD_KILLED && what != ISNAD_WOUNDED && what != ISNAD_ABDUCTED && what != ISNAD_ARRESTED)) continue;
    uint32_t end = f->sents[a->sent].end, noun = m->noun;
    const isn_unit *u = &f->units[noun];
    bool casualty = unit_noun_class(f, u) == NC_CASUALTY;
    if (casualty && noun + 2 < end && unit_is(&f->units[noun + 1], WC_PREP) && unit_value(f, &f->units[noun + 1], WC_PREP) == PREP_MIN) noun += 2;
    else if (casualty) continue;
    isn_party party;
    if (party_make(f, find_phrase(f, noun, end), true, &party, 1) && (party.row != NONE || party.civilian)) a->recipients[a->recipient_count++] = party;
  }
}

/* «خرج المئات في تظاهرة»: those who are only counted are the country's protesters, or its civilians where it has no such actor. */
static void protest_by_counts(isn_finder *f, isn_act *a) {
  if (a->dropped || a->event != ISNAD_PROTEST || a->actor_count || f->country == NONE) return;
  for (int i = 0; i < a->amount_count; i++) {
    const isn_amount *m = &f->amounts[a->amounts[i]];
    if (m->count.what != ISNAD_PARTICIPANTS) continue;
    isnad_str id = isn_lex_text(f->lexicon, K_NATION, f->country, NATION_CIVILIANS);
    uint32_t row = isn_lex_by_id(f->lexicon, K_ACTOR, id);
    for (uint32_t r = 0, n = (uint32_t)isn_lex_rows(f->lexicon, K_ACTOR); r < n; r++)
      if (isn_lex_same(f->lexicon, K_ACTOR, r, ACTOR_COUNTRY, K_NATION, f->country, NATION_COUNTRY) &&
          isn_str_same(isn_lex_text(f->lexicon, K_ACTOR, r, ACTOR_TYPE), ISN_LIT("protesters")) && who_existed(f, r))
        row = r;
    if (row == UINT32_MAX) return;
    isn_party *p = &a->actors[a->actor_count++];
    *p = (isn_party){.row = row, .civilian = true};
    p->name = (isnad_name){.text = m->count.text, .span = m->count.span, .id = isn_lex_text(f->lexicon, K_ACTOR, row, ACTOR_ID),
                           .name = isn_lex_text(f->lexicon, K_ACTOR, row, ACTOR_NAME_EN)};
    return;
  }
}

void bind_counts(isn_finder *f) {
  isn_source_words sources = bind_source_words(f);
  for (uint32_t m = 0, n = f->amount_count; m < n; m++) bind_amount(f, m, bind_in_source(&sources, f->amounts[m].count.span));
  bind_ones(f);
  size_t cap = f->amount_count;
  for (uint32_t i = 0; i < f->act_count; i++) {
    count_described(f, i, &cap);
    hit_by_counts(f, &f->acts[i]);
    protest_by_counts(f, &f->acts[i]);
  }
}
