/* isnad: reads Arabic news reports and says who did what to whom, where, when, how many, and on whose
 * word.
 *
 *   isnad_lexicon *lexicon;
 *   isnad_report *report;
 *   isnad_lexicon_builtin(NULL, &lexicon, NULL);
 *   if (isnad_read(lexicon, text, NULL, NULL, &report, &error) == ISNAD_OK)
 *     for (size_t i = 0; i < isnad_report_claim_count(report); i++)
 *       use(isnad_report_claim(report, i));
 *   isnad_report_free(report);
 *   isnad_lexicon_free(lexicon);
 *
 * Ownership in one sentence: what you create you free, and everything a report hands out lives exactly
 * as long as the report. A lexicon is immutable: any number of threads may read with it at once, and it
 * must outlive the reports read with it. Text goes in and out as a pointer and a length, valid UTF-8, never
 * needing a NUL; only a page of HTML may come in another charset. All spans are byte offsets [start, end) into
 * the bytes as they were given. The library never prints, exits, reads the environment or keeps a global; the same
 * input gives the same output. */
#ifndef ISNAD_H
#define ISNAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ISNAD_VERSION "0.1.0"

/* The longest text that isnad_read takes, in bytes. */
#define ISNAD_TEXT_MAX ((size_t)16 << 20)

/* ---- Plain values ------------------------------------------------------------------------------- */

typedef struct isnad_str {
  const char *ptr; /* UTF-8, not ended by NUL; may be NULL where len is 0 */
  size_t len;      /* bytes */
} isnad_str;

typedef struct isnad_span {
  uint32_t start, end; /* bytes of the original text, [start, end); both 0: no span */
} isnad_span;

typedef enum isnad_status {
  ISNAD_OK = 0,
  ISNAD_ARGUMENT, /* an argument is missing or makes no sense */
  ISNAD_MEMORY,   /* the allocator gave nothing, or the report's cap was reached */
  ISNAD_LIMIT,    /* the input is larger than isnad reads */
  ISNAD_UTF8,     /* the input is not valid UTF-8; isnad_error.where is the byte */
  ISNAD_LEXICON,  /* the lexicon is damaged or of another version */
  ISNAD_SYNTAX,   /* a row, date or option cannot be read; isnad_error.where is the line or byte */
  ISNAD_IO        /* a file cannot be read or written */
} isnad_status;

/* What went wrong. Callers own it and may pass NULL. */
typedef struct isnad_error {
  isnad_status status;
  uint64_t where;    /* a byte offset or a line, as the status says; 0 where neither applies */
  char message[240]; /* one line, NUL-ended, without a final full stop */
} isnad_error;

/* One function does all: size 0 frees, ptr NULL allocates, else it resizes. NULL means no memory. */
typedef struct isnad_allocator {
  void *(*resize)(void *context, void *ptr, size_t old_size, size_t size);
  void *context;
} isnad_allocator;

/* ---- What a report says ------------------------------------------------------------------------- */

/* PLOVER events, and three of isnad's own. */
typedef enum isnad_event {
  ISNAD_EVENT_NONE, ISNAD_AGREE, ISNAD_CONSULT, ISNAD_SUPPORT, ISNAD_CONCEDE, ISNAD_COOPERATE, ISNAD_AID,
  ISNAD_RETREAT, ISNAD_REQUEST, ISNAD_ACCUSE, ISNAD_REJECT, ISNAD_THREATEN, ISNAD_PROTEST, ISNAD_SANCTION,
  ISNAD_MOBILIZE, ISNAD_COERCE, ISNAD_ASSAULT, ISNAD_ACCIDENT, ISNAD_DISASTER, ISNAD_ELECTION
} isnad_event;

