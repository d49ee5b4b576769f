/* Tests of inflection against tables written by hand, in letter codes (text/letters.h): «استهدف» is Asthdf. One row a verb, all
 * patterns with each weakness that news uses; one row a noun. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "lex/inflect.h"

/* Cells: past 3fs, 3mp, 1s; present 3ms, 3mp, 3mp short, 3fp, jussive 3ms; imperative 2ms; passive past, present;
 * active participle m, f; passive participle m; masdar. - is not tested. A final lower y of the lemma is alef maqsura
 * unless the root is followed by /y. */
static const char *const verbs[][4] = {
    {"qtl", "qtl", "I-u", "qtlt qtlwA qtlt yqtl yqtlwn yqtlwA yqtln yqtl Aqtl qtl yqtl qAtl qAtlp mqtwl -"},
    {"Drb", "Drb", "I-i", "Drbt DrbwA Drbt yDrb yDrbwn yDrbwA yDrbn yDrb ADrb Drb yDrb DArb DArbp mDrwb -"},
    {"qAl", "qwl", "I-u", "qAlt qAlwA qlt yqwl yqwlwn yqwlwA yqln yql ql qyl yqAl qA'l qA'lp mqwl -"},
    {"bAE", "byE", "I-i", "bAEt bAEwA bEt ybyE ybyEwn ybyEwA ybEn ybE bE byE ybAE bA'E bA'Ep mbyE -"},
    {"xAf", "xwf", "I-a", "xAft xAfwA xft yxAf yxAfwn yxAfwA yxfn yxf xf xyf yxAf xA'f xA'fp mxwf -"},
    {"rmy", "rmy", "I-i", "rmt rmwA rmyt yrmy yrmwn yrmwA yrmyn yrm Arm rmy yrmy rAmy rAmyp mrmy -"},
    {"dEA", "dEw", "I-u", "dEt dEwA dEwt ydEw ydEwn ydEwA ydEwn ydE AdE dEy ydEy dAEy dAEyp mdEw -"},
    {"lqy", "lqy/y", "I-a", "lqyt lqwA lqyt ylqy ylqwn ylqwA ylqyn ylq Alq lqy ylqy lAqy lAqyp mlqy -"},
    {"sEy", "sEy", "I-a", "sEt sEwA sEyt ysEy ysEwn ysEwA ysEyn ysE AsE sEy ysEy sAEy sAEyp msEy -"},
    {"$n", "$nn", "I-u", "$nt $nwA $nnt y$n y$nwn y$nwA y$nn y$n $n $n y$n $An $Anp m$nwn -"},
    {"wSl", "wSl", "I-i", "wSlt wSlwA wSlt ySl ySlwn ySlwA ySln ySl Sl wSl ywSl wASl wASlp mwSwl -"},
    {"wqE", "wqE", "I-a", "wqEt wqEwA wqEt yqE yqEwn yqEwA yqEn yqE qE wqE ywqE wAqE wAqEp mwqwE -"},
    {"Ax*", "Ax*", "I-u", "Ax*t Ax*wA Ax*t yAx* yAx*wn yAx*wA yAx*n yAx* x* Ax* y'x* Ax* Ax*p mAxw* -"},
    {"sAl", "sAl", "I-a", "sAlt sAlwA sAlt ysAl ysAlwn ysAlwA ysAln ysAl AsAl s'l ysAl sA'l sA'lp ms'wl -"},
    {"bdA", "bdA", "I-a", "bdAt bd'wA bdAt ybdA ybd'wn ybd'wA ybdAn ybdA AbdA bd' ybdA bAd' bAd'p mbdw' -"},
    {"jA'", "jyA", "I-i", "jA't jA'wA j't yjy' yjy'wn yjy'wA yj'n yj' j' jy' yjA' jA'y jA'yp mjy' -"},
    {"rAy", "rAy", "I-a", "rAt rAwA rAyt yry yrwn yrwA yryn yr - r'y yry rA'y rA'yp mr'y -"},
    {"wqy", "wqy", "I-i", "wqt wqwA wqyt yqy yqwn yqwA yqyn yq - wqy ywqy wAqy wAqyp mwqy -"},
    {"Aty", "Aty", "I-i", "Att AtwA Atyt yAty yAtwn yAtwA yAtyn yAt A't Aty y'ty Aty Atyp mAty -"},
    {"fjr", "fjr", "II", "fjrt fjrwA fjrt yfjr yfjrwn yfjrwA yfjrn yfjr fjr fjr yfjr mfjr mfjrp mfjr tfjyr"},
    {"hdd", "hdd", "II", "hddt hddwA hddt yhdd yhddwn yhddwA yhddn yhdd hdd hdd yhdd mhdd mhddp mhdd thdyd"},
    {"Ady", "Ady", "II", "Adt AdwA Adyt y'dy y'dwn y'dwA y'dyn y'd Ad Ady y'dy m'dy m'dyp m'dy tAdyp"},
    {"hnA", "hnA", "II", "hnAt hn'wA hnAt yhn' yhn'wn yhn'wA yhn'n yhn' hn' hn' yhnA mhn' mhn'p mhnA thn'p"},
    {"gyr", "gyr", "II", "gyrt gyrwA gyrt ygyr ygyrwn ygyrwA ygyrn ygyr gyr gyr ygyr mgyr mgyrp mgyr tgyyr"},
    {"hAjm", "hjm", "III", "hAjmt hAjmwA hAjmt yhAjm yhAjmwn yhAjmwA yhAjmn yhAjm hAjm hwjm yhAjm mhAjm mhAjmp mhAjm mhAjmp"},
    {"nAdy", "ndw", "III", "nAdt nAdwA nAdyt ynAdy ynAdwn ynAdwA ynAdyn ynAd nAd nwdy ynAdy mnAdy mnAdyp mnAdy mnAdAp"},
    {"wAjh", "wjh", "III", "wAjht wAjhwA wAjht ywAjh ywAjhwn ywAjhwA ywAjhn ywAjh wAjh wwjh ywAjh mwAjh mwAjhp mwAjh mwAjhp"},
    {"AEln", "Eln", "IV", "AElnt AElnwA AElnt yEln yElnwn yElnwA yEln yEln AEln AEln yEln mEln mElnp mEln AElAn"},
    {"AqAl", "qyl", "IV", "AqAlt AqAlwA Aqlt yqyl yqylwn yqylwA yqln yql Aql Aqyl yqAl mqyl mqylp mqAl AqAlp"},
    {"AETy", "ETw", "IV", "AETt AETwA AETyt yETy yETwn yETwA yETyn yET AET AETy yETy mETy mETyp mETy AETA'"},
    {"Awqf", "wqf", "IV", "Awqft AwqfwA Awqft ywqf ywqfwn ywqfwA ywqfn ywqf Awqf Awqf ywqf mwqf mwqfp mwqf AyqAf"},
    {"Amn", "Amn", "IV", "Amnt AmnwA Amnt y'mn y'mnwn y'mnwA y'mn y'mn Amn Awmn y'mn m'mn m'mnp m'mn AymAn"},
    {"ASr", "Srr", "IV", "ASrt ASrwA ASrrt ySr ySrwn ySrwA ySrrn ySr ASr ASr ySr mSr mSrp mSr ASrAr"},
    {"AyqZ", "yqZ", "IV", "AyqZt AyqZwA AyqZt ywqZ ywqZwn ywqZwA ywqZn ywqZ AyqZ AwqZ ywqZ mwqZ mwqZp mwqZ AyqAZ"},
    {"AsA'", "swA", "IV", "AsA't AsA'wA AsAt ysy' ysy'wn ysy'wA ys'n ys' As' Asy' ysA' msy' msy'p msA' AsA'p"},
    {"tqdm", "qdm", "V", "tqdmt tqdmwA tqdmt ytqdm ytqdmwn ytqdmwA ytqdmn ytqdm tqdm tqdm ytqdm mtqdm mtqdmp mtqdm tqdm"},
    {"tbny", "bny", "V", "tbnt tbnwA tbnyt ytbny ytbnwn ytbnwA ytbnyn ytbn tbn tbny ytbny mtbny mtbnyp mtbny tbny"},
    {"twEd", "wEd", "V", "twEdt twEdwA twEdt ytwEd ytwEdwn ytwEdwA ytwEdn ytwEd twEd twEd ytwEd mtwEd mtwEdp mtwEd twEd"},
    {"trAs", "rAs", "V", "trAst trAswA trAst ytrAs ytrAswn ytrAswA ytrAsn ytrAs trAs tr's ytrAs mtr's mtr'sp mtrAs tr's"},
    {"tqAtl", "qtl", "VI", "tqAtlt tqAtlwA tqAtlt ytqAtl ytqAtlwn ytqAtlwA ytqAtln ytqAtl tqAtl tqwtl ytqAtl mtqAtl mtqAtlp mtqAtl tqAtl"},
    {"tsA'l", "sAl", "VI", "tsA'lt tsA'lwA tsA'lt ytsA'l ytsA'lwn ytsA'lwA ytsA'ln ytsA'l tsA'l tsw'l ytsA'l mtsA'l mtsA'lp mtsA'l tsA'l"},
    {"tlAqy", "lqy", "VI", "tlAqt tlAqwA tlAqyt ytlAqy ytlAqwn ytlAqwA ytlAqyn ytlAq tlAq tlwqy ytlAqy mtlAqy mtlAqyp mtlAqy tlAqy"},
    {"tAmr", "Amr", "VI", "tAmrt tAmrwA tAmrt ytAmr ytAmrwn ytAmrwA ytAmrn ytAmr tAmr t'wmr ytAmr mtAmr mtAmrp mtAmr tAmr"},
    {"Anfjr", "fjr", "VII", "Anfjrt AnfjrwA Anfjrt ynfjr ynfjrwn ynfjrwA ynfjrn ynfjr Anfjr Anfjr ynfjr mnfjr mnfjrp mnfjr AnfjAr"},
    {"AnhAr", "hwr", "VII", "AnhArt AnhArwA Anhrt ynhAr ynhArwn ynhArwA ynhrn ynhr Anhr Anhyr ynhAr mnhAr mnhArp mnhAr AnhyAr"},
    {"AnDm", "Dmm", "VII", "AnDmt AnDmwA AnDmmt ynDm ynDmwn ynDmwA ynDmmn ynDm AnDm AnDm ynDm mnDm mnDmp mnDm AnDmAm"},
    {"AnqDy", "qDy", "VII", "AnqDt AnqDwA AnqDyt ynqDy ynqDwn ynqDwA ynqDyn ynqD AnqD AnqDy ynqDy mnqDy mnqDyp mnqDy AnqDA'"},
    {"Aqttl", "qtl", "VIII", "Aqttlt AqttlwA Aqttlt yqttl yqttlwn yqttlwA yqttln yqttl Aqttl Aqttl yqttl mqttl mqttlp mqttl AqttAl"},
    {"AgtAl", "gwl", "VIII", "AgtAlt AgtAlwA Agtlt ygtAl ygtAlwn ygtAlwA ygtln ygtl Agtl Agtyl ygtAl mgtAl mgtAlp mgtAl AgtyAl"},
    {"Athm", "whm", "VIII", "Athmt AthmwA Athmt ythm ythmwn ythmwA ythmn ythm Athm Athm ythm mthm mthmp mthm AthAm"},
    {"ASTdm", "Sdm", "VIII", "ASTdmt ASTdmwA ASTdmt ySTdm ySTdmwn ySTdmwA ySTdmn ySTdm ASTdm ASTdm ySTdm mSTdm mSTdmp mSTdm ASTdAm"},
    {"AdEy", "dEw", "VIII", "AdEt AdEwA AdEyt ydEy ydEwn ydEwA ydEyn ydE AdE AdEy ydEy mdEy mdEyp mdEy AdEA'"},
    {"AzdAd", "zyd", "VIII", "AzdAdt AzdAdwA Azddt yzdAd yzdAdwn yzdAdwA yzddn yzdd Azdd Azdyd yzdAd mzdAd mzdAdp mzdAd AzdyAd"},
    {"ADTr", "Drr", "VIII", "ADTrt ADTrwA ADTrrt yDTr yDTrwn yDTrwA yDTrrn yDTr ADTr ADTr yDTr mDTr mDTrp mDTr ADTrAr"},
    {"Atx*", "Ax*", "VIII", "Atx*t Atx*wA Atx*t ytx* ytx*wn ytx*wA ytx*n ytx* Atx* Atx* ytx* mtx* mtx*p mtx* AtxA*"},
    {"A'tlf", "Alf", "VIII", "A'tlft A'tlfwA A'tlft yAtlf yAtlfwn yAtlfwA yAtlfn yAtlf A'tlf A'tlf y'tlf m'tlf m'tlfp m'tlf A'tlAf"},
    {"Azdwj", "zwj", "VIII", "Azdwjt AzdwjwA Azdwjt yzdwj yzdwjwn yzdwjwA yzdwjn yzdwj Azdwj Azdwj yzdwj mzdwj mzdwjp mzdwj AzdwAj"},
    {"AHmr", "Hmr", "IX", "AHmrt AHmrwA AHmrrt yHmr yHmrwn yHmrwA yHmrrn yHmr AHmr AHmr yHmr mHmr mHmrp mHmr AHmrAr"},
    {"Asthdf", "hdf", "X", "Asthdft AsthdfwA Asthdft ysthdf ysthdfwn ysthdfwA ysthdfn ysthdf Asthdf Asthdf ysthdf msthdf msthdfp msthdf AsthdAf"},
    {"AstqAl", "qyl", "X", "AstqAlt AstqAlwA Astqlt ystqyl ystqylwn ystqylwA ystqln ystql Astql Astqyl ystqAl mstqyl mstqylp mstqAl AstqAlp"},
    {"AstEd", "Edd", "X", "AstEdt AstEdwA AstEddt ystEd ystEdwn ystEdwA ystEddn ystEd AstEd AstEd ystEd mstEd mstEdp mstEd AstEdAd"},
    {"Astwly", "wly", "X", "Astwlt AstwlwA Astwlyt ystwly ystwlwn ystwlwA ystwlyn ystwl Astwl Astwly ystwly mstwly mstwlyp mstwly AstylA'"},
    {"AstAnf", "Anf", "X", "AstAnft AstAnfwA AstAnft ystAnf ystAnfwn ystAnfwA ystAnfn ystAnf AstAnf Ast'nf ystAnf mstAnf mstAnfp mstAnf Ast'nAf"},
    {"syTr", "syTr", "QI", "syTrt syTrwA syTrt ysyTr ysyTrwn ysyTrwA ysyTrn ysyTr syTr swTr ysyTr msyTr msyTrp msyTr syTrp"},
    {"zEzE", "zEzE", "QI", "zEzEt zEzEwA zEzEt yzEzE yzEzEwn yzEzEwA yzEzEn yzEzE zEzE zEzE yzEzE mzEzE mzEzEp mzEzE zEzEp"},
    {"tdhwr", "dhwr", "QII", "tdhwrt tdhwrwA tdhwrt ytdhwr ytdhwrwn ytdhwrwA ytdhwrn ytdhwr tdhwr tdhwr ytdhwr mtdhwr mtdhwrp mtdhwr tdhwr"},
    {"ATmAn", "TmAn", "QIV", "ATmAnt ATmAnwA ATmAnnt yTm'n yTm'nwn yTm'nwA yTmAnn yTm'n ATm'n ATm'n yTmAn mTm'n mTm'np mTmAn ATm'nAn"},
};

