/* golden_find: the claims of test/golden/find. A claim is one line:
 *
 *   ASSAULT/aerial happened | actors: int.gcoalition | place: حيّ غويران | time: 2022-01-24TDA | counts: strikes 6..6 |
 *   sources: outlet نهر ميديا
 *
 * Only what a line names is compared. Fields: trigger, acled, attitude, flags, actors, recipients, place, place-id, from, to,
 * time, counts, sources, evidence; lists are parted by commas, «none» is an empty one; who has an id is named by it. Lines stand
 * for the claims in their order, or for the claim whose trigger they name. Other lines: «none» (no claims), «no: EVENT» or
 * «no: EVENT/mode», «...» (further claims may follow). */
#include <stdlib.h>
#include <string.h>

#include "golden.h"

enum { FIELDS_MAX = 16, VALUE_MAX = 2048 };

static const char *const field_names[] = {"trigger", "acled", "attitude", "flags",  "actors",  "recipients", "place", "place-id",
                                          "from",    "to",    "time",     "counts", "sources", "evidence",   NULL};

typedef struct wanted {
  isnad_str event, mode, status; /* mode "none": no mode; empty: not compared */
  isnad_str keys[FIELDS_MAX], values[FIELDS_MAX];
  size_t field_count;
  size_t claim; /* index of the claim it was matched with, or SIZE_MAX */
} wanted;

/* A value in the making. */
typedef struct value {
  char text[VALUE_MAX];
  size_t len;
} value;

static void add(value *v, isnad_str text) {
  for (size_t i = 0; i < text.len && v->len + 1 < VALUE_MAX; i++)
    v->text[v->len++] = text.ptr[i] == '\n' ? ' ' : text.ptr[i];
}

static void add_text(value *v, const char *text) {
  if (text) add(v, (isnad_str){text, strlen(text)});
}

static void add_item(value *v, isnad_str text) {
  if (v->len) add_text(v, ", ");
  add(v, text);
}

static void add_names(value *v, const isnad_name *names, size_t count) {
  for (size_t i = 0; i < count; i++) add_item(v, names[i].id.len ? names[i].id : names[i].text);
}

static void add_counts(value *v, const isnad_claim *claim) {
  for (size_t i = 0; i < claim->count_count; i++) {
    const isnad_count *c = &claim->counts[i];
    char text[128], low[24] = "", high[24] = "";
    if (c->min != ISNAD_NO_NUMBER) snprintf(low, sizeof low, "%lld", (long long)c->min);
    if (c->max != ISNAD_NO_NUMBER) snprintf(high, sizeof high, "%lld", (long long)c->max);
    int len = snprintf(text, sizeof text, "%s %s..%s%s%s%s%s%s", isnad_what_name(c->what), low, high,
                       c->bound == ISNAD_EXACT ? "" : " ", c->bound == ISNAD_EXACT ? "" : isnad_bound_name(c->bound),
                       c->total ? " total" : "", c->subset ? " of " : "", c->subset ? isnad_what_name(c->of) : "");
    add_item(v, (isnad_str){text, (size_t)len});
  }
}

static void add_sources(value *v, const isnad_claim *claim) {
  for (size_t i = 0; i < claim->source_count; i++) {
    const isnad_link *link = &claim->sources[i];
    if (v->len) add_text(v, ", ");
    add_text(v, isnad_source_kind_name(link->kind));
    add_text(v, " ");
    add(v, link->text.len ? link->text : link->id.len ? link->id : link->name); /* one told beside the text has no words in it */
  }
}

static isnad_str cut(isnad_str text, isnad_span span) { return (isnad_str){text.ptr + span.start, span.end - span.start}; }

