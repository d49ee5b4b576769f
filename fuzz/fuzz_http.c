/* fuzz_http: any bytes as the head of a request, and what follows it as a form; whatever is taken must lie within the bytes. */
#include "base/str.h"
#include "serve/form.h"
#include "serve/http.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void within(isnad_str part, isnad_str whole) {
  if (part.len && (part.ptr < whole.ptr || part.ptr + part.len > whole.ptr + whole.len)) __builtin_trap();
}

static void read_form(isnad_str type, isnad_str body) {
  isn_form form;
  if (isn_form_read(type, body, &form) != 0) return;
  isnad_str memory = {form.memory, body.len};
  for (size_t i = 0; i < form.count; i++) within(form.fields[i].name, memory), within(form.fields[i].value, memory);
  isn_form_value(&form, "csrf");
  isn_form_free(&form);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  isnad_str text = {(const char *)data, size};
  char room[64];
  isn_request r;
  size_t len = isn_request_len(text, 0);
  isnad_str head = {text.ptr, len ? len : size}, body = {text.ptr + head.len, size - head.len};
  int status = isn_request_read(head, &r);
  if (status == 0 && len && isn_path_check(r.path) != 0) __builtin_trap();
  within(r.path, head), within(r.query, head), within(r.host, head), within(r.cookies, head), within(r.type, head);
  isn_field_takes(r.encodings, "gzip");
  within(isn_cookie(r.cookies, "isnad_desk"), head);
  isn_tag_meets(r.if_none_match, ISN_LIT("\"a\""));
  isn_query_value(r.query, "since", room, sizeof room);
  read_form(r.type, body);
  read_form(ISN_LIT("application/x-www-form-urlencoded"), body);
  read_form(ISN_LIT("multipart/form-data; boundary=b"), body);
  return 0;
}
