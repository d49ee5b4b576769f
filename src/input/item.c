/* item: a document put together from the parts that feeds, exports and lines give. The title of a feed's item stands above its text
 * as a page would have it: «غارات على الحسكة» / «قالت الوكالة إن ...», so that claims of the headline are read and have their bytes. */
#include "base/error.h"
#include "base/str.h"
#include "input/input.h"
#include "read/html/html.h"

isnad_str isn_input_trim(isnad_str text) {
  while (text.len && (unsigned char)*text.ptr <= ' ') text.ptr++, text.len--;
  while (text.len && (unsigned char)text.ptr[text.len - 1] <= ' ') text.len--;
  return text;
}

void isn_item_clear(isn_item *item) {
  for (int i = 0; i < ITEM_FIELDS; i++) isn_heap_clear(&item->field[i]);
  isn_heap_clear(&item->page);
  item->html = item->titled = false;
}

void isn_item_free(isn_item *item) {
  for (int i = 0; i < ITEM_FIELDS; i++) isn_heap_free(&item->field[i]);
  isn_heap_free(&item->page);
}

void isn_item_set(isn_item *item, enum item_field field, isnad_str text) {
  isn_heap_clear(&item->field[field]);
  isn_heap_add(&item->field[field], isn_input_trim(text));
}

/* Markup needs at most this much, a byte: tokens, blocks and the map back. */
enum { MARKUP_MEMORY = 64 };

void isn_item_set_html(isn_item *item, enum item_field field, isnad_str html) {
  isn_heap *into = &item->field[field];
  isn_heap_clear(into);
  isn_arena *arena = isn_arena_new(NULL, ((size_t)64 << 20) + html.len * MARKUP_MEMORY);
  if (arena == NULL || html.len > ISNAD_TEXT_MAX || setjmp(*isn_arena_trap(arena))) {
    into->full = true;
  } else {
    isn_heap_add(into, isn_input_trim(isn_html_text(arena, html, ISN_LIT("utf-8"))->text));
  }
  isn_arena_free(arena);
}

static isnad_str field(const isn_item *item, enum item_field which) {
  return isn_input_trim(isn_heap_str(&item->field[which]));
}

/* Title and text as one page; the title alone where there is no text. */
static bool join(isn_item *item) {
  isnad_str title = field(item, ITEM_TITLE), text = field(item, ITEM_TEXT);
  return isn_heap_add(&item->page, title) &&
         (text.len == 0 || (isn_heap_add(&item->page, ISN_LIT("\n\n")) && isn_heap_add(&item->page, text)));
}

bool isn_item_document(isn_item *item, isnad_document *out, isnad_error *error) {
  char iso[32];
  bool fits = true;
  for (int i = 0; i < ITEM_FIELDS; i++) fits &= !item->field[i].full;
  bool joined = item->titled && field(item, ITEM_TITLE).len;
  isn_heap_clear(&item->page);
  if (!fits || (joined && !join(item)))
    return isn_too_long(out->record, out->byte, error), false;
  size_t date = isn_date_iso(field(item, ITEM_PUBLISHED), iso);
  isn_item_set(item, ITEM_PUBLISHED, (isnad_str){iso, date});
  out->bytes = joined ? isn_heap_str(&item->page) : isn_heap_str(&item->field[ITEM_TEXT]);
  out->given.content_type = item->html ? ISN_LIT("text/html; charset=utf-8") : ISN_LIT("text/plain; charset=utf-8");
  out->given.published = field(item, ITEM_PUBLISHED);
  out->given.outlet = field(item, ITEM_OUTLET);
  out->given.url = field(item, ITEM_URL);
  if (!joined) out->given.title = field(item, ITEM_TITLE);
  out->given.author = field(item, ITEM_AUTHOR);
  if (!isn_str_same(field(item, ITEM_VIA), out->given.outlet)) out->given.via = field(item, ITEM_VIA);
  out->id = field(item, ITEM_ID);
  out->language = field(item, ITEM_LANGUAGE);
  return true;
}
