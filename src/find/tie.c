/* tie: who a phrase is by what ties it to somebody: «عناصر من الدعم السريع», «مسيّرة تابعة للجيش», «قواتنا», «الفرقة 25», «34 مشتبهاً بانتمائهم إلى
 * داعش», «تسعة أشخاص معظمهم من المارة». Each says whether it found somebody. */
#include "find/tie.h"

#include "find/actor.h"
#include "find/mention.h"
#include "find/who.h"

/* «المباني التي يتحصن بها عناصر التنظيم»: who holds the place in the relative clause behind it. */
bool tie_holder(const isn_finder *f, isn_phrase p, isn_party *party) {
  uint32_t end = p.end + 10 < f->unit_count ? p.end + 10 : f->unit_count;
  for (uint32_t i = p.end; i < end; i++) {
    const isn_clause *c = &f->clauses[f->clause_of[i]];
    if (c->link != LINK_REL || c->head < p.first || c->head >= p.end) {
      if (f->units[i].type == U_WORD && f->clause_of[i] != f->clause_of[p.head]) return false;
      continue;
    }
    const isn_unit *u = &f->units[i];
    bool group = unit_is(u, WC_REFER) && unit_value(f, u, WC_REFER) == REFER_GROUP;
    uint32_t row = u->of[K_ACTOR] && !u->verb ? who_choose(f, u) : group ? mention_group(f, i) : NONE;
    if (row == NONE && who_class(f, u) == NC_PERSON && who_flags(f, u) & NOUN_CIVILIAN && who_people_at(f, i) != NONE) { /* دراجة يستقلها عاملان */
      party->civilian = true;
      return who_set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, who_people_at(f, i), NATION_CIVILIANS));
    }
    if (row == NONE) continue;
    who_set(f, party, row);
    return true;
  }
  return false;
}

/* «بلاده», «حكومته»: the government of the country he is of who speaks. */
static bool tie_his_country(const isn_finder *f, const isn_unit *u, isn_party *party) {
  isn_party speaker;
  if (!u->pronoun || !(who_flags(f, u) & NOUN_GOVERNMENT)) return false;
  if (!party_speaker(f, &f->chains[f->chain_at[u - f->units]], &speaker) || speaker.row == NONE) return false;
  return who_set_by_country(f, party, who_text(f, speaker.row, ACTOR_COUNTRY), NATION_GOVERNMENT);
}

/* Fighters, guns and posts: what a government has of them is its army's. */
bool tie_bears_arms(const isn_finder *f, isn_phrase p) {
  switch (who_class(f, &f->units[p.head])) {
    case NC_FIGHTER: case NC_GROUP: case NC_AIRCRAFT: case NC_WEAPON: case NC_POSITION: return true;
    default: return false;
  }
}

/* Are there but prepositions and adjectives («التابعة») between? */
static bool only_tied(const isn_finder *f, uint32_t from, uint32_t to) {
  while (from < to && (f->units[from].adj || unit_is(&f->units[from], WC_PREP))) from++;
  return from == to;
}

/* «لنا», and behind «تابعة» «له» and «لها» as well. */
static bool is_li_pronoun(const isn_finder *f, const isn_unit *u, bool owned) {
  isnad_str w = unit_form(f, u);
  bool ours = w.len == 3 && w.ptr[1] == L_NOON && w.ptr[2] == L_ALEF;
  return w.len >= 2 && w.len <= 3 && w.ptr[0] == L_LAM && (ours || (owned && w.ptr[1] == L_HEH));
}

/* The actor that the words right behind a force's name, «للواء الثالث بيشمركة»; its unit, NONE. */
static uint32_t actor_behind(const isn_finder *f, uint32_t at) {
  for (uint32_t i = at + 1; i < at + 4 && i < f->unit_count; i++) {
    const isn_unit *u = &f->units[i];
    if (u->type != U_WORD || u->verb || u->clitics & ~C_AL || unit_is(u, WC_PREP) || f->clause_of[i] != f->clause_of[at]) return NONE;
    if (u->of[K_ACTOR]) return i;
  }
  return NONE;
}

