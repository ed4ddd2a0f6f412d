#include <cb/query/score_check.h>
#include <cb/rule/types.h>
#include <cb/value/period.h>
#include <cb/value/arg.h>

#include "check_columns.h"

enum { DAYS = 16,
       KNOWN = 1024 };

struct state {
	/* The days of the periods that were met, each at its number % DAYS. */
	struct days {
		int64_t period, first, last;
	} days[DAYS];
	/* The contests that were found for rows that name none, at a place by indicator and period. flags: those of the
	 * entrant, + 1; 0 = free. */
	struct known {
		uint32_t indicator, contest;
		int64_t period;
		unsigned flags;
	} known[KNOWN];
	struct cb_where stranger; /* where the last unknown entrant stands, which has been told */
};

static struct cb_text
name_of(const struct cb_policy_run *run, uint32_t id)
{
	return cb_names_get(run->names, id)->text;
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
	const struct cb_rule *entity = cb_rules_pick(run->office->rules, "rank.entity", name_of(run, contest).p, "", 0,
	                                             (int32_t)cb_period_last_day(period));

	return entity != NULL && entity->value.n == CB_ENTITY_UNIT;
}

/* ---- the contest of a row that names none: by its indicator, kind of period and entrant, never by other rows ---- */

/* The kind of periods that a contest's name speaks of: month, quarter, units-year, 季度考评. The first that fits
 * counts: 半年 is no 年. */
static const struct {
	const char *word;
	enum cb_period_kind kind;
} kinds[] = {
	{ "half", CB_HALF },
	{ "半年", CB_HALF },
	{ "quarter", CB_QUARTER },
	{ "季", CB_QUARTER },
	{ "month", CB_MONTH },
	{ "月", CB_MONTH },
	{ "year", CB_YEAR },
	{ "年度", CB_YEAR },
	{ "年终", CB_YEAR },
};

static bool
fits_period(struct cb_text contest, int64_t period)
{
	for (size_t i = 0; i < CB_COUNT(kinds); i++)
		if (cb_text_find(contest, kinds[i].word) >= 0)
			return kinds[i].kind == cb_period_kind(period);
	return true;
}

/* A contest is of communities or of units: who is registered as the other kind only does not take part. */
static bool
fits_entrant(const struct cb_policy_run *run, uint32_t contest, const struct cb_cell *cells)
{
	unsigned flags = cb_names_get(run->names, (uint32_t)cells[SCORE_COMMUNITY].n)->flags;
	unsigned mine = CB_NAME_IS_COMMUNITY, other = CB_NAME_IS_UNIT;

	if (run->office->rules == NULL)
		return true;
	if (is_of_units(run, contest, cells[SCORE_PERIOD].n)) {
		mine = CB_NAME_IS_UNIT;
		other = CB_NAME_IS_COMMUNITY;
	}
	return (flags & mine) != 0 || (flags & other) == 0;
}

static bool
fits(const struct cb_policy_run *run, uint32_t contest, const struct cb_cell *cells)
{
	return fits_period(name_of(run, contest), cells[SCORE_PERIOD].n) && fits_entrant(run, contest, cells);
}

static bool
has_item(const struct cb_indicator *i, uint32_t indicator, bool is_total)
{
	return is_total || i->name == indicator;
}

/* Returns to how many contests the row may belong, adds their names to `said`, and sets *out to the last of them. A
 * total may belong to any contest. */
static size_t
candidates(const struct cb_policy_run *run, const struct cb_cell *cells, uint32_t *out, struct cb_str *said)
{
	const struct cb_office *office = run->office;
	uint32_t indicator = (uint32_t)cells[SCORE_INDICATOR].n;
	bool is_total = cb_text_is(name_of(run, indicator), "total");
	size_t n = 0;

	for (size_t i = 0; i < office->n_indicators; i++) {
		const struct cb_indicator *of = &office->indicators[i];
		bool is_left_out = !has_item(of, indicator, is_total) || !fits(run, of->system, cells);

		for (size_t k = 0; k < i && !is_left_out; k++)
			is_left_out = office->indicators[k].system == of->system &&
			              has_item(&office->indicators[k], indicator, is_total);
		if (is_left_out)
			continue;
		*out = of->system;
		cb_str_join(said, "、", name_of(run, of->system));
		n++;
	}
	return n;
}

/* The contest of the row; 0 where there are several, whose names are added to `said`. */
static uint32_t
find_contest(const struct cb_policy_run *run, const struct cb_cell *cells, struct cb_str *said)
{
	uint32_t contest = run->office->month;
	size_t n = candidates(run, cells, &contest, said);

	return n > 1 ? 0 : contest;
}

/* The contest of a row that names none, which is remembered for the next row of the same kind. */
static uint32_t
known_contest(const struct cb_policy_run *run, const struct cb_cell *cells)
{
	struct state *state = run->state;
	uint32_t indicator = (uint32_t)cells[SCORE_INDICATOR].n, entrant = (uint32_t)cells[SCORE_COMMUNITY].n;
	struct known *k = &state->known[((uint64_t)cells[SCORE_PERIOD].n + indicator * 16) % KNOWN];
	unsigned flags = cb_names_get(run->names, entrant)->flags + 1U;
	struct cb_str said = { 0 };

	if (k->flags == flags && k->indicator == indicator && k->period == cells[SCORE_PERIOD].n)
		return k->contest;
	*k = (struct known){ .indicator = indicator, .flags = flags, .period = cells[SCORE_PERIOD].n };
	k->contest = find_contest(run, cells, &said);
	cb_str_release(&said);
	return k->contest;
}

