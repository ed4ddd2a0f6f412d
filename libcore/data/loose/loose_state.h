/* Shared by loose_read.c (files), loose_sheet.c (their rows), loose_table.c (names of columns) and loose_private.c. */
#ifndef LOOSE_STATE_H
#define LOOSE_STATE_H

#include <cb/data/label.h>
#include <cb/data/layout.h>
#include <cb/data/loose_table.h>
#include <cb/data/sheets.h>

/* The first rows of a sheet, and the header among them. */
struct cb_loose_header {
	struct cb_head head;
	int end;              /* what ended the head: 1 = it is full, 0 = the end, <0 = broken off */
	size_t first, height; /* the rows of the header */
	size_t next;          /* row of the head that is handed out next */
	struct cb_text *labels;
	size_t n;
};
/* 1 = found, 0 = there is no row, <0 = broken off. */
int cb_loose_header_find(struct cb_loose_header *, struct cb_rows *, const struct cb_loose_reading *);
/* The same of a text that is printed as it lies: its first row, or that below titles of one cell, where every row from
 * there on has as many cells. */
int cb_loose_header_lying(struct cb_loose_header *, struct cb_rows *);
/* Have the labels those that are asked for? */
bool cb_loose_header_has(const struct cb_loose_header *, const struct cb_loose_reading *);
/* The next row behind the header: 1, 0 = end, <0 = broken off. */
int cb_loose_header_row(struct cb_loose_header *, struct cb_rows *, struct cb_row *);
void cb_loose_header_release(struct cb_loose_header *);

/* Adds the rows of a sheet; those of the first sheet say what the columns are. */
enum cb_status cb_loose_read_sheet(struct cb_loose_table *, struct cb_book *, size_t sheet,
                                   const struct cb_loose_reading *, struct cb_diag *);
/* Says which of the rows from `from` on, the first or the last, has the sums or means of the others: a hint, since
 * nothing tells that it is no entrant. */
void cb_loose_report_ends(const struct cb_loose_table *, size_t from, struct cb_diag *);
/* The column with this label but for blanks, width and case; -1. */
int cb_loose_same_label(const struct cb_loose_table *, struct cb_text label);
/* R6: table->masks. */
void cb_loose_find_private(struct cb_loose_table *, struct cb_diag *);
bool cb_loose_has_private(const struct cb_loose_table *);

#endif
