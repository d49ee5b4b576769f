/* stock: the claims of all accounts as flat facts. Strings are pooled, so that equal texts have equal numbers and a hundred
 * thousand claims take little; names are folded to keys once, here, and only numbers are compared later. Relies on the
 * account being sound UTF-8 (the front door has checked it).
 *
 * «صحيفة الوطن» and «الوطن السورية» have the one key of their outlet, الحدث and العربية that of their house. */
#include "link/link.h"

#include <string.h>

#include "base/str.h"
#include "lex/codes.h"
#include "lex/hash.h"
#include "text/letters.h"
#include "value/timex.h"

/* ---- The pool of strings --------------------------------------------------------------------------------------------- */

struct isn_pool {
  isnad_str *texts; /* [0] is the empty one */
  size_t count, cap;
  uint32_t *slots; /* of a power of two: numbers of texts, 0 empty */
  size_t slot_count;
};

static uint64_t text_hash(isnad_str text) { return isn_hash_word(0, text); }

static void widen_slots(isn_arena *arena, isn_pool *pool) {
  size_t wanted = pool->slot_count ? pool->slot_count * 2 : 1024;
  uint32_t *slots = isn_alloc_array(arena, wanted, sizeof *slots);
  for (size_t i = 1; i < pool->count; i++) {
    size_t at = text_hash(pool->texts[i]) & (wanted - 1);
    while (slots[at]) at = (at + 1) & (wanted - 1);
    slots[at] = (uint32_t)i;
  }
  pool->slots = slots;
  pool->slot_count = wanted;
}

isn_text isn_stock_intern(isn_stock *stock, isnad_str text) {
  isn_pool *pool = stock->pool;
  if (text.len == 0) return 0;
  if (pool->count * 2 >= pool->slot_count) widen_slots(stock->arena, pool);
  size_t at = text_hash(text) & (pool->slot_count - 1);
  for (; pool->slots[at]; at = (at + 1) & (pool->slot_count - 1))
    if (isn_str_same(pool->texts[pool->slots[at]], text)) return pool->slots[at];
  if (pool->count >= UINT32_MAX - 1) isn_arena_fail(stock->arena);
  isn_arena_grow(stock->arena, &pool->texts, pool->count, &pool->cap, sizeof *pool->texts);
  pool->texts[pool->count] = isn_arena_copy(stock->arena, text);
  return pool->slots[at] = (uint32_t)pool->count++;
}

isnad_str isn_stock_text(const isn_stock *stock, isn_text text) { return stock->pool->texts[text]; }

void isn_stock_init(isn_stock *stock, isn_arena *arena, const isnad_lexicon *lexicon) {
  *stock = (isn_stock){.arena = arena, .lexicon = lexicon};
  stock->pool = isn_alloc(arena, sizeof *stock->pool);
  isn_arena_grow(arena, &stock->pool->texts, 0, &stock->pool->cap, sizeof *stock->pool->texts);
  stock->pool->count = 1;
}

/* ---- Keys ---------------------------------------------------------------------------------------------------------------- */

enum { KEY_BYTES = 1024 }; /* of a folded name; a longer one is cut: it is no name */

static bool is_function_word(const isnad_lexicon *lexicon, isnad_str word) {
  size_t count;
  const isn_entry *entries = isn_lex_find(lexicon, word, &count);
  for (size_t i = 0; i < count; i++)
    if (entries[i].kind == K_WORD) return true;
  return false;
}

/* The folded name, its words without the article; with `bare` also without what only says what it is (قرية، مدينة، في). */
static isn_text name_key(isn_stock *stock, isnad_str name, bool bare) {
  char folded[KEY_BYTES], key[KEY_BYTES];
  if (2 * name.len + 8 > KEY_BYTES) name.len = (KEY_BYTES - 8) / 2;
  while (name.len > 0 && ((unsigned char)name.ptr[name.len - 1] & 0x80)) {
    size_t start = name.len - 1;
    while (start > 0 && ((unsigned char)name.ptr[start] & 0xC0) == 0x80) start--;
    unsigned char c = (unsigned char)name.ptr[start];
    if (start + (c >= 0xF0 ? 4u : c >= 0xE0 ? 3u : 2u) == name.len) break;
    name.len = start; /* a letter that was cut */
  }
  isnad_str rest = {folded, isn_fold(name, folded)};
  size_t len = 0, kept = 0;
  while (rest.len > 0) {
    const char *space = memchr(rest.ptr, ' ', rest.len);
    isnad_str word = {rest.ptr, space ? (size_t)(space - rest.ptr) : rest.len};
    size_t used = word.len + (space != NULL);
    rest.ptr += used, rest.len -= used;
    if (bare && is_function_word(stock->lexicon, word)) continue;
    if (word.len > 3 && isn_article_at(word, 0)) word.ptr += 2, word.len -= 2;
    if (kept++) key[len++] = ' ';
    memcpy(key + len, word.ptr, word.len);
    len += word.len;
  }
  return isn_stock_intern(stock, (isnad_str){key, len});
}

