/* given: what a file beside a report says of it. */
#ifndef ISN_CLI_GIVEN_H
#define ISN_CLI_GIVEN_H

#include "cli/cli.h"

/* The path of a report's given values where there is such a file (001.txt: 001.given.json), to be freed; else NULL. */
char *cli_given_path(const char *path);
/* Fills given; what it points to is held by *held until cli_given_free. False, with fault filled, where the file is no JSON object. */
bool cli_given_read(const char *path, isnad_given *, void **held, char *fault, size_t fault_size);
void cli_given_free(void *held);

#endif
