/* input: the library's calls for containers. What the first bytes show decides the form: «WARC/» an archive, «<rss» a feed, «{"text": ...}» lines,
 * anything else one report. */
#include "input/input.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/str.h"
#include "base/utf8.h"

struct isnad_input {
  isn_flow *flow;
  const isn_form *form;
  void *state;
  isnad_document document;
};

static const isn_form *form_asked(isn_flow *flow, isnad_form form) {
  const isn_form *seen = isn_form_of(flow);
  bool json = seen == &isn_form_json || seen == &isn_form_lines;
  switch (form) {
    case ISNAD_FORM_TEXT: return &isn_form_text;
    case ISNAD_FORM_FEED: return json ? &isn_form_json : &isn_form_feed;
    case ISNAD_FORM_TELEGRAM: return json ? &isn_form_json : &isn_form_channel;
    case ISNAD_FORM_WARC: return &isn_form_warc;
    case ISNAD_FORM_NDJSON: return &isn_form_lines;
    default: return seen;
  }
}

isnad_status isnad_input_open(isnad_pull *pull, void *context, isnad_form form, isnad_input **out, isnad_error *error) {
  if (out == NULL) return isn_error(error, ISNAD_ARGUMENT, 0, "no place for the input");
  *out = NULL;
  if (pull == NULL || form < ISNAD_FORM_ANY || form > ISNAD_FORM_NDJSON)
    return isn_error(error, ISNAD_ARGUMENT, 0, "nothing to pull from");
  isnad_input *input = calloc(1, sizeof *input);
  if (input) input->flow = isn_flow_new(pull, context);
  if (input && input->flow) {
    input->form = form_asked(input->flow, form);
    input->state = input->form->make(input->flow);
  }
  if (input == NULL || input->state == NULL) {
    isnad_input_close(input);
    return isn_error(error, ISNAD_MEMORY, 0, "out of memory");
  }
  *out = input;
  return ISNAD_OK;
}

/* What a container says in invalid UTF-8 is not known; isnad_read would refuse the report for it. */
static void drop_unsound(isnad_document *document) {
  isnad_str *fields[] = {&document->given.published,    &document->given.outlet, &document->given.url,
                         &document->given.title,        &document->given.author, &document->given.via,
                         &document->given.content_type, &document->id,           &document->language};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    if (isn_utf8_check(*fields[i]) < fields[i]->len) *fields[i] = (isnad_str){NULL, 0};
}

isnad_status isn_too_long(uint64_t record, uint64_t where, isnad_error *error) {
  if (record == 0) return isn_error(error, ISNAD_LIMIT, where, "longer than 16 MB, the longest text that isnad reads");
  return isn_error(error, ISNAD_LIMIT, where, "record %llu is longer than 16 MB, the longest text that isnad reads",
                   (unsigned long long)record);
}

isnad_kind isn_kind_of(isnad_str media_type) {
  static const struct {
    const char *name;
    isnad_kind kind;
  } known[] = {
      {"text/html", ISNAD_KIND_HTML}, {"application/xhtml+xml", ISNAD_KIND_HTML}, {"text/plain", ISNAD_KIND_TEXT}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (isn_str_opens(media_type, known[i].name)) return known[i].kind;
  return ISNAD_KIND_AUTO;
}

/* A text that was cut off may end within a letter: that is left out. */
static isnad_str whole_letters(isnad_str text) {
  size_t tail = 1;
  while (tail < 4 && tail < text.len && ((unsigned char)text.ptr[text.len - tail] & 0xC0) == 0x80) tail++;
  unsigned char first = text.len >= tail ? (unsigned char)text.ptr[text.len - tail] : 0;
  size_t wanted = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
  if (wanted > tail) text.len -= tail;
  return text;
}

isnad_status isnad_input_next(isnad_input *input, const isnad_document **out, isnad_error *error) {
  *out = NULL;
  bool found = false;
  input->document = (isnad_document){.record = 0};
  isnad_status status = input->form->next(input->state, &input->document, &found, error);
  if (status != ISNAD_OK || !found) return status;
  drop_unsound(&input->document);
  if (input->document.cut) input->document.bytes = whole_letters(input->document.bytes);
  if (isn_kind_of(input->document.given.content_type) == ISNAD_KIND_HTML) input->document.given.kind = ISNAD_KIND_HTML;
  *out = &input->document;
  return ISNAD_OK;
}

void isnad_input_close(isnad_input *input) {
  if (input == NULL) return;
  if (input->state) input->form->drop(input->state);
  isn_flow_free(input->flow);
  free(input);
}

isnad_form isnad_input_form(const isnad_input *input) {
  static const struct {
    const isn_form *form;
    isnad_form name;
  } names[] = {{&isn_form_text, ISNAD_FORM_TEXT},
               {&isn_form_feed, ISNAD_FORM_FEED},
               {&isn_form_channel, ISNAD_FORM_TELEGRAM},
               {&isn_form_warc, ISNAD_FORM_WARC},
               {&isn_form_lines, ISNAD_FORM_NDJSON}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (input->form == names[i].form) return names[i].name;
  return isn_json_form(input->state);
}
