/* Records out of files: one sheet after the other, each with its own header and binding. */
#include <stdlib.h>
#include <string.h>

#include "reader_state.h"

struct cb_place
cb_record_place(const struct cb_record *record, int column)
{
	struct cb_place place = record->place;

	if (record->file_columns != NULL && record->file_columns[column] != 0)
		place.column = record->file_columns[column];
	return place;
}

uint64_t
cb_input_needed(const struct cb_input *in)
{
	uint64_t mask = in->need;

	for (int c = 0; c < in->reg->n_columns && in->need == 0; c++)
		if ((in->reg->columns[c].flags & CB_REQUIRED) != 0)
			mask |= UINT64_C(1) << c;
	return mask;
}

bool
cb_reader_is_lock_file(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;

	return strncmp(name, "~$", 2) == 0 || strncmp(name, ".~", 2) == 0;
}

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
		r->record.place = cb_reader_place(r, r->pivot_at[i] + 1);
		if (passes_check(r))
			return true;
	}
	return false;
}

static bool
next_share(struct cb_reader *r)
{
	while (cb_each_next(r))
		if (passes_check(r))
			return true;
	return false;
}

static int
broken(struct cb_reader *r)
{
	cb_sheet_close(r);
	return -1;
}

static bool
take_row(struct cb_reader *r)
{
	uint64_t passed = r->counts.no_data;
	bool good = cb_row_take(r);

	if (r->row.is_hidden && r->counts.no_data == passed && r->hidden.rows++ == 0)
		r->hidden.first = r->row.line;
	return good;
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
		if (r->rows != NULL && next_share(r)) {
			r->counts.records++;
			return 1;
		}
		if (r->rows == NULL) {
			r->n_shares = 0;
			got = cb_sheet_open(r);
			if (got == 0)
				return 0;
			if (got < 0) {
				cb_sheet_close(r); /* the other files are read on: all findings of a run are reported */
				continue;
			}
			r->pivot_next = r->n_pivots;
		}
		got = cb_row_next(r);
		if (got < 0) {
			broken(r);
			continue;
		}
		if (got == 0) {
			cb_sheet_close(r);
			continue;
		}
		r->pivot_next = r->n_pivots;
		if (!take_row(r) || r->n_pivots > 0)
			continue;
		r->record.place = cb_reader_place(r, 0);
		if (r->n_shares == 0 && passes_check(r)) {
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
	r->until = cb_column_find(in->reg, "until");
	cb_each_init(r);
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
	cb_sheet_close(r);
	cb_sheets_end(r);
	for (int c = 0; c < COLUMNS_MAX; c++)
		cb_str_release(&r->filled[c]);
	cb_totals_release(&r->totals);
	cb_arena_release(&r->head.arena);
	cb_arena_release(&r->arena);
	free(r->head.rows);
	free(r->hidden_columns);
	free(r->texts);
	free(r->codes);
	free(r->watched);
	free(r->pivots);
	free(r->pivot_at);
	free(r->shares);
	free(r);
}
