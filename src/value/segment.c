/* segment: cuts clitics off by what is known of the word, and where nothing is known, by how Arabic words are made.
 *
 * «وسائل» is whole, for the vocabulary has it; «ووسائل» is و+وسائل, «بوسائل» ب+وسائل, for it has what is left. What nobody knows is
 * decided letter by letter: و, ب and ل are more often clitics than not, ف and ك are not, س is one before a verb of the present.
 * No Arabic root begins with بم or فب, so «بمهاراته» is cut without a dictionary; «برادلي» and «لاتفيا» are not, since there the
 * second letter decides nothing. Behind the word a pronoun is cut off unless the vocabulary knows a word that ends so («وجه»). */
#include "value/segment.h"

#include <string.h>

#include "base/utf8.h"
#include "lex/codes.h"
#include "text/letters.h"

enum { ALEF = 0x627, ALEF_FORM = 0xFE8D, ALEF_FINAL = 0xFE8E, FATHATAN = 0x64B, STEM_MAX = 64 };

typedef struct word {
  const isnad_lexicon *lexicon;
  isnad_str text;
  const isn_token *token;
  const char *f; /* its folded form */
  size_t n;
} word;

/* ---- What is known ---------------------------------------------------------------------------------------------------- */

enum { KNOWN_STEM = 1, KNOWN_WORD = 2, KNOWN_NOUN = 4, KNOWN_VERB = 8, KNOWN_NAME = 16 };

static int known_form(const word *w, isnad_str form) {
  isn_key key = ISN_KEY_START;
  const isn_entry *entries = NULL;
  size_t count = 0;
  int known = 0;
  if (form.len == 0 || !isn_lex_step(w->lexicon, &key, form, &entries, &count)) return 0;
  for (size_t i = 0; i < count; i++) {
    switch (entries[i].kind) {
      case K_STEM: known |= KNOWN_STEM; break;
      case K_WORD: known |= KNOWN_WORD; break;
      case K_PLACE: case K_ACTOR: case K_OUTLET: case K_BOILER: known |= KNOWN_NAME; break;
      default: known |= entries[i].morph & M_VERB ? KNOWN_VERB : KNOWN_NOUN;
    }
  }
  return known;
}

/* Endings that a form of the vocabulary may take; behind a teh marbuta they begin with a teh. */
static const char *const endings[] = {"",   "p",  "t",   "A",   "y",  "At", "yn", "wn", "An", "wA", "yp",
                                      "th", "tA", "tyn", "tAn", "yA", "tm", "yyn", "ywn", "yAt"};
static const char *const teh_endings[] = {"t", "At", "tyn", "tAn", "ty", "tA"};

static bool ends_so(isnad_str form, size_t stem, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (strlen(list[i]) == form.len - stem && memcmp(form.ptr + stem, list[i], form.len - stem) == 0) return true;
  return false;
}

/* Whether the form is in the vocabulary, as it stands or with an ending. */
static bool in_vocabulary(const word *w, isnad_str form) {
  char stem[STEM_MAX + 1];
  size_t least = form.len > 6 ? form.len - 3 : 3; /* no ending is longer than three letters, no stem shorter */
  if (form.len > STEM_MAX) return false;
  if (known_form(w, form) & KNOWN_STEM) return true;
  for (size_t len = form.len; len-- > least;) {
    isnad_str part = {form.ptr, len};
    if (ends_so(form, len, endings, sizeof endings / sizeof *endings) && known_form(w, part) & KNOWN_STEM) return true;
    if (!ends_so(form, len, teh_endings, sizeof teh_endings / sizeof *teh_endings)) continue;
    memcpy(stem, form.ptr, len);
    stem[len] = L_TEH_MARBUTA;
    if (known_form(w, (isnad_str){stem, len + 1}) & KNOWN_STEM) return true;
  }
  return false;
}

static const struct pronoun { char letters[4]; } pronouns[] = {{"hmA"}, {"hA"}, {"hm"}, {"hn"}, {"nA"}, {"km"}, {"ny"}, {"h"}, {"k"}};
enum { PRONOUNS = sizeof pronouns / sizeof *pronouns };

/* Letters of the pronoun number i that the form ends in, or 0. */
static size_t pronoun_len(isnad_str form, size_t i) {
  size_t len = strlen(pronouns[i].letters);
  return form.len > len && memcmp(form.ptr + form.len - len, pronouns[i].letters, len) == 0 ? len : 0;
}

