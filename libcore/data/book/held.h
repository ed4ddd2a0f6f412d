/* A sheet held in memory: for formats whose merged areas are known only when all of it has been read.
 *
 * R1 Memory is taken by cells that have something in them, once for each time the file says them: blank ones cost
 *    nothing, a cell or row that is repeated, and a text that cells share, is held once.
 * R2 Rows are begun in the order of their lines, cells of a row come in any order; of two at one place
 *    the later one stays.
 * R3 Nothing stands beyond the largest grid there is. */
#ifndef BOOK_HELD_H
#define BOOK_HELD_H

#include "book_state.h"
#include "cell_text.h"

enum { HELD_ROWS = 1048576,
       HELD_COLUMNS = 16384,
       HELD_RUN = 0xFFFF /* kind: the cell before is repeated up to this column */ };

struct held_cell {
	const char *p;
	uint32_t len;
	uint16_t column; /* from 0 */
	uint16_t kind;
};

struct held_row {
	uint32_t line, n_times; /* stands n_times from that line on */
	uint32_t n_cells;
	size_t first; /* of its cells in held->cells */
	bool is_hidden;
};

struct held {
	struct cb_shape shape;
	struct book_formats formats; /* that the shape has, where there are more than per cents */
	struct held_row *rows;
	size_t n_rows, cap_rows;
	struct held_cell *cells;
	size_t n_cells, cap_cells;
	struct cb_arena arena;
	struct cb_str shared; /* texts that cells share, end to end, where they come before the cells */
	bool has_strikes;     /* some cell has a flag for cb_book_strike */
	enum cb_code passed;  /* the limit that was passed: the sheet is not to be used */
};

/* What a number format makes of cells, and whether their style strikes them out. */
struct held_look {
	uint16_t shown; /* enum book_shown */
	uint8_t format;
	bool is_struck;
};
/* By the code of a format, or the English name of a built-in one: Percent. */
struct held_look cb_held_look(struct held *, struct cb_text code);
/* The kind of a number or date that looks so; others stay what they are. */
enum cb_cell_kind cb_held_kind(enum cb_cell_kind, struct held_look);
/* Appends a number as it looks, a date where it looks like one; false: it is no number. */
bool cb_held_number(const struct held *, struct cb_text raw, struct held_look, struct cb_str *out,
                    enum cb_cell_kind *);

struct held *cb_held_new(void);
void cb_held_free(struct held *);

/* The cells that follow belong to `line` (from 1) and the n_times - 1 rows behind it. */
void cb_held_row(struct held *, uint32_t line, uint32_t n_times, bool is_hidden);
/* Puts a cell, and n_times - 1 copies beside it, into the row begun last; column from 1. An empty text is
 * no cell. The text is copied. */
void cb_held_cell(struct held *, uint32_t column, uint32_t n_times, enum cb_cell_kind, struct cb_text);
/* The same for a text that lives as long as the sheet is held. */
void cb_held_borrow(struct held *, uint32_t column, uint32_t n_times, enum cb_cell_kind, struct cb_text);
/* Areas of one cell are left out. */
void cb_held_merge(struct held *, struct cb_area);
void cb_held_columns(struct held *, struct cb_column_span);

/* Filled, as the status says: the sheet as rows, with which it is freed. With another status than CB_OK, or when
 * it has passed a limit, which is reported, it is freed at once. */
enum cb_status cb_held_finish(struct held *, struct cb_book *, uint32_t source, enum cb_status, struct cb_rows **out);

#endif
