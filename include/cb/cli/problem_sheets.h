/* The sheets of problems to put right (query/problem.h R8) as files. */
#ifndef CB_CLI_PROBLEM_SHEETS_H
#define CB_CLI_PROBLEM_SHEETS_H

#include <cb/cli/app.h>
#include <cb/data/schema.h>

/* Writes one for each unit, or with --by=community for each community, into the folder of -o. */
enum cb_status cb_problem_sheet_files(struct cb_app *);

/* Are the files to be taken in, of that register, such sheets? They come back into a database, all or none. */
enum cb_status cb_problem_sheets_back(struct cb_app *, const struct cb_register *, bool skips, bool *are_back);

#endif
