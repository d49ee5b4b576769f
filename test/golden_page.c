/* golden_page: whole pages of HTML, in the styles of the systems that newsrooms use, through isnad_read. An expected line is one value:
 *
 *   title: ...       outlet section published updated shown zone dateline byline url image language
 *   authors: a | b   tags; caption, credit and file may stand several times, in the order of the page
 *   paragraphs: 3    how many; claims: 0
 *   first: ...       the first and the last paragraph; last: ...; a value that ends with ... is compared as far as it goes
 *   has: ...         some paragraph holds these words; not: none does
 *
 * A case may give «charset: windows-1256»: the page is put into that code page before it is read. Whatever is expected, the words of
 * every span must be the value that stands on it. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "golden.h"
#include "read/html/charset.h"

typedef struct reading {
  const isnad_report *report;
  const isnad_meta *meta;
  size_t captions, credits, files; /* how many of each were compared */
} reading;

/* The text in the Arabic code page; a letter that it lacks ends the test. */
static isnad_str encode(isnad_str text) {
  char *out = malloc(text.len + 1);
  size_t len = 0;
  if (out == NULL) exit(2);
  for (size_t at = 0; at < text.len;) {
    uint32_t c = isn_utf8_next(text, &at);
    unsigned byte = 0;
    while (byte < 256 && isn_charset_letter(CHARSET_ARABIC_WINDOWS, (unsigned char)byte) != c) byte++;
    if (byte == 256) {
      fprintf(stderr, "golden page: U+%04X is not in windows-1256\n", c);
      exit(2);
    }
    out[len++] = (char)byte;
  }
  return (isnad_str){out, len};
}

static isnad_str join(const isnad_value *values, size_t count, char *out, size_t size) {
  size_t len = 0;
  for (size_t i = 0; i < count; i++) {
    int more = snprintf(out + len, size - len, "%s%.*s", i ? " | " : "", (int)values[i].text.len, values[i].text.ptr);
    if (more < 0 || (size_t)more >= size - len) break;
    len += (size_t)more;
  }
  return (isnad_str){out, len};
}

static isnad_str image_part(const reading *r, size_t *next, int part) {
  for (size_t i = *next; i < r->meta->image_count; i++) {
    const isnad_image *image = &r->meta->images[i];
    isnad_str value = part == 0 ? image->caption.text : part == 1 ? image->credit.text : image->file.text;
    *next = i + 1;
    if (value.len) return value;
  }
  return (isnad_str){NULL, 0};
}

static isnad_str value_of(reading *r, isnad_str key, char *out, size_t size) {
  const isnad_meta *m = r->meta;
  const struct { const char *key; const isnad_value *value; } plain[] = {
      {"title", &m->title}, {"section", &m->section}, {"outlet", &m->outlet}, {"published", &m->published}, {"updated", &m->updated},
      {"shown", &m->shown_date}, {"dateline", &m->dateline}, {"byline", &m->byline}, {"url", &m->url}, {"image", &m->image}};
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
    if (golden_same(key, plain[i].key)) return plain[i].value->text;
  if (golden_same(key, "language")) return m->language;
  if (golden_same(key, "authors")) return join(m->authors, m->author_count, out, size);
  if (golden_same(key, "tags")) return join(m->tags, m->tag_count, out, size);
  if (golden_same(key, "caption")) return image_part(r, &r->captions, 0);
  if (golden_same(key, "credit")) return image_part(r, &r->credits, 1);
  if (golden_same(key, "file")) return image_part(r, &r->files, 2);
  size_t count = m->paragraph_count;
  if (golden_same(key, "first")) return count ? m->paragraphs[0].text : (isnad_str){NULL, 0};
  if (golden_same(key, "last")) return count ? m->paragraphs[count - 1].text : (isnad_str){NULL, 0};
  int len = 0;
  if (golden_same(key, "paragraphs")) len = snprintf(out, size, "%zu", count);
  else if (golden_same(key, "claims")) len = snprintf(out, size, "%zu", isnad_report_claim_count(r->report));
  else if (golden_same(key, "zone")) len = m->zone_known ? snprintf(out, size, "%d", m->zone_minutes) : 0;
  else return ISN_LIT("(no such key)");
  return (isnad_str){out, (size_t)len};
}

