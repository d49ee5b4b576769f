/* hash: 64-bit hashes of words and files. A phrase's key is the hash of its words one after the other, so that the key of «شن
 * غارة» is one step from the key of «شن»: walking a text word by word costs one step a word. Keys are compared by hash alone:
 * with a million keys the odds that an unknown word meets one are a millionth of a millionth. */
#ifndef ISN_LEX_HASH_H
#define ISN_LEX_HASH_H

#include <stdint.h>
#include <string.h>

#include "isnad.h"

#define ISN_HASH_A UINT64_C(0x9E3779B97F4A7C15)
#define ISN_HASH_B UINT64_C(0xD6E8FEB86659FD93)

static inline uint64_t isn_hash_mix(uint64_t h, uint64_t w) {
  h = (h ^ w) * ISN_HASH_B;
  return h ^ h >> 32;
}

/* The last bytes of a word, at most seven, in one number; short words are most of a text. */
static inline uint64_t isn_hash_tail(const char *p, size_t n) {
  if (n >= 4) {
    uint32_t low, high;
    memcpy(&low, p, 4);
    memcpy(&high, p + n - 4, 4);
    return low | (uint64_t)high << 32;
  }
  const unsigned char *u = (const unsigned char *)p;
  return n == 0 ? 0 : u[0] | (uint64_t)u[n >> 1] << 8 | (uint64_t)u[n - 1] << 16;
}

/* The key one word longer; never 0, which marks an empty slot. */
static inline uint64_t isn_hash_word(uint64_t h, isnad_str word) {
  const char *p = word.ptr;
  size_t n = word.len;
  h = isn_hash_mix(h, (n + 1) * ISN_HASH_A);
  for (; n >= 8; p += 8, n -= 8) {
    uint64_t w;
    memcpy(&w, p, 8);
    h = isn_hash_mix(h, w);
  }
  if (n) h = isn_hash_mix(h, isn_hash_tail(p, n));
  h *= ISN_HASH_A;
  h ^= h >> 29;
  return h ? h : 1;
}

/* Checksum of size bytes, four lanes wide. Each step is a bijection of lane and word, so no single changed byte escapes. */
static inline uint64_t isn_hash_bytes(const void *data, size_t size) {
  const unsigned char *p = data;
  uint64_t lane[4] = {size, ISN_HASH_A, ISN_HASH_B, ~ISN_HASH_A};
  for (; size >= 32; p += 32, size -= 32) {
    uint64_t w[4];
    memcpy(w, p, 32);
    for (int i = 0; i < 4; i++) lane[i] = isn_hash_mix(lane[i], w[i]);
  }
  for (; size > 0; p++, size--) lane[0] = isn_hash_mix(lane[0], *p + UINT64_C(1));
  uint64_t h = 0;
  for (int i = 0; i < 4; i++) h = isn_hash_mix(h, lane[i]) * ISN_HASH_A;
  return h;
}

#endif
