/* sqlite: SQLite as the back end of a store: one file in WAL mode, so that readers never wait for a writer and a kill at any
 * point leaves the last committed state. A file layer puts a checksum into every page (pages.h). The first fault is kept with its
 * message until rescue; statements are prepared once and found again by the address of their text. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

static void settle(isn_db *db) {
  for (size_t i = 0; i < QUERIES_MAX; i++)
    if (db->queries[i].statement) sqlite3_reset(db->queries[i].statement);
}

static void rescue(isn_db *db) {
  settle(db);
  if (!sqlite3_get_autocommit(db->sqlite)) sqlite3_exec(db->sqlite, "ROLLBACK", NULL, NULL, NULL);
  db->fault = (isnad_error){.status = ISNAD_OK};
}

/* ---- Opening -------------------------------------------------------------------------------------------------------------- */

static void run(isn_db *db, const char *statements) {
  if (db->fault.status != ISNAD_OK) return;
  int code = sqlite3_exec(db->sqlite, statements, NULL, NULL, NULL);
  if (code != SQLITE_OK) note_fault(db, sqlite3_extended_errcode(db->sqlite));
}

/* SQLite keeps two numbers in a file's head for its owner: whose file it is ("isnd"), and its version. */
enum { OWNER = 0x69736E64 };

static int number_of(isn_db *db, const char *statement) {
  sqlite3_stmt *ask;
  int code = sqlite3_prepare_v2(db->sqlite, statement, -1, &ask, NULL);
  int number = code == SQLITE_OK && sqlite3_step(ask) == SQLITE_ROW ? sqlite3_column_int(ask, 0) : -1;
  code = sqlite3_finalize(ask);
  if (code != SQLITE_OK) note_fault(db, sqlite3_extended_errcode(db->sqlite));
  return number;
}

static int schema(isn_db *db) {
  int owner = number_of(db, "PRAGMA application_id"), version = number_of(db, "PRAGMA user_version");
  if (owner == OWNER) return version;
  return owner == 0 && version == 0 && number_of(db, "SELECT count(*) FROM sqlite_master") == 0 ? 0 : -1;
}

static void set_schema(isn_db *db, int number) {
  char text[100];
  snprintf(text, sizeof text, "PRAGMA application_id = %d; PRAGMA user_version = %d", OWNER, number);
  run(db, text);
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
  run(db, "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;"
          "PRAGMA case_sensitive_like = ON; CREATE TEMP TABLE found(report INTEGER PRIMARY KEY)");
  if (!db->read_only)
    run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000;"
            "PRAGMA journal_size_limit = 67108864; PRAGMA secure_delete = OFF");
}

/* Can nothing be written beside the file, and is nothing there? */
static bool alone(const char *path) {
  size_t len = strlen(path), folder = len;
  char *name = malloc(len + 5);
  if (name == NULL) return false;
  memcpy(name, path, len);
  memcpy(name + len, "-wal", 5);
  bool log = access(name, F_OK) == 0;
  while (folder > 0 && name[folder - 1] != '/') folder--;
  memcpy(name + folder, ".", 2); /* the folder itself */
  bool closed = access(name, W_OK) != 0;
  free(name);
  return closed && !log;
}

/* A reader writes the index of the log beside the file. Where it may not (a folder or medium that is read only) and there is no log,
 * the file is opened as one that nobody changes. The name goes in as a URI, its odd bytes as %xx. */
static int open_file(isn_db *db) {
  int flags = SQLITE_OPEN_NOMUTEX;
  if (!db->read_only) return sqlite3_open_v2(db->path, &db->sqlite, flags | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, isn_pages_layer());
  size_t len = strlen(db->path), at = 5;
  char *uri = malloc(len * 3 + 40);
  if (uri == NULL) return SQLITE_NOMEM;
  memcpy(uri, "file:", at);
  for (size_t i = 0; i < len; i++) {
    unsigned char c = (unsigned char)db->path[i];
    bool plain = c > ' ' && c < 0x7F && c != '%' && c != '?' && c != '#';
    at += (size_t)snprintf(uri + at, 4, plain ? "%c" : "%%%02X", c);
  }
  snprintf(uri + at, 40, "%s", alone(db->path) ? "?immutable=1" : "");
  int code = sqlite3_open_v2(uri, &db->sqlite, flags | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, isn_pages_layer());
  free(uri);
  return code;
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
  int code = open_file(db);
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

static void set_bytes(isn_query *q, int at, isnad_str bytes) { /* no pointer: null */
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

/* ---- Searching -------------------------------------------------------------------------------------------------------------- */

/* The terms in the language of FTS5: "السوق القديم" AND "قصف" NOT "نفى". NULL where memory ends or no term asks for anything. */
static char *fts_question(isn_db *db, const isn_term *terms, size_t count) {
  size_t room = 1, at = 0;
  for (size_t i = 0; i < count; i++) room += 2 * terms[i].words.len + 8;
  char *question = malloc(room);
  if (question == NULL) isn_error(&db->fault, ISNAD_MEMORY, 0, "out of memory");
  for (int without = 0; question && without < 2; without++)
    for (size_t i = 0; i < count; i++) {
      if (terms[i].without != (without == 1)) continue;
      at += (size_t)snprintf(question + at, room - at, "%s\"", at == 0 ? "" : without ? " NOT " : " AND ");
      for (size_t k = 0; k < terms[i].words.len; k++) {
        if (terms[i].words.ptr[k] == '"') question[at++] = '"';
        question[at++] = terms[i].words.ptr[k];
      }
      question[at++] = '"';
    }
  if (question) question[at] = '\0';
  return question;
}

static void find(isn_db *db, const isn_term *terms, size_t count) {
  run(db, "DELETE FROM found");
  char *question = fts_question(db, terms, count);
  isn_query *fill = question ? query(db, "INSERT INTO found SELECT rowid FROM report_words WHERE report_words MATCH $1") : NULL;
  if (fill) {
    set_text(fill, 1, (isnad_str){question, strlen(question)});
    step(fill);
    reset(fill);
  }
  free(question);
}

static isnad_str stretch(isn_db *db, const isn_term *terms, size_t count, int64_t report) {
  char *question = fts_question(db, terms, count);
  isn_query *ask = question ? query(db, "SELECT snippet(report_words, 0, char(2), char(3), '\xE2\x80\xA6', 24) FROM report_words"
                                        " WHERE report_words MATCH $1 AND rowid = $2") : NULL;
  isnad_str words = {NULL, 0};
  if (ask) {
    reset(ask);
    sqlite3_bind_text(ask->statement, 1, question, -1, SQLITE_TRANSIENT);
    set_int(ask, 2, report);
    if (step(ask) == DB_ROW) words = get_bytes(ask, 0);
  }
  free(question);
  return words;
}

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
    .name = "sqlite", .open = open_db, .close = close_db, .fault = fault, .rescue = rescue, .settle = settle, .run = run, .schema = schema,
    .set_schema = set_schema, .query = query,
    .set_int = set_int, .set_real = set_real, .set_text = set_text, .set_bytes = set_bytes, .set_null = set_null,
    .step = step, .get_int = get_int, .get_real = get_real, .get_bytes = get_bytes, .is_null = is_null, .reset = reset,
    .last_row = last_row, .changed = changed, .find = find, .stretch = stretch, .prove = prove};
