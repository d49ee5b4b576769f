/* verb: the forms of Arabic verbs. Patterns stand as sounds with digits for the radicals («استفعل» is "ista12a3"); a weak or
 * doubled root changes the end of the pattern in one of three ways (hollow, doubled, defective) that are the same for all
 * patterns, so there are no paradigms: «اختار» is VIII hollow, «شن» I doubled, «استدعى» X defective. */
#include <string.h>

#include "base/str.h"
#include "lex/inflect.h"

typedef char sound[ISN_SOUND_MAX];

/* % is the prefix of the present, V the vowel of form I. Each finite pattern ends in radical, vowel, radical. */
typedef struct pattern {
  const char *past, *past_passive, *present, *present_passive, *active, *passive;
} pattern;

static const pattern patterns[] = {
    [PAT_I] = {"1a2a3", "1u2i3", "%a12V3", "%u12a3", "1A2i3", "ma12U3"},
    [PAT_II] = {"1a22a3", "1u22i3", "%u1a22i3", "%u1a22a3", "mu1a22i3", "mu1a22a3"},
    [PAT_III] = {"1A2a3", "1U2i3", "%u1A2i3", "%u1A2a3", "mu1A2i3", "mu1A2a3"},
    [PAT_IV] = {"'a12a3", "'u12i3", "%u12i3", "%u12a3", "mu12i3", "mu12a3"},
    [PAT_V] = {"ta1a22a3", "tu1u22i3", "%ata1a22a3", "%uta1a22a3", "muta1a22i3", "muta1a22a3"},
    [PAT_VI] = {"ta1A2a3", "tu1U2i3", "%ata1A2a3", "%uta1A2a3", "muta1A2i3", "muta1A2a3"},
    [PAT_VII] = {"in1a2a3", "un1u2i3", "%an1a2i3", "%un1a2a3", "mun1a2i3", "mun1a2a3"},
    [PAT_VIII] = {"i1ta2a3", "u1tu2i3", "%a1ta2i3", "%u1ta2a3", "mu1ta2i3", "mu1ta2a3"},
    [PAT_IX] = {"i12a3a3", "u12u3i3", "%a12a3i3", "%u12a3a3", "mu12a3i3", "mu12a3a3"},
    [PAT_X] = {"ista12a3", "ustu12i3", "%asta12i3", "%usta12a3", "musta12i3", "musta12a3"},
    [PAT_QI] = {"1a23a4", "1u23i4", "%u1a23i4", "%u1a23a4", "mu1a23i4", "mu1a23a4"},
    [PAT_QII] = {"ta1a23a4", "tu1u23i4", "%ata1a23a4", "%uta1a23a4", "muta1a23i4", "muta1a23a4"},
    [PAT_QIV] = {"i12a34a4", "u12u34i4", "%a12a34i4", "%u12a34a4", "mu12a34i4", "mu12a34a4"},
};

/* What the root does to the pattern. */
typedef struct kind {
  isn_verb verb;
  bool hollow, doubled, defective, drops_waw;
  char infix;       /* the t of VIII after assimilation: ت د ط */
  char past_vowel;  /* between the last radicals of form I's past: a, or i (رضي), u (جرؤ) */
} kind;

/* A stem as its endings see it: before a vowel, before a consonant, without an ending. weak: the vowel before a weak last
 * radical, which is then no part of the stem; else 0. */
typedef struct stem {
  sound before_vowel, before_consonant;
  char weak;
} stem;

static bool is_weak(char c) { return c == 'w' || c == 'y'; }
static bool is_guttural(char c) { return c != '\0' && strchr("'hEHgx", c) != NULL; }
static char last_radical(const kind *k) { return k->verb.root[k->verb.radicals - 1]; }

