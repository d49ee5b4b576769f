/* print: the words of a claim as hashes. Two things are told from it: whether one paragraph repeats another nearly word for
 * word (pairs of neighbouring words), and how much of what is particular to a happening two clauses share («سوق القات»,
 * «دراجة نارية», names that no lexicon knows). Relies on the lexicon to know which words are particular: function words,
 * verbs of saying, sources and numbers say nothing, and parties and events are compared elsewhere.
 *
 * «قصف سوق القات في حيس» gives the pairs قصف سوق, سوق القات ... and the words سوق, قات (which nobody else writes), حيس. */
#include <string.h>

#include "base/str.h"
#include "lex/codes.h"
#include "lex/hash.h"
#include "link/link.h"
#include "text/letters.h"
#include "value/segment.h"

enum {
  WINDOW = ISN_SHINGLES_MAX + 1, /* words of the paragraph that are looked at */
  EVIDENCE_BYTES_MAX = 1200,     /* of the clause: more is no clause */
  READINGS_MAX = 12,
  FORM_MAX = 512,
  COPY_PAIRS_MIN = 8,            /* fewer pairs are a phrase that anybody writes */
  NEAR_BITS = 26                 /* simhashes further apart than this belong to no copies */
};

static uint32_t short_hash(uint64_t hash) { return (uint32_t)(hash >> 16); }

typedef struct making {
  uint64_t simhash;
  uint8_t shingle_count, word_count;
  uint32_t shingles[ISN_SHINGLES_MAX], words[ISN_WORDS_MAX];
} making;

/* ---- Telling words -------------------------------------------------------------------------------------------------- */

/* 0 to 3: how particular a word of that reading is to one happening. */
static unsigned noun_weight(const isnad_lexicon *lexicon, uint32_t row) {
  switch (isn_lex_number(lexicon, K_NOUN, row, NOUN_CLASS)) {
    case NC_FACILITY: case NC_BUILDING: case NC_VEHICLE: case NC_SHIP: case NC_GOODS: case NC_ANIMAL: return 2;
    case NC_PERSON: case NC_OFFICIAL: case NC_POSITION: case NC_AIRCRAFT: case NC_MUNITION: case NC_EXPLOSIVE: return 1;
    default: return 0;
  }
}

static unsigned entry_weight(const isnad_lexicon *lexicon, const isn_entry *entry) {
  switch (entry->kind) {
    case K_NOUN: return noun_weight(lexicon, entry->row);
    case K_PLACE: return 1;
    default: return 0;
  }
}

static isnad_str without_article(isnad_str form) {
  if (form.len > 4 && isn_article_at(form, 0)) form.ptr += 2, form.len -= 2;
  return form;
}

/* A word that the lexicon does not know: its stem is the longest piece between its clitics. */
static isnad_str unknown_stem(const isnad_lexicon *lexicon, isnad_str text, const isn_token *token, char room[FORM_MAX]) {
  isnad_span pieces[ISN_SEGMENTS_MAX], longest = {0, 0};
  size_t count = isn_segment(lexicon, text, token, pieces);
  for (size_t i = 0; i < count; i++)
    if (pieces[i].end - pieces[i].start > longest.end - longest.start) longest = pieces[i];
  isnad_str piece = isn_str_cut(text, longest);
  if (piece.len == 0 || 2 * piece.len + 8 > FORM_MAX) return (isnad_str){NULL, 0};
  return without_article((isnad_str){room, isn_fold(piece, room)});
}

/* Hash and weight of the word at `at`; false where it tells nothing. *covered is set to the tokens of the longest name that
 * begins here: what stands in «الدعم السريع» tells no more than the name does. */
static bool telling_word(const isnad_lexicon *lexicon, isnad_str text, isn_tokens tokens, size_t at, size_t *covered, uint32_t *out) {
  const isn_token *token = &tokens.at[at];
  isn_reading readings[READINGS_MAX];
  size_t count = isn_lex_readings(lexicon, tokens.at, tokens.count, at, readings, READINGS_MAX);
  char room[FORM_MAX];
  isnad_str stem = {NULL, 0};
  unsigned weight = 0;
  *covered = count ? readings[0].tokens : 1;
  if (*covered > 1 && readings[0].entry->kind != K_PLACE) return false;
  *covered = 1; /* each word of a place's name counts */
  for (size_t i = 0; i < count; i++) {
    if (readings[i].entry->kind == K_WORD) return false;
    if (stem.len == 0 && readings[i].tokens == 1) {
      stem = (isnad_str){token->form.ptr + readings[i].stem_start, token->form.len - readings[i].stem_start - readings[i].stem_end};
      weight = entry_weight(lexicon, readings[i].entry);
    }
  }
  if (stem.len == 0) {
    stem = unknown_stem(lexicon, text, token, room);
    weight = count == 0 ? 3 : entry_weight(lexicon, readings[0].entry);
  }
  if (weight == 0 || stem.len < 3) return false;
  *out = (short_hash(isn_hash_word(0, without_article(stem))) & ~3u) | weight;
  return true;
}

