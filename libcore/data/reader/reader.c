/* Records out of files: one sheet after the other, each with its own header and binding. */
#include <stdlib.h>
#include <string.h>

#include <cb/value/number.h>

#include "reader_state.h"

static uint32_t
text_bytes(const struct cb_reader *r, int column)
{
	const struct cb_cell *cell = &r->row.cells[column];

	if (cell->state != CB_VALUE || r->in.reg->columns[column].type->storage != CB_STORE_NAME)
		return cell->text.len;
	return cb_names_get(r->in.names, (uint32_t)cell->n)->text.len;
}

/* A title that holds for a hundred thousand rows is counted as often. */
static bool
repeats_too_much(struct cb_reader *r)
{
	uint64_t bytes = 0;

	for (int c = 0; r->sheet.repeats >> c != 0; c++)
		if ((r->sheet.repeats >> c & 1) != 0)
			bytes += text_bytes(r, c);
	r->sheet.is_over = bytes > 0 && r->source.book != NULL &&
	                   !cb_book_give(r->source.book, r->row.record.where, 0, bytes);
	return r->sheet.is_over;
}

/* What one record was given is not the next one's. */
static void
take_back(struct cb_reader *r)
{
	if (r->row.given >= 0)
		r->row.cells[r->row.given] = (struct cb_cell){ 0 };
	r->row.given = -1;
}

static bool
passes_check(struct cb_reader *r)
{
	if (r->sheet.is_over || repeats_too_much(r))
		return false;
	if (r->sheet.is_lost)
		return cb_row_refuse(r);
	take_back(r);
	if (r->in.give != NULL)
		r->row.given = r->in.give(r->in.check_arg, r->row.cells);
	r->row.record.cells = r->row.cells;
	r->row.record.file_columns = r->sheet.file_columns;
	r->row.record.raw = &r->row.raw;
	r->row.record.present = r->sheet.binding.present & ~r->row.left_out;
	r->row.record.of_several = r->row.n_shares > 0 ? UINT64_C(1) << r->row.shared : 0;
	return r->in.check == NULL || r->in.check(r->in.check_arg, r->diag, &r->row.record) || cb_row_refuse(r);
}

/* A score that is said as a per cent is a rate. */
static void
mark_rate(struct cb_reader *r, const struct field *f)
{
	struct cb_cell *cell = &r->row.cells[f->column];

	if (cell->state == CB_VALUE && cell->mark == CB_EXACT &&
	    (cb_text_is(cb_number_unit(r->row.raw.cells[f->at]), "%") || cb_text_is(cb_unit_usual(f->said.word), "%")))
		cell->mark = CB_SAID_RATE;
}

/* Is it more than digits, or are digits alone something else? Nearly all cells are not. What is no score has no such
 * mark: that of a quantity says how exact it is. */
static inline bool
may_be_rate(const struct cb_reader *r, const struct field *f)
{
	struct cb_text raw;

	if (r->in.reg->pivot == NULL || f->at >= r->row.raw.n)
		return false;
	raw = r->row.raw.cells[f->at];
	return raw.len > 0 && (f->unit.num != 0 || !cb_is_digit(raw.p[raw.len - 1]));
}

/* What the label of such a column is: a name, a month, or the text of an answer. */
static struct cb_cell
name_across(const struct cb_reader *r, const struct field *f)
{
	const struct cb_column *is = &r->in.reg->columns[r->sheet.binding.across.name];
	struct cb_cell cell = { .state = CB_VALUE, .n = r->sheet.binding.columns[f->at].indicator };

	if (is->type == &cb_type_enum)
		cell.text = cb_text_of(((const struct cb_word *)is->arg)[cell.n].zh);
	if (is->type == &cb_type_text)
		cell = (struct cb_cell){ .state = CB_VALUE, .text = cb_names_get(r->in.names, (uint32_t)cell.n)->text };
	return cell;
}

static bool
next_share(struct cb_reader *r)
{
	while (cb_each_next(r))
		if (passes_check(r))
			return true;
	return false;
}

