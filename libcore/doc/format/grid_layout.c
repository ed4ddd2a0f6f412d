/* What a person need not read in every row goes first; the other columns then share the width.
 *
 * The leading columns are the contest and the period, or the period alone: the columns up to a
 * period that is the first or second. */
#include "formats.h"
#include "grid.h"
#include "wrap.h"

#include <cb/base/utf8.h>

#include <string.h>

enum { MIN_COLS = 4,   /* of a column that is wrapped */
       EASY_COLS = 16, /* narrower columns of text are wrapped only where the gaps are narrow too */
       WIDE_GAP = 2,
       NARROW_GAP = 1,
       FIGURE_COLS = 20 /* longer ones are text */ };

static size_t
n_columns(const struct cb_grid *grid)
{
	return grid->writer->table->n_columns;
}

static const struct cb_cell *
cell_at(const struct cb_grid *grid, size_t row, size_t column)
{
	return &grid->writer->table->cells[row * n_columns(grid) + column];
}

struct cb_text
cb_grid_text(struct cb_grid *grid, int64_t row, size_t column)
{
	char buf[CB_PRINT_MAX];
	struct cb_text text;

	if (row < 0)
		text = cb_text_of(cb_doc_label(grid->writer, column, grid->writer->options->lang));
	else
		text = cb_doc_text(grid->writer, column, cell_at(grid, (size_t)row, column), buf, &grid->scratch);
	cb_str_clear(&grid->text);
	cb_doc_printable(text, &grid->text);
	return cb_str_text(&grid->text);
}

/* ---- what need not stand in every row ---- */

static bool
is_totals(const struct cb_grid *grid, size_t row)
{
	return cb_totals_is_row(grid->writer->table, cell_at(grid, row, 0));
}

static bool
is_same_throughout(const struct cb_grid *grid, size_t column)
{
	const struct cb_cell *last = NULL, *cell;

	for (size_t row = 0; row < grid->writer->table->n_rows; row++) {
		cell = cell_at(grid, row, column);
		if (last != NULL && !is_totals(grid, row) && !cb_cell_equal(cell, last))
			return false;
		if (last == NULL || !is_totals(grid, row))
			last = cell;
	}
	return true;
}

static size_t
count_leading(const struct cb_grid *grid)
{
	for (size_t i = 0; i < 2 && i < n_columns(grid); i++)
		if (grid->writer->table->columns[i].type == &cb_type_period)
			return i + 1;
	return 0;
}

bool
cb_grid_is_new_section(const struct cb_grid *grid, size_t row)
{
	const struct cb_table *table = grid->writer->table;

	if (row == 0)
		return true;
	for (size_t i = 0; i < table->n_sections; i++)
		if (table->sections[i].first_row == row)
			return true;
	for (size_t i = 0; grid->has_headings && !is_totals(grid, row) && i < n_columns(grid); i++)
		if (grid->columns[i].part == CB_GRID_HEADING &&
		    !cb_cell_equal(cell_at(grid, row, i), cell_at(grid, row - 1, i)))
			return true;
	return false;
}

static bool
is_any_shown(const struct cb_grid *grid)
{
	for (size_t i = 0; i < n_columns(grid); i++)
		if (grid->columns[i].part == CB_GRID_SHOWN)
			return true;
	return false;
}

static void
move(struct cb_grid *grid, enum cb_grid_part from, enum cb_grid_part to)
{
	for (size_t i = 0; i < n_columns(grid); i++)
		if (grid->columns[i].part == from)
			grid->columns[i].part = to;
}

static void
leave_out_empty(struct cb_grid *grid)
{
	for (size_t i = 0; i < n_columns(grid); i++)
		if (cell_at(grid, 0, i)->state == CB_EMPTY && is_same_throughout(grid, i))
			grid->columns[i].part = CB_GRID_EMPTY;
	if (!is_any_shown(grid))
		move(grid, CB_GRID_EMPTY, CB_GRID_SHOWN);
}

/* A section a row would be no table: sections have two rows and more on the average. */
static void
lead_sections(struct cb_grid *grid)
{
	size_t n_sections = 0, n_rows = grid->writer->table->n_rows, leading = count_leading(grid);

	for (size_t i = 0; i < leading; i++)
		if (grid->columns[i].part == CB_GRID_SHOWN)
			grid->columns[i].part = CB_GRID_HEADING;
	grid->has_headings = true;
	for (size_t row = 0; row < n_rows; row++)
		n_sections += cb_grid_is_new_section(grid, row);
	if (n_sections * 2 > n_rows || !is_any_shown(grid)) {
		move(grid, CB_GRID_HEADING, CB_GRID_SHOWN);
		grid->has_headings = false;
	} else if (n_sections == 1) {
		move(grid, CB_GRID_HEADING, CB_GRID_SAID);
		grid->has_headings = false;
	}
}