static const uint32_t slots[] = {
    M_PAST | M_ACTIVE | M_P3 | M_FEM | M_SING, M_PAST | M_ACTIVE | M_P3 | M_MASC | M_PLUR, M_PAST | M_ACTIVE | M_P1 | M_SING,
    M_PRESENT | M_ACTIVE | M_P3 | M_MASC | M_SING, M_PRESENT | M_ACTIVE | M_P3 | M_MASC | M_PLUR,
    M_PRESENT | M_ACTIVE | M_P3 | M_MASC | M_PLUR, M_PRESENT | M_ACTIVE | M_P3 | M_FEM | M_PLUR,
    M_PRESENT | M_ACTIVE | M_P3 | M_MASC | M_SING, M_IMPERATIVE | M_P2 | M_MASC | M_SING,
    M_PAST | M_PASSIVE | M_P3 | M_MASC | M_SING, M_PRESENT | M_PASSIVE | M_P3 | M_MASC | M_SING,
    M_ACT_PART | M_MASC | M_SING, M_ACT_PART | M_FEM | M_SING, M_PASS_PART | M_MASC | M_SING, M_MASDAR};

static bool has(const isn_forms *forms, isnad_str text, uint32_t morph) {
  for (size_t i = 0; i < forms->count; i++)
    if (isn_str_same(forms->at[i].text, text) && (forms->at[i].morph & morph) == morph) return true;
  return false;
}

