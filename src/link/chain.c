/* chain: what the chain of a claim ends in, and the key by which ends are one origin. Rules 1 and 2 of the records page: the same
 * named source in whatever outlet, or an unnamed one with the same carrier.
 *
 * «وكالة سبأ عن مصدر طبي» and, in Saba itself, «مصدر طبي لوكالة سبأ» have one key: unnamed, carried by Saba. */
#include <string.h>

#include "lex/hash.h"
#include "link/link.h"

enum { KEY_SPEAKER = 1, KEY_UNNAMED = 2 };

static uint64_t end_key(int kind, isn_text who) { return isn_hash_mix((uint64_t)kind * ISN_HASH_A, who); }

uint64_t isn_speaker_key(isn_text who) { return end_key(KEY_SPEAKER, who); }

/* Whoever carries news of others has an unnamed source; a monitor, a ministry or a page of theirs that has one documents what it
 * was told: «المرصد السوري عن مصادره» is the monitor's word. */
static isn_end unnamed_end(const isn_stock *stock, const isn_fact *fact, size_t last) {
  const isn_chain_link *links = stock->links + fact->links;
  const isn_teller *teller = &stock->tellers[fact->account];
  for (size_t i = last; i > 0; i--) {
    const isn_chain_link *by = &links[i - 1];
    if (by->key && !by->carries) return (isn_end){END_NAMED, by, 0, 0, isn_speaker_key(by->key)};
    if (by->key) return (isn_end){END_UNNAMED, &links[last], by->key, by->text, end_key(KEY_UNNAMED, by->key)};
  }
  if (teller->documents) return (isn_end){.kind = END_CORRESPONDENT, .key = isn_speaker_key(teller->key)};
  return (isn_end){END_UNNAMED, &links[last], teller->key, teller->outlet, end_key(KEY_UNNAMED, teller->key)};
}

isn_end isn_chain_end(const isn_stock *stock, const isn_fact *fact) {
  const isn_chain_link *links = stock->links + fact->links;
  const isn_teller *teller = &stock->tellers[fact->account];
  size_t count = fact->link_count;
  if (count == 0) return (isn_end){.kind = END_NOTHING};
  while (count > 0 && links[count - 1].kind == ISNAD_SOURCE_CORRESPONDENT) count--; /* he is who he writes for */
  if (count == 0 || links[count - 1].key == teller->key) return (isn_end){.kind = END_CORRESPONDENT, .key = isn_speaker_key(teller->key)};
  if (links[count - 1].key == 0) return unnamed_end(stock, fact, count - 1);
  return (isn_end){END_NAMED, &links[count - 1], 0, 0, isn_speaker_key(links[count - 1].key)};
}

bool isn_words_inside(isnad_str part, isnad_str whole) {
  if (part.len == 0 || part.len > whole.len) return false;
  while (part.len > 0) {
    const char *space = memchr(part.ptr, ' ', part.len);
    isnad_str word = {part.ptr, space ? (size_t)(space - part.ptr) : part.len};
    bool found = false;
    while (!found && whole.len > 0) {
      space = memchr(whole.ptr, ' ', whole.len);
      isnad_str other = {whole.ptr, space ? (size_t)(space - whole.ptr) : whole.len};
      found = other.len == word.len && memcmp(other.ptr, word.ptr, word.len) == 0;
      whole.ptr += other.len, whole.len -= other.len;
      if (whole.len > 0) whole.ptr++, whole.len--;
    }
    if (!found) return false;
    part.ptr += word.len, part.len -= word.len;
    if (part.len > 0) part.ptr++, part.len--;
  }
  return true;
}
