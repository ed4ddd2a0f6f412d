#include <stdlib.h>

#include <cb/base/mem.h>
#include <cb/data/rows.h>

/* Spans may overlap and say anything: each changes by one, at its ends, how many claim a column. */
static void
count_span(const struct cb_column_span *span, int *change)
{
	if (!span->is_hidden || span->first < 1 || span->first > span->last || span->first > CB_GRID_COLUMNS)
		return;
	change[span->first]++;
	change[(span->last < CB_GRID_COLUMNS ? span->last : CB_GRID_COLUMNS) + 1]--;
}

bool *
cb_shape_hidden(const struct cb_shape *shape)
{
	int *change;
	bool *hidden;

	if (shape == NULL || shape->n_columns == 0)
		return NULL;
	change = cb_alloc(CB_GRID_COLUMNS + 2, sizeof(*change));
	for (size_t i = 0; i < shape->n_columns; i++)
		count_span(&shape->columns[i], change);
	hidden = cb_alloc(CB_GRID_COLUMNS, sizeof(*hidden));
	for (int at = 1, n = 0; at <= CB_GRID_COLUMNS; at++) {
		n += change[at];
		hidden[at - 1] = n > 0;
	}
	free(change);
	return hidden;
}

bool
cb_shape_hides(const bool *hidden, uint32_t column)
{
	return hidden != NULL && column < CB_GRID_COLUMNS && hidden[column];
}
