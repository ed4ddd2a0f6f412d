/* Kinds of communities side by side, and the residents whom nobody manages. */
#include <cb/query/fund.h>

#include "org_standards.h"

/* ---- kinds of communities side by side ---- */

enum { BY_KIND,
       BY_STREET,
       BY_COMMUNITY,
       KEYS,
       COMMUNITIES = 0,
       HOUSEHOLDS,
       RESIDENTS,
       OFFICE_M2,
       STAFF,
       RECEIVED,
       SUMS,
       OFFICE_SAYING = SUMS, /* how many say it: divided by, not shown */
       STAFF_SAYING,
       VALUES,
       OFFICE_MEAN = KEYS + SUMS,
       OFFICE_OF_100,
       STAFF_MEAN,
       RECEIVED_MEAN };

#define COMPARED(k, label, c) CB_QUERY_LIKE(k, label, community, COMMUNITY_##c, CB_QUERY_SUM)
#define RATIO(k, label) CB_QUERY_OF(k, label, num, 0)
static const struct cb_query_column compare_columns[] = {
	[BY_KIND] = { "kind", "类型", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[BY_STREET] = { "street", "街道", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[BY_COMMUNITY] = { "community", "社区", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[KEYS + COMMUNITIES] = { "communities", "社区数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[KEYS + HOUSEHOLDS] = COMPARED("households", "户数", HOUSEHOLDS),
	[KEYS + RESIDENTS] = COMPARED("residents", "人口", RESIDENTS),
	[KEYS + OFFICE_M2] = COMPARED("office_m2", "办公用房面积", OFFICE_M2),
	[KEYS + STAFF] = COMPARED("staff", "工作人员", STAFF),
	[KEYS + RECEIVED] = { "received", "到账经费", .type = &cb_type_money, .flags = CB_QUERY_SUM },
	[OFFICE_MEAN] = RATIO("office_mean", "平均面积"),
	[OFFICE_OF_100] = RATIO("office_per_100", "每百户面积"),
	[STAFF_MEAN] = RATIO("staff_mean", "平均人员"),
	[RECEIVED_MEAN] = { "received_mean", "平均经费", .type = &cb_type_money },
	{ 0 },
};

/* What each community has received, by its printed name. */
static struct cb_cell
received_by(const struct cb_table *fund, struct cb_text community)
{
	for (size_t row = 0; row < fund->n_rows; row++)
		if (cb_text_equal(cb_table_at(fund, row)[0].text, community))
			return cb_table_at(fund, row)[1];
	return (struct cb_cell){ 0 };
}

static void
compare_community(const struct street_body *body, const struct cb_table *fund, struct cb_sums *sums,
                  const struct cb_query_run *run)
{
	static const int from[SUMS] = { [HOUSEHOLDS] = COMMUNITY_HOUSEHOLDS,
		                        [RESIDENTS] = COMMUNITY_RESIDENTS,
		                        [OFFICE_M2] = COMMUNITY_OFFICE_M2,
		                        [STAFF] = COMMUNITY_STAFF };
	struct cb_text of[KEYS] = { body->cells[COMMUNITY_KIND].text, body->cells[COMMUNITY_STREET].text, body->name };
	struct cb_cell keys[CB_QUERY_KEYS_MAX], received = received_by(fund, body->name);
	struct cb_sum *sum;

	for (size_t i = 0; i < run->n_keys; i++)
		keys[i] = cb_cell_lent(of[run->keys[i]]);
	sum = cb_sums_for(sums, keys);
	cb_sum_add_number(&sum[COMMUNITIES], 1);
	for (int v = HOUSEHOLDS; v < RECEIVED; v++)
		cb_sum_add(&sum[v], &body->cells[from[v]]);
	cb_sum_add(&sum[RECEIVED], &received);
	cb_sum_add_number(&sum[OFFICE_SAYING], body->cells[COMMUNITY_OFFICE_M2].state == CB_VALUE);
	cb_sum_add_number(&sum[STAFF_SAYING], body->cells[COMMUNITY_STAFF].state == CB_VALUE);
}

static void
add_compared(const struct cb_query_run *run, const struct cb_sums *sums, size_t group, struct cb_table *out)
{
	const struct cb_sum *sum = cb_sums_of(sums, group);
	struct cb_cell *cells = cb_sums_row(sums, group, run, out);

	for (size_t v = 0; v < SUMS; v++)
		cells[KEYS + v] = cb_sum_cell(&sum[v], run->office->diag, compare_columns[KEYS + v].key);
	if (sum[OFFICE_M2].is_any) {
		cells[OFFICE_MEAN] = org_divided(sum[OFFICE_M2].n, sum[OFFICE_SAYING].n * CB_MICRO);
		cells[OFFICE_OF_100] = org_divided(sum[OFFICE_M2].n * 100, sum[HOUSEHOLDS].n);
	}
	if (sum[STAFF].is_any)
		cells[STAFF_MEAN] = org_divided(sum[STAFF].n, sum[STAFF_SAYING].n);
	if (sum[RECEIVED].is_any)
		cells[RECEIVED_MEAN] =
			cb_cell_number((int64_t)cb_decimal_round(sum[RECEIVED].n, sum[COMMUNITIES].n, CB_HALF_UP));
}

static enum cb_status
fill_compare(struct cb_query_run *run, struct cb_table *out)
{
	struct street s;
	struct cb_sums sums = { .n_keys = run->n_keys, .n_values = VALUES };
	struct cb_table fund = { 0 };
	enum cb_status status = street_load(&s, run, STREET_HAS(OF_COMMUNITY));

	if (status == CB_OK)
		status = cb_query_ask(run, &cb_query_fund_balance, "community", &fund);
	for (size_t i = 0; status == CB_OK && i < s.n_communities; i++)
		if (s.bodies[i].cells != NULL)
			compare_community(&s.bodies[i], &fund, &sums, run);
	cb_sums_sort(&sums);
	for (size_t i = 0; i < sums.n; i++)
		add_compared(run, &sums, sums.order[i], out);
	cb_sums_release(&sums);
	cb_table_release(&fund);
	street_release(&s);
	return status;
}

const struct cb_query cb_query_org_compare = {
	.name = "communities_compared",
	.zh = "社区比较",
	.title_en = "Communities compared",
	.title_zh = "各类社区比较",
	.columns = compare_columns,
	.reads = "community fund",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_BY,
	.by = "kind",
	.has = street_is_there,
	.fill = fill_compare,
	.en = "Kinds of communities side by side: people, office space, staff, money, as cb-org compare prints them.",
	.doc = "各类社区的户数、办公用房、人员、经费比较,同 cb-org compare。",
};

/* ---- residents whom nobody manages ---- */

enum { ENTERPRISE,
       AREA,
       UNMANAGED_KEYS,
       ENTRIES = 0,
       UNMANAGED_HOUSES,
       UNMANAGED_PEOPLE,
       UNMANAGED_VALUES };

static const struct cb_query_column unmanaged_columns[] = {
	[ENTERPRISE] = { "enterprise", "企业", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[AREA] = { "community", "社区", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[UNMANAGED_KEYS +
		ENTRIES] = { "entries", "条数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[UNMANAGED_KEYS +
		UNMANAGED_HOUSES] = { "households", "户数", .type = &cb_type_qty, .flags = CB_QUERY_SUM },
	[UNMANAGED_KEYS +
		UNMANAGED_PEOPLE] = { "residents", "人数", .type = &cb_type_qty, .flags = CB_QUERY_SUM },
	{ 0 },
};

static enum cb_status
fill_unmanaged(struct cb_query_run *run, struct cb_table *out)
{
	static const int of[] = { [ENTERPRISE] = UNMANAGED_ENTERPRISE, [AREA] = UNMANAGED_COMMUNITY };
	struct street s;
	const struct cb_cell *cells;
	struct cb_sums sums = { .n_keys = run->n_keys, .n_values = UNMANAGED_VALUES };
	enum cb_status status = street_load(&s, run, STREET_HAS(OF_UNMANAGED));

	for (size_t row = 0; status == CB_OK && (cells = street_row(&s, OF_UNMANAGED, row)) != NULL; row++) {
		struct cb_cell keys[CB_QUERY_KEYS_MAX];
		struct cb_sum *sum;

		for (size_t k = 0; k < run->n_keys; k++)
			keys[k] = cb_cell_lent(cells[of[run->keys[k]]].text);
		sum = cb_sums_for(&sums, keys);
		cb_sum_add_number(&sum[ENTRIES], 1);
		cb_sum_add(&sum[UNMANAGED_HOUSES], &cells[UNMANAGED_HOUSEHOLDS]);
		cb_sum_add(&sum[UNMANAGED_PEOPLE], &cells[UNMANAGED_RESIDENTS]);
	}
	cb_sums_sort(&sums);
	for (size_t i = 0; i < sums.n; i++) {
		struct cb_cell *to = cb_sums_row(&sums, sums.order[i], run, out);

		for (size_t v = 0; v < UNMANAGED_VALUES; v++)
			to[UNMANAGED_KEYS + v] = cb_sum_cell(&cb_sums_of(&sums, sums.order[i])[v], run->office->diag,
			                                     unmanaged_columns[UNMANAGED_KEYS + v].key);
	}
	cb_sums_release(&sums);
	street_release(&s);
	return status;
}

const struct cb_query cb_query_org_unmanaged = {
	.name = "unmanaged_residents",
	.zh = "未纳入管理居民",
	.title_en = "Residents whom no community manages",
	.title_zh = "未纳入社区管理的居民",
	.columns = unmanaged_columns,
	.reads = "unmanaged",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_BY,
	.by = "enterprise,community",
	.has = street_is_there,
	.fill = fill_unmanaged,
	.en = "Residents whom no community manages, by enterprise and community, as cb-org unmanaged prints them.",
	.doc = "未纳入社区管理的居民,按企业和社区,同 cb-org unmanaged。",
};
