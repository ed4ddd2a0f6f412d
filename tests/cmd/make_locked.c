/* make-locked METHOD [PASSWORD [ROUNDS]] <WORKBOOK >FILE: encrypts a workbook as Excel does, with its own fixed
 * password unless another is given. METHOD: standard, agile-sha1, agile-sha256, agile-sha384, agile-sha512 for a
 * package; rc4, cryptoapi, cryptoapi40, xor for the records of an .xls, which make-xls has written. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <nettle/aes.h>
#include <nettle/arcfour.h>
#include <nettle/base64.h>
#include <nettle/cbc.h>
#include <nettle/hmac.h>
#include <nettle/md5.h>
#include <nettle/nettle-meta.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>

#include "../unit/xls_file.h"

enum { SALT = 16,
       OWN_ROUNDS = 1000 /* of agile encryption, so that tests are quick; Excel has 100,000 */ };

union state {
	struct sha1_ctx sha1;
	struct sha256_ctx sha256;
	struct sha512_ctx sha512;
	struct md5_ctx md5;
};

static struct cb_str password; /* UTF-16LE */

static void
read_all(struct cb_str *out)
{
	char block[4096];
	size_t got;

	while ((got = fread(block, 1, sizeof(block), stdin)) > 0)
		cb_str_add(out, block, got);
}

/* Bytes that are the same in every run, and look random enough. */
static void
fill(unsigned char *p, size_t n, unsigned seed)
{
	for (size_t i = 0; i < n; i++) {
		seed = seed * 1103515245 + 12345;
		p[i] = (unsigned char)(seed >> 16);
	}
}

/* The digest of up to three pieces. */
static void
digest(const struct nettle_hash *hash, unsigned char *out, const void *a, size_t n_a, const void *b, size_t n_b)
{
	union state state;

	hash->init(&state);
	hash->update(&state, n_a, a);
	hash->update(&state, n_b, b);
	hash->digest(&state, hash->digest_size, out);
}

static void
put_u32(unsigned char *p, uint32_t n)
{
	for (int i = 0; i < 4; i++)
		p[i] = (unsigned char)(n >> 8 * i);
}

/* ---- packages ---- */

static void
spin(const struct nettle_hash *hash, const unsigned char *salt, uint32_t rounds, unsigned char h[64])
{
	unsigned char number[4];

	digest(hash, h, salt, SALT, password.p, password.len);
	for (uint32_t i = 0; i < rounds; i++) {
		put_u32(number, i);
		digest(hash, h, number, 4, h, hash->digest_size);
	}
}

/* Whole blocks, filled up with zeros. */
static void
encrypt(const struct nettle_cipher *aes, const unsigned char *key, const unsigned char *vector, struct cb_str *bytes)
{
	unsigned char iv[16];
	union {
		struct aes128_ctx a128;
		struct aes256_ctx a256;
	} ctx;

	pad(bytes, 0, 16);
	aes->set_encrypt_key(&ctx, key);
	if (vector == NULL) {
		aes->encrypt(&ctx, bytes->len, (uint8_t *)bytes->p, (uint8_t *)bytes->p);
		return;
	}
	memcpy(iv, vector, 16);
	cbc_encrypt(&ctx, aes->encrypt, 16, iv, bytes->len, (uint8_t *)bytes->p, (uint8_t *)bytes->p);
}

static void
add_half(struct cb_str *key, const unsigned char h[20], unsigned byte)
{
	unsigned char block[64], out[20];

	for (int i = 0; i < 64; i++)
		block[i] = (unsigned char)(byte ^ (i < 20 ? h[i] : 0u));
	digest(&nettle_sha1, out, block, 64, "", 0);
	cb_str_add(key, (const char *)out, 20);
}

