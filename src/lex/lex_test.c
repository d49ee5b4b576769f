/* Tests of the compiled lexicon on the small one of test/lexicon: lookup, readings, places, bad rows, damaged files. Text is
 * written in letter codes and turned to Arabic before it is read: "wllH$d Al$Eby" is «وللحشد الشعبي». */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"
#include "lex/codes.h"
#include "lex/format.h"
#include "lex/schema.h"
#include "text/letters.h"
#include "text/token.h"

#define DIR "test/lexicon"

typedef struct fixture {
  isn_arena *arena;
  char path[64];
  isnad_lexicon *lexicon;
  uint64_t *bytes; /* the file in memory, aligned */
  size_t size;
} fixture;

static void no_fault(void *context, const char *file, uint64_t line, const char *message) {
  (void)context;
  fail_msg("%s:%llu: %s", file, (unsigned long long)line, message);
}

static void temporary(char path[64]) {
  snprintf(path, 64, "/tmp/isnad-lexicon-XXXXXX");
  int file = mkstemp(path);
  assert_true(file >= 0);
  close(file);
}

static void compile_to(const char *path, const char *const *places, size_t place_count, const isnad_lexicon *base, const char *dir) {
  isnad_error error = {0};
  isnad_status status = isnad_lexicon_compile(dir, places, place_count, base, path, no_fault, NULL, &error);
  if (status != ISNAD_OK) fail_msg("%s", error.message);
}

static uint64_t *read_all(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  fseek(file, 0, SEEK_END);
  *size = (size_t)ftell(file);
  rewind(file);
  uint64_t *bytes = malloc(*size + 8);
  assert_int_equal(fread(bytes, 1, *size, file), *size);
  fclose(file);
  return bytes;
}

static int set_up(void **state) {
  static const char *const dump[] = {DIR "/dump.txt"};
  fixture *f = calloc(1, sizeof *f);
  isnad_error error = {0};
  f->arena = isn_arena_new(NULL, (size_t)64 << 20);
  temporary(f->path);
  compile_to(f->path, dump, 1, NULL, DIR);
  if (isnad_lexicon_open(f->path, NULL, &f->lexicon, &error) != ISNAD_OK) fail_msg("%s", error.message);
  f->bytes = read_all(f->path, &f->size);
  *state = f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  isnad_lexicon_free(f->lexicon);
  isn_arena_free(f->arena);
  remove(f->path);
  free(f->bytes);
  free(f);
  return 0;
}

/* ---- Lookup --------------------------------------------------------------------------------------------------------- */

static const isn_entry *find_kind(const isnad_lexicon *lexicon, const char *key, int kind) {
  size_t count;
  const isn_entry *entries = isn_lex_find(lexicon, isn_str(key), &count);
  for (size_t i = 0; i < count; i++)
    if (entries[i].kind == kind) return &entries[i];
  return NULL;
}

