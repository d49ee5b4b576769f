/* schema: the tables, and the lists of names made from codes.h. A word of class «prep» has a value such as "ala"; one of class
 * «month» a number. */
#include "lex/schema.h"

#include "base/names.h"
#include "base/str.h"
#include "lex/codes.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

static int code_in(const char *const *names, size_t count, isnad_str name) {
  for (size_t i = 0; i < count; i++)
    if (isn_str_same(isn_str(names[i]), name)) return (int)i;
  return -1;
}

#define AS_NAME(code, text) text,
#define LIST(what, ITEMS)                                                                                    \
  static const char *const what##_names[] = {ITEMS(AS_NAME)};                                                \
  static int what##_code(isnad_str name) { return code_in(what##_names, COUNT(what##_names), name); }
#define NAMES(what) \
  const char *isn_##what##_name(int code) { return code >= 0 && (size_t)code < COUNT(what##_names) ? what##_names[code] : NULL; }

LIST(role, ISN_ROLES)
LIST(trigger_class, ISN_TRIGGER_CLASSES)
LIST(operator_class, ISN_OPERATOR_CLASSES)
LIST(saying_class, ISN_SAYING_CLASSES)
LIST(word_class, ISN_WORD_CLASSES)
LIST(prep, ISN_PREPS)
LIST(place_word, ISN_PLACE_WORDS)
LIST(refer, ISN_REFERS)
LIST(day_part, ISN_DAY_PARTS)
LIST(time_word, ISN_TIME_WORDS)
LIST(noun_class, ISN_NOUN_CLASSES)
LIST(boiler_class, ISN_BOILER_CLASSES)
LIST(markup_class, ISN_MARKUP_CLASSES)
NAMES(word_class)
NAMES(trigger_class)
NAMES(operator_class)
NAMES(saying_class)
NAMES(noun_class)
NAMES(boiler_class)
NAMES(role)

int isn_role_code(isnad_str name) { return role_code(name); }
int isn_prep_code(isnad_str name) { return prep_code(name); }
int isn_word_class_code(isnad_str name) { return word_class_code(name); }

#define AS_BIT(code, bit, text) \
  if (isn_str_same(name, ISN_LIT(text))) return bit;
#define BITS(what, ITEMS) \
  static int what(isnad_str name) { ITEMS(AS_BIT) return -1; }

BITS(trigger_flag, ISN_TRIGGER_FLAGS)
BITS(operator_flag, ISN_OPERATOR_FLAGS)
BITS(saying_flag, ISN_SAYING_FLAGS)
BITS(noun_flag, ISN_NOUN_FLAGS)
BITS(frame, ISN_FRAMES)

#define TEXT(name, cell, required) {name, CELL_TEXT, cell, required, NULL}
#define CODE(name, cell, required, code) {name, CELL_CODE, cell, required, code}
#define INFLECTED(lemma) \
  TEXT("lemma", lemma, true), TEXT("pos", -1, true), TEXT("root", -1, false), TEXT("pattern", -1, false), \
  TEXT("masdar", -1, false), TEXT("plural", -1, false)

static const isn_column word_columns[] = {
    TEXT("form", WORD_FORM, true), CODE("class", WORD_CLASS, true, word_class_code),
    {"value", CELL_VALUE, WORD_VALUE, false, NULL}, TEXT("note", WORD_NOTE, false)};
static const isn_column trigger_columns[] = {
    INFLECTED(TRIGGER_LEMMA), CODE("event", TRIGGER_EVENT, false, isn_event_code),
    CODE("mode", TRIGGER_MODE, false, isn_mode_code), CODE("class", TRIGGER_CLASS, true, trigger_class_code),
    CODE("subject", TRIGGER_SUBJECT, false, role_code), CODE("object", TRIGGER_OBJECT, false, role_code),
    CODE("genitive", TRIGGER_GENITIVE, false, role_code), {"preps", CELL_PREPS, TRIGGER_PREPS, false, NULL},
    {"what", CELL_WHAT, TRIGGER_WHAT, false, isn_what_code},
    {"flags", CELL_FLAGS, TRIGGER_FLAGS, false, trigger_flag}, TEXT("gloss", TRIGGER_GLOSS, false)};
static const isn_column operator_columns[] = {
    INFLECTED(OPERATOR_LEMMA), CODE("class", OPERATOR_CLASS, true, operator_class_code),
    CODE("subject", OPERATOR_SUBJECT, false, role_code), CODE("object", OPERATOR_OBJECT, false, role_code),
    {"preps", CELL_PREPS, OPERATOR_PREPS, false, NULL}, {"flags", CELL_FLAGS, OPERATOR_FLAGS, false, operator_flag},
    TEXT("gloss", -1, false)};
