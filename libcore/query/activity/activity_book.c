#include "activity_book.h"

#include <stdlib.h>

#include <cb/query/filter.h>
#include <cb/query/when.h>
#include <cb/value/wording.h>

struct cb_text
activity_text(const struct activity *activity, int column)
{
	return activity->cells[column].text;
}

struct cb_cell
activity_share(const struct cb_sum *part, const struct cb_sum *whole, struct cb_table *out)
{
	bool is_known = part->is_any && part->mark != CB_UNKNOWN && whole->mark != CB_UNKNOWN && whole->n > 0;
	struct cb_str text = { 0 };

	if (!is_known)
		return (struct cb_cell){ 0 };
	cb_str_adds(&text, part->mark != CB_EXACT || whole->mark != CB_EXACT ? "~" : "");
	cb_words_share(part->n, whole->n, &text);
	return cb_table_take(out, &text);
}

enum cb_status
activity_others(const struct cb_query_run *run, const struct cb_register *reg, struct cb_table *rows)
{
	struct cb_query_run others = { .office = run->office };

	return cb_asked_rows(&others, reg, rows);
}

static int
by_day(const void *pa, const void *pb)
{
	const struct activity *a = pa, *b = pb;
	int order = cb_order(a->cells[ACTIVITY_DATE].n, b->cells[ACTIVITY_DATE].n);

	if (order == 0)
		order = cb_text_compare(activity_text(a, ACTIVITY_COMMUNITY), activity_text(b, ACTIVITY_COMMUNITY));
	if (order == 0)
		order = cb_order(a->cells[ACTIVITY_KIND].n, b->cells[ACTIVITY_KIND].n);
	return order != 0 ? order : cb_text_compare(activity_text(a, ACTIVITY_TITLE), activity_text(b, ACTIVITY_TITLE));
}

/* R1 */
static int
state_of(const struct activities *a, const struct cb_cell *cells)
{
	if (cells[ACTIVITY_STATE].state == CB_VALUE)
		return (int)cells[ACTIVITY_STATE].n;
	return cells[ACTIVITY_DATE].n > a->run->today_day ? ACTIVITY_PLANNED : ACTIVITY_HELD;
}

static void
add_activities(struct activities *a, struct cb_filter *filter)
{
	for (size_t i = 0; i < a->rows.n_rows; i++) {
		struct cb_cell *cells = cb_table_at(&a->rows, i);
		struct activity activity = { .cells = cells, .state = state_of(a, cells) };

		cells[ACTIVITY_STATE] = cb_cell_number(activity.state);
		if (a->run->range.last_day != 0 && !cb_when_in(&cb_type_date, &cells[ACTIVITY_DATE], &a->run->range))
			continue;
		if (filter == NULL || cb_filter_passes(filter, cells))
			*cb_push(a->of, a->n, a->cap) = activity;
	}
	cb_sort(a->of, a->n, sizeof(*a->of), by_day);
}

enum cb_status
activities_load(struct activities *a, const struct cb_query_run *run, enum activity_filter how)
{
	struct cb_filter filter;
	enum cb_status status;

	*a = (struct activities){ .run = run };
	status = cb_asked_rows(run, &cb_register_activity, &a->rows);
	if (status != CB_OK || how == ACTIVITY_ALL || run->where.n == 0) {
		add_activities(a, NULL);
		return status;
	}
	status = cb_filter_open(&filter, run->office, &cb_register_activity, run->where);
	if (status == CB_OK) {
		add_activities(a, &filter);
		status = cb_filter_finish(&filter);
	}
	cb_filter_release(&filter);
	return status;
}

void
activities_release(struct activities *a)
{
	free(a->of);
	cb_table_release(&a->rows);
	*a = (struct activities){ 0 };
}
