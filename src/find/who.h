/* who: which actor of the list a name or a noun stands for. Seen by actor.c and tie.c only. */
#ifndef ISN_FIND_WHO_H
#define ISN_FIND_WHO_H

#include "find/finder.h"

isnad_str who_text(const isn_finder *, uint32_t actor, int column);
/* Whose civilians «مدنيون» are at that unit: the item's country, else the report's, whoever says it; a row of K_NATION. */
uint32_t who_people_at(const isn_finder *, uint32_t unit);
/* The country of «الجيش» at that unit, a row of K_NATION: of him on whose word it stands, of the item in a digest, else the report's. */
uint32_t who_country_at(const isn_finder *, uint32_t unit);
/* Among the actors of the unit's name the one that is meant; NONE. */
uint32_t who_choose(const isn_finder *, const isn_unit *);
/* Give the party the actor: by its row, by ids of a cell (the first of its time), by country and column of K_NATION; a ministry as the army that
 * it commands. */
void who_set(const isn_finder *, isn_party *, uint32_t actor);
/* Is the day of publication within the actor's years? */
bool who_existed(const isn_finder *, uint32_t actor);
bool who_set_by_id(const isn_finder *, isn_party *, isnad_str ids);
bool who_set_by_country(const isn_finder *, isn_party *, isnad_str country, int column);
void who_set_force(const isn_finder *, isn_party *, uint32_t actor);
/* Class and flags of the unit as a noun; -1 and 0 where it is none. */
int who_class(const isn_finder *, const isn_unit *);
int who_flags(const isn_finder *, const isn_unit *);
/* Whom the noun stands for beside a nationality, a column of K_NATION or -1. */
int who_column(const isn_finder *, const isn_unit *head, bool victim);
bool who_is_state_force(const isn_finder *, const isn_unit *);
bool who_is_government(const isn_finder *, uint32_t actor);
/* المحتجون، المهاجمون، المعتقلون: who does or suffers what a trigger names. */
bool who_takes_part(const isn_unit *);

#endif
