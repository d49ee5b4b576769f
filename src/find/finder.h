/* finder: what the files of the find room share while they read one report, and the order they work in:
 *
 *   unit    tokens to units: one word, name, number, time or mark each, with its readings in the lexicon
 *   clause  units to clauses: one finite verb each, and what links a clause to its parent
 *   phrase  noun phrases: where they end, what they name
 *   place   place expressions, resolved and nested
 *   count   numbers, duals and vague plurals with the noun they count
 *   chain   who says each clause
 *   event   triggers with their arguments, and what operators and negation make of them
 *   claim   events to claims: actors, place, time, counts, sources, duplicates
 *
 * Example: in «ونقل موقع "باسنيوز" عن مصادر مطلعة أن المفاوضات لم تصل إلى نتيجة» unit sees نقل as a relaying verb, clause opens a
 * content clause at أن, chain gives it two links, event finds المفاوضات in it. */
#ifndef ISN_FIND_FINDER_H
#define ISN_FIND_FINDER_H

#include "base/str.h"
#include "find/find.h"
#include "lex/codes.h"
#include "value/number.h"
#include "text/letters.h"
#include "text/sentence.h"
#include "value/timex.h"

#define NONE UINT32_MAX

/* ---- Units ------------------------------------------------------------------------------------------------------- */

enum unit_type {
  U_WORD,   /* a word or phrase, known or not */
  U_NUMBER, /* a number expression: number */
  U_TIME,   /* a time expression: time */
  U_MARK    /* punctuation: mark */
};

typedef struct isn_unit {
  uint32_t first, end; /* tokens [first, end) */
  isnad_span span;     /* bytes without proclitics, with ال and pronoun */
  isnad_span bare;     /* bytes without proclitics and pronoun */
  uint64_t classes;    /* of words.tsv: set of 1 << WC_... */
  const isn_entry *of[K_COUNT]; /* the first reading of each kind; NULL: none */
  const isn_reading *readings;  /* all that were kept */
  uint32_t number, time;        /* index, NONE */
  uint32_t mark;                /* code point of a mark, folded */
  uint16_t clitics;             /* of the readings kept: isn_clitic */
  uint8_t reading_count;
  uint8_t pronoun;              /* isn_pronoun */
  uint8_t type;
  uint8_t topic;                /* value of WC_TOPIC of its first word, 0 */
  bool verb;  /* a finite verb here */
  bool noun;  /* may head or continue a noun phrase */
  bool adj;   /* an adjective */
  bool known; /* some reading */
  bool definite; /* ال, a name, or a pronoun */
} isn_unit;

typedef struct isn_sent {
  uint32_t first, end; /* units */
  uint32_t block;      /* of the article */
  uint32_t paragraph;  /* counts paragraphs; headline and captions are their own */
  uint32_t country;    /* of the item in a digest of several countries: row of K_NATION + 1; 0: the report's */
  uint32_t first_act, end_act; /* acts [first_act, end_act), once they are found: what looks for acts need not see them all */
} isn_sent;

/* ---- Clauses ------------------------------------------------------------------------------------------------------ */

enum clause_link {
  LINK_MAIN,    /* opens a sentence */
  LINK_COORD,   /* و، ف، ثم + verb, or after a comma */
  LINK_CONTENT, /* أن، إن، بأن, a colon or quotation after a saying verb */
  LINK_REL,     /* الذي، التي, or a verb right behind an indefinite noun */
  LINK_SUB,     /* إذ، حيث، بعدما */
  LINK_SWITCH,  /* فيما، بينما، في المقابل */
  LINK_RESULT,  /* ما أدى إلى، مما أسفر عن */
  LINK_PURPOSE, /* لكي، بهدف */
  LINK_IF,
  LINK_CIRCUM   /* a participle: مشيراً إلى، مطالبين */
};

typedef struct isn_clause {
  uint32_t first, end; /* units; a clause inside another lies within its bounds or behind them */
  uint32_t verb;       /* its finite verb or participle, NONE */
  uint32_t parent;     /* the clause it hangs on, NONE */
  uint32_t head;       /* LINK_REL: the unit of the noun it describes; LINK_CONTENT: the saying unit */
  uint32_t sent;
  uint8_t link;
  uint32_t aux;      /* كان، بدأ، ما زال before its verb: a unit, NONE */
  bool past_perfect; /* كان ... قد: background */
} isn_clause;

