/* The records of an encrypted .xls: their bodies are encrypted, by their place in the stream. */
#include "little_endian.h"
#include "unlock.h"

#include <nettle/arcfour.h>
#include <nettle/md5.h>
#include <nettle/sha1.h>

#include <stdint.h>
#include <string.h>

enum {
	BLOCK_BYTES = 1024, /* with a key of its own */
	BOUND_SHEET = 0x0085,
	KEY_BYTES = 16,
	SALT_BYTES = 16,
	VERIFIER_BYTES = 16,
	HEADER_MIN = 32, /* of CryptoAPI, before the name of its provider */
};

/* Records whose bodies are as they were: BOF, FILEPASS, USREXCL, FILELOCK, INTERFACEHDR, RRDINFO, RRDHEAD. */
static const uint16_t plain_records[] = { 0x0809, 0x002F, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138 };

struct cipher {
	bool is_xor, is_crypto_api;
	unsigned char base[SHA1_DIGEST_SIZE]; /* what the key of every block is made from */
	size_t base_bytes, key_bytes;
	uint64_t block; /* that rc4 is at, from 1; 0 = none */
	size_t at;      /* within it */
	struct arcfour_ctx rc4;
};

/* --- keys --------------------------------------------------------------------------------- */

/* The salt 16 times behind the first five bytes of the password's digest, and that again cut to five bytes. */
static void
base_of_rc4(struct cipher *c, const unsigned char *salt)
{
	unsigned char digest[MD5_DIGEST_SIZE], start[5];
	struct md5_ctx md5;

	md5_init(&md5);
	md5_update(&md5, cb_unlock_password.len, (const uint8_t *)cb_unlock_password.p);
	md5_digest(&md5, sizeof(start), start);
	for (int i = 0; i < 16; i++) {
		md5_update(&md5, sizeof(start), start);
		md5_update(&md5, SALT_BYTES, salt);
	}
	md5_digest(&md5, sizeof(digest), digest);
	c->base_bytes = sizeof(start);
	memcpy(c->base, digest, sizeof(start));
	c->key_bytes = KEY_BYTES;
}

static void
base_of_crypto_api(struct cipher *c, const unsigned char *salt, size_t key_bytes)
{
	struct sha1_ctx sha1;

	sha1_init(&sha1);
	sha1_update(&sha1, SALT_BYTES, salt);
	sha1_update(&sha1, cb_unlock_password.len, (const uint8_t *)cb_unlock_password.p);
	sha1_digest(&sha1, SHA1_DIGEST_SIZE, c->base);
	c->base_bytes = SHA1_DIGEST_SIZE;
	c->key_bytes = key_bytes;
}

/* A key of 40 bits is one of 128 whose others are 0. */
static void
begin_block(struct cipher *c, uint64_t block)
{
	unsigned char number[4];
	unsigned char key[SHA1_DIGEST_SIZE] = { 0 };
	struct sha1_ctx sha1;
	struct md5_ctx md5;

	for (int i = 0; i < 4; i++)
		number[i] = (unsigned char)(block >> 8 * i);
	if (c->is_crypto_api) {
		sha1_init(&sha1);
		sha1_update(&sha1, c->base_bytes, c->base);
		sha1_update(&sha1, sizeof(number), number);
		sha1_digest(&sha1, c->key_bytes, key);
	} else {
		md5_init(&md5);
		md5_update(&md5, c->base_bytes, c->base);
		md5_update(&md5, sizeof(number), number);
		md5_digest(&md5, c->key_bytes, key);
	}
	arcfour_set_key(&c->rc4, c->key_bytes == 5 ? KEY_BYTES : c->key_bytes, key);
	c->block = block + 1;
	c->at = 0;
}

/* --- whether it is that password ---------------------------------------------------------- */

/* The verifier, and its digest behind it in the same stream of bytes. */
static bool
is_verified(struct cipher *c, const unsigned char *verifier, const unsigned char *hash, size_t hash_bytes)
{
	unsigned char plain[VERIFIER_BYTES], want[SHA1_DIGEST_SIZE], digest[SHA1_DIGEST_SIZE];
	struct sha1_ctx sha1;
	struct md5_ctx md5;

	begin_block(c, 0);
	arcfour_crypt(&c->rc4, VERIFIER_BYTES, plain, verifier);
	arcfour_crypt(&c->rc4, hash_bytes, want, hash);
	if (c->is_crypto_api) {
		sha1_init(&sha1);
		sha1_update(&sha1, VERIFIER_BYTES, plain);
		sha1_digest(&sha1, hash_bytes, digest);
	} else {
		md5_init(&md5);
		md5_update(&md5, VERIFIER_BYTES, plain);
		md5_digest(&md5, hash_bytes, digest);
	}
	c->block = 0;
	return memcmp(want, digest, hash_bytes) == 0;
}

