/* cache: what servers said of a page when it was fetched last, so that it need not be sent again. */
#ifndef ISN_FETCH_CACHE_H
#define ISN_FETCH_CACHE_H

#include "isnad.h"

typedef struct isn_cache isn_cache;

/* Reads the file; one that is not there yet is empty. Lines that are none of ours are left out. NULL: no memory. */
isn_cache *isn_cache_open(const char *path);
/* The ETag and Last-Modified kept for an address, "" where unknown; false where the address is not known. */
bool isn_cache_find(const isn_cache *, const char *url, const char **etag, const char **modified);
void isn_cache_set(isn_cache *, const char *url, const char *etag, const char *modified);
isnad_status isn_cache_save(const isn_cache *, isnad_error *);
void isn_cache_free(isn_cache *);

#endif
