/* Who has handed in the registers that are to be handed in: cb_query_run.registers, or that of its input, or score.
 *
 * R1 One entry a register and registered community, those of rule rank.entrants too: everybody hands in. 已报 with
 *    the number of rows, file and time of the last batch, or 未报.
 * R2 The rows that count are those that happened in the range (query/when.h); without a range there is no entry.
 * R3 CB_FOUND when one is missing; CB_USAGE where no community is registered, or a register has none. */
#ifndef CB_QUERY_HANDED_IN_H
#define CB_QUERY_HANDED_IN_H

#include <cb/query/query.h>

/* handed_in: the entries; missing: those that are 未报. submissions: one row a register. reminders: one row a community
 * that has not handed in everything. */
extern const struct cb_query cb_query_handed_in, cb_query_missing, cb_query_submissions, cb_query_reminders;

struct cb_handed_in_entry {
	const struct cb_register *reg;
	const struct cb_community *community;
	uint64_t rows;   /* 0 = 未报 */
	int64_t batch;   /* the last one, 0 = not of a database */
	uint32_t source; /* of the diag, for folders */
};

/* By register, then as the communities are registered. */
struct cb_handed_in {
	enum cb_status status;
	struct cb_handed_in_entry *entries;
	size_t n, cap;
};
/* That of a run, read when it is first wanted. Findings go to the office's diag, once. */
const struct cb_handed_in *cb_handed_in_of(struct cb_query_run *);
void cb_handed_in_free(struct cb_handed_in *);

#endif
