/* Bytes by the machine word. */
#ifndef CB_BASE_WORDS_H
#define CB_BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A text of up to CB_SHORT bytes, as nearly all cells are, as two words that overlap where it is shorter. Together
 * with the length they hold every byte of it, so that texts are hashed and compared without a loop over bytes. */
enum { CB_SHORT = 16 };
struct cb_words {
	uint64_t first, last;
};

/* Words as a little-endian machine reads them, so that a key has one hash everywhere. */
static inline uint64_t
cb_words_load8(const char *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof(word));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap64(word);
#endif
	return word;
}

static inline uint64_t
cb_words_load4(const char *p)
{
	uint32_t word;

	memcpy(&word, p, sizeof(word));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap32(word);
#endif
	return word;
}

static inline struct cb_words
cb_words_of(const char *p, size_t n)
{
	if (n >= 8)
		return (struct cb_words){ cb_words_load8(p), cb_words_load8(p + n - 8) };
	if (n >= 4)
		return (struct cb_words){ cb_words_load4(p), cb_words_load4(p + n - 4) };
	if (n > 0)
		return (struct cb_words){ (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[n / 2] << 8 |
			                          (unsigned char)p[n - 1],
			                  0 };
	return (struct cb_words){ 0, 0 };
}

static inline bool
cb_words_equal(struct cb_words a, struct cb_words b)
{
	return a.first == b.first && a.last == b.last;
}

/* Both halves of the product: every bit of a and b reaches every bit of the result. */
static inline uint64_t
cb_words_fold(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 product = (unsigned __int128)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* A word in which the highest bit is set of each byte that is c in the given word. */
static inline uint64_t
cb_words_bytes_like(uint64_t word, char c)
{
	const uint64_t ones = UINT64_MAX / 0xff, low = ones * 0x7f;
	uint64_t other = word ^ (ones * (unsigned char)c);

	return ~(((other & low) + low) | other | low);
}

#endif
