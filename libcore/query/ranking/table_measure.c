/* The columns of a ranked table as numbers. */
#include <cb/value/arg.h>

#include "table_judging.h"

void
cb_table_report(struct cb_table_judging *r, enum cb_code code, size_t row, int column, struct cb_arg word)
{
	const struct cb_loose_row *e = &r->entrants.rows[row];
	const char *label = r->entrants.labels[column].p;

	cb_report(r->diag, code, cb_loose_where(e, column), label,
	          code == CB_NO_VALUE || code == CB_DIVISOR_ZERO ? label : e->cells[column].p, word);
}

static void
report_number(struct cb_table_judging *r, enum cb_code code, size_t row, int column)
{
	const struct cb_text cell = r->entrants.rows[row].cells[column];

	cb_table_report(r, code, row, column, cb_arg_hint(&cb_type_num, NULL, cell, r->diag->lang));
}

/* R14: a bare number, with the unit that its row says. */
static struct cb_text
cell_in_unit(struct cb_table_judging *r, size_t row, int column)
{
	struct cb_text cell = r->entrants.rows[row].cells[column];
	struct cb_str s = { 0 };
	int64_t n;

	if (column != r->by || r->unit_in < 0 || !cb_decimal_plain(cb_text_trim(cell), 6, &n))
		return cell;
	cb_str_addt(&s, cb_text_trim(cell));
	cb_str_addt(&s, cb_text_trim(r->entrants.rows[row].cells[r->unit_in]));
	cell = cb_arena_text(&r->out->arena, cb_str_text(&s));
	cb_str_release(&s);
	return cell;
}

/* The numbers of a column; all that is wrong in it is reported the first time. */
const struct cb_measure *
cb_table_measure(struct cb_table_judging *r, int column)
{
	struct cb_measure *m = &r->measures[column];
	struct cb_text unit;

	if (r->is_read[column])
		return m;
	r->is_read[column] = 1;
	m->is_exact = cb_table_is_ratio(r);
	cb_measure_start(m, r->entrants.labels[column]);
	cb_measure_say(m, r->entrants.money_unit);
	for (size_t i = 0; i < r->entrants.n; i++) {
		enum cb_code code = cb_measure_add(m, cell_in_unit(r, i, column));

		if (code != CB_FINE)
			report_number(r, code, i, column);
		else if (m->cells[i].is_missing && !r->options->allow_missing)
			cb_table_report(r, CB_NO_VALUE, i, column, cb_arg_nothing(NULL));
	}
	cb_measure_finish(m);
	if (m->n_rounded > 0)
		cb_report(r->diag, CB_ROUNDED_TO_RANK, cb_loose_where(&r->entrants.rows[m->first_rounded], column), "",
		          r->entrants.labels[column], m->n_rounded);
	unit = m->shown_unit.len > 0 ? m->shown_unit : CB_LIT("%");
	for (size_t i = 0; i < m->n; i++)
		if (!cb_measure_fits(m, i))
			cb_table_report(r, CB_UNIT_DIFFERS, i, column, cb_arg_text(unit));
	return m;
}
