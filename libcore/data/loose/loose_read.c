/* Files of any table, row by row. */
#include <stdlib.h>
#include <string.h>

#include <cb/base/utf8.h>
#include <cb/data/sheet_cell.h>
#include <cb/value/mask.h>
#include <cb/value/unit.h>

#include "../reader/layout.h"
#include "loose_state.h"

/* A sheet while it is read. */
struct reading {
	struct cb_loose_table *table;
	const struct cb_loose_reading *how;
	struct cb_diag *diag;
	struct cb_rows *rows;
	uint32_t *fields;     /* [column] its number in this file, from 1 */
	uint8_t *is_labelled; /* [cell] */
	uint32_t width, last; /* cells of the header; the last of them that has a label, from 1 */
	struct cb_str line;
	/* of a spreadsheet */
	struct cb_text *texts; /* [cell] of the current row */
	size_t cap_texts;
	struct cb_arena arena;
	bool *hidden_columns; /* cb_shape_hidden */
	uint64_t n_hidden, n_struck;
	uint32_t first_hidden, first_struck;
};

static struct cb_where
header_where(const struct reading *r, const struct cb_row *row, uint32_t field)
{
	return (struct cb_where){ r->rows->source, row->line, field };
}

static void
report_label(struct reading *r, enum cb_code code, struct cb_where where, struct cb_text label, const char *file)
{
	cb_report(r->diag, code, where, "", label, file);
}

/* The labels of the first file are those of the table. */
static void
take_labels(struct reading *r, const struct cb_row *row)
{
	struct cb_loose_table *table = r->table;

	table->header = header_where(r, row, 0);
	table->file = r->diag->sources[r->rows->source].file;
	for (uint32_t i = 0; i < row->n; i++) {
		struct cb_text label = cb_text_trim(row->cells[i]);

		if (label.len == 0 || cb_loose_same_label(table, label) >= 0)
			continue;
		*cb_push(table->labels, table->n_labels, table->cap_labels) =
			cb_arena_text(table->arena, label);
	}
}

static bool
read_header(struct reading *r, const struct cb_row *row, bool first)
{
	struct cb_loose_table *table = r->table;
	uint64_t before = r->diag->errors;

	if (first) {
		take_labels(r, row);
		cb_loose_find_private(table, r->diag); /* by the labels, and in the end by all there is */
	}
	r->width = row->n;
	r->fields = cb_arena_alloc(table->arena, (table->n_labels + 1) * sizeof(*r->fields));
	r->is_labelled = cb_arena_alloc(table->arena, (size_t)row->n + 1);
	for (uint32_t i = 0; i < row->n; i++) {
		struct cb_text label = cb_text_trim(row->cells[i]);
		int column = label.len == 0 ? -1 : cb_loose_same_label(table, label);

		if (label.len == 0)
			continue;
		r->is_labelled[i] = 1;
		r->last = i + 1;
		if (column < 0)
			report_label(r, CB_HEADERS_DIFFER, header_where(r, row, i + 1), label,
			             r->diag->sources[r->rows->source].file);
		else if (r->fields[column] != 0)
			report_label(r, CB_LABEL_TWICE, header_where(r, row, i + 1), label, "");
		else
			r->fields[column] = i + 1;
	}
	for (size_t c = 0; c < table->n_labels; c++)
		if (r->fields[c] == 0)
			report_label(r, CB_HEADERS_DIFFER, header_where(r, row, 0), table->labels[c], table->file);
	return r->diag->errors == before;
}

/* ---- rows ---- */

static bool
is_filled(const struct cb_row *row, uint32_t cell)
{
	return row->kinds != NULL && (row->kinds[cell] & CB_CELL_FILLED) != 0;
}

/* A cell under no label that is no value all the same. */
static bool
is_left_out(const struct reading *r, const struct cb_row *row, uint32_t cell)
{
	return is_filled(row, cell) || (r->how->visible && cb_shape_hides(r->hidden_columns, cell));
}

/* R4: the cells of a spreadsheet's row as texts, as many as the header has. False: one is none, which has
 * been reported. */
