#include <cb/base/dict.h>

#include <stdlib.h>
#include <string.h>

struct cb_dict_entry {
	uint64_t hash;
	const char *key;     /* in the arena */
	uint32_t len, value; /* value 0 = free */
};

enum { CAP_MIN = 16 };

/* Words as a little-endian machine reads them, so that a key has one hash everywhere. */
static uint64_t
load8(const unsigned char *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof(word));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap64(word);
#endif
	return word;
}

static uint64_t
load4(const unsigned char *p)
{
	uint32_t word;

	memcpy(&word, p, sizeof(word));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap32(word);
#endif
	return word;
}

/* Both halves of the product: every bit of a and b reaches every bit of the result. */
static uint64_t
fold(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 product = (unsigned __int128)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Multiply and fold over pairs of words; the ends of a key overlap, so that no byte is read alone.
 * Keys are short names, and nobody gains by forging collisions but to slow down his own file. */
uint64_t
cb_hash(const void *bytes, size_t n, uint64_t seed)
{
	const uint64_t odd1 = UINT64_C(0x9E3779B97F4A7C15), odd2 = UINT64_C(0xD6E8FEB86659FD93);
	const unsigned char *p = bytes;
	uint64_t h = seed ^ odd1 ^ n, a = 0, b = 0;

	for (; n > 16; n -= 16, p += 16)
		h = fold(load8(p) ^ odd2, load8(p + 8) ^ h);
	if (n >= 8) {
		a = load8(p);
		b = load8(p + n - 8);
	} else if (n >= 4) {
		a = load4(p);
		b = load4(p + n - 4);
	} else if (n > 0) {
		a = (uint64_t)p[0] << 16 | (uint64_t)p[n / 2] << 8 | p[n - 1];
	}
	return fold(fold(a ^ odd2, b ^ h), odd1);
}

/* Where key is, or the free entry where it would be; cap is not 0. */
static struct cb_dict_entry *
place_of(const struct cb_dict *dict, struct cb_text key, uint64_t hash)
{
	size_t mask = dict->cap - 1, i = hash & mask;

	for (;; i = (i + 1) & mask) {
		struct cb_dict_entry *e = &dict->entries[i];

		if (e->value == 0)
			return e;
		if (e->hash == hash && e->len == key.len &&
		    (key.len == 0 || memcmp(e->key, key.p, key.len) == 0))
			return e;
	}
}

uint32_t
cb_dict_get(const struct cb_dict *dict, struct cb_text key)
{
	if (dict->n == 0)
		return 0;
	return place_of(dict, key, cb_hash(key.p, key.len, 0))->value;
}

/* Twice the room; the keys stay where they are. */
static void
grow(struct cb_dict *dict)
{
	struct cb_dict_entry *old = dict->entries;
	size_t old_cap = dict->cap;

	dict->cap = old_cap ? old_cap * 2 : CAP_MIN;
	dict->entries = cb_alloc(dict->cap, sizeof(*dict->entries));
	for (size_t i = 0; i < old_cap; i++)
		if (old[i].value)
			*place_of(dict, (struct cb_text){ old[i].key, old[i].len }, old[i].hash) =
				old[i];
	free(old);
}

void
cb_dict_put(struct cb_dict *dict, struct cb_text key, uint32_t value)
{
	uint64_t hash = cb_hash(key.p, key.len, 0);
	struct cb_dict_entry *e;

	if (dict->n >= dict->cap / 4 * 3)
		grow(dict);
	e = place_of(dict, key, hash);
	if (e->value == 0) {
		e->hash = hash;
		e->key = cb_arena_copy(&dict->keys, key.p, key.len);
		e->len = key.len;
		dict->n++;
	}
	e->value = value;
}

void
cb_dict_copy(struct cb_dict *to, const struct cb_dict *from)
{
	*to = (struct cb_dict){ .n = from->n, .cap = from->cap };
	if (from->cap == 0)
		return;
	to->entries = cb_alloc(from->cap, sizeof(*to->entries));
	memcpy(to->entries, from->entries, from->cap * sizeof(*to->entries));
}

void
cb_dict_release(struct cb_dict *dict)
{
	free(dict->entries);
	cb_arena_release(&dict->keys);
	*dict = (struct cb_dict){ 0 };
}
