/* One row of a sheet: typed, and checked when it is plain. */
#include <string.h>

#include <cb/value/arg.h>
#include <cb/value/date.h>
#include <cb/value/fold.h>

#include "reader_state.h"

enum { ITEMS_MIN = 4, /* others, before one that is like all of them is strange */
       CENT = 10000,
       ROWS_MANY = 1000 /* before it is worth keeping what cells mean */ };

/* Of blocks side by side: the row as if the others were not there. */
static void
cut_to_block(struct cb_reader *r)
{
	const struct cb_binding *binding = &r->sheet.binding;
	uint32_t from = (uint32_t)(binding->blocks.first + binding->block * binding->blocks.width), n = r->row.raw.n;

	r->row.texts = cb_grow(r->row.texts, &r->row.cap_texts, (size_t)n + binding->n + 1, sizeof(*r->row.texts));
	if (r->row.raw.kinds != NULL)
		r->row.raw.cells = r->row.texts; /* where they may have moved to */
	for (uint32_t at = 0; at < n || at < binding->n; at++) {
		bool is_beside = at < binding->n && binding->columns[at].kind == CB_BOUND_BESIDE;

		r->row.texts[at] = at >= n || is_beside ? (struct cb_text){ "", 0 } : r->row.raw.cells[at];
	}
	if (n < binding->n && (n <= from || n >= from + binding->blocks.width))
		r->row.raw.n = (uint32_t)binding->n; /* what is lacking is none of this block */
	r->row.raw.cells = r->row.texts;
}

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
	if (got > 0 && r->sheet.binding.blocks.n > 1)
		cut_to_block(r);
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

/* A picture counts where photos are counted; elsewhere it is left out, and that is said. */
static struct cb_text
picture_value(struct cb_reader *r, const struct field *f)
{
	if (strcmp(f->is->key, "photos") == 0)
		return CB_LIT("1");
	cb_report(r->diag, CB_PICTURE_LEFT_OUT, cb_reader_where(r, f->at + 1), f->is->key);
	return CB_LIT("");
}

/* 上旬, 7.1-7.5 in a register that says until when: the first day here, the last in `until`. */
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

/* A month whose year stands beside it: 7, 7月, 第三季度, or the whole period of that year. */
static enum cb_code
type_month(struct cb_reader *r, struct cb_text raw, struct cb_cell *cell)
{
	struct cb_text beside = { "", 0 }, digits = raw;
	int64_t year;
	int month;

	if (r->sheet.years <= r->row.raw.n)
		beside = cb_text_trim(r->row.raw.cells[r->sheet.years - 1]);
	*cell = (struct cb_cell){ .state = CB_VALUE };
	if (beside.len == 0)
		return cb_period_parse(raw, r->in.year != 0 ? r->in.year : r->sheet.year, &cell->n);
	if (cb_period_parse(beside, 0, &year) != CB_FINE || cb_period_kind(year) != CB_YEAR)
		return CB_YEAR_BESIDE;
	month = cb_fold_digits(&digits, 2);
	if (month >= 1 && month <= 12 && digits.len == 0)
		cell->n = year + month;
	else if (cb_period_parse(raw, cb_period_year(year), &cell->n) != CB_FINE)
		return CB_BAD_PERIOD;
	return cb_period_holds(year, cell->n) ? CB_FINE : CB_YEAR_BESIDE;
}

/* 7 or 07 in a column 月份, whose year -p or the title says. */
static enum cb_code
type_bare_month(const struct cb_reader *r, const struct field *f, struct cb_text raw, struct cb_cell *cell)
{
	struct cb_text label = f->at < r->sheet.binding.n ? r->sheet.binding.columns[f->at].label : (struct cb_text){ "", 0 };
	int64_t year = r->in.year != 0 ? r->in.year : r->sheet.year;
	struct cb_folded folded;
	int month = cb_fold(raw, &folded) ? cb_fold_digits(&folded.text, 2) : 0;

	if (f->is->type != &cb_type_period || !cb_text_ends(label, "月份") || month < 1 || month > 12 ||
	    folded.text.len > 0)
		return CB_BAD_PERIOD;
	*cell = (struct cb_cell){ .state = CB_VALUE, .n = year * 100 + month };
	return year != 0 ? CB_FINE : CB_NO_YEAR;
}

