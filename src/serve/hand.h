/* hand: the one who writes: a thread with the store open for writing. What is to be done is handed to it as a job and
 * comes back when it is done; an import goes on a stretch at a time, so that acts need not wait for its end. */
#ifndef ISN_SERVE_HAND_H
#define ISN_SERVE_HAND_H

#include "serve/form.h"
#include "serve/page/page.h"

typedef struct isn_hand isn_hand;

enum isn_job_kind { JOB_ACT, JOB_UNDO, JOB_PUT, JOB_IMPORT };

typedef struct isn_job {
  struct isn_job *next;
  enum isn_job_kind kind;
  isn_form form; /* what the strings of the job point into, */
  char *made;    /* or this, from malloc; NULL: nothing */
  isn_act act;
  isnad_str claims[ISN_FORM_FIELDS];
  int64_t entry;     /* undo */
  const char *shelf; /* put */
  isnad_str key, value;
  char id[40];       /* room for a key that was made up */
  isnad_given given; /* import */
  isnad_str text;
  bool dry;
  /* What came of it. */
  isnad_status status;
  isnad_error error;
  int64_t seq;
  /* Called in the loop's thread, which then frees the job. */
  void (*done)(void *context, struct isn_job *);
  void *context;
} isn_job;

/* Opens the store, making it where it is not there, and starts the thread. wake: a descriptor to which a byte is
 * written whenever something is done or changed. NULL after an error. */
isn_hand *isn_hand_new(const char *path, const isnad_lexicon *, int wake, isnad_error *);
/* Ends after what is being done; an import ends after its stretch. */
void isn_hand_free(isn_hand *);

isn_job *isn_job_new(enum isn_job_kind); /* NULL without memory */
void isn_job_free(isn_job *);
/* False: too much waits already, or for an import: one goes on. The job stays the caller's then. */
bool isn_hand_take(isn_hand *, isn_job *);
/* Calls done for all that is done, and frees it. */
void isn_hand_give_back(isn_hand *);

/* How the last import fares, with strings that live until the arena goes; *out NULL where there was none. */
void isn_hand_import(isn_hand *, isn_arena *, isn_desk_import **out);

#endif
