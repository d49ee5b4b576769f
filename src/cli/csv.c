/* csv: one row a claim, RFC 4180 with a head line. Several values in one cell are parted by «|»; a cell without a value is
 * empty, never 0. */
#include <string.h>

#include "cli/cli.h"

static void put_cell(isnad_str text, bool excel_safe) {
  bool quoted = false;
  for (size_t i = 0; i < text.len; i++) quoted |= strchr(",\"\r\n", text.ptr[i]) != NULL;
  /* A spreadsheet runs what begins like a formula. */
  bool formula = excel_safe && text.len && strchr("=+-@\t\r", text.ptr[0]) != NULL;
  if (quoted || formula) cli_putc('"');
  if (formula) cli_putc('\'');
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '"') cli_putc('"');
    cli_putc(text.ptr[i]);
  }
  if (quoted || formula) cli_putc('"');
}

/* A row in the making. */
typedef struct csv_row {
  char cell[8192]; /* a cell of several values; the list is cut where it is longer */
  size_t len;
  bool excel_safe, begun;
} csv_row;

static void put(csv_row *row, isnad_str text) {
  if (row->begun) cli_putc(',');
  row->begun = true;
  put_cell(text, row->excel_safe);
}

static void put_name(csv_row *row, const char *name) { put(row, (isnad_str){name, name ? strlen(name) : 0}); }

static void put_number(csv_row *row, bool known, const char *format, double number) {
  char text[32];
  put(row, (isnad_str){text, known ? (size_t)snprintf(text, sizeof text, format, number) : 0});
}

static void add(csv_row *row, const char *bytes, size_t len) {
  if (len >= sizeof row->cell - row->len) return;
  if (len) memcpy(row->cell + row->len, bytes, len);
  row->len += len;
}

/* One more value of the cell. */
static void add_value(csv_row *row, bool first, isnad_str text) {
  if (!first) add(row, "|", 1);
  add(row, text.ptr, text.len);
}

static void put_list(csv_row *row) {
  put(row, (isnad_str){row->cell, row->len});
  row->len = 0;
}

static void put_names(csv_row *row, const isnad_name *names, size_t count) {
  for (size_t i = 0; i < count; i++) add_value(row, i == 0, names[i].text);
  put_list(row);
  for (size_t i = 0; i < count; i++) add_value(row, i == 0, names[i].id);
  put_list(row);
}

/* killed=3..5|wounded=20.. */
static void put_counts(csv_row *row, const isnad_claim *claim) {
  for (size_t i = 0; i < claim->count_count; i++) {
    const isnad_count *count = &claim->counts[i];
    char text[96];
    size_t len = (size_t)snprintf(text, sizeof text, "%s=", isnad_what_name(count->what));
    if (count->min != ISNAD_NO_NUMBER) len += (size_t)snprintf(text + len, sizeof text - len, "%lld", (long long)count->min);
    if (count->min != count->max) len += (size_t)snprintf(text + len, sizeof text - len, "..");
    if (count->max != ISNAD_NO_NUMBER && count->max != count->min)
      len += (size_t)snprintf(text + len, sizeof text - len, "%lld", (long long)count->max);
    add_value(row, i == 0, (isnad_str){text, len});
  }
  put_list(row);
}

static void put_sources(csv_row *row, const isnad_claim *claim) {
  for (size_t i = 0; i < claim->source_count; i++) add_value(row, i == 0, claim->sources[i].text);
  put_list(row);
  for (size_t i = 0; i < claim->source_count; i++) {
    const char *kind = isnad_source_kind_name(claim->sources[i].kind);
    add_value(row, i == 0, (isnad_str){kind, strlen(kind)});
  }
  put_list(row);
}

void cli_csv_head(bool bom) {
  if (bom) cli_puts("\xEF\xBB\xBF");
  cli_puts("file,event,mode,acled,status,attitude,flags,actors,actor_ids,recipients,recipient_ids,"
           "place,place_id,place_name,latitude,longitude,geo_precision,from,to,time,timex,start,end,"
           "counts,sources,source_kinds,trigger_start,trigger_end,evidence_start,evidence_end,evidence\r\n");
}

static void put_claim(csv_row *row, const char *path, const isnad_report *report, const isnad_claim *claim) {
  const isnad_place *place = &claim->place;
  put_name(row, path);
  put_name(row, isnad_event_name(claim->event));
  put_name(row, isnad_mode_name(claim->mode));
  put(row, claim->acled);
  put_name(row, isnad_status_name(claim->status));
  put_name(row, isnad_attitude_name(claim->attitude));
  if (claim->flags & ISNAD_FLAG_CAPTURED) add_value(row, true, (isnad_str){"captured", 8});
  if (claim->flags & ISNAD_FLAG_HEADLINE) add_value(row, row->len == 0, (isnad_str){"headline", 8});
  put_list(row);
  put_names(row, claim->actors, claim->actor_count);
  put_names(row, claim->recipients, claim->recipient_count);
  put(row, place->text);
  put(row, place->id);
  put(row, place->name);
  put_number(row, place->located, "%.5f", place->lat);
  put_number(row, place->located, "%.5f", place->lon);
  put_number(row, place->geo_precision != 0, "%.0f", place->geo_precision);
  put(row, claim->from.text);
  put(row, claim->to.text);
  put(row, claim->time.text);
  put(row, claim->time.timex);
  put(row, claim->time.start);
  put(row, claim->time.end);
  put_counts(row, claim);
  put_sources(row, claim);
  put_number(row, true, "%.0f", claim->trigger.start);
  put_number(row, true, "%.0f", claim->trigger.end);
  put_number(row, true, "%.0f", claim->evidence.start);
  put_number(row, true, "%.0f", claim->evidence.end);
  put(row, isnad_report_words(report, claim->evidence));
  cli_puts("\r\n");
}

void cli_csv(const char *path, const isnad_report *report, bool excel_safe) {
  for (size_t i = 0; i < isnad_report_claim_count(report); i++) {
    csv_row row = {.excel_safe = excel_safe};
    put_claim(&row, path, report, isnad_report_claim(report, i));
  }
}
