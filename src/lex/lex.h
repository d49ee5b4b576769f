/* lex: the compiled lexicon. Words and phrases of all kinds stand in one hash table by their folded form
 * (text/letters.h); each entry says of which kind and row it is and what its form tells (tense, voice, number).
 *
 * Every kind is a table of rows; a row is an array of 32-bit cells by column, filled from a TSV file as schema.c says:
 * TEXT cells are offsets of UTF-8 text, CODE cells the number of a name in an enumerated list, NUMBER cells integers,
 * FOLD cells offsets of folded text. Nothing is parsed at run time: the file is used where it lies. */
#ifndef ISN_LEX_LEX_H
#define ISN_LEX_LEX_H

#include "base/arena.h"
#include "text/token.h"

/* ---- Kinds and their columns (the order of the columns in memory; see schema.c for the TSV columns) ------------- */

enum isn_kind {
  K_NONE,
  K_WORD,      /* words.tsv, numbers.tsv, time.tsv: closed classes and fixed phrases */
  K_TRIGGER,   /* triggers.tsv: verbs, nouns and phrases that name an event */
  K_OPERATOR,  /* operators.tsv: light, result, phase, attempt, plan ... verbs and nouns that act on an event */
  K_SAYING,    /* sayings.tsv: verbs and nouns of saying */
  K_NOUN,      /* nouns.tsv: persons, casualties, weapons, vehicles, facilities, units ... */
  K_ACTOR,     /* actors.tsv */
  K_OUTLET,    /* outlets.tsv */
  K_SOURCE,    /* sources.tsv: unnamed and generic sources */
  K_NATION,    /* nationalities.tsv */
  K_PLACE,     /* places.tsv and the gazetteers */
  K_BOILER,    /* boilerplate.tsv: lines and phrases that are no part of a report */
  K_STEM,      /* vocabulary.tsv: words of general Arabic, for value/segment.c only: isn_lex_readings passes them over */
  K_MARKUP,    /* markup.tsv: words of class names of web pages; no keys: read/html/markup.c makes its own table */
  K_COUNT
};

/* Cells are TEXT (isn_lex_text) or numbers (isn_lex_number): codes of codes.h and isnad.h, sets of flags, integers. An
 * empty CODE cell is 0 (NONE) but for WHAT, where it is -1: it counts nothing. */
enum { WORD_FORM, WORD_CLASS, WORD_VALUE, WORD_NOTE }; /* TEXT, enum isn_word_class, number by class, TEXT */
/* TEXT, isnad_event, isnad_mode, enum isn_trigger_class, three enum isn_role, isn_lex_prep_role, isnad_what, TRIGGER_ flags, TEXT */
enum { TRIGGER_LEMMA, TRIGGER_EVENT, TRIGGER_MODE, TRIGGER_CLASS, TRIGGER_SUBJECT, TRIGGER_OBJECT, TRIGGER_GENITIVE,
       TRIGGER_PREPS, TRIGGER_WHAT, TRIGGER_FLAGS, TRIGGER_GLOSS };
/* TEXT, enum isn_operator_class, two enum isn_role, isn_lex_prep_role, OPERATOR_ flags */
enum { OPERATOR_LEMMA, OPERATOR_CLASS, OPERATOR_SUBJECT, OPERATOR_OBJECT, OPERATOR_PREPS, OPERATOR_FLAGS };
/* TEXT, enum isn_saying_class, isnad_attitude, FRAME_ set, SAYING_ flags */
enum { SAYING_LEMMA, SAYING_CLASS, SAYING_ATTITUDE, SAYING_FRAME, SAYING_FLAGS };
/* TEXT, enum isn_noun_class, isnad_what, isnad_mode, NOUN_ flags, TEXT */
enum { NOUN_LEMMA, NOUN_CLASS, NOUN_WHAT, NOUN_MODE, NOUN_FLAGS, NOUN_GLOSS };
/* TEXT but FROM and TO, numbers as 20241208 (a missing month or day is the first in FROM, the last in TO; 0: open), and
 * SOURCE_KIND, isnad_source_kind */
