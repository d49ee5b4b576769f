/* web: the options of commands that fetch. */
#ifndef ISN_CLI_WEB_H
#define ISN_CLI_WEB_H

#include "cli/cli.h"
#include "fetch/fetch.h"

enum { CLI_WEB_PRIVATE, CLI_WEB_ROBOTS, CLI_WEB_CACHE, CLI_WEB_TIMEOUT };
/* Rows for a table of options, the first at `first`. */
#define CLI_WEB_OPTIONS(first)                                                                                             \
  [(first)] = {.name = "allow-private", .help = "addresses: also private, loopback and link-local ones"},                  \
  [(first) + CLI_WEB_ROBOTS] = {.name = "ignore-robots", .help = "addresses: do not ask robots.txt"},                                   \
  [(first) + CLI_WEB_CACHE] = {.name = "cache", .value = "FILE", .help = "addresses: keep ETag and Last-Modified there; skip what has not changed"}, \
  [(first) + CLI_WEB_TIMEOUT] = {.name = "timeout", .value = "SECONDS", .help = "addresses: for a whole transfer (60)"}

/* The values of those options; false after a message where one makes no sense. */
bool cli_web_of(const cli_command *, const cli_args *, int first, isn_fetch_options *);

#endif
