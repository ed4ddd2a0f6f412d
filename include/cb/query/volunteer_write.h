/* What the verbs of cb-volunteer write. The office is open on a database, to be written.
 *
 * R1 Who is meant is a number, or a name that fits one person (with a telephone: “张三 13800138000”); else
 *    CB_VOLUNTEER_UNKNOWN or CB_VOLUNTEER_AMBIGUOUS. Texts of rows live in the arena.
 * R2 A merger is of two numbers; the second must not be merged into the first: CB_MERGED_ROUND.
 * R3 What is judged are services of a batch, or those that --where chooses (query/volunteer.h R3); their state becomes
 *    the one given, in one batch. None: CB_NOTHING_JUDGED. */
#ifndef CB_QUERY_VOLUNTEER_WRITE_H
#define CB_QUERY_VOLUNTEER_WRITE_H

#include <cb/data/rows_entered.h>
#include <cb/query/intake.h>
#include <cb/query/intake.h>

/* Begins the row that a verb enters. other: the second operand of those that have one. */
typedef enum cb_status cb_volunteer_row_of(struct cb_office *, const char *who, const char *other, struct cb_arena *,
                                           struct cb_rows_entered *row);
/* A change in the roster: number, name, community as they are; another community; merged into another number (R2). */
cb_volunteer_row_of cb_volunteer_row, cb_volunteer_transfer_row, cb_volunteer_merge_row;
/* A service: the number. */
cb_volunteer_row_of cb_volunteer_service_row;

struct cb_volunteer_judging {
	struct cb_intake how; /* office, author, dry_run */
	int64_t batch;        /* 0 = none */
	struct cb_list where; /* COL=VALUE */
	const char *state;    /* the word */
};
/* R3; the table says how many have a new state. */
enum cb_status cb_volunteer_judge(const struct cb_volunteer_judging *, struct cb_table *out);

#endif
