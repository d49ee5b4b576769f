/* role: a phrase gets its role in an act: «قصف الجيش البلدة»: actor the army, place the town. Nobody hits himself, an officer is of the
 * force named beside him, and pronouns («فرقتهم», «أربعة منهم») mean those of the acts before. */
#include "find/role.h"

#include "find/actor.h"
#include "find/subject.h"

void role_add(isn_party *list, uint8_t *count, const isn_party *parties, size_t n) {
  for (size_t i = 0; i < n && *count < PARTY_MAX; i++) {
    bool known = false;
    for (uint8_t k = 0; k < *count; k++)
      known |= parties[i].row != NONE ? list[k].row == parties[i].row : isn_str_same(list[k].name.text, parties[i].name.text);
    if (!known) list[(*count)++] = parties[i];
  }
}

/* «ضابط وثلاثة من منتسبي الشرطة الاتحادية»: the officer is of the force named beside him. */
static void add_with_rank(isn_act *a, const isn_party *party) {
  for (int i = 0; i < a->recipient_count; i++) {
    isn_party *r = &a->recipients[i];
    if (party->by_rank && r->row != NONE && !r->civilian) return;
    if (r->by_rank && party->row != NONE && !party->civilian) {
      *r = *party;
      return;
    }
  }
  role_add(a->recipients, &a->recipient_count, party, 1);
}

/* «منزلاً لعائلة المقادمة», «مركبتين للمواطن»: whose the thing is that is hit comes in its place. */
static bool take_owner(isn_act *a, const isn_party *owner, isn_phrase p) {
  isn_party *last = a->recipient_count ? &a->recipients[a->recipient_count - 1] : NULL;
  if (last == NULL || !last->thing || last->phrase.end != p.first || (owner->row == NONE && !owner->civilian)) return false;
  *last = *owner;
  return true;
}

/* Adds those hit. Nobody hits himself: in «استهدفت مسيّرة تابعة للجيش بلدة» the army is whose drone it was. */
static void add_hit(isn_act *a, const isn_party *parties, size_t n) {
  for (size_t i = 0; i < n; i++) {
    bool doer = false;
    isnad_span span = parties[i].name.span; /* «قاعدة للجيش»: both in one name */
    for (int k = 0; k < a->recipient_count; k++) doer |= a->recipients[k].name.span.start < span.start && span.end <= a->recipients[k].name.span.end;
    for (int k = 0; k < a->actor_count; k++) doer |= parties[i].row != NONE && a->actors[k].row == parties[i].row && !parties[i].civilian;
    if (!doer) add_with_rank(a, &parties[i]);
  }
}

static uint32_t spot_of(const isn_finder *f, isn_phrase p) {
  for (uint32_t i = p.first; i < p.end; i++)
    if (f->spot_at[i] != NONE) return f->spot_at[i];
  return NONE;
}

static bool names_event(const isn_finder *f, isn_phrase p) {
  const isn_unit *head = &f->units[p.head];
  int class = head->of[K_NOUN] ? unit_cell(f, head, K_NOUN, NOUN_CLASS) : NC_EVENT;
  return head->of[K_TRIGGER] && head->of[K_TRIGGER]->morph & (M_MASDAR | M_NOUN) && (class == NC_EVENT || class == NC_OTHER);
}

/* «لاحق المهاجمين وقتل اثنين منهم»: the people named last before them, not those who do it. */
static bool role_people_before(frame *fr, isn_phrase some) {
  const isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  for (uint32_t i = some.first; i-- > 0 && i + 40 > some.first;) {
    const isn_unit *u = &f->units[i];
    bool subject = a->subject.first <= i && i < a->subject.end;
    if (u->type != U_WORD || !u->noun || u->verb || subject || unit_is(u, WC_SUBSET)) continue;
    int class = unit_noun_class(f, u);
    const isn_entry *e = u->of[K_TRIGGER] ? u->of[K_TRIGGER] : u->of[K_NOUN];
    bool participant = u->of[K_TRIGGER] && u->clitics & C_AL && e->morph & (M_ACT_PART | M_PASS_PART) && !(e->morph & (M_MASDAR | M_NOUN));
    bool people = participant || class == NC_PERSON || class == NC_FIGHTER || class == NC_CASUALTY;
    if (!people || !(e->morph & M_PLUR || f->amount_at[i] != NONE)) continue; /* ثلاثين عسكرياً */
    isn_party party;
    if (party_make(f, find_phrase(f, i, some.first), true, &party, 1) != 1) return false;
    role_add(fr->a->recipients, &fr->a->recipient_count, &party, 1);
    return true;
  }
  return false;
}