/* ---- Noun phrases -------------------------------------------------------------------------------------------------- */

typedef struct isn_phrase {
  uint32_t first, end; /* units [first, end); empty: none */
  uint32_t head;
} isn_phrase;

/* An argument: a phrase and how it is tied on. */
typedef struct isn_arg {
  isn_phrase phrase;
  uint8_t prep;       /* ISN_PREPS; PREP_NONE for a bare phrase */
  uint8_t word_class; /* WC_CAUSE, WC_AGENT, WC_AFTER ...: the word that governs it, 0 */
  uint32_t governor;  /* the unit of that preposition or word, NONE */
  bool before;        /* stands before the head */
  bool coord;         /* joined by و to the argument before it */
} isn_arg;

enum { ARG_MAX = 24 };

/* ---- Findings ------------------------------------------------------------------------------------------------------ */

/* A place expression: «سجن الصناعة في حي غويران بمدينة الحسكة» is three, each inside the next. */
typedef struct isn_spot {
  uint32_t first, end; /* units, place words and directions included */
  isnad_span span;
  uint32_t row;        /* of K_PLACE, NONE: no gazetteer row */
  uint32_t inside;     /* the spot written round it, NONE */
  uint32_t name;       /* the unit of the name, NONE */
  uint8_t word;        /* ISN_PLACE_WORDS of its place word, PW_NONE */
  uint8_t precision;   /* ACLED geo_precision */
  uint8_t prep;        /* the preposition before it, ISN_PREPS */
  bool definite_only;  /* المدينة، المخيم: refers back (row may be resolved) */
  bool pronoun;        /* محيطه: resolved, text as written */
  bool near;           /* قرب، بالقرب من: no part of the span */
} isn_spot;

typedef struct isn_amount {
  uint32_t first, end; /* units */
  isnad_count count;
  uint32_t noun;    /* the unit counted, NONE */
  uint32_t owner;   /* the act it was given to, NONE */
  bool subset, others;
  bool definite; /* الشقتين: known already, a count only as what an act is done to */
} isn_amount;

typedef struct isn_party {
  isn_phrase phrase;
  isnad_name name;   /* id empty: text only */
  uint32_t row;      /* of K_ACTOR, NONE */
  bool civilian;
  bool thing;        /* a building or vehicle, «منزل», or those who live in it: whose it is says more */
  bool by_rank;      /* «ضابط»: of the country's force since no other is named */
} isn_party;

enum { PARTY_MAX = 4, SPOT_MAX = 6, AMOUNT_MAX = 12, LINK_MAX = 4 };

typedef struct isn_chain {
  isnad_link link[LINK_MAX];
  uint8_t count;
  uint8_t attitude;
  bool denied;     /* the nearest source denies what follows */
  uint32_t cue;    /* the unit of the saying verb or preposition, NONE */
  isn_phrase speaker; /* of the nearest link where it stands in this sentence */
  bool announces;  /* أعلن + masdar: the speaker may be the doer, not a source */
  uint32_t country; /* whose army «الجيش» is in his mouth: a row of K_NATION + 1; 0: the report's country's */
} isn_chain;

typedef struct isn_act {
  uint32_t unit, sent, clause;
  uint32_t row;          /* of K_TRIGGER */
  isnad_event event;
  isnad_mode mode;
  uint8_t class;         /* TC_ */
  uint8_t status;
  isn_party actors[PARTY_MAX], recipients[PARTY_MAX];
  uint8_t actor_count, recipient_count;
  uint32_t place, from, to;    /* spots, NONE */
  uint32_t time;               /* index of times, NONE */
  uint32_t amounts[AMOUNT_MAX];
  uint8_t amount_count;
  uint32_t operator_unit;      /* شن، نفذ، أسفر: NONE */
  uint32_t cause;              /* toll: the act it belongs to, NONE */
  uint32_t refers;             /* the earlier act this one mentions again, NONE */
  uint32_t part;               /* «أطلقت السلطات سراح»: the noun that makes the trigger with its verb, NONE */
  uint32_t denial;             /* index of the chain that denies what another one told («نفى ما نقلته القناة»), 0: none */
  uint32_t answer;             /* index of the chain that denies it behind («..., وهو ما نفته موسكو»), 0: none */
  uint32_t flags;              /* ISNAD_FLAG_ */
  isn_phrase subject, object;  /* as the clause has them, before roles; empty: none */
  isn_arg *args;               /* of the trigger or of its operator */
  uint8_t arg_count;
  bool passive;
  bool dropped;                /* purpose, topic, merged */
  uint32_t maker;              /* «كمين نصبه عناصر»: the verb whose subject made it, NONE */
  bool own_word;               /* who says it does it: «أعلنت الإدارة فرض حظر» */
  bool noun;                   /* the trigger is a noun or masdar */
  const char *why_dropped;
} isn_act;

