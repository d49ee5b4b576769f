/* implied: what a report says of the parties without naming them beside the act. Who commands arms and denies an attack without naming its
 * doer denies his own: «نفت وزارة الدفاع استهداف أي منشأة طبية». Who tells of talks or a truce «مع» another side is the one side of it:
 * «نفى التوصل إلى هدنة مع الفصائل». The column that he tells of without saying whose it is («قالت وزارة الدفاع إن رتلاً دخل») is his. And
 * the host of a visit to a capital is its government. */
#include "find/actor.h"
#include "find/subject.h"

/* The chain whose speaker answers for the act: of its denial, else of the act itself. */
static uint32_t answering_chain(const isn_finder *f, const isn_act *a) {
  return a->denial && a->status == ISNAD_DENIED ? a->denial : f->chain_at[a->unit];
}

/* The speaker as a side of the fight; false where he commands no arms. */
static bool armed_speaker(const isn_finder *f, const isn_act *a, isn_party *out) {
  const isn_chain *c = &f->chains[answering_chain(f, a)];
  if (c->count == 0 ? !party_voice(f, out) : !party_speaker(f, c, out)) return false;
  bool capital = c->count && c->speaker.end == c->speaker.first + 1 && f->units[c->speaker.first].of[K_PLACE]; /* «ونفت إسلام آباد استهداف مدنيين» */
  return capital || party_commands(f, out->row);
}

/* «إسقاط طائرة حربية»: the machine is a word of the trigger. */
static bool holds_machine(const isn_finder *f, const isn_unit *trigger) {
  for (uint32_t t = trigger->first + 1; t < trigger->end; t++) {
    isn_reading readings[12];
    size_t n = isn_lex_readings(f->lexicon, f->tokens.at, t + 1, t, readings, 12);
    for (size_t i = 0; i < n; i++)
      if (readings[i].entry->kind == K_NOUN && isn_lex_number(f->lexicon, K_NOUN, readings[i].entry->row, NOUN_CLASS) == NC_AIRCRAFT) return true;
  }
  return false;
}

/* «تعرض السجن لهجوم», «إسقاط طائرة», «أسر ثلاثة من مقاتليه»: done to the denier's side or to nobody's, and not by him. */
static bool is_suffered(const isn_finder *f, const isn_act *a, const isn_party *denier) {
  for (int i = 0; i < a->recipient_count; i++)
    if (a->recipients[i].row == denier->row) return true;
  uint32_t op = a->operator_unit;
  if (op != NONE) {
    int subject = unit_cell(f, &f->units[op], K_OPERATOR, OPERATOR_SUBJECT);
    if (subject == ROLE_TARGET || subject == ROLE_VICTIM || subject == ROLE_PLACE || subject == ROLE_EVENT) return true;
  }
  isn_phrase of = a->noun ? find_phrase(f, a->unit + 1, f->sents[a->sent].end) : a->object;
  return a->passive || (of.end > of.first && party_is_machine(f, of)) || holds_machine(f, &f->units[a->unit]);
}

/* «نفى الحزب ما روّجت له القناة عن اغتيال قيادي»: of what others told he denies that it was, and not that he did it. */
static bool is_told_by_others(const isn_finder *f, const isn_act *a) {
  const isn_chain *c = &f->chains[answering_chain(f, a)];
  if (a->event != ISNAD_ASSAULT || c->cue == NONE || c->cue > a->unit || f->units[a->unit].pronoun) return false;
  for (uint32_t i = c->cue + 1; i < a->unit; i++) {
    const isn_clause *told = &f->clauses[f->clause_of[i]];
    if (f->units[i].verb && f->units[i].of[K_SAYING] && told->link == LINK_REL && unit_is(&f->units[told->first], WC_REL)) return true;
  }
  return false;
}

static void deny_own(const isn_finder *f, isn_act *a) {
  isn_party denier;
  if (a->status != ISNAD_DENIED || a->actor_count || a->class == TC_TOLL || a->class == TC_SPEECH || a->class == TC_MUTUAL || is_told_by_others(f, a)) return;
  if (a->event != ISNAD_ASSAULT && a->event != ISNAD_RETREAT && a->event != ISNAD_MOBILIZE && a->event != ISNAD_COERCE) return;
  if (!armed_speaker(f, a, &denier) || is_suffered(f, a, &denier)) return;
  party_to_force(f, &denier);
  a->actors[a->actor_count++] = denier;
}

