#include <cb/query/check.h>
#include <cb/query/fund_check.h>
#include <cb/rule/types.h>
#include <cb/value/arg.h>
#include <cb/value/period.h>

#include <stdlib.h>

/* ---- score ---- */

static uint32_t
contest_of(struct cb_office *office, const struct cb_cell *cell)
{
	if (cell->state == CB_VALUE)
		return (uint32_t)cell->n;
	return cb_office_usual_contest(office);
}

/* A score must not be above its full mark; 是/否 is for indicators of mode yesno. */
static bool
check_mark(struct cb_office *office, const struct cb_record *record, const struct cb_score_item *item)
{
	const struct cb_cell *score = &record->cells[SCORE_SCORE];
	uint32_t indicator = (uint32_t)record->cells[SCORE_INDICATOR].n;
	struct cb_place place = cb_record_place(record, SCORE_SCORE);
	int64_t limit = item == NULL ? 0 : item->full, number = score->n;
	struct cb_text name = cb_office_name(office, indicator);

	if (score->state != CB_VALUE)
		return true;
	if (score->mark != 0 && (item == NULL || item->mode != CB_SCORE_YESNO)) {
		cb_report(office->diag, CB_NOT_YESNO, place, "score", name);
		return false;
	}
	if (item == NULL || limit == 0 || item->mode == CB_SCORE_DEDUCT) /* more taken off than there is leaves 0 */
		return true;
	if (item->mode == CB_SCORE_RATIO || item->mode == CB_SCORE_YESNO)
		limit = CB_MICRO;
	if (number <= limit)
		return true;
	cb_report(office->diag, CB_ABOVE_FULL, place, "score", cb_arg_micro(number), cb_arg_micro(limit), name);
	return false;
}

static bool
check_date(struct cb_office *office, const struct cb_record *record)
{
	const struct cb_cell *date = &record->cells[SCORE_DATE];
	int64_t period = record->cells[SCORE_PERIOD].n;
	struct cb_days *days = &office->days[period % 16];

	if (date->state != CB_VALUE)
		return true;
	if (days->period != period)
		*days = (struct cb_days){ period, cb_period_first_day(period), cb_period_last_day(period) };
	if (date->n >= days->first && date->n <= days->last)
		return true;
	cb_report(office->diag, CB_DATE_OUTSIDE, cb_record_place(record, SCORE_DATE), "date", cb_arg_day(date->n),
	          cb_arg_period(period));
	return false;
}

static bool
check_estate(struct cb_office *office, const struct cb_record *record, int community, int estate)
{
	uint32_t in = (uint32_t)record->cells[community].n, of = (uint32_t)record->cells[estate].n;

	if (record->cells[estate].state != CB_VALUE || office->estates.n == 0 || cb_office_has_estate(office, in, of))
		return true;
	cb_report(office->diag, CB_NO_SUCH_ESTATE, cb_record_place(record, estate), "estate", cb_office_name(office, in),
	          cb_office_name(office, of));
	return false;
}

/* Who is scored: a community, or a unit where rule rank.entity of the contest says unit. */
static bool
check_entrant(struct cb_office *office, const struct cb_record *record, uint32_t contest)
{
	uint32_t id = (uint32_t)record->cells[SCORE_COMMUNITY].n;
	const struct cb_name *name = cb_names_get(office->names, id);
	const struct cb_rule *entity;
	struct cb_str scope = { 0 };
	uint32_t nearest;
	enum cb_name_flag flag = CB_NAME_IS_COMMUNITY;
	const struct cb_column *column = &cb_register_score.columns[SCORE_COMMUNITY];

	if ((name->flags & CB_NAME_IS_COMMUNITY) != 0 || office->rules == NULL ||
	    !(cb_names_has(office->names, CB_NAME_IS_COMMUNITY) || cb_names_has(office->names, CB_NAME_IS_UNIT)))
		return true;
	cb_str_addt(&scope, cb_office_name(office, contest));
	entity = cb_rules_pick(office->rules, "rank.entity", cb_str_c(&scope), "", 0,
	                       (int32_t)cb_period_last_day(record->cells[SCORE_PERIOD].n));
	cb_str_release(&scope);
	if (entity != NULL && entity->value.n == CB_ENTITY_UNIT)
		flag = CB_NAME_IS_UNIT;
	if ((name->flags & flag) != 0 || !cb_names_has(office->names, flag))
		return true;
	nearest = cb_names_nearest(office->names, CB_NAME_PARTY, flag, name->text);
	cb_report(office->diag, flag == CB_NAME_IS_UNIT ? CB_UNKNOWN_UNIT : CB_UNKNOWN_NAME,
	          cb_record_place(record, SCORE_COMMUNITY), column->key,
	          cb_arg_either(column->zh, column->key), name->text, cb_arg_nearest(cb_office_name(office, nearest)));
	return flag == CB_NAME_IS_UNIT;
}

