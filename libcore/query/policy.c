#include <stdlib.h>

#include <cb/query/policy.h>

#include "check_columns.h"
#include "check_party.h"
#include "indicator.h"

/* The policy of a register whose rows hold from one day to another, and asks nothing more. */
#define SPAN(r, from, to)                                           \
	&(const struct cb_policy)                                   \
	{                                                           \
		.reg = &cb_register_##r, .since = from, .until = to \
	}

/* The same where rows may also name an estate of a community. */
#define SPAN_AT(r, from, to, in, at)                                                               \
	&(const struct cb_policy)                                                                  \
	{                                                                                          \
		.reg = &cb_register_##r, .since = from, .until = to, .community = in, .estate = at \
	}

/* A visit follows what has happened, which since says: it cannot be earlier. */
static bool
check_visited(struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record)
{
	static const struct cb_policy visited = {
		.reg = &cb_register_care, .since = CARE_SINCE, .until = CARE_VISITED
	};

	(void)run;
	return cb_check_span(&visited, diag, record);
}

static const struct cb_policy care = {
	.reg = &cb_register_care, .since = CARE_SINCE, .until = CARE_UNTIL, .check = check_visited
};

static uint64_t
complete_indicator(struct cb_policy_run *run, struct cb_cell *cells, struct cb_text aside)
{
	(void)aside;
	return cb_indicator_complete(run->names, cells);
}

static const struct cb_policy indicators = {
	.reg = &cb_register_indicator, .complete = complete_indicator, .implied = INDICATOR_IMPLIED
};

/* Only who leads is a person. */
static bool
check_linked(struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record)
{
	bool is_leader = record->cells[LINK_KIND].n == LINK_LEADER;

	return cb_check_party(run, diag, record, LINK_PARTY, is_leader ? CB_PARTY_MAY_BE_A_PERSON : CB_PARTY_IS_A_UNIT);
}

static const struct cb_policy link = { .reg = &cb_register_link,
	                               .since = LINK_SINCE,
	                               .until = LINK_UNTIL,
	                               .community = LINK_COMMUNITY,
	                               .estate = LINK_ESTATE,
	                               .state_bytes = sizeof(struct cb_people_in_post),
	                               .release = cb_people_in_post_release,
	                               .check = check_linked };

static const struct cb_policy *const policies[] = {
	&cb_policy_score,
	&indicators,
	&cb_policy_rule,
	&cb_policy_fund,
	&cb_policy_alias,
	SPAN(post, POST_SINCE, POST_UNTIL),
	&care,
	&link,
	&cb_policy_volunteer,
	&cb_policy_service,
	SPAN_AT(activity, ACTIVITY_DATE, ACTIVITY_UNTIL, ACTIVITY_COMMUNITY, ACTIVITY_ESTATE),
	&cb_policy_problem,
	&cb_policy_problem_log,
	&cb_policy_task,
	&cb_policy_survey,
};

/* The policy of a register, or one that asks nothing. */
static const struct cb_policy *
policy_of(const struct cb_register *reg)
{
	static const struct cb_policy nothing = { 0 };

	for (size_t i = 0; i < CB_COUNT(policies); i++)
		if (policies[i]->reg == reg)
			return policies[i];
	return &nothing;
}

/* ---- the hooks of a reader (data/reader.h), whose argument is the run ---- */

static bool
check(void *arg, struct cb_diag *diag, const struct cb_record *record)
{
	struct cb_policy_run *run = arg;
	const struct cb_policy *p = run->policy;
	bool ok = p->check == NULL || p->check(run, diag, record);

	ok = (p->estate == 0 || cb_check_estate(run, diag, record, p->community, p->estate)) && ok;
	return (p->until == 0 || cb_check_span(p, diag, record)) && ok;
}

static uint64_t
complete(void *arg, struct cb_cell *cells, struct cb_text aside)
{
	struct cb_policy_run *run = arg;

	return run->policy->complete(run, cells, aside);
}

static int
give(void *arg, struct cb_cell *cells)
{
	const struct cb_policy_run *run = arg;

	return run->policy->give(run, cells);
}

static int64_t
weight(void *arg, uint32_t indicator)
{
	const struct cb_policy_run *run = arg;

	return run->policy->weight(run, indicator);
}

static int64_t
full(void *arg, uint32_t indicator)
{
	const struct cb_policy_run *run = arg;

	return run->policy->full(run, indicator);
}

/* Where a day's own calendar cannot be read, that was said. */
static bool
open_calendar(struct cb_policy_run *run, struct cb_diag *diag)
{
	if (!run->has_due) {
		run->has_due = true;
		run->is_due = cb_due_open(&run->due, run->office) == CB_OK;
	}
	run->due.diag = diag;
	return run->is_due;
}

static int64_t
end_limit(void *arg, struct cb_diag *diag, const struct cb_term_said *said, int64_t minute)
{
	struct cb_policy_run *run = arg;
	struct cb_cell term = { .n = said->n, .state = CB_VALUE, .mark = CB_TERM_WORK_DAYS };

	if (!open_calendar(run, diag))
		return INT64_MIN;
	if (said->is_hours) {
		term.mark = CB_TERM_WORK_HOURS;
		if (cb_due_set_hours(&run->due, run->office->rules, "", (int32_t)cb_date_of_minute(minute)) != CB_OK)
			return INT64_MIN;
	}
	return cb_due_minute(&run->due, &term, minute);
}

/* ---- runs ---- */

void
cb_policy_begin(struct cb_policy_run *run, const struct cb_office *office, struct cb_input *in)
{
	const struct cb_policy *policy = policy_of(in->reg);

	if (in->names == NULL)
		in->names = office->names;
	if (in->column_aliases == NULL)
		in->column_aliases = &office->column_aliases;
	*run = (struct cb_policy_run){ .policy = policy, .office = office, .names = in->names };
	run->state = policy->state_bytes > 0 ? cb_alloc(1, policy->state_bytes) : NULL;
	if (policy->filled != 0 && in->need == 0)
		in->need = cb_input_needed(in) & ~policy->filled;
	in->check = policy->reg != NULL ? check : NULL;
	in->end_limit = end_limit;
	in->complete = policy->complete != NULL ? complete : NULL;
	in->give = policy->give != NULL ? give : NULL;
	in->aside = policy->aside;
	in->implied = policy->implied;
	in->implied_by = policy->implied_by;
	in->weight = policy->weight != NULL ? weight : NULL;
	in->full = policy->full != NULL ? full : NULL;
	in->check_arg = in->weight_arg = run;
}

bool
cb_policy_finish(struct cb_policy_run *run)
{
	return run->policy->finish == NULL || run->policy->finish(run);
}

enum cb_status
cb_policy_settle(struct cb_policy_run *run, const struct cb_policy_stored *stored)
{
	return run->policy->settle == NULL ? CB_OK : run->policy->settle(run, stored);
}

void
cb_policy_release(struct cb_policy_run *run)
{
	if (run->policy != NULL && run->policy->release != NULL)
		run->policy->release(run->state);
	cb_due_release(&run->due);
	free(run->state);
	*run = (struct cb_policy_run){ 0 };
}