uint32_t
cb_score_contest(const struct cb_policy_run *run, const struct cb_cell *cells)
{
	if (cells[SCORE_CONTEST].state == CB_VALUE)
		return (uint32_t)cells[SCORE_CONTEST].n;
	if (run->office->n_indicators == 0)
		return run->office->month; /* nothing could name another */
	return known_contest(run, cells);
}

static int
give(const struct cb_policy_run *run, struct cb_cell *cells)
{
	uint32_t contest = cells[SCORE_CONTEST].state == CB_VALUE ? 0 : cb_score_contest(run, cells);

	if (contest == 0)
		return -1;
	cells[SCORE_CONTEST] = (struct cb_cell){ .state = CB_VALUE, .n = contest };
	return SCORE_CONTEST;
}

bool
cb_score_says_several(const struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record)
{
	struct cb_str said = { 0 };
	bool several = record->cells[SCORE_CONTEST].state != CB_VALUE && find_contest(run, record->cells, &said) == 0;

	if (several)
		cb_report(diag, CB_CONTEST_OPEN, cb_record_where(record, SCORE_INDICATOR), "contest",
		          name_of(run, (uint32_t)record->cells[SCORE_INDICATOR].n), said);
	else
		cb_str_release(&said);
	return several;
}

/* Has the unknown entrant been told already? That of a wide row stands there once for many scores. */
static bool
is_told(struct state *state, struct cb_where where)
{
	bool again = where.source == state->stranger.source && where.row == state->stranger.row &&
	             where.column == state->stranger.column && where.column > 0;

	state->stranger = where;
	return again;
}

/* Is the entrant a registered community or, in a contest of units, a registered unit? */
static bool
check_entrant(const struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record, uint32_t contest)
{
	const struct cb_column *column = &cb_register_score.columns[SCORE_COMMUNITY];
	enum cb_name_flag flag = CB_NAME_IS_COMMUNITY;
	const struct cb_name *name;
	uint32_t nearest;

	if (run->office->rules == NULL ||
	    !(cb_names_has(run->names, CB_NAME_IS_COMMUNITY) || cb_names_has(run->names, CB_NAME_IS_UNIT)))
		return true;
	name = cb_names_get(run->names, (uint32_t)record->cells[SCORE_COMMUNITY].n);
	if ((name->flags & CB_NAME_IS_COMMUNITY) != 0)
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
	          cb_record_written(record, SCORE_COMMUNITY, name->text), cb_arg_nearest(name_of(run, nearest)));
	return flag == CB_NAME_IS_UNIT;
}

static bool
check_indicator(const struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record, uint32_t contest)
{
	struct cb_text name;

	if (!cb_office_has_system(run->office, contest))
		return true;
	name = name_of(run, (uint32_t)record->cells[SCORE_INDICATOR].n);
	if (cb_text_is(name, "total"))
		return true;
	cb_report(diag, CB_NOT_OF_CONTEST, cb_record_where(record, SCORE_INDICATOR), "indicator",
	          cb_record_written(record, SCORE_INDICATOR, name), name_of(run, contest));
	return false;
}

static bool
check(struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record)
{
	uint32_t contest = cb_score_contest(run, record->cells);
	const struct cb_indicator *found =
		cb_office_indicator(run->office, contest, (uint32_t)record->cells[SCORE_INDICATOR].n);
	bool ok = contest != 0 || !cb_score_says_several(run, diag, record);

	ok = check_date(run->state, diag, record) && ok;
	if (contest == 0)
		return false;
	ok = check_entrant(run, diag, record, contest) && ok;
	ok = cb_check_estate(run, diag, record, SCORE_COMMUNITY, SCORE_ESTATE) && ok;
	ok = (found != NULL || check_indicator(run, diag, record, contest)) && ok;
	return check_mark(run, diag, record, found == NULL ? NULL : &found->item) && ok;
}

/* ---- a wide sheet is checked before it is known of which contest its rows are: by what all contests agree on ---- */

static int64_t
weight_of(const struct cb_score_item *item)
{
	return item->mode == CB_SCORE_ADD || item->mode == CB_SCORE_GATE ? item->weight : INT64_MIN;
}

static int64_t
full_of(const struct cb_score_item *item)
{
	return item->full;
}

/* What all contests say of the indicator; INT64_MIN where they differ, none where no contest has it. */
static int64_t
agreed(const struct cb_policy_run *run, uint32_t indicator, int64_t (*of)(const struct cb_score_item *), int64_t none)
{
	const struct cb_office *office = run->office;
	int64_t value = none;
	bool any = false;

	for (size_t i = 0; i < office->n_indicators; i++) {
		if (office->indicators[i].name != indicator)
			continue;
		if (any && value != of(&office->indicators[i].item))
			return INT64_MIN;
		value = of(&office->indicators[i].item);
		any = true;
	}
	return value;
}

static int64_t
weight(const struct cb_policy_run *run, uint32_t indicator)
{
	return agreed(run, indicator, weight_of, CB_MICRO);
}

static int64_t
full(const struct cb_policy_run *run, uint32_t indicator)
{
	return agreed(run, indicator, full_of, INT64_MIN);
}

const struct cb_policy cb_policy_score = {
	.reg = &cb_register_score,
	.state_bytes = sizeof(struct state),
	.give = give,
	.check = check,
	.weight = weight,
	.full = full,
};
