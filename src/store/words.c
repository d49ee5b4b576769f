/* words: FTS5 asks this tokenizer for the words of a text. Each is folded (text/scan), and where an indexed word begins with
 * particles that Arabic writes onto it, the word without them stands at the same place: who looks for «سوق» finds «والسوق»
 * too, who looks for «السوق» finds what is written so. Phrases stay phrases, since no place is added. */
#include "store/words.h"

#include <string.h>

#include "text/scan.h"

enum { STEM_MIN = 3 }; /* fewer letters behind a particle are no word: وفد is no و and فد */

/* Letters that search does not tell apart are made one. */
static size_t fold_form(const isn_token *token, char *out) {
  for (size_t i = 0; i < token->form.len; i++) {
    char c = token->form.ptr[i];
    out[i] = token->kind == TOK_WORD && c == L_TEH_MARBUTA ? L_HEH : c;
  }
  return token->form.len;
}

static bool proclitic(char letter) {
  return letter == L_WAW || letter == L_FEH || letter == L_BEH || letter == L_KAF || letter == L_LAM;
}

/* How many letters the particles at the front take: و، ال، وال، بال، لل. 0 where nothing is cut. */
static size_t particles(isnad_str form) {
  size_t at = 0;
  if (form.len > STEM_MIN + 2 && proclitic(form.ptr[0]) && isn_article_at(form, 1)) at = 3;
  else if (form.len > STEM_MIN + 1 && isn_article_at(form, 0)) at = 2;
  else if (form.len > STEM_MIN + 1 && form.ptr[0] == L_LAM && form.ptr[1] == L_LAM) at = 2;
  else if (form.len > STEM_MIN && form.ptr[0] == L_WAW) at = 1;
  return form.len >= at + STEM_MIN ? at : 0;
}

typedef int give_word(void *context, int flags, const char *token, int len, int start, int end);

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int len, give_word *give) {
  (void)tokenizer;
  char form[ISN_FORM_MAX];
  isn_scan scan = isn_scan_begin((isnad_str){text, (size_t)len}, 0, (size_t)len);
  while (isn_scan_next(&scan)) {
    const isn_token *token = &scan.token;
    if (token->kind == TOK_PUNCT || token->kind == TOK_BREAK) continue;
    isnad_str word = {form, fold_form(token, form)};
    int from = (int)token->span.start, to = (int)token->span.end;
    int code = give(context, 0, word.ptr, (int)word.len, from, to);
    size_t cut = token->kind == TOK_WORD && (flags & FTS5_TOKENIZE_DOCUMENT) ? particles(word) : 0;
    if (code == SQLITE_OK && cut) code = give(context, FTS5_TOKEN_COLOCATED, word.ptr + cut, (int)(word.len - cut), from, to);
    if (code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

static int create(void *context, const char **args, int count, Fts5Tokenizer **out) {
  (void)args, (void)count;
  *out = context;
  return SQLITE_OK;
}

static void drop(Fts5Tokenizer *tokenizer) { (void)tokenizer; }

int isn_words_register(sqlite3 *db) {
  static int nothing; /* a tokenizer keeps no state, but must not be NULL */
  fts5_api *api = NULL;
  sqlite3_stmt *ask;
  int code = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &ask, NULL);
  if (code != SQLITE_OK) return code;
  sqlite3_bind_pointer(ask, 1, &api, "fts5_api_ptr", NULL);
  sqlite3_step(ask);
  code = sqlite3_finalize(ask);
  if (code != SQLITE_OK) return code;
  if (api == NULL) return SQLITE_ERROR;
  fts5_tokenizer calls = {create, drop, tokenize};
  return api->xCreateTokenizer(api, "isnad", &nothing, &calls, NULL);
}
