/* How many problems there are of what: found, open, closed, late. */
#include <cb/query/sums.h>

#include "problem_book.h"

enum { LEVEL,
       RESPONSIBLE,
       COMMUNITY,
       ESTATE,
       BUILDING,
       KIND,
       CLASS,
       SOURCE,
       STATE,
       MONTH,
       KEYS,
       FOUND = 0,
       OPEN,
       FIXED,
       CLOSED,
       LATE,
       VALUES };

#define KEY(k, label, c) CB_QUERY_LIKE(k, label, problem, PROBLEM_##c, CB_QUERY_BY_KEY)
#define NAME(k, label) CB_QUERY_OF(k, label, text, CB_QUERY_BY_KEY)
#define COUNT(k, label, en_, zh_)                                                                \
	{                                                                                        \
		k, label, .type = &cb_type_int, .flags = CB_QUERY_SUM, .en = (en_), .doc = (zh_) \
	}
static const struct cb_query_column columns[] = {
	[LEVEL] = KEY("level", "责任层级", LEVEL),
	[RESPONSIBLE] = NAME("responsible", "责任单位"),
	[COMMUNITY] = NAME("community", "社区"),
	[ESTATE] = NAME("estate", "小区"),
	[BUILDING] = KEY("building", "楼栋", BUILDING),
	[KIND] = KEY("kind", "类别", KIND),
	[CLASS] = KEY("class", "案件类型", CLASS),
	[SOURCE] = KEY("source", "来源", SOURCE),
	[STATE] = KEY("state", "状态", STATE),
	[MONTH] = { "month", "月份", .type = &cb_type_period, .flags = CB_QUERY_BY_KEY },
	[KEYS + FOUND] = COUNT("problems", "问题", NULL, NULL),
	[KEYS + OPEN] = COUNT("open", "未结", NULL, NULL),
	[KEYS + FIXED] = COUNT("fixed", "已整改", "fixed or closed", "待核查和结案"),
	[KEYS + CLOSED] = COUNT("closed", "结案", NULL, NULL),
	[KEYS + LATE] = COUNT("late", "超期", "open or not", "不论是否结案"),
	{ 0 },
};

static struct cb_cell
key_of(const struct book *b, const struct problem *p, size_t key)
{
	switch (key) {
	case LEVEL:
		return cb_sums_word(p->level);
	case RESPONSIBLE:
		return cb_cell_lent(cb_office_name(b->office, p->responsible));
	case COMMUNITY:
		return cb_cell_lent(cb_office_name(b->office, p->community));
	case ESTATE:
		return cb_cell_lent(cb_office_name(b->office, p->estate));
	case BUILDING:
		return cb_cell_lent(p->building);
	case KIND:
		return cb_cell_lent(p->kind);
	case CLASS:
		return cb_sums_word(p->class);
	case SOURCE:
		return cb_sums_word(p->source);
	case STATE:
		return cb_sums_word(p->state);
	default:
		return p->found == NO_MINUTE ? (struct cb_cell){ 0 }
		                             : cb_cell_number(cb_period_of_day(CB_MONTH, cb_date_of_minute(p->found)));
	}
}

static bool
add_problem(struct book *b, const struct problem *p, void *asking)
{
	struct cb_sums *sums = asking;
	struct cb_cell keys[CB_QUERY_KEYS_MAX];
	struct cb_sum *sum;

	for (size_t i = 0; i < sums->n_keys; i++)
		keys[i] = key_of(b, p, b->run->keys[i]);
	sum = cb_sums_for(sums, keys);
	cb_sum_add_number(&sum[FOUND], 1);
	cb_sum_add_number(&sum[OPEN], cb_problem_is_open(p->state));
	cb_sum_add_number(&sum[FIXED], p->state == STATE_FIXED || p->state == STATE_CLOSED);
	cb_sum_add_number(&sum[CLOSED], p->state == STATE_CLOSED);
	cb_sum_add_number(&sum[LATE], problem_is_late(p, b->run->today_day));
	return false;
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_sums sums = { .n_keys = run->n_keys, .n_values = VALUES };
	struct book b = { .only_sums = true, .holds = add_problem, .asking = &sums };
	enum cb_status status = book_load(&b, run);

	cb_sums_sort(&sums);
	for (size_t i = 0; status == CB_OK && i < sums.n; i++) {
		const struct cb_sum *sum = cb_sums_of(&sums, sums.order[i]);
		struct cb_cell *cells = cb_sums_row(&sums, sums.order[i], run, out);

		for (size_t v = 0; v < VALUES; v++)
			cells[KEYS + v] = cb_sum_cell(&sum[v], run->office->diag, columns[KEYS + v].key);
	}
	cb_sums_release(&sums);
	book_release(&b);
	return status;
}

const struct cb_query cb_query_problem_summary = {
	.name = "problem_summary",
	.zh = "问题汇总",
	.title_en = "Problems: summary",
	.title_zh = "问题汇总",
	.columns = columns,
	.reads = "problem",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE | CB_QUERY_TAKES_BY,
	.by = "level",
	.has = cb_query_has_office,
	.fill = fill,
	.en = "How many problems there are of each level, as cb-problem summary prints them.",
	.doc = "各责任层级的问题数,同 cb-problem summary。",
};