/* What an outlet is compared by: its house where the lexicon names one. */
static isn_text outlet_key(isn_stock *stock, uint32_t row) {
  isnad_str house = isn_lex_text(stock->lexicon, K_OUTLET, row, OUTLET_PUBLISHER);
  return isn_stock_intern(stock, house.len ? house : isn_lex_text(stock->lexicon, K_OUTLET, row, OUTLET_ID));
}

/* The outlet of that name, or of its first words where the others only say that it is one: «صحيفة المدينة الإخبارية». ISN_NONE. */
static uint32_t outlet_named(const isnad_lexicon *lexicon, isnad_str name) {
  char folded[KEY_BYTES];
  if (2 * name.len + 8 > KEY_BYTES) return ISN_NONE;
  isnad_str words = {folded, isn_fold(name, folded)};
  isn_key key = ISN_KEY_START;
  uint32_t row = ISN_NONE;
  bool parted = false; /* by a word that makes it another name */
  for (size_t at = 0; at < words.len;) {
    const char *space = memchr(words.ptr + at, ' ', words.len - at);
    size_t end = space ? (size_t)(space - words.ptr) : words.len, count = 0;
    isnad_str word = {words.ptr + at, end - at};
    const isn_entry *entries = NULL;
    bool goes_on = key.longer && isn_lex_step(lexicon, &key, word, &entries, &count);
    if (!goes_on) key.longer = false;
    bool named = false;
    for (size_t i = count; goes_on && i > 0; i--)
      if (entries[i - 1].kind == K_OUTLET) row = entries[i - 1].row, named = true;
    if (named) parted = false;
    else if (row != ISN_NONE && !isn_lex_holds(lexicon, word, K_BOILER, BOILER_CLASS, BC_OUTLET_WORD)) parted = true; /* a longer name may have it yet */
    at = end + 1;
  }
  return parted ? ISN_NONE : row;
}

/* Who a named link is. */
static isn_text who_key(isn_stock *stock, const isnad_link *link) {
  bool outlet = link->kind == ISNAD_SOURCE_OUTLET || link->kind == ISNAD_SOURCE_AGENCY;
  uint32_t row = link->id.len ? isn_lex_by_id(stock->lexicon, K_OUTLET, link->id) : outlet ? outlet_named(stock->lexicon, link->text) : ISN_NONE;
  if (row != ISN_NONE) return outlet_key(stock, row);
  if (link->id.len) return isn_stock_intern(stock, link->id);
  return name_key(stock, link->affiliation.len ? link->affiliation : link->name.len ? link->name : link->text, false);
}

/* The longest entry of a kind that begins at the first of the folded words: its row, ISN_NONE where there is none. A name that is an
 * ordinary word as well is not meant where an adjective stands behind it: «المرصد اليمني» is not «المرصد». */
static uint32_t entry_at(const isnad_lexicon *lexicon, isnad_str words, enum isn_kind kind) {
  isn_key key = ISN_KEY_START;
  uint32_t row = ISN_NONE;
  for (size_t at = 0; at < words.len && key.longer;) {
    const char *space = memchr(words.ptr + at, ' ', words.len - at);
    size_t end = space ? (size_t)(space - words.ptr) : words.len, count;
    const isn_entry *entries;
    if (!isn_lex_step(lexicon, &key, (isnad_str){words.ptr + at, end - at}, &entries, &count)) break;
    for (size_t i = count; i > 0; i--)
      if (entries[i - 1].kind == kind && !(kind == K_OUTLET && entries[i - 1].morph & M_AMBIGUOUS && end < words.len && isn_article_at(words, end + 1))) row = entries[i - 1].row;
    at = end + 1;
  }
  return row;
}

