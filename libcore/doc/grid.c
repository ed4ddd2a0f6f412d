/* table: columns for the terminal. */
#include "formats.h"

#include <cb/base/utf8.h>

#include <stdlib.h>
#include <string.h>

enum { WIDTH_COLS = 80, NARROW_COLS = 20,
       GAP_COLS = 2,
       MIN_COLS = 8 };

struct grid {
	struct cb_writer *writer;
	struct cb_str *out;
	size_t n;
	uint32_t width_cols;
	uint32_t *cols;        /* width of each column */
	struct cb_str *texts;  /* of the row being written, printable */
	struct cb_text *rests; /* what is left of them after the lines written */
	struct cb_str scratch;
};

static bool
is_numeric(const struct grid *grid, size_t column)
{
	return grid->writer->table->columns[column].type->numeric;
}

/* at: the row, or -1 for the header */
static void
load_row(struct grid *grid, int64_t at)
{
	const struct cb_table *table = grid->writer->table;
	char buf[CB_PRINT_MAX];

	for (size_t i = 0; i < grid->n; i++) {
		struct cb_text text;

		if (at < 0)
			text = cb_text_of(cb_doc_label(grid->writer, i, grid->writer->options->lang));
		else
			text = cb_doc_text(grid->writer, i, &table->cells[(size_t)at * grid->n + i], buf,
			                   &grid->scratch);
		cb_str_clear(&grid->texts[i]);
		cb_doc_printable(text, &grid->texts[i]);
		grid->rests[i] = cb_str_text(&grid->texts[i]);
	}
}

static void
measure(struct grid *grid)
{
	for (int64_t at = -1; at < (int64_t)grid->writer->table->n_rows; at++) {
		load_row(grid, at);
		for (size_t i = 0; i < grid->n; i++) {
			size_t cols = cb_utf8_width(grid->rests[i]);

			if (cols > grid->width_cols)
				cols = grid->width_cols;
			if (cols > grid->cols[i])
				grid->cols[i] = (uint32_t)cols;
		}
	}
}

/* Takes columns of the terminal from the widest text column until all fit; false when they cannot. */
static bool
fit(struct grid *grid)
{
	uint32_t total = (uint32_t)(grid->n - 1) * GAP_COLS;

	for (size_t i = 0; i < grid->n; i++)
		total += grid->cols[i];
	for (; total > grid->width_cols; total--) {
		uint32_t *widest = NULL;

		for (size_t i = 0; i < grid->n; i++)
			if (!is_numeric(grid, i) && grid->cols[i] > MIN_COLS && (!widest || grid->cols[i] > *widest))
				widest = &grid->cols[i];
		if (!widest)
			return false;
		--*widest;
	}
	return true;
}

/* No line starts with these. */
static bool
closes(struct cb_text character)
{
	static const char *const closing[] = { "、", "，", "。", "；", "：", "？", "！", "）", "”", "’", "》", "】",
		                               "％", ";", ",", ")", "%", NULL };

	for (size_t i = 0; closing[i]; i++)
		if (cb_text_is(character, closing[i]))
			return true;
	return false;
}

/* May a line end between these two? */
static bool
is_break(struct cb_text before, struct cb_text after)
{
	if (closes(after) || cb_utf8_width(after) == 0)
		return false;
	return cb_utf8_width(before) == 2 || cb_utf8_width(after) == 2 || closes(before) || cb_text_is(before, " ") ||
	       cb_text_is(before, "/");
}

/* Takes the next line of at most `cols` columns from *rest: at a good place where there is one, else
 * anywhere, so that it always gets on. */