static void
say_once(struct cb_grid *grid)
{
	struct cb_grid_column *first = NULL;

	for (size_t i = 0; i < n_columns(grid); i++)
		if (grid->columns[i].part == CB_GRID_SHOWN && is_same_throughout(grid, i)) {
			grid->columns[i].part = CB_GRID_SAID;
			first = first != NULL ? first : &grid->columns[i];
		}
	if (first != NULL && !is_any_shown(grid))
		first->part = CB_GRID_SHOWN;
}

/* ---- how wide ---- */

static bool
is_figure(struct cb_text text)
{
	for (uint32_t i = 0; i < text.len; i++)
		if (text.p[i] == '\0' || strchr("0123456789X+-.,:%/~*", text.p[i]) == NULL)
			return false;
	return text.len <= FIGURE_COLS;
}

static uint32_t
larger(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

static void
measure_text(struct cb_grid_column *column, struct cb_text text)
{
	uint32_t width = (uint32_t)cb_utf8_width(text);

	column->cells = larger(column->cells, width);
	column->word = larger(column->word, cb_wrap_piece(text));
	column->is_figure = column->is_figure && is_figure(text);
	column->is_right = column->is_right && (text.len == 0 || cb_doc_is_figure(text));
	while (text.len) {
		width = (uint32_t)cb_utf8_width(cb_wrap_member(&text));
		column->tally[width < CB_GRID_TALLY ? width : CB_GRID_TALLY - 1]++;
	}
}

static void
measure(struct cb_grid *grid, size_t at)
{
	const struct cb_table *table = grid->writer->table;
	struct cb_grid_column *column = &grid->columns[at];
	struct cb_text label;

	column->is_figure = column->is_right = table->n_rows > 0;
	for (size_t row = 0; row < table->n_rows; row++)
		measure_text(column, cb_grid_text(grid, (int64_t)row, at));
	column->is_figure |= table->columns[at].type->numeric;
	column->is_right |= table->columns[at].type->numeric;
	label = cb_grid_text(grid, -1, at);
	column->label = (uint32_t)cb_utf8_width(label);
	while (label.len) {
		int at_part = cb_text_find(label, "_");
		struct cb_text part = { label.p, at_part < 0 ? label.len : (uint32_t)at_part + 1 };

		column->word = larger(column->word, cb_wrap_piece(part));
		label = cb_text_from(label, part.len);
	}
}

static uint32_t
natural(const struct cb_grid_column *column)
{
	return larger(column->cells, column->label);
}

/* The least width: without breaking words, or if need be with. */
static uint32_t
least(const struct cb_grid_column *column, bool keeps_words)
{
	uint32_t whole = natural(column), cols = keeps_words && column->word > MIN_COLS ? column->word : MIN_COLS;

	if (column->is_figure && column->cells > cols)
		cols = column->cells;
	return cols < whole ? cols : whole;
}

static uint32_t
easy(const struct cb_grid_column *column)
{
	uint32_t whole = natural(column);

	if (column->is_figure)
		return least(column, true);
	return whole < EASY_COLS ? whole : EASY_COLS;
}

/* Lines of all texts of the column, a member a line: a list gives way before other text does, and
 * headers before cells. */
static uint64_t
count_lines(const struct cb_grid_column *column, uint32_t cols)
{
	uint64_t lines = 0;

	for (uint32_t width = 1; width < CB_GRID_TALLY; width++)
		lines += column->tally[width] * ((width + cols - 1) / cols);
	return lines;
}

static uint64_t
total(const struct cb_grid *grid, uint32_t (*width)(const struct cb_grid_column *), uint32_t gap_cols)
{
	uint64_t cols = 0;

	for (size_t i = 0; i < n_columns(grid); i++)
		if (grid->columns[i].part == CB_GRID_SHOWN)
			cols += width(&grid->columns[i]) + gap_cols;
	return cols - gap_cols;
}

static uint32_t
chosen(const struct cb_grid_column *column)
{
	return column->cols;
}

/* The column to take a display column from: what adds the fewest lines, then the widest. */
static struct cb_grid_column *
cheapest(const struct cb_grid *grid, bool keeps_words)
{
	struct cb_grid_column *best = NULL;
	uint64_t best_cost = 0;

	for (size_t i = 0; i < n_columns(grid); i++) {
		struct cb_grid_column *column = &grid->columns[i];
		uint64_t cost;

		if (column->part != CB_GRID_SHOWN || column->cols <= least(column, keeps_words))
			continue;
		cost = count_lines(column, column->cols - 1) - count_lines(column, column->cols);
		if (best == NULL || cost < best_cost || (cost == best_cost && column->cols > best->cols)) {
			best = column;
			best_cost = cost;
		}
	}
	return best;
}

static bool
share_width(struct cb_grid *grid)
{
	bool keeps_words = true;
	struct cb_grid_column *column;

	for (size_t i = 0; i < n_columns(grid); i++) {
		column = &grid->columns[i];
		column->cols = natural(column);
		if (column->cols > grid->width_cols && !column->is_figure)
			column->cols = grid->width_cols;
	}
	while (total(grid, chosen, grid->gap_cols) > grid->width_cols) {
		column = cheapest(grid, keeps_words);
		if (column != NULL)
			column->cols--;
		else if (keeps_words)
			keeps_words = false;
		else
			return false;
	}
	return true;
}

/* 连续末 over 位期数, not 连续末位期 over 数. */
static void
even_header(struct cb_grid *grid, size_t at)
{
	struct cb_grid_column *column = &grid->columns[at];
	struct cb_text label = cb_grid_text(grid, -1, at), rest = label;
	uint32_t n_lines = 0, n, cols, floor = least(column, true);

	while (rest.len)
		n_lines++, cb_wrap_line(&rest, column->cols);
	for (cols = column->cols; n_lines > 1 && cols > column->cells && cols > floor; cols--) {
		for (n = 0, rest = label; rest.len; n++)
			cb_wrap_line(&rest, cols - 1);
		if (n > n_lines)
			break;
	}
	column->cols = cols;
}

/* May the figures behind the first column stand below one another in blocks? */
static bool
is_divisible(const struct cb_grid *grid, size_t *first, size_t *n_figures)
{
	size_t n = 0;

	*n_figures = 0;
	for (size_t i = 0; i < n_columns(grid); i++) {
		if (grid->columns[i].part != CB_GRID_SHOWN)
			continue;
		if (n++ == 0)
			*first = i;
		else if (!grid->columns[i].is_figure)
			return false;
		*n_figures = n - 1;
	}
	return n > 2;
}

bool
cb_grid_layout(struct cb_grid *grid)
{
	size_t n_rows = grid->writer->table->n_rows, first, n_figures;

	if (n_rows > 0)
		leave_out_empty(grid);
	grid->has_headings = grid->writer->table->n_sections > 0;
	if (n_rows > 1 && !grid->has_headings)
		lead_sections(grid);
	for (size_t i = 0; i < n_columns(grid); i++)
		measure(grid, i);
	if (n_rows > 1 && total(grid, natural, WIDE_GAP) > grid->width_cols)
		say_once(grid);
	grid->gap_cols = total(grid, easy, WIDE_GAP) <= grid->width_cols ? WIDE_GAP : NARROW_GAP;
	if (!share_width(grid))
		return false;
	if (is_divisible(grid, &first, &n_figures) && grid->columns[first].cols < easy(&grid->columns[first]))
		return false; /* names stay whole */
	for (size_t i = 0; i < n_columns(grid); i++)
		even_header(grid, i);
	return true;
}

/* ---- blocks ---- */

void
cb_grid_show_block(struct cb_grid *grid, const struct cb_grid_blocks *blocks, size_t block)
{
	size_t from = block * blocks->n_columns, n = 0;

	for (size_t i = blocks->first + 1; i < n_columns(grid); i++) {
		if (grid->columns[i].part != CB_GRID_SHOWN && grid->columns[i].part != CB_GRID_ELSEWHERE)
			continue;
		grid->columns[i].part = n >= from && n < from + blocks->n_columns ? CB_GRID_SHOWN : CB_GRID_ELSEWHERE;
		n++;
	}
}

static bool
all_fit(struct cb_grid *grid, const struct cb_grid_blocks *blocks)
{
	for (size_t block = 0; block < blocks->n; block++) {
		cb_grid_show_block(grid, blocks, block);
		if (total(grid, natural, grid->gap_cols) > grid->width_cols)
			return false;
	}
	return true;
}

bool
cb_grid_divide(struct cb_grid *grid, struct cb_grid_blocks *blocks)
{
	size_t n_figures;

	*blocks = (struct cb_grid_blocks){ .n = 0 };
	if (!is_divisible(grid, &blocks->first, &n_figures))
		return false;
	grid->gap_cols = WIDE_GAP;
	do {
		blocks->n++;
		blocks->n_columns = (n_figures + blocks->n - 1) / blocks->n;
	} while (!all_fit(grid, blocks) && blocks->n < n_figures);
	for (size_t i = 0; i < n_columns(grid); i++)
		grid->columns[i].cols = natural(&grid->columns[i]);
	return all_fit(grid, blocks);
}
