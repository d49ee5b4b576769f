/* motion: what comes, goes or is brought. «دخلت شاحنات محملة بالأغذية» is relief and no troops, «وصل الوزير إلى دمشق» a visit, «أخلت
 * الشرطة 320 عائلة» help, «دخلت الأزمة شهرها الثالث» nothing; and who sent the relief gives it. */
#include <string.h>

#include "find/sense.h"
#include "find/who.h"

enum mover { MOVES_UNSAID, MOVES_FORCE, MOVES_GOODS, MOVES_ENVOY, MOVES_PEOPLE, MOVES_NOTHING };

/* Is there relief among the units: «محملة بالسلل الغذائية», «قافلة مساعدات»? */
static bool holds_relief(const isn_finder *f, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++) {
    const isn_unit *u = &f->units[i];
    if (u->of[K_NOUN] && unit_cell(f, u, K_NOUN, NOUN_WHAT) == ISNAD_AID_COUNT) return true;
    if (i > first && noun_class_of(f, i) == NC_GOODS && noun_class_of(f, i - 1) == NC_VEHICLE) return true; /* شاحنات طحين */
    if (u->of[K_TRIGGER] && !u->verb && unit_cell(f, u, K_TRIGGER, TRIGGER_EVENT) == ISNAD_AID) return true;
  }
  return false;
}

/* What stands with the phrase: the phrase itself and, before its verb, all up to it («أربع شاحنات محملة بالأغذية دخلت»). */
static uint32_t reach_of(const isn_act *a, isn_phrase p) {
  if (p.first < a->unit) return a->unit;
  return p.end + 3;
}

/* «وزير الخارجية المصري», «وفد حماس» are one name of a body each, and their first word an office or those it sends. */
static bool opens_with_office(const isn_finder *f, const isn_unit *u) {
  isn_reading readings[12];
  if (u->type != U_WORD || u->end - u->first < 2) return false;
  size_t n = isn_lex_readings(f->lexicon, f->tokens.at, u->first + 1, u->first, readings, 12);
  for (size_t i = 0; i < n; i++) {
    const isn_entry *e = readings[i].entry;
    if (e->kind == K_WORD && e->word_class == WC_ROLE_WORD) return true;
    if (e->kind == K_NOUN && isn_lex_number(f->lexicon, K_NOUN, e->row, NOUN_CLASS) == NC_OFFICIAL) return true; /* وفد حماس */
  }
  return false;
}

static enum mover mover_of(const isn_finder *f, const isn_act *a, isn_phrase p) {
  if (p.end <= p.first) return MOVES_UNSAID;
  uint32_t end = reach_of(a, p), last = f->sents[a->sent].end;
  if (holds_relief(f, p.first, end < last ? end : last)) return MOVES_GOODS;
  int class = noun_class_of(f, p.head);
  if (class == NC_PERSON || class == NC_CASUALTY) return MOVES_PEOPLE;
  if (class == NC_MUNITION || class == NC_EXPLOSIVE) return MOVES_NOTHING; /* صاروخ لم يصل هدفه */
  const isn_unit *head = &f->units[p.head];
  if (unit_is(head, WC_REFER) || head->pronoun) return MOVES_UNSAID;
  if (class == NC_OFFICIAL || unit_is(head, WC_ROLE_WORD) || unit_is(head, WC_PERSON_NAME) || unit_is(head, WC_TITLE) || opens_with_office(f, head)) return MOVES_ENVOY;
  bool named = !head->of[K_PLACE] && f->spot_at[p.head] == NONE && !unit_first_noun(f, head, 1u << NC_GROUP | 1u << NC_FIGHTER);
  if (named && who_is_government(f, party_actor(f, head))) return MOVES_ENVOY; /* سامح شكري, no «القوات الفرنسية» */
  if (party_is_force(f, p) || party_is_machine(f, p) || party_can_act(f, p)) return MOVES_FORCE;
  for (uint32_t i = p.first; i < p.end; i++)
    if (f->units[i].type == U_NUMBER || f->spot_at[i] != NONE || unit_is(&f->units[i], WC_VAGUE)) return MOVES_UNSAID;
  return head->known ? MOVES_NOTHING : MOVES_UNSAID;
}

