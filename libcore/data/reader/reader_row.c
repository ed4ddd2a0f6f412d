/* One row of a sheet: typed, and checked when it is plain. */
#include <string.h>

#include <cb/base/suggest.h>
#include <cb/value/date.h>
#include <cb/value/mask.h>

#include "reader_state.h"

struct cb_place
cb_reader_place(const struct cb_reader *r, uint32_t column)
{
	return (struct cb_place){ r->rows->source, r->row.line, column };
}

struct cb_parse_env
cb_field_environment(struct cb_reader *r, const struct field *f)
{
	struct cb_parse_env env = { .year = r->in.year, .arena = &r->arena };

	if (f != NULL) {
		env.unit_num = f->unit_num;
		env.unit_den = f->unit_den;
	}
	if (env.year == 0 && r->title.period > 0)
		env.year = (int)(r->title.period / 100);
	return env;
}

enum cb_code
cb_field_parse(struct cb_reader *r, const struct field *f, const struct cb_parse_env *env, struct cb_text raw,
               struct cb_cell *cell)
{
	*cell = (struct cb_cell){ 0 };
	if (f->names != CB_NAME_NONE) {
		uint32_t id = cb_names_id(r->in.names, f->names, raw);

		cell->n = id;
		cell->state = id == 0 ? CB_EMPTY : CB_VALUE;
		return CB_FINE;
	}
	if ((f->is->flags & CB_PRIVATE) != 0 && cb_mask_is_masked(raw)) {
		cell->state = CB_MASKED;
		cell->text = raw;
		return r->in.accept_masked ? CB_FINE : CB_MASKED_VALUE;
	}
	return f->is->type->parse(f->is->arg, raw, env, cell);
}

void
cb_field_report(struct cb_reader *r, const struct field *f, struct cb_place place, enum cb_code code,
                struct cb_text raw)
{
	struct cb_str hint = { 0 }, value = { 0 };

	cb_type_hint(f->is->type, f->is->arg, raw, r->diag->lang, &hint);
	if ((f->is->flags & CB_PRIVATE) != 0)
		cb_mask_value(f->is->type, cb_text_trim(raw), CB_MASK_FULL, &value);
	else
		cb_str_addt(&value, cb_text_trim(raw));
	/* the hint for an id tells its check digit only; those for other private values repeat them */
	if ((f->is->flags & CB_PRIVATE) != 0 && f->is->type != &cb_type_id)
		cb_str_clear(&hint);
	cb_report(r->diag, code, place, f->is->key, cb_str_c(&value), cb_str_c(&hint));
	cb_str_release(&hint);
	cb_str_release(&value);
}

int
cb_row_next(struct cb_reader *r)
{
	int got = r->head_end;

	if (r->arena.used > 0)
		cb_arena_reset(&r->arena);
	if (r->head_at < r->head.n) {
		r->row = r->head.rows[r->head_at++];
		got = 1;
	} else if (got > 0) {
		got = cb_sheet_row(r, r->rows, &r->row);
	}
	if (got > 0 && r->row.kinds != NULL)
		cb_row_settle(r);
	return got;
}

/* A blank cell: the value above it, the sheet's, or nothing. */
static struct cb_text
blank_value(struct cb_reader *r, const struct field *f, struct cb_cell *cell)
{
	if ((r->fill_mask >> f->column & 1) != 0 && r->filled[f->column].len > 0)
		return cb_str_text(&r->filled[f->column]);
	*cell = r->standing[f->column];
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
	struct cb_cell *cell = &r->cells[f->column];
	int64_t from, to;

	if (r->until < 0 || f->is->type != &cb_type_date ||
	    cb_date_parse_span(raw, env->year, &from, &to) != CB_FINE)
		return CB_BAD_DATE;
	*cell = (struct cb_cell){ .state = CB_VALUE, .n = f->column == r->until ? to : from };
	if (f->column != r->until)
		r->third = (struct cb_cell){ .state = CB_VALUE, .n = to };
	return CB_FINE;
}

/* What is wrong with a cell of a spreadsheet, whatever its text. */
enum cb_code
cb_row_code(const struct cb_reader *r, uint32_t at)
{
	return r->row.kinds != NULL ? r->codes[at] : CB_FINE;
}

