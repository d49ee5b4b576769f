/* error: fills the caller's isnad_error, which may be NULL, and returns the status for `return isn_error(...)`. */
#ifndef ISN_BASE_ERROR_H
#define ISN_BASE_ERROR_H

#include "isnad.h"

isnad_status isn_error(isnad_error *, isnad_status, uint64_t where, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