/* «اعتقلت أربعة منهم», «ضبط 3 آخرين»: some of those named before, or more of them. */
static bool is_some_of_them(const isn_finder *f, const isn_act *a, isn_phrase p) {
  if (a->class != TC_TOLL && p.end - p.first <= 2 && unit_is(&f->units[p.end - 1], WC_OTHERS)) return true;
  if (a->class != TC_TOLL && p.end - p.first == 1 && unit_is(&f->units[p.first], WC_NUM_ORDINAL) && !f->units[p.first].definite) return true; /* واعتقل ثالثاً */
  const isn_unit *next = p.end < f->unit_count ? &f->units[p.end] : NULL;
  return f->units[p.head].type == U_NUMBER && next && next->type == U_WORD && unit_is(next, WC_SUBSET) && unit_value(f, next, WC_SUBSET) == 2;
}

/* «تطرد دبلوماسيين روسيين», «تستدعي السفير الإسرائيلي»: what is done to envoys is done to their government. */
static size_t envoys_of(const frame *fr, isn_phrase p, isn_party *parties, size_t n) {
  const isn_act *a = fr->a;
  const isn_unit *trigger = &fr->f->units[a->unit], *head = &fr->f->units[p.head];
  bool diplomatic = (a->event == ISNAD_SANCTION || a->event == ISNAD_ACCUSE) && trigger->end - trigger->first > 1 && p.first == a->unit + 1;
  if (diplomatic && head->of[K_NATION] && party_government(fr->f, isn_lex_text(fr->f->lexicon, K_NATION, head->of[K_NATION]->row, NATION_COUNTRY), p, parties)) return 1;
  return n;
}

/* «يزور مستشار الأمن القومي»: who travels and meets for a state that is not named is of the report's. */
static void office_of_country(const isn_finder *f, isn_phrase p, isn_party *party) {
  const isn_unit *head = &f->units[p.head];
  bool official = unit_is(head, WC_ROLE_WORD) && unit_value(f, head, WC_ROLE_WORD) == ISNAD_SOURCE_STATE;
  for (uint32_t i = p.first; official && i < p.end; i++) official = !f->units[i].of[K_PLACE] && !f->units[i].of[K_NATION] && !f->units[i].of[K_ACTOR];
  if (official) party_of_country(f, p, NATION_GOVERNMENT, party);
}

static bool is_country(const isn_finder *f, isn_phrase p) {
  uint32_t spot = f->spot_at[p.first];
  if (spot == NONE || p.end - p.first != 1 || f->spots[spot].row == NONE) return false;
  return isn_str_same(isn_lex_text(f->lexicon, K_PLACE, f->spots[spot].row, PLACE_KIND), ISN_LIT("country"));
}

/* «وقع العراق وتركيا اتفاقاً»: in what states do to each other a country's name is its government. */
static bool state_by_name(const isn_finder *f, const isn_act *a, isn_phrase p, int role, isn_party *party) {
  if (!is_country(f, p) || (role != ROLE_ACTOR && role != ROLE_BOTH && role != ROLE_RECIPIENT)) return false;
  switch (a->event) {
    case ISNAD_AGREE: case ISNAD_CONSULT: case ISNAD_SUPPORT: case ISNAD_CONCEDE: case ISNAD_COOPERATE: case ISNAD_REQUEST: case ISNAD_ACCUSE:
    case ISNAD_REJECT: case ISNAD_THREATEN: case ISNAD_SANCTION: case ISNAD_RETREAT:
      return party_government(f, isn_lex_text(f->lexicon, K_PLACE, f->spots[f->spot_at[p.first]].row, PLACE_COUNTRY), p, party);
    default: return false;
  }
}

/* «أغلق محتجون مقر حزب البعث»: whose the place is that is closed is hit. */
static void take_place(frame *fr, isn_phrase p, uint32_t spot) {
  isn_act *a = fr->a;
  isn_party owner;
  if (spot != NONE && a->place == NONE) a->place = spot;
  if (spot == NONE || fr->f->spot_at[p.first] != spot || a->noun || a->event != ISNAD_COERCE) return;
  if (party_owner(fr->f, p, &owner)) add_hit(a, &owner, 1);
}

