/* A sheet of any table, row by row: loose_table.h R1 and R2. */
#include <stdlib.h>
#include <string.h>

#include <cb/base/utf8.h>
#include <cb/data/sheet_cell.h>
#include <cb/value/mask.h>
#include <cb/value/row_word.h>
#include <cb/value/unit.h>

#include "loose_state.h"

/* A sheet while it is read. */
struct reading {
	struct cb_loose_table *table;
	const struct cb_loose_reading *how;
	struct cb_diag *diag;
	struct cb_rows *rows;
	struct cb_loose_header header;
	uint32_t header_line; /* of its last row */
	struct cb_blocks blocks;
	uint32_t **fields;    /* [block][column] its number in this file, from 1 */
	uint8_t *is_labelled; /* [cell] */
	uint32_t width, last; /* cells of the header; the last of them that has a label, from 1 */
	struct cb_text *cut;  /* [cell] of the current row, of one block only */
	size_t cap_cut;
	struct cb_loose_totals totals;
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
row_where(const struct reading *r, const struct cb_row *row, uint32_t field)
{
	return (struct cb_where){ r->rows->source, row->line, field };
}

static struct cb_where
header_where(const struct reading *r, uint32_t field)
{
	return (struct cb_where){ r->rows->source, r->header_line, field };
}

static void
report_label(struct reading *r, enum cb_code code, struct cb_where where, struct cb_text label, const char *file)
{
	cb_report(r->diag, code, where, "", label, file);
}

/* Is a cell in one of several blocks, or in the only one? */
static bool
is_in_block(const struct reading *r, uint32_t cell, size_t block)
{
	size_t from = r->blocks.first + block * r->blocks.width;

	return r->blocks.n == 1 || (cell >= from && cell < from + r->blocks.width);
}

/* The labels of the first file are those of the table. */
static void
take_labels(struct reading *r)
{
	struct cb_loose_table *table = r->table;

	table->header = header_where(r, 0);
	table->file = r->diag->sources[r->rows->source].file;
	table->is_joined = r->header.height > 1;
	for (uint32_t i = 0; i < r->header.n; i++) {
		struct cb_text label = r->header.labels[i];

		if (label.len == 0 || !is_in_block(r, i, 0) || cb_loose_same_label(table, label) >= 0)
			continue;
		*cb_push(table->labels, table->n_labels, table->cap_labels) =
			cb_arena_text(table->arena, label);
	}
}

/* Which cells of a block are which columns. */
static void
find_fields(struct reading *r, size_t block)
{
	struct cb_loose_table *table = r->table;
	uint32_t *fields = cb_arena_alloc(table->arena, (table->n_labels + 1) * sizeof(*fields));

	r->fields[block] = fields;
	for (uint32_t i = 0; i < r->header.n; i++) {
		struct cb_text label = r->header.labels[i];
		int column = label.len == 0 || !is_in_block(r, i, block) ? -1 : cb_loose_same_label(table, label);

		if (label.len == 0 || !is_in_block(r, i, block))
			continue;
		if (column < 0)
			report_label(r, CB_HEADERS_DIFFER, header_where(r, i + 1), label,
			             r->diag->sources[r->rows->source].file);
		else if (fields[column] != 0)
			cb_report(r->diag, CB_LABEL_TWICE, header_where(r, i + 1), "", label, "",
			          cb_arg_either("重复", " stands twice"));
		else
			fields[column] = i + 1;
	}
	for (size_t c = 0; c < table->n_labels; c++)
		if (fields[c] == 0)
			report_label(r, CB_HEADERS_DIFFER, header_where(r, 0), table->labels[c], table->file);
}

static bool
read_header(struct reading *r, bool first)
{
	uint64_t before = r->diag->errors;

	r->blocks = cb_blocks_find(r->header.labels, r->header.n);
	for (uint32_t i = 0; i < r->header.n; i++)
		if (r->header.named[i] && r->header.labels[i].len > 0)
			report_label(r, CB_COLUMN_NAMED, header_where(r, i + 1), r->header.labels[i], "");
	if (first) {
		take_labels(r);
		cb_loose_find_private(r->table, r->diag); /* by the labels, and in the end by all there is */
	}
	r->width = (uint32_t)r->header.n;
	r->is_labelled = cb_arena_alloc(r->table->arena, r->header.n + 1);
	for (uint32_t i = 0; i < r->header.n; i++)
		if (r->header.labels[i].len > 0) {
			r->is_labelled[i] = 1;
			r->last = i + 1;
		}
	r->fields = cb_arena_alloc(r->table->arena, r->blocks.n * sizeof(*r->fields));
	for (size_t b = 0; b < r->blocks.n; b++)
		find_fields(r, b);
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
		report_label(r, code, row_where(r, row, i + 1), cell.text, "");
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
	report_label(r, CB_NO_LABEL, row_where(r, row, cell + 1), cb_str_text(&value), "");
	cb_str_release(&value);
}

/* R2: one cell alone, merged over others or not, that begins as what stands under a table. */
static bool
is_foot(struct reading *r, const struct cb_row *row)
{
	struct cb_text only = { "", 0 };
	uint32_t at = 0;

	for (uint32_t i = 0; i < row->n; i++) {
		struct cb_text cell = cb_text_trim(row->cells[i]);

		if (cell.len == 0)
			continue;
		if (only.len > 0 && !cb_text_equal(cell, only))
			return false;
		at = only.len > 0 ? at : i + 1;
		only = cell;
	}
	if (r->table->n_labels < 2 || !cb_row_word_is_foot(only))
		return false;
	report_label(r, CB_FOOT_OF_TABLE, row_where(r, row, at), only, "");
	return true;
}

/* R2: is the row about others? What it says is compared in the end, or it is refused. */
static bool
is_about_others(struct reading *r, const struct cb_row *row, const uint32_t *fields)
{
	uint32_t at = 0;
	enum cb_row_kind kind = cb_row_kind(NULL, NULL, row, &at);
	struct cb_where where = row_where(r, row, at + 1);

	if (kind < CB_ROW_SUBTOTAL || kind > CB_ROW_EXAMPLE)
		return false;
	if (kind > CB_ROW_MEAN) {
		report_label(r, CB_TOTAL_IN_TABLE, where, row->cells[at], "");
		return true;
	}
	report_label(r, CB_CHECKED_AND_LEFT_OUT, where, cb_text_trim(row->cells[at]), "");
	cb_totals_mark(&r->totals.sums, kind, cb_text_trim(row->cells[at]), where);
	cb_loose_totals_say(&r->totals, row, fields, where);
	return true;
}

/* R2 */
static bool
is_row_good(struct reading *r, const struct cb_row *row)
{
	bool ok = true;

	if (row->n < r->last) {
		cb_report(r->diag, CB_ROW_TOO_SHORT, row_where(r, row, row->n), "", row->n, r->width);
		ok = false;
	}
	for (uint32_t i = 0; i < row->n; i++)
		if (cb_row_word_is_ditto(row->cells[i])) {
			report_label(r, CB_NO_DITTO, row_where(r, row, i + 1), row->cells[i], "");
			ok = false;
		} else if ((i >= r->width || !r->is_labelled[i]) && cb_text_trim(row->cells[i]).len > 0) {
			report_unlabelled(r, row, i);
			ok = false;
		} else if (cb_row_word_is_error(cb_text_trim(row->cells[i]))) {
			report_label(r, CB_ERROR_VALUE, row_where(r, row, i + 1), row->cells[i], "");
			ok = false;
		}
	return ok;
}

/* Keeps the row: its cells one after the other, in the order of the columns. */
static void
keep_row(struct reading *r, const struct cb_row *row, const uint32_t *fields)
{
	struct cb_loose_table *table = r->table;
	struct cb_loose_row *loose;
	const char *p;

	loose = cb_push(table->rows, table->n, table->cap);
	loose->fields = fields;
	loose->source = r->rows->source;
	loose->row = row->line;
	loose->cells = cb_arena_alloc(table->arena, (table->n_labels + 1) * sizeof(*loose->cells));
	cb_str_clear(&r->line);
	for (size_t c = 0; c < table->n_labels; c++) {
		cb_str_addt(&r->line, row->cells[fields[c] - 1]);
		cb_str_addc(&r->line, '\0');
	}
	p = cb_arena_copy(table->arena, r->line.p, r->line.len);
	loose->line = (struct cb_text){ p, (uint32_t)r->line.len };
	for (size_t c = 0; c < table->n_labels; c++) {
		loose->cells[c] = (struct cb_text){ p, row->cells[fields[c] - 1].len };
		p += loose->cells[c].len + 1;
	}
	cb_loose_totals_add(&r->totals, loose);
}

/* The next row that is wanted: 1, 0 = end, <0 = broken off. */
static int
next_row(struct reading *r, struct cb_row *row)
{
	int got;

	do
		got = cb_loose_header_row(&r->header, r->rows, row);
	while (got > 0 && (cb_row_is_blank(row) || (row->is_hidden && r->how->visible)));
	if (got > 0 && row->is_struck && r->n_struck++ == 0)
		r->first_struck = row->line;
	if (got > 0 && row->is_hidden && !row->is_struck && r->n_hidden++ == 0)
		r->first_hidden = row->line;
	return got;
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
		cb_title_take_units(&title, cb_text_trim(cb_str_text(&text)), row_where(r, row, i + 1),
		                    r->table->arena);
	}
	for (size_t i = 0; i < title.n_units && r->table->money_unit.len == 0; i++)
		if (cb_unit_fit(title.units[i].word, "元", &ratio) == CB_UNIT_FITS)
			r->table->money_unit = title.units[i].word;
	cb_str_release(&text);
}

