/* xlsx: a sheet that is read, sorted, filtered and printed in a spreadsheet program. */
#include "../format/formats.h"
#include "xlsx_file.h"
#include "xlsx_value.h"

#include <cb/base/utf8.h>

#include <stdlib.h>
#include <string.h>

enum { NARROWEST_COLS = 4,
       WIDEST_COLS = 36, /* longer texts are wrapped */
       MARGIN_COLS = 2,
       FILTER_COLS = 2,     /* of the arrow in a header cell */
       UPRIGHT_COLS = 92,   /* what an A4 page holds at full size; wider ones are laid across */
       MEASURED_MAX = 1000, /* bytes of a text that its width is taken of */
       DIGITS_MAX = 15,     /* a double holds as many decimal digits, whatever they are */
       PLACES_MAX = 6,
       DAY_MINUTES = 1440 };

enum { CHART_ROW_PIXELS = 24,
       CHART_FRAME_PIXELS = 130,
       CHART_WIDTH_PIXELS = 640 };

enum style { STYLE_TITLE,
	     STYLE_HEADER,
	     STYLE_TEXT,
	     STYLE_RIGHT, /* text of a column of numbers: 1600+ */
	     STYLE_MONEY,
	     STYLE_DATE,
	     STYLE_TIME,
	     STYLE_NUMBER, /* and one for each number of places */
	     STYLES = STYLE_NUMBER + PLACES_MAX + 1 };

struct xlsx_table {
	struct cb_xlsx file;
	lxw_worksheet *sheet; /* the current one */
	lxw_format *styles[STYLES];
	unsigned n_sheets;
	lxw_row_t header, next; /* rows of the current sheet */
	size_t *widths;         /* [column] widest cell so far */
	struct cb_str scratch;
};

/* ---- how cells look ---- */

static const char *const number_formats[STYLES] = {
	[STYLE_TITLE] = "@",
	[STYLE_HEADER] = "@",
	[STYLE_TEXT] = "@",
	[STYLE_RIGHT] = "@",
	[STYLE_MONEY] = "#,##0.00",
	[STYLE_DATE] = "yyyy-mm-dd",
	[STYLE_TIME] = "yyyy-mm-dd hh:mm",
	[STYLE_NUMBER] = "0",
	[STYLE_NUMBER + 1] = "0.0",
	[STYLE_NUMBER + 2] = "0.00",
	[STYLE_NUMBER + 3] = "0.000",
	[STYLE_NUMBER + 4] = "0.0000",
	[STYLE_NUMBER + 5] = "0.00000",
	[STYLE_NUMBER + 6] = "0.000000",
};

static void
make_style(struct xlsx_table *x, enum style style, enum cb_lang lang)
{
	lxw_format *format = workbook_add_format(x->file.book);

	cb_xlsx_set_format(format, number_formats[style]);
	format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
	if (lang == CB_ZH)
		format_set_font_name(format, "宋体");
	if (style == STYLE_TITLE) {
		format_set_bold(format);
		format_set_font_size(format, 16);
		format_set_align(format, LXW_ALIGN_CENTER);
	} else {
		format_set_border(format, LXW_BORDER_THIN);
		format_set_border_color(format, 0x767676);
	}
	if (style == STYLE_HEADER) {
		format_set_bold(format);
		format_set_align(format, LXW_ALIGN_CENTER);
		format_set_bg_color(format, 0xF0E4E1);
	}
	if (style == STYLE_RIGHT)
		format_set_align(format, LXW_ALIGN_RIGHT);
	if (style == STYLE_HEADER || style == STYLE_TEXT)
		format_set_text_wrap(format);
	x->styles[style] = format;
}

static void
widen(struct xlsx_table *x, size_t column, struct cb_text text, size_t more)
{
	size_t width;

	if (text.len > MEASURED_MAX)
		text.len = MEASURED_MAX;
	width = cb_utf8_width(text) + more;
	if (width > x->widths[column])
		x->widths[column] = width;
}

