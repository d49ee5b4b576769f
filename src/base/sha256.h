/* sha256: the digest by which bytes are known again (FIPS 180-4). */
#ifndef ISN_BASE_SHA256_H
#define ISN_BASE_SHA256_H

#include "isnad.h"

typedef struct isn_digest {
  uint8_t byte[32];
} isn_digest;

typedef struct isn_sha256 {
  uint32_t state[8];
  uint64_t len;      /* bytes taken so far */
  uint8_t block[64]; /* the last len % 64 of them */
} isn_sha256;

isn_sha256 isn_sha256_begin(void);
void isn_sha256_add(isn_sha256 *, const void *bytes, size_t len);
isn_digest isn_sha256_end(isn_sha256 *);
isn_digest isn_sha256_of(isnad_str);
/* 64 lower-case digits and a NUL. */
void isn_digest_hex(const isn_digest *, char hex[65]);

#endif