/* A word like 合计, which needs a second look, a list where one is meant, or a unit. */
static bool
is_strange_name(struct cb_reader *r, struct field *f, const struct cb_cell *cell)
{
	unsigned flags = cb_names_get(r->in.names, (uint32_t)cell->n)->flags;

	if (r->sheet.items_in == f->column && (flags & CB_NAME_REGISTERED) == 0 &&
	    cb_row_item_kind(cb_names_get(r->in.names, (uint32_t)cell->n)->text) != CB_ROW_DATA)
		return true;
	if ((flags & (CB_NAME_IS_ABOUT | CB_NAME_IS_SEVERAL | CB_NAME_IS_MEASURE)) == 0)
		return false;
	if ((flags & CB_NAME_IS_ABOUT) != 0)
		return true;
	if ((flags & CB_NAME_REGISTERED) != 0 || ((flags & CB_NAME_IS_SEVERAL) != 0 && !f->is_one))
		return false;
	f->bad = (flags & CB_NAME_IS_SEVERAL) != 0 ? CB_SEVERAL_NAMED : CB_MEASURE_AS_NAME;
	return true;
}

/* May it be text that a program wrote so that others leave it alone, or a picture? */
static inline bool
is_wrapped(struct cb_text raw)
{
	return raw.len > 1 && (*raw.p == '=' || *raw.p == '\'' || *raw.p == '\t');
}

/* Types one cell; false when it needs a second look (bad, or a word like 合计). */
static bool
type_new_cell(struct cb_reader *r, struct field *f, struct cb_parse_env *env)
{
	struct cb_text raw = f->at < r->row.raw.n ? r->row.raw.cells[f->at] : (struct cb_text){ "", 0 };
	struct cb_cell *cell = &r->row.cells[f->column];

	f->bad = cb_row_code(r, f->at);
	if (f->bad != CB_FINE) {
		*cell = (struct cb_cell){ 0 };
		return false;
	}
	if (is_wrapped(raw))
		raw = cb_is_picture(raw) ? picture_value(r, f) : cb_as_typed(raw, r->sheet.rows->guarded);
	if (raw.len == 0)
		raw = blank_value(r, f, cell);
	if (raw.len == 0)
		return true;
	env->unit = &f->unit;
	f->bad = cb_field_parse(r, f, env, raw, cell);
	if (r->sheet.years != 0 && f->is->type == &cb_type_period)
		f->bad = type_month(r, raw, cell);
	else if (f->bad == CB_BAD_PERIOD)
		f->bad = type_bare_month(r, f, raw, cell);
	if (f->bad == CB_NOT_A_NUMBER && r->in.reg->pivot != NULL && f->column == r->in.reg->pivot->value &&
	    !cb_text_is(raw, "x") && cb_type_bool.parse(NULL, raw, env, cell) == CB_FINE) {
		cell->n *= 1000000; /* 是/否; the register's check knows where that may be said */
		cell->mark = CB_SAID_YES_NO;
		f->bad = CB_FINE;
	}
	if (f->bad == CB_UNKNOWN_WORD && (f->is->flags & CB_OTHERS) != 0)
		f->bad = word_as_other(f, cell);
	if (f->is_names && f->bad == CB_FINE && cell->state == CB_VALUE)
		f->bad = cb_field_settle_names(r, f, raw, cell);
	if (f->is_no_date && (*raw.p & 0x80) == 0 && cb_is_made_a_date(raw))
		f->bad = CB_MADE_A_DATE;
	if (f->bad == CB_BAD_DATE)
		f->bad = type_third(r, f, env, raw);
	if (f->bad != CB_FINE)
		return false;
	if (f->names != CB_NAME_NONE && is_strange_name(r, f, cell))
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

/* Where the cells of the row are kept, if they are. */
static void
find_memos(struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_fields; i++) {
		const struct field *f = &r->sheet.fields[i];
		bool is_kept = f->memos != NULL && r->row.raw.kinds == NULL && f->at < r->row.raw.n;

		r->row.memos[i] = is_kept ? memo_place(f->memos, r->row.raw.cells[f->at]) : (struct memo_place){ 0 };
	}
}