/* «أدان القرار الإسرائيلي», «استنكر التصريحات الفرنسية»: what is a state's by its adjective, and no force of its own. */
static bool state_of_deed(const isn_finder *f, isn_phrase p, isn_party *party) {
  const isn_unit *thing = &f->units[p.first], *nation = thing + 1;
  if (p.end < p.first + 2 || !(thing->clitics & C_AL) || thing->of[K_ACTOR] || thing->end != thing->first + 1 || !nation->of[K_NATION] || !(nation->clitics & C_AL)) return false;
  int class = thing->of[K_NOUN] ? unit_cell(f, thing, K_NOUN, NOUN_CLASS) : NC_OTHER;
  if ((class != NC_OTHER && class != NC_EVENT) || (thing->of[K_TRIGGER] && unit_cell(f, thing, K_TRIGGER, TRIGGER_EVENT) == ISNAD_ASSAULT)) return false;
  return party_government(f, isn_lex_text(f->lexicon, K_NATION, nation->of[K_NATION]->row, NATION_COUNTRY), p, party);
}

/* «استهجن صمت المجتمع الدولي», «ثمّن موقف برلين»: blamed or praised is whose it is. */
static void take_owner_of_topic(frame *fr, isn_phrase p) {
  isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  bool judged = a->class == TC_SPEECH && ((a->event == ISNAD_ACCUSE && a->mode == ISNAD_DISAPPROVE) || a->event == ISNAD_SUPPORT);
  if (!judged || a->recipient_count || f->units[a->unit].pronoun || p.end < p.first + 2) return;
  const isn_unit *thing = &f->units[p.first];
  const isn_entry *event = thing->of[K_TRIGGER];
  int class = unit_noun_class(f, thing);
  isn_party party;
  if (state_of_deed(f, p, &party)) {
    role_add(a->recipients, &a->recipient_count, &party, 1);
    return;
  }
  bool weak = event && isn_lex_number(f->lexicon, K_TRIGGER, event->row, TRIGGER_CLASS) == TC_WEAK && class == NC_EVENT; /* انتهاكات المستوطنين */
  bool suffered = event && !weak && (thing->of[K_NOUN] == NULL || event->morph & (M_MASDAR | M_NOUN | M_FIXED));
  if (suffered || thing->of[K_ACTOR] || thing->type != U_WORD || thing->clitics & C_AL) return;
  bool spoken = unit_is(thing, WC_STATEMENT) || unit_is(thing, WC_DOCUMENT);
  if (!spoken && class != NC_OTHER && class != NC_EVENT) return;
  isn_phrase owner = {p.first + 1, p.end, p.first + 1};
  if (party_can_act(f, owner) && party_make(f, owner, true, &party, 1) && !party.civilian && !party.thing) role_add(a->recipients, &a->recipient_count, &party, 1);
}

/* «يخوض الأسير خضر عدنان إضراباً عن الطعام» */
static bool strikes_in_prison(const isn_finder *f, const isn_act *a, isn_phrase p) {
  const isn_unit *head = &f->units[p.head];
  return a->event == ISNAD_PROTEST && head->of[K_NOUN] && unit_cell(f, head, K_NOUN, NOUN_WHAT) == ISNAD_HELD;
}