/* The form without its pronoun as it would stand alone: قدرت is قدرة, مساعا nothing else. */
static int known_stem(const word *w, isnad_str form) {
  char stem[STEM_MAX];
  int known = known_form(w, form);
  if (form.len < 2 || form.len > STEM_MAX) return known;
  if (in_vocabulary(w, form)) known |= KNOWN_STEM;
  char last = form.ptr[form.len - 1];
  memcpy(stem, form.ptr, form.len);
  if (last == L_TEH) stem[form.len - 1] = L_TEH_MARBUTA;
  else if (last == L_ALEF) stem[form.len - 1] = L_YEH;
  else return known;
  return known | known_form(w, (isnad_str){stem, form.len});
}

/* All that is known of the letters from `from` on, with or without a pronoun. */
static int known_from(const word *w, size_t from) {
  isnad_str form = {w->f + from, w->n - from};
  int known = known_stem(w, form);
  for (size_t i = 0; i < PRONOUNS; i++) {
    size_t len = pronoun_len(form, i);
    if (len != 0 && form.len >= len + 2) known |= known_stem(w, (isnad_str){form.ptr, form.len - len});
  }
  return known;
}

static bool is_vocabulary_from(const word *w, size_t from) {
  isnad_str form = {w->f + from, w->n - from};
  if (in_vocabulary(w, form)) return true;
  for (size_t i = 0; i < PRONOUNS; i++) {
    size_t len = pronoun_len(form, i);
    if (len != 0 && form.len >= len + 2 && in_vocabulary(w, (isnad_str){form.ptr, form.len - len})) return true;
  }
  return false;
}

/* ---- How it is made ----------------------------------------------------------------------------------------------------- */

static bool has(const word *w, size_t at, char letter) { return at < w->n && w->f[at] == letter; }

static bool has_article(const word *w, size_t at) { return w->n >= at + 4 && has(w, at, L_ALEF) && has(w, at + 1, L_LAM); }

/* An alef that is written without hamza or madda. */
static bool is_bare_alef(const word *w, size_t letter) {
  if (!has(w, letter, L_ALEF)) return false;
  size_t at = isn_token_byte(w->text, w->token, letter);
  uint32_t c = isn_utf8_next(w->text, &at);
  return c == ALEF || c == ALEF_FORM || c == ALEF_FINAL;
}

static bool is_long(char letter) { return letter == L_ALEF || letter == L_WAW || letter == L_YEH; }

/* Letters from `from` on that look like a present verb behind its first letter: no more than one long vowel between its
 * radicals. Foreign names («سيسيلي», «ويليامز») have more. */
static bool is_present_body(const word *w, size_t from) {
  size_t end = w->n, longs = 0, limit = 1;
  for (size_t i = 0; i < PRONOUNS; i++) {
    size_t len = pronoun_len((isnad_str){w->f + from, end - from}, i);
    if (len > 1 && end - from >= len + 2) {
      end -= len;
      break;
    }
  }
  if (end >= from + 4 && w->f[end - 1] == L_NOON && (w->f[end - 2] == L_WAW || w->f[end - 2] == L_ALEF)) end -= 2;
  if (end >= from + 4 && w->f[end - 1] == L_ALEF && w->f[end - 2] == L_WAW) end -= 2;
  if (end > from && w->f[end - 1] == L_YEH) end--; /* a weak last radical */
  if (has(w, from, L_TEH) || (has(w, from, L_SEEN) && has(w, from + 1, L_TEH))) limit = 2; /* يتعاون، يستعيد */
  for (size_t i = from; i < end; i++) longs += is_long(w->f[i]);
  return longs <= limit && end - from <= 6;
}

/* Masdars and pasts of the forms that begin with an alef to be left out in speech: انتقال، اجتماع، استخدام، اضطر، ازداد. */
static bool is_augmented(const word *w, size_t at) {
  if (!is_bare_alef(w, at) || w->n < at + 4) return false;
  char first = w->f[at + 1], second = w->f[at + 2];
  if (first == L_SEEN && second == L_TEH) return true;
  if (first == L_NOON) return !is_long(second);
  if (second == L_TEH || first == L_TEH) return !is_long(first);
  return (first == L_DAD && second == L_TAH) || (first == L_ZAIN && second == L_DAL) || (first == L_SAD && second == L_TAH) ||
         (first == L_TAH && second == L_REH) || (first == L_DAL && second == L_AIN) || (first == L_DAL && second == L_KHAH) ||
         (first == L_TAH && second == L_LAM);
}

static bool is_pronoun_from(const word *w, size_t at) {
  isnad_str rest = {w->f + at, w->n - at};
  for (size_t i = 0; i < PRONOUNS; i++)
    if (rest.len == strlen(pronouns[i].letters) && memcmp(rest.ptr, pronouns[i].letters, rest.len) == 0) return true;
  return false;
}

/* ---- Proclitics: each tells whether the letter at `at` is one ----------------------------------------------------------- */