/* Types a cell whose bytes were not kept, and keeps what they mean. */
static bool
type_cell(struct cb_reader *r, struct field *f, struct cb_parse_env *env, const struct memo_place *at)
{
	if (!type_new_cell(r, f, env))
		return false;
	/* what means more than the cell is typed again: 上旬, a picture, which is told of */
	if (at->memo != NULL && r->row.third.state == CB_EMPTY && !is_wrapped(r->row.raw.cells[f->at]))
		memo_keep(at, env->year, &r->row.cells[f->column]);
	return true;
}

static bool
type_pivots(struct cb_reader *r, struct cb_parse_env *env)
{
	bool clean = true;

	for (size_t i = 0; i < r->sheet.n_pivots; i++) {
		struct field *f = &r->sheet.pivots[i];

		clean = type_new_cell(r, f, env) && clean;
		r->row.pivots[i] = r->row.cells[f->column];
		if (f->bad != CB_FINE)
			r->row.pivots[i].mark = UINT8_MAX; /* reported when the row proves to be data */
		r->row.cells[f->column] = (struct cb_cell){ 0 };
	}
	return clean;
}

/* The last day of 上旬, or of a range, fills `until` where the row does not say it; false where it says another. */
static bool
end_third(struct cb_reader *r)
{
	struct cb_cell *until = r->until >= 0 ? &r->row.cells[r->until] : NULL;
	bool is_clear = true;

	if (until == NULL)
		return true;
	if (r->sheet.file_columns[r->until] == 0)
		*until = r->sheet.standing[r->until];
	if (r->row.third.state == CB_EMPTY)
		return true;
	if (r->sheet.file_columns[r->until] == 0 || until->state == CB_EMPTY)
		*until = r->row.third;
	for (size_t i = 0; i < r->sheet.n_fields; i++)
		if (r->sheet.fields[i].column == r->until && until->n != r->row.third.n) {
			r->sheet.fields[i].bad = CB_UNTIL_OTHER;
			is_clear = false;
		}
	r->sheet.binding.present |= UINT64_C(1) << r->until;
	r->row.third = (struct cb_cell){ 0 };
	return is_clear;
}

static bool
type_row(struct cb_reader *r, uint64_t *lacking)
{
	struct cb_parse_env env = cb_field_environment(r, &r->sheet.fields[0]);
	bool clean = true, blank = true;

	*lacking = r->sheet.always_lacking;
	find_memos(r);
	for (size_t i = 0; i < r->sheet.n_fields; i++) {
		struct field *f = &r->sheet.fields[i];
		struct cb_cell *cell = &r->row.cells[f->column];

		f->bad = CB_FINE;
		if (!memo_find(&r->row.memos[i], env.year, cell))
			clean = type_cell(r, f, &env, &r->row.memos[i]) && clean;
		if (f->at < r->row.raw.n && r->row.raw.cells[f->at].len > 0)
			blank = false;
		if (f->required && cell->state == CB_EMPTY)
			*lacking |= UINT64_C(1) << f->column;
		if (f->is->type == &cb_type_period && (env.year == 0 || r->sheet.years != 0) && cell->state == CB_VALUE)
			env.year = (int)(cell->n / 100);
	}
	if (r->sheet.n_pivots > 0 && !type_pivots(r, &env))
		clean = false;
	clean = end_third(r) && clean;
	return clean && !blank && !r->row.is_heading && !cb_row_is_ragged(r) && !cb_row_has_word_aside(r);
}

/* ---- what a good row must also be ---- */

