/* keys: from a row's lemma to the keys under which it is found. The first word is inflected as its part of speech asks, the rest
 * follows the notation: «ألقى ?قبض» gives ألقت القبض, يلقون قبض ..., «غارة +جوي» غارات جوية and غارتين جويتين, «لقي مصرع~» لقوا
 * مصرعهم. Every beginning of a key is a key too, empty, so that a reader stops where nothing goes on. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "lex/build.h"
#include "lex/codes.h"
#include "lex/hash.h"
#include "lex/inflect.h"
#include "text/letters.h"

enum { WORDS_MAX = 14, WAYS_MAX = 48, WORD_MAX = 64, KEYS_MAX = 20000 };

typedef struct part {
  isnad_str word, plural; /* folded; plural: what follows / in +adj */
  char sign;              /* 0 ? + ~ */
} part;

typedef struct phrase {
  isn_build *b;
  int kind;
  uint32_t row;
  part parts[WORDS_MAX];
  int count;
  bool noun_head; /* +adj agrees with the head's form; else it is taken as written */
  int keys;       /* made so far */
} phrase;

typedef struct ways { /* the ways to write one word */
  isn_build *b;
  isnad_str at[WAYS_MAX];
  int count;
} ways;

bool isn_next_alternative(isnad_str *cell, isnad_str *out) {
  while (cell->len > 0) {
    const char *bar = memchr(cell->ptr, '|', cell->len);
    size_t len = bar ? (size_t)(bar - cell->ptr) : cell->len;
    *out = (isnad_str){cell->ptr, len};
    size_t used = len + (bar != NULL);
    cell->ptr += used, cell->len -= used;
    while (out->len > 0 && out->ptr[0] == ' ') out->ptr++, out->len--;
    while (out->len > 0 && out->ptr[out->len - 1] == ' ') out->len--;
    if (out->len > 0) return true;
  }
  return false;
}

isnad_str isn_fold_in(isn_arena *arena, isnad_str text) {
  char *out = isn_alloc(arena, 2 * text.len + 8);
  return (isnad_str){out, isn_fold(text, out)};
}

/* ---- The ways to write a word ------------------------------------------------------------------------------------- */

static isnad_str join(isn_arena *arena, isnad_str a, const char *b) {
  return isn_arena_print(arena, "%.*s%s", (int)a.len, a.ptr, b);
}

static void way(ways *w, isnad_str word) {
  for (int i = 0; i < w->count; i++)
    if (isn_str_same(w->at[i], word)) return;
  if (w->count < WAYS_MAX) w->at[w->count++] = word;
}

static bool has_article(isnad_str word) { return word.len > 3 && isn_article_at(word, 0); }

/* With the article and without it. */
static void way_both(ways *w, isnad_str word) {
  way(w, word);
  if (has_article(word)) way(w, (isnad_str){word.ptr + 2, word.len - 2});
  else way(w, isn_arena_print(w->b->arena, "Al%.*s", (int)word.len, word.ptr));
}

static void way_possessed(ways *w, isnad_str word) {
  static const char *const pronouns[] = {"h", "hA", "hm", "hmA", "hn", "nA", "k", "km", "y"};
  isn_arena *arena = w->b->arena;
  isnad_str stem = word;
  if (word.len > 0 && word.ptr[word.len - 1] == 'p') stem = join(arena, (isnad_str){word.ptr, word.len - 1}, "t");
  bool yeh = word.len > 0 && word.ptr[word.len - 1] == 'y';
  for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++) {
    way(w, join(arena, stem, pronouns[i]));
    if (yeh) way(w, join(arena, (isnad_str){word.ptr, word.len - 1}, i == 8 ? "Ay" : join(arena, ISN_LIT("A"), pronouns[i]).ptr));
  }
}

static bool is_feminine(isnad_str word) { return word.len > 1 && word.ptr[word.len - 1] == 'p'; }

/* An adjective beside a noun form: gender, number and article. */
static void way_agreeing(ways *w, const part *p, uint32_t head) {
  isn_arena *arena = w->b->arena;
  isnad_str a = p->word;
  if (is_feminine(a)) a.len--; /* written in the feminine: take it back */
  bool masculine = head & M_MASC, feminine = head & M_FEM;
  if (head & M_SING && masculine) way_both(w, a);
  if (head & M_SING && head & M_ACCUSATIVE) way(w, join(arena, a, "A"));
  if ((head & M_SING && feminine) || head & M_PLUR) way_both(w, join(arena, a, "p"));
  if (head & M_DUAL && masculine) way_both(w, join(arena, a, "An")), way_both(w, join(arena, a, "yn"));
  if (head & M_DUAL && feminine) way_both(w, join(arena, a, "tAn")), way_both(w, join(arena, a, "tyn"));
  if (head & M_PLUR && masculine) way_both(w, join(arena, a, "wn")), way_both(w, join(arena, a, "yn"));
  if (head & M_PLUR && feminine) way_both(w, join(arena, a, "At"));
  if (head & M_PLUR && p->plural.len) way_both(w, p->plural);
}

