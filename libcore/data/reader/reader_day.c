/* Days that are hardly meant, years off or after today where the past is recorded, and hours of a day that are more
 * than it has. Said once a column and sheet. */
#include <cb/value/arg.h>
#include <cb/value/date.h>
#include <cb/value/fold.h>

#include "reader_state.h"

enum { YEARS_NEAR = 2 };

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
cb_sheet_plan_odd_days(struct cb_reader *r)
{
	int base = r->in.today != 0 ? base_year(r) : 0;

	r->sheet.n_events = 0;
	r->sheet.day_hours = NULL;
	for (size_t i = 0; r->in.today != 0 && i < r->sheet.n_fields; i++)
		if (r->sheet.fields[i].is->type == &cb_type_hours && r->sheet.fields[i].is->arg == cb_each)
			r->sheet.day_hours = &r->sheet.fields[i];
	for (size_t i = 0; r->in.today != 0 && i < r->sheet.n_fields; i++)
		if ((r->sheet.fields[i].is->flags & (CB_EVENT | CB_PAST)) != 0)
			r->sheet.events[r->sheet.n_events++] = (uint8_t)i;
	if (r->sheet.n_events == 0)
		return;
	r->sheet.near_from = cb_date_day(base - YEARS_NEAR, 1, 1);
	r->sheet.near_to = cb_date_day(base + YEARS_NEAR, 12, 31);
}

/* 1.30 among figures of whole hours: an hour and a half is what may be meant. */
static void
count_like_clock(struct cb_reader *r, struct field *f, const struct cb_cell *cell)
{
	struct cb_text raw = f->at < r->row.raw.n ? cb_text_trim(r->row.raw.cells[f->at]) : (struct cb_text){ "", 0 };
	int point = cb_text_find(raw, ".");
	struct cb_text places = { raw.p + point + 1, raw.len - (uint32_t)(point + 1) };

	if (point < 0 || cell->state != CB_VALUE)
		return;
	if (cb_fold_is(places, "3 30 15 45"))
		count(r, f, cell->n, &f->like_clock);
	else if (!cb_fold_is(places, "0 00"))
		f->is_decimal = true;
}

/* The hours of each person on the day of the row. */
static void
count_long_day(struct cb_reader *r, struct field *f)
{
	const struct cb_cell *cell = &r->row.cells[f->column];

	count_like_clock(r, f, cell);
	if (cell->state == CB_VALUE && cell->n > CB_DAY_MINUTES)
		count(r, f, cell->n, &f->long_day);
}

void
cb_row_count_odd_days(struct cb_reader *r)
{
	if (r->sheet.day_hours != NULL)
		count_long_day(r, r->sheet.day_hours);
	for (size_t i = 0; i < r->sheet.n_events; i++) {
		struct field *f = &r->sheet.fields[r->sheet.events[i]];
		const struct cb_cell *cell = &r->row.cells[f->column];
		int64_t day = cell->n;

		if (cell->state != CB_VALUE)
			continue;
		if (f->is->type == &cb_type_date_time)
			day = cb_date_of_minute(day);
		if (day < r->sheet.near_from || day > r->sheet.near_to)
			count(r, f, day, &f->far);
		else if ((f->is->flags & CB_PAST) != 0 && day > r->in.today)
			count(r, f, day, &f->ahead);
	}
}

void
cb_row_count_tenth(struct cb_reader *r, struct field *f, struct cb_text raw)
{
	struct cb_text month = { raw.p + 5, raw.len - 5 };

	if (cb_text_is(month, "1"))
		count(r, f, r->row.cells[f->column].n, &f->tenths);
	else if (cb_text_is(month, "10"))
		f->has_tenth = true;
}

/* A spreadsheet writes the number 2023.10 as 2023.1 into a text file. */
static void
report_tenths(struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_fields; i++) {
		const struct field *f = &r->sheet.fields[i];

		if (f->tenths.n > 0 && !f->has_tenth)
			cb_report(r->diag, CB_MONTH_UNCLEAR, f->tenths.where, f->is->key, f->tenths.n,
			          (int64_t)cb_period_year(f->tenths.first));
	}
}

static void
report_hours(struct cb_reader *r, const struct field *hours, enum cb_code code, const struct odd_days *odd)
{
	struct cb_cell first = { .state = CB_VALUE, .n = odd->first };

	cb_report(r->diag, code, odd->where, hours->is->key, odd->n, cb_arg_cell(hours->is->type, NULL, &first));
}

void
cb_sheet_report_odd_days(struct cb_reader *r)
{
	const struct field *hours = r->sheet.day_hours;

	report_tenths(r);
	if (hours != NULL && hours->long_day.n > 0)
		report_hours(r, hours, CB_LONGER_THAN_A_DAY, &hours->long_day);
	if (hours != NULL && hours->like_clock.n > 0 && !hours->is_decimal)
		report_hours(r, hours, CB_HOURS_LIKE_CLOCK, &hours->like_clock);
	for (size_t i = 0; i < r->sheet.n_events; i++) {
		struct field *f = &r->sheet.fields[r->sheet.events[i]];

		if (f->far.n > 0)
			cb_report(r->diag, CB_YEAR_FAR, f->far.where, f->is->key, f->far.n, (int64_t)base_year(r),
			          cb_arg_day(f->far.first));
		if (f->ahead.n > 0)
			cb_report(r->diag, CB_DAY_AHEAD, f->ahead.where, f->is->key, f->ahead.n,
			          cb_arg_day(r->in.today), cb_arg_day(f->ahead.first));
	}
}
