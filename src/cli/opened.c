/* opened: see the header. */
#include "cli/opened.h"

#include <stdlib.h>
#include <string.h>

static char *copy_of(isnad_str text) {
  char *copy = desk_room(NULL, text.len, 1);
  if (text.len) memcpy(copy, text.ptr, text.len);
  copy[text.len] = '\0';
  return copy;
}

coverage opened_coverage(const isn_opened *opened) {
  coverage all = {.report_count = opened->report_count, .reports = desk_room(NULL, opened->report_count, sizeof *all.reports)};
  for (size_t i = 0; i < opened->report_count; i++) {
    char number[24];
    snprintf(number, sizeof number, "%lld", (long long)opened->reports[i]);
    isnad_str outlet = {NULL, 0};
    for (size_t k = 0; k < opened->whole->telling_count; k++)
      if (opened->whole->tellings[k].member.account == i) outlet = opened->claims[k].outlet;
    all.reports[i] = (coverage_report){copy_of(desk_str(number)), copy_of(outlet)};
  }
  return all;
}

void opened_coverage_free(coverage *all) {
  for (size_t i = 0; i < all->report_count; i++) free(all->reports[i].id), free(all->reports[i].outlet);
  free(all->reports);
}

static void put_bound(const char *key, int64_t number) {
  if (number == ISNAD_NO_NUMBER) cli_print(",\"%s\":null", key);
  else cli_print(",\"%s\":%lld", key, (long long)number);
}

static void put_number(const isnad_figure *f) {
  if (f->min == ISNAD_NO_NUMBER) cli_print("up to %lld", (long long)f->max);
  else if (f->max == ISNAD_NO_NUMBER) cli_print("%lld or more", (long long)f->min);
  else if (f->min == f->max) cli_print("%lld", (long long)f->min);
  else cli_print("%lld to %lld", (long long)f->min, (long long)f->max);
}

void opened_put_figure(const isn_opened *opened, const isnad_figure *f, bool as_json, bool first) {
  const isn_stored_claim *claim = &opened->claims[f->telling];
  isnad_str origin = f->origin == ISNAD_NO_INDEX ? (isnad_str){NULL, 0} : opened->whole->origins[f->origin].name;
  if (!as_json) {
    cli_puts("        ");
    put_number(f);
    cli_print("  %.*s  ", (int)claim->published.len, claim->published.ptr);
    desk_put_flat(origin.len ? origin : (isnad_str){"unknown", 7});
    cli_puts("  ");
    desk_put_flat(claim->words);
    cli_putc('\n');
    return;
  }
  cli_print("%s{\"origin\":", first ? "" : ",");
  if (origin.len) cli_put_json(stdout, origin);
  else cli_puts("null");
  put_bound("min", f->min);
  put_bound("max", f->max);
  cli_puts(",\"published\":");
  if (claim->published.len) cli_put_json(stdout, claim->published);
  else cli_puts("null");
  cli_print(",\"report\":%lld,\"claim\":\"%.*s\",\"words\":", (long long)claim->report, (int)claim->hash.len, claim->hash.ptr);
  cli_put_json(stdout, claim->words);
  cli_putc('}');
}
