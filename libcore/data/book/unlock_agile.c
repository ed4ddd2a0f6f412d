#include "unlock_agile.h"

#include "html_token.h"

#include <nettle/aes.h>
#include <nettle/base64.h>
#include <nettle/cbc.h>
#include <nettle/hmac.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>

#include <string.h>

enum {
	SIZE_BYTES = 8,
	SEGMENT_BYTES = 4096, /* with a vector of its own */
	FIELD_MAX = 96,       /* the largest digest in whole blocks, with room */
	KEY_MAX = 32,
	PAD = 0x36, /* what is too short is filled up with */
};

/* A value of base64. */
struct field {
	unsigned char bytes[FIELD_MAX];
	size_t n;
};

/* How something is encrypted. */
struct method {
	const struct nettle_hash *hash;
	const struct nettle_cipher *aes;
	struct field salt;
};

struct agile {
	struct method package, password;
	uint32_t rounds;
	struct field verifier, verifier_hash, key; /* encrypted by the password */
	struct field hmac_key, hmac;               /* encrypted as the package is */
	bool has_package, has_password, has_hmac;
};

/* What a key or vector is for: 2.3.4.11 to 2.3.4.14. */
static const unsigned char for_verifier[] = { 0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79 };
static const unsigned char for_verifier_hash[] = { 0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E };
static const unsigned char for_key[] = { 0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6 };
static const unsigned char for_hmac_key[] = { 0x5F, 0xB2, 0xAD, 0x01, 0x0C, 0xB9, 0xE1, 0xF6 };
static const unsigned char for_hmac[] = { 0xA0, 0x67, 0x7F, 0x02, 0xB2, 0x2C, 0x84, 0x33 };
enum { PURPOSE_BYTES = sizeof(for_key) };

/* --- what is written ---------------------------------------------------------------------- */

static uint32_t
take_number(const struct html_token *tag, const char *name)
{
	struct cb_text value = { 0 };
	uint32_t n = 0;

	cb_html_attribute(tag, name, &value);
	for (uint32_t i = 0; i < value.len && cb_is_digit(value.p[i]) && n < 100000000; i++)
		n = n * 10 + (uint32_t)(value.p[i] - '0');
	return n;
}

static bool
take_field(const struct html_token *tag, const char *name, struct field *field)
{
	struct base64_decode_ctx base64;
	struct cb_text value;

	field->n = sizeof(field->bytes);
	base64_decode_init(&base64);
	return cb_html_attribute(tag, name, &value) && BASE64_DECODE_LENGTH(value.len) <= sizeof(field->bytes) &&
	       base64_decode_update(&base64, &field->n, field->bytes, value.len, value.p) == 1 &&
	       base64_decode_final(&base64) == 1;
}

static bool
says(const struct html_token *tag, const char *name, const char *wanted)
{
	struct cb_text value;

	return cb_html_attribute(tag, name, &value) && cb_text_is(value, wanted);
}

static const struct nettle_hash *
find_hash(const struct html_token *tag)
{
	static const struct {
		const char *name;
		const struct nettle_hash *hash;
	} hashes[] = {
		{ "SHA1", &nettle_sha1 },
		{ "SHA-1", &nettle_sha1 },
		{ "SHA256", &nettle_sha256 },
		{ "SHA384", &nettle_sha384 },
		{ "SHA512", &nettle_sha512 },
	};

	for (size_t i = 0; i < CB_COUNT(hashes); i++)
		if (says(tag, "hashAlgorithm", hashes[i].name))
			return hashes[i].hash;
	return NULL;
}

static bool
take_method(const struct html_token *tag, struct method *method)
{
	uint32_t bits = take_number(tag, "keyBits");

	method->hash = find_hash(tag);
	method->aes = bits == 128 ? &nettle_aes128 : bits == 192 ? &nettle_aes192
	                                     : bits == 256       ? &nettle_aes256
	                                                         : NULL;
	return method->hash != NULL && method->aes != NULL && says(tag, "cipherAlgorithm", "AES") &&
	       says(tag, "cipherChaining", "ChainingModeCBC") && take_number(tag, "blockSize") == AES_BLOCK_SIZE &&
	       take_field(tag, "saltValue", &method->salt);
}