enum { ACTOR_ID, ACTOR_NAME_AR, ACTOR_NAME_EN, ACTOR_TYPE, ACTOR_COUNTRY, ACTOR_FROM, ACTOR_TO, ACTOR_ACLED,
       ACTOR_SOURCE_KIND };
/* TEXT but SOURCE_KIND */
enum { OUTLET_ID, OUTLET_NAME_AR, OUTLET_NAME_EN, OUTLET_DOMAIN, OUTLET_COUNTRY, OUTLET_TYPE, OUTLET_PUBLISHER,
       OUTLET_SOURCE_KIND };
enum { SOURCE_PHRASE, SOURCE_KIND, SOURCE_GLOSS }; /* TEXT, isnad_source_kind, TEXT */
/* TEXT: ISO code, the adjective, ids of actors that stand for the country's civilians, army, government, police, id of its capital */
enum { NATION_COUNTRY, NATION_MASC, NATION_CIVILIANS, NATION_ARMY, NATION_GOVERNMENT, NATION_POLICE, NATION_CAPITAL };
/* TEXT but: LAT and LON, numbers in 1e-5 degrees (ISN_NO_DEGREES: not known), POPULATION (0: not known), FLAGS, PARENT_ROW (the
 * row of PARENT, -1: none). COUNTRY is an ISO code. */
enum { PLACE_ID, PLACE_NAME_AR, PLACE_NAME_EN, PLACE_KIND, PLACE_PARENT, PLACE_LAT, PLACE_LON, PLACE_POPULATION,
       PLACE_COUNTRY, PLACE_FLAGS, PLACE_PARENT_ROW };
enum {
  PLACE_CURATED = 1,   /* PLACE_FLAGS: from lexicon/places.tsv, not from a gazetteer */
  PLACE_IS_COUNTRY = 2
};
#define ISN_NO_DEGREES INT32_MIN
enum { BOILER_PHRASE, BOILER_CLASS }; /* TEXT, enum isn_boiler_class */
enum { STEM_FORM };
enum { MARKUP_WORDS, MARKUP_CLASS }; /* TEXT, enum isn_markup_class */

/* ---- What a form tells: bits of isn_entry.morph (a set: an unvocalised form may be several things) --------------- */

enum isn_morph {
  M_PAST = 1 << 0, M_PRESENT = 1 << 1, M_IMPERATIVE = 1 << 2,  /* finite verb */
  M_ACTIVE = 1 << 3, M_PASSIVE = 1 << 4,                       /* voices the spelling allows */
  M_P1 = 1 << 5, M_P2 = 1 << 6, M_P3 = 1 << 7,                 /* persons */
  M_MASC = 1 << 8, M_FEM = 1 << 9,
  M_SING = 1 << 10, M_DUAL = 1 << 11, M_PLUR = 1 << 12,
  M_MASDAR = 1 << 13, M_ACT_PART = 1 << 14, M_PASS_PART = 1 << 15,
  M_NOUN = 1 << 16, M_ADJ = 1 << 17, M_FIXED = 1 << 18,        /* FIXED: a phrase or name that is not inflected */
  M_CONSTRUCT = 1 << 19,                                       /* only as head of a genitive: دبابتي، مقاتلو */
  M_ACCUSATIVE = 1 << 20,                                      /* ends in tanwin alef: هجوماً */
  M_PARTISAN = 1 << 21,                                        /* actor: an opponents' label */
  M_AMBIGUOUS = 1 << 22,                                       /* place or name that is also an ordinary word: needs a cue */
  M_SHORT = 1 << 23,                                           /* actor, outlet: a short name or acronym */
  M_JUSSIVE = 1 << 24                                          /* present only behind لم or لا: يقل (قال), ينه (أنهى) */
};
#define M_VERB (M_PAST | M_PRESENT | M_IMPERATIVE)

