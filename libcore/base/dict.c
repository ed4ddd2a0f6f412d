#include <cb/base/dict.h>
#include <cb/base/words.h>

#include <stdlib.h>
#include <string.h>

/* A short key, as nearly all names are, lies in the table itself; a longer one lies in the arena. */
struct cb_dict_entry {
	union {
		struct cb_words words;
		struct {
			uint64_t hash;
			const char *key; /* in the arena */
		} far;                   /* of a longer one */
	};
	uint32_t len, value; /* value 0 = free */
};

enum { CAP_MIN = 16 };

static const uint64_t odd1 = UINT64_C(0x9E3779B97F4A7C15), odd2 = UINT64_C(0xD6E8FEB86659FD93);

static inline uint64_t
hash_of_words(struct cb_words w, uint64_t h)
{
	return cb_words_fold(cb_words_fold(w.first ^ odd2, w.last ^ h), odd1);
}

/* Multiplies pairs of words and folds the product. The hash is not keyed: whoever forges collisions only slows down
 * the reading of his own file. */
uint64_t
cb_hash(const void *bytes, size_t n, uint64_t seed)
{
	const char *p = bytes;
	uint64_t h = seed ^ odd1 ^ n;

	for (; n > 16; n -= 16, p += 16)
		h = cb_words_fold(cb_words_load8(p) ^ odd2, cb_words_load8(p + 8) ^ h);
	return hash_of_words(cb_words_of(p, n), h);
}

/* The entry of a short key, or the free entry where it would be. There is always a free one: cap is not 0. */
static inline struct cb_dict_entry *
place_of_words(const struct cb_dict *dict, struct cb_words w, uint32_t len)
{
	size_t mask = dict->cap - 1, i = hash_of_words(w, odd1 ^ len) & mask;
	struct cb_dict_entry *e = &dict->entries[i];

	while (e->value != 0 && !(cb_words_equal(e->words, w) && e->len == len))
		e = &dict->entries[i = (i + 1) & mask];
	return e;
}

/* The same for a longer key. */
static struct cb_dict_entry *
place_of(const struct cb_dict *dict, struct cb_text key, uint64_t hash)
{
	size_t mask = dict->cap - 1, i = hash & mask;
	struct cb_dict_entry *e = &dict->entries[i];

	while (e->value != 0 &&
	       !(e->len == key.len && e->far.hash == hash && memcmp(e->far.key, key.p, key.len) == 0))
		e = &dict->entries[i = (i + 1) & mask];
	return e;
}

uint32_t
cb_dict_get(const struct cb_dict *dict, struct cb_text key)
{
	if (dict->n == 0)
		return 0;
	if (key.len <= CB_SHORT)
		return place_of_words(dict, cb_words_of(key.p, key.len), key.len)->value;
	return place_of(dict, key, cb_hash(key.p, key.len, 0))->value;
}

/* Makes twice the room. Keys in the arena stay where they are. */
static void
grow(struct cb_dict *dict)
{
	struct cb_dict_entry *old = dict->entries;
	size_t old_cap = dict->cap;

	dict->cap = old_cap ? old_cap * 2 : CAP_MIN;
	dict->entries = cb_alloc(dict->cap, sizeof(*dict->entries));
	for (size_t i = 0; i < old_cap; i++) {
		struct cb_text key = { old[i].far.key, old[i].len };

		if (old[i].value != 0)
			*(key.len <= CB_SHORT ? place_of_words(dict, old[i].words, key.len)
			                      : place_of(dict, key, old[i].far.hash)) = old[i];
	}
	free(old);
}

/* The entry of key; value 0: it has just been made. */
static struct cb_dict_entry *
entry_of(struct cb_dict *dict, struct cb_text key)
{
	struct cb_dict_entry fresh = { .len = key.len }, *e;

	if (dict->n >= dict->cap / 4 * 3)
		grow(dict);
	if (key.len <= CB_SHORT) {
		fresh.words = cb_words_of(key.p, key.len);
		e = place_of_words(dict, fresh.words, key.len);
	} else {
		fresh.far.hash = cb_hash(key.p, key.len, 0);
		e = place_of(dict, key, fresh.far.hash);
	}
	if (e->value == 0) {
		if (key.len > CB_SHORT)
			fresh.far.key = cb_arena_copy(&dict->keys, key.p, key.len);
		*e = fresh;
		dict->n++;
	}
	return e;
}

void
cb_dict_put(struct cb_dict *dict, struct cb_text key, uint32_t value)
{
	entry_of(dict, key)->value = value;
}

uint32_t
cb_dict_number(struct cb_dict *dict, struct cb_text key, uint32_t next)
{
	struct cb_dict_entry *e = entry_of(dict, key);

	if (e->value == 0)
		e->value = next;
	return e->value;
}

bool
cb_dict_add(struct cb_dict *dict, struct cb_text key, uint32_t value)
{
	size_t n = dict->n;

	cb_dict_number(dict, key, value);
	return dict->n > n;
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