/* The actor behind the phrase: «عناصر من الدعم السريع», «طائرة مسيّرة تابعة لقوات الدعم السريع». */
bool tie_complement(const isn_finder *f, isn_phrase p, isn_party *party) {
  const isn_unit *last = &f->units[p.end - 1];
  if ((last->adj && unit_cell(f, last, K_NOUN, NOUN_FLAGS) & NOUN_SIDES) || who_flags(f, &f->units[p.head]) & NOUN_SIDES) return false; /* قوات موالية للحكومة: not its own */
  int class = who_class(f, &f->units[p.head]);
  bool owned_thing = (class == NC_BUILDING || class == NC_FACILITY) && p.end > p.first + 1 && unit_cell(f, last, K_NOUN, NOUN_FLAGS) & NOUN_OWNED && last->of[K_NOUN]; /* مبنى تابعاً لحزب الله */
  const isn_unit *behind = p.end < f->unit_count ? &f->units[p.end] : NULL;
  owned_thing |= (class == NC_BUILDING || class == NC_FACILITY) && behind && behind->clitics & C_LAM && behind->of[K_ACTOR] && !behind->of[K_PLACE]; /* مخزن ذخيرة للحشد */
  if (!owned_thing && class != NC_FIGHTER && class != NC_GROUP && class != NC_AIRCRAFT && class != NC_WEAPON && class != NC_VEHICLE && class != NC_POSITION &&
      class != NC_OFFICIAL && class != NC_SHIP && !unit_is(&f->units[p.head], WC_OTHERS))
    return false;
  uint32_t at = p.end, clause = f->clause_of[p.first];
  for (int step = 0; step < 6 && at < f->unit_count && f->clause_of[at] == clause; step++, at++) {
    const isn_unit *u = &f->units[at];
    if (u->type == U_MARK && !unit_is_quote(u)) return false;
    if (u->verb || u->type == U_TIME || (u->clitics & (C_WAW | C_FEH | C_BEH))) return false;
    if (u->type == U_WORD && u->noun && !u->adj && unit_has_tanween(f, u)) return false; /* قصف الطيران | موقعاً لحزب الله */
    bool thing = at == p.end && last->clitics & C_AL && u->type == U_WORD && u->of[K_NOUN] && !u->definite && !(u->clitics & ~C_AL) && !unit_is(u, WC_PREP);
    if (thing && who_class(f, u) != NC_ADJECTIVE) return false; /* أسقطت الدفاعات الجوية | مسيّرة للقوات */
    bool object = at == p.end && u->of[K_NOUN] && u->of[K_NOUN]->morph & M_ACCUSATIVE && u->of[K_NOUN]->morph & M_SING && !u->definite && !unit_is(u, WC_PREP);
    if (object && who_class(f, u) == NC_FIGHTER) return false; /* قتل مسلح | شرطياً في بغداد */
    if (at == p.end && u->type == U_WORD && u->noun && !u->adj && !u->of[K_ACTOR] && !(u->clitics & C_LAM) && !unit_is(u, WC_PREP) && unit_has_tanween(f, u) == false && u->of[K_NOUN] && !u->definite) return false; /* طائرة مسيّرة | نقطة للأمن */
    if (u->of[K_ACTOR] && (u->clitics & C_LAM || unit_prep_before(f, at, p.end) == PREP_MIN || unit_prep_before(f, at, p.end) == PREP_LI ||
                           unit_prep_before(f, at, p.end) == PREP_ALA || (unit_prep_before(f, at, p.end) == PREP_FI && !(u->of[K_PLACE] && class == NC_FIGHTER)))) { /* شرطي في بغداد */
      if (tie_bears_arms(f, p)) who_set_force(f, party, who_choose(f, u));
      else who_set(f, party, who_choose(f, u));
      if (!only_tied(f, p.end, at)) return true;
      party->name.span = phrase_span(f, (isn_phrase){p.first, at + 1, p.head}); /* «طائرة مسيّرة تابعة لقوات الدعم السريع», to its end */
      party->name.text = isn_str_cut(f->text, party->name.span);
      return true;
    }
    if (tie_his_country(f, u, party)) return true; /* وفداً من بلاده */
    if (unit_is(u, WC_REFER) && unit_value(f, u, WC_REFER) == REFER_GROUP && unit_prep_before(f, at, p.end) == PREP_MIN) { /* وفد من الحركة */
      uint32_t group = mention_group(f, at);
      return group != NONE && (who_set(f, party, group), true);
    }
    bool owned = f->units[at - 1].adj && f->units[at - 1].of[K_NOUN] && unit_cell(f, &f->units[at - 1], K_NOUN, NOUN_FLAGS) & NOUN_OWNED;
    if (unit_is(u, WC_FUNCTION) && at < p.end + 2 && is_li_pronoun(f, u, owned)) { /* قوة تابعة له، دورية لنا: of him who speaks */
      isn_party speaker;
      if (!party_speaker(f, &f->chains[f->chain_at[at]], &speaker) || speaker.row == NONE) return false;
      who_set_force(f, party, speaker.row);
      return true;
    }
    bool force = u->clitics & C_LAM && who_is_state_force(f, u) && who_class(f, u) != NC_POSITION && who_class(f, u) != NC_FACILITY;
    uint32_t named = force ? actor_behind(f, at) : NONE;
    if (named != NONE) return who_set_force(f, party, who_choose(f, &f->units[named])), true; /* نقطة للواء الثالث بيشمركة */
    if (force && who_country_at(f, at) != NONE) /* دورية للأمن */
      return who_set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, who_country_at(f, at), who_column(f, u, false)));
    if (unit_is(u, WC_PREP) && unit_value(f, u, WC_PREP) != PREP_MIN && unit_value(f, u, WC_PREP) != PREP_LI && unit_value(f, u, WC_PREP) != PREP_ALA &&
        unit_value(f, u, WC_PREP) != PREP_FI)
      return false;
    if (unit_is(u, WC_PREP) && unit_value(f, u, WC_PREP) == PREP_ALA && at + 1 < f->unit_count && !f->units[at + 1].of[K_ACTOR] && !unit_is(&f->units[at + 1], WC_REFER)) return false; /* مسيّرة | على مخزن للحشد */
  }
  return false;
}

