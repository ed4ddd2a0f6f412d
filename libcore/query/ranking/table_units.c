/* Rows that each say what their number is in: a column 计量单位 beside the one that is ranked. */
#include <cb/value/arg.h>
#include <cb/value/unit.h>

#include "table_judging.h"

static bool
is_of_units(const struct cb_loose_table *e, int column)
{
	static const char *const labels[] = { "计量单位", "单位", "数量单位", "金额单位", "计价单位", "unit", NULL };
	size_t n = 0;

	for (size_t i = 0; cb_text_is_one_of(e->labels[column], labels) && i < e->n; i++) {
		struct cb_text cell = cb_text_trim(e->rows[i].cells[column]);

		if (cell.len > 0 && !cb_unit_is_word(cell))
			return false;
		n += cell.len > 0;
	}
	return n > 0;
}

/* Beside amounts of money 个 and 箱 are what is counted, in another column. */
static bool
is_of_another(struct cb_text label, struct cb_text unit)
{
	struct cb_measure m = { 0 };
	int64_t scale;
	const struct cb_unit *of_row = cb_unit_read(unit, "元", &scale);
	bool is_other;

	cb_measure_start(&m, label);
	is_other = m.shown_unit.len > 0 || cb_text_find(label, "价") >= 0 ||
	           (m.is_money && of_row != NULL && of_row->dimension != CB_MONEY);
	cb_measure_release(&m);
	return is_other;
}

/* The first row whose unit is another than that of the first; 0 = none. */
static size_t
first_other(const struct cb_loose_table *e, int column)
{
	for (size_t i = 1; i < e->n; i++)
		if (!cb_table_is_same(e->rows[i].cells[column], e->rows[0].cells[column]))
			return i;
	return 0;
}

/* Can the numbers of all rows be told in the unit of the first? */
static bool
are_comparable(struct cb_table_judging *r, int column)
{
	const struct cb_loose_table *e = &r->entrants;
	struct cb_text first = cb_text_trim(e->rows[0].cells[column]);

	for (size_t i = 1; i < e->n; i++) {
		struct cb_text unit = cb_text_trim(e->rows[i].cells[column]);
		struct cb_unit_ratio ratio;

		if (cb_table_is_same(unit, first) || (!cb_table_is_ratio(r) && cb_unit_between(unit, first, &ratio)))
			continue;
		cb_report(r->diag, CB_UNITS_OF_ROWS, cb_loose_where(&e->rows[i], column), "", first, unit, e->labels[column]);
		return false;
	}
	return true;
}

void
cb_table_find_units(struct cb_table_judging *r)
{
	const struct cb_loose_table *e = &r->entrants;

	r->unit_in = -1;
	for (int c = 0; e->n > 0 && c < (int)e->n_labels; c++) {
		size_t other = c != r->by && c != r->group && is_of_units(e, c) ? first_other(e, c) : 0;

		if (other == 0 || is_of_another(e->labels[r->by], cb_text_trim(e->rows[other].cells[c])))
			continue;
		r->unit_in = are_comparable(r, c) ? c : -1;
		return;
	}
}