/* Keys for certificates stand beside that for a password, which alone is a matter of rounds. */
static void
take_tag(struct agile *a, const struct html_token *tag)
{
	if (cb_html_is(tag, "keydata")) {
		a->has_package = take_method(tag, &a->package);
	} else if (cb_html_is(tag, "dataintegrity")) {
		a->has_hmac = take_field(tag, "encryptedHmacKey", &a->hmac_key) &&
		              take_field(tag, "encryptedHmacValue", &a->hmac);
	} else if (cb_text_ends(tag->text, "encryptedKey") && take_number(tag, "spinCount") > 0) {
		a->rounds = take_number(tag, "spinCount");
		a->has_password = take_method(tag, &a->password) &&
		                  take_field(tag, "encryptedVerifierHashInput", &a->verifier) &&
		                  take_field(tag, "encryptedVerifierHashValue", &a->verifier_hash) &&
		                  take_field(tag, "encryptedKeyValue", &a->key);
	}
}

static bool
read_agile(struct agile *a, struct cb_text xml)
{
	struct html html = { xml.p, xml.p + xml.len };
	struct html_token token;

	for (cb_html_next(&html, &token); token.what != HTML_END; cb_html_next(&html, &token))
		if (token.what == HTML_OPEN)
			take_tag(a, &token);
	return a->has_package && a->has_password && a->has_hmac && a->rounds <= UNLOCK_ROUNDS_MAX;
}

/* --- digests, keys, vectors --------------------------------------------------------------- */

union hash_ctx {
	struct sha1_ctx sha1;
	struct sha256_ctx sha256;
	struct sha512_ctx sha512; /* and 384 */
};

void
cb_unlock_digest(const struct nettle_hash *hash, const unsigned char *digest, const unsigned char *p, size_t n,
                 unsigned char out[UNLOCK_HASH_MAX])
{
	union hash_ctx ctx;

	hash->init(&ctx);
	hash->update(&ctx, hash->digest_size, digest);
	hash->update(&ctx, n, p);
	hash->digest(&ctx, hash->digest_size, out);
}

static void
put_number(unsigned char out[4], uint32_t n)
{
	for (int i = 0; i < 4; i++)
		out[i] = (unsigned char)(n >> 8 * i);
}

void
cb_unlock_spin(const struct nettle_hash *hash, struct cb_text salt, uint32_t rounds,
               unsigned char digest[UNLOCK_HASH_MAX])
{
	unsigned char number[4];
	union hash_ctx ctx;

	hash->init(&ctx);
	hash->update(&ctx, salt.len, (const uint8_t *)salt.p);
	hash->update(&ctx, cb_unlock_password.len, (const uint8_t *)cb_unlock_password.p);
	hash->digest(&ctx, hash->digest_size, digest);
	for (uint32_t i = 0; i < rounds; i++) {
		put_number(number, i);
		hash->update(&ctx, sizeof(number), number);
		hash->update(&ctx, hash->digest_size, digest);
		hash->digest(&ctx, hash->digest_size, digest);
	}
}

/* The first n bytes of a digest, which is filled up where it is shorter. */
static void
fit(const unsigned char *digest, size_t digest_bytes, unsigned char *out, size_t n)
{
	memset(out, PAD, n);
	memcpy(out, digest, digest_bytes < n ? digest_bytes : n);
}

/* Decrypts in place whole blocks of a field or segment. */
static void
decrypt(const struct nettle_cipher *aes, const unsigned char *key, const unsigned char *vector, unsigned char *p,
        size_t n)
{
	unsigned char iv[AES_BLOCK_SIZE];
	union {
		struct aes128_ctx a128;
		struct aes192_ctx a192;
		struct aes256_ctx a256;
	} ctx;

	memcpy(iv, vector, sizeof(iv));
	aes->set_decrypt_key(&ctx, key);
	cbc_decrypt(&ctx, aes->decrypt, AES_BLOCK_SIZE, iv, n / AES_BLOCK_SIZE * AES_BLOCK_SIZE, p, p);
}

/* The vector of the package for this purpose, or for the number of a segment. */
static void
make_vector(const struct method *package, const unsigned char *purpose, size_t n, unsigned char out[AES_BLOCK_SIZE])
{
	unsigned char digest[UNLOCK_HASH_MAX];
	union hash_ctx ctx;

	package->hash->init(&ctx);
	package->hash->update(&ctx, package->salt.n, package->salt.bytes);
	package->hash->update(&ctx, n, purpose);
	package->hash->digest(&ctx, package->hash->digest_size, digest);
	fit(digest, package->hash->digest_size, out, AES_BLOCK_SIZE);
}

