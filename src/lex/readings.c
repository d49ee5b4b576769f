/* readings: all ways to take a word apart so that the lexicon knows what is left. «وبقواتهم» is و + ب + قوات + هم; «للجيش» ل + ال +
 * جيش; «غارته» غارة + ه. What may stand before and behind a word is checked against what the entry is: no article on a verb, no
 * pronoun on a name. Names that are written with the article («الحشد الشعبي») are found as they stand, and behind ل («للحشد
 * الشعبي») with the article put back.
 *
 * Costs one probe a try. A try is made only where the letters are there, most words have one to five. What was found can be
 * kept in a memo, for times and units ask for the same tokens. */
#include "base/str.h"
#include "lex/codes.h"
#include "lex/format.h"
#include "text/letters.h"
#include "text/token.h"

enum { READINGS_MAX = 96, WORD_MAX = 60, KEY_WORDS_MAX = 16 };

typedef struct context {
  const isnad_lexicon *lexicon;
  const isn_token *tokens;
  size_t count, at;
  isn_reading found[READINGS_MAX];
  size_t n;
  bool desperate; /* nothing was found: try what is rarely meant */
  /* of the try at hand */
  uint16_t clitics;
  uint8_t stem_start;
  bool names_only; /* names of actors of several words */
} context;

/* ---- What may stand with an entry --------------------------------------------------------------------------------- */

static bool word_takes_pronoun(const isn_entry *e) {
  int class = e->word_class;
  return class != WC_PERSON_NAME && class != WC_CONJ && class != WC_REL && class != WC_MONTH && class != WC_WEEKDAY &&
         class != WC_TITLE && class != WC_CITY_ZONE && class != WC_MONTH_HIJRI && class != WC_DIRECTION;
}

static bool pronoun_fits(const context *c, const isn_entry *e, int pronoun) {
  bool finite = e->morph & M_VERB;
  if (c->clitics & C_AL || e->morph & M_ACCUSATIVE) return false;
  if (pronoun == PRON_NI) return finite || e->kind == K_WORD;
  if (pronoun == PRON_YA && finite) return false;
  if (finite && !(e->morph & M_ACTIVE)) return false;
  switch (e->kind) {
    case K_PLACE: case K_ACTOR: case K_OUTLET: case K_BOILER: case K_NATION: return false;
    case K_WORD: return word_takes_pronoun(e);
    default: return true;
  }
}

static bool article_fits(const context *c, const isn_entry *e) {
  if (e->morph & (M_VERB | M_CONSTRUCT)) return false;
  if (e->kind == K_PLACE) /* «السورية» is no country */
    return !(e->morph & M_AMBIGUOUS) && !(isn_lex_number(c->lexicon, K_PLACE, e->row, PLACE_FLAGS) & PLACE_IS_COUNTRY);
  return e->kind != K_ACTOR && e->kind != K_OUTLET && e->kind != K_BOILER;
}

static bool clitics_fit(const context *c, const isn_entry *e) {
  uint16_t clitics = c->clitics;
  if (clitics == 0) return true;
  if (e->kind == K_BOILER) return false;
  if (clitics & C_AL && !article_fits(c, e)) return false;
  if (clitics & (C_BEH | C_KAF) && e->morph & M_VERB) return false;
  if (clitics & C_LAM && e->morph & (M_PAST | M_IMPERATIVE)) return false; /* ليقتل: to kill */
  return !(clitics & C_SEEN) || e->morph & M_PRESENT;
}

static void emit(context *c, uint32_t value, size_t end, int pronoun, size_t stem_end) {
  const isn_entry *entries = c->lexicon->entries + (value & ISN_VALUE_FIRST);
  for (size_t i = 0; i < isn_value_count(value) && c->n < READINGS_MAX; i++) {
    const isn_entry *e = &entries[i];
    if (c->names_only && !(e->kind == K_ACTOR && end - c->at > 1)) continue;
    if (e->kind == K_STEM || !clitics_fit(c, e) || (pronoun != PRON_NONE && !pronoun_fits(c, e, pronoun))) continue;
    c->found[c->n++] = (isn_reading){.entry = e, .tokens = (uint16_t)(end - c->at), .clitics = c->clitics,
                                     .pronoun = (uint8_t)pronoun, .stem_start = c->stem_start, .stem_end = (uint8_t)stem_end};
  }
}

/* ---- Pronouns -------------------------------------------------------------------------------------------------------- */