static bool
check_score(void *arg, struct cb_diag *diag, const struct cb_record *record)
{
	struct cb_office *office = arg;
	uint32_t contest = contest_of(office, &record->cells[SCORE_CONTEST]);
	uint32_t indicator = (uint32_t)record->cells[SCORE_INDICATOR].n;
	const struct cb_indicator *found = cb_office_indicator(office, contest, indicator);
	bool ok = check_date(office, record) && check_entrant(office, record, contest);

	(void)diag;
	ok = check_estate(office, record, SCORE_COMMUNITY, SCORE_ESTATE) && ok;
	if (found == NULL && cb_office_has_system(office, contest) &&
	    !cb_text_is(cb_office_name(office, indicator), "total")) {
		cb_report(office->diag, CB_NOT_OF_CONTEST, cb_record_place(record, SCORE_INDICATOR), "indicator",
		          cb_office_name(office, indicator), cb_office_name(office, contest));
		ok = false;
	}
	return check_mark(office, record, found == NULL ? NULL : &found->item) && ok;
}

int64_t
cb_check_weight(void *arg, uint32_t indicator)
{
	struct cb_office *office = arg;
	const struct cb_indicator *found = cb_office_indicator(office, cb_office_usual_contest(office), indicator);

	if (found == NULL)
		return CB_MICRO;
	return found->item.mode == CB_SCORE_ADD || found->item.mode == CB_SCORE_GATE ? found->item.weight : INT64_MIN;
}

/* ---- since and until ---- */

static bool
check_span(struct cb_diag *diag, const struct cb_record *record, const struct cb_register *reg, int since, int until)
{
	const struct cb_cell *from = &record->cells[since], *to = &record->cells[until];

	if (from->state != CB_VALUE || to->state != CB_VALUE || from->n <= to->n)
		return true;
	cb_report(diag, CB_UNTIL_BEFORE, cb_record_place(record, until), reg->columns[until].key,
	          cb_arg_either(reg->columns[until].zh, reg->columns[until].key),
	          cb_arg_either(reg->columns[since].zh, reg->columns[since].key));
	return false;
}

static bool
check_post(void *office, struct cb_diag *diag, const struct cb_record *record)
{
	(void)office;
	return check_span(diag, record, &cb_register_post, POST_SINCE, POST_UNTIL);
}

static bool
check_link(void *office, struct cb_diag *diag, const struct cb_record *record)
{
	(void)office;
	return check_span(diag, record, &cb_register_link, LINK_SINCE, LINK_UNTIL);
}

static bool
check_care(void *office, struct cb_diag *diag, const struct cb_record *record)
{
	(void)office;
	return check_span(diag, record, &cb_register_care, CARE_SINCE, CARE_UNTIL);
}

static bool
check_volunteer(void *office, struct cb_diag *diag, const struct cb_record *record)
{
	(void)office;
	return check_span(diag, record, &cb_register_volunteer, VOLUNTEER_JOINED, VOLUNTEER_LEFT);
}

static bool
check_activity(void *office, struct cb_diag *diag, const struct cb_record *record)
{
	(void)office;
	return check_span(diag, record, &cb_register_activity, ACTIVITY_DATE, ACTIVITY_UNTIL);
}

static bool
check_problem(void *arg, struct cb_diag *diag, const struct cb_record *record)
{
	bool ok = check_estate(arg, record, PROBLEM_COMMUNITY, PROBLEM_ESTATE);

	return check_span(diag, record, &cb_register_problem, PROBLEM_FOUND, PROBLEM_FIXED) && ok;
}

/* A rule is checked as a rule file is: against the table of kinds, and with the others of its run. */
static bool
check_rule(void *arg, struct cb_diag *diag, const struct cb_record *record)
{
	struct cb_office *office = arg;
	struct cb_text fields[CB_RULE_FIELDS];
	char bufs[CB_RULE_FIELDS][CB_PRINT_MAX];

	if (office->incoming == NULL)
		office->incoming = cb_rules_new();
	for (int i = 0; i < CB_RULE_FIELDS; i++)
		fields[i] = cb_cell_print(cb_register_rule.columns[i].type, cb_register_rule.columns[i].arg,
		                          &record->cells[i], bufs[i]);
	return cb_rules_add(office->incoming, fields, record->place, diag);
}

cb_check
cb_check_of(const struct cb_register *reg)
{
	static const struct {
		const struct cb_register *reg;
		cb_check check;
	} checks[] = {
		{ &cb_register_score, check_score },
		{ &cb_register_post, check_post },
		{ &cb_register_link, check_link },
		{ &cb_register_rule, check_rule },
		{ &cb_register_care, check_care },
		{ &cb_register_volunteer, check_volunteer },
		{ &cb_register_activity, check_activity },
		{ &cb_register_problem, check_problem },
		{ &cb_register_fund, cb_fund_check },
	};

	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
		if (checks[i].reg == reg)
			return checks[i].check;
	return NULL;
}
