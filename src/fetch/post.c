/* post: see the header. «https://example.org/hook» gets {"search": {...}, "incidents": [...]}; what it answers is not
 * read. */
#include "fetch/post.h"

#include <stdio.h>
#include <unistd.h>

#include "fetch/curl.h"
#include "fetch/guard.h"

enum { USUAL_SECONDS = 15 };

static size_t throw_away(char *from, size_t size, size_t count, void *context) {
  (void)from, (void)context;
  return size * count;
}

typedef struct posting {
  const isn_post *post;
  isn_curl curl;
  bool blocked;
} posting;

static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
  posting *p = context;
  (void)purpose;
  if (p->post->allow_private || isn_guard_public(&address->addr))
    return socket(address->family, address->socktype, address->protocol);
  p->blocked = true;
  return CURL_SOCKET_BAD;
}

static void set_options(CURL *easy, posting *p, struct curl_slist *fields, char *curl_fault) {
  const isn_post *post = p->post;
  const isn_curl *curl = &p->curl;
  curl->easy_setopt(easy, CURLOPT_URL, post->url);
  curl->easy_setopt(easy, CURLOPT_ERRORBUFFER, curl_fault);
  curl->easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl->easy_setopt(easy, CURLOPT_PROXY, "");
  curl->easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl->easy_setopt(easy, CURLOPT_TIMEOUT, post->timeout > 0 ? post->timeout : (long)USUAL_SECONDS);
  curl->easy_setopt(easy, CURLOPT_USERAGENT, "isnad/" ISNAD_VERSION);
  curl->easy_setopt(easy, CURLOPT_HTTPHEADER, fields);
  curl->easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)post->body.len);
  curl->easy_setopt(easy, CURLOPT_POSTFIELDS, post->body.ptr);
  curl->easy_setopt(easy, CURLOPT_WRITEFUNCTION, throw_away);
  curl->easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl->easy_setopt(easy, CURLOPT_OPENSOCKETDATA, p);
}

static bool send_by(posting *p, char *fault, size_t fault_size) {
  const isn_curl *curl = &p->curl;
  char curl_fault[CURL_ERROR_SIZE] = "", type[200];
  long status = 0;
  snprintf(type, sizeof type, "Content-Type: %s", p->post->type);
  CURL *easy = curl->easy_init();
  struct curl_slist *fields = curl->slist_append(NULL, type);
  CURLcode code = CURLE_OUT_OF_MEMORY;
  if (easy && fields) {
    set_options(easy, p, fields, curl_fault);
    code = curl->easy_perform(easy);
    curl->easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  }
  bool taken = code == CURLE_OK && status >= 200 && status < 300;
  if (p->blocked) snprintf(fault, fault_size, "its address is not public");
  else if (code != CURLE_OK) snprintf(fault, fault_size, "%s", curl_fault[0] ? curl_fault : curl->easy_strerror(code));
  else if (!taken) snprintf(fault, fault_size, "the server answers %ld", status);
  curl->slist_free_all(fields);
  curl->easy_cleanup(easy);
  return taken;
}

bool isn_post_send(const isn_post *post, char *fault, size_t fault_size) {
  posting p = {.post = post};
  isnad_error error;
  if (!isn_curl_load(&p.curl, &error)) return snprintf(fault, fault_size, "%s", error.message), false;
  bool taken = send_by(&p, fault, fault_size);
  isn_curl_unload(&p.curl);
  return taken;
}
