/* backend: what a data base must be able to do to hold a store: one small table of calls. SQLite is the first to fill it
 * (sqlite.c); PostgreSQL can be the second, since the statements of this room are the common part of both: numbered
 * parameters $1, $2 in the order of their first use, ON CONFLICT, no function that only one of them has. What differs
 * (searching text, proving the file) is a call of its own.
 *
 * A fault is kept by the data base until it is asked for: after one, step gives DB_FAULT and run does nothing more. So those
 * who write ten statements look once. */
#ifndef ISN_STORE_BACKEND_H
#define ISN_STORE_BACKEND_H

#include "isnad.h"

typedef struct isn_db isn_db;       /* a connection */
typedef struct isn_query isn_query; /* a prepared statement */

typedef enum isn_step { DB_ROW, DB_DONE, DB_FAULT } isn_step;

/* What is searched for: one word or several behind each other. */
typedef struct isn_term {
  isnad_str words;
  bool without; /* reports that have it are left out */
} isn_term;

typedef void isn_db_finding(void *context, const char *what);

typedef struct isn_backend {
  const char *name;
  /* where: a file, or an address of a server. Creates what is not there unless read_only. */
  isnad_status (*open)(const char *where, bool read_only, isn_db **, isnad_error *);
  void (*close)(isn_db *);
  /* ISNAD_OK, or the first fault since the last call of rescue, with its message. */
  isnad_status (*fault)(const isn_db *, isnad_error *);
  /* Takes back what the open transaction did, and the fault with it. */
  void (*rescue)(isn_db *);
  /* Lets go of what questions hold that were left before their end. */
  void (*settle)(isn_db *);
  void (*run)(isn_db *, const char *statements);
  /* The number of the last migration that was done to the file; 0: it is new, -1: it belongs to another program. */
  int (*schema)(isn_db *);
  void (*set_schema)(isn_db *, int number);
  /* A statement that lives as long as the connection; text must too (a literal). The same text gives the same statement. */
  isn_query *(*query)(isn_db *, const char *text);
  void (*set_int)(isn_query *, int parameter, int64_t); /* parameters count from 1 */
  void (*set_real)(isn_query *, int parameter, double);
  void (*set_text)(isn_query *, int parameter, isnad_str); /* ptr NULL: null; kept until reset */
  void (*set_bytes)(isn_query *, int parameter, isnad_str);
  void (*set_null)(isn_query *, int parameter);
  isn_step (*step)(isn_query *);
  int64_t (*get_int)(isn_query *, int column); /* columns count from 0; null gives 0 */
  double (*get_real)(isn_query *, int column);
  isnad_str (*get_bytes)(isn_query *, int column); /* text too; until the next step; null gives NULL */
  bool (*is_null)(isn_query *, int column);
  void (*reset)(isn_query *);
  int64_t (*last_row)(isn_db *); /* the id that the last insertion made */
  int64_t (*changed)(isn_db *);  /* rows that the last statement changed */
  /* Fills the table found with the reports that have all the terms. */
  void (*find)(isn_db *, const isn_term *, size_t count);
  /* The stretch of a report that has them, each word between U+0002 and U+0003; until the next call. */
  isnad_str (*stretch)(isn_db *, const isn_term *, size_t count, int64_t report);
  /* Looks at everything below the statements (pages, indexes, words); each fault is told. */
  void (*prove)(isn_db *, isn_db_finding *, void *context);
} isn_backend;

extern const isn_backend isn_sqlite;

#endif
