/* One row of a sheet: typed, looked at twice when it is not plain, and checked. */
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
	if (r->head_at < r->head.n) {
		r->row = r->head.rows[r->head_at++];
		return 1;
	}
	return r->head_end > 0 ? r->rows->next(r->rows, &r->row) : r->head_end;
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

/* Types one cell; false when it needs a second look (bad, or a word like 合计). */
static bool
type_cell(struct cb_reader *r, struct field *f, struct cb_parse_env *env)
{
	struct cb_text raw = f->at < r->row.n ? r->row.cells[f->at] : (struct cb_text){ "", 0 };
	struct cb_cell *cell = &r->cells[f->column];

	f->bad = CB_FINE;
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
static bool
is_ragged(const struct cb_reader *r)
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
static bool
has_word_aside(const struct cb_reader *r)
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
	return clean && !blank && !is_ragged(r) && !has_word_aside(r);
}

/* ---- rows that need a second look ---- */

static void
check_total_cell(struct cb_reader *r, const struct field *f, enum cb_row_kind kind)
{
	struct cb_parse_env env = cb_field_environment(r, f);
	struct cb_cell cell = { 0 };

	if (f->at >= r->row.n || f->is->type->parse(f->is->arg, r->row.cells[f->at], &env, &cell) != CB_FINE ||
	    cell.state != CB_VALUE)
		return;
	cb_totals_check(&r->totals, f->at,
	                &(struct cb_totals_cell){ kind, &cell, f->is->type, cb_text_trim(r->row.cells[f->at]),
	                                          cb_reader_place(r, f->at + 1) },
	                r->diag);
}

static void
check_totals(struct cb_reader *r, enum cb_row_kind kind)
{
	for (size_t i = 0; i < r->n_fields; i++)
		if (r->fields[i].summed)
			check_total_cell(r, &r->fields[i], kind);
	for (size_t i = 0; i < r->n_pivots; i++) {
		struct field f = { .at = r->pivot_at[i], .is = &r->in.reg->columns[r->in.reg->pivot->value] };

		check_total_cell(r, &f, kind);
	}
	cb_totals_close(&r->totals);
}

/* Is the row no data at all? Checks it if it is a total. */
static bool
is_no_data(struct cb_reader *r)
{
	enum cb_row_kind kind = cb_row_kind(&r->binding, &r->row);

	if (kind == CB_ROW_DATA)
		return false;
	if (kind == CB_ROW_SUBTOTAL || kind == CB_ROW_TOTAL)
		check_totals(r, kind);
	return true;
}

static void
report_missing(struct cb_reader *r, uint64_t mask)
{
	for (int c = 0; mask >> c != 0; c++) {
		const struct cb_column *column = &r->in.reg->columns[c];

		if ((mask >> c & 1) == 0)
			continue;
		cb_report(r->diag, CB_REQUIRED_MISSING, cb_reader_place(r, r->file_columns[c]), column->key,
		          r->diag->lang == CB_ZH ? column->zh : column->key, column->key);
	}
}

static void
report_ragged(struct cb_reader *r)
{
	struct cb_str has = { 0 }, wants = { 0 };

	cb_str_addf(&has, "%u", r->row.n);
	cb_str_addf(&wants, "%zu", r->binding.n);
	if (r->row.n < r->binding.n)
		cb_report(r->diag, CB_ROW_TOO_SHORT, cb_reader_place(r, r->row.n), "", cb_str_c(&has), cb_str_c(&wants));
	for (uint32_t at = 0; at < r->row.n; at++) {
		bool labelled = at < r->binding.n && r->binding.columns[at].kind != CB_BOUND_BLANK;

		if (labelled || r->row.cells[at].len == 0)
			continue;
		cb_str_clear(&has);
		cb_str_addt(&has, r->row.cells[at]);
		cb_report(r->diag, CB_NO_LABEL, cb_reader_place(r, at + 1), "", cb_str_c(&has));
	}
	cb_str_release(&has);
	cb_str_release(&wants);
}

static void
report_bad_cells(struct cb_reader *r)
{
	for (size_t i = 0; i < r->n_fields; i++)
		if (r->fields[i].bad != CB_FINE)
			cb_field_report(r, &r->fields[i], cb_reader_place(r, r->fields[i].at + 1), r->fields[i].bad,
			                r->row.cells[r->fields[i].at]);
	for (size_t i = 0; i < r->n_pivots; i++) {
		struct field f = { .at = r->pivot_at[i], .is = &r->in.reg->columns[r->in.reg->pivot->value] };
		struct cb_parse_env env = cb_field_environment(r, NULL);
		struct cb_cell cell;
		enum cb_code code;

		if (r->pivots[i].mark != UINT8_MAX || f.at >= r->row.n)
			continue;
		code = cb_field_parse(r, &f, &env, r->row.cells[f.at], &cell);
		cb_field_report(r, &f, cb_reader_place(r, f.at + 1), code, r->row.cells[f.at]);
	}
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

static bool
check_references(struct cb_reader *r)
{
	bool ok = true;

	for (size_t i = 0; i < r->n_fields; i++) {
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

/* A row that is not plain: no data at all, or wrong (reported), or good all the same, when only a word
 * like 合计 in a name made it suspicious. */
static bool
passes_second_look(struct cb_reader *r, uint64_t lacking)
{
	bool good = !is_ragged(r);

	if (is_no_data(r)) {
		r->counts.no_data++;
		return false;
	}
	report_bad_cells(r);
	for (size_t i = 0; i < r->n_fields; i++) {
		if (r->fields[i].bad == CB_FINE)
			continue;
		good = false;
		lacking &= ~(UINT64_C(1) << r->fields[i].column);
	}
	for (size_t i = 0; i < r->n_pivots; i++)
		good = good && r->pivots[i].mark != UINT8_MAX;
	report_missing(r, lacking);
	report_ragged(r);
	if (good && lacking == 0)
		return true;
	cb_totals_spoil(&r->totals);
	r->counts.refused++;
	return false;
}

bool
cb_row_take(struct cb_reader *r)
{
	uint64_t lacking;

	if (r->arena.used > 0)
		cb_arena_reset(&r->arena);
	if ((!type_row(r, &lacking) || lacking != 0) && !passes_second_look(r, lacking))
		return false;
	if (!cb_each_split(r)) {
		r->counts.refused++;
		return false;
	}
	add_to_totals(r);
	if ((r->refers && !check_references(r)) || (r->n_pivots > 0 && !check_row_sum(r))) {
		r->counts.refused++;
		return false;
	}
	r->pivot_next = 0;
	return true;
}
