/* Days that are hardly meant: years off, or after today where the past is recorded. Said once a column and sheet. */
#include <stdlib.h>

#include <cb/value/arg.h>
#include <cb/value/date.h>

#include "reader_state.h"

enum { YEARS_NEAR = 2,
       DAY_MINUTES = 1440 };

static int
year_of(int64_t day)
{
	int year, month, mday;

	cb_date_civil(day, &year, &month, &mday);
	return year;
}

/* The year of the period that is asked for, or that the sheet says; else this one. */
static int
base_year(const struct cb_reader *r)
{
	if (r->in.year != 0)
		return r->in.year;
	return r->sheet.year != 0 ? r->sheet.year : year_of(r->in.today);
}

static void
count(struct cb_reader *r, const struct field *f, int64_t day, struct odd_days *odd)
{
	if (odd->n++ > 0)
		return;
	odd->first = day;
	odd->where = cb_reader_where(r, f->at + 1);
}

void
cb_row_count_odd_days(struct cb_reader *r)
{
	int base = base_year(r);

	for (size_t i = 0; i < r->sheet.n_fields; i++) {
		struct field *f = &r->sheet.fields[i];
		const struct cb_cell *cell = &r->row.cells[f->column];
		int64_t day = cell->n;

		if ((f->is->flags & (CB_EVENT | CB_PAST)) == 0 || cell->state != CB_VALUE)
			continue;
		if (f->is->type == &cb_type_date_time)
			day = (day - (day < 0 ? DAY_MINUTES - 1 : 0)) / DAY_MINUTES;
		if (abs(year_of(day) - base) > YEARS_NEAR)
			count(r, f, day, &f->far);
		else if ((f->is->flags & CB_PAST) != 0 && day > r->in.today)
			count(r, f, day, &f->ahead);
	}
}

void
cb_sheet_report_odd_days(struct cb_reader *r)
{
	for (size_t i = 0; r->sheet.has_events && i < r->sheet.n_fields; i++) {
		struct field *f = &r->sheet.fields[i];

		if (f->far.n > 0)
			cb_report(r->diag, CB_YEAR_FAR, f->far.where, f->is->key, f->far.n, (int64_t)base_year(r),
			          cb_arg_day(f->far.first));
		if (f->ahead.n > 0)
			cb_report(r->diag, CB_DAY_AHEAD, f->ahead.where, f->is->key, f->ahead.n, cb_arg_day(r->in.today),
			          cb_arg_day(f->ahead.first));
	}
}
