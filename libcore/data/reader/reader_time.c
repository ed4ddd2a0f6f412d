/* Days and times of day that share a cell, as sign-in systems and sheets filled in by hand have them:
 * 2026-10-01 08:00 in a column of times or of days, 8:00-10:30, 次日1:00. reader.h R16. */
#include <string.h>

#include <cb/value/arg.h>
#include <cb/value/date.h>
#include <cb/value/fold.h>

#include "reader_state.h"

enum { LONG_NIGHT = 12 * 60 };

void
cb_times_init(struct cb_reader *r)
{
	static const char *const keys[] = { [TIME_DATE] = "date", [TIME_START] = "start", [TIME_END] = "end" };

	for (int i = 0; i < TIME_COLUMNS; i++)
		r->times[i] = cb_column_find(r->in.reg, keys[i]);
	if (r->times[TIME_DATE] >= 0 && r->in.reg->columns[r->times[TIME_DATE]].type == &cb_type_date_time)
		r->times[TIME_DATE] = -1;
}

static bool
is_free(const struct cb_reader *r, enum time_column which)
{
	return r->times[which] >= 0 && r->sheet.file_columns[r->times[which]] == 0;
}

/* What a cell says beside its own column, kept until all cells of the row are typed. */
static void
keep(struct cb_reader *r, enum time_column which, int64_t n)
{
	r->row.said[which] = (struct cb_cell){ .state = CB_VALUE, .n = n };
	r->row.says_times = r->sheet.says_times = true;
}

/* Cut so that a day stands before it and from when until when behind: 2026-10-01 8:00-10:30. */
static bool
parse_day_and_span(struct cb_text t, const struct cb_parse_env *env, int64_t *day, struct cb_time_span *span)
{
	for (uint32_t at = t.len; at-- > 1;) {
		struct cb_text behind = { t.p + at, t.len - at };
		bool is_cut = t.p[at] == ' ' || (at >= 3 && memcmp(t.p + at - 3, "日", 3) == 0);

		if (is_cut && cb_date_parse((struct cb_text){ t.p, at }, env->year, day) == CB_FINE &&
		    cb_time_parse_span(cb_text_trim(behind), span))
			return true;
	}
	return false;
}

/* 2026-10-01 08:00, and until when where the row may say it; false: neither. */
static bool
parse_moment(const struct cb_reader *r, struct cb_text t, const struct cb_parse_env *env, int64_t *day,
             struct cb_time_span *span)
{
	struct cb_cell cell;

	span->to = -1;
	if (cb_type_date_time.parse(NULL, t, env, &cell) == CB_FINE && cell.state == CB_VALUE && cell.mark == 0) {
		*day = cell.n / CB_DAY_MINUTES;
		span->from = (int)(cell.n % CB_DAY_MINUTES);
		return true;
	}
	return r->times[TIME_END] >= 0 && parse_day_and_span(t, env, day, span);
}

/* 次日1:00: the day after that of the row. */
static bool
parse_next_day(struct cb_text t, struct cb_cell *cell)
{
	return cb_fold_take(&t, cb_next_day) && cb_type_time.parse(NULL, t, NULL, cell) == CB_FINE &&
	       cell->state == CB_VALUE;
}

enum cb_code
cb_row_type_time(struct cb_reader *r, const struct field *f, const struct cb_parse_env *env, struct cb_text raw)
{
	bool is_start = f->column == r->times[TIME_START], is_end = f->column == r->times[TIME_END];
	struct cb_text t = cb_text_trim(raw);
	struct cb_cell *cell = &r->row.cells[f->column];
	struct cb_time_span span;
	int64_t day;

	if (is_end && parse_next_day(t, cell)) {
		r->row.is_next_day = r->row.says_times = r->sheet.says_times = true;
		return CB_FINE;
	}
	if (is_start && r->times[TIME_END] >= 0 && cb_time_parse_span(t, &span))
		keep(r, TIME_END, span.to);
	else if (!(is_start || is_end) || r->times[TIME_DATE] < 0 || !parse_moment(r, t, env, &day, &span) ||
	         (is_end && span.to >= 0))
		return CB_BAD_TIME;
	else if (is_start)
		keep(r, TIME_DATE, day);
	else
		keep(r, TIME_LAST_DAY, day);
	if (is_start && span.to >= 0)
		keep(r, TIME_END, span.to);
	*cell = (struct cb_cell){ .state = CB_VALUE, .n = span.from };
	return CB_FINE;
}

/* The time goes to the column that has none in the file; where there is no such column it is dropped, and that is said
 * once. */
enum cb_code
cb_row_type_moment(struct cb_reader *r, const struct field *f, const struct cb_parse_env *env, struct cb_text raw)
{
	struct cb_cell *cell = &r->row.cells[f->column];
	bool is_date = f->column == r->times[TIME_DATE];
	struct cb_time_span span;
	int64_t day;

	if ((f->is->type != &cb_type_date && f->is->type != &cb_type_day) ||
	    !parse_moment(r, cb_text_trim(raw), env, &day, &span))
		return CB_BAD_DATE;
	*cell = (struct cb_cell){ .state = CB_VALUE, .n = day };
	if (is_date && is_free(r, TIME_START)) {
		keep(r, TIME_START, span.from);
		if (span.to >= 0)
			keep(r, TIME_END, span.to);
	} else if ((r->sheet.told_moments >> f->column & 1) == 0) {
		cb_report(r->diag, CB_TIME_DROPPED, cb_reader_where(r, f->at + 1), f->is->key, cb_text_trim(raw),
		          cb_arg_day(day));
		r->sheet.told_moments |= UINT64_C(1) << f->column;
	}
	return CB_FINE;
}

