/* sources: a list of addresses that are to be watched: OPML, as readers of feeds export it, or an address a line. */
#ifndef ISN_FETCH_SOURCES_H
#define ISN_FETCH_SOURCES_H

#include "isnad.h"

enum { ISN_SOURCES_MAX = 4 << 20 }; /* bytes of a list */

/* url is NUL-ended and lives until the call returns. */
typedef void isn_source_each(void *context, const char *url);

/* Gives each address of the list. ISNAD_SYNTAX where it is no XML although it begins as such; what was read up to there
 * was given. */
isnad_status isn_sources_read(isnad_str list, isn_source_each *, void *context, isnad_error *);

#endif