static void test_rows(void **state) {
  const isnad_lexicon *lexicon = ((fixture *)*state)->lexicon;
  const isn_entry *e = find_kind(lexicon, "gArAt jwyp", K_TRIGGER);
  assert_non_null(e);
  assert_int_equal(e->words, 2);
  assert_int_equal(isn_lex_number(lexicon, K_TRIGGER, e->row, TRIGGER_EVENT), ISNAD_ASSAULT);
  assert_int_equal(isn_lex_number(lexicon, K_TRIGGER, e->row, TRIGGER_MODE), ISNAD_AERIAL);
  assert_int_equal(isn_lex_number(lexicon, K_TRIGGER, e->row, TRIGGER_WHAT), ISNAD_STRIKES);
  assert_int_equal(isn_lex_prep_role(lexicon, K_TRIGGER, e->row, TRIGGER_PREPS, PREP_ALA), ROLE_TARGET);
  assert_int_equal(isn_lex_prep_role(lexicon, K_TRIGGER, e->row, TRIGGER_PREPS, PREP_MIN), ROLE_NONE);
  e = find_kind(lexicon, "Asthdft", K_TRIGGER);
  assert_non_null(e);
  assert_int_equal(isn_lex_number(lexicon, K_TRIGGER, e->row, TRIGGER_WHAT), -1);
  assert_int_equal(isn_lex_number(lexicon, K_TRIGGER, e->row, TRIGGER_FLAGS), TRIGGER_NO_MODE);
  e = find_kind(lexicon, "zEm", K_SAYING);
  assert_int_equal(isn_lex_number(lexicon, K_SAYING, e->row, SAYING_ATTITUDE), ISNAD_CLAIMS);
  assert_int_equal(isn_lex_number(lexicon, K_SAYING, e->row, SAYING_FRAME), FRAME_AN);
  e = find_kind(lexicon, "mdynp", K_WORD);
  assert_int_equal(isn_lex_number(lexicon, K_WORD, e->row, WORD_CLASS), WC_PLACE_WORD);
  assert_int_equal(isn_lex_number(lexicon, K_WORD, e->row, WORD_VALUE), PW_CITY);
  e = find_kind(lexicon, "swryA", K_PLACE);
  assert_true(isn_str_same(isn_lex_text(lexicon, K_PLACE, e->row, PLACE_NAME_EN), ISN_LIT("Syria")));
  assert_true(isn_str_same(isn_lex_text(lexicon, K_PLACE, UINT32_MAX, PLACE_NAME_EN), ISN_LIT("")));
}

static void test_ids(void **state) {
  const isnad_lexicon *lexicon = ((fixture *)*state)->lexicon;
  uint32_t row = isn_lex_by_id(lexicon, K_ACTOR, ISN_LIT("iq.pmf"));
  assert_true(row < isn_lex_rows(lexicon, K_ACTOR));
  assert_int_equal(isn_lex_number(lexicon, K_ACTOR, row, ACTOR_FROM), 20140601);
  assert_int_equal(isn_lex_number(lexicon, K_ACTOR, row, ACTOR_TO), 0);
  row = isn_lex_by_id(lexicon, K_ACTOR, ISN_LIT("is.core"));
  assert_int_equal(isn_lex_number(lexicon, K_ACTOR, row, ACTOR_TO), 20241231);
  assert_int_equal(isn_lex_number(lexicon, K_ACTOR, row, ACTOR_SOURCE_KIND), ISNAD_SOURCE_ARMED_GROUP);
  assert_int_equal(isn_lex_by_id(lexicon, K_ACTOR, ISN_LIT("is")), UINT32_MAX);
  for (uint32_t i = 0; i < isn_lex_rows(lexicon, K_PLACE); i++)
    assert_int_equal(isn_lex_by_id(lexicon, K_PLACE, isn_lex_text(lexicon, K_PLACE, i, PLACE_ID)), i);
}