/* ---- one sheet ---- */

static void
print_setup(const struct cb_writer *writer, struct xlsx_table *x)
{
	worksheet_set_paper(x->sheet, 9); /* A4 */
	worksheet_fit_to_pages(x->sheet, 1, 0);
	worksheet_set_margins(x->sheet, 0.6, 0.6, 0.7, 0.7);
	worksheet_set_footer(x->sheet, writer->options->lang == CB_EN ? "&CPage &P of &N" : "&C第 &P 页,共 &N 页");
	worksheet_repeat_rows(x->sheet, 0, x->header);
	worksheet_freeze_panes(x->sheet, x->header + 1, 0);
}

static void
write_title(struct cb_writer *writer, struct xlsx_table *x, struct cb_text title)
{
	lxw_col_t last = (lxw_col_t)(writer->table->n_columns - 1);
	const char *text = cb_xlsx_text(&x->file, title, writer->out);

	worksheet_set_row(x->sheet, 0, 30, NULL);
	if (last > 0)
		worksheet_merge_range(x->sheet, 0, 0, 0, last, text, x->styles[STYLE_TITLE]);
	else
		worksheet_write_string(x->sheet, 0, 0, text, x->styles[STYLE_TITLE]);
}

static void
begin_sheet(struct cb_writer *writer, struct xlsx_table *x)
{
	bool is_en = writer->options->lang == CB_EN;
	struct cb_text title = cb_text_of(cb_doc_title(writer));
	char name[CB_XLSX_NAME];

	cb_xlsx_sheet_name(title.len ? title : cb_text_of(is_en ? "Table" : "表"), ++x->n_sheets, name);
	x->sheet = cb_xlsx_sheet(&x->file, name, writer->out);
	if (x->sheet == NULL)
		return;
	x->header = 0;
	if (title.len && writer->table->n_columns > 0) {
		write_title(writer, x, title);
		x->header = 1;
	}
	print_setup(writer, x);
	for (size_t i = 0; i < writer->table->n_columns; i++) {
		struct cb_text label = cb_text_of(cb_doc_label(writer, i, writer->options->lang));

		worksheet_write_string(x->sheet, x->header, (lxw_col_t)i, cb_xlsx_text(&x->file, label, writer->out),
		                       x->styles[STYLE_HEADER]);
		widen(x, i, label, FILTER_COLS);
	}
	x->next = x->header + 1;
}

static void
end_sheet(struct cb_writer *writer, struct xlsx_table *x)
{
	lxw_col_t last = (lxw_col_t)(writer->table->n_columns - 1);
	size_t total = 0;
	char range[LXW_MAX_CELL_RANGE_LENGTH];

	if (x->sheet == NULL || writer->table->n_columns == 0)
		return;
	for (size_t i = 0; i < writer->table->n_columns; i++) {
		size_t width = x->widths[i] > WIDEST_COLS ? WIDEST_COLS : x->widths[i];

		width = (width < NARROWEST_COLS ? NARROWEST_COLS : width) + MARGIN_COLS;
		worksheet_set_column(x->sheet, (lxw_col_t)i, (lxw_col_t)i, (double)width, NULL);
		total += width;
	}
	if (total > UPRIGHT_COLS)
		worksheet_set_landscape(x->sheet);
	worksheet_autofilter(x->sheet, x->header, 0, x->next - 1, last);
	/* An id is no number that was mistyped. */
	lxw_rowcol_to_range(range, x->header + 1, 0, x->next, last);
	worksheet_ignore_errors(x->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range);
}

/* ---- cells ---- */

/* What a double holds of a plain decimal: false when it has more digits than come back as they were.
 * Both parts of the division are exact, so the result is the double nearest to the decimal. */