/* The items of a wide row added up, from left to right. */
struct items {
	cb_wide sum, since; /* weighted, 10^-12: of all, and of those since the last sum */
	cb_wide plain;      /* unweighted, millionths */
	size_t n;
	int64_t first; /* of them; the others may differ */
	bool varies;
};

/* Adds the i-th item; false where its weight says that sums cannot be checked. */
static bool
add_item(struct cb_reader *r, struct items *items, size_t i)
{
	const struct cb_cell *cell = &r->row.pivots[i];
	int64_t weight = 1000000;

	if (r->in.weight != NULL && cb_reader_has_indicators(r))
		weight = r->in.weight(r->in.weight_arg, r->sheet.binding.columns[r->sheet.pivots[i].at].indicator);
	if (weight == INT64_MIN)
		return false;
	if (cell->state != CB_VALUE)
		return true;
	items->sum += (cb_wide)cell->n * weight;
	items->since += (cb_wide)cell->n * weight;
	items->plain += cell->n;
	if (items->n++ == 0)
		items->first = cell->n;
	items->varies |= cell->n != items->first;
	return true;
}

/* A column that says the sum of its row's items, or their mean, must be right. */
static bool
check_row_total(struct cb_reader *r, uint32_t at, const struct items *all, struct items *items)
{
	struct field f = cb_field_of(r->in.reg, r->sheet.binding.across.value);
	struct cb_parse_env env = cb_field_environment(r, &f);
	bool is_sum = r->sheet.binding.columns[at].kind == CB_BOUND_SUM;
	struct cb_cell stated, computed = { .state = CB_VALUE, .n = (int64_t)(all->sum / 1000000) };
	struct cb_text raw = cb_text_trim(r->row.raw.cells[at]);
	cb_wide since = items->since;

	items->since = is_sum ? 0 : items->since;
	if (f.is->type->parse(f.is->arg, raw, &env, &stated) != CB_FINE || stated.state != CB_VALUE)
		return true;
	f.at = at;
	if (!is_sum) {
		if (all->n == 0 || cb_totals_is_mean(stated.n, cb_field_step(&f, raw), all->plain, all->n))
			return true;
		computed.n = (int64_t)cb_decimal_round(all->plain, (cb_wide)all->n, CB_HALF_UP);
	} else if ((cb_wide)stated.n * 1000000 == all->sum || (cb_wide)stated.n * 1000000 == since) {
		return true;
	}
	cb_report(r->diag, is_sum ? CB_SUM_WRONG : CB_ROW_MEAN_WRONG, cb_reader_where(r, at + 1), f.is->key,
	          r->row.raw.cells[at], cb_arg_cell(f.is->type, f.is->arg, &computed));
	return !cb_diag_is_error(r->diag, is_sum ? CB_SUM_WRONG : CB_ROW_MEAN_WRONG);
}

/* Is the first, or the last, item of each row what all others make? */
static void
compare_end_items(struct cb_reader *r, const struct items *all)
{
	for (int last = 0; last < 2; last++) {
		const struct cb_cell *cell = &r->row.pivots[last ? r->sheet.n_pivots - 1 : 0];
		struct like *like = &r->sheet.like[last];
		cb_wide others = all->plain - cell->n;
		bool may = cell->state == CB_VALUE && cell->n != 0 && all->n > ITEMS_MIN;

		like->sum = like->sum && may && others == cell->n;
		like->mean = like->mean && may && cb_totals_is_mean(cell->n, CENT, others, all->n - 1);
		like->varies = like->varies || all->varies;
	}
}

static bool
check_row_sum(struct cb_reader *r)
{
	struct items all = { 0 }, items = { 0 };
	size_t next = 0;
	bool ok = true;

	for (size_t i = 0; i < r->sheet.n_pivots; i++)
		if (!add_item(r, &all, i))
			return true;
	compare_end_items(r, &all);
	for (uint32_t at = 0; r->sheet.has_row_totals && at < r->sheet.binding.n && at < r->row.raw.n; at++) {
		enum cb_bound kind = r->sheet.binding.columns[at].kind;

		if (kind == CB_BOUND_PIVOT)
			add_item(r, &items, next++);
		else if (kind == CB_BOUND_SUM || kind == CB_BOUND_MEAN)
			ok = check_row_total(r, at, &all, &items) && ok;
	}
	return ok;
}

