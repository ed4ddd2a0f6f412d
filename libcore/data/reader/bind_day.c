/* A day whose month stands in a column of its own, as account books have it: 月 | 日, 年 | 月 | 日, 2026年 over both. */
#include <cb/value/period.h>

#include "bind_state.h"

static bool
is_open_as(struct binder *b, const struct cb_binding *out, size_t c, const char *const *labels)
{
	if (c >= out->n || !cb_binder_is_open(&out->columns[c]))
		return false;
	for (unsigned try = 0; try <= TRY_LAST; try++)
		if (cb_text_is_one_of(cb_binder_form(b, out->columns[c].label, try), labels))
			return true;
	return false;
}

/* Of 2026年_月; 0 = none. */
static int
year_above(struct cb_text label)
{
	int cut = cb_text_find(label, "_");
	int64_t year;

	if (cut <= 0 || cb_period_parse((struct cb_text){ label.p, (uint32_t)cut }, 0, &year) != CB_FINE)
		return 0;
	return cb_period_kind(year) == CB_YEAR ? cb_period_year(year) : 0;
}

void
cb_binder_bind_day(struct binder *b, struct cb_binding *out)
{
	int day = cb_binder_day_column(b->in->reg);

	for (size_t c = 0; day >= 0 && (out->present >> day & 1) == 0 && c < out->n; c++) {
		if (!is_open_as(b, out, c, cb_month_labels) || !is_open_as(b, out, c + 1, cb_day_labels))
			continue;
		out->columns[c].kind = CB_BOUND_MONTH;
		out->columns[c + 1].kind = CB_BOUND_COLUMN;
		out->columns[c + 1].column = day;
		out->present |= UINT64_C(1) << day;
		out->day_year = year_above(out->columns[c].label);
		if (c > 0 && is_open_as(b, out, c - 1, cb_year_labels))
			out->columns[c - 1].kind = CB_BOUND_YEAR;
	}
}