/* Types one cell; false when it needs a second look (bad, or a word like 合计). */
static bool
type_cell(struct cb_reader *r, struct field *f, struct cb_parse_env *env)
{
	struct cb_text raw = f->at < r->row.n ? r->row.cells[f->at] : (struct cb_text){ "", 0 };
	struct cb_cell *cell = &r->cells[f->column];

	f->bad = cb_row_code(r, f->at);
	if (f->bad != CB_FINE) {
		*cell = (struct cb_cell){ 0 };
		return false;
	}
	if (r->rows->guarded)
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
	if (f->bad == CB_BAD_DATE)
		f->bad = type_third(r, f, env, raw);
	if (f->bad != CB_FINE)
		return false;
	if (f->names != CB_NAME_NONE &&
	    (cb_names_get(r->in.names, (uint32_t)cell->n)->flags & (CB_NAME_IS_TOTAL | CB_NAME_IS_MEAN)) != 0)
		return false;
	if (cell->state == CB_EMPTY)
		*cell = r->standing[f->column];
	/* a blank has taken the value that is kept: it must not be copied onto itself */
	if ((r->fill_mask >> f->column & 1) != 0 && raw.p != r->filled[f->column].p) {
		cb_str_clear(&r->filled[f->column]);
		cb_str_addt(&r->filled[f->column], raw);
	}
	return true;
}

static bool
type_pivots(struct cb_reader *r, struct cb_parse_env *env)
{
	const struct cb_column *value = &r->in.reg->columns[r->in.reg->pivot->value];
	bool clean = true;

	for (size_t i = 0; i < r->n_pivots; i++) {
		uint32_t at = r->pivot_at[i];
		struct field f = { .at = at, .column = r->in.reg->pivot->value, .is = value };

		env->unit_num = env->unit_den = 0;
		clean = type_cell(r, &f, env) && clean;
		r->pivots[i] = r->cells[f.column];
		if (f.bad != CB_FINE)
			r->pivots[i].mark = UINT8_MAX; /* reported when the row proves to be data */
		r->cells[f.column] = (struct cb_cell){ 0 };
	}
	return clean;
}

/* Cells beyond the header and under no label must be blank; a short row must not end early. */
bool
cb_row_is_ragged(const struct cb_reader *r)
{
	if (r->row.n < r->binding.n)
		return true;
	for (size_t i = 0; i < r->n_watched; i++)
		if (r->binding.columns[r->watched[i]].kind == CB_BOUND_BLANK && r->row.cells[r->watched[i]].len > 0)
			return true;
	for (uint32_t at = (uint32_t)r->binding.n; at < r->row.n; at++)
		if (r->row.cells[at].len > 0)
			return true;
	return false;
}

/* A word in 序号 or another dropped column may say that the row is a total. */
bool
cb_row_has_word_aside(const struct cb_reader *r)
{
	for (size_t i = 0; i < r->n_watched; i++) {
		uint32_t at = r->watched[i];

		if (at < r->row.n && r->row.cells[at].len > 0 && (r->row.cells[at].p[0] & 0x80) != 0)
			return true;
	}
	return false;
}

/* The last day of 上旬 fills `until` where the row does not say it. */
static void
end_third(struct cb_reader *r)
{
	if (r->until < 0)
		return;
	if (r->file_columns[r->until] == 0)
		r->cells[r->until] = r->standing[r->until];
	if (r->third.state == CB_EMPTY)
		return;
	if (r->cells[r->until].state == CB_EMPTY)
		r->cells[r->until] = r->third;
	r->binding.present |= UINT64_C(1) << r->until;
	r->third = (struct cb_cell){ 0 };
}

static bool
type_row(struct cb_reader *r, uint64_t *lacking)
{
	struct cb_parse_env env = cb_field_environment(r, NULL);
	bool clean = true, blank = true;

	*lacking = r->always_lacking;
	for (size_t i = 0; i < r->n_fields; i++) {
		struct field *f = &r->fields[i];

		clean = type_cell(r, f, &env) && clean;
		if (f->at < r->row.n && r->row.cells[f->at].len > 0)
			blank = false;
		if (f->required && r->cells[f->column].state == CB_EMPTY)
			*lacking |= UINT64_C(1) << f->column;
		if (env.year == 0 && f->is->type == &cb_type_period && r->cells[f->column].state == CB_VALUE)
			env.year = (int)(r->cells[f->column].n / 100);
	}
	if (r->n_pivots > 0 && !type_pivots(r, &env))
		clean = false;
	end_third(r);
	return clean && !blank && !r->is_heading && !cb_row_is_ragged(r) && !cb_row_has_word_aside(r);
}

/* ---- what a good row must also be ---- */

