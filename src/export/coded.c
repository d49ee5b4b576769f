/* coded: rows as the two projects code events by hand. ACLED's 31 columns: an incident that has an ACLED sub-event and of which
 * somebody says that it happened; the dead are the lowest figure given, the others stand in the notes. UCDP's event columns: an
 * incident with at least one dead; best is empty unless there is one figure.
 *
 * «قصف سوق سراقب» gives Explosions/Remote violence, Air/drone strike, fatalities 6, notes "Killed: 6 (عنب بلدي), 9 (الدفاع المدني)". */
#include "export/inner.h"

/* ---- Actors ----------------------------------------------------------------------------------------------------------------------- */

static isnad_str actor_cell(const isn_exporting *e, const isnad_name *name, const char *column) {
  return name->id.len ? isnad_lexicon_cell(e->lexicon, "actor", name->id, column) : (isnad_str){NULL, 0};
}

/* ACLED's name, else the English one, else as written. */
static isnad_str actor_name(const isn_exporting *e, const isnad_name *name) {
  isnad_str acled = actor_cell(e, name, "acled_name"), english = actor_cell(e, name, "name_en");
  return acled.len ? acled : english.len ? english : name->text;
}

/* Kinds of the lexicon to ACLED's; the first that stands in the actor's type. */
static const char *inter_of(const isn_exporting *e, const isnad_name *name) {
  static const struct { const char *type, *inter; } kinds[] = {
      {"state forces", "State forces"}, {"police", "State forces"}, {"government", "State forces"}, {"institution", "State forces"},
      {"rebel", "Rebel group"}, {"political militia", "Political militia"}, {"party", "Political militia"},
      {"identity militia", "Identity militia"}, {"rioters", "Rioters"}, {"protesters", "Protesters"}, {"civilians", "Civilians"},
      {"external forces", "External/Other forces"}, {"coalition", "External/Other forces"}, {"igo", "External/Other forces"}};
  isnad_str type = actor_cell(e, name, "type");
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (isn_str_holds(type, isn_str(kinds[i].type))) return kinds[i].inter;
  return NULL;
}

typedef struct side {
  const isnad_name *names; /* the first is the actor, the rest are associated */
  size_t count;
} side;

/* Who did it and to whom; a clash has both sides among its actors. */
static void sides_of(const isnad_incident *in, side *one, side *two) {
  *one = (side){in->actors, in->actor_count};
  *two = (side){in->recipients, in->recipient_count};
  if (two->count == 0 && one->count >= 2) {
    *two = (side){in->actors + 1, in->actor_count - 1};
    one->count = 1;
  }
}

static isnad_str associated(const isn_exporting *e, side s) {
  isn_buf buf = isn_buf_new(e->arena, (size_t)1 << 20);
  for (size_t i = 1; i < s.count; i++) {
    isnad_str name = actor_name(e, &s.names[i]);
    if (buf.len) isn_buf_lit(&buf, "; ");
    isn_buf_add(&buf, name.ptr, name.len);
  }
  return isn_buf_done(&buf);
}

static const char *put_side(isn_row_out *row, side s) {
  const char *inter = s.count ? inter_of(row->e, &s.names[0]) : NULL;
  isn_cell(row, s.count ? actor_name(row->e, &s.names[0]) : (isnad_str){NULL, 0});
  isn_cell(row, associated(row->e, s));
  isn_cell_text(row, inter);
  return inter;
}

/* ---- ACLED ------------------------------------------------------------------------------------------------------------------------ */

