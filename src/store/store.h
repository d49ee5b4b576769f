/* store: reports, their claims and the incidents that these make up, kept in one file. The door of the room: the command line
 * and the live pages come in here and nowhere else.
 *
 *   isn_store *store;
 *   if (isn_store_open("news.isnad", ISN_STORE_WRITE, lexicon, &store, &error) != ISNAD_OK) ...
 *   isn_store_add(store, &incoming, &added, &error);
 *   isn_store_commit(store, &error);
 *   isn_store_incidents(store, &filter, each, context, &error);
 *   isn_store_close(store);
 *
 * A store is used by one thread at a time; any number of stores (of threads or of processes) may be open on one file, one of them
 * writing. Strings that a visitor is given live until it returns; what is read into an arena lives as long as the arena.
 * Nothing here prints or asks the clock: who writes says what time it is. */
#ifndef ISN_STORE_STORE_H
#define ISN_STORE_STORE_H

#include "base/arena.h"
#include "isnad.h"

typedef struct isn_store isn_store;

/* ---- Opening ------------------------------------------------------------------------------------------------------------ */

typedef enum isn_store_mode {
  ISN_STORE_READ,  /* the file must be there; nothing is written */
  ISN_STORE_WRITE, /* made where it is not there, brought to the present schema where it is older */
} isn_store_mode;

/* The lexicon must outlive the store. */
isnad_status isn_store_open(const char *path, isn_store_mode, const isnad_lexicon *, isn_store **, isnad_error *);
void isn_store_close(isn_store *);
/* The time that what is written from now on bears: seconds since 1970 UTC. */
void isn_store_clock(isn_store *, int64_t now);

/* ---- Reports come in ------------------------------------------------------------------------------------------------------ */

typedef struct isn_incoming {
  isnad_str bytes;  /* as received: plain text or a page */
  isnad_given given;
  isnad_str from;   /* where it was found: a file, a feed, an archive and the record in it */
} isn_incoming;

typedef enum isn_added {
  ISN_ADDED_NEW,
  ISN_ADDED_SAME,    /* it is there already: nothing was done */
  ISN_ADDED_VERSION, /* another text of an address that is there: it takes the place of the older one */
  ISN_ADDED_FOREIGN  /* it is not in Arabic and has no claims: nothing was done */
} isn_added;

/* Reads a report and puts it in, in a transaction that the first addition begins and isn_store_commit ends. report: its number,
 * may be NULL. ISNAD_UTF8, ISNAD_LIMIT, ISNAD_ARGUMENT and ISNAD_SYNTAX reject this report alone; after another fault the open
 * transaction is gone. */
isnad_status isn_store_add(isn_store *, const isn_incoming *, isn_added *, int64_t *report, isnad_error *);
/* Is this report there already? Asks without reading it. */
bool isn_store_has(isn_store *, const isn_incoming *);
/* Links what came in since the last commit into incidents, logs what changed, and makes it last. */
isnad_status isn_store_commit(isn_store *, isnad_error *);
/* Makes it last as well, but lets it wait to be linked while little waits: for an import of many reports, which ends with isn_store_link. */
isnad_status isn_store_save(isn_store *, isnad_error *);
/* Takes back what came in since the last commit. */
void isn_store_rollback(isn_store *);
typedef void isn_progress(void *context, int64_t done, int64_t total);
/* Days whose claims wait to be linked: what was saved only, and reports whose days came in disorder. */
int64_t isn_store_waiting(isn_store *);
/* Links what waits, day by day, and commits after each stretch; to be called at the end of an import. */
isnad_status isn_store_link(isn_store *, isn_progress *, void *context, isnad_error *);
/* Links everything anew, for rules that have changed. */
isnad_status isn_store_relink(isn_store *, isn_progress *, void *context, isnad_error *);

/* ---- Reading: incidents ---------------------------------------------------------------------------------------------------- */

/* An incident as it is listed. */
typedef struct isn_incident_row {
  isnad_str id;                 /* 16 hexadecimal digits; old ids of merged incidents lead here too */
  int64_t number;               /* counted up in this store: 123 is ISN-SYR-000123 */
  isnad_str event, mode, acled, status;
  isnad_str title;              /* the headline of its first report */
  isnad_str place_id, place, country; /* place: its name; country: an ISO code */
  bool located;
  double lat, lon;
  int precision;                /* ACLED's, 0 unknown */
  isnad_str start, end;         /* local days 2022-01-24, empty where no claim gives a time */
  isnad_str first, last;        /* when the first and the last of its reports were published */
  int64_t reports, outlets, origins, unknown, claims, updates, disputes;
  int64_t killed_min, killed_max; /* the lowest and the highest figure that somebody gives; ISNAD_NO_NUMBER: none */
  bool retracted;
  int64_t changed;              /* number of the log's entry that changed it last */
  isnad_str json;               /* all of it: origins, values by origin, updates, disagreements (docs/store.md) */
} isn_incident_row;

