#include <cb/rule/types.h>
#include <cb/value/arg.h>

#include "check_columns.h"

enum { DAYS = 16 };

/* First and last day of periods met, at their number % DAYS. */
struct state {
	struct days {
		int64_t period, first, last;
	} days[DAYS];
	struct cb_where stranger; /* the last entrant that was told to be unknown */
};

static struct cb_text
name_of(const struct cb_policy_run *run, uint32_t id)
{
	return cb_names_get(run->names, id)->text;
}

static uint32_t
contest_of(const struct cb_office *office, const struct cb_cell *cell)
{
	if (cell->state == CB_VALUE)
		return (uint32_t)cell->n;
	return cb_office_usual_contest(office);
}

/* A score must not be above its full mark; 是/否 is for indicators of mode yesno, a per cent for those of mode ratio. */
static bool
check_mark(const struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record,
           const struct cb_score_item *item)
{
	const struct cb_cell *score = &record->cells[SCORE_SCORE];
	uint32_t indicator = (uint32_t)record->cells[SCORE_INDICATOR].n;
	struct cb_where where = cb_record_where(record, SCORE_SCORE);
	int64_t limit = item == NULL ? 0 : item->full;

	if (score->state != CB_VALUE)
		return true;
	if (score->mark == CB_SAID_RATE && (item == NULL || item->mode != CB_SCORE_RATIO)) {
		cb_report(diag, CB_NOT_A_RATE, where, "score", name_of(run, indicator), cb_arg_micro(score->n * 100));
		return false;
	}
	if (score->mark == CB_SAID_YES_NO && (item == NULL || item->mode != CB_SCORE_YESNO)) {
		cb_report(diag, CB_NOT_YESNO, where, "score", name_of(run, indicator));
		return false;
	}
	if (item == NULL || limit == 0 || item->mode == CB_SCORE_DEDUCT) /* more taken off than there is leaves 0 */
		return true;
	if (item->mode == CB_SCORE_RATIO || item->mode == CB_SCORE_YESNO)
		limit = CB_MICRO;
	if (score->n <= limit)
		return true;
	cb_report(diag, CB_ABOVE_FULL, where, "score", cb_arg_micro(score->n), cb_arg_micro(limit),
	          name_of(run, indicator));
	return false;
}

static bool
check_date(struct state *state, struct cb_diag *diag, const struct cb_record *record)
{
	const struct cb_cell *date = &record->cells[SCORE_DATE];
	int64_t period = record->cells[SCORE_PERIOD].n;
	struct days *days = &state->days[period % DAYS];

	if (date->state != CB_VALUE)
		return true;
	if (days->period != period)
		*days = (struct days){ period, cb_period_first_day(period), cb_period_last_day(period) };
	if (date->n >= days->first && date->n <= days->last)
		return true;
	cb_report(diag, CB_DATE_OUTSIDE, cb_record_where(record, SCORE_DATE), "date", cb_arg_day(date->n),
	          cb_arg_period(period));
	return false;
}

/* Does rule rank.entity of the contest say unit? */
static bool
is_of_units(const struct cb_policy_run *run, uint32_t contest, int64_t period)
{
	struct cb_str scope = { 0 };
	const struct cb_rule *entity;

	cb_str_addt(&scope, name_of(run, contest));
	entity = cb_rules_pick(run->office->rules, "rank.entity", cb_str_c(&scope), "", 0,
	                       (int32_t)cb_period_last_day(period));
	cb_str_release(&scope);
	return entity != NULL && entity->value.n == CB_ENTITY_UNIT;
}

/* The community of a wide row stands before each of its scores, and is told once. */
static bool
is_told(struct state *state, struct cb_where where)
{
	bool again = where.source == state->stranger.source && where.row == state->stranger.row &&
	             where.column == state->stranger.column && where.column > 0;

	state->stranger = where;
	return again;
}

/* Who is scored: a community or, in a contest of units, a unit. */
static bool
check_entrant(const struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record, uint32_t contest)
{
	const struct cb_name *name = cb_names_get(run->names, (uint32_t)record->cells[SCORE_COMMUNITY].n);
	const struct cb_column *column = &cb_register_score.columns[SCORE_COMMUNITY];
	enum cb_name_flag flag = CB_NAME_IS_COMMUNITY;
	uint32_t nearest;

	if ((name->flags & CB_NAME_IS_COMMUNITY) != 0 || run->office->rules == NULL ||
	    !(cb_names_has(run->names, CB_NAME_IS_COMMUNITY) || cb_names_has(run->names, CB_NAME_IS_UNIT)))
		return true;
	if (is_of_units(run, contest, record->cells[SCORE_PERIOD].n))
		flag = CB_NAME_IS_UNIT;
	if ((name->flags & flag) != 0 || !cb_names_has(run->names, flag))
		return true;
	if (is_told(run->state, cb_record_where(record, SCORE_COMMUNITY)))
		return flag == CB_NAME_IS_UNIT;
	nearest = cb_names_nearest(run->names, CB_NAME_PARTY, flag, name->text);
	cb_report(diag, flag == CB_NAME_IS_UNIT ? CB_UNKNOWN_UNIT : CB_UNKNOWN_NAME,
	          cb_record_where(record, SCORE_COMMUNITY), column->key, cb_arg_either(column->zh, column->key),
	          name->text, cb_arg_nearest(name_of(run, nearest)));
	return flag == CB_NAME_IS_UNIT;
}

static bool
check_indicator(const struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record, uint32_t contest)
{
	struct cb_text name = name_of(run, (uint32_t)record->cells[SCORE_INDICATOR].n);

	if (!cb_office_has_system(run->office, contest) || cb_text_is(name, "total"))
		return true;
	cb_report(diag, CB_NOT_OF_CONTEST, cb_record_where(record, SCORE_INDICATOR), "indicator", name,
	          name_of(run, contest));
	return false;
}

static bool
check(struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record)
{
	uint32_t contest = contest_of(run->office, &record->cells[SCORE_CONTEST]);
	const struct cb_indicator *found =
		cb_office_indicator(run->office, contest, (uint32_t)record->cells[SCORE_INDICATOR].n);
	bool ok = check_date(run->state, diag, record) && check_entrant(run, diag, record, contest);

	ok = cb_check_estate(run, diag, record, SCORE_COMMUNITY, SCORE_ESTATE) && ok;
	ok = (found != NULL || check_indicator(run, diag, record, contest)) && ok;
	return check_mark(run, diag, record, found == NULL ? NULL : &found->item) && ok;
}

static int64_t
weight(const struct cb_policy_run *run, uint32_t indicator)
{
	const struct cb_office *office = run->office;
	const struct cb_indicator *found = cb_office_indicator(office, cb_office_usual_contest(office), indicator);

	if (found == NULL)
		return CB_MICRO;
	return found->item.mode == CB_SCORE_ADD || found->item.mode == CB_SCORE_GATE ? found->item.weight : INT64_MIN;
}

static int64_t
full(const struct cb_policy_run *run, uint32_t indicator)
{
	const struct cb_office *office = run->office;
	const struct cb_indicator *found = cb_office_indicator(office, cb_office_usual_contest(office), indicator);

	return found != NULL ? found->item.full : INT64_MIN;
}

const struct cb_policy cb_policy_score = {
	.reg = &cb_register_score,
	.state_bytes = sizeof(struct state),
	.check = check,
	.weight = weight,
	.full = full,
};
