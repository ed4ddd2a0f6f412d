/* One row that the program has put together itself, or several that differ in one column, as a sheet with a header:
 * what options of a command say is read like any file. */
#ifndef CB_DATA_ROWS_ENTERED_H
#define CB_DATA_ROWS_ENTERED_H

#include <cb/data/reader.h>

enum { CB_ENTERED_MAX = 64 };

/* Zeroed = no cell. Labels and values are borrowed for as long as it is read. */
struct cb_rows_entered {
	struct cb_rows rows; /* for cb_input.entered, once */
	struct cb_text labels[CB_ENTERED_MAX], values[CB_ENTERED_MAX];
	uint32_t n;
	struct cb_list each; /* values of the first cell, a row each; none: the one row as it is */
	size_t at;
	struct cb_diag *diag;
};

/* Adds a cell; NULL is left out. */
void cb_rows_entered_add(struct cb_rows_entered *, const char *label, const char *value);
/* Is there a cell of that label? */
bool cb_rows_entered_has(const struct cb_rows_entered *, const char *label);
/* The same of LABEL=VALUE; false when there is no such sign, or no more room. */
bool cb_rows_entered_add_pair(struct cb_rows_entered *, const char *pair);
/* Adds the first cell of as many rows; the list is borrowed too. */
void cb_rows_entered_each(struct cb_rows_entered *, const char *label, struct cb_list values);
/* Ready to be read, as a source without a name. */
void cb_rows_entered_open(struct cb_rows_entered *, struct cb_diag *);

#endif
