/* The nearest known word to a mistyped one, and the clause of a message that names it. */
#ifndef CB_BASE_SUGGEST_H
#define CB_BASE_SUGGEST_H

#include <cb/base/dict.h>
#include <cb/base/message.h>
#include <cb/base/str.h>

/* The best of the candidates that were tried so far; zeroed it holds none. */
struct cb_nearest {
	struct cb_text text; /* the nearest candidate, borrowed */
	unsigned distance;   /* its rank by R1 and R2, the lower the nearer; 0 = there is none yet */
};
/* Keeps `candidate` when it is nearer to `word` (the same in all calls) than what is held, and near
 * enough to be what was meant.
 * R1 A candidate is near within 1 + a third of the word's characters (cb_utf8_distance), if that
 *    leaves at least one character as it was.
 * R2 One that contains the word, or is contained in it, by two characters or more, is near as well
 *    but after those of R1, the less is left over the nearer.
 * R3 Of equally near ones the first in byte order, whatever order they are tried in. */
void cb_nearest_try(struct cb_nearest *, struct cb_text word, struct cb_text candidate);

/* Many candidates, and the nearest of them to each of many words: what cb_nearest_try finds, but each word is looked
 * for once, and candidates that cannot be near are passed over at a glance. */
struct cb_neighbours {
	struct cb_neighbour {
		struct cb_text text; /* borrowed */
		uint32_t id;
		unsigned chars;
		uint64_t letters; /* a bit for each of its characters, some of which share one */
	} * items;
	size_t n, cap;
	struct cb_dict found; /* a word -> the place of its nearest, from 1; n + 1: none is near */
};
void cb_neighbours_add(struct cb_neighbours *, struct cb_text candidate, uint32_t id);
/* The nearest to `word` of the others, by R1 to R3; NULL when none is near. */
const struct cb_neighbour *cb_neighbours_nearest(struct cb_neighbours *, struct cb_text word);
void cb_neighbours_release(struct cb_neighbours *);

/* Writes ";是不是“{nearest}”?" or "; did you mean “{nearest}”?", nothing when there is none. */
void cb_suggest(enum cb_lang, struct cb_text nearest, struct cb_str *out);

#endif
