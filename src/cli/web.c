/* web: see the header. «--timeout 20» is twenty seconds for a whole page. */
#include "cli/web.h"

#include <stdlib.h>

bool cli_web_of(const cli_command *command, const cli_args *args, int first, isn_fetch_options *out) {
  const char *seconds = args->values[first + CLI_WEB_TIMEOUT];
  char *end = NULL;
  *out = (isn_fetch_options){.allow_private = args->values[first + CLI_WEB_PRIVATE] != NULL, .ignore_robots = args->values[first + CLI_WEB_ROBOTS] != NULL,
                             .cache = args->values[first + CLI_WEB_CACHE], .timeout = seconds ? strtol(seconds, &end, 10) : 0};
  if (seconds == NULL || (*end == '\0' && out->timeout > 0 && out->timeout <= 86400)) return true;
  cli_usage(command, "--timeout takes seconds, 1 to 86400, not %s", seconds);
  return false;
}