/* The amount in words beside the figure says the same; where one of them is missing there is nothing to compare. */
static bool
check_words(struct cb_reader *r)
{
	int amount = cb_binding_money(r->in.reg);
	struct field f = cb_field_of(r->in.reg, amount);
	struct cb_parse_env env = cb_field_environment(r, &f);
	const struct cb_cell *figure = &r->row.cells[amount];
	struct cb_cell words = { 0 };
	enum cb_code code;

	f.at = r->sheet.words_at - 1;
	if (f.at >= r->row.raw.n || figure->state != CB_VALUE)
		return true;
	code = f.is->type->parse(f.is->arg, r->row.raw.cells[f.at], &env, &words);
	if (code == CB_FINE && words.state == CB_VALUE && words.n != figure->n)
		code = CB_WORDS_OTHER;
	if (code == CB_WORDS_OTHER)
		cb_report(r->diag, code, cb_reader_where(r, f.at + 1), f.is->key, cb_text_trim(r->row.raw.cells[f.at]),
		          cb_arg_money(figure->n));
	else if (code != CB_FINE)
		cb_field_report(r, &f, cb_reader_where(r, f.at + 1), code, r->row.raw.cells[f.at]);
	return code == CB_FINE || !cb_diag_is_error(r->diag, code);
}

/* Of figures of several kinds in one column: the sum of each kind. */
static void
add_to_group(struct cb_reader *r)
{
	int period = cb_column_find(r->in.reg, "period"), value = cb_column_find(r->in.reg, "value");
	const struct cb_column *column = &r->in.reg->columns[value];
	const struct cb_cell *unit = &r->row.cells[cb_column_find(r->in.reg, column->unit_in)];
	size_t group = cb_totals_group(&r->sheet.totals, r->row.cells[period].n, r->row.cells[r->sheet.kinds_in].n);

	cb_totals_add_to_group(&r->sheet.totals, group, &r->row.cells[value], unit->text);
}

/* The first row, and the last so far. */
static void
keep_end(struct cb_reader *r)
{
	struct end *end = &r->sheet.last;

	if (r->sheet.name_column < 0)
		return;
	end->name = (uint32_t)r->row.cells[r->sheet.name_column].n;
	end->line = r->row.raw.line;
	if (r->sheet.totals.n_rows == 1)
		r->sheet.first = *end;
}

/* Of columns whose cells mean the same in every row. */
static void
start_memos(struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_fields; i++) {
		struct field *f = &r->sheet.fields[i];

		if ((r->fill_mask >> f->column & 1) == 0 && (r->sheet.years == 0 || f->is->type != &cb_type_period))
			f->memos = cb_alloc(MEMO_CELLS, sizeof(*f->memos));
	}
}

static void
add_to_totals(struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_summed; i++) {
		const struct field *f = &r->sheet.fields[r->sheet.summed[i]];

		for (size_t n = f->column == r->each_amount && r->row.n_shares > 0 ? r->row.n_shares : 1; n > 0; n--)
			if (f->at < r->row.raw.n)
				cb_totals_add(&r->sheet.totals, cb_reader_sums_at(r, f->at), &r->row.cells[f->column],
				              r->row.raw.cells[f->at]);
	}
	for (size_t i = 0; i < r->sheet.n_pivots; i++)
		if (r->sheet.pivots[i].at < r->row.raw.n)
			cb_totals_add(&r->sheet.totals, cb_reader_sums_at(r, r->sheet.pivots[i].at), &r->row.pivots[i],
			              r->row.raw.cells[r->sheet.pivots[i].at]);
	if (r->sheet.kinds_in >= 0 && !r->sheet.is_unlike)
		add_to_group(r);
	cb_totals_row(&r->sheet.totals);
	keep_end(r);
	if (r->sheet.totals.n_rows == ROWS_MANY)
		start_memos(r);
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

