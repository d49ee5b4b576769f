/* acled: the table of records, row by row: an air strike is "Air/drone strike", shots between armed parties "Armed clash", shots at
 * civilians "Attack". Where no row fits the sub-event stays empty. */
#include "find/acled.h"

static isnad_str party_type(const isn_finder *f, const isn_party *p) {
  return p->row != NONE ? isn_lex_text(f->lexicon, K_ACTOR, p->row, ACTOR_TYPE) : (isnad_str){0};
}

static bool is_type(const isn_finder *f, const isn_party *p, const char *type) { return isn_str_holds(party_type(f, p), isn_str(type)); }

static bool is_state(const isn_finder *f, const isn_party *p) {
  return is_type(f, p, "state forces") || is_type(f, p, "government") || is_type(f, p, "police") || is_type(f, p, "external forces");
}

static bool on_civilians(const isn_finder *f, const isn_act *a) {
  if (a->recipient_count == 0) return false;
  for (int i = 0; i < a->recipient_count; i++)
    if (!a->recipients[i].civilian && !is_type(f, &a->recipients[i], "civilians") && !is_type(f, &a->recipients[i], "protesters")) return false;
  return true;
}

static bool many_arrested(const isn_finder *f, const isn_act *a) {
  for (int i = 0; i < a->amount_count; i++) {
    const isnad_count *c = &f->amounts[a->amounts[i]].count;
    if (c->min != ISNAD_NO_NUMBER && c->min >= 5) return true;
  }
  return false;
}

static const char *captured(const isn_finder *f, const isn_act *a) {
  if (a->actor_count && is_state(f, &a->actors[0])) return "Government regains territory";
  return "Non-state actor overtakes territory";
}

static const char *assault(const isn_finder *f, const isn_act *a) {
  bool downs = act_cell(f, a, TRIGGER_FLAGS) & TRIGGER_DOWNS;
  if (downs && a->mode == ISNAD_HEAVY_WEAPONS) return "Disrupted weapons use"; /* اعترضت الدفاعات صاروخين */
  switch (a->mode) {
    case ISNAD_AERIAL: case ISNAD_DRONE: return "Air/drone strike";
    case ISNAD_HEAVY_WEAPONS: return "Shelling/artillery/missile attack";
    case ISNAD_SUICIDE_ATTACK: return "Suicide bomb";
    case ISNAD_EXPLOSIVES: return "Remote explosive/landmine/IED";
    case ISNAD_UNCONVENTIONAL: return "Chemical weapon";
    case ISNAD_ABDUCT: return "Abduction/forced disappearance";
    case ISNAD_SEXUAL: return "Sexual violence";
    case ISNAD_DESTROY: return "Looting/property destruction";
    case ISNAD_CROWD_CONTROL: return "Protest with intervention";
    case ISNAD_FIREARMS: case ISNAD_TARGETED: case ISNAD_PRIMITIVE:
      return on_civilians(f, a) ? "Attack" : a->mode == ISNAD_FIREARMS ? "Armed clash" : "Attack";
    case ISNAD_BEAT: case ISNAD_TORTURE: return "Attack";
    default: return NULL;
  }
}

isnad_str acled_sub_event(const isn_finder *f, const isn_act *a) {
  const char *type = NULL;
  if (a->flags & ISNAD_FLAG_CAPTURED) type = captured(f, a);
  else if (a->event == ISNAD_ASSAULT) type = assault(f, a);
  else if (a->event == ISNAD_PROTEST) type = a->mode == ISNAD_RIOT || a->mode == ISNAD_VANDALIZE ? "Violent demonstration" : a->mode == ISNAD_BOYCOTT ? NULL : "Peaceful protest";
  else if (a->event == ISNAD_COERCE && a->mode == ISNAD_ARREST && many_arrested(f, a)) type = "Arrests";
  else if (a->event == ISNAD_COERCE && a->mode == ISNAD_SEIZE) type = "Disrupted weapons use";
  else if (a->event == ISNAD_RETREAT && a->mode == ISNAD_CEASEFIRE) type = "Agreement";
  else if (a->event == ISNAD_RETREAT && a->mode == ISNAD_DISARM) type = "Change to group/activity";
  return isn_str(type);
}
