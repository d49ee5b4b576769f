/* inner: what the files of the page room share. A page is written from top to bottom into one buffer; put() is its pen. */
#ifndef ISN_SERVE_PAGE_INNER_H
#define ISN_SERVE_PAGE_INNER_H

#include "base/error.h"
#include "base/str.h"
#include "serve/page/assets.h"
#include "serve/page/pen.h"
#include "serve/page/page.h"
#include "serve/page/query.h"

typedef struct isn_coverage {
  isnad_str slug, title[2], about[2], filter, since, ended; /* [isn_lang] */
  isn_filter narrow;                                        /* filter, read */
} isn_coverage;

struct isn_pages {
  isn_arena *arena;
  const isnad_lexicon *lexicon;
  isn_words *words;
  isn_assets assets;
  isn_coverage *coverages;
  size_t coverage_count;
};

typedef struct isn_page {
  isn_pen pen;
  isn_arena *arena;
  const isn_pages *pages;
  const isn_page_ask *ask;
  isn_store *store;
  isn_page_answer *answer;
  isn_lang lang;
  isn_query query;
  bool lite;        /* no typefaces, no map, no script */
  int size;         /* of the letters: 1, 2, 3 */
  isnad_str path;   /* /i/0123, decoded, without suffix and query */
  isnad_str id;     /* what stands behind /i/ */
  isnad_str carry;  /* parameters that links take along: lang=en */
  isn_opened *open; /* closed when the answer is done */
  const isn_coverage *coverage;
  isnad_error error;
  bool full; /* memory ended within a visit of the store */
} isn_page;

#define put(page, ...) isn_pen_put(&(page)->pen, __VA_ARGS__)

/* ---- Answers that are no page (page.c) --------------------------------------------------------------------------- */

_Noreturn void isn_page_refuse(isn_page *, int status); /* 400, 404, 500: a page that says so */
_Noreturn void isn_page_redirect(isn_page *, int status, isnad_str path);
void isn_page_check(isn_page *, isnad_status); /* goes on where it is ISNAD_OK */
/* Does a part of a visit of the store: where memory ends it gives false, so that the store closes what it has open, and
 * isn_page_check jumps. */
typedef void isn_page_visit(isn_page *, void *context, const void *item);
bool isn_page_visited(isn_page *, isn_page_visit *, void *context, const void *item);

/* Takes the suffix of another form off the path: json of /i/0123.json; empty where there is none. */
isnad_str isn_page_suffix(isnad_str *path);

/* ---- The frame (shell.c) ----------------------------------------------------------------------------------------- */

typedef struct isn_frame {
  isnad_str title;   /* of the window; the site's name is added */
  isnad_str about;   /* for search engines; may be empty */
  const char *here;  /* the entry of the navigation: coverage, map, ... ; NULL: none */
  bool live;         /* the page can be followed */
  const char *forms; /* other forms by suffix, blanks between: "json csv atom"; NULL: none */
} isn_frame;

void isn_shell_open(isn_page *, const isn_frame *);
void isn_shell_close(isn_page *, const isn_frame *);
/* Writes the path as a page of this language leads to it: what %p stands for. */
void isn_shell_path(isn_page *, isn_lang, isnad_str path);
/* /i/0123, /r/12: ids and numbers need no escaping. */
isnad_str isn_page_to(isn_page *, const char *kind, isnad_str id);
isnad_str isn_page_to_number(isn_page *, const char *kind, int64_t number);
/* "s" or "o" and a name of any letters: /s/%D8%B4 */
isnad_str isn_page_named(isn_page *, const char *kind, isnad_str name);
isnad_str isn_page_name_in(isn_page *, isnad_str part); /* the name that such a part stands for */
/* The file of a page in a static site: /i/0123 in English is en/i/0123.html; names of any letters become digests. */
isnad_str isn_page_file(isn_arena *, isn_lang, isnad_str path);
/* The address of this page with another value of one parameter; NULL value: without it. Ready for an attribute. */
void isn_shell_self(isn_page *, const char *suffix, const char *name, const char *value);

/* ---- Saying things (say.c) --------------------------------------------------------------------------------------- */