static void move_own(const isn_finder *f, isn_act *a) {
  isn_party speaker;
  if (a->event != ISNAD_MOBILIZE || a->class == TC_SPEECH || a->actor_count != 1 || a->actors[0].row != NONE) return;
  isn_phrase p = a->actors[0].phrase;
  const isn_unit *head = p.end > p.first ? &f->units[p.head] : NULL;
  bool column = head && unit_noun_class(f, head) == NC_GROUP && p.end - p.first == 1 && !head->definite;
  if (!column || !armed_speaker(f, a, &speaker)) return;
  party_to_force(f, &speaker);
  a->actors[0] = speaker;
}

static void join_own_side(const isn_finder *f, isn_act *a) {
  isn_party speaker;
  if (a->class != TC_MUTUAL || !a->noun || a->actor_count != 1) return;
  bool with = false;
  for (int i = 0; i < a->arg_count; i++) with |= a->args[i].prep == PREP_MAA && !a->args[i].before;
  bool denier = a->status == ISNAD_DENIED && party_speaker(f, &f->chains[f->chain_at[a->unit]], &speaker) && speaker.row != NONE; /* نفت طهران محادثات مع واشنطن */
  if (!with || !(denier || armed_speaker(f, a, &speaker)) || speaker.row == a->actors[0].row) return;
  a->actors[a->actor_count++] = speaker;
}

/* «يزور بيروت», «زيارة إلى الرياض»: the host of a visit to a capital is its government. */
static void host(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_CONSULT || a->mode != ISNAD_VISIT || a->recipient_count) return;
  uint32_t spot = a->object.end > a->object.first ? f->spot_at[a->object.first] : NONE;
  if (spot == NONE) spot = a->to != NONE ? a->to : a->place;
  if (spot == NONE || f->spots[spot].row == NONE || f->spots[spot].definite_only) return;
  isn_phrase there = {f->spots[spot].first, f->spots[spot].end, f->spots[spot].first};
  isn_party host;
  isnad_str country = isn_lex_text(f->lexicon, K_PLACE, f->spots[spot].row, PLACE_COUNTRY);
  bool at_home = a->actor_count && a->actors[0].row != NONE && isn_str_same(isn_lex_text(f->lexicon, K_ACTOR, a->actors[0].row, ACTOR_COUNTRY), country);
  if (!at_home && party_government(f, country, there, &host)) a->recipients[a->recipient_count++] = host;
}

/* «سحب السفير الجزائري بباريس»: done to the government there. */
static void recall(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_SANCTION || a->mode != ISNAD_WITHDRAW || a->recipient_count || a->place == NONE || f->spots[a->place].row == NONE) return;
  isnad_str country = isn_lex_text(f->lexicon, K_PLACE, f->spots[a->place].row, PLACE_COUNTRY);
  isn_phrase there = {f->spots[a->place].first, f->spots[a->place].end, f->spots[a->place].first};
  if (!party_government(f, country, there, &a->recipients[0])) return;
  if (a->actor_count && a->actors[0].row == a->recipients[0].row) return;
  a->recipient_count = 1;
  a->place = NONE;
}

/* «إصابة شقيقها بانفجار لغم»: civilians lay no mines and fly no drones. */
static void spare_civilians(isn_act *a) {
  bool machine = a->mode == ISNAD_EXPLOSIVES || a->mode == ISNAD_AERIAL || a->mode == ISNAD_DRONE || a->mode == ISNAD_HEAVY_WEAPONS;
  if (a->event != ISNAD_ASSAULT || !machine) return;
  uint8_t kept = 0;
  for (uint8_t i = 0; i < a->actor_count; i++)
    if (!a->actors[i].civilian) a->actors[kept++] = a->actors[i];
  a->actor_count = kept;
}

/* «فرقتهم الشرطة بإطلاق الرصاص», «قضت المحكمة، اليوم، بمعاقبة ثلاثة»: the means of what a force does, and the sentence of a court, is its own. */
static void means_of_subject(const isn_finder *f, isn_act *a) {
  bool court = a->event == ISNAD_SANCTION && a->mode == ISNAD_CONVICT;
  if (!a->noun || a->actor_count || (a->event != ISNAD_ASSAULT && !court) || a->class == TC_TOLL || a->operator_unit != NONE || !(f->units[a->unit].clitics & C_BEH)) return;
  const isn_clause *c = &f->clauses[a->clause];
  if (c->verb == NONE || c->verb > a->unit || f->units[c->verb].of[K_SAYING]) return;
  isn_phrase who = subject_of_clause(f, a->clause);
  isn_party party;
  if (who.end <= who.first || party_make(f, who, false, &party, 1) != 1) return;
  bool judges = court && f->units[who.head].of[K_NOUN] && unit_cell(f, &f->units[who.head], K_NOUN, NOUN_FLAGS) & NOUN_COURT;
  if (!judges && (court || !party_is_force(f, who) || party.row == NONE)) return;
  a->actors[a->actor_count++] = party;
}