/* An adjective where the head is a verb or not inflected: it goes with the word before it, if with any. */
static void way_following(ways *w, const part *p, const part *before) {
  isnad_str a = p->word;
  way_both(w, a);
  if (is_feminine(a)) return;
  isnad_str last = before->word;
  bool plural_at = last.len > 3 && last.ptr[last.len - 2] == 'A' && last.ptr[last.len - 1] == 't';
  if (is_feminine(last) || plural_at) way_both(w, join(w->b->arena, a, "p"));
  else way(w, join(w->b->arena, a, "A"));
}

static void ways_of(const phrase *ph, int i, uint32_t head, ways *w) {
  const part *p = &ph->parts[i];
  *w = (ways){.b = ph->b};
  if (p->sign == '?') way_both(w, p->word);
  else if (p->sign == '~') way_possessed(w, p->word);
  else if (p->sign == '+' && ph->noun_head) way_agreeing(w, p, head);
  else if (p->sign == '+' && i > 0) way_following(w, p, &ph->parts[i - 1]);
  else way(w, p->word);
}

/* ---- Keys ------------------------------------------------------------------------------------------------------- */

static void add_rest(phrase *ph, int i, uint64_t hash, uint32_t morph, uint64_t other) {
  isn_build_key key = {.hash = hash, .words = (uint8_t)i};
  if (ph->keys > KEYS_MAX) return; /* words that can each be written in many ways multiply */
  if (++ph->keys > KEYS_MAX) isn_build_fault(ph->b, "the phrase can be written in more than %d ways", KEYS_MAX);
  if (i == ph->count) {
    key.kind = (uint8_t)ph->kind, key.row = ph->row, key.morph = morph, key.part = (uint8_t)isn_part_of(morph);
    key.other = other, key.order = ph->row;
    isn_build_add(ph->b, key);
    return;
  }
  isn_build_add(ph->b, key);
  ways w;
  ways_of(ph, i, morph, &w);
  for (int k = 0; k < w.count; k++) add_rest(ph, i + 1, isn_hash_word(hash, w.at[k]), morph, 0);
}

static void add_head(phrase *ph, isnad_str head, uint32_t morph) {
  if (ph->count > 1 && ph->noun_head && ph->parts[1].sign == '+' && morph & M_CONSTRUCT) return;
  add_rest(ph, 1, isn_hash_word(0, head), morph, 0);
}

/* Cuts a written phrase into its words. The first keeps what was written, for the verb's last letter. */
static bool parse_phrase(phrase *ph, isnad_str text, bool notation) {
  for (size_t at = 0; at < text.len;) {
    size_t end = at;
    while (end < text.len && text.ptr[end] != ' ') end++;
    isnad_str word = {text.ptr + at, end - at}, plural = {NULL, 0}, one;
    char sign = 0;
    at = end + 1;
    if (word.len == 0) continue;
    if (notation && (word.ptr[0] == '?' || word.ptr[0] == '+')) sign = word.ptr[0], word.ptr++, word.len--;
    else if (notation && word.ptr[word.len - 1] == '~') sign = '~', word.len--;
    const char *slash = sign == '+' ? memchr(word.ptr, '/', word.len) : NULL;
    if (slash != NULL) plural = (isnad_str){slash + 1, word.len - (size_t)(slash + 1 - word.ptr)}, word.len = (size_t)(slash - word.ptr);
    isnad_str folded = isn_fold_in(ph->b->arena, word);
    for (size_t from = 0; from < folded.len; from += one.len + 1) { /* punctuation may part it further */
      const char *space = memchr(folded.ptr + from, ' ', folded.len - from);
      one = (isnad_str){folded.ptr + from, space ? (size_t)(space - folded.ptr) - from : folded.len - from};
      if (ph->count == WORDS_MAX || one.len > WORD_MAX) return false;
      ph->parts[ph->count++] = (part){one, plural.len ? isn_fold_in(ph->b->arena, plural) : plural, sign};
    }
  }
  return ph->count > 0;
}