void isn_say_day(isn_page *, isnad_str iso);   /* الأحد 2 تشرين الثاني/نوفمبر 2025, as <time> */
void isn_say_time(isn_page *, isnad_str iso);  /* that, and 10:40 where it is known */
void isn_say_clock(isn_page *, isnad_str iso); /* 10:40, or nothing */
void isn_say_days(isn_page *, isnad_str from, isnad_str to);
void isn_say_instant(isn_page *, int64_t at);             /* seconds since 1970, in UTC */
void isn_say_range(isn_page *, int64_t min, int64_t max); /* 12, بين 12 و15, 20 على الأقل */
void isn_say_figure(isn_page *, isnad_str what, int64_t min, int64_t max); /* بين 9 و17 قتيلاً */
void isn_say_origins(isn_page *, const isn_incident_row *); /* 9 تقارير ← 4 أصول مستقلة */
void isn_say_event(isn_page *, isnad_str event, isnad_str mode);
isnad_str isn_say_title(isn_page *,
                        const isn_incident_row *); /* its headline, or the name of the event where reports have none */
void isn_say_name(isn_page *, isnad_str text,
                  isnad_str name); /* as written, or the English name where there is one, set apart by bdi */
/* At most max bytes of it, cut between words, with … where something is left out. */
isnad_str isn_say_short(isn_page *, isnad_str text, size_t max);
isnad_str isn_say_date(isnad_str iso);       /* 2025-11-02T10:40: 2025-11-02 */
int64_t isn_say_number_of(isnad_str digits); /* 0 where it is none */
int64_t isn_say_minutes_of(isnad_str iso);   /* since 1970, by the local clock; INT64_MIN where it is none */

/* ---- The pages, a file each -------------------------------------------------------------------------------------- */

void isn_page_coverage_write(isn_page *);
void isn_page_incident_write(isn_page *);
void isn_page_report_write(isn_page *);
/* The report that the address names, with its claims; refuses with 404 where there is none. */
const isn_stored_report *isn_page_report(isn_page *, isn_stored_claims *);
void isn_page_source_write(isn_page *);
void isn_page_origin_write(isn_page *);
void isn_page_map_write(isn_page *);
void isn_page_search_write(isn_page *);
void isn_page_disputes_write(isn_page *);
void isn_page_about_write(isn_page *);
void isn_page_desk_write(isn_page *);

/* ---- Parts that several pages have ------------------------------------------------------------------------------- */

/* The rows of a filter, copied into the page's arena. */
typedef struct isn_row_list {
  isn_incident_row *at;
  size_t count, cap;
} isn_row_list;
isn_row_list isn_page_rows(isn_page *, const isn_filter *); /* entry.c */
void isn_page_entry(isn_page *, const isn_incident_row *,
                    bool full);                                     /* one incident in a list; full: with a quotation */
void isn_page_entries(isn_page *, const isn_row_list *, bool full); /* under headings of days */

void isn_page_filter_form(isn_page *);  /* filter.c: the form, and the filters that hold with a way to take each off */
isn_filter isn_page_filter(isn_page *); /* of the coverage and the reader */
int64_t isn_page_offset(isn_page *, int64_t total, int64_t each); /* 1, 2, 3 ...: the offset of this page */
void isn_page_pager(isn_page *, int64_t total, int64_t each);

/* The words of a claim with a part of them marked, and whose they are, with the way to the text. span: of the report;
 * empty: nothing marked. */
void isn_page_quote(isn_page *, const isn_stored_claim *, isnad_span span); /* incident.c */
void isn_page_claim_link(isn_page *, const isn_stored_claim *);             /* [النص] */
isnad_str isn_page_claim_cut(const isn_stored_claim *,
                             isnad_span); /* bytes of its words, empty where the span lies outside */

void isn_page_acts(isn_page *, const isn_opened *); /* desk.c: what an editor can do with an incident */
/* A button that takes the other incident into this one. */
void isn_page_act_merge(isn_page *, const isn_incident_row *, isnad_str other);
void isn_page_acts_report(isn_page *, const isn_stored_report *);

void isn_page_chains(isn_page *, const isn_opened *);        /* chains.c: the isnad view */
void isn_page_figures(isn_page *, const isn_opened *);       /* figures.c: disagreements, updates, step chart */
void isn_page_disagreements(isn_page *, const isn_opened *); /* the tables of them alone */
void isn_page_map_draw(isn_page *, const isn_row_list *, bool small); /* draw.c */

/* Other forms by suffix (forms.c): false where this page has none of that name. */
bool isn_page_forms(isn_page *, isnad_str suffix);

#endif
