/* text: an input that is one report, and the look at the first bytes that tells what an input is. «غارات على حي غويران ...» is text, and so is a page; its
 * bytes are the document as they are. */
#include <stdlib.h>

#include "base/error.h"
#include "base/str.h"
#include "input/input.h"

typedef struct text_state {
  isn_flow *flow;
  bool done;
} text_state;

static void *text_make(isn_flow *flow) {
  text_state *t = calloc(1, sizeof *t);
  if (t) t->flow = flow;
  return t;
}

const char *isn_input_unreadable(isnad_str text) {
  if (text.len >= 2 && (memcmp(text.ptr, "\xFF\xFE", 2) == 0 || memcmp(text.ptr, "\xFE\xFF", 2) == 0))
    return "UTF-16 text; convert it first: iconv -f UTF-16 -t UTF-8";
  if (text.len >= 5 && memcmp(text.ptr, "%PDF-", 5) == 0)
    return "a PDF file, no text; convert it first: pdftotext FILE -";
  if (memchr(text.ptr, '\0', text.len)) return "a binary file, no text";
  if (isn_input_trim(text).len == 0) return "empty: nothing to read";
  return NULL;
}

static isnad_status text_next(void *state, isnad_document *out, bool *found, isnad_error *error) {
  text_state *t = state;
  if (t->done) return ISNAD_OK;
  t->done = true;
  isnad_str text = isn_flow_peek(t->flow, ISNAD_TEXT_MAX + 1);
  if (text.len > ISNAD_TEXT_MAX) return isn_too_long(0, 0, error);
  isnad_status status = isn_flow_fault(t->flow, error);
  if (status == ISNAD_IO || (status != ISNAD_OK && text.len == 0)) return status;
  const char *fault = isn_input_unreadable(text);
  if (fault) return isn_error(error, ISNAD_SYNTAX, 0, "%s", fault);
  *out = (isnad_document){.bytes = text, .cut = status != ISNAD_OK};
  *found = true;
  return ISNAD_OK;
}

const isn_form isn_form_text = {text_make, text_next, free};

/* ---- What is it? ----------------------------------------------------------------------------------------------------- */

/* Behind a mark like «-->»; empty where it does not come. */
static isnad_str behind(isnad_str text, const char *mark) {
  size_t len = strlen(mark);
  for (size_t i = 0; i + len <= text.len; i++)
    if (memcmp(text.ptr + i, mark, len) == 0) return isn_input_trim((isnad_str){text.ptr + i + len, text.len - i - len});
  return (isnad_str){text.ptr, 0};
}

/* The first element behind declarations (and what a document type declares) and comments. */
static isnad_str root_element(isnad_str text) {
  while (isn_str_opens(text, "<?") || isn_str_opens(text, "<!") || isn_str_opens(text, "]"))
    text = isn_str_opens(text, "<!--") ? behind(text, "-->") : behind(text, ">");
  return text;
}

static bool is_feed(isnad_str text) {
  isnad_str root = root_element(text);
  return isn_str_opens(root, "<rss") || isn_str_opens(root, "<feed") || isn_str_opens(root, "<rdf:rdf") || isn_str_opens(root, "<channel>");
}

/* One object over several lines, or one with a list of items or messages in it, is no NDJSON. */
static const isn_form *json_form(isnad_str text) {
  const char *end = memchr(text.ptr, '\n', text.len);
  isnad_str line = {text.ptr, end ? (size_t)(end - text.ptr) : text.len};
  if (isn_str_holds(line, ISN_LIT("\"messages\"")) || isn_str_holds(line, ISN_LIT("jsonfeed.org"))) return &isn_form_json;
  line = isn_input_trim(line);
  bool whole = *text.ptr == '{' && line.len > 1 &&
               (line.ptr[line.len - 1] == '}' || (end == NULL && text.len >= ISN_SNIFF_SIZE));
  return whole ? &isn_form_lines : &isn_form_json;
}

/* A text may begin with a bracket too: «[عاجل] ...». JSON goes on with a key, or a list with its first object. */
static bool is_json(isnad_str text) {
  if (text.len == 0 || (*text.ptr != '{' && *text.ptr != '[')) return false;
  isnad_str rest = isn_input_trim((isnad_str){text.ptr + 1, text.len - 1});
  return rest.len && (*rest.ptr == (*text.ptr == '{' ? '"' : '{') || *rest.ptr == (*text.ptr == '{' ? '}' : ']'));
}

const isn_form *isn_form_of(isn_flow *flow) {
  isnad_str text = isn_flow_peek(flow, ISN_SNIFF_SIZE);
  if (isn_str_opens(text, "WARC/")) return &isn_form_warc;
  if (isn_str_opens(text, "\xEF\xBB\xBF")) text.ptr += 3, text.len -= 3;
  text = isn_input_trim(text);
  if (is_json(text)) return json_form(text);
  if (text.len == 0 || *text.ptr != '<') return &isn_form_text;
  if (is_feed(text)) return &isn_form_feed;
  return isn_channel_shows(text) ? &isn_form_channel : &isn_form_text;
}
