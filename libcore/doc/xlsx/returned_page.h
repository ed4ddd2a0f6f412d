/* What is wrong in a sheet that goes back, by its cells: shared by those who write it. Rows and columns count from
 * 1. */
#ifndef LIBCORE_DOC_XLSX_RETURNED_PAGE_H
#define LIBCORE_DOC_XLSX_RETURNED_PAGE_H

#include "xlsx.h"

#include <cb/doc/returned.h>

#define CB_RETURNED_FILL "FF9999"   /* of a cell that is wrong, and of no other */
#define CB_RETURNED_COLOUR "C00000" /* of the reasons */
enum { CB_RETURNED_REASON_COLS = 48 };

struct cb_returned_page {
	struct cb_returned *from;
	size_t first, end;      /* its notes */
	uint32_t rows, columns; /* used */
	uint32_t header_row;    /* 0 = nothing to mark */
	uint32_t reasons;       /* column of the reasons */
	bool had_reasons;       /* the file has one already */
	struct cb_str text;     /* what was joined last */
};

/* Sorts the notes; those of whole rows and sheets stand at their first cell. */
void cb_returned_settle(struct cb_returned *);
/* The notes of the sheet, and the reasons' place beside its rows, which are read and rewound; those within merged areas
 * are moved to their first cell (R2). False: the rows break off, or are more than a workbook holds. */
bool cb_returned_page(struct cb_returned_page *, struct cb_returned *, const char *sheet, struct cb_rows *);
bool cb_returned_has_notes(const struct cb_returned_page *);
bool cb_returned_is_wrong(const struct cb_returned_page *, uint32_t row, uint32_t column);
/* The first column behind one that has something of the return: a note, the reasons; 0 = none. */
uint32_t cb_returned_next_column(const struct cb_returned_page *, uint32_t row, uint32_t column);
/* The same of rows. */
uint32_t cb_returned_next_row(const struct cb_returned_page *, uint32_t row);
/* Are there reasons for the row? */
bool cb_returned_has_reasons(const struct cb_returned_page *, uint32_t row);
/* What the column of the reasons says in a row: the label, or each reason on a line, those of the header and above
 * it in the row below. Lives until the next call. */
struct cb_text cb_returned_reasons(struct cb_returned_page *, uint32_t row);
/* The notes of a cell, a line each. Lives until the next call. */
struct cb_text cb_returned_comment(struct cb_returned_page *, uint32_t row, uint32_t column);
size_t cb_returned_comment_lines(struct cb_text);

#endif
