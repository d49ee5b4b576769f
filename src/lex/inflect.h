/* inflect: all written forms of a verb or noun, in letter codes, each with what it may be.
 *
 * From «استهدف», root هدف, pattern X come استهدفت، يستهدفون، مستهدف، استهداف ...; from «غارة» غارتان، غارتي، غارات. Roots may
 * be weak: قال يقول لم يقل, رمى يرمي رموا, اتصل, شن شننت, جاء يجيء. */
#ifndef ISN_LEX_INFLECT_H
#define ISN_LEX_INFLECT_H

#include "base/arena.h"
#include "lex/lex.h"
#include "lex/spell.h"

enum isn_pattern { PAT_NONE, PAT_I, PAT_II, PAT_III, PAT_IV, PAT_V, PAT_VI, PAT_VII, PAT_VIII, PAT_IX, PAT_X, PAT_QI, PAT_QII,
                   PAT_QIV };

typedef struct isn_form {
  isnad_str text;
  uint32_t morph;
} isn_form;

/* Forms of one row. A form that is there already in the same part (past, present, participle ...) gets the new bits. */
typedef struct isn_forms {
  isn_arena *arena;
  isn_form *at;
  size_t count, cap;
} isn_forms;

void isn_forms_add(isn_forms *, isnad_str text, uint32_t morph);
/* The part of speech that keeps entries of one form apart: PARTICIPLE is one part, since most are spelled alike. */
enum isn_part { PART_FIXED, PART_PAST, PART_PRESENT, PART_IMPERATIVE, PART_MASDAR, PART_PARTICIPLE, PART_NOUN, PART_ADJ };
int isn_part_of(uint32_t morph);

typedef struct isn_verb {
  isnad_str lemma; /* past, third person masculine singular, folded; a passive one («أصيب») gives passive forms only */
  bool yeh;        /* as written it ends in yeh, not in alef maqsura: رضي */
  char root[4];    /* consonant codes, hamza as ' */
  int radicals, pattern;
  char vowel; /* of the present, form I: a i u */
} isn_verb;

/* Reads a root and a pattern cell. NULL where they make sense, else what is wrong. */
const char *isn_verb_parse(isn_verb *, isnad_str root_folded, isnad_str pattern);
/* Adds the finite forms and participles. NULL, or what is wrong; given then tells the past tense that root and pattern give. */
const char *isn_inflect_verb(isn_forms *, const isn_verb *, char given[ISN_SOUND_MAX]);
/* The masdar that the pattern gives (a defective one of V or VI two: تعدي، تعد), in out; gives their number, 0 for form I. */
int isn_verb_masdars(const isn_verb *, char out[2][ISN_SOUND_MAX]);

typedef struct isn_noun {
  isnad_str singular; /* folded */
  const isnad_str *plurals; /* folded: "wn", "At", or words */
  size_t plural_count;
  bool feminine;  /* beside those that end in teh marbuta */
  uint32_t morph; /* M_NOUN, M_MASDAR, or M_ADJ: an adjective is also inflected for gender */
} isn_noun;

/* NULL, or what is wrong. */
const char *isn_inflect_noun(isn_forms *, const isn_noun *);

#endif
