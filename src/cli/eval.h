/* eval: what the files of isnad eval share: an annotated report as it was loaded, and how its claims compare with those
 * that were read. Annotations are JSON that people write by hand, so every field is looked at before it is used. */
#ifndef ISN_CLI_EVAL_H
#define ISN_CLI_EVAL_H

#include <jansson.h>

#include "cli/cli.h"

enum eval_field {
  EVAL_MODE, EVAL_STATUS, EVAL_ACTORS, EVAL_RECIPIENTS, EVAL_PLACE, EVAL_TIME, EVAL_COUNTS, EVAL_CHAIN, EVAL_ORIGIN,
  EVAL_FIELDS
};

/* Of the values annotated and the values given, how many agree. A field of one value counts as 1 and 1. */
typedef struct eval_match {
  size_t hits, gold, got;
} eval_match;

typedef struct eval_claim {
  json_t *json;             /* borrowed from eval_gold.record */
  isnad_span trigger, near; /* bytes of the report */
} eval_claim;

typedef struct eval_gold {
  json_t *record;
  isnad_given given;
  eval_claim *claims; /* those that can be scored */
  size_t count;
} eval_gold;

typedef struct eval_pair {
  size_t gold, got;
} eval_pair;

/* Called for each fault of an annotation; claim is -1 where it is the file's. */
typedef void eval_fault(void *context, int claim, const char *what);

/* ---- Loading and checking (eval_gold.c) ------------------------------------------------------------------------------ */

/* The annotations at path, of the report that text (NUL-ended) is. False where nothing of the file can be used. */
bool eval_gold_read(const char *path, const char *text, eval_fault *, void *context, eval_gold *);
void eval_gold_free(eval_gold *);

/* ---- Comparing (eval_match.c) ---------------------------------------------------------------------------------------- */

const char *eval_field_name(enum eval_field);
/* The member of a claim that the field is compared by. */
const char *eval_field_key(enum eval_field);
bool eval_right(eval_match);
void eval_compare(const json_t *gold, const json_t *got, eval_match matches[EVAL_FIELDS]);
/* One-to-one pairs in the order of the annotations; pairs has room for as many as there are annotations. */
size_t eval_pairs(const eval_gold *, const json_t *got, eval_pair *pairs);

/* A string member, "" where there is none. */
const char *eval_text(const json_t *object, const char *key);
/* Never NULL: without memory the program ends after a message. */
void *eval_memory(size_t count, size_t size);

#endif