/* دخل، وصل، توجه، متوجهاً. */
void sense_of_entry(const isn_finder *f, isn_act *a) {
  isn_phrase who = a->noun && f->clauses[a->clause].verb != a->unit ? sense_genitive(f, a) : a->subject;
  const isn_act *before = a > f->acts ? a - 1 : NULL;
  bool kept_out = before && before->sent == a->sent && before->event == ISNAD_COERCE && a->noun && unit_prep_before(f, a->unit, f->sents[a->sent].first) == PREP_MIN;
  if (kept_out) { /* منع عونين من دخول أراضيها */
    drop(a, "prevented");
    return;
  }
  switch (mover_of(f, a, who)) {
    case MOVES_GOODS: turn(a, ISNAD_AID, ISNAD_MODE_NONE); break;
    case MOVES_ENVOY: if (a->to != NONE || !a->noun) turn(a, ISNAD_CONSULT, ISNAD_VISIT); break;
    case MOVES_PEOPLE: case MOVES_NOTHING: drop(a, "no force"); break;
    case MOVES_FORCE: break;
    case MOVES_UNSAID:
      if (!a->noun && who.end > who.first && a->actor_count == 0) drop(a, "no force");
      else if (a->noun && (f->units[a->unit].clitics & C_AL || f->units[a->unit].pronoun) && a->actor_count == 0) drop(a, "no force"); /* تأخرت سيارات الإسعاف في الوصول */
      break;
  }
}

/* «غادرت حاملة الطائرات بحر الصين متجهة إلى الشرق الأوسط»: a ship or aircraft that is on its way to another place is moved, not taken back. */
static bool heads_elsewhere(const isn_finder *f, const isn_act *a, isn_phrase who) {
  if (a->to == NONE || who.end <= who.first) return false;
  const isn_unit *u = &f->units[who.head];
  int class = noun_class_of(f, who.head);
  if (class == NC_SHIP || class == NC_AIRCRAFT) return a->to != a->from;
  isn_reading readings[12]; /* «حاملة الطائرات الأمريكية»: a name that opens with the word */
  size_t n = u->type == U_WORD && u->end - u->first > 1 ? isn_lex_readings(f->lexicon, f->tokens.at, u->end - 1, u->first, readings, 12) : 0;
  for (size_t i = 0; i < n; i++) {
    int opens = readings[i].entry->kind == K_NOUN ? isn_lex_number(f->lexicon, K_NOUN, readings[i].entry->row, NOUN_CLASS) : -1;
    if (opens == NC_SHIP || opens == NC_AIRCRAFT) return a->to != a->from;
  }
  return false;
}

/* أخلى، أخرج، غادر: who is brought to safety is helped; people who leave by themselves are no event. */
void sense_of_exit(const isn_finder *f, isn_act *a) {
  isn_phrase whom = a->noun ? sense_genitive(f, a) : a->object;
  bool people = whom.end > whom.first && noun_class_of(f, whom.head) == NC_PERSON;
  int object = act_cell(f, a, TRIGGER_OBJECT);
  if (people && (object == ROLE_PLACE || object == ROLE_RECIPIENT)) {
    turn(a, ISNAD_AID, ISNAD_MODE_NONE);
    if (a->recipient_count == 0) a->recipient_count = (uint8_t)party_make(f, whom, true, a->recipients, PARTY_MAX);
  } else if (object != ROLE_RECIPIENT && object != ROLE_PLACE && object != ROLE_COUNT) {
    isn_phrase leaves = a->noun ? sense_genitive(f, a) : a->subject;
    enum mover who = mover_of(f, a, leaves);
    if (heads_elsewhere(f, a, leaves)) turn(a, ISNAD_MOBILIZE, ISNAD_TROOPS);
    else if (who == MOVES_PEOPLE || who == MOVES_NOTHING || who == MOVES_ENVOY) drop(a, "no force"); /* غادر الوفد القاهرة */
  }
}