typedef struct isn_entry {
  uint32_t row;
  uint32_t morph;
  uint8_t kind;
  uint8_t words;   /* words of the key */
  uint16_t word_class; /* K_WORD: enum isn_word_class, as its row has it; else 0 */
} isn_entry;

struct isnad_lexicon; /* the public handle */

/* ---- Lookup ------------------------------------------------------------------------------------------------------ */

/* Keys are walked word by word: begin with ISN_KEY_START, step with each word's folded form. */
typedef struct isn_key {
  uint64_t hash;
  bool longer; /* some keys go on from here */
} isn_key;
#define ISN_KEY_START ((isn_key){0, true})

/* Steps to the key one word longer. False where no key begins so. *entries and *count tell the entries that end here
 * (none: the key only begins longer ones). */
bool isn_lex_step(const isnad_lexicon *, isn_key *, isnad_str word, const isn_entry **entries, size_t *count);
/* The entries of one whole phrase, folded, words parted by a space. */
const isn_entry *isn_lex_find(const isnad_lexicon *, isnad_str folded, size_t *count);
/* Is the folded word one that a row of that kind and class (a CODE cell) holds: K_BOILER and BC_OUTLET_WORD for «نيوز»? */
bool isn_lex_holds(const isnad_lexicon *, isnad_str folded, enum isn_kind, int class_column, int class);

isnad_str isn_lex_text(const isnad_lexicon *, enum isn_kind, uint32_t row, int column);
int32_t isn_lex_number(const isnad_lexicon *, enum isn_kind, uint32_t row, int column); /* CODE and NUMBER cells */
/* Do two TEXT cells hold the same? Every string is kept once, so no bytes are compared. */
bool isn_lex_same(const isnad_lexicon *, enum isn_kind a, uint32_t row_a, int column_a, enum isn_kind b, uint32_t row_b, int column_b);
size_t isn_lex_rows(const isnad_lexicon *, enum isn_kind);

/* The role that preposition (enum isn_prep, codes.h) has in a row's PREPS column, or ROLE_NONE. */
int isn_lex_prep_role(const isnad_lexicon *, enum isn_kind, uint32_t row, int column, int prep);

/* Row number of an id (actor, outlet or place), or UINT32_MAX. */
uint32_t isn_lex_by_id(const isnad_lexicon *, enum isn_kind, isnad_str id);

/* ---- Readings: a token, its clitics cut off, in the lexicon --------------------------------------------------------- */

enum isn_clitic { /* what was cut off before the word */
  C_WAW = 1, C_FEH = 2, C_BEH = 4, C_LAM = 8, C_KAF = 16, C_SEEN = 32, C_AL = 64, C_ASK = 128
};
enum isn_pronoun { PRON_NONE, PRON_HU, PRON_HA, PRON_HUM, PRON_HUNNA, PRON_HUMA, PRON_NI, PRON_NA, PRON_KA, PRON_KUM, PRON_YA };

/* One way to read tokens [at, at + tokens): the proclitics on the first token, the pronoun on the last, the entry
 * between them. Punctuation inside («تنظيم "الدولة"») counts as tokens but not as words. */
typedef struct isn_reading {
  const isn_entry *entry;
  uint16_t tokens;
  uint16_t clitics;  /* set of isn_clitic */
  uint8_t pronoun;
  uint8_t stem_start; /* letters of the first token's form before the stem */
  uint8_t stem_end;   /* letters of the last token's form after the stem */
} isn_reading;

/* All readings that begin at token `at` (of `count` tokens), longest first, then fewest clitics. Gives their number;
 * at most max are written. Quotation marks between the words of a key are passed over, line breaks are not. */
size_t isn_lex_readings(const isnad_lexicon *, const isn_token *tokens, size_t count, size_t at, isn_reading *out,
                        size_t max);

/* The same of the tokens [at, end) of a text; where the tokens have a memo, a token is taken apart only once. */
size_t isn_lex_readings_of(const isnad_lexicon *, isn_tokens, size_t end, size_t at, isn_reading *out, size_t max);
struct isn_lex_memo *isn_lex_memo_new(isn_arena *, isn_tokens);

#endif