static void test_keys(void **state) {
  const isnad_lexicon *lexicon = ((fixture *)*state)->lexicon;
  static const struct { const char *key; int kind; bool there; } keys[] = {
      {"AlqY Alqbd", K_TRIGGER, false}, {"Alqy AlqbD", K_TRIGGER, true}, {"ylqwn qbD", K_TRIGGER, true},
      {"AlqA' AlqbD", K_TRIGGER, true}, {"lqwA mSrEhm", K_TRIGGER, true}, {"lqyt mSrEhA", K_TRIGGER, true},
      {"lqy mSrE", K_TRIGGER, false}, {"gArp jwyp", K_TRIGGER, true}, {"gArp Aljwyp", K_TRIGGER, true},
      {"gArtyn jwytyn", K_TRIGGER, true}, {"gArp jwy", K_TRIGGER, false}, {"gArAt jwyAt", K_TRIGGER, true},
      {"ATlAq nAr", K_TRIGGER, true}, {"ATlAq AlnAr", K_TRIGGER, true}, {"mslHyn mjhwlyn", K_NOUN, true},
      {"mslHwn mjhwlwn", K_NOUN, true}, {"mSAdr mHlyp", K_SOURCE, true}, {"mSdr AlmHly", K_SOURCE, true},
      {"qtly", K_NOUN, true}, {"Sf DAbT", K_NOUN, true}, {"Sf DbAT", K_NOUN, true}, {"Sf DbAT AlDAbT", K_NOUN, false}, {"jdd", K_NOUN, true}, {"ElY Hd qwlh", K_WORD, false}, {"Ely Hd qwlh", K_WORD, true},
      {"Ely Hd qwlhm", K_WORD, true}, {"swry", K_NATION, true}, {"swryyn", K_NATION, true}, {"dAE$", K_ACTOR, true},
      {"\1sana", K_OUTLET, true}, {"AqrA AyDA", K_BOILER, true}, {"", K_WORD, false}};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    if ((find_kind(lexicon, keys[i].key, keys[i].kind) != NULL) != keys[i].there) fail_msg("'%s'", keys[i].key);
  isn_key key = ISN_KEY_START;
  const isn_entry *entries;
  size_t count;
  assert_true(isn_lex_step(lexicon, &key, ISN_LIT("ATlAq"), &entries, &count)); /* begins longer keys, is none */
  assert_int_equal(count, 0);
  isn_key before = key;
  assert_false(isn_lex_step(lexicon, &key, ISN_LIT("fy"), &entries, &count));
  assert_int_equal(key.hash, before.hash);
  assert_true(isn_lex_step(lexicon, &key, ISN_LIT("AlnAr"), &entries, &count));
  assert_int_equal(count, 1);
}

/* ---- Places ---------------------------------------------------------------------------------------------------------- */

static bool is_ambiguous(const isnad_lexicon *lexicon, const char *key) {
  const isn_entry *e = find_kind(lexicon, key, K_PLACE);
  if (e == NULL) fail_msg("no place '%s'", key);
  return e->morph & M_AMBIGUOUS;
}

static void test_places(void **state) {
  const isnad_lexicon *lexicon = ((fixture *)*state)->lexicon;
  assert_true(is_ambiguous(lexicon, "AlbAb"));  /* a word without its article */
  assert_true(is_ambiguous(lexicon, "nSyb"));   /* in the list */
  assert_true(is_ambiguous(lexicon, "AmAn"));   /* a neighbour's spelling of Amman */
  assert_true(is_ambiguous(lexicon, "lns"));    /* a small town far away */
  assert_false(is_ambiguous(lexicon, "EmAn"));
  assert_false(is_ambiguous(lexicon, "Alrqp")); /* without its word */
  assert_false(is_ambiguous(lexicon, "mHAfZp Alrqp"));
  assert_false(is_ambiguous(lexicon, "mEbr nSyb"));
  assert_false(is_ambiguous(lexicon, "mEbr nSyb AljAnb Alswry"));
  assert_false(is_ambiguous(lexicon, "AlxrTwm"));
  assert_false(is_ambiguous(lexicon, "swryp")); /* a country, though an adjective too */
  assert_null(find_kind(lexicon, "lyly", K_PLACE));
  size_t count;
  const isn_entry *entries = isn_lex_find(lexicon, ISN_LIT("AlSAlHyp"), &count);
  assert_int_equal(count, 12);
  for (size_t i = 0; i < count; i++)
    assert_int_equal(isn_lex_number(lexicon, K_PLACE, entries[i].row, PLACE_POPULATION), 13000 - 1000 * (int)i);
  uint32_t crossing = isn_lex_by_id(lexicon, K_PLACE, ISN_LIT("x:sy:rafah")), nasib = isn_lex_by_id(lexicon, K_PLACE, ISN_LIT("x:sy:nasib"));
  assert_int_equal(isn_lex_number(lexicon, K_PLACE, crossing, PLACE_PARENT_ROW), nasib);
  assert_true(isn_str_same(isn_lex_text(lexicon, K_PLACE, crossing, PLACE_COUNTRY), ISN_LIT("SY")));
  assert_int_equal(isn_lex_number(lexicon, K_PLACE, crossing, PLACE_FLAGS), PLACE_CURATED);
  uint32_t baghdad = isn_lex_by_id(lexicon, K_PLACE, ISN_LIT("gn:1"));
  assert_int_equal(isn_lex_number(lexicon, K_PLACE, baghdad, PLACE_LAT), 3334058);
  assert_int_equal(isn_lex_number(lexicon, K_PLACE, baghdad, PLACE_LON), 4440088);
  assert_int_equal(isn_lex_number(lexicon, K_PLACE, baghdad, PLACE_PARENT_ROW), -1);
}