static isn_verb verb_of(const char *lemma, const char *root, const char *pattern) {
  isn_verb verb = {.lemma = isn_str(lemma)};
  isnad_str cell = isn_str(root);
  if (cell.len > 2 && cell.ptr[cell.len - 2] == '/') verb.yeh = true, cell.len -= 2;
  const char *fault = isn_verb_parse(&verb, cell, isn_str(pattern));
  if (fault != NULL) fail_msg("%s: %s", lemma, fault);
  return verb;
}

static void inflect(isn_forms *forms, const isn_verb *verb) {
  char given[ISN_SOUND_MAX] = "", masdars[2][ISN_SOUND_MAX];
  const char *fault = isn_inflect_verb(forms, verb, given);
  if (fault != NULL) fail_msg("%.*s: %s: %s", (int)verb->lemma.len, verb->lemma.ptr, fault, given);
  int count = isn_verb_masdars(verb, masdars);
  for (int i = 0; i < count; i++) isn_forms_add(forms, isn_str(masdars[i]), M_MASDAR);
}

static isn_arena *new_arena(void) { return isn_arena_new(NULL, (size_t)64 << 20); }

static void test_verbs(void **state) {
  (void)state;
  for (size_t v = 0; v < sizeof verbs / sizeof *verbs; v++) {
    isn_arena *arena = new_arena();
    isn_forms forms = {.arena = arena};
    isn_verb verb = verb_of(verbs[v][0], verbs[v][1], verbs[v][2]);
    inflect(&forms, &verb);
    assert_true(has(&forms, verb.lemma, M_PAST | M_ACTIVE | M_P3 | M_MASC | M_SING));
    size_t slot = 0;
    for (const char *p = verbs[v][3]; *p; slot++) {
      size_t len = strcspn(p, " ");
      if (slot >= sizeof slots / sizeof *slots) fail_msg("%s: too many cells", verbs[v][0]);
      bool tested = !(len == 1 && *p == '-');
      if (tested && !has(&forms, (isnad_str){p, len}, slots[slot])) fail_msg("%s: cell %zu: no %.*s", verbs[v][0], slot, (int)len, p);
      p += len + (p[len] == ' ');
    }
    assert_int_equal(slot, sizeof slots / sizeof *slots);
    isn_arena_free(arena);
  }
}

