/* table: a report for people. One claim a block: what was said to happen, then each value with the words it stands on.
 *
 *   1  ASSAULT aerial  Air/drone strike
 *      actor      int.gcoalition  طيران التحالف الدولي
 *      place      Ghuwayran       حيّ غويران
 *      isnad      outlet          نهر ميديا
 *
 * Codes stand left and are padded; the report's own words end the line, so that a terminal which turns right-to-left text
 * and one which does not both keep the columns. No bidi control is written. */
#include <string.h>

#include "cli/cli.h"

enum { LABEL_WIDTH = 10, CODE_WIDTH_MAX = 34, INDENT = 4 };

typedef struct layout {
  const isnad_report *report;
  const char *strong, *weak, *warn, *end; /* colours, or "" */
  size_t code_width;                      /* of the claim at hand */
  size_t columns;
} layout;

static isnad_str str_of(const char *text) { return (isnad_str){text, text ? strlen(text) : 0}; }

static void put_spaces(size_t count) {
  while (count-- > 0) cli_putc(' ');
}

/* Line breaks of the report become spaces; nothing else is changed. */
static void put_flat(isnad_str text) {
  for (size_t i = 0; i < text.len; i++) cli_putc((unsigned char)text.ptr[i] < ' ' ? ' ' : text.ptr[i]);
}

static void put_padded(isnad_str text, size_t width) {
  put_flat(text);
  size_t taken = cli_width(text);
  put_spaces(taken < width ? width - taken : 0);
}

/* A field: label, code, the words. */
static void put_field(const layout *table, const char *label, isnad_str code, isnad_str words) {
  put_spaces(INDENT);
  cli_puts(table->weak);
  put_padded(str_of(label), LABEL_WIDTH);
  cli_puts(table->end);
  if (words.len) {
    put_padded(code, table->code_width);
    cli_puts("  ");
    put_flat(words);
  } else {
    put_flat(code);
  }
  cli_putc('\n');
}

/* ---- The code of each kind of value ----------------------------------------------------------------------------------- */

typedef struct short_text {
  char text[160];
} short_text;

static isnad_str code_str(const short_text *code) { return str_of(code->text); }

static void add_text(short_text *code, isnad_str text) {
  size_t at = strlen(code->text), room = sizeof code->text - 1 - at;
  if (text.len > room) text.len = 0; /* never cut inside a letter */
  if (text.len) memcpy(code->text + at, text.ptr, text.len);
  code->text[at + text.len] = '\0';
}

static short_text name_code(const isnad_name *name) {
  short_text code = {""};
  add_text(&code, name->id.len ? name->id : str_of("-"));
  return code;
}

static short_text place_code(const isnad_place *place) {
  short_text code = {""};
  add_text(&code, place->name.len ? place->name : str_of("-"));
  if (place->located) {
    char at[48];
    snprintf(at, sizeof at, " %.2f,%.2f", place->lat, place->lon);
    add_text(&code, str_of(at));
  }
  return code;
}

static short_text time_code(const isnad_time *time) {
  short_text code = {""};
  add_text(&code, time->start);
  if (time->end.len && (time->end.len != time->start.len || memcmp(time->end.ptr, time->start.ptr, time->end.len) != 0)) {
    add_text(&code, str_of(" to "));
    add_text(&code, time->end);
  }
  size_t parts = time->timex.len > 3 ? time->timex.len - 3 : 0; /* TMO, TEV ...: the part of the day */
  if (parts == 10 && time->timex.ptr[parts] == 'T') {
    add_text(&code, str_of(" "));
    add_text(&code, (isnad_str){time->timex.ptr + parts, 3});
  }
  return code;
}

/* strikes 6; killed 20 or more; wounded 3 to 5 */
static short_text count_code(const isnad_count *count) {
  short_text code = {""};
  add_text(&code, str_of(isnad_what_name(count->what)));
  char number[64] = "";
  if (count->min == ISNAD_NO_NUMBER && count->max != ISNAD_NO_NUMBER)
    snprintf(number, sizeof number, " up to %lld", (long long)count->max);
  else if (count->min != ISNAD_NO_NUMBER && count->max == ISNAD_NO_NUMBER)
    snprintf(number, sizeof number, " %lld or more", (long long)count->min);
  else if (count->min != count->max)
    snprintf(number, sizeof number, " %lld to %lld", (long long)count->min, (long long)count->max);
  else if (count->min != ISNAD_NO_NUMBER)
    snprintf(number, sizeof number, "%s %lld", count->bound == ISNAD_ABOUT ? " about" : "", (long long)count->min);
  add_text(&code, str_of(number));
  if (count->total) add_text(&code, str_of(" in all"));
  if (count->subset) add_text(&code, str_of(" of those"));
  return code;
}

static short_text link_code(const isnad_link *link) {
  short_text code = {""};
  add_text(&code, str_of(isnad_source_kind_name(link->kind)));
  return code;
}

/* ---- A claim ---------------------------------------------------------------------------------------------------------- */

static void widen(layout *table, short_text code) {
  size_t width = cli_width(code_str(&code));
  if (width > table->code_width && width <= CODE_WIDTH_MAX) table->code_width = width;
}

