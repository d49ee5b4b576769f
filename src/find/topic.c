/* topic: is the text news of conflict and politics at all? «شن لاعبو الهلال هجمات على مرمى الضيوف» speaks of a match, «يُغلق القدر على نار
 * هادئة» of a dish, «الهجوم على الثلاجة» of food. Where words of such a topic (class topic of words.tsv) outweigh forces, weapons,
 * officials and named actors, or where the text has none of these, words alone make no event: an act needs a named party or a toll that is counted,
 * outside sport and the like a place or number. */
#include "find/actor.h"

enum { TOPICS = 16 };

/* Does the unit belong to the vocabulary of news: a named actor or outlet, a force, weapon, official, casualty? */
static bool is_newsy(const isn_finder *f, const isn_unit *u) {
  if (u->topic) return false;
  if (u->of[K_ACTOR] || u->of[K_OUTLET]) return true;
  if (!u->of[K_NOUN] || u->verb) return false;
  switch (unit_cell(f, u, K_NOUN, NOUN_CLASS)) {
    case NC_FIGHTER: case NC_WEAPON: case NC_MUNITION: case NC_EXPLOSIVE: case NC_AIRCRAFT: case NC_OFFICIAL: case NC_CASUALTY: return true;
    default: return false;
  }
}

/* Has the act a party of the lexicon, or dead and wounded that are counted? */
static bool stands_by_itself(const isn_finder *f, const isn_act *a) {
  for (int i = 0; i < a->actor_count; i++)
    if (a->actors[i].row != NONE && !a->actors[i].civilian) return true;
  for (int i = 0; i < a->recipient_count; i++)
    if (a->recipients[i].row != NONE && !a->recipients[i].civilian) return true;
  for (int i = 0; i < a->amount_count; i++) {
    isnad_what what = f->amounts[a->amounts[i]].count.what;
    bool counted = what == ISNAD_KILLED || what == ISNAD_WOUNDED || what == ISNAD_ARRESTED || what == ISNAD_MISSING || what == ISNAD_KILLED_OR_WOUNDED;
    if (counted && a->recipient_count && a->class == TC_TOLL) return true;
  }
  return false;
}

static bool is_set(const isn_finder *f, uint32_t spot) { return spot != NONE && (f->spots[spot].row != NONE || f->spots[spot].word != PW_NONE); }

void find_topic(isn_finder *f) {
  uint32_t news = 0, of[TOPICS] = {0}, topical = 0;
  for (uint32_t i = 0; i < f->unit_count; i++) {
    const isn_unit *u = &f->units[i];
    if (u->topic < TOPICS && u->topic && ++of[u->topic] > topical) topical = of[u->topic];
    news += is_newsy(f, u) && !(i > 0 && f->units[i - 1].topic); /* مدرب الجيش: a club */
  }
  for (uint32_t i = 0; i < f->spot_count; i++) news += is_set(f, i) && !f->units[f->spots[i].first].topic;
  bool of_topic = (topical >= 2 && topical > news) || (topical >= 4 && 2 * topical > news);
  f->everyday = of_topic || news == 0;
  if (!f->everyday) return;
  for (uint32_t i = 0; i < f->act_count; i++) {
    isn_act *a = &f->acts[i];
    bool set = !of_topic && (is_set(f, a->place) || is_set(f, a->to) || a->amount_count || (a->class == TC_SPEECH && a->actor_count));
    if (a->dropped || stands_by_itself(f, a) || set) continue;
    a->dropped = true, a->why_dropped = "no news";
  }
}
