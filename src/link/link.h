/* link: claims of many reports to incidents: which of them tell one happening, and how many independent origins stand behind
 * it. Pure: no clock, no network, no SQL, no printing; the order in which reports come in changes nothing.
 *
 *   print   the words of a claim as a small print, so that near copies are known without the texts
 *   stock   all claims of a handle as flat facts: numbers and numbers of pooled strings
 *   same    two facts, feature by feature, in points
 *   group   facts of a stretch of days to groups, each a happening
 *   origin  the members of one group to origins, by the rules of the records page
 *   figure  what each origin counts, its updates, and who disagrees
 *   incident  all of that put together as isnad_incident
 *
 * «قصف الطيران سوق القات» of one paper and «غارة على سوق القات» of another become one group with two origins, or with one
 * where the second paper names the first. */
#ifndef ISN_LINK_LINK_H
#define ISN_LINK_LINK_H

#include "base/arena.h"
#include "lex/lex.h"

#define ISN_NO_DAY INT32_MIN
#define ISN_NONE UINT32_MAX

/* ---- print.c: prints of words -------------------------------------------------------------------------------------- */

enum { ISN_SHINGLES_MAX = 80, ISN_WORDS_MAX = 28 };

typedef struct isn_print {
  uint64_t simhash;         /* of the pairs of neighbouring words in the claim's paragraph */
  uint8_t shingle_count, word_count;
  const uint32_t *shingles; /* hashes of those pairs, ascending, nearest to the trigger where there are more */
  const uint32_t *words;    /* hashes of the telling words of the clause, ascending; the last two bits: weight */
} isn_print;

/* The print of the claim whose clause is `evidence`, as bytes. */
isnad_str isn_print_make(isn_arena *, const isnad_lexicon *, isnad_str text, isnad_span trigger, isnad_span evidence);
/* Does the print hold a word of that name? */
bool isn_print_names(const isn_print *, isnad_str name);
/* False where the bytes are no print. */
bool isn_print_read(isn_arena *, isnad_str bytes, isn_print *out);
isn_print isn_print_copy(isn_arena *, const isn_print *);
/* Part of the smaller paragraph that stands in the other too, 0 to 1; 0 where either is too short to tell. */
double isn_print_copied(const isn_print *, const isn_print *);
#define ISN_COPIED 0.6 /* so much makes a copy */
/* Weight of the words that both clauses have, and of the poorer clause. */
void isn_print_shared(const isn_print *, const isn_print *, double *shared, double *poorer);

/* ---- stock.c: facts ------------------------------------------------------------------------------------------------ */

typedef uint32_t isn_text; /* number of a string of the pool; 0: the empty one */

typedef struct isn_party {
  isn_text text, id, key; /* key: the id, or the folded text: what is compared */
} isn_party;

typedef struct isn_link_place {
  isn_text text, id, key; /* key: the folded text without what every place has */
  uint32_t row;           /* of K_PLACE, ISN_NONE: unknown */
  int32_t lat, lon;       /* 1e-5 degrees; ISN_NO_DEGREES: not known */
  uint8_t precision;
} isn_link_place;

typedef struct isn_chain_link {
  isn_text text, id, affiliation, key; /* key: who it is, over publishers and spellings; 0 for an unnamed source */
  bool carries;                        /* an outlet or agency: what it tells is others' word */
  uint8_t kind;
} isn_chain_link;

typedef struct isn_tally {
  isnad_count count; /* unit points into the pool; text and span are empty */
} isn_tally;

enum isn_time_class {
  TIME_NONE,  /* untimed: the publication is all that is known */
  TIME_DAY,   /* one day */
  TIME_NIGHT, /* two days that touch */
  TIME_LONG   /* a longer stretch */
};

typedef struct isn_fact {
  uint32_t account, claim; /* its number in the account */
  isnad_span trigger;
  uint8_t event, mode, status, attitude, flags;
  uint8_t time_class; /* enum isn_time_class */
  uint8_t part;       /* of the day, 0: not said; 1 dawn .. 6 night */
  bool small_hours;   /* published between midnight and six */
  uint8_t told_part;  /* of the day of the publication; 0: not known, or small hours */
  int32_t told_day;   /* of the publication; ISN_NO_DAY */
  int32_t day;        /* under which it is linked; ISN_NO_DAY */
  int32_t from, to;   /* days, both included; with TIME_NONE those in which it is taken to lie */
  isn_text acled, start, end;
  isn_link_place place;
  uint32_t parties, tallies, links; /* first of each in the stock's arrays */
  uint16_t actor_count, recipient_count, tally_count, link_count;
  uint32_t print;     /* number in the stock's prints, ISN_NONE: none */
  uint64_t end_key;   /* of what its chain ends in: isn_end */
} isn_fact;

typedef struct isn_teller { /* one account */
  isn_text id, outlet, published, dateline;
  bool documents;      /* a monitor's or an authority's own page */
  isn_text key;        /* the outlet's house: its publisher, its id, or its folded name */
  uint32_t outlet_row; /* of K_OUTLET, ISN_NONE: unknown */
  int32_t day;         /* of its publication, ISN_NO_DAY: unknown */
  uint32_t first, count; /* its facts */
} isn_teller;