/* Puts the radicals into a pattern. */
static void fill(const kind *k, const char *from, size_t len, char *out) {
  size_t n = 0;
  for (size_t i = 0; i < len && n + 1 < ISN_SOUND_MAX; i++) {
    char c = from[i];
    if (c >= '1' && c <= '4') out[n++] = k->verb.root[c - '1'];
    else if (c == 'V') out[n++] = k->verb.vowel;
    else if (c == 't' && i > 0 && from[i - 1] == '1') out[n++] = k->infix;
    else out[n++] = c;
  }
  out[n] = '\0';
}

static void append(char *out, const char *s) {
  size_t n = strlen(out), m = strlen(s);
  if (n + m < ISN_SOUND_MAX) memcpy(out + n, s, m + 1);
}

static char lengthen(char c) { return c == 'a' ? 'A' : c == 'i' ? 'I' : 'U'; }

/* Hollow: radical two and the vowels about it become one vowel, long before a vowel («قال», «يقول», «اختير»), short before a
 * consonant («قلت»). at: where the last radical stands. */
static void stem_hollow(const kind *k, const char *p, size_t at, stem *out) {
  char vowel = p[at - 1] == 'V' ? k->verb.vowel : p[at - 1];
  size_t start = at - 2;
  if (isn_is_vowel(p[start - 1])) {
    start--;
    if (p[start] == 'a') vowel = 'a';
  }
  char rest = vowel;
  if (vowel == 'a' && k->verb.pattern == PAT_I && p[0] == '1') rest = 'i'; /* جئت */
  fill(k, p, start, out->before_vowel);
  size_t n = strlen(out->before_vowel);
  memcpy(out->before_consonant, out->before_vowel, n);
  out->before_vowel[n] = lengthen(vowel), out->before_consonant[n] = rest;
  out->before_vowel[n + 1] = out->before_consonant[n + 1] = last_radical(k);
  out->before_vowel[n + 2] = out->before_consonant[n + 2] = '\0';
}

/* Doubled: the vowel between the two goes, or moves before them («شن», «يشن», «استعد»); it stays before a consonant («شننت»). */
static void stem_doubled(const kind *k, const char *p, size_t at, stem *out) {
  sound moved;
  memcpy(moved, p, at + 2);
  if (isn_is_vowel(p[at - 3])) memmove(moved + at - 1, p + at, 2);
  else moved[at - 2] = p[at - 1], moved[at - 1] = p[at - 2];
  fill(k, moved, strlen(moved), out->before_vowel);
  fill(k, p, at + 1, out->before_consonant);
}

static void make_stem(const kind *k, const char *p, stem *out) {
  sound changed;
  size_t at = strlen(p) - 1;
  memset(out, 0, sizeof *out);
  if (k->drops_waw && p[0] == '%' && p[1] == 'a') { /* يصل */
    changed[0] = '%', changed[1] = 'a';
    memcpy(changed + 2, p + 3, at - 1);
    p = changed, at--;
  }
  if (k->verb.pattern == PAT_I && p[0] == '1' && p[1] == 'a' && at == 4) {
    memmove(changed, p, at + 2);
    changed[3] = k->past_vowel;
    p = changed;
  }
  if (k->defective) {
    fill(k, p, at - 1, out->before_vowel);
    out->weak = p[at - 1] == 'V' ? k->verb.vowel : p[at - 1];
  } else if (k->hollow) stem_hollow(k, p, at, out);
  else if (k->doubled) stem_doubled(k, p, at, out);
  else {
    fill(k, p, at + 1, out->before_vowel);
    memcpy(out->before_consonant, out->before_vowel, sizeof out->before_vowel);
  }
}

static void add_sound(isn_forms *forms, const char *s, uint32_t morph) {
  char text[ISN_SOUND_MAX + 2];
  for (int seat = 0; seat < 2; seat++) {
    size_t len = isn_spell(s, seat, text);
    if (len >= 2) isn_forms_add(forms, (isnad_str){text, len}, morph); /* قِ، فِ: too short to be told from anything */
  }
}

static void add_joined(isn_forms *forms, const char *base, const char *ending, uint32_t morph) {
  sound s = "";
  append(s, base);
  append(s, ending);
  add_sound(forms, s, morph);
}