static void
lock_standard(const struct cb_str *plain, struct cb_str *info, struct cb_str *package)
{
	static const char provider[] = "M\0S\0\0";
	unsigned char salt[SALT], h[64], zero[4] = { 0 }, verifier[16], hash[20];
	struct cb_str key = { 0 }, piece = { 0 };

	fill(salt, sizeof(salt), 1);
	fill(verifier, sizeof(verifier), 2);
	spin(&nettle_sha1, salt, 50000, h);
	digest(&nettle_sha1, h, h, 20, zero, 4);
	add_half(&key, h, 0x36);
	add_half(&key, h, 0x5C);
	add_u32(info, 0x00020004);
	add_u32(info, 0x24);
	add_u32(info, 32 + sizeof(provider));
	add_u32(info, 0x24);
	add_u32(info, 0);
	add_u32(info, 0x660E);
	add_u32(info, 0x8004);
	add_u32(info, 128);
	add_u32(info, 0x18);
	add_u32(info, 0);
	add_u32(info, 0);
	cb_str_add(info, provider, sizeof(provider));
	add_u32(info, SALT);
	cb_str_add(info, (const char *)salt, SALT);
	cb_str_add(&piece, (const char *)verifier, 16);
	encrypt(&nettle_aes128, (unsigned char *)key.p, NULL, &piece);
	cb_str_addt(info, cb_str_text(&piece));
	add_u32(info, 20);
	cb_str_clear(&piece);
	digest(&nettle_sha1, hash, verifier, 16, "", 0);
	cb_str_add(&piece, (const char *)hash, 20);
	encrypt(&nettle_aes128, (unsigned char *)key.p, NULL, &piece);
	cb_str_addt(info, cb_str_text(&piece));
	cb_str_clear(&piece);
	cb_str_addt(&piece, cb_str_text(plain));
	encrypt(&nettle_aes128, (unsigned char *)key.p, NULL, &piece);
	add_u32(package, (uint32_t)plain->len);
	add_u32(package, 0);
	cb_str_addt(package, cb_str_text(&piece));
	cb_str_release(&key);
	cb_str_release(&piece);
}

struct agile {
	const struct nettle_hash *hash;
	const char *name;
	uint32_t rounds;
	unsigned char salt[SALT], package_salt[SALT], key[32];
};

static void
add_base64(struct cb_str *out, const char *name, const void *p, size_t n)
{
	char text[256] = "";

	base64_encode_raw(text, n, p);
	cb_str_addf(out, " %s=\"%.*s\"", name, (int)BASE64_ENCODE_RAW_LENGTH(n), text);
}

/* A field, encrypted by the key that the password gives for this purpose. */
static void
add_by_password(struct cb_str *out, const struct agile *a, const char *name, const char purpose[8], const void *p,
                size_t n)
{
	unsigned char h[64], key[64];
	struct cb_str bytes = { 0 };

	spin(a->hash, a->salt, a->rounds, h);
	memset(key, 0x36, sizeof(key));
	digest(a->hash, key, h, a->hash->digest_size, purpose, 8);
	if (a->hash->digest_size < 32)
		memset(key + a->hash->digest_size, 0x36, 32 - a->hash->digest_size);
	cb_str_add(&bytes, p, n);
	encrypt(&nettle_aes256, key, a->salt, &bytes);
	add_base64(out, name, bytes.p, bytes.len);
	cb_str_release(&bytes);
}

/* Bytes, encrypted by the key of the package for this purpose or segment. */
static void
by_package(const struct agile *a, const void *purpose, size_t n_purpose, struct cb_str *bytes)
{
	unsigned char vector[64];

	digest(a->hash, vector, a->package_salt, SALT, purpose, n_purpose);
	encrypt(&nettle_aes256, a->key, vector, bytes);
}

static void
add_by_package(struct cb_str *out, const struct agile *a, const char *name, const char purpose[8], const void *p,
               size_t n)
{
	struct cb_str bytes = { 0 };

	cb_str_add(&bytes, p, n);
	by_package(a, purpose, 8, &bytes);
	add_base64(out, name, bytes.p, bytes.len);
	cb_str_release(&bytes);
}

