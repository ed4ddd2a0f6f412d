/* xlsx: a sheet that is read, sorted, filtered and printed in a spreadsheet program. */
#include "../document/document_parts.h"
#include "../format/pages.h"
#include "../package/chart.h"
#include "xlsx.h"
#include "xlsx_value.h"

#include <cb/base/utf8.h>
#include <cb/value/date.h>

#include <stdlib.h>
#include <string.h>

enum { NARROWEST_COLS = 4,
       WIDEST_COLS = 36, /* longer texts are wrapped */
       MARGIN_COLS = 2,
       FILTER_COLS = 2,     /* of the arrow in a header cell */
       ACROSS_LINES = 22,   /* of the rows of such a page */
       UPRIGHT_COLS = 92,   /* what an A4 page holds at full size; wider ones are laid across */
       ACROSS_COLS = 200,   /* and what such a page holds that can still be read; wider ones go on on the next */
       MEASURED_MAX = 1000, /* bytes of a text that its width is taken of */
       DIGITS_MAX = 15,     /* a double holds as many decimal digits, whatever they are */
       PLACES_MAX = 6,
       RATE_PLACES_MAX = 2 };

/* Points: of rows, and of a page of A4 within its margins. */
enum { ROW_POINTS = 15,
       TITLE_POINTS = 30,
       PAGE_SHORT_POINTS = 494,
       PAGE_LONG_POINTS = 741 };

enum { CHART_ROW_PIXELS = 24,
       CHART_FRAME_PIXELS = 130,
       CHART_LEAST_ROW_PIXELS = 16,
       CHART_LEAST_FRAME_PIXELS = 90,
       ROW_PIXELS = 20 };

enum style { STYLE_TITLE,
	     STYLE_HEADER,
	     STYLE_TEXT,
	     STYLE_RIGHT, /* text of a column of numbers: 1600+ */
	     STYLE_MONEY,
	     STYLE_DATE,
	     STYLE_TIME,
	     STYLE_RATE, /* and one for each number of places, as of */
	     STYLE_NUMBER = STYLE_RATE + RATE_PLACES_MAX + 1,
	     STYLES = STYLE_NUMBER + PLACES_MAX + 1 };

struct xlsx_table {
	struct cb_xlsx *book;
	unsigned styles[STYLES];
	unsigned n_sheets;     /* of this table */
	uint32_t header, next; /* rows of the current sheet */
	uint32_t n_totals;     /* the last of them */
	double points;         /* of what stands below the header */
	bool is_across;        /* whatever its width */
	size_t *widths;        /* [column] widest cell so far */
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
	[STYLE_RATE] = "0%",
	[STYLE_RATE + 1] = "0.0%",
	[STYLE_RATE + 2] = "0.00%",
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
	bool is_title = style == STYLE_TITLE, is_header = style == STYLE_HEADER;
	struct cb_xlsx_style look = { .format = number_formats[style], .font = lang == CB_ZH ? "宋体" : NULL };

