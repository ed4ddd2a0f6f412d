/* One row of a sheet: taken from it, and checked when it is plain. */
#include <cb/value/arg.h>
#include <cb/value/row_word.h>

#include "reader_state.h"

enum { ROWS_MANY = 1000 }; /* before it is worth keeping what cells mean */

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
	if (got > 0 && r->sheet.divided.month_at > 0)
		cb_row_join_day(r);
	if (got > 0 && r->sheet.binding.blocks.n > 1)
		cut_to_block(r);
	return got;
}

/* ---- its cells typed, or known from those before ---- */

/* Of columns whose cells mean the same in every row. */
static void
start_memos(struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_fields; i++) {
		struct field *f = &r->sheet.fields[i];

		if (((r->fill_mask | r->sheet.dittos) >> f->column & 1) == 0 &&
		    (r->sheet.years == 0 || f->is->type != &cb_type_period))
			f->memos = cb_alloc(MEMO_CELLS, sizeof(*f->memos));
	}
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

/* The texts of all columns of the file that go into one of the register: its own as it is, others behind
 * their label. */
static void
join_texts(struct cb_reader *r, int column)
{
	struct cb_str all = { 0 };

	for (size_t at = 0; at < r->sheet.binding.n && at < r->row.raw.n; at++) {
		const struct cb_binding_column *bound = &r->sheet.binding.columns[at];
		struct cb_text text = cb_text_trim(cb_as_typed(r->row.raw.cells[at], r->sheet.rows->guarded));

		if ((bound->kind != CB_BOUND_COLUMN && bound->kind != CB_BOUND_JOINED) || bound->column != column ||
		    text.len == 0 || cb_row_word_is_nothing(text))
			continue;
		if (all.len > 0)
			cb_str_addc(&all, ';');
		if (cb_column_by_label(r->in.reg, bound->label) != column)
			cb_str_addf(&all, "%.*s:", CB_TEXT_ARG(bound->label));
		cb_str_addt(&all, text);
	}
	if (all.len > 0)
		r->row.cells[column] = (struct cb_cell){ .state = CB_VALUE,
			                                 .text = cb_arena_text(&r->row.arena, cb_str_text(&all)) };
	cb_str_release(&all);
}

static bool
type_row(struct cb_reader *r, uint64_t *lacking)
{
	struct cb_parse_env env = cb_field_environment(r, &r->sheet.fields[0]);
	uint64_t missing = r->sheet.always_lacking;
	bool clean = true, blank = true;

	find_memos(r);
	for (size_t i = 0; i < r->sheet.n_fields; i++) {
		struct field *f = &r->sheet.fields[i];
		struct cb_cell *cell = &r->row.cells[f->column];

		f->bad = CB_FINE;
		if (!memo_find(&r->row.memos[i], env.year, cell))
			clean = cb_row_type_cell(r, f, &env, &r->row.memos[i]) && clean;
		if (f->at < r->row.raw.n && r->row.raw.cells[f->at].len > 0)
			blank = false;
		if (f->required && cell->state == CB_EMPTY)
			missing |= UINT64_C(1) << f->column;
		if (f->is->type == &cb_type_period && (env.year == 0 || r->sheet.years != 0) && cell->state == CB_VALUE)
			env.year = (int)(cell->n / 100);
	}
	for (int c = 0; r->sheet.binding.joined >> c != 0; c++)
		if ((r->sheet.binding.joined >> c & 1) != 0)
			join_texts(r, c);
	clean = cb_row_settle_times(r, &missing) && clean;
	*lacking = missing;
	if (r->sheet.n_pivots > 0 && !cb_row_type_pivots(r, &env))
		clean = false;
	clean = (r->until < 0 || cb_row_end_third(r)) && clean;
	clean = cb_row_end_term(r) && clean;
	return clean && !blank && !r->row.is_heading && !cb_row_is_ragged(r) && !cb_row_has_word_aside(r);
}

