/* Shared by loose_read.c (files), loose_sheet.c (their rows), loose_table.c (names of columns), loose_totals.c (rows of
 * totals) and loose_private.c. */
#ifndef LOOSE_STATE_H
#define LOOSE_STATE_H

#include <cb/data/label.h>
#include <cb/data/layout.h>
#include <cb/data/loose_table.h>
#include <cb/data/sheets.h>
#include <cb/data/totals.h>

/* The first rows of a sheet, and the header among them. */
struct cb_loose_header {
	struct cb_head head;
	int end;              /* what ended the head: 1 = it is full, 0 = the end, <0 = broken off */
	size_t first, height; /* the rows of the header */
	size_t next;          /* row of the head that is handed out next */
	struct cb_text *labels;
	size_t n;
	uint8_t *named; /* [column] has it its name from cb_loose_header_find? */
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

/* What the columns that are asked for, one or two of a ratio, add up to in a sheet. */
enum { LOOSE_ASKED = 2 };
struct cb_loose_totals {
	struct cb_totals sums;
	int columns[LOOSE_ASKED]; /* of the table; [n] */
	bool has_unit[LOOSE_ASKED];
	size_t n;
};
void cb_loose_totals_start(struct cb_loose_totals *, const struct cb_loose_table *, const struct cb_loose_reading *);
void cb_loose_totals_add(struct cb_loose_totals *, const struct cb_loose_row *);
/* The figures of a row of totals or means, which sums.marks has as its last. */
void cb_loose_totals_say(struct cb_loose_totals *, const struct cb_row *, const uint32_t *fields, struct cb_where);

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
