/* db: the table of calls made handy for the rest of the room: a statement and its values in one call.
 *
 *   isn_rows rows = isn_db_ask(db, "SELECT id, title FROM report WHERE outlet = $1 AND day > $2", "ti", outlet, day);
 *   while (isn_db_next(&rows)) use(isn_db_int(&rows, 0), isn_db_text(&rows, 1));
 *
 * A loop that is left early ends with isn_db_end. Values are told by a letter each: i int64_t, o the same where 0 is null, m the same where ISNAD_NO_NUMBER is, r double where NaN is null, t isnad_str, b isnad_str as
 * bytes, n null (takes no value). */
#ifndef ISN_STORE_DB_H
#define ISN_STORE_DB_H

#include "base/arena.h"
#include "store/backend.h"

typedef struct isn_connection {
  const isn_backend *calls;
  isn_db *db;
} isn_connection;

typedef struct isn_rows {
  const isn_backend *calls;
  isn_query *query;
} isn_rows;

isn_rows isn_db_ask(isn_connection, const char *statement, const char *kinds, ...);
/* The same for statements that give no rows. */
void isn_db_do(isn_connection, const char *statement, const char *kinds, ...);
bool isn_db_next(isn_rows *);
void isn_db_end(isn_rows *);

/* One number, or otherwise where there is no row or it is null. */
int64_t isn_db_number(isn_connection, int64_t otherwise, const char *statement, const char *kinds, ...);

int64_t isn_db_int(isn_rows *, int column);
int64_t isn_db_int_or(isn_rows *, int column, int64_t otherwise); /* otherwise: null */
double isn_db_real(isn_rows *, int column);
bool isn_db_null(isn_rows *, int column);
isnad_str isn_db_text(isn_rows *, int column); /* until the next row */
isnad_str isn_db_copy(isn_arena *, isn_rows *, int column);

#endif