static const struct acled_type { const char *sub, *type, *disorder; } acled_types[] = {
    {"Government regains territory", "Battles", "Political violence"},
    {"Non-state actor overtakes territory", "Battles", "Political violence"},
    {"Armed clash", "Battles", "Political violence"},
    {"Excessive force against protesters", "Protests", "Political violence; Demonstrations"},
    {"Protest with intervention", "Protests", "Demonstrations"},
    {"Peaceful protest", "Protests", "Demonstrations"},
    {"Violent demonstration", "Riots", "Demonstrations"},
    {"Mob violence", "Riots", "Political violence"},
    {"Chemical weapon", "Explosions/Remote violence", "Political violence"},
    {"Air/drone strike", "Explosions/Remote violence", "Political violence"},
    {"Suicide bomb", "Explosions/Remote violence", "Political violence"},
    {"Shelling/artillery/missile attack", "Explosions/Remote violence", "Political violence"},
    {"Remote explosive/landmine/IED", "Explosions/Remote violence", "Political violence"},
    {"Grenade", "Explosions/Remote violence", "Political violence"},
    {"Sexual violence", "Violence against civilians", "Political violence"},
    {"Attack", "Violence against civilians", "Political violence"},
    {"Abduction/forced disappearance", "Violence against civilians", "Political violence"},
    {"Agreement", "Strategic developments", "Strategic developments"},
    {"Arrests", "Strategic developments", "Strategic developments"},
    {"Change to group/activity", "Strategic developments", "Strategic developments"},
    {"Disrupted weapons use", "Strategic developments", "Strategic developments"},
    {"Headquarters or base established", "Strategic developments", "Strategic developments"},
    {"Looting/property destruction", "Strategic developments", "Strategic developments"},
    {"Non-violent transfer of territory", "Strategic developments", "Strategic developments"},
    {"Other", "Strategic developments", "Strategic developments"}};

static const struct acled_type *acled_type_of(isnad_str sub) {
  for (size_t i = 0; i < sizeof acled_types / sizeof *acled_types; i++)
    if (isn_str_same(sub, isn_str(acled_types[i].sub))) return &acled_types[i];
  return NULL;
}

static void begin_acled(isn_exporting *e) {
  static const char *const names[] = {
      "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1",
      "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2",
      "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
      NULL};
  isn_cells_head(e, names);
}

static bool said_to_have_happened(const isn_incident_row *row) {
  return isn_str_same(row->status, ISN_LIT("happened")) || isn_str_same(row->status, ISN_LIT("ongoing"));
}

/* 1 the day, 2 the week, 3 the month: by how far apart the first and the last day lie. */
static int64_t time_precision(const isn_incident_row *row) {
  int64_t days = isn_days_between(row->start, row->end);
  return days == ISNAD_NO_NUMBER ? ISNAD_NO_NUMBER : days <= 0 ? 1 : days <= 6 ? 2 : 3;
}

static isnad_str interaction(isn_arena *arena, const char *one, const char *two) {
  if (one && two) return isn_arena_print(arena, "%s-%s", one, two);
  return one || two ? isn_arena_print(arena, "%s only", one ? one : two) : (isnad_str){NULL, 0};
}

static isnad_str notes_of(const isn_exporting *e, const isn_incident_row *row, const isn_opened *opened) {
  isn_buf buf = isn_buf_new(e->arena, (size_t)1 << 20);
  const isnad_incident *in = opened->whole;
  isnad_str dead = isn_dead_by_origin(e->arena, in), words = opened->claims[0].words, outlet = opened->claims[0].outlet;
  isnad_str sums = isn_sums_of(e->arena, row);
  isn_buf_add(&buf, sums.ptr, sums.len);
  isn_buf_char(&buf, '.');
  if (dead.len) {
    isn_buf_lit(&buf, row->killed_min != row->killed_max ? " Killed, figures differ: " : " Killed: ");
    isn_buf_add(&buf, dead.ptr, dead.len);
    isn_buf_char(&buf, '.');
  }
  if (row->start.len == 0) isn_buf_print(&buf, " The day is not said; first told %.10s.", row->first.len >= 10 ? row->first.ptr : "undated   ");
  for (size_t i = 0; i < in->origin_count; i++)
    if (in->origins[i].denies) {
      isn_buf_lit(&buf, " Denied by ");
      isn_buf_add(&buf, in->origins[i].name.ptr, in->origins[i].name.len);
      isn_buf_char(&buf, '.');
    }
  isn_buf_lit(&buf, " \xC2\xAB");
  isn_buf_add(&buf, words.ptr, words.len);
  isn_buf_lit(&buf, "\xC2\xBB");
  if (outlet.len) {
    isn_buf_lit(&buf, " (");
    isn_buf_add(&buf, outlet.ptr, outlet.len);
    isn_buf_char(&buf, ')');
  }
  return isn_buf_done(&buf);
}

