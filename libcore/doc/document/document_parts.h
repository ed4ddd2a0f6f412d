/* What the writers of documents share: the part of a table that a block shows, and words of a block. Used in doc/
 * only. */
#ifndef LIBCORE_DOC_DOCUMENT_PARTS_H
#define LIBCORE_DOC_DOCUMENT_PARTS_H

#include <cb/doc/document.h>

/* The text of a heading without a number in the form of its level. */
struct cb_text cb_heading_text(unsigned level, struct cb_text);
/* Removes the newest block of the document. */
void cb_document_drop(struct cb_document *);
/* Adds to the columns that a table or chart block shows. */
void cb_block_column(struct cb_block *, size_t column);
bool cb_table_column_has_value(const struct cb_table *, size_t column);

/* The columns of the table that a block shows: those it names, or all but those empty in every row. The caller
 * frees the array. */
size_t *cb_block_shown(const struct cb_block *, size_t *n);
/* What a block shows, as a table of its own. Its cells are borrowed; cb_block_view_release frees it. */
void cb_block_view(const struct cb_block *, const struct cb_doc_options *, struct cb_table *view);
void cb_block_view_release(struct cb_table *view);
/* How a column of a view is set: figures stand right, short words and short whole numbers in the middle, others
 * left. */
enum cb_column_set { CB_SET_LEFT,
	             CB_SET_MIDDLE,
	             CB_SET_RIGHT };
enum cb_column_set cb_column_set(const struct cb_writer *, size_t column, size_t widest_cols);

/* Is the column private, and not to be revealed? Then no value of it may be told by any other way either. */
bool cb_column_is_masked(const struct cb_writer *, size_t column);
/* The number in a cell of the type as programs read it, without mark or colon; into buf (CB_PRINT_MAX). */
struct cb_text cb_figure(const struct cb_type *, int64_t n, char *buf);

/* A bar: its words as they may be shown, and the cell that gives its length. */
struct cb_bar {
	struct cb_text label, value; /* live in the arena of cb_bars */
	const struct cb_cell *cell;
};
struct cb_bars {
	struct cb_bar *bars;
	size_t n, cap;
	uint32_t label_cols; /* the widest label */
	int64_t least, most; /* of the values and 0 */
	struct cb_arena arena;
};
/* The rows of a chart block that have a value, in the table's order; none when the values are masked. */
void cb_bars_read(const struct cb_block *, const struct cb_doc_options *, struct cb_bars *);
void cb_bars_release(struct cb_bars *);
/* How much of the length `whole` a value takes, when least to most take all of it; never negative, and 0 when
 * least and most are equal. */
int64_t cb_bars_part(const struct cb_bars *, int64_t value, int64_t whole);

/* A fenced block of Markdown: what follows the fence, and its lines. */
struct cb_fence {
	struct cb_text info, lines;
	struct cb_where where;
	const struct cb_document_source *source; /* NULL = nothing fills tables */
	struct cb_diag *diag;
};
/* Adds the block that the fence stands for, or reports why there is none. */
void cb_fence_add(struct cb_document *, const struct cb_fence *);

#endif
