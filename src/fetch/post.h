/* post: sends a body to an address: the other direction of fetch, for alerts. Under the same rule: no private or
 * loopback address is reached unless that is allowed, no redirect is followed, no proxy is used. */
#ifndef ISN_FETCH_POST_H
#define ISN_FETCH_POST_H

#include "isnad.h"

typedef struct isn_post {
  const char *url, *type;
  isnad_str body;
  bool allow_private;
  long timeout; /* seconds for all of it; 0: 15 */
} isn_post;

/* True where the server took it (2xx); else fault says why not. */
bool isn_post_send(const isn_post *, char *fault, size_t fault_size);

#endif
