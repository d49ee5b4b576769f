/* coverage_show: incidents for people. Codes and numbers stand left, the reports' own words end the line, as isnad read has it.
 *
 *   1 ASSAULT drone  2023-03-09
 *     place    13.93,43.48  مدينة حيس
 *     told     7 reports of 7 outlets, 3 origins, 1 unknown
 *     origin   medical      مصدر طبي في مستشفى حيس الريفي */
#include <string.h>

#include "cli/coverage.h"

typedef struct colours {
  const char *strong, *weak, *warn, *end;
} colours;

static colours choose_colours(void) {
  return cli_colours() ? (colours){"\033[1m", "\033[2m", "\033[33m", "\033[0m"} : (colours){"", "", "", ""};
}

/* Line breaks of a report become spaces; nothing else is changed. */
static void put_flat(isnad_str text) {
  for (size_t i = 0; i < text.len; i++) cli_putc((unsigned char)text.ptr[i] < ' ' ? ' ' : text.ptr[i]);
}

static void put_label(const colours *c, const char *label) { cli_print("    %s%-10s%s", c->weak, label, c->end); }

static void put_head(const colours *c, size_t number, const isnad_incident *incident) {
  const char *mode = isnad_mode_name(incident->mode);
  cli_print("%3zu %s%s%s%s%s", number, c->strong, isnad_event_name(incident->event), mode ? " " : "", mode ? mode : "", c->end);
  if (incident->acled.len) cli_print("  %s%.*s%s", c->weak, (int)incident->acled.len, incident->acled.ptr, c->end);
  if (incident->start.len) cli_print("  %.*s", (int)incident->start.len, incident->start.ptr);
  bool longer = incident->end.len != incident->start.len ||
                (incident->end.len && memcmp(incident->end.ptr, incident->start.ptr, incident->end.len) != 0);
  if (longer) cli_print(" to %.*s", (int)incident->end.len, incident->end.ptr);
  cli_putc('\n');
}

static void put_parties(const colours *c, const char *label, const isnad_name *names, size_t count) {
  for (size_t i = 0; i < count && names[i].text.len; i++) {
    put_label(c, i == 0 ? label : "");
    cli_print("%-14.*s ", names[i].id.len ? (int)names[i].id.len : 1, names[i].id.len ? names[i].id.ptr : "-");
    put_flat(names[i].text);
    cli_putc('\n');
  }
}

static void put_place(const colours *c, const isnad_incident *incident) {
  if (incident->place.len == 0) return;
  put_label(c, "place");
  char at[40] = "-";
  if (incident->located) snprintf(at, sizeof at, "%.2f,%.2f", incident->lat, incident->lon);
  cli_print("%-14s ", at);
  put_flat(incident->place);
  cli_putc('\n');
}

static void put_sum(const colours *c, const isnad_incident *incident) {
  put_label(c, "told");
  cli_print("%zu %s of %zu %s, %s%zu %s%s", incident->reports, incident->reports == 1 ? "report" : "reports", incident->outlets,
            incident->outlets == 1 ? "outlet" : "outlets", c->strong, incident->origin_count,
            incident->origin_count == 1 ? "origin" : "origins", c->end);
  if (incident->denying) cli_print(", %s%zu denying%s", c->warn, incident->denying, c->end);
  if (incident->unknown) cli_print(", %zu unknown", incident->unknown);
  cli_putc('\n');
}

static void put_origin_line(const isnad_origin *origin) {
  cli_print("%-14s ", isnad_source_kind_name(origin->kind));
  put_flat(origin->name);
  if (origin->carrier.len) {
    cli_puts(" < ");
    put_flat(origin->carrier);
  }
}

static void put_number(const isnad_figure *figure) {
  long long min = (long long)figure->min, max = (long long)figure->max;
  if (figure->min == ISNAD_NO_NUMBER) cli_print("up to %lld", max);
  else if (figure->max == ISNAD_NO_NUMBER) cli_print("%lld or more", min);
  else if (min != max) cli_print("%lld to %lld", min, max);
  else cli_print("%lld", min);
}

static bool disputed(const isnad_incident *incident, size_t figure) {
  for (size_t i = 0; i < incident->disagreement_count; i++)
    for (size_t k = 0; k < incident->disagreements[i].figure_count; k++)
      if (incident->disagreements[i].figures[k] == figure) return true;
  return false;
}

static void put_figures(const colours *c, const isnad_incident *incident) {
  for (size_t i = 0; i < incident->figure_count; i++) {
    const isnad_figure *figure = &incident->figures[i];
    if (!figure->current) continue;
    put_label(c, "count");
    cli_print("%s%s ", isnad_what_name(figure->what), figure->subset ? " of those" : "");
    put_number(figure);
    if (figure->before != ISNAD_NO_INDEX) {
      cli_puts(", before ");
      put_number(&incident->figures[figure->before]);
    }
    if (disputed(incident, i)) cli_print("  %sdisputed%s", c->warn, c->end);
    cli_puts("  ");
    if (figure->origin == ISNAD_NO_INDEX) cli_puts("unknown");
    else put_flat(incident->origins[figure->origin].name);
    cli_putc('\n');
  }
}

