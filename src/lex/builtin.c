/* builtin: the lexicon that the build put into the library (builtin.S). Only its header is looked at: opening costs nothing. */
#include "base/error.h"
#include "lex/format.h"

extern const char isn_builtin_lexicon[], isn_builtin_lexicon_end[];

isnad_status isnad_lexicon_builtin(const isnad_allocator *allocator, isnad_lexicon **out, isnad_error *error) {
  if (out == NULL) return isn_error(error, ISNAD_ARGUMENT, 0, "no place for the lexicon");
  return isn_lex_attach(isn_builtin_lexicon, (size_t)(isn_builtin_lexicon_end - isn_builtin_lexicon), false, allocator, out, error);
}
