/* input: what the readers of containers share. Each form has a reader: it takes bytes off the flow and fills one document a
 * call. The library's calls (isnad_input_open ...) are in input.c. Seen by the input room only. */
#ifndef ISN_INPUT_INPUT_H
#define ISN_INPUT_INPUT_H

#include "input/flow.h"
#include "input/heap.h"

/* The parts of a document that a reader puts together. */
enum item_field {
  ITEM_TEXT, ITEM_TITLE, ITEM_OUTLET, ITEM_URL, ITEM_PUBLISHED, ITEM_AUTHOR, ITEM_VIA, ITEM_ID, ITEM_LANGUAGE, ITEM_FIELDS
};

typedef struct isn_item {
  isn_heap field[ITEM_FIELDS];
  bool html;     /* ITEM_TEXT is markup, else plain text */
  bool titled;   /* the title is to stand above the text, which is plain */
  isn_heap page; /* text and title as one */
} isn_item;

void isn_item_clear(isn_item *);
void isn_item_free(isn_item *);
/* Replaces a field by the text, without the white space around it. */
void isn_item_set(isn_item *, enum item_field, isnad_str);
/* The text of a piece of HTML, each block a line, instead of the field. */
void isn_item_set_html(isn_item *, enum item_field, isnad_str html);
/* The item as a document: its title stands above its text and is a part of its bytes. False where it is too large. */
bool isn_item_document(isn_item *, isnad_document *, isnad_error *);

isnad_str isn_input_trim(isnad_str);
/* Tells that a record, or the whole input (record 0), is longer than ISNAD_TEXT_MAX. */
isnad_status isn_too_long(uint64_t record, uint64_t where, isnad_error *);
/* What a media type says of the bytes: page, plain text, or neither (AUTO). */
isnad_kind isn_kind_of(isnad_str media_type);
/* A date of a feed or archive as ISO 8601 with its zone: «Mon, 24 Jan 2022 12:30:00 +0300» is 2022-01-24T12:30+03:00, what is
 * ISO already stays. Gives its length, 0 where the text is no date. */
size_t isn_date_iso(isnad_str, char out[32]);

/* One form: its state is made, gives documents, and goes. next gives ISNAD_OK with *found false at the end, another status
 * where a record is rejected; it may be called again after that. */
typedef struct isn_form {
  void *(*make)(isn_flow *);
  isnad_status (*next)(void *state, isnad_document *, bool *found, isnad_error *);
  void (*drop)(void *state);
} isn_form;

extern const isn_form isn_form_text, isn_form_feed, isn_form_json, isn_form_warc, isn_form_lines, isn_form_channel;

/* Whether a JSON document is a feed, an export, or a list of records, as far as it was walked. */
isnad_form isn_json_form(const void *state);
/* Bytes that are looked at to tell what an input is. */
#define ISN_SNIFF_SIZE ((size_t)64 << 10)
/* The form that the first bytes show. */
const isn_form *isn_form_of(isn_flow *);
/* Is the page one of a Telegram channel? */
bool isn_channel_shows(isnad_str page);
/* Why bytes are no text that can be read (UTF-16, PDF, binary), or NULL. */
const char *isn_input_unreadable(isnad_str);

#endif
