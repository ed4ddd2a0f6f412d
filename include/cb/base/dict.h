/* A dictionary from bytes to a number: the memo behind names, labels and doubles. */
#ifndef CB_BASE_DICT_H
#define CB_BASE_DICT_H

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
/* The value stored under key; where there is none, next (not 0) is stored and is it: so things are numbered. */
uint32_t cb_dict_number(struct cb_dict *, struct cb_text key, uint32_t next);
/* The same with value. Is the key new? */
bool cb_dict_add(struct cb_dict *, struct cb_text key, uint32_t value);
/* A copy whose keys stay those of the original, which must outlive it (it may grow meanwhile). */
void cb_dict_copy(struct cb_dict *to, const struct cb_dict *from);
void cb_dict_release(struct cb_dict *);

/* The 64-bit hash the dictionary uses; the same on every machine and run. */
uint64_t cb_hash(const void *p, size_t n, uint64_t seed);

#endif
