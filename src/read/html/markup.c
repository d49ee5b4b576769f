/* markup: words of class names in a small table of their own, made anew for each page: a few hundred words, looked up some thousand times.
 * Words end at marks and where capitals begin: articleBody, article-body and article_body are all the two words «article-body».
 * Of «related-article-body» the first word tells as well, so both marks are set. */
#include "read/html/markup.h"

#include "base/str.h"

#define SLOTS 4096 /* a power of two, several times the words of markup.tsv; a lexicon of more words loses the rest */
#define WORDS_RUN 3  /* words that one entry may have */
#define HASH_START 14695981039346656037u

struct html_markup {
  uint64_t hash[SLOTS]; /* 0: free */
  uint32_t marks[SLOTS];
  size_t used;
};

static uint64_t hash_byte(uint64_t hash, unsigned char c) { return (hash ^ c) * 1099511628211u; }

static size_t slot_of(const html_markup *m, uint64_t hash) {
  size_t at = (size_t)(hash ^ hash >> 29) & (SLOTS - 1);
  while (m->hash[at] && m->hash[at] != hash) at = (at + 1) & (SLOTS - 1);
  return at;
}

static void add(html_markup *m, isnad_str words, uint32_t mark) {
  uint64_t hash = HASH_START;
  for (size_t i = 0; i < words.len; i++) hash = hash_byte(hash, (unsigned char)words.ptr[i]);
  size_t slot = slot_of(m, hash);
  if (m->hash[slot] == 0 && m->used++ >= SLOTS / 2) return;
  m->hash[slot] = hash;
  m->marks[slot] |= mark;
}

html_markup *isn_html_markup_new(isn_arena *arena, const isnad_lexicon *lexicon) {
  html_markup *m = isn_alloc(arena, sizeof *m);
  for (size_t row = 0; row < isn_lex_rows(lexicon, K_MARKUP); row++) {
    isnad_str words = isn_lex_text(lexicon, K_MARKUP, (uint32_t)row, MARKUP_WORDS);
    uint32_t mark = UINT32_C(1) << isn_lex_number(lexicon, K_MARKUP, (uint32_t)row, MARKUP_CLASS);
    while (words.len) {
      const char *bar = memchr(words.ptr, '|', words.len);
      size_t len = bar ? (size_t)(bar - words.ptr) : words.len, used = len + (bar != NULL);
      add(m, (isnad_str){words.ptr, len}, mark);
      words.ptr += used, words.len -= used;
    }
  }
  return m;
}

static inline bool is_lower(char c) { return (unsigned char)(c - 'a') < 26; }
static inline bool is_upper(char c) { return (unsigned char)(c - 'A') < 26; }

uint32_t isn_html_markup_of(const html_markup *m, isnad_str names) {
  uint64_t runs[WORDS_RUN] = {0}; /* hashes of the last one, two and three words, as far as they go on */
  uint32_t marks = 0;
  size_t at = 0;
  while (at < names.len) {
    char c = names.ptr[at];
    if (!is_lower(c) && !is_upper(c)) {
      if (c == ' ' || c == '\t' || c == '\n' || (c >= '0' && c <= '9')) memset(runs, 0, sizeof runs);
      at++;
      continue;
    }
    for (int i = WORDS_RUN - 1; i > 0; i--) runs[i] = runs[i - 1] ? hash_byte(runs[i - 1], '-') : 0;
    runs[0] = HASH_START;
    for (bool capitals = is_upper(c); at < names.len; at++) {
      c = names.ptr[at];
      if (is_lower(c)) capitals = false;
      else if (!is_upper(c) || (!capitals && runs[0] != HASH_START)) break;
      for (int i = 0; i < WORDS_RUN; i++)
        if (runs[i]) runs[i] = hash_byte(runs[i], (unsigned char)(c | 0x20));
    }
    for (int i = 0; i < WORDS_RUN; i++)
      if (runs[i]) marks |= m->marks[slot_of(m, runs[i])];
  }
  return marks;
}