/* By their last letters. */
static const struct pronoun { char letters[4]; uint8_t len, pronoun; bool rare; } pronouns[] = {
    {"hA", 2, PRON_HA, false}, {"nA", 2, PRON_NA, false}, {"hmA", 3, PRON_HUMA, false}, {"h", 1, PRON_HU, false},
    {"hm", 2, PRON_HUM, false}, {"km", 2, PRON_KUM, true}, {"hn", 2, PRON_HUNNA, false}, {"ny", 2, PRON_NI, false},
    {"y", 1, PRON_YA, true}, {"k", 1, PRON_KA, true}};

/* The first of those that end in the letter, and their number. */
static const struct pronoun *pronouns_in(char last, size_t *count) {
  switch (last) {
    case L_ALEF: return *count = 3, pronouns;
    case L_HEH: return *count = 1, pronouns + 3;
    case L_MEEM: return *count = 2, pronouns + 4;
    case L_NOON: return *count = 1, pronouns + 6;
    case L_YEH: return *count = 2, pronouns + 7;
    case L_KAF: return *count = 1, pronouns + 9;
    default: return *count = 0, NULL;
  }
}

static void emit_stem(context *c, uint64_t hash, const char *stem, size_t len, size_t end, int pronoun, size_t cut) {
  const uint32_t *value = isn_lex_probe(c->lexicon, isn_hash_word(hash, (isnad_str){stem, len}));
  if (value != NULL && isn_value_count(*value)) emit(c, *value, end, pronoun, cut);
}

/* A stem before a pronoun, and as it is written alone: ت for ة, ا for ى, و for وا, the seats of hamza. */
static void try_stem(context *c, uint64_t hash, isnad_str word, size_t end, int pronoun, size_t cut) {
  char stem[WORD_MAX + 2];
  size_t len = word.len - cut;
  memcpy(stem, word.ptr, len);
  emit_stem(c, hash, stem, len, end, pronoun, cut);
  char last = stem[len - 1];
  if (last == L_TEH) {
    stem[len - 1] = L_TEH_MARBUTA;
    emit_stem(c, hash, stem, len, end, pronoun, cut);
  } else if (last == L_WAW) {
    stem[len] = L_ALEF;
    emit_stem(c, hash, stem, len + 1, end, pronoun, cut);
    if (len > 3 && stem[len - 2] == L_MEEM && stem[len - 3] == L_TEH) emit_stem(c, hash, stem, len - 1, end, pronoun, cut);
  } else if (last == L_ALEF) {
    stem[len - 1] = L_YEH;
    emit_stem(c, hash, stem, len, end, pronoun, cut);
    stem[len - 1] = L_HAMZA;
    emit_stem(c, hash, stem, len, end, pronoun, cut);
  } else if (last == L_HAMZA) {
    stem[len - 1] = L_ALEF;
    emit_stem(c, hash, stem, len, end, pronoun, cut);
  }
}

/* Pronouns behind a word (from its stem on), the last of a key that begins with hash. */
static void try_pronouns(context *c, uint64_t hash, isnad_str word, size_t end) {
  if (word.len < 3 || word.len > WORD_MAX) return;
  size_t count;
  const struct pronoun *p = pronouns_in(word.ptr[word.len - 1], &count);
  for (; count > 0; p++, count--) {
    if ((p->rare && !c->desperate) || word.len < (size_t)p->len + 2) continue;
    if (memcmp(word.ptr + word.len - p->len, p->letters, p->len) != 0) continue;
    try_stem(c, hash, word, end, p->pronoun, p->len);
  }
}

/* ---- Longer keys ------------------------------------------------------------------------------------------------------ */

static bool is_quote(const isn_token *t) {
  return t->kind == TOK_PUNCT && (t->code_point == 0xAB || t->code_point == 0xBB || t->code_point == '"');
}

/* The next token that is a word of a key, or count: quotation marks are passed over, and marks inside an abbreviation (إف-16). */
static size_t next_word(const context *c, size_t at) {
  for (; at < c->count; at++) {
    const isn_token *t = &c->tokens[at];
    if (t->kind == TOK_WORD || t->kind == TOK_DIGITS || t->kind == TOK_LATIN) return at;
    bool joins = t->kind == TOK_PUNCT && (t->code_point == '-' || t->code_point == '.') && !t->space_before &&
                 at + 1 < c->count && !c->tokens[at + 1].space_before;
    if (!is_quote(t) && !joins) break;
  }
  return c->count;
}

/* The value of a key's next word, teh marbuta tried for a final heh. */
static const uint32_t *step(const context *c, uint64_t *hash, isnad_str word) {
  uint64_t next = isn_hash_word(*hash, word);
  const uint32_t *value = isn_lex_probe(c->lexicon, next);
  if (value == NULL && word.len > 2 && word.len <= WORD_MAX && word.ptr[word.len - 1] == L_HEH) {
    char other[WORD_MAX];
    memcpy(other, word.ptr, word.len);
    other[word.len - 1] = L_TEH_MARBUTA;
    next = isn_hash_word(*hash, (isnad_str){other, word.len});
    value = isn_lex_probe(c->lexicon, next);
  }
  if (value != NULL) *hash = next;
  return value;
}