/* Whose people an unnamed source are: «نشطاء المرصد السوري», «المتحدث باسم قوات الدعم السريع». A source *in* a body («مصدر في
 * الشرطة») is not the body. 0: nobody's. */
static isn_text body_key(isn_stock *stock, isnad_str text) {
  char folded[KEY_BYTES];
  if (2 * text.len + 8 > KEY_BYTES) return 0;
  isnad_str words = {folded, isn_fold(text, folded)};
  while (words.len > 0) {
    const char *space = memchr(words.ptr, ' ', words.len);
    isnad_str word = {words.ptr, space ? (size_t)(space - words.ptr) : words.len};
    uint32_t outlet = entry_at(stock->lexicon, words, K_OUTLET), actor = entry_at(stock->lexicon, words, K_ACTOR);
    if (outlet != ISN_NONE) return outlet_key(stock, outlet);
    if (actor != ISN_NONE) return isn_stock_intern(stock, isn_lex_text(stock->lexicon, K_ACTOR, actor, ACTOR_ID));
    if (isn_lex_holds(stock->lexicon, word, K_WORD, WORD_CLASS, WC_PREP)) return 0;
    words.ptr += word.len + (space != NULL), words.len -= word.len + (space != NULL);
  }
  return 0;
}

/* Do the words name the place of the row? «غربي المدينة» names none. */
bool isn_place_is_named(const isnad_lexicon *lexicon, isnad_str text, uint32_t row) {
  char folded[KEY_BYTES];
  if (2 * text.len + 8 > KEY_BYTES) return true;
  isnad_str words = {folded, isn_fold(text, folded)};
  while (words.len > 0) {
    if (entry_at(lexicon, words, K_PLACE) == row) return true;
    const char *space = memchr(words.ptr, ' ', words.len);
    size_t word = space ? (size_t)(space - words.ptr) + 1 : words.len;
    words.ptr += word, words.len -= word;
  }
  return false;
}

static bool opens_with_source_word(const isnad_lexicon *lexicon, isnad_str text) {
  char folded[KEY_BYTES];
  if (2 * text.len + 8 > KEY_BYTES) return false;
  return entry_at(lexicon, (isnad_str){folded, isn_fold(text, folded)}, K_SOURCE) != ISN_NONE;
}

/* «مدير المستشفى», «الناطق باسم الفرقة», «مديرية صحة كركوك»: an office and its holder are somebody. */
static bool opens_with_office(const isnad_lexicon *lexicon, isnad_str text) {
  char folded[KEY_BYTES];
  if (2 * text.len + 8 > KEY_BYTES) return false;
  isnad_str words = {folded, isn_fold(text, folded)};
  if (words.len > 2 && isn_article_at(words, 0)) words.ptr += 2, words.len -= 2;
  uint32_t noun = entry_at(lexicon, words, K_NOUN);
  if (noun == ISN_NONE) return false;
  int class = isn_lex_number(lexicon, K_NOUN, noun, NOUN_CLASS);
  return class == NC_OFFICIAL || class == NC_BODY;
}

/* A source that is told only by what it is: مصادر محلية، شهود عيان، مصدر في الشرطة. */
static bool is_unnamed(const isn_stock *stock, const isnad_link *link) {
  if (link->id.len) return false;
  if (opens_with_source_word(stock->lexicon, link->text)) return true;
  switch (link->kind) {
    case ISNAD_SOURCE_SECURITY: case ISNAD_SOURCE_LOCAL: case ISNAD_SOURCE_WITNESS: case ISNAD_SOURCE_ACTIVISTS:
    case ISNAD_SOURCE_INFORMED: case ISNAD_SOURCE_CORRESPONDENT: case ISNAD_SOURCE_MEDICAL: case ISNAD_SOURCE_UNKNOWN:
      return !opens_with_office(stock->lexicon, link->text);
    default: return false;
  }
}

/* ---- Places ---------------------------------------------------------------------------------------------------------------- */

enum { PARENTS_MAX = 12 };

static uint32_t parent_of(const isnad_lexicon *lexicon, uint32_t row) {
  return (uint32_t)isn_lex_number(lexicon, K_PLACE, row, PLACE_PARENT_ROW); /* -1 is ISN_NONE */
}

