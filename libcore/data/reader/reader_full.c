/* What a sheet says may at most be had of an item: 环境卫生(40分), 得分(满分100), a row 满分, a column 分值; and what an
 * item weighs: 环境卫生(40%), a row 权重. Scores are not multiplied by what a sheet says of weights. Where each is at most
 * its weight, 38 of 40%, they are weighted already, and weights are full marks; one that is above it is not. */
#include <cb/value/arg.h>

#include "reader_state.h"

static bool
parse_score(struct cb_reader *r, const struct field *f, struct cb_text raw, int64_t *score)
{
	struct cb_parse_env env = cb_field_environment(r, f);
	struct cb_cell cell = { 0 };

	if (f->is->type->parse(f->is->arg, cb_text_trim(raw), &env, &cell) != CB_FINE || cell.state != CB_VALUE)
		return false;
	*score = cell.n;
	return true;
}

static struct cb_arg
arg_score(const struct field *f, int64_t score)
{
	struct cb_cell cell = { .state = CB_VALUE, .n = score };

	return cb_arg_cell(f->is->type, f->is->arg, &cell);
}

/* Takes what the sheet says of an item; it must be what the register of indicators says, and say the same each time.
 * One that does not counts for nothing: it was reported. */
static void
take(struct cb_reader *r, struct field *f, uint32_t indicator, struct cb_where where, int64_t mark)
{
	int64_t known = r->in.full != NULL ? r->in.full(r->in.weight_arg, indicator) : INT64_MIN;
	bool is_known = known != INT64_MIN;

	if (is_known ? mark == known : !f->full.is_said || mark == f->full.mark) {
		f->full.mark = mark;
		f->full.is_said = true;
		r->sheet.has_full_marks = true;
		return;
	}
	cb_report(r->diag, CB_FULL_WRONG, where, f->is->key, arg_score(f, mark),
	          is_known ? cb_arg_either("指标登记的满分", "the indicator") : cb_arg_either("栏名中的满分", "the label"),
	          arg_score(f, is_known ? known : f->full.mark));
}

/* 60%, 60 or 0.6 of an item. Where the register has its weight, that counts; of one item alone no sum is made. */
static void
take_weight(struct cb_reader *r, struct field *f, uint32_t indicator, struct cb_text raw)
{
	bool is_known = r->in.weight != NULL && r->in.weight(r->in.weight_arg, indicator) != CB_MICRO;
	int64_t weight;

	if (is_known || f->full.is_said || r->sheet.n_pivots < 2 || !parse_score(r, f, raw, &weight) || weight <= 0)
		return;
	f->full.mark = weight <= CB_MICRO ? weight * 100 : weight;
	f->full.is_said = f->full.is_weight = true;
}

static void
take_label(struct cb_reader *r, struct field *f)
{
	const struct cb_binding_column *column = &r->sheet.binding.columns[f->at];
	struct cb_where where = { r->sheet.rows->source, r->sheet.head.rows[r->sheet.binding.first].line, f->at + 1 };
	struct cb_label label = { 0 };
	struct cb_text mark;
	int64_t score;

	cb_label_split(&label, column->label);
	for (size_t i = 0; i < label.n; i++)
		if (cb_label_full_mark(label.words[i], &mark) && parse_score(r, f, mark, &score))
			take(r, f, column->indicator, where, score);
		else if (cb_label_weight(label.words[i], &mark))
			take_weight(r, f, column->indicator, mark);
	cb_label_release(&label);
}

/* The columns of scores: indicators side by side, or the one of a list. */
static struct field *
next_scores(struct cb_reader *r, size_t *at)
{
	const struct cb_pivot *pivot = r->in.reg->pivot;

	if (cb_reader_has_indicators(r))
		return *at < r->sheet.n_pivots ? &r->sheet.pivots[(*at)++] : NULL;
	while (pivot != NULL && !r->sheet.binding.pivot && *at < r->sheet.n_fields) {
		struct field *f = &r->sheet.fields[(*at)++];

		if (f->column == pivot->value)
			return f;
	}
	return NULL;
}

void
cb_sheet_take_full_marks(struct cb_reader *r)
{
	struct field *f;

	r->sheet.has_full_marks = r->sheet.full_at > 0;
	for (size_t at = 0; (f = next_scores(r, &at)) != NULL;)
		take_label(r, f);
}