/* Every form of one sound and one weak verb: nothing missing, nothing more. */
static void test_paradigms(void **state) {
  static const struct { const char *lemma, *root, *pattern, *past, *present; } whole[] = {
      {"qtl", "qtl", "I-u", "qtl qtlt qtlA qtltA qtlwA qtln qtltmA qtltm qtltn qtlnA",
       "yqtl tqtl Aqtl nqtl yqtlAn yqtlA tqtlAn tqtlA yqtlwn yqtlwA tqtlwn tqtlwA tqtlyn tqtly yqtln tqtln"},
      {"rmy", "rmy", "I-i", "rmy rmt rmyA rmtA rmwA rmyn rmyt rmytmA rmytm rmytn rmynA rmytA",
       "yrmy trmy Army nrmy yrm trm Arm nrm yrmyAn yrmyA trmyAn trmyA yrmwn yrmwA trmwn trmwA trmyn yrmyn"},
      {"qAl", "qwl", "I-u", "qAl qAlt qAlA qAltA qAlwA qln qlt qltmA qltm qltn qlnA qyl qylt qylA qyltA qylwA",
       "yqwl tqwl Aqwl nqwl yql tql Aql nql yqwlAn yqwlA tqwlAn tqwlA yqwlwn yqwlwA tqwlwn tqwlwA tqwlyn tqwly yqln tqln yqAl tqAl "
       "AqAl nqAl yqAlAn yqAlA tqAlAn tqAlA yqAlwn yqAlwA tqAlwn tqAlwA tqAlyn tqAly"}};
  (void)state;
  for (size_t v = 0; v < sizeof whole / sizeof *whole; v++) {
    isn_arena *arena = new_arena();
    isn_forms forms = {.arena = arena};
    isn_verb verb = verb_of(whole[v].lemma, whole[v].root, whole[v].pattern);
    inflect(&forms, &verb);
    size_t expected = 0, found = 0;
    for (int tense = 0; tense < 2; tense++)
      for (const char *p = tense ? whole[v].present : whole[v].past; *p; expected++) {
        size_t len = strcspn(p, " ");
        if (!has(&forms, (isnad_str){p, len}, tense ? M_PRESENT : M_PAST)) fail_msg("%s: no %.*s", whole[v].lemma, (int)len, p);
        p += len + (p[len] == ' ');
      }
    for (size_t i = 0; i < forms.count; i++) found += (forms.at[i].morph & (M_PAST | M_PRESENT)) != 0;
    assert_int_equal(found, expected);
    isn_arena_free(arena);
  }
}

