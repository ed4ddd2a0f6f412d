/* Records out of files: one sheet after the other, each with its own header and binding. */
#include <stdlib.h>
#include <string.h>

#include <cb/base/suggest.h>
#include <cb/data/layout.h>
#include <cb/data/totals.h>
#include <cb/value/mask.h>

enum { HEAD_ROWS = 40, COLUMNS_MAX = 64 };

/* How one bound column of the file is read. */
struct field {
	uint32_t at;   /* column of the file */
	int column;    /* of the register */
	const struct cb_column *is;
	enum cb_name_kind names; /* storage NAME: the kind */
	unsigned refer;          /* flag a name must carry, 0 = unchecked */
	int64_t unit_num, unit_den;
	bool summed, required;
	enum cb_code bad; /* of the current row */
};

struct cb_reader {
	struct cb_input in;
	struct cb_diag *diag;
	size_t path_at; /* next operand */
	struct cb_counts counts;

	/* the open sheet */
	struct cb_rows *rows;
	struct cb_head head;
	size_t head_at;
	int head_end; /* what ended the head: 1 = it is full, 0 = the end, <0 = broken */
	struct cb_binding binding;
	struct cb_title title;
	struct cb_totals totals;
	bool sums_wanted;
	struct field fields[COLUMNS_MAX];
	size_t n_fields;
	struct cb_cell standing[COLUMNS_MAX]; /* what fills an empty cell: --default, title */
	uint64_t fill_mask;
	uint64_t always_lacking; /* required columns that neither the file nor the sheet gives */
	bool refers;             /* some field's names must be registered */
	struct cb_str filled[COLUMNS_MAX];
	uint32_t *watched; /* columns dropped or without label, looked at for words like 合计 */
	size_t n_watched, cap_watched;

	/* the current row */
	struct cb_row row;
	struct cb_cell cells[COLUMNS_MAX];
	uint32_t file_columns[COLUMNS_MAX];
	struct cb_record record;
	struct cb_arena arena;
	struct cb_cell *pivots; /* cells of the row's indicator columns */
	uint32_t *pivot_at;     /* their columns of the file */
	size_t n_pivots, cap_pivots, cap_pivot_at, pivot_next;
};

struct cb_place
cb_record_place(const struct cb_record *record, int column)
{
	struct cb_place place = record->place;

	if (record->file_columns != NULL && record->file_columns[column] != 0)
		place.column = record->file_columns[column];
	return place;
}

bool
cb_reader_is_lock_file(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;

	return strncmp(name, "~$", 2) == 0 || strncmp(name, ".~", 2) == 0;
}

static struct cb_place
place_at(const struct cb_reader *r, uint32_t column)
{
	return (struct cb_place){ r->rows->source, r->row.line, column };
}

/* ---- opening a sheet ---- */

static void
read_head(struct cb_reader *r)
{
	struct cb_row row;

	r->head.n = 0;
	r->head_at = 0;
	cb_arena_reset(&r->head.arena);
	r->head_end = 1;
	while (r->head.n < HEAD_ROWS && (r->head_end = r->rows->next(r->rows, &row)) > 0) {
		struct cb_text *cells = cb_arena_alloc(&r->head.arena, (row.n + 1) * sizeof(*cells));

		for (uint32_t c = 0; c < row.n; c++) {
			cells[c].p = cb_arena_copy(&r->head.arena, row.cells[c].p, row.cells[c].len);
			cells[c].len = row.cells[c].len;
		}
		r->head.rows = cb_grow(r->head.rows, &r->head.cap, r->head.n + 1, sizeof(*r->head.rows));
		row.cells = cells;
		r->head.rows[r->head.n++] = row;
	}
}

/* Which flags satisfy a reference. Units are text to most offices: unknown ones are a warning only. */
static unsigned
flags_of(enum cb_refer refer)
{
	static const unsigned flags[] = { [CB_REFER_COMMUNITY] = CB_NAME_IS_COMMUNITY, [CB_REFER_UNIT] = CB_NAME_IS_UNIT,
		[CB_REFER_PARTY] = CB_NAME_IS_COMMUNITY | CB_NAME_IS_UNIT, [CB_REFER_INDICATOR] = CB_NAME_IS_INDICATOR };

	return (size_t)refer < sizeof(flags) / sizeof(flags[0]) ? flags[refer] : 0;
}

