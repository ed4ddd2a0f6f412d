#include <cb/base/dict.h>

#include <stdlib.h>
#include <string.h>

struct cb_dict_entry {
	uint64_t hash;
	const char *key;     /* in the arena */
	uint32_t len, value; /* value 0 = free */
};

enum { CAP_MIN = 16 };

/* Little-endian on every machine; compilers make one load of it where they can. */
static uint64_t
load(const unsigned char *p, size_t n)
{
	uint64_t word = 0;

	for (size_t i = 0; i < n; i++)
		word |= (uint64_t)p[i] << 8 * i;
	return word;
}

static uint64_t
mix(uint64_t h)
{
	h ^= h >> 32;
	h *= UINT64_C(0xD6E8FEB86659FD93);
	return h ^ h >> 29;
}

/* Multiply and shift over words of 8 bytes: the keys are short names, and nobody gains by forging
 * collisions but to slow down the import of his own file. */
uint64_t
cb_hash(const void *bytes, size_t n, uint64_t seed)
{
	const unsigned char *p = bytes;
	uint64_t h = mix(seed ^ n * UINT64_C(0x9E3779B97F4A7C15));

	for (; n >= 8; n -= 8, p += 8)
		h = mix(h ^ load(p, 8)) * UINT64_C(0x9FB21C651E98DF25);
	if (n)
		h = mix(h ^ load(p, n)) * UINT64_C(0x9FB21C651E98DF25);
	return mix(h);
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
	dict->entries = cb_alloc(dict->cap, sizeof *dict->entries);
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
cb_dict_release(struct cb_dict *dict)
{
	free(dict->entries);
	cb_arena_release(&dict->keys);
	*dict = (struct cb_dict){ 0 };
}
