/* feed: RSS 2.0, RSS 1.0 and Atom, an item a document. libxml2 walks the XML as it comes and mends what is broken; here is what the elements
 * mean. Nothing a document type declares is expanded or fetched: the entities known are XML's and HTML's.
 *
 *   <item><title>غارات على الحسكة</title><link>https://example.org/1</link><source url="...">وكالة المثال</source>
 *     <pubDate>Mon, 24 Jan 2022 12:30:00 +0300</pubDate><content:encoded><![CDATA[<p>...</p>]]></content:encoded></item>
 *
 * <source> names who published the item first: it becomes the nearest link of its chains. */
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/str.h"
#include "base/utf8.h"
#include "input/input.h"

enum { STEP = 8 << 10, DEPTH_MAX = 250, NAME_MAX_LEN = 40 };
/* No newsroom's feed is longer; what is ends there. */
#define FEED_MAX ((uint64_t)64 << 20)

/* Where the text of the element that is open goes. */
enum slot {
  TO_NOTHING, TO_TITLE, TO_LINK, TO_DATE, TO_UPDATED, TO_SUMMARY, TO_CONTENT, TO_AUTHOR, TO_ID, TO_LANGUAGE, TO_SOURCE,
  TO_FEED_TITLE, TO_FEED_LANGUAGE, SLOTS
};

typedef struct feed_item {
  isn_heap slot[TO_FEED_TITLE];
  bool summary_html, content_html, id_is_link;
  uint64_t byte; /* of the feed, where it begins */
} feed_item;

typedef struct feed {
  isn_flow *flow;
  xmlParserCtxtPtr parser;
  isn_heap title, language; /* of the feed */
  feed_item *items;         /* read and not yet given */
  size_t count, given, cap;
  feed_item now;
  bool in_item, in_source, in_author, markup; /* markup: within Atom's xhtml, whose tags are a part of the text */
  uint8_t to[DEPTH_MAX];    /* the slot of each open element */
  int depth, item_depth, markup_depth;
  isn_item item;
  uint64_t records;
  bool ended, told, out_of_memory;
  char fault[200];
  int fault_line;
  xmlEntity entity;         /* the HTML entity asked for last */
  xmlChar entity_text[8];
} feed;

static void free_item(feed_item *item) {
  for (int i = 0; i < TO_FEED_TITLE; i++) isn_heap_free(&item->slot[i]);
}

/* ---- What elements mean ---------------------------------------------------------------------------------------------- */

static const struct {
  const char *name;
  enum slot slot;
} elements[] = {{"title", TO_TITLE},     {"link", TO_LINK},         {"pubDate", TO_DATE},
                {"published", TO_DATE},  {"date", TO_DATE},       {"issued", TO_DATE},
                {"updated", TO_UPDATED}, {"modified", TO_UPDATED},  {"description", TO_SUMMARY},
                {"summary", TO_SUMMARY}, {"encoded", TO_CONTENT},   {"content", TO_CONTENT},
                {"creator", TO_AUTHOR},  {"author", TO_AUTHOR},     {"guid", TO_ID},
                {"id", TO_ID},           {"language", TO_LANGUAGE}, {"source", TO_SOURCE}};

/* Media RSS and its like have titles and descriptions of images. */
static bool foreign(const xmlChar *uri) {
  static const char *const known[] = {"purl.org/dc",         "purl.org/rss/1.0",     "www.w3.org/2005/Atom",
                                      "purl.org/atom",       "backend.userland.com", "my.netscape.com",
                                      "channel.netscape.com"};
  if (uri == NULL) return false;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (strstr((const char *)uri, known[i])) return false;
  return true;
}

