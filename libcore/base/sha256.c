#include <cb/base/sha256.h>

#include <nettle/sha2.h>

_Static_assert(sizeof(struct sha256_ctx) <= sizeof(struct cb_sha256), "space is too small");

/* The space is large enough and aligned for what nettle keeps, and only nettle looks into it. */
static struct sha256_ctx *
ctx_of(struct cb_sha256 *sha)
{
	return (void *)sha->space;
}

void
cb_sha256_init(struct cb_sha256 *sha)
{
	sha256_init(ctx_of(sha));
}

void
cb_sha256_add(struct cb_sha256 *sha, const void *p, size_t n)
{
	sha256_update(ctx_of(sha), n, p);
}

void
cb_sha256_finish(struct cb_sha256 *sha, uint8_t digest[32])
{
	sha256_digest(ctx_of(sha), SHA256_DIGEST_SIZE, digest);
}

void
cb_sha256_hex(const uint8_t digest[32], char hex[65])
{
	for (int i = 0; i < 32; i++) {
		hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
	}
	hex[64] = '\0';
}

static uint64_t
load_be64(const uint8_t *p)
{
	uint64_t word = 0;

	for (int i = 0; i < 8; i++)
		word = word << 8 | p[i];
	return word;
}

static struct cb_multihash
digest_of(const void *row, size_t n)
{
	struct sha256_ctx ctx;
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct cb_multihash words;

	sha256_init(&ctx);
	sha256_update(&ctx, n, row);
	sha256_digest(&ctx, sizeof(digest), digest);
	for (int i = 0; i < 4; i++)
		words.sum[i] = load_be64(digest + 24 - 8 * i);
	return words;
}

/* hash + times * words */
static void
add_times(struct cb_multihash *hash, const struct cb_multihash *words, uint64_t times)
{
	unsigned __int128 carry = 0;

	for (int i = 0; i < 4; i++) {
		carry += (unsigned __int128)words->sum[i] * times + hash->sum[i];
		hash->sum[i] = (uint64_t)carry;
		carry >>= 64;
	}
}

void
cb_multihash_add(struct cb_multihash *hash, const void *row, size_t n)
{
	struct cb_multihash words = digest_of(row, n);

	add_times(hash, &words, 1);
}

void
cb_multihash_add_at(struct cb_multihash *placed, struct cb_multihash *plain, const void *row, size_t n, uint64_t place)
{
	struct cb_multihash words = digest_of(row, n);

	add_times(placed, &words, 2 * place + 1);
	if (plain != NULL)
		add_times(plain, &words, 1);
}

void
cb_multihash_finish(const struct cb_multihash *hash, char hex[65])
{
	uint8_t digest[32];

	for (int i = 0; i < 32; i++)
		digest[i] = (uint8_t)(hash->sum[3 - i / 8] >> (56 - 8 * (i % 8)));
	cb_sha256_hex(digest, hex);
}