static void
add_method(struct cb_str *out, const struct agile *a, const unsigned char *salt)
{
	cb_str_addf(out, " saltSize=\"16\" blockSize=\"16\" keyBits=\"256\" hashSize=\"%u\" cipherAlgorithm=\"AES\" cipherChaining=\"ChainingModeCBC\" hashAlgorithm=\"%s\"",
	            a->hash->digest_size, a->name);
	add_base64(out, "saltValue", salt, SALT);
}

static void
add_segments(const struct agile *a, const struct cb_str *plain, struct cb_str *package)
{
	unsigned char number[4];

	add_u32(package, (uint32_t)plain->len);
	add_u32(package, 0);
	for (size_t at = 0; at < plain->len; at += 4096) {
		size_t left = plain->len - at;
		struct cb_str piece = { 0 };

		cb_str_add(&piece, plain->p + at, left < 4096 ? left : 4096);
		put_u32(number, (uint32_t)(at / 4096));
		by_package(a, number, 4, &piece);
		cb_str_addt(package, cb_str_text(&piece));
		cb_str_release(&piece);
	}
}

static void
lock_agile(struct agile *a, const struct cb_str *plain, struct cb_str *info, struct cb_str *package)
{
	unsigned char verifier[16], hash[64], hmac_key[64], hmac[64];
	union state outer, inner, state;

	fill(a->salt, SALT, 3);
	fill(a->package_salt, SALT, 4);
	fill(a->key, sizeof(a->key), 5);
	fill(verifier, sizeof(verifier), 6);
	fill(hmac_key, sizeof(hmac_key), 7);
	add_segments(a, plain, package);
	hmac_set_key(&outer, &inner, &state, a->hash, a->hash->digest_size, hmac_key);
	hmac_update(&state, a->hash, package->len, (uint8_t *)package->p);
	hmac_digest(&outer, &inner, &state, a->hash, a->hash->digest_size, hmac);
	digest(a->hash, hash, verifier, 16, "", 0);
	add_u32(info, 0x00040004);
	add_u32(info, 0x40);
	cb_str_adds(info, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<encryption xmlns=\"http://schemas.microsoft.com/office/2006/encryption\" xmlns:p=\"http://schemas.microsoft.com/office/2006/keyEncryptor/password\"><keyData");
	add_method(info, a, a->package_salt);
	cb_str_adds(info, "/><dataIntegrity");
	add_by_package(info, a, "encryptedHmacKey", "\x5F\xB2\xAD\x01\x0C\xB9\xE1\xF6", hmac_key, a->hash->digest_size);
	add_by_package(info, a, "encryptedHmacValue", "\xA0\x67\x7F\x02\xB2\x2C\x84\x33", hmac, a->hash->digest_size);
	cb_str_addf(info, "/><keyEncryptors><keyEncryptor uri=\"http://schemas.microsoft.com/office/2006/keyEncryptor/password\"><p:encryptedKey spinCount=\"%u\"", a->rounds);
	add_method(info, a, a->salt);
	add_by_password(info, a, "encryptedVerifierHashInput", "\xFE\xA7\xD2\x76\x3B\x4B\x9E\x79", verifier, 16);
	add_by_password(info, a, "encryptedVerifierHashValue", "\xD7\xAA\x0F\x6D\x30\x61\x34\x4E", hash, a->hash->digest_size);
	add_by_password(info, a, "encryptedKeyValue", "\x14\x6E\x0B\xE7\xAB\xAC\xD0\xD6", a->key, 32);
	cb_str_adds(info, "/></keyEncryptor></keyEncryptors></encryption>");
}

/* ---- records ---- */

/* The key of the block, which is set; the first bytes of the digest of the base and its number. */
static void
set_rc4(struct arcfour_ctx *rc4, const struct nettle_hash *hash, const unsigned char *base, size_t n, size_t bits,
        uint32_t block)
{
	unsigned char number[4], key[64];

	put_u32(number, block);
	digest(hash, key, base, n, number, 4);
	if (bits == 40)
		memset(key + 5, 0, 11);
	arcfour_set_key(rc4, 16, key);
}

