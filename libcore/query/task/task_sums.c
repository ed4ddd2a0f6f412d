/* Tasks added up: rates, who was late, one row an assignee for a reminder, the board of who handed in what. */
#include <stdlib.h>

#include <cb/query/sums.h>
#include <cb/value/wording.h>

#include "task_book.h"

/* ---- rates ---- */

enum { ASSIGNEE,
       TITLE,
       KIND,
       PERIOD,
       GROUP,
       KEYS,
       OWED = KEYS,
       HANDED,
       IN_TIME,
       LATE,
       ZERO,
       ACCEPTED,
       VALUES = ACCEPTED + 1 - KEYS,
       HANDED_RATE = ACCEPTED + 1,
       IN_TIME_RATE,
       ACCEPTED_RATE };

static const int key_columns[] = { TASK_ASSIGNEE, TASK_TITLE, TASK_KIND, TASK_PERIOD, TASK_GROUP };

#define KEY(k, label, c) CB_QUERY_LIKE(k, label, task, TASK_##c, CB_QUERY_BY_KEY)
#define COUNT(k, label) CB_QUERY_OF(k, label, int, CB_QUERY_SUM)
static const struct cb_query_column rate_columns[] = {
	[ASSIGNEE] = KEY("assignee", "责任单位", ASSIGNEE),
	[TITLE] = KEY("title", "任务", TITLE),
	[KIND] = KEY("kind", "任务类别", KIND),
	[PERIOD] = KEY("period", "期间", PERIOD),
	[GROUP] = KEY("group", "人员类别", GROUP),
	[OWED] = COUNT("owed", "应报"),
	[HANDED] = COUNT("handed", "已报"),
	[IN_TIME] = COUNT("in_time", "按时"),
	[LATE] = COUNT("late", "迟报"),
	[ZERO] = COUNT("zero", "零报告"),
	[ACCEPTED] = COUNT("accepted", "采用"),
	[HANDED_RATE] = { "handed_rate", "报送率", .type = &cb_type_text },
	[IN_TIME_RATE] = { "in_time_rate", "按时率", .type = &cb_type_text },
	[ACCEPTED_RATE] = { "accepted_rate", "采用率", .type = &cb_type_text },
	{ 0 },
};

/* Words and periods by their number, whatever text they have, the others by their text. */
static struct cb_cell
key_of(const struct task *task, int column)
{
	struct cb_cell cell = task->cells[column];

	if (column != TASK_KIND && column != TASK_PERIOD)
		return cb_cell_lent(cell.text);
	cell.text = (struct cb_text){ "", 0 };
	return cell;
}

static void
add_to(struct cb_sum *sum, const struct task *task)
{
	bool is_done = task_is_done(task);

	cb_sum_add_number(&sum[OWED - KEYS], task->state != TASK_OPEN);
	cb_sum_add_number(&sum[HANDED - KEYS], is_done);
	cb_sum_add_number(&sum[IN_TIME - KEYS], task->state == TASK_IN_TIME);
	cb_sum_add_number(&sum[LATE - KEYS], task->state == TASK_LATE);
	cb_sum_add_number(&sum[ZERO - KEYS], is_done && task_word(task, TASK_RESULT) == TASK_ZERO);
	cb_sum_add_number(&sum[ACCEPTED - KEYS], is_done && task_word(task, TASK_RESULT) == TASK_ACCEPTED);
}

static struct cb_cell
share(const struct cb_sum *part, const struct cb_sum *whole, struct cb_table *out)
{
	struct cb_str text = { 0 };

	if (whole->n == 0)
		return (struct cb_cell){ 0 };
	cb_words_share(part->n, whole->n, &text);
	return cb_table_take(out, &text);
}

static void
add_rates(const struct cb_query_run *run, const struct cb_sums *sums, size_t group, struct cb_table *out)
{
	const struct cb_sum *sum = cb_sums_of(sums, group);
	struct cb_cell *cells = cb_sums_row(sums, group, run, out);

	for (size_t v = 0; v < VALUES; v++)
		cells[KEYS + v] = cb_sum_cell(&sum[v], run->office->diag, rate_columns[KEYS + v].key);
	cells[HANDED_RATE] = share(&sum[HANDED - KEYS], &sum[OWED - KEYS], out);
	cells[IN_TIME_RATE] = share(&sum[IN_TIME - KEYS], &sum[OWED - KEYS], out);
	cells[ACCEPTED_RATE] = share(&sum[ACCEPTED - KEYS], &sum[HANDED - KEYS], out);
}