/* ---- Past ---------------------------------------------------------------------------------------------------- */

#define P3M (M_P3 | M_MASC)
#define P3F (M_P3 | M_FEM)
#define P2M (M_P2 | M_MASC)
#define P2F (M_P2 | M_FEM)
#define BOTH (M_MASC | M_FEM)

static const struct { const char *ending; uint32_t morph; } past_vowels[] = {
    {"a", P3M | M_SING}, {"at", P3F | M_SING}, {"A", P3M | M_DUAL}, {"atA", P3F | M_DUAL}, {"UO", P3M | M_PLUR}},
  past_consonants[] = {
    {"na", P3F | M_PLUR}, {"ta", P2M | M_SING}, {"ti", P2F | M_SING}, {"tu", M_P1 | BOTH | M_SING},
    {"tumA", M_P2 | BOTH | M_DUAL}, {"tum", P2M | M_PLUR}, {"tunna", P2F | M_PLUR}, {"nA", M_P1 | BOTH | M_PLUR}};

/* The endings of past_vowels behind a weak radical, in the same order; * stands for the radical. */
static const char *const past_weak_a[] = {"Y", "at", "a*A", "atA", "awO"}, *const past_weak_i[] = {"iya", "iyat", "iyA", "iyatA", "UO"};

static void past_forms(isn_forms *forms, const kind *k, const stem *s, uint32_t voice) {
  bool waw = k->verb.pattern == PAT_I && last_radical(k) == 'w' && s->weak == 'a';
  for (size_t i = 0; i < 5; i++) {
    uint32_t morph = M_PAST | voice | past_vowels[i].morph;
    sound ending = "";
    const char *from = s->weak == 'a' ? past_weak_a[i] : s->weak ? past_weak_i[i] : past_vowels[i].ending;
    append(ending, waw && i == 0 ? "A" : from);
    for (char *c = ending; *c; c++)
      if (*c == '*') *c = waw ? 'w' : 'y';
    add_joined(forms, s->before_vowel, ending, morph);
  }
  for (size_t i = 0; i < sizeof past_consonants / sizeof *past_consonants; i++) {
    sound ending = "";
    if (s->weak) append(ending, s->weak != 'a' ? "I" : waw ? "aw" : "ay");
    append(ending, past_consonants[i].ending);
    add_joined(forms, s->weak ? s->before_vowel : s->before_consonant, ending, M_PAST | voice | past_consonants[i].morph);
  }
}

/* ---- Present and imperative ------------------------------------------------------------------------------------ */

enum ending_place { BARE, DUAL, DUAL_SHORT, PLURAL, PLURAL_SHORT, HER, HER_SHORT, WOMEN, JUSSIVE, PLACES };

/* Endings by place, for a sound end and behind weak a, i and u. */
static const char *const sound_endings[PLACES] = {"u", "Ani", "A", "Una", "UO", "Ina", "I", "na", ""},
    *const weak_a[PLACES] = {"Y", "ayAni", "ayA", "awna", "awO", "ayna", "ay", "ayna", "a"},
    *const weak_i[PLACES] = {"I", "iyAni", "iyA", "Una", "UO", "Ina", "I", "Ina", "i"},
    *const weak_u[PLACES] = {"U", "uwAni", "uwA", "Una", "UO", "Ina", "I", "Una", "u"};