	look.points = is_title ? 16 : 0;
	look.is_bold = is_title || is_header;
	look.is_wrapped = is_header || style == STYLE_TEXT;
	look.border = is_title ? NULL : "767676";
	look.fill = is_header ? "F0E4E1" : NULL;
	if (is_title || is_header)
		look.horizontal = "center";
	else if (style == STYLE_RIGHT)
		look.horizontal = "right";
	x->styles[style] = cb_xlsx_style(x->book, &look);
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

static uint32_t
last_column(const struct cb_writer *writer)
{
	return (uint32_t)(writer->table->n_columns - 1);
}

static void
write_title(struct cb_writer *writer, struct xlsx_table *x, struct cb_text title)
{
	cb_xlsx_put_row(x->book, 0);
	cb_xlsx_set_height(x->book, TITLE_POINTS);
	cb_xlsx_put_text(x->book, 0, x->styles[STYLE_TITLE], title);
	for (uint32_t i = 1; i <= last_column(writer); i++)
		cb_xlsx_put_blank(x->book, i, x->styles[STYLE_TITLE]);
}

static void
begin_sheet(struct cb_writer *writer, struct xlsx_table *x)
{
	struct cb_text title = cb_text_of(cb_doc_title(writer));

	const char *none = writer->options->lang == CB_EN ? "Table" : "表";
	int more = cb_text_find(title, " · "); /* query/titles.h: what is said of the answer is no name */
	struct cb_str name = { 0 };

	cb_str_addt(&name, more > 0 ? (struct cb_text){ title.p, (uint32_t)more } : title);
	cb_xlsx_sheet(x->book, name.len > 0 ? cb_str_c(&name) : none);
	cb_str_release(&name);
	x->n_sheets++;
	x->n_totals = 0;
	x->points = 0;
	x->header = 0;
	if (title.len > 0 && writer->table->n_columns > 0) {
		write_title(writer, x, title);
		x->header = 1;
	}
	cb_xlsx_put_row(x->book, x->header);
	for (size_t i = 0; i < writer->table->n_columns; i++) {
		struct cb_text label = cb_text_of(cb_doc_label(writer, i, writer->options->lang));

		cb_xlsx_put_text(x->book, (uint32_t)i, x->styles[STYLE_HEADER], label);
		widen(x, i, label, FILTER_COLS);
	}
	x->next = x->header + 1;
}

static size_t
column_chars(const struct xlsx_table *x, size_t column)
{
	size_t width = x->widths[column] > WIDEST_COLS ? WIDEST_COLS : x->widths[column];

	return (width < NARROWEST_COLS ? NARROWEST_COLS : width) + MARGIN_COLS;
}

static size_t
total_chars(const struct cb_writer *writer, const struct xlsx_table *x)
{
	size_t total = 0;

	for (size_t i = 0; i < writer->table->n_columns; i++)
		total += column_chars(x, i);
	return total;
}

/* A title is half as large again as its table, whose columns give it room: up to a page. */
static void
fit_title(const struct cb_writer *writer, struct xlsx_table *x)
{
	size_t n = writer->table->n_columns, total = total_chars(writer, x);
	size_t wanted = cb_utf8_width(cb_text_of(cb_doc_title(writer))) * 3 / 2;

	if (wanted > UPRIGHT_COLS)
		wanted = UPRIGHT_COLS;
	for (size_t i = 0; i < n && wanted > total; i++)
		x->widths[i] = column_chars(x, i) - MARGIN_COLS + (wanted - total + n - 1) / n;
}

static void
set_widths(const struct cb_writer *writer, struct xlsx_table *x)
{
	for (size_t i = 0; i < writer->table->n_columns; i++) {
		struct cb_xlsx_column column = { .width_chars = (double)column_chars(x, i) };

		cb_xlsx_columns(x->book, (uint32_t)i, (uint32_t)i, &column);
	}
}

static unsigned
pages_wide(const struct cb_writer *writer, const struct xlsx_table *x)
{
	return (unsigned)((total_chars(writer, x) + ACROSS_COLS - 1) / ACROSS_COLS);
}

static bool
is_across(const struct cb_writer *writer, const struct xlsx_table *x)
{
	return x->is_across || total_chars(writer, x) > UPRIGHT_COLS;
}

/* Over the table; of several pages beside one another, over the first. */
static void
place_title(const struct cb_writer *writer, struct xlsx_table *x)
{
	struct cb_xlsx_area title = { 0, 0, 0, 0 };
	size_t room = total_chars(writer, x) / pages_wide(writer, x), used = column_chars(x, 0);

	while (title.last_column < last_column(writer) && used + column_chars(x, title.last_column + 1) <= room)
		used += column_chars(x, ++title.last_column);
	if (title.last_column > 0)
		cb_xlsx_merge(x->book, &title);
}

/* area: what is printed, NULL = all */
static void
end_sheet(struct cb_writer *writer, struct xlsx_table *x, const struct cb_xlsx_area *area)
{
	struct cb_xlsx_area all = { x->header, 0, x->next - 1, last_column(writer) };
	struct cb_xlsx_page page = { .side_inches = 0.6, .end_inches = 0.7, .area = area };

	page.header_rows = x->header + 1;
	page.footer = writer->options->lang == CB_EN ? "&CPage &P of &N" : "&C第 &P 页，共 &N 页";
	if (writer->table->n_columns > 0) {
		fit_title(writer, x);
		set_widths(writer, x);
		if (x->header > 0)
			place_title(writer, x);
		page.is_across = is_across(writer, x);
		page.pages_wide = pages_wide(writer, x);
		all.last_row -= x->n_totals;
		cb_xlsx_filter(x->book, &all);
		/* An id is no number that was mistyped. */
		all.row++;
		all.last_row++;
		cb_xlsx_expect_text(x->book, &all);
	}
	cb_xlsx_page(x->book, &page);
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

/* What a spreadsheet calculates with, and how that looks. */
struct figure {
	double value;
	enum style style;
};

/* The day a spreadsheet counts, where it can: the cell is a date and is not masked. */
static bool
serial_of(const struct cb_writer *writer, size_t column, const struct cb_cell *cell, struct figure *serial)
{
	const struct cb_table_column *at = &writer->table->columns[column];
	bool is_moment = at->type == &cb_type_date_time;

	if (cell->state != CB_VALUE || (at->is_private && !writer->options->reveal))
		return false;
	if (at->type != &cb_type_date && at->type != &cb_type_day && !is_moment &&
	    (at->type != &cb_type_birth || cell->mark != 0))
		return false;
	serial->style = is_moment && !cell->mark ? STYLE_TIME : STYLE_DATE;
	serial->value = (double)cell->n / (is_moment ? CB_DAY_MINUTES : 1) + CB_XLSX_EPOCH_DAY;
	return serial->value >= CB_XLSX_FIRST_SERIAL;
}

/* 97.00% of a column of such. */
static bool
rate_of(const struct cb_table_column *column, struct cb_text text, struct figure *rate)
{
	unsigned places;

	if (!cb_doc_take_rate(column, &text) || !double_of(text, &rate->value, &places) || places > RATE_PLACES_MAX)
		return false;
	rate->value /= 100;
	rate->style = STYLE_RATE + places;
	return true;
}

/* Is the cell a number or a day to a spreadsheet? */
static bool
figure_of(const struct cb_writer *writer, size_t column, const struct cb_cell *cell, struct cb_text text,
          struct figure *figure)
{
	const struct cb_type *type = writer->table->columns[column].type;
	unsigned places;

	if (serial_of(writer, column, cell, figure))
		return true;
	if (cell->state == CB_VALUE && rate_of(&writer->table->columns[column], text, figure))
		return true;
	if (!type->numeric || cell->state != CB_VALUE || !cb_doc_is_number(text) ||
	    !double_of(text, &figure->value, &places))
		return false;
	figure->style = type == &cb_type_money ? STYLE_MONEY : STYLE_NUMBER + places;
	return true;
}

/* Returns the lines it takes. */
static size_t
write_cell(struct cb_writer *writer, struct xlsx_table *x, size_t column, const struct cb_cell *cell)
{
	enum style style = writer->table->columns[column].type->numeric ? STYLE_RIGHT : STYLE_TEXT;
	uint32_t at = (uint32_t)column;
	char buf[CB_PRINT_MAX];
	struct cb_text text = cb_doc_text(writer, column, cell, buf, &x->scratch);
	struct figure figure;

	widen(x, column, text, writer->table->columns[column].type == &cb_type_money ? text.len / 3 : 0);
	if (text.len == 0)
		cb_xlsx_put_blank(x->book, at, x->styles[style]);
	else if (figure_of(writer, column, cell, text, &figure))
		cb_xlsx_put_number(x->book, at, x->styles[figure.style], figure.value);
	else
		cb_xlsx_put_text(x->book, at, x->styles[style], text);
	return cb_xlsx_lines(text, WIDEST_COLS);
}

/* ---- the chart ---- */

static bool
has_negative(const struct cb_table *table)
{
	const struct cb_table_chart *of = &table->chart;

	for (size_t row = of->first_row; row < of->first_row + of->n_rows; row++)
		if (cb_table_at(table, row)[of->value].n < 0)
			return true;
	return false;
}

static void
read_bars(const struct cb_writer *writer, struct cb_chart_bar *bars, struct cb_arena *arena)
{
	const struct cb_table *table = writer->table;
	const struct cb_table_chart *of = &table->chart;
	struct cb_str scratch = { 0 };
	char buf[CB_PRINT_MAX];

	for (size_t i = 0; i < of->n_rows; i++) {
		const struct cb_cell *cells = cb_table_at(table, of->first_row + i);
		const struct cb_cell *value = &cells[of->value];

		bars[i].label = cb_arena_text(arena, cb_doc_text(writer, of->label, &cells[of->label], buf, &scratch));
		if (value->state == CB_VALUE)
			bars[i].figure = cb_arena_text(arena, cb_figure(table->columns[of->value].type, value->n, buf));
	}
	cb_str_release(&scratch);
}

static unsigned
table_pixels(const struct cb_writer *writer, const struct xlsx_table *x)
{
	unsigned pixels = 0;

	for (size_t i = 0; i < writer->table->n_columns; i++)
		pixels += 5 + 7 * (unsigned)column_chars(x, i);
	return pixels;
}

/* What the last page of the table has left, in pixels. */
static unsigned
pixels_below(const struct cb_writer *writer, const struct xlsx_table *x)
{
	double page = is_across(writer, x) ? PAGE_SHORT_POINTS : PAGE_LONG_POINTS;
	double scale = (double)total_chars(writer, x) / (is_across(writer, x) ? UPRIGHT_COLS * 3 / 2 : UPRIGHT_COLS);
	double room = page * (scale > 1 ? scale : 1) - TITLE_POINTS - ROW_POINTS, used = x->points + 2 * ROW_POINTS;

	while (used > room)
		used -= room;
	return (unsigned)((room - used) * 4 / 3);
}

/* As high as it may be; on a page of its own where only a part would stand below the table. */
static unsigned
chart_pixels(const struct cb_writer *writer, const struct xlsx_table *x, uint32_t row)
{
	unsigned n = (unsigned)writer->table->chart.n_rows, room = pixels_below(writer, x);
	unsigned height = CHART_FRAME_PIXELS + n * CHART_ROW_PIXELS;

	if (height <= room)
		return height;
	if (CHART_LEAST_FRAME_PIXELS + n * CHART_LEAST_ROW_PIXELS <= room)
		return room;
	cb_xlsx_break(x->book, row - 1);
	return height;
}

/* Beneath the table and as wide, so that it stays on its page. Returns the last row that it covers. */
static uint32_t
add_chart(const struct cb_writer *writer, struct xlsx_table *x)
{
	const struct cb_table_chart *of = &writer->table->chart;
	const char *what = cb_doc_label(writer, of->value, writer->options->lang);
	struct cb_chart_bar *bars = cb_alloc(of->n_rows, sizeof(*bars));
	struct cb_chart chart = { .bars = bars, .n = of->n_rows, .title = what, .series = what, .is_framed = true };
	struct cb_xlsx_chart place = { .row = x->next + 1, .bars = &chart };
	uint32_t first = x->header + 1 + (uint32_t)of->first_row, last = first + (uint32_t)of->n_rows - 1;
	struct cb_arena arena = { 0 };

	if (!has_negative(writer->table))
		chart.least = "0"; /* bars tell by their length */
	read_bars(writer, bars, &arena);
	place.labels = (struct cb_xlsx_area){ first, (uint32_t)of->label, last, (uint32_t)of->label };
	place.values = (struct cb_xlsx_area){ first, (uint32_t)of->value, last, (uint32_t)of->value };
	place.width_pixels = table_pixels(writer, x);
	place.height_pixels = chart_pixels(writer, x, place.row);
	cb_xlsx_chart(x->book, &place);
	cb_arena_release(&arena);
	free(bars);
	return place.row + place.height_pixels / ROW_PIXELS + 1;
}

static bool
has_chart(const struct cb_writer *writer, const struct xlsx_table *x)
{
	const struct cb_table_chart *of = &writer->table->chart;

	return of->n_rows > 0 && of->first_row + of->n_rows <= writer->table->n_rows && x->n_sheets == 1;
}

/* ---- the document ---- */

void
cb_xlsx_begin(struct cb_writer *writer)
{
	struct xlsx_table *x = cb_alloc(1, sizeof(*x));

	writer->state = x;
	x->widths = cb_alloc(writer->table->n_columns + 1, sizeof(*x->widths));
	x->book = cb_xlsx_new(cb_doc_title(writer), writer->out);
	for (int i = 0; i < STYLES; i++)
		make_style(x, i, writer->options->lang);
	begin_sheet(writer, x);
}

void
cb_xlsx_row(struct cb_writer *writer, const struct cb_cell *cells)
{
	struct xlsx_table *x = writer->state;
	size_t lines = 1;

	if (x->next == CB_XLSX_ROWS) {
		end_sheet(writer, x, NULL);
		begin_sheet(writer, x);
	}
	cb_xlsx_put_row(x->book, x->next);
	for (size_t i = 0; i < writer->table->n_columns; i++) {
		size_t needs = write_cell(writer, x, i, &cells[i]);

		lines = needs > lines ? needs : lines;
	}
	if (lines > 1)
		cb_xlsx_set_height(x->book, cb_xlsx_height(lines));
	x->points += lines > 1 ? cb_xlsx_height(lines) : ROW_POINTS;
	x->next++;
	x->n_totals = cb_totals_is_row(writer->table, cells) ? x->n_totals + 1 : 0;
}

static size_t
lines_of_row(const void *arg, size_t row)
{
	const struct cb_writer *writer = arg;
	const struct cb_table *table = writer->table;
	struct cb_str scratch = { 0 };
	size_t lines = 1;
	char buf[CB_PRINT_MAX];

	for (size_t i = 0; i < table->n_columns; i++) {
		const struct cb_cell *cell = &cb_table_at(table, row)[i];
		size_t needs = cb_xlsx_lines(cb_doc_text(writer, i, cell, buf, &scratch), WIDEST_COLS);

		lines = needs > lines ? needs : lines;
	}
	cb_str_release(&scratch);
	return lines;
}

/* The widths, which tell how the page lies, are known once the rows are written: an account is laid across. */
void
cb_xlsx_pages(struct cb_writer *writer)
{
	const struct cb_pages_room room = { .page_lines = ACROSS_LINES, .lines = lines_of_row, .arg = writer };
	struct xlsx_table *x = writer->state;
	struct cb_pages pages;

	x->is_across = true;
	cb_pages_lay(&pages, writer->table, &room);
	for (size_t i = 0; i < pages.table.n_rows; i++) {
		if (pages.starts[i])
			cb_xlsx_break(x->book, x->next);
		cb_xlsx_row(writer, cb_table_at(&pages.table, i));
	}
	cb_pages_release(&pages);
}

/* Below what is filtered, as the sums are. */
static void
write_notes(const struct cb_writer *writer, struct xlsx_table *x)
{
	const char *notes = writer->table->notes;
	struct cb_str scratch = { 0 };
	struct cb_text note;

	while (cb_doc_note(&notes, &note)) {
		note = cb_doc_typeset(writer, note, &scratch);
		cb_xlsx_put_row(x->book, x->next++);
		cb_xlsx_put_line(x->book, last_column(writer), x->styles[STYLE_TEXT], note);
		x->n_totals++;
	}
	cb_str_release(&scratch);
}

void
cb_xlsx_end(struct cb_writer *writer)
{
	struct xlsx_table *x = writer->state;
	struct cb_xlsx_area printed = { 0, 0, 0, last_column(writer) };
	bool is_drawn = has_chart(writer, x);

	write_notes(writer, x);
	fit_title(writer, x);
	if (is_drawn)
		printed.last_row = add_chart(writer, x);
	end_sheet(writer, x, is_drawn ? &printed : NULL);
	cb_xlsx_finish(x->book);
	x->book = NULL;
	cb_xlsx_release(writer);
}

void
cb_xlsx_next(struct cb_writer *writer, struct cb_table *table)
{
	struct xlsx_table *x = writer->state;

	end_sheet(writer, x, NULL);
	free(x->widths);
	x->widths = cb_alloc(table->n_columns + 1, sizeof(*x->widths));
	writer->table = table;
	x->n_sheets = 0;
	begin_sheet(writer, x);
}

void
cb_xlsx_release(struct cb_writer *writer)
{
	struct xlsx_table *x = writer->state;

	cb_xlsx_free(x->book);
	cb_str_release(&x->scratch);
	free(x->widths);
	free(x);
}