/* Modes of the events, as PLOVER names them. */
typedef enum isnad_mode {
  ISNAD_MODE_NONE,
  ISNAD_VISIT, ISNAD_THIRD_PARTY, ISNAD_MULTILATERAL, ISNAD_PHONE,                       /* CONSULT */
  ISNAD_WITHDRAW, ISNAD_RELEASE, ISNAD_DISARM, ISNAD_CEASEFIRE, ISNAD_ACCESS, ISNAD_RESIGN, /* RETREAT */
  ISNAD_ASSIST, ISNAD_CHANGE, ISNAD_YIELD, ISNAD_MEET,                                   /* REQUEST REJECT */
  ISNAD_DISAPPROVE, ISNAD_INVESTIGATE, ISNAD_ALLEGE,                                     /* ACCUSE */
  ISNAD_RESTRICT, ISNAD_ARREST, ISNAD_RELATIONS, ISNAD_EXPEL, ISNAD_TERRITORY, ISNAD_VIOLENCE, /* THREATEN */
  ISNAD_DEMO, ISNAD_RIOT, ISNAD_STRIKE, ISNAD_HUNGER, ISNAD_BOYCOTT, ISNAD_OBSTRUCT, ISNAD_VANDALIZE,
  ISNAD_CONVICT, ISNAD_DISCONTINUE,                                                      /* SANCTION */
  ISNAD_TROOPS, ISNAD_WEAPONS, ISNAD_POLICE, ISNAD_MILITIA,                              /* MOBILIZE */
  ISNAD_SEIZE, ISNAD_CENSOR, ISNAD_CURFEW, ISNAD_MARTIAL_LAW, ISNAD_DEPORT, ISNAD_WITHHOLD,
  ISNAD_MISINFORMATION, ISNAD_CYBER,                                                     /* COERCE */
  ISNAD_ABDUCT, ISNAD_BEAT, ISNAD_TORTURE, ISNAD_SEXUAL, ISNAD_TARGETED, ISNAD_DESTROY, ISNAD_PRIMITIVE,
  ISNAD_FIREARMS, ISNAD_EXPLOSIVES, ISNAD_SUICIDE_ATTACK, ISNAD_AERIAL, ISNAD_DRONE, ISNAD_HEAVY_WEAPONS,
  ISNAD_CROWD_CONTROL, ISNAD_UNCONVENTIONAL                                              /* ASSAULT */
} isnad_mode;

typedef enum isnad_claim_status {
  ISNAD_HAPPENED, ISNAD_ONGOING, ISNAD_PLANNED, ISNAD_POSSIBLE, ISNAD_NEGATED, ISNAD_DENIED
} isnad_claim_status;

typedef enum isnad_attitude {
  ISNAD_SAYS, ISNAD_CONFIRMS, ISNAD_DENIES, ISNAD_CLAIMS, ISNAD_EXPECTS, ISNAD_WARNS, ISNAD_DEMANDS
} isnad_attitude;

typedef enum isnad_source_kind {
  ISNAD_SOURCE_UNKNOWN, ISNAD_SOURCE_OUTLET, ISNAD_SOURCE_AGENCY, ISNAD_SOURCE_MONITOR, ISNAD_SOURCE_STATE,
  ISNAD_SOURCE_MILITARY, ISNAD_SOURCE_ARMED_GROUP, ISNAD_SOURCE_ORGANIZATION, ISNAD_SOURCE_PERSON,
  ISNAD_SOURCE_MEDICAL, ISNAD_SOURCE_SECURITY, ISNAD_SOURCE_LOCAL, ISNAD_SOURCE_WITNESS,
  ISNAD_SOURCE_ACTIVISTS, ISNAD_SOURCE_SOCIAL, ISNAD_SOURCE_DOCUMENT, ISNAD_SOURCE_INFORMED,
  ISNAD_SOURCE_CORRESPONDENT
} isnad_source_kind;

typedef enum isnad_what {
  ISNAD_WHAT_OTHER, ISNAD_KILLED, ISNAD_WOUNDED, ISNAD_KILLED_OR_WOUNDED, ISNAD_MISSING, ISNAD_ARRESTED,
  ISNAD_ABDUCTED, ISNAD_RELEASED, ISNAD_SURRENDERED, ISNAD_DISPLACED, ISNAD_PARTICIPANTS, ISNAD_STRIKES,
  ISNAD_MUNITIONS, ISNAD_WEAPONS_COUNT, ISNAD_VEHICLES, ISNAD_HELD, ISNAD_TARGETS, ISNAD_AID_COUNT,
  ISNAD_MONEY
} isnad_what;

typedef enum isnad_bound {
  ISNAD_EXACT, ISNAD_ABOUT, ISNAD_AT_LEAST, ISNAD_AT_MOST, ISNAD_MORE_THAN, ISNAD_LESS_THAN, ISNAD_BETWEEN,
  ISNAD_TENS, ISNAD_HUNDREDS, ISNAD_THOUSANDS, ISNAD_SOME
} isnad_bound;