static enum slot slot_of(const feed *f, const char *name, const xmlChar *uri) {
  if (foreign(uri)) return TO_NOTHING;
  if (f->in_author) return strcmp(name, "name") == 0 ? TO_AUTHOR : TO_NOTHING;
  if (f->in_source) return strcmp(name, "title") == 0 ? TO_SOURCE : TO_NOTHING;
  for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
    if (isn_str_is(isn_str(name), elements[i].name)) {
      if (f->in_item) return elements[i].slot;
      return elements[i].slot == TO_TITLE      ? TO_FEED_TITLE
             : elements[i].slot == TO_LANGUAGE ? TO_FEED_LANGUAGE
                                               : TO_NOTHING;
    }
  return TO_NOTHING;
}

static isn_heap *heap_of(feed *f, enum slot slot) {
  return slot == TO_FEED_TITLE ? &f->title : slot == TO_FEED_LANGUAGE ? &f->language : slot ? &f->now.slot[slot] : NULL;
}

/* The value of an attribute as SAX2 gives it; empty where there is none. */
static isnad_str attribute(int count, const xmlChar **attributes, const char *name) {
  for (int i = 0; i < count; i++)
    if (strcmp((const char *)attributes[i * 5], name) == 0)
      return (isnad_str){(const char *)attributes[i * 5 + 3], (size_t)(attributes[i * 5 + 4] - attributes[i * 5 + 3])};
  return (isnad_str){NULL, 0};
}

/* Atom's link: its address is an attribute; the page itself is «alternate» or says nothing. */
static void take_link(feed *f, int count, const xmlChar **attributes) {
  isnad_str href = attribute(count, attributes, "href"), rel = attribute(count, attributes, "rel");
  isn_heap *link = &f->now.slot[TO_LINK];
  if (href.len && link->len == 0 && (rel.len == 0 || isn_str_is(rel, "alternate"))) isn_heap_add(link, href);
}

static void begin_item(feed *f) {
  f->in_item = true;
  f->item_depth = f->depth;
  for (int i = 0; i < TO_FEED_TITLE; i++) isn_heap_clear(&f->now.slot[i]);
  f->now.summary_html = f->now.content_html = f->now.id_is_link = false;
  long byte = xmlByteConsumed(f->parser);
  f->now.byte = byte > 0 ? (uint64_t)byte : 0;
}

/* The item, moved to those that wait to be given. */
static void end_item(feed *f) {
  f->in_item = f->in_source = f->in_author = false;
  if (f->count == f->cap) {
    size_t cap = f->cap ? f->cap * 2 : 16;
    feed_item *grown = realloc(f->items, cap * sizeof *grown);
    if (grown == NULL) {
      f->out_of_memory = true;
      return;
    }
    f->items = grown;
    f->cap = cap;
  }
  f->items[f->count++] = f->now;
  f->now = (feed_item){.byte = 0};
}

/* ---- What libxml2 calls ---------------------------------------------------------------------------------------------- */

/* A tag within a text belongs to the text. */
static void add_tag(feed *f, const char *open, const char *name) {
  isn_heap *into = f->depth < DEPTH_MAX ? heap_of(f, f->to[f->depth]) : NULL;
  if (into) isn_heap_add(into, isn_str(open)), isn_heap_add(into, isn_str(name)), isn_heap_add(into, ISN_LIT(">"));
}

static bool is_text(enum slot slot) { return slot == TO_TITLE || slot == TO_SUMMARY || slot == TO_CONTENT; }

/* The attributes of an element that say what its text is, or are its text. */
static void take_attributes(feed *f, const char *name, enum slot slot, int count, const xmlChar **attributes) {
  isnad_str type = attribute(count, attributes, "type");
  if (slot == TO_SUMMARY) f->now.summary_html = type.len == 0 || !isn_str_is(type, "text");
  if (slot == TO_CONTENT)
    f->now.content_html =
        type.len == 0 ? strcmp(name, "encoded") == 0 : !isn_str_is(type, "text") && !isn_str_is(type, "text/plain");
  if (slot == TO_LINK && f->in_item) take_link(f, count, attributes);
  if (slot == TO_ID)
    f->now.id_is_link = strcmp(name, "guid") == 0 && !isn_str_is(attribute(count, attributes, "isPermaLink"), "false");
  f->in_author |= slot == TO_AUTHOR;
  f->in_source |= slot == TO_SOURCE && f->in_item;
  if (isn_str_is(type, "xhtml")) f->markup = true, f->markup_depth = f->depth;
}

