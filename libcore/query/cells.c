#include <cb/query/cells.h>

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

/* A row as it may be seen. */
static void
print_shown(const struct printing *p, const struct cb_row *row)
{
	struct cb_arena arena = { 0 };
	struct cb_text *texts = cb_arena_alloc(&arena, ((size_t)row->n + 1) * sizeof(*texts));
	struct cb_str shown = { 0 };

	for (uint32_t i = 0; i < row->n; i++) {
		cb_str_clear(&shown);
		p->asked->show(row->cells[i], &shown);
		texts[i] = cb_arena_text(&arena, cb_str_text(&shown));
	}
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
			cb_str_addc(&p->out->buf, '\n'); /* blank rows, which books leave out */
		if (p->asked->show != NULL)
			print_shown(p, &row);
		else
			cb_csv_print_row(&p->out->buf, row.cells, row.n, ',');
		cb_out_flush(p->out);
	}
	rows->close(rows);
	return got < 0 ? p->diag->status : CB_OK;
}

/* One or all of those that are not hidden. */
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
	if (asked->sheet == NULL || strcmp(asked->sheet, "*") == 0)
		rc = print_visible(&p, path, asked->sheet == NULL ? 1 : SIZE_MAX);
	else
		rc = cb_book_find_sheet(p.book, asked->sheet, &sheet) ? print_sheet(&p, sheet) : CB_USAGE;
	cb_book_close(p.book);
	return rc;
}