typedef struct isn_pool isn_pool;

typedef struct isn_stock {
  isn_arena *arena;
  const isnad_lexicon *lexicon;
  isn_pool *pool;
  isn_teller *tellers;
  isn_fact *facts;
  isn_party *parties;
  isn_tally *tallies;
  isn_chain_link *links;
  isn_print *prints;
  uint32_t teller_count, fact_count, party_count, tally_count, link_count, print_count;
  size_t teller_cap, fact_cap, party_cap, tally_cap, link_cap, print_cap;
} isn_stock;

void isn_stock_init(isn_stock *, isn_arena *, const isnad_lexicon *);
/* Takes an account in; false where it, or a claim of it, holds more than any report can. */
bool isn_stock_add(isn_stock *, const isnad_account *);
/* Takes over what `keep` marks of another stock's accounts, in their order. */
void isn_stock_carry(isn_stock *to, const isn_stock *from, isn_arena *scratch, const bool *keep);
isnad_str isn_stock_text(const isn_stock *, isn_text);
/* The pooled number of a text: equal texts have equal numbers. */
isn_text isn_stock_intern(isn_stock *, isnad_str);
/* The day and class of a claim's time. */
void isn_fact_time(const isnad_claim *, isnad_str published, isn_fact *);
/* Do all words of the folded name `part` stand in `whole`, in their order? */
bool isn_words_inside(isnad_str part, isnad_str whole);

/* What the chain of a claim ends in. */
enum isn_end_kind {
  END_NOTHING,       /* no source */
  END_CORRESPONDENT, /* the outlet's own people */
  END_NAMED,
  END_UNNAMED
};

typedef struct isn_end {
  enum isn_end_kind kind;
  const isn_chain_link *link;     /* the origin's link; NULL for the first two */
  isn_text carrier, carrier_name; /* of an unnamed source: the key and the name of who carries it */
  uint64_t key;                   /* equal for equal origins; 0: none */
} isn_end;

isn_end isn_chain_end(const isn_stock *, const isn_fact *);
uint64_t isn_speaker_key(isn_text who); /* the key of an end that is `who` himself */

/* Order by content: publication, report id, number in the report. Never 0 for two facts. */
int isn_fact_order(const isn_stock *, uint32_t a, uint32_t b);
void isn_facts_sort(const isn_stock *, isn_arena *, uint32_t *facts, uint32_t count);
/* Is place row `inner` inside `outer`, or the same? */
bool isn_place_inside(const isnad_lexicon *, uint32_t inner, uint32_t outer);
/* Do the words name the place of the row? */
bool isn_place_is_named(const isnad_lexicon *, isnad_str text, uint32_t row);
/* The province of a place: its ancestor below the country; itself where there is none, ISN_NONE for a country. */
uint32_t isn_place_province(const isnad_lexicon *, uint32_t row);

/* ---- same.c: two facts in points ------------------------------------------------------------------------------------- */

enum { ISN_SAME_NEEDED = 18 }; /* tenths of a point */

/* The sum in tenths of a point; with `why` each feature that gave or took points. */
int isn_same(const isn_stock *, uint32_t a, uint32_t b, isnad_match *why);
/* Is the sum `bar` or more? Cheaper where it is not. */
bool isn_same_reaches(const isn_stock *, uint32_t a, uint32_t b, int bar);

/* Does one paragraph repeat the other nearly word for word, numbers included? */
bool isn_fact_copied(const isn_stock *, const isn_fact *, const isn_fact *);

/* ---- group.c: facts to groups ------------------------------------------------------------------------------------------ */

/* Sorts the days and leaves each once; gives how many. */
uint32_t isn_days_once(int32_t *days, uint32_t count);

/* What a linking leaves for the next one: of each fact the first of those of its day and class that are one with it (ISN_NONE: it is
 * new), and the label that it got. A day on which nothing came in is not looked at again. */
typedef struct isn_grouped {
  uint32_t *core;
  const uint32_t *label;
} isn_grouped;

/* facts: in order of content, those of a stretch of days. label[f] becomes the first fact, by content, of the core of the group
 * that fact f is in: of its exact facts where it has some. What is said of a day is right where the facts of the days beside
 * it were given too. Fills the cores of `before`. */
void isn_group(const isn_stock *, isn_arena *scratch, const uint32_t *facts, uint32_t count, const isn_grouped *before, uint32_t *label);

/* ---- origin.c, figure.c, incident.c: one group worked out ----------------------------------------------------------------- */

/* Fills why, of and origin of the tellings; members are facts in the order of content. */
void isn_origins(isn_stock *, isn_arena *, const uint32_t *facts, isnad_incident *);
void isn_figures(isn_stock *, isn_arena *, const uint32_t *facts, isnad_incident *);
void isn_incident_fill(isn_stock *, isn_arena *, const uint32_t *facts, uint32_t count, isnad_incident *);

#endif