static struct cb_text
take_line(struct cb_text *rest, uint32_t cols)
{
	struct cb_text line = { rest->p, 0 }, before = { rest->p, 0 };
	uint32_t at = 0, used = 0, good = 0;

	while (at < rest->len) {
		int32_t cp;
		struct cb_text character = { rest->p + at, 0 };

		character.len = (uint32_t)cb_utf8_decode(character.p, rest->len - at, &cp);
		if (before.len && is_break(before, character))
			good = at;
		used += (uint32_t)cb_utf8_width(character);
		if (used > cols && at > 0)
			break;
		at += character.len;
		before = character;
	}
	line.len = at < rest->len && good ? good : at;
	rest->p += line.len;
	rest->len -= line.len;
	while (rest->len && *rest->p == ' ')
		rest->p++, rest->len--;
	while (line.len && line.p[line.len - 1] == ' ')
		line.len--;
	return line;
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

/* One line of all columns; true while text is left for another. */
static bool
write_line(struct grid *grid)
{
	bool is_more = false;

	for (size_t i = 0; i < grid->n; i++) {
		struct cb_text line = take_line(&grid->rests[i], grid->cols[i]);
		size_t width = cb_utf8_width(line), room = grid->cols[i] > width ? grid->cols[i] - width : 0;

		if (i > 0)
			pad(grid->out, GAP_COLS, ' ');
		if (is_numeric(grid, i))
			pad(grid->out, room, ' ');
		cb_str_addt(grid->out, line);
		if (!is_numeric(grid, i))
			pad(grid->out, room, ' ');
		is_more |= grid->rests[i].len > 0;
	}
	end_line(grid->out);
	return is_more;
}

static void
write_columns(struct grid *grid)
{
	bool is_coloured = grid->writer->options->colour;

	load_row(grid, -1);
	if (is_coloured)
		cb_str_adds(grid->out, "\033[1m");
	while (write_line(grid))
		;
	if (is_coloured)
		cb_str_adds(grid->out, "\033[0m");
	for (size_t i = 0; i < grid->n; i++) {
		pad(grid->out, i ? GAP_COLS : 0, ' ');
		pad(grid->out, grid->cols[i], '-');
	}
	end_line(grid->out);
	for (size_t at = 0; at < grid->writer->table->n_rows; at++) {
		load_row(grid, (int64_t)at);
		while (write_line(grid))
			;
		cb_out_flush(grid->writer->out);
	}
}

/* A paragraph a row, a line a cell: for tables too wide for the terminal. */
static void
write_paragraphs(struct grid *grid)
{
	enum cb_lang lang = grid->writer->options->lang;
	uint32_t label_cols = 0, room;

	for (size_t i = 0; i < grid->n; i++) {
		size_t cols = cb_utf8_width(cb_text_of(cb_doc_label(grid->writer, i, lang)));

		if (cols > label_cols)
			label_cols = (uint32_t)cols;
	}
	room = grid->width_cols - GAP_COLS;
	room = room > label_cols + MIN_COLS ? room - label_cols : MIN_COLS;
	for (size_t at = 0; at < grid->writer->table->n_rows; at++) {
		load_row(grid, (int64_t)at);
		if (at > 0)
			cb_str_addc(grid->out, '\n');
		for (size_t i = 0; i < grid->n; i++) {
			struct cb_text label = cb_text_of(cb_doc_label(grid->writer, i, lang));

			do {
				cb_str_addt(grid->out, label);
				pad(grid->out, label_cols + GAP_COLS - cb_utf8_width(label), ' ');
				cb_str_addt(grid->out, take_line(&grid->rests[i], room));
				end_line(grid->out);
				label.len = 0;
			} while (grid->rests[i].len);
		}
		cb_out_flush(grid->writer->out);
	}
}

void
cb_grid_end(struct cb_writer *writer)
{
	size_t n = writer->table->n_columns;
	struct grid grid = { .writer = writer, .out = &writer->out->buf, .n = n };

	if (n == 0)
		return;
	grid.width_cols = writer->options->width_cols ? writer->options->width_cols : WIDTH_COLS;
	if (grid.width_cols < NARROW_COLS)
		grid.width_cols = NARROW_COLS;
	grid.cols = cb_alloc(n, sizeof *grid.cols);
	grid.texts = cb_alloc(n, sizeof *grid.texts);
	grid.rests = cb_alloc(n, sizeof *grid.rests);
	measure(&grid);
	if (fit(&grid) || writer->table->n_rows == 0)
		write_columns(&grid);
	else
		write_paragraphs(&grid);
	for (size_t i = 0; i < n; i++)
		cb_str_release(&grid.texts[i]);
	cb_str_release(&grid.scratch);
	free(grid.cols);
	free(grid.texts);
	free(grid.rests);
}
