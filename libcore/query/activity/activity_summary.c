/* What was held, added up; the mean of people a time. */
#include <cb/query/sums.h>
#include <cb/value/decimal.h>
#include <cb/value/mark.h>

#include "activity_book.h"

enum { COMMUNITY,
       KIND,
       THEME,
       ORGANISER,
       MEDIUM,
       ESTATE,
       LEADER,
       MONTH,
       KEYS,
       HELD = KEYS,
       TIMES,
       PEOPLE,
       PARTY_MEMBERS,
       YOUNG,
       TEAMS,
       HOUSEHOLDS,
       COPIES,
       RETURNED,
       VALID,
       CLEARED,
       MEAN,
       RETURN_RATE,
       VALUES = MEAN - KEYS };

#define KEY(k, label, c) ACTIVITY_LIKE(k, label, c, CB_QUERY_BY_KEY)
#define SUM(k, label, c) ACTIVITY_LIKE(k, label, c, CB_QUERY_SUM)
static const struct cb_query_column columns[] = {
	[COMMUNITY] = KEY("community", "社区", COMMUNITY),
	[KIND] = KEY("kind", "类别", KIND),
	[THEME] = KEY("theme", "六联", THEME),
	[ORGANISER] = KEY("organiser", "主办", ORGANISER),
	[MEDIUM] = KEY("medium", "宣传方式", MEDIUM),
	[ESTATE] = KEY("estate", "小区", ESTATE),
	[LEADER] = KEY("leader", "带队", LEADER),
	[MONTH] = { "month", "月份", .type = &cb_type_period, .flags = CB_QUERY_BY_KEY },
	[HELD] = { "held", "活动数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[TIMES] = { "times", "场次", .type = &cb_type_qty, .flags = CB_QUERY_SUM, .en = "one where none is said",
	            .doc = "没有写的按一场计" },
	[PEOPLE] = SUM("people", "人次", PEOPLE),
	[PARTY_MEMBERS] = SUM("party_members", "党员人次", PARTY_MEMBERS),
	[YOUNG] = SUM("young", "青少年人次", YOUNG),
	[TEAMS] = SUM("teams", "队伍数", TEAMS),
	[HOUSEHOLDS] = SUM("households", "走访户数", HOUSEHOLDS),
	[COPIES] = SUM("copies", "份数", COPIES),
	[RETURNED] = SUM("returned", "回收", RETURNED),
	[VALID] = SUM("valid", "有效份数", VALID),
	[CLEARED] = SUM("cleared", "清理数", CLEARED),
	[MEAN] = { "people_mean", "场均人次", .type = &cb_type_qty, .en = "of the activities that say how many people there were",
	           .doc = "只计写明人数的活动" },
	[RETURN_RATE] = { "return_rate", "回收率", .type = &cb_type_text, .en = "returned of the copies of what came back",
	                  .doc = "只计写明回收数的活动" },
	{ 0 },
};

/* Sums that stand in no column: times of the activities that say how many people there were, copies of those that say
 * how many came back. */
enum { MEAN_TIMES = VALUES,
       RETURN_COPIES,
       SUMS };

static struct cb_cell
key_of(const struct activity *activity, size_t key)
{
	struct cb_cell cell;

	if (key == MONTH)
		return cb_cell_number(cb_period_of_day(CB_MONTH, activity->cells[ACTIVITY_DATE].n));
	cell = activity->cells[columns[key].like_column];
	if (columns[key].like->columns[columns[key].like_column].type != &cb_type_enum)
		return cb_cell_lent(cell.text);
	cell.text = (struct cb_text){ "", 0 };
	return cell;
}

static void
add_to(struct cb_sum *sum, const struct activity *activity)
{
	const struct cb_cell one = { .state = CB_VALUE, .n = CB_MICRO };
	const struct cb_cell *times = &activity->cells[ACTIVITY_TIMES];

	times = times->state == CB_VALUE ? times : &one;
	cb_sum_add_number(&sum[HELD - KEYS], 1);
	cb_sum_add(&sum[TIMES - KEYS], times);
	for (int c = PEOPLE; c < MEAN; c++)
		cb_sum_add(&sum[c - KEYS], &activity->cells[columns[c].like_column]);
	if (activity->cells[ACTIVITY_PEOPLE].state == CB_VALUE)
		cb_sum_add(&sum[MEAN_TIMES], times);
	if (activity->cells[ACTIVITY_RETURNED].state == CB_VALUE)
		cb_sum_add(&sum[RETURN_COPIES], &activity->cells[ACTIVITY_COPIES]);
}

/* R2: of more people over more times nothing is known but that it is about so many. */
static struct cb_cell
mean(const struct cb_sum *people, const struct cb_sum *times)
{
	struct cb_cell cell = { .state = CB_VALUE };

	if (!people->is_any || times->n == 0 || people->mark == CB_UNKNOWN || times->mark == CB_UNKNOWN)
		return (struct cb_cell){ 0 };
	cell.mark = times->mark == CB_EXACT ? people->mark : CB_ABOUT;
	if (!cb_decimal_divide(people->n, times->n, 2, CB_HALF_UP, &cell.n))
		return (struct cb_cell){ 0 };
	return cell;
}

static void
add_group(const struct cb_query_run *run, const struct cb_sums *sums, size_t group, struct cb_table *out)
{
	const struct cb_sum *sum = cb_sums_of(sums, group);
	struct cb_cell *cells = cb_sums_row(sums, group, run, out);

	for (size_t v = 0; v < VALUES; v++)
		cells[KEYS + v] = cb_sum_cell(&sum[v], run->office->diag, columns[KEYS + v].key);
	cells[MEAN] = mean(&sum[PEOPLE - KEYS], &sum[MEAN_TIMES]);
	cells[RETURN_RATE] = activity_share(&sum[RETURNED - KEYS], &sum[RETURN_COPIES], out);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_sums sums = { .n_keys = run->n_keys, .n_values = SUMS };
	struct activities a;
	enum cb_status status = activities_load(&a, run, ACTIVITY_FILTERED);

	for (size_t i = 0; status == CB_OK && i < a.n; i++) {
		struct cb_cell keys[CB_QUERY_KEYS_MAX];

		if (a.of[i].state != ACTIVITY_HELD)
			continue;
		for (size_t k = 0; k < run->n_keys; k++)
			keys[k] = key_of(&a.of[i], run->keys[k]);
		add_to(cb_sums_for(&sums, keys), &a.of[i]);
	}
	cb_sums_sort(&sums);
	for (size_t i = 0; i < sums.n; i++)
		add_group(run, &sums, sums.order[i], out);
	cb_sums_release(&sums);
	activities_release(&a);
	return status;
}

const struct cb_query cb_query_activity_summary = {
	.name = "activities_summary",
	.zh = "活动汇总",
	.title_en = "Activities: summary",
	.title_zh = "活动汇总",
	.columns = columns,
	.reads = "activity",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE | CB_QUERY_TAKES_BY,
	.by = "kind",
	.has = cb_query_has_office,
	.fill = fill,
	.en = "What was held of each kind, with people, times, copies and the like, as cb-activity summary prints it.",
	.doc = "各类活动的次数、人次、场次、份数等,同 cb-activity summary。",
};