static bool
settle(struct reading *r, struct cb_row *row)
{
	uint32_t n = row->n > r->width ? row->n : r->width;
	bool rest = cb_sheet_row_is_rest(row), ok = true;

	cb_arena_reset(&r->arena);
	r->texts = cb_grow(r->texts, &r->cap_texts, (size_t)n + 1, sizeof(*r->texts));
	for (uint32_t i = 0; i < n; i++) {
		bool labelled = i < r->width && r->is_labelled[i];
		struct cb_sheet_cell cell = { .text = { "", 0 } };
		enum cb_code code = CB_FINE;

		r->texts[i] = cell.text;
		if (rest || i >= row->n || (!labelled && is_left_out(r, row, i)))
			continue;
		cell.text = row->cells[i];
		cell.kind = row->kinds[i];
		code = cb_sheet_cell_read(&cell, &cb_type_text, &r->arena, &r->texts[i]);
		if (code == CB_FINE || !labelled)
			continue;
		report_label(r, code, header_where(r, row, i + 1), cell.text, "");
		ok = false;
	}
	row->cells = r->texts;
	row->n = n;
	return ok;
}

static void
report_unlabelled(struct reading *r, const struct cb_row *row, uint32_t cell)
{
	struct cb_str value = { 0 };

	cb_mask_unknown(row->cells[cell], cb_loose_has_private(r->table), &value);
	report_label(r, CB_NO_LABEL, header_where(r, row, cell + 1), cb_str_text(&value), "");
	cb_str_release(&value);
}

/* R2 */
static bool
is_row_good(struct reading *r, const struct cb_row *row)
{
	static const struct cb_binding none = { 0 };
	uint32_t at = 0;
	enum cb_row_kind kind = cb_row_kind(&none, NULL, row, &at);
	bool ok = true;

	if (kind >= CB_ROW_SUBTOTAL && kind <= CB_ROW_EXAMPLE) {
		report_label(r, CB_TOTAL_IN_TABLE, header_where(r, row, at + 1), row->cells[at], "");
		ok = false;
	}
	if (row->n < r->last) {
		cb_report(r->diag, CB_ROW_TOO_SHORT, header_where(r, row, row->n), "", row->n, r->width);
		ok = false;
	}
	for (uint32_t i = 0; i < row->n; i++)
		if ((i >= r->width || !r->is_labelled[i]) && cb_text_trim(row->cells[i]).len > 0) {
			report_unlabelled(r, row, i);
			ok = false;
		}
	return ok;
}

static bool
is_blank(const struct cb_row *row)
{
	for (uint32_t i = 0; i < row->n; i++)
		if (cb_text_trim(row->cells[i]).len > 0)
			return false;
	return true;
}

/* Keeps the row: its cells one after the other, in the order of the columns. */
static void
keep_row(struct reading *r, const struct cb_row *row)
{
	struct cb_loose_table *table = r->table;
	struct cb_loose_row *loose;
	const char *p;

	loose = cb_push(table->rows, table->n, table->cap);
	loose->fields = r->fields;
	loose->source = r->rows->source;
	loose->row = row->line;
	loose->cells = cb_arena_alloc(table->arena, (table->n_labels + 1) * sizeof(*loose->cells));
	cb_str_clear(&r->line);
	for (size_t c = 0; c < table->n_labels; c++) {
		cb_str_addt(&r->line, row->cells[r->fields[c] - 1]);
		cb_str_addc(&r->line, '\0');
	}
	p = cb_arena_copy(table->arena, r->line.p, r->line.len);
	loose->line = (struct cb_text){ p, (uint32_t)r->line.len };
	for (size_t c = 0; c < table->n_labels; c++) {
		loose->cells[c] = (struct cb_text){ p, row->cells[r->fields[c] - 1].len };
		p += loose->cells[c].len + 1;
	}
}

/* The next row that is wanted: 1, 0 = end, <0 = broken off. */
static int
next_row(struct reading *r, struct cb_row *row)
{
	int got;

	do
		got = r->rows->next(r->rows, row);
	while (got > 0 && (is_blank(row) || (row->is_hidden && r->how->visible)));
	if (got > 0 && row->is_struck && r->n_struck++ == 0)
		r->first_struck = row->line;
	if (got > 0 && row->is_hidden && !row->is_struck && r->n_hidden++ == 0)
		r->first_hidden = row->line;
	return got;
}

