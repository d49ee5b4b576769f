/* golden: files of cases that hold a text and what is expected of it. The same files say what the program does, test it
 * and feed the fuzzer.
 *
 *   # a comment before a title
 *   A strike with its number             title
 *   published: 2022-01-24T12:30          given values, any number of lines
 *                                        an empty line, where one is wanted
 *   شن طيران التحالف 6 غارات ...          the text, up to ---
 *   ---
 *   ASSAULT/aerial happened | ...        what is expected, up to === or the end
 *   ===
 *
 * A line «xfail: reason» among the expected ones says that the case fails still, and why. */
#ifndef TEST_GOLDEN_H
#define TEST_GOLDEN_H

#include <stdio.h>

#include "isnad.h"

enum { GOLDEN_GIVEN_MAX = 8, GOLDEN_LINES_MAX = 512 };

typedef struct golden_case {
  isnad_str title;
  isnad_str keys[GOLDEN_GIVEN_MAX], values[GOLDEN_GIVEN_MAX];
  size_t given_count;
  isnad_str text;                      /* without the line break before --- */
  isnad_str expected;                  /* whole, as it stands in the file */
  isnad_str lines[GOLDEN_LINES_MAX];   /* the expected lines, xfail apart, none empty */
  size_t line_count;
  isnad_str xfail;                     /* the reason, or empty */
  size_t line;                         /* of the title, 1 is the first */
} golden_case;

typedef struct golden_file {
  const char *path;
  char *bytes;
  size_t len;
  golden_case *cases;
  size_t case_count;
} golden_file;

/* Reads and parts a file; on a fault it says so and ends the program. */
golden_file golden_open(const char *path);
void golden_close(golden_file *);
/* A given value, or an empty string. */
isnad_str golden_given(const golden_case *, const char *key);
/* given as isnad_read takes it: published, outlet, url, via. */
isnad_given golden_given_values(const golden_case *);

/* What one runner does with one case: writes what it got to out, one item a line, and gives true where that is what was
 * expected; differences are explained on stdout. */
typedef bool golden_check(const isnad_lexicon *, const golden_case *, FILE *explain, FILE *accepted);

/* The main of a runner, with the built-in lexicon: [--accept] FILE... . Tells each failure and the sums, and gives the exit status. With --accept
 * the expected parts of failing cases are replaced by what the check wrote to accepted. */
int golden_main(int argc, char **argv, const char *name, golden_check *);

bool golden_same(isnad_str, const char *);
isnad_str golden_trim(isnad_str);
/* Cuts text at the first `mark`: gives what stands before, *rest what stands behind (empty where there is none). */
isnad_str golden_cut(isnad_str text, const char *mark, isnad_str *rest);

/* What became of one expected line, for runners whose lines are «has: words», «not: words» or «key: value». A value that ends with ...
 * stands for all that begin so; none is one that is empty. Each gives whether the expectation holds. */
bool golden_line_holds(isnad_str line, bool good, FILE *explain, FILE *accepted);
bool golden_value_agrees(isnad_str key, isnad_str got, isnad_str want, FILE *explain, FILE *accepted);

#endif
