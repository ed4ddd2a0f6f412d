/* Questions that go by place: what came back, where it piles up, which buildings were surveyed. */
#include <stdlib.h>

#include <cb/query/sums.h>

#include "problem_book.h"

#define COUNT(k, label) CB_QUERY_OF(k, label, int, CB_QUERY_SUM)

/* ---- rebound ---- */

enum { BACK_NO,
       BACK_OF,
       BACK_COMMUNITY,
       BACK_PLACE,
       BACK_KIND,
       BACK_CLOSED,
       BACK_FOUND,
       BACK_DAYS,
       BACK_RULE };

static const struct cb_query_column back_columns[] = {
	[BACK_NO] = PROBLEM_COLUMN("no", "编号", NO),
	[BACK_OF] = PROBLEM_COLUMN("rebound_of", "原编号", REBOUND_OF),
	[BACK_COMMUNITY] = PROBLEM_NAME("community", "社区"),
	[BACK_PLACE] = PROBLEM_COLUMN("place", "地点", PLACE),
	[BACK_KIND] = PROBLEM_COLUMN("kind", "类别", KIND),
	[BACK_CLOSED] = PROBLEM_COLUMN("closed", "原结案时间", CLOSED),
	[BACK_FOUND] = PROBLEM_COLUMN("found", "再次发现", FOUND),
	[BACK_DAYS] = { "days", "间隔天数", .type = &cb_type_int },
	[BACK_RULE] = { "rule", "依据", .type = &cb_type_text, .en = "the rule, or 原编号 where the row says it itself",
	                .doc = "规则;该行自己写了原编号的写“原编号”" },
	{ 0 },
};

static int
by_found(const void *pa, const void *pb)
{
	const struct problem *a = pa, *b = pb;

	return a->found != b->found ? cb_order(a->found, b->found) : cb_text_compare(a->no, b->no);
}

static struct cb_text
what_of(const struct problem *p)
{
	return p->kind.len > 0 ? p->kind : p->description;
}

static void
place_key(const struct problem *p, struct cb_str *key)
{
	struct cb_text what = what_of(p);

	cb_str_setf(key, "%u\n%.*s\n%.*s", p->community, CB_TEXT_ARG(p->place), CB_TEXT_ARG(what));
}

/* Did it come back within the time that rule problem.rebound allows? */
static const struct cb_rule *
rule_back(const struct book *b, struct cb_due *calendar, const struct problem *old, const struct problem *p)
{
	struct cb_str community = { 0 }, kind = { 0 };
	const struct cb_rule *rule;

	if (old->closed == NO_MINUTE || old->closed > p->found)
		return NULL;
	cb_str_addt(&community, cb_office_name(b->office, p->community));
	cb_str_addt(&kind, p->kind);
	rule = cb_rules_pick(b->office->rules, "problem.rebound", cb_str_c(&community), cb_str_c(&kind), 0,
	                     (int32_t)cb_date_of_minute(p->found));
	cb_str_release(&community);
	cb_str_release(&kind);
	if (rule == NULL || p->found > cb_due_minute(calendar, &rule->value, old->closed))
		return NULL;
	return rule;
}

static void
add_back(const struct book *b, const struct problem *old, const struct problem *p, const char *why,
         struct cb_table *out)
{
	struct cb_cell *cells = cb_table_row(out);

	cells[BACK_NO] = cb_table_text(out, p->no);
	cells[BACK_OF] = cb_table_text(out, old->no);
	cells[BACK_COMMUNITY] = cb_table_text(out, cb_office_name(b->office, p->community));
	cells[BACK_PLACE] = cb_table_text(out, p->place);
	cells[BACK_KIND] = cb_table_text(out, p->kind);
	if (old->closed != NO_MINUTE) {
		cells[BACK_CLOSED] = minute_cell(old->closed);
		cells[BACK_DAYS] = cb_cell_number(cb_date_of_minute(p->found) - cb_date_of_minute(old->closed));
	}
	cells[BACK_FOUND] = minute_cell(p->found);
	cells[BACK_RULE] = cb_table_text(out, cb_text_of(why));
}

static void
find_back(struct book *b, struct cb_due *calendar, struct cb_table *out)
{
	struct cb_dict last = { 0 }, numbers = { 0 };
	struct cb_str key = { 0 };

	for (size_t i = 0; i < b->n; i++) {
		const struct problem *p = &b->problems[i];
		const struct cb_rule *rule;
		uint32_t own = p->rebound_of.len > 0 ? cb_dict_get(&numbers, p->rebound_of) : 0, at;

		place_key(p, &key);
		at = cb_dict_get(&last, cb_str_text(&key));
		rule = at == 0 ? NULL : rule_back(b, calendar, &b->problems[at - 1], p);
		if (own != 0)
			add_back(b, &b->problems[own - 1], p, "原编号", out);
		else if (rule != NULL)
			add_back(b, &b->problems[at - 1], p, rule->id, out);
		cb_dict_put(&last, cb_str_text(&key), (uint32_t)i + 1);
		if (p->no.len > 0)
			cb_dict_put(&numbers, p->no, (uint32_t)i + 1);
	}
	cb_dict_release(&last);
	cb_dict_release(&numbers);
	cb_str_release(&key);
}