static void try_longer(context *c, uint64_t hash) {
  size_t at = c->at;
  for (int words = 1; words < KEY_WORDS_MAX; words++) {
    at = next_word(c, at + 1);
    if (at == c->count) return;
    isnad_str word = c->tokens[at].form;
    try_pronouns(c, hash, word, at + 1);
    const uint32_t *value = step(c, &hash, word);
    if (value == NULL) return;
    if (isn_value_count(*value)) emit(c, *value, at + 1, PRON_NONE, 0);
    if (!(*value & ISN_VALUE_LONGER)) return;
  }
}

/* ---- Proclitics ------------------------------------------------------------------------------------------------------- */

/* One way to begin: the letters of the first token from `from` on, behind those clitics. */
static void try_word(context *c, isnad_str stem, unsigned clitics, size_t from) {
  c->clitics = (uint16_t)clitics;
  c->stem_start = (uint8_t)(from < 255 ? from : 255);
  uint64_t hash = isn_hash_word(0, stem);
  const uint32_t *value = isn_lex_probe(c->lexicon, hash);
  if (value != NULL) {
    if (isn_value_count(*value)) emit(c, *value, c->at + 1, PRON_NONE, 0);
    if (*value & ISN_VALUE_LONGER) try_longer(c, hash);
  }
  if (!(clitics & C_AL)) try_pronouns(c, 0, stem, c->at + 1);
}

static isnad_str from_letter(isnad_str word, size_t from) { return (isnad_str){word.ptr + from, word.len - from}; }

/* Behind ل the article has lost its alef: «للحشد» is found as الحشد. */
static void try_with_article(context *c, isnad_str word, unsigned clitics, size_t from) {
  char whole[WORD_MAX + 2] = {L_ALEF, L_LAM};
  if (word.len > WORD_MAX) return;
  memcpy(whole + 2, word.ptr + from, word.len - from);
  try_word(c, (isnad_str){whole, word.len - from + 2}, clitics, from);
}

static void try_lam(context *c, isnad_str word, unsigned clitics, size_t at) {
  if (word.ptr[at + 1] != L_LAM) {
    try_word(c, from_letter(word, at + 1), clitics | C_LAM, at + 1);
    return;
  }
  if (word.len < at + 4) return;
  try_word(c, from_letter(word, at + 2), clitics | C_LAM | C_AL, at + 2);
  try_word(c, from_letter(word, at + 1), clitics | C_LAM | C_AL, at + 1); /* للجنة: the lam is the noun's */
  c->names_only = true; /* للواء طارق بن زياد: a name that begins with lam */
  try_word(c, from_letter(word, at + 1), clitics | C_LAM, at + 1);
  c->names_only = false;
  try_with_article(c, word, clitics | C_LAM, at + 2);
  try_with_article(c, word, clitics | C_LAM, at + 1); /* للاذقية */
}

/* The word from letter `at` on: whole, without its article, behind a preposition or the future's seen. */
static void try_from(context *c, isnad_str word, unsigned clitics, size_t at) {
  const char *p = word.ptr + at;
  size_t len = word.len - at;
  try_word(c, from_letter(word, at), clitics, at);
  if (len >= 4 && p[0] == L_ALEF && p[1] == L_LAM) try_word(c, from_letter(word, at + 2), clitics | C_AL, at + 2);
  if (len < 3) return;
  if (p[0] == L_BEH || p[0] == L_KAF) {
    unsigned with = clitics | (p[0] == L_BEH ? C_BEH : C_KAF);
    try_word(c, from_letter(word, at + 1), with, at + 1);
    if (len >= 5 && p[1] == L_ALEF && p[2] == L_LAM) try_word(c, from_letter(word, at + 3), with | C_AL, at + 3);
  } else if (p[0] == L_LAM) {
    try_lam(c, word, clitics, at);
  } else if (p[0] == L_SEEN && memchr("ytAn", p[1], 4)) {
    try_word(c, from_letter(word, at + 1), clitics | C_SEEN, at + 1);
  }
}

static void try_all(context *c, isnad_str word) {
  try_from(c, word, 0, 0);
  if (word.len < 3) return;
  if (word.ptr[0] == L_WAW) try_from(c, word, C_WAW, 1);
  else if (word.ptr[0] == L_FEH) try_from(c, word, C_FEH, 1);
}

