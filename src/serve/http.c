/* http: see the header. «GET /i/0123?lang=en HTTP/1.1» becomes a method, a path and a query; of the fields those that
 * somebody here asks for are kept. Relies on nothing but the bytes. */
#include "serve/http.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/str.h"
#include "base/utf8.h"

/* ---- Small things ------------------------------------------------------------------------------------------------ */

static bool same_name(isnad_str a, const char *b) { return a.len == strlen(b) && strncasecmp(a.ptr, b, a.len) == 0; }

static isnad_str trimmed(isnad_str text) {
  while (text.len && (text.ptr[0] == ' ' || text.ptr[0] == '\t')) text.ptr++, text.len--;
  while (text.len && (text.ptr[text.len - 1] == ' ' || text.ptr[text.len - 1] == '\t')) text.len--;
  return text;
}

static int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool token_char(unsigned char c) { return c > ' ' && c < 127 && strchr("\"(),/:;<=>?@[\\]{}", c) == NULL; }

static bool is_token(isnad_str text) {
  for (size_t i = 0; i < text.len; i++)
    if (!token_char((unsigned char)text.ptr[i])) return false;
  return text.len > 0;
}

/* ---- The path ---------------------------------------------------------------------------------------------------- */

bool isn_unescape(isnad_str text, bool plus, char *out, size_t *len) {
  size_t n = 0;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (c == '+' && plus) c = ' ';
    if (c == '%') {
      int high = i + 2 < text.len ? hex_value(text.ptr[i + 1]) : -1, low = high < 0 ? -1 : hex_value(text.ptr[i + 2]);
      if (low < 0) return false;
      c = (char)(high * 16 + low);
      i += 2;
    }
    out[n++] = c;
  }
  *len = n;
  return true;
}

/* Segments that lead elsewhere in a tree of files; no address of ours has one. */
static bool leads_elsewhere(isnad_str path) {
  isnad_str rest = {path.ptr + 1, path.len - 1};
  while (rest.len) {
    isnad_str segment = isn_str_before(&rest, '/');
    if (segment.len == 0 || isn_str_same(segment, ISN_LIT(".")) || isn_str_same(segment, ISN_LIT(".."))) return true;
  }
  return false;
}

static bool has_escaped_slash(isnad_str path) {
  for (size_t i = 0; i + 2 < path.len; i++)
    if (path.ptr[i] == '%' && ((path.ptr[i + 1] == '2' && (path.ptr[i + 2] | 0x20) == 'f') ||
                               (path.ptr[i + 1] == '5' && (path.ptr[i + 2] | 0x20) == 'c')))
      return true;
  return memchr(path.ptr, '\\', path.len) != NULL;
}

int isn_path_check(isnad_str path) {
  char plain[ISN_TARGET_MAX];
  size_t len;
  if (path.len == 0 || path.ptr[0] != '/' || path.len > sizeof plain || !isn_unescape(path, false, plain, &len))
    return 400;
  if (isn_utf8_check((isnad_str){plain, len}) != len) return 400;
  for (size_t i = 0; i < len; i++)
    if ((unsigned char)plain[i] < ' ' || plain[i] == 127) return 400;
  return has_escaped_slash(path) || leads_elsewhere((isnad_str){plain, len}) ? 404 : 0;
}

/* ---- The head ---------------------------------------------------------------------------------------------------- */

size_t isn_request_len(isnad_str bytes, size_t from) {
  for (size_t i = from > 3 ? from - 3 : 0; i + 4 <= bytes.len; i++) {
    const char *cr = memchr(bytes.ptr + i, '\r', bytes.len - 3 - i);
    if (cr == NULL) return 0;
    i = (size_t)(cr - bytes.ptr);
    if (memcmp(cr, "\r\n\r\n", 4) == 0) return i + 4;
  }
  return 0;
}

/* Takes a line off the head, which CR LF ends; false where a bare LF or CR stands in it. */
static bool next_line(isnad_str *rest, isnad_str *line) {
  *line = isn_str_before(rest, '\n');
  if (line->len == 0 || line->ptr[line->len - 1] != '\r') return false;
  line->len--;
  return line->len == 0 || memchr(line->ptr, '\r', line->len) == NULL;
}

