/* The rows of a table against a benchmark, and as shares. */
#include <cb/base/suggest.h>
#include <cb/base/utf8.h>
#include <cb/value/wording.h>

#include "table_judging.h"

bool
cb_table_is_same(struct cb_text a, struct cb_text b)
{
	struct cb_str x = { 0 }, y = { 0 };
	bool same = cb_text_equal(a, b);

	if (!same) {
		cb_utf8_nfkc(cb_text_trim(a), &x);
		cb_utf8_nfkc(cb_text_trim(b), &y);
		same = cb_text_equal(cb_str_text(&x), cb_str_text(&y));
	}
	cb_str_release(&x);
	cb_str_release(&y);
	return same;
}

bool
cb_table_find_benchmark(struct cb_table_judging *r)
{
	const struct cb_loose_table *e = &r->entrants;
	struct cb_nearest nearest = { 0 };
	struct cb_text name = cb_text_of(r->options->benchmark);

	r->benchmark = SIZE_MAX;
	if (r->options->benchmark == NULL)
		return true;
	if (!cb_loose_may_ask(e, 0, r->diag))
		return false;
	for (size_t i = 0; i < e->n; i++) {
		if (cb_table_is_same(e->rows[i].cells[0], name)) {
			r->benchmark = i;
			return true;
		}
		cb_nearest_try(&nearest, name, e->rows[i].cells[0]);
	}
	cb_report(r->diag, CB_UNKNOWN_ENTRANT, e->header, "", name, cb_arg_nearest(nearest.text));
	return false;
}

void
cb_table_compare(struct cb_table_judging *r, const size_t *rows, size_t n)
{
	size_t with = r->options->benchmark != NULL ? r->benchmark : rows[0];

	for (size_t i = 0; i < n; i++)
		r->verdicts[rows[i]].benchmark = r->verdicts[with].is_absent ? SIZE_MAX : with;
}

struct cb_cell
cb_table_share(struct cb_table_judging *r, cb_wide part, cb_wide whole)
{
	struct cb_str text = { 0 };

	cb_words_share(part, whole, &text);
	return cb_table_take(r->out, &text);
}

size_t
cb_table_print_gap(struct cb_table_judging *r, size_t row, struct cb_cell *cells)
{
	enum { NAME,
	       DIFFERENCE,
	       RATIO,
	       ALL };
	const struct cb_verdict *v = &r->verdicts[row], *with;
	int64_t shown = cb_table_is_ratio(r) ? 1 : cb_table_measure(r, r->by)->shown;

	for (int i = 0; i < ALL; i++)
		cells[i] = (struct cb_cell){ 0 };
	if (v->benchmark == SIZE_MAX)
		return ALL;
	with = &r->verdicts[v->benchmark];
	cells[NAME] = cb_table_text(r->out, r->entrants.rows[v->benchmark].cells[0]);
	if (v->is_absent)
		return ALL;
	cells[DIFFERENCE] =
		cb_cell_number((int64_t)cb_decimal_round((cb_wide)v->value - with->value, shown, CB_HALF_UP));
	cells[RATIO] = cb_table_share(r, v->value, with->value);
	return ALL;
}