static enum cb_status
fill_rate(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_sums sums = { .n_keys = run->n_keys, .n_values = VALUES };
	struct tasks t;
	enum cb_status status = tasks_load(&t, run, TASK_FILTERED);

	for (size_t i = 0; status == CB_OK && i < t.n; i++) {
		struct cb_cell keys[CB_QUERY_KEYS_MAX];

		for (size_t k = 0; k < run->n_keys; k++)
			keys[k] = key_of(&t.of[i], key_columns[run->keys[k]]);
		add_to(cb_sums_for(&sums, keys), &t.of[i]);
	}
	cb_sums_sort(&sums);
	for (size_t i = 0; i < sums.n; i++)
		add_rates(run, &sums, sums.order[i], out);
	cb_sums_release(&sums);
	tasks_release(&t);
	return status;
}

const struct cb_query cb_query_task_rate = {
	.name = "tasks_rate",
	.zh = "报送率",
	.title_en = "Handed in, in time, accepted",
	.title_zh = "报送率、按时率、采用率",
	.columns = rate_columns,
	.reads = "task",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE | CB_QUERY_TAKES_BY,
	.by = "assignee",
	.has = task_has,
	.fill = fill_rate,
	.en = "What each owed, handed in, in time, and what was accepted, as cb-task rate prints it.",
	.doc = "各单位应报、已报、按时、采用及其比率,同 cb-task rate。",
};

/* ---- who was late ---- */

enum { BY_ASSIGNEE,
       TIMES_LATE,
       TIMES_OVERDUE,
       LATE_DAYS,
       LATE_TITLES };

static const struct cb_query_column late_columns[] = {
	[BY_ASSIGNEE] = TASK_LIKE("assignee", "责任单位", ASSIGNEE),
	[TIMES_LATE] = COUNT("late", "迟报次数"),
	[TIMES_OVERDUE] = COUNT("overdue", "逾期未报"),
	[LATE_DAYS] = COUNT("days_late", "超期天数"),
	[LATE_TITLES] = { "titles", "任务", .type = &cb_type_text },
	{ 0 },
};

/* One who is late, or has something overdue. */
struct slow {
	struct cb_text who;
	struct cb_cell cell;
	int64_t late, overdue, days;
	struct cb_str titles;
	struct cb_cell first_due;
};

struct slow_list {
	struct slow *of;
	size_t n, cap;
	struct cb_dict at; /* name -> index + 1 */
};

static struct slow *
slow_of(struct slow_list *list, const struct task *task)
{
	struct cb_text who = task_text(task, TASK_ASSIGNEE);
	uint32_t at = cb_dict_number(&list->at, who, (uint32_t)list->n + 1);

	if (at > list->n)
		*cb_push(list->of, list->n, list->cap) = (struct slow){ .who = who,
			                                                .cell = task->cells[TASK_ASSIGNEE],
			                                                .first_due = task->cells[TASK_DUE] };
	return &list->of[at - 1];
}

static void
add_title(const struct task *task, struct cb_str *out)
{
	const struct cb_column *due = &cb_register_task.columns[TASK_DUE];
	char buf[CB_PRINT_MAX];

	cb_str_addf(out, "%s%.*s(%.*s)", out->len > 0 ? "、" : "", CB_TEXT_ARG(task_text(task, TASK_TITLE)),
	            CB_TEXT_ARG(cb_cell_print(due->type, due->arg, &task->cells[TASK_DUE], buf)));
}

static void
collect(const struct tasks *t, struct slow_list *list)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct task *task = &t->of[i];
		struct slow *slow;

		if (task->state != TASK_LATE && task->state != TASK_OVERDUE)
			continue;
		slow = slow_of(list, task);
		slow->late += task->state == TASK_LATE;
		slow->overdue += task->state == TASK_OVERDUE;
		slow->days += task->days_late;
		add_title(task, &slow->titles);
	}
}

static int
by_slowness(const void *pa, const void *pb)
{
	const struct slow *a = pa, *b = pb;
	int64_t more = b->late + b->overdue - a->late - a->overdue;

	if (more == 0)
		more = b->days - a->days;
	return more != 0 ? cb_order(more, 0) : cb_text_compare(a->who, b->who);
}

static void
slow_release(struct slow_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		cb_str_release(&list->of[i].titles);
	free(list->of);
	cb_dict_release(&list->at);
}