/* A word of a closed class with a pronoun: «لديهم», «فيها», but not «بقربها», whose ب is a clitic. */
static bool is_closed_with_pronoun(const word *w, size_t from) {
  isnad_str form = {w->f + from, w->n - from};
  for (size_t i = 0; i < PRONOUNS; i++) {
    size_t len = pronoun_len(form, i);
    if (len == 0 || form.len < len + 2) continue;
    isnad_str stem = {form.ptr, form.len - len};
    if (known_form(w, stem) & KNOWN_WORD && !known_stem(w, (isnad_str){stem.ptr + 1, stem.len - 1})) return true;
  }
  return false;
}

/* 1: the letter at `at` is a clitic, -1: it is none, 0: what is known does not tell. A closed-class word behind it («والتي»,
 * «بذلك») tells, unless the vocabulary has just this word («كما»); so does an alef with a hamza («فإن»), since hardly a root
 * begins like «فأر». */
static int known_clitic(const word *w, size_t at) {
  if (w->n < at + 3) return -1;
  int rest = known_form(w, (isnad_str){w->f + at + 1, w->n - at - 1});
  if (has(w, at + 1, L_ALEF) && !is_bare_alef(w, at + 1)) return rest || w->n >= at + 5 ? 1 : -1;
  if (rest & KNOWN_WORD && !(known_form(w, (isnad_str){w->f + at, w->n - at}) & KNOWN_STEM)) return 1;
  if (is_vocabulary_from(w, at) || is_closed_with_pronoun(w, at)) return -1;
  return has_article(w, at + 1);
}

static bool is_waw(const word *w, size_t at) {
  size_t rest = at + 1;
  int told = known_clitic(w, at);
  if (told != 0) return told > 0;
  switch (w->f[rest]) {
    case L_WAW: return known_from(w, rest) != 0;
    case L_YEH: return known_from(w, rest) != 0 || is_present_body(w, rest + 1);
    case L_ALEF: return is_augmented(w, rest) || known_from(w, rest) != 0;
    default: return true;
  }
}

static bool is_feh(const word *w, size_t at) {
  size_t rest = at + 1;
  int told = known_clitic(w, at);
  if (told != 0) return told > 0;
  int known = known_from(w, rest);
  if (known & KNOWN_WORD) return true;
  switch (w->f[rest]) {
    case L_MEEM: case L_BEH: case L_FEH: return true; /* no root begins so */
    case L_ALEF: return is_augmented(w, rest);
    case L_YEH: return known & KNOWN_VERB || (w->n >= rest + 3 && is_present_body(w, rest + 1));
    case L_LAM: case L_SEEN: case L_TEH: return known & KNOWN_VERB;
    default: return false;
  }
}

/* ب and, nearly alike, ل: letters behind which roots that begin with it are many leave it unless the rest is known. */
static bool is_preposition(const word *w, size_t at, const char *unsure) {
  size_t rest = at + 1;
  if (is_pronoun_from(w, rest)) return true;
  int told = known_clitic(w, at);
  if (told != 0) return told > 0;
  if (has(w, rest, L_ALEF)) return is_augmented(w, rest) || known_from(w, rest) & ~KNOWN_NAME;
  return strchr(unsure, w->f[rest]) == NULL || known_from(w, rest) != 0;
}

static bool is_lam(const word *w, size_t at) {
  if (has(w, at + 1, L_LAM) && w->n >= at + 3) return true;
  if (has(w, at + 1, L_YEH) && w->n >= at + 4 && !is_vocabulary_from(w, at) && is_present_body(w, at + 2)) return true;
  return is_preposition(w, at, "wy");
}

static bool is_kaf(const word *w, size_t at) {
  size_t rest = at + 1;
  if (w->n < at + 3 || is_vocabulary_from(w, at)) return false;
  if (has(w, rest, L_MEEM) && w->n >= rest + 4) return true; /* كمعلم: few roots begin with كم */
  int known = known_from(w, rest);
  if (has_article(w, rest)) return known_from(w, rest + 2) != 0 || has(w, w->n - 1, L_TEH_MARBUTA);
  return known & (KNOWN_STEM | KNOWN_WORD | KNOWN_NOUN);
}

static bool is_seen(const word *w, size_t at) {
  size_t rest = at + 1;
  if (w->n < rest + 3 || is_vocabulary_from(w, at)) return false;
  bool known = known_from(w, rest) & KNOWN_VERB;
  switch (w->f[rest]) {
    case L_YEH: return known || is_present_body(w, rest + 1);
    case L_TEH: return known || (!is_long(w->f[rest + 1]) && w->f[rest + 1] != L_REH && is_present_body(w, rest + 1));
    case L_NOON: return known || (w->n >= rest + 4 && is_present_body(w, rest + 1));
    case L_ALEF: return !is_bare_alef(w, rest) && (known || is_present_body(w, rest + 1));
    default: return false;
  }
}

