/* tie: who a phrase is by what ties it to somebody. Seen by actor.c only. */
#ifndef ISN_FIND_TIE_H
#define ISN_FIND_TIE_H

#include "find/finder.h"

bool tie_holder(const isn_finder *, isn_phrase, isn_party *);     /* who holds the place in the relative clause behind it */
bool tie_complement(const isn_finder *, isn_phrase, isn_party *); /* the actor behind من, لـ or تابعة */
bool tie_pronoun(const isn_finder *, isn_phrase, isn_party *);    /* قواتنا، مدفعيتها */
bool tie_rank(const isn_finder *, const isn_unit *head, isn_party *);
bool tie_people(const isn_finder *, isn_phrase, isn_party *);
bool tie_part(const isn_finder *, isn_phrase, isn_party *);       /* by what is said of some of them */
bool tie_mention(const isn_finder *, isn_phrase, isn_party *);    /* القوات، المهاجمون: named before */
bool tie_number(const isn_finder *, isn_phrase, isn_party *);     /* اللواء 22 */
bool tie_membership(const isn_finder *, isn_phrase, isn_party *);
/* Fighters, guns and posts: what a government has of them is its army's. */
bool tie_bears_arms(const isn_finder *, isn_phrase);
/* «الاحتلال» alone, where the report says «الاحتلال التركي» elsewhere: the id of that state's army; empty: it does not. */
isnad_str tie_nation_elsewhere(const isn_finder *, const isn_unit *, isnad_str country);

#endif