typedef struct isn_finder {
  isn_arena *arena;
  const isnad_lexicon *lexicon;
  isnad_str text;
  const isn_article *article;
  isn_tokens tokens;
  isn_number *numbers;
  size_t number_count;
  isn_timex *times;
  size_t time_count;
  isn_unit *units;
  uint32_t unit_count;
  isn_sent *sents;
  uint32_t sent_count;
  isn_clause *clauses;
  uint32_t clause_count;
  uint32_t *clause_of; /* by unit: the innermost clause */
  isn_spot *spots;
  uint32_t spot_count;
  uint32_t *spot_at;   /* by unit: the spot that covers it, NONE */
  isn_amount *amounts;
  uint32_t amount_count;
  uint32_t *amount_at; /* by unit: the amount whose words cover it, NONE */
  isn_act *acts;
  uint32_t act_count;
  isn_chain *chains;   /* chains[0] is the outlet's own voice */
  uint32_t chain_count;
  uint32_t *chain_at;  /* by unit: whose word it is, an index of chains */
  uint32_t voice;      /* row of K_ACTOR that issued the text (a statement): who «قواتنا» and «ندين» are; NONE */
  uint32_t country;    /* row of K_NATION of the report's main country, NONE */
  bool *acts_there;   /* by row of K_NATION: does the report name actors of that country? */
  bool *at_arms;       /* by row of K_NATION: does the report name forces of that country? */
  bool everyday;       /* the text is about sport, cooking, trade ..., or names nobody of the news: words alone make no event */
  bool explain;
} isn_finder;

/* ---- Small questions, asked everywhere (unit.c) ------------------------------------------------------------------------ */

static inline bool unit_is(const isn_unit *u, int word_class) { return u->classes >> word_class & 1; }
/* value of a word of the class, 0 where the unit is none. */
int32_t unit_value(const isn_finder *, const isn_unit *, int word_class);
/* The preposition that governs the unit: a proclitic ب ل ك on it, or the word before it; PREP_NONE. */
int unit_prep_before(const isn_finder *, uint32_t unit, uint32_t first);
int32_t unit_cell(const isn_finder *, const isn_unit *, enum isn_kind, int column); /* 0 where it has none of the kind */
/* Its class as a noun, enum isn_noun_class; -1: none of nouns.tsv. */
static inline int unit_noun_class(const isn_finder *f, const isn_unit *u) { return u->of[K_NOUN] ? unit_cell(f, u, K_NOUN, NOUN_CLASS) : -1; }
/* A cell of the act's row of triggers.tsv. */
static inline int act_cell(const isn_finder *f, const isn_act *a, int column) { return isn_lex_number(f->lexicon, K_TRIGGER, a->row, column); }
static inline bool unit_is_mark(const isn_unit *u, uint32_t code_point) { return u->type == U_MARK && u->mark == code_point; }
/* The first of its readings of one of those kinds, 1u << isn_kind, with one of those marks of form; NULL. */
const isn_entry *unit_reading(const isn_unit *, uint32_t kinds, uint32_t morph);
/* Is it a noun of one of those classes, 1u << isn_noun_class, by any of its readings: «الصحفي» is an adjective as well. */
bool unit_may_be(const isn_finder *, const isn_unit *, uint32_t classes);
static inline bool unit_is_office(const isn_finder *f, const isn_unit *u) { return unit_is(u, WC_ROLE_WORD) || unit_noun_class(f, u) == NC_OFFICIAL; }
static inline bool unit_opens_quote(const isn_unit *u) { return unit_is_mark(u, '"') || unit_is_mark(u, 0xAB); }
static inline bool unit_closes_quote(const isn_unit *u) { return unit_is_mark(u, '"') || unit_is_mark(u, 0xBB); }
static inline bool unit_is_quote(const isn_unit *u) { return unit_opens_quote(u) || unit_is_mark(u, 0xBB); }
bool unit_has_damma(const isn_finder *, const isn_unit *); /* قُتل, ودُمّرت: the mark of the passive */
bool unit_is_operator(const isn_finder *, const isn_unit *, int operator_class);
bool unit_is_saying(const isn_finder *, const isn_unit *, int saying_class);
bool unit_is_press(const isn_finder *, const isn_unit *); /* صحيفة, إذاعة, الوكالة */
/* Is the unit a saying verb here? One that names an act as well («نقل») says only where a content clause or عن follows. */
bool unit_says(const isn_finder *, uint32_t unit);
/* «شنقاً», «قادماً»: the accusative of an indefinite word, no verb and no name. */
bool unit_has_tanween(const isn_finder *, const isn_unit *);
enum { NAME_JOINS = 3 }; /* the value of a person-name that joins names: عبد، أبو، بن */
bool units_agree(const isn_unit *, const isn_unit *);
bool unit_has_pronoun_back(const isn_finder *, uint32_t verb);
bool unit_names_state(const isn_finder *, const isn_unit *);
bool unit_is_outlet_word(const isn_finder *, const isn_unit *);
/* In a paragraph, and no headline or caption? */
static inline bool act_in_body(const isn_finder *f, const isn_act *a) { return f->article->blocks[f->sents[a->sent].block].kind == BLOCK_PARAGRAPH; }
isnad_str unit_form(const isn_finder *, const isn_unit *); /* folded form of a one-token unit */
/* A word of vocabulary.tsv, which tells nothing but that it is Arabic: حماية، جلسة. */
bool is_general_form(const isn_finder *, isnad_str form);
/* The unit's first word as a noun of one of the classes, a set of 1 << NC_...: ضابط of «ضابط في الشرطة»; NULL. */
const isn_entry *unit_first_noun(const isn_finder *, const isn_unit *, uint32_t classes);

