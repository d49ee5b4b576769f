/* record: see the header. Fields are looked at before they are used: exports and feeds are written by anyone.
 *
 *   {"text": "شن الطيران ...", "published": "2022-01-24T12:30", "outlet": "SANA", "url": "https://..."}
 *   {"id": 7, "type": "message", "date": "2022-01-24T12:30:00", "forwarded_from": "قناة المثال", "text": ["عاجل: ", {"type": "bold", "text": "غارات"}]} */
#include "input/record.h"

#include <jansson.h>
#include <stdio.h>

#include "base/error.h"
#include "base/str.h"

static isnad_str text_of(const json_t *value) {
  return json_is_string(value) ? (isnad_str){json_string_value(value), json_string_length(value)} : (isnad_str){NULL, 0};
}

static isnad_str member(const json_t *object, const char *key) { return text_of(json_object_get(object, key)); }

/* A member that is a string or a number. */
static void set_id(isn_item *item, const json_t *value) {
  char digits[24];
  if (json_is_integer(value)) {
    int len = snprintf(digits, sizeof digits, "%lld", (long long)json_integer_value(value));
    isn_item_set(item, ITEM_ID, (isnad_str){digits, (size_t)len});
  } else {
    isn_item_set(item, ITEM_ID, text_of(value));
  }
}

/* ---- A line of NDJSON ------------------------------------------------------------------------------------------------- */

static bool read_line(const json_t *object, isn_item *item, isnad_error *error) {
  const json_t *given = json_object_get(object, "given");
  static const struct {
    const char *key;
    enum item_field field;
  } fields[] = {{"title", ITEM_TITLE},         {"outlet", ITEM_OUTLET}, {"url", ITEM_URL},
                {"published", ITEM_PUBLISHED}, {"author", ITEM_AUTHOR}, {"via", ITEM_VIA},
                {"language", ITEM_LANGUAGE}};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    isnad_str value = member(object, fields[i].key);
    isn_item_set(item, fields[i].field, value.len ? value : member(given, fields[i].key));
  }
  set_id(item, json_object_get(object, "id"));
  isnad_str text = member(object, "text"), html = member(object, "html");
  item->html = text.len == 0 && html.len;
  isn_heap_add(&item->field[ITEM_TEXT], item->html ? html : text); /* as it is: spans count in it */
  if (isn_input_trim(isn_heap_str(&item->field[ITEM_TEXT])).len == 0)
    return isn_error(error, ISNAD_SYNTAX, 0, "no \"text\" and no \"html\""), false;
  char iso[32];
  if (item->field[ITEM_PUBLISHED].len && isn_date_iso(isn_heap_str(&item->field[ITEM_PUBLISHED]), iso) == 0)
    return isn_error(error, ISNAD_SYNTAX, 0, "\"published\" is no date (2022-01-24 or 2022-01-24T12:30)"), false;
  return true;
}

/* ---- An item of a JSON Feed ------------------------------------------------------------------------------------------- */

static bool read_feed_item(const json_t *object, const isn_around *around, isn_item *item) {
  item->titled = true;
  isn_item_set(item, ITEM_TITLE, member(object, "title"));
  isn_item_set(item, ITEM_OUTLET, isn_heap_str(&around->title));
  isnad_str url = member(object, "url");
  isn_item_set(item, ITEM_URL, url.len ? url : member(object, "external_url"));
  isnad_str date = member(object, "date_published");
  isn_item_set(item, ITEM_PUBLISHED, date.len ? date : member(object, "date_modified"));
  const json_t *author = json_array_get(json_object_get(object, "authors"), 0);
  isn_item_set(item, ITEM_AUTHOR, member(author ? author : json_object_get(object, "author"), "name"));
  isnad_str language = member(object, "language");
  isn_item_set(item, ITEM_LANGUAGE, language.len ? language : isn_heap_str(&around->language));
  set_id(item, json_object_get(object, "id"));
  isnad_str html = member(object, "content_html"), text = member(object, "content_text");
  if (text.len) isn_item_set(item, ITEM_TEXT, text);
  else if (html.len) isn_item_set_html(item, ITEM_TEXT, html);
  else isn_item_set(item, ITEM_TEXT, member(object, "summary"));
  return item->field[ITEM_TEXT].len || item->field[ITEM_TITLE].len;
}

/* ---- A message of an export ------------------------------------------------------------------------------------------- */

/* «text» is a string, or a list of strings and of objects with the text of a link, a hashtag, bold words. */
static void add_text(isn_item *item, const json_t *text) {
  isn_heap *out = &item->field[ITEM_TEXT];
  isn_heap_add(out, text_of(text));
  for (size_t i = 0; i < json_array_size(text); i++) {
    const json_t *part = json_array_get(text, i);
    isn_heap_add(out, json_is_object(part) ? member(part, "text") : text_of(part));
  }
}

static bool read_message(const json_t *object, const isn_around *around, isn_item *item) {
  isnad_str type = member(object, "type"), channel = isn_heap_str(&around->name),
            forwarded = member(object, "forwarded_from");
  if (type.len && !isn_str_same(type, ISN_LIT("message")))
    return false; /* «service»: somebody joined, something was pinned */
  isn_item_set(item, ITEM_OUTLET, channel.len ? channel : member(object, "from"));
  isn_item_set(item, ITEM_VIA, forwarded);
  isn_item_set(item, ITEM_PUBLISHED, member(object, "date"));
  isn_item_set(item, ITEM_AUTHOR, member(object, "author"));
  set_id(item, json_object_get(object, "id"));
  add_text(item, json_object_get(object, "text"));
  return isn_input_trim(isn_heap_str(&item->field[ITEM_TEXT])).len > 0;
}

/* ----------------------------------------------------------------------------------------------------------------------- */

bool isn_record_read(enum isn_record_kind kind, isnad_str json, const isn_around *around, isn_item *item, bool *empty,
                     isnad_error *error) {
  json_error_t fault;
  json_t *object = json_loadb(json.ptr, json.len, JSON_ALLOW_NUL, &fault);
  *empty = false;
  isn_item_clear(item);
  if (object == NULL) return isn_error(error, ISNAD_SYNTAX, 0, "no JSON: %s", fault.text), false;
  bool read = json_is_object(object);
  if (!read) isn_error(error, ISNAD_SYNTAX, 0, "no JSON object");
  else if (kind == RECORD_LINE) read = read_line(object, item, error);
  else *empty = !(kind == RECORD_FEED_ITEM ? read_feed_item(object, around, item) : read_message(object, around, item));
  json_decref(object);
  return read;
}

void isn_record_string(isnad_str json, isn_heap *out) {
  json_t *value = json_loadb(json.ptr, json.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
  isn_heap_add(out, text_of(value));
  json_decref(value);
}