static const isn_column saying_columns[] = {
    INFLECTED(SAYING_LEMMA), CODE("class", SAYING_CLASS, true, saying_class_code),
    CODE("attitude", SAYING_ATTITUDE, false, isn_attitude_code), {"frame", CELL_FLAGS, SAYING_FRAME, false, frame},
    {"flags", CELL_FLAGS, SAYING_FLAGS, false, saying_flag}, TEXT("gloss", -1, false)};
static const isn_column noun_columns[] = {
    INFLECTED(NOUN_LEMMA), CODE("class", NOUN_CLASS, true, noun_class_code),
    {"what", CELL_WHAT, NOUN_WHAT, false, isn_what_code}, CODE("mode", NOUN_MODE, false, isn_mode_code),
    {"flags", CELL_FLAGS, NOUN_FLAGS, false, noun_flag}, TEXT("gloss", NOUN_GLOSS, false)};
static const isn_column actor_columns[] = {
    TEXT("id", ACTOR_ID, true), TEXT("name_ar", ACTOR_NAME_AR, true), TEXT("short_ar", -1, false),
    TEXT("alt_ar", -1, false), TEXT("partisan_ar", -1, false), TEXT("name_en", ACTOR_NAME_EN, false),
    TEXT("acled_name", ACTOR_ACLED, false), TEXT("type", ACTOR_TYPE, false), TEXT("country", ACTOR_COUNTRY, false),
    {"valid_from", CELL_FROM, ACTOR_FROM, false, NULL}, {"valid_to", CELL_TO, ACTOR_TO, false, NULL},
    CODE("source_kind", ACTOR_SOURCE_KIND, false, isn_source_kind_code), TEXT("note", -1, false)};
static const isn_column outlet_columns[] = {
    TEXT("id", OUTLET_ID, true), TEXT("name_ar", OUTLET_NAME_AR, true), TEXT("alt_ar", -1, false),
    TEXT("name_en", OUTLET_NAME_EN, false), TEXT("domain", OUTLET_DOMAIN, false),
    TEXT("country", OUTLET_COUNTRY, false), TEXT("type", OUTLET_TYPE, false),
    TEXT("publisher", OUTLET_PUBLISHER, false), CODE("source_kind", OUTLET_SOURCE_KIND, false, isn_source_kind_code),
    TEXT("note", -1, false)};
static const isn_column source_columns[] = {
    INFLECTED(SOURCE_PHRASE),
    CODE("kind", SOURCE_KIND, true, isn_source_kind_code), TEXT("gloss", SOURCE_GLOSS, false)};
static const isn_column nation_columns[] = {
    TEXT("country", NATION_COUNTRY, true), TEXT("masc", NATION_MASC, true), TEXT("fem", -1, false),
    TEXT("pl_nom", -1, false), TEXT("pl_acc", -1, false), TEXT("pl_fem", -1, false),
    TEXT("civilians", NATION_CIVILIANS, false), TEXT("army", NATION_ARMY, false),
    TEXT("government", NATION_GOVERNMENT, false), TEXT("police", NATION_POLICE, false),
    TEXT("capital", NATION_CAPITAL, false)};
static const isn_column place_columns[] = {
    TEXT("id", PLACE_ID, true), TEXT("name_ar", PLACE_NAME_AR, true), TEXT("name_en", PLACE_NAME_EN, false),
    TEXT("alt_ar", -1, false), TEXT("kind", PLACE_KIND, false), TEXT("parent_id", PLACE_PARENT, false),
    {"lat", CELL_DEGREES, PLACE_LAT, false, NULL}, {"lon", CELL_DEGREES, PLACE_LON, false, NULL},
    {"population", CELL_NUMBER, PLACE_POPULATION, false, NULL}, TEXT("source", -1, false)};
static const isn_column boiler_columns[] = {
    TEXT("phrase", BOILER_PHRASE, true), CODE("class", BOILER_CLASS, true, boiler_class_code), TEXT("note", -1, false)};
static const isn_column markup_columns[] = {
    TEXT("words", MARKUP_WORDS, true), CODE("class", MARKUP_CLASS, true, markup_class_code), TEXT("note", -1, false)};
static const isn_column stem_columns[] = {TEXT("form", STEM_FORM, true), TEXT("note", -1, false)};

#define BIT(cell) (UINT32_C(1) << (cell))
#define COLUMNS(list) list, COUNT(list)

