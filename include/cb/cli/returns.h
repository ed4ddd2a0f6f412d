/* --return DIR: each file that was refused goes back as a workbook (doc/returned.h).
 *
 * R1 DIR/NAME.xlsx for a file NAME.*; of several with one name in different folders the later are NAME (2).xlsx
 *    and so on, in the order of the operands. Files without an error are not returned.
 * R2 The notes are the messages of the run, private values masked, without what only the command line can do;
 *    of more than 20,000 the rest is only in the messages, as A1 of its sheets says. Warnings are none of them.
 * R3 What cannot go back (standard input, a file that is no table, larger than a workbook, or with a text larger
 *    than a cell of one) is named in a warning.
 * R4 All that can go back do, or none (cli/file_set.h R2). */
#ifndef CB_CLI_RETURNS_H
#define CB_CLI_RETURNS_H

#include <cb/cli/app.h>
#include <cb/cli/file_set.h>
#include <cb/data/reader.h>

struct cb_returns {
	struct cb_app *app;
	void (*sink)(void *arg, const struct cb_diag *, const struct cb_finding *); /* before this one */
	void *sink_arg;
	struct cb_returns_note *notes;
	size_t n, cap;
	uint32_t full; /* the last source of which there was too much */
	struct cb_arena texts;
	struct cb_returns_done *done; /* what goes back, and as what */
	size_t n_done, cap_done;
	struct cb_file_set files;
};

/* Makes the folder (but with -n) and listens to what is found from now on. */
enum cb_status cb_returns_start(struct cb_returns *, struct cb_app *, const char *folder);
/* Writes the workbooks of the files of this input. */
enum cb_status cb_returns_write(struct cb_returns *, const struct cb_input *);
/* Stops listening; accepts a zeroed struct. */
void cb_returns_release(struct cb_returns *);

#endif
