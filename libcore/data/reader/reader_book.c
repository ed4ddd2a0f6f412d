/* The sheets of the operands, one after the other, and the rows of each as they lie there. */
#include <stdlib.h>
#include <string.h>

#include <cb/data/form.h>
#include <cb/value/arg.h>

#include "reader_state.h"

/* ---- heads ---- */

/* --visible: a hidden column has no label either. */
static void
empty_hidden(struct cb_head *head, const bool *hidden)
{
	for (size_t r = 0; r < head->n; r++)
		for (uint32_t c = 0; c < head->rows[r].n; c++)
			if (cb_shape_hides(hidden, c))
				((struct cb_text *)head->rows[r].cells)[c].len = 0;
}

/* Returns what ended the head: 1 = it is full, 0 = the end, <0 = broken off. */
static int
read_head(struct cb_reader *r, struct cb_rows *rows)
{
	struct cb_row row;
	int got = 1;

	r->sheet.head.n = 0;
	cb_arena_reset(&r->sheet.head.arena);
	while (r->sheet.head.n < HEAD_ROWS && (got = cb_sheet_row(r, rows, &row)) > 0)
		cb_head_add(&r->sheet.head, &row);
	cb_head_mark_merges(&r->sheet.head, rows->shape);
	free(r->sheet.hidden_columns);
	r->sheet.hidden_columns = cb_shape_hidden(rows->shape);
	if (r->in.visible)
		empty_hidden(&r->sheet.head, r->sheet.hidden_columns);
	return got;
}

/* Is all of it in the head, as it must be to be turned? */
static bool
is_whole(const struct cb_reader *r, int head_end)
{
	return head_end == 0 && r->sheet.head.n > 0 && r->sheet.hidden_columns == NULL;
}

/* R14 */
static bool
take_form(struct cb_reader *r, struct cb_source *source)
{
	struct cb_form_layout form;

	if (!cb_bind_is_form(&r->in, &r->sheet.head, &form))
		return false;
	for (size_t i = 0; i < form.n; i++) {
		source->turned[i] = r->sheet.head.rows[form.pairs[i].row].line;
		source->form_labels[i] = form.pairs[i].label;
		source->form_values[i] = form.pairs[i].value > 0 ? form.pairs[i].value : form.pairs[i].label;
	}
	source->n_turned = form.n;
	cb_report(r->diag, CB_TURNED, ((struct cb_where){ r->sheet.rows->source, source->turned[0], 0 }), "",
	          cb_arg_either("表单(栏目与内容相邻),按一条", "is a form, each label beside its value: it is read as one record"));
	cb_head_take_form(&r->sheet.head, &form);
	return true;
}

/* R12 */
static void
turn_head(struct cb_reader *r, struct cb_source *source)
{
	struct cb_lying lying;

	if (!cb_bind_lies_across(&r->in, &r->sheet.head, &lying))
		return;
	for (size_t i = lying.first; i < lying.end; i++)
		source->turned[source->n_turned++] = r->sheet.head.rows[i].line;
	cb_report(r->diag, CB_TURNED, ((struct cb_where){ r->sheet.rows->source, source->turned[0], 0 }), "",
	          cb_arg_either("横向排列的表,按一列一条", "lies on its side: each of its columns is read as a row"));
	cb_head_turn(&r->sheet.head, &lying);
}

int
cb_sheet_row(struct cb_reader *r, struct cb_rows *rows, struct cb_row *row)
{
	int got = rows->next(rows, row);

	while (got > 0 && row->is_hidden && r->in.visible) {
		r->sheet.hidden.rows++;
		got = rows->next(rows, row);
	}
	return got;
}

void
cb_sheet_read_head(struct cb_reader *r)
{
	struct cb_source *source = &r->diag->sources[r->sheet.rows->source];

	r->sheet.hidden = r->sheet.struck = (struct hidden){ 0 };
	r->sheet.head_end = read_head(r, r->sheet.rows);
	r->sheet.head_at = 0;
	r->row.is_heading = false;
	source->n_turned = 0;
	source->form_labels[0] = 0;
	if (!is_whole(r, r->sheet.head_end))
		return;
	source->turned_from = r->sheet.head.rows[r->sheet.head.n - 1].line;
	if (!take_form(r, source))
		turn_head(r, source);
}

/* ---- books ---- */

static struct cb_sheet_fit
judge(void *arg, struct cb_rows *rows)
{
	struct cb_reader *r = arg;
	struct cb_form_layout form;
	struct cb_lying lying;
	int head_end = read_head(r, rows);

	if (head_end < 0)
		return (struct cb_sheet_fit){ .fit = CB_FIT_NEARLY }; /* reading it tells what is wrong */
	if (is_whole(r, head_end) && cb_bind_is_form(&r->in, &r->sheet.head, &form))
		cb_head_take_form(&r->sheet.head, &form);
	else if (is_whole(r, head_end) && cb_bind_lies_across(&r->in, &r->sheet.head, &lying))
		cb_head_turn(&r->sheet.head, &lying);
	return cb_bind_fit(&r->in, &r->sheet.head);
}

/* The next operand that is no lock file, or NULL. */
static const char *
next_path(struct cb_reader *r)
{
	while (r->source.path_at < r->in.paths.n) {
		const char *path = r->in.paths.items[r->source.path_at++];

		if (!cb_reader_is_lock_file(path))
			return path;
		cb_report(r->diag, CB_LOCK_FILE, CB_NOWHERE, "", path);
	}
	return NULL;
}

static void
close_book(struct cb_reader *r)
{
	cb_book_close(r->source.book);
	r->source.book = NULL;
	r->source.sheets.n = r->source.sheet_at = 0;
}

static bool
open_book(struct cb_reader *r, const char *path)
{
	struct cb_book_options options = { .csv = r->in.csv };
	struct cb_sheets_wish wish = { .path = path, .asked = r->in.sheet, .judge = judge, .arg = r };

	if (cb_book_open(&r->source.book, path, &options, r->diag) != CB_OK) {
		r->source.book = NULL;
		return false;
	}
	cb_form_check(r->source.book, r->in.reg, r->diag);
	return cb_sheets_choose(&r->source.sheets, r->source.book, &wish, r->diag);
}

int
cb_sheet_next(struct cb_reader *r)
{
	const char *path;
	enum cb_status status;

	if (r->in.entered != NULL) {
		r->sheet.rows = r->in.entered;
		r->in.entered = NULL;
		return 1;
	}
	if (r->source.sheet_at == r->source.sheets.n) {
		close_book(r);
		path = next_path(r);
		if (path == NULL)
			return 0;
		if (r->in.csv.share != NULL) /* a share of a text, whatever else it may look like */
			return cb_csv_open(&r->sheet.rows, path, &r->in.csv, r->diag) == CB_OK ? 1 : -1;
		if (!open_book(r, path)) {
			close_book(r);
			return -1;
		}
	}
	status = cb_book_rows(r->source.book, r->source.sheets.at[r->source.sheet_at++], &r->sheet.rows);
	if (status != CB_OK)
		r->sheet.rows = NULL;
	return status == CB_OK ? 1 : -1;
}

void
cb_sheets_end(struct cb_reader *r)
{
	close_book(r);
	cb_sheets_release(&r->source.sheets);
}
