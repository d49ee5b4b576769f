/* post: see the header. «https://example.org/hook» gets {"search": {...}, "incidents": [...]}; what it answers is not read. */
#include "fetch/post.h"

#include <curl/curl.h>
#include <stdio.h>
#include <unistd.h>

#include "fetch/guard.h"

enum { USUAL_SECONDS = 15 };

static size_t throw_away(char *from, size_t size, size_t count, void *context) {
  (void)from, (void)context;
  return size * count;
}

typedef struct posting {
  const isn_post *post;
  bool blocked;
} posting;

static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
  posting *p = context;
  (void)purpose;
  if (p->post->allow_private || isn_guard_public(&address->addr)) return socket(address->family, address->socktype, address->protocol);
  p->blocked = true;
  return CURL_SOCKET_BAD;
}

static void set_options(CURL *easy, posting *p, struct curl_slist *fields, char *curl_fault) {
  const isn_post *post = p->post;
  curl_easy_setopt(easy, CURLOPT_URL, post->url);
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, curl_fault);
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT, post->timeout > 0 ? post->timeout : (long)USUAL_SECONDS);
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "isnad/" ISNAD_VERSION);
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, fields);
  curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)post->body.len);
  curl_easy_setopt(easy, CURLOPT_POSTFIELDS, post->body.ptr);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, throw_away);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, p);
}

bool isn_post_send(const isn_post *post, char *fault, size_t fault_size) {
  char curl_fault[CURL_ERROR_SIZE] = "", type[200];
  posting p = {.post = post};
  long status = 0;
  snprintf(type, sizeof type, "Content-Type: %s", post->type);
  CURL *easy = curl_easy_init();
  struct curl_slist *fields = curl_slist_append(NULL, type);
  CURLcode code = CURLE_OUT_OF_MEMORY;
  if (easy && fields) {
    set_options(easy, &p, fields, curl_fault);
    code = curl_easy_perform(easy);
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  }
  bool taken = code == CURLE_OK && status >= 200 && status < 300;
  if (p.blocked) snprintf(fault, fault_size, "its address is not public");
  else if (code != CURLE_OK) snprintf(fault, fault_size, "%s", curl_fault[0] ? curl_fault : curl_easy_strerror(code));
  else if (!taken) snprintf(fault, fault_size, "the server answers %ld", status);
  curl_slist_free_all(fields);
  curl_easy_cleanup(easy);
  return taken;
}