/* R1: a row of a spreadsheet with no more than one cell of its own. */
static bool
is_title(const struct cb_row *row)
{
	uint32_t own = 0;

	for (uint32_t i = 0; row->kinds != NULL && i < row->n; i++)
		own += row->cells[i].len > 0 && !is_filled(row, i);
	return row->kinds != NULL && own < 2;
}

/* What a title says amounts of money are in. */
static void
take_money_unit(struct reading *r, const struct cb_row *row)
{
	struct cb_str text = { 0 };
	struct cb_title title = { 0 };
	struct cb_unit_ratio ratio;

	for (uint32_t i = 0; i < row->n; i++) {
		cb_str_clear(&text);
		cb_utf8_nfkc(row->cells[i], &text);
		cb_title_take_units(&title, cb_text_trim(cb_str_text(&text)), header_where(r, row, i + 1),
		                    r->table->arena);
	}
	for (size_t i = 0; i < title.n_units && r->table->money_unit.len == 0; i++)
		if (cb_unit_fit(title.units[i].word, "元", &ratio) == CB_UNIT_FITS)
			r->table->money_unit = title.units[i].word;
	cb_str_release(&text);
}

static int
next_header(struct reading *r, struct cb_row *row)
{
	int got = next_row(r, row);

	while (got > 0 && (r->how->header_row != 0 ? row->line < r->how->header_row : is_title(row))) {
		take_money_unit(r, row);
		got = next_row(r, row);
	}
	return got;
}

/* The header of a spreadsheet: a label that spans several columns is of the first; hidden columns are said, or
 * have no label with --visible. */
static void
settle_header(struct reading *r, struct cb_row *row)
{
	struct cb_str hidden = { 0 };

	r->texts = cb_grow(r->texts, &r->cap_texts, (size_t)row->n + 1, sizeof(*r->texts));
	for (uint32_t i = 0; i < row->n; i++) {
		bool is_hidden = row->cells[i].len > 0 && cb_shape_hides(r->hidden_columns, i);

		r->texts[i] = row->cells[i];
		if (is_filled(row, i) || (is_hidden && r->how->visible)) {
			r->texts[i].len = 0;
		} else if (is_hidden) {
			if (hidden.len > 0)
				cb_str_adds(&hidden, r->diag->lang == CB_ZH ? "、" : ", ");
			cb_str_addt(&hidden, row->cells[i]);
		}
	}
	row->cells = r->texts;
	if (hidden.len > 0)
		cb_report(r->diag, CB_HIDDEN_COLUMNS, header_where(r, row, 0), "", hidden);
}

static void
report_hidden(const struct reading *r)
{
	struct cb_where where = { r->rows->source, 0, 0 };

	if (r->n_hidden > 0)
		cb_report(r->diag, CB_HIDDEN_ROWS, where, "", r->n_hidden, r->first_hidden);
	if (r->n_struck > 0)
		cb_report(r->diag, CB_STRUCK_ROWS, where, "", r->n_struck, r->first_struck);
}

static enum cb_status
read_rows(struct reading *r, bool first)
{
	struct cb_row row;
	int got = next_header(r, &row);

	if (got == 0)
		cb_report(r->diag, CB_NO_ROWS, ((struct cb_where){ r->rows->source, 0, 0 }), "");
	if (got > 0 && row.kinds != NULL)
		settle_header(r, &row);
	if (got <= 0 || !read_header(r, &row, first))
		return r->diag->status;
	while ((got = next_row(r, &row)) > 0)
		if ((row.kinds == NULL || settle(r, &row)) && !is_blank(&row) && is_row_good(r, &row))
			keep_row(r, &row);
	report_hidden(r);
	return got < 0 ? r->diag->status : CB_OK;
}

/* ---- files ---- */

static enum cb_status
read_sheet(struct cb_loose_table *table, struct cb_book *book, size_t sheet, const struct cb_loose_reading *how,
           struct cb_diag *diag)
{
	struct reading r = { .table = table, .how = how, .diag = diag };
	enum cb_status status = cb_book_rows(book, sheet, &r.rows);

