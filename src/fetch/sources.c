/* sources: see the header. <outline text="مثال" type="rss" xmlUrl="https://example.org/rss.xml"/> is one, wherever it
 * stands in the tree. No entity that the file declares is expanded and nothing it names is fetched. */
#include "fetch/sources.h"

#include <libxml/xmlreader.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/str.h"

enum { LINE_LEN = 4000 };

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

static isnad_status read_opml(isnad_str list, isn_source_each *each, void *context, isnad_error *error) {
  xmlTextReaderPtr reader = xmlReaderForMemory(list.ptr, (int)list.len, NULL, NULL,
                                               XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (reader == NULL) return isn_error(error, ISNAD_MEMORY, 0, "out of memory");
  int more;
  while ((more = xmlTextReaderRead(reader)) == 1) {
    const xmlChar *name = xmlTextReaderConstLocalName(reader);
    if (xmlTextReaderNodeType(reader) != XML_READER_TYPE_ELEMENT || name == NULL ||
        strcasecmp((const char *)name, "outline") != 0)
      continue;
    xmlChar *url = xmlTextReaderGetAttribute(reader, (const xmlChar *)"xmlUrl");
    if (url) each(context, (const char *)url);
    xmlFree(url);
  }
  int line = xmlTextReaderGetParserLineNumber(reader);
  xmlFreeTextReader(reader);
  return more == 0 ? ISNAD_OK
                   : isn_error(error, ISNAD_SYNTAX, line > 0 ? (uint64_t)line : 0,
                               "line %d: this is no well-formed OPML", line);
}

/* Lines that are empty or begin with # are passed over. */
static isnad_status read_lines(isnad_str list, isn_source_each *each, void *context, isnad_error *error) {
  char url[LINE_LEN];
  uint64_t number = 0;
  for (isnad_str line; isn_str_line(&list, &line);) {
    number++;
    while (line.len && is_space(line.ptr[line.len - 1])) line.len--;
    while (line.len && is_space(line.ptr[0])) line.ptr++, line.len--;
    if (line.len == 0 || line.ptr[0] == '#') continue;
    if (line.len >= sizeof url || memchr(line.ptr, '\0', line.len))
      return isn_error(error, ISNAD_SYNTAX, number, "line %llu is no address", (unsigned long long)number);
    memcpy(url, line.ptr, line.len);
    url[line.len] = '\0';
    each(context, url);
  }
  return ISNAD_OK;
}

isnad_status isn_sources_read(isnad_str list, isn_source_each *each, void *context, isnad_error *error) {
  if (list.len > ISN_SOURCES_MAX)
    return isn_error(error, ISNAD_LIMIT, 0, "the list is longer than %d MB", ISN_SOURCES_MAX >> 20);
  size_t at = list.len >= 3 && memcmp(list.ptr, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  while (at < list.len && is_space(list.ptr[at])) at++;
  isnad_str rest = {list.ptr + at, list.len - at};
  return rest.len && rest.ptr[0] == '<' ? read_opml(rest, each, context, error)
                                        : read_lines(list, each, context, error);
}
