/* actor: who a phrase is. */
#ifndef ISN_FIND_ACTOR_H
#define ISN_FIND_ACTOR_H

#include "find/finder.h"

/* The parties that a phrase names (two for الطرفان), at most max; spots and things give none. victim: a bare civilian noun takes the
 * country's civilian id. */
size_t party_make(const isn_finder *, isn_phrase, bool victim, isn_party *out, size_t max);
/* The row of the actor that a unit names, of several the one of the report's country and day; NONE where it names none here. */
uint32_t party_actor(const isn_finder *, const isn_unit *);
/* May the phrase be one who acts: a force, person, body, aircraft or weapon? */
bool party_can_act(const isn_finder *, isn_phrase);
/* Whose a place is by its name: «مقر قيادة الشرطة», «مبنى القنصلية الإيرانية»: the party in the words behind its head; 0 or 1. */
size_t party_owner(const isn_finder *, isn_phrase, isn_party *out);
/* Whose a thing is, by the words behind it up to `end`: a nationality («طائرة استطلاع | تركية»), or لـ and a force («مسيّرة من نوع كذا | تابعة للجيش»). */
bool party_owner_behind(const isn_finder *, uint32_t at, uint32_t end, isn_party *);
/* The party that the text itself is the word of, in a statement; false where it is none. */
bool party_voice(const isn_finder *, isn_party *);
/* The last link of a chain as the doer of what he says he does: its actor or the body he speaks for, else his name as the link has it. False
 * where the outlet speaks itself. */
bool party_speaker(const isn_finder *, const isn_chain *, isn_party *out);
/* The government of a country by its code, named by the phrase; false where the list has none. */
/* The actor that stands for the country of the phrase in a column of nationalities.tsv. */
bool party_of_country(const isn_finder *, isn_phrase, int column, isn_party *);
bool party_government(const isn_finder *, isnad_str country, isn_phrase, isn_party *out);
/* The army or police of the report's country, by the flags of a noun («الجيش»); false where the noun is neither, or the list has none. */
bool party_force(const isn_finder *, int noun_flags, isn_party *);
/* Leaves the party's name alone, without the id of a body, where the phrase names a person: «رئيس الجهاز عبد الغني الككلي». */
void party_as_person(const isn_finder *, isn_phrase, isn_party *);
/* Turns a ministry or government into the army that it commands. */
void party_to_force(const isn_finder *, isn_party *);
/* Does the actor of this row command arms, by the kind of source it is: military, security or armed group? */
bool party_commands(const isn_finder *, uint32_t row);
/* A force, group or aircraft: one that attacks. */
bool party_is_force(const isn_finder *, isn_phrase);
/* A body of civil society: it tells of arrests and makes none. */
bool party_is_society(const isn_finder *, isn_phrase);
/* An aircraft, weapon or vehicle: not who acts, but what with. */
bool party_is_machine(const isn_finder *, isn_phrase);
bool party_is_thing(const isn_finder *, isn_phrase);
/* The ASSAULT mode that a weapon, aircraft or adjective in the phrase implies, ISNAD_MODE_NONE. */
isnad_mode party_weapon_mode(const isn_finder *, isn_phrase);

#endif
