#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cb/base/dict.h>
#include <cb/data/form.h>

void
cb_form_release(struct cb_form *form)
{
	free(form->columns);
	cb_arena_release(&form->arena);
	*form = (struct cb_form){ 0 };
}

void
cb_form_version(const struct cb_register *reg, char version[CB_FORM_VERSION_MAX])
{
	uint64_t hash = 1;

	for (int c = 0; c < reg->n_columns; c++) {
		const struct cb_column *column = &reg->columns[c];

		hash = cb_hash(column->key, strlen(column->key) + 1, hash);
		hash = cb_hash(column->zh, strlen(column->zh) + 1, hash);
		hash = cb_hash(column->type->name, strlen(column->type->name) + 1, hash);
	}
	snprintf(version, CB_FORM_VERSION_MAX, "%016llx", (unsigned long long)hash);
}

/* The first row of the sheet: is it a mark, and whose? */
static void
check_mark(const struct cb_row *row, const struct cb_register *reg, uint32_t source, struct cb_diag *diag)
{
	struct cb_where where = { source, row->line, 1 };
	char version[CB_FORM_VERSION_MAX];

	if (row->n < 3 || !cb_text_is(row->cells[0], CB_FORM_MARK))
		return;
	cb_form_version(reg, version);
	if (!cb_text_is(row->cells[1], reg->key))
		cb_report(diag, CB_FORM_OF_OTHER, where, "", row->cells[1], reg->key);
	else if (!cb_text_is(row->cells[2], version))
		cb_report(diag, CB_FORM_OF_OLD, where, "", reg->key);
}

/* The hidden sheet; NULL = there is none. */
static struct cb_rows *
open_hidden(struct cb_book *book)
{
	for (size_t i = 0; i < cb_book_n_sheets(book); i++) {
		struct cb_book_sheet sheet = cb_book_sheet(book, i);
		struct cb_rows *rows;

		if (sheet.is_hidden && strcmp(sheet.name, CB_FORM_SHEET) == 0 && cb_book_rows(book, i, &rows) == CB_OK)
			return rows;
	}
	return NULL;
}

void
cb_form_check(struct cb_book *book, const struct cb_register *reg, struct cb_diag *diag)
{
	struct cb_rows *rows = open_hidden(book);
	struct cb_row row;

	if (rows == NULL)
		return;
	if (rows->next(rows, &row) > 0)
		check_mark(&row, reg, rows->source, diag);
	rows->close(rows);
}

bool
cb_form_kept(struct cb_book *book, const struct cb_register *reg,
             void (*take)(void *arg, const struct cb_text *cells, size_t n), void *arg)
{
	struct cb_rows *rows = open_hidden(book);
	struct cb_row row;
	bool is_form;

	if (rows == NULL)
		return false;
	is_form = rows->next(rows, &row) > 0 && row.n >= 3 && cb_text_is(row.cells[0], CB_FORM_MARK) &&
	          cb_text_is(row.cells[1], reg->key);
	if (is_form && take != NULL) {
		take(arg, row.cells + 1, row.n - 1);
		while (rows->next(rows, &row) > 0)
			if (row.n > 0 && cb_text_is(row.cells[0], CB_FORM_LINE))
				take(arg, row.cells + 1, row.n - 1);
	}
	rows->close(rows);
	return is_form;
}