static size_t insert_sorted(uint32_t *items, size_t count, size_t max, uint32_t item) {
  size_t at = count;
  while (at > 0 && items[at - 1] > item) at--;
  if ((at > 0 && items[at - 1] == item) || count == max) return count;
  memmove(items + at + 1, items + at, (count - at) * sizeof *items);
  items[at] = item;
  return count + 1;
}

static void print_words(isn_arena *arena, const isnad_lexicon *lexicon, isnad_str text, isnad_span evidence, making *print) {
  if (evidence.end - evidence.start > EVIDENCE_BYTES_MAX) evidence.end = evidence.start + EVIDENCE_BYTES_MAX;
  while (evidence.end < text.len && evidence.end > evidence.start && ((unsigned char)text.ptr[evidence.end] & 0xC0) == 0x80)
    evidence.end--;
  isn_tokens tokens = isn_tokenize(arena, text, evidence.start, evidence.end);
  size_t count = 0, covered;
  uint32_t word;
  for (size_t i = 0; i < tokens.count; i += covered)
    if (covered = 1, tokens.at[i].kind == TOK_WORD && telling_word(lexicon, text, tokens, i, &covered, &word))
      count = insert_sorted(print->words, count, ISN_WORDS_MAX, word);
  print->word_count = (uint8_t)count;
}

/* ---- Pairs of words --------------------------------------------------------------------------------------------------- */

/* The line that holds the trigger, at most some dozen words to each side. */
static isnad_span paragraph_of(isnad_str text, isnad_span trigger) {
  enum { SIDE = 900 }; /* bytes: more than half a window of long words */
  uint32_t from = trigger.start, to = trigger.end;
  while (from > 0 && text.ptr[from - 1] != '\n' && trigger.start - from < SIDE) from--;
  while (to < text.len && text.ptr[to] != '\n' && to - trigger.end < SIDE) to++;
  while (from < trigger.start && ((unsigned char)text.ptr[from] & 0xC0) == 0x80) from++;
  while (to < text.len && to > trigger.end && ((unsigned char)text.ptr[to] & 0xC0) == 0x80) to--;
  return (isnad_span){from, to};
}

static void print_pairs(isn_arena *arena, isnad_str text, isnad_span trigger, making *print) {
  isnad_span paragraph = paragraph_of(text, trigger);
  isn_tokens tokens = isn_tokenize(arena, text, paragraph.start, paragraph.end);
  uint64_t *hashes = isn_alloc_array(arena, tokens.count + 1, sizeof *hashes);
  size_t count = 0, at = 0;
  for (size_t i = 0; i < tokens.count; i++) {
    if (tokens.at[i].kind == TOK_PUNCT || tokens.at[i].kind == TOK_BREAK) continue;
    if (tokens.at[i].span.start <= trigger.start) at = count;
    hashes[count++] = isn_hash_word(0, tokens.at[i].form);
  }
  size_t first = at > WINDOW / 2 ? at - WINDOW / 2 : 0, votes_for[64] = {0}, pairs = 0;
  if (first + WINDOW > count) first = count > WINDOW ? count - WINDOW : 0;
  for (size_t i = first; i + 1 < count && i + 1 < first + WINDOW; i++) {
    uint64_t pair = isn_hash_mix(hashes[i] * ISN_HASH_A, hashes[i + 1]) * ISN_HASH_A;
    for (int bit = 0; bit < 64; bit++) votes_for[bit] += pair >> bit & 1;
    print->shingle_count = (uint8_t)insert_sorted(print->shingles, print->shingle_count, ISN_SHINGLES_MAX, short_hash(pair));
    pairs++;
  }
  for (int bit = 0; bit < 64; bit++) print->simhash |= (uint64_t)(2 * votes_for[bit] > pairs) << bit;
}

/* ---- As bytes ----------------------------------------------------------------------------------------------------------- */

enum { HEAD = 10 }; /* 8 bytes of simhash, two counts; then the hashes, each 4 bytes, the lowest first */