/* «اشتبكت القوات مع مهربين، ما أسفر عن القبض على 15»: who fought arrests. */
static void arrest_in_fight(const isn_finder *f, isn_act *a) {
  bool result = a->operator_unit != NONE && unit_is_operator(f, &f->units[a->operator_unit], OC_RESULT);
  bool joined = a->noun && f->units[a->unit].clitics & C_WAW;
  if (a->event != ISNAD_COERCE || (a->mode != ISNAD_ARREST && a->mode != ISNAD_SEIZE) || a->actor_count || !(result || joined)) return;
  for (uint32_t i = (uint32_t)(a - f->acts); i-- > 0 && f->acts[i].sent == a->sent;) {
    const isn_act *b = &f->acts[i];
    if (b->dropped || b->actor_count == 0 || b->event == ISNAD_ACCUSE) continue;
    bool fought = b->event == ISNAD_ASSAULT || (b->event == ISNAD_COERCE && b->actor_count == 1);
    if (fought && party_commands(f, b->actors[0].row)) a->actors[a->actor_count++] = b->actors[0];
    return;
  }
}

/* «رفضت الحكومة طلب واشنطن», «رفض المجلس دعوة أمريكية»: whose the demand is that is refused. */
static void refused_of(const isn_finder *f, isn_act *a) {
  if (a->event != ISNAD_REJECT || a->class != TC_SPEECH || a->noun || a->recipient_count || a->status == ISNAD_DENIED) return;
  isn_phrase what = a->part != NONE ? find_phrase(f, a->part, f->sents[a->sent].end) : a->object;
  if (what.end <= what.first && a->subject.first > a->unit) what = find_phrase(f, a->subject.end, f->sents[a->sent].end); /* «دعوة» is an event, no object */
  isn_party party;
  for (uint32_t i = what.first + 1; what.end > what.first && i < what.end; i++) {
    const isn_unit *u = &f->units[i];
    if (u->of[K_NATION] && !u->of[K_ACTOR]) {
      if (!party_government(f, isn_lex_text(f->lexicon, K_NATION, u->of[K_NATION]->row, NATION_COUNTRY), (isn_phrase){i, i + 1, i}, &party)) return;
    } else if (!u->of[K_ACTOR] || party_make(f, (isn_phrase){i, what.end, i}, false, &party, 1) != 1 || party.row == NONE) {
      continue;
    }
    if (a->actor_count == 0 || a->actors[0].row != party.row) a->recipients[a->recipient_count++] = party;
    return;
  }
}

/* «خرج العشرات في تظاهرة وطالبوا بالإفراج عنهم»: those who march demand, where the verb of many names nobody. */
static void demand_of_march(const isn_finder *f, isn_act *a) {
  const isn_entry *e = f->units[a->unit].of[K_TRIGGER];
  bool many = e && e->morph & (M_PLUR | M_DUAL) && !(e->morph & (M_SING | M_P1));
  if (a->class != TC_SPEECH || a->actor_count || !many) return;
  for (uint32_t i = (uint32_t)(a - f->acts); i-- > 0 && f->acts[i].sent == a->sent;) {
    const isn_act *b = &f->acts[i];
    if (b->dropped || b->event != ISNAD_PROTEST || b->actor_count == 0) continue;
    memcpy(a->actors, b->actors, sizeof a->actors);
    a->actor_count = b->actor_count;
    return;
  }
}

void find_implied(isn_finder *f) {
  for (uint32_t i = 0; i < f->act_count; i++) {
    if (f->acts[i].dropped) continue;
    spare_civilians(&f->acts[i]);
    demand_of_march(f, &f->acts[i]);
    refused_of(f, &f->acts[i]);
    arrest_in_fight(f, &f->acts[i]);
    means_of_subject(f, &f->acts[i]);
    host(f, &f->acts[i]);
    recall(f, &f->acts[i]);
    if (f->acts[i].event == ISNAD_DISASTER) f->acts[i].recipient_count = 0; /* nature is done to nobody */
    deny_own(f, &f->acts[i]);
    move_own(f, &f->acts[i]);
    join_own_side(f, &f->acts[i]);
  }
}
