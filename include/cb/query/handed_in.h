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

struct cb_handed_in; /* the entries of a run, kept there until the run is released */
void cb_handed_in_free(struct cb_handed_in *);

#endif