static enum cb_status
fill_late(struct cb_query_run *run, struct cb_table *out)
{
	struct slow_list list = { 0 };
	struct tasks t;
	enum cb_status status = tasks_load(&t, run, TASK_FILTERED);

	if (status == CB_OK)
		collect(&t, &list);
	cb_sort(list.of, list.n, sizeof(*list.of), by_slowness);
	for (size_t i = 0; i < list.n; i++) {
		struct cb_cell *cells = cb_table_row(out);

		cells[BY_ASSIGNEE] = cb_table_keep(out, list.of[i].cell);
		cells[TIMES_LATE] = cb_cell_number(list.of[i].late);
		cells[TIMES_OVERDUE] = cb_cell_number(list.of[i].overdue);
		cells[LATE_DAYS] = cb_cell_number(list.of[i].days);
		cells[LATE_TITLES] = cb_table_take(out, &list.of[i].titles);
	}
	slow_release(&list);
	tasks_release(&t);
	return status;
}

const struct cb_query cb_query_task_late = {
	.name = "tasks_late",
	.zh = "迟报排行",
	.title_en = "Who was late",
	.title_zh = "迟报排行",
	.columns = late_columns,
	.reads = "task",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE,
	.has = task_has,
	.fill = fill_late,
	.en = "Who was late, or owes what is overdue, how often; the most first, as cb-task late prints it.",
	.doc = "迟报和逾期的次数,多的在前,同 cb-task late。",
};

/* ---- reminders ---- */

enum { REMIND_WHO,
       REMIND_TASKS,
       REMIND_TITLES,
       REMIND_SINCE };

static const struct cb_query_column remind_columns[] = {
	[REMIND_WHO] = TASK_LIKE("assignee", "责任单位", ASSIGNEE),
	[REMIND_TASKS] = COUNT("tasks", "逾期项数"),
	[REMIND_TITLES] = { "titles", "逾期任务", .type = &cb_type_text, .en = "each with its time limit",
	                    .doc = "每项附时限" },
	[REMIND_SINCE] = TASK_LIKE("since", "最早时限", DUE),
	{ 0 },
};

/* Only what is still owed: who has handed in late needs no reminder. */
static enum cb_status
fill_reminders(struct cb_query_run *run, struct cb_table *out)
{
	struct slow_list list = { 0 };
	struct tasks t;
	enum cb_status status = tasks_load(&t, run, TASK_FILTERED);
	size_t n = 0;

	for (size_t i = 0; status == CB_OK && i < t.n; i++)
		if (t.of[i].state == TASK_OVERDUE)
			t.of[n++] = t.of[i];
	t.n = n;
	collect(&t, &list);
	cb_sort(list.of, list.n, sizeof(*list.of), cb_text_order);
	for (size_t i = 0; status == CB_OK && i < list.n; i++) {
		struct cb_cell *cells = cb_table_row(out);

		cells[REMIND_WHO] = cb_table_keep(out, list.of[i].cell);
		cells[REMIND_TASKS] = cb_cell_number(list.of[i].overdue);
		cells[REMIND_TITLES] = cb_table_take(out, &list.of[i].titles);
		cells[REMIND_SINCE] = list.of[i].first_due;
	}
	slow_release(&list);
	tasks_release(&t);
	return status;
}

const struct cb_query cb_query_task_reminders = {
	.name = "task_reminders",
	.zh = "任务催报",
	.title_en = "Who is to be reminded of what",
	.title_zh = "任务催报",
	.columns = remind_columns,
	.reads = "task",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE,
	.has = task_has,
	.fill = fill_reminders,
	.en = "One row an assignee with all that is overdue, as cb-task remind prints it; the letters of template remind.",
	.doc = "每个责任单位一行,列出全部逾期任务,同 cb-task remind;模板 remind 据此出催办函。",
};

/* ---- the board ---- */

static struct cb_text
sign_of(const struct task *task)
{
	if (task->state == TASK_OVERDUE)
		return CB_LIT("–");
	if (task->state == TASK_OPEN)
		return CB_LIT("待");
	if (task_word(task, TASK_RESULT) == TASK_ZERO)
		return CB_LIT("零");
	return task->state == TASK_LATE ? CB_LIT("迟") : CB_LIT("✓");
}

/* The different values of a column among the submissions, in order; the caller frees them. */
static struct cb_text *
different(const struct tasks *t, int column, size_t *n)
{
	struct cb_text *all = NULL;
	size_t cap = 0, kept = 0;

	*n = 0;
	for (size_t i = 0; i < t->n; i++)
		if (task_word(&t->of[i], TASK_KIND) == TASK_SUBMISSION)
			*cb_push(all, *n, cap) = task_text(&t->of[i], column);
	cb_sort(all, *n, sizeof(*all), cb_text_order);
	for (size_t i = 0; i < *n; i++)
		if (i == 0 || !cb_text_equal(all[i], all[kept - 1]))
			all[kept++] = all[i];
	*n = kept;
	return all;
}

