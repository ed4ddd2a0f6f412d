/* Places: ranks n entrants by exact values.
 *
 * R1 The greater value is better; with `ascending` the smaller.
 * R2 1224 (and split, which differs in the prizes only): place = 1 + how many are better. From the
 *    bottom alike: 1 + how many are worse. All who share the last place are last.
 * R3 dense: place = 1 + how many different values are better; from the bottom alike.
 * R4 ordinal: equal values are told apart by the keys in turn (R1 holds for them too), then by name;
 *    places are 1..n, from the bottom n..1. Who only the name could tell apart stays marked tied.
 * R5 tied: another entrant has the same place (R4: the same value and keys).
 * R6 Absent entrants have no value: places 0, never last, printed after the ranked.
 * R7 The order for printing is place, then name in byte order; absent ones by name. The result does
 *    not depend on the order of the input.
 * R8 Values are what is printed: round before ranking, never after. */
#ifndef CB_RULE_RANK_H
#define CB_RULE_RANK_H

#include <cb/base/str.h>
#include <cb/rule/types.h>

struct cb_rank_entry {
	int64_t value; /* in, rounded already (R8) */
	struct cb_text
		name;                /* in, borrowed; distinct, or the input's order decides between equals */
	const int64_t *keys;         /* in, n_keys of them (R4); may be NULL when n_keys is 0 */
	size_t id;                   /* in, the caller's own: entries move */
	bool absent;                 /* in (R6) */
	bool tied;                   /* out (R5) */
	uint32_t place, from_bottom; /* out, from 1; 0 for the absent */
};

struct cb_rank_how {
	enum cb_tie tie;
	bool ascending;
	size_t n_keys;
};

/* Puts the n entries, which may be none, in the order of R7 and sets their places. The cost is that of sorting. */
void cb_rank(struct cb_rank_entry *entries, size_t n, struct cb_rank_how how);
/* How many of the entries are ranked; they stand before the absent ones. */
size_t cb_rank_count(const struct cb_rank_entry *entries, size_t n);

#endif
