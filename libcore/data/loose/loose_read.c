/* Files of any table, and which of their sheets are read: loose_table.h R4. */
#include <stdlib.h>

#include "loose_state.h"

/* The labels of a sheet, as reading it would take them. */
static struct cb_sheet_fit
judge(void *arg, struct cb_rows *rows)
{
	const struct cb_loose_reading *how = arg;
	struct cb_loose_header header = { 0 };
	struct cb_sheet_fit is = { .fit = CB_FIT_NEARLY };
	bool *hidden = cb_shape_hidden(rows->shape);
	int got = cb_loose_header_find(&header, rows, how);

	for (size_t i = 0; got > 0 && how->visible && i < header.n; i++)
		if (cb_shape_hides(hidden, (uint32_t)i))
			header.labels[i].len = 0;
	if (got == 0)
		is.fit = CB_FIT_BLANK;
	else if (got > 0 && cb_loose_header_has(&header, how))
		is.fit = CB_FIT_WHOLLY;
	cb_loose_header_release(&header);
	free(hidden);
	return is;
}

static enum cb_status
read_file(struct cb_loose_table *table, const char *path, const struct cb_loose_reading *how,
          struct cb_diag *diag)
{
	struct cb_book_options options = { .csv = how->csv };
	struct cb_sheets_wish wish = {
		.path = path, .asked = how->sheet, .only_one = true, .judge = judge, .arg = (void *)how
	};
	struct cb_sheets sheets = { 0 };
	struct cb_book *book;
	enum cb_status status = cb_book_open(&book, path, &options, diag);

	if (status != CB_OK)
		return status;
	if (!cb_sheets_choose(&sheets, book, &wish, diag)) {
		sheets.n = 0;
		status = diag->status;
	}
	for (size_t i = 0; i < sheets.n; i++)
		status = cb_status_worse(status, cb_loose_read_sheet(table, book, sheets.at[i], how, diag));
	cb_sheets_release(&sheets);
	cb_book_close(book);
	return status;
}

enum cb_status
cb_loose_read(struct cb_loose_table *table, struct cb_list of, const struct cb_loose_reading *how, struct cb_diag *diag)
{
	static const char *const standard_input[] = { "-" };
	uint64_t before = diag->errors;
	enum cb_status rc = CB_OK;

	if (of.n == 0)
		of = (struct cb_list){ standard_input, 1 };
	for (size_t i = 0; i < of.n; i++) {
		if (cb_reader_is_lock_file(of.items[i]))
			cb_report(diag, CB_LOCK_FILE, CB_NOWHERE, "", of.items[i]);
		else
			rc = cb_status_worse(rc, read_file(table, of.items[i], how, diag));
	}
	cb_loose_find_private(table, diag);
	return diag->errors == before ? rc : cb_status_worse(rc, diag->status);
}