void role_take(frame *fr, isn_phrase p, int role) {
  isn_act *a = fr->a;
  isn_finder *f = fr->f;
  if (role == ROLE_TOPIC) take_owner_of_topic(fr, p);
  if (p.end <= p.first || role == ROLE_NONE || role == ROLE_TOPIC) return;
  if (p.first > 0 && unit_value(f, &f->units[p.first - 1], WC_NEG) == 4) return; /* دون إصابات */
  if (role == ROLE_BOTH && f->units[p.first].clitics & C_BEH && names_event(f, p)) return; /* جلسة بطلب من فرنسا */
  if (phrase_is_field(f, p)) return;
  if (a->part != NONE && p.first < a->part && a->part < p.end) p.end = a->part; /* لقي أربعة عمال | حتفهم */
  isn_party parties[2];
  size_t n = 0;
  if (role == ROLE_ACTOR || role == ROLE_BOTH || role == ROLE_RECIPIENT || role == ROLE_VICTIM || role == ROLE_TARGET)
    n = party_make(f, p, role != ROLE_ACTOR && role != ROLE_BOTH, parties, 2);
  const isn_chain *said = &f->chains[f->chain_at[a->unit]];
  if (role == ROLE_ACTOR && a->class == TC_SPEECH && p.first == said->speaker.first && p.end == said->speaker.end && party_speaker(f, said, parties)) n = 1;
  if (n == 1 && parties[0].row == NONE && a->event != ISNAD_ASSAULT && party_is_machine(f, p)) n = 0; /* a car is hit, not met or stopped */
  if (p.first <= a->unit && a->unit < p.end) return; /* لإسقاط مسيّرة إسرائيلية: the event itself */
  if (n == 0 && (state_by_name(f, a, p, role, parties) || (role == ROLE_RECIPIENT && a->class == TC_SPEECH && state_of_deed(f, p, parties)))) n = 1; /* انتقد السياسات الفرنسية */
  bool acted_on = role == ROLE_RECIPIENT || role == ROLE_VICTIM || role == ROLE_TARGET;
  if (acted_on) n = envoys_of(fr, p, parties, n);
  if (n == 1 && parties[0].thing && parties[0].civilian && a->event != ISNAD_ASSAULT) n = 0; /* a house that is searched or flooded is no party */
  if (acted_on && n == 1 && take_owner(a, &parties[0], p)) return;
  if (n == 1 && parties[0].row == NONE && a->event == ISNAD_CONSULT) office_of_country(f, p, &parties[0]);
  bool personal = acted_on ? a->event == ISNAD_ASSAULT || a->event == ISNAD_COERCE || a->event == ISNAD_SANCTION : a->mode == ISNAD_RESIGN;
  if (personal && n == 1 && (!parties[0].civilian || a->event == ISNAD_SANCTION)) party_as_person(f, p, &parties[0]); /* he resigns or is killed, not his office */
  if (acted_on && is_some_of_them(f, a, p)) {
    if (!role_people_before(fr, p)) role_pronoun(fr, role);
    return;
  }
  uint32_t spot = spot_of(f, p);
  switch (role) {
    case ROLE_ACTOR: case ROLE_BOTH:
      if (n == 1 && parties[0].row == NONE && names_event(f, p)) n = 0; /* اختتمت مفاوضات */
      if (n == 1 && parties[0].row == NONE && ((!party_can_act(f, p) && !strikes_in_prison(f, a, p) && !(role == ROLE_BOTH && unit_is(&f->units[p.head], WC_OTHERS))) || party_is_machine(f, p))) n = 0; /* better nobody than a thing */
      if (fr->weapon == ISNAD_MODE_NONE) fr->weapon = party_weapon_mode(f, p);
      role_add(a->actors, &a->actor_count, parties, n);
      break;
    case ROLE_RECIPIENT: case ROLE_VICTIM:
      add_hit(a, parties, n);
      break;
    case ROLE_COUNT:
      if (a->class == TC_TOLL && unit_cell(f, &f->units[p.head], K_NOUN, NOUN_CLASS) == NC_MUNITION) fr->weapon = party_weapon_mode(f, p); /* سقطت قذيفتان */
      break;
    case ROLE_TARGET:
      if (spot != NONE && f->spot_at[p.first] == spot) {
        if (a->place == NONE) a->place = spot;
        if (n == 0) n = party_owner(f, p, parties);
        bool only_place = a->event == ISNAD_ASSAULT && f->units[p.first].of[K_PLACE] && !unit_is(&f->units[p.first], WC_PLACE_WORD); /* «استهدف دمشق»: the city, no government */
        if (n && parties[0].row != NONE && !only_place) add_hit(a, parties, n);
      } else {
        add_hit(a, parties, n);
        if (spot != NONE && a->place == NONE) a->place = spot;
      }
      break;
    case ROLE_PLACE: take_place(fr, p, spot); break;
    case ROLE_FROM: if (spot != NONE && a->from == NONE) a->from = spot; break;
    case ROLE_TO: if (spot != NONE && a->to == NONE) a->to = spot; break;
    case ROLE_INSTRUMENT: {
      isnad_mode mode = party_weapon_mode(f, p);
      if (mode != ISNAD_MODE_NONE) fr->weapon = mode;
      break;
    }
    default: break;
  }
}

