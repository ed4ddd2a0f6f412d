/* A dictionary from bytes to a number: the memo behind names, labels and doubles. */
#ifndef CB_BASE_DICT_H
#define CB_BASE_DICT_H

#include <string.h>

#include <cb/base/mem.h>
#include <cb/base/str.h>

struct cb_dict {
	struct cb_dict_entry *entries; /* open addressing, power of two */
	size_t n, cap;
	struct cb_arena keys;
};

/* The value stored under key, or 0 when there is none. About 20 ns a hit. */
uint32_t cb_dict_get(const struct cb_dict *, struct cb_text key);
/* Stores value (not 0) under a copy of key, replacing an older one. */
void cb_dict_put(struct cb_dict *, struct cb_text key, uint32_t value);
/* A copy whose keys stay those of the original, which must outlive it (it may grow meanwhile). */
void cb_dict_copy(struct cb_dict *to, const struct cb_dict *from);
void cb_dict_release(struct cb_dict *);

/* The 64-bit hash the dictionary uses; the same on every machine and run. */
uint64_t cb_hash(const void *p, size_t n, uint64_t seed);

/* A text of up to CB_SHORT bytes, as nearly all cells are: with its length the two words say every byte of it. They
 * overlap, so that no byte is read alone. */
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
cb_hash_fold(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 product = (unsigned __int128)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

#endif