/* ---- Steps ----------------------------------------------------------------------------------------------------------------- */

/* All of them but claims, into *finder. */
void isn_find_steps(isn_finder *, isn_arena *, const isnad_lexicon *, isnad_str text, const isn_article *);
void find_units(isn_finder *);
void find_clauses(isn_finder *);
void find_spots(isn_finder *);
void find_amounts(isn_finder *);
void find_country(isn_finder *);
void find_chains(isn_finder *);
void find_countries_of_chains(isn_finder *);
void find_countries_of_items(isn_finder *);
void find_acts(isn_finder *);     /* event.c: which triggers are events */
void find_frames(isn_finder *);   /* frame.c: their arguments, by verb or operator */
void find_senses(isn_finder *);    /* sense.c: what they are by who does them and to whom */
void find_tolls(isn_finder *);    /* toll.c: tolls to their causes, mentions again to the first mention */
void find_bindings(isn_finder *); /* bind.c: places, times, amounts */
void find_other_sides(isn_finder *); /* other_side.c */
void find_talks(isn_finder *);     /* sense.c */
void find_topic(isn_finder *);    /* topic.c: is the text news at all; acts that only words make are dropped where not */
void find_status(isn_finder *);   /* status.c */
void find_implied(isn_finder *);  /* implied.c: what is said of one side only */
void find_asides(isn_finder *);   /* aside.c: which are named in passing only */
isn_findings find_claims(isn_finder *);
isnad_count *find_holdings(const isn_finder *, size_t *count); /* holding.c: counts of standing states, of no claim */

/* The noun phrase that begins at unit `at` (quotes before it are passed over), not past `limit`. */
isn_phrase find_phrase(const isn_finder *, uint32_t at, uint32_t limit);
/* «أمنيا،», «خارجياً،»: the field that a paragraph is of, and nobody. */
bool phrase_is_field(const isn_finder *, isn_phrase);
isnad_span phrase_span(const isn_finder *, isn_phrase);
/* The arguments of the head at unit `head` (NONE: of none) among the units [first, end) of its clause: bare phrases before it, bare
 * and prepositional phrases behind it, in order. Gives their number, at most ARG_MAX. */
size_t find_args(const isn_finder *, uint32_t first, uint32_t end, uint32_t head, isn_arg out[ARG_MAX]);
/* Are they two places, no areas, a day's walk from each other? Rows of K_PLACE. */
bool place_is_elsewhere(const isn_finder *, uint32_t row_a, uint32_t row_b);

#endif
