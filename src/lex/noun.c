/* noun: the forms of nouns, masdars and adjectives, made by adding letters to the written singular. «غارة» gives غارتان، غارتين،
 * غارتا، غارتي، غارات; «جزء» جزءان، جزأين. Broken plurals are given as they are. */
#include <string.h>

#include "base/str.h"
#include "lex/inflect.h"

int isn_part_of(uint32_t morph) {
  if (morph & M_PAST) return PART_PAST;
  if (morph & M_PRESENT) return PART_PRESENT;
  if (morph & M_IMPERATIVE) return PART_IMPERATIVE;
  if (morph & M_MASDAR) return PART_MASDAR;
  if (morph & (M_ACT_PART | M_PASS_PART)) return PART_PARTICIPLE;
  if (morph & M_NOUN) return PART_NOUN;
  return morph & M_ADJ ? PART_ADJ : PART_FIXED;
}

void isn_forms_add(isn_forms *forms, isnad_str text, uint32_t morph) {
  int part = isn_part_of(morph);
  for (size_t i = 0; i < forms->count; i++)
    if (isn_str_same(forms->at[i].text, text) && isn_part_of(forms->at[i].morph) == part) {
      uint32_t bound = (M_CONSTRUCT | M_JUSSIVE) & ~(forms->at[i].morph & morph); /* what may stand alone is not bound */
      forms->at[i].morph = (forms->at[i].morph | morph) & ~bound;
      return;
    }
  isn_arena_grow(forms->arena, &forms->at, forms->count, &forms->cap, sizeof *forms->at);
  forms->at[forms->count++] = (isn_form){isn_arena_copy(forms->arena, text), morph};
}

enum { WORD_MAX = 64 };

static bool ends(isnad_str text, const char *with) {
  size_t n = strlen(with);
  return text.len > n && memcmp(text.ptr + text.len - n, with, n) == 0;
}

static void add(isn_forms *forms, isnad_str stem, const char *ending, uint32_t morph) {
  char text[WORD_MAX + 8];
  size_t n = strlen(ending);
  if (stem.len > WORD_MAX) return;
  memcpy(text, stem.ptr, stem.len);
  memcpy(text + stem.len, ending, n);
  isn_forms_add(forms, (isnad_str){text, stem.len + n}, morph);
}

/* Plurals like مدافع، صواريخ، قذائف have no tanwin: alef third, then two letters or three with yeh. */
static bool is_diptote(isnad_str w) {
  return (w.len == 5 && w.ptr[2] == 'A') || (w.len == 6 && w.ptr[2] == 'A' && w.ptr[4] == 'y');
}

static bool takes_tanwin_alef(isnad_str w, bool plural) {
  if (w.len < 2 || ends(w, "p") || ends(w, "A") || ends(w, "A'") || ends(w, "At")) return false;
  return !plural || !(is_diptote(w) || ends(w, "wn") || ends(w, "yn") || ends(w, "y"));
}

static void add_duals(isn_forms *forms, isnad_str word, uint32_t morph) {
  char text[WORD_MAX];
  if (word.len >= WORD_MAX) return;
  isnad_str stem = {text, word.len};
  memcpy(text, word.ptr, word.len);
  if (ends(word, "p")) text[word.len - 1] = 't';
  bool alef = ends(word, "A"); /* ملجأ: ملجآن */
  add(forms, stem, alef ? "n" : "An", morph | M_DUAL);
  add(forms, stem, "yn", morph | M_DUAL);
  add(forms, stem, alef ? "" : "A", morph | M_DUAL | M_CONSTRUCT);
  add(forms, stem, "y", morph | M_DUAL | M_CONSTRUCT);
  if (ends(word, "'") && !ends(word, "A'")) { /* جزأين beside جزءين */
    text[word.len - 1] = 'A';
    add(forms, stem, "yn", morph | M_DUAL);
    add(forms, stem, "n", morph | M_DUAL);
  }
}

static void add_sound_masculine(isn_forms *forms, isnad_str stem, uint32_t morph) {
  morph |= M_PLUR | M_MASC;
  add(forms, stem, "wn", morph);
  add(forms, stem, "yn", morph);
  add(forms, stem, "w", morph | M_CONSTRUCT);
  add(forms, stem, "y", morph | M_CONSTRUCT);
}

static isnad_str without(isnad_str word, size_t letters) { return (isnad_str){word.ptr, word.len - letters}; }

static const char *add_plural(isn_forms *forms, const isn_noun *noun, isnad_str plural, uint32_t gender) {
  isnad_str word = noun->singular;
  bool marbuta = ends(word, "p");
  isnad_str stem = marbuta ? without(word, 1) : word;
  if (isn_str_same(plural, ISN_LIT("At"))) {
    if (marbuta && ends(stem, "A")) return "the plural of a word in alef and teh marbuta must be spelled out";
    add(forms, stem, "At", noun->morph | M_PLUR | M_FEM);
    return NULL;
  }
  bool whole = plural.len == word.len + 2 && memcmp(plural.ptr, word.ptr, word.len) == 0 && ends(plural, "wn");
  if (whole || isn_str_same(plural, ISN_LIT("wn"))) {
    add_sound_masculine(forms, stem, noun->morph);
    return NULL;
  }
  if (plural.len > WORD_MAX) return "a plural is too long";
  add(forms, plural, "", noun->morph | M_PLUR | gender);
  if (takes_tanwin_alef(plural, true)) add(forms, plural, "A", noun->morph | M_PLUR | gender | M_ACCUSATIVE);
  return NULL;
}

static void add_feminine(isn_forms *forms, isnad_str masculine, uint32_t morph) {
  char text[WORD_MAX + 1];
  if (masculine.len >= WORD_MAX) return;
  memcpy(text, masculine.ptr, masculine.len);
  text[masculine.len] = 'p';
  isnad_str feminine = {text, masculine.len + 1};
  add(forms, feminine, "", morph | M_SING | M_FEM);
  add_duals(forms, feminine, morph | M_FEM);
  add(forms, masculine, "At", morph | M_PLUR | M_FEM);
}

const char *isn_inflect_noun(isn_forms *forms, const isn_noun *noun) {
  isnad_str word = noun->singular;
  if (word.len == 0) return "the lemma is empty";
  if (word.len >= WORD_MAX) return "the lemma is too long";
  uint32_t gender = noun->feminine || ends(word, "p") ? M_FEM : M_MASC;
  add(forms, word, "", noun->morph | M_SING | gender);
  if (takes_tanwin_alef(word, false)) add(forms, word, "A", noun->morph | M_SING | gender | M_ACCUSATIVE);
  add_duals(forms, word, noun->morph | gender);
  if (noun->morph & M_ADJ && gender == M_MASC) {
    add_feminine(forms, word, noun->morph);
    add_sound_masculine(forms, word, noun->morph);
  }
  for (size_t i = 0; i < noun->plural_count; i++) {
    const char *fault = add_plural(forms, noun, noun->plurals[i], gender);
    if (fault != NULL) return fault;
  }
  return NULL;
}
