/* web: the options of commands that fetch. */
#ifndef ISN_CLI_WEB_H
#define ISN_CLI_WEB_H

#include "cli/cli.h"
#include "fetch/fetch.h"

/* Rows for a table of options, the first at `first`. */
#define CLI_WEB_OPTIONS(first)                                                                                             \
  [(first)] = {.name = "allow-private", .help = "addresses: also private, loopback and link-local ones"},                  \
  [(first) + 1] = {.name = "ignore-robots", .help = "addresses: do not ask robots.txt"},                                   \
  [(first) + 2] = {.name = "cache", .value = "FILE", .help = "addresses: keep ETag and Last-Modified there; skip what has not changed"}, \
  [(first) + 3] = {.name = "timeout", .value = "SECONDS", .help = "addresses: for a whole transfer (60)"}

isn_fetch_options cli_web_of(const cli_args *, int first);

#endif