/* The columns that must not be empty. */
static uint64_t
needed(const struct cb_input *in)
{
	uint64_t mask = in->need;

	for (int c = 0; c < in->reg->n_columns && in->need == 0; c++)
		if ((in->reg->columns[c].flags & CB_REQUIRED) != 0)
			mask |= UINT64_C(1) << c;
	return mask;
}

static void
plan_field(struct cb_reader *r, uint32_t at, int column)
{
	struct field *f = &r->fields[r->n_fields++];
	const struct cb_binding_column *bound = &r->binding.columns[at];

	*f = (struct field){ .at = at, .column = column, .is = &r->in.reg->columns[column] };
	if (f->is->type->storage == CB_STORE_NAME) {
		const struct cb_name_of *of = f->is->arg;

		f->names = of->kind;
		f->refer = flags_of(of->refer);
		/* checked once the register it points to has a row */
		if ((f->refer & CB_NAME_IS_UNIT) != 0 && !cb_names_has(r->in.names, CB_NAME_IS_UNIT))
			f->refer = 0;
		if (f->refer != 0 && !cb_names_has(r->in.names, (enum cb_name_flag)f->refer))
			f->refer = 0;
	}
	f->unit_num = bound->unit_num != 0 ? bound->unit_num : r->title.unit_num;
	f->unit_den = bound->unit_num != 0 ? bound->unit_den : r->title.unit_den;
	if (f->is->type != &cb_type_money && f->is->type != &cb_type_num && f->is->type != &cb_type_qty)
		f->unit_num = f->unit_den = 0;
	if (f->is->type != &cb_type_money && bound->unit_num == 0)
		f->unit_num = f->unit_den = 0; /* 单位:万元 of the title means money alone */
	r->refers = r->refers || f->refer != 0;
	f->summed = f->is->type->numeric;
	f->required = (needed(&r->in) >> column & 1) != 0;
	r->file_columns[column] = at + 1;
}

/* Periods first: they give the year of dates like 7.10. */
static void
plan_fields(struct cb_reader *r)
{
	r->n_fields = r->n_watched = r->n_pivots = 0;
	r->refers = false;
	memset(r->file_columns, 0, sizeof(r->file_columns));
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t at = 0; at < r->binding.n; at++) {
			const struct cb_binding_column *bound = &r->binding.columns[at];

			if (bound->kind == CB_BOUND_COLUMN &&
			    (r->in.reg->columns[bound->column].type == &cb_type_period) == (pass == 0))
				plan_field(r, at, bound->column);
		}
	for (uint32_t at = 0; at < r->binding.n; at++) {
		enum cb_bound kind = r->binding.columns[at].kind;

		if (kind == CB_BOUND_DROPPED || kind == CB_BOUND_BLANK) {
			r->watched = cb_grow(r->watched, &r->cap_watched, r->n_watched + 1, sizeof(*r->watched));
			r->watched[r->n_watched++] = at;
		} else if (kind == CB_BOUND_PIVOT) {
			r->pivots = cb_grow(r->pivots, &r->cap_pivots, r->n_pivots + 1, sizeof(*r->pivots));
			r->pivot_at = cb_grow(r->pivot_at, &r->cap_pivot_at, r->n_pivots + 1, sizeof(*r->pivot_at));
			r->pivot_at[r->n_pivots++] = at;
		}
	}
}

static struct cb_parse_env
environment(struct cb_reader *r, const struct field *f)
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

