/* table: columns for the terminal. */
#include "formats.h"
#include "grid.h"
#include "wrap.h"

#include <cb/base/utf8.h>
#include <cb/value/wording.h>

#include <stdlib.h>

#define BETWEEN " · " /* two things said in a line */

enum { WIDTH_COLS = 80,
       NARROW_COLS = 20,
       LABEL_GAP = 2,
       MIN_ROOM = 8 };

/* One row being written. */
struct line {
	struct cb_grid *grid;
	struct cb_str *out;
	size_t n;
	struct cb_str *texts;  /* of the cells, printable */
	struct cb_text *rests; /* what is left of them after the lines written */
};

/* row: or -1 for the header */
static void
load_row(struct line *line, int64_t row)
{
	for (size_t i = 0; i < line->n; i++) {
		cb_str_clear(&line->texts[i]);
		cb_str_addt(&line->texts[i], cb_grid_text(line->grid, row, i));
		line->rests[i] = cb_str_text(&line->texts[i]);
	}
}

static void
pad(struct cb_str *out, size_t cols, char with)
{
	while (cols-- > 0)
		cb_str_addc(out, with);
}

static void
end_line(struct cb_str *out)
{
	while (out->len && out->p[out->len - 1] == ' ')
		out->len--;
	cb_str_addc(out, '\n');
}

/* ---- above the grid ---- */

static void
write_wrapped(struct line *line, struct cb_text text)
{
	while (text.len) {
		cb_str_addt(line->out, cb_wrap_line(&text, line->grid->width_cols));
		cb_str_addc(line->out, '\n');
	}
}

static void
write_title(struct line *line, const char *words)
{
	bool is_coloured = *words && line->grid->writer->options->colour;
	struct cb_str title = { 0 };

	cb_doc_printable(cb_text_of(words), &title);
	cb_str_adds(line->out, is_coloured ? "\033[1m" : "");
	write_wrapped(line, cb_str_text(&title));
	cb_str_adds(line->out, is_coloured ? "\033[0m" : "");
	cb_str_release(&title);
}

static void
write_section_title(struct line *line, size_t row)
{
	const struct cb_table *table = line->grid->writer->table;

	for (size_t i = 0; i < table->n_sections; i++)
		if (table->sections[i].first_row == row)
			write_title(line, table->sections[i].title);
}

/* A period that is no column of a table is said in words. */
static void
add_said(struct line *line, size_t row, size_t column, struct cb_str *out)
{
	const struct cb_table *table = line->grid->writer->table;
	const struct cb_cell *cell = &cb_table_at(table, row)[column];

	if (table->columns[column].type == &cb_type_period && line->grid->writer->options->lang == CB_ZH &&
	    cell->state == CB_VALUE)
		cb_words_period(cell->n, out);
	else
		cb_str_addt(out, cb_grid_text(line->grid, (int64_t)row, column));
}

/* 评比 month · 期间 2026年7月: the columns of that part, as they are in the row. */
static void
write_said(struct line *line, enum cb_grid_part part, size_t row)
{
	struct cb_str said = { 0 }, item = { 0 };

	for (size_t i = 0; i < line->n; i++) {
		if (line->grid->columns[i].part != part)
			continue;
		cb_str_clear(&item);
		cb_str_addt(&item, cb_grid_text(line->grid, -1, i));
		cb_str_addc(&item, ' ');
		add_said(line, row, i, &item);
		if (cb_utf8_width(cb_str_text(&said)) + cb_utf8_width(CB_LIT(BETWEEN)) +
		            cb_utf8_width(cb_str_text(&item)) >
		    line->grid->width_cols) {
			write_wrapped(line, cb_str_text(&said));
			cb_str_clear(&said);
		}
		cb_str_adds(&said, said.len ? BETWEEN : "");
		cb_str_addt(&said, cb_str_text(&item));
	}
	write_wrapped(line, cb_str_text(&said));
	cb_str_release(&said);
	cb_str_release(&item);
}

/* ---- the grid ---- */

/* One line of all columns; true while text is left for another. */
static bool
write_line(struct line *line)
{
	bool is_more = false, is_first = true;

	for (size_t i = 0; i < line->n; i++) {
		const struct cb_grid_column *column = &line->grid->columns[i];
		struct cb_text text;
		size_t width, room;

		if (column->part != CB_GRID_SHOWN)
			continue;
		text = cb_wrap_line(&line->rests[i], column->cols);
		width = cb_utf8_width(text);
		room = column->cols > width ? column->cols - width : 0;
		pad(line->out, is_first ? 0 : line->grid->gap_cols, ' ');
		pad(line->out, column->is_right ? room : 0, ' ');
		cb_str_addt(line->out, text);
		pad(line->out, column->is_right ? 0 : room, ' ');
		is_more |= line->rests[i].len > 0;
		is_first = false;
	}
	end_line(line->out);
	return is_more;
}