/* Flags of a claim. */
#define ISNAD_FLAG_CAPTURED 1u /* control of a place changed hands */
#define ISNAD_FLAG_HEADLINE 2u /* stands in the headline or a caption only */

#define ISNAD_NO_NUMBER INT64_MIN /* an open end of a count */

/* Somebody or something named. text is what was written; id and name come from the lexicon or are empty. */
typedef struct isnad_name {
  isnad_str text;
  isnad_span span;
  isnad_str id, name;
} isnad_name;

typedef struct isnad_place {
  isnad_str text;
  isnad_span span; /* text.len 0: no place */
  isnad_str id, name, kind;
  bool located;        /* lat and lon hold */
  double lat, lon;     /* degrees, WGS 84 */
  int geo_precision;   /* ACLED: 1 the place, 2 its surroundings, 3 a province or larger; 0 unknown */
} isnad_place;

typedef struct isnad_time {
  isnad_str text;
  isnad_span span;   /* text.len 0: no time */
  isnad_str timex;   /* TIMEX3 value, 2022-01-23TEV */
  isnad_str start, end; /* local ISO 8601 date, or date with minutes */
} isnad_time;

typedef struct isnad_count {
  isnad_what what;
  isnad_bound bound;
  int64_t min, max; /* ISNAD_NO_NUMBER: open */
  bool total;       /* a running total («ارتفعت الحصيلة إلى»), never to be added */
  bool subset;      /* part of the count before it (بينهم) */
  isnad_what of;    /* with subset: what it is a part of */
  isnad_str unit, text;
  isnad_span span;
} isnad_count;

/* One link of the isnad. */
typedef struct isnad_link {
  isnad_str text;
  isnad_span span;
  isnad_str id, name, affiliation;
  isnad_source_kind kind;
  isnad_span cue; /* the attributing word: نقل، بحسب، وفق */
} isnad_link;

typedef struct isnad_claim {
  isnad_event event;
  isnad_mode mode;
  isnad_str acled; /* ACLED sub-event type, or empty */
  isnad_claim_status status;
  isnad_attitude attitude;
  uint32_t flags; /* ISNAD_FLAG_ */
  isnad_span trigger, evidence;
  const isnad_name *actors, *recipients;
  size_t actor_count, recipient_count;
  isnad_place place, from, to;
  isnad_time time;
  const isnad_count *counts;
  size_t count_count;
  const isnad_link *sources; /* nearest first, origin last */
  size_t source_count;
  const isnad_str *reasons; /* one line each: which words and rules gave which value (ISNAD_EXPLAIN only) */
  size_t reason_count;
} isnad_claim;

/* What a report is, beside its claims. Empty strings and spans mean: not found. */
typedef struct isnad_value {
  isnad_str text; /* as shown: an ISO date for dates, the words for the rest */
  isnad_span span;
  bool derived; /* given by the caller or computed, not written there */
} isnad_value;

typedef struct isnad_image {
  isnad_value file, caption, credit;
} isnad_image;

typedef struct isnad_meta {
  isnad_value title, section, outlet, url;
  isnad_value via;                /* whom the outlet took the text over from, as given */
  isnad_value published, updated; /* local ISO 8601, date or date with minutes */
  isnad_value published_place;    /* the city whose clock the time is on: دمشق */
  int zone_minutes;               /* offset of that clock from UTC, in minutes */
  bool zone_known;
  isnad_value dateline, byline;
  const isnad_image *images;
  size_t image_count;
  const isnad_value *tags;
  size_t tag_count;
  const isnad_value *paragraphs; /* text is the paragraph as written */
  size_t paragraph_count;
  bool arabic; /* false: another language; no claims are read */
  /* Of pages. */
  const isnad_value *authors;
  size_t author_count;
  isnad_value image;        /* the address of the image that stands for the page */
  isnad_str language;       /* as the page declares it: ar, ar-SY */
  isnad_value shown_date;   /* the date that the page's text shows, where it differs from published */
} isnad_meta;

/* ---- Lexicon ------------------------------------------------------------------------------------ */

typedef struct isnad_lexicon isnad_lexicon;

