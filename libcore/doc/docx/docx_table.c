/* Tables: columns as wide as their words want, on an upright page where that can be. */
#include "../format/pages.h"
#include "docx.h"

#include <cb/base/utf8.h>

#include <inttypes.h>
#include <stdlib.h>

enum {
	CELL_PADDING = 2 * 85 + 50, /* twips; Latin letters are not all half a character */
	COLUMNS_MAX = 63,
	WHOLE_COLS = 16,      /* words up to here are not broken */
	EASY_COLS = 24,       /* a column of longer ones wants this */
	LEAST_COLS = 4,       /* two characters */
	NAME_COLS = 8,        /* names up to here stay whole even in the widest table */
	CAN_SPLIT_COLS = 800, /* a row with a longer cell may go on on the next page */
	UPRIGHT_LINES = 26,   /* of the rows of a page with its sums, beneath a title */
	ACROSS_LINES = 14
};

/* Sizes that are tried, the largest first, and the page. */
struct fit {
	bool is_across;
	unsigned size; /* half points */
};

static const struct fit fits[] = {
	{ false, 24 },
	{ false, 21 },
	{ false, 18 },
	{ true, 24 },
	{ true, 21 },
	{ true, 18 },
};

struct column {
	uint32_t least_cols, easy_cols, natural_cols; /* what it needs, wants, would like */
	enum cb_column_set set;
	int64_t width; /* twips */
};

struct layout {
	struct cb_writer writer;
	struct cb_table view;
	struct column *columns;
	struct fit fit;
	struct cb_str scratch;
	struct cb_pages pages; /* of a table that has them (format.h R8) */
};

/* ---- widths ---- */

static bool
is_latin(int32_t cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
}

/* Where digits or Latin letters meet Chinese ones programs leave a quarter of a character: half a column. */
static uint32_t
gap_cols(struct cb_text line)
{
	uint32_t gaps = 0;
	bool was_latin = false, was_chinese = false;

	while (line.len > 0) {
		int32_t cp;
		uint32_t n = (uint32_t)cb_utf8_decode(line.p, line.len, &cp);
		bool latin = is_latin(cp), chinese = cp >= 0x3400 && cp <= 0x9fff;

		gaps += (was_latin && chinese) || (was_chinese && latin);
		was_latin = latin;
		was_chinese = chinese;
		line = cb_text_from(line, n);
	}
	return (gaps + 1) / 2;
}

/* Display columns of the widest line. */
static uint32_t
widest_line(struct cb_text text)
{
	uint32_t widest = 0;

	while (text.len) {
		int n = cb_text_find(text, "\n");
		struct cb_text line = { text.p, n < 0 ? text.len : (uint32_t)n };
		uint32_t cols = (uint32_t)cb_utf8_width(line) + gap_cols(line), used = n < 0 ? text.len : line.len + 1;

		if (cols > widest)
			widest = cols;
		text = cb_text_from(text, used);
	}
	return widest;
}

static struct cb_text
label(const struct layout *layout, size_t column)
{
	return cb_text_of(cb_doc_label(&layout->writer, column, layout->writer.options->lang));
}