bool isn_place_inside(const isnad_lexicon *lexicon, uint32_t inner, uint32_t outer) {
  for (int i = 0; i < PARENTS_MAX && inner != ISN_NONE; i++, inner = parent_of(lexicon, inner))
    if (inner == outer) return true;
  return false;
}

static bool is_country(const isnad_lexicon *lexicon, uint32_t row) {
  return isn_lex_number(lexicon, K_PLACE, row, PLACE_FLAGS) & PLACE_IS_COUNTRY;
}

uint32_t isn_place_province(const isnad_lexicon *lexicon, uint32_t row) {
  if (row == ISN_NONE || is_country(lexicon, row)) return ISN_NONE;
  for (int i = 0; i < PARENTS_MAX; i++) {
    uint32_t parent = parent_of(lexicon, row);
    if (parent == ISN_NONE || is_country(lexicon, parent)) break;
    row = parent;
  }
  return row;
}

static isn_link_place place_of(isn_stock *stock, const isnad_claim *claim) {
  const isnad_place *place = claim->place.text.len ? &claim->place : claim->to.text.len ? &claim->to : &claim->from;
  isn_link_place out = {.row = ISN_NONE, .lat = ISN_NO_DEGREES, .lon = ISN_NO_DEGREES};
  out.text = isn_stock_intern(stock, place->text);
  out.id = isn_stock_intern(stock, place->id);
  out.key = name_key(stock, place->text, true);
  if (place->id.len) out.row = isn_lex_by_id(stock->lexicon, K_PLACE, place->id);
  out.precision = (uint8_t)(place->geo_precision > 0 && place->geo_precision < 4 ? place->geo_precision : 0);
  bool sound = place->located && place->lat >= -90 && place->lat <= 90 && place->lon >= -180 && place->lon <= 180;
  if (sound) out.lat = (int32_t)(place->lat * 1e5), out.lon = (int32_t)(place->lon * 1e5);
  return out;
}

/* ---- Times ------------------------------------------------------------------------------------------------------------------- */

/* Parts of a day in their order, as TIMEX3 names them behind the T. */
static const char parts[][3] = {"DA", "MO", "MI", "AF", "EV", "NI"};

static uint8_t part_of_minute(int minute) {
  static const int begins[] = {180, 420, 690, 870, 1050, 1230}; /* minutes of the day at which each part is taken to begin */
  uint8_t part = 6;
  for (uint8_t i = 0; i < 6; i++)
    if (minute >= begins[i]) part = (uint8_t)(i + 1);
  return minute < begins[0] ? 6 : part;
}

static uint8_t part_of_day(const isnad_time *time, isn_moment start) {
  const char *mark = time->timex.len ? memchr(time->timex.ptr, 'T', time->timex.len) : NULL;
  size_t left = mark ? (size_t)(time->timex.ptr + time->timex.len - mark) : 0;
  for (uint8_t i = 0; left >= 3 && i < 6; i++)
    if (memcmp(mark + 1, parts[i], 2) == 0) return (uint8_t)(i + 1);
  return start.minute >= 0 ? part_of_minute(start.minute) : 0;
}

enum { SMALL_HOURS = 360 }; /* minutes: news of the night is more often of the day before */

void isn_fact_time(const isnad_claim *claim, isnad_str published, isn_fact *fact) {
  isn_moment start, end, at = {ISN_NO_DAY, -1};
  fact->time_class = TIME_NONE;
  fact->part = fact->told_part = 0;
  if (published.len == 0 || !isn_moment_parse(published, &at)) at = (isn_moment){ISN_NO_DAY, -1};
  fact->told_day = at.day;
  fact->small_hours = at.minute >= 0 && at.minute < SMALL_HOURS;
  if (at.minute >= SMALL_HOURS) fact->told_part = part_of_minute(at.minute);
  if (claim->time.start.len && isn_moment_parse(claim->time.start, &start)) {
    if (!isn_moment_parse(claim->time.end, &end) || end.day < start.day) end = start;
    fact->day = fact->from = start.day, fact->to = end.day;
    fact->part = part_of_day(&claim->time, start);
    fact->time_class = (uint8_t)(end.day == start.day ? TIME_DAY : end.day == start.day + 1 ? TIME_NIGHT : TIME_LONG);
  } else if (at.day != ISN_NO_DAY) {
    fact->from = at.day - 1, fact->day = fact->to = at.day;
  } else {
    fact->day = fact->from = fact->to = ISN_NO_DAY;
  }
}

