/* The layout of a table for the terminal: which columns stand where, and how wide. */
#ifndef LIBCORE_DOC_GRID_H
#define LIBCORE_DOC_GRID_H

#include <cb/doc/format.h>

enum cb_grid_part {
	CB_GRID_SHOWN,     /* a column of the grid */
	CB_GRID_EMPTY,     /* empty in every row: left out */
	CB_GRID_SAID,      /* the same in every row: said once, above the grid */
	CB_GRID_HEADING,   /* leads a section: said above each */
	CB_GRID_ELSEWHERE, /* in another block */
};

enum { CB_GRID_TALLY = 64 };

struct cb_grid_column {
	enum cb_grid_part part;
	bool is_figure;                /* numbers, dates, ids: never wrapped */
	bool is_right;                 /* reads as numbers */
	uint32_t cols;                 /* width in the grid */
	uint32_t cells, label;         /* of the widest cell; of the header */
	uint32_t word;                 /* the widest piece that cannot be broken well */
	uint64_t tally[CB_GRID_TALLY]; /* how many members of lists are so wide; the last: or wider */
};

struct cb_grid {
	struct cb_writer *writer;
	struct cb_grid_column *columns; /* as many as the table has */
	uint32_t width_cols, gap_cols;
	bool has_headings;
	struct cb_str text, scratch;
};

/* A table of figures in blocks of so many of them, each behind the first column. */
struct cb_grid_blocks {
	size_t n, first, n_columns;
};

/* Lays the table out; false when its columns cannot stand side by side, or names would be broken where the table can
 * be divided. width_cols is given. */
bool cb_grid_layout(struct cb_grid *);
/* Then: divides it into few blocks of about one width; false when it has other than figures. */
bool cb_grid_divide(struct cb_grid *, struct cb_grid_blocks *);
void cb_grid_show_block(struct cb_grid *, const struct cb_grid_blocks *, size_t block);
/* Does a section start with this row? One always starts with the first. */
bool cb_grid_is_new_section(const struct cb_grid *, size_t row);
/* The cell, or the label where row is negative, as it is printed; in grid->text. */
struct cb_text cb_grid_text(struct cb_grid *, int64_t row, size_t column);

#endif
