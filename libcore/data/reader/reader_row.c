/* One row of a sheet: typed, and checked when it is plain. */
#include <string.h>

#include <cb/value/arg.h>
#include <cb/value/date.h>

#include "reader_state.h"

int
cb_row_next(struct cb_reader *r)
{
	int got = r->sheet.head_end;

	if (r->row.arena.used > 0)
		cb_arena_reset(&r->row.arena);
	if (r->sheet.head_at < r->sheet.head.n) {
		r->row.raw = r->sheet.head.rows[r->sheet.head_at++];
		got = 1;
	} else if (got > 0) {
		got = cb_sheet_row(r, r->sheet.rows, &r->row.raw);
	}
	if (got > 0 && r->row.raw.kinds != NULL)
		cb_row_settle(r);
	return got;
}

/* A blank cell: the value above it, the sheet's, or nothing. */
static struct cb_text
blank_value(struct cb_reader *r, const struct field *f, struct cb_cell *cell)
{
	if ((r->fill_mask >> f->column & 1) != 0 && r->sheet.filled[f->column].len > 0)
		return cb_str_text(&r->sheet.filled[f->column]);
	*cell = r->sheet.standing[f->column];
	return (struct cb_text){ "", 0 };
}

/* One apostrophe taken from before = + - @ TAB CR and further apostrophes: what --bom put there. */
static struct cb_text
without_guard(struct cb_text raw)
{
	uint32_t n = 0;

	while (n < raw.len && raw.p[n] == '\'')
		n++;
	if (n == 0 || n == raw.len || strchr("=+-@\t\r", raw.p[n]) == NULL)
		return raw;
	return (struct cb_text){ raw.p + 1, raw.len - 1 };
}

/* 上旬, 中旬, 下旬 in a register that says until when: its first day here, its last in `until`. */
static enum cb_code
type_third(struct cb_reader *r, const struct field *f, const struct cb_parse_env *env, struct cb_text raw)
{
	struct cb_cell *cell = &r->row.cells[f->column];
	int64_t from, to;

	if (r->until < 0 || f->is->type != &cb_type_date ||
	    cb_date_parse_span(raw, env->year, &from, &to) != CB_FINE)
		return CB_BAD_DATE;
	*cell = (struct cb_cell){ .state = CB_VALUE, .n = f->column == r->until ? to : from };
	if (f->column != r->until)
		r->row.third = (struct cb_cell){ .state = CB_VALUE, .n = to };
	return CB_FINE;
}

/* A word that a column counts as its last one, 其他. */
static enum cb_code
word_as_other(const struct field *f, struct cb_cell *cell)
{
	const struct cb_word *words = f->is->arg;
	int64_t last = 0;

	while (words[last + 1].zh != NULL)
		last++;
	*cell = (struct cb_cell){ .n = last, .state = CB_VALUE, .text = cb_text_of(words[last].zh) };
	return CB_WORD_AS_OTHER;
}

/* Types one cell; false when it needs a second look (bad, or a word like 合计). */
static bool
type_cell(struct cb_reader *r, struct field *f, struct cb_parse_env *env)
{
	struct cb_text raw = f->at < r->row.raw.n ? r->row.raw.cells[f->at] : (struct cb_text){ "", 0 };
	struct cb_cell *cell = &r->row.cells[f->column];

	f->bad = cb_row_code(r, f->at);
	if (f->bad != CB_FINE) {
		*cell = (struct cb_cell){ 0 };
		return false;
	}
	if (r->sheet.rows->guarded)
		raw = without_guard(raw);
	if (raw.len == 0)
		raw = blank_value(r, f, cell);
	if (raw.len == 0)
		return true;
	env->unit_num = f->unit_num;
	env->unit_den = f->unit_den;
	f->bad = cb_field_parse(r, f, env, raw, cell);
	if (f->bad == CB_NOT_A_NUMBER && r->in.reg->pivot != NULL && f->column == r->in.reg->pivot->value &&
	    cb_type_bool.parse(NULL, raw, env, cell) == CB_FINE) {
		cell->n *= 1000000; /* 是/否; the register's check knows where that may be said */
		cell->mark = 1;
		f->bad = CB_FINE;
	}
	if (f->bad == CB_UNKNOWN_WORD && (f->is->flags & CB_OTHERS) != 0)
		f->bad = word_as_other(f, cell);
	if (f->bad == CB_BAD_DATE)
		f->bad = type_third(r, f, env, raw);
	if (f->bad != CB_FINE)
		return false;
	if (f->names != CB_NAME_NONE &&
	    (cb_names_get(r->in.names, (uint32_t)cell->n)->flags & (CB_NAME_IS_TOTAL | CB_NAME_IS_MEAN)) != 0)
		return false;
	if (cell->state == CB_EMPTY)
		*cell = r->sheet.standing[f->column];
	/* a blank has taken the value that is kept: it must not be copied onto itself */
	if ((r->fill_mask >> f->column & 1) != 0 && raw.p != r->sheet.filled[f->column].p) {
		cb_str_clear(&r->sheet.filled[f->column]);
		cb_str_addt(&r->sheet.filled[f->column], raw);
	}
	return true;
}

static bool
type_pivots(struct cb_reader *r, struct cb_parse_env *env)
{
	const struct cb_column *value = &r->in.reg->columns[r->in.reg->pivot->value];
	bool clean = true;

	for (size_t i = 0; i < r->sheet.n_pivots; i++) {
		uint32_t at = r->sheet.pivot_at[i];
		struct field f = { .at = at, .column = r->in.reg->pivot->value, .is = value };

		env->unit_num = env->unit_den = 0;
		clean = type_cell(r, &f, env) && clean;
		r->row.pivots[i] = r->row.cells[f.column];
		if (f.bad != CB_FINE)
			r->row.pivots[i].mark = UINT8_MAX; /* reported when the row proves to be data */
		r->row.cells[f.column] = (struct cb_cell){ 0 };
	}
	return clean;
}

