#include <stdlib.h>

#include "totals.h"

struct cb_totals_column {
	int64_t since, all; /* sums since the last 小计 and of all rows */
	bool inexact;       /* a mark, a missing score, or too large: not compared */
	bool per_cent;
	int64_t value; /* of the current row */
	bool has_value;
	int64_t tolerance; /* of the current row's per cent: half a unit of its last place, millionths */
	uint8_t *pairs;    /* per cent: [numerator * n + denominator] still explains every row */
	size_t rows;
};

void
cb_totals_start(struct cb_totals *t, size_t n_columns)
{
	cb_totals_release(t);
	t->columns = cb_grow(NULL, &t->cap, n_columns + 1, sizeof(*t->columns));
	t->n = n_columns;
}

void
cb_totals_release(struct cb_totals *t)
{
	for (size_t c = 0; c < t->n; c++)
		free(t->columns[c].pairs);
	free(t->columns);
	*t = (struct cb_totals){ 0 };
}

/* Half a unit of the last place of "105.39%" in millionths: 50. */
static int64_t
tolerance_of(struct cb_text raw)
{
	int64_t half = 5000;
	int point = cb_text_find(raw, ".");

	for (size_t i = (size_t)point + 1; point >= 0 && i + 1 < raw.len && half > 5; i++)
		half /= 10;
	return half;
}

void
cb_totals_add(struct cb_totals *t, size_t column, const struct cb_cell *cell, struct cb_text raw)
{
	struct cb_totals_column *c = &t->columns[column];

	if (cell->state == CB_EMPTY)
		return;
	if (cell->state != CB_VALUE || cell->mark != CB_EXACT) {
		c->inexact = true;
		return;
	}
	c->value = cell->n;
	c->has_value = true;
	if (raw.len > 0 && raw.p[raw.len - 1] == '%') {
		c->per_cent = t->has_per_cent = true;
		c->tolerance = tolerance_of(raw);
		return;
	}
	if (__builtin_add_overflow(c->since, cell->n, &c->since) || __builtin_add_overflow(c->all, cell->n, &c->all))
		c->inexact = true;
}

/* Is `ratio` (millionths) what num/den rounds to at its places? */
static bool
is_ratio(int64_t ratio, int64_t tolerance, int64_t num, int64_t den)
{
	__int128 off = (__int128)num * 1000000 - (__int128)ratio * den;
	__int128 limit = (__int128)tolerance * den;

	return den > 0 && off <= limit && -off <= limit;
}

static void
narrow_pairs(struct cb_totals *t, struct cb_totals_column *c)
{
	if (c->pairs == NULL) {
		c->pairs = cb_alloc(t->n * t->n, 1);
		for (size_t i = 0; i < t->n * t->n; i++)
			c->pairs[i] = 1;
	}
	for (size_t a = 0; a < t->n; a++)
		for (size_t b = 0; b < t->n; b++) {
			const struct cb_totals_column *num = &t->columns[a], *den = &t->columns[b];

			if (a == b || !num->has_value || !den->has_value || num->per_cent || den->per_cent ||
			    !is_ratio(c->value, c->tolerance, num->value, den->value))
				c->pairs[a * t->n + b] = 0;
		}
	c->rows++;
}

void
cb_totals_row(struct cb_totals *t)
{
	if (!t->has_per_cent)
		return;
	for (size_t c = 0; c < t->n; c++)
		if (t->columns[c].per_cent && t->columns[c].has_value)
			narrow_pairs(t, &t->columns[c]);
	for (size_t c = 0; c < t->n; c++)
		t->columns[c].has_value = false;
}

static bool
report_wrong(const struct cb_totals_cell *cell, int64_t computed, bool per_cent, struct cb_diag *diag)
{
	struct cb_cell right = { .state = CB_VALUE,
		                 .n = per_cent ? (computed + (computed < 0 ? -50 : 50)) / 100 * 10000
		                               : computed };
	const struct cb_type *type = per_cent ? &cb_type_num : cell->type;
	char buf[CB_PRINT_MAX];
	struct cb_str is = { 0 };

	cb_str_addt(&is, type->print(NULL, &right, buf));
	if (per_cent)
		cb_str_addc(&is, '%');
	cb_report(diag, CB_TOTAL_WRONG, cell->place, "", cell->raw, is);
	return false;
}

static bool
check_ratio(struct cb_totals *t, const struct cb_totals_column *c, const struct cb_totals_cell *cell,
            struct cb_diag *diag)
{
	for (size_t i = 0; c->pairs != NULL && c->rows > 1 && i < t->n * t->n; i++) {
		int64_t num = t->columns[i / t->n].all, den = t->columns[i % t->n].all;

		if (c->pairs[i] == 0 || t->columns[i / t->n].inexact || t->columns[i % t->n].inexact)
			continue;
		if (is_ratio(cell->cell->n, tolerance_of(cell->raw), num, den))
			return true;
		return report_wrong(cell, (int64_t)((__int128)num * 1000000 / den), true, diag);
	}
	return true;
}

bool
cb_totals_check(struct cb_totals *t, size_t column, const struct cb_totals_cell *cell, struct cb_diag *diag)
{
	const struct cb_totals_column *c = &t->columns[column];

	if (cell->cell->mark != CB_EXACT || c->inexact)
		return true;
	if (c->per_cent)
		return check_ratio(t, c, cell, diag);
	if (cell->cell->n == c->since || (cell->kind == CB_ROW_TOTAL && cell->cell->n == c->all))
		return true;
	return report_wrong(cell, cell->kind == CB_ROW_TOTAL ? c->all : c->since, false, diag);
}

void
cb_totals_spoil(struct cb_totals *t)
{
	for (size_t c = 0; c < t->n; c++)
		t->columns[c].inexact = true;
}

void
cb_totals_close(struct cb_totals *t)
{
	for (size_t c = 0; c < t->n; c++)
		t->columns[c].since = 0;
}