/* Where the telephone of whom column `at` names stands, from 1; 0 = it has none. */
static uint32_t
phone_beside(const struct cb_reader *r, uint32_t at)
{
	for (size_t c = 0; c < r->sheet.binding.n; c++)
		if (r->sheet.binding.columns[c].kind == CB_BOUND_PHONE && r->sheet.binding.columns[c].of == at)
			return c < r->row.raw.n && cb_text_trim(r->row.raw.cells[c]).len > 0 ? (uint32_t)c + 1 : 0;
	return 0;
}

/* The telephone beside a name; a bad one is reported. One beside no name is of nobody. */
static bool
take_phone(struct cb_reader *r, const struct field *of, bool is_named)
{
	uint32_t at = phone_beside(r, of->at);
	int column = cb_column_find(r->in.reg, "phone");
	struct field f;
	struct cb_parse_env env;
	enum cb_code code;

	r->row.cells[column] = (struct cb_cell){ 0 };
	if (at == 0)
		return true;
	if (!is_named) {
		cb_report(r->diag, CB_PHONE_OF_NOBODY, cb_reader_where(r, at), r->in.reg->columns[column].key,
		          r->sheet.binding.columns[of->at].label);
		return false;
	}
	f = cb_field_of(r->in.reg, column);
	env = cb_field_environment(r, &f);
	f.at = at - 1;
	r->sheet.file_columns[column] = at;
	code = cb_field_parse(r, &f, &env, cb_as_typed(r->row.raw.cells[f.at], r->sheet.rows->guarded),
	                      &r->row.cells[column]);
	if (code != CB_FINE)
		cb_field_report(r, &f, cb_reader_where(r, at), code, r->row.raw.cells[f.at]);
	return code == CB_FINE || !cb_diag_is_error(r->diag, code);
}

static bool
has_phones(const struct cb_reader *r)
{
	for (size_t c = 0; c < r->sheet.binding.n; c++)
		if (r->sheet.binding.columns[c].kind == CB_BOUND_PHONE)
			return true;
	return false;
}

/* Under words: what the name before has divided is whole again, and the telephone is that beside this one. */
static bool
begin_named(struct cb_reader *r, const struct field *f, bool is_named)
{
	if (r->row.n_shares > 0)
		r->row.cells[r->row.shared] = r->row.whole;
	r->row.n_shares = 0;
	return !has_phones(r) || take_phone(r, f, is_named);
}

/* Under a word as 包联领导: each of several names, or of several communities, is a record, as in a list. */
static bool
next_named(struct cb_reader *r, const struct field *f)
{
	const struct cb_pivot *across = &r->sheet.binding.across;

	r->sheet.file_columns[across->name] = r->sheet.file_columns[across->value] = f->at + 1;
	if (!cb_each_split(r)) {
		cb_row_refuse(r);
		return false;
	}
	if (r->row.n_shares == 0)
		return passes_check(r);
	r->row.whole = r->row.cells[r->row.shared];
	return next_share(r);
}

/* The next record of the current wide row, if it has one more. */
static bool
next_pivot(struct cb_reader *r)
{
	const struct cb_pivot *across = &r->sheet.binding.across;

	while (r->row.pivot_next < r->sheet.n_pivots) {
		size_t i = r->row.pivot_next++;
		const struct field *f = &r->sheet.pivots[i];

		if (r->sheet.binding.is_worded && !begin_named(r, f, r->row.pivots[i].state != CB_EMPTY)) {
			cb_row_refuse(r);
			continue;
		}
		if (r->row.pivots[i].state == CB_EMPTY)
			continue;
		r->row.cells[across->name] = name_across(r, f);
		r->row.cells[across->value] = r->row.pivots[i];
		if (may_be_rate(r, f))
			mark_rate(r, f);
		r->row.record.where = cb_reader_where(r, f->at + 1);
		if (f->unit_in >= 0 && !cb_row_settle_pivot(r, f)) {
			cb_row_refuse(r);
			continue;
		}
		if (r->sheet.binding.is_worded ? next_named(r, f) : passes_check(r))
			return true;
	}
	return false;
}

