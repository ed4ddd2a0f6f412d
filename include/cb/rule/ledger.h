/* Accounts day by day: may this be spent, or would an account end some day below nothing?
 *
 * R1 A day counts with all of its moves, in whatever order they were entered: what is received on a day can be spent
 *    on it.
 * R2 A new move that takes away is refused where the account would with it end its own day, or any later one, below
 *    0. Moves that were there already are not judged.
 * R3 New moves that add come first. Those that take away follow by day, then in the order of the array. One that is
 *    refused is left out, so that the next ones are judged without it; one that is forced is put in whatever it
 *    leaves. */
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
	/* The result, for new moves that take away: */
	bool is_refused;
	int64_t left_fen; /* the least that the account would have without it at the end of its day or of a later one */
	int32_t left_day; /* the first day at whose end it would have no more */
};

/* Judges n moves of any accounts. Sums are exact whatever the amounts are; the cost is that of sorting the moves. */
void cb_ledger_judge(struct cb_move *, size_t n);

#endif