static int read_target(isn_request *r) {
  isnad_str target = r->target;
  if (target.len > ISN_TARGET_MAX) return 414;
  if (target.len > 7 && strncasecmp(target.ptr, "http://", 7) == 0) { /* as sent to a proxy; its path counts */
    const char *slash = memchr(target.ptr + 7, '/', target.len - 7);
    if (slash == NULL) return 400;
    target = (isnad_str){slash, target.len - (size_t)(slash - target.ptr)};
  }
  for (size_t i = 0; i < target.len; i++)
    if ((unsigned char)target.ptr[i] <= ' ' || target.ptr[i] == 127 || target.ptr[i] == '#') return 400;
  r->query = target;
  r->path = isn_str_before(&r->query, '?');
  return isn_path_check(r->path);
}

static int read_first(isn_request *r, isnad_str line) {
  r->verb = isn_str_before(&line, ' ');
  r->target = isn_str_before(&line, ' ');
  if (!is_token(r->verb)) return 400;
  r->method = isn_str_same(r->verb, ISN_LIT("GET"))    ? METHOD_GET
              : isn_str_same(r->verb, ISN_LIT("HEAD")) ? METHOD_HEAD
              : isn_str_same(r->verb, ISN_LIT("POST")) ? METHOD_POST
                                                       : METHOD_OTHER;
  if (line.len != 8 || memcmp(line.ptr, "HTTP/", 5) != 0) return 400;
  if (memcmp(line.ptr + 5, "1.1", 3) == 0) r->keep = true;
  else if (memcmp(line.ptr + 5, "1.0", 3) != 0) return 505;
  return read_target(r);
}

static int read_length(isn_request *r, isnad_str value) {
  int64_t length = 0;
  if (r->length >= 0 || value.len == 0 || value.len > 15) return 400;
  for (size_t i = 0; i < value.len; i++) {
    if (value.ptr[i] < '0' || value.ptr[i] > '9') return 400;
    length = length * 10 + (value.ptr[i] - '0');
  }
  r->length = length;
  return 0;
}

static int keep_field(isn_request *r, isnad_str name, isnad_str value) {
  static const struct {
    const char *name;
    size_t at;
  } kept[] = {{"cookie", offsetof(isn_request, cookies)},         {"accept-language", offsetof(isn_request, languages)},
              {"accept-encoding", offsetof(isn_request, encodings)}, {"accept", offsetof(isn_request, accept)},
              {"if-none-match", offsetof(isn_request, if_none_match)}, {"content-type", offsetof(isn_request, type)},
              {"last-event-id", offsetof(isn_request, last_event_id)}, {"origin", offsetof(isn_request, origin)},
              {"sec-fetch-site", offsetof(isn_request, fetch_site)}, {"referer", offsetof(isn_request, referer)},
              {"authorization", offsetof(isn_request, authorization)}, {"user-agent", offsetof(isn_request, agent)}};
  for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
    if (same_name(name, kept[i].name)) return memcpy((char *)r + kept[i].at, &value, sizeof value), 0;
  if (same_name(name, "content-length")) return read_length(r, value);
  if (same_name(name, "transfer-encoding"))
    return r->length >= 0 ? 400 : 411; /* bodies come with their length or not at all */
  if (same_name(name, "host")) {
    if (r->host.ptr) return 400;
    r->host = value;
    for (size_t i = 0; i < value.len; i++)
      if (!token_char((unsigned char)value.ptr[i]) && strchr(":[]", value.ptr[i]) == NULL) return 400;
  } else if (same_name(name, "connection")) {
    if (isn_field_takes(value, "close")) r->keep = false;
  } else if (same_name(name, "expect")) {
    if (!same_name(value, "100-continue")) return 417;
    r->expects = true;
  } else if (same_name(name, "x-forwarded-for") || same_name(name, "forwarded") || same_name(name, "via") ||
             same_name(name, "x-real-ip")) {
    r->forwarded = true;
  }
  return 0;
}

