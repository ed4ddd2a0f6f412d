/* The table of all questions, one row a query, and small questions about them. */
#include <string.h>

#include <cb/query/activity.h>
#include <cb/query/care.h>
#include <cb/query/counts.h>
#include <cb/query/fund.h>
#include <cb/query/handed_in.h>
#include <cb/query/org.h>
#include <cb/query/problem.h>
#include <cb/query/ranking.h>
#include <cb/query/task.h>
#include <cb/query/volunteer.h>
#include <cb/query/volunteer_certificate.h>

const struct cb_query *const cb_queries[] = {
	&cb_query_ranking,
	&cb_query_monthly,
	&cb_query_summary,
	&cb_query_awards,
	&cb_query_warned,
	&cb_query_last,
	&cb_query_months,
	&cb_query_honours,
	&cb_query_share,
	&cb_query_units,
	&cb_query_notices,
	&cb_query_diff,
	&cb_query_explain,
	&cb_query_flags,
	&cb_query_themes,
	&cb_query_gap,
	&cb_query_trend,
	&cb_query_office,
	&cb_query_handed_in,
	&cb_query_missing,
	&cb_query_reminders,
	&cb_query_submissions,
	&cb_query_fund_statement,
	&cb_query_fund_funds,
	&cb_query_fund_income,
	&cb_query_fund_spending,
	&cb_query_fund_pledges,
	&cb_query_fund_exceptions,
	&cb_query_fund_goods,
	&cb_query_fund_balance,
	&cb_query_fund_due,
	&cb_query_fund_ledger,
	&cb_query_fund_cash,
	&cb_query_fund_reconcile,
	&cb_query_volunteer_summary,
	&cb_query_volunteer_hours,
	&cb_query_volunteer_rates,
	&cb_query_volunteer_stars,
	&cb_query_volunteer_top,
	&cb_query_volunteer_check,
	&cb_query_volunteer_teams,
	&cb_query_volunteer_find,
	&cb_query_volunteer_platform,
	&cb_query_volunteer_cards,
	&cb_query_volunteer_certificates,
	&cb_query_issued,
	&cb_query_problem_list,
	&cb_query_problem_overdue,
	&cb_query_problem_due,
	&cb_query_problem_age,
	&cb_query_problem_show,
	&cb_query_problem_summary,
	&cb_query_problem_rates,
	&cb_query_problem_score,
	&cb_query_problem_exposure,
	&cb_query_problem_rebound,
	&cb_query_problem_coverage,
	&cb_query_problem_hotspots,
	&cb_query_problem_petitions,
	&cb_query_problem_evidence,
	&cb_query_org_communities,
	&cb_query_org_estates,
	&cb_query_org_units,
	&cb_query_org_posts,
	&cb_query_org_links,
	&cb_query_org_phones,
	&cb_query_org_show,
	&cb_query_org_check,
	&cb_query_org_cover,
	&cb_query_org_standards,
	&cb_query_org_claims,
	&cb_query_org_compare,
	&cb_query_org_unmanaged,
	&cb_query_org_figures,
	&cb_query_task_list,
	&cb_query_task_due,
	&cb_query_task_overdue,
	&cb_query_task_missing,
	&cb_query_task_rate,
	&cb_query_task_late,
	&cb_query_task_reminders,
	&cb_query_task_open,
	&cb_query_task_load,
	&cb_query_task_items,
	&cb_query_task_scorecard,
	&cb_query_activity_list,
	&cb_query_activity_plan,
	&cb_query_activity_summary,
	&cb_query_activity_cadence,
	&cb_query_activity_evidence,
	&cb_query_activity_themes,
	&cb_query_survey,
	&cb_query_activity_absent,
	&cb_query_activity_media,
	&cb_query_activity_visits,
	&cb_query_metric,
	&cb_query_records,
	&cb_query_care_counts,
	&cb_query_care_coverage,
	&cb_query_care_visits,
	&cb_query_care_totals,
	&cb_query_care_reconcile,
	&cb_query_care_show,
	NULL,
};

const struct cb_query *
cb_query_find(struct cb_text name)
{
	for (const struct cb_query *const *query = cb_queries; *query != NULL; query++)
		if (cb_text_is(name, (*query)->name) || cb_text_is(name, (*query)->zh))
			return *query;
	return NULL;
}

unsigned
cb_query_flags_of(const struct cb_query *query, const char *key)
{
	const struct cb_query_column *column = query->columns;

	while (column->key != NULL && strcmp(column->key, key) != 0)
		column++;
	return column->flags;
}

bool
cb_query_has_office(struct cb_query_run *run)
{
	return run->office->store != NULL || run->office->dir != NULL;
}

int32_t
cb_query_day(const struct cb_query_run *run)
{
	int64_t last = run->range.last_day;

	return last != 0 && last < run->today_day ? (int32_t)last : run->today_day;
}