/* The lexicon that was built into the library. Costs nothing: the data is used where it lies. */
isnad_status isnad_lexicon_builtin(const isnad_allocator *, isnad_lexicon **out, isnad_error *);
/* Maps a compiled lexicon file and proves its checksum. */
isnad_status isnad_lexicon_open(const char *path, const isnad_allocator *, isnad_lexicon **out, isnad_error *);
/* Uses a compiled lexicon in memory, which must stay there until the lexicon is freed. */
isnad_status isnad_lexicon_use(const void *data, size_t size, const isnad_allocator *, isnad_lexicon **out,
                               isnad_error *);
void isnad_lexicon_free(isnad_lexicon *);
/* A cell of a row by its id: isnad_lexicon_cell(lexicon, "place", id, "parent_id"). Tables are "actor", "outlet" and "place", columns
 * those of the TSV files that are kept as text, and "country" of places. Empty where there is none. */
isnad_str isnad_lexicon_cell(const isnad_lexicon *, const char *table, isnad_str id, const char *column);

/* Called for each bad row: file, line (1 is the first), message. */
typedef void isnad_row_fault(void *context, const char *file, uint64_t line, const char *message);

/* Reads the TSV files of dir (and extra place files) and writes a compiled lexicon to out_path, or, with out_path
 * NULL, only checks the rows. base may be NULL; else its places and words are kept and the files add to them. */
isnad_status isnad_lexicon_compile(const char *dir, const char *const *place_files, size_t place_file_count,
                                   const isnad_lexicon *base, const char *out_path, isnad_row_fault *fault,
                                   void *context, isnad_error *);

/* ---- Reading a report --------------------------------------------------------------------------- */

typedef struct isnad_report isnad_report;

/* What the bytes are. AUTO: a page of HTML where they begin as one, else plain text. */
typedef enum isnad_kind { ISNAD_KIND_AUTO, ISNAD_KIND_TEXT, ISNAD_KIND_HTML } isnad_kind;

/* What the caller knows and the text does not say. Empty strings: not known. */
typedef struct isnad_given {
  isnad_str published; /* ISO 8601 local date or date and time */
  isnad_str outlet, url;
  isnad_str title, author; /* where the text has none of its own */
  isnad_str via;           /* whom the outlet took the text over from: the channel of a forwarded post, a feed's <source>;
                              the nearest link of every chain */
  isnad_source_kind via_kind; /* of a via that the lexicon does not know; ISNAD_SOURCE_UNKNOWN: an outlet */
  bool explain;   /* fill isnad_claim.reasons */
  bool no_claims; /* read the report's parts only */
  isnad_kind kind;
  isnad_str content_type; /* of a page, as its header declared it: text/html; charset=windows-1256 */
} isnad_given;

isnad_status isnad_read(const isnad_lexicon *, isnad_str text, const isnad_given *, const isnad_allocator *,
                        isnad_report **out, isnad_error *);
void isnad_report_free(isnad_report *);
const isnad_meta *isnad_report_meta(const isnad_report *);
size_t isnad_report_claim_count(const isnad_report *);
const isnad_claim *isnad_report_claim(const isnad_report *, size_t index);
/* Counts of standing states (a store's holdings) that belong to no event. */
size_t isnad_report_count_count(const isnad_report *);
const isnad_count *isnad_report_count(const isnad_report *, size_t index);
/* What it was read as: TEXT or HTML. */
isnad_kind isnad_report_kind(const isnad_report *);
/* The words that a span of the report stands for: those bytes of the text, and for a page what they show, without tags and with
 * entities and charset decoded. Empty for a span that is none of the report's. */
isnad_str isnad_report_words(const isnad_report *, isnad_span);
/* The report as one JSON object {"report": {...}, "claims": [...]}, UTF-8, without a newline. */
isnad_str isnad_report_json(isnad_report *, isnad_error *);

/* Exact names of the codes, as they stand in records: "ASSAULT", "heavy-weapons", "happened", ... */
const char *isnad_event_name(isnad_event);
const char *isnad_mode_name(isnad_mode); /* NULL for ISNAD_MODE_NONE */
const char *isnad_status_name(isnad_claim_status);
const char *isnad_attitude_name(isnad_attitude);
const char *isnad_source_kind_name(isnad_source_kind);
const char *isnad_what_name(isnad_what);
const char *isnad_bound_name(isnad_bound);