static void on_start(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int ns_count,
                     const xmlChar **ns, int count, int defaulted, const xmlChar **attributes) {
  feed *f = context;
  (void)prefix, (void)ns_count, (void)ns, (void)defaulted;
  const char *name = (const char *)local;
  enum slot slot = TO_NOTHING, outer = f->depth && f->depth <= DEPTH_MAX ? f->to[f->depth - 1] : TO_NOTHING;
  f->parser->wellFormed = 1; /* else libxml2 drops all entities behind the first fault */
  if (f->depth == 0) isn_heap_add(&f->language, attribute(count, attributes, "lang"));
  if (!f->markup && (isn_str_is(isn_str(name), "item") || isn_str_is(isn_str(name), "entry"))) {
    if (f->in_item) end_item(f); /* its end tag is missing */
    begin_item(f);
  } else if (!f->markup && !isn_str_is(isn_str(name), "image") && (f->in_item || f->depth <= 2)) {
    /* the title of a feed's picture is not the feed's */
    slot = slot_of(f, name, uri);
    const isn_heap *before = heap_of(f, slot);
    if (before && isn_input_trim(isn_heap_str(before)).len) slot = TO_NOTHING; /* said before: the first counts */
    take_attributes(f, name, slot, count, attributes);
  }
  if (slot == TO_NOTHING && is_text(outer)) slot = outer;
  if (f->depth < DEPTH_MAX) f->to[f->depth] = (uint8_t)slot;
  if (slot == outer && is_text(outer)) add_tag(f, "<", name);
  f->depth++;
}

static void on_end(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri) {
  feed *f = context;
  isnad_str name = isn_str((const char *)local);
  (void)prefix, (void)uri;
  if (f->depth == 0) return;
  f->depth--;
  f->parser->wellFormed = 1;
  if (f->markup && f->depth == f->markup_depth) f->markup = false;
  if (f->depth && f->depth < DEPTH_MAX && is_text(f->to[f->depth]) && f->to[f->depth] == f->to[f->depth - 1])
    add_tag(f, "</", (const char *)local);
  if (isn_str_is(name, "author") || isn_str_is(name, "creator")) f->in_author = false;
  if (isn_str_is(name, "source")) f->in_source = false;
  if (f->in_item && f->depth == f->item_depth) end_item(f);
}

static void on_text(void *context, const xmlChar *text, int len) {
  feed *f = context;
  f->parser->wellFormed = 1;
  if (f->depth == 0 || f->depth > DEPTH_MAX) return;
  enum slot slot = f->to[f->depth - 1];
  isn_heap *into = heap_of(f, slot);
  if (into == NULL) return;
  isnad_str piece = {(const char *)text, (size_t)len};
  if (f->markup) isn_heap_add_escaped(into, piece);
  else isn_heap_add(into, piece);
}

/* XML's five, and HTML's, which many feeds use without declaring them. A declared entity gives nothing: its text may be a bomb. */
static xmlEntityPtr on_entity(void *context, const xmlChar *name) {
  feed *f = context;
  xmlEntityPtr known = xmlGetPredefinedEntity(name);
  const htmlEntityDesc *html = known ? NULL : htmlEntityLookup(name);
  if (html == NULL) return known;
  char letter[4];
  size_t len = isn_utf8_put(letter, html->value);
  memcpy(f->entity_text, letter, len);
  f->entity_text[len] = '\0';
  f->entity = (xmlEntity){.type = XML_ENTITY_DECL,
                          .name = name,
                          .content = f->entity_text,
                          .orig = f->entity_text,
                          .length = (int)len,
                          .etype = XML_INTERNAL_PREDEFINED_ENTITY};
  return &f->entity;
}