static void test_hamza_seats(void **state) {
  isn_arena *arena = new_arena();
  isn_forms forms = {.arena = arena};
  isn_verb verb = verb_of("qrA", "qrA", "I-a");
  (void)state;
  inflect(&forms, &verb);
  assert_true(has(&forms, ISN_LIT("qr'wA"), M_PAST | M_P3 | M_PLUR));
  assert_true(has(&forms, ISN_LIT("qrAwA"), M_PAST | M_P3 | M_PLUR));
  assert_true(has(&forms, ISN_LIT("yqrAwn"), M_PRESENT | M_P3 | M_PLUR));
  assert_true(has(&forms, ISN_LIT("qrA"), M_PAST | M_DUAL)); /* one alef with madda */
  isn_arena_free(arena);
}

static void test_passive_lemma(void **state) {
  isn_arena *arena = new_arena();
  isn_forms forms = {.arena = arena};
  isn_verb verb = verb_of("ASyb", "Swb", "IV");
  (void)state;
  inflect(&forms, &verb);
  assert_true(has(&forms, ISN_LIT("ASybt"), M_PAST | M_PASSIVE | M_P3 | M_FEM));
  assert_true(has(&forms, ISN_LIT("ySAb"), M_PRESENT | M_PASSIVE));
  for (size_t i = 0; i < forms.count; i++) assert_false(forms.at[i].morph & M_ACTIVE);
  isn_arena_free(arena);
}