/* ---- Incidents: which claims speak of one happening, and how many independent origins stand behind it ----------- */

/* A report as linking takes it: from isnad_read (isnad_incidents_add_report), or from rows that a store kept. Of each claim
 * linking uses these fields and no others: event, mode, acled, status, attitude, flags, trigger; actors, recipients (text,
 * id); place, from, to (text, id, located, lat, lon, geo_precision); time (start, end, timex); counts (all but span);
 * sources (text, id, name, affiliation, kind). A store may leave the rest empty. */
typedef struct isnad_account {
  isnad_str id;                             /* the caller's name of the report, unique in the handle: "001" */
  isnad_str outlet, published, dateline;    /* text of isnad_meta's values; published is an ISO 8601 date or date and time */
  const isnad_claim *const *claims;         /* in the order of the report */
  const isnad_str *prints;                  /* one a claim: bytes of isnad_report_print; empty ones are allowed */
  size_t claim_count;
} isnad_account;

/* The print of a claim's words: small (ISNAD_PRINT_MAX bytes at most), the same on every machine, without the words
 * themselves; to be stored beside the claim. It tells near copies. Lives as long as the report; empty where memory ran out. */
#define ISNAD_PRINT_MAX 512
isnad_str isnad_report_print(isnad_report *, size_t claim, isnad_error *);

/* The day under which a claim is linked: of its time, else of the report's publication; days since 1970-01-01. A store keeps
 * it in an indexed column. INT32_MIN: neither is known. */
int32_t isnad_claim_day(const isnad_claim *, isnad_str published);

/* A claim of day D decides with others on the incidents of [D - ISNAD_REACH_DAYS, D + ISNAD_REACH_DAYS] and on no more. So a
 * store that adds claims of day D links again by adding all claims of [D - 2 * ISNAD_REACH_DAYS, D + 2 * ISNAD_REACH_DAYS] to
 * a handle and taking over the incidents (isnad_group.day) of [D - ISNAD_REACH_DAYS, D + ISNAD_REACH_DAYS]; or it keeps one
 * handle over a long import and calls isnad_incidents_link after each batch: only what the batch touched is linked again. */
#define ISNAD_REACH_DAYS 1

/* One claim of an account: the number that isnad_incidents_add gave to the account, and the claim's index in it. */
typedef struct isnad_member {
  uint32_t account, claim;
} isnad_member;

/* A handle over many accounts. Not to be used by two threads at once; the lexicon must outlive it. What is added is copied. */
typedef struct isnad_incidents isnad_incidents;

isnad_status isnad_incidents_new(const isnad_lexicon *, const isnad_allocator *, isnad_incidents **out, isnad_error *);
void isnad_incidents_free(isnad_incidents *);
/* Accounts are numbered 0, 1, 2 ... in the order in which they are added; that order changes no incident. */
isnad_status isnad_incidents_add(isnad_incidents *, const isnad_account *, isnad_error *);
isnad_status isnad_incidents_add_report(isnad_incidents *, isnad_str id, isnad_report *, isnad_error *);
/* Links all that was added since the last call. After a failure the handle can only be freed. */
isnad_status isnad_incidents_link(isnad_incidents *, isnad_error *);

/* A new handle with those accounts of another one that `keep` marks (one bool each), in their order; what is known of their links
 * goes with them, so that linking looks only at what comes in. For a caller that goes through days and lets the old ones
 * go. The handle has no incidents before it is linked. */
isnad_status isnad_incidents_keep(const isnad_incidents *, const bool *keep, const isnad_allocator *, isnad_incidents **out, isnad_error *);

/* The incidents after the last link, ordered by day and content. Every claim is in exactly one. */
typedef struct isnad_group {
  uint64_t id;                 /* hash of the first member's report id and place in it: kept while that member stays first */
  int32_t day;                 /* days since 1970-01-01; INT32_MIN: unknown */
  bool changed;                /* its members are not what they were before the last link */
  const isnad_member *members; /* ordered by content: published, report id, index; valid until the next link */
  size_t member_count;
} isnad_group;
size_t isnad_incidents_count(const isnad_incidents *);
const isnad_group *isnad_incidents_group(const isnad_incidents *, size_t index);