/* Is it of the community of which the sheet is? Figures may be of a part of it. */
static bool
is_of_sheet(struct cb_reader *r)
{
	int column = r->sheet.community;
	struct cb_where where = cb_reader_where(r, r->sheet.file_columns[column]);
	unsigned flags = cb_names_get(r->in.names, (uint32_t)r->row.cells[column].n)->flags;

	if (r->in.reg->columns[column].arg == &cb_of_any_party && (flags & CB_NAME_IS_COMMUNITY) == 0)
		return true;
	return cb_row_is_of_sheet(r, (uint32_t)r->row.cells[column].n, where);
}

/* Of columns that each make a record: is none of their cells filled in? */
static bool
has_no_figure(const struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_pivots; i++)
		if (r->row.pivots[i].state != CB_EMPTY)
			return false;
	return r->sheet.n_pivots > 0;
}

/* Such a row says nothing of whoever it names; where that is nobody that is registered it is a heading. */
static void
say_no_figure(struct cb_reader *r)
{
	uint32_t at = r->sheet.name_column >= 0 ? r->sheet.file_columns[r->sheet.name_column] : 0;
	struct cb_text word = at > 0 && at <= r->row.raw.n ? cb_text_trim(r->row.raw.cells[at - 1]) : (struct cb_text){ "", 0 };
	const struct cb_column *is = r->sheet.name_column >= 0 ? &r->in.reg->columns[r->sheet.name_column] : NULL;
	bool is_checked = is != NULL && is->arg == &cb_of_entrant && cb_names_has(r->in.names, CB_NAME_IS_COMMUNITY);
	uint32_t name = is != NULL ? (uint32_t)r->row.cells[r->sheet.name_column].n : 0;

	if (is_checked && (cb_names_get(r->in.names, name)->flags & CB_NAME_REGISTERED) == 0)
		cb_report(r->diag, CB_HEADING_IN_ROWS, cb_reader_where(r, at), "", word);
	else
		cb_report(r->diag, CB_NO_FIGURE_IN_ROW, cb_reader_where(r, at), "", word);
	r->counts.no_data++;
}

/* R11: the bad cells that are allowed are as if nothing stood there, for the rows below too. */
static void
leave_out_allowed(struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_fields; i++) {
		const struct field *f = &r->sheet.fields[i];

		if (f->bad != CB_FINE && f->bad != CB_WORD_AS_OTHER && !cb_diag_is_error(r->diag, f->bad))
			cb_field_leave_out(r, f);
	}
}

bool
cb_row_take(struct cb_reader *r)
{
	uint64_t lacking;
	bool is_clean = type_row(r, &lacking);

	r->row.left_out = 0;
	if (!is_clean)
		leave_out_allowed(r);
	cb_each_take(r, &lacking);
	complete(r, &lacking);
	if ((!is_clean || lacking != 0) && !cb_row_passes_second_look(r, lacking))
		return false;
	if (r->sheet.has_units_by_row && !cb_row_settle_units(r)) {
		cb_row_refers_well(r); /* all that is wrong with the row is said at once */
		return cb_row_refuse(r);
	}
	if (!cb_each_split(r))
		return cb_row_refuse(r);
	add_to_totals(r);
	if (r->sheet.is_of_one && !is_of_sheet(r)) {
		cb_row_refers_well(r);
		return cb_row_refuse(r);
	}
	if (!cb_row_refers_well(r) || (r->sheet.n_pivots > 0 && !check_row_sum(r)) ||
	    (r->sheet.words_at > 0 && !check_words(r)))
		return cb_row_refuse(r);
	if (has_no_figure(r)) {
		say_no_figure(r);
		return false;
	}
	if (r->sheet.n_events > 0)
		cb_row_count_odd_days(r);
	r->row.pivot_next = 0;
	if (r->sheet.n_pivots > 0 && r->sheet.pivots[0].unit_in >= 0)
		r->row.unit = r->row.cells[r->sheet.pivots[0].unit_in];
	return true;
}