void coverage_table(const coverage *run, size_t number, const isnad_incident *incident) {
  (void)run;
  colours c = choose_colours();
  put_head(&c, number, incident);
  put_place(&c, incident);
  put_parties(&c, "actor", incident->actors, incident->actor_count);
  put_parties(&c, "recipient", incident->recipients, incident->recipient_count);
  put_figures(&c, incident);
  put_sum(&c, incident);
  for (size_t i = 0; i < incident->origin_count; i++) {
    put_label(&c, incident->origins[i].denies ? "denies" : "origin");
    put_origin_line(&incident->origins[i]);
    cli_putc('\n');
  }
  cli_putc('\n');
}

/* ---- The isnad ------------------------------------------------------------------------------------------------------------ */

static void put_tellings(const coverage *run, const colours *c, const isnad_incident *incident, uint32_t origin) {
  for (size_t i = 0; i < incident->telling_count; i++) {
    const isnad_telling *telling = &incident->tellings[i];
    if (telling->origin != origin) continue;
    cli_print("      %s%-10s%s %s:%u", c->weak, isnad_why_name(telling->why), c->end, run->reports[telling->member.account].id,
              telling->member.claim);
    if (telling->of != ISNAD_NO_INDEX) {
      const isnad_telling *of = &incident->tellings[telling->of];
      cli_print(" of %s:%u", run->reports[of->member.account].id, of->member.claim);
    }
    cli_print("  %s\n", run->reports[telling->member.account].outlet);
  }
}

void coverage_chain(const coverage *run, size_t number, const isnad_incident *incident) {
  colours c = choose_colours();
  put_head(&c, number, incident);
  put_place(&c, incident);
  put_sum(&c, incident);
  for (size_t i = 0; i < incident->origin_count; i++) {
    put_label(&c, incident->origins[i].denies ? "denies" : "origin");
    put_origin_line(&incident->origins[i]);
    cli_putc('\n');
    put_tellings(run, &c, incident, (uint32_t)i);
  }
  for (size_t i = 0, begun = 0; i < incident->telling_count && !begun; i++) {
    if (incident->tellings[i].origin != ISNAD_NO_INDEX) continue;
    put_label(&c, "unknown");
    cli_putc('\n');
    put_tellings(run, &c, incident, ISNAD_NO_INDEX);
    begun = 1;
  }
  cli_putc('\n');
}

/* ---- Graphviz --------------------------------------------------------------------------------------------------------------- */

static void put_quoted(isnad_str text) {
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '"' || text.ptr[i] == '\\') cli_putc('\\');
    cli_putc((unsigned char)text.ptr[i] < ' ' ? ' ' : text.ptr[i]);
  }
}

static isnad_str str_of(const char *text) { return (isnad_str){text, strlen(text)}; }

void coverage_dot_open(void) { cli_puts("digraph isnad {\n  rankdir=BT;\n  node [shape=box];\n"); }

void coverage_dot_close(void) { cli_puts("}\n"); }

void coverage_dot(const coverage *run, size_t number, const isnad_incident *incident) {
  cli_print("  subgraph cluster_%zu {\n    label=\"%zu %s %.*s\";\n", number, number, isnad_event_name(incident->event),
            (int)incident->start.len, incident->start.len ? incident->start.ptr : "");
  for (size_t i = 0; i < incident->origin_count; i++) {
    cli_print("    o%zu_%zu [shape=ellipse, label=\"", number, i);
    put_quoted(incident->origins[i].name);
    cli_print("\"%s];\n", incident->origins[i].denies ? ", style=dashed" : "");
  }
  for (size_t i = 0; i < incident->telling_count; i++) {
    const isnad_telling *telling = &incident->tellings[i];
    cli_print("    t%zu_%zu [label=\"", number, i);
    put_quoted(str_of(run->reports[telling->member.account].outlet));
    cli_puts(" (");
    put_quoted(str_of(run->reports[telling->member.account].id));
    cli_print(":%u)\"];\n", telling->member.claim);
  }
  for (size_t i = 0; i < incident->telling_count; i++) {
    const isnad_telling *telling = &incident->tellings[i];
    if (telling->of != ISNAD_NO_INDEX)
      cli_print("    t%zu_%zu -> t%zu_%u [label=\"%s\"];\n", number, i, number, telling->of, isnad_why_name(telling->why));
    else if (telling->origin != ISNAD_NO_INDEX)
      cli_print("    t%zu_%zu -> o%zu_%u [label=\"%s\"];\n", number, i, number, telling->origin, isnad_why_name(telling->why));
  }
  cli_puts("  }\n");
}

/* ---- Why ------------------------------------------------------------------------------------------------------------------------ */

void coverage_match(const isnad_match *match, bool as_json) {
  if (as_json) cli_puts("{\"features\":[");
  for (size_t i = 0; i < match->feature_count; i++) {
    const isnad_feature *f = &match->features[i];
    if (as_json)
      cli_print("%s{\"name\":\"%s\",\"points\":%.1f,\"reason\":\"%s\"}", i ? "," : "", f->name, f->points, f->reason);
    else
      cli_print("%+6.1f  %-11s %s\n", f->points, f->name, f->reason);
  }
  bool same = match->points >= match->needed;
  if (as_json) cli_print("],\"points\":%.1f,\"needed\":%.1f,\"same\":%s}\n", match->points, match->needed, same ? "true" : "false");
  else cli_print("%+6.1f  in all, %.1f are needed: %s\n", match->points, match->needed, same ? "one happening" : "two happenings");
}