void isn_keys_fixed(isn_build *b, int kind, uint32_t row, isnad_str text, uint32_t morph, bool notation) {
  phrase ph = {.b = b, .kind = kind, .row = row};
  ways w;
  if (!parse_phrase(&ph, text, notation)) {
    if (notation) isn_build_fault(b, "'%.*s' has no words or too many", (int)text.len, text.ptr);
    return;
  }
  ways_of(&ph, 0, morph, &w);
  if (kind == K_NATION || !(morph & (M_NOUN | M_ADJ))) morph |= M_FIXED;
  for (int i = 0; i < w.count; i++) {
    uint64_t other = 0;
    if (kind == K_PLACE && ph.count == 1) {
      isnad_str word = w.at[i];
      other = has_article(word) ? isn_hash_word(0, (isnad_str){word.ptr + 2, word.len - 2})
                                : isn_hash_word(0, isn_arena_print(b->arena, "Al%.*s", (int)word.len, word.ptr));
    }
    add_rest(&ph, 1, isn_hash_word(0, w.at[i]), morph, other);
  }
}

void isn_keys_each_fixed(isn_build *b, int kind, uint32_t row, isnad_str cell, uint32_t morph, bool notation) {
  isnad_str one;
  while (isn_next_alternative(&cell, &one)) isn_keys_fixed(b, kind, row, one, morph, notation);
}

/* ---- Inflected rows --------------------------------------------------------------------------------------------- */

enum { PLURALS_MAX = 16 };

static const char *unfolded(isn_arena *arena, isnad_str codes) {
  char *out = isn_alloc(arena, 2 * codes.len + 1);
  isn_unfold(codes, out);
  return out;
}

/* The words of a masdar or plural cell, folded. What follows the first word of a lemma follows each of them too, but a noun's
 * plural may be a whole phrase («صف ضباط» of «صف ضابط»): those are left to whole_plurals. */
static size_t words_of(isn_build *b, isnad_str cell, bool phrases, isnad_str out[PLURALS_MAX]) {
  size_t count = 0;
  isnad_str one;
  if (isn_str_same(cell, ISN_LIT("-"))) return 0;
  while (count < PLURALS_MAX && isn_next_alternative(&cell, &one)) {
    out[count] = isn_fold_in(b->arena, one);
    if (memchr(one.ptr, ' ', one.len) == NULL) count++;
    else if (!phrases) isn_build_fault(b, "'%.*s': a masdar is one word, the rest of the lemma follows it", (int)one.len, one.ptr);
  }
  return count;
}

static void whole_plurals(const phrase *ph, isnad_str cell, uint32_t morph) {
  isnad_str one;
  while (isn_next_alternative(&cell, &one))
    if (memchr(one.ptr, ' ', one.len) != NULL) isn_keys_fixed(ph->b, ph->kind, ph->row, one, morph | M_PLUR | M_MASC | M_FEM, true);
}

static void noun_forms(isn_build *b, isn_forms *forms, const isn_noun *noun) {
  const char *fault = isn_inflect_noun(forms, noun);
  if (fault != NULL) isn_build_fault(b, "'%s': %s", unfolded(b->arena, noun->singular), fault);
}

/* One masdar: with its dual, and the plural in -at where it is countable. */
static void masdar_form(isn_build *b, isn_forms *forms, isnad_str word, isnad_str plural_cell, bool countable) {
  isnad_str plurals[PLURALS_MAX] = {ISN_LIT("At")};
  isn_noun noun = {.singular = word, .plurals = plurals, .plural_count = 1, .morph = M_MASDAR};
  size_t n = word.len;
  if (plural_cell.len > 0) noun.plural_count = words_of(b, plural_cell, false, plurals);
  else if (!countable || (n > 1 && word.ptr[n - 1] == 'p' && word.ptr[n - 2] == 'A')) noun.plural_count = 0;
  noun_forms(b, forms, &noun);
}

/* The masdars of a verb: as given, or as its pattern makes them. */
static void masdar_forms(isn_build *b, isn_forms *forms, const isn_verb *verb, const isn_lemma *l) {
  isnad_str given[PLURALS_MAX];
  char made[2][ISN_SOUND_MAX];
  size_t given_count = words_of(b, l->masdar, false, given);
  for (size_t i = 0; i < given_count; i++)
    masdar_form(b, forms, given[i], l->plural, verb->pattern != PAT_I || is_feminine(given[i]));
  if (l->masdar.len > 0) return;
  int count = isn_verb_masdars(verb, made);
  for (int i = 0; i < count; i++) masdar_form(b, forms, isn_arena_copy(b->arena, isn_str(made[i])), l->plural, i == 0);
}