/* ---- the row as a whole ---- */

static bool
spoil(struct cb_reader *r, enum time_column which, enum cb_code code)
{
	for (size_t i = 0; i < r->sheet.n_fields; i++)
		if (r->sheet.fields[i].column == r->times[which])
			r->sheet.fields[i].bad = code;
	return false;
}

/* A blank cell is filled by what another says; both must be the same. */
static bool
fill(struct cb_reader *r, enum time_column which, uint64_t *missing)
{
	struct cb_cell *cell = &r->row.cells[r->times[which]];

	if (cell->state == CB_EMPTY) {
		*cell = r->row.said[which];
		*missing &= ~(UINT64_C(1) << r->times[which]);
		r->sheet.binding.present |= UINT64_C(1) << r->times[which];
	}
	return cell->n == r->row.said[which].n || spoil(r, which, CB_TIMES_DISAGREE);
}

/* Is the day on which it ended the one that the row has, or where it ended earlier by the clock, the next? */
static bool
check_last_day(struct cb_reader *r)
{
	const struct cb_cell *date = &r->row.cells[r->times[TIME_DATE]], *start = &r->row.cells[r->times[TIME_START]];
	const struct cb_cell *end = &r->row.cells[r->times[TIME_END]];
	bool is_over_midnight = start->state == CB_VALUE && end->state == CB_VALUE && end->n <= start->n;
	int64_t days = r->row.is_next_day ? 1 : r->row.said[TIME_LAST_DAY].n - date->n;

	if (!r->row.is_next_day && (r->row.said[TIME_LAST_DAY].state == CB_EMPTY || date->state == CB_EMPTY))
		return true;
	return days == (is_over_midnight ? 1 : 0) || start->state == CB_EMPTY || spoil(r, TIME_END, CB_TIMES_DISAGREE);
}

/* 8:30 until 5:00 is longer than a night: 17:00 is what was meant. */
static void
warn_of_long_night(struct cb_reader *r)
{
	const struct cb_cell *start = &r->row.cells[r->times[TIME_START]], *end = &r->row.cells[r->times[TIME_END]];
	int64_t minutes = end->n + CB_DAY_MINUTES - start->n;
	struct cb_where where = cb_reader_where(r, r->sheet.file_columns[r->times[TIME_END]]);

	if (start->state == CB_VALUE && end->state == CB_VALUE && end->n < start->n && minutes > LONG_NIGHT &&
	    !r->row.is_next_day && r->row.said[TIME_LAST_DAY].state == CB_EMPTY)
		cb_report(r->diag, CB_LONG_NIGHT, where, "end", cb_arg_cell(&cb_type_time, NULL, end),
		          cb_arg_cell(&cb_type_time, NULL, start),
		          cb_arg_cell(&cb_type_hours, NULL, &(struct cb_cell){ .state = CB_VALUE, .n = minutes }));
}

/* The day is that on which it began: before the one on which it ended, where the clock says so. */
static void
take_day_from_end(struct cb_reader *r)
{
	const struct cb_cell *start = &r->row.cells[r->times[TIME_START]], *end = &r->row.cells[r->times[TIME_END]];
	bool is_over_midnight = start->state == CB_VALUE && end->state == CB_VALUE && end->n <= start->n;

	if (r->row.said[TIME_DATE].state == CB_EMPTY && r->row.said[TIME_LAST_DAY].state == CB_VALUE &&
	    r->row.cells[r->times[TIME_DATE]].state == CB_EMPTY)
		keep(r, TIME_DATE, r->row.said[TIME_LAST_DAY].n - is_over_midnight);
}

/* Fills and compares what the cells of the row have said. */
static bool
settle_said(struct cb_reader *r, bool has_all, uint64_t *missing)
{
	bool is_clear = true;

	for (int i = 0; i < TIME_COLUMNS; i++)
		if (is_free(r, (enum time_column)i)) /* what the row before was given is not this one's */
			r->row.cells[r->times[i]] = r->sheet.standing[r->times[i]];
	if (has_all)
		take_day_from_end(r);
	for (int i = 0; i < TIME_COLUMNS; i++)
		if (r->row.said[i].state == CB_VALUE)
			is_clear = fill(r, (enum time_column)i, missing) && is_clear;
	return is_clear && (!has_all || check_last_day(r));
}

bool
cb_row_settle_times(struct cb_reader *r, uint64_t *missing)
{
	bool is_clear = true, has_all = true;

	for (int i = 0; i < TIME_COLUMNS; i++)
		has_all = has_all && r->times[i] >= 0;
	if (r->sheet.says_times)
		is_clear = settle_said(r, has_all, missing);
	if (has_all)
		warn_of_long_night(r);
	if (r->row.says_times) {
		memset(r->row.said, 0, sizeof(r->row.said));
		r->row.says_times = r->row.is_next_day = false;
	}
	return is_clear;
}
