/* site: the pages of a store as files. */
#ifndef ISN_CLI_SITE_H
#define ISN_CLI_SITE_H

#include "cli/desk.h"

/* Writes every page below the folder, which is made where it is not there. coverages: a file, NULL: none. An exit
 * status. */
int cli_site(desk *, const char *folder, const char *coverages);

#endif