static const struct { char prefix; uint8_t place; uint32_t morph; } present_forms_of[] = {
    {'y', BARE, P3M | M_SING}, {'t', BARE, P3F | P2M | M_SING}, {'\'', BARE, M_P1 | BOTH | M_SING},
    {'n', BARE, M_P1 | BOTH | M_PLUR}, {'y', JUSSIVE, P3M | M_SING}, {'t', JUSSIVE, P3F | P2M | M_SING},
    {'\'', JUSSIVE, M_P1 | BOTH | M_SING}, {'n', JUSSIVE, M_P1 | BOTH | M_PLUR}, {'y', DUAL, P3M | M_DUAL},
    {'y', DUAL_SHORT, P3M | M_DUAL}, {'t', DUAL, P3F | M_P2 | BOTH | M_DUAL}, {'t', DUAL_SHORT, P3F | M_P2 | BOTH | M_DUAL},
    {'y', PLURAL, P3M | M_PLUR}, {'y', PLURAL_SHORT, P3M | M_PLUR}, {'t', PLURAL, P2M | M_PLUR},
    {'t', PLURAL_SHORT, P2M | M_PLUR}, {'t', HER, P2F | M_SING}, {'t', HER_SHORT, P2F | M_SING},
    {'y', WOMEN, P3F | M_PLUR}, {'t', WOMEN, P2F | M_PLUR}};

static const char *const *endings_of(const stem *s) {
  return s->weak == 0 ? sound_endings : s->weak == 'a' ? weak_a : s->weak == 'i' ? weak_i : weak_u;
}

static bool on_consonant_stem(const stem *s, int place) { return !s->weak && (place == WOMEN || place == JUSSIVE); }

static void present_forms(isn_forms *forms, const stem *s, uint32_t voice) {
  for (size_t i = 0; i < sizeof present_forms_of / sizeof *present_forms_of; i++) {
    int place = present_forms_of[i].place;
    uint32_t morph = M_PRESENT | voice | present_forms_of[i].morph | (place == JUSSIVE ? M_JUSSIVE : 0);
    sound base;
    memcpy(base, on_consonant_stem(s, place) ? s->before_consonant : s->before_vowel, sizeof base);
    base[0] = present_forms_of[i].prefix;
    add_joined(forms, base, endings_of(s)[place], morph);
  }
}

/* The stem of the present without its prefix, with a vowel before two consonants. */
static void imperative_base(const kind *k, const char *from, char *out) {
  const char *p = from + 2;
  static const char *const bare[] = {"'x*", "'kl", "'mr"}; /* خذ، كل، مر */
  size_t n = 0;
  for (size_t i = 0; k->verb.pattern == PAT_I && i < 3; i++)
    if (memcmp(k->verb.root, bare[i], 3) == 0) p++;
  if (k->verb.pattern == PAT_IV) out[n++] = '\'', out[n++] = 'a';
  else if (!isn_is_vowel(p[0]) && p[1] != '\0' && !isn_is_vowel(p[1])) out[n++] = 'i';
  out[n] = '\0';
  append(out, p);
}

static void imperative_forms(isn_forms *forms, const kind *k, const stem *s) {
  static const struct { uint8_t place; uint32_t morph; } of[] = {{JUSSIVE, P2M | M_SING}, {HER_SHORT, P2F | M_SING},
      {DUAL_SHORT, M_P2 | BOTH | M_DUAL}, {PLURAL_SHORT, P2M | M_PLUR}, {WOMEN, P2F | M_PLUR}};
  for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
    sound base;
    imperative_base(k, on_consonant_stem(s, of[i].place) ? s->before_consonant : s->before_vowel, base);
    add_joined(forms, base, endings_of(s)[of[i].place], M_IMPERATIVE | M_ACTIVE | of[i].morph);
  }
  if (k->doubled) { /* مدّ beside امدد */
    sound base;
    imperative_base(k, s->before_vowel, base);
    add_joined(forms, base, "", M_IMPERATIVE | M_ACTIVE | P2M | M_SING);
  }
}

/* ---- Participles ------------------------------------------------------------------------------------------------- */

typedef struct ending { const char *sound, *weak_a, *weak_i; uint32_t morph; } ending;

