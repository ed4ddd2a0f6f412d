/* Limits that count from another time of the row: 3日内, 5个工作日 from the day on which it was found. */
#include <cb/value/arg.h>
#include <cb/value/date.h>

#include "reader_state.h"

void
cb_term_init(struct cb_reader *r)
{
	r->when = -1;
	for (int c = 0; c < r->in.reg->n_columns; c++)
		if ((r->in.reg->columns[c].flags & CB_WHEN) != 0 && r->in.reg->columns[c].type == &cb_type_date_time)
			r->when = c;
}

struct cb_arg
cb_term_from(const struct cb_reader *r)
{
	if (r->when < 0)
		return cb_arg_either("布置的日期", "the day it was given");
	return cb_arg_either(r->in.reg->columns[r->when].zh, r->in.reg->columns[r->when].key);
}

enum cb_code
cb_field_type_term(struct cb_reader *r, struct field *f, struct cb_text raw)
{
	if (f->is->arg != &cb_deadline || !cb_deadline_term(raw, &r->row.term) ||
	    (r->row.term.is_worked && r->in.end_limit == NULL))
		return CB_BAD_DATE;
	if (r->when < 0)
		return CB_LIMIT_FROM_NOTHING;
	r->row.limited = f;
	r->row.cells[f->column] = (struct cb_cell){ .state = CB_VALUE };
	return CB_FINE;
}

/* When it is over, INT64_MIN: nobody can say. */
static int64_t
end_of(struct cb_reader *r, int64_t from)
{
	const struct cb_term_said *term = &r->row.term;

	if (term->is_worked)
		return r->in.end_limit(r->in.check_arg, r->diag, term, from);
	return from + (int64_t)term->n * (term->is_hours ? 60 : CB_DAY_MINUTES);
}

/* A limit of days includes the last of them; hours go on from the minute, where that is known. */
static bool
end_limit(struct cb_reader *r)
{
	struct field *f = r->row.limited;
	const struct cb_cell *when = r->sheet.file_columns[r->when] != 0 ? &r->row.cells[r->when]
	                                                                 : &r->sheet.standing[r->when];
	struct cb_cell *limit = &r->row.cells[f->column];

	r->row.limited = NULL;
	if (when->state != CB_VALUE) {
		f->bad = CB_LIMIT_FROM_NOTHING;
		*limit = (struct cb_cell){ 0 };
		return false;
	}
	limit->n = end_of(r, when->n);
	if (limit->n == INT64_MIN) {
		*limit = (struct cb_cell){ 0 };
		return cb_row_refuse(r);
	}
	limit->mark = !r->row.term.is_hours || when->mark != 0;
	if (limit->mark != 0)
		limit->n -= (limit->n % CB_DAY_MINUTES + CB_DAY_MINUTES) % CB_DAY_MINUTES;
	if (r->row.term.n == 0 && (r->sheet.told_terms >> f->column & 1) == 0) {
		cb_report(r->diag, CB_LIMIT_AT_ONCE, cb_reader_where(r, f->at + 1), f->is->key,
		          cb_text_trim(r->row.raw.cells[f->at]), cb_arg_cell(f->is->type, NULL, limit));
		r->sheet.told_terms |= UINT64_C(1) << f->column;
	}
	return true;
}

bool
cb_row_end_term(struct cb_reader *r)
{
	return r->row.limited == NULL || end_limit(r);
}