/* Only what many did: «خطفو» for خطفوا, while «باكو» stays unknown. */
static void keep_verbs(context *c) {
  size_t kept = 0;
  for (size_t i = 0; i < c->n; i++) {
    const isn_reading *r = &c->found[i];
    bool many = r->entry->morph & (M_PAST | M_PRESENT) && r->entry->morph & M_PLUR && !(r->clitics & ~(C_WAW | C_FEH));
    if (many && r->pronoun == PRON_NONE) c->found[kept++] = *r;
  }
  c->n = kept;
}

/* ---- Order ------------------------------------------------------------------------------------------------------------- */

static int weight(const isn_reading *r) {
  int cut = r->pronoun != PRON_NONE;
  for (unsigned bits = r->clitics; bits; bits &= bits - 1) cut++;
  return cut;
}

static bool comes_before(const isn_reading *a, const isn_reading *b) {
  if (a->tokens != b->tokens) return a->tokens > b->tokens;
  return weight(a) < weight(b);
}

static void sort(isn_reading *list, size_t n) {
  for (size_t i = 1; i < n; i++) {
    isn_reading moved = list[i];
    size_t at = i;
    for (; at > 0 && comes_before(&moved, &list[at - 1]); at--) list[at] = list[at - 1];
    list[at] = moved;
  }
}

size_t isn_lex_readings(const isnad_lexicon *lexicon, const isn_token *tokens, size_t count, size_t at, isn_reading *out,
                        size_t max) {
  context c;
  isnad_str word = tokens[at].form;
  char other[WORD_MAX];
  if (word.len == 0) return 0;
  c.lexicon = lexicon, c.tokens = tokens, c.count = count, c.at = at;
  c.n = 0, c.desperate = c.names_only = false;
  if (tokens[at].kind != TOK_WORD) try_word(&c, word, 0, 0);
  else try_all(&c, word);
  if (c.n == 0 && tokens[at].kind == TOK_WORD && word.len > 2 && word.len <= WORD_MAX) {
    if (word.ptr[word.len - 1] == L_HEH) {
      memcpy(other, word.ptr, word.len);
      other[word.len - 1] = L_TEH_MARBUTA;
      try_all(&c, (isnad_str){other, word.len});
    }
    c.desperate = true;
    if (c.n == 0) try_all(&c, word);
    if (c.n == 0 && word.len > 3 && word.len < WORD_MAX && word.ptr[word.len - 1] == L_WAW) { /* «خطفو», as people write on their pages */
      memcpy(other, word.ptr, word.len);
      other[word.len] = L_ALEF;
      try_all(&c, (isnad_str){other, word.len + 1});
      keep_verbs(&c);
    }
  }
  sort(c.found, c.n);
  size_t n = c.n < max ? c.n : max;
  if (n) memcpy(out, c.found, n * sizeof *out);
  return n;
}

/* ---- Memo -------------------------------------------------------------------------------------------------------------- */

typedef struct kept {
  const isn_reading *readings;
  uint16_t count;
  bool made;
} kept;

struct isn_lex_memo {
  isn_arena *arena;
  kept *of; /* by token */
};

struct isn_lex_memo *isn_lex_memo_new(isn_arena *arena, isn_tokens tokens) {
  struct isn_lex_memo *memo = isn_alloc(arena, sizeof *memo);
  memo->arena = arena;
  memo->of = isn_alloc_array(arena, tokens.count, sizeof *memo->of);
  return memo;
}

static const kept *keep(const isnad_lexicon *lexicon, isn_tokens tokens, size_t at) {
  kept *k = &tokens.memo->of[at];
  if (k->made) return k;
  isn_reading all[READINGS_MAX];
  size_t count = isn_lex_readings(lexicon, tokens.at, tokens.count, at, all, READINGS_MAX);
  *k = (kept){.count = (uint16_t)count, .made = true};
  if (count == 0) return k;
  isn_reading *copy = isn_alloc_array(tokens.memo->arena, count, sizeof *copy);
  memcpy(copy, all, count * sizeof *copy);
  k->readings = copy;
  return k;
}

size_t isn_lex_readings_of(const isnad_lexicon *lexicon, isn_tokens tokens, size_t end, size_t at, isn_reading *out,
                           size_t max) {
  if (tokens.memo == NULL) return isn_lex_readings(lexicon, tokens.at, end, at, out, max);
  const kept *k = keep(lexicon, tokens, at);
  bool beyond = k->count && at + k->readings[0].tokens > end; /* the longest comes first */
  if (beyond) return isn_lex_readings(lexicon, tokens.at, end, at, out, max);
  size_t n = k->count < max ? k->count : max;
  if (n) memcpy(out, k->readings, n * sizeof *out);
  return n;
}