isnad_str isn_print_make(isn_arena *arena, const isnad_lexicon *lexicon, isnad_str text, isnad_span trigger,
                         isnad_span evidence) {
  making print = {.simhash = 0};
  print_pairs(arena, text, trigger, &print);
  print_words(arena, lexicon, text, evidence, &print);
  size_t count = (size_t)print.shingle_count + print.word_count, len = HEAD + 4 * count;
  unsigned char *bytes = isn_alloc(arena, len);
  for (int i = 0; i < 8; i++) bytes[i] = (unsigned char)(print.simhash >> 8 * i);
  bytes[8] = print.shingle_count, bytes[9] = print.word_count;
  for (size_t i = 0; i < count; i++) {
    uint32_t hash = i < print.shingle_count ? print.shingles[i] : print.words[i - print.shingle_count];
    for (int j = 0; j < 4; j++) bytes[HEAD + 4 * i + (size_t)j] = (unsigned char)(hash >> 8 * j);
  }
  return (isnad_str){(char *)bytes, len};
}

static uint32_t read_hash(const unsigned char *p) {
  return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

bool isn_print_read(isn_arena *arena, isnad_str packed, isn_print *out) {
  const unsigned char *bytes = (const unsigned char *)packed.ptr;
  if (packed.len < HEAD || bytes[8] > ISN_SHINGLES_MAX || bytes[9] > ISN_WORDS_MAX ||
      packed.len != HEAD + 4 * ((size_t)bytes[8] + bytes[9]))
    return false;
  size_t count = (size_t)bytes[8] + bytes[9];
  uint32_t *hashes = isn_alloc_array(arena, count + 1, sizeof *hashes);
  for (size_t i = 0; i < count; i++) hashes[i] = read_hash(bytes + HEAD + 4 * i);
  *out = (isn_print){0, bytes[8], bytes[9], hashes, hashes + bytes[8]};
  for (int i = 0; i < 8; i++) out->simhash |= (uint64_t)bytes[i] << 8 * i;
  return true;
}

isn_print isn_print_copy(isn_arena *arena, const isn_print *print) {
  size_t count = (size_t)print->shingle_count + print->word_count;
  uint32_t *hashes = isn_alloc_array(arena, count + 1, sizeof *hashes);
  memcpy(hashes, print->shingles, print->shingle_count * sizeof *hashes);
  memcpy(hashes + print->shingle_count, print->words, print->word_count * sizeof *hashes);
  return (isn_print){print->simhash, print->shingle_count, print->word_count, hashes, hashes + print->shingle_count};
}

/* ---- Comparing ------------------------------------------------------------------------------------------------------------ */

static int bits_apart(uint64_t a, uint64_t b) { return __builtin_popcountll(a ^ b); }

double isn_print_copied(const isn_print *a, const isn_print *b) {
  size_t smaller = a->shingle_count < b->shingle_count ? a->shingle_count : b->shingle_count, both = 0;
  if (smaller < COPY_PAIRS_MIN) return 0;
  /* a stretch cut out of a long paragraph has another simhash; only equals in length may be told apart by it */
  size_t larger = a->shingle_count + b->shingle_count - smaller;
  if (larger < 2 * smaller && bits_apart(a->simhash, b->simhash) > NEAR_BITS) return 0;
  for (size_t i = 0, j = 0; i < a->shingle_count && j < b->shingle_count;) {
    if (a->shingles[i] == b->shingles[j]) both++, i++, j++;
    else if (a->shingles[i] < b->shingles[j]) i++;
    else j++;
  }
  return (double)both / (double)smaller;
}

void isn_print_shared(const isn_print *a, const isn_print *b, double *shared, double *poorer) {
  double all_a = 0, all_b = 0;
  *shared = 0;
  for (size_t i = 0; i < a->word_count; i++) all_a += a->words[i] & 3;
  for (size_t i = 0; i < b->word_count; i++) all_b += b->words[i] & 3;
  for (size_t i = 0, j = 0; i < a->word_count && j < b->word_count;) {
    if (a->words[i] >> 2 == b->words[j] >> 2) *shared += a->words[i++] & 3, j++;
    else if (a->words[i] < b->words[j]) i++;
    else j++;
  }
  *poorer = all_a < all_b ? all_a : all_b;
}

bool isn_print_names(const isn_print *print, isnad_str name) {
  char folded[FORM_MAX];
  if (2 * name.len + 8 > FORM_MAX) return false;
  isnad_str rest = {folded, isn_fold(name, folded)};
  while (rest.len > 0) {
    const char *space = memchr(rest.ptr, ' ', rest.len);
    isnad_str word = {rest.ptr, space ? (size_t)(space - rest.ptr) : rest.len};
    uint32_t hash = short_hash(isn_hash_word(0, without_article(word))) >> 2;
    for (size_t i = 0; i < print->word_count; i++)
      if (print->words[i] >> 2 == hash) return true;
    rest.ptr += word.len + (space != NULL), rest.len -= word.len + (space != NULL);
  }
  return false;
}