/* ---- Readings --------------------------------------------------------------------------------------------------------- */

static isn_tokens tokens_of(isn_arena *arena, const char *codes) {
  size_t len = strlen(codes);
  char *arabic = isn_alloc(arena, 4 * len + 1);
  size_t used = 0;
  for (size_t at = 0; at < len; at++) { /* letters turn to Arabic, marks stay */
    if (strchr("\" .,-\n", codes[at])) arabic[used++] = codes[at];
    else used += isn_unfold((isnad_str){codes + at, 1}, arabic + used);
  }
  return isn_tokenize(arena, (isnad_str){arabic, used}, 0, used);
}

static void test_readings(void **state) {
  fixture *f = *state;
  static const struct { const char *text; int kind; int tokens; unsigned clitics; int pronoun; } cases[] = {
      {"jy$", K_NOUN, 1, 0, 0}, {"Aljy$", K_NOUN, 1, C_AL, 0}, {"wAljy$", K_NOUN, 1, C_WAW | C_AL, 0},
      {"bAljy$", K_NOUN, 1, C_BEH | C_AL, 0}, {"lljy$", K_NOUN, 1, C_LAM | C_AL, 0}, {"wlljy$", K_NOUN, 1, C_WAW | C_LAM | C_AL, 0},
      {"bqwthm", K_NOUN, 1, C_BEH, PRON_HUM}, {"wbqwAthA", K_NOUN, 1, C_WAW | C_BEH, PRON_HA}, {"mqAtlwh", K_NOUN, 1, 0, PRON_HU},
      {"mst$fAh", K_NOUN, 1, 0, PRON_HU}, {"jzAh", K_NOUN, 1, 0, PRON_HU}, {"jz'h", K_NOUN, 1, 0, PRON_HU},
      {"lljnp", K_NOUN, 1, C_LAM | C_AL, 0}, {"qtlwhm", K_TRIGGER, 1, 0, PRON_HUM}, {"fqtlh", K_TRIGGER, 1, C_FEH, PRON_HU},
      {"qtlny", K_TRIGGER, 1, 0, PRON_NI}, {"systhdf", K_TRIGGER, 1, C_SEEN, 0}, {"wstqtl", K_TRIGGER, 1, C_WAW | C_SEEN, 0},
      {"lyqtl", K_TRIGGER, 1, C_LAM, 0}, {"bmqtlhm", K_TRIGGER, 1, C_BEH, PRON_HUM}, {"AsthdAfhA", K_TRIGGER, 1, 0, PRON_HA},
      {"gArh jwyh", K_TRIGGER, 2, 0, 0}, {"bgArAt jwyp", K_TRIGGER, 2, C_BEH, 0}, {"AlgArAt Aljwyp", K_TRIGGER, 2, C_AL, 0},
      {"gArth", K_TRIGGER, 1, 0, PRON_HU}, {"gArAtnA", K_TRIGGER, 1, 0, PRON_NA}, {"gArty", K_TRIGGER, 1, 0, 0},
      {"tnZym Aldwlp", K_ACTOR, 2, 0, 0}, {"tnZym \"Aldwlp\"", K_ACTOR, 3, 0, 0}, {"ltnZym Aldwlp AlAslAmyp", K_ACTOR, 3, C_LAM, 0},
      {"llH$d Al$Eby", K_ACTOR, 2, C_LAM, 0}, {"wbAlH$d Al$Eby", K_ACTOR, 2, C_WAW | C_BEH, 0}, {"AlH$d", K_ACTOR, 1, 0, 0},
      {"lSwryA", 0, 0, 0, 0}, {"wswryA", K_PLACE, 1, C_WAW, 0}, {"llrqp", K_PLACE, 1, C_LAM, 0}, {"bynhm", K_WORD, 1, 0, PRON_HUM},
      {"wbHsb", K_WORD, 1, C_WAW, 0}, {"AlmSAdr AlmHlyp", K_SOURCE, 2, C_AL, 0}, {"AHmdhm", 0, 0, 0, 0}, {"Alystqtl", 0, 0, 0, 0},
      {"byqtl", 0, 0, 0, 0}, {"sqtl", 0, 0, 0, 0}, {"AlrqphA", 0, 0, 0, 0}, {"jy$k", K_NOUN, 1, 0, PRON_KA}, {"xml", 0, 0, 0, 0},
      {"ATlAq\nnAr", 0, 0, 0, 0}, {"ATlAq. nAr", 0, 0, 0, 0}};
  isn_reading out[32];
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    isn_tokens tokens = tokens_of(f->arena, cases[i].text);
    size_t n = isn_lex_readings(f->lexicon, tokens.at, tokens.count, 0, out, 32);
    const isn_reading *best = NULL;
    for (size_t k = n; k-- > 0;)
      if (out[k].entry->kind == cases[i].kind) best = &out[k];
    if ((best != NULL) != (cases[i].kind != 0) || (cases[i].kind == 0 && n > 0)) fail_msg("'%s': %zu readings", cases[i].text, n);
    if (best == NULL) continue;
    if (best->tokens != cases[i].tokens || best->clitics != cases[i].clitics || best->pronoun != cases[i].pronoun)
      fail_msg("'%s': %d tokens, clitics %d, pronoun %d", cases[i].text, best->tokens, best->clitics, best->pronoun);
  }
}

