/* lines: the language layer as JSON, a text at a time: what the commands words, number and time print.
 *
 * «قتل 30 ألفا و320» gives {"numbers":[{"value":30320,"span":[7,28]}]}. Every call makes an arena, does its work under one
 * trap and copies the JSON out to the caller's allocator. */
#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/json.h"
#include "base/str.h"
#include "base/utf8.h"
#include "value/number.h"
#include "value/segment.h"
#include "value/timex.h"

typedef struct request {
  const isnad_lexicon *lexicon;
  isnad_str text;
  isn_moment now; /* times only */
  isnad_prefer prefer;
} request;

/* Writes what one command says of the tokens: members of the object, its brackets not included. */
typedef void writer(isn_arena *, const request *, isn_tokens, isn_json *);

enum { OVERHEAD = 8 << 20, MEMORY_A_BYTE = 256 };

static size_t memory_cap(size_t len) { return OVERHEAD + len * MEMORY_A_BYTE; }

static isnad_status check(const request *r, const isnad_str *out, isnad_error *error) {
  if (out == NULL) return isn_error(error, ISNAD_ARGUMENT, 0, "no place for the result");
  if (r->lexicon == NULL) return isn_error(error, ISNAD_ARGUMENT, 0, "no lexicon");
  return isn_text_check(r->text, "the text", error);
}

/* May jump to the trap. */
static isnad_str write_json(isn_arena *arena, const request *r, writer *write) {
  isn_buf buf = isn_buf_new(arena, memory_cap(r->text.len));
  isn_json json = isn_json_new(&buf);
  isn_json_open(&json, '{');
  write(arena, r, isn_tokenize(arena, r->text, 0, r->text.len), &json);
  isn_json_close(&json, '}');
  return isn_buf_done(&buf);
}

/* False where memory was used up. */
static bool try_json(isn_arena *arena, const request *r, writer *write, isnad_str *made) {
  if (setjmp(*isn_arena_trap(arena))) return false;
  *made = write_json(arena, r, write);
  return true;
}

static isnad_status answer(const request *r, writer *write, const isnad_allocator *allocator, isnad_str *out,
                           isnad_error *error) {
  if (out != NULL) *out = (isnad_str){NULL, 0};
  isnad_status status = check(r, out, error);
  if (status != ISNAD_OK) return status;
  if (allocator == NULL) allocator = &isn_malloc;
  isn_arena *arena = isn_arena_new(allocator, memory_cap(r->text.len));
  isnad_str made = {NULL, 0};
  char *copy = NULL;
  if (arena != NULL && try_json(arena, r, write, &made)) copy = allocator->resize(allocator->context, NULL, 0, made.len + 1);
  if (copy != NULL) memcpy(copy, made.ptr, made.len + 1);
  isn_arena_free(arena);
  if (copy == NULL)
    return isn_error(error, ISNAD_MEMORY, 0, "out of memory: a text of %zu bytes may take %zu MB", r->text.len,
                     memory_cap(r->text.len) >> 20);
  *out = (isnad_str){copy, made.len};
  return ISNAD_OK;
}

void isnad_str_free(const isnad_allocator *allocator, isnad_str text) {
  if (text.ptr == NULL) return;
  if (allocator == NULL) allocator = &isn_malloc;
  allocator->resize(allocator->context, (void *)(uintptr_t)text.ptr, text.len + 1, 0);
}

/* ---- numbers ------------------------------------------------------------------------------------------------------- */

/* Whole numbers without a point; others to five decimals, more than news ever prints, and none where they are noise. */
static void write_number(isn_json *json, double value) {
  if (value == floor(value) || fabs(value) > 1e12)
    isn_json_int(json, (int64_t)value);
  else
    isn_json_degrees(json, value);
}

static void write_numbers(isn_arena *arena, const request *r, isn_tokens tokens, isn_json *json) {
  size_t count;
  isn_number *numbers = isn_numbers_find(arena, r->lexicon, r->text, tokens, &count);
  isn_json_key(json, "numbers");
  isn_json_open(json, '[');
  for (size_t i = 0; i < count; i++) {
    isn_json_open(json, '{');
    isn_json_key(json, "value");
    write_number(json, numbers[i].value);
    isn_json_key(json, "span");
    isn_json_span(json, numbers[i].span);
    isn_json_close(json, '}');
  }
  isn_json_close(json, ']');
}

isnad_status isnad_numbers_json(const isnad_lexicon *lexicon, isnad_str text, const isnad_allocator *allocator,
                                isnad_str *out, isnad_error *error) {
  request r = {.lexicon = lexicon, .text = text};
  return answer(&r, write_numbers, allocator, out, error);
}

/* ---- times --------------------------------------------------------------------------------------------------------- */

static void write_moment(isn_json *json, const char *key, isn_moment moment) {
  char iso[24];
  isn_json_key(json, key);
  isnad_str text = {iso, moment.day == INT32_MIN ? 0 : isn_moment_print(moment, iso)};
  isn_json_str_or_null(json, text);
}