/* ---- Taking an account in ---------------------------------------------------------------------------------------------------- */

enum { NAMES_MAX = 4096, CLAIMS_MAX = 1 << 20 }; /* of a claim; of a report */

static uint16_t add_parties(isn_stock *stock, const isnad_name *names, size_t count) {
  for (size_t i = 0; i < count; i++) {
    isn_arena_grow(stock->arena, &stock->parties, stock->party_count, &stock->party_cap, sizeof *stock->parties);
    isn_party *party = &stock->parties[stock->party_count++];
    party->text = isn_stock_intern(stock, names[i].text);
    party->id = isn_stock_intern(stock, names[i].id);
    party->key = names[i].id.len ? party->id : name_key(stock, names[i].text, false);
  }
  return (uint16_t)count;
}

static uint16_t add_tallies(isn_stock *stock, const isnad_count *counts, size_t count) {
  for (size_t i = 0; i < count; i++) {
    isn_arena_grow(stock->arena, &stock->tallies, stock->tally_count, &stock->tally_cap, sizeof *stock->tallies);
    isnad_count kept = counts[i];
    kept.unit = isn_stock_text(stock, isn_stock_intern(stock, kept.unit));
    kept.text = (isnad_str){NULL, 0}, kept.span = (isnad_span){0, 0};
    stock->tallies[stock->tally_count++].count = kept;
  }
  return (uint16_t)count;
}

static uint16_t add_links(isn_stock *stock, const isnad_link *links, size_t count) {
  for (size_t i = 0; i < count; i++) {
    isn_arena_grow(stock->arena, &stock->links, stock->link_count, &stock->link_cap, sizeof *stock->links);
    isn_chain_link link = {.kind = (uint8_t)links[i].kind};
    link.text = isn_stock_intern(stock, links[i].text);
    link.id = isn_stock_intern(stock, links[i].id);
    link.affiliation = isn_stock_intern(stock, links[i].affiliation);
    link.carries = link.kind == ISNAD_SOURCE_OUTLET || link.kind == ISNAD_SOURCE_AGENCY || link.kind == ISNAD_SOURCE_SOCIAL;
    link.key = link.id || link.carries ? 0 : body_key(stock, links[i].name.len ? links[i].name : links[i].text); /* «صحيفة البيادر الإخبارية» is not «الإخبارية» */
    if (link.key == 0 && !is_unnamed(stock, &links[i])) link.key = who_key(stock, &links[i]);
    stock->links[stock->link_count++] = link;
  }
  return (uint16_t)count;
}

static uint32_t add_print(isn_stock *stock, isnad_str packed) {
  isn_print print;
  if (!isn_print_read(stock->arena, packed, &print)) return ISN_NONE;
  isn_arena_grow(stock->arena, &stock->prints, stock->print_count, &stock->print_cap, sizeof *stock->prints);
  stock->prints[stock->print_count] = print;
  return stock->print_count++;
}

static void add_fact(isn_stock *stock, const isnad_claim *claim, isnad_str published, isnad_str print, uint32_t index) {
  isn_fact fact = {.account = stock->teller_count - 1, .claim = index, .trigger = claim->trigger,
                   .event = (uint8_t)claim->event, .mode = (uint8_t)claim->mode, .status = (uint8_t)claim->status,
                   .attitude = (uint8_t)claim->attitude, .flags = (uint8_t)claim->flags};
  isn_fact_time(claim, published, &fact);
  fact.acled = isn_stock_intern(stock, claim->acled);
  fact.start = isn_stock_intern(stock, claim->time.start);
  fact.end = isn_stock_intern(stock, claim->time.end);
  fact.place = place_of(stock, claim);
  fact.parties = stock->party_count;
  fact.actor_count = add_parties(stock, claim->actors, claim->actor_count);
  fact.recipient_count = add_parties(stock, claim->recipients, claim->recipient_count);
  fact.tallies = stock->tally_count;
  fact.tally_count = add_tallies(stock, claim->counts, claim->count_count);
  fact.links = stock->link_count;
  fact.link_count = add_links(stock, claim->sources, claim->source_count);
  fact.end_key = isn_chain_end(stock, &fact).key;
  fact.print = add_print(stock, print);
  isn_arena_grow(stock->arena, &stock->facts, stock->fact_count, &stock->fact_cap, sizeof *stock->facts);
  stock->facts[stock->fact_count++] = fact;
}