static void on_error(void *context, xmlErrorPtr fault) {
  feed *f = context;
  if (fault->level < XML_ERR_FATAL) return;
  snprintf(f->fault, sizeof f->fault, "%s", fault->message ? fault->message : "broken XML");
  f->fault[strcspn(f->fault, "\r\n")] = '\0';
  f->fault_line = fault->line;
}

/* ---- The reader ------------------------------------------------------------------------------------------------------ */

/* Bytes of no declared encoding that are no UTF-8 are most often the old Arabic code page. */
static bool is_windows(isnad_str text) {
  isnad_str head = {text.ptr, text.len < 200 ? text.len : 200};
  size_t bad = isn_utf8_check(text);
  return !isn_str_holds(head, ISN_LIT("encoding=")) && bad + 4 < text.len && memchr(head.ptr, '\0', head.len) == NULL;
}

static void *feed_make(isn_flow *flow) {
  feed *f = calloc(1, sizeof *f);
  if (f == NULL) return NULL;
  f->flow = flow;
  isnad_str first = isn_flow_peek(flow, ISN_SNIFF_SIZE);
  xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                       .startElementNs = on_start,
                       .endElementNs = on_end,
                       .characters = on_text,
                       .ignorableWhitespace = on_text,
                       .cdataBlock = on_text,
                       .getEntity = on_entity,
                       .serror = on_error};
  f->parser = xmlCreatePushParserCtxt(&sax, f, NULL, 0, NULL);
  if (f->parser == NULL) return free(f), NULL;
  xmlCtxtUseOptions(f->parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOENT);
  if (is_windows(first)) {
    xmlCharEncodingHandlerPtr handler = xmlFindCharEncodingHandler("windows-1256");
    if (handler) xmlSwitchToEncoding(f->parser, handler);
  }
  size_t blank = 0; /* XML begins with its declaration; what is before it is no fault of the items */
  while (blank < first.len && strchr(" \t\r\n", first.ptr[blank]) && first.ptr[blank]) blank++;
  isn_flow_take(flow, blank);
  return f;
}

static void feed_drop(void *state) {
  feed *f = state;
  if (f->parser->myDoc) xmlFreeDoc(f->parser->myDoc);
  xmlFreeParserCtxt(f->parser);
  for (size_t i = f->given; i < f->count; i++) free_item(&f->items[i]);
  free(f->items);
  free_item(&f->now);
  isn_heap_free(&f->title);
  isn_heap_free(&f->language);
  isn_item_free(&f->item);
  free(f);
}

static void no_message(void *context, const char *format, ...) { (void)context, (void)format; }

/* libxml2 prints some faults of encodings whatever it is told; a library does not. The setting is the thread's, and goes back. */
static void parse_chunk(feed *f, isnad_str text) {
  xmlGenericErrorFunc before = xmlGenericError;
  void *context = xmlGenericErrorContext;
  xmlSetGenericErrorFunc(NULL, no_message);
  xmlParseChunk(f->parser, text.ptr, f->ended ? 0 : (int)text.len, f->ended);
  xmlSetGenericErrorFunc(context, before);
}

/* The next bytes to libxml2. */
static void feed_more(feed *f) {
  isnad_str text = isn_flow_peek(f->flow, 1);
  if (text.len > STEP) text.len = STEP;
  bool too_long = isn_flow_at(f->flow) > FEED_MAX;
  f->ended = text.len == 0 || too_long;
  parse_chunk(f, text);
  if (!f->ended) isn_flow_take(f->flow, text.len);
  if (too_long) snprintf(f->fault, sizeof f->fault, "a feed longer than 64 MB");
  f->ended |= f->parser->disableSAX != 0;
}

/* RSS does not say whether a text is markup. */
static bool looks_html(isnad_str text) {
  for (size_t i = 0; i + 2 < text.len; i++) {
    char next = text.ptr[i + 1];
    if (text.ptr[i] == '<' && (next == '/' || next == '!' || ((next | 0x20) >= 'a' && (next | 0x20) <= 'z'))) return true;
    if (text.ptr[i] == '&' && (next == '#' || ((next | 0x20) >= 'a' && (next | 0x20) <= 'z'))) return true;
  }
  return false;
}