/* A group named in the sentence before its members: «خلية ... أفرادها», «مجموعة ... عناصرها»; NONE. */
static uint32_t group_before(const isn_finder *f, uint32_t unit) {
  uint32_t first = f->sents[f->clauses[f->clause_of[unit]].sent].first;
  for (uint32_t i = unit; i-- > first;) {
    const isn_unit *u = &f->units[i];
    bool group = u->type == U_WORD && u->noun && !u->verb && u->of[K_NOUN] && who_class(f, u) == NC_GROUP && !(u->clitics & C_AL) && !u->pronoun;
    if (group && !(who_flags(f, u) & (NOUN_ARMY | NOUN_POLICE))) return i;
  }
  return NONE;
}

/* «قواتنا», «مدفعيتها»: the force of the speaker, or of the actor named last. */
bool tie_pronoun(const isn_finder *f, isn_phrase p, isn_party *party) {
  const isn_unit *u = &f->units[p.head];
  int class = who_class(f, u);
  if (tie_his_country(f, u, party)) return true;
  bool member = class == NC_PERSON && who_flags(f, u) & NOUN_ANYONE; /* أفرادها، أعضائنا */
  if (!u->pronoun || (!member && class != NC_FIGHTER && class != NC_GROUP && class != NC_AIRCRAFT && class != NC_WEAPON && class != NC_POSITION)) return false;
  const isn_chain *chain = &f->chains[f->chain_at[p.head]];
  uint32_t group = member ? group_before(f, p.head) : NONE;
  if (group != NONE) { /* خلية من الفلول ... أفرادها */
    isn_party its;
    if (party_make(f, find_phrase(f, group, p.head), false, &its, 1) == 1 && its.row != NONE) return who_set(f, party, its.row), true;
  }
  if (chain->count && chain->speaker.end > chain->speaker.first && chain->cue < p.head)
    for (uint32_t i = chain->speaker.first; i < chain->speaker.end; i++)
      if (f->units[i].of[K_ACTOR]) {
        who_set_force(f, party, who_choose(f, &f->units[i]));
        return true;
      }
  isn_party speaker;
  if (chain->count && chain->cue < p.head && u->pronoun != PRON_NA && party_speaker(f, chain, &speaker) && speaker.row != NONE) {
    who_set_force(f, party, speaker.row);
    return true;
  }
  if (u->pronoun == PRON_NA && f->voice != NONE && chain->count == 0) {
    who_set(f, party, f->voice);
    return true;
  }
  for (uint32_t i = p.head; i-- > 0 && i + 60 > p.head;)
    if (f->units[i].of[K_ACTOR] && !f->units[i].verb) {
      who_set_force(f, party, who_choose(f, &f->units[i]));
      return true;
    }
  return false;
}

