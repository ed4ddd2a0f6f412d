/* Who owes what by when: the questions and the verbs of register task (cb-task).
 *
 * R1 A task is in time until its limit: the due day with its end, or the minute that it names. Rule task.on_time says
 *    whether the due day itself is in time, task.holiday whether a day that is not worked rolls on; key is a title.
 * R2 按时 was done within the limit, 迟报 after it (of what names a day only, the day counts); 逾期 is not done on a day
 *    after that of the limit, 待办 not done yet. What was sent back is owed again.
 * R3 Everything is judged as of a day: --received, else --today. What was done later is not done yet.
 * R4 -p asks for the period that a task is about, of a task without one for the day it is due.
 *    In a database a submission is also done by what arrived: rule task.closes names the register (value) whose rows of
 *    the assignee and the task's period close it (key: its title), on the day of the first batch that brought
 *    one; where
 *    that is undone it is owed again. What was returned is not closed so.
 * R5 Order: by due, assignee, title, number: the same from files, a folder and a database.
 * R6 Rates count what was due by the day or handed in before: 报送率 handed in of owed, 按时率 in time of owed, 采用率
 *    accepted of handed in.
 * R7 A body is judged by the duties of rule task.duty whose scope is its level, its name, 社区, 小区 (each estate),
 *    共建单位 (who leads a community or is its partner on the day) or a group of people, as tasks and entries of care
 *    say it; a group by what rule care.commitment says, too. A duty is done in a period as often as tasks of that
 *    title were, or as records show it, whichever is more: an activity of that kind, theme or title that they held,
 *    organised, led or attended, and what rule task.shown names: activities, entries of the fund, links in force,
 *    entries of care. What was reversed shows nothing, nor does who is private. How it is known is said. */
#ifndef CB_QUERY_TASK_H
#define CB_QUERY_TASK_H

#include <cb/query/intake.h>
#include <cb/query/query.h>

struct cb_task_asked {
	struct cb_cell within; /* of tasks_due: a term (rule/types.h) */
	int32_t received_day;  /* R3; 0 = today */
	const char *name;      /* of tasks_open: a community, unit or person; NULL = all */
};

/* tasks: one row a task. due: not done, the limit within the term; overdue: not done and late; both CB_FOUND where
 * there is a row. late: who was late how often, the most first. */
extern const struct cb_query cb_query_task_list, cb_query_task_due, cb_query_task_overdue, cb_query_task_late;
/* missing: submissions that were not handed in, too late, or a zero report; CB_FOUND for the first two. rate: R6, by
 * the words of --by. reminders: one row an assignee with all that is overdue. */
extern const struct cb_query cb_query_task_missing, cb_query_task_rate, cb_query_task_reminders;
/* open: all that is open by due date: tasks, problems, planned activities, links that end. load: people in a post
 * without a task, months without a task or an activity; CB_FOUND where there is one. items: the indicators, and who
 * answers for each. scorecard: R7. */
extern const struct cb_query cb_query_task_open, cb_query_task_load, cb_query_task_items, cb_query_task_scorecard;

/* Assignees by titles of submissions, for the notice board: ✓ in time, 迟, 零, – not handed in, 待 not due yet. Of a
 * title with several periods, or days, each is said before its sign: 6月✓;7月迟. */
enum cb_status cb_task_matrix(const struct cb_query_run *, struct cb_table *out);

/* ---- the verbs: the office is open on a database, to be written ---- */

struct cb_task_entry {
	struct cb_intake how;       /* office, author, dry_run, today_day */
	struct cb_list words;       /* the operands */
	struct cb_list where;       /* instead of numbers */
	const char *const *columns; /* [of the register] what the options say; NULL = nothing */
	const char *every, *until;  /* of assign: again and again, to a day; or NULL */
	const char *title;          /* of a change: all of it that the verb takes; or NULL */
};

/* TITLE and WHO...: a row each, * for every community, and each due date. */
enum cb_status cb_task_assign(const struct cb_task_entry *, struct cb_table *entered);
/* A task for each indicator, of the system that is the operand: its office, by its person; 职责 unless a kind is said.
 * What is planned already is not again; an indicator without an office is CB_NO_OFFICE. */
enum cb_status cb_task_plan(const struct cb_task_entry *, struct cb_table *entered);
/* done, accept, return, extend, reassign: the tasks of those numbers, or that --where chooses; all or none. */
enum cb_status cb_task_change(const struct cb_task_entry *, const char *verb, struct cb_table *entered);

#endif