/* Flags and size of a header; in it, from 4 bytes on, the algorithms and the bits of the key; then the verifier. */
static bool
open_crypto_api(struct cipher *c, const unsigned char *p, size_t left)
{
	uint32_t header = left >= 8 ? book_u32(p + 4) : 0, bits;
	const unsigned char *v;

	if (header < HEADER_MIN || left < 8 + (uint64_t)header + 4 + SALT_BYTES + VERIFIER_BYTES + 4 + SHA1_DIGEST_SIZE)
		return false;
	bits = book_u32(p + 8 + 16);
	bits = bits == 0 ? 40 : bits;
	v = p + 8 + header;
	if (book_u32(p + 8 + 8) != 0x6801 || bits % 8 != 0 || bits < 40 || bits > 128 || book_u32(v) != SALT_BYTES)
		return false;
	c->is_crypto_api = true;
	base_of_crypto_api(c, v + 4, bits / 8);
	return is_verified(c, v + 4 + SALT_BYTES, v + 4 + SALT_BYTES + VERIFIER_BYTES + 4, SHA1_DIGEST_SIZE);
}

static bool
open_rc4(struct cipher *c, const unsigned char *p, size_t left)
{
	uint32_t major = left >= 4 ? book_u16(p) : 0, minor = left >= 4 ? book_u16(p + 2) : 0;

	if (major >= 2 && major <= 4 && minor == 2)
		return open_crypto_api(c, p + 4, left - 4);
	if (major != 1 || minor != 1 || left < 4 + SALT_BYTES + VERIFIER_BYTES + MD5_DIGEST_SIZE)
		return false;
	base_of_rc4(c, p + 4);
	return is_verified(c, p + 4 + SALT_BYTES, p + 4 + SALT_BYTES + VERIFIER_BYTES, MD5_DIGEST_SIZE);
}

/* The key and the verifier that the one password gives by methods of 2.3.7 in [MS-OFFCRYPTO]. */
static bool
open_xor(struct cipher *c, const unsigned char *p, size_t left)
{
	c->is_xor = true;
	return left >= 4 && book_u16(p) == 0xB359 && book_u16(p + 2) == 0x9A0A;
}

static bool
open_cipher(struct cipher *c, int version, struct cb_text pass)
{
	const unsigned char *p = (const unsigned char *)pass.p;

	if (version < 8)
		return open_xor(c, p, pass.len);
	if (pass.len < 2)
		return false;
	return book_u16(p) == 0 ? open_xor(c, p + 2, pass.len - 2) : open_rc4(c, p + 2, pass.len - 2);
}

/* --- records ------------------------------------------------------------------------------ */

/* n bytes at that place of the stream. */
static void
decrypt_rc4(struct cipher *c, uint64_t place, unsigned char *p, size_t n)
{
	unsigned char passed[BLOCK_BYTES];

	while (n > 0) {
		size_t at = place % BLOCK_BYTES, now = BLOCK_BYTES - at < n ? BLOCK_BYTES - at : n;

		if (c->block != place / BLOCK_BYTES + 1)
			begin_block(c, place / BLOCK_BYTES);
		memset(passed, 0, sizeof(passed));
		arcfour_crypt(&c->rc4, at - c->at, passed, passed);
		arcfour_crypt(&c->rc4, now, p, p);
		c->at = at + now;
		place += now;
		p += now;
		n -= now;
	}
}

/* The array of the password; which of its bytes comes first depends on the end of the record. */
static void
decrypt_xor(uint64_t first, unsigned char *p, size_t n)
{
	static const unsigned char array[16] = {
		0x87, 0x6B, 0x9A, 0xE2, 0x1E, 0xE3, 0x05, 0x62, 0x1E, 0x69, 0x96, 0x60, 0x98, 0x6E, 0x94, 0x04
	};

	for (size_t i = 0; i < n; i++) {
		unsigned b = p[i] ^ array[(first + i) % sizeof(array)];

		p[i] = (unsigned char)(b >> 5 | b << 3);
	}
}

static bool
is_plain(uint32_t id)
{
	for (size_t i = 0; i < CB_COUNT(plain_records); i++)
		if (plain_records[i] == id)
			return true;
	return false;
}

/* A record of n bytes; the place of a sheet is never encrypted, so that it can be found. */
static void
decrypt_record(struct cipher *c, uint32_t id, uint64_t place, unsigned char *p, size_t n)
{
	size_t skip = id == BOUND_SHEET ? 4 : 0;

	if (is_plain(id) || n < skip)
		return;
	if (c->is_xor)
		decrypt_xor(place + n + skip, p + skip, n - skip);
	else
		decrypt_rc4(c, place + skip, p + skip, n - skip);
}

enum unlocked
cb_unlock_stream(struct cb_str *stream, int version, struct cb_text pass)
{
	struct cipher c = { 0 };
	unsigned char *p = (unsigned char *)stream->p;
	size_t n;

	if (!open_cipher(&c, version, pass))
		return UNLOCK_OTHER;
	for (size_t at = 0; stream->len - at >= 4; at += 4 + n) {
		n = book_u16(p + at + 2);
		if (n > stream->len - at - 4) /* cut off */
			n = stream->len - at - 4;
		decrypt_record(&c, book_u16(p + at), at + 4, p + at + 4, n);
	}
	return UNLOCK_DONE;
}
