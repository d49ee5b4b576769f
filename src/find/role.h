/* role: a phrase gets its role in an act. Seen by frame.c. */
#ifndef ISN_FIND_ROLE_H
#define ISN_FIND_ROLE_H

#include "find/finder.h"

/* An act while its arguments are read. */
typedef struct frame {
  isn_finder *f;
  isn_act *a;
  isnad_mode weapon; /* the mode of a weapon seen in subject, instrument or adjective */
} frame;

/* What the trigger's row says of its subject, object or genitive. */
static inline int role_cell(const frame *fr, int column) { return act_cell(fr->f, fr->a, column); }

/* Gives the phrase the role: a party, a place, a way or a weapon. */
void role_take(frame *, isn_phrase, int role);
/* Adds parties to a list of PARTY_MAX, each once. */
void role_add(isn_party *list, uint8_t *count, const isn_party *, size_t n);
/* A force joined by و to one that has the role, though words of place stand between: «ثوار البلدة وقوات النظام». */
bool role_second_office(frame *, isn_phrase office, isn_phrase, int role);
void role_joined_force(frame *, const isn_arg *args, size_t count, isn_phrase actor, int role);
/* Those whom an object pronoun means: «فرقتهم». */
void role_pronoun(frame *, int role);
/* He whom a masdar's pronoun means where it does the act: «سيطرتهم». */
void role_pronoun_actor(frame *);
/* Whose it is that is brought down: «أسقط الجيش طائرة استطلاع للمليشيا». */
void role_owner_of_downed(frame *);
/* Who was at a meeting told of aside: «بحث الوزير مع نظيره، في اتصال هاتفي، الأوضاع». */
void role_company(frame *);
/* Who acts, taken from an act before in the sentence: by the same subject, as one of two, as more of them. */
void role_actors_of_subject(frame *);
void role_actors_of_two(frame *);
void role_actors_of_others(frame *);
/* Those whom a preposition's pronoun behind the act means: «الإفراج عنه». */
void role_of_prep_pronoun(frame *, uint32_t end);
/* The bare phrase right behind a definite genitive that can act: the masdar's object, which makes the genitive its agent; NULL: none. */
const isn_arg *role_agent_with_object(const frame *, isn_phrase genitive, int role);
/* People and gangs are arrested, things seized, whichever verb says so: «ضبط سائق», «احتجاز سفينة». */
void role_seize_or_arrest(const isn_finder *, isn_act *);

#endif
