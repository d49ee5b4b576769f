/* names: the codes of the public header as they stand in records: ISNAD_HEAVY_WEAPONS is "heavy-weapons". The lists
 * keep the order of the enumerations; names_test.c goes through all of them. */
#include "base/names.h"

#include <string.h>

static const char *const events[] = {
    NULL,     "AGREE",  "CONSULT",  "SUPPORT", "CONCEDE",  "COOPERATE", "AID",    "RETREAT",  "REQUEST",  "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE",    "ASSAULT", "ACCIDENT", "DISASTER", "ELECTION"};

static const char *const modes[] = {
    NULL,
    "visit", "third-party", "multilateral", "phone",
    "withdraw", "release", "disarm", "ceasefire", "access", "resign",
    "assist", "change", "yield", "meet",
    "disapprove", "investigate", "allege",
    "restrict", "arrest", "relations", "expel", "territory", "violence",
    "demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize",
    "convict", "discontinue",
    "troops", "weapons", "police", "militia",
    "seize", "censor", "curfew", "martial-law", "deport", "withhold",
    "misinformation", "cyber",
    "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive",
    "firearms", "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons",
    "crowd-control", "unconventional"};

static const char *const statuses[] = {"happened", "ongoing", "planned", "possible", "negated", "denied"};

static const char *const attitudes[] = {"says", "confirms", "denies", "claims", "expects", "warns", "demands"};

static const char *const source_kinds[] = {
    "unknown", "outlet",  "agency",   "monitor", "state",   "military",   "armed-group", "organization", "person",
    "medical", "security", "local",   "witness", "activists", "social", "document",    "informed",     "correspondent"};

static const char *const whats[] = {
    "other",     "killed",    "wounded",      "killed-or-wounded", "missing",   "arrested", "abducted", "released",
    "surrendered", "displaced", "participants", "strikes",           "munitions", "weapons",  "vehicles", "held",
    "targets",   "aid",       "money"};

static const char *const bounds[] = {"exact",     "about",   "at-least", "at-most",   "more-than", "less-than",
                                     "between",   "tens",    "hundreds", "thousands", "some"};

#define NAMED(list, code) ((size_t)(code) < sizeof(list) / sizeof *(list) ? (list)[code] : NULL)
#define CODE_OF(list, name) code_of(list, sizeof(list) / sizeof *(list), name)

const char *isnad_event_name(isnad_event code) { return NAMED(events, code); }
const char *isnad_mode_name(isnad_mode code) { return NAMED(modes, code); }
const char *isnad_status_name(isnad_claim_status code) { return NAMED(statuses, code); }
const char *isnad_attitude_name(isnad_attitude code) { return NAMED(attitudes, code); }
const char *isnad_source_kind_name(isnad_source_kind code) { return NAMED(source_kinds, code); }
const char *isnad_what_name(isnad_what code) { return NAMED(whats, code); }
const char *isnad_bound_name(isnad_bound code) { return NAMED(bounds, code); }

static int code_of(const char *const *list, size_t count, isnad_str name) {
  for (size_t i = 0; i < count; i++)
    if (list[i] != NULL && strlen(list[i]) == name.len && memcmp(list[i], name.ptr, name.len) == 0) return (int)i;
  return -1;
}

int isn_event_code(isnad_str name) { return CODE_OF(events, name); }
int isn_mode_code(isnad_str name) { return CODE_OF(modes, name); }
int isn_source_kind_code(isnad_str name) { return CODE_OF(source_kinds, name); }
int isn_what_code(isnad_str name) { return CODE_OF(whats, name); }
int isn_status_code(isnad_str name) { return CODE_OF(statuses, name); }
int isn_attitude_code(isnad_str name) { return CODE_OF(attitudes, name); }
int isn_bound_code(isnad_str name) { return CODE_OF(bounds, name); }