static void test_reading_order_and_stems(void **state) {
  fixture *f = *state;
  isn_reading out[32], one[1];
  isn_tokens tokens = tokens_of(f->arena, "wbgArAthm");
  size_t n = isn_lex_readings(f->lexicon, tokens.at, tokens.count, 0, out, 32);
  assert_true(n > 0);
  assert_int_equal(out[0].stem_start, 2);
  assert_int_equal(out[0].stem_end, 2);
  tokens = tokens_of(f->arena, "gArAt jwyp");
  n = isn_lex_readings(f->lexicon, tokens.at, tokens.count, 0, out, 32);
  for (size_t i = 1; i < n; i++) assert_true(out[i - 1].tokens >= out[i].tokens);
  assert_int_equal(out[0].tokens, 2);
  assert_int_equal(isn_lex_readings(f->lexicon, tokens.at, tokens.count, 0, one, 1), 1);
  assert_int_equal(one[0].tokens, 2);
  assert_int_equal(isn_lex_readings(f->lexicon, tokens.at, tokens.count, 0, NULL, 0), 0);
}

/* ---- Compiling ----------------------------------------------------------------------------------------------------------- */

static void test_same_bytes(void **state) {
  fixture *f = *state;
  static const char *const dump[] = {DIR "/dump.txt"};
  char path[64];
  size_t size;
  temporary(path);
  compile_to(path, dump, 1, NULL, DIR);
  uint64_t *bytes = read_all(path, &size);
  assert_int_equal(size, f->size);
  assert_memory_equal(bytes, f->bytes, size);
  free(bytes);
  remove(path);
}