static void test_bad_cells(void **state) {
  char given[ISN_SOUND_MAX];
  isn_arena *arena = new_arena();
  isn_forms forms = {.arena = arena};
  isn_verb verb = {.lemma = ISN_LIT("qtl")};
  (void)state;
  assert_non_null(isn_verb_parse(&verb, ISN_LIT("qt"), ISN_LIT("I-u")));
  assert_non_null(isn_verb_parse(&verb, ISN_LIT("qtlm"), ISN_LIT("II")));
  assert_non_null(isn_verb_parse(&verb, ISN_LIT("qtl"), ISN_LIT("QI")));
  assert_non_null(isn_verb_parse(&verb, ISN_LIT("qtl"), ISN_LIT("XI")));
  assert_non_null(isn_verb_parse(&verb, ISN_LIT("qtp"), ISN_LIT("I-a")));
  assert_null(isn_verb_parse(&verb, ISN_LIT("qtl"), ISN_LIT("X")));
  assert_non_null(isn_inflect_verb(&forms, &verb, given));
  assert_string_equal(given, "Astqtl");
  isn_arena_free(arena);
}

/* Singular, plurals parted by |, forms that must be there, one that must not. f before the singular: feminine. */
static const char *const nouns[][4] = {
    {"gArp", "At", "gArp gArtAn gArtyn gArtA gArty gArAt", "gArpA"},
    {"dbAbp", "At", "dbAbp dbAbtAn dbAbtyn dbAbty dbAbAt", "dbAbpA"},
    {"mqAtl", "wn", "mqAtl mqAtlA mqAtlAn mqAtlyn mqAtly mqAtlwn mqAtlw", "mqAtlAt"},
    {"jndy", "jnwd", "jndy jndyA jndyAn jndyyn jndyy jnwd jnwdA", "jndywn"},
    {"hjwm", "At", "hjwm hjwmA hjwmAn hjwmyn hjwmAt", ""},
    {"SArwx", "SwAryx", "SArwx SArwxA SArwxAn SArwxyn SArwxy SwAryx", "SwAryxA"},
    {"q*yfp", "q*A'f", "q*yfp q*yftAn q*yftyn q*A'f", "q*A'fA"},
    {"qtyl", "qtly", "qtyl qtylA qtylAn qtylyn qtly", "qtlyA"},
    {"jryH", "jrHy", "jryH jryHA jryHAn jryHyn jrHy", ""},
    {"mdny", "wn", "mdny mdnyA mdnyAn mdnyyn mdnywn mdnyw", ""},
    {"tfl", "ATfAl", "tfl tflA tflAn tflyn ATfAl ATfAlA", ""},
    {"AmrAp", "nsA'", "AmrAp AmrAtAn AmrAtyn nsA'", "nsA'A"},
    {"syArp", "At", "syArp syArtAn syArtyn syArty syArAt", ""},
    {"Ebwp", "At", "Ebwp Ebwtyn EbwAt", ""},
    {"mst$fy", "At|m$Af", "mst$fy mst$fyAn mst$fyyn mst$fyAt m$Af", ""},
    {"qnAp", "qnwAt", "qnAp qnAtAn qnAtyn qnwAt", ""},
    {"mqr", "At|mqAr", "mqr mqrA mqrAn mqryn mqry mqrAt mqAr", ""},
    {"lwA'", "Alwyp", "lwA' lwA'An lwA'yn Alwyp", ""},
    {"jz'", "AjzA'", "jz' jz'A jz'An jz'yn jzAyn AjzA'", ""},
    {"mljA", "mlAj'", "mljA mljAn mljAyn mlAj'", "mljAA"},
    {"rAs", "r'ws", "rAs rAsA rAsAn rAsyn r'ws", ""},
    {"ms'wl", "wn", "ms'wl ms'wlA ms'wlAn ms'wlyn ms'wlwn ms'wlw", ""},
    {"byt", "bywt", "byt bytA bytAn bytyn bywt bywtA", ""},
    {"Hzb", "AHzAb", "Hzb HzbA HzbAn Hzbyn AHzAb", ""},
    {"qwp", "At", "qwp qwtAn qwtyn qwty qwAt", ""},
    {"ktybp", "ktA'b", "ktybp ktybtAn ktybtyn ktA'b", "ktA'bA"},
    {"wzyr", "wzrA'", "wzyr wzyrA wzyrAn wzyryn wzrA'", "wzrA'A"},
    {"wzArp", "At", "wzArp wzArtAn wzArtyn wzArty wzArAt", ""},
    {"ASAbp", "At", "ASAbp ASAbtAn ASAbtyn ASAbAt", ""},
    {"$hyd", "$hdA'", "$hyd $hydA $hydAn $hydyn $hdA'", ""},
    {"qryp", "qry", "qryp qrytAn qrytyn qryty qry", "qryA"},
    {"mdynp", "mdn", "mdynp mdyntAn mdyntyn mdynty mdn mdnA", ""},
    {"TA'rp", "At", "TA'rp TA'rtAn TA'rtyn TA'rAt", ""},
    {"Alp", "At", "Alp AltAn Altyn AlAt", ""},
    {"AqtHAm", "At", "AqtHAm AqtHAmA AqtHAmAn AqtHAmyn AqtHAmAt", ""},
    {"AETdA'", "At", "AETdA' AETdA'An AETdA'yn AETdA'At", ""},
    {"mblg", "mbAlg", "mblg mblgA mblgAn mblgyn mbAlg", "mbAlgA"},
    {"EA'lp", "At|EwA'l", "EA'lp EA'ltyn EA'lAt EwA'l", ""},
    {"mdrEp", "At", "mdrEp mdrEtyn mdrEAt", ""},
    {"fHrb", "Hrwb", "Hrb Hrbyn Hrwb HrwbA", ""},
    {"fnAr", "nyrAn", "nAr nArA nArAn nAryn nyrAn", ""},
};