/* One width for the whole claim, so that the words stand under each other. */
static void measure(layout *table, const isnad_claim *claim) {
  table->code_width = 8;
  for (size_t i = 0; i < claim->actor_count; i++) widen(table, name_code(&claim->actors[i]));
  for (size_t i = 0; i < claim->recipient_count; i++) widen(table, name_code(&claim->recipients[i]));
  for (size_t i = 0; i < claim->count_count; i++) widen(table, count_code(&claim->counts[i]));
  for (size_t i = 0; i < claim->source_count; i++) widen(table, link_code(&claim->sources[i]));
  if (claim->place.text.len) widen(table, place_code(&claim->place));
  if (claim->from.text.len) widen(table, place_code(&claim->from));
  if (claim->to.text.len) widen(table, place_code(&claim->to));
  if (claim->time.text.len) widen(table, time_code(&claim->time));
}

static void put_head(const layout *table, size_t number, const isnad_claim *claim) {
  const char *mode = isnad_mode_name(claim->mode);
  cli_print("%3zu %s%s%s%s%s", number, table->strong, isnad_event_name(claim->event), mode ? " " : "", mode ? mode : "",
            table->end);
  if (claim->status != ISNAD_HAPPENED) cli_print("  %s%s%s", table->warn, isnad_status_name(claim->status), table->end);
  if (claim->flags & ISNAD_FLAG_CAPTURED) cli_puts("  captured");
  if (claim->flags & ISNAD_FLAG_HEADLINE) cli_puts("  headline");
  if (claim->acled.len) cli_print("  %s%.*s%s", table->weak, (int)claim->acled.len, claim->acled.ptr, table->end);
  cli_putc('\n');
}

static void put_place(const layout *table, const char *label, const isnad_place *place) {
  if (place->text.len == 0) return;
  short_text code = place_code(place);
  put_field(table, label, code_str(&code), place->text);
}

/* The chain, nearest first; the first link carries how it was said. */
static void put_chain(const layout *table, const isnad_claim *claim) {
  for (size_t i = 0; i < claim->source_count; i++) {
    short_text code = link_code(&claim->sources[i]);
    put_field(table, i == 0 ? isnad_attitude_name(claim->attitude) : "  from", code_str(&code), claim->sources[i].text);
  }
}

/* The clause, over as many lines as it needs. */
static void put_words(const layout *table, isnad_str words) {
  size_t room = table->columns - INDENT - LABEL_WIDTH;
  for (bool first = true; words.len; first = false) {
    size_t fit = cli_fit(words, room);
    put_spaces(INDENT);
    cli_puts(table->weak);
    put_padded(str_of(first ? "words" : ""), LABEL_WIDTH);
    cli_puts(table->end);
    size_t end = fit;
    while (end && (words.ptr[end - 1] == ' ' || words.ptr[end - 1] == '\n')) end--;
    put_flat((isnad_str){words.ptr, end});
    cli_putc('\n');
    words.ptr += fit, words.len -= fit;
  }
}

static void put_claim(layout *table, size_t number, const isnad_claim *claim) {
  measure(table, claim);
  put_head(table, number, claim);
  for (size_t i = 0; i < claim->actor_count; i++) {
    short_text code = name_code(&claim->actors[i]);
    put_field(table, i == 0 ? "actor" : "", code_str(&code), claim->actors[i].text);
  }
  for (size_t i = 0; i < claim->recipient_count; i++) {
    short_text code = name_code(&claim->recipients[i]);
    put_field(table, i == 0 ? "recipient" : "", code_str(&code), claim->recipients[i].text);
  }
  put_place(table, "place", &claim->place);
  put_place(table, "from", &claim->from);
  put_place(table, "to", &claim->to);
  if (claim->time.text.len) {
    short_text code = time_code(&claim->time);
    put_field(table, "time", code_str(&code), claim->time.text);
  }
  for (size_t i = 0; i < claim->count_count; i++) {
    short_text code = count_code(&claim->counts[i]);
    put_field(table, i == 0 ? "count" : "", code_str(&code), claim->counts[i].text);
  }
  put_chain(table, claim);
  put_words(table, isnad_report_words(table->report, claim->evidence));
  for (size_t i = 0; i < claim->reason_count; i++)
    put_field(table, i == 0 ? "because" : "", claim->reasons[i], (isnad_str){NULL, 0});
}

static void put_meta(const layout *table, const char *path, const isnad_meta *meta) {
  cli_print("%s", table->strong);
  put_flat(meta->title.text.len ? meta->title.text : str_of(path));
  cli_print("%s\n%s", table->end, table->weak);
  const isnad_str parts[] = {meta->title.text.len ? str_of(path) : (isnad_str){NULL, 0}, meta->published.text,
                             meta->outlet.text, meta->dateline.text};
  bool begun = false;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (parts[i].len == 0) continue;
    if (begun) cli_puts("  ");
    put_flat(parts[i]);
    begun = true;
  }
  cli_print("%s%s\n", table->end, begun ? "\n" : "");
}

void cli_table(const char *path, const isnad_report *report) {
  bool colours = cli_colours();
  layout table = {.report = report, .columns = (size_t)cli_columns(), .strong = colours ? "\033[1m" : "",
                 .weak = colours ? "\033[2m" : "", .warn = colours ? "\033[33m" : "", .end = colours ? "\033[0m" : ""};
  put_meta(&table, path, isnad_report_meta(report));
  size_t count = isnad_report_claim_count(report);
  for (size_t i = 0; i < count; i++) {
    put_claim(&table, i + 1, isnad_report_claim(report, i));
    cli_putc('\n');
  }
  cli_print("%zu %s\n\n", count, count == 1 ? "claim" : "claims");
}
