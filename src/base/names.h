/* names: from the exact names of records ("ASSAULT", "heavy-weapons") to the codes of isnad.h; the way back is public
 * (isnad_event_name and its like). Each gives -1 where the name is none of the list. */
#ifndef ISN_BASE_NAMES_H
#define ISN_BASE_NAMES_H

#include "isnad.h"

int isn_event_code(isnad_str name);
int isn_mode_code(isnad_str name);
int isn_source_kind_code(isnad_str name);
int isn_what_code(isnad_str name);
int isn_status_code(isnad_str name);
int isn_attitude_code(isnad_str name);
int isn_bound_code(isnad_str name);

#endif
