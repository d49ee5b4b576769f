/* sqlite: SQLite as the back end of a store: one file in WAL mode, so that readers never wait for a writer and a kill at any
 * point leaves the last committed state. A file layer puts a checksum into every page (pages.h). The first fault is kept with its
 * message until rescue; statements are prepared once and found again by the address of their text. */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"
#include "store/backend.h"
#include "store/pages.h"
#include "store/words.h"

enum { QUERIES_MAX = 256, WAIT_MS = 10000 };

struct isn_query {
  isn_db *db;
  const char *text;
  sqlite3_stmt *statement;
};

struct isn_db {
  sqlite3 *sqlite;
  char *path;
  bool read_only;
  isnad_error fault; /* status ISNAD_OK: none */
  isn_query queries[QUERIES_MAX]; /* a table by the address of the text; statement NULL: a free cell */
};

/* ---- Faults ------------------------------------------------------------------------------------------------------------- */

static const char *plain_words(int code) {
  switch (code & 0xFF) {
    case SQLITE_FULL: return "the disk is full";
    case SQLITE_READONLY: return "the file can only be read";
    case SQLITE_BUSY: return "another program is writing to it";
    case SQLITE_CORRUPT: return "the file is damaged; isnad verify tells where";
    case SQLITE_NOTADB: return "the file is no store";
    case SQLITE_CANTOPEN: return "cannot open the file";
    case SQLITE_IOERR: return "cannot read or write the file";
    default: return NULL;
  }
}

/* Fills an error from what SQLite met, and what the system said about it. */
static isnad_status explain(sqlite3 *sqlite, const char *path, int code, isnad_error *error) {
  isnad_status status = (code & 0xFF) == SQLITE_NOMEM ? ISNAD_MEMORY : ISNAD_IO;
  const char *plain = plain_words(code);
  int number = sqlite ? sqlite3_system_errno(sqlite) : 0;
  const char *told = plain ? plain : sqlite ? sqlite3_errmsg(sqlite) : sqlite3_errstr(code);
  int shown = path ? (int)strlen(path) : 0;
  if (shown > 100) path += shown - 100, shown = 100;
  bool system = number != 0 && ((code & 0xFF) == SQLITE_IOERR || (code & 0xFF) == SQLITE_CANTOPEN);
  return isn_error(error, status, 0, "store %.*s: %s%s%s", shown, path ? path : "", told, system ? ": " : "",
                   system ? strerror(number) : "");
}

static void note_fault(isn_db *db, int code) {
  if (db->fault.status == ISNAD_OK) explain(db->sqlite, db->path, code, &db->fault);
}

static isnad_status fault(const isn_db *db, isnad_error *error) {
  if (error && db->fault.status != ISNAD_OK) *error = db->fault;
  return db->fault.status;
}

static void rescue(isn_db *db) {
  for (size_t i = 0; i < QUERIES_MAX; i++)
    if (db->queries[i].statement) sqlite3_reset(db->queries[i].statement);
  if (!sqlite3_get_autocommit(db->sqlite)) sqlite3_exec(db->sqlite, "ROLLBACK", NULL, NULL, NULL);
  db->fault = (isnad_error){.status = ISNAD_OK};
}

/* ---- Opening -------------------------------------------------------------------------------------------------------------- */

static void run(isn_db *db, const char *statements) {
  if (db->fault.status != ISNAD_OK) return;
  int code = sqlite3_exec(db->sqlite, statements, NULL, NULL, NULL);
  if (code != SQLITE_OK) note_fault(db, sqlite3_extended_errcode(db->sqlite));
}

static void close_db(isn_db *db) {
  if (db == NULL) return;
  for (size_t i = 0; i < QUERIES_MAX; i++) sqlite3_finalize(db->queries[i].statement);
  sqlite3_close(db->sqlite);
  free(db->path);
  free(db);
}

/* WAL: readers and one writer together. NORMAL: a kill loses nothing; a power cut may lose the last transactions, whole. */
static void set_up(isn_db *db) {
  int reserve = ISN_PAGE_RESERVE;
  sqlite3_busy_timeout(db->sqlite, WAIT_MS);
  sqlite3_extended_result_codes(db->sqlite, 1);
  sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_file_control(db->sqlite, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve);
  int code = isn_words_register(db->sqlite);
  if (code != SQLITE_OK) note_fault(db, code);
  run(db, "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF; PRAGMA cell_size_check = ON");
  if (!db->read_only)
    run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000;"
            "PRAGMA journal_size_limit = 67108864; PRAGMA secure_delete = OFF");
}

static isnad_status open_db(const char *where, bool read_only, isn_db **out, isnad_error *error) {
  isn_db *db = calloc(1, sizeof *db);
  *out = NULL;
  if (db == NULL || (db->path = malloc(strlen(where) + 1)) == NULL) {
    free(db);
    return isn_error(error, ISNAD_MEMORY, 0, "out of memory");
  }
  memcpy(db->path, where, strlen(where) + 1);
  db->read_only = read_only;
  int flags = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  int code = sqlite3_open_v2(where, &db->sqlite, flags | SQLITE_OPEN_NOMUTEX, isn_pages_layer());
  if (code != SQLITE_OK) {
    explain(db->sqlite, where, code, error);
  } else {
    set_up(db);
    if (fault(db, error) == ISNAD_OK) {
      *out = db;
      return ISNAD_OK;
    }
  }
  close_db(db);
  return error ? error->status : ISNAD_IO;
}

