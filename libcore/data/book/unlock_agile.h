/* Agile encryption ([MS-OFFCRYPTO] 2.3.4.10): described in XML, any digest and AES. */
#ifndef BOOK_UNLOCK_AGILE_H
#define BOOK_UNLOCK_AGILE_H

#include "unlock.h"

#include <nettle/nettle-meta.h>

enum { UNLOCK_HASH_MAX = 64 };

/* The package, 8 bytes that tell its length before it, in place. */
enum unlocked cb_unlock_agile(struct cb_text xml, struct cb_str *package);

/* The digest of salt and password, and that many times of the number of the round and the digest before. */
void cb_unlock_spin(const struct nettle_hash *, struct cb_text salt, uint32_t rounds,
                    unsigned char digest[UNLOCK_HASH_MAX]);
/* The digest of another and of n bytes; out may be `digest`. */
void cb_unlock_digest(const struct nettle_hash *, const unsigned char *digest, const unsigned char *p, size_t n,
                      unsigned char out[UNLOCK_HASH_MAX]);

#endif