/* ---- One incident, worked out ------------------------------------------------------------------------------------- */

/* Why a claim counts as an origin of its own, or does not. */
typedef enum isnad_why {
  ISNAD_WHY_NAMED,     /* the first in time to carry this named source */
  ISNAD_WHY_UNNAMED,   /* the first in time to carry this carrier's unnamed source */
  ISNAD_WHY_OWN_VOICE, /* the outlet speaks for itself: correspondent, dateline there, or its own documentation */
  ISNAD_WHY_RELAY,     /* another carrier of a source that is counted already */
  ISNAD_WHY_COPY,      /* repeats an earlier text nearly word for word */
  ISNAD_WHY_PUBLISHER, /* a second outlet of one publisher */
  ISNAD_WHY_REPEATS,   /* its report tells this incident elsewhere with a source */
  ISNAD_WHY_UNKNOWN    /* no source, and nothing says that the outlet was there */
} isnad_why;
const char *isnad_why_name(isnad_why); /* "named", "unnamed", "own-voice", "relay", "copy", "publisher", "repeats", "unknown" */

#define ISNAD_NO_INDEX UINT32_MAX

typedef struct isnad_telling { /* one member of the incident */
  isnad_member member;
  isnad_str report;   /* the account's id */
  isnad_span trigger;
  uint32_t origin;    /* index of the origin, ISNAD_NO_INDEX: unknown */
  isnad_why why;
  uint32_t of;        /* the telling that it copies, relays or repeats; ISNAD_NO_INDEX: none */
} isnad_telling;

typedef struct isnad_origin {
  isnad_str name, id;      /* as first written; id empty where the lexicon has none */
  isnad_str carrier;       /* of an unnamed source: who carries it */
  isnad_source_kind kind;
  bool denies;             /* it only denies: counted apart from those who confirm */
  uint32_t tellings;       /* how many tellings go back to it */
} isnad_origin;

/* A figure of one origin, after its updates. */
typedef struct isnad_figure {
  isnad_what what;
  bool subset;        /* part of another count; compared with the same part only */
  isnad_what of;
  isnad_str unit;     /* of WHAT_OTHER and the like: only equal units are compared */
  int64_t min, max;
  uint32_t origin;    /* ISNAD_NO_INDEX: of unknown origin (then one a report) */
  uint32_t telling;   /* whose words these are */
  uint32_t before;    /* the figure of the same origin that this one replaced, ISNAD_NO_INDEX: none */
  bool current;       /* not replaced by a later one */
} isnad_figure;

/* Values of known origins that cannot all be true: figures [i] of `figures`, all of one what, unit and scope. */
typedef struct isnad_disagreement {
  isnad_what what;
  const uint32_t *figures;
  size_t figure_count;
} isnad_disagreement;

typedef struct isnad_incident {
  uint64_t id;
  int32_t day;
  isnad_event event;
  isnad_mode mode;
  isnad_str acled, place, place_id, start, end; /* what most members say, the most exact of equals */
  bool located;
  double lat, lon;
  int geo_precision;
  const isnad_name *actors, *recipients; /* all that any member names, most named first; spans are empty */
  size_t actor_count, recipient_count;
  const isnad_telling *tellings; /* ordered by content */
  size_t telling_count;
  const isnad_origin *origins;   /* in order of their first telling */
  size_t origin_count;
  size_t denying;                /* of the origins: those who only deny */
  size_t unknown;                /* outlets that name no source and were not there; copies not counted again */
  size_t reports, outlets;
  const isnad_figure *figures;   /* by what, origin, time */
  size_t figure_count;
  const isnad_disagreement *disagreements;
  size_t disagreement_count;
  isnad_str first_report, last_report; /* publication times of the earliest and the latest */
} isnad_incident;

/* Works out one incident of these members (of a group, or as an editor merged or split them). Free it before the handle. */
isnad_status isnad_incident_of(isnad_incidents *, const isnad_member *, size_t count, isnad_incident **out, isnad_error *);
void isnad_incident_free(isnad_incident *);
/* {"id", "event", ..., "claims": [...], "origins": n, "origin_list": [...], ...}; lives as long as the incident. */
isnad_str isnad_incident_json(isnad_incident *, isnad_error *);

/* ---- Why two claims are one happening, or are not ------------------------------------------------------------------- */

