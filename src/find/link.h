/* link: one link of a chain from the phrase that names a source. Seen by the chains, and by parties for the names of persons. */
#ifndef ISN_FIND_LINK_H
#define ISN_FIND_LINK_H

#include "find/finder.h"

/* The source named by a phrase, with the units after it that belong to the name («مصدر عسكري بالفرقة السادسة»). */
/* The unit behind all the words that name who speaks. */
uint32_t link_end(const isn_finder *, isn_phrase, uint32_t limit);
isnad_link link_make(const isn_finder *, isn_phrase, uint32_t limit, uint32_t cue);
/* The name of the person that the phrase, of a title or job, names in itself or right behind it; {0, 0}: none. */
isnad_span link_person(const isn_finder *, isn_phrase);
/* Is the phrase the report's own outlet («وكالتنا», its name)? */
bool link_is_self(const isn_finder *, isn_phrase);
/* Someone who may speak: a name, source, office, person or body; no event and no place. */
bool link_can_speak(const isn_finder *, isn_phrase);
/* An outlet, agency, channel or site: one that carries what others say. */
bool link_is_carrier(const isn_finder *, isn_phrase);
/* A statement, tweet or report as the subject: بيان. */
bool link_is_vehicle(const isn_finder *, isn_phrase);
/* A definite noun that names no one by itself: المصدر، الموقع، الوزارة. */
bool link_refers_back(const isn_finder *, isn_phrase);

#endif
