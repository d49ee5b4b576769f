/* db: see db.h. A statement is found again by the address of its text, so that no statement is prepared twice; a fault stays
 * with the data base, and all that is asked after it gives nothing. */
#include "store/db.h"

#include <math.h>
#include <stdarg.h>

static void set_or_null(isn_rows *rows, int at, int64_t value, int64_t null) {
  if (value == null) rows->calls->set_null(rows->query, at);
  else rows->calls->set_int(rows->query, at, value);
}

static isn_rows bind(isn_connection c, const char *statement, const char *kinds, va_list args) {
  isn_rows rows = {c.calls, c.calls->query(c.db, statement)};
  if (rows.query == NULL) return rows;
  for (int at = 1; *kinds; kinds++, at++) switch (*kinds) {
      case 'i': c.calls->set_int(rows.query, at, va_arg(args, int64_t)); break;
      case 'o': set_or_null(&rows, at, va_arg(args, int64_t), 0); break;
      case 'm': set_or_null(&rows, at, va_arg(args, int64_t), ISNAD_NO_NUMBER); break;
      case 'r': {
        double value = va_arg(args, double);
        if (isnan(value)) c.calls->set_null(rows.query, at);
        else c.calls->set_real(rows.query, at, value);
        break;
      }
      case 't': c.calls->set_text(rows.query, at, va_arg(args, isnad_str)); break;
      case 'b': c.calls->set_bytes(rows.query, at, va_arg(args, isnad_str)); break;
      default: c.calls->set_null(rows.query, at);
    }
  return rows;
}

isn_rows isn_db_ask(isn_connection c, const char *statement, const char *kinds, ...) {
  va_list args;
  va_start(args, kinds);
  isn_rows rows = bind(c, statement, kinds, args);
  va_end(args);
  return rows;
}

void isn_db_do(isn_connection c, const char *statement, const char *kinds, ...) {
  va_list args;
  va_start(args, kinds);
  isn_rows rows = bind(c, statement, kinds, args);
  va_end(args);
  while (isn_db_next(&rows)) continue;
}

int64_t isn_db_number(isn_connection c, int64_t otherwise, const char *statement, const char *kinds, ...) {
  va_list args;
  va_start(args, kinds);
  isn_rows rows = bind(c, statement, kinds, args);
  va_end(args);
  int64_t number = isn_db_next(&rows) ? isn_db_int_or(&rows, 0, otherwise) : otherwise;
  isn_db_end(&rows);
  return number;
}

bool isn_db_next(isn_rows *rows) {
  if (rows->query == NULL) return false;
  if (rows->calls->step(rows->query) == DB_ROW) return true;
  isn_db_end(rows);
  return false;
}

void isn_db_end(isn_rows *rows) {
  if (rows->query) rows->calls->reset(rows->query);
  rows->query = NULL;
}

int64_t isn_db_int(isn_rows *rows, int column) { return rows->calls->get_int(rows->query, column); }
double isn_db_real(isn_rows *rows, int column) { return rows->calls->get_real(rows->query, column); }
bool isn_db_null(isn_rows *rows, int column) { return rows->calls->is_null(rows->query, column); }
isnad_str isn_db_text(isn_rows *rows, int column) { return rows->calls->get_bytes(rows->query, column); }

int64_t isn_db_int_or(isn_rows *rows, int column, int64_t otherwise) {
  return isn_db_null(rows, column) ? otherwise : isn_db_int(rows, column);
}

isnad_str isn_db_copy(isn_arena *arena, isn_rows *rows, int column) {
  isnad_str text = isn_db_text(rows, column);
  return text.ptr ? isn_arena_copy(arena, text) : (isnad_str){NULL, 0};
}