static const ending participle_endings[] = {
    {"", "Y", "I", M_MASC | M_SING}, {"O", "Y", "iyO", M_MASC | M_SING | M_ACCUSATIVE},
    {"An", "ayAn", "iyAn", M_MASC | M_DUAL}, {"ayn", "ayayn", "iyayn", M_MASC | M_DUAL},
    {"A", "ayA", "iyA", M_MASC | M_DUAL | M_CONSTRUCT}, {"ay", "ayay", "iyay", M_MASC | M_DUAL | M_CONSTRUCT},
    {"Un", "awn", "Un", M_MASC | M_PLUR}, {"In", "ayn", "In", M_MASC | M_PLUR},
    {"U", "aw", "U", M_MASC | M_PLUR | M_CONSTRUCT}, {"I", "ay", "I", M_MASC | M_PLUR | M_CONSTRUCT},
    {"ap", "Ap", "iyap", M_FEM | M_SING}, {"atAn", "AtAn", "iyatAn", M_FEM | M_DUAL},
    {"atayn", "Atayn", "iyatayn", M_FEM | M_DUAL}, {"atA", "AtA", "iyatA", M_FEM | M_DUAL | M_CONSTRUCT},
    {"atay", "Atay", "iyatay", M_FEM | M_DUAL | M_CONSTRUCT}, {"At", "ayAt", "iyAt", M_FEM | M_PLUR}};

static void participle_forms(isn_forms *forms, const stem *s, uint32_t part) {
  for (size_t i = 0; i < sizeof participle_endings / sizeof *participle_endings; i++) {
    const ending *e = &participle_endings[i];
    add_joined(forms, s->before_vowel, s->weak == 0 ? e->sound : s->weak == 'a' ? e->weak_a : e->weak_i, part | e->morph);
  }
  if (s->weak == 'i') add_joined(forms, s->before_vowel, "", part | M_MASC | M_SING); /* رامٍ */
}

/* Form I makes its participles in its own way: قائل، مقول، مبيع، مرمي، مدعو، جاءٍ. */
static void participles_of_first(isn_forms *forms, const kind *k) {
  stem active, passive = {.weak = 0};
  const char *root = k->verb.root;
  make_stem(k, "1A2i3", &active);
  if (k->hollow) {
    memset(&active, 0, sizeof active);
    fill(k, "1A'i3", root[2] == '\'' ? 3 : 5, active.before_vowel);
    active.weak = root[2] == '\'' ? 'i' : 0;
  }
  participle_forms(forms, &active, M_ACT_PART);
  const char *shape = "ma12U3";
  if (k->defective) shape = root[2] == 'w' ? "ma12uww" : "ma12iyy";
  else if (k->hollow) shape = root[1] == 'w' ? "ma1U3" : "ma1I3";
  fill(k, shape, strlen(shape), passive.before_vowel);
  participle_forms(forms, &passive, M_PASS_PART);
}

/* ---- The verb ---------------------------------------------------------------------------------------------------- */

/* The t of VIII beside its first radical: اصطدم، ازداد، ادعى، اتصل. lemma decides where usage is divided. */
static void assimilate(kind *k) {
  char first = k->verb.root[0], second = k->verb.lemma.len > 1 ? k->verb.lemma.ptr[1] : '\0';
  k->infix = 't';
  if (k->verb.pattern != PAT_VIII) return;
  if (first == 'w' || (first == 'y' && second == 't') || (first == '\'' && second == 't')) k->verb.root[0] = 't';
  else if (first == 'S' || first == 'D' || first == 'T') k->infix = 'T';
  else if (first == 'Z') k->infix = 'Z';
  else if (first == 'z' || first == 'd') k->infix = 'd';
  else if (first == '*') k->infix = second == '*' ? '*' : 'd', k->verb.root[0] = second == '*' ? '*' : 'd';
  else if (first == 'v') k->infix = 'v';
}