static enum cb_status
fill_back(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_due calendar;
	struct book b = { 0 };
	enum cb_status status = cb_due_open(&calendar, run->office);

	if (status == CB_OK)
		status = book_load(&b, run);
	if (status == CB_OK && b.n > 0) {
		cb_sort(b.problems, b.n, sizeof(*b.problems), by_found);
		find_back(&b, &calendar, out);
	}
	book_release(&b);
	cb_due_release(&calendar);
	return status;
}

const struct cb_query cb_query_problem_rebound = {
	.name = "rebound",
	.zh = "反弹问题",
	.title_en = "Problems that came back",
	.title_zh = "反弹问题",
	.columns = back_columns,
	.reads = "problem",
	.takes = PROBLEM_TAKES,
	.has = cb_query_has_office,
	.fill = fill_back,
	.en = "Problems of the same place and kind as one closed shortly before.",
	.doc = "结案后不久在同一地点再次出现的同类问题。",
};

/* ---- hotspots ---- */

enum { HOT_COMMUNITY,
       HOT_ESTATE,
       HOT_PLACE,
       HOT_KIND,
       HOT_N,
       HOT_OPEN };

static const struct cb_query_column hot_columns[] = {
	[HOT_COMMUNITY] = PROBLEM_NAME("community", "社区"),
	[HOT_ESTATE] = PROBLEM_NAME("estate", "小区"),
	[HOT_PLACE] = { "place", "地点", .type = &cb_type_text, .en = "the building where there is one",
	                .doc = "有楼栋的写楼栋" },
	[HOT_KIND] = PROBLEM_COLUMN("kind", "类别", KIND),
	[HOT_N] = COUNT("problems", "问题"),
	[HOT_OPEN] = COUNT("open", "未结"),
	{ 0 },
};

static void
add_hot(const struct book *b, const struct problem *p, struct cb_sums *sums)
{
	struct cb_cell keys[] = {
		cb_cell_lent(cb_office_name(b->office, p->community)),
		cb_cell_lent(cb_office_name(b->office, p->estate)),
		cb_cell_lent(p->building.len > 0 ? p->building : p->place),
		cb_cell_lent(what_of(p)),
	};
	struct cb_sum *sum = cb_sums_for(sums, keys);

	cb_sum_add_number(&sum[0], 1);
	cb_sum_add_number(&sum[1], cb_problem_is_open(p->state));
}

struct hot {
	cb_wide n;
	size_t place, group;
};

static int
by_number(const void *pa, const void *pb)
{
	const struct hot *a = pa, *b = pb;

	return a->n != b->n ? cb_order(b->n, a->n) : (a->place < b->place ? -1 : 1);
}

/* The most first, in the order of the keys where there are as many. */
static void
sort_hot(const struct cb_sums *sums)
{
	struct hot *all = cb_alloc(sums->n + 1, sizeof(*all));

	for (size_t i = 0; i < sums->n; i++)
		all[i] = (struct hot){ cb_sums_of(sums, sums->order[i])->n, i, sums->order[i] };
	cb_sort(all, sums->n, sizeof(*all), by_number);
	for (size_t i = 0; i < sums->n; i++)
		sums->order[i] = all[i].group;
	free(all);
}

static enum cb_status
fill_hot(struct cb_query_run *run, struct cb_table *out)
{
	size_t top = run->of.problem != NULL && run->of.problem->top > 0 ? (size_t)run->of.problem->top : SIZE_MAX;
	struct cb_sums sums = { .n_keys = HOT_N, .n_values = 2 };
	struct book b = { 0 };
	enum cb_status status = book_load(&b, run);

	for (size_t i = 0; status == CB_OK && i < b.n; i++)
		add_hot(&b, &b.problems[i], &sums);
	cb_sums_sort(&sums);
	sort_hot(&sums);
	for (size_t i = 0; i < sums.n; i++) {
		const struct cb_cell *keys = cb_sums_keys(&sums, sums.order[i]);
		const struct cb_sum *sum = cb_sums_of(&sums, sums.order[i]);
		struct cb_cell *cells;

		if (i >= top && sum->n < cb_sums_of(&sums, sums.order[top - 1])->n)
			break; /* all that have as many as the last one */
		cells = cb_table_row(out);
		for (size_t k = 0; k < HOT_N; k++)
			cells[k] = cb_table_text(out, keys[k].text);
		cells[HOT_N] = cb_cell_number((int64_t)sum[0].n);
		cells[HOT_OPEN] = cb_cell_number((int64_t)sum[1].n);
	}
	cb_sums_release(&sums);
	book_release(&b);
	return status;
}

