/* The activities in memory (query/activity.h). */
#ifndef ACTIVITY_BOOK_H
#define ACTIVITY_BOOK_H

#include <cb/query/activity.h>
#include <cb/query/asked_rows.h>
#include <cb/query/sums.h>

struct activity {
	const struct cb_cell *cells; /* [of the register] */
	int state;                   /* ACTIVITY_PLANNED … by R1 */
};

struct activities {
	const struct cb_query_run *run;
	struct cb_table rows;
	struct activity *of; /* by day, body, kind, title */
	size_t n, cap;
};

/* Those of -p; filtered: --where is asked of the register, as a fill that adds up needs it. */
enum activity_filter { ACTIVITY_ALL,
	               ACTIVITY_FILTERED };
enum cb_status activities_load(struct activities *, const struct cb_query_run *, enum activity_filter);
void activities_release(struct activities *);
struct cb_text activity_text(const struct activity *, int column);
/* A per cent of two places, ~ where either is not exact; empty where it cannot be said. */
struct cb_cell activity_share(const struct cb_sum *part, const struct cb_sum *whole, struct cb_table *);
/* The rows of another register, from -d. */
enum cb_status activity_others(const struct cb_query_run *, const struct cb_register *, struct cb_table *);

/* A column of a table that is one of the register. */
#define ACTIVITY_LIKE(k, label, c, f) CB_QUERY_LIKE(k, label, activity, ACTIVITY_##c, f)

#endif