struct rc4_lock {
	const struct nettle_hash *hash;
	unsigned char base[20];
	size_t n, bits;
};

static void
make_base(struct rc4_lock *lock, const unsigned char salt[SALT])
{
	unsigned char h[64], buffer[16 * 21];

	if (lock->hash == &nettle_sha1) {
		digest(lock->hash, lock->base, salt, SALT, password.p, password.len);
		lock->n = 20;
		return;
	}
	digest(lock->hash, h, password.p, password.len, "", 0);
	for (int i = 0; i < 16; i++) {
		memcpy(buffer + 21 * i, h, 5);
		memcpy(buffer + 21 * i + 5, salt, SALT);
	}
	digest(lock->hash, h, buffer, sizeof(buffer), "", 0);
	memcpy(lock->base, h, 5);
	lock->n = 5;
}

/* The body of FILEPASS. */
static void
add_rc4_pass(struct cb_str *out, struct rc4_lock *lock)
{
	unsigned char salt[SALT], verifier[16], hash[64];
	struct arcfour_ctx rc4;

	fill(salt, sizeof(salt), 8);
	fill(verifier, sizeof(verifier), 9);
	make_base(lock, salt);
	digest(lock->hash, hash, verifier, 16, "", 0);
	set_rc4(&rc4, lock->hash, lock->base, lock->n, lock->bits, 0);
	arcfour_crypt(&rc4, 16, verifier, verifier);
	arcfour_crypt(&rc4, lock->hash->digest_size, hash, hash);
	add_u16(out, 1);
	if (lock->hash == &nettle_sha1) {
		add_u32(out, 0x00020002);
		add_u32(out, 4);
		add_u32(out, 34);
		add_u32(out, 4);
		add_u32(out, 0);
		add_u32(out, 0x6801);
		add_u32(out, 0x8004);
		add_u32(out, (uint32_t)lock->bits);
		add_u32(out, 1);
		add_u32(out, 0);
		add_u32(out, 0);
		add_u16(out, 0);
		add_u32(out, SALT);
	} else {
		add_u32(out, 0x00010001);
	}
	cb_str_add(out, (const char *)salt, SALT);
	cb_str_add(out, (const char *)verifier, 16);
	if (lock->hash == &nettle_sha1)
		add_u32(out, 20);
	cb_str_add(out, (const char *)hash, lock->hash->digest_size);
}

/* All of the stream, as if everything in it were encrypted. */
static void
crypt_rc4(const struct rc4_lock *lock, const struct cb_str *plain, struct cb_str *out)
{
	cb_str_addt(out, cb_str_text(plain));
	for (size_t at = 0; at < plain->len; at += 1024) {
		struct arcfour_ctx rc4;
		size_t left = plain->len - at;

		set_rc4(&rc4, lock->hash, lock->base, lock->n, lock->bits, (uint32_t)(at / 1024));
		arcfour_crypt(&rc4, left < 1024 ? left : 1024, (uint8_t *)out->p + at, (uint8_t *)out->p + at);
	}
}

static void
crypt_xor(const struct cb_str *plain, struct cb_str *out)
{
	static const unsigned char array[16] = {
		0x87, 0x6B, 0x9A, 0xE2, 0x1E, 0xE3, 0x05, 0x62, 0x1E, 0x69, 0x96, 0x60, 0x98, 0x6E, 0x94, 0x04
	};

	cb_str_addt(out, cb_str_text(plain));
	for (size_t at = 0; at + 4 <= plain->len;) {
		size_t n = (unsigned char)plain->p[at + 2] + 256u * (unsigned char)plain->p[at + 3];

		for (size_t i = 0; i < n; i++) {
			unsigned b = (unsigned char)plain->p[at + 4 + i];

			out->p[at + 4 + i] = (char)((((b << 5) | (b >> 3)) & 0xFF) ^ array[(at + 4 + n + i) % 16]);
		}
		at += 4 + n;
	}
}