/* What a submission is of: its period, else the day it is due. */
static int64_t
when_of(const struct task *task)
{
	const struct cb_cell *period = &task->cells[TASK_PERIOD];

	return period->state == CB_VALUE ? period->n : cb_date_of_minute(task->cells[TASK_DUE].n);
}

static int
year_of(const struct task *task)
{
	if (task->cells[TASK_PERIOD].state == CB_VALUE)
		return cb_period_year(when_of(task));
	return cb_period_year(cb_period_of_day(CB_YEAR, when_of(task)));
}

static bool
is_of_title(const struct task *task, struct cb_text title)
{
	return task_word(task, TASK_KIND) == TASK_SUBMISSION && cb_text_equal(task_text(task, TASK_TITLE), title);
}

/* A title that is owed again and again has a sign for each time. */
struct series {
	struct cb_text title;
	bool is_several, says_year;
};

static struct series
series_of(const struct tasks *t, struct cb_text title)
{
	struct series series = { .title = title };
	const struct task *first = NULL;

	for (size_t i = 0; i < t->n; i++) {
		if (!is_of_title(&t->of[i], title))
			continue;
		first = first == NULL ? &t->of[i] : first;
		series.is_several |= when_of(&t->of[i]) != when_of(first);
		series.says_year |= year_of(&t->of[i]) != year_of(first);
	}
	return series;
}

/* 7月, 7月5日; with the year where the series has several. */
static void
say_when(const struct series *series, const struct task *task, struct cb_str *out)
{
	struct cb_str said = { 0 };
	struct cb_text text;
	int year;

	if (task->cells[TASK_PERIOD].state == CB_VALUE)
		cb_words_period(when_of(task), &said);
	else
		cb_words_day(when_of(task), &said);
	text = cb_str_text(&said);
	year = series->says_year ? -1 : cb_text_find(text, "年") + (int)sizeof("年") - 1;
	if (year > 0 && (uint32_t)year < text.len)
		text = cb_text_from(text, year);
	cb_str_join(out, ";", text);
	cb_str_release(&said);
}

/* In the order they were due: 6月✓;7月迟. */
static void
sign(const struct tasks *t, struct cb_text who, const struct series *series, struct cb_str *out)
{
	const struct task *last = NULL;

	for (size_t i = 0; i < t->n; i++) {
		const struct task *task = &t->of[i];

		if (!is_of_title(task, series->title) || !cb_text_equal(task_text(task, TASK_ASSIGNEE), who))
			continue;
		if (series->is_several && (last == NULL || when_of(last) != when_of(task)))
			say_when(series, task, out);
		cb_str_addt(out, sign_of(task));
		last = task;
	}
}

static void
fill_board(const struct tasks *t, struct cb_table *out)
{
	size_t n_who, n_titles;
	struct cb_text *who = different(t, TASK_ASSIGNEE, &n_who), *titles = different(t, TASK_TITLE, &n_titles);

	for (size_t c = 0; c < n_titles; c++) {
		const char *label = cb_arena_copy(&out->arena, titles[c].p, titles[c].len);

		cb_table_column(out, label, label, &cb_type_text, NULL);
	}
	for (size_t i = 0; i < n_who; i++) {
		cb_table_row(out);
		out->cells[i * out->n_columns] = cb_table_text(out, who[i]);
	}
	for (size_t c = 0; c < n_titles; c++) {
		struct series series = series_of(t, titles[c]);

		for (size_t i = 0; i < n_who; i++) {
			struct cb_str signs = { 0 };

			sign(t, who[i], &series, &signs);
			out->cells[i * out->n_columns + c + 1] = cb_table_take(out, &signs);
		}
	}
	free(who);
	free(titles);
}

enum cb_status
cb_task_matrix(const struct cb_query_run *run, struct cb_table *out)
{
	struct tasks t;
	enum cb_status status = tasks_load(&t, run, TASK_FILTERED);

	out->title_zh = "材料报送一览(✓ 按时,迟 迟报,零 零报告,– 未报,待 未到期)";
	out->title_en = "Submissions (✓ in time, 迟 late, 零 zero report, – missing, 待 not due yet)";
	cb_table_column(out, "assignee", "责任单位", &cb_type_text, NULL);
	if (status == CB_OK)
		tasks_tell_without_kind(&t, run->office->diag);
	if (status == CB_OK)
		fill_board(&t, out);
	tasks_release(&t);
	return status;
}