static void test_base(void **state) {
  fixture *f = *state;
  static const char *const villages[] = {DIR "/villages.tsv"};
  char path[64];
  isnad_lexicon *lexicon;
  temporary(path);
  compile_to(path, villages, 1, f->lexicon, NULL);
  assert_int_equal(isnad_lexicon_open(path, NULL, &lexicon, NULL), ISNAD_OK);
  for (int kind = K_WORD; kind < K_COUNT; kind++)
    assert_int_equal(isn_lex_rows(lexicon, kind), isn_lex_rows(f->lexicon, kind) + (kind == K_PLACE ? 2 : 0));
  assert_non_null(find_kind(lexicon, "gArAt jwyp", K_TRIGGER));
  assert_non_null(find_kind(lexicon, "qryp Al$Hyl", K_PLACE));
  assert_non_null(find_kind(lexicon, "$Hyl", K_PLACE));
  assert_true(is_ambiguous(lexicon, "jz'"));
  assert_int_equal(find_kind(lexicon, "dAr AlslAm", K_PLACE)->row, isn_lex_by_id(f->lexicon, K_PLACE, ISN_LIT("gn:1")));
  isnad_lexicon_free(lexicon);
  remove(path);
}

static void count_fault(void *context, const char *file, uint64_t line, const char *message) {
  int *counts = context;
  assert_true(line > 0 && message[0] != '\0');
  counts[strcmp(file, "triggers.tsv") == 0 ? 0 : strcmp(file, "places.tsv") == 0 ? 1 : 2]++;
}

static void test_bad_rows(void **state) {
  int counts[3] = {0};
  isnad_error error = {0};
  (void)state;
  assert_int_equal(isnad_lexicon_compile("test/lexicon_bad", NULL, 0, NULL, NULL, count_fault, counts, &error), ISNAD_SYNTAX);
  assert_int_equal(counts[0], 16); /* every row of the file is bad in its own way */
  assert_int_equal(counts[1], 5);
  assert_int_equal(counts[2], 6);
  assert_int_equal(error.where, 27);
  assert_int_equal(isnad_lexicon_compile("test/lexicon_bad", NULL, 0, NULL, NULL, NULL, NULL, NULL), ISNAD_SYNTAX);
  assert_int_equal(isnad_lexicon_compile("test/no_such", NULL, 0, NULL, NULL, NULL, NULL, &error), ISNAD_IO);
  assert_int_equal(isnad_lexicon_compile(NULL, NULL, 0, NULL, NULL, NULL, NULL, &error), ISNAD_ARGUMENT);
  assert_int_equal(isnad_lexicon_compile(DIR, NULL, 0, NULL, "/no/such/place", NULL, NULL, &error), ISNAD_IO);
}

/* ---- Damage --------------------------------------------------------------------------------------------------------------- */

static isnad_status use(const void *bytes, size_t size, isnad_lexicon **lexicon) {
  isnad_error error = {0};
  isnad_status status = isnad_lexicon_use(bytes, size, NULL, lexicon, &error);
  if (status != ISNAD_OK) assert_true(error.status == status && error.message[0] != '\0');
  return status;
}

static void test_truncated(void **state) {
  fixture *f = *state;
  isnad_lexicon *lexicon;
  for (size_t size = 0; size < f->size; size++) { /* in a room of its own, so that reading past it shows */
    uint64_t *cut = malloc(size ? size : 1);
    memcpy(cut, f->bytes, size);
    assert_int_equal(use(cut, size, &lexicon), ISNAD_LEXICON);
    assert_null(lexicon);
    free(cut);
    if (size > 2048) size += 61; /* past the header the length alone decides */
  }
  assert_int_equal(use((const char *)f->bytes + 1, f->size - 1, &lexicon), ISNAD_ARGUMENT);
}

