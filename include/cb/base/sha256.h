/* SHA-256 (FIPS 180-4), and a digest of a set of rows that does not depend on their order. */
#ifndef CB_BASE_SHA256_H
#define CB_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

struct cb_sha256 {
	uint64_t space[16]; /* the state of the library that does the work */
};

void cb_sha256_init(struct cb_sha256 *);
void cb_sha256_add(struct cb_sha256 *, const void *p, size_t n);
/* The digest of all that was added; init again before the next use. */
void cb_sha256_finish(struct cb_sha256 *, uint8_t digest[32]);
/* 64 lower-case digits and a NUL. */
void cb_sha256_hex(const uint8_t digest[32], char hex[65]);

/* The sum modulo 2^256 of the SHA-256 of each row, digests read as big-endian numbers: equal for
 * the same rows, each as often, in any order. One row gives its SHA-256, none gives 0. It shows
 * change; it does not resist somebody who can choose very many rows. Zeroed = empty. */
struct cb_multihash {
	uint64_t sum[4]; /* least significant word first */
};
void cb_multihash_add(struct cb_multihash *, const void *row, size_t n);
/* The same to `plain`, which may be NULL, and to `placed` where the row stands too: each digest counts 2 * place + 1
 * times, so that another place is another sum. */
void cb_multihash_add_at(struct cb_multihash *placed, struct cb_multihash *plain, const void *row, size_t n,
                         uint64_t place);
void cb_multihash_finish(const struct cb_multihash *, char hex[65]);

#endif