enum { ISNAD_FEATURES_MAX = 12 };

typedef struct isnad_feature {
  const char *name;   /* "event", "place", "time", "actors", "recipients", "counts", "words", "teller" */
  const char *reason; /* "same place", "one inside the other", "the next day", ... */
  double points;
} isnad_feature;

typedef struct isnad_match {
  isnad_feature features[ISNAD_FEATURES_MAX];
  size_t feature_count;
  double points, needed; /* the sum, and what makes two claims one */
} isnad_match;

/* False where a member does not exist. */
bool isnad_incidents_match(const isnad_incidents *, isnad_member a, isnad_member b, isnad_match *out);
/* ---- Documents: what files, feeds, channels and archives hold ------------------------------------ */

/* One report before it is read. What it points to lives until the next call with its input. */
typedef struct isnad_document {
  isnad_str bytes;      /* plain text or a page: what isnad_read takes, and what spans point into */
  isnad_given given;    /* what the container says of it, its content_type included */
  isnad_str id;         /* the number of a post, the guid of an item, the id of a record */
  isnad_str language;   /* as told: "ar"; empty: not told */
  uint64_t record;      /* its place among the records of the input, the first being 1; 0: the input is one report */
  uint64_t line;        /* where it begins: a line of NDJSON, the first being 1; else 0 */
  uint64_t byte;        /* where it begins, in bytes of the input after decompression */
  bool cut;             /* the input ended or broke within it: these are the bytes that were there */
} isnad_document;

typedef enum isnad_form {
  ISNAD_FORM_ANY,     /* look at the first bytes */
  ISNAD_FORM_TEXT,    /* one report: plain text or a page */
  ISNAD_FORM_FEED,    /* RSS, Atom, JSON Feed: an item is a report */
  ISNAD_FORM_TELEGRAM, /* a page t.me/s/CHANNEL or an export result.json: a post is a report */
  ISNAD_FORM_WARC,    /* .warc: a page that was answered is a report */
  ISNAD_FORM_NDJSON   /* a line {"text": ..., "published": ..., "outlet": ..., "url": ..., ...} is a report */
} isnad_form;

/* Gives the next bytes of the input, at most size, 0 at the end; negative: they cannot be read. */
typedef int64_t isnad_pull(void *context, void *into, size_t size);

typedef struct isnad_input isnad_input;

/* Any form may be compressed by gzip. Memory is bounded whatever comes in: a record longer than ISNAD_TEXT_MAX is rejected. */
isnad_status isnad_input_open(isnad_pull *, void *context, isnad_form, isnad_input **out, isnad_error *);
/* The next document; ISNAD_OK with *out NULL at the end. Any other status rejects one record, as the error says (its byte
 * or line in isnad_error.where); what follows it comes with the next call, until the end. */
isnad_status isnad_input_next(isnad_input *, const isnad_document **out, isnad_error *);
void isnad_input_close(isnad_input *);
/* What the input is, as was asked for or seen; of ISNAD_FORM_NDJSON an error's where is a line, of others a byte. */
isnad_form isnad_input_form(const isnad_input *);

/* ---- The language layer, line by line ------------------------------------------------------------ */

typedef enum isnad_prefer { ISNAD_PREFER_PAST, ISNAD_PREFER_FUTURE } isnad_prefer;

/* Each takes a text and gives one JSON object without a newline; see the commands words, number, time. */
/* {"words": [{"text", "span", "segments"}]} */
isnad_status isnad_words_json(const isnad_lexicon *, isnad_str text, const isnad_allocator *, isnad_str *out,
                              isnad_error *);
/* {"numbers": [{"value", "span"}]} */
isnad_status isnad_numbers_json(const isnad_lexicon *, isnad_str text, const isnad_allocator *, isnad_str *out,
                                isnad_error *);
/* {"times": [{"timex", "start", "end", "seconds", "span"}]}; now is local ISO 8601, with or without a time. */
isnad_status isnad_times_json(const isnad_lexicon *, isnad_str text, isnad_str now, isnad_prefer,
                              const isnad_allocator *, isnad_str *out, isnad_error *);
/* Frees a string that one of the three calls gave. */
void isnad_str_free(const isnad_allocator *, isnad_str);

#ifdef __cplusplus
}
#endif
#endif
