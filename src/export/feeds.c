/* feeds: incidents as entries: Atom (RFC 4287), JSON Feed 1.1, and ninjs 1.3 for newsroom systems, an item a line. An entry's text is one
 * line of numbers, then each claim in its own words with who told it after whom. An entry's id never changes while the incident's
 * does not: a UUID made of it. */
#include "base/sha256.h"
#include "export/inner.h"

#define TEXT_MAX ((size_t)16 << 20) /* bytes of an entry's text */

/* urn:uuid of version 8 (RFC 9562), from the digest of the id. */
static isnad_str urn_of(isn_arena *arena, isnad_str id) {
  isn_digest d = isn_sha256_of(isn_arena_print(arena, "isnad incident %.*s", (int)id.len, id.ptr));
  d.byte[6] = (uint8_t)((d.byte[6] & 0x0F) | 0x80);
  d.byte[8] = (uint8_t)((d.byte[8] & 0x3F) | 0x80);
  char hex[65];
  isn_digest_hex(&d, hex);
  return isn_arena_print(arena, "urn:uuid:%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

static isnad_str link_of(const isn_exporting *e, isnad_str id) {
  isnad_str address = e->options->address;
  if (address.len == 0) return address;
  while (address.len && address.ptr[address.len - 1] == '/') address.len--;
  return isn_arena_print(e->arena, "%.*s/i/%.*s", (int)address.len, address.ptr, (int)id.len, id.ptr);
}

static void add(isn_buf *buf, isnad_str text) { isn_buf_add(buf, text.ptr, text.len); }

/* One line of numbers, then the claims. */
static isnad_str text_of(const isn_exporting *e, const isn_incident_row *in, const isn_opened *opened) {
  isn_buf buf = isn_buf_new(e->arena, TEXT_MAX);
  add(&buf, isn_sums_of(e->arena, in));
  isn_buf_char(&buf, '\n');
  for (size_t i = 0; i < opened->whole->telling_count; i++) {
    const isn_stored_claim *c = &opened->claims[i];
    isn_buf_lit(&buf, "\n\xC2\xAB");
    add(&buf, c->words);
    isn_buf_lit(&buf, "\xC2\xBB\n\xE2\x80\x94 ");
    add(&buf, c->outlet);
    for (size_t k = 0; k < c->claim->source_count; k++) {
      isn_buf_lit(&buf, " \xE2\x86\x90 ");
      add(&buf, c->claim->sources[k].text);
    }
    isn_buf_char(&buf, '\n');
  }
  return isn_buf_done(&buf);
}

/* ---- Atom ---------------------------------------------------------------------------------------------------------------------------- */

/* Escapes for XML; what XML cannot hold at all becomes a space. */
static void add_xml(isn_buf *buf, isnad_str text) {
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    bool noncharacter = c == 0xEF && i + 2 < text.len && (unsigned char)text.ptr[i + 1] == 0xBF && (unsigned char)text.ptr[i + 2] >= 0xBE;
    if (c == '&') isn_buf_lit(buf, "&amp;");
    else if (c == '<') isn_buf_lit(buf, "&lt;");
    else if (c == '>') isn_buf_lit(buf, "&gt;");
    else if (c == '"') isn_buf_lit(buf, "&quot;");
    else if (noncharacter) isn_buf_char(buf, ' '), i += 2;
    else isn_buf_char(buf, c < 0x20 && c != '\n' && c != '\t' ? ' ' : (char)c);
  }
}

static void element(isn_buf *buf, const char *name, const char *attributes, isnad_str text) {
  isn_buf_print(buf, "<%s%s>", name, attributes);
  add_xml(buf, text);
  isn_buf_print(buf, "</%s>\n", name);
}

static isnad_str title_of(const isn_exporting *e) { return e->options->title.len ? e->options->title : ISN_LIT("isnad"); }

static void add_link(isn_buf *buf, const char *rel, isnad_str address) {
  if (address.len == 0) return;
  isn_buf_print(buf, "<link rel=\"%s\" href=\"", rel);
  add_xml(buf, address);
  isn_buf_lit(buf, "\"/>\n");
}

/* The feed's own date is that of its latest entry; entries come latest first, so the head is written with the first of them. */
static void head_of_atom(isn_exporting *e, isnad_str updated) {
  isn_buf_lit(e->out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ar\">\n");
  element(e->out, "id", "", urn_of(e->arena, title_of(e)));
  element(e->out, "title", "", title_of(e));
  element(e->out, "updated", "", updated);
  isn_buf_lit(e->out, "<author><name>isnad</name></author>\n<generator version=\"" ISNAD_VERSION "\">isnad</generator>\n");
  add_link(e->out, "alternate", e->options->address);
}

static bool write_atom(isn_exporting *e, const isn_incident_row *in, const isn_opened *opened) {
  isnad_str updated = isn_moment_of(e->arena, in->last), published = isn_moment_of(e->arena, in->first);
  if (updated.len == 0) updated = ISN_LIT("1970-01-01T00:00:00Z"); /* Atom must have one; nothing says when it was told */
  if (e->written == 0) head_of_atom(e, updated);
  isn_buf_lit(e->out, "<entry>\n");
  element(e->out, "id", "", urn_of(e->arena, in->id));
  element(e->out, "title", "", isn_headline(in, opened));
  element(e->out, "updated", "", updated);
  if (published.len) element(e->out, "published", "", published);
  add_link(e->out, "alternate", link_of(e, in->id));
  isn_buf_lit(e->out, "<category term=\"");
  add_xml(e->out, in->event);
  isn_buf_lit(e->out, "\"/>\n");
  element(e->out, "content", " type=\"text\"", text_of(e, in, opened));
  isn_buf_lit(e->out, "</entry>\n");
  return true;
}

static void end_atom(isn_exporting *e) {
  if (e->written == 0) head_of_atom(e, ISN_LIT("1970-01-01T00:00:00Z"));
  isn_buf_lit(e->out, "</feed>\n");
}

const isn_form isn_form_atom = {"atom", "application/atom+xml; charset=utf-8", true, NULL, write_atom, end_atom};

/* ---- JSON Feed -------------------------------------------------------------------------------------------------------------------------- */

static void key_str(isn_json *json, const char *key, isnad_str text) {
  if (text.len == 0) return;
  isn_json_key(json, key);
  isn_json_str(json, text);
}

static void begin_jsonfeed(isn_exporting *e) {
  isn_json json = isn_json_new(e->out);
  isn_json_open(&json, '{');
  key_str(&json, "version", ISN_LIT("https://jsonfeed.org/version/1.1"));
  key_str(&json, "title", title_of(e));
  key_str(&json, "home_page_url", e->options->address);
  key_str(&json, "language", ISN_LIT("ar"));
  isn_json_key(&json, "items");
  isn_buf_char(e->out, '[');
}

static bool write_jsonfeed(isn_exporting *e, const isn_incident_row *in, const isn_opened *opened) {
  isn_json json = isn_json_new(e->out);
  isn_buf_lit(e->out, e->written ? ",\n" : "\n");
  isn_json_open(&json, '{');
  key_str(&json, "id", urn_of(e->arena, in->id));
  key_str(&json, "url", link_of(e, in->id));
  key_str(&json, "title", isn_headline(in, opened));
  key_str(&json, "content_text", text_of(e, in, opened));
  key_str(&json, "date_published", isn_moment_of(e->arena, in->first));
  key_str(&json, "date_modified", isn_moment_of(e->arena, in->last));
  isn_json_key(&json, "tags");
  isn_json_open(&json, '[');
  isn_json_str(&json, in->event);
  if (in->mode.len) isn_json_str(&json, in->mode);
  isn_json_close(&json, ']');
  isn_json_key(&json, "_isnad");
  isn_json_open(&json, '{');
  key_str(&json, "about", ISN_LIT("docs/export.md"));
  key_str(&json, "id", in->id);
  isn_json_key(&json, "origins");
  isn_json_int(&json, in->origins);
  isn_json_key(&json, "unknown");
  isn_json_int(&json, in->unknown);
  isn_json_close(&json, '}');
  isn_json_close(&json, '}');
  return true;
}

static void end_jsonfeed(isn_exporting *e) { isn_buf_lit(e->out, "\n]}\n"); }

const isn_form isn_form_jsonfeed = {"jsonfeed", "application/feed+json", true, begin_jsonfeed, write_jsonfeed, end_jsonfeed};

/* ---- ninjs -------------------------------------------------------------------------------------------------------------------------------- */

static void put_places(isn_json *json, const isn_exporting *e, const isn_incident_row *in) {
  if (in->place.len == 0) return;
  isn_json_key(json, "place");
  isn_json_open(json, '[');
  isn_json_open(json, '{');
  key_str(json, "name", isn_place_name(e->lexicon, in));
  key_str(json, "rel", ISN_LIT("event"));
  key_str(json, "code", in->place_id);
  if (in->located) {
    isn_json_key(json, "geometry_geojson");
    isn_geojson_point(json, in);
  }
  isn_json_close(json, '}');
  isn_json_close(json, ']');
}

static bool write_ninjs(isn_exporting *e, const isn_incident_row *in, const isn_opened *opened) {
  isn_json json = isn_json_new(e->out);
  isn_json_open(&json, '{');
  key_str(&json, "uri", urn_of(e->arena, in->id));
  key_str(&json, "type", ISN_LIT("text"));
  key_str(&json, "mimetype", ISN_LIT("text/plain"));
  key_str(&json, "representationtype", ISN_LIT("complete"));
  key_str(&json, "versioncreated", isn_moment_of(e->arena, in->last));
  key_str(&json, "pubstatus", in->retracted ? ISN_LIT("canceled") : ISN_LIT("usable"));
  key_str(&json, "language", ISN_LIT("ar"));
  key_str(&json, "headline", isn_headline(in, opened));
  key_str(&json, "body_text", text_of(e, in, opened));
  isn_json_key(&json, "subject");
  isn_json_open(&json, '[');
  isn_json_open(&json, '{');
  key_str(&json, "name", in->event);
  isn_json_close(&json, '}');
  isn_json_close(&json, ']');
  put_places(&json, e, in);
  isn_json_close(&json, '}');
  isn_buf_char(e->out, '\n');
  return true;
}

const isn_form isn_form_ninjs = {"ninjs", "application/x-ndjson", true, NULL, write_ninjs, NULL};