typedef enum isn_order { ISN_BY_TIME, ISN_BY_LAST_REPORT, ISN_BY_ORIGINS, ISN_BY_NUMBER, ISN_BY_CHANGE } isn_order;

/* Empty strings and zeros: no condition. */
typedef struct isn_filter {
  isnad_str id;            /* this incident alone: 16 digits */
  int64_t report;          /* those that this report tells */
  isnad_str event, mode, status, country;
  isnad_str place;         /* an id, or words of the name */
  isnad_str actor, source; /* id, or words of the name; source: anyone in a chain, or an outlet */
  isnad_str after, before; /* days, both included: when it happened, or was told where that is not known */
  isnad_str words;         /* as isn_store_search takes them */
  int64_t min_origins;
  int64_t since;           /* changed by a later log entry than this */
  bool disputed, retracted; /* only those that; retracted ones are left out otherwise */
  bool brief;              /* rows come without their json: lists of pages need none */
  isn_order order;
  int64_t limit, offset;   /* limit 0: all */
} isn_filter;

/* Give false to stop. */
typedef bool isn_incident_each(void *context, const isn_incident_row *);

isnad_status isn_store_incidents(isn_store *, const isn_filter *, isn_incident_each *, void *context, isnad_error *);
int64_t isn_store_count(isn_store *, const isn_filter *);
/* An incident by its id, the beginning of it, an old id, a number or ISN-SYR-000123; *out NULL where there is none. */
isnad_status isn_store_incident(isn_store *, isn_arena *, isnad_str id, isn_incident_row **out, isnad_error *);

/* ---- Reading: claims and reports -------------------------------------------------------------------------------------------- */

typedef struct isn_stored_report {
  int64_t id;
  isnad_str url, outlet, title, published;
  isnad_str text;             /* to be read by people: of a page its headline and paragraphs */
  isnad_str bytes;            /* as received, what spans count in; the same memory as text for plain text */
  isnad_given given;          /* what was said with it: with it the bytes can be read again */
  isnad_str head;             /* its parts as JSON */
  isnad_str sha256;           /* of the bytes, hexadecimal */
  isnad_str key;              /* by which incidents name it in their JSON: 16 hexadecimal digits, the same in every store */
  isnad_str kind, from;       /* kind: text or html */
  int64_t received;           /* seconds since 1970 UTC */
  int64_t version;            /* 1 is the first of its address */
  bool current, retracted;
} isn_stored_report;

typedef struct isn_stored_claim {
  int64_t id, report;
  uint32_t n;                 /* its place in the report, from 0 */
  isnad_str hash;             /* the id in its JSON: the same in every store */
  isnad_str incident;         /* empty: none (an older version, retracted) */
  isnad_str json;             /* as isnad read prints it */
  isnad_str words;            /* the evidence, cut from the text */
  isnad_str outlet, title, published, url, dateline; /* of its report */
  isnad_str key, print;       /* bytes: by which the report is known; of the words, for linking */
  isnad_claim *claim;         /* the JSON read back; strings in the arena */
} isn_stored_claim;

typedef struct isn_stored_claims {
  isn_stored_claim *at;
  size_t count;
} isn_stored_claims;

/* An incident with all that stands behind it: who told it, after whom, why he counts as an origin or does not, all figures, what
 * was updated and who disagrees. claims[i] is the claim of whole->tellings[i]. */
typedef struct isn_opened {
  isn_incident_row row;
  isn_stored_claim *claims;
  isnad_incident *whole;
  int64_t *reports;        /* the report of each account of whole */
  size_t report_count;
  isnad_incidents *handle; /* whole lies in it */
} isn_opened;

/* *out NULL where there is none. The claims lie in the arena; the rest goes with isn_store_close_incident. */
isnad_status isn_store_open_incident(isn_store *, isn_arena *, isnad_str id, isn_opened **out, isnad_error *);
void isn_store_close_incident(isn_opened *);

/* The first and the last claim of an incident, in the order of its tellings: what a list shows of it, without working it out. count: 0 to 2. */
isnad_status isn_store_ends_of_incident(isn_store *, isn_arena *, isnad_str id, isn_stored_claim ends[2], size_t *count, isnad_error *);
/* In the order of the report. */
isnad_status isn_store_claims_of_report(isn_store *, isn_arena *, int64_t report, isn_stored_claims *, isnad_error *);
/* *out NULL where there is none. */
isnad_status isn_store_report(isn_store *, isn_arena *, int64_t report, isn_stored_report **out, isnad_error *);
/* The versions of the report's address, oldest first, without their texts. */
isnad_status isn_store_versions(isn_store *, isn_arena *, int64_t report, isn_stored_report **out, size_t *count, isnad_error *);