/* A field that the password encrypts. */
static void
open_field(const struct method *m, const unsigned char *digest, const unsigned char purpose[PURPOSE_BYTES],
           struct field *field)
{
	unsigned char key_digest[UNLOCK_HASH_MAX], key[KEY_MAX], vector[AES_BLOCK_SIZE];

	cb_unlock_digest(m->hash, digest, purpose, PURPOSE_BYTES, key_digest);
	fit(key_digest, m->hash->digest_size, key, m->aes->key_size);
	fit(m->salt.bytes, m->salt.n, vector, sizeof(vector));
	decrypt(m->aes, key, vector, field->bytes, field->n);
}

static bool
is_verified(struct agile *a, const unsigned char *digest)
{
	const struct method *m = &a->password;
	unsigned char own[UNLOCK_HASH_MAX];
	union hash_ctx ctx;

	open_field(m, digest, for_verifier, &a->verifier);
	open_field(m, digest, for_verifier_hash, &a->verifier_hash);
	if (a->verifier.n < m->salt.n || a->verifier_hash.n < m->hash->digest_size)
		return false;
	m->hash->init(&ctx);
	m->hash->update(&ctx, m->salt.n, a->verifier.bytes); /* it is as long as the salt */
	m->hash->digest(&ctx, m->hash->digest_size, own);
	return memcmp(own, a->verifier_hash.bytes, m->hash->digest_size) == 0;
}

/* --- the package -------------------------------------------------------------------------- */

static bool
is_whole(struct agile *a, const struct cb_str *package)
{
	const struct method *m = &a->package;
	unsigned char vector[AES_BLOCK_SIZE], own[UNLOCK_HASH_MAX];
	union hash_ctx outer, inner, ctx;

	if (a->hmac_key.n < m->hash->digest_size || a->hmac.n < m->hash->digest_size)
		return false;
	make_vector(m, for_hmac_key, PURPOSE_BYTES, vector);
	decrypt(m->aes, a->key.bytes, vector, a->hmac_key.bytes, a->hmac_key.n);
	make_vector(m, for_hmac, PURPOSE_BYTES, vector);
	decrypt(m->aes, a->key.bytes, vector, a->hmac.bytes, a->hmac.n);
	hmac_set_key(&outer, &inner, &ctx, m->hash, m->hash->digest_size, a->hmac_key.bytes);
	hmac_update(&ctx, m->hash, package->len, (const uint8_t *)package->p);
	hmac_digest(&outer, &inner, &ctx, m->hash, m->hash->digest_size, own);
	return memcmp(own, a->hmac.bytes, m->hash->digest_size) == 0;
}

static void
open_package(const struct agile *a, struct cb_str *package)
{
	unsigned char vector[AES_BLOCK_SIZE], number[4];
	uint32_t segment = 0;

	for (size_t at = SIZE_BYTES; at < package->len; at += SEGMENT_BYTES, segment++) {
		size_t left = package->len - at;

		put_number(number, segment);
		make_vector(&a->package, number, sizeof(number), vector);
		decrypt(a->package.aes, a->key.bytes, vector, (unsigned char *)package->p + at,
		        left < SEGMENT_BYTES ? left : SEGMENT_BYTES);
	}
}

enum unlocked
cb_unlock_agile(struct cb_text xml, struct cb_str *package)
{
	unsigned char digest[UNLOCK_HASH_MAX];
	struct agile a = { 0 };
	const struct field *salt = &a.password.salt;

	if (!read_agile(&a, xml))
		return UNLOCK_OTHER;
	cb_unlock_spin(a.password.hash, (struct cb_text){ (const char *)salt->bytes, (uint32_t)salt->n }, a.rounds,
	               digest);
	if (!is_verified(&a, digest))
		return UNLOCK_OTHER;
	open_field(&a.password, digest, for_key, &a.key);
	if (package->len < SIZE_BYTES || a.key.n < a.package.aes->key_size || !is_whole(&a, package))
		return UNLOCK_DAMAGED;
	open_package(&a, package);
	return UNLOCK_DONE;
}