/* What a claim has in a field; "none" where nothing. */
static value field_value(isnad_str text, const isnad_claim *claim, const char *field) {
  value v = {.len = 0};
  if (strcmp(field, "trigger") == 0) add(&v, cut(text, claim->trigger));
  if (strcmp(field, "evidence") == 0) add(&v, cut(text, claim->evidence));
  if (strcmp(field, "acled") == 0) add(&v, claim->acled);
  if (strcmp(field, "attitude") == 0) add_text(&v, isnad_attitude_name(claim->attitude));
  if (strcmp(field, "flags") == 0 && claim->flags & ISNAD_FLAG_CAPTURED) add_text(&v, "captured");
  if (strcmp(field, "flags") == 0 && claim->flags & ISNAD_FLAG_HEADLINE) add_item(&v, (isnad_str){"headline", 8});
  if (strcmp(field, "actors") == 0) add_names(&v, claim->actors, claim->actor_count);
  if (strcmp(field, "recipients") == 0) add_names(&v, claim->recipients, claim->recipient_count);
  if (strcmp(field, "place") == 0) add(&v, claim->place.text);
  if (strcmp(field, "place-id") == 0) add(&v, claim->place.id);
  if (strcmp(field, "from") == 0) add(&v, claim->from.text);
  if (strcmp(field, "to") == 0) add(&v, claim->to.text);
  if (strcmp(field, "time") == 0) add(&v, claim->time.timex.len ? claim->time.timex : claim->time.text);
  if (strcmp(field, "counts") == 0) add_counts(&v, claim);
  if (strcmp(field, "sources") == 0) add_sources(&v, claim);
  if (v.len == 0) add_text(&v, "none");
  return v;
}

static bool same(isnad_str a, isnad_str b) { return a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0; }

/* ---- The expected lines ----------------------------------------------------------------------------------------------- */

static bool known_field(isnad_str key) {
  for (size_t i = 0; field_names[i]; i++)
    if (golden_same(key, field_names[i])) return true;
  return false;
}

/* False after a message where a line cannot be understood. */
static bool parse(isnad_str line, wanted *want, FILE *explain) {
  *want = (wanted){.claim = SIZE_MAX};
  isnad_str rest, after, head = golden_trim(golden_cut(line, "|", &rest));
  isnad_str name = golden_cut(head, " ", &after);
  want->status = golden_trim(after);
  want->event = golden_cut(name, "/", &want->mode);
  while (golden_trim(rest).len) {
    isnad_str field = golden_trim(golden_cut(rest, "|", &rest));
    isnad_str key = golden_trim(golden_cut(field, ":", &after));
    if (!known_field(key) || want->field_count == FIELDS_MAX) {
      fprintf(explain, "    there is no field %.*s\n", (int)key.len, key.ptr);
      return false;
    }
    want->keys[want->field_count] = key;
    want->values[want->field_count++] = golden_trim(after);
  }
  return true;
}

static isnad_str wanted_value(const wanted *want, const char *key) {
  for (size_t i = 0; i < want->field_count; i++)
    if (golden_same(want->keys[i], key)) return want->values[i];
  return (isnad_str){NULL, 0};
}

/* ---- A claim as a line ------------------------------------------------------------------------------------------------ */

static void put_head(FILE *out, const isnad_claim *claim, bool with_mode) {
  const char *mode = isnad_mode_name(claim->mode);
  fprintf(out, "%s%s%s %s", isnad_event_name(claim->event), with_mode && mode ? "/" : "", with_mode && mode ? mode : "",
          isnad_status_name(claim->status));
}

static void put_field(FILE *out, isnad_str text, const isnad_claim *claim, const char *field) {
  value v = field_value(text, claim, field);
  fprintf(out, " | %s: %.*s", field, (int)v.len, v.text);
}

/* With the fields that `want` names, or all that the claim has. */
static void put_claim(FILE *out, isnad_str text, const isnad_claim *claim, const wanted *want) {
  put_head(out, claim, true);
  for (size_t i = 0; field_names[i]; i++) {
    const char *field = field_names[i];
    value v = field_value(text, claim, field);
    bool plain = strcmp(field, "evidence") == 0 || strcmp(v.text, "none") == 0 ||
                 (strcmp(field, "attitude") == 0 && claim->attitude == ISNAD_SAYS);
    if (want ? wanted_value(want, field).ptr != NULL : !plain) put_field(out, text, claim, field);
  }
  fputc('\n', out);
}

