/* Encrypted packages of Excel 2007 and later: two streams of a compound file, how it is encrypted and what is. */
#include "unlock.h"

#include "little_endian.h"
#include "ole.h"
#include "unlock_agile.h"

#include <cb/data/file.h>
#include <cb/base/write_all.h>

#include <nettle/aes.h>
#include <nettle/sha1.h>

#include <errno.h>
#include <string.h>
#include <unistd.h>

const struct cb_text cb_unlock_password = { "V\0e\0l\0v\0e\0t\0S\0w\0e\0a\0t\0s\0h\0o\0p", 30 };

enum {
	SIZE_BYTES = 8, /* the length of the package, before it */
	SALT_BYTES = 16,
	VERIFIER_BYTES = 16,
	HASH_BYTES = 32, /* encrypted: 20 in whole blocks */
	STANDARD_ROUNDS = 50000,
};

/* --- standard encryption ------------------------------------------------------------------ */

struct standard {
	const struct nettle_cipher *aes;
	const unsigned char *salt, *verifier, *hash;
	union {
		struct aes128_ctx a128;
		struct aes192_ctx a192;
		struct aes256_ctx a256;
	} ctx;
};

/* The header, from the algorithm on, and the verifier behind it. */
static bool
read_standard(struct standard *s, const unsigned char *p, size_t left)
{
	uint32_t header = left >= 12 ? book_u32(p + 8) : 0;
	const unsigned char *v = p + 12 + header;

	if (header < 20 || left < 12 + (uint64_t)header + 8 + SALT_BYTES + VERIFIER_BYTES + HASH_BYTES)
		return false;
	switch (book_u32(p + 12 + 8)) {
	case 0x660E:
		s->aes = &nettle_aes128;
		break;
	case 0x660F:
		s->aes = &nettle_aes192;
		break;
	case 0x6610:
		s->aes = &nettle_aes256;
		break;
	default:
		return false;
	}
	s->salt = v + 4;
	s->verifier = s->salt + SALT_BYTES;
	s->hash = s->verifier + VERIFIER_BYTES + 4;
	return book_u32(v) == SALT_BYTES;
}

/* Half of the key: the digest of the byte, 64 times, with the password's digest over it. */
static void
half_key(const unsigned char digest[SHA1_DIGEST_SIZE], unsigned byte, unsigned char *out)
{
	unsigned char block[64];
	struct sha1_ctx sha1;

	for (size_t i = 0; i < sizeof(block); i++)
		block[i] = (unsigned char)(byte ^ (i < SHA1_DIGEST_SIZE ? digest[i] : 0));
	sha1_init(&sha1);
	sha1_update(&sha1, sizeof(block), block);
	sha1_digest(&sha1, SHA1_DIGEST_SIZE, out);
}

static void
set_standard_key(struct standard *s)
{
	static const unsigned char first_block[4];
	unsigned char digest[UNLOCK_HASH_MAX], key[2 * SHA1_DIGEST_SIZE];

	cb_unlock_spin(&nettle_sha1, (struct cb_text){ (const char *)s->salt, SALT_BYTES }, STANDARD_ROUNDS, digest);
	cb_unlock_digest(&nettle_sha1, digest, first_block, sizeof(first_block), digest);
	half_key(digest, 0x36, key);
	half_key(digest, 0x5C, key + SHA1_DIGEST_SIZE);
	s->aes->set_decrypt_key(&s->ctx, key);
}

static bool
is_verified(struct standard *s)
{
	unsigned char verifier[VERIFIER_BYTES], want[HASH_BYTES], digest[SHA1_DIGEST_SIZE];
	struct sha1_ctx sha1;

	s->aes->decrypt(&s->ctx, VERIFIER_BYTES, verifier, s->verifier);
	s->aes->decrypt(&s->ctx, HASH_BYTES, want, s->hash);
	sha1_init(&sha1);
	sha1_update(&sha1, VERIFIER_BYTES, verifier);
	sha1_digest(&sha1, SHA1_DIGEST_SIZE, digest);
	return memcmp(digest, want, SHA1_DIGEST_SIZE) == 0;
}

static enum unlocked
unlock_standard(struct cb_text info, struct cb_str *package)
{
	struct standard s;

	if (!read_standard(&s, (const unsigned char *)info.p, info.len))
		return UNLOCK_OTHER;
	set_standard_key(&s);
	if (!is_verified(&s))
		return UNLOCK_OTHER;
	if (package->len < SIZE_BYTES)
		return UNLOCK_DAMAGED;
	s.aes->decrypt(&s.ctx, (package->len - SIZE_BYTES) / AES_BLOCK_SIZE * AES_BLOCK_SIZE,
	               (uint8_t *)package->p + SIZE_BYTES, (const uint8_t *)package->p + SIZE_BYTES);
	return UNLOCK_DONE;
}

/* --- the package -------------------------------------------------------------------------- */

/* By what the first four bytes say; flags stand behind them. */
static enum unlocked
unlock(struct cb_text info, struct cb_str *package)
{
	const unsigned char *p = (const unsigned char *)info.p;
	unsigned major, minor;

	if (info.len < 8)
		return UNLOCK_OTHER;
	major = book_u16(p);
	minor = book_u16(p + 2);
	if (major == 4 && minor == 4)
		return cb_unlock_agile(cb_text_from(info, 8), package);
	if (major >= 2 && major <= 4 && minor == 2)
		return unlock_standard(info, package);
	return UNLOCK_OTHER;
}

/* The bytes that the package says it has, in a file without a name; -1 (errno). */
static int
write_plain(const char *p, size_t n)
{
	int fd = cb_temp_file(), error;

	if (fd < 0 || cb_write_all(fd, p, n))
		return fd;
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

enum unlocked
cb_unlock_package(int fd, int *plain)
{
	struct cb_str info = { 0 }, package = { 0 };
	enum unlocked unlocked = UNLOCK_OTHER;
	uint64_t len = 0;

	if (cb_ole_stream(fd, "encryptioninfo", &info)) {
		if (!cb_ole_stream(fd, "encryptedpackage", &package))
			cb_str_clear(&package); /* whose password it has is known all the same */
		unlocked = unlock(cb_str_text(&info), &package);
	}
	for (int i = SIZE_BYTES; unlocked == UNLOCK_DONE && i-- > 0;)
		len = len << 8 | (unsigned char)package.p[i];
	if (unlocked == UNLOCK_DONE && len > package.len - SIZE_BYTES)
		unlocked = UNLOCK_DAMAGED;
	if (unlocked == UNLOCK_DONE) {
		*plain = write_plain(package.p + SIZE_BYTES, (size_t)len);
		unlocked = *plain >= 0 ? UNLOCK_DONE : UNLOCK_NO_ROOM;
	}
	cb_str_release(&info);
	cb_str_release(&package);
	return unlocked;
}