static int read_field(isn_request *r, isnad_str line) {
  isnad_str value = line, name = isn_str_before(&value, ':');
  if (name.len == line.len || !is_token(name)) return 400; /* also a line that goes on the one before it */
  value = trimmed(value);
  for (size_t i = 0; i < value.len; i++)
    if (((unsigned char)value.ptr[i] < ' ' && value.ptr[i] != '\t') || value.ptr[i] == 127) return 400;
  return keep_field(r, name, value);
}

int isn_request_read(isnad_str head, isn_request *r) {
  isnad_str rest = head, line;
  *r = (isn_request){.length = -1};
  if (!next_line(&rest, &line)) return 400;
  int status = read_first(r, line);
  bool old = !r->keep;
  for (int fields = 0; next_line(&rest, &line) && line.len; fields++) {
    int fault = fields == ISN_FIELDS_MAX ? 431 : read_field(r, line);
    if (status == 0) status = fault;
    if (fault) break;
  }
  if (status == 0 && rest.len) status = 400; /* a line that is none stands before the empty one */
  if (status == 0 && r->host.ptr == NULL && !old) status = 400;
  if (r->length < 0) r->length = 0;
  if (status) r->keep = false;
  return status;
}

/* ---- Fields and names -------------------------------------------------------------------------------------------- */

const char *isn_status_words(int status) {
  static const struct {
    int status;
    const char *words;
  } all[] = {{200, "OK"}, {202, "Accepted"}, {204, "No Content"}, {301, "Moved Permanently"}, {303, "See Other"},
             {304, "Not Modified"}, {400, "Bad Request"}, {401, "Unauthorized"}, {403, "Forbidden"},
             {404, "Not Found"}, {405, "Method Not Allowed"}, {408, "Request Timeout"}, {411, "Length Required"},
             {413, "Content Too Large"}, {414, "URI Too Long"}, {415, "Unsupported Media Type"},
             {417, "Expectation Failed"}, {429, "Too Many Requests"}, {431, "Request Header Fields Too Large"},
             {500, "Internal Server Error"}, {503, "Service Unavailable"}, {505, "HTTP Version Not Supported"}};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (all[i].status == status) return all[i].words;
  return "Unknown";
}

/* «q=0», «q=0.00» */
static bool is_nothing(isnad_str weight) {
  if (weight.len < 3 || strncasecmp(weight.ptr, "q=", 2) != 0) return false;
  for (size_t i = 2; i < weight.len; i++)
    if (weight.ptr[i] != '0' && weight.ptr[i] != '.') return false;
  return true;
}

bool isn_field_takes(isnad_str field, const char *value) {
  bool any = false;
  while (field.len) {
    isnad_str rest = isn_str_before(&field, ','), name = trimmed(isn_str_before(&rest, ';'));
    bool refused = is_nothing(trimmed(rest));
    if (same_name(name, value)) return !refused;
    if (same_name(name, "*")) any = !refused;
  }
  return any;
}

isnad_str isn_cookie(isnad_str cookies, const char *name) {
  while (cookies.len) {
    isnad_str value = trimmed(isn_str_before(&cookies, ';')), key = isn_str_before(&value, '=');
    if (isn_str_same(key, isn_str(name))) return value;
  }
  return (isnad_str){NULL, 0};
}

bool isn_tag_meets(isnad_str field, isnad_str tag) {
  while (field.len) {
    isnad_str one = trimmed(isn_str_before(&field, ','));
    if (one.len > 2 && memcmp(one.ptr, "W/", 2) == 0) one.ptr += 2, one.len -= 2;
    if (isn_str_same(one, tag) || isn_str_same(one, ISN_LIT("*"))) return true;
  }
  return false;
}

void isn_http_date(int64_t seconds, char out[30]) {
  static const char days[] = "SunMonTueWedThuFriSat", months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  time_t at = (time_t)seconds;
  struct tm utc = {.tm_mday = 1};
  gmtime_r(&at, &utc);
  snprintf(out, 30, "%.3s, %02u %.3s %04u %02u:%02u:%02u GMT", days + 3 * utc.tm_wday, (unsigned)utc.tm_mday % 100,
           months + 3 * utc.tm_mon, (unsigned)(utc.tm_year + 1900) % 10000, (unsigned)utc.tm_hour % 100,
           (unsigned)utc.tm_min % 100, (unsigned)utc.tm_sec % 100);
}