/* ---- Comparing -------------------------------------------------------------------------------------------------------- */

/* Two lists are the same in any order; sources keep theirs. */
static bool same_list(isnad_str want, isnad_str got) {
  size_t wanted_items = 0, got_items = 0;
  for (isnad_str rest = got; rest.len; got_items++) golden_cut(rest, ", ", &rest);
  for (isnad_str rest = want; rest.len; wanted_items++) {
    isnad_str item = golden_trim(golden_cut(rest, ",", &rest));
    bool found = false;
    for (isnad_str other = got; other.len && !found;) found = same(item, golden_trim(golden_cut(other, ", ", &other)));
    if (!found) return false;
  }
  return wanted_items == got_items;
}

static bool compare(isnad_str text, const wanted *want, const isnad_claim *claim, FILE *explain) {
  bool good = golden_same(want->event, isnad_event_name(claim->event));
  const char *mode = isnad_mode_name(claim->mode);
  good &= want->mode.len == 0 || golden_same(want->mode, mode ? mode : "none");
  good &= want->status.len == 0 || golden_same(want->status, isnad_status_name(claim->status));
  if (!good) {
    isnad_str trigger = cut(text, claim->trigger);
    fprintf(explain, "    %.*s: want %.*s%s%.*s %.*s, got ", (int)trigger.len, trigger.ptr, (int)want->event.len,
            want->event.ptr, want->mode.len ? "/" : "", (int)want->mode.len, want->mode.ptr, (int)want->status.len,
            want->status.ptr);
    put_head(explain, claim, true);
    fputc('\n', explain);
  }
  for (size_t i = 0; i < want->field_count; i++) {
    char key[32];
    snprintf(key, sizeof key, "%.*s", (int)want->keys[i].len, want->keys[i].ptr);
    value got = field_value(text, claim, key);
    isnad_str have = {got.text, got.len};
    bool list = strcmp(key, "actors") == 0 || strcmp(key, "recipients") == 0 || strcmp(key, "counts") == 0;
    if (list ? same_list(want->values[i], have) : same(want->values[i], have)) continue;
    isnad_str trigger = cut(text, claim->trigger);
    fprintf(explain, "    %.*s: %s: want %.*s, got %.*s\n", (int)trigger.len, trigger.ptr, key, (int)want->values[i].len,
            want->values[i].ptr, (int)have.len, have.ptr);
    good = false;
  }
  return good;
}

typedef struct outcome {
  wanted *lines;
  size_t line_count;
  bool more;     /* other claims may be there */
  bool none;     /* a line said so */
  bool *matched; /* by claim */
} outcome;

static bool take_no(isnad_str spec, isnad_str text, const isnad_report *report, FILE *explain) {
  isnad_str mode, event = golden_cut(golden_trim(spec), "/", &mode);
  for (size_t i = 0; i < isnad_report_claim_count(report); i++) {
    const isnad_claim *claim = isnad_report_claim(report, i);
    const char *name = isnad_mode_name(claim->mode);
    if (!golden_same(event, isnad_event_name(claim->event)) || (mode.len && !golden_same(mode, name ? name : "none"))) continue;
    fputs("    unwanted: ", explain);
    put_claim(explain, text, claim, NULL);
    return false;
  }
  return true;
}