static void classify(kind *k, const isn_verb *verb) {
  *k = (kind){.verb = *verb, .past_vowel = 'a'};
  const char *r = verb->root;
  char last = r[verb->radicals - 1];
  bool three = verb->radicals == 3;
  int form = verb->pattern;
  bool middle_kept = form == PAT_II || form == PAT_V || form == PAT_IX;
  k->defective = is_weak(last) && form != PAT_IX;
  k->hollow = three && is_weak(r[1]) && !is_weak(last) && !middle_kept && form != PAT_III && form != PAT_VI;
  k->doubled = form == PAT_IX || form == PAT_QIV || (three && r[1] == last && !is_weak(last) && !middle_kept);
  k->drops_waw = three && r[0] == 'w' && form == PAT_I &&
                 (verb->vowel == 'i' || (verb->vowel == 'a' && r[1] != r[2] && (is_guttural(r[1]) || is_guttural(last))));
  assimilate(k);
}

/* The past that the pattern gives, for comparison with the lemma. */
static bool past_is(const kind *k, const char *shape, isnad_str lemma, char *given) {
  stem s;
  sound whole = "";
  make_stem(k, shape, &s);
  bool waw = k->verb.pattern == PAT_I && last_radical(k) == 'w' && s.weak == 'a';
  const char *end = s.weak == 0 ? "a" : waw ? "A" : s.weak == 'a' ? "Y" : "iya";
  append(whole, s.before_vowel);
  append(whole, end);
  size_t len = isn_spell(whole, false, given);
  return isn_str_same((isnad_str){given, len}, lemma);
}

/* Tries the readings of root and pattern that usage allows until one gives the lemma. */
static bool settle(kind *k, const isn_verb *verb, const pattern *p, uint32_t *voices, char *given) {
  static const char vowels[] = "aiu";
  char other[ISN_SOUND_MAX];
  for (int kept = 0; kept < 2; kept++)
    for (int v = 0; v < (verb->pattern == PAT_I ? 3 : 1); v++) {
      classify(k, verb);
      if (kept) k->hollow = k->doubled = false; /* ازدوج، استحوذ: the middle stays */
      k->past_vowel = vowels[v];
      if (verb->yeh && k->defective && v == 0 && verb->pattern == PAT_I && verb->vowel == 'a') continue; /* رضي */
      *voices = M_ACTIVE | M_PASSIVE;
      if (past_is(k, p->past, verb->lemma, kept || v ? other : given)) return true;
    }
  classify(k, verb);
  *voices = M_PASSIVE;
  return past_is(k, p->past_passive, verb->lemma, other);
}

/* رأى loses its hamza in the present and in form IV. */
static bool is_see(const isn_verb *v) {
  return v->radicals == 3 && memcmp(v->root, "r'y", 3) == 0 && (v->pattern == PAT_I || v->pattern == PAT_IV);
}

static pattern pattern_of(const isn_verb *verb) {
  pattern p = patterns[verb->pattern];
  if (is_see(verb) && verb->pattern == PAT_I) p.present = "%a1a3", p.present_passive = "%u1a3";
  if (is_see(verb) && verb->pattern == PAT_IV) p = (pattern){"'a1a3", "'u1i3", "%u1i3", "%u1a3", "mu1i3", "mu1a3"};
  return p;
}

const char *isn_inflect_verb(isn_forms *forms, const isn_verb *verb, char given[ISN_SOUND_MAX]) {
  pattern p = pattern_of(verb);
  kind k;
  stem s;
  uint32_t voices;
  if (!settle(&k, verb, &p, &voices, given)) return "root and pattern do not give the lemma";
  if (voices & M_ACTIVE) {
    make_stem(&k, p.past, &s);
    past_forms(forms, &k, &s, M_ACTIVE);
    make_stem(&k, p.present, &s);
    present_forms(forms, &s, M_ACTIVE);
    imperative_forms(forms, &k, &s);
  }
  make_stem(&k, p.past_passive, &s);
  past_forms(forms, &k, &s, M_PASSIVE);
  make_stem(&k, p.present_passive, &s);
  present_forms(forms, &s, M_PASSIVE);
  if (verb->pattern == PAT_I) participles_of_first(forms, &k);
  else {
    make_stem(&k, p.active, &s);
    if (voices & M_ACTIVE) participle_forms(forms, &s, M_ACT_PART);
    make_stem(&k, p.passive, &s);
    participle_forms(forms, &s, M_PASS_PART);
  }
  return NULL;
}