static void set_text(isn_item *item, enum item_field field, isnad_str text, bool may_be_html) {
  if (may_be_html && looks_html(text)) isn_item_set_html(item, field, text);
  else isn_item_set(item, field, text);
}

static isnad_str slot_text(const feed_item *item, enum slot slot) {
  return isn_input_trim(isn_heap_str(&item->slot[slot]));
}

static void fill_item(feed *f, const feed_item *from) {
  isn_item *item = &f->item;
  isn_item_clear(item);
  item->titled = true;
  set_text(item, ITEM_TITLE, slot_text(from, TO_TITLE), true);
  set_text(item, ITEM_OUTLET, isn_heap_str(&f->title), true);
  set_text(item, ITEM_VIA, slot_text(from, TO_SOURCE), true);
  set_text(item, ITEM_AUTHOR, slot_text(from, TO_AUTHOR), true);
  isnad_str link = slot_text(from, TO_LINK), id = slot_text(from, TO_ID), date = slot_text(from, TO_DATE),
            language = slot_text(from, TO_LANGUAGE);
  isn_item_set(item, ITEM_URL, link.len || !from->id_is_link ? link : id);
  isn_item_set(item, ITEM_ID, id);
  isn_item_set(item, ITEM_PUBLISHED, date.len ? date : slot_text(from, TO_UPDATED));
  isn_item_set(item, ITEM_LANGUAGE, language.len ? language : isn_heap_str(&f->language));
  isnad_str content = slot_text(from, TO_CONTENT), summary = slot_text(from, TO_SUMMARY);
  if (content.len) set_text(item, ITEM_TEXT, content, from->content_html);
  else set_text(item, ITEM_TEXT, summary, from->summary_html);
}

/* The next item that was read, as a document. */
static isnad_status give(feed *f, isnad_document *out, bool *found, bool cut, isnad_error *error) {
  feed_item *from = &f->items[f->given++];
  bool full = false;
  *out = (isnad_document){.record = ++f->records, .byte = from->byte, .cut = cut};
  for (int i = 0; i < TO_FEED_TITLE; i++) full |= from->slot[i].full;
  fill_item(f, from);
  f->item.field[ITEM_TEXT].full |= full;
  free_item(from);
  if (!isn_item_document(&f->item, out, error)) return ISNAD_LIMIT;
  *found = isn_input_trim(out->bytes).len > 0;
  return ISNAD_OK;
}

static isnad_status feed_next(void *state, isnad_document *out, bool *found, isnad_error *error) {
  feed *f = state;
  for (;;) {
    if (f->given < f->count) {
      isnad_status status = give(f, out, found, false, error);
      if (*found || status != ISNAD_OK) return status;
      continue;
    }
    f->given = f->count = 0;
    if (f->out_of_memory)
      return f->out_of_memory = false, f->ended = f->told = true, isn_error(error, ISNAD_MEMORY, 0, "out of memory");
    if (!f->ended) {
      feed_more(f);
      continue;
    }
    if (f->in_item && f->now.slot[TO_TITLE].len + f->now.slot[TO_CONTENT].len +
                          f->now.slot[TO_SUMMARY].len) { /* cut off in the middle */
      end_item(f);
      isnad_status status = f->count ? give(f, out, found, true, error) : ISNAD_OK;
      if (*found || status != ISNAD_OK) return status;
      continue;
    }
    if (f->told) return ISNAD_OK;
    f->told = true;
    isnad_status status = isn_flow_fault(f->flow, error);
    if (status != ISNAD_OK) return status;
    bool stopped = f->parser->disableSAX != 0 || f->records == 0 || isn_flow_at(f->flow) > FEED_MAX;
    if (!stopped || f->fault[0] == '\0') return ISNAD_OK;
    return isn_error(error, ISNAD_SYNTAX, isn_flow_at(f->flow), "line %d: %s", f->fault_line, f->fault);
  }
}

const isn_form isn_form_feed = {feed_make, feed_next, feed_drop};