/* What stays as it is: headers, the first record, FILEPASS, the places of the sheets. */
static void
restore(const struct cb_str *plain, struct cb_str *out)
{
	for (size_t at = 0; at + 4 <= plain->len;) {
		unsigned id = (unsigned char)plain->p[at] + 256u * (unsigned char)plain->p[at + 1];
		size_t n = (unsigned char)plain->p[at + 2] + 256u * (unsigned char)plain->p[at + 3];
		size_t keep = id == 0x0809 || id == 0x002F ? n : id == 0x0085 ? 4
		                                                              : 0;

		memcpy(out->p + at, plain->p + at, 4 + keep);
		at += 4 + n;
	}
}

/* The stream with FILEPASS behind its first record; the places of the sheets are moved along. */
static void
insert_pass(struct cb_str *stream, const struct cb_str *pass)
{
	struct cb_str out = { 0 };
	size_t first = 4 + (unsigned char)stream->p[2], at;

	cb_str_add(&out, stream->p, first);
	at = begin_record(&out, 0x002F);
	cb_str_addt(&out, cb_str_text(pass));
	end_record(&out, at);
	cb_str_add(&out, stream->p + first, stream->len - first);
	for (at = 0; at + 4 <= out.len; at += 4 + (unsigned char)out.p[at + 2] + 256u * (unsigned char)out.p[at + 3])
		if ((unsigned char)out.p[at] == 0x85 && out.p[at + 1] == 0) {
			unsigned char *p = (unsigned char *)out.p + at + 4;

			put_u32(p, (p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16) + (uint32_t)pass->len + 4);
		}
	cb_str_release(stream);
	*stream = out;
}

static void
lock_records(const char *method, struct cb_str *stream, struct cb_str *out)
{
	struct rc4_lock lock = { .hash = strcmp(method, "rc4") == 0 ? &nettle_md5 : &nettle_sha1, .bits = 128 };
	struct cb_str pass = { 0 };

	lock.bits = strcmp(method, "cryptoapi40") == 0 ? 40 : 128;
	if (strcmp(method, "xor") == 0)
		cb_str_add(&pass, "\0\0\x59\xB3\x0A\x9A", 6);
	else
		add_rc4_pass(&pass, &lock);
	insert_pass(stream, &pass);
	if (strcmp(method, "xor") == 0)
		crypt_xor(stream, out);
	else
		crypt_rc4(&lock, stream, out);
	restore(stream, out);
	cb_str_release(&pass);
}

int
main(int argc, char **argv)
{
	const char *method = argc > 1 ? argv[1] : "", *word = argc > 2 ? argv[2] : "VelvetSweatshop";
	static const struct {
		const char *method, *name;
		const struct nettle_hash *hash;
	} agiles[] = { { "agile-sha1", "SHA1", &nettle_sha1 }, { "agile-sha256", "SHA256", &nettle_sha256 }, { "agile-sha384", "SHA384", &nettle_sha384 }, { "agile-sha512", "SHA512", &nettle_sha512 } };
	struct cb_str plain = { 0 }, info = { 0 }, package = { 0 }, file = { 0 };
	struct agile a = { .rounds = argc > 3 ? (uint32_t)atoi(argv[3]) : OWN_ROUNDS };

	add_wide(&password, word);
	read_all(&plain);
	for (size_t i = 0; i < CB_COUNT(agiles); i++)
		if (strcmp(method, agiles[i].method) == 0) {
			a.hash = agiles[i].hash;
			a.name = agiles[i].name;
		}
	if (a.hash != NULL)
		lock_agile(&a, &plain, &info, &package);
	else if (strcmp(method, "standard") == 0)
		lock_standard(&plain, &info, &package);
	else
		lock_records(method, &plain, &package);
	if (info.len > 0)
		wrap_package(&file, &info, &package);
	else
		wrap_ole(&file, "Workbook", &package);
	fwrite(file.p, 1, file.len, stdout);
	cb_str_release(&plain);
	cb_str_release(&info);
	cb_str_release(&package);
	cb_str_release(&file);
	cb_str_release(&password);
	return 0;
}