static bool ends_in_yeh(isnad_str word) {
  return word.len >= 2 && memcmp(word.ptr + word.len - 2, "\xD9\x8A", 2) == 0;
}

static void verb_forms(isn_build *b, isn_forms *forms, isnad_str written, isnad_str folded, const isn_lemma *l) {
  isn_verb verb = {.lemma = folded, .yeh = ends_in_yeh(written)};
  char given[ISN_SOUND_MAX];
  const char *fault = isn_verb_parse(&verb, isn_fold_in(b->arena, l->root), l->pattern);
  if (fault != NULL) {
    isn_build_fault(b, "'%.*s': %s", (int)written.len, written.ptr, fault);
    return;
  }
  fault = isn_inflect_verb(forms, &verb, given);
  if (fault != NULL) {
    isn_build_fault(b, "'%.*s': %s but '%s'", (int)written.len, written.ptr, fault, unfolded(b->arena, isn_str(given)));
    return;
  }
  if (verb.pattern == PAT_I && l->masdar.len == 0)
    isn_build_fault(b, "'%.*s': a verb of form I needs its masdar, or -", (int)written.len, written.ptr);
  masdar_forms(b, forms, &verb, l);
}

static isnad_str first_word(isnad_str text) {
  if (text.len > 0 && text.ptr[0] == '?') text.ptr++, text.len--;
  const char *space = memchr(text.ptr, ' ', text.len);
  return (isnad_str){text.ptr, space ? (size_t)(space - text.ptr) : text.len};
}

static void add_lemma(isn_build *b, int kind, uint32_t row, isnad_str lemma, const isn_lemma *l) {
  phrase ph = {.b = b, .kind = kind, .row = row};
  isn_forms forms = {.arena = b->arena};
  if (!parse_phrase(&ph, lemma, true)) {
    isn_build_fault(b, "'%.*s' has no words or too many", (int)lemma.len, lemma.ptr);
    return;
  }
  isnad_str head = ph.parts[0].word;
  if (isn_str_same(l->pos, ISN_LIT("verb"))) verb_forms(b, &forms, first_word(lemma), head, l);
  else if (isn_str_same(l->pos, ISN_LIT("noun")) || isn_str_same(l->pos, ISN_LIT("adj"))) {
    ph.noun_head = true;
    uint32_t morph = isn_str_same(l->pos, ISN_LIT("noun")) ? M_NOUN : M_ADJ;
    isnad_str plurals[PLURALS_MAX];
    isn_noun noun = {.singular = head, .plurals = plurals, .feminine = isn_str_same(l->pattern, ISN_LIT("f")), .morph = morph};
    noun.plural_count = words_of(b, l->plural, true, plurals);
    noun_forms(b, &forms, &noun);
    whole_plurals(&ph, l->plural, morph);
  } else if (isn_str_same(l->pos, ISN_LIT("fixed"))) isn_keys_fixed(b, kind, row, lemma, 0, true);
  else isn_build_fault(b, "'%.*s' is no part of speech: verb, noun, adj, fixed", (int)l->pos.len, l->pos.ptr);
  bool uncounted = ph.count == 1 && l->plural.len == 0 && l->pattern.len > 1 && l->pattern.ptr[1] == '-';
  bool no_passive = kind == K_TRIGGER && ph.count == 1 && isn_build_cells(b, kind, row)[TRIGGER_OBJECT] == ROLE_NONE;
  bool only_verbs = ph.count > 1 && isn_str_same(l->pos, ISN_LIT("verb")) && isn_str_same(l->masdar, ISN_LIT("-"));
  for (size_t i = 0; i < forms.count; i++) {
    uint32_t morph = forms.at[i].morph;
    if (only_verbs && morph & (M_ACT_PART | M_PASS_PART)) continue; /* قتلوا قاضياً في, of قضى في */
    if (no_passive && morph & M_PASSIVE && !(morph & M_ACTIVE)) continue; /* تشاد is no form of أشاد بـ */
    if (uncounted && morph & M_MASDAR && morph & M_MASC && !(morph & M_SING)) continue; /* قتلى is no dual of قتل */
    add_head(&ph, forms.at[i].text, morph);
  }
}

void isn_keys_inflected(isn_build *b, int kind, uint32_t row, const isn_lemma *l) {
  isnad_str cell = l->lemma, one;
  while (isn_next_alternative(&cell, &one)) add_lemma(b, kind, row, one, l);
}