static uint32_t
larger(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

/* A label of more than four characters may stand on two lines of whole characters. */
static uint32_t
half_label(uint32_t cols)
{
	return cols <= 2 * LEAST_COLS ? cols : (cols / 2 + 2) & ~1u;
}

static void
measure(struct layout *layout, size_t at)
{
	const struct cb_table *table = &layout->view;
	struct column *column = &layout->columns[at];
	uint32_t cells = 0, label_cols = (uint32_t)cb_utf8_width(label(layout, at));
	char buf[CB_PRINT_MAX];

	for (size_t i = 0; i < table->n_rows; i++) {
		const struct cb_cell *cell = &cb_table_at(table, i)[at];

		cells = larger(cells, widest_line(cb_doc_text(&layout->writer, at, cell, buf, &layout->scratch)));
	}
	column->set = cb_column_set(&layout->writer, at, cells);
	column->easy_cols = column->set == CB_SET_RIGHT || cells <= WHOLE_COLS ? cells : EASY_COLS;
	column->easy_cols = larger(larger(column->easy_cols, half_label(label_cols)), LEAST_COLS);
	column->least_cols = column->set == CB_SET_RIGHT || cells <= NAME_COLS ? larger(cells, LEAST_COLS) : NAME_COLS;
	column->natural_cols = larger(larger(cells, label_cols), column->easy_cols);
}

/* A display column is half a character. */
static int64_t
twips(uint32_t cols, unsigned size)
{
	return (int64_t)cols * size * 5 + CELL_PADDING;
}

static int64_t
page_width(struct fit fit)
{
	return fit.is_across ? CB_DOCX_ACROSS_WIDTH : CB_DOCX_UPRIGHT_WIDTH;
}

static int64_t
easy_width(const struct layout *layout, unsigned size)
{
	int64_t sum = 0;

	for (size_t i = 0; i < layout->view.n_columns; i++)
		sum += twips(layout->columns[i].easy_cols, size);
	return sum;
}

/* Shares what is left over: first to columns whose words would otherwise be broken. */
static void
widen(struct layout *layout, int64_t left)
{
	size_t n = layout->view.n_columns;
	int64_t wanted = 0, shared = 0;

	for (size_t i = 0; i < n; i++)
		wanted += twips(layout->columns[i].natural_cols, layout->fit.size) - layout->columns[i].width;
	for (size_t i = 0; i < n && wanted > 0; i++) {
		struct column *column = &layout->columns[i];
		int64_t wants = twips(column->natural_cols, layout->fit.size) - column->width;
		int64_t share = left >= wanted ? wants : left * wants / wanted;

		column->width += share;
		shared += share;
	}
	for (size_t i = 0; i < n; i++)
		layout->columns[i].width += (left - shared) / (int64_t)n;
}

/* Too wide even so: what is left above the least is shared by wants; if nothing is, all give way alike. */
static void
narrow(struct layout *layout, int64_t width)
{
	size_t n = layout->view.n_columns;
	int64_t least = 0, wanted = 0;

	for (size_t i = 0; i < n; i++)
		least += twips(layout->columns[i].least_cols, layout->fit.size);
	wanted = easy_width(layout, layout->fit.size) - least;
	for (size_t i = 0; i < n; i++) {
		struct column *column = &layout->columns[i];
		int64_t needs = twips(column->least_cols, layout->fit.size), wants = column->width - needs;

		if (least > width)
			column->width = needs * width / least;
		else
			column->width = needs + (width - least) * wants / wanted;
	}
}

static void
lay_out(struct layout *layout)
{
	size_t n_fits = CB_COUNT(fits), fit = 0;
	int64_t left;

	layout->columns = cb_alloc(layout->view.n_columns, sizeof(*layout->columns));
	for (size_t i = 0; i < layout->view.n_columns; i++)
		measure(layout, i);
	while (fit + 1 < n_fits && easy_width(layout, fits[fit].size) > page_width(fits[fit]))
		fit++;
	layout->fit = fits[fit];
	for (size_t i = 0; i < layout->view.n_columns; i++)
		layout->columns[i].width = twips(layout->columns[i].easy_cols, layout->fit.size);
	left = page_width(layout->fit) - easy_width(layout, layout->fit.size);
	if (left >= 0)
		widen(layout, left);
	else
		narrow(layout, page_width(layout->fit));
}

static void
open_layout(struct layout *layout, const struct cb_block *block, const struct cb_doc_options *options)
{
	*layout = (struct layout){ 0 };
	cb_block_view(block, options, &layout->view);
	layout->writer = (struct cb_writer){ .table = &layout->view, .options = options };
	lay_out(layout);
}

static void
close_layout(struct layout *layout)
{
	free(layout->columns);
	cb_pages_release(&layout->pages);
	cb_str_release(&layout->scratch);
	cb_block_view_release(&layout->view);
}

bool
cb_docx_table_is_wide(const struct cb_block *block, const struct cb_doc_options *options)
{
	struct layout layout;
	bool is_wide;

	open_layout(&layout, block, options);
	is_wide = layout.fit.is_across;
	close_layout(&layout);
	return is_wide;
}

/* ---- cells ---- */

enum row_kind { ROW_OF_LABELS, /* on the page of the row below, as is */
	        ROW_KEPT,
	        ROW_OF_CELLS };
enum { KEPT_ROWS = 8, /* a table of so many stays on one page */
       LAST_ROWS = 3 /* and so many stay together at the end of a longer one */ };
enum splitting { ROW_WHOLE,
	         ROW_MAY_SPLIT };

static void
add_cell(struct cb_docx *docx, const struct layout *layout, size_t at, struct cb_text text, enum row_kind kind)
{
	static const char *const alignment[] = { [CB_SET_LEFT] = "left", [CB_SET_MIDDLE] = "center", [CB_SET_RIGHT] = "right" };
	struct cb_xml *xml = &docx->body;
	const struct column *column = &layout->columns[at];
	bool is_label = kind == ROW_OF_LABELS;

	cb_xml_put(xml,
	           "<w:tc><w:tcPr><w:tcW w:w='%" PRId64 "' w:type='dxa'/><w:vAlign w:val='center'/></w:tcPr>"
	           "<w:p><w:pPr><w:pStyle w:val='TableText'/>%s<w:jc w:val='%s'/></w:pPr>",
	           column->width, kind == ROW_OF_CELLS ? "" : "<w:keepNext/>", alignment[is_label ? CB_SET_MIDDLE : column->set]);
	if (text.len)
		cb_docx_run(docx, is_label ? CB_FONT_HEI : CB_FONT_BODY, layout->fit.size, 0, text);
	cb_xml_put(xml, "</w:p></w:tc>");
}

static void
open_row(struct cb_xml *xml, enum splitting splitting, enum row_kind kind)
{
	cb_xml_open(xml, "w:tr");
	if (splitting == ROW_WHOLE)
		cb_xml_put(xml, "<w:trPr><w:cantSplit/>%s</w:trPr>", kind == ROW_OF_LABELS ? "<w:tblHeader/>" : "");
}

/* A row that is higher than a page has to go on on the next. */
static enum splitting
splitting(const struct layout *layout, const struct cb_cell *cells)
{
	for (size_t i = 0; i < layout->view.n_columns; i++)
		if (cells[i].text.len > CAN_SPLIT_COLS)
			return ROW_MAY_SPLIT;
	return ROW_WHOLE;
}

static void
add_table_properties(struct cb_xml *xml, const struct layout *layout)
{
	int64_t sum = 0;

	for (size_t i = 0; i < layout->view.n_columns; i++)
		sum += layout->columns[i].width;
	cb_xml_put(xml,
	           "<w:tblPr><w:tblStyle w:val='TableGrid'/><w:tblW w:w='%" PRId64 "' w:type='dxa'/>"
	           "<w:jc w:val='center'/><w:tblLayout w:type='fixed'/><w:tblLook w:val='0620' w:firstRow='1'"
	           " w:lastRow='0' w:firstColumn='0' w:lastColumn='0' w:noHBand='1' w:noVBand='1'/></w:tblPr>",
	           sum);
	cb_xml_open(xml, "w:tblGrid");
	for (size_t i = 0; i < layout->view.n_columns; i++)
		cb_xml_put(xml, "<w:gridCol w:w='%" PRId64 "'/>", layout->columns[i].width);
	cb_xml_close(xml);
}

/* Begins a table with its labels. */
static void
open_table(struct cb_docx *docx, struct layout *layout)
{
	cb_xml_open(&docx->body, "w:tbl");
	add_table_properties(&docx->body, layout);
	open_row(&docx->body, ROW_WHOLE, ROW_OF_LABELS);
	for (size_t i = 0; i < layout->view.n_columns; i++)
		add_cell(docx, layout, i, label(layout, i), ROW_OF_LABELS);
	cb_xml_close(&docx->body);
}

static void
start_page(struct cb_docx *docx, struct layout *layout)
{
	cb_xml_close(&docx->body);
	docx->starts_page = true;
	cb_docx_thin_paragraph(docx, &(struct cb_docx_format){ 0 });
	open_table(docx, layout);
}

/* On the page of the row below. */
static bool
is_kept(size_t n_rows, size_t row)
{
	return row + 1 < n_rows && (n_rows <= KEPT_ROWS || row + LAST_ROWS >= n_rows);
}

static void
add_rows(struct cb_docx *docx, struct layout *layout, const struct cb_table *rows)
{
	size_t n = layout->view.n_columns;
	char buf[CB_PRINT_MAX];

	for (size_t row = 0; row < rows->n_rows; row++) {
		const struct cb_cell *cells = rows->cells + row * n;
		enum row_kind kind = is_kept(rows->n_rows, row) ? ROW_KEPT : ROW_OF_CELLS;

		if (layout->pages.starts != NULL && layout->pages.starts[row])
			start_page(docx, layout);
		open_row(&docx->body, splitting(layout, cells), kind);
		for (size_t i = 0; i < n; i++) {
			struct cb_text text = cb_doc_text(&layout->writer, i, &cells[i], buf, &layout->scratch);

			add_cell(docx, layout, i, text, kind);
		}
		cb_xml_close(&docx->body);
	}
}

/* Lines that a row takes in columns so wide. */
static size_t
lines_of_row(const void *arg, size_t row)
{
	const struct layout *layout = arg;
	struct cb_str scratch = { 0 };
	size_t lines = 1;
	char buf[CB_PRINT_MAX];

	for (size_t i = 0; i < layout->view.n_columns; i++) {
		const struct cb_cell *cell = &cb_table_at(&layout->view, row)[i];
		int64_t room = (layout->columns[i].width - CELL_PADDING) / (int64_t)(layout->fit.size * 5);
		size_t cols = widest_line(cb_doc_text(&layout->writer, i, cell, buf, &scratch));
		size_t needs = room > 0 ? (cols + (size_t)room - 1) / (size_t)room : cols;

		lines = needs > lines ? needs : lines;
	}
	cb_str_release(&scratch);
	return lines;
}

static void
add_part(struct cb_docx *docx, const struct cb_block *block)
{
	struct layout layout;
	struct cb_pages_room room = { .lines = lines_of_row, .arg = &layout };

	open_layout(&layout, block, docx->options);
	room.page_lines = layout.fit.is_across ? ACROSS_LINES : UPRIGHT_LINES;
	if (cb_pages_has(&layout.view))
		cb_pages_lay(&layout.pages, &layout.view, &room);
	open_table(docx, &layout);
	add_rows(docx, &layout, layout.pages.starts != NULL ? &layout.pages.table : &layout.view);
	cb_xml_close(&docx->body);
	close_layout(&layout);
}

/* Word takes no more than 63 columns: a wider table goes on in another, which repeats the first column. */
void
cb_docx_table(struct cb_docx *docx, const struct cb_block *block)
{
	size_t n, *shown = cb_block_shown(block, &n);
	struct cb_block part = { .table = block->table, .columns = shown };

	for (size_t at = 0; at < n; at += part.n_columns - (at > 0)) {
		if (at > 0) {
			cb_docx_thin_paragraph(docx, &(struct cb_docx_format){ 0 });
			part.columns = &shown[at - 1];
			shown[at - 1] = shown[0];
		}
		part.n_columns = (size_t)(shown + n - part.columns);
		if (part.n_columns > COLUMNS_MAX)
			part.n_columns = COLUMNS_MAX;
		add_part(docx, &part);
	}
	free(shown);
}
