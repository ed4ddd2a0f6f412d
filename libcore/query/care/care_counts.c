/* How much help there was, by what --by names. */
#include <cb/rule/small_cells.h>

#include "care_rows.h"

enum { COMMUNITY,
       KIND,
       HELPER,
       MONTH,
       VALUES };

static const struct cb_query_column columns[] = {
	[COMMUNITY] = { "community", "社区", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[KIND] = { "kind", "帮扶类别", .like = &cb_register_care, .like_column = CARE_KIND, .flags = CB_QUERY_BY_KEY },
	[HELPER] = { "helper", "结对单位", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY,
	             .en = "empty: all who are no registered unit", .doc = "空着:未登记为单位的全部" },
	[MONTH] = { "month", "月份", .type = &cb_type_period, .flags = CB_QUERY_BY_KEY },
	CARE_VALUE_COLUMNS(VALUES),
	{ 0 },
};

static struct cb_cell
key_of(size_t key, const struct cb_cell *cells)
{
	switch (key) {
	case COMMUNITY:
		return cb_cell_lent(cells[CARE_COMMUNITY].text);
	case KIND:
		return cb_sums_word((int)cb_cell_n_or(&cells[CARE_KIND], -1));
	case HELPER: /* R2 */
		return cb_cell_lent(cells[CARE_HELPER].mark != 0 ? cells[CARE_HELPER].text : (struct cb_text){ "", 0 });
	default:
		return cells[CARE_SINCE].state == CB_VALUE
		               ? cb_cell_number(cb_period_of_day(CB_MONTH, cells[CARE_SINCE].n))
		               : (struct cb_cell){ 0 };
	}
}

static void
count(const struct cb_query_run *run, const struct care_rows *rows, struct cb_sums *sums)
{
	for (size_t i = 0; i < rows->n; i++) {
		struct cb_cell keys[CB_QUERY_KEYS_MAX];

		for (size_t k = 0; k < run->n_keys; k++)
			keys[k] = key_of(run->keys[k], rows->rows[i]);
		care_add(cb_sums_for(sums, keys), rows->rows[i]);
	}
	cb_sums_sort(sums);
}

/* R3: the rows that are alike but for one key. */
static void
add_lines(struct cb_small_cells *cells, const struct cb_sums *sums, size_t key)
{
	struct cb_sums lines = { .n_keys = sums->n_keys - 1, .n_values = 1 };

	for (size_t row = 0; row < sums->n; row++) {
		const struct cb_cell *of = cb_sums_keys(sums, sums->order[row]);
		struct cb_cell others[CB_QUERY_KEYS_MAX];
		size_t n = 0, n_lines = lines.n, line;

		for (size_t k = 0; k < sums->n_keys; k++)
			if (k != key)
				others[n++] = of[k];
		line = cb_sums_at(&lines, others);
		if (line == n_lines)
			cb_sums_of(&lines, line)->n = (cb_wide)cb_small_cells_line(cells, CB_CELL_ELSEWHERE);
		cb_small_cells_member(cells, (size_t)cb_sums_of(&lines, line)->n, row);
	}
	cb_sums_release(&lines);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct care_rows rows;
	struct cb_sums sums = { .n_keys = run->n_keys, .n_values = CARE_VALUES };
	struct care_table table = { run, out, VALUES };
	struct cb_small_cells *cells;
	enum cb_status status = care_rows_load(&rows, run);

	count(run, &rows, &sums);
	for (size_t i = 0; status == CB_OK && i < sums.n; i++) {
		struct cb_cell *row = cb_sums_row(&sums, sums.order[i], run, out);

		care_tell(&table, cb_sums_of(&sums, sums.order[i]), row);
	}
	cells = status == CB_OK ? care_small_cells(&table) : NULL;
	for (size_t k = 0; cells != NULL && k < run->n_keys; k++)
		add_lines(cells, &sums, k);
	care_hide(&table, cells);
	cb_sums_release(&sums);
	care_rows_release(&rows);
	return status;
}

const struct cb_query cb_query_care_counts = {
	.name = "care_counts",
	.zh = "帮扶人数",
	.title_en = "Help for residents",
	.title_zh = "帮扶统计",
	.columns = columns,
	.reads = "care",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE | CB_QUERY_TAKES_BY,
	.by = "kind",
	.has = care_is_there,
	.fill = fill,
	.en = "Help by kind, as counts, as cb-care summary prints it; nobody is named.",
	.doc = "帮扶按类别的人次等,同 cb-care summary;不出姓名。",
};