/* «وزيرا الخارجية الروسي سيرغي لافروف والأميركي ماركو روبيو»: behind و a nationality alone is of the same office. */
bool role_second_office(frame *fr, isn_phrase office, isn_phrase p, int role) {
  const isn_finder *f = fr->f;
  const isn_unit *head = &f->units[office.head], *nation = &f->units[p.first];
  bool official = unit_is_office(f, head);
  isn_party party;
  if (!official || !nation->of[K_NATION] || !(nation->clitics & C_WAW) || (role != ROLE_BOTH && role != ROLE_ACTOR)) return false;
  if (!party_government(f, isn_lex_text(f->lexicon, K_NATION, nation->of[K_NATION]->row, NATION_COUNTRY), p, &party)) return false;
  role_add(fr->a->actors, &fr->a->actor_count, &party, 1);
  return true;
}

/* «ثوار بلدة ببيلا جنوب العاصمة وقوات النظام», «لقوات الأسد وميليشيا الحزب»: a force joined by و to one that acts does so too, though words
 * of place may stand between. */
void role_joined_force(frame *fr, const isn_arg *args, size_t count, isn_phrase actor, int role) {
  const isn_finder *f = fr->f;
  bool both = role == ROLE_BOTH; /* اتفق الوزير ونظيره على هدنة */
  bool states = actor.end == actor.first + 1 && is_country(f, actor); /* أجرت روسيا والصين مناورات */
  if (actor.end <= actor.first || !(both || states || party_is_force(f, actor))) return;
  for (size_t i = 0; i < count; i++) {
    const isn_arg *g = &args[i];
    if (g->phrase.first < actor.end) continue;
    const isn_unit *u = &f->units[g->phrase.first];
    bool joined = u->clitics & C_WAW || g->coord, own_prep = g->prep != PREP_NONE && !g->coord;
    bool describes = u->adj && !u->of[K_ACTOR]; /* والحوثيون are no adjective */
    if (!joined && (f->spot_at[g->phrase.first] != NONE || u->adj)) continue;
    bool state = unit_names_state(f, u) || ((both || states) && is_country(f, g->phrase)); /* وقّعت مصر والصين */
    bool acts = both ? (state || party_can_act(f, g->phrase)) && !describes : states ? state : party_is_force(f, g->phrase);
    if (joined && !own_prep && acts && (state || f->spot_at[g->phrase.first] == NONE) && !subject_is_event(f, g->phrase)) role_take(fr, g->phrase, role);
    return;
  }
}

void role_owner_of_downed(frame *fr) {
  isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  bool object = a->object.end > a->object.first && party_is_machine(f, a->object), whole = f->units[a->unit].end - f->units[a->unit].first > 1;
  isn_party owner;
  bool by_name = !a->recipient_count && a->object.end > a->object.first && party_make(f, a->object, true, &owner, 1) == 1 && owner.row != NONE && !owner.civilian; /* طائرة تركية */
  if (by_name) add_hit(a, &owner, 1);
  if (a->recipient_count || !(object || whole || a->part != NONE)) return;
  uint32_t at = object ? a->object.head + 1 : (a->part != NONE ? a->part : a->unit) + 1;
  if (party_owner_behind(f, at, f->clauses[a->clause].end, &owner)) add_hit(a, &owner, 1);
}

/* Is the verb one of talk and travel, and of no violence? */
static bool is_peaceful(const isn_finder *f, uint32_t verb) {
  const isn_unit *u = &f->units[verb];
  int event = u->of[K_TRIGGER] ? unit_cell(f, u, K_TRIGGER, TRIGGER_EVENT) : ISNAD_CONSULT;
  return event != ISNAD_ASSAULT && event != ISNAD_COERCE;
}