/* ---- what a good row must also be ---- */

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

	uint32_t at = r->sheet.file_columns[value];
	struct cb_text raw = at > 0 && at <= r->row.raw.n ? r->row.raw.cells[at - 1] : (struct cb_text){ "", 0 };

	cb_totals_add_to_group(&r->sheet.totals, group, &r->row.cells[value], unit->text, raw);
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

static void
add_to_totals(struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_summed; i++) {
		const struct field *f = &r->sheet.fields[r->sheet.summed[i]];

		for (size_t n = f->column == r->each_amount && r->row.n_shares > 0 ? r->row.n_shares : 1; n > 0; n--)
			if (f->at < r->row.raw.n) {
				cb_totals_add(&r->sheet.totals, cb_reader_sums_at(r, f->at), &r->row.cells[f->column],
				              r->row.raw.cells[f->at]);
				if (r->sheet.flow >= 0 && f->is->type == &cb_type_money)
					cb_flow_add(r, &r->row.cells[f->column], r->row.raw.cells[f->at]);
			}
	}
	for (size_t i = 0; !r->sheet.binding.is_worded && i < r->sheet.n_pivots; i++)
		if (r->sheet.pivots[i].at < r->row.raw.n)
			cb_totals_add(&r->sheet.totals, cb_reader_sums_at(r, r->sheet.pivots[i].at), &r->row.pivots[i],
			              r->row.raw.cells[r->sheet.pivots[i].at]);
	if (r->sheet.kinds_in >= 0 && !r->sheet.is_unlike)
		add_to_group(r);
	cb_totals_end_row(&r->sheet.totals);
	keep_end(r);
	if (r->sheet.totals.n_rows == ROWS_MANY)
		start_memos(r);
}

/* ---- one of several columns is filled: reader.h R13 ---- */

/* The one that has an amount; n of them have one, of which `last` is the last. 0 beside another is none. */
static const struct field *
filled_pivot(const struct cb_reader *r, size_t *n, const struct field **last)
{
	const struct field *found = NULL;

	*n = 0;
	for (size_t zero = 0; zero < 2 && *n == 0; zero++)
		for (size_t i = 0; i < r->sheet.n_pivots; i++)
			if (r->row.pivots[i].state == CB_VALUE && (r->row.pivots[i].n == 0) == (zero == 1)) {
				*last = &r->sheet.pivots[i];
				found = found != NULL ? found : *last;
				++*n;
			}
	return found;
}

/* Its cell is that of the row, and its label the direction. */
static void
take_either(struct cb_reader *r)
{
	const struct cb_pivot *across = &r->sheet.binding.across;
	const struct cb_word *words = r->in.reg->columns[across->name].arg;
	size_t n;
	const struct field *last, *f = filled_pivot(r, &n, &last);
	uint32_t word = f != NULL ? r->sheet.binding.columns[f->at].indicator : 0;

	r->row.cells[across->name] = r->row.cells[across->value] = (struct cb_cell){ 0 };
	r->sheet.file_columns[across->name] = r->sheet.file_columns[across->value] = f != NULL ? f->at + 1 : 0;
	if (f == NULL)
		return;
	r->row.cells[across->value] = r->row.pivots[f - r->sheet.pivots];
	r->row.cells[across->name] =
		(struct cb_cell){ .state = CB_VALUE, .n = word, .text = cb_text_of(words[word].zh) };
}

static struct cb_arg
labels_of_pivots(const struct cb_reader *r)
{
	struct cb_str out = { 0 };

	for (size_t i = 0; i < r->sheet.n_pivots; i++)
		cb_str_addf(&out, "“%.*s”", CB_TEXT_ARG(r->sheet.binding.columns[r->sheet.pivots[i].at].label));
	return cb_arg_str(out);
}