/* ---- Statements ------------------------------------------------------------------------------------------------------------ */

static isn_query *query(isn_db *db, const char *text) {
  if (db->fault.status != ISNAD_OK) return NULL;
  size_t at = (size_t)((uintptr_t)text * 0x9E3779B97F4A7C15u >> 40) % QUERIES_MAX;
  for (size_t tried = 0; tried < QUERIES_MAX; tried++, at = (at + 1) % QUERIES_MAX) {
    isn_query *cell = &db->queries[at];
    if (cell->statement && cell->text == text) return cell;
    if (cell->statement) continue;
    int code = sqlite3_prepare_v3(db->sqlite, text, -1, SQLITE_PREPARE_PERSISTENT, &cell->statement, NULL);
    if (code != SQLITE_OK) {
      note_fault(db, code);
      return NULL;
    }
    cell->db = db;
    cell->text = text;
    return cell;
  }
  isn_error(&db->fault, ISNAD_LIMIT, 0, "more than %d statements", QUERIES_MAX);
  return NULL;
}

static void took(isn_query *q, int code) {
  if (code != SQLITE_OK) note_fault(q->db, code);
}

static void set_int(isn_query *q, int at, int64_t value) { took(q, sqlite3_bind_int64(q->statement, at, value)); }
static void set_real(isn_query *q, int at, double value) { took(q, sqlite3_bind_double(q->statement, at, value)); }
static void set_null(isn_query *q, int at) { took(q, sqlite3_bind_null(q->statement, at)); }

static void set_text(isn_query *q, int at, isnad_str text) {
  took(q, sqlite3_bind_text64(q->statement, at, text.ptr, text.len, SQLITE_STATIC, SQLITE_UTF8));
}

static void set_bytes(isn_query *q, int at, isnad_str bytes) {
  took(q, sqlite3_bind_blob64(q->statement, at, bytes.ptr, bytes.len, SQLITE_STATIC));
}

static isn_step step(isn_query *q) {
  if (q->db->fault.status != ISNAD_OK) return DB_FAULT;
  int code = sqlite3_step(q->statement);
  if (code == SQLITE_ROW) return DB_ROW;
  if (code == SQLITE_DONE) return DB_DONE;
  note_fault(q->db, sqlite3_extended_errcode(q->db->sqlite));
  return DB_FAULT;
}

static int64_t get_int(isn_query *q, int column) { return sqlite3_column_int64(q->statement, column); }
static double get_real(isn_query *q, int column) { return sqlite3_column_double(q->statement, column); }
static bool is_null(isn_query *q, int column) { return sqlite3_column_type(q->statement, column) == SQLITE_NULL; }

static isnad_str get_bytes(isn_query *q, int column) {
  int type = sqlite3_column_type(q->statement, column);
  if (type == SQLITE_NULL) return (isnad_str){NULL, 0};
  const void *ptr = type == SQLITE_BLOB ? sqlite3_column_blob(q->statement, column)
                                        : (const void *)sqlite3_column_text(q->statement, column);
  size_t len = (size_t)sqlite3_column_bytes(q->statement, column);
  return (isnad_str){ptr ? ptr : "", ptr ? len : 0}; /* an empty value is no null */
}

static void reset(isn_query *q) {
  sqlite3_reset(q->statement);
  sqlite3_clear_bindings(q->statement);
}

static int64_t last_row(isn_db *db) { return sqlite3_last_insert_rowid(db->sqlite); }
static int64_t changed(isn_db *db) { return sqlite3_changes64(db->sqlite); }

/* ---- Proving ---------------------------------------------------------------------------------------------------------------- */

/* What the log of SQLite holds goes to the pages first, so that all of it is looked at. */
static void prove(isn_db *db, isn_db_finding *tell, void *context) {
  if (!db->read_only) run(db, "PRAGMA wal_checkpoint(TRUNCATE)");
  if (!isn_pages_prove(db->path, tell, context)) tell(context, "the file cannot be read");
  isn_query *check = query(db, "PRAGMA integrity_check(20)");
  while (check && step(check) == DB_ROW) {
    isnad_str told = get_bytes(check, 0);
    if (!isn_str_same(told, ISN_LIT("ok"))) tell(context, told.ptr);
  }
  if (check) reset(check);
  if (!db->read_only) run(db, "INSERT INTO report_words(report_words, rank) VALUES ('integrity-check', 1)");
  if (db->fault.status != ISNAD_OK) tell(context, db->fault.message);
  rescue(db);
}

const isn_backend isn_sqlite = {
    .name = "sqlite", .open = open_db, .close = close_db, .fault = fault, .rescue = rescue, .run = run, .query = query,
    .set_int = set_int, .set_real = set_real, .set_text = set_text, .set_bytes = set_bytes, .set_null = set_null,
    .step = step, .get_int = get_int, .get_real = get_real, .get_bytes = get_bytes, .is_null = is_null, .reset = reset,
    .last_row = last_row, .changed = changed, .prove = prove};
