/* The verb `cells`: what stands in the cells of files, as it is stored. */
#ifndef CB_CLI_CELLS_H
#define CB_CLI_CELLS_H

#include <cb/cli/app.h>

/* All operands. Whole files as CSV; in another format a table of columns A, B, C. To a terminal without its
 * controls. */
enum cb_status cb_app_cells(struct cb_app *);

#endif
