/* How many of the residents are volunteers, and how many of those served in the period. */
#include <stdlib.h>

#include <cb/value/decimal.h>
#include <cb/value/mark.h>

#include "roster.h"

enum { COMMUNITY,
       REGISTERED,
       RESIDENTS,
       REGISTERED_RATE,
       ACTIVE,
       ACTIVE_RATE,
       PLACES = 2 };

static const struct cb_query_column columns[] = {
	[COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	[REGISTERED] = { "registered", "在册", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[RESIDENTS] = { "residents", "人口", .type = &cb_type_qty, .flags = CB_QUERY_SUM },
	[REGISTERED_RATE] = { "registered_rate", "注册率(%)", .type = &cb_type_qty, .en = "of the residents, per cent",
	                      .doc = "在册人数占人口的百分比" },
	[ACTIVE] = { "active", "活跃", .type = &cb_type_int, .flags = CB_QUERY_SUM, .en = "served in the period",
	             .doc = "本期有服务的" },
	[ACTIVE_RATE] = { "active_rate", "活跃率(%)", .type = &cb_type_num, .en = "of the registered, per cent",
	                  .doc = "本期有服务的占在册的百分比" },
	{ 0 },
};

struct count {
	int64_t registered, active;
};

/* What is divided by: of 1600 or more, the rate is at most. */
static struct cb_cell
rate(int64_t of, const struct cb_cell *whole)
{
	struct cb_cell cell = { .state = CB_VALUE };

	if (whole->state != CB_VALUE || whole->mark > CB_UNKNOWN)
		return (struct cb_cell){ 0 };
	cell.mark = (uint8_t)cb_mark_turned((enum cb_mark)whole->mark);
	if (of == 0 && whole->mark != CB_UNKNOWN)
		cell.mark = CB_EXACT;
	if (whole->mark != CB_UNKNOWN &&
	    !cb_decimal_divide((cb_wide)of * 100 * CB_MICRO, whole->n, PLACES, CB_HALF_UP, &cell.n))
		return (struct cb_cell){ 0 };
	return cell;
}

static struct cb_cell
residents_of(const struct cb_office *office, uint32_t name)
{
	static const struct cb_parse_env env = { 0 };
	const struct cb_community *community = cb_office_community(office, name);
	struct cb_cell cell = { 0 };

	if (community != NULL)
		cb_type_qty.parse(NULL, community->columns[COMMUNITY_RESIDENTS], &env, &cell);
	cell.text = (struct cb_text){ "", 0 };
	return cell;
}

static void
add_row(const struct cb_office *office, uint32_t name, const struct count *count, struct cb_table *out)
{
	struct cb_cell registered = { .state = CB_VALUE, .n = count->registered * CB_MICRO };
	struct cb_cell *cells = cb_table_row(out);

	cells[COMMUNITY] = cb_table_text(out, cb_office_name(office, name));
	cells[REGISTERED] = cb_cell_number(count->registered);
	cells[RESIDENTS] = residents_of(office, name);
	cells[REGISTERED_RATE] = rate(count->registered, &cells[RESIDENTS]);
	cells[ACTIVE] = cb_cell_number(count->active);
	cells[ACTIVE_RATE] = rate(count->active, &registered);
}

/* Active is who is registered and served in the period, in whatever community. */
static void
count_persons(const struct volunteer_roster *r, struct count *of)
{
	bool *served = cb_alloc(r->n + 1, sizeof(*served));
	int32_t day = cb_query_day(r->run);

	for (size_t i = 0; i < r->n_services; i++)
		if (r->services[i].counted > 0 && volunteer_in_range(r->run, r->services[i].day))
			served[r->services[i].person] = true;
	for (size_t i = 0; i < r->n_listed; i++) {
		const struct volunteer_person *p = &r->persons[i];

		if (!volunteer_is_registered(p, day))
			continue;
		of[p->community].registered++;
		of[p->community].active += served[i] ? 1 : 0;
	}
	free(served);
}

/* The registered communities, each of them; without any, those that the roster has. */
static void
add_rows(const struct volunteer_roster *r, const struct count *of, size_t n, struct cb_table *out)
{
	const struct cb_office *office = r->run->office;
	struct cb_sums sums = { .n_keys = 1, .n_values = 1 };

	for (size_t i = 0; i < office->n_communities; i++)
		add_row(office, office->communities[i].name, &of[office->communities[i].name], out);
	cb_query_sort_by_name(out, 0, COMMUNITY);
	for (size_t name = 1; office->n_communities == 0 && name < n; name++)
		if (of[name].registered > 0) {
			struct cb_cell key = volunteer_name_cell(office, (uint32_t)name);

			cb_sum_add_number(cb_sums_for(&sums, &key), (int64_t)name);
		}
	cb_sums_sort(&sums);
	for (size_t i = 0; i < sums.n; i++) {
		uint32_t name = (uint32_t)cb_sums_of(&sums, sums.order[i])->n;

		add_row(office, name, &of[name], out);
	}
	cb_sums_release(&sums);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_query_run of_all = volunteer_unfiltered(run);
	struct volunteer_roster roster;
	enum cb_status status = volunteer_roster_load(&roster, &of_all, VOLUNTEER_OF_INPUT);
	struct count *of;
	size_t n;

	if (status == CB_OK)
		status = volunteer_services_load(&roster, VOLUNTEER_OF_DATABASE);
	n = (size_t)cb_names_count(run->office->names) + 1;
	of = cb_alloc(n, sizeof(*of));
	if (status == CB_OK) {
		count_persons(&roster, of);
		add_rows(&roster, of, n, out);
	}
	free(of);
	volunteer_roster_release(&roster);
	return status;
}

const struct cb_query cb_query_volunteer_rates = {
	.name = "volunteer_rates",
	.zh = "志愿者比率",
	.title_en = "Volunteers among the residents",
	.title_zh = "志愿者注册率与活跃率",
	.columns = columns,
	.reads = "volunteer service",
	.takes = CB_QUERY_TAKES_FILES,
	.has = volunteer_has_roster,
	.fill = fill,
	.en = "Volunteers among the residents, and those who served, as cb-volunteer rates prints them.",
	.doc = "志愿者注册率、活跃率,同 cb-volunteer rates。",
};