static void test_flipped(void **state) {
  fixture *f = *state;
  isnad_lexicon *lexicon;
  char *bytes = (char *)f->bytes;
  for (size_t at = 0; at < f->size; at += at < sizeof(isn_lex_header) ? 1 : 7) {
    char was = bytes[at];
    bytes[at] = (char)(was ^ (1 << at % 8));
    assert_int_equal(use(bytes, f->size, &lexicon), ISNAD_LEXICON);
    bytes[at] = was;
  }
  assert_int_equal(use(bytes, f->size, &lexicon), ISNAD_OK);
  isnad_lexicon_free(lexicon);
}

/* Whoever forges a checksum still must not make the reader run out of bounds. */
static void test_forged(void **state) {
  fixture *f = *state;
  isn_lex_header *head = (isn_lex_header *)(void *)f->bytes;
  uint32_t *words = (uint32_t *)(void *)f->bytes;
  uint32_t random = 1;
  isn_tokens tokens = tokens_of(f->arena, "wbgArAt jwyp bAlH$d Al$Eby AlSAlHyp");
  isn_reading out[32];
  for (int round = 0; round < 3000; round++) {
    random = random * 1664525u + 1013904223u;
    size_t at = 8 + random % (round % 2 ? sizeof *head / 4 - 8 : f->size / 4 - 8);
    uint32_t was = words[at];
    words[at] = round % 3 ? was + 1 + random % 64 : random;
    head->checksum = isn_hash_bytes((char *)f->bytes + ISN_LEX_CHECKED_FROM, f->size - ISN_LEX_CHECKED_FROM);
    isnad_lexicon *lexicon;
    if (use(f->bytes, f->size, &lexicon) == ISNAD_OK) {
      for (size_t i = 0; i < tokens.count; i++) {
        size_t n = isn_lex_readings(lexicon, tokens.at, tokens.count, i, out, 32);
        for (size_t k = 0; k < n; k++) isn_lex_text(lexicon, out[k].entry->kind, out[k].entry->row, 0);
      }
      isn_lex_by_id(lexicon, K_PLACE, ISN_LIT("gn:1"));
      isnad_lexicon_free(lexicon);
    }
    words[at] = was;
  }
}

static void test_open_faults(void **state) {
  isnad_lexicon *lexicon;
  isnad_error error = {0};
  (void)state;
  assert_int_equal(isnad_lexicon_open("/no/such/file", NULL, &lexicon, &error), ISNAD_IO);
  assert_int_equal(isnad_lexicon_open("test", NULL, &lexicon, &error), ISNAD_LEXICON);
  assert_int_equal(isnad_lexicon_open("test/lexicon/words.tsv", NULL, &lexicon, &error), ISNAD_LEXICON);
  assert_int_equal(isnad_lexicon_open(NULL, NULL, &lexicon, &error), ISNAD_ARGUMENT);
  assert_int_equal(isnad_lexicon_open("test", NULL, NULL, &error), ISNAD_ARGUMENT);
  isnad_lexicon_free(NULL);
}

static void test_builtin(void **state) {
  isnad_lexicon *lexicon;
  (void)state;
  assert_int_equal(isnad_lexicon_builtin(NULL, &lexicon, NULL), ISNAD_OK);
  assert_non_null(find_kind(lexicon, "swryA", K_PLACE));
  isnad_lexicon_free(lexicon);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_rows, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_ids, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_keys, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_places, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_readings, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_reading_order_and_stems, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_same_bytes, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_base, set_up, tear_down),
      cmocka_unit_test(test_bad_rows),
      cmocka_unit_test_setup_teardown(test_truncated, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_flipped, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_forged, set_up, tear_down),
      cmocka_unit_test(test_open_faults),
      cmocka_unit_test(test_builtin)};
  return cmocka_run_group_tests_name("lex", tests, NULL, NULL);
}
