/* channel: the page of a Telegram channel as anyone may open it (t.me/s/NAME), each post a document. What stands in a post is known by its
 * classes: the channel's name, «Forwarded from», a quoted reply, the text, a preview of a link, the time with the post's address.
 *
 * A forwarded post was said first by the channel it comes from: that is the nearest link of its chains. What a reply quotes and
 * what a preview shows is not the post. */
#include <stdlib.h>

#include "base/error.h"
#include "base/str.h"
#include "input/input.h"
#include "read/html/scan.h"

typedef struct channel {
  isn_flow *flow;
  html_scan scan;
  isn_item item, spare;   /* spare: what was given last */
  uint64_t records, byte; /* byte: where the post that is being read begins */
  isn_heap name;          /* the channel's, of posts that do not name it */
  bool begun, posting, told; /* the page has been opened; a post has begun; its end was told */
} channel;

bool isn_channel_shows(isnad_str page) {
  return isn_str_holds(page, ISN_LIT("tgme_widget_message")) || isn_str_holds(page, ISN_LIT("tgme_channel_info"));
}

static void *channel_make(isn_flow *flow) {
  channel *c = calloc(1, sizeof *c);
  if (c) c->flow = flow;
  return c;
}

static void channel_drop(void *state) {
  channel *c = state;
  isn_item_free(&c->item);
  isn_item_free(&c->spare);
  isn_heap_free(&c->name);
  free(c);
}

/* Is the word one of the classes of a tag? */
static bool has_class(const channel *c, const html_token *token, const char *word) {
  isnad_str classes = isn_html_attr(&c->scan, token, ATTR_CLASS);
  size_t len = strlen(word);
  for (size_t i = 0; i + len <= classes.len; i++) {
    bool opens = i == 0 || classes.ptr[i - 1] == ' ', ends = i + len == classes.len || classes.ptr[i + len] == ' ';
    if (opens && ends && memcmp(classes.ptr + i, word, len) == 0) return true;
  }
  return false;
}

/* The content of the element that a tag opens, up to the end tag that closes it; the scan goes on behind it. */
static isnad_str content(channel *c, const html_token *open) {
  html_token token;
  size_t start = open->span.end, depth = 1;
  if (open->closed) return (isnad_str){c->scan.page.ptr + start, 0};
  while (isn_html_scan_next(&c->scan, &token)) {
    if (token.tag != open->tag || (token.kind != HTML_START && token.kind != HTML_STOP) || token.closed) continue;
    depth += token.kind == HTML_START ? 1 : (size_t)-1;
    if (depth == 0) return (isnad_str){c->scan.page.ptr + start, token.span.start - start};
  }
  return (isnad_str){c->scan.page.ptr + start, c->scan.page.len - start};
}

/* «https://t.me/example/123»: the post's address, and 123 its id. */
static void take_address(channel *c, const html_token *token) {
  isnad_str url = isn_html_attr(&c->scan, token, ATTR_HREF);
  if (url.len == 0) return;
  const char *query = memchr(url.ptr, '?', url.len); /* «?single»: of an album */
  if (query) url.len = (size_t)(query - url.ptr);
  size_t id = url.len;
  while (id > 0 && url.ptr[id - 1] != '/') id--;
  isn_item_set(&c->item, ITEM_URL, url);
  isn_item_set(&c->item, ITEM_ID, (isnad_str){url.ptr + id, url.len - id});
}

/* What a start tag within a post opens. */
static void take_tag(channel *c, const html_token *token) {
  if (has_class(c, token, "tgme_widget_message_reply") || has_class(c, token, "tgme_widget_message_link_preview") ||
      has_class(c, token, "js-message_reply_text")) {
    content(c, token);
  } else if (has_class(c, token, "tgme_widget_message_text")) {
    isnad_str text = content(c, token);
    if (c->item.field[ITEM_TEXT].len == 0) isn_item_set_html(&c->item, ITEM_TEXT, text);
  } else if (has_class(c, token, "tgme_widget_message_owner_name")) {
    isn_item_set_html(&c->item, ITEM_OUTLET, content(c, token));
  } else if (has_class(c, token, "tgme_widget_message_forwarded_from_name")) {
    isn_item_set_html(&c->item, ITEM_VIA, content(c, token));
  } else if (has_class(c, token, "tgme_widget_message_from_author")) {
    isn_item_set_html(&c->item, ITEM_AUTHOR, content(c, token));
  } else if (has_class(c, token, "tgme_widget_message_date")) {
    take_address(c, token);
  } else if (token->tag == TAG_TIME && token->has >> ATTR_DATETIME & 1) {
    isn_item_set(&c->item, ITEM_PUBLISHED, isn_html_attr(&c->scan, token, ATTR_DATETIME));
  }
}

/* The post that was read, as a document; false where it has no text. */
static bool give(channel *c, isnad_document *out, isnad_error *error, isnad_status *status) {
  *out = (isnad_document){.record = ++c->records, .byte = c->byte};
  if (c->item.field[ITEM_OUTLET].len == 0) isn_item_set(&c->item, ITEM_OUTLET, isn_heap_str(&c->name));
  if (c->item.field[ITEM_TEXT].len == 0 && !c->item.field[ITEM_TEXT].full) return false;
  bool sound = isn_item_document(&c->item, out, error);
  out->given.via_kind = ISNAD_SOURCE_SOCIAL;
  *status = sound ? ISNAD_OK : ISNAD_LIMIT;
  return sound;
}

/* The parts of the post before are the document that is given: they stay until the next call. */
static void begin_post(channel *c, const html_token *token) {
  isn_item before = c->item;
  c->item = c->spare;
  c->spare = before;
  isn_item_clear(&c->item);
  c->posting = true;
  c->byte = token->span.start;
}

static isnad_status channel_next(void *state, isnad_document *out, bool *found, isnad_error *error) {
  channel *c = state;
  isnad_status status = ISNAD_OK;
  html_token token;
  if (!c->begun) {
    isnad_str page = isn_flow_peek(c->flow, ISNAD_TEXT_MAX + 1);
    c->begun = true;
    if (page.len > ISNAD_TEXT_MAX) return isn_too_long(0, 0, error);
    c->scan = isn_html_scan_begin(page);
  }
  while (isn_html_scan_next(&c->scan, &token)) {
    if (token.kind != HTML_START) continue;
    if (has_class(c, &token, "tgme_widget_message")) {
      *found = c->posting && give(c, out, error, &status);
      begin_post(c, &token);
      if (*found || status != ISNAD_OK) return status;
    } else if (c->posting) {
      take_tag(c, &token);
    } else if (has_class(c, &token, "tgme_channel_info_header_title")) {
      isn_item_set_html(&c->item, ITEM_OUTLET, content(c, &token));
      isn_heap_clear(&c->name);
      isn_heap_add(&c->name, isn_heap_str(&c->item.field[ITEM_OUTLET]));
    }
  }
  if (c->posting) {
    c->posting = false;
    *found = give(c, out, error, &status);
    if (*found || status != ISNAD_OK) return status;
  }
  if (c->told) return ISNAD_OK;
  c->told = true;
  status = isn_flow_fault(c->flow, error);
  if (status != ISNAD_OK || c->records) return status;
  return isn_error(error, ISNAD_SYNTAX, 0, "a page of a Telegram channel without a post");
}

const isn_form isn_form_channel = {channel_make, channel_next, channel_drop};
