/* The items of a wide row, and the columns beside them that say their sum or mean. */
#include <cb/value/arg.h>

#include "reader_state.h"

enum { ITEMS_MIN = 4, /* others, before one that is like all of them is strange */
       CENT = 10000 };

/* The items of a wide row added up, from left to right. */
struct items {
	cb_wide sum, since; /* weighted, 10^-12: of all, and of those since the last sum */
	cb_wide plain;      /* unweighted, millionths */
	size_t n;
	int64_t first; /* of them; the others may differ */
	bool varies;
};

/* Adds the i-th item; false where its weight says that sums cannot be checked. */
static bool
add_item(struct cb_reader *r, struct items *items, size_t i)
{
	const struct cb_cell *cell = &r->row.pivots[i];
	int64_t weight = 1000000;

	if (r->in.weight != NULL && cb_reader_has_indicators(r))
		weight = r->in.weight(r->in.weight_arg, r->sheet.binding.columns[r->sheet.pivots[i].at].indicator);
	if (weight == INT64_MIN)
		return false;
	if (cell->state != CB_VALUE)
		return true;
	items->sum += (cb_wide)cell->n * weight;
	items->since += (cb_wide)cell->n * weight;
	items->plain += cell->n;
	if (items->n++ == 0)
		items->first = cell->n;
	items->varies |= cell->n != items->first;
	return true;
}

/* A column that says the sum of its row's items, or their mean, must be right. */
static bool
check_row_total(struct cb_reader *r, uint32_t at, const struct items *all, struct items *items)
{
	struct field f = cb_field_of(r->in.reg, r->sheet.binding.across.value);
	struct cb_parse_env env = cb_field_environment(r, &f);
	bool is_sum = r->sheet.binding.columns[at].kind == CB_BOUND_SUM;
	struct cb_cell stated, computed = { .state = CB_VALUE, .n = (int64_t)(all->sum / 1000000) };
	struct cb_text raw = cb_text_trim(r->row.raw.cells[at]);
	cb_wide since = items->since;

	items->since = is_sum ? 0 : items->since;
	if (f.is->type->parse(f.is->arg, raw, &env, &stated) != CB_FINE || stated.state != CB_VALUE)
		return true;
	f.at = at;
	if (!is_sum) {
		if (all->n == 0 || cb_totals_is_mean(stated.n, cb_field_step(&f, raw), all->plain, all->n))
			return true;
		computed.n = (int64_t)cb_decimal_round(all->plain, (cb_wide)all->n, CB_HALF_UP);
	} else if ((cb_wide)stated.n * 1000000 == all->sum || (cb_wide)stated.n * 1000000 == since) {
		return true;
	}
	cb_report(r->diag, is_sum ? CB_SUM_WRONG : CB_ROW_MEAN_WRONG, cb_reader_where(r, at + 1), f.is->key,
	          r->row.raw.cells[at], cb_arg_cell(f.is->type, f.is->arg, &computed));
	return !cb_diag_is_error(r->diag, is_sum ? CB_SUM_WRONG : CB_ROW_MEAN_WRONG);
}

/* Is the first, or the last, item of each row what all others make? */
static void
compare_end_items(struct cb_reader *r, const struct items *all)
{
	for (int last = 0; last < 2; last++) {
		const struct cb_cell *cell = &r->row.pivots[last ? r->sheet.n_pivots - 1 : 0];
		struct like *like = &r->sheet.like[last];
		cb_wide others = all->plain - cell->n;
		bool may = cell->state == CB_VALUE && cell->n != 0 && all->n > ITEMS_MIN;

		like->sum = like->sum && may && others == cell->n;
		like->mean = like->mean && may && cb_totals_is_mean(cell->n, CENT, others, all->n - 1);
		like->varies = like->varies || all->varies;
	}
}

bool
cb_row_check_sum(struct cb_reader *r)
{
	struct items all = { 0 }, items = { 0 };
	size_t next = 0;
	bool ok = true;

	for (size_t i = 0; i < r->sheet.n_pivots; i++)
		if (!add_item(r, &all, i))
			return true;
	compare_end_items(r, &all);
	for (uint32_t at = 0; r->sheet.has_row_totals && at < r->sheet.binding.n && at < r->row.raw.n; at++) {
		enum cb_bound kind = r->sheet.binding.columns[at].kind;

		if (kind == CB_BOUND_PIVOT)
			add_item(r, &items, next++);
		else if (kind == CB_BOUND_SUM || kind == CB_BOUND_MEAN)
			ok = check_row_total(r, at, &all, &items) && ok;
	}
	return ok;
}