void role_company(frame *fr) {
  const isn_act *a = fr->a;
  isn_finder *f = fr->f;
  const isn_clause *c = &f->clauses[a->clause];
  if (a->event != ISNAD_CONSULT || a->actor_count > 1 || role_cell(fr, TRIGGER_SUBJECT) != ROLE_BOTH || c->verb == NONE || c->verb >= a->unit || !is_peaceful(f, c->verb)) return;
  const isn_unit *before = &f->units[a->unit - 1];
  bool aside = unit_is(before, WC_DURING) || (unit_is(before, WC_PREP) && unit_value(f, before, WC_PREP) == PREP_FI);
  if (!aside || f->units[a->unit].clitics & C_AL) return; /* في المفاوضات: those who held them */
  isn_arg args[ARG_MAX];
  size_t n = find_args(f, c->first, a->unit, c->verb, args);
  isn_phrase who = subject_of_clause(f, a->clause);
  if (who.end > who.first && who.end <= a->unit) {
    role_take(fr, who, ROLE_BOTH);
    role_joined_force(fr, args, n, who, ROLE_BOTH);
  }
  bool theirs = f->units[a->unit].pronoun; /* أبلغ المبعوث الوزير، خلال اجتماعهما */
  for (size_t i = 0; i < n; i++)
    if (!args[i].before && !args[i].word_class && (args[i].prep == PREP_MAA || (theirs && args[i].prep == PREP_NONE && party_can_act(f, args[i].phrase)))) role_take(fr, args[i].phrase, ROLE_BOTH);
}

/* ---- Pronouns ----------------------------------------------------------------------------------------------------------- */

/* Whom an object pronoun («فرقتهم», «الإفراج عنه») means: those hit by the act before, else those who acted in it, never the act's own
 * subject. */
/* «ثلاثة شهداء قتلهم الجيش», «شاب اعتقلته الشرطة»: a verb right behind an indefinite noun, with a pronoun that means it. */
static bool role_noun_before(frame *fr, int role) {
  isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  const isn_unit *u = &f->units[a->unit];
  if (a->noun || !u->pronoun || u->clitics & (C_WAW | C_FEH) || a->unit == f->sents[a->sent].first) return false;
  const isn_unit *before = u - 1;
  if (before->type != U_WORD || !before->noun || before->definite || before->verb || before->adj) return false;
  uint32_t amount = f->amount_at[a->unit - 1], first = amount != NONE ? f->amounts[amount].first : a->unit - 1;
  role_take(fr, (isn_phrase){first, a->unit, a->unit - 1}, role);
  return a->recipient_count > 0;
}

/* «صاروخاً باليستياً أطلقه الحوثيون»: the pronoun is of what was fired. */
static bool means_thing(const isn_finder *f, const isn_act *a) {
  const isn_clause *c = &f->clauses[a->clause];
  bool fires = act_cell(f, a, TRIGGER_OBJECT) == ROLE_COUNT;
  int class = fires && c->link == LINK_REL && c->head != NONE && f->units[a->unit].pronoun ? unit_noun_class(f, &f->units[c->head]) : -1;
  return class == NC_MUNITION || class == NC_EXPLOSIVE;
}

void role_pronoun(frame *fr, int role) {
  isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  if (role != ROLE_VICTIM && role != ROLE_RECIPIENT && role != ROLE_TARGET) return;
  if (role_noun_before(fr, role) || means_thing(f, a)) return;
  for (uint32_t i = (uint32_t)(a - f->acts); i-- > 0 && f->acts[i].sent == a->sent;) /* تظاهروا ... فرقتهم: those who protest */
    if (f->acts[i].event == ISNAD_PROTEST && f->acts[i].actor_count == 1 && !f->acts[i].dropped && (a->event == ISNAD_ASSAULT || a->event == ISNAD_COERCE)) {
      role_add(a->recipients, &a->recipient_count, f->acts[i].actors, 1);
      return;
    }
  for (uint32_t i = (uint32_t)(a - f->acts); i-- > 0 && f->acts[i].sent + 1 >= a->sent;) {
    const isn_act *b = &f->acts[i];
    if (f->sents[b->sent].paragraph != f->sents[a->sent].paragraph) return;
    if (b->dropped && b->cause == NONE) continue;
    for (int side = 0; side < 2; side++) {
      const isn_party *list = side == 0 ? b->recipients : b->actors;
      int count = side == 0 ? b->recipient_count : b->actor_count;
      if (count != 1) continue;
      bool own = a->actor_count && (a->actors[0].row == list[0].row && list[0].row != NONE);
      if (own) continue;
      role_add(a->recipients, &a->recipient_count, list, 1);
      if (a->event == ISNAD_RETREAT && a->mode == ISNAD_RELEASE && side == 0 && b->event == ISNAD_COERCE) /* احتجزته قبل الإفراج عنه */
        role_add(a->actors, &a->actor_count, b->actors, a->actor_count ? 0 : b->actor_count);
      return;
    }
  }
}