static bool in_paragraphs(const reading *r, isnad_str words) {
  for (size_t i = 0; i < r->meta->paragraph_count; i++)
    if (isn_str_holds(r->meta->paragraphs[i].text, words)) return true;
  return false;
}

/* ---- Spans ----------------------------------------------------------------------------------------------------------- */

static bool holds(const reading *r, isnad_str text, isnad_span span) {
  return isn_span_empty(span) || isn_str_same(isnad_report_words(r->report, span), text);
}

static bool names_hold(const reading *r, const isnad_name *names, size_t count) {
  bool good = true;
  for (size_t i = 0; i < count; i++) good &= holds(r, names[i].text, names[i].span);
  return good;
}

static bool claim_holds(const reading *r, const isnad_claim *c) {
  bool good = names_hold(r, c->actors, c->actor_count) && names_hold(r, c->recipients, c->recipient_count) &&
              holds(r, c->place.text, c->place.span) && holds(r, c->time.text, c->time.span) && isnad_report_words(r->report, c->evidence).len > 0;
  for (size_t i = 0; i < c->source_count; i++) good &= holds(r, c->sources[i].text, c->sources[i].span);
  for (size_t i = 0; i < c->count_count; i++) good &= holds(r, c->counts[i].text, c->counts[i].span);
  return good;
}

static bool spans_hold(const reading *r, FILE *explain) {
  const isnad_meta *m = r->meta;
  bool good = holds(r, m->title.text, m->title.span) && holds(r, m->outlet.text, m->outlet.span) && holds(r, m->byline.text, m->byline.span) &&
              holds(r, m->dateline.text, m->dateline.span);
  for (size_t i = 0; i < m->paragraph_count; i++) good &= holds(r, m->paragraphs[i].text, m->paragraphs[i].span);
  for (size_t i = 0; i < m->tag_count; i++) good &= holds(r, m->tags[i].text, m->tags[i].span);
  for (size_t i = 0; i < isnad_report_claim_count(r->report); i++) good &= claim_holds(r, isnad_report_claim(r->report, i));
  if (!good) fputs("    a span does not hold its words\n", explain);
  return good;
}

/* ---- Cases ----------------------------------------------------------------------------------------------------------- */

static bool compare_line(reading *r, isnad_str line, FILE *explain, FILE *accepted) {
  char out[4096];
  isnad_str rest, key = golden_trim(golden_cut(line, ":", &rest)), want = golden_trim(rest);
  bool has = golden_same(key, "has");
  if (has || golden_same(key, "not")) return golden_line_holds(line, in_paragraphs(r, want) == has, explain, accepted);
  return golden_value_agrees(key, value_of(r, key, out, sizeof out), want, explain, accepted);
}

static bool check(const isnad_lexicon *lexicon, const golden_case *c, FILE *explain, FILE *accepted) {
  isnad_given given = golden_given_values(c);
  bool windows = golden_same(golden_given(c, "charset"), "windows-1256");
  isnad_str page = windows ? encode(c->text) : c->text;
  isnad_report *report;
  isnad_error error;
  if (isnad_read(lexicon, page, &given, NULL, &report, &error) != ISNAD_OK) {
    fprintf(explain, "    %s\n", error.message);
    return false;
  }
  reading r = {.report = report, .meta = isnad_report_meta(report)};
  bool good = spans_hold(&r, explain);
  for (size_t i = 0; i < c->line_count; i++) good &= compare_line(&r, c->lines[i], explain, accepted);
  isnad_report_free(report);
  if (windows) free((char *)(uintptr_t)page.ptr);
  return good;
}

int main(int argc, char **argv) { return golden_main(argc, argv, "golden page", check); }