static enum cb_code
parse_cell(struct cb_reader *r, const struct field *f, const struct cb_parse_env *env, struct cb_text raw,
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

static void
report_value(struct cb_reader *r, const struct field *f, struct cb_place place, enum cb_code code, struct cb_text raw)
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

/* A value that fills a whole column: typed once, kept for the sheet. */
static void
stand_in(struct cb_reader *r, int column, struct cb_text value, struct cb_place place)
{
	struct field f = { .column = column, .is = &r->in.reg->columns[column] };
	struct cb_parse_env env = environment(r, NULL);
	struct cb_cell cell;
	enum cb_code code;

	env.arena = &r->head.arena;
	if (f.is->type->storage == CB_STORE_NAME)
		f.names = ((const struct cb_name_of *)f.is->arg)->kind;
	code = parse_cell(r, &f, &env, value, &cell);
	if (code != CB_FINE) {
		report_value(r, &f, place, code, value);
		return;
	}
	if (cell.text.len > 0)
		cell.text.p = cb_arena_copy(&r->head.arena, cell.text.p, cell.text.len);
	r->standing[column] = cell;
	r->binding.present |= UINT64_C(1) << column;
}

static void
note_fill(struct cb_reader *r, struct cb_place place, int column, struct cb_text value)
{
	struct cb_str text = { 0 };

	cb_str_addt(&text, value);
	cb_report(r->diag, CB_COLUMN_FILLED, place, r->in.reg->columns[column].key, r->in.reg->columns[column].zh, cb_str_c(&text));
	cb_str_release(&text);
}

static void
fill_period(struct cb_reader *r, int column)
{
	struct cb_place place = { r->rows->source, r->head.n > 0 ? r->head.rows[0].line : 1, 0 };
	struct cb_cell cell = { .state = CB_VALUE, .n = r->title.period };
	char title[CB_PRINT_MAX], asked[CB_PRINT_MAX];
	struct cb_text said = cb_type_period.print(NULL, &cell, title);
	bool bound = r->file_columns[column] != 0;

	if (r->in.period_must_agree && r->title.period > 0 && r->in.period != 0 && r->title.period != r->in.period && !bound) {
		struct cb_cell wanted = { .state = CB_VALUE, .n = r->in.period };
		struct cb_str a = { 0 }, b = { 0 };

		cb_str_addt(&a, said);
		cb_str_addt(&b, cb_type_period.print(NULL, &wanted, asked));
		cb_report(r->diag, CB_PERIOD_DISAGREES, place, "period", cb_str_c(&a), cb_str_c(&b));
		cb_str_release(&a);
		cb_str_release(&b);
	}
	if (r->title.period <= 0)
		cell.n = r->in.period;
	if (bound || cell.n <= 0 || r->standing[column].state != CB_EMPTY)
		return;
	r->standing[column] = cell;
	r->binding.present |= UINT64_C(1) << column;
	note_fill(r, place, column, cb_type_period.print(NULL, &cell, title));
}

/* Product rule 3: what a sheet says once holds for its rows. */
static void
fill_from_sheet(struct cb_reader *r)
{
	const struct cb_register *reg = r->in.reg;
	int community = cb_column_find(reg, "community"), period = cb_column_find(reg, "period");

	for (size_t i = 0; i < r->in.defaults.n; i++) {
		struct cb_text column, value;

		if (cb_pair_split(r->in.defaults.items[i], &column, &value))
			stand_in(r, cb_column_by_label(reg, column), value, CB_NOWHERE);
	}
	if (community >= 0 && r->file_columns[community] == 0 && r->title.body.len > 0 &&
	    r->standing[community].state == CB_EMPTY) {
		stand_in(r, community, r->title.body, r->title.body_place);
		note_fill(r, r->title.body_place, community, r->title.body);
	}
	if (period >= 0)
		fill_period(r, period);
	if (reg->pivot != NULL && !r->binding.pivot && r->file_columns[reg->pivot->name] == 0 &&
	    r->standing[reg->pivot->name].state == CB_EMPTY)
		stand_in(r, reg->pivot->name, CB_LIT("total"), CB_NOWHERE);
	if (reg->pivot != NULL && r->binding.pivot)
		r->binding.present |= UINT64_C(1) << reg->pivot->name | UINT64_C(1) << reg->pivot->value;
	r->always_lacking = needed(&r->in) & ~r->binding.present;
	memcpy(r->cells, r->standing, sizeof(r->cells));
}

static void
close_sheet(struct cb_reader *r)
{
	if (r->rows != NULL)
		r->rows->close(r->rows);
	r->rows = NULL;
	cb_binding_release(&r->binding);
}

/* Opens the next operand and binds its header. 1 = open, 0 = no more, <0 = broken. */
static int
open_sheet(struct cb_reader *r)
{
	const char *path;

	while (r->path_at < r->in.paths.n && cb_reader_is_lock_file(r->in.paths.items[r->path_at])) {
		cb_report(r->diag, CB_LOCK_FILE, CB_NOWHERE, "", r->in.paths.items[r->path_at]);
		r->path_at++;
	}
	if (r->path_at >= r->in.paths.n)
		return 0;
	path = r->in.paths.items[r->path_at++];
	if (cb_csv_open(&r->rows, path, &r->in.csv, r->diag) != CB_OK)
		return -1;
	read_head(r);
	memset(r->standing, 0, sizeof(r->standing));
	for (int c = 0; c < COLUMNS_MAX; c++)
		cb_str_clear(&r->filled[c]);
	if (r->head.n == 0 && r->head_end == 0) {
		cb_report(r->diag, CB_NO_ROWS, ((struct cb_place){ r->rows->source, 0, 0 }), "");
		return -1;
	}
	if (r->head.n == 0)
		return -1;
	if (!cb_bind_header(&r->binding, &r->in, &r->head, r->rows->source, r->diag))
		return -1;
	cb_title_read(&r->title, &r->head, r->binding.first, r->rows->source);
	r->counts.no_data += r->binding.first;
	r->head_at = r->binding.first + r->binding.height;
	plan_fields(r);
	fill_from_sheet(r);
	cb_totals_start(&r->totals, r->binding.n);
	return 1;
}

/* ---- one row ---- */

static int
next_row(struct cb_reader *r)
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
	f->bad = parse_cell(r, f, env, raw, cell);
	if (f->bad == CB_NOT_A_NUMBER && r->in.reg->pivot != NULL && f->column == r->in.reg->pivot->value &&
	    cb_type_bool.parse(NULL, raw, env, cell) == CB_FINE) {
		cell->n *= 1000000; /* 是/否; the register's check knows where that may be said */
		cell->mark = 1;
		f->bad = CB_FINE;
	}
	if (f->bad != CB_FINE)
		return false;
	if (f->names != CB_NAME_NONE &&
	    (cb_names_get(r->in.names, (uint32_t)cell->n)->flags & (CB_NAME_IS_TOTAL | CB_NAME_IS_MEAN)) != 0)
		return false;
	if (cell->state == CB_EMPTY)
		*cell = r->standing[f->column];
	if ((r->fill_mask >> f->column & 1) != 0) {
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
	for (size_t i = 0; i < r->n_watched; i++) {
		uint32_t at = r->watched[i];

		if (at < r->row.n && r->row.cells[at].len > 0 &&
		    (r->binding.columns[at].kind == CB_BOUND_BLANK || (r->row.cells[at].p[0] & 0x80) != 0))
			return true; /* a value without label; a word where numbers stand */
	}
	for (uint32_t at = (uint32_t)r->binding.n; at < r->row.n; at++)
		if (r->row.cells[at].len > 0)
			return true;
	return false;
}

static bool
type_row(struct cb_reader *r, uint64_t *lacking)
{
	struct cb_parse_env env = environment(r, NULL);
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
	return clean && !blank && !is_ragged(r);
}

/* ---- rows that need a second look ---- */

static void
check_total_cell(struct cb_reader *r, const struct field *f, enum cb_row_kind kind)
{
	struct cb_parse_env env = environment(r, f);
	struct cb_cell cell = { 0 };

	if (f->at >= r->row.n || f->is->type->parse(f->is->arg, r->row.cells[f->at], &env, &cell) != CB_FINE ||
	    cell.state != CB_VALUE)
		return;
	cb_totals_check(&r->totals, f->at,
	                &(struct cb_totals_cell){ kind, &cell, f->is->type, cb_text_trim(r->row.cells[f->at]),
	                                          place_at(r, f->at + 1) },
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
		cb_report(r->diag, CB_REQUIRED_MISSING, place_at(r, r->file_columns[c]), column->key,
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
		cb_report(r->diag, CB_ROW_TOO_SHORT, place_at(r, r->row.n), "", cb_str_c(&has), cb_str_c(&wants));
	for (uint32_t at = 0; at < r->row.n; at++) {
		bool labelled = at < r->binding.n && r->binding.columns[at].kind != CB_BOUND_BLANK;

		if (labelled || r->row.cells[at].len == 0)
			continue;
		cb_str_clear(&has);
		cb_str_addt(&has, r->row.cells[at]);
		cb_report(r->diag, CB_NO_LABEL, place_at(r, at + 1), "", cb_str_c(&has));
	}
	cb_str_release(&has);
	cb_str_release(&wants);
}

static void
report_bad_cells(struct cb_reader *r)
{
	for (size_t i = 0; i < r->n_fields; i++)
		if (r->fields[i].bad != CB_FINE)
			report_value(r, &r->fields[i], place_at(r, r->fields[i].at + 1), r->fields[i].bad,
			             r->row.cells[r->fields[i].at]);
	for (size_t i = 0; i < r->n_pivots; i++) {
		struct field f = { .at = r->pivot_at[i], .is = &r->in.reg->columns[r->in.reg->pivot->value] };
		struct cb_parse_env env = environment(r, NULL);
		struct cb_cell cell;
		enum cb_code code;

		if (r->pivots[i].mark != UINT8_MAX || f.at >= r->row.n)
			continue;
		code = parse_cell(r, &f, &env, r->row.cells[f.at], &cell);
		report_value(r, &f, place_at(r, f.at + 1), code, r->row.cells[f.at]);
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
check_references(struct cb_reader *r)
{
	bool ok = true;

	for (size_t i = 0; i < r->n_fields; i++) {
		const struct field *f = &r->fields[i];
		const struct cb_cell *cell = &r->cells[f->column];

		if (f->refer == 0 || cell->state != CB_VALUE ||
		    (cb_names_get(r->in.names, (uint32_t)cell->n)->flags & f->refer) != 0)
			continue;
		ok = check_reference(r, f, cell, place_at(r, f->at + 1)) && ok;
	}
	return ok;
}

/* 总分 beside indicators must be their sum. */
static bool
check_row_sum(struct cb_reader *r)
{
	const struct cb_column *value = &r->in.reg->columns[r->in.reg->pivot->value];
	struct cb_parse_env env = environment(r, NULL);
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
		cb_report(r->diag, CB_SUM_WRONG, place_at(r, at + 1), value->key, cb_str_c(&said), cb_str_c(&is));
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

		if (f->summed && f->at < r->row.n)
			cb_totals_add(&r->totals, f->at, &r->cells[f->column], r->row.cells[f->at]);
	}
	for (size_t i = 0; i < r->n_pivots; i++)
		if (r->pivot_at[i] < r->row.n)
			cb_totals_add(&r->totals, r->pivot_at[i], &r->pivots[i], r->row.cells[r->pivot_at[i]]);
	cb_totals_row(&r->totals);
}

/* Takes the current row: true when it is a good data row. */
static bool
take_row(struct cb_reader *r)
{
	uint64_t lacking;
	bool clean;

	if (r->arena.used > 0)
		cb_arena_reset(&r->arena);
	clean = type_row(r, &lacking);
	if (!clean || lacking != 0) {
		if (is_no_data(r)) {
			r->counts.no_data++;
			return false;
		}
		report_bad_cells(r);
		for (size_t i = 0; i < r->n_fields; i++)
			if (r->fields[i].bad != CB_FINE)
				lacking &= ~(UINT64_C(1) << r->fields[i].column);
		report_missing(r, lacking);
		report_ragged(r);
		if (!clean || lacking != 0) {
			bool only_words = lacking == 0 && !is_ragged(r);

			for (size_t i = 0; i < r->n_fields && only_words; i++)
				only_words = r->fields[i].bad == CB_FINE;
			for (size_t i = 0; i < r->n_pivots && only_words; i++)
				only_words = r->pivots[i].mark != UINT8_MAX;
			if (!only_words) {
				cb_totals_spoil(&r->totals);
				r->counts.refused++;
				return false;
			}
		}
	}
	add_to_totals(r);
	if ((r->refers && !check_references(r)) || (r->n_pivots > 0 && !check_row_sum(r))) {
		r->counts.refused++;
		return false;
	}
	r->pivot_next = 0;
	return true;
}

/* ---- records ---- */

static bool
passes_check(struct cb_reader *r)
{
	r->record.cells = r->cells;
	r->record.file_columns = r->file_columns;
	r->record.present = r->binding.present;
	if (r->in.check == NULL || r->in.check(r->in.check_arg, r->diag, &r->record))
		return true;
	r->counts.refused++;
	return false;
}

/* The next record of the current wide row, if it has one more. */
static bool
next_pivot(struct cb_reader *r)
{
	const struct cb_pivot *pivot = r->in.reg->pivot;

	while (r->pivot_next < r->n_pivots) {
		size_t i = r->pivot_next++;
		struct cb_cell name = { .state = CB_VALUE, .n = r->binding.columns[r->pivot_at[i]].indicator };

		if (r->pivots[i].state == CB_EMPTY)
			continue;
		r->cells[pivot->name] = name;
		r->cells[pivot->value] = r->pivots[i];
		r->record.place = place_at(r, r->pivot_at[i] + 1);
		if (passes_check(r))
			return true;
	}
	return false;
}

static int
broken(struct cb_reader *r)
{
	close_sheet(r);
	return -1;
}

int
cb_reader_next(struct cb_reader *r, const struct cb_record **record)
{
	*record = &r->record;
	for (;;) {
		int got;

		if (r->rows != NULL && next_pivot(r)) {
			r->counts.records++;
			return 1;
		}
		if (r->rows == NULL) {
			got = open_sheet(r);
			if (got == 0)
				return 0;
			if (got < 0) {
				close_sheet(r); /* the other files are read on: all findings of a run are reported */
				continue;
			}
			r->pivot_next = r->n_pivots;
		}
		got = next_row(r);
		if (got < 0) {
			broken(r);
			continue;
		}
		if (got == 0) {
			close_sheet(r);
			continue;
		}
		r->pivot_next = r->n_pivots;
		if (!take_row(r) || r->n_pivots > 0)
			continue;
		r->record.place = place_at(r, 0);
		if (passes_check(r)) {
			r->counts.records++;
			return 1;
		}
	}
}

static bool
check_lists(struct cb_reader *r)
{
	const struct cb_list *lists[] = { &r->in.defaults, &r->in.maps, &r->in.fills };
	bool ok = true;

	for (size_t l = 0; l < 3; l++)
		for (size_t i = 0; i < lists[l]->n; i++) {
			struct cb_text left = cb_text_of(lists[l]->items[i]), right = left;
			bool pair = l == 2 || cb_pair_split(lists[l]->items[i], &left, &right);
			struct cb_text column = l == 1 ? right : left;
			int found = cb_column_by_label(r->in.reg, column);

			if (pair && (found >= 0 || (l == 1 && cb_text_is(right, "-")))) {
				if (l == 2)
					r->fill_mask |= UINT64_C(1) << found;
				continue;
			}
			cb_report(r->diag, CB_NO_SUCH_COLUMN, CB_NOWHERE, "", lists[l]->items[i], r->in.reg->key);
			ok = false;
		}
	return ok;
}

enum cb_status
cb_reader_open(struct cb_reader **out, const struct cb_input *in, struct cb_diag *diag)
{
	struct cb_reader *r = cb_alloc(1, sizeof(*r));

	*out = r;
	r->in = *in;
	r->diag = diag;
	if (!check_lists(r)) {
		cb_reader_close(r);
		*out = NULL;
		return CB_USAGE;
	}
	return CB_OK;
}

struct cb_counts
cb_reader_counts(const struct cb_reader *r)
{
	return r->counts;
}

void
cb_reader_close(struct cb_reader *r)
{
	if (r == NULL)
		return;
	close_sheet(r);
	for (int c = 0; c < COLUMNS_MAX; c++)
		cb_str_release(&r->filled[c]);
	cb_totals_release(&r->totals);
	cb_arena_release(&r->head.arena);
	cb_arena_release(&r->arena);
	free(r->head.rows);
	free(r->watched);
	free(r->pivots);
	free(r->pivot_at);
	free(r);
}