/* «الاحتلال» alone, where the report says «الاحتلال التركي» elsewhere: the id of that state's army; empty: it does not. */
isnad_str tie_nation_elsewhere(const isn_finder *f, const isn_unit *u, isnad_str country) {
  if (u->end - u->first != 1 || country.len == 0) return (isnad_str){0};
  isnad_str form = f->tokens.at[u->first].form;
  for (uint32_t i = 0; i + 1 < f->unit_count && i < 3000; i++) {
    const isn_unit *same = &f->units[i], *next = &f->units[i + 1];
    if (!next->of[K_NATION] || same->end - same->first != 1 || same->of[K_ACTOR] != u->of[K_ACTOR]) continue;
    if (!(next->clitics & C_AL) || !isn_str_holds(form, f->tokens.at[same->first].form)) continue;
    uint32_t nation = next->of[K_NATION]->row;
    if (!isn_str_same(country, isn_lex_text(f->lexicon, K_NATION, nation, NATION_COUNTRY))) return isn_lex_text(f->lexicon, K_NATION, nation, NATION_ARMY);
  }
  return (isnad_str){0};
}

/* «مقتل ضابط»: a soldier or policeman whose side is not said is of the force whose word it is, else of the country's. */
bool tie_rank(const isn_finder *f, const isn_unit *head, isn_party *party) {
  int flags = who_flags(f, head);
  uint32_t country = who_country_at(f, (uint32_t)(head - f->units));
  if (!(flags & (NOUN_ARMY | NOUN_POLICE)) || country == NONE) return false;
  party->by_rank = true;
  return who_set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, country, flags & NOUN_ARMY ? NATION_ARMY : NATION_POLICE));
}

/* «تسعة أشخاص معظمهم من المارة», «سبعة أشخاص بينهم ثلاثة أطفال»: who they are by what is said of some of them. */
bool tie_part(const isn_finder *f, isn_phrase p, isn_party *party) {
  for (uint32_t at = p.end; at < p.end + 3 && at + 1 < f->unit_count; at++) {
    const isn_unit *u = &f->units[at];
    if (unit_is(u, WC_SUBSET) && u->type == U_WORD) {
      uint32_t from = at + 1 + (unit_is(&f->units[at + 1], WC_PREP) ? 1 : 0);
      isn_phrase part = find_phrase(f, from, from + 6 < f->unit_count ? from + 6 : f->unit_count);
      if (part.end <= part.first || f->country == NONE || !(who_flags(f, &f->units[part.head]) & NOUN_CIVILIAN)) return false;
      party->civilian = true;
      return who_set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, f->country, NATION_CIVILIANS));
    }
    if (!unit_is_mark(u, 0x060C) && !unit_is(u, WC_BOUND)) return false;
  }
  return false;
}

/* «محتجون من سكان الغريفة», «شبان من أهالي البلدة»: they are of the people there. */
bool tie_people(const isn_finder *f, isn_phrase p, isn_party *party) {
  const isn_unit *of = p.end + 1 < f->unit_count ? &f->units[p.end] : NULL;
  if (of == NULL || !unit_is(of, WC_PREP) || of->pronoun || unit_value(f, of, WC_PREP) != PREP_MIN || f->clause_of[p.end] != f->clause_of[p.first]) return false;
  const isn_unit *head = &f->units[p.head], *people = of + 1;
  int flags = who_flags(f, people);
  if (who_class(f, head) != NC_PERSON && !who_takes_part(head)) return false;
  if (who_class(f, people) != NC_PERSON || !(flags & NOUN_CIVILIAN) || flags & NOUN_TRADE || who_people_at(f, p.first) == NONE) return false;
  party->civilian = true;
  return who_set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, who_people_at(f, p.first), NATION_CIVILIANS));
}