static void
write_header(struct line *line)
{
	bool is_coloured = line->grid->writer->options->colour, is_first = true;

	load_row(line, -1);
	if (is_coloured)
		cb_str_adds(line->out, "\033[1m");
	while (write_line(line))
		;
	if (is_coloured)
		cb_str_adds(line->out, "\033[0m");
	for (size_t i = 0; i < line->n; i++) {
		if (line->grid->columns[i].part != CB_GRID_SHOWN)
			continue;
		pad(line->out, is_first ? 0 : line->grid->gap_cols, ' ');
		pad(line->out, line->grid->columns[i].cols, '-');
		is_first = false;
	}
	end_line(line->out);
}

static void
write_columns(struct line *line)
{
	struct cb_writer *writer = line->grid->writer;
	size_t n_rows = writer->table->n_rows;

	write_said(line, CB_GRID_SAID, 0);
	for (size_t row = 0; row < n_rows; row++) {
		if (cb_grid_is_new_section(line->grid, row)) {
			if (line->out->len || row > 0)
				cb_str_adds(line->out, line->grid->has_headings ? "\n" : "");
			write_section_title(line, row);
			write_said(line, CB_GRID_HEADING, row);
			write_header(line);
		}
		load_row(line, (int64_t)row);
		while (write_line(line))
			;
		cb_out_flush(writer->out);
	}
}

static void
write_blocks(struct line *line, const struct cb_grid_blocks *blocks)
{
	for (size_t block = 0; block < blocks->n; block++) {
		cb_str_adds(line->out, block > 0 ? "\n" : "");
		cb_grid_show_block(line->grid, blocks, block);
		write_columns(line);
	}
}

static void
write_notes(struct line *line)
{
	const char *notes = line->grid->writer->table->notes;
	struct cb_str printable = { 0 };
	struct cb_text note;

	if (notes != NULL)
		cb_str_addc(line->out, '\n');
	while (cb_doc_note(&notes, &note)) {
		cb_str_clear(&printable);
		cb_doc_printable(note, &printable);
		write_wrapped(line, cb_str_text(&printable));
	}
	cb_str_release(&printable);
}

/* ---- a paragraph a row, a line a cell ---- */

static void
write_paragraph(struct line *line, uint32_t label_cols, uint32_t room)
{
	enum cb_lang lang = line->grid->writer->options->lang;

	for (size_t i = 0; i < line->n; i++) {
		struct cb_text label = cb_text_of(cb_doc_label(line->grid->writer, i, lang));

		if (line->grid->columns[i].part == CB_GRID_EMPTY || line->rests[i].len == 0)
			continue;
		do {
			cb_str_addt(line->out, label);
			pad(line->out, label_cols + LABEL_GAP - cb_utf8_width(label), ' ');
			cb_str_addt(line->out, cb_wrap_line(&line->rests[i], room));
			end_line(line->out);
			label.len = 0;
		} while (line->rests[i].len);
	}
}

static void
write_paragraphs(struct line *line)
{
	uint32_t label_cols = 0, room = line->grid->width_cols - LABEL_GAP;

	for (size_t i = 0; i < line->n; i++)
		if (line->grid->columns[i].label > label_cols)
			label_cols = line->grid->columns[i].label;
	room = room > label_cols + MIN_ROOM ? room - label_cols : MIN_ROOM;
	for (size_t row = 0; row < line->grid->writer->table->n_rows; row++) {
		if (row > 0 || line->out->len)
			cb_str_addc(line->out, '\n');
		write_section_title(line, row);
		load_row(line, (int64_t)row);
		write_paragraph(line, label_cols, room);
		cb_out_flush(line->grid->writer->out);
	}
}

void
cb_grid_end(struct cb_writer *writer)
{
	size_t n = writer->table->n_columns;
	struct cb_grid grid = { .writer = writer, .width_cols = writer->options->width_cols };
	struct line line = { .grid = &grid, .out = &writer->out->buf, .n = n };
	struct cb_grid_blocks blocks;

	if (n == 0)
		return;
	if (grid.width_cols == 0)
		grid.width_cols = WIDTH_COLS;
	if (grid.width_cols < NARROW_COLS)
		grid.width_cols = NARROW_COLS;
	grid.columns = cb_alloc(n, sizeof(*grid.columns));
	line.texts = cb_alloc(n, sizeof(*line.texts));
	line.rests = cb_alloc(n, sizeof(*line.rests));
	write_title(&line, cb_doc_title(writer));
	if (writer->table->n_rows == 0)
		write_wrapped(&line, writer->options->lang == CB_ZH ? CB_LIT("没有记录") : CB_LIT("no rows"));
	else if (cb_grid_layout(&grid))
		write_columns(&line);
	else if (cb_grid_divide(&grid, &blocks))
		write_blocks(&line, &blocks);
	else
		write_paragraphs(&line);
	write_notes(&line);
	for (size_t i = 0; i < n; i++)
		cb_str_release(&line.texts[i]);
	cb_str_release(&grid.text);
	cb_str_release(&grid.scratch);
	free(line.texts);
	free(line.rests);
	free(grid.columns);
}
