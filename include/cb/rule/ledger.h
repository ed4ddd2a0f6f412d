/* Accounts day by day: may this be spent, or would some day end below nothing?
 *
 * R1 A day counts with all its moves, in whatever order they were entered; so what is received and spent
 *    on one day may be equal.
 * R2 A new move that takes away is refused when, with it, the account would end below 0 on its own day
 *    or on any later one. Those already there are not judged.
 * R3 New moves that add are put in first; those that take away follow by day, then in the order of the
 *    array. One that is refused is left out, so that the next ones are judged without it; a forced one is
 *    put in whatever it leaves. */
#ifndef CB_RULE_LEDGER_H
#define CB_RULE_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cb_move {
	uint32_t account;
	int32_t day;
	int64_t fen; /* below 0: taken away */
	bool is_new, is_forced;
	/* out, of new moves that take away: */
	bool is_refused;
	int64_t left_fen; /* the least there would be without it, on its day or later, at most INT64_MAX */
	int32_t left_day; /* the first day on which there is no more than that */
};

/* Sums are exact whatever the amounts are; the cost is that of sorting n moves. */
void cb_ledger_judge(struct cb_move *, size_t n);

#endif
