/* curl: the calls of libcurl that fetching uses, loaded when something is fetched for the first time. Linked in the usual way libcurl and
 * what it stands on would take two thirds of the time in which the program starts, for commands that never fetch. */
#ifndef ISN_FETCH_CURL_H
#define ISN_FETCH_CURL_H

#include <curl/curl.h>

#include "isnad.h"

/* Named without the prefix that all of them have. */
#define ISN_CURL_CALLS(X)                                                                                              \
  X(global_init) X(global_cleanup) X(free) X(slist_append) X(slist_free_all) X(easy_init) X(easy_cleanup)              \
  X(easy_setopt) X(easy_getinfo) X(easy_perform) X(easy_strerror) X(easy_header) X(multi_init) X(multi_cleanup) X(multi_add_handle) \
  X(multi_remove_handle) X(multi_perform) X(multi_info_read) X(multi_poll) X(url) X(url_cleanup) X(url_set) X(url_get)

typedef struct isn_curl {
  void *library;
#define X(name) __typeof__(&curl_##name) name;
  ISN_CURL_CALLS(X)
#undef X
} isn_curl;

/* Loads the library and fills in its calls; false after an error. */
bool isn_curl_load(isn_curl *, isnad_error *);
void isn_curl_unload(isn_curl *);

#endif
