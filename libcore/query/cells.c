#include <cb/query/cells.h>

#include <string.h>

#include <cb/data/csv.h>
#include <cb/data/reader.h>

struct printing {
	struct cb_book *book;
	struct cb_out *out;
	struct cb_diag *diag;
};

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
cb_cells_print(const char *path, const struct cb_book_options *options, const char *asked, struct cb_out *out,
               struct cb_diag *diag)
{
	struct printing p = { .out = out, .diag = diag };
	enum cb_status rc;
	size_t sheet;

	if (cb_reader_is_lock_file(path)) {
		cb_report(diag, CB_LOCK_FILE, CB_NOWHERE, "", path);
		return CB_OK;
	}
	rc = cb_book_open(&p.book, path, options, diag);
	if (rc != CB_OK)
		return rc;
	if (asked == NULL || strcmp(asked, "*") == 0)
		rc = print_visible(&p, path, asked == NULL ? 1 : SIZE_MAX);
	else
		rc = cb_book_find_sheet(p.book, asked, &sheet) ? print_sheet(&p, sheet) : CB_USAGE;
	cb_book_close(p.book);
	return rc;
}