/* ---- Searching ---------------------------------------------------------------------------------------------------------------- */

typedef struct isn_hit {
  isn_stored_report report; /* without text, bytes and head */
  isnad_str words;          /* the stretch that answers, found words between U+0002 and U+0003 */
} isn_hit;

typedef bool isn_hit_each(void *context, const isn_hit *);

/* Latest published first. Words, "phrases", -word, place:NAME, source:NAME, after:DAY, before:DAY. ISNAD_SYNTAX where the question cannot be read. */
isnad_status isn_store_search(isn_store *, isnad_str question, int64_t limit, isn_hit_each *, void *context, isnad_error *);

/* ---- Why two claims are one happening, or are not ------------------------------------------------------------------------------- */

/* Claims are named by their hashes, or the beginnings of them. */
isnad_status isn_store_match(isn_store *, isnad_str a, isnad_str b, isnad_match *, isnad_error *);

/* ---- The log -------------------------------------------------------------------------------------------------------------------- */

/* What changed incidents, in the order in which it did. Nothing is ever taken out or written over; each entry holds the digest of
 * the one before it. */
typedef struct isn_entry_of_log {
  int64_t seq;       /* counts from 1 */
  int64_t at;        /* seconds since 1970 UTC */
  isnad_str kind;     /* what linking did: incident (a new one), update, gone; what editors did: merge, split, pin, retract, note, undo */
  isnad_str incident; /* the one it is about */
  isnad_str other;    /* incident: out of which its claims came; update: the id it had; gone: where it is now; merge: what went into it */
  isnad_str who;      /* the editor, empty for what linking did */
  isnad_str detail;   /* JSON: {"reports", "outlets", "origins", "unknown", "disagreements", "came": [claims]}, or the act */
} isn_entry_of_log;

typedef bool isn_log_each(void *context, const isn_entry_of_log *);

/* Entries with a number above `since`, of one incident where it is not empty. */
isnad_status isn_store_log(isn_store *, int64_t since, isnad_str incident, int64_t limit, isn_log_each *, void *context,
                           isnad_error *);
int64_t isn_store_last(isn_store *); /* the number of the last entry, 0 for none */

/* ---- What an editor does ----------------------------------------------------------------------------------------------------------- */

typedef struct isn_act {
  const char *kind;       /* merge, split, pin, retract, note */
  isnad_str incident;     /* merge, split, retract, note */
  isnad_str other;        /* merge: the incident that goes into it */
  const isnad_str *claims; /* split: what leaves; pin: what stays where it is. Hashes, or their beginnings */
  size_t claim_count;
  int64_t report;         /* retract: a report instead of an incident */
  isnad_str who, words;   /* note: its text; else why */
} isn_act;

/* Does it, links what it touches anew, logs it. seq: its entry. Commits by itself. */
isnad_status isn_store_act(isn_store *, const isn_act *, int64_t *seq, isnad_error *);
/* Takes back an act by an entry that does the opposite. ISNAD_ARGUMENT where entry is no act, or undone already. */
isnad_status isn_store_undo(isn_store *, int64_t entry, isnad_str who, int64_t *seq, isnad_error *);

/* The notes that stand on an incident, oldest first. Give false to stop. */
typedef bool isn_note_each(void *context, int64_t entry, int64_t at, isnad_str who, isnad_str words);
isnad_status isn_store_notes(isn_store *, isnad_str incident, isn_note_each *, void *context, isnad_error *);

/* ---- What a desk keeps beside its reports ---------------------------------------------------------------------------------------------- */

/* Puts a value (JSON) on a shelf in the place of the one under that key; an empty value takes it away. Commits by itself. */
isnad_status isn_store_put(isn_store *, const char *shelf, isnad_str key, isnad_str value, isnad_error *);
/* All that lies on a shelf, in the order of its keys. Give false to stop. */
typedef bool isn_shelf_each(void *context, isnad_str key, isnad_str value);
isnad_status isn_store_shelf(isn_store *, const char *shelf, isn_shelf_each *, void *context, isnad_error *);

/* ---- The whole ----------------------------------------------------------------------------------------------------------------------- */

typedef struct isn_store_stats {
  int64_t reports, versions, outlets, claims, incidents, origins_two, disputed, entries, acts, waiting;
  isnad_str first, last; /* published */
} isn_store_stats;

isnad_status isn_store_stats_of(isn_store *, isn_arena *, isn_store_stats *, isnad_error *);

typedef struct isn_proof {
  int64_t reports, claims, spans, entries, faults;
} isn_proof;

/* what: a sentence that names the report, claim, entry or page. */
typedef void isn_proof_fault(void *context, const char *what);

/* Proves that every report has its digest, every span its words, every entry of the log its place, every page its checksum. */
isnad_status isn_store_verify(isn_store *, isn_proof *, isn_proof_fault *, isn_progress *, void *context, isnad_error *);

#endif