static void put_where(isn_row_out *row, const isn_incident_row *in, const isn_country *country) {
  isnad_str admin[3] = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
  isn_admin_names(row->e->lexicon, in->place_id, admin, 3);
  isn_cell(row, country->iso);
  isn_cell(row, country->region);
  isn_cell(row, country->name);
  for (int i = 0; i < 3; i++) isn_cell(row, admin[i]);
  isn_cell(row, isn_place_name(row->e->lexicon, in));
  isn_cell_degrees(row, in->located, in->lat);
  isn_cell_degrees(row, in->located, in->lon);
  isn_cell_number(row, in->precision ? in->precision : ISNAD_NO_NUMBER);
}

static bool write_acled(isn_exporting *e, const isn_incident_row *in, const isn_opened *opened) {
  const struct acled_type *type = acled_type_of(in->acled);
  if (type == NULL || !said_to_have_happened(in)) return false;
  isn_row_out row = {e, false};
  isn_country country = isn_country_row(in->country);
  side one, two;
  sides_of(opened->whole, &one, &two);
  isn_cell(&row, isn_event_code_of(e->arena, in));
  isn_cell(&row, in->start.len >= 10 ? (isnad_str){in->start.ptr, 10} : (isnad_str){NULL, 0});
  isn_cell(&row, in->start.len >= 10 ? (isnad_str){in->start.ptr, 4} : (isnad_str){NULL, 0});
  isn_cell_number(&row, time_precision(in));
  isn_cell_text(&row, type->disorder);
  isn_cell_text(&row, type->type);
  isn_cell(&row, in->acled);
  const char *inter1 = put_side(&row, one), *inter2 = put_side(&row, two);
  isn_cell(&row, interaction(e->arena, inter1, inter2));
  bool violent = isn_str_holds(isn_str(type->disorder), ISN_LIT("Political violence"));
  isn_cell_text(&row, violent && inter2 && strcmp(inter2, "Civilians") == 0 ? "Civilian targeting" : NULL);
  put_where(&row, in, &country);
  isn_cell(&row, isn_outlet_names(e->arena, opened));
  isn_cell_text(&row, NULL);
  isn_cell(&row, notes_of(e, in, opened));
  isn_cell_number(&row, in->killed_min);
  isn_cell(&row, isn_arena_print(e->arena, "origins=%lld; unknown=%lld%s%s", (long long)in->origins, (long long)in->unknown,
                                 in->disputes ? "; disputed" : "", in->updates ? "; updated" : ""));
  isn_cell_number(&row, isn_seconds_of(in->last));
  isn_cells_end(&row);
  return true;
}

const isn_form isn_form_acled = {"acled", "text/csv; charset=utf-8", true, begin_acled, write_acled, NULL};

/* ---- UCDP ---------------------------------------------------------------------------------------------------------------------------- */

static void begin_ucdp(isn_exporting *e) {
  static const char *const names[] = {
      "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_name", "dyad_name", "side_a", "side_b",
      "number_of_sources", "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec",
      "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "country", "iso3", "region",
      "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
      "low", NULL};
  isn_cells_head(e, names);
}

