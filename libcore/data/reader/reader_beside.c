/* What the cell of a day says beside it: 2026.3.5上午9:00 says when it began, too. And limits that count from another
 * time of the row: 3日内 from the day on which it was found. */
#include <cb/value/arg.h>
#include <cb/value/date.h>
#include <cb/value/fold.h>

#include "reader_state.h"

enum { DAY_MINUTES = 1440 };

void
cb_beside_init(struct cb_reader *r)
{
	r->begins = cb_column_find(r->in.reg, "end") < 0 ? cb_column_find(r->in.reg, "start") : -1;
	r->when = -1;
	for (int c = 0; c < r->in.reg->n_columns; c++)
		if ((r->in.reg->columns[c].flags & CB_WHEN) != 0 && r->in.reg->columns[c].type == &cb_type_date_time)
			r->when = c;
}

/* Without what follows the first time: 9:00-11:00. */
static struct cb_text
without_end(struct cb_text raw)
{
	static const char *const marks[] = { "-", "—", "－", "~", "～", "至", "到" };
	int64_t colon = cb_text_find(raw, ":");
	int minutes, shift;

	colon = colon < 0 ? cb_text_find(raw, "：") : colon;
	for (size_t i = 0; colon >= 0 && i < CB_COUNT(marks); i++) {
		struct cb_text rest = { raw.p + colon, raw.len - (uint32_t)colon };
		int at = cb_text_find(rest, marks[i]);

		if (at < 0)
			continue;
		rest = (struct cb_text){ rest.p + at, rest.len - (uint32_t)at };
		cb_fold_take(&rest, "- -- — —— － ~ ～ 至 到");
		if (cb_time_parse(cb_text_trim(rest), &minutes, &shift))
			return (struct cb_text){ raw.p, (uint32_t)(colon + at) };
	}
	return raw;
}

static enum cb_code
type_begins(struct cb_reader *r, struct field *f, const struct cb_parse_env *env, struct cb_text raw)
{
	struct cb_cell said;

	if (r->begins < 0 || f->is->type != &cb_type_date || f->column == r->until ||
	    cb_type_date_time.parse(NULL, without_end(raw), env, &said) != CB_FINE || said.state != CB_VALUE ||
	    said.mark != 0)
		return CB_BAD_DATE;
	r->row.begun = f;
	r->row.begins = (struct cb_cell){ .state = CB_VALUE, .n = (said.n % DAY_MINUTES + DAY_MINUTES) % DAY_MINUTES };
	r->row.cells[f->column] = (struct cb_cell){ .state = CB_VALUE, .n = (said.n - r->row.begins.n) / DAY_MINUTES };
	return CB_FINE;
}

enum cb_code
cb_field_type_beside(struct cb_reader *r, struct field *f, const struct cb_parse_env *env, struct cb_text raw)
{
	if (r->when < 0 || f->is->type != &cb_type_date_time || f->is->arg != &cb_deadline ||
	    !cb_deadline_term(raw, &r->row.term))
		return type_begins(r, f, env, raw);
	r->row.limited = f;
	r->row.cells[f->column] = (struct cb_cell){ .state = CB_VALUE };
	return CB_FINE;
}

bool
cb_row_has_beside(const struct cb_reader *r)
{
	return r->row.third.state == CB_VALUE || r->row.begins.state == CB_VALUE || r->row.limited != NULL;
}

static bool
end_begins(struct cb_reader *r)
{
	struct cb_cell *start = &r->row.cells[r->begins], said = r->row.begins;
	bool is_of_file = r->sheet.file_columns[r->begins] != 0;

	r->row.begins = (struct cb_cell){ 0 };
	if (!is_of_file)
		*start = r->sheet.standing[r->begins];
	if (said.state == CB_EMPTY || (start->state == CB_VALUE && start->n == said.n))
		return true;
	if (start->state == CB_EMPTY) {
		*start = said;
		r->sheet.binding.present |= UINT64_C(1) << r->begins;
		return true;
	}
	r->row.begun->bad = CB_BAD_DATE;
	return false;
}

/* A limit of days includes the last of them; hours go on from the minute, where that is known. */
static bool
end_limit(struct cb_reader *r)
{
	struct field *f = r->row.limited;
	const struct cb_cell *when = r->sheet.file_columns[r->when] != 0 ? &r->row.cells[r->when]
	                                                                 : &r->sheet.standing[r->when];
	int64_t minutes = (int64_t)r->row.term.n * (r->row.term.is_hours ? 60 : DAY_MINUTES);
	struct cb_cell *limit = &r->row.cells[f->column];

	r->row.limited = NULL;
	if (when->state != CB_VALUE) {
		f->bad = CB_BAD_DATE;
		*limit = (struct cb_cell){ 0 };
		return false;
	}
	limit->n = when->n + minutes;
	limit->mark = !r->row.term.is_hours || when->mark != 0;
	if (limit->mark != 0)
		limit->n -= (limit->n % DAY_MINUTES + DAY_MINUTES) % DAY_MINUTES;
	if (r->row.term.n == 0 && (r->sheet.told_terms >> f->column & 1) == 0) {
		cb_report(r->diag, CB_LIMIT_AT_ONCE, cb_reader_where(r, f->at + 1), f->is->key,
		          cb_text_trim(r->row.raw.cells[f->at]), cb_arg_cell(f->is->type, NULL, limit));
		r->sheet.told_terms |= UINT64_C(1) << f->column;
	}
	return true;
}

bool
cb_row_end_beside(struct cb_reader *r)
{
	bool is_clear = r->begins < 0 || end_begins(r);

	return (r->row.limited == NULL || end_limit(r)) && is_clear;
}