static bool
double_of(struct cb_text number, double *value, unsigned *places)
{
	int64_t n = 0, divisor = 1;
	unsigned digits = 0;

	*places = 0;
	for (uint32_t i = 0; i < number.len; i++) {
		int digit = number.p[i] - '0';

		if (digit < 0 || digit > 9)
			continue; /* a sign, the point */
		if (digits == DIGITS_MAX)
			return false;
		digits += digits > 0 || digit > 0;
		n = n * 10 + digit;
		if (cb_text_find((struct cb_text){ number.p, i }, ".") >= 0) {
			divisor *= 10;
			++*places;
		}
	}
	*value = (double)(number.p[0] == '-' ? -n : n) / (double)divisor;
	return *places <= PLACES_MAX;
}

/* The day a spreadsheet counts, where it can: the cell is a date and is not masked. */
static bool
serial_of(const struct cb_writer *writer, size_t column, const struct cb_cell *cell, double *serial, enum style *style)
{
	const struct cb_table_column *at = &writer->table->columns[column];
	bool is_moment = at->type == &cb_type_date_time;

	if (cell->state != CB_VALUE || (at->is_private && !writer->options->reveal))
		return false;
	if (at->type != &cb_type_date && at->type != &cb_type_day && !is_moment &&
	    (at->type != &cb_type_birth || cell->mark != 0))
		return false;
	*style = is_moment && !cell->mark ? STYLE_TIME : STYLE_DATE;
	*serial = (double)cell->n / (is_moment ? DAY_MINUTES : 1) + CB_XLSX_EPOCH_DAY;
	return *serial >= CB_XLSX_FIRST_SERIAL;
}

/* Is the cell a number or a day to a spreadsheet? */
static bool
value_of(const struct cb_writer *writer, size_t column, const struct cb_cell *cell, struct cb_text text, double *value,
         enum style *style)
{
	const struct cb_type *type = writer->table->columns[column].type;
	unsigned places;

	if (serial_of(writer, column, cell, value, style))
		return true;
	if (!type->numeric || cell->state != CB_VALUE || !cb_doc_is_number(text) || !double_of(text, value, &places))
		return false;
	*style = type == &cb_type_money ? STYLE_MONEY : STYLE_NUMBER + places;
	return true;
}

/* Returns the lines it takes. */
static size_t
write_cell(struct cb_writer *writer, struct xlsx_table *x, size_t column, const struct cb_cell *cell)
{
	enum style style = writer->table->columns[column].type->numeric ? STYLE_RIGHT : STYLE_TEXT;
	lxw_col_t at = (lxw_col_t)column;
	char buf[CB_PRINT_MAX];
	struct cb_text text = cb_doc_text(writer, column, cell, buf, &x->scratch);
	enum style as_value;
	double value;

	widen(x, column, text, writer->table->columns[column].type == &cb_type_money ? text.len / 3 : 0);
	if (text.len == 0)
		worksheet_write_blank(x->sheet, x->next, at, x->styles[style]);
	else if (value_of(writer, column, cell, text, &value, &as_value))
		worksheet_write_number(x->sheet, x->next, at, value, x->styles[as_value]);
	else
		worksheet_write_string(x->sheet, x->next, at, cb_xlsx_text(&x->file, text, writer->out),
		                       x->styles[style]);
	return cb_xlsx_lines(text, WIDEST_COLS);
}

/* ---- the chart ---- */

static bool
has_negative(const struct cb_table *table)
{
	const struct cb_table_chart *of = &table->chart;

	for (size_t row = of->first_row; row < of->first_row + of->n_rows; row++)
		if (table->cells[row * table->n_columns + of->value].n < 0)
			return true;
	return false;
}

