/* What shows that a duty was done: tasks that say so, and the records of rule task.shown (query/task.h R7). */
#ifndef TASK_SHOWN_H
#define TASK_SHOWN_H

#include "task_book.h"

enum shown_by { BY_TASK,
	        BY_ACTIVITY,
	        BY_FUND,
	        BY_LINK,
	        BY_CARE,
	        SHOWN_BY };
/* How it is known, as it is printed. */
extern const struct cb_word shown_hows[];

/* A record that says that somebody has done something. */
struct deed {
	struct cb_text who;
	enum shown_by by;
	const struct cb_cell *cells;
};

/* A row of rule task.shown: what records show a duty. */
struct shown_rule {
	const struct cb_rule *rule;
	enum shown_by by;
	int64_t word; /* of the register's kind; -1 = any */
};

struct shown {
	const struct cb_query_run *run;
	const struct tasks *tasks;
	struct cb_table tables[SHOWN_BY];
	struct deed *deeds; /* by who */
	size_t n, cap;
	struct shown_rule *rules;
	size_t n_rules, cap_rules;
	struct cb_arena texts;
};

/* CB_USAGE where a rule names no record; release it in any case. */
enum cb_status shown_load(struct shown *, const struct cb_query_run *, const struct tasks *);
void shown_release(struct shown *);

/* How often somebody has done the duty in the period: the most that tasks say, or records. Adds how it is known to
 * `by` (bits by shown_by), and takes the last day of it to *last. */
int64_t shown_count(const struct shown *, struct cb_text who, const char *duty, const struct cb_period_range *part,
                    unsigned *by, int64_t *last);
/* An estate of a community as one name: who answers for both. */
struct cb_text shown_estate(struct shown *, struct cb_text community, struct cb_text estate);

#endif
