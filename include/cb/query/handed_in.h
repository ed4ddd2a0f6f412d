/* Who has handed in the registers that are to be handed in: those of cb_query_run.registers, else that of the run's
 * input, else score.
 *
 * R1 There is one entry for each of these registers and each registered community, also for those that rule
 *    rank.entrants leaves out of the ranking: everybody hands in. An entry is 已报, with the number of rows and with
 *    file and time of the last batch, or it is 未报.
 * R2 The rows that count are those that happened in the range (query/when.h). Without a range there is no entry.
 * R3 CB_FOUND when something is missing; CB_USAGE where no community is registered, or where rows of a register do
 *    not name one. */
#ifndef CB_QUERY_HANDED_IN_H
#define CB_QUERY_HANDED_IN_H

#include <cb/query/query.h>

/* handed_in: one row an entry. missing: the entries that are 未报. submissions: one row a register. reminders: one row
 * a community that has not handed in everything. */
extern const struct cb_query cb_query_handed_in, cb_query_missing, cb_query_submissions, cb_query_reminders;

struct cb_handed_in_entry {
	const struct cb_register *reg;
	const struct cb_community *community;
	uint64_t rows;   /* 0 = 未报 */
	int64_t batch;   /* the last that brought a row; 0 = the rows are not of a database */
	uint32_t source; /* the file of the rows, a source of the diag, where they are not of a database */
};

/* By register, then as the communities are registered. */
struct cb_handed_in {
	enum cb_status status;
	struct cb_handed_in_entry *entries;
	size_t n, cap;
};
/* The entries of a run. They are read when they are first wanted, so that findings go to the office's diag once. */
const struct cb_handed_in *cb_handed_in_of(struct cb_query_run *);
void cb_handed_in_free(struct cb_handed_in *);

#endif
