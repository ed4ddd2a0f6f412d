/* The tasks in memory, judged as of a day (query/task.h). */
#ifndef TASK_BOOK_H
#define TASK_BOOK_H

#include <cb/query/asked_rows.h>
#include <cb/query/due.h>
#include <cb/query/task.h>

#define NO_MINUTE INT64_MIN

enum task_state { TASK_OPEN,
	          TASK_OVERDUE,
	          TASK_IN_TIME,
	          TASK_LATE };
extern const struct cb_word task_states[];

struct task {
	const struct cb_cell *cells; /* [of the register] */
	int64_t limit, done;         /* R1; NO_MINUTE = none, or not as of the day */
	enum task_state state;
	int64_t days_late; /* 0 = it is not */
};

struct tasks {
	const struct cb_query_run *run;
	struct cb_table rows; /* of the register */
	struct task *of;      /* R5 */
	size_t n, cap;
	struct cb_due calendar;
	int64_t day; /* R3 */
};

/* What the register has, of -p. filtered: --where is asked of the register, as a fill that adds up needs it. */
enum task_filter { TASK_ALL,
	           TASK_FILTERED };
enum cb_status tasks_load(struct tasks *, const struct cb_query_run *, enum task_filter);
void tasks_release(struct tasks *);
/* Of tasks none of which is a submission: tells how many say no kind, and may be one. */
void tasks_tell_without_kind(const struct tasks *, struct cb_diag *);
/* Of a database: fills when those were done that rule task.closes closes, before they are judged. */
enum cb_status tasks_close(struct tasks *);

bool task_is_done(const struct task *);
/* A word of an enum column; -1 = none. */
int task_word(const struct task *, int column);
struct cb_text task_text(const struct task *, int column);
/* Are there any? For reports. */
bool task_has(struct cb_query_run *);

/* A column of a table that is one of the register. */
#define TASK_LIKE(k, label, c) CB_QUERY_LIKE(k, label, task, TASK_##c, 0)

#endif
