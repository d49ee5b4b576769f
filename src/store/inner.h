/* inner: what the files of the room share and nobody outside sees. */
#ifndef ISN_STORE_INNER_H
#define ISN_STORE_INNER_H

#include "base/sha256.h"
#include "base/str.h"
#include "store/db.h"
#include "store/store.h"

#define ISN_NO_DAY INT32_MIN

enum isn_role { ROLE_ACTOR = 1, ROLE_RECIPIENT, ROLE_SOURCE, ROLE_OUTLET, ROLE_PLACE };
enum isn_mark_kind { MARK_HOLD = 1, MARK_TIE, MARK_STRIKE, MARK_NOTE };

typedef struct isn_window isn_window;

struct isn_store {
  isn_connection db;
  const isnad_lexicon *lexicon;
  isn_store_mode mode;
  bool open;          /* a transaction is */
  bool deferred;      /* days come in such disorder that linking waits for isn_store_link */
  int64_t now;        /* what entries of the log are dated with */
  isn_window *window; /* the days that are linked in memory; NULL: none */
  int64_t seen_entry, seen_report; /* the last of each when the window was right */
  isnad_error refused; /* why the work at hand was ended; ISNAD_OK: it was not */
};

/* ---- open.c ---- */

/* Work that allocates and asks the data base: what runs out of memory or fails comes back as a status. arena NULL: one of its own,
 * gone after it. */
typedef void isn_work(isn_store *, isn_arena *, void *job);
isnad_status isn_guard(isn_store *, isn_arena *, isn_work *, void *job, isnad_error *);
/* Ends the work with a status. */
_Noreturn void isn_refuse(isn_store *, isn_arena *, isnad_status, const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Ends it with the error of a call of isnad.h. */
_Noreturn void isn_pass(isn_store *, isn_arena *, const isnad_error *);
/* Ends the work where the data base has met a fault. */
void isn_check(isn_store *, isn_arena *);
/* Opens a transaction where none is. */
void isn_begin(isn_store *);
void isn_end(isn_store *, isn_arena *); /* commits */

/* ---- Small things ---- */

/* 64-bit ids are 16 hexadecimal digits outside. */
isnad_str isn_hex(isn_arena *, int64_t id);
bool isn_unhex(isnad_str digits, uint64_t *first, uint64_t *last); /* 1 to 16 digits: those that begin so, as a range */
isnad_str isn_folded(isn_arena *, isnad_str text);

/* ---- log.c ---- */

typedef struct isn_note {
  const char *kind;
  int64_t incident, other; /* 0: none */
  isnad_str who, detail;
} isn_note;
int64_t isn_log_write(isn_store *, isn_arena *, const isn_note *);
isn_digest isn_log_digest(const isn_digest *before, const isn_entry_of_log *);

/* ---- add.c ---- */

/* The claims of a report leave their incidents, or may come into some again. */
void isn_claims_count_no_more(isn_store *, int64_t report);
void isn_claims_count_again(isn_store *, int64_t report);

/* ---- names.c ---- */

/* Notes who and where stands in a claim, so that filters find it. */
void isn_names_note(isn_store *, isn_arena *, int64_t claim, const isnad_claim *, isnad_str outlet);
/* The ISO code of the country that a place lies in, or empty. */
isnad_str isn_country_of(const isnad_lexicon *, isnad_str place_id);

/* ---- window.c: the days at hand, in a handle of the link room ---- */

/* Makes sure that the days around `day` are at hand, so that it can be linked. */
void isn_window_cover(isn_store *, isn_arena *, int32_t day);
bool isn_window_covers(isn_store *, int32_t day); /* without loading anything */
/* Takes in a report that was just added; claims: their row numbers. */
void isn_window_take(isn_store *, isn_arena *, int64_t report, const isnad_account *, const int64_t *claims);
bool isn_window_full(const isn_store *);
bool isn_window_over(const isn_store *); /* too full to go on */
/* Did it take in enough, beside what it had to load? Else days come in disorder, and each report would load others. */
bool isn_window_worth(const isn_store *);
/* Claims at hand, and how many of them came in since the last linking. */
size_t isn_window_size(const isn_store *, size_t *fresh);
void isn_window_drop(isn_store *);
/* Lets the days go that are not around those of the claims that came in last. */
void isn_window_move(isn_store *, isn_arena *);
/* Links what is at hand and writes the groups that changed; gives their numbers, and those that claims have left. */
int64_t *isn_window_groups(isn_store *, isn_arena *, size_t *count);
/* The handle, and a claim's place in it; loads its report where it is not there. */
isnad_incidents *isn_window_handle(isn_store *, isn_arena *);
isnad_member isn_window_member(isn_store *, isn_arena *, int64_t report, uint32_t n);
int64_t isn_window_report(const isn_store *, uint32_t account);

/* ---- incident.c: groups and what editors did to incidents ---- */

/* Works out anew what these groups make up. */
void isn_incidents_rebuild(isn_store *, isn_arena *, const int64_t *groups, size_t count);

/* ---- list.c, read.c ---- */

#define ISN_ROW_WITH(json)                                                                                                      \
  "SELECT id, number, event, mode, acled, status, title, place_id, place, country, lat, lon, precision, start_day, end_day, first," \
  " last, reports, outlets, origins, unknown, claims, updates, disputes, killed_min, killed_max, retracted, changed, " json " FROM incident "
#define ISN_ROW ISN_ROW_WITH("json")
#define ISN_ROW_BRIEF ISN_ROW_WITH("NULL") /* the json is the most of a row: not asked for, it is neither read nor sorted */
/* What stands in a row of ISN_ROW; id is room for its digits. */
isn_incident_row isn_row_read(isn_rows *, char id[17]);

int64_t isn_incident_find(isn_store *, isnad_str id); /* 0: none */
/* The row of a claim by its hash, or the beginning of it; ends the work where there is none or more than one. */
int64_t isn_claim_find(isn_store *, isn_arena *, isnad_str hash);
isnad_str isn_key_hex(isn_arena *, isnad_str key);
/* An account without claims; it is named by the report's key, so that order of arrival says nothing. */
isnad_account isn_account_of(isn_arena *, isnad_str key, isnad_str outlet, isnad_str published, isnad_str dateline);

#endif