static void write_times(isn_arena *arena, const request *r, isn_tokens tokens, isn_json *json) {
  size_t number_count, count;
  isn_number *numbers = isn_numbers_find(arena, r->lexicon, r->text, tokens, &number_count);
  isn_timex *times = isn_times_find(arena, r->lexicon, r->text, tokens, numbers, number_count, r->now, r->prefer, &count);
  isn_json_key(json, "times");
  isn_json_open(json, '[');
  for (size_t i = 0; i < count; i++) {
    isn_json_open(json, '{');
    isn_json_key(json, "timex");
    isn_json_str_or_null(json, isn_str(times[i].value));
    isn_moment from, to;
    isn_timex_hours(&times[i], &from, &to);
    write_moment(json, "start", from);
    write_moment(json, "end", to);
    isn_json_key(json, "seconds");
    if (times[i].kind == TX_DURATION && times[i].seconds >= 0)
      write_number(json, times[i].seconds);
    else
      isn_json_null(json);
    isn_json_key(json, "span");
    isn_json_span(json, times[i].span);
    isn_json_close(json, '}');
  }
  isn_json_close(json, ']');
}

isnad_status isnad_times_json(const isnad_lexicon *lexicon, isnad_str text, isnad_str now, isnad_prefer prefer,
                              const isnad_allocator *allocator, isnad_str *out, isnad_error *error) {
  request r = {.lexicon = lexicon, .text = text, .now = {INT32_MIN, -1}, .prefer = prefer};
  if (out != NULL) *out = (isnad_str){NULL, 0};
  if (now.len != 0 && (now.ptr == NULL || isn_utf8_check(now) < now.len || !isn_moment_parse(now, &r.now)))
    return isn_error(error, ISNAD_SYNTAX, 0, "now is no ISO 8601 date (2022-01-24 or 2022-01-24T12:30)");
  return answer(&r, write_times, allocator, out, error);
}

/* ---- words --------------------------------------------------------------------------------------------------------- */

enum { PARTS_MAX = 16 };

/* Words of one letter or an article before digits: «و320», «ال3». The article is no segment of its own. */
static bool leads_digits(const isn_token *t) { return t->kind == TOK_WORD && t->form.len <= 2; }

/* A mark between digits: «1,5», «10:30». */
static bool joins_digits(const isn_token *t) {
  return t->kind == TOK_PUNCT && (t->code_point == '.' || t->code_point == ':' || t->code_point == '/' || t->code_point == 0x60C ||
                                  t->code_point == 0x66B || t->code_point == 0x66C);
}

/* Behind the tokens that make one number with the digits at i. */
static size_t digits_end(isn_tokens tokens, size_t i) {
  for (i++; i + 1 < tokens.count && joins_digits(&tokens.at[i]) && !tokens.at[i].space_before; i += 2)
    if (tokens.at[i + 1].kind != TOK_DIGITS || tokens.at[i + 1].space_before) break;
  return i;
}

static void write_word(isn_json *json, isnad_str text, const isnad_span *parts, size_t count) {
  isnad_span whole = {parts[0].start, parts[count - 1].end};
  isn_json_open(json, '{');
  isn_json_key(json, "text");
  isn_json_str(json, isn_str_cut(text, whole));
  isn_json_key(json, "span");
  isn_json_span(json, whole);
  isn_json_key(json, "segments");
  isn_json_open(json, '[');
  for (size_t i = 0; i < count; i++) isn_json_str(json, isn_str_cut(text, parts[i]));
  isn_json_close(json, ']');
  isn_json_close(json, '}');
}

static void write_words(isn_arena *arena, const request *r, isn_tokens tokens, isn_json *json) {
  (void)arena;
  isn_json_key(json, "words");
  isn_json_open(json, '[');
  for (size_t i = 0; i < tokens.count;) {
    const isn_token *t = &tokens.at[i];
    isnad_span parts[PARTS_MAX];
    size_t count = 0, end = i + 1;
    if (t->kind == TOK_PUNCT || t->kind == TOK_BREAK) {
      i++;
      continue;
    }
    if (t->kind == TOK_WORD) count = isn_segment(r->lexicon, r->text, t, parts);
    const isn_token *digits = t->kind == TOK_DIGITS ? t : NULL;
    if (leads_digits(t) && end < tokens.count && tokens.at[end].kind == TOK_DIGITS && !tokens.at[end].space_before)
      digits = &tokens.at[end];
    if (digits != NULL) {
      end = digits_end(tokens, (size_t)(digits - tokens.at));
      bool article = count == 1 && t->form.len == 2;
      parts[count - article] = (isnad_span){article ? t->span.start : digits->span.start, tokens.at[end - 1].span.end};
      count += !article;
    }
    if (count == 0) parts[count++] = t->span;
    write_word(json, r->text, parts, count);
    i = end;
  }
  isn_json_close(json, ']');
}

isnad_status isnad_words_json(const isnad_lexicon *lexicon, isnad_str text, const isnad_allocator *allocator,
                              isnad_str *out, isnad_error *error) {
  request r = {.lexicon = lexicon, .text = text};
  return answer(&r, write_words, allocator, out, error);
}