/* Whom the pronoun of a masdar means where it does the act («سيطرتهم», «استقالته»): who acted before, else the actor named last. */
void role_pronoun_actor(frame *fr) {
  isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  for (uint32_t i = (uint32_t)(a - f->acts); i-- > 0 && f->acts[i].sent == a->sent;) {
    const isn_act *b = &f->acts[i];
    bool arrest = b->event == ISNAD_COERCE && b->mode == ISNAD_ARREST && !b->dropped; /* for what he did who was arrested */
    if (arrest && b->recipient_count != 1) return;
    if (arrest || b->actor_count == 1) {
      role_add(a->actors, &a->actor_count, arrest ? b->recipients : b->actors, 1);
      return;
    }
  }
  uint32_t paragraph = f->sents[a->sent].paragraph;
  for (uint32_t i = a->unit; i-- > 0 && i + 40 > a->unit && f->sents[f->clauses[f->clause_of[i]].sent].paragraph == paragraph;) {
    if (!f->units[i].of[K_ACTOR] && !(unit_is(&f->units[i], WC_REFER) && unit_value(f, &f->units[i], WC_REFER) == REFER_GROUP)) continue;
    isn_phrase p = {i, i + 1, i};
    role_take(fr, p, ROLE_ACTOR);
    return;
  }
}

/* The role of a preposition with a pronoun behind the act: عنه، بهم، عليهم. */
void role_of_prep_pronoun(frame *fr, uint32_t end) {
  const isn_finder *f = fr->f;
  for (uint32_t i = fr->a->unit + 1; i < end && i < fr->a->unit + 3; i++) {
    const isn_unit *u = &f->units[i];
    isnad_str w = u->type == U_WORD ? unit_form(f, u) : (isnad_str){0};
    if (unit_is(u, WC_SUBSET) && unit_value(f, u, WC_SUBSET) == 1) { /* أفرجوا عن أحدهما */
      role_pronoun(fr, ROLE_VICTIM);
      return;
    }
    bool pronoun = unit_is(u, WC_PREP) && (u->pronoun || (w.len >= 3 && (w.ptr[w.len - 1] == L_HEH || (w.ptr[w.len - 2] == L_HEH))));
    if (!pronoun) continue;
    role_pronoun(fr, isn_lex_prep_role(f->lexicon, K_TRIGGER, fr->a->row, TRIGGER_PREPS, unit_value(f, u, WC_PREP)));
    return;
  }
}

/* ---- Those of the act before --------------------------------------------------------------------------------------------- */

/* «خرج العشرات بمظاهرة ... طالبوا»: those whom the act before has by that subject. */
void role_actors_of_subject(frame *fr) {
  isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  if (a->subject.end <= a->subject.first) return;
  for (uint32_t i = (uint32_t)(a - f->acts); i-- > 0 && f->acts[i].sent == a->sent;) {
    const isn_act *b = &f->acts[i];
    if (b->subject.first != a->subject.first || b->subject.end != a->subject.end || b->dropped) continue;
    role_add(a->actors, &a->actor_count, b->actors, b->actor_count);
    return;
  }
}

/* «داهم الجيش والشرطة الحي ... واعتقلا خمسة»: the two who acted before. */
void role_actors_of_two(frame *fr) {
  isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  const isn_entry *e = f->units[a->unit].of[K_TRIGGER];
  bool carried = a->actor_count == 1 && a->subject.end > a->subject.first && a->subject.first < f->clauses[a->clause].first;
  if (!carried || e == NULL || !(e->morph & M_DUAL) || e->morph & (M_SING | M_PLUR)) return;
  for (uint32_t i = (uint32_t)(a - f->acts); i-- > 0 && f->acts[i].sent == a->sent;) {
    if (f->acts[i].actor_count != 2) continue;
    memcpy(a->actors, f->acts[i].actors, sizeof a->actors);
    a->actor_count = 2;
    return;
  }
}

