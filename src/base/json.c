/* json: a writer without a tree. */
#include "base/json.h"

#include <math.h>
#include <string.h>

isn_json isn_json_new(isn_buf *buf) { return (isn_json){buf, false}; }

static void before_value(isn_json *json) {
  if (json->comma) isn_buf_char(json->buf, ',');
  json->comma = true;
}

void isn_json_open(isn_json *json, char bracket) {
  before_value(json);
  isn_buf_char(json->buf, bracket);
  json->comma = false;
}

void isn_json_close(isn_json *json, char bracket) {
  isn_buf_char(json->buf, bracket);
  json->comma = true;
}

static void write_text(isn_buf *buf, isnad_str text) {
  static const char hex[] = "0123456789abcdef";
  isn_buf_char(buf, '"');
  size_t plain = 0; /* start of the stretch not yet written */
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    isn_buf_add(buf, text.ptr + plain, i - plain);
    plain = i + 1;
    switch (c) {
      case '"': isn_buf_lit(buf, "\\\""); break;
      case '\\': isn_buf_lit(buf, "\\\\"); break;
      case '\n': isn_buf_lit(buf, "\\n"); break;
      case '\t': isn_buf_lit(buf, "\\t"); break;
      case '\r': isn_buf_lit(buf, "\\r"); break;
      default: {
        char escape[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
        isn_buf_add(buf, escape, sizeof escape);
      }
    }
  }
  isn_buf_add(buf, text.ptr + plain, text.len - plain);
  isn_buf_char(buf, '"');
}

void isn_json_key(isn_json *json, const char *name) {
  before_value(json);
  write_text(json->buf, (isnad_str){name, strlen(name)});
  isn_buf_char(json->buf, ':');
  json->comma = false;
}

void isn_json_str(isn_json *json, isnad_str text) {
  before_value(json);
  write_text(json->buf, text);
}

void isn_json_null(isn_json *json) {
  before_value(json);
  isn_buf_lit(json->buf, "null");
}

void isn_json_str_or_null(isn_json *json, isnad_str text) {
  if (text.len) isn_json_str(json, text);
  else isn_json_null(json);
}

void isn_json_name_or_null(isn_json *json, const char *name) {
  if (name) isn_json_str(json, (isnad_str){name, strlen(name)});
  else isn_json_null(json);
}

void isn_json_int(isn_json *json, int64_t number) {
  before_value(json);
  isn_buf_print(json->buf, "%lld", (long long)number);
}

void isn_json_int_or_null(isn_json *json, int64_t number) {
  if (number == ISNAD_NO_NUMBER) isn_json_null(json);
  else isn_json_int(json, number);
}

void isn_json_bool(isn_json *json, bool value) {
  before_value(json);
  isn_buf_lit(json->buf, value ? "true" : "false");
}

void isn_json_degrees(isn_json *json, double degrees) {
  before_value(json);
  long long units = llround(fabs(degrees) * 100000.0);
  if (degrees < 0 && units != 0) isn_buf_char(json->buf, '-');
  isn_buf_print(json->buf, "%lld", units / 100000);
  int rest = (int)(units % 100000), digits = 5;
  if (rest == 0) return;
  while (rest % 10 == 0) rest /= 10, digits--;
  isn_buf_print(json->buf, ".%0*d", digits, rest);
}

void isn_json_span(isn_json *json, isnad_span span) {
  if (span.end <= span.start) {
    isn_json_null(json);
    return;
  }
  before_value(json);
  isn_buf_print(json->buf, "[%u,%u]", span.start, span.end);
}

void isn_json_key_str(isn_json *json, const char *key, isnad_str text) {
  isn_json_key(json, key);
  isn_json_str_or_null(json, text);
}

void isn_json_key_name(isn_json *json, const char *key, const char *name) {
  isn_json_key(json, key);
  isn_json_name_or_null(json, name);
}

void isn_json_key_int(isn_json *json, const char *key, int64_t number) {
  isn_json_key(json, key);
  isn_json_int_or_null(json, number);
}

void isn_json_key_span(isn_json *json, const char *key, isnad_span span) {
  isn_json_key(json, key);
  isn_json_span(json, span);
}

void isn_json_key_id(isn_json *json, const char *key, uint64_t id) {
  char hex[16];
  for (int i = 0; i < 16; i++) hex[i] = "0123456789abcdef"[id >> (60 - 4 * i) & 15];
  isn_json_key(json, key);
  isn_json_str(json, (isnad_str){hex, 16});
}