/* The last day of 上旬 fills `until` where the row does not say it. */
static void
end_third(struct cb_reader *r)
{
	if (r->until < 0)
		return;
	if (r->sheet.file_columns[r->until] == 0)
		r->row.cells[r->until] = r->sheet.standing[r->until];
	if (r->row.third.state == CB_EMPTY)
		return;
	if (r->row.cells[r->until].state == CB_EMPTY)
		r->row.cells[r->until] = r->row.third;
	r->sheet.binding.present |= UINT64_C(1) << r->until;
	r->row.third = (struct cb_cell){ 0 };
}

static bool
type_row(struct cb_reader *r, uint64_t *lacking)
{
	struct cb_parse_env env = cb_field_environment(r, NULL);
	bool clean = true, blank = true;

	*lacking = r->sheet.always_lacking;
	for (size_t i = 0; i < r->sheet.n_fields; i++) {
		struct field *f = &r->sheet.fields[i];

		clean = type_cell(r, f, &env) && clean;
		if (f->at < r->row.raw.n && r->row.raw.cells[f->at].len > 0)
			blank = false;
		if (f->required && r->row.cells[f->column].state == CB_EMPTY)
			*lacking |= UINT64_C(1) << f->column;
		if (env.year == 0 && f->is->type == &cb_type_period && r->row.cells[f->column].state == CB_VALUE)
			env.year = (int)(r->row.cells[f->column].n / 100);
	}
	if (r->sheet.n_pivots > 0 && !type_pivots(r, &env))
		clean = false;
	end_third(r);
	return clean && !blank && !r->row.is_heading && !cb_row_is_ragged(r) && !cb_row_has_word_aside(r);
}

/* ---- what a good row must also be ---- */

/* 总分 beside indicators must be their sum. */
static bool
check_row_sum(struct cb_reader *r)
{
	const struct cb_column *value = &r->in.reg->columns[r->in.reg->pivot->value];
	struct cb_parse_env env = cb_field_environment(r, NULL);
	__int128 sum = 0;

	for (size_t i = 0; i < r->sheet.n_pivots; i++) {
		int64_t weight = 1000000;

		if (r->in.weight != NULL)
			weight = r->in.weight(r->in.weight_arg,
			                      r->sheet.binding.columns[r->sheet.pivot_at[i]].indicator);
		if (weight == INT64_MIN)
			return true;
		if (r->row.pivots[i].state == CB_VALUE)
			sum += (__int128)r->row.pivots[i].n * weight;
	}
	for (uint32_t at = 0; at < r->sheet.binding.n && at < r->row.raw.n; at++) {
		struct cb_cell stated, computed = { .state = CB_VALUE, .n = (int64_t)(sum / 1000000) };

		if (r->sheet.binding.columns[at].kind != CB_BOUND_SUM ||
		    value->type->parse(value->arg, r->row.raw.cells[at], &env, &stated) != CB_FINE ||
		    stated.state != CB_VALUE || (__int128)stated.n * 1000000 == sum)
			continue;
		cb_report(r->diag, CB_SUM_WRONG, cb_reader_place(r, at + 1), value->key,
		          r->row.raw.cells[at], cb_arg_cell(value->type, value->arg, &computed));
		return false;
	}
	return true;
}

static void
add_to_totals(struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_fields; i++) {
		const struct field *f = &r->sheet.fields[i];

		for (size_t n = f->column == r->each_amount && r->row.n_shares > 0 ? r->row.n_shares : 1; n > 0; n--)
			if (f->summed && f->at < r->row.raw.n)
				cb_totals_add(&r->sheet.totals, f->at, &r->row.cells[f->column],
				              r->row.raw.cells[f->at]);
	}
	for (size_t i = 0; i < r->sheet.n_pivots; i++)
		if (r->sheet.pivot_at[i] < r->row.raw.n)
			cb_totals_add(&r->sheet.totals, r->sheet.pivot_at[i], &r->row.pivots[i],
			              r->row.raw.cells[r->sheet.pivot_at[i]]);
	cb_totals_row(&r->sheet.totals);
}

/* What the cells of the row imply of those that it lacks. */
static void
complete(struct cb_reader *r, uint64_t *lacking)
{
	struct cb_text aside = { "", 0 };
	uint64_t filled;

	if (r->in.complete == NULL)
		return;
	if (r->sheet.aside != 0 && r->sheet.aside <= r->row.raw.n)
		aside = r->row.raw.cells[r->sheet.aside - 1];
	for (int c = 0; r->in.implied >> c != 0; c++) /* what the row before was given is not this one's */
		if ((r->in.implied >> c & 1) != 0 && r->sheet.file_columns[c] == 0)
			r->row.cells[c] = r->sheet.standing[c];
	filled = r->in.complete(r->in.check_arg, r->row.cells, aside);
	*lacking &= ~filled;
	r->sheet.binding.present |= filled;
}

bool
cb_row_take(struct cb_reader *r)
{
	uint64_t lacking;
	bool is_clean = type_row(r, &lacking);

	complete(r, &lacking);
	if ((!is_clean || lacking != 0) && !cb_row_passes_second_look(r, lacking))
		return false;
	if (!cb_each_split(r)) {
		r->counts.refused++;
		return false;
	}
	add_to_totals(r);
	if (!cb_row_refers_well(r) || (r->sheet.n_pivots > 0 && !check_row_sum(r))) {
		r->counts.refused++;
		return false;
	}
	r->row.pivot_next = 0;
	return true;
}