/* A monitor's or an authority's own page documents what it tells. */
static bool documents(const isnad_lexicon *lexicon, uint32_t outlet_row) {
  if (outlet_row == ISN_NONE) return false;
  int kind = isn_lex_number(lexicon, K_OUTLET, outlet_row, OUTLET_SOURCE_KIND);
  return kind == ISNAD_SOURCE_MONITOR || kind == ISNAD_SOURCE_ORGANIZATION || kind == ISNAD_SOURCE_MILITARY ||
         kind == ISNAD_SOURCE_STATE || kind == ISNAD_SOURCE_ARMED_GROUP;
}

static bool within_limits(const isn_stock *stock, const isnad_account *account) {
  if (account->claim_count > CLAIMS_MAX || stock->fact_count > UINT32_MAX - 1 - CLAIMS_MAX) return false;
  for (size_t i = 0; i < account->claim_count; i++) {
    const isnad_claim *claim = account->claims[i];
    if (claim->actor_count > NAMES_MAX || claim->recipient_count > NAMES_MAX || claim->count_count > NAMES_MAX ||
        claim->source_count > NAMES_MAX)
      return false;
  }
  return true;
}

bool isn_stock_add(isn_stock *stock, const isnad_account *account) {
  if (!within_limits(stock, account)) return false;
  isn_arena_grow(stock->arena, &stock->tellers, stock->teller_count, &stock->teller_cap, sizeof *stock->tellers);
  isn_teller teller = {.first = stock->fact_count, .count = (uint32_t)account->claim_count};
  teller.id = isn_stock_intern(stock, account->id);
  teller.outlet = isn_stock_intern(stock, account->outlet);
  teller.published = isn_stock_intern(stock, account->published);
  teller.dateline = isn_stock_intern(stock, account->dateline);
  teller.outlet_row = outlet_named(stock->lexicon, account->outlet);
  teller.key = teller.outlet_row != ISN_NONE ? outlet_key(stock, teller.outlet_row) : name_key(stock, account->outlet, false);
  teller.documents = documents(stock->lexicon, teller.outlet_row);
  isn_moment at;
  teller.day = account->published.len && isn_moment_parse(account->published, &at) ? at.day : ISN_NO_DAY;
  stock->tellers[stock->teller_count++] = teller;
  for (size_t i = 0; i < account->claim_count; i++)
    add_fact(stock, account->claims[i], account->published, account->prints ? account->prints[i] : (isnad_str){NULL, 0}, (uint32_t)i);
  return true;
}

/* ---- From one stock to another ---------------------------------------------------------------------------------------------- */

typedef struct carrying {
  isn_stock *to;
  const isn_stock *from;
  isn_text *texts; /* numbers in `to` of the texts of `from`; 0: not there yet */
} carrying;

static isn_text carried(const carrying *c, isn_text text) {
  if (text && c->texts[text] == 0) c->texts[text] = isn_stock_intern(c->to, isn_stock_text(c->from, text));
  return c->texts[text];
}

static void carry_lists(const carrying *c, const isn_fact *old, isn_fact *fact) {
  isn_stock *to = c->to;
  fact->parties = to->party_count, fact->tallies = to->tally_count, fact->links = to->link_count;
  for (uint32_t i = 0; i < (uint32_t)old->actor_count + old->recipient_count; i++) {
    isn_party party = c->from->parties[old->parties + i];
    isn_arena_grow(to->arena, &to->parties, to->party_count, &to->party_cap, sizeof *to->parties);
    to->parties[to->party_count++] = (isn_party){carried(c, party.text), carried(c, party.id), carried(c, party.key)};
  }
  for (uint32_t i = 0; i < old->tally_count; i++) {
    isn_tally tally = c->from->tallies[old->tallies + i];
    tally.count.unit = isn_stock_text(to, isn_stock_intern(to, tally.count.unit));
    isn_arena_grow(to->arena, &to->tallies, to->tally_count, &to->tally_cap, sizeof *to->tallies);
    to->tallies[to->tally_count++] = tally;
  }
  for (uint32_t i = 0; i < old->link_count; i++) {
    isn_chain_link link = c->from->links[old->links + i];
    link.text = carried(c, link.text), link.id = carried(c, link.id);
    link.affiliation = carried(c, link.affiliation), link.key = carried(c, link.key);
    isn_arena_grow(to->arena, &to->links, to->link_count, &to->link_cap, sizeof *to->links);
    to->links[to->link_count++] = link;
  }
}

