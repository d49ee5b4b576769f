/* entity: character references: «&quot;» «&#1593;» «&#x639;» and, without a semicolon, «&nbsp». */
#ifndef ISN_READ_HTML_ENTITY_H
#define ISN_READ_HTML_ENTITY_H

#include "isnad.h"

typedef struct isn_entity {
  const char *name;   /* without & and ; */
  uint32_t letter[2]; /* the second is 0 for most */
} isn_entity;

extern const isn_entity isn_entities[];
extern const size_t isn_entity_count;
extern const char *const isn_entities_bare[];
extern const size_t isn_entity_bare_count;

/* The reference that begins with the & at byte `at`: its bytes, or 0 where there is none. out gets its UTF-8, *len how much. In an
 * attribute «&copy=» is no reference. */
size_t isn_entity_read(isnad_str text, size_t at, bool attribute, char out[8], size_t *len);

#endif
