/* words: the tokenizer of the search, folded as isnad reads: hamza on any alef, ة and ه, ى and ي, marks, kashida and digits
 * make no difference. */
#ifndef ISN_STORE_WORDS_H
#define ISN_STORE_WORDS_H

#include <sqlite3.h>

/* Makes the tokenizer "isnad" known to a connection. Gives SQLite's result code. */
int isn_words_register(sqlite3 *);

#endif
