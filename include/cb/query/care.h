/* Help for residents: the questions of register care (cb-care). Helped people stand in none of them but care_show.
 *
 * R1 An entry is of the day, month and -p of its since. It is of so many people as it says, of one where it does not.
 * R2 A helper is named only where it is a registered unit; the others are one group without a name.
 * R3 Of --suppress N the counts of people are told as rule/small_cells.h has it; of a row with a hidden count nothing
 *    else is told. The lines of care_counts are those that differ in one key of --by; those of care_totals are the
 *    communities of a street, and the streets of a district, and with --by kind the kinds of one of them.
 * R4 Coverage is that of rule care.five, on the day: each branch (a registered unit of level 党组织) has taken so many
 *    of each kind under its care. Where no branch is registered, each community stands for its own.
 * R5 A visit is due when the term of rule care.visit for the trigger is over, from since on. The first visit counts.
 * R6 Money and goods with a voucher are compared with what the fund has spent on that voucher in that community;
 *    reversed entries count nothing. A marked sum agrees where it may be the other.
 * R7 Answers are the same to the byte whether the rows come from files, a folder or a database. */
#ifndef CB_QUERY_CARE_H
#define CB_QUERY_CARE_H

#include <cb/query/query.h>

/* What is asked beside --where, --by and -p. */
struct cb_care_asked {
	const char *no;   /* of care_show */
	int32_t suppress; /* R3; 0 = all is told */
	bool all_states;  /* visits that have been paid as well */
};

extern const struct cb_query cb_query_care_counts, cb_query_care_coverage, cb_query_care_visits, cb_query_care_totals,
	cb_query_care_reconcile, cb_query_care_show;

/* Rows for the verbs that write, of the entry of that number: CB_NO_SUCH_RECORD where there is none. Texts lie in the
 * arena. A visit on a day keeps the first day, and counts one more. */
struct cb_rows_entered;
enum cb_status cb_care_row(struct cb_office *, const char *no, struct cb_arena *, struct cb_rows_entered *);
enum cb_status cb_care_visit_row(struct cb_office *, const char *no, int32_t day, struct cb_arena *,
                                 struct cb_rows_entered *);

#endif
