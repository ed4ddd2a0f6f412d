#include <cb/rule/small_cells.h>

#include <stdbool.h>
#include <stdlib.h>

#include <cb/base/mem.h>

struct line {
	size_t total;
	size_t *members;
	size_t n, cap;
};

struct cb_small_cells {
	int64_t below;
	int64_t *counts;
	uint8_t *shown; /* enum cb_cell_shown */
	struct line *lines;
	size_t n_lines, cap_lines;
};

struct cb_small_cells *
cb_small_cells_new(const int64_t *counts, size_t n, int64_t below)
{
	struct cb_small_cells *cells = cb_alloc(1, sizeof(*cells));

	*cells = (struct cb_small_cells){ .below = below };
	cells->counts = cb_alloc(n + 1, sizeof(*cells->counts));
	cells->shown = cb_alloc(n + 1, sizeof(*cells->shown));
	for (size_t i = 0; i < n; i++) {
		cells->counts[i] = counts[i];
		cells->shown[i] = counts[i] > 0 && counts[i] < below ? CB_CELL_SMALL : CB_CELL_SHOWN;
	}
	return cells;
}

void
cb_small_cells_free(struct cb_small_cells *cells)
{
	for (size_t i = 0; i < cells->n_lines; i++)
		free(cells->lines[i].members);
	free(cells->lines);
	free(cells->counts);
	free(cells->shown);
	free(cells);
}

size_t
cb_small_cells_line(struct cb_small_cells *cells, size_t total)
{
	*cb_push(cells->lines, cells->n_lines, cells->cap_lines) = (struct line){ .total = total };
	return cells->n_lines - 1;
}

void
cb_small_cells_member(struct cb_small_cells *cells, size_t line, size_t count)
{
	struct line *l = &cells->lines[line];

	*cb_push(l->members, l->n, l->cap) = count;
}

/* Hides the smallest count of the line that is told and above 0; false where there is none. */
static bool
hide_smallest(struct cb_small_cells *cells, const struct line *line)
{
	size_t least = CB_CELL_ELSEWHERE;

	for (size_t i = 0; i < line->n; i++) {
		size_t at = line->members[i];

		if (cells->shown[at] == CB_CELL_SHOWN && cells->counts[at] > 0 &&
		    (least == CB_CELL_ELSEWHERE || cells->counts[at] < cells->counts[least]))
			least = at;
	}
	if (least != CB_CELL_ELSEWHERE)
		cells->shown[least] = CB_CELL_BESIDE;
	return least != CB_CELL_ELSEWHERE;
}

struct hidden {
	size_t n;
	int64_t sum;
};

static struct hidden
hidden_of(const struct cb_small_cells *cells, const struct line *line)
{
	struct hidden hidden = { 0 };

	for (size_t i = 0; i < line->n; i++)
		if (cells->shown[line->members[i]] != CB_CELL_SHOWN) {
			hidden.n++;
			hidden.sum += cells->counts[line->members[i]];
		}
	return hidden;
}

/* Takes one step of R2 to R4; false where the line asks for none. */
static bool
hide_in(struct cb_small_cells *cells, const struct line *line)
{
	struct hidden hidden = hidden_of(cells, line);
	bool is_elsewhere = line->total == CB_CELL_ELSEWHERE;
	bool total_is_told = is_elsewhere || cells->shown[line->total] == CB_CELL_SHOWN;
	bool wants_one = total_is_told ? hidden.n == 1 || (is_elsewhere && hidden.n > 0 && hidden.sum < cells->below)
	                               : hidden.n == 0;

	if (wants_one && hide_smallest(cells, line))
		return true;
	if (hidden.n == 0 || is_elsewhere || !total_is_told || (hidden.n > 1 && hidden.sum >= cells->below))
		return false;
	cells->shown[line->total] = CB_CELL_BESIDE;
	return true;
}

void
cb_small_cells_hide(struct cb_small_cells *cells)
{
	bool is_changed = true;

	while (is_changed) {
		is_changed = false;
		for (size_t i = 0; i < cells->n_lines; i++)
			while (hide_in(cells, &cells->lines[i]))
				is_changed = true;
	}
}

enum cb_cell_shown
cb_small_cells_shown(const struct cb_small_cells *cells, size_t count)
{
	return (enum cb_cell_shown)cells->shown[count];
}
