/* speaker: who speaks while the chains of a report are read, and whom a noun means that was named before. Seen by chain.c,
 * source.c, cover.c and back.c only. */
#ifndef ISN_FIND_SPEAKER_H
#define ISN_FIND_SPEAKER_H

#include "find/link.h"

typedef struct speaker {
  isn_finder *f;
  size_t cap;
  uint32_t last; /* the chain that وأضاف carries on */
  uint32_t block, block_chain; /* «X:» covers its block; 0: none */
  uint32_t header;             /* the chain of a line that is «X:» and no more */
  bool labels;                 /* the report is a digest whose items begin with their place, «تونس:» */
  uint32_t open;               /* the unit behind that colon, where it stands in this sentence; else the sentence's first */
} speaker;

uint32_t chain_add(speaker *, const isn_chain *);
void chain_push(isn_chain *, isnad_link);
/* An outlet, agency, monitor or page: one that carries what others say. */
bool kind_carries(isnad_source_kind);

/* The chain that a definite noun refers back to, cut behind that link. 0: none. */
uint32_t refer_back(speaker *, isn_phrase);
/* A link by its words, or the earlier one that they mean: «نقلاً عن المصدر ذاته», «قال للوكالة نفسها». */
isnad_link link_or_back(const speaker *, isn_phrase, uint32_t limit, uint32_t cue);
/* One who carries what others say, by name or as «الوكالة» that was named before. */
bool carries(const speaker *, isn_phrase);
/* The chain up to the speaker, whom the last chain has in more words («المدعي العام» for «المدعي العام في زاهدان», a surname); where he goes
 * on, in as many. 0: none. */
uint32_t named_again(speaker *, isn_phrase, bool goes_on);

/* Do the two chains name somebody by the same words? */
bool chain_shares_link(const isn_chain *, const isn_chain *);
/* «قال التلفزيون نقلاً عن مصدر إن»: the links of more lie behind those of the chain said, up to the unit end. */
void chain_append(speaker *, uint32_t said, const isn_chain *more, uint32_t end);
/* «ذكرت القوة على لسان متحدثها أنها»: the man comes in the place of his body. False: he is nobody's of those in the chain said. */
bool chain_of_body(speaker *, uint32_t at, uint32_t said, isn_chain *, uint32_t end);
/* Puts the chain before those that are in force from unit to unit. */
void cover_before(speaker *, uint32_t from, uint32_t to, const isn_chain *);
/* Where a source begins to tell that stands at the sentence's end, and one named on the way; and where the latter ends. */
uint32_t cover_unclaimed_from(const isn_finder *, uint32_t first, uint32_t segment, uint32_t at);
uint32_t cover_own_from(const isn_finder *, uint32_t at, uint32_t behind, uint32_t segment);
uint32_t cover_own_to(const isn_finder *, uint32_t behind, uint32_t end);
/* Does nothing but words of a name stand from the unit to the end? */
bool cover_ends_sentence(const isn_finder *, uint32_t at, uint32_t end);

/* A verb of saying, not a name that is written like one. */
bool source_says(const isn_unit *);
/* Does the phrase open with somebody or a body, not with a thing («حصيلة عملياتية»)? */
bool source_is_speaker(const isn_finder *, isn_phrase);
/* A name in marks behind لـ alone, «لـ"الساحل الآن"», «لـ(كوردستان 24)»; empty where there is none. */
isn_phrase source_told(const speaker *, uint32_t at, uint32_t end);
/* Who tells, behind the one told where that stands first, who is then in *told: «ما صرح به لإذاعة الساحل الناطق باسم البلدية». */
isn_phrase source_teller(const speaker *, uint32_t at, uint32_t end, isn_phrase *told);
/* Of a coordinated verb that accuses: is the one name behind it whom it accuses, so that somebody named before speaks? */
bool source_names_accused(const isn_finder *, const isn_clause *, uint32_t verb, const isn_arg *args, size_t count);
/* Puts who carries what they say before the links that are there. */
void source_lead_with(const speaker *, isn_phrase carrier, uint32_t end, uint32_t at, isn_chain *);
/* The links of the source phrase at the unit («بحسب X»); the unit behind it in *behind. False where it names nobody. */
bool source_phrase(speaker *, uint32_t at, uint32_t end, isn_chain *out, uint32_t *behind);

#endif
