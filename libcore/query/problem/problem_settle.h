/* A run of problems or of steps against the whole log. */
#ifndef PROBLEM_SETTLE_H
#define PROBLEM_SETTLE_H

#include <cb/query/policy.h>

#include "problem_book.h"

/* S1 Each step is one that the machine allows, in order of time (query/problem.h R1), of a problem that there is, and
 *    not before that was found.
 * S2 A new step is not before one that was there, unless it says why it is late; then those after it are checked
 *    again, as everything is where a batch is withdrawn.
 * S3 An extension says its new limit, a request the one that it asks for.
 * S4 No problem goes that has steps. */
enum cb_status problem_settle(const struct cb_office *, const struct cb_policy_stored *);

/* The problems of the run, for what was entered. problem_list.c */
enum cb_status problem_list_new(const struct cb_office *, const struct cb_policy_stored *);

/* Tells, for each file of the run, how many of its problems agree in when, where and what with one that was there.
 * problem_twice.c */
enum cb_status problem_tell_twice(const struct cb_office *, const struct cb_policy_stored *);

/* What a row of problems says of its course: problem_claims.c. */
struct claim {
	struct cb_text no, case_no, identity;
	int source, state; /* NEVER = not said */
	int64_t found, fixed, closed;
	struct cb_where where, where_fixed, where_closed; /* where: of the state, else of the time */
	uint32_t row_source, row;
};
struct claims {
	struct claim *of;
	size_t n, cap;
	struct cb_arena arena;
};
void claims_add(struct claims *, const struct cb_names *, const struct cb_record *);
/* Adds the steps that the rows say and the log lacks, as a batch of their own. */
enum cb_status claims_settle(const struct claims *, const struct cb_office *, const struct cb_policy_stored *);
void claims_release(struct claims *);

#endif
