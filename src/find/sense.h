/* sense.h: what the two files that decide what an act is share. sense.c by parties and words, motion.c for what moves and for relief. */
#ifndef ISN_SENSE_H
#define ISN_SENSE_H

#include "find/actor.h"

static inline int noun_class_of(const isn_finder *f, uint32_t unit) {
  return unit_noun_class(f, &f->units[unit]);
}

static inline void turn(isn_act *a, isnad_event event, isnad_mode mode) {
  a->event = event;
  a->mode = mode;
}

static inline void drop(isn_act *a, const char *why) {
  a->dropped = true;
  a->why_dropped = why;
}

/* The noun phrase behind a masdar. */
isn_phrase sense_genitive(const isn_finder *, const isn_act *);

/* Is it the only act of its sentence? */
bool sense_alone(const isn_finder *, const isn_act *);

/* motion.c */
void sense_of_entry(const isn_finder *, isn_act *);
void sense_of_exit(const isn_finder *, isn_act *);
void sense_of_relief(const isn_finder *, isn_act *);
void sense_of_giver(isn_finder *, uint32_t act); /* who gives the aid that an act brings */

#endif
