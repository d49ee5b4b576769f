/* pages: a checksum in every page of a store's file, so that a flipped byte anywhere in it is found.
 *
 * SQLite can leave bytes at the end of each page to others. A file layer of ours fills eight of them whenever a page is
 * written to the file; they hold a digest of the page and its number. Other programs read such a file as ever. */
#ifndef ISN_STORE_PAGES_H
#define ISN_STORE_PAGES_H

#include <sqlite3.h>

#include "store/backend.h"

enum { ISN_PAGE_RESERVE = 8 };

/* The name of the file layer to open a data base with; NULL where it cannot be had. */
const char *isn_pages_layer(void);
/* Compares every page of the file with its checksum and tells each that differs. False where the file cannot be read. */
bool isn_pages_prove(const char *path, isn_db_finding *, void *context);

#endif