/* Hidden columns are said, or have no label with --visible. */
static void
settle_hidden_labels(struct reading *r)
{
	struct cb_str hidden = { 0 };

	for (uint32_t i = 0; i < r->header.n; i++) {
		if (r->header.labels[i].len == 0 || !cb_shape_hides(r->hidden_columns, i))
			continue;
		if (hidden.len > 0)
			cb_str_adds(&hidden, r->diag->lang == CB_ZH ? "、" : ", ");
		cb_str_addt(&hidden, r->header.labels[i]);
		if (r->how->visible)
			r->header.labels[i].len = 0;
	}
	if (hidden.len > 0 && !r->how->visible)
		cb_report(r->diag, CB_HIDDEN_COLUMNS, header_where(r, 0), "", hidden);
	else
		cb_str_release(&hidden);
}

/* 1 = the header is found, 0 = there is none, <0 = broken off. */
static int
next_header(struct reading *r)
{
	int got = cb_loose_header_find(&r->header, r->rows, r->how);

	if (got <= 0)
		return got;
	r->header_line = r->header.head.rows[r->header.first + r->header.height - 1].line;
	for (size_t i = 0; i < r->header.first; i++)
		take_money_unit(r, &r->header.head.rows[i]);
	return got;
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

/* The row as if there were only one block; false: nothing is in it. */
static bool
cut_to_block(struct reading *r, const struct cb_row *whole, size_t block, struct cb_row *row)
{
	uint32_t n = whole->n > r->width ? whole->n : r->width;
	uint32_t from = (uint32_t)(r->blocks.first + block * r->blocks.width);
	bool any = false;

	*row = *whole;
	if (r->blocks.n == 1)
		return true;
	r->cut = cb_grow(r->cut, &r->cap_cut, (size_t)n + 1, sizeof(*r->cut));
	for (uint32_t i = 0; i < n; i++) {
		bool is_here = i < whole->n && (i >= r->width ? block == 0 : is_in_block(r, i, block));

		r->cut[i] = is_here ? whole->cells[i] : (struct cb_text){ "", 0 };
		any = any || cb_text_trim(r->cut[i]).len > 0;
	}
	row->cells = r->cut;
	if (whole->n <= from || whole->n >= from + r->blocks.width)
		row->n = n; /* what is lacking is none of this block */
	return any;
}

static void
take_row(struct reading *r, const struct cb_row *whole)
{
	struct cb_row row;

	for (size_t b = 0; b < r->blocks.n; b++)
		if (cut_to_block(r, whole, b, &row) && !is_foot(r, &row) &&
		    !is_about_others(r, &row, r->fields[b])) {
			if (is_row_good(r, &row))
				keep_row(r, &row, r->fields[b]);
			else
				cb_totals_spoil(&r->totals.sums);
		}
}

static enum cb_status
read_rows(struct reading *r, bool first)
{
	struct cb_row row;
	size_t from = r->table->n;
	int got = next_header(r);

	if (got == 0)
		cb_report(r->diag, CB_NO_ROWS, ((struct cb_where){ r->rows->source, 0, 0 }), "");
	if (got > 0)
		settle_hidden_labels(r);
	if (got <= 0 || !read_header(r, first))
		return r->diag->status;
	cb_loose_totals_start(&r->totals, r->table, r->how);
	while ((got = next_row(r, &row)) > 0)
		if ((row.kinds == NULL || settle(r, &row)) && !cb_row_is_blank(&row))
			take_row(r, &row);
	report_hidden(r);
	cb_totals_finish(&r->totals.sums, CB_TOTAL_IN_TABLE, r->diag);
	cb_loose_report_ends(r->table, from, r->diag);
	return got < 0 ? r->diag->status : CB_OK;
}

enum cb_status
cb_loose_read_sheet(struct cb_loose_table *table, struct cb_book *book, size_t sheet,
                    const struct cb_loose_reading *how, struct cb_diag *diag)
{
	struct reading r = { .table = table, .how = how, .diag = diag };
	enum cb_status status = cb_book_rows(book, sheet, &r.rows);

	if (status == CB_OK) {
		r.hidden_columns = cb_shape_hidden(r.rows->shape);
		status = read_rows(&r, table->n_labels == 0);
		r.rows->close(r.rows);
	}
	cb_loose_header_release(&r.header);
	cb_totals_release(&r.totals.sums);
	cb_str_release(&r.line);
	cb_arena_release(&r.arena);
	free(r.texts);
	free(r.cut);
	free(r.hidden_columns);
	return status;
}

/* ---- a text as it lies ---- */

/* R5 */
static void
take_labels_as_they_lie(struct reading *r)
{
	struct cb_loose_table *table = r->table;
	size_t n = r->header.n;

	r->fields = cb_arena_alloc(table->arena, sizeof(*r->fields));
	r->fields[0] = cb_arena_alloc(table->arena, (n + 1) * sizeof(*r->fields[0]));
	table->labels = cb_grow(table->labels, &table->cap_labels, n, sizeof(*table->labels));
	table->n_labels = n;
	for (size_t i = 0; i < n; i++) {
		r->fields[0][i] = (uint32_t)i + 1;
		table->labels[i] = cb_arena_text(table->arena, r->header.labels[i]);
	}
}

static int
read_as_it_lies(struct reading *r)
{
	struct cb_row row;
	int got = cb_loose_header_lying(&r->header, r->rows);

	if (got <= 0)
		return got;
	take_labels_as_they_lie(r);
	while ((got = cb_loose_header_row(&r->header, r->rows, &row)) > 0)
		if (row.n == r->table->n_labels)
			keep_row(r, &row, r->fields[0]);
		else
			cb_report(r->diag, CB_ROW_TOO_SHORT, row_where(r, &row, 0), "", row.n, r->table->n_labels);
	return got;
}

enum cb_status
cb_loose_read_as_it_lies(struct cb_loose_table *table, const char *path, const struct cb_csv_options *options,
                         struct cb_diag *diag)
{
	struct reading r = { .table = table, .diag = diag };
	enum cb_status status = cb_csv_open(&r.rows, path, options, diag);
	int got;

	if (status != CB_OK)
		return status;
	got = read_as_it_lies(&r);
	r.rows->close(r.rows);
	cb_loose_header_release(&r.header);
	cb_str_release(&r.line);
	cb_loose_find_private(table, diag);
	if (got >= 0 && r.fields == NULL)
		return cb_report(diag, CB_EMPTY_INPUT, CB_NOWHERE, "",
		                 cb_arg_either("请检查管道前面的命令", "check the command before the pipe"));
	return got < 0 || diag->errors > 0 ? diag->status : CB_OK;
}
