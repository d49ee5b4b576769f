/* web: see the header. */
#include "cli/web.h"

#include <stdlib.h>

isn_fetch_options cli_web_of(const cli_args *args, int first) {
  const char *seconds = args->values[first + CLI_WEB_TIMEOUT];
  return (isn_fetch_options){.allow_private = args->values[first + CLI_WEB_PRIVATE] != NULL, .ignore_robots = args->values[first + CLI_WEB_ROBOTS] != NULL,
                             .cache = args->values[first + CLI_WEB_CACHE], .timeout = seconds ? strtol(seconds, NULL, 10) : 0};
}
