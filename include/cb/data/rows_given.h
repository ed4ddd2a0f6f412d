/* One row that the program has put together itself, as a sheet with a header: what options of a command
 * say is read like any file. */
#ifndef CB_DATA_ROWS_GIVEN_H
#define CB_DATA_ROWS_GIVEN_H

#include <cb/data/rows.h>

enum { CB_GIVEN_MAX = 64 };

/* Zeroed = no cell. Labels and values are borrowed for as long as it is read. */
struct cb_rows_given {
	struct cb_rows rows; /* for cb_input.given, once */
	struct cb_text labels[CB_GIVEN_MAX], values[CB_GIVEN_MAX];
	uint32_t n;
	int at;
};

/* Adds a cell; NULL is left out. */
void cb_rows_given_add(struct cb_rows_given *, const char *label, const char *value);
/* Ready to be read, as a source without a name. */
void cb_rows_given_open(struct cb_rows_given *, struct cb_diag *);

#endif
