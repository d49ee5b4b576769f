/* record: JSON objects to items: a line of NDJSON, an item of a JSON Feed, a message of a Telegram export. Seen by the input room
 * only. */
#ifndef ISN_INPUT_RECORD_H
#define ISN_INPUT_RECORD_H

#include "input/input.h"

/* What the container around an object says: the title of a feed, the name of a channel. */
typedef struct isn_around {
  isn_heap title, name, language;
} isn_around;

enum isn_record_kind { RECORD_LINE, RECORD_FEED_ITEM, RECORD_MESSAGE };

/* Fills the item from the JSON of an object. *empty: it is none of a report (a message without text). False where it is no JSON or
 * has no text, which error tells. */
bool isn_record_read(enum isn_record_kind, isnad_str json, const isn_around *, isn_item *, bool *empty, isnad_error *);
/* Adds what a JSON string says, its quotation marks included, to the heap; nothing where it is none. */
void isn_record_string(isnad_str json, isn_heap *);

#endif
