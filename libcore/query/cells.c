#include <cb/query/cells.h>

#include <stdlib.h>
#include <string.h>

#include <cb/base/mem.h>
#include <cb/data/csv.h>
#include <cb/data/reader.h>

struct printing {
	struct cb_book *book;
	const struct cb_cells_asked *asked;
	struct cb_out *out;
	struct cb_diag *diag;
};

/* ---- as a table ---- */

static void
keep_row(struct cb_cells *rows, const struct cb_text *texts, uint32_t n)
{
	struct cb_cells_row *row = cb_push(rows->rows, rows->n, rows->cap);

	row->texts = cb_arena_alloc(&rows->arena, ((size_t)n + 1) * sizeof(*texts));
	if (n > 0)
		memcpy(row->texts, texts, n * sizeof(*texts));
	row->n = n;
	if (n > rows->n_columns)
		rows->n_columns = n;
}

static const char *
letters_of(uint32_t column, struct cb_arena *arena)
{
	struct cb_str letters = { 0 };
	const char *kept;

	cb_where_add_letters(column, &letters);
	kept = cb_arena_copy(arena, letters.p, letters.len);
	cb_str_release(&letters);
	return kept;
}

void
cb_cells_table(const struct cb_cells *rows, struct cb_table *table)
{
	for (uint32_t c = 0; c < rows->n_columns; c++) {
		const char *letters = letters_of(c + 1, &table->arena);

		cb_table_column(table, letters, letters, &cb_type_text, NULL);
		table->columns[c].is_private = true; /* nobody knows what is in it */
	}
	for (size_t i = 0; i < rows->n; i++) {
		struct cb_cell *cells = cb_table_row(table);

		for (uint32_t c = 0; c < rows->rows[i].n; c++)
			if (rows->rows[i].texts[c].len > 0)
				cells[c] = (struct cb_cell){ .state = CB_VALUE, .text = rows->rows[i].texts[c] };
	}
}

void
cb_cells_release(struct cb_cells *rows)
{
	free(rows->rows);
	cb_arena_release(&rows->arena);
	*rows = (struct cb_cells){ 0 };
}

/* ---- printing ---- */

/* Prints or keeps a row as it may be seen. */
static void
print_row(const struct printing *p, const struct cb_row *row)
{
	struct cb_arena arena = { 0 };
	struct cb_text *texts = cb_arena_alloc(&arena, ((size_t)row->n + 1) * sizeof(*texts));
	struct cb_str shown = { 0 };

	for (uint32_t i = 0; i < row->n; i++) {
		cb_str_clear(&shown);
		if (p->asked->show != NULL)
			p->asked->show(row->cells[i], &shown);
		else
			cb_str_addt(&shown, row->cells[i]);
		texts[i] = cb_arena_text(p->asked->rows != NULL ? &p->asked->rows->arena : &arena, cb_str_text(&shown));
	}
	if (p->asked->rows != NULL)
		keep_row(p->asked->rows, texts, row->n);
	else
		cb_csv_print_row(&p->out->buf, texts, row->n, ',');
	cb_str_release(&shown);
	cb_arena_release(&arena);
}

static enum cb_status
print_sheet(const struct printing *p, size_t sheet)
{
	struct cb_rows *rows;
	struct cb_row row;
	uint32_t last = 0;
	int got;
	enum cb_status rc = cb_book_rows(p->book, sheet, &rows);

	if (rc != CB_OK)
		return rc;
	while ((got = rows->next(rows, &row)) > 0) {
		for (last++; !cb_book_is_text(p->book) && last < row.line; last++)
			print_row(p, &(struct cb_row){ 0 }); /* blank rows, which books leave out */
		if (p->asked->show != NULL || p->asked->rows != NULL)
			print_row(p, &row);
		else
			cb_csv_print_row(&p->out->buf, row.cells, row.n, ',');
		if (p->out != NULL)
			cb_out_flush(p->out);
	}
	rows->close(rows);
	return got < 0 ? p->diag->status : CB_OK;
}

/* Prints at most n_max of the sheets that are not hidden. */
static enum cb_status
print_visible(const struct printing *p, const char *path, size_t n_max)
{
	enum cb_status rc = CB_OK;
	size_t n = 0;

	for (size_t sheet = 0; rc == CB_OK && n < n_max && sheet < cb_book_n_sheets(p->book); sheet++)
		if (!cb_book_sheet(p->book, sheet).is_hidden) {
			rc = print_sheet(p, sheet);
			n++;
		}
	if (n > 0)
		return rc;
	return cb_report(p->diag, CB_NO_VISIBLE_SHEET, CB_NOWHERE, "", path);
}

enum cb_status
cb_cells_print(const char *path, const struct cb_book_options *options, const struct cb_cells_asked *asked,
               struct cb_out *out, struct cb_diag *diag)
{
	struct printing p = { .asked = asked, .out = out, .diag = diag };
	enum cb_status rc;
	size_t sheet;

	if (cb_reader_is_lock_file(path)) {
		cb_report(diag, CB_LOCK_FILE, CB_NOWHERE, "", path);
		return CB_OK;
	}
	rc = cb_book_open(&p.book, path, options, diag);
	if (rc != CB_OK)
		return rc;
	if (asked->sheet == NULL || strcmp(asked->sheet, "*") == 0 || cb_book_is_text(p.book))
		rc = print_visible(&p, path, asked->sheet == NULL ? 1 : SIZE_MAX);
	else
		rc = cb_book_find_sheet(p.book, asked->sheet, &sheet) ? print_sheet(&p, sheet) : CB_USAGE;
	cb_book_close(p.book);
	return rc;
}
