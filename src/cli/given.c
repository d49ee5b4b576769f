/* given: what a file beside a report says of it. Beside 001.txt may stand 001.given.json: {"published": "2022-01-24T12:30", "outlet": "SANA", "url": "https://..."} */
#include "cli/given.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static isnad_str text_of(const json_t *value) {
  return json_is_string(value) ? (isnad_str){json_string_value(value), json_string_length(value)} : (isnad_str){NULL, 0};
}

char *cli_given_path(const char *path) {
  const char *name = strrchr(path, '/'), *dot = strrchr(name ? name : path, '.');
  size_t stem = dot && dot != path ? (size_t)(dot - path) : strlen(path);
  static const char ending[] = ".given.json";
  char *out = malloc(stem + sizeof ending);
  if (out == NULL) return NULL;
  memcpy(out, path, stem);
  memcpy(out + stem, ending, sizeof ending);
  if (access(out, R_OK) == 0) return out;
  free(out);
  return NULL;
}

bool cli_given_read(const char *path, isnad_given *given, void **held, char *fault, size_t fault_size) {
  json_error_t error;
  json_t *object = json_load_file(path, 0, &error);
  *held = object;
  if (!json_is_object(object)) {
    snprintf(fault, fault_size, "%.100s: %.100s", path, object ? "no JSON object" : error.text);
    json_decref(object);
    *held = NULL;
    return false;
  }
  struct {
    const char *key;
    isnad_str *into;
  } fields[] = {{"published", &given->published}, {"outlet", &given->outlet}, {"url", &given->url},
                {"title", &given->title},         {"author", &given->author}, {"via", &given->via}};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    isnad_str value = text_of(json_object_get(object, fields[i].key));
    if (value.len) *fields[i].into = value;
  }
  return true;
}

void cli_given_free(void *held) { json_decref(held); }
