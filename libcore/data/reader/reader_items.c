/* The items of a wide row, and the columns beside them that say their sum or mean. */
#include <cb/value/arg.h>
#include <cb/value/wording.h>

#include "reader_state.h"

enum { CENT = 10000 };

/* The items of a wide row added up, from left to right. */
struct items {
	cb_wide sum, since; /* weighted, 10^-12: of all, and of those since the last sum */
	cb_wide plain;      /* unweighted, millionths */
	size_t n;
	int64_t first; /* of them; the others may differ */
	bool varies;
	struct cb_number_in in; /* what the first is written in; scale 0 = not all are in that */
	bool is_mixed;          /* they are of several things */
};

/* What an item is written in: behind it, or by its label. */
static struct cb_number_in
written_in(const struct cb_reader *r, const struct field *f)
{
	struct cb_text raw = f->at < r->row.raw.n ? cb_text_trim(r->row.raw.cells[f->at]) : (struct cb_text){ "", 0 };
	struct cb_number_in in;

	if (!cb_number_is_in(raw, &in) && f->said.word.len > 0) {
		cb_unit_read(f->said.word, f->unit.wanted, &in.scale);
		in.usual = cb_unit_usual(f->said.word);
	}
	return in;
}

static void
note_unit(struct items *items, struct cb_number_in in)
{
	if (items->n == 1)
		items->in = in;
	items->is_mixed |= !cb_text_equal(in.usual, items->in.usual);
	if (items->is_mixed || in.scale != items->in.scale)
		items->in.scale = 0;
}

/* Adds the i-th item; false where its weight says that sums cannot be checked. */
static bool
add_item(struct cb_reader *r, struct items *items, size_t i)
{
	struct cb_cell cell = r->row.pivots[i];
	int64_t weight = 1000000;

	if (r->in.weight != NULL && cb_reader_has_indicators(r))
		weight = r->in.weight(r->in.weight_arg, r->sheet.binding.columns[r->sheet.pivots[i].at].indicator);
	if (weight == INT64_MIN)
		return false;
	if (cell.state != CB_VALUE)
		return true;
	if (!cb_row_in_unit(r, &r->sheet.pivots[i], &cell))
		return false;
	items->sum += (cb_wide)cell.n * weight;
	items->since += (cb_wide)cell.n * weight;
	items->plain += cell.n;
	if (items->n++ == 0)
		items->first = cell.n;
	items->varies |= cell.n != items->first;
	if (r->sheet.pivots[i].unit_in >= 0)
		note_unit(items, written_in(r, &r->sheet.pivots[i]));
	return true;
}

/* A column that says the sum of its row's items, or their mean. */
struct total {
	const struct field *f;
	struct cb_text raw;
	bool is_sum;
	cb_wide so_far, since; /* the items before it, all of them and those since the last sum */
};

static bool
is_right(const struct total *t, const struct cb_cell *stated, const struct items *all)
{
	cb_wide n = (cb_wide)stated->n * 1000000;
	int64_t step;

	if (t->is_sum)
		return n == all->sum || n == t->so_far || n == t->since;
	step = cb_totals_step(t->raw, t->f->is->type, t->f->is->arg, &t->f->unit);
	return all->n == 0 || cb_is_mean(stated->n, step, all->plain, all->n);
}

/* It must be right, where it can be read; a bare one may be in what each item is written in. */
static bool
check_total(struct cb_reader *r, const struct total *t, const struct items *all)
{
	const struct field *f = t->f;
	struct cb_parse_env env = cb_field_environment(r, f);
	enum cb_code code = t->is_sum ? CB_SUM_WRONG : CB_ROW_MEAN_WRONG;
	struct cb_cell stated, computed = { .state = CB_VALUE, .n = (int64_t)(all->sum / 1000000) };

	if (f->is->type->parse(f->is->arg, t->raw, &env, &stated) != CB_FINE || stated.state != CB_VALUE ||
	    all->is_mixed || !cb_row_in_unit(r, f, &stated) || is_right(t, &stated, all))
		return true;
	if (all->in.scale != 0 && cb_totals_in_unit(t->raw, &all->in, f->is->type, &f->unit, &stated) &&
	    is_right(t, &stated, all))
		return true;
	if (!t->is_sum)
		computed.n = (int64_t)cb_decimal_round(all->plain, (cb_wide)all->n, CB_HALF_UP);
	cb_report(r->diag, code, cb_reader_where(r, f->at + 1), f->is->key, r->row.raw.cells[f->at],
	          cb_arg_cell(f->is->type, f->is->arg, &computed));
	return !cb_diag_is_error(r->diag, code);
}

/* Is the first, or the last, item of each row what all others make? */
static void
compare_end_items(struct cb_reader *r, const struct items *all)
{
	for (int last = 0; last < 2; last++) {
		const struct cb_cell *cell = &r->row.pivots[last ? r->sheet.n_pivots - 1 : 0];
		struct like *like = &r->sheet.like[last];
		bool may = cell->state == CB_VALUE && all->n > CB_LIKE_MIN;

		like->is &= may ? cb_like_total(cell->n, CENT, all->plain, all->n) : 0;
		like->varies = like->varies || all->varies;
	}
}

