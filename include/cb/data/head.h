/* The first rows of a sheet, copied: what titles and headers are looked for in.
 *
 * R1 A header is one row or several; the label of a column is what stands in them from above, joined by "_", each part
 *    once. The blank right of a label in an upper row is filled by it where the row below has a label and nothing is
 *    merged; where cells are merged, these say what fills what. Of a label that spans columns down to the last row
 *    the first has it alone.
 * R2 A row with one cell of its own, merged or not, is a title. */
#ifndef CB_DATA_HEAD_H
#define CB_DATA_HEAD_H

#include <cb/base/mem.h>
#include <cb/data/rows.h>

/* The ties of a head's cells: the merged area that a cell lies in begins further left, or above. A figure that nothing
 * fills has none. */
enum { CB_HEAD_LEFT = 0x1,
       CB_HEAD_ABOVE = 0x2 };

/* The rows of a sheet down to its first data, copied. */
struct cb_head {
	struct cb_row *rows;
	size_t n, cap;
	struct cb_arena arena;
};

void cb_head_add(struct cb_head *, const struct cb_row *);
/* Which cells of its rows lie in a merged area that begins further left or above. */
void cb_head_mark_merges(struct cb_head *, const struct cb_shape *);
/* Does the cell lie in no merged area, or begin it? */
bool cb_head_is_own(const struct cb_row *, size_t column);
void cb_head_release(struct cb_head *);

bool cb_row_is_blank(const struct cb_row *);
/* R2, even where the cell is called 得分. */
bool cb_head_is_title(const struct cb_row *);
/* May row r continue the header above it? It has labels under blanks or merged cells, and no figures. */
bool cb_head_continues(const struct cb_head *, size_t r);
/* Does a merged cell reach from the row above into row r? */
bool cb_head_is_tied(const struct cb_head *, size_t r);
/* Columns of the widest of some rows. */
size_t cb_head_width(const struct cb_head *, size_t first, size_t height);
/* R1: writes the label of a column; returns the offset of its last part. */
size_t cb_head_label(const struct cb_head *, size_t first, size_t height, size_t column, struct cb_str *out);

#endif