/* UCDP: 1 the exact place, 2 near it, 4 a province, 6 a country. */
static int64_t where_prec(const isn_exporting *e, const isn_incident_row *in) {
  isnad_str kind = in->place_id.len ? isnad_lexicon_cell(e->lexicon, "place", in->place_id, "kind") : (isnad_str){NULL, 0};
  if (isn_str_same(kind, ISN_LIT("country"))) return 6;
  return in->precision == 1 ? 1 : in->precision == 2 ? 2 : in->precision == 3 ? 4 : ISNAD_NO_NUMBER;
}

static isnad_str point_of(isn_arena *arena, const isn_incident_row *in) {
  return in->located ? isn_arena_print(arena, "POINT (%.5f %.5f)", in->lon, in->lat) : (isnad_str){NULL, 0};
}

/* 1 the exact day, 2 within six days, 3 a week, 4 a month, 5 longer. */
static int64_t date_prec(const isn_incident_row *in) {
  int64_t days = isn_days_between(in->start, in->end);
  if (days == ISNAD_NO_NUMBER) return days;
  return days <= 0 ? 1 : days < 6 ? 2 : days == 6 ? 3 : days <= 31 ? 4 : 5;
}

static void put_deaths(isn_row_out *row, const isn_incident_row *in) {
  for (int i = 0; i < 4; i++) isn_cell_text(row, NULL); /* whose dead they are is not told apart */
  isn_cell_number(row, in->killed_min == in->killed_max ? in->killed_min : ISNAD_NO_NUMBER);
  isn_cell_number(row, in->killed_max);
  isn_cell_number(row, in->killed_min);
}

static bool write_ucdp(isn_exporting *e, const isn_incident_row *in, const isn_opened *opened) {
  if (in->killed_max == ISNAD_NO_NUMBER || in->killed_max < 1 || !said_to_have_happened(in)) return false;
  isn_row_out row = {e, false};
  isn_country country = isn_country_row(in->country);
  const isn_stored_claim *first = &opened->claims[0];
  isnad_str admin[2] = {{NULL, 0}, {NULL, 0}}, none = {NULL, 0};
  side one, two;
  sides_of(opened->whole, &one, &two);
  isn_admin_names(e->lexicon, in->place_id, admin, 2);
  isn_cell_number(&row, in->number);
  isn_cell(&row, isn_event_code_of(e->arena, in));
  isn_cell(&row, in->start.len >= 4 ? (isnad_str){in->start.ptr, 4} : none);
  for (int i = 0; i < 5; i++) isn_cell(&row, none); /* conflicts and dyads are UCDP's to decide */
  isn_cell(&row, one.count ? actor_name(e, &one.names[0]) : none);
  isn_cell(&row, two.count ? actor_name(e, &two.names[0]) : none);
  isn_cell_number(&row, in->reports);
  isn_cell(&row, first->url);
  isn_cell(&row, isn_outlet_names(e->arena, opened));
  isn_cell(&row, in->first);
  isn_cell(&row, in->title);
  isn_cell(&row, isn_origin_names(e->arena, opened->whole));
  isn_cell_number(&row, where_prec(e, in));
  isn_cell(&row, isn_place_name(e->lexicon, in));
  isn_cell(&row, in->place);
  isn_cell(&row, admin[0]);
  isn_cell(&row, admin[1]);
  isn_cell_degrees(&row, in->located, in->lat);
  isn_cell_degrees(&row, in->located, in->lon);
  isn_cell(&row, point_of(e->arena, in));
  isn_cell(&row, country.name);
  isn_cell(&row, country.iso3);
  isn_cell(&row, country.region);
  isn_cell_number(&row, in->claims == 1 || time_precision(in) == 1 ? 1 : 2);
  isn_cell_number(&row, date_prec(in));
  isn_cell(&row, in->start);
  isn_cell(&row, in->end);
  put_deaths(&row, in);
  isn_cells_end(&row);
  return true;
}

const isn_form isn_form_ucdp = {"ucdp", "text/csv; charset=utf-8", true, begin_ucdp, write_ucdp, NULL};
