/* What register survey asks of its rows: no answer has more people than came back valid (query/activity.h R4). */
#include <cb/query/policy.h>
#include <cb/query/when.h>
#include <cb/value/arg.h>

#include "activity_book.h"

/* The questionnaires that -d has, once a row was read. */
struct returns {
	bool is_loaded;
	struct cb_query_run run;
	struct activities a;
};

static void
release(void *state)
{
	struct returns *returns = state;

	activities_release(&returns->a);
}

static bool
load(struct returns *returns, const struct cb_office *office)
{
	if (returns->is_loaded)
		return true;
	returns->is_loaded = true;
	returns->run = (struct cb_query_run){ .office = office, .today_day = INT32_MAX };
	return activities_load(&returns->a, &returns->run, ACTIVITY_ALL) == CB_OK;
}

static bool
is_of(const struct activity *activity, const struct cb_cell *row)
{
	struct cb_period_range range = { .first_day = cb_period_first_day(row[SURVEY_PERIOD].n),
		                         .last_day = cb_period_last_day(row[SURVEY_PERIOD].n) };

	return activity->state == ACTIVITY_HELD && activity->cells[ACTIVITY_KIND].n == ACTIVITY_SURVEY &&
	       activity->cells[ACTIVITY_COMMUNITY].n == row[SURVEY_COMMUNITY].n &&
	       cb_when_in(&cb_type_date, &activity->cells[ACTIVITY_DATE], &range);
}

/* What was valid, where that is not said what came back, of all questionnaires of the row's community and period. */
static struct cb_sum
returns_of(const struct returns *returns, const struct cb_cell *row)
{
	static const struct cb_cell unknown = { .state = CB_VALUE, .mark = CB_UNKNOWN };
	struct cb_sum sum = { 0 };

	for (size_t i = 0; i < returns->a.n; i++) {
		const struct cb_cell *cells = returns->a.of[i].cells, *came = &cells[ACTIVITY_VALID];

		if (!is_of(&returns->a.of[i], row))
			continue;
		if (came->state != CB_VALUE)
			came = &cells[ACTIVITY_RETURNED];
		cb_sum_add(&sum, came->state == CB_VALUE ? came : &unknown);
	}
	return sum;
}

static bool
check(struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record)
{
	struct returns *returns = run->state;
	const struct cb_cell *cells = record->cells;
	struct cb_sum came;

	if (!load(returns, run->office))
		return false;
	came = returns_of(returns, cells);
	if (came.is_any && came.mark == 0 && (cb_wide)cells[SURVEY_COUNT].n * CB_MICRO > came.n)
		cb_report(diag, CB_MORE_THAN_CAME, cb_record_where(record, SURVEY_COUNT), "count",
		          cells[SURVEY_QUESTION].text, cells[SURVEY_ANSWER].text, cells[SURVEY_COUNT].n, (int64_t)(came.n / CB_MICRO),
		          cb_office_name(run->office, (uint32_t)cells[SURVEY_COMMUNITY].n));
	return true;
}

const struct cb_policy cb_policy_survey = {
	.reg = &cb_register_survey,
	.state_bytes = sizeof(struct returns),
	.release = release,
	.check = check,
};