static bool
check_reference(struct cb_reader *r, const struct field *f, const struct cb_cell *cell, struct cb_place place)
{
	const struct cb_name *name = cb_names_get(r->in.names, (uint32_t)cell->n);
	struct cb_str text = { 0 }, hint = { 0 };
	uint32_t nearest;

	if (cell->state != CB_VALUE || (name->flags & f->refer) != 0)
		return true;
	nearest = cb_names_nearest(r->in.names, f->names, f->refer, name->text);
	cb_suggest(r->diag->lang, cb_names_get(r->in.names, nearest)->text, &hint);
	cb_str_addt(&text, name->text);
	cb_report(r->diag, (f->refer & CB_NAME_IS_UNIT) != 0 ? CB_UNKNOWN_UNIT : CB_UNKNOWN_NAME, place, f->is->key,
	          r->diag->lang == CB_ZH ? f->is->zh : f->is->key, cb_str_c(&text), cb_str_c(&hint));
	cb_str_release(&text);
	cb_str_release(&hint);
	return (f->refer & CB_NAME_IS_UNIT) != 0;
}

static bool
check_shares(struct cb_reader *r, const struct field *f)
{
	bool ok = true;

	for (size_t i = 0; i < r->n_shares; i++)
		ok = check_reference(r, f, &(struct cb_cell){ .state = CB_VALUE, .n = r->shares[i] },
		                     cb_reader_place(r, f->at + 1)) &&
		     ok;
	return ok;
}

bool
cb_row_refers_well(struct cb_reader *r)
{
	bool ok = true;

	for (size_t i = 0; r->refers && i < r->n_fields; i++) {
		const struct field *f = &r->fields[i];
		const struct cb_cell *cell = &r->cells[f->column];

		if (f->refer == 0 || cell->state != CB_VALUE ||
		    (cb_names_get(r->in.names, (uint32_t)cell->n)->flags & f->refer) != 0)
			continue;
		if (f->column == r->each_party && r->n_shares > 0)
			ok = check_shares(r, f) && ok;
		else
			ok = check_reference(r, f, cell, cb_reader_place(r, f->at + 1)) && ok;
	}
	return ok;
}

/* 总分 beside indicators must be their sum. */
static bool
check_row_sum(struct cb_reader *r)
{
	const struct cb_column *value = &r->in.reg->columns[r->in.reg->pivot->value];
	struct cb_parse_env env = cb_field_environment(r, NULL);
	__int128 sum = 0;

	for (size_t i = 0; i < r->n_pivots; i++) {
		int64_t weight = 1000000;

		if (r->in.weight != NULL)
			weight = r->in.weight(r->in.weight_arg, r->binding.columns[r->pivot_at[i]].indicator);
		if (weight == INT64_MIN)
			return true;
		if (r->pivots[i].state == CB_VALUE)
			sum += (__int128)r->pivots[i].n * weight;
	}
	for (uint32_t at = 0; at < r->binding.n && at < r->row.n; at++) {
		struct cb_cell stated, computed = { .state = CB_VALUE, .n = (int64_t)(sum / 1000000) };
		char buf[CB_PRINT_MAX];
		struct cb_str said = { 0 }, is = { 0 };

		if (r->binding.columns[at].kind != CB_BOUND_SUM ||
		    value->type->parse(value->arg, r->row.cells[at], &env, &stated) != CB_FINE ||
		    stated.state != CB_VALUE || (__int128)stated.n * 1000000 == sum)
			continue;
		cb_str_addt(&said, r->row.cells[at]);
		cb_str_addt(&is, value->type->print(value->arg, &computed, buf));
		cb_report(r->diag, CB_SUM_WRONG, cb_reader_place(r, at + 1), value->key, cb_str_c(&said),
		          cb_str_c(&is));
		cb_str_release(&said);
		cb_str_release(&is);
		return false;
	}
	return true;
}

static void
add_to_totals(struct cb_reader *r)
{
	for (size_t i = 0; i < r->n_fields; i++) {
		const struct field *f = &r->fields[i];

		for (size_t n = f->column == r->each_amount && r->n_shares > 0 ? r->n_shares : 1; n > 0; n--)
			if (f->summed && f->at < r->row.n)
				cb_totals_add(&r->totals, f->at, &r->cells[f->column], r->row.cells[f->at]);
	}
	for (size_t i = 0; i < r->n_pivots; i++)
		if (r->pivot_at[i] < r->row.n)
			cb_totals_add(&r->totals, r->pivot_at[i], &r->pivots[i], r->row.cells[r->pivot_at[i]]);
	cb_totals_row(&r->totals);
}

bool
cb_row_take(struct cb_reader *r)
{
	uint64_t lacking;

	if ((!type_row(r, &lacking) || lacking != 0) && !cb_row_passes_second_look(r, lacking))
		return false;
	if (!cb_each_split(r)) {
		r->counts.refused++;
		return false;
	}
	add_to_totals(r);
	if (!cb_row_refers_well(r) || (r->n_pivots > 0 && !check_row_sum(r))) {
		r->counts.refused++;
		return false;
	}
	r->pivot_next = 0;
	return true;
}
