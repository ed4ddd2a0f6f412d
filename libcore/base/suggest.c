#include <cb/base/suggest.h>
#include <cb/base/utf8.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static struct cb_neighbour
neighbour_of(struct cb_text text, uint32_t id)
{
	struct cb_neighbour it = { .text = text, .id = id };
	int32_t cp;

	for (uint32_t at = 0; at < text.len; it.chars++) {
		at += (uint32_t)cb_utf8_decode(text.p + at, text.len - at, &cp);
		it.letters |= UINT64_C(1) << ((uint32_t)cp % 64);
	}
	return it;
}

/* In UTF-8 a whole character never matches in the middle of another: bytes will do. */
static bool
contains(struct cb_text t, struct cb_text part)
{
	for (uint32_t at = 0; part.len <= t.len - at; at++)
		if (memcmp(t.p + at, part.p, part.len) == 0)
			return true;
	return false;
}

/* Has `a` more than so many letters that `b` has not? Each would cost an edit. */
static bool
has_others(const struct cb_neighbour *a, const struct cb_neighbour *b, unsigned many)
{
	uint64_t others = a->letters & ~b->letters;

	for (; others != 0 && many > 0; many--)
		others &= others - 1; /* without its last bit */
	return others != 0;
}

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* The rank of a candidate by R1 and R2, from 1 on; 0 when it is not near, or its rank is above `most`. */
static unsigned
rank_of(const struct cb_neighbour *word, const struct cb_neighbour *candidate, unsigned most)
{
	bool is_longer = candidate->chars > word->chars;
	const struct cb_neighbour *shorter = is_longer ? word : candidate, *longer = is_longer ? candidate : word;
	unsigned limit = word->chars / 3 + 1, left = longer->chars - shorter->chars, distance;
	unsigned allowed = least(least(limit, longer->chars - 1), most - 1);

	if (shorter->chars == 0)
		return 0;
	if (left <= allowed && !has_others(word, candidate, allowed) && !has_others(candidate, word, allowed)) {
		distance = cb_utf8_distance(word->text, candidate->text, allowed);
		if (distance <= allowed)
			return distance + 1;
	}
	if (shorter->chars >= 2 && limit + left < most && !has_others(shorter, longer, 0) &&
	    contains(longer->text, shorter->text))
		return limit + left + 1;
	return 0;
}

static void
try_it(struct cb_nearest *best, const struct cb_neighbour *word, const struct cb_neighbour *candidate)
{
	unsigned rank = rank_of(word, candidate, best->distance != 0 ? best->distance : UINT_MAX);

	if (rank == 0 || (rank == best->distance && cb_text_compare(candidate->text, best->text) >= 0))
		return;
	best->text = candidate->text;
	best->distance = rank;
}

void
cb_nearest_try(struct cb_nearest *best, struct cb_text word, struct cb_text candidate)
{
	struct cb_neighbour from = neighbour_of(word, 0), to = neighbour_of(candidate, 0);

	try_it(best, &from, &to);
}

void
cb_neighbours_add(struct cb_neighbours *all, struct cb_text candidate, uint32_t id)
{
	*cb_push(all->items, all->n, all->cap) = neighbour_of(candidate, id);
	cb_dict_release(&all->found);
}

/* The place of the nearest, n when there is none. */
static size_t
look_for(const struct cb_neighbours *all, struct cb_text text)
{
	struct cb_neighbour word = neighbour_of(text, 0);
	struct cb_nearest best = { 0 };
	size_t place = all->n;

	for (size_t i = 0; i < all->n; i++) {
		const char *before = best.text.p;

		if (all->items[i].letters != word.letters || !cb_text_equal(all->items[i].text, text))
			try_it(&best, &word, &all->items[i]);
		if (best.text.p != before)
			place = i;
	}
	return place;
}

const struct cb_neighbour *
cb_neighbours_nearest(struct cb_neighbours *all, struct cb_text word)
{
	uint32_t place = cb_dict_get(&all->found, word);

	if (place == 0) {
		place = (uint32_t)look_for(all, word) + 1;
		cb_dict_put(&all->found, word, place);
	}
	return place > all->n ? NULL : &all->items[place - 1];
}

void
cb_neighbours_release(struct cb_neighbours *all)
{
	free(all->items);
	cb_dict_release(&all->found);
	*all = (struct cb_neighbours){ 0 };
}

void
cb_suggest(enum cb_lang lang, struct cb_text nearest, struct cb_str *out)
{
	if (nearest.len == 0)
		return;
	cb_str_adds(out, lang == CB_ZH ? ";是不是“" : "; did you mean “");
	cb_str_addt(out, nearest);
	cb_str_adds(out, "”?");
}
