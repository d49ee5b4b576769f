/* curl: see the header. The name is that of the interface, libcurl.so.4, which has been the same since 2006. Once loaded it stays: what it
 * stands on (OpenSSL) leaves work for the end of the program and of threads. */
#include "fetch/curl.h"

#include <dlfcn.h>
#include <string.h>

#include "base/error.h"

/* A function's address from an object's: what dlsym gives is both. */
static bool find_call(const isn_curl *curl, const char *name, void *call, size_t size) {
  void *found = dlsym(curl->library, name);
  memcpy(call, &found, size);
  return found != NULL;
}

bool isn_curl_load(isn_curl *curl, isnad_error *error) {
  *curl = (isn_curl){.library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE)};
  if (curl->library == NULL)
    return isn_error(error, ISNAD_IO, 0, "libcurl, which fetching needs, cannot be loaded: %s", dlerror()), false;
  bool whole = true;
#define X(name) whole = whole && find_call(curl, "curl_" #name, &curl->name, sizeof curl->name);
  ISN_CURL_CALLS(X)
#undef X
  if (whole && curl->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK) return true;
  isn_error(error, ISNAD_IO, 0, "libcurl is too old for fetching: 7.85 is the first that will do");
  dlclose(curl->library);
  curl->library = NULL;
  return false;
}

void isn_curl_unload(isn_curl *curl) {
  if (curl->library == NULL) return;
  curl->global_cleanup();
  dlclose(curl->library);
  curl->library = NULL;
}
