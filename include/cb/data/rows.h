/* Layer 1 of the record stream: the untyped rows of one sheet, with their places. */
#ifndef CB_DATA_ROWS_H
#define CB_DATA_ROWS_H

#include <cb/base/diag.h>

/* One row; cells are borrowed until the next call. */
struct cb_row {
	const struct cb_text *cells;
	uint32_t n;
	uint32_t line; /* text files: physical line the record starts on; sheets: row number; from 1 */
	bool quoted;   /* text files: at least one cell was quoted */
};

/* An open sheet. Implementations: csv (data/csv.h); spreadsheets follow. */
struct cb_rows {
	/* 1 = *row filled, 0 = end, <0 = broken off, the reason went to the diag. */
	int (*next)(struct cb_rows *, struct cb_row *row);
	/* Back to the first row; false when that cannot be done. */
	bool (*rewind)(struct cb_rows *);
	void (*close)(struct cb_rows *);
	uint32_t source; /* in the diag */
	bool guarded;    /* written for spreadsheets (byte order mark): '= stands for = (doc/format.h R2) */
};

#endif
