/* subject: subject and object of a finite verb. */
#ifndef ISN_FIND_SUBJECT_H
#define ISN_FIND_SUBJECT_H

#include "find/finder.h"

/* Fills the act's subject, object and passive from its arguments (and its actors, where the verb is in the first person). */
void subject_and_object(const isn_finder *, isn_act *);
/* The subject of a clause by its words: the bare phrase before its verb, else the first behind it that can act; empty: none. */
isn_phrase subject_of_clause(const isn_finder *, uint32_t clause);
/* The subject that an act without one carries on from the clause before, from the noun it describes or from who speaks; empty: none. */
isn_phrase subject_carried(const isn_finder *, const isn_act *);
/* Is it the form of an object, of a word that has another as a subject: «دعا الطرفين»? */
bool subject_is_oblique(const isn_finder *, isn_phrase);
/* Is the phrase an event («القصف») and no party? */
bool subject_is_event(const isn_finder *, isn_phrase);

#endif
