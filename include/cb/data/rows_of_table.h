/* Rows that the program has put together itself, as a sheet with a header: a table is read like any file. */
#ifndef CB_DATA_ROWS_OF_TABLE_H
#define CB_DATA_ROWS_OF_TABLE_H

#include <cb/data/rows.h>
#include <cb/data/table.h>

/* Zeroed before it is opened. */
struct cb_rows_of_table {
	struct cb_rows rows; /* for cb_input.entered */
	const struct cb_table *table;
	const uint32_t *lines; /* [row of the table] where it stands in rows.source; NULL = as it is numbered */
	struct cb_text *cells;
	struct cb_str text; /* of the current row */
	size_t at;          /* the next row, the header being the first */
};

/* The table stays as it is while it is read. Ready to be read, as a source without a name. */
void cb_rows_of_table_open(struct cb_rows_of_table *, const struct cb_table *, struct cb_diag *);
void cb_rows_of_table_release(struct cb_rows_of_table *);

#endif