/* Named triggers first, then the rest in order. */
static void match(outcome *o, isnad_str text, const isnad_report *report) {
  size_t count = isnad_report_claim_count(report), next = 0;
  for (size_t i = 0; i < o->line_count; i++) {
    isnad_str trigger = wanted_value(&o->lines[i], "trigger");
    for (size_t k = 0; trigger.ptr && k < count && o->lines[i].claim == SIZE_MAX; k++)
      if (!o->matched[k] && same(trigger, cut(text, isnad_report_claim(report, k)->trigger)))
        o->matched[k] = true, o->lines[i].claim = k;
  }
  for (size_t i = 0; i < o->line_count; i++) {
    if (wanted_value(&o->lines[i], "trigger").ptr) continue;
    while (next < count && o->matched[next]) next++;
    if (next == count) return;
    o->matched[next] = true, o->lines[i].claim = next;
  }
}

static bool judge(outcome *o, const golden_case *c, const isnad_report *report, FILE *explain, FILE *accepted) {
  bool good = true;
  size_t count = isnad_report_claim_count(report), from = 0;
  for (size_t i = 0; i < o->line_count; i++) {
    const wanted *want = &o->lines[i];
    if (want->claim == SIZE_MAX) {
      isnad_str trigger = wanted_value(want, "trigger");
      fprintf(explain, "    missing: %.*s%s%.*s\n", (int)want->event.len, want->event.ptr, trigger.len ? " " : "",
              (int)trigger.len, trigger.ptr);
      good = false;
      continue;
    }
    for (; !o->more && from < want->claim; from++)
      if (!o->matched[from]) put_claim(accepted, c->text, isnad_report_claim(report, from), NULL);
    good &= compare(c->text, want, isnad_report_claim(report, want->claim), explain);
    put_claim(accepted, c->text, isnad_report_claim(report, want->claim), want);
  }
  for (size_t k = 0; k < count && !o->more; k++) {
    if (o->matched[k]) continue;
    fputs("    extra: ", explain);
    put_claim(explain, c->text, isnad_report_claim(report, k), NULL);
    if (k >= from) put_claim(accepted, c->text, isnad_report_claim(report, k), NULL);
    good = false;
  }
  return good;
}

static bool check_report(const golden_case *c, const isnad_report *report, FILE *explain, FILE *accepted) {
  outcome o = {.lines = calloc(c->line_count + 1, sizeof *o.lines),
               .matched = calloc(isnad_report_claim_count(report) + 1, sizeof *o.matched)};
  if (o.lines == NULL || o.matched == NULL) exit(2);
  bool good = true, forbids = false;
  for (size_t i = 0; i < c->line_count; i++) {
    isnad_str spec, line = c->lines[i];
    if (golden_same(line, "none")) o.none = true;
    else if (golden_same(line, "...")) o.more = true;
    else if (golden_same(golden_cut(line, ":", &spec), "no")) forbids = true, good &= take_no(spec, c->text, report, explain);
    else good &= parse(line, &o.lines[o.line_count], explain), o.line_count++;
  }
  if (forbids && o.line_count == 0 && !o.none) o.more = true;
  match(&o, c->text, report);
  good &= judge(&o, c, report, explain, accepted);
  for (size_t i = 0; i < c->line_count; i++) {
    isnad_str spec;
    if (golden_same(golden_cut(c->lines[i], ":", &spec), "no") || golden_same(c->lines[i], "..."))
      fprintf(accepted, "%.*s\n", (int)c->lines[i].len, c->lines[i].ptr);
  }
  if (isnad_report_claim_count(report) == 0 && !o.more) fputs("none\n", accepted);
  free(o.lines);
  free(o.matched);
  return good;
}

static bool check(const isnad_lexicon *lexicon, const golden_case *c, FILE *explain, FILE *accepted) {
  isnad_given given = golden_given_values(c);
  isnad_report *report;
  isnad_error error;
  if (isnad_read(lexicon, c->text, &given, NULL, &report, &error) != ISNAD_OK) {
    fprintf(explain, "    %s\n", error.message);
    return false;
  }
  bool good = check_report(c, report, explain, accepted);
  isnad_report_free(report);
  return good;
}

int main(int argc, char **argv) { return golden_main(argc, argv, "golden find", check); }