/* ---- Masdar ------------------------------------------------------------------------------------------------------ */

static const char *masdar_shape(const kind *k) {
  bool weak = k->defective;
  switch (k->verb.pattern) {
    case PAT_II: return weak ? "ta12iyap" : last_radical(k) == '\'' ? "ta12i3ap" : "ta12I3";
    case PAT_III: return weak ? "mu1A2Ap" : k->doubled ? "mu1A23ap" : "mu1A2a3ap";
    case PAT_IV: return is_see(&k->verb) ? "'i1A'ap" : k->hollow ? "'i1A3ap" : weak ? "'i12A'" : "'i12A3";
    case PAT_V: return weak ? "ta1a22I" : "ta1a22u3";
    case PAT_VI: return weak ? "ta1A2I" : k->doubled ? "ta1A23" : "ta1A2u3";
    case PAT_VII: return k->hollow ? "in1iyA3" : weak ? "in1i2A'" : "in1i2A3";
    case PAT_VIII: return k->hollow ? "i1tiyA3" : weak ? "i1ti2A'" : "i1ti2A3";
    case PAT_IX: return "i12i3A3";
    case PAT_X: return k->hollow ? "isti1A3ap" : weak ? "isti12A'" : "isti12A3";
    case PAT_QI: return "1a23a4ap";
    case PAT_QII: return "ta1a23u4";
    case PAT_QIV: return "i12i34A4";
    default: return NULL;
  }
}

int isn_verb_masdars(const isn_verb *verb, char out[2][ISN_SOUND_MAX]) {
  kind k;
  pattern p = pattern_of(verb);
  uint32_t voices;
  sound whole;
  char given[ISN_SOUND_MAX];
  if (verb->pattern == PAT_I || !settle(&k, verb, &p, &voices, given)) return 0;
  const char *shape = masdar_shape(&k);
  fill(&k, shape, strlen(shape), whole);
  size_t len = isn_spell(whole, false, out[0]);
  if (!k.defective || (verb->pattern != PAT_V && verb->pattern != PAT_VI)) return 1;
  memcpy(out[1], out[0], len - 1); /* تعدٍّ without its yeh */
  out[1][len - 1] = '\0';
  return 2;
}

/* ---- Cells ------------------------------------------------------------------------------------------------------- */

const char *isn_verb_parse(isn_verb *verb, isnad_str root, isnad_str name) {
  static const struct { const char *name; int pattern; } names[] = {
      {"I-a", PAT_I}, {"I-i", PAT_I}, {"I-u", PAT_I}, {"II", PAT_II}, {"III", PAT_III}, {"IV", PAT_IV}, {"V", PAT_V},
      {"VI", PAT_VI}, {"VII", PAT_VII}, {"VIII", PAT_VIII}, {"IX", PAT_IX}, {"X", PAT_X}, {"QI", PAT_QI},
      {"QII", PAT_QII}, {"QIV", PAT_QIV}};
  verb->pattern = PAT_NONE;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (isn_str_same(isn_str(names[i].name), name)) verb->pattern = names[i].pattern;
  if (verb->pattern == PAT_NONE) return "unknown pattern";
  verb->vowel = verb->pattern == PAT_I ? name.ptr[2] : 'a';
  verb->radicals = verb->pattern >= PAT_QI ? 4 : 3;
  if ((int)root.len != verb->radicals) return verb->radicals == 4 ? "the root needs four radicals" : "the root needs three radicals";
  for (int i = 0; i < verb->radicals; i++) {
    char c = root.ptr[i];
    if (c == ' ' || c == 'p' || c == '\1') return "the root holds what is no radical";
    verb->root[i] = c == 'A' ? '\'' : c; /* a bare alef in a root cell can only be hamza */
  }
  return NULL;
}