/* «الجنود» where the country has no army of its own: the force that acted last. */
static bool are_soldiers_of_another(const isn_finder *f, const isn_unit *u) {
  if (!(u->clitics & C_AL) || !(who_flags(f, u) & NOUN_ARMY) || !(u->of[K_NOUN]->morph & M_PLUR) || u->end != u->first + 1) return false;
  return f->country != NONE && isn_lex_text(f->lexicon, K_NATION, f->country, NATION_ARMY).len == 0;
}

/* «القوات», «المهاجمون», «سريع»: named before. */
bool tie_mention(const isn_finder *f, isn_phrase p, isn_party *party) {
  const isn_unit *u = &f->units[p.first];
  if (u->type == U_NUMBER && p.end - p.first == 2) u = &f->units[p.first + 1]; /* 14 من المهاجمين */
  else if (p.end - p.first != 1) return false;
  if (u->type != U_WORD) return false;
  uint32_t row = NONE;
  if ((u->clitics & C_AL && who_flags(f, u) & NOUN_UNIT) || are_soldiers_of_another(f, u)) row = mention_force(f, p.first);
  else if (u->clitics & C_AL && who_takes_part(u) && isn_lex_number(f->lexicon, K_TRIGGER, u->of[K_TRIGGER]->row, TRIGGER_EVENT) == ISNAD_ASSAULT && u->of[K_TRIGGER]->morph & M_ACT_PART) row = mention_attacker(f, p.first);
  else if (u->clitics & C_AL && who_class(f, u) == NC_OFFICIAL) row = mention_office(f, p.first + (u != &f->units[p.first]));
  else if (!u->known || unit_is(u, WC_PERSON_NAME)) row = mention_person(f, p);
  who_set(f, party, row);
  return row != NONE;
}

/* «الفرقة 25», «وحدات من اللواء 22 ميكا»: a unit with a number that is nobody else's is of the country's army. */
bool tie_number(const isn_finder *f, isn_phrase p, isn_party *party) {
  uint32_t country = who_country_at(f, p.first);
  if (country == NONE || party->phrase.end != p.end) return false;
  uint32_t end = p.end + 4 < f->unit_count ? p.end + 4 : f->unit_count;
  for (uint32_t i = p.first; i + 1 < end; i++) {
    const isn_unit *u = &f->units[i];
    if (i >= p.end && (u->type != U_WORD || u->verb || !(u->noun || unit_is(u, WC_PREP)))) return false;
    bool numbered = u->of[K_NOUN] && who_class(f, u) == NC_GROUP && who_flags(f, u) & NOUN_NUMBERED && u->clitics & C_AL && (f->units[i + 1].type == U_NUMBER || (unit_is(&f->units[i + 1], WC_NUM_ORDINAL) && f->units[i + 1].clitics == C_AL));
    if (numbered) return who_set_by_id(f, party, isn_lex_text(f->lexicon, K_NATION, country, NATION_ARMY));
    if (i >= p.end && !unit_is(u, WC_PREP)) return false;
  }
  return false;
}

/* «34 مشتبهاً بانتمائهم إلى داعش»: who is said to belong to a group is taken for its member. */
bool tie_membership(const isn_finder *f, isn_phrase p, isn_party *party) {
  const isn_unit *tie = p.end < f->unit_count ? &f->units[p.end] : NULL;
  if (tie == NULL || tie->type != U_WORD || !(tie->clitics & C_BEH) || !tie->pronoun || !tie->of[K_NOUN] || !(unit_cell(f, tie, K_NOUN, NOUN_FLAGS) & NOUN_OWNED)) return false;
  for (uint32_t i = p.end + 1; i < p.end + 5 && i < f->unit_count && f->units[i].type != U_TIME && !f->units[i].verb; i++) {
    uint32_t row = f->units[i].of[K_ACTOR] ? who_choose(f, &f->units[i]) : NONE;
    if (row != NONE) return who_set(f, party, row), true;
  }
  return false;
}