/* «خرج مواطنون في تظاهرة ... فيما قطع آخرون الطريق»: more of those who act before. */
void role_actors_of_others(frame *fr) {
  isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  bool others = a->subject.end > a->subject.first && a->actor_count <= 1 && unit_is(&f->units[a->subject.first], WC_OTHERS);
  for (uint32_t i = (uint32_t)(a - f->acts); others && i-- > 0 && f->acts[i].sent == a->sent;) {
    const isn_act *b = &f->acts[i];
    bool people = b->actor_count == 1 && !b->dropped && (b->actors[0].civilian || b->event == ISNAD_PROTEST);
    if (!people) continue;
    memcpy(a->actors, b->actors, sizeof a->actors);
    a->actor_count = b->actor_count;
    return;
  }
}

const isn_arg *role_agent_with_object(const frame *fr, isn_phrase genitive, int role) {
  const isn_act *a = fr->a;
  const isn_finder *f = fr->f;
  bool acted_on = role == ROLE_VICTIM || role == ROLE_RECIPIENT || role == ROLE_TARGET || role == ROLE_COUNT || role == ROLE_NONE;
  if (!acted_on || role_cell(fr, TRIGGER_OBJECT) == ROLE_NONE || role_cell(fr, TRIGGER_SUBJECT) != ROLE_ACTOR) return NULL;
  if (!f->units[genitive.end - 1].definite || !party_can_act(f, genitive) || f->amount_at[genitive.first] != NONE) return NULL;
  for (int i = 0; i < a->arg_count; i++) {
    const isn_arg *g = &a->args[i];
    if (g->prep != PREP_NONE || g->word_class || g->coord || g->phrase.first < genitive.end) continue;
    for (uint32_t k = genitive.end; k < g->phrase.first; k++)
      if (f->units[k].type != U_TIME && f->units[k].type != U_MARK) return NULL;
    const isn_unit *object = &f->units[g->phrase.first];
    bool march = a->mode == ISNAD_CROWD_CONTROL && unit_cell(f, object, K_TRIGGER, TRIGGER_EVENT) == ISNAD_PROTEST; /* قمع القوات مسيرة */
    return (subject_is_event(f, g->phrase) && !march) || (object->adj && object->clitics & C_AL) ? NULL : g; /* توقيف الشرطة قيادياً */
  }
  return NULL;
}

/* ---- Arrests -------------------------------------------------------------------------------------------------------------- */

static bool is_goods(int class) {
  const uint32_t goods = 1u << NC_VEHICLE | 1u << NC_SHIP | 1u << NC_AIRCRAFT | 1u << NC_GOODS | 1u << NC_WEAPON | 1u << NC_MUNITION | 1u << NC_EXPLOSIVE | 1u << NC_MONEY;
  return class >= 0 && goods >> class & 1;
}

void role_seize_or_arrest(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_COERCE || (a->mode != ISNAD_SEIZE && a->mode != ISNAD_ARREST)) return;
  isn_phrase p = a->object;
  if (p.end <= p.first && a->noun) p = find_phrase(f, a->unit + 1, f->sents[a->sent].end);
  if (p.end <= p.first && f->units[a->unit].pronoun && a->recipient_count) p = a->recipients[0].phrase; /* القافلة ... احتجزتها */
  if (p.end > p.first && unit_is(&f->units[p.end - 1], WC_OTHERS) && !f->units[p.end - 1].adj) a->mode = ISNAD_ARREST; /* ضبط 3 آخرين */
  if (p.end <= p.first || !f->units[p.head].of[K_NOUN]) return;
  int class = unit_noun_class(f, &f->units[p.head]);
  if (is_goods(class)) a->mode = ISNAD_SEIZE;
  switch (class) {
    case NC_PERSON: case NC_FIGHTER: case NC_OFFICIAL: case NC_CASUALTY: a->mode = ISNAD_ARREST; break;
    case NC_GROUP: /* فكك خلية، ضبط تشكيلاً عصابياً; but مجموعة أسلحة */
      if (p.end > p.head + 1 && is_goods(unit_noun_class(f, &f->units[p.head + 1]))) break;
      a->mode = ISNAD_ARREST;
      if (a->recipient_count == 0) a->recipient_count = (uint8_t)party_make(f, p, true, a->recipients, 1);
      break;
    default: break;
  }
}
