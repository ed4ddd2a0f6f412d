/* Partial results: scores that were read apart, on as many machines, and are ranked together.
 *
 * R1 A partial result has what a ranking needs of the scores that were read: those with a date or an inspector as sums
 *    of a cell (contest, period, community or estate, indicator), every other one as it is, and every finding.
 * R2 Whatever way rows are divided, and partial results are merged, the ranking is that of all rows read by one, to the
 *    byte, findings included. Their order is that of the names of the files, whatever order these were given in.
 * R3 All are made with the same registers, rules and reading options: where communities, units or indicators are
 *    others, that is CB_PARTIAL_ELSEWHERE. One that is cut is CB_PARTIAL_CUT; scores of one file that come twice are
 *    CB_PARTIAL_TWICE.
 * R4 Single scores are kept of those whom `explain` names only: others cannot be explained, CB_PARTIAL_DETAILS. */
#ifndef CB_QUERY_PARTIAL_H
#define CB_QUERY_PARTIAL_H

#include <cb/data/table.h>
#include <cb/query/office.h>

struct cb_partial; /* opaque */

struct cb_partial_options {
	const struct cb_input *input; /* reg = score; operands are scores or, with merges, partial results */
	bool merges;
	int64_t last;        /* merges: later periods are left out; 0 = none are */
	const char *explain; /* R4, of scores; or NULL */
};
/* Reads. What was found in the rows is no finding of the run: CB_OK. What kept an input from being read is in the
 * result as well, but told at once too: that status, and the result is whole. Close it in any case. */
enum cb_status cb_partial_open(struct cb_partial **, const struct cb_office *, const struct cb_partial_options *);
/* Has it all that there was to read, or why there was nothing? Else it is not to be printed. */
bool cb_partial_is_whole(const struct cb_partial *);
/* Its columns; its rows, in an order that follows from what is in it, one after the other. */
void cb_partial_columns(struct cb_table *);
void cb_partial_each(const struct cb_partial *, void (*put)(void *arg, const struct cb_cell *), void *arg);
void cb_partial_close(struct cb_partial *);

#endif