/* Is a score within what the sheet says may be had of it? */
static bool
is_within(struct cb_reader *r, struct field *f, struct cb_where where, int64_t score, int64_t mark)
{
	enum cb_code code = f->full.is_weight ? CB_NOT_WEIGHTED : CB_ABOVE_FULL_OF_SHEET;

	if (score <= mark)
		return true;
	if (!f->full.is_told)
		cb_report(r->diag, code, where, f->is->key, arg_score(f, score), arg_score(f, mark));
	f->full.is_told = f->full.is_weight;
	return !cb_diag_is_error(r->diag, code);
}

void
cb_row_take_full_marks(struct cb_reader *r, uint32_t word_at)
{
	bool is_list = !cb_reader_has_indicators(r), any = false;
	struct field *f;
	int64_t mark;

	for (size_t at = 0; (f = next_scores(r, &at)) != NULL;) {
		uint32_t indicator = is_list ? (uint32_t)r->row.cells[r->in.reg->pivot->name].n
		                             : r->sheet.binding.columns[f->at].indicator;

		if (f->at >= r->row.raw.n || !parse_score(r, f, r->row.raw.cells[f->at], &mark))
			continue;
		take(r, f, indicator, cb_reader_where(r, f->at + 1), mark);
		if (f->full.is_said && f->full.highest_at.row > 0) /* it stands under its scores */
			is_within(r, f, f->full.highest_at, f->full.highest, f->full.mark);
		any = true;
	}
	if (!any)
		cb_report(r->diag, CB_ROW_NOT_CHECKED, cb_reader_where(r, word_at + 1), "",
		          cb_text_trim(r->row.raw.cells[word_at]));
}

void
cb_row_take_weights(struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_pivots; i++) {
		struct field *f = &r->sheet.pivots[i];

		if (f->at >= r->row.raw.n || f->full.is_said)
			continue;
		take_weight(r, f, r->sheet.binding.columns[f->at].indicator, r->row.raw.cells[f->at]);
		if (f->full.is_said && f->full.highest_at.row > 0)
			is_within(r, f, f->full.highest_at, f->full.highest, f->full.mark);
	}
}

static bool
parse_beside(struct cb_reader *r, const struct field *f, uint32_t at, int64_t *points)
{
	return at > 0 && at <= r->row.raw.n && parse_score(r, f, r->row.raw.cells[at - 1], points);
}

/* The full mark that stands in the row itself, of its score or of all its items; and what was taken off it. */
static bool
is_within_column(struct cb_reader *r, struct field *f, int64_t score)
{
	int64_t mark, off;

	if (!parse_beside(r, f, r->sheet.full_at, &mark))
		return true;
	if (!is_within(r, f, cb_reader_where(r, f->at + 1), score, mark))
		return false;
	if (!parse_beside(r, f, r->sheet.deducted_at, &off) || mark - (off < 0 ? -off : off) == score)
		return true;
	cb_report(r->diag, CB_TAKEN_OFF_OTHER, cb_reader_where(r, r->sheet.deducted_at), f->is->key, arg_score(f, off),
	          arg_score(f, mark), arg_score(f, score));
	return !cb_diag_is_error(r->diag, CB_TAKEN_OFF_OTHER);
}

bool
cb_row_is_within_full_marks(struct cb_reader *r)
{
	bool is_list = !cb_reader_has_indicators(r), ok = true;
	struct field *f;

	for (size_t at = 0; (f = next_scores(r, &at)) != NULL;) {
		const struct cb_cell *cell = is_list ? &r->row.cells[f->column] : &r->row.pivots[at - 1];

		if (cell->state != CB_VALUE)
			continue;
		if (f->full.is_said) {
			ok = is_within(r, f, cb_reader_where(r, f->at + 1), cell->n, f->full.mark) && ok;
		} else if (f->full.highest_at.row == 0 || cell->n > f->full.highest) {
			f->full.highest = cell->n;
			f->full.highest_at = cb_reader_where(r, f->at + 1);
		}
		if (is_list)
			ok = is_within_column(r, f, cell->n) && ok;
	}
	return ok;
}