/* «نفت دخول 120 شاحنة مساعدات أمس»: an arrival with a number and a day of its own is told as one. */
static bool is_counted_arrival(const isn_finder *f, const isn_act *a) {
  const isn_entry *e = f->units[a->unit].of[K_TRIGGER];
  if (e == NULL || !(e->morph & M_MASDAR) || a->unit + 1 >= f->unit_count || f->amount_at[a->unit + 1] == NONE) return false;
  for (uint32_t i = a->unit + 2; i < f->clauses[a->clause].end; i++) {
    if (f->units[i].verb || f->units[i].type == U_MARK) return false;
    if (f->units[i].type == U_TIME) return true;
  }
  return false;
}

/* «وصول قافلة», «قصف القافلة»: relief that another act brings is that act's, and relief without one who gives, takes or brings it is a thing. */
void sense_of_relief(const isn_finder *f, isn_act *a) {
  if (act_cell(f, a, TRIGGER_WHAT) == ISNAD_MISSING) { /* البحث عن ثمانية مفقودين: and no suspects, and no work */
    uint32_t at = (a->part != NONE ? a->part : a->unit) + 1;
    isn_phrase whom = at < f->sents[a->sent].end ? find_phrase(f, at, f->sents[a->sent].end) : (isn_phrase){0};
    if (whom.end <= whom.first || noun_class_of(f, whom.head) != NC_CASUALTY) drop(a, "another search");
    return;
  }
  if (!a->noun) return;
  for (uint32_t i = (uint32_t)(a - f->acts); i-- > 0 && f->acts[i].sent == a->sent && f->acts[i].unit + 6 > a->unit;)
    if (!f->acts[i].dropped && f->acts[i].event == ISNAD_AID) {
      drop(a, "brought");
      return;
    }
  const isn_unit *before = a->unit > f->sents[a->sent].first ? &f->units[a->unit - 1] : NULL;
  if (before && before->noun && !before->definite && f->units[a->unit].clitics == C_AL && noun_class_of(f, a->unit - 1) == NC_GOODS) { /* مواد الإيواء */
    drop(a, "a thing");
    return;
  }
  if (is_counted_arrival(f, a)) return;
  bool gives = a->operator_unit != NONE || a->actor_count || a->recipient_count;
  if (!gives && (a->class == TC_WEAK || !sense_alone(f, a))) drop(a, "a thing");
}

/* «شاحنات محملة بالأغذية أرسلها الهلال الأحمر»: who sent the aid gives it; the sending is no event of its own. */
static void take_sender(isn_finder *f, uint32_t i) {
  isn_act *a = &f->acts[i], *b = i + 1 < f->act_count ? a + 1 : NULL;
  bool sent = b && b->sent == a->sent && !b->dropped && !b->noun && b->event == ISNAD_MOBILIZE && b->actor_count && f->units[b->unit].pronoun;
  if (!sent || f->clauses[b->clause].link != LINK_REL) return;
  if (a->actor_count == 0) memcpy(a->actors, b->actors, sizeof a->actors), a->actor_count = b->actor_count;
  drop(b, "sends the aid");
}

/* «طائرتان قطريتان محملتان بمعدات»: what carries the aid of a state is no force of its. */
static void state_gives(const isn_finder *f, isn_act *a) {
  for (int i = 0; i < a->actor_count; i++) {
    isn_party *p = &a->actors[i];
    int class = p->phrase.end > p->phrase.first ? noun_class_of(f, p->phrase.head) : -1;
    for (uint32_t u = p->phrase.first; (class == NC_AIRCRAFT || class == NC_VEHICLE || class == NC_SHIP) && u < p->phrase.end; u++)
      if (f->units[u].of[K_NATION]) party_government(f, isn_lex_text(f->lexicon, K_NATION, f->units[u].of[K_NATION]->row, NATION_COUNTRY), p->phrase, p);
  }
}

void sense_of_giver(isn_finder *f, uint32_t act) {
  take_sender(f, act);
  state_gives(f, &f->acts[act]);
}