	if (status == CB_OK) {
		r.hidden_columns = cb_shape_hidden(r.rows->shape);
		status = read_rows(&r, table->n_labels == 0);
		r.rows->close(r.rows);
	}
	cb_str_release(&r.line);
	cb_arena_release(&r.arena);
	free(r.texts);
	free(r.hidden_columns);
	return status;
}

/* R4: what a sheet is judged by. */
struct judging {
	const struct cb_loose_reading *how;
	struct cb_diag *diag;
};

static bool
has_columns(const struct cb_loose_table *table, const struct cb_loose_reading *how)
{
	int num, den;

	return cb_loose_find_ratio(table, cb_text_of(how->by), &num, &den) &&
	       (how->group == NULL || cb_loose_find(table, cb_text_of(how->group)) >= 0);
}

/* The labels of a sheet, as reading it would take them. */
static enum cb_fit
judge_header(struct reading *r)
{
	struct cb_row row;
	int got = next_header(r, &row);

	if (got <= 0)
		return got == 0 ? CB_FIT_BLANK : CB_FIT_NEARLY;
	if (r->how->by == NULL)
		return CB_FIT_NEARLY;
	if (row.kinds != NULL)
		settle_header(r, &row);
	take_labels(r, &row);
	return has_columns(r->table, r->how) ? CB_FIT_WHOLLY : CB_FIT_NEARLY;
}

static struct cb_sheet_fit
judge(void *arg, struct cb_rows *rows)
{
	const struct judging *j = arg;
	struct cb_arena arena = { 0 };
	struct cb_loose_table table = { .arena = &arena };
	struct reading r = { .table = &table, .how = j->how, .diag = j->diag, .rows = rows };
	struct cb_sheet_fit is = { 0 };

	r.hidden_columns = cb_shape_hidden(rows->shape);
	is.fit = judge_header(&r);
	free(r.texts);
	free(r.hidden_columns);
	cb_loose_release(&table);
	cb_arena_release(&arena);
	return is;
}

static enum cb_status
read_file(struct cb_loose_table *table, const char *path, const struct cb_loose_reading *how,
          struct cb_diag *diag)
{
	struct cb_book_options options = { .csv = how->csv };
	struct judging judging = { how, diag };
	struct cb_sheets_wish wish = {
		.path = path, .asked = how->sheet, .only_one = true, .judge = judge, .arg = &judging
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
		status = cb_status_worse(status, read_sheet(table, book, sheets.at[i], how, diag));
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

/* R5: the header, or a row of as many cells. */
static void
take_as_it_lies(struct reading *r, const struct cb_row *row)
{
	struct cb_loose_table *table = r->table;

	if (r->fields != NULL && row->n == table->n_labels) {
		keep_row(r, row);
	} else if (r->fields != NULL) {
		cb_report(r->diag, CB_ROW_TOO_SHORT, header_where(r, row, 0), "", row->n, table->n_labels);
	} else {
		r->fields = cb_arena_alloc(table->arena, ((size_t)row->n + 1) * sizeof(*r->fields));
		table->labels = cb_grow(table->labels, &table->cap_labels, row->n, sizeof(*table->labels));
		table->n_labels = row->n;
		for (uint32_t i = 0; i < row->n; i++) {
			r->fields[i] = i + 1;
			table->labels[i] = cb_arena_text(table->arena, row->cells[i]);
		}
	}
}

enum cb_status
cb_loose_read_as_it_lies(struct cb_loose_table *table, const char *path, const struct cb_csv_options *options,
                         struct cb_diag *diag)
{
	struct reading r = { .table = table, .diag = diag };
	enum cb_status status = cb_csv_open(&r.rows, path, options, diag);
	struct cb_row row;
	int got;

	if (status != CB_OK)
		return status;
	while ((got = r.rows->next(r.rows, &row)) > 0)
		take_as_it_lies(&r, &row);
	r.rows->close(r.rows);
	cb_str_release(&r.line);
	cb_loose_find_private(table, diag);
	if (got >= 0 && r.fields == NULL)
		return cb_report(diag, CB_EMPTY_INPUT, CB_NOWHERE, "",
		                 cb_arg_either("请检查管道前面的命令", "check the command before the pipe"));
	return got < 0 || diag->errors > 0 ? diag->status : CB_OK;
}
