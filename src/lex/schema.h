/* schema: which files make each kind, which columns they have, and what becomes of a cell. One place tells both the compiler and
 * whoever reads a bad-row message. A column that is read but not kept in the row (lemma parts, alternative names) makes keys.
 *
 * For triggers.tsv, «event» is a code found by isnad.h's names and lies in the cell TRIGGER_EVENT. */
#ifndef ISN_LEX_SCHEMA_H
#define ISN_LEX_SCHEMA_H

#include "lex/lex.h"

enum isn_cell {
  CELL_TEXT,    /* kept as it stands */
  CELL_CODE,    /* a name of the list; empty is 0 */
  CELL_WHAT,    /* a name of the list; empty is -1 */
  CELL_NUMBER,  /* an integer; empty is 0 */
  CELL_FLAGS,   /* names joined by commas: the set of their codes */
  CELL_PREPS,   /* preposition:role pairs joined by commas */
  CELL_DEGREES, /* decimal degrees, kept in 1e-5 */
  CELL_FROM,    /* 2014-08 as 20140801 */
  CELL_TO,      /* 2014-08 as 20140831 */
  CELL_VALUE    /* a word's value: by its class a name or an integer */
};

typedef int isn_code_of(isnad_str name); /* -1: no such name */

typedef struct isn_column {
  const char *name;
  uint8_t type;      /* enum isn_cell */
  int8_t cell;       /* where it lies in the row, or -1 */
  bool required;     /* the file must have it and no cell of it may be empty */
  isn_code_of *code; /* CODE, WHAT, FLAGS */
} isn_column;

enum { ISN_COLUMNS_MAX = 24 };

typedef struct isn_table {
  const char *name;
  const char *files[4]; /* ended by NULL */
  int width;            /* cells of a row in memory */
  int id;               /* cell of the id, or -1 */
  uint32_t text_cells;  /* set of the cells that hold offsets of text: TEXT and PREPS */
  const isn_column *columns;
  int column_count;
} isn_table;

/* The table of a kind, K_WORD to K_MARKUP. */
const isn_table *isn_table_of(int kind);
/* Number of the column of that name, or -1. */
int isn_column_named(const isn_table *, isnad_str name);
/* The value of a word of that class; false where the cell makes no sense for it. */
bool isn_word_value(int word_class, isnad_str cell, int32_t *out);
bool isn_parse_int(isnad_str text, int32_t *out);

/* Names back to codes, -1 where unknown; and codes to names for dumps, NULL where unknown. */
int isn_role_code(isnad_str);
int isn_prep_code(isnad_str);
int isn_word_class_code(isnad_str);
const char *isn_word_class_name(int);
const char *isn_trigger_class_name(int);
const char *isn_operator_class_name(int);
const char *isn_saying_class_name(int);
const char *isn_noun_class_name(int);
const char *isn_boiler_class_name(int);
const char *isn_role_name(int);

#endif