const struct cb_query cb_query_problem_hotspots = {
	.name = "hotspots",
	.zh = "问题集中处",
	.title_en = "Problems: hotspots",
	.title_zh = "问题集中处",
	.columns = hot_columns,
	.reads = "problem",
	.takes = PROBLEM_TAKES,
	.has = cb_query_has_office,
	.fill = fill_hot,
	.en = "Where problems of one kind pile up, the most first.",
	.doc = "同类问题集中的地点,多的在前。",
};

/* ---- coverage ---- */

enum { COVER_COMMUNITY,
       COVER_ESTATE,
       COVER_SURVEYED,
       COVER_BUILDINGS,
       COVER_MISSING,
       COVER_PERCENT };

static const struct cb_query_column cover_columns[] = {
	[COVER_COMMUNITY] = PROBLEM_NAME("community", "社区"),
	[COVER_ESTATE] = PROBLEM_NAME("estate", "小区"),
	[COVER_SURVEYED] = COUNT("surveyed", "已排查楼栋"),
	[COVER_BUILDINGS] = COUNT("buildings", "楼栋数"),
	[COVER_MISSING] = COUNT("missing", "未排查楼栋"),
	[COVER_PERCENT] = { "percent", "覆盖率", .type = &cb_type_num },
	{ 0 },
};

/* How many buildings of each estate the rows name, those with 无 too. */
static void
count_buildings(const struct book *b, struct cb_sums *sums)
{
	struct cb_dict seen = { 0 };
	struct cb_str key = { 0 };

	for (size_t i = 0; i < b->n; i++) {
		const struct problem *p = &b->problems[i];
		struct cb_cell keys[] = { cb_cell_number(p->community), cb_cell_number(p->estate) };

		if (p->building.len == 0 || p->estate == 0)
			continue;
		cb_str_setf(&key, "%u\n%u\n%.*s", p->community, p->estate, CB_TEXT_ARG(p->building));
		if (!cb_dict_add(&seen, cb_str_text(&key), 1))
			continue;
		cb_sum_add_number(cb_sums_for(sums, keys), 1);
	}
	cb_dict_release(&seen);
	cb_str_release(&key);
}

static bool
add_cover(const struct book *b, struct cb_sums *sums, const struct cb_cell *estate, struct cb_table *out)
{
	struct cb_cell keys[] = { cb_cell_number(estate[ESTATE_COMMUNITY].n), cb_cell_number(estate[ESTATE_NAME].n) };
	int64_t surveyed = (int64_t)cb_sums_for(sums, keys)->n, micro;
	const struct cb_cell *buildings = &estate[ESTATE_BUILDINGS];
	bool is_known = buildings->state == CB_VALUE;
	struct cb_cell *cells = cb_table_row(out);

	cells[COVER_COMMUNITY] = cb_table_text(out, cb_office_name(b->office, (uint32_t)keys[0].n));
	cells[COVER_ESTATE] = cb_table_text(out, cb_office_name(b->office, (uint32_t)keys[1].n));
	cells[COVER_SURVEYED] = cb_cell_number(surveyed);
	if (!is_known)
		return false;
	cells[COVER_BUILDINGS] = cb_cell_number(buildings->n);
	cells[COVER_MISSING] = cb_cell_number(surveyed < buildings->n ? buildings->n - surveyed : 0);
	if (cb_decimal_divide((cb_wide)surveyed * 100, buildings->n, 2, CB_HALF_UP, &micro))
		cells[COVER_PERCENT] = cb_cell_number(micro);
	return surveyed >= buildings->n;
}

static enum cb_status
fill_cover(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_input in = { .reg = &cb_register_estate };
	struct cb_sums sums = { .n_keys = 2, .n_values = 1 };
	struct cb_records records;
	const struct cb_record *record;
	struct book b = { .with_surveyed = true };
	enum cb_status status = book_load(&b, run);
	bool is_covered = true;

	if (status == CB_OK) {
		count_buildings(&b, &sums);
		cb_records_open(&records, run->office, &in, NULL, 0);
		while (cb_records_next(&records, &record) > 0)
			is_covered = add_cover(&b, &sums, record->cells, out) && is_covered;
		status = cb_records_close(&records);
		cb_query_sort_by_name(out, 0, COVER_COMMUNITY);
	}
	cb_sums_release(&sums);
	book_release(&b);
	return status == CB_OK && !is_covered ? CB_FOUND : status;
}

const struct cb_query cb_query_problem_coverage = {
	.name = "coverage",
	.zh = "排查覆盖",
	.title_en = "Coverage of the survey",
	.title_zh = "排查覆盖",
	.columns = cover_columns,
	.reads = "problem estate",
	.takes = PROBLEM_TAKES,
	.has_findings = true,
	.has = cb_query_has_office,
	.fill = fill_cover,
	.en = "Buildings surveyed of all, by estate; a row that says 无 counts.",
	.doc = "各小区已排查的楼栋;写“无”的也算。",
};