static lxw_chart *
make_chart(const struct cb_writer *writer, struct xlsx_table *x)
{
	const struct cb_table_chart *of = &writer->table->chart;
	const char *name = x->sheet->name, *what = cb_doc_label(writer, of->value, writer->options->lang);
	lxw_row_t first = x->header + 1 + (lxw_row_t)of->first_row, last = first + (lxw_row_t)of->n_rows - 1;
	lxw_chart *chart = workbook_add_chart(x->file.book, LXW_CHART_BAR);
	lxw_chart_series *series = chart_add_series(chart, NULL, NULL);

	chart_series_set_categories(series, name, first, (lxw_col_t)of->label, last, (lxw_col_t)of->label);
	chart_series_set_values(series, name, first, (lxw_col_t)of->value, last, (lxw_col_t)of->value);
	chart_series_set_name(series, what);
	chart_series_set_labels(series);
	chart_title_set_name(chart, what);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	chart_axis_set_reverse(chart->y_axis); /* bars lie: names stand at y, the first on top */
	if (!has_negative(writer->table))
		chart_axis_set_min(chart->x_axis, 0); /* bars tell by their length */
	return chart;
}

/* Beside the table: on the screen. A page shows the table alone. */
static void
add_chart(const struct cb_writer *writer, struct xlsx_table *x)
{
	const struct cb_table_chart *of = &writer->table->chart;
	lxw_col_t last = (lxw_col_t)(writer->table->n_columns - 1);
	lxw_chart_options place = { .object_position = LXW_OBJECT_DONT_MOVE_DONT_SIZE };
	double height = CHART_FRAME_PIXELS + (double)of->n_rows * CHART_ROW_PIXELS;

	if (of->n_rows == 0 || of->first_row + of->n_rows > writer->table->n_rows || x->n_sheets > 1)
		return;
	place.x_scale = CHART_WIDTH_PIXELS / 480.0; /* of the size that charts have */
	place.y_scale = height / 288.0;
	worksheet_insert_chart_opt(x->sheet, x->header, (lxw_col_t)(last + 2), make_chart(writer, x), &place);
	worksheet_print_area(x->sheet, 0, 0, x->next - 1, last);
}

/* ---- the document ---- */

void
cb_xlsx_begin(struct cb_writer *writer)
{
	struct xlsx_table *x = cb_alloc(1, sizeof(*x));

	writer->state = x;
	x->widths = cb_alloc(writer->table->n_columns + 1, sizeof(*x->widths));
	cb_xlsx_open(&x->file, CB_XLSX_STREAMED, cb_doc_title(writer), writer->out);
	if (x->file.book == NULL)
		return;
	for (int i = 0; i < STYLES; i++)
		make_style(x, i, writer->options->lang);
	begin_sheet(writer, x);
}

void
cb_xlsx_row(struct cb_writer *writer, const struct cb_cell *cells)
{
	struct xlsx_table *x = writer->state;
	size_t lines = 1;

	if (x->sheet != NULL && x->next == CB_XLSX_ROWS) {
		end_sheet(writer, x);
		begin_sheet(writer, x);
	}
	if (x->sheet == NULL)
		return;
	for (size_t i = 0; i < writer->table->n_columns; i++) {
		size_t needs = write_cell(writer, x, i, &cells[i]);

		lines = needs > lines ? needs : lines;
	}
	if (lines > 1)
		worksheet_set_row(x->sheet, x->next, cb_xlsx_height(lines), NULL);
	x->next++;
}

void
cb_xlsx_end(struct cb_writer *writer)
{
	struct xlsx_table *x = writer->state;

	end_sheet(writer, x);
	if (x->sheet != NULL)
		add_chart(writer, x);
	cb_xlsx_finish(&x->file, writer->out);
	cb_xlsx_release(writer);
}

void
cb_xlsx_next(struct cb_writer *writer, struct cb_table *table, unsigned number)
{
	struct xlsx_table *x = writer->state;

	end_sheet(writer, x);
	free(x->widths);
	x->widths = cb_alloc(table->n_columns + 1, sizeof(*x->widths));
	writer->table = table;
	x->n_sheets = number - 1;
	if (x->sheet != NULL)
		begin_sheet(writer, x);
}

void
cb_xlsx_release(struct cb_writer *writer)
{
	struct xlsx_table *x = writer->state;

	cb_xlsx_drop(&x->file);
	cb_str_release(&x->scratch);
	free(x->widths);
	free(x);
}