/* False: none is filled, or several are, which is reported. */
static bool
is_one_filled(struct cb_reader *r)
{
	size_t n;
	const struct field *other = NULL, *f = filled_pivot(r, &n, &other);

	if (n == 0)
		cb_report(r->diag, CB_NO_FLOW, cb_reader_where(r, r->sheet.pivots[0].at + 1),
		          r->sheet.pivots[0].is->key, labels_of_pivots(r));
	if (n < 2)
		return n == 1;
	cb_report(r->diag, CB_SEVERAL_FLOWS, cb_reader_where(r, other->at + 1), f->is->key,
	          r->sheet.binding.columns[f->at].label, cb_text_trim(r->row.raw.cells[f->at]),
	          r->sheet.binding.columns[other->at].label, cb_text_trim(r->row.raw.cells[other->at]));
	return false;
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

/* R19 */
static bool
is_of_other_document(struct cb_reader *r, const struct field *f)
{
	int kind = f->is->type == &cb_type_id && f->bad != CB_FINE ? cb_column_find(r->in.reg, "id_type") : -1;
	const struct cb_cell *cell = kind >= 0 ? &r->row.cells[kind] : NULL;

	if (cell == NULL || cell->state != CB_VALUE || cell->n == 0)
		return false;
	if (!r->sheet.told_document)
		cb_report(r->diag, CB_OTHER_DOCUMENT, cb_reader_where(r, f->at + 1), f->is->key,
		          cb_text_of(((const struct cb_word *)r->in.reg->columns[kind].arg)[cell->n].zh));
	return r->sheet.told_document = true;
}

static void
leave_out_other_documents(struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_fields; i++) {
		struct field *f = &r->sheet.fields[i];

		if (!is_of_other_document(r, f))
			continue;
		r->row.cells[f->column] = (struct cb_cell){ 0 };
		f->bad = CB_FINE;
	}
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
	if (!is_clean) {
		leave_out_other_documents(r);
		leave_out_allowed(r);
	}
	if (r->sheet.binding.is_either)
		take_either(r);
	if (cb_balance_is_carried(r)) {
		r->counts.no_data++;
		return false;
	}
	cb_each_take(r, &lacking);
	complete(r, &lacking);
	if ((!is_clean || lacking != 0) && !cb_row_passes_second_look(r, lacking))
		return false;
	if (r->sheet.binding.is_either && !is_one_filled(r)) {
		cb_totals_spoil(&r->sheet.totals);
		cb_row_refers_well(r);
		return cb_row_refuse(r);
	}
	if (r->sheet.has_units_by_row && !cb_row_settle_units(r)) {
		cb_row_refers_well(r); /* all that is wrong with the row is said at once */
		return cb_row_refuse(r);
	}
	if (!cb_each_split(r))
		return cb_row_refuse(r);
	add_to_totals(r);
	if (r->sheet.heading.says != 0)
		cb_heading_report(r);
	if (r->sheet.n_balances > 0)
		cb_balance_check(r);
	if (r->sheet.is_of_one && !is_of_sheet(r)) {
		cb_row_refers_well(r);
		return cb_row_refuse(r);
	}
	if (!cb_row_refers_well(r) ||
	    (r->sheet.deducted.row > 0 && !cb_row_is_deducted_well(r)) ||
	    ((r->sheet.has_full_marks || r->sheet.n_pivots > 0) && !cb_row_is_within_full_marks(r)) ||
	    (r->sheet.n_pivots > 0 && !r->sheet.binding.is_worded && !cb_row_check_sum(r)) ||
	    (r->sheet.words_at > 0 && !check_words(r)))
		return cb_row_refuse(r);
	if (has_no_figure(r)) {
		cb_row_say_no_figure(r);
		return false;
	}
	if (r->sheet.n_events > 0 || r->sheet.day_hours != NULL)
		cb_row_count_odd_days(r);
	if (r->sheet.binding.is_worded)
		r->row.n_shares = 0; /* it is split again beside each name */
	r->row.pivot_next = r->sheet.binding.is_either ? r->sheet.n_pivots : 0;
	if (r->sheet.n_pivots > 0 && r->sheet.pivots[0].unit_in >= 0)
		r->row.unit = r->row.cells[r->sheet.pivots[0].unit_in];
	return true;
}