static int
broken(struct cb_reader *r)
{
	cb_totals_spoil(&r->sheet.totals); /* of rows that are not all there */
	cb_sheet_close(r);
	return -1;
}

static bool
take_row(struct cb_reader *r)
{
	struct hidden *hidden = r->row.raw.is_struck ? &r->sheet.struck : &r->sheet.hidden;
	uint64_t passed = r->counts.no_data, refused = r->counts.refused;
	bool good = cb_row_take(r);

	if (r->sheet.n_balances > 0 && r->counts.refused > refused)
		cb_balance_forget(r);
	if (r->row.raw.is_hidden && r->counts.no_data == passed && hidden->rows++ == 0)
		hidden->first = r->row.raw.line;
	return good;
}

int
cb_reader_next(struct cb_reader *r, const struct cb_record **record)
{
	*record = &r->row.record;
	for (;;) {
		int got;

		if (r->sheet.rows != NULL && (next_share(r) || next_pivot(r))) {
			r->counts.records++;
			return 1;
		}
		if (r->sheet.rows != NULL && r->sheet.is_over) {
			broken(r);
			continue;
		}
		take_back(r);
		if (r->sheet.rows == NULL) {
			r->row.n_shares = 0;
			got = cb_sheet_open(r);
			if (got == 0)
				return 0;
			if (got < 0) {
				cb_sheet_close(r); /* the other files are read on: all findings of a run are reported */
				continue;
			}
			r->row.pivot_next = r->sheet.n_pivots;
		}
		got = cb_row_next(r);
		if (got < 0) {
			broken(r);
			continue;
		}
		if (got == 0) {
			if (!cb_sheet_next_block(r))
				cb_sheet_close(r);
			r->row.pivot_next = r->sheet.n_pivots;
			continue;
		}
		r->row.pivot_next = r->sheet.n_pivots;
		if (!take_row(r) || (r->sheet.n_pivots > 0 && !r->sheet.binding.is_either))
			continue;
		r->row.record.where = cb_reader_where(r, 0);
		if (r->sheet.value != NULL && may_be_rate(r, r->sheet.value))
			mark_rate(r, r->sheet.value);
		if (r->row.n_shares == 0 && passes_check(r)) {
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

			if (pair && (found >= 0 || (l == 1 && (cb_text_is(right, "-") || cb_bind_is_flow(r->in.reg, right))))) {
				if (l == 2)
					r->fill_mask |= UINT64_C(1) << found;
				continue;
			}
			cb_report(r->diag, CB_NO_SUCH_COLUMN, CB_NOWHERE, "", pair ? column : cb_text_of(lists[l]->items[i]),
			          r->in.reg->key);
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
	r->row.given = -1;
	r->until = cb_column_find(in->reg, "until");
	cb_term_init(r);
	cb_each_init(r);
	cb_times_init(r);
	if (!check_lists(r)) {
		cb_reader_close(r);
		*out = NULL;
		return CB_USAGE;
	}
	return CB_OK;
}

uint64_t
cb_reader_present(const struct cb_reader *r)
{
	return r->present;
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
	cb_totals_spoil(&r->sheet.totals); /* whoever stops before the end has not seen all rows */
	cb_sheet_close(r);
	cb_sheets_end(r);
	for (int c = 0; c < COLUMNS_MAX; c++)
		cb_str_release(&r->sheet.filled[c]);
	cb_totals_release(&r->sheet.totals);
	cb_head_release(&r->sheet.head);
	cb_arena_release(&r->row.arena);
	free(r->sheet.hidden_columns);
	free(r->row.texts);
	free(r->row.codes);
	free(r->sheet.watched);
	free(r->row.pivots);
	free(r->sheet.pivots);
	free(r->sheet.sums);
	free(r->sheet.above_of);
	cb_str_release(&r->sheet.heading.text);
	free(r->row.shares);
	free(r);
}