static size_t split(const char *text, isnad_str *out) {
  size_t count = 0;
  while (*text) {
    size_t len = strcspn(text, " |");
    if (len) out[count++] = (isnad_str){text, len};
    text += len + (text[len] != '\0');
  }
  return count;
}

static void test_nouns(void **state) {
  (void)state;
  for (size_t n = 0; n < sizeof nouns / sizeof *nouns; n++) {
    isn_arena *arena = new_arena();
    isn_forms forms = {.arena = arena};
    isnad_str plurals[8], words[16];
    isn_noun noun = {.singular = isn_str(nouns[n][0]), .plurals = plurals, .morph = M_NOUN};
    if (noun.singular.ptr[0] == 'f') noun.feminine = true, noun.singular.ptr++, noun.singular.len--;
    noun.plural_count = split(nouns[n][1], plurals);
    assert_null(isn_inflect_noun(&forms, &noun));
    size_t count = split(nouns[n][2], words);
    for (size_t i = 0; i < count; i++)
      if (!has(&forms, words[i], M_NOUN)) fail_msg("%s: no %.*s", nouns[n][0], (int)words[i].len, words[i].ptr);
    bool feminine = noun.feminine || nouns[n][0][strlen(nouns[n][0]) - 1] == 'p';
    assert_true(has(&forms, noun.singular, M_SING | (feminine ? M_FEM : M_MASC)));
    if (has(&forms, isn_str(nouns[n][3]), M_NOUN)) fail_msg("%s: %s", nouns[n][0], nouns[n][3]);
    isn_arena_free(arena);
  }
}

