/* Fills a score board from files or the database.
 *
 * R1 One large file of plain UTF-8 is read by two threads, each with its own names, findings and board. When
 *    either meets anything but clean records (a finding, a total row, a quote left open at the cut) what
 *    they did is thrown away and the file is read again by one: the result is always that of one. */
#ifndef BOARD_READ_H
#define BOARD_READ_H

#include "board.h"
#include <cb/query/office.h>

/* Reads the score records of input (operands, else -d) that are not after period `last` (0 = all); of a database not
 * those that are idle. The board has been set up by the caller. CB_OK, or what is wrong with the input: see the diag. */
enum cb_status cb_board_read(const struct cb_office *, const struct cb_input *, int64_t last, struct cb_board *);

#endif