static const isn_table tables[K_COUNT] = {
    [K_WORD] = {"word", {"words.tsv", "numbers.tsv", "time.tsv"}, WORD_NOTE + 1, -1, BIT(WORD_FORM) | BIT(WORD_NOTE),
                COLUMNS(word_columns)},
    [K_TRIGGER] = {"trigger", {"triggers.tsv"}, TRIGGER_GLOSS + 1, -1,
                   BIT(TRIGGER_LEMMA) | BIT(TRIGGER_PREPS) | BIT(TRIGGER_GLOSS), COLUMNS(trigger_columns)},
    [K_OPERATOR] = {"operator", {"operators.tsv"}, OPERATOR_FLAGS + 1, -1, BIT(OPERATOR_LEMMA) | BIT(OPERATOR_PREPS),
                    COLUMNS(operator_columns)},
    [K_SAYING] = {"saying", {"sayings.tsv"}, SAYING_FLAGS + 1, -1, BIT(SAYING_LEMMA), COLUMNS(saying_columns)},
    [K_NOUN] = {"noun", {"nouns.tsv"}, NOUN_GLOSS + 1, -1, BIT(NOUN_LEMMA) | BIT(NOUN_GLOSS), COLUMNS(noun_columns)},
    [K_ACTOR] = {"actor", {"actors.tsv", "actors_further.tsv"}, ACTOR_SOURCE_KIND + 1, ACTOR_ID,
                 BIT(ACTOR_ID) | BIT(ACTOR_NAME_AR) | BIT(ACTOR_NAME_EN) | BIT(ACTOR_TYPE) | BIT(ACTOR_COUNTRY) |
                     BIT(ACTOR_ACLED),
                 COLUMNS(actor_columns)},
    [K_OUTLET] = {"outlet", {"outlets.tsv"}, OUTLET_SOURCE_KIND + 1, OUTLET_ID,
                  BIT(OUTLET_ID) | BIT(OUTLET_NAME_AR) | BIT(OUTLET_NAME_EN) | BIT(OUTLET_DOMAIN) |
                      BIT(OUTLET_COUNTRY) | BIT(OUTLET_TYPE) | BIT(OUTLET_PUBLISHER),
                  COLUMNS(outlet_columns)},
    [K_SOURCE] = {"source", {"sources.tsv"}, SOURCE_GLOSS + 1, -1, BIT(SOURCE_PHRASE) | BIT(SOURCE_GLOSS),
                  COLUMNS(source_columns)},
    [K_NATION] = {"nation", {"nationalities.tsv"}, NATION_CAPITAL + 1, -1,
                  BIT(NATION_COUNTRY) | BIT(NATION_MASC) | BIT(NATION_CIVILIANS) | BIT(NATION_ARMY) |
                      BIT(NATION_GOVERNMENT) | BIT(NATION_POLICE) | BIT(NATION_CAPITAL),
                  COLUMNS(nation_columns)},
    [K_PLACE] = {"place", {"places.tsv", "cities.tsv"}, PLACE_PARENT_ROW + 1, PLACE_ID,
                 BIT(PLACE_ID) | BIT(PLACE_NAME_AR) | BIT(PLACE_NAME_EN) | BIT(PLACE_KIND) | BIT(PLACE_PARENT) |
                     BIT(PLACE_COUNTRY),
                 COLUMNS(place_columns)},
    [K_BOILER] = {"boilerplate", {"boilerplate.tsv"}, BOILER_CLASS + 1, -1, BIT(BOILER_PHRASE), COLUMNS(boiler_columns)},
    [K_STEM] = {"vocabulary", {"vocabulary.tsv"}, STEM_FORM + 1, -1, BIT(STEM_FORM), COLUMNS(stem_columns)},
    [K_MARKUP] = {"markup", {"markup.tsv"}, MARKUP_CLASS + 1, -1, BIT(MARKUP_WORDS), COLUMNS(markup_columns)},
};

const isn_table *isn_table_of(int kind) { return &tables[kind]; }

int isn_column_named(const isn_table *table, isnad_str name) {
  for (int i = 0; i < table->column_count; i++)
    if (isn_str_same(isn_str(table->columns[i].name), name)) return i;
  return -1;
}

bool isn_parse_int(isnad_str text, int32_t *out) {
  size_t at = text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '+');
  if (at == text.len) return false;
  int64_t value = 0;
  for (; at < text.len; at++) {
    if (text.ptr[at] < '0' || text.ptr[at] > '9') return false;
    value = value * 10 + (text.ptr[at] - '0');
    if (value > INT32_MAX) return false;
  }
  *out = (int32_t)(text.ptr[0] == '-' ? -value : value);
  return true;
}

bool isn_word_value(int word_class, isnad_str cell, int32_t *out) {
  isn_code_of *code = NULL;
  switch (word_class) {
    case WC_PREP: code = prep_code; break;
    case WC_PLACE_WORD: case WC_NEAR: code = place_word_code; break;
    case WC_REFER: code = refer_code; break;
    case WC_DAY_PART: code = day_part_code; break;
    case WC_TIME_MISC: code = time_word_code; break;
    case WC_BOUND: code = isn_bound_code; break;
    case WC_ROLE_WORD: case WC_STATEMENT: case WC_DOCUMENT: case WC_TITLE: code = isn_source_kind_code; break;
    case WC_AGENT: case WC_CAUSE: code = isn_mode_code; break;
    default: break;
  }
  *out = 0;
  if (cell.len == 0) return true;
  if (code != NULL && (*out = code(cell)) >= 0) return true;
  return isn_parse_int(cell, out);
}
