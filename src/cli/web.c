/* web: see the header. */
#include "cli/web.h"

#include <stdlib.h>

isn_fetch_options cli_web_of(const cli_args *args, int first) {
  const char *seconds = args->values[first + 3];
  return (isn_fetch_options){.allow_private = args->values[first] != NULL, .ignore_robots = args->values[first + 1] != NULL,
                             .cache = args->values[first + 2], .timeout = seconds ? strtol(seconds, NULL, 10) : 0};
}
