/* form: see the header. Values are unescaped where they lie in a copy of the body: «words=%D9%86%D8%B5+1» leaves «نص 1»
 * there. */
#include "serve/form.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "base/utf8.h"
#include "serve/http.h"

static bool is_text(isnad_str value) {
  return isn_utf8_check(value) == value.len && (value.len == 0 || memchr(value.ptr, '\0', value.len) == NULL);
}

static int add(isn_form *form, isnad_str name, isnad_str value, bool file) {
  if (form->count == ISN_FORM_FIELDS) return 413;
  if (!is_text(name) || (!file && !is_text(value))) return 400;
  form->fields[form->count++] = (isn_form_field){name, value};
  return 0;
}

/* ---- application/x-www-form-urlencoded --------------------------------------------------------------------------- */

static int read_escaped(isn_form *form, isnad_str body) {
  int status = 0;
  while (body.len && status == 0) {
    isnad_str value = isn_str_before(&body, '&'), name = isn_str_before(&value, '=');
    char *to = form->memory + (name.ptr - form->memory), *value_to = form->memory + (value.ptr - form->memory);
    if (!isn_unescape(name, true, to, &name.len) || !isn_unescape(value, true, value_to, &value.len)) return 400;
    if (name.len) status = add(form, name, value, false);
  }
  return status;
}

/* ---- multipart/form-data ----------------------------------------------------------------------------------------- */

/* A parameter of a field: boundary=xyz or name="text". */
static isnad_str parameter(isnad_str field, const char *name) {
  size_t len = strlen(name);
  isn_str_before(&field, ';');
  while (field.len) {
    isnad_str one = isn_str_before(&field, ';');
    while (one.len && one.ptr[0] == ' ') one.ptr++, one.len--;
    if (one.len <= len || strncasecmp(one.ptr, name, len) != 0 || one.ptr[len] != '=') continue;
    one.ptr += len + 1, one.len -= len + 1;
    if (one.len >= 2 && one.ptr[0] == '"' && one.ptr[one.len - 1] == '"') one.ptr++, one.len -= 2;
    return one;
  }
  return (isnad_str){NULL, 0};
}

/* The next place of the mark from byte `from` on; SIZE_MAX: none. */
static size_t find(isnad_str text, size_t from, isnad_str mark) {
  while (from + mark.len <= text.len) {
    const char *at = memchr(text.ptr + from, mark.ptr[0], text.len - mark.len + 1 - from);
    if (at == NULL) return SIZE_MAX;
    from = (size_t)(at - text.ptr);
    if (memcmp(at, mark.ptr, mark.len) == 0) return from;
    from++;
  }
  return SIZE_MAX;
}

/* The Content-Disposition among the fields of a part. */
static isnad_str disposition(isnad_str head) {
  static const char name[] = "Content-Disposition:";
  isnad_str line;
  while (isn_str_line(&head, &line))
    if (line.len > sizeof name && strncasecmp(line.ptr, name, sizeof name - 1) == 0) return line;
  return (isnad_str){NULL, 0};
}

static int read_parts(isn_form *form, isnad_str type, isnad_str body) {
  char mark_room[80] = "\r\n--";
  isnad_str boundary = parameter(type, "boundary");
  if (boundary.len == 0 || boundary.len > 70) return 400;
  memcpy(mark_room + 4, boundary.ptr, boundary.len);
  isnad_str mark = {mark_room, boundary.len + 4}, empty = ISN_LIT("\r\n\r\n");
  if (body.len < mark.len - 2 || memcmp(body.ptr, mark_room + 2, mark.len - 2) != 0) return 400;
  for (size_t at = mark.len - 2;;) {
    if (at + 2 <= body.len && memcmp(body.ptr + at, "--", 2) == 0) return 0;
    size_t head = find(body, at, empty), end = head == SIZE_MAX ? SIZE_MAX : find(body, head + 2, mark);
    if (end == SIZE_MAX) return 400;
    isnad_str said = disposition((isnad_str){body.ptr + at, head - at + 2}), name = parameter(said, "name");
    size_t start = head + 4 < end ? head + 4 : end;
    int status =
        name.len ? add(form, name, (isnad_str){body.ptr + start, end - start}, parameter(said, "filename").ptr != NULL)
                 : 400;
    if (status) return status;
    at = end + mark.len;
  }
}

/* ---- The door ---------------------------------------------------------------------------------------------------- */

int isn_form_read(isnad_str type, isnad_str body, isn_form *form) {
  isnad_str rest = type, kind = isn_str_before(&rest, ';');
  while (kind.len && kind.ptr[kind.len - 1] == ' ') kind.len--;
  form->count = 0;
  form->memory = malloc(body.len + 1);
  if (form->memory == NULL) return 503;
  if (body.len) memcpy(form->memory, body.ptr, body.len);
  isnad_str copy = {form->memory, body.len};
  int status = 415;
  if (kind.len == 33 && strncasecmp(kind.ptr, "application/x-www-form-urlencoded", 33) == 0)
    status = read_escaped(form, copy);
  if (kind.len == 19 && strncasecmp(kind.ptr, "multipart/form-data", 19) == 0) status = read_parts(form, type, copy);
  if (status) isn_form_free(form);
  return status;
}

void isn_form_free(isn_form *form) {
  free(form->memory);
  form->memory = NULL;
  form->count = 0;
}

isnad_str isn_form_value(const isn_form *form, const char *name) {
  for (size_t i = 0; i < form->count; i++)
    if (isn_str_same(form->fields[i].name, isn_str(name))) return form->fields[i].value;
  return (isnad_str){NULL, 0};
}

isnad_str isn_query_value(isnad_str query, const char *name, char *room, size_t size) {
  while (query.len) {
    isnad_str value = isn_str_before(&query, '&'), key = isn_str_before(&value, '=');
    if (!isn_str_same(key, isn_str(name))) continue;
    size_t len;
    if (value.len <= size && isn_unescape(value, true, room, &len) && is_text((isnad_str){room, len}))
      return (isnad_str){room, len};
    break;
  }
  return (isnad_str){NULL, 0};
}