static void test_construct(void **state) {
  isn_arena *arena = new_arena();
  isn_forms forms = {.arena = arena};
  isnad_str plural = ISN_LIT("wn");
  isn_noun noun = {.singular = ISN_LIT("mqAtl"), .plurals = &plural, .plural_count = 1, .morph = M_NOUN};
  (void)state;
  assert_null(isn_inflect_noun(&forms, &noun));
  assert_true(has(&forms, ISN_LIT("mqAtlw"), M_CONSTRUCT | M_PLUR));
  assert_true(has(&forms, ISN_LIT("mqAtly"), M_CONSTRUCT | M_PLUR | M_DUAL));
  assert_true(has(&forms, ISN_LIT("mqAtlA"), M_ACCUSATIVE | M_SING)); /* or a bound dual: so not only bound */
  assert_false(has(&forms, ISN_LIT("mqAtlA"), M_CONSTRUCT));
  assert_false(has(&forms, ISN_LIT("mqAtlwn"), M_CONSTRUCT));
  isn_arena_free(arena);
}

static void test_adjective(void **state) {
  isn_arena *arena = new_arena();
  isn_forms forms = {.arena = arena};
  isn_noun noun = {.singular = ISN_LIT("mslH"), .morph = M_ADJ};
  static const char *const expected[] = {"mslH", "mslHA", "mslHp", "mslHAn", "mslHyn", "mslHtAn", "mslHtyn", "mslHwn", "mslHAt"};
  (void)state;
  assert_null(isn_inflect_noun(&forms, &noun));
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) assert_true(has(&forms, isn_str(expected[i]), M_ADJ));
  assert_true(has(&forms, ISN_LIT("mslHp"), M_FEM | M_SING));
  isn_arena_free(arena);
}

static void test_plural_faults(void **state) {
  isn_arena *arena = new_arena();
  isn_forms forms = {.arena = arena};
  isnad_str plural = ISN_LIT("At");
  isn_noun noun = {.singular = ISN_LIT("qnAp"), .plurals = &plural, .plural_count = 1, .morph = M_NOUN};
  (void)state;
  assert_non_null(isn_inflect_noun(&forms, &noun));
  noun.singular = (isnad_str){NULL, 0};
  assert_non_null(isn_inflect_noun(&forms, &noun));
  isn_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_verbs), cmocka_unit_test(test_paradigms), cmocka_unit_test(test_hamza_seats),
      cmocka_unit_test(test_passive_lemma), cmocka_unit_test(test_bad_cells), cmocka_unit_test(test_nouns),
      cmocka_unit_test(test_construct), cmocka_unit_test(test_adjective), cmocka_unit_test(test_plural_faults)};
  return cmocka_run_group_tests_name("inflect", tests, NULL, NULL);
}