/* The letter behind which the stem begins; cuts are put into cut[]. */
static size_t cut_proclitics(const word *w, size_t *cut, size_t *count) {
  size_t at = 0;
  if (has(w, 0, L_WAW) ? is_waw(w, 0) : has(w, 0, L_FEH) && is_feh(w, 0)) cut[(*count)++] = ++at;
  bool more = (has(w, at, L_BEH) && is_preposition(w, at, "wyrln")) || (has(w, at, L_LAM) && is_lam(w, at)) ||
              (has(w, at, L_KAF) && is_kaf(w, at)) || (has(w, at, L_SEEN) && is_seen(w, at));
  if (more) cut[(*count)++] = ++at;
  return at;
}

/* ---- Pronouns ------------------------------------------------------------------------------------------------------------- */

static bool ends_in_tanwin(const word *w) {
  isnad_span span = w->token->span;
  for (size_t at = span.end > 5 ? span.end - 5 : 0; at + 1 < span.end; at++)
    if ((unsigned char)w->text.ptr[at] == 0xD9 && (unsigned char)w->text.ptr[at + 1] == 0x8B) return at > span.start;
  return false;
}

/* Pronouns that are also common endings of words: only behind what is known to take them. */
static bool takes_rare_pronoun(const word *w, isnad_str stem, const char *pronoun) {
  int known = known_form(w, stem);
  char last = stem.ptr[stem.len - 1];
  if (strcmp(pronoun, "nA") == 0)
    return known_stem(w, stem) & (KNOWN_WORD | KNOWN_NOUN | KNOWN_STEM) || (last == L_TEH && stem.len >= 4) || (last == L_HAMZA && stem.len >= 4) ||
           (stem.ptr[0] == L_YEH && stem.len >= 4);
  if (strcmp(pronoun, "k") == 0) return known & KNOWN_WORD || (last == L_HAMZA && stem.len >= 5) || (last == L_TEH && stem.len >= 5);
  if (strcmp(pronoun, "km") == 0 || strcmp(pronoun, "ny") == 0)
    return known & (KNOWN_WORD | KNOWN_VERB) || (pronoun[0] == 'k' && last == L_TEH && stem.len >= 4);
  return known_stem(w, stem) || stem.len >= 4; /* hn: not «ذهن» */
}

static bool is_exact(const word *w, isnad_str core, bool article) {
  if (known_form(w, core) & KNOWN_STEM) return true;
  return article && in_vocabulary(w, (isnad_str){core.ptr + 2, core.len - 2});
}

/* The letter where a pronoun begins in the letters from `from` on, or w->n. */
static size_t cut_pronoun(const word *w, size_t from) {
  isnad_str core = {w->f + from, w->n - from};
  bool article = has_article(w, from) && is_bare_alef(w, from);
  if (from > 0 && w->f[from - 1] == L_LAM && core.ptr[0] == L_LAM) return w->n; /* للاشتباه: an article too */
  if (core.len < 3 || ends_in_tanwin(w) || is_exact(w, core, article)) return w->n;
  for (size_t i = 0; i < PRONOUNS; i++) {
    size_t len = pronoun_len(core, i);
    if (len == 0 || core.len < len + 2) continue;
    const char *pronoun = pronouns[i].letters;
    /* The article leaves no room for one, but «التقاها» has none. */
    if (article && !(core.ptr[2] == L_TEH && strcmp(pronoun, "hA") == 0)) return w->n;
    bool rare = strchr("nk", pronoun[0]) != NULL || strcmp(pronoun, "hn") == 0;
    if (pronoun[0] == 'k' && known_form(w, core) & KNOWN_WORD) return w->n; /* هناك */
    isnad_str stem = {core.ptr, core.len - len};
    return !rare || takes_rare_pronoun(w, stem, pronoun) ? from + stem.len : w->n;
  }
  return w->n;
}

size_t isn_segment(const isnad_lexicon *lexicon, isnad_str text, const isn_token *token, isnad_span out[ISN_SEGMENTS_MAX]) {
  word w = {lexicon, text, token, token->form.ptr, token->form.len};
  size_t cut[ISN_SEGMENTS_MAX] = {0}, count = 0;
  size_t from = cut_proclitics(&w, cut, &count);
  size_t pronoun = cut_pronoun(&w, from);
  if (pronoun < w.n) cut[count++] = pronoun;
  uint32_t start = token->span.start;
  size_t parts = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t end = isn_token_byte(text, token, cut[i]);
    if (end == start) continue; /* within a ligature */
    out[parts++] = (isnad_span){start, end};
    start = end;
  }
  out[parts++] = (isnad_span){start, token->span.end};
  return parts;
}
