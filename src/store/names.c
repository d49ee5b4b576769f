/* names: who and where stands in each claim, every name once. «طيران التحالف» and «التحالف الدولي» are one name where the lexicon knows
 * both; a name that it does not know is known by its folded letters. A place is noted with what it lies in, so that who asks for
 * a province finds its villages. */
#include "store/inner.h"
#include "text/letters.h"

enum { PLACE_DEPTH_MAX = 8 };

/* As the search of texts folds: ة is ه. Words of other scripts stand behind a byte 1 and keep their letters. */
isnad_str isn_folded(isn_arena *arena, isnad_str text) {
  char *folded = isn_alloc(arena, 2 * text.len + 8);
  size_t len = isn_fold(text, folded);
  for (size_t i = 0, other = 0; i < len; i++) {
    if (i == 0 || folded[i - 1] == ' ') other = folded[i] == 1;
    if (!other && folded[i] == L_TEH_MARBUTA) folded[i] = L_HEH;
  }
  return (isnad_str){folded, len};
}

/* The first of the tables that has a value for the id. */
static isnad_str cell(const isnad_lexicon *lexicon, const char *table, isnad_str id, const char *column) {
  return id.len ? isnad_lexicon_cell(lexicon, table, id, column) : (isnad_str){NULL, 0};
}

static isnad_str arabic_name(const isnad_lexicon *lexicon, enum isn_role role, isnad_str id) {
  if (role == ROLE_PLACE) return cell(lexicon, "place", id, "name_ar");
  isnad_str name = cell(lexicon, "actor", id, "name_ar");
  return name.len ? name : cell(lexicon, "outlet", id, "name_ar");
}

static int64_t name_of(isn_store *store, isn_arena *arena, enum isn_role role, isnad_str id, isnad_str name, isnad_str text) {
  isnad_str folded = isn_folded(arena, text);
  isnad_str key = id.len ? id : isn_arena_print(arena, "~%.*s", (int)folded.len, folded.ptr);
  int64_t known = isn_db_number(store->db, 0, "SELECT id FROM name WHERE key = $1", "t", key);
  if (known) return known;
  isnad_str arabic = arabic_name(store->lexicon, role, id), shown = arabic.len ? arabic : name.len ? name : text;
  isnad_str all = isn_arena_print(arena, "%.*s %.*s %.*s", (int)shown.len, shown.ptr, (int)name.len, name.ptr, (int)text.len, text.ptr);
  folded = isn_folded(arena, all);
  isn_db_do(store->db, "INSERT INTO name(key, shown, folded) VALUES ($1, $2, $3)", "ttt", key, shown,
            isn_arena_print(arena, " %.*s ", (int)folded.len, folded.ptr)); /* words can be asked for with the spaces around them */
  return store->db.calls->last_row(store->db.db);
}

static void note(isn_store *store, isn_arena *arena, int64_t claim, enum isn_role role, int64_t at, isnad_str id, isnad_str name, isnad_str text) {
  if (text.len == 0 && id.len == 0) return;
  isn_db_do(store->db, "INSERT INTO part(name, role, claim, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", "iiii",
            name_of(store, arena, role, id, name, text), (int64_t)role, claim, at);
}

/* The place and what it lies in, nearest first. */
static void note_place(isn_store *store, isn_arena *arena, int64_t claim, const isnad_place *place) {
  note(store, arena, claim, ROLE_PLACE, 0, place->id, place->name, place->text);
  isnad_str id = place->id;
  for (int64_t at = 1; at < PLACE_DEPTH_MAX; at++) {
    id = cell(store->lexicon, "place", id, "parent_id");
    if (id.len == 0) return;
    note(store, arena, claim, ROLE_PLACE, at, id, cell(store->lexicon, "place", id, "name_en"), (isnad_str){NULL, 0});
  }
}

void isn_names_note(isn_store *store, isn_arena *arena, int64_t claim, const isnad_claim *c, isnad_str outlet) {
  for (size_t i = 0; i < c->actor_count; i++)
    note(store, arena, claim, ROLE_ACTOR, (int64_t)i, c->actors[i].id, c->actors[i].name, c->actors[i].text);
  for (size_t i = 0; i < c->recipient_count; i++)
    note(store, arena, claim, ROLE_RECIPIENT, (int64_t)i, c->recipients[i].id, c->recipients[i].name, c->recipients[i].text);
  for (size_t i = 0; i < c->source_count; i++)
    note(store, arena, claim, ROLE_SOURCE, (int64_t)i, c->sources[i].id, c->sources[i].name, c->sources[i].text);
  note(store, arena, claim, ROLE_OUTLET, 0, (isnad_str){NULL, 0}, (isnad_str){NULL, 0}, outlet);
  note_place(store, arena, claim, &c->place);
  note_place(store, arena, claim, &c->from);
  note_place(store, arena, claim, &c->to);
}

isnad_str isn_country_of(const isnad_lexicon *lexicon, isnad_str place_id) {
  for (int depth = 0; depth < PLACE_DEPTH_MAX && place_id.len; depth++) {
    isnad_str country = cell(lexicon, "place", place_id, "country");
    if (country.len) return country;
    if (isn_str_same(cell(lexicon, "place", place_id, "kind"), ISN_LIT("country"))) return place_id;
    place_id = cell(lexicon, "place", place_id, "parent_id");
  }
  return (isnad_str){NULL, 0};
}