static void carry_fact(const carrying *c, const isn_fact *old) {
  isn_stock *to = c->to;
  isn_fact fact = *old;
  fact.account = to->teller_count - 1;
  fact.acled = carried(c, old->acled), fact.start = carried(c, old->start), fact.end = carried(c, old->end);
  fact.place.text = carried(c, old->place.text), fact.place.id = carried(c, old->place.id), fact.place.key = carried(c, old->place.key);
  carry_lists(c, old, &fact);
  fact.end_key = isn_chain_end(to, &fact).key;
  if (old->print != ISN_NONE) {
    isn_arena_grow(to->arena, &to->prints, to->print_count, &to->print_cap, sizeof *to->prints);
    to->prints[to->print_count] = isn_print_copy(to->arena, &c->from->prints[old->print]);
    fact.print = to->print_count++;
  }
  isn_arena_grow(to->arena, &to->facts, to->fact_count, &to->fact_cap, sizeof *to->facts);
  to->facts[to->fact_count++] = fact;
}

void isn_stock_carry(isn_stock *to, const isn_stock *from, isn_arena *scratch, const bool *keep) {
  carrying c = {to, from, isn_alloc_array(scratch, from->pool->count, sizeof(isn_text))};
  for (uint32_t i = 0; i < from->teller_count; i++) {
    if (!keep[i]) continue;
    isn_teller teller = from->tellers[i];
    teller.id = carried(&c, teller.id), teller.outlet = carried(&c, teller.outlet), teller.key = carried(&c, teller.key);
    teller.published = carried(&c, teller.published), teller.dateline = carried(&c, teller.dateline);
    teller.first = to->fact_count;
    isn_arena_grow(to->arena, &to->tellers, to->teller_count, &to->teller_cap, sizeof *to->tellers);
    to->tellers[to->teller_count++] = teller;
    for (uint32_t k = 0; k < teller.count; k++) carry_fact(&c, &from->facts[from->tellers[i].first + k]);
  }
}

/* ---- Order ------------------------------------------------------------------------------------------------------------------- */

static int compare_text(isnad_str a, isnad_str b) {
  size_t len = a.len < b.len ? a.len : b.len;
  int order = len ? memcmp(a.ptr, b.ptr, len) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

int isn_fact_order(const isn_stock *stock, uint32_t a, uint32_t b) {
  const isn_fact *x = &stock->facts[a], *y = &stock->facts[b];
  const isn_teller *s = &stock->tellers[x->account], *t = &stock->tellers[y->account];
  int order = s == t ? 0 : compare_text(isn_stock_text(stock, s->published), isn_stock_text(stock, t->published));
  if (order == 0 && s != t) order = compare_text(isn_stock_text(stock, s->id), isn_stock_text(stock, t->id));
  if (order == 0) order = (x->claim > y->claim) - (x->claim < y->claim);
  return order;
}

/* Bottom-up merge sort, since the order needs the stock. */
void isn_facts_sort(const isn_stock *stock, isn_arena *arena, uint32_t *facts, uint32_t count) {
  if (count < 2) return;
  uint32_t *from = facts, *to = isn_alloc_array(arena, count, sizeof *to);
  for (size_t width = 1; width < count; width *= 2) {
    for (size_t low = 0; low < count; low += 2 * width) {
      size_t middle = low + width < count ? low + width : count, high = middle + width < count ? middle + width : count;
      for (size_t i = low, j = middle, k = low; k < high; k++)
        to[k] = j >= high || (i < middle && isn_fact_order(stock, from[i], from[j]) <= 0) ? from[i++] : from[j++];
    }
    uint32_t *other = from;
    from = to, to = other;
  }
  if (from != facts) memcpy(facts, from, count * sizeof *facts);
}