/* ---- shares ---- */

/* In millionths, 60% and 0.6 alike; step: half of the last place that is written. False: it is no number. */
static bool
read_share(struct cb_text raw, bool as_percent, cb_wide *share, cb_wide *step)
{
	struct cb_cell cell;
	int point = cb_text_find(raw, ".");
	bool has_sign = cb_text_ends(raw, "%") || cb_text_ends(raw, "%");

	if (has_sign)
		raw.len -= raw.p[raw.len - 1] == '%' ? 1 : (uint32_t)sizeof("%") - 1;
	if (raw.len == 0 || cb_type_num.parse(NULL, raw, &(struct cb_parse_env){ 0 }, &cell) != CB_FINE)
		return false;
	*step = CB_MICRO / 2;
	for (uint32_t i = 0; point >= 0 && i + (uint32_t)point + 1 < raw.len && *step > 1; i++)
		*step /= 10;
	*share = cell.n;
	if (has_sign || as_percent) {
		*share /= 100;
		*step /= 100;
	}
	return true;
}

/* Is it part of whole, rounded to what is written, or cut off there? */
static bool
is_share(struct cb_text raw, bool as_percent, cb_wide part, cb_wide whole)
{
	cb_wide share, step, off;

	if (!read_share(raw, as_percent, &share, &step))
		return false;
	off = share * whole - part * CB_MICRO;
	return off <= (step + 1) * whole && off >= -2 * (step + 1) * whole;
}

/* Of how many, at least and at most, a share of so many can be. */
struct whole {
	cb_wide least, most;
};

static void
narrow(struct whole *whole, struct cb_text raw, cb_wide part)
{
	cb_wide share, step, least, most;

	if (!read_share(raw, false, &share, &step) || (share > CB_MICRO && !read_share(raw, true, &share, &step)) ||
	    share <= step + 1)
		return;
	least = (part * CB_MICRO + share + step) / (share + step + 1);
	most = part * CB_MICRO / (share - step - 1);
	whole->least = least > whole->least ? least : whole->least;
	whole->most = most < whole->most ? most : whole->most;
}

/* What the share in column c is of: a count, or the sum of all. */
static cb_wide
part_of(const struct cb_reader *r, size_t c, cb_wide whole)
{
	for (size_t i = 0; i < r->sheet.n_pivots; i++)
		if (r->sheet.pivots[i].at == r->sheet.binding.columns[c].of)
			return r->row.pivots[i].n;
	return whole;
}

/* Where several answers may be given, shares are of those who were asked: fewer than all answers, and as many for each
 * share. */
static bool
are_of_fewer(const struct cb_reader *r, cb_wide sum)
{
	const struct cb_binding *binding = &r->sheet.binding;
	struct whole whole = { .least = 1, .most = sum - 1 };
	size_t n = 0;

	for (size_t c = 0; c < binding->n && c < r->row.raw.n; c++) {
		struct cb_text raw = cb_text_trim(r->row.raw.cells[c]);

		if (binding->columns[c].kind != CB_BOUND_SHARE || raw.len == 0)
			continue;
		narrow(&whole, raw, part_of(r, c, sum));
		n++;
	}
	return n > 1 && whole.least <= whole.most;
}

/* A share that is another than the counts make is told: the counts are what is kept. */
static void
check_shares(struct cb_reader *r, cb_wide whole)
{
	const struct cb_binding *binding = &r->sheet.binding;

	if (are_of_fewer(r, whole))
		return;
	for (size_t c = 0; whole > 0 && c < binding->n && c < r->row.raw.n; c++) {
		struct cb_text raw = cb_text_trim(r->row.raw.cells[c]);
		struct cb_str computed = { 0 };
		cb_wide part;

		if (binding->columns[c].kind != CB_BOUND_SHARE || raw.len == 0)
			continue;
		part = part_of(r, c, whole);
		if (is_share(raw, false, part, whole) || is_share(raw, true, part, whole))
			continue;
		cb_words_share(part, whole, &computed);
		cb_report(r->diag, CB_SHARE_WRONG, cb_reader_where(r, (uint32_t)c + 1), "", raw, (int64_t)part,
		          (int64_t)whole, computed);
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
	check_shares(r, all.plain);
	for (size_t i = 0; r->sheet.has_row_totals && i < r->sheet.n_sums; i++) {
		const struct field *f = &r->sheet.sums[i];
		struct total total = { .f = f, .is_sum = r->sheet.binding.columns[f->at].kind == CB_BOUND_SUM };

		while (next < r->sheet.n_pivots && r->sheet.pivots[next].at < f->at)
			add_item(r, &items, next++);
		total.so_far = items.sum;
		total.since = items.since;
		items.since = total.is_sum ? 0 : items.since;
		if (f->at >= r->row.raw.n)
			continue;
		total.raw = cb_text_trim(r->row.raw.cells[f->at]);
		ok = check_total(r, &total, &all) && ok;
	}
	return ok;
}
